//! Reads everything a report consists of: the only step that touches files.
//!
//! What cannot be read becomes a defect at the place that names it, and loading goes on, so that
//! one missing file hides no other fault.

mod archives;
mod beside;
mod faces;
mod memory;
mod recorded;
mod templates;

pub use memory::LastLoad;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use camino::{Utf8Path, Utf8PathBuf};

use self::recorded::Recorded;
use crate::bibliography::{self, Library, Style, StyleError};
use crate::model::{
    Counted, Date, Defect, DefectKind, Draft, Format, Manifest, Origin, OwnFont, Part, Profile,
    Report, Theme, limits,
};
use crate::parse::{self, evidence, header, manifest, theme, waivers};
use crate::resolve::{self, EvidenceInputs, Inputs};
use crate::source::{FileId, Files, Located, ReadError, Sources, Span};
use crate::threads::both;

/// Why there is nothing to work on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CannotRun {
    /// The folder has no `report.toml`.
    NoManifest,
    /// `report.toml` is there and cannot be read.
    Manifest(ReadError),
}

/// A report with everything that belongs to it.
#[derive(Debug)]
pub struct Loaded {
    /// The text files.
    pub sources: Sources,
    /// The report, resolved and not yet composed.
    pub report: Report,
    /// The bibliographies, for composing it.
    pub library: Arc<Library>,
    /// The citation style, for composing it.
    pub style: Style,
    /// The report's own template files, by their path below `templates/`.
    pub templates: BTreeMap<String, Vec<u8>>,
    /// Those of the PDF among the sources, by their name in `templates/pdf/`.
    pub template_files: BTreeMap<String, FileId>,
    /// The report's own fonts, in the order of their names.
    pub fonts: Vec<OwnFont>,
    /// The paths of all files of its folder that it was made from, those that are not there among them.
    pub read: BTreeSet<Utf8PathBuf>,
}

/// What is decided outside the report.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct CheckOptions {
    /// The profile, instead of the manifest's.
    pub profile: Option<Profile>,
    /// The day of the check, by which waivers expire. Without it, the day of the edition is.
    pub today: Option<Date>,
    /// The books that will be made if nothing is found: these, or, where the list is empty, those that the
    /// report names; `None` for a check alone. What needs no findings is then done while the rules are
    /// asked: citations are formatted, and the cover is drawn.
    pub makes: Option<Vec<Format>>,
}

impl Loaded {
    /// The files that it was made from, those that are not there among them, where `folder` is its own.
    pub fn inputs(&self, folder: &Utf8Path) -> impl Iterator<Item = Utf8PathBuf> {
        let texts = self.sources.iter().map(|(_, file)| file.path());
        let read = self.read.iter().map(Utf8PathBuf::as_path);
        // A copy without a digest is looked for, and not read.
        let copies = self.report.evidence.values();
        let copies = copies.filter_map(|record| record.archive.as_ref()?.file.as_ref());
        let copies = copies.map(|file| Utf8Path::new(&file.value));
        let all = texts.chain(read).chain(copies);
        all.map(move |path| folder.join(path))
    }
}

impl CheckOptions {
    /// The books that will be made of a report if nothing is found.
    pub fn books_of<'o>(&'o self, manifest: &'o Manifest) -> &'o [Format] {
        self.makes
            .as_deref()
            .map_or(&[], |asked| manifest.formats_of(asked))
    }
}

/// Loads a report from its folder.
///
/// # Errors
/// When there is no manifest to begin with.
pub fn load(files: &dyn Files, options: &CheckOptions) -> Result<Loaded, CannotRun> {
    load_again(files, options, &mut LastLoad::default())
}

/// The same for a report that is loaded again and again. With the same `memory` each time, what reads
/// as before is not parsed anew.
///
/// # Errors
/// See [`load`].
pub fn load_again(
    files: &dyn Files,
    options: &CheckOptions,
    memory: &mut LastLoad,
) -> Result<Loaded, CannotRun> {
    let files = &Recorded::of(files);
    let mut loader = Loader {
        files,
        memory,
        sources: Sources::default(),
        defects: Vec::new(),
        left: limits::OTHER_BYTES,
    };
    let path = Utf8Path::new(manifest::FILE_NAME);
    let bytes = files
        .read(path, limits::MANIFEST_BYTES)
        .map_err(|error| match error {
            ReadError::NotFound => CannotRun::NoManifest,
            other => CannotRun::Manifest(other),
        })?;
    let manifest_file = loader.add_bytes(path, &bytes);
    let manifest = manifest::read(
        &loader.sources,
        manifest_file,
        options.profile,
        &mut loader.defects,
    );
    Ok(loader.rest(manifest))
}

