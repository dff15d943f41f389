//! What captions and descriptions say of a chart or table, beside its own numbers.

use std::ops::Range;

use super::super::Context;
use super::super::prose::Own;
use super::super::quantities::{self, Bound, Quantity, Sort};
use super::super::tongues::Tongue;
use super::NAME;
use crate::diagnostic::{Finding, Level};
use crate::model::{
    Along, Block, BlockKind, ChartData, Figure, Plot, Series, Table, Visitor, text_of, walk_block,
};
use crate::source::Span;

/// From how many rows on a chart has a course, and a table runs over years.
const ROWS: usize = 3;

/// The most rows of a chart of which sums and differences are made.
const MOST: usize = 60;

/// Words of a description by which numbers go up, and those by which they go down.
const UP: &[&str] = &[
    "rise",
    "rises",
    "rising",
    "rose",
    "grow",
    "grows",
    "growing",
    "climb",
    "climbs",
    "climbing",
    "increase",
    "increases",
    "increasing",
    "steigen",
    "steigt",
    "steigende",
    "steigend",
    "montent",
    "augmentent",
    "suben",
    "sube",
    "creciente",
    "ascendente",
];
const DOWN: &[&str] = &[
    "fall",
    "falls",
    "falling",
    "fell",
    "drop",
    "drops",
    "dropping",
    "decline",
    "declines",
    "declining",
    "decrease",
    "decreases",
    "decreasing",
    "shrink",
    "shrinks",
    "sinken",
    "sinkt",
    "fallen",
    "fällt",
    "fallende",
    "fallend",
    "sinkende",
    "baissent",
    "diminuent",
    "bajan",
    "baja",
    "decreciente",
    "descendente",
];

/// Words for the marks of which a chart has one a number, one a row, and one a column.
const BARS: &[&str] = &["bars", "balken", "barres", "barras", "säulen", "columns"];
const PAIRS: &[&str] = &["pairs", "groups"];
const LINES: &[&str] = &[
    "lines", "curves", "linien", "courbes", "lignes", "líneas", "curvas",
];

/// Words between a number and the row that it is of.
const OF_ROW: &[&str] = &[
    "in", "im", "en", "for", "at", "à", "bei", "of", "grade", "year", "jahr", "the", "of", "für",
    "year",
];

pub(super) fn check(context: &Context<'_>, tongue: &'static Tongue, findings: &mut Vec<Finding>) {
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
        match &block.kind {
            BlockKind::Table(table) => {
                let found = table_years(table)
                    .and_then(|years| other_years(&text_of(&table.caption), years, block.span));
                self.findings.extend(found);
            }
            BlockKind::Figure(figure) => {
                if let Some(data) = self.context.report.charts.get(&figure.path.span) {
                    self.figure(figure, data, block.span);
                }
            }
            _ => {}
        }
        walk_block(self, block);
    }
}

impl Check<'_, '_> {
    fn figure(&mut self, figure: &Figure, data: &ChartData, span: Span) {
        let caption = text_of(&figure.caption);
        let found = chart_years(data).and_then(|years| other_years(&caption, years, span));
        self.findings.extend(found);
        let Plot::Series { along, series } = &data.plot else {
            return;
        };
        // In a single file a caption is also the description, and tells more than what is drawn.
        if figure.alt.value.trim() == caption.trim() || figure.alt.value.is_empty() {
            return;
        }
        let own = Own::of(&figure.alt.value);
        let drawn = Drawn {
            names: names(along),
            series,
            is_share: figure
                .chart
                .as_ref()
                .is_some_and(|chart| is_share(&chart.unit) || is_share(&chart.y_label)),
        };
        let described = drawn.faults(&own, self.tongue);
        let found = described.into_iter().map(|fault| {
            Finding::new(
                NAME,
                Level::Warning,
                format!("`{}` {}", &own.text[fault.range], fault.what),
                figure.alt.span,
            )
            .label(fault.label)
            .related(figure.path.span, "drawn from these data")
            .help(
                "compare the description with the data; who cannot see the chart has nothing else",
            )
        });
        self.findings.extend(found);
    }
}

fn is_share(label: &str) -> bool {
    let label = label.to_lowercase();
    [
        "%",
        "per cent",
        "percent",
        "prozent",
        "pour cent",
        "por ciento",
        "share",
    ]
    .iter()
    .any(|sign| label.contains(sign))
}

/// The names of the rows of a chart in lower case; empty where a row is of a month or day.
pub(super) fn names(along: &Along) -> Vec<String> {
    match along {
        Along::Names(names) => names
            .iter()
            .map(|name| name.trim().to_lowercase())
            .collect(),
        Along::Numbers(numbers) => numbers.iter().map(ToString::to_string).collect(),
        Along::Dates(dates) => dates
            .iter()
            .map(|date| match (date.month, date.day) {
                (None, _) => date.year.to_string(),
                _ => String::new(),
            })
            .collect(),
    }
}

