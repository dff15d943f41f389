//! The navigation: contents, lists of figures and tables, landmarks, pages, and the NCX for old
//! devices. Knows headings and no text.

use super::shell::shell;
use super::{COVER, Cover, File, NAV};
use crate::model::Part;
use crate::render::anchors;
use crate::render::xhtml::contents::lines;
use crate::render::xhtml::document::Writer;
use crate::render::xhtml::markup::{Attributes, Markup};
use crate::render::xhtml::{Book, Facts, Medium};

/// Writes the navigation document.
pub(super) fn nav(book: &Book, facts: &Facts, cover: Cover) -> File {
    let mut writer = Writer::new(book, NAV);
    let terms = &book.terms;
    let title = terms.get("contents");
    writer.open_nav(List {
        kind: "toc",
        role: Some("doc-toc"),
        heading: "h1",
        title,
        shown: Shown::Read,
    });
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
            writer.open_nav(List::within(kind, terms.get(term), Shown::Read));
            writer.list(&named);
            writer.markup.close();
            writer.markup.newline();
        }
    }
    writer.open_nav(List::within(
        "landmarks",
        terms.get("landmarks"),
        Shown::Hidden,
    ));
    writer.landmarks(cover);
    writer.markup.close();
    writer.markup.newline();
    if !facts.page_breaks.is_empty() {
        writer.open_nav(List {
            role: Some("doc-pagelist"),
            ..List::within("page-list", terms.get("pages"), Shown::Hidden)
        });
        writer.markup.open("ol", Attributes::none());
        for (label, href) in &facts.page_breaks {
            writer.item(Attributes::none().with("href", href.as_str()), label);
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

/// A list of the navigation document.
struct List<'t> {
    /// Its `epub:type`.
    kind: &'static str,
    role: Option<&'static str>,
    /// The element of its heading.
    heading: &'static str,
    title: &'t str,
    shown: Shown,
}

/// Who is shown a list.
#[derive(PartialEq, Eq)]
enum Shown {
    /// Everybody who reads the page.
    Read,
    /// The reading system only, which has ways of its own to show it.
    Hidden,
}

impl<'t> List<'t> {
    /// A list below the contents.
    fn within(kind: &'static str, title: &'t str, shown: Shown) -> Self {
        Self {
            kind,
            role: None,
            heading: "h2",
            title,
            shown,
        }
    }
}

impl Writer<'_> {
    fn open_nav(&mut self, list: List<'_>) {
        let name = format!("_{}", list.kind);
        let is_hidden = list.shown == Shown::Hidden;
        self.markup.open(
            "nav",
            Attributes::none()
                .with("epub:type", list.kind)
                .maybe("role", list.role)
                .with("aria-labelledby", name.as_str())
                .maybe("hidden", is_hidden.then_some("hidden")),
        );
        self.markup.newline();
        self.say(
            list.heading,
            Attributes::none().with("id", name),
            list.title,
        );
        self.markup.newline();
    }

    fn item(&mut self, link: Attributes, words: &str) {
        self.markup.open("li", Attributes::none());
        self.markup.leaf("a", link, words);
        self.markup.close();
        self.markup.newline();
    }

    fn landmarks(&mut self, cover: Cover) {
        let book = self.book;
        let terms = &book.terms;
        let sections = &book.report.sections;
        let first = |part: Part| {
            let at = sections.iter().position(|section| section.part == part)?;
            book.files.sections.get(at).cloned()
        };
        let mut marks = Vec::new();
        if cover == Cover::With {
            marks.push(("cover", COVER.to_owned(), "cover"));
        }
        marks.push(("titlepage", book.files.title.clone(), "title-page"));
        marks.push(("toc", format!("{NAV}#_toc"), "contents"));
        if let Some(file) = first(Part::Body) {
            marks.push(("bodymatter", file, "start-of-report"));
        }
        let register = book.register.as_ref();
        let register = register.map(|_| book.files.register.clone());
        if let Some(file) = first(Part::Appendix).or(register) {
            marks.push(("appendix", file, "appendices"));
        }
        if !book.report.reference_list.is_empty() {
            let file = &book.files.references;
            let href = format!("{file}#{}", anchors::REFERENCE_LIST);
            marks.push(("bibliography", href, "references"));
        }
        self.markup.open("ol", Attributes::none());
        self.markup.newline();
        for (kind, href, term) in marks {
            let link = Attributes::none().with("epub:type", kind);
            self.item(book.said(link.with("href", href)), terms.get(term));
        }
        self.markup.close();
    }
}

/// Writes the navigation of EPUB 2 with its pages, two levels deep, which is what old devices show.
pub(super) fn ncx(book: &Book, facts: &Facts) -> Vec<u8> {
    let mut markup = Markup::new(&book.language, Medium::Book);
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
    let pages = facts.page_breaks.len().to_string();
    let numbers = facts.page_breaks.iter();
    let highest = numbers.filter_map(|(label, _)| label.parse::<usize>().ok());
    let highest = highest.max().unwrap_or_default().to_string();
    for (name, content) in [
        ("dtb:uid", unique.as_str()),
        ("dtb:depth", "2"),
        ("dtb:totalPageCount", pages.as_str()),
        ("dtb:maxPageNumber", highest.as_str()),
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
    let mut order = 0;
    let shown = lines(book);
    for (at, line) in shown.iter().filter(|line| line.level <= 2).enumerate() {
        let nested = line.level == 2 && at > 0;
        if inside && !nested {
            markup.close();
        }
        markup.newline();
        order = at + 1;
        markup.open(
            "navPoint",
            Attributes::none()
                .with("id", format!("point-{order}"))
                .with("playOrder", order.to_string()),
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
    if inside {
        markup.close();
    }
    markup.close();
    markup.newline();
    page_list(&mut markup, facts, order);
    let (body, _) = markup.finish();
    format!("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n{body}\n").into_bytes()
}

/// The pages of the NCX, behind so many points of its map.
fn page_list(markup: &mut Markup, facts: &Facts, points: usize) {
    if facts.page_breaks.is_empty() {
        return;
    }
    markup.open("pageList", Attributes::none());
    for (at, (label, href)) in facts.page_breaks.iter().enumerate() {
        markup.newline();
        let is_number = label.parse::<usize>().is_ok();
        // Pages in Roman numbers are those before the text.
        let kind = if is_number { "normal" } else { "front" };
        let order = (points + at + 1).to_string();
        let target = Attributes::none()
            .with("id", format!("page-{}", at + 1))
            .with("type", kind)
            .maybe("value", is_number.then_some(label.as_str()))
            .with("playOrder", order);
        markup.open("pageTarget", target);
        markup.open("navLabel", Attributes::none());
        markup.plain_leaf("text", Attributes::none(), label);
        markup.close();
        markup.empty("content", Attributes::none().with("src", href.as_str()));
        markup.close();
    }
    markup.close();
}
