//! What is wrong with the input, as facts without words, but what a value should have been, and what
//! an engine said.
//!
//! Whoever reads input records a defect and goes on. A rule finds the words for it: which rule
//! speaks for which defect is decided in one `match` in `rules`, so none can be forgotten.

use super::{AssetFault, ChartFault, Construct, Tells};
use crate::source::{Located, ReadError, Span};

/// A fault and its place.
#[derive(Debug, Clone, PartialEq)]
pub struct Defect {
    /// What is wrong.
    pub kind: DefectKind,
    /// Where.
    pub span: Span,
}

impl Defect {
    /// Pairs a fault with its place.
    pub fn new(kind: DefectKind, span: Span) -> Self {
        Self { kind, span }
    }
}

/// What can be wrong.
#[derive(Debug, Clone, PartialEq)]
pub enum DefectKind {
    // The manifest.
    /// The manifest is not TOML; the parser's words.
    NotToml(String),
    /// A key that does not exist, with the keys that do.
    UnknownKey {
        /// The key with its table, such as `check.profil`.
        key: String,
        /// The keys known at that place.
        known: Vec<&'static str>,
    },
    /// A key that has to be there is not.
    MissingKey(&'static str),
    /// The header of a single file cannot be read, or not all of it.
    NotYaml(HeaderFault),
    /// A key of a header that this program does not know, with the keys that it does. Pandoc
    /// allows any.
    UnknownHeaderKey {
        /// The key.
        key: String,
        /// The keys that matter.
        known: Vec<&'static str>,
    },
    /// A key that has to be in the header of a single file is not; the place is where it belongs.
    MissingHeaderKey {
        /// The key.
        key: &'static str,
        /// Whether there is a header to put it in.
        has_header: bool,
    },
    /// A value of the wrong type.
    WrongType {
        /// The key.
        key: String,
        /// What it should be.
        expected: &'static str,
        /// What it is.
        found: &'static str,
    },
    /// A value of the right type that means nothing.
    BadValue {
        /// The key.
        key: String,
        /// The value.
        value: String,
        /// What it should be.
        expected: String,
    },

    // Reading.
    /// A file that the manifest names cannot be read.
    Unreadable {
        /// The path as written.
        path: String,
        /// Why.
        error: ReadError,
        /// The paths of the files in its folder, where it is not there.
        beside: Vec<String>,
    },
    /// A file among the fonts is none that can be read; its path.
    NoFont(String),
    /// A text file is not UTF-8 from this byte on.
    NotUtf8 {
        /// The path as written.
        path: String,
        /// The first bad byte, counted from zero.
        offset: usize,
    },
    /// A character that no text may hold, or one too many of its kind.
    ForbiddenCharacter(char),
    /// A character that steers the direction of writing, to the end of its paragraph and without an end.
    OpenDirection(char),

    /// There is more of something than is read.
    OverLimit(Counted),

    // Markdown.
    /// A heading, span, div or figure with attributes that cannot be read.
    MalformedAttributes(String),
    /// `:::` opens a div that nothing closes.
    UnclosedDiv,
    /// `:::` closes a div that nothing opened.
    StrayDivFence,
    /// Fenced code that no fence closes.
    UnclosedCode,
    /// `#Title`: the marks of a heading without a space behind them; how many there are.
    GluedHeading(usize),
    /// A citation that cannot be read, and why.
    MalformedCitation(CitationFault),
    /// HTML in the text.
    RawHtml(String),
    /// A tag of HTML that marks words, without its other half among the same words.
    UnpairedTag(String),
    /// A link that leads neither out of the report nor to a label.
    BadLink(String),
    /// A picture that shares its paragraph with words.
    PictureAmongWords,
    /// Marks of strong words that have no other half and are text.
    LiteralMarks,
    /// Attributes behind words that can have none.
    StrayAttributes,
    /// A citation in the attributes of a heading, which carries nothing.
    CitationOfHeading,
    /// Markup of Pandoc or its relatives that the two books do not hold.
    NotHeld(Construct),
    /// A note is called that is not defined.
    UndefinedNote(String),
    /// A note is defined that is not called.
    UncalledNote(String),
    /// A formula that cannot be read.
    BadMaths(String),
    /// Blocks or brackets are nested deeper than the limit.
    TooDeep,

    // Bibliographies.
    /// The text cites, and names no bibliography; the files beside it that may be one.
    NoBibliography(Vec<String>),
    /// A whole file cannot be read as its format.
    BadBibliography {
        /// The format's name.
        format: &'static str,
        /// The parser's words.
        message: String,
    },
    /// One entry cannot be read.
    BadEntry {
        /// Its key.
        key: String,
        /// Why.
        message: String,
    },
    /// A field of an entry is one slip from one that is read.
    MisspeltField {
        /// The key of the entry.
        key: String,
        /// The field as it is written.
        field: String,
        /// The field that is read.
        meant: &'static str,
    },
    /// The type of an entry is one slip from one that there is, and is read as that.
    MisspeltType {
        /// The key of the entry.
        key: String,
        /// The type as it is written.
        written: String,
        /// The type that it is read as.
        meant: &'static str,
    },
    /// A key is used twice.
    DuplicateKey {
        /// The key.
        key: String,
        /// Where it stood first.
        first: Option<Span>,
    },
    /// A day or month that does not exist.
    ImpossibleDate {
        /// The entry's key.
        key: String,
        /// The field.
        field: String,
        /// The date as written.
        value: String,
    },
    /// A citation style that is neither bundled nor a file.
    UnknownStyle {
        /// The name.
        name: String,
        /// The names of the bundled styles.
        known: Vec<&'static str>,
    },
    /// A `.csl` file that cannot be used.
    BadStyle(String),
    /// A `.csl` file that depends on a style which is not bundled; the name of that.
    BadStyleParent(String),

    // Labels and assets.
    /// An id is used twice.
    DuplicateId {
        /// The id.
        id: String,
        /// Where it stood first.
        first: Span,
    },
    /// A cross-reference names a label that does not exist.
    DanglingCrossReference {
        /// The label.
        label: String,
        /// Whether only claims could be meant, as in `from=`.
        claims_only: bool,
    },
    /// Claims rest on each other in a circle, in order.
    CircularSupport(Vec<String>),
    /// The file of a picture or chart cannot be read.
    UnreadableAsset {
        /// The path as written.
        path: String,
        /// Why.
        error: ReadError,
        /// The paths of the files in its folder, where it is not there.
        beside: Vec<String>,
    },
    /// A picture or chart data that cannot be used, and why.
    BadAsset {
        /// The path as written.
        path: String,
        /// Why.
        fault: AssetFault,
    },
    /// A picture whose file name says that it is another format.
    MisnamedPicture {
        /// The path as written.
        path: String,
        /// What it is.
        format: &'static str,
    },
    /// A picture that tells more than it shows.
    PictureTells {
        /// The path as written.
        path: String,
        /// What, in order and without repetition.
        tells: Vec<Tells>,
    },
    /// A chart that cannot be drawn.
    BadChart(ChartFault),

    // The laid-out report.
    /// No face has this character.
    MissingGlyph {
        /// The character.
        character: char,
        /// The word it stands in.
        word: String,
    },
    /// Something does not fit on its page.
    Misfit {
        /// How.
        misfit: Misfit,
        /// What it is.
        what: MisfitPart,
        /// The first word that does not fit, as printed. Empty for a picture.
        word: String,
        /// The printed number of the page.
        page: String,
        /// How many more pieces at the same place do not fit.
        more: usize,
    },
    /// The layout engine refused, in its own words.
    Layout {
        /// What it said.
        message: String,
        /// Its hints.
        hints: Vec<String>,
        /// Where, if it is in a template.
        place: Option<TemplatePlace>,
    },
}

/// A place in a template of the PDF.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TemplatePlace {
    /// The template's name in `templates/pdf/`.
    pub name: String,
    /// Which bytes of it.
    pub range: std::ops::Range<usize>,
}

