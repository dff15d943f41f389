//! A reference that nothing cites.

use std::collections::BTreeSet;

use super::Context;
use crate::diagnostic::{Finding, Level};

pub(super) const NAME: &str = "unused-reference";

pub(super) fn check(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let report = context.report;
    let cited: BTreeSet<&str> = report
        .citations
        .iter()
        .flat_map(|citation| &citation.items)
        .map(|item| item.key.value.as_str())
        .collect();
    let on_purpose = &report.manifest.unused_ok;
    if on_purpose.iter().any(|key| key == "*") {
        return;
    }
    let level = context.level(Level::Info, Level::Info, Level::Warning);
    for reference in &report.references {
        let key = reference.key.as_str();
        let Some(span) = reference.span else { continue };
        if cited.contains(key) || on_purpose.iter().any(|known| known == key) {
            continue;
        }
        findings.push(
            Finding::new(NAME, level, format!("nothing cites `{key}`"), span)
                .label("not in the reference list")
                .help("cite it, take it out, or name it in `[check] unused-references`"),
        );
    }
}
