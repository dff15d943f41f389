//! Marks of emphasis that stand between punctuation and a letter, as in `**“이름”**는` or `**Note:**words`.
//!
//! For CommonMark these close nothing, nor do they open anything before `（`, since it tells the two by the
//! spaces that languages such as Chinese and Korean do not write. For Pandoc they do both. Where one has its
//! other half, the letter beside it becomes punctuation for the parser, as long to the byte: it is read there
//! and printed as it is written.

use std::ops::Range;

use super::{HIDDEN, MONEY, Masker, is_blank, length_of_item, strip_quote_marks};
use crate::model::Script;

/// How far the end of code or of an address is looked for, in bytes.
const LONGEST: usize = 2_000;

/// Punctuation that means nothing to the parser, by its length in bytes.
const PUNCTUATION: [&str; 4] = [";", "§", "†", "\u{10100}"];

/// Letters that mean nothing to the parser, by their length in bytes.
const LETTERS: [&str; 4] = ["x", "é", "가", "\u{20000}"];

/// What opens a quotation or a bracket.
const OPENING: &str = "([{（［｛「『【〖《〈〔“‘«‹„‚¿¡";

/// What closes a sentence or a quotation and means nothing to the parser.
const CLOSING: &str = ".,:;!?。，、：；！？”’»›）］」』】〗》〉〕";

/// How many marks each run has that may still be closed, the outermost first.
#[derive(Debug, Default)]
pub(super) struct Open(Vec<usize>);

impl Open {
    fn close(&mut self, mut marks: usize) -> usize {
        while marks > 0
            && let Some(last) = self.0.last_mut()
        {
            let both = if marks > 1 && *last > 1 { 2 } else { 1 };
            *last -= both;
            marks -= both;
            if *last == 0 {
                self.0.pop();
            }
        }
        marks
    }
}

impl Masker<'_> {
    /// Gives the marks of a line the neighbours that the parser needs to read them.
    pub(super) fn stars(&mut self, index: usize) {
        let line = self.lines[index].clone();
        let (indent, bare) = strip_quote_marks(&self.text[line.clone()]);
        let begins = index.checked_sub(1).is_none_or(|above| {
            is_blank(strip_quote_marks(&self.text[self.lines[above].clone()]).1)
        });
        if begins || bare.starts_with(['#', '|', ':']) || length_of_item(bare).is_some() {
            self.stars = Open::default();
        }
        if !bare.contains('*') {
            return;
        }
        let start = line.start + indent;
        let Ok(words) = std::str::from_utf8(&self.bytes[start..line.end]) else {
            return;
        };
        let words = words.to_owned();
        for run in runs(&words, '*') {
            if let Some((place, fill)) = self.stars.read(&words, run) {
                let place = start + place.start..start + place.end;
                self.bytes[place].copy_from_slice(fill.as_bytes());
            }
        }
    }
}

impl Open {
    /// Reads a run of marks; says which neighbour the parser must take for something else.
    fn read(&mut self, words: &str, run: Range<usize>) -> Option<(Range<usize>, &'static str)> {
        let before = words[..run.start].chars().next_back();
        let after = words[run.end..].chars().next();
        let (mut opens, mut closes) = (faces(before, after), faces(after, before));
        let mut filled = None;
        if !closes && !self.0.is_empty() && ends_words(&words[..run.start]) {
            filled = beside_end(run.clone(), before, after);
            closes = filled.is_some();
        } else if !opens && self.0.is_empty() && begins_words(after) {
            let letter = before.filter(|letter| may_stand_close(*letter));
            filled = letter.map(|letter| {
                let place = run.start - letter.len_utf8()..run.start;
                (place, PUNCTUATION[letter.len_utf8() - 1])
            });
            opens = filled.is_some();
        }
        let rest = match closes {
            true => self.close(run.len()),
            false => run.len(),
        };
        if opens && rest > 0 {
            self.0.push(rest);
        }
        filled
    }
}

/// What must change where words end with punctuation and something else follows their marks.
fn beside_end(
    run: Range<usize>,
    before: Option<char>,
    after: Option<char>,
) -> Option<(Range<usize>, &'static str)> {
    let (before, after) = (before?, after?);
    if after.is_alphanumeric() {
        let place = run.end..run.end + after.len_utf8();
        return Some((place, PUNCTUATION[after.len_utf8() - 1]));
    }
    // The marks of masks stay as they are.
    let is_mask = (HIDDEN..=MONEY).contains(&after);
    let place = run.start - before.len_utf8()..run.start;
    (is_mask && CLOSING.contains(before)).then_some((place, LETTERS[before.len_utf8() - 1]))
}

