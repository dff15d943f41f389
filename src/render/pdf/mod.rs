//! The print report: an archivable, accessible PDF, laid out by Typst.
//!
//! Nothing outside this folder has heard of Typst. The report reaches it as data that a template
//! walks; no text of the author is ever read as code.

mod addresses;
mod again;
mod apart;
mod columns;
mod defects;
pub mod drawing;
mod emit;
mod export;
mod finish;
mod floats;
mod links;
mod locate;
mod look;
mod maths;
mod panics;
mod picture;
mod place;
mod sheets;
mod theme;
mod values;
mod walk;
mod world;

#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use serde_json::Value;
use typst::diag::{SourceDiagnostic, Warned};
use typst::foundations::Datetime;
use typst_layout::PagedDocument;

use self::finish::{Boxes, Description, Extras};
use self::panics::Own;
use self::walk::Picture;
use self::world::Book;
use super::chart::ChartStyle;
use super::{Pages, Terms};
use crate::model::{AssetFault, Date, Defect, DefectKind, Edition, OwnFont, Report};
use crate::source::Span;
use crate::threads::both;

pub use emit::SCHEMA;
pub use sheets::{Area, Owner, Pressed, Sheets};
pub use theme::THEME_SCHEMA;
pub use world::{all_families, font_files, is_font, read_faces};

/// Millimetres around the bleed in which crop marks stand.
const SLUG: usize = 8;

/// What the PDF needs beside the report.
#[derive(Debug, Clone, Copy)]
pub struct PdfInput<'a> {
    /// Which edition is made.
    pub edition: Edition,
    /// The register as data; travels inside the PDF as `register.json`.
    pub register_json: &'a [u8],
    /// The cited references as CSL-JSON; travel inside the PDF as `references.json`.
    pub references_json: &'a [u8],
    /// The same as BibLaTeX; travel inside the PDF as `references.bib`.
    pub references_bib: &'a [u8],
    /// The report's own template files, by their name in its folder `templates/pdf/`.
    pub templates: &'a BTreeMap<String, Vec<u8>>,
    /// Font files that the report brings, in order of preference.
    pub fonts: &'a [OwnFont],
}

impl<'a> PdfInput<'a> {
    /// What of it the report brings.
    fn own(&self) -> Own<'a> {
        Own {
            templates: self.templates,
            fonts: self.fonts,
        }
    }
}

/// A laid-out print report.
#[derive(Clone)]
pub struct PdfBook {
    /// The PDF.
    pub bytes: Vec<u8>,
    /// Where its pages begin and which marks they bear.
    pub pages: Pages,
    /// What does not fit on its pages.
    pub defects: Vec<Defect>,
}

impl std::fmt::Debug for PdfBook {
    /// Sizes, not megabytes.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("PdfBook")
            .field("bytes", &self.bytes.len())
            .field("pages", &self.pages.labels.len())
            .finish_non_exhaustive()
    }
}

/// Lays out a report and writes it as PDF/A-3a and PDF/UA-1.
///
/// The same report and input always give the same bytes.
///
/// # Errors
///
/// Everything that keeps the report from being printed: characters that no face has, pictures and
/// charts that cannot be drawn, a template that fails, pages that never settle.
pub fn render(report: &Report, options: &PdfInput<'_>) -> Result<PdfBook, Vec<Defect>> {
    let day = day_of(report)?;
    let (book, sheets) = set(report, options, day, None, &mut |_| {})?;
    let exported = panics::caught(report, options.own(), || {
        export::pdf(&sheets.document, &report.manifest, Some(day))
    });
    let bytes = match exported? {
        Ok(Ok(bytes)) => bytes,
        Ok(Err(said)) => return Err(refused_in_the_end(report, options, &book, &said, day)),
        Err(message) => return Err(vec![refused(report, message)]),
    };
    let extras = Extras {
        description: Description::of(&report.manifest),
        boxes: boxes(report, options.edition),
    };
    let bytes = finish::finish(bytes, &extras).map_err(|said| vec![refused(report, said)])?;
    // What the engine remembers for the next build of a changed report; older builds are let go.
    typst::comemo::evict(5);
    Ok(PdfBook {
        bytes,
        pages: sheets.pages,
        defects: sheets.defects,
    })
}