/// One Markdown text that is a whole report.
#[derive(Debug, Clone, Default)]
pub struct Single {
    /// What findings call it; its folder is that of the files it names.
    pub name: Utf8PathBuf,
    /// Its bytes.
    pub bytes: Vec<u8>,
    /// Bibliographies beside those that its header names, by the name that findings give them.
    /// Whoever names them has read them: they may lie anywhere.
    pub bibliographies: Vec<(Utf8PathBuf, Vec<u8>)>,
}

/// Loads a report that is a single file. `files` is its folder.
pub fn load_single(files: &dyn Files, single: &Single, options: &CheckOptions) -> Loaded {
    let files = &Recorded::of(files);
    let mut loader = Loader {
        files,
        memory: &mut LastLoad::default(),
        sources: Sources::default(),
        defects: Vec::new(),
        left: limits::OTHER_BYTES,
    };
    let file = loader.add_bytes(&single.name, &single.bytes);
    let header = header::read(&loader.sources, file, options.profile, &mut loader.defects);
    let given = single
        .bibliographies
        .iter()
        .map(|(name, bytes)| loader.add_bytes(name, bytes))
        .collect();
    let manifest = header.manifest.clone();
    loader.finish(&manifest, given, |sources, _| {
        parse::single::parse(sources, file, header)
    })
}

/// The byte order mark of UTF-8.
const MARK: &[u8] = b"\xef\xbb\xbf";

struct Loader<'f> {
    files: &'f Recorded<'f>,
    memory: &'f mut LastLoad,
    sources: Sources,
    defects: Vec<Defect>,
    /// How many bytes may still be read of what is no text of the report.
    left: u64,
}

