//! Numbers, dates and provisions in scripts that write them together with what they count: 600여 명,
//! 육백 명, 三千人, 2012年2月, 제33조.

use std::ops::Range;

use super::figures::is_digit;
use super::lists::Joined;
use super::reading::Reading;
use super::{Sort, Trigger};

/// Whether a letter is of such a script: Han, Hangul, Kana.
pub(super) fn is_joined(c: char) -> bool {
    matches!(c, '\u{1100}'..='\u{11ff}' | '\u{2e80}'..='\u{a4cf}' | '\u{ac00}'..='\u{d7ff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}')
}

/// The figures in digits of one word.
pub(super) fn figures(reading: &Reading<'_>, at: usize, found: &mut Vec<Trigger>) {
    let Some(word) = reading.words.get(at) else {
        return;
    };
    let text = reading.text;
    let mut from = word.range.start;
    while let Some(start) = text[from..word.range.end]
        .find(is_digit)
        .map(|at| from + at)
    {
        let rest = &text[start..word.range.end];
        let length = rest
            .char_indices()
            .find(|(_, c)| !is_digit(*c) && !matches!(c, '.' | ','))
            .map_or(rest.len(), |(at, _)| at);
        let number = start..start + length;
        from = number.end;
        let before = text[..start].chars().next_back();
        if before.is_some_and(|c| c.is_alphabetic() && !is_joined(c)) {
            continue;
        }
        if let Some((sort, range)) = in_digits(reading, &number) {
            push(found, sort, range);
        }
    }
}

/// The numbers of a sentence that are written as words of such a script.
pub(super) fn numerals(reading: &Reading<'_>, found: &mut Vec<Trigger>) {
    let joined = &reading.lists.joined;
    if joined.digits.is_empty() {
        return;
    }
    for word in &reading.words {
        if !reading.text[word.range.clone()].contains(is_joined) {
            continue;
        }
        let mut from = word.range.start;
        while from < word.range.end {
            let rest = &reading.text[from..word.range.end];
            let step = rest.chars().next().map_or(1, char::len_utf8);
            // Where words are set apart by spaces, a number begins one.
            if from > word.range.start && !joined.particles.is_empty() {
                break;
            }
            if let Some(except) = joined
                .except
                .iter()
                .find(|except| rest.starts_with(except.as_str()))
            {
                from += except.len();
                continue;
            }
            let before = &reading.text[..from];
            let goes_on = before.ends_with(is_digit);
            let length = numeral(joined, rest);
            // The powers after digits belong to a figure.
            if goes_on && length > 0 {
                from += length;
                continue;
            }
            if length == 0 {
                let approximate = joined
                    .approximate
                    .iter()
                    .find(|word| rest.starts_with(word.as_str()) && !goes_on);
                let skipped = approximate.filter(|_| !joined.particles.is_empty());
                match skipped {
                    // 약육백 명: the word goes on with the number.
                    Some(word_before) => {
                        let start = from + word_before.len();
                        let length = numeral(joined, &reading.text[start..word.range.end]);
                        if length > 0 {
                            number_in_words(reading, start..start + length, found);
                        }
                        break;
                    }
                    None => from += step,
                }
                continue;
            }
            number_in_words(reading, from..from + length, found);
            from += length;
        }
    }
}

fn number_in_words(reading: &Reading<'_>, range: Range<usize>, found: &mut Vec<Trigger>) {
    if let Some((sort, range)) = in_words(reading, &range) {
        push(found, sort, range);
    }
}

/// A day after its month and year belongs to the same date.
fn push(found: &mut Vec<Trigger>, sort: Sort, range: Range<usize>) {
    if let Some(last) = found.last_mut() {
        let same = last.sort == sort && sort == Sort::Date;
        if same && last.range.end <= range.start && range.start - last.range.end <= 1 {
            last.range.end = range.end;
            return;
        }
        if range.start < last.range.end {
            return;
        }
    }
    found.push(Trigger { sort, range });
}

/// How many bytes of a text are a number in words.
fn numeral(joined: &Joined, text: &str) -> usize {
    if let Some(rest) = strip(text, &joined.quantities) {
        return text.len() - rest.len();
    }
    let word = joined
        .numbers
        .iter()
        .filter(|number| text.starts_with(number.as_str()))
        .map(String::len)
        .max();
    let digits = text
        .char_indices()
        .find(|(_, c)| !joined.digits.contains(*c))
        .map_or(text.len(), |(at, _)| at);
    match word {
        // 열 followed by 두, 스물 followed by 다섯.
        Some(length) if length >= digits => length + numeral(joined, &text[length..]),
        _ => digits,
    }
}

fn strip<'t>(text: &'t str, words: &[String]) -> Option<&'t str> {
    words
        .iter()
        .filter_map(|word| text.strip_prefix(word.as_str()))
        .min_by_key(|rest| rest.len())
}

/// What a number is, with all that belongs to it.
type Judged = (Sort, Range<usize>);

/// What a number in digits is.
fn in_digits(reading: &Reading<'_>, range: &Range<usize>) -> Option<Judged> {
    let joined = &reading.lists.joined;
    // 8万, 5천: digits and a power of ten.
    let after = reading.text[range.end..].trim_start_matches(|c| joined.powers.contains(c));
    let number = Number::new(reading, range, after);
    if let Some(ordinal) = number.ordinal() {
        return number.provision(ordinal);
    }
    number
        .share()
        .or_else(|| number.date())
        .or_else(|| number.money())
        .or_else(|| Some(number.figure()))
}

