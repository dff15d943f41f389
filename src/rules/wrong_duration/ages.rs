//! The age of somebody whose day of birth is told, on another day that is told.

use std::ops::Range;

use super::super::numbers;
use super::super::prose::Own;
use super::super::tongues::Tongue;
use super::moments::{Moment, Moments};

/// Words before a day of birth.
const BORN: &[&str] = &[
    "born", "geboren", "né", "née", "nés", "nacido", "nacida", "nació", "nato", "nata", "nascido",
    "nascida",
];

/// How far a day of birth stands from its word at most, in bytes.
const NEAR: usize = 24;

/// Words of an age behind its number.
const OLD: &[&[&str]] = &[
    &["years", "old"],
    &["year", "old"],
    &["years", "of", "age"],
    &["jahre", "alt"],
    &["jahren"],
    &["ans"],
    &["años"],
    &["anni"],
    &["anos"],
];

/// Words of an age before its number.
const AGED: &[&[&str]] = &[
    &["aged"],
    &["age", "of"],
    &["alter", "von"],
    &["mit"],
    &["à"],
    &["âgé", "de"],
    &["âgée", "de"],
    &["tenía"],
    &["edad", "de"],
    &["a", "los"],
];

/// How long a year is in days.
const YEAR: f64 = 365.2425;

/// An age that is not that of its days.
pub(super) struct Fault {
    pub range: Range<usize>,
    pub label: String,
}

/// "Born on 3 May 1988, he died on 17 September 2022, aged 43".
pub(super) fn fault(own: &Own, moments: &Moments, tongue: &Tongue) -> Option<Fault> {
    let born = own
        .words
        .iter()
        .find(|word| BORN.contains(&word.lower.as_str()))?;
    let is_birth = |moment: &&Moment| {
        let gap = own.text.get(born.range.end..moment.range.start);
        moment.year().is_some()
            && gap.is_some_and(|gap| gap.len() < NEAR && !gap.contains([',', ';', '.']))
    };
    let birth = moments.all.iter().find(is_birth)?;
    let mut others = moments
        .all
        .iter()
        .filter(|moment| moment.range != birth.range && moment.year().is_some());
    let then = others.next().filter(|_| others.next().is_none())?;
    let (age, range) = age(own, tongue)?;
    let (shortest, longest) = birth.until(then, None)?;
    let (least, most) = (
        (shortest / YEAR + 1e-9).floor(),
        (longest / YEAR + 1e-9).floor(),
    );
    (age < least || age > most).then(|| Fault {
        range,
        label: match longest < 0.0 {
            true => "the day of birth comes after the other day".to_owned(),
            false if least == most => format!("it is {least} years from one to the other"),
            false => format!("it is {least} or {most} years from one to the other"),
        },
    })
}

/// The only age of a sentence.
fn age(own: &Own, tongue: &Tongue) -> Option<(f64, Range<usize>)> {
    let mut found = None;
    for at in 0..own.words.len() {
        let digits = numbers::digits(&own.text, &own.words, at, tongue);
        let Some(figures) = digits.or_else(|| numbers::in_words(&own.text, &own.words, at, tongue))
        else {
            continue;
        };
        let word = |at| own.word(at);
        let follows = |phrase: &&[&str]| {
            phrase
                .iter()
                .enumerate()
                .all(|(offset, one)| word(figures.last + 1 + offset) == *one)
        };
        let leads = |phrase: &&[&str]| {
            let first = at.checked_sub(phrase.len());
            first.is_some_and(|first| {
                phrase
                    .iter()
                    .enumerate()
                    .all(|(offset, one)| word(first + offset) == *one)
            })
        };
        let old = OLD.iter().find(|phrase| follows(phrase));
        let aged = AGED.iter().find(|phrase| leads(phrase));
        // "Mit 34 Jahren" and "à 34 ans" need both; "aged 34" and "34 years old" say it by themselves.
        let is_age = match (old, aged) {
            (Some(old), Some(_)) => !old.is_empty(),
            (Some(old), None) => old.len() > 1,
            (None, Some(aged)) => matches!(aged[0], "aged" | "age") || aged[0] == "alter",
            (None, None) => false,
        };
        let value = figures.scaled()? as f64 / 1000.0;
        if is_age && value < 120.0 && figures.decimals == 0 {
            let end = own.words[figures.last + old.map_or(0, |old| old.len())]
                .range
                .end;
            if found
                .replace((value, own.words[at].range.start..end))
                .is_some()
            {
                return None;
            }
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::super::super::tongues;
    use super::*;

    #[test]
    fn an_age_is_that_of_two_days() {
        let check = |language: &str, text: &str, expected: Option<&str>| {
            let (own, tongue) = (Own::of(text), tongues::of(language));
            let found = fault(&own, &Moments::of(&own, tongue), tongue);
            assert_eq!(
                found.map(|fault| text[fault.range].to_owned()).as_deref(),
                expected,
                "{text}"
            );
        };
        check(
            "en",
            "He was born on 3 May 1988 and died on 17 September 2022, aged 34.",
            None,
        );
        check(
            "en",
            "He was born on 3 May 1988 and died on 17 September 2022, aged 43.",
            Some("43"),
        );
        check(
            "en",
            "He was born on 30 October 1988 and died on 17 September 2022, aged 34.",
            Some("34"),
        );
        check(
            "en",
            "Born in 1971, he was 45 years old when it was set up in May 2017.",
            None,
        );
        check(
            "en",
            "Born in 1971, he was 54 years old when it was set up in May 2017.",
            Some("54 years old"),
        );
        check(
            "en",
            "Born in 1971 in Arn, she came in 2002 and left in 2017, aged 52.",
            None,
        );
        check(
            "en",
            "He was born on 3 May 1988; his brother is 54 years old.",
            None,
        );
        check(
            "fr",
            "Le détenu, né le 12 avril 2002, est décédé le 3 février 2021, à 18 ans.",
            None,
        );
        check(
            "fr",
            "Le détenu, né le 12 avril 2002, est décédé le 3 février 2021, à 28 ans.",
            Some("28 ans"),
        );
        check(
            "es",
            "Nacido el 2 de enero de 1974, tenía 45 años cuando murió el 8 de noviembre de 2019.",
            None,
        );
        check(
            "es",
            "Nacido el 2 de enero de 1947, tenía 45 años cuando murió el 8 de noviembre de 2019.",
            Some("45 años"),
        );
    }
}
