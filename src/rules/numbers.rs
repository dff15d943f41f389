//! Numbers in running text, as values: "2,706", "forty" and "1.2 million" can be compared.

use std::ops::Range;

use super::measures::SIGNS_OF_MONEY;
use super::prose::{self, Own, Word};
use super::quantities;
use super::spelled;
use super::tongues::{self, Tongue};

/// A number as it is written, and what it is.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Number {
    /// Its value times a thousand, so that it can be compared exactly.
    pub value: i64,
    /// Its words.
    pub range: Range<usize>,
    /// Whether it is a year or a part of a date.
    pub is_date: bool,
    /// Whether a sign or word of per cent follows.
    pub is_percent: bool,
    /// The first word after it, in lower case; empty at the end or before a mark.
    pub noun: String,
}

/// How far what was rounded to a number of some decimals may be from it.
pub(super) fn half_of_last_digit(decimals: usize) -> f64 {
    0.5 * 10_f64.powi(-i32::try_from(decimals).unwrap_or_default())
}

/// What an English number word from two on, or a word such as "thousand", is worth.
pub(super) fn of_word(lower: &str) -> Option<i64> {
    let english = tongues::of("en");
    english.numeral(lower).or_else(|| english.scale(lower))
}

/// The numbers of a text from two on, in order. Ordinals and numbers inside names are left out.
pub(super) fn read(text: &str, tongue: &Tongue) -> Vec<Number> {
    read_words(text, &prose::words(text), tongue)
}

/// The same for the report's own words in a sentence.
pub(super) fn of(own: &Own, tongue: &Tongue) -> Vec<Number> {
    read_words(&own.text, &own.words, tongue)
}

fn read_words(text: &str, words: &[Word], tongue: &Tongue) -> Vec<Number> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < words.len() {
        match number(text, words, at, tongue) {
            Some((number, next)) => {
                found.push(number);
                at = next;
            }
            None => at += 1,
        }
    }
    found
}

fn number(text: &str, words: &[Word], at: usize, tongue: &Tongue) -> Option<(Number, usize)> {
    let first = &words[at];
    let (figures, in_digits) = match digits(text, words, at, tongue) {
        Some(figures) => (figures, true),
        None => (in_words(text, words, at, tongue)?, false),
    };
    let value = figures.scaled()?;
    let next = figures.last + 1;
    let end = words[figures.last].range.end;
    let is_day = value <= 31_000 && is_beside_month(text, words, (at, figures.last), tongue);
    let rest = text[end..].trim_start_matches([' ', '\u{a0}', '\u{202f}']);
    // No word that is asked for is longer.
    let near = rest.chars().take(16).collect::<String>().to_lowercase();
    let mut signs = tongue.sums.percent.iter();
    let noun = words
        .get(next)
        .filter(|word| text[end..word.range.start].chars().all(char::is_whitespace))
        .map(|word| word.lower.clone())
        .unwrap_or_default();
    let number = Number {
        value,
        range: first.range.start..end,
        is_date: figures.scale.is_none() && (in_digits && figures.is_year() || is_day),
        is_percent: signs.any(|sign| near.starts_with(sign)),
        noun,
    };
    (value != 1000 && value != 0).then_some((number, next))
}

/// Whether the name of a month stands right before or behind some words: another cell of a table does not.
pub(super) fn is_beside_month(
    text: &str,
    words: &[Word],
    (first, last): (usize, usize),
    tongue: &Tongue,
) -> bool {
    let is_month = |at: usize| {
        let word = words.get(at);
        word.is_some_and(|word| tongue.month(&word.lower).is_some())
    };
    let joined = |one: usize, two: usize| {
        let gap = &text[words[one].range.end..words[two].range.start];
        gap.chars()
            .all(|c| c.is_whitespace() || matches!(c, '.' | ',' | '-' | '–'))
    };
    let before = first.checked_sub(1).filter(|before| is_month(*before));
    before.is_some_and(|before| joined(before, first))
        || is_month(last + 1) && joined(last, last + 1)
}

/// A number as its digits or words give it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Figures {
    /// Its value times a thousand, without the scale.
    pub value: i64,
    /// How many digits stand behind the decimal mark.
    pub decimals: usize,
    /// Whether marks divide its thousands.
    pub is_grouped: bool,
    /// What a word such as "million" after it makes of one.
    pub scale: Option<i64>,
    /// The last word of it.
    pub last: usize,
}

impl Figures {
    /// Its value times a thousand.
    pub(super) fn scaled(&self) -> Option<i64> {
        self.value.checked_mul(self.scale.unwrap_or(1))
    }

