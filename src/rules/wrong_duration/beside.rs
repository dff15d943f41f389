//! Days that stand right beside a length of time.

use super::lengths::Length;
use super::moments::Moment;
use super::{AFTER, FILLERS, GAP, Own, SMALL};

/// Whether a moment stands right before a length: "on 14 May, three days".
pub(super) fn leads(own: &Own, moment: &Moment, length: &Length) -> bool {
    let Some(gap) = own.text.get(moment.range.end..length.range.start) else {
        return false;
    };
    if gap.len() > GAP {
        return false;
    }
    let parts = gap.trim_start().starts_with([',', '(', '–', '—']);
    let words = gap
        .split(|c: char| !c.is_alphabetic())
        .filter(|word| !word.is_empty());
    let is_after = |word: &str| AFTER.contains(&word);
    parts
        && !gap.contains([';', '.', ')'])
        && words
            .map(str::to_lowercase)
            .all(|word| FILLERS.contains(&word.as_str()) || is_after(&word))
}

/// Whether a moment stands right behind a length: "three days later, on 14 May".
pub(super) fn follows(own: &Own, moment: &Moment, end: usize) -> bool {
    let Some(gap) = own.text.get(end..moment.range.start) else {
        return false;
    };
    if gap.len() > GAP {
        return false;
    }
    let words = gap
        .split(|c: char| !c.is_alphabetic())
        .filter(|word| !word.is_empty());
    gap.trim_start().starts_with([',', '(', '–', '—'])
        && !gap.contains([';', '.', ')'])
        && words
            .map(str::to_lowercase)
            .all(|word| SMALL.contains(&word.as_str()))
}
