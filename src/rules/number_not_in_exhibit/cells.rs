//! The numbers of all tables and charts by their digits, each with the unit of its column, and sentences that give one
//! of them with two digits exchanged or with another unit.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use super::pointing::{self, Numbered, Pointed};
use super::{NAME, heads};
use crate::diagnostic::{Finding, Level};
use crate::model::{
    Block, BlockKind, Kind as SentenceKind, Role, Table, UnitPlace, Visitor, text_of, walk_block,
};
use crate::rules::amounts::{self, Amount, Kind};
use crate::rules::prose::{self, Said};
use crate::rules::quantities::{is_noun, is_one_noun};
use crate::rules::tongues::{self, Tongue};
use crate::rules::{Context, numbers, slips, table_total};
use crate::source::Span;

/// The most numbers of a table or chart that are looked at.
const CELLS: usize = 2_000;

/// The most tables and charts that sentences are laid beside.
const TABLES: usize = 200;

/// The fewest digits of a number that may be another one turned round: where the sentence points at the table or cites
/// the same place, and elsewhere.
const NEAR_DIGITS: usize = 3;
const DIGITS: usize = 4;

/// The fewest digits of a number of which one may be another digit.
const CHANGED: usize = 4;

/// Nouns that say nothing of what is counted.
const GENERIC: &[&str] = &[
    "people",
    "persons",
    "others",
    "menschen",
    "personen",
    "personnes",
    "personas",
    "persone",
    "pessoas",
    "mensen",
];

/// A table or a chart.
pub(super) struct Shown {
    /// The label by which sentences point at it.
    pub id: Option<String>,
    pub span: Span,
    /// The places and the keys that it cites.
    places: BTreeSet<String>,
    /// The words of its heads and its caption in lower case.
    words: BTreeSet<String>,
    /// The names of its rows in lower case.
    rows: Vec<String>,
    heads: Vec<String>,
}

/// A number of one of them.
struct Cell {
    shown: usize,
    row: usize,
    column: usize,
    kind: Kind,
}

/// All of them.
pub(super) struct Cells {
    pub shown: Vec<Shown>,
    pub numbered: Numbered,
    by_digits: BTreeMap<i64, Vec<Cell>>,
}

/// A column of numbers with its heading.
struct Column {
    head: String,
    cells: Vec<String>,
    /// How its numbers are written.
    tongue: &'static Tongue,
    /// The unit of all of them, where the heading has none.
    unit: String,
}

struct Collect<'c> {
    context: &'c Context<'c>,
    tongue: &'static Tongue,
    cells: Cells,
}

impl Cells {
    pub(super) fn of(context: &Context<'_>) -> Self {
        let mut collect = Collect {
            context,
            tongue: tongues::of(context.report_language()),
            cells: Cells {
                shown: Vec::new(),
                numbered: Numbered::of(context),
                by_digits: BTreeMap::new(),
            },
        };
        context.report.walk(&mut collect);
        let mut cells = collect.cells;
        if cells.shown.len() > TABLES {
            cells.shown.clear();
            cells.by_digits.clear();
        }
        if cells.shown.is_empty() {
            return cells;
        }
        for said in prose::own_sentences(context) {
            let Some(exhibit) = context.exhibit_around(said.sentence.unit) else {
                continue;
            };
            let span = context.report.exhibits[exhibit].span;
            let shown = cells
                .shown
                .iter_mut()
                .find(|shown| span.contains(shown.span));
            if let Some(shown) = shown {
                shown.places.extend(places(context, said));
            }
        }
        cells
    }

    fn add(&mut self, shown: Shown, columns: &[Column], caption: &str) {
        let at = self.shown.len();
        let count: usize = columns.iter().map(|column| column.cells.len()).sum();
        if count > CELLS {
            return;
        }
        let of_caption = |tongue| heads::captioned(caption, tongue);
        for (place, column) in columns.iter().enumerate() {
            let mut kind = heads::kind(&column.head, column.tongue);
            if kind.is_plain() {
                kind = heads::kind(&column.unit, column.tongue);
            }
            if let (true, [one]) = (kind.is_plain(), &of_caption(column.tongue)[..]) {
                kind = one.clone();
            }
            for (row, cell) in column.cells.iter().enumerate() {
                let Some((bare, own)) = number(cell, column.tongue) else {
                    continue;
                };
                let is_total = shown
                    .rows
                    .get(row)
                    .is_some_and(|name| table_total::is_total(name));
                let kind = if own.is_plain() { kind.clone() } else { own };
                self.by_digits.entry(bare).or_default().push(Cell {
                    shown: at,
                    row: if is_total { usize::MAX } else { row },
                    column: place,
                    kind,
                });
            }
        }
        self.shown.push(shown);
    }
}

