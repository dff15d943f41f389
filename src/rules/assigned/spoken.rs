//! A text with the places of its words and numbers, and how it gives the numbers of a sentence.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use super::{Assigned, Given, Key, Pair, RESPECTIVELY, is_name, is_year, without_genitive};
use crate::rules::numbers;
use crate::rules::prose::{self, Word};
use crate::rules::quantities::is_one_noun;
use crate::rules::tongues::Tongue;

/// How many words lie between two names of one row, and how many around them are looked at.
const FAR: usize = 30;
const AROUND: usize = 8;

/// The most places of a name or number that are laid beside each other.
const PLACES: usize = 60;

/// A text with the places of its words and numbers.
pub(in crate::rules) struct Spoken {
    words: Vec<Word>,
    by_word: BTreeMap<String, Vec<usize>>,
    by_value: BTreeMap<i64, Vec<usize>>,
    /// Where its numbers begin.
    numbers: BTreeSet<usize>,
    /// The words that are written as names, but for those that begin a sentence.
    names: BTreeSet<usize>,
    /// Where a word for "respectively" stands.
    marks: BTreeSet<usize>,
    /// The words that begin a sentence.
    begins: BTreeSet<usize>,
    /// The words before which only a space stands.
    beside: BTreeSet<usize>,
}

impl Spoken {
    /// Reads a text.
    pub(in crate::rules) fn of(text: &str, tongue: &Tongue) -> Self {
        let words = prose::words(text);
        let mut spoken = Self {
            by_word: BTreeMap::new(),
            by_value: BTreeMap::new(),
            numbers: BTreeSet::new(),
            names: BTreeSet::new(),
            marks: BTreeSet::new(),
            begins: BTreeSet::new(),
            beside: BTreeSet::new(),
            words: Vec::new(),
        };
        for number in numbers::read(text, tongue) {
            let at = words.partition_point(|word| word.range.start < number.range.start);
            spoken.by_value.entry(number.value).or_default().push(at);
            spoken.numbers.insert(at);
        }
        for (at, word) in words.iter().enumerate() {
            let lower = without_genitive(&word.lower);
            spoken.by_word.entry(lower.to_owned()).or_default().push(at);
            let is_new = at > 0 && {
                let gap = &text[words[at - 1].range.end..word.range.start];
                gap.contains("\n\n")
                    || gap.contains(['.', '?', '!']) && gap.ends_with(char::is_whitespace)
            };
            if at > 0
                && matches!(
                    &text[words[at - 1].range.end..word.range.start],
                    " " | "\u{a0}"
                )
            {
                spoken.beside.insert(at);
            }
            if is_new {
                spoken.begins.insert(at);
            }
            let begins = at == 0
                || text[words[at - 1].range.end..word.range.start].contains(['.', '?', '!', '\n']);
            if !begins && is_name(text, word, tongue) {
                spoken.names.insert(at);
            }
            if RESPECTIVELY.contains(&lower) {
                spoken.marks.insert(at);
            }
        }
        spoken.words = words;
        spoken
    }

    /// How it gives the numbers of a sentence.
    pub(in crate::rules) fn given(&self, assigned: &Assigned) -> Given {
        let pairs = &assigned.pairs;
        let mut found = Given::Unknown;
        for (at, one) in pairs.iter().enumerate() {
            for (other, two) in pairs.iter().enumerate().skip(at + 1) {
                if one.value == two.value {
                    continue;
                }
                let place = match (&one.key, &two.key) {
                    (Key::Thing(_), _) => self.things(one, two, assigned, (4, 2)),
                    // "3,310 men and 1,920 women" says it whatever stands around.
                    _ => match self.things(one, two, assigned, (1, 1)) {
                        Place::Unknown => self.names(one, two, assigned),
                        known => known,
                    },
                };
                match place {
                    Place::Same if pairs.len() == 2 => return Given::Same,
                    Place::Exchanged(range) if found == Given::Unknown => {
                        found = Given::Exchanged(at, other, range);
                    }
                    _ => {}
                }
            }
        }
        found
    }

    fn of_word(&self, word: &str) -> &[usize] {
        let places = self.by_word.get(word).map(Vec::as_slice);
        let places = places.unwrap_or_default();
        &places[..places.len().min(PLACES)]
    }

    fn of_value(&self, value: i64) -> &[usize] {
        let places = self.by_value.get(&value).map(Vec::as_slice);
        let places = places.unwrap_or_default();
        &places[..places.len().min(PLACES)]
    }

