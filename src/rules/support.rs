//! What carries a sentence: its citations with their references and what is known of them.

use std::collections::BTreeSet;

use super::{Context, reported};
use crate::model::{
    Citation, CitationItem, CitationMode, Evidence, Note, Reference, Role, Sentence, State,
    UnitPlace,
};

/// One item of a citation with what stands behind its key.
#[derive(Clone, Copy)]
pub(super) struct Support<'a> {
    pub item: &'a CitationItem,
    pub reference: Option<&'a Reference>,
    pub evidence: Option<&'a Evidence>,
}

impl<'a> Support<'a> {
    /// What stands behind an item.
    pub fn new(context: &Context<'a>, item: &'a CitationItem) -> Self {
        let key = item.key.value.as_str();
        Self {
            item,
            reference: context.references.get(key).copied(),
            evidence: context.report.evidence.get(key),
        }
    }

    /// The key.
    pub fn key(&self) -> &'a str {
        self.item.key.value.as_str()
    }

    /// Where its information came from: what the record says, or else the source itself.
    pub fn origin(&self) -> &'a str {
        self.declared_origin().unwrap_or_else(|| self.key())
    }

    /// The origin that the record names.
    pub fn declared_origin(&self) -> Option<&'a str> {
        let origin = self.evidence?.origin.as_ref()?;
        Some(origin.value.as_str())
    }
}

/// The items that carry a sentence, each source once, in order.
pub(super) fn of<'a>(context: &Context<'a>, sentence: &Sentence) -> Vec<Support<'a>> {
    let mut seen = BTreeSet::new();
    context
        .report
        .items_of(sentence)
        .filter(|item| item.relation().carries())
        .filter(|item| seen.insert(item.key.value.as_str()))
        .map(|item| Support::new(context, item))
        .collect()
}

/// Whether two names are one origin, however they are spelled: "Keeper" and "keeper ".
pub(super) fn is_one_origin(a: &str, b: &str) -> bool {
    folded(a) == folded(b)
}

fn folded(origin: &str) -> String {
    let words = origin.split_whitespace().map(str::to_lowercase);
    words.collect::<Vec<_>>().join(" ")
}

/// The different origins of what carries a sentence.
pub(super) fn origins<'a>(supports: &[Support<'a>]) -> BTreeSet<&'a str> {
    let mut seen = BTreeSet::new();
    let origins = supports.iter().map(Support::origin);
    origins
        .filter(|origin| seen.insert(folded(origin)))
        .collect()
}

/// Whether a sentence rests on citations.
pub(super) fn is_carried(sentence: &Sentence) -> bool {
    matches!(sentence.state, State::Covered | State::CoveredByParagraph)
}

/// The sentences that rest on citations.
pub(super) fn carried<'a>(context: &Context<'a>) -> impl Iterator<Item = &'a Sentence> {
    context
        .report
        .sentences
        .iter()
        .filter(|sentence| is_carried(sentence))
}

/// Whether the sentence says whose words or findings it passes on: with a word of saying, with an
/// in-text citation, or with the name of somebody behind one of its sources.
pub(super) fn is_attributed(context: &Context<'_>, sentence: &Sentence) -> bool {
    is_reported(context, sentence) || names_a_creator(context, sentence)
}

/// The same, where a name alone does not do: whoever is named may be the one who acts.
///
/// Where the words cannot be read, in another language than English, nothing is held against a
/// sentence.
pub(super) fn is_reported(context: &Context<'_>, sentence: &Sentence) -> bool {
    let in_text = sentence.citations.iter().any(|id| {
        let citation = &context.report.citations[id.0];
        citation.mode == CitationMode::InText && is_in_the_words(context, sentence, citation)
    });
    !super::prose::is_english(context, sentence)
        || in_text
        || is_response(context, sentence)
        || reported::passes_on(&sentence.text)
        || is_row_of_accounts(context, sentence)
}

