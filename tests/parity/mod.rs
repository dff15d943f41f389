//! Both books say the same words at the same places, whatever stands in whatever.

mod around;
mod generate;
mod read_epub;
mod read_pdf;
mod reading;
mod write;

use std::collections::BTreeSet;
use std::fs;

use camino::Utf8Path;
use proptest::strategy::{Strategy, ValueTree};
use proptest::test_runner::{Config, RngAlgorithm, TestCaseError, TestRng, TestRunner};
use underpin::model::Format;
use underpin::pipeline::{self, Checked};

use self::generate::Draft;
use self::read_pdf::Ends;
use self::reading::Reading;
use crate::{fixture, syntax};

/// Both books of a report.
struct Books {
    pdf: Vec<u8>,
    epub: Vec<u8>,
}

fn build(checked: &Checked) -> Result<Books, String> {
    let built = pipeline::build(checked, &[Format::Pdf, Format::Epub], &|_| {});
    let built = built.map_err(|findings| {
        let refusing = findings.iter().filter(|finding| finding.refuses());
        let shown = fixture::show(refusing, &checked.loaded.sources);
        format!("refused:\n{shown}")
    })?;
    let file = |ending: &str| {
        let mut files = built.artifacts.iter();
        let found = files.find(|file| file.name.ends_with(ending));
        found.expect(ending).bytes.clone()
    };
    Ok(Books {
        pdf: file(".pdf"),
        epub: file(".epub"),
    })
}

/// The words of both books.
fn readings(books: &Books) -> (Reading, Reading) {
    let epub = read_epub::read(&books.epub);
    let ends = Ends {
        first: &epub.text.join(" "),
        register: "Register of claims",
        references: "References",
        entries: epub.references.len(),
    };
    (read_pdf::read(&books.pdf, &ends), epub)
}

/// Both books hold the same words, and every word of the manuscript.
fn agrees(draft: &Draft) -> Result<(), String> {
    let written = write::write(draft);
    let checked = pipeline::check(&fixture::memory(&written.tree)).expect("a manifest");
    let (pdf, epub) = readings(&build(&checked)?);
    if let Some(difference) = reading::difference(&pdf, &epub) {
        return Err(difference);
    }
    let said: BTreeSet<String> = said(&pdf);
    match written.words.iter().find(|word| !said.contains(*word)) {
        Some(lost) => {
            let texts = written
                .tree
                .values()
                .map(|text| String::from_utf8_lossy(text));
            let lines: Vec<String> = texts
                .flat_map(|text| text.lines().map(str::to_owned).collect::<Vec<_>>())
                .filter(|line| line.contains(lost.as_str()))
                .collect();
            Err(format!(
                "`{lost}` is in neither book:\n{}",
                lines.join("\n")
            ))
        }
        None => Ok(()),
    }
}

/// Every word of a reading, without what stands around it.
fn said(reading: &Reading) -> BTreeSet<String> {
    let notes = reading.notes.values().flatten();
    let all = reading
        .text
        .iter()
        .chain(notes)
        .chain(reading.references.iter().flatten());
    let words = all.flat_map(|word| word.split(|c: char| !c.is_alphabetic()));
    words.map(str::to_owned).collect()
}

/// What to say of a report that does not agree: its files, and what is wrong.
fn told(draft: &Draft, why: &str) -> String {
    let tree = write::write(draft).tree;
    let texts = tree.iter().filter(|(path, _)| path.ends_with(".md"));
    let texts: Vec<String> = texts
        .map(|(path, text)| format!("--- {path}\n{}", String::from_utf8_lossy(text)))
        .collect();
    format!("{:?}\n{}\n{why}", draft.setting, texts.join("\n"))
}

#[test]
fn every_construct_in_every_other_is_in_both_books() {
    let wrong: Vec<String> = generate::all_pairs()
        .iter()
        .enumerate()
        .filter_map(|(index, draft)| Some(format!("{index}: {}", agrees(draft).err()?)))
        .collect();
    fixture::no_complaints(&wrong);
}

#[test]
fn every_example_of_the_syntax_page_says_the_same_in_both_books() {
    let examples = syntax::accepted_manuscripts("docs/syntax.md");
    assert!(examples.len() > 60, "only {} examples", examples.len());
    let wrong: Vec<String> = examples
        .iter()
        .filter_map(|(place, checked)| {
            let why = match build(checked).map(|books| readings(&books)) {
                Ok((pdf, epub)) => reading::difference(&pdf, &epub)?,
                Err(why) => why,
            };
            Some(format!("{place}: {why}"))
        })
        .collect();
    fixture::no_complaints(&wrong);
}

/// How many reports are tried, and from which seed.
fn cases() -> (u32, u32) {
    let number = |name: &str, otherwise| {
        let value = std::env::var(name).ok();
        value.map_or(otherwise, |value| value.parse().expect("a number"))
    };
    let cases = number("UNDERPIN_PARITY_CASES", 40);
    (cases, number("UNDERPIN_PARITY_SEED", 1))
}

fn runner(cases: u32, seed: u32) -> TestRunner {
    let mut bytes = [0; 32];
    bytes[..4].copy_from_slice(&seed.to_le_bytes());
    let config = Config {
        cases,
        failure_persistence: None,
        max_shrink_iters: 400,
        ..Config::default()
    };
    TestRunner::new_with_rng(config, TestRng::from_seed(RngAlgorithm::ChaCha, &bytes))
}

/// Tries generated reports. `UNDERPIN_PARITY_CASES` says how many, `UNDERPIN_PARITY_SEED` which. One
/// that does not agree is made as small as it can be.
#[test]
fn generated_reports_say_the_same_in_both_books() {
    let (cases, seed) = cases();
    let mut runner = runner(cases, seed);
    for case in 0..cases {
        let draft = generate::draft().new_tree(&mut runner).unwrap();
        let run = |draft: Draft| {
            let why = agrees(&draft).err();
            why.map_or(Ok(()), |why| Err(TestCaseError::fail(told(&draft, &why))))
        };
        if let Err(error) = runner.run_one(draft, run) {
            panic!("seed {seed}, case {case}: {error}");
        }
    }
}

/// Writes generated reports into the folder `UNDERPIN_PARITY_FOLDER`, each in a folder of its own, for
/// `tests/conformance/generated.sh`.
#[test]
#[ignore = "writes reports for the validators"]
fn write_generated_reports() {
    let folder = std::env::var("UNDERPIN_PARITY_FOLDER").expect("a folder to write to");
    let (cases, seed) = cases();
    let mut runner = runner(cases, seed);
    for index in 0..cases {
        let draft = generate::draft().new_tree(&mut runner).unwrap().current();
        for (path, bytes) in write::write(&draft).tree {
            let path = Utf8Path::new(&folder).join(index.to_string()).join(path);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, bytes).unwrap();
        }
    }
}
