//! An axis of a chart without a title, or numbers without a unit.

use super::Context;
use crate::diagnostic::Finding;
use crate::model::{Block, BlockKind, Chart, ChartKind, Figure, Plot, Visitor, walk_block};

pub(super) const NAME: &str = "unlabelled-axis";

/// Words for units. A title that is one of them, or ends with one, needs no other.
const UNITS: &[&str] = &[
    "metre",
    "meter",
    "kilometre",
    "kilometer",
    "centimetre",
    "millimetre",
    "mile",
    "foot",
    "feet",
    "hectare",
    "acre",
    "gram",
    "kilogram",
    "tonne",
    "ton",
    "litre",
    "liter",
    "second",
    "minute",
    "hour",
    "day",
    "week",
    "month",
    "year",
    "percent",
    "per cent",
    "percentage point",
    "degree",
    "dollar",
    "euro",
    "pound",
    "franc",
    "yen",
    "yuan",
    "won",
    "watt",
    "kilowatt",
    "megawatt",
    "joule",
    "volt",
    "mm",
    "cm",
    "m",
    "km",
    "g",
    "kg",
    "t",
    "l",
    "s",
    "h",
    "usd",
    "eur",
    "gbp",
    "index",
    "ratio",
    "point",
    "score",
    "share",
];

pub(super) fn check(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let mut check = Check { context, findings };
    context.report.walk(&mut check);
}

struct Check<'c, 'f> {
    context: &'c Context<'c>,
    findings: &'f mut Vec<Finding>,
}

impl<'a> Visitor<'a> for Check<'_, '_> {
    fn block(&mut self, block: &'a Block) {
        if let BlockKind::Figure(figure) = &block.kind
            && let Some(chart) = &figure.chart
            && !matches!(chart.kind, ChartKind::Timeline { .. })
        {
            self.titles(block, chart);
            self.unit(block, figure, chart);
        }
        walk_block(self, block);
    }
}

impl Check<'_, '_> {
    fn titles(&mut self, block: &Block, chart: &Chart) {
        for (key, title) in [("x-label", &chart.x_label), ("y-label", &chart.y_label)] {
            if title.is_empty() {
                self.findings.push(
                    Finding::new(
                        NAME,
                        self.context.error_unless_draft(),
                        format!("chart has no `{key}`"),
                        block.span,
                    )
                    .label("an axis without a title")
                    .help(format!("say what stands along the axis: `{key}=\"…\"`")),
                );
            }
        }
    }

    fn unit(&mut self, block: &Block, figure: &Figure, chart: &Chart) {
        let numbers = self.context.report.chart_data(figure);
        let is_measured = numbers.is_some_and(|data| !is_count(&data.plot));
        let has_unit = !chart.unit.is_empty() || names_unit(&chart.y_label);
        if is_measured && !has_unit && !chart.y_label.is_empty() {
            self.findings.push(
                Finding::new(
                    NAME,
                    self.context.error_unless_draft(),
                    format!("the numbers of `{}` have no unit", chart.y_label),
                    block.span,
                )
                .label("fractions or negative numbers, so nothing is just counted")
                .help(
                    "say what they are measured in: `unit=metres`, `unit=\"%\"`, or `unit=ratio`",
                ),
            );
        }
    }
}

/// Whether the numbers can be counts of what the title of their axis names.
fn is_count(plot: &Plot) -> bool {
    let whole = |number: f64| number >= 0.0 && number.fract() == 0.0;
    match plot {
        Plot::Series { series, .. } => series
            .iter()
            .flat_map(|one| &one.values)
            .flatten()
            .all(|number| whole(*number)),
        Plot::Ranges(strokes) => strokes
            .iter()
            .all(|stroke| whole(stroke.low) && whole(stroke.high)),
        Plot::Events(_) => true,
    }
}

/// Whether the title of an axis names the unit itself: `Metres`, `Level (m)`, `Deaths per 100,000`.
fn names_unit(title: &str) -> bool {
    let lower = title.to_lowercase();
    let signs = [
        "(", "[", ", ", " per ", " in ", "%", "‰", "°", "$", "€", "£", "¥",
    ];
    if signs.iter().any(|sign| lower.contains(sign)) {
        return true;
    }
    UNITS.iter().any(|unit| {
        let bare = lower.strip_suffix('s').unwrap_or(&lower);
        [lower.as_str(), bare].iter().any(|words| {
            words
                .strip_suffix(unit)
                .is_some_and(|before| before.is_empty() || before.ends_with(' '))
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_that_name_their_unit() {
        for title in [
            "Metres",
            "Level (m)",
            "Deaths per 100,000",
            "Income, US dollars",
            "Share of women, %",
            "Per cent",
            "Depth in fathoms",
        ] {
            assert!(names_unit(title), "{title}");
        }
        for title in ["Level", "Change", "People", "Arms", "Systems"] {
            assert!(!names_unit(title), "{title}");
        }
    }
}
