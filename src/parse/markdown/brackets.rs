//! Finds citations, spans, notes and cross-references among brackets and `@` signs.
//!
//! Works in one pass over tokens with a stack, in linear time: every bracket is looked at once.

use std::ops::Range;

use super::{Context, MAX_DEPTH, mask};
use crate::model::{
    Attrs, Block, BlockKind, Citation, CitationFault, CitationId, CitationItem, CitationMode,
    DefectKind, Inline, InlineKind, Locator, Note, NoteId,
};
use crate::parse::citation;
use crate::source::{Located, Span};

/// How far from a bracket or an `@` its other half is looked for, in bytes. Bounds the time that
/// one character can cost.
const NEAR: usize = 80;

/// A piece of running text before its brackets are understood.
#[derive(Debug)]
pub(super) enum Token {
    /// Something that is understood already.
    Inline(Inline),
    /// `[` at an offset.
    Open(usize),
    /// `]` at an offset.
    Close(usize),
    /// An attribute block whose `{` is at an offset.
    Attrs(usize),
    /// A picture.
    Image {
        path: Located<String>,
        caption: Vec<Inline>,
        range: Range<usize>,
    },
}

/// What stands since an open bracket.
struct Frame {
    open: usize,
    out: Vec<Inline>,
}

/// Turns tokens into inlines.
pub(super) fn resolve(context: &mut Context<'_>, tokens: Vec<Token>) -> Vec<Inline> {
    let mut frames: Vec<Frame> = Vec::new();
    let mut root = Vec::new();
    let mut tokens = tokens.into_iter().peekable();
    while let Some(token) = tokens.next() {
        match token {
            Token::Open(open) if frames.len() >= MAX_DEPTH => {
                context.defect(DefectKind::TooDeep, open..open + 1);
            }
            Token::Open(open) => frames.push(Frame {
                open,
                out: Vec::new(),
            }),
            Token::Close(close) => {
                let Some(frame) = frames.pop() else {
                    report_unopened(context, &root, close);
                    root.push(Inline::text("]", context.span(close..close + 1)));
                    continue;
                };
                let attrs = match tokens.peek() {
                    Some(Token::Attrs(offset)) if *offset == close + 1 => {
                        let attrs = context.mask.attrs.get(offset).cloned();
                        tokens.next();
                        attrs
                    }
                    _ => None,
                };
                let out = frames.last_mut().map_or(&mut root, |frame| &mut frame.out);
                close_bracket(context, frame, close, attrs, out);
            }
            Token::Attrs(offset) => {
                let out = frames.last_mut().map_or(&mut root, |frame| &mut frame.out);
                attach(context, offset, out);
            }
            Token::Image { range, .. } => {
                context.defect(
                    DefectKind::Unsupported("a picture inside running text"),
                    range,
                );
            }
            Token::Inline(inline) => {
                let out = frames.last_mut().map_or(&mut root, |frame| &mut frame.out);
                out.push(inline);
            }
        }
    }
    // Brackets that were never closed are text.
    let mut literal = Vec::new();
    for frame in frames {
        report_unclosed(context, frame.open);
        literal.push(Inline::text("[", context.span(frame.open..frame.open + 1)));
        literal.extend(frame.out);
    }
    root.extend(literal);
    cite_in_text(context, root)
}