/// What there can be too much of. How much is too much stands in [`super::limits`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Counted {
    /// Sections and appendices.
    Sections,
    /// The bytes of all Markdown files.
    ReportBytes,
    /// The bytes of all files that are no text of the report; this one is the first too much.
    OtherBytes(String),
    /// Bibliographies.
    Bibliographies,
    /// Files of this folder.
    FolderFiles(String),
    /// The bytes of a word.
    WordBytes,
    /// The bytes of a sentence, or of a row of a table.
    SentenceBytes,
    /// The bytes of a heading, a description or another text that a PDF holds in one piece.
    StringBytes,
    /// Texts of a key that a PDF holds as one; the key.
    JoinedBytes(String),
    /// The bytes of an id.
    IdBytes,
    /// The bytes of an address.
    AddressBytes,
    /// Faces in this font file.
    FontFaces(String),
    /// Characters that the faces of the report say they have; with the font file whose are too many.
    FontCharacters(String),
    /// References in all bibliographies.
    References,
    /// References cited, each as often as it is cited.
    CitedItems,
    /// References cited, each once.
    CitedWorks,
    /// How deeply the brackets of YAML are nested.
    Nesting,
    /// How much the things weigh that lie inside each other.
    Depth,
    /// How many notes call each other in a row.
    NotesInNotes,
    /// The bytes of YAML with aliases in it.
    AliasedBytes,
    /// The bytes that the abbreviations of a BibTeX file stand for.
    AbbreviationBytes,
}

