//! Finds citations, spans, notes and cross-references among brackets and `@` signs.
//!
//! Works in one pass over tokens with a stack, in linear time: every bracket is looked at once.

use std::collections::BTreeMap;
use std::ops::Range;

use super::{Context, html, mask, slips};
use crate::model::limits::MARKUP_DEPTH;
use crate::model::{
    Attrs, Block, BlockKind, Citation, CitationFault, CitationId, CitationItem, CitationMode,
    Construct, DefectKind, Inline, InlineKind, Joint, Locator, Note, NoteId, Script,
    is_written_like_label, text_of,
};
use crate::parse::citation::{self, Items, Rest, RunOn, Words};
use crate::source::{Located, Span};

/// How long the key before a bracket may be, in bytes. Bounds the time that one bracket can cost.
pub(super) const LONGEST_KEY: usize = 512;

/// How far from a bracket or an `@` its other half is looked for, in bytes. Bounds the time that
/// one character can cost.
pub(super) const NEAR: usize = 80;

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
    /// A caret or a tilde at an offset that may raise or lower words.
    Raising(usize),
    /// A tag of HTML whose other half is not yet found.
    Tag(html::Tag),
    /// A picture.
    Image {
        path: Located<String>,
        caption: Vec<Inline>,
        range: Range<usize>,
        /// The address of the link that the picture is.
        link: Option<Range<usize>>,
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
            Token::Open(open) if frames.len() >= MARKUP_DEPTH => {
                context.defect(DefectKind::TooDeep, open..open + 1);
            }
            Token::Open(open) => frames.push(Frame {
                open,
                out: Vec::new(),
            }),
            Token::Close(close) => {
                let Some(frame) = frames.pop() else {
                    slips::unopened(context, &root, close);
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
            // Pairs of tags and of these marks are read before brackets are.
            Token::Tag(_) | Token::Raising(_) => {}
            Token::Image { range, .. } => {
                context.defect(DefectKind::PictureAmongWords, range);
                // Its attributes go with it.
                if let Some(Token::Attrs(_)) = tokens.peek() {
                    tokens.next();
                }
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
        slips::unclosed(context, frame.open);
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
    let text = &context.text[inner.clone()];
    let label = text.strip_prefix('^');
    // With attributes, raised words may begin like a call: `[^14^C]{.quiet}`.
    let label = label.filter(|label| {
        let is_known = attrs.is_none() || context.labels.contains_key(*label);
        !label.is_empty() && !label.contains(char::is_whitespace) && is_known
    });
    let note = if context.mask.text[..open].ends_with(mask::NOTE) {
        inline_note(context, frame.out, inner)
    } else if let Some(label) = label {
        let Some(call) = call_note(context, label, context.span(open..close + 1)) else {
            return;
        };
        call
    } else if let Some((attrs, end)) = attrs {
        register_attribute_citations(context, &attrs);
        let content = cite_in_text(context, frame.out);
        let kind = InlineKind::Span { attrs, content };
        let span = context.span(open..end);
        out.push(Inline { kind, span });
        return;
    } else {
        plain_brackets(context, frame, close, out);
        return;
    };
    out.push(match attrs {
        Some((attrs, end)) => with_attrs(context, note, attrs, end),
        None => note,
    });
}

/// A note that is written where it is called.
fn inline_note(context: &mut Context<'_>, words: Vec<Inline>, inner: Range<usize>) -> Inline {
    let content = cite_in_text(context, words);
    let id = NoteId(context.found.notes.len());
    let (start, end) = (inner.start - 1, inner.end + 1);
    context.found.notes.push(Note {
        span: context.span(start..end),
        blocks: vec![Block {
            kind: BlockKind::Paragraph(content),
            attrs: Attrs::default(),
            span: context.span(inner),
        }],
        number: 0,
    });
    Inline {
        kind: InlineKind::Note(id),
        span: context.span(start - 1..end),
    }
}

/// A span of something that has attributes behind it.
fn with_attrs(context: &mut Context<'_>, inner: Inline, attrs: Attrs, end: usize) -> Inline {
    register_attribute_citations(context, &attrs);
    let span = context.span(inner.span.start as usize..end);
    let content = vec![inner];
    Inline {
        kind: InlineKind::Span { attrs, content },
        span,
    }
}

/// Decides what a pair of brackets without attributes is that holds no note: a citation or words.
fn plain_brackets(context: &mut Context<'_>, frame: Frame, close: usize, out: &mut Vec<Inline>) {
    let open = frame.open;
    let text = &context.text[open + 1..close];
    if citation::holds_key(text)
        && !follows_in_text_key(context, open)
        && !is_before_label(&context.unquoted, close + 1)
        && has_own_key(context, &frame.out)
    {
        match citation::read_items(&words_of(context, &frame.out)) {
            Ok(read) => {
                report_run_on(context, read.run_on);
                let mode = CitationMode::Parenthetical;
                out.push(citation_inline(context, mode, read.items, open..close + 1));
                keep_apart(&frame.out, out);
                return;
            }
            // Then the brackets are text, as in Pandoc.
            Err((fault, span)) => context
                .found
                .defect(DefectKind::MalformedCitation(fault), span),
        }
    } else if text.trim() == "@" || text.trim_start().starts_with("@,") {
        context.defect(
            DefectKind::MalformedCitation(CitationFault::EmptyKey),
            open..close + 1,
        );
        return;
    } else if let Some((key, place)) = key_without_mark(context, open, close) {
        let fault = CitationFault::NoMark(key);
        context.defect(DefectKind::MalformedCitation(fault), place);
    }
    out.push(Inline::text("[", context.span(open..open + 1)));
    out.extend(frame.out);
    out.push(Inline::text("]", context.span(close..close + 1)));
}

/// The word with which brackets begin that may be a key, with its place and that of what stands where the
/// `@` should: `[kim-2014, p. 5]`, `[@ kim-2014]`, `[@"kim-2014"]`. Whoever knows the keys decides.
fn key_without_mark(
    context: &Context<'_>,
    open: usize,
    close: usize,
) -> Option<(String, Range<usize>)> {
    let inside = &context.text[open + 1..close];
    // Behind a key, brackets hold its place.
    if citation::holds_key(inside) || follows_in_text_key(context, open) {
        return None;
    }
    let marks = ['@', ' ', '"', '“', '”', '\''];
    let rest = inside.trim_start_matches(marks);
    let length = rest
        .find(|c: char| !(c.is_alphanumeric() || "_-:.".contains(c)))
        .unwrap_or(rest.len());
    let key = rest[..length].trim_end_matches(['.', ':']);
    // A word of letters alone may be meant as one.
    let is_key = key.len() <= LONGEST_KEY
        && key.contains(|c: char| c.is_ascii_digit())
        && key.contains(char::is_alphabetic);
    let behind = rest[key.len()..].trim_start_matches(['"', '“', '”', '\'']);
    let ends = behind.is_empty() || behind.starts_with([',', ';', ' ']);
    let start = open + 1;
    let end = close - behind.len();
    (is_key && ends).then(|| (key.to_owned(), start..end))
}

/// The call of a note by its name.
pub(super) fn call_note(context: &mut Context<'_>, label: &str, span: Span) -> Option<Inline> {
    let Some(id) = context.labels.get(label) else {
        context.defect(DefectKind::UndefinedNote(label.to_owned()), span.range());
        return None;
    };
    let kind = InlineKind::Note(*id);
    context.called.entry(label.to_owned()).or_insert(span);
    Some(Inline { kind, span })
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

/// Whether other brackets follow at once, as in `[words][label]`. The first ones are then text for
/// Pandoc, whatever the label is; a note call is no label.
fn is_before_label(text: &str, at: usize) -> bool {
    let rest = &text[at..text.floor_char_boundary(at + LONGEST_KEY)];
    rest.starts_with('[') && !rest.starts_with("[^") && rest.contains(']')
}

/// The words between the brackets of a citation.
fn words_of<'c>(context: &Context<'c>, inside: &[Inline]) -> Words<'c> {
    let mut words = Words::new(context.text, context.file);
    for inline in inside {
        let range = inline.span.range();
        match &inline.kind {
            InlineKind::Text(text) if context.text.get(range.clone()) == Some(text.as_str()) => {
                // After a backslash, a mark means nothing.
                let first = text.chars().next().map_or(0, char::len_utf8);
                let made = match context.escapes.hold(range.start) {
                    true => first,
                    false => 0,
                };
                words.push_made(&text[..made], range.start..range.start + made);
                words.push_literal(range.start + made..range.end);
            }
            InlineKind::Text(text) | InlineKind::Code(text) => words.push_made(text, range),
            InlineKind::Maths(maths) => words.push_made(&maths.tex, range),
            InlineKind::LineBreak => words.push_made(" ", range),
            _ => words.push_made(&text_of(inline.children().unwrap_or_default()), range),
        }
    }
    words
}

/// The notes and citations inside a citation stand after it.
fn keep_apart(inside: &[Inline], out: &mut Vec<Inline>) {
    for inline in inside {
        match &inline.kind {
            InlineKind::Note(_) | InlineKind::Citation(_) => out.push(inline.clone()),
            _ => keep_apart(inline.children().unwrap_or_default(), out),
        }
    }
}

fn report_run_on(context: &mut Context<'_>, run_on: Option<RunOn>) {
    if let Some(RunOn { key, at }) = run_on {
        let fault = DefectKind::MalformedCitation(CitationFault::RunOn { at });
        context.found.defect(fault, key);
    }
}

/// Whether the bracket at `open` stands right after `@key`, and so holds its locator.
fn follows_in_text_key(context: &Context<'_>, open: usize) -> bool {
    let before = context.unquoted[..open].trim_end();
    if !is_gap(&context.unquoted[before.len()..open]) {
        return false;
    }
    let near = before.floor_char_boundary(before.len().saturating_sub(LONGEST_KEY));
    let mark = if before.ends_with('}') { "@{" } else { "@" };
    let Some(at) = before[near..].rfind(mark).map(|at| near + at) else {
        return false;
    };
    citation::begins_key(context.text, at) && citation::read_key(context.text, at).1 == before.len()
}

/// Whether white space may stand between a key and its bracket: it holds at most one line end.
fn is_gap(text: &str) -> bool {
    text.bytes().filter(|byte| *byte == b'\n').count() <= 1
}

/// Gives an attribute block to the inline before it.
fn attach(context: &mut Context<'_>, offset: usize, out: &mut Vec<Inline>) {
    let Some((attrs, end)) = context.mask.attrs.get(&offset).cloned() else {
        return;
    };
    if context.text[..offset].ends_with("$$ ") && out.len() > 1 {
        out.pop();
    }
    let Some(last) = out
        .last_mut()
        .filter(|last| is_owner(context.text, last, offset))
    else {
        let place = context.span(offset..end);
        out.push(Inline::text(&context.text[offset..end], place));
        context.defect(DefectKind::StrayAttributes, offset..end);
        return;
    };
    if attrs
        .classes
        .first()
        .is_some_and(|class| class.starts_with('='))
    {
        let place = last.span.range().start..end;
        out.pop();
        context.defect(DefectKind::NotHeld(Construct::RawFormat), place);
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
    if let Some(inner) = out.pop() {
        let marked = with_attrs(context, inner, attrs, end);
        out.push(marked);
    }
}

/// Whether attributes at an offset belong to what stands before them: to a link, code, a formula, a note or a
/// span, and not to words.
fn is_owner(text: &str, last: &Inline, offset: usize) -> bool {
    let is_beside = text
        .get(last.span.end as usize..offset)
        .is_some_and(|gap| gap.trim().is_empty());
    let has_attrs = matches!(
        last.kind,
        InlineKind::Link { .. }
            | InlineKind::CrossReference { .. }
            | InlineKind::Code(_)
            | InlineKind::Maths(_)
            | InlineKind::Note(_)
            | InlineKind::Span { .. }
    );
    is_beside && has_attrs
}

/// Reads the citations that stand in `cite=` and `proof=`.
pub(super) fn register_attribute_citations(context: &mut Context<'_>, attrs: &Attrs) {
    for key in ["cite", "proof"] {
        let Some(value) = attrs.get(key) else {
            continue;
        };
        let range = value.span.range();
        let words = Words::raw(&context.unquoted, context.file, range);
        match citation::read_items(&words) {
            Ok(read) => {
                report_run_on(context, read.run_on);
                context.found.citations.push(Citation {
                    span: value.span,
                    mode: CitationMode::Attribute,
                    items: read.items,
                });
            }
            Err((fault, span)) => {
                let (fault, span) = match citation::holds_key(words.text()) {
                    true => (fault, span),
                    false => (CitationFault::NotACitation, value.span),
                };
                context
                    .found
                    .defect(DefectKind::MalformedCitation(fault), span);
            }
        }
    }
}

pub(super) fn citation_inline(
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
    let pairs = pairs_of_brackets(context, &inlines);
    let mut out = Vec::with_capacity(inlines.len());
    // Everything before this offset belongs to a citation that was just read.
    let mut taken = 0;
    for (index, inline) in inlines.iter().enumerate() {
        let range = inline.span.range();
        let literal = match &inline.kind {
            InlineKind::Text(text) => context.text.get(range.clone()) == Some(text.as_str()),
            _ => false,
        };
        if !literal {
            if range.start >= taken {
                out.push(inline.clone());
            }
            continue;
        }
        let mut from = range.start.max(taken);
        while from < range.end {
            let Some(at) = next_key(context, from..range.end) else {
                break;
            };
            let (key, key_end) = citation::read_key(context.text, at);
            // `-@key` leaves the author out, so nothing of it is part of the sentence.
            let suppress_author = has_minus(&context.text[from..at]);
            let begin = if suppress_author { at - 1 } else { at };
            push_text(context, from..begin, &mut out);
            if let Some(number) = context.mask.examples.get(key) {
                let place = context.span(begin..key_end);
                out.push(Inline::text(number.to_string(), place));
                (from, taken) = (key_end, key_end);
                continue;
            }
            let bracket = bracket_after(context, &inlines, &pairs, index, key_end);
            let after = bracket
                .clone()
                .and_then(|inside| {
                    let end = inlines[inside.end].span.range().end;
                    after_key(context, &inlines[inside], end)
                })
                .unwrap_or_default();
            let end = after.end.unwrap_or(key_end);
            let item = CitationItem {
                key: Located::new(key.to_owned(), context.span(at + 1..key_end)),
                span: context.span(begin..end),
                prefix: String::new(),
                signal: None,
                locator: after.locator,
                suffix: after.suffix,
                joint: after.joint,
                suppress_author,
            };
            let mode = if suppress_author {
                CitationMode::Parenthetical
            } else {
                CitationMode::InText
            };
            report_run_on(context, after.more.run_on);
            let items = std::iter::once(item).chain(after.more.items).collect();
            out.push(citation_inline(context, mode, items, begin..end));
            if let Some(inside) = bracket.filter(|_| after.end.is_some()) {
                keep_apart(&inlines[inside], &mut out);
            }
            from = end;
            taken = end;
        }
        push_text(context, from..range.end, &mut out);
    }
    join_words(context, out)
}

/// Joins words that stand side by side in the file and are printed as they stand there: brackets that
/// turned out to be words no longer cut a sentence in pieces.
fn join_words(context: &Context<'_>, inlines: Vec<Inline>) -> Vec<Inline> {
    let mut joined: Vec<Inline> = Vec::with_capacity(inlines.len());
    // Whether the last of them stands in the file as it is.
    let mut stands = false;
    for inline in inlines {
        let stands_here = match &inline.kind {
            InlineKind::Text(text) => context.text.get(inline.span.range()) == Some(text.as_str()),
            _ => false,
        };
        if let Some(last) = joined.last_mut()
            && let (InlineKind::Text(words), InlineKind::Text(more)) =
                (&mut last.kind, &inline.kind)
            && last.span.end == inline.span.start
            && stands
            && stands_here
        {
            words.push_str(more);
            last.span = last.span.to(inline.span);
        } else {
            stands = stands_here;
            joined.push(inline);
        }
    }
    joined
}

/// For each `[` that stands for itself, the index of its `]`.
fn pairs_of_brackets(context: &Context<'_>, inlines: &[Inline]) -> BTreeMap<usize, usize> {
    let mut pairs = BTreeMap::new();
    let mut open = Vec::new();
    for (index, inline) in inlines.iter().enumerate() {
        let start = inline.span.start as usize;
        let InlineKind::Text(text) = &inline.kind else {
            continue;
        };
        let literal = context.text[start..].starts_with(text.as_str());
        if !literal || context.escapes.hold(start) {
            continue;
        }
        match text.as_str() {
            "[" => open.push(index),
            "]" => pairs.extend(open.pop().map(|open| (open, index))),
            _ => {}
        }
    }
    pairs
}

/// The inlines between the brackets after a key, if they may hold its locator.
fn bracket_after(
    context: &Context<'_>,
    inlines: &[Inline],
    pairs: &BTreeMap<usize, usize>,
    index: usize,
    key_end: usize,
) -> Option<Range<usize>> {
    let text = context.unquoted.as_str();
    let gap = text[key_end..].len() - text[key_end..].trim_start().len();
    let open = key_end + gap;
    if !text[open..].starts_with('[') || !is_gap(&text[key_end..open]) {
        return None;
    }
    // A few inlines at most stand in the gap: the rest of the text, white space, a line end.
    let opener = (index + 1..inlines.len())
        .take_while(|at| inlines[*at].span.range().start <= open)
        .find(|at| inlines[*at].span.range() == (open..open + 1))?;
    let closer = *pairs.get(&opener)?;
    let end = inlines[closer].span.range().end;
    let is_link = text[end..].starts_with(['[', '(']);
    (!is_link && !text[open + 1..].starts_with('^')).then_some(opener + 1..closer)
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
        if citation::begins_key(text, at) {
            slips::escaped(context, at);
            return Some(at);
        }
        slips::escaped(context, at);
        let glued = text[..at].ends_with(char::is_alphanumeric);
        let (key, end) = citation::read_key(text, at);
        let before = text[..at].chars().next_back();
        if before.is_some_and(Script::joins_words) && is_written_like_label(key) {
            return Some(at);
        }
        if glued && !key.is_empty() {
            let near = text.floor_char_boundary(at.saturating_sub(NEAR));
            let word_start = text[near..at]
                .rfind(char::is_whitespace)
                .map_or(near, |space| text.floor_char_boundary(near + space + 1));
            context.defect(
                DefectKind::MalformedCitation(CitationFault::Glued),
                word_start..end,
            );
        }
    }
    None
}

/// What follows `@key`: its locator in brackets, and other references after a semicolon there.
#[derive(Default)]
struct After {
    /// Where the bracket ends, if one belongs to the key.
    end: Option<usize>,
    locator: Option<Locator>,
    suffix: String,
    joint: Joint,
    more: Items,
}

/// Reads what stands in the bracket after a key: `[p. 3]`, `[p. 3; @other]` or `[see @other]`.
fn after_key(context: &mut Context<'_>, inside: &[Inline], end: usize) -> Option<After> {
    let words = words_of(context, inside);
    let length = words.text().len();
    let own = words.part(0..length);
    let mut after = After {
        end: Some(end),
        ..After::default()
    };
    let more = if own.keys.is_empty() {
        let rest = Rest::read(&words, 0..own.end);
        (after.locator, after.suffix, after.joint) = (rest.locator, rest.suffix, rest.joint);
        (own.end < length).then(|| own.end + 1..length)
    } else {
        Some(0..length)
    };
    if let Some(more) = more {
        match citation::read_items_in(&words, more) {
            Ok(more) => after.more = more,
            // Then the brackets are text, as in Pandoc.
            Err((fault, span)) => {
                context
                    .found
                    .defect(DefectKind::MalformedCitation(fault), span);
                return None;
            }
        }
    }
    Some(after)
}

fn push_text(context: &Context<'_>, range: Range<usize>, out: &mut Vec<Inline>) {
    if !range.is_empty() {
        let span = context.span(range.clone());
        out.push(Inline::text(&context.text[range], span));
    }
}
