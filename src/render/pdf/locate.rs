//! On which page each mark stands, read from the laid-out document. Knows no report.

use typst::foundations::{NativeElement, Value};
use typst::introspection::{Introspector, MetadataElem};
use typst::model::Numbering;
use typst_layout::{Page, PagedDocument};

use crate::render::Pages;

/// Reads the pages back. `marks` is how many marks the report has.
pub fn pages(document: &PagedDocument, marks: usize) -> Pages {
    let labels = document.pages().iter().map(label).collect();
    let mut of_mark = vec![None; marks];
    let introspector = document.introspector();
    for content in introspector.query(&MetadataElem::ELEM.select()) {
        let Some(number) = content
            .to_packed::<MetadataElem>()
            .and_then(|element| mark_number(&element.value))
        else {
            continue;
        };
        let page = content
            .location()
            .and_then(|location| introspector.page(location))
            .map(|page| page.get() - 1);
        // The first place counts: the header row of a long table is printed on every page.
        if let Some(slot) = of_mark.get_mut(number)
            && slot.is_none()
        {
            *slot = page;
        }
    }
    Pages { labels, of_mark }
}

/// The number in `(kind: "mark", number: 7)`; none for other metadata.
fn mark_number(value: &Value) -> Option<usize> {
    let Value::Dict(fields) = value else {
        return None;
    };
    let Value::Str(kind) = fields.get("kind").ok()? else {
        return None;
    };
    let Value::Int(number) = fields.get("number").ok()? else {
        return None;
    };
    (kind.as_str() == "mark").then(|| usize::try_from(*number).ok())?
}

/// The printed number of a page.
fn label(page: &Page) -> String {
    match &page.numbering {
        Some(Numbering::Pattern(pattern)) => pattern.apply(None, &[page.number]).ok(),
        // A function can only be asked during layout.
        Some(Numbering::Func(_)) | None => None,
    }
    .map_or_else(|| page.number.to_string(), |label| label.to_string())
}
