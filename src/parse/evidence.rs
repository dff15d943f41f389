//! Reads `sources.toml`: one table a source, named by its citation key.
//!
//! One table, [`KEYS`], says which keys a record can have; the reader, the messages and the JSON
//! Schema are made from it. A hyphen and an underscore in a key are the same. Whether the reference
//! exists is not known here.

use std::collections::BTreeMap;

use serde_json::{Map, Value, json};
use toml::Spanned;
use toml::de::DeValue;

use super::archived;
use super::citation::TERMS;
use super::keys::{Key, Shape, key, names};
use super::tables::{self, Reader, Table};
use crate::model::{Consent, Defect, DefectKind, Evidence, Grade, SourceKind, Status, Testimony};
use crate::source::{FileId, Located, Sources};

/// The file name of the sidecar.
pub const FILE_NAME: &str = "sources.toml";

const KINDS: &[&str] = &names(&SourceKind::NAMES);
const STATUSES: &[&str] = &names(&Status::NAMES);
const CONSENTS: &[&str] = &names(&Consent::NAMES);

/// Every key that a record can hold.
pub const KEYS: &[Key] = &[
    key("kind", Shape::OneOf(KINDS), "What sort of evidence it is."),
    key(
        "pages",
        Shape::Count,
        "The highest page number that a locator can name.",
    ),
    key(
        "first-page",
        Shape::Count,
        "The lowest page number. 1 if it is left out.",
    ),
    key(
        "paras",
        Shape::Count,
        "How many numbered paragraphs it has.",
    ),
    key(
        "last",
        Shape::Any,
        "The highest number of other places: `{ article = 46, chapter = 5 }`.",
    ),
    key(
        "duration",
        Shape::Text,
        "How long a recording lasts: `01:23:45`.",
    ),
    key(
        "locators",
        Shape::Texts,
        "By what it is numbered: `page`, `paragraph`, `article`, `timestamp`, …",
    ),
    key(
        "grade",
        Shape::Any,
        "The Admiralty grade, `B2` or `{ source = \"B\", info = 2 }`.",
    ),
    key(
        "origin",
        Shape::Text,
        "Where the information first came from. Sources of one origin corroborate nothing.",
    ),
    key(
        "party",
        Shape::Flag,
        "Whether it is a party to what it speaks of.",
    ),
    key(
        "status",
        Shape::OneOf(STATUSES),
        "How it stands today. `ok` if it is left out.",
    ),
    key("status-date", Shape::Date, "Since when it stands so."),
    key(
        "superseded-by",
        Shape::Text,
        "The key of the source that takes its place.",
    ),
    key(
        "note",
        Shape::Text,
        "What a reader of the record should know.",
    ),
    key(
        "accessed",
        Shape::Date,
        "When it was read, where the bibliography does not say.",
    ),
    key("access", Shape::Date, "The same as `accessed`."),
    key("language", Shape::Text, "Its language, as a BCP 47 tag."),
    key(
        "reply",
        Shape::Text,
        "The answer of whoever it accuses, or the attempt to get one.",
    ),
    key(
        "text",
        Shape::Any,
        "A file with its words: a path, or `{ file = \"…\" }`, below the report's folder.",
    ),
    key(
        "archive",
        Shape::Any,
        "The archived copy: `{ file, sha256, captured, by, tool, url }`, or the path of its file.",
    ),
    key(
        "withheld",
        Shape::Texts,
        "Names that must stand nowhere in what is put out.",
    ),
    key(
        "direct",
        Shape::Flag,
        "Of a testimony: whether the witness saw it.",
    ),
    key("date", Shape::Date, "Of a testimony: when it was taken."),
    key("place", Shape::Text, "Of a testimony: where it was taken."),
    key("interviewer", Shape::Text, "Of a testimony: who took it."),
    key(
        "interpreter",
        Shape::Any,
        "Of a testimony: whether there was an interpreter, or who.",
    ),
    key(
        "consent",
        Shape::OneOf(CONSENTS),
        "Of a testimony: what the witness agreed to.",
    ),
    key(
        "confidentiality",
        Shape::Text,
        "Of a testimony: who may see it.",
    ),
    key(
        "public-as",
        Shape::Text,
        "Of a testimony: the words by which it may be named.",
    ),
];

