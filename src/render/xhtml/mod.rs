//! The report as XHTML: what the book for reading devices and the web page have in common. Knows
//! how every construct is written, and neither packages nor pages.
//!
//! One walk finds where everything will stand ([`index`]), and a [`Writer`](document::Writer)
//! makes the text of one file and counts what it wrote ([`Facts`]). The book has a file for each
//! section; the page is a single one. A [`Medium`] says which, and that is all that the writers
//! know of the two.

pub(in crate::render) mod blocks;
mod claims;
pub(in crate::render) mod contents;
pub(in crate::render) mod document;
mod figures;
pub(in crate::render) mod front;
pub(in crate::render) mod index;
pub(in crate::render) mod inlines;
pub(in crate::render) mod markup;
mod mathml;
mod notes;
pub(in crate::render) mod pictures;
mod references;
pub(in crate::render) mod register;
#[cfg(test)]
pub(in crate::render) mod sample;
pub(in crate::render) mod theme;

use std::collections::{BTreeMap, BTreeSet};

use super::register_row::{self, RegisterRow};
use super::{Pages, RegisterPlace, Terms, register_place};
use crate::model::Report;
use index::Files;
use markup::Attributes;

/// What the XHTML is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::render) enum Medium {
    /// A book with a file for each section, in the syntax of XML.
    Book,
    /// One page for a browser, in the syntax of HTML.
    Page,
}

/// What was written, counted while writing. The accessibility metadata comes from here, so it
/// cannot claim what is not there.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(in crate::render) struct Facts {
    pub(in crate::render) pictures: usize,
    pub(in crate::render) described_pictures: usize,
    pub(in crate::render) charts: usize,
    pub(in crate::render) charts_with_data: usize,
    pub(in crate::render) tables: usize,
    pub(in crate::render) complete_tables: usize,
    pub(in crate::render) formulas: usize,
    pub(in crate::render) formulas_with_text: usize,
    pub(in crate::render) formulas_in_words: usize,
    pub(in crate::render) page_breaks: Vec<(String, String)>,
    pub(in crate::render) languages: BTreeSet<String>,
}

impl Facts {
    /// Adds what another file has.
    pub(in crate::render) fn add(&mut self, other: Self) {
        self.pictures += other.pictures;
        self.described_pictures += other.described_pictures;
        self.charts += other.charts;
        self.charts_with_data += other.charts_with_data;
        self.tables += other.tables;
        self.complete_tables += other.complete_tables;
        self.formulas += other.formulas;
        self.formulas_with_text += other.formulas_with_text;
        self.formulas_in_words += other.formulas_in_words;
        self.page_breaks.extend(other.page_breaks);
        self.languages.extend(other.languages);
    }
}

/// What every writer needs to know.
pub(in crate::render) struct Book<'a> {
    pub(in crate::render) report: &'a Report,
    pub(in crate::render) medium: Medium,
    /// The pages of the print report. Without them there are no page numbers.
    pub(in crate::render) pages: Option<&'a Pages>,
    /// The charts as SVG, by the figure's id, or else by its path as the author wrote it. Two
    /// charts of one file need the ids.
    pub(in crate::render) charts: &'a BTreeMap<String, String>,
    pub(in crate::render) terms: Terms,
    pub(in crate::render) language: String,
    pub(in crate::render) register: Option<RegisterPlace>,
    pub(in crate::render) files: Files,
    pub(in crate::render) index: index::Index<'a>,
    /// The address of every picture, by its [key](pictures::key).
    pub(in crate::render) pictures: BTreeMap<String, String>,
    /// Entries of the reference list that no printed citation names: the claims and link ids of
    /// the register that do.
    pub(in crate::render) only_in_register: BTreeMap<usize, Vec<(usize, String)>>,
    /// The rows of the printed register.
    pub(in crate::render) rows: Vec<RegisterRow>,
    /// The short name of each reference.
    pub(in crate::render) names: BTreeMap<&'a str, String>,
    /// Where each reference stands in the reference list.
    pub(in crate::render) listed: BTreeMap<&'a str, usize>,
    /// Where the claims stand whose sources a page shows.
    claims: claims::Claims,
}

impl<'a> Book<'a> {
    /// Finds where everything will stand. The addresses of the pictures are still to be given.
    pub(in crate::render) fn new(
        report: &'a Report,
        medium: Medium,
        pages: Option<&'a Pages>,
        charts: &'a BTreeMap<String, String>,
    ) -> Self {
        let language = report.manifest.language.as_ref();
        let language = language.map_or("en", |language| language.value.as_str());
        let register = register_place(report);
        let files = match medium {
            Medium::Book => Files::of_book(&report.sections),
            Medium::Page => Files::of_page(&report.sections),
        };
        let index = index::index(report, pages, register.as_ref(), &files);
        let terms = Terms::of(&report.manifest);
        // The first of a name is the one that is found.
        let listed = report.reference_list.iter().enumerate().rev();
        let listed = listed.map(|(at, entry)| (entry.key.as_str(), at)).collect();
        let mut book = Self {
            rows: register_row::rows(report, &terms),
            names: register_row::short_names(report, &terms),
            language: language.to_owned(),
            report,
            medium,
            pages,
            charts,
            terms,
            register,
            files,
            index,
            pictures: BTreeMap::new(),
            only_in_register: BTreeMap::new(),
            listed,
            claims: claims::Claims::default(),
        };
        book.only_in_register = register::only_in_register(&book);
        if medium == Medium::Page {
            book.claims = claims::Claims::of(&book);
        }
        book
    }

    /// The language of the words that the program has for this report.
    pub(in crate::render) fn language_of_words(&self) -> &str {
        self.terms.foreign().unwrap_or(&self.language)
    }

    /// The attributes of an element with nothing but words of the program in it.
    pub(in crate::render) fn said(&self, attributes: Attributes) -> Attributes {
        match self.terms.foreign() {
            Some(tag) => attributes.lang(tag),
            None => attributes,
        }
    }

    /// The title, or what stands for one that is missing.
    pub(in crate::render) fn title(&self) -> &str {
        match self.report.manifest.title.trim() {
            "" => self.terms.get("title-page"),
            title => title,
        }
    }
}
