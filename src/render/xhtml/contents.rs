//! The table of contents and the lists of figures and tables. Knows headings and no text.

use super::document::Writer;
use super::index::Entry;
use super::markup::Attributes;
use super::{Book, front};
use crate::model::text_of;
use crate::render::{anchors, heading_number, register_title, short_caption, without_sources};

/// One line of the contents.
pub(in crate::render) struct Line<'a> {
    pub(in crate::render) href: String,
    /// How deep it stands, from one.
    pub(in crate::render) level: u8,
    number: String,
    entry: Option<&'a Entry<'a>>,
    words: String,
    /// Whether the words are the program's.
    is_said: bool,
}

impl Line<'_> {
    /// Its number and words.
    pub(in crate::render) fn text(&self) -> String {
        let text = format!("{} {}", self.number, self.words);
        text.split_whitespace().collect::<Vec<_>>().join(" ")
    }
}

/// The headings of the sections, the register and the reference list.
pub(in crate::render) fn lines<'a>(book: &'a Book) -> Vec<Line<'a>> {
    let mut lines: Vec<Line> = Vec::new();
    for entry in &book.index.headings {
        let words = text_of(&without_sources(book.report, entry.content));
        let number = entry
            .label
            .map(|label| heading_number(label, &book.terms))
            .unwrap_or_default();
        if number.is_empty() && words.trim().is_empty() {
            continue;
        }
        let level = if entry.is_first {
            1
        } else {
            entry.level.max(2)
        };
        lines.push(Line {
            href: href(&entry.file, &entry.id, level),
            level,
            number,
            entry: Some(entry),
            words,
            is_said: false,
        });
    }
    if let Some(place) = &book.register {
        let (number, words) = register_title(place, &book.terms);
        let made = |level, id, words| made(level, &book.files.register, id, words);
        lines.push(Line {
            number,
            ..made(1, anchors::REGISTER, words)
        });
        if book.rows.iter().any(|row| !row.sources.is_empty()) {
            let words = book.terms.get("source-index").to_owned();
            lines.push(made(2, anchors::SOURCE_INDEX, words));
        }
    }
    if !book.report.reference_list.is_empty() {
        let made = |level, id: &str, words| made(level, &book.files.references, id, words);
        let words = book.terms.get("references").to_owned();
        lines.push(made(1, anchors::REFERENCE_LIST, words));
        for (index, head) in book.report.list_heads.iter().enumerate() {
            lines.push(Line {
                is_said: false,
                ..made(2, &anchors::list_head(index), head.title.clone())
            });
        }
    }
    if lines.is_empty() {
        let words = book.terms.get("title-page").to_owned();
        lines.push(made(1, &book.files.title, front::TITLE, words));
    }
    lines
}

/// The address of a heading: of a file's first, that of the file, where files have names.
fn href(file: &str, id: &str, level: u8) -> String {
    if id.is_empty() || (level == 1 && !file.is_empty()) {
        file.to_owned()
    } else {
        format!("{file}#{id}")
    }
}

/// The line of a heading that the compiler makes.
fn made<'a>(level: u8, file: &str, id: &str, words: String) -> Line<'a> {
    Line {
        href: href(file, id, level),
        level,
        number: String::new(),
        entry: None,
        words,
        is_said: true,
    }
}

impl Writer<'_> {
    /// The contents, nested as the headings are.
    pub(in crate::render) fn contents(&mut self, lines: &[Line]) {
        let Some(level) = lines.iter().map(|line| line.level).min() else {
            return;
        };
        self.markup.open("ol", Attributes::none());
        self.markup.newline();
        let mut rest = lines;
        while let Some((first, after)) = rest.split_first() {
            let end = after
                .iter()
                .position(|line| line.level <= level.max(first.level))
                .unwrap_or(after.len());
            self.markup.open("li", Attributes::none());
            self.contents_line(first);
            self.contents(&after[..end]);
            self.markup.close();
            self.markup.newline();
            rest = &after[end..];
        }
        self.markup.close();
    }

    fn contents_line(&mut self, line: &Line) {
        // A heading without an id cannot be led to on a page.
        let tag = if line.href.is_empty() { "span" } else { "a" };
        let href = (tag == "a").then_some(line.href.as_str());
        self.markup
            .open(tag, Attributes::none().maybe("href", href));
        if !line.number.is_empty() {
            self.word(&line.number);
            self.markup.plain(" ");
        }
        match line.entry {
            Some(entry) => self.words(&without_sources(self.book.report, entry.content)),
            None if line.is_said => self.word(&line.words),
            None => self.markup.text(&line.words),
        }
        self.markup.close();
    }

    /// Figures or tables with their captions.
    pub(in crate::render) fn list(&mut self, entries: &[&Entry]) {
        self.markup.open("ol", Attributes::none());
        self.markup.newline();
        for entry in entries {
            let href = format!("{}#{}", entry.file, entry.id);
            self.markup.open("li", Attributes::none());
            self.markup.open("a", Attributes::none().with("href", href));
            match entry.label {
                Some(label) if !label.number.is_empty() => {
                    let number = self.book.terms.reference(label);
                    self.word(&format!("{number}. "));
                }
                // A link must have words.
                _ if text_of(entry.content).trim().is_empty() => self.markup.text(&entry.id),
                _ => {}
            }
            self.words(&short_caption(self.book.report, entry.content));
            self.markup.close();
            self.markup.close();
            self.markup.newline();
        }
        self.markup.close();
    }
}
