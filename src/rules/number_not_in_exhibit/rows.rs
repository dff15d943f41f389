//! Sentences that tell a row of a table: with a number of another row, with all numbers but one, or as the
//! greatest where it is not.

use std::collections::BTreeSet;
use std::ops::Range;

use super::super::prose::{self, Own, Said};
use super::super::quantities::{self, Quantity, Sort};
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
];
const NOT_BEHIND: &[&str] = &[
    "of", "recent", "recently", "likely", "ever", "since", "part",
];

/// A table as sentences may tell it.
struct Known {
    id: Option<String>,
    /// Where it stands.
    span: Option<Span>,
    places: BTreeSet<String>,
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
            table.places.extend(places(context, said));
        }
    }
    for said in prose::own_sentences(context) {
        if context.exhibit_around(said.sentence.unit).is_some() {
            continue;
        }
        let cited = places(context, said);
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

/// The places that a sentence cites: the keys with their locators.
fn places(context: &Context<'_>, said: Said<'_>) -> BTreeSet<String> {
    let items = context.report.items_of(said.sentence);
    let placed = items.filter_map(|item| {
        let locator = item.locator.as_ref()?;
        Some(format!(
            "{} {} {}",
            item.key.value, locator.term, locator.value
        ))
    });
    placed.collect()
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
                rows: rows(table, self.tongue),
            });
        }
        walk_block(self, block);
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
        let is_ranked = self.own.has(GREATEST) || self.own.has(LEAST);
        let large = |one: &&Quantity| one.value >= 100.0 || one.step > 0.0 || is_ranked;
        let in_table: Vec<&Quantity> = self
            .telling()
            .filter(|one| table.rows.iter().any(|row| row.has(one)))
            .collect();
        let [one] = in_table[..] else { return None };
        if row.has(one) || !large(&one) || self.telling().count() > 2 {
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
        let columns: Vec<usize> = match told.is_empty() {
            // Of which column it is said is not known: it has to be one.
            true => (0..row.cells.len()).collect(),
            false => told,
        };
        let ranks: Vec<bool> = columns.into_iter().filter_map(is_extreme).collect();
        let wrong =
            others.len() >= 3 && !ranks.is_empty() && ranks.iter().all(|is_extreme| !is_extreme);
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
            if before || NOT_BEHIND.contains(&word(at + 1)) || found.is_some() {
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
mod tests {
    use super::*;

    fn table(rows: &[&[&str]]) -> Known {
        let tongue = tongues::of("en");
        let row = |row: &&[&str]| Row {
            name: row[0].to_lowercase(),
            is_total: table_total::is_total(&row[0].to_lowercase()),
            cells: row[1..].iter().map(|text| cell(text, tongue)).collect(),
        };
        Known {
            id: None,
            span: None,
            places: BTreeSet::new(),
            rows: rows.iter().map(row).collect(),
        }
    }

    fn found(table: &Known, text: &str) -> Option<String> {
        let own = Own::of(text);
        let all = quantities::read(&own, tongues::of("en"));
        Told {
            own: &own,
            all: &all,
        }
        .fault(table)
        .map(|fault| text[fault.range].to_owned())
    }

    #[test]
    fn a_sentence_tells_the_row_that_it_names() {
        let spent = table(&[
            &["Drilling", "36.0", "35.0", "97.2"],
            &["Training", "8.0", "6.4", "80.0"],
            &["Shops", "5.0", "2.2", "44.0"],
            &["Total", "49.0", "43.6", "89.0"],
        ]);
        for right in [
            "Drilling took the largest share, $35.0 million.",
            "Shops had the smallest budget, $5.0 million.",
            "Training had 8.0 and spent 6.4 million, 80.0 per cent.",
            "Training is one of the largest, and Drilling had $36.0 million.",
            "Training had the second largest budget, $8.0 million.",
            "Training was held in 14 towns.",
        ] {
            assert_eq!(found(&spent, right), None, "{right}");
        }
        for (wrong, written) in [
            (
                "Training took the largest share, $35.0 million.",
                "$35.0 million",
            ),
            ("Training had the largest budget, $8.0 million.", "largest"),
            ("Shops had the highest share.", "highest"),
        ] {
            assert_eq!(found(&spent, wrong).as_deref(), Some(written), "{wrong}");
        }
    }

    #[test]
    fn a_sentence_that_tells_a_row_tells_all_of_it() {
        let cases = table(&[
            &["Under 5", "563", "38.0", "16", "2.8"],
            &["5 to 14", "356", "24.0", "5", "1.4"],
            &["State television", "61", "22", "17", ""],
        ]);
        assert_eq!(
            found(
                &cases,
                "Children had 563 cases (38%) and 16 of the 37 deaths (43%)."
            ),
            None
        );
        assert_eq!(
            found(
                &cases,
                "Children had 536 cases (38.0%) and 16 of the 37 deaths (43%)."
            )
            .as_deref(),
            Some("536")
        );
        assert_eq!(
            found(
                &cases,
                "State television gave it 61 per cent, the others 22 per cent and 17 per cent."
            ),
            None
        );
        assert_eq!(
            found(
                &cases,
                "State television gave it 71 per cent, the others 22 per cent and 17 per cent."
            )
            .as_deref(),
            Some("71 per cent")
        );
    }
}
