//! References as data for other programs: CSL-JSON and BibLaTeX. What the readers of these formats
//! read back prints the same.

mod biblatex;
mod csl_json;

#[cfg(test)]
mod tests;

use citationberg::taxonomy::Kind;
use hayagriva::Entry;
use hayagriva::types::{EntryType, FormatString, Person, PersonRole, Publisher};

pub(super) use csl_json::{ROLES, SERIALS};

use super::Library;

/// The references with these keys as CSL-JSON, in the order of the keys.
pub fn csl_json<'k>(library: &Library, keys: impl IntoIterator<Item = &'k str>) -> Vec<u8> {
    csl_json::write(&entries(library, keys))
}

/// The references with these keys as a BibLaTeX file, in the order of the keys.
pub fn biblatex<'k>(library: &Library, keys: impl IntoIterator<Item = &'k str>) -> Vec<u8> {
    biblatex::write(&entries(library, keys))
}

fn entries<'l, 'k>(
    library: &'l Library,
    keys: impl IntoIterator<Item = &'k str>,
) -> Vec<Dated<'l>> {
    keys.into_iter()
        .filter_map(|key| {
            let position = library.position(key)?;
            Some(Dated {
                entry: library.entries.get(position)?,
                words: library.issued.get(position)?.as_deref(),
                said: library.csl_kinds.get(position).copied().flatten(),
            })
        })
        .collect()
}

/// An entry, what it says of its date in words, and of which type of CSL it says it is.
#[derive(Clone, Copy)]
struct Dated<'l> {
    entry: &'l Entry,
    words: Option<&'l str>,
    said: Option<Kind>,
}

impl Dated<'_> {
    /// The first and the last year, where it came out over several.
    fn years(&self) -> Option<(i32, i32)> {
        let date = self.entry.date_any()?;
        let (_, last) = self.words?.split_once('–')?;
        let last: i32 = last.parse().ok()?;
        let is_short = last < 100;
        let century = date.year / 100 * 100;
        Some((date.year, if is_short { century + last } else { last }))
    }
}

/// What an entry stands in: the journal of an article, the book of a chapter, the site of a page.
fn container(entry: &Entry) -> Option<&Entry> {
    use EntryType::{Blog, Conference, Exhibition, Original, Post, Thread, Web};
    let stands_alone = is_volume(*entry.entry_type());
    entry.parents().iter().find(|parent| {
        let kind = parent.entry_type();
        // A book in a book is a volume of a series, but a page can stand on a page.
        let is_alike = kind == entry.entry_type() && !matches!(kind, Web | Blog | Thread | Post);
        !stands_alone && !is_alike && !matches!(kind, Original | Conference | Exhibition)
    })
}

/// The series of an entry, or of what it stands in.
fn series(entry: &Entry) -> Option<&Entry> {
    let volume = container(entry).unwrap_or(entry);
    volume.parents().iter().find(|parent| {
        let kind = parent.entry_type();
        parent.title().is_some()
            && (kind == volume.entry_type() || *kind == EntryType::Anthology)
            && container(volume).is_none_or(|other| !std::ptr::eq(other, *parent))
    })
}

/// The conference or exhibition an entry was made for.
fn event(entry: &Entry) -> Option<&Entry> {
    entry.parents().iter().find(|parent| {
        let kind = parent.entry_type();
        matches!(kind, EntryType::Conference | EntryType::Exhibition)
    })
}

/// What an entry is another edition of.
fn original(entry: &Entry) -> Option<&Entry> {
    let mut parents = entry.parents().iter();
    parents.find(|parent| *parent.entry_type() == EntryType::Original)
}

/// Whether an entry of this kind holds others and stands in none.
fn is_volume(kind: EntryType) -> bool {
    use EntryType::{
        Anthology, Book, Exhibition, Newspaper, Performance, Periodical, Proceedings, Reference,
    };
    matches!(
        kind,
        Anthology
            | Book
            | Exhibition
            | Newspaper
            | Performance
            | Periodical
            | Proceedings
            | Reference
    )
}

/// Everybody with a role, of an entry or of what it is part of.
fn people(entry: &Entry, role: &PersonRole) -> Vec<Person> {
    let of = |entry: &Entry| {
        let groups = entry.affiliated().unwrap_or_default();
        let names: Vec<Person> = groups
            .iter()
            .filter(|group| group.role == *role)
            .flat_map(|group| group.names.iter().cloned())
            .collect();
        (!names.is_empty()).then_some(names)
    };
    of(entry).unwrap_or_default()
}

/// The name and the place of the publisher.
fn publisher(entry: &Entry) -> (Option<&FormatString>, Option<&FormatString>) {
    let publisher = entry.map(Entry::publisher);
    (
        publisher.and_then(Publisher::name),
        publisher.and_then(Publisher::location),
    )
}

/// A number of an entry that is neither DOI nor ISBN nor ISSN.
fn serial<'e>(entry: &'e Entry, name: &str) -> Option<&'e str> {
    let numbers = entry.serial_number()?;
    numbers.0.get(name).map(String::as_str)
}

/// A number of an entry. That of the whole is its own where it is printed on every part: a chapter has the
/// ISBN of its book, and an article neither the DOI nor the version of its journal.
fn number_of<'e>(entry: &'e Entry, holder: Option<&'e Entry>, name: &str) -> Option<&'e str> {
    let own = serial(entry, name);
    match name {
        "isbn" | "issn" => own.or_else(|| serial(holder?, name)),
        _ => own,
    }
}
