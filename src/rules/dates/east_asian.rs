//! Dates of Korean, Japanese and Chinese: "2026년 5월 12일", "2026年5月12日", and in Korean "2026. 5. 12.". Words do
//! not part them.

use std::ops::Range;

use super::{Written, is_near};

/// The signs of year, month and day.
const SIGNS: [[char; 2]; 3] = [['년', '年'], ['월', '月'], ['일', '日']];

/// The first letters of the weekdays, from Monday, in Korean and in Japanese.
const WEEKDAYS: [[char; 2]; 7] = [
    ['월', '月'],
    ['화', '火'],
    ['수', '水'],
    ['목', '木'],
    ['금', '金'],
    ['토', '土'],
    ['일', '日'],
];

/// The weekdays of Chinese, behind 星期, 周 or 礼拜.
const CHINESE: [char; 6] = ['一', '二', '三', '四', '五', '六'];

/// The full dates of a text.
pub(super) fn days(text: &str) -> Vec<Written> {
    let mut found = Vec::new();
    for sign in SIGNS[0] {
        for (at, _) in text.match_indices(sign) {
            found.extend(date(text, at));
        }
    }
    for (at, _) in text.match_indices('.') {
        found.extend(in_figures(text, at));
    }
    found.sort_by_key(|date| date.range.start);
    found
}

/// The date in figures whose first stop stands at a place, year first: "2026. 5. 12.(화)". Elsewhere than in Korean
/// that is a list, or the number of a version.
fn in_figures(text: &str, at: usize) -> Option<Written> {
    let before = &text[..at];
    let start = before.trim_end_matches(|c: char| c.is_ascii_digit()).len();
    let year: i32 = text[start..at].parse().ok().filter(|year| is_near(*year))?;
    let is_beside_letter = before[..start].ends_with(['.', '-', '/', ':', '_', '#']);
    let (month, end) = part(text, at + 1, ['.', '．']).filter(|(month, _)| *month <= 12)?;
    let rest = text[end..].trim_start_matches(' ');
    let digits = rest.len() - rest.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let day: u8 = rest[..digits]
        .parse()
        .ok()
        .filter(|day| (1..=31).contains(day))?;
    let behind = &rest[digits..];
    let end = text.len() - behind.len();
    let behind = behind.strip_prefix('.').unwrap_or(behind);
    let is_version = behind.starts_with(|c: char| c.is_ascii_digit() || c.is_ascii_alphabetic())
        || behind.starts_with(['-', '/', '_']);
    let is_korean = || text.chars().any(|c| ('가'..='힣').contains(&c));
    (!is_beside_letter && !is_version && is_korean()).then(|| Written {
        year: Some(year),
        month: Some(month),
        day: Some(day),
        range: start..end,
        weekday: weekday(text, text.len() - behind.len()),
    })
}

/// The date whose sign of the year stands at a place.
fn date(text: &str, at: usize) -> Option<Written> {
    let before = &text[..at];
    let start = before.trim_end_matches(|c: char| c.is_ascii_digit()).len();
    let year: i32 = text[start..at].parse().ok().filter(|year| is_near(*year))?;
    let sign = text[at..].chars().next()?;
    let (month, end) = part(text, at + sign.len_utf8(), SIGNS[1])?;
    let (day, end) = part(text, end, SIGNS[2])?;
    Some(Written {
        year: Some(year),
        month: Some(month),
        day: Some(day),
        range: start..end,
        weekday: weekday(text, end),
    })
}

/// The number before a sign, and where the sign ends.
fn part(text: &str, from: usize, signs: [char; 2]) -> Option<(u8, usize)> {
    let rest = &text[from..];
    let number = rest.trim_start_matches(' ');
    let digits = number.len()
        - number
            .trim_start_matches(|c: char| c.is_ascii_digit())
            .len();
    let behind = &number[digits..];
    let sign = behind.chars().next().filter(|sign| signs.contains(sign))?;
    let value = number[..digits]
        .parse()
        .ok()
        .filter(|value| (1..=39).contains(value))?;
    Some((value, text.len() - behind.len() + sign.len_utf8()))
}

/// The weekday behind a date: "(월)", "월요일", "(月)", "星期一".
fn weekday(text: &str, from: usize) -> Option<(usize, Range<usize>)> {
    let rest = text[from..].trim_start_matches([' ', ',']);
    let inside = rest.trim_start_matches(['(', '（']);
    let start = text.len() - inside.len();
    for prefix in ["星期", "礼拜", "周"] {
        if let Some(name) = inside.strip_prefix(prefix) {
            let letter = name.chars().next()?;
            let number = match letter {
                '日' | '天' => 6,
                letter => CHINESE.iter().position(|known| *known == letter)?,
            };
            return Some((number, start..start + prefix.len() + letter.len_utf8()));
        }
    }
    let letter = inside.chars().next()?;
    let number = WEEKDAYS
        .iter()
        .position(|letters| letters.contains(&letter))?;
    let behind = &inside[letter.len_utf8()..];
    let word = ["요일", "曜日"]
        .iter()
        .find(|word| behind.starts_with(**word));
    let closes = inside.len() < rest.len() && behind.starts_with([')', '）']);
    let end = start + letter.len_utf8() + word.map_or(0, |word| word.len());
    (word.is_some() || closes).then_some((number, start..end))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_read_with_and_without_spaces() {
        let check = |text: &str, expected: &[&str]| {
            let found: Vec<String> = days(text)
                .into_iter()
                .map(|date| {
                    let weekday = date
                        .weekday
                        .map_or(String::new(), |(number, _)| format!(" {number}"));
                    let (month, day) = (date.month.unwrap(), date.day.unwrap());
                    format!("{}-{month}-{day}{weekday}", date.year.unwrap())
                })
                .collect();
            assert_eq!(found, expected, "{text}");
        };
        check("외교부는 2026년 5월 12일 답하였다.", &["2026-5-12"]);
        check("2026년 5월 32일 월요일에", &["2026-5-32 0"]);
        check("2026년 5월 12일(화) 서울", &["2026-5-12 1"]);
        check("他于2026年5月12日星期二被捕。", &["2026-5-12 1"]);
        check("2026年5月12日（火）に", &["2026-5-12 1"]);
        check("2026년 5월에, 40년 전, 12일 동안", &[]);
        check("2026. 5. 12.(금) 서울에서", &["2026-5-12 4"]);
        check(
            "2026.5.12에 답하였다. 2026. 5. 13. 수요일",
            &["2026-5-12", "2026-5-13 2"],
        );
        check("판 2026.5.12.3, 2026.13.1, v-2026.5.12, 3.5.12를", &[]);
        check("2026. 5. 12. Es kamen drei.", &[]);
        check("5월 12일 일부 주민이", &[]);
    }
}
