//! Reports made of every construct inside every other: all pairs one after another, and random ones
//! that go deeper.

use proptest::prelude::*;
use proptest::sample::select;

/// Running text that holds no other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Leaf {
    Words,
    LongWords,
    Marks,
    Code,
    Address,
    Mailbox,
    Cite,
    CiteWithPlace,
    CiteSeveral,
    CiteWithoutAuthor,
    Author,
    AuthorWithPlace,
    AuthorWithMore,
    Maths,
    Reference,
    ReferenceByKey,
    ReferenceToHeading,
    Break,
    HtmlBreak,
    Comment,
    NamedNote,
    SameNote,
    Raised,
    Lowered,
    Korean,
    Chinese,
    Arabic,
    Hebrew,
    UnmarkedKorean,
    Proof,
}

/// All of them.
pub const LEAVES: [Leaf; 30] = {
    use Leaf::*;
    [
        Words,
        LongWords,
        Marks,
        Code,
        Address,
        Mailbox,
        Cite,
        CiteWithPlace,
        CiteSeveral,
        CiteWithoutAuthor,
        Author,
        AuthorWithPlace,
        AuthorWithMore,
        Maths,
        Reference,
        ReferenceByKey,
        ReferenceToHeading,
        Break,
        HtmlBreak,
        Comment,
        NamedNote,
        SameNote,
        Raised,
        Lowered,
        Korean,
        Chinese,
        Arabic,
        Hebrew,
        UnmarkedKorean,
        Proof,
    ]
};

/// Running text around other running text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wrap {
    Emphasis,
    Strong,
    Both,
    Strikeout,
    Raised,
    Lowered,
    Quotation,
    Brackets,
    Link,
    LinkInside,
    LinkByReference,
    Note,
    Claim,
    Assessment,
    Quiet,
    SmallCaps,
    French,
    Japanese,
    Fact,
    Cited,
    HtmlEmphasis,
    HtmlStrong,
    HtmlUnderline,
    HtmlStrike,
    HtmlRaised,
    HtmlSpan,
    HtmlLink,
}

/// All of them.
pub const WRAPS: [Wrap; 27] = {
    use Wrap::*;
    [
        Emphasis,
        Strong,
        Both,
        Strikeout,
        Raised,
        Lowered,
        Quotation,
        Brackets,
        Link,
        LinkInside,
        LinkByReference,
        Note,
        Claim,
        Assessment,
        Quiet,
        SmallCaps,
        French,
        Japanese,
        Fact,
        Cited,
        HtmlEmphasis,
        HtmlStrong,
        HtmlUnderline,
        HtmlStrike,
        HtmlRaised,
        HtmlSpan,
        HtmlLink,
    ]
};

/// A piece of running text.
#[derive(Debug, Clone, PartialEq)]
pub enum Inline {
    Leaf(Leaf),
    Wrap(Wrap, Vec<Inline>),
}

/// Blocks that hold no others, around running text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Line {
    Paragraph,
    Heading,
    OfVerse,
    PipeTable,
    PipeCaption,
    PipeHeader,
    GridTable,
    FigureCaption,
    ChartCaption,
    WideTable,
}

/// All of them.
pub const LINES: [Line; 10] = {
    use Line::*;
    [
        Paragraph,
        Heading,
        OfVerse,
        PipeTable,
        PipeCaption,
        PipeHeader,
        GridTable,
        FigureCaption,
        ChartCaption,
        WideTable,
    ]
};

/// Blocks that hold nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Plain {
    FencedCode,
    IndentedCode,
    Rule,
    Formula,
    FormulaWithId,
    TwoFigures,
    Comment,
    DashTable,
    Source,
    HebrewParagraphs,
    TitledDiv,
}

/// All of them.
pub const PLAINS: [Plain; 11] = {
    use Plain::*;
    [
        FencedCode,
        IndentedCode,
        Rule,
        Formula,
        FormulaWithId,
        TwoFigures,
        Comment,
        DashTable,
        Source,
        HebrewParagraphs,
        TitledDiv,
    ]
};

/// Blocks around other blocks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Hold {
    Quote,
    Bullets,
    Numbers,
    Letters,
    Tasks,
    Examples,
    Definitions,
    Div,
    Box,
    TitledBox,
    Callout,
    Claims,
    FrenchDiv,
    KoreanDiv,
    Note,
}

/// All of them.
pub const HOLDS: [Hold; 15] = {
    use Hold::*;
    [
        Quote,
        Bullets,
        Numbers,
        Letters,
        Tasks,
        Examples,
        Definitions,
        Div,
        Box,
        TitledBox,
        Callout,
        Claims,
        FrenchDiv,
        KoreanDiv,
        Note,
    ]
};

/// A block.
#[derive(Debug, Clone, PartialEq)]
pub enum Block {
    Line(Line, Vec<Inline>),
    Plain(Plain),
    Hold(Hold, Vec<Block>),
}

