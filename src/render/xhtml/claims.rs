//! The claims of a page, each with a small button that shows its sources. Knows the rows of the
//! register and where the words of a claim stand.
//!
//! What the button shows is a popover of HTML: the browser opens it, closes it with Escape, and
//! hides it from screen readers as long as it is closed, without a script. A book has no such
//! buttons; its register says the same.

use std::collections::BTreeMap;

use super::Book;
use super::document::Writer;
use super::markup::Attributes;
use crate::model::{Attrs, Claim, Inline, InlineKind, MarkId, UnitPlace};
use crate::render::anchors;
use crate::source::Span;

/// Which row of the register belongs to which words.
#[derive(Debug, Default)]
pub(in crate::render) struct Claims {
    /// Marked claims, by the place of their span.
    marked: BTreeMap<Span, usize>,
    /// The others, by the mark at their first word, with the place of their sentence.
    unmarked: BTreeMap<usize, (usize, Span)>,
}

impl Claims {
    /// Finds the claims whose row has something to show.
    pub(in crate::render) fn of(book: &Book) -> Self {
        let mut claims = Self::default();
        let report = book.report;
        let listed = book.register.iter().flat_map(|place| &place.claims);
        for (row, at) in listed.enumerate() {
            let (Some(claim), Some(shown)) = (report.claims.get(*at), book.rows.get(row)) else {
                continue;
            };
            if shown.sources.is_empty() && shown.rests_on.is_empty() {
                continue;
            }
            if claim.attrs != Attrs::default() {
                claims.marked.insert(claim.span, row);
            } else if !is_in_note(book, claim) {
                let MarkId(mark) = claim.mark;
                claims.unmarked.entry(mark).or_insert((row, claim.span));
            }
        }
        claims
    }
}

/// Whether a claim stands in a note, where there are no marks.
fn is_in_note(book: &Book, claim: &Claim) -> bool {
    let unit = book.report.unit_of(claim);
    unit.is_some_and(|unit| unit.place == UnitPlace::Note)
}

/// How much of some running text belongs to a sentence: whole inlines, and bytes of the text after.
struct Reach {
    whole: usize,
    bytes: usize,
}

impl Reach {
    /// What of the inlines lies before the end of a sentence that begins with the first of them.
    fn of(sentence: Span, inlines: &[Inline]) -> Option<Self> {
        let first = inlines.first()?.span;
        // A mark that a claim only borrows, because its own first word was not found.
        if first.file != sentence.file || sentence.start < first.start || sentence.start > first.end
        {
            return None;
        }
        let is_inside = |inline: &&Inline| {
            let span = inline.span;
            let is_begun = span.file == sentence.file && span.start < sentence.end;
            is_begun && end_of_words(inline) <= sentence.end
        };
        let whole = inlines.iter().take_while(is_inside).count();
        let bytes = match inlines.get(whole) {
            Some(Inline {
                kind: InlineKind::Text(text),
                span,
            }) if span.file == sentence.file && span.start < sentence.end => {
                // Words that are not the author's to the byte cannot be cut; they go in whole.
                let is_literal = (span.end - span.start) as usize == text.len();
                let at = (sentence.end - span.start) as usize;
                if is_literal && text.is_char_boundary(at) {
                    at
                } else {
                    text.len()
                }
            }
            _ => 0,
        };
        (whole > 0 || bytes > 0).then_some(Self { whole, bytes })
    }
}

/// Where the last words inside an inline end: before the asterisk or bracket that closes it.
fn end_of_words(inline: &Inline) -> u32 {
    let mut inline = inline;
    while let Some(last) = inline.children().and_then(<[Inline]>::last) {
        inline = last;
    }
    inline.span.end
}

/// The mark with which an inline begins.
fn first_mark(inline: &Inline) -> Option<MarkId> {
    let mut inline = inline;
    loop {
        match inline.kind {
            InlineKind::Mark(mark) => return Some(mark),
            _ => inline = inline.children()?.first()?,
        }
    }
}

/// A claim whose sources are about to be written.
pub(super) struct Open {
    row: usize,
    id: String,
}

