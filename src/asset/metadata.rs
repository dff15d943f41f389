//! What the records that cameras and programs put into a picture tell of people and places.
//!
//! It never says what stands there, only of which sort it is: findings are printed into logs.

use exif::{Context, In, Reader, Tag};

use crate::model::Tells;

/// What an EXIF record tells (CIPA DC-008).
pub fn of_exif(record: &[u8]) -> Vec<Tells> {
    let mut reader = Reader::new();
    reader.continue_on_error(true);
    let read = reader
        .read_raw(record.to_vec())
        .or_else(|error| error.distill_partial_result(|_| {}));
    let Ok(read) = read else {
        return Vec::new();
    };
    read.fields()
        .filter_map(|field| match field.tag {
            // The first field only names the version of the record.
            tag if tag.context() == Context::Gps && tag.number() != 0 => Some(Tells::Place),
            Tag::CameraOwnerName | Tag::Artist => Some(Tells::Person),
            Tag::BodySerialNumber | Tag::LensSerialNumber | Tag::MakerNote => Some(Tells::Camera),
            _ if field.ifd_num == In::THUMBNAIL => Some(Tells::Thumbnail),
            _ => None,
        })
        .collect()
}

/// What an XMP packet tells (ISO 16684-1), by the names of its properties.
pub fn of_xmp(packet: &[u8]) -> Vec<Tells> {
    const NAMES: [(&str, Tells); 10] = [
        ("GPSLatitude", Tells::Place),
        ("GPSLongitude", Tells::Place),
        ("GPSPosition", Tells::Place),
        ("photoshop:City", Tells::Place),
        ("Iptc4xmpCore:Location", Tells::Place),
        ("LocationCreated", Tells::Place),
        ("OwnerName", Tells::Person),
        ("dc:creator", Tells::Person),
        ("SerialNumber", Tells::Camera),
        ("xmp:Thumbnails", Tells::Thumbnail),
    ];
    let text = String::from_utf8_lossy(packet);
    NAMES
        .iter()
        .filter(|(name, _)| text.contains(name))
        .map(|(_, tells)| *tells)
        .collect()
}

/// What a record of the IPTC tells: city, place within it, by-line (IIM 4.2, record 2).
pub fn of_iptc(record: &[u8]) -> Vec<Tells> {
    const FIELDS: [(u8, Tells); 3] = [(90, Tells::Place), (92, Tells::Place), (80, Tells::Person)];
    let has = |number: u8| record.windows(3).any(|three| three == [0x1c, 2, number]);
    FIELDS
        .iter()
        .filter(|(number, _)| has(*number))
        .map(|(_, tells)| *tells)
        .collect()
}

/// What a text chunk of a PNG tells.
pub fn of_text_chunk(chunk: &[u8]) -> Vec<Tells> {
    let keyword = chunk.split(|byte| *byte == 0).next().unwrap_or_default();
    match keyword {
        b"XML:com.adobe.xmp" => of_xmp(chunk),
        b"Author" => vec![Tells::Person],
        _ if keyword.starts_with(b"Raw profile type") && !keyword.ends_with(b"icc") => {
            vec![Tells::Record]
        }
        _ => Vec::new(),
    }
}

/// Whether what lies behind the end of a picture is more than filling.
pub fn is_more(behind: &[u8]) -> bool {
    !behind
        .iter()
        .all(|byte| *byte == 0 || byte.is_ascii_whitespace())
}
