//! BibTeX and BibLaTeX.

use std::collections::BTreeMap;
use std::ops::Range;

use ::biblatex::{Bibliography, ChunksExt, Pair, RawBibliography, RawChunk};

use super::biblatex_fields::is_verbatim;
use super::expansion::{self, Abbreviations};
use super::{Batch, Filing, biblatex_dates, biblatex_fields, facts, fields, kinds, tex, tex_words};
use crate::model::{Counted, DefectKind, limits};
use crate::source::tex_is_beyond;

const FORMAT: &str = "BibLaTeX";

/// Reads a file. When it cannot be read as a whole, its entries are read one by one.
pub(super) fn read(batch: &mut Batch<'_>) {
    let literal = Literal::of(batch.text);
    match RawBibliography::parse(&literal.text) {
        Ok(raw) => read_raw(batch, raw, &literal),
        Err(error) => {
            batch.file_defect(FORMAT, error.kind.to_string(), literal.place(error.span));
            read_raw(batch, one_by_one(&literal.text), &literal);
        }
    }
}

/// What of a file can be read, entry by entry.
fn one_by_one(text: &str) -> RawBibliography<'_> {
    let mut whole = RawBibliography {
        preamble: String::new(),
        entries: Vec::new(),
        abbreviations: Vec::new(),
    };
    for (start, end) in entries_by_line(text) {
        let Ok(mut part) = RawBibliography::parse(&text[start..end]) else {
            continue;
        };
        for entry in &mut part.entries {
            shift(&mut entry.span, start);
            shift(&mut entry.v.key.span, start);
            entry
                .v
                .fields
                .iter_mut()
                .for_each(|field| shift_pair(field, start));
        }
        part.abbreviations
            .iter_mut()
            .for_each(|pair| shift_pair(pair, start));
        whole.entries.append(&mut part.entries);
        whole.abbreviations.append(&mut part.abbreviations);
    }
    whole
}

fn shift_pair(pair: &mut Pair<'_>, by: usize) {
    shift(&mut pair.key.span, by);
    shift(&mut pair.value.span, by);
    for chunk in &mut pair.value.v {
        shift(&mut chunk.span, by);
    }
}

