//! Tests on a PDF that the engine wrote.

use super::*;
use crate::render::pdf::{PdfInput, export, prepare};
use crate::render::sample;
use std::collections::BTreeMap;
use std::sync::OnceLock;
use typst_layout::PagedDocument;

/// The sample report before the pass.
fn raw() -> &'static [u8] {
    static RAW: OnceLock<Vec<u8>> = OnceLock::new();
    RAW.get_or_init(|| {
        let report = sample::report();
        let input = PdfInput {
            edition: crate::model::Edition::Screen,
            register_json: b"{}",
            references_json: b"[]",
            references_bib: b"",
            templates: &BTreeMap::new(),
            fonts: &[],
        };
        let day = crate::render::pdf::day_of(&report).unwrap();
        let (book, _) = prepare(&report, &input, day).unwrap();
        let document = typst::compile::<PagedDocument>(&book).output.unwrap();
        let bytes = export::pdf(&document, &report.manifest, Some(day));
        bytes.unwrap().unwrap()
    })
}

fn extras(boxes: Option<Boxes>) -> Extras {
    Extras {
        description: Description::of(&sample::report().manifest),
        boxes,
    }
}

/// How often a word stands in the file.
fn count(bytes: &[u8], word: &str) -> usize {
    let word = word.as_bytes();
    bytes
        .windows(word.len())
        .filter(|part| *part == word)
        .count()
}

#[test]
fn every_object_is_where_the_table_says() {
    let finished = finish(raw().to_vec(), &extras(None)).unwrap();
    let before = Objects::read(raw()).unwrap();
    let after = Objects::read(&finished).unwrap();
    assert_eq!(before.iter().count(), after.iter().count());
    let changed = before
        .iter()
        .filter(|(number, object)| after.get(*number) != Some(object))
        .count();
    // The packet, the information, and tags.
    assert!((3..300).contains(&changed), "{changed}");
    assert_eq!(count(&finished, "startxref"), 1, "one revision");
    assert_eq!(before.instance(), after.instance());
}

#[test]
fn the_pass_changes_nothing_the_second_time() {
    let once = finish(raw().to_vec(), &extras(None)).unwrap();
    let twice = finish(once.clone(), &extras(None)).unwrap();
    assert!(once == twice);
}

#[test]
fn packet_and_information_say_the_same() {
    let manifest = sample::report().manifest;
    let finished = finish(raw().to_vec(), &extras(None)).unwrap();
    let text = String::from_utf8_lossy(&finished);
    assert_eq!(count(&finished, "<x:xmpmeta"), 1);
    let authors = manifest.authors.iter();
    for author in authors.filter(|author| author.role == "aut") {
        assert!(text.contains(&format!("<rdf:li>{}</rdf:li>", author.name)));
    }
    let objects = Objects::read(&finished).unwrap();
    let information = objects.named("Info").and_then(|info| objects.get(info));
    assert_eq!(
        information.map(<[u8]>::to_vec),
        Some(xmp::information(&extras(None).description))
    );
}

#[test]
fn calls_of_notes_are_references_and_labels_stay_labels() {
    let finished = finish(raw().to_vec(), &extras(None)).unwrap();
    let (before, after) = (count(raw(), "/S/Lbl"), count(&finished, "/S/Lbl"));
    let calls = before - after;
    let notes = count(&finished, "/S/Note");
    assert_eq!(calls, notes, "as many calls as notes");
    assert!(after >= notes, "every note keeps its number as label");
    let references = count(&finished, "/S/Reference") - count(raw(), "/S/Reference");
    assert_eq!(references, calls);
    assert!(count(&finished, "/S/P/") > count(raw(), "/S/P/"));
}

/// A file of these objects.
fn file_of(objects: &[String]) -> Vec<u8> {
    let mut out = "%PDF-1.7\n".to_owned();
    let mut table = format!("xref\n0 {}\n0000000000 65535 f\r\n", objects.len() + 1);
    for (at, object) in objects.iter().enumerate() {
        table += &format!("{:010} 00000 n\r\n", out.len());
        out += &format!("{} 0 obj\n{object}\nendobj\n", at + 1);
    }
    let start = out.len();
    out += &format!("{table}trailer\n<<>>\nstartxref\n{start}\n%%EOF\n");
    out.into_bytes()
}