/// Decides what a pair of brackets is.
fn close_bracket(
    context: &mut Context<'_>,
    frame: Frame,
    close: usize,
    attrs: Option<(Attrs, usize)>,
    out: &mut Vec<Inline>,
) {
    let open = frame.open;
    let inner = open + 1..close;
    let whole = context.span(open..close + 1);
    if let Some((attrs, end)) = attrs {
        register_attribute_citations(context, &attrs);
        let content = cite_in_text(context, frame.out);
        out.push(Inline {
            kind: InlineKind::Span { attrs, content },
            span: context.span(open..end),
        });
        return;
    }
    let is_inline_note = context.mask.text[..open].ends_with(mask::NOTE);
    if is_inline_note {
        let content = cite_in_text(context, frame.out);
        let id = NoteId(context.found.notes.len());
        context.found.notes.push(Note {
            span: whole,
            blocks: vec![Block {
                kind: BlockKind::Paragraph(content),
                attrs: Attrs::default(),
                span: context.span(inner),
            }],
            number: 0,
        });
        out.push(Inline {
            kind: InlineKind::Note(id),
            span: context.span(open - 1..close + 1),
        });
        return;
    }
    let text = &context.text[inner.clone()];
    if let Some(label) = text.strip_prefix('^')
        && !label.is_empty()
        && !label.contains(char::is_whitespace)
    {
        context.defect(DefectKind::UndefinedNote(label.to_owned()), open..close + 1);
        return;
    }
    let follows_key = follows_in_text_key(context, open);
    if citation::holds_key(text) && !follows_key && has_own_key(context, &frame.out) {
        let (items, fault) = citation::read_items(&context.unquoted, context.file, inner);
        if let Some((fault, span)) = fault {
            context
                .found
                .defect(DefectKind::MalformedCitation(fault), span);
        }
        if !items.is_empty() {
            out.push(citation_inline(
                context,
                CitationMode::Parenthetical,
                items,
                open..close + 1,
            ));
        }
        return;
    }
    if text.trim() == "@" || text.trim_start().starts_with("@,") {
        context.defect(
            DefectKind::MalformedCitation(CitationFault::EmptyKey),
            open..close + 1,
        );
        return;
    }
    out.push(Inline::text("[", context.span(open..open + 1)));
    out.extend(frame.out);
    out.push(Inline::text("]", context.span(close..close + 1)));
}

/// Whether a key stands directly between brackets, and not only in a citation, emphasis or code
/// inside them.
fn has_own_key(context: &Context<'_>, inside: &[Inline]) -> bool {
    inside.iter().any(|inline| {
        let range = inline.span.range();
        let text = &context.text[range.clone()];
        matches!(inline.kind, InlineKind::Text(_))
            && text
                .match_indices('@')
                .any(|(at, _)| citation::begins_key(context.text, range.start + at))
    })
}

/// Whether the bracket at `open` stands right after `@key`, and so holds its locator.
fn follows_in_text_key(context: &Context<'_>, open: usize) -> bool {
    let before = context.unquoted[..open].trim_end();
    if !is_gap(&context.unquoted[before.len()..open]) {
        return false;
    }
    let near = floor(before, before.len().saturating_sub(NEAR));
    let Some(word_start) = before[near..].rfind('@').map(|at| near + at) else {
        return false;
    };
    let word = &before[word_start..];
    word.starts_with('@')
        && citation::begins_key(context.text, word_start)
        && citation::read_key(context.text, word_start).1 == before.len()
}

/// Whether white space may stand between a key and its bracket: nothing, one space or one line end.
fn is_gap(text: &str) -> bool {
    text.len() <= 1 || text.trim_matches([' ', '\t', '\r']).len() <= 1 && text.contains('\n')
}

/// Gives an attribute block to the inline before it.
fn attach(context: &mut Context<'_>, offset: usize, out: &mut Vec<Inline>) {
    let Some((attrs, end)) = context.mask.attrs.get(&offset).cloned() else {
        return;
    };
    let Some(last) = out.last_mut() else {
        return;
    };
    if last.span.end as usize != offset {
        return;
    }
    if let InlineKind::Maths(maths) = &mut last.kind {
        if let Some(alt) = attrs.text("alt") {
            maths.alt = alt.to_owned();
        }
        if attrs.id.is_none() && attrs.classes.is_empty() {
            return;
        }
    }
    register_attribute_citations(context, &attrs);
    if let Some(inner) = out.pop() {
        let span = context.span(inner.span.start as usize..end);
        out.push(Inline {
            kind: InlineKind::Span {
                attrs,
                content: vec![inner],
            },
            span,
        });
    }
}

