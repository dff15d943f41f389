//! What charts with two axes share: the words above, the grid of numbers, the words below.

use super::axis::Axis;
use super::sheet::{Anchor, Area, Fill, Sheet};
use super::text::{LEADING, SIZE, width_of, wrapped};
use crate::model::{Chart, Series};

/// The height of the field in which standing bars, strokes and lines are drawn.
const FIELD: f64 = 206.0;
/// The room between the field and the right edge.
pub const RIGHT: f64 = 8.0;

/// Draws what the series at an index looks like, at a place.
pub type Key = fn(&mut Sheet<'_>, usize, f64, f64);

/// The field of a chart whose numbers go upwards.
pub struct Frame {
    /// The numbers.
    pub axis: Axis,
    /// The field.
    pub field: Area,
}

impl Frame {
    /// Draws the words above, with the names of the series and what each looks like, and the grid. `right` is the room that the chart needs beside the field.
    pub fn draw(
        sheet: &mut Sheet<'_>,
        chart: &Chart,
        axis: Axis,
        (named, key): (&[Series], Key),
        right: f64,
    ) -> Self {
        let mut y = head(sheet, &title(&chart.y_label, &chart.unit));
        if !axis.holds_zero() {
            let from = sheet.look.tick(&axis, axis.low);
            let note = sheet.look.terms.fill("axis-from", &[("number", from)]);
            sheet.quiet(0.0, y + SIZE, Anchor::Start, &note);
            y += LEADING;
        }
        y += legend(sheet, y, named, key);
        let ticks = axis.ticks.iter();
        let labels: Vec<String> = ticks.map(|tick| sheet.look.tick(&axis, *tick)).collect();
        let widest = super::text::widest(&labels, SIZE);
        let x = widest + 10.0;
        let frame = Self {
            field: Area {
                x,
                y: y + 12.0,
                width: sheet.look.width - right - x,
                height: FIELD.min(sheet.look.width / 2.0),
            },
            axis,
        };
        let hairline = sheet.look.palette.hairline;
        for (tick, label) in frame.axis.ticks.iter().zip(&labels) {
            let y = frame.y(*tick);
            sheet.line((x, y), (x + frame.field.width, y), hairline, 0.5);
            sheet.words(x - 6.0, y + 3.8, Anchor::End, label);
        }
        frame
    }

    /// The place of a number.
    pub fn y(&self, number: f64) -> f64 {
        self.bottom() - self.axis.place(number) * self.field.height
    }

    /// The lower edge of the field.
    pub fn bottom(&self) -> f64 {
        self.field.y + self.field.height
    }

    /// The line on which bars stand: that of zero, or the lower edge.
    pub fn baseline(&self, sheet: &mut Sheet<'_>) {
        let y = self.y(0.0_f64.clamp(self.axis.low, self.axis.high));
        let ink = sheet.look.palette.ink;
        let end = self.field.x + self.field.width;
        sheet.line((self.field.x, y), (end, y), ink, 0.9);
    }
}

/// Draws the title of the horizontal axis below the words that end at `y`, and gives the height of
/// the whole.
pub fn foot(sheet: &mut Sheet<'_>, field: &Area, y: f64, title: &str) -> f64 {
    let mut y = y;
    let width = sheet.look.width;
    for line in wrapped(title, width, SIZE) {
        y += LEADING + 3.0;
        let half = width_of(&line, SIZE) / 2.0;
        let middle = (field.x + field.width / 2.0).min(width - half).max(half);
        sheet.quiet(middle, y, Anchor::Middle, &line);
    }
    y + 7.0
}

/// The title of an axis of numbers with its unit: `Level (metres)`.
pub fn title(label: &str, unit: &str) -> String {
    match (label, unit) {
        (label, "") => label.to_owned(),
        ("", unit) => unit.to_owned(),
        (label, unit) if label.to_lowercase() == unit.to_lowercase() => label.to_owned(),
        (label, unit) => format!("{label} ({unit})"),
    }
}

/// Draws marks below a line, each with its words; where these would touch, every second, third, … only.
/// Gives the place of the words.
pub fn ticks(sheet: &mut Sheet<'_>, marks: &[(f64, String)], line: f64) -> f64 {
    let y = line + 16.0;
    let (ink, width) = (sheet.look.palette.ink, sheet.look.width);
    let reach = |(x, words): &(f64, String)| {
        let half = width_of(words, SIZE) / 2.0;
        let middle = x.min(width - half).max(half);
        (middle - half, middle, middle + half)
    };
    let fits = |step: &usize| {
        let shown: Vec<&(f64, String)> = marks.iter().step_by(*step).collect();
        let apart = |pair: &[&(f64, String)]| reach(pair[0]).2 + 5.0 <= reach(pair[1]).0;
        shown.windows(2).all(apart)
    };
    let step = (1..marks.len()).find(fits).unwrap_or(marks.len().max(1));
    for mark in marks.iter().step_by(step) {
        sheet.line((mark.0, line), (mark.0, line + 3.5), ink, 0.7);
        sheet.words(reach(mark).1, y, Anchor::Middle, &mark.1);
    }
    y
}

/// Draws words at the head of the sheet and gives the place below them. They stand level above
/// their axis: turned type is hard to read.
pub fn head(sheet: &mut Sheet<'_>, words: &str) -> f64 {
    let mut y = 0.0;
    for line in wrapped(words, sheet.look.width, SIZE) {
        sheet.quiet(0.0, y + SIZE, Anchor::Start, &line);
        y += LEADING;
    }
    y
}

/// Draws what each series looks like, and its name; gives the height of it. A single series needs
/// none: the title of the axis names it.
pub fn legend(sheet: &mut Sheet<'_>, top: f64, series: &[Series], key: Key) -> f64 {
    const KEY: f64 = 24.0;
    if series.len() < 2 {
        return 0.0;
    }
    let whole = sheet.look.width;
    let (mut x, mut y) = (0.0, top + LEADING + 2.0);
    for (index, one) in series.iter().enumerate() {
        for (nth, line) in wrapped(&one.name, whole - KEY - 6.0, SIZE)
            .iter()
            .enumerate()
        {
            let width = KEY + 6.0 + width_of(line, SIZE);
            if x > 0.0 && (nth > 0 || x + width > whole) {
                (x, y) = (0.0, y + LEADING + 2.0);
            }
            if nth == 0 {
                key(sheet, index, x, y - 4.0);
            }
            sheet.words(x + KEY + 5.0, y, Anchor::Start, line);
            x += width + 14.0;
        }
    }
    y - top + 4.0
}

/// A piece of a bar.
pub fn bar_key(sheet: &mut Sheet<'_>, index: usize, x: f64, y: f64) {
    let area = Area {
        x,
        y: y - 5.0,
        width: 22.0,
        height: 10.0,
    };
    sheet.bar(area, Fill::of(index));
}
