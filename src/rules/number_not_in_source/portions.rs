//! Shares in words that the figures of the source deny: "half of the rooms were damp", where it says that 12 of the 18
//! were. It is compared with what the source tells of the same things in nearly the same words, and no figure there may
//! bear the share out.

use std::collections::BTreeSet;
use std::ops::Range;

use super::beside::{is_one, told};
use super::points;
use crate::rules::arithmetic::{self, Told};
use crate::rules::numbers::{self, Number};
use crate::rules::prose::{self, Own, Word};
use crate::rules::tongues::Tongue;

/// How much of what a sentence tells stands in the one of the source, in percent.
const NEAR: usize = 75;

/// How many words at least both have in common.
const COMMON: usize = 2;

/// How many words behind a number, and behind a share, tell what it is of.
const NOUN: usize = 5;

/// How far a share may be off, in points.
const SLACK: f64 = 1.0;

/// Words that turn a statement round.
const NOT: &[&str] = &[
    "not",
    "no",
    "never",
    "without",
    "none",
    "nobody",
    "un",
    "lacked",
    "lack",
    "missing",
    "nicht",
    "kein",
    "keine",
    "keinen",
    "keiner",
    "ohne",
    "fehlte",
    "fehlten",
    "fehlt",
    "pas",
    "aucun",
    "aucune",
    "sans",
    "jamais",
    "no",
    "sin",
    "ningún",
    "ninguna",
    "nunca",
    "non",
    "senza",
    "não",
    "sem",
    "niet",
    "geen",
    "zonder",
    "remaining",
    "rest",
    "others",
    "other",
    "übrigen",
    "anderen",
    "autres",
    "otros",
    "otras",
    "resto",
    "only",
    "failed",
    "refused",
];

/// Words for things that were told before.
const THEM: &[&str] = &[
    "them", "these", "those", "which", "whom", "ihnen", "denen", "diesen", "davon", "eux", "elles",
    "celles", "ceux", "ellos", "ellas", "estos", "estas", "cuales", "loro", "delas", "deles",
    "hen", "daarvan",
];

/// A share that is denied.
#[derive(Debug, PartialEq)]
pub(super) struct Denied {
    pub range: Range<usize>,
    /// What the source comes to.
    pub said: String,
}

/// A sentence of a source.
struct Theirs {
    told: BTreeSet<String>,
    own: Own,
    numbers: Vec<Number>,
}

/// A source, cut into sentences.
pub(super) struct Text(Vec<Theirs>);

impl Text {
    pub fn of(text: &str, tongue: &Tongue) -> Self {
        let sentences = cut(text).into_iter().map(|sentence| {
            let own = Own::of(sentence);
            Theirs {
                told: told(&own.words, tongue),
                numbers: numbers::of(&own, tongue),
                own,
            }
        });
        Self(sentences.collect())
    }
}

/// A text cut at full stops before a capital or a digit, and at lines.
fn cut(text: &str) -> Vec<&str> {
    let mut found = Vec::new();
    let mut start = 0;
    for (at, character) in text.char_indices() {
        let rest = &text[at + character.len_utf8()..];
        let begins = rest.starts_with(char::is_whitespace)
            && !rest.trim_start().starts_with(char::is_lowercase);
        // "No. 12", "S. 12": a short word before the stop.
        let before = text[start..at].rsplit(char::is_whitespace).next();
        let is_short = before.is_some_and(|word| {
            word.chars().count() <= 2 && !word.starts_with(|c: char| c.is_ascii_digit())
        });
        if matches!(character, '.' | '?' | '!') && begins && !is_short || character == '\n' {
            found.push(&text[start..at + character.len_utf8()]);
            start = at + character.len_utf8();
        }
    }
    found.push(&text[start..]);
    found.retain(|sentence| !sentence.trim().is_empty());
    found
}

/// The first share in words of a sentence that the sources deny.
pub(super) fn denied(own: &Own, tongue: &Tongue, texts: &[&Text]) -> Option<Denied> {
    let shares = shares(own, tongue);
    let [share] = shares.as_slice() else {
        return None;
    };
    // The words of the share are no words of what it is of.
    let words = own
        .words
        .iter()
        .filter(|word| !share.range.contains(&word.range.start));
    let words: Vec<Word> = words.cloned().collect();
    let ours = told(&words, tongue);
    let noun: BTreeSet<String> = told(behind(&own.words, share.next), tongue);
    if noun.is_empty() || is_compared(own, share) {
        return None;
    }
    let mut said = None;
    for text in texts {
        for (at, theirs) in text.0.iter().enumerate() {
            if !is_near(&ours, &theirs.told) {
                continue;
            }
            // What stands beside it counts where it tells of the same things: "21 deaths were reported. Fourteen were …".
            let first = at.saturating_sub(2);
            let last = text.0.len().min(at + 3);
            let near: Vec<&Theirs> = (first..last)
                .filter(|other| *other == at || shares_a_word(&noun, &text.0[*other].told))
                .map(|other| &text.0[other])
                .collect();
            if bears_out(own, share, &near, tongue) {
                return None;
            }
            said = said.or_else(|| denial(&noun, theirs, tongue));
        }
    }
    said.map(|said| Denied {
        range: share.range.clone(),
        said,
    })
}

