//! Per cent that are points, and points that are per cent: "fell by 8 per cent" of what went from 52 to 44 per cent.

use std::ops::Range;

use super::cues;
use super::hand::POINTS;
use crate::rules::numbers::{self, Number};
use crate::rules::prose::Own;
use crate::rules::tongues::Tongue;

/// How far a change may be off its digits.
const NEAR: f64 = 0.051;

/// How far it is at least from the other way to tell it.
const APART: f64 = 1.0;

/// Words between two ends of a change of which the second has the sign for both.
const JOINS: &[&str] = &[
    "to", "and", "auf", "und", "bis", "à", "et", "a", "al", "y", "e", "tot", "en", "naar", "or",
    "von", "on",
];

/// A change told in the wrong unit.
pub(super) struct Mistaken {
    pub range: Range<usize>,
    /// The two ends.
    pub ends: (f64, f64),
    /// Whether it is told in points.
    pub is_points: bool,
}

/// The percentages of a text that are no points, with their places.
pub(super) fn shares(own: &Own, tongue: &Tongue) -> Vec<(Range<usize>, f64)> {
    let all = numbers::of(own, tongue);
    let is_share = |number: &Number| number.is_percent && !is_points(own, number);
    let mut found = Vec::new();
    for (at, number) in all.iter().enumerate() {
        let lends = all.get(at + 1).is_some_and(|next| {
            let gap = own
                .lower
                .get(number.range.end..next.range.start)
                .unwrap_or_default();
            !number.is_date && is_share(next) && JOINS.contains(&gap.trim())
        });
        if is_share(number) || lends {
            found.push((number.range.clone(), number.value as f64 / 1000.0));
        }
    }
    found
}

fn is_points(own: &Own, number: &Number) -> bool {
    let behind = own.lower[number.range.end..].trim_start();
    POINTS.iter().any(|points| behind.starts_with(points))
}

/// The first change of a sentence that is told in per cent and comes of two shares as points, or the other way round.
/// `places` are the shares that are told together: those of the sentence, of the one before it, of a sentence of the
/// source.
pub(super) fn mistaken(
    own: &Own,
    tongue: &Tongue,
    before: &[f64],
    places: &[Vec<f64>],
) -> Option<Mistaken> {
    if !tells_change(own, tongue) {
        return None;
    }
    let all = numbers::of(own, tongue);
    let mine = shares(own, tongue);
    all.iter().find_map(|number| {
        let is_points = is_points(own, number);
        let is_told = number.is_percent || is_points;
        if !is_told || !is_change(own, number) || is_end(own, &all, number) {
            return None;
        }
        let change = number.value as f64 / 1000.0;
        let here: Vec<f64> = mine
            .iter()
            .filter(|(range, _)| range.start != number.range.start)
            .map(|(_, value)| *value)
            .collect();
        let here: Vec<f64> = here.into_iter().chain(before.iter().copied()).collect();
        let mut known: Vec<&[f64]> = vec![&here];
        known.extend(places.iter().map(Vec::as_slice));
        // What the source tells in the same way is not reckoned.
        let is_theirs = !is_points
            && places
                .iter()
                .flatten()
                .any(|one| (one - change).abs() < 1e-6);
        let pairs = || {
            known.iter().flat_map(|place| {
                place.iter().enumerate().flat_map(move |(at, one)| {
                    place[at + 1..]
                        .iter()
                        .map(move |two| (one.min(*two), one.max(*two)))
                })
            })
        };
        let points = |(less, more): (f64, f64)| more - less;
        let ways =
            |(less, more): (f64, f64)| [(more - less) / more * 100.0, (more - less) / less * 100.0];
        let is_points_of = |pair: (f64, f64)| (points(pair) - change).abs() < NEAR;
        let is_percent_of =
            |pair: (f64, f64)| ways(pair).iter().any(|way| (way - change).abs() <= APART);
        let ends = match is_points {
            false => pairs().find(|pair| is_points_of(*pair)),
            true => pairs().find(|pair| is_percent_of(*pair)),
        }?;
        let is_right = match is_points {
            false => pairs().any(is_percent_of),
            true => pairs().any(|pair| (points(pair) - change).abs() <= APART),
        };
        (!is_right && !is_theirs && ends.0 > 0.0 && ends.0 < ends.1).then(|| Mistaken {
            range: number.range.clone(),
            ends,
            is_points,
        })
    })
}

/// Whether a sentence tells a change in per cent or in points.
pub(super) fn tells_change(own: &Own, tongue: &Tongue) -> bool {
    (own.has(cues::BETWEEN) || own.has(cues::CHANGED))
        && numbers::of(own, tongue)
            .iter()
            .any(|number| (number.is_percent || is_points(own, number)) && is_change(own, number))
}

/// Whether a number is an end of what goes from one to another: "from 20 per cent to 30 per cent".
fn is_end(own: &Own, all: &[Number], number: &Number) -> bool {
    const SIGNS: &[&str] = &[
        "%", "per", "cent", "percent", "prozent", "pour", "por", "ciento", "del", "le", "la", "el",
    ];
    let joins = |one: &Number, two: &Number| {
        let gap = own
            .lower
            .get(one.range.end..two.range.start)
            .unwrap_or_default();
        let mut words = gap.split_whitespace().filter(|word| !SIGNS.contains(word));
        let first = words.next();
        first.is_some_and(|word| JOINS.contains(&word)) && words.next().is_none()
    };
    let at = all.iter().position(|other| other.range == number.range);
    at.is_some_and(|at| {
        let before = at
            .checked_sub(1)
            .is_some_and(|before| joins(&all[before], number));
        before || all.get(at + 1).is_some_and(|next| joins(number, next))
    })
}

