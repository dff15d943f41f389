//! The words of a text as they are compared, and the pieces of a quotation.

use std::ops::Range;

/// A word as it is compared, and where it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Token {
    /// Letters and digits in lower case.
    pub word: String,
    pub range: Range<usize>,
}

/// A piece of a quotation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Piece {
    /// A word of the source.
    Word(Token),
    /// One word of the source that was changed: `[t]he`, `arrest[ed]`.
    Altered,
    /// Words that were added, or that stand for others: `[the minister]`, `[sic]`.
    Added,
}

impl Piece {
    pub fn word(&self) -> Option<&str> {
        match self {
            Self::Word(token) => Some(&token.word),
            Self::Altered | Self::Added => None,
        }
    }
}

/// The words of a text.
pub(super) fn words(text: &str) -> Vec<Token> {
    let mut words = Vec::new();
    let mut word: Option<Token> = None;
    let mut characters = text.char_indices().peekable();
    while let Some((at, character)) = characters.next() {
        let end = at + character.len_utf8();
        let next = text[end..].chars().next();
        let follows_digit = text[..at].ends_with(|c: char| c.is_ascii_digit());
        if is_letter(character) {
            let alone = stands_alone(character);
            if alone {
                words.extend(word.take());
            }
            let current = word.get_or_insert_with(|| Token {
                word: String::new(),
                range: at..end,
            });
            push(&mut current.word, character);
            current.range.end = end;
            if alone {
                words.extend(word.take());
            }
        } else if word.is_some() && is_inside(character, next, follows_digit) {
            // "doc-\ntor": what follows the line break goes on with the word.
            if matches!(character, '-' | '\u{ad}' | '‐') {
                while characters
                    .peek()
                    .is_some_and(|(_, next)| next.is_whitespace())
                {
                    characters.next();
                }
            }
        } else {
            words.extend(word.take());
        }
    }
    words.extend(word.take());
    words.retain(|word| !word.word.is_empty() && !is_note_number(text, word));
    words
}

fn is_letter(character: char) -> bool {
    character.is_alphanumeric() && !is_raised(character)
}

/// Raised figures are calls of notes.
fn is_raised(character: char) -> bool {
    matches!(character, '⁰' | '¹' | '²' | '³' | '⁴'..='⁹')
}

/// Chinese characters and Japanese letters are words of their own.
fn stands_alone(character: char) -> bool {
    matches!(character, '\u{3040}'..='\u{30FF}' | '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}')
}

/// Whether a mark belongs to the word around it: hyphens, and marks that group digits. An apostrophe
/// parts words: of "d’un oubli", "un oubli" may be quoted.
fn is_inside(mark: char, next: Option<char>, follows_digit: bool) -> bool {
    let goes_on = next.is_some_and(char::is_alphanumeric);
    match mark {
        // A hyphen at the end of a line parts a word.
        '-' | '‐' | '‑' => goes_on || next.is_some_and(|next| matches!(next, '\n' | '\r')),
        '\u{ad}' => true,
        ',' | '.' => follows_digit && next.is_some_and(|next| next.is_ascii_digit()),
        _ => false,
    }
}

/// Adds a letter as it is compared. Typesetters write two letters as one.
fn push(word: &mut String, letter: char) {
    match letter {
        '\u{fb00}' => word.push_str("ff"),
        '\u{fb01}' => word.push_str("fi"),
        '\u{fb02}' => word.push_str("fl"),
        '\u{fb03}' => word.push_str("ffi"),
        '\u{fb04}' => word.push_str("ffl"),
        '\u{fb05}' | '\u{fb06}' => word.push_str("st"),
        letter => word.extend(letter.to_lowercase()),
    }
}

/// The number of a note, glued to the word or the mark before it: "the door.3 They".
fn is_note_number(text: &str, word: &Token) -> bool {
    let digits = &text[word.range.clone()];
    let is_short = digits.len() <= 3 && digits.bytes().all(|byte| byte.is_ascii_digit());
    let mut back = text[..word.range.start].chars().rev();
    let (before, further) = (back.next(), back.next());
    let is_time = before == Some(':') && further.is_some_and(|c| c.is_ascii_digit());
    is_short
        && !is_time
        && before.is_some_and(|c| matches!(c, '.' | ',' | ';' | ':' | '”' | '"' | '’' | ')'))
}

/// The parts of a quotation between its ellipses.
pub(super) fn fragments(quotation: &str) -> Vec<Vec<Piece>> {
    let mut fragments = Vec::new();
    let mut from = 0;
    while let Some(gap) = next_gap(quotation, from) {
        fragments.push(pieces(quotation, from..gap.start));
        from = gap.end;
    }
    fragments.push(pieces(quotation, from..quotation.len()));
    fragments
}

/// The next ellipsis: `…`, `...`, `. . .`, and each of them in brackets.
fn next_gap(text: &str, from: usize) -> Option<Range<usize>> {
    let mut found: Option<Range<usize>> = None;
    for sign in ["…", "...", ". . ."] {
        if let Some(at) = text[from..].find(sign) {
            let start = from + at;
            if found.as_ref().is_none_or(|gap| start < gap.start) {
                found = Some(start..start + sign.len());
            }
        }
    }
    let mut gap = found?;
    let before = text[..gap.start].trim_end();
    let after = text[gap.end..].trim_start();
    for (open, close) in [('[', ']'), ('(', ')')] {
        if before.ends_with(open) && before.len() > from && after.starts_with(close) {
            gap = before.len() - 1..text.len() - after.len() + 1;
            break;
        }
    }
    Some(gap)
}

/// The pieces of a part of a quotation.
fn pieces(quotation: &str, part: Range<usize>) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let mut from = part.start;
    while let Some(open) = quotation[from..part.end].find('[').map(|at| from + at) {
        let Some(close) = quotation[open..part.end].find(']').map(|at| open + at + 1) else {
            break;
        };
        let before = word_before(quotation, from..open);
        let after = word_after(quotation, close..part.end);
        add_words(quotation, from..before, &mut pieces);
        pieces.push(match before < open || after > close {
            true => Piece::Altered,
            false => Piece::Added,
        });
        from = after;
    }
    add_words(quotation, from..part.end, &mut pieces);
    pieces
}

/// Where the word begins that touches the end of a range.
fn word_before(text: &str, range: Range<usize>) -> usize {
    let part = &text[range.clone()];
    range.start + part.trim_end_matches(char::is_alphanumeric).len()
}

/// Where the word ends that touches the start of a range.
fn word_after(text: &str, range: Range<usize>) -> usize {
    let part = &text[range.clone()];
    range.end - part.trim_start_matches(char::is_alphanumeric).len()
}

fn add_words(quotation: &str, range: Range<usize>, pieces: &mut Vec<Piece>) {
    let found = words(&quotation[range.clone()]);
    pieces.extend(found.into_iter().map(|token| {
        Piece::Word(Token {
            word: token.word,
            range: range.start + token.range.start..range.start + token.range.end,
        })
    }));
}
