//! A report before and after its references were resolved.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::limits::TAKEN_OVER;
use super::{
    ChartData, Citation, CitationId, CitationItem, CitationMode, Claim, CopyState, Defect,
    Evidence, Exhibit, Figure, Inline, ListHead, Manifest, Note, NoteId, Reference, Section,
    Sentence, Theme, Unit, Visitor, Waiver, walk_blocks,
};
use crate::source::{Located, Span};

/// What was parsed: a tree with open references. It can be resolved and nothing else.
#[derive(Debug)]
pub struct Draft {
    /// The manifest.
    pub manifest: Manifest,
    /// Body first, then appendices, each in the manifest's order.
    pub sections: Vec<Section>,
    /// The notes, in the order in which they were defined.
    pub notes: Vec<Note>,
    /// The citations, in document order.
    pub citations: Vec<Citation>,
    /// The waivers that stand in the text.
    pub waivers: Vec<Waiver>,
    /// The words of the HTML comments, in document order, each with the place of the whole
    /// comment. They are for the author and never printed.
    pub comments: Vec<Located<String>>,
    /// What was found wrong on the way.
    pub defects: Vec<Defect>,
}

/// What was resolved. Only a report can be checked.
///
/// Before it can be rendered it is composed, which fills `formatted`, `reference_list` and `marks`
/// and adds the notes of a note style; a check needs none of them.
#[derive(Debug, Clone)]
pub struct Report {
    /// The manifest.
    pub manifest: Manifest,
    /// Body first, then appendices. Every heading, figure and table has an id.
    pub sections: Vec<Section>,
    /// The author's notes and those that a note style made.
    pub notes: Vec<Note>,
    /// The citations, in document order.
    pub citations: Vec<Citation>,
    /// How each of [`Report::citations`] is printed.
    pub formatted: Vec<FormattedCitation>,
    /// Every reference of the bibliographies, in their order.
    pub references: Vec<Reference>,
    /// The reference list: the references that are cited, in the order of the style.
    pub reference_list: Vec<FormattedReference>,
    /// Where the lists begin, if there are several; empty for one.
    pub list_heads: Vec<ListHead>,
    /// What `sources.toml` says of sources, by key; also of keys that no bibliography has.
    pub evidence: BTreeMap<String, Evidence>,
    /// The words of the sources whose text is at hand, by key.
    pub source_texts: BTreeMap<String, String>,
    /// What became of looking at the copies that are kept of sources, by key.
    pub copies: BTreeMap<String, CopyState>,
    /// The waivers, those in the text first.
    pub waivers: Vec<Waiver>,
    /// What cross-references can name.
    pub labels: BTreeMap<String, Label>,
    /// The numbers of the paragraphs that are counted, by the place of the paragraph.
    pub paragraphs: BTreeMap<Span, usize>,
    /// The units, in document order.
    pub units: Vec<Unit>,
    /// The sentences, in document order.
    pub sentences: Vec<Sentence>,
    /// The claims, in document order.
    pub claims: Vec<Claim>,
    /// The tables and figures, in document order.
    pub exhibits: Vec<Exhibit>,
    /// The pictures and charts, by the path the author wrote.
    pub assets: BTreeMap<String, Asset>,
    /// The data of the charts that can be drawn, by the place of [`Figure::path`].
    pub charts: BTreeMap<Span, ChartData>,
    /// How both books look.
    pub theme: Theme,
    /// How many marks stand in the tree.
    pub marks: usize,
    /// What was found wrong so far.
    pub defects: Vec<Defect>,
}

impl Report {
    /// A report that has a title page and nothing else yet.
    pub fn without_text(manifest: Manifest, theme: Theme) -> Self {
        Self {
            manifest,
            sections: Vec::new(),
            notes: Vec::new(),
            citations: Vec::new(),
            formatted: Vec::new(),
            references: Vec::new(),
            reference_list: Vec::new(),
            list_heads: Vec::new(),
            evidence: BTreeMap::new(),
            source_texts: BTreeMap::new(),
            copies: BTreeMap::new(),
            waivers: Vec::new(),
            labels: BTreeMap::new(),
            paragraphs: BTreeMap::new(),
            units: Vec::new(),
            sentences: Vec::new(),
            claims: Vec::new(),
            exhibits: Vec::new(),
            assets: BTreeMap::new(),
            charts: BTreeMap::new(),
            theme,
            marks: 0,
            defects: Vec::new(),
        }
    }

    /// The unit in which a claim is made.
    pub fn unit_of(&self, claim: &Claim) -> Option<&Unit> {
        let sentence = self.sentences.get(claim.sentence.0)?;
        self.units.get(sentence.unit.0)
    }