impl Loader<'_> {
    fn rest(mut self, manifest: Manifest) -> Loaded {
        let body = manifest.sections.iter().map(|path| (Part::Body, path));
        let appendices = manifest.appendices.iter();
        let all: Vec<_> = body
            .chain(appendices.map(|path| (Part::Appendix, path)))
            .collect();
        if let Some((_, first)) = all.get(limits::SECTIONS) {
            self.too_many(Counted::Sections, first.span);
        }
        let mut sections = Vec::new();
        let mut left = limits::REPORT_BYTES;
        for (part, path) in all.into_iter().take(limits::SECTIONS) {
            let Some(file) = self.text(path, limits::TEXT_BYTES) else {
                continue;
            };
            let length = self.sources.file(file).text().len();
            match left.checked_sub(u64::try_from(length).unwrap_or(u64::MAX)) {
                Some(rest) => left = rest,
                None => {
                    self.too_many(Counted::ReportBytes, path.span);
                    break;
                }
            }
            sections.push((file, part));
        }
        let named = manifest.clone();
        self.finish(&named, Vec::new(), |sources, memory| {
            parse::parse_again(sources, manifest, &sections, memory)
        })
    }

    /// Reads what the manifest names beside the text, which `parse` reads, and joins all of it.
    /// The bibliographies in `given` were read already.
    fn finish(
        mut self,
        manifest: &Manifest,
        given: Vec<FileId>,
        parse: impl FnOnce(&Sources, &mut parse::LastText) -> Draft + Send,
    ) -> Loaded {
        if let Some(first) = manifest.bibliographies.get(limits::BIBLIOGRAPHIES) {
            self.too_many(Counted::Bibliographies, first.span);
        }
        let mut bibliographies: Vec<FileId> = manifest
            .bibliographies
            .iter()
            .take(limits::BIBLIOGRAPHIES)
            .filter_map(|path| self.text(path, limits::BIBLIOGRAPHY_BYTES))
            .collect();
        bibliographies.extend(given);
        let own_style = self.own_style(&manifest.citation_style);
        let evidence = self.evidence(manifest);
        let theme = self.theme(manifest);
        let sources = &self.sources;
        let lists = &manifest.references;
        let read: Vec<FileId> = lists.iter().map(|list| list.file).collect();
        let read = [read, bibliographies.clone()].concat();
        let LastLoad { library, text, .. } = &mut *self.memory;
        let read_library = || {
            library.recall(sources, &read, |sources| {
                let mut defects = Vec::new();
                let library = Library::read_with(sources, lists, &bibliographies, &mut defects);
                (Arc::new(library), defects)
            })
        };
        let wanted = &manifest.citation_style;
        let ((mut draft, (style, unread)), (library, defects)) = both(
            || (parse(sources, text), style(sources, wanted, own_style)),
            read_library,
        );
        self.defects.extend(unread);
        self.defects.extend(defects);
        let start = Span::start_of(manifest.file);
        let assets = self.assets(&draft, &theme, start);
        // What lies beside a single file may be there for anything.
        let (templates, fonts) = match manifest.origin {
            Origin::File => (self.templates(start), self.fonts(start)),
            Origin::Header(_) | Origin::Text(_) => (BTreeMap::new(), Vec::new()),
        };
        if read.is_empty() && manifest.bibliographies.is_empty() && !draft.citations.is_empty() {
            let beside = beside::bibliographies(self.files);
            let kind = DefectKind::NoBibliography(beside);
            draft.defects.push(Defect::new(kind, start));
        }
        draft.defects.append(&mut self.defects);
        let mut report = resolve::resolve(
            draft,
            Inputs {
                sources: &self.sources,
                library: &library,
                evidence,
                assets,
                theme,
            },
        );
        let template_files = self.templates_into(&mut report, &templates);
        report.defects.append(&mut self.defects);
        beside::name(self.files, &mut report.defects);
        Loaded {
            sources: self.sources,
            report,
            library,
            style,
            templates,
            template_files,
            fonts,
            read: self.files.paths(),
        }
    }

    /// The pictures and data that the text and the theme name, by their paths as written.
    fn assets(
        &mut self,
        draft: &Draft,
        theme: &Theme,
        start: Span,
    ) -> BTreeMap<String, Result<Vec<u8>, ReadError>> {
        let mut assets = BTreeMap::new();
        for path in resolve::asset_paths(draft, theme) {
            let most = resolve::asset_limit(&path);
            let bytes = self.other(Utf8Path::new(&path), most, start);
            assets.extend(bytes.map(|bytes| (path, bytes)));
        }
        assets
    }

    /// The report's own fonts, in the order of their names.
    fn fonts(&mut self, start: Span) -> Vec<OwnFont> {
        let is_font =
            |path: &Utf8Path| matches!(path.extension(), Some("otf" | "ttf" | "ttc" | "otc"));
        let paths = self.list(Utf8Path::new("fonts"), is_font, start);
        let mut fonts = Vec::new();
        let mut characters = 0;
        for path in paths {
            let Some(bytes) = self.bytes(&path, limits::FILE_BYTES, start) else {
                continue;
            };
            if faces::count(&bytes) > limits::FONT_FACES {
                self.too_many(Counted::FontFaces(path.to_string()), start);
                continue;
            }
            characters += faces::characters(&bytes);
            if characters > limits::FONT_CHARACTERS {
                self.too_many(Counted::FontCharacters(path.to_string()), start);
                break;
            }
            let bytes = bytes.into();
            fonts.push(OwnFont { path, bytes });
        }
        fonts
    }

    /// The wanted files of a folder that nobody names. What is wrong with it stands at `start`.
    fn list(
        &mut self,
        folder: &Utf8Path,
        is_wanted: impl Fn(&Utf8Path) -> bool,
        start: Span,
    ) -> Vec<Utf8PathBuf> {
        let mut paths = match self.files.list(folder) {
            Ok(paths) => paths,
            Err(error) => {
                self.unreadable(folder, error, start);
                return Vec::new();
            }
        };
        paths.retain(|path| is_wanted(path));
        if paths.len() > limits::FOLDER_FILES {
            self.too_many(Counted::FolderFiles(folder.to_string()), start);
            paths.truncate(limits::FOLDER_FILES);
        }
        paths
    }

    /// The bytes of a file, or a defect at a place.
    fn bytes(&mut self, path: &Utf8Path, most: u64, place: Span) -> Option<Vec<u8>> {
        match self.other(path, most, place)? {
            Ok(bytes) => Some(bytes),
            Err(error) => {
                self.unreadable(path, error, place);
                None
            }
        }
    }

    /// Reads a file that is no text of the report. None where all of them together have more bytes
    /// than are read, which is a defect at the place of the first that is too much.
    fn other(
        &mut self,
        path: &Utf8Path,
        most: u64,
        place: Span,
    ) -> Option<Result<Vec<u8>, ReadError>> {
        if self.left == 0 {
            return None;
        }
        let read = self.files.read(path, most);
        let length = read.as_ref().map_or(0, |bytes| bytes.len() as u64);
        if length >= self.left {
            self.left = 0;
            self.too_many(Counted::OtherBytes(path.to_string()), place);
            return None;
        }
        self.left -= length;
        Some(read)
    }

    fn unreadable(&mut self, path: &Utf8Path, error: ReadError, span: Span) {
        let kind = DefectKind::Unreadable {
            path: path.to_string(),
            error,
            beside: Vec::new(),
        };
        self.defects.push(Defect::new(kind, span));
    }

    fn too_many(&mut self, what: Counted, span: Span) {
        self.defects
            .push(Defect::new(DefectKind::OverLimit(what), span));
    }

    /// What stands in the files beside the manifest that a report can have and need not.
    fn evidence(&mut self, manifest: &Manifest) -> EvidenceInputs {
        let mut inputs = EvidenceInputs::default();
        // Nobody names these files, so their faults stand where the report begins.
        let start = Span::start_of(manifest.file);
        if let Some(file) = self.beside(evidence::FILE_NAME, limits::RECORDS_BYTES, start) {
            let (records, defects) =
                self.memory
                    .records
                    .recall(&self.sources, &[file], |sources| {
                        let mut defects = Vec::new();
                        (evidence::read(sources, file, &mut defects), defects)
                    });
            inputs.records = records;
            self.defects.extend(defects);
        }
        for record in &inputs.records {
            if let Some(path) = &record.text
                && let Some(text) = self.words(path)
            {
                inputs.texts.insert(record.key.value.clone(), text);
            }
        }
        inputs.copies = archives::look(self.files, &inputs.records);
        if let Some(file) = self.beside(waivers::FILE_NAME, limits::RECORDS_BYTES, start) {
            inputs.waivers = waivers::read(&self.sources, file, &mut self.defects);
        }
        inputs
    }

    /// The theme that the manifest names, or the one beside it, or the built-in one.
    fn theme(&mut self, manifest: &Manifest) -> Theme {
        // What lies beside a single file may be there for anything.
        if manifest.origin != Origin::File {
            return Theme::default();
        }
        let file = match &manifest.theme {
            Some(path) => self.text(path, limits::MANIFEST_BYTES),
            None => self.beside(
                theme::FILE_NAME,
                limits::MANIFEST_BYTES,
                Span::start_of(manifest.file),
            ),
        };
        file.map_or_else(Theme::default, |file| {
            theme::read(&self.sources, file, &mut self.defects)
        })
    }

    /// Reads a text file beside the manifest, if there is one.
    fn beside(&mut self, name: &str, most: u64, start: Span) -> Option<FileId> {
        let path = Utf8PathBuf::from(name);
        match self.files.read(&path, most) {
            Err(ReadError::NotFound) => None,
            _ => self.text(&Located::new(path, start), most),
        }
    }

    /// The words of a source. They are not part of the report: a byte that is no text is passed
    /// over, and no place in them is ever named.
    fn words(&mut self, path: &Located<String>) -> Option<String> {
        let bytes = self.bytes(Utf8Path::new(&path.value), limits::FILE_BYTES, path.span)?;
        Some(String::from_utf8_lossy(&bytes).into_owned())
    }

    /// Reads a text file that the manifest names, of at most so many bytes.
    fn text(&mut self, path: &Located<Utf8PathBuf>, most: u64) -> Option<FileId> {
        let kind = match self.files.read(&path.value, most) {
            Ok(bytes) => match String::from_utf8(bytes) {
                Ok(text) => return Some(self.add_text(&path.value, &text)),
                Err(error) => DefectKind::NotUtf8 {
                    path: path.value.to_string(),
                    offset: error.utf8_error().valid_up_to(),
                },
            },
            Err(error) => DefectKind::Unreadable {
                path: path.value.to_string(),
                error,
                beside: Vec::new(),
            },
        };
        self.defects.push(Defect::new(kind, path.span));
        None
    }

    /// Adds what somebody else has read. What is not UTF-8 in it is a defect, and replaced.
    fn add_bytes(&mut self, path: &Utf8Path, bytes: &[u8]) -> FileId {
        // UTF-16 with its byte order mark: not a word of it would be text.
        let is_utf16 = bytes.starts_with(b"\xff\xfe") || bytes.starts_with(b"\xfe\xff");
        let read = if is_utf16 { &[][..] } else { bytes };
        let file = self.add_text(path, &String::from_utf8_lossy(read));
        if let Err(error) = std::str::from_utf8(bytes) {
            let offset = error.valid_up_to();
            let kind = DefectKind::NotUtf8 {
                path: path.to_string(),
                offset,
            };
            let mark = if bytes.starts_with(MARK) {
                MARK.len()
            } else {
                0
            };
            let place = offset.saturating_sub(mark);
            self.defects
                .push(Defect::new(kind, Span::new(file, place..place)));
        }
        file
    }

    /// Adds a text without its byte order mark. Lines that end as on old Macintoshes, with CR alone,
    /// end with LF; no byte moves.
    fn add_text(&mut self, path: &Utf8Path, text: &str) -> FileId {
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        let mut characters = text.chars().peekable();
        let mut lines = String::with_capacity(text.len());
        while let Some(character) = characters.next() {
            let is_end = character == '\r' && characters.peek() != Some(&'\n');
            lines.push(if is_end { '\n' } else { character });
        }
        let file = self.sources.add(path, lines);
        parse::find_forbidden_characters(&self.sources, file, &mut self.defects);
        file
    }

    /// Where a citation style stands.
    fn own_style(&mut self, wanted: &Located<String>) -> StyleAt {
        if !wanted.value.ends_with(".csl") && !wanted.value.ends_with(".xml") {
            return StyleAt::Bundled;
        }
        let path = Located::new(Utf8PathBuf::from(&wanted.value), wanted.span);
        let file = self.text(&path, limits::STYLE_BYTES);
        file.map_or(StyleAt::Nowhere, StyleAt::File)
    }
}

