//! What rules about wording need: words with their places, what is quoted, and the way from words
//! of a sentence back to the author's file.

use std::ops::Range;

pub(super) use super::scan::{Word, quotations, quoted_statement, quoted_statements, words};
use super::{Context, tongues};
use crate::diagnostic::{Finding, Level};
use crate::model::{Sentence, Unit, UnitPlace, primary_language};
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

/// A finding of a rule at words of a sentence, which begins with these words: "`recently` does not say when".
pub(super) fn finding(
    context: &Context<'_>,
    (rule, level): (&'static str, Level),
    sentence: &Sentence,
    range: Range<usize>,
    says: &str,
) -> Finding {
    let message = format!("`{}` {says}", &sentence.text[range.clone()]);
    Finding::new(rule, level, message, place(context, sentence, range))
}

/// What the report says in its own words in a sentence, cut into words once for all rules.
#[derive(Debug)]
pub(super) struct Own {
    /// The sentence. What is quoted is blank, so that offsets stay.
    pub text: String,
    /// The same in lower case; letters whose lower case has another length stay as they are.
    pub lower: String,
    /// Its words.
    pub words: Vec<Word>,
    beginnings: Beginnings,
}

impl Own {
    pub(super) fn of(text: &str) -> Self {
        let text = without_quotations(text);
        let lower = lower_in_place(&text);
        Self {
            words: words(&lower),
            beginnings: Beginnings::of(&lower),
            lower,
            text,
        }
    }

    /// Where a phrase of whole words in lower case begins.
    pub(super) fn find(&self, phrase: &str) -> Option<Range<usize>> {
        let found = self.beginnings.may_hold(phrase);
        found.then(|| find_phrase(&self.lower, phrase)).flatten()
    }

    /// The first of some phrases; of two that begin at one place, the longer.
    pub(super) fn first(&self, phrases: &[&str]) -> Option<Range<usize>> {
        let found = phrases.iter().filter_map(|phrase| self.find(phrase));
        found.min_by_key(|range| (range.start, std::cmp::Reverse(range.end)))
    }

    /// All places of a phrase, in order.
    pub(super) fn every(&self, phrase: &str) -> Vec<Range<usize>> {
        let mut found = Vec::new();
        let mut next = self.find(phrase);
        while let Some(range) = next {
            let end = range.end;
            next = find_phrase(&self.lower[end..], phrase)
                .map(|next| end + next.start..end + next.end);
            found.push(range);
        }
        found
    }

    /// Whether one of its words is in a list.
    pub(super) fn has(&self, list: &[&str]) -> bool {
        self.words
            .iter()
            .any(|word| list.contains(&word.lower.as_str()))
    }

    /// A word in lower case; empty where there is none.
    pub(super) fn word(&self, at: usize) -> &str {
        self.words.get(at).map_or("", |word| word.lower.as_str())
    }

    /// The words that end before a place, and those that begin behind another.
    pub(super) fn around(&self, range: &Range<usize>) -> (&[Word], &[Word]) {
        let before = self
            .words
            .partition_point(|word| word.range.end <= range.start);
        let after = self
            .words
            .partition_point(|word| word.range.start < range.end);
        (&self.words[..before], &self.words[after..])
    }
}

/// With which two letters the words of a text begin, as far as a few bits can tell. Rules ask each
/// sentence for hundreds of phrases, and nearly none is there.
#[derive(Debug, Default)]
struct Beginnings([u64; 4]);

impl Beginnings {
    fn of(lower: &str) -> Self {
        let mut beginnings = Self::default();
        let mut inside = false;
        for (at, character) in lower.char_indices() {
            if !inside && let Some((word, bit)) = Self::place(&lower.as_bytes()[at..]) {
                beginnings.0[word] |= bit;
            }
            inside = character.is_alphanumeric();
        }
        beginnings
    }

    /// Whether a phrase may stand in the text; false is certain.
    fn may_hold(&self, phrase: &str) -> bool {
        Self::place(phrase.as_bytes()).is_none_or(|(word, bit)| self.0[word] & bit != 0)
    }

    fn place(bytes: &[u8]) -> Option<(usize, u64)> {
        let [first, second, ..] = bytes else {
            return None;
        };
        let mixed = first.wrapping_mul(31) ^ second;
        Some((usize::from(mixed >> 6), 1 << (mixed & 63)))
    }
}

/// A text in lower case, letter for letter: a letter whose lower case takes more or fewer bytes stays
/// as it is, so that offsets stay.
fn lower_in_place(text: &str) -> String {
    let mut lower = String::with_capacity(text.len());
    for character in text.chars() {
        let mut small = character.to_lowercase();
        match (small.next(), small.next()) {
            (Some(small), None) if small.len_utf8() == character.len_utf8() => lower.push(small),
            _ => lower.push(character),
        }
    }
    lower
}

/// A sentence of the report's own words.
#[derive(Clone, Copy)]
pub(super) struct Said<'a> {
    pub unit: &'a Unit,
    pub sentence: &'a Sentence,
    pub own: &'a Own,
}

/// All sentences.
pub(super) fn sentences<'c>(context: &'c Context<'_>) -> impl Iterator<Item = Said<'c>> {
    (0..context.report.sentences.len()).map(|at| context.said(at))
}

/// The sentences of the report's own words: block quotations are left out.
pub(super) fn own_sentences<'c>(context: &'c Context<'_>) -> impl Iterator<Item = Said<'c>> {
    sentences(context).filter(|said| said.unit.place != UnitPlace::Quotation)
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
    primary_language(language) == "en"
}

/// The English sentences of the report's own words.
pub(super) fn english_sentences<'c>(context: &'c Context<'_>) -> impl Iterator<Item = Said<'c>> {
    own_sentences(context).filter(|said| is_english(context, said.sentence))
}

/// Whether a text says as of which day or month it holds: "as of 3 May", and not "as of today".
pub(super) fn is_as_of_date(own: &Own) -> bool {
    own.find("as of").is_some_and(|as_of| {
        let (_, after) = own.around(&as_of);
        after.iter().take(3).any(|word| {
            word.lower.starts_with(|c: char| c.is_ascii_digit())
                || tongues::of("en").month(&word.lower).is_some()
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

    #[test]
    fn own_words_are_found_wherever_a_word_begins() {
        let text = "İT’S well-known (As of May) “as of June”, „éà la carte“ and rock'n'roll.";
        let own = Own::of(text);
        assert_eq!((own.text.len(), own.lower.len()), (text.len(), text.len()));
        for phrase in ["known", "as of", "of may", "n", "roll", "s"] {
            assert_eq!(
                own.find(phrase),
                find_phrase(&own.lower, phrase),
                "{phrase}"
            );
            assert!(own.find(phrase).is_some(), "{phrase}");
        }
        for phrase in ["june", "la carte", "nown", "as", "rol"] {
            assert_eq!(
                own.find(phrase),
                find_phrase(&own.lower, phrase),
                "{phrase}"
            );
        }
        assert_eq!(own.every("as of").len(), 1);
    }

    #[test]
    fn words_around_a_phrase_are_whole() {
        let own = Own::of("One two, as of three four.");
        let range = own.find("as of").unwrap();
        let (before, after) = own.around(&range);
        let lower = |words: &[Word]| -> Vec<String> {
            words.iter().map(|word| word.lower.clone()).collect()
        };
        assert_eq!(lower(before), ["one", "two"]);
        assert_eq!(lower(after), ["three", "four"]);
    }
}
