//! A measure that is told in two units, and an estimate with its interval.

use super::{Fault, Reader};
use crate::rules::prose::Own;
use crate::rules::quantities::Quantity;

/// What is measured, how many of the smallest unit make one, and the words for it. Units of which there are
/// several, as of tons, are as near to each other as rounding is.
const UNITS: &[(Dimension, f64, &[&str])] = &[
    (
        Dimension::Length,
        0.01,
        &[
            "cm",
            "centimetres",
            "centimeters",
            "centimetre",
            "centimeter",
            "zentimeter",
            "centímetros",
            "centimètres",
        ],
    ),
    (
        Dimension::Length,
        1.0,
        &[
            "m", "metres", "meters", "metre", "meter", "mètres", "metros",
        ],
    ),
    (
        Dimension::Length,
        1000.0,
        &[
            "km",
            "kilometres",
            "kilometers",
            "kilometre",
            "kilometer",
            "kilomètres",
            "kilómetros",
        ],
    ),
    (
        Dimension::Length,
        1609.0,
        &["miles", "mile", "mi", "meilen", "millas"],
    ),
    (Dimension::Length, 0.3048, &["feet", "foot", "ft"]),
    (Dimension::Length, 0.9144, &["yards", "yard"]),
    (Dimension::Length, 0.0254, &["inches", "inch"]),
    (
        Dimension::Weight,
        1.0,
        &[
            "kg",
            "kilograms",
            "kilos",
            "kilogrammes",
            "kilogramm",
            "kilogram",
        ],
    ),
    (Dimension::Weight, 0.4536, &["pounds", "lbs", "lb"]),
    (Dimension::Weight, 1000.0, &["tonnes", "tonne", "t"]),
    (
        Dimension::Area,
        10_000.0,
        &["hectares", "ha", "hectare", "hektar", "hectáreas"],
    ),
    (Dimension::Area, 4047.0, &["acres", "acre"]),
    (Dimension::Area, 1_000_000.0, &["km²"]),
    (Dimension::Area, 1.0, &["m²"]),
];

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Dimension {
    Length,
    Weight,
    Area,
}

/// How far the second of two numbers may be from the first, as a part of it.
const SLACK: f64 = 0.12;

fn unit(lower: &str) -> Option<(Dimension, f64)> {
    UNITS
        .iter()
        .find_map(|(dimension, size, names)| names.contains(&lower).then_some((*dimension, *size)))
}

/// "4.5 km (2.8 miles)": a measure that is told again in another unit.
pub(super) fn converted(own: &Own, all: &[Quantity]) -> Vec<Fault> {
    let named = |quantity: &Quantity| {
        let word = own.words.get(quantity.last + 1)?;
        let gap = own
            .text
            .get(own.words[quantity.last].range.end..word.range.start)?;
        let end = word.range.end;
        gap.chars()
            .all(char::is_whitespace)
            .then_some((unit(&word.lower)?, end))
    };
    let mut faults = Vec::new();
    for pair in all.windows(2) {
        let (Some(((dimension, one), end)), Some(((other, two), last))) =
            (named(&pair[0]), named(&pair[1]))
        else {
            continue;
        };
        let gap = own
            .text
            .get(end..own.words[pair[1].first].range.start)
            .unwrap_or_default();
        // "1,260 metres below ground (4,134 feet)": a word or two may stand between.
        let inside = gap.split_once('(').filter(|(words, _)| {
            words.split_whitespace().count() <= 2 && !words.contains([',', ';', '.', ')'])
        });
        let inside = inside.map(|(_, inside)| inside.trim());
        let is_told_again = inside.is_some_and(|words| {
            matches!(
                words,
                "" | "about" | "or" | "around" | "nearly" | "almost" | "some" | "etwa" | "rund"
            )
        });
        let closes = own.text[last..].trim_start().starts_with(')');
        if !is_told_again || !closes || dimension != other || one == two {
            continue;
        }
        let (first, second) = (pair[0].value * one, pair[1].value * two);
        let rough = (pair[0].step * one + pair[1].step * two).max(0.5 * two.min(second * 0.2));
        if (first - second).abs() > SLACK * first.max(second) + rough {
            faults.push(Fault {
                range: pair[0].range.start..last,
                what: "does not add up",
                label: format!(
                    "it comes to about {}",
                    super::parts::shown(rounded(first / two))
                ),
            });
        }
    }
    faults
}

/// A number to three digits.
fn rounded(value: f64) -> f64 {
    let scale = 10_f64.powf(2.0 - value.abs().max(1e-9).log10().floor());
    (value * scale).round() / scale
}

