//! Writes BibLaTeX, with the types and fields of its manual. Where the manual has no type for what an
//! entry is, `entrysubtype` says it, as other styles do.

use std::collections::BTreeSet;

use ::biblatex::{Chunk, Chunks, ChunksExt, Spanned};
use hayagriva::Entry;
use hayagriva::types::{
    ChunkKind, ChunkedString, Date, EntryType, FormatString, Person, PersonRole,
};

use super::{Dated, container, event, number_of, original, people, publisher, serial, series};
use crate::bibliography::printed;

/// Fields that BibLaTeX reads as they are.
const VERBATIM: [&str; 3] = ["doi", "eprint", "url"];

/// The fields of BibLaTeX for people that were neither author nor editor.
const ROLES: [(&str, PersonRole); 7] = [
    ("translator", PersonRole::Translator),
    ("annotator", PersonRole::Annotator),
    ("commentator", PersonRole::Commentator),
    ("afterword", PersonRole::Afterword),
    ("foreword", PersonRole::Foreword),
    ("introduction", PersonRole::Introduction),
    ("holder", PersonRole::Holder),
];

/// Those that BibLaTeX has for editors of another kind.
const EDITOR_ROLES: [(&str, PersonRole); 6] = [
    ("compiler", PersonRole::Compiler),
    ("founder", PersonRole::Founder),
    ("collaborator", PersonRole::Collaborator),
    ("organizer", PersonRole::Organizer),
    ("director", PersonRole::Director),
    ("producer", PersonRole::Producer),
];

