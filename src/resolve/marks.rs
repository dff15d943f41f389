//! Sets the places whose pages are asked of the PDF: at the first word of every claim, at the
//! start of every unit, and often enough in between to tell where a page begins.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

use crate::model::{
    Block, BlockKind, Inline, InlineKind, MarkId, Note, Report, Visitor, walk_blocks, walk_inline,
    walk_inlines,
};
use crate::source::{FileId, Sources, Span};

/// How many bytes of running text may pass without a mark.
const EVERY: usize = 160;

/// Places the marks, and tells every claim its own.
pub(super) fn place(report: &mut Report, sources: &Sources) {
    // Where claims begin: file and offset, with the claims that begin there.
    let mut starts: BTreeMap<(FileId, u32), Vec<usize>> = BTreeMap::new();
    for (index, claim) in report.claims.iter().enumerate() {
        let span = claim.span;
        // A marked span begins with its bracket; its first word comes after.
        let inside = u32::from(sources.slice(span).starts_with('['));
        starts
            .entry((span.file, span.start + inside))
            .or_default()
            .push(index);
    }
    let mut sections = std::mem::take(&mut report.sections);
    let mut placer = Placer {
        starts,
        next: 0,
        since: 0,
        of_claim: BTreeMap::new(),
        of_note: BTreeMap::new(),
        last: MarkId(0),
        sources,
    };
    for section in &mut sections {
        placer.blocks(&mut section.blocks);
    }
    report.marks = placer.next;
    placer.notes_in_notes(&report.notes);
    let written = Written::of(&report.notes);
    // A claim inside a note has the page of the call of the note; one whose first word could not be
    // found, that of the nearest mark before it in its own file.
    let fallback = placer.places(&sections);
    for (index, claim) in report.claims.iter_mut().enumerate() {
        let found = placer.of_claim.get(&index).copied();
        let found = found.or_else(|| {
            let note = written.holding(claim.span)?;
            placer.of_note.get(&note).copied()
        });
        claim.mark = found.unwrap_or_else(|| {
            fallback
                .range(..=(claim.span.file, claim.span.start))
                .next_back()
                .filter(|((file, _), _)| *file == claim.span.file)
                .map_or(MarkId(0), |(_, mark)| *mark)
        });
    }
    report.sections = sections;
}

struct Placer<'s> {
    starts: BTreeMap<(FileId, u32), Vec<usize>>,
    next: usize,
    since: usize,
    of_claim: BTreeMap<usize, MarkId>,
    /// The mark before the first call of each note.
    of_note: BTreeMap<usize, MarkId>,
    last: MarkId,
    sources: &'s Sources,
}

