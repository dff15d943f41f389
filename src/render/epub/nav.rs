//! The navigation: contents, lists of figures and tables, landmarks, pages, and the NCX for old
//! devices. Knows headings and no text.

use super::document::{Writer, shell};
use super::index::{COVER, Entry, NAV, REFERENCES, REGISTER, TITLE, section_files};
use super::markup::{Attributes, Markup};
use super::{Book, Facts, File};
use crate::model::{Part, text_of};
use crate::render::{anchors, heading_number, reference_text, register_title};

/// One line of the contents.
struct Line<'a> {
    href: String,
    level: u8,
    number: String,
    entry: Option<&'a Entry<'a>>,
    words: String,
}

impl Line<'_> {
    fn text(&self) -> String {
        let text = format!("{} {}", self.number, self.words);
        text.split_whitespace().collect::<Vec<_>>().join(" ")
    }
}

/// The headings of the sections, the register and the reference list.
fn lines<'a>(book: &'a Book) -> Vec<Line<'a>> {
    let mut lines: Vec<Line> = Vec::new();
    let mut file = "";
    for entry in &book.index.headings {
        let first = entry.file != file;
        file = &entry.file;
        let words = text_of(entry.content);
        let number = entry
            .label
            .map(|label| heading_number(label, &book.terms))
            .unwrap_or_default();
        if number.is_empty() && words.trim().is_empty() {
            continue;
        }
        let href = if entry.id.is_empty() || first {
            entry.file.clone()
        } else {
            format!("{}#{}", entry.file, entry.id)
        };
        let level = if first { 1 } else { entry.level.max(2) };
        lines.push(Line {
            href,
            level,
            number,
            entry: Some(entry),
            words,
        });
    }
    if let Some(place) = &book.register {
        let (number, words) = register_title(place, &book.terms);
        lines.push(made(REGISTER, number, words));
        if book.rows.iter().any(|row| !row.sources.is_empty()) {
            let href = format!("{REGISTER}#{}", anchors::SOURCE_INDEX);
            let words = book.terms.get("source-index").to_owned();
            let line = made(&href, String::new(), words);
            lines.push(Line { level: 2, ..line });
        }
    }
    if !book.report.reference_list.is_empty() {
        let words = book.terms.get("references").to_owned();
        lines.push(made(REFERENCES, String::new(), words));
        for (index, head) in book.report.list_heads.iter().enumerate() {
            let href = format!("{REFERENCES}#{}", anchors::list_head(index));
            let line = made(&href, String::new(), head.title.clone());
            lines.push(Line { level: 2, ..line });
        }
    }
    if lines.is_empty() {
        let words = book.terms.get("title-page").to_owned();
        lines.push(made(TITLE, String::new(), words));
    }
    lines
}

fn made<'a>(file: &str, number: String, words: String) -> Line<'a> {
    Line {
        href: file.to_owned(),
        level: 1,
        number,
        entry: None,
        words,
    }
}

/// Writes the navigation document.
pub(super) fn nav(book: &Book, facts: &Facts) -> File {
    let mut writer = Writer::new(book, NAV);
    let terms = &book.terms;
    let title = terms.get("contents");
    writer.open_nav("toc", Some("doc-toc"), "h1", title, false);
    writer.contents(&lines(book));
    writer.markup.close();
    writer.markup.newline();
    let lists = [
        ("loi", "figures", &book.index.figures),
        ("lot", "tables", &book.index.tables),
    ];
    for (kind, term, entries) in lists {
        let named: Vec<_> = entries.iter().filter(|one| !one.id.is_empty()).collect();
        if !named.is_empty() {
            writer.open_nav(kind, None, "h2", terms.get(term), false);
            writer.list(&named);
            writer.markup.close();
            writer.markup.newline();
        }
    }
    writer.open_nav("landmarks", None, "h2", terms.get("landmarks"), true);
    writer.landmarks();
    writer.markup.close();
    writer.markup.newline();
    if !facts.page_breaks.is_empty() {
        let role = Some("doc-pagelist");
        writer.open_nav("page-list", role, "h2", terms.get("pages"), true);
        writer.markup.open("ol", Attributes::none());
        for (label, href) in &facts.page_breaks {
            writer.item(href, None, |markup| markup.plain(label));
        }
        writer.markup.close();
        writer.markup.close();
    }
    let (body, _) = writer.markup.finish();
    File {
        href: NAV.to_owned(),
        title: title.to_owned(),
        bytes: shell(&book.language, title, "frontmatter", &body).into_bytes(),
        media_type: "application/xhtml+xml",
        properties: Some(if body.contains("<math ") {
            "nav mathml"
        } else {
            "nav"
        }),
        in_spine: true,
    }
}

