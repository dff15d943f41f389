//! Blocks and running text as values of the contract. Knows the model and nothing of Typst.
//!
//! Strings stay strings. What the contract means by each type stands in `docs/templates.md`.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use serde_json::{Map, Value, json};

use super::addresses::{self, Addresses};
use super::values::{
    join, language, mark_long, printed, push_text, quiet, said, short, stands_once, trim_space,
    trim_stop, unbroken, with_attrs,
};
use super::{apart, columns, floats, maths};
use crate::model::{
    Alignment, AssetFault, AssetKind, Attrs, Block, BlockKind, Cell, Defect, DefectKind, Edition,
    Figure, FormattedCitation, Inline, InlineKind, Maths, NoteId, Part, PictureWidth, Report,
    Table, is_attributed, is_from_right, text_of,
};
use crate::render::{Terms, anchors, chart, decimals, ends_with_stop, formula_number, is_source};
use crate::source::Span;

/// A file that Typst reads for a figure.
pub struct Picture {
    /// The path the author wrote.
    pub path: String,
    /// Where the author wrote it.
    pub span: Span,
    /// What Typst reads.
    pub bytes: Arc<[u8]>,
}

/// Walks the tree once and remembers what it has handed out.
pub struct Walk<'a> {
    report: &'a Report,
    terms: &'a Terms,
    /// How charts look.
    look: chart::ChartStyle<'a>,
    /// For each reference, its index in the list.
    listed: BTreeMap<&'a str, usize>,
    /// Author's ids that will be in the book; links to others carry no target.
    targets: BTreeSet<String>,
    /// Ids already handed out: a second element with the same id gets none.
    used: BTreeSet<String>,
    notes: BTreeSet<usize>,
    /// The labels that the text has named so far.
    mentioned: BTreeSet<String>,
    part: Part,
    inside_link: bool,
    /// Whether what is walked is in another language than the report.
    is_foreign: bool,
    /// The direction of that language, where it is not that of the report.
    turned: Option<&'static str>,
    /// Whether citations that only say where words come from are left out, and notes.
    leaves_out_sources: bool,
    addresses: Addresses,
    /// How many addresses of this section stand in notes so far.
    address_notes: usize,
    /// For headings, figures and tables: number and words, by id.
    pub contents: Map<String, Value>,
    /// What Typst has to read, by virtual path.
    pub pictures: BTreeMap<String, Picture>,
    /// Whether there is a figure, and whether there is a table with a caption.
    pub kinds: BTreeSet<&'static str>,
    /// What was found wrong.
    pub defects: Vec<Defect>,
}

impl<'a> Walk<'a> {
    /// Ready to walk this report.
    pub fn new(
        report: &'a Report,
        terms: &'a Terms,
        targets: BTreeSet<String>,
        look: chart::ChartStyle<'a>,
        edition: Edition,
    ) -> Self {
        let list = report.reference_list.iter().enumerate();
        Self {
            report,
            terms,
            look,
            listed: list
                .map(|(index, entry)| (entry.key.as_str(), index))
                .collect(),
            targets,
            used: BTreeSet::new(),
            notes: BTreeSet::new(),
            mentioned: BTreeSet::new(),
            part: Part::Body,
            inside_link: false,
            is_foreign: false,
            turned: None,
            leaves_out_sources: false,
            addresses: match edition {
                Edition::Screen => Addresses::Live,
                Edition::Print => Addresses::InNotes,
            },
            address_notes: 0,
            contents: Map::new(),
            pictures: BTreeMap::new(),
            kinds: BTreeSet::new(),
            defects: Vec::new(),
        }
    }

    /// Whether an id has been handed out.
    pub fn has(&self, id: &str) -> bool {
        self.used.contains(id)
    }

