//! Standing bars and strokes: names side by side, numbers upwards.

use super::axis::Axis;
use super::frame::{Frame, RIGHT, bar_key, foot};
use super::sheet::{Anchor, Area, Fill, Sheet};
use super::text::{LEADING, SIZE, SMALL, widest, width_of, wrapped};
use crate::model::{Chart, Date, Series, Stroke};

/// The most lines that a name below a bar may have.
const MOST_LINES: usize = 3;

/// A place along the horizontal axis, and the rows of the data that share it.
pub struct Slot {
    /// What is written below it.
    pub name: String,
    /// The rows, in their order.
    pub rows: Vec<usize>,
}

/// The places along the horizontal axis, in the order in which they first appear. Where all are
/// whole numbers in ascending order, such as years, those between them have an empty place: a gap
/// in the data must not look like a step.
pub fn slots<'a>(names: impl Iterator<Item = &'a str>) -> Vec<Slot> {
    /// More places than this would be too narrow to read.
    const MOST: i64 = 80;
    let mut slots: Vec<Slot> = Vec::new();
    let mut known = std::collections::BTreeMap::new();
    for (row, name) in names.enumerate() {
        let at = *known.entry(name.to_owned()).or_insert(slots.len());
        match slots.get_mut(at) {
            Some(slot) => slot.rows.push(row),
            None => slots.push(Slot {
                name: name.to_owned(),
                rows: vec![row],
            }),
        }
    }
    let numbers: Option<Vec<i64>> = slots.iter().map(|slot| slot.name.parse().ok()).collect();
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
    let mut filled: Vec<Slot> = Vec::new();
    for (number, slot) in numbers.into_iter().zip(slots) {
        if let Some(before) = filled.last().and_then(|slot| slot.name.parse::<i64>().ok()) {
            filled.extend((before + 1..number).map(|gap| Slot {
                name: gap.to_string(),
                rows: Vec::new(),
            }));
        }
        filled.push(slot);
    }
    filled
}

/// Whether the names go on by themselves, so that every second or fifth of them is enough.
fn is_sequence(slots: &[Slot]) -> bool {
    slots.iter().all(|slot| {
        let name = slot.name.as_str();
        name.parse::<f64>().is_ok() || Date::from_iso(name).is_some()
    })
}

/// Whether the names of standing bars have room below them; otherwise the bars lie.
pub fn names_fit(names: &[String], width: f64) -> bool {
    let slots = slots(names.iter().map(String::as_str));
    // The numbers beside the axis take about a tenth.
    let pitch = width * 0.9 / slots.len().max(1) as f64;
    is_sequence(&slots)
        || slots.iter().all(|slot| {
            let lines = wrapped(&slot.name, pitch - 5.0, SIZE);
            let words = slot.name.split_whitespace();
            lines.len() <= MOST_LINES && widest(words, SIZE) <= pitch - 5.0
        })
}

/// Draws bars; gives the height of the drawing.
pub fn bars(sheet: &mut Sheet<'_>, chart: &Chart, names: &[String], series: &[Series]) -> f64 {
    let axis = Axis::from_zero(series.iter().flat_map(|one| &one.values).flatten().copied());
    let frame = Frame::draw(sheet, chart, axis, (series, bar_key), RIGHT);
    let slots = slots(names.iter().map(String::as_str));
    let pitch = frame.field.width / slots.len().max(1) as f64;
    let most = slots
        .iter()
        .map(|slot| slot.rows.len() * series.len())
        .max();
    let room = match most {
        Some(most) if most > 1 => pitch * 0.72 / most as f64,
        _ => pitch * 0.96,
    };
    // All bars have their numbers, or none: a few would look as if they mattered more.
    let has_numbers = series
        .iter()
        .flat_map(|one| &one.values)
        .flatten()
        .all(|value| width_of(&sheet.look.exact(*value), SMALL) <= room);
    for (index, slot) in slots.iter().enumerate() {
        let start = frame.field.x + pitch * index as f64;
        let values = values_of(slot, series);
        let each = pitch * 0.72 / values.len().max(1) as f64;
        for (place, (nth, value)) in values.iter().enumerate() {
            let x = start + pitch * 0.14 + each * place as f64;
            let gap = if values.len() > 1 { each * 0.1 } else { 0.0 };
            let width = (each - gap).max(0.5);
            let middle = x + width / 2.0;
            match value {
                Some(value) => bar(sheet, &frame, (x, width), *value, Fill::of(*nth)),
                // No bar at all would look like a zero.
                None => sheet.small(middle, frame.y(0.0) - 4.0, Anchor::Middle, "–"),
            }
            if let Some(value) = value.filter(|_| has_numbers) {
                let label = sheet.look.exact(value);
                number(sheet, &frame, middle, value, &label);
            }
        }
    }
    frame.baseline(sheet);
    let y = slot_names(sheet, &frame, &slots);
    foot(sheet, &frame.field, y, &chart.x_label)
}

/// The numbers of a place, row by row, each with the index of its series.
fn values_of(slot: &Slot, series: &[Series]) -> Vec<(usize, Option<f64>)> {
    slot.rows
        .iter()
        .flat_map(|row| series.iter().map(|one| one.values.get(*row).copied()))
        .enumerate()
        .map(|(place, value)| (place % series.len().max(1), value.flatten()))
        .collect()
}

