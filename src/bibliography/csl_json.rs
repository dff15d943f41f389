//! CSL-JSON, as Zotero and others export it.
//!
//! Each item is rewritten as a Hayagriva entry, so that all formats are formatted by the
//! same code. hayagriva's own reader of CSL-JSON panics on some dates and cannot be mixed with the
//! other formats.

use serde::de::IgnoredAny;
use serde_json::{Map, Value as Json};
use serde_yaml::{Mapping, Value};

use super::export::{ROLES, SERIALS};
use super::{Batch, Filing, csl_dates, dates, fields, printed, tex, yaml};
use crate::model::DefectKind;

const FORMAT: &str = "CSL-JSON";

/// Reads a file: a list of items, or one item. Each is read by itself, so that one faulty item hides
/// no other.
pub(super) fn read(batch: &mut Batch<'_>) {
    let text = batch.text;
    // Whether the file is JSON at all, however deeply it is nested.
    if let Err(error) = serde_json::from_str::<IgnoredAny>(text) {
        let at = offset_of(text, error.line(), error.column());
        let (message, place) = fault(text, at, &error.to_string());
        batch.file_defect(FORMAT, message, place);
        // The items before it can be read.
        if !text.trim_start().starts_with('[') {
            return;
        }
    }
    let start = text.len() - text.trim_start().len();
    match text[start..].chars().next() {
        Some('{') => read_item(batch, text[start..].trim_end(), start),
        Some('[') => {
            for place in places_in_list(text, start + 1) {
                read_item(batch, &text[place.clone()], place.start);
            }
        }
        _ => batch.file_defect(FORMAT, "the file is not a list of items".to_owned(), 0..0),
    }
}

/// What is wrong at an offset, and where. A comma before a bracket that closes is the slip that is made most.
fn fault(text: &str, at: usize, message: &str) -> (String, std::ops::Range<usize>) {
    let before = text[..at].trim_end();
    let closes = text[at..].trim_start().starts_with([']', '}']);
    if let (true, Some(rest)) = (closes, before.strip_suffix(',')) {
        let message = "a comma stands before the bracket that closes".to_owned();
        return (message, rest.len()..before.len());
    }
    let message = message.split(" at line ").next().unwrap_or(message);
    (message.to_owned(), at..at)
}

/// Where the values of a list stand, of which the first may begin at an offset.
fn places_in_list(text: &str, from: usize) -> Vec<std::ops::Range<usize>> {
    let mut places = Vec::new();
    let mut at = from;
    loop {
        let rest = text[at..].trim_start_matches([' ', '\t', '\r', '\n', ',']);
        let start = text.len() - rest.len();
        let mut values = serde_json::Deserializer::from_str(rest).into_iter::<IgnoredAny>();
        // The end of the list is no value.
        let Some(Ok(_)) = values.next() else {
            return places;
        };
        at = start + values.byte_offset();
        places.push(start..at);
    }
}

/// Reads the item that is written at an offset.
fn read_item(batch: &mut Batch<'_>, written: &str, start: usize) {
    let item = match serde_json::from_str::<Json>(written) {
        Ok(item) => item,
        Err(error) => {
            let message = error.to_string();
            let message = message.split(" at line ").next().unwrap_or(&message);
            batch.bad_entry("", message.to_owned(), start..start + 1);
            return;
        }
    };
    let place = find_id(written, &item["id"]);
    let place = start + place.start..start + place.end;
    read_value(batch, &item, start..start + written.len(), place);
}

/// Reads an item of which is known where all of it and its id stand; the beginning of the item if it has
/// none.
pub(super) fn read_value(
    batch: &mut Batch<'_>,
    item: &Json,
    all: std::ops::Range<usize>,
    place: std::ops::Range<usize>,
) {
    let names = item.as_object().into_iter().flat_map(Map::keys);
    let names = names.map(String::as_str);
    let key = id(item).unwrap_or_default();
    fields::look_at_all(
        batch,
        fields::CSL,
        &key,
        names,
        (all.clone(), place.clone()),
    );
    let Some(id) = id(item) else {
        batch.bad_entry("", "the item has no `id`".to_owned(), place);
        return;
    };
    let meant = with_type_meant(batch, item, &id, all, &place);
    let item = meant.as_ref().unwrap_or(item);
    let (entry, issued) = convert(batch, &id, item, &place);
    let filing = Filing {
        issued: issued.words,
        issued_until: issued.until,
        ..filing(item)
    };
    yaml::push_filed(batch, &id, Value::Mapping(entry), filing, place);
}

