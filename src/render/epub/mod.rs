//! The book for reading devices: an EPUB 3.3 with everything that a reader of the print report
//! has. Knows the report and no Markdown.
//!
//! One walk finds where everything will stand ([`index`]), the writers make one file a section
//! and count what they wrote ([`Facts`]), the metadata is computed from that count, and
//! [`finish`] makes the archive. Nothing here reads a clock or a disk: the same report gives the
//! same bytes.

mod blocks;
mod document;
mod figures;
mod finish;
mod front;
mod index;
mod inlines;
mod markup;
mod mathml;
mod metadata;
mod nav;
mod notes;
mod package;
mod references;
mod register;
#[cfg(test)]
mod sample;
#[cfg(test)]
mod tests;
mod theme;

use std::collections::{BTreeMap, BTreeSet};

use super::register_row::{self, RegisterRow};
use super::{FontFile, Pages, RegisterPlace, Terms, register_place};
use crate::model::{Asset, AssetKind, Figure, Report};

/// What the book is made of besides the report.
pub struct EpubInput<'a> {
    /// The pages of the print report. Without them the book has no page numbers.
    pub pages: Option<&'a Pages>,
    /// The picture of the cover, a PNG.
    pub cover_png: Option<&'a [u8]>,
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
    /// A figure whose picture is not among the report's assets.
    MissingPicture(String),
    /// A chart that nobody has drawn.
    MissingChart(String),
    /// The archive could not be made; the reason is the library's.
    Archive(String),
}

/// What was written, counted while writing. The accessibility metadata comes from here, so it
/// cannot claim what the book does not have.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
struct Facts {
    pictures: usize,
    described_pictures: usize,
    charts: usize,
    charts_with_data: usize,
    tables: usize,
    complete_tables: usize,
    formulas: usize,
    formulas_with_text: usize,
    page_breaks: Vec<(String, String)>,
    languages: BTreeSet<String>,
}

impl Facts {
    fn add(&mut self, other: Self) {
        self.pictures += other.pictures;
        self.described_pictures += other.described_pictures;
        self.charts += other.charts;
        self.charts_with_data += other.charts_with_data;
        self.tables += other.tables;
        self.complete_tables += other.complete_tables;
        self.formulas += other.formulas;
        self.formulas_with_text += other.formulas_with_text;
        self.page_breaks.extend(other.page_breaks);
        self.languages.extend(other.languages);
    }
}

/// A picture of the book.
struct Picture {
    href: String,
}

/// A file of the book.
struct File {
    href: String,
    title: String,
    bytes: Vec<u8>,
    media_type: &'static str,
    properties: Option<&'static str>,
    in_spine: bool,
}

/// What every writer needs to know.
struct Book<'a> {
    report: &'a Report,
    input: &'a EpubInput<'a>,
    terms: Terms,
    language: String,
    register: Option<RegisterPlace>,
    index: index::Index<'a>,
    pictures: BTreeMap<String, Picture>,
    /// Entries of the reference list that no printed citation names: the claims and link ids of the register that do.
    only_in_register: BTreeMap<usize, Vec<(usize, String)>>,
    /// The rows of the printed register.
    rows: Vec<RegisterRow>,
}

/// Makes the book.
///
/// # Errors
/// When a figure has no picture, or the archive cannot be made.
pub fn render(report: &Report, input: &EpubInput) -> Result<Vec<u8>, EpubError> {
    let language = report
        .manifest
        .language
        .as_ref()
        .map_or("en", |language| language.value.as_str())
        .to_owned();
    let register = register_place(report);
    let index = index::index(report, input.pages, register.as_ref());
    let terms = Terms::for_language(&language);
    let mut book = Book {
        rows: register_row::rows(report, &terms),
        terms,
        report,
        input,
        language,
        register,
        index,
        pictures: BTreeMap::new(),
        only_in_register: BTreeMap::new(),
    };
    book.only_in_register = register::only_in_register(&book);
    let picture_files = pictures(&mut book)?;
    let (texts, facts) = texts(&book);
    let nav = nav::nav(&book, &facts);
    let mut files = texts;
    // The contents stand after the title page, where readers look for them.
    let after_title = files
        .iter()
        .position(|file| file.href == index::TITLE)
        .map_or(0, |at| at + 1);
    files.insert(after_title, nav);
    files.extend(picture_files);
    files.extend(theme::files(report, input.fonts));
    let package = package::package(&book, &facts, &files);
    let ncx = nav::ncx(&book);
    finish::archive(&book, &files, package, ncx)
}