/// Reads the sidecar in `file`: the records in the order of the file.
pub fn read(sources: &Sources, file: FileId, defects: &mut Vec<Defect>) -> Vec<Evidence> {
    tables::read(sources, file, defects, |reader, top| {
        let mut records: Vec<(Located<String>, &Spanned<DeValue<'_>>)> = top
            .iter()
            .map(|(name, value)| {
                let span = crate::source::Span::new(file, name.span());
                (Located::new(name.get_ref().to_string(), span), value)
            })
            .collect();
        records.sort_by_key(|(name, _)| name.span);
        records
            .into_iter()
            .filter_map(|(name, value)| match value.get_ref() {
                DeValue::Table(table) => Some(record(reader, table, name)),
                _ => {
                    reader.wrong(&name.value, "a table, written `[key]`", value);
                    None
                }
            })
            .collect()
    })
}

fn record(reader: &mut Reader<'_>, table: &Table<'_>, name: Located<String>) -> Evidence {
    let prefix = format!("{}.", name.value);
    let mut record = Evidence::new(name);
    let mut testimony = Testimony::default();
    for (written, value) in table {
        let key = written.get_ref().as_ref();
        let plain = key.replace('_', "-");
        match plain.as_str() {
            "kind" => record.kind = reader.choice(table, &prefix, key, &SourceKind::NAMES),
            "pages" => record.pages = reader.small_count(table, &prefix, key),
            "first-page" => {
                record.first_page = reader.small_count(table, &prefix, key).map(|n| n.value);
            }
            "paras" => {
                if let Some(count) = reader.small_count(table, &prefix, key) {
                    record.last.insert("paragraph", count);
                }
            }
            "last" => record.last.extend(last(reader, value, &prefix)),
            "duration" => record.duration = duration(reader, table, &prefix, key),
            "locators" => record.locators = Some(locators(reader, table, &prefix, key)),
            "grade" => record.grade = grade(reader, value, &prefix),
            "origin" => record.origin = reader.text(table, &prefix, key),
            "party" => record.party = reader.flag(table, &prefix, key).unwrap_or_default(),
            "status" => {
                let span = reader.span(value);
                record.status = reader
                    .choice(table, &prefix, key, &Status::NAMES)
                    .map(|status| Located::new(status, span));
            }
            "status-date" => {
                record.status_date = reader.any_date(table, &prefix, key).map(|date| date.value);
            }
            "superseded-by" => {
                record.superseded_by = reader.text(table, &prefix, key).map(|mut by| {
                    by.value = by.value.trim_start_matches('@').to_owned();
                    by
                });
            }
            "note" => record.note = reader.plain(table, &prefix, key),
            "accessed" | "access" => {
                record.accessed = reader.any_date(table, &prefix, key).map(|date| date.value);
            }
            "reply" => record.reply = reader.plain(table, &prefix, key),
            "text" => record.text = copy(reader, value, &prefix),
            "archive" => record.archive = archived::read(reader, value, &prefix),
            "withheld" => record.withheld = withheld(reader, table, &prefix, key),
            "interpreter" => {}
            "direct" => testimony.direct = reader.flag(table, &prefix, key),
            "date" => testimony.date = reader.any_date(table, &prefix, key),
            "place" => testimony.place = reader.plain(table, &prefix, key),
            "language" => testimony.language = reader.plain(table, &prefix, key),
            "interviewer" | "confidentiality" => {
                reader.text(table, &prefix, key);
            }
            "consent" => testimony.consent = reader.choice(table, &prefix, key, &Consent::NAMES),
            "public-as" => testimony.public_as = reader.text(table, &prefix, key),
            _ => reader.defect(
                DefectKind::UnknownKey {
                    key: format!("{prefix}{key}"),
                    known: KEYS.iter().map(|key| key.name).collect(),
                },
                written.span(),
            ),
        }
    }
    record.testimony = testimony;
    record
}

/// Names that are withheld. Of an empty one nothing could be found.
fn withheld(
    reader: &mut Reader<'_>,
    table: &Table<'_>,
    prefix: &str,
    key: &str,
) -> Vec<Located<String>> {
    let mut names = reader.list(table, prefix, key);
    names.retain(|name| {
        let says_nothing = !name.value.contains(char::is_alphanumeric);
        if says_nothing {
            reader.bad(&format!("{prefix}{key}"), name, "a name");
        }
        !says_nothing
    });
    names
}

/// The CSL term that a name of a place stands for: `para` and `paragraphs` are `paragraph`.
pub fn locator_term(name: &str) -> Option<&'static str> {
    let name = name.trim().to_lowercase();
    TERMS.iter().find_map(|(term, spellings)| {
        let known = *term == name
            || spellings
                .iter()
                .any(|known| known.trim_matches('.') == name);
        known.then_some(*term)
    })
}