/// A chart as it is described.
struct Drawn<'a> {
    /// The names of its rows in lower case; empty where a row has none that words could name.
    names: Vec<String>,
    series: &'a [Series],
    is_share: bool,
}

/// Words of a description that its data do not bear out.
struct Fault {
    range: Range<usize>,
    what: &'static str,
    label: String,
}

impl Drawn<'_> {
    fn faults(&self, own: &Own, tongue: &Tongue) -> Vec<Fault> {
        let mut faults: Vec<Fault> = Vec::new();
        for quantity in quantities::read(own, tongue) {
            faults.extend(self.wrong_number(own, &quantity));
        }
        faults.extend(self.wrong_course(own));
        faults
    }

    fn values(&self) -> impl Iterator<Item = f64> {
        self.series
            .iter()
            .flat_map(|series| series.values.iter().flatten().copied())
    }

    fn wrong_number(&self, own: &Own, quantity: &Quantity) -> Option<Fault> {
        if quantity.is_relative || matches!(quantity.bound, Bound::Less | Bound::More) {
            return None;
        }
        let fault = |what, label: String| Fault {
            range: quantity.range.clone(),
            what,
            label,
        };
        let noun = quantity.counted().unwrap_or_default();
        let rows = self.names.len() as f64;
        let columns = self.series.len() as f64;
        let counts: &[f64] = match noun {
            noun if BARS.contains(&noun) => &[rows, rows * columns],
            noun if PAIRS.contains(&noun) => &[rows, columns],
            noun if LINES.contains(&noun) => &[columns, rows],
            _ => &[],
        };
        if !counts.is_empty() && quantity.step == 0.0 {
            let wrong = !counts
                .iter()
                .any(|count| (count - quantity.value).abs() < 0.1);
            return wrong.then(|| {
                fault(
                    "are described, and the chart has others",
                    format!("the data have {rows} rows and {columns} columns of numbers"),
                )
            });
        }
        if quantity.sort == Sort::Year {
            return self.wrong_year(quantity).then(|| {
                fault(
                    "does not stand in the data of the chart",
                    "the chart does not reach so far".to_owned(),
                )
            });
        }
        if let Some(row) = self.row_of(own, quantity) {
            let is_of_row = self.series.iter().any(|series| {
                series
                    .values
                    .get(row)
                    .copied()
                    .flatten()
                    .is_some_and(|value| is_told(value, quantity))
            });
            let is_of_other = self.values().any(|value| is_told(value, quantity));
            let is_of_none = !self.values().any(|value| is_told(value, quantity))
                && (quantity.sort != Sort::Percent || self.is_share);
            if !is_of_row && (is_of_other || is_of_none) {
                return Some(fault(
                    "is described as of another row than in the data",
                    format!("the row `{}` has another number", self.names[row]),
                ));
            }
        }
        let is_percent = quantity.sort == Sort::Percent && !self.is_share;
        let is_small = quantity.value < 2.0 || quantity.value <= 12.0 && quantity.step == 0.0;
        let known = is_percent || is_small || self.is_known(quantity);
        (!known).then(|| {
            fault(
                "does not stand in the data of the chart",
                "neither there, nor the sum or difference of two numbers there".to_owned(),
            )
        })
    }

    /// Whether a year lies outside of what a chart of years shows.
    fn wrong_year(&self, quantity: &Quantity) -> bool {
        let years: Option<Vec<i32>> = self.names.iter().map(|name| year(name)).collect();
        let Some(years) = years.filter(|years| years.len() >= ROWS) else {
            return false;
        };
        let told = quantity.value as i32;
        let (first, last) = (years.iter().min(), years.iter().max());
        first.is_some_and(|first| told < *first) || last.is_some_and(|last| told > *last)
    }

    fn is_known(&self, quantity: &Quantity) -> bool {
        let values: Vec<f64> = self.values().collect();
        let sums = self
            .series
            .iter()
            .map(|series| series.values.iter().flatten().sum::<f64>());
        let direct = values
            .iter()
            .copied()
            .chain(sums)
            .any(|value| is_told(value, quantity));
        let named = self.names.iter().any(|name| {
            name.split(|c: char| !c.is_alphanumeric())
                .any(|word| word.parse() == Ok(quantity.value))
        });
        let pairs = || {
            values.iter().enumerate().any(|(at, one)| {
                values[at + 1..]
                    .iter()
                    .any(|two| is_told((one - two).abs(), quantity) || is_told(one + two, quantity))
            })
        };
        direct || named || values.len() > MOST || pairs()
    }

    /// The row that the words beside a number name: "420 in 2017", "Civic Alliance 52".
    fn row_of(&self, own: &Own, quantity: &Quantity) -> Option<usize> {
        let word = |at| own.word(at);
        let skip = usize::from(quantity.counted().is_some());
        let mut at = quantity.next + skip;
        let begins = at;
        while OF_ROW.contains(&word(at)) && at < begins + 3 {
            at += 1;
        }
        let start = own
            .words
            .get(at)
            .filter(|_| at > begins)
            .map(|word| word.range.start);
        // "By 12 in 2020" is a change.
        let is_change = quantity
            .first
            .checked_sub(1)
            .is_some_and(|at| matches!(word(at), "by" | "um"));
        if is_change {
            return None;
        }
        let behind = start.and_then(|start| self.named_at(&own.lower[start..]));
        let gap = start.map_or("", |start| &own.text[quantity.range.end..start]);
        if behind.is_some() && !gap.contains([',', ';', '.', '(']) {
            return behind;
        }
        let before =
            own.lower[..own.words[quantity.first].range.start].trim_end_matches([' ', ':', '(']);
        let ends = |name: &&String| {
            !name.is_empty()
                && name.len() > 3
                && year(name).is_none()
                && before.ends_with(name.as_str())
        };
        self.names
            .iter()
            .filter(ends)
            .max_by_key(|name| name.len())
            .and_then(|name| self.place(name))
    }

    /// The row whose name stands at the beginning of a text.
    fn named_at(&self, lower: &str) -> Option<usize> {
        let begins = |name: &&String| {
            let rest = lower.strip_prefix(name.as_str());
            !name.is_empty() && rest.is_some_and(|rest| !rest.starts_with(char::is_alphanumeric))
        };
        self.names
            .iter()
            .filter(begins)
            .max_by_key(|name| name.len())
            .and_then(|name| self.place(name))
    }

    /// The only row of a name.
    fn place(&self, name: &str) -> Option<usize> {
        let mut places = self
            .names
            .iter()
            .enumerate()
            .filter(|(_, known)| *known == name);
        let (place, _) = places.next()?;
        places.next().is_none().then_some(place)
    }

    /// A course that goes the other way than the data.
    fn wrong_course(&self, own: &Own) -> Option<Fault> {
        let [series] = self.series else { return None };
        let values: Vec<f64> = series.values.iter().flatten().copied().collect();
        let is_up = values.windows(2).all(|pair| pair[0] <= pair[1]);
        let is_down = values.windows(2).all(|pair| pair[0] >= pair[1]);
        let (first, last) = (values.first()?, values.last()?);
        let (wrong, right) = match (is_up, is_down) {
            (true, false) => (DOWN, UP),
            (false, true) => (UP, DOWN),
            _ => return None,
        };
        if values.len() < ROWS || (first - last).abs() < 1e-9 || own.has(right) {
            return None;
        }
        let word = own
            .words
            .iter()
            .find(|word| wrong.contains(&word.lower.as_str()))?;
        Some(Fault {
            range: word.range.clone(),
            what: "is the other way than the data of the chart",
            label: format!("from {first} to {last}"),
        })
    }
}

