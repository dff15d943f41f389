//! Dates as entries write them: as days and years, with a season or "c.", as ranges of years, or in
//! words such as "in press". Knows no format of bibliographies.

use citationberg::taxonomy::Season;
use hayagriva::types::Date;

use super::facts;
use crate::model::{Until, is_real_day};

/// The months as English writes them, in long and in short.
const MONTHS: [[&str; 3]; 12] = [
    ["january", "jan", "jan"],
    ["february", "feb", "feb"],
    ["march", "mar", "mar"],
    ["april", "apr", "apr"],
    ["may", "may", "may"],
    ["june", "jun", "jun"],
    ["july", "jul", "jul"],
    ["august", "aug", "aug"],
    ["september", "sept", "sep"],
    ["october", "oct", "oct"],
    ["november", "nov", "nov"],
    ["december", "dec", "dec"],
];

/// What says that a date is not certain, before it.
const ABOUT: [&str; 6] = ["circa", "about", "approx", "ca", "c", "~"];

/// What says that there is no date, without spaces and stops.
const UNDATED: [&str; 8] = [
    "nd",
    "nodate",
    "undated",
    "sd",
    "sa",
    "oj",
    "datenotshown",
    "dateunknown",
];

/// The years that stand for words begin here: each is printed nowhere but in place of these words, and
/// comes behind every other date.
const YEAR_OF_WORDS: i32 = 771_000_000;

/// What an entry says of a date.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Written {
    /// As far as a calendar knows it.
    pub(super) date: Option<Date>,
    /// What is printed in place of its year: a range of years, or words where there is no year.
    pub(super) words: Option<String>,
    /// Of two dates, the second.
    pub(super) until: Option<Until>,
}

impl Written {
    fn of(date: Date) -> Self {
        Self {
            date: Some(date),
            words: None,
            until: None,
        }
    }
}

/// Whether words say that there is no date.
pub(super) fn is_undated(words: &str) -> bool {
    let plain: String = words.chars().filter(|c| c.is_alphabetic()).collect();
    UNDATED.contains(&plain.to_lowercase().as_str())
}

/// Whether words say, among others, that there is no date.
///
/// Short forms count as they are usually written: "Bismarck, N.D." is a place.
pub(super) fn says_undated(words: &str) -> bool {
    let whole = |text: &str, phrase: &str| {
        text.match_indices(phrase).any(|(at, _)| {
            let before = text[..at].chars().next_back();
            let after = text[at + phrase.len()..].chars().next();
            let parts = |c: Option<char>| c.is_none_or(|c| !c.is_alphanumeric() && c != '.');
            parts(before) && after.is_none_or(|c| !c.is_alphanumeric())
        })
    };
    let small = words.to_lowercase();
    let short = ["n.d.", "n. d.", "s.d.", "s. d.", "s.a.", "o.J.", "o. J."];
    let long = ["no date", "undated", "date not shown", "date unknown"];
    short.iter().any(|phrase| whole(words, phrase))
        || long.iter().any(|phrase| whole(&small, phrase))
}

/// The year by which words are sorted and printed, where they are those at a place of all that a library
/// has.
pub(super) fn year_of_words(place: usize) -> Option<i32> {
    YEAR_OF_WORDS.checked_add(i32::try_from(place).ok()?)
}

/// A text with words in place of the years that stand for them. A letter that tells works apart is set
/// off by a hyphen, as after "n.d.".
pub(super) fn with_words(text: &str, all: &[String]) -> String {
    let mut text = text.to_owned();
    for (place, words) in all.iter().enumerate() {
        let year = year_of_words(place).map(|year| year.to_string());
        let Some(year) = year.filter(|year| text.contains(year.as_str())) else {
            continue;
        };
        let mut parts = text.split(year.as_str());
        let mut out = parts.next().unwrap_or_default().to_owned();
        for part in parts {
            out.push_str(words);
            if part.starts_with(|c: char| c.is_ascii_lowercase()) {
                out.push('-');
            }
            out.push_str(part);
        }
        text = out;
    }
    text
}

/// Reads a date as EDTF and ISO 8601 write it, or as people do.
pub(super) fn read(text: &str) -> Written {
    let text = text.trim();
    if text.is_empty() {
        return Written::default();
    }
    if let Some(range) = range(text) {
        return range;
    }
    if let Some(date) = plain(text) {
        return Written::of(date);
    }
    match in_words(text) {
        Some(date) => Written::of(date),
        None => Written {
            date: None,
            words: Some(text.to_owned()),
            until: None,
        },
    }
}

