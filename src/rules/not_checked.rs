//! Something that a record promises to check and that cannot be checked.

use super::{Context, number_not_in_source, unreadable_file};
use crate::diagnostic::{Finding, Level};
use crate::model::CopyState;

pub(super) const NAME: &str = "not-checked";

pub(super) fn check(context: &Context<'_>, findings: &mut Vec<Finding>) {
    findings.extend(copies(context));
    for record in context.report.evidence.values() {
        let Some(path) = &record.text else { continue };
        let text = context.report.source_texts.get(&record.key.value);
        let why = match text {
            // Of a file that cannot be read, another rule speaks.
            None => continue,
            Some(text) if !number_not_in_source::is_readable(text) => "it holds no words",
            Some(_) => continue,
        };
        findings.push(
            Finding::new(
                NAME,
                context.error_if_strict(),
                format!("the words of `{}` were not looked at", record.key.value),
                path.span,
            )
            .label(why)
            .note("the figures and quotations that rest on it were compared with nothing; that is not the same as passed")
            .help("name a text file below the report's folder, such as the output of pdftotext"),
        );
    }
}

/// Kept copies that are not at hand.
fn copies(context: &Context<'_>) -> Vec<Finding> {
    let report = context.report;
    let unread = report.copies.iter().filter_map(|(key, state)| {
        let CopyState::Unread(error) = state else {
            return None;
        };
        let archive = report.evidence.get(key)?.archive.as_ref()?;
        let file = archive.file.as_ref()?;
        let message = format!("the kept copy of `{key}` was not looked at");
        // A copy may be kept where not everybody who checks the report can see it.
        let finding = Finding::new(NAME, Level::Warning, message, file.span)
            .label(format!("`{}` {}", file.value, unreadable_file::reason(&file.value, error)))
            .note("whether it is the file that was kept is not known; that is not the same as passed")
            .help("put the file there, or correct its path; of a copy that is kept elsewhere, record `sha256`, `captured` and `url` without `file`");
        Some(finding)
    });
    unread.collect()
}
