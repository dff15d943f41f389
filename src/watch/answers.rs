//! What is answered to a browser. Everything comes from memory: an address names a part of the newest
//! state and never a file.

use serde_json::{Value, json};

use super::board::{News, Pages, State};
use crate::diagnostic::{self, Colour};
use crate::model::text_of;
use crate::render::pdf::{Area, Owner};
use crate::render::{Spot, anchors};

/// The page around everything, which is ours.
const INDEX: &str = include_str!("../../templates/preview/index.html");
const STYLE: &str = include_str!("../../templates/preview/preview.css");
const SCRIPT: &str = include_str!("../../templates/preview/preview.js");

/// An answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Answer {
    pub(super) status: u16,
    pub(super) media_type: String,
    pub(super) body: Vec<u8>,
    pub(super) trust: Trust,
}

/// Whose words an answer holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Trust {
    /// Ours: the page that shows the rest.
    Ours,
    /// The author's: they may be looked at.
    Author,
}

impl Trust {
    /// What a browser may do with the answer: our page runs our script and shows what comes from here;
    /// what an author has written runs nothing and reaches nothing.
    pub(super) fn policy(self) -> &'static str {
        match self {
            Self::Ours => {
                "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; \
                 connect-src 'self'; frame-src 'self'; base-uri 'none'; form-action 'none'; \
                 frame-ancestors 'none'"
            }
            Self::Author => {
                "sandbox allow-same-origin; default-src 'none'; style-src 'self' 'unsafe-inline'; \
                 img-src 'self'; font-src 'self'; base-uri 'none'; form-action 'none'; \
                 frame-ancestors 'self'"
            }
        }
    }
}

/// Answers the path of an address.
pub(super) fn answer(state: &State, address: &str) -> Answer {
    let path = address.split(['?', '#']).next().unwrap_or_default();
    let path = path.strip_prefix('/').unwrap_or(path);
    let parts: Vec<&str> = path.split('/').collect();
    let found = match parts.as_slice() {
        [""] => Some(ours("text/html; charset=utf-8", INDEX)),
        ["preview.css"] => Some(ours("text/css; charset=utf-8", STYLE)),
        ["preview.js"] => Some(ours("text/javascript; charset=utf-8", SCRIPT)),
        ["favicon.ico"] => Some(Answer {
            status: 204,
            ..ours("image/x-icon", "")
        }),
        ["state.json"] => Some(data(&overview(state))),
        ["findings", version, number] => finding_text(state, version, number),
        ["places", version, what, number] => {
            place_of(state, version, what, number).map(|value| data(&value))
        }
        ["pages.json"] => state
            .pages
            .as_deref()
            .map(|pages| data(&list_of_pages(pages))),
        ["pages", name] => state.pages.as_deref().and_then(|pages| page(pages, name)),
        ["claims", number] => {
            let claim = |pages| claim(pages, number.parse().ok()?);
            state
                .pages
                .as_deref()
                .and_then(claim)
                .map(|value| data(&value))
        }
        ["book.json"] => state
            .pages
            .as_deref()
            .map(|pages| data(&list_of_chapters(pages))),
        ["book", ..] => state
            .pages
            .as_deref()
            .and_then(|pages| file(pages, path.strip_prefix("book/").unwrap_or_default())),
        _ => None,
    };
    found.unwrap_or_else(|| Answer {
        status: 404,
        ..author(
            "text/plain; charset=utf-8",
            b"there is nothing here\n".to_vec(),
        )
    })
}

fn ours(media_type: &str, text: &str) -> Answer {
    Answer {
        status: 200,
        media_type: media_type.to_owned(),
        body: text.as_bytes().to_vec(),
        trust: Trust::Ours,
    }
}

fn author(media_type: &str, body: Vec<u8>) -> Answer {
    Answer {
        status: 200,
        media_type: media_type.to_owned(),
        body,
        trust: Trust::Author,
    }
}

fn data(value: &Value) -> Answer {
    author("application/json", value.to_string().into_bytes())
}