    /// Whether it may be a year.
    pub(super) fn is_year(&self) -> bool {
        let is_near = (1_500_000..2_100_000).contains(&self.value);
        is_near && !self.is_grouped && self.decimals == 0 && self.scale.is_none()
    }
}

/// Letters behind a sum of money that multiply it.
const MONEY: &[(&str, i64)] = &[("m", 1_000_000), ("b", 1_000_000_000)];

/// What a number in digits is a number of: of money alone, "m" and "b" are millions and billions.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Amount {
    /// A sign of money stands before it.
    Money,
    /// Anything else.
    Other,
}

/// A number in digits that begins at a word, in the way of a language, with the words that multiply it.
/// Parts of symbols, ranges of a name and negative numbers are no numbers of their own.
pub(super) fn digits(text: &str, words: &[Word], at: usize, tongue: &Tongue) -> Option<Figures> {
    let word = words.get(at).filter(|word| begins_with_digit(word))?;
    let before = text[..word.range.start].chars().next_back();
    if is_part(before)
        || before == Some('-') && text[..word.range.start - 1].ends_with(char::is_alphabetic)
    {
        return None;
    }
    let amount = match before {
        Some(sign) if SIGNS_OF_MONEY.contains(&sign) => Amount::Money,
        _ if is_behind_code(text, words, at) => Amount::Money,
        _ => Amount::Other,
    };
    let mut figures = glued(&word.lower, tongue, amount)?;
    figures.last = at;
    groups(text, words, &mut figures, tongue);
    let end = words[figures.last].range.end;
    let rest = text[end..].trim_start_matches(['.', ':']);
    let goes_on = |c: char| c.is_alphanumeric() || c == '/';
    let is_power = text[end..].starts_with('⁻');
    if is_power || is_part(text[end..].chars().next()) && rest.starts_with(goes_on) {
        return None;
    }
    scales(text, words, &mut figures, tongue, amount);
    Some(figures)
}

/// Whether the code of a kind of money stands before a number: "USD 4.2m".
fn is_behind_code(text: &str, words: &[Word], at: usize) -> bool {
    let Some(code) = at.checked_sub(1).and_then(|before| words.get(before)) else {
        return false;
    };
    let written = &text[code.range.clone()];
    let gap = &text[code.range.end..words[at].range.start];
    let is_code = written.len() == 3 && written.bytes().all(|byte| byte.is_ascii_uppercase());
    is_code && matches!(gap, " " | "\u{a0}") && quantities::money_of(&code.lower).is_some()
}

/// Whether a word may be a number in digits. Most are not, and rules ask for each.
fn begins_with_digit(word: &Word) -> bool {
    word.lower.starts_with(|c: char| c.is_ascii_digit())
}

fn is_part(mark: Option<char>) -> bool {
    matches!(mark, Some('/' | '_' | '.' | ':' | '#'))
}

/// Thousands behind a space or an apostrophe: "12 400", "1’284".
fn groups(text: &str, words: &[Word], figures: &mut Figures, tongue: &Tongue) {
    let is_short = words[figures.last].range.len() <= 3 && figures.scale.is_none();
    while let Some(next) = words.get(figures.last + 1).filter(|_| is_short) {
        let gap = &text[words[figures.last].range.end..next.range.start];
        let joins = matches!(gap, "\u{a0}" | "\u{202f}" | "\u{2009}" | "'" | "’")
            || gap == " " && tongue.has_decimal_comma;
        let (whole, decimals) = next.lower.split_once(',').unwrap_or((&next.lower, ""));
        let is_group = whole.len() == 3 && whole.bytes().all(|byte| byte.is_ascii_digit());
        let ends = decimals.bytes().all(|byte| byte.is_ascii_digit());
        if !joins || !is_group || !ends || figures.decimals > 0 {
            return;
        }
        let more = glued(&next.lower, tongue, Amount::Other).map_or(0, |more| more.value);
        let Some(value) = figures
            .value
            .checked_mul(1000)
            .and_then(|value| value.checked_add(more))
        else {
            return;
        };
        figures.value = value;
        figures.decimals = decimals.len();
        figures.is_grouped = true;
        figures.last += 1;
    }
}

