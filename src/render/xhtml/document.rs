//! The writer of what is in a file. Knows ids and counts, no blocks.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use super::index::address;
use super::markup::{Attributes, Markup};
use super::{Book, Facts, claims};
use crate::model::{Attrs, NoteId};
use crate::render::anchors;

/// Writes one file. The modules for blocks, running text, figures and notes add to it.
pub(in crate::render) struct Writer<'a> {
    pub(in crate::render) book: &'a Book<'a>,
    /// The name of the file.
    pub(in crate::render) file: String,
    pub(in crate::render) markup: Markup,
    pub(in crate::render) facts: Facts,
    /// Ids that stand in the file already: an id that comes twice is only written once.
    pub(in crate::render) ids: BTreeSet<String>,
    /// Notes that were called and are still to be written, at the end of the file.
    pub(in crate::render) notes: VecDeque<NoteId>,
    pub(in crate::render) calls: BTreeMap<usize, usize>,
    /// Links cannot hold links.
    pub(in crate::render) in_link: bool,
    /// Set for words that stand a second time, in a list of figures for instance: no ids, no
    /// links, no calls.
    pub(in crate::render) words_only: bool,
    pub(in crate::render) in_citation: bool,
    /// Set where sources are shown a second time: the register has the ids.
    pub(in crate::render) in_popover: bool,
    /// The claims of a caption or a row whose sources are shown behind its words: among them, they would be a
    /// part of the name of the table or the row.
    pub(super) held: Option<Vec<claims::Open>>,
}

impl<'a> Writer<'a> {
    /// A writer for a file.
    pub(in crate::render) fn new(book: &'a Book<'a>, file: &str) -> Self {
        Self {
            book,
            file: file.to_owned(),
            markup: Markup::new(&book.language, book.medium),
            facts: Facts::default(),
            ids: BTreeSet::new(),
            notes: VecDeque::new(),
            calls: BTreeMap::new(),
            in_link: false,
            words_only: false,
            in_citation: false,
            in_popover: false,
            held: None,
        }
    }

    /// An id if it is the first of its name in this file.
    pub(in crate::render) fn fresh_id(&mut self, id: &str) -> Option<String> {
        if self.words_only || id.is_empty() {
            return None;
        }
        self.ids.insert(id.to_owned()).then(|| id.to_owned())
    }

    /// The address of an entry of the reference list.
    pub(in crate::render) fn address_of_reference(&self, at: usize) -> String {
        let file = &self.book.files.references;
        address(file, &anchors::reference(at), &self.file)
    }

    /// The attributes that an author may set: id, classes and language.
    pub(in crate::render) fn attributes(&mut self, attrs: &Attrs) -> Attributes {
        let id = attrs.id.as_ref().map(|id| id.value.clone());
        let id = id.and_then(|id| self.fresh_id(&id));
        let classes = (!attrs.classes.is_empty()).then(|| attrs.classes.join(" "));
        let with = Attributes::none().maybe("id", id).maybe("class", classes);
        match attrs.lang() {
            Some(tag) => with.lang(tag),
            None => with,
        }
    }

    /// Writes an element with words of the program.
    pub(in crate::render) fn say(
        &mut self,
        tag: &'static str,
        attributes: Attributes,
        words: &str,
    ) {
        let attributes = self.book.said(attributes);
        self.markup.leaf(tag, attributes, words);
    }

    /// Writes words of the program among others.
    pub(in crate::render) fn word(&mut self, words: &str) {
        match self.book.terms.foreign() {
            Some(_) => self.say("span", Attributes::none(), words),
            None => self.markup.text(words),
        }
    }

    /// Closes what is open. Gives what was written and what is in it.
    pub(in crate::render) fn finish(mut self) -> (String, Facts) {
        let (body, languages) = self.markup.finish();
        self.facts.languages = languages;
        (body, self.facts)
    }
}
