//! A note that is called and not written, or written and not called.

use std::collections::{BTreeMap, BTreeSet};

use super::{Context, words};
use crate::diagnostic::{Finding, Level};
use crate::model::{DefectKind, Sentence};
use crate::source::{FileId, Span};

pub(super) const NAME: &str = "undefined-note";

pub(super) fn check(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let mut meant = BTreeSet::new();
    let mut uncalled = uncalled(context);
    for defect in context.defects() {
        let DefectKind::UndefinedNote(label) = &defect.kind else {
            continue;
        };
        let finding = Finding::new(
            NAME,
            Level::Error,
            format!("there is no note `{label}`"),
            defect.span,
        )
        .label("called here, written nowhere in this file");
        // One slip of the keyboard leaves a call without a note and a note without a call.
        let near = uncalled
            .get_mut(&defect.span.file)
            .and_then(|names| names.nearest(label));
        findings.push(match near {
            Some(near) => {
                meant.insert((defect.span.file, near));
                finding.suggest(
                    format!("nothing calls the note `{near}`"),
                    defect.span,
                    format!("[^{near}]"),
                )
            }
            None => finding.help(format!("write it on a line of its own: `[^{label}]: …`")),
        });
    }
    for defect in context.defects() {
        if let DefectKind::UncalledNote(label) = &defect.kind
            && !meant.contains(&(defect.span.file, label.as_str()))
        {
            findings.push(
                Finding::new(
                    NAME,
                    Level::Error,
                    format!("nothing calls the note `{label}`"),
                    defect.span,
                )
                .label("would not be printed")
                .help(format!("call it with `[^{label}]`, or take it out")),
            );
        }
    }
}

/// The labels of the notes that nothing calls, by their file.
fn uncalled<'c>(context: &'c Context<'_>) -> BTreeMap<FileId, words::Names<'c>> {
    let mut labels: BTreeMap<FileId, Vec<&str>> = BTreeMap::new();
    for defect in context.defects() {
        if let DefectKind::UncalledNote(label) = &defect.kind {
            labels.entry(defect.span.file).or_default().push(label);
        }
    }
    labels
        .into_iter()
        .map(|(file, labels)| (file, words::Names::new(labels)))
        .collect()
}

/// Whether a sentence calls a note that is not there: its source may be in the note that was meant.
pub(super) fn is_called_in(context: &Context<'_>, sentence: &Sentence) -> bool {
    let Some(call) = context.undefined_notes.first_from(sentence.span) else {
        return false;
    };
    let end = sentence.span.end;
    let between = Span {
        start: end,
        end: call.start.max(end),
        ..sentence.span
    };
    context
        .sources
        .slice(between)
        .chars()
        .all(|c| !c.is_alphanumeric() && c != '\n')
}
