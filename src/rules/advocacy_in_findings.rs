//! A word of advocacy among the findings.

use std::ops::Range;

use super::prose::{self, Own, Said};
use super::{Context, speech};
use crate::diagnostic::{Finding, Level};
use crate::model::{Kind, Role};

pub(super) const NAME: &str = "advocacy-in-findings";

/// Words that judge or demand. RAND's quality assurance looks for advocacy in the tone of a draft;
/// the list is ours.
const PHRASES: &[&str] = &[
    "shameful",
    "shamefully",
    "shameless",
    "disgraceful",
    "outrageous",
    "outrageously",
    "unacceptable",
    "deplorable",
    "despicable",
    "heinous",
    "barbaric",
    "monstrous",
    "appalling",
    "shocking",
    "shockingly",
    "scandalous",
    "abhorrent",
    "evil",
    "unforgivable",
    "inexcusable",
    "blatant",
    "blatantly",
    "callous",
    "callously",
    "brazen",
    "brazenly",
    "puppet regime",
    "must act",
    "must stop",
    "must end",
    "must be held accountable",
    "must be held to account",
    "must be held responsible",
    "must be held liable",
    "must be stopped",
    "must be ended",
    "must immediately",
    "must not be allowed",
    "must do",
    "must put an end",
    "cannot be tolerated",
    "it is time to",
    "the time has come",
    "the world must",
    "we must",
    "sadly",
    "tragically",
];

/// What a contract, a law or a court says must be done: nobody pleads for it.
const RULES: &[&str] = &[
    "act",
    "law",
    "laws",
    "rule",
    "rules",
    "regulation",
    "regulations",
    "article",
    "section",
    "clause",
    "contract",
    "contracts",
    "lease",
    "treaty",
    "agreement",
    "statute",
    "code",
    "constitution",
    "licence",
    "license",
    "permit",
    "order",
    "court",
    "directive",
    "standard",
    "charter",
    "under",
];

/// Words behind "must end" with which it says when, and not that it is high time.
const WHEN: &[&str] = &[
    "by", "on", "before", "within", "after", "no", "when", "until", "in", "during", "every",
    "each", "as", "with", "where", "if", "for", "only",
];

/// Words behind "must act" that plead.
const URGENT: &[&str] = &[
    "now",
    "immediately",
    "urgently",
    "quickly",
    "decisively",
    "today",
    "together",
    "more",
    "everything",
    "better",
    "something",
    "and",
    "to",
];

pub(super) fn check(context: &Context<'_>, findings: &mut Vec<Finding>) {
    if !context.is_strict() {
        return;
    }
    for said in prose::english_sentences(context) {
        let Said { unit, sentence, .. } = said;
        if unit.role != Role::Findings || sentence.kind == Kind::Recommendation {
            continue;
        }
        let Some(range) = advocacy(&sentence.text, said.own) else {
            continue;
        };
        findings.push(
            prose::finding(context, (NAME, Level::Info), sentence, range, "pleads, and stands among the findings")
            .label("a reader who disagrees will stop here")
            .help("say what was found and leave the judgement to the reader; what should be done stands in a section with `role=recommendations`"),
        );
    }
}

fn advocacy(text: &str, own: &Own) -> Option<Range<usize>> {
    let so_called = || {
        // "so-called epigenome-wide studies" gives a term, "so-called “refugees”" doubts one.
        let range = own.find("so-called")?;
        let next = text[range.end..].trim_start().chars().next()?;
        (next.is_uppercase() || matches!(next, '“' | '‘')).then_some(range)
    };
    let mut phrases: Vec<Range<usize>> = PHRASES
        .iter()
        .flat_map(|phrase| own.every(phrase))
        .filter(|range| !speech::is_said(own, range) && !is_duty(own, range))
        .collect();
    phrases.sort_by_key(|range| (range.start, std::cmp::Reverse(range.end)));
    phrases.into_iter().next().or_else(so_called)
}

/// Whether something must be done because a rule or a contract says so: "the contract must end by 31 December".
fn is_duty(own: &Own, range: &Range<usize>) -> bool {
    let phrase = &own.lower[range.clone()];
    if !phrase.starts_with("must") {
        return false;
    }
    let (before, after) = own.around(range);
    let is_rule = before
        .iter()
        .any(|word| RULES.contains(&word.lower.as_str()));
    let next = after.first().filter(|word| {
        let between = &own.text[range.end..word.range.start];
        between.trim().is_empty()
    });
    let next = next.map_or("", |word| word.lower.as_str());
    let is_timed = WHEN.contains(&next);
    let is_open = matches!(phrase, "must act" | "must do") && !next.is_empty();
    is_rule || is_timed || is_open && !URGENT.contains(&next)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn so_called_doubts_names_and_quotations() {
        let check = |text: &str, expected: Option<&str>| {
            assert_eq!(
                advocacy(text, &Own::of(text)).map(|range| &text[range]),
                expected,
                "{text}"
            );
        };
        check("The so-called “refugees” came.", Some("so-called"));
        check("They used so-called regions of interest.", None);
        check("This must stop.", Some("must stop"));
        check("They called it “shameful”.", None);
        check("The practice must stop at once.", Some("must stop"));
        check("The council must end this practice.", Some("must end"));
        check("The council must act now.", Some("must act"));
        check("The council must act.", Some("must act"));
        check("The contract must end by 31 December 2026.", None);
        check("The council said that the practice must stop.", None);
        check("Elections must be held every five years.", None);
        check(
            "The mayor must be held to account.",
            Some("must be held to account"),
        );
        check(
            "Under the Act, a driver must stop where a child crosses.",
            None,
        );
        check("A trustee must act in good faith.", None);
        check("The delay was unacceptable, the auditor wrote.", None);
        check("The delay was unacceptable.", Some("unacceptable"));
    }
}