/// The places that a sentence cites: the keys with their locators, and the keys alone.
pub(super) fn places(context: &Context<'_>, said: Said<'_>) -> BTreeSet<String> {
    let items = context.report.items_of(said.sentence);
    let placed = items.map(|item| match &item.locator {
        Some(locator) => format!("{} {} {}", item.key.value, locator.term, locator.value),
        None => item.key.value.clone(),
    });
    placed.collect()
}

/// The number of a cell that holds little else, with its own unit.
fn number(cell: &str, tongue: &Tongue) -> Option<(i64, Kind)> {
    let cell = cell.trim();
    let words = prose::words(cell);
    let mut found = amounts::read(cell, &words, tongue);
    let one = found.pop().filter(|_| found.is_empty())?;
    let rest = |text: &str| !text.contains(char::is_alphanumeric);
    (rest(&cell[..one.range.start]) && rest(&cell[one.range.end..])).then_some((one.bare, one.kind))
}

impl<'a> Visitor<'a> for Collect<'_> {
    fn block(&mut self, block: &'a Block) {
        let id = block.attrs.id.as_ref().map(|id| id.value.clone());
        let shown = |span, heads: Vec<String>, rows: Vec<String>, caption: &str| Shown {
            id: id.clone(),
            span,
            places: BTreeSet::new(),
            words: heads
                .iter()
                .map(String::as_str)
                .chain([caption])
                .flat_map(|text| prose::words(text).into_iter().map(|word| word.lower))
                .collect(),
            rows,
            heads,
        };
        match &block.kind {
            BlockKind::Table(table) => {
                let caption = text_of(&table.caption);
                let columns = columns_of(table, self.tongue);
                let rows = first_cells(table);
                let heads = columns.iter().map(|column| column.head.clone()).collect();
                let shown = shown(block.span, heads, rows, &caption);
                self.cells.add(shown, &columns, &caption);
            }
            BlockKind::Figure(figure) => {
                if let Some(data) = self.context.report.charts.get(&figure.path.span) {
                    let label = figure.chart.as_ref();
                    let caption = text_of(&figure.caption);
                    let said = label.map(|chart| format!("{} {}", chart.y_label, chart.unit));
                    let unit = label.map(|chart| chart.unit.clone()).unwrap_or_default();
                    let column = |at: usize| Column {
                        head: data.columns[at].clone(),
                        cells: data
                            .rows
                            .iter()
                            .map(|row| row.get(at).cloned().unwrap_or_default())
                            .collect(),
                        // Data are written with a stop before decimals.
                        tongue: tongues::of("en"),
                        unit: unit.clone(),
                    };
                    let columns: Vec<Column> = (1..data.columns.len()).map(column).collect();
                    let rows = data
                        .rows
                        .iter()
                        .map(|row| row.first().cloned().unwrap_or_default());
                    let rows = rows.map(|name| name.trim().to_lowercase()).collect();
                    let heads = columns.iter().map(|column| column.head.clone());
                    let heads = heads.chain(said).collect();
                    let shown = shown(figure.path.span, heads, rows, &caption);
                    self.cells.add(shown, &columns, &caption);
                }
            }
            _ => {}
        }
        walk_block(self, block);
    }
}

fn columns_of(table: &Table, tongue: &'static Tongue) -> Vec<Column> {
    let column = |at: usize| Column {
        head: text_of(&table.header.cells[at].content),
        cells: table
            .rows
            .iter()
            .map(|row| {
                let cell = row.cells.get(at);
                cell.map(|cell| text_of(&cell.content)).unwrap_or_default()
            })
            .collect(),
        tongue,
        unit: String::new(),
    };
    (1..table.header.cells.len()).map(column).collect()
}

fn first_cells(table: &Table) -> Vec<String> {
    let first = |row: &crate::model::Row| {
        let cell = row.cells.first();
        let name = cell.map(|cell| text_of(&cell.content)).unwrap_or_default();
        name.trim().trim_matches('*').to_lowercase()
    };
    table.rows.iter().map(first).collect()
}

/// A sentence beside the tables that it may tell.
struct Told<'t, 'c> {
    said: Said<'c>,
    tongue: &'static Tongue,
    all: &'t [Amount],
    cited: BTreeSet<String>,
    pointed: Vec<Pointed<'t>>,
}

