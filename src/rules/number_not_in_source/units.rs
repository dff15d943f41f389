//! Units behind a number: "210 kilometres" where the source has 210 metres, "4.2 billion" where it has 4.2 million.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use crate::rules::amounts::{self, Amount, Kind, Unit};
use crate::rules::prose::{self, Own};
use crate::rules::quantities::{is_noun, is_one_noun};
use crate::rules::tongues::{self, Tongue};

/// How many bytes of a source are read at a time.
const PIECE: usize = 4_000;

/// The amounts of a source, by their digits: what each is, with the word behind it.
#[derive(Default)]
pub(super) struct Units(BTreeMap<i64, BTreeSet<(Kind, String)>>);

impl Units {
    /// Those of a text. Nothing says for sure in which language it is, so it is read in each that it may be in.
    pub fn of(text: &str, languages: &[&str]) -> Self {
        let mut tongues: Vec<&'static Tongue> = Vec::new();
        for language in languages.iter().chain(&["en", "de"]) {
            let tongue = tongues::of(language);
            if !tongues
                .iter()
                .any(|known| known.language == tongue.language)
            {
                tongues.push(tongue);
            }
        }
        let mut units = Self::default();
        let mut start = 0;
        while start < text.len() {
            let near = text.floor_char_boundary(start + PIECE);
            let end = match text.get(near..).is_some_and(|rest| !rest.is_empty()) {
                true => text[start..near]
                    .rfind(['\n', ' '])
                    .map_or(near, |at| start + at + 1),
                false => text.len(),
            };
            let piece = &text[start..end];
            let words = prose::words(piece);
            for tongue in &tongues {
                let read = amounts::read(piece, &words, tongue).into_iter();
                // "1,2 milliard" that is read as German has no word of scale.
                for amount in read.filter(|amount| !tongues::is_scale(&amount.noun)) {
                    let known = units.0.entry(amount.bare).or_default();
                    known.insert((amount.kind, amount.noun));
                }
            }
            start = end;
        }
        units
    }

    /// The kinds in which it gives some digits, each with the noun behind it.
    pub fn kinds(&self, bare: i64) -> impl Iterator<Item = &(Kind, String)> {
        self.0.get(&bare).into_iter().flatten()
    }
}

/// The unit of a number of a sentence, if the texts have the number, and each time with a unit that cannot be this one.
pub(super) fn conflict(
    own: &Own,
    all: &[Amount],
    number: &Range<usize>,
    texts: &[&Units],
) -> Option<Range<usize>> {
    let amount = all
        .iter()
        .find(|amount| own.words[amount.words.start].range.start == number.start)?;
    let kinds = || texts.iter().flat_map(|text| text.kinds(amount.bare));
    kinds().next()?;
    let is_other = kinds().all(|(kind, _)| kind.conflicts(&amount.kind));
    // The whole of it may stand there in plain digits.
    let whole = amount.bare.saturating_mul(amount.kind.scale);
    let is_written_out =
        amount.kind.scale > 1 && texts.iter().any(|text| text.kinds(whole).next().is_some());
    if is_other && !is_written_out {
        return Some(place(own, amount));
    }
    let is_lost = amount.kind.is_plain() && is_lost(own, all, amount, &kinds().collect::<Vec<_>>());
    is_lost.then(|| amount.range.clone())
}

/// The words of a unit; the whole amount where its sign stands before it.
fn place(own: &Own, amount: &Amount) -> Range<usize> {
    let first = own.words.get(amount.words.start + 1);
    let behind = first.filter(|word| word.range.start < amount.range.end);
    match behind {
        Some(word) if amount.range.start == own.words[amount.words.start].range.start => {
            word.range.start..amount.range.end
        }
        _ => amount.range.clone(),
    }
}

/// Whether a number lost what multiplies it, or its sign of per cent: "4.2 people", "fell by 23".
fn is_lost(own: &Own, all: &[Amount], amount: &Amount, kinds: &[&(Kind, String)]) -> bool {
    /// Words before what something changed by.
    const BY: &[&str] = &["by", "um", "de", "en", "del", "met"];
    /// From which word of scale on a number without it is another one.
    const LARGE: i64 = 1_000_000;
    let is_share = |unit: &Unit| matches!(unit, Unit::Percent | Unit::Points);
    let none_else = |has: &dyn Fn(&Kind) -> bool| !all.iter().any(|other| has(&other.kind));
    let is_large = kinds
        .iter()
        .all(|(kind, _)| kind.scale >= LARGE && kind.unit == Unit::None)
        && kinds
            .iter()
            .any(|(_, noun)| is_noun(noun) && is_one_noun(noun, &amount.noun))
        && none_else(&|kind| kind.scale > 1);
    let before = amount
        .words
        .start
        .checked_sub(1)
        .map_or("", |at| own.word(at));
    let ends = own.text[amount.range.end..].starts_with(['.', ',', ';'])
        || amount.range.end == own.text.trim_end().len();
    let is_percent = kinds.iter().all(|(kind, _)| is_share(&kind.unit))
        && BY.contains(&before)
        && ends
        && none_else(&|kind| is_share(&kind.unit));
    is_large || is_percent
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn units_are_compared_with_those_of_the_source() {
        let check = |sentence: &str, text: &str, expected: Option<&str>| {
            let own = Own::of(sentence);
            let all = amounts::read(&own.text, &own.words, tongues::of("en"));
            let start = sentence.find(|c: char| c.is_ascii_digit()).unwrap();
            let found = conflict(&own, &all, &(start..start + 1), &[&Units::of(text, &[])]);
            assert_eq!(
                found.map(|range| &sentence[range]),
                expected,
                "{sentence} / {text}"
            );
        };
        for (sentence, text, unit) in [
            (
                "It stands 210 kilometres away.",
                "It stands 210 metres away.",
                "kilometres",
            ),
            (
                "It cost $4.2 billion.",
                "It cost $4.2 million.",
                "$4.2 billion",
            ),
            (
                "It cost 640 million dollars.",
                "It cost 640 million euros.",
                "million dollars",
            ),
            (
                "It rose by 3.4 per cent.",
                "It rose by 3.4 percentage points.",
                "per cent",
            ),
            (
                "Some 4.2 people left.",
                "Some 4.2 million people left.",
                "4.2",
            ),
            ("It fell by 23.", "It fell by 23 per cent.", "23"),
            ("It took 350 tonnes.", "Es waren 350 Kilogramm.", "tonnes"),
        ] {
            check(sentence, text, Some(unit));
        }
        for (sentence, text) in [
            ("It stands 210 meters away.", "It stands 210 metres away."),
            ("It stands 210 kilometres away.", "210 metres, or 210 km."),
            ("It stands 210 kilometres away.", "Some 210 people."),
            ("Some 210 people came.", "It stands 210 metres away."),
            ("It lasted 210 days.", "It stands 210 metres away."),
            ("It cost 4.2 million euros.", "It cost 4.2 (in millions)."),
            (
                "It cost 4.2 billion euros.",
                "Es kostete 4,2 Milliarden Euro.",
            ),
            (
                "It cost 4.2 billion euros.",
                "4.2 million in rent; 4,200,000,000 in all.",
            ),
            (
                "It rose from 12 to 15 per cent.",
                "It rose from 12 per cent to 15 per cent.",
            ),
            ("Of these, 23 fell.", "It fell by 23 per cent."),
        ] {
            check(sentence, text, None);
        }
    }
}
