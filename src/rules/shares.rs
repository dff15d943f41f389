//! Shares in round numbers: "nine in ten tenants" is what a body says that counts 92 per cent of them, and counts
//! neither nine nor ten of anything.

use std::ops::Range;

use super::numbers::Number;
use super::tongues::Tongue;

/// A share, as a summary tells it.
pub(super) struct Share {
    /// Its words.
    pub range: Range<usize>,
    /// Which of the numbers of the sentence it has.
    pub numbers: Vec<usize>,
    /// How much it is, in per cent.
    percent: f64,
    /// How far from that a number of the body may lie.
    reach: f64,
}

/// Words between the part and the whole, by language.
const JOINS: &[(&str, &[&str])] = &[
    ("en", &["in", "out of", "in every", "out of every"]),
    ("de", &["von", "von je"]),
    ("fr", &["sur"]),
    ("es", &["de cada"]),
    ("it", &["su"]),
    ("pt", &["em cada", "de cada", "em"]),
    ("nl", &["op de", "van de"]),
];

/// The word for one, which is no number elsewhere, by language.
const ONE: &[(&str, &[&str])] = &[
    ("en", &["one"]),
    ("de", &["einer", "eine", "eines", "einem"]),
    ("fr", &["un", "une"]),
    ("es", &["uno", "una"]),
    ("it", &["uno", "una"]),
    ("pt", &["um", "uma"]),
    ("nl", &["een", "één"]),
];

/// The wholes of such shares.
const WHOLES: &[i64] = &[2, 3, 4, 5, 6, 7, 8, 9, 10, 12, 20, 100];

/// The most that a share in round numbers may be off, in points of per cent.
const OFF: f64 = 5.0;

/// The shares of a sentence.
pub(super) fn of(text: &str, numbers: &[Number], tongue: &Tongue) -> Vec<Share> {
    let words = |table: &[(&str, &'static [&'static str])]| {
        let mut rows = table.iter();
        rows.find_map(|(language, words)| (*language == tongue.language).then_some(*words))
            .unwrap_or_default()
    };
    let (joins, ones) = (words(JOINS), words(ONE));
    let mut found = Vec::new();
    for (at, whole) in numbers.iter().enumerate() {
        let is_whole = whole.value % 1000 == 0 && WHOLES.contains(&(whole.value / 1000));
        if !is_whole || whole.is_date || whole.is_percent {
            continue;
        }
        let before = at.checked_sub(1).map(|at| (at, &numbers[at]));
        let part = before.filter(|(_, part)| {
            let between = text
                .get(part.range.end..whole.range.start)
                .unwrap_or_default();
            joins.contains(&between.trim()) && part.value < whole.value && part.value % 1000 == 0
        });
        let (start, part, own) = match part {
            Some((before, part)) => (part.range.start, part.value as f64, vec![before, at]),
            None => match one(text, whole.range.start, joins, ones) {
                Some(start) => (start, 1000.0, vec![at]),
                None => continue,
            },
        };
        let whole_value = whole.value as f64;
        found.push(Share {
            range: start..whole.range.end,
            numbers: own,
            percent: 100.0 * part / whole_value,
            reach: OFF.min(50_000.0 / whole_value),
        });
    }
    found
}

/// Where "one" begins that stands before a whole: "one in ten".
fn one(text: &str, whole: usize, joins: &[&str], ones: &[&str]) -> Option<usize> {
    let before = text[..whole].trim_end();
    joins.iter().find_map(|join| {
        let part = before.strip_suffix(join)?;
        let part = part.strip_suffix(' ')?;
        let begins = |part: &str| {
            part.rfind([' ', '(', '“', ',']).map_or(0, |at| {
                at + part[at..].chars().next().map_or(0, char::len_utf8)
            })
        };
        let is_one =
            |start: usize, end: usize| ones.contains(&part[start..end].to_lowercase().as_str());
        let start = begins(part);
        if is_one(start, part.len()) {
            return Some(start);
        }
        // "One household in ten": what is counted may stand between.
        let noun = &part[start..];
        let before = part[..start].strip_suffix(' ')?;
        let start = begins(before);
        let is_noun = noun.chars().count() > 3 && noun.chars().all(char::is_alphabetic);
        (is_noun && is_one(start, before.len())).then_some(start)
    })
}

impl Share {
    /// Whether a number is a part of it.
    pub(super) fn holds(&self, number: &Number) -> bool {
        self.range.start < number.range.end && number.range.start < self.range.end
    }

