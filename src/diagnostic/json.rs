//! Findings as JSON, for other programs.

use serde::Serialize;

use super::{Finding, Fix};
use crate::source::{Sources, Span};

/// One finding as it is written.
#[derive(Debug, Serialize)]
pub struct FindingJson<'a> {
    rule: &'static str,
    level: &'static str,
    message: &'a str,
    path: &'a str,
    range: RangeJson,
    label: &'a str,
    related: Vec<RelatedJson<'a>>,
    notes: &'a [String],
    help: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    fix: Option<FixJson<'a>>,
}

/// A range of text. Lines and columns count from one; columns count Unicode scalar values, and
/// `end` is the place after the last character.
#[derive(Debug, Serialize)]
struct RangeJson {
    start: PositionJson,
    end: PositionJson,
}

#[derive(Debug, Serialize)]
struct PositionJson {
    line: usize,
    column: usize,
}

#[derive(Debug, Serialize)]
struct RelatedJson<'a> {
    path: &'a str,
    range: RangeJson,
    label: &'a str,
}

#[derive(Debug, Serialize)]
struct FixJson<'a> {
    path: &'a str,
    range: RangeJson,
    replacement: &'a str,
}

impl<'a> FindingJson<'a> {
    /// A finding with its places as people count them.
    pub fn new(finding: &'a Finding, sources: &'a Sources) -> Self {
        let help = finding.help.as_ref();
        Self {
            rule: finding.rule,
            level: finding.level.name(),
            message: &finding.message,
            path: path(finding.span, sources),
            range: range(finding.span, sources),
            label: &finding.label,
            related: finding
                .related
                .iter()
                .map(|(span, label)| RelatedJson {
                    path: path(*span, sources),
                    range: range(*span, sources),
                    label,
                })
                .collect(),
            notes: &finding.notes,
            help: help.map(|help| help.text.as_str()),
            fix: help
                .and_then(|help| help.fix.as_ref())
                .map(|fix| fix_json(fix, sources)),
        }
    }
}

fn fix_json<'a>(fix: &'a Fix, sources: &'a Sources) -> FixJson<'a> {
    FixJson {
        path: path(fix.span, sources),
        range: range(fix.span, sources),
        replacement: &fix.replacement,
    }
}

fn path(span: Span, sources: &Sources) -> &str {
    sources.file(span.file).path().as_str()
}

fn range(span: Span, sources: &Sources) -> RangeJson {
    let file = sources.file(span.file);
    let at = |offset| {
        let position = file.lines().position(file.text(), offset);
        PositionJson {
            line: position.line,
            column: position.column,
        }
    };
    RangeJson {
        start: at(span.range().start),
        end: at(span.range().end),
    }
}
