//! What bracketed spans and divs say of the sentences in them, and the citations inside something.

use super::flat::FlatSpan;
use crate::model::limits::TAKEN_OVER;
use crate::model::{
    Attrs, Block, Citation, CitationId, Inline, InlineKind, Kind, Note, State, Visitor, walk_inline,
};
use crate::source::Located;

/// The kind that a span's or div's classes name. `.claims` is a div of claims.
pub(super) fn kind_of(attrs: &Attrs) -> Option<Kind> {
    attrs.classes.iter().find_map(|class| {
        if class == "claims" {
            Some(Kind::Fact)
        } else {
            Kind::from_class(class)
        }
    })
}

/// The claims that `from=` and `of=` name.
pub(super) fn derived_from(attrs: &Attrs) -> Vec<Located<String>> {
    let mut words = attrs.words("from");
    words.extend(attrs.words("of"));
    words
}

/// Whether a span holds all of a sentence but closing marks.
pub(super) fn covers(text: &str, span: &FlatSpan<'_>, range: &std::ops::Range<usize>) -> bool {
    let is_mark = |c: char| !c.is_alphanumeric();
    let body = text[range.clone()].trim_end_matches(is_mark);
    let start = range.start + text[range.clone()].len()
        - text[range.clone()].trim_start_matches(is_mark).len();
    let end = range.start + body.len();
    span.range.start <= start.min(end) && end <= span.range.end
}

/// The citations in running text, those in nested inlines included.
pub(super) fn citations_in(inlines: &[Inline]) -> Vec<CitationId> {
    let mut collect = Collect(Vec::new());
    for inline in inlines {
        collect.inline(inline);
    }
    collect.0
}

/// The citations in blocks.
pub(super) fn citations_of(blocks: &[Block]) -> Vec<CitationId> {
    let mut collect = Collect(Vec::new());
    for block in blocks {
        collect.block(block);
    }
    collect.0
}

struct Collect(Vec<CitationId>);

impl<'a> Visitor<'a> for Collect {
    fn inline(&mut self, inline: &'a Inline) {
        if let InlineKind::Citation(id) = inline.kind {
            self.0.push(id);
        }
        walk_inline(self, inline);
    }
}

/// As many of some citations as each of several sentences takes over: the first of them, and one that
/// supports, if any does.
pub(super) fn few(mut ids: Vec<CitationId>, all: &Carrying) -> Vec<CitationId> {
    let items = ids.iter().scan(0, |items, id| {
        *items += all.of(*id).items;
        Some(*items)
    });
    let kept = items.take_while(|items| *items <= TAKEN_OVER).count();
    let left = ids.split_off(kept);
    if !is_carried(all, &ids) {
        let carrying = left.iter().find(|id| is_carried(all, &[**id]));
        ids.extend(carrying.or(left.first().filter(|_| ids.is_empty())));
    }
    ids
}

/// Whether any of the citations supports; one that contradicts or gives context does not.
pub(super) fn is_carried(all: &Carrying, citations: &[CitationId]) -> bool {
    citations.iter().any(|id| all.of(*id).supports)
}

/// What each citation can carry.
pub(super) struct Carrying(Vec<Carries>);

/// What one citation can carry.
struct Carries {
    /// How many items it has.
    items: usize,
    /// Whether one of them supports.
    supports: bool,
    /// Whether the words of its note say what one of them does.
    is_signalled: bool,
}

impl Carrying {
    /// Those of a report.
    pub fn new(all: &[Citation]) -> Self {
        let each = all.iter().map(|Citation { items, .. }| Carries {
            items: items.len(),
            supports: items.iter().any(|item| item.relation().carries()),
            is_signalled: items.iter().any(|item| item.signal.is_some()),
        });
        Self(each.collect())
    }

    fn of(&self, id: CitationId) -> &Carries {
        &self.0[id.0]
    }

    /// How a sentence of a note stands whose sources do not support what the note is called for: "But see @a, who
    /// counts 400" tells what `@a` says.
    pub fn state_in_note(&self, citations: &[CitationId]) -> State {
        match citations.iter().any(|id| self.of(*id).is_signalled) {
            true => State::Covered,
            false => State::Uncovered,
        }
    }
}

/// The citations in a note.
pub(super) fn citations_of_note(note: &Note) -> Vec<CitationId> {
    citations_of(&note.blocks)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{CitationItem, CitationMode};
    use crate::source::{Sources, Span};

    #[test]
    fn few_citations_are_the_first_and_one_that_supports() {
        let span = Span::start_of(Sources::default().add("a.md", ""));
        let item = |prefix: &str| CitationItem {
            prefix: prefix.to_owned(),
            ..CitationItem::bare(Located::new("a".to_owned(), span))
        };
        let citation = |items: Vec<CitationItem>| Citation {
            span,
            mode: CitationMode::Parenthetical,
            items,
        };
        let ids = |count: usize| (0..count).map(CitationId).collect::<Vec<_>>();
        let context = |count| vec![citation(vec![item("see also")]); count];
        let check = |all: &[Citation], count: usize, last: Option<usize>| {
            let few = few(ids(all.len()), &Carrying::new(all));
            assert_eq!(few.len(), count);
            assert_eq!(few.last().map(|id| id.0), last);
        };
        check(&[], 0, None);
        check(&context(TAKEN_OVER), TAKEN_OVER, Some(TAKEN_OVER - 1));
        check(&context(TAKEN_OVER + 9), TAKEN_OVER, Some(TAKEN_OVER - 1));
        let mut all = context(TAKEN_OVER + 9);
        all.push(citation(vec![item("")]));
        check(&all, TAKEN_OVER + 1, Some(TAKEN_OVER + 9));
        check(&[citation(vec![item(""); TAKEN_OVER + 1])], 1, Some(0));
    }
}
