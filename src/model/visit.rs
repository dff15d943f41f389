//! One way to walk the tree, so that nobody forgets the caption of a figure or a cell of a table.

use super::{Block, BlockKind, Inline, Note};

/// What wants to see the tree. Every method first sees a node, then calls the matching `walk_…`
/// function if it wants to see what is inside.
///
/// Notes are not part of the tree: a visitor that wants their text keeps the notes at hand and
/// walks [`Note::blocks`] when it meets the call.
pub trait Visitor<'a> {
    /// A block is met.
    fn block(&mut self, block: &'a Block) {
        walk_block(self, block);
    }

    /// Running text is met.
    fn inline(&mut self, inline: &'a Inline) {
        walk_inline(self, inline);
    }

    /// A note's text is met; only called by visitors that ask for it.
    fn note(&mut self, note: &'a Note) {
        walk_blocks(self, &note.blocks);
    }
}

/// Visits blocks in document order.
pub fn walk_blocks<'a, V: Visitor<'a> + ?Sized>(visitor: &mut V, blocks: &'a [Block]) {
    for block in blocks {
        visitor.block(block);
    }
}

/// Visits running text in document order.
pub fn walk_inlines<'a, V: Visitor<'a> + ?Sized>(visitor: &mut V, inlines: &'a [Inline]) {
    for inline in inlines {
        visitor.inline(inline);
    }
}

/// Visits what is inside a block.
pub fn walk_block<'a, V: Visitor<'a> + ?Sized>(visitor: &mut V, block: &'a Block) {
    match &block.kind {
        BlockKind::Heading { content, .. } | BlockKind::Paragraph(content) => {
            walk_inlines(visitor, content);
        }
        BlockKind::List { items, .. } => {
            for item in items {
                walk_blocks(visitor, &item.blocks);
            }
        }
        BlockKind::DefinitionList(definitions) => {
            for definition in definitions {
                walk_inlines(visitor, &definition.term);
                for blocks in &definition.definitions {
                    walk_blocks(visitor, blocks);
                }
            }
        }
        BlockKind::Quote(blocks) | BlockKind::Div(blocks) => walk_blocks(visitor, blocks),
        BlockKind::Table(table) => {
            walk_inlines(visitor, &table.caption);
            for row in std::iter::once(&table.header).chain(&table.rows) {
                for cell in &row.cells {
                    walk_inlines(visitor, &cell.content);
                }
            }
        }
        BlockKind::Figure(figure) => walk_inlines(visitor, &figure.caption),
        BlockKind::Code(_) | BlockKind::Maths(_) | BlockKind::Rule => {}
    }
}

/// Visits what is inside running text.
pub fn walk_inline<'a, V: Visitor<'a> + ?Sized>(visitor: &mut V, inline: &'a Inline) {
    walk_inlines(visitor, inline.children().unwrap_or_default());
}
