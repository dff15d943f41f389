//! Sentences that tell a row of a table or chart: with a number of another row, with all numbers but one, with that
//! of another year, or as the greatest where it is not.

mod exchanged;
mod extremes;
mod ranks;
mod short;
mod times;

use std::collections::BTreeSet;
use std::ops::Range;

use super::super::prose::{self, Own};
use super::super::quantities::{self, Quantity, Sort, is_one_noun};
use super::super::tongues::{self, Tongue};
use super::super::{Context, numbers, table_total};
use super::pointing::{self, Numbered};
use super::{NAME, described};
use crate::diagnostic::{Finding, Level};
use crate::model::{
    Along, Block, BlockKind, ChartData, Figure, Plot, Role, Table, Visitor, text_of, walk_block,
};
use crate::source::Span;
use ranks::{GREATEST, LEAST, SHARES};
use short::Short;
use times::Moment;

/// The most rows of a table, and the most tables and charts, that sentences are laid beside.
const ROWS: usize = 200;
const TABLES: usize = 100;

/// Words before a number with which something else is compared.
const COMPARED: &[&str] = &["than", "als", "que", "di"];

/// What stands between two clauses.
const JOINED: &[&str] = &[
    ", and ", ", but ", ", while ", ", und ", ", aber ", ", et ", ", mais ", ", y ", ", pero ",
];

/// A table or chart as sentences may tell it.
struct Known {
    id: Option<String>,
    is_chart: bool,
    /// Where it stands.
    span: Option<Span>,
    places: BTreeSet<String>,
    /// The words of its heads and its caption, in lower case.
    words: BTreeSet<String>,
    /// Those of the head above the names of its rows.
    head: Vec<String>,
    /// The heads of its columns of numbers in lower case.
    heads: Vec<String>,
    rows: Vec<Row>,
}

/// A row with its name and its numbers.
struct Row {
    /// In lower case; empty where it is too short to be known by.
    name: String,
    /// A word of it by which it may be known too.
    short: Option<Short>,
    /// The year or month that it is of.
    moment: Option<Moment>,
    is_total: bool,
    cells: Vec<Option<Cell>>,
}

#[derive(Debug, Clone)]
struct Cell {
    value: f64,
    digits: String,
}

/// A sentence with its quantities.
struct Told<'a> {
    own: &'a Own,
    all: &'a [Quantity],
}

/// What is wrong with a number of a sentence.
#[derive(Debug)]
struct Fault {
    range: Range<usize>,
    what: String,
    label: String,
}

pub(super) fn check(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let mut collect = Collect {
        context,
        tongue: tongues::of(context.report_language()),
        tables: Vec::new(),
    };
    context.report.walk(&mut collect);
    let mut tables = collect.tables;
    if tables.is_empty() || tables.len() > TABLES {
        return;
    }
    for said in prose::own_sentences(context) {
        let Some(exhibit) = context.exhibit_around(said.sentence.unit) else {
            continue;
        };
        let span = context.report.exhibits[exhibit].span;
        if let Some(table) = tables
            .iter_mut()
            .find(|table| table.span.is_some_and(|place| span.contains(place)))
        {
            table.places.extend(context.places_cited(said.sentence));
        }
    }
    let numbered = Numbered::of(context);
    for said in prose::own_sentences(context) {
        if context.exhibit_around(said.sentence.unit).is_some() {
            continue;
        }
        let called = pointing::in_words(&numbered, said);
        let is_named = |table: &Known| {
            table.id.as_ref().is_some_and(|id| {
                let bases = &said.sentence.derived_from;
                said.sentence.exhibits.contains(id)
                    || called.contains(&id.as_str())
                    || bases.iter().any(|label| label.value == *id)
            })
        };
        let cited = context.places_cited(said.sentence);
        let points = |table: &&Known| is_named(table) || !table.places.is_disjoint(&cited);
        let meant: Vec<&Known> = tables.iter().filter(points).collect();
        let is_summary = said.unit.role == Role::Summary;
        if meant.is_empty() && !is_summary {
            continue;
        }
        let tongue = context.tongue(said.sentence);
        let all = quantities::read(said.own, tongue);
        let told = Told {
            own: said.own,
            all: &all,
        };
        let fault = meant.iter().find_map(|table| {
            let of_rows = told.fault(table, tongue);
            let fault = of_rows.or_else(|| told.of_all(table).filter(|_| is_named(table)));
            Some((fault?, *table))
        });
        let of_summary = || {
            told.wrong_rank_of_all(&tables)
                .filter(|_| is_summary && meant.is_empty())
        };
        let fault = fault.or_else(of_summary);
        if let Some((fault, table)) = fault {
            let written = &said.sentence.text[fault.range.clone()];
            let place = prose::place(context, said.sentence, fault.range.clone());
            let mut finding = Finding::new(
                NAME,
                Level::Warning,
                format!("`{}` {}", written.trim(), fault.what),
                place,
            )
            .label(fault.label);
            if let Some(span) = table.span {
                let which = if table.is_chart {
                    "this chart"
                } else {
                    "this table"
                };
                finding = finding.related(span, which);
            }
            findings.push(finding.help("compare the two, and the source; where the sentence tells of something else, say of what"));
        }
    }
}

