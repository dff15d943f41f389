//! Puts all citations in document order, has them formatted, and numbers the links they make.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::notes::end_with_citation;
use crate::bibliography::{self, Formatted, Library, Request, RequestItem, Style};
use crate::model::{
    Attrs, Block, BlockKind, CitationId, CitationMode, FormattedCitation, Inline, InlineKind,
    Joint, ListHead, Manifest, Note, NoteId, Report, Visitor, walk_block, walk_blocks, walk_inline,
    walk_inlines,
};
use crate::source::Span;

/// Citations in `cite=` are printed at the end of their span or div, as if they stood there.
pub(super) fn place_attribute_citations(report: &mut Report) {
    let by_span = report.attribute_citations();
    if by_span.is_empty() {
        return;
    }
    let printed = |attrs: &Attrs| {
        let value = attrs.get("cite")?;
        by_span.get(&value.span).map(|id| (*id, value.span))
    };
    let mut sections = std::mem::take(&mut report.sections);
    let mut notes = std::mem::take(&mut report.notes);
    for section in &mut sections {
        in_blocks(&mut section.blocks, &printed);
    }
    for note in &mut notes {
        in_blocks(&mut note.blocks, &printed);
    }
    report.sections = sections;
    report.notes = notes;
}

type Printed<'p> = &'p dyn Fn(&Attrs) -> Option<(CitationId, Span)>;

fn in_blocks(blocks: &mut [Block], printed: Printed<'_>) {
    for block in blocks.iter_mut() {
        if let Some((id, span)) = printed(&block.attrs) {
            let citation = Inline {
                kind: InlineKind::Citation(id),
                span,
            };
            match &mut block.kind {
                BlockKind::Div(inner) => end_blocks(inner, citation),
                BlockKind::Table(table) => end_with_citation(&mut table.caption, citation),
                BlockKind::Figure(figure) => end_with_citation(&mut figure.caption, citation),
                _ => {}
            }
        }
        match &mut block.kind {
            BlockKind::Div(inner) | BlockKind::Quote(inner) => in_blocks(inner, printed),
            BlockKind::List { items, .. } => {
                for item in items {
                    in_blocks(&mut item.blocks, printed);
                }
            }
            BlockKind::DefinitionList(definitions) => {
                for blocks in definitions.iter_mut().flat_map(|d| &mut d.definitions) {
                    in_blocks(blocks, printed);
                }
            }
            _ => {}
        }
    }
    super::links::each_inlines(blocks, &mut |inlines| in_inlines(inlines, printed));
}

fn in_inlines(inlines: &mut [Inline], printed: Printed<'_>) {
    for inline in inlines {
        if let InlineKind::Span { attrs, content } = &mut inline.kind
            && let Some((id, span)) = printed(attrs)
            && !content
                .iter()
                .any(|inner| inner.kind == InlineKind::Citation(id))
        {
            let citation = Inline {
                kind: InlineKind::Citation(id),
                span,
            };
            end_with_citation(content, citation);
        }
        if let Some(children) = inline.children_mut() {
            in_inlines(children, printed);
        }
    }
}

/// Prints a citation at the end of blocks: behind their last words, in the caption of a table or figure that
/// has one, and else in a paragraph of its own.
fn end_blocks(blocks: &mut Vec<Block>, citation: Inline) {
    match blocks.last_mut().and_then(last_words) {
        Some(words) => end_with_citation(words, citation),
        None => blocks.push(Block {
            span: citation.span,
            attrs: Attrs::default(),
            kind: BlockKind::Paragraph(vec![citation]),
        }),
    }
}

/// The last words of a block, if a citation can stand behind them.
fn last_words(block: &mut Block) -> Option<&mut Vec<Inline>> {
    let inner = match &mut block.kind {
        BlockKind::Paragraph(words) => return Some(words),
        BlockKind::Table(table) => {
            return Some(&mut table.caption).filter(|words| !words.is_empty());
        }
        BlockKind::Figure(figure) => {
            return Some(&mut figure.caption).filter(|words| !words.is_empty());
        }
        BlockKind::Div(inner) | BlockKind::Quote(inner) => inner,
        BlockKind::List { items, .. } => &mut items.last_mut()?.blocks,
        BlockKind::DefinitionList(definitions) => definitions.last_mut()?.definitions.last_mut()?,
        _ => return None,
    };
    inner.last_mut().and_then(last_words)
}

