//! Figures written with digits: quantities, dates and provisions, told from numbers that are names.

use std::ops::Range;

use super::dates::{day, is_counted_next, is_year, month_before};
use super::lists::List;
use super::reading::{Reading, is_space};
use super::{Sort, Trigger, joined};
use crate::rules::measures::SIGNS_OF_MONEY;

/// How far before a figure brackets are counted, in bytes. Bounds the time that one figure can cost.
const NEAR: usize = 1000;

/// What a figure was found to be.
enum Verdict {
    Trigger(Sort, Range<usize>),
    /// A number that is a name, a mark or a place in the text.
    Name,
}

/// Whether a character is a digit of a quantity: no note mark, no mark of a list, no Roman numeral.
pub(super) fn is_digit(c: char) -> bool {
    let is_mark = matches!(c, '²' | '³' | '¹' | '⁰'..='₉' | '①'..='⓿' | '❶'..='➓' | 'Ⅰ'..='ↈ' | '〇' | '㈀'..='㏿');
    c.is_numeric() && !is_mark
}

/// Digits that stand together: "12–15", "600 000", "1/3", "2012-02-05".
pub(super) struct Group {
    /// Its words.
    pub words: Range<usize>,
    /// Its digits and the marks between them, in bytes.
    pub digits: Range<usize>,
    /// Letters right after the digits: "km", "s", "th".
    pub suffix: String,
    /// Where they end.
    pub end: usize,
}

/// The figures of a sentence, dates among them.
pub(super) fn find(reading: &Reading<'_>, found: &mut Vec<Trigger>) {
    let mut at = 0;
    let mut last: Option<(usize, Option<Sort>)> = None;
    while at < reading.words.len() {
        let written = reading.written(at);
        if !written.contains(is_digit) {
            at += 1;
        } else if written.chars().any(joined::is_joined) {
            joined::figures(reading, at, found);
            at += 1;
        } else {
            let Some(group) = group(reading, at) else {
                at += 1;
                continue;
            };
            let end = group.words.end;
            let inherited =
                last.and_then(|(end, sort)| continues(reading, end, &group).then_some(sort));
            match judge(reading, &group, inherited) {
                Verdict::Trigger(sort, range) => {
                    last = (sort == Sort::Provision).then_some((end, Some(sort)));
                    found.push(Trigger { sort, range });
                }
                Verdict::Name => last = Some((end, None)),
            }
            at = end;
        }
    }
}

/// Whether a group goes on with the numbers before it: "Articles 31 and 33", "Figures 3, 4".
fn continues(reading: &Reading<'_>, end: usize, group: &Group) -> bool {
    let between = end..group.words.start;
    let is_short = between.len() <= 1;
    let joins = between.clone().all(|at| {
        let word = &reading.words[at].lower;
        matches!(word.as_str(), "and" | "or" | "to" | "und" | "et")
    });
    let gaps = (end.saturating_sub(1)..group.words.start).all(|at| {
        let gap = reading.gap(at);
        gap.chars()
            .all(|c| c.is_whitespace() || ",;&–-()".contains(c))
    });
    is_short && joins && gaps && !is_quantified(reading, group)
}

fn group(reading: &Reading<'_>, start: usize) -> Option<Group> {
    let first = &reading.words[start];
    let written = reading.written(start);
    let letters = written.find(is_digit)?;
    let is_money = letters > 0 && {
        let code = written[..letters].to_lowercase();
        reading
            .lists
            .entry(&code)
            .is_some_and(|entry| entry.is(List::Currency))
    };
    if letters > 0 && !is_money {
        // "A4", "v2": the letters make it a name.
        return Some(Group {
            words: start..start + 1,
            digits: first.range.start..first.range.start,
            suffix: String::new(),
            end: first.range.start,
        });
    }
    let mut end = start + 1;
    let mut length = digits_of(&written[letters..]);
    while end < reading.words.len() && letters + length == reading.written(end - 1).len() {
        let next = reading.written(end);
        if !next.starts_with(is_digit) || next.chars().any(joined::is_joined) {
            break;
        }
        let gap = reading.gap(end - 1);
        let is_mark = matches!(
            gap,
            "-" | "–" | "‑" | "−" | "/" | ":" | "×" | "⁄" | " – " | "." | ","
        );
        // 2019. 5. 3. in the scripts that write dates so.
        let is_dotted = gap == ". "
            && !reading.lists.joined.calendar.is_empty()
            && reading.written(start).len() == 4
            && next.len() <= 2;
        let is_three = |text: &str| text.len() == 3 && text.bytes().all(|b| b.is_ascii_digit());
        let previous = reading.written(end - 1);
        let goes_on = end - 1 > start && is_three(previous);
        let begins = end - 1 == start && (1..=3).contains(&previous.len());
        let is_thousands = matches!(gap, " " | "\u{a0}" | "\u{2009}" | "\u{202f}" | "'" | "’")
            && is_three(next)
            && (goes_on || begins);
        if !is_mark && !is_thousands && !is_dotted {
            break;
        }
        length = digits_of(next);
        end += 1;
    }
    let last = &reading.words[end - 1];
    let offset = if end - 1 == start { letters } else { 0 };
    let digits_end = last.range.start + offset + length;
    Some(Group {
        words: start..end,
        digits: first.range.start + letters..digits_end,
        suffix: reading.text[digits_end..last.range.end].to_lowercase(),
        end: last.range.end,
    })
}

