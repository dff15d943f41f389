//! A heading with nothing under it, or a table without a row: something was meant to stand there.

use super::Context;
use crate::diagnostic::Finding;
use crate::model::{Block, BlockKind, Visitor, text_of, walk_block};
use crate::source::Span;

pub(super) const NAME: &str = "empty-section";

pub(super) fn check(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let level = context.graded();
    for section in &context.report.sections {
        let mut places = Places(Vec::new());
        for block in &section.blocks {
            places.block(block);
        }
        for (index, place) in places.0.iter().enumerate() {
            let Place::Heading(depth, span) = place else {
                continue;
            };
            // A heading directly under it is what stands under it.
            let is_empty = match places.0.get(index + 1) {
                None => true,
                Some(Place::Heading(next, _)) => next <= depth,
                Some(Place::Content) => false,
            };
            // A section whose title is all there is says so once, at its title.
            if is_empty {
                findings.push(
                    Finding::new(NAME, level, "nothing stands under this heading", *span)
                        .label("an empty section")
                        .help("write what belongs here, or take the heading out"),
                );
            }
        }
    }
    let mut tables = Tables(Vec::new());
    context.report.walk(&mut tables);
    for span in tables.0 {
        findings.push(
            Finding::new(NAME, level, "table has no rows", span)
                .label("only a header")
                .help("fill it, or take it out"),
        );
    }
}

/// What stands in a section, as far as it matters here.
enum Place {
    Heading(u8, Span),
    Content,
}

struct Places(Vec<Place>);

impl<'a> Visitor<'a> for Places {
    fn block(&mut self, block: &'a Block) {
        match &block.kind {
            // One without words is a finding of its own.
            BlockKind::Heading { content, .. } if text_of(content).trim().is_empty() => {
                self.0.push(Place::Content);
            }
            BlockKind::Heading { level, .. } => self.0.push(Place::Heading(*level, block.span)),
            BlockKind::Div(_) => walk_block(self, block),
            _ => self.0.push(Place::Content),
        }
    }
}

struct Tables(Vec<Span>);

impl<'a> Visitor<'a> for Tables {
    fn block(&mut self, block: &'a Block) {
        if let BlockKind::Table(table) = &block.kind
            && table.rows.is_empty()
        {
            self.0.push(block.span);
        }
        walk_block(self, block);
    }
}
