//! Writes CSL-JSON, as `csl-data.json` of CSL 1.0.2 describes it.

use hayagriva::Entry;
use hayagriva::types::{
    ChunkKind, ChunkedString, Date, EntryType, FormatString, Person, PersonRole,
};
use serde_json::{Map, Value, json};

use super::{Dated, container, event, number_of, original, people, publisher, serial, series};
use crate::bibliography::{capitals, printed};

/// The fields of CSL for people that were neither author nor editor.
pub const ROLES: [(&str, PersonRole); 11] = [
    ("translator", PersonRole::Translator),
    ("compiler", PersonRole::Compiler),
    ("composer", PersonRole::Composer),
    ("contributor", PersonRole::Collaborator),
    ("organizer", PersonRole::Organizer),
    ("performer", PersonRole::CastMember),
    ("producer", PersonRole::Producer),
    ("executive-producer", PersonRole::ExecutiveProducer),
    ("script-writer", PersonRole::Writer),
    ("director", PersonRole::Director),
    ("illustrator", PersonRole::Illustrator),
];

/// The fields of CSL for the numbers of an entry, with the names that hayagriva has for them.
pub const SERIALS: [(&str, &str); 7] = [
    ("DOI", "doi"),
    ("ISBN", "isbn"),
    ("ISSN", "issn"),
    ("PMID", "pmid"),
    ("PMCID", "pmcid"),
    ("number", "serial"),
    ("version", "version"),
];

/// Writes a list of items.
pub(super) fn write(entries: &[Dated<'_>]) -> Vec<u8> {
    let items: Vec<Value> = entries.iter().copied().map(item).collect();
    // Maps with string keys can always be written.
    let mut text = serde_json::to_vec_pretty(&items).unwrap_or_default();
    text.push(b'\n');
    text
}

fn item(dated: Dated<'_>) -> Value {
    let entry = dated.entry;
    let mut item = Item(Map::new());
    item.0.insert("id".to_owned(), entry.key().into());
    let said = dated.said.map(serde_json::to_value);
    let said = said.and_then(Result::ok).filter(Value::is_string);
    let kind = said.unwrap_or_else(|| kind(entry).into());
    item.0.insert("type".to_owned(), kind);
    let holder = container(entry);
    item.text("title", entry.title());
    item.short("title-short", entry.title());
    everybody(&mut item, entry, holder);
    issued(&mut item, dated);
    whole(&mut item, entry, holder);
    let (name, place) = publisher(entry);
    item.text("publisher", name);
    item.text("publisher-place", place);
    item.text("authority", entry.organization());
    item.text("genre", entry.map(Entry::genre));
    item.text("archive", entry.map(Entry::archive));
    item.text("archive_location", entry.archive_location());
    item.text("call-number", entry.call_number());
    let language = entry.map(Entry::language);
    item.plain("language", language.map(ToString::to_string));
    let url = entry.map(Entry::url);
    item.plain("URL", url.map(ToString::to_string));
    let read = entry.url_any().and_then(|url| url.visit_date.as_ref());
    item.date("accessed", read);
    for (field, name) in SERIALS {
        let value = number_of(entry, holder, name);
        item.plain(field, value.map(str::to_owned));
    }
    if let Some(number) = serial(entry, "arxiv") {
        item.0.insert("custom".to_owned(), json!({"arXiv": number}));
    }
    item.text("abstract", entry.map(Entry::abstract_));
    item.text("note", entry.note());
    Value::Object(item.0)
}

/// Everybody with a part in an entry, or in what it stands in.
fn everybody(item: &mut Item, entry: &Entry, holder: Option<&Entry>) {
    item.names("author", entry.authors().unwrap_or_default());
    let editors = entry.editors().or_else(|| holder.and_then(Entry::editors));
    item.names("editor", editors.unwrap_or_default());
    for (field, role) in ROLES {
        item.names(field, &people(entry, &role));
    }
    let authors = holder.and_then(Entry::authors);
    item.names("container-author", authors.unwrap_or_default());
}

/// When it came out: a date, two years, or words.
fn issued(item: &mut Item, dated: Dated<'_>) {
    item.date("issued", dated.entry.date_any());
    if let Some((first, last)) = dated.years() {
        item.0["issued"]["date-parts"] = json!([[first], [last]]);
    } else if let Some(words) = dated.words {
        item.0
            .insert("issued".to_owned(), json!({"literal": words}));
    }
}

/// What it is a part of, and which part of that it is.
fn whole(item: &mut Item, entry: &Entry, holder: Option<&Entry>) {
    item.text("container-title", holder.and_then(Entry::title));
    item.short("container-title-short", holder.and_then(Entry::title));
    let series = series(entry);
    item.text("collection-title", series.and_then(Entry::title));
    let number = series.and_then(Entry::volume);
    item.plain("collection-number", number.map(|n| n.to_str().into_owned()));
    item.date("original-date", original(entry).and_then(Entry::date));
    let event = event(entry);
    item.text("event-title", event.and_then(Entry::title));
    item.text("event-place", event.and_then(Entry::location));
    item.date("event-date", event.and_then(Entry::date));
    let volume = holder.and_then(Entry::volume).or_else(|| entry.volume());
    item.plain("volume", volume.map(|n| n.to_str().into_owned()));
    let issue = entry.map(Entry::issue);
    item.plain("issue", issue.map(|n| n.to_str().into_owned()));
    let edition = entry.map(Entry::edition);
    item.plain("edition", edition.map(|n| n.to_str().into_owned()));
    let chapter = entry.chapter();
    item.plain("chapter-number", chapter.map(|n| n.to_str().into_owned()));
    item.plain("page", entry.page_range().map(|pages| pages.to_string()));
    let total = entry.page_total();
    item.plain("number-of-pages", total.map(ToString::to_string));
    let volumes = entry.volume_total();
    item.plain("number-of-volumes", volumes.map(ToString::to_string));
}

/// The CSL type of an entry.
fn kind(entry: &Entry) -> &'static str {
    use EntryType as Type;
    let holder = container(entry).map(|holder| *holder.entry_type());
    match (entry.entry_type(), holder) {
        (Type::Article, Some(Type::Newspaper)) => "article-newspaper",
        (Type::Article, Some(Type::Proceedings)) => "paper-conference",
        (Type::Article, Some(Type::Blog)) => "post-weblog",
        (Type::Article, Some(Type::Web)) => "webpage",
        (Type::Article, Some(_)) => "article-journal",
        (Type::Article, None) => "article",
        (Type::Chapter | Type::Anthos, _) => "chapter",
        (Type::Entry, _) => "entry-encyclopedia",
        (Type::Report, _) => "report",
        (Type::Thesis, _) => "thesis",
        (Type::Web | Type::Blog, _) => "webpage",
        (Type::Artwork, _) => "graphic",
        (Type::Patent, _) => "patent",
        (Type::Case, _) => "legal_case",
        (Type::Legislation, _) => "legislation",
        (Type::Manuscript, _) => "manuscript",
        (Type::Post | Type::Thread, _) => "post",
        (Type::Performance | Type::Scene, _) => "performance",
        (Type::Periodical | Type::Newspaper, _) => "periodical",
        (Type::Book | Type::Proceedings | Type::Reference | Type::Original, _) => "book",
        (Type::Anthology, _) if entry.parents().is_empty() => "book",
        (Type::Anthology, _) => "collection",
        (Type::Conference | Type::Exhibition, _) => "event",
        (Type::Repository, _) => "software",
        (Type::Video, None) => "motion_picture",
        (Type::Video, Some(_)) => "broadcast",
        (Type::Audio, _) => "song",
        _ => "document",
    }
}