/// How many bytes of a word are digits and marks between them.
fn digits_of(word: &str) -> usize {
    word.char_indices()
        .find(|(_, c)| !is_digit(*c) && !matches!(c, '.' | ','))
        .map_or(word.len(), |(at, _)| at)
}

/// Whether what follows can only follow a quantity.
fn is_quantified(reading: &Reading<'_>, group: &Group) -> bool {
    let next = group.words.end;
    let after = reading.text[group.digits.end..].trim_start();
    let follows = is_space(reading.gap(next - 1)) || reading.gap(next - 1) == "-";
    after.starts_with(['%', '％', '‰'])
        || follows
            && (reading.length_in(next, List::Percent).is_some()
                || [List::Magnitude, List::Counted]
                    .iter()
                    .any(|list| reading.is(next, *list)))
}

fn judge(reading: &Reading<'_>, group: &Group, inherited: Option<Option<Sort>>) -> Verdict {
    let end = group.words.end;
    let text = &reading.text[group.digits.clone()];
    let before = &reading.text[..group.digits.start];
    let after = &reading.text[group.digits.end..];
    if text.is_empty() || is_mark_or_name(reading, group, before, after) {
        return Verdict::Name;
    }
    let range = group.digits.clone();
    if let Some(trigger) = money(reading, group, before) {
        return trigger;
    }
    let follows = is_space(reading.gap(end - 1));
    let trimmed = after.trim_start();
    if trimmed.starts_with(['%', '％', '‰']) {
        let sign = trimmed.chars().next().map_or(0, char::len_utf8);
        let range_end = group.digits.end + (after.len() - trimmed.len()) + sign;
        return Verdict::Trigger(Sort::Percentage, range.start..range_end);
    }
    if let Some(words) = reading
        .length_in(end, List::Percent)
        .filter(|_| follows || reading.gap(end - 1) == "-")
    {
        let range_end = reading.range(end..end + words).end;
        return Verdict::Trigger(Sort::Percentage, range.start..range_end);
    }
    if (follows || reading.gap(end - 1) == "-") && reading.is(end, List::Magnitude) {
        return Verdict::Trigger(Sort::Figure, range.start..reading.range(end..end + 1).end);
    }
    if let Some(verdict) = provision(reading, group, before) {
        return verdict;
    }
    // "401(k)", "33(b)"
    let lettered = after
        .strip_prefix('(')
        .and_then(|rest| rest.split_once(')'));
    if lettered
        .is_some_and(|(inside, _)| inside.len() == 1 && inside.starts_with(char::is_alphabetic))
    {
        return Verdict::Name;
    }
    if let Some(sort) = inherited {
        return match sort {
            Some(sort) => Verdict::Trigger(sort, range),
            None => Verdict::Name,
        };
    }
    if let Some(range) = day(reading, group, text) {
        return Verdict::Trigger(Sort::Date, range);
    }
    if is_labelled(reading, group) {
        return Verdict::Name;
    }
    if is_year(reading, group, text) {
        return Verdict::Trigger(Sort::Date, range.start..group.end);
    }
    if !has_unit(reading, group)
        || counts_text(reading, group, text)
        || is_code(text)
        || is_after_a_name(reading, group, text)
    {
        return Verdict::Name;
    }
    Verdict::Trigger(Sort::Figure, range.start..group.end)
}

