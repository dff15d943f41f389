//! What the kept text of a source only accuses somebody of, and a sentence of the report tells as done: "is charged with
//! theft" there, "stole the money" here. In every language in which both are known.

use std::collections::BTreeSet;
use std::ops::Range;

use super::deeds::{ACCUSING, DEEDS, Deed, FOUND, HANDED, SMALL, WEAK};
use crate::rules::prose::{self, Own};

/// A deed that is told as done.
#[derive(Debug, PartialEq)]
pub(super) struct Told {
    pub verb: Range<usize>,
    /// The words of the source.
    pub theirs: String,
}

/// A sentence of a source.
#[derive(Debug)]
pub(in crate::rules) struct Sentence {
    written: String,
    own: Own,
    names: BTreeSet<String>,
}

/// The sentences of a text.
pub(in crate::rules) fn read(text: &str) -> Vec<Sentence> {
    let sentences = cut(text).into_iter().map(|sentence| Sentence {
        written: sentence.to_owned(),
        own: Own::of(sentence),
        names: names(sentence),
    });
    sentences.collect()
}

/// The deed that a sentence tells as done and its sources only accuse of.
pub(super) fn told_as_done(own: &Own, texts: &[&[Sentence]]) -> Option<Told> {
    // "In May" is a month.
    let hands_over = own.words.iter().any(|word| {
        let is_month = word.lower == "may" && own.text[word.range.clone()].starts_with('M');
        HANDED.contains(&word.lower.as_str()) && !is_month
    });
    if hands_over || own.first(ACCUSING).is_some() || own.first(FOUND).is_some() {
        return None;
    }
    let (deed, at) = DEEDS.iter().find_map(|deed| {
        let at = (0..own.words.len()).find(|at| deed.done.contains(&own.word(*at)))?;
        Some((deed, at))
    })?;
    let verb = &own.words[at];
    if at == 0 || !own.text[verb.range.clone()].starts_with(char::is_lowercase) {
        return None;
    }
    let ours = names(&own.text);
    let content = content(&own.text, deed);
    let is_weak = WEAK.contains(&verb.lower.as_str());
    let mut found = None;
    for text in texts {
        for sentence in *text {
            let theirs = &sentence.own;
            let names_deed = theirs
                .words
                .iter()
                .any(|word| deed.named.iter().any(|start| word.lower.starts_with(start)));
            if !names_deed {
                continue;
            }
            let their_content = self::content(&sentence.written, deed);
            let shared = sentence.names.intersection(&ours).count();
            let common = content
                .intersection(&their_content)
                .filter(|word| !ours.iter().any(|name| name.starts_with(word.as_str())))
                .count();
            let is_of_them = match (shared, is_weak) {
                (0, _) => common >= 2 && common * 2 >= content.len(),
                (_, true) => common >= 2,
                (shared, false) => common >= 1 || shared >= 2,
            };
            if !is_of_them {
                continue;
            }
            let accuses = theirs.first(ACCUSING).is_some() && theirs.first(FOUND).is_none();
            if !accuses {
                return None;
            }
            found = found.or_else(|| {
                Some(Told {
                    verb: verb.range.clone(),
                    theirs: sentence.written.trim().to_owned(),
                })
            });
        }
    }
    found
}

/// A text in sentences, as far as full stops before a capital tell them.
fn cut(text: &str) -> Vec<&str> {
    let mut found = Vec::new();
    let mut start = 0;
    for (at, character) in text.char_indices() {
        let rest = &text[at + character.len_utf8()..];
        let begins = rest.starts_with(char::is_whitespace)
            && !rest.trim_start().starts_with(char::is_lowercase);
        if matches!(character, '.' | ';' | '?' | '!') && begins || character == '\n' {
            found.push(&text[start..at + character.len_utf8()]);
            start = at + character.len_utf8();
        }
    }
    found.push(&text[start..]);
    found
}

/// The words with a capital inside a text, in lower case.
fn names(text: &str) -> BTreeSet<String> {
    let words = prose::words(text).into_iter();
    let capital = words.filter(|word| {
        let written = text.get(word.range.clone()).unwrap_or_default();
        written.chars().count() > 2 && written.starts_with(char::is_uppercase)
    });
    capital.map(|word| word.lower.to_lowercase()).collect()
}

/// The beginnings of the words that tell something, and the numbers, without those of the deed.
fn content(text: &str, deed: &Deed) -> BTreeSet<String> {
    /// By how many letters a word is known.
    const STEM: usize = 5;
    let words = prose::words(&text.to_lowercase()).into_iter();
    let told = words.filter(|word| {
        let is_number =
            word.lower.starts_with(|c: char| c.is_ascii_digit()) && word.lower.len() > 1;
        let is_word =
            word.lower.chars().count() >= 4 && word.lower.chars().all(char::is_alphabetic);
        let is_deed = deed.done.contains(&word.lower.as_str())
            || deed.named.iter().any(|start| word.lower.starts_with(start));
        (is_number || is_word) && !is_deed && !SMALL.contains(&word.lower.as_str())
    });
    told.map(|word| word.lower.chars().take(STEM).collect())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_only_alleged_is_not_done() {
        for (source, sentence, expected) in [
            (
                "Larch Care was charged with neglect of its residents.",
                "Larch Care neglected its residents.",
                Some("neglected"),
            ),
            (
                "Ivan Petrov is alleged to have taken £14,000 from residents.",
                "Ivan Petrov took £14,000 from residents.",
                Some("took"),
            ),
            (
                "Ivan Petrov is alleged to have taken £14,000 from residents.",
                "In May Ivan Petrov took £14,000 from residents.",
                Some("took"),
            ),
            (
                "Ivan Petrov is alleged to have taken £14,000 from residents.",
                "Ivan Petrov took office in May.",
                None,
            ),
            (
                "Three clerks are suspected of destroying files.",
                "Three clerks destroyed files.",
                Some("destroyed"),
            ),
            (
                "Three clerks are suspected of destroying files.",
                "Three clerks are said to have destroyed files, and it was not shown.",
                None,
            ),
            (
                "Karl Brandl ist wegen Untreue angeklagt.",
                "Der Chef Karl Brandl hat Geld veruntreut.",
                Some("veruntreut"),
            ),
            (
                "Karl Brandl ist wegen Untreue angeklagt.",
                "Karl Brandl soll Geld veruntreut haben.",
                None,
            ),
            (
                "Karl Brandl wurde wegen Untreue verurteilt.",
                "Karl Brandl hat Geld veruntreut.",
                None,
            ),
            (
                "Le directeur Paul Masson a été mis en examen pour détournement.",
                "Le directeur Paul Masson a détourné des fonds.",
                Some("détourné"),
            ),
            (
                "Le directeur Paul Masson a été mis en examen pour détournement.",
                "Paul Masson aurait détourné des fonds.",
                None,
            ),
            (
                "El gerente Luis Prado está imputado por estafa.",
                "El gerente Luis Prado estafó a las familias.",
                Some("estafó"),
            ),
            (
                "El gerente Luis Prado está imputado por estafa.",
                "Según la fiscalía, Luis Prado estafó a las familias.",
                None,
            ),
            (
                "Ann Reid was accused of theft. Ann Reid stole the ring, the court said.",
                "Ann Reid stole the ring.",
                None,
            ),
        ] {
            let own = Own::of(sentence);
            let found = told_as_done(&own, &[&read(source)]);
            let found = found.map(|told| sentence[told.verb].to_owned());
            assert_eq!(found.as_deref(), expected, "{sentence}");
        }
    }
}
