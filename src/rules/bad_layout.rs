//! A report that the layout engine refuses.

use super::Context;
use crate::diagnostic::{Finding, Level};
use crate::model::{Defect, DefectKind};

pub(super) const NAME: &str = "bad-layout";

pub(super) fn check(context: &Context<'_>, findings: &mut Vec<Finding>) {
    findings.extend(
        context
            .defects()
            .filter(|defect| matches!(defect.kind, DefectKind::Layout { .. }))
            .map(finding),
    );
}

pub(super) fn finding(defect: &Defect) -> Finding {
    let (message, hints, place) = match &defect.kind {
        DefectKind::Layout {
            message,
            hints,
            place,
        } => (message.as_str(), hints.as_slice(), place.as_ref()),
        _ => ("", [].as_slice(), None),
    };
    let words = "the report cannot be laid out";
    let mut finding = Finding::new(NAME, Level::Error, words, defect.span)
        .note(format!("the layout engine says: {message}"));
    // One of the report's own is shown; this one came with the program.
    if let Some(place) = place {
        finding = finding.note(format!("in the shipped template `{}`", place.name));
    }
    for hint in hints {
        finding = finding.note(hint.clone());
    }
    finding
}