fn locators(
    reader: &mut Reader<'_>,
    table: &Table<'_>,
    prefix: &str,
    key: &str,
) -> Vec<&'static str> {
    let mut terms = Vec::new();
    for name in reader.list(table, prefix, key) {
        match locator_term(&name.value) {
            Some(term) => terms.push(term),
            None => reader.bad(
                &format!("{prefix}{key}"),
                &name,
                "a term such as `page`, `paragraph`, `article` or `timestamp`",
            ),
        }
    }
    terms
}

fn last(
    reader: &mut Reader<'_>,
    value: &Spanned<DeValue<'_>>,
    prefix: &str,
) -> BTreeMap<&'static str, Located<u32>> {
    let mut last = BTreeMap::new();
    let DeValue::Table(table) = value.get_ref() else {
        reader.wrong(
            &format!("{prefix}last"),
            "a table such as `{ article = 46 }`",
            value,
        );
        return last;
    };
    let prefix = format!("{prefix}last.");
    for (name, _) in table {
        let key = name.get_ref().as_ref();
        match locator_term(key) {
            Some(term) => {
                if let Some(count) = reader.small_count(table, &prefix, key) {
                    last.insert(term, count);
                }
            }
            None => reader.defect(
                DefectKind::UnknownKey {
                    key: format!("{prefix}{key}"),
                    known: TERMS.iter().map(|(term, _)| *term).collect(),
                },
                name.span(),
            ),
        }
    }
    last
}

fn grade(
    reader: &mut Reader<'_>,
    value: &Spanned<DeValue<'_>>,
    prefix: &str,
) -> Option<Located<Grade>> {
    let span = reader.span(value);
    let written = match value.get_ref() {
        DeValue::String(text) => text.to_string(),
        DeValue::Table(table) => {
            let prefix = format!("{prefix}grade.");
            let source = reader.plain(table, &prefix, "source")?;
            let key = if table.contains_key("info") {
                "info"
            } else {
                "information"
            };
            let is_text = table
                .get(key)
                .is_some_and(|value| matches!(value.get_ref(), DeValue::String(_)));
            let information = if is_text {
                reader.plain(table, &prefix, key)?
            } else {
                reader.count(table, &prefix, key)?.to_string()
            };
            format!("{source}{information}")
        }
        _ => {
            reader.wrong(&format!("{prefix}grade"), "a grade such as `\"B2\"`", value);
            return None;
        }
    };
    let grade = Grade::read(&written);
    if grade.is_none() {
        let written = Located::new(written, span);
        reader.bad(
            &format!("{prefix}grade"),
            &written,
            "an Admiralty grade from `A1` to `F6`",
        );
    }
    Some(Located::new(grade?, span))
}

fn duration(
    reader: &mut Reader<'_>,
    table: &Table<'_>,
    prefix: &str,
    key: &str,
) -> Option<Located<u32>> {
    let text = reader.text(table, prefix, key)?;
    let seconds = crate::model::seconds_of(&text.value);
    if seconds.is_none() {
        reader.bad(
            &format!("{prefix}{key}"),
            &text,
            "a time such as `01:23:45`",
        );
    }
    Some(Located::new(seconds?, text.span))
}

/// The file of a copy: a path, or the `file` of a table.
fn copy(
    reader: &mut Reader<'_>,
    value: &Spanned<DeValue<'_>>,
    prefix: &str,
) -> Option<Located<String>> {
    match value.get_ref() {
        DeValue::String(path) => Some(Located::new(path.to_string(), reader.span(value))),
        DeValue::Table(table) => reader.text(table, &format!("{prefix}text."), "file"),
        _ => {
            reader.wrong(&format!("{prefix}text"), "the path of a file", value);
            None
        }
    }
}

