//! Notes that are called in a heading or a caption, in the tag tree: they stand behind it. Knows tags and no
//! text.
//!
//! The engine puts a note where it is called, and so its words into the heading or the caption, for those
//! who hear the tags or are shown a list of headings.

use std::collections::BTreeMap;
use std::ops::Range;

use super::objects::{place_of, value};
use super::tags::Element;

/// Moves such notes behind the heading, or behind the figure or table of the caption.
pub(super) fn moved(elements: &BTreeMap<usize, Element<'_>>, edits: &mut BTreeMap<usize, Vec<u8>>) {
    // Behind what the next note of a heading goes: several keep their order.
    let mut last: BTreeMap<usize, usize> = BTreeMap::new();
    for (number, note) in elements.iter().filter(|(_, one)| one.kind == b"/Note") {
        let Some((place, behind)) = place_behind(elements, note) else {
            continue;
        };
        let before = last.get(&behind).copied().unwrap_or(behind);
        let object = |number: usize| {
            let edited = edits.get(&number).cloned();
            edited.or_else(|| Some(elements.get(&number)?.object.to_vec()))
        };
        let (Some(from), Some(to), Some(own)) =
            (object(note.parent), object(place), object(*number))
        else {
            continue;
        };
        let (Some(from), Some(own)) = (
            without_kid(from, *number),
            with_parent(own, place, language_left(elements, note, place)),
        ) else {
            continue;
        };
        let Some(to) = with_kid_behind(to, before, *number) else {
            continue;
        };
        edits.extend([(note.parent, from), (place, to), (*number, own)]);
        last.insert(behind, *number);
    }
}

/// Where a note goes that stands in a heading or a caption: into which element, and behind which.
fn place_behind(
    elements: &BTreeMap<usize, Element<'_>>,
    note: &Element<'_>,
) -> Option<(usize, usize)> {
    let mut at = note.parent;
    let head = loop {
        let element = elements.get(&at)?;
        match element.kind {
            b"/H1" | b"/H2" | b"/H3" | b"/H4" | b"/H5" | b"/H6" => break at,
            b"/Caption" => break element.parent,
            b"/P" | b"/Span" | b"/Link" | b"/Em" | b"/Strong" | b"/Quote" => at = element.parent,
            _ => return None,
        }
    };
    let mut behind = head;
    loop {
        let place = elements.get(&behind)?.parent;
        match elements.get(&place)?.kind {
            b"/Document" | b"/Part" | b"/Art" | b"/Sect" | b"/Div" | b"/BlockQuote" | b"/LBody"
            | b"/TD" | b"/Note" => return Some((place, behind)),
            _ => behind = place,
        }
    }
}

/// Where an element stands among the kids of another.
fn place_of_kid(object: &[u8], number: usize) -> Option<Range<usize>> {
    let kids = place_of(object, "K")?;
    let name = format!("{number} 0 R");
    let name = name.as_bytes();
    let list = object.get(kids.clone())?;
    let mut places = list.windows(name.len()).enumerate().skip(1);
    let (at, _) = places.find(|(at, part)| *part == name && !list[at - 1].is_ascii_digit())?;
    let start = kids.start + at;
    Some(start..start + name.len())
}

fn without_kid(mut object: Vec<u8>, number: usize) -> Option<Vec<u8>> {
    let place = place_of_kid(&object, number)?;
    object.drain(place);
    Some(object)
}

fn with_kid_behind(mut object: Vec<u8>, before: usize, number: usize) -> Option<Vec<u8>> {
    if !value(&object, "K")?.starts_with(b"[") {
        return None;
    }
    let end = place_of_kid(&object, before)?.end;
    object.splice(end..end, format!(" {number} 0 R").into_bytes());
    Some(object)
}

/// The language that a note has from what it leaves on its way to a place.
fn language_left<'a>(
    elements: &BTreeMap<usize, Element<'a>>,
    note: &Element<'a>,
    place: usize,
) -> Option<&'a [u8]> {
    let mut left = note;
    while value(left.object, "Lang").is_none() && left.parent != place {
        left = elements.get(&left.parent)?;
    }
    value(left.object, "Lang").filter(|_| value(note.object, "Lang").is_none())
}

fn with_parent(mut object: Vec<u8>, parent: usize, language: Option<&[u8]>) -> Option<Vec<u8>> {
    let place = place_of(&object, "P")?;
    let mut entry = format!("{parent} 0 R").into_bytes();
    if let Some(language) = language {
        entry.extend_from_slice(b"/Lang");
        entry.extend_from_slice(language);
    }
    object.splice(place, entry);
    Some(object)
}