/// The shares in words of a sentence: those that are so many of few are exact, "three of the five recommendations".
pub(super) fn shares(own: &Own, tongue: &Tongue) -> Vec<Told> {
    /// The most that are told so.
    const FEW: i64 = 20;
    let mut found = arithmetic::shares_in_words(own, tongue);
    let all = numbers::of(own, tongue);
    for pair in all.windows(2) {
        let (part, whole) = (&pair[0], &pair[1]);
        let gap = own
            .lower
            .get(part.range.end..whole.range.start)
            .unwrap_or_default();
        let words: Vec<&str> = gap.split_whitespace().collect();
        let is_of = words
            .first()
            .is_some_and(|word| tongue.sums.of.contains(word))
            && words.len() <= 2;
        let is_few =
            whole.value <= FEW * 1000 && part.value < whole.value && whole.value % 1000 == 0;
        let is_plain = [part, whole]
            .iter()
            .all(|one| !one.is_date && !one.is_percent);
        let overlaps = found
            .iter()
            .any(|told| told.range.start < whole.range.end && part.range.start < told.range.end);
        if is_of && is_few && is_plain && !overlaps {
            let percent = part.value as f64 / whole.value as f64 * 100.0;
            found.push(Told {
                least: percent,
                most: percent,
                range: part.range.start..whole.range.end,
                next: own
                    .words
                    .partition_point(|word| word.range.start < whole.range.end),
            });
        }
    }
    found
}

/// The words behind a place that tell what is counted there.
fn behind(words: &[Word], at: usize) -> &[Word] {
    let first = at.min(words.len());
    &words[first..words.len().min(first + NOUN)]
}

/// Whether a share is one of something else than a number of things: "half as many", "a third more", "halved".
fn is_compared(own: &Own, share: &Told) -> bool {
    const AS: &[&str] = &[
        "as",
        "more",
        "less",
        "fewer",
        "higher",
        "lower",
        "so",
        "mehr",
        "weniger",
        "höher",
        "niedriger",
        "moins",
        "más",
        "menos",
        "an",
        "a",
        "million",
        "billion",
        "millionen",
        "ago",
        "way",
        "year",
        "years",
    ];
    const BY: &[&str] = &["by", "um", "up", "down"];
    let (before, _) = own.around(&share.range);
    let last = before.last().map_or("", |word| word.lower.as_str());
    AS.contains(&own.word(share.next)) || BY.contains(&last)
}

/// Whether enough of what a sentence tells stands in another.
fn is_near(ours: &BTreeSet<String>, theirs: &BTreeSet<String>) -> bool {
    let common = ours.iter().filter(|word| {
        theirs
            .iter()
            .any(|other| other == *word || is_one(word, other))
    });
    let common = common.count();
    common >= COMMON && common * 100 >= ours.len() * NEAR
}

/// Whether any figure of some sentences of a source may be the share.
fn bears_out(own: &Own, share: &Told, near: &[&Theirs], tongue: &Tongue) -> bool {
    let all: Vec<&Number> = near.iter().flat_map(|one| &one.numbers).collect();
    let counts = || all.iter().filter(|one| !one.is_date && !one.is_percent);
    let fits = |percent: f64| (share.least - SLACK..=share.most + SLACK).contains(&percent);
    let denies = |own: &Own| {
        own.words
            .iter()
            .filter(|word| NOT.contains(&word.lower.as_str()))
            .count()
            % 2
    };
    let is_turned = near.iter().any(|one| denies(&one.own) != denies(own));
    let holds = |percent: f64| fits(percent) || is_turned && fits(100.0 - percent);
    let of_percent = all
        .iter()
        .any(|one| one.is_percent && holds(one.value as f64 / 1000.0));
    let of_two = counts().any(|part| {
        counts().any(|whole| {
            part.value < whole.value && holds(part.value as f64 / whole.value as f64 * 100.0)
        })
    });
    let in_words = near.iter().any(|one| {
        let mut theirs = arithmetic::shares_in_words(&one.own, tongue).into_iter();
        theirs.any(|other| {
            other.least <= share.most && share.least <= other.most
                || is_turned
                    && 100.0 - other.most <= share.most
                    && share.least <= 100.0 - other.least
        })
    });
    of_percent || of_two || in_words
}