    /// How much it is, in per cent.
    pub(super) fn percent(&self) -> f64 {
        self.percent
    }

    /// The least and the most that may be told so, in per cent: of "one in four", from one in four and a half to one in
    /// three and a half.
    pub(super) fn meant(&self) -> (f64, f64) {
        if self.numbers.len() == 1 {
            let whole = 100.0 / self.percent;
            let apart = if whole <= 10.0 { 0.5 } else { 0.12 * whole };
            return (98.0 / (whole + apart), 102.0 / (whole - apart));
        }
        (self.percent - self.reach, self.percent + self.reach)
    }

    /// Whether the numbers of a sentence come to about the same: "92 per cent", "184 of the 200".
    pub(super) fn is_told(&self, numbers: &[Number]) -> bool {
        /// The most numbers of a sentence that are divided by each other.
        const MOST: usize = 12;
        let is_near = |percent: f64| (percent - self.percent).abs() <= self.reach;
        let in_percent = numbers
            .iter()
            .any(|number| number.is_percent && is_near(number.value as f64 / 1000.0));
        let counted: Vec<f64> = numbers
            .iter()
            .filter(|number| !number.is_date && !number.is_percent)
            .map(|number| number.value as f64)
            .take(MOST)
            .collect();
        in_percent
            || counted.iter().any(|part| {
                let mut wholes = counted.iter().filter(|whole| *whole > part);
                wholes.any(|whole| is_near(100.0 * part / whole))
            })
    }
}

/// Whether some numbers tell a share in figures: one in per cent, or a part of a whole.
pub(super) fn may_hold(numbers: &[Number], text: &str) -> bool {
    const OF: &[&str] = &[
        "of", "of the", "out of", "von", "der", "des", "sur", "de", "de los", "de las", "su",
    ];
    let is_percent = numbers
        .iter()
        .any(|number| number.is_percent && !number.is_date);
    is_percent
        || numbers.windows(2).any(|pair| {
            let gap = text
                .get(pair[0].range.end..pair[1].range.start)
                .unwrap_or_default();
            OF.contains(&gap.trim()) && pair[0].value < pair[1].value
        })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::{numbers, tongues};

    #[test]
    fn shares_are_those_of_the_body_in_round_numbers() {
        let check = |language: &str, text: &str, body: &str, expected: (&str, bool)| {
            let tongue = tongues::of(language);
            let shares = of(text, &numbers::read(text, tongue), tongue);
            let [share] = shares.as_slice() else {
                panic!("{}: {text}", shares.len());
            };
            let told = share.is_told(&numbers::read(body, tongue));
            assert_eq!((&text[share.range.clone()], told), expected, "{text}");
        };
        let body = "92 per cent of the tenants had no insurance.";
        let nine = "Nine in ten tenants had no insurance.";
        check("en", nine, body, ("Nine in ten", true));
        check(
            "en",
            nine,
            "Of the 200 tenants, 184 had none.",
            ("Nine in ten", true),
        );
        check(
            "en",
            nine,
            "72 per cent of the tenants had none.",
            ("Nine in ten", false),
        );
        check(
            "en",
            "About one in ten had one.",
            "It was 8 per cent.",
            ("one in ten", true),
        );
        check(
            "en",
            "Two out of three left.",
            "It was 66 per cent.",
            ("Two out of three", true),
        );
        check(
            "de",
            "Neun von zehn hatten keine.",
            "Es waren 92 Prozent.",
            ("Neun von zehn", true),
        );
        check(
            "de",
            "Eine von vier hatte eine.",
            "Es waren 45 Prozent.",
            ("Eine von vier", false),
        );
        check(
            "fr",
            "Neuf sur dix sont partis.",
            "Soit 91 %.",
            ("Neuf sur dix", true),
        );
        check(
            "es",
            "Nueve de cada diez se fueron.",
            "Fue el 89 %.",
            ("Nueve de cada diez", true),
        );
    }

    #[test]
    fn other_numbers_are_no_shares() {
        for text in [
            "Four of the six were carried out.",
            "They met in ten towns, 12 in May 2019.",
            "One of ten gates broke in 2019.",
            "Some 40 in 1,850 were found.",
        ] {
            let tongue = tongues::of("en");
            assert!(
                of(text, &numbers::read(text, tongue), tongue).is_empty(),
                "{text}"
            );
        }
    }
}
