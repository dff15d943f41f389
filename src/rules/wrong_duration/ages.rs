//! The age of somebody whose day of birth is told, on another day that is told.

use std::ops::Range;

use super::super::numbers;
use super::super::prose::Own;
use super::super::tongues::Tongue;
use super::moments::{Moment, Moments};
use crate::model::Date;

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
    &["avait"],
    &["edad", "de"],
    &["a", "los"],
];

/// Beginnings of words for those of a family, who have ages of their own.
const KIN: &[&str] = &[
    "son",
    "sons",
    "daughter",
    "brother",
    "sister",
    "wife",
    "husband",
    "widow",
    "mother",
    "father",
    "child",
    "baby",
    "twin",
    "cousin",
    "nephew",
    "niece",
    "uncle",
    "aunt",
    "grandson",
    "granddaughter",
    "grandmother",
    "grandfather",
    "partner",
    "friend",
    "sohn",
    "tochter",
    "bruder",
    "schwester",
    "frau",
    "mann",
    "witwe",
    "mutter",
    "vater",
    "kind",
    "freund",
    "fils",
    "fille",
    "frère",
    "sœur",
    "soeur",
    "femme",
    "mari",
    "veuve",
    "veuf",
    "mère",
    "père",
    "enfant",
    "épou",
    "hijo",
    "hija",
    "hermano",
    "hermana",
    "espos",
    "marido",
    "mujer",
    "viud",
    "madre",
    "padre",
    "niñ",
    "figlio",
    "figlia",
    "fratello",
    "sorella",
    "moglie",
    "marito",
    "vedov",
    "bambin",
    "filho",
    "filha",
    "irmão",
    "irmã",
    "mãe",
    "pai",
    "viúv",
    "mulher",
    "zoon",
    "dochter",
    "broer",
    "zus",
    "vrouw",
    "weduwe",
    "moeder",
    "vader",
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
    let all = with_years(own, moments);
    // "War 1927 geboren", "wurde am 3. Mai 1927 geboren".
    let is_birth_before = |moment: &&Moment| {
        let gap = own.text.get(moment.range.end..born.range.start);
        moment.year().is_some() && gap.is_some_and(|gap| gap.trim().is_empty())
    };
    let before = all.iter().find(is_birth_before);
    let before = before.filter(|_| born.lower == "geboren");
    let birth = before.or_else(|| all.iter().find(is_birth))?;
    let mut others = all
        .iter()
        .filter(|moment| moment.range != birth.range && moment.year().is_some());
    let then = others.next().filter(|_| others.next().is_none())?;
    let (age, range) = age(own, moments, tongue)?;
    if is_of_kin(own, moments, &range) {
        return None;
    }
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

/// The moments of a sentence, and the years in it that stand alone: "(born 1963)", "war 1927 geboren".
fn with_years(own: &Own, moments: &Moments) -> Vec<Moment> {
    let mut all = moments.all.clone();
    for word in &own.words {
        let year = (word.lower.len() == 4).then(|| word.lower.parse().ok());
        let year = year
            .flatten()
            .filter(|year: &i32| (1850..2100).contains(year));
        let is_known = moments.all.iter().any(|moment| {
            moment.range.start < word.range.end && word.range.start < moment.range.end
        });
        if let Some(year) = year.filter(|_| !is_known) {
            let date = Date {
                year,
                month: None,
                day: None,
            };
            all.push(Moment::of_date(date, word.range.clone()));
        }
    }
    all.sort_by_key(|moment| moment.range.start);
    all
}

/// Whether a number is an age without a word for it: "was 48 at the time", "was 48 in January 2022".
fn is_bare_age(own: &Own, moments: &Moments, at: usize, last: usize) -> bool {
    let is_led = at
        .checked_sub(1)
        .is_some_and(|before| matches!(own.word(before), "was" | "is" | "turned"));
    let end = own.words[last].range.end;
    let rest = own.text.get(end..).unwrap_or_default().trim_start();
    let is_closed = rest.is_empty() || rest.starts_with(['.', ',', ';', ')']);
    let is_dated = matches!(own.word(last + 1), "in" | "on" | "by")
        && own.words.get(last + 1).is_some_and(|word| {
            let mut all = moments.all.iter();
            all.any(|moment| {
                let gap = own.text.get(word.range.end..moment.range.start);
                gap.is_some_and(|gap| gap.trim().is_empty())
            })
        });
    let goes_on = matches!(own.word(last + 1), "when" | "then")
        || own.word(last + 1) == "at" && matches!(own.word(last + 2), "the" | "that");
    is_led && (is_closed || is_dated || goes_on)
}

/// Whether an age is that of somebody of the family, who stands before it with no day between: "with her son, aged 4".
fn is_of_kin(own: &Own, moments: &Moments, age: &Range<usize>) -> bool {
    /// The most words between, those of the age among them.
    const NEAR: usize = 6;
    let (before, _) = own.around(age);
    let kin = before.iter().rev().take(NEAR).find(|word| {
        KIN.iter().any(|kin| {
            let ending = word.lower.strip_prefix(kin);
            ending.is_some_and(|ending| ending.chars().count() <= 3)
        })
    });
    kin.is_some_and(|kin| {
        let between = kin.range.end..age.start;
        let is_between = |moment: &Moment| between.contains(&moment.range.start);
        !moments.all.iter().any(is_between)
    })
}

/// The only age of a sentence.
fn age(own: &Own, moments: &Moments, tongue: &Tongue) -> Option<(f64, Range<usize>)> {
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
            (None, None) => tongue.language == "en" && is_bare_age(own, moments, at, figures.last),
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
        for (language, text) in [
            ("en", "Born in 1988, she fled in 2012 with her son, aged 4."),
            (
                "en",
                "Born in 1988, he fled in 2012 with his brother, 19 years old.",
            ),
            (
                "en",
                "Born in 1950, he died in 2019, leaving a widow aged 64.",
            ),
            (
                "en",
                "She was born in 1988 to a mother aged 19 and left in 2012.",
            ),
            (
                "de",
                "Geboren 1988, floh sie im Mai 2012 mit ihrem Sohn, der mit 4 Jahren krank war.",
            ),
            (
                "fr",
                "Née le 3 mai 1988, elle a fui le 4 mai 2012 avec sa fille, à 4 ans.",
            ),
            (
                "es",
                "Nacida en 1988, huyó en 2012 con su hijo, que tenía 4 años.",
            ),
        ] {
            check(language, text, None);
        }
        for (language, right, wrong, age) in [
            (
                "en",
                "The patient, born in 1922, was 101 at the time of the operation in October 2023.",
                "The patient, born in 1922, was 91 at the time of the operation in October 2023.",
                "91",
            ),
            (
                "en",
                "Eastaugh, born in 1963, was 58 in January 2022.",
                "Eastaugh, born in 1963, was 48 in January 2022.",
                "48",
            ),
            (
                "en",
                "Eastaugh (born 1963) joined in 2022 at the age of 58.",
                "Eastaugh (born 1963) joined in 2022 at the age of 48.",
                "48",
            ),
            (
                "de",
                "Sie war 1927 geboren und 2021 noch 94 Jahre alt.",
                "Sie war 1927 geboren und 2021 noch 84 Jahre alt.",
                "84 Jahre alt",
            ),
            (
                "fr",
                "Mathilde, née en 1975, avait 34 ans lors de sa nomination en 2009.",
                "Mathilde, née en 1975, avait 43 ans lors de sa nomination en 2009.",
                "43 ans",
            ),
        ] {
            check(language, right, None);
            check(language, wrong, Some(age));
        }
        for (language, text) in [
            ("en", "Born in 1963, he was 48 votes short in January 2022."),
            ("en", "Born in 1963, he was 48 and she 51."),
            ("en", "Born in 1963, he was 3 in the list of May 2022."),
            (
                "en",
                "Born in 1963, he served from 1999 to 2009, when he was 51.",
            ),
            (
                "de",
                "Sie war 1927 geboren, kam 1950 und starb 2021 mit 94 Jahren.",
            ),
            ("fr", "Née en 1975, elle avait 2 fils en 2009, de 4 ans."),
        ] {
            check(language, text, None);
        }
        check(
            "en",
            "Born in 1971, the father died in 2019, aged 54.",
            Some("54"),
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
