//! A report with every construct, for the tests of both books. Knows no format.

use std::collections::BTreeMap;

use crate::model::*;
use crate::source::{FileId, Located, Sources, Span};

/// Text that would be code, markup or a way out in some format.
pub const HOSTILE: &str =
    "#panic() $x$ *_@<>` \\ ]]> <b>&amp; \"q\" {{x}} #read(\"/etc/passwd\") // no /* no */";

fn file() -> FileId {
    Sources::default().add("sections/sample.md", "")
}

fn span() -> Span {
    Span::start_of(file())
}

fn at<T>(value: T) -> Located<T> {
    Located::new(value, span())
}

fn inline(kind: InlineKind) -> Inline {
    Inline { kind, span: span() }
}

/// Words.
pub fn words(text: &str) -> Inline {
    Inline::text(text, span())
}

/// A block without attributes.
pub fn block(kind: BlockKind) -> Block {
    with(kind, Attrs::default())
}

fn with(kind: BlockKind, attrs: Attrs) -> Block {
    Block {
        kind,
        attrs,
        span: span(),
    }
}

fn id(id: &str) -> Attrs {
    Attrs {
        id: Some(at(id.to_owned())),
        ..Attrs::default()
    }
}

fn class(class: &str, pairs: &[(&str, &str)]) -> Attrs {
    Attrs {
        id: None,
        classes: vec![class.to_owned()],
        pairs: pairs
            .iter()
            .map(|(key, value)| ((*key).to_owned(), at((*value).to_owned())))
            .collect(),
    }
}

/// A paragraph of words.
pub fn paragraph(text: &str) -> Block {
    block(BlockKind::Paragraph(vec![words(text)]))
}

fn mixed(content: Vec<Inline>) -> Block {
    block(BlockKind::Paragraph(content))
}

fn heading(level: u8, name: &str, text: &str) -> Block {
    let content = vec![words(text)];
    with(BlockKind::Heading { level, content }, id(name))
}

fn item(blocks: Vec<Block>) -> Item {
    Item {
        blocks,
        span: span(),
    }
}

fn row(cells: &[&str]) -> Row {
    Row {
        cells: cells
            .iter()
            .map(|text| Cell {
                content: vec![words(text)],
                span: span(),
            })
            .collect(),
        span: span(),
    }
}

/// A table of words, its first row the header, without a caption.
pub fn table_of(rows: &[&[&str]]) -> Table {
    let columns = rows.first().map_or(0, |row| row.len());
    Table {
        columns: vec![Alignment::Start; columns],
        header: row(rows.first().copied().unwrap_or_default()),
        rows: rows.iter().skip(1).map(|cells| row(cells)).collect(),
        caption: Vec::new(),
    }
}

/// A figure that is a chart.
pub fn chart(kind: ChartKind) -> Figure {
    Figure {
        path: at("data/people.csv".to_owned()),
        alt: at("Arrivals rise until 2009 and fall after 2011.".to_owned()),
        caption: vec![words("People who arrived, by year")],
        chart: Some(Chart {
            kind,
            x: "year".to_owned(),
            x_label: "Year".to_owned(),
            y_label: "People".to_owned(),
        }),
    }
}

/// Comma-separated values.
pub fn data(columns: &[&str], rows: &[&[&str]]) -> Asset {
    let own = |cells: &[&str]| cells.iter().map(|cell| (*cell).to_owned()).collect();
    Asset {
        kind: AssetKind::Table {
            columns: own(columns),
            rows: rows.iter().map(|row| own(row)).collect(),
        },
        bytes: Vec::new(),
    }
}

/// What grows while the sample is written.
#[derive(Default)]
struct Writer {
    marks: usize,
    occurrences: usize,
    citations: Vec<Citation>,
    formatted: Vec<FormattedCitation>,
    claims: Vec<Claim>,
    sentences: Vec<Sentence>,
    notes: Vec<Note>,
    back: BTreeMap<&'static str, Vec<usize>>,
}

impl Writer {
    fn mark(&mut self) -> Inline {
        self.marks += 1;
        inline(InlineKind::Mark(MarkId(self.marks - 1)))
    }

    fn citation(&mut self, key: &'static str, prefix: &str, pinpoint: &str) -> CitationId {
        self.citations.push(Citation {
            span: span(),
            mode: CitationMode::Parenthetical,
            items: vec![CitationItem {
                key: at(key.to_owned()),
                span: span(),
                prefix: prefix.to_owned(),
                locator: None,
                suffix: pinpoint.to_owned(),
                suppress_author: false,
            }],
        });
        CitationId(self.citations.len() - 1)
    }

