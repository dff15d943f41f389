//! Tests of how pages are laid out: what is too long for its place finds one.

use super::{contract, misfits, print, report_of, strings};
use crate::model::{
    Attrs, Block, BlockKind, ChartKind, CitationId, CitationMode, Contributor, Edition, Inline,
    InlineKind, MarkId, Origin, Report,
};
use crate::render::sample;
use crate::source::{Located, Sources, Span};

fn place() -> Span {
    Span::start_of(Sources::default().add("sections/text.md", ""))
}

fn located(text: &str) -> Located<String> {
    Located::new(text.to_owned(), place())
}

fn with_id(mut block: Block, id: &str) -> Block {
    block.attrs = Attrs {
        id: Some(located(id)),
        ..Attrs::default()
    };
    block
}

fn text(sentences: usize) -> String {
    "The river rose in the night and fell again before noon. ".repeat(sentences)
}

/// A chart with a caption of so many sentences.
fn figure(sentences: usize) -> Block {
    let mut figure = sample::chart(ChartKind::Bar {
        x: located("year"),
        y: vec![located("people")],
    });
    figure.caption = vec![sample::words(&text(sentences))];
    with_id(sample::block(BlockKind::Figure(figure)), "arrivals")
}

#[track_caller]
fn fits(report: &Report) {
    for paper in ["a4", "a5"] {
        for template in ["report", "policy-brief"] {
            let mut report = report.clone();
            report.manifest.layout.paper = paper.to_owned();
            report.manifest.layout.template = located(template);
            assert_eq!(misfits(&report, &[]), [], "{paper} {template}");
        }
    }
}

#[test]
fn rows_of_signs_without_a_space_are_broken() {
    let sum = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822c".repeat(3);
    let path = "C:\\Reports\\2019\\Weir_of_Nowhere_Mill\\final_version_2.docx".repeat(2);
    let code = |text: &str| Inline {
        kind: InlineKind::Code(text.to_owned()),
        span: place(),
    };
    let paragraph = vec![
        sample::words(&format!("{}{sum} and {} ", text(2), "ABCDEFGH".repeat(16))),
        code(&path),
    ];
    let row = ["2019", "water", &sum, "above the weir, at the left bank"];
    fits(&report_of(vec![
        sample::block(BlockKind::Paragraph(paragraph)),
        sample::block(BlockKind::Code(sum.clone())),
        sample::block(BlockKind::Table(sample::table_of(&[
            &["Year", "Sample", "Checksum", "Place"],
            &row,
        ]))),
    ]));
}

#[test]
fn a_caption_longer_than_a_page_goes_on_on_the_next() {
    fits(&report_of(vec![figure(150)]));
    let mut table = sample::table_of(&[&["Year", "Level"], &["2019", "4.2"]]);
    table.caption = vec![sample::words(&text(150))];
    fits(&report_of(vec![with_id(
        sample::block(BlockKind::Table(table)),
        "levels",
    )]));
}

#[test]
fn a_wide_formula_is_set_smaller() {
    let mut formula = Vec::new();
    for name in 0..14 {
        formula.push(crate::model::MathsNode::Number(format!("{}", 100 + name)));
        formula.push(crate::model::MathsNode::Operator("+".to_owned()));
    }
    let maths = crate::model::Maths {
        tex: "sum".to_owned(),
        alt: "a long sum".to_owned(),
        nodes: formula,
        tag: Some("7".to_owned()),
        is_apart: false,
    };
    let report = report_of(vec![sample::block(BlockKind::Maths(maths))]);
    assert_eq!(misfits(&report, &[]), []);
}

#[test]
fn words_longer_than_the_line_of_a_title_are_broken() {
    let mut report = report_of(vec![sample::paragraph("Words.")]);
    let word = "interdepartmentaltelecommunicationsauthorisationprocedures";
    report.manifest.title = format!("The {word} of the day");
    report.manifest.subtitle = Some(format!("On {word} and {word}"));
    fits(&report);
    report.manifest.origin = Origin::Text(place());
    fits(&report);
}

/// How many pages stand before the first of the text.
fn pages_before_the_text(report: &Report) -> usize {
    let labels = print(report, &[]).unwrap().pages.labels;
    labels.iter().position(|label| label == "1").unwrap()
}

#[test]
fn title_and_people_stay_on_one_page() {
    let mut report = report_of(vec![sample::paragraph("Words.")]);
    let before = pages_before_the_text(&report);
    report.manifest.title = "What came of the flood for those who live along the river ".repeat(5);
    report.manifest.authors = vec![
        Contributor {
            affiliation: Some("Institute of Rivers, Weirs and Mills".to_owned()),
            ..report.manifest.authors[0].clone()
        };
        24
    ];
    for paper in ["a4", "a5"] {
        report.manifest.layout.paper = paper.to_owned();
        assert_eq!(pages_before_the_text(&report), before, "{paper}");
    }
}

#[test]
fn text_goes_on_around_a_figure_that_it_names() {
    let reference = |named: bool| Inline {
        kind: match named {
            true => InlineKind::CrossReference {
                label: located("arrivals"),
                content: Vec::new(),
            },
            false => InlineKind::Text("it".to_owned()),
        },
        span: place(),
    };
    // Every figure meets the end of its page, at one of the lengths.
    let pages = |named: bool| {
        let of_length = |sentences| {
            let lead = vec![sample::words(&text(sentences)), reference(named)];
            let blocks = vec![
                sample::block(BlockKind::Paragraph(lead)),
                figure(1),
                sample::paragraph(&text(60)),
                sample::paragraph(&text(60)),
            ];
            print(&report_of(blocks), &[]).unwrap().pages.labels.len()
        };
        (25..50).step_by(5).map(of_length).sum::<usize>()
    };
    assert!(pages(true) < pages(false));
}

#[test]
fn the_lists_name_no_source_of_a_caption() {
    let inline = |kind| Inline {
        kind,
        span: place(),
    };
    let mut figure = sample::chart(ChartKind::Bar {
        x: located("year"),
        y: vec![located("people")],
    });
    let sources = sample::report().citations;
    let cited = sources
        .iter()
        .position(|citation| citation.mode == CitationMode::Parenthetical);
    figure.caption = vec![
        sample::words("People who came "),
        inline(InlineKind::Citation(CitationId(cited.unwrap()))),
        sample::words("."),
    ];
    let block = with_id(sample::block(BlockKind::Figure(figure)), "arrivals");
    let value = contract(&report_of(vec![block]), Edition::Screen, &[]);
    let mut listed = String::new();
    strings(&value["contents"]["arrivals"]["title"], &mut listed);
    assert!(listed.contains("People who came\n"), "{listed}");
}

#[test]
fn whose_words_a_quotation_holds_stands_on_their_page() {
    let marked = |mark: usize, words: &str| {
        let mark = Inline {
            kind: InlineKind::Mark(MarkId(mark)),
            span: place(),
        };
        sample::block(BlockKind::Paragraph(vec![mark, sample::words(words)]))
    };
    // About as many lines as a page has.
    for lines in 36..46 {
        let mut blocks = vec![sample::paragraph("A line."); lines];
        let quotation = vec![
            marked(0, "A short saying."),
            marked(1, "\u{2013} A witness"),
        ];
        blocks.push(sample::block(BlockKind::Quote(quotation)));
        let mut report = report_of(blocks);
        report.marks = 2;
        let pages = print(&report, &[]).unwrap().pages;
        let page = |mark| pages.label_of(MarkId(mark)).map(str::to_owned);
        assert!(page(0).is_some() && page(0) == page(1), "{lines} lines");
    }
}
