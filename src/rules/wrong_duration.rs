//! A length of time that does not fit the dates or hours beside it.

mod ages;
mod anchors;
mod beside;
mod both;
mod counting;
mod guards;
mod lengths;
mod moments;
mod restated;
mod terms;

use std::cell::OnceCell;
use std::collections::BTreeMap;
use std::ops::Range;

use self::beside::{follows, leads};
use self::counting::Counting;
use self::lengths::{Length, Measure};
use self::moments::{Moment, Moments};
use super::Context;
use super::prose::{self, Own, Word};
use super::tongues::Tongue;
use crate::diagnostic::Finding;
use crate::model::{Date, Sentence, UnitPlace};

pub(super) const NAME: &str = "wrong-duration";

/// How many sentences before and behind one are looked through for a day that fits after all.
const NEAR: usize = 20;

/// What stands between a length and its day at most, in bytes.
const GAP: usize = 60;

/// How many sentences before one are looked through for an event that it names.
const FAR: usize = 200;

/// Words behind a length that count on from a day.
const LATER: &[&str] = &[
    "later",
    "afterwards",
    "thereafter",
    "später",
    "danach",
    "dopo",
    "depois",
    "después",
    "tard",
    "nadien",
];

/// Words behind a length that count back from a day.
const EARLIER: &[&str] = &[
    "earlier",
    "previously",
    "früher",
    "zuvor",
    "antes",
    "prima",
    "tôt",
    "auparavant",
    "eerder",
];

/// Words behind a length, and before what it is counted from.
const AFTER: &[&str] = &["after", "nach", "après", "dopo", "depois"];

/// The same for what came later.
const BEFORE: &[&str] = &["before", "vor", "avant", "prima"];

/// Words before the first day of something that went on.
const SINCE: &[&str] = &["since", "seit", "depuis", "desde", "dal", "sinds"];

/// Adjectives of an event that say nothing of it.
const SOME: &[&str] = &[
    "last",
    "first",
    "final",
    "second",
    "next",
    "their",
    "this",
    "that",
    "letzten",
    "ersten",
    "dernier",
    "dernière",
    "último",
    "primer",
];

/// Words for one event that have no letters in common.
const SAME: &[(&str, &str)] = &[
    ("death", "died"),
    ("vote", "election"),
    ("death", "killed"),
    ("start", "began"),
    ("end", "closed"),
];

/// Words between two things of one kind that may stand between a day and its length.
const FILLERS: &[&str] = &[
    "only",
    "just",
    "exactly",
    "that",
    "is",
    "some",
    "about",
    "almost",
    "nearly",
    "less",
    "more",
    "than",
    "over",
    "under",
    "and",
    "a",
    "erst",
    "nur",
    "genau",
    "also",
    "knapp",
    "rund",
    "fast",
    "mehr",
    "als",
    "weniger",
    "soit",
    "seulement",
    "plus",
    "de",
    "moins",
    "solo",
    "apenas",
    "más",
    "menos",
    "casi",
    "unos",
    "o",
    "sea",
    "at",
    "least",
];

/// Words before a day.
const SMALL: &[&str] = &[
    "on", "at", "in", "by", "the", "am", "um", "im", "der", "dem", "den", "zum", "le", "el", "en",
    "la", "à", "a", "las", "op", "il", "alle", "until", "again", "of",
];

/// How many days a word measures: one for "days", seven for "weeks".
pub(super) fn days_in(unit: &str, tongue: &Tongue) -> Option<i64> {
    Measure::of(unit, tongue)?.whole_days()
}

pub(super) fn check(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let reader = Reader::of(context, 0..context.report.sentences.len());
    for at in 0..context.report.sentences.len() {
        let said = context.said(at);
        if said.unit.place == UnitPlace::Quotation {
            continue;
        }
        let tongue = context.tongue(said.sentence);
        if let Some(age) = ages::fault(said.own, reader.moments(at), tongue) {
            let place = prose::place(context, said.sentence, age.range.clone());
            let written = &said.sentence.text[age.range];
            findings.push(
                Finding::new(
                    NAME,
                    context.graded(),
                    format!("`{written}` does not fit the dates"),
                    place,
                )
                .label(age.label)
                .help("look in the source which of them is wrong"),
            );
        }
        let lengths = lengths::read(said.own, tongue);
        findings.extend(restated::finding(context, said, &lengths));
        findings.extend(terms::finding(context, &reader, at));
        for length in lengths {
            let Some(fault) = reader.fault(at, &length) else {
                continue;
            };
            let place = prose::place(context, said.sentence, length.range.clone());
            let written = &said.sentence.text[length.range.clone()];
            let message = format!("`{written}` does not fit {}", fault.what);
            let mut finding =
                Finding::new(NAME, context.graded(), message, place).label(fault.label);
            if let Some((sentence, range)) = fault.other {
                let other = &context.report.sentences[sentence];
                let place = prose::place(context, other, range);
                finding = finding.related(place, "counted from here");
            }
            findings.push(finding.help("look in the source which of them is wrong; where it is counted from another day, name that day"));
        }
    }
}

