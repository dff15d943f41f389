//! The straight line from a folder to finished files, and the one place where it is decided that
//! errors stop the build.

mod ahead;
mod books;
mod preview;

pub use preview::{LastPreview, Preview, preview};

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::ops::Range;

use self::ahead::Ahead;
use self::books::{Books, Print, References, Wanted};
use crate::asset::{self, Budget};
use crate::diagnostic::Finding;
use crate::load::{self, CannotRun, CheckOptions, Loaded, Single};
use crate::model::{
    Asset, AssetFault, AssetKind, Date, Defect, DefectKind, DocumentFault, Edition, Format, Report,
    limits,
};
use crate::register;
use crate::render::pdf;
use crate::resolve;
use crate::rules::{self, Unchecked, Verdict};
use crate::source::{Files, Span};
use crate::threads::bounded;

/// A report that was checked.
#[derive(Debug)]
pub struct Checked {
    /// The report with its files.
    pub loaded: Loaded,
    /// What the rules found, in the order of the places.
    pub findings: Vec<Finding>,
    /// What the rules could not look at.
    pub unchecked: Unchecked,
    /// The day on which it was checked.
    pub today: Option<Date>,
    /// What was made ahead of its books.
    ahead: Ahead,
}

impl Checked {
    /// Whether a finding refuses the report.
    pub fn is_refused(&self) -> bool {
        refuses(&self.findings)
    }

    /// The report as the books have it.
    fn composed(&self) -> Result<Report, Vec<Finding>> {
        let Loaded {
            report,
            sources,
            library,
            style,
            ..
        } = &self.loaded;
        let drawn = drawn(report).map_err(|defects| self.of_layout(&defects))?;
        Ok(match &self.ahead.citations {
            Some(citations) => {
                resolve::compose_with(drawn, sources, library, style, citations.clone())
            }
            None => resolve::compose(drawn, sources, library, style),
        })
    }

    /// What the rules say of defects that only the books show.
    fn of_layout(&self, defects: &[Defect]) -> Vec<Finding> {
        let Loaded {
            report, sources, ..
        } = &self.loaded;
        let placed: Vec<Defect> = defects.iter().map(|one| self.placed(one)).collect();
        rules::run_on_layout(report, sources, self.today, &placed)
    }

    /// What is wrong in a template of the report's own is shown there.
    fn placed(&self, defect: &Defect) -> Defect {
        let mut placed = defect.clone();
        if let DefectKind::Layout { place, .. } = &mut placed.kind
            && let Some(file) = place
                .as_ref()
                .and_then(|one| self.loaded.template_files.get(&one.name))
            && let Some(place) = place.take()
        {
            placed.span = Span::new(*file, place.range);
        }
        let manifest = self.loaded.report.manifest.file;
        if let DefectKind::MissingGlyph { character, .. } = &placed.kind
            && placed.span == Span::start_of(manifest)
            && let Some(range) = written(self.loaded.sources.file(manifest).text(), *character)
        {
            placed.span = Span::new(manifest, range);
        }
        placed
    }
}

/// Where a text of TOML or YAML holds a character first, as it is or as an escape.
fn written(text: &str, character: char) -> Option<Range<usize>> {
    let code = u32::from(character);
    let lower = text.to_ascii_lowercase();
    let escapes = [
        character.to_string(),
        format!("\\u{code:04x}"),
        format!("\\u{code:08x}"),
        format!("\\x{code:02x}"),
    ];
    let found = |written: &String| {
        let at = lower.find(written)?;
        Some(at..at + written.len())
    };
    escapes
        .iter()
        .filter_map(found)
        .min_by_key(|range| range.start)
}

/// The finished files, and what was found while they were made.
#[derive(Debug)]
pub struct Built {
    /// The files.
    pub artifacts: Vec<Artifact>,
    /// What the pages show that only looking at them tells; none of it refuses the report.
    pub findings: Vec<Finding>,
}

/// A finished file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Artifact {
    /// Its name, without a folder.
    pub name: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

/// Loads a report and runs every rule over it.
///
/// # Errors
/// When there is no manifest to begin with.
pub fn check(files: &dyn Files) -> Result<Checked, CannotRun> {
    check_with(files, &CheckOptions::default())
}

/// Loads a report and runs every rule over it, with what is decided outside the report.
///
/// # Errors
/// See [`check()`].
pub fn check_with(files: &dyn Files, options: &CheckOptions) -> Result<Checked, CannotRun> {
    check_again(files, options, &mut load::LastLoad::default())
}

/// The same for a report that is checked again and again, with what the last time has left.
///
/// # Errors
/// See [`check()`].
pub fn check_again(
    files: &dyn Files,
    options: &CheckOptions,
    memory: &mut load::LastLoad,
) -> Result<Checked, CannotRun> {
    Ok(judge(load::load_again(files, options, memory)?, options))
}

