//! Reads `theme.toml`: colours, faces, sizes and the logo.
//!
//! One table, [`KEYS`], says which keys exist. Knows how a theme is written; does not know which
//! faces there are or which colours can be told apart.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::keys::{Key, Shape, key, key_schema};
use super::tables::{self, Reader, Table};
use crate::model::{
    Colour, Defect, DefectKind, Face, LOGO_WIDTH, Logo, Mode, Palette, Sizes, Swatch, Theme,
};
use crate::source::{FileId, Located, Sources};

/// The file name of the theme of a report that names no other.
pub const FILE_NAME: &str = "theme.toml";

/// The sizes of text in points, from a footnote to large print.
const TEXT_SIZES: (f64, f64) = (8.0, 14.0);
/// How much smaller or larger headings may be.
const HEADING_SCALES: (f64, f64) = (0.7, 1.6);
/// The size of notes as a share of the text.
const NOTE_SHARES: (f64, f64) = (0.7, 1.0);
/// The width of a logo in points: 5 to 150 mm.
const LOGO_WIDTHS: (f64, f64) = (14.0, 426.0);

/// Every key that a theme can hold.
pub const KEYS: &[Key] = &[
    key(
        "palette.accent",
        Shape::Colour,
        "Links, the numbers of headings, the marks of charts.",
    ),
    key("palette.ink", Shape::Colour, "The text."),
    key(
        "palette.quiet",
        Shape::Colour,
        "Words that stand back: running heads, subtitles, page numbers.",
    ),
    key(
        "palette.hairline",
        Shape::Colour,
        "Thin rules that only divide, as in tables.",
    ),
    key("palette.tint", Shape::Colour, "Behind boxes."),
    key("palette.paper", Shape::Colour, "Behind everything."),
    key(
        "palette.dark.accent",
        Shape::Colour,
        "`accent` by night. Computed from the colour by day if it is left out, as are all of this table.",
    ),
    key("palette.dark.ink", Shape::Colour, "`ink` by night."),
    key("palette.dark.quiet", Shape::Colour, "`quiet` by night."),
    key(
        "palette.dark.hairline",
        Shape::Colour,
        "`hairline` by night.",
    ),
    key("palette.dark.tint", Shape::Colour, "`tint` by night."),
    key("palette.dark.paper", Shape::Colour, "`paper` by night."),
    key(
        "faces.text",
        Shape::Text,
        "The family of the text. `Libertinus Serif` if it is left out.",
    ),
    key(
        "faces.tables",
        Shape::Text,
        "The family of tables. That of the text if it is left out and the program brings no better one.",
    ),
    key(
        "faces.headings",
        Shape::Text,
        "The family of headings. That of the text if it is left out.",
    ),
    key(
        "faces.mono",
        Shape::Text,
        "The family of code. `DejaVu Sans Mono` if it is left out.",
    ),
    key(
        "sizes.text",
        Shape::Number(TEXT_SIZES.0, TEXT_SIZES.1),
        "The size of the text in the PDF, in points: 10.8 if it is left out, 9.9 on 6x9, 9.5 on A5.",
    ),
    key(
        "sizes.headings",
        Shape::Number(HEADING_SCALES.0, HEADING_SCALES.1),
        "How much larger headings are than the built-in ones. 1 if it is left out.",
    ),
    key(
        "sizes.notes",
        Shape::Number(NOTE_SHARES.0, NOTE_SHARES.1),
        "The size of notes as a share of the text. 0.85 if it is left out.",
    ),
    key(
        "logo.file",
        Shape::Text,
        "The picture on the title pages: SVG, PNG or JPEG. Required in this table.",
    ),
    key(
        "logo.alt",
        Shape::Text,
        "What the picture says to those who do not see it. Required in this table.",
    ),
    key(
        "logo.width",
        Shape::Text,
        "Its width, such as `30mm`, in mm, cm, in or pt. 30 mm if it is left out.",
    ),
    key(
        "epub.embed-fonts",
        Shape::Flag,
        "Whether the EPUB carries the files of `fonts/` that the theme names. False if it is left out.",
    ),
];

/// The JSON Schema (2020-12) of `theme.toml`, made from [`KEYS`].
pub fn schema() -> Value {
    let mut top = json!({});
    for key in KEYS {
        let mut fields = &mut top;
        let mut rest = key.name;
        while let Some((table, inner)) = rest.split_once('.') {
            let entry = &mut fields[table];
            if entry.is_null() {
                *entry =
                    json!({ "type": "object", "properties": {}, "additionalProperties": false });
            }
            if table == "logo" {
                entry["required"] = json!(["file", "alt"]);
            }
            fields = &mut entry["properties"];
            rest = inner;
        }
        fields[rest] = key_schema(key);
    }
    json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Underpin theme.toml",
        "type": "object",
        "properties": top,
        "additionalProperties": false,
    })
}

