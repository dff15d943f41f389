//! "The last year" of several that a sentence or a table tells of: it is one of them, and no year before today.

use std::ops::Range;

use crate::model::UnitPlace;
use crate::rules::Context;
use crate::rules::prose::{Own, Said};

/// How many years at least are several.
const SEVERAL: usize = 2;

/// Whether a phrase names the last of several years or months: "the last year", where the sentence speaks of years
/// before it, or a table of its section has one in each row.
pub(super) fn is_last_of(context: &Context<'_>, said: Said<'_>, phrase: &Range<usize>) -> bool {
    let unit = ["year", "month", "week"]
        .into_iter()
        .find(|unit| said.own.lower[phrase.clone()] == format!("last {unit}"));
    let Some(unit) = unit.filter(|_| said.own.lower[..phrase.start].ends_with("the ")) else {
        return false;
    };
    tells_of_several(said.own, unit, phrase.start)
        || unit == "year" && has_table_of_years(context, said)
}

/// "For years that end in March; those for the last year": several stand before the one.
fn tells_of_several(own: &Own, unit: &str, before: usize) -> bool {
    let several = format!("{unit}s");
    own.find(&several).is_some_and(|range| range.end < before)
}

/// Whether a table of the section has a year in each of several rows or columns.
fn has_table_of_years(context: &Context<'_>, said: Said<'_>) -> bool {
    let report = context.report;
    let rows = report
        .units
        .iter()
        .filter(|unit| unit.section == said.unit.section && unit.place == UnitPlace::TableRow);
    let mut rows = rows.flat_map(|unit| &report.sentences[unit.sentences.clone()]);
    let years = rows
        .by_ref()
        .filter(|row| is_year(row.text.split(" | ").next().unwrap_or_default()));
    let is_in_rows = years.take(SEVERAL).count() == SEVERAL;
    let mut tables = report.exhibits.iter().filter(|exhibit| {
        let unit = report.units.get(exhibit.units.start);
        unit.is_some_and(|unit| unit.section == said.unit.section)
    });
    is_in_rows
        || tables.any(|exhibit| {
            let years = exhibit.columns.iter().filter(|name| is_year(name));
            years.take(SEVERAL).count() == SEVERAL
        })
}

/// "2024", "2023/24", "2023–24".
fn is_year(text: &str) -> bool {
    let text = text.trim();
    let year = text.get(..4).unwrap_or_default();
    year.starts_with(['1', '2'])
        && year.bytes().all(|byte| byte.is_ascii_digit())
        && text[4..]
            .chars()
            .all(|c| c.is_ascii_digit() || "/–-".contains(c))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_of_several_years_is_the_last() {
        for (text, expected) in [
            (
                "Figures are for years to March; those for the last year are provisional.",
                true,
            ),
            (
                "Those for the last year are provisional, as for other years.",
                false,
            ),
            ("In the last year the gate fell.", false),
        ] {
            let own = Own::of(text);
            let at = text.find("last year").unwrap();
            assert_eq!(tells_of_several(&own, "year", at), expected, "{text}");
        }
        assert!(is_year("2024") && is_year(" 2023/24") && is_year("2023–24"));
        assert!(!is_year("2024 budget") && !is_year("Total") && !is_year("3024"));
    }
}