/// Whether a citation is read with the words of a sentence, and not in a note: what a note names is said by nobody
/// in the sentence.
fn is_in_the_words(context: &Context<'_>, sentence: &Sentence, citation: &Citation) -> bool {
    let report = context.report;
    if report.units[sentence.unit.0].place == UnitPlace::Note {
        return true;
    }
    let is_inside = sentence.span.contains(citation.span);
    if is_inside && !context.sources.slice(sentence.span).contains("^[") {
        return true;
    }
    // A note that a style makes has the place of its citation.
    let holds = |note: &Note| note.span != citation.span && note.span.contains(citation.span);
    !report.notes.iter().any(holds)
}

/// Whether a sentence stands in a section that gives somebody's answer.
fn is_response(context: &Context<'_>, sentence: &Sentence) -> bool {
    context.report.units[sentence.unit.0].role == Role::Response
}

/// Whether a row stands in a table that says whose its rows are, in the heading of a column or in the
/// caption.
fn is_row_of_accounts(context: &Context<'_>, sentence: &Sentence) -> bool {
    let report = context.report;
    if report.units[sentence.unit.0].place != UnitPlace::TableRow {
        return false;
    }
    let Some(at) = context.exhibit_around(sentence.unit) else {
        return false;
    };
    *context.accounts[at].get_or_init(|| {
        let exhibit = &report.exhibits[at];
        let captions = report.units[exhibit.units.clone()]
            .iter()
            .filter(|unit| unit.place == UnitPlace::TableCaption);
        exhibit
            .columns
            .iter()
            .any(|name| reported::names_whose(name))
            || captions
                .flat_map(|unit| &report.sentences[unit.sentences.clone()])
                .any(|caption| reported::passes_on(&caption.text))
    })
}

/// Whether the sentence names somebody behind one of its sources: an author, a body, a newspaper,
/// or the capitals of one.
fn names_a_creator(context: &Context<'_>, sentence: &Sentence) -> bool {
    of(context, sentence)
        .iter()
        .filter_map(|support| support.reference)
        .any(|reference| {
            let names = reference
                .creators
                .iter()
                .chain(&reference.publisher)
                .chain(&reference.container);
            names.into_iter().any(|name| is_named(&sentence.text, name))
        })
}

/// Whether a text holds a name, its last word, or its initials.
fn is_named(text: &str, name: &str) -> bool {
    let words: Vec<&str> = name
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| word.starts_with(char::is_uppercase))
        .collect();
    let initials: String = words
        .iter()
        .filter_map(|word| word.chars().next())
        .collect();
    let holds = |wanted: &str| {
        text.split(|c: char| !c.is_alphanumeric())
            .any(|word| word == wanted)
    };
    text.contains(name)
        || (initials.chars().count() >= 2 && holds(&initials))
        || words
            .last()
            .is_some_and(|last| last.chars().count() >= 4 && holds(last))
}

/// The kind that the author gave a claim of a sentence with `kind=`, such as `event`.
pub(super) fn marked_kind<'a>(context: &Context<'a>, sentence: &Sentence) -> Option<&'a str> {
    sentence
        .claims
        .iter()
        .find_map(|id| context.report.claims[id.0].attrs.text("kind"))
}

/// Every citation of the report with its items.
pub(super) fn citations<'c, 'a>(
    context: &'c Context<'a>,
) -> impl Iterator<Item = (&'a Citation, Support<'a>)> + use<'c, 'a> {
    context.report.citations.iter().flat_map(move |citation| {
        let items = citation.items.iter();
        items.map(move |item| (citation, Support::new(context, item)))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_known_by_last_word_and_initials() {
        let check = |text: &str, name: &str, expected| {
            assert_eq!(is_named(text, name), expected, "{text}: {name}");
        };
        check(
            "Human Rights Watch counted them.",
            "Human Rights Watch",
            true,
        );
        check("HRW counted them.", "Human Rights Watch", true);
        check("Lankov gave a number.", "Andrei Lankov", true);
        check("The BBC spoke of it.", "BBC", true);
        check("They were counted.", "Human Rights Watch", false);
        check("An era ended.", "Kim Era", false);
    }
}