/// Reads a theme. What is left out, or cannot be read, is built in.
pub fn read(sources: &Sources, file: FileId, defects: &mut Vec<Defect>) -> Theme {
    tables::read(sources, file, defects, |reader, top| {
        reader.unknown_keys(KEYS, top, "");
        reader.theme(top)
    })
}

impl Reader<'_> {
    fn theme(&mut self, top: &Table<'_>) -> Theme {
        let mut theme = Theme::default();
        let mut night = BTreeMap::new();
        if let Some(palette) = self.table(top, "palette") {
            for (swatch, colour) in self.colours(palette, Mode::Light) {
                theme.light.set(swatch, colour.value);
                theme.written.insert((Mode::Light, swatch), colour.span);
            }
            if let Some(dark) = self.inner_table(palette, "palette.", "dark") {
                for (swatch, colour) in self.colours(dark, Mode::Dark) {
                    night.insert(swatch, colour.value);
                    theme.written.insert((Mode::Dark, swatch), colour.span);
                }
            }
        }
        theme.dark = Palette::at_night(&theme.light, &night);
        if let Some(faces) = self.table(top, "faces") {
            for (name, face) in Face::NAMES {
                if let Some(family) = self.text(faces, "faces.", name) {
                    theme.faces.insert(face, family);
                }
            }
        }
        if let Some(sizes) = self.table(top, "sizes") {
            theme.sizes = self.sizes(sizes);
        }
        theme.logo = self.logo(top);
        if let Some(epub) = self.table(top, "epub") {
            theme.embed_fonts = self.flag(epub, "epub.", "embed-fonts").unwrap_or_default();
        }
        theme
    }

    fn colours(&mut self, table: &Table<'_>, mode: Mode) -> Vec<(Swatch, Located<Colour>)> {
        let prefix = format!("{}.", mode.table());
        let mut found = Vec::new();
        for (name, swatch) in Swatch::NAMES {
            let Some(written) = self.text(table, &prefix, name) else {
                continue;
            };
            match Colour::from_hex(&written.value) {
                Some(colour) => found.push((swatch, Located::new(colour, written.span))),
                None => self.bad(
                    &format!("{prefix}{name}"),
                    &written,
                    "a colour such as `#8c2f23`",
                ),
            }
        }
        found
    }

    fn sizes(&mut self, table: &Table<'_>) -> Sizes {
        let built_in = Sizes::BUILT_IN;
        Sizes {
            text: self.number(table, "sizes.", "text", TEXT_SIZES),
            headings: self
                .number(table, "sizes.", "headings", HEADING_SCALES)
                .unwrap_or(built_in.headings),
            notes: self
                .number(table, "sizes.", "notes", NOTE_SHARES)
                .unwrap_or(built_in.notes),
        }
    }

    fn logo(&mut self, top: &Table<'_>) -> Option<Logo> {
        let table = self.table(top, "logo")?;
        let place = top.get("logo")?.span();
        let file = self.text(table, "logo.", "file");
        let alt = self.text(table, "logo.", "alt");
        let width = self.text(table, "logo.", "width");
        let width = width.map_or(Some(LOGO_WIDTH), |written| {
            let points = points(&written.value)
                .filter(|points| (LOGO_WIDTHS.0..=LOGO_WIDTHS.1).contains(points));
            if points.is_none() {
                let expected = "a width between 5 and 150 mm, such as `30mm`";
                self.bad("logo.width", &written, expected);
            }
            points
        });
        for (name, key) in [("file", "logo.file"), ("alt", "logo.alt")] {
            if !table.contains_key(name) {
                self.defect(DefectKind::MissingKey(key), place.clone());
            }
        }
        Some(Logo {
            file: file?,
            alt: alt?,
            width: width?,
        })
    }
}

