//! Short forms by which sentences name the rows of a table: "Dreshaj" for "Arben Dreshaj", "Arn" for "Arn district".

use std::ops::Range;

use super::{Row, Told};
use crate::rules::prose;

/// The fewest letters of a short form.
const LETTERS: usize = 3;

/// Words before a name that are no part of it.
const TITLES: &[&str] = &[
    "mr",
    "mrs",
    "ms",
    "dr",
    "prof",
    "judge",
    "justice",
    "minister",
    "president",
    "senator",
    "general",
    "colonel",
    "captain",
    "herr",
    "frau",
    "richter",
    "monsieur",
    "madame",
    "m",
    "mme",
    "señor",
    "señora",
    "sr",
    "sra",
    "signor",
    "signora",
];

/// A word of the name of a row by which it may be known.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Short {
    /// In lower case.
    word: String,
    /// Whether a sentence that begins with it surely means it: what begins the name of a row has its capital for that
    /// reason alone.
    may_begin: bool,
}

impl Short {
    /// That of a name as it is written: its last word with a capital, if it has others.
    pub(super) fn of(name: &str) -> Option<Self> {
        let name = name.trim().trim_matches('*');
        let words = prose::words(name);
        if words.len() < 2
            || name.contains(|c: char| c.is_ascii_digit() || matches!(c, ',' | '(' | '/'))
        {
            return None;
        }
        let is_name = |range: &Range<usize>| {
            let word = &name[range.clone()];
            word.starts_with(char::is_uppercase)
                && word.chars().count() >= LETTERS
                && word.chars().all(char::is_alphabetic)
                && word.chars().any(char::is_lowercase)
        };
        let at = words.iter().rposition(|word| is_name(&word.range))?;
        Some(Self {
            word: words[at].lower.clone(),
            may_begin: at > 0,
        })
    }
}

/// Drops the short forms that stand in the names of several rows.
pub(super) fn keep_telling(rows: &mut [Row]) {
    let names: Vec<String> = rows.iter().map(|row| row.name.clone()).collect();
    for (at, row) in rows.iter_mut().enumerate() {
        let is_elsewhere = |short: &Short| {
            let mut others = names.iter().enumerate().filter(|(other, _)| *other != at);
            others.any(|(_, name)| prose::find_phrase(name, &short.word).is_some())
        };
        row.short = row.short.take().filter(|short| !is_elsewhere(short));
    }
}

impl Told<'_> {
    /// Where the sentence names a row.
    pub(super) fn place_of(&self, row: &Row) -> Option<Range<usize>> {
        let whole = self.own.find(&row.name).filter(|_| !row.name.is_empty());
        whole.or_else(|| self.place_of_short(row))
    }

    fn place_of_short(&self, row: &Row) -> Option<Range<usize>> {
        let short = row.short.as_ref()?;
        let words = &self.own.words;
        let at = words.iter().position(|word| word.lower == short.word)?;
        let is_capital = |at: usize| {
            let word = words.get(at);
            word.is_some_and(|word| {
                self.own.text[word.range.clone()].starts_with(char::is_uppercase)
            })
        };
        let is_beside = |one: usize| {
            let gap = words[one].range.end..words[one + 1].range.start;
            self.own.text[gap].trim().is_empty()
        };
        let is_of_name = |at: usize| prose::find_phrase(&row.name, self.own.word(at)).is_some();
        // "Health" in "World Health Organization" is another name.
        let is_part =
            |at: usize| is_capital(at) && !is_of_name(at) && !TITLES.contains(&self.own.word(at));
        let before = at > 1 && is_beside(at - 1) && is_part(at - 1);
        let behind = at + 1 < words.len() && is_beside(at) && is_part(at + 1);
        let is_name = is_capital(at) && (at > 0 || short.may_begin) && !before && !behind;
        is_name.then(|| words[at].range.clone())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_has_a_short_form() {
        for (name, expected) in [
            ("Arben Dreshaj", Some("dreshaj")),
            ("Arn district", Some("arn")),
            ("Distrito de Arn", Some("arn")),
            ("Ministry of Health", Some("health")),
            ("Arn", None),
            ("Under 5", None),
            ("WHO and UNHCR", None),
            ("of which women", None),
        ] {
            let found = Short::of(name).map(|short| short.word);
            assert_eq!(found.as_deref(), expected, "{name}");
        }
    }
}
