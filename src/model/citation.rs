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
    /// As part of the sentence: `@a [p. 3]` gives "Author (2014, p. 3)". What more it names, as in
    /// `@a [p. 3; @b]`, stands in the brackets: "Author (2014, p. 3; Other 2015)".
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
    /// The words before the key that belong to the citation, such as "but see": they are printed with it.
    pub prefix: String,
    /// What the words of a note before the citation say it does, where it has no prefix that says so: "But see @a".
    /// They are printed as part of the note.
    pub signal: Option<Relation>,
    /// The place inside the source.
    pub locator: Option<Locator>,
    /// The words after the key and the locator.
    pub suffix: String,
    /// What stands before these words.
    pub joint: Joint,
    /// Whether `-@key` asked for the author to be left out.
    pub suppress_author: bool,
}

impl CitationItem {
    /// A reference with nothing before or after its key.
    pub fn bare(key: Located<String>) -> Self {
        Self {
            span: key.span,
            key,
            prefix: String::new(),
            signal: None,
            locator: None,
            suffix: String::new(),
            joint: Joint::default(),
            suppress_author: false,
        }
    }

    /// What this item does for the claim beside it.
    pub fn relation(&self) -> Relation {
        match (Relation::from_prefix(&self.prefix), self.signal) {
            (Relation::Supports, Some(signal)) => signal,
            (relation, _) => relation,
        }
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
            (false, false) => format!("{locator}{}{}", self.joint.as_str(), self.suffix),
        }
    }
}

/// What an author wrote between a key or a locator and the words behind it: "p. 3, my emphasis", "p. 3 ff.".
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Joint {
    /// A comma, or no sign of how the words are to be joined.
    #[default]
    Comma,
    /// A space.
    Space,
    /// Nothing: the words begin with a mark that stands close.
    Close,
}

impl Joint {
    /// The joint of a suffix that has these characters before it.
    pub fn of(between: &str, suffix: &str) -> Self {
        if suffix.starts_with([',', '.', ';', ':', ')']) {
            Self::Close
        } else if !between.is_empty() && between.trim().is_empty() {
            Self::Space
        } else {
            Self::Comma
        }
    }

