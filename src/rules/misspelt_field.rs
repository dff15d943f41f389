//! A field or type of a bibliography that is one slip from one that is read.

use super::Context;
use crate::diagnostic::{Finding, Level};
use crate::model::DefectKind;

pub(super) const NAME: &str = "misspelt-field";

pub(super) fn check(context: &Context<'_>, findings: &mut Vec<Finding>) {
    for defect in context.defects() {
        let (message, label, meant) = match &defect.kind {
            DefectKind::MisspeltField { key, field, meant } => (
                format!("`{field}` of the entry `{key}` is no field"),
                "passed over".to_owned(),
                meant,
            ),
            DefectKind::MisspeltType {
                key,
                written,
                meant,
            } => (
                format!("`{written}` of the entry `{key}` is no type"),
                format!("read as `{meant}`"),
                meant,
            ),
            _ => continue,
        };
        findings.push(
            Finding::new(NAME, Level::Warning, message, defect.span)
                .label(label)
                .help(format!("write `{meant}`")),
        );
    }
}
