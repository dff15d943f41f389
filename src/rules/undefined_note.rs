//! A note that is called and not written, or written and not called.

use super::Context;
use crate::diagnostic::{Finding, Level};
use crate::model::DefectKind;

pub(super) const NAME: &str = "undefined-note";

pub(super) fn check(context: &Context<'_>, findings: &mut Vec<Finding>) {
    for defect in context.defects() {
        findings.push(match &defect.kind {
            DefectKind::UndefinedNote(label) => Finding::new(
                NAME,
                Level::Error,
                format!("there is no note `{label}`"),
                defect.span,
            )
            .label("called here, written nowhere in this file")
            .help(format!("write it on a line of its own: `[^{label}]: …`")),
            DefectKind::UncalledNote(label) => Finding::new(
                NAME,
                Level::Error,
                format!("nothing calls the note `{label}`"),
                defect.span,
            )
            .label("would not be printed")
            .help(format!("call it with `[^{label}]`, or take it out")),
            _ => continue,
        });
    }
}
