//! A record of `sources.toml` that leads nowhere.

use super::{Context, words};
use crate::diagnostic::{Finding, Level};
use crate::model::Status;

pub(super) const NAME: &str = "bad-source-record";

pub(super) fn check(context: &Context<'_>, findings: &mut Vec<Finding>) {
    // Where no bibliography could be read, that is what has to be said.
    if context.references.is_empty() {
        return;
    }
    let mut keys = words::Names::new(context.references.keys().copied());
    for record in context.report.evidence.values() {
        if !context.references.contains_key(record.key.value.as_str()) {
            let finding = Finding::new(
                NAME,
                Level::Error,
                format!("no reference has the key `{}`", record.key.value),
                record.span(),
            )
            .label("this record is about nothing");
            findings.push(match keys.nearest(&record.key.value) {
                Some(near) => finding.help(format!("there is one with a similar key: `{near}`")),
                None => finding.help("the name of a table is a key of the bibliography"),
            });
        }
        if let Some(by) = &record.superseded_by
            && !context.references.contains_key(by.value.as_str())
        {
            let finding = Finding::new(
                NAME,
                Level::Error,
                format!(
                    "`{}` is superseded by `{}`, which no bibliography has",
                    record.key.value, by.value
                ),
                by.span,
            )
            .label("not a key");
            findings.push(match keys.nearest(&by.value) {
                Some(near) => finding.help(format!("there is one with a similar key: `{near}`")),
                None => finding.help("add the entry of the new source to the bibliography"),
            });
        }
        if let (Some(first), Some(pages)) = (record.first_page, &record.pages)
            && first > pages.value
        {
            findings.push(
                Finding::new(
                    NAME,
                    Level::Error,
                    format!(
                        "`{}` ends on page {} and begins on page {first}",
                        record.key.value, pages.value
                    ),
                    pages.span,
                )
                .label("the last page number, not their count")
                .help("`pages` is the highest page number, `first-page` the lowest"),
            );
        }
        let is_superseded = record
            .status
            .as_ref()
            .is_some_and(|status| status.value == Status::Superseded);
        if let Some(by) = record.superseded_by.as_ref().filter(|_| !is_superseded) {
            findings.push(
                Finding::new(
                    NAME,
                    Level::Warning,
                    format!(
                        "`{}` has a successor and does not say that it is superseded",
                        record.key.value
                    ),
                    by.span,
                )
                .label("a successor")
                .help("add `status = \"superseded\"`"),
            );
        }
    }
}