/// What a sentence of a source tells of the same things in figures: a percentage, or a part of a whole.
fn denial(noun: &BTreeSet<String>, theirs: &Theirs, tongue: &Tongue) -> Option<String> {
    let own = &theirs.own;
    let at = |place: usize| own.words.partition_point(|word| word.range.start < place);
    let is_of_it = |end: usize| {
        let near = told(behind(&own.words, at(end)), tongue);
        near.iter()
            .any(|word| noun.iter().any(|one| one == word || is_one(one, word)))
    };
    let of = |number: &Number| {
        let mut before = own.words[..at(number.range.start)].iter().rev().take(2);
        before.any(|word| tongue.sums.of.contains(&word.lower.as_str()) || word.lower == "sur")
    };
    let counts: Vec<&Number> = theirs
        .numbers
        .iter()
        .filter(|number| !number.is_date && !number.is_percent)
        .collect();
    // "Made five recommendations; two of them have been carried out": the part is one of them.
    let of_them = |number: &Number| {
        let next = at(number.range.end);
        tongue.sums.of.contains(&own.word(next)) && THEM.contains(&own.word(next + 1))
            || THEM.contains(&own.word(next))
    };
    // "96 residents, of whom 31 had fallen"
    let behind_them = |number: &Number| {
        let first = at(number.range.start);
        let mut before = own.words[first.saturating_sub(3)..first].iter();
        before.any(|word| {
            THEM.contains(&word.lower.as_str())
                || matches!(word.lower.as_str(), "dont" | "darunter" | "quienes")
        })
    };
    let part_of_them = counts.iter().any(|part| of_them(part) || behind_them(part));
    let wholes = counts.iter().filter(|whole| {
        (of(whole) || part_of_them && !of_them(whole) && !behind_them(whole))
            && is_of_it(whole.range.end)
    });
    let mut parts = wholes.filter_map(|whole| {
        let others: Vec<&&Number> = counts
            .iter()
            .filter(|part| part.range.start != whole.range.start && part.value < whole.value)
            .collect();
        // Of two parts none says which one is meant.
        let [part] = others.as_slice() else {
            return None;
        };
        let percent = part.value as f64 / whole.value as f64 * 100.0;
        Some(format!(
            "{} of {} is {percent:.1} %",
            &own.text[part.range.clone()],
            &own.text[whole.range.clone()]
        ))
    });
    let percents: Vec<&Number> = theirs
        .numbers
        .iter()
        .filter(|number| number.is_percent)
        .collect();
    let of_percent = match percents.as_slice() {
        [one] if is_of_it(one.range.end) => {
            Some(format!("{} per cent", &own.text[one.range.clone()]))
        }
        _ => None,
    };
    parts.next().or(of_percent).or_else(|| {
        let shares = arithmetic::shares_in_words(own, tongue);
        let [share] = shares.as_slice() else {
            return None;
        };
        let is_of_it = told(behind(&own.words, share.next), tongue)
            .iter()
            .any(|word| noun.iter().any(|one| one == word || is_one(one, word)));
        is_of_it.then(|| own.text[share.range.clone()].to_owned())
    })
}

/// Reads the words of a source once for all sentences.
pub(super) fn read(text: &str, tongue: &Tongue) -> Text {
    Text::of(text, tongue)
}

/// The shares of each sentence of a source that tells of the same.
pub(super) fn shares_near(own: &Own, tongue: &Tongue, text: &Text) -> Vec<Vec<f64>> {
    let ours = told(&own.words, tongue);
    // The sentence that tells most of the same.
    let common = |theirs: &Theirs| {
        let words = ours.iter().filter(|word| {
            theirs
                .told
                .iter()
                .any(|other| other == *word || is_one(word, other))
        });
        words.count()
    };
    let near = text
        .0
        .iter()
        .filter(|theirs| shares_a_word(&ours, &theirs.told));
    let near = near.filter(|theirs| theirs.numbers.iter().any(|number| number.is_percent));
    let near: Vec<&Theirs> = near.collect();
    let most = near
        .iter()
        .map(|theirs| common(theirs))
        .max()
        .unwrap_or_default();
    let near = near.into_iter().filter(|theirs| common(theirs) == most);
    let shares = near.map(|theirs| {
        let found = points::shares(&theirs.own, tongue).into_iter();
        found.map(|(_, value)| value).collect()
    });
    shares
        .filter(|shares: &Vec<f64>| !shares.is_empty())
        .collect()
}

/// Whether two sentences have a word in common that is no year.
fn shares_a_word(ours: &BTreeSet<String>, theirs: &BTreeSet<String>) -> bool {
    let mut ours = ours
        .iter()
        .filter(|word| !word.starts_with(|c: char| c.is_ascii_digit()));
    ours.any(|word| {
        theirs
            .iter()
            .any(|other| other == word || is_one(word, other))
    })
}

