//! Sentences that tell a row of a table: with a number of another row, with all numbers but one, or as the
//! greatest where it is not.

use std::collections::BTreeSet;
use std::ops::Range;

use super::super::prose::{self, Own};
use super::super::quantities::{self, Quantity, Sort, is_one_noun};
use super::super::tongues::{self, Tongue};
use super::super::{Context, numbers, table_total};
use super::NAME;
use crate::diagnostic::{Finding, Level};
use crate::model::{Block, BlockKind, Table, Visitor, text_of, walk_block};
use crate::source::Span;

/// The most rows of a table, and the most tables, that sentences are laid beside.
const ROWS: usize = 200;
const TABLES: usize = 100;

/// Words for the greatest of something, and for the least.
const GREATEST: &[&str] = &[
    "highest",
    "largest",
    "biggest",
    "greatest",
    "deadliest",
    "most",
    "longest",
    "peak",
    "höchste",
    "höchsten",
    "größte",
    "größten",
    "meisten",
    "mayor",
    "máximo",
];
const LEAST: &[&str] = &[
    "lowest",
    "smallest",
    "fewest",
    "least",
    "shortest",
    "niedrigste",
    "niedrigsten",
    "kleinste",
    "kleinsten",
    "geringste",
    "geringsten",
    "wenigsten",
    "menor",
    "mínimo",
];

/// Words before or behind such a word that make it none of a rank, or another rank.
const NOT_BEFORE: &[&str] = &[
    "second",
    "third",
    "fourth",
    "fifth",
    "at",
    "one",
    "among",
    "its",
    "his",
    "her",
    "their",
    "next",
    "zweit",
    "dritt",
    "ever",
    "not",
    "the_second",
    "by",
    "than",
];
const NOT_BEHIND: &[&str] = &[
    "of",
    "recent",
    "recently",
    "likely",
    "ever",
    "since",
    "part",
    "common",
    "important",
    "frequent",
    "serious",
    "famous",
    "were",
    "was",
    "are",
    "is",
];

/// Words for what a column counts, whatever it is.
const AMOUNTS: &[&str] = &[
    "number",
    "toll",
    "count",
    "total",
    "figure",
    "rate",
    "share",
    "ratio",
    "proportion",
    "zahl",
    "anteil",
    "nombre",
    "part",
    "número",
    "proporción",
];

/// Of them, those that a column of shares is called by.
const SHARES: &[&str] = &[
    "share",
    "proportion",
    "rate",
    "ratio",
    "anteil",
    "part",
    "proporción",
];

/// Words before a number with which something else is compared.
const COMPARED: &[&str] = &["than", "als", "que", "di"];

/// What stands between two clauses.
const JOINED: &[&str] = &[
    ", and ", ", but ", ", while ", ", und ", ", aber ", ", et ", ", mais ", ", y ", ", pero ",
];

/// Words that begin what is no longer said of a rank.
const NEXT_CLAUSE: &[&str] = &[
    "in", "at", "among", "with", "for", "by", "on", "to", "was", "were", "is", "are", "had", "has",
    "and", "but", "unter", "bei", "mit", "für", "war", "waren", "und", "en", "dans", "avec",
    "parmi", "était", "con", "entre", "fue",
];

/// A table as sentences may tell it.
struct Known {
    id: Option<String>,
    /// Where it stands.
    span: Option<Span>,
    places: BTreeSet<String>,
    /// The words of its heads and its caption, in lower case.
    words: BTreeSet<String>,
    rows: Vec<Row>,
}

/// A row with its name and its numbers.
struct Row {
    /// In lower case; empty where it is too short to be known by.
    name: String,
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
    for said in prose::own_sentences(context) {
        if context.exhibit_around(said.sentence.unit).is_some() {
            continue;
        }
        let cited = context.places_cited(said.sentence);
        let points = |table: &&Known| {
            let is_named = table.id.as_ref().is_some_and(|id| {
                said.sentence
                    .derived_from
                    .iter()
                    .any(|label| label.value == *id)
            });
            is_named || !table.places.is_disjoint(&cited)
        };
        let mut meant = tables.iter().filter(points).peekable();
        if meant.peek().is_none() {
            continue;
        }
        let tongue = context.tongue(said.sentence);
        let all = quantities::read(said.own, tongue);
        let told = Told {
            own: said.own,
            all: &all,
        };
        let fault = meant.find_map(|table| Some((told.fault(table)?, table.span)));
        if let Some((fault, span)) = fault {
            let written = &said.sentence.text[fault.range.clone()];
            let place = prose::place(context, said.sentence, fault.range.clone());
            let mut finding = Finding::new(
                NAME,
                Level::Warning,
                format!("`{}` {}", written.trim(), fault.what),
                place,
            )
            .label(fault.label);
            if let Some(span) = span {
                finding = finding.related(span, "this table");
            }
            findings.push(finding.help("compare the two, and the source; where the sentence tells of something else, say of what"));
        }
    }
}

struct Collect {
    tongue: &'static Tongue,
    tables: Vec<Known>,
}

