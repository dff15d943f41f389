//! Running text.

use super::{Attrs, Block, CitationId, Maths};
use crate::source::{Located, Span};

/// A piece of running text and where the author wrote it.
#[derive(Debug, Clone, PartialEq)]
pub struct Inline {
    /// What it is.
    pub kind: InlineKind,
    /// Where it stands.
    pub span: Span,
}

/// The kinds of running text.
#[derive(Debug, Clone, PartialEq)]
pub enum InlineKind {
    /// Words, with typographic quotation marks and dashes already in place.
    Text(String),
    /// A line break that the author asked for.
    LineBreak,
    /// Emphasis, usually italic.
    Emphasis(Vec<Inline>),
    /// Strong emphasis, usually bold.
    Strong(Vec<Inline>),
    /// Text that is struck out.
    Strikeout(Vec<Inline>),
    /// Raised text.
    Superscript(Vec<Inline>),
    /// Lowered text.
    Subscript(Vec<Inline>),
    /// Small capitals; only made by citation styles.
    SmallCaps(Vec<Inline>),
    /// Program text, verbatim.
    Code(String),
    /// A formula in the line.
    Maths(Maths),
    /// A link that leads out of the report.
    Link {
        /// The address, as written.
        url: String,
        /// The words that carry the link.
        content: Vec<Inline>,
    },
    /// A link to a label inside the report. Without content, the label's number is printed.
    CrossReference {
        /// The label.
        label: Located<String>,
        /// The words that carry the link; empty for a generated text such as "Section 2".
        content: Vec<Inline>,
    },
    /// A link from a formatted citation to the entry of the reference list.
    ToReference {
        /// The reference's key.
        key: String,
        /// The number of this link among all links of its kind, in document order, from one.
        /// Zero until it is numbered.
        occurrence: usize,
        /// The formatted words.
        content: Vec<Inline>,
    },
    /// A citation.
    Citation(CitationId),
    /// The call of a note.
    Note(NoteId),
    /// A bracketed span with attributes: a claim, a foreign phrase, …
    Span {
        /// The attributes.
        attrs: Attrs,
        /// The words inside.
        content: Vec<Inline>,
    },
    /// A place whose page is asked of the laid-out PDF. Prints nothing.
    Mark(MarkId),
}

/// Names a mark; marks are counted from zero in document order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct MarkId(pub usize);

/// Names a note of [`super::Draft::notes`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct NoteId(pub usize);

/// A footnote: the author's own, or one made by a note style.
#[derive(Debug, Clone, PartialEq)]
pub struct Note {
    /// Where its text was written.
    pub span: Span,
    /// Its text.
    pub blocks: Vec<Block>,
    /// Its number in the printed report, from one. Zero while it is not called from anywhere.
    pub number: usize,
}

impl Inline {
    /// Words at a place.
    pub fn text(text: impl Into<String>, span: Span) -> Self {
        Self {
            kind: InlineKind::Text(text.into()),
            span,
        }
    }

    /// Keeps the first bytes of words; what is no words stays. Where the words stand in the file as
    /// they are printed, the place shrinks with them, so that what is in them keeps its own.
    pub fn shorten(&mut self, kept: usize) {
        let InlineKind::Text(text) = &mut self.kind else {
            return;
        };
        let range = self.span.range();
        if range.len() == text.len() {
            self.span = Span::new(self.span.file, range.start..range.start + kept);
        }
        text.truncate(kept);
    }

    /// The inlines directly inside this one, if it can hold any.
    pub fn children(&self) -> Option<&[Inline]> {
        match &self.kind {
            InlineKind::Emphasis(inner)
            | InlineKind::Strong(inner)
            | InlineKind::Strikeout(inner)
            | InlineKind::Superscript(inner)
            | InlineKind::Subscript(inner)
            | InlineKind::SmallCaps(inner)
            | InlineKind::Link { content: inner, .. }
            | InlineKind::CrossReference { content: inner, .. }
            | InlineKind::ToReference { content: inner, .. }
            | InlineKind::Span { content: inner, .. } => Some(inner),
            InlineKind::Text(_)
            | InlineKind::LineBreak
            | InlineKind::Code(_)
            | InlineKind::Maths(_)
            | InlineKind::Citation(_)
            | InlineKind::Note(_)
            | InlineKind::Mark(_) => None,
        }
    }

    /// The same, to change them.
    pub fn children_mut(&mut self) -> Option<&mut Vec<Inline>> {
        match &mut self.kind {
            InlineKind::Emphasis(inner)
            | InlineKind::Strong(inner)
            | InlineKind::Strikeout(inner)
            | InlineKind::Superscript(inner)
            | InlineKind::Subscript(inner)
            | InlineKind::SmallCaps(inner)
            | InlineKind::Link { content: inner, .. }
            | InlineKind::CrossReference { content: inner, .. }
            | InlineKind::ToReference { content: inner, .. }
            | InlineKind::Span { content: inner, .. } => Some(inner),
            InlineKind::Text(_)
            | InlineKind::LineBreak
            | InlineKind::Code(_)
            | InlineKind::Maths(_)
            | InlineKind::Citation(_)
            | InlineKind::Note(_)
            | InlineKind::Mark(_) => None,
        }
    }
}

/// The words of running text, without citations and notes.
pub fn text_of(inlines: &[Inline]) -> String {
    fn collect(inlines: &[Inline], out: &mut String) {
        for inline in inlines {
            match &inline.kind {
                InlineKind::Text(text) | InlineKind::Code(text) => out.push_str(text),
                InlineKind::Maths(maths) => out.push_str(&maths.words()),
                InlineKind::LineBreak => out.push(' '),
                InlineKind::Superscript(content) => match raised_digits(content, out) {
                    Some(digits) => out.push_str(&digits),
                    None => collect(content, out),
                },
                _ => collect(inline.children().unwrap_or_default(), out),
            }
        }
    }
    let mut out = String::new();
    collect(inlines, &mut out);
    out
}

/// Raised digits behind a number, with letters that are raised of themselves: those of the note in "7^1^" are no
/// digits of the seven.
pub(crate) fn raised_digits(content: &[Inline], before: &str) -> Option<String> {
    const RAISED: [char; 10] = ['⁰', '¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹'];
    let is_number = before.ends_with(|c: char| c.is_ascii_digit() || matches!(c, '%' | ')'));
    let [
        Inline {
            kind: InlineKind::Text(text),
            ..
        },
    ] = content
    else {
        return None;
    };
    let raised = |letter: char| match letter {
        '-' | '–' | '−' => Some('⁻'),
        ',' | ' ' => Some(letter),
        _ => RAISED.get(letter.to_digit(10)? as usize).copied(),
    };
    text.chars()
        .map(raised)
        .collect::<Option<String>>()
        .filter(|_| is_number)
}
