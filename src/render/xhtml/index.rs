//! Knows in which file every id stands, before anything is written.
//!
//! A book is cut into files, so a link needs the name of the file it leads to, and a back-link
//! needs to know every place that leads here. One walk through the report, in the order in which
//! it will be written, answers both.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use crate::model::{
    Attrs, Block, BlockKind, Figure, FormattedCitation, Inline, InlineKind, Label, MarkId, NoteId,
    Part, Report, Section, Table, Visitor, appendix_letter, walk_block, walk_blocks, walk_inline,
    walk_inlines,
};
use crate::render::{Pages, RegisterPlace, anchors};

/// The names of the files in which the parts of the report stand.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::render) struct Files {
    /// The title page.
    pub(in crate::render) title: String,
    /// The sections and appendices.
    pub(in crate::render) sections: Vec<String>,
    /// The register of claims.
    pub(in crate::render) register: String,
    /// The reference list.
    pub(in crate::render) references: String,
}

impl Files {
    /// A file for each part, as books for reading devices are cut. A section's file is named by its
    /// number among the sections, or its letter.
    pub(in crate::render) fn of_book(sections: &[Section]) -> Self {
        let (mut body, mut appendices) = (0, 0);
        let name = |section: &Section| match section.part {
            Part::Body => {
                body += 1;
                format!("section-{body}.xhtml")
            }
            Part::Appendix => {
                appendices += 1;
                let letter = appendix_letter(appendices - 1).to_lowercase();
                format!("appendix-{letter}.xhtml")
            }
        };
        Self {
            sections: sections.iter().map(name).collect(),
            title: "title.xhtml".to_owned(),
            register: "register.xhtml".to_owned(),
            references: "references.xhtml".to_owned(),
        }
    }

    /// One file for everything, which links inside it need not name.
    pub(in crate::render) fn of_page(sections: &[Section]) -> Self {
        Self {
            sections: vec![String::new(); sections.len()],
            title: String::new(),
            register: String::new(),
            references: String::new(),
        }
    }
}

/// A heading, figure or table that the table of contents lists.
pub(in crate::render) struct Entry<'a> {
    /// Its file.
    pub(in crate::render) file: String,
    /// Its id; empty for one without.
    pub(in crate::render) id: String,
    /// One to six for headings.
    pub(in crate::render) level: u8,
    /// Whether it is the first heading of its section.
    pub(in crate::render) is_first: bool,
    /// Its label, if cross-references can name it.
    pub(in crate::render) label: Option<&'a Label>,
    /// Its words.
    pub(in crate::render) content: &'a [Inline],
}

/// A place that leads to a note or a reference.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::render) struct Place {
    /// Its file.
    pub(in crate::render) file: String,
    /// Its id.
    pub(in crate::render) id: String,
    /// The page of the print report on which it stands, if known.
    pub(in crate::render) page: Option<String>,
}

/// The answers.
#[derive(Default)]
pub(in crate::render) struct Index<'a> {
    files: BTreeMap<String, String>,
    marks: BTreeMap<usize, String>,
    /// The file of each note that is called, and its calls in order.
    pub(in crate::render) notes: BTreeMap<usize, (String, Vec<Place>)>,
    /// The places of links to the reference list, by occurrence.
    pub(in crate::render) citations: BTreeMap<usize, Place>,
    /// The marks at which a page of the print report begins, with the page's label.
    pub(in crate::render) page_breaks: BTreeMap<usize, String>,
    /// The label of the page that begins at an anchor of the register or the reference list.
    pub(in crate::render) anchor_breaks: BTreeMap<String, String>,
    /// The marks that the register links to.
    pub(in crate::render) wanted_marks: BTreeSet<usize>,
    /// The headings in order.
    pub(in crate::render) headings: Vec<Entry<'a>>,
    /// The figures in order.
    pub(in crate::render) figures: Vec<Entry<'a>>,
    /// The tables in order.
    pub(in crate::render) tables: Vec<Entry<'a>>,
    /// The pictures and charts that are shown, in order, each with the figure's id.
    pub(in crate::render) pictures: Vec<(String, &'a Figure)>,
}

