//! What becomes of the headings, the abstract and the pictures of a single file.

use super::*;
use crate::parse::header;

fn parsed(text: &str) -> Draft {
    let mut sources = Sources::default();
    let file = sources.add("paper.md", text);
    let mut defects = Vec::new();
    let header = header::read(&sources, file, None, &mut defects);
    let draft = parse(&sources, file, header);
    assert_eq!(
        (defects, &draft.defects),
        (Vec::new(), &Vec::new()),
        "{text}"
    );
    draft
}

/// The report's title, and the sections as levels and words.
fn check(text: &str, expected: &[&str]) {
    let draft = parsed(text);
    let mut found = vec![draft.manifest.title.clone()];
    for section in &draft.sections {
        let blocks: Vec<String> = section
            .blocks
            .iter()
            .map(|block| match &block.kind {
                BlockKind::Heading { level, content } => {
                    format!("{level} {}", text_of(content))
                }
                BlockKind::Paragraph(content) => text_of(content),
                other => format!("{other:?}"),
            })
            .collect();
        let part = match section.part {
            Part::Body => "",
            Part::Appendix => "appendix: ",
        };
        found.push(format!("{part}{}", blocks.join(" | ")));
    }
    assert_eq!(found, expected, "{text}");
}

#[test]
fn cuts_the_text_at_headings_of_the_first_level() {
    check(
        "---\ntitle: T\n---\n\n# A\n\na\n\n## B\n\n# C\n\nc\n",
        &["T", "1 A | a | 2 B", "1 C | c"],
    );
    check(
        "---\ntitle: T\n---\nopening\n\n# A\n\na\n",
        &["T", "opening", "1 A | a"],
    );
    check("---\ntitle: T\n---\n\nonly text\n", &["T", "only text"]);
    check("---\ntitle: T\n---\n", &["T"]);
}

#[test]
fn the_highest_level_is_the_first() {
    check("---\ntitle: T\n---\n\n## A\n\n### B\n", &["T", "1 A | 2 B"]);
    check(
        "---\ntitle: T\nshift-heading-level-by: 1\n---\n\n# A\n\n## B\n",
        &["T", "1 A | 2 B"],
    );
    // The heading over the reference list does not count.
    check(
        "---\ntitle: T\n---\n\n## A\n\n# References\n",
        &["T", "1 A"],
    );
}

#[test]
fn a_heading_in_a_div_begins_no_section() {
    let draft = parsed("---\ntitle: T\n---\n\n# A\n\n::: {.callout-note}\n# B\n:::\n\n# C\n");
    assert_eq!(draft.sections.len(), 2);
    let BlockKind::Div(inner) = &draft.sections[0].blocks[1].kind else {
        panic!("no div");
    };
    assert!(matches!(inner[0].kind, BlockKind::Heading { level: 2, .. }));
    assert!(inner[0].attrs.has("unnumbered"));
}

#[test]
fn a_heading_stands_in_for_the_title() {
    check("# T\n\n## A\n\na\n", &["T", "1 A | a"]);
    check("# T\n\nopening\n\n## A\n", &["T", "opening", "1 A"]);
    check("# A\n\na\n\n# B\n", &["A", "1 A | a", "1 B"]);
    check("# A\n\na\n", &["A", "1 A | a"]);
    check("words\n", &["paper", "words"]);
}

#[test]
fn the_reference_list_is_not_printed_twice() {
    for end in [
        "# References\n",
        "# References {-}\n\n::: {#refs}\n:::\n",
        "# Bibliography\n",
        "# 5. Works cited\n",
        "::: {#refs}\n:::\n",
        "## Literaturverzeichnis\n",
        "# Quellen- und Literaturverzeichnis\n",
        "# 6. المراجع\n",
        "# 참고 문헌\n",
    ] {
        check(
            &format!("---\ntitle: T\n---\n\n# A\n\na\n\n{end}"),
            &["T", "1 A | a"],
        );
    }
    check(
        "---\ntitle: T\n---\n\n# A\n\n# References\n\nby hand\n",
        &["T", "1 A", "1 References | by hand"],
    );
    check(
        "---\ntitle: T\n---\n\n# References\n\n# More {.appendix}\n\n# A\n",
        &["T", "1 A", "appendix: 1 More"],
    );
}

#[test]
fn the_abstract_is_a_section() {
    for written in [
        "abstract: It *was* so.",
        "abstract: \"It *was* so.\"",
        "abstract: |\n  It *was* so.",
        "abstract: >\n        It *was*\n        so.",
        "abstract: 'It *was* so.' # why",
        "abstract: \"It *was*\\x20\\u0073o.\"",
    ] {
        let text = format!("---\ntitle: T\n{written}\n---\n\n# A\n");
        check(&text, &["T", "1 Abstract | It was so.", "1 A"]);
    }
    let text =
        "---\nabstract: |\n      One.\n\n      Two.\nabstract-title: Before\ntitle: T\n---\n";
    check(text, &["T", "1 Before | One. | Two."]);
    let draft = parsed(text);
    let BlockKind::Paragraph(second) = &draft.sections[0].blocks[2].kind else {
        panic!("no paragraph");
    };
    assert_eq!(&text[second[0].span.range()], "Two.");
}

#[test]
fn an_abstract_between_marks_of_quotation_is_read_as_yaml_reads_it() {
    let text =
        "---\ntitle: T\nabstract: 'It''s the law # no comment. See \"this\": that.'\n---\n\n# A\n";
    check(
        text,
        &[
            "T",
            "1 Abstract | It’s the law # no comment. See “this”: that.",
            "1 A",
        ],
    );
    let text = "---\ntitle: T\nabstract: \"One.\\n\\nTwo \\\"is\\\" \\u00e9.\"\n---\n\n# A\n";
    check(text, &["T", "1 Abstract | One. | Two “is” é.", "1 A"]);
    let last = &parsed(text).sections[0].blocks[2];
    assert_eq!(&text[last.span.range()], "abstract");
}

