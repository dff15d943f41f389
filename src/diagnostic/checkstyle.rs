//! Findings as the XML of Checkstyle, which many services read.

use super::document::{Document, Found, full_text, in_repository};
use super::xml::escaped;
use super::{Finding, Level};

/// The findings that count, as one document.
pub fn checkstyle(document: &Document<'_>) -> String {
    let mut text =
        String::from("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<checkstyle version=\"4.3\">\n");
    for found in &document.found {
        let findings: Vec<&Finding> = found.open().collect();
        // The findings are in the order of their places, so that each file comes once.
        for of_file in findings.chunk_by(|a, b| a.span.file == b.span.file) {
            let Some(first) = of_file.first() else {
                continue;
            };
            let path = escaped(&found.path(first.span));
            text.push_str(&format!("  <file name=\"{path}\">\n"));
            for finding in of_file {
                text.push_str(&error(finding, found));
            }
            text.push_str("  </file>\n");
        }
    }
    for report in document.not_checked {
        let path = escaped(&in_repository(&report.name, ""));
        let reason = escaped(&report.reason);
        text.push_str(&format!(
            "  <file name=\"{path}\">\n    <error line=\"1\" column=\"1\" severity=\"error\" \
             message=\"could not be checked: {reason}\" source=\"underpin.not-checked\"/>\n  </file>\n"
        ));
    }
    text.push_str("</checkstyle>\n");
    text
}

fn error(finding: &Finding, found: &Found<'_>) -> String {
    let file = found.sources.file(finding.span.file);
    let start = file
        .lines()
        .position(file.text(), finding.span.range().start);
    let severity = match finding.level {
        Level::Error => "error",
        Level::Warning => "warning",
        Level::Info => "info",
    };
    format!(
        "    <error line=\"{}\" column=\"{}\" severity=\"{severity}\" message=\"{}\" source=\"underpin.{}\"/>\n",
        start.line,
        start.column,
        escaped(&full_text(finding)),
        finding.rule
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::sample::check_document;

    #[test]
    fn the_sample_is_written_as_expected() {
        check_document("broken.checkstyle.xml", checkstyle);
    }
}
