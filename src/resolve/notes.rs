//! Places the citations of notes and raised numbers as printers do: after the punctuation, without a
//! space before.

use std::iter::Peekable;
use std::vec::IntoIter;

use crate::model::{FormattedCitation, Inline, InlineKind, Report, text_of};
use crate::source::Span;

/// Marks that a note's call follows.
const BEFORE_CALL: [char; 15] = [
    '.', ',', ';', ':', '!', '?', '”', '’', '"', ')', '»', '。', '，', '…', '」',
];

/// Moves every call that a note style makes of a citation.
///
/// `words [@key].` is how authors write; "words.¹" is how notes are printed.
///
/// Citations that are printed in the line, in notes of the author's and in columns of sources,
/// keep their place; they lose the full stop that ends a note.
pub(super) fn place_calls(report: &mut Report) {
    let Report {
        sections,
        notes,
        formatted,
        ..
    } = report;
    for section in sections {
        super::links::each_inlines(&mut section.blocks, &mut |inlines| {
            place_in(inlines, formatted);
        });
    }
    for note in notes {
        super::links::each_inlines(&mut note.blocks, &mut |inlines| {
            join_to_words(inlines, formatted);
        });
    }
}

/// Moves every raised number of a citation, as "words.¹" is printed where notes are called.
///
/// Only what is raised as a whole is moved: a prefix, a suffix and the name of an author are words of
/// the sentence.
pub(super) fn place_raised(report: &mut Report) {
    each_list(report, &mut |inlines, formatted| {
        raise_in(inlines, formatted);
    });
}

fn raise_in(inlines: &mut Vec<Inline>, formatted: &[FormattedCitation]) {
    let is_number = |inline: &Inline| match inline.kind {
        InlineKind::Citation(id) => match &formatted[id.0] {
            FormattedCitation::Inline(words) => !words.is_empty() && words.iter().all(is_raised),
            _ => false,
        },
        _ => false,
    };
    let mut rest = std::mem::take(inlines).into_iter().peekable();
    while let Some(mut inline) = rest.next() {
        if let Some(children) = inline.children_mut() {
            raise_in(children, formatted);
        }
        if is_number(&inline) {
            drop_space_at_end(inlines);
            inlines.extend(take_punctuation(&mut rest));
        }
        inlines.push(inline);
    }
}

/// Whether nothing but raised words is printed. `@key` begins with a name.
fn is_raised(inline: &Inline) -> bool {
    match &inline.kind {
        InlineKind::Superscript(_) => true,
        _ => inline
            .children()
            .is_some_and(|children| !children.is_empty() && children.iter().all(is_raised)),
    }
}

fn place_in(inlines: &mut Vec<Inline>, formatted: &mut [FormattedCitation]) {
    let mut rest = std::mem::take(inlines).into_iter().peekable();
    while let Some(mut inline) = rest.next() {
        if let Some(children) = inline.children_mut() {
            place_in(children, formatted);
        }
        let is_moved = match inline.kind {
            InlineKind::Citation(id) => match &mut formatted[id.0] {
                FormattedCitation::Inline(words) => {
                    drop_stop(words);
                    false
                }
                // The author's name is a word of the sentence, and its note follows the name.
                FormattedCitation::Note { before, .. } => before.is_empty(),
                FormattedCitation::Silent => true,
            },
            _ => false,
        };
        if !is_moved {
            inlines.push(inline);
            continue;
        }
        drop_space_at_end(inlines);
        // Several citations in a row stay in their order.
        let mut row = vec![inline];
        while let Some(next) = rest.next_if(|next| matches!(next.kind, InlineKind::Citation(_))) {
            row.push(next);
        }
        inlines.extend(take_punctuation(&mut rest));
        inlines.append(&mut row);
    }
    part_calls(inlines);
}

/// Puts a raised comma between calls that touch: "²¹,²²" and not "²¹²²".
fn part_calls(inlines: &mut Vec<Inline>) {
    let is_call =
        |inline: &Inline| matches!(inline.kind, InlineKind::Citation(_) | InlineKind::Note(_));
    for inline in std::mem::take(inlines) {
        if is_call(&inline) && inlines.last().is_some_and(is_call) {
            let span = inline.span;
            inlines.push(Inline {
                kind: InlineKind::Superscript(vec![Inline::text(",", span)]),
                span,
            });
        }
        inlines.push(inline);
    }
}

/// A citation inside a note of the author's: alone it is the note; among words it stands in
/// brackets, without the full stop that ends a note.
fn join_to_words(inlines: &mut [Inline], formatted: &mut [FormattedCitation]) {
    let is_citation = |inline: &Inline| matches!(inline.kind, InlineKind::Citation(_));
    let has_words = inlines.iter().any(|inline| {
        !is_citation(inline)
            && !text_of(std::slice::from_ref(inline))
                .trim_matches([' ', '.', ';', ','])
                .is_empty()
    });
    for at in 0..inlines.len() {
        let InlineKind::Citation(id) = inlines[at].kind else {
            continue;
        };
        let FormattedCitation::Inline(words) = &mut formatted[id.0] else {
            continue;
        };
        let stop_follows = matches!(
            inlines.get(at + 1).map(|next| &next.kind),
            Some(InlineKind::Text(next)) if next.starts_with(['.', ',', ';'])
        );
        if has_words {
            drop_stop(words);
            let span = inlines[at].span;
            words.insert(0, Inline::text("(", span));
            words.push(Inline::text(")", span));
        } else if stop_follows {
            drop_stop(words);
        }
    }
}

/// Takes the full stop off the end of a formatted citation.
pub(super) fn drop_stop(words: &mut Vec<Inline>) {
    if let Some(last) = words.last_mut() {
        match &mut last.kind {
            InlineKind::Text(text) => {
                if text.ends_with('.') {
                    text.pop();
                }
                if text.is_empty() {
                    words.pop();
                }
            }
            _ => {
                if let Some(children) = last.children_mut() {
                    drop_stop(children);
                }
            }
        }
    }
}

/// Calls a function on every list of running text, in sections and in notes.
pub(super) fn each_list(
    report: &mut Report,
    change: &mut dyn FnMut(&mut Vec<Inline>, &mut [FormattedCitation]),
) {
    let Report {
        sections,
        notes,
        formatted,
        ..
    } = report;
    let blocks = sections.iter_mut().map(|section| &mut section.blocks);
    for blocks in blocks.chain(notes.iter_mut().map(|note| &mut note.blocks)) {
        super::links::each_inlines(blocks, &mut |inlines| change(inlines, formatted));
    }
}

/// Takes the space off the end of running text, wherever it is nested. Gives whether it prints anything.
pub(super) fn drop_space_at_end(inlines: &mut [Inline]) -> bool {
    inlines.iter_mut().rev().any(|last| match &mut last.kind {
        InlineKind::Text(text) => {
            let kept = text.trim_end().len();
            // What stood in the source as it was still does: claims in it are found by their places.
            if last.span.range().len() == text.len() {
                let start = last.span.range().start;
                last.span = Span::new(last.span.file, start..start + kept);
            }
            text.truncate(kept);
            !text.is_empty()
        }
        // Its words come with its label.
        InlineKind::CrossReference { content, .. } if content.is_empty() => true,
        _ => match last.children_mut() {
            Some(children) => drop_space_at_end(children),
            None => true,
        },
    })
}

/// Takes the punctuation off the start of the text that follows, as a piece of its own.
fn take_punctuation(behind: &mut Peekable<IntoIter<Inline>>) -> Option<Inline> {
    let following = behind.peek_mut()?;
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
        behind.next();
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