/// A row of a table that a sentence tells a share of: its numbers, each with the words of its column.
pub(super) struct Row {
    pub cells: Vec<(BTreeSet<String>, f64)>,
}

/// The first share in words that a row denies: two columns are named, and the lesser is another share of the greater.
pub(super) fn denied_by(own: &Own, tongue: &Tongue, row: &Row) -> Option<Denied> {
    let shares = arithmetic::shares_in_words(own, tongue);
    let [share] = shares.as_slice() else {
        return None;
    };
    let ours = told(&own.words, tongue);
    let is_named = |words: &BTreeSet<String>| {
        words
            .iter()
            .any(|word| ours.iter().any(|one| one == word || is_one(one, word)))
    };
    let named: Vec<f64> = row
        .cells
        .iter()
        .filter(|(words, _)| is_named(words))
        .map(|(_, value)| *value)
        .collect();
    let [one, two] = named.as_slice() else {
        return None;
    };
    let (part, whole) = (one.min(*two), one.max(*two));
    let fits = |percent: f64| (share.least - SLACK..=share.most + SLACK).contains(&percent);
    // The share is one of what the greater column counts.
    let noun = told(behind(&own.words, share.next), tongue);
    let is_whole = row.cells.iter().any(|(words, value)| {
        let names_it = words
            .iter()
            .any(|word| noun.iter().any(|one| one == word || is_one(one, word)));
        *value == whole && names_it
    });
    let any_fits = row.cells.iter().any(|(_, part)| {
        let mut wholes = row.cells.iter();
        part.fract() != 0.0 && fits(*part)
            || wholes.any(|(_, whole)| {
                *whole > *part
                    && (fits(part / whole * 100.0)
                        || fits(100.0 - part / whole * 100.0) && own.has(NOT))
            })
    });
    if !is_whole || any_fits || part <= 0.0 || part == whole || is_compared(own, share) {
        return None;
    }
    Some(Denied {
        range: share.range.clone(),
        said: format!("{part} of {whole} is {:.1} %", part / whole * 100.0),
    })
}

/// Words of a head or of a sentence that tell something.
pub(super) fn names(text: &str, tongue: &Tongue) -> BTreeSet<String> {
    told(&prose::words(&text.to_lowercase()), tongue)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::tongues;

    #[test]
    fn shares_are_those_of_the_source() {
        for (language, source, sentence, expected) in [
            (
                "en",
                "Of the 18 rooms we looked at, 12 were damp.",
                "Half of the rooms that were looked at were damp.",
                true,
            ),
            (
                "en",
                "Of the 18 rooms we looked at, 12 were damp.",
                "Two thirds of the rooms that were looked at were damp.",
                false,
            ),
            (
                "en",
                "Of the 18 rooms we looked at, 12 were damp.",
                "A third of the rooms were not damp.",
                false,
            ),
            (
                "en",
                "Four of the 14 nurses had no contract.",
                "Most of the nurses had no contract.",
                true,
            ),
            (
                "en",
                "Four of the 14 nurses had no contract.",
                "More than a quarter of the nurses had no contract.",
                false,
            ),
            (
                "en",
                "In a survey 62 per cent of parents were not told.",
                "A third of parents were not told.",
                true,
            ),
            (
                "en",
                "In a survey 62 per cent of parents were not told.",
                "Almost two thirds of parents were not told.",
                false,
            ),
            (
                "en",
                "Of 240 complaints, 58 were answered in time.",
                "Half of the complaints about food were answered by hand.",
                false,
            ),
            (
                "en",
                "The share fell by 62 per cent of its value.",
                "Prices fell by half of their value.",
                false,
            ),
            (
                "de",
                "Von den 84 Heimen hatten 21 keinen Plan.",
                "Ein Drittel der Heime hatte keinen Plan.",
                true,
            ),
            (
                "de",
                "Von den 84 Heimen hatten 21 keinen Plan.",
                "Ein Viertel der Heime hatte keinen Plan.",
                false,
            ),
            (
                "fr",
                "Quinze des 60 éducateurs n’ont pas de diplôme.",
                "Un tiers des éducateurs n’ont pas de diplôme.",
                true,
            ),
            (
                "fr",
                "Quinze des 60 éducateurs n’ont pas de diplôme.",
                "Un quart des éducateurs n’ont pas de diplôme.",
                false,
            ),
            (
                "es",
                "El 41 % de las familias no fue avisado.",
                "La mayoría de las familias no fue avisada.",
                true,
            ),
            (
                "es",
                "El 41 % de las familias no fue avisado.",
                "Más de un tercio de las familias no fue avisado.",
                false,
            ),
        ] {
            let tongue = tongues::of(language);
            let text = Text::of(source, tongue);
            let found = denied(&Own::of(sentence), tongue, &[&text]);
            assert_eq!(found.is_some(), expected, "{sentence}: {found:?}");
        }
    }
}
