//! Hides the marks of raised and lowered words, `x^2^` and `H~2~O`, which CommonMark's rules for emphasis
//! would read otherwise than Pandoc does, and the carets of notes, which look like them.

use std::ops::Range;

use super::notes::is_raised_span;
use super::{Masker, NOTE, RAISING};

/// How long an address between `<` and `>` may be, in bytes. Bounds the time that one `<` can cost.
const LONGEST_ADDRESS: usize = 2000;

/// What was seen of a line since its last blank.
#[derive(Default)]
struct Seen {
    /// A caret that may raise what follows.
    caret: Option<usize>,
}

impl Masker<'_> {
    /// Hides the carets and tildes of a line that may raise or lower words, and the carets of inline notes,
    /// `^[…]`. A caret that ends raised words begins no note: `x^a,^[^1]`.
    pub(super) fn raised(&mut self, line: Range<usize>) {
        let written = &self.text[line.clone()];
        if !written.contains(['^', '~']) || is_definition(written) {
            return;
        }
        let mut seen = Seen::default();
        let mut at = 0;
        while at < written.len() {
            let length = step(written, at);
            if length == 1 {
                self.mark(line.start + at, &written[at..], &mut seen);
            } else if written[at..].starts_with(|c: char| "`$<".contains(c)) {
                seen = Seen::default();
            }
            at += length;
        }
    }

    /// Looks at one character of a line; `rest` begins with it.
    fn mark(&mut self, at: usize, rest: &str, seen: &mut Seen) {
        let is_untouched = self.bytes[at] == rest.as_bytes()[0];
        match rest.as_bytes()[0] {
            b' ' | b'\t' => *seen = Seen::default(),
            b'^' if is_untouched && rest.starts_with("^[") && !is_raised_span(&rest[1..]) => {
                let ends = seen.caret.take().is_some_and(|caret| caret + 1 < at);
                self.bytes[at] = if ends { RAISING as u8 } else { NOTE as u8 };
            }
            b'^' if is_untouched => {
                seen.caret = match seen.caret {
                    Some(caret) if caret + 1 < at => None,
                    _ => Some(at),
                };
                self.bytes[at] = RAISING as u8;
            }
            b'~' if is_untouched => self.bytes[at] = RAISING as u8,
            _ => {}
        }
    }
}

/// How far the next piece of a line goes that is looked at as one: a character, what a backslash or an `@`
/// begins, code, a formula, an address, the call of a note, several tildes.
fn step(line: &str, at: usize) -> usize {
    let rest = &line[at..];
    let first = rest.chars().next().map_or(1, char::len_utf8);
    let run = |mark: u8| rest.bytes().take_while(|byte| *byte == mark).count();
    match rest.as_bytes()[0] {
        b'\\' => 1 + rest[1..].chars().next().map_or(0, char::len_utf8).max(1),
        b'`' => enclosed(rest, &rest[..run(b'`')]),
        b'$' if run(b'$') > 1 => enclosed(rest, "$$"),
        b'$' if !rest[1..].starts_with([' ', '\t']) => enclosed(rest, "$").max(1),
        b'<' if rest[1..].starts_with(|c: char| c.is_ascii_alphabetic() || c == '/') => {
            let near = &rest[..rest.floor_char_boundary(LONGEST_ADDRESS)];
            let end = near.find(['>', ' ']).unwrap_or(0);
            if rest[end..].starts_with('>') {
                end + 1
            } else {
                1
            }
        }
        b':' if rest.starts_with("://") => rest
            .find([' ', '\t', ')', ']', '>', '"'])
            .unwrap_or(rest.len()),
        b'[' if rest.starts_with("[^") => {
            let name = &rest[2..];
            let end = name.find([']', '[', ' ']).unwrap_or(0);
            if name[end..].starts_with(']') {
                end + 3
            } else {
                1
            }
        }
        b'~' => run(b'~').max(1),
        _ => first,
    }
    .min(line.len() - at)
    .max(1)
}

/// How far code or a formula goes that a line begins with. Where nothing ends it, only its mark.
fn enclosed(rest: &str, mark: &str) -> usize {
    let inner = &rest[mark.len()..];
    inner
        .find(mark)
        .map_or(mark.len(), |at| mark.len() * 2 + at)
}

/// `[words]: address`: a line that is no text.
fn is_definition(line: &str) -> bool {
    let bare = line.trim_start_matches([' ', '>']);
    bare.starts_with('[')
        && !bare.starts_with("[^")
        && bare.find("]:").is_some_and(|at| !bare[..at].contains("]"))
}

#[cfg(test)]
mod tests {
    use super::super::{HIDDEN, NOTE, RAISING, mask};
    use crate::source::Sources;

    #[test]
    fn marks_are_hidden_where_they_may_raise_words() {
        let check = |text: &str, expected: &str| {
            let mut sources = Sources::default();
            let file = sources.add("a.md", text);
            let shown = mask(text, file).text.replace(RAISING, "¤");
            let shown = shown.replace(HIDDEN, "·");
            assert_eq!(shown.replace(NOTE, "¶"), expected, "{text}");
        };
        check("x^1+2^ H~2~O", "x¤1+2¤ H¤2¤O");
        check("a^[note] x^a^[b]", "a¶[note] x¤a¤[b]");
        check("$x^2$^[note] `a^b`^[c]", "$x^2$¶[note] `a^b`¶[c]");
        check("note.[^1]^;^[^2]", "note.[¶1]¤;¤[^2]");
        check("[^1]: x^2^", "[^1]: x¤2¤");
        check("[^14^C dating]{.a}", "[¤14¤C dating]····");
        check("~~a~~ \\~b \\^c", "~~a~~ \\~b \\^c");
        check(
            "https://x.org/~a/~b <http://y.org/~z>",
            "https://x.org/~a/~b <http://y.org/~z>",
        );
        check("[a]: /~b/~c", "[a]: /~b/~c");
        check("$5 x^2^", "\u{6}5 x¤2¤");
    }
}
