//! Which way a straight quotation mark turns where the rules of CommonMark know too little: after a word or a
//! digit, in Hebrew, and in scripts without blanks.

use super::Context;
use crate::model::Script;

/// The last quotation mark that was read, and whether it opened a quotation.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct LastQuote {
    end: usize,
    opens: bool,
    /// How far the text was read for marks that are not straight.
    read: usize,
    /// Such a mark that no other one closes.
    unclosed: Option<char>,
}

/// Whether the words of a script stand without blanks.
pub(super) fn is_unspaced(letter: char) -> bool {
    matches!(letter, '\u{3000}'..='\u{303F}' | '\u{FF00}'..='\u{FF65}')
        || matches!(Script::of_letter(letter), Some(Script::Han | Script::Kana))
}

/// What is printed for a straight mark at `at`, which CommonMark would print as `given`.
pub(super) fn turned(context: &mut Context<'_>, at: usize, given: &str) -> String {
    let text = context.text;
    let before = text[..at].chars().next_back();
    let after = text[at + 1..].chars().next();
    let is_hebrew = |c: Option<char>| c.and_then(Script::of_letter) == Some(Script::Hebrew);
    let is_digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
    if text[at..].starts_with('\'') {
        // `6'2"` is a measure, and 1'250 is a thousand with its mark.
        let digits = text[at + 1..].bytes().take_while(u8::is_ascii_digit);
        let is_feet = is_digit(before) && is_digit(after) && digits.take(4).count() != 3;
        return if is_feet { "′" } else { given }.to_owned();
    }
    if is_hebrew(before) && is_hebrew(after) {
        return "״".to_owned();
    }
    let is_open = is_open(context, at);
    let is_near = |c: Option<char>| c.is_some_and(|c| !c.is_whitespace());
    let is_unspaced = |c: Option<char>| c.is_some_and(is_unspaced);
    let ends_word = before.is_some_and(|c| c.is_alphanumeric() || ".,;:!?)]}…’”″".contains(c));
    let mark = if is_near(before) && is_near(after) && (is_unspaced(before) || is_unspaced(after)) {
        if is_open { "”" } else { "“" }
    } else if is_digit(before) && !is_open {
        return "″".to_owned();
    } else if ends_word {
        "”"
    } else {
        given
    };
    context.quote = LastQuote {
        end: at + 1,
        opens: mark == "“",
        read: at + 1,
        unclosed: None,
    };
    mark.to_owned()
}

/// Whether a quotation is open where `at` stands: one of this paragraph, or a straight one of the paragraph before.
fn is_open(context: &mut Context<'_>, at: usize) -> bool {
    let text = context.unquoted.as_str();
    let last = &mut context.quote;
    let between = text.get(last.end..at).unwrap_or_default();
    if let Some(unread) = text.get(last.read..at) {
        last.unclosed = unclosed(last.unclosed, unread);
        last.read = at;
    }
    let is_curly = last.unclosed.is_some_and(|open| {
        let rest = text.get(at + 1..).unwrap_or_default();
        !is_closed_in(open, rest)
    });
    last.opens &= reaches(between);
    is_curly || last.opens
}

/// Whether a text goes on for one more paragraph at most, and no heading parts it.
fn reaches(text: &str) -> bool {
    let (mut breaks, mut was_blank) = (0, true);
    for line in text.lines() {
        let is_blank = line.trim().is_empty();
        breaks += usize::from(is_blank && !was_blank);
        was_blank = is_blank;
        if breaks > 1 || line.starts_with('#') {
            return false;
        }
    }
    true
}

/// The mark of a quotation, straight ones aside, that is open at the end of a text.
fn unclosed(open: Option<char>, text: &str) -> Option<char> {
    let mut open = open;
    let mut is_blank = false;
    for letter in text.chars() {
        match (open, letter) {
            (_, '\n') if is_blank => open = None,
            (None, '“' | '„' | '«' | '»') => open = Some(letter),
            (Some(mark), letter) if closes(mark, letter) => open = None,
            _ => {}
        }
        is_blank = letter == '\n' || is_blank && letter.is_whitespace();
    }
    open
}

/// Whether a mark is closed as it was opened before its paragraph ends, so that a straight one is a sign of inches.
fn is_closed_in(open: char, rest: &str) -> bool {
    /// The most letters that are looked through.
    const FAR: usize = 400;
    let mut before = ' ';
    for letter in rest.chars().take(FAR) {
        if closes(open, letter) {
            return true;
        }
        if matches!((before, letter), ('\n', '\n') | (_, '“' | '„' | '«')) {
            return false;
        }
        before = letter;
    }
    false
}

/// Whether a mark ends what another one opened.
fn closes(open: char, mark: char) -> bool {
    matches!(
        (open, mark),
        ('“', '”') | ('„', '“' | '”') | ('«', '»') | ('»', '«')
    )
}
