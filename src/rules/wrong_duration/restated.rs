//! One length of time told in two measures: "570 days, or almost nineteen months".

use super::lengths::{Bound, Length, Measure};
use super::{Context, NAME, Own, Tongue, guards};
use crate::diagnostic::Finding;
use crate::rules::prose::{self, Said};

/// Words before the same length in another measure.
const OR: &[&str] = &[
    "or", "oder", "ou", "o", "also", "das", "sind", "soit", "es", "decir", "sea", "heißt",
    "mithin", "ossia", "cioè", "ofwel",
];

/// Those that alone say that it is the same.
const SAME: &[&str] = &[
    "also", "soit", "decir", "sea", "sind", "heißt", "mithin", "ossia", "cioè",
];

/// Words that make it inexact.
const ABOUT: &[&str] = &[
    "about",
    "almost",
    "nearly",
    "roughly",
    "some",
    "just",
    "over",
    "under",
    "more",
    "less",
    "than",
    "a",
    "little",
    "around",
    "approximately",
    "fast",
    "knapp",
    "rund",
    "etwa",
    "gut",
    "mehr",
    "weniger",
    "als",
    "ungefähr",
    "près",
    "de",
    "presque",
    "environ",
    "plus",
    "moins",
    "casi",
    "unos",
    "unas",
    "más",
    "menos",
    "alrededor",
    "aproximadamente",
    "quasi",
    "circa",
    "bijna",
    "ruim",
    "quase",
    "cerca",
];

/// How many bytes stand between the two at most.
const BETWEEN: usize = 40;

/// From how many times as long on the two are two lengths.
const FACTOR: f64 = 3.0;

/// The finding on a length that is told again and comes to another.
pub(super) fn finding(
    context: &Context<'_>,
    said: Said<'_>,
    lengths: &[Length],
) -> Option<Finding> {
    let tongue = context.tongue(said.sentence);
    let (one, two) = fault(said.own, lengths, tongue)?;
    let text = &said.sentence.text;
    let (first, again) = (&text[one.range.clone()], &text[two.range.clone()]);
    let size = two.finest.size() / scale(two.finest);
    Some(
        Finding::new(
            NAME,
            context.graded(),
            format!("`{again}` does not fit `{first}` beside it"),
            prose::place(context, said.sentence, two.range.clone()),
        )
        .label(format!(
            "`{first}` comes to {:.1} of these",
            days(one) / size
        ))
        .help("look in the source which of them is wrong"),
    )
}

/// Two lengths that are told as one, and are not.
fn fault<'l>(
    own: &Own,
    lengths: &'l [Length],
    tongue: &Tongue,
) -> Option<(&'l Length, &'l Length)> {
    let mut pairs = lengths.windows(2).map(|pair| (&pair[0], &pair[1]));
    pairs.find(|(one, two)| {
        is_restated(own, one, two)
            && !guards::is_apart(own, one, tongue)
            && !guards::is_apart(own, two, tongue)
            && !fits(one, two)
    })
}

/// Whether the second of two lengths only says the first again.
fn is_restated(own: &Own, one: &Length, two: &Length) -> bool {
    let Some(gap) = own.lower.get(one.range.end..two.range.start) else {
        return false;
    };
    let gap = gap.trim();
    let words: Vec<&str> = gap
        .split(|c: char| !c.is_alphabetic())
        .filter(|word| !word.is_empty())
        .collect();
    let all_small = words
        .iter()
        .all(|word| OR.contains(word) || ABOUT.contains(word));
    if one.finest == two.finest || gap.len() > BETWEEN || !all_small {
        return false;
    }
    let is = |list: &[&str]| words.iter().any(|word| list.contains(word));
    let is_inexact = is(ABOUT) || two.bound != Bound::Exact;
    let rest = own.text[two.range.end..].trim_start();
    match gap.chars().next() {
        Some('(') => rest.starts_with(')') && (is_inexact || is(SAME)),
        Some(',' | '–' | '—') => {
            (is(OR) && is_inexact || is(SAME))
                && (rest.is_empty() || rest.starts_with(['.', ',', ';', ':', ')', '–', '—']))
        }
        _ => false,
    }
}

