//! The book for reading devices: an EPUB 3.3 with everything that a reader of the print report
//! has. Knows the report and no Markdown.
//!
//! The writers of [`super::xhtml`] make one file a section and count what they wrote ([`Facts`]),
//! the metadata is computed from that count, and [`finish`] makes the archive. Nothing here reads a clock or a disk: the same report gives the
//! same bytes.

mod finish;
mod metadata;
mod nav;
mod package;
mod shell;
#[cfg(test)]
mod tests;
mod theme;

use std::collections::{BTreeMap, BTreeSet};

use self::finish::Packed;
use super::xhtml::document::Writer;
use super::xhtml::pictures::{self, Missing, Shown};
use super::xhtml::{Book, Facts, Medium, blocks};
use super::{FontFile, Pages, register_title};
use crate::model::{Part, Report};

/// The page of the cover.
const COVER: &str = "cover.xhtml";
/// The picture on it.
const COVER_PICTURE: &str = "images/cover.png";
/// The style sheet, by the name that epub-builder gives it.
const STYLE: &str = "stylesheet.css";
/// What the package says of the picture of the cover.
const COVER_IMAGE: &str = "cover-image";
/// The table of contents.
const NAV: &str = "nav.xhtml";

/// What the book is made of besides the report.
pub struct EpubInput<'a> {
    /// The pages of the print report. Without them the book has no page numbers.
    pub pages: Option<&'a Pages>,
    /// The charts as SVG, by the figure's id, or else by its path as the author wrote it. Two
    /// charts of one file need the ids.
    pub charts: &'a BTreeMap<String, String>,
    /// The report's own templates, by their path below `templates/`. Only `epub/report.css` is
    /// looked at.
    pub templates: &'a BTreeMap<String, Vec<u8>>,
    /// The report's own fonts. The book carries those that its theme wants in it.
    pub fonts: &'a [FontFile],
}

/// Why there is no book.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum EpubError {
    /// A picture is not there.
    Missing(Missing),
    /// The archive could not be made; the reason is the library's.
    Archive(String),
}

/// A file of the book.
pub struct File {
    /// Its path inside the book.
    pub href: String,
    /// The title of a page; empty for what is none.
    pub title: String,
    /// What is in it.
    pub bytes: Vec<u8>,
    /// What it is.
    pub media_type: &'static str,
    properties: Option<&'static str>,
    /// Whether it is a page that is read in its turn.
    pub in_spine: bool,
}

impl File {
    /// Whether it is the picture of the cover.
    fn is_cover(&self) -> bool {
        self.properties == Some(COVER_IMAGE)
    }
}

impl std::fmt::Debug for File {
    /// Sizes, not bytes.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("File")
            .field("href", &self.href)
            .field("bytes", &self.bytes.len())
            .finish_non_exhaustive()
    }
}

/// A file that is not one of the pages.
fn beside(href: &str, bytes: &[u8], media_type: &'static str) -> File {
    File {
        href: href.to_owned(),
        title: String::new(),
        bytes: bytes.to_vec(),
        media_type,
        properties: None,
        in_spine: false,
    }
}

/// A book that lacks nothing but the picture of its cover, which may be drawn meanwhile.
pub struct Unbound {
    packed: Packed,
    /// The name of the cover in the archive, where there will be one.
    cover: Option<String>,
}

/// Whether a book has a cover.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cover {
    /// It has one, whose picture is there when the book is bound.
    With,
    /// It has none.
    Without,
}

/// Writes everything in the book but the picture of its cover.
///
/// # Errors
/// When a figure has no picture, or the files cannot be packed.
pub fn write(report: &Report, input: &EpubInput<'_>, cover: Cover) -> Result<Unbound, EpubError> {
    let mut book = Book::new(report, Medium::Book, input.pages, input.charts);
    let (files, facts) = files(&mut book, input, cover)?;
    let package = package::package(&book, &facts, &files);
    let ncx = nav::ncx(&book, &facts);
    let picture = files.iter().find(|file| file.is_cover());
    Ok(Unbound {
        cover: picture.map(|file| finish::in_folder(&file.href)),
        packed: Packed::of(&book, &files, finish::style(input), &package, &ncx)?,
    })
}

impl Unbound {
    /// Makes the archive. The cover has to be there if it was announced.
    ///
    /// # Errors
    /// When the archive cannot be made.
    pub fn bind(self, cover: Option<&[u8]>) -> Result<Vec<u8>, EpubError> {
        self.packed.bind(self.cover.zip(cover))
    }
}

