//! Entries of a bibliography, as far as the checks need to know them.

use std::ops::RangeInclusive;

use super::Script;
use crate::source::Span;

/// Names a reference by its position in the library.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ReferenceId(pub usize);

/// One entry, whatever format it came in.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Reference {
    /// The key.
    pub key: String,
    /// Where the entry begins: its key. None when the format gives no position.
    pub span: Option<Span>,
    /// The type, in the words of its own format, in lower case.
    pub kind: String,
    /// Every word for its type, in lower case: [`Reference::kind`], the type in the words of its own
    /// format, and the types of what it is part of.
    pub kinds: Vec<String>,
    /// The keywords of its entry.
    pub keywords: Vec<String>,
    /// The field `group` of its entry.
    pub group: Option<String>,
    /// The title.
    pub title: Option<String>,
    /// The language it is in, as its entry says.
    pub language: Option<String>,
    /// Authors, editors, or the body that issued it.
    pub creators: Vec<String>,
    /// The family names of those of them who are persons.
    pub families: Vec<String>,
    /// When it was published; of a span, its first date.
    pub issued: Option<Date>,
    /// Where the span of its dates ends, if it has one.
    pub issued_until: Option<Until>,
    /// The journal, newspaper, site, series or book it is part of.
    pub container: Option<String>,
    /// The number of the volume that it is, or that it stands in.
    pub volume: Option<String>,
    /// The publisher.
    pub publisher: Option<String>,
    /// Its address.
    pub url: Option<String>,
    /// When the address was read.
    pub accessed: Option<Date>,
    /// Its DOI.
    pub doi: Option<String>,
    /// Its ISBN, as written.
    pub isbn: Option<String>,
    /// The ISSN of the journal it is part of, as written.
    pub issn: Option<String>,
    /// The first and the last page of its place in what it is part of.
    pub pages: Option<RangeInclusive<u32>>,
    /// Its pages as they are written, where they end before they begin.
    pub reversed_pages: Option<String>,
    /// How many pages it has.
    pub page_total: Option<u32>,
    /// What a note of the entry says.
    pub note: Option<String>,
    /// Whether the entry says that it has no date or an unknown one, or says in words when it came out.
    pub says_undated: bool,
}

/// Where a span of dates ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Until {
    /// On a date.
    Date(Date),
    /// Nowhere yet.
    Open,
}

impl Reference {
    /// The language it is in, as its entry or the letters of its title say.
    pub fn known_language(&self) -> Option<&str> {
        let title = self.title.as_deref();
        let own = self.language.as_deref();
        own.or_else(|| title.and_then(language_of_letters))
    }
}

/// The language of a text with letters that only one language is written in: names in Chinese characters
/// beside it are of that language too.
pub fn language_of_letters(text: &str) -> Option<&'static str> {
    let mut scripts = text.chars().filter_map(Script::of_letter);
    let telling = scripts.find(|script| matches!(script, Script::Kana | Script::Hangul))?;
    Some(telling.tag())
}

/// A date with the precision that is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date {
    /// The year; negative before the common era.
    pub year: i32,
    /// One to twelve.
    pub month: Option<u8>,
    /// One to thirty-one.
    pub day: Option<u8>,
}

impl Date {
    /// Reads `2026`, `2026-11` or `2026-11-23` (ISO 8601); none when the month or day does not exist.
    pub fn from_iso(text: &str) -> Option<Self> {
        let parts: Vec<&str> = text.trim().split('-').collect();
        let number = |part: &str, length: usize| {
            (part.len() == length && part.bytes().all(|b| b.is_ascii_digit()))
                .then(|| part.parse::<u16>().ok())
                .flatten()
        };
        let year = i32::from(number(parts.first()?, 4)?);
        let small = |part: Option<&&str>| match part {
            None => Some(None),
            Some(part) => number(part, 2)
                .and_then(|value| u8::try_from(value).ok())
                .map(Some),
        };
        let month = small(parts.get(1))?;
        let day = small(parts.get(2))?;
        let month_exists = month.is_none_or(|month| (1..=12).contains(&month));
        let day_exists = match (month, day) {
            (Some(month), Some(day)) => is_real_day(year, month, day),
            _ => day.is_none(),
        };
        (parts.len() <= 3 && month_exists && day_exists).then_some(Self { year, month, day })
    }

    /// The first day that it names, counted from 1 January 1970; by Howard Hinnant's
    /// `days_from_civil`.
    pub fn first_day(self) -> i64 {
        let (month, day) = (
            i64::from(self.month.unwrap_or(1)),
            i64::from(self.day.unwrap_or(1)),
        );
        let year = i64::from(self.year) - i64::from(month <= 2);
        let era = year.div_euclid(400);
        let year_of_era = year.rem_euclid(400);
        let day_of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
        let day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
        era * 146_097 + day_of_era - 719_468
    }

