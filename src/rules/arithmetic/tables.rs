//! Columns of a table that are reckoned from other columns, but for one row.

mod rates;

use super::NAME;
use crate::diagnostic::{Finding, Level};
use crate::model::{Block, BlockKind, Cell, Table, Visitor, text_of, walk_block};
use crate::rules::table_total::{self, is_total};
use crate::rules::tongues::{self, Tongue};
use crate::rules::{Context, numbers, prose, words};

/// From how many lines on a relation is none by chance: four that agree, and one that does not.
const LINES: usize = 5;

/// The same for a column that says what it is.
const NAMED_LINES: usize = 4;

/// The same for one that says it is a difference.
const DIFFERENCE_LINES: usize = 3;

/// Numbers below it come of each other by chance.
const SMALL: f64 = 10.0;

/// The most columns that are laid beside each other.
const COLUMNS: usize = 9;

/// The most rows.
const ROWS: usize = 300;

/// Names of lines that are the difference of two others, so that fewer lines tell it.
const DIFFERENCES: &[&str] = &[
    "difference",
    "differenz",
    "différence",
    "diferencia",
    "differenza",
    "gap",
];

/// Words of names of lines that are reckoned from others.
const NAMED: &[&str] = &[
    "share",
    "change",
    "growth",
    "increase",
    "total",
    "sum",
    "difference",
    "gap",
    "balance",
    "anteil",
    "veränderung",
    "zuwachs",
    "gesamt",
    "insgesamt",
    "summe",
    "differenz",
    "part",
    "variation",
    "évolution",
    "somme",
    "différence",
    "cuota",
    "cambio",
    "variación",
    "suma",
    "diferencia",
    "totale",
    "quota",
];

/// Parts of captions by which shares are those of some only.
const OF_SOME: &[&str] = &[
    "of those",
    "answered",
    "respond",
    "replied",
    "weighted",
    "antworte",
    "gewichtet",
    "ayant répondu",
    "pondéré",
    "respondieron",
    "ponderad",
];

/// Parts of the names of columns that hold shares or changes in per cent.
const SHARES: &[&str] = &[
    "%",
    "per cent",
    "percent",
    "prozent",
    "pour cent",
    "por ciento",
    "share",
    "anteil",
];

pub(super) fn check(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let mut check = Check {
        tongue: tongues::of(context.report_language()),
        findings,
    };
    context.report.walk(&mut check);
}

struct Check<'f> {
    tongue: &'static Tongue,
    findings: &'f mut Vec<Finding>,
}

impl<'a> Visitor<'a> for Check<'_> {
    fn block(&mut self, block: &'a Block) {
        if let BlockKind::Table(table) = &block.kind
            && !is_explained(table)
        {
            let found = faults(&Lines::of(table, self.tongue), self.tongue)
                .into_iter()
                .map(|fault| finding(table, &fault));
            self.findings.extend(found);
        }
        walk_block(self, block);
    }
}

/// Whether the caption says why its numbers may not come of each other.
fn is_explained(table: &Table) -> bool {
    let caption = text_of(&table.caption).to_lowercase();
    table_total::is_explained(table) || OF_SOME.iter().any(|words| caption.contains(words))
}

fn finding(table: &Table, fault: &Fault) -> Finding {
    let text = |cell: Option<&Cell>| {
        cell.map(|cell| text_of(&cell.content).trim().to_owned())
            .unwrap_or_default()
    };
    let row = &table.rows[fault.row];
    let name = text(row.cells.first());
    let cell = row.cells.get(fault.column);
    Finding::new(
        NAME,
        Level::Warning,
        format!("`{}` of `{}` does not follow from the numbers beside it", text(cell), words::shortened(&name, 40)),
        cell.map_or(row.span, |cell| cell.span),
    )
    .label(format!("it comes to {}", fault.exact))
    .help("look in the source which of the numbers is wrong; in the other lines of the table they agree")
}

/// A number of a cell, with how far rounding may have carried it.
#[derive(Debug, Clone, Copy)]
struct Entry {
    value: f64,
    decimals: usize,
    is_percent: bool,
}

impl Entry {
    fn step(&self) -> f64 {
        numbers::half_of_last_digit(self.decimals)
    }