/// Where a citation style stands.
#[derive(Clone, Copy)]
enum StyleAt {
    /// In the program.
    Bundled,
    /// In a file of the report.
    File(FileId),
    /// In a file that cannot be read, which is a defect already.
    Nowhere,
}

/// The citation style, or the default one beside a defect.
fn style(sources: &Sources, wanted: &Located<String>, at: StyleAt) -> (Style, Option<Defect>) {
    let found = match at {
        StyleAt::Bundled => bibliography::find_style(&wanted.value),
        StyleAt::File(file) => bibliography::read_style(sources.file(file).text()),
        StyleAt::Nowhere => return (default_style(), None),
    };
    let kind = match found {
        Ok(style) => return (style, None),
        Err(StyleError::Unknown) => DefectKind::UnknownStyle {
            name: wanted.value.clone(),
            known: bibliography::bundled_names(),
        },
        Err(StyleError::Malformed(message)) => DefectKind::BadStyle(message),
        Err(StyleError::MissingParent(parent)) => DefectKind::BadStyleParent(parent),
    };
    (default_style(), Some(Defect::new(kind, wanted.span)))
}

fn default_style() -> Style {
    bibliography::find_style(manifest::DEFAULT_STYLE)
        .expect("the default style is bundled, which a test proves")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_default_style_is_bundled() {
        assert!(bibliography::find_style(manifest::DEFAULT_STYLE).is_ok());
    }
}
