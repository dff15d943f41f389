//! The cover and the title page. Knows the manifest and nothing of the text.

use super::document::Writer;
use super::index::{COVER, TITLE};
use super::inlines::web_address;
use super::markup::{Attributes, language_of_text};
use super::{Book, Facts, File};

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
            .with("src", "images/cover.png")
            .with("role", "doc-cover")
            .with("alt", format!("{word}: {}", book.report.manifest.title)),
    );
    writer.markup.close();
    writer.finish(word, "frontmatter")
}

/// Writes the title page.
pub(super) fn title_page(book: &Book) -> (File, Facts) {
    let manifest = &book.report.manifest;
    let terms = &book.terms;
    let mut writer = Writer::new(book, TITLE);
    writer.markup.open(
        "section",
        Attributes::class("title-page")
            .with("epub:type", "titlepage")
            .with("aria-labelledby", "_title"),
    );
    writer.markup.newline();
    writer.logo();
    let heading = Attributes::none().with("id", "_title");
    let title = if manifest.title.trim().is_empty() {
        terms.get("title-page")
    } else {
        manifest.title.as_str()
    };
    writer.markup.leaf("h1", heading, title);
    if let Some(subtitle) = &manifest.subtitle {
        let role = Attributes::class("subtitle").with("role", "doc-subtitle");
        writer.markup.leaf("p", role, subtitle);
    }
    writer.markup.newline();
    for author in &manifest.authors {
        writer.markup.open("p", Attributes::class("author"));
        match language_of_text(&author.name, &book.language) {
            Some(tag) => {
                let foreign = Attributes::none().lang(tag);
                writer.markup.leaf("span", foreign, &author.name);
            }
            None => writer.markup.plain(&author.name),
        }
        if let Some(affiliation) = &author.affiliation {
            writer.markup.empty("br", Attributes::none());
            writer
                .markup
                .leaf("span", Attributes::class("affiliation"), affiliation);
        }
        writer.markup.close();
        writer.markup.newline();
    }
    writer.imprint();
    writer.markup.close();
    writer.finish(title, "frontmatter")
}

impl Writer<'_> {
    /// The logo of the theme, if there is one.
    fn logo(&mut self) {
        let Some(logo) = &self.book.report.theme.logo else {
            return;
        };
        let Some(picture) = self.book.pictures.get(&logo.file.value) else {
            return;
        };
        self.facts.pictures += 1;
        self.facts.described_pictures += 1;
        self.markup.open("p", Attributes::class("logo"));
        self.markup.empty(
            "img",
            Attributes::none()
                .with("src", picture.href.as_str())
                .with("alt", logo.alt.value.trim()),
        );
        self.markup.close();
        self.markup.newline();
    }

    /// Publisher, date, edition, licence, identifiers and contact.
    fn imprint(&mut self) {
        let book = self.book;
        let manifest = &book.report.manifest;
        self.markup.open("dl", Attributes::class("imprint"));
        self.markup.newline();
        self.fact("publisher", manifest.publisher.as_deref(), None);
        let date = manifest.date.map(|date| book.terms.date(date));
        self.fact("date", date.as_deref(), None);
        self.fact("edition", manifest.edition.as_deref(), None);
        self.fact("isbn", manifest.identifiers.isbn.as_deref(), None);
        let doi = manifest.identifiers.doi.as_deref();
        let resolver = doi.map(|doi| format!("https://doi.org/{doi}"));
        self.fact("doi", doi, resolver.as_deref());
        let licence = manifest.licence.as_deref();
        let licence = licence.or(manifest.licence_url.as_deref());
        self.fact("licence", licence, manifest.licence_url.as_deref());
        let contact = manifest.contact.as_deref();
        let mailbox = contact
            .filter(|contact| contact.contains('@') && !contact.contains([' ', ':', '/']))
            .map(|contact| format!("mailto:{contact}"));
        self.fact("corrections", contact, mailbox.as_deref().or(contact));
        self.markup.close();
        self.markup.newline();
    }

    fn fact(&mut self, term: &str, value: Option<&str>, href: Option<&str>) {
        let Some(value) = value else {
            return;
        };
        let book = self.book;
        self.markup
            .leaf("dt", Attributes::none(), book.terms.get(term));
        self.markup.open("dd", Attributes::none());
        match href.and_then(web_address) {
            Some(href) => {
                let attributes = Attributes::none().with("href", href);
                self.markup.leaf("a", attributes, value);
            }
            None => self.markup.text(value),
        }
        self.markup.close();
        self.markup.newline();
    }
}
