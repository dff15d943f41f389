//! Figures that are rounded, and say so; times and labels that a source writes otherwise.

use std::collections::BTreeSet;
use std::ops::Range;

use super::super::prose::Own;

/// Words before a figure from which on the number lies.
const ABOVE: &[&str] = &[
    "more than",
    "over",
    "above",
    "at least",
    "mehr als",
    "über",
    "mindestens",
    "gut",
    "plus de",
    "au moins",
    "más de",
    "al menos",
    "upwards of",
];
/// Words before a figure up to which the number lies.
const BELOW: &[&str] = &[
    "nearly",
    "almost",
    "close to",
    "fewer than",
    "less than",
    "under",
    "just under",
    "up to",
    "fast",
    "knapp",
    "beinahe",
    "weniger als",
    "bis zu",
    "presque",
    "près de",
    "moins de",
    "casi",
    "cerca de",
    "menos de",
];
/// Words before a figure about which the number is.
const ABOUT: &[&str] = &[
    "roughly",
    "about",
    "around",
    "approximately",
    "some",
    "circa",
    "ca",
    "an estimated",
    "rund",
    "etwa",
    "ungefähr",
    "zirka",
    "environ",
    "quelque",
    "unos",
    "unas",
    "alrededor de",
    "aproximadamente",
];

/// What bears a number as a name.
const NAMED: &[&str] = &[
    "room",
    "flat",
    "cell",
    "platform",
    "route",
    "bus",
    "block",
    "ward",
    "hut",
    "barrack",
    "zimmer",
    "raum",
    "zelle",
    "gleis",
    "salle",
    "chambre",
    "cellule",
    "sala",
    "celda",
    "habitación",
];

/// How the words before a figure make it inexact.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Hedge {
    /// "More than 600".
    Above,
    /// "Nearly 650".
    Below,
    /// "About 600".
    About,
}

/// The words before a place that make the figure behind it inexact.
pub(super) fn hedge(own: &Own, start: usize) -> Option<Hedge> {
    let before =
        own.lower[..start].trim_end_matches(|c: char| c.is_whitespace() || "£$€.".contains(c));
    let hedges = |words: &[&str]| {
        words.iter().any(|word| {
            let rest = before.strip_suffix(word);
            rest.is_some_and(|rest| !rest.ends_with(char::is_alphanumeric))
        })
    };
    let kinds = [
        (ABOVE, Hedge::Above),
        (BELOW, Hedge::Below),
        (ABOUT, Hedge::About),
    ];
    let mut kinds = kinds.into_iter();
    kinds.find_map(|(words, hedge)| hedges(words).then_some(hedge))
}

/// Whether a figure is one that a source has, rounded as its words say and no further than its noughts: "more than
/// 600" for 640, "roughly 1,900" for 1,850.
pub(super) fn is_rounded(
    own: &Own,
    figure: &Range<usize>,
    numbers: &[String],
    sets: &[&BTreeSet<String>],
) -> bool {
    let Some(hedge) = hedge(own, figure.start) else {
        return false;
    };
    let known = || {
        sets.iter()
            .flat_map(|set| set.iter())
            .filter_map(|known| known.parse::<u64>().ok())
    };
    numbers
        .iter()
        .filter_map(|number| number.parse::<u64>().ok())
        .any(|number| {
            let unit = unit(number);
            let (least, most) = match hedge {
                Hedge::Above => (number, number + unit),
                Hedge::Below => (number.saturating_sub(unit), number),
                Hedge::About => (number - unit / 2, number + unit / 2),
            };
            unit > 1 && known().any(|known| (least..=most).contains(&known))
        })
}

/// What the last digit before the noughts of a number counts: 100 for 1,900.
fn unit(number: u64) -> u64 {
    let mut unit = 1;
    while number > 0 && number.is_multiple_of(unit * 10) && unit * 10 < number {
        unit *= 10;
    }
    unit
}

/// Whether a number names something, or is part of a time of day that a source has in the other way of writing it:
/// "Room 39"; "02:15" for "2:15".
pub(super) fn is_written_otherwise(
    own: &Own,
    figure: &Range<usize>,
    sets: &[&BTreeSet<String>],
) -> bool {
    let (before, _) = own.around(figure);
    let is_label = before
        .last()
        .is_some_and(|word| NAMED.contains(&word.lower.as_str()));
    let written = &own.text[figure.clone()];
    let minutes = own.text[figure.end..]
        .strip_prefix([':', '.'])
        .and_then(|rest| rest.get(..2));
    let is_time = minutes.is_some_and(|minutes| minutes.bytes().all(|byte| byte.is_ascii_digit()));
    let hour: Option<u64> = written.parse().ok().filter(|hour| *hour < 24);
    let has = |hour: u64| sets.iter().any(|set| set.contains(&hour.to_string()));
    is_label || is_time && hour.is_some_and(|hour| has(hour) || hour > 12 && has(hour - 12))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_are_rounded_to_their_noughts() {
        let known: BTreeSet<String> = ["640", "1850", "2", "15"].map(str::to_owned).into();
        let check = |text: &str, figure: &str, expected: bool| {
            let own = Own::of(text);
            let at = own.text.find(figure).unwrap();
            let range = at..at + figure.len();
            let numbers = [figure.replace(',', "")];
            let is_rounded = is_rounded(&own, &range, &numbers, &[&known]);
            let found = is_rounded || is_written_otherwise(&own, &range, &[&known]);
            assert_eq!(found, expected, "{text}");
        };
        check("More than 600 left.", "600", true);
        check("Roughly 1,900 left.", "1,900", true);
        check("Nearly 650 left.", "650", true);
        check("Rund 1,900 gingen.", "1,900", true);
        check("At 02:15 it fell.", "02", true);
        check("At 14:15 it fell.", "14", true);
        check("He sat in Room 39.", "39", true);
        check("More than 700 left.", "700", false);
        check("Nearly 600 left.", "600", false);
        check("600 left.", "600", false);
        check("Roughly 641 left.", "641", false);
        check("At 03:15 it fell.", "03", false);
    }
}
