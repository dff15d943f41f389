//! Text as XML and HTML hold it, for drawings, for the pages of the EPUB and for the page.

/// Escapes text for elements and for attributes in double quotes.
pub(super) fn escape(text: &str, out: &mut String) {
    for character in text.chars() {
        match character {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\t' | '\n' => out.push(character),
            // A parser would turn it into a line feed; be plain about it.
            '\r' => {}
            // XML or HTML cannot hold these, not even escaped.
            _ if character.is_control() || is_noncharacter(character) => {
                out.push(char::REPLACEMENT_CHARACTER);
            }
            _ => out.push(character),
        }
    }
}

/// Whether Unicode keeps the code point out of text for good.
fn is_noncharacter(character: char) -> bool {
    let code = u32::from(character);
    (0xfdd0..=0xfdef).contains(&code) || code & 0xfffe == 0xfffe
}