/// The words behind a number that multiply it: "1.2 million", "2.5 thousand million", "$3 bn".
fn scales(text: &str, words: &[Word], figures: &mut Figures, tongue: &Tongue, amount: Amount) {
    while let Some(next) = words.get(figures.last + 1) {
        let gap = &text[words[figures.last].range.end..next.range.start];
        if !gap
            .trim_matches(['-', '\u{a0}', '\u{202f}', ' '])
            .is_empty()
        {
            return;
        }
        let money = letter(&next.lower).filter(|_| amount == Amount::Money);
        let scale = tongue.scale(&next.lower).or(money);
        let Some(scale) = scale.and_then(|scale| scale.checked_mul(figures.scale.unwrap_or(1)))
        else {
            return;
        };
        figures.scale = Some(scale);
        figures.last += 1;
    }
}

fn letter(lower: &str) -> Option<i64> {
    let mut letters = MONEY.iter();
    letters.find_map(|(letter, scale)| (*letter == lower).then_some(*scale))
}

/// One word of digits, with a sign for thousands or millions that is glued to it: "2,706", "94.5m".
/// Of anything but money, "m" is a metre.
pub(super) fn glued(lower: &str, tongue: &Tongue, amount: Amount) -> Option<Figures> {
    let lower = without_note(lower);
    let digits = lower.trim_end_matches(|c: char| c.is_alphabetic());
    let scale = match &lower[digits.len()..] {
        "" => None,
        "k" => Some(1000),
        // "72명", "3만명", "600人": what is counted, or a myriad, is written behind the digits.
        sign if sign.starts_with(|c: char| c >= '\u{2E80}') => myriad(sign),
        sign if sign.len() > 1 => Some(tongue.scale(sign)?),
        sign => Some(letter(sign).filter(|_| amount == Amount::Money)?),
    };
    let (whole, decimals, is_grouped) = parts(digits, tongue.has_decimal_comma)?;
    let thousandths = digits_of(decimals.chars().chain("000".chars()).take(3))?;
    Some(Figures {
        value: whole * 1000 + thousandths,
        decimals: decimals.len(),
        is_grouped,
        scale,
        last: 0,
    })
}

/// A number without the raised digits of a note behind it. Those behind a ten raise it to a power.
fn without_note(lower: &str) -> &str {
    let is_raised = |c: char| matches!(c, '¹' | '²' | '³' | '⁰' | '⁴'..='⁹');
    let number = lower.trim_end_matches(is_raised);
    match number == "10" {
        true => lower,
        false => number,
    }
}

/// What some digits come to; nothing where that is a million million or more.
fn digits_of(mut digits: impl Iterator<Item = char>) -> Option<i64> {
    digits.try_fold(0_i64, |value, digit| {
        let value = value * 10 + i64::from(digit.to_digit(10)?);
        (value < 1_000_000_000_000).then_some(value)
    })
}

/// What a sign behind digits makes of them in Korean, Japanese and Chinese.
fn myriad(sign: &str) -> Option<i64> {
    match sign.chars().next()? {
        '천' | '千' => Some(1000),
        '만' | '万' | '萬' => Some(10_000),
        '억' | '亿' | '億' => Some(100_000_000),
        _ => None,
    }
}

/// The value of the digits before the decimal mark, the digits behind it, and whether marks divide the thousands.
fn parts(digits: &str, has_decimal_comma: bool) -> Option<(i64, &str, bool)> {
    let is_plain = |byte: u8| byte.is_ascii_digit() || matches!(byte, b'.' | b',');
    if !digits.starts_with(|c: char| c.is_ascii_digit()) || !digits.bytes().all(is_plain) {
        return None;
    }
    let (group, decimal) = match has_decimal_comma {
        true => ('.', ','),
        false => (',', '.'),
    };
    let (whole, decimals) = digits.split_once(decimal).unwrap_or((digits, ""));
    // "1.5" in a language that writes "1,5": one group that is none.
    if has_decimal_comma
        && decimals.is_empty()
        && let Some((whole, decimals)) = whole.split_once('.')
        && !decimals.contains('.')
        && (decimals.len() != 3 || whole.len() > 3 || whole == "0")
    {
        return Some((digits_of(whole.chars())?, decimals, false));
    }
    // Lakhs have groups of two.
    let sizes = || whole.split(group).skip(1).map(str::len);
    let are_full =
        sizes().all(|size| matches!(size, 2 | 3)) && sizes().last().is_none_or(|size| size == 3);
    let is_whole = decimals.bytes().all(|byte| byte.is_ascii_digit());
    if !are_full || !is_whole {
        return None;
    }
    let value = digits_of(whole.chars().filter(|digit| *digit != group))?;
    Some((value, decimals, sizes().next().is_some()))
}

