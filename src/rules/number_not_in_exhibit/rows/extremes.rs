//! What a sentence says of a table as a whole: how many rows it has, its greatest number, its total.

use super::{Cell, Fault, GREATEST, Known, Quantity, Row, Sort, Told};
use crate::rules::number_not_in_exhibit::pointing;
use crate::rules::numbers;
use crate::rules::quantities::is_one_noun;

/// Verbs between a table and what it lists.
const LISTS: &[&str] = &[
    "lists",
    "covers",
    "names",
    "contains",
    "nennt",
    "umfasst",
    "enthält",
    "énumère",
    "recense",
    "enumera",
    "elenca",
    "contiene",
    "omvat",
];

/// Words of rows that stand for several.
const OTHERS: &[&str] = &[
    "other",
    "others",
    "rest",
    "remaining",
    "various",
    "andere",
    "übrige",
    "sonstige",
    "autres",
    "otros",
    "otras",
    "altri",
    "altre",
    "outros",
    "outras",
    "overige",
];

/// Words beside a number that make it a total.
const TOTAL: &[&str] = &[
    "total",
    "totalled",
    "totaled",
    "totalling",
    "altogether",
    "insgesamt",
    "zusammen",
    "totale",
    "totaal",
    "totalizan",
    "suman",
];

/// How far from one of its columns a number that is meant to be its total may be.
const NEAR: std::ops::RangeInclusive<f64> = 0.8..=1.25;

/// The most rows of which all pairs are reckoned.
const MOST: usize = 40;