/// Whether a value may be told as a number: rounded, or in thousands or millions.
fn is_told(value: f64, quantity: &Quantity) -> bool {
    let rough = match quantity.bound {
        Bound::Exact => quantity.step.max(0.5_f64.min(quantity.value.abs() * 0.5)),
        _ => quantity.value.abs() * 0.2,
    };
    let rough = if quantity.value < 20.0 && quantity.bound == Bound::Exact {
        quantity.step.max(0.5)
    } else {
        rough
    };
    [1.0, 1e3, 1e6, 1e9, 1e-3, 1e-6]
        .iter()
        .any(|scale| (value * scale - quantity.value).abs() <= rough + 1e-9)
}

/// The year that a name is.
fn year(name: &str) -> Option<i32> {
    let is_year = name.len() == 4 && (name.starts_with("19") || name.starts_with("20"));
    name.parse().ok().filter(|_| is_year)
}

/// The first and last of the years that name the rows or columns of a table.
fn table_years(table: &Table) -> Option<(i32, i32)> {
    let name = |cell: Option<&crate::model::Cell>| {
        cell.and_then(|cell| year(text_of(&cell.content).trim()))
    };
    let rows: Vec<Option<i32>> = table
        .rows
        .iter()
        .map(|row| name(row.cells.first()))
        .collect();
    let heads: Vec<Option<i32>> = table
        .header
        .cells
        .iter()
        .skip(1)
        .map(|cell| name(Some(cell)))
        .collect();
    span(&rows).or_else(|| span(&heads))
}

/// The first and last of a row of years; a total may stand behind it.
fn span(names: &[Option<i32>]) -> Option<(i32, i32)> {
    let years: Vec<i32> = names.iter().map_while(|year| *year).collect();
    let is_all = years.len() >= ROWS && years.len() + 2 >= names.len();
    Some((*years.iter().min()?, *years.iter().max()?)).filter(|_| is_all)
}