/// A number in words: "forty", "twenty-five", "two hundred", "cent dix-huit".
pub(super) fn in_words(text: &str, words: &[Word], at: usize, tongue: &Tongue) -> Option<Figures> {
    let short = in_few_words(text, words, at, tongue);
    let Some((value, last)) = spelled::number(text, words, at, tongue) else {
        return short;
    };
    if short.is_some_and(|short| short.last >= last) {
        return short;
    }
    let mut figures = Figures {
        value: value * 1000,
        decimals: 0,
        is_grouped: false,
        scale: None,
        last,
    };
    scales(text, words, &mut figures, tongue, Amount::Other);
    Some(figures)
}

/// The same of a word that is a number by itself, a pair of them, and what multiplies it.
fn in_few_words(text: &str, words: &[Word], at: usize, tongue: &Tongue) -> Option<Figures> {
    let known = |at: usize| tongue.numeral(&words.get(at)?.lower);
    let mut figures = Figures {
        value: known(at)? * 1000,
        decimals: 0,
        is_grouped: false,
        scale: None,
        last: at,
    };
    let end = words[at].range.end;
    if figures.value >= 20_000 && text[end..].starts_with('-') {
        let ones = words
            .get(at + 1)
            .and_then(|word| match word.lower.as_str() {
                "one" => Some(1),
                _ => known(at + 1).filter(|ones| *ones < 10),
            })?;
        figures.value += ones * 1000;
        figures.last = at + 1;
    }
    scales(text, words, &mut figures, tongue, Amount::Other);
    Some(figures)
}

/// A value times a thousand, as plain digits.
pub(super) fn plain(value: i64) -> String {
    let written = format!("{}.{:03}", value / 1000, value % 1000);
    let written = written.trim_end_matches('0');
    written.trim_end_matches('.').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_values_nouns_and_dates() {
        let check = |text: &str, expected: &[&str]| {
            let found: Vec<String> = read(text, tongues::of("en"))
                .into_iter()
                .map(|number| {
                    let sign = if number.is_percent { "%" } else { "" };
                    let date = if number.is_date { "date " } else { "" };
                    let value = number.value as f64 / 1000.0;
                    format!("{date}{value}{sign} {}", number.noun)
                })
                .collect();
            assert_eq!(found, expected, "{text}");
        };
        check(
            "About 2,706 people and forty-one men.",
            &["2706 people", "41 men"],
        );
        check(
            "It cost 1.2 million won, or 2.5 thousand million.",
            &["1200000 won", "2500000000 "],
        );
        check(
            "On 9 March 2012 it was 70 per cent, 3.5%.",
            &["date 9 march", "date 2012 it", "70% per", "3.5% "],
        );
        check("In A/HRC/25/63 of 2014.", &["date 2014 "]);
        check("Covid-19 and one man, the 5th.", &[]);
        check("The total is 31.", &["31 "]);
        check(
            "Of 240¹ stones 1,805² are loose, 10⁶ and 10⁻⁵ are not.",
            &["240 stones", "1805 are"],
        );
    }

    #[test]
    fn values_are_read_in_the_way_of_a_language() {
        let check = |language: &str, text: &str, expected: &[&str]| {
            let found: Vec<String> = read(text, tongues::of(language))
                .into_iter()
                .map(|number| format!("{} = {}", &text[number.range], plain(number.value)))
                .collect();
            assert_eq!(found, expected, "{text}");
        };
        check("de", "Es fehlten 1.284 Steine.", &["1.284 = 1284"]);
        check(
            "de",
            "Um 6,4 Meter, 1.284,50 € und 2.5 m.",
            &["6,4 = 6.4", "1.284,50 = 1284.5", "2.5 = 2.5"],
        );
        check(
            "de",
            "Es waren 3,5 Mio. Euro und zwölf Steine.",
            &["3,5 Mio = 3500000", "zwölf = 12"],
        );
        check("de-CH", "Es fehlten 1’284 Steine.", &["1’284 = 1284"]);
        check(
            "fr",
            "Il manquait 12 400 pierres, 2,5 %.",
            &["12 400 = 12400", "2,5 = 2.5"],
        );
        check(
            "en",
            "It took 12 400 men and 6,4 of 1,284.",
            &["12 = 12", "400 = 400", "1,284 = 1284"],
        );
        check(
            "en",
            "It cost £94.5m, €3bn, $3 bn, USD 4.2m and US$5k.",
            &[
                "94.5m = 94500000",
                "3bn = 3000000000",
                "3 bn = 3000000000",
                "4.2m = 4200000",
                "5k = 5000",
            ],
        );
        check(
            "en",
            "It was 40m long, 12 m wide and 10,00,000 in all.",
            &["12 = 12", "10,00,000 = 1000000"],
        );
    }
}
