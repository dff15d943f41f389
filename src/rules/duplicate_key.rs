//! One key for two references.

use super::Context;
use crate::diagnostic::{Finding, Level};
use crate::model::DefectKind;

pub(super) const NAME: &str = "duplicate-key";

pub(super) fn check(context: &Context<'_>, findings: &mut Vec<Finding>) {
    for defect in context.defects() {
        let DefectKind::DuplicateKey { key, first } = &defect.kind else {
            continue;
        };
        let mut finding = Finding::new(
            NAME,
            Level::Error,
            format!("two references have the key `{key}`"),
            defect.span,
        )
        .label("used again here")
        .note("a citation of it could mean either; most tools silently take one");
        if let Some(first) = first {
            finding = finding.related(*first, "first used here");
        }
        findings.push(finding.help("take one out, or give it another key"));
    }
}
