//! What a sentence's own words make of a number: so many for each thousand, so many a month where the source tells the
//! year, two thirds of a whole.

use std::ops::Range;

use super::cues;
use super::hand::Figure;
use crate::rules::fractions::fraction;
use crate::rules::prose::Own;
use crate::rules::tongues::Tongue;

/// Words before the number for which a rate is told, the longer first.
const PER: &[&str] = &[
    "for every",
    "for each",
    "out of every",
    "in every",
    "per every",
    "per",
    "je",
    "pro",
    "auf",
    "auf je",
    "pour",
    "pour chaque",
    "par",
    "sur",
    "por cada",
    "por",
    "de cada",
    "ogni",
    "per ogni",
    "su",
    "a cada",
    "por cada",
    "op",
    "per",
];

/// Words for such a number.
const BASES: &[(&str, f64)] = &[
    ("hundred", 100.0),
    ("thousand", 1000.0),
    ("million", 1_000_000.0),
    ("hundert", 100.0),
    ("tausend", 1000.0),
    ("cent", 100.0),
    ("mille", 1000.0),
    ("cien", 100.0),
    ("mil", 1000.0),
    ("cento", 100.0),
    ("cem", 100.0),
    ("honderd", 100.0),
    ("duizend", 1000.0),
    ("millón", 1_000_000.0),
    ("miljoen", 1_000_000.0),
];

/// The numbers for which a sentence tells rates, with their places: "per thousand prisoners", "for every 100,000".
pub(super) fn bases(own: &Own, tongue: &Tongue) -> Vec<(Range<usize>, f64)> {
    let mut found = Vec::new();
    for (at, word) in own.words.iter().enumerate() {
        let before = own.lower[..word.range.start].trim_end();
        let is_per = || {
            PER.iter().any(|per| {
                before
                    .strip_suffix(per)
                    .is_some_and(|rest| !rest.ends_with(char::is_alphanumeric))
            })
        };
        // "Per cent", "pour cent" and "por ciento" are signs; "por mil" is one of a thousand.
        let in_words = BASES.iter().find(|(name, _)| *name == word.lower);
        let is_sign = word.lower == "cent" && before.ends_with("per") || before.ends_with("pour");
        if let Some((_, base)) = in_words {
            if is_per() && !(is_sign && *base == 100.0) {
                found.push((word.range.clone(), *base));
            }
            continue;
        }
        if !word.lower.starts_with('1') || !is_per() {
            continue;
        }
        let read = crate::rules::numbers::digits(&own.text, &own.words, at, tongue);
        let Some(value) = read.and_then(|figures| Some((figures.scaled()?, figures.last))) else {
            continue;
        };
        let base = value.0 as f64 / 1000.0;
        if base >= 100.0 && base.log10().fract() == 0.0 {
            found.push((word.range.start..own.words[value.1].range.end, base));
        }
    }
    found
}

/// Words by which a sentence says that a number is one of a length of time, and how many of it make what another may be
/// told of.
const TIMES: &[(&[&str], &[f64])] = &[
    (cues::MONTHS, &[12.0]),
    (
        &[
            "monthly",
            "monatlich",
            "monatliche",
            "mensuel",
            "mensuelle",
            "mensual",
            "mensuales",
            "mensile",
            "maandelijks",
        ],
        &[12.0],
    ),
    (cues::YEARS, &[12.0, 52.0, 365.0]),
    (
        &[
            "yearly",
            "annual",
            "annually",
            "jährlich",
            "jährliche",
            "annuel",
            "annuelle",
            "anual",
            "anuales",
            "annuo",
            "jaarlijks",
        ],
        &[12.0, 52.0, 365.0],
    ),
    (cues::WEEKS, &[52.0, 7.0]),
    (
        &[
            "weekly",
            "wöchentlich",
            "hebdomadaire",
            "semanal",
            "semanales",
        ],
        &[52.0, 7.0],
    ),
    (cues::DAYS, &[365.0, 7.0, 24.0]),
    (
        &[
            "daily",
            "täglich",
            "quotidien",
            "diario",
            "diaria",
            "diarios",
        ],
        &[365.0, 7.0],
    ),
    (cues::HOURS, &[24.0, 60.0]),
    (cues::MINUTES, &[60.0]),
    (&["quarter", "quarterly", "quartal", "trimestre"], &[4.0]),
];

/// Whether a figure is one of some numbers for another length of time, which the sentence names: "592 euros a month".
pub(super) fn is_for_a_time(figure: &Figure, own: &Own, numbers: &[f64]) -> bool {
    let figure = figure.of_share();
    // "All’anno", "d’heure"
    let has = |words: &[&str]| {
        own.words.iter().any(|word| {
            let bare = word.lower.rsplit(['’', '\'']).next().unwrap_or_default();
            words.contains(&bare)
        })
    };
    let factors = TIMES
        .iter()
        .filter(|(words, _)| has(words))
        .flat_map(|(_, factors)| factors.iter());
    let mut factors = factors.flat_map(|factor| [*factor, 1.0 / factor]);
    factors.any(|factor| {
        let mut numbers = numbers.iter();
        numbers.any(|number| figure.is_near(number * factor))
    })
}

