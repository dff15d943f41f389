//! What a sentence says of its numbers in words, beside what its sources tell of the same in figures: a share, a change.

use std::collections::BTreeMap;

use super::NAME;
use super::points;
use super::portions::{self, Row, Text};
use crate::diagnostic::{Finding, Level};
use crate::model::{Sentence, UnitPlace};
use crate::rules::prose::{self, Own};
use crate::rules::tongues::{self, Tongue};
use crate::rules::{Context, arithmetic, numbers, table_total, words};

/// The longest source that is read sentence by sentence, in bytes.
const LONGEST: usize = 400_000;

/// The sources as far as they were read.
pub(super) struct Told<'c> {
    context: &'c Context<'c>,
    texts: BTreeMap<String, Text>,
}

impl<'c> Told<'c> {
    pub fn new(context: &'c Context<'c>) -> Self {
        Self {
            context,
            texts: BTreeMap::new(),
        }
    }

    /// What is wrong with a sentence all of whose sources are at hand.
    pub fn faults(&mut self, sentence: &Sentence, own: &Own, keys: &[&str]) -> Vec<Finding> {
        let place = self.context.report.units[sentence.unit.0].place;
        if matches!(place, UnitPlace::TableRow | UnitPlace::Quotation) {
            return Vec::new();
        }
        let tongue = self.context.tongue(sentence);
        let mut found = Vec::new();
        found.extend(self.share(sentence, own, tongue, keys));
        found.extend(self.change(sentence, own, tongue, keys));
        found
    }

    fn read(&mut self, keys: &[&str]) {
        for key in keys {
            let Some(text) = self.context.report.source_texts.get(*key) else {
                continue;
            };
            if self.texts.contains_key(*key) {
                continue;
            }
            let reference = self.context.references.get(*key);
            let theirs = reference.and_then(|reference| reference.language.as_deref());
            let tongue = tongues::of(theirs.unwrap_or(self.context.report_language()));
            let text = text
                .get(..text.floor_char_boundary(LONGEST))
                .unwrap_or_default();
            self.texts
                .insert((*key).to_owned(), portions::read(text, tongue));
        }
    }

    fn share(
        &mut self,
        sentence: &Sentence,
        own: &Own,
        tongue: &'static Tongue,
        keys: &[&str],
    ) -> Option<Finding> {
        if portions::shares(own, tongue).len() != 1 {
            return None;
        }
        self.read(keys);
        let texts: Vec<&Text> = keys.iter().filter_map(|key| self.texts.get(*key)).collect();
        let denied = portions::denied(own, tongue, &texts)
            .or_else(|| self.by_table(sentence, own, tongue, keys))?;
        if arithmetic::contradicts(own, tongue) {
            return None;
        }
        let written = &own.text[denied.range.clone()];
        let message = format!(
            "`{written}` is not what {} tells of it: {}",
            words::list(keys),
            denied.said
        );
        let place = prose::place(self.context, sentence, denied.range);
        Some(
            Finding::new(NAME, Level::Warning, message, place)
                .label("another share in the source")
                .help(
                    "compare it with the source; where the sentence means another whole, name it",
                ),
        )
    }

    /// The share that a row of a table denies, of the table that cites the same source.
    fn by_table(
        &self,
        sentence: &Sentence,
        own: &Own,
        tongue: &'static Tongue,
        keys: &[&str],
    ) -> Option<portions::Denied> {
        let report = &self.context.report;
        let ours = portions::names(&own.text, tongue);
        report.exhibits.iter().find_map(|exhibit| {
            let rows: Vec<&Sentence> = report.units[exhibit.units.clone()]
                .iter()
                .filter(|unit| unit.place == UnitPlace::TableRow)
                .flat_map(|unit| &report.sentences[unit.sentences.clone()])
                .collect();
            let cites = rows.iter().any(|row| {
                let mut items = report.items_of(row);
                items.any(|item| keys.contains(&item.key.value.as_str()))
            });
            if !cites || std::ptr::eq(sentence, *rows.first()?) {
                return None;
            }
            let head = |row: &Sentence| row.text.split(" | ").next().unwrap_or_default().to_owned();
            let is_named = |row: &&&Sentence| {
                let names = portions::names(&head(row), tongue);
                !names.is_empty() && names.is_subset(&ours)
            };
            let named: Vec<&&Sentence> = rows.iter().filter(is_named).collect();
            let row = match named.as_slice() {
                [one] => **one,
                [] => rows.iter().find(|row| table_total::is_total(&head(row)))?,
                _ => return None,
            };
            let cells = row.text.split(" | ").enumerate().skip(1);
            let cells = cells.filter_map(|(at, cell)| {
                let name = exhibit.columns.get(at)?;
                let read = numbers::read(cell, tongue);
                let value = read.first().filter(|_| read.len() == 1)?.value as f64 / 1000.0;
                Some((portions::names(name, tongue), value))
            });
            let row = Row {
                cells: cells.collect(),
            };
            portions::denied_by(own, tongue, &row)
        })
    }

    fn change(
        &mut self,
        sentence: &Sentence,
        own: &Own,
        tongue: &'static Tongue,
        keys: &[&str],
    ) -> Option<Finding> {
        if !points::tells_change(own, tongue) {
            return None;
        }
        let before = self.before(sentence);
        let mut places = Vec::new();
        self.read(keys);
        for key in keys {
            if let Some(text) = self.texts.get(*key) {
                places.extend(portions::shares_near(own, tongue, text));
            }
        }
        let mistaken = points::mistaken(own, tongue, &before, &places)?;
        if arithmetic::contradicts(own, tongue) {
            return None;
        }
        let (less, more) = mistaken.ends;
        let written = &own.text[mistaken.range.clone()];
        let (is, should) = match mistaken.is_points {
            true => ("per cent", "points"),
            false => ("points", "per cent"),
        };
        let message = format!(
            "`{written}` is told in {should}, and is {is}: the shares are {less} and {more} per cent"
        );
        let place = prose::place(self.context, sentence, mistaken.range);
        Some(
            Finding::new(NAME, Level::Warning, message, place)
                .label("points and per cent are two things")
                .help(
                    "from 20 to 30 per cent is a rise by 10 percentage points, and by 50 per cent",
                ),
        )
    }

    /// The shares of the sentence before, in the same paragraph.
    fn before(&self, sentence: &Sentence) -> Vec<f64> {
        let report = &self.context.report;
        let range = report.units[sentence.unit.0].sentences.clone();
        let at = range
            .clone()
            .find(|at| std::ptr::eq(&raw const report.sentences[*at], sentence));
        let before = at
            .and_then(|at| at.checked_sub(1))
            .filter(|before| range.contains(before));
        let Some(before) = before else {
            return Vec::new();
        };
        let said = self.context.said(before);
        let found = points::shares(said.own, self.context.tongue(said.sentence));
        found.into_iter().map(|(_, value)| value).collect()
    }
}
