//! A total in a table that is not the sum of what it totals.

mod readings;

use super::measures::SIGNS_OF_MONEY;
use super::numbers;
use super::prose;
use super::tongues::{self, Tongue};
use super::{Context, words};
use crate::diagnostic::Finding;
use crate::model::{Block, BlockKind, Cell, Row, Table, Visitor, text_of, walk_block};
use crate::source::Span;

pub(super) const NAME: &str = "table-total";

/// Whether a row or column of this name totals others.
pub(super) fn is_total(name: &str) -> bool {
    let name = name.trim().trim_end_matches([':', '.']).to_lowercase();
    TOTALS.contains(&name.as_str())
}

/// Names of rows and columns that total others.
const TOTALS: &[&str] = &[
    "total",
    "totals",
    "sum",
    "all",
    "overall",
    "in all",
    "in total",
    "grand total",
    "summe",
    "gesamt",
    "insgesamt",
    "gesamtsumme",
    "total général",
    "ensemble",
    "totaux",
    "suma",
    "totale",
    "totaal",
    "합계",
    "총계",
    "계",
    "合计",
    "总计",
    "合計",
    "総計",
    "итого",
    "всего",
];

/// Beginnings of names of rows and columns that are parts of the one before.
const PARTS: &[&str] = &[
    "of which",
    "of these",
    "of whom",
    "thereof",
    "including",
    "incl",
    "davon",
    "darunter",
    "dont",
    "de los cuales",
    "de las cuales",
    "di cui",
    "dos quais",
    "waarvan",
    "–",
    "-",
    "—",
    "그중",
];

/// Words in names of columns whose numbers do not add up: averages, rates, years.
const NO_SUM_WORDS: &[&str] = &[
    "average",
    "mean",
    "median",
    "rate",
    "ratio",
    "index",
    "share",
    "per",
    "percent",
    "percentage",
    "year",
    "rank",
    "age",
    "price",
    "temperature",
    "media",
    "growth",
    "density",
    "incidence",
    "prevalence",
    "fertility",
    "expectancy",
    "turnout",
    "cumulative",
    "dichte",
    "âge",
    "edad",
    "idade",
    "età",
    "leeftijd",
];

/// The same as parts of words, in languages that join them, and signs.
const NO_SUMS: &[&str] = &[
    "%",
    "mittel",
    "durchschnitt",
    "quote",
    "anteil",
    "jahr",
    "moyenne",
    "médiane",
    "taux",
    "année",
    "promedio",
    "tasa",
    "año",
    "비율",
    "평균",
    "연도",
    "preis",
    "prix",
    "precio",
    "inzidenz",
    "wachstum",
    "kumul",
    "densité",
    "croissance",
    "pourcentage",
    "densidad",
    "incidencia",
    "crecimiento",
    "porcentaje",
    "acumulad",
];

/// Parts of captions that say why totals differ.
const EXPLAINED: &[&str] = &[
    "round",
    "more than one",
    "several",
    "double",
    "twice",
    "distinct",
    "overlap",
    "do not add",
    "may not add",
    "gerundet",
    "rundung",
    "mehrfach",
    "doppel",
    "arrondi",
    "plusieurs",
    "double",
    "redonde",
    "varias",
    "varios",
];

pub(super) fn check(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let tongue = tongues::of(context.report_language());
    let mut check = Check {
        context,
        tongue,
        findings,
    };
    context.report.walk(&mut check);
}

struct Check<'c, 'f> {
    context: &'c Context<'c>,
    tongue: &'static Tongue,
    findings: &'f mut Vec<Finding>,
}

impl<'a> Visitor<'a> for Check<'_, '_> {
    fn block(&mut self, block: &'a Block) {
        if let BlockKind::Table(table) = &block.kind
            && !is_explained(table)
        {
            let grid = Grid::of(table, self.tongue);
            let faults = grid.columns().into_iter().chain(grid.rows());
            let found: Vec<Finding> = faults.map(|fault| self.finding(&fault)).collect();
            self.findings.extend(found);
        }
        walk_block(self, block);
    }
}

impl Check<'_, '_> {
    /// A cell without the white space around its words.
    fn trimmed(&self, cell: Span) -> Span {
        let written = self.context.sources.slice(cell);
        let start = cell.range().start + written.len() - written.trim_start().len();
        let end = cell.range().start + written.trim_end().len();
        Span::new(cell.file, start.min(end)..end)
    }

    fn finding(&self, fault: &Fault<'_>) -> Finding {
        let written = text_of(&fault.cell.content);
        Finding::new(
            NAME,
            self.context.graded(),
            format!(
                "the total of {} is `{}`, and its numbers come to `{}`",
                fault.of,
                written.trim(),
                numbers::plain(fault.sum)
            ),
            self.trimmed(fault.cell.span),
        )
        .label(format!("they add up to {}", numbers::plain(fault.sum)))
        .help("look in the source which number is wrong; where rounding or double counts explain it, say so in the caption")
    }
}

