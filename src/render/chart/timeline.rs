//! Events along a calendar, each with its date and words, none over another.

use super::frame::ticks;
use super::sheet::{Anchor, Area, Fill, Sheet};
use super::text::{LEADING, SIZE, widest, wrapped};
use super::time;
use crate::model::Event;

/// The shares of the width that the words of an event may take beside its mark, at most and at least.
const LONGEST: f64 = 0.62;
const NARROWEST: f64 = 0.3;
/// The width of the dot of a single day, and of what is drawn shorter than that.
const DOT: f64 = 7.0;
/// The room between the edges and the first and last day.
const INSET: f64 = 8.0;
/// The room between a mark and its words, and between one event and the next.
const GAP: f64 = 6.0;

/// An event with its place.
struct Placed {
    /// Where its first day begins, and its last one ends.
    from: f64,
    to: f64,
    /// Whether it is drawn as a dot: a single day, or too short to be seen as a bar.
    is_dot: bool,
    lines: Vec<String>,
    words: Words,
}

/// Where the words of an event stand. Those before their mark end at it and those after it begin at
/// it, so that a face that is wider than expected does not run over the mark.
#[derive(Clone, Copy)]
enum Words {
    /// They end here, before the mark.
    Before(f64),
    /// They begin here, after the mark.
    After(f64),
    /// They begin here, above the mark: there is no room beside it.
    Above(f64),
}

impl Placed {
    fn new(event: &Event, whole: f64, place: &dyn Fn(f64) -> f64) -> Self {
        let from = place(event.start.first_day() as f64);
        let to = place(event.end.unwrap_or(event.start).day_after() as f64);
        let date = match event.end {
            Some(end) if end != event.start => format!("{}–{end}", event.start),
            _ => event.start.to_string(),
        };
        let words = format!("{date} {}", event.label);
        let is_day = event.start.day.is_some() && event.end.is_none_or(|end| end == event.start);
        let is_dot = is_day || to - from < DOT;
        let (left, right) = marked(from, to, is_dot);
        let beside = (whole - right).max(left) - GAP;
        let room = match beside < whole * NARROWEST {
            true => whole,
            false => beside.min(whole * LONGEST),
        };
        let lines = wrapped(&words, room, SIZE);
        let width = widest(&lines, SIZE);
        let words = if right + GAP + width <= whole {
            Words::After(right + GAP)
        } else if left - GAP - width >= 0.0 {
            Words::Before(left - GAP)
        } else {
            Words::Above(from.min(whole - width).max(0.0))
        };
        Self {
            from,
            to,
            is_dot,
            lines,
            words,
        }
    }

    /// The first and the last place of the words.
    fn words(&self) -> (f64, f64) {
        let width = widest(&self.lines, SIZE);
        match self.words {
            Words::Before(end) => (end - width, end),
            Words::After(start) | Words::Above(start) => (start, start + width),
        }
    }

    fn is_above(&self) -> bool {
        matches!(self.words, Words::Above(_))
    }

    /// The first and the last place that it takes.
    fn reach(&self) -> (f64, f64) {
        let (left, right) = marked(self.from, self.to, self.is_dot);
        let (start, end) = self.words();
        (left.min(start), right.max(end))
    }

    fn height(&self) -> f64 {
        let words = LEADING * self.lines.len() as f64;
        words + if self.is_above() { LEADING } else { 0.0 } + 6.0
    }
}

/// How far the mark of an event reaches.
fn marked(from: f64, to: f64, is_dot: bool) -> (f64, f64) {
    if is_dot {
        let middle = (from + to) / 2.0;
        (middle - DOT / 2.0, middle + DOT / 2.0)
    } else {
        (from, to)
    }
}

/// Puts every event into the first row in which it touches no other. Gives the row of each.
fn rows(reaches: &[(f64, f64)]) -> Vec<usize> {
    let mut taken: Vec<Vec<(f64, f64)>> = Vec::new();
    reaches
        .iter()
        .map(|(from, to)| {
            let is_free =
                |row: &Vec<(f64, f64)>| row.iter().all(|(a, b)| to + GAP <= *a || b + GAP <= *from);
            let row = taken.iter().position(is_free).unwrap_or(taken.len());
            if row == taken.len() {
                taken.push(Vec::new());
            }
            taken[row].push((*from, *to));
            row
        })
        .collect()
}

