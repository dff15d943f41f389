//! A formula that cannot be read.

use super::Context;
use crate::diagnostic::{Finding, Level};
use crate::model::DefectKind;

pub(super) const NAME: &str = "bad-maths";

pub(super) fn check(context: &Context<'_>, findings: &mut Vec<Finding>) {
    for defect in context.defects() {
        let DefectKind::BadMaths(message) = &defect.kind else {
            continue;
        };
        findings.push(
            Finding::new(NAME, Level::Error, "formula cannot be read", defect.span)
                .label("would not be printed")
                .note(message.clone())
                .help("formulas are LaTeX without packages; a dollar sign that is text is written `\\$`"),
        );
    }
}
