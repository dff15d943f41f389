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

use super::{Book, EpubError, EpubInput, File, NAV, STYLE, beside};
use crate::threads::both;

/// The shipped style sheet.
const SHIPPED_STYLE: &str = include_str!("../../../templates/epub/report.css");
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
    own.unwrap_or(SHIPPED_STYLE.as_bytes())
}

/// The style sheet as a file, under the name that the archive gives it.
pub(super) fn style_sheet(input: &EpubInput) -> File {
    beside(STYLE, style(input), "text/css")
}

/// A file under its name in the archive.
type Named<'a> = (String, &'a [u8]);

/// An archive in memory.
type Archive = ZipArchive<Cursor<Vec<u8>>>;

/// All of a book but the picture of its cover, as archives hold it.
pub(super) struct Packed {
    /// What epub-builder assembled: everything, of which little is shipped.
    assembled: Archive,
    /// Our own files. To pack them is most of the work of making the book.
    files: [Archive; 2],
}

impl Packed {
    /// Packs what a book is made of.
    pub(super) fn of(
        book: &Book<'_>,
        files: &[File],
        style: &[u8],
        package: &[u8],
        ncx: &[u8],
    ) -> Result<Self, EpubError> {
        let own = files.iter().filter(|file| !file.is_cover());
        let own = own.map(|file| (in_folder(&file.href), file.bytes.as_slice()));
        let others = [
            (in_folder(STYLE), style),
            (PACKAGE.to_owned(), package),
            (NCX.to_owned(), ncx),
        ];
        let own: Vec<Named<'_>> = own.chain(others).collect();
        let all: usize = own.iter().map(|(_, bytes)| bytes.len()).sum();
        let mut before = 0;
        let reaches_half = |(_, bytes): &Named<'_>| {
            before += bytes.len();
            2 * before >= all
        };
        let half = own.iter().position(reaches_half).unwrap_or_default();
        let (first, second) = own.split_at(half);
        let (first, (second, assembled)) =
            both(|| pack(first), || (pack(second), assemble(book, files)));
        Ok(Self {
            assembled: ZipArchive::new(Cursor::new(assembled.map_err(failed)?)).map_err(failed)?,
            files: [first.map_err(failed)?, second.map_err(failed)?],
        })
    }

    /// Makes the archive, with the cover if there is one.
    pub(super) fn bind(mut self, cover: Option<Named<'_>>) -> Result<Vec<u8>, EpubError> {
        self.finish(cover).map_err(failed)
    }

    /// Writes an archive in a fixed order and with a fixed time. What is packed already is taken as it is.
    fn finish(&mut self, cover: Option<Named<'_>>) -> ZipResult<Vec<u8>> {
        let names = self.assembled.file_names().map(str::to_owned);
        let mut names: BTreeSet<String> = names.collect();
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
            if let Some((_, bytes)) = cover.as_ref().filter(|(cover, _)| *cover == name) {
                out.start_file(name.as_str(), packing(&name))?;
                out.write_all(bytes)?;
            } else if !self.copy(&name, &mut out)? {
                let mut file = self.assembled.by_name(&name)?;
                out.start_file(name.as_str(), packing(&name))?;
                std::io::copy(&mut file, &mut out)?;
            }
        }
        Ok(out.finish()?.into_inner())
    }

    /// Writes one of our files into another archive as it is packed; false where it is none of ours.
    fn copy(&mut self, name: &str, out: &mut ZipWriter<Cursor<Vec<u8>>>) -> ZipResult<bool> {
        for archive in &mut self.files {
            if let Some(at) = archive.index_for_name(name) {
                out.raw_copy_file(archive.by_index_raw(at)?)?;
                return Ok(true);
            }
        }
        Ok(false)
    }
}

fn failed(error: impl std::fmt::Display) -> EpubError {
    EpubError::Archive(error.to_string())
}

/// The name of a file in the archive.
pub(super) fn in_folder(href: &str) -> String {
    format!("{FOLDER}{href}")
}

/// Packs some of the files.
fn pack(files: &[Named<'_>]) -> ZipResult<Archive> {
    let mut out = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in files {
        out.start_file(name.as_str(), packing(name))?;
        out.write_all(bytes)?;
    }
    ZipArchive::new(out.finish()?)
}

/// How a file is packed, with a fixed time: pictures are small already.
fn packing(name: &str) -> SimpleFileOptions {
    if name.ends_with(".png") || name.ends_with(".jpg") {
        return unpacked();
    }
    unpacked()
        .compression_method(CompressionMethod::Deflated)
        .compression_level(Some(6))
}

fn unpacked() -> SimpleFileOptions {
    SimpleFileOptions::default()
        .last_modified_time(zip::DateTime::default())
        .unix_permissions(0o644)
        .compression_method(CompressionMethod::Stored)
}

/// What epub-builder makes of the files. It is handed nothing of them but their names.
pub(super) fn assemble(book: &Book<'_>, files: &[File]) -> epub_builder::Result<Vec<u8>> {
    const PACKED: &[u8] = &[];
    let manifest = &book.report.manifest;
    let mut builder = EpubBuilder::new(ZipLibrary::new()?)?;
    builder.epub_version(EpubVersion::V33);
    builder.set_title(manifest.title.as_str());
    builder.add_language(book.language.as_str());
    builder.set_uuid(crate::render::edition_uuid(manifest));
    // Otherwise it asks the clock, and panics where that is set to a day before 1970.
    builder.set_modified_date(Default::default());
    for author in &manifest.authors {
        builder.add_author(author.name.as_str());
    }
    builder.stylesheet(PACKED)?;
    for file in files.iter().filter(|file| file.href != NAV) {
        if file.in_spine {
            let content = EpubContent::new(file.href.as_str(), PACKED);
            builder.add_content(content.title(file.title.as_str()))?;
        } else if file.is_cover() {
            builder.add_cover_image(&file.href, PACKED, file.media_type)?;
        } else {
            builder.add_resource(&file.href, PACKED, file.media_type)?;
        }
    }
    let mut raw = Vec::new();
    builder.generate(&mut raw)?;
    Ok(raw)
}