    fn link(&mut self, key: &'static str, text: &str) -> Inline {
        self.occurrences += 1;
        self.back.entry(key).or_default().push(self.occurrences);
        inline(InlineKind::ToReference {
            key: key.to_owned(),
            occurrence: self.occurrences,
            content: vec![words(text)],
        })
    }

    /// A citation in the line.
    fn cite(&mut self, key: &'static str, prefix: &str, text: &str, pinpoint: &str) -> Inline {
        let citation = self.citation(key, prefix, pinpoint);
        let before = if prefix.is_empty() {
            "(".to_owned()
        } else {
            format!("({prefix} ")
        };
        let content = vec![
            words(&before),
            self.link(key, text),
            words(&format!(", {pinpoint})")),
        ];
        self.formatted.push(FormattedCitation::Inline(content));
        inline(InlineKind::Citation(citation))
    }

    /// A citation as a note.
    fn cite_in_note(&mut self, key: &'static str, text: &str, pinpoint: &str) -> Inline {
        let citation = self.citation(key, "", pinpoint);
        let link = self.link(key, text);
        let content = vec![link, words(&format!(", {pinpoint}."))];
        let note = self.note(vec![block(BlockKind::Paragraph(content))]);
        let before = Vec::new();
        self.formatted
            .push(FormattedCitation::Note { before, note });
        inline(InlineKind::Citation(citation))
    }

    fn note(&mut self, blocks: Vec<Block>) -> NoteId {
        let number = self.notes.len() + 1;
        self.notes.push(Note {
            span: span(),
            blocks,
            number,
        });
        NoteId(number - 1)
    }

    /// A sentence that is a claim, with the citations made so far beyond `from`.
    fn claim(&mut self, text: &str, label: Option<&str>, from: usize, rests_on: &[&str]) -> Inline {
        let mark = self.mark();
        let InlineKind::Mark(number) = mark.kind else {
            return mark;
        };
        let citations: Vec<CitationId> = (from..self.citations.len()).map(CitationId).collect();
        let derived_from: Vec<Located<String>> =
            rests_on.iter().map(|id| at((*id).to_owned())).collect();
        let (state, kind) = if rests_on.is_empty() {
            (State::Covered, Kind::Fact)
        } else {
            (State::Derived, Kind::Assessment)
        };
        self.sentences.push(Sentence {
            unit: UnitId(0),
            span: span(),
            text: text.to_owned(),
            lang: None,
            kind,
            state,
            citations: citations.clone(),
            derived_from: derived_from.clone(),
            claims: Vec::new(),
        });
        self.claims.push(Claim {
            label: label.map(|label| at(label.to_owned())),
            number: self.claims.len() + 1,
            sentence: SentenceId(self.sentences.len() - 1),
            span: span(),
            text: text.to_owned(),
            kind,
            state,
            citations,
            derived_from,
            mark: number,
        });
        mark
    }
}

fn prose(count: usize) -> Vec<Block> {
    const SENTENCES: [&str; 6] = [
        "The files of the prefecture name four thousand eight hundred people for one year alone, and nobody has shown that they were counted twice.",
        "What followed was quieter: interviews, a second survey in the border towns, and a committee that met behind closed doors in the spring.",
        "Of the 1,502 who answered, “nearly all” had crossed the river at night; fewer than a third had papers of any kind.",
        "A court can weigh such numbers only if it knows where each of them comes from — the page, the paragraph, the day.",
        "The ministry’s own figures stop in 2011, and the later series counts arrivals and not departures.",
        "International organisations have described the practice since 1999, with a care that makes the characterisation hard to dismiss.",
    ];
    (0..count)
        .map(|index| {
            let text: Vec<&str> = (0..4)
                .map(|part| SENTENCES[(index + part * (index + 1)) % 6])
                .collect();
            paragraph(&text.join(" "))
        })
        .collect()
}

fn maths(alt: &str, tex: &str, nodes: Vec<MathsNode>) -> Maths {
    Maths {
        tex: tex.to_owned(),
        alt: alt.to_owned(),
        nodes,
    }
}

