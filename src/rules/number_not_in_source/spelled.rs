//! English numbers in words: "forty-one", "two hundred and six".

use std::ops::Range;

use crate::rules::{numbers, prose};

/// What an English number word up to a million is worth.
pub(super) fn value(word: &str) -> Option<u64> {
    let known = match word {
        "zero" => Some(0),
        "one" => Some(1),
        _ => numbers::of_word(word).filter(|value| *value <= 1_000_000),
    };
    known.and_then(|value| u64::try_from(value).ok())
}

/// Adds a number word to what stands before it: the finished thousands, and the part in progress.
fn add((total, part): (u64, u64), value: u64) -> (u64, u64) {
    match value {
        100 => (total, part.max(1).saturating_mul(100)),
        1000 | 1_000_000 => (total.saturating_add(part.max(1).saturating_mul(value)), 0),
        _ => (total, part.saturating_add(value)),
    }
}

/// The numbers that a text gives in words: "forty-one", "two hundred and six".
pub(super) fn spelled(text: &str, words: &[prose::Word]) -> Vec<(Range<usize>, String)> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(word) = words.get(at) {
        let Some(first) = value(&word.lower) else {
            at += 1;
            continue;
        };
        let mut sum = add((0, 0), first);
        let (mut last, mut end) = (first, at);
        loop {
            // "two hundred and six", and not "fifty and sixty".
            let links = words.get(end + 1).is_some_and(|word| word.lower == "and") && last >= 100;
            let next = end + 1 + usize::from(links);
            let Some(word) = words.get(next) else { break };
            let Some(number) = value(&word.lower) else {
                break;
            };
            let gap = &text[words[end].range.end..word.range.start];
            let is_close = links
                || gap
                    .chars()
                    .all(|c| c.is_whitespace() || c == '-' || (c == ',' && last >= 1000));
            let goes_on =
                number >= 100 || last >= 100 || ((20..100).contains(&last) && number < 10);
            if !is_close || !goes_on {
                break;
            }
            sum = add(sum, number);
            (last, end) = (number, next);
        }
        found.push((
            word.range.start..words[end].range.end,
            (sum.0 + sum.1).to_string(),
        ));
        at = end + 1;
    }
    found
}