/// An item in the making. Absent fields are left out.
struct Item(Map<String, Value>);

impl Item {
    fn plain(&mut self, field: &str, value: Option<String>) {
        if let Some(value) = value.filter(|value| !value.trim().is_empty()) {
            self.0.insert(field.to_owned(), value.into());
        }
    }

    fn text(&mut self, field: &str, value: Option<&FormatString>) {
        self.plain(field, value.map(|text| marked_up(&text.value)));
    }

    fn short(&mut self, field: &str, value: Option<&FormatString>) {
        let short = value.and_then(|text| text.short.as_ref());
        self.plain(field, short.map(|text| marked_up(text)));
    }

    fn names(&mut self, field: &str, people: &[Person]) {
        if !people.is_empty() {
            let names: Vec<Value> = people.iter().map(name).collect();
            self.0.insert(field.to_owned(), names.into());
        }
    }

    fn date(&mut self, field: &str, value: Option<&Date>) {
        let Some(date) = value else { return };
        let mut parts = vec![i64::from(date.year)];
        let rest = [date.month, date.day.filter(|_| date.month.is_some())];
        parts.extend(rest.into_iter().flatten().map(|part| i64::from(part) + 1));
        let mut written = json!({"date-parts": [parts]});
        if date.approximate {
            written["circa"] = true.into();
        }
        if let Some(season) = date.season {
            written["season"] = season.to_csl_number().into();
        }
        self.0.insert(field.to_owned(), written);
    }
}

/// A name in its parts; a body has only one.
fn name(person: &Person) -> Value {
    if person.is_institutional() {
        return json!({"literal": person.name});
    }
    let mut parts = Map::new();
    for (field, value) in [
        ("family", Some(&person.name)),
        ("given", person.given_name.as_ref()),
        // A particle that never drops is a part of the family name already.
        ("dropping-particle", person.prefix.as_ref()),
        ("suffix", person.suffix.as_ref()),
    ] {
        if let Some(value) = value {
            parts.insert(field.to_owned(), value.as_str().into());
        }
    }
    Value::Object(parts)
}

/// Text with the markup of CSL where its letters are to stay as they are. Words that every reader
/// leaves alone, such as acronyms, need none.
fn marked_up(text: &ChunkedString) -> String {
    let mut out = String::new();
    for chunk in &text.0 {
        let value = &chunk.value;
        match chunk.kind {
            ChunkKind::Verbatim if !capitals::keeps(value) => {
                out.push_str(&format!("<span class=\"nocase\">{value}</span>"));
            }
            ChunkKind::Math => out.push_str(&format!("${value}$")),
            ChunkKind::Verbatim | ChunkKind::Normal => out.push_str(value),
        }
    }
    printed::emphasised(&out, ["<i>", "</i>"])
}
