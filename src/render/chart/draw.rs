//! One chart as SVG text. Knows where ink goes, not where the numbers come from.

use crate::render::xml;
use std::fmt::Write as _;

use super::axis::{Axis, exact, words};
use crate::model::{ChartKind, Figure, Series, SeriesRow, text_of};

/// Colours and faces of a chart; dark enough to be told from paper without colour.
struct Theme {
    ink: &'static str,
    paper: &'static str,
    quiet: &'static str,
    grid: &'static str,
    mark: &'static str,
    family: &'static str,
}

const THEME: Theme = Theme {
    ink: "#1f1f1f",
    paper: "#ffffff",
    quiet: "#555555",
    grid: "#d9d9d9",
    mark: "#8c2f23",
    family: "Libertinus Serif, Georgia, Times New Roman, serif",
};

/// The drawing in units; type is 12 units high, and the whole is as wide as the measure.
const WIDTH: f64 = 480.0;
const HEIGHT: f64 = 292.0;
const TOP: f64 = 30.0;
const RIGHT: f64 = 8.0;
const BOTTOM: f64 = 46.0;
const SIZE: f64 = 12.0;
const SMALL: f64 = 10.5;

/// Draws a chart: bars, or ranges as strokes with dots for single numbers.
pub fn svg(figure: &Figure, series: &Series) -> String {
    let Some(chart) = &figure.chart else {
        return String::new();
    };
    let axis = Axis::holding(series.rows.iter().flat_map(|row| [row.low, row.high]));
    let widest = axis
        .ticks
        .iter()
        .map(|tick| width_of(&words(*tick, axis.decimals), SIZE))
        .fold(0.0, f64::max);
    let mut drawing = Drawing {
        out: String::new(),
        left: widest + 10.0,
        axis,
    };
    drawing.open(figure, series);
    drawing.grid();
    let slots = slots(series);
    match &chart.kind {
        ChartKind::Bar { .. } => drawing.bars(&slots),
        ChartKind::Range { .. } => drawing.ranges(&slots),
    }
    drawing.baseline();
    drawing.names(&slots);
    // The vertical title stands level above its axis: turned type is hard to read.
    drawing.text(0.0, 12.0, "start", SIZE, THEME.quiet, &chart.y_label);
    let middle = drawing.left + drawing.room() / 2.0;
    drawing.text(
        middle,
        HEIGHT - 6.0,
        "middle",
        SIZE,
        THEME.quiet,
        &chart.x_label,
    );
    drawing.out.push_str("</svg>\n");
    drawing.out
}

/// A place along the horizontal axis and the rows that share it.
type Slot<'a> = (String, Vec<&'a SeriesRow>);

/// The places along the horizontal axis, in the order in which they first appear. Where all are
/// whole numbers in ascending order, such as years, those between them have an empty place: a gap
/// in the data must not look like a step.
fn slots(series: &Series) -> Vec<Slot<'_>> {
    /// More places than this would be too narrow to read.
    const MOST: i64 = 80;
    let mut slots: Vec<Slot<'_>> = Vec::new();
    for row in &series.rows {
        match slots.iter_mut().find(|(x, _)| *x == row.x) {
            Some((_, rows)) => rows.push(row),
            None => slots.push((row.x.clone(), vec![row])),
        }
    }
    let numbers: Option<Vec<i64>> = slots.iter().map(|(x, _)| x.parse().ok()).collect();
    let (Some(numbers), true) = (numbers, slots.len() > 1) else {
        return slots;
    };
    let ascend = numbers.windows(2).all(|pair| pair[0] < pair[1]);
    let width = match (numbers.first(), numbers.last()) {
        (Some(first), Some(last)) => last.saturating_sub(*first),
        _ => 0,
    };
    if !ascend || width >= MOST {
        return slots;
    }
    let mut filled: Vec<Slot<'_>> = Vec::new();
    for (number, slot) in numbers.into_iter().zip(slots) {
        if let Some(before) = filled.last().and_then(|(x, _)| x.parse::<i64>().ok()) {
            filled.extend((before + 1..number).map(|gap| (gap.to_string(), Vec::new())));
        }
        filled.push(slot);
    }
    filled
}

