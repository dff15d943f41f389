//! The place in a source that a quotation comes nearest to, and the first words in which they differ.

use std::collections::BTreeMap;
use std::ops::Range;

use super::tokens::{Piece, Token};
use super::{SourceWords, Steps};

/// From which share of its words on, in per cent, a quotation is a place with changes.
const ALIKE: usize = 60;

/// The longest fragment that is laid beside a source word by word.
const LONGEST: usize = 400;

/// The first words in which a quotation and its source differ.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::rules) struct Difference {
    /// Where they stand in the quotation.
    pub here: Range<usize>,
    /// What the source has in their place; empty where it has nothing.
    pub there: String,
    /// The place of the source as a whole.
    pub context: String,
}

/// The nearest place, if one is near.
pub(super) fn find(
    source: &SourceWords<'_>,
    fragment: &[Piece],
    steps: &Steps,
) -> Option<Difference> {
    let mut words: Vec<&Token> = Vec::new();
    // Before which of them brackets own up to a change.
    let mut changed: Vec<usize> = Vec::new();
    for piece in fragment {
        match piece {
            Piece::Word(token) if words.len() < LONGEST => words.push(token),
            Piece::Word(_) => break,
            Piece::Altered | Piece::Added => changed.push(words.len()),
        }
    }
    let ids: Vec<Option<usize>> = words
        .iter()
        .map(|token| source.numbers.get(&token.word).copied())
        .collect();
    let least = (words.len() * ALIKE).div_ceil(100).max(1);
    let window = best_window(source, &ids, least, steps)?;
    let there = &source.ids[window.clone()];
    if shared(&ids, there) < least || !steps.take(2 * ids.len() * there.len()) {
        return None;
    }
    let pairs = common(&ids, there);
    if pairs.len() < least {
        return None;
    }
    let beside = aligned(&ids, there);
    // A word such as "the" also stands before the place that is meant.
    let pairs = match beside.len() >= pairs.len() {
        true => beside,
        false => pairs,
    };
    Some(difference(source, &words, &changed, &window, &pairs))
}

/// How many words both have, in whatever order.
fn shared(ids: &[Option<usize>], there: &[usize]) -> usize {
    let mut wanted: BTreeMap<usize, usize> = BTreeMap::new();
    for id in ids.iter().flatten() {
        *wanted.entry(*id).or_default() += 1;
    }
    let is_wanted = |id: &&usize| {
        let left = wanted.get_mut(*id).filter(|left| **left > 0);
        left.map(|left| *left -= 1).is_some()
    };
    there.iter().filter(is_wanted).count()
}

/// The stretch of the source that holds most of the words, in whatever order.
///
/// A place that is near holds at least so many of them, and so at least one of the rarest, of which fewer are left
/// out than that: only what lies around these is looked at.
fn best_window(
    source: &SourceWords<'_>,
    ids: &[Option<usize>],
    least: usize,
    steps: &Steps,
) -> Option<Range<usize>> {
    let length = (ids.len() + ids.len() / 4 + 2).min(source.ids.len());
    // The words that fill the window up to its end may go on a little beyond it.
    let beyond = ids.len() / 4 + 2;
    let mut wanted = vec![0_i32; source.places.len()];
    for id in ids.iter().flatten() {
        wanted[*id] += 1;
    }
    let (mut best, mut at) = (0_i32, None);
    for ends in around(
        &rarest(source, ids, least),
        length,
        beyond,
        source.ids.len(),
    ) {
        let begins = (ends.start + 1).saturating_sub(length);
        if !steps.take(ends.end - begins) {
            return None;
        }
        let mut shared = 0_i32;
        for end in begins..ends.end {
            let entering = source.ids[end];
            shared += i32::from(wanted[entering] > 0);
            wanted[entering] -= 1;
            if end >= begins + length {
                let leaving = source.ids[end - length];
                wanted[leaving] += 1;
                shared -= i32::from(wanted[leaving] > 0);
            }
            if end >= ends.start && shared > best {
                (best, at) = (shared, Some(end));
            }
        }
        // The next stretch begins with nothing in its window.
        for inside in &source.ids[ends.end.saturating_sub(length).max(begins)..ends.end] {
            wanted[*inside] += 1;
        }
    }
    let end = at? + 1;
    let start = end.saturating_sub(length);
    Some(start..(end + beyond).min(source.ids.len()))
}

/// Where the rarest words stand, in order, of which a near place cannot leave out all.
fn rarest(source: &SourceWords<'_>, ids: &[Option<usize>], least: usize) -> Vec<usize> {
    let places = |id: &Option<usize>| id.map_or(&[][..], |id| source.places[id].as_slice());
    let mut by_places: Vec<&[usize]> = ids.iter().map(places).collect();
    by_places.sort_by_key(|places| places.len());
    let enough = (ids.len() + 1).saturating_sub(least);
    let mut found: Vec<usize> = by_places
        .into_iter()
        .take(enough)
        .flatten()
        .copied()
        .collect();
    found.sort_unstable();
    found.dedup();
    found
}

