//! Days, months, years and times of day as they are written, and how long it is from one to another.

use std::ops::Range;

use super::super::dates;
use super::super::prose::Own;
use super::super::tongues::Tongue;
use super::lengths::Length;
use crate::model::Date;

/// Seconds of a day, and of half of one.
const DAY: f64 = 86_400.0;
const HALF: f64 = 43_200.0;

/// The most moments of a sentence that are looked at.
const MOST: usize = 40;

/// A moment as it is written.
#[derive(Debug, Clone)]
pub(super) struct Moment {
    /// Its words.
    pub range: Range<usize>,
    when: When,
}

#[derive(Debug, Clone, Copy)]
enum When {
    /// A day, month or year; a day may lack its year.
    Date {
        year: Option<i32>,
        month: Option<u8>,
        day: Option<u8>,
    },
    /// A time of day in seconds; whether it has seconds, and whether morning and evening are told apart.
    Clock {
        seconds: u32,
        is_fine: bool,
        is_certain: bool,
    },
}

/// The moments of a sentence, in order.
#[derive(Debug)]
pub(super) struct Moments {
    pub all: Vec<Moment>,
}

impl Moments {
    pub(super) fn of(own: &Own, tongue: &Tongue) -> Self {
        let mut all: Vec<Moment> = dates::days(own, tongue)
            .into_iter()
            .filter(dates::Written::exists)
            .map(|day| Moment {
                range: day.range,
                when: When::Date {
                    year: day.year,
                    month: day.month,
                    day: day.day,
                },
            })
            .collect();
        for (range, date) in dates::all(own, tongue) {
            let is_known = all
                .iter()
                .any(|known| known.range.start < range.end && range.start < known.range.end);
            if !is_known {
                all.push(Moment::of_date(date, range));
            }
        }
        clocks(&own.lower, &mut all);
        all.sort_by_key(|moment| moment.range.start);
        // What has more is a table, and no sentence that counts from one day to another.
        if all.len() > MOST {
            all.clear();
        }
        Self { all }
    }

    /// The spans from one moment to the next, with the words before and between them.
    pub(super) fn spans(
        &self,
        own: &Own,
        from: &[&str],
        to: &[&str],
        small: &[&str],
    ) -> Vec<(Range<usize>, Moment, Moment)> {
        let mut found = Vec::new();
        for (at, last) in self.all.iter().enumerate() {
            let (before, _) = own.around(&last.range);
            let skip = |words: &[super::super::prose::Word]| {
                words.iter().rposition(|word| {
                    !small.contains(&word.lower.as_str()) || to.contains(&word.lower.as_str())
                })
            };
            let Some(join) = skip(before).filter(|join| to.contains(&before[*join].lower.as_str()))
            else {
                continue;
            };
            let end = before[join].range.start;
            let joined = |range: &Range<usize>| {
                own.text
                    .get(range.end..end)
                    .is_some_and(|gap| gap.chars().all(|c| c.is_whitespace() || c == '.'))
            };
            let first = match at
                .checked_sub(1)
                .map(|at| &self.all[at])
                .filter(|first| joined(&first.range))
            {
                Some(first) => first.clone(),
                // "From 11 to 19 August" and "2003 to 2019": a day that shares the month, a year that stands alone.
                None => match join
                    .checked_sub(1)
                    .and_then(|at| last.like(own, &before[at].range))
                {
                    Some(first) if joined(&first.range) => first,
                    _ => continue,
                },
            };
            let (head, _) = own.around(&first.range);
            let opens = head
                .iter()
                .rfind(|word| {
                    !small.contains(&word.lower.as_str()) || from.contains(&word.lower.as_str())
                })
                .filter(|word| from.contains(&word.lower.as_str()))
                .filter(|word| {
                    own.text[word.range.end..first.range.start]
                        .chars()
                        .all(|c| c.is_alphabetic() || c.is_whitespace())
                });
            let Some(opens) = opens else { continue };
            found.push((opens.range.start..last.range.end, first, last.clone()));
        }
        found
    }
}

