//! Tables of words that are asked for nearly every word of a report, and seldom have it.

/// How the words of a table begin and how long they are: most other words are told from them by that.
#[derive(Debug, Clone, Copy)]
struct Shapes([u32; 32]);

impl Shapes {
    const NONE: Self = Self([0; 32]);

    /// The row for what a word begins with, and the bit for its length in bytes.
    const fn of(word: &str) -> (usize, u32) {
        let bytes = word.as_bytes();
        let first = if bytes.is_empty() { 0 } else { bytes[0] };
        let length = if bytes.len() < 31 { bytes.len() } else { 31 };
        ((first % 32) as usize, 1 << length)
    }

    const fn with(mut self, word: &str) -> Self {
        let (row, bit) = Self::of(word);
        self.0[row] |= bit;
        self
    }

    /// Whether a word looks like one of the table.
    fn have(&self, word: &str) -> bool {
        let (row, bit) = Self::of(word);
        self.0[row] & bit != 0
    }
}

/// Words and what they are worth.
#[derive(Debug, Clone, Copy)]
pub(super) struct Numbers {
    words: &'static [(&'static str, i64)],
    shapes: Shapes,
}

impl Numbers {
    pub(super) const fn of(words: &'static [(&'static str, i64)]) -> Self {
        let mut shapes = Shapes::NONE;
        let mut at = 0;
        while at < words.len() {
            shapes = shapes.with(words[at].0);
            at += 1;
        }
        Self { words, shapes }
    }

    /// What a word is worth.
    pub(super) fn get(&self, lower: &str) -> Option<i64> {
        if !self.shapes.have(lower) {
            return None;
        }
        let mut words = self.words.iter();
        words.find_map(|(known, value)| (*known == lower).then_some(*value))
    }
}

/// The names of things that come in a fixed order, each with its spellings, the full name first.
#[derive(Debug, Clone, Copy)]
pub(super) struct Names<const N: usize> {
    pub(super) all: [&'static [&'static str]; N],
    shapes: Shapes,
}

impl<const N: usize> Names<N> {
    pub(super) const fn of(all: [&'static [&'static str]; N]) -> Self {
        let mut shapes = Shapes::NONE;
        let mut at = 0;
        while at < N {
            let mut spelling = 0;
            while spelling < all[at].len() {
                shapes = shapes.with(all[at][spelling]);
                spelling += 1;
            }
            at += 1;
        }
        Self { all, shapes }
    }

    /// Which of them has a name, from naught.
    pub(super) fn position(&self, lower: &str) -> Option<usize> {
        if !self.shapes.have(lower) {
            return None;
        }
        self.all.iter().position(|names| names.contains(&lower))
    }

    /// The full name of one.
    pub(super) fn full(&self, at: usize) -> &'static str {
        let names = self.all.get(at).copied().unwrap_or_default();
        names.first().copied().unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_table_has_is_found_and_nothing_else() {
        let numbers = Numbers::of(&[("two", 2), ("zwölf", 12), ("2", 2), ("만", 10_000)]);
        for (word, value) in numbers.words {
            assert_eq!(numbers.get(word), Some(*value), "{word}");
        }
        // Of these, some look like one.
        for other in ["", "ten", "twо", "the", "zwölfe", "만큼"] {
            assert_eq!(numbers.get(other), None, "{other}");
        }
        let names = Names::of([&["may"], &["june", "jun"]]);
        assert_eq!(names.position("jun"), Some(1));
        assert_eq!(names.position("may"), Some(0));
        assert_eq!(names.position("mai"), None);
        assert_eq!((names.full(1), names.full(2)), ("june", ""));
    }

    #[test]
    fn a_name_of_any_length_is_found() {
        const LONG: &str = "a name that is longer than any word of a language could ever be";
        assert_eq!(Names::of([&[LONG]]).position(LONG), Some(0));
    }
}
