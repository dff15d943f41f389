//! Figures that whoever has the numbers of the sentence, of its paragraph and of its sources has as well: differences,
//! sums, shares, rates, ages.
//!
//! Where many numbers are at hand, nearly every figure comes of two of them. So one of the two stands near the figure,
//! or there are too few pairs for a chance.

use std::cell::{OnceCell, RefCell};
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::rc::Rc;

use super::beside::{self as named, Named};
use super::clock::{self, Clock};
use super::cues;
use super::groups::{self, Groups, Said};
use super::hand::{CHANCE, Figure, Hand, Operand, Way, counts, of_two};
use super::{days, hours, others, points, rates, series};
use crate::model::{Date, Role, Sentence, UnitPlace};
use crate::rules::prose::{Own, Word};
use crate::rules::tongues::{self, Tongue};
use crate::rules::{Context, dates, numbers};

/// How many sentences before a figure it may be reckoned from.
const BEFORE: usize = 3;

/// The most numbers of a source that are laid beside each other.
const MOST: usize = 4_000;

/// What is at hand of a source.
struct Source {
    numbers: Vec<Operand>,
    /// All of them as they follow each other in its own language.
    all: Vec<Operand>,
    /// Parts of wholes that it tells as such: "212 of 2,110".
    pairs: Vec<(f64, f64)>,
    /// How many others it tells of beside somebody: "Mr Meyer and 26 others".
    others: Vec<String>,
    clock: OnceCell<Clock>,
    days: OnceCell<Vec<i64>>,
    beside: OnceCell<Beside>,
}

/// What a source says beside its numbers, in its own language.
#[derive(Default)]
struct Beside {
    numbers: Vec<Named>,
    /// How many it leaves out of all: "all but one".
    left_out: Vec<f64>,
    /// The fractions that it tells: "two thirds".
    fractions: Vec<f64>,
}

/// Finds what figures may come of.
pub(super) struct Reckoner<'c> {
    context: &'c Context<'c>,
    sources: RefCell<BTreeMap<String, Rc<Source>>>,
    /// The sentences that cite each source.
    citing: OnceCell<BTreeMap<&'c str, Vec<usize>>>,
    /// All days that the report names.
    days: OnceCell<Vec<i64>>,
    /// Those of its summary.
    prominent: OnceCell<Vec<i64>>,
}

/// A figure with where it stands.
pub(super) struct Place<'p> {
    pub sentence: &'p Sentence,
    pub own: &'p Own,
    pub tongue: &'static Tongue,
    pub range: &'p Range<usize>,
    pub keys: &'p [&'p str],
}

impl<'c> Reckoner<'c> {
    pub(super) fn new(context: &'c Context<'c>) -> Self {
        Self {
            context,
            sources: RefCell::default(),
            citing: OnceCell::new(),
            days: OnceCell::new(),
            prominent: OnceCell::new(),
        }
    }

