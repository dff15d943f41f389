//! The article or section of a law that a sentence names, beside the one that it cites.

use std::ops::Range;

use super::super::prose::{Own, Said, Word};
use super::super::ranges;
use super::super::support::Support;
use super::is_law;
use crate::model::{Reference, SourceKind};

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

/// Words between a provision and its law.
const OF: &[&str] = &[
    "of", "der", "des", "du", "de", "del", "della", "do", "da", "von", "van",
];

/// Articles, which begin what does not belong to the name of a law.
const THE: &[&str] = &[
    "the", "a", "an", "la", "el", "las", "los", "le", "les", "l", "der", "die", "das", "dem",
    "den", "il", "lo", "gli", "o", "os", "as", "het",
];

/// Words that end the name of a law.
const ENDS: &[&str] = &[
    "is", "are", "was", "were", "has", "had", "says", "forbids", "grants", "ist", "war", "wird",
    "wurde", "est", "était", "es", "era", "fue", "è",
];

/// Words of a law that is not the one that is cited, or of the report itself.
const OTHER: &[&str] = &[
    "this",
    "our",
    "old",
    "former",
    "previous",
    "earlier",
    "repealed",
    "draft",
    "dieses",
    "diesem",
    "alten",
    "früheren",
    "vorigen",
    "cette",
    "ce",
    "ancien",
    "ancienne",
    "este",
    "esta",
    "antigua",
    "antiguo",
    "anterior",
    "derogada",
    "questo",
    "questa",
    "vecchia",
];

/// Words before a section of the report itself, and verbs behind it.
const POINTING: &[&str] = &[
    "as", "see", "wie", "siehe", "comme", "voir", "como", "véase", "come", "cfr",
];
const SHOWING: &[&str] = &[
    "above",
    "below",
    "shows",
    "show",
    "showed",
    "describes",
    "discusses",
    "looks",
    "explains",
    "turns",
    "examines",
    "summarises",
    "summarizes",
    "presents",
    "zeigt",
    "beschreibt",
    "erläutert",
    "oben",
    "unten",
    "montre",
    "décrit",
    "examine",
    "présente",
    "ci",
    "muestra",
    "describe",
    "analiza",
    "examina",
    "presenta",
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
    if source
        .reference
        .is_some_and(|reference| is_elsewhere(said.own, &range, reference))
    {
        return None;
    }
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

/// Whether the words around a provision say that it is one of another law than the entry, or of the report.
fn is_elsewhere(own: &Own, range: &Range<usize>, reference: &Reference) -> bool {
    /// The most words of the name of a law that are looked at.
    const NAME: usize = 5;
    let (before, after) = own.around(range);
    // "Article 33(1)(b) of the Code"
    let mut behind = own.text[range.end..].trim_start();
    while let Some((inside, rest)) = behind
        .strip_prefix('(')
        .and_then(|rest| rest.split_once(')'))
    {
        if inside.chars().count() > 4 {
            break;
        }
        behind = rest.trim_start();
    }
    let start = own.text.len() - behind.len();
    let mut words = after
        .iter()
        .skip_while(|word| word.range.start < start)
        .peekable();
    let is = |list: &[&str], word: &Word| list.contains(&word.lower.as_str());
    let points = before.last().is_some_and(|word| is(POINTING, word));
    let of = words.next_if(|word| is(OF, word) && word.range.start == start);
    let Some(of) = of else {
        return points || words.next().is_some_and(|word| is(SHOWING, word));
    };
    while words.next_if(|word| is(THE, word)).is_some() {}
    let mut end = of.range.end;
    let name: Vec<&Word> = words
        .take_while(|word| {
            let gap = &own.text[end..word.range.start];
            end = word.range.end;
            !gap.contains([',', ';', ':', '(', '.']) && !is(THE, word) && !is(ENDS, word)
        })
        .take(NAME)
        .collect();
    let said = [&reference.title, &reference.container, &reference.note];
    let said = said.into_iter().flatten().chain(&reference.creators);
    let said: Vec<String> = said.map(|words| words.to_lowercase()).collect();
    let is_shared = |word: &&Word| {
        let bare = word.lower.rsplit(['’', '\'']).next().unwrap_or_default();
        let stem = bare
            .strip_suffix("es")
            .or(bare.strip_suffix('s'))
            .unwrap_or(bare);
        stem.chars().count() >= 3 && said.iter().any(|said| said.contains(stem))
    };
    name.iter().any(|word| is(OTHER, word)) || !name.is_empty() && !name.iter().any(is_shared)
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

    #[test]
    fn a_provision_of_another_law_or_of_the_report_is_none_of_the_entry() {
        let check = |title: &str, text: &str, expected: bool| {
            let own = Own::of(text);
            let reference = Reference {
                title: Some(title.to_owned()),
                ..Reference::default()
            };
            let found =
                named(&own).is_some_and(|(_, _, range)| is_elsewhere(&own, &range, &reference));
            assert_eq!(found, expected, "{text}");
        };
        let act = "River Act";
        check(act, "Article 27 of the River Act forbids it.", false);
        check(act, "Article 27(1)(b) of the Act forbids it.", false);
        check(act, "Article 27 forbids it.", false);
        check(
            act,
            "Under Article 12 of the Constitution the act is void.",
            true,
        );
        check(
            act,
            "Article 9 of the Covenant is repeated in the act.",
            true,
        );
        check(act, "Article 12 of the old act was replaced.", true);
        check(act, "Section 2 of this report looks at the act.", true);
        check(act, "As Section 2 shows, the act forbids it.", true);
        check(act, "Section 2 describes how the act came about.", true);
        check(
            "Wassergesetz",
            "Nach § 23 des Gesetzes ist er zu hören.",
            false,
        );
        check(
            "Wassergesetz",
            "Nach § 23 der Verfassung ist er zu hören.",
            true,
        );
        check("Loi sur l’eau", "L’article 14 de la loi l’exige.", false);
        check(
            "Loi sur l’eau",
            "L’article 14 de la Constitution l’exige.",
            true,
        );
        check("Ley de Aguas", "El artículo 31 de la Ley obliga.", false);
        check(
            "Ley de Aguas",
            "El artículo 31 del Código Penal obliga.",
            true,
        );
    }
}
