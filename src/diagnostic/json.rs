//! Findings as JSON, for other programs.

use serde_json::{Value, json};

use super::Finding;
use crate::source::{Sources, Span};

/// One finding as a JSON object.
///
/// Lines and columns count from one; columns count Unicode scalar values, and `end` is the place
/// after the last character.
pub fn finding_json(finding: &Finding, sources: &Sources) -> Value {
    let mut value = json!({
        "rule": finding.rule,
        "level": finding.level.name(),
        "message": finding.message,
        "path": sources.file(finding.span.file).path().as_str(),
        "range": range(finding.span, sources),
        "label": finding.label,
        "related": finding
            .related
            .iter()
            .map(|(span, label)| json!({
                "path": sources.file(span.file).path().as_str(),
                "range": range(*span, sources),
                "label": label,
            }))
            .collect::<Vec<_>>(),
        "notes": finding.notes,
        "help": finding.help.as_ref().map(|help| help.text.as_str()),
    });
    if let Some(fix) = finding.help.as_ref().and_then(|help| help.fix.as_ref()) {
        value["fix"] = json!({
            "path": sources.file(fix.span.file).path().as_str(),
            "range": range(fix.span, sources),
            "replacement": fix.replacement,
        });
    }
    value
}

fn range(span: Span, sources: &Sources) -> Value {
    let file = sources.file(span.file);
    let at = |offset| {
        let position = file.lines().position(file.text(), offset);
        json!({ "line": position.line, "column": position.column })
    };
    json!({ "start": at(span.range().start), "end": at(span.range().end) })
}
