//! Hayagriva's YAML.

use std::ops::Range;

use serde_yaml::{Mapping, Value};

use super::{Batch, Filing, csl_dates, csl_yaml, dates, facts, fields, is_impossible_date};
use crate::model::{Counted, Date, DefectKind, limits};
use crate::source::{yaml_alias, yaml_beyond, yaml_is_beyond_as_a_whole};

/// Fields whose text hayagriva reads as a format string, where `$…$` would be Typst code.
const TEXT_FIELDS: [&str; 10] = [
    "title",
    "publisher",
    "location",
    "organization",
    "archive",
    "archive-location",
    "call-number",
    "note",
    "abstract",
    "genre",
];

/// Reads a file of YAML: a list of items is CSL-YAML, a table is Hayagriva's.
pub(super) fn read(batch: &mut Batch<'_>) {
    match csl_yaml::list_in(batch.text) {
        Some(list) => csl_yaml::read(batch, list),
        None => read_entries(batch),
    }
}

/// Whether the brackets of a part of a text are not nested too deeply for the parser; a defect if they are.
pub(super) fn is_flat_enough(batch: &mut Batch<'_>, part: Range<usize>) -> bool {
    let Some(at) = yaml_beyond(&batch.text[part.clone()], limits::DATA_DEPTH) else {
        return true;
    };
    let at = part.start + at;
    batch.defect(DefectKind::OverLimit(Counted::Nesting), at..at + 1);
    false
}

/// Whether a part of a text can be given to the parser for all that its aliases may stand for; a defect
/// if it cannot.
pub(super) fn has_few_aliases(batch: &mut Batch<'_>, part: Range<usize>) -> bool {
    let text = &batch.text[part.clone()];
    if text.len() <= limits::ALIASED_BYTES {
        return true;
    }
    let Some(alias) = yaml_alias(text) else {
        return true;
    };
    let alias = part.start + alias.start..part.start + alias.end;
    batch.defect(DefectKind::OverLimit(Counted::AliasedBytes), alias);
    false
}

/// Reads a table of entries one by one, so that one faulty entry hides no other.
fn read_entries(batch: &mut Batch<'_>) {
    const FORMAT: &str = "Hayagriva YAML";
    let all = 0..batch.text.len();
    if !is_flat_enough(batch, all.clone()) || !has_few_aliases(batch, all) {
        return;
    }
    // Entries that are never closed nest in each other here, which takes the parser long and leads nowhere.
    let whole: Option<Result<Value, _>> =
        (!yaml_is_beyond_as_a_whole(batch.text, limits::DATA_DEPTH))
            .then(|| serde_yaml::from_str(batch.text));
    match &whole {
        Some(Ok(Value::Mapping(_) | Value::Null)) => {}
        Some(Ok(_)) => {
            batch.file_defect(
                FORMAT,
                "the file is not a table of entries".to_owned(),
                0..0,
            );
            return;
        }
        // A doubled key or a faulty entry; the entries tell which.
        Some(Err(_)) | None => {}
    }
    let chunks = chunks(batch.text);
    if chunks.is_empty() {
        match whole {
            None => batch.defect(DefectKind::OverLimit(Counted::Nesting), 0..0),
            Some(Err(error)) => batch.file_defect(FORMAT, error.to_string(), 0..0),
            // Flow style (`{a: {…}}`) has no lines to find keys by.
            Some(Ok(Value::Mapping(entries))) => {
                for (key, value) in entries {
                    if let Value::String(key) = key {
                        push_entry(batch, &key, value, 0..0);
                    }
                }
            }
            Some(Ok(_)) => {}
        }
        return;
    }
    for chunk in chunks {
        let text = &batch.text[chunk.range.clone()];
        match serde_yaml::from_str::<Value>(text) {
            Ok(Value::Mapping(one)) => {
                for (key, value) in one {
                    if let Value::String(key) = key {
                        let places = (chunk.range.clone(), chunk.key.clone());
                        let names = value.as_mapping().into_iter().flat_map(Mapping::keys);
                        let names = names.filter_map(Value::as_str);
                        fields::look_at_all(batch, fields::HAYAGRIVA, &key, names, places);
                        push_entry(batch, &key, value, chunk.key.clone());
                    }
                }
            }
            Ok(_) => {}
            Err(error) => {
                // An alias may name an anchor of another entry; only the whole file knows.
                let known = whole.as_ref().and_then(|whole| whole.as_ref().ok());
                let from_whole = known.and_then(|value| value.get(&chunk.name));
                match from_whole.cloned() {
                    Some(value) => push_entry(batch, &chunk.name, value, chunk.key.clone()),
                    None => {
                        let message = without_position(&error.to_string());
                        batch.bad_entry(&chunk.name, message, chunk.key.clone());
                    }
                }
            }
        }
    }
}

