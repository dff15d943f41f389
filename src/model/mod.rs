//! The report as plain data: what was parsed ([`Draft`]) and what was resolved ([`Report`]).
//!
//! Nothing here reads files, judges, formats or prints. Ids stand in the tree, answers in side
//! tables: an [`Inline`] says "citation 17", and [`Report::citations`] says what citation 17 is.
//!
//! # Glossary
//!
//! One word, one meaning, here and in every message, page and file format.
//!
//! | word | meaning |
//! |---|---|
//! | **report** | the whole work: a manifest, sections, appendices and a bibliography |
//! | **manifest** | `report.toml`, or what the header of a single file says |
//! | **header** | the YAML with which a single file begins |
//! | **section** | one Markdown file of the body, or a heading of level one of a single file; an **appendix** is one after the body |
//! | **unit** | a run of prose that is cut into sentences: a paragraph, a list item, a heading, a caption, a table row |
//! | **sentence** | what lies between two sentence boundaries of a unit |
//! | **exhibit** | a table, figure or chart, with its caption |
//! | **claim** | a sentence that states something which a source must carry; a *marked* claim has an id of its own |
//! | **kind** | what sort of statement a claim is: fact, assessment, recommendation, own, … |
//! | **state** | how a sentence stands: covered, covered by its paragraph, derived, exempt, waived, uncovered |
//! | **support** | what carries a claim: a citation, or another claim it is derived from |
//! | **citation** | a place in the text that names one or more references: `[@a, p. 3; @b]` |
//! | **citation item** | one reference within a citation, with its prefix, locator and suffix |
//! | **locator** | the place inside a source: page, paragraph, article, time |
//! | **relation** | what a citation item does for the claim: supports, contradicts, gives context, … |
//! | **reference** | one entry of a bibliography; **sources** (the module) are input files |
//! | **evidence** | what `sources.toml` says of a source beside its reference: its length, grade, origin, status |
//! | **origin** | where the information of a source first came from |
//! | **waiver** | the author's reasoned word that a finding may stand, with an expiry |
//! | **bibliography** | a file of references; the **reference list** is what is printed of it |
//! | **label** | an id that a cross-reference can name |
//! | **defect** | a fact about faulty input, without words; rules turn defects into findings |
//! | **finding** | what a rule says about a place: level, message, notes, help |
//! | **trigger** | words of a sentence that make a missing source worse: a figure, a date, a quotation, … |
//! | **baseline** | the errors that were there when a report adopted the check; they warn and no longer refuse |
//! | **mark** | a place in the running text whose page is asked of the laid-out PDF |
//! | **theme** | how both books look: colours, faces, sizes, the logo; `theme.toml` or what is built in |
//! | **register** | the table of claims with what supports each of them |

mod address;
mod asset_fault;
mod attrs;
mod beside;
mod block;
mod character;
mod chart;
mod citation;
mod claim;
mod colour;
mod construct;
mod coverage;
mod defect;
mod evidence;
mod exhibit;
mod identifier;
mod inline;
mod layout;
pub mod limits;
mod linear;
mod lists;
mod manifest;
mod math;
mod reference;
mod report;
mod script;
mod section;
mod theme;
mod visit;
mod waiver;

pub use address::{doi_address, is_followed, resolved};
pub use asset_fault::{AssetFault, DataFault, DocumentFault, DrawingFault, Tells};
pub use attrs::Attrs;
pub use beside::PictureWidth;
pub use block::{Alignment, Block, BlockKind, Cell, Definition, Figure, Item, Row, Table};
pub use character::{Characters, forbidden_in, is_direction, is_forbidden, is_private_use};
pub use chart::{
    Along, Chart, ChartData, ChartFault, ChartKind, Column, Crowd, Event, Plot, Series, Stroke,
};
pub use citation::{Citation, CitationId, CitationItem, CitationMode, Joint, Locator, Relation};
pub use claim::{
    Claim, ClaimId, Exemption, Kind, Sentence, SentenceId, Standing, State, Unit, UnitId, UnitPlace,
};
pub use colour::{Colour, GRAPHICS_CONTRAST, TEXT_CONTRAST};
pub use construct::Construct;
pub use coverage::{Coverage, SectionCoverage, Tally};
pub use defect::{
    CitationFault, Counted, Defect, DefectKind, HeaderFault, Misfit, MisfitPart, TemplatePlace,
};
pub use evidence::{
    Archive, Consent, CopyState, Evidence, Grade, SourceKind, Status, Testimony, seconds_of,
};
pub use exhibit::{Exhibit, ExhibitKind, is_attributed, names_source};
pub use identifier::{bare_doi, is_doi, is_isbn, is_issn};
pub(crate) use inline::raised_digits;
pub use inline::{Inline, InlineKind, MarkId, Note, NoteId, text_of};
pub use layout::{Edition, Layout};
pub use linear::line as formula_in_line;
pub use lists::{ListHead, Quality, ReferenceList};
pub use manifest::{
    Contributor, Format, Identifiers, Manifest, Origin, Profile, RegisterScope, Scale,
    is_language_tag,
};
pub use math::{Limits, Maths, MathsNode, alone_apart, printed_number};
pub use reference::{Date, Reference, ReferenceId, Until, is_real_day, language_of_letters};
pub use report::{
    Asset, AssetKind, Draft, FormattedCitation, FormattedReference, Label, LabelKind, Report, Size,
    is_written_like_label,
};
pub use script::{
    Script, canonical_tag, is_from_right, primary_language, runs_against, script_runs,
};
pub use section::{Part, Role, Section, appendix_letter};
pub use theme::{Face, LOGO_WIDTH, Logo, Mode, OwnFont, Palette, Sizes, Swatch, Theme};
pub use visit::{Visitor, walk_block, walk_blocks, walk_inline, walk_inlines};
pub use waiver::{Waiver, WaiverTarget, fingerprint};

/// The name of one of these, in the list of all of them.
fn name_in<T: PartialEq>(names: &[(&'static str, T)], of: T) -> &'static str {
    names
        .iter()
        .find_map(|(name, one)| (*one == of).then_some(*name))
        .unwrap_or_default()
}
