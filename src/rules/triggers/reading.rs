//! A sentence cut into words, each looked up once in the lists of its language.

use std::ops::Range;

use super::lists::{Entry, List, Lists};
use crate::rules::scan::{self, Word};

/// A sentence that is ready to be judged.
pub(super) struct Reading<'t> {
    /// The sentence.
    pub text: &'t str,
    /// The lists of its language.
    pub lists: &'static Lists,
    /// Its words, in lower case and with straight apostrophes.
    pub words: Vec<Word>,
    entries: Vec<Option<&'static Entry>>,
    /// Whether its parts are counted: "(1) … (2) …".
    pub is_numbered: bool,
    /// Whether the small words of the sentence's language are known.
    pub knows_language: bool,
}

impl<'t> Reading<'t> {
    pub(super) fn new(language: &str, text: &'t str) -> Self {
        let lists = Lists::of(language);
        let mut words = scan::words(text);
        for word in &mut words {
            if word.lower.contains('’') {
                word.lower = word.lower.replace('’', "'");
            }
        }
        let entries = words.iter().map(|word| lists.entry(&word.lower)).collect();
        Self {
            text,
            lists,
            words,
            entries,
            is_numbered: text.contains("(1)"),
            knows_language: Lists::has(language),
        }
    }

    pub(super) fn entry(&self, at: usize) -> Option<&'static Entry> {
        self.entries.get(at).copied().flatten()
    }

    /// Whether a word is in a list. No word is in none.
    pub(super) fn is(&self, at: usize, list: List) -> bool {
        self.entry(at).is_some_and(|entry| entry.is(list))
    }

    /// The word before, if it is in a list and only white space stands between.
    pub(super) fn before(&self, at: usize, list: List) -> bool {
        at.checked_sub(1)
            .is_some_and(|before| self.is(before, list) && is_space(self.gap(before)))
    }

    /// How many words from here on stand together in a list: a word or the longest phrase.
    pub(super) fn length_in(&self, at: usize, list: List) -> Option<usize> {
        let entry = self.entry(at)?;
        let phrase = entry.phrase(list, self.after(at)).map(|rest| rest + 1);
        phrase.or_else(|| entry.is(list).then_some(1))
    }

    /// The words after one.
    pub(super) fn after(&self, at: usize) -> impl Iterator<Item = &str> + Clone {
        self.words
            .iter()
            .skip(at + 1)
            .map(|word| word.lower.as_str())
    }

    /// A word as written; empty where there is none.
    pub(super) fn written(&self, at: usize) -> &'t str {
        let word = self.words.get(at);
        word.map_or("", |word| &self.text[word.range.clone()])
    }

    /// What stands between a word and the next; the rest of the sentence after the last.
    pub(super) fn gap(&self, at: usize) -> &'t str {
        let start = self.words.get(at).map_or(0, |word| word.range.end);
        let next = self.words.get(at + 1);
        let end = next.map_or(self.text.len(), |word| word.range.start);
        &self.text[start..end]
    }

    /// The place of some words.
    pub(super) fn range(&self, words: Range<usize>) -> Range<usize> {
        let start = self.words.get(words.start).map(|word| word.range.start);
        let last = words
            .end
            .checked_sub(1)
            .and_then(|last| self.words.get(last));
        match (start, last) {
            (Some(start), Some(last)) => start..last.range.end.max(start),
            _ => 0..0,
        }
    }

    /// Whether a word stands as a name does: capitalised, and not only because it comes first.
    pub(super) fn is_capitalised(&self, at: usize) -> bool {
        let capital = self.written(at).starts_with(char::is_uppercase);
        let may_be_name = at > 0 || self.knows_language;
        capital && may_be_name && !self.is(at, List::Small) && !self.is_speaker(at)
    }

    /// "I" and "I'm" are capitalised and name nobody.
    fn is_speaker(&self, at: usize) -> bool {
        let word = self.words.get(at).map_or("", |word| word.lower.as_str());
        word == "i" || word.starts_with("i'")
    }

    /// Whether a word looks like a verb in the past tense, by its ending.
    pub(super) fn ends_like_past(&self, at: usize) -> bool {
        let Some(word) = self.words.get(at) else {
            return false;
        };
        let lower = word.lower.as_str();
        lower.len() > 4 && lower.ends_with("ed") && !self.is(at, List::NotPast)
    }
}

/// White space of any width, and nothing else.
pub(super) fn is_space(gap: &str) -> bool {
    !gap.is_empty() && gap.chars().all(char::is_whitespace)
}
