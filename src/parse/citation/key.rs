//! Keys: where one begins and where it ends, as Pandoc says.

/// How long a key in braces may be, in bytes. Bounds the time that one brace can cost.
const LONGEST: usize = 512;

/// How far before an `@` the address is looked for that it may be part of, in bytes.
const NEAR: usize = 80;

/// Whether an `@` at `at` can begin a key: a key follows, and what comes before is not part of a
/// word or an address, nor a backslash that makes the `@` plain text.
pub fn begins_key(text: &str, at: usize) -> bool {
    let before = &text[..at];
    let dots = before
        .bytes()
        .rev()
        .take_while(|byte| *byte == b'.')
        .count();
    // Three full stops are an ellipsis, after which a key may follow; one belongs to a word.
    let glued = before.ends_with(char::is_alphanumeric) || dots % 3 != 0;
    !glued && !is_escaped(text, at) && !read_key(text, at).0.is_empty() && !in_address(text, at)
}

/// Whether the character at an offset stands after a backslash that takes its meaning away.
fn is_escaped(text: &str, at: usize) -> bool {
    let backslashes = text[..at].bytes().rev().take_while(|byte| *byte == b'\\');
    backslashes.count() % 2 == 1
}

/// The places in a text where a backslash takes the meaning of a character away, for those who ask
/// for many of them: a long run of backslashes is walked through once.
#[derive(Debug, Clone, Default)]
pub struct Escapes(Vec<usize>);

impl Escapes {
    /// Those of a text.
    pub fn of(text: &str) -> Self {
        let mut escaped = Vec::new();
        let mut backslashes = 0_usize;
        for (at, byte) in text.bytes().chain([b' ']).enumerate() {
            if !backslashes.is_multiple_of(2) {
                escaped.push(at);
            }
            backslashes = if byte == b'\\' { backslashes + 1 } else { 0 };
        }
        Self(escaped)
    }

    /// Whether the character at an offset is one of them.
    pub fn hold(&self, at: usize) -> bool {
        self.0.binary_search(&at).is_ok()
    }
}

/// Whether an offset lies in an address such as `https://example.org/@press`.
fn in_address(text: &str, at: usize) -> bool {
    let near = text.floor_char_boundary(at.saturating_sub(NEAR));
    let word = text[near..at]
        .rsplit(|c: char| c.is_whitespace() || "[];,<>\"{}()|".contains(c))
        .next()
        .unwrap_or_default();
    word.contains("://")
}

/// The key that begins after the `@` at `at`, and the offset after it. Empty if none does.
pub fn read_key(text: &str, at: usize) -> (&str, usize) {
    let start = at + 1;
    let rest = &text[start..];
    if rest.starts_with('{') {
        return match braced_length(rest) {
            Some(length) => (&rest[1..length - 1], start + length),
            None => ("", start),
        };
    }
    let is_plain = |c: char| c.is_alphanumeric() || c == '_';
    let mut characters = rest.char_indices().peekable();
    let mut end = 0;
    while let Some((offset, character)) = characters.next() {
        let next = characters.peek().map(|(_, next)| *next);
        // Punctuation belongs to a key only inside it.
        let inside = end > 0
            && (":.#$%&-+?<>~/".contains(character) && next.is_some_and(is_plain)
                || ":/".contains(character) && next == Some('/'));
        if !is_plain(character) && !inside {
            break;
        }
        end = offset + character.len_utf8();
    }
    (&rest[..end], start + end)
}

/// How long a key in braces is, braces included; braces inside it are balanced.
fn braced_length(text: &str) -> Option<usize> {
    let mut depth = 0_usize;
    let mut previous = ' ';
    for (offset, character) in text.char_indices().take_while(|(at, _)| *at < LONGEST) {
        match character {
            // Another key begins, so this one never ended.
            '{' if previous == '@' => return None,
            '{' => depth += 1,
            '}' => depth -= 1,
            c if c.is_whitespace() => return None,
            _ => {}
        }
        if depth == 0 {
            return (offset > 1).then_some(offset + 1);
        }
        previous = character;
    }
    None
}

/// Whether the text between brackets holds a citation.
pub fn holds_key(text: &str) -> bool {
    text.match_indices('@').any(|(at, _)| begins_key(text, at))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The keys of a text, each followed by a bar.
    fn check(text: &str, expected: &str) {
        let keys: String = text
            .match_indices('@')
            .filter(|(at, _)| begins_key(text, *at))
            .map(|(at, _)| format!("{}|", read_key(text, at).0))
            .collect();
        assert_eq!(keys, expected, "{text}");
    }

    #[test]
    fn keys_end_where_pandoc_ends_them() {
        check("@doi:10.1038/nbt.3780, p", "doi:10.1038/nbt.3780|");
        check("@url:https://a.org/b/?c=d.", "url:https://a.org/b|");
        check("@url:https://a.org/b?c.", "url:https://a.org/b?c|");
        check("@a--b @a: @a. @_a @1a", "a|a|a|_a|1a|");
        check(
            "@{https://a.org/?b=c&d=e} @{a{b}c}",
            "https://a.org/?b=c&d=e|a{b}c|",
        );
        check("@{a b} @{} @{open @- @", "");
    }

    #[test]
    fn escapes_are_those_of_each_place() {
        for text in ["", r"\", r"a\*\\*\\\*", r"\\\\\", "\\é"] {
            let escapes = Escapes::of(text);
            for at in (0..=text.len()).filter(|at| text.is_char_boundary(*at)) {
                assert_eq!(escapes.hold(at), is_escaped(text, at), "{text} at {at}");
            }
        }
    }

    #[test]
    fn a_mail_address_is_no_citation() {
        check("write to a@b.org, see https://x.org/@user", "");
        check(
            "see @b.org;@c, url:https://x.org;@d (https://x.org)@e",
            "b.org|c|d|e|",
        );
        check(r"\@a \\@b .@c ...@d _@e *@f /@g", "b|d|e|f|g|");
    }
}
