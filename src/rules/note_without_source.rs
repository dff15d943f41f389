//! A note that leads to no source and says nothing that is exempt from having one.

use std::collections::BTreeSet;

use super::{Context, quote_uncited, words};
use crate::diagnostic::Finding;
use crate::model::{Exemption, Kind, Note, Sentence, State, Unit, UnitPlace};
use crate::source::Span;

pub(super) const NAME: &str = "note-without-source";

/// How much of the note its finding quotes, in characters.
const SHOWN: usize = 60;

pub(super) fn check(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let level = context.error_if_strict();
    for (note, units) in without_source(context) {
        let first = units
            .iter()
            .find_map(|unit| sentences(context, *unit).first());
        let shown = words::shortened(first.map_or("", |sentence| sentence.text.as_str()), SHOWN);
        let is_typed = |unit: &usize| {
            let mut states = sentences(context, *unit)
                .iter()
                .map(|sentence| sentence.state);
            states.all(|state| matches!(state, State::Exempt(_)))
        };
        if units.iter().all(is_typed) {
            findings.push(
                Finding::new(NAME, level, format!("note names its source by hand: `{shown}`"), note.span)
                    .label("no entry of a bibliography")
                    .note("what is typed by hand carries no sentence: nothing says whether the source exists, and no list holds it")
                    .help("give the source an entry and cite it in the note by its key, `@key [p. 5]`"),
            );
            continue;
        }
        findings.push(
            Finding::new(NAME, level, format!("note leads to no source: `{shown}`"), note.span)
                .label("the reader came here for one")
                .help("cite in the note, `@key [p. 5]`; a remark of your own is marked `[…]{.own}`, one about the report `[…]{.meta}`"),
        );
    }
}

/// The units that this rule speaks for, so that no rule about sentences does.
pub(super) fn units(context: &Context<'_>) -> BTreeSet<usize> {
    without_source(context)
        .into_iter()
        .flat_map(|(_, units)| units)
        .collect()
}

/// The notes without a citation in which something is stated that gives no other rule reason to
/// speak, each with its units.
fn without_source<'a>(context: &Context<'a>) -> Vec<(&'a Note, Vec<usize>)> {
    let report = context.report;
    let start_of = |unit: &usize| {
        let span = report.units[*unit].span;
        (span.file, span.start)
    };
    let mut in_notes: Vec<usize> = (0..report.units.len())
        .filter(|unit| report.units[*unit].place == UnitPlace::Note)
        .collect();
    in_notes.sort_by_key(start_of);
    let mut found = Vec::new();
    for note in &report.notes {
        let Span { file, start, end } = note.span;
        let first = in_notes.partition_point(|unit| start_of(unit) < (file, start));
        let last = in_notes.partition_point(|unit| start_of(unit) <= (file, end));
        let mut units = in_notes[first..last].to_vec();
        units.retain(|unit| report.units[*unit].span.end <= end);
        units.sort_unstable();
        let all: Vec<(&Unit, &Sentence)> = units
            .iter()
            .flat_map(|unit| {
                sentences(context, *unit)
                    .iter()
                    .map(|sentence| (&report.units[*unit], sentence))
            })
            .collect();
        let is_plain = |(unit, sentence): &(&Unit, &Sentence)| {
            sentence.citations.is_empty()
                && matches!(sentence.state, State::Uncovered | State::Exempt(_))
                && sentence.kind == Kind::Fact
                && sentence
                    .claims
                    .iter()
                    .all(|id| report.claims[id.0].label.is_none())
                && (sentence.state == State::Exempt(Exemption::TypedReference)
                    || context.statement(sentence).triggers.is_empty())
                && !quote_uncited::speaks_for(context, unit, sentence)
        };
        let states = all.iter().any(|(_, sentence)| {
            matches!(
                sentence.state,
                State::Uncovered | State::Exempt(Exemption::TypedReference)
            )
        });
        if states && all.iter().all(is_plain) {
            found.push((note, units));
        }
    }
    found
}

fn sentences<'a>(context: &Context<'a>, unit: usize) -> &'a [Sentence] {
    let report = context.report;
    &report.sentences[report.units[unit].sentences.clone()]
}
