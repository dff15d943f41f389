//! From a place in the sources to where it is printed. Knows no format: both books have the same marks
//! and ids.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use super::anchors;
use crate::model::{
    FormattedCitation, Inline, InlineKind, MarkId, Report, Visitor, walk_blocks, walk_inline,
};
use crate::source::{FileId, Span};

/// Where something is printed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Spot {
    /// In the text: from the first of these marks up to the first mark behind them.
    Marks(Range<usize>),
    /// In a note or in an entry of the reference list, by its generated id.
    Id(String),
}

impl Spot {
    /// Whether the words behind a mark belong to it.
    pub fn has_mark(&self, mark: MarkId) -> bool {
        matches!(self, Self::Marks(marks) if marks.contains(&mark.0))
    }

    /// The id at which it begins, in both books.
    pub fn start(&self) -> String {
        match self {
            Self::Marks(marks) => anchors::mark(MarkId(marks.start)),
            Self::Id(id) => id.clone(),
        }
    }

    /// The id of what comes after it; none for what has an id as a whole.
    pub fn end(&self) -> Option<String> {
        match self {
            Self::Marks(marks) => Some(anchors::mark(MarkId(marks.end))),
            Self::Id(_) => None,
        }
    }
}

/// Where everything in the sources of a composed report is printed.
#[derive(Debug, Default)]
pub struct Spots {
    /// The marks of the text, by their places.
    marks: BTreeMap<(FileId, u32), usize>,
    /// Where the units of the text begin, and their ends.
    units: BTreeMap<(FileId, u32), u32>,
    /// The notes and the listed entries of the bibliographies: their starts, ends and ids.
    whole: BTreeMap<(FileId, u32), (u32, String)>,
    /// Where the records of listed references begin.
    records: BTreeMap<(FileId, u32), String>,
}

impl Spots {
    /// Walks a composed report.
    pub fn of(report: &Report) -> Self {
        let mut spots = Self {
            units: report
                .units
                .iter()
                .map(|unit| ((unit.span.file, unit.span.start), unit.span.end))
                .collect(),
            ..Self::default()
        };
        for section in &report.sections {
            walk_blocks(&mut Marks(&mut spots), &section.blocks);
        }
        spots.notes(report);
        let mut spans: BTreeMap<&str, Span> = BTreeMap::new();
        for reference in &report.references {
            if let Some(span) = reference.span {
                spans.entry(&reference.key).or_insert(span);
            }
        }
        for (index, entry) in report.reference_list.iter().enumerate() {
            let id = anchors::reference(index);
            if let Some(span) = spans.get(entry.key.as_str()) {
                spots.put_whole(*span, id.clone());
            }
            if let Some(record) = report.evidence.get(&entry.key) {
                let key = record.key.span;
                spots.records.insert((key.file, key.start), id);
            }
        }
        spots
    }

    /// The author's notes. Those that a style makes of citations stand where the citation does.
    fn notes(&mut self, report: &Report) {
        let made = report
            .formatted
            .iter()
            .filter_map(|formatted| match formatted {
                FormattedCitation::Note { note, .. } => Some(note.0),
                _ => None,
            });
        let made: BTreeSet<usize> = made.collect();
        for (index, note) in report.notes.iter().enumerate() {
            if note.number > 0 && !made.contains(&index) {
                self.put_whole(note.span, anchors::note(note.number));
            }
        }
    }

    fn put_whole(&mut self, span: Span, id: String) {
        self.whole.insert((span.file, span.start), (span.end, id));
    }

    /// Where a place is printed, as closely as the marks tell; none for what is not printed.
    pub fn find(&self, span: Span) -> Option<Spot> {
        let place = (span.file, span.start);
        let whole = self.whole.range(..=place).next_back();
        let whole = whole.filter(|((file, _), (end, _))| *file == span.file && span.start < *end);
        if let Some((_, (_, id))) = whole {
            return Some(Spot::Id(id.clone()));
        }
        self.in_text(span).or_else(|| {
            let ((file, _), id) = self.records.range(..=place).next_back()?;
            (*file == span.file).then(|| Spot::Id(id.clone()))
        })
    }

    fn in_text(&self, span: Span) -> Option<Spot> {
        let before = self.units.range(..=(span.file, span.start)).next_back();
        let unit = before.filter(|((file, _), end)| *file == span.file && span.start < **end);
        let here = |from: u32, to: u32| {
            let marks = self
                .marks
                .range((span.file, from)..(span.file, to.max(from)));
            marks.map(|(_, mark)| *mark)
        };
        // Inside a unit the words begin behind its last mark before them; a heading, a table or a list
        // begins with its own first mark; what has none stands behind the text before it.
        let first = unit
            .and_then(|((_, start), _)| here(*start, span.start + 1).next_back())
            .or_else(|| here(span.start, span.end).next())
            .or_else(|| here(0, span.start + 1).next_back())
            .or_else(|| here(0, u32::MAX).next())?;
        let last = here(span.start, span.end).next_back().unwrap_or(first);
        Some(Spot::Marks(first..last.max(first) + 1))
    }
}

struct Marks<'s>(&'s mut Spots);

impl<'a> Visitor<'a> for Marks<'_> {
    fn inline(&mut self, inline: &'a Inline) {
        if let InlineKind::Mark(mark) = inline.kind {
            let start = (inline.span.file, inline.span.start);
            self.0.marks.entry(start).or_insert(mark.0);
        }
        walk_inline(self, inline);
    }
}