/// What stands around the digits makes them a mark or a part of a name: "Covid-19", `[12]`, "(1)",
/// "A/HRC/25/63", "33(1)".
fn is_mark_or_name(reading: &Reading<'_>, group: &Group, before: &str, after: &str) -> bool {
    let written = &reading.text[group.digits.clone()];
    if reading.lists.is_name(written) {
        return true;
    }
    let start = group.words.start;
    let mut backwards = before.chars().rev();
    let (last, one_before) = (backwards.next(), backwards.next());
    let follows_letter = one_before.is_some_and(char::is_alphanumeric);
    let joined_to_name = match last {
        // An exponent of TeX.
        Some('-') if matches!(one_before, Some('{' | '^')) => true,
        Some('-' | '‑') => {
            let previous = start.checked_sub(1);
            let harmless = previous.is_some_and(|previous| {
                [List::Prefix, List::Number, List::Magnitude, List::Month]
                    .iter()
                    .any(|list| reading.is(previous, *list))
            });
            follows_letter && !harmless
        }
        Some('/' | ':') => follows_letter,
        Some('.' | '_') => {
            one_before.is_some_and(char::is_alphabetic) && !month_before(reading, start)
        }
        Some('(') => follows_letter,
        Some('#' | '[' | '№' | '@' | '^' | '{') => true,
        _ => false,
    };
    let is_plain = written.chars().all(is_digit);
    let is_bracketed = last == Some('(') && after.starts_with(')');
    // "(1) … (2) …" orders the text; "(12)" counts.
    let orders = is_bracketed && is_plain && (written.chars().count() == 1 || reading.is_numbered);
    let begins = before.trim().is_empty() || before.trim() == "(";
    let is_list_mark = begins && is_plain && written.chars().count() <= 3 && {
        let mut marks = after.chars();
        let mark = marks.next();
        matches!(mark, Some('.' | ')' | ':'))
            && marks.next().is_none_or(char::is_whitespace)
            && after.len() > 2
    };
    // "1) … 2) …" inside a sentence: a bracket that nothing opened.
    let is_list_mark = is_list_mark
        || is_plain && after.starts_with(')') && last.is_some_and(char::is_whitespace) && {
            let near = before.floor_char_boundary(before.len().saturating_sub(NEAR));
            let near = &before[near..];
            near.matches('(').count() <= near.matches(')').count()
        };
    // "7-Eleven", "25/A", a DOI.
    let mut rest = after.chars();
    let (mark, letter) = (rest.next(), rest.next());
    let goes_on_as_name = matches!(mark, Some('/' | '-')) && letter.is_some_and(char::is_uppercase)
        || mark == Some('/') && written.starts_with("10.")
        || mark == Some('@')
        || after.starts_with("://");
    joined_to_name || orders || is_list_mark || goes_on_as_name
}

/// A sum of money: a sign before, or a currency before or after.
fn money(reading: &Reading<'_>, group: &Group, before: &str) -> Option<Verdict> {
    let Range { start, end } = group.words.clone();
    let trimmed = before.trim_end();
    let magnitude = reading.is(end, List::Magnitude) && reading.gap(end - 1).len() <= 3;
    let last = if magnitude { end } else { end - 1 };
    let last_end = reading.range(last..last + 1).end;
    let signed = trimmed.ends_with(SIGNS_OF_MONEY) && before.len() - trimmed.len() <= 3;
    if signed {
        let sign = trimmed.trim_end_matches(SIGNS_OF_MONEY);
        let letters = sign
            .chars()
            .rev()
            .take_while(char::is_ascii_uppercase)
            .count();
        return Some(Verdict::Trigger(
            Sort::Money,
            sign.len() - letters..last_end,
        ));
    }
    let written = reading.written(start);
    if !written.starts_with(is_digit) {
        let word = reading.words.get(start)?;
        return Some(Verdict::Trigger(Sort::Money, word.range.start..last_end));
    }
    let is_code = reading.before(start, List::Currency) && {
        let code = reading.written(start - 1);
        code.len() == 3 && code.chars().all(|c| c.is_ascii_uppercase())
    };
    if is_code {
        let from = reading.range(start - 1..start).start;
        return Some(Verdict::Trigger(Sort::Money, from..last_end));
    }
    // "600 won" may be somebody who won; money is what stands lower case after a number.
    let currency = reading.is(last + 1, List::Currency) && is_space(reading.gap(last));
    let is_word = reading.written(last + 1).starts_with(char::is_lowercase)
        || reading.written(last + 1).chars().count() == 3;
    if currency && is_word {
        return Some(Verdict::Trigger(
            Sort::Money,
            group.digits.start..reading.range(last + 1..last + 2).end,
        ));
    }
    let sign_after = reading.text[group.digits.end..].trim_start();
    let is_signed = sign_after.starts_with(SIGNS_OF_MONEY);
    is_signed.then_some(Verdict::Trigger(Sort::Money, group.digits.clone()))
}

