//! The month in which a sentence says that its source was presented: "In March 2022 Anna Arn presented her report", of a
//! report of March 2023.

use super::super::dates;
use super::super::prose::{Said, Word};
use super::super::support::Support;
use super::super::tongues::Tongue;
use super::days::Misdated;

/// What is presented once.
const WORKS: &[&str] = &[
    "report",
    "study",
    "opinion",
    "assessment",
    "thesis",
    "review",
    "analysis",
    "article",
    "book",
    "gutachten",
    "bericht",
    "studie",
    "untersuchung",
    "analyse",
    "buch",
    "rapport",
    "étude",
    "expertise",
    "livre",
    "thèse",
    "informe",
    "estudio",
    "dictamen",
    "peritaje",
    "libro",
    "tesis",
];

/// Whose it is.
const OWN: &[&str] = &[
    "his", "her", "their", "sein", "seine", "ihr", "ihre", "seinen", "ihren", "son", "sa", "leur",
    "su",
];

/// What is done with it on its day.
const PRESENTED: &[&str] = &[
    "presented",
    "published",
    "submitted",
    "delivered",
    "released",
    "legte",
    "legten",
    "veröffentlichte",
    "veröffentlichten",
    "publizierte",
    "présenté",
    "publié",
    "remis",
    "rendu",
    "presentó",
    "publicó",
    "entregó",
    "presentaron",
    "publicaron",
    "entregaron",
];

/// Words of another of his works, or of one that was there before.
const OTHER: &[&str] = &[
    "previous",
    "earlier",
    "first",
    "former",
    "second",
    "preliminary",
    "interim",
    "draft",
    "annual",
    "had",
    "already",
    "again",
    "last",
    "previously",
    "vorige",
    "vorigen",
    "erste",
    "ersten",
    "früheres",
    "früheren",
    "bereits",
    "schon",
    "hatte",
    "hatten",
    "entwurf",
    "précédent",
    "précédente",
    "premier",
    "première",
    "avait",
    "avaient",
    "déjà",
    "anterior",
    "primer",
    "primera",
    "había",
    "habían",
    "ya",
];

/// Between which years a slip of the hand may be.
const SLIP: i32 = 3;

/// The month in which an author presents the one source of a sentence, where the entry has it with another year.
pub(super) fn find<'a>(
    said: Said<'_>,
    cited: &[Support<'a>],
    tongue: &Tongue,
) -> Option<Misdated<'a>> {
    let own = said.own;
    let source = cited.first()?;
    if cited.iter().any(|other| other.key() != source.key()) || !own.has(PRESENTED) {
        return None;
    }
    let reference = source.reference?;
    let issued = reference.issued?;
    let month = issued.month?;
    if !presents_own_work(&own.words) || own.has(OTHER) {
        return None;
    }
    let is_author = reference.families.iter().any(|family| {
        let last = family.to_lowercase();
        let last = last.split_whitespace().next_back().unwrap_or_default();
        own.words.iter().any(|word| word.lower == last)
    });
    let [(range, date)] = &dates::all(own, tongue)[..] else {
        return None;
    };
    let is_slip = date.month == Some(month)
        && date.year != issued.year
        && date.year.abs_diff(issued.year) <= SLIP.unsigned_abs()
        && (date.day.is_none() || date.day == issued.day || issued.day.is_none());
    (is_author && is_slip).then(|| Misdated {
        range: range.clone(),
        date: *date,
        source: *source,
    })
}

/// Whether somebody presents a work of his own: "presented her report", "legte ihr Gutachten".
fn presents_own_work(words: &[Word]) -> bool {
    /// How many words stand between whose a work is and what it is: "her second long report".
    const FAR: usize = 3;
    let is_in = |list: &[&str], word: &Word| list.contains(&word.lower.as_str());
    words.iter().enumerate().any(|(at, word)| {
        let behind = &words[at + 1..words.len().min(at + 1 + FAR)];
        is_in(OWN, word) && behind.iter().any(|word| is_in(WORKS, word))
    })
}