/// The citations of a resolved report, formatted, and its reference list. They do not depend on what
/// the check finds.
#[derive(Debug, Clone)]
pub struct Citations {
    /// Where the citations stand that have something to print, in the order of `formatted`.
    places: Vec<Place>,
    /// The number that each note of the author's has among all notes.
    numbers: Vec<(NoteId, usize)>,
    formatted: Formatted,
    /// In which of several lists each reference stands, see [`lists`].
    lists: Vec<usize>,
}

/// Formats every citation of a resolved report, and the reference list.
pub fn format(report: &Report, library: &Library, style: &Style) -> Citations {
    let asked = Requests::of(report, library, style);
    let formatted = asked.format(library, style);
    asked.answered(formatted)
}

/// The same for a report that is composed again and again. With the same `memory` each time, nothing is
/// formatted anew where the citations ask for the same as before.
pub fn format_again(
    report: &Report,
    library: &Arc<Library>,
    style: &Style,
    memory: &mut LastCitations,
) -> Citations {
    let asked = Requests::of(report, library, style);
    let question = asked.question();
    if let Some(last) = &memory.last
        && Arc::ptr_eq(&last.library, library)
        && last.style == *style
        && last.question == question
    {
        let mut formatted = last.formatted.clone();
        let parts = formatted.citations.iter_mut().zip(&mut formatted.authors);
        for ((citation, author), request) in parts.zip(&asked.requests) {
            move_to(citation, request.span);
            move_to(author, request.span);
        }
        return asked.answered(formatted);
    }
    let formatted = asked.format(library, style);
    memory.last = Some(Last {
        library: Arc::clone(library),
        style: style.clone(),
        question,
        formatted: formatted.clone(),
    });
    asked.answered(formatted)
}

/// What formatted citations leave behind for the next time.
#[derive(Debug, Default)]
pub struct LastCitations {
    last: Option<Last>,
}

#[derive(Debug)]
struct Last {
    library: Arc<Library>,
    style: Style,
    question: Question,
    formatted: Formatted,
}

/// All that the words of formatted citations depend on, beside the library and the style.
#[derive(Debug, PartialEq, Eq)]
struct Question {
    language: Option<String>,
    lists: Vec<usize>,
    requests: Vec<(Vec<QuestionItem>, CitationMode, Option<usize>)>,
}

/// A [`RequestItem`] of its own.
#[derive(Debug, PartialEq, Eq)]
struct QuestionItem {
    reference: usize,
    /// Its term, its value, and as it is written. Where it stands changes no answer.
    locator: Option<(&'static str, String, String)>,
    prefix: String,
    suffix: String,
    joint: Joint,
    suppress_author: bool,
}

/// Gives words another place.
fn move_to(inlines: &mut [Inline], span: Span) {
    for inline in inlines {
        inline.span = span;
        if let InlineKind::Span { attrs, .. } = &mut inline.kind {
            for (_, value) in &mut attrs.pairs {
                value.span = span;
            }
        }
        if let Some(children) = inline.children_mut() {
            move_to(children, span);
        }
    }
}

/// What is asked of the citation style.
struct Requests<'r> {
    places: Vec<Place>,
    numbers: Vec<(NoteId, usize)>,
    /// One a place, and then perhaps one for what is listed without being cited.
    requests: Vec<Request<'r>>,
    language: Option<&'r str>,
    lists: Vec<usize>,
}

