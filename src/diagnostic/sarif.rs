//! Findings as SARIF 2.1.0, for code scanning and for editors. One run a report.

use serde_json::{Map, Value, json};

use super::document::{About, Document, Found, NotChecked, full_text};
use super::uri::uri;
use super::{Finding, Fix, Level, Suppression, SuppressionKind};
use crate::source::Span;

/// The name under which a path is known to begin at the root of the repository.
const ROOT: &str = "%SRCROOT%";

/// Findings as one SARIF log.
pub fn sarif(document: &Document<'_>) -> Value {
    let checked = document.found.iter().map(|found| {
        // In a run, either all results say whether they are suppressed, or none.
        let says_all = found.findings.iter().any(|finding| !finding.is_open());
        let results: Vec<Value> = found
            .findings
            .iter()
            .zip(found.fingerprints())
            .map(|(finding, fingerprint)| {
                let mut result = result(finding, fingerprint, found, &document.rules);
                if says_all {
                    let suppressions = finding.suppressed.iter().map(suppression);
                    result["suppressions"] = suppressions.collect();
                }
                result
            })
            .collect();
        let invocation = json!({ "executionSuccessful": true });
        run(document, found.name, invocation, results)
    });
    let not_checked = document.not_checked.iter().map(|report| {
        let invocation = json!({
            "executionSuccessful": false,
            "toolExecutionNotifications": [notification(report)],
        });
        run(document, &report.name, invocation, Vec::new())
    });
    json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": checked.chain(not_checked).collect::<Vec<_>>(),
    })
}

fn run(document: &Document<'_>, name: &str, invocation: Value, results: Vec<Value>) -> Value {
    json!({
        "tool": { "driver": {
            "name": "underpin",
            "version": document.version,
            "semanticVersion": document.version,
            "rules": document.rules.iter().map(rule).collect::<Vec<_>>(),
        } },
        "automationDetails": { "id": category(name) },
        "invocations": [invocation],
        "originalUriBaseIds": {
            ROOT: { "description": { "text": "the root of the repository" } },
        },
        "columnKind": "unicodeCodePoints",
        "results": results,
    })
}

/// What keeps the alerts of several reports apart: the words before the last slash.
fn category(name: &str) -> String {
    match super::document::in_repository(name, "").as_str() {
        "" => "underpin/".to_owned(),
        name => format!("underpin/{}/", name.trim_matches('/')),
    }
}

fn rule(rule: &About<'_>) -> Value {
    json!({
        "id": rule.name,
        "shortDescription": { "text": plain(rule.summary) },
        "fullDescription": { "text": plain(rule.summary) },
        "help": { "text": rule.page, "markdown": rule.page },
        "properties": { "tags": [rule.family] },
    })
}

/// A line of Markdown without its backticks.
fn plain(text: &str) -> String {
    text.replace('`', "")
}

fn result(finding: &Finding, fingerprint: String, found: &Found<'_>, rules: &[About<'_>]) -> Value {
    let mut result = Map::new();
    let mut put = |key: &str, value: Value| result.insert(key.to_owned(), value);
    put("ruleId", json!(finding.rule));
    if let Some(index) = rules.iter().position(|rule| rule.name == finding.rule) {
        put("ruleIndex", json!(index));
    }
    put("kind", json!("fail"));
    put("level", json!(level(finding.level)));
    put("message", json!({ "text": full_text(finding) }));
    let mut location = location(finding.span, found);
    if !finding.label.is_empty() {
        location["message"] = json!({ "text": finding.label });
    }
    put("locations", json!([location]));
    if !finding.related.is_empty() {
        let related: Vec<Value> = finding
            .related
            .iter()
            .enumerate()
            .map(|(id, (span, label))| {
                let mut place = self::location(*span, found);
                place["id"] = json!(id + 1);
                if !label.is_empty() {
                    place["message"] = json!({ "text": label });
                }
                place
            })
            .collect();
        put("relatedLocations", json!(related));
    }
    put(
        "partialFingerprints",
        json!({ "underpin/v1": fingerprint, "sentence/v1": finding.fingerprint }),
    );
    if let (Some(help), Some(edit)) = (&finding.help, finding.offered()) {
        put("fixes", json!([fix(&help.text, edit, found)]));
    }
    Value::Object(result)
}

fn level(level: Level) -> &'static str {
    match level {
        Level::Error => "error",
        Level::Warning => "warning",
        Level::Info => "note",
    }
}

fn location(span: Span, found: &Found<'_>) -> Value {
    json!({ "physicalLocation": {
        "artifactLocation": artifact(span, found),
        "region": region(span, found),
    } })
}

fn artifact(span: Span, found: &Found<'_>) -> Value {
    let path = found.path(span);
    if path.starts_with('/') {
        return json!({ "uri": format!("file://{}", uri(&path)) });
    }
    json!({ "uri": uri(&path), "uriBaseId": ROOT })
}

/// Columns count Unicode scalar values, and the last is the one after the last character.
fn region(span: Span, found: &Found<'_>) -> Value {
    let file = found.sources.file(span.file);
    let at = |offset| file.lines().position(file.text(), offset);
    let (start, end) = (at(span.range().start), at(span.range().end));
    json!({
        "startLine": start.line,
        "startColumn": start.column,
        "endLine": end.line,
        "endColumn": end.column,
    })
}

fn fix(text: &str, fix: &Fix, found: &Found<'_>) -> Value {
    json!({
        "description": { "text": text },
        "artifactChanges": [{
            "artifactLocation": artifact(fix.span, found),
            "replacements": [{
                "deletedRegion": region(fix.span, found),
                "insertedContent": { "text": fix.replacement },
            }],
        }],
        "properties": { "applicability": fix.applicability.name() },
    })
}

fn suppression(suppression: &Suppression) -> Value {
    let kind = match suppression.kind {
        SuppressionKind::InSource => "inSource",
        SuppressionKind::External | SuppressionKind::Baseline => "external",
    };
    let mut more = Vec::new();
    more.extend(suppression.by.clone());
    more.extend(
        suppression
            .until
            .as_ref()
            .map(|until| format!("until {until}")),
    );
    let justification = if more.is_empty() {
        suppression.reason.clone()
    } else {
        format!("{} ({})", suppression.reason, more.join(", "))
    };
    json!({ "kind": kind, "status": "accepted", "justification": justification })
}

fn notification(report: &NotChecked) -> Value {
    let text = format!("`{}` could not be checked: {}", report.name, report.reason);
    json!({ "level": "error", "message": { "text": text } })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::sample::check_document;

    #[test]
    fn the_sample_is_written_as_expected() {
        check_document("broken.sarif", |document| {
            format!("{:#}\n", sarif(document))
        });
    }

    #[test]
    fn each_report_has_a_category_of_its_own() {
        for (name, expected) in [
            (".", "underpin/"),
            ("./reports/one/", "underpin/reports/one/"),
            ("/abs/one", "underpin/abs/one/"),
        ] {
            assert_eq!(category(name), expected);
        }
    }
}
