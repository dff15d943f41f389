//! What must hold for the page as a whole: one file, links, ids, claims, hostile text, bytes.

use std::collections::{BTreeMap, BTreeSet};

use quick_xml::Reader;
use quick_xml::events::Event;

use super::{HtmlInput, Missing, render};
use crate::model::*;
use crate::render::xhtml::sample::{Make, sample};
use crate::render::{FontFile, Pages};
use crate::source::{Located, Span};

const CHART: &str = "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 320 180\"/>";

/// A new page at every third mark.
fn pages(report: &Report) -> Pages {
    Pages {
        labels: ["i", "ii", "1", "2", "3", "4", "5"]
            .map(String::from)
            .to_vec(),
        of_mark: (0..report.marks).map(|mark| Some(2 + mark / 3)).collect(),
        of_anchor: BTreeMap::new(),
    }
}

fn page_with(report: &Report, with_pages: bool, templates: &[(&str, &str)]) -> String {
    let pages = pages(report);
    let charts = BTreeMap::from([("data/days.csv".to_owned(), CHART.to_owned())]);
    let templates = templates.iter();
    let input = HtmlInput {
        pages: with_pages.then_some(&pages),
        charts: &charts,
        templates: &templates
            .map(|(name, text)| ((*name).to_owned(), text.as_bytes().to_vec()))
            .collect(),
        fonts: &[FontFile {
            family: "Face".to_owned(),
            weight: 400,
            is_italic: false,
            bytes: b"OTTO".as_slice().into(),
        }],
    };
    String::from_utf8(render(report, &input).unwrap()).unwrap()
}

fn page_of(report: &Report) -> String {
    page_with(report, true, &[])
}

/// The head without style sheet and script, and the body.
fn parts(page: &str) -> (&str, &str) {
    let head = page.split_once("<style>").unwrap().0;
    let body = page.split_once("<body>").unwrap().1;
    (head, body.rsplit_once("</body>").unwrap().0)
}

/// Every element with its attributes. Fails where an attribute leaves its quotation marks.
fn elements(html: &str) -> Vec<(String, BTreeMap<String, String>)> {
    let mut reader = Reader::from_str(html);
    // Void elements have no end in HTML.
    reader.config_mut().check_end_names = false;
    reader.config_mut().allow_unmatched_ends = true;
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

/// The values of an attribute, in order.
fn values<'e>(
    elements: &'e [(String, BTreeMap<String, String>)],
    name: &'e str,
) -> impl Iterator<Item = &'e str> {
    elements
        .iter()
        .filter_map(move |(_, attributes)| attributes.get(name).map(String::as_str))
}

#[test]
fn every_link_leads_somewhere_and_every_id_stands_once() {
    for report in [sample(), crate::render::sample::report()] {
        let page = if report.assets.contains_key("data/days.csv") {
            page_of(&report)
        } else {
            continue;
        };
        let elements = elements(parts(&page).1);
        let mut ids = BTreeSet::new();
        for id in values(&elements, "id") {
            assert!(ids.insert(id), "{id} twice");
        }
        let mut links = 0;
        for href in values(&elements, "href") {
            match href.strip_prefix('#') {
                Some(id) => assert!(ids.contains(id), "{href}"),
                None => assert!(href.starts_with("https://") || href.starts_with("mailto:")),
            }
            links += 1;
        }
        assert!(links > 60, "{links}");
        for name in ["aria-labelledby", "aria-details", "popovertarget"] {
            for id in values(&elements, name) {
                assert!(ids.contains(id), "{name} {id}");
            }
        }
    }
}