/// One top-level entry.
struct Chunk {
    name: String,
    key: std::ops::Range<usize>,
    range: std::ops::Range<usize>,
}

/// Finds the lines that begin an entry: not indented, a key, a colon.
fn chunks(text: &str) -> Vec<Chunk> {
    let mut chunks: Vec<Chunk> = Vec::new();
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let bare = line.trim_end();
        let begins = bare
            .chars()
            .next()
            .is_some_and(|c| !c.is_whitespace() && !"#-%{}[]&*!|>@`".contains(c));
        let colon = bare
            .find(": ")
            .or_else(|| bare.ends_with(':').then(|| bare.len().saturating_sub(1)));
        if let (true, Some(colon)) = (begins, colon) {
            let quoted = &bare[..colon];
            let name = quoted.trim().trim_matches(['"', '\'']);
            let at = start + quoted.find(name).unwrap_or_default();
            if let Some(last) = chunks.last_mut() {
                last.range.end = start;
            }
            chunks.push(Chunk {
                name: name.to_owned(),
                key: at..at + name.len(),
                range: start..text.len(),
            });
        }
        start += line.len();
    }
    chunks
}

/// Cleans one entry and reads it.
pub(super) fn push_entry(
    batch: &mut Batch<'_>,
    key: &str,
    mut value: Value,
    at: std::ops::Range<usize>,
) {
    let filing = match &mut value {
        Value::Mapping(fields) => take_filing(fields),
        _ => Filing::default(),
    };
    push_filed(batch, key, value, filing, at);
}

/// Takes out the fields that sort an entry.
fn take_filing(fields: &mut Mapping) -> Filing {
    let mut filing = Filing::default();
    for name in ["keyword", "keywords"] {
        match fields.remove(name) {
            Some(Value::String(text)) => filing = filing.with_keywords(&text),
            Some(Value::Sequence(words)) => filing
                .keywords
                .extend(words.iter().filter_map(Value::as_str).map(str::to_owned)),
            _ => {}
        }
    }
    if let Some(Value::String(group)) = fields.remove("group") {
        filing.group = Some(group);
    }
    filing
}

/// Cleans one entry, of which is known how it is sorted, and reads it.
pub(super) fn push_filed(
    batch: &mut Batch<'_>,
    key: &str,
    mut value: Value,
    mut filing: Filing,
    at: std::ops::Range<usize>,
) {
    if let Value::Mapping(fields) = &mut value {
        clean(batch, key, "date", fields, &at);
        let written = settle_date(fields);
        filing.issued = written.words.or(filing.issued);
        filing.issued_until = written.until.or(filing.issued_until);
        (filing.address, filing.accessed) = take_bad_address(fields);
    }
    let mut library = Mapping::new();
    library.insert(Value::String(key.to_owned()), value);
    match serde_yaml::from_value::<hayagriva::Library>(Value::Mapping(library)) {
        Ok(library) => {
            let span = batch.span(at);
            batch.entries.extend(
                library
                    .into_iter()
                    .map(|entry| (entry, filing.clone(), span)),
            );
        }
        Err(error) => batch.bad_entry(key, without_position(&error.to_string()), at),
    }
}