    /// The blocks of a section.
    pub fn section(&mut self, part: Part, blocks: &'a [Block]) -> Vec<Value> {
        self.part = part;
        self.address_notes = 0;
        let movable = floats::of_section(self.report, blocks, &mut self.mentioned);
        let mut out = Vec::new();
        for (at, block) in blocks.iter().enumerate() {
            let first = out.len();
            self.add_block(block, &mut out);
            if let (Some(around), Some(value)) = (movable.get(&at), out.get_mut(first)) {
                value["around"] = json!({"before": around.before, "behind": around.behind});
            }
        }
        out
    }

    /// What stands where no note of an address can be called.
    fn without_notes<T>(&mut self, make: impl FnOnce(&mut Self) -> T) -> T {
        let before = self.addresses;
        if before == Addresses::InNotes {
            self.addresses = Addresses::InLine;
        }
        let made = make(self);
        self.addresses = before;
        made
    }

    /// A link, and its address for those who cannot follow it.
    fn link(&mut self, url: &str, content: Vec<Value>) -> Value {
        if addresses::says_it(&content, url) {
            return json!({"type": "link", "url": url, "content": content, "is-address": true});
        }
        if !url.contains("://") {
            return json!({"type": "link", "url": url, "content": content});
        }
        let mut link = json!({"type": "link", "url": url, "content": content});
        match self.addresses {
            Addresses::Live => {}
            Addresses::InNotes => {
                self.address_notes += 1;
                link["address"] = json!({"call": addresses::call(self.address_notes), "text": url});
            }
            Addresses::InLine => link["address"] = json!({"call": null, "text": url}),
        }
        link
    }

    fn claim_id(&mut self, id: &str) -> Option<String> {
        self.used.insert(id.to_owned()).then(|| id.to_owned())
    }

    fn blocks(&mut self, blocks: &'a [Block]) -> Vec<Value> {
        let mut out = Vec::new();
        for block in blocks {
            self.add_block(block, &mut out);
        }
        out
    }

    fn add_block(&mut self, block: &'a Block, out: &mut Vec<Value>) {
        match &block.kind {
            BlockKind::Paragraph(content) if apart::is_parted(content) => {
                apart::blocks(self, block, content, out);
            }
            _ => out.extend(self.block(block)),
        }
    }

    fn block(&mut self, block: &'a Block) -> Option<Value> {
        let id = block.attrs.id.as_ref();
        let id = id.and_then(|id| self.claim_id(&id.value));
        let value =
            self.in_language_of(&block.attrs, |walk| walk.plain_block(block, id.as_deref()));
        Some(with_attrs(value?, id, &block.attrs))
    }

    /// The number of a paragraph, where paragraphs are counted.
    pub fn paragraph_number(&self, paragraph: &Block) -> Option<usize> {
        self.report.paragraphs.get(&paragraph.span).copied()
    }

    /// A formula of a paragraph as a block of its own.
    pub fn formula_apart(&mut self, maths: &Maths, attrs: Option<&Attrs>) -> Value {
        let none = Attrs::default();
        let attrs = attrs.unwrap_or(&none);
        let number = formula_number(self.report, attrs, maths);
        let value = maths::value(maths, number);
        let id = attrs.id.as_ref().and_then(|id| self.claim_id(&id.value));
        with_attrs(value, id, attrs)
    }

    /// Gives a piece of a paragraph the attributes of the whole; the first piece has its id.
    pub fn give_attributes(&mut self, piece: &mut Value, attrs: &Attrs, is_first: bool) {
        let id = attrs
            .id
            .as_ref()
            .filter(|_| is_first && piece.get("id").is_none());
        let id = id.and_then(|id| self.claim_id(&id.value));
        if piece.get("classes").is_none() && piece.get("lang").is_none() {
            *piece = with_attrs(std::mem::take(piece), id, attrs);
        }
    }

