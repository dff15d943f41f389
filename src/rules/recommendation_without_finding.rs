//! A recommendation that follows from nothing in the report.

use super::{Context, words};
use crate::diagnostic::Finding;
use crate::model::{Kind, Role, Sentence, State, Unit};

pub(super) const NAME: &str = "recommendation-without-finding";

pub(super) fn check(context: &Context<'_>, findings: &mut Vec<Finding>) {
    for unit in &context.report.units {
        for sentence in &context.report.sentences[unit.sentences.clone()] {
            if !speaks_for(unit, sentence) {
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