impl Reader<'_> {
    /// "Odds ratio 4.2, 95% CI 2.3–7.6": an estimate outside of its interval, or an interval that runs backwards.
    pub(super) fn interval(&self, at: usize) -> Option<Fault> {
        let is_interval = self.word(at) == "ci"
            || self.word(at) == "confidence" && self.is(at + 1, &["interval", "intervals"]);
        if !is_interval {
            return None;
        }
        let level_at = at
            .checked_sub(1)
            .filter(|at| self.is(*at, &["90", "95", "99"]))?;
        let next = at + 1 + usize::from(self.word(at) == "confidence");
        let (low, low_places) = self.bare(next)?;
        let joins = self.between(next, next + 1 + usize::from(self.word(next + 1) == "to"));
        let is_joined = matches!(joins.trim(), "–" | "-" | "," | "to" | "—" | ";");
        let high_at = next + 1 + usize::from(self.word(next + 1) == "to");
        let (high, _) = self.bare(high_at).filter(|_| is_joined)?;
        let brought_in = self.between(next - 1, next);
        if brought_in.chars().any(|c| c == '-' || c == '−') {
            return None;
        }
        let estimate = level_at
            .checked_sub(1)
            .and_then(|last| self.estimate(last, level_at))
            .filter(|(_, places, _)| *places == low_places);
        if low > high {
            return Some(Fault {
                range: self.words[next].range.start..self.words[high_at].range.end,
                what: "runs backwards",
                label: "the first number is the greater".to_owned(),
            });
        }
        let (value, _, first) = estimate?;
        (value < low || value > high).then(|| Fault {
            range: self.words[first].range.start..self.words[high_at].range.end,
            what: "does not add up",
            label: "the estimate lies outside of its interval".to_owned(),
        })
    }

    /// The number that a word is, and how many digits it has behind its decimal mark.
    fn bare(&self, at: usize) -> Option<(f64, usize)> {
        let word = self.words.get(at)?;
        let mark = if self.tongue.has_decimal_comma {
            ','
        } else {
            '.'
        };
        let places = word
            .lower
            .split_once(mark)
            .map_or(0, |(_, places)| places.len());
        let value = word.lower.replace(mark, ".").parse().ok()?;
        Some((value, places))
    }

    /// The estimate before the level of an interval, with the word that it is.
    fn estimate(&self, last: usize, level: usize) -> Option<(f64, usize, usize)> {
        const UNITS: &[&str] = &[
            "per",
            "percent",
            "cent",
            "percentage",
            "points",
            "point",
            "pp",
        ];
        let first = (last.saturating_sub(2)..=last)
            .rev()
            .find(|at| self.bare(*at).is_some())?;
        let (value, places) = self.bare(first)?;
        let units = (first + 1..=last).all(|at| self.is(at, UNITS));
        let gap = self.between(last, level);
        let beside = gap
            .chars()
            .all(|c| c.is_whitespace() || matches!(c, ',' | ';' | '(' | '[' | '%'));
        let before = self.text[..self.words[first].range.start].trim_end();
        let is_signed =
            before.ends_with(['-', '−', '–', '<', '>', '≤', '≥', '±']) || before.ends_with(" of");
        (units && beside && !is_signed && !is_statistic(before)).then_some((value, places, first))
    }
}

/// Whether some words end with the name of what is no estimate: "p = ", "(n = ", "SE ".
fn is_statistic(before: &str) -> bool {
    const NAMES: &[&str] = &[
        "p",
        "p-value",
        "value",
        "n",
        "se",
        "sd",
        "sem",
        "i²",
        "i2",
        "t",
        "z",
        "χ²",
        "χ2",
        "x²",
        "df",
        "f",
        "q",
        "τ²",
        "tau²",
        "r²",
        "r2",
        "power",
        "weight",
        "alpha",
        "α",
        "error",
        "deviation",
        "heterogeneity",
        "k",
        "es",
        "ds",
        "et",
    ];
    let before = before.trim_end_matches(|c: char| c.is_whitespace() || "=≈:".contains(c));
    let name = before
        .rsplit(|c: char| c.is_whitespace() || "([,;".contains(c))
        .next()
        .unwrap_or_default();
    NAMES.contains(&name.to_lowercase().as_str())
}

#[cfg(test)]
mod tests {
    use super::super::tests::check;

    #[test]
    fn a_measure_in_two_units_is_one() {
        for right in [
            "It is 4.5 km (2.8 miles) away and covers 22 hectares (54 acres).",
            "A crater of 11 metres (36 feet) fits 900 kilograms (2,000 pounds).",
            "It is 100 metres (about 300 feet) deep.",
            "It is 40 km (25 miles) by road and 12 km (of 40 miles) by rail.",
            "It is 40 km (9 hectares) away.",
            "It lies 1,260 metres below ground (4,134 feet).",
        ] {
            check(right, &[]);
        }
        check(
            "It is 4.5 km (7.2 miles) away.",
            &["4.5 km (7.2 miles does not add up"],
        );
        check(
            "It lies 1,260 metres below ground (1,434 feet).",
            &["1,260 metres below ground (1,434 feet does not add up"],
        );
        check(
            "It weighs 900 kilograms (200 pounds).",
            &["900 kilograms (200 pounds does not add up"],
        );
        check(
            "It covers 22 hectares (9 acres).",
            &["22 hectares (9 acres does not add up"],
        );
    }

    #[test]
    fn an_estimate_lies_in_its_interval() {
        for right in [
            "It was associated with it (odds ratio 4.2, 95% confidence interval 2.3–7.6).",
            "The difference was 3.6 points (95% CI 1.1 to 6.1; p < 0.001).",
            "It fell (mean difference −3.6, 95% CI −6.1 to −1.1).",
            "It was seen in 45 patients (95% CI 1.1 to 6.1).",
            "It was 12 (95% CI 1.1–6.1).",
            "It was no more likely (OR 2.0, p = 0.4, 95% CI 0.9–3.4).",
            "It was more likely (OR 2.0, p = 0.04, 95% CI 1.05–3.40).",
            "It held for 62% (n = 120; 95% CI 46–78).",
            "It was 0.45 (SE 0.10, 95% CI 0.25–0.65).",
            "It was 0.45 (SD = 0.10; 95% CI 0.25–0.65; I² = 12%, 95% CI 14–70).",
        ] {
            check(right, &[]);
        }
        check(
            "The difference was 6.3 points (95% CI 1.1 to 6.1).",
            &["6.3 points (95% CI 1.1 to 6.1 does not add up"],
        );
        check(
            "It was more likely (OR = 4.0, 95% CI 0.9–3.4).",
            &["4.0, 95% CI 0.9–3.4 does not add up"],
        );
        check(
            "The odds ratio was 4.2 (95% CI 7.6–2.3).",
            &["7.6–2.3 runs backwards"],
        );
    }
}
