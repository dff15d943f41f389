//! Lengths of time that whoever has two days of the report has as well: "64 days before the fire".

use std::collections::BTreeSet;
use std::ops::Range;

use crate::rules::prose::{Own, Word};
use crate::rules::tongues::Tongue;
use crate::rules::{Context, dates, wrong_duration};

/// Words behind or before such a length by which it runs from one day to another.
pub(super) const APART: &[&str] = &[
    "before", "after", "later", "earlier", "since", "until", "vor", "nach", "später", "zuvor",
    "vorher", "danach", "früher", "seit", "avant", "après", "depuis", "antes", "después", "tras",
    "prima", "dopo", "depois", "voor", "na",
];

/// Words between the days of a span or a list: "du 13 au 14 novembre", "vom 13. auf den 14. November".
const JOINS: &[&str] = &[
    "to", "and", "or", "through", "until", "into", "the", "bis", "auf", "den", "zum", "und", "au",
    "et", "le", "al", "y", "el", "a", "e", "ao", "dal", "il", "tot", "en", "op", "de",
];

/// The day that a number leads to: another word of at most two digits, behind nothing but such words.
pub(super) fn later_day(text: &str, words: &[Word], at: usize) -> Option<usize> {
    /// How many words at most stand between the two.
    const BETWEEN: usize = 3;
    let is_day = |word: &Word| {
        let digits = word
            .lower
            .trim_end_matches(|c: char| c.is_ascii_alphabetic());
        let day = digits.parse::<u8>();
        (1..=2).contains(&digits.len()) && day.is_ok_and(|day| (1..=31).contains(&day))
    };
    if !is_day(words.get(at)?) {
        return None;
    }
    let mut end = words[at].range.end;
    for (next, word) in words.iter().enumerate().skip(at + 1).take(BETWEEN + 1) {
        let gap = text.get(end..word.range.start)?.trim();
        if !matches!(gap, "" | "." | "," | "–" | "-" | "/" | "./") {
            return None;
        }
        if is_day(word) {
            // "12, 13 and 14 November": the next one may lead further.
            return Some(later_day(text, words, next).unwrap_or(next));
        }
        if !JOINS.contains(&word.lower.as_str()) {
            return None;
        }
        end = word.range.end;
    }
    None
}

/// The days that a report names.
pub(super) struct Days {
    known: BTreeSet<i64>,
}

impl Days {
    pub(super) fn of(context: &Context<'_>) -> Self {
        let sentences = 0..context.report.sentences.len();
        let days = sentences.flat_map(|at| {
            let said = context.said(at);
            dates::full(said.own, context.tongue(said.sentence))
        });
        Self {
            known: days.map(|(_, date)| date.first_day()).collect(),
        }
    }

    /// Whether a figure counts the days or weeks between a day of its sentence and another day of the report.
    pub(super) fn lie_apart(&self, own: &Own, tongue: &Tongue, figure: &Range<usize>) -> bool {
        /// How many words at most stand between the length and the word that says so.
        const NEAR: usize = 3;
        let first = own
            .words
            .partition_point(|word| word.range.start < figure.start);
        let unit = own
            .words
            .partition_point(|word| word.range.start < figure.end);
        let Some(size) = wrong_duration::days_in(own.word(unit), tongue) else {
            return false;
        };
        let is_apart =
            (first.saturating_sub(1)..unit + NEAR + 1).any(|at| APART.contains(&own.word(at)));
        let Some(count) = own
            .text
            .get(figure.clone())
            .and_then(|written| written.parse::<i64>().ok())
            .or_else(|| tongue.numeral(own.word(first)))
            .and_then(|count| count.checked_mul(size))
            .filter(|_| is_apart)
        else {
            return false;
        };
        dates::full(own, tongue).iter().any(|(_, date)| {
            let day = date.first_day();
            self.known.contains(&(day - count)) || self.known.contains(&(day + count))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Date;
    use crate::rules::tongues;

    #[test]
    fn what_lies_between_two_days_of_the_report_is_reckoned() {
        let fire = Date::from_iso("2022-03-05").unwrap().first_day();
        let days = Days {
            known: [fire].into(),
        };
        for (language, text, figure, expected) in [
            (
                "en",
                "They were shut off on December 31, 2021, 64 days before the fire.",
                "64",
                true,
            ),
            (
                "en",
                "They were shut off on December 31, 2021, 63 days before the fire.",
                "63",
                false,
            ),
            (
                "en",
                "They were shut off on December 31, 2021, with 64 guards before the fire.",
                "64",
                false,
            ),
            (
                "en",
                "On 17 December 2022, 41 weeks after it, they were shut off.",
                "41",
                true,
            ),
            (
                "de",
                "Sie wurden am 31. Dezember 2021, 64 Tage vor dem Brand, abgestellt.",
                "64",
                true,
            ),
            (
                "fr",
                "Ils ont été coupés le 31 décembre 2021, 64 jours avant l’incendie.",
                "64",
                true,
            ),
            (
                "es",
                "Se cortaron el 31 de diciembre de 2021, 64 días antes del incendio.",
                "64",
                true,
            ),
            (
                "en",
                "They were shut off 64 days before the fire.",
                "64",
                false,
            ),
        ] {
            let at = text.find(figure).unwrap();
            let range = at..at + figure.len();
            let found = days.lie_apart(&Own::of(text), tongues::of(language), &range);
            assert_eq!(found, expected, "{text}");
        }
    }
}
