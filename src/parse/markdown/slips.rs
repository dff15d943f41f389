//! Marks in running text that the parser left as they stand and the author meant as more: marks of strong
//! words and of citations without their other half, the links and names of paragraphs of Obsidian.

use std::ops::Range;

use super::brackets::{LONGEST_KEY, NEAR};
use super::{Context, mask};
use crate::model::{CitationFault, Construct, DefectKind, Inline};
use crate::parse::citation;

/// How long a link of Obsidian may be, in bytes. Bounds the time that one bracket can cost.
const LONGEST: usize = 512;

/// Looks at a `*` that is text: two of them side by side that touch words were meant to mark these. One in a
/// paragraph is said.
pub(super) fn star(context: &mut Context<'_>, at: usize) {
    let is_second = context.star == Some(at);
    context.star = Some(at + 1);
    if !is_second || at < context.starred {
        return;
    }
    let run = whole_run(context.text, at);
    // No run is looked at twice.
    context.starred = run.end;
    if is_meant(context.text, &run) {
        context.starred = end_of_paragraph(&context.unquoted, run.end);
        context.defect(DefectKind::LiteralMarks, run);
    }
}

/// The stars side by side around a place.
fn whole_run(text: &str, at: usize) -> Range<usize> {
    let before = text[..at].bytes().rev().take_while(|byte| *byte == b'*');
    let after = text[at..].bytes().take_while(|byte| *byte == b'*');
    at - before.count()..at + after.count()
}

/// Whether stars touch words in a way that begins or ends strong words. `0.25**` and `** p < 0.05` tell how sure
/// a number is, `2**3` is a power and `src/**/a` a path.
fn is_meant(text: &str, run: &Range<usize>) -> bool {
    let before = text[..run.start].chars().next_back();
    let after = text[run.end..].chars().next();
    let Some(after) = after.filter(|after| !after.is_whitespace()) else {
        return false;
    };
    let digit = |side: char| side.is_ascii_digit();
    let is_number = before.is_some_and(digit) && digit(after);
    let is_path = before == Some('/') || after == '/';
    let rest = text[run.end..].trim_start_matches(['p', 'P']).trim_start();
    let is_level = rest.len() < text[run.end..].len() && rest.starts_with(['<', '=', '≤', '\\']);
    let is_escaped = before == Some('\\');
    let is_table = after == '|';
    !(is_number || is_path || is_level || is_escaped || is_table)
}

/// Where the paragraph ends that a place stands in.
fn end_of_paragraph(text: &str, at: usize) -> usize {
    let mut end = at;
    for line in text[at..].split_inclusive('\n') {
        if end > at && mask::is_blank(line) {
            break;
        }
        end += line.len();
    }
    end
}

/// Markup of Obsidian in running text.
pub(super) struct Markup {
    /// What it is.
    construct: Construct,
    /// How long it is.
    pub length: usize,
    /// The words that are printed of it.
    words: Range<usize>,
}

/// The markup of Obsidian at a place: `[[Annex]]`, `[[Annex|words]]`, `![[map.png]]`, or ` ^name` at the end of a
/// line.
pub(super) fn of_obsidian(text: &str, at: usize) -> Option<Markup> {
    match text.as_bytes()[at] {
        b'^' => block_name(text, at),
        _ => wiki_link(text, at),
    }
}

/// Names markup that begins at a place; says which words stay of it.
pub(super) fn words_of(context: &mut Context<'_>, markup: &Markup, at: usize) -> Option<Inline> {
    let end = at + markup.length;
    context.defect(DefectKind::NotHeld(markup.construct), at..end);
    context.taken = end;
    let words = markup.words.clone();
    (!words.is_empty()).then(|| Inline::text(&context.text[words.clone()], context.span(words)))
}

fn wiki_link(text: &str, at: usize) -> Option<Markup> {
    let near = &text[at..text.floor_char_boundary(at + LONGEST)];
    let embeds = near.starts_with('!');
    let open = if embeds { "![[" } else { "[[" };
    let inside = near.strip_prefix(open)?;
    let length = inside.find(['[', ']', '\n', '@'])?;
    let rest = inside[length..].strip_prefix("]]")?;
    let name = &inside[..length];
    let is_name = |c: char| c.is_alphabetic() || c == '#' || embeds && c.is_alphanumeric();
    let is_more = rest.starts_with(['(', '[', '{', ']']);
    if !name.starts_with(is_name) || is_more || text[..at].ends_with(['\\', '[']) {
        return None;
    }
    let start = at + open.len();
    let shown = name.find('|').map_or(0, |bar| bar + 1);
    let (construct, words) = match embeds {
        true => (Construct::EmbeddedFile, start..start),
        false => (Construct::WikiLink, start + shown..start + length),
    };
    Some(Markup {
        construct,
        length: open.len() + length + "]]".len(),
        words,
    })
}

fn block_name(text: &str, at: usize) -> Option<Markup> {
    let rest = text[at..].strip_prefix('^')?;
    let length = rest
        .bytes()
        .take(LONGEST)
        .take_while(|byte| byte.is_ascii_alphanumeric() || *byte == b'-')
        .count();
    let line = rest[length..].trim_start_matches([' ', '\t', '\r']);
    let ends_line = line.is_empty() || line.starts_with('\n');
    let begins = rest.starts_with(|c: char| c.is_ascii_alphanumeric());
    (begins && ends_line && text[..at].ends_with(' ')).then_some(Markup {
        construct: Construct::BlockName,
        length: length + 1,
        words: at..at,
    })
}

/// `\[\@key\]`: a citation that a program has made words of when it wrote Markdown.
pub(super) fn escaped(context: &mut Context<'_>, at: usize) {
    let text = context.text;
    let before = text[..at].strip_suffix('\\').unwrap_or(&text[..at]);
    if !before.ends_with("\\[") {
        return;
    }
    let start = before.len() - 2;
    let near = &text[at..text.floor_char_boundary(at + LONGEST_KEY)];
    let near = near.lines().next().unwrap_or_default();
    let (key, _) = citation::read_key(text, at);
    if let (Some(close), false) = (near.find("\\]"), key.is_empty()) {
        let fault = CitationFault::Escaped(key.to_owned());
        context.defect(DefectKind::MalformedCitation(fault), start..at + close + 2);
    }
}

/// `[@key` without `]`.
pub(super) fn unclosed(context: &mut Context<'_>, open: usize) {
    let text = context.text;
    let end = text.floor_char_boundary(open + 1 + NEAR);
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
pub(super) fn unopened(context: &mut Context<'_>, before: &[Inline], close: usize) {
    let text = context.text;
    let paragraph = before
        .first()
        .map_or(close, |first| first.span.range().start);
    let start = text
        .floor_char_boundary(close.saturating_sub(NEAR))
        .max(paragraph.min(close));
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
