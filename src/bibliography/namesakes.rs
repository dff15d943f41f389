//! Tells authors of one family name apart in citations, as "M. Kim" and "H. Kim".
//!
//! hayagriva 0.10 seldom does, and where it does it prints the short name in the reference list too.
//! So the initials are put beside the family name, between marks; citations print them before it,
//! and the list leaves them out.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use citationberg::DisambiguationRule;
use hayagriva::Entry;
use hayagriva::types::Person;

use super::Style;
use super::marks::{BEFORE_FAMILY, GIVEN};
use crate::model::Script;

/// The entries, of which those at `cited` are told apart; none where no two need it or the style
/// does not ask for it.
pub(super) fn told_apart(
    entries: &[Entry],
    cited: &BTreeSet<usize>,
    style: &Style,
) -> Option<Vec<Entry>> {
    let citation = &style.csl.citation;
    if !style.names_authors() || !citation.disambiguate_add_givenname {
        return None;
    }
    let rule = citation.givenname_disambiguation_rule;
    // By cite, names are told apart only where citations would be the same.
    let group = |entry: &Entry, person: &Person| {
        let year = entry.date_any().map(|date| date.year);
        let year = year.filter(|_| rule == DisambiguationRule::ByCite);
        (person.name.clone(), year)
    };
    let mut given: BTreeMap<_, BTreeSet<&str>> = BTreeMap::new();
    for (entry, person) in cited
        .iter()
        .filter_map(|at| first_author(entries.get(*at)?))
    {
        if let Some(name) = &person.given_name {
            given.entry(group(entry, person)).or_default().insert(name);
        }
    }
    given.retain(|_, names| names.len() > 1);
    if given.is_empty() {
        return None;
    }
    let given: BTreeMap<_, Initials> = given
        .into_iter()
        .map(|(group, names)| (group, Initials::of(&names)))
        .collect();
    let mut entries = entries.to_vec();
    for at in cited {
        let Some(entry) = entries.get_mut(*at) else {
            continue;
        };
        let Some((_, person)) = first_author(entry) else {
            continue;
        };
        let Some(others) = given.get(&group(entry, person)) else {
            continue;
        };
        let Some(before) = apart(person, others, rule) else {
            continue;
        };
        let mut people = entry.authors().unwrap_or_default().to_vec();
        if let Some(first) = people.first_mut() {
            first.name = format!(
                "{}{}{before}{}",
                first.name, BEFORE_FAMILY[0], BEFORE_FAMILY[1]
            );
        }
        entry.set_authors(people);
    }
    Some(entries)
}

fn first_author(entry: &Entry) -> Option<(&Entry, &Person)> {
    Some((entry, entry.authors()?.first()?))
}

/// How many of the given names of one family have the same initials.
struct Initials(BTreeMap<String, usize>);

impl Initials {
    fn of(given: &BTreeSet<&str>) -> Self {
        let mut counts = BTreeMap::new();
        for name in given {
            *counts.entry(initials(name)).or_default() += 1;
        }
        Self(counts)
    }
}

/// What is put before a family name: the initials, or the whole given name where the initials are
/// the same and the style allows it.
fn apart(person: &Person, others: &Initials, rule: DisambiguationRule) -> Option<String> {
    let own = person.given_name.as_deref()?;
    // Such names have no initials.
    if own.starts_with(GIVEN[0]) {
        return Some(own.replace(GIVEN, ""));
    }
    let short = initials(own);
    let is_alone = others.0.get(&short).is_none_or(|count| *count == 1);
    if is_alone || !rule.allows_full_first_names() {
        return Some(short);
    }
    Some(own.to_owned())
}

/// Whether a name is written with the family name first and no space between.
fn is_eastern(name: &str) -> bool {
    name.chars().all(Script::is_east_asian)
}

/// "John Paul" as "J. P.".
fn initials(given: &str) -> String {
    let letters = given.split_whitespace().filter_map(|name| {
        let mut parts = name.split('-').filter_map(|part| part.chars().next());
        let first = parts.next()?;
        let rest: String = parts.map(|letter| format!("-{letter}.")).collect();
        Some(format!("{first}.{rest}"))
    });
    letters.collect::<Vec<_>>().join(" ")
}

/// The family names that have initials between marks.
pub(super) struct Families {
    names: BTreeSet<String>,
    /// How long they are, in bytes.
    lengths: BTreeSet<usize>,
}

impl Families {
    /// Those of entries that were told apart.
    pub(super) fn of(entries: &[Entry]) -> Self {
        let names: BTreeSet<String> = entries
            .iter()
            .filter_map(|entry| Some(&entry.authors()?.first()?.name))
            .filter(|name| name.contains(BEFORE_FAMILY[0]))
            .map(|name| bare(name).into_owned())
            .collect();
        let lengths = names.iter().map(String::len).collect();
        Self { names, lengths }
    }

    /// Where the longest of them begins that a text ends with; its end where there is none.
    fn start_in(&self, text: &str) -> usize {
        let starts = self.lengths.iter().rev();
        starts
            .filter_map(|length| text.len().checked_sub(*length))
            .find(|start| {
                text.get(*start..)
                    .is_some_and(|end| self.names.contains(end))
            })
            .unwrap_or(text.len())
    }
}

/// The text of a citation, with what tells people apart where it is read: initials before the family name, a
/// whole given name behind it where readers expect it there.
pub(super) fn cited<'t>(text: &'t str, families: &Families) -> Cow<'t, str> {
    let mut out = String::new();
    let mut rest = text;
    while let Some((before, inside, after)) = marked(rest) {
        out.push_str(before);
        if is_eastern(inside) {
            out.push_str(inside);
        } else {
            out.insert_str(families.start_in(&out), &format!("{inside} "));
        }
        rest = after;
    }
    if out.is_empty() {
        return Cow::Borrowed(text);
    }
    out.push_str(rest);
    Cow::Owned(out)
}

/// A text without the marks and what stands between them.
pub(super) fn bare(text: &str) -> Cow<'_, str> {
    let mut text = Cow::Borrowed(text);
    while let Some((before, _, after)) = marked(&text) {
        text = Cow::Owned(format!("{before}{after}"));
    }
    text
}

fn marked(text: &str) -> Option<(&str, &str, &str)> {
    let (before, rest) = text.split_once(BEFORE_FAMILY[0])?;
    let (inside, after) = rest.split_once(BEFORE_FAMILY[1])?;
    Some((before, inside, after))
}