/// The JSON Schema (2020-12) of the sidecar, made from [`KEYS`].
pub fn schema() -> Value {
    let mut fields = Map::new();
    for key in KEYS {
        fields.insert(key.name.to_owned(), super::keys::key_schema(key));
        if key.name.contains('-') {
            fields.insert(key.name.replace('-', "_"), super::keys::key_schema(key));
        }
    }
    json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Underpin sources.toml",
        "description": "What is known about each source beside its bibliography entry. The name of a table is the citation key.",
        "type": "object",
        "additionalProperties": {
            "type": "object",
            "properties": fields,
            "additionalProperties": false,
        },
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Reads a sidecar and shows what is wrong with it.
    fn check(text: &str, expected: &[&str]) -> Vec<Evidence> {
        let mut sources = Sources::default();
        let file = sources.add(FILE_NAME, text);
        let mut defects = Vec::new();
        let records = read(&sources, file, &mut defects);
        let shown: Vec<String> = defects
            .iter()
            .map(|defect| {
                let place = sources.slice(defect.span);
                match &defect.kind {
                    DefectKind::UnknownKey { key, .. } => format!("unknown {key} at {place}"),
                    DefectKind::BadValue { key, .. } => format!("bad {key} at {place}"),
                    DefectKind::WrongType { key, .. } => format!("type {key} at {place}"),
                    other => format!("{other:?}"),
                }
            })
            .collect();
        assert_eq!(shown, expected, "{text}");
        records
    }

    #[test]
    fn reads_a_full_record() {
        let records = check(
            "[b]\n[a-1]\nkind = 'un-report'\npages = 372\nfirst_page = 3\nparas = 1225\nlast = { art = 46 }\nduration = '01:02:03'\nlocators = ['page', 'para']\ngrade = { source = 'b', info = 2 }\norigin = 'coi'\nparty = true\nstatus = 'withdrawn'\nstatus_date = 2015-01-18\nsuperseded-by = '@b'\naccess = '2024-05'\ntext = { file = 'archive/a.txt' }\narchive = { file = 'x' }\ndirect = false\nconsent = 'internal'\npublic_as = 'Interview'\n",
            &[],
        );
        assert_eq!(records[0].key.value, "b");
        let record = &records[1];
        assert_eq!(record.pages.as_ref().map(|n| n.value), Some(372));
        let last: Vec<_> = record
            .last
            .iter()
            .map(|(term, n)| (*term, n.value))
            .collect();
        assert_eq!(last, [("article-locator", 46), ("paragraph", 1225)]);
        assert_eq!(record.duration.as_ref().map(|n| n.value), Some(3723));
        assert_eq!(record.locators.as_deref(), Some(&["page", "paragraph"][..]));
        assert_eq!(
            record
                .grade
                .as_ref()
                .map(|g| g.value.to_string())
                .as_deref(),
            Some("B2")
        );
        assert!(record.party && record.is_unsound());
        assert_eq!(
            record.superseded_by.as_ref().map(|k| k.value.as_str()),
            Some("b")
        );
        assert_eq!(record.testimony.direct, Some(false));
    }

    #[test]
    fn says_what_is_wrong_and_where() {
        check("a = 1\n", &["type a at 1"]);
        check("[a]\npagse = 1\n", &["unknown a.pagse at pagse"]);
        check("[a]\ngrade = 'Z9'\n", &["bad a.grade at 'Z9'"]);
        check("[a]\nduration = '1h'\n", &["bad a.duration at '1h'"]);
        check("[a]\nlocators = ['leaf']\n", &["bad a.locators at 'leaf'"]);
        check(
            "[a]\nlast = { leaf = 3 }\n",
            &["unknown a.last.leaf at leaf"],
        );
        check("[a]\npages = -1\n", &["bad a.pages at -1"]);
        check(
            "[a]\narchive = { captred = 2020-01-01 }\n",
            &["unknown a.archive.captred at captred"],
        );
        check(
            "[a]\narchive = { sha256 = 'abc' }\n",
            &["bad a.archive.sha256 at 'abc'"],
        );
        check(
            "[a]\narchive = { captured = '2025-04-31' }\n",
            &["bad a.archive.captured at '2025-04-31'"],
        );
        check("[a]\narchive = 1\n", &["type a.archive at 1"]);
        check("[a]\nwithheld = ['-']\n", &["bad a.withheld at '-'"]);
        check("[a]\nparty = 'yes'\n", &["type a.party at 'yes'"]);
        check(
            "[a]\naccess = '2024-13-01'\n",
            &["bad a.access at '2024-13-01'"],
        );
    }
}
