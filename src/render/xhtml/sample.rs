//! A report made by hand with every construct that a book can hold, for the tests of the books.

mod make;

pub(crate) use make::Make;

use crate::model::*;

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
        exhibits: Vec::new(),
        claims: Vec::new(),
    });
    let bytes = include_bytes!("sample.png").as_slice().into();
    m.report.assets.insert(
        "figures/plan of Cell.png".to_owned(),
        Asset {
            kind: AssetKind::Png(Size {
                width: 8,
                height: 8,
            }),
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
            bytes: [].into(),
        },
    );
    crate::resolve::charts::read(&mut m.report);
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
        let before = m.reference_link("beta", "Beta");
        let link = m.reference_link("beta", "Beta, “Report”, 2014");
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
                limits: Limits::Never,
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
                limits: Limits::InDisplay,
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
