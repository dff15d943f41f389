//! Characters that no text may hold.

/// Whether neither a book nor its data can hold a character: control characters except tab and line
/// ends, and the code points that Unicode keeps free of characters for good. Between the steps of the
/// compiler, some of the latter stand for something else.
pub fn is_forbidden(character: char) -> bool {
    let control = character.is_control() && !matches!(character, '\t' | '\n' | '\r');
    let code = u32::from(character);
    control || matches!(code, 0xFDD0..=0xFDEF) || code & 0xFFFE == 0xFFFE
}

/// Whether a character means what somebody has agreed on with somebody else, and nothing to all others.
pub fn is_private_use(character: char) -> bool {
    matches!(u32::from(character), 0xE000..=0xF8FF | 0xF_0000..=0xF_FFFD | 0x10_0000..=0x10_FFFD)
}

/// The first character that no text may hold, if there is one.
pub fn forbidden_in(text: &str) -> Option<char> {
    text.chars().find(|character| is_forbidden(*character))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_is_no_character_is_forbidden() {
        for character in [
            '\u{1}',
            '\u{7f}',
            '\u{85}',
            '\u{fdd0}',
            '\u{ffff}',
            '\u{1fffe}',
        ] {
            assert!(is_forbidden(character), "{character:?}");
        }
        for character in [
            '\t',
            '\n',
            '\r',
            ' ',
            'é',
            '\u{e000}',
            '\u{fffd}',
            '\u{fdcf}',
            '\u{10fffd}',
        ] {
            assert!(!is_forbidden(character), "{character:?}");
        }
    }
}
