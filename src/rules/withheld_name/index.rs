//! Which of many names can stand in a text, without looking for each of them.

use std::collections::{BTreeSet, HashMap};

use super::forms::Name;
use super::text::Text;

/// Names by the words that they are known by.
#[derive(Debug, Default)]
pub(super) struct Index {
    /// The numbers of the names that have a word as a sign.
    by_sign: HashMap<String, Vec<usize>>,
    /// The same of what stands within longer words.
    within: HashMap<String, Vec<usize>>,
    /// How many bytes those have.
    lengths: BTreeSet<usize>,
}

impl Index {
    pub fn new<'n>(names: impl Iterator<Item = &'n Name>) -> Self {
        let mut index = Self::default();
        let add = |to: &mut HashMap<String, Vec<usize>>, sign: &str, name: usize| {
            to.entry(sign.to_owned()).or_default().push(name);
        };
        for (number, name) in names.enumerate() {
            for sign in name.signs() {
                add(&mut index.by_sign, sign, number);
            }
            let (glued, running) = name.within();
            for sign in glued.into_iter().chain(running) {
                add(&mut index.within, sign, number);
                index.lengths.insert(sign.len());
            }
        }
        index
    }

    /// The numbers of the names that may stand in a text.
    pub fn candidates(&self, text: &Text<'_>) -> BTreeSet<usize> {
        let words: BTreeSet<&str> = text.folded.iter().map(String::as_str).collect();
        let signs = words.iter().filter_map(|word| self.by_sign.get(*word));
        let mut found: BTreeSet<usize> = signs.flatten().copied().collect();
        if self.within.is_empty() {
            return found;
        }
        let written: BTreeSet<&str> = (0..text.places.len()).map(|at| text.word(at)).collect();
        for word in words.union(&written) {
            for (start, _) in word.char_indices() {
                let ends = self.lengths.iter().map(|length| start + length);
                let parts = ends
                    .take_while(|end| *end <= word.len())
                    .filter_map(|end| word.get(start..end));
                found.extend(parts.filter_map(|part| self.within.get(part)).flatten());
            }
        }
        found
    }
}
