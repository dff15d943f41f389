//! Finds the places of a text where a sentence may end: stops with something after them.

use std::ops::Range;

use super::asian;
use super::marks::Marks;
use super::words;

/// How much of a word is looked at, in bytes. An address may be long, and none of the lists knows it.
const LONGEST_WORD: usize = 96;

/// A stop, or several in a row, and what stands after it.
#[derive(Debug)]
pub(super) struct Stop {
    pub kind: StopKind,
    /// The stops.
    pub run: Range<usize>,
    /// Where the closing marks and the marks of notes end that belong to the stop.
    pub end: usize,
    /// Where what comes next begins; the length of the text if nothing does.
    pub next: usize,
    /// Whether only no-break spaces stand between.
    pub is_tied: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum StopKind {
    /// A full stop.
    Full,
    /// A question or exclamation mark, alone or with other stops.
    Emphatic,
    /// Dots or a sign for them.
    Ellipsis,
    /// The stop of a script that separates sentences without a space.
    Ideographic,
    /// An empty line.
    EmptyLine,
}

/// The next stop from an offset that may end a sentence before the end of the text.
pub(super) fn next_stop(text: &str, from: usize, marks: &Marks) -> Option<Stop> {
    let mut at = from;
    loop {
        at += text[at..].find(is_stop)?;
        let run = run(text, at);
        if run.is_empty() {
            at += 1;
            continue;
        }
        let kind = kind(text, &run);
        if kind == StopKind::EmptyLine {
            let next = run.end;
            return (next < text.len()).then_some(Stop {
                kind,
                end: run.start,
                next,
                is_tied: false,
                run,
            });
        }
        let end = closing(text, &run, marks);
        let gap = leading_space(&text[end..]);
        let space = &text[end..end + gap];
        let is_tied = gap > 0 && space.chars().all(|c| matches!(c, '\u{a0}' | '\u{202f}'));
        let after = text[end + gap..].chars().next();
        let before = text[..run.start].chars().next_back();
        let stands_close =
            gap == 0 && !ends_without_space(text, kind, before, after, run.start..end);
        let is_number = kind == StopKind::Full
            && before.is_none_or(char::is_whitespace)
            && gap == 0
            && after.is_some_and(char::is_alphanumeric);
        let another = after.is_some_and(is_stop) && gap == 0 && end > run.end;
        match after {
            None => return None,
            Some(_) if stands_close || is_number || another => at = run.end,
            Some(_) => {
                let next = past_references(text, end + gap);
                if next >= text.len() {
                    return None;
                }
                return Some(Stop {
                    kind,
                    run,
                    end,
                    next,
                    is_tied,
                });
            }
        }
    }
}

fn is_stop(character: char) -> bool {
    matches!(
        character,
        '.' | '!'
            | '?'
            | '\u{2024}'
            | '…'
            | '。'
            | '！'
            | '？'
            | '．'
            | '｡'
            | '‥'
            | '‼'
            | '⁇'
            | '⁈'
            | '⁉'
            | '؟'
            | '۔'
            | '।'
            | '॥'
            | '։'
            | '።'
            | '፧'
            | '။'
            | '⸮'
            | '\n'
    )
}

/// The stops that stand together: "?!", "...", ". . . .".
fn run(text: &str, at: usize) -> Range<usize> {
    let bytes = text.as_bytes();
    if bytes[at] == b'\n' {
        let rest = &text[at..];
        let blank = rest.trim_start_matches([' ', '\t', '\r', '\n']);
        let run = at..at + rest.len() - blank.len();
        let lines = bytes[run.clone()].iter().filter(|byte| **byte == b'\n');
        // One line break is a space like any other.
        return if lines.count() > 1 { run } else { at..at };
    }
    let mut end = at;
    loop {
        let rest = &text[end..];
        end += rest.len() - rest.trim_start_matches(|c| is_stop(c) && c != '\n').len();
        let gap = text[end..]
            .chars()
            .next()
            .filter(|c| matches!(c, ' ' | '\u{a0}' | '\u{202f}' | '\u{2009}'))
            .map_or(0, char::len_utf8);
        let dot = gap > 0 && bytes.get(end + gap) == Some(&b'.');
        let number = text[end + gap..]
            .chars()
            .nth(1)
            .is_some_and(char::is_alphanumeric);
        if !dot || number {
            return at..end;
        }
        end += gap;
    }
}

fn kind(text: &str, run: &Range<usize>) -> StopKind {
    let stops = &text[run.clone()];
    if stops.starts_with('\n') {
        StopKind::EmptyLine
    } else if stops.contains([
        '。', '！', '？', '．', '｡', '।', '॥', '۔', '؟', '።', '፧', '။', '։',
    ]) {
        StopKind::Ideographic
    } else if stops.contains(['!', '?', '‼', '⁇', '⁈', '⁉', '⸮']) {
        StopKind::Emphatic
    } else if matches!(stops, "." | "\u{2024}") {
        StopKind::Full
    } else {
        StopKind::Ellipsis
    }
}

/// Where the marks end that close what the stop stands in, and the marks of notes.
fn closing(text: &str, run: &Range<usize>, marks: &Marks) -> usize {
    let mut end = run.end;
    loop {
        let rest = &text[end..];
        let Some(mark) = rest.chars().next() else {
            return end;
        };
        let after = end + mark.len_utf8();
        let closes = match mark {
            '”' | '’' | '›' | '」' | '』' | '》' | '〉' | ')' | ']' | '）' | '］' | '】' | '〕'
            | '*' | '†' | '‡' => true,
            '"' | '\'' | '»' => !marks.opens(end),
            '“' | '‘' | '«' => {
                !marks.opens(end) && marks.quotation(end).is_some_and(|q| q.end == after)
            }
            // Behind a space these count the points of a list.
            '①'..='⑳' => true,
            _ => is_superscript(mark),
        };
        if closes || is_between_notes(text, run, mark) {
            end = after;
        } else if let Some(length) = bracketed_number(rest) {
            end += length;
        } else if mark.is_whitespace() && closes_french(text, after, marks) {
            // « Rien n’a changé. »
            end = after;
        } else if let Some(length) = note_number(text, run, end) {
            end += length;
        } else {
            return end;
        }
    }
}

/// The comma between the calls of two notes is left when the notes are cut out: "failed.,".
fn is_between_notes(text: &str, run: &Range<usize>, mark: char) -> bool {
    matches!(mark, ',' | ';' | '^') && {
        let word = last_word(&text[..run.start]);
        word.len() > 2 && word.chars().all(char::is_lowercase) && !words::is_abbreviation(word)
    }
}

/// Whether a French quotation closes at an offset, after a space.
fn closes_french(text: &str, at: usize, marks: &Marks) -> bool {
    let closes = |mark: &char| matches!(mark, '»' | '›');
    text[at..]
        .chars()
        .next()
        .filter(closes)
        .is_some_and(|mark| {
            marks
                .quotation(at)
                .is_some_and(|quotation| quotation.end == at + mark.len_utf8())
        })
}

fn is_superscript(mark: char) -> bool {
    matches!(mark, '¹' | '²' | '³' | '⁰' | '⁴'..='⁹')
}

/// The length of `[12]` or `[3, 5–7]`.
fn bracketed_number(text: &str) -> Option<usize> {
    let inside = text.strip_prefix('[')?;
    let length =
        inside.find(|c: char| !c.is_ascii_digit() && !matches!(c, ',' | ' ' | '–' | '-' | ';'))?;
    (inside.starts_with(|c: char| c.is_ascii_digit()) && inside[length..].starts_with(']'))
        .then_some(length + 2)
}

/// The length of the number of a note that was pasted behind a stop: "closed.12 Traffic".
fn note_number(text: &str, run: &Range<usize>, end: usize) -> Option<usize> {
    let rest = &text[end..];
    let length = rest.bytes().take(4).take_while(u8::is_ascii_digit).count();
    if !(1..=3).contains(&length) || !rest[length..].starts_with([' ', '\n']) {
        return None;
    }
    let next = rest[length..].trim_start();
    let begins = next
        .trim_start_matches(['“', '"', '‘', '(', '['])
        .starts_with(|c: char| c.is_alphabetic() && !c.is_lowercase());
    let word = last_word(&text[..run.start]);
    let is_word = word.chars().take(3).count() == 3
        && word.chars().all(char::is_alphabetic)
        && !words::is_abbreviation(word)
        && !matches!(word, "CRP" | "Corr" | "Add");
    (begins && (is_word || end > run.end || word.ends_with([')', '”']))).then_some(length)
}

/// Where what comes next begins, after a note or a short reference that stands behind the stop.
fn past_references(text: &str, from: usize) -> usize {
    let mut next = from;
    loop {
        let rest = &text[next..];
        let marks = rest.len() - rest.trim_start_matches(is_superscript).len();
        let length = if marks > 0 {
            marks
        } else if let Some(length) = bracketed_number(rest).or_else(|| reference(rest)) {
            length
        } else {
            return next;
        };
        let after = &rest[length..];
        let stops = after.len() - after.trim_start_matches('.').len();
        let space = leading_space(&after[stops..]);
        let follows = &after[stops + space..];
        if (space == 0 && !follows.is_empty()) || follows.starts_with(char::is_lowercase) {
            return next;
        }
        next += length + stops + space;
    }
}

/// The length of a bracket that refers back: "(see annex 2)", "(emphasis added)", "(Kim 2019)".
fn reference(text: &str) -> Option<usize> {
    let inside = text.strip_prefix(['(', '['])?;
    let length = inside
        .char_indices()
        .take(80)
        .find(|(_, c)| matches!(c, ')' | ']' | '(' | '['))
        .map(|(at, _)| at)?;
    let (words, close) = inside.split_at(length);
    let first = words.split(' ').next()?;
    // "(a)" and "(iv)" begin an item of a list; "(The list is long.)" is a sentence.
    let says_so = matches!(
        first,
        "See" | "Cf." | "Emphasis" | "Ibid.," | "Ibid" | "sic"
    ) || (words.starts_with(char::is_lowercase) && words.contains(' '))
        || (words
            .bytes()
            .rev()
            .take(4)
            .filter(u8::is_ascii_digit)
            .count()
            == 4
            && words.starts_with(char::is_uppercase)
            && words.split(' ').count() <= 5);
    let refers = says_so && close.starts_with([')', ']']) && !words.ends_with(['.', '?', '!']);
    let lower = says_so && words.starts_with(char::is_lowercase) && close.starts_with([')', ']']);
    (refers || lower).then_some(1 + length + 1)
}

/// Whether what follows a stop without a space may be a sentence.
fn ends_without_space(
    text: &str,
    kind: StopKind,
    before: Option<char>,
    after: Option<char>,
    stop: Range<usize>,
) -> bool {
    let (Some(before), Some(after)) = (before, after) else {
        return false;
    };
    match kind {
        StopKind::Ideographic => {
            let decimal = text[stop.clone()].starts_with('．') && before.is_numeric();
            !decimal
        }
        StopKind::Emphatic => asian::is_asian(before) && asian::is_asian(after),
        StopKind::Ellipsis => asian::is_han(after) && text[stop].matches('…').count() > 1,
        // "interrogated.Some were": the space was forgotten.
        StopKind::Full => {
            (before.is_lowercase() || before.is_ascii_digit()) && after.is_uppercase() && {
                let word = last_word(&text[..stop.start]);
                let next = first_word(&text[stop.end..]);
                let is_word = word.len() > 2
                    && word.chars().all(char::is_lowercase)
                    && !words::is_abbreviation(word);
                // "In 2001.The mill", but not "Figure 2.A shows".
                let is_number = word.bytes().all(|byte| byte.is_ascii_digit()) && next.len() > 1;
                (is_word || is_number) && words::starts(next) && text[stop.end..].contains(' ')
            }
        }
        StopKind::EmptyLine => true,
    }
}

/// The last word of a text, with the stops inside it.
pub(super) fn last_word(text: &str) -> &str {
    let text = &text[text.ceil_char_boundary(text.len().saturating_sub(LONGEST_WORD))..];
    let start = text
        .char_indices()
        .rev()
        .find(|(_, c)| {
            c.is_whitespace() || matches!(c, '(' | '[' | '“' | '"' | '‘' | '«' | '„' | '—' | '–')
        })
        .map_or(0, |(at, c)| at + c.len_utf8());
    let word = &text[start..];
    // "l’art. 33"
    match word.split_once(['’', '\'']) {
        Some((elided, word)) if elided.len() <= 2 => word,
        _ => word,
    }
}

/// The first word of a text, without what follows an apostrophe.
pub(super) fn first_word(text: &str) -> &str {
    let end = text
        .find(|c: char| !c.is_alphanumeric() && !matches!(c, '-' | '/' | '.'))
        .unwrap_or(text.len());
    text[..end].trim_end_matches(['.', '-', '/'])
}

fn leading_space(text: &str) -> usize {
    text.len() - text.trim_start().len()
}
