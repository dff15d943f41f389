//! Dates as authors write them in a header. Knows no clock, and refuses what would ask one.

use crate::model::{Date, is_real_day};

/// The names of the months in the languages that papers are dated in, by the letters with which
/// each begins.
const MONTHS: [&[&str]; 12] = [
    &["jan", "gen", "ene"],
    &["feb", "fév", "fev"],
    &["mar", "mär", "maa", "mrt"],
    &["apr", "avr", "abr"],
    &["may", "mai", "mag", "mei", "maj"],
    &["jun", "juin", "giu"],
    &["jul", "juil", "lug"],
    &["aug", "aoû", "aou", "ago"],
    &["sep", "set"],
    &["oct", "okt", "ott", "out"],
    &["nov"],
    &["dec", "dez", "déc", "dic"],
];

/// Words that Quarto, R Markdown and LaTeX turn into the day on which they run.
const OF_THE_CLOCK: [&str; 8] = [
    "today",
    "now",
    "last-modified",
    "\\today",
    "Sys.Date",
    "Sys.time",
    "date()",
    "now()",
];

/// Whether a date asks for the day on which the program runs.
pub(super) fn asks_the_clock(text: &str) -> bool {
    let text = text.trim();
    OF_THE_CLOCK
        .iter()
        .any(|word| text == *word || (word.contains(['.', '\\', '(']) && text.contains(word)))
}

/// Reads a date: ISO 8601, `3 May 2024`, `May 3, 2024`, `May 2024`, `2024`, `2024年5月3日`.
///
/// None when it means nothing, or when it could mean two days, as `03/05/2024` does.
pub(super) fn read(text: &str) -> Option<Date> {
    let text = text.trim();
    // Of a time, the day is taken.
    let day = text.split(['T', ' ']).next().unwrap_or_default();
    if let Some(date) = Date::from_iso(&day.replace('/', "-"))
        && (day.len() == text.len() || date.day.is_some())
    {
        return Some(date);
    }
    let mut year = None;
    let mut small = Vec::new();
    let mut month = None;
    let words = text.split(|c: char| {
        c.is_whitespace() || matches!(c, ',' | '.' | '년' | '年' | '월' | '月' | '일' | '日')
    });
    for word in words.filter(|word| !word.is_empty()) {
        let digits = word.bytes().take_while(u8::is_ascii_digit).count();
        let (number, rest) = word.split_at(digits);
        match number.parse::<u16>() {
            Ok(number) if digits == 4 && rest.is_empty() && year.is_none() => year = Some(number),
            Ok(number) if digits <= 2 && is_ordinal(rest) => small.push(u8::try_from(number).ok()?),
            Ok(_) => return None,
            Err(_) if is_joint(word) => {}
            Err(_) if month.is_none() => month = Some(month_of(word)?),
            Err(_) => return None,
        }
    }
    let year = i32::from(year?);
    let by_sign = text.contains(['年', '년']);
    let (month, day) = match (month, small.as_slice()) {
        (None, []) => (None, None),
        (Some(month), []) => (Some(month), None),
        (Some(month), [day]) => (Some(month), Some(*day)),
        (None, [month]) if by_sign => (Some(*month), None),
        (None, [month, day]) if by_sign => (Some(*month), Some(*day)),
        _ => return None,
    };
    let exists = match (month, day) {
        (Some(month), Some(day)) => is_real_day(year, month, day),
        (month, _) => month.is_none_or(|month| (1..=12).contains(&month)),
    };
    exists.then_some(Date { year, month, day })
}

fn is_ordinal(rest: &str) -> bool {
    matches!(rest, "" | "st" | "nd" | "rd" | "th" | "er" | "º" | "°")
}

/// A word between the parts of a date, or the day of the week before them.
fn is_joint(word: &str) -> bool {
    let word = word.to_lowercase();
    matches!(word.as_str(), "of" | "the" | "de" | "del" | "den" | "le")
        || [
            "monday",
            "tuesday",
            "wednesday",
            "thursday",
            "friday",
            "saturday",
            "sunday",
        ]
        .contains(&word.as_str())
}

fn month_of(word: &str) -> Option<u8> {
    let word = word.to_lowercase();
    // The longest beginning counts: French juin and juillet both begin like June.
    let (_, index) = MONTHS
        .iter()
        .enumerate()
        .flat_map(|(index, names)| names.iter().map(move |name| (*name, index)))
        .filter(|(name, _)| word.starts_with(name))
        .max_by_key(|(name, _)| name.len())?;
    let is_word = word.chars().all(char::is_alphabetic);
    is_word.then(|| u8::try_from(index + 1).ok()).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &str) {
        let found = read(text).map(|date| date.to_string());
        assert_eq!(found.unwrap_or_default(), expected, "{text}");
    }

    #[test]
    fn reads_dates_as_authors_write_them() {
        for (text, expected) in [
            ("2024-05-03", "2024-05-03"),
            ("2024-05-03T10:00:00Z", "2024-05-03"),
            ("2024-05-03 10:00", "2024-05-03"),
            ("2024/05/03", "2024-05-03"),
            ("2024-05", "2024-05"),
            ("2024", "2024"),
            ("3 May 2024", "2024-05-03"),
            ("3rd of May, 2024", "2024-05-03"),
            ("May 3, 2024", "2024-05-03"),
            ("Friday, May 3rd 2024", "2024-05-03"),
            ("30 Dec 2022", "2022-12-30"),
            ("Sept. 2021", "2021-09"),
            ("3. Mai 2024", "2024-05-03"),
            ("1er juillet 2024", "2024-07-01"),
            ("2 juin 2024", "2024-06-02"),
            ("3 de mayo de 2024", "2024-05-03"),
            ("2024年5月3日", "2024-05-03"),
            ("2024년 5월 3일", "2024-05-03"),
        ] {
            check(text, expected);
        }
    }

    #[test]
    fn refuses_what_is_no_day_or_could_be_two() {
        for text in [
            "",
            "soon",
            "31 February 2024",
            "03/05/2024",
            "5 6 2024",
            "May 2024 2025",
            "2024-13-01",
            "May",
            "3 May 24",
        ] {
            check(text, "");
        }
    }

    #[test]
    fn knows_what_would_ask_the_clock() {
        for text in ["today", "last-modified", "`r Sys.Date()`", "\\today", "now"] {
            assert!(asks_the_clock(text) && read(text).is_none(), "{text}");
        }
        assert!(!asks_the_clock("3 May 2024"));
    }
}
