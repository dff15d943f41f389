//! What the checks need to know of an entry.

use hayagriva::Entry;
use hayagriva::types::Person;

use crate::model::{Date, Reference};
use crate::source::Span;

/// Words with which a note says that an entry has no date.
const UNDATED: [&str; 6] = [
    "n.d.",
    "no date",
    "undated",
    "date not shown",
    "date unknown",
    "s.d.",
];

/// The facts of one entry.
pub(super) fn of(entry: &Entry, span: Span) -> Reference {
    let parent = entry.parents().first();
    let publisher = entry
        .publisher()
        .or_else(|| parent.and_then(Entry::publisher))
        .and_then(|publisher| publisher.name().map(ToString::to_string))
        .or_else(|| entry.organization().map(ToString::to_string));
    let note = entry
        .note()
        .map(ToString::to_string)
        .unwrap_or_default()
        .to_lowercase();
    Reference {
        key: entry.key().to_owned(),
        span: Some(span),
        kind: format!("{:?}", entry.entry_type()).to_lowercase(),
        title: entry.title().map(ToString::to_string),
        creators: creators(entry),
        issued: entry.date_any().map(date),
        container: parent.and_then(Entry::title).map(ToString::to_string),
        publisher,
        url: entry.url_any().map(|url| url.value.to_string()),
        accessed: entry
            .url_any()
            .and_then(|url| url.visit_date.as_ref())
            .map(date),
        doi: entry.doi().map(str::to_owned),
        isbn: own_or_of(parent, entry, Entry::isbn),
        issn: own_or_of(parent, entry, Entry::issn),
        says_undated: UNDATED.iter().any(|words| note.contains(words)),
    }
}

/// A number of the entry, or of what it is part of.
fn own_or_of(
    parent: Option<&Entry>,
    entry: &Entry,
    number: fn(&Entry) -> Option<&str>,
) -> Option<String> {
    number(entry)
        .or_else(|| parent.and_then(number))
        .map(str::to_owned)
}

fn creators(entry: &Entry) -> Vec<String> {
    let authors = entry.authors().filter(|people| !people.is_empty());
    let people = authors.or_else(|| entry.editors());
    let mut names: Vec<String> = people.unwrap_or_default().iter().map(name).collect();
    if names.is_empty() {
        names = entry
            .affiliated()
            .unwrap_or_default()
            .iter()
            .flat_map(|group| group.names.iter().map(name))
            .collect();
    }
    names
}

fn name(person: &Person) -> String {
    let parts = [
        person.given_name.as_deref(),
        person.prefix.as_deref(),
        Some(person.name.as_str()),
        person.suffix.as_deref(),
    ];
    parts.into_iter().flatten().collect::<Vec<_>>().join(" ")
}

fn date(date: &hayagriva::types::Date) -> Date {
    Date {
        year: date.year,
        month: date.month.map(|month| month + 1),
        day: date.day.map(|day| day + 1),
    }
}
