//! From byte offsets to lines and columns.

/// Where the lines of a text begin.
///
/// A line ends after `\n`, `\r\n` or a lone `\r`, as editors count them.
#[derive(Debug, Clone)]
pub struct Lines {
    starts: Vec<usize>,
    /// How many characters lie before each block of bytes, so that a place on a line of a megabyte is
    /// found as quickly as any.
    before: Vec<usize>,
}

/// How many bytes a block has.
const BLOCK: usize = 256;

/// A place as people count it: both numbers start at one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Position {
    /// The line.
    pub line: usize,
    /// The column, in Unicode scalar values.
    pub column: usize,
}

impl Lines {
    /// Finds the line starts of a text.
    pub fn new(text: &str) -> Self {
        let bytes = text.as_bytes();
        let mut starts = vec![0];
        for (at, byte) in bytes.iter().enumerate() {
            let ends_line = *byte == b'\n' || (*byte == b'\r' && bytes.get(at + 1) != Some(&b'\n'));
            if ends_line {
                starts.push(at + 1);
            }
        }
        let mut characters = 0;
        let before = bytes.chunks(BLOCK).map(|block| {
            let before = characters;
            characters += count(block);
            before
        });
        let before = before.collect();
        Self { starts, before }
    }

    /// How many characters begin before an offset.
    fn characters(&self, text: &str, offset: usize) -> usize {
        let block = (offset / BLOCK).min(self.before.len().saturating_sub(1));
        let before = self.before.get(block).copied().unwrap_or_default();
        before + count(&text.as_bytes()[block * BLOCK..offset])
    }

    /// Where the line begins that a byte offset lies in.
    pub fn start(&self, offset: usize) -> usize {
        let line = self.starts.partition_point(|start| *start <= offset);
        self.starts[line - 1]
    }

    /// The place of a byte offset in `text`, which must be the text this table was made from.
    pub fn position(&self, text: &str, offset: usize) -> Position {
        let offset = offset.min(text.len());
        let line = self.starts.partition_point(|start| *start <= offset);
        let start = self.start(offset);
        let end = text.floor_char_boundary(offset);
        let column = self.characters(text, end) - self.characters(text, start.min(end));
        Position {
            line,
            column: column + 1,
        }
    }
}

/// How many characters begin in some bytes: every one has a byte that does not continue another.
fn count(bytes: &[u8]) -> usize {
    bytes.iter().filter(|byte| (**byte & 0xC0) != 0x80).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_lines_have_columns_too() {
        let text = format!("a\n{}", "물b".repeat(3 * BLOCK));
        let lines = Lines::new(&text);
        for (column, (at, _)) in text[2..].char_indices().enumerate() {
            let position = lines.position(&text, 2 + at);
            assert_eq!((position.line, position.column), (2, column + 1));
        }
        assert_eq!(lines.position(&text, text.len()).column, 6 * BLOCK + 1);
        let empty = Lines::new("");
        assert_eq!(empty.position("", 0), Position { line: 1, column: 1 });
    }

    #[test]
    fn counts_lines_and_characters_not_bytes() {
        let text = "one\r\n탈북자 two\rthree\n";
        let lines = Lines::new(text);
        let at = |needle: &str| lines.position(text, text.find(needle).unwrap());
        assert_eq!(at("one"), Position { line: 1, column: 1 });
        assert_eq!(at("two"), Position { line: 2, column: 5 });
        assert_eq!(at("three"), Position { line: 3, column: 1 });
        assert_eq!(
            lines.position(text, text.len()),
            Position { line: 4, column: 1 }
        );
    }
}
