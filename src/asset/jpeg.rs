//! JPEG files as a row of segments (ITU-T T.81, annex B). Decodes no pixels.

use super::metadata;
use crate::model::{AssetFault, Size, Tells, limits};

/// How a JPEG begins.
pub const MAGIC: &[u8] = b"\xff\xd8\xff";

const START: u8 = 0xd8;
const END: u8 = 0xd9;
const SCAN: u8 = 0xda;
const COMMENT: u8 = 0xfe;
const JFIF: u8 = 0xe0;
const EXIF: u8 = 0xe1;
const PROFILE: u8 = 0xe2;
const PHOTOSHOP: u8 = 0xed;
const ADOBE: u8 = 0xee;

/// What introduces an EXIF record.
const EXIF_BEGINS: &[u8] = b"Exif\0\0";
/// The bytes of a JFIF segment without its thumbnail.
const JFIF_LENGTH: usize = 14;

/// One segment; a scan with its pixels.
struct Segment<'b> {
    marker: u8,
    data: &'b [u8],
    /// With its marker and length.
    whole: &'b [u8],
}

impl Segment<'_> {
    fn is_frame(&self) -> bool {
        matches!(self.marker, 0xc0..=0xcf) && !matches!(self.marker, 0xc4 | 0xc8 | 0xcc)
    }
}

/// The segments between the two ends of the picture, and what lies behind it.
fn segments(bytes: &[u8]) -> Result<(Vec<Segment<'_>>, &[u8]), AssetFault> {
    const ENDS: AssetFault = AssetFault::Truncated("JPEG");
    let mut segments = Vec::new();
    let mut at = 2;
    loop {
        let (Some(&0xff), Some(&marker)) = (bytes.get(at), bytes.get(at + 1)) else {
            return Err(ENDS);
        };
        match marker {
            // Any number of these bytes may stand before a marker.
            0xff => at += 1,
            END => return Ok((segments, &bytes[at + 2..])),
            _ => {
                let length = match bytes.get(at + 2..at + 4) {
                    Some(&[high, low]) => usize::from(high) << 8 | usize::from(low),
                    _ => return Err(ENDS),
                };
                let mut end = at + 2 + length;
                if length < 2 || end > bytes.len() {
                    return Err(ENDS);
                }
                let data = &bytes[at + 4..end];
                if marker == SCAN {
                    end += pixels(&bytes[end..]).ok_or(ENDS)?;
                }
                let whole = &bytes[at..end];
                segments.push(Segment {
                    marker,
                    data,
                    whole,
                });
                at = end;
            }
        }
    }
}

/// How many bytes belong to a scan: up to a marker that is neither a stuffed zero nor a restart.
fn pixels(bytes: &[u8]) -> Option<usize> {
    bytes
        .windows(2)
        .position(|two| two[0] == 0xff && !matches!(two[1], 0 | 0xd0..=0xd7 | 0xff))
}

/// The size, and what the file tells beside the picture.
///
/// # Errors
/// When it ends too early, has no size, or is coded as few programs can read it.
pub fn look(bytes: &[u8]) -> Result<(Size, Vec<Tells>), AssetFault> {
    let (segments, behind) = segments(bytes)?;
    let frame = segments.iter().find(|segment| segment.is_frame());
    let frame = frame.ok_or(AssetFault::NoSize("JPEG"))?;
    let size = size(frame)?;
    let scans = segments.iter().filter(|segment| segment.marker == SCAN);
    if scans.count() > limits::PICTURE_SCANS {
        return Err(AssetFault::Scans);
    }
    let mut tells = Vec::new();
    for segment in &segments {
        tells.extend(match segment.marker {
            EXIF => match segment.data.strip_prefix(EXIF_BEGINS) {
                Some(record) => metadata::of_exif(record),
                None => metadata::of_xmp(segment.data),
            },
            PHOTOSHOP => metadata::of_iptc(segment.data),
            JFIF if segment.data.len() > JFIF_LENGTH => vec![Tells::Thumbnail],
            _ => Vec::new(),
        });
    }
    if metadata::is_more(behind) {
        tells.push(Tells::Appendix);
    }
    tells.sort_unstable();
    tells.dedup();
    Ok((size, tells))
}

fn size(frame: &Segment<'_>) -> Result<Size, AssetFault> {
    let &[precision, high, low, left, right, components, ..] = frame.data else {
        return Err(AssetFault::NoSize("JPEG"));
    };
    match frame.marker {
        0xc0..=0xc2 => {}
        0xc3 | 0xc7 | 0xcb | 0xcf => return Err(AssetFault::RareCoding("lossless")),
        0xc9..=0xcf => return Err(AssetFault::RareCoding("arithmetic")),
        _ => return Err(AssetFault::RareCoding("hierarchical")),
    }
    if precision != 8 {
        return Err(AssetFault::RareCoding("12-bit"));
    }
    if components == 4 {
        return Err(AssetFault::Inks);
    }
    let number = |high: u8, low: u8| u32::from(high) << 8 | u32::from(low);
    match (number(left, right), number(high, low)) {
        (0, _) | (_, 0) => Err(AssetFault::NoSize("JPEG")),
        (width, height) => Ok(Size { width, height }),
    }
}

/// The same picture, pixel for pixel, without anything that is only about it: what remains is what a
/// decoder needs, and the colour profile.
///
/// # Errors
/// When it ends too early.
pub fn stripped(bytes: &[u8]) -> Result<Vec<u8>, AssetFault> {
    let (segments, _) = segments(bytes)?;
    let mut out = vec![0xff, START];
    for segment in segments {
        match segment.marker {
            JFIF if segment.data.starts_with(b"JFIF\0") && segment.data.len() > JFIF_LENGTH => {
                out.extend([0xff, JFIF, 0, 2 + JFIF_LENGTH as u8]);
                out.extend_from_slice(&segment.data[..JFIF_LENGTH - 2]);
                // A thumbnail of no width and no height.
                out.extend([0, 0]);
            }
            JFIF if segment.data.starts_with(b"JFIF\0") => out.extend_from_slice(segment.whole),
            PROFILE if segment.data.starts_with(b"ICC_PROFILE\0") => {
                out.extend_from_slice(segment.whole);
            }
            ADOBE if segment.data.starts_with(b"Adobe") => out.extend_from_slice(segment.whole),
            0xe0..=0xef | COMMENT => {}
            _ => out.extend_from_slice(segment.whole),
        }
    }
    out.extend([0xff, END]);
    Ok(out)
}

/// The EXIF record, which may say how the picture is turned.
pub fn exif(bytes: &[u8]) -> Option<&[u8]> {
    let (segments, _) = segments(bytes).ok()?;
    segments
        .into_iter()
        .filter(|segment| segment.marker == EXIF)
        .find_map(|segment| segment.data.strip_prefix(EXIF_BEGINS))
}
