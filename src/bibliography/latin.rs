//! Latin words in a report that is written from the right: they carry their language, and with it their
//! direction.
//!
//! What stands between Latin words, such as stops and numbers, goes with them: marked word by word, a
//! reference would be read from the right.

use crate::model::{Attrs, Inline, InlineKind, Script, is_from_right, text_of};
use crate::source::Located;

/// Whether Latin letters turn round in a report of this language.
pub(super) fn turns_round(language: Option<&str>) -> bool {
    language.is_some_and(is_from_right)
}

/// Inlines in which each stretch of Latin words carries a language: that of the work, if it is written in
/// Latin letters, or English.
pub(super) fn marked(inlines: Vec<Inline>, of_work: Option<&str>) -> Vec<Inline> {
    let tag = of_work.filter(|tag| Script::of_language(tag) == Script::Latin);
    let tag = tag.unwrap_or(Script::Latin.tag());
    let mut out = Vec::with_capacity(inlines.len());
    let mut stretch = Vec::new();
    for inline in inlines {
        if holds_from_right(&inline) {
            mark(std::mem::take(&mut stretch), tag, &mut out);
            out.push(inline);
        } else {
            stretch.push(inline);
        }
    }
    mark(stretch, tag, &mut out);
    out
}

/// The same for a citation, in which each work is a stretch of its own. `of_work` knows the language of a
/// work by its key.
pub(super) fn marked_works(inlines: &mut [Inline], of_work: &dyn Fn(&str) -> Option<String>) {
    for inline in inlines {
        if let InlineKind::ToReference { key, content, .. } = &mut inline.kind {
            let language = of_work(key);
            *content = marked(std::mem::take(content), language.as_deref());
        } else if let Some(children) = inline.children_mut() {
            marked_works(children, of_work);
        }
    }
}

/// Marks a stretch from its first to its last Latin word.
fn mark(mut stretch: Vec<Inline>, tag: &str, out: &mut Vec<Inline>) {
    let Some(first) = stretch.iter().position(has_words) else {
        out.append(&mut stretch);
        return;
    };
    let last = stretch.iter().rposition(has_words).unwrap_or(first);
    let after = stretch.split_off(last + 1);
    let mut content = stretch.split_off(first);
    out.append(&mut stretch);
    let span = content[0].span;
    // A space at an end would stand on the other side of the words.
    if let Some(InlineKind::Text(text)) = content.first_mut().map(|first| &mut first.kind) {
        let gap = text.len() - text.trim_start().len();
        let words = text.split_off(gap);
        let gap = std::mem::replace(text, words);
        if !gap.is_empty() {
            out.push(Inline::text(gap, span));
        }
    }
    let mut gap = String::new();
    if let Some(InlineKind::Text(text)) = content.last_mut().map(|last| &mut last.kind) {
        gap = text.split_off(text.trim_end().len());
    }
    let attrs = Attrs {
        pairs: vec![("lang".to_owned(), Located::new(tag.to_owned(), span))],
        ..Attrs::default()
    };
    out.push(Inline {
        kind: InlineKind::Span { attrs, content },
        span,
    });
    if !gap.is_empty() {
        out.push(Inline::text(gap, span));
    }
    out.extend(after);
}

/// Whether an inline holds Latin words. An address is of no language.
fn has_words(inline: &Inline) -> bool {
    let is_address = matches!(inline.kind, InlineKind::Link { .. });
    !is_address && text_of(std::slice::from_ref(inline)).contains(Script::is_latin)
}

fn holds_from_right(inline: &Inline) -> bool {
    let is_from_right = |c: char| Script::of_letter(c).is_some_and(Script::begins_right);
    text_of(std::slice::from_ref(inline)).contains(is_from_right)
}
