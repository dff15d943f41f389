//! Sets the places whose pages are asked of the PDF: at the first word of every claim, at the
//! start of every unit, and often enough in between to tell where a page begins.

use std::collections::BTreeMap;

use crate::model::{Block, BlockKind, Inline, InlineKind, MarkId, Report};
use crate::source::{FileId, Sources};

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
        last: MarkId(0),
        sources,
    };
    for section in &mut sections {
        placer.blocks(&mut section.blocks);
    }
    report.marks = placer.next;
    // A claim inside a note, or one whose first word could not be found, has the page of the
    // nearest mark before it in its own file.
    let fallback = placer.places(&sections);
    for (index, claim) in report.claims.iter_mut().enumerate() {
        claim.mark = placer.of_claim.get(&index).copied().unwrap_or_else(|| {
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
                out.push(inline);
            }
        }
        *inlines = out;
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
        impl<'a> crate::model::Visitor<'a> for Collect {
            fn inline(&mut self, inline: &'a Inline) {
                if let InlineKind::Mark(mark) = inline.kind {
                    self.0.insert((inline.span.file, inline.span.start), mark);
                }
                crate::model::walk_inline(self, inline);
            }
        }
        let mut collect = Collect(BTreeMap::new());
        for section in sections {
            crate::model::walk_blocks(&mut collect, &section.blocks);
        }
        collect.0
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