impl Index<'_> {
    /// The file in which an id stands.
    pub(in crate::render) fn file_of(&self, id: &str) -> Option<&str> {
        self.files.get(id).map(String::as_str)
    }

    /// The address of an id, as seen from a file.
    pub(in crate::render) fn address(&self, id: &str, from: &str) -> Option<String> {
        Some(address(self.file_of(id)?, id, from))
    }

    /// The file in which a mark stands.
    pub(in crate::render) fn file_of_mark(&self, mark: MarkId) -> Option<&str> {
        self.marks.get(&mark.0).map(String::as_str)
    }
}

/// The address of an id in a file, as seen from a file.
pub(in crate::render) fn address(file: &str, id: &str, from: &str) -> String {
    if file == from {
        format!("#{id}")
    } else {
        format!("{file}#{id}")
    }
}

/// The id of a note's call: the first of a file bears the note's own, later ones are counted.
pub(in crate::render) fn call_id(number: usize, nth_in_file: usize) -> String {
    let id = anchors::note_call(number);
    if nth_in_file == 1 {
        id
    } else {
        format!("{id}-{nth_in_file}")
    }
}

/// Walks the report.
pub(in crate::render) fn index<'a>(
    report: &'a Report,
    pages: Option<&'a Pages>,
    register: Option<&RegisterPlace>,
    files: &Files,
) -> Index<'a> {
    let mut walk = Walk {
        report,
        pages,
        index: Index::default(),
        file: String::new(),
        is_untitled: true,
        page: None,
        queue: VecDeque::new(),
        in_note: false,
        in_citation: false,
        calls_in_file: BTreeMap::new(),
        body_marks: Vec::new(),
    };
    for (section, file) in report.sections.iter().zip(&files.sections) {
        if walk.file != *file {
            walk.file.clone_from(file);
            walk.calls_in_file.clear();
        }
        walk.is_untitled = true;
        walk.in_note = false;
        walk_blocks(&mut walk, &section.blocks);
        walk.notes();
    }
    let (page_marks, mut index) = (walk.body_marks, walk.index);
    index.page_breaks = page_breaks(&page_marks, pages);
    let last = page_marks.iter().map(|(_, page)| *page).max();
    index.anchor_breaks = anchor_breaks(report, register, pages, last);
    if let Some(place) = register {
        index
            .files
            .insert(anchors::REGISTER.to_owned(), files.register.clone());
        for claim in place.claims.iter().filter_map(|at| report.claims.get(*at)) {
            let id = anchors::register_row(claim.number);
            index.files.insert(id, files.register.clone());
            let labelled = claim.label.as_ref().map(|label| label.value.as_str());
            if labelled.is_none_or(|label| index.file_of(label).is_none()) {
                index.wanted_marks.insert(claim.mark.0);
            }
        }
    }
    if !report.reference_list.is_empty() {
        index
            .files
            .insert(anchors::REFERENCE_LIST.to_owned(), files.references.clone());
        for at in 0..report.list_heads.len() {
            index
                .files
                .insert(anchors::list_head(at), files.references.clone());
        }
        for at in 0..report.reference_list.len() {
            index
                .files
                .insert(anchors::reference(at), files.references.clone());
        }
    }
    index
}