/// Two dates: the first, and both years where no more is known of them.
fn range(text: &str) -> Option<Written> {
    let (first, last) = text.split_once(['/', '–', '—']).or_else(|| {
        let (first, last) = text.split_once('-')?;
        (last.trim_matches('-').len() != 2).then_some((first, last))
    })?;
    let [first, last] = [first, last].map(|part| part.trim_matches(['-', ' ']));
    if last.is_empty() || last == ".." {
        let open = Written {
            until: Some(Until::Open),
            ..Written::of(plain(first)?)
        };
        return Some(open);
    }
    if first.is_empty() || first == ".." {
        return plain(last).map(Written::of);
    }
    let date = plain(first)?;
    // "2012/13" leaves out the digits that the first year has.
    let is_short = last.len() == 2 && last.bytes().all(|b| b.is_ascii_digit());
    let to = match is_short {
        true => Date::from_year(date.year / 100 * 100 + last.parse::<i32>().ok()?),
        false => plain(last)?,
    };
    let years_alone = is_year(date) && is_year(to) && date.year < to.year;
    Some(Written {
        date: Some(date),
        words: years_alone.then(|| format!("{:04}–{last}", date.year)),
        until: Some(Until::Date(facts::date(&to))),
    })
}

fn is_year(date: Date) -> bool {
    date.month.is_none() && date.season.is_none()
}

/// A date of digits: `2019`, `2019-05`, `2019-05-14`, `2019-21` for a spring and `199X` for some year of a
/// decade, with a mark behind it where it is not certain.
fn plain(text: &str) -> Option<Date> {
    let bare = text.trim_end_matches(['~', '?', '%']);
    let bare = bare.split('T').next().unwrap_or_default();
    let mut parts = bare.split('-');
    let year = parts.next()?;
    let open = year.len() - year.trim_end_matches(['X', 'x', 'u']).len();
    let digits = year.len() == 4 && open <= 2;
    let year = digits.then(|| year.replace(['X', 'x', 'u'], "0"))?;
    let mut date = Date::from_year(number(&year)?);
    date.approximate = bare.len() < text.split('T').next().unwrap_or_default().len() || open > 0;
    let Some(month) = parts.next().filter(|part| *part != "XX") else {
        return Some(date);
    };
    let month = u8::try_from(number(month)?).ok()?;
    let day = parts.next().filter(|part| *part != "XX");
    match day.map(number) {
        None if (21..=24).contains(&month) => {
            date.season = Season::try_from_csl_number(month - 20).ok();
        }
        None if (1..=12).contains(&month) => date.month = Some(month - 1),
        Some(Some(day)) => {
            let day = u8::try_from(day).ok()?;
            is_real_day(date.year, month, day).then_some(())?;
            date.month = Some(month - 1);
            date.day = Some(day - 1);
        }
        _ => return None,
    }
    parts.next().is_none().then_some(date)
}

fn number(digits: &str) -> Option<i32> {
    let is_number = !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit());
    is_number.then(|| digits.parse().ok()).flatten()
}

/// A date among words: "c. 1990", `[2019]`, "14 May 2019", "Spring 2019".
fn in_words(text: &str) -> Option<Date> {
    let lower = text.to_lowercase();
    let words: Vec<&str> = lower
        .split(|c: char| c.is_whitespace() || "[](){},.;?".contains(c))
        .filter(|word| !word.is_empty())
        .collect();
    let year_of = |word: &str| {
        let digits = word.trim_start_matches(['c', 'a', '~']);
        (digits.len() == 4).then(|| number(digits)).flatten()
    };
    let (at, year) = words
        .iter()
        .enumerate()
        .find_map(|(at, word)| Some((at, year_of(word)?)))?;
    let mut date = Date::from_year(year);
    let is_about = |word: &&str| ABOUT.contains(word);
    date.approximate = text.ends_with(['?', '~', '%'])
        || lower.contains("?]")
        || words[at].len() > 4
        || words[..at].iter().any(is_about);
    date.month = words.iter().find_map(|word| month(word));
    date.season = words
        .iter()
        .find_map(|word| season(word))
        .filter(|_| date.month.is_none());
    date.day = date.month.and_then(|month| {
        let days = words.iter().filter_map(|word| day(word));
        let mut real = days.filter(|day| is_real_day(year, month + 1, *day));
        real.next().map(|day| day - 1)
    });
    Some(date)
}

/// The month that a word names, counted from nought.
pub(super) fn month(word: &str) -> Option<u8> {
    let word = word.trim().trim_end_matches('.').to_lowercase();
    let at = MONTHS
        .iter()
        .position(|names| names.contains(&word.as_str()))?;
    u8::try_from(at).ok()
}