/// Draws a timeline; gives the height of the drawing.
pub fn timeline(sheet: &mut Sheet<'_>, events: &[Event]) -> f64 {
    let mut events: Vec<&Event> = events.iter().collect();
    events.sort_by_key(|event| event.start.first_day());
    let first = events.iter().map(|event| event.start.first_day()).min();
    let last = events
        .iter()
        .map(|event| event.end.unwrap_or(event.start).day_after());
    let (first, last) = (first.unwrap_or_default(), last.max().unwrap_or_default());
    let marks = time::ticks(first, last);
    let days = marks.iter().map(|(day, _)| *day);
    let low = days.clone().fold(first as f64, f64::min);
    let high = days.fold(last as f64, f64::max);
    let whole = sheet.look.width;
    let place = |day: f64| INSET + (day - low) / (high - low).max(1.0) * (whole - 2.0 * INSET);
    let placed: Vec<Placed> = events
        .iter()
        .map(|event| Placed::new(event, whole, &place))
        .collect();
    let reaches: Vec<(f64, f64)> = placed.iter().map(Placed::reach).collect();
    let rows = rows(&reaches);
    let mut heights = vec![0.0_f64; rows.iter().max().map_or(0, |row| row + 1)];
    for (event, row) in placed.iter().zip(&rows) {
        heights[*row] = heights[*row].max(event.height());
    }
    let bottom = 4.0 + heights.iter().sum::<f64>() + 4.0;
    let marks: Vec<(f64, String)> = marks
        .into_iter()
        .map(|(day, words)| (place(day), words))
        .collect();
    calendar(sheet, &marks, bottom);
    for (event, row) in placed.iter().zip(&rows) {
        let top = 4.0 + heights[..*row].iter().sum::<f64>();
        draw(sheet, event, top);
    }
    bottom + 24.0
}

fn draw(sheet: &mut Sheet<'_>, event: &Placed, top: f64) {
    let accent = sheet.look.palette.accent;
    // The mark stands at the first line of the words, or below the last.
    let mark = match event.is_above() {
        true => top + LEADING * event.lines.len() as f64 + LEADING / 2.0,
        false => top + LEADING / 2.0 + 1.0,
    };
    let (start, end) = event.words();
    let words = Area {
        x: start - 2.0,
        y: top,
        width: end - start + 4.0,
        height: LEADING * event.lines.len() as f64 + 2.0,
    };
    sheet.paper(words);
    if event.is_dot {
        let x = (event.from + event.to) / 2.0;
        sheet.dot(x, mark, 3.0, accent, accent);
    } else {
        let area = Area {
            x: event.from,
            y: mark - 3.5,
            width: event.to - event.from,
            height: 7.0,
        };
        sheet.bar(area, Fill::Solid);
    }
    let (x, anchor) = match event.words {
        Words::Before(end) => (end, Anchor::End),
        Words::After(start) | Words::Above(start) => (start, Anchor::Start),
    };
    sheet.lines(x, top + SIZE, anchor, &event.lines);
}

/// The line of days at the foot, and the marks on it.
fn calendar(sheet: &mut Sheet<'_>, marks: &[(f64, String)], y: f64) {
    let (ink, hairline) = (sheet.look.palette.ink, sheet.look.palette.hairline);
    for (x, _) in marks {
        sheet.line((*x, 0.0), (*x, y), hairline, 0.5);
    }
    sheet.line((0.0, y), (sheet.look.width, y), ink, 0.9);
    ticks(sheet, marks, y);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Date;

    #[test]
    fn events_share_a_row_only_where_they_do_not_touch() {
        assert_eq!(
            rows(&[(0.0, 100.0), (50.0, 150.0), (107.0, 200.0), (120.0, 130.0)]),
            [0, 1, 0, 2]
        );
        assert_eq!(rows(&[]), Vec::<usize>::new());
    }

    #[test]
    fn words_of_events_stay_on_the_sheet_and_off_their_marks() {
        let place = |day: f64| 8.0 + day / 1000.0 * 424.0;
        let check = |from: i64, to: i64, label: &str| {
            let event = Event {
                start: Date::of_day(from).unwrap(),
                end: Date::of_day(to),
                label: label.to_owned(),
            };
            let placed = Placed::new(&event, 440.0, &place);
            let (left, right) = placed.reach();
            assert!(left >= 0.0 && right <= 440.0, "{from} {to} {left} {right}");
            let (mark_from, mark_to) = marked(placed.from, placed.to, placed.is_dot);
            let (start, end) = placed.words();
            let beside = start >= mark_to || end <= mark_from;
            assert!(beside || placed.is_above(), "{from} {to}");
        };
        for from in (0..1000).step_by(90) {
            for length in [0, 30, 400] {
                let to = (from + length).min(999);
                check(
                    from,
                    to,
                    "A committee of the house meets and adopts a resolution",
                );
                check(from, to, "x");
            }
        }
    }
}
