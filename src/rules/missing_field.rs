//! A reference that says too little to be found.

use super::{Context, impossible_date};
use crate::diagnostic::{Finding, Level};
use crate::model::{Reference, SourceKind};

pub(super) const NAME: &str = "missing-field";

pub(super) fn check(context: &Context<'_>, findings: &mut Vec<Finding>) {
    for reference in &context.report.references {
        let Some(span) = reference.span else { continue };
        let mut missing = missing(reference);
        // A witness whose name is withheld is known by the record of the testimony.
        let record = context.report.evidence.get(&reference.key);
        if record.is_some_and(|record| record.kind == Some(SourceKind::Testimony)) {
            missing.retain(|field| *field != AUTHOR);
        }
        // The date is there, and no calendar has it.
        let has_impossible = impossible_date::of_issue(context, &reference.key);
        if has_impossible {
            missing.retain(|field| *field != "date");
        }
        if !missing.is_empty() {
            let help = match missing.contains(&"date") {
                true => "add it; a source without a date says so with a note such as `n.d.`",
                false => {
                    "add what the source says of itself; what has no title is described in square brackets"
                }
            };
            findings.push(
                Finding::new(
                    NAME,
                    context.error_unless_draft(),
                    format!(
                        "reference `{}` has no {}",
                        reference.key,
                        missing.join(" and no ")
                    ),
                    span,
                )
                .label(format!("a reference of type `{}`", reference.kind))
                .note("a reader must be able to find the source from the printed reference alone")
                .help(help),
            );
        }
        if is_undated_page(reference) && !has_impossible {
            findings.push(
                Finding::new(
                    NAME,
                    Level::Warning,
                    format!("reference `{}` has no date", reference.key),
                    span,
                )
                .label("known only by the day it was read")
                .help("add its date, or say that it has none with a note such as `n.d.`"),
            );
        }
    }
}

/// Who stands behind a reference, as it is asked for.
const AUTHOR: &str = "author or publisher";

/// What a reference must have and does not.
fn missing(reference: &Reference) -> Vec<&'static str> {
    let mut missing = Vec::new();
    if reference.title.is_none() {
        missing.push("title");
    }
    let has_author = !reference.creators.is_empty();
    let has_issuer = reference.publisher.is_some() || reference.container.is_some();
    // A law is issued by the state it names, a page by the site its address names.
    let issuer_is_plain = matches!(
        reference.kind.as_str(),
        "legislation" | "case" | "web" | "post"
    ) && (reference.url.is_some()
        || reference.kind == "legislation"
        || reference.kind == "case");
    if !has_author && !has_issuer && !issuer_is_plain {
        missing.push(AUTHOR);
    }
    if matches!(reference.kind.as_str(), "web" | "post")
        && reference.url.is_none()
        && reference.doi.is_none()
    {
        missing.push("address");
    }
    let dated =
        reference.issued.is_some() || reference.says_undated || reference.accessed.is_some();
    if !dated {
        missing.push("date");
    }
    missing
}

fn is_undated_page(reference: &Reference) -> bool {
    reference.issued.is_none() && !reference.says_undated && reference.accessed.is_some()
}
