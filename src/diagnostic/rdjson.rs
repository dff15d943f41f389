//! Findings in the Diagnostic Format of reviewdog.

use serde_json::{Map, Value, json};

use super::document::{Document, Found, full_text, in_repository};
use super::{Finding, Level};
use crate::source::Span;

/// The findings that count, as one result.
pub fn rdjson(document: &Document<'_>) -> Value {
    let mut diagnostics: Vec<Value> = Vec::new();
    for found in &document.found {
        diagnostics.extend(found.open().map(|finding| diagnostic(finding, found)));
    }
    for report in document.not_checked {
        diagnostics.push(json!({
            "message": format!("could not be checked: {}", report.reason),
            "location": { "path": in_repository(&report.name, "") },
            "severity": "ERROR",
            "code": { "value": "not-checked" },
        }));
    }
    json!({
        "source": { "name": "underpin" },
        "diagnostics": diagnostics,
    })
}

fn diagnostic(finding: &Finding, found: &Found<'_>) -> Value {
    let mut diagnostic = Map::new();
    let mut put = |key: &str, value: Value| diagnostic.insert(key.to_owned(), value);
    put("message", json!(full_text(finding)));
    put(
        "location",
        json!({ "path": found.path(finding.span), "range": range(finding.span, found) }),
    );
    put(
        "severity",
        json!(match finding.level {
            Level::Error => "ERROR",
            Level::Warning => "WARNING",
            Level::Info => "INFO",
        }),
    );
    put("code", json!({ "value": finding.rule }));
    // A suggestion has no path: it is about the file of its diagnostic.
    if let Some(fix) = finding.offered()
        && fix.span.file == finding.span.file
    {
        put(
            "suggestions",
            json!([{ "range": range(fix.span, found), "text": fix.replacement }]),
        );
    }
    Value::Object(diagnostic)
}

/// Columns count bytes of UTF-8 here.
fn range(span: Span, found: &Found<'_>) -> Value {
    let file = found.sources.file(span.file);
    let at = |offset: usize| {
        let offset = offset.min(file.text().len());
        let line = file.lines().position(file.text(), offset).line;
        let start = file.lines().start(offset);
        json!({ "line": line, "column": offset.saturating_sub(start) + 1 })
    };
    json!({ "start": at(span.range().start), "end": at(span.range().end) })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::sample::check_document;

    #[test]
    fn the_sample_is_written_as_expected() {
        check_document("broken.rdjson", |document| {
            format!("{:#}\n", rdjson(document))
        });
    }
}
