//! Compares a quotation with the words of a source. Knows words, and nothing of reports.
//!
//! Two texts are the same words where letters and digits agree: case, hyphens, apostrophes, line
//! breaks, ligatures and the numbers of notes are how a page was set, and not what it says. An
//! ellipsis stands for any words, brackets for an addition or a change that is owned up to.

mod nearest;
mod tokens;

use std::cell::Cell;
use std::collections::BTreeMap;
use std::ops::Range;

pub(super) use nearest::Difference;
use tokens::{Piece, Token};

use crate::model::limits;

/// The fewest words of a quotation that are compared.
const FEWEST: usize = 3;

/// How many words of a source an addition in brackets may stand for.
const REPLACED: usize = 8;

/// How many words may be looked at for one fragment. Brackets on end would keep the search busy for hours.
const STEPS_OF_FRAGMENT: usize = 3_000_000;

/// How many words of sources may still be looked at for all quotations of a report.
pub(super) struct Steps(Cell<usize>);

impl Steps {
    /// As many as a report may take.
    pub fn of_report() -> Self {
        Self(Cell::new(limits::QUOTATION_STEPS))
    }

    /// Whether none is left: what was compared last may not have been compared to its end.
    pub fn are_spent(&self) -> bool {
        self.0.get() == 0
    }

    /// Takes some, and says whether there are any left.
    fn take(&self, count: usize) -> bool {
        self.0.set(self.0.get().saturating_sub(count));
        !self.are_spent()
    }
}

/// The words of a source, made ready for many quotations.
pub(super) struct SourceWords<'t> {
    text: &'t str,
    tokens: Vec<Token>,
    /// Each word as a number, in the order of the text.
    ids: Vec<usize>,
    /// The number of each different word.
    numbers: BTreeMap<String, usize>,
    /// Where each different word stands.
    places: Vec<Vec<usize>>,
}

/// A quotation without its marks, made ready for many sources.
pub(super) struct Quotation(Vec<Vec<Piece>>);

impl Quotation {
    /// Reads a quotation.
    pub fn new(text: &str) -> Self {
        Self(tokens::fragments(text))
    }
}

/// How a quotation stands to a source.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Verdict {
    /// Its words are there.
    Stands,
    /// Nearly: so many of its words are there in their order, and these are not.
    Differs(Difference),
    /// They are not there.
    Absent,
}

impl<'t> SourceWords<'t> {
    /// Reads a text.
    pub fn new(text: &'t str) -> Self {
        let tokens = tokens::words(text);
        let mut numbers = BTreeMap::new();
        let mut places: Vec<Vec<usize>> = Vec::new();
        let mut ids = Vec::with_capacity(tokens.len());
        for (at, token) in tokens.iter().enumerate() {
            let id = *numbers.entry(token.word.clone()).or_insert_with(|| {
                places.push(Vec::new());
                places.len() - 1
            });
            places[id].push(at);
            ids.push(id);
        }
        Self {
            text,
            tokens,
            ids,
            numbers,
            places,
        }
    }

    /// Compares a quotation, without its marks.
    pub fn compare(&self, quotation: &Quotation, steps: &Steps) -> Verdict {
        let mut nearest: Option<Difference> = None;
        for fragment in &quotation.0 {
            let words = fragment
                .iter()
                .filter(|piece| piece.word().is_some())
                .count();
            if words < FEWEST || self.holds(fragment, steps) {
                continue;
            }
            match nearest::find(self, fragment, steps) {
                Some(difference) => {
                    nearest.get_or_insert(difference);
                }
                None => return Verdict::Absent,
            }
        }
        nearest.map_or(Verdict::Stands, Verdict::Differs)
    }

    /// Whether the words of a quotation stand there.
    pub fn has(&self, quotation: &Quotation, steps: &Steps) -> bool {
        quotation
            .0
            .iter()
            .all(|fragment| self.holds(fragment, steps))
    }

    /// The four words before a quotation, in lower case, at each place where it stands. Nothing where its own
    /// beginning was changed, and none that belong to another sentence.
    pub fn before(&self, quotation: &Quotation, steps: &Steps) -> Vec<Vec<&str>> {
        let Some(fragment) = quotation.0.first() else {
            return Vec::new();
        };
        if fragment.first().and_then(Piece::word).is_none() {
            return Vec::new();
        }
        let mut left = STEPS_OF_FRAGMENT;
        let stands = self
            .starts(fragment)
            .filter(|at| self.follow(fragment, *at, &mut left, steps));
        let ends = |at: usize| {
            let gap = self.tokens[at].range.end..self.tokens[at + 1].range.start;
            self.text
                .get(gap)
                .is_none_or(|gap| gap.contains(['.', '!', '?', ':', ';', '\u{c}']))
        };
        let words = stands.map(|at| {
            let begins = (at.saturating_sub(4)..at)
                .rev()
                .take_while(|at| !ends(*at))
                .last()
                .unwrap_or(at);
            self.tokens[begins..at]
                .iter()
                .map(|token| token.word.as_str())
                .collect()
        });
        words.collect()
    }

