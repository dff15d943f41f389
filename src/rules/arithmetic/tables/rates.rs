//! Columns of rates whose headings say what they are: "Deaths", "Population", "Deaths per 100,000".
//!
//! A rate may be that of other people, or of several years. So most rows have to come to what is printed before another
//! one is wrong.

use super::{Entry, Fault, Lines};
use crate::rules::numbers;
use crate::rules::prose;
use crate::rules::tongues::Tongue;

/// Words before that of which so many are counted.
const PER: &[&str] = &[
    "per", "je", "pro", "pour", "par", "por", "auf", "every", "ogni", "su", "cada",
];

/// Words for people and things of which a rate tells how many there are in all.
const PEOPLE: &[&str] = &[
    "population",
    "inhabitants",
    "people",
    "persons",
    "residents",
    "households",
    "births",
    "pupils",
    "students",
    "prisoners",
    "inmates",
    "workers",
    "women",
    "children",
    "einwohner",
    "bevölkerung",
    "menschen",
    "personen",
    "haushalte",
    "geburten",
    "häftlinge",
    "schüler",
    "habitants",
    "personnes",
    "ménages",
    "naissances",
    "détenus",
    "población",
    "habitantes",
    "personas",
    "hogares",
    "nacimientos",
    "presos",
    "popolazione",
    "abitanti",
    "nascite",
    "população",
    "nascimentos",
    "bevolking",
    "inwoners",
];

/// The fewest rows that come to what is printed.
const ROWS: usize = 2;

/// The rates that do not follow from the numbers beside them.
pub(super) fn faults(lines: &Lines, tongue: &Tongue) -> Vec<Fault> {
    let columns = lines.first..lines.columns.len();
    let mut found = Vec::new();
    for made in columns.clone() {
        let Some(base) = base(&lines.heads[made], tongue) else {
            continue;
        };
        let others = || {
            columns.clone().filter(|other| {
                *other != made && self::base(&lines.heads[*other], tongue).is_none()
            })
        };
        for whole in others().filter(|other| is_whole(&lines.heads[*other])) {
            let scale = scale(&lines.heads[whole], tongue);
            let parts = others().filter(|other| *other != whole && !lines.is_share(*other));
            let rates = parts.map(|part| Rate {
                part,
                whole,
                made,
                scale,
                base,
            });
            found.extend(rates.into_iter().find_map(|rate| rate.broken(lines)));
        }
    }
    found.into_iter().flatten().collect()
}

/// Of how many a heading says that it counts: "per 100,000", "je 1.000", "‰".
fn base(head: &str, tongue: &Tongue) -> Option<f64> {
    let words = prose::words(head);
    let told = words.iter().enumerate().find_map(|(at, word)| {
        if !PER.contains(&word.lower.as_str()) {
            return None;
        }
        let figures = numbers::digits(head, &words, at + 1, tongue);
        let number = figures
            .and_then(|figures| figures.scaled())
            .map(|value| value as f64 / 1000.0);
        let word = words.get(at + 1)?;
        number.or_else(|| tongue.scale(&word.lower).map(|scale| scale as f64))
    });
    let told = told.or(head.contains('‰').then_some(1000.0));
    told.filter(|base| *base >= 100.0)
}

/// Whether a heading names all those of whom a rate tells.
fn is_whole(head: &str) -> bool {
    prose::words(head)
        .iter()
        .any(|word| PEOPLE.contains(&word.lower.as_str()))
}

/// In what a heading counts: a thousand, where it says "thousands" or "'000".
fn scale(head: &str, tongue: &Tongue) -> f64 {
    let is_thousand = ["000", "1,000", "1.000", "1 000"]
        .iter()
        .any(|sign| head.contains(sign));
    let words = prose::words(head);
    let named = words.iter().find_map(|word| {
        let one = word.lower.trim_end_matches('s');
        let thousand =
            matches!(one, "millier" | "tsd" | "mile" | "migliaia" | "milhare").then_some(1000);
        tongue.scale(&word.lower).or(tongue.scale(one)).or(thousand)
    });
    match (named, is_thousand) {
        (Some(scale), _) => scale as f64,
        (_, true) => 1000.0,
        _ => 1.0,
    }
}

/// A column that may be the rate of two others.
struct Rate {
    part: usize,
    whole: usize,
    made: usize,
    /// In what the whole is counted.
    scale: f64,
    base: f64,
}

impl Rate {
    /// The rows that are not what they are reckoned to be, where most are.
    fn broken(&self, lines: &Lines) -> Option<Vec<Fault>> {
        let (mut right, mut wrong) = (0, Vec::new());
        for row in 0..lines.rows.len() {
            let entry = |column: usize| lines.columns[column].get(row).copied().flatten();
            let (Some(part), Some(whole), Some(told)) =
                (entry(self.part), entry(self.whole), entry(self.made))
            else {
                continue;
            };
            let exact = part.value / (whole.value * self.scale) * self.base;
            if whole.value <= 0.0 || part.value > whole.value * self.scale {
                return None;
            }
            let rough = exact * self.half(whole) / (whole.value * self.scale);
            let slack = rough + told.step() + 1e-6 * exact.max(1.0);
            match (exact - told.value).abs() <= slack {
                true => right += 1,
                false => wrong.push(Fault {
                    row,
                    column: self.made,
                    exact: format!("{exact:.*}", told.decimals.max(1)),
                }),
            }
        }
        (right >= ROWS && right > wrong.len() && !wrong.is_empty()).then_some(wrong)
    }