/// The item under the type that its own is a slip of, if it is one.
fn with_type_meant(
    batch: &mut Batch<'_>,
    item: &Json,
    id: &str,
    all: std::ops::Range<usize>,
    place: &std::ops::Range<usize>,
) -> Option<Json> {
    let written = item["type"].as_str()?;
    let meant = fields::csl_type_meant(written)?;
    let kind = DefectKind::MisspeltType {
        key: id.to_owned(),
        written: written.to_owned(),
        meant,
    };
    let value = fields::place_of_value(batch.text, all, "type", written);
    batch.defect(kind, value.unwrap_or_else(|| place.clone()));
    let mut item = item.clone();
    item["type"] = meant.into();
    Some(item)
}

/// The key of an item.
pub(super) fn id(item: &Json) -> Option<String> {
    let id = match &item["id"] {
        Json::String(id) => id.clone(),
        Json::Number(id) => id.to_string(),
        _ => String::new(),
    };
    (!id.is_empty()).then_some(id)
}

/// What sorts an item: its type, its keywords, and a field `group` of its own or among those that
/// CSL-JSON keeps for other programs, `custom`.
fn filing(item: &Json) -> Filing {
    let text = |value: &Json| value.as_str().map(str::to_owned);
    Filing {
        written_type: text(&item["type"]),
        csl_type: text(&item["type"]),
        group: text(&item["group"]).or_else(|| text(&item["custom"]["group"])),
        ..Filing::default()
    }
    .with_keywords(item["keyword"].as_str().unwrap_or_default())
}

/// Where an id stands as a value of `"id"` in an item, without quotation marks; the beginning of the
/// item where it is written otherwise than usual.
fn find_id(item: &str, id: &Json) -> std::ops::Range<usize> {
    let written = id.to_string();
    for (at, key) in item.match_indices("\"id\"") {
        let rest = item[at + key.len()..].trim_start();
        let Some(value) = rest.strip_prefix(':').map(str::trim_start) else {
            continue;
        };
        if value.starts_with(&written) {
            let start = item.len() - value.len();
            let mark = usize::from(id.is_string());
            return start + mark..start + written.len() - mark;
        }
    }
    0..1
}

fn offset_of(text: &str, line: usize, column: usize) -> usize {
    let start: usize = text
        .split_inclusive('\n')
        .take(line.saturating_sub(1))
        .map(str::len)
        .sum();
    text.floor_char_boundary(start + column.saturating_sub(1))
}

/// The Hayagriva types of a CSL type: of the item, and of what contains it.
fn types(csl: &str) -> (&'static str, &'static str) {
    match csl {
        "article-journal" | "article" | "review" | "review-book" => ("article", "periodical"),
        // hayagriva knows no magazine; like a newspaper it is told by its day.
        "article-newspaper" | "article-magazine" => ("article", "newspaper"),
        "paper-conference" => ("article", "proceedings"),
        "post-weblog" => ("article", "blog"),
        "book" | "monograph" | "classic" => ("book", "anthology"),
        "collection" => ("anthology", "anthology"),
        "event" => ("exhibition", "anthology"),
        "chapter" => ("chapter", "book"),
        "entry" | "entry-dictionary" | "entry-encyclopedia" => ("chapter", "reference"),
        "report" | "standard" | "dataset" | "pamphlet" => ("report", "anthology"),
        "thesis" => ("thesis", "anthology"),
        "legislation" | "bill" | "regulation" | "treaty" => ("legislation", "anthology"),
        "legal_case" | "hearing" => ("case", "anthology"),
        "webpage" => ("web", "web"),
        "post" => ("post", "thread"),
        "motion_picture" | "broadcast" => ("video", "video"),
        "song" => ("audio", "audio"),
        "graphic" | "figure" | "map" => ("artwork", "anthology"),
        "patent" => ("patent", "anthology"),
        "manuscript" => ("manuscript", "anthology"),
        "software" => ("repository", "anthology"),
        "performance" => ("performance", "anthology"),
        "periodical" => ("periodical", "anthology"),
        _ => ("misc", "periodical"),
    }
}

/// The fields of CSL that are text and stay so, with the names that hayagriva has for them.
const TEXTS: [(&str, &str); 11] = [
    ("genre", "genre"),
    ("archive", "archive"),
    ("archive_location", "archive-location"),
    ("call-number", "call-number"),
    ("edition", "edition"),
    ("language", "language"),
    ("authority", "organization"),
    ("chapter-number", "chapter"),
    ("number-of-volumes", "volume-total"),
    ("abstract", "abstract"),
    ("note", "note"),
];

