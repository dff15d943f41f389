//! What the checks need to know of an entry.

use std::ops::RangeInclusive;

use hayagriva::Entry;
use hayagriva::types::Person;

use super::{Filing, dates, printed};
use crate::model::{Date, Reference, Script};
use crate::source::Span;

/// The facts of one entry.
pub(super) fn of(entry: &Entry, filing: Filing, span: Span) -> Reference {
    let parent = entry.parents().first();
    let publisher = entry
        .publisher()
        .or_else(|| parent.and_then(Entry::publisher))
        .and_then(|publisher| publisher.name().map(ToString::to_string))
        .or_else(|| entry.organization().map(ToString::to_string));
    Reference {
        key: entry.key().to_owned(),
        span: Some(span),
        kind: kind(entry),
        kinds: kinds(entry, filing.written_type),
        keywords: filing.keywords,
        group: filing.group,
        title: entry
            .title()
            .map(|title| printed::plain(&title.to_string())),
        language: entry.language().map(ToString::to_string),
        creators: creators(entry),
        families: families(entry),
        issued: entry.date_any().map(date),
        issued_until: filing.issued_until,
        container: parent
            .and_then(Entry::title)
            .map(|title| printed::plain(&title.to_string())),
        volume: entry
            .volume()
            .or_else(|| parent.and_then(Entry::volume))
            .map(ToString::to_string),
        publisher,
        url: filing
            .address
            .or_else(|| entry.url_any().map(|url| url.value.to_string())),
        accessed: entry
            .url_any()
            .and_then(|url| url.visit_date.as_ref())
            .map(date)
            .or(filing.accessed),
        doi: entry.doi().map(str::to_owned),
        isbn: own_or_of(parent, entry, Entry::isbn),
        issn: own_or_of(parent, entry, Entry::issn),
        pages: entry
            .page_range()
            .and_then(|range| pages(&range.to_string())),
        reversed_pages: entry
            .page_range()
            .map(ToString::to_string)
            .filter(|range| is_reversed(range)),
        page_total: entry
            .page_total()
            .and_then(|total| total.to_string().parse().ok()),
        note: entry.note().map(ToString::to_string),
        says_undated: filing.issued.is_some()
            || entry
                .note()
                .is_some_and(|note| dates::says_undated(&note.to_string())),
    }
}

fn kind(entry: &Entry) -> String {
    format!("{:?}", entry.entry_type()).to_lowercase()
}

/// Every word for the type of an entry.
fn kinds(entry: &Entry, written: Option<String>) -> Vec<String> {
    let own = std::iter::once(kind(entry));
    let written = written.map(|written| written.to_lowercase());
    own.chain(written)
        .chain(entry.parents().iter().map(kind))
        .collect()
}

/// Whether pages such as `219–201` end before they begin.
fn is_reversed(text: &str) -> bool {
    let mut numbers = text
        .split(['-', '–', '—'])
        .map(str::trim)
        .filter(|part| !part.is_empty());
    let is_number = |part: &&str| part.bytes().all(|b| b.is_ascii_digit());
    let (Some(first), Some(last), None) = (
        numbers.next().filter(is_number),
        numbers.next().filter(is_number),
        numbers.next(),
    ) else {
        return false;
    };
    // "219–21" leaves out the digits that the last page has in common with the first.
    let left_out = first.len().saturating_sub(last.len());
    let last = format!("{}{last}", &first[..left_out]);
    let number = |digits: &str| digits.parse::<u64>().ok();
    number(first) > number(&last)
}

/// The first and the last of the pages that a text such as `201–30` or `5` names; none where a page
/// is no plain number.
fn pages(text: &str) -> Option<RangeInclusive<u32>> {
    let mut numbers = Vec::new();
    for part in text.split([',', '&']) {
        let mut first = "";
        for number in part
            .split(['-', '–', '—'])
            .map(str::trim)
            .filter(|number| !number.is_empty())
        {
            if !number.bytes().all(|b| b.is_ascii_digit()) {
                return None;
            }
            // "201–30" leaves out the digits that the first number has.
            let left_out = first.len().saturating_sub(number.len());
            numbers.push(format!("{}{number}", &first[..left_out]).parse().ok()?);
            first = number;
        }
    }
    let first = *numbers.first()?;
    let last = *numbers.iter().max()?;
    (first <= last).then_some(first..=last)
}

/// Whether an address lacks one of the slashes before its host: hayagriva puts it in.
pub(super) fn lacks_slash(address: &str) -> bool {
    let rest = ["http:", "https:", "ftp:"].iter().find_map(|scheme| {
        let begin = address.get(..scheme.len())?;
        begin
            .eq_ignore_ascii_case(scheme)
            .then(|| &address[scheme.len()..])
    });
    rest.is_some_and(|rest| !rest.starts_with("//"))
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
    let people = people.unwrap_or_default();
    let named = people.len() - usize::from(printed::names_others(people));
    let mut names: Vec<String> = people.iter().take(named).map(name).collect();
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

/// The family names of the persons among authors or editors. Who has no given name may be a body.
fn families(entry: &Entry) -> Vec<String> {
    let authors = entry.authors().filter(|people| !people.is_empty());
    let people = authors.or_else(|| entry.editors()).unwrap_or_default();
    let persons = people.iter().filter(|person| person.given_name.is_some());
    persons.map(|person| person.name.clone()).collect()
}

/// The whole name of a person. Chinese, Japanese and Korean names have the family first, and no space.
fn name(person: &Person) -> String {
    if let Some(given) = &person.given_name
        && given
            .chars()
            .chain(person.name.chars())
            .all(Script::is_east_asian)
    {
        return format!("{}{given}", person.name);
    }
    let parts = [
        person.given_name.as_deref(),
        person.prefix.as_deref(),
        Some(person.name.as_str()),
        person.suffix.as_deref(),
    ];
    parts.into_iter().flatten().collect::<Vec<_>>().join(" ")
}

pub(super) fn date(date: &hayagriva::types::Date) -> Date {
    Date {
        year: date.year,
        month: date.month.map(|month| month + 1),
        day: date.day.map(|day| day + 1),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn families_stand_where_the_script_of_a_name_has_them() {
        let person = |family: &str, given: &str| Person {
            name: family.to_owned(),
            given_name: Some(given.to_owned()),
            prefix: None,
            suffix: None,
            alias: None,
            comma_suffix: false,
        };
        for (family, given, expected) in [
            ("김", "민지", "김민지"),
            ("佐藤", "花子", "佐藤花子"),
            ("Kim", "Min-ji", "Min-ji Kim"),
            ("منصور", "ليلى", "ليلى منصور"),
        ] {
            assert_eq!(name(&person(family, given)), expected);
        }
    }

    #[test]
    fn pages_that_end_before_they_begin_are_told() {
        for reversed in ["219-201", "127–112", "219-01"] {
            assert!(is_reversed(reversed), "{reversed}");
        }
        for right in ["201-219", "219-21", "5", "xiv-xx", "9-10, 3", "e12-e3", ""] {
            assert!(!is_reversed(right), "{right}");
        }
    }

    #[test]
    fn page_ranges_may_leave_digits_out() {
        let check = |text: &str, expected| assert_eq!(pages(text), expected, "{text}");
        check("201–230", Some(201..=230));
        check("201--30", Some(201..=230));
        check("5", Some(5..=5));
        check("9-10, 14", Some(9..=14));
        for unknown in ["", "xiv–xx", "e1234", "A5"] {
            check(unknown, None);
        }
    }
}
