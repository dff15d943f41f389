//! Why a picture or chart data cannot be shown, and what a picture tells beside what it shows: facts
//! without words.

/// Why a file cannot be shown.
#[derive(Debug, Clone, PartialEq)]
pub enum AssetFault {
    /// It is none of the formats that both books show; the name of what it is, if its first bytes tell.
    Format(Option<&'static str>),
    /// The file is empty.
    Empty,
    /// Nobody has read the file.
    NotRead,
    /// More bytes than the limit, which is given.
    TooLarge(u64),
    /// More pixels than the limit, by its header.
    TooManyPixels {
        /// The width.
        width: u32,
        /// The height.
        height: u32,
    },
    /// A picture of the format named without a width or a height.
    NoSize(&'static str),
    /// A picture of the format named that ends before its end.
    Truncated(&'static str),
    /// A picture that cannot be decoded; the decoder's words.
    Undecodable(String),
    /// A PNG with a colour profile beyond the limit.
    Profile,
    /// A PNG in more pieces than the limit.
    Pieces,
    /// A JPEG in more scans than the limit.
    Scans,
    /// A PNG with several frames.
    Animated,
    /// A JPEG in the four inks of a printing press.
    Inks,
    /// A JPEG in a coding that few programs read; its name.
    RareCoding(&'static str),
    /// A drawing.
    Drawing {
        /// The line of the SVG, counted from one.
        line: u32,
        /// What is wrong there.
        fault: DrawingFault,
    },
    /// A PDF.
    Document(DocumentFault),
    /// Chart data that cannot be read.
    Data(DataFault),
    /// Data where a picture is needed.
    DataAsLogo,
    /// Data in a figure that is not a chart.
    DataWithoutChart,
    /// A style sheet of the report's own that fetches something; what, as written.
    Fetches(String),
    /// A file among the templates that nothing reads; the files that are read in its folder.
    Stray(&'static [&'static str]),
    /// What the layout engine said.
    Engine(String),
}

/// What no drawing may hold.
#[derive(Debug, Clone, PartialEq)]
pub enum DrawingFault {
    /// It is not UTF-8.
    NotUtf8,
    /// It is not well-formed XML; the parser's words.
    NotXml(String),
    /// The root is not `svg` in SVG's namespace.
    NotSvg,
    /// A document type, which could define entities.
    DocumentType,
    /// An instruction that fetches a stylesheet.
    Stylesheet,
    /// An element that runs, moves, or holds another document; its name.
    Element(String),
    /// An attribute that runs a script; its name.
    Handler(String),
    /// A reference out of the file, as written.
    Reference(String),
    /// Elements nested deeper than the limit.
    TooDeep,
    /// An element with more attributes than the limit.
    Crowded,
    /// A text longer than the limit.
    LongText,
    /// Style rules that take more steps than the limit to try on all elements.
    TooManyRules,
    /// More clips around each other than the limit.
    TooManyClips,
    /// More elements than the limit, each counted as often as it is drawn.
    TooMany,
    /// An element that is drawn within itself; its id.
    Circle(String),
    /// A number beyond the limit, or one that transforms enlarge beyond it.
    TooLarge,
}

/// Why a PDF cannot be drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DocumentFault {
    /// Nothing can read it.
    Unreadable,
    /// It is encrypted.
    Locked,
    /// Objects or drawings within each other deeper than the limit.
    TooDeep,
    /// What is packed in it becomes larger than the limit.
    TooMuch,
    /// Its pictures have more pixels than the limit, each counted as often as it is drawn.
    TooManyPixels,
    /// A stream in a coding that is not read; its name.
    Coding(&'static str),
    /// More steps than the limit, each counted as often as it is done.
    TooManySteps,
    /// Its lines go further than the limit, or have too many dashes.
    TooFine,
    /// Reading or drawing it takes longer than the limit.
    TooLong,
}

/// Why data cannot be drawn.
#[derive(Debug, Clone, PartialEq)]
pub enum DataFault {
    /// They are not UTF-8.
    NotUtf8,
    /// They are not comma-separated values; the parser's words.
    NotCsv(String),
    /// A row with more or fewer cells than there are columns.
    Ragged {
        /// The row, counted from one below the names of the columns.
        row: usize,
        /// How many cells it has.
        cells: usize,
        /// How many columns there are.
        columns: usize,
    },
    /// A cell that begins with a quotation mark and has none at its end; the line where it begins, counted
    /// from one.
    OpenQuote(usize),
    /// A control character or a non-character.
    Character {
        /// The line, counted from one.
        line: usize,
        /// The character.
        character: char,
    },
    /// More columns than the limit.
    TooManyColumns(usize),
    /// More rows than the limit.
    TooManyRows,
}

/// What a picture tells beside what it shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Tells {
    /// Where it was taken.
    Place,
    /// A camera's record that a program has wrapped up as text: it may say where as well.
    Record,
    /// Whose camera it was, or who took it.
    Person,
    /// The number of the camera or lens, or the notes of its maker, which hold it.
    Camera,
    /// A small second picture, which may show what was cut away from the first.
    Thumbnail,
    /// Further data behind the end of the picture, such as a film.
    Appendix,
}
