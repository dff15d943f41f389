//! Spans of years that a dash joins, spans in Korean, and years that are counted backwards.

use std::ops::Range;

use super::super::prose::Own;
use super::{SPRING, WINTER};

/// How years are marked that are counted backwards.
const BACKWARDS: &[&str] = &[
    "bc",
    "bce",
    "b.c",
    "b. c",
    "bp",
    "v. chr",
    "v.chr",
    "v. u. z",
    "av. j",
    "avant j",
    "a. c",
    "a.c",
    "a. de c",
    "antes de cristo",
    "av. n. è",
    "avant notre ère",
    "cal bp",
    "cal bc",
];

/// Words before a number that make it no year.
const COUNTS: &[&str] = &[
    "no", "nos", "nr", "art", "p", "pp", "s", "para", "paras", "item", "items", "room", "rooms",
    "lot",
];

/// Whether the years before a place are counted backwards: "between 1250 and 1180 BC".
pub(super) fn are_backwards(own: &Own, end: usize) -> bool {
    let after = own.lower[end..].trim_start();
    BACKWARDS.iter().any(|mark| {
        let rest = after.strip_prefix(mark);
        rest.is_some_and(|rest| !rest.starts_with(char::is_alphanumeric))
    })
}

/// Years with a dash between them, the later first: "mayor (2019–2016)".
pub(super) fn dashed(own: &Own) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    for pair in own.words.windows(2) {
        let (first, second) = (&pair[0], &pair[1]);
        let (Some(from), Some(to)) = (year(&first.lower), year(&second.lower)) else {
            continue;
        };
        let text = &own.text;
        let gap = text[first.range.end..second.range.start].trim();
        let before = text[..first.range.start].trim_end();
        let after = &text[second.range.end..];
        let in_brackets = before.ends_with('(') && after.starts_with(')');
        let is_joined = gap == "–" || gap == "-" && in_brackets;
        let is_alone = !text[..first.range.start]
            .ends_with(['-', '–', '/', '.', '€', '$', '£', '#'])
            && !after.starts_with(['-', '–', '/', '%', '°']);
        let word = before
            .rsplit(|c: char| !c.is_alphanumeric())
            .find(|word| !word.is_empty());
        let is_counted = word.is_some_and(|word| COUNTS.contains(&word.to_lowercase().as_str()));
        if is_joined
            && is_alone
            && from > to
            && !is_counted
            && !are_backwards(own, second.range.end)
        {
            found.push(first.range.start..second.range.end);
        }
    }
    found
}

/// A number that is a year of the last five centuries.
pub(super) fn year(word: &str) -> Option<i32> {
    let is_year = word.len() == 4 && word.bytes().all(|byte| byte.is_ascii_digit());
    let year: i32 = is_year.then(|| word.parse().ok()).flatten()?;
    (1500..2100).contains(&year).then_some(year)
}

/// "2019년 3월부터 2018년 2월까지".
pub(super) fn korean(own: &Own) -> Option<Range<usize>> {
    let text = &own.text;
    let from = text.find("부터")?;
    let to = from + text[from..].find("까지")?;
    let (start, first) = before(&text[..from])?;
    let (_, last) = before(&text[from..to])?;
    // Without its year, the end is of the same one, or of the next after a winter.
    let is_winter = || first[1] >= Some(u32::from(WINTER)) && last[1] <= Some(u32::from(SPRING));
    let are_days = || first[1..].iter().chain(&last[1..]).all(Option::is_some);
    let is_backwards = match (first[0], last[0]) {
        (Some(_), Some(_)) => first > last,
        (Some(_), None) => are_days() && first[1..] > last[1..] && !is_winter(),
        (None, _) => false,
    };
    is_backwards.then_some(start..to)
}

/// The year, month and day that end a text, and where they begin.
fn before(text: &str) -> Option<(usize, [Option<u32>; 3])> {
    let mut rest = text.trim_end();
    let mut parts = [None; 3];
    for (place, unit) in [(2, '일'), (1, '월'), (0, '년')] {
        let Some(head) = rest.strip_suffix(unit) else {
            continue;
        };
        let digits = head.len() - head.trim_end_matches(|c: char| c.is_ascii_digit()).len();
        parts[place] = Some(head[head.len() - digits..].parse().ok()?);
        rest = head[..head.len() - digits].trim_end();
    }
    parts
        .iter()
        .any(Option::is_some)
        .then_some((rest.len(), parts))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dashes_join_years() {
        let check = |text: &str, expected: bool| {
            let own = Own::of(text);
            assert_eq!(
                !dashed(&own).is_empty() || korean(&own).is_some(),
                expected,
                "{text}"
            );
        };
        check("Paul Oduya (1950–1942) was a miller.", true);
        check("He was mayor (2019-2016).", true);
        check("The school was shut 2019–2016.", true);
        check("2019년 3월부터 2018년 2월까지 문을 닫았다.", true);
        check("2024년 4월 26일부터 2월 12일까지 닫았다.", true);
        check("2024년 4월 26일부터 4월 12일까지 닫았다.", true);
        check("2024년 4월 12일부터 4월 26일까지 닫았다.", false);
        check("2024년 11월 26일부터 2월 12일까지 닫았다.", false);
        check("2024년 2월 12일부터 4월 26일까지 닫았다.", false);
        check("The school was shut 2016–2019.", false);
        check("The dynasty (1991–1802 BC) fell.", false);
        check("It stands in nos. 2019–2016.", false);
        check("Call 1950-1942.", false);
        check("The score was 1850 to 1842.", false);
        check("2018년 3월부터 2019년 2월까지 문을 닫았다.", false);
        check("2019년 11월부터 2월까지 문을 닫았다.", false);
    }
}
