//! Times of day: "18:40" is one thing, and "1840", "18.40 Uhr", "18 h 40" and "6:40 pm" are the same.

use std::collections::BTreeSet;
use std::ops::Range;

use super::super::prose::Own;

const NOON: u32 = 12 * 60;

/// Words for halves and quarters of hours, of a source that writes times in words.
const SPELLED: &[&str] = &[
    "half past",
    "quarter past",
    "quarter to",
    "halb ",
    "viertel ",
    "et demie",
    "et quart",
    "moins le quart",
    "y media",
    "y cuarto",
    "menos cuarto",
];

/// A time of a text: where it stands, and the minute of the day.
pub(super) struct Time {
    pub range: Range<usize>,
    pub minute: u32,
}

/// The times of a text that are surely some: those with a colon or an "h", and those with a stop or of four digits
/// that a word makes a time.
pub(super) fn told(own: &Own) -> Vec<Time> {
    if !own.lower.contains(|c: char| c.is_ascii_digit()) {
        return Vec::new();
    }
    let read = read(&own.lower).into_iter();
    let sure = read.filter(|(_, sort)| *sort == Sort::Sure);
    sure.map(|(time, _)| time).collect()
}

/// The minutes of the day that a source may name.
pub(super) struct Clock {
    minutes: BTreeSet<u32>,
    is_in_words: bool,
}

impl Clock {
    pub(super) fn of(text: &str) -> Self {
        let lower = text.to_lowercase();
        let times = read(&lower).into_iter();
        Self {
            minutes: times.map(|(time, _)| time.minute).collect(),
            is_in_words: SPELLED.iter().any(|words| lower.contains(words)),
        }
    }

    /// Whether a time may stand there, in the twelve hours of either half of the day.
    pub(super) fn has(&self, minute: u32) -> bool {
        let other = (minute + NOON) % (2 * NOON);
        self.minutes.contains(&minute)
            || self.minutes.contains(&other)
            || self.is_in_words && minute.is_multiple_of(15)
    }

    /// Whether another of its times is so many minutes before or behind one.
    pub(super) fn lies_apart(&self, minute: u32, apart: u32) -> bool {
        let later = self.minutes.contains(&(minute + apart));
        let earlier = minute
            .checked_sub(apart)
            .is_some_and(|minute| self.minutes.contains(&minute));
        later || earlier
    }
}

#[derive(PartialEq, Eq)]
enum Sort {
    Sure,
    Possible,
}

/// What looks like a time: hours, a mark, and two digits of minutes.
fn read(lower: &str) -> Vec<(Time, Sort)> {
    let bytes = lower.as_bytes();
    let mut found = Vec::new();
    let mut at = 0;
    while at < bytes.len() {
        if !bytes[at].is_ascii_digit() {
            at += 1;
            continue;
        }
        let digits = |from: usize| {
            let rest = bytes.get(from..).unwrap_or_default();
            rest.iter().take_while(|byte| byte.is_ascii_digit()).count()
        };
        let (start, long) = (at, digits(at));
        at += long;
        let is_part = lower[..start].ends_with([':', '.', ',', '/', '-', '$', '€', '£']);
        let value = |range: Range<usize>| lower[range].parse::<u32>().unwrap_or(u32::MAX);
        let (hour, minutes, end, is_sure) = match long {
            _ if is_part => continue,
            4 => (value(start..start + 2), value(start + 2..at), at, false),
            1 | 2 => {
                let Some((mark, behind)) = mark(&lower[at..]) else {
                    continue;
                };
                let from = at + mark;
                if digits(from) != 2 {
                    continue;
                }
                let end = from + 2;
                let goes_on = lower[end..].starts_with([':', '/'])
                    || lower[end..].starts_with(['.', ',']) && digits(end + 1) > 0;
                if goes_on {
                    continue;
                }
                (value(start..at), value(from..end), end, behind)
            }
            _ => continue,
        };
        if hour > 24 || minutes > 59 {
            continue;
        }
        let rest = lower[end..].trim_start_matches([' ', '\u{a0}', '\u{202f}']);
        let is_of_clock = [
            "uhr", "a.m", "am ", "p.m", "pm", "hrs", "hours", "utc", "gmt",
        ]
        .iter()
        .any(|word| rest.starts_with(word));
        let is_late = (rest.starts_with("p.m") || rest.starts_with("pm")) && hour < 12;
        let hour = if is_late { hour + 12 } else { hour };
        at = end;
        let time = Time {
            range: start..end,
            minute: (hour * 60 + minutes) % (2 * NOON),
        };
        let sort = match is_sure || is_of_clock {
            true => Sort::Sure,
            false => Sort::Possible,
        };
        found.push((time, sort));
    }
    found
}

/// How long a mark between hours and minutes is, and whether it stands only there.
fn mark(rest: &str) -> Option<(usize, bool)> {
    const MARKS: &[(&str, bool)] = &[
        (":", true),
        (".", false),
        ("h", true),
        (" h ", true),
        ("\u{a0}h\u{a0}", true),
        ("\u{202f}h\u{202f}", true),
        (" uhr ", true),
    ];
    let mark = MARKS.iter().find(|(mark, _)| rest.starts_with(mark))?;
    Some((mark.0.len(), mark.1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_time_is_one_thing_however_it_is_written() {
        for (text, source, expected) in [
            ("It left at 18:40.", "Departed 1840.", true),
            ("It left at 18:40.", "It left at 6.40 p.m.", true),
            ("It left at 6:40 pm.", "18:40 departure", true),
            ("Um 18.40 Uhr lief sie aus.", "18:40 ab", true),
            ("Elle part à 18 h 40.", "départ 18h40", true),
            ("Salió a las 18:40.", "a las 18.40", true),
            ("It left at 18:30.", "It left at half past six.", true),
            ("It left at 18:40.", "It left at half past six.", false),
            ("It left at 18:40.", "Departed 1804.", false),
            ("Elle part à 18h04.", "départ 18h40", false),
        ] {
            let told = told(&Own::of(text));
            assert_eq!(told.len(), 1, "{text}");
            assert_eq!(Clock::of(source).has(told[0].minute), expected, "{text}");
        }
        for text in [
            "It took 2:04:33.",
            "On 12.05.2026 it was 3.45.",
            "In 1840 it fell 3:1.",
        ] {
            assert!(told(&Own::of(text)).is_empty(), "{text}");
        }
    }

    #[test]
    fn minutes_between_two_times_are_known() {
        let clock = Clock::of("The boat came at 2004, the helicopter at 2017.");
        assert!(clock.lies_apart(20 * 60 + 4, 13));
        assert!(!clock.lies_apart(20 * 60 + 4, 14));
    }
}
