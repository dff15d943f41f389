//! A body whose name is told with its short form, and one word of it otherwise than elsewhere:
//! "National Water Agency (NWA)" of the National Water Authority.

use std::collections::BTreeMap;

use super::super::names::tokens;
use super::super::prose::{self, Said};
use super::super::{Context, words};
use super::{NAME, Use};
use crate::diagnostic::{Finding, Level};
use crate::source::Span;

/// The fewest words of a name whose letters make a short form.
const WORDS: usize = 3;

/// Small words inside names, whose letters a short form leaves out.
const SMALL: &[&str] = &[
    "of", "the", "for", "and", "on", "in", "to", "de", "la", "des", "du", "del", "y", "et", "und",
    "für", "der",
];

/// A name in the text with its short form.
struct Defined<'a> {
    short: String,
    words: Vec<String>,
    one: Use<'a>,
}

/// The long words of a name in an entry, and where the entry stands.
type Named = (Vec<String>, Option<Span>);

/// Names that differ in one word from the name of the same letters in an entry, or in another place.
pub(super) fn check(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let mut defined: Vec<Defined<'_>> = Vec::new();
    for said in prose::own_sentences(context) {
        defined.extend(definitions(said));
    }
    if defined.is_empty() {
        return;
    }
    let mut known: BTreeMap<String, Vec<Named>> = BTreeMap::new();
    for reference in context.references.values() {
        for name in reference.creators.iter().chain(&reference.publisher) {
            let words = long_words(name);
            known
                .entry(initials(&words))
                .or_default()
                .push((words, reference.span));
        }
    }
    for one in &defined {
        let others = known.get(&one.short).map(Vec::as_slice).unwrap_or_default();
        if others.iter().any(|(words, _)| *words == one.words) {
            continue;
        }
        if let Some((words, place)) = others
            .iter()
            .find(|(words, _)| differ_in_one(words, &one.words))
        {
            findings.push(finding(context, &one.one, &words.join(" "), *place));
        }
    }
}

fn finding(context: &Context<'_>, one: &Use<'_>, meant: &str, place: Option<Span>) -> Finding {
    let finding = Finding::new(
        NAME,
        Level::Warning,
        format!(
            "`{}` is called `{}` in an entry",
            words::shortened(one.written(), 60),
            words::shortened(meant, 60)
        ),
        prose::place(context, one.sentence, one.range.clone()),
    )
    .label("the same body?")
    .help("look the name up, and use it in text and entry");
    match place {
        Some(place) => finding.related(place, "the entry has the other name"),
        None => finding,
    }
}

/// The longer words of a name.
fn long_words(name: &str) -> Vec<String> {
    let words = tokens(name)
        .into_iter()
        .map(|range| name[range].to_lowercase());
    words
        .filter(|word| !SMALL.contains(&word.as_str()))
        .collect()
}

/// The first letters of some words.
fn initials(words: &[String]) -> String {
    words
        .iter()
        .filter_map(|word| word.chars().next())
        .collect()
}

/// Whether two names have as many words and differ in one that begins with the same letter.
fn differ_in_one(one: &[String], two: &[String]) -> bool {
    let differing = one.iter().zip(two).filter(|(a, b)| a != b).count();
    one.len() == two.len() && one.len() >= WORDS && differing == 1
}

/// "National Water Agency (NWA)": the names of a sentence whose short form stands behind them in brackets.
fn definitions<'a>(said: Said<'a>) -> Vec<Defined<'a>> {
    let text = said.own.text.as_str();
    let mut found = Vec::new();
    for (open, _) in text.match_indices('(') {
        // A short form is short: what is farther off closes nothing of it.
        let inside = text[open + 1..].bytes().take(9);
        let Some(length) = inside.into_iter().position(|byte| byte == b')') else {
            continue;
        };
        let short = &text[open + 1..open + 1 + length];
        let is_short =
            (WORDS..=8).contains(&short.len()) && short.chars().all(|c| c.is_ascii_uppercase());
        if !is_short {
            continue;
        }
        let begins = text.ceil_char_boundary(open.saturating_sub(160));
        let before = tokens(&text[begins..open]);
        let mut first = before.len();
        let mut letters = String::new();
        // Back over as many longer words as the short form has letters.
        while first > 0 && letters.len() < short.len() {
            first -= 1;
            let word = &text[begins..][before[first].clone()];
            if SMALL.contains(&word.to_lowercase().as_str()) {
                continue;
            }
            let Some(letter) = word.chars().next().filter(|letter| letter.is_uppercase()) else {
                break;
            };
            letters.insert(0, letter.to_ascii_lowercase());
        }
        if letters == short.to_lowercase() && first < before.len() {
            let range = begins + before[first].start..begins + before[before.len() - 1].end;
            found.push(Defined {
                short: letters,
                words: long_words(&text[range.clone()]),
                one: Use {
                    sentence: said.sentence,
                    range,
                },
            });
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_word_makes_another_name() {
        let name = |text: &str| long_words(text);
        assert!(differ_in_one(
            &name("National Water Agency"),
            &name("National Water Authority")
        ));
        assert!(!differ_in_one(
            &name("National Water Authority"),
            &name("National Water Authority")
        ));
        assert!(!differ_in_one(
            &name("National Wheat Agency"),
            &name("National Water Authority")
        ));
        assert!(!differ_in_one(
            &name("Water Agency"),
            &name("Water Authority")
        ));
        assert_eq!(initials(&name("Bank of the National Army")), "bna");
    }
}
