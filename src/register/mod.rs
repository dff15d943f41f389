//! The register of claims as data: which source carries which sentence.
//!
//! Knows no output format of the books; the page of a claim is passed in when the PDF has been
//! laid out.

mod coverage;
mod csv;
mod json;

pub use self::coverage::{COVERAGE_SCHEMA, coverage_csv, coverage_json, coverage_table};
pub use self::csv::csv;
pub use self::json::json;

use crate::model::{Claim, Report};

/// The name and version of the JSON form.
pub const SCHEMA: &str = "underpin-register/1";

/// What all forms say of where a claim stands.
fn section_of(report: &Report, claim: &Claim) -> (String, usize) {
    let sentence = &report.sentences[claim.sentence.0];
    let unit = &report.units[sentence.unit.0];
    let id = report.sections[unit.section]
        .blocks
        .iter()
        .find_map(|block| match block.kind {
            crate::model::BlockKind::Heading { .. } => block.attrs.id.as_ref(),
            _ => None,
        })
        .map(|id| id.value.clone())
        .unwrap_or_default();
    (id, unit.number)
}