/// What a browser is told when something is new.
pub(super) fn news(news: &News) -> Value {
    json!({
        "news": news.count, "check": news.check, "tried": news.tried, "pages": news.pages,
        "ended": news.ended,
    })
}

/// What there is, and the findings of the newest check. A finding is known by its number.
fn overview(state: &State) -> Value {
    let check = state.check.as_deref();
    let report = check.map(|check| &check.checked.loaded.report);
    let findings: Vec<Value> = check.map_or_else(Vec::new, |check| {
        let sources = &check.checked.loaded.sources;
        let numbered = state.findings().enumerate();
        numbered
            .filter(|(_, finding)| finding.is_open())
            .map(|(number, finding)| {
                json!({
                    "number": number,
                    "rule": finding.rule,
                    "level": finding.level.name(),
                    "message": finding.message,
                    "place": diagnostic::place(sources, finding.span),
                })
            })
            .collect()
    });
    json!({
        "title": report.map(|report| report.manifest.title.as_str()),
        "trouble": state.trouble,
        "version": state.version(),
        "tried": state.tried,
        "pages": state.pages.as_ref().map(|pages| pages.check.version),
        "findings": findings,
        "ended": state.ended,
    })
}

/// A finding as the terminal shows it.
fn finding_text(state: &State, version: &str, number: &str) -> Option<Answer> {
    let check = state.check.as_deref()?;
    if version.parse() != Ok(check.version) {
        return None;
    }
    let finding = state.findings().nth(number.parse().ok()?)?;
    let text = diagnostic::human(finding, &check.checked.loaded.sources, Colour::Off);
    Some(author("text/plain; charset=utf-8", text.into_bytes()))
}

/// Where a finding or a claim is printed in both books.
fn place_of(state: &State, version: &str, what: &str, number: &str) -> Option<Value> {
    let pages = state.pages.as_deref()?;
    if version.parse() != Ok(pages.check.version) {
        return None;
    }
    let number: usize = number.parse().ok()?;
    let span = match what {
        "finding" if pages.check.version == state.version() => state.findings().nth(number)?.span,
        "claim" => {
            pages
                .preview
                .report
                .claims
                .get(number.checked_sub(1)?)?
                .span
        }
        _ => return None,
    };
    let spot = pages.preview.spots.find(span)?;
    Some(json!({ "areas": areas_of(pages, &spot), "book": in_book(pages, &spot) }))
}

/// The lines of a spot on the pages.
fn areas_of(pages: &Pages, spot: &Spot) -> Vec<Value> {
    let sheets = &pages.preview.sheets;
    let is_of_it = |owner: &Owner| match (owner, spot) {
        (Owner::Mark(mark), _) => spot.has_mark(*mark),
        (Owner::Id(id), Spot::Id(wanted)) => id == wanted,
        (Owner::Id(_), Spot::Marks(_)) => false,
    };
    let of_page = |page: usize| {
        let areas = sheets.areas(page).iter();
        areas.filter(|area| is_of_it(&area.owner)).map(move |area| {
            let mut place = rectangle(area);
            place["page"] = json!(page);
            place
        })
    };
    (0..sheets.pages.labels.len()).flat_map(of_page).collect()
}

/// Where a line stands on its page, in points.
fn rectangle(area: &Area) -> Value {
    json!({ "left": area.left, "top": area.top, "width": area.width, "height": area.height })
}

/// The chapter in which a spot begins, and the ids around it.
fn in_book(pages: &Pages, spot: &Spot) -> Option<Value> {
    let start = spot.start();
    let wanted = format!("id=\"{start}\"");
    let mut chapters = pages.chapters().iter().filter(|file| file.in_spine);
    let chapter = chapters
        .find(|file| std::str::from_utf8(&file.bytes).is_ok_and(|text| text.contains(&wanted)))?;
    Some(json!({ "href": chapter.href, "start": start, "end": spot.end() }))
}