struct Collect<'c> {
    context: &'c Context<'c>,
    tongue: &'static Tongue,
    tables: Vec<Known>,
}

impl<'a> Visitor<'a> for Collect<'_> {
    fn block(&mut self, block: &'a Block) {
        let (mut head, mut heads) = (Vec::new(), Vec::new());
        let (words, rows, is_chart) = match &block.kind {
            BlockKind::Table(table) => {
                head = first_head(table);
                let cells = table.header.cells.iter().skip(1);
                heads = cells
                    .map(|cell| text_of(&cell.content).to_lowercase())
                    .collect();
                (words(table), rows(table, self.tongue), false)
            }
            BlockKind::Figure(figure) => match self.context.report.charts.get(&figure.path.span) {
                Some(data) => {
                    if let Plot::Series { series, .. } = &data.plot {
                        heads = series.iter().map(|one| one.name.to_lowercase()).collect();
                    }
                    (chart_words(figure, data), chart_rows(data), true)
                }
                None => return walk_block(self, block),
            },
            _ => return walk_block(self, block),
        };
        if rows.len() <= ROWS {
            self.tables.push(Known {
                id: block.attrs.id.as_ref().map(|id| id.value.clone()),
                is_chart,
                span: Some(block.span),
                places: BTreeSet::new(),
                words,
                head,
                heads,
                rows,
            });
        }
        walk_block(self, block);
    }
}

/// The words of the head above the names of the rows.
fn first_head(table: &Table) -> Vec<String> {
    let cell = table.header.cells.first();
    let text = cell.map(|cell| text_of(&cell.content)).unwrap_or_default();
    let words = prose::words(&text).into_iter();
    let long = words.filter(|word| word.lower.chars().count() > 3);
    long.map(|word| word.lower).collect()
}

/// The words by which a chart says what it draws.
fn chart_words(figure: &Figure, data: &ChartData) -> BTreeSet<String> {
    let labels = figure.chart.iter().flat_map(|chart| {
        [&chart.x_label, &chart.y_label, &chart.unit].map(|label| label.to_string())
    });
    words_of(
        labels
            .chain(data.columns.iter().cloned())
            .chain([text_of(&figure.caption)]),
    )
}

/// The rows of a chart with the values that are drawn.
fn chart_rows(data: &ChartData) -> Vec<Row> {
    let Plot::Series { along, series } = &data.plot else {
        return Vec::new();
    };
    let moment = |at: usize, name: &str| match along {
        Along::Dates(dates) => Moment::of_date(dates[at]),
        Along::Names(_) | Along::Numbers(_) => Moment::of(name),
    };
    let cell = |value: f64| {
        let digits = value.to_string();
        let digits = digits.chars().filter(char::is_ascii_digit).collect();
        Cell { value, digits }
    };
    let short = |at: usize| match along {
        Along::Names(names) => names.get(at).and_then(|name| Short::of(name)),
        Along::Numbers(_) | Along::Dates(_) => None,
    };
    let row = |(at, name): (usize, String)| Row {
        name: known_name(&name),
        short: short(at),
        moment: moment(at, &name),
        is_total: false,
        cells: series
            .iter()
            .map(|series| series.values.get(at).copied().flatten().map(cell))
            .collect(),
    };
    let names = described::names(along).into_iter().enumerate();
    let mut rows: Vec<Row> = names.map(row).collect();
    short::keep_telling(&mut rows);
    rows
}

fn is_one_word(text: &str) -> bool {
    text.chars().count() >= 3 && text.chars().all(char::is_alphabetic)
}

/// A name of a row, if it is long enough to be known by.
fn known_name(name: &str) -> String {
    let is_long = name.chars().count() >= 3;
    if is_long {
        name.to_owned()
    } else {
        String::new()
    }
}

/// The words by which a table says what it counts.
fn words(table: &Table) -> BTreeSet<String> {
    let heads = table.header.cells.iter().map(|cell| text_of(&cell.content));
    let texts = heads.chain([text_of(&table.caption)]);
    words_of(texts)
}

fn words_of(texts: impl Iterator<Item = String>) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for text in texts {
        let lower = text.to_lowercase();
        found.extend(prose::words(&lower).into_iter().map(|word| word.lower));
        if lower.contains('%') || lower.contains("per cent") {
            found.extend(SHARES.iter().map(|word| (*word).to_owned()));
        }
    }
    found
}

