//! Bars and strokes that lie: a name at the beginning of each, with as much room as it needs.

use super::ChartStyle;
use super::axis::Axis;
use super::bars::slots;
use super::frame::{bar_key, foot, head, legend, ticks, title};
use super::sheet::{Anchor, Area, Fill, Sheet};
use super::text::{LEADING, SIZE, SMALL, widest, width_of, wrapped};
use crate::model::{Chart, Series, Stroke};

/// How thick a bar is, and how far from the next row.
const BAR: f64 = 12.0;
const GAP: f64 = 8.0;

/// Draws the bars; gives the height of the drawing.
pub fn bars(sheet: &mut Sheet<'_>, chart: &Chart, names: &[String], series: &[Series]) -> f64 {
    let mut y = head(sheet, &chart.x_label);
    y += legend(sheet, y, series, bar_key) + 6.0;
    let (column, lines) = column(names, sheet.look.width);
    let rows = heights(&lines, |_| BAR * series.len() as f64);
    let values = series.iter().flat_map(|one| &one.values).flatten().copied();
    let axis = Axis::from_zero(values);
    let field = field(sheet.look, &axis, (column, y), rows.iter().sum(), series);
    let place = |number: f64| field.x + axis.place(number) * field.width;
    let (ink, hairline) = (sheet.look.palette.ink, sheet.look.palette.hairline);
    let bottom = field.y + field.height;
    for tick in &axis.ticks {
        let x = place(*tick);
        sheet.line((x, field.y), (x, bottom), hairline, 0.5);
    }
    for (row, lines) in lines.iter().enumerate() {
        let middle = y + rows[row] / 2.0;
        name(sheet, field.x - 8.0, middle, lines);
        let top = middle - BAR * series.len() as f64 / 2.0;
        for (nth, one) in series.iter().enumerate() {
            let value = one.values.get(row).copied().flatten();
            bar(sheet, &place, top + BAR * nth as f64, value, Fill::of(nth));
        }
        y += rows[row];
    }
    sheet.line((place(0.0), field.y), (place(0.0), bottom), ink, 0.9);
    numbers(sheet, chart, &axis, &field)
}

/// How wide the column of names is, and their lines. A long word is broken only where it would take half of the
/// drawing.
fn column(names: &[String], whole: f64) -> (f64, Vec<Vec<String>>) {
    let word = widest(names.iter().flat_map(|name| name.split_whitespace()), SIZE);
    let column = widest(names, SIZE)
        .min((whole * 0.4).max(word))
        .min(whole * 0.5);
    let lines = names.iter().map(|n| wrapped(n, column, SIZE)).collect();
    (column, lines)
}

/// How high the rows are: as high as their names or what is drawn beside these.
fn heights(lines: &[Vec<String>], drawn: impl Fn(usize) -> f64) -> Vec<f64> {
    let row = |(row, lines): (usize, &Vec<String>)| {
        let words = LEADING * lines.len() as f64;
        words.max(drawn(row)) + GAP
    };
    lines.iter().enumerate().map(row).collect()
}

/// Draws a name that ends at a place, around the middle of its row.
fn name(sheet: &mut Sheet<'_>, end: f64, middle: f64, lines: &[String]) {
    let words = LEADING * lines.len() as f64;
    let first = middle - words / 2.0 + SIZE * 0.87;
    sheet.lines(end, first, Anchor::End, lines);
}

/// Draws the numbers below the field with the title of their axis; gives the height of the drawing.
fn numbers(sheet: &mut Sheet<'_>, chart: &Chart, axis: &Axis, field: &Area) -> f64 {
    let marks: Vec<(f64, String)> = axis
        .ticks
        .iter()
        .map(|tick| {
            let x = field.x + axis.place(*tick) * field.width;
            (x, sheet.look.tick(axis, *tick))
        })
        .collect();
    let y = ticks(sheet, &marks, field.y + field.height);
    foot(sheet, field, y, &title(&chart.y_label, &chart.unit))
}