struct Drawing {
    out: String,
    left: f64,
    axis: Axis,
}

impl Drawing {
    fn open(&mut self, figure: &Figure, series: &Series) {
        let title = match figure.alt.value.trim() {
            "" => text_of(&figure.caption),
            alt => alt.to_owned(),
        };
        let data: Vec<String> = series
            .rows
            .iter()
            .map(|row| {
                let high = exact(row.high);
                if row.low == 0.0 || row.low == row.high {
                    format!("{}: {high}", row.x)
                } else {
                    format!("{}: {}–{high}", row.x, exact(row.low))
                }
            })
            .collect();
        let _ = write!(
            self.out,
            "<svg xmlns=\"http://www.w3.org/2000/svg\" role=\"img\" \
             aria-labelledby=\"title desc\" viewBox=\"0 0 {WIDTH} {HEIGHT}\" \
             width=\"{WIDTH}\" height=\"{HEIGHT}\" font-family=\"{}\">\n\
             <title id=\"title\">{}</title>\n<desc id=\"desc\">{}</desc>\n\
             <rect width=\"{WIDTH}\" height=\"{HEIGHT}\" fill=\"{}\"/>\n",
            THEME.family,
            escape(&title),
            escape(&data.join("; ")),
            // Paper of its own: on a dark screen the ink would be lost.
            THEME.paper,
        );
    }

    fn room(&self) -> f64 {
        WIDTH - RIGHT - self.left
    }

    fn y(&self, number: f64) -> f64 {
        HEIGHT - BOTTOM - self.axis.place(number) * (HEIGHT - BOTTOM - TOP)
    }

    fn grid(&mut self) {
        for tick in self.axis.ticks.clone() {
            let y = self.y(tick);
            self.line(self.left, y, WIDTH - RIGHT, y, THEME.grid, 0.6);
            let label = words(tick, self.axis.decimals);
            self.text(self.left - 7.0, y + 3.8, "end", SIZE, THEME.ink, &label);
        }
    }

    fn baseline(&mut self) {
        let y = self.y(0.0);
        self.line(self.left, y, WIDTH - RIGHT, y, THEME.ink, 0.9);
    }

