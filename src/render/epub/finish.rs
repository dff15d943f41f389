//! Makes the archive: epub-builder assembles it, and the finishing pass replaces what it
//! generates. Knows files as bytes.
//!
//! What epub-builder 0.8.3 writes by itself is never shipped: a book with a language and an author
//! has an id twice, formulas cannot be declared, and the table of contents has no language. The
//! pass puts in our package document, navigation and NCX, leaves out files that nobody asked for,
//! and writes the archive anew in a fixed order, with a fixed time.

use std::collections::BTreeMap;
use std::io::{Cursor, Read, Write};

use epub_builder::{EpubBuilder, EpubContent, EpubVersion, ZipLibrary};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipArchive, ZipWriter};

use super::{EpubError, EpubInput, File, NAV, beside};
use crate::render::xhtml::Book;

/// The shipped style sheet.
const STYLE: &str = include_str!("../../../templates/epub/report.css");
/// Where a report's own style sheet stands among its templates.
const OWN_STYLE: &str = "epub/report.css";

/// The report's own style sheet, or the shipped one.
fn style<'a>(input: &EpubInput<'a>) -> &'a [u8] {
    let own = input.templates.get(OWN_STYLE).map(Vec::as_slice);
    own.unwrap_or(STYLE.as_bytes())
}

/// The style sheet as a file, under the name that the archive gives it.
pub(super) fn style_sheet(input: &EpubInput) -> File {
    beside("stylesheet.css", style(input), "text/css")
}

/// Makes the archive from the files, the package document and the NCX.
pub(super) fn archive(
    book: &Book,
    input: &EpubInput,
    files: &[File],
    package: Vec<u8>,
    ncx: Vec<u8>,
) -> Result<Vec<u8>, EpubError> {
    let raw =
        assemble(book, input, files).map_err(|error| EpubError::Archive(error.to_string()))?;
    let mut replace = BTreeMap::from([("OEBPS/content.opf", package), ("OEBPS/toc.ncx", ncx)]);
    if let Some(nav) = files.iter().find(|file| file.href == NAV) {
        replace.insert("OEBPS/nav.xhtml", nav.bytes.clone());
    }
    finish(&raw, replace).map_err(|error| EpubError::Archive(error.to_string()))
}

/// What epub-builder makes of the files.
pub(super) fn assemble(
    book: &Book,
    input: &EpubInput,
    files: &[File],
) -> epub_builder::Result<Vec<u8>> {
    let manifest = &book.report.manifest;
    let mut builder = EpubBuilder::new(ZipLibrary::new()?)?;
    builder.epub_version(EpubVersion::V33);
    builder.set_title(manifest.title.as_str());
    builder.add_language(book.language.as_str());
    builder.set_uuid(crate::render::edition_uuid(manifest));
    for author in &manifest.authors {
        builder.add_author(author.name.as_str());
    }
    builder.stylesheet(style(input))?;
    for file in files.iter().filter(|file| file.href != NAV) {
        let bytes = file.bytes.as_slice();
        if file.in_spine {
            let content = EpubContent::new(file.href.as_str(), bytes);
            builder.add_content(content.title(file.title.as_str()))?;
        } else if file.properties == Some("cover-image") {
            builder.add_cover_image(&file.href, bytes, file.media_type)?;
        } else {
            builder.add_resource(&file.href, bytes, file.media_type)?;
        }
    }
    let mut raw = Vec::new();
    builder.generate(&mut raw)?;
    Ok(raw)
}

/// Replaces files of an archive and writes it in a fixed order and with a fixed time.
fn finish(raw: &[u8], replace: BTreeMap<&str, Vec<u8>>) -> zip::result::ZipResult<Vec<u8>> {
    let mut archive = ZipArchive::new(Cursor::new(raw))?;
    let mut files = BTreeMap::new();
    for at in 0..archive.len() {
        let mut file = archive.by_index(at)?;
        let mut bytes = Vec::new();
        file.read_to_end(&mut bytes)?;
        files.insert(file.name().to_owned(), bytes);
    }
    // The first is written below; the second is an old option for a single maker of devices.
    for name in ["mimetype", "META-INF/com.apple.ibooks.display-options.xml"] {
        files.remove(name);
    }
    for (name, bytes) in replace {
        files.insert(name.to_owned(), bytes);
    }
    let options = SimpleFileOptions::default()
        .last_modified_time(zip::DateTime::default())
        .unix_permissions(0o644);
    let mut out = ZipWriter::new(Cursor::new(Vec::new()));
    out.start_file(
        "mimetype",
        options.compression_method(CompressionMethod::Stored),
    )?;
    out.write_all(b"application/epub+zip")?;
    let packed = options
        .compression_method(CompressionMethod::Deflated)
        .compression_level(Some(9));
    // What a reading system opens first comes first.
    let first = [
        "META-INF/container.xml",
        "OEBPS/content.opf",
        "OEBPS/nav.xhtml",
    ];
    let first = first
        .into_iter()
        .filter_map(|name| files.remove_entry(name));
    let mut ordered: Vec<_> = first.collect();
    ordered.extend(files);
    for (name, bytes) in ordered {
        out.start_file(name, packed)?;
        out.write_all(&bytes)?;
    }
    Ok(out.finish()?.into_inner())
}