/// Draws ranges as strokes that lie, with dots for single numbers; gives the height of the drawing.
pub fn ranges(sheet: &mut Sheet<'_>, chart: &Chart, strokes: &[Stroke]) -> f64 {
    let slots = slots(strokes.iter().map(|stroke| stroke.x.as_str()));
    let names: Vec<String> = slots.iter().map(|slot| slot.name.clone()).collect();
    let mut y = head(sheet, &chart.x_label) + 6.0;
    let (column, lines) = column(&names, sheet.look.width);
    let rows = heights(&lines, |row| BAR * slots[row].rows.len() as f64);
    let axis = Axis::from_zero(strokes.iter().flat_map(|one| [one.low, one.high]));
    let last = widest([sheet.look.tick(&axis, axis.high)], SIZE) / 2.0;
    let x = column + 14.0;
    let field = Area {
        x,
        y,
        width: sheet.look.width - last - x,
        height: rows.iter().sum(),
    };
    let place = |number: f64| field.x + axis.place(number) * field.width;
    let (ink, hairline) = (sheet.look.palette.ink, sheet.look.palette.hairline);
    let bottom = field.y + field.height;
    for tick in &axis.ticks {
        let x = place(*tick);
        sheet.line((x, field.y), (x, bottom), hairline, 0.5);
    }
    sheet.line((place(0.0), field.y), (place(0.0), bottom), ink, 0.9);
    for ((slot, lines), height) in slots.iter().zip(&lines).zip(&rows) {
        let middle = y + height / 2.0;
        name(sheet, field.x - 8.0, middle, lines);
        let top = middle - BAR * slot.rows.len() as f64 / 2.0;
        for (nth, one) in slot
            .rows
            .iter()
            .filter_map(|row| strokes.get(*row))
            .enumerate()
        {
            stroke(sheet, &place, top + BAR * (nth as f64 + 0.5), one);
        }
        y += height;
    }
    numbers(sheet, chart, &axis, &field)
}

fn stroke(sheet: &mut Sheet<'_>, place: &dyn Fn(f64) -> f64, y: f64, one: &Stroke) {
    const RADIUS: f64 = 3.4;
    let (low, high) = (place(one.low), place(one.high));
    let (ink, accent) = (sheet.look.palette.ink, sheet.look.palette.accent);
    if one.low == one.high {
        sheet.dot(high, y, RADIUS, ink, ink);
        return;
    }
    sheet.line((low, y), (high, y), accent, RADIUS * 1.5);
    for end in [low, high] {
        sheet.line((end, y - RADIUS), (end, y + RADIUS), accent, 1.2);
    }
}

/// The field, with room for the numbers at the ends of the bars.
fn field(
    look: &ChartStyle<'_>,
    axis: &Axis,
    (column, y): (f64, f64),
    height: f64,
    series: &[Series],
) -> Area {
    let widths = |is_wanted: fn(f64) -> bool| {
        let values = series.iter().flat_map(|one| &one.values).flatten();
        let labels = values
            .filter(|value| is_wanted(**value))
            .map(|value| look.exact(*value));
        let room = widest(labels, SMALL) + 6.0;
        // The last mark of the axis is beyond most bars.
        room.max(widest([look.tick(axis, axis.high)], SIZE) / 2.0)
    };
    let left = if axis.low < 0.0 {
        widths(|n| n < 0.0)
    } else {
        0.0
    };
    let right = widths(|n| n >= 0.0);
    let x = column + 10.0 + left;
    Area {
        x,
        y,
        width: look.width - right - x,
        height,
    }
}

fn bar(sheet: &mut Sheet<'_>, place: &dyn Fn(f64) -> f64, y: f64, value: Option<f64>, fill: Fill) {
    let zero = place(0.0);
    let Some(value) = value else {
        // No bar at all would look like a zero.
        sheet.small(zero + 5.0, y + BAR - 2.8, Anchor::Start, "–");
        return;
    };
    let end = place(value);
    let area = Area {
        x: zero.min(end),
        y: y + 1.0,
        width: (end - zero).abs(),
        height: BAR - 2.0,
    };
    sheet.bar(area, fill);
    let label = sheet.look.exact(value);
    let width = width_of(&label, SMALL);
    let (x, anchor, left) = match value < 0.0 {
        true => (end - 4.0, Anchor::End, end - 4.0 - width),
        false => (end + 4.0, Anchor::Start, end + 4.0),
    };
    // A grid line must not strike the number through.
    sheet.paper(Area {
        x: left,
        y: y + 1.0,
        width: width * 0.9,
        height: BAR - 2.0,
    });
    sheet.small(x, y + BAR - 2.6, anchor, &label);
}