#[test]
fn notes_and_citations_lead_there_and_back() {
    let page = page_of(&sample());
    let elements = elements(parts(&page).1);
    let of_role = |role: &str, name: &str| -> Vec<String> {
        let with_role = elements
            .iter()
            .filter(|(_, attributes)| attributes.get("role").is_some_and(|known| known == role));
        with_role
            .map(|(_, attributes)| attributes[name].clone())
            .collect()
    };
    let back = of_role("doc-backlink", "href");
    let calls = of_role("doc-noteref", "id");
    assert_eq!(calls.len(), 6);
    assert_eq!(
        calls.iter().filter(|id| id.starts_with("_call-1")).count(),
        3
    );
    let cites = of_role("doc-biblioref", "id");
    for id in calls.iter().chain(&cites) {
        assert!(back.contains(&format!("#{id}")), "{id}");
    }
    assert_eq!(back.len(), calls.len() + cites.len());
    assert_eq!(of_role("doc-footnote", "id").len(), 4);
}

#[test]
fn the_page_needs_no_other_file() {
    let mut report = sample();
    let at = Span::start_of(report.manifest.file);
    let face = Located::new("Face".to_owned(), at);
    report.theme.faces.insert(crate::model::Face::Text, face);
    report.theme.embed_fonts = true;
    let page = page_of(&report);
    let elements = elements(parts(&page).1);
    let pictures: Vec<_> = values(&elements, "src").collect();
    assert_eq!(pictures.len(), 2);
    assert!(
        pictures
            .iter()
            .all(|address| address.starts_with("data:image/"))
    );
    assert!(page.contains("src: url(data:font/otf;base64,T1RUTw==)"));
    assert_eq!(
        page.matches("url(").count(),
        page.matches("url(data:").count()
    );
    for other in [
        "@import",
        "rel=\"stylesheet\"",
        "<iframe",
        "<object",
        "epub:",
        "xml:lang",
    ] {
        assert!(!page.contains(other), "{other}");
    }
    assert!(!page.contains("/>") || parts(&page).1.contains("<mspace"));
}

#[test]
fn headings_stand_below_the_title() {
    let page = page_of(&sample());
    let (_, body) = parts(&page);
    assert_eq!(body.matches("<h1").count(), 1);
    assert!(body.contains("<h2 id=\"findings\">"));
    assert!(body.contains("<h3 id=\"length\">"));
    assert!(body.contains("<h4 id=\"deep\">"));
    assert!(body.contains("<h2 id=\"_register\">"));
    assert!(body.contains("<a href=\"#findings\">1 What was found</a>"));
}

#[test]
fn page_numbers_are_those_of_the_pdf_or_none() {
    let report = sample();
    let with = page_with(&report, true, &[]);
    let elements = elements(parts(&with).1);
    let marked = elements.iter().filter(|(_, attributes)| {
        attributes
            .get("role")
            .is_some_and(|role| role == "doc-pagebreak")
    });
    let labels: Vec<_> = marked
        .map(|(_, attributes)| attributes["aria-label"].as_str())
        .collect();
    assert_eq!(labels, ["Page 1", "Page 2", "Page 3", "Page 4"]);
    let without = page_with(&report, false, &[]);
    assert!(!parts(&without).1.contains("doc-pagebreak"));
}

#[test]
fn hostile_text_arrives_as_text() {
    let mut report = sample();
    let manifest = &mut report.manifest;
    let hostile = "</title></style></script><script>alert(1)</script>]]> \" ' \u{202e}x\u{202c} \u{1} \u{85} \u{fdd0}";
    manifest.title = hostile.to_owned();
    manifest.subtitle = Some(hostile.to_owned());
    manifest.description = Some(hostile.to_owned());
    manifest.publisher = Some(hostile.to_owned());
    manifest.keywords = vec![hostile.to_owned()];
    manifest.licence_url = Some("javascript:alert(1)".to_owned());
    manifest.authors[0].name = hostile.to_owned();
    let at = Span::start_of(manifest.file);
    let face = Located::new("</style><script>".to_owned(), at);
    report.theme.faces.insert(crate::model::Face::Text, face);
    let own = "p { color: red } /* </style><script>alert(1)</script> */";
    let page = page_with(&report, true, &[("html/page.css", own)]);
    assert_eq!(
        page.matches("<script").count(),
        1 + 1,
        "ours, and one in a comment of CSS"
    );
    assert_eq!(page.matches("</style>").count(), 1);
    assert_eq!(page.matches("</script>").count(), 1);
    assert_eq!(page.matches("</title>").count(), 1);
    for bad in ['\u{1}', '\u{85}', '\u{fdd0}'] {
        assert!(!page.contains(bad), "{bad:?}");
    }
    assert!(!page.contains("javascript:"));
    let (head, body) = parts(&page);
    let contents: Vec<_> = elements(head.split_once("<head>").unwrap().1)
        .into_iter()
        .filter_map(|(_, attributes)| attributes.get("content").cloned())
        .collect();
    let kept = hostile.replace(['\u{1}', '\u{85}', '\u{fdd0}'], "\u{fffd}");
    assert!(contents.contains(&kept), "{contents:?}");
    elements(body);
}

