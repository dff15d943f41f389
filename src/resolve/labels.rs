//! Gives every heading, figure and table its id and its printed number, and a formula with an id its number.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::{
    Attrs, Block, BlockKind, Defect, DefectKind, Inline, InlineKind, Kind, Label, LabelKind, Maths,
    Note, Part, Report, Visitor, alone_apart, appendix_letter, text_of, walk_block, walk_inline,
};
use crate::source::{Located, Span};

/// Numbers everything that is numbered, and collects the labels.
pub(super) fn number(report: &mut Report) {
    let mut sections = std::mem::take(&mut report.sections);
    let mut numberer = Numberer {
        report,
        used: BTreeSet::new(),
        taken: BTreeMap::new(),
        section: 0,
        part: Part::Body,
        counts: Counts::default(),
        unnumbered: None,
    };
    // Ids that authors chose come first, so that a generated one never takes their place.
    let of_sections = sections.iter().flat_map(|section| &section.blocks);
    let of_notes = numberer.report.notes.iter().flat_map(|note| &note.blocks);
    let mut chosen = Chosen(&mut numberer.used);
    of_sections
        .chain(of_notes)
        .for_each(|block| chosen.block(block));
    for (index, section) in sections.iter_mut().enumerate() {
        if section.part != numberer.part {
            numberer.part = section.part;
            numberer.counts.heading = [0; 6];
        }
        numberer.section = index;
        numberer.blocks(&mut section.blocks);
    }
    let notes = std::mem::take(&mut numberer.report.notes);
    for note in &notes {
        numberer.note(note);
    }
    numberer.report.notes = notes;
    report.sections = sections;
}

#[derive(Default)]
struct Counts {
    heading: [usize; 6],
    figures: usize,
    tables: usize,
    formulas: usize,
}

struct Chosen<'s>(&'s mut BTreeSet<String>);

impl<'a> Visitor<'a> for Chosen<'_> {
    fn block(&mut self, block: &'a Block) {
        self.0
            .extend(block.attrs.id.as_ref().map(|id| id.value.clone()));
        walk_block(self, block);
    }

    fn inline(&mut self, inline: &'a Inline) {
        if let InlineKind::Span { attrs, .. } = &inline.kind {
            self.0.extend(attrs.id.as_ref().map(|id| id.value.clone()));
        }
        walk_inline(self, inline);
    }
}

struct Numberer<'r> {
    report: &'r mut Report,
    used: BTreeSet<String>,
    /// The last number that was put behind each stem to make an id.
    taken: BTreeMap<String, usize>,
    section: usize,
    part: Part,
    counts: Counts,
    /// The level of the heading without a number that the text stands below.
    unnumbered: Option<u8>,
}