/// Whether the caption of a table says why its numbers may not add up.
pub(super) fn is_explained(table: &Table) -> bool {
    let caption = text_of(&table.caption).to_lowercase();
    EXPLAINED.iter().any(|words| caption.contains(words)) || readings::is_selection(&caption)
}

/// A total that is not what it should be.
struct Fault<'t> {
    cell: &'t Cell,
    of: String,
    sum: i64,
}

/// A number of a cell, times a thousand, and how many digits stand behind its decimal mark.
#[derive(Debug, Clone, Copy)]
struct Entry {
    value: i64,
    decimals: usize,
    is_percent: bool,
}

/// What a cell holds.
#[derive(Debug, Clone, Copy)]
enum Held {
    Number(Entry),
    Nothing,
    Words,
}

/// A table as numbers.
struct Grid<'t> {
    table: &'t Table,
    names: Vec<String>,
    heads: Vec<String>,
    held: Vec<Vec<Held>>,
    tongue: &'static Tongue,
    /// Whether the caption says that whole numbers are thousands or more.
    is_of_large: bool,
}

impl<'t> Grid<'t> {
    fn of(table: &'t Table, tongue: &'static Tongue) -> Self {
        let name = |cell: Option<&Cell>| {
            let text = cell.map(|cell| text_of(&cell.content)).unwrap_or_default();
            text.trim().trim_end_matches([':', '.']).to_lowercase()
        };
        let row = |row: &Row| row.cells.iter().map(|cell| held(cell, tongue)).collect();
        Self {
            table,
            names: table
                .rows
                .iter()
                .map(|row| name(row.cells.first()))
                .collect(),
            heads: table
                .header
                .cells
                .iter()
                .map(|cell| name(Some(cell)))
                .collect(),
            held: table.rows.iter().map(row).collect(),
            tongue,
            is_of_large: readings::is_of_large(&text_of(&table.caption).to_lowercase()),
        }
    }

    /// Rows of totals that are not the sum of the rows they total.
    fn columns(&self) -> Vec<Fault<'t>> {
        let totals: Vec<usize> = (0..self.names.len())
            .filter(|row| TOTALS.contains(&self.names[*row].as_str()))
            .collect();
        let has_parts = self.names.iter().any(|name| is_part(name));
        // Where several rows total others, what each of them totals is anybody's guess.
        let [total] = totals[..] else {
            return Vec::new();
        };
        if has_parts {
            return Vec::new();
        }
        let is_other = |row: &usize| *row != total && !readings::is_aside(&self.names[*row]);
        let others: Vec<usize> = (0..self.names.len()).filter(is_other).collect();
        let mut faults = Vec::new();
        for column in 1..self.heads.len() {
            if !adds_up(&self.heads[column]) {
                continue;
            }
            let Some(sum) = self.sum(others.iter().map(|row| (*row, column))) else {
                continue;
            };
            if self.differs(total, column, &sum)
                && !self.is_mean(&others, total, column)
                && !self.is_otherwise(total, column, &sum)
            {
                faults.push(Fault {
                    cell: &self.table.rows[total].cells[column],
                    of: format!("the column `{}`", self.head(column)),
                    sum: sum.value,
                });
            }
        }
        faults
    }

    /// The number of a cell.
    fn entry(&self, row: usize, column: usize) -> Option<Entry> {
        match self.held.get(row)?.get(column)? {
            Held::Number(entry) => Some(*entry),
            _ => None,
        }
    }

    /// Whether the total of a column lies among its numbers, as that of a rate, of a running sum and of people
    /// whom several rows count does. No sum is less than one of its parts.
    fn is_mean(&self, others: &[usize], total: usize, column: usize) -> bool {
        let values = || {
            let entries = others.iter().filter_map(|row| self.entry(*row, column));
            entries.map(|entry| entry.value)
        };
        let (Some(least), Some(most)) = (values().min(), values().max()) else {
            return false;
        };
        let is_among = |total: Entry| total.value >= least && total.value <= most;
        least >= 0 && self.entry(total, column).is_some_and(is_among)
    }

    /// Whether a total fits where some rows are subtotals or are taken off.
    fn is_otherwise(&self, total: usize, column: usize, sum: &Sum) -> bool {
        let others = (0..self.names.len()).filter(|row| *row != total);
        let rows: Vec<(&str, i64)> = others
            .filter_map(|row| Some((self.names[row].as_str(), self.entry(row, column)?.value)))
            .collect();
        let slack = self.slack(column, sum);
        let names: Vec<&str> = rows.iter().map(|(name, _)| *name).collect();
        let is_once = readings::is_once_each(&self.heads[column], &names, self.tongue);
        self.entry(total, column).is_some_and(|total| {
            is_once && total.value < sum.value || readings::fits(&rows, total.value, slack)
        })
    }

    /// Columns of totals that are not the sum of the columns before them. Only where most rows add up
    /// is it known that the column totals the others.
    fn rows(&self) -> Vec<Fault<'t>> {
        let is_total = |column: &usize| TOTALS.contains(&self.heads[*column].as_str());
        let Some(total) = (2..self.heads.len()).find(is_total) else {
            return Vec::new();
        };
        let parts: Vec<usize> = (1..self.heads.len())
            .filter(|column| *column != total)
            .filter(|column| adds_up(&self.heads[*column]) && !is_part(&self.heads[*column]))
            .collect();
        if parts.len() < 2 {
            return Vec::new();
        }
        let (mut right, mut faults) = (0, Vec::new());
        for (row, name) in self.names.iter().enumerate() {
            let Some(sum) = self.sum(parts.iter().map(|column| (row, *column))) else {
                continue;
            };
            if !matches!(
                self.held.get(row).and_then(|row| row.get(total)),
                Some(Held::Number(_))
            ) {
                continue;
            }
            if self.differs(row, total, &sum) {
                faults.push(Fault {
                    cell: &self.table.rows[row].cells[total],
                    of: format!("the row `{}`", words::shortened(name, 40)),
                    sum: sum.value,
                });
            } else {
                right += 1;
            }
        }
        match right >= faults.len() && right > 0 {
            true => faults,
            false => Vec::new(),
        }
    }

    fn head(&self, column: usize) -> String {
        let cell = self.table.header.cells.get(column);
        let text = cell.map(|cell| text_of(&cell.content)).unwrap_or_default();
        words::shortened(text.trim(), 40)
    }

    /// The sum of some cells; none where one holds words, or fewer than two hold numbers.
    fn sum(&self, cells: impl Iterator<Item = (usize, usize)>) -> Option<Sum> {
        let mut sum = Sum::default();
        for (row, column) in cells {
            match self.held.get(row)?.get(column)? {
                Held::Number(entry) => {
                    sum.value = sum.value.checked_add(entry.value)?;
                    sum.decimals = sum.decimals.max(entry.decimals);
                    sum.is_rounded |= entry.is_percent || entry.decimals > 0;
                    sum.terms += 1;
                }
                Held::Nothing => {}
                Held::Words => return None,
            }
        }
        (sum.terms >= 2).then_some(sum)
    }

    /// Whether a total is not a sum, however its terms were rounded.
    fn differs(&self, row: usize, column: usize, sum: &Sum) -> bool {
        let total = self.entry(row, column);
        total.is_some_and(|total| (total.value - sum.value).abs() > self.slack(column, sum))
    }

    /// How far a sum may be from its total: each term and the total may be half a unit off.
    fn slack(&self, column: usize, sum: &Sum) -> i64 {
        let decimals = u32::try_from(sum.decimals.min(3)).unwrap_or_default();
        let unit = 1000_i64 / 10_i64.pow(decimals);
        let is_of_large = self.is_of_large || readings::is_of_large(&self.heads[column]);
        match sum.is_rounded || is_of_large {
            true => unit * (sum.terms + 1) / 2,
            false => 0,
        }
    }
}

