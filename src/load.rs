//! Reads everything a report consists of: the only step that touches files.
//!
//! What cannot be read becomes a defect at the place that names it, and loading goes on, so that
//! one missing file hides no other fault.

use std::collections::BTreeMap;

use camino::{Utf8Path, Utf8PathBuf};

use crate::bibliography::{self, Library, Style, StyleError};
use crate::model::{
    Date, Defect, DefectKind, Draft, Layout, Manifest, Origin, Part, Profile, Report, Theme,
};
use crate::parse::{self, evidence, header, manifest, theme, waivers};
use crate::resolve::{self, EvidenceInputs, Inputs};
use crate::source::{FileId, Files, Located, ReadError, Sources, Span};

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
    pub library: Library,
    /// The citation style, for composing it.
    pub style: Style,
    /// The report's own template files, by their path below `templates/`.
    pub templates: BTreeMap<String, Vec<u8>>,
    /// Those of the PDF among the sources, by their name in `templates/pdf/`.
    pub template_files: BTreeMap<String, FileId>,
    /// The report's own fonts, in the order of their names.
    pub fonts: Vec<Vec<u8>>,
}

/// What is decided outside the report.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct CheckOptions {
    /// The profile, instead of the manifest's.
    pub profile: Option<Profile>,
    /// The day of the check, by which waivers expire. Without it, the day of the edition is.
    pub today: Option<Date>,
}

/// Loads a report from its folder.
///
/// # Errors
/// When there is no manifest to begin with.
pub fn load(files: &dyn Files, options: &CheckOptions) -> Result<Loaded, CannotRun> {
    let mut loader = Loader {
        files,
        sources: Sources::default(),
        defects: Vec::new(),
    };
    let path = Utf8Path::new(manifest::FILE_NAME);
    let bytes = files.read(path).map_err(|error| match error {
        ReadError::NotFound => CannotRun::NoManifest,
        other => CannotRun::Manifest(other),
    })?;
    let text = String::from_utf8_lossy(&bytes);
    let manifest_file = loader.add_text(path, &text);
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
    let mut loader = Loader {
        files,
        sources: Sources::default(),
        defects: Vec::new(),
    };
    let file = loader.add_bytes(&single.name, &single.bytes);
    let header = header::read(&loader.sources, file, options.profile, &mut loader.defects);
    let given = single
        .bibliographies
        .iter()
        .map(|(name, bytes)| loader.add_bytes(name, bytes))
        .collect();
    let manifest = header.manifest.clone();
    loader.finish(&manifest, given, |sources| {
        parse::single::parse(sources, file, header)
    })
}

struct Loader<'f> {
    files: &'f dyn Files,
    sources: Sources,
    defects: Vec<Defect>,
}