fn bar(sheet: &mut Sheet<'_>, frame: &Frame, across: (f64, f64), value: f64, fill: Fill) {
    let (zero, end) = (frame.y(0.0), frame.y(value));
    let area = Area {
        x: across.0,
        y: zero.min(end),
        width: across.1,
        height: (zero - end).abs(),
    };
    sheet.bar(area, fill);
}

/// A number above its bar, or below one that hangs.
fn number(sheet: &mut Sheet<'_>, frame: &Frame, x: f64, value: f64, label: &str) {
    let end = frame.y(value);
    let y = if value < 0.0 { end + 11.0 } else { end - 4.0 };
    // A grid line must not strike the number through.
    let width = width_of(label, SMALL) * 0.9;
    sheet.paper(Area {
        x: x - width / 2.0,
        y: y - 7.6,
        width,
        height: 8.6,
    });
    sheet.small(x, y, Anchor::Middle, label);
}

/// Draws ranges as strokes, with dots for single numbers; gives the height of the drawing.
pub fn ranges(sheet: &mut Sheet<'_>, chart: &Chart, strokes: &[Stroke]) -> f64 {
    let axis = Axis::from_zero(strokes.iter().flat_map(|one| [one.low, one.high]));
    let frame = Frame::draw(sheet, chart, axis, (&[], bar_key), RIGHT);
    let slots = slots(strokes.iter().map(|stroke| stroke.x.as_str()));
    let pitch = frame.field.width / slots.len().max(1) as f64;
    for (index, slot) in slots.iter().enumerate() {
        let each = (pitch * 0.84 / slot.rows.len().max(1) as f64).min(14.0);
        let start = frame.field.x + pitch * index as f64;
        let start = start + (pitch - each * slot.rows.len() as f64) / 2.0;
        for (place, row) in slot.rows.iter().enumerate() {
            if let Some(one) = strokes.get(*row) {
                stroke(
                    sheet,
                    &frame,
                    start + each * (place as f64 + 0.5),
                    each,
                    one,
                );
            }
        }
    }
    frame.baseline(sheet);
    let y = slot_names(sheet, &frame, &slots);
    foot(sheet, &frame.field, y, &chart.x_label)
}

fn stroke(sheet: &mut Sheet<'_>, frame: &Frame, x: f64, room: f64, one: &Stroke) {
    let radius = (room * 0.3).clamp(1.4, 3.4);
    let (low, high) = (frame.y(one.low), frame.y(one.high));
    let (ink, accent) = (sheet.look.palette.ink, sheet.look.palette.accent);
    if one.low == one.high {
        sheet.dot(x, high, radius, ink, ink);
        return;
    }
    sheet.line((x, low), (x, high), accent, radius * 1.5);
    for end in [low, high] {
        sheet.line((x - radius, end), (x + radius, end), accent, 1.2);
    }
}

/// The names below the field; of a sequence whose names would touch, every second, fifth, … only.
/// Gives the place of the last line.
fn slot_names(sheet: &mut Sheet<'_>, frame: &Frame, slots: &[Slot]) -> f64 {
    let pitch = frame.field.width / slots.len().max(1) as f64;
    let lines: Vec<Vec<String>> = slots
        .iter()
        .map(|slot| match is_sequence(slots) {
            true => vec![slot.name.clone()],
            false => wrapped(&slot.name, pitch - 5.0, SIZE),
        })
        .collect();
    let widest = widest(lines.iter().flatten(), SIZE);
    let step = [1, 2, 5, 10, 20, 50, 100]
        .into_iter()
        .find(|step| widest + 5.0 <= pitch * *step as f64)
        .unwrap_or(slots.len().max(1));
    let y = frame.bottom() + 15.0;
    for (index, lines) in lines.iter().enumerate().step_by(step) {
        let middle = frame.field.x + pitch * (index as f64 + 0.5);
        sheet.lines(middle, y, Anchor::Middle, lines);
    }
    let most = lines.iter().map(Vec::len).max().unwrap_or(1).max(1);
    y + LEADING * (most - 1) as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    fn places(names: &[&str]) -> Vec<String> {
        let slots = slots(names.iter().copied());
        slots.into_iter().map(|slot| slot.name).collect()
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

    #[test]
    fn long_names_have_no_room_below_bars() {
        let fit = |names: &[&str]| {
            let names: Vec<String> = names.iter().map(|name| (*name).to_owned()).collect();
            names_fit(&names, 440.0)
        };
        assert!(fit(&["men", "women"]));
        assert!(fit(&["Ministry of Unification", "Ministry of Justice"]));
        let names = [
            "Reconciliation".to_owned(),
            "Unification".to_owned(),
            "Foreign".to_owned(),
        ];
        assert!(names_fit(&names, 440.0) && !names_fit(&names, 200.0));
        assert!(!fit(&["Constitutional", "b", "c", "d", "e", "f"]));
        assert!(!fit(&[
            "a name that goes on for more than three lines and then some",
            "b",
            "c",
            "d"
        ]));
        let years: Vec<String> = (1950..2025).map(|year| year.to_string()).collect();
        assert!(names_fit(&years, 440.0));
    }
}
