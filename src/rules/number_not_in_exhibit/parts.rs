//! A part and its whole that stand in a table, and not beside each other.

use std::collections::BTreeSet;

use super::super::Context;
use super::super::numbers::{self, Number};
use super::super::prose::{self, Own};
use super::super::tongues::Tongue;
use super::{Exhibit, NAME};
use crate::diagnostic::{Finding, Level};
use crate::model::Sentence;

/// The numbers of each row and of each column, which are given by column with their headings.
pub(super) fn lines(columns: &[Vec<String>], tongue: &Tongue) -> Vec<BTreeSet<i64>> {
    let read = |cell: &String| {
        numbers::read(cell, tongue)
            .into_iter()
            .map(|number| number.value)
    };
    let of_columns = columns
        .iter()
        .map(|column| column.iter().skip(1).flat_map(read).collect());
    let rows = columns.iter().map(Vec::len).max().unwrap_or_default();
    let of_rows = (1..rows).map(|row| {
        let cells = columns.iter().filter_map(|column| column.get(row));
        cells.flat_map(read).collect()
    });
    of_columns.chain(of_rows).collect()
}

/// The means of a column with its heading, once of all its cells and once without the last, which may total them.
pub(super) fn means(column: &[String], tongue: &Tongue) -> Vec<f64> {
    let cells = column.iter().skip(1);
    let values: Vec<f64> = cells
        .filter_map(|cell| Some(numbers::read(cell, tongue).first()?.value as f64))
        .collect();
    let mean = |values: &[f64]| values.iter().sum::<f64>() / values.len() as f64;
    let ends = [values.len(), values.len().saturating_sub(1)];
    let means = ends.into_iter().filter(|end| *end > 1);
    means.map(|end| mean(&values[..end])).collect()
}

/// Whether a number is one of some means, rounded as far as it is printed.
pub(super) fn is_mean(value: i64, means: &[f64]) -> bool {
    let slack = match value {
        value if value % 1000 == 0 => 500.0,
        value if value % 100 == 0 => 50.0,
        _ => 5.0,
    };
    means
        .iter()
        .any(|mean| (mean - value as f64).abs() <= slack)
}

/// "9 of 20 visits", where 9 and 20 are of two rows and of two columns.
pub(super) fn apart(
    context: &Context<'_>,
    sentence: &Sentence,
    own: &Own,
    all: &[Number],
    bases: &[&Exhibit],
) -> Option<Finding> {
    let [exhibit] = bases else { return None };
    let tongue = context.tongue(sentence);
    let is_counted = |number: &Number| !number.is_date && !number.is_percent;
    let pair = all.windows(2).find(|pair| {
        let between = own.text[pair[0].range.end..pair[1].range.start].to_lowercase();
        let mut words = between.split_whitespace();
        let is_of = words
            .next()
            .is_some_and(|word| tongue.sums.of.contains(&word))
            && words.all(|word| tongue.sums.all.contains(&word));
        let (part, whole) = (pair[0].value, pair[1].value);
        let stand = |value: &i64| exhibit.lines.iter().any(|line| line.contains(value));
        // "31 of both" may be what two rows come to.
        let is_sum = |value: i64| {
            let mut lines = exhibit.lines.iter();
            lines.any(|line| line.iter().any(|one| line.contains(&(value - one))))
        };
        let together = || {
            let mut lines = exhibit.lines.iter();
            lines.any(|line| line.contains(&part) && line.contains(&whole))
        };
        let usable = is_counted(&pair[0]) && is_counted(&pair[1]) && part < whole;
        is_of && usable && stand(&part) && (stand(&whole) || !is_sum(whole)) && !together()
    })?;
    let range = pair[0].range.start..pair[1].range.end;
    let written = &sentence.text[range.clone()];
    Some(
        Finding::new(
            NAME,
            Level::Warning,
            format!(
                "`{written}` stand in no row of the table or chart that the sentence points at"
            ),
            prose::place(context, sentence, range),
        )
        .label("no row and no column has both numbers")
        .related(exhibit.span, "this one")
        .help("compare the two; one of the numbers belongs to another row"),
    )
}

#[cfg(test)]
mod tests {
    use super::super::super::tongues;
    use super::*;

    #[test]
    fn means_of_a_column_are_known() {
        let column = ["Deaths", "412", "318", "250", "90", "1070"].map(str::to_owned);
        let means = means(&column, tongues::of("en"));
        for value in [267_500, 268_000, 428_000] {
            assert!(is_mean(value, &means), "{value}");
        }
        for value in [266_000, 267_900, 300_000] {
            assert!(!is_mean(value, &means), "{value}");
        }
    }
}
