//! What makes a sentence a claim that must not stand without a source: hard triggers.
//!
//! Closed lists of English words; figures, years and quotations also in other languages. A trigger
//! only decides how bad a missing source is. Whether a sentence has one is decided elsewhere, so a
//! trigger that is missed hides nothing: the sentence is still counted as uncovered.

use std::ops::Range;

/// A reason to think that a sentence states a fact, with the words that gave it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Trigger {
    /// What it is, as it is printed: "a figure".
    pub name: &'static str,
    /// The words.
    pub range: Range<usize>,
}

/// Number words that state a quantity.
const NUMBER_WORDS: &[&str] = &[
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
    "twenty",
    "thirty",
    "forty",
    "fifty",
    "sixty",
    "seventy",
    "eighty",
    "ninety",
    "hundred",
    "hundreds",
    "thousand",
    "thousands",
    "million",
    "millions",
    "billion",
    "billions",
    "dozen",
    "dozens",
    "percent",
    "half",
    "quarter",
    "majority",
    "double",
    "doubled",
    "tripled",
    "halved",
];

/// Words that claim a place above all others.
const SUPERLATIVES: &[&str] = &[
    "first",
    "only",
    "largest",
    "smallest",
    "highest",
    "lowest",
    "most",
    "least",
    "worst",
    "best",
    "unprecedented",
    "never",
];

/// Acts that accuse whoever is said to have done them.
const ACCUSING: &[&str] = &[
    "abducted",
    "abused",
    "arrested",
    "assaulted",
    "attacked",
    "beat",
    "beaten",
    "bombed",
    "bribed",
    "burned",
    "coerced",
    "deported",
    "detained",
    "disappeared",
    "executed",
    "expelled",
    "extorted",
    "forced",
    "imprisoned",
    "jailed",
    "kidnapped",
    "killed",
    "looted",
    "massacred",
    "murdered",
    "persecuted",
    "raped",
    "refouled",
    "repatriated",
    "returned",
    "shelled",
    "shot",
    "starved",
    "stole",
    "tortured",
    "trafficked",
    "violated",
];

/// Words before the number of a provision.
const PROVISIONS: &[&str] = &[
    "article",
    "articles",
    "art",
    "arts",
    "section",
    "sections",
    "paragraph",
];

/// The hard triggers of a sentence, in the order of their words.
pub(super) fn find(text: &str) -> Vec<Trigger> {
    let mut triggers = Vec::new();
    quotation(text, &mut triggers);
    let words = words(text);
    for (index, range) in words.iter().enumerate() {
        let word = &text[range.clone()];
        let lower = word.to_lowercase();
        let previous = index
            .checked_sub(1)
            .map(|at| text[words[at].clone()].to_lowercase())
            .unwrap_or_default();
        let mut push = |name, range: Range<usize>| triggers.push(Trigger { name, range });
        if word.chars().any(char::is_numeric) {
            if PROVISIONS.contains(&previous.as_str()) {
                push("a legal provision", words[index - 1].start..range.end);
            } else if is_year(word) {
                push("a date", range.clone());
            } else if !is_name_with_number(word) {
                push("a figure", range.clone());
            }
        } else if NUMBER_WORDS.contains(&lower.as_str()) {
            push("a figure", range.clone());
        } else if SUPERLATIVES.contains(&lower.as_str()) {
            push("a superlative", range.clone());
        } else if ACCUSING.contains(&lower.as_str()) && has_actor(text, &words[..index]) {
            push("an accusation", range.clone());
        }
    }
    triggers.sort_by_key(|trigger| trigger.range.start);
    triggers
}

/// A quotation of four words or more.
fn quotation(text: &str, triggers: &mut Vec<Trigger>) {
    for (open, close) in [('“', '”'), ('«', '»'), ('„', '“'), ('「', '」'), ('"', '"')]
    {
        let Some(start) = text.find(open) else {
            continue;
        };
        let inside = start + open.len_utf8();
        let Some(length) = text[inside..].find(close) else {
            continue;
        };
        let words = text[inside..inside + length].split_whitespace().count();
        let long_without_spaces = open != '"'
            && words == 1
            && text[inside..inside + length].chars().count() >= 8
            && open == '「';
        if words >= 4 || long_without_spaces {
            triggers.push(Trigger {
                name: "a quotation",
                range: start..inside + length + close.len_utf8(),
            });
            return;
        }
    }
}

/// The words of a text: letters and digits, with marks inside numbers.
fn words(text: &str) -> Vec<Range<usize>> {
    let mut words = Vec::new();
    let mut start = None;
    let mut characters = text.char_indices().peekable();
    while let Some((at, character)) = characters.next() {
        let inside_number = matches!(character, '.' | ',' | '\u{2009}' | '\u{a0}')
            && start.is_some()
            && text[..at].ends_with(|c: char| c.is_ascii_digit())
            && characters
                .peek()
                .is_some_and(|(_, next)| next.is_ascii_digit());
        let part = character.is_alphanumeric()
            || inside_number
            || (character == '-' && start.is_some())
            || matches!(character, '%' | '％');
        match (part, start) {
            (true, None) => start = Some(at),
            (false, Some(from)) => {
                words.push(from..at);
                start = None;
            }
            _ => {}
        }
    }
    if let Some(from) = start {
        words.push(from..text.len());
    }
    words
}

fn is_year(word: &str) -> bool {
    word.len() == 4
        && word.bytes().all(|b| b.is_ascii_digit())
        && matches!(word.as_bytes().first(), Some(b'1' | b'2'))
}

/// "Covid-19", "A4", "G7": a name that happens to hold a digit.
fn is_name_with_number(word: &str) -> bool {
    word.starts_with(|c: char| c.is_ascii_uppercase()) && !word.ends_with('%')
}

/// Whether a capitalised word stands shortly before: somebody is named.
fn has_actor(text: &str, before: &[Range<usize>]) -> bool {
    before
        .iter()
        .rev()
        .take(6)
        .any(|range| text[range.clone()].starts_with(char::is_uppercase))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &[&str]) {
        let shown: Vec<String> = find(text)
            .into_iter()
            .map(|trigger| format!("{}: {}", trigger.name, &text[trigger.range]))
            .collect();
        assert_eq!(shown, expected, "{text}");
    }

    #[test]
    fn names_the_words_that_fired() {
        check("About 2,706 people arrived.", &["a figure: 2,706"]);
        check(
            "Some 12 per cent fled in 2011.",
            &["a figure: 12", "a date: 2011"],
        );
        check("Article 33 forbids it.", &["a legal provision: Article 33"]);
        check(
            "Guards shot three men.",
            &["an accusation: shot", "a figure: three"],
        );
        check(
            "She said “we were kneeling there”.",
            &["a quotation: “we were kneeling there”"],
        );
        check("It was the first protest.", &["a superlative: first"]);
        check("They walked to the river.", &[]);
        check("The paper size is A4.", &[]);
        check("약 600명이 송환되었다.", &["a figure: 600명이"]);
    }
}