    /// Whether the pieces of a fragment stand somewhere, one behind the other.
    fn holds(&self, fragment: &[Piece], steps: &Steps) -> bool {
        let Some(first) = fragment.iter().position(|piece| piece.word().is_some()) else {
            return true;
        };
        let pieces = &fragment[first..];
        if !steps.take(pieces.len()) {
            return false;
        }
        let mut left = STEPS_OF_FRAGMENT;
        self.starts(pieces)
            .any(|at| self.follow(pieces, at, &mut left, steps))
    }

    /// Where pieces may begin of which the first is a word: by the rarest of the words that follow on it with
    /// nothing between. Nowhere, if one of all their words does not stand in the text.
    fn starts(&self, pieces: &[Piece]) -> impl Iterator<Item = usize> {
        let places = |word: &str| Some(self.places[*self.numbers.get(word)?].as_slice());
        let mut words = pieces.iter().filter_map(Piece::word);
        let are_all_known = words.all(|word| self.numbers.contains_key(word));
        let run = pieces.iter().map_while(Piece::word).enumerate();
        let rarest = run
            .filter_map(|(at, word)| Some((at, places(word)?)))
            .min_by_key(|(_, places)| places.len());
        let (before, places) = rarest.filter(|_| are_all_known).unwrap_or_default();
        places
            .iter()
            .filter_map(move |place| place.checked_sub(before))
    }

    /// Whether the pieces stand one behind the other from a word on.
    fn follow(&self, pieces: &[Piece], from: usize, left: &mut usize, steps: &Steps) -> bool {
        let run = pieces.iter().map_while(Piece::word);
        let stands = |(at, word): (usize, &str)| {
            let there = self.tokens.get(from + at);
            there.is_some_and(|there| there.word == word)
        };
        let length = run.clone().count();
        let alike = run.enumerate().take_while(|word| stands(*word)).count();
        *left = left.saturating_sub(alike + 1);
        // Whatever is too much to look for is not taken for found.
        if !steps.take(alike + 1) || alike < length {
            return false;
        }
        let mut here = vec![from + length];
        for piece in &pieces[length..] {
            *left = left.saturating_sub(here.len());
            if *left == 0 || !steps.take(here.len()) {
                return false;
            }
            let mut next: Vec<usize> = Vec::new();
            for at in here {
                match piece {
                    Piece::Word(token) => {
                        let same = self
                            .tokens
                            .get(at)
                            .is_some_and(|there| there.word == token.word);
                        next.extend(same.then_some(at + 1));
                    }
                    Piece::Altered => next.push(at + 1),
                    Piece::Added => next.extend(at..=at + REPLACED),
                }
            }
            next.sort_unstable();
            next.dedup();
            if next.is_empty() {
                return false;
            }
            here = next;
        }
        true
    }