/// Words for a part of several words, and for one.
const PARTS: &[(&str, f64)] = &[
    ("tercera", 1.0 / 3.0),
    ("terceras", 1.0 / 3.0),
    ("cuarta", 0.25),
    ("cuartas", 0.25),
    ("quinta", 0.2),
    ("quintas", 0.2),
    ("sexta", 1.0 / 6.0),
    ("décima", 0.1),
    ("décimas", 0.1),
];
const ONE: &[&str] = &[
    "one", "a", "an", "ein", "eine", "einem", "einen", "un", "une", "una", "uma", "um", "een",
    "la", "le", "die", "the",
];

/// The fractions that a sentence names: "two thirds", "drei Viertel", "tres cuartas partes".
pub(super) fn fractions(own: &Own, tongue: &Tongue) -> Vec<f64> {
    let mut found = Vec::new();
    for at in 0..own.words.len() {
        let word = own.word(at);
        let is_part = matches!(own.word(at + 1), "parte" | "partes");
        let mut parts = PARTS.iter().filter(|_| is_part);
        let part = parts.find_map(|(name, part)| (*name == word).then_some(*part));
        let Some(part) = part.or_else(|| fraction(word)) else {
            continue;
        };
        let before = at.checked_sub(1).map_or("", |at| own.word(at));
        let many = tongue.numeral(before).map(|many| many as f64);
        let many = many.or_else(|| ONE.contains(&before).then_some(1.0));
        let size = many.unwrap_or(1.0) * part;
        if size < 1.0 {
            found.push(size);
        }
    }
    found
}

/// Whether a figure is such a fraction of one of some numbers, or what that leaves of it.
pub(super) fn is_fraction(figure: &Figure, fractions: &[f64], numbers: &[f64]) -> bool {
    let figure = figure.of_share();
    fractions.iter().any(|share| {
        numbers.iter().any(|number| {
            figure.value < *number
                && (figure.is_near(number * share) || figure.is_near(number * (1.0 - share)))
        })
    })
}

/// Whether a figure is what one number comes to so many times: "1,450 a month, for nine months 13,050", "200,000 in each
/// of three cases", or once and another number each time after that.
pub(super) fn is_times(figure: &Figure, here: &[f64]) -> bool {
    /// The fewest that is no chance.
    const LEAST: f64 = 20.0;
    /// The most numbers of a sentence.
    const MOST: usize = 10;
    let here = &here[..here.len().min(MOST)];
    let exact =
        |value: f64| (figure.value - value).abs() <= figure.slack.min(figure.value * 0.005) + 1e-6;
    let many = |number: f64| number.fract() == 0.0 && (2.0..=400.0).contains(&number);
    figure.value >= LEAST
        && here.iter().enumerate().any(|(at, one)| {
            here.iter().enumerate().any(|(other, times)| {
                at != other
                    && many(*times)
                    && *one > 1.0
                    && (exact(one * times)
                        || exact(one / times)
                        || here.iter().enumerate().any(|(third, first)| {
                            third != at && third != other && exact(first + (times - 1.0) * one)
                        }))
            })
        })
}

/// Whether a percentage is a fraction of its sentence again: "a fifth, or 20 per cent".
pub(super) fn is_share_of(figure: &Figure, fractions: &[f64]) -> bool {
    fractions
        .iter()
        .any(|share| figure.of_share().is_near(share * 100.0))
}

/// Whether a figure is a number of the source so many times as the sentence says: "three engines would cost 855,000".
pub(super) fn is_so_many(figure: &Figure, here: &[f64], theirs: &[f64]) -> bool {
    /// The least that is no chance.
    const LEAST: f64 = 1000.0;
    let exact =
        |value: f64| (figure.value - value).abs() <= figure.slack.min(figure.value * 0.002) + 1e-6;
    let many = here
        .iter()
        .filter(|many| many.fract() == 0.0 && (2.0..=100.0).contains(*many));
    figure.value >= LEAST
        && many.clone().count() <= 4
        && theirs.len() <= 20
        && many
            .into_iter()
            .any(|many| theirs.iter().any(|one| exact(one * many)))
}