#[test]
fn reference_managers_and_catalogues_are_told_what_it_is() {
    let page = page_of(&sample());
    let (head, _) = parts(&page);
    for there in [
        "<title>The &quot;Ledger&quot; &amp; the Law &lt;sample&gt;</title>",
        "<meta name=\"citation_author\" content=\"Example, Ana\">",
        "<meta name=\"citation_publication_date\" content=\"2026/03/01\">",
        "<meta name=\"citation_doi\" content=\"10.1234/erw.2026.1\">",
        "<meta name=\"dcterms.issued\" content=\"2026-03-01\">",
        "<meta name=\"dcterms.identifier\" content=\"urn:isbn:9783161484100\">",
        "<html lang=\"en-GB\">",
    ] {
        assert!(head.contains(there), "{there}\n{head}");
    }
    let mut report = sample();
    let author = report.manifest.authors[0].clone();
    report.manifest.authors[0].role = "edt".to_owned();
    let page = page_of(&report);
    let is_author = |page: &str| page.contains("name=\"citation_author\" content=\"Example, Ana\"");
    assert!(is_author(&page), "where nobody is called an author");
    report.manifest.authors.push(Contributor {
        name: "Bo Example".to_owned(),
        file_as: None,
        role: "cre".to_owned(),
        ..author
    });
    let page = page_of(&report);
    assert!(!is_author(&page) && page.contains("name=\"dcterms.contributor\""));
    assert!(page.contains("name=\"citation_author\" content=\"Bo Example\""));
}

#[test]
fn the_same_report_gives_the_same_bytes() {
    assert_eq!(page_of(&sample()), page_of(&sample()));
}

#[test]
fn own_style_sheets_replace_ours() {
    let own = [
        ("html/page.css", "p { margin: 0 }"),
        ("epub/report.css", "q { margin: 1 }"),
    ];
    let page = page_with(&sample(), false, &own);
    assert!(page.contains("}\nq { margin: 1 }\np { margin: 0 }\n</style>"));
}

#[test]
fn an_empty_report_is_a_page_and_a_missing_picture_an_error() {
    let mut make = Make::new();
    make.report.manifest.title.clear();
    make.report.manifest.language = None;
    make.report.manifest.date = None;
    let page = page_of(&make.report);
    assert!(page.contains("<title>Title page</title>"));
    assert!(page.contains("<html lang=\"en\">"));
    let mut report = sample();
    report.assets.clear();
    let charts = BTreeMap::from([("data/days.csv".to_owned(), CHART.to_owned())]);
    let input = HtmlInput {
        pages: None,
        charts: &charts,
        templates: &BTreeMap::new(),
        fonts: &[],
    };
    let missing = Missing::Picture("figures/plan of Cell.png".into());
    assert_eq!(render(&report, &input), Err(missing));
}

#[test]
fn languages_from_the_right_run_from_the_right() {
    let mut report = sample();
    if let Some(language) = &mut report.manifest.language {
        language.value = "ar".to_owned();
    }
    assert!(page_of(&report).contains("<html lang=\"ar\" dir=\"rtl\">"));
}
