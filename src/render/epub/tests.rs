//! What must hold for the book as a whole: links, ids, notes, pages, metadata, bytes.

#![allow(
    clippy::disallowed_methods,
    clippy::disallowed_macros,
    reason = "writes samples for the validators when asked"
)]

mod metadata;

use std::collections::{BTreeMap, BTreeSet};
use std::io::{Cursor, Read};

use quick_xml::Reader;
use quick_xml::events::Event;

use super::{Cover, EpubError, EpubInput, Missing, write};
use crate::model::*;
use crate::render::chart::{self, ChartStyle};
use crate::render::xhtml::sample::{Make, sample};
use crate::render::xhtml::{Book, Facts, Medium};
use crate::render::{Pages, Terms};

const CHART: &str = "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 320 180\" role=\"img\"><title>Days held</title><g fill=\"currentColor\"><rect x=\"40\" y=\"60\" width=\"80\" height=\"100\"/><rect x=\"180\" y=\"40\" width=\"80\" height=\"120\"/></g></svg>";

/// Pages for the sample: a new page at every third mark.
fn pages(report: &Report) -> Pages {
    Pages {
        labels: ["i", "ii", "1", "2", "3", "4", "5"]
            .map(String::from)
            .to_vec(),
        of_mark: (0..report.marks).map(|mark| Some(2 + mark / 3)).collect(),
        of_anchor: BTreeMap::new(),
    }
}

fn charts() -> BTreeMap<String, String> {
    BTreeMap::from([("data/days.csv".to_owned(), CHART.to_owned())])
}

fn render(report: &Report, input: &EpubInput, cover: Option<&[u8]>) -> Result<Vec<u8>, EpubError> {
    let announced = match cover {
        Some(_) => Cover::With,
        None => Cover::Without,
    };
    write(report, input, announced)?.bind(cover)
}

fn book_of(report: &Report, with_pages: bool, with_cover: bool) -> Vec<u8> {
    let pages = pages(report);
    let input = EpubInput {
        pages: with_pages.then_some(&pages),
        charts: &charts(),
        templates: &BTreeMap::new(),
        fonts: &[],
    };
    let cover = include_bytes!("../xhtml/sample.png").as_slice();
    render(report, &input, with_cover.then_some(cover)).unwrap()
}

/// The sample that both books share, with its charts drawn.
fn shared_book() -> Vec<u8> {
    let report = crate::render::sample::report();
    let pages = pages(&report);
    let terms = Terms::for_language("en");
    let look = ChartStyle::new(&report.theme, &terms, &[], Edition::Screen);
    let input = EpubInput {
        pages: Some(&pages),
        charts: &chart::of_report(&report, &look),
        templates: &BTreeMap::new(),
        fonts: &[],
    };
    render(&report, &input, None).unwrap()
}

fn unpack(bytes: &[u8]) -> Vec<(String, String)> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    (0..archive.len())
        .map(|at| {
            let mut file = archive.by_index(at).unwrap();
            let mut bytes = Vec::new();
            file.read_to_end(&mut bytes).unwrap();
            let name = file.name().trim_start_matches("OEBPS/").to_owned();
            (name, String::from_utf8_lossy(&bytes).into_owned())
        })
        .collect()
}

fn file(files: &[(String, String)], name: &str) -> String {
    let found = files.iter().find(|(known, _)| known == name);
    found.unwrap_or_else(|| panic!("no {name}")).1.clone()
}

/// Every element of an XML text with its attributes. Fails where the text is not well formed.
fn elements(text: &str) -> Elements {
    let mut reader = Reader::from_str(text);
    let mut found = Vec::new();
    loop {
        match reader.read_event().unwrap() {
            Event::Start(tag) | Event::Empty(tag) => {
                let name = String::from_utf8(tag.name().as_ref().to_vec()).unwrap();
                let attributes = tag.attributes().map(|attribute| {
                    let attribute = attribute.unwrap();
                    (
                        String::from_utf8(attribute.key.as_ref().to_vec()).unwrap(),
                        attribute.unescape_value().unwrap().into_owned(),
                    )
                });
                found.push((name, attributes.collect()));
            }
            Event::Eof => return found,
            _ => {}
        }
    }
}

/// Elements with their attributes.
type Elements = Vec<(String, BTreeMap<String, String>)>;

fn pages_of_text(files: &[(String, String)]) -> Vec<(&str, Elements)> {
    let xhtml = files.iter().filter(|(name, _)| name.ends_with(".xhtml"));
    xhtml
        .map(|(name, text)| (name.as_str(), elements(text)))
        .collect()
}