impl Moment {
    /// The moment of a date.
    pub(super) fn of_date(Date { year, month, day }: Date, range: Range<usize>) -> Self {
        Self {
            range,
            when: When::Date {
                year: Some(year),
                month,
                day,
            },
        }
    }

    /// Its year, if it has one.
    pub(super) fn year(&self) -> Option<i32> {
        match self.when {
            When::Date { year, .. } => year,
            When::Clock { .. } => None,
        }
    }

    /// The year, if told, and the month and day of a full day.
    pub(super) fn day(&self) -> Option<(Option<i32>, u8, u8)> {
        match self.when {
            When::Date { year, month, day } => Some((year, month?, day?)),
            When::Clock { .. } => None,
        }
    }

    /// Whether it is a year and nothing finer.
    pub(super) fn is_year(&self) -> bool {
        matches!(
            self.when,
            When::Date {
                month: None,
                day: None,
                ..
            }
        )
    }

    /// Whether it is a month and nothing finer.
    pub(super) fn is_month(&self) -> bool {
        matches!(
            self.when,
            When::Date {
                month: Some(_),
                day: None,
                ..
            }
        )
    }

    /// Whether a length that begins or ends with it can be reckoned.
    pub(super) fn is_comparable(&self, length: &Length) -> bool {
        use super::lengths::Measure::{Day, Month, Week, Year};
        match self.when {
            When::Clock { .. } => length.measure.is_of_clock(),
            When::Date { day: Some(_), .. } => matches!(length.measure, Day | Week | Month | Year),
            When::Date { month: Some(_), .. } => matches!(length.measure, Month | Year),
            When::Date { .. } => length.measure == Year,
        }
    }

    /// A number that is a day or a year as this one is.
    fn like(&self, own: &Own, range: &Range<usize>) -> Option<Self> {
        let When::Date { year, month, day } = self.when else {
            return None;
        };
        let number: i32 = own.text.get(range.clone())?.parse().ok()?;
        let when = match (month, day) {
            (Some(_), Some(_)) if (1..=31).contains(&number) => When::Date {
                year,
                month,
                day: u8::try_from(number).ok(),
            },
            (None, None) if (1000..=2200).contains(&number) => When::Date {
                year: Some(number),
                month: None,
                day: None,
            },
            _ => return None,
        };
        Some(Self {
            range: range.clone(),
            when,
        })
    }

    /// How long it is until another moment, at least and at most: in days between dates, in seconds
    /// between times of day. None where they cannot be compared.
    pub(super) fn until(&self, other: &Self, year: Option<i32>) -> Option<(f64, f64)> {
        match (self.when, other.when) {
            (
                When::Clock {
                    seconds: first,
                    is_fine: first_fine,
                    is_certain: one,
                },
                When::Clock {
                    seconds: second,
                    is_fine: second_fine,
                    is_certain: two,
                },
            ) => {
                let round = if one && two { DAY } else { HALF };
                let between = (f64::from(second) - f64::from(first)).rem_euclid(round);
                let slack = |is_fine: bool| if is_fine { 0.0 } else { 59.0 };
                Some((between - slack(first_fine), between + slack(second_fine)))
            }
            (When::Date { .. }, When::Date { .. }) => {
                let known = self.year().or(other.year()).or(year).unwrap_or(2001);
                let (mut begins, mut ends) = self.days(self.year().unwrap_or(known))?;
                let (mut first, mut last) = other.days(other.year().unwrap_or(known))?;
                // A day of the year after: "on 28 December 2019 … on 3 January".
                if other.year().is_none() && self.year().is_some() && begins > last + 180.0 {
                    (first, last) = other.days(known + 1)?;
                }
                // A day of the year before: "on 28 December … on 3 January".
                if self.year().is_none() && begins > last + 180.0 {
                    (begins, ends) = self.days(known - 1)?;
                }
                Some((first - ends, last - begins))
            }
            _ => None,
        }
    }

