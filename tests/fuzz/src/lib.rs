//! What is done with made-up input: a function for each fuzz target. What must hold stands in
//! [`sound`], what the input is laid into in [`input`].

pub mod input;
pub mod sound;

use underpin::bibliography::{Library, export};
use underpin::load::{CheckOptions, Single};
use underpin::model::{Format, Profile};
use underpin::pipeline::{self, Checked};
use underpin::resolve;
use underpin::source::{Files, Memory, Sources};

const EVERY_BOOK: [Format; 4] = [
    Format::Pdf,
    Format::Epub,
    Format::Register,
    Format::Bibliography,
];

/// The known-good report with one file replaced.
pub fn file(path: &str, bytes: &[u8]) {
    let mut files = input::base();
    files.insert(path, bytes);
    checked(&files);
}

/// The known-good report with other words, and with the edits that its findings offer.
pub fn section(bytes: &[u8]) {
    let mut files = input::base();
    files.insert("sections/text.md", bytes);
    sound::edits(&files, &checked(&files));
}

/// A report of one file, with its header.
pub fn single(bytes: &[u8]) {
    let files = input::base();
    let single = Single {
        name: "single.md".into(),
        bytes: bytes.to_vec(),
        bibliographies: Vec::new(),
    };
    let check = || pipeline::check_single(&files, &single, &CheckOptions::default());
    printed(&sound::check(check));
}

/// A bibliography of which every entry is cited: read, printed, handed on and read again.
pub fn bibliography(ending: &str, bytes: &[u8]) {
    let name = format!("references.{ending}");
    let mut sources = Sources::default();
    let file = sources.add(name.as_str(), String::from_utf8_lossy(bytes));
    let library = Library::read(&sources, &[file], &mut Vec::new());
    let keys: Vec<&str> = library
        .references()
        .iter()
        .map(|entry| entry.key.as_str())
        .collect();

    let mut files = input::with_line("bibliography", &format!("bibliography = [\"{name}\"]"));
    files.insert(name.as_str(), bytes);
    files.insert("sections/text.md", input::citing(&keys));
    printed(&sound::check(|| draft(&files)));

    let again = |ending: &str, bytes: Vec<u8>| {
        let mut sources = Sources::default();
        let text = String::from_utf8(bytes).expect("what is handed on is text");
        let file = sources.add(format!("again.{ending}"), text);
        Library::read(&sources, &[file], &mut Vec::new());
    };
    again("json", export::csl_json(&library, keys.iter().copied()));
    again("bib", export::biblatex(&library, keys.iter().copied()));
}

/// A citation style, by which the citations of the known-good report are printed.
pub fn style(bytes: &[u8]) {
    let mut files = input::with_line("citation-style", "citation-style = \"own.csl\"");
    files.insert("own.csl", bytes);
    printed(&sound::check(|| draft(&files)));
}

/// The data of a chart, drawn for the EPUB.
pub fn chart(bytes: &[u8]) {
    let mut files = input::showing(
        "data/levels.csv",
        "kind=bar x=year y=level x-label=Year y-label=Level",
    );
    files.insert("data/levels.csv", bytes);
    sound::books(&checked(&files), &[Format::Epub]);
}

/// A drawing, shown in both books.
pub fn drawing(bytes: &[u8]) {
    let mut files = input::showing("figures/weir.svg", "");
    files.insert("figures/weir.svg", bytes);
    sound::books(&checked(&files), &[Format::Pdf, Format::Epub]);
}

/// Several files, checked.
pub fn report(bytes: &[u8]) {
    let files = input::tree(bytes);
    if pipeline::check(&files).is_ok() {
        printed(&checked(&files));
    }
}

/// Several files, made into all books.
pub fn books(bytes: &[u8]) {
    let files = input::tree(bytes);
    if pipeline::check(&files).is_ok() {
        sound::books(&sound::check(|| draft(&files)), &EVERY_BOOK);
    }
}

fn checked(files: &Memory) -> Checked {
    sound::check(|| pipeline::check(files).expect("there is a manifest"))
}

/// The check at its least strict: more of what is made up can be printed.
fn draft(files: &dyn Files) -> Checked {
    let options = CheckOptions {
        profile: Some(Profile::Draft),
        today: None,
    };
    pipeline::check_with(files, &options).expect("there is a manifest")
}

/// Formats citations and reference list, as a build does before it lays out pages.
fn printed(checked: &Checked) {
    let loaded = &checked.loaded;
    let compose = || {
        resolve::compose(
            loaded.report.clone(),
            &loaded.sources,
            &loaded.library,
            &loaded.style,
        )
    };
    let (one, other) = (compose(), compose());
    assert_eq!(
        format!("{:?}{:?}", one.formatted, one.reference_list),
        format!("{:?}{:?}", other.formatted, other.reference_list),
        "the same citations are printed in two ways"
    );
}