    /// A block without its attributes.
    fn plain_block(&mut self, block: &'a Block, id: Option<&str>) -> Option<Value> {
        Some(match &block.kind {
            BlockKind::Heading { level, content } => self.heading(*level, content, id),
            BlockKind::Paragraph(content) => {
                let number = self.paragraph_number(block);
                json!({"type": "paragraph", "number": number, "content": self.inlines(content)})
            }
            BlockKind::List { start, items } => {
                let items: Vec<Value> = items
                    .iter()
                    .map(|item| Value::from(self.blocks(&item.blocks)))
                    .collect();
                json!({"type": "list", "start": start, "items": items})
            }
            BlockKind::DefinitionList(definitions) => {
                let mut items = Vec::new();
                for definition in definitions {
                    let term = self.without_notes(|walk| walk.inlines(&definition.term));
                    let mut meanings = Vec::new();
                    for blocks in &definition.definitions {
                        meanings.push(self.blocks(blocks));
                    }
                    items.push(json!({"term": term, "definitions": meanings}));
                }
                json!({"type": "definitions", "items": items})
            }
            BlockKind::Quote(blocks) => {
                let mut inside = self.blocks(blocks);
                if let Some(last) = inside.last_mut().filter(|_| is_attributed(blocks)) {
                    last["attribution"] = true.into();
                }
                json!({"type": "quote", "blocks": inside})
            }
            BlockKind::Code(text) => {
                let mut code = json!({"type": "code", "text": text});
                mark_long(&mut code);
                code
            }
            BlockKind::Table(table) => self.table(table, id),
            BlockKind::Figure(figure) => self.figure(figure, &block.attrs, id)?,
            BlockKind::Maths(maths) => {
                maths::value(maths, formula_number(self.report, &block.attrs, maths))
            }
            BlockKind::Div(blocks) => json!({
                "type": "div", "box": block.is_box(), "columns": block.columns(),
                "blocks": self.blocks(blocks),
            }),
            BlockKind::Rule => json!({"type": "rule"}),
        })
    }

    /// What stands in an element with these attributes.
    pub fn in_language_of<T>(&mut self, attrs: &Attrs, make: impl FnOnce(&mut Self) -> T) -> T {
        let before = (self.is_foreign, self.turned);
        if let Some(lang) = attrs.lang().and_then(language) {
            let own = self.own_language();
            let from_right = |lang: &Value| lang["code"].as_str().is_some_and(is_from_right);
            self.turned = match (own.as_ref().is_some_and(from_right), from_right(&lang)) {
                (true, false) => Some("ltr"),
                (false, true) => Some("rtl"),
                _ => None,
            };
            self.is_foreign = own.is_some_and(|own| own["code"] != lang["code"]);
        }
        let made = make(self);
        (self.is_foreign, self.turned) = before;
        made
    }

    /// The language of the report.
    fn own_language(&self) -> Option<Value> {
        let tag = self.report.manifest.language.as_ref()?;
        language(&tag.value)
    }

    /// Words that are not the author's: they are in the language of the report wherever they stand.
    fn own_words(&mut self, out: &mut Vec<Value>, make: impl FnOnce(&mut Self, &mut Vec<Value>)) {
        let own = self.own_language().filter(|_| self.is_foreign);
        let Some(mut own) = own else {
            return make(self, out);
        };
        // Brackets and numbers run as the words around them do; letters have a direction of their own.
        if let Some(direction) = self.turned {
            own["dir"] = direction.into();
        }
        let mut words = Vec::new();
        self.is_foreign = false;
        make(self, &mut words);
        self.is_foreign = true;
        if !words.is_empty() {
            out.push(json!({"type": "span", "lang": own, "content": words}));
        }
    }

    /// Words of the program, which may have none in the language of the report.
    fn program_words(&mut self, words: &str, out: &mut Vec<Value>) {
        match self.terms.foreign() {
            Some(_) => out.extend(said(words, self.terms)),
            None => self.own_words(out, |_, out| push_text(words, out)),
        }
    }

    fn number_of(&self, id: Option<&str>) -> String {
        id.and_then(|id| self.report.labels.get(id))
            .map(|label| label.number.clone())
            .unwrap_or_default()
    }