/// Whether the number at a place is what something changed by.
pub(super) fn is_change_at(own: &Own, tongue: &Tongue, place: &Range<usize>) -> bool {
    let all = numbers::of(own, tongue);
    let mut all = all.iter();
    all.find(|number| number.range.start == place.start)
        .is_some_and(|number| is_change(own, number))
}

/// Whether a number is what something changed by: "by 8 per cent", "a fall of 8 per cent", "8 per cent lower".
fn is_change(own: &Own, number: &Number) -> bool {
    const BEFORE: &[&str] = &[
        "by", "of", "um", "von", "de", "d", "del", "en", "un", "di", "del", "met", "almost",
        "nearly", "about", "rund", "fast", "près", "casi", "unos", "some", "roughly", "ou", "or",
        "oder", "o", "just", "only",
    ];
    const BEHIND: &[&str] = &[
        "more",
        "less",
        "fewer",
        "higher",
        "lower",
        "mehr",
        "weniger",
        "höher",
        "niedriger",
        "moins",
        "más",
        "menos",
        "plus",
        "meno",
        "più",
        "below",
        "above",
        "up",
        "down",
    ];
    let (before, behind) = own.around(&number.range);
    let last = before.last().map_or("", |word| word.lower.as_str());
    let compared = behind
        .iter()
        .take(4)
        .any(|word| BEHIND.contains(&word.lower.as_str()));
    BEFORE.contains(&last) && !is_level(before) || compared
}

/// "A share of 44 per cent", "eine Beteiligung von 44 Prozent": no change.
fn is_level(before: &[crate::rules::prose::Word]) -> bool {
    const LEVELS: &[&str] = &[
        "share",
        "rate",
        "turnout",
        "level",
        "anteil",
        "quote",
        "beteiligung",
        "wahlbeteiligung",
        "part",
        "taux",
        "participation",
        "tasa",
        "parte",
        "porcentaje",
        "proporción",
        "participación",
        "average",
        "majority",
        "durchschnitt",
        "moyenne",
        "est",
        "était",
        "fue",
        "es",
        "era",
    ];
    let mut near = before.iter().rev().skip(1).take(1);
    near.any(|word| LEVELS.contains(&word.lower.as_str()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::tongues;

    #[test]
    fn points_and_per_cent_are_told_apart() {
        for (language, text, source, expected) in [
            (
                "en",
                "Turnout fell by 8 per cent.",
                "It was 52 per cent, and 44 per cent.",
                true,
            ),
            (
                "en",
                "Turnout fell by 8 percentage points.",
                "It was 52 per cent, and 44 per cent.",
                false,
            ),
            (
                "en",
                "Turnout fell by 15 per cent.",
                "It was 52 per cent, and 44 per cent.",
                false,
            ),
            (
                "en",
                "It fell from 8 per cent to 6 per cent, or by 25 percentage points.",
                "",
                true,
            ),
            (
                "en",
                "It fell from 8 per cent to 6 per cent, or by 25 per cent.",
                "",
                false,
            ),
            (
                "en",
                "It was 44 per cent, 8 per cent lower than the 52 per cent of 2019.",
                "",
                true,
            ),
            (
                "en",
                "It was 44 per cent, 8 points lower than the 52 per cent of 2019.",
                "",
                false,
            ),
            (
                "en",
                "Prices rose by 8 per cent.",
                "It was 52 per cent and 44 per cent; prices rose by 8 per cent.",
                false,
            ),
            (
                "de",
                "Die Beteiligung sank um 8 Prozent.",
                "Sie lag bei 52 Prozent und 44 Prozent.",
                true,
            ),
            (
                "de",
                "Die Beteiligung sank um 8 Prozentpunkte.",
                "Sie lag bei 52 Prozent und 44 Prozent.",
                false,
            ),
            (
                "fr",
                "La part est passée de 20 % à 30 %, soit une hausse de 10 %.",
                "",
                true,
            ),
            (
                "fr",
                "La part est passée de 20 % à 30 %, soit une hausse de 10 points.",
                "",
                false,
            ),
            (
                "fr",
                "La part est passée de 20 % à 30 %, soit une hausse de 50 %.",
                "",
                false,
            ),
            (
                "es",
                "La participación bajó un 8 %.",
                "Fue del 52 % y del 44 %.",
                true,
            ),
            (
                "es",
                "La participación bajó 8 puntos.",
                "Fue del 52 % y del 44 %.",
                false,
            ),
            ("en", "It rose from 20 to 30 per cent.", "", false),
        ] {
            let tongue = tongues::of(language);
            let theirs: Vec<f64> = shares(&Own::of(source), tongue)
                .into_iter()
                .map(|(_, value)| value)
                .collect();
            let found = mistaken(&Own::of(text), tongue, &[], &[theirs]);
            assert_eq!(found.is_some(), expected, "{text}");
        }
    }
}