/// The files of the book, loose, for somebody who looks at it while it is written. Every mark of the
/// text has its id in them, so that each sentence can be found.
///
/// # Errors
/// When a figure has no picture.
pub fn loose(report: &Report, input: &EpubInput) -> Result<Vec<File>, EpubError> {
    let mut book = Book::new(report, Medium::Book, input.pages, input.charts);
    book.index.wanted_marks = (0..report.marks).collect();
    let (mut files, _) = files(&mut book, input, Cover::Without)?;
    files.push(finish::style_sheet(input));
    Ok(files)
}

/// Everything in the book but what describes it as a whole.
fn files(
    book: &mut Book,
    input: &EpubInput,
    cover: Cover,
) -> Result<(Vec<File>, Facts), EpubError> {
    let pictures = pictures(book, cover).map_err(EpubError::Missing)?;
    let (texts, facts) = texts(book, cover);
    let nav = nav::nav(book, &facts, cover);
    let mut files = texts;
    // The contents stand after the title page, where readers look for them.
    let after_title = files
        .iter()
        .position(|file| file.href == book.files.title)
        .map_or(0, |at| at + 1);
    files.insert(after_title, nav);
    files.extend(pictures);
    files.extend(theme::files(book.report, input.fonts));
    Ok((files, facts))
}

/// The pages of text, in reading order, and what is in them.
fn texts(book: &Book, cover: Cover) -> (Vec<File>, Facts) {
    let mut facts = Facts::default();
    let mut files = Vec::new();
    let mut keep = |(file, found): (File, Facts)| {
        facts.add(found);
        files.push(file);
    };
    if cover == Cover::With {
        keep(shell::cover(book));
    }
    keep(shell::title_page(book));
    for (section, href) in book.report.sections.iter().zip(&book.files.sections) {
        let mut writer = Writer::new(book, href);
        writer.section(section);
        let title = blocks::title_of(book, section);
        let title = title.unwrap_or_else(|| href.trim_end_matches(".xhtml").replace('-', " "));
        let body_type = match section.part {
            Part::Body => "bodymatter",
            Part::Appendix => "backmatter",
        };
        keep(shell::file(writer, &title, body_type));
    }
    if let Some(place) = &book.register {
        let mut writer = Writer::new(book, &book.files.register);
        writer.register(place);
        let (number, words) = register_title(place, &book.terms);
        keep(shell::file(
            writer,
            &format!("{number} {words}"),
            "backmatter",
        ));
    }
    if !book.report.reference_list.is_empty() {
        let mut writer = Writer::new(book, &book.files.references);
        writer.references();
        keep(shell::file(
            writer,
            book.terms.get("references"),
            "backmatter",
        ));
    }
    (files, facts)
}

/// Gives every shown picture a file name made of its own name, and collects the files.
fn pictures(book: &mut Book, cover: Cover) -> Result<Vec<File>, Missing> {
    let mut files = Vec::new();
    if cover == Cover::With {
        files.push(File {
            properties: Some(COVER_IMAGE),
            ..beside(COVER_PICTURE, &[], "image/png")
        });
    }
    let mut taken = BTreeSet::from([COVER_PICTURE.to_owned()]);
    let mut addresses = BTreeMap::new();
    for shown in pictures::shown(book)? {
        let href = file_name(&shown, &mut taken);
        files.push(beside(&href, shown.bytes, shown.media_type));
        addresses.insert(shown.key.to_owned(), href);
    }
    book.pictures = addresses;
    Ok(files)
}

/// A name that every reading system can open: lower case, no spaces, unlike every other.
fn file_name(shown: &Shown, taken: &mut BTreeSet<String>) -> String {
    let (path, ending) = (shown.name, shown.ending);
    let name = path.rsplit(['/', '\\']).next().unwrap_or_default();
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    let mut clean = String::new();
    for character in stem.chars() {
        if character.is_ascii_alphanumeric() {
            clean.push(character.to_ascii_lowercase());
        } else if !clean.is_empty() && !clean.ends_with('-') {
            clean.push('-');
        }
    }
    let clean = match clean.trim_end_matches('-') {
        "" => "picture",
        clean => clean,
    };
    let mut href = format!("images/{clean}.{ending}");
    let mut count = 2;
    while !taken.insert(href.clone()) {
        href = format!("images/{clean}-{count}.{ending}");
        count += 1;
    }
    href
}