#[test]
fn names_of_rows_head_them_below_an_empty_header_cell() {
    let head =
        "<</Type/StructElem/S/TH/P 3 0 R/ID(U1x0y0)/A[<</O/Table/Scope/Column/Headers[]>>]/K";
    let cell = "<</Type/StructElem/S/TD/P 6 0 R/A[<</O/Table/Headers[(U1x0y0)]>>]/K[1]>>";
    let mended = |corner: &str| {
        let texts = [
            "<</Type/StructElem/S/Table/P 9 0 R/K[2 0 R 5 0 R]>>".to_owned(),
            "<</Type/StructElem/S/THead/P 1 0 R/K[3 0 R]>>".to_owned(),
            "<</Type/StructElem/S/TR/P 2 0 R/K[4 0 R]>>".to_owned(),
            format!("{head}{corner}>>"),
            "<</Type/StructElem/S/TBody/P 1 0 R/K[6 0 R]>>".to_owned(),
            "<</Type/StructElem/S/TR/P 5 0 R/K[7 0 R 8 0 R]>>".to_owned(),
            cell.to_owned(),
            cell.to_owned(),
        ];
        let bytes = file_of(&texts);
        let objects = Objects::read(&bytes).unwrap();
        let text = |edit: Vec<u8>| String::from_utf8(edit).unwrap();
        let edits = tags::mended(&objects).into_iter();
        edits
            .map(|(number, edit)| (number, text(edit)))
            .collect::<Vec<_>>()
    };
    assert_eq!(mended("[8]"), []);
    let name = "<</Type/StructElem/S/TH/P 6 0 R/A[<</O/Table/Scope/Row>>]/K[1]>>";
    let other = "<</Type/StructElem/S/TD/P 6 0 R/A[<</O/Table>>]/K[1]>>";
    assert_eq!(mended("[]"), [(7, name.to_owned()), (8, other.to_owned())]);
}

#[test]
fn notes_of_headings_and_captions_stand_behind_them() {
    let texts = [
        "<</Type/StructElem/S/Document/P 12 0 R/K[2 0 R 6 0 R 11 0 R]>>",
        "<</Type/StructElem/S/H1/P 1 0 R/K[0 3 0 R 4 0 R 1 5 0 R]>>",
        "<</Type/StructElem/S/Reference/P 2 0 R/K[2]>>",
        "<</Type/StructElem/S/Note/P 2 0 R/ID(Note 1)/K[3]>>",
        "<</Type/StructElem/S/Note/P 2 0 R/ID(Note 2)/K[4]>>",
        "<</Type/StructElem/S/Table/P 1 0 R/K[7 0 R 10 0 R]>>",
        "<</Type/StructElem/S/Caption/P 6 0 R/Lang(en)/K[8 0 R]>>",
        "<</Type/StructElem/S/P/P 7 0 R/K[5 9 0 R]>>",
        "<</Type/StructElem/S/Note/P 8 0 R/ID(Note 3)/K[6]>>",
        "<</Type/StructElem/S/TBody/P 6 0 R/K[]>>",
        "<</Type/StructElem/S/P/P 1 0 R/K[7]>>",
    ];
    let bytes = file_of(&texts.map(str::to_owned));
    let objects = Objects::read(&bytes).unwrap();
    let edits: Vec<(usize, String)> = tags::mended(&objects)
        .into_iter()
        .map(|(number, edit)| (number, String::from_utf8(edit).unwrap()))
        .collect();
    let expected = [
        (
            1,
            "<</Type/StructElem/S/Document/P 12 0 R/K[2 0 R 4 0 R 5 0 R 6 0 R 9 0 R 11 0 R]>>",
        ),
        (2, "<</Type/StructElem/S/H1/P 1 0 R/K[0 3 0 R  1 ]>>"),
        (4, "<</Type/StructElem/S/Note/P 1 0 R/ID(Note 1)/K[3]>>"),
        (5, "<</Type/StructElem/S/Note/P 1 0 R/ID(Note 2)/K[4]>>"),
        (8, "<</Type/StructElem/S/P/P 7 0 R/K[5 ]>>"),
        (
            9,
            "<</Type/StructElem/S/Note/P 1 0 R/Lang(en)/ID(Note 3)/K[6]>>",
        ),
    ];
    assert_eq!(edits, expected.map(|(at, edit)| (at, edit.to_owned())));
}

#[test]
fn a_sheet_is_trimmed_in_the_middle() {
    let boxes = Boxes {
        bleed: 8.5,
        slug: 20.0,
    };
    let finished = finish(raw().to_vec(), &extras(Some(boxes))).unwrap();
    let objects = Objects::read(&finished).unwrap();
    let mut pages = 0;
    for (_, page) in objects.iter() {
        if value(page, "Type") != Some(b"/Page") {
            continue;
        }
        pages += 1;
        let of = |name| rectangle(page, &place_of(page, name).unwrap()).unwrap();
        let [left, bottom, right, top] = of("MediaBox");
        let close = |found: [f64; 4], inset: f64| {
            let wanted = [left + inset, bottom + inset, right - inset, top - inset];
            assert!(
                found.iter().zip(wanted).all(|(a, b)| (a - b).abs() < 0.001),
                "{found:?} {wanted:?}"
            );
        };
        close(of("BleedBox"), 20.0);
        close(of("TrimBox"), 28.5);
    }
    assert_eq!(pages, count(raw(), "/Type/Page/"));
    assert!(finish(finished, &extras(Some(boxes))).is_err(), "twice");
    let too_large = Boxes {
        bleed: 0.0,
        slug: 500.0,
    };
    assert!(finish(raw().to_vec(), &extras(Some(too_large))).is_err());
}

#[test]
fn a_damaged_file_is_refused() {
    for cut in [0, 1, 100, raw().len() / 2, raw().len() - 20] {
        let bytes = raw()[..cut].to_vec();
        assert!(finish(bytes, &extras(None)).is_err(), "{cut}");
    }
}