/// Where an address leads, as file and id.
fn target(from: &str, href: &str) -> (String, Option<String>) {
    match href.split_once('#') {
        Some(("", id)) => (from.to_owned(), Some(id.to_owned())),
        Some((file, id)) => (file.to_owned(), Some(id.to_owned())),
        None => (href.to_owned(), None),
    }
}

/// Writes samples for the validators: `UNDERPIN_SAMPLE=folder cargo test … -- --ignored`.
#[test]
#[ignore = "writes files for the validators"]
fn write_samples() {
    let Ok(folder) = std::env::var("UNDERPIN_SAMPLE") else {
        return;
    };
    let write = |name: &str, bytes: Vec<u8>| {
        std::fs::write(std::path::Path::new(&folder).join(name), bytes).unwrap();
    };
    write("full.epub", book_of(&sample(), true, true));
    write("plain.epub", book_of(&sample(), false, false));
    let mut report = sample();
    if let Some(language) = &mut report.manifest.language {
        language.value = "he".to_owned();
    }
    for (at, entry) in report.reference_list.iter_mut().enumerate() {
        let span = entry.content[0].span;
        entry.label = Some(vec![Inline::text(format!("[{}]", at + 1), span)]);
    }
    report.manifest.identifiers = Identifiers::default();
    write("other.epub", book_of(&report, true, true));
    write("shared.epub", shared_book());
    write("empty.epub", book_of(&Make::new().report, true, false));
}

#[test]
fn every_link_leads_to_an_id_in_the_right_file_and_ids_are_unique() {
    for (book, least) in [
        (book_of(&sample(), true, true), 60),
        (book_of(&sample(), false, false), 60),
        (shared_book(), 30),
    ] {
        let files = unpack(&book);
        let pages = pages_of_text(&files);
        let mut ids: BTreeMap<&str, BTreeSet<String>> = BTreeMap::new();
        for (name, elements) in &pages {
            for (_, attributes) in elements {
                if let Some(id) = attributes.get("id") {
                    assert!(
                        ids.entry(name).or_default().insert(id.clone()),
                        "{name}#{id} twice"
                    );
                }
            }
        }
        let mut links = 0;
        for (name, elements) in &pages {
            for (tag, attributes) in elements {
                for (key, value) in attributes {
                    let internal = matches!(key.as_str(), "href" | "src")
                        && !value.contains("://")
                        && !value.starts_with("mailto:");
                    if internal {
                        links += 1;
                        let (file, id) = target(name, value);
                        assert!(
                            files.iter().any(|(known, _)| *known == file),
                            "{name}: {tag} {value}"
                        );
                        if let Some(id) = id {
                            assert!(
                                ids.get(file.as_str()).is_some_and(|ids| ids.contains(&id)),
                                "{name}: {tag} {value}"
                            );
                        }
                    }
                    if matches!(key.as_str(), "aria-labelledby" | "aria-details") {
                        assert!(ids[name].contains(value), "{name}: {tag} {key} {value}");
                    }
                }
            }
        }
        assert!(links > least, "{links}");
    }
}

#[test]
fn notes_and_citations_lead_there_and_back() {
    let files = unpack(&book_of(&sample(), true, true));
    let pages = pages_of_text(&files);
    let links = |role: &str| -> Vec<(String, String, (String, Option<String>))> {
        pages
            .iter()
            .flat_map(|(name, elements)| elements.iter().map(move |one| (*name, one)))
            .filter(|(_, (_, attributes))| {
                attributes.get("role").is_some_and(|known| known == role)
            })
            .map(|(name, (_, attributes))| {
                let href = attributes.get("href").cloned().unwrap_or_default();
                let id = attributes.get("id").cloned().unwrap_or_default();
                (name.to_owned(), id, target(name, &href))
            })
            .collect()
    };
    let back: BTreeSet<_> = links("doc-backlink")
        .into_iter()
        .map(|(_, _, to)| to)
        .collect();
    let calls = links("doc-noteref");
    // Four notes; the first is called three times, from two files.
    assert_eq!(calls.len(), 6);
    let next = files
        .iter()
        .map(|(_, text)| text.matches("noteref next").count());
    assert_eq!(
        next.sum::<usize>(),
        1,
        "only calls that touch are set apart"
    );
    let cites = links("doc-biblioref");
    assert_eq!(cites.len(), 6 + 1);
    for (file, id, _) in calls.iter().chain(&cites) {
        assert!(!id.is_empty());
        assert!(
            back.contains(&(file.clone(), Some(id.clone()))),
            "{file}#{id}"
        );
    }
    assert_eq!(back.len(), calls.len() + cites.len());
    let notes = links("doc-footnote");
    assert_eq!(notes.len(), 4);
    let references = file(&files, "references.xhtml");
    assert!(
        references.contains("aria-label=\"Back to citation 1, page 1 ("),
        "{references}"
    );
    assert!(references.contains("aria-label=\"Back to claim 2 in the register ("));
    // Their names tell them apart where all links stand in one list.
    let names: Vec<&str> = references.split("class=\"back\"").skip(1).collect();
    let names: Vec<&str> = names
        .iter()
        .filter_map(|link| link.split("aria-label=\"").nth(1)?.split('"').next())
        .collect();
    let apart: std::collections::BTreeSet<&&str> = names.iter().collect();
    assert!(names.len() > 5 && apart.len() == names.len(), "{names:?}");
}

