//! The numbers of a text with the words that stand beside each: in "Mill Bridge 0.4, Outfall 38.0", 38.0 is that of the
//! outfall. A sentence about the outfall may reckon with it, and with few others.

use std::collections::BTreeSet;

use super::cues;
use super::hand::Operand;
use crate::rules::numbers::{self, Number};
use crate::rules::prose::{self, Word};
use crate::rules::tongues::Tongue;

/// How many words at most before a number, and behind it, tell what it is of.
const BEFORE: usize = 7;
const BEHIND: usize = 4;

/// How many letters at least a word has that tells what a number is of.
const LETTERS: usize = 4;

/// By how many letters at most two forms of a word end differently.
const ENDING: usize = 3;

/// Words that tell of nothing.
const SMALL: &[&str] = &[
    "that",
    "this",
    "these",
    "those",
    "with",
    "were",
    "been",
    "have",
    "from",
    "them",
    "they",
    "their",
    "there",
    "than",
    "then",
    "which",
    "whom",
    "into",
    "over",
    "under",
    "about",
    "more",
    "less",
    "only",
    "each",
    "every",
    "other",
    "others",
    "some",
    "most",
    "after",
    "before",
    "between",
    "total",
    "average",
    "per",
    "cent",
    "percent",
    "euros",
    "euro",
    "pounds",
    "dollars",
    "million",
    "millions",
    "billion",
    "thousand",
    "hundred",
    "first",
    "last",
    "eine",
    "einer",
    "einem",
    "einen",
    "eines",
    "nach",
    "über",
    "unter",
    "oder",
    "aber",
    "auch",
    "wurde",
    "wurden",
    "waren",
    "sind",
    "haben",
    "hatte",
    "hatten",
    "davon",
    "darunter",
    "mehr",
    "weniger",
    "prozent",
    "millionen",
    "insgesamt",
    "rund",
    "etwa",
    "jahres",
    "dans",
    "pour",
    "avec",
    "sont",
    "était",
    "étaient",
    "avait",
    "avaient",
    "cette",
    "dont",
    "plus",
    "moins",
    "environ",
    "soit",
    "entre",
    "autres",
    "leur",
    "leurs",
    "mille",
    "milliers",
    "para",
    "como",
    "eran",
    "fueron",
    "había",
    "habían",
    "este",
    "esta",
    "estos",
    "estas",
    "entre",
    "unos",
    "unas",
    "menos",
    "sobre",
    "desde",
    "hasta",
    "millones",
    "ciento",
    "cada",
    "otros",
    "otras",
    "della",
    "delle",
    "sono",
    "erano",
    "dalla",
    "nella",
    "circa",
    "foram",
    "eram",
    "pela",
    "pelo",
    "voor",
    "naar",
    "werden",
    "waren",
];

/// What a text tells of, as far as single words do: those that mean something, and years.
pub(super) fn told(words: &[Word], tongue: &Tongue) -> BTreeSet<String> {
    words
        .iter()
        .filter(|word| tells(word, tongue))
        .map(|word| word.lower.clone())
        .collect()
}

fn tells(word: &Word, tongue: &Tongue) -> bool {
    let lower = word.lower.as_str();
    if lower.starts_with(|c: char| c.is_ascii_digit()) {
        return is_year(lower);
    }
    let is_time = [
        cues::YEARS,
        cues::MONTHS,
        cues::WEEKS,
        cues::DAYS,
        cues::HOURS,
        cues::MINUTES,
    ]
    .iter()
    .any(|list| list.contains(&lower));
    lower.chars().count() >= LETTERS
        && lower.chars().all(char::is_alphabetic)
        && !is_time
        && !SMALL.contains(&lower)
        && tongue.numeral(lower).is_none()
        && tongue.month(lower).is_none()
}

fn is_year(lower: &str) -> bool {
    lower.len() == 4
        && lower.starts_with(['1', '2'])
        && lower.bytes().all(|byte| byte.is_ascii_digit())
}

/// Whether two words are forms of one: "eviction" and "evictions".
pub(super) fn is_one(one: &str, other: &str) -> bool {
    let common = one
        .chars()
        .zip(other.chars())
        .take_while(|(a, b)| a == b)
        .count();
    let rest = |word: &str| word.chars().count() - common;
    common >= LETTERS && rest(one) <= ENDING && rest(other) <= ENDING
}

/// A number with the words beside it.
#[derive(Debug, Clone)]
pub(super) struct Named {
    pub operand: Operand,
    words: BTreeSet<String>,
}

impl Named {
    pub fn new(operand: Operand, words: BTreeSet<String>) -> Self {
        Self { operand, words }
    }

    /// Whether one of some words stands beside it.
    pub fn is_of(&self, asked: &BTreeSet<String>) -> bool {
        self.words
            .iter()
            .any(|word| asked.iter().any(|one| one == word || is_one(one, word)))
    }
}

/// Words behind which another number has its own: "118 at Ashby and 74 at Thorne".
const JOINS: &[&str] = &[
    "and", "or", "und", "oder", "et", "ou", "y", "o", "e", "en", "of", "against", "gegen",
];

