//! The text of a unit in one string, with a way back to the author's file.

use std::collections::BTreeMap;
use std::ops::Range;

use crate::bibliography::Library;
use crate::model::{
    Attrs, Citation, CitationId, CitationMode, Inline, InlineKind, Label, NoteId, raised_digits,
};
use crate::source::{Located, Sources, Span};
use crate::terms::Terms;

/// A unit's text without citations and note calls, and where they stood.
#[derive(Debug, Default)]
pub(super) struct Flat<'a> {
    /// The words.
    pub text: String,
    /// Stretches of the text with their place in the file, in order.
    pieces: Vec<Piece>,
    /// Citations by the offset in the text at which they stood.
    pub citations: Vec<(usize, CitationId, Span)>,
    /// Note calls by the offset in the text at which they stood.
    pub notes: Vec<(usize, NoteId, Span)>,
    /// Cross-references by the offset in the text at which they stand, with their labels.
    pub references: Vec<(usize, &'a Located<String>)>,
    /// Bracketed spans with attributes, outer before inner.
    pub spans: Vec<FlatSpan<'a>>,
}

#[derive(Debug)]
struct Piece {
    range: Range<usize>,
    span: Span,
    /// Whether the text is the file's to the byte, so that offsets inside carry over.
    literal: bool,
}

impl Piece {
    /// The offset in the file of an offset in the text, or of the nearest in this piece, where the text is
    /// the file's to the byte.
    fn literal_at(&self, offset: usize) -> Option<u32> {
        let inside = offset.clamp(self.range.start, self.range.end) - self.range.start;
        let inside = u32::try_from(inside).unwrap_or_default();
        self.literal.then_some(self.span.start + inside)
    }
}

/// A bracketed span.
#[derive(Debug)]
pub(super) struct FlatSpan<'a> {
    /// What it covers of the text.
    pub range: Range<usize>,
    /// Its attributes.
    pub attrs: &'a Attrs,
    /// Where it stands in the file.
    pub span: Span,
}

/// What flattening needs to look up.
pub(super) struct Lookup<'a> {
    pub sources: &'a Sources,
    pub citations: &'a [Citation],
    pub library: &'a Library,
    pub labels: &'a BTreeMap<String, Label>,
    pub terms: &'a Terms,
}

impl<'a> Flat<'a> {
    /// Flattens the inlines of a unit.
    pub fn new(inlines: &'a [Inline], lookup: &Lookup<'_>) -> Self {
        let mut flat = Self::default();
        flat.add_all(inlines, lookup);
        flat
    }

    /// Puts what stood in the text in the order of its places: a citation drops the space before it, and so may
    /// stand before an empty reference.
    pub fn put_in_order(&mut self) {
        self.citations.sort_by_key(|(at, ..)| *at);
        self.notes.sort_by_key(|(at, ..)| *at);
        self.references.sort_by_key(|(at, _)| *at);
    }

    /// Adds the inlines of another cell of the same table row.
    pub fn add_cell(&mut self, inlines: &'a [Inline], lookup: &Lookup<'_>) {
        if !self.text.is_empty() {
            self.text.push_str(" | ");
        }
        self.add_all(inlines, lookup);
    }

    fn add_all(&mut self, inlines: &'a [Inline], lookup: &Lookup<'_>) {
        for inline in inlines {
            self.add(inline, lookup);
        }
    }