    /// The words of a range, as they are written, on one line.
    fn written(&self, words: Range<usize>) -> String {
        let (Some(first), Some(last)) = (
            self.tokens.get(words.start),
            words.end.checked_sub(1).and_then(|at| self.tokens.get(at)),
        ) else {
            return String::new();
        };
        let range = first.range.start..last.range.end.max(first.range.start);
        let written = self.text.get(range).unwrap_or_default();
        written.split_whitespace().collect::<Vec<_>>().join(" ")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn compare(source: &SourceWords<'_>, quotation: &str) -> Verdict {
        source.compare(&Quotation::new(quotation), &Steps::of_report())
    }

    const SOURCE: &str = "12. The guards never opened the door.3 They said that nobody had asked for a doc-\ntor, and \
        that the prisoners’ files were kept in the of\u{fb01}ce. It rained.\n\n\u{c}Page 4\n\nNo list of the 1,240 \
        names was made at that time.";

    #[test]
    fn the_setting_of_a_page_is_no_difference() {
        let source = SourceWords::new(SOURCE);
        for quotation in [
            "the guards never opened the door",
            "The guards never opened the door. They said that nobody",
            "Nobody had asked for a doctor",
            "that the prisoners' files were kept in the office.",
            "no list of the 1240 names",
            "The guards … opened the door",
            "[The soldiers] never opened the door",
            "they said that [no one] had asked for a doctor",
            "the guard[s] never opened the door",
            "the guards never [sic] opened the door",
            "The guards never opened [...] No list of the 1,240 names was made",
        ] {
            assert_eq!(compare(&source, quotation), Verdict::Stands, "{quotation}");
        }
    }

    #[test]
    fn a_changed_word_is_told_with_what_stands_there() {
        let check =
            |source: &SourceWords<'_>, quotation: &str, here: &str, there: &str, context: &str| {
                let Verdict::Differs(difference) = compare(source, quotation) else {
                    panic!("{quotation}: {:?}", compare(source, quotation));
                };
                let written = quotation.get(difference.here.clone()).unwrap();
                assert_eq!((written, difference.there.as_str()), (here, there));
                assert_eq!(difference.context, context);
            };
        let source = SourceWords::new(SOURCE);
        check(
            &source,
            "the guards always opened the door",
            "always",
            "never",
            "The guards never opened the door",
        );
        check(
            &source,
            "the guards opened the door",
            "opened",
            "never opened",
            "The guards never opened the door",
        );
        check(
            &source,
            "no list of the 1,420 names was ever made",
            "1,420",
            "1,240",
            "No list of the 1,240 names was made",
        );
        check(
            &source,
            "They plainly said that nobody had asked",
            "plainly",
            "",
            "They said that nobody had asked",
        );
        // A word that stands before the place as well is not the one that is meant.
        let source = SourceWords::new(
            "It was the night of the flood. The pumps of all four houses failed at 2:15 a.m. and the gate broke.",
        );
        check(
            &source,
            "The pumps – of all four houses – failed at 2.15 a.m.,",
            "2.15",
            "2:15",
            "The pumps of all four houses failed at 2:15 a.m",
        );
        check(
            &source,
            "the flood. The pumps of all six houses failed",
            "six",
            "four",
            "the flood. The pumps of all four houses failed",
        );
    }

    #[test]
    fn words_from_elsewhere_are_absent() {
        let source = SourceWords::new(SOURCE);
        for quotation in [
            "we were told to wait outside",
            "the door of the other office was painted green",
        ] {
            assert_eq!(compare(&source, quotation), Verdict::Absent, "{quotation}");
        }
    }

    #[test]
    fn scripts_without_spaces_are_compared_letter_by_letter() {
        let source = SourceWords::new("发言人表示：他们不是真正的难民，将依法处理。");
        assert_eq!(compare(&source, "他们不是真正的难民"), Verdict::Stands);
        let Verdict::Differs(difference) = compare(&source, "他们都是真正的难民") else {
            panic!();
        };
        assert_eq!(difference.there, "不");
    }

    #[test]
    fn only_what_lies_around_rare_words_is_looked_at() {
        let text: String = (0..20_000)
            .map(|at| {
                format!("The guard g{at} of house h{at} never shut door d{at} with lock l{at}. ")
            })
            .collect();
        let source = SourceWords::new(&text);
        let used = |quotation: &str| {
            let steps = Steps::of_report();
            let verdict = source.compare(&Quotation::new(quotation), &steps);
            (verdict, limits::QUOTATION_STEPS - steps.0.get())
        };
        let near = "guard g1234 of house h1234 always shut door d1234 with lock l1234";
        for (quotation, stands) in [
            ("of house h1234 never shut door", true),
            (near, false),
            ("we were told to wait outside until the lorries came", false),
        ] {
            let (verdict, steps) = used(quotation);
            assert_eq!(verdict == Verdict::Stands, stands, "{quotation}");
            assert!(steps < 20_000, "{quotation}: {steps}");
        }
        assert!(
            matches!(used(near).0, Verdict::Differs(difference) if difference.there == "never")
        );
    }

    #[test]
    fn whatever_repeats_itself_takes_no_more_steps_than_there_are() {
        let text = "and so on ".repeat(10_000);
        let source = SourceWords::new(&text);
        for quotation in [
            "and so on [x] [y] [z] and so so",
            "on and so on and and so on on and so",
        ] {
            let steps = Steps(Cell::new(1_000));
            source.compare(&Quotation::new(quotation), &steps);
            assert!(steps.are_spent(), "{quotation}");
        }
    }

    #[test]
    fn long_texts_are_compared_in_time() {
        let text = "the guards never opened the door and ".repeat(2_000);
        let source = SourceWords::new(&text);
        let quotation = "the guards ever opened the door and ".repeat(60);
        assert!(matches!(compare(&source, &quotation), Verdict::Differs(_)));
        let brackets = format!("the guards {} opened the gate", "[and] ".repeat(200));
        assert_ne!(compare(&source, &brackets), Verdict::Stands);
    }
}
