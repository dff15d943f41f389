//! Every folder of `tests/cases` is a test: a report that differs from the known-good one in a few
//! files, and what must come of it.
//!
//! - `_about`: what the case shows, in one line
//! - `_delete`: files of the base that it does not have, one a line
//! - `expected/findings.txt`: all findings as they are printed; no file where there are none
//! - `expected/ok`: the report must build into every format
//! - `expected/epub.txt`: lines that must stand in the text of the EPUB, and titles in the PDF's data
//! - `expected/register.json`: the register, if the case is about it

use std::collections::BTreeMap;
use std::io::{Cursor, Read};
use std::sync::Mutex;
use std::time::{Duration, Instant};

use camino::{Utf8Path, Utf8PathBuf};
use underpin::model::{Edition, Format};
use underpin::pipeline::{self, Artifact, Checked};
use underpin::{register, rules};

use crate::fixture::{self, Tree};

/// Far more than any case needs on a slow machine, far less than a quadratic parser takes.
const PATIENCE: Duration = Duration::from_secs(10);

fn folders() -> Vec<Utf8PathBuf> {
    let mut folders: Vec<Utf8PathBuf> = fixture::package()
        .join("tests/cases")
        .read_dir_utf8()
        .unwrap()
        .map(|entry| entry.unwrap().into_path())
        .filter(|path| !path.file_name().unwrap().starts_with('_'))
        .collect();
    folders.sort();
    folders
}

/// The report of a case.
fn tree_of(folder: &Utf8Path) -> Tree {
    let mut tree = fixture::base();
    for (path, bytes) in fixture::read_tree(folder) {
        if path == "_delete" {
            for gone in String::from_utf8(bytes).unwrap().lines() {
                assert!(tree.remove(gone).is_some(), "{folder} deletes `{gone}`");
            }
        } else if path != "_about" && !path.starts_with("expected/") {
            tree.insert(path, bytes);
        }
    }
    tree
}

fn check_case(folder: &Utf8Path) -> Vec<String> {
    let expected = folder.join("expected");
    let mut complaints = Vec::new();
    let mut complain = |what: String| complaints.push(format!("{folder}: {what}"));
    let about = std::fs::read_to_string(folder.join("_about")).unwrap_or_default();
    if about.lines().count() != 1 {
        complain("`_about` should say in one line what the case shows".to_owned());
    }
    let files = fixture::memory(&tree_of(folder));
    let begun = Instant::now();
    let checked = match pipeline::check(&files) {
        Ok(checked) => checked,
        Err(error) => {
            complain(format!("cannot be checked: {error:?}"));
            return complaints;
        }
    };
    if begun.elapsed() > PATIENCE {
        complain(format!("took {:?} to check", begun.elapsed()));
    }
    for defect in &checked.loaded.report.defects {
        let rule = rules::speaker(&defect.kind);
        if !checked.findings.iter().any(|finding| finding.rule == rule) {
            complain(format!("`{rule}` does not speak for {:?}", defect.kind));
        }
    }
    let mut shown = fixture::show(&checked.findings, &checked.loaded.sources);
    if !shown.is_empty() {
        shown.push('\n');
    }
    let findings = expected.join("findings.txt");
    if let Err(what) = fixture::compare(&findings, &shown) {
        complain(what);
    }
    let register = expected.join("register.json");
    if register.exists() {
        let json = register::json(&checked.loaded.report, &checked.loaded.sources, None);
        if let Err(what) = fixture::compare(&register, &String::from_utf8(json).unwrap()) {
            complain(what);
        }
    }
    if expected.join("ok").exists() {
        for what in check_build(&checked, &expected) {
            complain(what);
        }
    }
    complaints
}

fn check_build(checked: &Checked, expected: &Utf8Path) -> Vec<String> {
    let formats = Format::USUAL;
    let artifacts = match pipeline::build(checked, &formats, &|_| {}) {
        Ok(built) if built.findings.is_empty() => built.artifacts,
        Ok(built) => {
            let shown = fixture::show(&built.findings, &checked.loaded.sources);
            return vec![format!("does not fit on its pages:\n{shown}")];
        }
        Err(findings) => {
            let shown = fixture::show(&findings, &checked.loaded.sources);
            return vec![format!("does not build:\n{shown}")];
        }
    };
    let mut complaints = Vec::new();
    let by_ending: BTreeMap<&str, &Artifact> = artifacts
        .iter()
        .filter_map(|artifact| Some((artifact.name.split_once('.')?.1, artifact)))
        .collect();
    let endings: Vec<&str> = by_ending.keys().copied().collect();
    let editions = &checked.loaded.report.manifest.layout.editions;
    let mut wanted = vec!["epub", "pdf", "register.csv", "register.json"];
    if editions.contains(&Edition::Print) {
        wanted.insert(2, "print.pdf");
    }
    if endings != wanted {
        complaints.push(format!("builds {endings:?}"));
        return complaints;
    }
    if !by_ending["pdf"].bytes.starts_with(b"%PDF-1.7") {
        complaints.push("the PDF is no PDF".to_owned());
    }
    if serde_json::from_slice::<serde_json::Value>(&by_ending["register.json"].bytes).is_err() {
        complaints.push("the register is no JSON".to_owned());
    }
    let text = text_of_epub(&by_ending["epub"].bytes);
    let wanted = std::fs::read_to_string(expected.join("epub.txt")).unwrap_or_default();
    for line in wanted.lines() {
        if !text.contains(line) {
            complaints.push(format!("the EPUB does not say `{line}`"));
        }
    }
    complaints
}

/// The words of all pages of an EPUB, without their tags.
fn text_of_epub(bytes: &[u8]) -> String {
    use quick_xml::Reader;
    use quick_xml::events::Event;
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let names: Vec<String> = archive.file_names().map(str::to_owned).collect();
    let mut text = String::new();
    for name in names.iter().filter(|name| name.ends_with(".xhtml")) {
        let mut page = String::new();
        archive
            .by_name(name)
            .unwrap()
            .read_to_string(&mut page)
            .unwrap();
        let mut reader = Reader::from_str(&page);
        loop {
            match reader
                .read_event()
                .unwrap_or_else(|error| panic!("{name}: {error}"))
            {
                Event::Eof => break,
                Event::Text(words) => text.push_str(&words.decode().unwrap()),
                Event::GeneralRef(entity) => {
                    let entity = entity.decode().unwrap();
                    let escaped = format!("&{entity};");
                    text.push_str(&quick_xml::escape::unescape(&escaped).unwrap());
                }
                Event::End(end) if end.local_name().as_ref() == b"p" => text.push('\n'),
                _ => {}
            }
        }
    }
    // The smart typography of the text is not what these cases are about.
    text.replace(['“', '”'], "\"").replace(['‘', '’'], "'")
}

#[test]
fn every_case_comes_out_as_expected() {
    let folders = folders();
    assert!(!folders.is_empty());
    let next = Mutex::new(folders.iter());
    let complaints = Mutex::new(Vec::new());
    std::thread::scope(|scope| {
        for _ in 0..2 {
            scope.spawn(|| {
                loop {
                    let Some(folder) = next.lock().unwrap().next() else {
                        break;
                    };
                    let found = check_case(folder);
                    complaints.lock().unwrap().extend(found);
                }
            });
        }
    });
    fixture::no_complaints(&complaints.into_inner().unwrap());
}
