//! A report made by hand with every construct that a book can hold, for the tests of the books.

use std::collections::BTreeMap;

use crate::model::*;
use crate::source::{FileId, Located, Sources, Span};

/// Builds trees without places: every span is the start of one file.
pub(crate) struct Make {
    file: FileId,
    pub(crate) report: Report,
    occurrence: usize,
}

impl Make {
    pub(crate) fn new() -> Self {
        let file = Sources::default().add("report.toml", "");
        Self {
            file,
            report: Report {
                manifest: manifest(file),
                sections: Vec::new(),
                notes: Vec::new(),
                citations: Vec::new(),
                formatted: Vec::new(),
                references: Vec::new(),
                reference_list: Vec::new(),
                labels: BTreeMap::new(),
                units: Vec::new(),
                sentences: Vec::new(),
                claims: Vec::new(),
                assets: BTreeMap::new(),
                marks: 0,
                defects: Vec::new(),
            },
            occurrence: 0,
        }
    }

    fn span(&self) -> Span {
        Span::start_of(self.file)
    }

    fn located(&self, text: &str) -> Located<String> {
        Located::new(text.to_owned(), self.span())
    }

    pub(crate) fn inline(&self, kind: InlineKind) -> Inline {
        Inline {
            kind,
            span: self.span(),
        }
    }

    pub(crate) fn t(&self, text: &str) -> Inline {
        self.inline(InlineKind::Text(text.to_owned()))
    }

    pub(crate) fn attrs(&self, id: &str, classes: &[&str], pairs: &[(&str, &str)]) -> Attrs {
        Attrs {
            id: (!id.is_empty()).then(|| self.located(id)),
            classes: classes.iter().map(ToString::to_string).collect(),
            pairs: pairs
                .iter()
                .map(|(key, value)| (key.to_string(), self.located(value)))
                .collect(),
        }
    }

    pub(crate) fn block(&self, kind: BlockKind) -> Block {
        self.block_with(kind, Attrs::default())
    }

    pub(crate) fn block_with(&self, kind: BlockKind, attrs: Attrs) -> Block {
        Block {
            kind,
            attrs,
            span: self.span(),
        }
    }

    pub(crate) fn p(&self, content: Vec<Inline>) -> Block {
        self.block(BlockKind::Paragraph(content))
    }

    pub(crate) fn mark(&mut self) -> Inline {
        let mark = MarkId(self.report.marks);
        self.report.marks += 1;
        self.inline(InlineKind::Mark(mark))
    }

    fn label(&mut self, id: &str, kind: LabelKind, number: &str, title: &str) {
        let label = Label {
            kind,
            number: number.to_owned(),
            title: title.to_owned(),
            section: 0,
            span: self.span(),
        };
        self.report.labels.insert(id.to_owned(), label);
    }

    pub(crate) fn heading(&mut self, level: u8, id: &str, number: &str, title: &str) -> Block {
        let kind = if number.starts_with(|c: char| c.is_ascii_digit()) || number.is_empty() {
            LabelKind::Section
        } else {
            LabelKind::Appendix
        };
        self.label(id, kind, number, title);
        let content = vec![self.mark(), self.t(title)];
        let attrs = self.attrs(id, &[], &[]);
        self.block_with(BlockKind::Heading { level, content }, attrs)
    }

    fn to_reference(&mut self, key: &str, text: &str) -> Inline {
        self.occurrence += 1;
        let occurrence = self.occurrence;
        for entry in &mut self.report.reference_list {
            if entry.key == key {
                entry.occurrences.push(occurrence);
            }
        }
        self.inline(InlineKind::ToReference {
            key: key.to_owned(),
            occurrence,
            content: vec![self.t(text)],
        })
    }

    fn items(&self, keys: &[(&str, &str, &str)]) -> Citation {
        Citation {
            span: self.span(),
            mode: CitationMode::Parenthetical,
            items: keys
                .iter()
                .map(|(prefix, key, pinpoint)| CitationItem {
                    key: self.located(key),
                    span: self.span(),
                    prefix: prefix.to_string(),
                    locator: (!pinpoint.is_empty()).then(|| Locator {
                        term: "page",
                        value: pinpoint.to_string(),
                        source: self.located(&format!("p. {pinpoint}")),
                    }),
                    suffix: String::new(),
                    suppress_author: false,
                })
                .collect(),
        }
    }

