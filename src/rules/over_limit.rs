//! More of something than is read.

use super::Context;
use crate::diagnostic::{Finding, Level};
use crate::model::{Counted, DefectKind, limits};

pub(super) const NAME: &str = "over-limit";

pub(super) fn check(context: &Context<'_>, findings: &mut Vec<Finding>) {
    for defect in context.defects() {
        let DefectKind::OverLimit(counted) = &defect.kind else {
            continue;
        };
        let (message, label, help) = words(counted);
        findings.push(
            Finding::new(NAME, Level::Error, message, defect.span)
                .label(label)
                .help(help),
        );
    }
}

/// What there is too much of, what was done about it, and what to do.
fn words(counted: &Counted) -> (String, String, &'static str) {
    let mib = |bytes: u64| bytes / 1024 / 1024;
    match counted {
        Counted::Sections => (
            format!("more than {} sections and appendices", limits::SECTIONS),
            "not read from here on".to_owned(),
            "join files, or make several reports of it",
        ),
        Counted::ReportBytes => (
            format!(
                "the Markdown files have more than {} MiB together",
                mib(limits::REPORT_BYTES)
            ),
            "not read from here on".to_owned(),
            "make several reports of it",
        ),
        Counted::OtherBytes(first) => (
            format!(
                "pictures, data, fonts, templates and texts of sources have more than {} MiB together",
                mib(limits::OTHER_BYTES)
            ),
            format!("`{first}` and those after it were not read"),
            "save pictures smaller, or make several reports of it",
        ),
        Counted::Bibliographies => (
            format!("more than {} bibliographies", limits::BIBLIOGRAPHIES),
            "not read from here on".to_owned(),
            "join them",
        ),
        Counted::FolderFiles(folder) => (
            format!("`{folder}` holds more than {} files", limits::FOLDER_FILES),
            "the others were not read".to_owned(),
            "take out what the report does not use",
        ),
        Counted::FontFaces(path) => (
            format!(
                "`{path}` says it has more than {} faces",
                limits::FONT_FACES
            ),
            "the file was not read".to_owned(),
            "take the faces that the report uses, each as a file of its own",
        ),
        Counted::FontCharacters(path) => (
            format!(
                "the faces in `fonts` say they have more than {} million characters",
                limits::FONT_CHARACTERS / 1_000_000
            ),
            format!("`{path}` and those after it were not read"),
            "a damaged face says so; otherwise, take out the faces that the report does not use",
        ),
        Counted::WordBytes => (
            format!("a word is longer than {} bytes", limits::STRING_BYTES),
            "no line holds it".to_owned(),
            "put spaces where it may be cut, or take it out",
        ),
        Counted::SentenceBytes => (
            format!("a sentence is longer than {} bytes", limits::SENTENCE_BYTES),
            "looked at in pieces, each by itself".to_owned(),
            "end sentences with full stops; a row of a table is one sentence, and long texts stand better below it",
        ),
        Counted::StringBytes => (
            format!("a text is longer than {} bytes", limits::STRING_BYTES),
            "a PDF holds it in one piece".to_owned(),
            "shorten it, and say the rest in paragraphs",
        ),
        Counted::JoinedBytes(key) => (
            format!(
                "`{key}` are longer than {} bytes together",
                limits::STRING_BYTES
            ),
            "a PDF holds them in one piece".to_owned(),
            "name those that matter most; the others can stand in the text",
        ),
        Counted::IdBytes => (
            format!("an id is longer than {} bytes", limits::ID_BYTES),
            "named in every register and link".to_owned(),
            "shorten it: only the report itself reads it",
        ),
        Counted::AddressBytes => (
            format!("an address is longer than {} bytes", limits::ADDRESS_BYTES),
            "no PDF links to it".to_owned(),
            "link to the page, without what only its program needs",
        ),
        Counted::References => (
            format!("more than {} references", limits::REFERENCES),
            "not read from here on".to_owned(),
            "keep the references that the report cites, and a few more",
        ),
        Counted::CitedItems => (
            format!("more than {} references are cited", limits::CITED_ITEMS),
            "this citation is beyond the limit".to_owned(),
            "make several reports of it",
        ),
        Counted::CitedWorks => (
            format!(
                "more than {} different references are cited",
                limits::CITED_WORKS
            ),
            "this citation is beyond the limit".to_owned(),
            "make several reports of it",
        ),
        Counted::Nesting => (
            format!(
                "brackets are nested more than {} levels deep",
                limits::DATA_DEPTH
            ),
            "the file was not read".to_owned(),
            "close them, or write the values on lines of their own",
        ),
        Counted::Depth => (
            "nested deeper than a page can hold".to_owned(),
            "this lies too deep".to_owned(),
            "lists, quotations, notes, marked words and formulas inside each other share what a page can take; \
             use fewer levels",
        ),
        Counted::NotesInNotes => (
            format!(
                "notes call each other in a circle, or more than {} levels deep",
                limits::NOTE_DEPTH
            ),
            "this call was not followed".to_owned(),
            "say it in the text, or join the notes",
        ),
        Counted::AliasedBytes => (
            format!(
                "YAML with aliases that is longer than {} KiB",
                limits::ALIASED_BYTES / 1024
            ),
            "the file was not read".to_owned(),
            "write out what the aliases, such as `*name`, stand for",
        ),
        Counted::AbbreviationBytes => (
            format!(
                "abbreviations stand for more than {} MiB of text",
                mib(limits::BIBLIOGRAPHY_BYTES)
            ),
            "this entry and those after it were not read".to_owned(),
            "an `@string` that joins others many times over; write out what it stands for",
        ),
    }
}
