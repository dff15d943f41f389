//! The reference list, each entry leading back to every place that cites it. Knows the formatted
//! entries and no citation style.

use super::document::Writer;
use super::index::{REFERENCES, REGISTER, address};
use super::markup::Attributes;
use super::{Book, Facts, File};
use crate::render::anchors;

/// Writes the file of the reference list.
pub(super) fn references(book: &Book) -> (File, Facts) {
    let mut writer = Writer::new(book, REFERENCES);
    let title = book.terms.get("references");
    writer.markup.open(
        "section",
        Attributes::none()
            .typed("bibliography", "doc-bibliography")
            .with("aria-labelledby", anchors::REFERENCE_LIST),
    );
    writer.markup.newline();
    let heading = Attributes::none().with("id", anchors::REFERENCE_LIST);
    writer.markup.open("h1", heading);
    writer.page_break_at(&anchors::reference(0));
    writer.markup.text(title);
    writer.markup.close();
    writer.markup.newline();
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
            writer.markup.close();
            writer.markup.newline();
        }
        if let Some(index) = head {
            let id = writer.fresh_id(&anchors::list_head(index));
            writer.markup.open("h2", Attributes::none().maybe("id", id));
            writer.markup.text(&heads[index].title);
            writer.markup.close();
            writer.markup.newline();
        }
        if head.is_some() || at == 0 {
            writer.markup.open("ul", Attributes::class(class));
            writer.markup.newline();
        }
        let id = writer.fresh_id(&anchors::reference(at));
        writer.markup.open("li", Attributes::none().maybe("id", id));
        writer.page_break_at(&anchors::reference(at));
        if let Some(label) = &entry.label {
            writer.markup.open("span", Attributes::class("label"));
            writer.inlines(label);
            writer.markup.close();
            writer.markup.plain(" ");
        }
        writer.inlines(&entry.content);
        writer.citing_places(&entry.occurrences, book.only_in_register.get(&at));
        writer.markup.close();
        writer.markup.newline();
    }
    writer.markup.close();
    writer.markup.close();
    writer.finish(title, "backmatter")
}

impl Writer<'_> {
    fn citing_places(&mut self, occurrences: &[usize], in_register: Option<&Vec<(usize, String)>>) {
        let book = self.book;
        let places: Vec<_> = occurrences
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
            self.way_back(&href, &label, raised);
        }
        // A source that only proves a claim, with no printed citation, leads to the register.
        for (claim, id) in in_register.into_iter().flatten() {
            let label = book
                .terms
                .fill("back-to-register", &[("number", claim.to_string())]);
            self.markup.plain(" ");
            self.way_back(&address(REGISTER, id, &self.file), &label, "");
        }
    }
}
