//! On which page each mark stands, read from the laid-out document. Knows no report.

use std::collections::BTreeMap;

use typst::foundations::{NativeElement, Value};
use typst::introspection::{Introspector, MetadataElem};
use typst::model::Numbering;
use typst_layout::{Page, PagedDocument};

use crate::render::Pages;

/// Reads the pages back. `marks` is how many marks the report has.
pub fn pages(document: &PagedDocument, marks: usize) -> Pages {
    let labels = document.pages().iter().map(label).collect();
    let mut of_mark = vec![None; marks];
    let mut of_anchor = BTreeMap::new();
    let introspector = document.introspector();
    for content in introspector.query(&MetadataElem::ELEM.select()) {
        let Some(element) = content.to_packed::<MetadataElem>() else {
            continue;
        };
        let page = content
            .location()
            .and_then(|location| introspector.page(location))
            .map(|page| page.get() - 1);
        // The first place counts: the header row of a long table is printed on every page.
        match (place(&element.value), page) {
            (Some(Place::Mark(number)), Some(page)) => {
                if let Some(slot) = of_mark.get_mut(number) {
                    slot.get_or_insert(page);
                }
            }
            (Some(Place::Anchor(id)), Some(page)) => {
                of_anchor.entry(id).or_insert(page);
            }
            _ => {}
        }
    }
    Pages {
        labels,
        of_mark,
        of_anchor,
    }
}

/// What a piece of metadata marks.
pub(super) enum Place {
    Mark(usize),
    Anchor(String),
}

/// Reads `(kind: "mark", number: 7)` and `(kind: "anchor", id: "_ref-1")`; none for other metadata.
pub(super) fn place(value: &Value) -> Option<Place> {
    let Value::Dict(fields) = value else {
        return None;
    };
    let Value::Str(kind) = fields.get("kind").ok()? else {
        return None;
    };
    match kind.as_str() {
        "mark" => match fields.get("number").ok()? {
            Value::Int(number) => usize::try_from(*number).ok().map(Place::Mark),
            _ => None,
        },
        "anchor" => match fields.get("id").ok()? {
            Value::Str(id) if id.as_str().starts_with('_') => Some(Place::Anchor(id.to_string())),
            _ => None,
        },
        _ => None,
    }
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