impl<'r> Requests<'r> {
    fn of(report: &'r Report, library: &'r Library, style: &Style) -> Self {
        let is_note_style = style.is_note_style();
        let Order {
            citations, notes, ..
        } = Order::of(report, is_note_style);
        let numbers = notes
            .iter()
            .zip(1..)
            .filter_map(|(note, number)| match note {
                Called::Author(id) => Some((*id, number)),
                Called::Citation => None,
            });
        let numbers = numbers.collect();
        let mut requests = Vec::new();
        for place in citations {
            let citation = &report.citations[place.id.0];
            let items: Vec<RequestItem<'_>> = citation
                .items
                .iter()
                .filter_map(|item| {
                    Some(RequestItem {
                        reference: library.position(&item.key.value)?,
                        locator: item.locator.as_ref(),
                        prefix: &item.prefix,
                        suffix: &item.suffix,
                        joint: item.joint,
                        suppress_author: item.suppress_author,
                    })
                })
                .collect();
            // An unknown key is an error of its own; nothing is printed of it.
            if !items.is_empty() {
                let note_number = place.note_number.filter(|_| is_note_style);
                requests.push((
                    place,
                    Request {
                        items,
                        mode: citation.mode,
                        note_number,
                        span: citation.span,
                    },
                ));
            }
        }
        let (places, mut requests): (Vec<_>, Vec<_>) = requests.into_iter().unzip();
        requests.extend(listed_only(&report.manifest, library));
        let language = report.manifest.language.as_ref();
        let language = language.map(|language| language.value.as_str());
        Self {
            places,
            numbers,
            requests,
            language,
            lists: lists(&report.manifest, library),
        }
    }

    fn format(&self, library: &Library, style: &Style) -> Formatted {
        bibliography::format(library, style, self.language, &self.requests, &self.lists)
    }

    fn answered(self, formatted: Formatted) -> Citations {
        Citations {
            places: self.places,
            numbers: self.numbers,
            formatted,
            lists: self.lists,
        }
    }

    fn question(&self) -> Question {
        let item = |item: &RequestItem<'_>| QuestionItem {
            reference: item.reference,
            locator: item.locator.map(|locator| {
                let written = locator.source.value.clone();
                (locator.term, locator.value.clone(), written)
            }),
            prefix: item.prefix.to_owned(),
            suffix: item.suffix.to_owned(),
            joint: item.joint,
            suppress_author: item.suppress_author,
        };
        let request = |one: &Request<'_>| {
            let items = one.items.iter().map(item).collect();
            (items, one.mode, one.note_number)
        };
        Question {
            language: self.language.map(str::to_owned),
            lists: self.lists.clone(),
            requests: self.requests.iter().map(request).collect(),
        }
    }
}

/// Puts formatted citations into the report that they are of, and makes the notes of a note style.
pub(super) fn place(report: &mut Report, library: &Library, style: &Style, citations: Citations) {
    let Citations {
        places,
        numbers,
        formatted,
        lists,
    } = citations;
    for (note, number) in numbers {
        report.notes[note.0].number = number;
    }
    let mut printed = vec![FormattedCitation::Silent; report.citations.len()];
    let mut made = Vec::new();
    let parts = formatted.citations.into_iter().zip(formatted.authors);
    for (place, (inlines, author)) in places.into_iter().zip(parts) {
        let citation = &report.citations[place.id.0];
        printed[place.id.0] = if style.is_note_style() && !place.in_line {
            let note = NoteId(report.notes.len() + made.len());
            made.push(Note {
                span: citation.span,
                blocks: vec![Block {
                    kind: BlockKind::Paragraph(inlines),
                    attrs: Attrs::default(),
                    span: citation.span,
                }],
                number: place.note_number.unwrap_or_default(),
            });
            FormattedCitation::Note {
                before: author,
                note,
            }
        } else {
            FormattedCitation::Inline(inlines)
        };
    }
    report.notes.extend(made);
    report.formatted = printed;
    report.reference_list = formatted.list;
    report.list_heads = heads(report, library, &lists);
}

/// In which of several lists each reference of the library stands. What no list takes, which is an
/// error, stands behind the last.
fn lists(manifest: &Manifest, library: &Library) -> Vec<usize> {
    let lists = &manifest.reference_lists;
    if lists.is_empty() {
        return Vec::new();
    }
    library
        .references()
        .iter()
        .map(|reference| manifest.list_of(reference).unwrap_or(lists.len()))
        .collect()
}

