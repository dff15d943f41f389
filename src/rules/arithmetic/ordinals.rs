//! How many things a sentence announces, where the next ones count them: "There were four concerns. First, …"

use std::ops::Range;

use super::across::{LISTED, reader};
use super::{NAME, Own};
use crate::diagnostic::{Finding, Level};
use crate::model::UnitPlace;
use crate::rules::tongues::Tongue;
use crate::rules::{Context, prose};

/// The words that count statements, by how manieth each is.
const ORDINALS: &[&[&str]] = &[
    &[
        "first",
        "firstly",
        "erstens",
        "premièrement",
        "primero",
        "primo",
        "ten eerste",
    ],
    &[
        "second",
        "secondly",
        "zweitens",
        "deuxièmement",
        "segundo",
        "secondo",
        "ten tweede",
    ],
    &[
        "third",
        "thirdly",
        "drittens",
        "troisièmement",
        "tercero",
        "terzo",
        "ten derde",
    ],
    &[
        "fourth",
        "fourthly",
        "viertens",
        "quatrièmement",
        "cuarto",
        "quarto",
    ],
    &["fifth", "fifthly", "fünftens", "cinquièmement", "quinto"],
    &[
        "sixth",
        "sixthly",
        "sechstens",
        "sixièmement",
        "sexto",
        "sesto",
    ],
];

/// The most things that are announced.
const MOST: f64 = 6.0;

/// Words of a statement that counts as the last one and has no number.
const LASTLY: &[&str] = &[
    "finally",
    "lastly",
    "schließlich",
    "zuletzt",
    "enfin",
    "finalmente",
    "por último",
    "infine",
];

/// Looks at the sentences of every paragraph.
pub(super) fn check(context: &Context<'_>, findings: &mut Vec<Finding>) {
    for unit in &context.report.units {
        if matches!(unit.place, UnitPlace::Quotation | UnitPlace::TableRow) {
            continue;
        }
        for at in unit.sentences.clone() {
            let said = context.said(at);
            let tongue = context.tongue(said.sentence);
            let Some((announced, range)) = announced(said.own, tongue) else {
                continue;
            };
            let behind = (at + 1..unit.sentences.end).map(|at| context.said(at).own);
            let Some(counted) = counted(behind) else {
                continue;
            };
            if counted == announced {
                continue;
            }
            let message =
                format!("{announced} are announced, and {counted} are counted one by one");
            findings.push(
                Finding::new(
                    NAME,
                    Level::Warning,
                    message,
                    prose::place(context, said.sentence, range),
                )
                .label("announced here")
                .help("count them, and look for what was added or left out"),
            );
        }
    }
}

/// How many things a sentence announces.
fn announced(own: &Own, tongue: &Tongue) -> Option<(usize, Range<usize>)> {
    const MORE: &[&str] = &[
        "more", "other", "further", "another", "last", "first", "weitere", "autres", "otros",
        "otras",
    ];
    const NOUNS: &[&str] = &[
        "concerns",
        "bedenken",
        "préoccupations",
        "preocupaciones",
        "faults",
        "mängel",
        "manquements",
    ];
    let reader = reader(own, tongue);
    let mut numbers = reader.counts(0..own.words.len()).into_iter();
    let number = numbers.find(|number| {
        (number.last + 1..number.last + 4).any(|at| reader.is(at, LISTED) || reader.is(at, NOUNS))
    })?;
    let before = number.first.checked_sub(1);
    let is_some = before.is_some_and(|at| reader.is(at, MORE) || reader.is(at, tongue.sums.of))
        || reader.is(number.last + 1, MORE)
        || reader.is(number.last + 1, tongue.sums.of);
    let usable =
        (2.0..=MOST).contains(&number.value) && number.decimals == 0 && number.scale.is_none();
    let range = own.words[number.first].range.start..own.words[number.last].range.end;
    (usable && !is_some).then_some((number.value as usize, range))
}

/// How many the sentences behind it count, from the first one on: each ordinal opens a statement.
fn counted<'o>(sentences: impl Iterator<Item = &'o Own>) -> Option<usize> {
    let mut count = 0;
    for (index, own) in sentences.enumerate() {
        for at in 0..own.words.len() {
            let opens = at == 0 || opens(own, at);
            let place = own.words[at].range.start;
            let is = |words: &[&str]| {
                words.iter().any(|word| {
                    own.lower[place..]
                        .strip_prefix(word)
                        .is_some_and(|rest| !rest.starts_with(char::is_alphanumeric))
                })
            };
            if !opens {
                continue;
            }
            if ORDINALS
                .get(count)
                .is_some_and(|words| is(words) && is_adverb(own, at))
            {
                count += 1;
            } else if count > 1 && is(LASTLY) {
                return Some(count + 1);
            }
        }
        // The count begins right behind what announces it.
        if index == 0 && count == 0 {
            return None;
        }
    }
    (count >= 2).then_some(count)
}

/// Whether a statement begins at a word.
fn opens(own: &Own, at: usize) -> bool {
    let gap = &own.text[own.words[at - 1].range.end..own.words[at].range.start];
    let joins = ["and", "und", "et", "y", "e"].contains(&own.word(at - 1));
    let before = at >= 2
        && own.text[own.words[at - 2].range.end..own.words[at - 1].range.start]
            .contains([',', ';']);
    gap.contains([';', '.', ':']) || gap.contains(',') || joins && before
}

/// "First, the roof leaked", "Secondly, that …", and not "first floor".
fn is_adverb(own: &Own, at: usize) -> bool {
    let word = own.word(at);
    let ends = own.text[own.words[at].range.end..].starts_with(',');
    ends || word.ends_with("ly") || word.ends_with("ens") || word.ends_with("ment")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::tongues;

    #[test]
    fn what_is_announced_is_counted() {
        for (language, head, rest, expected) in [
            (
                "en",
                "There were four concerns.",
                "First, the roof leaked; second, there were no records; third, the staff were few.",
                Some((4, 3)),
            ),
            (
                "en",
                "There were three concerns.",
                "First, the roof leaked; second, there were no records; third, the staff were few.",
                Some((3, 3)),
            ),
            (
                "en",
                "There were three concerns.",
                "First, the roof leaked. Secondly, there were no records. Finally, the staff were few.",
                Some((3, 3)),
            ),
            (
                "en",
                "There were two other concerns.",
                "First, the roof leaked. Second, there were no records.",
                None,
            ),
            (
                "en",
                "There were three concerns.",
                "The first floor was wet.",
                None,
            ),
            (
                "de",
                "Dafür gibt es drei Gründe.",
                "Erstens regnete es, zweitens fehlte das Dach.",
                Some((3, 2)),
            ),
            (
                "de",
                "Dafür gibt es zwei Gründe.",
                "Erstens regnete es, zweitens fehlte das Dach.",
                Some((2, 2)),
            ),
            (
                "fr",
                "Il y a trois raisons.",
                "Premièrement, il a plu ; deuxièmement, le toit manquait.",
                Some((3, 2)),
            ),
        ] {
            let announced = announced(&Own::of(head), tongues::of(language));
            let sentences: Vec<Own> = rest.split_inclusive(". ").map(Own::of).collect();
            let found = announced
                .zip(counted(sentences.iter()))
                .map(|((announced, _), counted)| (announced, counted));
            assert_eq!(found, expected, "{head} {rest}");
        }
    }
}