    /// What is printed.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Comma => ", ",
            Self::Space => " ",
            Self::Close => "",
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
        if prefix.is_empty() {
            return Self::Supports;
        }
        let prefix = bare_signal(prefix);
        let ends = |signal: &str| {
            let before = prefix.strip_suffix(signal);
            before.is_some_and(|before| !before.ends_with(char::is_alphanumeric))
        };
        if BUT.contains(&prefix.as_str()) {
            return Self::Contradicts;
        }
        let known = SIGNALS
            .iter()
            .find(|(_, signals)| signals.iter().copied().any(ends));
        known.map_or(Self::Supports, |(relation, _)| *relation)
    }

    /// Reads the relation from the words of a note that stand before a citation, if they end in a signal:
    /// "The gate stood. But see". Words that only mention a source, as in "we compare", are none.
    pub fn from_words_before(words: &str) -> Option<Self> {
        let words = words.trim_end();
        let bare = words.trim_end_matches(|c: char| !c.is_alphanumeric());
        let begin = |text: &str| {
            let before = text.trim_end();
            before.is_empty()
                || before.ends_with(['.', ';', ':', '?', '!', '(', '[', '—', '–', ','])
        };
        let last = bare.rfind(|c: char| !c.is_alphanumeric());
        let (before, last) = bare.split_at(last.map_or(0, |at| {
            at + bare[at..].chars().next().map_or(0, char::len_utf8)
        }));
        if BUT.contains(&last.to_lowercase().as_str()) && begin(before.trim_end_matches(',')) {
            return Some(Self::Contradicts);
        }
        match Self::from_prefix(words) {
            Self::Supports => None,
            // "Compare @a", and not "we compare @a".
            Self::Compare if !begin(before) => None,
            relation => Some(relation),
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

/// The words before a key that do something else than support, by what they do; the first that fits
/// counts. English, German, French, Spanish, Italian, Portuguese and Dutch.
///
/// The German "vgl." is not among them: it stands before every source that is not quoted word by word.
const SIGNALS: &[(Relation, &[&str])] = &[
    (
        Relation::Contradicts,
        &[
            // English
            "but see",
            "but see generally",
            "but see also",
            "but cf",
            "but compare",
            "but contrast",
            "although see",
            "though see",
            "yet see",
            "however see",
            "see however",
            "see, however",
            "see by contrast",
            "see, by contrast",
            "by contrast see",
            "by contrast, see",
            "contra",
            "contrast",
            "contrary",
            "to the contrary",
            "contradicted by",
            "denied by",
            "disputed by",
            "against this",
            // German
            "siehe aber",
            "s. aber",
            "so aber",
            "vgl. aber",
            "anders",
            "anders aber",
            "a.a",
            "a. a",
            "a.m",
            "a. m",
            "anderer ansicht",
            "anderer auffassung",
            "anderer meinung",
            "dagegen",
            "dagegen aber",
            "hingegen",
            "demgegenüber",
            "entgegen",
            "jedoch",
            "siehe aber auch",
            "vgl. aber auch",
            // French
            "mais voir",
            "mais v",
            "mais cf",
            "voir cependant",
            "voir toutefois",
            "voir néanmoins",
            "cependant",
            "toutefois",
            "en sens contraire",
            "à l’encontre",
            "contredit par",
            "contesté par",
            // Spanish
            "pero véase",
            "pero ver",
            "véase sin embargo",
            "sin embargo",
            "en contra",
            "en sentido contrario",
            // Italian
            "ma si veda",
            "ma v",
            "in senso contrario",
            "contrariamente",
            // Portuguese
            "mas ver",
            "mas veja-se",
            "em sentido contrário",
            // Dutch
            "maar zie",
            "zie echter",
            "zie daarentegen",
        ],
    ),
    (
        Relation::Context,
        &[
            "see also",
            "see generally",
            "see too",
            "siehe auch",
            "s. auch",
            "s.a",
            "s. a",
            "vgl. auch",
            "vergleiche auch",
            "siehe allgemein",
            "weiterführend",
            "voir aussi",
            "voir également",
            "v. aussi",
            "voir en général",
            "véase también",
            "ver también",
            "véase en general",
            "si veda anche",
            "v. anche",
            "vedi anche",
            "ver também",
            "veja-se também",
            "zie ook",
        ],
    ),
    (
        Relation::Compare,
        &[
            "cf",
            "compare",
            "comparer",
            "compárese",
            "vergleiche",
            "vergelijk",
            "confronta",
        ],
    ),
    (
        Relation::SecondHand,
        &[
            "cited in",
            "quoted in",
            "citing",
            "quoting",
            "cited by",
            "quoted by",
            "zitiert nach",
            "zit. nach",
            "zitiert in",
            "zit. in",
            "zitiert bei",
            "zit. bei",
            "cité par",
            "cité dans",
            "cité in",
            "citée par",
            "citée dans",
            "citado por",
            "citado en",
            "citado em",
            "citato in",
            "citato da",
            "cit. in",
            "cit. en",
            "geciteerd in",
            "apud",
        ],
    ),
];

/// Words that turn a source against the sentence where they stand alone before its key.
const BUT: &[&str] = &["but", "aber", "mais", "pero", "ma", "mas", "maar"];

/// Words between a signal and a key that leave the signal what it is.
const ASIDES: &[&str] = &[
    "e.g",
    "eg",
    "i.e",
    "for example",
    "for instance",
    "inter alia",
    "in particular",
    "especially",
    "esp",
    "z. b",
    "z.b",
    "zum beispiel",
    "beispielsweise",
    "etwa",
    "insb",
    "insbesondere",
    "u. a",
    "u.a",
    "p. ex",
    "par exemple",
    "notamment",
    "p. ej",
    "por ejemplo",
    "entre otros",
    "ad esempio",
    "ad es",
    "por exemplo",
    "bijv",
    "bijvoorbeeld",
];

/// The words before a key in lower case, as far as they tell what the source does.
fn bare_signal(prefix: &str) -> String {
    let mut bare = prefix.to_lowercase().replace('\'', "’");
    loop {
        bare.truncate(bare.trim_end_matches(|c: char| !c.is_alphanumeric()).len());
        let aside = ASIDES.iter().find_map(|aside| {
            let before = bare.strip_suffix(aside)?;
            (!before.ends_with(|c: char| c.is_alphanumeric() || c == '.')).then_some(before.len())
        });
        match aside {
            Some(length) => bare.truncate(length),
            None => return bare,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_words_before_a_citation_in_a_note() {
        let check = |words: &str, expected: Option<Relation>| {
            assert_eq!(Relation::from_words_before(words), expected, "{words}");
        };
        check("But see ", Some(Relation::Contradicts));
        check("The gate stood. But ", Some(Relation::Contradicts));
        check(
            "For the other view, see, however, ",
            Some(Relation::Contradicts),
        );
        check("See also ", Some(Relation::Context));
        check("Vgl. auch ", Some(Relation::Context));
        check("a. A. ", Some(Relation::Contradicts));
        check("Compare ", Some(Relation::Compare));
        check("It fell. Cf. ", Some(Relation::Compare));
        check("the letter, cited in ", Some(Relation::SecondHand));
        check("", None);
        check("See ", None);
        check("Vgl. ", None);
        check("We compare ", None);
        check("The tribune saw nothing but ", None);
        check("The count is that of ", None);
        check("See the table in ", None);
        check("They looked at it anew, ", None);
        check("Data from ", None);
    }

    #[test]
    fn a_prefix_says_what_its_source_does() {
        let check = |relation: Relation, prefixes: &[&str]| {
            for prefix in prefixes {
                assert_eq!(Relation::from_prefix(prefix), relation, "{prefix}");
            }
        };
        check(
            Relation::Contradicts,
            &[
                "but",
                "but see",
                "but see, e.g.,",
                "But see",
                "for the other view, but cf.",
                "contrast",
                "contra",
                "see, however, for instance",
                "anders",
                "a. A.",
                "vgl. aber",
                "siehe jedoch etwa",
                "mais voir",
                "pero véase",
            ],
        );
        check(
            Relation::Context,
            &[
                "see also, e.g.,",
                "see generally",
                "siehe auch z. B.",
                "voir aussi",
                "véase también",
            ],
        );
        check(Relation::Compare, &["cf.", "cf", "compare", "compárese"]);
        check(
            Relation::SecondHand,
            &["quoted in", "zit. nach", "cité par", "apud"],
        );
        check(
            Relation::Supports,
            &[
                "",
                "see",
                "see, e.g.,",
                "e.g.",
                "vgl.",
                "vgl. nur",
                "siehe",
                "voir",
                "véase",
                "Mama",
                "drama",
                "in contrast to the flood of 1953",
                "Besonders",
                "nothing but",
            ],
        );
    }
}
