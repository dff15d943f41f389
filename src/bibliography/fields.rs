//! The fields and types that the formats have, to tell one that is misspelt.
//!
//! Every format lets authors and programs add fields of their own, so that an unknown one is no fault. One
//! that is a single slip from a field with a meaning is nearly always that field, and what it says is lost.

use std::collections::HashMap;
use std::ops::Range;

use super::Batch;
use crate::model::DefectKind;

/// The fields of Hayagriva's YAML, and those that sort entries here.
pub(super) const HAYAGRIVA: &[&str] = &[
    "type",
    "title",
    "author",
    "date",
    "parent",
    "abstract",
    "genre",
    "editor",
    "affiliated",
    "publisher",
    "location",
    "organization",
    "issue",
    "chapter",
    "edition",
    "volume",
    "volume-total",
    "page-range",
    "page-total",
    "time-range",
    "runtime",
    "url",
    "serial-number",
    "language",
    "archive",
    "archive-location",
    "call-number",
    "note",
    "keyword",
    "keywords",
    "group",
];

/// Fields of BibTeX, and what Hayagriva calls them.
const FROM_BIBTEX: [(&str, &str); 14] = [
    ("address", "location"),
    ("arxiv", "serial-number"),
    ("booktitle", "parent"),
    ("doi", "serial-number"),
    ("institution", "organization"),
    ("isbn", "serial-number"),
    ("issn", "serial-number"),
    ("journal", "parent"),
    ("journaltitle", "parent"),
    ("number", "issue"),
    ("pages", "page-range"),
    ("pmid", "serial-number"),
    ("school", "organization"),
    ("year", "date"),
];

/// The fields of BibLaTeX and BibTeX, and what programs add that looks like one.
pub(super) const BIBLATEX: &[&str] = &[
    "abstract",
    "addendum",
    "address",
    "afterword",
    "annotation",
    "annotator",
    "annote",
    "archive",
    "archiveprefix",
    "author",
    "authortype",
    "bookauthor",
    "bookpagination",
    "booksubtitle",
    "booktitle",
    "booktitleaddon",
    "chapter",
    "commentator",
    "crossref",
    "date",
    "day",
    "doi",
    "edition",
    "editor",
    "editora",
    "editorb",
    "editorc",
    "editortype",
    "eid",
    "eissn",
    "entryset",
    "entrysubtype",
    "eprint",
    "eprintclass",
    "eprinttype",
    "eventdate",
    "eventtitle",
    "eventtitleaddon",
    "file",
    "foreword",
    "gender",
    "group",
    "groups",
    "holder",
    "howpublished",
    "hyphenation",
    "indexsorttitle",
    "indextitle",
    "institution",
    "introduction",
    "isan",
    "isbn",
    "ismn",
    "isrn",
    "issn",
    "issue",
    "issuesubtitle",
    "issuetitle",
    "iswc",
    "journal",
    "journalsubtitle",
    "journaltitle",
    "key",
    "keyword",
    "keywords",
    "label",
    "langid",
    "language",
    "library",
    "location",
    "mainsubtitle",
    "maintitle",
    "maintitleaddon",
    "month",
    "nameaddon",
    "note",
    "number",
    "options",
    "organization",
    "origdate",
    "origlanguage",
    "origlocation",
    "origpublisher",
    "origtitle",
    "owner",
    "pages",
    "pagetotal",
    "pagination",
    "part",
    "pdf",
    "pissn",
    "place",
    "pmcid",
    "pmid",
    "presort",
    "primaryclass",
    "publisher",
    "pubstate",
    "related",
    "reprinttitle",
    "rights",
    "school",
    "series",
    "shortauthor",
    "shorteditor",
    "shorthand",
    "shorthandintro",
    "shortjournal",
    "shortseries",
    "shorttitle",
    "sortkey",
    "sortname",
    "sorttitle",
    "sortyear",
    "subtitle",
    "timestamp",
    "title",
    "titleaddon",
    "translator",
    "type",
    "url",
    "urldate",
    "urlyear",
    "venue",
    "version",
    "volume",
    "volumes",
    "xdata",
    "xref",
    "year",
];

