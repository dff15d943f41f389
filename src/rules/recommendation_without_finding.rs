//! A recommendation that follows from nothing in the report.

use super::{Context, words};
use crate::diagnostic::Finding;
use crate::model::{Kind, Role, Sentence, State, Unit, UnitPlace};

pub(super) const NAME: &str = "recommendation-without-finding";

pub(super) fn check(context: &Context<'_>, findings: &mut Vec<Finding>) {
    for unit in &context.report.units {
        for sentence in &context.report.sentences[unit.sentences.clone()] {
            if !speaks_for(unit, sentence) || leads_to_items(context, sentence) {
                continue;
            }
            let shown = words::shortened(&sentence.text, 60);
            let message = format!("recommendation rests on no finding: `{shown}`");
            findings.push(
                Finding::new(NAME, context.graded(), message, sentence.span)
                    .label("follows from nothing in the report")
                    .help("name the claims it rests on: `[…]{.recommendation from=\"c-id\"}`"),
            );
        }
    }
}

/// Whether this rule speaks for a sentence, so that `uncited-claim` does not.
pub(super) fn speaks_for(unit: &Unit, sentence: &Sentence) -> bool {
    let is_exempt = matches!(sentence.state, State::Exempt(_) | State::Waived);
    let recommends = match sentence.kind {
        // A recommendation rests on what was found, not on somebody else's words.
        Kind::Recommendation => !is_exempt,
        Kind::Fact => unit.role == Role::Recommendations && sentence.state == State::Uncovered,
        _ => false,
    };
    recommends && sentence.derived_from.is_empty()
}

/// Whether a sentence is only the beginning of those in the list below it: "We recommend that", "The council should:".
/// What they rest on is asked of each of them.
fn leads_to_items(context: &Context<'_>, sentence: &Sentence) -> bool {
    let report = context.report;
    let unit = &report.units[sentence.unit.0];
    let is_last = report.sentences[unit.sentences.clone()]
        .last()
        .is_some_and(|last| last.span == sentence.span);
    let below = report.units.get(sentence.unit.0 + 1);
    let is_list = below
        .is_some_and(|below| below.place == UnitPlace::ListItem && below.section == unit.section);
    let text = sentence.text.trim_end();
    is_last
        && is_list
        && text.ends_with(|c: char| c.is_alphanumeric() || matches!(c, ':' | ',' | '…' | '–' | '—'))
}