    /// A citation printed in the line.
    pub(crate) fn cite(&mut self, keys: &[(&str, &str, &str)]) -> Inline {
        let mut printed = vec![self.t("(")];
        for (at, (prefix, key, pinpoint)) in keys.iter().enumerate() {
            if at > 0 {
                printed.push(self.t("; "));
            }
            printed.push(self.t(prefix));
            printed.push(self.t(if prefix.is_empty() { "" } else { " " }));
            let link = self.to_reference(key, &format!("{key} 2014"));
            printed.push(link);
            printed.push(self.t(&format!(", p. {pinpoint}")));
        }
        printed.push(self.t(")"));
        self.add_citation(keys, FormattedCitation::Inline(printed))
    }

    pub(crate) fn add_citation(
        &mut self,
        keys: &[(&str, &str, &str)],
        formatted: FormattedCitation,
    ) -> Inline {
        let id = CitationId(self.report.citations.len());
        self.report.citations.push(self.items(keys));
        self.report.formatted.push(formatted);
        self.inline(InlineKind::Citation(id))
    }

    pub(crate) fn add_note(&mut self, blocks: Vec<Block>) -> NoteId {
        let number = self.report.notes.len() + 1;
        self.report.notes.push(Note {
            span: self.span(),
            blocks,
            number,
        });
        NoteId(number - 1)
    }

    pub(crate) fn note(&mut self, blocks: Vec<Block>) -> Inline {
        let id = self.add_note(blocks);
        self.inline(InlineKind::Note(id))
    }

    pub(crate) fn wrapped(&self, attrs: Attrs, content: Vec<Inline>) -> Inline {
        self.inline(InlineKind::Span { attrs, content })
    }

    pub(crate) fn lang(&self, tag: &str, text: &str) -> Inline {
        let attrs = self.attrs("", &[], &[("lang", tag)]);
        self.wrapped(attrs, vec![self.t(text)])
    }

    pub(crate) fn to(&self, label: &str) -> Inline {
        self.inline(InlineKind::CrossReference {
            label: self.located(label),
            content: Vec::new(),
        })
    }

    pub(crate) fn maths(&self, alt: &str, nodes: Vec<MathsNode>) -> Maths {
        Maths {
            tex: alt.to_owned(),
            alt: alt.to_owned(),
            nodes,
        }
    }

    pub(crate) fn claim(
        &mut self,
        label: &str,
        text: &str,
        mark: &Inline,
        citations: Vec<usize>,
        from: &[&str],
    ) {
        let InlineKind::Mark(mark) = mark.kind else {
            return;
        };
        let number = self.report.claims.len() + 1;
        if !label.is_empty() {
            self.label(label, LabelKind::Claim, &number.to_string(), text);
        }
        self.report.claims.push(Claim {
            label: (!label.is_empty()).then(|| self.located(label)),
            number,
            sentence: SentenceId(0),
            span: self.span(),
            text: text.to_owned(),
            kind: Kind::Fact,
            state: State::Covered,
            citations: citations.into_iter().map(CitationId).collect(),
            derived_from: from.iter().map(|label| self.located(label)).collect(),
            mark,
        });
    }

    pub(crate) fn table(
        &mut self,
        id: &str,
        classes: &[&str],
        caption: &str,
        rows: &[&[&str]],
    ) -> Block {
        let number = self.report.labels.len().to_string();
        self.label(id, LabelKind::Table, &number, caption);
        let row = |cells: &&[&str]| Row {
            cells: cells
                .iter()
                .map(|cell| Cell {
                    content: vec![self.t(cell)],
                    span: self.span(),
                })
                .collect(),
            span: self.span(),
        };
        let columns = rows[0].iter().enumerate().map(|(at, _)| match at {
            0 => Alignment::Start,
            1 => Alignment::Center,
            _ => Alignment::End,
        });
        let table = Table {
            columns: columns.collect(),
            header: row(&rows[0]),
            rows: rows[1..].iter().map(row).collect(),
            caption: vec![self.t(caption)],
        };
        self.block_with(BlockKind::Table(table), self.attrs(id, classes, &[]))
    }

    pub(crate) fn figure(
        &mut self,
        id: &str,
        path: &str,
        chart: bool,
        caption: Vec<Inline>,
    ) -> Block {
        let number = if chart { "2" } else { "1" };
        self.label(id, LabelKind::Figure, number, "A figure");
        let figure = Figure {
            path: self.located(path),
            alt: self.located("A square of four fields, two of them dark, seen from above."),
            caption,
            chart: chart.then(|| Chart {
                kind: ChartKind::Bar { y: "days".into() },
                x: "year".into(),
                x_label: "Year".into(),
                y_label: "Days".into(),
            }),
        };
        self.block_with(BlockKind::Figure(figure), self.attrs(id, &[], &[]))
    }

