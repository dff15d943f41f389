//! Charts as SVG drawings. Knows numbers and words, and neither PDF nor EPUB.
//!
//! The same figure, data and look always give the same text. Nothing rests on colour alone.

mod axis;
mod bars;
mod frame;
mod lines;
mod lying;
mod sheet;
mod text;
mod time;
mod timeline;

use std::collections::BTreeMap;

use crate::model::{
    Along, Block, BlockKind, Chart, ChartData, ChartKind, Colour, Edition, Face, Figure, Palette,
    Plot, Report, Series, Theme, Visitor, text_of, walk_block,
};
use crate::render::{Terms, family, without_calls};

/// In which colours, face and language a chart is drawn.
pub struct ChartStyle<'a> {
    /// The colours by day: a chart keeps its paper by night.
    pub palette: Palette,
    /// The face of tables, with what stands in for it, as CSS writes families.
    pub family: String,
    /// The words that charts add.
    pub terms: &'a Terms,
    /// How wide a drawing is, in its own units: the fewer, the larger its words.
    pub width: f64,
}

impl<'a> ChartStyle<'a> {
    /// The look of a theme, in an edition. `available` are the families that there are.
    pub fn new(theme: &Theme, terms: &'a Terms, available: &[String], edition: Edition) -> Self {
        let mut palette = theme.light;
        if edition == Edition::Print {
            // On paper, words are black and nothing else.
            palette.ink = Colour::BLACK;
            palette.quiet = Colour::BLACK;
        }
        let name = theme.family(Face::Tables, available);
        Self {
            palette,
            family: format!(
                "{}, {}",
                family::quoted(name),
                family::generic(Face::Tables, name)
            ),
            terms,
            width: sheet::WIDTH,
        }
    }

    /// The same for a narrow column, so that words of a usual size can be read there.
    pub fn narrow(self) -> Self {
        Self {
            width: sheet::NARROW,
            ..self
        }
    }

    /// The most that a drawing may be wide on paper, in points, lest its words become larger than those
    /// around it; none for one that is as wide as the measure.
    pub fn most(&self) -> Option<f64> {
        (self.width < sheet::WIDTH).then_some(self.width * 0.8)
    }
}

impl ChartStyle<'_> {
    /// A number as the language of the words writes it: `1.234,5` in German.
    fn number(&self, english: &str) -> String {
        let terms = self.terms;
        let (whole, rest) = english.split_once('.').unwrap_or((english, ""));
        let is_long = {
            let digits = whole.chars().filter(char::is_ascii_digit).count();
            digits >= terms.get("group-least").parse().unwrap_or_default()
        };
        let mark = if is_long { terms.get("group-mark") } else { "" };
        let mut out = whole.replace(',', mark);
        if !rest.is_empty() {
            out.push_str(terms.get("decimal-mark"));
            out.push_str(rest);
        }
        out
    }

    /// A number with as many decimals as it has.
    fn exact(&self, number: f64) -> String {
        self.number(&axis::exact(number))
    }

    /// A number that is marked on an axis.
    fn tick(&self, axis: &axis::Axis, tick: f64) -> String {
        self.number(&axis.label(tick))
    }
}

/// The drawing of every chart of a report, by the id of its figure.
pub fn of_report(report: &Report, look: &ChartStyle<'_>) -> BTreeMap<String, String> {
    struct Draw<'r> {
        report: &'r Report,
        look: &'r ChartStyle<'r>,
        drawn: BTreeMap<String, String>,
    }
    impl<'r> Visitor<'r> for Draw<'_> {
        fn block(&mut self, block: &'r Block) {
            if let BlockKind::Figure(figure) = &block.kind
                && let Some(id) = &block.attrs.id
                && let Some(data) = self.report.chart_data(figure)
            {
                let svg = svg(figure, data, self.look);
                self.drawn.insert(id.value.clone(), svg);
            }
            walk_block(self, block);
        }
    }
    let mut draw = Draw {
        report,
        look,
        drawn: BTreeMap::new(),
    };
    report.walk(&mut draw);
    draw.drawn
}

/// Draws a chart. Empty for a figure that is none.
pub fn svg(figure: &Figure, data: &ChartData, look: &ChartStyle<'_>) -> String {
    let Some(chart) = &figure.chart else {
        return String::new();
    };
    let mut sheet = sheet::Sheet::new(look);
    let height = match &data.plot {
        Plot::Series { along, series } => draw_series(&mut sheet, chart, along, series),
        Plot::Ranges(strokes) => {
            let names: Vec<String> = strokes.iter().map(|stroke| stroke.x.clone()).collect();
            match bars::names_fit(&names, look.width) {
                true => bars::ranges(&mut sheet, chart, strokes),
                false => lying::ranges(&mut sheet, chart, strokes),
            }
        }
        Plot::Events(events) => timeline::timeline(&mut sheet, events),
    };
    let title = text_of(&without_calls(&figure.caption));
    sheet.finish(height, title.trim(), figure.alt.value.trim())
}

fn draw_series(
    sheet: &mut sheet::Sheet<'_>,
    chart: &Chart,
    along: &Along,
    series: &[Series],
) -> f64 {
    match (&chart.kind, along) {
        (ChartKind::LyingBar { .. }, Along::Names(names)) => {
            lying::bars(sheet, chart, names, series)
        }
        (ChartKind::Bar { .. }, Along::Names(names))
            if bars::names_fit(names, sheet.look.width) =>
        {
            bars::bars(sheet, chart, names, series)
        }
        (ChartKind::Bar { .. }, Along::Names(names)) => lying::bars(sheet, chart, names, series),
        _ => lines::lines(sheet, chart, along, series),
    }
}

#[cfg(test)]
mod tests;