/// How a report is made into books.
#[derive(Debug, Clone, PartialEq)]
pub struct Setting {
    pub template: &'static str,
    pub paper: &'static str,
    pub style: &'static str,
    pub edition: &'static str,
    pub numbered: bool,
}

/// A report: its sections, the last of which may be an appendix.
#[derive(Debug, Clone, PartialEq)]
pub struct Draft {
    pub setting: Setting,
    pub sections: Vec<Vec<Block>>,
    pub has_appendix: bool,
}

/// Any report. Its size is about that of a short chapter.
pub fn draft() -> impl Strategy<Value = Draft> {
    let sections = prop::collection::vec(prop::collection::vec(block(), 1..6), 1..4);
    (setting(), sections, any::<bool>()).prop_map(|(setting, sections, has_appendix)| Draft {
        has_appendix: has_appendix && sections.len() > 1,
        setting,
        sections,
    })
}

fn setting() -> impl Strategy<Value = Setting> {
    let styles = ["chicago-author-date", "chicago-notes", "ieee", "apa"];
    (
        select(vec!["report", "policy-brief"]),
        select(vec!["a4", "a5", "us-letter", "6x9"]),
        select(styles.to_vec()),
        select(vec!["screen", "screen", "print"]),
        prop::bool::weighted(0.2),
    )
        .prop_map(|(template, paper, style, edition, numbered)| Setting {
            template,
            paper,
            style,
            edition,
            numbered,
        })
}

fn inline() -> BoxedStrategy<Inline> {
    let leaf = prop_oneof![
        2 => Just(Inline::Leaf(Leaf::Words)),
        3 => select(LEAVES.to_vec()).prop_map(Inline::Leaf),
    ];
    let inline = leaf.prop_recursive(3, 12, 3, |inner| {
        let content = prop::collection::vec(inner, 1..4);
        (select(WRAPS.to_vec()), content).prop_map(|(wrap, content)| Inline::Wrap(wrap, content))
    });
    inline.boxed()
}

fn block() -> BoxedStrategy<Block> {
    let line = |inline: BoxedStrategy<Inline>| {
        let line = prop_oneof![
            2 => Just(Line::Paragraph),
            3 => select(LINES.to_vec()),
        ];
        (line, prop::collection::vec(inline, 1..5))
            .prop_map(|(line, content)| Block::Line(line, content))
    };
    let leaf = prop_oneof![
        4 => line(inline()),
        1 => select(PLAINS.to_vec()).prop_map(Block::Plain),
    ];
    let hold = |inner: BoxedStrategy<Block>| {
        (select(HOLDS.to_vec()), prop::collection::vec(inner, 1..4))
            .prop_map(|(hold, blocks)| Block::Hold(hold, blocks))
    };
    leaf.prop_recursive(3, 10, 3, hold).boxed()
}

/// Every construct directly inside every other that can hold it, a few holders a report.
pub fn all_pairs() -> Vec<Draft> {
    let words = || Inline::Leaf(Leaf::Words);
    let between = |inner: Inline| vec![words(), inner, words()];
    let inlines = || {
        let leaves = LEAVES.iter().map(|leaf| Inline::Leaf(*leaf));
        let wraps = WRAPS.iter().map(|wrap| Inline::Wrap(*wrap, vec![words()]));
        leaves.chain(wraps)
    };
    let mut sections: Vec<Vec<Block>> = Vec::new();
    for line in LINES {
        let of = |inner| Block::Line(line, between(inner));
        sections.push(inlines().map(of).collect());
        // Nothing but the construct itself.
        sections.push(
            inlines()
                .map(|inner| Block::Line(line, vec![inner]))
                .collect(),
        );
    }
    for wrap in WRAPS {
        let of = |inner| Block::Line(Line::Paragraph, between(Inline::Wrap(wrap, vec![inner])));
        sections.push(inlines().map(of).collect());
    }
    let paragraph = || Block::Line(Line::Paragraph, vec![words()]);
    let blocks = || {
        let lines = LINES.iter().map(|line| Block::Line(*line, vec![words()]));
        let plains = PLAINS.iter().map(|plain| Block::Plain(*plain));
        let holds = HOLDS
            .iter()
            .map(|hold| Block::Hold(*hold, vec![paragraph()]));
        lines.chain(plains).chain(holds)
    };
    for hold in HOLDS {
        let between = |inner| Block::Hold(hold, vec![paragraph(), inner, paragraph()]);
        sections.push(blocks().map(between).collect());
        sections.push(
            blocks()
                .map(|inner| Block::Hold(hold, vec![inner]))
                .collect(),
        );
    }
    let settings = ["report", "policy-brief"].into_iter().cycle();
    let styles = ["chicago-author-date", "chicago-notes", "ieee"]
        .into_iter()
        .cycle();
    sections
        .chunks(3)
        .zip(settings.zip(styles))
        .map(|(sections, (template, style))| Draft {
            setting: Setting {
                template,
                paper: "a4",
                style,
                edition: "screen",
                numbered: false,
            },
            sections: sections.to_vec(),
            has_appendix: false,
        })
        .collect()
}