/// What some cells come to.
#[derive(Debug, Default)]
struct Sum {
    value: i64,
    decimals: usize,
    is_rounded: bool,
    terms: i64,
}

fn adds_up(head: &str) -> bool {
    let is_word = |word: &str| {
        let plain = word.strip_suffix('s').unwrap_or(word);
        NO_SUM_WORDS.contains(&word) || NO_SUM_WORDS.contains(&plain)
    };
    let mut words = head.split(|c: char| !c.is_alphanumeric());
    !words.any(is_word) && !NO_SUMS.iter().any(|words| head.contains(words))
}

fn is_part(name: &str) -> bool {
    PARTS.iter().any(|part| name.starts_with(part))
}

/// Reads a cell: a number alone, with a sign of money or per cent, or with something in brackets
/// behind it.
fn held(cell: &Cell, tongue: &Tongue) -> Held {
    let text = text_of(&cell.content);
    let text = text.trim();
    if text.is_empty()
        || text
            .chars()
            .all(|c| matches!(c, '-' | '–' | '—' | '.' | '·'))
    {
        return Held::Nothing;
    }
    let found = prose::words(text);
    let Some(figures) = numbers::digits(text, &found, 0, tongue) else {
        return Held::Words;
    };
    let before = &text[..found[0].range.start];
    let after = text[found[figures.last].range.end..].trim();
    let is_money = |c: char| c.is_whitespace() || SIGNS_OF_MONEY.contains(&c);
    let is_percent = after.starts_with('%');
    let ends = after.is_empty() || is_percent || after.starts_with(['(', '*', '€', '†']);
    match (before.chars().all(is_money) && ends, figures.scaled()) {
        (true, Some(value)) => Held::Number(Entry {
            value,
            decimals: figures.decimals,
            is_percent,
        }),
        _ => Held::Words,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_that_do_not_add_up_are_known_by_whole_words() {
        for head in [
            "faults in refrigeration",
            "damages",
            "separate trials",
            "village",
            "visits",
        ] {
            assert!(adds_up(head), "{head}");
        }
        for head in [
            "rate",
            "ages",
            "share of women",
            "frauenanteil",
            "price (us$)",
            "%",
            "cost per head",
            "case density",
            "inzidenz",
            "porcentaje",
            "âge",
        ] {
            assert!(!adds_up(head), "{head}");
        }
    }
}
