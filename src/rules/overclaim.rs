//! A word that claims certainty instead of showing it.

use std::ops::Range;

use super::prose::{self, Own, Said, Word};
use super::{Context, speech};
use crate::diagnostic::{Finding, Level};

pub(super) const NAME: &str = "overclaim";

/// Words that add force where evidence should; the kind that editors take out of analyses. A list of
/// our own.
const PHRASES: &[&str] = &[
    "proves that",
    "proved that",
    "proves beyond",
    "proof that",
    "this proves",
    "undeniable",
    "undeniably",
    "indisputable",
    "indisputably",
    "undoubtedly",
    "without doubt",
    "without a doubt",
    "without any doubt",
    "no doubt that",
    "beyond doubt",
    "beyond any doubt",
    "unquestionably",
    "obviously",
    "it is obvious",
    "it is clear that",
    "it is evident that",
    "clearly shows",
    "clearly show",
    "clearly showed",
    "clearly demonstrates",
    "clearly demonstrate",
    "clearly demonstrated",
    "clearly proves",
    "clearly proved",
    "clearly establishes",
    "clearly established",
    "clearly indicates",
    "clearly indicated",
    "clearly violates",
    "clearly violated",
    "is clearly",
    "are clearly",
    "was clearly",
    "were clearly",
    "clearly",
    "needless to say",
    "of course",
    "in fact",
    "irrefutable",
    "irrefutably",
    "incontrovertible",
    "incontrovertibly",
    "conclusively",
    "self-evident",
    "as everyone knows",
    "everybody knows",
    "it goes without saying",
    "unmistakably",
];

/// Words before a phrase that take the claim back.
const DENIED: &[&str] = &[
    "not", "no", "nor", "never", "neither", "without", "cannot", "less", "hardly", "n’t",
    "nothing", "question", "whether", "if",
];

/// Words after "clearly" with which it says how a thing looks, and not how sure we are.
const VISIBLE: &[&str] = &[
    "visible",
    "marked",
    "defined",
    "labelled",
    "labeled",
    "legible",
    "seen",
    "shown",
    "stated",
    "written",
    "audible",
    "recognisable",
    "recognizable",
    "distinguished",
    "identified",
    "set",
    "delineated",
    "separated",
    "distinguishable",
];

/// What proves something in the plain sense of the word.
const TESTS: &[&str] = &[
    "test",
    "tests",
    "testing",
    "trial",
    "trials",
    "experiment",
    "experiments",
    "measurement",
    "measurements",
    "calculation",
    "calculations",
    "theorem",
    "lemma",
    "mathematician",
    "mathematicians",
];

/// Words before "proof that" with which somebody asks for a proof or hands one in.
const HANDED: &[&str] = &[
    "require",
    "requires",
    "required",
    "requiring",
    "demand",
    "demands",
    "demanded",
    "need",
    "needs",
    "needed",
    "want",
    "wants",
    "wanted",
    "seek",
    "sought",
    "provide",
    "provides",
    "provided",
    "produce",
    "produced",
    "submit",
    "submitted",
    "furnish",
    "for",
    "of",
    "as",
    "burden",
    "written",
    "documentary",
];

pub(super) fn check(context: &Context<'_>, findings: &mut Vec<Finding>) {
    for Said { sentence, own, .. } in prose::english_sentences(context) {
        let Some(range) = overclaim(own) else {
            continue;
        };
        findings.push(
            prose::finding(
                context,
                (NAME, Level::Info),
                sentence,
                range,
                "claims what the sources have to show",
            )
            .label("does the sentence lose anything without it?")
            .help("take the word out, or say what the evidence is and how far it goes"),
        );
    }
}

fn overclaim(own: &Own) -> Option<Range<usize>> {
    let is_meant = |range: &Range<usize>| {
        let (before, after) = own.around(range);
        let phrase = &own.lower[range.clone()];
        let is_denied = before.iter().rev().take(3).any(|word| {
            DENIED
                .iter()
                .any(|denied| word.lower == *denied || word.lower.ends_with("n’t"))
        });
        let is_sight = phrase.ends_with("clearly")
            && after
                .first()
                .is_some_and(|word| VISIBLE.contains(&word.lower.as_str()));
        // "Clearly delineate" says how; at the start of a sentence the word says how sure.
        let is_manner = phrase == "clearly" && range.start > 0;
        !is_denied
            && !is_sight
            && !is_manner
            && !is_plain_proof(phrase, before)
            && !is_name(own, range, after)
            && !speech::is_said(own, range)
    };
    PHRASES
        .iter()
        .filter_map(|phrase| own.find(phrase))
        .filter(is_meant)
        .min_by_key(|range| (range.start, std::cmp::Reverse(range.end)))
}

/// "The test proved that the pump worked", "the law requires proof that".
fn is_plain_proof(phrase: &str, before: &[Word]) -> bool {
    let is_near = |list: &[&str], near: usize| {
        let words = before.iter().rev().take(near);
        words
            .into_iter()
            .any(|word| list.contains(&word.lower.as_str()))
    };
    match phrase {
        "proves that" | "proved that" => is_near(TESTS, 1),
        "proof that" => is_near(HANDED, 2),
        _ => false,
    }
}

/// "Without doubt is the title of the film", "the film Without Doubt": words that are named, and not used.
fn is_name(own: &Own, range: &Range<usize>, after: &[Word]) -> bool {
    let written = &own.text[range.clone()];
    let is_subject = !own.text[..range.start].contains(char::is_alphanumeric)
        && after.first().is_some_and(|word| {
            matches!(word.lower.as_str(), "is" | "was")
                && own.text[range.end..word.range.start].trim().is_empty()
        });
    let has_capitals = written.contains(' ')
        && written
            .split(' ')
            .all(|word| word.starts_with(char::is_uppercase));
    is_subject || has_capitals
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_denied_or_seen_is_no_claim() {
        let check = |text: &str, expected: Option<&str>| {
            assert_eq!(
                overclaim(&Own::of(text)).map(|range| &text[range]),
                expected,
                "{text}"
            );
        };
        check("It proves that the crest fell.", Some("proves that"));
        check("The crest is clearly worn.", Some("is clearly"));
        check("Clearly, the crest is worn.", Some("Clearly"));
        check("They clearly name the parts.", None);
        check("The line is clearly visible.", None);
        check("There is no proof that it fell.", None);
        check("They wrote “it is obvious”.", None);
        check("It was obviously a mistake, the minister conceded.", None);
        check("It was obviously a mistake.", Some("obviously"));
        check("Without doubt is the title of the film.", None);
        check("The film Without Doubt was shown twice.", None);
        check("It was without doubt a mistake.", Some("without doubt"));
        check("The test proved that the pump worked.", None);
        check(
            "The letter proved that the mayor lied.",
            Some("proved that"),
        );
        check("The law requires proof that a tenant lived there.", None);
        check("This is proof that the mayor lied.", Some("proof that"));
    }
}