impl Known {
    /// Whether a word is one for what the table counts.
    fn counts(&self, noun: &str) -> bool {
        self.words.iter().any(|word| is_one_noun(word, noun))
    }
}

fn rows(table: &Table, tongue: &Tongue) -> Vec<Row> {
    let head = table
        .header
        .cells
        .first()
        .map(|cell| text_of(&cell.content));
    let head = head.unwrap_or_default().trim().to_lowercase();
    let row = |row: &crate::model::Row| {
        let name = row
            .cells
            .first()
            .map(|cell| text_of(&cell.content))
            .unwrap_or_default();
        let short = Short::of(&name);
        let name = name.trim().trim_matches('*').to_lowercase();
        Row {
            short,
            is_total: table_total::is_total(&name),
            name: match known_name(&name) {
                // "Zone A", where the head is "Zone" and the row "A".
                short if short.is_empty() && !name.is_empty() && is_one_word(&head) => {
                    format!("{head} {name}")
                }
                known => known,
            },
            moment: Moment::of(&name),
            cells: row
                .cells
                .iter()
                .skip(1)
                .map(|cell| self::cell(&text_of(&cell.content), tongue))
                .collect(),
        }
    };
    let mut rows: Vec<Row> = table.rows.iter().map(row).collect();
    short::keep_telling(&mut rows);
    if is_sum_of_others(&rows)
        && let Some(last) = rows.last_mut()
    {
        last.is_total = true;
    }
    rows
}

/// Whether the last row is the sum of all others, column by column, whatever its name: "Year" below the quarters.
fn is_sum_of_others(rows: &[Row]) -> bool {
    let Some((last, others)) = rows.split_last().filter(|(_, others)| others.len() >= 2) else {
        return false;
    };
    let columns = 0..last.cells.len();
    let mut sums = columns.filter_map(|column| {
        let sum: f64 = others.iter().filter_map(|row| row.value(column)).sum();
        Some((sum, last.value(column)?))
    });
    let Some((sum, told)) = sums.next() else {
        return false;
    };
    let is_sum = |sum: f64, told: f64| told > 0.0 && (sum - told).abs() <= told * 0.005;
    is_sum(sum, told) && sums.all(|(sum, told)| is_sum(sum, told))
}

/// A cell that holds a number and little else.
fn cell(text: &str, tongue: &Tongue) -> Option<Cell> {
    let text = text.trim();
    let words = prose::words(text);
    let figures = numbers::digits(text, &words, 0, tongue)?;
    let behind = text[words[figures.last].range.end..].trim();
    let alone = behind.chars().all(|c| !c.is_alphanumeric());
    let value = figures.scaled()? as f64 / 1000.0;
    let digits = text.chars().filter(char::is_ascii_digit).collect();
    alone.then_some(Cell { value, digits })
}

impl Cell {
    /// Whether a quantity is told with this number, in the unit of the table or in thousands or millions.
    fn is(&self, quantity: &Quantity) -> bool {
        [1.0, 1e3, 1e6, 1e9]
            .iter()
            .any(|scale| (self.value * scale - quantity.value).abs() <= quantity.step + 1e-9)
    }
}

impl Row {
    fn value(&self, column: usize) -> Option<f64> {
        let cell = self.cells.get(column)?.as_ref()?;
        Some(cell.value)
    }

    fn has(&self, quantity: &Quantity) -> bool {
        self.cells.iter().flatten().any(|cell| cell.is(quantity))
    }
}

