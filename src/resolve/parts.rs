//! Which citations, notes and spans belong to which sentence of a unit, found without asking each of them for
//! each sentence.

use std::ops::Range;

use super::flat::Flat;

/// What stands in each sentence of a unit, as positions in its lists.
pub(super) struct Parts {
    pub citations: Vec<Vec<usize>>,
    pub notes: Vec<Vec<usize>>,
    pub spans: Vec<Vec<usize>>,
}

impl Parts {
    /// A citation or note belongs to the sentence in which it stands or that ends before it. A span may
    /// touch several.
    pub fn of(flat: &Flat<'_>, ranges: &[Range<usize>]) -> Self {
        let none = || vec![Vec::new(); ranges.len()];
        let others = ranges.get(1..).unwrap_or_default();
        let owned = |places: &mut dyn Iterator<Item = usize>| {
            let mut owned = none();
            for (index, place) in places.enumerate() {
                let owner = others.partition_point(|range| range.start < place);
                if let Some(owned) = owned.get_mut(owner) {
                    owned.push(index);
                }
            }
            owned
        };
        let citations = owned(&mut flat.citations.iter().map(|(at, ..)| *at));
        let notes = owned(&mut flat.notes.iter().map(|(at, ..)| *at));
        let mut spans = none();
        for (index, span) in flat.spans.iter().enumerate() {
            let first = ranges.partition_point(|range| range.end <= span.range.start);
            let from_here = spans[first..].iter_mut().zip(&ranges[first..]);
            for (owned, _) in from_here.take_while(|(_, range)| range.start < span.range.end) {
                owned.push(index);
            }
        }
        Self {
            citations,
            notes,
            spans,
        }
    }
}

/// What stands between two places of a text, both included, in a list that is in order.
pub(super) fn between<T>(
    listed: &[T],
    place: impl Fn(&T) -> usize,
    first: usize,
    last: usize,
) -> &[T] {
    let start = listed.partition_point(|one| place(one) < first);
    let end = listed.partition_point(|one| place(one) <= last);
    &listed[start..end.max(start)]
}