    /// How far what is reckoned with it may be off, where its decimals show that it was rounded.
    fn rough(&self) -> f64 {
        match self.decimals {
            0 => 0.0,
            _ => self.step(),
        }
    }
}

/// The numbers of a table by column, and the names of its lines.
struct Lines {
    columns: Vec<Vec<Option<Entry>>>,
    heads: Vec<String>,
    rows: Vec<String>,
    /// The first column that is no name.
    first: usize,
}

/// A cell that is not what the others come to.
#[derive(Debug, PartialEq)]
struct Fault {
    row: usize,
    column: usize,
    exact: String,
}

impl Lines {
    fn of(table: &Table, tongue: &Tongue) -> Self {
        let name = |cell: Option<&Cell>| {
            cell.map(|cell| text_of(&cell.content).trim().to_lowercase())
                .unwrap_or_default()
        };
        let columns = table.header.cells.len();
        let usable = columns <= COLUMNS && table.rows.len() <= ROWS;
        let read = |column: usize| {
            let cells = table.rows.iter().map(move |row| row.cells.get(column));
            cells
                .map(|cell| entry(&text_of(&cell?.content), tongue))
                .collect()
        };
        Self {
            columns: (0..if usable { columns } else { 0 }).map(read).collect(),
            heads: table
                .header
                .cells
                .iter()
                .map(|cell| name(Some(cell)))
                .collect(),
            rows: table
                .rows
                .iter()
                .map(|row| name(row.cells.first()))
                .collect(),
            first: 1,
        }
    }

    /// Whether a column holds shares or changes in per cent, by its cells or its head.
    fn is_share(&self, column: usize) -> bool {
        let is_percent = self.columns[column]
            .iter()
            .flatten()
            .any(|entry| entry.is_percent);
        is_percent
            || self
                .heads
                .get(column)
                .is_some_and(|head| SHARES.iter().any(|word| head.contains(word)))
    }

    /// The same with rows for columns.
    fn turned(&self) -> Self {
        let rows = self.rows.len();
        let row = |row: usize| {
            self.columns
                .iter()
                .skip(1)
                .map(|column| column[row])
                .collect()
        };
        let usable = rows <= COLUMNS && self.columns.len() > 1;
        Self {
            columns: (0..if usable { rows } else { 0 }).map(row).collect(),
            heads: self.rows.clone(),
            rows: self.heads.iter().skip(1).cloned().collect(),
            first: 0,
        }
    }
}

/// Reads a cell that holds a number and little else: "+1.9%", "412,000", "−9 %".
fn entry(text: &str, tongue: &Tongue) -> Option<Entry> {
    let text = text.trim();
    let found = prose::words(text);
    let figures = numbers::digits(text, &found, 0, tongue)?;
    let before = &text[..found[0].range.start];
    let behind = text[found[figures.last].range.end..].trim();
    let is_bare = before.chars().all(|c| "$€£+-−–~* ".contains(c))
        && behind.chars().all(|c| "%€$£* ".contains(c));
    let is_negative = before.contains(['-', '−', '–']);
    let value = figures.scaled()? as f64 / 1000.0;
    is_bare.then_some(Entry {
        value: if is_negative { -value } else { value },
        decimals: figures.decimals,
        is_percent: behind.contains('%'),
    })
}

/// How one number comes of two others of its line.
#[derive(Debug, Clone, Copy)]
enum Relation {
    Share,
    Change,
    Sum,
    Difference,
}

impl Relation {
    /// What two numbers come to, and how far rounding may have carried it.
    fn of(self, one: Entry, two: Entry) -> Option<(f64, f64)> {
        match self {
            Self::Share if two.value != 0.0 => {
                let exact = one.value / two.value * 100.0;
                Some((
                    exact,
                    (one.rough() + two.rough() * (exact / 100.0).abs()) / two.value.abs() * 100.0,
                ))
            }
            Self::Change if two.value > 0.0 => {
                let exact = (one.value - two.value) / two.value * 100.0;
                Some((
                    exact,
                    (one.rough() + two.rough() * one.value.abs() / two.value) / two.value * 100.0,
                ))
            }
            Self::Sum => Some((one.value + two.value, one.rough() + two.rough())),
            Self::Difference => Some((one.value - two.value, one.rough() + two.rough())),
            _ => None,
        }
    }
}

