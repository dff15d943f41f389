//! Words, formulas and pictures that do not fit on their page.

use super::Context;
use crate::diagnostic::{Finding, Level};
use crate::model::{Defect, DefectKind, Misfit, MisfitPart};

pub(super) const NAME: &str = "overfull-line";

pub(super) fn check(context: &Context<'_>, found: &mut Vec<Finding>) {
    found.extend(findings(context, &context.report.defects));
}

/// The findings for those defects that are misfits.
pub(super) fn findings(context: &Context<'_>, defects: &[Defect]) -> Vec<Finding> {
    let misfits = defects.iter().filter_map(|defect| match &defect.kind {
        DefectKind::Misfit {
            misfit,
            what,
            word,
            page,
            more,
        } => {
            let thing = thing(*what, word);
            let (message, label) = words(misfit, &thing);
            let mut finding = Finding::new(NAME, level(context, misfit), message, defect.span)
                .label(label)
                .note(format!("it stands on page {page} of the PDF"));
            match more {
                0 => {}
                1 => finding = finding.note("one more piece of it does not fit either"),
                _ => finding = finding.note(format!("{more} more pieces of it do not fit either")),
            }
            Some(finding.help(help(misfit, *what, word)))
        }
        _ => None,
    });
    misfits.collect()
}

/// What cannot be read refuses a report as any error does; what only looks wrong refuses none but
/// the strictest.
fn level(context: &Context<'_>, misfit: &Misfit) -> Level {
    match misfit {
        Misfit::Overprints(_) | Misfit::CutOff => context.error_unless_draft(),
        Misfit::SticksOut(_) | Misfit::LeavesCell(_) | Misfit::RunsBelow(_) => {
            context.error_if_strict()
        }
    }
}

/// The thing that does not fit.
fn thing(what: MisfitPart, word: &str) -> String {
    match what {
        MisfitPart::Formula => "the formula".to_owned(),
        MisfitPart::Picture => "the picture".to_owned(),
        _ => format!("`{}`", shortened(word)),
    }
}

/// A word that is long by nature is named by its beginning.
fn shortened(word: &str) -> String {
    const SHOWN: usize = 48;
    if word.chars().count() <= SHOWN {
        return word.to_owned();
    }
    let start: String = word.chars().take(SHOWN - 1).collect();
    format!("{start}…")
}

/// Message and label.
fn words(misfit: &Misfit, thing: &str) -> (String, String) {
    let millimetres = |tenths: &u32| format!("{}.{} mm", tenths / 10, tenths % 10);
    match misfit {
        Misfit::SticksOut(by) => (
            format!("{thing} sticks out of the text area by {}", millimetres(by)),
            "wider than the line".to_owned(),
        ),
        Misfit::LeavesCell(by) => (
            format!(
                "{thing} reaches into the next column by {}",
                millimetres(by)
            ),
            "wider than its column".to_owned(),
        ),
        Misfit::RunsBelow(by) => (
            format!("{thing} stands {} below the text area", millimetres(by)),
            "higher than the page".to_owned(),
        ),
        Misfit::Overprints(other) => (
            format!("{thing} is printed over `{}`", shortened(other)),
            "neither can be read".to_owned(),
        ),
        Misfit::CutOff => (
            format!("{thing} is cut off by the edge of the page"),
            "not printed whole".to_owned(),
        ),
    }
}

fn help(misfit: &Misfit, what: MisfitPart, word: &str) -> &'static str {
    let is_address = word.contains("://") || word.starts_with("www.");
    match (what, misfit) {
        (MisfitPart::Formula, _) => {
            "break the formula with `aligned` and `\\\\`, or define a part of it before"
        }
        (MisfitPart::Picture, _) => {
            "draw the picture in another shape, or let the template make it smaller"
        }
        (MisfitPart::Code, _) => "break the line of code, or shorten it",
        (MisfitPart::Cell, Misfit::RunsBelow(_)) => {
            "divide the row: a row that is higher than a page cannot be printed"
        }
        (_, Misfit::RunsBelow(_)) => "divide the block: it is higher than a page",
        (MisfitPart::Cell, _) if is_address => {
            "give the address words, as in `[the survey](https://…)`, or move it into a note"
        }
        (MisfitPart::Cell, _) => {
            "shorten the word, put a soft hyphen (U+00AD, `&shy;`) where it may be broken, or give \
             the table fewer columns"
        }
        (MisfitPart::Generated, _) => {
            "shorten what is printed here: a title, a label, or a field of the source"
        }
        (MisfitPart::Words, _) if is_address => {
            "give the address words, as in `[the survey](https://…)`"
        }
        (MisfitPart::Words, _) => {
            "put a soft hyphen (U+00AD, `&shy;`) where the word may be broken, or a space into it"
        }
    }
}
