//! Which figures and tables may stand elsewhere than where they were written: at the head or foot of a
//! page. Knows the model and no page; how much of a page they take is for the template to say.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::{
    Block, BlockKind, FormattedCitation, Inline, InlineKind, Report, Visitor, text_of, walk_block,
    walk_inline,
};

/// How much text of its section stands before and behind a figure that may move, in characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Around {
    /// From the beginning of the section.
    pub before: usize,
    /// Up to the next heading of level one or two, or to the next numbered block of its kind that stays in its
    /// place: what moves must not come to stand behind it.
    pub behind: usize,
}

/// The room that a note takes, in characters of the text.
const NOTE: usize = 60;

/// The blocks of a section that may move, by their place in it. `mentioned` are the labels that the text
/// has named so far.
///
/// Only what the text has named before may move, since a reader looks for it then; and only what the words
/// around it do not need: a colon or a heading before it, and a line that names its source behind it,
/// keep it in its place. What calls notes stays, so that these come in their order.
pub fn of_section(
    report: &Report,
    blocks: &[Block],
    mentioned: &mut BTreeSet<String>,
) -> BTreeMap<usize, Around> {
    let read: Vec<Reading> = blocks
        .iter()
        .map(|block| Reading::of(report, block))
        .collect();
    let mut found: BTreeMap<usize, Around> = BTreeMap::new();
    let mut before = 0;
    for (at, block) in blocks.iter().enumerate() {
        let is_named = block
            .attrs
            .id
            .as_ref()
            .is_some_and(|id| mentioned.contains(&id.value));
        let is_held = at.checked_sub(1).is_none_or(|at| leads_on(&blocks[at]))
            || blocks.get(at + 1).is_some_and(Block::is_source_line);
        if can_move(block) && is_named && !is_held && read[at].notes == 0 {
            found.insert(at, Around { before, behind: 0 });
        }
        before += read[at].length();
        mentioned.extend(read[at].names.iter().cloned());
    }
    // From the end: how much text is left up to what is numbered and stays.
    let (mut figures, mut tables) = (0, 0);
    for (at, block) in blocks.iter().enumerate().rev() {
        let is_figure = matches!(block.kind, BlockKind::Figure(_));
        if let Some(around) = found.get_mut(&at) {
            around.behind = if is_figure { figures } else { tables };
        }
        let reading = &read[at];
        let moves = found.contains_key(&at);
        (figures, tables) = match begins_section(block) {
            true => (0, 0),
            false => {
                let length = reading.length();
                let up_to = |so_far: usize, holds: bool| match holds && !moves {
                    true => 0,
                    false => so_far + length,
                };
                (
                    up_to(figures, reading.figures),
                    up_to(tables, reading.tables),
                )
            }
        };
    }
    found
}

fn can_move(block: &Block) -> bool {
    match &block.kind {
        BlockKind::Figure(figure) => !figure.caption.is_empty(),
        BlockKind::Table(table) => !table.caption.is_empty(),
        _ => false,
    }
}

fn begins_section(block: &Block) -> bool {
    matches!(block.kind, BlockKind::Heading { level: 1 | 2, .. })
}

/// Whether what follows belongs to a block.
fn leads_on(block: &Block) -> bool {
    match &block.kind {
        BlockKind::Heading { .. } => true,
        BlockKind::Paragraph(content) => text_of(content).trim_end().ends_with([':', '：']),
        _ => false,
    }
}

/// What is in a block.
struct Reading<'r> {
    report: &'r Report,
    characters: usize,
    notes: usize,
    names: BTreeSet<String>,
    /// Whether a figure, and a table with a number, are in it.
    figures: bool,
    tables: bool,
}

impl<'r> Reading<'r> {
    fn of(report: &'r Report, block: &Block) -> Self {
        let mut reading = Self {
            report,
            characters: 0,
            notes: 0,
            names: BTreeSet::new(),
            figures: false,
            tables: false,
        };
        reading.block(block);
        reading
    }

    fn length(&self) -> usize {
        self.characters + NOTE * self.notes
    }
}

