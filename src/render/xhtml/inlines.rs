//! Running text as XHTML: words, links, citations, calls of notes, marks. Knows no blocks.

use super::document::Writer;
use super::index::{address, call_id};
use super::markup::Attributes;
use super::mathml;
use crate::model::{
    Attrs, CitationId, CitationMode, FormattedCitation, Inline, InlineKind, MarkId, Maths, NoteId,
    alone_apart, primary_language, printed_number,
};
use crate::render::{anchors, formula_number};
use crate::source::Span;

impl Writer<'_> {
    /// Writes running text.
    pub(in crate::render) fn inlines(&mut self, inlines: &[Inline]) {
        let mut rest = inlines;
        while let Some((inline, after)) = rest.split_first() {
            rest = match self.sentence(rest) {
                Some(written) => &rest[written..],
                None => {
                    self.inline(inline);
                    after
                }
            };
        }
    }

    /// Writes the words alone, as for a second showing.
    pub(in crate::render) fn words(&mut self, inlines: &[Inline]) {
        let before = std::mem::replace(&mut self.words_only, true);
        self.inlines(inlines);
        self.words_only = before;
    }

    fn inline(&mut self, inline: &Inline) {
        match &inline.kind {
            InlineKind::Text(text) => self.markup.text(text),
            InlineKind::LineBreak if self.words_only => self.markup.plain(" "),
            InlineKind::LineBreak => self.markup.empty("br", Attributes::none()),
            InlineKind::Emphasis(inner) => self.inside("em", Attributes::none(), inner),
            InlineKind::Strong(inner) => self.inside("strong", Attributes::none(), inner),
            InlineKind::Strikeout(inner) => self.inside("s", Attributes::none(), inner),
            InlineKind::Superscript(inner) => self.inside("sup", Attributes::none(), inner),
            InlineKind::Subscript(inner) => self.inside("sub", Attributes::none(), inner),
            InlineKind::SmallCaps(inner) => {
                self.inside("span", Attributes::class("smallcaps"), inner);
            }
            InlineKind::Code(code) => {
                self.markup.open_code("code", Attributes::none());
                self.markup.text(code);
                self.markup.close();
            }
            InlineKind::Maths(maths) if maths.is_apart => {
                self.formula_apart("span", Attributes::none(), &Attrs::default(), maths);
            }
            InlineKind::Maths(maths) => self.formula(maths, mathml::Setting::InLine),
            InlineKind::Link { url, content } => self.outward_link(url, content, inline.span),
            InlineKind::CrossReference { label, content } => {
                self.cross_reference(&label.value, content);
            }
            InlineKind::ToReference {
                key,
                occurrence,
                content,
            } => self.reference_link(key, *occurrence, content),
            InlineKind::Citation(citation) => self.citation(*citation),
            InlineKind::Note(note) => self.call(*note),
            InlineKind::Span { attrs, content } => {
                let attributes = self.attributes(attrs);
                if let Some(maths) = alone_apart(content) {
                    return self.formula_apart("span", attributes, attrs, maths);
                }
                let Some(claim) = self.marked_claim(inline.span) else {
                    return self.inside("span", attributes, content);
                };
                let attributes = self.with_sources(attributes);
                self.markup.open("span", attributes);
                self.inlines(content);
                self.sources_of(claim);
                self.markup.close();
            }
            InlineKind::Mark(mark) => self.mark(*mark),
        }
    }

    fn inside(&mut self, tag: &'static str, attributes: Attributes, inner: &[Inline]) {
        self.markup.open(tag, attributes);
        self.inlines(inner);
        self.markup.close();
    }

    /// Writes a link around words. Where a link cannot stand, the words keep the id.
    fn link(&mut self, attributes: Attributes, id: Option<String>, inner: &[Inline]) {
        let with_id = Attributes::none().maybe("id", id.clone());
        if self.words_only {
            self.inlines(inner);
        } else if self.in_link {
            self.inside("span", with_id, inner);
        } else {
            self.in_link = true;
            self.inside("a", attributes.maybe("id", id), inner);
            self.in_link = false;
        }
    }

    fn outward_link(&mut self, url: &str, content: &[Inline], span: Span) {
        match web_address(url) {
            Some(href) if content.is_empty() => {
                let address = [Inline::text(url, span)];
                self.link(Attributes::none().with("href", href), None, &address);
            }
            Some(href) => self.link(Attributes::none().with("href", href), None, content),
            None => self.inlines(content),
        }
    }

    fn cross_reference(&mut self, label: &str, content: &[Inline]) {
        let book = self.book;
        let attributes = book
            .index
            .address(label, &self.file)
            .map(|href| Attributes::none().with("href", href));
        let known = book.report.labels.get(label);
        let generated = content
            .is_empty()
            .then(|| book.terms.cross_reference(label, known));
        match (attributes, generated) {
            (Some(attributes), None) => self.link(attributes, None, content),
            (Some(attributes), Some(text)) if !self.words_only && !self.in_link => {
                self.program_words(|writer| writer.markup.leaf("a", attributes, &text));
            }
            (_, Some(text)) => self.program_words(|writer| writer.markup.text(&text)),
            (None, None) => self.inlines(content),
        }
    }

    fn reference_link(&mut self, key: &str, occurrence: usize, content: &[Inline]) {
        let at = self.book.listed.get(key).copied();
        let Some(at) = at.filter(|_| !self.words_only) else {
            return self.inlines(content);
        };
        let href = self.address_of_reference(at);
        let id = self.fresh_id(&anchors::reference_link(occurrence));
        let attributes = Attributes::none()
            .typed("biblioref", "doc-biblioref")
            .with("href", href);
        self.link(attributes, id, content);
    }

    /// Writes words that are not the author's: they are in the language of the report wherever they stand.
    fn own_words(&mut self, write: impl FnOnce(&mut Self)) {
        let book = self.book;
        self.words_in(&book.language, write);
    }

    /// Writes words of the program, which may have none in the language of the report.
    fn program_words(&mut self, write: impl FnOnce(&mut Self)) {
        let book = self.book;
        self.words_in(book.language_of_words(), write);
    }

    fn words_in(&mut self, language: &str, write: impl FnOnce(&mut Self)) {
        let here = self.markup.language();
        if primary_language(here).eq_ignore_ascii_case(primary_language(language)) {
            return write(self);
        }
        self.markup.open("span", Attributes::none().lang(language));
        write(self);
        self.markup.close();
    }

    /// The same for running text; nothing where there is none.
    fn own_inlines(&mut self, inlines: &[Inline]) {
        if !inlines.is_empty() {
            self.own_words(|writer| writer.inlines(inlines));
        }
    }

    fn citation(&mut self, citation: CitationId) {
        let report = self.book.report;
        let mode = report.citations.get(citation.0).map(|known| known.mode);
        // One that is part of the sentence has words of it.
        let is_left_out = self.words_only && mode != Some(CitationMode::InText);
        if is_left_out || self.in_citation {
            return;
        }
        self.in_citation = true;
        match report.formatted.get(citation.0) {
            Some(FormattedCitation::Inline(inlines)) => self.own_inlines(inlines),
            Some(FormattedCitation::Note { before, note }) => {
                self.own_inlines(before);
                self.call(*note);
            }
            Some(FormattedCitation::Silent) | None => {}
        }
        self.in_citation = false;
    }

    /// The call of a note. The note is written at the end of the file that calls it first.
    fn call(&mut self, note: NoteId) {
        let book = self.book;
        let (Some(number), Some((file, calls)), false) = (
            book.report.notes.get(note.0).map(|note| note.number),
            book.index.notes.get(&note.0),
            self.words_only,
        ) else {
            return;
        };
        let nth = self.calls.entry(note.0).or_default();
        *nth += 1;
        let id = call_id(number, *nth);
        if calls
            .first()
            .is_some_and(|first| first.file == self.file && first.id == id)
        {
            // One that a note calls stands right after that note.
            let number_of = |note: &NoteId| book.report.notes.get(note.0).map(|note| note.number);
            let at = self
                .notes
                .partition_point(|other| number_of(other) < Some(number));
            self.notes.insert(at, note);
        }
        let id = self.fresh_id(&id);
        // Two notes at one place: the style sheet shows "4, 1" and not "41".
        let class = if self.markup.ends_with_call() {
            "noteref next"
        } else {
            "noteref"
        };
        let attributes = Attributes::class(class)
            .typed("noteref", "doc-noteref")
            .with("href", address(file, &anchors::note(number), &self.file));
        self.markup.open("a", attributes.maybe("id", id));
        self.markup
            .leaf("sup", Attributes::none(), &number.to_string());
        self.markup.close();
    }

    /// A mark is only written if a page begins there or the register leads there; thousands of
    /// empty elements would help nobody.
    fn mark(&mut self, mark: MarkId) {
        if self.words_only {
            return;
        }
        self.page_break(mark, "span");
        if self.book.index.wanted_marks.contains(&mark.0)
            && let Some(id) = self.fresh_id(&anchors::mark(mark))
        {
            self.markup.open("span", Attributes::none().with("id", id));
            self.markup.close();
        }
    }

    /// Writes the beginning of a page of the print report, if one begins at this mark and stands
    /// nowhere yet.
    pub(in crate::render) fn page_break(&mut self, mark: MarkId, tag: &'static str) {
        if let Some(label) = self.book.index.page_breaks.get(&mark.0) {
            self.begin_page(label, tag);
        }
    }

    /// The same for an anchor of the register or the reference list.
    pub(in crate::render) fn page_break_at(&mut self, anchor: &str, tag: &'static str) {
        if let Some(label) = self.book.index.anchor_breaks.get(anchor) {
            self.begin_page(label, tag);
        }
    }

    fn begin_page(&mut self, label: &str, tag: &'static str) {
        let Some(id) = self.fresh_id(&anchors::page(label)) else {
            return;
        };
        self.facts
            .page_breaks
            .push((label.to_owned(), format!("{}#{id}", self.file)));
        self.markup.open(
            tag,
            Attributes::none()
                .typed("pagebreak", "doc-pagebreak")
                .with("id", id)
                .with("data-page", label)
                .with(
                    "aria-label",
                    self.book
                        .terms
                        .fill("page-numbered", &[("number", label.to_owned())]),
                ),
        );
        self.markup.close();
    }

    /// A formula on a line of its own, with its number at the margin.
    pub(in crate::render) fn formula_apart(
        &mut self,
        tag: &'static str,
        attributes: Attributes,
        attrs: &Attrs,
        maths: &Maths,
    ) {
        let number = formula_number(self.book.report, attrs, maths);
        let attributes = attributes.and_class("equation");
        let attributes = match number {
            Some(_) => attributes.and_class("numbered"),
            None => attributes,
        };
        // What may have to be scrolled must be reached without a mouse.
        let wide = mathml::is_wide(maths).then_some("0");
        self.markup.open(tag, attributes.maybe("tabindex", wide));
        self.formula(maths, mathml::Setting::Apart);
        if let Some(number) = number {
            self.markup.plain(" ");
            let class = Attributes::class("equation-number");
            self.markup.leaf("span", class, &printed_number(number));
        }
        self.markup.close();
    }

    /// A formula; what could not be read is printed as it was written.
    pub(in crate::render) fn formula(&mut self, maths: &Maths, setting: mathml::Setting) {
        if maths.nodes.is_empty() {
            self.markup.open("code", Attributes::class("formula"));
            self.markup.text(&maths.tex);
            self.markup.close();
        } else {
            self.facts.formulas += 1;
            let alt = maths.alt.trim();
            self.facts.formulas_with_text += usize::from(!alt.is_empty());
            // What nobody put into words has its TeX there.
            let in_words = !alt.is_empty() && alt != maths.tex.trim();
            self.facts.formulas_in_words += usize::from(in_words);
            mathml::write(&mut self.markup, maths, setting);
        }
    }
}

