//! Addresses of links and pictures that hold spaces, `![Three](my map.png)`, which Pandoc reads.

use std::ops::Range;

use super::Masker;

/// How far the end of an address is looked for, in bytes.
const LONGEST: usize = 400;

/// How far the bracket is looked for that opens a link, in bytes.
const NEAR: usize = 200;

impl Masker<'_> {
    /// Makes letters of the spaces in the addresses of a line; they are read from the file.
    pub(super) fn addresses(&mut self, line: Range<usize>) {
        let words = &self.text[line.clone()];
        let mut read = 0;
        for (at, _) in words.match_indices("](") {
            let start = at + "](".len();
            if at < read || words[..at].ends_with('\\') || is_citation(&words[..at]) {
                continue;
            }
            let Some((spaces, end)) = spaces_of(&words[start..]) else {
                continue;
            };
            for space in spaces {
                self.bytes[line.start + start + space] = b'x';
            }
            read = start + end;
        }
    }
}

/// Whether the bracket that ends here holds a key of its own, so that Pandoc reads a citation.
fn is_citation(before: &str) -> bool {
    let near = &before[before.floor_char_boundary(before.len().saturating_sub(NEAR))..];
    let mut depth = 0_usize;
    let mut has_key = false;
    for (at, character) in near.char_indices().rev() {
        match character {
            ']' => depth += 1,
            '[' if depth == 0 => return has_key && !near[..at].ends_with('!'),
            '[' => depth -= 1,
            '@' => has_key |= depth == 0,
            _ => {}
        }
    }
    false
}

/// The places of the spaces within an address, and where it ends.
fn spaces_of(written: &str) -> Option<(Vec<usize>, usize)> {
    let near = &written[..written.floor_char_boundary(LONGEST)];
    let lead = near.len() - near.trim_start_matches([' ', '\t']).len();
    let mut spaces = Vec::new();
    let mut depth = 0_usize;
    let mut characters = near.char_indices().skip_while(|(at, _)| *at < lead);
    while let Some((at, character)) = characters.next() {
        match character {
            // Angles enclose an address; brackets and code stand among words.
            '<' | '[' | '`' => return None,
            '\\' => {
                characters.next();
            }
            '(' => depth += 1,
            ')' if depth == 0 => return Some((spaces, at)),
            ')' => depth -= 1,
            ' ' | '\t' => {
                let rest = near[at..].trim_start_matches([' ', '\t']);
                let ends = rest.starts_with(['"', '\'']) || depth == 0 && rest.starts_with(')');
                if ends {
                    return rest.contains(')').then_some((spaces, at));
                }
                spaces.push(at);
            }
            _ => {}
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::spaces_of;

    #[test]
    fn spaces_within_an_address_are_found() {
        let check = |written: &str, expected: Option<(&[usize], usize)>| {
            let found = spaces_of(written);
            let found = found
                .as_ref()
                .map(|(spaces, end)| (spaces.as_slice(), *end));
            assert_eq!(found, expected, "{written}");
        };
        check("my map.png)", Some((&[2], 10)));
        check(" my map.png )", Some((&[3], 11)));
        check("a b.png \"A title\")", Some((&[1], 7)));
        check("a (b c).png)", Some((&[1, 4], 11)));
        check("a.png)", Some((&[], 5)));
        check("<a b.png>)", None);
        check("a b", None);
        check("as [we] say)", None);
    }
}