impl Told<'_> {
    fn rows(table: &Known) -> Vec<&Row> {
        table.rows.iter().filter(|row| !row.is_total).collect()
    }

    /// "The seven districts in Table 2", where it has six.
    pub(super) fn miscounted(&self, table: &Known) -> Option<Fault> {
        /// How many words behind what is counted the table is named, and how many before the verb.
        const FAR: usize = 5;
        let rows = Self::rows(table);
        let names: std::collections::BTreeSet<&str> =
            rows.iter().map(|row| row.name.as_str()).collect();
        let is_count = |value: f64| value == rows.len() as f64 || value == names.len() as f64;
        let stands_for_more = rows.iter().any(|row| {
            row.name
                .split(|c: char| !c.is_alphabetic())
                .any(|word| OTHERS.contains(&word))
        });
        if table.head.is_empty()
            || stands_for_more
            || self.all.iter().any(|one| is_count(one.value))
        {
            return None;
        }
        let one = self.all.iter().find(|one| {
            let counts = |noun: &str| table.head.iter().any(|word| is_one_noun(word, noun));
            let is_whole = one.sort == Sort::Count && one.is_exact() && one.step == 0.0;
            is_whole && (2.0..60.0).contains(&one.value) && one.counted().is_some_and(counts)
        })?;
        let is_table = |at: usize| pointing::is_table(self.own.word(at));
        let leads = (one.next + 1..one.next + FAR).any(is_table);
        let verb = one.first.checked_sub(1)?;
        let is_listed =
            LISTS.contains(&self.own.word(verb)) && (verb.saturating_sub(FAR)..verb).any(is_table);
        let noun = self.own.words.get(one.next)?;
        let behind = self.own.text[noun.range.end..].trim_start();
        let ends = behind.is_empty() || behind.starts_with(['.', ',', ';', ':']);
        let is_wrong = match one.value > rows.len() as f64 {
            true => leads || is_listed,
            // "The two districts in Table 2 with most deaths" are some of them.
            false => is_listed && ends,
        };
        is_wrong.then(|| Fault {
            range: one.range.start..noun.range.end,
            what: "are not as many as the rows of the table".to_owned(),
            label: format!("the table has {}", rows.len()),
        })
    }

    /// "The largest payment was 3,100 crowns", where the table has a larger one.
    pub(super) fn wrong_extreme(&self, table: &Known) -> Option<Fault> {
        /// How many words behind the word for the greatest its noun stands, and its number.
        const NOUN: usize = 3;
        const FAR: usize = 12;
        let rows = Self::rows(table);
        if rows.len() < 3 || rows.iter().any(|row| self.place_of(row).is_some()) {
            return None;
        }
        let place = self.first_rank(rows.len())?;
        let at = self.own.words.iter().position(|word| word.range == place)?;
        let is_greatest = GREATEST.contains(&self.own.word(at));
        let is_counted = (at + 1..at + 1 + NOUN).any(|at| {
            let word = self.own.word(at);
            word.chars().count() > 3 && table.counts(word)
        });
        let near = |one: &&Quantity| (at + 1..at + FAR).contains(&one.first);
        let mut told = self.telling().filter(near);
        let one = told
            .next()
            .filter(|_| told.next().is_none() && is_counted)?;
        let gap = self.own.text.get(place.end..one.range.start)?;
        if gap.contains([';', ':']) || gap.contains(". ") {
            return None;
        }
        let columns = rows.iter().map(|row| row.cells.len()).max()?;
        let values = |column: usize| rows.iter().filter_map(move |row| row.value(column));
        let extreme = |column: usize| {
            values(column).reduce(|one, two| match is_greatest {
                true => one.max(two),
                false => one.min(two),
            })
        };
        let holding: Vec<usize> = (0..columns)
            .filter(|column| rows.iter().any(|row| has(row, *column, one)))
            .collect();
        let is_extreme = |column: &usize| extreme(*column).is_some_and(|value| cell(value).is(one));
        let first = extreme(*holding.first()?)?;
        (!holding.iter().any(is_extreme)).then(|| Fault {
            range: one.range.clone(),
            what: match is_greatest {
                true => "is not the greatest number there".to_owned(),
                false => "is not the least number there".to_owned(),
            },
            label: format!("that is {}", shown(first)),
        })
    }

    /// "12,300 crowns in all", where a column comes to 12,800.
    pub(super) fn wrong_total(&self, table: &Known) -> Option<Fault> {
        let rows = Self::rows(table);
        let is_partial = rows.iter().any(|row| self.place_of(row).is_some());
        if rows.len() < 3 || rows.len() > MOST || is_partial {
            return None;
        }
        let one = self.telling().find(|one| {
            let is_large = one.value >= 100.0 || one.step > 0.0;
            is_large && one.sort != Sort::Percent && self.is_total(one) && self.counts(one, table)
        })?;
        let columns = rows.iter().map(|row| row.cells.len()).max()?;
        let values = |column: usize| -> Vec<f64> {
            rows.iter().filter_map(|row| row.value(column)).collect()
        };
        let totals: Vec<f64> = (0..columns)
            .filter(|column| values(*column).len() == rows.len())
            .map(|column| values(column).iter().sum())
            .chain(
                table
                    .rows
                    .iter()
                    .filter(|row| row.is_total)
                    .flat_map(|row| row.cells.iter().flatten().map(|cell| cell.value)),
            )
            .collect();
        let is_cell = table.rows.iter().any(|row| row.has(one));
        let comes_of = |all: &[f64]| {
            all.iter().enumerate().any(|(at, first)| {
                all[at + 1..].iter().any(|second| {
                    cell(first + second).is(one) || cell((first - second).abs()).is(one)
                })
            })
        };
        let is_known = is_cell
            || totals.iter().any(|total| cell(*total).is(one))
            || comes_of(&totals)
            || (0..columns).any(|column| comes_of(&values(column)));
        let near = |total: &&f64| {
            [1.0, 1e3, 1e6, 1e9]
                .iter()
                .any(|scale| NEAR.contains(&(one.value / (*total * scale))))
        };
        let total = totals.iter().find(near).filter(|_| !is_known)?;
        Some(Fault {
            range: one.range.clone(),
            what: "is not what the table comes to".to_owned(),
            label: format!("a column comes to {}", shown(*total)),
        })
    }

    /// Whether a word beside a number makes it a total: "in all", "insgesamt".
    fn is_total(&self, one: &Quantity) -> bool {
        const BESIDE: (usize, usize) = (9, 4);
        let words = &self.own.words;
        let is_word = |at: usize| {
            let word = self.own.word(at);
            let before = at.checked_sub(1).map_or("", |at| self.own.word(at));
            TOTAL.contains(&word) || matches!((before, word), ("in", "all" | "tutto"))
        };
        let is_joined = |at: usize| {
            let gap = match at < one.first {
                true => words[at].range.end..one.range.start.max(words[at].range.end),
                false => one.range.end.min(words[at].range.start)..words[at].range.start,
            };
            !self.own.text[gap].contains([';', ':', '('])
                && (at > one.first
                    || !self.own.text[words[at].range.end..words[one.first].range.start]
                        .contains(','))
        };
        let before = one.first.saturating_sub(BESIDE.0)..one.first;
        let behind = one.next..(one.next + BESIDE.1).min(words.len());
        before.chain(behind).any(|at| is_word(at) && is_joined(at))
    }
}

fn has(row: &Row, column: usize, one: &Quantity) -> bool {
    row.cells
        .get(column)
        .and_then(Option::as_ref)
        .is_some_and(|cell| cell.is(one))
}

fn cell(value: f64) -> Cell {
    Cell {
        value,
        digits: String::new(),
    }
}

fn shown(value: f64) -> String {
    numbers::plain((value * 1000.0).round() as i64)
}
