//! The register of claims as an appendix: what is stated, on which page, and what carries it.
//! Knows how a row reads, and judges nothing.

use std::collections::BTreeMap;

use super::document::Writer;
use super::index::{REFERENCES, REGISTER, address};
use super::markup::Attributes;
use super::{Book, Facts, File};
use crate::model::{CitationItem, Claim, Reference};
use crate::render::{RegisterPlace, anchors, register_title};

/// Writes the file of the register.
pub(super) fn register(book: &Book, place: &RegisterPlace) -> (File, Facts) {
    let mut writer = Writer::new(book, REGISTER);
    let (number, words) = register_title(place, &book.terms);
    writer.markup.open(
        "section",
        Attributes::none()
            .typed("appendix", "doc-appendix")
            .with("aria-labelledby", anchors::REGISTER),
    );
    writer.markup.newline();
    let heading = Attributes::none().with("id", anchors::REGISTER);
    writer.markup.open("h1", heading);
    writer
        .markup
        .leaf("span", Attributes::class("number"), &number);
    writer.markup.plain(" ");
    writer.markup.text(&words);
    writer.markup.close();
    writer.markup.newline();
    let intro = book.terms.get("register-intro");
    writer.markup.leaf("p", Attributes::none(), intro);
    writer.markup.newline();
    writer.register_table(place);
    writer.markup.close();
    writer.finish(&format!("{number} {words}"), "backmatter")
}

/// The sources that no printed citation names, with the claims and link ids of the register that
/// name them.
pub(super) fn only_in_register(book: &Book) -> BTreeMap<String, Vec<(usize, String)>> {
    let report = book.report;
    let mut found: BTreeMap<String, Vec<(usize, String)>> = BTreeMap::new();
    let claims = book.register.iter().flat_map(|place| &place.claims);
    for claim in claims.filter_map(|at| report.claims.get(*at)) {
        for (at, item) in items(book, claim).enumerate() {
            let key = item.key.value.as_str();
            let uncited = report.reference_list.iter().any(|entry| {
                let cited = |occurrence: &usize| book.index.citations.contains_key(occurrence);
                entry.key == key && !entry.occurrences.iter().any(cited)
            });
            if uncited {
                let id = anchors::register_source(claim.number, at + 1);
                found
                    .entry(key.to_owned())
                    .or_default()
                    .push((claim.number, id));
            }
        }
    }
    found
}

fn items<'a>(book: &Book<'a>, claim: &'a Claim) -> impl Iterator<Item = &'a CitationItem> {
    let citations = &book.report.citations;
    claim
        .citations
        .iter()
        .filter_map(|citation| citations.get(citation.0))
        .flat_map(|citation| &citation.items)
}

/// A source in a few words: who and when, or else its title.
fn short_name(reference: &Reference) -> String {
    let who = match reference.creators.as_slice() {
        [] => reference
            .title
            .clone()
            .unwrap_or_else(|| reference.key.clone()),
        [one] => one.clone(),
        [one, two] => format!("{one}; {two}"),
        [first, ..] => format!("{first} et al."),
    };
    match reference.issued {
        Some(date) => format!("{who} {}", date.year),
        None => who,
    }
}