impl Told<'_> {
    fn fault(&self, table: &Known, tongue: &Tongue) -> Option<Fault> {
        self.all_but_one(table)
            .or_else(|| self.exchanged(table, tongue))
            .or_else(|| self.of_another_row(table))
            .or_else(|| self.of_another_time(table, tongue))
            .or_else(|| self.wrong_rank(table))
    }

    /// What is wrong with what the sentence says of a table as a whole, at which it points.
    fn of_all(&self, table: &Known) -> Option<Fault> {
        self.miscounted(table)
            .or_else(|| self.wrong_extreme(table))
            .or_else(|| self.wrong_total(table))
    }

    /// The only row that the sentence names.
    fn row<'t>(&self, table: &'t Known) -> Option<&'t Row> {
        let named = |row: &&Row| self.place_of(row).is_some();
        let mut named = table.rows.iter().filter(named);
        let row = named.next()?;
        (named.next().is_none() && !row.is_total).then_some(row)
    }

    /// The quantities that may stand in a table.
    fn telling(&self) -> impl Iterator<Item = &Quantity> {
        self.all.iter().filter(|one| {
            one.sort != Sort::Year && one.is_exact() && (one.value >= 10.0 || one.step > 0.0)
        })
    }

    fn digits(&self, quantity: &Quantity) -> String {
        let written = &self.own.text
            [self.own.words[quantity.first].range.start..self.own.words[quantity.last].range.end];
        written.chars().filter(char::is_ascii_digit).collect()
    }

    /// "Children accounted for 536 cases (38%) and 16 deaths", where the row has 563, 38% and 16.
    fn all_but_one(&self, table: &Known) -> Option<Fault> {
        let telling: Vec<&Quantity> = self.telling().collect();
        let strange: Vec<&Quantity> = telling
            .iter()
            .copied()
            .filter(|one| !table.rows.iter().any(|row| row.has(one)))
            .collect();
        for row in &table.rows {
            let known: Vec<&Quantity> =
                telling.iter().copied().filter(|one| row.has(one)).collect();
            let missing: Vec<&Cell> = row
                .cells
                .iter()
                .flatten()
                .filter(|cell| !self.all.iter().any(|one| cell.is(one)))
                .collect();
            let is_named = self.place_of(row).is_some();
            if known.len() < 2 || row.cells.iter().flatten().count() < 3 {
                continue;
            }
            let exchanged = strange.iter().find_map(|one| {
                let cell = missing
                    .iter()
                    .find(|cell| is_exchange(&self.digits(one), &cell.digits))?;
                Some((*one, *cell))
            });
            let only = match (&strange[..], &missing[..]) {
                ([one], [cell]) if is_named && self.is_between(one, &known) => Some((*one, *cell)),
                _ => None,
            };
            let Some((one, cell)) = exchanged.or(only) else {
                continue;
            };
            return Some(Fault {
                range: one.range.clone(),
                what: "is no number of the row that the sentence tells otherwise".to_owned(),
                label: format!(
                    "the table has {} there",
                    super::super::numbers::plain((cell.value * 1000.0).round() as i64)
                ),
            });
        }
        None
    }

    /// Whether a number is of the sort of the others, and stands in their clause.
    fn is_between(&self, one: &Quantity, known: &[&Quantity]) -> bool {
        known
            .iter()
            .all(|other| one.is_like(other) || other.sort == one.sort)
    }

    /// "Training took the largest share, $35.0 million", where that is the number of drilling.
    fn of_another_row(&self, table: &Known) -> Option<Fault> {
        let row = self.row(table)?;
        let name = self.place_of(row)?;
        let is_ranked = self.own.has(GREATEST) || self.own.has(LEAST);
        let large = |one: &&Quantity| one.value >= 100.0 || one.step > 0.0 || is_ranked;
        let in_table: Vec<&Quantity> = self
            .telling()
            .filter(|one| table.rows.iter().any(|row| row.has(one)))
            .collect();
        let [one] = in_table[..] else { return None };
        // "Of the 412 deaths few were here, and Cil had no doctor" tells of two things.
        let between = name.end.min(one.range.end)..name.start.max(one.range.start);
        let between = self.own.text.get(between).unwrap_or_default();
        if between.contains(';') || JOINED.iter().any(|joint| between.contains(joint)) {
            return None;
        }
        if row.has(one) || !large(&one) || self.telling().count() > 2 || !self.counts(one, table) {
            return None;
        }
        let mut holders = table.rows.iter().filter(|row| row.has(one));
        let holder = holders
            .next()
            .filter(|holder| !holder.is_total && holders.next().is_none())?;
        Some(Fault {
            range: one.range.clone(),
            what: format!(
                "stands in the row `{}` of the table, and the sentence tells of `{}`",
                holder.name, row.name
            ),
            label: "the number of another row".to_owned(),
        })
    }

    /// Whether a number is one of what a table counts, and not compared with another one: "318 officers" is none where
    /// deaths are counted.
    fn counts(&self, one: &Quantity, table: &Known) -> bool {
        let before = &self.own.words[one.first.saturating_sub(2)..one.first];
        let is_compared = before
            .iter()
            .any(|word| COMPARED.contains(&word.lower.as_str()));
        let is_told = || {
            let mut words = self.own.words.iter().filter(|word| word.lower.len() > 3);
            !matches!(one.sort, Sort::Measure(_)) && words.any(|word| table.counts(&word.lower))
        };
        let is_counted = match one.counted() {
            Some(noun) => table.counts(noun),
            None => one.step > 0.0 || matches!(one.sort, Sort::Money(_)) || is_told(),
        };
        !is_compared && is_counted
    }
}

/// Whether two numbers of three digits or more have two digits exchanged.
fn is_exchange(one: &str, two: &str) -> bool {
    let differing: Vec<(u8, u8)> = one
        .bytes()
        .zip(two.bytes())
        .filter(|(a, b)| a != b)
        .collect();
    match differing[..] {
        [(a, b), (c, d)] => one.len() == two.len() && one.len() >= 3 && a == d && b == c,
        _ => false,
    }
}

#[cfg(test)]
mod tests;
