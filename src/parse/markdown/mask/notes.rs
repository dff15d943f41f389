//! Hides notes from a parser that would read them as something else, or let them undo what holds
//! them: it reads no link and no picture whose words call a note.

use std::ops::Range;

use super::{Masker, NOTE};
use crate::parse::attrs;

/// How far the end of brackets is looked for, in bytes.
const NEAR: usize = 200;

impl Masker<'_> {
    /// Hides the carets of the calls of named notes, `[^name]`.
    pub(super) fn notes(&mut self, line: Range<usize>) {
        let words = &self.text[line.clone()];
        let marks = length_of_marks(words);
        for (at, _) in words.match_indices("[^") {
            if let Some(name) = called(words, at, marks) {
                let at = line.start + at + 1;
                if self.bytes[at] != b'^' {
                    continue;
                }
                self.bytes[at] = NOTE as u8;
                // Marks of emphasis mean nothing in a name.
                for byte in &mut self.bytes[at + 1..at + 1 + name.len()] {
                    if byte.is_ascii_punctuation() {
                        *byte = b'x';
                    }
                }
            }
        }
    }
}

/// Whether brackets with attributes are raised, and hold no note: `^[words]{.class}^`.
pub(super) fn is_raised_span(brackets: &str) -> bool {
    let near = &brackets[..brackets.floor_char_boundary(NEAR)];
    let mut depth = 0_usize;
    for (at, character) in near.char_indices() {
        match character {
            '[' => depth += 1,
            ']' if depth > 1 => depth -= 1,
            ']' => {
                let rest = &near[at + 1..];
                let end = rest.starts_with('{').then(|| attrs::end_of_block(rest, 0));
                return end
                    .flatten()
                    .is_some_and(|end| rest[end..].starts_with('^'));
            }
            _ => {}
        }
    }
    false
}

/// How long the marks of quotations and items are with which a line begins.
fn length_of_marks(line: &str) -> usize {
    let is_mark = |c: char| c.is_whitespace() || c.is_ascii_digit() || "-*+.)>:~".contains(c);
    line.len() - line.trim_start_matches(is_mark).len()
}

/// The name of the note that a bracket of a line calls, which begins with marks as long as that.
fn called(line: &str, at: usize, marks: usize) -> Option<&str> {
    let (before, inside) = (&line[..at], &line[at + 2..]);
    let ends = |c: char| matches!(c, '[' | ']') || c.is_whitespace();
    let (name, after) = inside.split_at(inside.find(ends)?);
    let is_name = !name.is_empty() && after.starts_with(']');
    // `![^a]` is no picture, `[^a](b)` and `[^a][b]` no link; the parser knows.
    let is_bare = !before.ends_with(['\\', '!', '^'])
        && !after.starts_with("](")
        && (!after.starts_with("][") || after.starts_with("][^"));
    // One that begins the text of a note calls none.
    let defines = after.starts_with("]:") && at <= marks;
    (is_name && is_bare && !defines).then_some(name)
}

#[cfg(test)]
mod tests {
    use super::{called, length_of_marks};

    #[test]
    fn only_calls_are_calls() {
        let check = |line: &str, expected: Option<&str>| {
            let at = line.find("[^").unwrap();
            assert_eq!(called(line, at, length_of_marks(line)), expected, "{line}");
        };
        check("It is so.[^a-b]", Some("a-b"));
        check("![A map[^1].](map.png)", Some("1"));
        check("It is so[^1]: look.", Some("1"));
        check("It is so.[^1][^2]", Some("1"));
        check("[^1]: A note.", None);
        check("> - [^1]: A note.", None);
        check("\\[^1]", None);
        check("So![^1]", None);
        check("[^1](map.png)", None);
        check("[^1][map]", None);
        check("[^a b]", None);
        check("[^a[^b]", None);
        check("[^]", None);
        check("[^a", None);
    }
}