/// Whether marks can open what stands behind them, as CommonMark tells it; whether they can close what
/// stands before them, when asked the other way round.
fn faces(outside: Option<char>, inside: Option<char>) -> bool {
    let is_space = |side: Option<char>| side.is_none_or(char::is_whitespace);
    !is_space(inside) && (!is_punctuation(inside) || is_space(outside) || is_punctuation(outside))
}

fn is_punctuation(side: Option<char>) -> bool {
    side.is_some_and(|c| !c.is_alphanumeric() && !c.is_whitespace() && !c.is_control())
}

/// Whether the punctuation before marks ends words, and opens no quotation or bracket.
fn ends_words(before: &str) -> bool {
    let mut characters = before.chars().rev();
    match characters.next() {
        None => false,
        Some('"' | '\'') => {
            let inside = characters.next();
            inside.is_some_and(|c| !c.is_whitespace() && c != '*')
        }
        Some(last) => is_punctuation(Some(last)) && !OPENING.contains(last),
    }
}

/// Whether a letter is of a script in which emphasis may stand close to its neighbours: those without
/// spaces between words, and Korean, whose endings follow the emphasised word at once.
fn may_stand_close(letter: char) -> bool {
    let script = Script::of_letter(letter);
    script.is_some_and(|script| {
        matches!(
            script,
            Script::Hangul | Script::Han | Script::Kana | Script::Thai
        )
    })
}

fn begins_words(after: Option<char>) -> bool {
    after.is_some_and(|c| OPENING.contains(c) || matches!(c, '"' | '\''))
}

/// The runs of a mark in a line, outside of code, formulas and addresses and behind no backslash.
pub(super) fn runs(words: &str, wanted: char) -> Vec<Range<usize>> {
    let mut runs = Vec::new();
    let mut at = 0;
    while let Some(offset) = words[at..].find(['\\', '`', '$', ']', wanted]) {
        at += offset;
        let mark = words.as_bytes()[at];
        let length = words[at..].bytes().take_while(|byte| *byte == mark).count();
        match mark {
            b'\\' => at += 1 + words[at + 1..].chars().next().map_or(0, char::len_utf8),
            b'`' => at = end_of_code(words, at, length),
            b'$' => at = end_of_formula(words, at, length),
            b']' if words[at..].starts_with("](") => at = end_of_address(words, at + 2),
            b']' => at += 1,
            _ => {
                runs.push(at..at + length);
                at += length;
            }
        }
    }
    runs
}

/// Where code ends that a run of backticks begins; behind the run, where nothing near ends it.
fn end_of_code(words: &str, at: usize, ticks: usize) -> usize {
    let inside = at + ticks;
    let mut next = inside;
    while next < inside + LONGEST
        && let Some(offset) = words.as_bytes()[next..]
            .iter()
            .take(LONGEST)
            .position(|byte| *byte == b'`')
    {
        let start = next + offset;
        let length = words[start..]
            .bytes()
            .take_while(|byte| *byte == b'`')
            .count();
        next = start + length;
        if length == ticks {
            return next;
        }
    }
    inside
}

/// Where a formula ends; behind its signs, where nothing near ends it.
fn end_of_formula(words: &str, at: usize, signs: usize) -> usize {
    let inside = at + signs;
    let near = words.as_bytes()[inside..].iter().take(LONGEST);
    let begins = words[inside..].starts_with(|c: char| !c.is_whitespace());
    let end = near
        .clone()
        .position(|byte| *byte == b'$')
        .filter(|_| begins);
    end.map_or(inside, |length| {
        let close = inside + length;
        close
            + words[close..]
                .bytes()
                .take_while(|byte| *byte == b'$')
                .count()
    })
}

/// Where the address of a link ends.
fn end_of_address(words: &str, at: usize) -> usize {
    let ends = |byte: &u8| byte.is_ascii_whitespace() || *byte == b')';
    let length = words.as_bytes()[at..].iter().take(LONGEST).position(ends);
    at + length.unwrap_or_default()
}
