//! A page of the web without the day on which it was read.

use super::{Context, impossible_date};
use crate::diagnostic::Finding;
use crate::model::Reference;

pub(super) const NAME: &str = "access-date";

pub(super) fn check(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let level = context.error_if_strict();
    for reference in &context.report.references {
        let Some(span) = reference.span else { continue };
        let is_impossible = impossible_date::of_access(context, &reference.key);
        if !is_only_online(reference) || is_impossible {
            continue;
        }
        let message = match reference.accessed {
            Some(date) if date.day.is_some() => continue,
            Some(date) => format!("`{}` was read on {date}: which day?", reference.key),
            None => format!(
                "reference `{}` does not say when its address was read",
                reference.key
            ),
        };
        findings.push(
            Finding::new(NAME, level, message, span)
                .label("a page that can change")
                .help("add the day: `url: { value: \"https://…\", date: 2026-11-23 }`, `urldate` in BibLaTeX, `accessed` in CSL-JSON"),
        );
    }
}

/// Whether a reader can find the source by its address only.
fn is_only_online(reference: &Reference) -> bool {
    let is_page = matches!(reference.kind.as_str(), "web" | "post");
    let is_found_elsewhere = reference.publisher.is_some() || reference.container.is_some();
    reference.url.is_some() && reference.doi.is_none() && (is_page || !is_found_elsewhere)
}
