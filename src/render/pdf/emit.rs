//! The report as data for the template: the contract `underpin-report/1`. Knows nothing of Typst.
//!
//! The same value can be written to a file for people who make their own template; what each
//! field means stands in `docs/templates.md`.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Map, Value, json};

use super::values::{language, push_text, said};
use super::walk::{Picture, Walk};
use crate::model::{
    Block, BlockKind, Defect, Edition, Inline, InlineKind, Manifest, Origin, Part, Report, Section,
    Visitor, doi_address, runs_against, text_of, walk_block, walk_blocks, walk_inline,
    walk_inlines,
};
use crate::render::chart::ChartStyle;
use crate::render::register_row::{self, RegisterRow};
use crate::render::{Terms, anchors, register_place};

/// The name and version of the contract.
pub const SCHEMA: &str = "underpin-report/1";

/// A report as data.
pub struct Emission {
    /// The value the template walks.
    pub value: Value,
    /// The files that figures name, by virtual path.
    pub pictures: BTreeMap<String, Picture>,
    /// Figures that cannot be shown.
    pub defects: Vec<Defect>,
}

/// Puts a report into the words of the contract. `families` are the font families beside the
/// embedded ones, `look` is that of charts.
pub fn emit<'a>(
    report: &'a Report,
    terms: &'a Terms,
    families: &[String],
    look: ChartStyle<'a>,
    edition: Edition,
) -> Emission {
    let mut walk = Walk::new(report, terms, Targets::of(report), look, edition);
    let sections: Vec<Value> = report
        .sections
        .iter()
        .map(|section| {
            let blocks = walk.section(section.part, &section.blocks);
            let (title, number) = title_of(report, section);
            let part = match section.part {
                Part::Body => "body",
                Part::Appendix => "appendix",
            };
            json!({"part": part, "title": title, "number": number, "blocks": blocks})
        })
        .collect();
    let register = register(report, terms, &mut walk);
    let references = references(report, terms, &mut walk);
    let lists = json!({
        "figures": walk.kinds.contains("figure"),
        "tables": walk.kinds.contains("table"),
    });
    let mut value = without_text(&report.manifest, terms, families, edition);
    value["contents"] = walk.contents.into();
    value["lists"] = lists;
    value["attachments"] = attachments(report, terms).into();
    value["sections"] = sections.into();
    value["register"] = register;
    value["references"] = references;
    Emission {
        value,
        pictures: walk.pictures,
        defects: walk.defects,
    }
}

/// What a template is told before the text begins; all that a cover needs.
pub fn without_text(of: &Manifest, terms: &Terms, families: &[String], edition: Edition) -> Value {
    let words: Map<String, Value> = terms
        .iter()
        .map(|(name, word)| (name.to_owned(), word.into()))
        .collect();
    json!({
        "schema": SCHEMA,
        "manifest": manifest(of, terms),
        "output": output(of, edition),
        "terms": words,
        "terms-lang": terms.foreign().and_then(language),
        "fonts": families,
        "attachments": [],
    })
}

/// The files that travel inside the PDF. The register is data that the printed one was made of; the
/// references are the list over again, in forms that programs read.
fn attachments(report: &Report, terms: &Terms) -> Vec<Value> {
    let file = |name: &str, relationship: &str, media_type: &str, description: &str| {
        json!({
            "name": name, "path": format!("/data/{name}"), "relationship": relationship,
            "media-type": media_type, "description": terms.get(description),
        })
    };
    let json = "application/json";
    let mut files = vec![file("register.json", "data", json, "attached-register")];
    if !report.reference_list.is_empty() {
        let csl = "application/vnd.citationstyles.csl+json";
        let description = "attached-references";
        files.push(file("references.json", "supplement", csl, description));
        files.push(file(
            "references.bib",
            "supplement",
            "application/x-bibtex",
            description,
        ));
    }
    files
}

/// The title and number of a section, for running heads.
fn title_of(report: &Report, section: &Section) -> (String, String) {
    let first = section.blocks.iter().find_map(|block| match &block.kind {
        BlockKind::Heading { level: 1, content } => Some((block, content)),
        _ => None,
    });
    let Some((block, content)) = first else {
        return (String::new(), String::new());
    };
    let id = block.attrs.id.as_ref();
    let label = id.and_then(|id| report.labels.get(&id.value));
    let number = label.map(|label| label.number.clone()).unwrap_or_default();
    (text_of(content), number)
}