/// An address as a link may hold it, if it leads to the web, to a mailbox or to a telephone.
///
/// Scripts, files and relative paths lead nowhere from inside a book.
pub(in crate::render) fn web_address(url: &str) -> Option<String> {
    let url = url.trim();
    let (scheme, rest) = url.split_once(':')?;
    let lower = scheme.to_ascii_lowercase();
    match lower.as_str() {
        "http" | "https" => {
            let host = rest.strip_prefix("//")?;
            let end = host.find(['/', '?', '#']).unwrap_or(host.len());
            let host = &host[..end];
            let fine = |c: char| c.is_alphanumeric() || ".-:_".contains(c);
            if host.is_empty() || host.starts_with([':', '.', '-']) || !host.chars().all(fine) {
                return None;
            }
            if let Some((_, port)) = host.split_once(':')
                && port.parse::<u16>().is_err()
            {
                return None;
            }
        }
        "mailto" => {
            rest.split_once('@')?;
        }
        "tel" => {
            let fine = |c: char| c.is_ascii_digit() || "+-.()".contains(c);
            if !rest.contains(|c: char| c.is_ascii_digit()) || !rest.chars().all(fine) {
                return None;
            }
        }
        _ => return None,
    }
    let mut out = format!("{lower}:");
    let mut bytes = [0; 4];
    for (at, character) in rest.char_indices() {
        let escaped = rest.as_bytes().get(at + 1..at + 3);
        let keep = match character {
            '%' => escaped.is_some_and(|two| two.iter().all(u8::is_ascii_hexdigit)),
            // A second number sign would begin a second fragment.
            '#' => !rest[..at].contains('#'),
            'a'..='z' | 'A'..='Z' | '0'..='9' => true,
            _ => "-._~:/?@!$&'()*+,;=".contains(character),
        };
        if keep {
            out.push(character);
        } else {
            for byte in character.encode_utf8(&mut bytes).bytes() {
                out.push_str(&format!("%{byte:02X}"));
            }
        }
    }
    Some(out)
}

