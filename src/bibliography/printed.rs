//! The entry as it is handed to hayagriva for printing: the same facts, in the form that hayagriva
//! 0.10 prints as CSL says. The checks never see it.

use hayagriva::Entry;
use hayagriva::types::{Person, PersonsWithRoles};

use super::capitals;

/// Stands for a hyphen that begins no initial.
const HYPHEN: char = '\u{E001}';

/// The entry in the form in which it is printed.
pub(super) fn of(mut entry: Entry) -> Entry {
    settle(&mut entry);
    capitals::keep(entry)
}

/// Takes the marks out of printed text.
pub(super) fn unmarked(text: &str) -> String {
    text.replace(capitals::MARK, "").replace(HYPHEN, "-")
}

fn settle(entry: &mut Entry) {
    if let Some(people) = entry.authors() {
        let people = people.iter().map(person).collect();
        entry.set_authors(people);
    }
    if let Some(people) = entry.editors() {
        let people = people.iter().map(person).collect();
        entry.set_editors(people);
    }
    if let Some(groups) = entry.affiliated() {
        let groups = groups
            .iter()
            .map(|group| {
                let names = group.names.iter().map(person).collect();
                PersonsWithRoles::new(names, group.role.clone())
            })
            .collect();
        entry.set_affiliated(groups);
    }
    let mut parents = entry.parents().to_vec();
    parents.iter_mut().for_each(settle);
    entry.set_parents(parents);
}

fn person(person: &Person) -> Person {
    let mut person = person.clone();
    person.name = typographic(&person.name);
    person.given_name = person.given_name.as_deref().map(given_name);
    person
}

/// A given name in which only capitals begin initials: "Min-ji" is "M.", not "M.-ji.".
fn given_name(name: &str) -> String {
    let name = typographic(name);
    let mut characters = name.chars().peekable();
    let mut out = String::with_capacity(name.len());
    while let Some(character) = characters.next() {
        let before_small = characters.peek().is_some_and(|next| next.is_lowercase());
        out.push(if character == '-' && before_small {
            HYPHEN
        } else {
            character
        });
    }
    out
}

/// A straight apostrophe between letters as printers set it.
pub(super) fn typographic(text: &str) -> String {
    let characters: Vec<char> = text.chars().collect();
    let is_letter = |at: Option<usize>| {
        at.and_then(|at| characters.get(at))
            .is_some_and(|c| c.is_alphabetic())
    };
    characters
        .iter()
        .enumerate()
        .map(|(at, character)| match character {
            '\'' if is_letter(at.checked_sub(1)) && is_letter(Some(at + 1)) => '’',
            other => *other,
        })
        .collect()
}