impl Writer<'_> {
    fn register_table(&mut self, place: &RegisterPlace) {
        let book = self.book;
        let terms = &book.terms;
        let pages = book.input.pages;
        self.facts.tables += 1;
        self.facts.complete_tables += 1;
        self.markup.open("div", Attributes::class("table"));
        self.markup.open("table", Attributes::class("register"));
        self.markup.newline();
        self.markup
            .leaf("caption", Attributes::none(), terms.get("claims"));
        self.markup.open("thead", Attributes::none());
        self.markup.open("tr", Attributes::none());
        let columns = ["claim", "statement", "page", "sources"];
        for column in columns {
            if column != "page" || pages.is_some() {
                let scope = Attributes::none().with("scope", "col");
                self.markup.leaf("th", scope, terms.get(column));
            }
        }
        self.markup.close();
        self.markup.close();
        self.markup.newline();
        self.markup.open("tbody", Attributes::none());
        self.markup.newline();
        for claim in place
            .claims
            .iter()
            .filter_map(|at| book.report.claims.get(*at))
        {
            let id = self.fresh_id(&anchors::register_row(claim.number));
            self.markup.open("tr", Attributes::none().maybe("id", id));
            let scope = Attributes::none().with("scope", "row");
            self.markup.open("th", scope);
            self.claim_number(claim);
            self.markup.close();
            let sentence = book.report.sentences.get(claim.sentence.0);
            let language = sentence.and_then(|sentence| sentence.lang.as_deref());
            let attributes = match language {
                Some(tag) => Attributes::none().lang(tag),
                None => Attributes::none(),
            };
            self.markup.leaf("td", attributes, &claim.text);
            if let Some(pages) = pages {
                let label = pages.label_of(claim.mark).unwrap_or_default();
                // The style sheet shows the word where the columns are stacked.
                let word = Attributes::none().with("data-label", terms.get("page"));
                self.markup.leaf("td", word, label);
            }
            self.markup.open("td", Attributes::none());
            self.supports(claim);
            self.markup.close();
            self.markup.close();
            self.markup.newline();
        }
        self.markup.close();
        self.markup.close();
        self.markup.close();
        self.markup.newline();
    }

    /// The number, leading to the words in the text.
    fn claim_number(&mut self, claim: &Claim) {
        let index = &self.book.index;
        let labelled = claim
            .label
            .as_ref()
            .and_then(|label| index.address(&label.value, &self.file));
        let marked = index
            .file_of_mark(claim.mark)
            .map(|file| address(file, &anchors::mark(claim.mark), &self.file));
        let number = claim.number.to_string();
        match labelled.or(marked) {
            Some(href) => {
                let attributes = Attributes::none().with("href", href);
                self.markup.leaf("a", attributes, &number);
            }
            None => self.markup.plain(&number),
        }
    }

    /// The sources, and the claims it rests on.
    fn supports(&mut self, claim: &Claim) {
        let book = self.book;
        let mut first = true;
        let mut separate = |writer: &mut Self| {
            if !std::mem::take(&mut first) {
                writer.markup.empty("br", Attributes::none());
            }
        };
        for (at, item) in items(book, claim).enumerate() {
            separate(self);
            if !item.relation().carries() {
                let word = book.terms.get(item.relation().name());
                self.markup.text(&format!("{word}: "));
            }
            self.source(claim, at + 1, item);
            let pinpoint = item.pinpoint();
            if !pinpoint.is_empty() {
                self.markup.text(&format!(", {pinpoint}"));
            }
        }
        for label in &claim.derived_from {
            separate(self);
            self.markup
                .text(&format!("{} ", book.terms.get("derived-from")));
            self.claim_link(&label.value);
        }
    }

    fn source(&mut self, claim: &Claim, nth: usize, item: &CitationItem) {
        let report = self.book.report;
        let key = item.key.value.as_str();
        let known = report.references.iter().find(|known| known.key == key);
        let name = known.map_or_else(|| key.to_owned(), short_name);
        let at = report.reference_list.iter().position(|one| one.key == key);
        let Some(at) = at else {
            return self.markup.text(&name);
        };
        let href = address(REFERENCES, &anchors::reference(at), &self.file);
        let attributes = Attributes::none().with("href", href);
        let attributes = if self.book.only_in_register.contains_key(key) {
            let id = self.fresh_id(&anchors::register_source(claim.number, nth));
            attributes
                .typed("biblioref", "doc-biblioref")
                .maybe("id", id)
        } else {
            attributes
        };
        self.markup.leaf("a", attributes, &name);
    }

    /// A link to the row of another claim, or to its words where it has no row.
    fn claim_link(&mut self, label: &str) {
        let book = self.book;
        let named = |claim: &&Claim| {
            claim
                .label
                .as_ref()
                .is_some_and(|known| known.value == label)
        };
        let other = book.report.claims.iter().find(named);
        let row = other.map(|claim| anchors::register_row(claim.number));
        let href = row
            .and_then(|row| book.index.address(&row, &self.file))
            .or_else(|| book.index.address(label, &self.file));
        let words = match other {
            Some(claim) => format!("{} {}", book.terms.get("claim"), claim.number),
            None => label.to_owned(),
        };
        match href {
            Some(href) => {
                let attributes = Attributes::none().with("href", href);
                self.markup.leaf("a", attributes, &words);
            }
            None => self.markup.text(&words),
        }
    }
}