/// Looks at every sentence of prose.
pub(super) fn check(context: &Context<'_>, cells: &Cells, findings: &mut Vec<Finding>) {
    if cells.by_digits.is_empty() {
        return;
    }
    let mut counts: BTreeMap<i64, usize> = BTreeMap::new();
    for at in 0..context.report.sentences.len() {
        for number in context.numbers(at) {
            *counts.entry(number.value).or_default() += 1;
        }
    }
    for said in prose::own_sentences(context) {
        let is_told = matches!(said.unit.place, UnitPlace::Paragraph | UnitPlace::ListItem)
            && matches!(
                said.sentence.kind,
                SentenceKind::Fact | SentenceKind::Summary | SentenceKind::Own
            );
        if !is_told || !said.own.text.bytes().any(|byte| byte.is_ascii_digit()) {
            continue;
        }
        let tongue = context.tongue(said.sentence);
        let all = amounts::read(&said.own.text, &said.own.words, tongue);
        if all.is_empty() {
            continue;
        }
        let told = Told {
            said,
            tongue,
            all: &all,
            cited: places(context, said),
            pointed: pointing::at(cells, said),
        };
        for amount in &all {
            let whole = amount.bare.saturating_mul(amount.kind.scale);
            let stands_once = counts.get(&whole).is_none_or(|count| *count <= 1);
            let fault = told.other_unit(cells, amount).or_else(|| {
                let is_summary = said.unit.role == Role::Summary;
                told.other_digits(cells, amount)
                    .filter(|_| stands_once && !is_summary)
            });
            findings.extend(fault.map(|fault| fault.finding(context, said)));
        }
    }
}

impl Told<'_, '_> {
    fn points_at(&self, at: usize) -> bool {
        self.pointed.iter().any(|pointed| pointed.shown == at)
    }

    fn is_near(&self, at: usize, shown: &Shown) -> bool {
        self.points_at(at) || !shown.places.is_disjoint(&self.cited)
    }

    /// "528 tonnes", where the column of 528 is headed in kilograms.
    fn other_unit(&self, cells: &Cells, amount: &Amount) -> Option<Fault> {
        let known = cells.by_digits.get(&amount.bare)?;
        if amount.kind.is_plain() || !known.iter().all(|cell| cell.kind.conflicts(&amount.kind)) {
            return None;
        }
        // Who gives both converts.
        let converts = |cell: &&Cell| {
            let others = self.all.iter().filter(|other| other.range != amount.range);
            others
                .clone()
                .any(|other| other.kind.unit == cell.kind.unit && other.bare == amount.bare)
        };
        let told = known.iter().filter(|cell| !converts(cell)).find(|cell| {
            let shown = &cells.shown[cell.shown];
            let of = amount.of_what(self.said.own, self.tongue);
            let of = of.filter(|noun| is_noun(noun));
            let is_of = of.as_ref().is_none_or(|noun| shown.has(noun));
            let is_said = of.is_some() || self.tells(shown, cell.column);
            let row = self.names(shown, cell.row);
            is_of && (self.points_at(cell.shown) || row && is_said)
        })?;
        let shown = &cells.shown[told.shown];
        Some(Fault {
            range: amount.range.clone(),
            what: format!(
                "stands in a table or chart with another unit{}",
                shown
                    .heads
                    .get(told.column)
                    .map_or(String::new(), |head| format!(": `{}`", head.trim()))
            ),
            label: "the same digits with another unit",
            span: shown.span,
        })
    }

    /// "1,347 arrests", where the table has 1,437.
    fn other_digits(&self, cells: &Cells, amount: &Amount) -> Option<Fault> {
        if cells.by_digits.contains_key(&amount.bare) {
            return None;
        }
        let turned = slips::turned(amount.bare, NEAR_DIGITS).into_iter();
        let changed = match amount.bare >= 10_i64.pow(CHANGED as u32 + 2) {
            true => slips::changed(amount.bare),
            false => Vec::new(),
        };
        let others = turned
            .map(|bare| (bare, false))
            .chain(changed.into_iter().map(|bare| (bare, true)));
        let (bare, cell) = others.into_iter().find_map(|(bare, is_changed)| {
            let is_told = self.all.iter().any(|other| other.bare == bare);
            let known = cells.by_digits.get(&bare).filter(|_| !is_told)?;
            let cell = known
                .iter()
                .find(|cell| self.is_slip(&cells.shown[cell.shown], cell, amount, is_changed))?;
            Some((bare, cell))
        })?;
        Some(Fault {
            range: amount.range.clone(),
            what: format!(
                "stands in no table or chart, and `{}` does, of what the sentence tells",
                numbers::plain(bare)
            ),
            label: "a slip of a digit?",
            span: cells.shown[cell.shown].span,
        })
    }

