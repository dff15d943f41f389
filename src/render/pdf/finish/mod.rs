//! The last pass over the bytes of the PDF: what archives, printers and screen readers ask for and
//! the engine does not write. Knows PDF objects and no report.
//!
//! The pass writes the file anew as one revision, so that no reader meets two versions of an object.

mod notes;
mod objects;
mod tags;
mod xmp;

#[cfg(test)]
mod tests;

use std::ops::Range;

pub use xmp::Description;

use self::objects::{Objects, place_of, reference, value};

/// The properties that say to which standards the file conforms: PDF/A-3a and PDF/UA-1.
pub const STANDARDS: [(&str, &str); 3] = [
    ("pdfaid:part", "3"),
    ("pdfaid:conformance", "A"),
    ("pdfuaid:part", "1"),
];

/// What the pass adds.
#[derive(Debug, Clone, PartialEq)]
pub struct Extras {
    /// What the file says about the report.
    pub description: Description,
    /// What a printer has to cut off; none when a page is a sheet.
    pub boxes: Option<Boxes>,
}

/// The parts of a sheet around the trimmed page, in points on every side.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Boxes {
    /// How far colour runs over the trimmed edge.
    pub bleed: f64,
    /// How far the sheet reaches beyond the bleed, where crop marks stand.
    pub slug: f64,
}

/// Completes a PDF that the engine wrote. The same bytes and extras always give the same bytes.
///
/// # Errors
/// In words, when the file is not as the engine writes it, or a sheet is smaller than its boxes.
pub fn finish(bytes: Vec<u8>, extras: &Extras) -> Result<Vec<u8>, String> {
    let objects = Objects::read(&bytes)?;
    let catalog = objects.named("Root").and_then(|root| objects.get(root));
    let metadata = catalog
        .and_then(|catalog| value(catalog, "Metadata"))
        .and_then(reference)
        .ok_or("the PDF has no metadata")?;
    let information = objects.named("Info").ok_or("the PDF has no information")?;
    let instance = objects.instance().ok_or("the PDF has no identity")?;
    let instance = String::from_utf8_lossy(instance);
    let packet = xmp::packet(&extras.description, &instance, &STANDARDS);
    let mut replaced = tags::mended(&objects);
    replaced.insert(metadata, stream(&packet));
    replaced.insert(information, xmp::information(&extras.description));
    if let Some(boxes) = extras.boxes {
        for (number, object) in objects.iter() {
            if value(object, "Type") == Some(b"/Page") {
                replaced.insert(number, boxed(object, boxes)?);
            }
        }
    }
    Ok(objects.written(&replaced))
}

/// The packet as an object. It is not compressed: programs that know no PDF can find it.
fn stream(packet: &str) -> Vec<u8> {
    let length = packet.len();
    format!("<</Type/Metadata/Subtype/XML/Length {length}>>\nstream\n{packet}\nendstream")
        .into_bytes()
}

/// A page with its boxes. The sheet is the media box, whatever it is.
fn boxed(page: &[u8], boxes: Boxes) -> Result<Vec<u8>, String> {
    let place = place_of(page, "MediaBox").ok_or("a page has no size")?;
    let sheet = rectangle(page, &place).ok_or("the size of a page cannot be read")?;
    let mut added = String::new();
    for (name, inset) in [
        ("BleedBox", boxes.slug),
        ("TrimBox", boxes.slug + boxes.bleed),
    ] {
        if place_of(page, name).is_some() {
            return Err(format!("a page has its `{name}` already"));
        }
        let [left, bottom, right, top] = sheet;
        let (left, bottom) = (left + inset, bottom + inset);
        let (right, top) = (right - inset, top - inset);
        let is_inside = inset >= 0.0 && left < right && bottom < top;
        if !is_inside {
            return Err("the sheet is smaller than bleed and slug".to_owned());
        }
        let numbers = [left, bottom, right, top].map(number).join(" ");
        added.push_str(&format!("/{name}[{numbers}]"));
    }
    let mut object = page.to_vec();
    object.splice(place.end..place.end, added.bytes());
    Ok(object)
}

/// The four numbers of a rectangle.
fn rectangle(page: &[u8], place: &Range<usize>) -> Option<[f64; 4]> {
    let text = std::str::from_utf8(page.get(place.clone())?).ok()?;
    let inside = text.strip_prefix('[')?.strip_suffix(']')?;
    let numbers: Vec<f64> = inside
        .split_ascii_whitespace()
        .map(|number| number.parse().ok())
        .collect::<Option<_>>()?;
    numbers.try_into().ok()
}

/// A number as PDF writes it, to a thousandth of a point.
fn number(value: f64) -> String {
    let text = format!("{value:.3}");
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}