/// The last words of all windows that hold one of some places, or go on to it, in stretches without a gap.
fn around(places: &[usize], length: usize, beyond: usize, end: usize) -> Vec<Range<usize>> {
    let mut stretches: Vec<Range<usize>> = Vec::new();
    for place in places {
        let stretch = place.saturating_sub(beyond)..(place + length).min(end);
        match stretches.last_mut() {
            Some(last) if stretch.start <= last.end => last.end = last.end.max(stretch.end),
            _ => stretches.push(stretch),
        }
    }
    stretches
}

/// The longest common run of words, as pairs of places in the two.
fn common(here: &[Option<usize>], there: &[usize]) -> Vec<(usize, usize)> {
    let (rows, columns) = (here.len(), there.len());
    let mut length = vec![vec![0_u16; columns + 1]; rows + 1];
    for row in (0..rows).rev() {
        for column in (0..columns).rev() {
            length[row][column] = match here[row] == Some(there[column]) {
                true => length[row + 1][column + 1] + 1,
                false => length[row + 1][column].max(length[row][column + 1]),
            };
        }
    }
    let (mut row, mut column) = (0, 0);
    let mut pairs = Vec::new();
    while row < rows && column < columns {
        if here[row] == Some(there[column])
            && length[row][column] == length[row + 1][column + 1] + 1
        {
            pairs.push((row, column));
            row += 1;
            column += 1;
        } else if length[row + 1][column] >= length[row][column + 1] {
            row += 1;
        } else {
            column += 1;
        }
    }
    pairs
}

/// The words of the longest stretch that both have without a gap, and of what stands before and behind it those that
/// are nearest to it.
fn aligned(here: &[Option<usize>], there: &[usize]) -> Vec<(usize, usize)> {
    let mut best = (0, 0, 0);
    let mut above = vec![0_usize; there.len() + 1];
    for (row, word) in here.iter().enumerate() {
        let mut length = vec![0_usize; there.len() + 1];
        for (column, other) in there.iter().enumerate() {
            if *word == Some(*other) {
                length[column + 1] = above[column] + 1;
                if length[column + 1] > best.2 {
                    let run = length[column + 1];
                    best = (row + 1 - run, column + 1 - run, run);
                }
            }
        }
        above = length;
    }
    let (row, column, run) = best;
    let turned: Vec<Option<usize>> = here[..row].iter().rev().copied().collect();
    let turned_there: Vec<usize> = there[..column].iter().rev().copied().collect();
    let before = common(&turned, &turned_there).into_iter().rev();
    let before = before.map(|(back, back_there)| (row - 1 - back, column - 1 - back_there));
    let along = (0..run).map(|step| (row + step, column + step));
    let behind = common(&here[row + run..], &there[column + run..]).into_iter();
    let behind = behind.map(|(on, on_there)| (row + run + on, column + run + on_there));
    before.chain(along).chain(behind).collect()
}

/// The first place at which the pairs leave words out, on one side or on the other.
fn difference(
    source: &SourceWords<'_>,
    words: &[&Token],
    changed: &[usize],
    window: &Range<usize>,
    pairs: &[(usize, usize)],
) -> Difference {
    // What stands in the place of the first and last words, where these differ.
    let first = pairs
        .first()
        .map_or(0, |pair| pair.1.saturating_sub(pair.0));
    let last = pairs.last().map_or(0, |pair| pair.1 + words.len() - pair.0);
    let last = last.min(window.len());
    let context = source.written(window.start + first..window.start + last);
    // From one pair to the next, with the ends of the quotation as pairs of their own.
    let ends = pairs.iter().copied().chain([(words.len(), last)]);
    let (mut here, mut there) = (0, first);
    for (row, column) in ends {
        let left_out = row == here;
        if (row > here || column > there) && !(left_out && changed.contains(&row)) {
            // Where words are missing, the word behind the gap is shown.
            let shown = here..if left_out { row + 1 } else { row };
            let beside = there..if left_out { column + 1 } else { column };
            let start = words.get(shown.start).map_or(0, |word| word.range.start);
            let end = words
                .get(shown.end.saturating_sub(1))
                .map_or(start, |word| word.range.end);
            return Difference {
                here: start..end,
                there: source.written(window.start + beside.start..window.start + beside.end),
                context,
            };
        }
        (here, there) = (row + 1, column + 1);
    }
    Difference {
        here: 0..words.last().map_or(0, |word| word.range.end),
        there: String::new(),
        context,
    }
}
