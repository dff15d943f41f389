//! A share in words that sums the sentence before it up: "31 of the 96 had fallen. That is nearly half of them."

use super::across::reader;
use super::{NAME, Own, portions};
use crate::diagnostic::{Finding, Level};
use crate::model::UnitPlace;
use crate::rules::tongues::Tongue;
use crate::rules::{Context, prose};

/// How such a sentence begins.
const THAT_IS: &[&str] = &[
    "that is",
    "that was",
    "that makes",
    "this is",
    "this was",
    "it is",
    "das ist",
    "das sind",
    "das war",
    "das waren",
    "das entspricht",
    "c’est",
    "c'est",
    "cela fait",
    "cela représente",
    "c’était",
    "es decir",
    "eso es",
    "esto es",
    "son",
    "eso supone",
    "è",
    "sono",
    "isto é",
    "dat is",
];

/// Words that may stand between that and the share.
const BOUNDS: usize = 4;

/// How far a share may be off, in points.
const SLACK: f64 = 0.5;

/// Looks at every sentence that begins so.
pub(super) fn check(context: &Context<'_>, findings: &mut Vec<Finding>) {
    for unit in &context.report.units {
        if matches!(unit.place, UnitPlace::Quotation | UnitPlace::TableRow) {
            continue;
        }
        for at in unit.sentences.clone().skip(1) {
            let said = context.said(at);
            let before = context.said(at - 1).own;
            let Some((range, label)) = fault(said.own, before, context.tongue(said.sentence))
            else {
                continue;
            };
            let written = &said.sentence.text[range.clone()];
            findings.push(
                Finding::new(
                    NAME,
                    Level::Warning,
                    format!("`{written}` does not add up"),
                    prose::place(context, said.sentence, range),
                )
                .label(label)
                .help("look in the source which of the numbers is wrong"),
            );
        }
    }
}

/// The share of a sentence that the two numbers of the one before do not come to.
fn fault(own: &Own, before: &Own, tongue: &Tongue) -> Option<(std::ops::Range<usize>, String)> {
    let begins = THAT_IS.iter().find(|words| {
        own.lower
            .strip_prefix(**words)
            .is_some_and(|rest| rest.starts_with(' '))
    })?;
    let shares = portions::in_words(own, tongue);
    let [share] = shares.as_slice() else {
        return None;
    };
    let between = own
        .words
        .iter()
        .filter(|word| word.range.start >= begins.len() && word.range.end <= share.range.start);
    if between.count() > BOUNDS {
        return None;
    }
    let here = reader(own, tongue);
    let there = reader(before, tongue);
    // Figures of its own make another statement of it.
    let has_own = here
        .counts(0..own.words.len())
        .iter()
        .any(|number| own.words[number.first].range.start >= share.range.end);
    let all = there.counts(0..before.words.len());
    let percents: Vec<f64> = all
        .iter()
        .filter(|number| there.after_percent(number.last).is_some())
        .map(|number| number.value)
        .collect();
    let counts: Vec<_> = all
        .iter()
        .filter(|number| {
            !number.is_year && !there.is_day(number) && there.after_percent(number.last).is_none()
        })
        .collect();
    let (percent, label) = match (counts.as_slice(), percents.as_slice()) {
        ([one, two], []) => {
            let (part, whole) = (
                one.scaled().min(two.scaled()),
                one.scaled().max(two.scaled()),
            );
            let percent = part / whole * 100.0;
            (percent, format!("{part} of {whole} is {percent:.1} %"))
        }
        ([], [percent]) => (
            *percent,
            format!("{percent} % stands in the sentence before"),
        ),
        _ => return None,
    };
    let is_right = (share.least - SLACK..=share.most + SLACK).contains(&percent);
    // "31 had a lamp. That is a third fewer": another number is meant.
    let is_compared = here.is(
        share.next,
        &[
            "more", "less", "fewer", "higher", "lower", "as", "mehr", "weniger", "plus", "moins",
            "más", "menos",
        ],
    );
    (!is_right && !has_own && !is_compared && percent < 100.0).then(|| (share.range.clone(), label))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::tongues;

    #[test]
    fn shares_sum_up_the_sentence_before() {
        for (language, before, text, expected) in [
            (
                "en",
                "Thirty-one of the 96 residents had fallen.",
                "That is nearly half of them.",
                true,
            ),
            (
                "en",
                "Thirty-one of the 96 residents had fallen.",
                "That is almost one in three.",
                false,
            ),
            (
                "en",
                "Thirty-one of the 96 residents had fallen.",
                "That is a third.",
                false,
            ),
            (
                "en",
                "Thirty-one of the 96 residents had fallen.",
                "The home has half as many staff.",
                false,
            ),
            (
                "en",
                "It was 62 per cent.",
                "That is almost two thirds.",
                false,
            ),
            ("en", "It was 62 per cent.", "That is a third.", true),
            (
                "de",
                "Von 84 Heimen hatten 21 keinen Plan.",
                "Das ist ein Viertel.",
                false,
            ),
            (
                "de",
                "Von 84 Heimen hatten 21 keinen Plan.",
                "Das ist die Hälfte.",
                true,
            ),
            (
                "fr",
                "Sur 90 foyers, 30 n’avaient pas de plan.",
                "C’est la moitié.",
                true,
            ),
            (
                "fr",
                "Sur 90 foyers, 30 n’avaient pas de plan.",
                "C’est un tiers.",
                false,
            ),
            (
                "en",
                "It has 31 of 96 in the east and 12 of 40 in the west.",
                "That is half of them.",
                false,
            ),
        ] {
            let found = fault(&Own::of(text), &Own::of(before), tongues::of(language));
            assert_eq!(found.is_some(), expected, "{before} {text}");
        }
    }
}
