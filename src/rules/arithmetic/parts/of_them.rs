//! A part that is told as one of what was told before it: "26 were treated, 19 of them for cold".

use std::ops::Range;

use super::super::vocabulary::{AND, OF_THEM, OF_WHICH};
use super::super::{Fault, Number, Reader, comparable, exceeds};
use super::{is_verb, shown, sum};
use crate::rules::measures;

/// Words before a number that call it some of what was told, and may bring in something else: "three villages,
/// including 20 children".
const SOME: &[&str] = &["including", "darunter", "dont"];

/// How many words behind the first part are looked through for others.
const NEAR: usize = 40;

/// The first number that is told as a part of another.
struct First {
    /// The word with which its phrase begins.
    start: usize,
    number: Number,
    phrase: Phrase,
}

/// How a number is called a part of another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Phrase {
    /// "19 of them"
    OfThem,
    /// "of which 19"
    OfWhich,
    /// "including 19", which may be said of something else.
    Some,
}

impl Reader<'_> {
    /// "26 were treated, 19 of them for cold and eleven for injuries", and "nine complaints, of which twelve".
    pub(in super::super) fn parts_of_them(&self, at: usize) -> Option<Fault> {
        let first = self.first_of_them(at)?;
        let told = self.told_before(first.start)?;
        let whole = self.whole_of_them(&first, &told)?;
        let parts = self.and_others(&first.number);
        let (all, slack) = sum(&parts);
        let one_exceeds = exceeds(&first.number, &whole);
        let is_possible =
            |part: &Number| !exceeds(part, &whole) && self.after_percent(part.last).is_none();
        let too_many = parts.iter().all(is_possible)
            && all > whole.scaled() + slack
            && all < whole.scaled() * 3.0;
        // "45 people in three villages, 20 of them children": a part of whatever was told before it.
        let most = told.iter().map(Number::scaled).fold(0.0, f64::max);
        let least = if one_exceeds {
            first.number.scaled()
        } else {
            all
        };
        let one_is_wrong = one_exceeds
            && self.counts_the_same(&first, &whole)
            && first.number.scale == whole.scale;
        if least <= most || !(one_is_wrong || too_many) {
            return None;
        }
        let last = parts.last().unwrap_or(&first.number).last;
        Some(Fault {
            range: self.words[whole.first].range.start..self.words[last].range.end,
            what: "does not add up",
            label: match one_exceeds {
                true => format!(
                    "{} cannot be a part of {}",
                    self.written(&first.number),
                    self.written(&whole)
                ),
                false => format!("the parts come to {}", shown(all)),
            },
        })
    }

    /// The part that begins at a word behind a comma, a bracket or a dash, if it is an exact number and no share.
    fn first_of_them(&self, at: usize) -> Option<First> {
        const OTHERS: [&[&str]; 2] = [&["darunter"], &["including"]];
        let (number, phrase) = match self.count(at) {
            Some(number) => {
                let mut them = OF_THEM.iter();
                them.find(|phrase| self.holds(number.last + 1, phrase))?;
                (number, Phrase::OfThem)
            }
            None => {
                let mut phrases = OF_WHICH.iter().chain(&OTHERS);
                let phrase = phrases.find(|phrase| self.holds(at, phrase))?;
                let some = self.is(at, SOME);
                let number = self.count(at + phrase.len())?;
                (number, if some { Phrase::Some } else { Phrase::OfWhich })
            }
        };
        let before = self.text[..self.words[at].range.start].trim_end();
        let usable = before.ends_with([',', '(', '–'])
            && !self.is_inexact(number.first)
            && self.after_percent(number.last).is_none()
            && !number.is_year;
        usable.then_some(First {
            start: at,
            number,
            phrase,
        })
    }

    /// The number told before of which another is called a part.
    fn whole_of_them(&self, first: &First, told: &[Number]) -> Option<Number> {
        let mut last_first = told.iter().rev();
        let whole = last_first.find(|one| !self.is_of_place(one)).copied()?;
        // "Three villages, including 20 children": no part of them.
        let is_far = first.start > whole.last + 4;
        let is_of_other = first.phrase == Phrase::Some
            && (is_far || !self.may_be_of(&first.number, &whole))
            || self.names_others(&whole, first.start - 1);
        // Of "about 280", a few more may be a part.
        let is_near = self.is_inexact(whole.first) && first.number.scaled() < whole.scaled() * 1.25;
        (!is_of_other && !is_near).then_some(whole)
    }

    /// A part with those that are told behind it in the same way.
    fn and_others(&self, first: &Number) -> Vec<Number> {
        let last = self.words.len().min(first.last + NEAR);
        let end = (first.last..last - 1).find(|at| {
            self.between(*at, *at + 1)
                .contains([';', ':', '(', ')', '—', '–'])
        });
        let end = end.map_or(last, |at| at + 1);
        let tells_more = |words: Range<usize>| {
            let mut words = self.words[words].iter();
            words.any(|word| is_verb(&word.lower))
        };
        let mut parts = Vec::new();
        for (number, segment) in self.segments(first.first..end).into_iter().enumerate() {
            if number > 0 && tells_more(segment.clone()) {
                break;
            }
            let numbers = self.numbers_of_part(segment.clone());
            let second = numbers
                .get(1)
                .filter(|second| (numbers[0].last..second.first).any(|at| self.is(at, AND)));
            match (numbers.len(), second) {
                (1, _) => parts.push(numbers[0]),
                (2, Some(second)) if !tells_more(second.first..segment.end) => {
                    parts.extend([numbers[0], *second])
                }
                (_, Some(_)) if number == 0 => parts.push(numbers[0]),
                _ => break,
            }
        }
        if parts.is_empty() {
            parts.push(*first);
        }
        parts
    }

    /// Whether a part counts what its whole does. A unit of its own makes it something else: "40 metres, of which
    /// 300 kilograms".
    fn counts_the_same(&self, first: &First, whole: &Number) -> bool {
        let is_measure = measures::unit(self.word(first.number.last + 1)).is_some();
        first.phrase == Phrase::OfThem
            || !is_measure
            || comparable(self.text, self.words, [whole, &first.number])
    }

    /// The numbers of the clause before a word, exact or not; none where one of them is a share, or where many things
    /// are told without a number.
    fn told_before(&self, start: usize) -> Option<Vec<Number>> {
        let before = start.checked_sub(1)?;
        let begins = self.clause(before, before).range.start;
        let marks = |at: &usize| self.between(*at, *at + 1).contains(':');
        let begins = (begins..before)
            .rev()
            .find(marks)
            .map_or(begins, |at| at + 1);
        let mut told = Vec::new();
        let mut at = begins;
        while at < start {
            let Some(number) = self.count(at).or_else(|| self.sum(at)) else {
                at += 1;
                continue;
            };
            at = number.last + 1;
            if !number.is_year && !self.is_day(&number) {
                told.push(number);
            }
        }
        let is_share = told
            .last()
            .is_some_and(|last| self.after_percent(last.last).is_some());
        let is_closed = !self.between(before, start).contains(['.', ';', ':']);
        let is_many = self.clause(before, before).tells_many();
        (is_closed && !is_share && !is_many).then_some(told)
    }
}
