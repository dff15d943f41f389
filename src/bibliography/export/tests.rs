//! What is written, read and formatted again is what it was.

use super::*;
use crate::bibliography::{Request, RequestItem, find_style, format, marks};
use crate::model::{CitationMode, Defect, is_forbidden, text_of};
use crate::source::{Sources, Span};

/// Entries of every kind with what their kind usually has.
const ENTRIES: &str = include_str!("entries.yml");

fn read(name: &str, text: &str) -> Library {
    let mut sources = Sources::default();
    let file = sources.add(name, text);
    let mut defects: Vec<Defect> = Vec::new();
    let library = Library::read(&sources, &[file], &mut defects);
    assert!(defects.is_empty(), "{name}: {defects:?}\n{text}");
    library
}

fn keys(library: &Library) -> Vec<&str> {
    let references = library.references().iter();
    references.map(|reference| reference.key.as_str()).collect()
}

/// The reference list in a style, an entry a line.
fn list(library: &Library, style: &str) -> Vec<String> {
    let style = find_style(style).unwrap();
    let mut sources = Sources::default();
    let span = Span::start_of(sources.add("a.md", ""));
    let items = (0..library.references().len()).map(RequestItem::bare);
    let request = Request {
        items: items.collect(),
        mode: CitationMode::Parenthetical,
        note_number: style.is_note_style().then_some(1),
        span,
    };
    let formatted = format(library, &style, Some("en-GB"), &[request], &[]);
    let lines = formatted.list.iter();
    lines
        .map(|entry| format!("{}: {}", entry.key, text_of(&entry.content)))
        .collect()
}

/// What hayagriva prints worse as it is than as what CSL has for it: it names an anthology twice, and
/// knows no type of CSL for a work of reference.
const BETTER_AS_CSL: [EntryType; 2] = [EntryType::Anthos, EntryType::Reference];

/// The lines of two lists that differ, in every style that the tests look at.
fn differences(before: &Library, after: &Library) -> Vec<String> {
    let mut found = Vec::new();
    for style in [
        "apa",
        "chicago-notes",
        "chicago-author-date",
        "vancouver",
        "mla",
        "ieee",
    ] {
        for (one, other) in list(before, style).iter().zip(list(after, style)) {
            if *one != other {
                found.push(format!("{style}\n  {one}\n  {other}"));
            }
        }
    }
    found
}

fn check(library: &Library) {
    for (name, bytes) in [
        ("a.json", csl_json(library, keys(library))),
        ("a.bib", biblatex(library, keys(library))),
    ] {
        let text = String::from_utf8(bytes).unwrap();
        let is_mark = |c: char| c == marks::LETTER || is_forbidden(c);
        assert!(!text.contains(is_mark), "{name} holds a mark that is ours");
        let again = read(name, &text);
        assert_eq!(keys(&again), keys(library), "{name}");
        let mut found = differences(library, &again);
        for entry in &library.entries {
            if name == "a.json" && BETTER_AS_CSL.contains(entry.entry_type()) {
                found.retain(|line| !line.contains(&format!("\n  {}: ", entry.key())));
            }
        }
        assert!(found.is_empty(), "{name}\n{}\n{text}", found.join("\n"));
    }
}

#[test]
fn entries_of_every_kind_come_back_as_they_were() {
    check(&read("a.yml", ENTRIES));
}

#[test]
fn a_key_that_bibtex_cannot_hold_gets_another() {
    let entry = |key: &str| format!("{key:?}:\n  type: misc\n  title: A\n");
    let yaml = ["a b", "a-b", "a,b", "c"].map(entry).concat();
    let library = read("a.yml", &yaml);
    let keys = library.references().iter().map(|one| one.key.as_str());
    let text = String::from_utf8(biblatex(&library, keys)).unwrap();
    let again = read("a.bib", &text);
    let keys: Vec<&str> = again
        .references()
        .iter()
        .map(|one| one.key.as_str())
        .collect();
    assert_eq!(keys, ["a-b-2", "a-b", "a-b-3", "c"]);
}

#[test]
fn the_references_of_the_brief_come_back_as_they_were() {
    check(&read(
        "a.yml",
        include_str!("../../../report/references.yml"),
    ));
}

#[test]
fn types_that_only_csl_has_are_handed_on() {
    let items = [
        "treaty",
        "interview",
        "motion_picture",
        "legal_case",
        "entry-encyclopedia",
    ];
    let items =
        items.map(|kind| format!("{{\"id\": \"{kind}\", \"type\": \"{kind}\", \"title\": \"A\"}}"));
    let library = read("a.json", &format!("[{}]", items.join(",")));
    let bytes = csl_json(&library, keys(&library));
    let items: Vec<serde_json::Value> = serde_json::from_slice(&bytes).unwrap();
    for item in &items {
        assert_eq!(item["type"], item["id"]);
    }
}

#[test]
fn references_of_other_programs_come_back_as_they_were() {
    check(&read(
        "a.bib",
        include_str!("../../../tests/twins/clean/scholarship.bib"),
    ));
    check(&read(
        "a.json",
        include_str!("../../../tests/cases/three-bibliographies/export.json"),
    ));
}

#[test]
fn an_article_has_the_issn_of_its_journal_and_not_its_doi() {
    let text = "a:\n  type: article\n  title: Work\n  parent:\n    type: periodical\n    \
        title: Journal\n    serial-number:\n      doi: 10.1000/whole\n      issn: 0028-0836\n";
    let library = read("a.yml", text);
    for bytes in [csl_json(&library, ["a"]), biblatex(&library, ["a"])] {
        let written = String::from_utf8(bytes).unwrap();
        assert!(written.contains("0028-0836"), "{written}");
        assert!(!written.contains("10.1000/whole"), "{written}");
    }
}
