//! A paragraph that bears claims and has no support at all.

use super::{
    Context, Statement, quote_uncited, recommendation_without_finding, undefined_note, words,
};
use crate::diagnostic::{Finding, Level};
use crate::model::{Kind, Role, Sentence, State, Unit, UnitPlace};

pub(super) const NAME: &str = "uncited-paragraph";

pub(super) fn check(context: &Context<'_>, findings: &mut Vec<Finding>) {
    for unit in &context.report.units {
        if !speaks_for(context, unit) {
            continue;
        }
        let sentences = &context.report.sentences[unit.sentences.clone()];
        let uncovered: Vec<&Sentence> = sentences
            .iter()
            .filter(|sentence| sentence.state == State::Uncovered)
            .collect();
        let statements: Vec<Statement> = uncovered
            .iter()
            .map(|sentence| context.statement(sentence))
            .collect();
        let number_of =
            |of: fn(&Statement) -> bool| statements.iter().filter(|one| of(one)).count();
        let claims = number_of(|statement| statement.is_claim);
        let telling = number_of(|statement| statement.tells);
        let mostly_claims = 2 * claims > uncovered.len();
        // A paragraph bears claims where most of its sentences do. One that explains how something works, or looks
        // ahead, is not refused.
        let in_brief = match mostly_claims && 3 * telling >= uncovered.len() {
            true => Level::Error,
            false => Level::Warning,
        };
        let level = match claims {
            0 => Level::Info,
            _ => context.level(Level::Warning, in_brief, Level::Error),
        };
        let note = if claims == 0 {
            "the words of its sentences state hardly a fact; they are counted as uncovered all the same"
                .to_owned()
        } else if !mostly_claims {
            "the words of most of its sentences state hardly a fact".to_owned()
        } else if 3 * telling < uncovered.len() {
            "few of its sentences tell of people, offices, places or events".to_owned()
        } else {
            let role = unit.role.name();
            format!("it stands in a section with the role `{role}`, whose paragraphs bear claims")
        };
        let label = match unit.sentences.len() {
            1 => "nothing carries its one sentence".to_owned(),
            number => format!(
                "{}, and nothing carries any of them",
                words::count(number, "sentence")
            ),
        };
        let first = sentences
            .first()
            .map_or("", |sentence| sentence.text.as_str());
        let message = format!("paragraph has no source: `{}`", words::shortened(first, 60));
        findings.push(
            Finding::new(NAME, level, message, unit.span)
                .label(label)
                .note(note)
                .help("cite what carries it, or mark what needs no source as `{.own}`, `{.meta}` or `{.definition}`; a whole section is exempt with `{role=methodology}`"),
        );
    }
}

/// Whether this rule speaks for a unit, so that `uncited-claim` is silent about its sentences.
///
/// It does where no sentence has any support and none holds a hard trigger. Sentences with hard
/// triggers are named one by one, as all sentences are in the profile `strict`.
pub(super) fn speaks_for(context: &Context<'_>, unit: &Unit) -> bool {
    let sentences = &context.report.sentences[unit.sentences.clone()];
    let in_running_text = matches!(
        unit.place,
        UnitPlace::Paragraph | UnitPlace::Definition | UnitPlace::Quotation
    );
    in_running_text
        && unit.role != Role::Summary
        && !context.is_strict()
        && sentences
            .iter()
            .any(|sentence| sentence.state == State::Uncovered)
        && sentences.iter().all(|sentence| {
            matches!(sentence.state, State::Uncovered | State::Exempt(_))
                && sentence
                    .claims
                    .iter()
                    .all(|id| context.report.claims[id.0].label.is_none())
                && sentence.kind == Kind::Fact
                && context.statement(sentence).triggers.is_empty()
                && !undefined_note::is_called_in(context, sentence)
                && !quote_uncited::speaks_for(context, unit, sentence)
                && !recommendation_without_finding::speaks_for(unit, sentence)
        })
}
