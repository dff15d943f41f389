//! BibTeX and BibLaTeX.

use std::collections::BTreeMap;

use ::biblatex::{Bibliography, Chunk, ChunksExt, RawBibliography, RawChunk, Spanned};

use super::expansion::{self, Abbreviations};
use super::{Batch, Filing, is_impossible_date, kinds, tex};
use crate::model::{Counted, DefectKind, limits};
use crate::source::tex_is_beyond;

const FORMAT: &str = "BibLaTeX";

/// Names of months that BibTeX does not define, and that are written all the same: without braces,
/// as if it did.
const MONTHS: [(&str, &str); 13] = [
    ("january", "1"),
    ("february", "2"),
    ("march", "3"),
    ("april", "4"),
    ("june", "6"),
    ("july", "7"),
    ("august", "8"),
    ("sept", "9"),
    ("september", "9"),
    ("october", "10"),
    ("november", "11"),
    ("december", "12"),
    ("mai", "5"),
];

/// Fields that hold dates in ISO 8601.
const DATE_FIELDS: [&str; 4] = ["date", "urldate", "eventdate", "origdate"];

/// Reads a file. When it cannot be read as a whole, its entries are read one by one.
pub(super) fn read(batch: &mut Batch<'_>) {
    let literal = Literal::of(batch.text);
    match RawBibliography::parse(&literal.text) {
        Ok(raw) => read_raw(batch, raw, &literal, 0),
        Err(error) => {
            let range = literal.place(error.span.clone(), 0);
            batch.file_defect(FORMAT, error.kind.to_string(), range);
            for (start, end) in entries_by_line(&literal.text) {
                if let Ok(raw) = RawBibliography::parse(&literal.text[start..end]) {
                    read_raw(batch, raw, &literal, start);
                }
            }
        }
    }
}

/// A file in which every dollar sign is a dollar sign that does not begin or end a formula. In BibTeX
/// `$…$` is mathematics, but amounts of money are what reports have.
struct Literal<'a> {
    original: &'a str,
    text: String,
    /// Where a backslash was put in, as offsets of the new text, in order.
    added: Vec<usize>,
}

impl<'a> Literal<'a> {
    fn of(original: &'a str) -> Self {
        let mut text = String::with_capacity(original.len());
        let mut added = Vec::new();
        for line in original.split_inclusive('\n') {
            let field = line.trim_start().to_lowercase();
            let verbatim = ["url", "doi", "eprint", "file"]
                .iter()
                .any(|name| field.starts_with(name));
            let mut previous = ' ';
            // Up to where a formula reaches, its closing dollar sign included.
            let mut formula = 0;
            for (at, character) in line.char_indices() {
                if character == '$' && previous != '\\' && !verbatim && at >= formula {
                    match tex::formula(&line[at + 1..]) {
                        Some(inside) => formula = at + inside.len() + 2,
                        None => {
                            added.push(text.len());
                            text.push('\\');
                        }
                    }
                }
                text.push(character);
                previous = character;
            }
        }
        Self {
            original,
            text,
            added,
        }
    }