/// Where pages begin: at the first mark on a page after which no mark stands on an earlier page.
///
/// The second half matters where a figure floats ahead of its text; the page list must never run
/// backwards.
fn page_breaks(marks: &[(usize, usize)], pages: Option<&Pages>) -> BTreeMap<usize, String> {
    let mut breaks = BTreeMap::new();
    let Some(pages) = pages else {
        return breaks;
    };
    let mut earliest_after = vec![usize::MAX; marks.len()];
    let mut earliest = usize::MAX;
    for (at, (_, page)) in marks.iter().enumerate().rev() {
        earliest = earliest.min(*page);
        earliest_after[at] = earliest;
    }
    let mut labels = BTreeSet::new();
    let mut last = None;
    for ((mark, page), earliest) in marks.iter().zip(earliest_after) {
        if last.is_some_and(|last| *page <= last) || *page != earliest {
            continue;
        }
        last = Some(*page);
        if let Some(label) = pages.labels.get(*page)
            && labels.insert(label)
        {
            breaks.insert(*mark, label.clone());
        }
    }
    breaks
}

/// Where pages begin in the register and the reference list, which follow the last page of the
/// text: at the first row or entry on each.
fn anchor_breaks(
    report: &Report,
    register: Option<&RegisterPlace>,
    pages: Option<&Pages>,
    mut last: Option<usize>,
) -> BTreeMap<String, String> {
    let mut breaks = BTreeMap::new();
    let Some(pages) = pages else {
        return breaks;
    };
    let rows = register
        .into_iter()
        .flat_map(|place| &place.claims)
        .filter_map(|at| report.claims.get(*at))
        .map(|claim| anchors::register_row(claim.number));
    let entries = (0..report.reference_list.len()).map(anchors::reference);
    for id in rows.chain(entries) {
        let Some(page) = pages.of_anchor.get(&id) else {
            continue;
        };
        if last.is_none_or(|last| last < *page)
            && let Some(label) = pages.labels.get(*page)
        {
            last = Some(*page);
            breaks.insert(id, label.clone());
        }
    }
    breaks
}

struct Walk<'a> {
    report: &'a Report,
    pages: Option<&'a Pages>,
    index: Index<'a>,
    file: String,
    is_untitled: bool,
    page: Option<String>,
    queue: VecDeque<(NoteId, Option<String>)>,
    in_note: bool,
    in_citation: bool,
    calls_in_file: BTreeMap<usize, usize>,
    body_marks: Vec<(usize, usize)>,
}

impl<'a> Walk<'a> {
    /// The notes called so far; each may call more.
    fn notes(&mut self) {
        self.in_note = true;
        let page = self.page.clone();
        while let Some((note, page)) = self.queue.pop_front() {
            self.page = page;
            if let Some(note) = self.report.notes.get(note.0) {
                let id = anchors::note(note.number);
                self.index.files.entry(id).or_insert(self.file.clone());
                walk_blocks(self, &note.blocks);
            }
        }
        self.page = page;
    }

    fn call(&mut self, note: NoteId) {
        let Some(number) = self.report.notes.get(note.0).map(|note| note.number) else {
            return;
        };
        let nth = self.calls_in_file.entry(note.0).or_default();
        *nth += 1;
        let place = Place {
            file: self.file.clone(),
            id: call_id(number, *nth),
            page: self.page.clone(),
        };
        let (queue, notes) = (&mut self.queue, &self.report.notes);
        self.index
            .notes
            .entry(note.0)
            .or_insert_with(|| {
                // In the order of their numbers, in which they are written.
                let number_of = |note: NoteId| notes.get(note.0).map(|note| note.number);
                let at = queue.partition_point(|(other, _)| number_of(*other) < Some(number));
                queue.insert(at, (note, place.page.clone()));
                (place.file.clone(), Vec::new())
            })
            .1
            .push(place);
    }

    fn name(&mut self, attrs: &Attrs) {
        if let Some(id) = &attrs.id {
            self.index
                .files
                .entry(id.value.clone())
                .or_insert_with(|| self.file.clone());
        }
    }

