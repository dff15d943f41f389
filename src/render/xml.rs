//! Text as XML holds it, for drawings and for the pages of the EPUB.

/// Escapes text for elements and for attributes in double quotes.
pub(super) fn escape(text: &str, out: &mut String) {
    for character in text.chars() {
        match character {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            // XML cannot hold these, not even escaped.
            '\0'..='\x08' | '\x0b' | '\x0c' | '\x0e'..='\x1f' | '\u{fffe}' | '\u{ffff}' => {
                out.push(char::REPLACEMENT_CHARACTER);
            }
            // A parser would turn it into a line feed; be plain about it.
            '\r' => {}
            _ => out.push(character),
        }
    }
}
