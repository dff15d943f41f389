//! From a [`Draft`] to a [`Report`]: every reference in it is followed to its end.
//!
//! Knows the bibliography and the assets, which others have read; reads nothing itself and judges
//! nothing. The steps, in their order:
//!
//! 1. [`labels`] gives every heading, figure and table its id and number, [`paragraphs`] every paragraph
//!    that is counted;
//! 2. [`aliases`] leads links to headings by the ids that other tools make; [`links`] turns `@id` into cross-references and finds those that lead nowhere;
//! 3. [`units`] cuts the text into sentences and [`claims`] says how each of them stands.
//!
//! That is all a check needs. Before a report can be printed, it is composed:
//!
//! 4. [`citations`] puts all citations in document order and has them formatted;
//! 5. [`calls`] takes the calls of notes out of links, [`notes`] places those of citations, and
//!    [`formulas`] gives each formula the stop behind it;
//! 6. [`marks`] sets the places whose pages will be asked of the PDF;
//! 7. [`levels`] closes the gaps between headings of a draft;
//! 8. [`quotations`] turns straight marks into those of each language, and [`normal`] composes the letters of everything that is printed.

mod aliases;
mod asides;
mod assets;
mod callouts;
mod calls;
mod characters;
pub(crate) mod charts;
mod citations;
mod claims;
mod depth;
mod exhibits;
mod flat;
mod formulas;
mod labels;
mod leads;
mod lengths;
mod levels;
mod links;
mod marks;
mod normal;
mod note_depth;
mod notes;
mod nouns;
mod paragraphs;
mod parts;
mod quotations;
mod sentences;
mod spans;
mod templates;
mod units;

use std::collections::BTreeMap;

use crate::bibliography::{Library, Style};
use crate::model::{CopyState, Draft, Evidence, Report, SentenceId, State, Theme, Waiver};
use crate::source::{ReadError, Sources};

pub use crate::asset::limit as asset_limit;
pub use assets::{paths as asset_paths, place as asset_place};
pub use citations::{
    Citations, LastCitations, format as format_citations, format_again as format_citations_again,
};
pub use templates::{fetching, stray};

/// What was read for the report beside its text.
pub struct Inputs<'a> {
    /// The text files, for the places of words.
    pub sources: &'a Sources,
    /// The bibliographies.
    pub library: &'a Library,
    /// What is known of the sources beside the bibliographies.
    pub evidence: EvidenceInputs,
    /// The bytes of each path that [`asset_paths`] names, or why they could not be read.
    pub assets: BTreeMap<String, Result<Vec<u8>, ReadError>>,
    /// How the books look.
    pub theme: Theme,
}

/// What was read of the sidecar and of the files that it names.
#[derive(Debug, Default)]
pub struct EvidenceInputs {
    /// The records of `sources.toml`, in the order of the file.
    pub records: Vec<Evidence>,
    /// The words of sources, by key.
    pub texts: BTreeMap<String, String>,
    /// What became of looking at the copies that are kept of sources, by key.
    pub copies: BTreeMap<String, CopyState>,
    /// The waivers of `waivers.toml`.
    pub waivers: Vec<Waiver>,
}

/// Resolves a draft.
pub fn resolve(draft: Draft, inputs: Inputs<'_>) -> Report {
    let Inputs {
        sources,
        library,
        evidence,
        assets,
        theme,
    } = inputs;
    let mut report = Report {
        sections: draft.sections,
        notes: draft.notes,
        citations: draft.citations,
        references: library.references().to_vec(),
        evidence: evidence
            .records
            .into_iter()
            .map(|record| (record.key.value.clone(), record))
            .collect(),
        source_texts: evidence.texts,
        copies: evidence.copies,
        waivers: draft.waivers.into_iter().chain(evidence.waivers).collect(),
        defects: draft.defects,
        ..Report::without_text(draft.manifest, theme)
    };
    note_depth::limit(&mut report);
    depth::find(&mut report);
    characters::find(&mut report);
    lengths::find(&mut report);
    labels::number(&mut report);
    paragraphs::number(&mut report);
    aliases::resolve(&mut report);
    links::resolve(&mut report, library);
    units::find(&mut report, sources, library);
    claims::find(&mut report);
    links::find_dangling(&mut report);
    assets::read(&mut report, assets);
    charts::read(&mut report);
    citations::place_attribute_citations(&mut report);
    report
}

/// Notes that a waiver stands for a sentence, and for the claims in it that nothing carries.
pub fn waive(report: &mut Report, sentence: SentenceId) {
    let sentence = &mut report.sentences[sentence.0];
    sentence.state = State::Waived;
    for claim in &sentence.claims {
        let claim = &mut report.claims[claim.0];
        if claim.state == State::Uncovered {
            claim.state = State::Waived;
        }
    }
}

/// The title page of a resolved report, composed for printing, with the pictures that it shows.
pub fn title_page(report: &Report) -> Report {
    let mut page = Report::without_text(report.manifest.clone(), report.theme.clone());
    let logo = page.theme.logo.as_ref().map(|logo| &logo.file.value);
    let logo = logo.and_then(|path| report.assets.get_key_value(path));
    page.assets
        .extend(logo.map(|(path, asset)| (path.clone(), asset.clone())));
    normal::compose_letters(&mut page);
    page
}

/// Composes a resolved report for printing: formatted citations, a reference list, notes in their
/// places, and marks.
pub fn compose(report: Report, sources: &Sources, library: &Library, style: &Style) -> Report {
    let citations = citations::format(&report, library, style);
    compose_with(report, sources, library, style, citations)
}

/// The same for a report of which the citations were formatted before, by [`format_citations`].
pub fn compose_with(
    mut report: Report,
    sources: &Sources,
    library: &Library,
    style: &Style,
    citations: Citations,
) -> Report {
    citations::place(&mut report, library, style, citations);
    callouts::name(&mut report);
    calls::leave_links(&mut report);
    if style.is_note_style() {
        notes::place_calls(&mut report);
    } else if style.raises_citations() {
        notes::place_raised(&mut report);
    }
    calls::join_words(&mut report);
    calls::single_stops(&mut report);
    formulas::take_stops(&mut report);
    citations::number_links(&mut report);
    marks::place(&mut report, sources);
    levels::close_gaps(&mut report);
    quotations::turn(&mut report, sources);
    normal::compose_letters(&mut report);
    report
}