impl<'a> Visitor<'a> for Reading<'_> {
    fn block(&mut self, block: &'a Block) {
        match &block.kind {
            BlockKind::Code(text) => self.characters += text.len(),
            BlockKind::Figure(_) => self.figures = true,
            BlockKind::Table(table) => self.tables |= !table.caption.is_empty(),
            _ => {}
        }
        walk_block(self, block);
    }

    fn inline(&mut self, inline: &'a Inline) {
        match &inline.kind {
            InlineKind::Text(text) | InlineKind::Code(text) => {
                self.characters += text.chars().count();
            }
            InlineKind::CrossReference { label, .. } => {
                self.names.insert(label.value.clone());
            }
            InlineKind::Note(_) => self.notes += 1,
            InlineKind::Citation(id) => match self.report.formatted.get(id.0) {
                Some(FormattedCitation::Note { .. }) => self.notes += 1,
                Some(FormattedCitation::Inline(printed)) => {
                    self.characters += text_of(printed).chars().count();
                }
                Some(FormattedCitation::Silent) | None => {}
            },
            _ => {}
        }
        walk_inline(self, inline);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Attrs, ChartKind, NoteId};
    use crate::render::sample;
    use crate::source::{FileId, Located, Sources, Span};

    fn place() -> Span {
        let file: FileId = Sources::default().add("sections/text.md", "");
        Span::start_of(file)
    }

    fn inline(kind: InlineKind) -> Inline {
        let span = place();
        Inline { kind, span }
    }

    fn named(id: &str) -> Block {
        let label = Located::new(id.to_owned(), place());
        let content = Vec::new();
        let reference = inline(InlineKind::CrossReference { label, content });
        sample::block(BlockKind::Paragraph(vec![sample::words("See "), reference]))
    }

    fn figure(id: &str) -> Block {
        let kind = ChartKind::Bar {
            x: Located::new("year".to_owned(), place()),
            y: Vec::new(),
        };
        let mut block = sample::block(BlockKind::Figure(sample::chart(kind)));
        block.attrs = Attrs {
            id: Some(Located::new(id.to_owned(), place())),
            ..Attrs::default()
        };
        block
    }

    fn heading(level: u8) -> Block {
        let content = vec![sample::words("Title")];
        sample::block(BlockKind::Heading { level, content })
    }

    /// The text before and behind the figure that may move, if one may.
    fn movable(blocks: &[Block]) -> Option<(usize, usize)> {
        let found = of_section(&sample::report(), blocks, &mut BTreeSet::new());
        let first = found.values().next();
        first.map(|around| (around.before, around.behind))
    }

    #[test]
    fn a_figure_moves_that_was_named_before() {
        let text = || sample::paragraph("Ten signs.");
        let blocks = [named("f"), text(), figure("f"), text(), heading(2), text()];
        assert_eq!(movable(&blocks), Some((14, 10)));
        let blocks = [named("f"), text(), figure("f"), heading(3), text()];
        assert_eq!(movable(&blocks), Some((14, 15)));
        let blocks = [text(), text(), figure("f"), named("f"), text()];
        assert_eq!(movable(&blocks), None);
    }

    #[test]
    fn a_figure_does_not_go_behind_one_that_stays() {
        let text = || sample::paragraph("Ten signs.");
        let blocks = [named("f"), text(), figure("f"), text(), figure("g"), text()];
        assert_eq!(movable(&blocks), Some((14, 10)));
        let list = [
            named("f"),
            named("g"),
            text(),
            figure("f"),
            text(),
            figure("g"),
            text(),
        ];
        assert!(movable(&list).is_some_and(|(_, behind)| behind > 20));
    }

    #[test]
    fn printed_citations_are_text() {
        let mut report = sample::report();
        report.formatted = vec![FormattedCitation::Inline(vec![sample::words(
            "(Kim 2012, 5)",
        )])];
        let cited = || {
            let citation = inline(InlineKind::Citation(crate::model::CitationId(0)));
            sample::block(BlockKind::Paragraph(vec![
                sample::words("Ten signs."),
                citation,
            ]))
        };
        let blocks = [named("f"), cited(), figure("f"), cited()];
        let found = of_section(&report, &blocks, &mut BTreeSet::new());
        let (before, behind) = (27, 23);
        assert_eq!(found.values().next(), Some(&Around { before, behind }));
    }

    #[test]
    fn what_the_words_beside_it_need_stays() {
        let text = || sample::paragraph("Ten signs.");
        for before in [heading(2), sample::paragraph("The levels were:")] {
            assert_eq!(movable(&[named("f"), before, figure("f"), text()]), None);
        }
        let source = sample::paragraph("Source: the survey.");
        assert_eq!(movable(&[named("f"), text(), figure("f"), source]), None);
        let mut noted = figure("f");
        if let BlockKind::Figure(figure) = &mut noted.kind {
            figure.caption.push(inline(InlineKind::Note(NoteId(0))));
        }
        assert_eq!(movable(&[named("f"), text(), noted, text()]), None);
    }
}