/// The entry that an item is, and its date in words, if it says it so.
fn convert(
    batch: &mut Batch<'_>,
    id: &str,
    item: &Json,
    place: &std::ops::Range<usize>,
) -> (Mapping, dates::Written) {
    let (kind, container_kind) = types(item["type"].as_str().unwrap_or_default());
    let mut entry = Mapping::new();
    set(&mut entry, "type", Some(kind.into()));
    set(&mut entry, "title", title(item, "title"));
    set(&mut entry, "author", names(item, "author"));
    set(&mut entry, "editor", names(item, "editor"));
    set(&mut entry, "affiliated", affiliated(item));
    let issued = csl_dates::read(batch, id, item, "issued", place);
    set(&mut entry, "date", issued.date.map(csl_dates::value));
    set(&mut entry, "publisher", publisher(item));
    for (field, name) in TEXTS {
        let value = text(item, field)
            .filter(|value| name != "language" || value.as_str().is_some_and(looks_like_language));
        set(&mut entry, name, value);
    }
    set(&mut entry, "page-range", text(item, "page"));
    set(&mut entry, "page-total", text(item, "number-of-pages"));
    if let Some(url) = text(item, "URL") {
        let mut full = Mapping::new();
        full.insert("value".into(), url);
        let accessed = csl_dates::read(batch, id, item, "accessed", place);
        set(&mut full, "date", accessed.date.map(csl_dates::value));
        entry.insert("url".into(), Value::Mapping(full));
    }
    set(&mut entry, "serial-number", serial_numbers(item));
    let mut parents = holders(&mut entry, item, container_kind);
    let held = csl_dates::read(batch, id, item, "event-date", place);
    parents.extend(event(item, held.date.map(csl_dates::value)));
    let original = csl_dates::read(batch, id, item, "original-date", place);
    if let Some(date) = original.date {
        let mut original = Mapping::new();
        original.insert("type".into(), "original".into());
        original.insert("date".into(), csl_dates::value(date));
        parents.push(Value::Mapping(original));
    }
    if !parents.is_empty() {
        entry.insert("parent".into(), Value::Sequence(parents));
    }
    (entry, issued)
}

/// Sets a key that has a value.
fn set(map: &mut Mapping, key: &str, value: Option<Value>) {
    if let Some(value) = value {
        map.insert(key.into(), value);
    }
}

/// The publisher with its place.
fn publisher(item: &Json) -> Option<Value> {
    let mut publisher = Mapping::new();
    publisher.insert("name".into(), text(item, "publisher")?);
    set(&mut publisher, "location", text(item, "publisher-place"));
    Some(Value::Mapping(publisher))
}

/// The numbers by which catalogues know it.
fn serial_numbers(item: &Json) -> Option<Value> {
    let mut serial = Mapping::new();
    for (field, name) in SERIALS {
        set(&mut serial, name, text(item, field));
    }
    set(&mut serial, "arxiv", text(&item["custom"], "arXiv"));
    (!serial.is_empty()).then_some(Value::Mapping(serial))
}

/// What it stands in, and the series of that. What stands in nothing is a volume itself.
fn holders(entry: &mut Mapping, item: &Json, container_kind: &str) -> Vec<Value> {
    let mut parent = Mapping::new();
    set(&mut parent, "title", title(item, "container-title"));
    let is_volume = parent.is_empty();
    if !is_volume {
        set(&mut parent, "type", Some(container_kind.into()));
        set(&mut parent, "author", names(item, "container-author"));
    }
    let volume = if is_volume { entry } else { &mut parent };
    set(volume, "volume", text(item, "volume"));
    set(volume, "issue", text(item, "issue"));
    let mut series = Mapping::new();
    set(&mut series, "title", text(item, "collection-title"));
    let mut parents = Vec::new();
    if !series.is_empty() {
        set(&mut series, "type", volume.get("type").cloned());
        set(&mut series, "volume", text(item, "collection-number"));
        if is_volume {
            parents.push(Value::Mapping(series));
        } else {
            parent.insert("parent".into(), Value::Mapping(series));
        }
    }
    if !is_volume {
        parents.insert(0, Value::Mapping(parent));
    }
    parents
}

/// The conference or exhibition it was made for, which was held on a date.
fn event(item: &Json, held: Option<Value>) -> Option<Value> {
    let mut event = Mapping::new();
    let named = text(item, "event-title").or_else(|| text(item, "event"));
    set(&mut event, "title", named);
    set(&mut event, "location", text(item, "event-place"));
    set(&mut event, "date", held);
    if event.is_empty() {
        return None;
    }
    event.insert("type".into(), "conference".into());
    Some(Value::Mapping(event))
}

/// A title, with its short form if there is one.
fn title(item: &Json, field: &str) -> Option<Value> {
    let long = text(item, field)?;
    let Some(short) = text(item, &format!("{field}-short")).filter(|short| *short != long) else {
        return Some(long);
    };
    let mut both = Mapping::new();
    both.insert("value".into(), long);
    both.insert("short".into(), short);
    Some(Value::Mapping(both))
}