/// Lays out a report and writes nothing. With the sheets of a state that differs in a few words, `last`,
/// it is much faster.
///
/// # Errors
///
/// See [`render`].
pub fn lay_out(
    report: &Report,
    options: &PdfInput<'_>,
    last: Option<&Pressed>,
) -> Result<Sheets, Vec<Defect>> {
    let mut areas = Vec::new();
    let mut note = |pieces: &[look::Piece<'_>]| areas.push(sheets::areas(pieces));
    let laid = set(report, options, day_of(report)?, last, &mut note);
    // The next state is made from this one; what only older ones used would fill the memory.
    typst::comemo::evict(1);
    let (_, sheets) = laid?;
    Ok(Sheets { areas, ..sheets })
}

/// Sets the pages, in a world that can say where a fault stands. `show` is given the text of each page.
fn set(
    report: &Report,
    options: &PdfInput<'_>,
    day: Datetime,
    last: Option<&Pressed>,
    show: &mut dyn FnMut(&[look::Piece<'_>]),
) -> Result<(Book, Sheets), Vec<Defect>> {
    let (mut book, pictures) = prepare(report, options, day)?;
    let again = last.and_then(|last| again::compile(&book, &last.0));
    let Warned { output, warnings } = match again {
        Some(document) => Warned {
            output: Ok(document),
            warnings: Default::default(),
        },
        None => panics::caught(report, options.own(), || typst::compile(&book))?,
    };
    let document = match output {
        Ok(document) => document,
        Err(said) => {
            let mut found = defects::of_engine(&book, report, &said);
            let bad = bad_pictures(&mut book, &pictures);
            // A bad picture is said once, at its place.
            found.retain(|one| !bad.iter().any(|picture| says_the_same(one, picture)));
            found.extend(bad);
            return Err(found);
        }
    };
    let unsettled: Vec<_> = warnings.into_iter().filter(defects::is_unsettled).collect();
    if !unsettled.is_empty() {
        return Err(defects::of_engine(&book, report, &unsettled));
    }
    let (pages, seen) = both(
        || locate::pages(&document, report.marks),
        || look::over(&document, show),
    );
    let found = place::defects(report, &pages, &pictures, &seen);
    // A character without a glyph is refused by the formats; here its place is known.
    let (lost, defects): (Vec<_>, Vec<_>) = found
        .into_iter()
        .partition(|one| matches!(one.kind, DefectKind::MissingGlyph { .. }));
    if !lost.is_empty() {
        return Err(lost);
    }
    let sheets = Sheets {
        document,
        pages,
        defects,
        areas: Vec::new(),
    };
    Ok((book, sheets))
}

/// Draws the cover of the EPUB as a PNG: the page that `cover.typ` lays out, for screens. It needs the
/// manifest and the theme, and nothing of the text. `templates` and `fonts` are those of [`PdfInput`].
///
/// # Errors
///
/// What keeps the cover from being drawn: a template that fails, characters that no face has.
pub fn cover(
    report: &Report,
    templates: &BTreeMap<String, Vec<u8>>,
    fonts: &[OwnFont],
) -> Result<Vec<u8>, Vec<Defect>> {
    let mut book = Book::new(templates, fonts, Some(day_of(report)?));
    book.lay_out_cover();
    let found = defects::missing_on_cover(report, &book);
    if !found.is_empty() {
        return Err(found);
    }
    let families = world::families(fonts);
    let terms = Terms::of(&report.manifest);
    let data = emit::without_text(&report.manifest, &terms, &families, Edition::Screen);
    book.add("/data/report.json", written(&data));
    let look = look(report, fonts, Edition::Screen);
    book.add("/data/theme.json", written(&look));
    if let Some((path, picture)) = theme::picture(report) {
        book.add(&path, picture.bytes);
    }
    let own = Own { templates, fonts };
    let compiled = panics::caught(report, own, || typst::compile::<PagedDocument>(&book));
    match compiled?.output {
        Ok(document) => export::cover(&document)
            .ok_or_else(|| vec![refused(report, "the cover has no page".to_owned())]),
        Err(said) => Err(defects::of_engine(&book, report, &said)),
    }
}

/// The bytes of a value. One of strings and numbers can always be written.
///
/// A byte order mark inside a text, as it stands where two files were put together, has no place in a PDF. It
/// means there what U+2060 means, which has (Unicode, 23.8).
fn written(value: &Value) -> Vec<u8> {
    let text = serde_json::to_string(value).unwrap_or_default();
    text.replace('\u{feff}', "\u{2060}").into_bytes()
}

/// What a printing house cuts off, for the edition that is made for one.
fn boxes(report: &Report, edition: Edition) -> Option<Boxes> {
    const POINTS_A_MILLIMETRE: f64 = 72.0 / 25.4;
    let layout = &report.manifest.layout;
    let slug = if layout.crop_marks { SLUG } else { 0 };
    let points = |millimetres: usize| millimetres as f64 * POINTS_A_MILLIMETRE;
    (edition == Edition::Print).then(|| Boxes {
        bleed: points(layout.bleed),
        slug: points(slug),
    })
}

/// A world with everything the template reads.
fn prepare(
    report: &Report,
    options: &PdfInput<'_>,
    day: Datetime,
) -> Result<(Book, BTreeMap<String, Picture>), Vec<Defect>> {
    let mut book = Book::new(options.templates, options.fonts, Some(day));
    book.lay_out_with(&report.manifest.layout.template.value);
    let mut found = defects::missing_glyphs(report, &book);
    let families = world::families(options.fonts);
    let all = world::all_families(options.fonts);
    let terms = Terms::of(&report.manifest);
    let charts = style_of_charts(report, &terms, &all, options.edition);
    let mut emission = emit::emit(report, &terms, &families, charts, options.edition);
    emission.pictures.extend(theme::picture(report));
    found.extend(emission.defects);
    if !found.is_empty() {
        return Err(found);
    }
    book.add("/data/report.json", written(&emission.value));
    let look = look(report, options.fonts, options.edition);
    book.add("/data/theme.json", written(&look));
    book.add("/data/register.json", options.register_json.to_vec());
    book.add("/data/references.json", options.references_json.to_vec());
    book.add("/data/references.bib", options.references_bib.to_vec());
    for (path, picture) in &emission.pictures {
        book.add(path, picture.bytes.clone());
    }
    Ok((book, emission.pictures))
}

/// How charts look: in the two columns of a brief they are narrow.
fn style_of_charts<'a>(
    report: &Report,
    terms: &'a Terms,
    families: &[String],
    edition: Edition,
) -> ChartStyle<'a> {
    let look = ChartStyle::new(&report.theme, terms, families, edition);
    let layout = &report.manifest.layout;
    let has_columns = layout.template.value == "policy-brief";
    match has_columns && matches!(layout.paper.as_str(), "a4" | "us-letter") {
        true => look.narrow(),
        false => look,
    }
}

/// What Typst compiles the PDF from, by path: data, templates, pictures and faces. `main.typ` is the
/// file to begin with. The finishing touches of [`render`] are not in it.
///
/// # Errors
///
/// See [`render`].
pub fn files(
    report: &Report,
    input: &PdfInput<'_>,
) -> Result<BTreeMap<String, Vec<u8>>, Vec<Defect>> {
    let (book, _) = prepare(report, input, day_of(report)?)?;
    Ok(book.into_files(input.fonts))
}

/// The report in the words of the contract [`SCHEMA`], for people who make a template, and its theme
/// beside it as `theme`. `fonts` are those of [`PdfInput`].
pub fn contract(report: &Report, edition: Edition, fonts: &[OwnFont]) -> Value {
    let families = world::families(fonts);
    let all = world::all_families(fonts);
    let terms = Terms::of(&report.manifest);
    let charts = style_of_charts(report, &terms, &all, edition);
    let mut value = emit::emit(report, &terms, &families, charts, edition).value;
    value["theme"] = look(report, fonts, edition);
    value
}

/// The look of the report, with the scripts for which no face has bold or italic letters.
fn look(report: &Report, fonts: &[OwnFont], edition: Edition) -> Value {
    let mut look = theme::value(report, &world::all_families(fonts), edition);
    look["without-bold"] = world::scripts_without(fonts, world::Cut::Bold).into();
    look["without-italic"] = world::scripts_without(fonts, world::Cut::Italic).into();
    look
}

/// The day of the edition; it is the only date in the PDF, and no archivable PDF is without one.
fn day_of(report: &Report) -> Result<Datetime, Vec<Defect>> {
    let missing = |key| report.manifest.missing(key);
    if report.manifest.title.trim().is_empty() {
        return Err(vec![missing("title")]);
    }
    let Some(Date { year, month, day }) = report.manifest.date else {
        return Err(vec![missing("date")]);
    };
    let (month, day) = (month.unwrap_or(1), day.unwrap_or(1));
    Datetime::from_ymd_hms(year, month, day, 0, 0, 0).ok_or_else(|| vec![missing("date")])
}

/// The pictures that the engine cannot read, each asked for by itself.
fn bad_pictures(book: &mut Book, pictures: &BTreeMap<String, Picture>) -> Vec<Defect> {
    let mut found = Vec::new();
    for (path, picture) in pictures {
        // The path is ours: a number and an ending.
        book.start_with(format!("#image(\"{path}\", alt: \"-\")"));
        if let Err(said) = typst::compile::<PagedDocument>(book).output {
            found.push(defects::of_picture(picture, &said));
        }
    }
    found
}

/// What keeps pages that were laid out from becoming a PDF. Words of a drawing can: the engine does not say
/// which drawing, so each is made into a PDF by itself.
fn refused_in_the_end(
    report: &Report,
    options: &PdfInput<'_>,
    book: &Book,
    said: &[SourceDiagnostic],
    day: Datetime,
) -> Vec<Defect> {
    let Ok((mut alone, pictures)) = prepare(report, options, day) else {
        return defects::of_engine(book, report, said);
    };
    let mut bad = Vec::new();
    for (path, picture) in pictures.iter().filter(|(path, _)| path.ends_with(".svg")) {
        alone.start_with(format!("#image(\"{path}\", alt: \"-\")"));
        let Ok(document) = typst::compile::<PagedDocument>(&alone).output else {
            continue;
        };
        let Ok(Err(of_it)) = export::pdf(&document, &report.manifest, Some(day)) else {
            continue;
        };
        // Alone it lacks what a whole book has, such as a title.
        let same = |one: &&SourceDiagnostic| said.iter().any(|other| other.message == one.message);
        let same: Vec<SourceDiagnostic> = of_it.iter().filter(same).cloned().collect();
        if !same.is_empty() {
            bad.push(defects::of_picture(picture, &same));
        }
    }
    match bad.is_empty() {
        true => defects::of_engine(book, report, said),
        false => bad,
    }
}

/// Whether the engine's words about the whole book are those about one picture.
fn says_the_same(one: &Defect, picture: &Defect) -> bool {
    match (&one.kind, &picture.kind) {
        (
            DefectKind::Layout { message, .. },
            DefectKind::BadAsset {
                fault: AssetFault::Engine(of_it),
                ..
            },
        ) => message.ends_with(of_it.as_str()),
        _ => false,
    }
}

/// That what the report brings has ended the process that laid it out.
pub fn ended(
    report: &Report,
    templates: &BTreeMap<String, Vec<u8>>,
    message: &str,
    hint: &str,
) -> Defect {
    let own = Own {
        templates,
        fonts: &[],
    };
    own.defect(report, message.to_owned(), vec![hint.to_owned()])
}

/// A refusal that has no place.
fn refused(report: &Report, message: String) -> Defect {
    let kind = DefectKind::Layout {
        message,
        hints: Vec::new(),
        place: None,
    };
    Defect::new(kind, Span::start_of(report.manifest.file))
}