/// The pages of text, in reading order, and what is in them.
fn texts(book: &Book) -> (Vec<File>, Facts) {
    let mut facts = Facts::default();
    let mut files = Vec::new();
    let mut keep = |(file, found): (File, Facts)| {
        facts.add(found);
        files.push(file);
    };
    if book.input.cover_png.is_some() {
        keep(front::cover(book));
    }
    keep(front::title_page(book));
    let names = index::section_files(&book.report.sections);
    for (section, href) in book.report.sections.iter().zip(names) {
        keep(blocks::section(book, section, href));
    }
    if let Some(place) = &book.register {
        keep(register::register(book, place));
    }
    if !book.report.reference_list.is_empty() {
        keep(references::references(book));
    }
    (files, facts)
}

/// Gives every shown picture a file name made of its own name, and collects the bytes.
fn pictures(book: &mut Book) -> Result<Vec<File>, EpubError> {
    let mut files = Vec::new();
    let mut taken = BTreeSet::from(["images/cover.png".to_owned()]);
    let mut add = |path: &str, bytes: &[u8], media_type, ending: &str| {
        let href = file_name(path, ending, &mut taken);
        files.push(File {
            href: href.clone(),
            title: String::new(),
            bytes: bytes.to_vec(),
            media_type,
            properties: None,
            in_spine: false,
        });
        Picture { href }
    };
    let mut pictures = BTreeMap::new();
    for (id, figure) in &book.index.pictures {
        let path = figure.path.value.as_str();
        let key = picture_key(book.input, id, figure);
        if pictures.contains_key(key) {
            continue;
        }
        let picture = if figure.chart.is_some() {
            let svg = book.input.charts.get(key);
            let svg = svg.ok_or_else(|| EpubError::MissingChart(path.to_owned()))?;
            let name = if key == path { path } else { id };
            add(name, svg.as_bytes(), "image/svg+xml", "svg")
        } else {
            let (asset, media_type, ending) = picture_at(book.report, path)?;
            add(path, &asset.bytes, media_type, ending)
        };
        pictures.insert(key.to_owned(), picture);
    }
    if let Some(logo) = &book.report.theme.logo
        && !pictures.contains_key(&logo.file.value)
    {
        let path = logo.file.value.as_str();
        let (asset, media_type, ending) = picture_at(book.report, path)?;
        pictures.insert(path.to_owned(), add(path, &asset.bytes, media_type, ending));
    }
    if let Some(bytes) = book.input.cover_png {
        files.insert(
            0,
            File {
                href: "images/cover.png".to_owned(),
                title: String::new(),
                bytes: bytes.to_vec(),
                media_type: "image/png",
                properties: Some("cover-image"),
                in_spine: false,
            },
        );
    }
    book.pictures = pictures;
    Ok(files)
}

/// The picture at a path, with its media type and the ending of its name.
fn picture_at<'r>(
    report: &'r Report,
    path: &str,
) -> Result<(&'r Asset, &'static str, &'static str), EpubError> {
    let missing = || EpubError::MissingPicture(path.to_owned());
    let asset = report.assets.get(path).ok_or_else(missing)?;
    match asset.kind {
        AssetKind::Png(..) => Ok((asset, "image/png", "png")),
        AssetKind::Jpeg(..) => Ok((asset, "image/jpeg", "jpg")),
        AssetKind::Svg => Ok((asset, "image/svg+xml", "svg")),
        AssetKind::Pdf | AssetKind::Table { .. } => Err(missing()),
    }
}

/// Under which name a figure's picture is kept: pictures by path, so that one shown twice is there
/// once; charts by id where they were given so.
fn picture_key<'a>(input: &EpubInput, id: &'a str, figure: &'a Figure) -> &'a str {
    if figure.chart.is_some() && input.charts.contains_key(id) {
        id
    } else {
        &figure.path.value
    }
}

/// A name that every reading system can open: lower case, no spaces, unlike every other.
fn file_name(path: &str, ending: &str, taken: &mut BTreeSet<String>) -> String {
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
