//! The reference list, each entry leading back to every place that cites it. Knows the formatted
//! entries and no citation style.

use super::document::Writer;
use super::index::address;
use super::markup::Attributes;
use crate::model::{FormattedReference, runs_against, text_of};
use crate::render::anchors;

impl Writer<'_> {
    /// Writes the reference list.
    pub(in crate::render) fn references(&mut self) {
        let book = self.book;
        self.markup.open(
            "section",
            Attributes::none()
                .typed("bibliography", "doc-bibliography")
                .with("aria-labelledby", anchors::REFERENCE_LIST),
        );
        self.markup.newline();
        // Not inside: the number of the page would be read out as part of the heading's name.
        self.page_break_at(&anchors::reference(0), "div");
        let heading = Attributes::none().with("id", anchors::REFERENCE_LIST);
        self.open_heading(1, heading);
        self.word(book.terms.get("references"));
        self.markup.close();
        self.markup.newline();
        let list = &book.report.reference_list;
        let numbered = list.iter().any(|entry| entry.label.is_some());
        let class = if numbered {
            "references labelled"
        } else {
            "references"
        };
        let heads = &book.report.list_heads;
        let begins = |at: usize| heads.iter().position(|head| head.at == at);
        for (at, entry) in list.iter().enumerate() {
            let head = begins(at);
            if head.is_some() && at > 0 {
                self.markup.close();
                self.markup.newline();
            }
            if let Some(index) = head {
                let id = self.fresh_id(&anchors::list_head(index));
                self.open_heading(2, Attributes::none().maybe("id", id));
                self.markup.text(&heads[index].title);
                self.markup.close();
                self.markup.newline();
            }
            if head.is_some() || at == 0 {
                self.markup.open("ul", Attributes::class(class));
                self.markup.newline();
            }
            self.reference(at, entry);
        }
        self.markup.close();
        self.markup.close();
        self.markup.newline();
    }

    fn reference(&mut self, at: usize, entry: &FormattedReference) {
        let id = self.fresh_id(&anchors::reference(at));
        // An entry that begins with letters from the left, in a report from the right, is a line from the left.
        let is_turned = runs_against(&self.book.language, &text_of(&entry.content));
        let attributes = Attributes::none().maybe("id", id);
        let attributes = attributes.maybe("dir", is_turned.then_some("ltr"));
        self.markup.open("li", attributes);
        self.page_break_at(&anchors::reference(at), "span");
        if let Some(label) = &entry.label {
            self.markup.open("span", Attributes::class("label"));
            self.inlines(label);
            self.markup.close();
            self.markup.plain(" ");
        }
        self.inlines(&entry.content);
        let in_register = self.book.only_in_register.get(&at);
        self.citing_places(entry, in_register);
        self.markup.close();
        self.markup.newline();
    }

    fn citing_places(
        &mut self,
        entry: &FormattedReference,
        in_register: Option<&Vec<(usize, String)>>,
    ) {
        let book = self.book;
        // In a list of links, those of all entries stand together.
        let with_name = |label: String| match book.names.get(entry.key.as_str()) {
            Some(name) => format!("{label} ({name})"),
            None => label,
        };
        let places: Vec<_> = entry
            .occurrences
            .iter()
            .filter_map(|occurrence| book.index.citations.get(occurrence))
            .collect();
        let several = places.len() > 1;
        for (at, place) in places.into_iter().enumerate() {
            let number = (at + 1).to_string();
            let label = match &place.page {
                Some(page) => book.terms.fill(
                    "back-to-citation-on-page",
                    &[("number", number.clone()), ("page", page.clone())],
                ),
                None => book
                    .terms
                    .fill("back-to-citation-number", &[("number", number.clone())]),
            };
            let raised = if several { number.as_str() } else { "" };
            let href = address(&place.file, &place.id, &self.file);
            self.markup.plain(" ");
            self.way_back(&href, &with_name(label), raised);
        }
        // A source that only proves a claim, with no printed citation, leads to the register.
        for (claim, id) in in_register.into_iter().flatten() {
            let label = book
                .terms
                .fill("back-to-register", &[("number", claim.to_string())]);
            self.markup.plain(" ");
            let href = address(&book.files.register, id, &self.file);
            self.way_back(&href, &with_name(label), "");
        }
    }
}
