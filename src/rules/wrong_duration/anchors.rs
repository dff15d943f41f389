//! Events that the report calls by their day somewhere: "the election of 12 October 2025".

use super::lengths::Length;
use super::moments::Moment;
use super::{AFTER, BEFORE, EARLIER, Known, LATER, Own, Reader, is_in, of_one_event, stem};

/// Words between an event and its day.
const OF: &[&str] = &[
    "of", "on", "vom", "von", "am", "du", "del", "de", "dal", "van", "the", "el", "le", "dem",
];

/// Words before a noun.
const THE: &[&str] = &[
    "the", "this", "that", "its", "their", "der", "dem", "den", "die", "das", "dieser", "diesem",
    "la", "le", "les", "el", "los", "las", "il", "lo", "de", "du", "del", "cette", "ce", "o", "a",
];

impl Reader<'_> {
    /// The day of the event from which a length is counted, where its noun has one day in the whole report: "twelve days
    /// after the vote".
    pub(super) fn anchored(&self, own: &Own, length: &Length) -> Vec<Known<'_>> {
        let Some(noun) = bare_event(own, length) else {
            return Vec::new();
        };
        let all = 0..self.said.len();
        let mut found: Vec<Known<'_>> = Vec::new();
        for at in self.naming(noun, &all) {
            let own = self.said[at].own;
            let of_it = |moment: &&Moment| {
                moment.day().is_some() && is_day_of(own, moment, self.said[at].tongue, noun)
            };
            let moments = self.moments(at).all.iter().filter(of_it);
            found.extend(moments.map(|moment| (at, moment)));
        }
        // An event of several days is several events.
        let days = || found.iter().filter_map(|(_, moment)| moment.day());
        let is_one = days().all(|(year, month, day)| {
            days().all(|(other, m, d)| {
                (m, d) == (month, day) && (year.is_none() || other.is_none() || year == other)
            })
        });
        let best = found
            .iter()
            .find(|(_, moment)| moment.year().is_some())
            .or(found.first());
        match (is_one, best) {
            (true, Some(best)) => vec![*best],
            _ => Vec::new(),
        }
    }
}

/// The noun behind a length that is all that is said of an event: "after the vote", and not "after the vote on it".
fn bare_event<'o>(own: &'o Own, length: &Length) -> Option<&'o str> {
    let (_, after) = own.around(&length.range);
    let leads = [AFTER, BEFORE, LATER, EARLIER];
    let lead = after
        .iter()
        .position(|word| leads.iter().any(|list| is_in(list, word)))?;
    let is_led = lead == 0 || lead == 1;
    let rest = after.get(lead + 1..)?;
    let noun = rest.iter().find(|word| !is_in(THE, word))?;
    let has_article = rest.first().is_some_and(|word| is_in(THE, word));
    let behind = own.text[noun.range.end..].trim_start();
    let closes = behind.is_empty() || behind.starts_with(['.', ',', ';', ':', ')', '–', '—']);
    let is_word = noun.lower.chars().count() >= 4 && noun.lower.starts_with(char::is_alphabetic);
    (is_led && has_article && closes && is_word).then_some(noun.lower.as_str())
}

/// Whether a noun that names an event stands before a day that it has: "the election of Sunday 12 October".
fn is_day_of(own: &Own, moment: &Moment, tongue: &super::Tongue, noun: &str) -> bool {
    let (before, _) = own.around(&moment.range);
    let is_small = |word: &&super::Word| is_in(OF, word) || tongue.is_full_weekday(&word.lower);
    let small = before.iter().rev().take_while(is_small).count();
    let has_of = before[before.len() - small..]
        .iter()
        .any(|word| is_in(OF, word));
    let Some(head) = before.len().checked_sub(small + 1).map(|at| &before[at]) else {
        return false;
    };
    let gap = &own.text[head.range.end..moment.range.start];
    small <= 4
        && has_of
        && !gap.contains([',', ';', '.', ':', '('])
        && of_one_event(noun).any(|one| stem(&head.lower) == one)
}