/// The numbers of a text, each with its words. One that stands in a row with the one before is of the same.
pub(super) fn numbers_of(text: &str, tongue: &Tongue) -> Vec<Named> {
    let all = prose::words(text);
    let read = numbers::read(text, tongue);
    let mut found: Vec<Named> = Vec::new();
    // Dates part nothing: "318 in the year to March 2022, 352 in the year to March 2023".
    let counts: Vec<&Number> = read.iter().filter(|number| !number.is_date).collect();
    // What stands before the number before, and the first word behind those that belong to it.
    let mut before: BTreeSet<String> = BTreeSet::new();
    let (mut end, mut taken) = (0, 0);
    let at = |place: usize| all.partition_point(|word| word.range.start < place);
    for (index, number) in counts.iter().enumerate() {
        let next = counts
            .get(index + 1)
            .map_or(text.len(), |next| next.range.start);
        let gap = text.get(end..number.range.start).unwrap_or_default();
        let ends = ends_sentence(gap);
        let first = at(number.range.start);
        let starts = match ends {
            Some(ends) => at(end + ends),
            None => at(end).max(taken),
        };
        let near = &all[starts.max(first.saturating_sub(BEFORE)).min(first)..first];
        let mut words = told(near, tongue);
        // Of what stands between two numbers, a year alone does not say what the second is of.
        if ends.is_none() && words.iter().all(|word| is_year(word)) {
            words.extend(before.iter().filter(|word| !is_year(word)).cloned());
        }
        before.clone_from(&words);
        let mut close = number.range.end;
        taken = at(number.range.end);
        for word in all.iter().skip(taken).take(BEHIND) {
            let gap = text.get(close..word.range.start).unwrap_or_default();
            let is_other = gap.contains([',', ';', ':', '.', '(', ')', '\n'])
                || word.range.start >= next
                || JOINS.contains(&word.lower.as_str());
            if is_other {
                break;
            }
            if tells(word, tongue) {
                words.insert(word.lower.clone());
            }
            close = word.range.end;
            taken += 1;
        }
        let operand = Operand {
            value: number.value as f64 / 1000.0,
            is_percent: number.is_percent || lends_percent(text, number, counts.get(index + 1)),
            is_year: false,
        };
        found.push(Named::new(operand, words));
        end = number.range.end;
    }
    found
}

/// Whether a number has its sign of per cent with the next one: "from 24 to 18 per cent".
fn lends_percent(text: &str, number: &Number, next: Option<&&Number>) -> bool {
    const TO: &[&str] = &[
        "to", "and", "auf", "bis", "und", "à", "et", "a", "al", "y", "e", "tot", "en", "naar",
    ];
    next.is_some_and(|next| {
        let gap = text
            .get(number.range.end..next.range.start)
            .unwrap_or_default();
        next.is_percent && TO.contains(&gap.trim())
    })
}

/// Behind which place of a gap another sentence begins.
fn ends_sentence(gap: &str) -> Option<usize> {
    let marks = [". ", ".\n", "\n\n", "; ", "? ", "! "];
    marks
        .iter()
        .filter_map(|mark| gap.rfind(mark).map(|at| at + mark.len()))
        .max()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::tongues;

    #[test]
    fn numbers_are_of_the_words_beside_them() {
        for (language, text, asked, expected) in [
            (
                "en",
                "In 2018: Mill Bridge 0.4, Outfall 38.0, Ferry 17.2. In 2020: Mill Bridge 0.4, Outfall 21.5.",
                "the outfall",
                &[38.0, 21.5][..],
            ),
            (
                "en",
                "Incidents: 318 in the year to March 2022, 352 in the year to March 2023. Assaults: 96 and 112.",
                "assaults rose",
                &[96.0, 112.0],
            ),
            (
                "de",
                "Räumungstitel: 812, 905 und 1.066. Vollzogene Räumungen: 268, 301 und 379.",
                "die Räumungen nahmen zu",
                &[268.0, 301.0, 379.0],
            ),
            (
                "fr",
                "À Bressac, 860, 742 et 519, pour 4 826 ; à La Roque, 305.",
                "la commune de Bressac",
                &[860.0, 742.0, 519.0, 4826.0],
            ),
            (
                "es",
                "Se firmaron 6.800 contratos y llegaron 6.210 mujeres.",
                "los contratos",
                &[6800.0],
            ),
            (
                "en",
                "Operations cancelled: 118 at Ashby and 74 at Thorne.",
                "at Ashby",
                &[118.0],
            ),
        ] {
            let tongue = tongues::of(language);
            let asked = told(&prose::words(&asked.to_lowercase()), tongue);
            let all = numbers_of(text, tongue);
            let found: Vec<f64> = all
                .iter()
                .filter(|named| named.is_of(&asked))
                .map(|named| named.operand.value)
                .collect();
            assert_eq!(found, expected, "{text}");
        }
    }
}