impl Placer<'_> {
    fn blocks(&mut self, blocks: &mut [Block]) {
        for block in blocks {
            match &mut block.kind {
                BlockKind::Heading { content, .. } | BlockKind::Paragraph(content) => {
                    self.unit(content);
                }
                BlockKind::List { items, .. } => {
                    for item in items {
                        self.blocks(&mut item.blocks);
                    }
                }
                BlockKind::DefinitionList(definitions) => {
                    for definition in definitions {
                        self.unit(&mut definition.term);
                        for blocks in &mut definition.definitions {
                            self.blocks(blocks);
                        }
                    }
                }
                BlockKind::Quote(inner) | BlockKind::Div(inner) => self.blocks(inner),
                BlockKind::Table(table) => {
                    self.unit(&mut table.caption);
                    for cell in &table.header.cells {
                        self.calls(&cell.content);
                    }
                    // The header is repeated on every page and would name all of them.
                    for row in &mut table.rows {
                        let start = (row.span.file, row.span.start);
                        let claims = self.starts.remove(&start).unwrap_or_default();
                        for (index, cell) in row.cells.iter_mut().enumerate() {
                            if index == 0 {
                                self.unit(&mut cell.content);
                                for claim in &claims {
                                    self.of_claim.insert(*claim, self.last);
                                }
                            } else {
                                self.inlines(&mut cell.content);
                            }
                        }
                    }
                }
                BlockKind::Figure(figure) => self.unit(&mut figure.caption),
                BlockKind::Code(_) | BlockKind::Maths(_) | BlockKind::Rule => {}
            }
        }
    }

    fn mark(&mut self) -> InlineKind {
        let mark = MarkId(self.next);
        self.next += 1;
        self.since = 0;
        self.last = mark;
        InlineKind::Mark(mark)
    }

    /// Running text of its own: it begins with a mark.
    fn unit(&mut self, inlines: &mut Vec<Inline>) {
        let Some(first) = inlines.first() else { return };
        let span = first.span;
        let kind = self.mark();
        let mark = self.last;
        let offset = first_offset(first);
        if let Some(claims) = self.starts.remove(&(span.file, offset)) {
            for claim in claims {
                self.of_claim.insert(claim, mark);
            }
        }
        self.inlines(inlines);
        inlines.insert(0, Inline { kind, span });
    }

    fn inlines(&mut self, inlines: &mut Vec<Inline>) {
        let mut out = Vec::with_capacity(inlines.len());
        for mut inline in std::mem::take(inlines) {
            if let Some(children) = inline.children_mut() {
                self.inlines(children);
                out.push(inline);
            } else if matches!(inline.kind, InlineKind::Text(_)) {
                self.text(inline, &mut out);
            } else {
                self.sentence(&inline, &mut out);
                self.calls(std::slice::from_ref(&inline));
                out.push(inline);
            }
        }
        *inlines = out;
    }

    /// Puts a mark before what is no text and begins a claim: a citation, code, a formula.
    fn sentence(&mut self, first: &Inline, out: &mut Vec<Inline>) {
        let span = first.span;
        if let Some(claims) = self.starts.remove(&(span.file, span.start)) {
            let kind = self.mark();
            let claims = claims.into_iter().map(|claim| (claim, self.last));
            self.of_claim.extend(claims);
            out.push(Inline { kind, span });
        }
    }

    /// Remembers which notes are called here.
    fn calls(&mut self, inlines: &[Inline]) {
        for note in calls_in(|calls| walk_inlines(calls, inlines)) {
            self.of_note.entry(note).or_insert(self.last);
        }
    }

    /// Notes that only other notes call stand where those are called.
    fn notes_in_notes(&mut self, notes: &[Note]) {
        let mut known: Vec<usize> = self.of_note.keys().copied().collect();
        while let Some(outer) = known.pop() {
            let (Some(note), Some(mark)) = (notes.get(outer), self.of_note.get(&outer).copied())
            else {
                continue;
            };
            for inner in calls_in(|calls| walk_blocks(calls, &note.blocks)) {
                if let Entry::Vacant(free) = self.of_note.entry(inner) {
                    free.insert(mark);
                    known.push(inner);
                }
            }
        }
    }

    /// Cuts text where claims begin, and where no mark has been for long.
    fn text(&mut self, inline: Inline, out: &mut Vec<Inline>) {
        let InlineKind::Text(text) = &inline.kind else {
            out.push(inline);
            return;
        };
        let span = inline.span;
        let literal = self.sources.slice(span) == text;
        let mut cuts: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        let end = if literal { span.end } else { span.start + 1 };
        let here: Vec<(FileId, u32)> = self
            .starts
            .range((span.file, span.start)..(span.file, end.max(span.start)))
            .map(|(start, _)| *start)
            .collect();
        for start in here {
            let at = (start.1 - span.start) as usize;
            let claims = self.starts.remove(&start).unwrap_or_default();
            if text.is_char_boundary(at) {
                cuts.entry(at).or_default().extend(claims);
            }
        }
        if !literal {
            self.since += text.len();
        }
        let mut from = 0;
        let piece = |range: std::ops::Range<usize>| {
            let mut part = span;
            if literal {
                part.start = span.start + u32::try_from(range.start).unwrap_or_default();
                part.end = span.start + u32::try_from(range.end).unwrap_or_default();
            }
            Inline::text(&text[range], part)
        };
        let mut breaks: Vec<usize> = cuts.keys().copied().collect();
        if literal {
            let mut since = self.since;
            for (at, _) in text.match_indices(' ') {
                if since + at - from.min(at) >= EVERY {
                    breaks.push(at + 1);
                    since = 0;
                    from = at;
                }
            }
        }
        breaks.sort_unstable();
        breaks.dedup();
        from = 0;
        for at in breaks {
            if at > from {
                out.push(piece(from..at));
            }
            let kind = self.mark();
            for claim in cuts.remove(&at).unwrap_or_default() {
                self.of_claim.insert(claim, self.last);
            }
            let place = piece(at..at).span;
            out.push(Inline { kind, span: place });
            from = at;
        }
        if from < text.len() {
            out.push(piece(from..text.len()));
            self.since += text.len() - from;
        }
    }

    /// Every mark by its place in its file.
    fn places(&self, sections: &[crate::model::Section]) -> BTreeMap<(FileId, u32), MarkId> {
        struct Collect(BTreeMap<(FileId, u32), MarkId>);
        impl<'a> Visitor<'a> for Collect {
            fn inline(&mut self, inline: &'a Inline) {
                if let InlineKind::Mark(mark) = inline.kind {
                    self.0.insert((inline.span.file, inline.span.start), mark);
                }
                walk_inline(self, inline);
            }
        }
        let mut collect = Collect(BTreeMap::new());
        for section in sections {
            walk_blocks(&mut collect, &section.blocks);
        }
        collect.0
    }
}

/// Where notes are written: where each begins, with where it ends.
struct Written(BTreeMap<(FileId, u32), (u32, usize)>);

impl Written {
    fn of(notes: &[Note]) -> Self {
        let place = |(at, note): (usize, &Note)| {
            let span = note.span;
            ((span.file, span.start), (span.end, at))
        };
        Self(notes.iter().enumerate().map(place).collect())
    }

    /// The note that something stands in.
    fn holding(&self, place: Span) -> Option<usize> {
        /// A note holds few others before a claim of its own.
        const NEAR: usize = 8;
        let before = self.0.range(..=(place.file, place.start)).rev().take(NEAR);
        let mut before = before.filter(|((file, _), _)| *file == place.file);
        let (_, (_, note)) = before.find(|(_, (end, _))| place.end <= *end)?;
        Some(*note)
    }
}

/// The notes that are called in what is walked.
fn calls_in(walk: impl FnOnce(&mut Calls)) -> Vec<usize> {
    let mut calls = Calls(Vec::new());
    walk(&mut calls);
    calls.0
}

struct Calls(Vec<usize>);

impl<'a> Visitor<'a> for Calls {
    fn inline(&mut self, inline: &'a Inline) {
        if let InlineKind::Note(note) = inline.kind {
            self.0.push(note.0);
        }
        walk_inline(self, inline);
    }
}

/// Where the first word inside an inline stands.
fn first_offset(inline: &Inline) -> u32 {
    let mut inline = inline;
    while let Some(first) = inline.children().and_then(<[Inline]>::first) {
        inline = first;
    }
    inline.span.start
}