impl Numberer<'_> {
    fn blocks(&mut self, blocks: &mut [Block]) {
        for block in blocks {
            self.block(block);
        }
    }

    fn block(&mut self, block: &mut Block) {
        let span = block.span;
        match &mut block.kind {
            BlockKind::Heading { level, content } => {
                let number = self.heading_number(*level, &block.attrs);
                let title = text_of(content);
                let kind = match self.part {
                    Part::Body => LabelKind::Section,
                    Part::Appendix => LabelKind::Appendix,
                };
                self.ensure_id(&mut block.attrs, &title, "section", span);
                self.label(&block.attrs, kind, number, title, span);
                self.inlines(content);
            }
            BlockKind::Figure(figure) => {
                self.counts.figures += 1;
                let number = self.counts.figures.to_string();
                let title = text_of(&figure.caption);
                self.ensure_id(&mut block.attrs, "", "figure", span);
                self.label(&block.attrs, LabelKind::Figure, number, title, span);
                self.inlines(&figure.caption);
            }
            BlockKind::Table(table) => {
                // A table without a caption is part of the running text and has no number.
                let number = if table.caption.is_empty() {
                    String::new()
                } else {
                    self.counts.tables += 1;
                    self.counts.tables.to_string()
                };
                let title = text_of(&table.caption);
                self.ensure_id(&mut block.attrs, "", "table", span);
                self.label(&block.attrs, LabelKind::Table, number, title, span);
                self.inlines(&table.caption);
                for row in std::iter::once(&table.header).chain(&table.rows) {
                    for cell in &row.cells {
                        self.inlines(&cell.content);
                    }
                }
            }
            BlockKind::Div(inner) => {
                let first = self.counts.figures + 1;
                let last = self.counts.figures + figures_of_panel(&block.attrs, inner);
                if last > first {
                    let number = format!("{first}–{last}");
                    self.label(&block.attrs, LabelKind::Figure, number, String::new(), span);
                } else {
                    self.anchor(&block.attrs, String::new(), span);
                }
                // The title of a box is over nothing but the box.
                let above = self.unnumbered;
                self.blocks(inner);
                self.unnumbered = above;
            }
            BlockKind::Quote(inner) => self.blocks(inner),
            BlockKind::List { items, .. } => {
                for item in items {
                    self.blocks(&mut item.blocks);
                }
            }
            BlockKind::DefinitionList(definitions) => {
                for definition in definitions {
                    self.inlines(&definition.term);
                    for blocks in &mut definition.definitions {
                        self.blocks(blocks);
                    }
                }
            }
            BlockKind::Paragraph(content) => self.inlines(content),
            BlockKind::Maths(maths) => self.formula(&block.attrs, maths, span),
            BlockKind::Code(_) | BlockKind::Rule => {}
        }
    }

    /// A formula with an id has a number: its own, or the next one. One without is not counted.
    fn formula(&mut self, attrs: &Attrs, maths: &Maths, span: Span) {
        if attrs.id.is_none() {
            return;
        }
        let number = if let Some(own) = &maths.tag {
            own.clone()
        } else if attrs.has("unnumbered") {
            String::new()
        } else {
            self.counts.formulas += 1;
            self.counts.formulas.to_string()
        };
        self.label(attrs, LabelKind::Formula, number, String::new(), span);
    }

    fn inlines(&mut self, inlines: &[Inline]) {
        for inline in inlines {
            if let InlineKind::Span { attrs, content } = &inline.kind {
                match alone_apart(content) {
                    Some(maths) => self.formula(attrs, maths, inline.span),
                    None => self.anchor(attrs, text_of(content), inline.span),
                }
            }
            self.inlines(inline.children().unwrap_or_default());
        }
    }

    /// A note's text cannot hold numbered things, but spans and divs with ids.
    fn note(&mut self, note: &Note) {
        struct Anchors<'n, 'r>(&'n mut Numberer<'r>);
        impl<'a> Visitor<'a> for Anchors<'_, '_> {
            fn block(&mut self, block: &'a Block) {
                if let BlockKind::Div(_) | BlockKind::Maths(_) = &block.kind {
                    self.0.anchor(&block.attrs, String::new(), block.span);
                }
                walk_block(self, block);
            }

            fn inline(&mut self, inline: &'a Inline) {
                if let InlineKind::Span { attrs, content } = &inline.kind {
                    self.0.anchor(attrs, text_of(content), inline.span);
                }
                walk_inline(self, inline);
            }
        }
        let mut anchors = Anchors(self);
        for block in &note.blocks {
            anchors.block(block);
        }
    }

    fn heading_number(&mut self, level: u8, attrs: &Attrs) -> String {
        // What stands below a heading without a number has none to begin its own with.
        let is_below = self.unnumbered.is_some_and(|above| level > above);
        if is_below {
            return String::new();
        }
        self.unnumbered = attrs.has("unnumbered").then_some(level);
        if self.unnumbered.is_some() {
            return String::new();
        }
        let level = usize::from(level).clamp(1, 6);
        self.counts.heading[level - 1] += 1;
        self.counts.heading[level..].fill(0);
        let mut parts: Vec<String> = self.counts.heading[..level]
            .iter()
            .map(ToString::to_string)
            .collect();
        if self.part == Part::Appendix {
            parts[0] = appendix_letter(self.counts.heading[0].saturating_sub(1));
        }
        parts.join(".")
    }

    /// A span or div with an id can be linked to; a marked claim can also be derived from.
    fn anchor(&mut self, attrs: &Attrs, title: String, span: Span) {
        let is_claim = attrs
            .classes
            .iter()
            .any(|class| Kind::from_class(class).is_some());
        let kind = if is_claim {
            LabelKind::Claim
        } else {
            LabelKind::Anchor
        };
        self.label(attrs, kind, String::new(), title, span);
    }

    fn label(&mut self, attrs: &Attrs, kind: LabelKind, number: String, title: String, span: Span) {
        let Some(id) = &attrs.id else { return };
        let place = if id.span.range().is_empty() {
            span
        } else {
            id.span
        };
        if let Some(first) = self.report.labels.get(&id.value) {
            let first = first.span;
            self.report.defects.push(Defect::new(
                DefectKind::DuplicateId {
                    id: id.value.clone(),
                    first,
                },
                place,
            ));
            return;
        }
        let label = Label {
            kind,
            number,
            title,
            section: self.section,
            span: place,
        };
        self.report.labels.insert(id.value.clone(), label);
    }

    /// Makes an id from a title, or from a word when the title gives none.
    fn ensure_id(&mut self, attrs: &mut Attrs, title: &str, word: &str, span: Span) {
        if attrs.id.is_some() {
            return;
        }
        let mut stem = slug(title);
        if stem.is_empty() {
            stem = word.to_owned();
        }
        let mut id = stem.clone();
        let count = self.taken.entry(stem.clone()).or_insert(1);
        while self.used.contains(&id) {
            *count += 1;
            id = format!("{stem}-{count}");
        }
        self.used.insert(id.clone());
        let nowhere = Span {
            end: span.start,
            ..span
        };
        attrs.id = Some(Located::new(id, nowhere));
    }
}

/// How many figures a div holds that has the id of a figure, as Quarto and pandoc-crossref write it.
fn figures_of_panel(attrs: &Attrs, inner: &[Block]) -> usize {
    let mut prefixes = ["fig-", "fig:"].iter();
    let id = attrs.id.as_ref();
    let is_named = id.is_some_and(|id| prefixes.any(|prefix| id.value.starts_with(prefix)));
    let is_figure = |block: &&Block| matches!(block.kind, BlockKind::Figure(_));
    let is_words = |block: &Block| matches!(block.kind, BlockKind::Paragraph(_));
    match is_named
        && inner
            .iter()
            .all(|block| is_figure(&block) || is_words(block))
    {
        true => inner.iter().filter(is_figure).count(),
        false => 0,
    }
}

/// A title as an id: letters and digits in lower case, everything else a hyphen; it begins with a
/// letter, as Pandoc's do.
fn slug(title: &str) -> String {
    let mut out = String::new();
    for character in title.chars() {
        if character.is_alphanumeric() {
            out.extend(character.to_lowercase());
        } else if !out.is_empty() && !out.ends_with('-') {
            out.push('-');
        }
    }
    let kept = out.trim_end_matches('-');
    kept.trim_start_matches(|c: char| !c.is_alphabetic())
        .to_owned()
}
