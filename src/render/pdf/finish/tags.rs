//! Tags that the engine could choose better, as edits of single objects. Knows the tag tree and no
//! text.

use std::collections::{BTreeMap, BTreeSet};

use super::notes;
use super::objects::{Objects, place_of, reference, value};

/// An element of the tag tree.
pub(super) struct Element<'a> {
    pub(super) kind: &'a [u8],
    pub(super) parent: usize,
    pub(super) object: &'a [u8],
}

/// The elements that are better tagged otherwise, by the number of their object.
///
/// - The call of a note is a reference to it. The engine tags it as a label, which ISO 32000-1 has
///   for the number of a note or of an item, and not for running text. What stands first in a note,
///   or in its first paragraph, is its number.
/// - A line that is set as a block, such as the subtitle or the words of a caption, is a paragraph.
///   The engine tags it as a piece of running text, which then stands in no paragraph.
/// - Below a header cell that is empty stand the names of the rows. The engine knows headers of columns only,
///   and names them in each cell, where headers of rows would not be looked for beside them.
pub fn mended(objects: &Objects<'_>) -> BTreeMap<usize, Vec<u8>> {
    let elements: BTreeMap<usize, Element<'_>> = objects
        .iter()
        .filter_map(|(number, object)| Some((number, element(object)?)))
        .collect();
    let kind = |number| elements.get(&number).map(|element| element.kind);
    let with_row_names = tables_with_row_names(&elements);
    let mut edits = BTreeMap::new();
    for (number, element) in &elements {
        let Some(parent) = elements.get(&element.parent) else {
            continue;
        };
        if element.kind == b"/TD"
            && table_of(&elements, element).is_some_and(|table| with_row_names.contains(&table))
        {
            let is_name = first_kid(parent.object) == Some(*number);
            edits.insert(*number, cell_by_scope(element.object, is_name));
            continue;
        }
        let name: &[u8] = match element.kind {
            b"/Lbl"
                if is_running(parent.kind)
                    && links_only(element.object, &kind)
                    && !is_number(&elements, *number) =>
            {
                b"/Reference"
            }
            b"/Span" if is_block(element.object) && may_hold_paragraph(parent) => b"/P",
            _ => continue,
        };
        if let Some(place) = place_of(element.object, "S") {
            let mut object = element.object.to_vec();
            object.splice(place, name.iter().copied());
            edits.insert(*number, object);
        }
    }
    notes::moved(&elements, &mut edits);
    edits
}

/// The tables whose first header cell is empty.
fn tables_with_row_names(elements: &BTreeMap<usize, Element<'_>>) -> BTreeSet<usize> {
    let is_empty = |element: &Element<'_>| {
        element.kind == b"/TH" && value(element.object, "K").is_none_or(|kids| kids == b"[]")
    };
    let corners = elements.iter().filter(|(number, element)| {
        let row = elements.get(&element.parent);
        is_empty(element) && row.is_some_and(|row| first_kid(row.object) == Some(**number))
    });
    corners
        .filter_map(|(_, element)| table_of(elements, element))
        .collect()
}

/// The table that a cell stands in.
fn table_of(elements: &BTreeMap<usize, Element<'_>>, cell: &Element<'_>) -> Option<usize> {
    let row = elements.get(&cell.parent)?;
    let part = elements.get(&row.parent)?;
    (row.kind == b"/TR" && elements.get(&part.parent)?.kind == b"/Table").then_some(part.parent)
}

/// A cell whose headers are found by their scope; the name of a row heads it.
fn cell_by_scope(object: &[u8], is_name: bool) -> Vec<u8> {
    const HEADERS: &[u8] = b"/Headers[";
    let mut object = object.to_vec();
    let start = object
        .windows(HEADERS.len())
        .position(|part| part == HEADERS);
    let length = |start: usize| object.get(start..)?.iter().position(|byte| *byte == b']');
    if let Some((start, length)) = start.and_then(|start| Some((start, length(start)?))) {
        let scope: &[u8] = if is_name { b"/Scope/Row" } else { b"" };
        object.splice(start..=start + length, scope.iter().copied());
        if let Some(place) = place_of(&object, "S").filter(|_| is_name) {
            object.splice(place, b"/TH".iter().copied());
        }
    }
    object
}

fn element(object: &[u8]) -> Option<Element<'_>> {
    if value(object, "Type")? != b"/StructElem" {
        return None;
    }
    Some(Element {
        kind: value(object, "S")?,
        parent: reference(value(object, "P")?)?,
        object,
    })
}

/// Whether a tag holds running text, in which a label labels nothing.
fn is_running(kind: &[u8]) -> bool {
    matches!(
        kind,
        b"/P"
            | b"/Span"
            | b"/Link"
            | b"/Em"
            | b"/Strong"
            | b"/H1"
            | b"/H2"
            | b"/H3"
            | b"/H4"
            | b"/H5"
            | b"/H6"
            | b"/TD"
            | b"/TH"
            | b"/LBody"
            | b"/Quote"
            | b"/Caption"
            | b"/Note"
    )
}

/// Whether an element is what a note begins with.
fn is_number(elements: &BTreeMap<usize, Element<'_>>, number: usize) -> bool {
    let Some(element) = elements.get(&number) else {
        return false;
    };
    elements.get(&element.parent).is_some_and(|parent| {
        let is_first = first_kid(parent.object) == Some(number);
        is_first && (parent.kind == b"/Note" || is_number(elements, element.parent))
    })
}

/// Whether what is set as a block in an element can be a paragraph. Words of a caption or a cell that
/// go on after a note are pieces of one.
fn may_hold_paragraph(parent: &Element<'_>) -> bool {
    match parent.kind {
        b"/Document" | b"/Part" | b"/Art" | b"/Sect" | b"/Div" | b"/BlockQuote" => true,
        b"/Caption" | b"/LBody" | b"/TD" | b"/TH" => only_kid(parent.object).is_some(),
        _ => false,
    }
}

/// Whether an element holds one link and nothing else.
fn links_only<'a>(object: &[u8], kind: &impl Fn(usize) -> Option<&'a [u8]>) -> bool {
    only_kid(object).and_then(kind) == Some(b"/Link")
}

/// The element that an element begins with.
fn first_kid(object: &[u8]) -> Option<usize> {
    let kids = value(object, "K")?.strip_prefix(b"[")?;
    let end = kids.iter().position(|byte| *byte == b'R')?;
    reference(kids.get(..=end)?)
}

/// The element inside an element that holds nothing else.
fn only_kid(object: &[u8]) -> Option<usize> {
    let kids = value(object, "K")?.strip_prefix(b"[")?;
    reference(kids.strip_suffix(b"]")?)
}

/// Whether an element is set as a block.
fn is_block(object: &[u8]) -> bool {
    let attributes = value(object, "A").unwrap_or_default();
    let from = attributes.iter().position(|b| *b == b'<');
    let first = from.and_then(|from| attributes.get(from..));
    first.and_then(|first| value(first, "Placement")) == Some(b"/Block")
}