#[test]
fn pages_come_in_order_and_once() {
    let report = sample();
    let files = unpack(&book_of(&report, true, false));
    let nav = file(&files, "nav.xhtml");
    let list = nav.split("epub:type=\"page-list\"").nth(1).unwrap();
    let shown: Vec<_> = elements_text(list);
    assert_eq!(shown, ["1", "2", "3", "4"]);
    let count = files
        .iter()
        .map(|(_, text)| text.matches("role=\"doc-pagebreak\" id=").count())
        .sum::<usize>();
    assert_eq!(count, 4);
    // A page that begins with a heading begins before it.
    let first = file(&files, "section-1.xhtml");
    assert!(
        first.contains("id=\"_page-1\" data-page=\"1\" aria-label=\"Page 1\"></div><h1"),
        "{first}"
    );
}

fn elements_text(list: &str) -> Vec<String> {
    list.split("</a>")
        .filter_map(|part| part.rsplit_once("\">"))
        .map(|(_, text)| text.to_owned())
        .filter(|text| !text.contains('<'))
        .collect()
}

#[test]
fn hostile_text_arrives_as_text() {
    let files = unpack(&book_of(&sample(), true, true));
    let text = file(&files, "section-1.xhtml");
    assert!(text.contains("]]&gt; &lt;script&gt;alert(1)&lt;/script&gt; &amp;amp; \u{fffd} \u{fffd} \u{fffd} \u{202e}bidi\u{202c} &quot;quotes&quot;"), "{text}");
    assert!(text.contains("<code>&lt;b&gt;&amp;&quot;'&lt;/b&gt;</code>no script<a "));
    assert!(text.contains("href=\"https://example.org/a%20b?%22x%22=%3Cy%3E\""));
    for (name, text) in &files {
        assert!(!text.contains("javascript:"), "{name}");
        assert!(!text.contains("<script"), "{name}");
        if name.ends_with("xml")
            || name.ends_with("html")
            || name.ends_with("opf")
            || name.ends_with("ncx")
        {
            elements(text);
        }
    }
    let package = file(&files, "content.opf");
    assert!(package.contains(">The &quot;Ledger&quot; &amp; the Law &lt;sample&gt;</dc:title>"));
}

#[test]
fn the_same_report_gives_the_same_bytes() {
    assert_eq!(
        book_of(&sample(), true, true),
        book_of(&sample(), true, true)
    );
}

#[test]
fn what_epub_builder_generates_is_not_shipped() {
    let bytes = book_of(&sample(), true, true);
    let files = unpack(&bytes);
    let names: Vec<_> = files.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(
        names[..4],
        [
            "mimetype",
            "META-INF/container.xml",
            "content.opf",
            "nav.xhtml"
        ]
    );
    assert!(!names.iter().any(|name| name.contains("com.apple")));
    let package = file(&files, "content.opf");
    assert!(package.contains("xml:lang=\"en-GB\" dir=\"ltr\""));
    assert!(!package.contains("epub-creator-"));
    assert!(!file(&files, "toc.ncx").contains("Table Of Contents"));
    assert!(file(&files, "nav.xhtml").contains("page-list"));
    let ncx = file(&files, "toc.ncx");
    let pages = ncx.matches("<pageTarget ").count();
    assert!(
        pages > 1 && ncx.contains("type=\"normal\" value=\"2\""),
        "{ncx}"
    );
    assert!(ncx.contains(&format!("totalPageCount\" content=\"{pages}\"")));
    let mut archive = zip::ZipArchive::new(Cursor::new(&bytes)).unwrap();
    for at in 0..archive.len() {
        let file = archive.by_index(at).unwrap();
        assert_eq!(file.last_modified(), Some(zip::DateTime::default()));
    }
}

/// A clock that is set to a day before 1970 makes it panic.
#[test]
fn epub_builder_asks_no_clock() {
    let report = sample();
    let charts = BTreeMap::new();
    let book = Book::new(&report, Medium::Book, None, &charts);
    let files = unpack(&super::finish::assemble(&book, &[]).unwrap());
    assert!(file(&files, "content.opf").contains(">1970-01-01T00:00:00Z<"));
}

