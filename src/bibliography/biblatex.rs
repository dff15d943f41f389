//! BibTeX and BibLaTeX.

use std::collections::BTreeMap;

use ::biblatex::{Bibliography, RawBibliography, RawChunk};

use super::{Batch, is_impossible_date};
use crate::model::DefectKind;

const FORMAT: &str = "BibLaTeX";

/// Fields that hold dates in ISO 8601.
const DATE_FIELDS: [&str; 4] = ["date", "urldate", "eventdate", "origdate"];

/// Reads a file. When it cannot be read as a whole, its entries are read one by one.
pub(super) fn read(batch: &mut Batch<'_>) {
    match RawBibliography::parse(batch.text) {
        Ok(raw) => read_raw(batch, raw, 0),
        Err(error) => {
            let range = within(batch.text, error.span.clone(), 0);
            batch.file_defect(FORMAT, error.kind.to_string(), range);
            for (start, end) in entries_by_line(batch.text) {
                if let Ok(raw) = RawBibliography::parse(&batch.text[start..end]) {
                    read_raw(batch, raw, start);
                }
            }
        }
    }
}

/// Entries begin with an `@` at the start of a line.
fn entries_by_line(text: &str) -> Vec<(usize, usize)> {
    let mut starts: Vec<usize> = text
        .match_indices('@')
        .map(|(at, _)| at)
        .filter(|at| *at == 0 || text.as_bytes()[at - 1] == b'\n')
        .collect();
    starts.push(text.len());
    starts.windows(2).map(|pair| (pair[0], pair[1])).collect()
}

fn read_raw(batch: &mut Batch<'_>, mut raw: RawBibliography<'_>, offset: usize) {
    let mut places: BTreeMap<String, std::ops::Range<usize>> = BTreeMap::new();
    let mut kept = Vec::new();
    for mut entry in std::mem::take(&mut raw.entries) {
        let key = entry.v.key.v.to_owned();
        let place = within(batch.text, entry.v.key.span.clone(), offset);
        if let Some(first) = places.get(&key) {
            let first = Some(batch.span(first.clone()));
            batch.defect(DefectKind::DuplicateKey { key, first }, place);
            continue;
        }
        check_dates(batch, &key, &mut entry.v, offset);
        places.insert(key, place);
        kept.push(entry);
    }
    raw.entries = kept;
    match Bibliography::from_raw(raw.clone()) {
        Ok(bibliography) => push_all(batch, &bibliography, &places, offset),
        Err(_) => {
            // One entry uses an abbreviation that does not exist, or the like.
            let abbreviations = raw.abbreviations.clone();
            for entry in raw.entries {
                let key = entry.v.key.v.to_owned();
                let one = RawBibliography {
                    preamble: String::new(),
                    entries: vec![entry],
                    abbreviations: abbreviations.clone(),
                };
                match Bibliography::from_raw(one) {
                    Ok(bibliography) => push_all(batch, &bibliography, &places, offset),
                    Err(error) => {
                        let place = places.get(&key).cloned().unwrap_or_default();
                        batch.bad_entry(&key, error.kind.to_string(), place);
                    }
                }
            }
        }
    }
}

fn push_all(
    batch: &mut Batch<'_>,
    bibliography: &Bibliography,
    places: &BTreeMap<String, std::ops::Range<usize>>,
    offset: usize,
) {
    for entry in bibliography.iter() {
        let place = places.get(&entry.key).cloned().unwrap_or_default();
        match hayagriva::Entry::try_from(entry) {
            Ok(read) => {
                let span = batch.span(place);
                batch.entries.push((read, span));
            }
            Err(error) => {
                let range = within(batch.text, error.span.clone(), offset);
                let range = if range.is_empty() { place } else { range };
                batch.bad_entry(&entry.key, error.kind.to_string(), range);
            }
        }
    }
}

/// Takes out dates that do not exist, so that the entry can still be read.
fn check_dates(
    batch: &mut Batch<'_>,
    key: &str,
    entry: &mut ::biblatex::RawEntry<'_>,
    offset: usize,
) {
    entry.fields.retain(|field| {
        let name = field.key.v.to_lowercase();
        let [chunk] = field.value.v.as_slice() else {
            return true;
        };
        let RawChunk::Normal(value) = chunk.v else {
            return true;
        };
        let impossible = DATE_FIELDS.contains(&name.as_str())
            && value.split('/').any(|part| is_impossible_date(part));
        if impossible {
            let range = within(batch.text, chunk.span.clone(), offset);
            batch.impossible_date(key, &name, value, range);
        }
        !impossible
    });
}

/// A parser's range as a range of the file.
fn within(text: &str, range: std::ops::Range<usize>, offset: usize) -> std::ops::Range<usize> {
    let start = (range.start + offset).min(text.len());
    let end = (range.end + offset).min(text.len());
    if text.get(start..end).is_some() {
        start..end
    } else {
        0..0
    }
}
