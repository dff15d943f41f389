//! Words before a share that open its bounds to one side: "at least a third", "not even half".

use super::Portion;
use crate::rules::arithmetic::{Own, Reader};

/// Phrases right before a share by which all that is more, or less, may be told so: "at least a third".
const MORE: &[&str] = &[
    "more than",
    "over",
    "at least",
    "above",
    "no less than",
    "not less than",
    "no fewer than",
    "mehr als",
    "mindestens",
    "über",
    "nicht weniger als",
    "plus de",
    "plus",
    "au moins",
    "pas moins de",
    "pas moins",
    "más de",
    "al menos",
    "por lo menos",
    "no menos de",
];
const LESS: &[&str] = &[
    "less than",
    "fewer than",
    "under",
    "below",
    "at most",
    "up to",
    "no more than",
    "not more than",
    "not even",
    "weniger als",
    "höchstens",
    "maximal",
    "unter",
    "bis zu",
    "nicht einmal",
    "nicht mehr als",
    "moins de",
    "moins",
    "au plus",
    "jusqu’à",
    "pas même",
    "même pas",
    "pas plus de",
    "pas plus",
    "menos de",
    "como máximo",
    "hasta",
    "ni siquiera",
    "no más de",
];

/// Words before such a phrase that keep it near: "just over a third", "etwas mehr als die Hälfte".
const NEAR: &[&str] = &[
    "just",
    "little",
    "slightly",
    "barely",
    "etwas",
    "knapp",
    "kaum",
    "peu",
    "légèrement",
    "poco",
    "ligeramente",
    "algo",
];

/// Opens the bounds of a share to one side where the words before it do.
pub(super) fn opened(own: &Own, reader: &Reader<'_>, portion: &mut Portion) {
    let Some(word) = reader.words.get(portion.first) else {
        return;
    };
    let before = own.lower[..word.range.start].trim_end();
    let is_elided = word.lower.starts_with("d’") || word.lower.starts_with("d\'");
    let longest = |phrases: &[&'static str]| {
        let may_end = |phrase: &&&str| {
            let needs_elision = matches!(**phrase, "plus" | "moins" | "pas moins" | "pas plus");
            let rest = before
                .strip_suffix(**phrase)
                .filter(|_| is_elided || !needs_elision);
            rest.is_some_and(|rest| !rest.ends_with(char::is_alphanumeric))
        };
        phrases
            .iter()
            .filter(may_end)
            .copied()
            .max_by_key(|phrase| phrase.len())
    };
    let (more, less) = (longest(MORE), longest(LESS));
    let length = |phrase: Option<&str>| phrase.map_or(0, str::len);
    let rises = length(more) > length(less);
    let Some(phrase) = more.filter(|_| rises).or(less) else {
        return;
    };
    let rest = before[..before.len() - phrase.len()].trim_end();
    let is_near = NEAR.iter().any(|word| rest.ends_with(word));
    match (is_near, rises) {
        (true, _) => {}
        (false, true) => portion.most = 100.0,
        (false, false) => portion.least = 0.0,
    }
}
