//! Places the calls of notes as printers do: after the punctuation, without a space before.

use crate::model::{Inline, InlineKind, Report};

/// Marks that a note's call follows.
const BEFORE_CALL: [char; 15] = [
    '.', ',', ';', ':', '!', '?', '”', '’', '"', ')', '»', '。', '，', '…', '」',
];

/// Moves every call that a note style makes of a citation.
///
/// `words [@key].` is how authors write; "words.¹" is how notes are printed.
pub(super) fn place_calls(report: &mut Report) {
    for section in &mut report.sections {
        super::links::each_inlines(&mut section.blocks, &mut place_in);
    }
}

fn place_in(inlines: &mut Vec<Inline>) {
    let mut at = 0;
    while at < inlines.len() {
        if let Some(children) = inlines[at].children_mut() {
            place_in(children);
        }
        if !matches!(inlines[at].kind, InlineKind::Citation(_)) {
            at += 1;
            continue;
        }
        drop_space_before(inlines, at);
        // Several citations in a row stay in their order.
        let mut next = at + 1;
        while inlines
            .get(next)
            .is_some_and(|inline| matches!(inline.kind, InlineKind::Citation(_)))
        {
            next += 1;
        }
        if let Some(moved) = take_punctuation(inlines, next) {
            inlines.insert(at, moved);
            next += 1;
        }
        at = next;
    }
}

/// Takes the space off the end of what stands before `at`, wherever it is nested.
fn drop_space_before(inlines: &mut [Inline], at: usize) {
    let mut list = &mut inlines[..at];
    loop {
        let Some(last) = list.last_mut() else { return };
        if let InlineKind::Text(text) = &mut last.kind {
            let kept = text.trim_end().len();
            text.truncate(kept);
            return;
        }
        match last.children_mut() {
            Some(children) => list = children,
            None => return,
        }
    }
}

/// Takes the punctuation off the start of the text at `at`, as a piece of its own.
fn take_punctuation(inlines: &mut Vec<Inline>, at: usize) -> Option<Inline> {
    let following = inlines.get_mut(at)?;
    let InlineKind::Text(text) = &mut following.kind else {
        return None;
    };
    let rest = text.trim_start_matches(BEFORE_CALL);
    let length = text.len() - rest.len();
    if length == 0 {
        return None;
    }
    let moved = text[..length].to_owned();
    *text = rest.to_owned();
    let mut piece_span = following.span;
    let mut rest_span = following.span;
    let cut = following.span.start + u32::try_from(length).unwrap_or_default();
    if cut <= following.span.end {
        piece_span.end = cut;
        rest_span.start = cut;
    }
    following.span = rest_span;
    if text.is_empty() {
        inlines.remove(at);
    }
    Some(Inline::text(moved, piece_span))
}

/// Puts a citation at the end of running text, before its last stop.
pub(super) fn end_with_citation(content: &mut Vec<Inline>, citation: Inline) {
    let stop = match content.last_mut() {
        Some(Inline {
            kind: InlineKind::Text(text),
            ..
        }) if text.ends_with(['.', '!', '?']) && text.len() > 1 => text.pop(),
        _ => None,
    };
    let span = citation.span;
    content.push(Inline::text(" ", span));
    content.push(citation);
    if let Some(stop) = stop {
        content.push(Inline::text(stop.to_string(), span));
    }
}