    /// What a sentence cites. Of a citation that it shares with others and that has very many items, the first
    /// of them.
    pub fn items_of<'a>(&'a self, sentence: &Sentence) -> impl Iterator<Item = &'a CitationItem> {
        let place = sentence.span;
        sentence.citations.iter().flat_map(move |id| {
            let citation = &self.citations[id.0];
            let most = match place.contains(citation.span) {
                true => usize::MAX,
                false => TAKEN_OVER,
            };
            citation.items.iter().take(most)
        })
    }

    /// The data of a figure, if it is a chart that can be drawn.
    pub fn chart_data(&self, figure: &Figure) -> Option<&ChartData> {
        figure.chart.as_ref()?;
        self.charts.get(&figure.path.span)
    }

    /// Visits the text of every section and then of every note.
    pub fn walk<'a, V: Visitor<'a>>(&'a self, visitor: &mut V) {
        for section in &self.sections {
            walk_blocks(visitor, &section.blocks);
        }
        for note in &self.notes {
            visitor.note(note);
        }
    }

    /// The citations that stand in attributes, by the place of the attribute's value.
    pub fn attribute_citations(&self) -> BTreeMap<Span, CitationId> {
        self.citations
            .iter()
            .enumerate()
            .filter(|(_, citation)| citation.mode == CitationMode::Attribute)
            .map(|(index, citation)| (citation.span, CitationId(index)))
            .collect()
    }

    /// How many references of the bibliographies are cited.
    pub fn cited_references(&self) -> usize {
        let cited: BTreeSet<&str> = self
            .citations
            .iter()
            .flat_map(|citation| &citation.items)
            .map(|item| item.key.value.as_str())
            .collect();
        let is_cited = |reference: &&Reference| cited.contains(reference.key.as_str());
        self.references.iter().filter(is_cited).count()
    }
}

/// Something that a cross-reference can name.
#[derive(Debug, Clone, PartialEq)]
pub struct Label {
    /// What it is.
    pub kind: LabelKind,
    /// Its printed number, such as "2.1", "B" or "4". Empty for what has none.
    pub number: String,
    /// Its title or the start of its text.
    pub title: String,
    /// Index of its section in [`Report::sections`].
    pub section: usize,
    /// Where it was defined.
    pub span: Span,
}

/// What a label names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LabelKind {
    /// A section of the body or a heading inside one.
    Section,
    /// An appendix or a heading inside one.
    Appendix,
    /// A figure.
    Figure,
    /// A table.
    Table,
    /// A formula on a line of its own.
    Formula,
    /// A marked claim.
    Claim,
    /// Any other span or div with an id.
    Anchor,
}

/// How a citation is printed.
#[derive(Debug, Clone, PartialEq)]
pub enum FormattedCitation {
    /// In the line.
    Inline(Vec<Inline>),
    /// As a note, after words in the line (none for most; the author's name for `@key`).
    Note {
        /// The words in the line.
        before: Vec<Inline>,
        /// The note.
        note: NoteId,
    },
    /// Not at all: it only supports a claim in the register.
    Silent,
}

impl FormattedCitation {
    /// The words that are printed in the line, and the note that is called after them.
    pub fn parts(&self) -> (&[Inline], Option<NoteId>) {
        match self {
            Self::Inline(words) => (words, None),
            Self::Note { before, note } => (before, Some(*note)),
            Self::Silent => (&[], None),
        }
    }
}

/// One entry of the reference list.
#[derive(Debug, Clone, PartialEq)]
pub struct FormattedReference {
    /// The reference's key.
    pub key: String,
    /// The first field, when the style sets it apart: usually a number in brackets.
    pub label: Option<Vec<Inline>>,
    /// The formatted entry.
    pub content: Vec<Inline>,
    /// The occurrences of links to it, in document order: see
    /// [`super::InlineKind::ToReference`].
    pub occurrences: Vec<usize>,
}

/// A file that the report shows.
#[derive(Debug, Clone, PartialEq)]
pub struct Asset {
    /// What it is.
    pub kind: AssetKind,
    /// Its bytes as read. A report that is copied does not copy them.
    pub bytes: Arc<[u8]>,
}

/// How large a picture is, in pixels.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Size {
    /// From left to right.
    pub width: u32,
    /// From top to bottom.
    pub height: u32,
}

/// What an asset is.
#[derive(Debug, Clone, PartialEq)]
pub enum AssetKind {
    /// A PNG picture.
    Png(Size),
    /// A JPEG picture.
    Jpeg(Size),
    /// An SVG drawing.
    Svg,
    /// A PDF drawing. Before a book is made, a picture takes its place.
    Pdf,
    /// Comma-separated values with a header row.
    Table {
        /// The column names.
        columns: Vec<String>,
        /// The rows.
        rows: Vec<Vec<String>>,
    },
}

/// Whether a key begins as the labels of Quarto and pandoc-crossref do.
pub fn is_written_like_label(key: &str) -> bool {
    const KINDS: [&str; 8] = ["fig", "tbl", "sec", "eq", "lst", "thm", "app", "exr"];
    key.split_once(['-', ':'])
        .is_some_and(|(kind, name)| KINDS.contains(&kind) && !name.is_empty())
}
