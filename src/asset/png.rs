//! PNG files as a row of chunks (W3C PNG, third edition, clause 5). Decodes no pixels.

use std::io::{Read, copy, sink};

use flate2::read::ZlibDecoder;

use super::metadata;
use crate::model::{AssetFault, Size, Tells, limits};

/// How a PNG begins.
pub const MAGIC: &[u8] = b"\x89PNG\r\n\x1a\n";

/// The chunks that say how a picture looks. All others are about it, or for one program.
const LOOKS: [&[u8; 4]; 12] = [
    b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"cHRM", b"gAMA", b"iCCP", b"sBIT", b"sRGB",
    b"cICP", b"pHYs",
];

/// The chunks that say what its colours mean, beside a colour profile.
const COLOURS: [&[u8; 4]; 4] = [b"cHRM", b"gAMA", b"sRGB", b"cICP"];

/// One chunk.
struct Chunk<'b> {
    name: &'b [u8],
    data: &'b [u8],
    /// With its length, name and check sum.
    whole: &'b [u8],
}

/// The chunks up to the end of the picture, and what lies behind it.
fn chunks(bytes: &[u8]) -> Result<(Vec<Chunk<'_>>, &[u8]), AssetFault> {
    const ENDS: AssetFault = AssetFault::Truncated("PNG");
    let mut chunks = Vec::new();
    let mut rest = bytes.get(MAGIC.len()..).ok_or(ENDS)?;
    loop {
        let length: [u8; 4] = rest
            .get(..4)
            .and_then(|four| four.try_into().ok())
            .ok_or(ENDS)?;
        let length = u32::from_be_bytes(length) as usize;
        let end = length.checked_add(12).ok_or(ENDS)?;
        let whole = rest.get(..end).ok_or(ENDS)?;
        rest = &rest[end..];
        let name = &whole[4..8];
        let data = &whole[8..8 + length];
        chunks.push(Chunk { name, data, whole });
        if chunks.len() > limits::PICTURE_PIECES {
            return Err(AssetFault::Pieces);
        }
        if name == b"IEND" {
            return Ok((chunks, rest));
        }
    }
}

/// The size, and what the file tells beside the picture.
///
/// # Errors
/// When it ends too early, has no size, or moves.
pub fn look(bytes: &[u8]) -> Result<(Size, Vec<Tells>), AssetFault> {
    // A bomb may end after its header; its size is told first.
    let size = size(bytes).ok_or(AssetFault::NoSize("PNG"))?;
    super::sized(size)?;
    let (chunks, behind) = chunks(bytes)?;
    if chunks.iter().any(|chunk| chunk.name == b"acTL") {
        return Err(AssetFault::Animated);
    }
    let mut tells = Vec::new();
    for chunk in &chunks {
        match chunk.name {
            b"iCCP" => profile(chunk.data)?,
            b"eXIf" => tells.extend(metadata::of_exif(chunk.data)),
            b"tEXt" | b"zTXt" | b"iTXt" => tells.extend(metadata::of_text_chunk(chunk.data)),
            _ => {}
        }
    }
    if metadata::is_more(behind) {
        tells.push(Tells::Appendix);
    }
    tells.sort_unstable();
    tells.dedup();
    Ok((size, tells))
}

/// Refuses a colour profile that becomes larger than any is when it is unpacked.
fn profile(chunk: &[u8]) -> Result<(), AssetFault> {
    // Its name, a zero, and the number of the one way in which it can be packed.
    let name = chunk.split(|byte| *byte == 0).next().unwrap_or_default();
    let packed = chunk.get(name.len() + 2..).unwrap_or_default();
    let mut unpacked = ZlibDecoder::new(packed).take(limits::PROFILE_BYTES + 1);
    // One that is damaged is passed over by whoever shows the picture.
    match copy(&mut unpacked, &mut sink()) {
        Ok(length) if length > limits::PROFILE_BYTES => Err(AssetFault::Profile),
        _ => Ok(()),
    }
}

fn size(bytes: &[u8]) -> Option<Size> {
    let header = bytes.get(MAGIC.len()..)?;
    let number = |at: usize| Some(u32::from_be_bytes(header.get(at..at + 4)?.try_into().ok()?));
    let (width, height) = (number(8)?, number(12)?);
    (header.get(4..8)? == b"IHDR" && width > 0 && height > 0).then_some(Size { width, height })
}

/// The same picture, pixel for pixel, without anything that is only about it.
///
/// # Errors
/// When it ends too early.
pub fn stripped(bytes: &[u8]) -> Result<Vec<u8>, AssetFault> {
    let (chunks, _) = chunks(bytes)?;
    let mut out = MAGIC.to_vec();
    for chunk in chunks {
        if LOOKS.iter().any(|name| chunk.name == *name) {
            out.extend_from_slice(chunk.whole);
        }
    }
    Ok(out)
}

/// The EXIF record, which may say how the picture is turned.
pub fn exif(bytes: &[u8]) -> Option<&[u8]> {
    let (chunks, _) = chunks(bytes).ok()?;
    let chunk = chunks.into_iter().find(|chunk| chunk.name == b"eXIf")?;
    Some(chunk.data)
}

/// Gives a newly encoded picture what the old one said of its colours.
pub fn with_colours_of(old: &[u8], new: &[u8]) -> Vec<u8> {
    let header = MAGIC.len() + 25;
    let (Ok((chunks, _)), true) = (chunks(old), new.len() > header) else {
        return new.to_vec();
    };
    let mut out = new[..header].to_vec();
    for chunk in chunks {
        if COLOURS.iter().any(|name| chunk.name == *name) {
            out.extend_from_slice(chunk.whole);
        }
    }
    out.extend_from_slice(&new[header..]);
    out
}