fn formula() -> Maths {
    use MathsNode::*;
    let id = |text: &str| Identifier(text.to_owned());
    let op = |text: &str| Operator(text.to_owned());
    let number = |text: &str| Number(text.to_owned());
    maths(
        "n equals the sum over i of x i squared over two, plus the cube root of a bracket",
        "n = \\sum_{i=1}^{k} \\frac{x_i^2}{2} + \\sqrt[3]{\\left(a - b\\right)} \\quad \\text{if } \\sin x",
        vec![
            id("n"),
            op("="),
            Script {
                base: vec![op("∑")],
                below: Some(vec![id("i"), op("="), number("1")]),
                above: Some(vec![id("k")]),
                limits: true,
            },
            Fraction(
                vec![Script {
                    base: vec![id("x")],
                    below: Some(vec![id("i")]),
                    above: Some(vec![number("2")]),
                    limits: false,
                }],
                vec![Group(vec![number("2")])],
            ),
            op("+"),
            Root(
                vec![Fenced {
                    open: Some('('),
                    close: Some(')'),
                    body: vec![id("a"), op("-"), id("b")],
                }],
                Some(vec![number("3")]),
            ),
            Space(1.0),
            Text("if ".to_owned()),
            Name("sin".to_owned()),
            id("x"),
        ],
    )
}

/// The body: every construct at least once.
fn sections(writer: &mut Writer, statements: usize) -> Vec<Section> {
    let section = |part, blocks| Section {
        file: file(),
        part,
        blocks,
    };
    vec![
        section(Part::Body, first_section(writer)),
        section(Part::Body, second_section(writer)),
        section(Part::Body, third_section(writer, statements)),
        section(Part::Appendix, appendix(writer)),
    ]
}

fn first_section(writer: &mut Writer) -> Vec<Block> {
    let text = "The commission found that those returned are punished.";
    let from = writer.citations.len();
    let cited = writer.cite("un-2014", "", "UN Commission of Inquiry 2014", "para. 42");
    let against = writer.cite("mfa-2012", "but see", "Ministry 2012", "p. 3");
    let mark = writer.claim(text, Some("returned-punished"), from, &[]);
    let note = writer.note(vec![paragraph(
        "The word covers detention, forced labour and worse; see the definitions in the second section.",
    )]);
    let claim = inline(InlineKind::Span {
        attrs: Attrs {
            id: Some(at("returned-punished".to_owned())),
            ..class("claim", &[])
        },
        content: vec![mark, words(text), words(" "), cited, words(" "), against],
    });
    let mut blocks = vec![
        heading(1, "findings", "What was found"),
        mixed(vec![
            claim,
            words(" It did so after hearing more than eighty witnesses in public"),
            inline(InlineKind::Note(note)),
            words(", and it published what they said."),
        ]),
    ];
    blocks.extend(prose(2));
    blocks.push(heading(
        2,
        "numbers",
        "How many people, and how the number is known",
    ));
    let from = writer.citations.len();
    let in_note = writer.cite_in_note(
        "robinson-2010",
        "Courtland Robinson, “North Korea: Migration Patterns and Prospects”",
        "p. 12",
    );
    let text = "Estimates for the peak years run from 10,000 to 300,000.";
    let mark = writer.claim(text, None, from, &[]);
    blocks.push(mixed(vec![
        mark,
        words(text.trim_end_matches('.')),
        words("."),
        in_note,
        words(" The range is shown in "),
        inline(InlineKind::CrossReference {
            label: at("estimates".to_owned()),
            content: Vec::new(),
        }),
        words(" and the arrivals in "),
        inline(InlineKind::CrossReference {
            label: at("arrivals".to_owned()),
            content: Vec::new(),
        }),
        words("; "),
        inline(InlineKind::CrossReference {
            label: at("returned-punished".to_owned()),
            content: vec![words("what awaits them")],
        }),
        words(" is another matter."),
    ]));
    blocks.push(heading(3, "method", "Counting at the border"));
    blocks.extend(prose(2));
    blocks.push(with(
        BlockKind::Figure(chart(ChartKind::Bar {
            y: "people".to_owned(),
        })),
        id("arrivals"),
    ));
    blocks.extend(prose(1));
    let range = ChartKind::Range {
        low: "low".to_owned(),
        high: "high".to_owned(),
    };
    let mut estimates = chart(range);
    estimates.path = at("data/estimates.csv".to_owned());
    estimates.alt = at("Estimates scatter between 10,000 and 300,000.".to_owned());
    estimates.caption = vec![words(
        "Estimates of people in hiding, by year; dots are single numbers",
    )];
    blocks.push(with(BlockKind::Figure(estimates), id("estimates")));
    blocks.extend(prose(3));
    blocks
}