#[cfg(test)]
mod tests {
    use super::web_address;

    #[test]
    fn only_the_web_mailboxes_and_telephones_are_linked() {
        for refused in [
            "javascript:alert(1)",
            "data:text/html,x",
            "file:///etc/passwd",
            "chapter.xhtml",
            "//example.org",
            "https://",
            "https:// example.org",
            "http://exa mple.org/",
            "http://a:b/",
            "mailto:nobody",
            "tel:javascript",
            "tel:+",
        ] {
            assert_eq!(web_address(refused), None, "{refused}");
        }
    }

    #[test]
    fn addresses_are_made_whole() {
        let check = |input: &str, expected: &str| {
            assert_eq!(web_address(input).as_deref(), Some(expected), "{input}");
        };
        check("tel:+41-22-917.1234", "tel:+41-22-917.1234");
        check("HTTPS://example.org/a b", "https://example.org/a%20b");
        check("https://example.org/100%", "https://example.org/100%25");
        check("https://example.org/%20", "https://example.org/%20");
        check("https://example.org/한", "https://example.org/%ED%95%9C");
        check("https://e.org/a#b#c", "https://e.org/a#b%23c");
        check("https://e.org/[x]\"<>", "https://e.org/%5Bx%5D%22%3C%3E");
        check("mailto:a@b.org", "mailto:a@b.org");
    }
}