    fn heading(&mut self, level: u8, content: &'a [Inline], id: Option<&str>) -> Value {
        let number = self.number_of(id);
        let noun = (self.part == Part::Appendix && level == 1)
            .then(|| self.terms.get("appendix").to_owned());
        let content = self.without_notes(|walk| walk.inlines(content));
        if let Some(id) = id {
            let entry = json!({"noun": noun, "number": number, "title": quiet(&content)});
            self.contents.insert(id.to_owned(), entry);
        }
        json!({
            "type": "heading", "level": level, "noun": noun, "number": number, "content": content,
        })
    }

    fn table(&mut self, table: &'a Table, id: Option<&str>) -> Value {
        let number = self.number_of(id);
        let caption = self.without_notes(|walk| walk.inlines(&table.caption));
        if !caption.is_empty() {
            self.list("table", id, &number, &table.caption);
        }
        let missing = decimals::missing(table, self.terms.get("decimal-mark"));
        let shape = columns::Columns::of(table, &self.report.formatted, &missing);
        let shares = columns::MEASURES
            .map(|letters| json!({"letters": letters, "widths": shape.widths(letters)}));
        let columns: Vec<Value> = shape
            .widths(columns::MEASURE)
            .into_iter()
            .zip(&table.columns)
            .map(|(width, alignment)| {
                let align = match alignment {
                    Alignment::Start => "start",
                    Alignment::Center => "center",
                    Alignment::End => "end",
                };
                json!({"align": align, "width": width})
            })
            .collect();
        let header = self.without_notes(|walk| walk.cells(&table.header.cells, columns.len()));
        let rows: Vec<Value> = table
            .rows
            .iter()
            .map(|row| self.cells(&row.cells, columns.len()))
            .collect();
        json!({
            "type": "table", "number": number, "caption": caption,
            "columns": columns, "header": header, "repeat-header": !stands_once(&header),
            "rows": rows, "missing": missing, "long-rows": columns::long_rows(table, &self.report.formatted),
            "letters": shape.letters(), "natural": shape.natural(), "shares": shares,
            "whole": shape.is_short(), "around": null,
        })
    }

    /// A row with exactly one cell a column, whatever was written.
    fn cells(&mut self, cells: &'a [Cell], columns: usize) -> Value {
        (0..columns)
            .map(|index| match cells.get(index) {
                Some(cell) => Value::from(self.inlines(&cell.content)),
                None => Value::Array(Vec::new()),
            })
            .collect()
    }

    fn figure(&mut self, figure: &'a Figure, attrs: &Attrs, id: Option<&str>) -> Option<Value> {
        let number = self.number_of(id);
        let caption = self.without_notes(|walk| walk.inlines(&figure.caption));
        let (source, natural) = self.picture(figure)?;
        // The words of a chart have a size of their own.
        let asked = PictureWidth::of(attrs).filter(|_| figure.chart.is_none());
        let (width, share) = match asked {
            Some(PictureWidth::Share(share)) => (None, Some(share)),
            Some(PictureWidth::Points(points)) => (Some(points), None),
            None => (natural, None),
        };
        if !caption.is_empty() {
            self.list("figure", id, &number, &figure.caption);
        }
        let alt = match figure.alt.value.trim() {
            "" => text_of(&figure.caption),
            alt => alt.to_owned(),
        };
        // In a draft a picture may have neither yet, and PDF/UA wants words for each.
        let alt = match alt.trim() {
            "" => figure.path.value.clone(),
            _ => alt,
        };
        Some(json!({
            "type": "figure", "number": number, "caption": caption, "source": source,
            "alt": alt, "width": width, "share": share, "chart": figure.chart.is_some(), "around": null,
        }))
    }

