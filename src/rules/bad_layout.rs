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
    let (message, hints) = match &defect.kind {
        DefectKind::Layout { message, hints } => (message.as_str(), hints.as_slice()),
        _ => ("", [].as_slice()),
    };
    let mut finding = Finding::new(
        NAME,
        Level::Error,
        "the report cannot be laid out",
        defect.span,
    )
    .note(format!("the layout engine says: {message}"));
    for hint in hints {
        finding = finding.note(hint.clone());
    }
    finding
}
