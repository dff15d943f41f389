//! Figures that are one more than a source tells: "Mr Meyer and 26 others" are 27. And those that are the whole of a share
//! in words.

use super::cues;
use super::derived::Place;
use crate::rules::prose;
use crate::rules::tongues::Tongue;

/// Words for those beside the one who was named: English, German and Dutch, French, Spanish, Portuguese, Italian.
const OTHERS: &[&str] = &[
    "other", "others", "more", "andere", "anderen", "weitere", "weiteren", "autre", "autres",
    "otro", "otros", "otra", "otras", "más", "outro", "outros", "outra", "outras", "altri",
    "altre",
];

/// Words before them, in the same languages.
const AND: &[&str] = &[
    "and", "with", "und", "mit", "en", "et", "avec", "y", "con", "e", "com",
];

/// The most that are told so: whoever has more others names none.
const MOST: i64 = 1_000;

/// The numbers of others in a text, in its own words: "26" of "Mr Meyer and 26 others".
pub(super) fn told(text: &str) -> Vec<String> {
    let words = prose::words(&text.to_lowercase());
    let others = words.windows(3).filter_map(|three| {
        let [and, number, other] = three else {
            return None;
        };
        let is_told = AND.contains(&and.lower.as_str()) && OTHERS.contains(&other.lower.as_str());
        is_told.then(|| number.lower.clone())
    });
    others.collect()
}

/// Whether a figure is one more than one of these numbers.
pub(super) fn are(told: &[String], tongue: &Tongue, value: f64) -> bool {
    let others = value.round() as i64 - 1;
    (1..MOST).contains(&others)
        && told.iter().any(|number| {
            let digits = number.parse::<i64>().ok();
            digits.or_else(|| tongue.numeral(number)) == Some(others)
        })
}

/// Whether a figure is only the whole of a share in words: "one in ten", "un sur cinq".
pub(super) fn is_of_one(place: &Place<'_>) -> bool {
    let (before, _) = place.own.around(place.range);
    let mut before = before.iter().rev().map(|word| word.lower.as_str());
    let (last, first) = (before.next(), before.next());
    let is = |word: Option<&str>, list: &[&str]| word.is_some_and(|word| list.contains(&word));
    if last == Some("cada") {
        return is(first, &["de"]) && is(before.next(), cues::ONE) || is(first, cues::ONE);
    }
    // "One household in ten", and not "one crew of ten".
    let is_between = matches!(last, Some("in" | "sur" | "su")) && is(before.next(), cues::ONE);
    is(last, cues::IN) && is(first, cues::ONE) || is_between
}