fn second_section(writer: &mut Writer) -> Vec<Block> {
    let text = "The practice therefore breaks the rule against return.";
    let from = writer.citations.len();
    let mark = writer.claim(text, Some("breaks-rule"), from, &["returned-punished"]);
    let soft = |kind: fn(Vec<Inline>) -> InlineKind, text: &str| inline(kind(vec![words(text)]));
    let list = |start, items| block(BlockKind::List { start, items });
    vec![
        heading(
            1,
            "law",
            "The law, and what it asks of a state that knows what will happen to those whom it sends back",
        ),
        mixed(vec![mark, words(text)]),
        mixed(vec![
            words("Words may be "),
            soft(InlineKind::Emphasis, "emphasised"),
            words(", "),
            soft(InlineKind::Strong, "strong"),
            words(", "),
            soft(InlineKind::Strikeout, "struck out"),
            words(" or "),
            inline(InlineKind::Code("verbatim()".to_owned())),
            words("; water is H"),
            soft(InlineKind::Subscript, "2"),
            words("O, the second is the 2"),
            soft(InlineKind::Superscript, "nd"),
            words(", "),
            soft(InlineKind::SmallCaps, "Small Caps"),
            words(" come from styles, "),
            inline(InlineKind::Link {
                url: "https://example.org/a?x=1&y=2".to_owned(),
                content: vec![words("a link leads out")],
            }),
            words(", "),
            inline(InlineKind::Maths(maths(
                "x squared",
                "x^2",
                vec![MathsNode::Script {
                    base: vec![MathsNode::Identifier("x".to_owned())],
                    below: None,
                    above: Some(vec![MathsNode::Number("2".to_owned())]),
                    limits: false,
                }],
            ))),
            words(" is a formula, and "),
            inline(InlineKind::Span {
                attrs: class("foreign", &[("lang", "nl")]),
                content: vec![words("vluchtelingenverdrag")],
            }),
            words(" is Dutch. A line"),
            inline(InlineKind::LineBreak),
            words("may be broken."),
        ]),
        paragraph(HOSTILE),
        heading(2, "lists", "Lists"),
        list(
            None,
            vec![
                item(vec![paragraph("a first point,")]),
                item(vec![
                    paragraph("a second one with points of its own:"),
                    list(
                        None,
                        vec![
                            item(vec![paragraph("inside,")]),
                            item(vec![paragraph(
                                "and inside again, in an item that is long enough to run over the end of its line and show how the next one begins;",
                            )]),
                        ],
                    ),
                ]),
                item(vec![paragraph("a third.")]),
            ],
        ),
        list(
            Some(4),
            vec![
                item(vec![paragraph("The fourth step comes first here.")]),
                item(vec![
                    paragraph("The fifth has two paragraphs, of which this is one."),
                    paragraph("And this is the other."),
                ]),
            ],
        ),
        block(BlockKind::DefinitionList(vec![
            Definition {
                term: vec![words("Refoulement")],
                definitions: vec![vec![paragraph(
                    "Sending a person to a place where persecution waits; the rule against it binds every state and knows no exception for those who came without papers.",
                )]],
            },
            Definition {
                term: vec![words("Return")],
                definitions: vec![vec![paragraph("Any transfer across the river.")]],
            },
        ])),
        block(BlockKind::Quote(vec![paragraph(
            "No Contracting State shall expel or return (“refouler”) a refugee in any manner whatsoever to the frontiers of territories where his life or freedom would be threatened.",
        )])),
        with(
            BlockKind::Div(vec![
                paragraph(
                    "A box holds what a reader in a hurry should see: three sentences, no more. It can be longer than a page and then breaks.",
                ),
                paragraph("Its second paragraph."),
            ]),
            class("box", &[("title", "In short")]),
        ),
        block(BlockKind::Maths(formula())),
        paragraph("After a formula the text goes on."),
        block(BlockKind::Code(
            "let answer = 42; // verbatim\nlet next = answer + 1;".to_owned(),
        )),
        block(BlockKind::Rule),
        paragraph("After a break the thread is taken up again."),
    ]
}

