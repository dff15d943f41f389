//! What stands around the sections of the sample: manifest, references, labels, files.

use std::collections::BTreeMap;

use super::build::*;
use super::writer::Writer;
use crate::model::*;

/// A picture of a dot, 480 by 160 pixels.
const PNG: &[u8] = b"\
    \x89\x50\x4e\x47\x0d\x0a\x1a\x0a\x00\x00\x00\x0d\x49\x48\x44\x52\x00\x00\x01\xe0\x00\x00\
    \x00\xa0\x01\x00\x00\x00\x00\xfc\x80\x82\xe0\x00\x00\x01\x50\x49\x44\x41\x54\x78\xda\xed\
    \xd9\x41\x0e\x83\x20\x10\x05\xd0\x31\x2c\x5c\x7a\x04\x8f\xe2\xd1\xda\xa3\x79\x14\x8e\xe0\
    \xd2\x85\xb1\xad\xb1\x14\x5c\x00\x99\xf9\x51\x4a\x3b\x6c\xcd\x8b\xa8\x43\x84\x3f\xf4\x00\
    \x06\x29\x56\xac\x58\xf1\xaf\xe2\x85\xa8\x17\xe3\x3b\x11\x49\xf1\xeb\xc6\xe9\x5b\xa7\xb0\
    \xdd\xb0\x11\xe2\x6d\xd6\xc9\x79\x53\x66\xd6\xc9\x79\x27\xf0\xb4\xe3\x56\x84\xed\x8e\x8d\
    \x08\xef\x8f\x9c\x7a\xe8\xf8\xa5\xf5\x6d\x69\x10\xe0\xc5\xe1\x5e\x80\x67\x87\x3b\x01\xb6\
    \x0e\x1b\x01\x1e\x1d\x6e\x04\xd8\xbd\xec\xc4\xeb\x4e\x5c\xf9\x8c\x1b\x1b\xaf\x1e\x0f\x6c\
    \xbc\x78\xdc\xb3\xf1\xec\x71\xc7\xc6\x93\xc7\x2d\x1b\x5b\x8f\x0d\x1b\x8f\x1e\x37\x6c\xec\
    \x3f\x73\xfc\x43\x9f\x83\x03\x1b\xad\x12\xca\xd7\x48\xbc\x4a\x28\x5f\x23\xf1\x2a\x39\x05\
    \xcf\x21\xee\xae\xc4\x53\x88\x5b\x26\xb6\x21\x36\x57\xe2\x31\xc4\x4d\x35\x38\x5c\x17\xd1\
    \x95\x71\x0a\x3e\xd8\xd8\xb2\xfa\x3a\xbc\x1e\xf1\x50\x09\x5e\x8e\xb8\x57\x9c\xc1\xf3\x11\
    \x77\x8a\x15\x2b\x56\xfc\x37\x58\xff\x18\x4c\x5c\xe9\xce\xa0\xd2\x7d\x58\xc1\x8d\x6b\xa5\
    \x3b\xfd\x72\x47\x23\xe8\x44\x57\xee\x20\x5a\xee\xf0\x0d\x65\x06\x50\x5a\x51\x30\x64\x81\
    \xb2\x21\x28\x95\x82\xf2\x30\x28\x89\x83\x32\x40\x28\x7d\x84\x72\x4f\x2c\x71\x85\xb2\x5e\
    \x28\x65\x86\xf2\x6d\x28\x59\x87\x32\x7d\xa8\x9b\x80\xf5\x31\xa0\x0e\x0a\xd4\xbb\x81\xba\
    \x46\x58\xbf\x0a\xea\x94\x41\x3d\x3a\xac\x3b\x98\x1b\x8a\x15\x2b\x56\x5c\x18\x3f\x01\xf4\
    \x13\xdc\x61\x55\x65\x62\xbe\x00\x00\x00\x00\x49\x45\x4e\x44\xae\x42\x60\x82";

pub(super) fn assets() -> BTreeMap<String, Asset> {
    let people: &[&[&str]] = &[
        &["2001", "583"],
        &["2002", "1142"],
        &["2003", "1285"],
        &["2004", "1898"],
        &["2005", "1384"],
        &["2006", "2028"],
        &["2007", "2554"],
        &["2008", "2803"],
        &["2009", "2914"],
        &["2010", "2402"],
        &["2011", "2706"],
        &["2012", "1502"],
    ];
    let estimates: &[&[&str]] = &[
        &["1999", "100000", "100000"],
        &["1999", "140000", "300000"],
        &["2000", "50000", "50000"],
        &["2000", "75000", "125000"],
        &["2001", "50000", "50000"],
        &["2002", "10000", "300000"],
        &["2005", "30000", "50000"],
        &["2006", "20000", "40000"],
        &["2007", "35000", "35000"],
        &["2009", "10000", "20000"],
        &["2012", "5000", "25000"],
    ];
    BTreeMap::from([
        (
            "data/people.csv".to_owned(),
            data(&["year", "people"], people),
        ),
        (
            "data/estimates.csv".to_owned(),
            data(&["year", "low", "high"], estimates),
        ),
        (
            "figures/dot.png".to_owned(),
            Asset {
                kind: AssetKind::Png(Size {
                    width: 480,
                    height: 160,
                }),
                bytes: PNG.into(),
            },
        ),
    ])
}

