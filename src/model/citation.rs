//! Citations as the author wrote them.

use crate::source::{Located, Span};

/// Names a citation of [`super::Draft::citations`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CitationId(pub usize);

/// One place that names references: `[see @a, p. 3; @b]` or `@a [p. 3]`.
#[derive(Debug, Clone, PartialEq)]
pub struct Citation {
    /// Where it stands, brackets included.
    pub span: Span,
    /// How it reads in the sentence.
    pub mode: CitationMode,
    /// The references named, at least one.
    pub items: Vec<CitationItem>,
}

/// How a citation reads.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CitationMode {
    /// In brackets or in a note: `[@a]`.
    Parenthetical,
    /// As part of the sentence: `@a [p. 3]` gives "Author (2014, p. 3)".
    InText,
    /// Written in an attribute, `cite="@a"` or `proof="@a"`: it supports a claim. `cite` is
    /// printed at the end of its span or div; `proof` is only registered.
    Attribute,
}

/// One reference within a citation.
#[derive(Debug, Clone, PartialEq)]
pub struct CitationItem {
    /// The reference's key, as written, without the `@`.
    pub key: Located<String>,
    /// Where the whole item stands.
    pub span: Span,
    /// The words before the key, such as "but see".
    pub prefix: String,
    /// The place inside the source.
    pub locator: Option<Locator>,
    /// The words after the key and the locator.
    pub suffix: String,
    /// Whether `-@key` asked for the author to be left out.
    pub suppress_author: bool,
}

impl CitationItem {
    /// What this item does for the claim beside it.
    pub fn relation(&self) -> Relation {
        Relation::from_prefix(&self.prefix)
    }

    /// Whether a place inside the source is named, in a form that is understood or in free words.
    pub fn has_pinpoint(&self) -> bool {
        self.locator.is_some() || !self.suffix.is_empty()
    }

    /// The place inside the source as one text, empty if there is none.
    pub fn pinpoint(&self) -> String {
        let locator = self
            .locator
            .as_ref()
            .map(|locator| locator.source.value.as_str())
            .unwrap_or_default();
        match (locator.is_empty(), self.suffix.is_empty()) {
            (true, _) => self.suffix.clone(),
            (false, true) => locator.to_owned(),
            (false, false) => format!("{locator}, {}", self.suffix),
        }
    }
}

/// The place inside a source.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Locator {
    /// The CSL term: `page`, `paragraph`, `section`, …
    pub term: &'static str,
    /// The number, range or list, without the term.
    pub value: String,
    /// All of it as the author wrote it.
    pub source: Located<String>,
}

/// What a citation item does for a claim, read from its prefix.
///
/// The terms follow CiTO: *supports* is `citesAsEvidence`, *contradicts* is `disputes`, *context*
/// is `citesForInformation`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Relation {
    /// No prefix, or "see".
    Supports,
    /// "but see", "contra".
    Contradicts,
    /// "see also".
    Context,
    /// "cf.", "compare".
    Compare,
    /// "citing", "cited in", "quoted in".
    SecondHand,
}

impl Relation {
    /// Reads the relation from the words before a key. Unknown words support.
    pub fn from_prefix(prefix: &str) -> Self {
        let prefix = prefix.trim().trim_end_matches([',', ':']).to_lowercase();
        let has = |words: &[&str]| words.iter().any(|word| prefix.ends_with(word));
        if has(&["but see", "contra", "but cf."]) {
            Self::Contradicts
        } else if has(&["see also", "see generally"]) {
            Self::Context
        } else if has(&["cf.", "cf", "compare"]) {
            Self::Compare
        } else if has(&[
            "cited in",
            "quoted in",
            "citing",
            "quoting",
            "cited by",
            "quoted by",
        ]) {
            Self::SecondHand
        } else {
            Self::Supports
        }
    }

    /// The name used in the register.
    pub fn name(self) -> &'static str {
        match self {
            Self::Supports => "supports",
            Self::Contradicts => "contradicts",
            Self::Context => "context",
            Self::Compare => "compare",
            Self::SecondHand => "second-hand",
        }
    }

    /// Whether an item of this relation carries the claim beside it.
    pub fn carries(self) -> bool {
        matches!(self, Self::Supports | Self::SecondHand)
    }
}
