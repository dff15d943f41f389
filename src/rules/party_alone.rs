//! A statement that rests on an interested party alone and does not say so.

use super::support;
use super::{Context, words};
use crate::diagnostic::{Finding, Level};
use crate::model::{Kind, Sentence, State};

pub(super) const NAME: &str = "party-alone";

pub(super) fn check(context: &Context<'_>, findings: &mut Vec<Finding>) {
    for sentence in support::carried(context) {
        if sentence.kind != Kind::Fact {
            continue;
        }
        if !rests_on_parties(context, sentence)
            || support::is_reported(context, sentence)
            || may_rest_on_another(context, sentence)
        {
            continue;
        }
        let supports = support::of(context, sentence);
        let keys: Vec<&str> = supports.iter().map(support::Support::key).collect();
        let message = match keys.len() {
            1 => format!(
                "only {} says this, and it is a party to it",
                words::list(&keys)
            ),
            _ => format!(
                "only {} say this, and they are parties to it",
                words::list(&keys)
            ),
        };
        findings.push(
            Finding::new(NAME, Level::Warning, message, sentence.span)
                .label("told as a fact")
                .help(
                    "say in the sentence whose account it is, or cite a source without an interest",
                ),
        );
    }
}

/// Whether it is open that a sentence rests on the citation at the end of its paragraph: another citation stands
/// between them; or what was cited before goes on in it, and the sentence at the end says whose words it passes on.
fn may_rest_on_another(context: &Context<'_>, sentence: &Sentence) -> bool {
    if sentence.state != State::CoveredByParagraph {
        return false;
    }
    let unit = &context.report.units[sentence.unit.0];
    let sentences = &context.report.sentences[unit.sentences.clone()];
    let at = sentences
        .iter()
        .position(|other| other.span == sentence.span);
    let (Some(at), Some((last, _))) = (at, sentences.split_last()) else {
        return false;
    };
    let has_own = |other: &Sentence| other.state == State::Covered;
    let between = sentences
        .get(at + 1..sentences.len() - 1)
        .unwrap_or_default();
    let goes_on = sentences[..at].iter().rfind(|other| has_own(other));
    between.iter().any(has_own)
        || goes_on.is_some_and(|before| !rests_on_parties(context, before))
            && support::is_reported(context, last)
}

/// Whether all that carries a sentence is a party to it.
fn rests_on_parties(context: &Context<'_>, sentence: &Sentence) -> bool {
    let supports = support::of(context, sentence);
    let is_party =
        |support: &support::Support<'_>| support.evidence.is_some_and(|record| record.party);
    !supports.is_empty() && supports.iter().all(is_party)
}