/// Whether a figure is what one number of its sentence leaves of another: "of the 312, 47 are women and 265 are men".
pub(super) fn is_rest(figure: &Figure, here: &[f64]) -> bool {
    /// The least that is no chance, and the most numbers of a sentence.
    const LEAST: f64 = 20.0;
    const MOST: usize = 5;
    figure.value >= LEAST
        && here.len() <= MOST
        && here.iter().any(|one| {
            here.iter()
                .any(|two| (one - two - figure.value).abs() < 1e-6)
        })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::{numbers, tongues};

    fn read(language: &str, text: &str, written: &str) -> (Own, Figure, Vec<f64>) {
        let tongue = tongues::of(language);
        let own = Own::of(text);
        let at = text.find(written).unwrap();
        let figure = Figure::of(&own, tongue, &(at..at + written.len())).unwrap();
        let others = numbers::of(&own, tongue).into_iter();
        let others = others.filter(|number| number.range.start != at && !number.is_date);
        let here = others.map(|number| number.value as f64 / 1000.0).collect();
        (own, figure, here)
    }

    #[test]
    fn rates_have_a_base() {
        for (language, text, expected) in [
            (
                "en",
                "Per thousand prisoners it rose to 751.",
                &[1000.0][..],
            ),
            (
                "en",
                "That is 50 cases a year for every 100,000 residents.",
                &[100_000.0],
            ),
            ("en", "It rose by 20 per cent, and per 12 pupils.", &[]),
            ("de", "Auf 10.000 Einwohner kamen 12.", &[10_000.0]),
            ("de", "Je tausend Einwohner waren es 12.", &[1000.0]),
            (
                "fr",
                "Pour 1 000 habitants, 12 cas et 20 pour cent.",
                &[1000.0],
            ),
            (
                "es",
                "Hubo 12 casos por cada 100.000 habitantes.",
                &[100_000.0],
            ),
        ] {
            let found = bases(&Own::of(text), tongues::of(language));
            let found: Vec<f64> = found.into_iter().map(|(_, base)| base).collect();
            assert_eq!(found, expected, "{text}");
        }
    }

    #[test]
    fn parts_and_times_are_reckoned() {
        for (language, text, figure, whole, expected) in [
            (
                "es",
                "La empresa debe abonar tres cuartas partes, es decir, 54.",
                "54",
                72.0,
                true,
            ),
            (
                "es",
                "La empresa debe abonar tres cuartas partes, es decir, 56.",
                "56",
                72.0,
                false,
            ),
            (
                "en",
                "It must pay two thirds, or 48 days.",
                "48",
                72.0,
                true,
            ),
            (
                "de",
                "Sie zahlt drei Viertel, also 54 Tage.",
                "54",
                72.0,
                true,
            ),
            (
                "fr",
                "Elle paie la moitié, soit 36 jours.",
                "36",
                72.0,
                true,
            ),
            ("en", "It must pay for 48 days.", "48", 72.0, false),
        ] {
            let (own, figure, _) = read(language, text, figure);
            let fractions = fractions(&own, tongues::of(language));
            assert_eq!(
                is_fraction(&figure, &fractions, &[whole]),
                expected,
                "{text}"
            );
        }
        for (language, text, figure, expected) in [
            (
                "en",
                "It paid 200,000 in three cases, 600,000 altogether.",
                "600,000",
                true,
            ),
            (
                "en",
                "It paid 200,000 in three cases, 500,000 altogether.",
                "500,000",
                false,
            ),
            (
                "en",
                "It costs 180,000 and 60,000 in each year after, 300,000 over three years.",
                "300,000",
                true,
            ),
            (
                "en",
                "It costs 180,000 and 60,000 in each year after, 320,000 over three years.",
                "320,000",
                false,
            ),
            (
                "de",
                "Ein Platz kostet 1.450 Euro; bei neun Monaten sind das 13.050 Euro.",
                "13.050",
                true,
            ),
            (
                "de",
                "Ein Platz kostet 1.450 Euro; bei neun Monaten sind das 13.500 Euro.",
                "13.500",
                false,
            ),
            (
                "de",
                "Mit zwei Mieten, 1.184 Euro oder 592 Euro im Monat.",
                "592",
                true,
            ),
            (
                "de",
                "Mit zwei Mieten, 1.184 Euro oder 529 Euro im Monat.",
                "529",
                false,
            ),
            (
                "fr",
                "Il a acheté 64 maisons à 48 500 euros, soit 3 104 000 euros.",
                "3 104 000",
                true,
            ),
        ] {
            let (_, figure, here) = read(language, text, figure);
            assert_eq!(is_times(&figure, &here), expected, "{text}");
        }
        for (text, figure, number, expected) in [
            ("That is 592 euros a month.", "592", 7104.0, true),
            ("That is 529 euros a month.", "529", 7104.0, false),
            ("That is 592 euros.", "592", 7104.0, false),
            ("The rent is 9,600 a year.", "9,600", 800.0, true),
        ] {
            let (own, figure, _) = read("en", text, figure);
            assert_eq!(is_for_a_time(&figure, &own, &[number]), expected, "{text}");
        }
    }
}