    /// How far rounding may have carried a whole: by half of what it counts in, or of the last digit before its noughts.
    fn half(&self, whole: Entry) -> f64 {
        let exact = (whole.value * self.scale).round();
        let mut unit = 1.0;
        while exact > 0.0 && exact % (unit * 10.0) == 0.0 {
            unit *= 10.0;
        }
        match whole.decimals {
            0 if unit >= 100.0 => unit / 2.0,
            0 => 0.5,
            _ => whole.step() * self.scale,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::entry;
    use super::*;
    use crate::rules::tongues;

    fn found(language: &str, rows: &[[&str; 4]]) -> Vec<(usize, String)> {
        let tongue = tongues::of(language);
        let lines = Lines {
            columns: (0..4)
                .map(|column| {
                    rows[1..]
                        .iter()
                        .map(|row| entry(row[column], tongue))
                        .collect()
                })
                .collect(),
            rows: rows[1..].iter().map(|row| row[0].to_lowercase()).collect(),
            heads: rows[0].iter().map(|head| head.to_lowercase()).collect(),
            first: 1,
        };
        let faults = faults(&lines, tongue).into_iter();
        faults.map(|fault| (fault.row, fault.exact)).collect()
    }

    #[test]
    fn a_rate_follows_from_its_count_and_its_population() {
        for (language, heads, rows, expected) in [
            (
                "en",
                ["District", "Deaths", "Population", "Deaths per 100,000"],
                [
                    ["Arn", "42", "310,000", "13.5"],
                    ["Bel", "18", "96,000", "18.8"],
                    ["Cil", "57", "402,000", "17.8"],
                ],
                Some((2, "14.2")),
            ),
            (
                "en",
                [
                    "District",
                    "Cases",
                    "Inhabitants (thousands)",
                    "Per 100,000",
                ],
                [
                    ["Arn", "42", "310", "13.5"],
                    ["Bel", "18", "96", "18.8"],
                    ["Cil", "57", "402", "41.2"],
                ],
                Some((2, "14.2")),
            ),
            (
                "en",
                [
                    "District",
                    "Wells",
                    "Households",
                    "Wells per 1,000 households",
                ],
                [
                    ["Arn", "42", "3,100", "13.5"],
                    ["Bel", "18", "960", "18.8"],
                    ["Cil", "57", "4,020", "12.4"],
                ],
                Some((2, "14.2")),
            ),
            (
                "de",
                ["Kreis", "Fälle", "Einwohner", "Fälle je 100.000"],
                [
                    ["Arn", "42", "310.000", "13,5"],
                    ["Bel", "18", "96.000", "18,8"],
                    ["Cil", "57", "402.000", "17,8"],
                ],
                Some((2, "14.2")),
            ),
            (
                "fr",
                ["District", "Cas", "Population", "Cas pour 100 000"],
                [
                    ["Arn", "42", "310 000", "13,5"],
                    ["Bel", "18", "96 000", "18,8"],
                    ["Cil", "57", "402 000", "17,8"],
                ],
                Some((2, "14.2")),
            ),
            (
                "es",
                ["Distrito", "Casos", "Población", "Casos por 100.000"],
                [
                    ["Arn", "42", "310.000", "13,5"],
                    ["Bel", "18", "96.000", "18,8"],
                    ["Cil", "57", "402.000", "17,8"],
                ],
                Some((2, "14.2")),
            ),
            (
                "en",
                ["District", "Deaths", "Population", "Deaths per 100,000"],
                [
                    ["Arn", "42", "310,000", "13.5"],
                    ["Bel", "18", "96,000", "18.8"],
                    ["Cil", "57", "402,000", "14.2"],
                ],
                None,
            ),
            // Of three years.
            (
                "en",
                [
                    "District",
                    "Deaths",
                    "Population",
                    "Deaths per 100,000 a year",
                ],
                [
                    ["Arn", "42", "310,000", "4.5"],
                    ["Bel", "18", "96,000", "6.2"],
                    ["Cil", "57", "402,000", "4.7"],
                ],
                None,
            ),
            // The population is rounded.
            (
                "en",
                ["District", "Deaths", "Population (thousands)", "Per 1,000"],
                [
                    ["Arn", "42", "3", "13.5"],
                    ["Bel", "18", "1", "18.8"],
                    ["Cil", "57", "4", "13.1"],
                ],
                None,
            ),
            // What a share is of is not said.
            (
                "en",
                ["District", "Deaths", "Villages", "Deaths per 100,000"],
                [
                    ["Arn", "42", "310", "13.5"],
                    ["Bel", "18", "96", "18.8"],
                    ["Cil", "57", "402", "17.8"],
                ],
                None,
            ),
            (
                "en",
                ["District", "Deaths", "Population", "Deaths per day"],
                [
                    ["Arn", "42", "310,000", "13.5"],
                    ["Bel", "18", "96,000", "18.8"],
                    ["Cil", "57", "402,000", "17.8"],
                ],
                None,
            ),
            (
                "de",
                ["Kreis", "Fälle", "Einwohner", "Fälle je 100.000"],
                [
                    ["Arn", "42", "310.000", "13,5"],
                    ["Bel", "18", "96.000", "18,8"],
                    ["Cil", "57", "402.000", "14,2"],
                ],
                None,
            ),
            (
                "fr",
                ["District", "Cas", "Population", "Cas pour 1 000"],
                [
                    ["Arn", "42", "310 000", "0,14"],
                    ["Bel", "18", "96 000", "0,19"],
                    ["Cil", "57", "402 000", "0,14"],
                ],
                None,
            ),
        ] {
            let all = [heads, rows[0], rows[1], rows[2]];
            let expected: Vec<(usize, String)> = expected
                .map(|(row, exact)| (row, exact.to_owned()))
                .into_iter()
                .collect();
            assert_eq!(found(language, &all), expected, "{heads:?} {rows:?}");
        }
    }
}
