//! A source that is cited through another, and not named.

use super::prose::{self, Own, Said};
use super::{Context, attribution, words};
use crate::diagnostic::{Finding, Level};
use crate::model::{CitationItem, Relation};

pub(super) const NAME: &str = "second-hand";

/// The prefixes that name the source in hand; "citing" and "quoting" name the original.
const THROUGH: &[&str] = &["cited in", "quoted in", "cited by", "quoted by"];

pub(super) fn check(context: &Context<'_>, findings: &mut Vec<Finding>) {
    for said in prose::own_sentences(context) {
        let sentence = said.sentence;
        let items: Vec<&CitationItem> = context.report.items_of(sentence).collect();
        let original_is_cited = items.iter().any(|item| {
            item.relation() == Relation::Supports
                || item.relation() == Relation::SecondHand && !is_through(item)
        });
        if original_is_cited {
            continue;
        }
        let through = items
            .into_iter()
            .filter(|item| is_through(item) && !names_original(item));
        for item in through.filter(|_| !names_somebody(context, said)) {
            let written = item.prefix.trim();
            findings.push(
                Finding::new(
                    NAME,
                    Level::Warning,
                    format!("`{written}` does not say whose words or findings these are"),
                    item.span,
                )
                .label(format!("`{}` only passes them on", words::shortened(&item.key.value, 40)))
                .note("the original was not read, so the reader must at least be able to ask for it")
                .help(format!(
                    "cite the original; or name it in the sentence or before the words, `[the 1998 count, {written} @{}]`",
                    item.key.value
                )),
            );
        }
    }
}

fn is_through(item: &CitationItem) -> bool {
    phrase(item).is_some()
}

fn phrase(item: &CitationItem) -> Option<&'static str> {
    let prefix = item
        .prefix
        .trim()
        .trim_end_matches([',', ':'])
        .to_lowercase();
    THROUGH
        .iter()
        .find(|phrase| prefix.ends_with(**phrase))
        .copied()
}

/// "Smith 1998, cited in": words before the phrase.
fn names_original(item: &CitationItem) -> bool {
    let prefix = item.prefix.trim().trim_end_matches([',', ':']);
    let length = phrase(item).map_or(0, str::len);
    let before = prefix
        .len()
        .checked_sub(length)
        .and_then(|end| prefix.get(..end))
        .unwrap_or_default();
    let before = before.trim().trim_end_matches(',').to_lowercase();
    !matches!(
        before.as_str(),
        "" | "see" | "as" | "also" | "see also" | "both" | "all" | "each"
    )
}

/// Whether the sentence names who said it: a capitalised word inside it, or before a verb of saying.
fn names_somebody(context: &Context<'_>, said: Said<'_>) -> bool {
    // Scripts without capitals do not tell names from other words.
    if !prose::is_english(context, said.sentence) {
        return true;
    }
    let Own { text, words, .. } = said.own;
    let is_name = |at: usize| {
        words
            .get(at)
            .is_some_and(|word| attribution::is_name(text, word))
    };
    let knows = || is_one(said.own.word(0)) && KNOWING.contains(&said.own.word(1));
    (1..words.len()).any(is_name) || is_name(0) && (attribution::attributes(said.own) || knows())
}

/// What only somebody does, so that the first word of a sentence is a name: "Kerr knew of it".
const KNOWING: &[&str] = &[
    "knew",
    "knows",
    "thought",
    "thinks",
    "remembered",
    "remembers",
    "saw",
    "heard",
    "felt",
    "feared",
    "hoped",
    "wanted",
    "doubted",
    "assumed",
    "understood",
    "learned",
    "learnt",
    "suspected",
    "suspects",
    "preferred",
    "loved",
    "hated",
    "wished",
    "expected",
    "intended",
    "denied",
];

/// Whether the first word of a sentence may be one person's name: not many people, and no pronoun.
fn is_one(lower: &str) -> bool {
    const OTHER: &[&str] = &[
        "people",
        "everyone",
        "everybody",
        "anyone",
        "someone",
        "somebody",
        "nobody",
        "men",
        "women",
        "children",
        "villagers",
        "who",
        "police",
        "staff",
        "management",
        "society",
        "public",
        "youth",
        "mankind",
        "others",
    ];
    !OTHER.contains(&lower) && (!lower.ends_with('s') || lower.ends_with("ss"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::{Located, Sources, Span};

    #[test]
    fn one_person_knows() {
        for name in ["kerr", "weiss", "oduya"] {
            assert!(is_one(name), "{name}");
        }
        for other in ["tenants", "people", "guards", "everybody"] {
            assert!(!is_one(other), "{other}");
        }
    }

    #[test]
    fn the_original_stands_before_the_words() {
        let check = |prefix: &str, expected: bool| {
            let file = Sources::default().add("a.md", "a");
            let span = Span::start_of(file);
            let item = CitationItem {
                prefix: prefix.to_owned(),
                ..CitationItem::bare(Located::new("a".to_owned(), span))
            };
            assert_eq!(names_original(&item), expected, "{prefix}");
        };
        check("cited in", false);
        check("as quoted in", false);
        check("Smith 1998, cited in", true);
        check("the count of 1998, quoted in", true);
    }
}