    fn names(&self, one: &Pair, two: &Pair, assigned: &Assigned) -> Place {
        let (first, second) = (self.of_word(one.key.word()), self.of_word(two.key.word()));
        let (x, y) = (self.of_value(one.value), self.of_value(two.value));
        if first.is_empty() || second.is_empty() || x.is_empty() || y.is_empty() {
            return Place::Unknown;
        }
        let mut exchanged = None;
        for p in first {
            for q in second.iter().filter(|q| q.abs_diff(*p) <= FAR) {
                let window = self.window(*p.min(q), *p.max(q), AROUND);
                let one_of = |places: &[usize]| {
                    let mut inside = places.iter().filter(|at| window.contains(at));
                    inside.next().filter(|_| inside.next().is_none()).copied()
                };
                let is_alone = one_of(first).is_some() && one_of(second).is_some();
                let (Some(x), Some(y), true) = (one_of(x), one_of(y), is_alone) else {
                    continue;
                };
                let is_mixed = !((*p.max(q) < x.min(y)) || x.max(y) < *p.min(q));
                let is_said = self.marks.range(window.clone()).next().is_some();
                match (p < q) == (x < y) {
                    true => return Place::Same,
                    false if (is_mixed || is_said) && self.is_of_one(&window, assigned) => {
                        exchanged = exchanged.or(Some(window));
                    }
                    false => {}
                }
            }
        }
        let stands_alone = |name: &[usize], value: &[usize], others: [&[usize]; 2]| {
            /// How near.
            const NEAR: usize = 10;
            name.iter().any(|p| {
                let is_one_sentence = |x: usize| {
                    let between = x.min(*p) + 1..x.max(*p) + 1;
                    self.begins.range(between).next().is_none()
                };
                let mut near = value
                    .iter()
                    .filter(|x| x.abs_diff(*p) <= NEAR && is_one_sentence(**x));
                near.any(|x| {
                    let window = self.window(*p.min(x), *p.max(x), 3);
                    let mut others = others.iter().flat_map(|places| places.iter());
                    !others.any(|at| window.contains(at))
                })
            })
        };
        let is_known = stands_alone(first, x, [second, y]) || stands_alone(second, y, [first, x]);
        match exchanged {
            Some(window) if !is_known => Place::Exchanged(self.bytes(&window)),
            _ if is_known => Place::Same,
            _ => Place::Unknown,
        }
    }

    /// The same by the words behind the numbers: up to so many where they agree, and where they are exchanged.
    fn things(
        &self,
        one: &Pair,
        two: &Pair,
        assigned: &Assigned,
        (known, exchanged): (usize, usize),
    ) -> Place {
        let (x, y) = (self.of_value(one.value), self.of_value(two.value));
        let counts = |at: usize, key: &Key, reach: usize| {
            let mut behind = (at + 1..=at + reach)
                .take_while(|at| !self.numbers.contains(at) && self.beside.contains(at));
            behind.any(|at| {
                let word = self.words.get(at);
                word.is_some_and(|word| is_one_noun(&word.lower, key.word()))
            })
        };
        let is_known = x.iter().any(|at| counts(*at, &one.key, known))
            || y.iter().any(|at| counts(*at, &two.key, known));
        if is_known {
            return Place::Same;
        }
        for first in x.iter().filter(|at| counts(**at, &two.key, exchanged)) {
            for second in y.iter().filter(|at| counts(**at, &one.key, exchanged)) {
                let window = self.window(*first.min(second), *first.max(second), AROUND);
                if first.abs_diff(*second) <= FAR && self.is_of_one(&window, assigned) {
                    return Place::Exchanged(self.bytes(&window));
                }
            }
        }
        Place::Unknown
    }

    /// Two places and the words around them, up to the ends of their sentences.
    fn window(&self, first: usize, last: usize, around: usize) -> Range<usize> {
        let mut start = first;
        while start > 0 && first - start < around && !self.begins.contains(&start) {
            start -= 1;
        }
        let mut end = last + 1;
        while end < self.words.len() && end - last <= around && !self.begins.contains(&end) {
            end += 1;
        }
        start..end
    }

    /// Whether neither the years nor the names around two numbers set them apart from those of the sentence.
    fn is_of_one(&self, window: &Range<usize>, assigned: &Assigned) -> bool {
        let is_key = |word: &str| assigned.pairs.iter().any(|pair| pair.key.word() == word);
        let words = |is_asked: &dyn Fn(usize, &str) -> bool| -> BTreeSet<&str> {
            window
                .clone()
                .map(|at| (at, without_genitive(&self.words[at].lower)))
                .filter(|(at, word)| !is_key(word) && is_asked(*at, word))
                .map(|(_, word)| word)
                .collect()
        };
        let agree = |ours: &BTreeSet<String>, theirs: &BTreeSet<&str>| {
            ours.is_empty()
                || theirs.is_empty()
                || ours.iter().any(|word| theirs.contains(word.as_str()))
        };
        agree(&assigned.years, &words(&|_, word| is_year(word)))
            && agree(&assigned.names, &words(&|at, _| self.names.contains(&at)))
    }

    fn bytes(&self, window: &Range<usize>) -> Range<usize> {
        let last = self.words[..window.end].last();
        self.words[window.start].range.start..last.map_or(0, |word| word.range.end)
    }
}

enum Place {
    Same,
    Exchanged(Range<usize>),
    Unknown,
}