/// The variables of CSL 1.0.2 and what CSL-JSON has beside them.
pub(super) const CSL: &[&str] = &[
    "id",
    "type",
    "abstract",
    "accessed",
    "annote",
    "archive",
    "archive_collection",
    "archive_location",
    "archive-place",
    "author",
    "authority",
    "available-date",
    "call-number",
    "categories",
    "chair",
    "chapter-number",
    "citation-key",
    "citation-label",
    "citation-number",
    "collection-editor",
    "collection-number",
    "collection-title",
    "compiler",
    "composer",
    "container-author",
    "container-title",
    "container-title-short",
    "contributor",
    "curator",
    "custom",
    "dimensions",
    "director",
    "division",
    "DOI",
    "edition",
    "editor",
    "editor-translator",
    "editorial-director",
    "event",
    "event-date",
    "event-place",
    "event-title",
    "executive-producer",
    "first-reference-note-number",
    "genre",
    "group",
    "guest",
    "host",
    "illustrator",
    "interviewer",
    "ISBN",
    "ISSN",
    "issue",
    "issued",
    "journalAbbreviation",
    "jurisdiction",
    "keyword",
    "language",
    "license",
    "locator",
    "medium",
    "narrator",
    "note",
    "number",
    "number-of-pages",
    "number-of-volumes",
    "organizer",
    "original-author",
    "original-date",
    "original-publisher",
    "original-publisher-place",
    "original-title",
    "page",
    "page-first",
    "part",
    "part-number",
    "part-title",
    "performer",
    "PMCID",
    "PMID",
    "printing",
    "producer",
    "publisher",
    "publisher-place",
    "recipient",
    "references",
    "reviewed-author",
    "reviewed-genre",
    "reviewed-title",
    "scale",
    "script-writer",
    "section",
    "series-creator",
    "shortTitle",
    "source",
    "status",
    "submitted",
    "supplement",
    "title",
    "title-short",
    "translator",
    "URL",
    "version",
    "volume",
    "volume-title",
    "year-suffix",
];

/// The types of entries of BibLaTeX and BibTeX.
const BIBLATEX_TYPES: &[&str] = &[
    "article",
    "artwork",
    "audio",
    "bibnote",
    "book",
    "bookinbook",
    "booklet",
    "collection",
    "commentary",
    "conference",
    "dataset",
    "electronic",
    "image",
    "inbook",
    "incollection",
    "inproceedings",
    "inreference",
    "jurisdiction",
    "legal",
    "legislation",
    "letter",
    "manual",
    "mastersthesis",
    "misc",
    "movie",
    "music",
    "mvbook",
    "mvcollection",
    "mvproceedings",
    "mvreference",
    "online",
    "patent",
    "performance",
    "periodical",
    "phdthesis",
    "proceedings",
    "reference",
    "report",
    "review",
    "software",
    "standard",
    "suppbook",
    "suppcollection",
    "suppperiodical",
    "techreport",
    "thesis",
    "unpublished",
    "video",
    "xdata",
];

/// The types of items of CSL 1.0.2.
const CSL_TYPES: &[&str] = &[
    "article",
    "article-journal",
    "article-magazine",
    "article-newspaper",
    "bill",
    "book",
    "broadcast",
    "chapter",
    "classic",
    "collection",
    "dataset",
    "document",
    "entry",
    "entry-dictionary",
    "entry-encyclopedia",
    "event",
    "figure",
    "graphic",
    "hearing",
    "interview",
    "legal_case",
    "legislation",
    "manuscript",
    "map",
    "motion_picture",
    "musical_score",
    "pamphlet",
    "paper-conference",
    "patent",
    "performance",
    "periodical",
    "personal_communication",
    "post",
    "post-weblog",
    "regulation",
    "report",
    "review",
    "review-book",
    "software",
    "song",
    "speech",
    "standard",
    "thesis",
    "treaty",
    "webpage",
];

/// The type of BibLaTeX that one is a slip of.
pub(super) fn biblatex_type_meant(written: &str) -> Option<&'static str> {
    type_meant(written, BIBLATEX_TYPES)
}

/// The type of CSL that one is a slip of.
pub(super) fn csl_type_meant(written: &str) -> Option<&'static str> {
    type_meant(written, CSL_TYPES)
}

