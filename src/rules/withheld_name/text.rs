//! The words of a text in which names are looked for.

use std::ops::Range;

use super::super::names::folded;
use super::forms::{PART, Part, is_capital};

/// Whether a word is joined to others as in a file name or an id.
fn is_in_a_path(text: &str, word: &Range<usize>) -> bool {
    const JOINS: [char; 4] = ['/', '-', '_', '.'];
    let before = text[..word.start].chars().next_back();
    let mut after = text[word.end..].chars();
    let joined_after = after.next().is_some_and(|c| JOINS.contains(&c))
        && after.next().is_some_and(char::is_alphanumeric);
    before.is_some_and(|c| JOINS.contains(&c)) || joined_after
}

/// A text in which names are looked for.
pub(super) struct Text<'t> {
    pub text: &'t str,
    /// Where its words stand.
    pub places: Vec<Range<usize>>,
    /// The same in lower case, without marks.
    pub folded: Vec<String>,
}

impl<'t> Text<'t> {
    pub fn new(text: &'t str) -> Self {
        let places = words(text);
        let folded = places.iter().map(|place| folded(&text[place.clone()]));
        Self {
            folded: folded.collect(),
            places,
            text,
        }
    }

    /// A word as it is written; empty behind the last.
    pub fn word(&self, at: usize) -> &str {
        let place = self.places.get(at);
        place.map_or("", |place| &self.text[place.clone()])
    }

    /// What stands before a word.
    pub fn gap(&self, at: usize) -> &str {
        let before = at.checked_sub(1).and_then(|before| self.places.get(before));
        match (before, self.places.get(at)) {
            (Some(before), Some(place)) => &self.text[before.end..place.start],
            _ => "",
        }
    }

    /// Where words end that follow each other from a place on.
    pub fn follow(&self, at: usize, wanted: &[String]) -> Option<usize> {
        let rest = self.folded.get(at..)?;
        rest.starts_with(wanted).then_some(at + wanted.len())
    }

    /// Whether a word has a capital, or is part of a file's name.
    pub fn is_name(&self, at: usize) -> bool {
        is_capital(self.word(at)) || self.is_in_a_path(at)
    }

    pub fn is_in_a_path(&self, at: usize) -> bool {
        let place = self.places.get(at);
        place.is_some_and(|place| is_in_a_path(self.text, place))
    }

    /// Whether a word stands beside the one before it, in one name.
    pub fn is_beside(&self, at: usize) -> bool {
        let gap = self.gap(at);
        let is_short = gap.chars().count() <= 2 && !gap.contains(['\n', ';', ':']);
        let after_initial = at > 0 && self.word(at - 1).chars().count() == 1;
        is_short && (after_initial || gap == "." || !gap.contains('.'))
    }

    /// The first word behind the small words of a part that stand here.
    pub fn particles(&self, at: usize, part: &Part) -> usize {
        let small = |at: &usize| {
            let word = self.folded.get(*at);
            word.is_some_and(|word| part.particles.contains(word))
        };
        (at..).find(|at| !small(at)).unwrap_or(at)
    }

    /// Where a part of a name ends. Loosely, one piece of a joined name is enough.
    pub fn part(&self, at: usize, part: &Part, loosely: bool) -> Option<usize> {
        let core = self.particles(at, part);
        if let Some(end) = self.follow(core, &part.pieces) {
            return Some(end);
        }
        let word = self.folded.get(core)?;
        let is_piece = || {
            let mut pieces = part
                .pieces
                .iter()
                .filter(|piece| piece.chars().count() >= PART);
            loosely && pieces.any(|piece| piece == word)
        };
        if *word == part.glued || is_piece() {
            return Some(core + 1);
        }
        (self.folded[at] == part.glued_with_particles).then_some(at + 1)
    }

    /// A word of one letter.
    pub fn letter(&self, at: usize) -> Option<char> {
        let mut letters = self.folded.get(at)?.chars();
        letters.next().filter(|_| letters.next().is_none())
    }

    /// Where the initial of a part ends: "J.", and "A" only with its stop.
    pub fn initial(&self, at: usize, part: &Part) -> Option<usize> {
        let letter = self.letter(at).filter(|_| self.is_name(at))?;
        let is_word = matches!(letter, 'a' | 'i') && self.gap(at + 1).starts_with(' ');
        (Some(letter) == part.initial() && !is_word).then_some(at + 1)
    }

    /// The first word behind more initials.
    pub fn letters(&self, at: usize) -> usize {
        let is_initial =
            |at: &usize| self.letter(*at).is_some() && self.is_name(*at) && self.is_beside(*at);
        (at..at + 3).find(|at| !is_initial(at)).unwrap_or(at)
    }

    /// Where a name ends whose first part, or its initial, ends here. What stands between it and the last may be
    /// left out, or be initials.
    pub fn goes_on(&self, at: usize, middle: &[Part], last: &Part) -> Option<usize> {
        let mut at = at;
        for part in middle {
            at = self.part(at, part, true).unwrap_or(at);
        }
        let at = self.letters(at);
        let end = self.part(at, last, true)?;
        let is_name = self.is_beside(at) && !self.gap(at).contains(',') && self.is_name(end - 1);
        is_name.then_some(end)
    }
}

/// Words of letters and digits. What joins them in a file name parts them here.
pub(super) fn words(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut start = None;
    for (at, character) in text.char_indices().chain([(text.len(), ' ')]) {
        match (character.is_alphanumeric(), start) {
            (true, None) => start = Some(at),
            (false, Some(from)) => {
                found.push(from..at);
                start = None;
            }
            _ => {}
        }
    }
    found
}
