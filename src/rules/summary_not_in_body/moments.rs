//! The months, days and times of day that the body of a report names, and those of a summary that it does not.

use std::collections::BTreeSet;
use std::ops::Range;

use super::reckoned;
use crate::model::{Block, BlockKind, Role, Visitor, text_of, walk_block};
use crate::rules::prose::{Own, Said};
use crate::rules::tongues::{self, Tongue};
use crate::rules::{Context, dates};

/// How far before and behind a colon a time may reach, in bytes.
const LONGEST: usize = 40;

/// The months, days and times of day that the body of the report names.
#[derive(Default)]
pub(super) struct Moments {
    /// Year, month and day, as far as each is named, and each again without its year and without its day.
    dates: BTreeSet<Moment>,
    without_year: BTreeSet<(u8, Option<u8>)>,
    without_day: BTreeSet<(Option<i32>, u8)>,
    times: BTreeSet<(u8, u8)>,
    /// Whether it tells of quarters of a year, which end with a month.
    tells_quarters: bool,
}

impl Moments {
    pub(super) fn of_body(context: &Context<'_>) -> Self {
        let report = context.report;
        let units = report
            .units
            .iter()
            .filter(|unit| unit.role != Role::Summary);
        let mut body = Self::default();
        for at in units.flat_map(|unit| unit.sentences.clone()) {
            let Said { sentence, own, .. } = context.said(at);
            let named = dates_of(own, context.tongue(sentence));
            named.into_iter().for_each(|(_, date)| body.add(date));
            // What somebody is quoted with stands in the body too.
            if let Some(quoted) = reckoned::unquoted(&sentence.text) {
                let named = dates_of(&quoted, context.tongue(sentence));
                named.into_iter().for_each(|(_, date)| body.add(date));
            }
            body.tells_quarters |= reckoned::tells_quarters(&sentence.text);
            body.times
                .extend(times(&sentence.text).into_iter().map(|(_, time)| time));
        }
        // "The night of 13 to 14 November" may be a heading, and the year stand in the text below it.
        let mut headings = Headings(Vec::new());
        report.walk(&mut headings);
        for heading in headings.0 {
            let tongue = tongues::of(context.report_language());
            let named = dates_of(&Own::of(&heading), tongue);
            named.into_iter().for_each(|(_, date)| body.add(date));
        }
        let marked = report
            .claims
            .iter()
            .filter_map(|claim| dates::marked(&claim.attrs));
        marked
            .filter_map(|date| Some((Some(date.year), date.month?, date.day)))
            .for_each(|date| body.add(date));
        body
    }

    pub(super) fn add(&mut self, date: Moment) {
        let (year, month, day) = date;
        self.dates.insert(date);
        self.without_year.insert((month, day));
        self.without_day.insert((year, month));
    }

    /// Whether the body names a date that agrees in what both have.
    fn has(&self, (year, month, day): Moment) -> bool {
        if self.tells_quarters && day.is_none() && month.is_multiple_of(3) {
            return true;
        }
        match (year, day) {
            (None, None) => self
                .without_year
                .range((month, None)..)
                .next()
                .is_some_and(|one| one.0 == month),
            (None, day) => [None, day]
                .iter()
                .any(|day| self.without_year.contains(&(month, *day))),
            (year, None) => [None, year]
                .iter()
                .any(|year| self.without_day.contains(&(*year, month))),
            (year, day) => [None, year].iter().any(|year| {
                [None, day]
                    .iter()
                    .any(|day| self.dates.contains(&(*year, month, *day)))
            }),
        }
    }

    /// The months and days of a sentence's own words, and the times of all of it, that the body contradicts
    /// or does not name.
    pub(super) fn unknown(&self, text: &str, own: &Own, tongue: &Tongue) -> Vec<Range<usize>> {
        let dates = dates_of(own, tongue).into_iter();
        let dates = dates
            .filter(|(_, date)| !self.has(*date))
            .map(|(range, _)| range);
        let times = times(text).into_iter();
        let times = times.filter(|(_, time)| !self.times.contains(time));
        dates.chain(times.map(|(range, _)| range)).collect()
    }
}

/// The words of the headings.
struct Headings(Vec<String>);

impl<'a> Visitor<'a> for Headings {
    fn block(&mut self, block: &'a Block) {
        walk_block(self, block);
        if let BlockKind::Heading { content, .. } = &block.kind {
            self.0.push(text_of(content));
        }
    }
}

/// A year, a month and a day, as far as they are named.
pub(super) type Moment = (Option<i32>, u8, Option<u8>);

/// The dates of a sentence's own words with at least a month.
pub(super) fn dates_of(own: &Own, tongue: &Tongue) -> Vec<(Range<usize>, Moment)> {
    let days = dates::days(own, tongue).into_iter();
    let days = days.filter_map(|day| Some((day.range, (day.year, day.month?, day.day))));
    let all = dates::all(own, tongue).into_iter();
    let months = all.filter(|(_, date)| date.day.is_none());
    let months =
        months.filter_map(|(range, date)| Some((range, (Some(date.year), date.month?, None))));
    days.chain(months).collect()
}

/// The times of day of a text: "05:37", "5:37".
fn times(text: &str) -> Vec<(Range<usize>, (u8, u8))> {
    let is_part = |c: char| c.is_ascii_digit() || c == ':';
    let mut found = Vec::new();
    for (at, _) in text.match_indices(':') {
        // What goes further is no time.
        let first = text.ceil_char_boundary(at.saturating_sub(LONGEST));
        let last = text.floor_char_boundary(at.saturating_add(LONGEST));
        let start = first + text[first..at].trim_end_matches(is_part).len();
        let end = last - text[at..last].trim_start_matches(is_part).len();
        let written = &text[start..end];
        let Some((hours, minutes)) = written.split_once(':') else {
            continue;
        };
        let (Ok(hour), Ok(minute)) = (hours.parse::<u8>(), minutes.parse::<u8>()) else {
            continue;
        };
        let stands_alone =
            !text[..start].ends_with(|c: char| c.is_alphanumeric() || "/.-".contains(c));
        if stands_alone && minutes.len() == 2 && hour < 24 && minute < 60 {
            found.push((start..end, (hour, minute)));
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn moments_of_a_summary_stand_in_the_body() {
        let english = tongues::of("en");
        let mut body = Moments {
            times: [(4, 37)].into(),
            ..Moments::default()
        };
        body.add((Some(2019), 5, Some(6)));
        body.add((None, 3, Some(2)));
        let check = |text: &str, expected: &[&str]| {
            let unknown = body.unknown(text, &Own::of(text), english).into_iter();
            let unknown: Vec<&str> = unknown.map(|range| &text[range]).collect();
            assert_eq!(unknown, expected, "{text}");
        };
        check("It broke at 05:37 in June 2019.", &["June 2019", "05:37"]);
        check(
            "It broke at 4:37 in May 2019, on 2 March 2020 and 6 May.",
            &[],
        );
        check(
            "It broke on 7 May and on 6 May 2020.",
            &["7 May", "6 May 2020"],
        );
        check("It broke in 2019, at a ratio of 5:3, in 12:34:56.", &[]);
    }
}