    /// Notes a figure or table for the lists behind the contents. Its caption has been walked: what can
    /// stand only once stands there.
    fn list(&mut self, kind: &'static str, id: Option<&str>, number: &str, caption: &'a [Inline]) {
        // A list of numbers alone tells nobody anything.
        if caption.is_empty() {
            return;
        }
        self.kinds.insert(kind);
        if let Some(id) = id {
            let noun = self.terms.get(kind);
            let before = std::mem::replace(&mut self.leaves_out_sources, true);
            let mut title = quiet(&self.inlines(caption));
            self.leaves_out_sources = before;
            let words = printed(&title);
            match ends_with_stop(words.trim_end()) {
                true => trim_stop(&mut title),
                false => trim_space(&mut title),
            }
            let title = short(title);
            let entry = json!({"noun": noun, "number": number, "title": title});
            self.contents.insert(id.to_owned(), entry);
        }
    }

    /// The virtual file of a figure and its natural width in points, if it has one.
    fn picture(&mut self, figure: &Figure) -> Option<(String, Option<f64>)> {
        let span = figure.path.span;
        let path = figure.path.value.clone();
        if let Some(data) = self.report.chart_data(figure) {
            let bytes = chart::svg(figure, data, &self.look).into_bytes().into();
            let picture = Picture { path, span, bytes };
            return Some((self.keep(picture, "svg"), self.look.most()));
        }
        let Some(asset) = self.report.assets.get(&path) else {
            let fault = AssetFault::NotRead;
            let kind = DefectKind::BadAsset { path, fault };
            self.defects.push(Defect::new(kind, span));
            return None;
        };
        // 150 dots an inch: sharp in print, and never larger than the measure.
        let points = |pixels: u32| Some(f64::from(pixels) * 72.0 / 150.0);
        let (ending, width, bytes) = match &asset.kind {
            AssetKind::Png(size) => ("png", points(size.width), asset.bytes.clone()),
            AssetKind::Jpeg(size) => ("jpg", points(size.width), asset.bytes.clone()),
            AssetKind::Svg => ("svg", None, asset.bytes.clone()),
            AssetKind::Pdf | AssetKind::Table { .. } => {
                let fault = match &asset.kind {
                    AssetKind::Pdf => AssetFault::Format(Some("a PDF")),
                    _ => AssetFault::DataWithoutChart,
                };
                let kind = DefectKind::BadAsset { path, fault };
                self.defects.push(Defect::new(kind, span));
                return None;
            }
        };
        let picture = Picture { path, span, bytes };
        Some((self.keep(picture, ending), width))
    }

    /// Keeps a picture for Typst and gives its virtual path.
    fn keep(&mut self, picture: Picture, ending: &str) -> String {
        let path = format!("/assets/{}.{ending}", self.pictures.len() + 1);
        self.pictures.insert(path.clone(), picture);
        path
    }

    /// Running text that prints the addresses it wants to print itself, as references do.
    pub fn finished(&mut self, inlines: &'a [Inline]) -> Vec<Value> {
        let before = std::mem::replace(&mut self.addresses, Addresses::Live);
        let made = self.inlines(inlines);
        self.addresses = before;
        made
    }

    /// Running text, neighbouring words joined.
    pub fn inlines(&mut self, inlines: &'a [Inline]) -> Vec<Value> {
        let mut out = Vec::new();
        self.push_all(inlines, &mut out);
        out.iter_mut().for_each(mark_long);
        out
    }

    fn push_all(&mut self, inlines: &'a [Inline], out: &mut Vec<Value>) {
        for inline in inlines {
            self.push(inline, out);
        }
    }

