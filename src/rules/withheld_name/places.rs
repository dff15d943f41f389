//! What is put out of a report, and where it stands in the author's files.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::{Bound, Range};

use super::super::Context;
use crate::model::{AssetKind, Block, BlockKind, Visitor, walk_block};
use crate::source::{FileId, SourceFile, Span};

/// A text that is put out, with what is not put out of it made blank.
pub(super) struct Text {
    pub words: String,
    /// What it is, as the beginning of a sentence.
    pub what: &'static str,
    file: FileId,
}

impl Text {
    pub fn place(&self, range: &Range<usize>) -> Span {
        Span::new(self.file, range.clone())
    }
}

/// The author's own files of which the words are printed, registered or shown with findings.
pub(super) fn texts(context: &Context<'_>) -> Vec<Text> {
    let manifest = context.report.manifest.file;
    let files = context.sources.iter();
    let texts = files.filter_map(|(file, source)| {
        let what = kind_of(source, file == manifest)?;
        Some(Text {
            words: printed(source),
            what,
            file,
        })
    });
    texts.collect()
}

/// What a file is, if its words are put out.
fn kind_of(source: &SourceFile, is_manifest: bool) -> Option<&'static str> {
    let path = source.path();
    if path.starts_with("templates") {
        return None;
    }
    match (ending(source).as_str(), path.as_str()) {
        (_, "sources.toml" | "theme.toml") | ("csl" | "xml", _) => None,
        ("toml", "waivers.toml") => Some("a waiver"),
        ("toml", _) if is_manifest => Some("the manifest"),
        ("toml", _) => None,
        ("bib" | "bibtex" | "json" | "yml" | "yaml", _) => Some("the bibliography"),
        _ => Some("the text"),
    }
}

/// What the name of a file ends with, in small letters.
fn ending(source: &SourceFile) -> String {
    let ending = source.path().extension().unwrap_or_default();
    ending.to_ascii_lowercase()
}

/// The words of a file without what nobody sees.
fn printed(source: &SourceFile) -> String {
    let text = source.text();
    match ending(source).as_str() {
        "bib" | "bibtex" => without_lines(text, |line| is_private_field(line, '=')),
        "json" => without_lines(text, |line| is_private_field(line, ':')),
        "yml" | "yaml" => without_lines(text, |line| {
            line.trim_start().starts_with('#') || is_private_field(line, ':')
        }),
        "toml" => without_lines(text, |line| line.trim_start().starts_with('#')),
        _ => without_comments(text),
    }
}

/// Fields that programs keep in an entry and no style prints.
fn is_private_field(line: &str, sign: char) -> bool {
    const PRIVATE: [&str; 7] = [
        "abstract",
        "annotation",
        "annote",
        "comment",
        "file",
        "owner",
        "timestamp",
    ];
    let Some((name, _)) = line.split_once(sign) else {
        return false;
    };
    let name = name.trim().trim_matches(['"', '-', ' ']).to_lowercase();
    PRIVATE.contains(&name.as_str())
}

/// A text in which some lines are blank, so that offsets stay.
fn without_lines(text: &str, is_out: impl Fn(&str) -> bool) -> String {
    let lines = text.split_inclusive('\n');
    let kept = lines.map(|line| match is_out(line) {
        true => blank(line),
        false => line.to_owned(),
    });
    kept.collect()
}

/// Markdown without its comments.
fn without_comments(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(start) = rest.find("<!--") {
        let end = rest[start..]
            .find("-->")
            .map_or(rest.len(), |end| start + end + "-->".len());
        let comment = &rest[start..end];
        out.push_str(&rest[..start]);
        // The reason of a waiver is shown wherever its finding is.
        match comment["<!--".len()..].trim_start().starts_with("waive ") {
            true => out.push_str(comment),
            false => out.push_str(&blank(comment)),
        }
        rest = &rest[end..];
    }
    out.push_str(rest);
    out
}

fn blank(text: &str) -> String {
    text.chars()
        .flat_map(|c| std::iter::repeat_n(if c == '\n' { '\n' } else { ' ' }, c.len_utf8()))
        .collect()
}

/// What is put out and stands in no text of the author's: the data of charts, the words of drawings, and
/// what entries say once their signs are resolved.
pub(super) fn named(context: &Context<'_>) -> Vec<Named> {
    let report = context.report;
    let mut figures = Figures::default();
    report.walk(&mut figures);
    let mut named = Vec::new();
    for (path, place) in figures.0 {
        let Some(asset) = report.assets.get(path) else {
            continue;
        };
        let what = match asset.kind {
            AssetKind::Table { .. } => "the data of a chart",
            AssetKind::Svg => "a drawing",
            _ => continue,
        };
        named.push(Named {
            place,
            extent: place,
            words: String::from_utf8_lossy(&asset.bytes).into_owned(),
            what,
        });
    }
    let starts: BTreeSet<Span> = report
        .references
        .iter()
        .filter_map(|one| one.span)
        .collect();
    for reference in &report.references {
        let Some(place) = reference.span else {
            continue;
        };
        let mut after = starts.range((Bound::Excluded(place), Bound::Unbounded));
        let next = after.next().filter(|next| next.file == place.file);
        let end = next.map_or(usize::MAX, |next| next.range().start);
        let length = context.sources.file(place.file).text().len();
        let extent = Span::new(place.file, place.range().start..end.min(length));
        let fields = [
            &reference.title,
            &reference.container,
            &reference.publisher,
            &reference.note,
        ];
        let said = fields.into_iter().flatten().chain(&reference.creators);
        let said: Vec<&str> = said.map(String::as_str).collect();
        named.push(Named {
            place,
            extent,
            words: said.join("\n"),
            what: "the entry",
        });
    }
    named
}

/// Something that is put out and that the author's text only names.
pub(super) struct Named {
    /// Where it is named.
    pub place: Span,
    /// Where else it may have been found already.
    pub extent: Span,
    pub words: String,
    pub what: &'static str,
}

/// The files of all figures, each where it is named first.
#[derive(Default)]
struct Figures<'a>(BTreeMap<&'a str, Span>);

impl<'a> Visitor<'a> for Figures<'a> {
    fn block(&mut self, block: &'a Block) {
        if let BlockKind::Figure(figure) = &block.kind {
            self.0.entry(&figure.path.value).or_insert(figure.path.span);
        }
        walk_block(self, block);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comments_are_put_out_only_where_they_waive() {
        let text = "A <!-- é Kim -->b <!-- waive x: Kim --> <!-- Kim";
        let printed = without_comments(text);
        assert_eq!(printed.len(), text.len());
        assert_eq!(printed.matches("Kim").count(), 1);
    }

    #[test]
    fn fields_that_nobody_sees_are_known() {
        for line in [
            "  file = {kim.pdf},",
            "\"abstract\": \"Kim\"",
            "  annote: Kim",
        ] {
            let sign = if line.contains('=') { '=' } else { ':' };
            assert!(is_private_field(line, sign), "{line}");
        }
        assert!(!is_private_field("  note = {Kim}", '='));
    }
}
