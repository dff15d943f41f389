//! The streams of a PDF: in which codings they are, and how large they become.

use std::io::{ErrorKind, Read};

use flate2::read::{DeflateDecoder, ZlibDecoder};
use hayro_syntax::object::{Object, Stream};
use hayro_syntax::{Filter, Pdf};

use crate::asset::jpeg;
use crate::model::{DocumentFault, limits};

/// By how much deflate shrinks at most.
const MOST_DEFLATED: u64 = 1032;

/// Bounds what reading the file already does: how deep its objects are nested, and how large the
/// streams become that hold other objects.
///
/// It takes every `stream` for the beginning of one, also where the word stands in a text.
pub fn before_reading(bytes: &[u8]) -> Result<(), DocumentFault> {
    let mut left = limits::DOCUMENT_BYTES;
    let mut from = 0;
    for at in streams(bytes) {
        if at < from {
            continue;
        }
        let before = &bytes[from..at];
        shallow(before)?;
        narrow(before)?;
        let data = &bytes[at..];
        let (read, length) = inflated(data, left, |inside| {
            // Only such a stream holds objects; others hold whatever they like.
            let holds_objects = before.windows(6).any(|six| six == b"ObjStm");
            if holds_objects {
                shallow(inside)
            } else {
                Ok(())
            }
        })?;
        left = left.checked_sub(length).ok_or(DocumentFault::TooMuch)?;
        from = at + read;
    }
    shallow(&bytes[from..])
}

/// Where the data of streams begin, as far as bytes tell.
fn streams(bytes: &[u8]) -> impl Iterator<Item = usize> {
    const WORD: &[u8] = b"stream";
    let mut at = 0;
    std::iter::from_fn(move || {
        loop {
            let rest = bytes.get(at..)?;
            let found = rest.iter().position(|byte| *byte == b's')?;
            at += found + 1;
            if rest[found..].starts_with(WORD) {
                at += WORD.len() - 1;
                let rest = &bytes[at..];
                let ends = rest.iter().take_while(|byte| b"\r\n \t".contains(byte));
                return Some(at + ends.take(2).count());
            }
        }
    })
}

/// Refuses dictionaries and arrays that are nested too deep. An object ends what is open.
fn shallow(bytes: &[u8]) -> Result<(), DocumentFault> {
    let mut depth = 0usize;
    let mut at = 0;
    while let Some(rest) = bytes.get(at..).filter(|rest| !rest.is_empty()) {
        let length = if rest.starts_with(b"<<") {
            depth += 1;
            2
        } else if rest.starts_with(b">>") {
            depth = depth.saturating_sub(1);
            2
        } else if rest.starts_with(b"obj") {
            depth = 0;
            3
        } else {
            match rest[0] {
                b'[' => depth += 1,
                b']' => depth = depth.saturating_sub(1),
                _ => {}
            }
            1
        };
        if depth > limits::DATA_DEPTH {
            return Err(DocumentFault::TooDeep);
        }
        at += length;
    }
    Ok(())
}

/// Refuses data in rows of which one alone would fill the memory. A name may be written with escapes.
fn narrow(bytes: &[u8]) -> Result<(), DocumentFault> {
    const KEY: &[u8] = b"/Columns";
    let plain = unescaped(bytes);
    for at in 0..plain.len() {
        if plain[at..].starts_with(KEY) {
            let digits = plain[at + KEY.len()..]
                .iter()
                .skip_while(|byte| byte.is_ascii_whitespace() || **byte == b'+')
                .take_while(|byte| byte.is_ascii_digit());
            if digits.skip_while(|digit| **digit == b'0').count() > 6 {
                return Err(DocumentFault::TooMuch);
            }
        }
    }
    Ok(())
}

/// Names of a PDF without their escapes, such as `#43` for `C`.
fn unescaped(bytes: &[u8]) -> Vec<u8> {
    let digit = |at: usize| char::from(*bytes.get(at)?).to_digit(16);
    let mut out = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while at < bytes.len() {
        match (bytes[at], digit(at + 1), digit(at + 2)) {
            (b'#', Some(high), Some(low)) => {
                out.push((high * 16 + low) as u8);
                at += 3;
            }
            (byte, ..) => {
                out.push(byte);
                at += 1;
            }
        }
    }
    out
}

/// How many bytes of deflated data there are and how large they become; none where they are not deflated.
/// `look` is shown the beginning of what they become.
fn inflated(
    data: &[u8],
    most: u64,
    mut look: impl FnMut(&[u8]) -> Result<(), DocumentFault>,
) -> Result<(usize, u64), DocumentFault> {
    let is_zlib = data.len() > 2
        && data[0] & 0x0f == 8
        && (u16::from(data[0]) << 8 | u16::from(data[1])).is_multiple_of(31);
    let mut rest = data;
    let length = match is_zlib {
        true => drain(ZlibDecoder::new(&mut rest), most, &mut look)?,
        false => return Ok((0, 0)),
    };
    Ok((data.len() - rest.len(), length.0))
}

