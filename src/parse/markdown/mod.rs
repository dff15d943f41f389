//! Markdown as Pandoc writes it, to blocks and inlines.
//!
//! Three steps: [`mask`] hides what CommonMark does not know (attributes, div fences, captions)
//! without moving a byte; pulldown-cmark parses the rest; [`brackets`] finds citations, spans and
//! cross-references among the brackets that are left. Every offset is an offset into the file.

mod blocks;
mod brackets;
mod charts;
mod commands;
mod cut_formulas;
mod exhibits;
mod fences;
mod formulas;
mod html;
mod inlines;
mod listings;
mod mask;
mod parts;
mod pipes;
mod quotes;
mod raised;
mod roles;
mod signals;
mod slips;
mod tables;

use std::cell::Cell;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

pub(super) use fences::Fences;
use pulldown_cmark::{BrokenLink, CowStr, Event, Options, Parser, Tag, TagEnd};

use super::citation::Escapes;
use super::{Found, forbidden_by_escape};
use crate::model::{Block, DefectKind, Note, NoteId};
use crate::source::{FileId, Located, Sources, Span};

/// What the steps share while one file is parsed.
struct Context<'a> {
    file: FileId,
    /// The file as it is.
    text: &'a str,
    /// Where a backslash takes the meaning of a character away.
    escapes: Escapes,
    /// The file with blanks for the marks of block quotes, as long to the byte: what citations are
    /// read from, since they may go on in the next line of a quotation.
    unquoted: String,
    /// What [`mask`] hid.
    mask: mask::Mask,
    /// The notes of this file by the author's label.
    labels: BTreeMap<String, NoteId>,
    /// The first call of each note that was called.
    called: BTreeMap<String, Span>,
    /// The ids of headings that are linked by their words, by the offset of the heading.
    implicit: BTreeMap<usize, String>,
    /// What is defined for the whole file, to be read again with every text of its own.
    shared: Shared,
    /// Whether [`DefectKind::TooDeep`] was recorded.
    too_deep: bool,
    /// Up to where a table among words was said to be one.
    said: Cell<usize>,
    /// Up to where the text was read in advance.
    taken: usize,
    /// Behind the last `*` that is text.
    star: Option<usize>,
    /// Up to where marks of strong words that are text were looked at, or said to be text.
    starred: usize,
    /// The braces around the argument of a command that is left out.
    braces: BTreeSet<usize>,
    /// The last straight quotation mark.
    quote: quotes::LastQuote,
    found: &'a mut Found,
}

/// How many times the bytes of a file the addresses may have that its cells name.
const ROOM: usize = 16;

/// The bytes of the smallest file that this is reckoned for.
const ROOM_AT_LEAST: usize = 100_000;

/// What the words of a file may name wherever they stand.
#[derive(Clone, Default)]
struct Shared {
    /// Where the definitions of links lead, and their titles, by their words.
    definitions: BTreeMap<String, (String, String)>,
    /// How many bytes of these may still be written where they are named.
    room: Cell<usize>,
    /// The ids of headings that are linked by their words, by these words.
    headings: BTreeMap<String, String>,
}

impl Shared {
    /// Where a link leads that a text of its own names in brackets, and its title.
    fn link(&self, link: &BrokenLink<'_>) -> Option<(CowStr<'static>, CowStr<'static>)> {
        let Some((address, title)) = self.definitions.get(&folded(&link.reference)) else {
            return self.heading(link);
        };
        let room = self.room.get().checked_sub(address.len() + title.len())?;
        self.room.set(room);
        Some((CowStr::from(address.clone()), CowStr::from(title.clone())))
    }

    /// The address of a heading that a text names in brackets.
    fn heading(&self, link: &BrokenLink<'_>) -> Option<(CowStr<'static>, CowStr<'static>)> {
        let id = self.headings.get(&normal(&link.reference))?;
        Some((CowStr::from(format!("#{id}")), CowStr::from("")))
    }
}

impl Context<'_> {
    fn span(&self, range: std::ops::Range<usize>) -> Span {
        Span::new(self.file, range)
    }

    fn defect(&mut self, kind: DefectKind, range: std::ops::Range<usize>) {
        // Whoever nests too deeply does it thousands of times; once is enough to say.
        if kind == DefectKind::TooDeep && std::mem::replace(&mut self.too_deep, true) {
            return;
        }
        let span = self.span(range);
        self.found.defect(kind, span);
    }

    /// Records what masking found.
    fn report_mask(&mut self) {
        for (fault, range) in std::mem::take(&mut self.mask.faults) {
            self.defect(DefectKind::MalformedAttributes(fault), range);
        }
        for (construct, range) in std::mem::take(&mut self.mask.not_held) {
            self.defect(DefectKind::NotHeld(construct), range);
        }
    }
}

/// Parses one file.
pub(super) fn parse(sources: &Sources, file: FileId, found: &mut Found) -> Vec<Block> {
    parse_text(sources.file(file).text(), file, found)
}