    /// Its first and last day, counted from a day long ago.
    fn days(&self, year: i32) -> Option<(f64, f64)> {
        let When::Date { month, day, .. } = self.when else {
            return None;
        };
        Some(match (month, day) {
            (Some(month), Some(day)) => (number_of(year, month, day), number_of(year, month, day)),
            (Some(12), None) => (number_of(year, 12, 1), number_of(year, 12, 31)),
            (Some(month), None) => (
                number_of(year, month, 1),
                number_of(year, month + 1, 1) - 1.0,
            ),
            (None, _) => (number_of(year, 1, 1), number_of(year, 12, 31)),
        })
    }
}

/// The number of a day of the Gregorian calendar.
fn number_of(year: i32, month: u8, day: u8) -> f64 {
    let year = if month <= 2 { year - 1 } else { year };
    let era = year.div_euclid(400);
    let of_era = year.rem_euclid(400);
    let shifted = (i32::from(month) + 9) % 12;
    let of_year = (153 * shifted + 2) / 5 + i32::from(day) - 1;
    f64::from(era * 146_097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year)
}

/// The times of day of a text in lower case: "9:12:16 p.m.", "22:40", "7 a.m.".
fn clocks(lower: &str, found: &mut Vec<Moment>) {
    let bytes = lower.as_bytes();
    let mut at = 0;
    while at < bytes.len() {
        if !bytes[at].is_ascii_digit() {
            at += 1;
            continue;
        }
        let start = at;
        let mut parts: Vec<u32> = Vec::new();
        loop {
            let from = at;
            while at < bytes.len() && bytes[at].is_ascii_digit() {
                at += 1;
            }
            if let (1..=2, Ok(part)) = (at - from, lower[from..at].parse::<u32>()) {
                parts.push(part);
            }
            let goes_on =
                bytes.get(at) == Some(&b':') && bytes.get(at + 1).is_some_and(u8::is_ascii_digit);
            // "6 h 45"
            let minutes = lower[at..]
                .trim_start_matches([' ', '\u{a0}', '\u{202f}'])
                .strip_prefix('h');
            let minutes = minutes.map(|rest| rest.trim_start_matches([' ', '\u{a0}', '\u{202f}']));
            let minutes = minutes.filter(|rest| {
                parts.len() == 1
                    && rest
                        .as_bytes()
                        .iter()
                        .take_while(|byte| byte.is_ascii_digit())
                        .count()
                        == 2
            });
            if parts.is_empty() || !goes_on && minutes.is_none() {
                break;
            }
            at = minutes.map_or(at + 1, |rest| lower.len() - rest.len());
        }
        let end = at;
        let is_part = start > 0
            && (bytes[start - 1].is_ascii_alphanumeric()
                || matches!(bytes[start - 1], b'.' | b',' | b'/' | b'-' | b':'));
        let rest = lower[end..].trim_start_matches([' ', '\u{a0}', '\u{202f}']);
        let marks = [
            "a.m.", "p.m.", "am ", "pm ", "am,", "pm,", "am.", "pm.", "uhr", "h ",
        ];
        let mark = marks.iter().find(|mark| rest.starts_with(**mark)).copied();
        let noon = mark.and_then(|mark| mark.chars().next());
        let is_time = parts.len() >= 2 || mark.is_some_and(|mark| !mark.starts_with('h'));
        let (hour, minute, second) = (
            parts.first().copied(),
            parts.get(1).copied().unwrap_or(0),
            parts.get(2).copied().unwrap_or(0),
        );
        let Some(hour) = hour.filter(|hour| {
            !is_part && is_time && *hour < 24 && minute < 60 && second < 60 && parts.len() <= 3
        }) else {
            continue;
        };
        let hour = match noon {
            Some('p') if hour < 12 => hour + 12,
            Some('a') if hour == 12 => 0,
            _ => hour,
        };
        let length = mark
            .filter(|mark| mark.contains("m.") || *mark == "uhr")
            .map_or(0, |mark| lower.len() - end - rest.len() + mark.len());
        found.push(Moment {
            range: start..end + length,
            when: When::Clock {
                seconds: hour * 3600 + minute * 60 + second,
                is_fine: parts.len() == 3,
                is_certain: noon.is_some() || hour > 12,
            },
        });
    }
}
