//! Figures that no source can have: the number of a section that a cross-reference prints, and what a recommendation
//! asks for.

use std::ops::Range;

use crate::model::{Role, Sentence};
use crate::rules::Context;
use crate::rules::prose::Own;

/// Words of what ought to be.
const OUGHT: &[&str] = &[
    "should",
    "must",
    "ought",
    "shall",
    "sollte",
    "sollten",
    "soll",
    "sollen",
    "müssen",
    "muss",
    "müsste",
    "müssten",
    "devrait",
    "devraient",
    "doit",
    "doivent",
    "debería",
    "deberían",
    "debe",
    "deben",
    "dovrebbe",
    "dovrebbero",
    "deve",
    "devono",
    "deveria",
    "deveriam",
    "devem",
    "moet",
    "moeten",
    "recommend",
    "recommends",
    "empfehlen",
    "empfiehlt",
    "recommandons",
    "recommande",
    "recomendamos",
    "recomienda",
    "raccomandiamo",
    "bevelen",
];

/// Words with which it goes on to say why, which is told of the sources again.
const WHY: &[&str] = &[
    "since", "because", "as", "which", "where", "who", "weil", "da", "denn", "wie", "wo", "car",
    "puisque", "comme", "parce", "où", "ya", "pues", "porque", "como", "donde", "perché", "poiché",
    "come", "dove", "pois", "onde", "omdat", "want", "zoals",
];

/// Whether a figure is none of the sources'.
pub(super) fn is_no_figure(
    context: &Context<'_>,
    sentence: &Sentence,
    own: &Own,
    figure: &Range<usize>,
) -> bool {
    let report = context.report;
    let role = report.units[sentence.unit.0].role;
    is_printed(
        context.sources.slice(sentence.span),
        &own.text[figure.clone()],
    ) || role == Role::Recommendations && is_asked(own, figure)
}

/// Whether a figure is not the author's: a cross-reference prints it.
fn is_printed(written: &str, figure: &str) -> bool {
    (written.contains("](#") || written.contains('@')) && !written.contains(figure)
}

/// Whether a recommendation asks for a figure: it stands behind "should", and no reason stands between.
fn is_asked(own: &Own, figure: &Range<usize>) -> bool {
    let (before, _) = own.around(figure);
    let is_in = |list: &[&str], at: usize| list.contains(&before[at].lower.as_str());
    let ought = (0..before.len()).rfind(|at| is_in(OUGHT, *at));
    ought.is_some_and(|ought| {
        // "As soon as", "as many as": what stands behind a comma is a reason.
        (ought..before.len()).all(|at| {
            let begins = at > 0
                && own.text[before[at - 1].range.end..before[at].range.start]
                    .contains([',', ';', '–']);
            !(is_in(WHY, at) && begins)
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_asked_for_stands_in_no_source() {
        for (text, figure, expected) in [
            ("It should publish every film within 30 days.", "30", true),
            ("It should act as soon as 30 days have passed.", "30", true),
            ("It should act, since 30 people were hurt.", "30", false),
            ("The 30 people who were hurt should be paid.", "30", false),
            ("Das Amt sollte binnen 30 Tagen antworten.", "30", true),
            (
                "Das Amt sollte antworten, weil 30 Menschen warten.",
                "30",
                false,
            ),
            ("Le fonds devrait répondre en 30 jours.", "30", true),
            ("La Junta debería responder en 30 días.", "30", true),
        ] {
            let at = text.find(figure).unwrap();
            let found = is_asked(&Own::of(text), &(at..at + figure.len()));
            assert_eq!(found, expected, "{text}");
        }
    }

    #[test]
    fn what_a_cross_reference_prints_is_not_written() {
        assert!(is_printed("As [](#sec-a) says, 43 left.", "2.1"));
        assert!(is_printed("As @sec-a says, 43 left.", "2.1"));
        assert!(!is_printed("As [](#sec-a) says, 43 left.", "43"));
        assert!(!is_printed("As section 2.1 says, 43 left.", "2.1"));
    }
}