/// What divides the size of a measure into days.
fn scale(measure: Measure) -> f64 {
    match measure.is_of_clock() {
        true => 86_400.0,
        false => 1.0,
    }
}

fn days(length: &Length) -> f64 {
    length.amount / scale(length.measure)
}

/// Whether one length may be told as the other; what is several times as long is another length, too.
fn fits(one: &Length, two: &Length) -> bool {
    let (first, again) = (days(one), days(two));
    let size = |length: &Length| length.finest.size() / scale(length.finest);
    let is_coarser = size(two) > size(one);
    let slack = match (is_coarser, one.bound) {
        (false, Bound::Exact) => 0.6 * size(one),
        _ => 1.1 * size(one).max(size(two)),
    };
    let is_other = first > again * FACTOR || again > first * FACTOR;
    is_other || (first - again).abs() <= slack.max(0.06 * first)
}

#[cfg(test)]
mod tests {
    use super::super::lengths;
    use super::*;
    use crate::rules::tongues;

    #[test]
    fn a_length_told_twice_is_one() {
        for (language, text, expected) in [
            (
                "en",
                "She had been held for 570 days, or almost nineteen months.",
                None,
            ),
            (
                "en",
                "She had been held for 570 days, or almost twenty-three months.",
                Some("twenty-three months"),
            ),
            (
                "en",
                "The well was dry for 84 days (about twelve weeks).",
                None,
            ),
            (
                "en",
                "The well was dry for 84 days (about sixteen weeks).",
                Some("sixteen weeks"),
            ),
            ("en", "It lasted 40 months, or more than three years.", None),
            (
                "en",
                "It lasted 40 months, or more than five years.",
                Some("five years"),
            ),
            (
                "en",
                "It took 72 hours, or about three days, to open it.",
                None,
            ),
            (
                "en",
                "It took 72 hours, or about five days, to open it.",
                Some("five days"),
            ),
            (
                "en",
                "Appeals are heard within 30 days, or three months in winter.",
                None,
            ),
            (
                "en",
                "Appeals are heard within 30 days, or about two months in winter.",
                None,
            ),
            (
                "en",
                "He was given six months or about 90 days of work.",
                None,
            ),
            ("en", "It takes 20 days (two months in winter).", None),
            (
                "en",
                "They worked 40 hours, or about five days a week.",
                None,
            ),
            (
                "en",
                "It ran for two years, and about eighteen months later it closed.",
                None,
            ),
            (
                "en",
                "A visit lasts 40 minutes (about two years of waiting).",
                None,
            ),
            ("en", "He served 14 days (two months).", None),
            ("de", "Sie war 570 Tage in Haft, also fast 19 Monate.", None),
            (
                "de",
                "Die Leitung war 84 Tage, also etwa zwölf Wochen, gesperrt.",
                None,
            ),
            (
                "de",
                "Die Leitung war 84 Tage, also etwa 16 Wochen, gesperrt.",
                Some("16 Wochen"),
            ),
            (
                "de",
                "Die Frist beträgt 30 Tage, im Winter etwa drei Monate.",
                None,
            ),
            (
                "fr",
                "Elle a été détenue 570 jours, soit près de dix-neuf mois.",
                None,
            ),
            (
                "fr",
                "Elle a été détenue 570 jours, soit près de 23 mois.",
                Some("23 mois"),
            ),
            (
                "fr",
                "Le délai est de 30 jours, ou de trois mois en hiver.",
                None,
            ),
            (
                "es",
                "Estuvo detenida 570 días, es decir, casi 19 meses.",
                None,
            ),
            (
                "es",
                "Estuvo detenida 570 días, o casi 23 meses.",
                Some("23 meses"),
            ),
            (
                "es",
                "El plazo es de 30 días, o de tres meses en invierno.",
                None,
            ),
        ] {
            let (own, tongue) = (Own::of(text), tongues::of(language));
            let lengths = lengths::read(&own, tongue);
            let found = fault(&own, &lengths, tongue).map(|(_, two)| &text[two.range.clone()]);
            assert_eq!(found, expected, "{text}");
        }
    }
}
