//! Sections and their blocks as XHTML. Knows nothing of what a link or a table looks like inside.

use super::document::Writer;
use super::markup::Attributes;
use super::{Book, Medium};
use crate::model::{
    Block, BlockKind, Inline, InlineKind, MarkId, Part, Role, Section, is_attributed, text_of,
};
use crate::render::{anchors, heading_number, without_calls};

/// The title of a section as one line of text, its number and its words. None without words.
pub(in crate::render) fn title_of(book: &Book, section: &Section) -> Option<String> {
    let (_, block) = title_block(section)?;
    let BlockKind::Heading { content, .. } = &block.kind else {
        return None;
    };
    let text = format!("{} {}", number_of(book, block), text_of(content));
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    (!text.is_empty()).then_some(text)
}

/// The heading that is a section's title, and its place among the blocks.
fn title_block(section: &Section) -> Option<(usize, &Block)> {
    let mut blocks = section.blocks.iter().enumerate();
    blocks.find(|(_, block)| matches!(block.kind, BlockKind::Heading { level: 1, .. }))
}

fn number_of(book: &Book, block: &Block) -> String {
    block
        .attrs
        .id
        .as_ref()
        .and_then(|id| book.report.labels.get(&id.value))
        .map(|label| heading_number(label, &book.terms))
        .unwrap_or_default()
}

/// The EPUB type and ARIA role of a section.
fn kind(section: &Section, title: Option<&Block>) -> (&'static str, &'static str) {
    if section.part == Part::Appendix {
        return ("appendix", "doc-appendix");
    }
    let role = title
        .and_then(|block| block.attrs.text("role"))
        .and_then(Role::from_name);
    let is_abstract = title.is_some_and(|block| block.attrs.has("abstract"));
    match role {
        _ if is_abstract => ("abstract", "doc-abstract"),
        Some(Role::Summary) => ("abstract", "doc-abstract"),
        Some(Role::Acknowledgements) => ("acknowledgments", "doc-acknowledgments"),
        _ => ("chapter", "doc-chapter"),
    }
}

/// The marks in running text, those inside spans included.
fn marks_in(inlines: &[Inline], found: &mut Vec<MarkId>) {
    for inline in inlines {
        if let InlineKind::Mark(mark) = inline.kind {
            found.push(mark);
        }
        marks_in(inline.children().unwrap_or_default(), found);
    }
}

/// The words of a heading that calls notes or cites: their numbers are no part of the name of its section.
fn words_without_calls(heading: &Block) -> Option<String> {
    let BlockKind::Heading { content, .. } = &heading.kind else {
        return None;
    };
    let words = text_of(&without_calls(content));
    let words = words.trim();
    (calls_in(content) && !words.is_empty()).then(|| words.to_owned())
}

/// What is strong in running text that holds nothing else.
fn strong_words(inlines: &[Inline]) -> Option<&[Inline]> {
    let is_mark = |inline: &&Inline| matches!(inline.kind, InlineKind::Mark(_));
    let mut words = inlines.iter().filter(|inline| !is_mark(inline));
    match (&words.next()?.kind, words.next()) {
        (InlineKind::Strong(title), None) => Some(title),
        (InlineKind::Span { content, .. }, None) => strong_words(content),
        _ => None,
    }
}

/// Whether running text calls notes or cites.
fn calls_in(inlines: &[Inline]) -> bool {
    inlines.iter().any(|inline| match inline.kind {
        InlineKind::Note(_) | InlineKind::Citation(_) => true,
        _ => inline.children().is_some_and(calls_in),
    })
}

