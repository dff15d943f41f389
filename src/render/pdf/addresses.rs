//! How the address of a link reaches a reader of paper. Knows no report.

use serde_json::Value;

/// How addresses are printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Addresses {
    /// Not at all: the links are live.
    Live,
    /// In a note of its own, called by a letter.
    InNotes,
    /// After the words, where no note can be called: in notes, headings and captions.
    InLine,
}

/// The nth call of a note that holds an address, from one: a, b, … z, aa, ab, …
pub fn call(nth: usize) -> String {
    let mut left = nth;
    let mut letters = Vec::new();
    while left > 0 {
        left -= 1;
        letters.push(b'a' + u8::try_from(left % 26).unwrap_or_default());
        left /= 26;
    }
    letters.reverse();
    letters.into_iter().map(char::from).collect()
}

/// Whether the printed words of a link are its address, as far as a reader would type it.
pub fn says_it(content: &[Value], url: &str) -> bool {
    let mut words = String::new();
    push_words(content, &mut words);
    typed(&words) == typed(url)
}

fn push_words(content: &[Value], out: &mut String) {
    for inline in content {
        if let Some(Value::String(text)) = inline.get("text") {
            out.push_str(text);
        }
        if let Some(Value::Array(inner)) = inline.get("content") {
            push_words(inner, out);
        }
    }
}

/// An address without what is the same whether one types it or not.
fn typed(address: &str) -> &str {
    let address = address.trim();
    let address = address
        .strip_prefix("https://")
        .or_else(|| address.strip_prefix("http://"))
        .unwrap_or(address);
    address.trim_end_matches('/')
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn letters_go_on_after_z() {
        let check = |nth, expected: &str| assert_eq!(call(nth), expected);
        check(1, "a");
        check(26, "z");
        check(27, "aa");
        check(52, "az");
        check(53, "ba");
        check(703, "aaa");
    }

    #[test]
    fn a_printed_address_needs_no_note() {
        let check = |words: &str, url: &str, expected| {
            let content = [json!({"type": "strong", "content": [{"type": "text", "text": words}]})];
            assert_eq!(says_it(&content, url), expected, "{words}");
        };
        check("https://example.org/a", "https://example.org/a", true);
        check("example.org", "https://example.org/", true);
        check("the report", "https://example.org/", false);
        check("example.org/b", "https://example.org/", false);
    }
}