    fn bars(&mut self, slots: &[Slot<'_>]) {
        let pitch = self.room() / slots.len().max(1) as f64;
        for (index, (_, rows)) in slots.iter().enumerate() {
            let slot = self.left + pitch * index as f64;
            let each = pitch * 0.72 / rows.len().max(1) as f64;
            for (place, row) in rows.iter().enumerate() {
                let x = slot + pitch * 0.14 + each * place as f64;
                let (zero, end) = (self.y(0.0), self.y(row.high));
                let (y, height) = (zero.min(end), (zero - end).abs());
                let width = (each - if rows.len() > 1 { 1.0 } else { 0.0 }).max(0.5);
                let _ = writeln!(
                    self.out,
                    "<rect x=\"{x:.2}\" y=\"{y:.2}\" width=\"{width:.2}\" height=\"{height:.2}\" \
                     fill=\"{}\"/>",
                    THEME.mark,
                );
                let label = exact(row.high);
                if width_of(&label, SMALL) <= each + pitch * 0.24 {
                    let above = if row.high < 0.0 {
                        y + height + 10.5
                    } else {
                        y - 4.0
                    };
                    let middle = x + width / 2.0;
                    // A grid line must not strike the number through.
                    let half = width_of(&label, SMALL) / 2.0 + 1.0;
                    self.paper(middle - half, above - 7.8, half * 2.0, 9.0);
                    self.text(middle, above, "middle", SMALL, THEME.ink, &label);
                }
            }
        }
    }

    fn ranges(&mut self, slots: &[Slot<'_>]) {
        let pitch = self.room() / slots.len().max(1) as f64;
        for (index, (_, rows)) in slots.iter().enumerate() {
            let slot = self.left + pitch * index as f64;
            let each = (pitch * 0.84 / rows.len().max(1) as f64).min(14.0);
            let start = slot + (pitch - each * rows.len() as f64) / 2.0;
            let radius = (each * 0.3).clamp(1.4, 3.4);
            for (place, row) in rows.iter().enumerate() {
                let x = start + each * (place as f64 + 0.5);
                let (low, high) = (self.y(row.low), self.y(row.high));
                if row.low == row.high {
                    let _ = writeln!(
                        self.out,
                        "<circle cx=\"{x:.2}\" cy=\"{high:.2}\" r=\"{radius:.2}\" fill=\"{}\"/>",
                        THEME.ink,
                    );
                } else {
                    self.line(x, low, x, high, THEME.mark, radius * 1.5);
                    for end in [low, high] {
                        self.line(x - radius, end, x + radius, end, THEME.mark, 1.2);
                    }
                }
            }
        }
    }

    /// The places along the horizontal axis; where they would touch, every second, fifth, … only.
    fn names(&mut self, slots: &[Slot<'_>]) {
        let pitch = self.room() / slots.len().max(1) as f64;
        let widest = slots
            .iter()
            .map(|(x, _)| width_of(x, SIZE))
            .fold(0.0, f64::max);
        let step = [1, 2, 5, 10, 20, 50, 100]
            .into_iter()
            .find(|step| widest + 5.0 <= pitch * *step as f64)
            .unwrap_or(slots.len().max(1));
        let y = HEIGHT - BOTTOM + 15.0;
        for (index, (x, _)) in slots.iter().enumerate().step_by(step) {
            let middle = self.left + pitch * (index as f64 + 0.5);
            self.text(middle, y, "middle", SIZE, THEME.ink, x);
        }
    }

    fn line(&mut self, x1: f64, y1: f64, x2: f64, y2: f64, colour: &str, width: f64) {
        let _ = writeln!(
            self.out,
            "<line x1=\"{x1:.2}\" y1=\"{y1:.2}\" x2=\"{x2:.2}\" y2=\"{y2:.2}\" \
             stroke=\"{colour}\" stroke-width=\"{width:.2}\"/>",
        );
    }

    fn paper(&mut self, x: f64, y: f64, width: f64, height: f64) {
        let _ = writeln!(
            self.out,
            "<rect x=\"{x:.2}\" y=\"{y:.2}\" width=\"{width:.2}\" height=\"{height:.2}\" \
             fill=\"{}\"/>",
            THEME.paper,
        );
    }

    fn text(&mut self, x: f64, y: f64, anchor: &str, size: f64, colour: &str, words: &str) {
        if words.is_empty() {
            return;
        }
        let _ = writeln!(
            self.out,
            "<text x=\"{x:.2}\" y=\"{y:.2}\" text-anchor=\"{anchor}\" font-size=\"{size}\" \
             fill=\"{colour}\">{}</text>",
            escape(words),
        );
    }
}

/// About how wide words are: half the size a letter, its whole for Han, Hangul and Kana.
fn width_of(words: &str, size: f64) -> f64 {
    words
        .chars()
        .map(|character| match character {
            ',' | '.' | ' ' | 'i' | 'l' => 0.26,
            '\u{1100}'..='\u{11ff}' | '\u{2e80}'..='\u{d7a3}' | '\u{ff00}'..='\u{ffef}' => 1.0,
            _ => 0.5,
        })
        .sum::<f64>()
        * size
}

/// Text on one line, as XML holds it.
fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    xml::escape(&text.replace(['\n', '\r', '\t'], " "), &mut out);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn places(xs: &[&str]) -> Vec<String> {
        let row = |x: &&str| SeriesRow {
            x: (*x).to_owned(),
            low: 0.0,
            high: 1.0,
        };
        let series = Series {
            rows: xs.iter().map(row).collect(),
        };
        slots(&series).into_iter().map(|(x, _)| x).collect()
    }

    #[test]
    fn years_without_data_keep_their_place() {
        assert_eq!(
            places(&["2001", "2001", "2004"]),
            ["2001", "2002", "2003", "2004"]
        );
        assert_eq!(places(&["2004", "2001"]), ["2004", "2001"]);
        assert_eq!(places(&["1", "1000"]), ["1", "1000"]);
        assert_eq!(places(&["b", "a"]), ["b", "a"]);
        let ends = [i64::MIN.to_string(), i64::MAX.to_string()];
        assert_eq!(places(&[&ends[0], &ends[1]]), ends);
    }
}
