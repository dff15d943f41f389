//! The ids of everything that the compiler itself links to.
//!
//! They begin with an underscore. Ids that authors write begin with a letter, so the two never
//! meet. Both books use the same ids.

use crate::model::MarkId;

/// A mark: see [`crate::model::InlineKind::Mark`].
pub fn mark(mark: MarkId) -> String {
    format!("_m{}", mark.0)
}

/// A note, by its printed number.
pub fn note(number: usize) -> String {
    format!("_note-{number}")
}

/// The place that calls a note, by the note's printed number.
pub fn note_call(number: usize) -> String {
    format!("_call-{number}")
}

/// An entry of the reference list, by its place in the list, counted from zero.
pub fn reference(index: usize) -> String {
    format!("_ref-{}", index + 1)
}

/// A link to an entry of the reference list: see
/// [`crate::model::InlineKind::ToReference`].
pub fn reference_link(occurrence: usize) -> String {
    format!("_cite-{occurrence}")
}

/// A row of the register, by the claim's number.
pub fn register_row(claim_number: usize) -> String {
    format!("_claim-{claim_number}")
}

/// The start of a printed page.
pub fn page(label: &str) -> String {
    format!("_page-{label}")
}

/// The data of a chart, by the figure's id.
pub fn chart_data(figure: &str) -> String {
    format!("_data-{figure}")
}

/// A source that only the register names, by the claim's number and its place in the row.
pub fn register_source(claim_number: usize, nth: usize) -> String {
    format!("_proof-{claim_number}-{nth}")
}

/// The sources of a claim as a page shows them beside its words, by the claim's number.
pub fn claim_sources(claim_number: usize) -> String {
    format!("_sources-{claim_number}")
}

/// The index of sources behind the register.
pub const SOURCE_INDEX: &str = "_sources";

/// A paragraph that is counted, by its number.
pub fn paragraph(number: usize) -> String {
    format!("_par-{number}")
}

/// The reference list as a whole.
pub const REFERENCE_LIST: &str = "_references";

/// One of several reference lists, counted from zero.
pub fn list_head(index: usize) -> String {
    format!("_references-{}", index + 1)
}

/// The register as a whole.
pub const REGISTER: &str = "_register";