    /// Whether a figure comes of numbers at hand, as its sentence says or shows.
    pub(super) fn has(&self, place: &Place<'_>) -> bool {
        let Some(figure) = Figure::of(place.own, place.tongue, place.range) else {
            return false;
        };
        let Some(at) = self.index(place.sentence) else {
            return false;
        };
        let bases = rates::bases(place.own, place.tongue);
        let is_base = bases
            .iter()
            .any(|(range, _)| range.start == place.range.start);
        if others::is_of_one(place) || is_base {
            return true;
        }
        let sources: Vec<Rc<Source>> = place.keys.iter().map(|key| self.source(key)).collect();
        let mut others = sources.iter().map(|source| &source.others);
        if others.any(|told| others::are(told, place.tongue, figure.value)) {
            return true;
        }
        let here = operands(place.own, place.tongue, Some(place.range));
        if self.context.report.units[place.sentence.unit.0].place == UnitPlace::TableRow {
            return self.is_reckoned_cell(at, &figure, &here);
        }
        let before = self.before(at);
        let told = named::told(&place.own.words, place.tongue);
        let rows = self.rows(place, at, &told);
        if rows.iter().any(|cell| {
            cell.operand.is_percent == figure.is_percent && figure.value == cell.operand.value
        }) {
            return true;
        }
        let groups = Groups::of(&told, &self.named(place, &told, rows));
        let hand = Hand {
            beside: beside(place),
            here,
            before,
            sources: sources
                .iter()
                .flat_map(|source| source.numbers.iter().copied())
                .take(MOST)
                .collect(),
        };
        let changes = says(place.own, cues::BETWEEN) || says(place.own, cues::CHANGED);
        let together = says(place.own, cues::TOGETHER);
        let said = Said {
            changes,
            together,
            each: is_each(place.own),
            by: changes && points::is_change_at(place.own, place.tongue, place.range),
            way: Way::at(place.own, place.tongue, place.range),
        };
        if figure.is_percent {
            return hand.is_share(&figure, said)
                || groups.come_to(&figure, said)
                || changes && groups::of_shares(&figure, &shares(place))
                || rates::is_share_of(&figure, &rates::fractions(place.own, place.tongue))
                || sources.iter().any(|source| figure.is_part(&source.pairs))
                || self.is_share_elsewhere(at, &figure, place.keys);
        }
        let fractions = rates::fractions(place.own, place.tongue);
        let close = groups.all();
        let here = hand.here();
        self.is_span(place, at, &figure, &hand, &sources)
            || changes && hand.is_difference(&figure)
            || together && hand.is_sum(&figure)
            || said.each && hand.is_product(&figure)
            || groups.come_to(&figure, said)
            || rates::is_times(&figure, &hand.said())
            || rates::is_so_many(&figure, &here, &close)
            || rates::is_rest(&figure, &here)
            || rates::is_for_a_time(&figure, place.own, &close)
            || rates::is_for_a_time(&figure, place.own, &here)
            || rates::is_fraction(&figure, &fractions, &close)
            || rates::is_fraction(&figure, &fractions, &hand.said())
            || self.is_all_but(place, &figure, (&hand, &close), &sources)
            || sources
                .iter()
                .any(|source| series::is_sum(&figure, place.own, place.tongue, &source.all))
            || bases.iter().any(|(_, base)| {
                hand.is_rate(&figure, *base) || groups.are_rate(&figure, *base, &hand.known())
            })
            || is_whole(place) && hand.is_whole(&figure)
            || hand.is_run(&figure)
            || hand.is_rounded(&figure)
    }

    /// Whether a figure is a whole of its sentence but for some that a source leaves out, or the fraction of it that the
    /// source tells: "42 of the 43" of "all but one".
    fn is_all_but(
        &self,
        place: &Place<'_>,
        figure: &Figure,
        (hand, close): (&Hand, &[f64]),
        sources: &[Rc<Source>],
    ) -> bool {
        let wholes = hand.said();
        place.keys.iter().zip(sources).any(|(key, source)| {
            let beside = source.beside(self.text(key), &self.tongues(key));
            let mut left_out = beside.left_out.iter();
            left_out.any(|few| wholes.iter().any(|whole| figure.is_near(whole - few)))
                || rates::is_fraction(figure, &beside.fractions, &wholes)
                || figure.value >= 1000.0 && rates::is_fraction(figure, &beside.fractions, close)
        })
    }

    /// The numbers of the sources that stand beside words of a sentence, and those of tables.
    fn named(&self, place: &Place<'_>, told: &BTreeSet<String>, rows: Vec<Named>) -> Vec<Named> {
        let mut found = rows;
        for key in place.keys {
            let source = self.source(key);
            let beside = source.beside(self.text(key), &self.tongues(key));
            found.extend(
                beside
                    .numbers
                    .iter()
                    .filter(|number| number.is_of(told))
                    .cloned(),
            );
        }
        found
    }

    /// The cells of the tables that cite a source of a sentence: those of what the sentence tells of, and of totals.
    fn rows(&self, place: &Place<'_>, at: usize, told: &BTreeSet<String>) -> Vec<Named> {
        let report = &self.context.report;
        let citing = self.citing();
        let is_row = |row: &usize| {
            let unit = &report.units[report.sentences[*row].unit.0];
            *row != at && unit.place == UnitPlace::TableRow
        };
        let keys = place.keys.iter().filter_map(|key| citing.get(key));
        let rows: BTreeSet<usize> = keys
            .flatten()
            .copied()
            .filter(is_row)
            .take(MOST / 10)
            .collect();
        rows.into_iter()
            .flat_map(|row| groups::cells(self.context, row, told))
            .collect()
    }