    fn reference(&mut self, key: &str, creator: &str, title: &str) {
        self.report.references.push(Reference {
            key: key.to_owned(),
            creators: vec![creator.to_owned()],
            title: Some(title.to_owned()),
            issued: Some(Date {
                year: 2014,
                month: None,
                day: None,
            }),
            ..Reference::default()
        });
        let content = vec![
            self.t(&format!("{creator}. ")),
            self.inline(InlineKind::Emphasis(vec![self.t(title)])),
            self.t(". 2014. "),
            self.inline(InlineKind::Link {
                url: format!("https://example.org/{key}?a=1&b=2"),
                content: vec![self.t(&format!("https://example.org/{key}?a=1&b=2"))],
            }),
        ];
        self.report.reference_list.push(FormattedReference {
            key: key.to_owned(),
            label: None,
            content,
            occurrences: Vec::new(),
        });
    }
}

fn manifest(file: FileId) -> Manifest {
    let at = Span::start_of(file);
    let author = |name: &str, file_as: Option<&str>, role: &str| Contributor {
        name: name.to_owned(),
        file_as: file_as.map(str::to_owned),
        role: role.to_owned(),
        affiliation: Some("Example Institute".to_owned()),
    };
    Manifest {
        file,
        title: "The \"Ledger\" & the Law <sample>".to_owned(),
        subtitle: Some("What the records show".to_owned()),
        authors: vec![
            author("Ana Example", Some("Example, Ana"), "aut"),
            author("김민수", None, "edt"),
        ],
        publisher: Some("Example Rights Watch".to_owned()),
        language: Some(Located::new("en-GB".to_owned(), at)),
        date: Some(Date {
            year: 2026,
            month: Some(3),
            day: Some(1),
        }),
        edition: Some("First edition".to_owned()),
        description: Some("A sample & its sources.".to_owned()),
        keywords: vec!["human rights".to_owned(), "detention".to_owned()],
        contact: Some("corrections@example.org".to_owned()),
        identifiers: Identifiers {
            isbn: Some("978-3-16-148410-0".to_owned()),
            doi: Some("10.1234/erw.2026.1".to_owned()),
            uuid: None,
        },
        licence: Some("CC-BY-4.0".to_owned()),
        licence_url: Some("https://creativecommons.org/licenses/by/4.0/".to_owned()),
        sections: Vec::new(),
        appendices: Vec::new(),
        bibliographies: Vec::new(),
        citation_style: Located::new("apa".to_owned(), at),
        formats: Vec::new(),
        output_name: "report".to_owned(),
        paper: "a4".to_owned(),
        profile: Profile::Brief,
        carry: 0,
        unused_ok: Vec::new(),
        register_scope: RegisterScope::All,
    }
}

/// A report with every construct.
pub(crate) fn sample() -> Report {
    let mut m = Make::new();
    for (key, creator, title) in [
        ("alpha", "Alpha, A.", "On \"first\" things"),
        ("beta", "Beta, B.", "진실 화해 위원회 report"),
        ("gamma", "Gamma Commission", "Only proven, never printed"),
    ] {
        m.reference(key, creator, title);
    }
    let summary = summary(&mut m);
    let findings = findings(&mut m);
    let appendix = appendix(&mut m);
    for (part, blocks) in [
        (Part::Body, summary),
        (Part::Body, findings),
        (Part::Appendix, appendix),
    ] {
        let file = m.file;
        m.report.sections.push(Section { file, part, blocks });
    }
    m.report.sentences.push(Sentence {
        unit: UnitId(0),
        span: m.span(),
        text: String::new(),
        lang: None,
        kind: Kind::Fact,
        state: State::Covered,
        citations: Vec::new(),
        derived_from: Vec::new(),
        claims: Vec::new(),
    });
    let bytes = include_bytes!("sample.png").to_vec();
    m.report.assets.insert(
        "figures/plan of Cell.png".to_owned(),
        Asset {
            kind: AssetKind::Png(8, 8),
            bytes,
        },
    );
    let text = |cells: &[&str]| cells.iter().map(ToString::to_string).collect::<Vec<_>>();
    m.report.assets.insert(
        "data/days.csv".to_owned(),
        Asset {
            kind: AssetKind::Table {
                columns: text(&["year", "days"]),
                rows: vec![text(&["2018", "41"]), text(&["2019", "44.5"])],
            },
            bytes: Vec::new(),
        },
    );
    m.report
}

