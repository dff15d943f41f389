//! The shell of an XHTML file, and the writer of what is in it. Knows ids and counts, no blocks.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use super::markup::{Attributes, Markup, is_rtl};
use super::{Book, Facts, File, theme};
use crate::model::{Attrs, NoteId};

/// Writes one file. The modules for blocks, running text, figures and notes add to it.
pub(super) struct Writer<'a> {
    pub(super) book: &'a Book<'a>,
    /// The name of the file.
    pub(super) file: String,
    pub(super) markup: Markup,
    pub(super) facts: Facts,
    /// Ids that stand in the file already: an id that comes twice is only written once.
    pub(super) ids: BTreeSet<String>,
    /// Notes that were called and are still to be written, at the end of the file.
    pub(super) notes: VecDeque<NoteId>,
    pub(super) calls: BTreeMap<usize, usize>,
    /// Links cannot hold links.
    pub(super) in_link: bool,
    /// Set for words that stand a second time, in a list of figures for instance: no ids, no
    /// links, no calls.
    pub(super) words_only: bool,
    pub(super) in_citation: bool,
}

impl<'a> Writer<'a> {
    /// A writer for a file.
    pub(super) fn new(book: &'a Book<'a>, file: &str) -> Self {
        Self {
            book,
            file: file.to_owned(),
            markup: Markup::new(&book.language),
            facts: Facts::default(),
            ids: BTreeSet::new(),
            notes: VecDeque::new(),
            calls: BTreeMap::new(),
            in_link: false,
            words_only: false,
            in_citation: false,
        }
    }

    /// An id if it is the first of its name in this file.
    pub(super) fn fresh_id(&mut self, id: &str) -> Option<String> {
        if self.words_only || id.is_empty() {
            return None;
        }
        self.ids.insert(id.to_owned()).then(|| id.to_owned())
    }

    /// The attributes that an author may set: id, classes and language.
    pub(super) fn attributes(&mut self, attrs: &Attrs) -> Attributes {
        let id = attrs.id.as_ref().map(|id| id.value.clone());
        let id = id.and_then(|id| self.fresh_id(&id));
        let classes = (!attrs.classes.is_empty()).then(|| attrs.classes.join(" "));
        let with = Attributes::none().maybe("id", id).maybe("class", classes);
        match attrs.lang() {
            Some(tag) => with.lang(tag),
            None => with,
        }
    }

    /// Closes the file.
    pub(super) fn finish(mut self, title: &str, body_type: &str) -> (File, Facts) {
        let (body, languages) = self.markup.finish();
        self.facts.languages = languages;
        let maths = self.facts.formulas > 0;
        let file = File {
            bytes: shell(&self.book.language, title, body_type, &body).into_bytes(),
            href: self.file,
            title: title.to_owned(),
            media_type: "application/xhtml+xml",
            properties: maths.then_some("mathml"),
            in_spine: true,
        };
        (file, self.facts)
    }
}

/// A whole XHTML file around a body that is XHTML already.
pub(super) fn shell(language: &str, title: &str, body_type: &str, body: &str) -> String {
    let mut head = Markup::new(language);
    head.plain_leaf("title", Attributes::none(), title);
    for sheet in [theme::HREF, "stylesheet.css"] {
        head.newline();
        head.empty(
            "link",
            Attributes::none()
                .with("rel", "stylesheet")
                .with("type", "text/css")
                .with("href", sheet),
        );
    }
    let (head, _) = head.finish();
    let mut start = Markup::new(language);
    start.empty(
        "html",
        Attributes::none()
            .with("xmlns", "http://www.w3.org/1999/xhtml")
            .with("xmlns:epub", "http://www.idpf.org/2007/ops")
            .lang(language),
    );
    let (start, _) = start.finish();
    let start = start.trim_end_matches("/>");
    let body_type = if body_type.is_empty() {
        String::new()
    } else {
        format!(" epub:type=\"{body_type}\"")
    };
    format!(
        "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<!DOCTYPE html>\n{start}>\n<head>\n{head}\n</head>\n<body{body_type}>\n{body}\n</body>\n</html>\n"
    )
}

/// The direction of a language, as packages write it.
pub(super) fn direction(language: &str) -> &'static str {
    if is_rtl(language) { "rtl" } else { "ltr" }
}
