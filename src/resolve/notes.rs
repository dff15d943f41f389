//! Places the citations of notes and raised numbers as printers do: after the punctuation, without a
//! space before.

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
    let mut at = 0;
    while at < inlines.len() {
        if let Some(children) = inlines[at].children_mut() {
            raise_in(children, formatted);
        }
        if is_number(&inlines[at]) {
            drop_space_before(inlines, at);
            if let Some(moved) = take_punctuation(inlines, at + 1) {
                inlines.insert(at, moved);
                at += 1;
            }
        }
        at += 1;
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
    let mut at = 0;
    while at < inlines.len() {
        if let Some(children) = inlines[at].children_mut() {
            place_in(children, formatted);
        }
        let InlineKind::Citation(id) = inlines[at].kind else {
            at += 1;
            continue;
        };
        match &mut formatted[id.0] {
            FormattedCitation::Inline(words) => {
                drop_stop(words);
                at += 1;
                continue;
            }
            // The author's name is a word of the sentence, and its note follows the name.
            FormattedCitation::Note { before, .. } if !before.is_empty() => {
                at += 1;
                continue;
            }
            FormattedCitation::Note { .. } | FormattedCitation::Silent => {}
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
    part_calls(inlines);
}

/// Puts a raised comma between calls that touch: "²¹,²²" and not "²¹²²".
fn part_calls(inlines: &mut Vec<Inline>) {
    let is_call = |inline: Option<&Inline>| {
        inline.is_some_and(|inline| {
            matches!(inline.kind, InlineKind::Citation(_) | InlineKind::Note(_))
        })
    };
    for at in (1..inlines.len()).rev() {
        if is_call(inlines.get(at - 1)) && is_call(inlines.get(at)) {
            let span = inlines[at].span;
            let comma = Inline {
                kind: InlineKind::Superscript(vec![Inline::text(",", span)]),
                span,
            };
            inlines.insert(at, comma);
        }
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
fn drop_stop(words: &mut Vec<Inline>) {
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

/// Takes the space off the end of what stands before `at`, wherever it is nested.
pub(super) fn drop_space_before(inlines: &mut [Inline], at: usize) {
    drop_space_at_end(&mut inlines[..at]);
}

/// Takes the space off the end of running text. Gives whether it prints anything.
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