impl Writer<'_> {
    fn open_nav(
        &mut self,
        kind: &'static str,
        role: Option<&str>,
        tag: &'static str,
        title: &str,
        hidden: bool,
    ) {
        let name = format!("_{kind}");
        self.markup.open(
            "nav",
            Attributes::none()
                .with("epub:type", kind)
                .maybe("role", role)
                .with("aria-labelledby", name.as_str())
                .maybe("hidden", hidden.then_some("hidden")),
        );
        self.markup.newline();
        self.markup
            .leaf(tag, Attributes::none().with("id", name), title);
        self.markup.newline();
    }

    fn item(&mut self, href: &str, kind: Option<&str>, words: impl FnOnce(&mut Markup)) {
        self.markup.open("li", Attributes::none());
        self.anchor(href, kind, words);
        self.markup.close();
        self.markup.newline();
    }

    fn anchor(&mut self, href: &str, kind: Option<&str>, words: impl FnOnce(&mut Markup)) {
        self.markup.open(
            "a",
            Attributes::none()
                .maybe("epub:type", kind)
                .with("href", href),
        );
        words(&mut self.markup);
        self.markup.close();
    }

    /// The contents, nested as the headings are.
    fn contents(&mut self, lines: &[Line]) {
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
        self.markup
            .open("a", Attributes::none().with("href", line.href.as_str()));
        if !line.number.is_empty() {
            self.markup.text(&line.number);
            self.markup.plain(" ");
        }
        match line.entry {
            Some(entry) => self.words(entry.content),
            None => self.markup.text(&line.words),
        }
        self.markup.close();
    }

    /// Figures or tables with their captions.
    fn list(&mut self, entries: &[&Entry]) {
        self.markup.open("ol", Attributes::none());
        self.markup.newline();
        for entry in entries {
            let href = format!("{}#{}", entry.file, entry.id);
            self.markup.open("li", Attributes::none());
            self.markup.open("a", Attributes::none().with("href", href));
            match entry.label {
                Some(label) if !label.number.is_empty() => {
                    let number = reference_text(label, &self.book.terms);
                    self.markup.text(&format!("{number}. "));
                }
                // A link must have words.
                _ if text_of(entry.content).trim().is_empty() => self.markup.text(&entry.id),
                _ => {}
            }
            self.words(entry.content);
            self.markup.close();
            self.markup.close();
            self.markup.newline();
        }
        self.markup.close();
    }

    fn landmarks(&mut self) {
        let book = self.book;
        let terms = &book.terms;
        let sections = &book.report.sections;
        let first = |part: Part| {
            let at = sections.iter().position(|section| section.part == part)?;
            section_files(sections).into_iter().nth(at)
        };
        let mut marks = Vec::new();
        if book.input.cover_png.is_some() {
            marks.push(("cover", COVER.to_owned(), "cover"));
        }
        marks.push(("titlepage", TITLE.to_owned(), "title-page"));
        marks.push(("toc", format!("{NAV}#_toc"), "contents"));
        if let Some(file) = first(Part::Body) {
            marks.push(("bodymatter", file, "start-of-report"));
        }
        let register = book.register.as_ref().map(|_| REGISTER.to_owned());
        if let Some(file) = first(Part::Appendix).or(register) {
            marks.push(("appendix", file, "appendices"));
        }
        if !book.report.reference_list.is_empty() {
            let href = format!("{REFERENCES}#{}", anchors::REFERENCE_LIST);
            marks.push(("bibliography", href, "references"));
        }
        self.markup.open("ol", Attributes::none());
        self.markup.newline();
        for (kind, href, term) in marks {
            self.item(&href, Some(kind), |markup| markup.text(terms.get(term)));
        }
        self.markup.close();
    }
}

/// Writes the navigation of EPUB 2, two levels deep, which is what old devices show.
pub(super) fn ncx(book: &Book) -> Vec<u8> {
    let mut markup = Markup::new(&book.language);
    markup.open(
        "ncx",
        Attributes::none()
            .with("xmlns", "http://www.daisy.org/z3986/2005/ncx/")
            .with("version", "2005-1")
            .with("xml:lang", book.language.as_str()),
    );
    markup.newline();
    markup.open("head", Attributes::none());
    let identifiers = crate::render::identifiers(&book.report.manifest);
    let unique = identifiers.into_iter().next().unwrap_or_default();
    for (name, content) in [
        ("dtb:uid", unique.as_str()),
        ("dtb:depth", "2"),
        ("dtb:totalPageCount", "0"),
        ("dtb:maxPageNumber", "0"),
    ] {
        let meta = Attributes::none().with("name", name);
        markup.empty("meta", meta.with("content", content));
    }
    markup.close();
    markup.newline();
    markup.open("docTitle", Attributes::none());
    markup.plain_leaf("text", Attributes::none(), &book.report.manifest.title);
    markup.close();
    markup.newline();
    markup.open("navMap", Attributes::none());
    let mut inside = false;
    let shown = lines(book);
    for (at, line) in shown.iter().filter(|line| line.level <= 2).enumerate() {
        let nested = line.level == 2 && at > 0;
        if inside && !nested {
            markup.close();
        }
        markup.newline();
        let order = (at + 1).to_string();
        markup.open(
            "navPoint",
            Attributes::none()
                .with("id", format!("point-{order}"))
                .with("playOrder", order),
        );
        markup.open("navLabel", Attributes::none());
        markup.plain_leaf("text", Attributes::none(), &line.text());
        markup.close();
        let src = Attributes::none().with("src", line.href.as_str());
        markup.empty("content", src);
        if nested {
            markup.close();
        } else {
            inside = true;
        }
    }
    let (body, _) = markup.finish();
    format!("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n{body}\n").into_bytes()
}