fn third_section(writer: &mut Writer, statements: usize) -> Vec<Block> {
    let mut blocks = vec![heading(1, "answers", "What others answered")];
    blocks.extend(prose(2));
    let mut table = table_of(&[
        &["Year", "Body", "What it said", "People"],
        &[
            "1999",
            "Good Friends",
            "A survey of nearly two thousand villages in three provinces, made over half a year",
            "143,000",
        ],
        &[
            "2001",
            "UNHCR",
            "A protest against return, made in public after one family was sent back",
            "7",
        ],
        &[
            "2012",
            "National Assembly",
            "A resolution that calls upon the neighbour to stop",
            "154",
        ],
    ]);
    table.columns = vec![
        Alignment::Start,
        Alignment::Start,
        Alignment::Start,
        Alignment::End,
    ];
    table.caption = vec![words("Who said what, and when")];
    blocks.push(with(BlockKind::Table(table), id("who-said-what")));
    for number in 0..statements {
        let from = writer.citations.len();
        let text = format!(
            "Statement {number} of the ministry repeats that the crossers came for work and are no refugees, and that the law of the land is applied to them as to everybody."
        );
        let key = ["mfa-2012", "robinson-2010", "un-2014", "hrw-2002"][number % 4];
        let name = [
            "Ministry 2012",
            "Robinson 2010",
            "UN Commission of Inquiry 2014",
            "Human Rights Watch 2002",
        ][number % 4];
        let cited = writer.cite(key, "", name, &format!("p. {}", number + 3));
        let label = (number % 3 == 0).then(|| format!("statement-{number}"));
        let mark = writer.claim(&text, label.as_deref(), from, &[]);
        blocks.push(mixed(vec![mark, words(&text), words(" "), cited, words(" It has been said before, and it will be said again; what matters here is the date and who signed.")]));
    }
    blocks
}

fn appendix(writer: &mut Writer) -> Vec<Block> {
    let mut rows: Vec<Vec<String>> = vec![vec!["Day".to_owned(), "Event".to_owned()]];
    for day in 1..=28 {
        let event = match day % 3 {
            0 => {
                "A petition is handed over; the count is given by the organisers and could not be checked."
            }
            1 => "The committee meets.",
            _ => {
                "A newspaper reports that thirty people are held near the border and will be sent back within days."
            }
        };
        rows.push(vec![format!("{day} February 2012"), event.to_owned()]);
    }
    let borrowed: Vec<Vec<&str>> = rows
        .iter()
        .map(|row| row.iter().map(String::as_str).collect())
        .collect();
    let slices: Vec<&[&str]> = borrowed.iter().map(Vec::as_slice).collect();
    let mut table = table_of(&slices);
    table.caption = vec![words("February 2012, day by day")];
    if let Some(cell) = table.rows.first_mut().and_then(|row| row.cells.last_mut()) {
        cell.content.insert(0, writer.mark());
    }
    let picture = Figure {
        path: at("figures/dot.png".to_owned()),
        alt: at("A single dark dot.".to_owned()),
        caption: vec![words("A picture")],
        chart: None,
    };
    vec![
        heading(1, "chronology", "Chronology"),
        paragraph("Dates are local."),
        with(BlockKind::Table(table), id("february")),
        heading(2, "pictures", "Pictures"),
        with(BlockKind::Figure(picture), id("dot")),
    ]
}