    fn add(&mut self, inline: &'a Inline, lookup: &Lookup<'_>) {
        match &inline.kind {
            InlineKind::Text(text) | InlineKind::Code(text) => {
                self.push(text, inline.span, lookup.sources);
            }
            InlineKind::Maths(maths) => self.push(&maths.words(), inline.span, lookup.sources),
            InlineKind::LineBreak => self.push(" ", inline.span, lookup.sources),
            InlineKind::CrossReference { label, content } => {
                self.references.push((self.text.len(), label));
                if content.is_empty() {
                    let known = lookup.labels.get(&label.value);
                    let words = lookup.terms.cross_reference(&label.value, known);
                    self.push(&words, inline.span, lookup.sources);
                } else {
                    self.add_all(content, lookup);
                }
            }
            InlineKind::Citation(id) => {
                let citation = &lookup.citations[id.0];
                if citation.mode == CitationMode::InText {
                    let words = in_text_words(citation, lookup.library);
                    self.push(&words, inline.span, lookup.sources);
                } else {
                    self.drop_trailing_space();
                }
                self.citations.push((self.text.len(), *id, inline.span));
            }
            InlineKind::Note(id) => {
                self.drop_trailing_space();
                self.notes.push((self.text.len(), *id, inline.span));
            }
            InlineKind::Span { attrs, content } => {
                let index = self.spans.len();
                let start = self.text.len();
                self.spans.push(FlatSpan {
                    range: start..start,
                    attrs,
                    span: inline.span,
                });
                self.add_all(content, lookup);
                // The space before a citation is dropped, also where it stands before the span.
                let end = self.text.len();
                self.spans[index].range = start.min(end)..end;
            }
            InlineKind::Superscript(content) => match raised_digits(content, &self.text) {
                Some(digits) => self.push(&digits, inline.span, lookup.sources),
                None => self.add_all(content, lookup),
            },
            _ => self.add_all(inline.children().unwrap_or_default(), lookup),
        }
    }

    fn push(&mut self, text: &str, span: Span, sources: &Sources) {
        let start = self.text.len();
        self.text.push_str(text);
        self.pieces.push(Piece {
            range: start..self.text.len(),
            span,
            literal: sources.slice(span) == text,
        });
    }

    /// "words `[@key]`. More": without the citation, the space before it would stand before a stop.
    fn drop_trailing_space(&mut self) {
        let kept = self.text.trim_end().len();
        self.text.truncate(kept);
        for piece in self.pieces.iter_mut().rev() {
            if piece.range.end <= kept {
                break;
            }
            let cut = piece.range.end - kept.max(piece.range.start);
            piece.range.end -= cut;
        }
    }

    /// The place in the file of a range of the text; none for an empty unit.
    pub fn span_of(&self, range: Range<usize>) -> Option<Span> {
        let first = self.start_at(range.start)?;
        let last = self.end_at(range.end)?;
        let start = Span {
            start: first,
            end: first,
            ..self.pieces.first()?.span
        };
        Some(Span {
            end: last.max(first),
            ..start
        })
    }

    /// The offset in the file of what begins at an offset in the text.
    fn start_at(&self, offset: usize) -> Option<u32> {
        let pieces = &self.pieces;
        let at = pieces.partition_point(|piece| piece.range.end <= offset);
        let piece = pieces.get(at).or(pieces.last())?;
        Some(piece.literal_at(offset).unwrap_or(piece.span.start))
    }

    /// The offset in the file of what ends at an offset in the text.
    fn end_at(&self, offset: usize) -> Option<u32> {
        let pieces = &self.pieces;
        let behind = pieces.partition_point(|piece| piece.range.start < offset);
        let piece = pieces.get(behind.saturating_sub(1))?;
        Some(piece.literal_at(offset).unwrap_or(piece.span.end))
    }
}

/// The words that `@key` stands for in the sentence. What follows it in brackets is no part of it.
fn in_text_words(citation: &Citation, library: &Library) -> String {
    let Some(item) = citation.items.first() else {
        return String::new();
    };
    let position = library.position(&item.key.value);
    let reference = position.map(|position| &library.references()[position]);
    let words = reference.and_then(|reference| match reference.creators.as_slice() {
        [] => reference.title.clone(),
        [one] => Some(one.clone()),
        [one, two] => Some(format!("{one} & {two}")),
        [first, ..] => Some(format!("{first} et al.")),
    });
    words.unwrap_or_else(|| item.key.value.clone())
}
