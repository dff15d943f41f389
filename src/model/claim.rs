//! Sentences, how they stand, and the claims among them.

use super::{Attrs, CitationId, MarkId, Role};
use crate::source::{Located, Span};

/// Names a unit of [`super::Report::units`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct UnitId(pub usize);

/// Names a sentence of [`super::Report::sentences`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SentenceId(pub usize);

/// Names a claim of [`super::Report::claims`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ClaimId(pub usize);

/// A run of prose that is cut into sentences. A citation never reaches past its unit.
#[derive(Debug, Clone, PartialEq)]
pub struct Unit {
    /// What it is in the layout.
    pub place: UnitPlace,
    /// Index of its section in [`super::Report::sections`].
    pub section: usize,
    /// Its number among the units of that section, from one.
    pub number: usize,
    /// The role of the heading above it.
    pub role: Role,
    /// Where it stands.
    pub span: Span,
    /// Its sentences: indices into [`super::Report::sentences`].
    pub sentences: std::ops::Range<usize>,
}

/// What a unit is in the layout.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum UnitPlace {
    /// A paragraph of the running text.
    Paragraph,
    /// A paragraph inside a list item.
    ListItem,
    /// A paragraph inside a block quotation.
    Quotation,
    /// A paragraph of an explanation in a definition list.
    Definition,
    /// A paragraph of a footnote.
    Note,
    /// The caption of a figure.
    FigureCaption,
    /// The caption of a table.
    TableCaption,
    /// One row of a table, taken as one sentence.
    TableRow,
}

/// A sentence and how it stands.
#[derive(Debug, Clone, PartialEq)]
pub struct Sentence {
    /// The unit it belongs to.
    pub unit: UnitId,
    /// Where it stands, from its first to its last character, trailing citations included.
    pub span: Span,
    /// Its words, without citations and note calls.
    pub text: String,
    /// The language of the words around it, if it is not the report's.
    pub lang: Option<String>,
    /// What sort of statement it is.
    pub kind: Kind,
    /// How it stands.
    pub state: State,
    /// The citations that belong to it, in order; those in its notes and attributes included.
    pub citations: Vec<CitationId>,
    /// The claims it is derived from, by label, as written.
    pub derived_from: Vec<Located<String>>,
    /// The tables and figures that its words name with a cross-reference, by label, whatever else it cites.
    pub exhibits: Vec<String>,
    /// The marked spans inside it: indices into [`super::Report::claims`].
    pub claims: Vec<ClaimId>,
}

/// What sort of statement a sentence or a marked span makes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// A statement of fact: the default.
    Fact,
    /// Our judgement; rests on other claims.
    Assessment,
    /// What somebody should do; rests on other claims.
    Recommendation,
    /// A summary of claims made elsewhere in the report.
    Summary,
    /// Our own method or result.
    Own,
    /// How we use a word.
    Definition,
    /// A statement about this document.
    Meta,
    /// Common knowledge, with a reason.
    Common,
}

impl Kind {
    /// Every kind with the class that marks it in Markdown.
    pub const CLASSES: [(&'static str, Kind); 8] = [
        ("claim", Kind::Fact),
        ("assessment", Kind::Assessment),
        ("recommendation", Kind::Recommendation),
        ("sum", Kind::Summary),
        ("own", Kind::Own),
        ("definition", Kind::Definition),
        ("meta", Kind::Meta),
        ("common", Kind::Common),
    ];

    /// The kind a class stands for.
    pub fn from_class(class: &str) -> Option<Self> {
        Self::CLASSES
            .iter()
            .find_map(|(known, kind)| (*known == class).then_some(*kind))
    }

    /// The name used in the register.
    pub fn name(self) -> &'static str {
        match self {
            Self::Fact => "fact",
            Self::Assessment => "assessment",
            Self::Recommendation => "recommendation",
            Self::Summary => "summary",
            Self::Own => "own",
            Self::Definition => "definition",
            Self::Meta => "meta",
            Self::Common => "common",
        }
    }