/// The cells that break a relation which all other lines keep.
fn faults(lines: &Lines, tongue: &Tongue) -> Vec<Fault> {
    let mut faults = rates::faults(lines, tongue);
    faults.extend(of_columns(lines));
    faults.extend(of_column(lines));
    // Rows that come of two other rows do so by chance, but for one that says so.
    let turned = lines.turned();
    let named = (0..turned.columns.len()).filter(|row| is_difference(&turned, *row));
    let of_rows = named
        .flat_map(|made| of_others(&turned, made))
        .map(|fault| Fault {
            row: fault.column,
            column: fault.row + 1,
            exact: fault.exact,
        });
    faults.extend(of_rows);
    // A number that is wrong breaks every relation in which it stands: one of a row is enough.
    let mut seen = Vec::new();
    faults.retain(|fault| {
        let is_new = !seen.contains(&fault.row);
        seen.push(fault.row);
        is_new
    });
    faults
}

fn of_columns(lines: &Lines) -> Vec<Fault> {
    // What is reckoned mostly stands behind what it is reckoned from.
    (1..lines.columns.len())
        .rev()
        .flat_map(|made| of_others(lines, made))
        .collect()
}

/// The cells of one column that do not come of two others.
fn of_others(lines: &Lines, made: usize) -> Vec<Fault> {
    let mut faults = Vec::new();
    let columns = lines.columns.len();
    let others = || (lines.first..columns).filter(move |other| *other != made);
    for one in others() {
        for two in others().filter(|two| *two != one) {
            let mut relations = vec![Relation::Difference];
            if lines.is_share(made) {
                relations.extend([Relation::Share, Relation::Change]);
            }
            if one < two {
                relations.push(Relation::Sum);
            }
            faults.extend(
                relations
                    .into_iter()
                    .find_map(|relation| of_relation(lines, relation, (one, two), made)),
            );
        }
    }
    faults
}

/// Whether a column says that it is the difference of two others.
fn is_difference(lines: &Lines, column: usize) -> bool {
    lines
        .heads
        .get(column)
        .is_some_and(|head| DIFFERENCES.iter().any(|name| head.starts_with(name)))
}

/// Whether a column says that it is reckoned from others.
fn is_named(lines: &Lines, column: usize) -> bool {
    lines.heads.get(column).is_some_and(|head| {
        let mut words = head.split(|c: char| !c.is_alphabetic());
        words.any(|word| NAMED.contains(&word)) || SHARES.iter().any(|word| head.contains(word))
    })
}

/// From how many lines on a column is reckoned from others by no chance.
fn least(lines: &Lines, relation: Relation, column: usize) -> usize {
    match relation {
        Relation::Difference if is_difference(lines, column) => DIFFERENCE_LINES,
        _ if is_named(lines, column) => NAMED_LINES,
        _ => LINES,
    }
}

/// The one line in which a column does not come of two others.
fn of_relation(
    lines: &Lines,
    relation: Relation,
    (one, two): (usize, usize),
    made: usize,
) -> Option<Fault> {
    let entries = |row: usize| {
        let entry = |column: usize| lines.columns[column][row];
        Some((entry(one)?, entry(two)?, entry(made)?))
    };
    let reckoned = (0..lines.rows.len()).filter_map(|row| {
        let (one, two, told) = entries(row)?;
        Some((row, relation.of(one, two)?, told))
    });
    // Counts of one digit are the sum of two others more often than not.
    let mut all = [one, two, made]
        .into_iter()
        .flat_map(|column| lines.columns[column].iter().flatten());
    let is_large = all.any(|entry| entry.value.abs() >= SMALL);
    is_large
        .then(|| broken(reckoned, made, least(lines, relation, made)))
        .flatten()
}

