//! A report with constructs where one does not expect them.

use super::build::*;
use super::finish;
use super::text::{formula, maths};
use super::writer::Writer;
use crate::model::*;

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
            class("box", &[("lang", "not a language")]),
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