/// A picture of a dot, 480 by 160 pixels.
const PNG: &[u8] = b"\
    \x89\x50\x4e\x47\x0d\x0a\x1a\x0a\x00\x00\x00\x0d\x49\x48\x44\x52\x00\x00\x01\xe0\x00\x00\
    \x00\xa0\x01\x00\x00\x00\x00\xfc\x80\x82\xe0\x00\x00\x01\x50\x49\x44\x41\x54\x78\xda\xed\
    \xd9\x41\x0e\x83\x20\x10\x05\xd0\x31\x2c\x5c\x7a\x04\x8f\xe2\xd1\xda\xa3\x79\x14\x8e\xe0\
    \xd2\x85\xb1\xad\xb1\x14\x5c\x00\x99\xf9\x51\x4a\x3b\x6c\xcd\x8b\xa8\x43\x84\x3f\xf4\x00\
    \x06\x29\x56\xac\x58\xf1\xaf\xe2\x85\xa8\x17\xe3\x3b\x11\x49\xf1\xeb\xc6\xe9\x5b\xa7\xb0\
    \xdd\xb0\x11\xe2\x6d\xd6\xc9\x79\x53\x66\xd6\xc9\x79\x27\xf0\xb4\xe3\x56\x84\xed\x8e\x8d\
    \x08\xef\x8f\x9c\x7a\xe8\xf8\xa5\xf5\x6d\x69\x10\xe0\xc5\xe1\x5e\x80\x67\x87\x3b\x01\xb6\
    \x0e\x1b\x01\x1e\x1d\x6e\x04\xd8\xbd\xec\xc4\xeb\x4e\x5c\xf9\x8c\x1b\x1b\xaf\x1e\x0f\x6c\
    \xbc\x78\xdc\xb3\xf1\xec\x71\xc7\xc6\x93\xc7\x2d\x1b\x5b\x8f\x0d\x1b\x8f\x1e\x37\x6c\xec\
    \x3f\x73\xfc\x43\x9f\x83\x03\x1b\xad\x12\xca\xd7\x48\xbc\x4a\x28\x5f\x23\xf1\x2a\x39\x05\
    \xcf\x21\xee\xae\xc4\x53\x88\x5b\x26\xb6\x21\x36\x57\xe2\x31\xc4\x4d\x35\x38\x5c\x17\xd1\
    \x95\x71\x0a\x3e\xd8\xd8\xb2\xfa\x3a\xbc\x1e\xf1\x50\x09\x5e\x8e\xb8\x57\x9c\xc1\xf3\x11\
    \x77\x8a\x15\x2b\x56\xfc\x37\x58\xff\x18\x4c\x5c\xe9\xce\xa0\xd2\x7d\x58\xc1\x8d\x6b\xa5\
    \x3b\xfd\x72\x47\x23\xe8\x44\x57\xee\x20\x5a\xee\xf0\x0d\x65\x06\x50\x5a\x51\x30\x64\x81\
    \xb2\x21\x28\x95\x82\xf2\x30\x28\x89\x83\x32\x40\x28\x7d\x84\x72\x4f\x2c\x71\x85\xb2\x5e\
    \x28\x65\x86\xf2\x6d\x28\x59\x87\x32\x7d\xa8\x9b\x80\xf5\x31\xa0\x0e\x0a\xd4\xbb\x81\xba\
    \x46\x58\xbf\x0a\xea\x94\x41\x3d\x3a\xac\x3b\x98\x1b\x8a\x15\x2b\x56\x5c\x18\x3f\x01\xf4\
    \x13\xdc\x61\x55\x65\x62\xbe\x00\x00\x00\x00\x49\x45\x4e\x44\xae\x42\x60\x82";

fn assets() -> BTreeMap<String, Asset> {
    let people: &[&[&str]] = &[
        &["2001", "583"],
        &["2002", "1142"],
        &["2003", "1285"],
        &["2004", "1898"],
        &["2005", "1384"],
        &["2006", "2028"],
        &["2007", "2554"],
        &["2008", "2803"],
        &["2009", "2914"],
        &["2010", "2402"],
        &["2011", "2706"],
        &["2012", "1502"],
    ];
    let estimates: &[&[&str]] = &[
        &["1999", "100000", "100000"],
        &["1999", "140000", "300000"],
        &["2000", "50000", "50000"],
        &["2000", "75000", "125000"],
        &["2001", "50000", "50000"],
        &["2002", "10000", "300000"],
        &["2005", "30000", "50000"],
        &["2006", "20000", "40000"],
        &["2007", "35000", "35000"],
        &["2009", "10000", "20000"],
        &["2012", "5000", "25000"],
    ];
    BTreeMap::from([
        (
            "data/people.csv".to_owned(),
            data(&["year", "people"], people),
        ),
        (
            "data/estimates.csv".to_owned(),
            data(&["year", "low", "high"], estimates),
        ),
        (
            "figures/dot.png".to_owned(),
            Asset {
                kind: AssetKind::Png(480, 160),
                bytes: PNG.to_vec(),
            },
        ),
    ])
}

