//! A date that no calendar has.

use std::collections::{BTreeMap, BTreeSet};

use super::Context;
use crate::diagnostic::{Finding, Level};
use crate::model::{DefectKind, Report};

pub(super) const NAME: &str = "impossible-date";

/// Whether this rule speaks of the day on which somebody read a reference.
pub(super) fn of_access(context: &Context<'_>, key: &str) -> bool {
    fields_of(context, key).any(is_access)
}

/// Whether this rule speaks of the date on which a reference came out.
pub(super) fn of_issue(context: &Context<'_>, key: &str) -> bool {
    fields_of(context, key).any(|field| !is_access(field))
}

fn fields_of<'c>(context: &'c Context<'_>, key: &str) -> impl Iterator<Item = &'c str> {
    let fields = context.impossible_dates.get(key);
    fields.into_iter().flatten().copied()
}

/// Whether a field says when somebody read a reference.
fn is_access(field: &str) -> bool {
    matches!(field, "urldate" | "accessed" | "url.date")
}

/// The fields of each reference whose date no calendar has.
pub(super) fn fields(report: &Report) -> BTreeMap<&str, BTreeSet<&str>> {
    let mut fields: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for defect in &report.defects {
        if let DefectKind::ImpossibleDate { key, field, .. } = &defect.kind {
            fields.entry(key).or_default().insert(field);
        }
    }
    fields
}

pub(super) fn check(context: &Context<'_>, findings: &mut Vec<Finding>) {
    for defect in context.defects() {
        let DefectKind::ImpossibleDate { key, field, value } = &defect.kind else {
            continue;
        };
        let field = match field.as_str() {
            "issued" | "date" | "year" => "date",
            other if is_access(other) => "day of reading",
            other => other,
        };
        findings.push(
            Finding::new(
                NAME,
                Level::Error,
                format!("the {field} of `{key}` is `{value}`, which does not exist"),
                defect.span,
            )
            .label("no such day or month")
            .help("look the date up in the source; write a year alone if no more is known"),
        );
    }
}