/// Loads a report that is a single file, in its folder, and runs every rule over it.
pub fn check_single(files: &dyn Files, single: &Single, options: &CheckOptions) -> Checked {
    judge(load::load_single(files, single, options), options)
}

fn judge(mut loaded: Loaded, options: &CheckOptions) -> Checked {
    let theme = &mut loaded.report.theme;
    if !theme.faces.is_empty() {
        theme.families = pdf::all_families(&loaded.fonts);
    }
    let mut found = undrawable(&loaded.report);
    found.extend(no_fonts(&loaded));
    loaded.report.defects.extend(found);
    let (ahead, verdict) = Ahead::beside(&loaded, options);
    let Verdict {
        findings,
        unchecked,
    } = verdict;
    for sentence in rules::waived_sentences(&loaded.report, &findings) {
        resolve::waive(&mut loaded.report, sentence);
    }
    Checked {
        loaded,
        findings,
        unchecked,
        today: options.today,
        ahead,
    }
}

/// Whether the pages are laid out for these files: for a PDF, and for the register, which names them.
pub fn lays_out(formats: &[Format]) -> bool {
    formats.contains(&Format::Pdf) || formats.contains(&Format::Register)
}

/// The language of a report in which the program has no words of its own: its books say "Contents" and
/// the date in English.
pub fn language_without_words(report: &Report) -> Option<&str> {
    let language = report.manifest.language.as_ref()?;
    let tag = language.value.as_str();
    (!crate::terms::has_terms(tag)).then_some(tag)
}

/// Makes the files of a checked report. `step` is told what is being done.
///
/// The same report always gives the same bytes. The EPUB and the page take their page numbers from
/// the PDF; they have none where no pages are laid out, see [`lays_out`].
///
/// # Errors
/// The findings that refuse the report: those of the check, or those of the layout.
pub fn build(
    checked: &Checked,
    formats: &[Format],
    step: &dyn Fn(&'static str),
) -> Result<Built, Vec<Finding>> {
    if checked.is_refused() {
        return Err(checked.findings.clone());
    }
    let loaded = &checked.loaded;
    let report = checked.composed()?;
    let report = &report;
    let name = &report.manifest.output_name;
    let hands_on = formats.contains(&Format::Bibliography);
    let references = (hands_on || lays_out(formats)).then(|| References::of(report, loaded));
    let print = references
        .as_ref()
        .filter(|_| lays_out(formats))
        .map(|references| Print::of(report, loaded, references));
    let wanted = Wanted {
        formats,
        print: print.as_ref(),
        cover: checked.ahead.cover.as_ref(),
    };
    let books = Books::make(report, loaded, &wanted, step);
    let books = books.map_err(|defects| checked.of_layout(&defects))?;
    let pages = books.pages().cloned();
    let mut artifacts = Vec::new();
    let mut misfits: Vec<Defect> = Vec::new();
    for (edition, book) in books.printed {
        // What one edition says of a place, another need not say again.
        for misfit in book.defects {
            if !misfits.iter().any(|one| one.span == misfit.span) {
                misfits.push(misfit);
            }
        }
        if formats.contains(&Format::Pdf) {
            artifacts.push(artifact(name, pdf_ending(edition), book.bytes));
        }
    }
    let findings = checked.of_layout(&misfits);
    if refuses(&findings) {
        return Err(findings);
    }
    artifacts.extend(books.for_screens);
    if formats.contains(&Format::Register) {
        step("writing the register");
        let json = register::json(report, &loaded.sources, pages.as_ref());
        artifacts.push(artifact(name, "register.json", json));
        let csv = register::csv(report, pages.as_ref());
        artifacts.push(artifact(name, "register.csv", csv));
    }
    if let Some(references) = references.filter(|_| hands_on) {
        artifacts.push(artifact(name, "references.json", references.json));
        artifacts.push(artifact(name, "references.bib", references.bib));
    }
    Ok(Built {
        artifacts,
        findings,
    })
}

/// What the rules say when the templates of the report's own have ended the process that laid it out.
pub fn ended(checked: &Checked, message: &str, hint: &str) -> Vec<Finding> {
    let Loaded { report, .. } = &checked.loaded;
    let templates = own_templates(&checked.loaded, "pdf/");
    checked.of_layout(&[pdf::ended(report, &templates, message, hint)])
}

/// What a template of the PDF is handed for an edition of a checked report, as JSON.
///
/// # Errors
/// The findings that refuse the report.
pub fn contract(checked: &Checked, edition: Edition) -> Result<Vec<u8>, Vec<Finding>> {
    if checked.is_refused() {
        return Err(checked.findings.clone());
    }
    let loaded = &checked.loaded;
    let report = checked.composed()?;
    Ok(pdf::contract(&report, edition, &loaded.fonts)
        .to_string()
        .into_bytes())
}

/// What Typst compiles an edition from, by path, for people who make a template and try it with
/// Typst alone.
///
/// # Errors
/// The findings that refuse the report.
pub fn typst_files(
    checked: &Checked,
    edition: Edition,
) -> Result<BTreeMap<String, Vec<u8>>, Vec<Finding>> {
    if checked.is_refused() {
        return Err(checked.findings.clone());
    }
    let loaded = &checked.loaded;
    let report = checked.composed()?;
    let references = References::of(&report, loaded);
    let print = Print::of(&report, loaded, &references);
    pdf::files(&report, &print.input(edition)).map_err(|defects| checked.of_layout(&defects))
}

/// The ending of an edition's file.
fn pdf_ending(edition: Edition) -> &'static str {
    match edition {
        Edition::Screen => "pdf",
        Edition::Print => "print.pdf",
    }
}

