//! The article or section of a law that a sentence names, beside the one that it cites.

use std::ops::Range;

use super::super::prose::{Own, Said};
use super::super::ranges;
use super::super::support::Support;
use super::is_law;
use crate::model::SourceKind;

/// Words before the number of a provision, and the kind of place that a citation calls so.
const PROVISIONS: &[(&str, &[&str])] = &[
    (
        "article-locator",
        &[
            "article",
            "art",
            "artikel",
            "artículo",
            "articolo",
            "artigo",
        ],
    ),
    (
        "section",
        &["section", "sec", "§", "paragraph", "abschnitt", "sección"],
    ),
    ("rule", &["rule"]),
];

/// Words behind a number that goes on: "articles 3 and 5", "Article 6 to 9".
const GOES_ON: &[&str] = &[
    "and", "to", "or", "und", "bis", "oder", "et", "à", "ou", "y", "a", "o", "e", "en",
];

/// A provision that a sentence names otherwise than its citation.
pub(super) struct Misplaced<'a> {
    /// Where it is named.
    pub range: Range<usize>,
    /// What is cited instead.
    pub cited: String,
    pub source: Support<'a>,
}

/// The one provision that a sentence names, where it cites another one of a law.
pub(super) fn find<'a>(said: Said<'_>, cited: &[Support<'a>]) -> Option<Misplaced<'a>> {
    let (term, number, range) = named(said.own)?;
    let [source] = cited else { return None };
    let kind = source.evidence.and_then(|record| record.kind);
    let is_law = kind == Some(SourceKind::Law) || source.reference.is_some_and(is_law);
    if !is_law {
        return None;
    }
    let places = ranges::places(source.item);
    let [place] = places.as_slice() else {
        return None;
    };
    let read = ranges::read(place.value);
    let holds = |range: &ranges::Range<'_>| match (range.first, range.last) {
        (Some(first), Some(last)) => (first..=last).contains(&number),
        (Some(first), None) => first == number,
        // "33(1)" and "4a" begin with their number.
        _ => leading(range.text).is_none_or(|first| first == number),
    };
    let differs = place.term == term && !read.is_empty() && !read.iter().any(holds);
    differs.then(|| Misplaced {
        range,
        cited: place.value.to_owned(),
        source: *source,
    })
}

/// The number with which a place begins.
fn leading(text: &str) -> Option<u32> {
    let end = text
        .find(|c: char| !c.is_ascii_digit())
        .unwrap_or(text.len());
    text[..end].parse().ok()
}

/// The only provision of a sentence: its kind, its number and its words.
fn named(own: &Own) -> Option<(&'static str, u32, Range<usize>)> {
    let mut found = None;
    for (at, word) in own.words.iter().enumerate() {
        let Some(number) = leading(&word.lower) else {
            continue;
        };
        let before = own.text[..word.range.start].trim_end();
        let (name, start) = match before.ends_with('§') {
            true => ("§", before.len() - '§'.len_utf8()),
            false => {
                let Some(before) = at.checked_sub(1).map(|at| &own.words[at]) else {
                    continue;
                };
                let gap = &own.text[before.range.end..word.range.start];
                if !gap.chars().all(|c| c.is_whitespace() || c == '.') {
                    continue;
                }
                // "L’article 14"
                let lower = before.lower.rsplit(['’', '\'']).next().unwrap_or_default();
                (lower, before.range.start)
            }
        };
        let Some((term, _)) = PROVISIONS.iter().find(|(_, words)| words.contains(&name)) else {
            continue;
        };
        let behind = &own.text[word.range.end..];
        let next = own.words.get(at + 1);
        let is_list = next.is_some_and(|next| {
            let gap = &own.text[word.range.end..next.range.start];
            GOES_ON.contains(&next.lower.as_str())
                && own
                    .words
                    .get(at + 2)
                    .is_some_and(|word| leading(&word.lower).is_some())
                || matches!(gap.trim(), "," | "–" | "-") && leading(&next.lower).is_some()
        });
        // Two provisions leave it open which of them is cited.
        if found.is_some()
            || is_list
            || behind.starts_with(['.', ':'])
                && behind[1..].starts_with(|c: char| c.is_ascii_digit())
        {
            return None;
        }
        found = Some((*term, number, start..word.range.end));
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_only_provision_of_a_sentence_is_read() {
        let check = |text: &str, expected: Option<(&str, u32)>| {
            let found = named(&Own::of(text)).map(|(term, number, _)| (term, number));
            assert_eq!(found, expected, "{text}");
        };
        check(
            "Article 72 of the Code grants access.",
            Some(("article-locator", 72)),
        );
        check(
            "Under art. 6(1) it is forbidden.",
            Some(("article-locator", 6)),
        );
        check(
            "Nach § 23 der Ordnung ist er zu hören.",
            Some(("section", 23)),
        );
        check(
            "L’article 14 de la loi l’exige.",
            Some(("article-locator", 14)),
        );
        check(
            "El artículo 31 de la Ley obliga.",
            Some(("article-locator", 31)),
        );
        check("Articles 3 and 5 forbid it.", None);
        check("Article 3 and article 5 forbid it.", None);
        check("Article 3 to 5 forbid it.", None);
        check("The 72 articles of the Code grant access.", None);
    }
}
