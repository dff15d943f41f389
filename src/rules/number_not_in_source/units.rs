//! Units behind a number: "210 kilometres" where the source has 210 metres.

use std::ops::Range;

use super::super::measures::unit;
use super::prose::{self, Word};

/// The unit behind a number of a sentence, if the texts have the number and never with this unit, but
/// with another one.
pub(super) fn conflict(sentence: &str, number: &Range<usize>, texts: &[&str]) -> Option<Range<usize>> {
    let own = prose::words(sentence);
    let at = own.iter().position(|word| word.range.start == number.start)?;
    let behind = own.get(at + 1).filter(|next| is_beside(sentence, &own[at], next))?;
    let said = unit(&behind.lower)?;
    let written = own[at].lower.as_str();
    let mut others = false;
    for text in texts {
        let words = prose::words(text);
        for pair in words.windows(2).filter(|pair| pair[0].lower == written) {
            let there = Some(&pair[1]).filter(|next| is_beside(text, &pair[0], next));
            match there.and_then(|next| unit(&next.lower)) {
                Some(there) if there == said => return None,
                Some(_) => others = true,
                // Without a unit, it may be this one.
                None => return None,
            }
        }
    }
    others.then(|| behind.range.clone())
}

fn is_beside(text: &str, first: &Word, second: &Word) -> bool {
    let gap = &text[first.range.end..second.range.start];
    gap.chars().all(|c| c.is_whitespace() || c == '-')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn units_are_compared_with_those_of_the_source() {
        let check = |sentence: &str, text: &str, expected: Option<&str>| {
            let start = sentence.find("210").unwrap();
            let found = conflict(sentence, &(start..start + 3), &[text]);
            assert_eq!(found.map(|range| &sentence[range]), expected, "{sentence}");
        };
        check("It stands 210 kilometres away.", "It stands 210 metres away.", Some("kilometres"));
        check("It stands 210 meters away.", "It stands 210 metres away.", None);
        check("It stands 210 kilometres away.", "210 metres, or 210 km.", None);
        check("It stands 210 kilometres away.", "Some 210 people.", None);
        check("Some 210 people came.", "It stands 210 metres away.", None);
    }
}
