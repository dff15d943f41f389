//! Numbers that a word behind the next one multiplies too: "from 40 to 52 million".

use crate::rules::measures::SIGNS_OF_MONEY;
use crate::rules::numbers::Number;
use crate::rules::prose;
use crate::rules::tongues::Tongue;

/// What joins two numbers of which the second has the word for both.
const JOINS: &[&str] = &[
    "to", "and", "or", "bis", "und", "oder", "auf", "à", "et", "ou", "a", "y", "o", "e", "tot",
    "en", "naar",
];

/// How many bytes at most stand between the two.
const NEAR: usize = 40;

/// From which value on, times a thousand, a number is told without such a word.
const LARGE: i64 = 1_000_000;

/// The numbers of a text that may be meant so, with what they are then worth.
pub(super) fn of(text: &str, numbers: &[Number], tongue: &Tongue) -> Vec<Number> {
    let mut found = Vec::new();
    for (at, number) in numbers.iter().enumerate() {
        // A year of its own may stand between.
        let next = numbers.iter().skip(at + 1).find(|next| !next.is_date);
        let is_short = number.value < LARGE && !number.is_percent && !number.is_date;
        let before = numbers[..at].iter().rfind(|before| !before.is_date);
        if is_short && let Some(value) = behind(text, (before, number), tongue) {
            found.push(Number {
                value,
                ..number.clone()
            });
        }
        let Some(next) = next.filter(|_| number.value < LARGE && !number.is_percent) else {
            continue;
        };
        let Some(gap) = text
            .get(number.range.end..next.range.start)
            .filter(|gap| gap.len() <= NEAR && !gap.contains([';', ':', '(', ')', '.']))
        else {
            continue;
        };
        let words = prose::words(gap);
        let is_around = |c: char| c == ' ' || SIGNS_OF_MONEY.contains(&c);
        let joins = |word: &prose::Word| JOINS.contains(&word.lower.as_str());
        let is_joined = words.last().is_some_and(joins)
            || matches!(gap.trim_matches(is_around), "–" | "-" | "—");
        let own = scale(text, number, tongue);
        if let (true, None, Some(scale)) = (is_joined, own, scale(text, next, tongue))
            && let Some(value) = number.value.checked_mul(scale)
        {
            found.push(Number {
                value,
                is_date: false,
                ..number.clone()
            });
        }
    }
    found
}

/// What a number is worth whose word stands with the number before it: "a fund of 32 million had paid out 18.6". What
/// is counted has a noun of its own.
fn behind(
    text: &str,
    (before, number): (Option<&Number>, &Number),
    tongue: &Tongue,
) -> Option<i64> {
    /// How many bytes at most stand between the two.
    const FAR: usize = 60;
    let before = before?;
    let gap = text.get(before.range.end..number.range.start)?;
    let is_bare = scale(text, number, tongue).is_none()
        && (number.noun.is_empty()
            || prose::words(gap).len() > 1 && (number.noun.len() <= 4 || number.value % 1000 != 0));
    let scale = scale(text, before, tongue)?;
    (is_bare && gap.len() <= FAR && !gap.contains([';', '(', ')', '.']))
        .then(|| number.value.checked_mul(scale))
        .flatten()
}

/// What the last word of a number multiplies it by.
fn scale(text: &str, number: &Number, tongue: &Tongue) -> Option<i64> {
    let words = prose::words(text.get(number.range.clone())?);
    words.last().and_then(|word| tongue.scale(&word.lower))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::{numbers, tongues};

    #[test]
    fn one_word_may_multiply_two_numbers() {
        for (language, text, expected) in [
            (
                "de",
                "Sie stiegen von 40,0 auf 52,0 Millionen Euro.",
                &["40000000"][..],
            ),
            ("en", "It rose from 40 to 52 million euros.", &["40000000"]),
            (
                "en",
                "It rose from £40 in 2019 to £52 million.",
                &["40000000"],
            ),
            ("en", "It takes 3–4 million.", &["3000000"]),
            (
                "fr",
                "Il est passé de 40,5 à 52 millions d’euros.",
                &["40500000"],
            ),
            ("es", "Pasó de 40 a 52 millones.", &["40000000"]),
            ("en", "It rose from 40 million to 52 million.", &[]),
            ("en", "It has 40 towns with 52 million people.", &[]),
            ("en", "It rose from 800,000 to 1.2 million.", &[]),
            ("en", "It has 40 towns; and 52 million people.", &[]),
            ("en", "It rose by 40 per cent to 52 million.", &[]),
            ("en", "It rose from 40 to 52.", &[]),
            (
                "fr",
                "Un fonds de 32 millions d’euros en avait versé 18,6 aux foyers.",
                &["18600000"],
            ),
            (
                "en",
                "Of the 32 million it had paid out 18.6.",
                &["18600000"],
            ),
            (
                "de",
                "Von 32 Millionen Euro waren 18,6 ausgezahlt.",
                &["18600000"],
            ),
            ("en", "Of the 32 million it gave 18 villages some.", &[]),
            ("en", "It has 32 million; it has 18.", &[]),
        ] {
            let tongue = tongues::of(language);
            let read = numbers::read(text, tongue);
            let found: Vec<String> = of(text, &read, tongue)
                .iter()
                .map(|number| numbers::plain(number.value))
                .collect();
            assert_eq!(found, expected, "{text}");
        }
    }
}
