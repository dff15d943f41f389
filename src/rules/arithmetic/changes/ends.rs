//! Whether a sentence says of two numbers that they are the ends of a change.

use super::{Changes, Told};
use crate::rules::arithmetic::meant;
use crate::rules::arithmetic::vocabulary::Way;
use crate::rules::quantities::{Quantity, Sort};

/// Words before the first end of a change, beside the one that each language has.
const FROM: &[&str] = &["vom", "du", "del", "desde", "d’"];

/// Words before its last end.
const TO: &[&str] = &["zu", "bis", "au", "aux", "al", "hasta", "até"];

/// What stands before an amount with which another is compared.
const COMPARED: &[&[&str]] = &[
    &["against"],
    &["compared", "with"],
    &["compared", "to"],
    &["gegenüber"],
    &["nach"],
    &["contre"],
    &["frente", "a"],
    &["contro"],
    &["tegen"],
];

/// Articles, and codes of money, that may stand between such a word and the number.
const SMALL: &[&str] = &[
    "the", "a", "an", "its", "their", "us", "usd", "eur", "gbp", "chf", "rs", "only", "just",
    "den", "die", "der", "nur", "noch", "les", "los", "las", "el", "le", "solo",
];

/// Words that are a year before another one.
const LAST_YEAR: &[&str] = &["year", "vorjahr", "vorjahres", "précédente", "anterior"];

/// How many words at most stand between a number and its own year.
const YEAR: usize = 8;

impl Changes<'_> {
    /// Whether two numbers are told as the ends of a change: "from 40 to 30", "45, up from 30", both with a year of
    /// their own, or compared with each other.
    pub(super) fn are_ends(&self, first: &Quantity, second: &Quantity, change: &Told<'_>) -> bool {
        let is_odds = |one: &Quantity| meant::is_odds(&self.own.words, one.value, one.last);
        if is_odds(first) || is_odds(second) || self.is_part(first, second) {
            return false;
        }
        if change.than.is_some() {
            return true;
        }
        let (starts, ends) = (self.is_from(first), self.is_to(first));
        if ends && !self.is_from(second) {
            return false;
        }
        let is_first_to_second = starts && self.is_to(second);
        // "Auf 62.400, bei einer Kapazität von 48.000": "von" and "de" are also "of".
        let is_plain = self.tongue.sums.from_to.0 == "from";
        let is_second_to_first =
            self.is_from(second) && (ends && is_plain || self.is_up_from(second));
        is_first_to_second
            || is_second_to_first
            || self.have_years(first, second)
            || self.is_against(second)
            || self.is_apart(change, second)
    }

    /// The place of the word before a number, articles left out.
    fn before(&self, one: &Quantity) -> Option<usize> {
        let mut at = one.first.checked_sub(1)?;
        while SMALL.contains(&self.word(at)) {
            at = at.checked_sub(1)?;
        }
        Some(at)
    }

    /// "From 40 to 30".
    pub(super) fn is_first_to_second(&self, first: &Quantity, second: &Quantity) -> bool {
        self.is_from(first) && self.is_to(second)
    }

    fn is_from(&self, one: &Quantity) -> bool {
        let (from, _) = self.tongue.sums.from_to;
        self.before(one).is_some_and(|at| {
            let word = self.word(at);
            word == from || FROM.contains(&word)
        })
    }

    fn is_to(&self, one: &Quantity) -> bool {
        let (_, to) = self.tongue.sums.from_to;
        self.before(one).is_some_and(|at| {
            let word = self.word(at);
            word == to || TO.contains(&word)
        })
    }

    /// ", up from 30", ", from 30".
    fn is_up_from(&self, second: &Quantity) -> bool {
        let Some(at) = self.before(second).filter(|at| *at > 0) else {
            return false;
        };
        let gap = self.own.words[at - 1].range.end..self.own.words[at].range.start;
        let parts = self.own.text.get(gap).unwrap_or_default();
        matches!(self.word(at - 1), "up" | "down") || parts.contains([',', '–', '—'])
    }

    /// "12 of 18 provinces", "120 of the 300 pupils": the one is a part of the other.
    fn is_part(&self, first: &Quantity, second: &Quantity) -> bool {
        let Some(of) = self.before(second).filter(|at| *at > first.last) else {
            return false;
        };
        let skip = usize::from(first.counted().is_some());
        let gap = first.range.end..self.own.words[of].range.start;
        let is_parted = self
            .own
            .text
            .get(gap)
            .is_none_or(|gap| gap.contains([',', '–', '—']));
        !is_parted && self.tongue.sums.of.contains(&self.word(of)) && of <= first.next + skip
    }

    /// "412,000 in 2016 and 338,000 in 2022", "1990 noch 9,2 km² und 2020 6,3 km²".
    fn have_years(&self, first: &Quantity, second: &Quantity) -> bool {
        let year = |begins: usize, ends: usize| {
            let mut years = self.all.iter().filter(|one| one.sort == Sort::Year);
            years.find(|one| (begins..ends).contains(&one.first))
        };
        let between = year(first.next, second.first);
        let behind = year(second.next, second.next + YEAR);
        let before = year(first.first.saturating_sub(YEAR), first.first);
        let differ = |one: Option<&Quantity>, two: Option<&Quantity>| {
            one.zip(two)
                .is_some_and(|(one, two)| (one.value - two.value).abs() > 0.5)
        };
        differ(between, behind) || differ(before, between)
    }

    /// "3,960, against 3,246 in 2022".
    pub(super) fn is_against(&self, second: &Quantity) -> bool {
        let Some(before) = self.before(second) else {
            return false;
        };
        let is_told = COMPARED.iter().any(|phrase| {
            let words = phrase.iter().rev().enumerate();
            words.into_iter().all(|(back, one)| {
                before
                    .checked_sub(back)
                    .is_some_and(|at| self.word(at) == *one)
            })
        });
        let behind = second.next..second.next + YEAR;
        let has_year = self
            .all
            .iter()
            .any(|one| one.sort == Sort::Year && behind.contains(&one.first));
        let is_last = behind
            .into_iter()
            .any(|at| LAST_YEAR.contains(&self.word(at)));
        is_told && (has_year || is_last)
    }

    /// "87 per cent with meals and 79 per cent without, a difference of 8 points".
    fn is_apart(&self, change: &Told<'_>, second: &Quantity) -> bool {
        let amount = change.amount;
        let before = amount.first.checked_sub(2).map_or("", |at| self.word(at));
        change.way == Way::Either && amount.first > second.first && before != "change"
    }
}