/// Whether any of the findings refuses the report.
fn refuses(findings: &[Finding]) -> bool {
    findings.iter().any(Finding::refuses)
}

fn artifact(name: &str, ending: &str, bytes: Vec<u8>) -> Artifact {
    Artifact {
        name: format!("{name}.{ending}"),
        bytes,
    }
}

fn own_templates(loaded: &Loaded, folder: &str) -> BTreeMap<String, Vec<u8>> {
    loaded
        .templates
        .iter()
        .filter_map(|(path, bytes)| {
            let name = path.strip_prefix(folder)?.to_owned();
            // A template may show a photograph as well.
            Some((name, asset::without_metadata(path, bytes)))
        })
        .collect()
}

/// The report with its pictures as the PDF holds them: drawings in PDF files as pixels, all of them
/// upright, and nothing in them but the picture.
fn drawn(report: &Report) -> Result<Report, Vec<Defect>> {
    with_pictures(report, drawn_picture).map(Cow::into_owned)
}

/// A picture as the PDF holds it.
fn drawn_picture(picture: &Asset) -> Result<Asset, AssetFault> {
    if picture.kind != AssetKind::Pdf {
        return asset::fit(picture, Budget::PRINT);
    }
    of_document(picture, limits::PRINT_SIDE)
}

/// The longest side of a PDF that is drawn only to see whether it can be, in pixels.
const SAMPLE_SIDE: u32 = 100;

/// A PDF as pixels. What it says was counted when it was looked at; what draws it may still not end, or
/// panic.
fn of_document(picture: &Asset, longest: u32) -> Result<Asset, AssetFault> {
    let bytes = picture.bytes.clone();
    let drawn = bounded(limits::DOCUMENT_SECONDS, move || {
        pdf::drawing::png(bytes, longest)
    });
    let given_up = |why| AssetFault::Document(DocumentFault::from(why));
    let (size, bytes) = drawn.map_err(given_up)?.map_err(AssetFault::Engine)?;
    let kind = AssetKind::Png(size);
    let bytes = bytes.into();
    Ok(Asset { kind, bytes })
}

/// The files in the folder of fonts that are none. Nobody names them, so the report begins there.
fn no_fonts(loaded: &Loaded) -> Vec<Defect> {
    let start = Span::start_of(loaded.report.manifest.file);
    let files = loaded.fonts.iter().filter(|font| !pdf::is_font(font));
    files
        .map(|font| Defect::new(DefectKind::NoFont(font.path.to_string()), start))
        .collect()
}

/// The PDFs among the pictures that cannot be drawn, each drawn once and very small.
fn undrawable(report: &Report) -> Vec<Defect> {
    let documents = report.assets.iter();
    let documents = documents.filter(|(_, asset)| asset.kind == AssetKind::Pdf);
    documents
        .filter_map(|(path, asset)| {
            let fault = of_document(asset, SAMPLE_SIDE).err()?;
            let path = path.clone();
            let span = resolve::asset_place(report, &path);
            Some(Defect::new(DefectKind::BadAsset { path, fault }, span))
        })
        .collect()
}

/// The report with other bytes for its pictures, or itself where they stay; a picture that cannot be made
/// is a defect where it is named first.
fn with_pictures(
    report: &Report,
    make: impl Fn(&Asset) -> Result<Asset, AssetFault>,
) -> Result<Cow<'_, Report>, Vec<Defect>> {
    let mut made = Vec::new();
    let mut defects = Vec::new();
    for (path, picture) in &report.assets {
        match make(picture) {
            Ok(new) if new == *picture => {}
            Ok(new) => made.push((path.clone(), new)),
            Err(fault) => {
                let path = path.clone();
                let span = resolve::asset_place(report, &path);
                defects.push(Defect::new(DefectKind::BadAsset { path, fault }, span));
            }
        }
    }
    if !defects.is_empty() {
        return Err(defects);
    }
    if made.is_empty() {
        return Ok(Cow::Borrowed(report));
    }
    let mut report = report.clone();
    report.assets.extend(made);
    Ok(Cow::Owned(report))
}

fn refused(loaded: &Loaded, message: String) -> Defect {
    let kind = DefectKind::Layout {
        message,
        hints: Vec::new(),
        place: None,
    };
    Defect::new(kind, Span::start_of(loaded.report.manifest.file))
}
