//! Shares that a summary gives in words, beside those of the claims that it sums up: "two in three" and
//! "67 per cent".

use std::ops::Range;

use super::super::fractions::fraction;
use super::super::numbers::{self, Number};
use super::super::prose::{self, Own, Word};
use super::super::tongues::Tongue;

/// How many per cent a share in words may be off what it says, and which part of itself: words round.
const SLACK: (f64, f64) = (2.5, 0.08);

/// The same where a word such as "nearly" stands before it.
const WIDE: (f64, f64) = (6.0, 0.25);

/// The most that "in how many" is, of a share in words.
const MOST: i64 = 20_000;

/// Words that make a share less exact.
const INEXACT: &[&str] = &[
    "about", "almost", "around", "at", "least", "less", "more", "most", "nearly", "over",
    "roughly", "some", "than", "under",
];

/// A share in words.
#[derive(Debug, PartialEq)]
pub(super) struct Share {
    pub range: Range<usize>,
    percent: f64,
    is_inexact: bool,
}

/// The shares in words of a summary that none of the shares of its claims is. None are, where the claims
/// give no shares.
pub(super) fn others(own: &Own, claims: &[&str], tongue: &Tongue) -> Vec<Share> {
    let known: Vec<f64> = claims
        .iter()
        .flat_map(|claim| percentages(claim, tongue))
        .collect();
    if known.is_empty() {
        return Vec::new();
    }
    let mut shares = in_words(own);
    shares.retain(|share| {
        let (points, part) = if share.is_inexact { WIDE } else { SLACK };
        let slack = points.max(part * share.percent);
        !known
            .iter()
            .any(|known| (known - share.percent).abs() <= slack)
    });
    shares
}

/// "two in three", "one station in nine", "a third", "two thirds", "half".
fn in_words(own: &Own) -> Vec<Share> {
    let words = &own.words;
    let lower = |at| own.word(at);
    let mut found = Vec::new();
    let mut at = 0;
    while at < words.len() {
        let begin = at;
        let (percent, last) = match (count(lower(at)), ratio(words, at)) {
            (Some(part), Some((whole, last))) if part < whole => {
                (part as f64 / whole as f64 * 100.0, last)
            }
            (Some(part), _) if share(lower(at + 1)).is_some() => (
                part as f64 * share(lower(at + 1)).unwrap_or_default(),
                at + 1,
            ),
            (None, _) if matches!(lower(at), "a" | "half") => {
                let word = if lower(at) == "a" { at + 1 } else { at };
                match share(lower(word)) {
                    Some(percent) if is_of(own, word) => (percent, word),
                    _ => {
                        at += 1;
                        continue;
                    }
                }
            }
            _ => {
                at += 1;
                continue;
            }
        };
        let before = &words[begin.saturating_sub(2)..begin];
        found.push(Share {
            range: words[begin].range.start..words[last].range.end,
            percent,
            is_inexact: before
                .iter()
                .any(|word| INEXACT.contains(&word.lower.as_str())),
        });
        at = last + 1;
    }
    found
}

/// Whether "of" follows a word: "half of them", and not "half an hour" or "the second half".
fn is_of(own: &Own, at: usize) -> bool {
    own.words
        .get(at + 1)
        .is_some_and(|word| matches!(word.lower.as_str(), "of" | "the" | "all"))
}

/// A small number in words.
fn count(word: &str) -> Option<i64> {
    match word {
        "one" => Some(1),
        _ => numbers::of_word(word).filter(|count| (2..=20).contains(count)),
    }
}

/// Behind a number, "in three", or "station in nine" with one word between.
fn ratio(words: &[Word], at: usize) -> Option<(i64, usize)> {
    let lower = |at: usize| words.get(at).map_or("", |word| word.lower.as_str());
    (at + 1..=at + 2).find_map(|of| {
        let is_in = lower(of) == "in" || lower(of) == "out" && lower(of + 1) == "of";
        let whole = of + if lower(of) == "out" { 2 } else { 1 };
        let found = count(lower(whole)).filter(|_| is_in)?;
        Some((found, whole))
    })
}

/// The share that a word names, in per cent.
fn share(word: &str) -> Option<f64> {
    fraction(word).map(|size| size * 100.0)
}

/// The percentages of a claim, and those of its parts and wholes: "39 of the 58 payslips".
fn percentages(claim: &str, tongue: &Tongue) -> Vec<f64> {
    let own = prose::words(claim);
    let all = numbers::read(claim, tongue);
    let value = |number: &Number| number.value as f64 / 1000.0;
    let given = all.iter().filter(|number| number.is_percent).map(value);
    let of = all.windows(2).filter_map(|pair| {
        let between = pair[0].range.end..pair[1].range.start;
        let mut words = own
            .iter()
            .filter(|word| between.start <= word.range.start && word.range.end <= between.end);
        let is_of = words.next().is_some_and(|word| word.lower == "of")
            && words.all(|word| matches!(word.lower.as_str(), "the" | "all"));
        let (part, whole) = (value(&pair[0]), value(&pair[1]));
        (is_of && whole > 0.0 && part <= whole && pair[0].value > MOST / 20_000)
            .then(|| part / whole * 100.0)
    });
    given.chain(of).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::tongues;

    #[test]
    fn shares_in_words_are_those_of_the_claims() {
        let check = |summary: &str, claim: &str, expected: &[&str]| {
            let own = Own::of(summary);
            let found: Vec<&str> = others(&own, &[claim], tongues::of("en"))
                .into_iter()
                .map(|share| &summary[share.range])
                .collect();
            assert_eq!(found, expected, "{summary}");
        };
        let claim = "On 39 of the 58 payslips (67 per cent), overtime was underpaid.";
        check("Two in three of the payslips show it.", claim, &[]);
        check("Two thirds of the payslips show it.", claim, &[]);
        check(
            "Three in four of the payslips show it.",
            claim,
            &["Three in four"],
        );
        check("Half of the payslips show it.", claim, &["Half"]);
        check("Nearly three quarters of the payslips show it.", claim, &[]);
        check(
            "One station in nine had it.",
            "It was noted in 131 stations, or 11 per cent.",
            &[],
        );
        check(
            "One station in five had it.",
            "It was noted in 131 stations, or 11 per cent.",
            &["One station in five"],
        );
        check(
            "A third of them left.",
            "It was noted in 131 stations.",
            &[],
        );
        check("It took half an hour in one of the two rooms.", claim, &[]);
    }
}