    fn entry(&self, attrs: &Attrs, level: u8, content: &'a [Inline]) -> Entry<'a> {
        let id = attrs.id.as_ref().map(|id| id.value.clone());
        Entry {
            file: self.file.clone(),
            label: id.as_ref().and_then(|id| self.report.labels.get(id)),
            id: id.unwrap_or_default(),
            level,
            is_first: false,
            content,
        }
    }

    fn figure(&mut self, attrs: &Attrs, figure: &'a Figure) {
        let entry = self.entry(attrs, 0, &figure.caption);
        self.index.pictures.push((entry.id.clone(), figure));
        // A list of numbers alone tells nobody anything.
        if !figure.caption.is_empty() {
            self.index.figures.push(entry);
        }
    }

    fn table(&mut self, attrs: &Attrs, table: &'a Table) {
        if !table.caption.is_empty() {
            let entry = self.entry(attrs, 0, &table.caption);
            self.index.tables.push(entry);
        }
    }
}

impl<'a> Visitor<'a> for Walk<'a> {
    fn block(&mut self, block: &'a Block) {
        self.name(&block.attrs);
        match &block.kind {
            BlockKind::Heading { level, content } => {
                // One in a note has no id, and no place in the contents.
                let mut entry = self.entry(&block.attrs, *level, content);
                if !entry.id.is_empty() {
                    entry.is_first = std::mem::take(&mut self.is_untitled);
                    self.index.headings.push(entry);
                }
            }
            BlockKind::Figure(figure) => self.figure(&block.attrs, figure),
            BlockKind::Table(table) => self.table(&block.attrs, table),
            _ => {}
        }
        walk_block(self, block);
    }

    fn inline(&mut self, inline: &'a Inline) {
        match &inline.kind {
            InlineKind::Span { attrs, .. } => self.name(attrs),
            InlineKind::ToReference { occurrence, .. } => {
                let place = Place {
                    file: self.file.clone(),
                    id: anchors::reference_link(*occurrence),
                    page: self.page.clone(),
                };
                self.index.citations.entry(*occurrence).or_insert(place);
            }
            InlineKind::Citation(citation) if !self.in_citation => {
                self.in_citation = true;
                match self.report.formatted.get(citation.0) {
                    Some(FormattedCitation::Inline(inlines)) => walk_inlines(self, inlines),
                    Some(FormattedCitation::Note { before, note }) => {
                        walk_inlines(self, before);
                        self.call(*note);
                    }
                    Some(FormattedCitation::Silent) | None => {}
                }
                self.in_citation = false;
            }
            InlineKind::Note(note) => self.call(*note),
            InlineKind::Mark(mark) => {
                self.index.marks.insert(mark.0, self.file.clone());
                let page = self
                    .pages
                    .and_then(|pages| pages.of_mark.get(mark.0).copied().flatten());
                if let (Some(pages), Some(page)) = (self.pages, page) {
                    self.page = pages.labels.get(page).cloned();
                    if !self.in_note {
                        self.body_marks.push((mark.0, page));
                    }
                }
            }
            _ => {}
        }
        walk_inline(self, inline);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(pages_of_marks: &[usize], expected: &[(usize, &str)]) {
        let pages = Pages {
            of_anchor: BTreeMap::new(),
            labels: ["i", "1", "2", "3", "4"].map(String::from).to_vec(),
            of_mark: Vec::new(),
        };
        let marks: Vec<_> = pages_of_marks.iter().copied().enumerate().collect();
        let breaks = page_breaks(&marks, Some(&pages));
        let found: Vec<_> = breaks
            .iter()
            .map(|(mark, label)| (*mark, label.as_str()))
            .collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn a_page_begins_at_its_first_mark() {
        check(&[1, 1, 2, 2, 4], &[(0, "1"), (2, "2"), (4, "4")]);
        check(&[], &[]);
    }

    #[test]
    fn the_page_list_never_runs_backwards() {
        // A figure floats to the page after its text.
        check(&[1, 2, 1, 2, 3], &[(0, "1"), (3, "2"), (4, "3")]);
        // A page that is only seen from a later one is not listed.
        check(&[2, 1], &[(1, "1")]);
    }
}
