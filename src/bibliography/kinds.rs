//! What BibLaTeX says of an entry and hayagriva's own reader leaves out: types of the manual's second
//! list, `entrysubtype`, the site of a page, the archive and the tag of a language.

use std::collections::BTreeMap;

use ::biblatex::ChunksExt;
use hayagriva::Entry;
use hayagriva::types::{EntryType, FormatString, MaybeTyped, Numeric, SerialNumber};

use super::{babel, dates};
use crate::model::is_language_tag;

/// The entry as its type and subtype say.
pub(super) fn exact(mut entry: Entry, source: &::biblatex::Entry) -> Entry {
    let field = |name: &str| {
        let value = source.get(name).map(ChunksExt::format_verbatim);
        value.filter(|value| !value.trim().is_empty())
    };
    let subtype = field("entrysubtype").unwrap_or_default().to_lowercase();
    if let Some(kind) = kind(&source.entry_type, &subtype) {
        entry = with_kind(&entry, kind);
    }
    if is_record(*entry.entry_type())
        && entry
            .serial_number()
            .is_none_or(|numbers| !numbers.0.contains_key("serial"))
        && let Some(number) = entry.issue().map(|number| number.to_str().into_owned())
    {
        let mut numbers = entry
            .serial_number()
            .map_or_else(BTreeMap::new, |numbers| numbers.0.clone());
        numbers.insert("serial".to_owned(), number);
        let kind = *entry.entry_type();
        entry = with_kind_and_issue(&entry, kind, None);
        entry.set_serial_number(SerialNumber(numbers));
    }
    let written = field("language").or_else(|| field("langid"));
    let of_babel = written.as_deref().and_then(babel::tag_of);
    let tag = field("langid").filter(|tag| entry.language().is_none() && is_language_tag(tag));
    if let Some(Ok(language)) = of_babel.map(str::to_owned).or(tag).map(|tag| tag.parse()) {
        entry.set_language(language);
    }
    if entry.archive().is_none()
        && let Some(library) = field("library")
    {
        entry.set_archive(FormatString::with_value(library));
    }
    let mut parents = entry.parents().to_vec();
    if subtype == "preprint" {
        parents.retain(|parent| parent.title().is_some());
    }
    if subtype == "newspaper" {
        for parent in &mut parents {
            if *parent.entry_type() == EntryType::Periodical {
                *parent = with_kind(parent, EntryType::Newspaper);
            }
        }
    }
    if is_of_site(&source.entry_type)
        && let Some(title) = source.get("journaltitle").or_else(|| source.get("journal"))
    {
        let kind = match subtype.as_str() {
            "blog" => EntryType::Blog,
            _ if *entry.entry_type() != EntryType::Misc => EntryType::Web,
            _ if entry.url().is_some() => {
                entry = with_kind(&entry, EntryType::Web);
                EntryType::Web
            }
            _ => {
                entry = with_kind(&entry, EntryType::Article);
                EntryType::Periodical
            }
        };
        let mut site = Entry::new(entry.key(), kind);
        site.set_title(title.into());
        parents.insert(0, site);
    }
    if let Some(written) = field("origdate")
        && let Some(date) = dates::read(&written).date
    {
        let mut original = Entry::new(entry.key(), EntryType::Original);
        original.set_date(date);
        parents.push(original);
    }
    entry.set_parents(parents);
    set_numbers(&mut entry, &field);
    number_series(entry)
}

/// Whether a journal of an entry of this type is a site or periodical that it is part of.
fn is_of_site(kind: &::biblatex::EntryType) -> bool {
    use ::biblatex::EntryType::{Misc, Online, Unknown};
    matches!(kind, Online | Misc | Unknown(_))
}

/// Gives pages and volume as they are written: hayagriva's reader drops commas and leading zeros, and makes
/// 12 of `XII`.
fn set_numbers(entry: &mut Entry, field: &dyn Fn(&str) -> Option<String>) {
    if let Some(pages) = field("pages")
        && let Ok(pages) = pages.replace('—', "–").replace('–', "-").parse()
    {
        entry.set_page_range(pages);
    }
    if let Some(volume) = field("volume").filter(|volume| !is_plain_number(volume))
        && let Ok(volume) = volume.parse::<MaybeTyped<Numeric>>()
    {
        let mut parents = entry.parents().to_vec();
        match parents
            .first_mut()
            .filter(|parent| parent.volume().is_some())
        {
            Some(parent) => parent.set_volume(volume),
            None => entry.set_volume(volume),
        }
        entry.set_parents(parents);
    }
}

