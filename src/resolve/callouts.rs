//! The titles of callouts that have none: "Warning". Knows no layout.

use crate::model::{Attrs, Block, BlockKind, Inline, InlineKind, Report};
use crate::source::{Located, Span};
use crate::terms::Terms;

/// What stands before the kind of a callout in its class: `callout-warning`.
const CALLOUT: &str = "callout-";

/// The kinds that have a word, which is the same in [`Terms`].
const KINDS: [&str; 5] = ["note", "tip", "warning", "caution", "important"];

/// Gives every callout without a title the word for its kind, as Quarto and GitHub do: otherwise nothing
/// would say that it warns. `appearance="minimal"` asks for none.
pub(super) fn name(report: &mut Report) {
    let terms = Terms::of(&report.manifest);
    let sections = report
        .sections
        .iter_mut()
        .map(|section| &mut section.blocks);
    let notes = report.notes.iter_mut().map(|note| &mut note.blocks);
    sections
        .chain(notes)
        .for_each(|blocks| name_in(blocks, &terms));
}

fn name_in(blocks: &mut [Block], terms: &Terms) {
    for block in blocks {
        let kind = kind_without_title(block);
        match &mut block.kind {
            BlockKind::Div(inner) => {
                name_in(inner, terms);
                inner.splice(..0, kind.map(|kind| title(block.span, kind, terms)));
            }
            BlockKind::Quote(inner) => name_in(inner, terms),
            BlockKind::List { items, .. } => {
                items
                    .iter_mut()
                    .for_each(|item| name_in(&mut item.blocks, terms));
            }
            BlockKind::DefinitionList(definitions) => {
                let explained = definitions.iter_mut().flat_map(|one| &mut one.definitions);
                explained.for_each(|blocks| name_in(blocks, terms));
            }
            _ => {}
        }
    }
}

/// The kind of a callout that nothing names.
fn kind_without_title(block: &Block) -> Option<&'static str> {
    let BlockKind::Div(inner) = &block.kind else {
        return None;
    };
    let attrs = &block.attrs;
    let has_title = attrs
        .text("title")
        .is_some_and(|title| !title.trim().is_empty())
        || matches!(
            inner.first().map(|first| &first.kind),
            Some(BlockKind::Heading { .. })
        )
        || attrs.text("appearance") == Some("minimal");
    let kinds = attrs
        .classes
        .iter()
        .filter_map(|class| class.strip_prefix(CALLOUT));
    let mut known = kinds.filter_map(|kind| KINDS.into_iter().find(|known| *known == kind));
    known.next().filter(|_| !has_title)
}

/// The title as an author's own would be printed.
fn title(span: Span, kind: &str, terms: &Terms) -> Block {
    let inline = |kind| Inline { kind, span };
    let mut attrs = Attrs {
        classes: vec!["meta".to_owned()],
        ..Attrs::default()
    };
    if let Some(language) = terms.foreign() {
        attrs.push("lang".to_owned(), Located::new(language.to_owned(), span));
    }
    let words = Inline::text(terms.get(&format!("{CALLOUT}{kind}")), span);
    let strong = inline(InlineKind::Strong(vec![words]));
    let content = vec![strong];
    Block {
        kind: BlockKind::Paragraph(vec![inline(InlineKind::Span { attrs, content })]),
        attrs: Attrs::default(),
        span,
    }
}
