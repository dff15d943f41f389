//! A sentence that stands in another work of the same author than the one that it cites: the figures of the report for
//! 2023 cited from the one for 2022.

use std::collections::BTreeSet;

use super::super::prose::{self, Said};
use super::super::support::Support;
use super::super::{Context, numbers, tongues};
use crate::model::{Kind, Reference, UnitPlace};

/// How much of what a sentence tells stands in one sentence of the other work at least, and of the cited one at most,
/// in percent.
const THERE: usize = 70;
const HERE: usize = 50;

/// The fewest words that tell something.
const FEWEST: usize = 3;

/// How many letters two forms of one word begin with alike.
const STEM: usize = 5;

/// The longest text that is read, in bytes.
const LONGEST: usize = 200_000;

/// The other work that says what a sentence says, and the number or name that only it has.
pub(super) struct Sibling<'c> {
    pub other: &'c Reference,
    pub what: String,
}

/// The other work by the same author that says what a sentence says.
pub(super) fn find<'c>(
    context: &Context<'c>,
    said: Said<'_>,
    cited: &[Support<'_>],
) -> Option<Sibling<'c>> {
    let [support] = cited else { return None };
    let reference = support.reference?;
    let is_prose = !matches!(said.unit.place, UnitPlace::TableRow | UnitPlace::Quotation);
    if said.sentence.kind != Kind::Fact || !is_prose || reference.creators.is_empty() {
        return None;
    }
    let text = context.report.source_texts.get(support.key())?;
    let is_sibling =
        |other: &&&Reference| other.key != reference.key && other.creators == reference.creators;
    let siblings: Vec<&&Reference> = context.references.values().filter(is_sibling).collect();
    if siblings.is_empty() || text.len() > LONGEST {
        return None;
    }
    let ours = Content::of(&said.sentence.text, context.report_language());
    if ours.words.len() < FEWEST || ours.marks.is_empty() {
        return None;
    }
    let language = |reference: &Reference| {
        let own = reference.language.clone();
        own.unwrap_or_else(|| context.report_language().to_owned())
    };
    let here = Content::of(text, &language(reference));
    // What stands there and not here: a number or a name.
    let missing: Vec<&String> = ours.marks.difference(&here.marks).collect();
    if missing.is_empty() || nearest(&ours, text) > HERE {
        return None;
    }
    siblings.into_iter().find_map(|other| {
        let theirs = context.report.source_texts.get(&other.key)?;
        let there = Content::of(
            theirs.get(..theirs.floor_char_boundary(LONGEST))?,
            &language(other),
        );
        let what = missing.iter().find(|mark| there.marks.contains(**mark))?;
        let has_all = missing.iter().all(|mark| there.marks.contains(*mark));
        (has_all && nearest(&ours, theirs) >= THERE).then(|| Sibling {
            other,
            what: (*what).clone(),
        })
    })
}

/// What a text tells: the beginnings of its longer words, its numbers and its names.
struct Content {
    words: BTreeSet<String>,
    marks: BTreeSet<String>,
}

impl Content {
    fn of(text: &str, language: &str) -> Self {
        let tongue = tongues::of(language);
        let is_german = tongue.language == "de";
        let words = prose::words(text);
        let mut marks: BTreeSet<String> = BTreeSet::new();
        for number in numbers::read(text, tongue) {
            let is_date = number.is_date;
            marks.extend((!is_date).then(|| numbers::plain(number.value)));
        }
        // A name has two words with capitals: one alone may begin a sentence.
        for pair in words.windows(2) {
            let written =
                |word: &prose::Word| text.get(word.range.clone()).unwrap_or_default().to_owned();
            let gap = text
                .get(pair[0].range.end..pair[1].range.start)
                .unwrap_or_default();
            let is_name = |word: &str| {
                word.chars().count() > 2
                    && word.starts_with(char::is_uppercase)
                    && word.chars().skip(1).all(|c| c.is_lowercase() || c == '-')
            };
            let (first, second) = (written(&pair[0]), written(&pair[1]));
            if gap == " " && is_name(&first) && is_name(&second) && !is_german {
                marks.insert(format!("{first} {second}"));
            }
        }
        Self {
            words: stems(text),
            marks,
        }
    }
}

fn stems(text: &str) -> BTreeSet<String> {
    let words = prose::words(&text.to_lowercase()).into_iter();
    let long = words.filter(|word| {
        word.lower.chars().count() >= STEM - 1
            && word.lower.chars().all(char::is_alphabetic)
            && !SMALL.contains(&word.lower.as_str())
    });
    long.map(|word| word.lower.chars().take(STEM).collect())
        .collect()
}

/// Words that tell nothing.
const SMALL: &[&str] = &[
    "that", "this", "with", "were", "from", "have", "been", "they", "their", "than", "which",
    "also", "wrote", "said", "says", "dass", "wurde", "wurden", "waren", "dans", "pour", "avec",
    "para", "como", "wird", "nach", "écrit",
];

/// How much of what a text tells stands in the nearest sentence of another, in percent.
fn nearest(ours: &Content, text: &str) -> usize {
    let sentences = text.split_inclusive(['.', ';', '\n', '!', '?']);
    let shares = sentences.map(|sentence| {
        let theirs = stems(sentence);
        ours.words.intersection(&theirs).count() * 100 / ours.words.len().max(1)
    });
    shares.max().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_text_tells_is_found_in_its_sentences() {
        let ours = Content::of("In 2023 the office visited 57 homes, Ada Lund wrote.", "en");
        assert!(ours.marks.contains("57") && ours.marks.contains("Ada Lund"));
        assert!(!ours.marks.contains("2023"));
        assert_eq!(
            nearest(&ours, "It was small. In 2023 the office visited 57 homes."),
            100 * 3 / ours.words.len()
        );
        assert_eq!(nearest(&ours, "Nothing is told."), 0);
    }
}
