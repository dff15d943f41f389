//! Tags that the engine could choose better, as edits of single objects. Knows the tag tree and no
//! text.

use std::collections::BTreeMap;

use super::objects::{Objects, place_of, reference, value};

/// An element of the tag tree.
struct Element<'a> {
    kind: &'a [u8],
    parent: usize,
    object: &'a [u8],
}

/// The elements that are better tagged otherwise, by the number of their object.
///
/// - The call of a note is a reference to it. The engine tags it as a label, which ISO 32000-1 has
///   for the number of a note or of an item, and not for running text.
/// - A line that is set as a block, such as the subtitle or the words of a caption, is a paragraph.
///   The engine tags it as a piece of running text, which then stands in no paragraph.
pub fn mended(objects: &Objects<'_>) -> BTreeMap<usize, Vec<u8>> {
    let elements: BTreeMap<usize, Element<'_>> = objects
        .iter()
        .filter_map(|(number, object)| Some((number, element(object)?)))
        .collect();
    let kind = |number| elements.get(&number).map(|element| element.kind);
    let mut edits = BTreeMap::new();
    for (number, element) in &elements {
        let parent = kind(element.parent);
        let name: &[u8] = match element.kind {
            b"/Lbl" if parent.is_some_and(is_running) && links_only(element.object, &kind) => {
                b"/Reference"
            }
            b"/Span" if parent.is_some_and(holds_paragraphs) && is_block(element.object) => b"/P",
            _ => continue,
        };
        if let Some(place) = place_of(element.object, "S") {
            let mut object = element.object.to_vec();
            object.splice(place, name.iter().copied());
            edits.insert(*number, object);
        }
    }
    edits
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
    )
}

/// Whether a tag may hold paragraphs and is none itself.
fn holds_paragraphs(kind: &[u8]) -> bool {
    matches!(
        kind,
        b"/Document"
            | b"/Part"
            | b"/Art"
            | b"/Sect"
            | b"/Div"
            | b"/BlockQuote"
            | b"/Caption"
            | b"/LBody"
            | b"/TD"
            | b"/TH"
    )
}

/// Whether an element holds one link and nothing else.
fn links_only<'a>(object: &[u8], kind: &impl Fn(usize) -> Option<&'a [u8]>) -> bool {
    let inside = value(object, "K")
        .and_then(|kids| kids.strip_prefix(b"["))
        .and_then(|kids| kids.strip_suffix(b"]"));
    let link = inside.and_then(reference).and_then(kind);
    link == Some(b"/Link")
}

/// Whether an element is set as a block.
fn is_block(object: &[u8]) -> bool {
    let attributes = value(object, "A").unwrap_or_default();
    let from = attributes.iter().position(|b| *b == b'<');
    let first = from.and_then(|from| attributes.get(from..));
    first.and_then(|first| value(first, "Placement")) == Some(b"/Block")
}