/// Types are few and far from each other, so that a short one is told, too: `bok`.
fn type_meant(written: &str, known: &[&'static str]) -> Option<&'static str> {
    /// The fewest letters of a type that is looked at, and the most.
    const LENGTHS: Range<usize> = 3..30;
    if !LENGTHS.contains(&written.len()) {
        return None;
    }
    let written = written.to_lowercase();
    if known.contains(&written.as_str()) {
        return None;
    }
    let mut near = known.iter().filter(|one| {
        // Of a map and a mop nobody knows which was meant.
        one.len() > 3 && strsim::damerau_levenshtein(&written, one) == 1
    });
    near.next().copied().filter(|_| near.next().is_none())
}

/// What fields of a file are slips of. Each name is looked at once, however many entries have it.
#[derive(Default)]
pub(super) struct Slips(HashMap<String, Option<&'static str>>);

impl Slips {
    /// The field that one is a slip of: a letter too few, too many, exchanged, or two in the wrong order.
    fn meant(&mut self, field: &str, known: &[&'static str]) -> Option<&'static str> {
        /// The letters of a name that is too short to tell a slip from another name.
        const SHORT: usize = 3;
        /// The fewest letters of a name that is looked at, and the most.
        const LENGTHS: Range<usize> = 3..40;
        if !LENGTHS.contains(&field.len()) {
            return None;
        }
        if let Some(meant) = self.0.get(field) {
            return *meant;
        }
        let is_known = known.iter().any(|one| one.eq_ignore_ascii_case(field));
        let lower = field.to_lowercase();
        let near = known.iter().find(|one| {
            lower.len() > SHORT && strsim::damerau_levenshtein(&lower, &one.to_lowercase()) == 1
        });
        let foreign = FROM_BIBTEX.iter().find(|(name, _)| *name == lower);
        let foreign = foreign.filter(|_| known == HAYAGRIVA);
        let meant = foreign.map(|(_, meant)| *meant).or(near.copied());
        let meant = meant.filter(|_| !is_known);
        self.0.insert(field.to_owned(), meant);
        meant
    }
}

/// Tells that a field of an entry is misspelt, if it is one slip from a field of its format.
pub(super) fn look_at(
    batch: &mut Batch<'_>,
    known: &[&'static str],
    key: &str,
    field: &str,
    place: impl FnOnce() -> Range<usize>,
) {
    if let Some(meant) = batch.slips.meant(field, known) {
        let kind = DefectKind::MisspeltField {
            key: key.to_owned(),
            field: field.to_owned(),
            meant,
        };
        batch.defect(kind, place());
    }
}

/// The same for all fields of an entry of YAML or JSON, of which is known where it and its key stand.
pub(super) fn look_at_all<'f>(
    batch: &mut Batch<'_>,
    known: &[&'static str],
    key: &str,
    fields: impl Iterator<Item = &'f str>,
    (entry, at): (Range<usize>, Range<usize>),
) {
    let text = batch.text;
    for field in fields {
        let place = || place_in(text, entry.clone(), field).unwrap_or_else(|| at.clone());
        look_at(batch, known, key, field, place);
    }
}

/// Where the value of a field stands in an entry, without quotation marks, if both are written as they
/// are read.
pub(super) fn place_of_value(
    text: &str,
    entry: Range<usize>,
    field: &str,
    value: &str,
) -> Option<Range<usize>> {
    let name = place_in(text, entry.clone(), field)?;
    let rest = &text[name.end..entry.end];
    let inside = rest.trim_start_matches(|c: char| c.is_whitespace() || "\"':".contains(c));
    let start = entry.end - inside.len();
    inside
        .starts_with(value)
        .then(|| start..start + value.len())
}

/// Where the name of a field stands in an entry, if it is written as it is read.
fn place_in(text: &str, entry: Range<usize>, field: &str) -> Option<Range<usize>> {
    let written = &text[entry.clone()];
    let (at, _) = written.match_indices(field).find(|(at, _)| {
        let rest = written[at + field.len()..].trim_start_matches(['"', '\'']);
        let before = written[..*at].chars().next_back();
        let begins = before.is_none_or(|c| c.is_whitespace() || "\"'{,".contains(c));
        begins && rest.trim_start().starts_with(':')
    })?;
    Some(entry.start + at..entry.start + at + field.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_slip_is_told_and_other_fields_are_let_be() {
        let check = |known, field: &str, expected: Option<&str>| {
            assert_eq!(Slips::default().meant(field, known), expected, "{field}");
        };
        check(HAYAGRIVA, "titel", Some("title"));
        check(HAYAGRIVA, "page-rnage", Some("page-range"));
        check(HAYAGRIVA, "title", None);
        check(HAYAGRIVA, "pages", Some("page-range"));
        check(HAYAGRIVA, "isbn", Some("serial-number"));
        check(HAYAGRIVA, "urk", None);
        check(BIBLATEX, "isbn", None);
        check(BIBLATEX, "Auhtor", Some("author"));
        check(BIBLATEX, "authors", Some("author"));
        check(BIBLATEX, "DOI", None);
        check(BIBLATEX, "bdsk-url-1", None);
        check(BIBLATEX, "eissn", None);
        check(CSL, "contaner-title", Some("container-title"));
        check(CSL, "URL", None);
        check(CSL, "pages", Some("page"));
    }

    #[test]
    fn a_slip_in_a_type_is_told_and_a_type_of_ones_own_is_let_be() {
        let check = |meant: fn(&str) -> Option<&'static str>, written: &str, expected| {
            assert_eq!(meant(written), expected, "{written}");
        };
        check(biblatex_type_meant, "artcle", Some("article"));
        check(biblatex_type_meant, "Reprot", Some("report"));
        check(biblatex_type_meant, "bok", Some("book"));
        check(biblatex_type_meant, "leaflet", None);
        check(biblatex_type_meant, "newspaper", None);
        check(csl_type_meant, "legal-case", Some("legal_case"));
        check(csl_type_meant, "web-page", Some("webpage"));
        check(csl_type_meant, "journal-article", None);
        check(csl_type_meant, "mop", None);
        for known in BIBLATEX_TYPES {
            assert_eq!(biblatex_type_meant(known), None, "{known}");
        }
        for known in CSL_TYPES {
            assert_eq!(csl_type_meant(known), None, "{known}");
        }
    }

    #[test]
    fn no_field_is_a_slip_of_another() {
        for known in [HAYAGRIVA, BIBLATEX, CSL] {
            for field in known {
                assert_eq!(Slips::default().meant(field, known), None, "{field}");
            }
        }
    }
}