/// Reads the citations that stand in `cite=` and `proof=`.
pub(super) fn register_attribute_citations(context: &mut Context<'_>, attrs: &Attrs) {
    for key in ["cite", "proof"] {
        let Some(value) = attrs.get(key) else {
            continue;
        };
        let range = value.span.range();
        let (items, fault) = citation::read_items(&context.unquoted, context.file, range);
        let fault = if items.is_empty() {
            Some((CitationFault::NotACitation, value.span))
        } else {
            fault
        };
        if let Some((fault, span)) = fault {
            context
                .found
                .defect(DefectKind::MalformedCitation(fault), span);
        }
        if !items.is_empty() {
            context.found.citations.push(Citation {
                span: value.span,
                mode: CitationMode::Attribute,
                items,
            });
        }
    }
}

fn citation_inline(
    context: &mut Context<'_>,
    mode: CitationMode,
    items: Vec<CitationItem>,
    range: Range<usize>,
) -> Inline {
    let span = context.span(range);
    let id = CitationId(context.found.citations.len());
    context.found.citations.push(Citation { span, mode, items });
    Inline {
        kind: InlineKind::Citation(id),
        span,
    }
}

/// Finds `@key` and `@key [locator]` in text that is not inside a citation.
fn cite_in_text(context: &mut Context<'_>, inlines: Vec<Inline>) -> Vec<Inline> {
    let mut out = Vec::with_capacity(inlines.len());
    // Everything before this offset belongs to a citation that was just read.
    let mut taken = 0;
    for inline in inlines {
        let InlineKind::Text(text) = &inline.kind else {
            if inline.span.range().start >= taken {
                out.push(inline);
            }
            continue;
        };
        let range = inline.span.range();
        let literal = context.text.get(range.clone()) == Some(text.as_str());
        if !literal {
            if range.start >= taken {
                out.push(inline);
            }
            continue;
        }
        let mut from = range.start.max(taken);
        while from < range.end {
            let Some(at) = next_key(context, from..range.end) else {
                break;
            };
            let (key, key_end) = citation::read_key(context.text, at);
            if key.is_empty() {
                break;
            }
            // `-@key` leaves the author out, so nothing of it is part of the sentence.
            let suppress_author = has_minus(&context.text[from..at]);
            let begin = if suppress_author { at - 1 } else { at };
            push_text(context, from..begin, &mut out);
            let key = Located::new(key.to_owned(), context.span(at + 1..key_end));
            let after = after_key(context, key_end);
            let item = CitationItem {
                key,
                span: context.span(begin..after.end),
                prefix: String::new(),
                locator: after.locator,
                suffix: after.suffix,
                suppress_author,
            };
            let mode = if suppress_author {
                CitationMode::Parenthetical
            } else {
                CitationMode::InText
            };
            out.push(citation_inline(context, mode, vec![item], begin..after.end));
            if let Some((fault, span)) = after.fault {
                context
                    .found
                    .defect(DefectKind::MalformedCitation(fault), span);
            }
            if !after.more.is_empty() {
                out.push(Inline::text(" ", context.span(after.end..after.end)));
                let more = CitationMode::Parenthetical;
                out.push(citation_inline(context, more, after.more, after.more_range));
            }
            from = after.end;
            taken = after.end;
        }
        push_text(context, from..range.end, &mut out);
    }
    out
}

/// Whether a text ends with a minus sign that is not part of a word or a dash.
fn has_minus(text: &str) -> bool {
    text.strip_suffix('-')
        .is_some_and(|before| !before.ends_with(|c: char| c.is_alphanumeric() || c == '-'))
}

/// The next `@` in a range that begins a key. Reports one that is glued to a word.
fn next_key(context: &mut Context<'_>, range: Range<usize>) -> Option<usize> {
    let text = context.text;
    for (offset, _) in text[range.clone()].match_indices('@') {
        let at = range.start + offset;
        let near = floor(text, at.saturating_sub(NEAR));
        let word_start = text[near..at]
            .rfind(char::is_whitespace)
            .map_or(near, |space| floor(text, near + space + 1));
        if text[word_start..at].contains("://") {
            continue;
        }
        if citation::begins_key(text, at) {
            return Some(at);
        }
        let glued = text[..at].ends_with(char::is_alphanumeric);
        let key = citation::read_key(text, at).0;
        if glued && !key.is_empty() && !key.contains('.') {
            context.defect(
                DefectKind::MalformedCitation(CitationFault::Glued),
                word_start..at + 1 + key.len(),
            );
        }
    }
    None
}

