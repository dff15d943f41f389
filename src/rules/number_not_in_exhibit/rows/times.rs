//! Numbers that a sentence gives for a year or month, beside the row of it.

use super::{Cell, Fault, Known, Quantity, Row, Sort, Told};
use crate::model::Date;
use crate::rules::quantities::Bound;
use crate::rules::tongues::Tongue;

/// Words between a number and its time.
const AT: &[&str] = &[
    "in", "by", "im", "bis", "en", "à", "au", "em", "nel", "for", "of", "für", "de", "del", "at",
    "late", "early", "mid", "anfang", "ende", "début", "fin", "year", "jahr", "jahre",
];

/// Words before a number that changes another one: "by 12 in 2020".
const CHANGED: &[&str] = &[
    "by", "um", "rose", "fell", "grew", "dropped", "another", "further",
];

/// Words before a number that is where something stands, and no change: "fell to 2.9".
const LEVEL: &[&str] = &[
    "to", "at", "from", "was", "were", "stood", "auf", "bei", "von", "war", "lag", "à", "était",
    "hasta", "era",
];

/// How many words may stand between a number and its time, with the unit of the number.
const NEAR: usize = 6;

/// A year, or a month of one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Moment {
    year: Option<i32>,
    month: Option<u8>,
}

impl Moment {
    /// The moment that the name of a row is: "2019", "2019-07".
    pub(super) fn of(name: &str) -> Option<Self> {
        let is_figures = name.starts_with(|c: char| c.is_ascii_digit()) && name.len() <= 7;
        let date = Date::from_iso(name.trim()).filter(|_| is_figures)?;
        Self::of_date(date)
    }

    /// The moment of a date; a day is none.
    pub(super) fn of_date(date: Date) -> Option<Self> {
        let is_told = date.day.is_none() && (1800..2200).contains(&date.year);
        is_told.then_some(Self {
            year: Some(date.year),
            month: date.month,
        })
    }

    /// Whether a row of this moment may be meant by another, of which the year may be left out.
    fn is_meant_by(self, told: Self) -> bool {
        self.month == told.month && (told.year.is_none() || told.year == self.year)
    }
}

/// A number with the rows of the time that it is told of.
struct Dated<'a> {
    quantity: &'a Quantity,
    rows: Vec<&'a Row>,
}

impl Dated<'_> {
    /// The numbers of its rows, column by column.
    fn cells(&self) -> impl Iterator<Item = &Cell> {
        self.rows.iter().flat_map(|row| row.cells.iter().flatten())
    }

    fn fits(&self) -> bool {
        self.cells().any(|cell| is_told(cell, self.quantity))
    }
}