fn manifest() -> Manifest {
    let person = |name: &str, role: &str, place: Option<&str>| Contributor {
        name: name.to_owned(),
        file_as: None,
        role: role.to_owned(),
        affiliation: place.map(str::to_owned),
    };
    Manifest {
        file: file(),
        title: "Sent Back: North Koreans in China facing return".to_owned(),
        subtitle: Some("What is known, who says so, and what the law asks".to_owned()),
        authors: vec![
            person("Min-ji Kim", "aut", Some("Centre for Evidence, Seoul")),
            person("Jan de Vries", "edt", None),
        ],
        publisher: Some("Centre for Evidence".to_owned()),
        language: Some(at("en-GB".to_owned())),
        date: Some(Date {
            year: 2026,
            month: Some(11),
            day: Some(20),
        }),
        edition: Some("First edition".to_owned()),
        description: Some(
            "A brief in which every statement stands on a source that can be opened at the page."
                .to_owned(),
        ),
        keywords: vec!["refugees".to_owned(), "non-refoulement".to_owned()],
        contact: Some("corrections@example.org".to_owned()),
        identifiers: Identifiers {
            isbn: Some("978-3-16-148410-0".to_owned()),
            doi: Some("10.1234/sent-back".to_owned()),
            uuid: None,
        },
        licence: Some("Creative Commons Attribution 4.0 International".to_owned()),
        licence_url: Some("https://creativecommons.org/licenses/by/4.0/".to_owned()),
        sections: Vec::new(),
        appendices: Vec::new(),
        bibliographies: Vec::new(),
        citation_style: at("apa".to_owned()),
        formats: vec![Format::Pdf, Format::Epub],
        output_name: "sample".to_owned(),
        paper: "a4".to_owned(),
        profile: Profile::Brief,
        carry: 2,
        unused_ok: Vec::new(),
        register_scope: RegisterScope::All,
    }
}

fn references() -> Vec<Reference> {
    let reference = |key: &str, creators: &[&str], title: &str, year| Reference {
        key: key.to_owned(),
        title: Some(title.to_owned()),
        creators: creators.iter().map(|name| (*name).to_owned()).collect(),
        issued: Some(Date {
            year,
            month: None,
            day: None,
        }),
        ..Reference::default()
    };
    vec![
        reference(
            "hrw-2002",
            &["Human Rights Watch"],
            "The Invisible Exodus",
            2002,
        ),
        reference(
            "mfa-2012",
            &["Ministry of Foreign Affairs"],
            "Regular press conference",
            2012,
        ),
        reference(
            "robinson-2010",
            &["Robinson, Courtland"],
            "North Korea: Migration Patterns and Prospects",
            2010,
        ),
        reference(
            "un-2014",
            &["UN Commission of Inquiry"],
            "Report of the commission of inquiry",
            2014,
        ),
    ]
}

fn reference_list(report: &[Reference], writer: &mut Writer) -> Vec<FormattedReference> {
    report
        .iter()
        .map(|reference| {
            let title = reference.title.clone().unwrap_or_default();
            let who = reference.creators.join(", ");
            let year = reference.issued.map_or(0, |date| date.year);
            let url = format!(
                "https://example.org/archive/{}?version=2&format=print",
                reference.key
            );
            FormattedReference {
                key: reference.key.clone(),
                label: None,
                content: vec![
                    words(&format!("{who}. ({year}). ")),
                    inline(InlineKind::Emphasis(vec![words(&title)])),
                    words(". "),
                    inline(InlineKind::Link {
                        url: url.clone(),
                        content: vec![words(&url)],
                    }),
                ],
                occurrences: writer
                    .back
                    .remove(reference.key.as_str())
                    .unwrap_or_default(),
            }
        })
        .collect()
}

fn labels() -> BTreeMap<String, Label> {
    use LabelKind::*;
    [
        ("findings", Section, "1", 0),
        ("numbers", Section, "1.1", 0),
        ("method", Section, "1.1.1", 0),
        ("law", Section, "2", 1),
        ("lists", Section, "2.1", 1),
        ("answers", Section, "3", 2),
        ("chronology", Appendix, "A", 3),
        ("pictures", Appendix, "A.1", 3),
        ("arrivals", Figure, "1", 0),
        ("estimates", Figure, "2", 0),
        ("dot", Figure, "3", 3),
        ("who-said-what", Table, "1", 2),
        ("february", Table, "2", 3),
        ("returned-punished", Claim, "1", 0),
        ("breaks-rule", Claim, "3", 1),
    ]
    .into_iter()
    .map(|(name, kind, number, section)| {
        let label = Label {
            kind,
            number: number.to_owned(),
            title: name.to_owned(),
            section,
            span: span(),
        };
        (name.to_owned(), label)
    })
    .collect()
}

/// A resolved report in Latin letters only, which the embedded faces have.
pub fn report() -> Report {
    long_report(14)
}

/// The same with as many cited statements as wanted, a paragraph each.
pub fn long_report(statements: usize) -> Report {
    let mut writer = Writer::default();
    let sections = sections(&mut writer, statements);
    finish(writer, sections)
}