/// Whether some words of a sentence are a length of time that its author reckoned from the moments beside it, and
/// reckoned right: no source need say it.
pub(super) fn is_reckoned(
    context: &Context<'_>,
    sentence: &Sentence,
    words: &Range<usize>,
) -> bool {
    let unit = &context.report.units[sentence.unit.0];
    let at = unit
        .sentences
        .clone()
        .find(|at| std::ptr::eq(&raw const context.report.sentences[*at], sentence));
    let Some(at) = at else { return false };
    let own = context.said(at).own;
    let lengths = lengths::read(own, context.tongue(sentence));
    let Some(length) = lengths
        .iter()
        .find(|length| length.range.start <= words.start && words.end <= length.range.end)
    else {
        return false;
    };
    let begins = unit.sentences.start.max(at.saturating_sub(NEAR));
    let reader = Reader::of(context, begins..at + 1);
    matches!(reader.reckoned(at - begins, length), Some(Ok(())))
}

/// What is wrong with a length.
struct Fault {
    what: &'static str,
    label: String,
    /// The moment that it was compared with.
    other: Option<(usize, Range<usize>)>,
}

/// A moment of a sentence.
type Known<'r> = (usize, &'r Moment);

/// A sentence with the first of its paragraph.
struct Line<'r> {
    own: &'r Own,
    tongue: &'static Tongue,
    first: usize,
}

struct Reader<'r> {
    said: Vec<Line<'r>>,
    read: Vec<OnceCell<Moments>>,
    /// In which sentences the words of each stem stand, in order.
    stems: OnceCell<BTreeMap<&'r str, Vec<usize>>>,
    /// The date of the report.
    today: Option<Date>,
}

impl<'r> Reader<'r> {
    fn of(context: &'r Context<'_>, sentences: Range<usize>) -> Self {
        let begins = sentences.start;
        let lines = sentences.clone().map(|at| {
            let said = context.said(at);
            Line {
                own: said.own,
                tongue: context.tongue(said.sentence),
                first: said.unit.sentences.start.saturating_sub(begins),
            }
        });
        Self {
            said: lines.collect(),
            read: sentences.map(|_| OnceCell::new()).collect(),
            stems: OnceCell::new(),
            today: context.report.manifest.date,
        }
    }
}