fn list_of_pages(pages: &Pages) -> Value {
    let sheets = &pages.preview.sheets;
    let labels = sheets.pages.labels.iter().enumerate();
    let list: Vec<Value> = labels
        .map(|(page, label)| {
            let (width, height) = sheets.size(page).unwrap_or_default();
            let look = sheets.fingerprint(page).unwrap_or_default();
            json!({
                "label": label, "width": width, "height": height, "look": format!("{look:032x}"),
            })
        })
        .collect();
    json!({ "version": pages.check.version, "pages": list })
}

/// The drawing of a page, or the claims on it.
fn page(pages: &Pages, name: &str) -> Option<Answer> {
    let (number, kind) = name.split_once('.')?;
    let number: usize = number.parse().ok()?;
    match kind {
        "svg" => {
            let svg = pages.preview.sheets.svg(number)?;
            Some(author("image/svg+xml", svg.into_bytes()))
        }
        "json" => Some(data(&claims_on(pages, number))),
        _ => None,
    }
}

/// The claims that begin on a page or go on there, with their lines.
fn claims_on(pages: &Pages, page: usize) -> Value {
    let preview = &pages.preview;
    let areas = preview.sheets.areas(page);
    let claims: Vec<Value> = preview
        .report
        .claims
        .iter()
        .filter_map(|claim| {
            let spot = preview.spots.find(claim.span)?;
            let lines: Vec<Value> = areas
                .iter()
                .filter(|area| matches!(area.owner, Owner::Mark(mark) if spot.has_mark(mark)))
                .map(rectangle)
                .collect();
            (!lines.is_empty()).then(|| {
                json!({
                    "number": claim.number, "text": claim.text, "state": claim.state.name(),
                    "areas": lines,
                })
            })
        })
        .collect();
    json!({ "claims": claims })
}

/// A claim and what carries it.
fn claim(pages: &Pages, number: usize) -> Option<Value> {
    let report = &pages.preview.report;
    let sources = &pages.check.checked.loaded.sources;
    let claim = report.claims.get(number.checked_sub(1)?)?;
    let listed = |key: &str| {
        report
            .reference_list
            .iter()
            .position(|entry| entry.key == key)
    };
    let items = claim
        .citations
        .iter()
        .flat_map(|id| &report.citations[id.0].items);
    let supports: Vec<Value> = items
        .map(|item| {
            let key = item.key.value.as_str();
            let at = listed(key);
            let words = at.map(|at| text_of(&report.reference_list[at].content));
            json!({
                "key": key,
                "id": at.map(anchors::reference),
                "reference": words,
                "relation": item.relation().name(),
                "locator": item.locator.as_ref().map(|locator| locator.source.value.as_str()),
                "note": item.suffix,
            })
        })
        .collect();
    let rests_on: Vec<&str> = claim
        .derived_from
        .iter()
        .map(|one| one.value.as_str())
        .collect();
    Some(json!({
        "number": claim.number,
        "text": claim.text,
        "kind": claim.kind.name(),
        "state": claim.state.name(),
        "place": diagnostic::place(sources, claim.span),
        "supports": supports,
        "rests_on": rests_on,
    }))
}

fn list_of_chapters(pages: &Pages) -> Value {
    let chapters: Vec<Value> = pages
        .chapters()
        .iter()
        .filter(|file| file.in_spine)
        .map(|file| json!({ "href": file.href, "title": file.title, "look": look(&file.bytes) }))
        .collect();
    json!({ "version": pages.check.version, "chapters": chapters })
}

/// What changes when the bytes do.
fn look(bytes: &[u8]) -> String {
    use std::hash::{DefaultHasher, Hash, Hasher};
    let mut hasher = DefaultHasher::new();
    bytes.hash(&mut hasher);
    format!("{:016x}", hasher.finish())
}

/// A file of the book, by its exact name in it.
fn file(pages: &Pages, href: &str) -> Option<Answer> {
    let file = pages.chapters().iter().find(|file| file.href == href)?;
    Some(author(file.media_type, file.bytes.clone()))
}
