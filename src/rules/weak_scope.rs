//! One citation at the end of a long paragraph.

use super::{Context, words};
use crate::diagnostic::{Finding, Level};
use crate::model::{Sentence, State, UnitPlace};
use crate::source::Span;

pub(super) const NAME: &str = "weak-scope";

/// How many sentences a citation may stand for where the manifest does not say.
const MOST: usize = 4;

pub(super) fn check(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let report = context.report;
    // The profile `strict` sets the number to none; a paragraph of two is not yet a long one.
    let most = match report.manifest.carry {
        0 | 1 => MOST,
        carry => carry,
    };
    let level = context.level(Level::Info, Level::Info, Level::Error);
    for unit in report
        .units
        .iter()
        .filter(|unit| unit.place == UnitPlace::Paragraph)
    {
        let sentences = &report.sentences[unit.sentences.clone()];
        let Some((last, before)) = sentences.split_last() else {
            continue;
        };
        let Some(citation) = last.citations.last().map(|id| &report.citations[id.0]) else {
            continue;
        };
        let is_cited = last.state == State::Covered && stands_last(context, last, citation.span);
        let without: usize = before
            .iter()
            .rev()
            .take_while(|sentence| match sentence.state {
                State::Uncovered => sentence.citations.is_empty(),
                state => state == State::CoveredByParagraph,
            })
            .count();
        if !is_cited || without < most {
            continue;
        }
        let number = words::count(without + 1, "sentence");
        findings.push(
            Finding::new(
                NAME,
                level,
                format!("one citation stands at the end of {number}"),
                citation.span,
            )
            .label(format!("a reader cannot tell which of the {} it carries", without + 1))
            .note(match context.is_strict() {
                true => "in the profile `strict` a citation carries its own sentence only".to_owned(),
                false => format!("the last citation of a paragraph reaches {most} sentences at most"),
            })
            .help("cite after each sentence, or put them in a div that says it, `::: {.claims cite=\"@key, pp. 5–7\"}`"),
        );
    }
}

/// Whether nothing but marks follows a citation in its sentence. A note's stands elsewhere, and is
/// called from wherever the sentence calls it.
fn stands_last(context: &Context<'_>, sentence: &Sentence, citation: Span) -> bool {
    let inside = citation.file == sentence.span.file
        && sentence.span.start <= citation.start
        && citation.end <= sentence.span.end;
    let rest = Span {
        start: citation.end,
        ..sentence.span
    };
    !inside || !context.sources.slice(rest).contains(char::is_alphanumeric)
}