/// What follows `@key`: its locator in brackets, and other references after a semicolon there.
#[derive(Default)]
struct After {
    end: usize,
    locator: Option<Locator>,
    suffix: String,
    more: Vec<CitationItem>,
    more_range: Range<usize>,
    fault: Option<(CitationFault, Span)>,
}

/// Reads what follows a key, if it is a bracket.
fn after_key(context: &Context<'_>, key_end: usize) -> After {
    let none = After {
        end: key_end,
        ..After::default()
    };
    let text = context.unquoted.as_str();
    let rest = &text[key_end..];
    let gap = rest.len() - rest.trim_start().len();
    let Some(inner) = rest[gap..]
        .strip_prefix('[')
        .filter(|_| is_gap(&rest[..gap]))
    else {
        return none;
    };
    let Some(length) = inner
        .find([']', '['])
        .filter(|at| inner[*at..].starts_with(']') && !inner.starts_with('^'))
        .filter(|at| {
            !inner[..*at]
                .split('\n')
                .skip(1)
                .any(|line| line.trim().is_empty())
        })
    else {
        return none;
    };
    let start = key_end + gap + 1;
    let after = &text[start + length + 1..];
    // The locator of the key ends where other references begin: `@key [p. 3; @other]`.
    let own = inner[..length]
        .find(';')
        .filter(|at| citation::holds_key(&inner[*at..length]));
    let own = own.unwrap_or(length);
    if after.starts_with(['(', '{', '[', ':']) || citation::holds_key(&inner[..own]) {
        return none;
    }
    let rest = citation::Rest::in_own_brackets(text, context.file, start..start + own);
    let mut after = After {
        end: start + length + 1,
        locator: rest.locator,
        suffix: rest.suffix,
        ..After::default()
    };
    if own < length {
        after.more_range = start + own + 1..start + length;
        let more = after.more_range.clone();
        (after.more, after.fault) = citation::read_items(text, context.file, more);
    }
    after
}

fn push_text(context: &Context<'_>, range: Range<usize>, out: &mut Vec<Inline>) {
    if !range.is_empty() {
        let span = context.span(range.clone());
        out.push(Inline::text(&context.text[range], span));
    }
}

/// `[@key` without `]`.
fn report_unclosed(context: &mut Context<'_>, open: usize) {
    let text = context.text;
    let end = floor(text, open + 1 + NEAR);
    let near = text[open + 1..end]
        .split(['[', ']', '\n'])
        .next()
        .unwrap_or_default();
    let key = near
        .match_indices('@')
        .map(|(at, _)| open + 1 + at)
        .find(|at| citation::begins_key(text, *at));
    if let Some(at) = key {
        let end = citation::read_key(text, at).1;
        context.defect(
            DefectKind::MalformedCitation(CitationFault::Unclosed),
            open..end,
        );
    }
}

/// `@key, p. 5]` without `[`.
fn report_unopened(context: &mut Context<'_>, before: &[Inline], close: usize) {
    let text = context.text;
    let paragraph = before
        .first()
        .map_or(close, |first| first.span.range().start);
    let start = floor(text, close.saturating_sub(NEAR)).max(paragraph.min(close));
    let near_start = text[start..close]
        .rfind(['[', ']', '\n'])
        .map_or(start, |at| start + at + 1);
    let key = text[near_start..close]
        .match_indices('@')
        .map(|(at, _)| near_start + at)
        .find(|at| citation::begins_key(text, *at));
    if let Some(at) = key {
        context.defect(
            DefectKind::MalformedCitation(CitationFault::Unopened),
            at..close + 1,
        );
    }
}

/// The nearest character boundary at or before an offset.
fn floor(text: &str, offset: usize) -> usize {
    let mut offset = offset.min(text.len());
    while !text.is_char_boundary(offset) {
        offset -= 1;
    }
    offset
}
