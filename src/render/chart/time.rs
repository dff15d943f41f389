//! Days along an axis, and the years, months or days that are marked on it. Knows no drawing.

use crate::model::Date;

/// How many marks an axis has at most.
const MOST_YEARS: i64 = 8;
const MOST_MONTHS: i64 = 6;
const MOST_DAYS: i64 = 4;
/// Up to how many days single days are marked, and up to how many months.
const DAYS: i64 = 60;
const MONTHS: i64 = 3 * 366;

/// The marks between two days, each with its words, as ISO 8601 writes them.
///
/// There are at least two, if need be beyond the two days.
pub fn ticks(first: i64, last: i64) -> Vec<(f64, String)> {
    let days = last.saturating_sub(first).max(1);
    let (marks, words): (Vec<i64>, fn(Date) -> String) = if days <= DAYS {
        (single_days(first, last), |date| date.to_string())
    } else if days <= MONTHS {
        let marks = months(first, last, &[1, 2, 3, 6], MOST_MONTHS);
        (marks, |date| Date { day: None, ..date }.to_string())
    } else {
        const YEARS: &[i64] = &[1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000];
        let steps: Vec<i64> = YEARS.iter().map(|years| years * 12).collect();
        let marks = months(first, last, &steps, MOST_YEARS);
        (marks, |date| date.year.to_string())
    };
    let dated = marks
        .into_iter()
        .filter_map(|day| Some((day as f64, words(Date::of_day(day)?))));
    dated.collect()
}

/// The smallest step that leaves no more marks than may be.
fn step(length: i64, steps: &[i64], most: i64) -> i64 {
    let fits = |step: &&i64| length / **step <= most;
    let last = steps.last().copied().unwrap_or(1);
    steps.iter().find(fits).copied().unwrap_or(last)
}

/// The first days of every so many months.
fn months(first: i64, last: i64, steps: &[i64], most: i64) -> Vec<i64> {
    let step = step((last - first) * 12 / 365, steps, most);
    let month_of = |day: i64| {
        let date = Date::of_day(day)?;
        Some(i64::from(date.year) * 12 + i64::from(date.month?) - 1)
    };
    let (Some(from), Some(to)) = (month_of(first), month_of(last)) else {
        return Vec::new();
    };
    let marks = from.div_euclid(step)..=to.div_euclid(step) + 1;
    let all = marks.filter_map(|mark| first_of(mark * step)).collect();
    inside(all, first, last)
}

/// The first day of a month, counted from the year zero.
fn first_of(month: i64) -> Option<i64> {
    let date = Date {
        year: i32::try_from(month.div_euclid(12)).ok()?,
        month: Some(u8::try_from(month.rem_euclid(12) + 1).ok()?),
        day: None,
    };
    Some(date.first_day())
}

fn single_days(first: i64, last: i64) -> Vec<i64> {
    let step = step(last - first, &[1, 2, 4, 7, 14, 28], MOST_DAYS);
    let all = (0..=(last - first) / step + 1).map(|mark| first + mark * step);
    inside(all.collect(), first, last)
}

/// The marks between two days, or one more on each side if there are too few.
fn inside(all: Vec<i64>, first: i64, last: i64) -> Vec<i64> {
    let within: Vec<i64> = all
        .iter()
        .copied()
        .filter(|day| (first..=last).contains(day))
        .collect();
    if within.len() < 2 { all } else { within }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(first: &str, last: &str, expected: &[&str]) {
        let day = |text: &str| Date::from_iso(text).unwrap().first_day();
        let words: Vec<String> = ticks(day(first), day(last))
            .into_iter()
            .map(|(_, words)| words)
            .collect();
        assert_eq!(words, expected, "{first} {last}");
    }

    #[test]
    fn marks_are_round() {
        check("2001", "2022", &["2005", "2010", "2015", "2020"]);
        check(
            "2001",
            "2009",
            &[
                "2001", "2002", "2003", "2004", "2005", "2006", "2007", "2008", "2009",
            ],
        );
        check(
            "2012-02-10",
            "2012-07-20",
            &["2012-03", "2012-04", "2012-05", "2012-06", "2012-07"],
        );
        check(
            "2012-02-08",
            "2012-02-16",
            &[
                "2012-02-08",
                "2012-02-10",
                "2012-02-12",
                "2012-02-14",
                "2012-02-16",
            ],
        );
        check("1066", "1989", &["1200", "1400", "1600", "1800"]);
    }

    #[test]
    fn there_are_always_two() {
        check("2012-02-27", "2012-02-27", &["2012-02-27", "2012-02-28"]);
        for (first, last) in [
            ("2012", "2012"),
            ("0001", "9999"),
            ("1999-12-31", "2000-01-01"),
        ] {
            let day = |text: &str| Date::from_iso(text).unwrap();
            let marks = ticks(day(first).first_day(), day(last).day_after());
            assert!((2..=10).contains(&marks.len()), "{first} {last} {marks:?}");
        }
    }
}
