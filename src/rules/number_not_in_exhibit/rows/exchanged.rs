//! Numbers that a sentence gives to two rows or columns of a table, which has them the other way round.

use super::{Cell, Fault, Known, Told};
use crate::rules::assigned::{self, Pair};
use crate::rules::numbers;
use crate::rules::prose;
use crate::rules::quantities::is_one_noun;
use crate::rules::tongues::Tongue;

impl Told<'_> {
    /// "Arn and Bel had 7 and 12 deaths respectively", where the table has 12 for Arn and 7 for Bel.
    pub(super) fn exchanged(&self, table: &Known, tongue: &Tongue) -> Option<Fault> {
        for given in assigned::all(self.own, tongue) {
            for (at, one) in given.pairs.iter().enumerate() {
                for two in &given.pairs[at + 1..] {
                    if one.value != two.value && table.turns(one, two) {
                        return Some(Fault {
                            range: given.range.clone(),
                            what: "stand the other way round in the table".to_owned(),
                            label: format!(
                                "there `{}` has {} and `{}` {}",
                                one.key.word(),
                                numbers::plain(two.value),
                                two.key.word(),
                                numbers::plain(one.value)
                            ),
                        });
                    }
                }
            }
        }
        None
    }
}

impl Known {
    /// Whether it has two numbers only exchanged, in two rows of one column or in two columns of one row.
    fn turns(&self, one: &Pair, two: &Pair) -> bool {
        let lines = self.lines(one, two);
        let has = |first: i64, second: i64| {
            lines
                .iter()
                .any(|(one, two)| is(one.as_ref(), first) && is(two.as_ref(), second))
        };
        has(two.value, one.value) && !has(one.value, two.value)
    }

    /// The cells that stand for two names beside each other.
    fn lines(&self, one: &Pair, two: &Pair) -> Vec<(Option<Cell>, Option<Cell>)> {
        let both = |names: &[&str]| only(names, one.key.word()).zip(only(names, two.key.word()));
        let rows: Vec<&str> = self.rows.iter().map(|row| row.name.as_str()).collect();
        let heads: Vec<&str> = self.heads.iter().map(String::as_str).collect();
        let cell = |row: usize, column: usize| self.rows[row].cells.get(column).cloned().flatten();
        if let Some((first, second)) = both(&rows) {
            let columns = self.rows[first].cells.len();
            return (0..columns)
                .map(|column| (cell(first, column), cell(second, column)))
                .collect();
        }
        match both(&heads) {
            Some((first, second)) => (0..self.rows.len())
                .map(|row| (cell(row, first), cell(row, second)))
                .collect(),
            None => Vec::new(),
        }
    }
}

/// The only one of some names in which a word stands.
fn only(names: &[&str], word: &str) -> Option<usize> {
    let holds = |name: &str| {
        let mut parts = name.split(' ');
        prose::find_phrase(name, word).is_some() || parts.any(|part| is_one_noun(part, word))
    };
    let mut places = names.iter().enumerate().filter(|(_, name)| holds(name));
    let (at, _) = places.next()?;
    places.next().is_none().then_some(at)
}

fn is(cell: Option<&Cell>, value: i64) -> bool {
    cell.is_some_and(|cell| (cell.value * 1000.0 - value as f64).abs() < 0.5)
}
