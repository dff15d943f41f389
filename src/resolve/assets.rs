//! Pictures and chart data: what they are, as far as their first bytes tell.

use std::collections::BTreeMap;

use crate::model::{
    Asset, AssetKind, Block, BlockKind, Defect, DefectKind, Draft, Report, Theme, Visitor,
    walk_block, walk_blocks,
};
use crate::source::{Located, ReadError};

/// The largest picture, in pixels. Beyond it, decoding would need gigabytes.
const MAX_PIXELS: u64 = 100_000_000;

/// The paths of all pictures and data files that a draft and its theme name, as written.
pub fn paths(draft: &Draft, theme: &Theme) -> Vec<String> {
    let mut collect = Collect(Vec::new());
    collect.0.extend(logo_of(theme));
    for section in &draft.sections {
        walk_blocks(&mut collect, &section.blocks);
    }
    for note in &draft.notes {
        walk_blocks(&mut collect, &note.blocks);
    }
    let mut paths: Vec<String> = collect.0.into_iter().map(|path| path.value).collect();
    paths.sort_unstable();
    paths.dedup();
    paths
}

fn logo_of(theme: &Theme) -> Option<Located<String>> {
    theme.logo.as_ref().map(|logo| logo.file.clone())
}

struct Collect(Vec<Located<String>>);

impl<'a> Visitor<'a> for Collect {
    fn block(&mut self, block: &'a Block) {
        if let BlockKind::Figure(figure) = &block.kind {
            self.0.push(figure.path.clone());
        }
        walk_block(self, block);
    }
}

/// Reads what was loaded for each path, and records what cannot be used.
pub(super) fn read(report: &mut Report, mut loaded: BTreeMap<String, Result<Vec<u8>, ReadError>>) {
    let mut collect = Collect(Vec::new());
    report.walk(&mut collect);
    collect.0.extend(logo_of(&report.theme));
    for path in collect.0 {
        if report.assets.contains_key(&path.value) {
            continue;
        }
        let kind = match loaded.remove(&path.value) {
            None => continue,
            Some(Err(error)) => Err(DefectKind::UnreadableAsset {
                path: path.value.clone(),
                error,
            }),
            Some(Ok(bytes)) => match kind_of(&path.value, &bytes) {
                Ok(kind) => {
                    report
                        .assets
                        .insert(path.value.clone(), Asset { kind, bytes });
                    Ok(())
                }
                Err(message) => Err(DefectKind::BadAsset {
                    path: path.value.clone(),
                    message,
                }),
            },
        };
        if let Err(kind) = kind {
            report.defects.push(Defect::new(kind, path.span));
        }
    }
    refuse_data_as_logo(report);
}

/// Numbers can be a chart, but no logo.
fn refuse_data_as_logo(report: &mut Report) {
    if let Some(path) = logo_of(&report.theme)
        && let Some(asset) = report.assets.get(&path.value)
        && matches!(asset.kind, AssetKind::Table { .. })
    {
        let kind = DefectKind::BadAsset {
            path: path.value,
            message: "a logo is a picture, and this is data".to_owned(),
        };
        report.defects.push(Defect::new(kind, path.span));
    }
}

/// Formats that other programs show, by their first bytes.
const FORMATS: [(&[u8], &str); 6] = [
    (b"%!PS", "an EPS"),
    (b"GIF8", "a GIF"),
    (b"RIFF", "a WebP"),
    (b"II*\0", "a TIFF"),
    (b"MM\0*", "a TIFF"),
    (b"BM", "a BMP"),
];

/// What a file is, by its first bytes; the ending of its name is only a hint.
fn kind_of(path: &str, bytes: &[u8]) -> Result<AssetKind, String> {
    let kind = if bytes.starts_with(b"\x89PNG\r\n\x1a\n") {
        let (width, height) = png_size(bytes).ok_or("the PNG has no header")?;
        AssetKind::Png(width, height)
    } else if bytes.starts_with(b"\xff\xd8\xff") {
        let (width, height) = jpeg_size(bytes).ok_or("the JPEG has no frame header")?;
        AssetKind::Jpeg(width, height)
    } else if bytes.starts_with(b"%PDF") {
        AssetKind::Pdf
    } else if path.to_lowercase().ends_with(".csv") {
        return csv_table(bytes);
    } else if path.to_lowercase().ends_with(".svg") {
        check_svg(bytes)?;
        AssetKind::Svg
    } else {
        let what = FORMATS.iter().find(|(begins, _)| bytes.starts_with(begins));
        let what = what.map_or(String::new(), |(_, name)| format!("this is {name}; "));
        return Err(format!(
            "{what}only PNG, JPEG, SVG and PDF pictures and CSV data can be shown"
        ));
    };
    if let AssetKind::Png(width, height) | AssetKind::Jpeg(width, height) = kind
        && (width == 0 || height == 0 || u64::from(width) * u64::from(height) > MAX_PIXELS)
    {
        return Err(format!(
            "the picture is {width} by {height} pixels; the limit is {MAX_PIXELS} in all"
        ));
    }
    Ok(kind)
}

