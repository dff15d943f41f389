//! How much a sentence looks like a statement of fact: a sum of small weights, each of them
//! explained by a list of words or a trait of its shape.

use super::lists::List;
use super::reading::Reading;
use super::{Sort, Trigger};

/// The traits of a sentence's shape that are counted, as they are named in the files of words.
pub(super) const SHAPE: [&str; 16] = [
    "figure",
    "number-word",
    "percentage",
    "sum-of-money",
    "date",
    "quotation",
    "question",
    "past",
    "somebody-did",
    "something-did",
    "happening-now",
    "name",
    "acronym",
    "superlative-ending",
    "at-least-twelve-words",
    "nothing-against",
];

/// How often each feature of the lists occurs in a sentence. `triggers` holds all its dates,
/// also those of no event.
pub(super) fn counts(reading: &Reading<'_>, triggers: &[Trigger]) -> Vec<u32> {
    let mut counts = shape(reading, triggers).to_vec();
    counts.resize(reading.lists.features.len(), 0);
    for at in (0..reading.words.len()).filter(|at| !is_month_of_a_date(reading, *at)) {
        let Some(entry) = reading.entry(at) else {
            continue;
        };
        let phrases = entry.phrase_features(reading.after(at));
        for feature in entry.features.iter().copied().chain(phrases) {
            if let Some(count) = counts.get_mut(feature) {
                *count += 1;
            }
        }
    }
    // A plain statement: nothing in it is intended, possible, wished or asked.
    let features = reading.lists.features.iter();
    let against = features
        .zip(&counts)
        .any(|(feature, count)| feature.weight < 0 && *count > 0);
    if let Some(plain) = counts.get_mut(SHAPE.len() - 1) {
        *plain = u32::from(!against && !reading.words.is_empty());
    }
    counts
}

/// Whether a word is a month beside a number: "May 2021" is no "may".
fn is_month_of_a_date(reading: &Reading<'_>, at: usize) -> bool {
    let is_number = |at: Option<usize>| {
        let word = at.and_then(|at| reading.words.get(at));
        word.is_some_and(|word| word.lower.starts_with(|c: char| c.is_ascii_digit()))
    };
    reading.is(at, List::Month)
        && reading.written(at).starts_with(char::is_uppercase)
        && (is_number(at.checked_sub(1)) || is_number(at.checked_add(1)))
}

/// The sum of what was counted.
pub(super) fn total(reading: &Reading<'_>, counts: &[u32]) -> i32 {
    let features = reading.lists.features.iter();
    features
        .zip(counts)
        .map(|(feature, count)| {
            let count = i32::try_from(*count.min(&feature.most)).unwrap_or_default();
            feature.weight.saturating_mul(count)
        })
        .fold(0, i32::saturating_add)
}

fn shape(reading: &Reading<'_>, triggers: &[Trigger]) -> [u32; 15] {
    let length = reading.words.len();
    let number_of = |sort: Sort| -> u32 {
        triggers
            .iter()
            .map(|trigger| u32::from(trigger.sort == sort))
            .sum()
    };
    let number_where = |wanted: &dyn Fn(usize) -> bool| -> u32 {
        (0..length).map(|at| u32::from(wanted(at))).sum()
    };
    let past = |at: usize| reading.ends_like_past(at) || reading.is(at, List::Event);
    let acted = |at: usize| past(at) && somebody_before(reading, at);
    let noun_before = |at: usize| {
        let before = at
            .checked_sub(1)
            .and_then(|before| reading.words.get(before));
        before.is_some_and(|word| {
            !reading.is(at - 1, List::Small) && word.lower.chars().all(char::is_alphabetic)
        })
    };
    let noun_acted = |at: usize| past(at) && noun_before(at) && !acted(at);
    let happening = |at: usize| {
        let lower = reading.words[at].lower.as_str();
        let being = at
            .checked_sub(1)
            .map(|before| reading.words[before].lower.as_str());
        let being = being.is_some_and(|word| matches!(word, "is" | "are") || word.ends_with("'re"));
        being && lower.len() > 5 && lower.ends_with("ing")
    };
    let name = |at: usize| at > 0 && reading.is_capitalised(at);
    let acronym = |at: usize| {
        let written = reading.written(at);
        written.len() > 1 && written.chars().all(char::is_uppercase)
    };
    let superlative = |at: usize| reading.is(at, List::Superlative);
    [
        number_of(Sort::Figure),
        number_of(Sort::NumberWord),
        number_of(Sort::Percentage),
        number_of(Sort::Money),
        number_of(Sort::Date),
        number_of(Sort::Quotation),
        u32::from(is_question(reading.text)),
        number_where(&past),
        number_where(&acted),
        number_where(&noun_acted),
        number_where(&happening),
        number_where(&name),
        number_where(&acronym),
        number_where(&superlative),
        u32::from(length >= 12),
    ]
}

pub(super) fn is_question(text: &str) -> bool {
    let end = text.trim_end_matches(|c: char| c.is_whitespace() || "”’\")]»」』".contains(c));
    end.ends_with(['?', '？', '؟'])
}

/// Whether a pronoun other than "I" stands before a verb: "they reported", "we have also cut".
fn somebody_before(reading: &Reading<'_>, verb: usize) -> bool {
    let mut at = verb;
    while let Some(before) = at.checked_sub(1) {
        if reading.is(before, List::Subject) {
            return true;
        }
        if !reading.is(before, List::Between) {
            return false;
        }
        at = before;
    }
    false
}