/// Reads to the end or the first fault, and says how much came out and whether it was the end.
fn drain(
    mut reader: impl Read,
    most: u64,
    look: &mut impl FnMut(&[u8]) -> Result<(), DocumentFault>,
) -> Result<(u64, bool), DocumentFault> {
    let mut piece = vec![0; 64 * 1024];
    let mut length = 0u64;
    loop {
        match reader.read(&mut piece) {
            Ok(0) => return Ok((length, true)),
            Ok(read) => {
                look(&piece[..read])?;
                length += read as u64;
                if length > most {
                    return Err(DocumentFault::TooMuch);
                }
            }
            Err(error) => return Ok((length, error.kind() == ErrorKind::UnexpectedEof)),
        }
    }
}

/// Refuses streams in codings whose size nobody knows before, and those that become too large.
pub fn vet(pdf: &Pdf) -> Result<(), DocumentFault> {
    let mut left = limits::DOCUMENT_BYTES;
    for object in pdf.objects() {
        if let Object::Stream(stream) = object {
            let dict = stream.dict();
            let side = |name| u64::from(dict.get::<u32>(name).unwrap_or_default());
            pixels(side("Width"), side("Height"))?;
            let length = decoded_length(&stream, left)?;
            left = left.checked_sub(length).ok_or(DocumentFault::TooMuch)?;
        }
    }
    Ok(())
}

/// How large a stream becomes.
pub fn decoded_length(stream: &Stream<'_>, most: u64) -> Result<u64, DocumentFault> {
    let mut data = stream.raw_data().into_owned();
    let filters = stream.filters();
    let (last, before) = match filters.split_last() {
        None => return Ok(data.len() as u64),
        Some(split) => split,
    };
    for filter in before {
        data = match filter {
            Filter::AsciiHexDecode => from_hex(&data),
            Filter::Ascii85Decode => from_base_85(&data),
            _ => return Err(DocumentFault::Coding("one upon another")),
        };
    }
    match last {
        Filter::AsciiHexDecode | Filter::Ascii85Decode => Ok(data.len() as u64),
        Filter::RunLengthDecode => Ok(data.len() as u64 * 64),
        Filter::FlateDecode => inflated_length(&data, most),
        Filter::DctDecode => photograph(&data),
        Filter::LzwDecode => Err(DocumentFault::Coding("LZW")),
        Filter::CcittFaxDecode => Err(DocumentFault::Coding("CCITT")),
        Filter::Jbig2Decode => Err(DocumentFault::Coding("JBIG2")),
        Filter::JpxDecode => Err(DocumentFault::Coding("JPEG 2000")),
        Filter::Crypt => Err(DocumentFault::Locked),
    }
}

/// How large deflated data become, at most where they are damaged.
fn inflated_length(data: &[u8], most: u64) -> Result<u64, DocumentFault> {
    let mut rest = data;
    let (mut length, mut ended) = drain(ZlibDecoder::new(&mut rest), most, &mut |_| Ok(()))?;
    if length == 0 && !ended {
        rest = data;
        (length, ended) = drain(DeflateDecoder::new(&mut rest), most, &mut |_| Ok(()))?;
    }
    match ended {
        true => Ok(length),
        false => Ok(length.max(data.len() as u64 * MOST_DEFLATED)),
    }
}

/// How many bytes a JPEG becomes; its own header counts.
fn photograph(data: &[u8]) -> Result<u64, DocumentFault> {
    let (size, _) = jpeg::look(data).map_err(|_| DocumentFault::Coding("rare JPEG"))?;
    Ok(pixels(u64::from(size.width), u64::from(size.height))? * 3)
}

/// The pixels of a picture.
pub fn pixels(width: u64, height: u64) -> Result<u64, DocumentFault> {
    match width.checked_mul(height) {
        Some(pixels) if pixels <= limits::DOCUMENT_PIXELS => Ok(pixels),
        _ => Err(DocumentFault::TooManyPixels),
    }
}

/// What hexadecimal digits stand for; what is none is passed over.
fn from_hex(data: &[u8]) -> Vec<u8> {
    let digits: Vec<u8> = data
        .iter()
        .take_while(|byte| **byte != b'>')
        .filter_map(|byte| char::from(*byte).to_digit(16))
        .map(|digit| digit as u8)
        .collect();
    digits
        .chunks(2)
        .map(|two| two[0] << 4 | two.get(1).copied().unwrap_or_default())
        .collect()
}

/// What base 85 stands for (ISO 32000-2, 7.4.3).
fn from_base_85(data: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(data.len());
    let mut group = Vec::with_capacity(5);
    let mut write = |group: &mut Vec<u8>| {
        let written = group.len().saturating_sub(1);
        group.resize(5, b'u');
        let number = group.iter().fold(0u32, |number, digit| {
            let digit = u32::from(digit.wrapping_sub(b'!'));
            number.wrapping_mul(85).wrapping_add(digit)
        });
        out.extend(&number.to_be_bytes()[..written]);
        group.clear();
    };
    for byte in data.iter().take_while(|byte| **byte != b'~') {
        match byte {
            b'z' if group.is_empty() => {
                group.extend(b"!!!!!");
                write(&mut group);
            }
            b'!'..=b'u' => {
                group.push(*byte);
                if group.len() == 5 {
                    write(&mut group);
                }
            }
            _ => {}
        }
    }
    if !group.is_empty() {
        write(&mut group);
    }
    out
}