fn png_size(bytes: &[u8]) -> Option<(u32, u32)> {
    let number = |at: usize| {
        let four: [u8; 4] = bytes.get(at..at + 4)?.try_into().ok()?;
        Some(u32::from_be_bytes(four))
    };
    (bytes.get(12..16)? == b"IHDR").then_some((number(16)?, number(20)?))
}

/// Walks the segments of a JPEG to its frame header (ITU-T T.81, B.2.2).
fn jpeg_size(bytes: &[u8]) -> Option<(u32, u32)> {
    let mut at = 2;
    loop {
        if *bytes.get(at)? != 0xff {
            return None;
        }
        let marker = *bytes.get(at + 1)?;
        if marker == 0xff {
            at += 1;
            continue;
        }
        let number =
            |at: usize| Some(u32::from(*bytes.get(at)?) << 8 | u32::from(*bytes.get(at + 1)?));
        let is_frame = matches!(marker, 0xc0..=0xcf) && !matches!(marker, 0xc4 | 0xc8 | 0xcc);
        if is_frame {
            return Some((number(at + 7)?, number(at + 5)?));
        }
        at += 2 + number(at + 2)? as usize;
    }
}

/// An SVG must be well-formed XML with an `svg` root, and must not run, move or fetch anything.
fn check_svg(bytes: &[u8]) -> Result<(), String> {
    use quick_xml::Reader;
    use quick_xml::events::Event;
    let text = std::str::from_utf8(bytes).map_err(|_| "the SVG is not UTF-8".to_owned())?;
    let mut reader = Reader::from_str(text);
    let mut root_seen = false;
    loop {
        match reader.read_event() {
            Err(error) => return Err(format!("the SVG is not well-formed: {error}")),
            Ok(Event::Eof) => break,
            Ok(Event::DocType(_)) => {
                return Err("the SVG has a document type; entities are not expanded".to_owned());
            }
            Ok(Event::Start(element) | Event::Empty(element)) => {
                let name = element.local_name();
                let name = String::from_utf8_lossy(name.as_ref()).to_lowercase();
                if !root_seen && name != "svg" {
                    return Err("the file's root element is not `svg`".to_owned());
                }
                root_seen = true;
                // Print stands still, and the EPUB says that nothing in it moves.
                let moves = name.starts_with("animate") || name == "set";
                if moves || matches!(name.as_str(), "script" | "foreignobject" | "iframe") {
                    return Err(format!("the SVG holds a `{name}` element"));
                }
                for attribute in element.attributes() {
                    let attribute = attribute
                        .map_err(|error| format!("the SVG is not well-formed: {error}"))?;
                    let key =
                        String::from_utf8_lossy(attribute.key.local_name().as_ref()).to_lowercase();
                    let value = String::from_utf8_lossy(&attribute.value)
                        .trim()
                        .to_lowercase();
                    if key.starts_with("on") {
                        return Err(format!("the SVG holds a script in `{key}`"));
                    }
                    let leads_out = key == "href"
                        && !value.starts_with(['#'])
                        && !value.starts_with("data:image/");
                    if leads_out && name != "a" {
                        return Err(format!("the SVG refers to `{value}` outside itself"));
                    }
                }
            }
            Ok(_) => {}
        }
    }
    if root_seen {
        Ok(())
    } else {
        Err("the file has no `svg` element".to_owned())
    }
}

fn csv_table(bytes: &[u8]) -> Result<AssetKind, String> {
    let text = std::str::from_utf8(bytes).map_err(|_| "the data are not UTF-8".to_owned())?;
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let columns = reader
        .headers()
        .map_err(|error| error.to_string())?
        .iter()
        .map(|name| name.trim().to_owned())
        .collect();
    let mut rows = Vec::new();
    for record in reader.records() {
        let record = record.map_err(|error| error.to_string())?;
        rows.push(record.iter().map(|field| field.trim().to_owned()).collect());
    }
    Ok(AssetKind::Table { columns, rows })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn refuses_drawings_that_run_or_fetch() {
        for bad in [
            "<svg xmlns='http://www.w3.org/2000/svg'><script>x</script></svg>",
            "<svg onload='x'/>",
            "<svg><circle r='1'><animate attributeName='r' to='9'/></circle></svg>",
            "<svg><g><set attributeName='r' to='9'/></g></svg>",
            "<svg><image href='http://a/b.png'/></svg>",
            "<svg><use xlink:href='file:///etc/passwd#x'/></svg>",
            "<!DOCTYPE svg [<!ENTITY a 'b'>]><svg>&a;</svg>",
            "<html/>",
            "<svg><g></svg>",
            "",
        ] {
            assert!(check_svg(bad.as_bytes()).is_err(), "{bad}");
        }
        assert_eq!(check_svg(b"<svg><use href='#a'/></svg>"), Ok(()));
    }

    #[test]
    fn a_picture_bomb_is_refused_by_its_header() {
        let mut png = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR".to_vec();
        png.extend(50_000_u32.to_be_bytes());
        png.extend(50_000_u32.to_be_bytes());
        assert!(kind_of("a.png", &png).is_err());
        png.truncate(16);
        png.extend(5_u32.to_be_bytes());
        png.extend(4_u32.to_be_bytes());
        assert_eq!(kind_of("a.png", &png), Ok(AssetKind::Png(5, 4)));
    }
}