    /// The sentences that cite each source.
    fn citing(&self) -> &BTreeMap<&'c str, Vec<usize>> {
        let report = &self.context.report;
        self.citing.get_or_init(|| {
            let mut citing: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
            for (at, sentence) in report.sentences.iter().enumerate() {
                for item in report.items_of(sentence) {
                    citing.entry(item.key.value.as_str()).or_default().push(at);
                }
            }
            citing
        })
    }

    /// Where a sentence stands among all.
    fn index(&self, sentence: &Sentence) -> Option<usize> {
        let report = &self.context.report;
        let mut unit = report.units[sentence.unit.0].sentences.clone();
        unit.find(|at| std::ptr::eq(&raw const report.sentences[*at], sentence))
    }

    /// The numbers of the sentences before one in its paragraph; of the last before it where it is the first.
    fn before(&self, at: usize) -> Vec<Operand> {
        let report = &self.context.report;
        let unit = &report.units[report.sentences[at].unit.0];
        let mut begins = unit.sentences.start.max(at.saturating_sub(BEFORE));
        if begins == at && at > 0 {
            let last = &report.units[report.sentences[at - 1].unit.0];
            let is_near = last.section == unit.section && last.place != UnitPlace::TableRow;
            begins -= usize::from(is_near);
        }
        (begins..at)
            .flat_map(|at| {
                let said = self.context.said(at);
                operands(said.own, self.context.tongue(said.sentence), None)
            })
            .collect()
    }

    fn source(&self, key: &str) -> Rc<Source> {
        if let Some(known) = self.sources.borrow().get(key) {
            return Rc::clone(known);
        }
        let text = self.context.report.source_texts.get(key);
        let text = text.map_or("", String::as_str);
        let source = Rc::new(Source::of(text, &self.tongues(key)));
        self.sources
            .borrow_mut()
            .insert(key.to_owned(), Rc::clone(&source));
        source
    }

    /// The languages in which the words of a source may be.
    pub(super) fn tongues(&self, key: &str) -> Vec<&'static Tongue> {
        let reference = self.context.references.get(key);
        let theirs = reference.and_then(|reference| reference.language.as_deref());
        let ours = self.context.report_language();
        let mut tongues: Vec<&'static Tongue> = Vec::new();
        for language in [theirs.unwrap_or(ours), ours, "en"] {
            let tongue = tongues::of(language);
            if tongues
                .iter()
                .all(|known| known.language != tongue.language)
            {
                tongues.push(tongue);
            }
        }
        tongues
    }

    /// The minutes of the day that a source names.
    pub(super) fn has_time(&self, keys: &[&str], minute: u32) -> bool {
        keys.iter()
            .any(|key| self.source(key).clock(self.text(key)).has(minute))
    }

    fn text(&self, key: &str) -> &str {
        let text = self.context.report.source_texts.get(key);
        text.map_or("", String::as_str)
    }

    /// Whether a percentage comes of, or rounds, numbers of one other sentence or row that cites the same source.
    fn is_share_elsewhere(&self, at: usize, figure: &Figure, keys: &[&str]) -> bool {
        let citing = self.citing();
        let others = keys
            .iter()
            .filter_map(|key| citing.get(key))
            .flatten()
            .filter(|other| **other != at);
        let mut pairs = 0;
        others.take(200).any(|other| {
            let said = self.context.said(*other);
            let all = operands(said.own, self.context.tongue(said.sentence), None);
            let rounds = |other: &Operand| {
                other.is_percent && other.value.fract() != 0.0 && figure.is_near(other.value)
            };
            let is_row = said.unit.place == UnitPlace::TableRow;
            let counts: Vec<f64> = counts(&all).collect();
            pairs += counts.len() * counts.len();
            let is_share = (pairs as f64) * figure.width() < CHANCE
                && counts.iter().any(|whole| {
                    let mut parts = counts.iter().filter(|part| *part < whole);
                    parts.any(|part| figure.is_near(part / whole * 100.0))
                });
            is_share
                || all.iter().any(rounds)
                || is_row
                    && all
                        .iter()
                        .any(|cell| cell.value.fract() != 0.0 && figure.is_near(cell.value))
        })
    }

    /// Whether a cell comes of the others of its row, or of the total of its table.
    fn is_reckoned_cell(&self, at: usize, figure: &Figure, row: &[Operand]) -> bool {
        let report = &self.context.report;
        let is_row = |at: usize| {
            let sentence = report.sentences.get(at);
            sentence
                .is_some_and(|sentence| report.units[sentence.unit.0].place == UnitPlace::TableRow)
        };
        let mut first = at;
        while first > 0 && is_row(first - 1) {
            first -= 1;
        }
        let mut last = at;
        while is_row(last + 1) {
            last += 1;
        }
        let cells: Vec<f64> = row
            .iter()
            .filter(|cell| !cell.is_year)
            .map(|cell| cell.value)
            .collect();
        // Shares of a total are a hundred in all.
        let is_all = at == last && figure.value == 100.0;
        let share = figure.of_cell(true);
        let is_of = |total: &f64| cells.iter().any(|cell| share.is_near(cell / total * 100.0));
        is_all || of_two(&cells, figure) || self.totals(first..last + 1).iter().any(is_of)
    }

    /// The numbers of the last row of a table, and what its columns come to.
    fn totals(&self, rows: Range<usize>) -> Vec<f64> {
        let rows: Vec<Vec<f64>> = rows
            .map(|at| {
                let said = self.context.said(at);
                let all = operands(said.own, self.context.tongue(said.sentence), None);
                all.iter()
                    .filter(|cell| !cell.is_year)
                    .map(|cell| cell.value)
                    .collect()
            })
            .collect();
        let width = rows.iter().map(Vec::len).min().unwrap_or_default();
        let mut totals = rows.last().cloned().unwrap_or_default();
        totals.extend((0..width).map(|column| rows.iter().map(|row| row[column]).sum::<f64>()));
        totals.retain(|total| *total > 0.0);
        totals
    }

    /// Whether a figure is a length of time between two moments at hand.
    fn is_span(
        &self,
        place: &Place<'_>,
        at: usize,
        figure: &Figure,
        hand: &Hand,
        sources: &[Rc<Source>],
    ) -> bool {
        let behind = place.own.around(place.range).1;
        let unit = behind.iter().take(2).map(|word| word.lower.as_str());
        let is = |list: &[&str]| unit.clone().any(|word| list.contains(&word));
        if is(cues::YEARS) {
            return hand.is_of_years(figure);
        }
        if is(cues::HOURS) && hours::lie_apart(place.own, place.tongue, figure.value) {
            return true;
        }
        if is(cues::MINUTES) {
            return self.is_of_clock(place, at, figure, sources);
        }
        let days: Option<fn(f64, i64) -> bool> = match () {
            () if is(cues::DAYS) => Some(|value, days| (days as f64 - value).abs() <= 1.0),
            () if is(cues::WEEKS) => Some(|value, days| (days as f64 / 7.0 - value).abs() < 0.6),
            () if is(cues::MONTHS) => Some(|value, days| (days as f64 / 30.44 - value).abs() < 0.7),
            () => None,
        };
        let Some(fits) = days else { return false };
        let near = self.days_near(at, !is(cues::DAYS));
        let theirs: Vec<i64> = place
            .keys
            .iter()
            .flat_map(|key| {
                self.source(key)
                    .days(self.text(key), &self.tongues(key))
                    .to_vec()
            })
            .take(MOST / 10)
            .collect();
        let of = |one: &i64, others: &[i64]| {
            let mut others = others.iter();
            others.any(|two| fits(figure.value, two - one) || fits(figure.value, one - two))
        };
        let is_rare = |others: usize| (theirs.len() * others) as f64 / 2.0 < CHANCE * figure.value;
        let told = self.days_of(place);
        near.iter()
            .any(|one| of(one, &near) || of(one, &theirs) || of(one, &told))
            || is(cues::DAYS) && {
                let all = self.days();
                is_rare(theirs.len() + all.len())
                    && theirs.iter().any(|one| of(one, &theirs) || of(one, all))
            }
    }

    /// All days of the report.
    fn days(&self) -> &[i64] {
        self.days.get_or_init(|| {
            let all = 0..self.context.report.sentences.len();
            let days = all.flat_map(|at| {
                let said = self.context.said(at);
                dates::full(said.own, self.context.tongue(said.sentence))
            });
            let days: BTreeSet<i64> = days.filter_map(|(_, date)| is_day(&date)).collect();
            days.into_iter().collect()
        })
    }

    /// The days that the summary names: those of what the report is about.
    fn prominent(&self) -> &[i64] {
        /// How many at most are what it is about.
        const MANY: usize = 4;
        self.prominent.get_or_init(|| {
            let report = &self.context.report;
            let tongue = tongues::of(self.context.report_language());
            let mut found = BTreeSet::new();
            for (at, sentence) in report.sentences.iter().enumerate() {
                if report.units[sentence.unit.0].role == Role::Summary {
                    let named = dates::full(self.context.said(at).own, tongue);
                    found.extend(named.iter().filter_map(|(_, date)| is_day(date)));
                }
            }
            let mut found: Vec<i64> = found.into_iter().collect();
            found.truncate(if found.len() > MANY { 0 } else { MANY });
            found
        })
    }

    /// The days of what a length of time of a sentence runs from or to, wherever the report tells of it: "ten months
    /// after the poll".
    fn days_of(&self, place: &Place<'_>) -> Vec<i64> {
        /// How many words name what it runs from.
        const NAME: usize = 6;
        let (_, behind) = place.own.around(place.range);
        let mut behind = behind.iter();
        if !behind.any(|word| days::APART.contains(&word.lower.as_str())) {
            return Vec::new();
        }
        let name: Vec<Word> = behind.take(NAME).cloned().collect();
        let name = named::told(&name, place.tongue);
        let mut found: BTreeSet<i64> = self.prominent().iter().copied().collect();
        for at in 0..self.context.report.sentences.len() {
            let said = self.context.said(at);
            let tongue = self.context.tongue(said.sentence);
            let full = dates::full(said.own, tongue);
            if full.is_empty()
                || !named::told(&said.own.words, tongue)
                    .iter()
                    .any(|word| name.contains(word))
            {
                continue;
            }
            found.extend(full.iter().filter_map(|(_, date)| is_day(date)));
        }
        found.into_iter().collect()
    }

    /// The days of a sentence and of those before it.
    fn days_near(&self, at: usize, has_months: bool) -> Vec<i64> {
        let report = &self.context.report;
        let section = |at: usize| report.units[report.sentences[at].unit.0].section;
        let near =
            (at.saturating_sub(BEFORE + 1)..at + 1).filter(|one| section(*one) == section(at));
        let days = near.flat_map(|at| {
            let said = self.context.said(at);
            dates::all(said.own, self.context.tongue(said.sentence))
        });
        let days = days.map(|(_, date)| date);
        days.filter(|date| date.day.is_some() || has_months && date.month.is_some())
            .map(|date| date.first_day())
            .collect()
    }

    fn is_of_clock(
        &self,
        place: &Place<'_>,
        at: usize,
        figure: &Figure,
        sources: &[Rc<Source>],
    ) -> bool {
        let report = &self.context.report;
        let unit = &report.units[report.sentences[at].unit.0];
        let begins = unit.sentences.start.max(at.saturating_sub(BEFORE));
        let near: Vec<u32> = (begins..at + 1)
            .flat_map(|at| clock::told(self.context.said(at).own))
            .map(|time| time.minute)
            .collect();
        let minutes = figure.value as u32;
        near.iter().any(|one| {
            let here = near.iter().any(|two| one.abs_diff(*two) == minutes);
            here || place
                .keys
                .iter()
                .zip(sources)
                .any(|(key, source)| source.clock(self.text(key)).lies_apart(*one, minutes))
        })
    }
}