/// Notes, citations, marks and ids where one does not expect them, and blocks within blocks.
pub fn odd_places() -> Report {
    let mut writer = Writer::default();
    let mut rich = |name: &str| {
        let note = writer.note(vec![
            paragraph("A note."),
            paragraph("Its second paragraph."),
            block(BlockKind::Code("note()".to_owned())),
        ]);
        vec![
            writer.mark(),
            words("Words "),
            inline(InlineKind::Note(note)),
            writer.cite("un-2014", "", "UN Commission", "para. 7"),
            inline(InlineKind::Span {
                attrs: id(&format!("span-{name}")),
                content: vec![words("named")],
            }),
            inline(InlineKind::Link {
                url: "https://example.org/".to_owned(),
                content: vec![
                    words("link with "),
                    writer.cite("mfa-2012", "", "a link", "p. 1"),
                ],
            }),
            inline(InlineKind::Maths(formula())),
            // Called a second time.
            inline(InlineKind::Note(note)),
        ]
    };
    let rich_heading =
        |level, name: &str, content| with(BlockKind::Heading { level, content }, id(name));
    let mut long = table_of(&[&["a", "b"]]);
    for cell in &mut long.header.cells {
        cell.content = rich("header");
    }
    long.rows = (0..60).map(|_| row(&["some words", "more"])).collect();
    long.rows.push(row(&["too", "many", "cells"]));
    long.rows.push(row(&["few"]));
    long.caption = rich("table");
    let picture = Figure {
        path: at("figures/dot.png".to_owned()),
        alt: at(String::new()),
        caption: rich("figure"),
        chart: None,
    };
    let list = |blocks| {
        block(BlockKind::List {
            start: None,
            items: vec![item(blocks), item(Vec::new())],
        })
    };
    let mut blocks = vec![
        rich_heading(1, "findings", rich("heading")),
        rich_heading(2, "numbers", rich("second")),
        with(BlockKind::Table(long), id("who-said-what")),
        list(vec![
            with(BlockKind::Figure(picture), id("dot")),
            block(BlockKind::Table(table_of(&[&["x"], &["y"]]))),
            block(BlockKind::Quote(vec![paragraph("quoted in a list")])),
            block(BlockKind::Maths(formula())),
        ]),
        block(BlockKind::Quote(vec![list(vec![mixed(rich("quote"))])])),
        with(
            BlockKind::Div(vec![
                rich_heading(3, "method", rich("div")),
                block(BlockKind::Table(table_of(&[&["x"], &["y"]]))),
                with(
                    BlockKind::Div(vec![mixed(rich("inner"))]),
                    class("note", &[]),
                ),
            ]),
            class("box", &[("lang", "not a language"), ("title", "A box")]),
        ),
        block(BlockKind::DefinitionList(vec![Definition {
            term: rich("term"),
            definitions: vec![vec![mixed(rich("definition")), list(vec![])], vec![]],
        }])),
        block(BlockKind::DefinitionList(Vec::new())),
        block(BlockKind::Maths(maths("", "\\unknown", Vec::new()))),
        mixed(Vec::new()),
    ];
    blocks.push(mixed(vec![inline(InlineKind::CrossReference {
        label: at("nowhere".to_owned()),
        content: Vec::new(),
    })]));
    let sections = vec![Section {
        file: file(),
        part: Part::Body,
        blocks,
    }];
    finish(writer, sections)
}

fn finish(mut writer: Writer, sections: Vec<Section>) -> Report {
    let references = references();
    let reference_list = reference_list(&references, &mut writer);
    Report {
        manifest: manifest(),
        sections,
        notes: writer.notes,
        citations: writer.citations,
        formatted: writer.formatted,
        references,
        reference_list,
        labels: labels(),
        units: Vec::new(),
        sentences: writer.sentences,
        claims: writer.claims,
        assets: assets(),
        marks: writer.marks,
        defects: Vec::new(),
    }
}

/// The same with a Korean phrase in its second section, which needs a face of its own. The phrase
/// stands at the given place.
pub fn report_with_korean(place: Span) -> Report {
    let mut report = report();
    if let Some(section) = report.sections.get_mut(1) {
        let phrase = Inline {
            kind: InlineKind::Text("강제송환 반대".to_owned()),
            span: place,
        };
        section.blocks.push(mixed(vec![
            words("On the banner stood "),
            inline(InlineKind::Span {
                attrs: class("foreign", &[("lang", "ko")]),
                content: vec![phrase],
            }),
            words(", no to forced return."),
        ]));
    }
    report
}
