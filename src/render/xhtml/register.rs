//! The register of claims as an appendix: what is stated, on which page, and what carries it.
//! Knows how a row looks; what it says is the same in both books.

use std::collections::BTreeMap;

use super::Book;
use super::document::Writer;
use super::index::address;
use super::markup::Attributes;
use crate::render::register_row::{
    self, IndexedSource, Piece, RegisterLink, RegisterRow, RegisterSource,
};
use crate::render::{RegisterPlace, anchors, register_title};

/// The entries of the reference list that no printed citation names, with the claims and link ids
/// of the register that name them.
pub(in crate::render) fn only_in_register(book: &Book) -> BTreeMap<usize, Vec<(usize, String)>> {
    let list = &book.report.reference_list;
    let is_cited = |at: usize| {
        let cited = |occurrence: &usize| book.index.citations.contains_key(occurrence);
        list.get(at)
            .is_some_and(|entry| entry.occurrences.iter().any(cited))
    };
    let mut found: BTreeMap<usize, Vec<(usize, String)>> = BTreeMap::new();
    for row in &book.rows {
        for (at, source) in row.sources.iter().enumerate() {
            if let Some(entry) = source.reference
                && !is_cited(entry)
            {
                let id = anchors::register_source(row.number, at + 1);
                found.entry(entry).or_default().push((row.number, id));
            }
        }
    }
    found
}