/// Writes a file of entries.
pub(super) fn write(entries: &[Dated<'_>]) -> Vec<u8> {
    let keys = keys(entries);
    let entries = entries.iter().zip(&keys);
    let entries: Vec<String> = entries.map(|(entry, key)| one(*entry, key)).collect();
    entries.join("\n").into_bytes()
}

/// The keys that the entries have here. BibTeX allows neither spaces in a key nor what it uses itself;
/// there, it has hyphens, and a number where another key has the same.
fn keys(entries: &[Dated<'_>]) -> Vec<String> {
    let is_none = |c: char| c.is_whitespace() || c.is_control() || "\"#%'(),={}~\\".contains(c);
    let is_fit = |key: &str| !key.contains(is_none);
    let fit = entries.iter().map(|one| one.entry.key());
    let mut taken: BTreeSet<String> = fit.filter(|key| is_fit(key)).map(str::to_owned).collect();
    let new = entries.iter().map(|Dated { entry, .. }| {
        if is_fit(entry.key()) {
            return entry.key().to_owned();
        }
        let plain = entry.key().replace(is_none, "-");
        let numbered = (2..).map(|number| format!("{plain}-{number}"));
        let mut names = std::iter::once(plain.clone()).chain(numbered);
        let free = names.find(|name| taken.insert(name.clone()));
        free.unwrap_or(plain)
    });
    new.collect()
}

/// The type of BibLaTeX for an entry, and what it is more exactly.
fn kind(entry: &Entry) -> (&'static str, Option<&'static str>) {
    use EntryType as Type;
    let holder = container(entry).map(|holder| *holder.entry_type());
    match (entry.entry_type(), holder) {
        (Type::Article, Some(Type::Newspaper)) => ("article", Some("newspaper")),
        (Type::Article, Some(Type::Proceedings)) => ("inproceedings", None),
        (Type::Article, Some(Type::Blog)) => ("online", Some("blog")),
        (Type::Article, Some(Type::Web)) => ("online", None),
        (Type::Article, None) => ("article", Some("preprint")),
        (Type::Article, Some(_)) => ("article", None),
        (Type::Chapter, _) => ("inbook", None),
        (Type::Anthos, _) => ("incollection", None),
        (Type::Entry, _) => ("inreference", None),
        (Type::Report, _) => ("report", None),
        (Type::Thesis, _) => ("thesis", None),
        (Type::Web | Type::Blog, _) => ("online", None),
        (Type::Post | Type::Thread, _) => ("online", Some("post")),
        (Type::Artwork, _) => ("artwork", None),
        (Type::Patent, _) => ("patent", None),
        (Type::Case, _) => ("jurisdiction", None),
        (Type::Legislation, _) => ("legislation", None),
        (Type::Manuscript, _) => ("unpublished", None),
        (Type::Performance | Type::Scene, _) => ("performance", None),
        (Type::Periodical, _) => ("periodical", None),
        (Type::Newspaper, _) => ("periodical", Some("newspaper")),
        (Type::Proceedings, _) => ("proceedings", None),
        (Type::Book | Type::Original, _) => ("book", None),
        (Type::Reference, _) => ("reference", None),
        (Type::Anthology, _) => ("collection", None),
        (Type::Repository, _) => ("software", None),
        (Type::Video, _) => ("video", None),
        (Type::Audio, _) => ("audio", None),
        _ => ("misc", None),
    }
}

fn one(dated: Dated<'_>, key: &str) -> String {
    let entry = dated.entry;
    let (kind, subtype) = kind(entry);
    let holder = container(entry);
    let mut fields = Fields(String::new());
    fields.plain("entrysubtype", subtype);
    fields.text("title", entry.title());
    fields.short("shorttitle", entry.title());
    everybody(&mut fields, entry, holder);
    issued(&mut fields, dated);
    let holder_title = match kind {
        "article" | "online" => "journaltitle",
        _ => "booktitle",
    };
    fields.text(holder_title, holder.and_then(Entry::title));
    whole(&mut fields, entry, holder);
    let (name, place) = publisher(entry);
    fields.whole("publisher", name);
    fields.whole("location", place);
    let body = match kind {
        "report" | "thesis" => "institution",
        _ => "organization",
    };
    fields.whole(body, entry.organization());
    fields.text("type", entry.map(Entry::genre));
    let kept = [
        entry.map(Entry::archive),
        entry.archive_location(),
        entry.call_number(),
    ];
    let kept: Vec<String> = kept
        .into_iter()
        .flatten()
        .map(ToString::to_string)
        .collect();
    fields.plain("library", Some(&kept.join(", ")));
    let language = entry.map(Entry::language).map(ToString::to_string);
    fields.plain("langid", language.as_deref());
    let url = entry.map(Entry::url).map(ToString::to_string);
    fields.plain("url", url.as_deref());
    let read = entry.url_any().and_then(|url| url.visit_date.as_ref());
    fields.date("urldate", read);
    numbers(&mut fields, entry, holder);
    fields.text("note", entry.note());
    fields.text("abstract", entry.map(Entry::abstract_));
    format!("@{kind}{{{key},\n{}}}\n", fields.0)
}

/// Everybody with a part in an entry, or in what it stands in.
fn everybody(fields: &mut Fields, entry: &Entry, holder: Option<&Entry>) {
    fields.names("author", entry.authors().unwrap_or_default());
    let editors = entry.editors().or_else(|| holder.and_then(Entry::editors));
    fields.names("editor", editors.unwrap_or_default());
    for (field, role) in ROLES {
        fields.names(field, &people(entry, &role));
    }
    let mut places = ["a", "b", "c"].into_iter();
    for (name, role) in EDITOR_ROLES {
        let people = people(entry, &role);
        if !people.is_empty()
            && let Some(place) = places.next()
        {
            fields.names(&format!("editor{place}"), &people);
            fields.plain(&format!("editor{place}type"), Some(name));
        }
    }
    let authors = holder.and_then(Entry::authors);
    fields.names("bookauthor", authors.unwrap_or_default());
}

/// When it came out: a year or two, words, or a date.
fn issued(fields: &mut Fields, dated: Dated<'_>) {
    match (dated.years(), dated.words) {
        (Some((first, last)), _) => {
            fields.plain("date", Some(&format!("{first:04}/{last:04}")));
        }
        (None, Some(words)) => fields.plain("year", Some(words)),
        (None, None) => fields.date("date", dated.entry.date_any()),
    }
}

/// What it is a part of, and which part of that it is.
fn whole(fields: &mut Fields, entry: &Entry, holder: Option<&Entry>) {
    let of_series = series(entry);
    fields.text("series", of_series.and_then(Entry::title));
    fields.date("origdate", original(entry).and_then(Entry::date));
    let event = event(entry);
    fields.text("eventtitle", event.and_then(Entry::title));
    fields.text("venue", event.and_then(Entry::location));
    fields.date("eventdate", event.and_then(Entry::date));
    let volume = holder.and_then(Entry::volume).or_else(|| entry.volume());
    fields.plain("volume", volume.map(|n| n.to_str()).as_deref());
    let number = entry.map(Entry::issue).map(|n| n.to_str().into_owned());
    let number = number.or_else(|| serial(entry, "serial").map(str::to_owned));
    let number = number.or_else(|| Some(of_series?.volume()?.to_str().into_owned()));
    fields.plain("number", number.as_deref());
    let edition = entry.map(Entry::edition);
    fields.plain("edition", edition.map(|n| n.to_str()).as_deref());
    fields.plain("chapter", entry.chapter().map(|n| n.to_str()).as_deref());
    let pages = entry.page_range().map(ToString::to_string);
    fields.plain("pages", pages.as_deref());
    let total = entry.page_total().map(ToString::to_string);
    fields.plain("pagetotal", total.as_deref());
}

/// The numbers by which catalogues know it.
fn numbers(fields: &mut Fields, entry: &Entry, holder: Option<&Entry>) {
    for name in ["doi", "isbn", "issn", "version"] {
        fields.plain(name, number_of(entry, holder, name));
    }
    let archives = [("arxiv", "arxiv"), ("pmid", "pubmed")];
    if let Some((number, archive)) = archives
        .iter()
        .find_map(|(name, archive)| Some((serial(entry, name)?, archive)))
    {
        fields.plain("eprint", Some(number));
        fields.plain("eprinttype", Some(archive));
    }
}

/// The fields of an entry in the making. Absent ones are left out.
struct Fields(String);

impl Fields {
    fn chunks(&mut self, field: &str, chunks: Vec<Chunk>) {
        let has_words = |chunk: &Chunk| match chunk {
            Chunk::Normal(text) | Chunk::Verbatim(text) | Chunk::Math(text) => {
                !text.trim().is_empty()
            }
        };
        if !chunks.iter().any(has_words) {
            return;
        }
        let chunks: Chunks = chunks.into_iter().map(Spanned::detached).collect();
        let is_verbatim = VERBATIM.contains(&field);
        let written = chunks.to_biblatex_string(is_verbatim);
        let written = match is_verbatim {
            true => written,
            false => as_signs(&written),
        };
        self.0.push_str(&format!("  {field} = {written},\n"));
    }

    fn plain(&mut self, field: &str, value: Option<&str>) {
        let chunks = value.map(|value| vec![Chunk::Normal(on_one_line(value))]);
        self.chunks(field, chunks.unwrap_or_default());
    }

    fn text(&mut self, field: &str, value: Option<&FormatString>) {
        let chunks = value.map(|text| protected(&text.value));
        self.chunks(field, chunks.unwrap_or_default());
    }

    /// A field that is a list in which `and` would part two bodies.
    fn whole(&mut self, field: &str, value: Option<&FormatString>) {
        let Some(value) = value else { return };
        let words = on_one_line(&value.value.to_string());
        let chunk = match has_and(&words) {
            true => Chunk::Verbatim(words),
            false => Chunk::Normal(words),
        };
        self.chunks(field, vec![chunk]);
    }

    fn short(&mut self, field: &str, value: Option<&FormatString>) {
        let short = value.and_then(|text| text.short.as_ref());
        let chunks = short.map(|text| protected(text));
        self.chunks(field, chunks.unwrap_or_default());
    }

    fn names(&mut self, field: &str, people: &[Person]) {
        let mut chunks = Vec::new();
        for person in people {
            if !chunks.is_empty() {
                chunks.push(Chunk::Normal(" and ".to_owned()));
            }
            chunks.extend(name(person));
        }
        self.chunks(field, chunks);
    }

    fn date(&mut self, field: &str, value: Option<&Date>) {
        let Some(date) = value else { return };
        let mut written = format!("{:04}", date.year);
        let rest = [date.month, date.day.filter(|_| date.month.is_some())];
        for part in rest.into_iter().flatten() {
            written.push_str(&format!("-{:02}", part + 1));
        }
        if let Some(season) = date.season {
            written.push_str(&format!("-{}", 20 + season.to_csl_number()));
        }
        // As EDTF marks what is not certain; escaped it would be an accent.
        let mark = if date.approximate { "~" } else { "" };
        self.0
            .push_str(&format!("  {field} = {{{written}{mark}}},\n"));
    }
}

/// A name as BibTeX parts it; a body, and what would be parted wrongly, stands in brackets.
fn name(person: &Person) -> Vec<Chunk> {
    let family = on_one_line(&person.name);
    if person.is_institutional() {
        if family == printed::OTHERS_NAME {
            return vec![Chunk::Normal(family)];
        }
        return vec![Chunk::Verbatim(family)];
    }
    let is_plain = !family.contains(',')
        && !has_and(&family)
        && family.split_whitespace().all(|word| {
            let first = word.chars().next();
            first.is_some_and(|first| !first.is_lowercase())
        });
    let mut chunks = Vec::new();
    let normal = |text: String| Chunk::Normal(text);
    if let Some(prefix) = &person.prefix {
        chunks.push(normal(format!("{} ", on_one_line(prefix))));
    }
    chunks.push(match is_plain {
        true => Chunk::Normal(family),
        false => Chunk::Verbatim(family),
    });
    for part in [&person.suffix, &person.given_name].into_iter().flatten() {
        chunks.push(normal(", ".to_owned()));
        let part = on_one_line(part);
        chunks.push(match part.contains(',') || has_and(&part) {
            true => Chunk::Verbatim(part),
            false => Chunk::Normal(part),
        });
    }
    chunks
}

fn has_and(text: &str) -> bool {
    text.split_whitespace()
        .any(|word| word.eq_ignore_ascii_case("and"))
}

/// Text whose letters stay as they are where they are to.
fn protected(text: &ChunkedString) -> Vec<Chunk> {
    let mut chunks = Vec::new();
    for chunk in &text.0 {
        let value = on_one_line(&chunk.value);
        match chunk.kind {
            _ if value.is_empty() => {}
            ChunkKind::Verbatim => chunks.push(Chunk::Verbatim(value)),
            ChunkKind::Math => chunks.push(Chunk::Math(value)),
            ChunkKind::Normal => chunks.push(Chunk::Normal(value)),
        }
    }
    chunks
}

/// Names by commands what would be something else: signs that TeX takes for an accent or the end of a line
/// behind the crate's backslash, and marks that TeX makes quotation marks of.
fn as_signs(written: &str) -> String {
    let mut out = String::with_capacity(written.len());
    let mut characters = written.chars().peekable();
    while let Some(character) = characters.next() {
        match character {
            '\\' => match characters.next() {
                Some('~') => out.push_str("\\textasciitilde{}"),
                Some('^') => out.push_str("\\textasciicircum{}"),
                Some('\\') => out.push_str("\\textbackslash{}"),
                other => {
                    out.push('\\');
                    out.extend(other);
                }
            },
            '`' => out.push_str("\\textasciigrave{}"),
            '\'' if characters.peek() == Some(&'\'') => out.push_str("\\textquotesingle{}"),
            '\u{a0}' => out.push('~'),
            other => out.push(other),
        }
    }
    printed::emphasised(&out, ["\\emph{", "}"])
}

fn on_one_line(text: &str) -> String {
    text.replace(['\n', '\r', '\t'], " ")
}