/// What a number in words is, if it states something.
fn in_words(reading: &Reading<'_>, range: &Range<usize>) -> Option<Judged> {
    let number = Number::new(reading, range, &reading.text[range.end..]);
    if let Some(ordinal) = number.ordinal() {
        return number.provision(ordinal);
    }
    number
        .share()
        .or_else(|| number.date().filter(|_| number.is_in_date()))
        .or_else(|| number.money())
        .or_else(|| number.counted())
}

/// A number and what stands around it.
struct Number<'r> {
    joined: &'r Joined,
    text: &'r str,
    range: Range<usize>,
    written: &'r str,
    /// What stands before it, without the space between.
    before: &'r str,
    /// What stands behind it and behind what fills it up, such as "여" in "600여 명".
    after: &'r str,
    /// The same without the space between.
    close: &'r str,
}

impl<'r> Number<'r> {
    fn new(reading: &'r Reading<'_>, range: &Range<usize>, after: &'r str) -> Self {
        let joined = &reading.lists.joined;
        let text = reading.text;
        let after = strip(after, &joined.fillers).unwrap_or(after);
        Self {
            joined,
            text,
            range: range.clone(),
            written: &text[range.clone()],
            before: text[..range.start].trim_end(),
            after,
            close: after.trim_start(),
        }
    }

    /// The number with what stands behind it, up to a rest of the text.
    fn until(&self, rest: &str) -> Range<usize> {
        self.range.start..self.text.len() - rest.len()
    }

    fn value(&self) -> Option<u32> {
        self.written.parse().ok()
    }

    /// The first word of a list that stands right before the number.
    fn before_it<'w>(&self, words: &'w [String]) -> Option<&'w str> {
        let mut words = words.iter().map(String::as_str);
        words.find(|word| self.before.ends_with(word))
    }

    /// The sign before it that makes it an ordinal.
    fn ordinal(&self) -> Option<&'r str> {
        self.before_it(&self.joined.ordinals)
    }

    /// The provision that an ordinal names.
    fn provision(&self, ordinal: &str) -> Option<Judged> {
        let behind = self.text[self.range.end..].trim_start();
        let rest = strip(behind, &self.joined.provisions)?;
        let from = self.before.len() - ordinal.len();
        Some((Sort::Provision, from..self.text.len() - rest.len()))
    }

    fn share(&self) -> Option<Judged> {
        if let Some(percent) = self.before_it(&self.joined.percent) {
            let from = self.before.len() - percent.len();
            return Some((Sort::Percentage, from..self.range.end));
        }
        let rest = strip(self.close, &self.joined.percent);
        let rest = rest.or_else(|| self.close.strip_prefix(['%', '％']))?;
        Some((Sort::Percentage, self.until(rest)))
    }

    /// The unit of the calendar behind it.
    fn unit(&self) -> Option<&'r str> {
        let mut units = self.joined.calendar.iter().map(String::as_str);
        units.find(|unit| self.close.starts_with(unit))
    }

    fn counts_years(&self) -> bool {
        self.joined.calendar.first().map(String::as_str) == self.unit()
    }

    /// A year, month or day, as far as the number itself can say.
    fn date(&self) -> Option<Judged> {
        let unit = self.unit()?;
        let mut counters = self.joined.counters.iter();
        let is_counter = counters
            .any(|counter| counter.len() > unit.len() && self.close.starts_with(counter.as_str()));
        let (length, value) = (self.written.chars().count(), self.value());
        let is_date = match self.counts_years() {
            true => length == 4 && value.is_none_or(|year| (1000..2200).contains(&year)),
            false => length <= 3 && value.is_none_or(|day| (1..=31).contains(&day)),
        };
        (is_date && !is_counter).then(|| (Sort::Date, self.until(&self.close[unit.len()..])))
    }

    /// Whether what stands beside a date in words says that it is one.
    fn is_in_date(&self) -> bool {
        self.counts_years()
            || self.before_it(&self.joined.calendar).is_some()
            || self.close.starts_with('月')
    }

    fn money(&self) -> Option<Judged> {
        let rest = strip(self.close, &self.joined.money)?;
        Some((Sort::Money, self.until(rest)))
    }

    /// What any other number in digits is.
    fn figure(&self) -> Judged {
        let is_year = self
            .value()
            .is_some_and(|year| (1600..2100).contains(&year))
            && (self.after.is_empty() || self.joined.counters.is_empty());
        let sort = if is_year { Sort::Date } else { Sort::Figure };
        let rest = strip(self.close, &self.joined.counters).unwrap_or(self.after);
        (sort, self.until(rest))
    }

    /// What any other number in words is, where it counts something.
    fn counted(&self) -> Option<Judged> {
        let joined = self.joined;
        let begins_with = |words: &[String]| {
            words
                .iter()
                .any(|word| self.written.starts_with(word.as_str()))
        };
        if begins_with(&joined.quantities) {
            return Some((Sort::NumberWord, self.range.clone()));
        }
        let approximate = self.before_it(&joined.approximate).is_some();
        let is_large = self.written.chars().count() > 1
            && self.written.contains(|c| joined.powers.contains(c));
        let rest = strip(self.close, &joined.counters);
        let counted = rest.filter(|rest| {
            joined.particles.is_empty()
                || !rest.starts_with(is_joined)
                || joined
                    .particles
                    .iter()
                    .any(|particle| rest.starts_with(particle.as_str()))
        });
        let alone = joined.particles.is_empty() || is_large || begins_with(&joined.numbers);
        match counted {
            Some(rest) if alone => Some((Sort::NumberWord, self.until(rest))),
            _ if approximate && is_large => Some((Sort::NumberWord, self.range.clone())),
            _ => None,
        }
    }
}
