//! A number of a sentence with the words around it, and when two of them may be of one thing.

use std::collections::BTreeSet;
use std::ops::Range;

use super::super::super::prose::Own;
use super::super::super::quantities::{self, Quantity, Sort};
use super::super::super::tongues::Tongue;
use super::lines::{Key, SMALLEST, stem_of};
use super::scopes;
use crate::model::Date;

/// How many words before and behind a number are looked at.
const WINDOW: usize = 8;

/// Nouns that say nothing of what is counted.
const GENERIC: &[&str] = &[
    "people",
    "persons",
    "others",
    "dead",
    "menschen",
    "personen",
    "tote",
    "personnes",
    "morts",
    "personas",
    "muertos",
];

/// What a number is.
#[derive(Debug, Clone)]
pub(super) enum Value {
    Quantity(Quantity),
    Date(Date),
    /// A time of day in minutes.
    Time,
}

/// A number with the words around it.
#[derive(Debug, Clone)]
pub(super) struct Token {
    pub value: Value,
    pub key: Key,
    pub range: Range<usize>,
    /// The stems around it.
    pub window: BTreeSet<String>,
    /// All words around it.
    pub words: BTreeSet<String>,
    /// The names around it.
    pub names: BTreeSet<String>,
    /// What it counts.
    pub noun: Option<String>,
    /// What it is for.
    pub purpose: BTreeSet<String>,
}

impl Token {
    pub(super) fn new(
        own: &Own,
        tongue: &Tongue,
        value: Value,
        key: Key,
        range: Range<usize>,
        noun: Option<String>,
    ) -> Self {
        let (before, after) = own.around(&range);
        let last = before.len().saturating_sub(WINDOW);
        let parted = |gap: &str| gap.contains([';', '—']) || gap.contains(". ");
        let mut words: Vec<usize> = Vec::new();
        let mut edge = range.start;
        for at in (last..before.len()).rev() {
            if parted(own.text.get(before[at].range.end..edge).unwrap_or_default()) {
                break;
            }
            edge = before[at].range.start;
            words.push(at);
        }
        let offset = own.words.len() - after.len();
        let behind = words.len();
        let mut edge = range.end;
        for (at, word) in after.iter().take(WINDOW).enumerate() {
            if parted(own.text.get(edge..word.range.start).unwrap_or_default()) {
                break;
            }
            edge = word.range.end;
            words.push(offset + at);
        }
        let lower = |at: &usize| own.words[*at].lower.clone();
        let is_name = |at: &usize| {
            let written = &own.text[own.words[*at].range.clone()];
            let is_time = tongue.month(&own.words[*at].lower).is_some()
                || tongue.weekday(&own.words[*at].lower).is_some();
            *at > 0
                && tongue.language != "de"
                && written.starts_with(char::is_uppercase)
                && written.chars().count() > 1
                && !is_time
        };
        Self {
            value,
            key,
            range,
            window: words
                .iter()
                .filter_map(|at| stem_of(&own.words[*at].lower, tongue))
                .collect(),
            names: words.iter().filter(|at| is_name(at)).map(lower).collect(),
            words: words.iter().map(lower).collect(),
            noun,
            purpose: scopes::purpose(own, &words[behind..], tongue),
        }
    }

    /// Whether two numbers are the same.
    pub(super) fn is_same(&self, other: &Self) -> bool {
        match (&self.value, &other.value) {
            (Value::Quantity(one), Value::Quantity(two)) => {
                let rough = one.step.max(two.step) * 1.001 + 1e-6;
                let is_near = (one.value - two.value).abs() <= rough;
                (is_near || rounds(one, two) || rounds(two, one))
                    && (one.sort == two.sort || one.is_like(two))
            }
            _ => self.key == other.key,
        }
    }

    /// Whether it tells which sentence this is: no small round number.
    pub(super) fn is_telling(&self) -> bool {
        match &self.value {
            Value::Quantity(one) => {
                one.step > 0.0 && one.value < SMALLEST
                    || one.value >= SMALLEST
                        && (one.step > 0.0 || one.value % 10.0 != 0.0 || one.value >= 1000.0)
            }
            Value::Date(date) => date.day.is_some(),
            Value::Time => true,
        }
    }

