//! The register as JSON.

use serde_json::{Value, json};

use super::{SCHEMA, section_of};
use crate::model::{Claim, Report, fingerprint};
use crate::render::Pages;
use crate::source::Sources;

/// The register of every claim as JSON, ending in a line end.
///
/// With `pages`, each claim has the label of the page on which it begins. Offsets are bytes of the
/// named file; lines count from one.
pub fn json(report: &Report, sources: &Sources, pages: Option<&Pages>) -> Vec<u8> {
    let manifest = &report.manifest;
    let claims: Vec<Value> = report
        .claims
        .iter()
        .map(|claim| claim_json(report, sources, pages, claim))
        .collect();
    let register = json!({
        "schema": SCHEMA,
        "title": manifest.title,
        "lang": manifest.language.as_ref().map(|language| language.value.as_str()),
        "edition": manifest.edition,
        "date": manifest.date.map(|date| date.to_string()),
        "claims": claims,
    });
    let mut bytes = serde_json::to_vec_pretty(&register).unwrap_or_default();
    bytes.push(b'\n');
    bytes
}

fn claim_json(report: &Report, sources: &Sources, pages: Option<&Pages>, claim: &Claim) -> Value {
    let (section, paragraph) = section_of(report, claim);
    let file = sources.file(claim.span.file);
    let supports: Vec<Value> = claim
        .citations
        .iter()
        .flat_map(|id| &report.citations[id.0].items)
        .map(|item| {
            let record = report.evidence.get(&item.key.value);
            json!({
                "key": item.key.value,
                "relation": item.relation().name(),
                "locator": item.locator.as_ref().map(|locator| json!({
                    "type": locator.term,
                    "value": locator.value,
                })),
                "note": (!item.suffix.is_empty()).then_some(item.suffix.as_str()),
                "grade": record
                    .and_then(|record| record.grade.as_ref())
                    .map(|grade| grade.value.to_string()),
                "origin": record
                    .and_then(|record| record.origin.as_ref())
                    .map(|origin| origin.value.as_str()),
                "status": record
                    .and_then(|record| record.status.as_ref())
                    .map(|status| status.value.name()),
            })
        })
        .collect();
    let mut value = json!({
        "number": claim.number,
        "id": claim.label.as_ref().map(|label| label.value.as_str()),
        "kind": claim.kind.name(),
        "state": claim.state.name(),
        "text": claim.text,
        "fingerprint": fingerprint(&claim.text),
        "confidence": claim.attrs.text("confidence"),
        "because": claim.attrs.text("because"),
        "section": section,
        "paragraph": paragraph,
        "span": {
            "file": file.path().as_str(),
            "line": file.lines().position(file.text(), claim.span.range().start).line,
            "start": claim.span.start,
            "end": claim.span.end,
        },
        "supports": supports,
        "derived_from": claim
            .derived_from
            .iter()
            .map(|label| label.value.as_str())
            .collect::<Vec<_>>(),
    });
    let unit = report.unit_of(claim);
    if let Some(number) = unit.and_then(|unit| report.paragraphs.get(&unit.span)) {
        value["paragraph_number"] = json!(number);
    }
    if let Some(page) = pages.and_then(|pages| pages.label_of(claim.mark)) {
        value["page"] = json!(page);
    }
    value
}
