//! What rules about wording need: words with their places, what is quoted, and the way from words
//! of a sentence back to the author's file.

use std::ops::Range;

use super::Context;
use super::numbers::MONTHS;
pub(super) use super::scan::{Word, quotations, quoted_statement, words};
use crate::model::{Sentence, Unit, UnitPlace};
use crate::source::Span;

/// A text in which what is quoted is blank, so that offsets stay.
pub(super) fn without_quotations(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for range in quotations(text) {
        out.push_str(&text[out.len()..range.start]);
        out.extend(std::iter::repeat_n(' ', range.len()));
    }
    out.push_str(&text[out.len()..]);
    out
}

/// Where a phrase of whole words begins, in a text in lower case. The texts are sentences and the phrases
/// a few words: to look for their first letter takes less time than the search of the standard library
/// takes to begin.
pub(super) fn find_phrase(lower: &str, phrase: &str) -> Option<Range<usize>> {
    let first = *phrase.as_bytes().first()?;
    let mut from = 0;
    loop {
        let found = lower.as_bytes()[from..]
            .iter()
            .position(|byte| *byte == first)?;
        let range = from + found..from + found + phrase.len();
        if lower.as_bytes()[range.start..].starts_with(phrase.as_bytes()) && is_whole(lower, &range)
        {
            return Some(range);
        }
        from = range.start + 1;
    }
}

/// Whether no word goes on beyond either end of a range.
fn is_whole(text: &str, range: &Range<usize>) -> bool {
    let before = text[..range.start].chars().next_back();
    let after = text[range.end..].chars().next();
    !before.is_some_and(char::is_alphanumeric) && !after.is_some_and(char::is_alphanumeric)
}

/// The longest sentence in which a place is looked for, in bytes: what is longer is none, and each
/// place costs a walk through it.
const LONGEST: usize = 10_000;

/// The place of words of a sentence in the author's file, or the sentence's where they do not stand
/// there as they are printed.
pub(super) fn place(context: &Context<'_>, sentence: &Sentence, range: Range<usize>) -> Span {
    exact_place(context, sentence, range).unwrap_or(sentence.span)
}

/// The same, only where it is certain.
pub(super) fn exact_place(
    context: &Context<'_>,
    sentence: &Sentence,
    range: Range<usize>,
) -> Option<Span> {
    if sentence.text.len() > LONGEST {
        return None;
    }
    let words = sentence.text.get(range.clone())?;
    let written = context.sources.slice(sentence.span);
    // A word that also stands in a citation or an attribute leaves it open which one is meant.
    if words.is_empty() || written.matches(words).count() != sentence.text.matches(words).count() {
        return None;
    }
    let number = sentence.text[..range.start].matches(words).count();
    let (at, _) = written.match_indices(words).nth(number)?;
    let start = sentence.span.range().start + at;
    Some(Span::new(sentence.span.file, start..start + words.len()))
}

/// The sentences of the report's own words, each with its unit: block quotations are left out.
pub(super) fn own_sentences<'a>(
    context: &Context<'a>,
) -> impl Iterator<Item = (&'a Unit, &'a Sentence)> {
    let report = context.report;
    report
        .units
        .iter()
        .filter(|unit| unit.place != UnitPlace::Quotation)
        .flat_map(|unit| {
            report.sentences[unit.sentences.clone()]
                .iter()
                .map(move |sentence| (unit, sentence))
        })
}

/// Whether a sentence is in English, so that English words mean something in it.
pub(super) fn is_english(context: &Context<'_>, sentence: &Sentence) -> bool {
    let report = context
        .report
        .manifest
        .language
        .as_ref()
        .map(|language| language.value.as_str());
    let language = sentence.lang.as_deref().or(report).unwrap_or("en");
    language
        .split('-')
        .next()
        .is_some_and(|language| language.eq_ignore_ascii_case("en"))
}

/// The English sentences of the report's own words, each with its unit.
pub(super) fn english_sentences<'a>(
    context: &Context<'a>,
) -> impl Iterator<Item = (&'a Unit, &'a Sentence)> {
    own_sentences(context).filter(|(_, sentence)| is_english(context, sentence))
}

/// Whether a text in lower case says as of which day or month it holds: "as of 3 May", and not "as of
/// today".
pub(super) fn is_as_of_date(lower: &str) -> bool {
    find_phrase(lower, "as of").is_some_and(|as_of| {
        let after = words(&lower[as_of.end..]);
        after.iter().take(3).any(|word| {
            word.lower.starts_with(|c: char| c.is_ascii_digit())
                || MONTHS.contains(&word.lower.as_str())
        })
    })
}

/// The first of some phrases in a text in lower case.
pub(super) fn first_phrase(lower: &str, phrases: &[&str]) -> Option<Range<usize>> {
    phrases
        .iter()
        .filter_map(|phrase| find_phrase(lower, phrase))
        .min_by_key(|range| (range.start, std::cmp::Reverse(range.end)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quotations_become_blank() {
        let text = "He said “we go today” and «now» left.";
        let blank = without_quotations(text);
        assert_eq!(blank.len(), text.len());
        assert_eq!(
            blank.split_whitespace().collect::<Vec<_>>(),
            ["He", "said", "and", "left."]
        );
    }

    #[test]
    fn phrases_are_whole_words() {
        assert_eq!(find_phrase("unto dates, to date.", "to date"), Some(12..19));
        assert_eq!(find_phrase("unto dates", "to date"), None);
        assert_eq!(find_phrase("éà la carte, à la", "à la"), Some(15..20));
        assert_eq!(find_phrase("to", "to date"), None);
    }
}
