//! The room that numbers of a column need behind them, so that their decimal marks stand below each other.
//! Knows no format.

use crate::model::{Alignment, Inline, InlineKind, Table, text_of};

/// More decimals than these are no column of figures.
const MOST: usize = 6;

/// For each row of a table, for each of its cells, the signs that it lacks behind its number; empty if no
/// column has numbers with decimals of several lengths. `mark` is the decimal mark of the language.
pub fn missing(table: &Table, mark: &str) -> Vec<Vec<String>> {
    let mut rows = Vec::new();
    for (at, alignment) in table.columns.iter().enumerate() {
        if *alignment != Alignment::End {
            continue;
        }
        for (row, signs) in of_column(table, at, mark).into_iter().enumerate() {
            if rows.is_empty() {
                rows = vec![vec![String::new(); table.columns.len()]; table.rows.len()];
            }
            rows[row][at] = signs;
        }
    }
    rows
}

/// What the cells of a column lack; empty if they lack nothing, or are not numbers.
fn of_column(table: &Table, at: usize, mark: &str) -> Vec<String> {
    let cell = |row: usize| table.rows[row].cells.get(at);
    let words = |row: usize| cell(row).map(|cell| printed(&cell.content));
    let numbers: Vec<Option<Ending>> = (0..table.rows.len())
        .map(|row| words(row).and_then(|words| Ending::of(&words, mark)))
        .collect();
    let known: Vec<&Ending> = numbers.iter().flatten().collect();
    let decimals = known.iter().map(|one| one.decimals);
    let most = decimals.clone().max().unwrap_or_default();
    let is_even = decimals.min() == Some(most);
    let tails: Vec<&str> = known.iter().map(|one| one.tail.as_str()).collect();
    let tail = tails.iter().find(|tail| !tail.is_empty()).unwrap_or(&"");
    let is_plain = tails.iter().all(|one| one.is_empty() || one == tail);
    let same_tail = tails.iter().all(|one| one == tail);
    let is_column = known.len() > 1 && 2 * known.len() >= numbers.len() && most <= MOST;
    if !is_column || !is_plain || (is_even && same_tail) {
        return Vec::new();
    }
    let lacks = |one: &Option<Ending>| {
        let Some(one) = one else {
            return String::new();
        };
        let mut signs = String::new();
        if one.decimals == 0 && most > 0 {
            signs.push_str(mark);
        }
        signs.push_str(&"0".repeat(most - one.decimals));
        if one.tail.is_empty() {
            signs.push_str(tail);
        }
        signs
    };
    numbers.iter().map(lacks).collect()
}

/// The words of a cell without the notes behind them.
fn printed(content: &[Inline]) -> String {
    let is_aside = |inline: &&Inline| !matches!(inline.kind, InlineKind::Note(_));
    let kept: Vec<Inline> = content.iter().filter(is_aside).cloned().collect();
    text_of(&kept)
}

/// How a number ends.
struct Ending {
    /// The digits behind its decimal mark.
    decimals: usize,
    /// The signs behind it, such as `%`.
    tail: String,
}

impl Ending {
    /// Reads a cell that holds a number and nothing else but signs.
    fn of(words: &str, mark: &str) -> Option<Self> {
        let words = words.trim();
        if matches!(words, "-" | "–" | "—" | "\u{2212}") {
            // A dash for nothing stands where a whole number would.
            return Some(Self {
                decimals: 0,
                tail: String::new(),
            });
        }
        let is_digit = |c: char| c.is_ascii_digit();
        let first = words.find(is_digit)?;
        let end = words.rfind(is_digit)? + 1;
        let (head, tail) = (&words[..first], &words[end..]);
        let is_sign = |c: char| !c.is_alphanumeric() && !c.is_whitespace();
        let number = &words[first..end];
        let is_number = number.chars().all(|c| {
            is_digit(c)
                || matches!(
                    c,
                    '.' | ',' | '\'' | '’' | ' ' | '\u{a0}' | '\u{202f}' | '\u{2009}'
                )
        });
        let is_short = head.chars().count() <= 3 && tail.chars().count() <= 3;
        if !is_number
            || !is_short
            || !head.chars().all(is_sign)
            || !tail.trim().chars().all(is_sign)
        {
            return None;
        }
        let decimals = number
            .rsplit_once(mark)
            .map_or(0, |(_, decimals)| decimals.len());
        // A mark that stands twice groups digits.
        let is_one = number.matches(mark).count() <= 1;
        is_one.then(|| Self {
            decimals,
            tail: tail.to_owned(),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::sample;

    fn lacking(cells: &[&str], mark: &str) -> Vec<String> {
        let mut rows: Vec<&[&str]> = vec![&["Sum"]];
        let cells: Vec<[&str; 1]> = cells.iter().map(|cell| [*cell]).collect();
        rows.extend(cells.iter().map(|cell| &cell[..]));
        let mut table = sample::table_of(&rows);
        table.columns = vec![Alignment::End];
        missing(&table, mark).into_iter().flatten().collect()
    }

    #[test]
    fn numbers_stand_below_each_other() {
        let numbers = ["1,204.5", "88.125", "12,450", "\u{2212}3.25", "n/a"];
        assert_eq!(lacking(&numbers, "."), ["00", "", ".000", "0", ""]);
        assert_eq!(lacking(&["1.204,5", "12.450", "–"], ","), ["", ",0", ",0"]);
        assert_eq!(lacking(&["(1.5)", "2.5", "12"], "."), ["", ")", ".0)"]);
        assert_eq!(lacking(&["12.5 %", "3 %"], "."), ["", ".0"]);
    }

    #[test]
    fn what_needs_nothing_or_is_no_column_of_numbers_stays() {
        for cells in [
            &["1.5", "2.5"][..],
            &["2012", "14"],
            &["1.5"],
            &["a", "b", "1.5", "c", "2"],
            &["12.5%", "3 kg"],
            &["1.2.3", "4"],
        ] {
            assert!(
                lacking(cells, ".").iter().all(String::is_empty),
                "{cells:?}"
            );
        }
    }
}
