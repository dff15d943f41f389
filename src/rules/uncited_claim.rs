//! A sentence that states a fact and has no source.

use std::collections::BTreeSet;

use super::{
    Context, allegation_as_fact, claim_in_note, note_without_source, quote_uncited,
    recommendation_without_finding, summary_not_in_body, uncited_list_item, uncited_paragraph,
    undefined_note, unsourced_exhibit, words,
};
use crate::diagnostic::{Finding, Level};
use crate::model::{Kind, Sentence, State, Unit};

pub(super) const NAME: &str = "uncited-claim";

/// How much of the sentence its finding quotes, in characters.
const SHOWN: usize = 60;

pub(super) fn check(context: &Context<'_>, findings: &mut Vec<Finding>) {
    for (unit, sentence) in plainly_uncovered(context) {
        let others_speak = uncited_list_item::speaks_for(context, unit, sentence)
            || claim_in_note::speaks_for(context, unit, sentence);
        if !others_speak {
            findings.push(finding(context, sentence));
        }
    }
}

/// The uncovered sentences that no rule knows better than as sentences without a source. Who
/// speaks for them depends on where they stand: here, in a list, or in a note.
pub(super) fn plainly_uncovered<'a>(
    context: &Context<'a>,
) -> impl Iterator<Item = (&'a Unit, &'a Sentence)> {
    let mut spoken_for: BTreeSet<usize> = unsourced_exhibit::units(context);
    spoken_for.extend(note_without_source::units(context));
    let report = context.report;
    let mut uncovered = Vec::new();
    for (index, unit) in report.units.iter().enumerate() {
        if spoken_for.contains(&index) || uncited_paragraph::speaks_for(context, unit) {
            continue;
        }
        for sentence in &report.sentences[unit.sentences.clone()] {
            if sentence.state == State::Uncovered && !others_speak_for(context, unit, sentence) {
                uncovered.push((unit, sentence));
            }
        }
    }
    uncovered.into_iter()
}

/// One rule speaks for a sentence: the one that knows best what is missing.
fn others_speak_for(context: &Context<'_>, unit: &Unit, sentence: &Sentence) -> bool {
    // Whatever rests on nothing is the business of `assessment-without-basis`.
    sentence.kind == Kind::Assessment
        || undefined_note::is_called_in(context, sentence)
        || recommendation_without_finding::speaks_for(unit, sentence)
        || quote_uncited::speaks_for(context, unit, sentence)
        || summary_not_in_body::speaks_for(context, unit, sentence)
        || is_marked_without_support(context, sentence)
}

/// `{.claim}` without support is the business of `claim-without-support`.
fn is_marked_without_support(context: &Context<'_>, sentence: &Sentence) -> bool {
    sentence.claims.iter().any(|id| {
        let claim = &context.report.claims[id.0];
        super::claim_without_support::speaks_for(claim)
    })
}

fn finding(context: &Context<'_>, sentence: &Sentence) -> Finding {
    let statement = context.statement(sentence);
    let fired = &statement.triggers;
    let is_claim = statement.is_claim || sentence.kind != Kind::Fact;
    let accuses = fired.is_empty()
        && super::prose::is_english(context, sentence)
        && allegation_as_fact::accuses(&super::prose::Own::of(&sentence.text));
    let is_read_off = !accuses && is_read_off_a_table(context, sentence);
    let in_draft = match is_claim || !fired.is_empty() {
        true => Level::Warning,
        false => Level::Info,
    };
    let in_brief = match is_read_off {
        true => Level::Warning,
        false if accuses || !fired.is_empty() => Level::Error,
        false => in_draft,
    };
    let level = context.level(in_draft, in_brief, Level::Error);
    let message = match sentence.kind {
        Kind::Summary => "sentence of the summary names no claim that it sums up",
        _ => "sentence has no source",
    };
    let label = match sentence.kind {
        Kind::Summary => "nothing in the report carries this",
        _ => "nothing carries this",
    };
    // The sentence is named also where only this line is shown, as in a list of annotations.
    let message = format!("{message}: `{}`", words::shortened(&sentence.text, SHOWN));
    let mut finding = Finding::new(NAME, level, message, sentence.span).label(label);
    if !sentence.citations.is_empty() {
        finding = finding.note(
            "its citations contradict it or give context (`but see`, `see also`, `cf.`); none of them supports it",
        );
    }
    if accuses {
        finding = finding.note("it accuses somebody whom it names");
    } else if fired.is_empty() {
        finding = finding.note(match is_claim {
            _ if context.is_strict() => "the profile `strict` asks for support in every sentence",
            true if sentence.kind == Kind::Fact => {
                "its words state a fact, and it stands in a section whose sentences bear claims"
            }
            true => "it stands in a section whose sentences bear claims",
            false => "its words state hardly a fact; it is counted as uncovered all the same",
        });
    } else {
        let mut shown: Vec<String> = fired
            .iter()
            .map(|trigger| {
                let words = words::shortened(&sentence.text[trigger.range.clone()], 40);
                format!("{} (`{words}`)", trigger.sort.name())
            })
            .collect();
        shown.dedup();
        shown.truncate(4);
        finding = finding.note(format!("it holds {}", shown.join(", ")));
    }
    if is_read_off {
        finding = finding.note(
            "it may rest on the table above it: where it does, point at it, as in `(@tbl-id)`",
        );
    }
    finding.help(match sentence.kind {
        Kind::Summary => "name the claims it sums up: `[…]{.sum of=\"c-id\"}`",
        _ => "cite what carries it, `[@key, p. 5]`; or say what it rests on, `[…]{.claim from=\"c-id\"}`; or mark it as `{.own}`, `{.meta}` or `{.definition}`",
    })
}

/// Whether a sentence of the first paragraph below a table that has a source speaks of what stands in it.
fn is_read_off_a_table(context: &Context<'_>, sentence: &Sentence) -> bool {
    /// The fewest letters of a word that says something, and how many of them the table must have.
    const LETTERS: usize = 5;
    const SHARED: usize = 2;
    let report = context.report;
    let unit = &report.units[sentence.unit.0];
    let is_above = |exhibit: &&crate::model::Exhibit| {
        let section = report
            .units
            .get(exhibit.units.start)
            .map(|above| above.section);
        exhibit.kind == crate::model::ExhibitKind::Table
            && exhibit.units.end == sentence.unit.0
            && exhibit.state != State::Uncovered
            && section == Some(unit.section)
    };
    let Some(table) = report.exhibits.iter().find(is_above) else {
        return false;
    };
    let rows = &report.units[table.units.clone()];
    let written: String = rows
        .iter()
        .flat_map(|row| &report.sentences[row.sentences.clone()])
        .map(|row| row.text.to_lowercase() + " ")
        .collect();
    let lower = sentence.text.to_lowercase();
    let said: BTreeSet<&str> = lower
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| word.chars().count() >= LETTERS)
        .collect();
    let shared = said.iter().filter(|word| {
        written
            .split(|c: char| !c.is_alphanumeric())
            .any(|other| other == **word)
    });
    shared.count() >= SHARED
}