/// The one line that is not what it is reckoned to be, where all others are.
fn broken(
    reckoned: impl Iterator<Item = (usize, (f64, f64), Entry)>,
    column: usize,
    least: usize,
) -> Option<Fault> {
    let (mut right, mut wrong) = (Vec::new(), None);
    for (row, (exact, rough), told) in reckoned {
        // Numbers of few digits come of each other by chance.
        if rough > (told.step() * 3.0).max(told.value.abs() * 0.02) {
            return None;
        }
        let slack = rough + told.step() + 1e-6 * exact.abs().max(1.0);
        if (exact - told.value).abs() <= slack {
            right.push(told.value);
        } else if wrong.replace((row, exact, told)).is_some() {
            return None;
        }
    }
    let (row, exact, told) = wrong?;
    // Columns of zeros, or of one number, agree with anything.
    let differ = right.iter().any(|value| (value - right[0]).abs() > 1e-9);
    (right.len() + 1 >= least && differ).then(|| Fault {
        row,
        column,
        exact: format!(
            "{exact:.*}",
            told.decimals.max(usize::from(exact.fract().abs() > 1e-9))
        ),
    })
}

/// Columns that tell the share of each row in the total, or the change from the row before.
fn of_column(lines: &Lines) -> Vec<Fault> {
    let mut faults = Vec::new();
    let total = lines
        .rows
        .iter()
        .position(|name| is_total(name.trim_matches('*')));
    for made in (0..lines.columns.len()).filter(|made| lines.is_share(*made)) {
        for of in (lines.first..lines.columns.len()).filter(|of| *of != made) {
            let (base, told) = (&lines.columns[of], &lines.columns[made]);
            if let Some(total) = total.and_then(|total| base[total]) {
                let shares = (0..lines.rows.len()).filter_map(|row| {
                    Some((row, Relation::Share.of(base[row]?, total)?, told[row]?))
                });
                faults.extend(broken(shares, made, least(lines, Relation::Share, made)));
            }
            let steps = (1..lines.rows.len())
                .filter(|row| Some(*row) != total && !is_behind_gap(lines, *row))
                .filter_map(|row| {
                    Some((
                        row,
                        Relation::Change.of(base[row]?, base[row - 1]?)?,
                        told[row]?,
                    ))
                });
            faults.extend(broken(steps, made, least(lines, Relation::Change, made)));
        }
    }
    faults
}