    /// A parser's range, counted from `offset`, as a range of the author's file.
    fn place(&self, range: std::ops::Range<usize>, offset: usize) -> std::ops::Range<usize> {
        let back = |at: usize| {
            let at = at + offset;
            let before = self.added.partition_point(|added| *added < at);
            (at - before).min(self.original.len())
        };
        let range = back(range.start)..back(range.end);
        if self.original.get(range.clone()).is_some() {
            range
        } else {
            0..0
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

fn read_raw(
    batch: &mut Batch<'_>,
    mut raw: RawBibliography<'_>,
    literal: &Literal<'_>,
    offset: usize,
) {
    let abbreviations = Abbreviations::keep_finite(&mut raw.abbreviations);
    let circular = expansion::circular(&raw);
    let mut left = limits::BIBLIOGRAPHY_BYTES;
    let mut places: BTreeMap<String, std::ops::Range<usize>> = BTreeMap::new();
    let mut kept = Vec::new();
    for mut entry in std::mem::take(&mut raw.entries) {
        let key = entry.v.key.v.to_owned();
        let place = literal.place(entry.v.key.span.clone(), offset);
        let Some(rest) = left.checked_sub(abbreviations.bytes_in(&entry.v)) else {
            batch.defect(DefectKind::OverLimit(Counted::AbbreviationBytes), place);
            break;
        };
        left = rest;
        if is_too_deep(&entry.v) {
            let most = limits::DATA_DEPTH;
            let message = format!("braces are nested more than {most} levels deep");
            batch.bad_entry(&key, message, place);
            continue;
        }
        if circular.contains(&key) {
            let message = "by `crossref` or `xdata` it takes fields over in a circle, or from more than a hundred entries";
            batch.bad_entry(&key, message.to_owned(), place);
            continue;
        }
        if let Some(first) = places.get(&key) {
            let first = Some(batch.span(first.clone()));
            batch.defect(DefectKind::DuplicateKey { key, first }, place);
            continue;
        }
        check_dates(batch, &key, &mut entry.v, literal, offset);
        name_months(&mut entry.v);
        places.insert(key, place);
        kept.push(entry);
    }
    raw.entries = kept;
    match Bibliography::from_raw(raw.clone()) {
        Ok(bibliography) => push_all(batch, &bibliography, &places, literal, offset),
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
                    Ok(bibliography) => push_all(batch, &bibliography, &places, literal, offset),
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
    literal: &Literal<'_>,
    offset: usize,
) {
    for entry in bibliography.iter() {
        let place = places.get(&entry.key).cloned().unwrap_or_default();
        let source = literal.text.get(offset..).unwrap_or_default();
        match hayagriva::Entry::try_from(&settled(entry, source)) {
            Ok(read) => {
                let span = batch.span(place);
                batch
                    .entries
                    .push((kinds::exact(read, entry), filing(entry), span));
            }
            Err(error) => {
                let range = literal.place(error.span.clone(), offset);
                let range = if range.is_empty() { place } else { range };
                batch.bad_entry(&entry.key, error.kind.to_string(), range);
            }
        }
    }
}

/// What sorts an entry: its type, its keywords, and the field `group`.
fn filing(entry: &::biblatex::Entry) -> Filing {
    let of = |name: &str| entry.get(name).map(ChunksExt::format_verbatim);
    Filing {
        written_type: Some(entry.entry_type.to_string()),
        keywords: Vec::new(),
        group: of("group"),
    }
    .with_keywords(&of("keywords").unwrap_or_default())
}

/// Whether the braces of a field are nested too deeply for the parser.
fn is_too_deep(entry: &::biblatex::RawEntry<'_>) -> bool {
    let mut chunks = entry.fields.iter().flat_map(|field| &field.value.v);
    chunks.any(|chunk| match chunk.v {
        RawChunk::Normal(text) => tex_is_beyond(text, limits::DATA_DEPTH),
        RawChunk::Abbreviation(_) => false,
    })
}

/// Puts numbers for the names of months that nothing defines.
fn name_months(entry: &mut ::biblatex::RawEntry<'_>) {
    for field in &mut entry.fields {
        if !field.key.v.eq_ignore_ascii_case("month") {
            continue;
        }
        for chunk in &mut field.value.v {
            if let RawChunk::Abbreviation(name) = chunk.v
                && let Some((_, number)) = MONTHS
                    .iter()
                    .find(|(known, _)| name.eq_ignore_ascii_case(known))
            {
                chunk.v = RawChunk::Normal(number);
            }
        }
    }
}

/// An entry as it is best read: addresses as they were written, formulas as text, a preprint with the
/// DOI that arXiv gives every one, and `2006--` as the year in which something began. `source` is
/// what the spans of the entry count in.
fn settled(entry: &::biblatex::Entry, source: &str) -> ::biblatex::Entry {
    let mut entry = entry.clone();
    for name in ["url", "doi", "eprint"] {
        for chunk in entry.fields.get_mut(name).into_iter().flatten() {
            let written = source.get(chunk.span.clone()).unwrap_or_default();
            if let Chunk::Normal(text) | Chunk::Verbatim(text) = &mut chunk.v
                && !written.contains(['–', '—'])
            {
                // The parser makes dashes of hyphens also where everything stands for itself.
                *text = text.replace('—', "---").replace('–', "--");
            }
        }
    }
    if entry.entry_type == ::biblatex::EntryType::Software {
        // hayagriva takes a data set for a repository, and software for anything.
        entry.entry_type = ::biblatex::EntryType::Dataset;
    }
    for chunk in entry.fields.values_mut().flatten() {
        if let Chunk::Math(formula) = &chunk.v {
            chunk.v = Chunk::Normal(tex::text(formula));
        }
    }
    if let Some(year) = entry.get("year").map(ChunksExt::format_verbatim)
        && let Some(first) = year.strip_suffix("--").or_else(|| year.strip_suffix('-'))
        && first.len() == 4
    {
        let year = vec![Spanned::detached(Chunk::Normal(first.to_owned()))];
        entry.set("year", year);
    }
    // hayagriva knows no `howpublished`.
    if let Some(how) = entry.get("howpublished").map(<[_]>::to_vec)
        && entry.get("publisher").is_none()
        && !how.format_verbatim().contains("://")
    {
        entry.set("publisher", how);
    }
    let of = |name: &str| entry.get(name).map(ChunksExt::format_verbatim);
    let archive = of("eprinttype").or_else(|| of("archiveprefix"));
    let is_arxiv = archive.is_some_and(|archive| archive.eq_ignore_ascii_case("arxiv"));
    if let Some(number) = of("eprint").filter(|_| is_arxiv)
        && of("url").is_none()
        && of("doi").is_none()
    {
        let number = number.trim_start_matches("arXiv:");
        let doi = format!("10.48550/arXiv.{number}");
        entry.set("doi", vec![Spanned::detached(Chunk::Verbatim(doi))]);
    }
    entry
}

/// Takes out dates that do not exist, so that the entry can still be read.
fn check_dates(
    batch: &mut Batch<'_>,
    key: &str,
    entry: &mut ::biblatex::RawEntry<'_>,
    literal: &Literal<'_>,
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
        let impossible =
            DATE_FIELDS.contains(&name.as_str()) && value.split('/').any(is_impossible_date);
        if impossible {
            let range = literal.place(chunk.span.clone(), offset);
            batch.impossible_date(key, &name, value, range);
        }
        !impossible
    });
}