#[test]
fn an_abstract_keeps_its_lists_and_is_headed_in_its_language() {
    let text = "---\ntitle: T\nlang: fr\nabstract: |\n  One:\n\n  - a\n  - b\n    - c\n  1. d\n---\n\n# A\n";
    let draft = parsed(text);
    let blocks = &draft.sections[0].blocks;
    let BlockKind::Heading { content, .. } = &blocks[0].kind else {
        panic!("no heading");
    };
    assert_eq!(text_of(content), "Résumé");
    let counts = |block: &Block| match &block.kind {
        BlockKind::List { items, .. } => items.iter().map(|item| item.blocks.len()).collect(),
        _ => Vec::new(),
    };
    let lists: Vec<Vec<usize>> = blocks[2..].iter().map(counts).collect();
    assert_eq!(lists, [vec![1, 2], vec![1]], "{blocks:#?}");
}

#[test]
fn the_title_of_a_box_in_a_list_is_no_section() {
    let draft = parsed(
        "---\ntitle: T\nnumber-sections: true\n---\n\n# A\n\n## B\n\n- One\n\n  ::: {.callout-note}\n  ## Title\n  Words.\n  :::\n",
    );
    let blocks = &draft.sections[0].blocks;
    let Some(BlockKind::List { items, .. }) = blocks.last().map(|block| &block.kind) else {
        panic!("no list");
    };
    let BlockKind::Div(inner) = &items[0].blocks[1].kind else {
        panic!("no box");
    };
    assert!(inner[0].attrs.has("unnumbered"));
    assert!(matches!(inner[0].kind, BlockKind::Heading { level: 3, .. }));
}

#[test]
fn headings_of_an_abstract_stand_below_its_title() {
    let draft = parsed("---\ntitle: T\nabstract: |\n  # Aim\n\n  One.\n---\n\n# A\n");
    let levels = draft.sections[0].blocks.iter();
    let levels: Vec<u8> = levels
        .filter_map(|block| match block.kind {
            BlockKind::Heading { level, .. } => Some(level),
            _ => None,
        })
        .collect();
    assert_eq!(levels, [1, 2]);
}

#[test]
fn a_text_without_a_heading_is_parted_from_the_abstract() {
    let draft = parsed("---\ntitle: T\nabstract: Short.\n---\n\nIt begins.\n");
    let kinds = draft.sections.iter().flat_map(|section| &section.blocks);
    let rules = kinds.filter(|block| matches!(block.kind, BlockKind::Rule));
    assert_eq!((draft.sections.len(), rules.count()), (2, 1));
    check(
        "---\ntitle: T\nabstract: Short.\n---\n\n# A\n",
        &["T", "1 Abstract | Short.", "1 A"],
    );
}

#[test]
fn thanks_are_exempt_and_headings_have_numbers_on_request() {
    let heading = |text: &str| parsed(text).sections[0].blocks[0].attrs.clone();
    let thanks = heading("---\ntitle: T\n---\n\n# Acknowledgements\n\nWe thank.\n");
    assert_eq!(thanks.text("role"), Some("acknowledgements"));
    assert!(thanks.has("unnumbered"));
    let numbered = heading("---\ntitle: T\nnumber-sections: true\n---\n\n# A\n");
    assert!(!numbered.has("unnumbered") && numbered.text("role").is_none());
}

#[test]
fn a_caption_describes_its_picture() {
    let alt = |image: &str| {
        let draft = parsed(&format!("---\ntitle: T\n---\n\n{image}\n"));
        match &draft.sections[0].blocks[0].kind {
            BlockKind::Figure(figure) => figure.alt.value.clone(),
            other => panic!("{other:?}"),
        }
    };
    assert_eq!(alt("![A *weir* [@a].](x.png)"), "A weir .");
    assert_eq!(alt("![A weir](x.png){fig-alt=\"Water\"}"), "Water");
    assert_eq!(alt("![A weir](x.png){alt=\"Water\"}"), "Water");
    assert_eq!(alt("![](x.png)"), "");
}

#[test]
fn a_label_of_tex_names_its_table() {
    let text = "---\ntitle: T\n---\n\n| a |\n|---|\n| 1 |\n\n: Rain \\label{tab:rain}\n\nTable \\ref{tab:rain}.\n";
    let draft = parsed(text);
    let table = &draft.sections[0].blocks[0];
    let id = table.attrs.id.as_ref().map(|id| id.value.as_str());
    assert_eq!(id, Some("tab:rain"));
    let BlockKind::Table(table) = &table.kind else {
        panic!("{table:?}");
    };
    assert_eq!(text_of(&table.caption), "Rain");
}

#[test]
fn contents_are_printed_where_the_header_asks_for_them() {
    let wants = |yaml: &str| {
        let mut sources = Sources::default();
        let file = sources.add("paper.md", format!("---\ntitle: T\n{yaml}---\n\nA.\n"));
        let header = header::read(&sources, file, None, &mut Vec::new());
        header.manifest.layout.contents
    };
    assert!(!wants(""));
    assert!(wants("toc: true\n"));
    assert!(wants("format:\n  html: default\n  pdf:\n    toc: true\n"));
    assert!(!wants("format:\n  pdf:\n    toc: false\n"));
}