/// The first and last of the years along a chart.
fn chart_years(data: &ChartData) -> Option<(i32, i32)> {
    let Plot::Series { along, .. } = &data.plot else {
        return None;
    };
    let years: Vec<Option<i32>> = names(along).iter().map(|name| year(name)).collect();
    span(&years)
}

/// "2018–2024" in a caption, where the rows run over other years.
fn other_years(caption: &str, (first, last): (i32, i32), span: Span) -> Option<Finding> {
    let (from, to) = told_years(caption)?;
    ((from, to) != (first, last)).then(|| {
        Finding::new(
            NAME,
            Level::Warning,
            format!("the caption speaks of {from} to {to}, and the rows are of {first} to {last}"),
            span,
        )
        .label("caption and rows differ")
        .help("compare the two; where years are left out on purpose, say so in the caption")
    })
}

/// The only span of years of a caption.
fn told_years(caption: &str) -> Option<(i32, i32)> {
    let words = super::super::prose::words(caption);
    let years: Vec<(i32, &Range<usize>)> = words
        .iter()
        .filter_map(|word| Some((year(&word.lower)?, &word.range)))
        .collect();
    let [(from, first), (to, second)] = years[..] else {
        return None;
    };
    let gap = caption.get(first.end..second.start)?.trim();
    let is_span = matches!(
        gap,
        "–" | "-" | "—" | "to" | "bis" | "à" | "a" | "and" | "y" | "et" | "und" | "through"
    );
    let behind = caption[second.end..].starts_with(['/', '-', '–']);
    let before = caption[..first.start].ends_with(['/', '-', '–']);
    (is_span && !behind && !before && from < to).then_some((from, to))
}

#[cfg(test)]
mod tests {
    use super::super::super::tongues;
    use super::*;

    fn found(names: &[&str], values: &[f64], alt: &str) -> Vec<String> {
        let series = [Series {
            name: "deaths".to_owned(),
            values: values.iter().map(|value| Some(*value)).collect(),
        }];
        let drawn = Drawn {
            names: names.iter().map(|name| name.to_lowercase()).collect(),
            series: &series,
            is_share: false,
        };
        let own = Own::of(alt);
        drawn
            .faults(&own, tongues::of("en"))
            .into_iter()
            .map(|fault| alt[fault.range].to_owned())
            .collect()
    }

    #[test]
    fn numbers_of_a_description_stand_in_the_data() {
        let years = ["2019", "2020", "2021", "2022"];
        let values = [8.0, 21.0, 31.5, 44.0];
        for right in [
            "Four bars that rise from 8 in 2019 to 44 in 2022.",
            "A line that rises from 8 to 44, by 36, from 2019 to 2022.",
            "It rises to more than 40, about 32 in 2021.",
            "Three of the bars are taller than 20.",
            "It rises by 450 percent.",
            "It rises to 31.5 and 44 thousand.",
        ] {
            assert_eq!(
                found(&years, &values, right),
                Vec::<String>::new(),
                "{right}"
            );
        }
        for (wrong, written) in [
            ("Four bars that rise from 8 in 2019 to 46 in 2022.", "46"),
            ("Four bars that rise from 8 in 2019 to 44 in 2021.", "44"),
            ("Four bars that rise from 5 in 2019 to 44 in 2022.", "5"),
            ("Five bars that rise from 8 in 2019.", "Five"),
            ("Four bars that fall.", "fall"),
            ("Bars that rise until 2024.", "2024"),
        ] {
            assert_eq!(found(&years, &values, wrong), [written], "{wrong}");
        }
        let parties = ["People's Union", "Civic Alliance", "Green List"];
        let seats = [81.0, 52.0, 17.0];
        assert_eq!(
            found(
                &parties,
                &seats,
                "People's Union 81, Civic Alliance 52, Green List 17."
            ),
            Vec::<String>::new()
        );
        assert_eq!(
            found(
                &parties,
                &seats,
                "People's Union 81, Civic Alliance 17, Green List 17."
            ),
            ["17"]
        );
    }

    #[test]
    fn years_of_a_caption_are_those_of_the_rows() {
        assert_eq!(told_years("Deaths by place, 2018–2024"), Some((2018, 2024)));
        assert_eq!(told_years("Glaciers, 1990 bis 2020"), Some((1990, 2020)));
        assert_eq!(told_years("Deaths in 2019 and 2020, as of 2024"), None);
        assert_eq!(told_years("Deaths, 2018/19–2023/24"), None);
        assert_eq!(
            span(&[Some(2019), Some(2020), Some(2021), None]),
            Some((2019, 2021))
        );
        assert_eq!(span(&[Some(2019), None, Some(2021)]), None);
    }
}