fn shift(span: &mut Range<usize>, by: usize) {
    span.start += by;
    span.end += by;
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
            let field = line.split_once('=');
            let verbatim = field.is_some_and(|(name, _)| is_verbatim(name.trim()));
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
            text: quotes_braced(text),
            added,
        }
    }

    /// A parser's range as a range of the author's file.
    fn place(&self, range: Range<usize>) -> Range<usize> {
        let back = |at: usize| {
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

/// A file in which values such as `"A {"}quoted{"} word"` stand in braces: for BibTeX a quotation mark in braces
/// ends nothing, for the parser it ends the value. The text keeps its length.
fn quotes_braced(text: String) -> String {
    let bytes = text.as_bytes();
    let mut depth = 0_usize;
    let mut before = b'\n';
    let mut outer: Vec<(usize, char)> = Vec::new();
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        match byte {
            b'@' if at == 0 || bytes[at - 1] == b'\n' => depth = 0,
            b'{' => depth += 1,
            b'}' => depth = depth.saturating_sub(1),
            b'"' if depth <= 1 && matches!(before, b'=' | b'#') => {
                if let Some((end, holds_quotes)) = end_of_quoted(bytes, at) {
                    if holds_quotes {
                        outer.extend([(at, '{'), (end, '}')]);
                    }
                    at = end;
                }
            }
            b'\\' => at += 1,
            _ => {}
        }
        if !byte.is_ascii_whitespace() {
            before = byte;
        }
        at += 1;
    }
    if outer.is_empty() {
        return text;
    }
    let mut braced = String::with_capacity(text.len());
    let mut from = 0;
    for (at, brace) in outer {
        braced.push_str(&text[from..at]);
        braced.push(brace);
        from = at + 1;
    }
    braced.push_str(&text[from..]);
    braced
}

/// Where a value ends that begins with a quotation mark, and whether there are others in braces within; none
/// where the next entry begins before.
fn end_of_quoted(bytes: &[u8], start: usize) -> Option<(usize, bool)> {
    let (mut depth, mut holds_quotes) = (0_usize, false);
    let mut at = start + 1;
    while let Some(&byte) = bytes.get(at) {
        match byte {
            b'@' if bytes[at - 1] == b'\n' => return None,
            b'"' if depth == 0 => return Some((at, holds_quotes)),
            b'"' => holds_quotes = true,
            b'{' => depth += 1,
            b'}' => depth = depth.checked_sub(1)?,
            b'\\' => at += 1,
            _ => {}
        }
        at += 1;
    }
    None
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

fn read_raw(batch: &mut Batch<'_>, mut raw: RawBibliography<'_>, literal: &Literal<'_>) {
    let abbreviations = Abbreviations::keep_finite(&mut raw.abbreviations);
    let circular = expansion::circular(&raw, &abbreviations);
    let mut left = limits::BIBLIOGRAPHY_BYTES;
    let mut places: BTreeMap<String, Range<usize>> = BTreeMap::new();
    let mut kept = Vec::new();
    for mut entry in std::mem::take(&mut raw.entries) {
        let key = entry.v.key.v.to_owned();
        let place = literal.place(entry.v.key.span.clone());
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
        if let Some(field) = abbreviations.too_many_pieces(&entry.v) {
            let most = limits::PIECES_OF_FIELD;
            let message = format!(
                "its `{field}` is joined of more than {most} pieces, with `#` or by braces inside braces"
            );
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
        if let Some(meant) = fields::biblatex_type_meant(entry.v.kind.v) {
            let kind = DefectKind::MisspeltType {
                key: key.clone(),
                written: entry.v.kind.v.to_owned(),
                meant,
            };
            batch.defect(kind, literal.place(entry.v.kind.span.clone()));
            entry.v.kind.v = meant;
        }
        for field in &entry.v.fields {
            let place = || literal.place(field.key.span.clone());
            fields::look_at(batch, fields::BIBLATEX, &key, field.key.v, place);
        }
        biblatex_dates::name_months(&mut entry.v);
        let place_of = |range| literal.place(range);
        biblatex_dates::take_out_impossible(batch, &key, &mut entry.v, &place_of);
        biblatex_dates::set_words_apart(&mut entry.v);
        places.insert(key, place);
        kept.push(entry);
    }
    raw.entries = kept;
    let replaced = tex_replaced(&raw);
    let raw = with_replaced(raw, &replaced);
    match Bibliography::from_raw(raw.clone()) {
        Ok(bibliography) => push_all(batch, &bibliography, &places, literal),
        Err(_) => {
            // One entry uses an abbreviation that does not exist, or the like.
            let names = expansion::Names::of(&raw.abbreviations);
            for entry in raw.entries {
                let key = entry.v.key.v.to_owned();
                let one = RawBibliography {
                    preamble: String::new(),
                    abbreviations: names.needed(&entry.v),
                    entries: vec![entry],
                };
                match Bibliography::from_raw(one) {
                    Ok(bibliography) => push_all(batch, &bibliography, &places, literal),
                    Err(error) => {
                        let place = places.get(&key).cloned().unwrap_or_default();
                        batch.bad_entry(&key, error.kind.to_string(), place);
                    }
                }
            }
        }
    }
}

/// The texts of fields in which TeX stands that the parser does not know, with what it stands for; in the
/// order of the chunks of all fields.
fn tex_replaced(raw: &RawBibliography<'_>) -> Vec<Option<String>> {
    let fields = raw.entries.iter().flat_map(|entry| &entry.v.fields);
    let fields = fields.chain(&raw.abbreviations);
    fields
        .flat_map(|field| {
            let is_verbatim = biblatex_fields::is_verbatim(field.key.v);
            field.value.v.iter().map(move |chunk| match chunk.v {
                RawChunk::Normal(text) if !is_verbatim => tex_words::replaced(text),
                _ => None,
            })
        })
        .collect()
}

/// The bibliography with other texts in place of its own.
fn with_replaced<'s>(
    mut raw: RawBibliography<'s>,
    replaced: &'s [Option<String>],
) -> RawBibliography<'s> {
    let fields = raw.entries.iter_mut().flat_map(|entry| &mut entry.v.fields);
    let fields = fields.chain(&mut raw.abbreviations);
    let chunks = fields.flat_map(|field| &mut field.value.v);
    for (chunk, new) in chunks.zip(replaced) {
        if let Some(new) = new {
            chunk.v = RawChunk::Normal(new);
        }
    }
    raw
}

fn push_all(
    batch: &mut Batch<'_>,
    bibliography: &Bibliography,
    places: &BTreeMap<String, Range<usize>>,
    literal: &Literal<'_>,
) {
    for entry in bibliography.iter() {
        let place = places.get(&entry.key).cloned().unwrap_or_default();
        let (mut settled, address) = biblatex_fields::settled(entry, &literal.text);
        let issued = biblatex_dates::take(&mut settled);
        match hayagriva::Entry::try_from(&settled) {
            Ok(mut read) => {
                if let Some(date) = issued.date {
                    read.set_date(date);
                }
                let is_bad = |written: &String| read.url().is_none() || facts::lacks_slash(written);
                let address = address.filter(is_bad);
                let accessed = address
                    .as_ref()
                    .and_then(|_| biblatex_dates::accessed(&settled));
                let filing = Filing {
                    issued: issued.words,
                    issued_until: issued.until,
                    address,
                    accessed,
                    ..filing(entry)
                };
                let span = batch.span(place);
                let read = kinds::exact(read, &settled);
                batch.entries.push((read, filing, span));
            }
            Err(error) => {
                let range = literal.place(error.span.clone());
                let range = if range.is_empty() { place } else { range };
                let message = match biblatex_fields::at(&settled, error.span.start) {
                    Some(field) => format!("{} in `{field}`", error.kind),
                    None => error.kind.to_string(),
                };
                batch.bad_entry(&entry.key, message, range);
            }
        }
    }
}

/// What sorts an entry: its type, its keywords, and the field `group`.
fn filing(entry: &::biblatex::Entry) -> Filing {
    let of = |name: &str| entry.get(name).map(ChunksExt::format_verbatim);
    Filing {
        written_type: Some(entry.entry_type.to_string()),
        // Of what hayagriva takes for something else, this is called in BibLaTeX as in CSL.
        csl_type: (entry.entry_type == ::biblatex::EntryType::Dataset)
            .then(|| "dataset".to_owned()),
        group: of("group"),
        article_number: of("eid"),
        ..Filing::default()
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