pub(super) fn manifest() -> Manifest {
    let person = |name: &str, role: &str, place: Option<&str>| Contributor {
        name: name.to_owned(),
        file_as: None,
        role: role.to_owned(),
        affiliation: place.map(str::to_owned),
    };
    Manifest {
        file: file(),
        max_waivers: None,
        min_origins: 2,
        denied_sources: Vec::new(),
        roles: Default::default(),
        origin: Origin::File,
        title: "Sent Back: North Koreans in China facing return".to_owned(),
        subtitle: Some("What is known, who says so, and what the law asks".to_owned()),
        authors: vec![
            person("Min-ji Kim", "aut", Some("Centre for Evidence, Seoul")),
            person("Jan de Vries", "edt", None),
        ],
        publisher: Some("Centre for Evidence".to_owned()),
        language: Some(at("en-GB".to_owned())),
        date: Some(Date {
            year: 2026,
            month: Some(11),
            day: Some(20),
        }),
        edition: Some("First edition".to_owned()),
        series: Some("Evidence briefs".to_owned()),
        series_number: Some("7".to_owned()),
        description: Some(
            "A brief in which every statement stands on a source that can be opened at the page."
                .to_owned(),
        ),
        keywords: vec!["refugees".to_owned(), "non-refoulement".to_owned()],
        contact: Some("corrections@example.org".to_owned()),
        identifiers: Identifiers {
            isbn: Some("978-3-16-148410-0".to_owned()),
            doi: Some("10.1234/sent-back".to_owned()),
            uuid: None,
        },
        licence: Some("Creative Commons Attribution 4.0 International".to_owned()),
        licence_url: Some("https://creativecommons.org/licenses/by/4.0/".to_owned()),
        sections: Vec::new(),
        appendices: Vec::new(),
        bibliographies: Vec::new(),
        references: Vec::new(),
        citation_style: at("apa".to_owned()),
        formats: vec![Format::Pdf, Format::Epub],
        output_name: "sample".to_owned(),
        layout: Layout::unsaid(at(Layout::DEFAULT_TEMPLATE.to_owned()).span),
        theme: None,
        profile: Profile::Brief,
        carry: 2,
        minimum_coverage: None,
        max_age: 5,
        scale: None,
        standard_of_proof: None,
        unused_ok: Vec::new(),
        nocite: Vec::new(),
        reference_lists: Vec::new(),
        register_scope: RegisterScope::All,
    }
}

pub(super) fn references() -> Vec<Reference> {
    let reference = |key: &str, creators: &[&str], title: &str, year| Reference {
        key: key.to_owned(),
        title: Some(title.to_owned()),
        creators: creators.iter().map(|name| (*name).to_owned()).collect(),
        issued: Some(Date {
            year,
            month: None,
            day: None,
        }),
        ..Reference::default()
    };
    vec![
        reference(
            "hrw-2002",
            &["Human Rights Watch"],
            "The Invisible Exodus",
            2002,
        ),
        reference(
            "mfa-2012",
            &["Ministry of Foreign Affairs"],
            "Regular press conference",
            2012,
        ),
        reference(
            "robinson-2010",
            &["Robinson, Courtland"],
            "North Korea: Migration Patterns and Prospects",
            2010,
        ),
        reference(
            "un-2014",
            &["UN Commission of Inquiry"],
            "Report of the commission of inquiry",
            2014,
        ),
    ]
}

pub(super) fn reference_list(report: &[Reference], writer: &mut Writer) -> Vec<FormattedReference> {
    report
        .iter()
        .map(|reference| {
            let title = reference.title.clone().unwrap_or_default();
            let who = reference.creators.join(", ");
            let year = reference.issued.map_or(0, |date| date.year);
            let url = format!(
                "https://example.org/archive/{}?version=2&format=print",
                reference.key
            );
            FormattedReference {
                key: reference.key.clone(),
                label: None,
                content: vec![
                    words(&format!("{who}. ({year}). ")),
                    inline(InlineKind::Emphasis(vec![words(&title)])),
                    words(". "),
                    inline(InlineKind::Link {
                        url: url.clone(),
                        content: vec![words(&url)],
                    }),
                ],
                occurrences: writer
                    .back
                    .remove(reference.key.as_str())
                    .unwrap_or_default(),
            }
        })
        .collect()
}

pub(super) fn labels() -> BTreeMap<String, Label> {
    use LabelKind::*;
    [
        ("findings", Section, "1", 0),
        ("numbers", Section, "1.1", 0),
        ("method", Section, "1.1.1", 0),
        ("law", Section, "2", 1),
        ("lists", Section, "2.1", 1),
        ("answers", Section, "3", 2),
        ("chronology", Appendix, "A", 3),
        ("pictures", Appendix, "A.1", 3),
        ("arrivals", Figure, "1", 0),
        ("estimates", Figure, "2", 0),
        ("dot", Figure, "3", 3),
        ("who-said-what", Table, "1", 2),
        ("february", Table, "2", 3),
        ("returned-punished", Claim, "1", 0),
        ("breaks-rule", Claim, "3", 1),
    ]
    .into_iter()
    .map(|(name, kind, number, section)| {
        let label = Label {
            kind,
            number: number.to_owned(),
            title: name.to_owned(),
            section,
            span: span(),
        };
        (name.to_owned(), label)
    })
    .collect()
}