impl Reader<'_> {
    fn moments(&self, at: usize) -> &Moments {
        self.read[at].get_or_init(|| Moments::of(self.said[at].own, self.said[at].tongue))
    }

    fn fault(&self, at: usize, length: &Length) -> Option<Fault> {
        self.reckoned(at, length)?.err()
    }

    /// Whether a length is what the moments beside it come to; none where it is not counted from any.
    fn reckoned(&self, at: usize, length: &Length) -> Option<Result<(), Fault>> {
        if self.moments(at).all.is_empty() {
            return None;
        }
        let own = self.said[at].own;
        if guards::is_apart(own, length, self.said[at].tongue) {
            return None;
        }
        self.span(at, own, length)
            .or_else(|| self.until(at, own, length))
            .or_else(|| self.between_both(at, own, length))
            .or_else(|| self.counted(at, own, length))
            .or_else(|| self.since(at, own, length))
    }

    /// "for nine days, from 11 to 19 August" and "from 2003 to 2019 (17 years)".
    fn span(&self, at: usize, own: &Own, length: &Length) -> Option<Result<(), Fault>> {
        let (from, to) = self.said[at].tongue.span;
        let spans = self.moments(at).spans(own, from, to, SMALL);
        let beside = |range: &Range<usize>| {
            if range.start >= length.range.end {
                let gap = &own.text[length.range.end..range.start];
                if gap.len() > GAP {
                    return false;
                }
                let words = gap
                    .split_whitespace()
                    .filter(|word| word.contains(char::is_alphabetic))
                    .count();
                let closes = gap.trim_end().ends_with([',', '(', ':', '–', '—']);
                return closes
                    && words <= 3
                    && !gap.contains(['.', ';', ')'])
                    && gap.matches(',').count() <= 1;
            }
            let gap = own.text[range.end.min(length.range.start)..length.range.start].trim();
            matches!(
                gap,
                "," | "(" | ", for" | "–" | "—" | ", or" | ", das sind" | ", soit"
            )
        };
        let (range, first, last) = spans.into_iter().find(|(range, ..)| beside(range))?;
        if !first.is_comparable(length) || guards::is_of_part(own, &last) {
            return None;
        }
        let year = self.year(at);
        let fits = length.fits(&first, &last, year)
            || length.fits_inclusive(&first, &last, year)
            || guards::may_be_shorter(own, &range) && !length.exceeds(&first, &last, year);
        Some(match fits {
            true => Ok(()),
            false => Err(Fault {
                what: "the span beside it",
                label: format!(
                    "`{}` is {}",
                    own.text[range].trim(),
                    length.between(&first, &last, year)
                ),
                other: None,
            }),
        })
    }

    /// "on 14 May, three days later", "three days later, on 14 May" and "18 days before the vote".
    fn counted(&self, at: usize, own: &Own, length: &Length) -> Option<Result<(), Fault>> {
        let counting = Counting::of(own, length)?;
        let here = self.moments(at);
        let second = here
            .all
            .iter()
            .find(|moment| leads(own, moment, length) || follows(own, moment, counting.end))?;
        if !second.is_comparable(length) {
            return None;
        }
        let event = counting.event.as_deref();
        let mut candidates = self.candidates(at, second, length, event);
        if candidates.is_empty() && event.is_some() {
            candidates = self.anchored(own, length);
        }
        let (sentence, last) = candidates.last()?;
        let year = self.year(at);
        let fits = |first: &Moment| match counting.backwards {
            true => length.fits(second, first, year),
            false => length.fits(first, second, year),
        };
        let any = candidates.iter().any(|(_, first)| fits(first))
            || self.near(at).any(|(_, first)| {
                first.range != second.range
                    && first.is_comparable(length)
                    && self.may_share_year(at, first, second)
                    && fits(first)
            });
        if any {
            return Some(Ok(()));
        }
        let (from, to) = match counting.backwards {
            true => (second, *last),
            false => (*last, second),
        };
        Some(Err(Fault {
            what: "the dates",
            label: format!("it is {}", length.between(from, to, year)),
            other: Some((*sentence, last.range.clone())),
        }))
    }

    /// The moments from which a length may be counted: those of the sentence, else of the one before; where
    /// an event is named, those of sentences that name it.
    fn candidates(
        &self,
        at: usize,
        second: &Moment,
        length: &Length,
        event: Option<&[&str]>,
    ) -> Vec<Known<'_>> {
        let usable = |moment: &&Moment| moment.is_comparable(length);
        if let Some(event) = event {
            // Near by, the noun is enough; farther off, all must be the same.
            let near = at.saturating_sub(NEAR);
            let around = at.saturating_sub(FAR)..self.read.len().min(at + FAR);
            let is_near = |one: &usize| *one >= near && *one < at;
            let mut named = event.iter().map(|one| self.naming(one, &around));
            let first = named.next().unwrap_or_default();
            let others: Vec<Vec<usize>> = named.collect();
            let has_all = |one: &usize| {
                let mut others = others.iter();
                event.len() > 1 && others.all(|named| named.binary_search(one).is_ok())
            };
            let tells = first
                .into_iter()
                .filter(|one| *one != at && (is_near(one) || has_all(one)));
            return tells
                .flat_map(|at| {
                    self.moments(at)
                        .all
                        .iter()
                        .filter(usable)
                        .filter(move |moment| !self.is_counted_from(at, moment, event))
                        .map(move |moment| (at, moment))
                })
                .collect();
        }
        let here = self.moments(at).all.iter().filter(usable);
        let here: Vec<_> = here
            .filter(|moment| moment.range.start < second.range.start)
            .map(|moment| (at, moment))
            .collect();
        // "In March 2023; eleven weeks later, on 6 June": counted from a month, and from no day before it.
        let is_from_month = self.moments(at).all.iter().any(|moment| {
            moment.is_month()
                && !length.measure.is_of_clock()
                && moment.range.end <= second.range.start
        });
        if !here.is_empty() || is_from_month || at == self.said[at].first {
            return here;
        }
        let before = self.moments(at - 1).all.iter().filter(usable);
        before.map(|moment| (at - 1, moment)).collect()
    }

    /// Whether a moment of a sentence is told as so many days before or after an event, and so is not that of the event:
    /// "closed on 15 January, 62 days before the vote".
    fn is_counted_from(&self, at: usize, moment: &Moment, event: &[&str]) -> bool {
        let own = self.said[at].own;
        let is_event = |word: &Word| {
            let mut stems = event
                .first()
                .into_iter()
                .flat_map(|event| of_one_event(event));
            stems.any(|one| stem(&word.lower) == one)
        };
        let (before, _) = own.around(&moment.range);
        let lengths = lengths::read(own, self.said[at].tongue);
        lengths.iter().any(|length| {
            let (head, after) = own.around(&length.range);
            let is_led = after.first().is_some_and(|word| {
                is_in(AFTER, word) || is_in(BEFORE, word) || guards::has_event(own, after)
            });
            is_led
                && leads(own, moment, length)
                && after.iter().skip(1).take(5).any(is_event)
                && !head.iter().chain(before).any(is_event)
        })
    }

    /// Whether a day without a year may be of the year of another, or of the next to it: where a sentence or the one before
    /// it tells a year, it is of that.
    fn may_share_year(&self, at: usize, first: &Moment, second: &Moment) -> bool {
        let Some(year) = first.year().filter(|_| second.year().is_none()) else {
            return true;
        };
        let begins = at.saturating_sub(1).max(self.said[at].first);
        let mut years = (begins..=at)
            .flat_map(|at| self.moments(at).all.iter().filter_map(Moment::year))
            .peekable();
        years.peek().is_none() || years.any(|told| told.abs_diff(year) <= 1)
    }

    /// The sentences, of some, that name an event by a word, in order.
    fn naming(&self, word: &str, around: &Range<usize>) -> Vec<usize> {
        let stems = self.stems.get_or_init(|| {
            let mut stems: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
            for (at, line) in self.said.iter().enumerate() {
                for word in &line.own.words {
                    let known = stems.entry(stem(&word.lower)).or_default();
                    if known.last() != Some(&at) {
                        known.push(at);
                    }
                }
            }
            stems
        });
        let mut found: Vec<usize> = of_one_event(word)
            .filter_map(|stem| stems.get(stem))
            .flat_map(|known| {
                let begins = known.partition_point(|at| *at < around.start);
                let ends = known.partition_point(|at| *at < around.end);
                known.get(begins..ends).unwrap_or_default()
            })
            .copied()
            .collect();
        found.sort_unstable();
        found.dedup();
        found
    }

    /// All moments of the sentences around one.
    fn near(&self, at: usize) -> impl Iterator<Item = Known<'_>> {
        let last = self.read.len().min(at + NEAR);
        (at.saturating_sub(NEAR)..last)
            .flat_map(|at| self.moments(at).all.iter().map(move |moment| (at, moment)))
    }

    /// The year that a day without one has: that of the last date before it.
    fn year(&self, at: usize) -> Option<i32> {
        (at.saturating_sub(NEAR)..=at)
            .rev()
            .find_map(|at| self.moments(at).all.iter().find_map(Moment::year))
    }

    /// "for six years, since 2016" and "in 2021, three years ago".
    fn since(&self, at: usize, own: &Own, length: &Length) -> Option<Result<(), Fault>> {
        let today = Moment::of_date(self.today?, 0..0);
        let here = self.moments(at);
        let (_, after) = own.around(&length.range);
        let is_ago = after.first().is_some_and(|word| word.lower == "ago");
        let first = here.all.iter().find(|moment| {
            if is_ago {
                return leads(own, moment, length);
            }
            let Some(gap) = own.text.get(length.range.end..moment.range.start) else {
                return false;
            };
            let Some(since) = gap.trim_start().strip_prefix(',') else {
                return false;
            };
            SINCE.contains(&since.trim().to_lowercase().as_str())
        })?;
        if !first.is_comparable(length) || first.year().is_none() {
            return None;
        }
        let fits = length.fits(first, &today, None)
            || !is_ago && guards::is_broken(own) && !length.exceeds(first, &today, None)
            || !is_ago
                && self.near(at).any(|(_, last)| {
                    last.is_comparable(length)
                        && last.year().is_some()
                        && length.fits(first, last, None)
                });
        Some(match fits {
            true => Ok(()),
            false => Err(Fault {
                what: "the date beside it",
                label: format!(
                    "from then to the date of the report it is {}",
                    length.between(first, &today, None)
                ),
                other: None,
            }),
        })
    }
}

fn is_in(list: &[&str], word: &Word) -> bool {
    list.contains(&word.lower.as_str())
}

/// The stems of the words that name the same event as a word.
fn of_one_event(word: &str) -> impl Iterator<Item = &str> {
    let same = SAME.iter().flat_map(move |(first, second)| {
        let (first, second) = (stem(first), stem(second));
        let other = |one: &'static str, two: &'static str| (stem(word) == one).then_some(two);
        [other(first, second), other(second, first)]
    });
    std::iter::once(stem(word)).chain(same.flatten())
}

/// The letters by which two forms of a word are known: "failure" and "failed".
fn stem(word: &str) -> &str {
    word.char_indices()
        .nth(4)
        .map_or(word, |(at, _)| &word[..at])
}

#[cfg(test)]
mod tests;