impl Writer<'_> {
    /// Writes a section or an appendix with the notes that it calls.
    pub(in crate::render) fn section(&mut self, section: &Section) {
        let title = title_block(section);
        let (epub_type, role) = kind(section, title.map(|(_, block)| block));
        let id = title.and_then(|(_, block)| block.attrs.id.as_ref());
        match title {
            Some((_, block)) => {
                let named = Attributes::none().typed(epub_type, role);
                let named = match words_without_calls(block) {
                    Some(words) => named.with("aria-label", words),
                    None => named.maybe("aria-labelledby", id.map(|id| id.value.as_str())),
                };
                self.markup.open("section", named);
            }
            // A section without a heading would be announced without a name.
            None => self.markup.open("div", Attributes::none()),
        }
        self.markup.newline();
        let mut open = Vec::new();
        for (at, block) in section.blocks.iter().enumerate() {
            match &block.kind {
                BlockKind::Heading { level, content } => {
                    // A section has one title: the next begins another.
                    let is_title = title.is_some_and(|(title, _)| title == at);
                    let level = if is_title { 1 } else { (*level).max(2) };
                    while open.last().is_some_and(|outer| *outer >= level) {
                        open.pop();
                        self.markup.close();
                        self.markup.newline();
                    }
                    if level > 1 {
                        self.markup.open("section", Attributes::none());
                        self.markup.newline();
                        open.push(level);
                    }
                    self.heading(level, block, content);
                }
                _ => self.block(block),
            }
        }
        for _ in open {
            self.markup.close();
            self.markup.newline();
        }
        self.write_notes();
        self.markup.close();
        self.markup.newline();
    }

    /// Writes blocks.
    pub(in crate::render) fn blocks(&mut self, blocks: &[Block]) {
        for block in blocks {
            self.block(block);
        }
    }

    /// Opens a heading. On a page it stands a level lower, below the title of the report.
    pub(in crate::render) fn open_heading(&mut self, level: u8, attributes: Attributes) {
        let level = match self.book.medium {
            Medium::Book => level,
            Medium::Page => level.saturating_add(1),
        };
        let tag = match level {
            1 => "h1",
            2 => "h2",
            3 => "h3",
            4 => "h4",
            5 => "h5",
            _ => "h6",
        };
        let deeper = (level > 6).then(|| level.to_string());
        self.markup
            .open(tag, attributes.maybe("aria-level", deeper));
    }

    fn heading(&mut self, level: u8, block: &Block, content: &[Inline]) {
        // A page that begins with a heading begins before it: inside, its number would be read
        // out as part of the heading's name.
        let mut marks = Vec::new();
        marks_in(content, &mut marks);
        for mark in marks {
            self.page_break(mark, "div");
        }
        let attributes = self.attributes(&block.attrs);
        self.open_heading(level, attributes);
        let number = number_of(self.book, block);
        if !number.is_empty() {
            self.say("span", Attributes::class("number"), &number);
            self.markup.plain(" ");
        }
        self.inlines(content);
        self.markup.close();
        self.markup.newline();
    }

    fn block(&mut self, block: &Block) {
        match &block.kind {
            BlockKind::Heading { level, content } => {
                self.heading((*level).max(2), block, content);
            }
            BlockKind::Paragraph(content) => {
                let number = self.book.report.paragraphs.get(&block.span).copied();
                let mut attributes = self.attributes(&block.attrs);
                if let Some(number) = number
                    && block.attrs.id.is_none()
                {
                    let id = self.fresh_id(&anchors::paragraph(number));
                    attributes = attributes.maybe("id", id);
                }
                self.markup.open("p", attributes);
                if let Some(number) = number {
                    let class = Attributes::class("paragraph-number");
                    self.markup.leaf("span", class, &format!("{number}."));
                    self.markup.plain(" ");
                }
                self.inlines(content);
                self.markup.close();
            }
            BlockKind::List { start, items } => {
                let attributes = self.attributes(&block.attrs);
                let (tag, attributes) = match start {
                    Some(1) => ("ol", attributes),
                    Some(first) => ("ol", attributes.with("start", first.to_string())),
                    None => ("ul", attributes),
                };
                self.markup.open(tag, attributes);
                self.markup.newline();
                for item in items {
                    self.nested("li", Attributes::none(), &item.blocks);
                }
                self.markup.close();
            }
            BlockKind::DefinitionList(definitions) => {
                let attributes = self.attributes(&block.attrs);
                self.markup.open("dl", attributes);
                self.markup.newline();
                for definition in definitions {
                    self.markup.open("dt", Attributes::none());
                    self.inlines(&definition.term);
                    self.markup.close();
                    self.markup.newline();
                    for blocks in &definition.definitions {
                        self.nested("dd", Attributes::none(), blocks);
                    }
                }
                self.markup.close();
            }
            BlockKind::Quote(blocks) => {
                let attributes = self.attributes(&block.attrs);
                self.quotation(attributes, blocks);
            }
            BlockKind::Code(code) => {
                let attributes = self.attributes(&block.attrs);
                self.markup.open_code("pre", attributes);
                self.markup.open("code", Attributes::none());
                self.markup.text(code);
                self.markup.close();
                self.markup.close();
            }
            BlockKind::Table(table) => self.table(&block.attrs, table),
            BlockKind::Figure(figure) => self.figure(&block.attrs, figure),
            BlockKind::Maths(maths) => {
                let attributes = self.attributes(&block.attrs);
                self.formula_apart("div", attributes, &block.attrs, maths);
            }
            BlockKind::Div(blocks) => {
                let attributes = self.attributes(&block.attrs);
                let attributes = match (block.is_box(), block.columns()) {
                    (true, _) if block.attrs.has("box") => attributes.with("role", "note"),
                    (true, _) => attributes.and_class("box").with("role", "note"),
                    (false, Some(columns)) => {
                        attributes.and_class(&format!("beside beside-{columns}"))
                    }
                    (false, None) => attributes,
                };
                let attributes = match block.is_box() {
                    true => self.name_of_box(blocks, attributes),
                    false => attributes,
                };
                self.nested("div", attributes, blocks);
            }
            BlockKind::Rule => self.markup.empty("hr", Attributes::none()),
        }
        self.markup.newline();
    }

    /// The attributes of a box with its title as its name: a heading, or a first paragraph that is strong.
    fn name_of_box(&self, blocks: &[Block], attributes: Attributes) -> Attributes {
        let Some(first) = blocks.first() else {
            return attributes;
        };
        match &first.kind {
            BlockKind::Heading { content, .. } => match (&first.attrs.id, calls_in(content)) {
                (Some(id), false) => attributes.with("aria-labelledby", id.value.as_str()),
                _ => attributes.with("aria-label", text_of(&without_calls(content)).trim()),
            },
            BlockKind::Paragraph(content) => match strong_words(content) {
                Some(title) => attributes.with("aria-label", text_of(&without_calls(title)).trim()),
                None => attributes,
            },
            _ => attributes,
        }
    }

    /// A quotation; whose words they are stands apart from them.
    fn quotation(&mut self, attributes: Attributes, blocks: &[Block]) {
        let (words, whose) = match is_attributed(blocks) {
            true => blocks.split_at(blocks.len() - 1),
            false => (blocks, &[][..]),
        };
        self.markup.open("blockquote", attributes);
        self.markup.newline();
        self.blocks(words);
        for block in whose {
            if let BlockKind::Paragraph(content) = &block.kind {
                let attributes = self.attributes(&block.attrs).and_class("attribution");
                self.markup.open("p", attributes);
                self.inlines(content);
                self.markup.close();
                self.markup.newline();
            }
        }
        self.markup.close();
        self.markup.newline();
    }

    fn nested(&mut self, tag: &'static str, attributes: Attributes, blocks: &[Block]) {
        self.markup.open(tag, attributes);
        self.markup.newline();
        self.blocks(blocks);
        self.markup.close();
        self.markup.newline();
    }
}
