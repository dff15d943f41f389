//! Words that several checks of arithmetic know: each of these lists stands here and nowhere else.

/// What multiplies: the words of each language, and by how much.
const FACTORS: &[(f64, &[&str])] = &[
    (
        2.0,
        &[
            "doubled",
            "doublé",
            "verdoppelte",
            "verdoppelten",
            "verdoppelt",
            "duplicó",
            "duplicaron",
        ],
    ),
    (
        3.0,
        &[
            "tripled",
            "trebled",
            "triplé",
            "verdreifachte",
            "verdreifacht",
            "triplicó",
            "triplicaron",
        ],
    ),
    (
        4.0,
        &["quadrupled", "quadruplé", "vervierfachte", "cuadruplicó"],
    ),
    (0.5, &["halved", "halbierte", "halbierten", "halbiert"]),
];

/// By how much a word in lower case multiplies.
pub(super) fn factor(lower: &str) -> Option<f64> {
    let mut factors = FACTORS.iter();
    factors.find_map(|(factor, words)| words.contains(&lower).then_some(*factor))
}

/// Which way a change goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Way {
    Up,
    Down,
    /// Its word does not say: "a difference of 12".
    Either,
}

use Way::{Down, Either, Up};

/// Nouns of a change.
const CHANGES: &[(&str, Way)] = &[
    ("rise", Up),
    ("increase", Up),
    ("growth", Up),
    ("gain", Up),
    ("overrun", Up),
    ("drop", Down),
    ("fall", Down),
    ("decline", Down),
    ("decrease", Down),
    ("reduction", Down),
    ("difference", Either),
    ("gap", Either),
    ("change", Either),
    ("anstieg", Up),
    ("zunahme", Up),
    ("zuwachs", Up),
    ("rückgang", Down),
    ("abnahme", Down),
    ("hausse", Up),
    ("augmentation", Up),
    ("baisse", Down),
    ("diminution", Down),
    ("recul", Down),
    ("aumento", Up),
    ("alza", Up),
    ("subida", Up),
    ("caída", Down),
    ("descenso", Down),
    ("reducción", Down),
    ("disminución", Down),
];

/// Which way the change goes that a word in lower case is the noun of.
pub(super) fn change(lower: &str) -> Option<Way> {
    let mut changes = CHANGES.iter();
    changes.find_map(|(noun, way)| (*noun == lower).then_some(*way))
}

/// Words for a change that mean one only where its two ends are told: "from 40 to 30, a cut of 25 per cent".
const BESIDE_ENDS: &[&str] = &["cut", "jump", "loss", "minus", "plus"];

/// Whether a word in lower case is the noun of a change whose two ends are told.
pub(super) fn is_change_beside_ends(lower: &str) -> bool {
    change(lower).is_some() || BESIDE_ENDS.contains(&lower)
}

/// Words before a number that is the name of something: "article 12 of 4 May".
pub(super) const NAMED: &[&str] = &[
    "annex",
    "article",
    "articles",
    "art",
    "chapter",
    "day",
    "figure",
    "finding",
    "group",
    "item",
    "law",
    "line",
    "no",
    "note",
    "number",
    "order",
    "page",
    "pages",
    "para",
    "paragraph",
    "part",
    "phase",
    "point",
    "question",
    "recommendation",
    "resolution",
    "room",
    "rule",
    "section",
    "step",
    "table",
    "unit",
    "volume",
    "week",
    "abschnitt",
    "artikel",
    "kapitel",
    "tabelle",
    "chapitre",
    "tableau",
    "capítulo",
    "tabla",
];

/// Words that join the last of several to the others.
pub(super) const AND: &[&str] = &["and", "und", "et", "y", "e", "en"];

/// Words of two halves of some people, the plural first: who is not of the one is of the other.
const HALVES: &[[&[&str]; 2]] = &[
    [
        &["women", "woman", "female", "females"],
        &["men", "man", "male", "males"],
    ],
    [&["girls", "girl"], &["boys", "boy"]],
    [&["frauen"], &["männer"]],
    [&["mädchen"], &["jungen"]],
    [&["femmes"], &["hommes"]],
    [&["filles"], &["garçons"]],
    [&["mujeres"], &["hombres"]],
    [&["niñas"], &["niños"]],
];

/// The words for the other half, where a word in lower case is one for a half.
pub(super) fn other_half(lower: &str) -> Option<&'static [&'static str]> {
    HALVES.iter().find_map(|[one, other]| {
        if one.contains(&lower) {
            return Some(*other);
        }
        other.contains(&lower).then_some(*one)
    })
}

/// The old and the young, who are no halves where both sexes are told beside them.
const AGES: &[&str] = &["children", "adults", "kinder", "enfants"];

/// Whether a word in lower case names some people by their sex or age, so that it tells a part of any people.
pub(super) fn is_part_of_people(lower: &str) -> bool {
    AGES.contains(&lower) || other_half(lower).is_some()
}

/// Phrases for some of what was told before: "nine complaints, of which twelve".
pub(super) const OF_WHICH: &[&[&str]] = &[
    &["of", "which"],
    &["of", "whom"],
    &["davon"],
    &["dont"],
    &["de", "los", "cuales"],
    &["de", "las", "cuales"],
];

/// The same behind a number: "26 were treated, 19 of them for cold".
pub(super) const OF_THEM: &[&[&str]] = &[
    &["of", "them"],
    &["of", "these"],
    &["of", "those"],
    &["davon"],
    &["de", "ellos"],
    &["de", "ellas"],
    &["d’entre", "eux"],
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_half_has_the_other() {
        assert_eq!(other_half("boy"), Some(&["girls", "girl"][..]));
        assert_eq!(other_half("femmes"), Some(&["hommes"][..]));
        assert_eq!(other_half("adults"), None);
        assert!(is_part_of_people("adults") && is_part_of_people("niños"));
        assert!(!is_part_of_people("guards"));
    }

    #[test]
    fn some_nouns_are_of_a_change_only_beside_its_ends() {
        assert_eq!(change("hausse"), Some(Way::Up));
        assert_eq!(change("plus"), None);
        assert!(is_change_beside_ends("plus") && is_change_beside_ends("gap"));
    }

    #[test]
    fn no_word_stands_twice() {
        let mut words: Vec<&str> = CHANGES.iter().map(|(noun, _)| *noun).collect();
        words.extend(BESIDE_ENDS);
        words.extend(FACTORS.iter().flat_map(|(_, words)| *words));
        words.extend(HALVES.iter().flatten().copied().flatten());
        words.extend(AGES.iter().chain(NAMED));
        let all = words.len();
        words.sort_unstable();
        words.dedup();
        assert_eq!(words.len(), all);
    }
}