fn manifest(manifest: &Manifest, terms: &Terms) -> Value {
    let authors: Vec<Value> = manifest
        .authors
        .iter()
        .map(|author| {
            json!({
                "name": author.name, "role": author.role, "role-text": terms.role(&author.role),
                "affiliation": author.affiliation,
            })
        })
        .collect();
    let tag = manifest.language.as_ref();
    let lang = tag.and_then(|tag| language(&tag.value));
    let date = manifest.date.map(|date| {
        json!({
            "iso": date.to_string(), "text": terms.date(date), "year": date.year,
            "month": date.month, "day": date.day,
        })
    });
    json!({
        "title": manifest.title,
        "subtitle": manifest.subtitle,
        "authors": authors,
        "publisher": manifest.publisher,
        "lang": lang,
        "date": date,
        "edition": manifest.edition,
        "series": manifest.series,
        "series-number": manifest.series_number,
        "description": manifest.description,
        "keywords": manifest.keywords,
        "contact": manifest.contact,
        "identifiers": {
            "isbn": manifest.identifiers.isbn, "doi": manifest.identifiers.doi,
            "uuid": manifest.identifiers.uuid,
        },
        "licence": manifest.licence,
        "licence-url": manifest.licence_url,
        "paper": manifest.layout.paper,
        "how-to-cite": how_to_cite(manifest),
    })
}

/// How the book is to be set. Lengths are in millimetres.
fn output(manifest: &Manifest, edition: Edition) -> Value {
    let layout = &manifest.layout;
    let is_print = edition == Edition::Print;
    let open = match (manifest.origin, edition) {
        (Origin::Header(_) | Origin::Text(_), _) => "run-on",
        (Origin::File, Edition::Print) => "right",
        (Origin::File, Edition::Screen) => "page",
    };
    json!({
        "edition": edition.name(),
        "template": layout.template.value,
        "paper": layout.paper,
        "open": open,
        "numbered-paragraphs": layout.numbered_paragraphs,
        "contents": layout.contents,
        "bleed": if is_print { layout.bleed } else { 0 },
        "slug": if is_print && layout.crop_marks { super::SLUG } else { 0 },
    })
}

/// What a contributor who is not an author did, in words.
/// The report's own entry for other people's reference lists.
fn how_to_cite(manifest: &Manifest) -> Vec<Value> {
    let (creators, _) = manifest.creators_and_contributors();
    let names: Vec<&str> = creators.iter().map(|person| person.name.as_str()).collect();
    let mut title = manifest.title.clone();
    if let Some(subtitle) = &manifest.subtitle {
        title.push_str(": ");
        title.push_str(subtitle);
    }
    let mut words = Vec::new();
    push_text(&title, &mut words);
    let mut out = Vec::new();
    if !names.is_empty() {
        push_text(&format!("{}. ", names.join(", ")), &mut out);
    }
    out.push(json!({"type": "emphasis", "content": words}));
    let year = manifest.date.map(|date| date.year.to_string());
    let rest: Vec<String> = [manifest.edition.clone(), manifest.publisher.clone(), year]
        .into_iter()
        .flatten()
        .collect();
    push_text(".", &mut out);
    if !rest.is_empty() {
        push_text(&format!(" {}.", rest.join(", ")), &mut out);
    }
    if let Some(doi) = &manifest.identifiers.doi {
        let url = doi_address(doi);
        let mut content = Vec::new();
        push_text(" ", &mut out);
        push_text(&url, &mut content);
        out.push(json!({"type": "link", "url": url, "content": content}));
    }
    out
}

fn register(report: &Report, terms: &Terms, walk: &mut Walk<'_>) -> Value {
    let Some(place) = register_place(report) else {
        return Value::Null;
    };
    let noun = terms.get("appendix");
    let title = said(terms.get("register"), terms);
    let entry = json!({"noun": noun, "number": place.number, "title": title});
    walk.contents.insert(anchors::REGISTER.to_owned(), entry);
    let title = said(terms.get("source-index"), terms);
    let entry = json!({"noun": null, "number": "", "title": title});
    walk.contents
        .insert(anchors::SOURCE_INDEX.to_owned(), entry);
    let own = report.manifest.language.as_ref();
    let own = own.map_or("en", |tag| tag.value.as_str());
    let rows = register_row::rows(report, terms);
    let index: Vec<Value> = register_row::by_source(&rows)
        .iter()
        .map(|line| {
            let claims: Vec<Value> = line
                .claims
                .iter()
                .map(|number| json!({"number": number, "to": anchors::register_row(*number)}))
                .collect();
            let to = line.reference.map(anchors::reference);
            let content = words_of_source(&line.name, line.lang.as_deref(), own);
            json!({"name": line.name, "content": content, "to": to, "claims": claims})
        })
        .collect();
    let rows: Vec<Value> = rows
        .iter()
        .map(|row| register_row_value(row, own, walk))
        .collect();
    json!({
        "id": anchors::REGISTER, "noun": noun, "number": place.number,
        "title": terms.get("register"), "rows": rows,
        "index": {
            "id": anchors::SOURCE_INDEX, "title": terms.get("source-index"), "rows": index,
        },
    })
}

/// Words of a source, if some of them are in another language than the report, which is in `own`.
fn words_of_source(words: &str, lang: Option<&str>, own: &str) -> Option<Vec<Value>> {
    let cut = register_row::by_language(words, lang, own);
    let is_marked = cut.iter().any(|piece| piece.lang.is_some());
    is_marked.then(|| pieces(&cut))
}