impl Writer<'_> {
    /// Writes an unmarked claim if the first of the inlines begins one. Gives back how many of them
    /// are written, or nothing.
    pub(super) fn sentence(&mut self, inlines: &[Inline]) -> Option<usize> {
        let MarkId(mark) = first_mark(inlines.first()?)?;
        let (row, place) = *self.book.claims.unmarked.get(&mark)?;
        let marks = usize::from(matches!(inlines[0].kind, InlineKind::Mark(_)));
        let reach = Reach::of(place, &inlines[marks..])?;
        let open = self.open_claim(row)?;
        let whole = marks + reach.whole;
        let class = Attributes::class("claim");
        let class = self.with_sources(class);
        self.markup.open("span", class);
        self.inlines(&inlines[..whole]);
        let cut = match inlines.get(whole).map(|inline| &inline.kind) {
            Some(InlineKind::Text(text)) if reach.bytes > 0 => Some(text.split_at(reach.bytes)),
            _ => None,
        };
        if let Some((inside, _)) = cut {
            self.markup.text(inside);
        }
        self.sources_of(open);
        self.markup.close();
        if let Some((_, outside)) = cut {
            self.markup.text(outside);
        }
        Some(whole + usize::from(cut.is_some()))
    }

    /// The marked claim at a place, if its sources can be shown there.
    pub(super) fn marked_claim(&mut self, place: Span) -> Option<Open> {
        let row = *self.book.claims.marked.get(&place)?;
        self.open_claim(row)
    }

    /// A claim has one button; there is none in a link, nor where words stand a second time.
    fn open_claim(&mut self, row: usize) -> Option<Open> {
        let number = self.book.rows.get(row)?.number;
        if self.in_link {
            return None;
        }
        let id = self.fresh_id(&anchors::claim_sources(number))?;
        Some(Open { row, id })
    }

    /// The attributes of a claim, which says that its sources stand in it, if they do.
    pub(super) fn with_sources(&self, attributes: Attributes) -> Attributes {
        match self.held {
            Some(_) => attributes,
            None => attributes.and_class("sourced"),
        }
    }

    /// The sources of a claim, behind its words or later.
    pub(super) fn sources_of(&mut self, claim: Open) {
        match &mut self.held {
            Some(held) => held.push(claim),
            None => self.button(claim),
        }
    }

    /// The sources of claims that were held back, each in a place of its own.
    pub(super) fn sources_of_held(&mut self, held: Vec<Open>) {
        for claim in held {
            self.markup.open("span", Attributes::class("sourced"));
            self.button(claim);
            self.markup.close();
        }
    }

    /// The button behind the words of a claim, and what it shows.
    fn button(&mut self, claim: Open) {
        let book = self.book;
        let (Open { row, id }, rows) = (claim, &book.rows);
        let Some(row) = rows.get(row) else {
            return;
        };
        let name = format!("{id}-name");
        let number = row.number.to_string();
        let label = book
            .terms
            .fill("sources-of-claim", &[("number", number.clone())]);
        self.say(
            "button",
            Attributes::class("sources-button")
                .with("type", "button")
                .with("popovertarget", id.as_str())
                .with("aria-label", label),
            "",
        );
        // `hidden` is for what reads a page without a style sheet, such as the reading modes of
        // browsers; the style sheet overrules it for an open popover.
        self.markup.open(
            "span",
            Attributes::class("sources")
                .with("popover", "auto")
                .with("hidden", "hidden")
                .with("id", id)
                .with("role", "group")
                .with("aria-labelledby", name.as_str()),
        );
        let heading = format!("{} {number}", book.terms.get("claim"));
        let class = Attributes::class("sources-name").with("id", name);
        self.say("span", class, &heading);
        self.in_popover = true;
        self.markup.open("span", Attributes::class("sources-list"));
        self.supports(row);
        self.markup.close();
        self.in_popover = false;
        let href = format!("#{}", anchors::register_row(row.number));
        let link = Attributes::class("sources-more").with("href", href);
        self.say("a", link, book.terms.get("in-the-register"));
        self.markup.close();
    }
}