    fn push(&mut self, inline: &'a Inline, out: &mut Vec<Value>) {
        let plain = |kind: &str, content: Vec<Value>| json!({"type": kind, "content": content});
        if self.leaves_out_sources && is_source(self.report, inline) {
            return trim_space(out);
        }
        match &inline.kind {
            InlineKind::Text(text) => push_text(text, out),
            InlineKind::LineBreak => out.push(json!({"type": "break"})),
            InlineKind::Emphasis(inner) => out.push(plain("emphasis", self.inlines(inner))),
            InlineKind::Strong(inner) => out.push(plain("strong", self.inlines(inner))),
            InlineKind::Strikeout(inner) => out.push(plain("strikeout", self.inlines(inner))),
            InlineKind::Superscript(inner) => out.push(plain("super", self.inlines(inner))),
            InlineKind::Subscript(inner) => out.push(plain("sub", self.inlines(inner))),
            InlineKind::SmallCaps(inner) => out.push(plain("small-caps", self.inlines(inner))),
            InlineKind::Code(text) => out.push(json!({"type": "code", "text": text})),
            InlineKind::Maths(maths) => out.push(maths::value(maths, None)),
            InlineKind::Link { url, content } => {
                let (content, free) = self.linked(content);
                if free && !content.is_empty() && !url.is_empty() {
                    let link = self.link(url, content);
                    out.push(link);
                } else {
                    join(content, out);
                }
            }
            InlineKind::CrossReference { label, content } => {
                let (mut content, free) = self.linked(content);
                let id = label.value.as_str();
                if content.is_empty() {
                    let words = self.terms.cross_reference(id, self.report.labels.get(id));
                    self.program_words(&unbroken(&words), &mut content);
                }
                if free && self.targets.contains(id) {
                    out.push(json!({"type": "reference", "to": id, "content": content}));
                } else {
                    join(content, out);
                }
            }
            InlineKind::ToReference {
                key,
                occurrence,
                content,
            } => {
                let (content, free) = self.linked(content);
                match self.listed.get(key.as_str()).copied() {
                    Some(index) if free && !content.is_empty() => {
                        let id = anchors::reference_link(*occurrence);
                        let id = (*occurrence > 0).then(|| self.claim_id(&id)).flatten();
                        out.push(json!({
                            "type": "citation", "to": anchors::reference(index), "id": id,
                            "content": content,
                        }));
                    }
                    _ => join(content, out),
                }
            }
            InlineKind::Citation(id) => match self.report.formatted.get(id.0) {
                Some(FormattedCitation::Inline(content)) => {
                    self.own_words(out, |walk, out| walk.push_all(content, out));
                }
                Some(FormattedCitation::Note { before, note }) => {
                    self.own_words(out, |walk, out| walk.push_all(before, out));
                    self.note(*note, out);
                }
                Some(FormattedCitation::Silent) | None => {}
            },
            InlineKind::Note(id) => self.note(*id, out),
            InlineKind::Span { attrs, content } => {
                let id = attrs.id.as_ref();
                let id = id.and_then(|id| self.claim_id(&id.value));
                let inner = self.in_language_of(attrs, |walk| walk.inlines(content));
                let lang = attrs.lang().and_then(language);
                if id.is_none() && lang.is_none() && attrs.classes.is_empty() {
                    join(inner, out);
                } else {
                    out.push(with_attrs(plain("span", inner), id, attrs));
                }
            }
            InlineKind::Mark(mark) => {
                if self.claim_id(&anchors::mark(*mark)).is_some() {
                    out.push(json!({
                        "type": "mark", "number": mark.0, "id": anchors::mark(*mark),
                    }));
                }
            }
        }
    }

    /// The content of a link, and whether the link itself may be made: links do not nest.
    fn linked(&mut self, content: &'a [Inline]) -> (Vec<Value>, bool) {
        let outer = std::mem::replace(&mut self.inside_link, true);
        let content = self.inlines(content);
        self.inside_link = outer;
        (content, !outer)
    }

    fn note(&mut self, id: NoteId, out: &mut Vec<Value>) {
        let Some(note) = self.report.notes.get(id.0) else {
            return;
        };
        let number = note.number;
        let anchor = anchors::note(number);
        if !self.notes.insert(id.0) {
            out.push(json!({"type": "note", "number": number, "id": anchor, "blocks": null}));
            return;
        }
        // The template sets a note in the language of the report.
        let before = std::mem::replace(&mut self.is_foreign, false);
        let blocks = self.without_notes(|walk| walk.blocks(&note.blocks));
        self.is_foreign = before;
        out.push(json!({"type": "note", "number": number, "id": anchor, "blocks": blocks}));
    }
}
