//! Makes the archive: epub-builder assembles it, and the finishing pass replaces what it
//! generates. Knows files as bytes.
//!
//! What epub-builder 0.8.3 writes by itself is never shipped: a book with a language and an author
//! has an id twice, formulas cannot be declared, and the table of contents has no language. The
//! pass puts in our package document, navigation and NCX, leaves out files that nobody asked for,
//! and writes the archive in a fixed order, with a fixed time.

use std::collections::BTreeSet;
use std::io::{Cursor, Write};

use epub_builder::{EpubBuilder, EpubContent, EpubVersion, ZipLibrary};
use zip::result::ZipResult;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipArchive, ZipWriter};

use super::{EpubError, EpubInput, File, NAV, Unbound, beside};

/// The shipped style sheet.
const STYLE: &str = include_str!("../../../templates/epub/report.css");
/// The name that epub-builder gives it in the archive.
const STYLE_NAME: &str = "stylesheet.css";
/// The folder in which epub-builder puts everything.
const FOLDER: &str = "OEBPS/";
/// What describes the book as a whole.
const PACKAGE: &str = "OEBPS/content.opf";
/// The contents for old reading systems.
const NCX: &str = "OEBPS/toc.ncx";
/// Where a report's own style sheet stands among its templates.
const OWN_STYLE: &str = "epub/report.css";

/// The report's own style sheet, or the shipped one.
pub(super) fn style<'a>(input: &EpubInput<'a>) -> &'a [u8] {
    let own = input.templates.get(OWN_STYLE).map(Vec::as_slice);
    own.unwrap_or(STYLE.as_bytes())
}

/// The style sheet as a file, under the name that the archive gives it.
pub(super) fn style_sheet(input: &EpubInput) -> File {
    beside(STYLE_NAME, style(input), "text/css")
}

/// Files as the archive holds them. To pack them is most of the work of making it.
pub(super) struct Packed(ZipArchive<Cursor<Vec<u8>>>);

impl Packed {
    /// Packs what a book is made of, but for the picture of its cover.
    pub(super) fn of(
        files: &[File],
        style: &[u8],
        package: &[u8],
        ncx: &[u8],
    ) -> Result<Self, EpubError> {
        let files = files.iter().filter(|file| !file.is_cover());
        let files = files.map(|file| (format!("{FOLDER}{}", file.href), file.bytes.as_slice()));
        let others = [
            (format!("{FOLDER}{STYLE_NAME}"), style),
            (PACKAGE.to_owned(), package),
            (NCX.to_owned(), ncx),
        ];
        let packed = || -> ZipResult<Self> {
            let mut out = ZipWriter::new(Cursor::new(Vec::new()));
            for (name, bytes) in files.chain(others) {
                out.start_file(name, packing())?;
                out.write_all(bytes)?;
            }
            Ok(Self(ZipArchive::new(out.finish()?)?))
        };
        packed().map_err(|error| EpubError::Archive(error.to_string()))
    }
}

/// How a file is packed: as small as can be, with a fixed time.
fn packing() -> SimpleFileOptions {
    unpacked()
        .compression_method(CompressionMethod::Deflated)
        .compression_level(Some(9))
}

fn unpacked() -> SimpleFileOptions {
    SimpleFileOptions::default()
        .last_modified_time(zip::DateTime::default())
        .unix_permissions(0o644)
        .compression_method(CompressionMethod::Stored)
}

/// Makes the archive.
pub(super) fn archive(unbound: &Unbound<'_>) -> Result<Vec<u8>, EpubError> {
    let failed = |error: String| EpubError::Archive(error);
    let raw = assemble(unbound).map_err(|error| failed(error.to_string()))?;
    finish(&raw, &unbound.packed).map_err(|error| failed(error.to_string()))
}

/// What epub-builder makes of the files. It is handed nothing of those that are packed but their names.
pub(super) fn assemble(unbound: &Unbound<'_>) -> epub_builder::Result<Vec<u8>> {
    const PACKED: &[u8] = &[];
    let manifest = &unbound.book.report.manifest;
    let mut builder = EpubBuilder::new(ZipLibrary::new()?)?;
    builder.epub_version(EpubVersion::V33);
    builder.set_title(manifest.title.as_str());
    builder.add_language(unbound.book.language.as_str());
    builder.set_uuid(crate::render::edition_uuid(manifest));
    // Otherwise it asks the clock, and panics where that is set to a day before 1970.
    builder.set_modified_date(Default::default());
    for author in &manifest.authors {
        builder.add_author(author.name.as_str());
    }
    builder.stylesheet(PACKED)?;
    for file in unbound.files.iter().filter(|file| file.href != NAV) {
        if file.in_spine {
            let content = EpubContent::new(file.href.as_str(), PACKED);
            builder.add_content(content.title(file.title.as_str()))?;
        } else if file.is_cover() {
            builder.add_cover_image(&file.href, file.bytes.as_slice(), file.media_type)?;
        } else {
            builder.add_resource(&file.href, PACKED, file.media_type)?;
        }
    }
    let mut raw = Vec::new();
    builder.generate(&mut raw)?;
    Ok(raw)
}

/// Writes an archive in a fixed order and with a fixed time. What is packed already is taken as it is.
fn finish(raw: &[u8], packed: &Packed) -> ZipResult<Vec<u8>> {
    let mut raw = ZipArchive::new(Cursor::new(raw))?;
    let mut packed = packed.0.clone();
    let mut names: BTreeSet<String> = raw.file_names().map(str::to_owned).collect();
    // The first is written below; the second is an old option for a single maker of devices.
    for name in ["mimetype", "META-INF/com.apple.ibooks.display-options.xml"] {
        names.remove(name);
    }
    let mut out = ZipWriter::new(Cursor::new(Vec::new()));
    out.start_file("mimetype", unpacked())?;
    out.write_all(b"application/epub+zip")?;
    // What a reading system opens first comes first.
    let first = ["META-INF/container.xml", PACKAGE, "OEBPS/nav.xhtml"];
    let first = first.into_iter().filter_map(|name| names.take(name));
    let mut ordered: Vec<_> = first.collect();
    ordered.extend(names);
    for name in ordered {
        if let Some(at) = packed.index_for_name(&name) {
            out.raw_copy_file(packed.by_index_raw(at)?)?;
        } else {
            let mut file = raw.by_name(&name)?;
            out.start_file(name, packing())?;
            std::io::copy(&mut file, &mut out)?;
        }
    }
    Ok(out.finish()?.into_inner())
}
