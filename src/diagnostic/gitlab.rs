//! Findings as a Code Quality report of GitLab, which shows them on the lines of a merge request.

use serde_json::{Value, json};

use super::document::{Document, Found, full_text, in_repository};
use super::{Finding, Level};

/// The findings that count, as one list.
pub fn gitlab(document: &Document<'_>) -> Value {
    let mut issues = Vec::new();
    for found in &document.found {
        for (finding, fingerprint) in found.findings.iter().zip(found.fingerprints()) {
            if finding.is_open() {
                issues.push(issue(finding, fingerprint, found));
            }
        }
    }
    for report in document.not_checked {
        issues.push(json!({
            "description": format!("could not be checked: {}", report.reason),
            "check_name": "not-checked",
            "fingerprint": format!("underpin-not-checked-{}", report.name),
            "severity": "blocker",
            "location": {
                "path": in_repository(&report.name, ""),
                "lines": { "begin": 1, "end": 1 },
            },
        }));
    }
    Value::Array(issues)
}

fn issue(finding: &Finding, fingerprint: String, found: &Found<'_>) -> Value {
    let file = found.sources.file(finding.span.file);
    let line = |offset| file.lines().position(file.text(), offset).line;
    json!({
        "description": full_text(finding),
        "check_name": finding.rule,
        "fingerprint": fingerprint,
        "severity": match finding.level {
            Level::Error => "major",
            Level::Warning => "minor",
            Level::Info => "info",
        },
        "location": {
            "path": found.path(finding.span),
            "lines": {
                "begin": line(finding.span.range().start),
                "end": line(finding.span.range().end),
            },
        },
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::sample::check_document;

    #[test]
    fn the_sample_is_written_as_expected() {
        check_document("broken.gitlab.json", |document| {
            format!("{:#}\n", gitlab(document))
        });
    }
}