/// Parses a text that stands in a file, as long to the byte as the file: what is not part of the
/// text is blanks.
pub(super) fn parse_text(text: &str, file: FileId, found: &mut Found) -> Vec<Block> {
    let mask = mask::mask(text, file);
    let masked = mask.text.clone();
    let first_note = found.notes.len();
    let mut context = Context {
        file,
        text,
        escapes: Escapes::of(text),
        unquoted: mask::without_quote_marks(text),
        mask,
        labels: BTreeMap::new(),
        called: BTreeMap::new(),
        implicit: BTreeMap::new(),
        shared: Shared::default(),
        too_deep: false,
        said: Cell::default(),
        taken: 0,
        star: None,
        starred: 0,
        braces: BTreeSet::new(),
        quote: quotes::LastQuote::default(),
        found,
    };
    context.report_mask();
    let shared = look_ahead(&mut context, &masked);
    context.shared = shared.clone();
    let to_heading = |link: BrokenLink<'_>| shared.heading(&link);
    let parser = Parser::new_with_broken_link_callback(&masked, options(), Some(to_heading));
    let blocks = blocks::read_file(&mut context, parser.into_offset_iter());
    report_uncalled_notes(&mut context);
    signals::read(found, first_note);
    cut_formulas::join(text, file, &mut found.defects);
    blocks
}

/// CommonMark with the extensions that Pandoc has too.
fn options() -> Options {
    Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_SMART_PUNCTUATION
        | Options::ENABLE_MATH
        | Options::ENABLE_SUBSCRIPT
        | Options::ENABLE_DEFINITION_LIST
        | Options::ENABLE_TASKLISTS
}

/// Gives every note of the file its id before the text is read, since a note may be called before
/// it is defined. The same for headings that are linked by their words, `[Words of the heading]`:
/// their ids are in the answer, by these words.
fn look_ahead(context: &mut Context<'_>, masked: &str) -> Shared {
    let mut called = BTreeSet::new();
    let note_call = |link: BrokenLink<'_>| {
        if link.reference.starts_with(char::is_alphanumeric) {
            called.insert(normal(&link.reference));
        }
        None
    };
    let mut headings: BTreeMap<String, usize> = BTreeMap::new();
    let mut heading: Option<(usize, String)> = None;
    let parser = Parser::new_with_broken_link_callback(masked, options(), Some(note_call));
    let events = parser.into_offset_iter();
    let links = events.reference_definitions().iter();
    let definitions = links
        .map(|(words, link)| {
            let title = link.title.as_deref().unwrap_or_default();
            (folded(words), (link.dest.to_string(), title.to_owned()))
        })
        .collect();
    for (event, range) in events {
        report_forbidden(context, &event, range.clone());
        match event {
            Event::Start(Tag::FootnoteDefinition(label)) => {
                let label = label.to_string();
                if context.labels.contains_key(&label) {
                    continue;
                }
                let id = NoteId(context.found.notes.len());
                context.labels.insert(label, id);
                context.found.notes.push(Note {
                    span: context.span(blocks::trimmed(context.text, range)),
                    blocks: Vec::new(),
                    number: 0,
                });
            }
            Event::Start(Tag::Heading { .. }) => heading = Some((range.start, String::new())),
            Event::End(TagEnd::Heading(_)) => {
                if let Some((at, words)) = heading.take() {
                    headings.entry(normal(&words)).or_insert(at);
                }
            }
            Event::Text(words) | Event::Code(words) => {
                if let Some((_, heading)) = &mut heading {
                    heading.push_str(&words);
                }
            }
            Event::SoftBreak => {
                if let Some((_, heading)) = &mut heading {
                    heading.push(' ');
                }
            }
            _ => {}
        }
    }
    headings.retain(|words, _| called.contains(words));
    let mut ids = BTreeMap::new();
    for (words, at) in headings {
        let line = context.text[at..].lines().next().unwrap_or_default();
        let attrs = context.mask.attrs.range(at..at + line.len()).next_back();
        let id = attrs.and_then(|(_, (attrs, _))| attrs.id.as_ref());
        let id = match id {
            Some(id) => id.value.clone(),
            None => {
                let id = format!(
                    "heading-{at}-{}",
                    words.replace(|c: char| !c.is_alphanumeric(), "-")
                );
                context.implicit.insert(at, id.clone());
                id
            }
        };
        ids.insert(words, id);
    }
    Shared {
        definitions,
        room: Cell::new(ROOM * masked.len().max(ROOM_AT_LEAST)),
        headings: ids,
    }
}

/// Records a character that a numeric reference such as `&#1;` makes and no text may hold.
fn report_forbidden(context: &mut Context<'_>, event: &Event<'_>, range: Range<usize>) {
    let written = context.mask.text.get(range.clone()).unwrap_or_default();
    let values: &[&str] = match event {
        Event::Text(words) => &[words],
        Event::Start(
            Tag::Link {
                dest_url, title, ..
            }
            | Tag::Image {
                dest_url, title, ..
            },
        ) => &[dest_url, title],
        _ => return,
    };
    let found = values
        .iter()
        .find_map(|value| forbidden_by_escape(value, written));
    if let Some(character) = found {
        context.defect(DefectKind::ForbiddenCharacter(character), range);
    }
}

/// Words as references to links compare them: the capitals of "ß" are "SS".
fn folded(words: &str) -> String {
    normal(words).to_uppercase()
}

/// Words as references compare them: capitals and white space do not matter, nor do attributes.
fn normal(words: &str) -> String {
    let words = words
        .replace([mask::HIDDEN, mask::COMMENT], "")
        .replace(mask::MONEY, "$")
        .to_lowercase();
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn report_uncalled_notes(context: &mut Context<'_>) {
    let uncalled: Vec<Located<String>> = context
        .labels
        .iter()
        .filter(|(label, _)| !context.called.contains_key(*label))
        .map(|(label, id)| Located::new(label.clone(), context.found.notes[id.0].span))
        .collect();
    for label in uncalled {
        context
            .found
            .defect(DefectKind::UncalledNote(label.value), label.span);
    }
}

#[cfg(test)]
mod tests;