/// Where the lists begin that hold something.
fn heads(report: &Report, library: &Library, lists: &[usize]) -> Vec<ListHead> {
    let mut heads = Vec::new();
    let mut last = None;
    for (at, entry) in report.reference_list.iter().enumerate() {
        let list = library
            .position(&entry.key)
            .and_then(|position| lists.get(position));
        let named = list.and_then(|list| report.manifest.reference_lists.get(*list));
        if let Some(named) = named
            && list != last
        {
            let title = named.title.value.clone();
            heads.push(ListHead { title, at });
        }
        last = list;
    }
    heads
}

/// The references that are listed without being cited, as one more citation that is not printed.
fn listed_only<'l>(manifest: &Manifest, library: &'l Library) -> Option<Request<'l>> {
    let span = manifest.nocite.first()?.span;
    let wanted: BTreeSet<&str> = manifest
        .nocite
        .iter()
        .map(|one| one.value.as_str())
        .collect();
    let all = wanted.contains("*");
    let references = library.references().iter().enumerate();
    let items: Vec<RequestItem<'_>> = references
        .filter(|(_, reference)| all || wanted.contains(reference.key.as_str()))
        .map(|(position, _)| RequestItem::bare(position))
        .collect();
    (!items.is_empty()).then_some(Request {
        items,
        mode: CitationMode::Parenthetical,
        note_number: None,
        span,
    })
}

/// A note in the order of its call.
enum Called {
    /// One that the author wrote.
    Author(NoteId),
    /// One that a note style will make of a citation.
    Citation,
}

/// Where a citation is printed.
#[derive(Debug, Clone)]
struct Place {
    id: CitationId,
    note_number: Option<usize>,
    /// Whether it is printed where it stands also in a note style: inside a note of the author's,
    /// or in a table's column of sources.
    in_line: bool,
}

/// Citations and notes in the order in which a reader meets them.
struct Order<'r> {
    all_notes: &'r [Note],
    citations: Vec<Place>,
    notes: Vec<Called>,
    called: BTreeSet<NoteId>,
    inside_note: Option<usize>,
    /// The notes that the note around calls: they come after it.
    waiting: Vec<NoteId>,
    /// Set in a table cell that holds nothing but citations.
    in_source_cell: bool,
    makes_notes: bool,
}

impl<'r> Order<'r> {
    fn of(report: &'r Report, makes_notes: bool) -> Self {
        let mut order = Self {
            all_notes: &report.notes,
            citations: Vec::new(),
            notes: Vec::new(),
            called: BTreeSet::new(),
            inside_note: None,
            waiting: Vec::new(),
            in_source_cell: false,
            makes_notes,
        };
        for section in &report.sections {
            walk_blocks(&mut order, &section.blocks);
        }
        order
    }

    /// Numbers a note of the author's and reads it, and then the notes that it calls. One that is called twice
    /// keeps its number.
    fn note(&mut self, id: NoteId) {
        if !self.called.insert(id) {
            return;
        }
        self.notes.push(Called::Author(id));
        self.inside_note = Some(self.notes.len());
        let waiting = std::mem::take(&mut self.waiting);
        walk_blocks(self, &self.all_notes[id.0].blocks);
        self.inside_note = None;
        for inner in std::mem::replace(&mut self.waiting, waiting) {
            self.note(inner);
        }
    }
}

impl<'a> Visitor<'a> for Order<'a> {
    fn block(&mut self, block: &'a Block) {
        let BlockKind::Table(table) = &block.kind else {
            walk_block(self, block);
            return;
        };
        walk_inlines(self, &table.caption);
        for row in std::iter::once(&table.header).chain(&table.rows) {
            for cell in &row.cells {
                self.in_source_cell = holds_only_citations(&cell.content);
                walk_inlines(self, &cell.content);
                self.in_source_cell = false;
            }
        }
    }

    fn inline(&mut self, inline: &'a Inline) {
        match inline.kind {
            InlineKind::Citation(id) => {
                let note_number = match self.inside_note {
                    Some(number) => Some(number),
                    None if self.makes_notes && !self.in_source_cell => {
                        self.notes.push(Called::Citation);
                        Some(self.notes.len())
                    }
                    None => None,
                };
                self.citations.push(Place {
                    id,
                    note_number,
                    in_line: self.inside_note.is_some() || self.in_source_cell,
                });
            }
            InlineKind::Note(id) if self.inside_note.is_some() => self.waiting.push(id),
            InlineKind::Note(id) => self.note(id),
            _ => walk_inline(self, inline),
        }
    }
}

