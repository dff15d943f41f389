//! What the words of a note say a citation in it does: `But see @a`, `See also [@a, p. 3]`. The words stay where
//! they are, and are printed as part of the note.

use super::Found;
use crate::model::{
    Block, CitationId, Inline, InlineKind, Relation, Visitor, walk_block, walk_inlines,
};

/// Tells the citations of the notes from a place on what stands before them.
pub(super) fn read(found: &mut Found, first: usize) {
    let mut signals = Signals::default();
    for note in &found.notes[first.min(found.notes.len())..] {
        signals.note(note);
    }
    for (id, relation) in signals.told {
        let items = found.citations.get_mut(id.0);
        if let Some(item) = items.and_then(|citation| citation.items.first_mut()) {
            item.signal = Some(relation);
        }
    }
}

#[derive(Default)]
struct Signals {
    /// The words since the last citation of a block.
    words: String,
    /// What the words before that citation said.
    last: Option<Relation>,
    told: Vec<(CitationId, Relation)>,
}

impl<'a> Visitor<'a> for Signals {
    fn block(&mut self, block: &'a Block) {
        self.words.clear();
        self.last = None;
        walk_block(self, block);
    }

    fn inline(&mut self, inline: &'a Inline) {
        match &inline.kind {
            InlineKind::Text(text) => self.words.push_str(text),
            InlineKind::LineBreak => self.words.push(' '),
            InlineKind::Citation(id) => {
                // "But see @a and @b"
                let relation = match joins(&self.words) {
                    true => self.last,
                    false => Relation::from_words_before(&self.words),
                };
                self.told.extend(relation.map(|relation| (*id, relation)));
                self.words.clear();
                self.last = relation;
            }
            _ => match inline.children() {
                Some(inside) => walk_inlines(self, inside),
                None => self.words.push('\u{fffc}'),
            },
        }
    }
}

/// Whether words only join a citation to the one before it.
fn joins(words: &str) -> bool {
    const AND: &[&str] = &[
        "", "&", "and", "with", "und", "et", "y", "e", "en", "mit", "avec", "con",
    ];
    let bare = words.trim().trim_matches(',').trim().to_lowercase();
    AND.contains(&bare.as_str())
}
