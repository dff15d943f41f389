//! The files that a report shows: what they are, what is wrong with them, what they tell beside what
//! they show, and how the books hold them.
//!
//! It knows bytes and formats. It has never heard of figures, captions or books; where a picture
//! stands is not its business.
//!
//! Looking is cheap, because every check does it: headers and structure only, nothing is decoded.
//! [`fit()`] decodes, and only a build does that.

mod burden;
mod css;
mod data;
mod document;
mod drawing;
mod drawn;
mod extent;
mod fit;
mod jpeg;
mod metadata;
mod png;
mod references;

pub use css::reference as fetched;
pub use fit::{Budget, fit, without_metadata};

use crate::model::{AssetFault, AssetKind, Size, Tells, limits};

/// What looking at a file gives.
#[derive(Debug, Clone, PartialEq)]
pub struct Look {
    /// What it is.
    pub kind: AssetKind,
    /// The name of its format, where the ending of the file's name says another.
    pub misnamed: Option<&'static str>,
    /// What it tells beside what it shows, in order.
    pub tells: Vec<Tells>,
}

/// Formats that other programs show: where in the file and with which bytes they begin.
const OTHERS: [(usize, &[u8], &str); 17] = [
    (0, b"%!PS", "an EPS"),
    (0, b"GIF8", "a GIF"),
    (8, b"WEBP", "a WebP"),
    (0, b"II*\0", "a TIFF"),
    (0, b"MM\0*", "a TIFF"),
    (4, b"ftypavif", "an AVIF"),
    (4, b"ftypavis", "an AVIF"),
    (4, b"ftypheic", "a HEIC"),
    (4, b"ftypmif1", "a HEIC"),
    (4, b"ftyp", "a film"),
    (0, b"\xff\x0a", "a JPEG XL"),
    (4, b"JXL ", "a JPEG XL"),
    (4, b"jP  ", "a JPEG 2000"),
    (0, b"8BPS", "a Photoshop file"),
    (0, b"\x1f\x8b", "a compressed file"),
    (0, b"\0\0\x01\0", "an icon"),
    (0, b"BM", "a BMP"),
];

/// The most bytes that are read of a file, by the ending of its name.
pub fn limit(path: &str) -> u64 {
    let most = match ending(path).as_str() {
        "csv" => limits::DATA_BYTES,
        "svg" => limits::DRAWING_BYTES,
        _ => limits::PICTURE_BYTES,
    };
    most as u64
}

/// The ending of a file's name, in small letters.
fn ending(path: &str) -> String {
    let ending = path.rsplit_once('.').map(|(_, ending)| ending);
    ending.unwrap_or_default().to_ascii_lowercase()
}

/// Says what a file is, by its first bytes; its name only tells drawings and data.
///
/// # Errors
/// When it cannot be shown: another format, broken, too large, or a drawing that does more than draw.
pub fn look(path: &str, bytes: &[u8]) -> Result<Look, AssetFault> {
    let ending = ending(path);
    if bytes.is_empty() {
        return Err(AssetFault::Empty);
    }
    let (kind, tells) = kind_of(&ending, bytes)?;
    Ok(Look {
        misnamed: misnamed(&ending, &kind),
        kind,
        tells,
    })
}

fn kind_of(ending: &str, bytes: &[u8]) -> Result<(AssetKind, Vec<Tells>), AssetFault> {
    let is_picture = [png::MAGIC, jpeg::MAGIC, PDF_MAGIC]
        .iter()
        .any(|magic| bytes.starts_with(magic));
    if is_picture && bytes.len() > limits::PICTURE_BYTES {
        return Err(AssetFault::TooLarge(limits::PICTURE_BYTES as u64));
    }
    if bytes.starts_with(png::MAGIC) {
        let (size, tells) = png::look(bytes)?;
        sized(size)?;
        Ok((AssetKind::Png(size), tells))
    } else if bytes.starts_with(jpeg::MAGIC) {
        let (size, tells) = jpeg::look(bytes)?;
        sized(size)?;
        Ok((AssetKind::Jpeg(size), tells))
    } else if bytes.starts_with(PDF_MAGIC) {
        document::look(bytes)?;
        Ok((AssetKind::Pdf, Vec::new()))
    } else if let Some((_, _, name)) = OTHERS.iter().find(|(at, begins, _)| {
        bytes
            .get(*at..)
            .is_some_and(|rest| rest.starts_with(begins))
    }) {
        Err(AssetFault::Format(Some(name)))
    } else if ending == "csv" {
        let kind = data::read(bytes).map_err(|fault| match fault {
            data::Refused::TooLarge => AssetFault::TooLarge(limits::DATA_BYTES as u64),
            data::Refused::Data(fault) => AssetFault::Data(fault),
        })?;
        Ok((kind, Vec::new()))
    } else if ending == "svg" || begins_as_markup(bytes) {
        drawing::look(bytes)?;
        Ok((AssetKind::Svg, Vec::new()))
    } else {
        Err(AssetFault::Format(None))
    }
}

const PDF_MAGIC: &[u8] = b"%PDF";

fn begins_as_markup(bytes: &[u8]) -> bool {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    bytes.trim_ascii_start().starts_with(b"<")
}

/// Refuses what would take too much memory, before anything is decoded.
fn sized(Size { width, height }: Size) -> Result<(), AssetFault> {
    if u64::from(width) * u64::from(height) > limits::PICTURE_PIXELS {
        return Err(AssetFault::TooManyPixels { width, height });
    }
    Ok(())
}

/// The name of a format, where the ending of a name is that of another.
fn misnamed(ending: &str, kind: &AssetKind) -> Option<&'static str> {
    let (name, endings): (_, &[&str]) = match kind {
        AssetKind::Png(..) => ("a PNG", &["png"]),
        AssetKind::Jpeg(..) => ("a JPEG", &["jpg", "jpeg", "jpe", "jfif"]),
        AssetKind::Svg => ("an SVG", &["svg"]),
        AssetKind::Pdf => ("a PDF", &["pdf"]),
        AssetKind::Table { .. } => ("a CSV", &["csv"]),
    };
    let is_known = [
        "png", "jpg", "jpeg", "jpe", "jfif", "svg", "pdf", "csv", "gif", "webp", "tif", "tiff",
        "bmp", "avif", "heic",
    ]
    .contains(&ending);
    (is_known && !endings.contains(&ending)).then_some(name)
}

#[cfg(test)]
mod tests;
