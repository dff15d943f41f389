//! Reads the report's own templates. Of what stands in them it knows only what must not.

use std::collections::BTreeMap;

use camino::{Utf8Path, Utf8PathBuf};

use super::Loader;
use crate::model::{AssetFault, Defect, DefectKind, Layout, Report, limits};
use crate::resolve;
use crate::source::{FileId, Span};

impl Loader<'_> {
    /// The report's own template files, by their path below `templates/`.
    pub(super) fn templates(&mut self, start: Span) -> BTreeMap<String, Vec<u8>> {
        let mut templates = BTreeMap::new();
        for folder in ["pdf", "epub", "html"] {
            let path = Utf8PathBuf::from("templates").join(folder);
            for path in self.list(&path, |_| true, start) {
                let most = match path.extension() {
                    Some("typ") => limits::TEMPLATE_TEXT_BYTES,
                    _ => limits::TEMPLATE_BYTES,
                };
                let bytes = self.bytes(&path, most, start);
                if let (Some(bytes), Some(name)) = (bytes, path.file_name()) {
                    templates.insert(format!("{folder}/{name}"), bytes);
                }
            }
        }
        templates
    }

    /// Tells what is wrong with the templates, and gives those of the PDF among the sources, by their name.
    pub(super) fn templates_into(
        &mut self,
        report: &mut Report,
        templates: &BTreeMap<String, Vec<u8>>,
    ) -> BTreeMap<String, FileId> {
        report.defects.extend(unknown_template(report, templates));
        for (path, target) in resolve::fetching(templates) {
            let text = String::from_utf8_lossy(&templates[path]);
            let path = format!("templates/{path}");
            let at = text.find(&target).unwrap_or_default();
            let place = at..at + text[at..].chars().next().map_or(0, char::len_utf8);
            let file = self.sources.add(path.as_str(), text.as_ref());
            let fault = AssetFault::Fetches(target);
            let kind = DefectKind::BadAsset { path, fault };
            let span = Span::new(file, place);
            report.defects.push(Defect::new(kind, span));
        }
        for (path, read) in resolve::stray(templates) {
            let path = format!("templates/{path}");
            let span = Span::start_of(self.sources.add(path.as_str(), ""));
            let fault = AssetFault::Stray(read);
            let kind = DefectKind::BadAsset { path, fault };
            report.defects.push(Defect::new(kind, span));
        }
        let mut files = BTreeMap::new();
        for (path, bytes) in templates {
            match (path.strip_prefix("pdf/"), std::str::from_utf8(bytes)) {
                (Some(name), Ok(text)) => {
                    let file = self.sources.add(format!("templates/{path}"), text);
                    files.insert(name.to_owned(), file);
                }
                (_, Err(_)) if path.ends_with(".typ") || path.ends_with(".css") => {
                    self.add_bytes(&Utf8Path::new("templates").join(path), bytes);
                }
                _ => {}
            }
        }
        files
    }
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