/// A length such as `30mm`, in points.
fn points(text: &str) -> Option<f64> {
    let text = text.trim();
    let end = text.find(|c: char| !c.is_ascii_digit() && c != '.')?;
    let number: f64 = text[..end].parse().ok()?;
    let unit = match text[end..].trim() {
        "mm" => 72.0 / 25.4,
        "cm" => 72.0 / 2.54,
        "in" => 72.0,
        "pt" => 1.0,
        _ => return None,
    };
    Some(number * unit)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Swatch;

    fn read_text(text: &str) -> (Theme, Vec<String>) {
        let mut sources = Sources::default();
        let file = sources.add(FILE_NAME, text);
        let mut defects = Vec::new();
        let theme = read(&sources, file, &mut defects);
        let shown = defects
            .iter()
            .map(|defect| {
                let place = sources.slice(defect.span);
                match &defect.kind {
                    DefectKind::MissingKey(key) => format!("missing {key} at {place}"),
                    DefectKind::UnknownKey { key, .. } => format!("unknown {key} at {place}"),
                    DefectKind::BadValue { key, .. } => format!("bad {key} at {place}"),
                    DefectKind::WrongType { key, .. } => format!("type {key} at {place}"),
                    other => format!("{other:?}"),
                }
            })
            .collect();
        (theme, shown)
    }

    fn check(text: &str, expected: &[&str]) {
        let (_, shown) = read_text(text);
        assert_eq!(shown, expected, "{text}");
    }

    #[test]
    fn an_empty_theme_is_the_built_in_one() {
        assert_eq!(read_text(""), (Theme::default(), Vec::new()));
    }

    #[test]
    fn reads_every_key() {
        let (theme, faults) = read_text(
            "logo = { file = 'a.svg', alt = 'A', width = '1in' }\n\
             [palette]\naccent = '#004080'\n[palette.dark]\npaper = '#000000'\n\
             [faces]\nmono = 'M'\n[sizes]\ntext = 11\nheadings = 1.2\nnotes = 0.8\n\
             [epub]\nembed-fonts = true\n",
        );
        assert_eq!(faults, Vec::<String>::new());
        assert_eq!(theme.light.accent, Colour::new(0, 0x40, 0x80));
        assert_eq!(theme.dark.paper, Colour::BLACK);
        assert_eq!(theme.faces[&Face::Mono].value, "M");
        assert_eq!(theme.sizes.text, Some(11.0));
        assert_eq!((theme.sizes.headings, theme.sizes.notes), (1.2, 0.8));
        assert_eq!(theme.logo.map(|logo| logo.width), Some(72.0));
        assert!(theme.embed_fonts);
        let places: Vec<(Mode, Swatch)> = theme.written.into_keys().collect();
        assert_eq!(
            places,
            [(Mode::Light, Swatch::Accent), (Mode::Dark, Swatch::Paper)]
        );
    }

    #[test]
    fn reports_every_fault_at_once() {
        check(
            "[palette]\nacent = '#004080'\nink = 'black'\npaper = 3\n[palette.dark]\nink = '#fff'\ninc = ''\n[colours]\n",
            &[
                "unknown colours at colours",
                "unknown palette.acent at acent",
                "unknown palette.dark.inc at inc",
                "bad palette.ink at 'black'",
                "type palette.paper at 3",
                "bad palette.dark.ink at '#fff'",
            ],
        );
        check(
            "[sizes]\ntext = 7.9\nheadings = '1'\nnotes = nan\n",
            &[
                "bad sizes.text at 7.9",
                "type sizes.headings at '1'",
                "bad sizes.notes at nan",
            ],
        );
        check(
            "palette = 1\nfaces = []\nlogo = 'a.svg'\n",
            &[
                "type palette at 1",
                "type faces at []",
                "type logo at 'a.svg'",
            ],
        );
        check("[palette]\ndark = true\n", &["type palette.dark at true"]);
    }

    #[test]
    fn a_logo_needs_a_file_and_words() {
        check(
            "logo = { width = '5px' }",
            &[
                "bad logo.width at '5px'",
                "missing logo.file at { width = '5px' }",
                "missing logo.alt at { width = '5px' }",
            ],
        );
        check(
            "logo = { file = 'a.svg', alt = ' ' }",
            &["bad logo.alt at ' '"],
        );
        check(
            "logo = { file = 'a.svg', alt = 'A', width = '2mm' }",
            &["bad logo.width at '2mm'"],
        );
        check(
            "logo = { file = 'a.svg', alt = 'A', width = '1.5.1mm' }",
            &["bad logo.width at '1.5.1mm'"],
        );
    }

    #[test]
    fn the_schema_has_every_key() {
        let schema = schema();
        for key in KEYS {
            let path: String = key
                .name
                .split('.')
                .map(|part| format!("/properties/{part}"))
                .collect();
            let found = schema.pointer(&path);
            assert!(
                found.is_some_and(|found| found["description"].is_string()),
                "{}",
                key.name
            );
        }
    }
}