fn pieces(pieces: &[register_row::Piece]) -> Vec<Value> {
    let value = |piece: &register_row::Piece| {
        let text = json!({"type": "text", "text": piece.text});
        match piece.lang.as_deref().and_then(language) {
            Some(lang) => json!({"type": "span", "lang": lang, "content": [text]}),
            None => text,
        }
    };
    pieces.iter().map(value).collect()
}

fn register_row_value(row: &RegisterRow, own: &str, walk: &Walk<'_>) -> Value {
    let sources: Vec<Value> = row
        .sources
        .iter()
        .map(|source| {
            let words = |words: &str| words_of_source(words, source.lang.as_deref(), own);
            json!({
                "relation": source.relation, "name": source.name, "pinpoint": source.pinpoint,
                "content": words(&source.name), "place": words(&source.pinpoint),
                "to": source.reference.map(anchors::reference),
            })
        })
        .collect();
    let rests_on: Vec<Value> = row
        .rests_on
        .iter()
        .map(|link| {
            let row = link.number.filter(|_| link.is_printed);
            let shown = walk.has(&link.label).then(|| link.label.clone());
            let to = match link.number {
                Some(_) => row.map(anchors::register_row),
                None => shown,
            };
            json!({
                "label": link.label, "number": link.number, "name": link.name, "to": to,
            })
        })
        .collect();
    let content = pieces(&row.pieces);
    let mark = anchors::mark(row.mark);
    let mark = walk.has(&mark).then_some(mark);
    json!({
        "id": anchors::register_row(row.number), "number": row.number, "label": row.label,
        "section": row.section, "mark": mark, "text": row.text, "content": content, "lang": row.lang.as_deref().and_then(language),
        "sources": sources, "rests-on": rests_on,
    })
}

fn references<'a>(report: &'a Report, terms: &Terms, walk: &mut Walk<'a>) -> Value {
    if report.reference_list.is_empty() {
        return Value::Null;
    }
    let title = said(terms.get("references"), terms);
    let entry = json!({"noun": null, "number": "", "title": title});
    walk.contents
        .insert(anchors::REFERENCE_LIST.to_owned(), entry);
    let mut entries = Vec::new();
    for (index, reference) in report.reference_list.iter().enumerate() {
        let back: Vec<String> = reference
            .occurrences
            .iter()
            .map(|occurrence| anchors::reference_link(*occurrence))
            .filter(|id| walk.has(id))
            .collect();
        let label = reference.label.as_ref().map(|label| walk.finished(label));
        let content = walk.finished(&reference.content);
        let language = report.manifest.language.as_ref();
        let is_turned =
            language.is_some_and(|tag| runs_against(&tag.value, &text_of(&reference.content)));
        entries.push(json!({
            "id": anchors::reference(index), "label": label, "content": content, "back": back,
            "from-left": is_turned,
        }));
    }
    let mut lists = Vec::new();
    for (index, head) in report.list_heads.iter().enumerate() {
        let id = anchors::list_head(index);
        let mut title = Vec::new();
        push_text(&head.title, &mut title);
        let entry = json!({"noun": null, "number": "", "title": title});
        walk.contents.insert(id.clone(), entry);
        lists.push(json!({"id": id, "title": head.title, "from": head.at}));
    }
    json!({
        "id": anchors::REFERENCE_LIST, "title": terms.get("references"), "lists": lists,
        "entries": entries,
    })
}

/// Collects the ids that the book will have: those in the sections and in the notes and citations
/// called from them.
struct Targets<'a> {
    report: &'a Report,
    ids: BTreeSet<String>,
    notes: BTreeSet<usize>,
}

impl<'a> Targets<'a> {
    fn of(report: &'a Report) -> BTreeSet<String> {
        let mut targets = Self {
            report,
            ids: BTreeSet::new(),
            notes: BTreeSet::new(),
        };
        for section in &report.sections {
            walk_blocks(&mut targets, &section.blocks);
        }
        targets.ids
    }

    fn call(&mut self, note: usize) {
        let report = self.report;
        if self.notes.insert(note)
            && let Some(note) = report.notes.get(note)
        {
            walk_blocks(self, &note.blocks);
        }
    }
}

impl<'a> Visitor<'a> for Targets<'a> {
    fn block(&mut self, block: &'a Block) {
        if let Some(id) = &block.attrs.id {
            self.ids.insert(id.value.clone());
        }
        walk_block(self, block);
    }

    fn inline(&mut self, inline: &'a Inline) {
        match &inline.kind {
            InlineKind::Span { attrs, .. } => {
                if let Some(id) = &attrs.id {
                    self.ids.insert(id.value.clone());
                }
            }
            InlineKind::Note(note) => self.call(note.0),
            InlineKind::Citation(citation) => {
                let report = self.report;
                if let Some(formatted) = report.formatted.get(citation.0) {
                    let (words, note) = formatted.parts();
                    walk_inlines(self, words);
                    if let Some(note) = note {
                        self.call(note.0);
                    }
                }
            }
            _ => {}
        }
        walk_inline(self, inline);
    }
}