impl Told<'_> {
    /// "It fell from 92.4 per cent in 2019 to 87.6 per cent in 2024", where 94.2 stands for 2019. A number counts as
    /// one of the table or chart where it stands in another row, or is nearly that of its own, or where another number
    /// of the sentence fits.
    pub(super) fn of_another_time(&self, table: &Known, tongue: &Tongue) -> Option<Fault> {
        if table.rows.iter().filter(|row| row.moment.is_some()).count() < 3 {
            return None;
        }
        let dated: Vec<Dated<'_>> = self
            .all
            .iter()
            .filter_map(|quantity| self.dated(quantity, table, tongue))
            .collect();
        let wrong = dated.iter().find(|one| {
            !one.fits() && self.is_counted(one.quantity, table) && self.is_meant(one, &dated, table)
        })?;
        let known: Vec<String> = wrong.cells().map(|cell| cell.value.to_string()).collect();
        Some(Fault {
            range: wrong.quantity.range.clone(),
            what: "is not the number of that time".to_owned(),
            label: format!("there it is {}", known.join(", ")),
        })
    }

    /// A number with the rows of the time behind it.
    fn dated<'a>(
        &self,
        quantity: &'a Quantity,
        table: &'a Known,
        tongue: &Tongue,
    ) -> Option<Dated<'a>> {
        let is_whole = quantity.step == 0.0;
        if quantity.sort == Sort::Year
            || quantity.bound != Bound::Exact
            || quantity.is_relative
            || is_whole && quantity.value < 10.0
            || self.changes(quantity)
        {
            return None;
        }
        let told = self.time_behind(quantity, tongue)?;
        let rows: Vec<&Row> = table
            .rows
            .iter()
            .filter(|row| row.moment.is_some_and(|moment| moment.is_meant_by(told)))
            .collect();
        (!rows.is_empty()).then_some(Dated { quantity, rows })
    }

    fn changes(&self, quantity: &Quantity) -> bool {
        let before = quantity.first.checked_sub(1);
        before.is_some_and(|at| CHANGED.contains(&self.own.word(at)))
    }

    /// The time behind a number: "in 2019", "micrograms per litre in August", "by June 2025".
    fn time_behind(&self, quantity: &Quantity, tongue: &Tongue) -> Option<Moment> {
        let words = &self.own.words;
        let is_beside = |at: usize| {
            let gap = words[at - 1].range.end..words[at].range.start;
            self.own.text[gap].trim().is_empty()
        };
        let reached = (quantity.last + 1..words.len().min(quantity.last + NEAR))
            .take_while(|at| is_beside(*at) && !words[*at].lower.starts_with(char::is_numeric))
            .last()
            .unwrap_or(quantity.last);
        // The last of the words before the time leads to it.
        let leads = (quantity.last + 1..=reached).find(|at| {
            let next = self.own.word(at + 1);
            AT.contains(&self.own.word(*at))
                && at + 1 < words.len()
                && is_beside(at + 1)
                && (year(next).is_some() || tongue.month(next).is_some())
        })?;
        let named = self.own.word(leads + 1);
        if let Some(year) = year(named) {
            let goes_on =
                self.own.text[words[leads + 1].range.end..].starts_with(['-', '–', '/', '—']);
            return (!goes_on).then_some(Moment {
                year: Some(year),
                month: None,
            });
        }
        Some(Moment {
            year: [leads + 2, leads + 3]
                .iter()
                .find_map(|at| year(self.own.word(*at))),
            month: tongue.month(named),
        })
    }

    /// Whether a number may be one of what a table or chart counts.
    fn is_counted(&self, quantity: &Quantity, table: &Known) -> bool {
        quantity
            .counted()
            .is_none_or(|noun| AT.contains(&noun) || table.counts(noun))
    }

    /// Whether a number that is not the one of its time is meant to be.
    fn is_meant(&self, one: &Dated<'_>, all: &[Dated<'_>], table: &Known) -> bool {
        let is_near = || {
            let told = self.digits(one.quantity);
            one.cells().any(|cell| is_slip(&told, &cell.digits))
        };
        let is_of_another = || {
            let mut rows = table.rows.iter().filter(|row| row.moment.is_some());
            rows.any(|row| {
                row.cells
                    .iter()
                    .flatten()
                    .any(|cell| is_told(cell, one.quantity))
            })
        };
        let is_beside_another = || {
            all.iter()
                .any(|other| other.fits() && other.quantity.is_like(one.quantity))
        };
        let before = one.quantity.first.checked_sub(1);
        let is_level = before.is_some_and(|at| LEVEL.contains(&self.own.word(at)));
        let is_meant = is_level || !is_reckoned(one.quantity, table);
        is_meant && (is_near() || is_of_another() || is_beside_another())
    }
}

/// Whether a number is the difference of two of a column, or the change from one to the other in per cent.
fn is_reckoned(quantity: &Quantity, table: &Known) -> bool {
    /// The most rows of which all pairs are looked at.
    const MOST: usize = 60;
    let columns = table
        .rows
        .iter()
        .map(|row| row.cells.len())
        .max()
        .unwrap_or(0);
    let near = |value: f64| (value - quantity.value).abs() <= quantity.step.max(0.05) + 1e-9;
    (0..columns).any(|column| {
        let values: Vec<f64> = table
            .rows
            .iter()
            .take(MOST)
            .filter_map(|row| Some(row.cells.get(column)?.as_ref()?.value))
            .collect();
        values.iter().enumerate().any(|(at, one)| {
            values[at + 1..].iter().any(|two| {
                let change = (two / one - 1.0).abs() * 100.0;
                near((one - two).abs()) || quantity.sort == Sort::Percent && near(change)
            })
        })
    })
}

/// Whether a number is told as it is written, or rounded to the places that are told.
fn is_told(cell: &Cell, quantity: &Quantity) -> bool {
    let step = if quantity.step == 0.0 {
        0.5
    } else {
        quantity.step
    };
    [1.0, 1e3, 1e6, 1e9]
        .iter()
        .any(|scale| (cell.value * scale - quantity.value).abs() <= step + 1e-9)
}

/// Whether two numbers of three digits or more are one but for a digit, or for two that changed places.
fn is_slip(one: &str, two: &str) -> bool {
    let differing = one.bytes().zip(two.bytes()).filter(|(a, b)| a != b).count();
    one.len() == two.len() && (one.len() >= 3 && differing == 1 || super::is_exchange(one, two))
}

/// The year that a word is.
fn year(word: &str) -> Option<i32> {
    let year = word.parse().ok().filter(|_| word.len() == 4)?;
    (1800..2200).contains(&year).then_some(year)
}
