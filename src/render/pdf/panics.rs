//! Panics of the layout engine that a template or a face of the report's own asks for.

use std::collections::BTreeMap;
use std::thread;

use crate::model::limits::STACK_BYTES;
use crate::model::{Defect, DefectKind, OwnFont, Report, TemplatePlace};
use crate::source::Span;
use crate::threads::BOUNDED;

/// What a report brings that the engine runs or reads.
#[derive(Clone, Copy)]
pub(super) struct Own<'a> {
    /// Its template files, by their name.
    pub templates: &'a BTreeMap<String, Vec<u8>>,
    /// Its font files.
    pub fonts: &'a [OwnFont],
}

/// Does work of the engine. Where the report has templates of its own, a panic is a fault of these and said
/// in the one that it names, or the first; where it has faces of its own only, it is one of these. Anywhere
/// else it is one of this program.
///
/// # Errors
/// When it panics.
pub(super) fn caught<T: Send>(
    report: &Report,
    own: Own<'_>,
    work: impl FnOnce() -> T + Send,
) -> Result<T, Vec<Defect>> {
    let template = own.template(report);
    if template.is_none() && own.fonts.is_empty() {
        return Ok(work());
    }
    let done = thread::scope(|scope| {
        let builder = thread::Builder::new().name(BOUNDED.to_owned());
        let begun = builder.stack_size(STACK_BYTES).spawn_scoped(scope, work);
        begun.map(thread::ScopedJoinHandle::join)
    });
    let why = match done {
        Ok(Ok(done)) => return Ok(done),
        Ok(Err(why)) => why,
        Err(error) => Box::new(error.to_string()),
    };
    let words = why.downcast_ref::<String>().map(String::as_str);
    let words = words.or_else(|| why.downcast_ref::<&str>().copied());
    let words = words.unwrap_or("this cannot be laid out").to_owned();
    let hint = match template {
        Some(_) => None,
        None => Some("a file in `fonts` may be damaged: does it go without them?".to_owned()),
    };
    Err(vec![own.defect(report, words, hint.into_iter().collect())])
}

impl Own<'_> {
    /// What the engine says of all of it, in the template that is chosen or the first.
    pub fn defect(&self, report: &Report, message: String, hints: Vec<String>) -> Defect {
        let place = self.template(report).map(|name| TemplatePlace {
            name: name.to_owned(),
            range: 0..0,
        });
        let kind = DefectKind::Layout {
            message,
            hints,
            place,
        };
        Defect::new(kind, Span::start_of(report.manifest.file))
    }

    /// The template that the report chooses, or the first.
    fn template(&self, report: &Report) -> Option<&str> {
        let wanted = format!("{}.typ", report.manifest.layout.template.value);
        let mut names = self.templates.keys().map(String::as_str);
        match self.templates.get_key_value(&wanted) {
            Some((name, _)) => Some(name),
            None => names.find(|name| name.ends_with(".typ")),
        }
    }
}
