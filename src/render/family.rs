//! Names of families as style sheets and drawings write them. Knows no file.

use std::fmt::Write;

use crate::model::Face;

/// What stands in for a family that the reading system does not have.
pub fn generic(face: Face, family: &str) -> &'static str {
    let name = family.to_lowercase();
    if face == Face::Mono || name.contains("mono") {
        "monospace"
    } else if name.contains("sans") || name.contains("grotesk") || name.contains("gothic") {
        "sans-serif"
    } else {
        "serif"
    }
}

/// A family as a string of CSS. The name may hold anything.
pub fn quoted(family: &str) -> String {
    let mut out = String::from("\"");
    for character in family.chars() {
        if character.is_alphanumeric() || matches!(character, ' ' | '-' | '_' | '.') {
            out.push(character);
        } else {
            let _ = write!(out, "\\{:x} ", u32::from(character));
        }
    }
    out.push('"');
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_family_cannot_leave_its_quotation_marks() {
        let check = |family: &str, expected: &str| assert_eq!(quoted(family), expected);
        check("Noto Sans", "\"Noto Sans\"");
        check("본명조", "\"본명조\"");
        check("a\"; } body { x", "\"a\\22 \\3b  \\7d  body \\7b  x\"");
        check("a\\\n", "\"a\\5c \\a \"");
    }

    #[test]
    fn what_stands_in_is_of_the_same_kind() {
        assert_eq!(generic(Face::Text, "Source Sans 3"), "sans-serif");
        assert_eq!(generic(Face::Text, "Libertinus Serif"), "serif");
        assert_eq!(generic(Face::Mono, "Courier"), "monospace");
    }
}