/// The season that a word names.
pub(super) fn season(word: &str) -> Option<Season> {
    Some(match word.trim().to_lowercase().as_str() {
        "spring" => Season::Spring,
        "summer" => Season::Summer,
        "autumn" | "fall" => Season::Autumn,
        "winter" => Season::Winter,
        _ => return None,
    })
}

/// The day of a month: "4", "4th".
fn day(word: &str) -> Option<u8> {
    let digits = word.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    let end = &word[digits.len()..];
    let is_day = digits.len() <= 2 && matches!(end, "" | "st" | "nd" | "rd" | "th");
    u8::try_from(number(digits).filter(|_| is_day)?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, date: &str, words: &str) {
        let read = read(text);
        let season = read.date.and_then(|date| date.season);
        let season = season.map(|season| format!(" {season:?}"));
        let shown = read.date.map(|date| date.to_string()).unwrap_or_default();
        let shown = format!("{shown}{}", season.unwrap_or_default());
        assert_eq!(shown, date, "{text}");
        assert_eq!(read.words.unwrap_or_default(), words, "{text}");
    }

    #[test]
    fn reads_dates_of_digits() {
        check("2019", "2019", "");
        check("2019-05", "2019-05", "");
        check("2019-05-14", "2019-05-14", "");
        check("2019-05-14T10:00:00Z", "2019-05-14", "");
        check("2019-22", "2019 Summer", "");
        check("1990~", "~1990", "");
        check("199X", "~1990", "");
        check("1999-XX", "1999", "");
    }

    #[test]
    fn a_range_of_years_is_printed_and_one_of_days_begins_with_its_first() {
        check("1850/1855", "1850", "1850–1855");
        check("1850--1855", "1850", "1850–1855");
        check("1850-1855", "1850", "1850–1855");
        check("2012/13", "2012", "2012–13");
        check("2012-02-24/2012-02-26", "2012-02-24", "");
        check("2006/..", "2006", "");
        check("2006--", "2006", "");
    }

    #[test]
    fn the_end_of_a_range_is_kept() {
        let check = |text: &str, expected: Option<&str>| {
            let until = read(text).until.map(|until| match until {
                Until::Date(date) => date.to_string(),
                Until::Open => "open".to_owned(),
            });
            assert_eq!(until.as_deref(), expected, "{text}");
        };
        check("1922/1925", Some("1925"));
        check("2012/13", Some("2013"));
        check("2020-03-05/2020-03-09", Some("2020-03-09"));
        check("2011/", Some("open"));
        check("2011/..", Some("open"));
        check("2011", None);
        check("../2011", None);
    }

    #[test]
    fn reads_what_people_write() {
        check("c. 1990", "~1990", "");
        check("ca.1990", "~1990", "");
        check("circa 1990", "~1990", "");
        check("c1990", "~1990", "");
        check("[2019]", "2019", "");
        check("[1990?]", "~1990", "");
        check("Spring 2019", "2019 Spring", "");
        check("May 2019", "2019-05", "");
        check("14 May 2019", "2019-05-14", "");
        check("May 14th, 2019", "2019-05-14", "");
        check("Sept. 2019", "2019-09", "");
        check("in press (2024)", "2024", "");
    }

    #[test]
    fn words_without_a_year_stay_words() {
        check("in press", "", "in press");
        check("n.d.", "", "n.d.");
        check("12345", "", "12345");
        for words in ["n.d.", "N. d.", "s.d.", "o. J.", "no date"] {
            assert!(is_undated(words), "{words}");
        }
        assert!(!is_undated("in press"));
    }
    #[test]
    fn notes_say_that_there_is_no_date_in_whole_words() {
        for note in [
            "n.d.",
            "A leaflet, n.d.",
            "Undated copy",
            "Seoul, o.J.",
            "[s.d.]",
        ] {
            assert!(says_undated(note), "{note}");
        }
        for note in [
            "Printed for the U.S.D.A.",
            "Bismarck, N.D.",
            "Not outdated",
            "H.s.d.p.",
        ] {
            assert!(!says_undated(note), "{note}");
        }
    }

    #[test]
    fn words_stand_where_their_year_stood() {
        let all = ["in press".to_owned(), "forthcoming".to_owned()];
        let check = |text: &str, expected: &str| assert_eq!(with_words(text, &all), expected);
        check("(Kim 771000001)", "(Kim forthcoming)");
        check("Kim, 771000000a", "Kim, in press-a");
        check("Kim 2019", "Kim 2019");
    }
}