    /// The first day after all that it names, counted as in [`Date::first_day`].
    pub fn day_after(self) -> i64 {
        match (self.month, self.day) {
            (Some(_), Some(_)) => self.first_day() + 1,
            (Some(month), None) if month < 12 => Self {
                month: Some(month + 1),
                ..self
            }
            .first_day(),
            _ => Self {
                year: self.year.saturating_add(1),
                month: None,
                day: None,
            }
            .first_day(),
        }
    }

    /// The date of a day, counted from 1 January 1970; by Howard Hinnant's `civil_from_days`.
    pub fn of_day(days: i64) -> Option<Self> {
        let shifted = days.checked_add(719_468)?;
        let era = shifted.div_euclid(146_097);
        let day_of_era = shifted.rem_euclid(146_097);
        let year_of_era =
            (day_of_era - day_of_era / 1460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
        let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
        let from_march = (5 * day_of_year + 2) / 153;
        let day = day_of_year - (153 * from_march + 2) / 5 + 1;
        let month = if from_march < 10 {
            from_march + 3
        } else {
            from_march - 9
        };
        let year = year_of_era + era * 400 + i64::from(month <= 2);
        Some(Self {
            year: i32::try_from(year).ok()?,
            month: Some(u8::try_from(month).ok()?),
            day: Some(u8::try_from(day).ok()?),
        })
    }

    /// Whether this date certainly lies before another: as far as both are known.
    pub fn is_before(self, other: Self) -> bool {
        if self.year != other.year {
            return self.year < other.year;
        }
        match self.month.zip(other.month) {
            Some((a, b)) if a != b => a < b,
            Some(_) => self.day.zip(other.day).is_some_and(|(a, b)| a < b),
            None => false,
        }
    }
}

impl std::fmt::Display for Date {
    /// As ISO 8601 writes it: `2012-02-27`, `2012-02` or `2012`.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:04}", self.year)?;
        if let Some(month) = self.month {
            write!(f, "-{month:02}")?;
            if let Some(day) = self.day {
                write!(f, "-{day:02}")?;
            }
        }
        Ok(())
    }
}

/// Whether a day exists in the Gregorian calendar.
pub fn is_real_day(year: i32, month: u8, day: u8) -> bool {
    let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    let days = match month {
        1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
        4 | 6 | 9 | 11 => 30,
        2 if leap => 29,
        2 => 28,
        _ => 0,
    };
    (1..=days).contains(&day)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn compares_dates_as_far_as_they_are_known() {
        let date = |year, month, day| Date { year, month, day };
        let may = date(2019, Some(5), None);
        assert!(date(2018, None, None).is_before(may));
        assert!(date(2019, Some(4), Some(30)).is_before(may));
        assert!(date(2019, Some(5), Some(1)).is_before(date(2019, Some(5), Some(2))));
        for same in [date(2019, None, None), date(2019, Some(5), Some(1)), may] {
            assert!(!same.is_before(may) && !may.is_before(same), "{same}");
        }
        // A day without its month says nothing.
        assert!(!date(2019, None, Some(1)).is_before(date(2019, None, Some(2))));
    }

    #[test]
    fn days_since_1970_are_dates() {
        let check = |days, expected: &str| {
            let date = Date::of_day(days).map(|date| date.to_string());
            assert_eq!(date.as_deref(), Some(expected));
        };
        check(0, "1970-01-01");
        check(-1, "1969-12-31");
        check(11_016, "2000-02-29");
        check(20_782, "2026-11-25");
    }

    #[test]
    fn days_are_counted_as_they_are_named() {
        let check = |text: &str, first: &str, after: &str| {
            let date = Date::from_iso(text).unwrap();
            let of_day = |day| Date::of_day(day).unwrap().to_string();
            assert_eq!(
                (of_day(date.first_day()), of_day(date.day_after())),
                (first.to_owned(), after.to_owned())
            );
        };
        check("2012", "2012-01-01", "2013-01-01");
        check("2012-02", "2012-02-01", "2012-03-01");
        check("2012-12", "2012-12-01", "2013-01-01");
        check("2012-02-29", "2012-02-29", "2012-03-01");
        check("0001", "0001-01-01", "0002-01-01");
        check("9999", "9999-01-01", "10000-01-01");
    }

    #[test]
    fn reads_dates_that_exist() {
        for good in ["2026", "2026-11", "2024-02-29"] {
            assert!(Date::from_iso(good).is_some(), "{good}");
        }
        for bad in [
            "",
            "26",
            "2026-13",
            "2026-02-29",
            "2026-1-1",
            "2026-01-01-01",
        ] {
            assert!(Date::from_iso(bad).is_none(), "{bad}");
        }
    }

    #[test]
    fn knows_the_calendar() {
        assert!(is_real_day(2012, 2, 29));
        assert!(is_real_day(2000, 2, 29));
        assert!(!is_real_day(1900, 2, 29));
        assert!(!is_real_day(2023, 2, 29));
        assert!(!is_real_day(2023, 4, 31));
        assert!(!is_real_day(2023, 13, 1));
        assert!(!is_real_day(2023, 1, 0));
    }
}