/// How something does not fit on its page. Lengths are tenths of a millimetre.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Misfit {
    /// It reaches beyond the text area, but not beyond the page.
    SticksOut(u32),
    /// It reaches out of its cell into the next column.
    LeavesCell(u32),
    /// It goes on below the text area, but not below the page.
    RunsBelow(u32),
    /// It is printed over another word.
    Overprints(String),
    /// It reaches beyond the edge of the page.
    CutOff,
}

/// What does not fit on its page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MisfitPart {
    /// Words of the running text.
    Words,
    /// Program text or another piece that is printed verbatim.
    Code,
    /// A cell of a table.
    Cell,
    /// A formula.
    Formula,
    /// A picture or chart.
    Picture,
    /// What the compiler adds: the register, the reference list, the pages before the text.
    Generated,
}

impl DefectKind {
    /// Hands over every place that a fault names beside its own.
    pub fn each_span(&mut self, mut visit: impl FnMut(&mut Span)) {
        match self {
            Self::DuplicateKey {
                first: Some(span), ..
            }
            | Self::DuplicateId { first: span, .. }
            | Self::MalformedCitation(CitationFault::RunOn { at: span })
            | Self::NotYaml(
                HeaderFault::Unclosed(span)
                | HeaderFault::Deeper(_, span)
                | HeaderFault::Glued(_, span)
                | HeaderFault::Colon(Located { span, .. })
                | HeaderFault::Twice { first: span, .. },
            ) => visit(span),
            _ => {}
        }
    }
}

/// Why a header cannot be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum HeaderFault {
    /// No line of three hyphens closes it; where one belongs.
    Unclosed(Span),
    /// It begins with other marks than three hyphens.
    Marks(String),
    /// A line is indented with a tab.
    Tab,
    /// A key is indented deeper than the key before it, which has a value already; the key, and the space
    /// that is too much.
    Deeper(String, Span),
    /// No space parts a key from its value; the key, and where the space belongs.
    Glued(String, Span),
    /// A value holds a colon and a space, which begin another value; the value as it is written.
    Colon(Located<String>),
    /// A key is there twice.
    Twice {
        /// The key.
        key: String,
        /// Where it stands first.
        first: Span,
    },
    /// A value stands between quotation marks of print; what stands between them.
    Curly(String),
    /// Another fault; the parser's words.
    Other(String),
}

/// Why a citation cannot be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CitationFault {
    /// `[@key` without `]`.
    Unclosed,
    /// `[@a, @b]`: a key that no semicolon sets off from the one before it.
    RunOn {
        /// Where the semicolon belongs.
        at: Span,
    },
    /// `[see ; @key]` or `[@a;; @b]`: an item without a key.
    EmptyItem,
    /// `[@]`: an `@` without a key.
    EmptyKey,
    /// `@key, p. 5]` without `[`.
    Unopened,
    /// `word@key`: the `@` is glued to the word before it.
    Glued,
    /// An attribute `cite=` or `from=` holds something that is not a citation.
    NotACitation,
    /// `[key, p. 5]`, `[@ key]` or `[@"key"]`: brackets that hold a word where a key may be meant; the word.
    NoMark(String),
    /// `\[@key\]`: brackets with backslashes before them, as programs write that turn another format into
    /// Markdown; the key.
    Escaped(String),
}