impl Writer<'_> {
    /// Writes the register as an appendix.
    pub(in crate::render) fn register(&mut self, place: &RegisterPlace) {
        let book = self.book;
        let (number, words) = register_title(place, &book.terms);
        self.markup.open(
            "section",
            Attributes::none()
                .typed("appendix", "doc-appendix")
                .with("aria-labelledby", anchors::REGISTER),
        );
        self.markup.newline();
        if let Some(first) = book.rows.first() {
            self.page_break_at(&anchors::register_row(first.number), "div");
        }
        let heading = Attributes::none().with("id", anchors::REGISTER);
        self.open_heading(1, heading);
        self.say("span", Attributes::class("number"), &number);
        self.markup.plain(" ");
        self.word(&words);
        self.markup.close();
        self.markup.newline();
        let intro = book.terms.get("register-intro");
        self.say("p", Attributes::none(), intro);
        self.markup.newline();
        self.register_table();
        self.source_index();
        self.markup.close();
        self.markup.newline();
    }

    fn register_table(&mut self) {
        let book = self.book;
        let terms = &book.terms;
        self.facts.tables += 1;
        self.facts.complete_tables += 1;
        self.markup.open("div", Attributes::class("table stacked"));
        self.markup.open("table", Attributes::class("register"));
        self.markup.newline();
        self.say("caption", Attributes::none(), terms.get("claims"));
        self.markup.open("thead", Attributes::none());
        self.markup.open("tr", Attributes::none());
        for column in ["number", "page", "statement", "sources"] {
            if column != "page" || book.pages.is_some() {
                let scope = Attributes::none().with("scope", "col");
                self.say("th", scope, terms.get(column));
            }
        }
        self.markup.close();
        self.markup.close();
        self.markup.newline();
        self.markup.open("tbody", Attributes::none());
        self.markup.newline();
        for row in &book.rows {
            self.register_row(row);
        }
        self.markup.close();
        self.markup.close();
        self.markup.close();
        self.markup.newline();
    }

    /// The register turned round: each source, and the claims that name it.
    fn source_index(&mut self) {
        let book = self.book;
        let lines = register_row::by_source(&book.rows);
        if lines.is_empty() {
            return;
        }
        self.facts.tables += 1;
        self.facts.complete_tables += 1;
        let title = book.terms.get("source-index");
        let heading = Attributes::none().with("id", anchors::SOURCE_INDEX);
        self.open_heading(2, heading);
        self.word(title);
        self.markup.close();
        self.markup.newline();
        self.markup.open("div", Attributes::class("table"));
        self.markup.open("table", Attributes::none());
        self.markup.newline();
        self.say("caption", Attributes::none(), title);
        self.markup.open("thead", Attributes::none());
        self.markup.open("tr", Attributes::none());
        for column in ["sources", "claims"] {
            let scope = Attributes::none().with("scope", "col");
            self.say("th", scope, book.terms.get(column));
        }
        self.markup.close();
        self.markup.close();
        self.markup.newline();
        self.markup.open("tbody", Attributes::none());
        self.markup.newline();
        for line in &lines {
            self.indexed_source(line);
        }
        self.markup.close();
        self.markup.close();
        self.markup.close();
        self.markup.newline();
    }

    fn indexed_source(&mut self, line: &IndexedSource) {
        self.markup.open("tr", Attributes::none());
        let scope = Attributes::none().with("scope", "row");
        self.markup.open("th", scope);
        match line.reference {
            Some(entry) => {
                let href = self.address_of_reference(entry);
                let attributes = Attributes::none().with("href", href);
                self.markup.open("a", attributes);
                self.words_by_script(&line.name, line.lang.as_deref());
                self.markup.close();
            }
            None => self.words_by_script(&line.name, line.lang.as_deref()),
        }
        self.markup.close();
        self.markup.open("td", Attributes::none());
        for (at, number) in line.claims.iter().enumerate() {
            if at > 0 {
                self.markup.plain(", ");
            }
            let href = format!("#{}", anchors::register_row(*number));
            let attributes = Attributes::none().with("href", href);
            self.markup.leaf("a", attributes, &number.to_string());
        }
        self.markup.close();
        self.markup.close();
        self.markup.newline();
    }

    fn register_row(&mut self, row: &RegisterRow) {
        let book = self.book;
        let id = self.fresh_id(&anchors::register_row(row.number));
        self.markup.open("tr", Attributes::none().maybe("id", id));
        let scope = Attributes::none().with("scope", "row");
        self.markup.open("th", scope);
        self.claim_number(row);
        if let Some(label) = &row.label {
            self.markup.plain(" ");
            self.markup
                .leaf("span", Attributes::class("claim-id"), label);
        }
        self.markup.close();
        if let Some(pages) = book.pages {
            // The style sheet shows the word where the columns are stacked.
            let word = Attributes::none().with("data-label", book.terms.get("page"));
            self.markup.open("td", word);
            // Not in the header of the row, which is read out again and again.
            self.page_break_at(&anchors::register_row(row.number), "span");
            self.markup
                .text(pages.label_of(row.mark).unwrap_or_default());
            self.markup.close();
        }
        let attributes = match &row.lang {
            Some(tag) => Attributes::none().lang(tag),
            None => Attributes::none(),
        };
        self.markup.open("td", attributes);
        self.pieces(&row.pieces);
        self.markup.close();
        self.markup.open("td", Attributes::none());
        self.supports(row);
        self.markup.close();
        self.markup.close();
        self.markup.newline();
    }

    /// The number, leading to the words in the text.
    fn claim_number(&mut self, row: &RegisterRow) {
        let index = &self.book.index;
        let labelled = row
            .label
            .as_ref()
            .and_then(|label| index.address(label, &self.file));
        let marked = index
            .file_of_mark(row.mark)
            .map(|file| address(file, &anchors::mark(row.mark), &self.file));
        let number = row.number.to_string();
        match labelled.or(marked) {
            Some(href) => {
                let attributes = Attributes::none().with("href", href);
                self.markup.leaf("a", attributes, &number);
            }
            None => self.markup.plain(&number),
        }
    }

    /// The sources one a line, and then the claims it rests on.
    pub(in crate::render) fn supports(&mut self, row: &RegisterRow) {
        for (at, source) in row.sources.iter().enumerate() {
            if at > 0 {
                self.markup.empty("br", Attributes::none());
            }
            if let Some(relation) = &source.relation {
                self.say("em", Attributes::none(), relation);
                self.markup.plain(" ");
            }
            self.source(row, at + 1, source);
            if !source.pinpoint.is_empty() {
                self.markup.plain(", ");
                self.words_by_script(&source.pinpoint, source.lang.as_deref());
            }
        }
        if row.rests_on.is_empty() {
            return;
        }
        if !row.sources.is_empty() {
            self.markup.empty("br", Attributes::none());
        }
        let words = self.book.terms.get("derived-from");
        self.word(words);
        for (at, link) in row.rests_on.iter().enumerate() {
            self.markup.plain(if at == 0 { " " } else { ", " });
            self.claim_link(link);
        }
    }

    fn source(&mut self, row: &RegisterRow, nth: usize, source: &RegisterSource) {
        let Some(entry) = source.reference else {
            return self.words_by_script(&source.name, source.lang.as_deref());
        };
        let href = self.address_of_reference(entry);
        let attributes = Attributes::none().with("href", href);
        let leads_back = !self.in_popover && self.book.only_in_register.contains_key(&entry);
        let attributes = if leads_back {
            let id = self.fresh_id(&anchors::register_source(row.number, nth));
            attributes
                .typed("biblioref", "doc-biblioref")
                .maybe("id", id)
        } else {
            attributes
        };
        self.markup.open("a", attributes);
        self.words_by_script(&source.name, source.lang.as_deref());
        self.markup.close();
    }

    /// Words, those of other scripts in the language of what they are of, or in the one that they most likely
    /// write.
    pub(super) fn words_by_script(&mut self, words: &str, lang: Option<&str>) {
        self.pieces(&register_row::by_language(words, lang, &self.book.language));
    }

    fn pieces(&mut self, pieces: &[Piece]) {
        for piece in pieces {
            match &piece.lang {
                Some(tag) => {
                    let attributes = Attributes::none().lang(tag);
                    self.markup.leaf("span", attributes, &piece.text);
                }
                None => self.markup.text(&piece.text),
            }
        }
    }

    /// A link to the row of another claim, or to its words where it has no row.
    fn claim_link(&mut self, link: &RegisterLink) {
        let index = &self.book.index;
        let row = link.number.map(anchors::register_row);
        let href = row
            .and_then(|row| index.address(&row, &self.file))
            .or_else(|| index.address(&link.label, &self.file));
        let attributes = Attributes::none().maybe("href", href.clone());
        match (href, link.number) {
            (Some(_), Some(_)) => self.markup.leaf("a", attributes, &link.name),
            (Some(_), None) => self.say("a", attributes, &link.name),
            (None, _) => self.word(&link.name),
        }
    }
}