impl Loader<'_> {
    fn rest(mut self, manifest: Manifest) -> Loaded {
        let mut sections = Vec::new();
        for (part, paths) in [
            (Part::Body, &manifest.sections),
            (Part::Appendix, &manifest.appendices),
        ] {
            for path in paths {
                if let Some(file) = self.text(path) {
                    sections.push((file, part));
                }
            }
        }
        let named = manifest.clone();
        self.finish(&named, Vec::new(), |sources| {
            parse::parse(sources, manifest, &sections)
        })
    }

    /// Reads what the manifest names beside the text, which `parse` reads, and joins all of it.
    /// The bibliographies in `given` were read already.
    fn finish(
        mut self,
        manifest: &Manifest,
        given: Vec<FileId>,
        parse: impl FnOnce(&Sources) -> Draft,
    ) -> Loaded {
        let mut bibliographies: Vec<FileId> = manifest
            .bibliographies
            .iter()
            .filter_map(|path| self.text(path))
            .collect();
        bibliographies.extend(given);
        let style = self.style(&manifest.citation_style);
        let library = Library::read(&self.sources, &bibliographies, &mut self.defects);
        let evidence = self.evidence(manifest);
        let theme = self.theme(manifest);
        let mut draft = parse(&self.sources);
        let assets = resolve::asset_paths(&draft, &theme)
            .into_iter()
            .map(|path| {
                let bytes = self.files.read(Utf8Path::new(&path));
                (path, bytes)
            })
            .collect();
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
        // What lies beside a single file may be there for anything.
        let (templates, fonts) = match report.manifest.origin {
            Origin::File => (self.templates(), self.fonts()),
            Origin::Header(_) | Origin::Text(_) => (BTreeMap::new(), Vec::new()),
        };
        report.defects.extend(unknown_template(&report, &templates));
        let mut template_files = BTreeMap::new();
        for (path, bytes) in &templates {
            if let Some(name) = path.strip_prefix("pdf/")
                && let Ok(text) = std::str::from_utf8(bytes)
            {
                let file = self.sources.add(format!("templates/{path}"), text);
                template_files.insert(name.to_owned(), file);
            }
        }
        Loaded {
            sources: self.sources,
            report,
            library,
            style,
            templates,
            template_files,
            fonts,
        }
    }

    /// The report's own template files, by their path below `templates/`.
    fn templates(&self) -> BTreeMap<String, Vec<u8>> {
        let mut templates = BTreeMap::new();
        for folder in ["pdf", "epub", "html"] {
            for path in self
                .files
                .list(&Utf8PathBuf::from("templates").join(folder))
            {
                if let (Ok(bytes), Some(name)) = (self.files.read(&path), path.file_name()) {
                    templates.insert(format!("{folder}/{name}"), bytes);
                }
            }
        }
        templates
    }

    /// The report's own fonts, in the order of their names.
    fn fonts(&self) -> Vec<Vec<u8>> {
        self.files
            .list(Utf8Path::new("fonts"))
            .iter()
            .filter(|path| matches!(path.extension(), Some("otf" | "ttf" | "ttc" | "otc")))
            .filter_map(|path| self.files.read(path).ok())
            .collect()
    }

    /// What stands in the files beside the manifest that a report can have and need not.
    fn evidence(&mut self, manifest: &Manifest) -> EvidenceInputs {
        let mut inputs = EvidenceInputs::default();
        // Nobody names these files, so their faults stand where the report begins.
        let start = Span::start_of(manifest.file);
        if let Some(file) = self.beside(evidence::FILE_NAME, start) {
            inputs.records = evidence::read(&self.sources, file, &mut self.defects);
        }
        for record in &inputs.records {
            if let Some(path) = &record.text
                && let Some(text) = self.words(path)
            {
                inputs.texts.insert(record.key.value.clone(), text);
            }
        }
        if let Some(file) = self.beside(waivers::FILE_NAME, start) {
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
            Some(path) => self.text(path),
            None => self.beside(theme::FILE_NAME, Span::start_of(manifest.file)),
        };
        file.map_or_else(Theme::default, |file| {
            theme::read(&self.sources, file, &mut self.defects)
        })
    }

    /// Reads a text file beside the manifest, if there is one.
    fn beside(&mut self, name: &str, start: Span) -> Option<FileId> {
        let path = Utf8PathBuf::from(name);
        match self.files.read(&path) {
            Err(ReadError::NotFound) => None,
            _ => self.text(&Located::new(path, start)),
        }
    }

    /// The words of a source. They are not part of the report: a byte that is no text is passed
    /// over, and no place in them is ever named.
    fn words(&mut self, path: &Located<String>) -> Option<String> {
        match self.files.read(Utf8Path::new(&path.value)) {
            Ok(bytes) => Some(String::from_utf8_lossy(&bytes).into_owned()),
            Err(error) => {
                let kind = DefectKind::Unreadable {
                    path: path.value.clone(),
                    error,
                };
                self.defects.push(Defect::new(kind, path.span));
                None
            }
        }
    }

    /// Reads a text file that the manifest names.
    fn text(&mut self, path: &Located<Utf8PathBuf>) -> Option<FileId> {
        let kind = match self.files.read(&path.value) {
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
            },
        };
        self.defects.push(Defect::new(kind, path.span));
        None
    }

    /// Adds what somebody else has read. What is not UTF-8 in it is a defect, and replaced.
    fn add_bytes(&mut self, path: &Utf8Path, bytes: &[u8]) -> FileId {
        let file = self.add_text(path, &String::from_utf8_lossy(bytes));
        if let Err(error) = std::str::from_utf8(bytes) {
            let kind = DefectKind::NotUtf8 {
                path: path.to_string(),
                offset: error.valid_up_to(),
            };
            let offset = error.valid_up_to();
            self.defects
                .push(Defect::new(kind, Span::new(file, offset..offset)));
        }
        file
    }

    /// Adds a text without its byte order mark.
    fn add_text(&mut self, path: &Utf8Path, text: &str) -> FileId {
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        let file = self.sources.add(path, text);
        parse::find_forbidden_characters(&self.sources, file, &mut self.defects);
        file
    }

    /// The citation style, or the default one beside a defect.
    fn style(&mut self, wanted: &Located<String>) -> Style {
        let found = if wanted.value.ends_with(".csl") {
            let path = Located::new(Utf8PathBuf::from(&wanted.value), wanted.span);
            match self.text(&path) {
                Some(file) => bibliography::read_style(self.sources.file(file).text()),
                // The file itself is a defect already.
                None => return default_style(),
            }
        } else {
            bibliography::find_style(&wanted.value)
        };
        found.unwrap_or_else(|error| {
            let kind = match error {
                StyleError::Unknown => DefectKind::UnknownStyle {
                    name: wanted.value.clone(),
                    known: bibliography::bundled_names(),
                },
                StyleError::Malformed(message) => DefectKind::BadStyle(message),
                StyleError::MissingParent(parent) => {
                    DefectKind::BadStyle(format!("it depends on `{parent}`, which is not bundled"))
                }
            };
            self.defects.push(Defect::new(kind, wanted.span));
            default_style()
        })
    }
}

fn default_style() -> Style {
    bibliography::find_style(manifest::DEFAULT_STYLE)
        .expect("the default style is bundled, which a test proves")
}

/// The fault of a template that is neither shipped nor the report's own.
fn unknown_template(report: &Report, own: &BTreeMap<String, Vec<u8>>) -> Option<Defect> {
    let template = &report.manifest.layout.template;
    let name = template.value.as_str();
    if Layout::TEMPLATES.contains(&name) || own.contains_key(&format!("pdf/{name}.typ")) {
        return None;
    }
    let shipped = Layout::TEMPLATES
        .map(|name| format!("`{name}`"))
        .join(" or ");
    let kind = DefectKind::BadValue {
        key: "output.template".to_owned(),
        value: name.to_owned(),
        expected: format!("{shipped}, or the name of a file in `templates/pdf`"),
    };
    Some(Defect::new(kind, template.span))
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_default_style_is_bundled() {
        super::default_style();
    }
}
