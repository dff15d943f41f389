//! Figures that one source of several has with two digits exchanged: 1,347 people where it has 1,437 people.
//!
//! Where the words of another source are not at hand, a figure that none of the others has may stand there. But it is
//! hardly chance where one of them counts the same in the same digits, two of which are turned round.

use std::collections::BTreeSet;
use std::ops::Range;

use super::units::Units;
use crate::rules::amounts::Amount;
use crate::rules::prose::Own;
use crate::rules::quantities::{is_noun, is_one_noun};
use crate::rules::slips;

/// The fewest digits of which two may be exchanged.
const DIGITS: usize = 4;

/// The number for which a figure of a sentence seems to stand, in a text that does not have it.
pub(super) fn meant(
    own: &Own,
    all: &[Amount],
    number: &Range<usize>,
    numbers: &[String],
    texts: &[(&BTreeSet<String>, &Units)],
) -> Option<i64> {
    let amount = all
        .iter()
        .find(|amount| own.words[amount.words.start].range.start == number.start)?;
    let is_told = |bare: i64| all.iter().any(|other| other.bare == bare);
    let has_it = numbers
        .iter()
        .any(|number| texts.iter().any(|(set, _)| set.contains(number)));
    if has_it {
        return None;
    }
    slips::turned(amount.bare, DIGITS)
        .into_iter()
        .filter(|bare| !is_told(*bare))
        .find(|bare| {
            let mut kinds = texts.iter().flat_map(|(_, text)| text.kinds(*bare));
            kinds.any(|(kind, noun)| {
                let is_counted = is_noun(noun) && is_one_noun(noun, &amount.noun);
                *kind == amount.kind && (is_counted || !kind.is_plain())
            })
        })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::{amounts, numbers, tongues};

    #[test]
    fn exchanged_digits_of_the_same_things_are_a_slip() {
        let check = |sentence: &str, text: &str, expected: Option<&str>| {
            let own = Own::of(sentence);
            let all = amounts::read(&own.text, &own.words, tongues::of("en"));
            let start = sentence.find(|c: char| c.is_ascii_digit()).unwrap();
            let known = BTreeSet::new();
            let units = Units::of(text, &[]);
            let found = meant(&own, &all, &(start..start + 1), &[], &[(&known, &units)]);
            assert_eq!(found.map(numbers::plain).as_deref(), expected, "{sentence}");
        };
        check(
            "Some 1,347 people left.",
            "Some 1,437 people left.",
            Some("1437"),
        );
        check(
            "It took 13.47 million tonnes.",
            "It took 14.37 million tonnes.",
            Some("14.37"),
        );
        check("Some 1,347 people left.", "Some 1,437 houses fell.", None);
        check("Some 1,347 people left.", "Some 1,250 people left.", None);
        check("Some 214 people left.", "Some 241 people left.", None);
        check(
            "Some 1,347 people left, then 1,437 people.",
            "Some 1,437 people left.",
            None,
        );
    }
}