/// Those with a part in it who are neither author nor editor.
fn affiliated(item: &Json) -> Option<Value> {
    let mut groups = Vec::new();
    for (field, role) in ROLES {
        if let (Some(names), Ok(role)) = (names(item, field), serde_yaml::to_value(role)) {
            let mut group = Mapping::new();
            group.insert("role".into(), role);
            group.insert("names".into(), names);
            groups.push(Value::Mapping(group));
        }
    }
    (!groups.is_empty()).then_some(Value::Sequence(groups))
}

/// A text with marks in place of `<i>`.
fn emphasised(text: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some((before, tail)) = rest.split_once("<i>") {
        let Some((inside, after)) = tail.split_once("</i>") else {
            break;
        };
        out.push_str(before);
        out.push_str(&printed::with_emphasis(inside));
        rest = after;
    }
    out + rest
}

/// A text with raised or lowered signs in place of what stands between tags, where there are such signs.
fn moved(text: &str, [begin, end]: [&str; 2], sign: fn(char) -> Option<char>) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some((before, tail)) = rest.split_once(begin) {
        let Some((inside, after)) = tail.split_once(end) else {
            break;
        };
        out.push_str(before);
        out.push_str(&tex::every(inside, sign).unwrap_or_else(|| inside.to_owned()));
        rest = after;
    }
    out + rest
}

/// A text field; the few HTML tags that CSL-JSON allows in titles are dropped, and letters that are
/// to stay as they are do.
fn text(item: &Json, field: &str) -> Option<Value> {
    let written = match &item[field] {
        Json::String(text) => text.clone(),
        Json::Number(number) => number.to_string(),
        _ => return None,
    };
    let mut plain = emphasised(&written);
    plain = moved(&plain, ["<sub>", "</sub>"], tex::lowered);
    plain = moved(&plain, ["<sup>", "</sup>"], tex::raised);
    for tag in ["i", "b", "sup", "sub", "sc"] {
        plain = plain
            .replace(&format!("<{tag}>"), "")
            .replace(&format!("</{tag}>"), "");
    }
    let plain = plain.replace("<span style=\"font-variant:small-caps;\">", "");
    // Braces and backslashes mean something to hayagriva and nothing to CSL-JSON.
    let plain = if matches!(field, "URL" | "DOI" | "ISBN" | "ISSN") {
        plain
    } else {
        let escaped = plain
            .replace('\\', "\\\\")
            .replace('{', "\\{")
            .replace('}', "\\}");
        kept(&escaped)
    };
    (!plain.trim().is_empty()).then(|| Value::String(plain))
}

/// The text with braces, which hayagriva leaves alone, around what CSL-JSON marks in that sense.
fn kept(text: &str) -> String {
    const BEGIN: &str = "<span class=\"nocase\">";
    const END: &str = "</span>";
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once(BEGIN) {
        out.push_str(before);
        let (inside, after) = after.split_once(END).unwrap_or((after, ""));
        out.push_str(&format!("{{{inside}}}"));
        rest = after;
    }
    out.push_str(rest);
    out.replace(END, "")
}

fn names(item: &Json, field: &str) -> Option<Value> {
    // In YAML one name needs no list, and a body no `literal`.
    let names = match &item[field] {
        Json::Array(names) => names.as_slice(),
        Json::Null => return None,
        one => std::slice::from_ref(one),
    };
    let list: Vec<Value> = names
        .iter()
        .filter_map(|name| {
            let part = |key: &str| name[key].as_str().filter(|part| !part.trim().is_empty());
            if let Some(literal) = part("literal").or(name.as_str()) {
                let mut person = Mapping::new();
                person.insert("name".into(), literal.into());
                return Some(Value::Mapping(person));
            }
            let mut person = Mapping::new();
            let family = part("family").or(part("given"))?;
            // A particle that is never dropped belongs to the family name.
            let family = match part("non-dropping-particle") {
                Some(particle) if particle.ends_with(['’', '\'', '-']) => {
                    format!("{particle}{family}")
                }
                Some(particle) => format!("{particle} {family}"),
                None => family.to_owned(),
            };
            person.insert("name".into(), family.into());
            if part("family").is_some()
                && let Some(given) = part("given")
            {
                person.insert("given-name".into(), given.into());
            }
            if let Some(particle) = part("dropping-particle") {
                person.insert("prefix".into(), particle.into());
            }
            if let Some(suffix) = part("suffix") {
                person.insert("suffix".into(), suffix.into());
            }
            Some(Value::Mapping(person))
        })
        .collect();
    (!list.is_empty()).then_some(Value::Sequence(list))
}

/// Zotero lets people write "English" where CSL wants `en`; only tags are passed on.
fn looks_like_language(text: &str) -> bool {
    let language = text.split('-').next().unwrap_or_default();
    (2..=3).contains(&language.len())
        && text.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-')
}