    /// Whether two numbers may be of one thing.
    pub(super) fn is_comparable(&self, other: &Self, is_slip: bool) -> bool {
        match (&self.value, &other.value) {
            (Value::Quantity(one), Value::Quantity(two)) => {
                let other_unit = is_slip
                    && digits(one) == digits(two)
                    && (one.sort != two.sort || one.value != two.value);
                let are_shares = one.sort == Sort::Percent || two.sort == Sort::Percent;
                // "23 people" and "23 dead" are the same.
                let is_generic = |one: &Quantity| {
                    one.sort == Sort::Count && GENERIC.contains(&one.noun.as_str())
                };
                let is_like = one.is_like(two)
                    || one.sort == two.sort && (is_generic(one) || is_generic(two));
                (is_like || other_unit && !are_shares) && one.is_time() == two.is_time()
            }
            (Value::Date(one), Value::Date(two)) => one.day.is_some() == two.day.is_some(),
            (Value::Time, Value::Time) => true,
            _ => false,
        }
    }

    /// Whether one is the other with digits exchanged, of three digits or more.
    pub(super) fn is_exchange_of(&self, other: &Self) -> bool {
        let (Value::Quantity(one), Value::Quantity(two)) = (&self.value, &other.value) else {
            return false;
        };
        let (first, second) = (digits(one), digits(two));
        let differing = first
            .bytes()
            .zip(second.bytes())
            .filter(|(a, b)| a != b)
            .count();
        let mut sorted = [first.clone().into_bytes(), second.into_bytes()];
        sorted.iter_mut().for_each(|digits| digits.sort_unstable());
        let ratio = one.value / two.value;
        let same_size = (0.1..10.0).contains(&ratio) && differing == 2 && sorted[0] == sorted[1];
        // "42.6 billion" of what is "42.6 million" elsewhere.
        let other_scale = differing == 0
            && [1e3, 1e6]
                .iter()
                .any(|by| (ratio / by - 1.0).abs() < 1e-9 || (ratio * by - 1.0).abs() < 1e-9);
        first.len() >= 3 && (same_size || other_scale) && one.sort == two.sort
    }

    /// Whether one is the other with a slip: digits exchanged or one of them changed, another unit or word of scale.
    pub(super) fn is_slip_of(&self, other: &Self) -> bool {
        match (&self.value, &other.value) {
            (Value::Quantity(one), Value::Quantity(two)) => {
                let (first, second) = (digits(one), digits(two));
                let ratio = one.value / two.value;
                let is_scaled = [10.0, 100.0, 1e3, 1e6]
                    .iter()
                    .any(|by| (ratio / by - 1.0).abs() < 1e-9 || (ratio * by - 1.0).abs() < 1e-9);
                let differing = first
                    .bytes()
                    .zip(second.bytes())
                    .filter(|(a, b)| a != b)
                    .count();
                let mut sorted = [first.clone().into_bytes(), second.clone().into_bytes()];
                sorted.iter_mut().for_each(|digits| digits.sort_unstable());
                let exchanged = sorted[0] == sorted[1] && differing <= 3;
                is_scaled
                    || first.len() == second.len()
                        && (first.len() >= 3 && differing == 1 || first.len() >= 2 && exchanged)
                    || first == second
            }
            (Value::Date(one), Value::Date(two)) => {
                let differing = usize::from(one.year != two.year)
                    + usize::from(one.month != two.month)
                    + usize::from(one.day != two.day);
                differing == 1
            }
            (Value::Time, Value::Time) => match (&self.key, &other.key) {
                (Key::Time(one), Key::Time(two)) => one / 60 == two / 60 || one % 60 == two % 60,
                _ => false,
            },
            _ => false,
        }
    }
}

/// Whether a number is another one, rounded as its words say.
fn rounds(one: &Quantity, two: &Quantity) -> bool {
    let exact = |quantity: &Quantity| (quantity.value * 1000.0).round() as i64;
    quantities::may_round(one.bound, exact(one), exact(two))
}

/// The digits of a number without its scale.
fn digits(quantity: &Quantity) -> String {
    let mut value = quantity.value;
    while value >= 1000.0 && quantity.step >= 500.0 && value % 1000.0 == 0.0 {
        value /= 1000.0;
    }
    let written = format!("{value:.3}");
    written
        .trim_end_matches('0')
        .chars()
        .filter(char::is_ascii_digit)
        .collect()
}