/// Takes out an address that is none, for which the entry would be refused.
/// Tells what was written, and when it was read.
fn take_bad_address(fields: &mut Mapping) -> (Option<String>, Option<Date>) {
    let Some(url) = fields.get("url") else {
        return (None, None);
    };
    let part = |name: &str| match url {
        Value::Mapping(url) => url.get(name).and_then(Value::as_str),
        url => url.as_str().filter(|_| name == "value"),
    };
    let Some(written) = part("value") else {
        return (None, None);
    };
    let accessed = part("date").and_then(|date| dates::read(date).date);
    let accessed = accessed.as_ref().map(facts::date);
    let value = Value::String(written.to_owned());
    let can_be = serde_yaml::from_value::<hayagriva::types::QualifiedUrl>(value).is_ok();
    let written = written.to_owned();
    if can_be {
        return (
            Some(written).filter(|written| facts::lacks_slash(written)),
            None,
        );
    }
    fields.remove("url");
    (Some(written), accessed)
}

/// Puts a date that Hayagriva does not know into its form, and takes out what is words.
fn settle_date(fields: &mut Mapping) -> dates::Written {
    let Some(Value::String(text)) = fields.get("date") else {
        return dates::Written::default();
    };
    if text.parse::<hayagriva::types::Date>().is_ok() {
        return dates::Written::default();
    }
    let read = dates::read(text);
    match &read.date {
        Some(date) => fields.insert("date".into(), csl_dates::value(*date)),
        None => fields.remove("date"),
    };
    read
}

/// Takes out dates that do not exist, and makes dollar signs literal.
///
/// `date_field` is what a date among them is called.
fn clean(
    batch: &mut Batch<'_>,
    key: &str,
    date_field: &str,
    fields: &mut Mapping,
    at: &std::ops::Range<usize>,
) {
    let mut impossible = Vec::new();
    for (name, value) in fields.iter_mut() {
        let Value::String(name) = name else { continue };
        match (name.as_str(), value) {
            ("date", Value::String(date)) if is_impossible_date(date) => {
                let range = find_value(batch.text, at, date);
                let date = date.clone();
                batch.impossible_date(key, date_field, &date, range);
                impossible.push(name.clone());
            }
            ("author" | "editor", value) => literal_names(value),
            ("url", Value::Mapping(url)) => clean(batch, key, "url.date", url, at),
            ("parent", Value::Mapping(parent)) => clean(batch, key, "date", parent, at),
            ("parent", Value::Sequence(parents)) => {
                for parent in parents {
                    if let Value::Mapping(parent) = parent {
                        clean(batch, key, "date", parent, at);
                    }
                }
            }
            (field, value) if TEXT_FIELDS.contains(&field) => literal_dollars(value),
            _ => {}
        }
    }
    for name in impossible {
        fields.remove(Value::String(name));
    }
}

/// A name without a comma is printed as it stands. Hayagriva would take its last word for a family
/// name and make "Watch" of Human Rights Watch.
fn literal_names(value: &mut Value) {
    match value {
        Value::String(name) if !name.contains(',') => {
            let mut person = Mapping::new();
            person.insert("name".into(), Value::String(std::mem::take(name)));
            *value = Value::Mapping(person);
        }
        Value::Sequence(names) => names.iter_mut().for_each(literal_names),
        _ => {}
    }
}

/// Hayagriva reads `$…$` as Typst code and drops a lone `$`; a backslash makes it a dollar sign.
fn literal_dollars(value: &mut Value) {
    match value {
        Value::String(text) => {
            let mut out = String::with_capacity(text.len());
            let mut previous = ' ';
            for character in text.chars() {
                if character == '$' && previous != '\\' {
                    out.push('\\');
                }
                out.push(character);
                previous = character;
            }
            *text = out;
        }
        Value::Mapping(fields) => {
            for (_, inner) in fields.iter_mut() {
                literal_dollars(inner);
            }
        }
        _ => {}
    }
}

/// Where a value stands after its entry's key, or the key if it cannot be found.
fn find_value(text: &str, key: &std::ops::Range<usize>, value: &str) -> std::ops::Range<usize> {
    text.get(key.end..)
        .and_then(|rest| rest.find(value))
        .map_or(key.clone(), |offset| {
            let at = key.end + offset;
            at..at + value.len()
        })
}

/// The parser counts lines from the start of the entry, which would mislead.
pub(super) fn without_position(message: &str) -> String {
    match message.find(" at line ") {
        Some(at) => message[..at].to_owned(),
        None => message.to_owned(),
    }
}