/// Whether a table cell is part of a column of sources. A reader of the table wants to see the
/// source there, not the number of a note.
fn holds_only_citations(cell: &[Inline]) -> bool {
    let is_space = |inline: &Inline| match &inline.kind {
        InlineKind::Text(text) => text.trim_matches([' ', '.', ';', ',']).is_empty(),
        _ => false,
    };
    let is_citation = |inline: &Inline| matches!(inline.kind, InlineKind::Citation(_));
    cell.iter().any(is_citation)
        && cell
            .iter()
            .all(|inline| is_citation(inline) || is_space(inline))
}

/// Numbers the links from citations to the reference list in document order, and tells each
/// reference where it is cited.
pub(super) fn number_links(report: &mut Report) {
    let mut order = LinkOrder {
        report,
        places: Vec::new(),
        seen: BTreeSet::new(),
        waiting: None,
    };
    for section in &report.sections {
        walk_blocks(&mut order, &section.blocks);
    }
    let places = order.places;
    let mut next = 1;
    let mut occurrences: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for place in places {
        let inlines = match place {
            LinkPlace::Inline(id) => match &mut report.formatted[id.0] {
                FormattedCitation::Inline(inlines) => inlines,
                FormattedCitation::Note { before, .. } => before,
                FormattedCitation::Silent => continue,
            },
            LinkPlace::Note(id) => {
                for block in &mut report.notes[id.0].blocks {
                    if let BlockKind::Paragraph(inlines) = &mut block.kind {
                        number_in(inlines, &mut next, &mut occurrences);
                    }
                }
                continue;
            }
        };
        number_in(inlines, &mut next, &mut occurrences);
    }
    for reference in &mut report.reference_list {
        reference.occurrences = occurrences.remove(&reference.key).unwrap_or_default();
    }
}

fn number_in(
    inlines: &mut [Inline],
    next: &mut usize,
    occurrences: &mut BTreeMap<String, Vec<usize>>,
) {
    for inline in inlines {
        if let InlineKind::ToReference {
            key, occurrence, ..
        } = &mut inline.kind
        {
            *occurrence = *next;
            occurrences.entry(key.clone()).or_default().push(*next);
            *next += 1;
        }
        if let Some(children) = inline.children_mut() {
            number_in(children, next, occurrences);
        }
    }
}

enum LinkPlace {
    Inline(CitationId),
    Note(NoteId),
}

struct LinkOrder<'r> {
    report: &'r Report,
    places: Vec<LinkPlace>,
    seen: BTreeSet<NoteId>,
    /// In a note, the notes that it calls: they come after it.
    waiting: Option<Vec<NoteId>>,
}

impl LinkOrder<'_> {
    fn note(&mut self, id: NoteId) {
        if !self.seen.insert(id) {
            return;
        }
        let outer = self.waiting.replace(Vec::new());
        walk_blocks(self, &self.report.notes[id.0].blocks);
        for inner in std::mem::replace(&mut self.waiting, outer).unwrap_or_default() {
            self.note(inner);
        }
    }
}

impl<'a> Visitor<'a> for LinkOrder<'a> {
    fn inline(&mut self, inline: &'a Inline) {
        match inline.kind {
            InlineKind::Citation(id) => {
                self.places.push(LinkPlace::Inline(id));
                if let Some(FormattedCitation::Note { note, .. }) = self.report.formatted.get(id.0)
                {
                    self.places.push(LinkPlace::Note(*note));
                }
            }
            InlineKind::Note(id) => match &mut self.waiting {
                Some(waiting) => waiting.push(id),
                None => self.note(id),
            },
            _ => walk_inline(self, inline),
        }
    }
}