    /// Whether an amount tells a cell whose digits it has in another order, or but for one.
    fn is_slip(&self, shown: &Shown, cell: &Cell, amount: &Amount, is_changed: bool) -> bool {
        let points = self.points_at(cell.shown);
        let is_near = self.is_near(cell.shown, shown);
        let digits = slips::digits(amount.bare);
        let is_counted = is_noun(&amount.noun) && shown.has(&amount.noun);
        let is_measured =
            amount.kind.unit != amounts::Unit::None && amount.kind.unit == cell.kind.unit;
        let is_named = self.names(shown, cell.row);
        if amount.kind.conflicts(&cell.kind) || cell.row == usize::MAX && !points {
            return false;
        }
        let of = amount.of_what(self.said.own, self.tongue);
        let is_of = of
            .filter(|noun| is_noun(noun))
            .is_none_or(|noun| shown.has(&noun));
        let is_generic = GENERIC.contains(&amount.noun.as_str());
        // What else is counted stands in no head: "1,347 berths".
        let is_other = is_noun(&amount.noun) && !shown.has(&amount.noun) && !is_generic;
        let tells = self.tells(shown, cell.column);
        let is_long = digits >= DIGITS;
        let is_of_row = is_named && is_of && is_long;
        match (is_changed, points, is_near) {
            (true, true, _) => is_named && is_counted,
            (true, ..) => false,
            (_, true, _) => {
                let is_told = !is_other && (is_counted || is_named && (tells || is_long));
                digits >= NEAR_DIGITS && is_of && is_told
            }
            (_, _, true) => {
                let is_told = is_counted || is_measured || tells && !is_other;
                is_of_row && (is_told || is_generic && self.tells_caption(shown))
            }
            _ => {
                is_of_row
                    && is_counted
                    && self.names_nothing_else(shown)
                    && !pointing::speaks_of_others(self.said)
            }
        }
    }

    /// Whether the sentence names a row of a table.
    fn names(&self, shown: &Shown, row: usize) -> bool {
        let name = shown.rows.get(row).filter(|name| name.chars().count() >= 3);
        name.is_some_and(|name| self.said.own.find(name).is_some())
    }

    /// Whether a longer word of the sentence stands in the heading of a column or in the caption.
    fn tells(&self, shown: &Shown, column: usize) -> bool {
        let head = shown.heads.get(column).map(|head| head.to_lowercase());
        let words = head.iter().flat_map(|head| prose::words(head));
        let long: Vec<String> = words
            .map(|word| word.lower)
            .filter(|word| word.chars().count() >= 4 && word.chars().all(char::is_alphabetic))
            .collect();
        let own = &self.said.own.words;
        own.iter()
            .any(|word| long.iter().any(|head| is_one_noun(head, &word.lower)))
    }

    /// Whether a longer word of the sentence stands in the caption or a heading.
    fn tells_caption(&self, shown: &Shown) -> bool {
        let long = |word: &&prose::Word| word.lower.chars().count() >= 5;
        let mut words = self.said.own.words.iter().filter(long);
        words.any(|word| shown.words.contains(&word.lower))
    }

    /// Whether all names of the sentence stand in the table: those of another place set the number apart.
    fn names_nothing_else(&self, shown: &Shown) -> bool {
        let own = self.said.own;
        let names = own.words.iter().skip(1).filter(|word| {
            own.text[word.range.clone()].starts_with(char::is_uppercase)
                && self.tongue.month(&word.lower).is_none()
                && self.tongue.language != "de"
        });
        let mut names = names.map(|word| &word.lower);
        let years: BTreeSet<i64> = numbers::of(own, self.tongue)
            .iter()
            .filter(|number| number.is_date && number.value >= 1_000_000)
            .map(|number| number.value)
            .collect();
        years.len() <= 1
            && names.all(|name| {
                shown.words.contains(name)
                    || shown.rows.iter().any(|row| row.contains(name.as_str()))
            })
    }
}

impl Shown {
    /// Whether a word is one for what it counts.
    fn has(&self, noun: &str) -> bool {
        self.words.iter().any(|word| is_one_noun(word, noun))
    }

    /// Whether it cites all that a sentence cites.
    pub(super) fn cites_all(&self, cited: &BTreeSet<String>) -> bool {
        cited.is_subset(&self.places)
    }
}

/// What is wrong with a number of a sentence.
struct Fault {
    range: Range<usize>,
    what: String,
    label: &'static str,
    span: Span,
}

impl Fault {
    fn finding(self, context: &Context<'_>, said: Said<'_>) -> Finding {
        let written = said.own.text[self.range.clone()].trim();
        let place = prose::place(context, said.sentence, self.range.clone());
        Finding::new(NAME, Level::Warning, format!("`{written}` {}", self.what), place)
            .label(self.label)
            .related(self.span, "this one")
            .help("compare the two, and the source; where the sentence tells of something else, say of what")
    }
}