fn summary(m: &mut Make) -> Vec<Block> {
    let mut heading = m.heading(1, "summary", "", "Summary");
    heading.attrs.pairs = m.attrs("", &[], &[("role", "summary")]).pairs;
    let mark = m.mark();
    let text = "Detention rose in 14 of 20 districts; Kim (김 철수) was held for 112 days.";
    m.claim("c-rise", text, &mark, vec![0], &["c-stay"]);
    let cite = m.cite(&[("", "alpha", "3"), ("but see", "beta", "4–5")]);
    let attrs = m.attrs("c-rise", &["claim"], &[]);
    let span = m.wrapped(attrs, vec![mark, m.t(text)]);
    let inner = m.cite(&[("", "alpha", "9")]);
    let paragraph = m.p(vec![
        m.t("A claim is a sentence that a reader could dispute "),
        inner,
        m.t("."),
    ]);
    let note = m.note(vec![paragraph]);
    let again = note.clone();
    let first = m.p(vec![
        span,
        m.t(" "),
        cite,
        m.t("."),
        note,
        m.t(" See "),
        m.to("findings"),
        m.t(", "),
        m.to("fig-plan"),
        m.t(" and "),
        m.to("c-stay"),
        m.t("; the note stands here again."),
        again,
    ]);
    let hostile = m.p(vec![
        m.t("]]> <script>alert(1)</script> &amp; \u{0} \u{8} \u{fffe} \u{202e}bidi\u{202c} \"quotes\""),
        m.inline(InlineKind::LineBreak),
        m.inline(InlineKind::Code("<b>&\"'</b>".into())),
        m.inline(InlineKind::Link { url: "javascript:alert(1)".into(), content: vec![m.t("no script")] }),
        m.inline(InlineKind::Link { url: "https://example.org/a b?\"x\"=<y>".into(), content: vec![m.t("a link")] }),
    ]);
    vec![heading, first, hostile]
}

