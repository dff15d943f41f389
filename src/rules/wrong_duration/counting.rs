//! Whether the words around a length of time count it from something: "three days later", "18 days before the vote".

use super::lengths::Length;
use super::{AFTER, BEFORE, EARLIER, LATER, SOME, guards, is_in};
use crate::rules::prose::{Own, Word};

/// How a length is counted from one moment to another.
pub(super) struct Counting<'o> {
    /// Whether the moment from which it is counted is the later one: "18 days before".
    pub backwards: bool,
    /// The words of what it is counted from, where they name something that happened.
    pub event: Option<Vec<&'o str>>,
    /// Where its words end.
    pub end: usize,
}

impl<'o> Counting<'o> {
    /// "three days later", "two days before the vote", "after six hours"; none where the length is not counted.
    pub fn of(own: &'o Own, length: &Length) -> Option<Self> {
        let (before, after) = own.around(&length.range);
        let is_in = |word: Option<&Word>, list: &[&str]| word.is_some_and(|word| is_in(list, word));
        let next = after.first().filter(|next| {
            let gap = &own.text[length.range.end..next.range.start];
            gap.trim().is_empty()
        });
        let is = |list: &[&str]| is_in(next, list);
        let then = after.get(1);
        let has_event = guards::has_event(own, after);
        let end = after.first().map_or(own.text.len(), |next| next.range.end);
        let end_of_two = then.map_or(end, |then| then.range.end);
        let counting = |backwards, end| Self {
            backwards,
            event: None,
            end,
        };
        if is(LATER) && !has_event {
            Some(counting(false, end))
        } else if is(&["plus", "más", "mais", "più"]) && is_in(then, LATER) {
            Some(counting(false, end_of_two))
        } else if is(EARLIER) && !has_event {
            Some(counting(true, end))
        } else if is(&["plus"]) && is_in(then, EARLIER) {
            Some(counting(true, end_of_two))
        } else if is(AFTER) || is(BEFORE) || has_event && (is(LATER) || is(EARLIER)) {
            let counting = counting(is(BEFORE) || is(EARLIER), end);
            // What it is counted from is told by a noun, and mostly a verb.
            let told: Vec<&str> = after
                .iter()
                .skip(1)
                .take(5)
                .map(|word| word.lower.as_str())
                .filter(|word| word.chars().count() >= 4 && !SOME.contains(word))
                .filter(|word| !guards::leads_to_event(word))
                .take(2)
                .collect();
            match told.is_empty() {
                // "Six heures après": counted from what was told before.
                true => closes(own, end).then_some(counting),
                false => Some(Self {
                    event: Some(told),
                    ..counting
                }),
            }
        } else {
            let end = length.range.end;
            let is_after = is_in(before.last(), AFTER);
            (is_after && closes(own, end)).then(|| counting(false, end))
        }
    }
}

/// Whether a clause ends at a place.
fn closes(own: &Own, end: usize) -> bool {
    let behind = own.text[end..].trim_start();
    behind.is_empty() || behind.starts_with(['.', ',', ';', ')'])
}