/// "Article 33", "section 5 of the Act", "§ 4".
fn provision(reading: &Reading<'_>, group: &Group, before: &str) -> Option<Verdict> {
    let Range { start, end } = group.words.clone();
    let trimmed = before.trim_end();
    if trimmed.ends_with('§') {
        let from = trimmed.trim_end_matches('§').len();
        return Some(Verdict::Trigger(Sort::Provision, from..group.digits.end));
    }
    let previous = start.checked_sub(1)?;
    let gap = reading.gap(previous);
    if !(is_space(gap) || gap.trim() == ".") {
        return None;
    }
    let from = reading.words.get(previous)?.range.start;
    let range = from..group.digits.end;
    if reading.is(previous, List::Provision) {
        return Some(Verdict::Trigger(Sort::Provision, range));
    }
    if !reading.is(previous, List::Within) {
        return None;
    }
    // "section 5(2) of the Criminal Code": a law is named soon after.
    let mut next = end;
    while next < reading.words.len()
        && !is_space(reading.gap(next - 1))
        && reading.written(next).len() <= 2
        && reading.words[next].lower != "of"
    {
        next += 1;
    }
    let of = reading.words.get(next)?.lower == "of";
    let law = (next + 1..next + 8).any(|at| reading.is(at, List::Law));
    (of && law).then_some(Verdict::Trigger(Sort::Provision, range))
}

/// "Section 2", "Figure 3", "No. 20": what is named by its number.
fn is_labelled(reading: &Reading<'_>, group: &Group) -> bool {
    let Some(previous) = group.words.start.checked_sub(1) else {
        return false;
    };
    let gap = reading.gap(previous);
    let adjacent = is_space(gap) || gap.trim() == "." || gap.trim() == "°" || gap.trim() == "-";
    let is_name = reading.written(previous).starts_with(char::is_uppercase) || gap.trim() == ".";
    let is_verb = !is_name && reading.before(previous, List::Acting);
    adjacent
        && !is_verb
        && reading.is(previous, List::Label)
        && (is_name || !is_counted_next(reading, group.words.end))
        && !reading.text[group.digits.clone()].contains(',')
}

/// "3 reasons", "2 different subjects": what a text has, not the world.
fn counts_text(reading: &Reading<'_>, group: &Group, text: &str) -> bool {
    let end = group.words.end;
    let adjacent = is_space(reading.gap(end - 1)) && !reading.is(end, List::Counted);
    text.len() == 1 && adjacent && (reading.is(end, List::Part) || reading.is(end + 1, List::Part))
}

/// Whether the letters after the digits are a unit: "5kg", and not "33a", "3rd" or "5G".
fn has_unit(reading: &Reading<'_>, group: &Group) -> bool {
    let suffix = group.suffix.as_str();
    let entry = reading.lists.entry(suffix);
    let written = &reading.text[group.digits.end..group.end];
    let is_capital = written.len() == 1 && written.starts_with(char::is_uppercase);
    let names = is_capital && !matches!(written, "M" | "B" | "C" | "F" | "V" | "W");
    suffix.is_empty() || !names && entry.is_some_and(|entry| entry.is(List::Unit))
}

/// Numbers with several points that are no thousands: "4.2.1", "192.168.1.1".
fn is_code(text: &str) -> bool {
    let parts: Vec<&str> = text.split('.').collect();
    parts.len() > 2 && !parts[1..].iter().all(|part| part.len() == 3)
}

/// "Room 39", "Camp 14", "Resolution 1718", "Apache 2.0": a plain number after a capitalised word belongs to it,
/// unless something is counted.
fn is_after_a_name(reading: &Reading<'_>, group: &Group, text: &str) -> bool {
    let Some(previous) = group.words.start.checked_sub(1) else {
        return false;
    };
    let is_version = text.split_once('.').is_some_and(|(one, two)| {
        one.len() <= 2 && two.len() <= 2 && (one.to_owned() + two).chars().all(is_digit)
    });
    let is_plain = (is_version || text.chars().all(is_digit)) && group.suffix.is_empty();
    let possessive = reading.words[previous].lower.ends_with("'s");
    let is_number = [List::Number, List::Magnitude, List::Month]
        .iter()
        .any(|list| reading.is(previous, *list));
    // "CC BY 4.0"
    let is_acronym = reading.written(previous).len() > 1
        && reading.written(previous).chars().all(char::is_uppercase);
    let is_name = reading.is_capitalised(previous) || is_version && is_acronym;
    is_plain
        && is_space(reading.gap(previous))
        && is_name
        && !possessive
        && !is_number
        && !is_quantified(reading, group)
}
