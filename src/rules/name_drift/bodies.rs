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

/// The long words of a name in an entry, the name, and where the entry stands.
type Named<'n> = (Vec<String>, &'n str, Option<Span>);

/// Beginnings of words for kinds of bodies: one of them for another makes the same body another one's.
const KINDS: &[&str] = &[
    "agenc",
    "authori",
    "associat",
    "administ",
    "academ",
    "alliance",
    "assembl",
    "agentur",
    "amt",
    "anstalt",
    "autorit",
    "agencia",
    "asocia",
    "board",
    "bureau",
    "bund",
    "centre",
    "center",
    "commiss",
    "committ",
    "council",
    "coalit",
    "congress",
    "court",
    "chamber",
    "conseil",
    "comit",
    "centro",
    "consejo",
    "comisi",
    "department",
    "director",
    "divis",
    "delegat",
    "foundat",
    "fund",
    "federat",
    "forum",
    "fédérat",
    "fondat",
    "fonds",
    "group",
    "institut",
    "initiat",
    "inspect",
    "komm",
    "komitee",
    "kammer",
    "league",
    "ministr",
    "mission",
    "minist",
    "network",
    "office",
    "organi",
    "observat",
    "party",
    "police",
    "programme",
    "project",
    "program",
    "proje",
    "partnership",
    "service",
    "societ",
    "secretar",
    "syndicate",
    "trust",
    "tribunal",
    "union",
    "unit",
];

/// Names that differ in one word from the name of the same letters in an entry, or in another place.
pub(super) fn check(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let mut defined: Vec<Defined<'_>> = Vec::new();
    for said in prose::own_sentences(context) {
        defined.extend(definitions(said));
    }
    if defined.is_empty() {
        return;
    }
    let mut known: BTreeMap<String, Vec<Named<'_>>> = BTreeMap::new();
    for reference in context.references.values() {
        for name in reference.creators.iter().chain(&reference.publisher) {
            let words = long_words(name);
            known
                .entry(initials(&words))
                .or_default()
                .push((words, name, reference.span));
        }
    }
    for one in &defined {
        let others = known.get(&one.short).map(Vec::as_slice).unwrap_or_default();
        if others.iter().any(|(words, ..)| *words == one.words) {
            continue;
        }
        if let Some((_, name, place)) = others
            .iter()
            .find(|(words, ..)| differ_in_one(words, &one.words))
        {
            findings.push(finding(context, &one.one, name, *place));
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

/// Whether two names have as many words and differ in one, which is a form or a slip of the other or as it a kind of
/// body: a fund for democracy and a fund for development are two.
fn differ_in_one(one: &[String], two: &[String]) -> bool {
    /// By how many letters two forms of a word are known.
    const LETTERS: usize = 4;
    let differing: Vec<(&String, &String)> = one.iter().zip(two).filter(|(a, b)| a != b).collect();
    let [(a, b)] = differing[..] else {
        return false;
    };
    let is_kind = |word: &str| KINDS.iter().any(|kind| word.starts_with(kind));
    let is_form = a.chars().take(LETTERS).eq(b.chars().take(LETTERS));
    let is_slip = strsim::damerau_levenshtein(a, b) <= 2;
    let may_be_one = is_form || is_slip || is_kind(a) && is_kind(b);
    one.len() == two.len() && one.len() >= WORDS && may_be_one
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
        assert!(differ_in_one(
            &name("Office for Human Affairs"),
            &name("Office for Humanitarian Affairs")
        ));
        assert!(!differ_in_one(
            &name("United Nations Democracy Fund"),
            &name("United Nations Development Fund")
        ));
        assert_eq!(initials(&name("Bank of the National Army")), "bna");
    }
}