/// Whether a year or more is missing before a line that bears one: its change may be that of each year.
fn is_behind_gap(lines: &Lines, row: usize) -> bool {
    let year = |row: usize| -> Option<i32> {
        let name = lines.rows.get(row)?;
        let digits: String = name.chars().take_while(char::is_ascii_digit).collect();
        digits.parse().ok().filter(|_| digits.len() == 4)
    };
    let step = |row: usize| Some(year(row)? - year(row.checked_sub(1)?)?);
    let least = (1..lines.rows.len()).filter_map(step).map(i32::abs).min();
    step(row).map(i32::abs) > least
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(rows: &[&[&str]]) -> Lines {
        let heads: Vec<String> = rows[0].iter().map(|head| head.to_lowercase()).collect();
        let cell = |row: &[&str], column: usize| entry(row[column], tongues::of("en"));
        Lines {
            columns: (0..heads.len())
                .map(|column| rows[1..].iter().map(|row| cell(row, column)).collect())
                .collect(),
            rows: rows[1..].iter().map(|row| row[0].to_lowercase()).collect(),
            heads,
            first: 1,
        }
    }

    fn found(rows: &[&[&str]]) -> Vec<(usize, usize, String)> {
        faults(&lines(rows), tongues::of("en"))
            .into_iter()
            .map(|fault| (fault.row, fault.column, fault.exact))
            .collect()
    }

    #[test]
    fn a_share_comes_of_the_columns_beside_it() {
        let rows = |third: &'static str| {
            vec![
                ["District", "Target", "Drilled", "Share"],
                ["Arn", "180", "162", "90%"],
                ["Bel", "200", "160", "80%"],
                ["Cil", "160", "120", third],
                ["Dor", "130", "78", "60%"],
            ]
        };
        let check = |third, expected: &[(usize, usize, String)]| {
            let rows = rows(third);
            let rows: Vec<&[&str]> = rows.iter().map(|row| &row[..]).collect();
            assert_eq!(found(&rows), expected, "{third}");
        };
        check("75%", &[]);
        check("57%", &[(2, 3, "75".to_owned())]);
    }

    #[test]
    fn a_change_comes_of_the_row_before_and_a_share_of_the_total() {
        let wrong = [
            &["Year", "Boxes", "Change"][..],
            &["2016", "412,000", ""],
            &["2017", "420,000", "+1.9%"],
            &["2018", "398,000", "−5.2%"],
            &["2019", "371,000", "−8.6%"],
            &["2020", "310,000", "−16.4%"],
        ];
        assert_eq!(found(&wrong), [(3, 2, "-6.8".to_owned())]);
        let shares = [
            &["Age", "Cases", "Share"][..],
            &["Under 5", "563", "38.0%"],
            &["5 to 14", "356", "24.0%"],
            &["15 to 49", "415", "28.0%"],
            &["50 and over", "148", "12.0%"],
            &["Total", "1,482", "100.0%"],
        ];
        assert_eq!(found(&shares), [(3, 2, "10.0".to_owned())]);
    }

    #[test]
    fn what_comes_of_each_other_by_chance_is_no_sum() {
        let small = [
            &["Place", "One", "Two", "Three"][..],
            &["Arn", "2", "7", "9"],
            &["Bel", "4", "4", "8"],
            &["Cil", "1", "1", "2"],
            &["Dor", "3", "5", "8"],
            &["Eln", "3", "5", "9"],
        ];
        assert_eq!(found(&small), []);
        let few = [
            &["Place", "One", "Two", "Three"][..],
            &["Arn", "12", "17", "29"],
            &["Bel", "14", "14", "28"],
            &["Cil", "11", "21", "32"],
            &["Dor", "13", "15", "29"],
        ];
        assert_eq!(found(&few), []);
        let gap = [
            &["Year", "Boxes", "Change"][..],
            &["2014", "300", ""],
            &["2016", "330", "+4.9%"],
            &["2017", "363", "+10.0%"],
            &["2018", "399", "+9.9%"],
            &["2019", "439", "+10.0%"],
            &["2020", "483", "+10.0%"],
        ];
        assert_eq!(found(&gap), []);
        let total = [
            &["Place", "One", "Two", "Total"][..],
            &["Arn", "12", "17", "29"],
            &["Bel", "14", "14", "28"],
            &["Cil", "11", "21", "32"],
            &["Dor", "13", "15", "29"],
        ];
        assert_eq!(found(&total), [(3, 3, "28".to_owned())]);
    }

    #[test]
    fn a_difference_of_rows_and_what_is_none() {
        let wrong = [
            &["Group", "Girls", "Boys", "All"][..],
            &["Meals", "87.1", "85.9", "86.5"],
            &["Control", "78.7", "82.3", "80.5"],
            &["Difference", "4.8", "3.6", "6.0"],
        ];
        assert_eq!(found(&wrong), [(2, 1, "8.4".to_owned())]);
        let two_wrong = [
            &["Place", "One", "Two", "Three"][..],
            &["Arn", "12", "7", "19"],
            &["Bel", "9", "4", "13"],
            &["Cil", "8", "1", "10"],
            &["Dor", "7", "5", "11"],
        ];
        assert_eq!(found(&two_wrong), []);
        // One row that is the sum of two others in most columns is so by chance.
        let by_chance = [
            &["Age", "Cases", "Share", "Deaths", "Fatality"][..],
            &["Under 5", "563", "38.0", "16", "2.8"],
            &["15 to 49", "415", "28.0", "8", "1.9"],
            &["50 and over", "148", "10.0", "8", "5.4"],
        ];
        assert_eq!(found(&by_chance), []);
        let smooth = [
            &["Year", "One", "Two", "Three"][..],
            &["2024", "3.2%", "3.3%", "3.1%"],
            &["2026", "3.5%", "3.7%", "3.4%"],
            &["2028", "3.8%", "4.0%", "3.7%"],
            &["2030", "4.1%", "4.3%", "4.0%"],
            &["2032", "4.4%", "4.6%", "4.3%"],
            &["2034", "4.7%", "5.0%", "4.6%"],
        ];
        assert_eq!(found(&smooth), []);
        // A count is not reckoned back from a share that was rounded.
        let density = [
            &["Prison", "Places", "Held", "Density (%)"][..],
            &["Arn", "600", "1,020", "170"],
            &["Bel", "540", "756", "140"],
            &["Cil", "480", "600", "125"],
            &["Total", "2,240", "3,146", "140"],
        ];
        assert_eq!(found(&density), []);
    }
}