fn is_day(date: &Date) -> Option<i64> {
    date.day.map(|_| date.first_day())
}

impl Source {
    fn of(text: &str, tongues: &[&'static Tongue]) -> Self {
        let mut numbers: Vec<Operand> = Vec::new();
        let mut pairs = Vec::new();
        let mut all = Vec::new();
        for (at, tongue) in tongues.iter().enumerate() {
            let read = numbers::read(text, tongue);
            if at == 0 {
                all.extend(
                    read.iter()
                        .filter_map(|number| operand(number, text))
                        .take(MOST),
                );
            }
            numbers.extend(read.iter().filter_map(|number| operand(number, text)));
            let of = tongue.sums.of;
            pairs.extend(read.windows(2).filter_map(|two| {
                let gap = text.get(two[0].range.end..two[1].range.start)?;
                let words = gap.split_whitespace();
                let is_part = words.clone().count() <= 4
                    && words.clone().any(|word| of.contains(&word))
                    && !gap.contains(['.', ';']);
                let (part, whole) = (two[0].value as f64, two[1].value as f64);
                (is_part && part < whole).then_some((part, whole))
            }));
        }
        // Two languages read most of them alike.
        let mut seen = BTreeSet::new();
        numbers.retain(|number| seen.insert((number.value.to_bits(), number.is_percent)));
        Self {
            numbers,
            all,
            pairs,
            others: others::told(text),
            clock: OnceCell::new(),
            days: OnceCell::new(),
            beside: OnceCell::new(),
        }
    }

    fn beside(&self, text: &str, tongues: &[&'static Tongue]) -> &Beside {
        self.beside.get_or_init(|| {
            let Some(tongue) = tongues.first() else {
                return Beside::default();
            };
            let own = Own::of(text);
            Beside {
                numbers: named::numbers_of(&own.lower, tongue),
                left_out: series::left_out(&own.lower, &own.words, tongue),
                fractions: rates::fractions(&own, tongue),
            }
        })
    }

    fn clock(&self, text: &str) -> &Clock {
        self.clock.get_or_init(|| Clock::of(text))
    }

    fn days(&self, text: &str, tongues: &[&'static Tongue]) -> &[i64] {
        self.days.get_or_init(|| {
            let own = Own::of(text);
            let days = tongues.iter().flat_map(|tongue| dates::full(&own, tongue));
            let mut days: Vec<i64> = days.filter_map(|(_, date)| is_day(&date)).collect();
            days.sort_unstable();
            days.dedup();
            days
        })
    }
}

/// A number as one that may be reckoned with.
pub(super) fn operand(number: &numbers::Number, text: &str) -> Option<Operand> {
    let written = text.get(number.range.clone())?;
    let is_year = number.is_date && written.len() == 4;
    (is_year || !number.is_date).then_some(Operand {
        value: number.value as f64 / 1000.0,
        is_percent: number.is_percent,
        is_year,
    })
}

/// The numbers of a sentence but for one.
fn operands(own: &Own, tongue: &Tongue, but: Option<&Range<usize>>) -> Vec<Operand> {
    let all = numbers::of(own, tongue);
    let others = all
        .iter()
        .filter(|number| but.is_none_or(|range| number.range.start != range.start));
    others
        .filter_map(|number| operand(number, &own.text))
        .collect()
}

/// The counts of a sentence before and behind a figure.
fn beside(place: &Place<'_>) -> Vec<f64> {
    let all = numbers::of(place.own, place.tongue);
    let is_count = |number: &&numbers::Number| !number.is_date && !number.is_percent;
    let before = all
        .iter()
        .filter(is_count)
        .rfind(|number| number.range.end <= place.range.start);
    let behind = all
        .iter()
        .filter(is_count)
        .find(|number| number.range.start >= place.range.end);
    let both = before.into_iter().chain(behind);
    let both: Vec<Operand> = both
        .filter_map(|number| operand(number, &place.own.text))
        .collect();
    counts(&both).collect()
}

/// The other shares of a sentence: "from 20 to 30 per cent" has two.
fn shares(place: &Place<'_>) -> Vec<f64> {
    let all = points::shares(place.own, place.tongue).into_iter();
    let others = all.filter(|(range, _)| range.start != place.range.start);
    others.map(|(_, value)| value).collect()
}

fn says(own: &Own, cues: &[&str]) -> bool {
    own.has(cues)
}

/// Whether a sentence tells of one number for each of another: "per hectare", "an hour".
fn is_each(own: &Own) -> bool {
    // "Per cent", "por ciento", "pour mille"
    const SIGNS: &[&str] = &["cent", "ciento", "cento", "mille"];
    let is = |list: &[&str], at: usize| list.contains(&own.word(at));
    (0..own.words.len()).any(|at| {
        is(cues::EACH, at) && !is(SIGNS, at + 1)
            || matches!(own.word(at), "a" | "an") && is(cues::TIMES, at + 1)
    })
}

/// Whether a figure stands behind a part of it: "nine of thirteen".
fn is_whole(place: &Place<'_>) -> bool {
    let (before, _) = place.own.around(place.range);
    let last = before.last().map(|word| word.lower.as_str());
    last.is_some_and(|last| {
        (place.tongue.sums.of.contains(&last) || matches!(last, "the" | "all")) && before.len() >= 2
    }) && {
        let part = before[before.len() - 2].lower.as_str();
        place.tongue.numeral(part).is_some() || part.starts_with(|c: char| c.is_ascii_digit())
    }
}