/// Whether a number is printed as it is written however it is read.
fn is_plain_number(text: &str) -> bool {
    !text.starts_with('0') && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// Gives the number of a book to the series that it counts in.
fn number_series(mut entry: Entry) -> Entry {
    if is_book(*entry.entry_type()) {
        return numbered(entry);
    }
    let mut parents = entry.parents().to_vec();
    if let Some(book) = parents.first_mut()
        && is_book(*book.entry_type())
    {
        *book = numbered(book.clone());
        entry.set_parents(parents);
    }
    entry
}

/// A book with its number at its series, where it is in one.
fn numbered(mut book: Entry) -> Entry {
    let mut parents = book.parents().to_vec();
    let series = parents
        .iter_mut()
        .find(|one| one.title().is_some() && one.volume().is_none());
    if let (Some(series), Some(number)) = (series, book.issue().cloned()) {
        series.set_volume(number);
        let kind = *book.entry_type();
        book = with_kind_and_issue(&book, kind, None);
        book.set_parents(parents);
    }
    book
}

fn is_book(kind: EntryType) -> bool {
    use EntryType::{Anthology, Book, Proceedings, Reference};
    matches!(kind, Anthology | Book | Proceedings | Reference)
}

/// The type that hayagriva does not choose by itself.
fn kind(kind: &::biblatex::EntryType, subtype: &str) -> Option<EntryType> {
    use ::biblatex::EntryType as Type;
    let name = match kind {
        Type::Online => {
            return match subtype {
                "blog" => Some(EntryType::Article),
                "post" => Some(EntryType::Post),
                _ => None,
            };
        }
        Type::Periodical if subtype == "newspaper" => return Some(EntryType::Newspaper),
        Type::Unknown(name) => name.to_lowercase(),
        _ => return None,
    };
    Some(match name.as_str() {
        "jurisdiction" => EntryType::Case,
        "legislation" | "legal" => EntryType::Legislation,
        "video" | "movie" => EntryType::Video,
        "audio" | "music" => EntryType::Audio,
        "artwork" | "image" => EntryType::Artwork,
        "performance" => EntryType::Performance,
        _ => return None,
    })
}

/// Whether the number of an entry names the document itself and is no issue of anything.
fn is_record(kind: EntryType) -> bool {
    use EntryType::{
        Artwork, Audio, Case, Legislation, Manuscript, Misc, Post, Repository, Thesis, Video, Web,
    };
    matches!(
        kind,
        Artwork
            | Audio
            | Case
            | Legislation
            | Manuscript
            | Misc
            | Post
            | Repository
            | Thesis
            | Video
            | Web
    )
}

/// The same entry under another type.
pub(super) fn with_kind(entry: &Entry, kind: EntryType) -> Entry {
    with_kind_and_issue(entry, kind, entry.issue().cloned())
}

/// Copies fields from one entry to another.
macro_rules! copy {
    ($from:expr, $to:expr, $($get:ident $set:ident),* $(,)?) => {
        $(if let Some(value) = $from.$get() {
            $to.$set(value.to_owned());
        })*
    };
}

fn with_kind_and_issue(
    entry: &Entry,
    kind: EntryType,
    issue: Option<MaybeTyped<Numeric>>,
) -> Entry {
    let mut out = Entry::new(entry.key(), kind);
    copy!(
        entry, out,
        title set_title,
        authors set_authors,
        date set_date,
        editors set_editors,
        affiliated set_affiliated,
        publisher set_publisher,
        location set_location,
        organization set_organization,
        chapter set_chapter,
        volume set_volume,
        volume_total set_volume_total,
        edition set_edition,
        page_range set_page_range,
        page_total set_page_total,
        time_range set_time_range,
        runtime set_runtime,
        url set_url,
        serial_number set_serial_number,
        language set_language,
        archive set_archive,
        archive_location set_archive_location,
        call_number set_call_number,
        note set_note,
        abstract_ set_abstract_,
        genre set_genre,
    );
    if let Some(issue) = issue {
        out.set_issue(issue);
    }
    out.set_parents(entry.parents().to_vec());
    out
}