fn findings(m: &mut Make) -> Vec<Block> {
    let heading = m.heading(1, "findings", "1", "What was found");
    let stay = m.mark();
    let text = "The median stay was 112 days.";
    let silent = m.add_citation(&[("citing", "gamma", "7")], FormattedCitation::Silent);
    m.claim("c-stay", text, &stay, vec![2], &[]);
    let paragraph = {
        let before = m.to_reference("beta", "Beta");
        let link = m.to_reference("beta", "Beta, “Report”, 2014");
        let inner = m.p(vec![link, m.t(", at 12.")]);
        let item = Item {
            blocks: vec![m.p(vec![m.t("a list in a note")])],
            span: m.span(),
        };
        let list = m.block(BlockKind::List {
            start: None,
            items: vec![item],
        });
        let note = m.add_note(vec![inner, list]);
        let noted = m.add_citation(
            &[("", "beta", "12")],
            FormattedCitation::Note {
                before: vec![before],
                note,
            },
        );
        let attrs = m.attrs("c-stay", &["claim"], &[]);
        let span = m.wrapped(attrs, vec![stay, m.t(text), silent]);
        m.p(vec![span, m.t(" "), noted])
    };
    let sub = m.heading(2, "length", "1.1", "Length of detention");
    let mark = m.mark();
    let unlabelled = "Cells were overcrowded in 9 of 11 sites.";
    m.claim("", unlabelled, &mark, vec![0], &[]);
    let styles = m.p(vec![
        mark,
        m.t(unlabelled),
        m.t(" Words: "),
        m.inline(InlineKind::Emphasis(vec![
            m.t("em"),
            m.inline(InlineKind::Strong(vec![m.t("strong")])),
        ])),
        m.inline(InlineKind::Strikeout(vec![m.t("struck")])),
        m.inline(InlineKind::Superscript(vec![m.t("up")])),
        m.inline(InlineKind::Subscript(vec![m.t("down")])),
        m.inline(InlineKind::SmallCaps(vec![m.t("Small")])),
        m.t(" "),
        m.lang("ko", "진실화해위원회"),
        m.t(" "),
        m.lang("ar", "حقوق"),
        m.t(" 한국어 unmarked; inline "),
        m.inline(InlineKind::Maths(m.maths(
            "x sub i",
            vec![MathsNode::Script {
                base: vec![MathsNode::Identifier("x".into())],
                below: Some(vec![MathsNode::Identifier("i".into())]),
                above: None,
                limits: false,
            }],
        ))),
        m.t(" and unread "),
        m.inline(InlineKind::Maths(m.maths("\\weird{x}<", Vec::new()))),
    ]);
    let equation = m.block(BlockKind::Maths(m.maths(
        "r equals one over N",
        vec![
            MathsNode::Identifier("r".into()),
            MathsNode::Operator("=".into()),
            MathsNode::Fraction(
                vec![MathsNode::Number("1".into())],
                vec![MathsNode::Identifier("N".into())],
            ),
            MathsNode::Script {
                base: vec![MathsNode::Operator("∑".into())],
                below: Some(vec![
                    MathsNode::Identifier("i".into()),
                    MathsNode::Operator("=".into()),
                    MathsNode::Number("1".into()),
                ]),
                above: Some(vec![MathsNode::Identifier("n".into())]),
                limits: true,
            },
            MathsNode::Root(
                vec![MathsNode::Identifier("x".into())],
                Some(vec![MathsNode::Number("3".into())]),
            ),
            MathsNode::Fenced {
                open: Some('('),
                close: Some(')'),
                body: vec![
                    MathsNode::Name("sin".into()),
                    MathsNode::Identifier("x".into()),
                ],
            },
        ],
    )));
    let narrow = m.table(
        "tab-rate",
        &["row-headers"],
        "Median length of detention, 2018–2025",
        &[
            &["District", "Cases", "Median days"],
            &["Urban", "412", "131"],
            &["Rural", "167", "77"],
        ],
    );
    let wide = m.table(
        "tab-wide",
        &[],
        "Sites & visits",
        &[
            &[
                "Site",
                "Region",
                "Date of visit",
                "Capacity",
                "Held",
                "Visitors",
            ],
            &["1", "North", "2025-02-11", "80", "131", "Team A"],
            &["2", "East", "2025-03-04", "120", "210", "Team B"],
        ],
    );
    let caption_mark = m.mark();
    let caption_cite = m.cite(&[("", "beta", "1")]);
    let plan = m.figure(
        "fig-plan",
        "figures/plan of Cell.png",
        false,
        vec![caption_mark, m.t("Plan of a cell "), caption_cite],
    );
    let chart = m.figure(
        "fig-days",
        "data/days.csv",
        true,
        vec![m.t("Days held, by year")],
    );
    let deep = m.heading(3, "deep", "1.1.1", "A third level");
    let page_mark = m.mark();
    let item = |m: &Make, text: &str, more: Vec<Block>| Item {
        blocks: std::iter::once(m.p(vec![m.t(text)])).chain(more).collect(),
        span: m.span(),
    };
    let nested = m.block(BlockKind::List {
        start: None,
        items: vec![item(m, "inner", Vec::new())],
    });
    let list = m.block(BlockKind::List {
        start: Some(3),
        items: vec![
            item(m, "third", vec![nested]),
            item(m, "fourth", Vec::new()),
        ],
    });
    let terms = m.block(BlockKind::DefinitionList(vec![Definition {
        term: vec![m.t("Register")],
        definitions: vec![
            vec![m.p(vec![page_mark, m.t("A table of claims.")])],
            vec![m.p(vec![m.t("Also a book.")])],
        ],
    }]));
    let quote = m.block(BlockKind::Quote(vec![
        m.p(vec![m.t("Detention before trial shall be the exception.")]),
    ]));
    let code = m.block(BlockKind::Code("if a < b && c {\n    \"]]>\"\n}".into()));
    let boxed_heading = m.heading(2, "in-box", "", "A heading in a box");
    let boxed = m.block_with(
        BlockKind::Div(vec![
            boxed_heading,
            m.p(vec![
                m.t("Inside the box, back to "),
                m.to("length"),
                m.t("."),
            ]),
        ]),
        m.attrs("the-box", &["box"], &[("lang", "en-US")]),
    );
    let rule = m.block(BlockKind::Rule);
    vec![
        heading, paragraph, sub, styles, equation, narrow, wide, plan, chart, deep, list, terms,
        quote, code, boxed, rule,
    ]
}

fn appendix(m: &mut Make) -> Vec<Block> {
    let heading = m.heading(1, "sites", "A", "Sites visited");
    let inner = m.p(vec![
        m.t("Called from another file, and from "),
        m.to("summary"),
        m.t("."),
    ]);
    let deeper = m.p(vec![m.t("A note in a note.")]);
    let deeper = m.note(vec![deeper]);
    let code = m.block(BlockKind::Code("a note that begins with code".into()));
    let note = m.note(vec![code, m.p(vec![m.t("and calls another"), deeper])]);
    let mark = m.mark();
    let first_note = m.inline(InlineKind::Note(NoteId(0)));
    vec![
        heading,
        m.p(vec![mark, m.t("Eleven sites."), note, first_note]),
        inner,
    ]
}
