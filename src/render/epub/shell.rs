//! The shell of an XHTML file of the book, its cover and its title page. Knows no text.

use super::{COVER, COVER_PICTURE, File, STYLE, theme};
use crate::render::xhtml::document::Writer;
use crate::render::xhtml::markup::{Attributes, Markup};
use crate::render::xhtml::{Book, Facts, Medium, front};

/// Makes a file of what was written, and says what is in it.
pub(super) fn file(writer: Writer, title: &str, body_type: &str) -> (File, Facts) {
    let href = writer.file.clone();
    let language = &writer.book.language;
    let (body, facts) = writer.finish();
    let file = File {
        bytes: shell(language, title, body_type, &body).into_bytes(),
        href,
        title: title.to_owned(),
        media_type: "application/xhtml+xml",
        properties: (facts.formulas > 0).then_some("mathml"),
        in_spine: true,
    };
    (file, facts)
}

/// A whole XHTML file around a body that is XHTML already.
pub(super) fn shell(language: &str, title: &str, body_type: &str, body: &str) -> String {
    let mut head = Markup::new(language, Medium::Book);
    head.plain_leaf("title", Attributes::none(), title);
    for sheet in [theme::HREF, STYLE] {
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
    let mut start = Markup::new(language, Medium::Book);
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

/// Writes the page that shows the cover.
pub(super) fn cover(book: &Book) -> (File, Facts) {
    let mut writer = Writer::new(book, COVER);
    let word = book.terms.get("cover");
    writer.facts.pictures += 1;
    writer.facts.described_pictures += 1;
    writer
        .markup
        .open("div", Attributes::class("cover").with("epub:type", "cover"));
    writer.markup.empty(
        "img",
        Attributes::none()
            .with("src", COVER_PICTURE)
            .with("role", "doc-cover")
            .with("alt", format!("{word}: {}", book.report.manifest.title)),
    );
    writer.markup.close();
    file(writer, word, "frontmatter")
}

/// Writes the title page.
pub(super) fn title_page(book: &Book) -> (File, Facts) {
    let mut writer = Writer::new(book, &book.files.title);
    writer.markup.open(
        "section",
        Attributes::class("title-page")
            .with("epub:type", "titlepage")
            .with("aria-labelledby", front::TITLE),
    );
    writer.markup.newline();
    writer.logo();
    writer.title();
    writer.authors();
    writer.imprint();
    writer.markup.close();
    file(writer, book.title(), "frontmatter")
}
