//! From the author's text to a [`Draft`]. Never fails: what is faulty becomes a [`Defect`].
//!
//! Knows Markdown and TOML; knows no bibliography format, no output format, and reads no files:
//! everything arrives as text in [`Sources`].

mod archived;
pub mod attrs;
pub mod citation;
pub mod evidence;
pub mod header;
pub mod keys;
pub mod manifest;
mod markdown;
pub mod maths;
mod memory;
mod moved;
pub mod single;
mod tables;
mod tex;
pub mod theme;
mod values;
pub mod waivers;

pub use memory::LastText;

use std::collections::BTreeSet;

use crate::model::{
    Block, BlockKind, Characters, Citation, Counted, Defect, DefectKind, Draft, Manifest, Note,
    Part, Section, Waiver, forbidden_in, limits,
};
use crate::source::{FileId, Located, Sources, Span};

/// What the parsers add to as they go through the files.
#[derive(Debug, Default, Clone)]
pub(crate) struct Found {
    /// Notes of all files.
    pub notes: Vec<Note>,
    /// Citations of all files, in document order.
    pub citations: Vec<Citation>,
    /// The words of every HTML comment of all files, with the place of the whole comment.
    pub comments: Vec<Located<String>>,
    /// Defects of all files.
    pub defects: Vec<Defect>,
}

impl Found {
    /// Records a defect.
    pub fn defect(&mut self, kind: DefectKind, span: Span) {
        self.defects.push(Defect::new(kind, span));
    }
}

/// Parses the body and the appendices of a report.
///
/// `files` are the files of `manifest.sections` and `manifest.appendices` that could be read, in
/// that order.
pub fn parse(sources: &Sources, manifest: Manifest, files: &[(FileId, Part)]) -> Draft {
    parse_again(sources, manifest, files, &mut LastText::default())
}

/// The same for a report that is parsed again and again: files that read as they did the last time
/// are not parsed anew.
pub fn parse_again(
    sources: &Sources,
    manifest: Manifest,
    files: &[(FileId, Part)],
    memory: &mut LastText,
) -> Draft {
    let mut found = Found::default();
    let blocks = memory.parse(sources, files.iter().map(|(file, _)| *file), &mut found);
    let sections = files
        .iter()
        .zip(blocks)
        .flat_map(|((file, part), blocks)| by_titles(*file, *part, blocks))
        .collect();
    draft(sources, manifest, sections, found)
}

/// The sections of a file: a heading of the first level begins one, as in a single file. What stands before
/// the first belongs to it.
fn by_titles(file: FileId, part: Part, blocks: Vec<Block>) -> Vec<Section> {
    let section = |blocks| Section { file, part, blocks };
    let mut sections = vec![section(Vec::new())];
    let mut is_titled = false;
    for block in blocks {
        let begins = matches!(block.kind, BlockKind::Heading { level: 1, .. });
        if begins && is_titled {
            sections.push(section(Vec::new()));
        }
        is_titled |= begins;
        if let Some(open) = sections.last_mut() {
            open.blocks.push(block);
        }
    }
    sections
}

/// The first citation with which more references are cited than may be.
fn beyond_limit(citations: &[Citation]) -> Option<Span> {
    let mut items = 0;
    let mut citations = citations.iter();
    let first = citations.find(|citation| {
        items += citation.items.len();
        items > limits::CITED_ITEMS
    });
    first.map(|citation| citation.span)
}

/// The first citation with which more different references are cited than may be.
fn beyond_works(citations: &[Citation]) -> Option<Span> {
    let mut works: BTreeSet<&str> = BTreeSet::new();
    let mut citations = citations.iter();
    let first = citations.find(|citation| {
        works.extend(citation.items.iter().map(|item| item.key.value.as_str()));
        works.len() > limits::CITED_WORKS
    });
    first.map(|citation| citation.span)
}

/// What was parsed, with the waivers that stand in it.
fn draft(sources: &Sources, manifest: Manifest, sections: Vec<Section>, mut found: Found) -> Draft {
    let texts = sections.iter().map(|section| &section.blocks);
    let mut waivers: Vec<Waiver> = texts
        .chain(found.notes.iter().map(|note| &note.blocks))
        .flat_map(|blocks| waivers::in_attributes(blocks, &mut found.defects))
        .collect();
    waivers.extend(waivers::in_comments(
        sources,
        &found.comments,
        &mut found.defects,
    ));
    if let Some(span) = beyond_limit(&found.citations) {
        found.defect(DefectKind::OverLimit(Counted::CitedItems), span);
    } else if let Some(span) = beyond_works(&found.citations) {
        found.defect(DefectKind::OverLimit(Counted::CitedWorks), span);
    }
    Draft {
        manifest,
        sections,
        waivers,
        notes: found.notes,
        citations: found.citations,
        comments: found.comments,
        defects: found.defects,
    }
}

/// Records every character that may not stand where it does.
pub fn find_forbidden_characters(sources: &Sources, file: FileId, defects: &mut Vec<Defect>) {
    let mut characters = Characters::default();
    let found = sources.file(file).text().char_indices();
    let found = found.filter(|(_, character)| characters.refuse(*character));
    // A file that is no text has millions; one more than is reported tells that there are more.
    for (at, character) in found.take(limits::FINDINGS_OF_RULE + 1) {
        let span = Span::new(file, at..at + character.len_utf8());
        defects.push(Defect::new(DefectKind::ForbiddenCharacter(character), span));
    }
}

/// The character that may not stand where it does and that `value` holds only because of how it is
/// written, such as `\u0001` or `&#1;`. Where it stands as it is, [`find_forbidden_characters`] has seen it.
fn forbidden_by_escape(value: &str, written: &str) -> Option<char> {
    forbidden_in(value).filter(|_| forbidden_in(written).is_none())
}