#[test]
fn a_missing_picture_is_an_error_and_no_panic() {
    let report = sample();
    let input = EpubInput {
        pages: None,
        charts: &BTreeMap::new(),
        templates: &BTreeMap::new(),
        fonts: &[],
    };
    assert_eq!(
        render(&report, &input, None),
        Err(EpubError::Missing(Missing::Chart("data/days.csv".into())))
    );
    let mut report = sample();
    report.assets.clear();
    let charts = charts();
    let input = EpubInput {
        charts: &charts,
        ..input
    };
    let missing = EpubError::Missing(Missing::Picture("figures/plan of Cell.png".into()));
    assert_eq!(render(&report, &input, None), Err(missing));
}

#[test]
fn an_empty_report_is_a_book_too() {
    let mut make = Make::new();
    make.report.manifest.title.clear();
    make.report.manifest.language = None;
    make.report.manifest.date = None;
    let files = unpack(&book_of(&make.report, true, false));
    assert!(file(&files, "content.opf").contains("<dc:language>en<"));
    assert!(file(&files, "nav.xhtml").contains("title.xhtml"));
}

#[test]
fn languages_from_the_right_run_from_the_right() {
    let mut report = sample();
    if let Some(language) = &mut report.manifest.language {
        language.value = "ar".to_owned();
    }
    let files = unpack(&book_of(&report, true, false));
    assert!(file(&files, "content.opf").contains("page-progression-direction=\"rtl\""));
    assert!(file(&files, "section-1.xhtml").contains("lang=\"ar\" xml:lang=\"ar\" dir=\"rtl\">"));
}

#[test]
fn own_style_sheet_replaces_ours() {
    let report = sample();
    let templates = BTreeMap::from([("epub/report.css".to_owned(), b"p { margin: 0 }".to_vec())]);
    let input = EpubInput {
        pages: None,
        charts: &charts(),
        templates: &templates,
        fonts: &[],
    };
    let files = unpack(&render(&report, &input, None).unwrap());
    assert_eq!(file(&files, "stylesheet.css"), "p { margin: 0 }");
}

#[test]
fn a_theme_reaches_the_style_sheet_and_the_title_page() {
    let mut report = sample();
    let at = crate::source::Span::start_of(report.manifest.file);
    let is_drawn = |asset: &&Asset| !matches!(asset.kind, AssetKind::Table { .. });
    let mut assets = report.assets.iter();
    let (path, _) = assets.find(|(_, asset)| is_drawn(asset)).unwrap();
    let path = path.clone();
    report.theme.light.accent = Colour::BLACK;
    report.theme.logo = Some(Logo {
        file: crate::source::Located::new(path, at),
        alt: crate::source::Located::new("A & B".to_owned(), at),
        width: LOGO_WIDTH,
    });
    let files = unpack(&book_of(&report, true, true));
    let sheet = file(&files, "theme.css");
    assert!(sheet.contains(
        "(prefers-color-scheme: light) {\n  :root { color-scheme: light; --accent: #000000;"
    ));
    assert!(sheet.contains("(prefers-color-scheme: dark)"));
    let dark = file(&files, "stylesheet.css");
    let (_, dark) = dark.split_once("(prefers-color-scheme: dark)").unwrap();
    assert!(dark.starts_with(" { img.chart { box-sizing: border-box; padding:"));
    let title = file(&files, "title.xhtml");
    assert!(
        title.contains("<p class=\"logo\"><img src=\"images/"),
        "{title}"
    );
    assert!(title.contains("alt=\"A &amp; B\""));
    assert!(title.contains("href=\"theme.css\""));
    assert!(file(&files, "content.opf").contains("href=\"theme.css\""));
}

#[test]
fn what_each_page_holds_is_added_to_what_the_book_holds() {
    let mut facts = Facts::default();
    facts.add(Facts {
        pictures: 2,
        languages: BTreeSet::from(["ko".to_owned()]),
        ..Facts::default()
    });
    assert_eq!((facts.pictures, facts.languages.len()), (2, 1));
}

#[test]
fn an_id_that_stands_twice_is_written_once() {
    let mut report = sample();
    let twice = report.sections[1].blocks.clone();
    report.sections[1].blocks.extend(twice);
    let files = unpack(&book_of(&report, true, true));
    for (name, elements) in pages_of_text(&files) {
        let mut ids = BTreeSet::new();
        for (_, attributes) in elements {
            if let Some(id) = attributes.get("id") {
                assert!(ids.insert(id.clone()), "{name}#{id}");
            }
        }
    }
}