    /// Whether a statement of this kind needs no support from outside the report.
    pub fn is_exempt(self) -> bool {
        matches!(
            self,
            Self::Own | Self::Definition | Self::Meta | Self::Common
        )
    }
}

/// How a sentence stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum State {
    /// It has a citation of its own, or lies in a span or div that has one.
    Covered,
    /// The last citation of its paragraph reaches it.
    CoveredByParagraph,
    /// It rests on other claims, named with `from=` or `of=`.
    Derived,
    /// It needs no support.
    Exempt(Exemption),
    /// A waiver with a reason stands for it.
    Waived,
    /// Nothing stands for it.
    Uncovered,
}

/// Why a sentence needs no support.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Exemption {
    /// Its section's role bears no claims.
    Role,
    /// Its kind needs none.
    Kind,
    /// It is a question or has no word of prose: nothing is asserted.
    NothingAsserted,
    /// It introduces what follows it, or says where in the report something stands.
    PointsElsewhere,
    /// It belongs to an exhibit that names its source in words.
    NamedSource,
    /// It is about the report and not about its subject: how it is built, who made it and how, whom
    /// it thanks.
    AboutReport,
    /// It is a note that only names a source, typed by hand.
    TypedReference,
}

impl State {
    /// The same without the reason why a sentence needs no support.
    pub fn standing(self) -> Standing {
        match self {
            Self::Covered => Standing::Covered,
            Self::CoveredByParagraph => Standing::CoveredByParagraph,
            Self::Derived => Standing::Derived,
            Self::Exempt(_) => Standing::Exempt,
            Self::Waived => Standing::Waived,
            Self::Uncovered => Standing::Uncovered,
        }
    }

    /// The name used in summaries and in the register.
    pub fn name(self) -> &'static str {
        self.standing().name()
    }
}

/// How a sentence stands, as it is counted: see [`State`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// See [`State::Covered`].
    Covered,
    /// See [`State::CoveredByParagraph`].
    CoveredByParagraph,
    /// See [`State::Derived`].
    Derived,
    /// See [`State::Exempt`].
    Exempt,
    /// See [`State::Waived`].
    Waived,
    /// See [`State::Uncovered`].
    Uncovered,
}

impl Standing {
    /// All of them, in the order in which they are printed.
    pub const ALL: [Standing; 6] = [
        Self::Covered,
        Self::CoveredByParagraph,
        Self::Derived,
        Self::Exempt,
        Self::Waived,
        Self::Uncovered,
    ];

    /// The name used in summaries and in the register.
    pub fn name(self) -> &'static str {
        match self {
            Self::Covered => "covered",
            Self::CoveredByParagraph => "covered-by-paragraph",
            Self::Derived => "derived",
            Self::Exempt => "exempt",
            Self::Waived => "waived",
            Self::Uncovered => "uncovered",
        }
    }

    /// Whether a citation or another claim carries the sentence.
    pub fn is_carried(self) -> bool {
        matches!(
            self,
            Self::Covered | Self::CoveredByParagraph | Self::Derived
        )
    }
}

/// One line of the register: a statement and what carries it.
///
/// A marked span is a claim with the author's id. A sentence that bears a claim and is not marked
/// is a claim too, with a number only.
#[derive(Debug, Clone, PartialEq)]
pub struct Claim {
    /// The author's id, if the claim is marked.
    pub label: Option<Located<String>>,
    /// Its number in the register, from one, in document order.
    pub number: usize,
    /// The sentence it stands in.
    pub sentence: SentenceId,
    /// Where it stands.
    pub span: Span,
    /// Its words.
    pub text: String,
    /// What sort of statement it is.
    pub kind: Kind,
    /// The attributes of the span that marks it; empty for a claim that nobody marked.
    pub attrs: Attrs,
    /// How it stands.
    pub state: State,
    /// The citations that belong to it.
    pub citations: Vec<CitationId>,
    /// The claims it is derived from, by label, as written.
    pub derived_from: Vec<Located<String>>,
    /// The mark at its first word.
    pub mark: MarkId,
}
