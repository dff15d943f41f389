//! What stands around the text of a PDF is heard word by word: title page, contents, register.

use underpin::pipeline;

use super::{build, read_pdf};
use crate::fixture::{self, Tree};

const SECTION: &str = "# The weir {#sec-weir role=findings}\n\n\
     The mill [stood still]{.claim #c-mill} [@survey-2019, p. 4].\n";

/// The lines of a report with a title page, contents, two appendices and a register.
fn lines(template: &str) -> Vec<String> {
    let mut tree: Tree = fixture::base();
    let manifest = format!(
        "title = \"The weir\"\nsubtitle = \"What was known\"\nlanguage = \"en-GB\"\ndate = 2026-11-23\n\
         publisher = \"River Office\"\nsections = [\"sections/text.md\"]\nappendices = [\"sections/a.md\"]\n\
         bibliography = [\"references.yml\"]\ncitation-style = \"chicago-author-date\"\n\
         [[authors]]\nname = \"Min-ji Kim\"\naffiliation = \"River Desk\"\n\
         [[authors]]\nname = \"Ruth Weber\"\nrole = \"edt\"\n\
         [output]\ntemplate = \"{template}\"\n[check]\nprofile = \"draft\"\nunused-references = [\"*\"]\n\
         [register]\nprint = \"all\"\n"
    );
    let mut file = |name: &str, text: &str| tree.insert(name.to_owned(), text.as_bytes().to_vec());
    file("report.toml", &manifest);
    file("sections/text.md", SECTION);
    file(
        "sections/a.md",
        "# Documents\n\nThey are kept.\n\n# Data {.unnumbered}\n\n# Names\n\nThey are few.\n",
    );
    let checked = pipeline::check(&fixture::memory(&tree)).expect("a manifest");
    read_pdf::lines(&build(&checked).unwrap_or_else(|why| panic!("{why}")).pdf)
}

#[track_caller]
fn check(lines: &[String], expected: &[&str]) {
    for line in expected {
        let is_there = lines.iter().any(|one| one.trim_end() == *line);
        assert!(is_there, "{line}: {lines:#?}");
    }
}

#[test]
fn words_of_the_title_page_and_the_contents_do_not_run_together() {
    let lines = lines("report");
    check(
        &lines,
        &[
            "What was known",
            "Min-ji Kim",
            "River Desk",
            "Ruth Weber (editor)",
        ],
    );
    check(
        &lines,
        &[
            "1 The weir 1",
            "Appendix A Documents 3",
            "A Documents",
            "Data",
            "B Names",
            "C Register of claims",
            "1 c-mill",
        ],
    );
}

#[test]
fn the_head_of_a_brief_is_a_paragraph_for_each_line() {
    check(
        &lines("policy-brief"),
        &["River Office", "The weir", "What was known"],
    );
}

/// The PDF of the known-good report with other words in it.
fn pdf_of(text: &str) -> Vec<u8> {
    let mut tree: Tree = fixture::base();
    tree.insert("sections/text.md".to_owned(), text.as_bytes().to_vec());
    fixture::set_profile(&mut tree, "draft");
    let checked = pipeline::check(&fixture::memory(&tree)).expect("a manifest");
    build(&checked).unwrap_or_else(|why| panic!("{why}")).pdf
}

#[test]
fn a_box_has_a_beginning_and_an_end() {
    let pdf = pdf_of(
        "# Findings {role=findings}\n\nIt fell in 2019 [@survey-2019, p. 7].\n\n\
         ::: {.box title=\"Method\"}\nIt was measured [@survey-2019, p. 8].\n:::\n\nIt was low.\n",
    );
    let boxes = read_pdf::divisions(&pdf);
    let found = boxes.iter().find(|text| text.contains("Method"));
    let found = found.unwrap_or_else(|| panic!("{boxes:#?}"));
    assert!(found.contains("measured"), "{found}");
    assert!(
        !found.contains("2019 (") && !found.contains("low"),
        "{found}"
    );
}

#[test]
fn a_note_is_no_part_of_its_heading() {
    let pdf = pdf_of(
        "# Findings[^a] {role=findings}\n\nIt fell in 2019 [@survey-2019, p. 7].\n\n[^a]: As it seems.\n",
    );
    let lines = read_pdf::lines(&pdf);
    let heading = lines.iter().find(|line| line.starts_with("1 Findings"));
    assert!(
        heading.is_some_and(|line| !line.contains("seems")),
        "{lines:#?}"
    );
}

#[test]
fn what_goes_on_of_a_line_of_code_is_no_line_of_its_own() {
    let long = "word ".repeat(40);
    let pdf = pdf_of(&format!(
        "# Findings {{role=findings}}\n\nIt fell in 2019 [@survey-2019, p. 7].\n\n```\nfirst\n  {long}\nlast\n```\n"
    ));
    let lines = read_pdf::lines(&pdf);
    let at = lines.iter().position(|line| line == "first").unwrap();
    assert_eq!(lines[at + 1].trim_end(), format!("  {}", long.trim_end()));
    assert_eq!(lines[at + 2], "last");
}