impl<'a> Visitor<'a> for Collect {
    fn block(&mut self, block: &'a Block) {
        if let BlockKind::Table(table) = &block.kind
            && table.rows.len() <= ROWS
        {
            self.tables.push(Known {
                id: block.attrs.id.as_ref().map(|id| id.value.clone()),
                span: Some(block.span),
                places: BTreeSet::new(),
                words: words(table),
                rows: rows(table, self.tongue),
            });
        }
        walk_block(self, block);
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
    let row = |row: &crate::model::Row| {
        let name = row
            .cells
            .first()
            .map(|cell| text_of(&cell.content))
            .unwrap_or_default();
        let name = name.trim().trim_matches('*').to_lowercase();
        Row {
            is_total: table_total::is_total(&name),
            name: if name.chars().count() >= 3 {
                name
            } else {
                String::new()
            },
            cells: row
                .cells
                .iter()
                .skip(1)
                .map(|cell| self::cell(&text_of(&cell.content), tongue))
                .collect(),
        }
    };
    table.rows.iter().map(row).collect()
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
    fn has(&self, quantity: &Quantity) -> bool {
        self.cells.iter().flatten().any(|cell| cell.is(quantity))
    }
}

impl Told<'_> {
    fn fault(&self, table: &Known) -> Option<Fault> {
        self.all_but_one(table)
            .or_else(|| self.of_another_row(table))
            .or_else(|| self.wrong_rank(table))
    }

    /// The only row that the sentence names.
    fn row<'t>(&self, table: &'t Known) -> Option<&'t Row> {
        let named = |row: &&Row| !row.name.is_empty() && self.own.find(&row.name).is_some();
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
            let is_named = !row.name.is_empty() && self.own.find(&row.name).is_some();
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
        let name = self.own.find(&row.name)?;
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

    /// Whether a word for the greatest is said of what the table counts: of the words near it one must stand in a head
    /// or the caption. Where none is near, the number must stand in the sentence.
    fn ranks(&self, rank: &Range<usize>, table: &Known, is_told: bool) -> bool {
        /// How many words before and behind are near.
        const NEAR: (usize, usize) = (3, 4);
        let (before, after) = self.own.around(rank);
        let mut end = rank.end;
        let behind: Vec<&str> = after
            .iter()
            .take_while(|word| {
                let gap = &self.own.text[end..word.range.start];
                end = word.range.end;
                gap.trim().is_empty() && !NEXT_CLAUSE.contains(&word.lower.as_str())
            })
            .take(NEAR.1)
            .map(|word| word.lower.as_str())
            .collect();
        let near = before
            .iter()
            .rev()
            .take(NEAR.0)
            .map(|word| word.lower.as_str());
        let is_amount = behind.iter().any(|word| AMOUNTS.contains(word));
        // "The longest raid" is one raid, and no number of them.
        let is_one = |word: &str| is_amount || table.words.contains(word);
        match behind.is_empty() {
            true => is_told || near.into_iter().any(|word| table.counts(word)),
            false => {
                behind.iter().any(|word| table.counts(word) && is_one(word))
                    || near
                        .into_iter()
                        .any(|word| word.len() > 3 && table.counts(word))
                        && is_told
            }
        }
    }

    /// "The ratio was lowest among people of 50 and over, at 5.4%", where it is highest.
    fn wrong_rank(&self, table: &Known) -> Option<Fault> {
        let row = self.row(table)?;
        let (range, is_greatest) = self.rank()?;
        let others: Vec<&Row> = table.rows.iter().filter(|row| !row.is_total).collect();
        let is_extreme = |column: usize| {
            let value = |row: &Row| {
                row.cells
                    .get(column)
                    .and_then(Option::as_ref)
                    .map(|cell| cell.value)
            };
            let own = value(row)?;
            let mut values = others.iter().filter_map(|row| value(row));
            Some(match is_greatest {
                true => values.all(|value| value <= own),
                false => values.all(|value| value >= own),
            })
        };
        let told: Vec<usize> = (0..row.cells.len())
            .filter(|column| {
                row.cells[*column]
                    .as_ref()
                    .is_some_and(|cell| self.telling().any(|one| cell.is(one)))
            })
            .collect();
        let is_told = !told.is_empty();
        let columns: Vec<usize> = match told.is_empty() {
            // Of which column it is said is not known: it has to be one.
            true => (0..row.cells.len()).collect(),
            false => told,
        };
        let ranks: Vec<bool> = columns.into_iter().filter_map(is_extreme).collect();
        let wrong = others.len() >= 3
            && !ranks.is_empty()
            && ranks.iter().all(|is_extreme| !is_extreme)
            && self.ranks(&range, table, is_told);
        wrong.then(|| Fault {
            range,
            what: format!("is not what the table says of `{}`", row.name),
            label: if is_greatest {
                "another row has more"
            } else {
                "another row has less"
            }
            .to_owned(),
        })
    }

    /// The only word of the sentence for the greatest or the least of something, and which it is.
    fn rank(&self) -> Option<(Range<usize>, bool)> {
        let words = &self.own.words;
        let word = |at| self.own.word(at);
        let mut found = None;
        for (at, here) in words.iter().enumerate() {
            let is_greatest = GREATEST.contains(&word(at));
            if !is_greatest && !LEAST.contains(&word(at)) {
                continue;
            }
            let before = [1, 2]
                .iter()
                .filter_map(|back| at.checked_sub(*back))
                .any(|at| NOT_BEFORE.contains(&word(at)));
            // "Most deaths were of children" ranks nothing.
            let is_part = at == 0 && word(at) == "most";
            if before || is_part || NOT_BEHIND.contains(&word(at + 1)) || found.is_some() {
                return None;
            }
            found = Some((here.range.clone(), is_greatest));
        }
        found
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
