//! What numbers come to that are of one thing, and of two things that a sentence names: what fell by 43 per cent "at the
//! outfall", how many complaints there were "for each member of staff".

use std::collections::BTreeSet;

use super::beside::{self, Named};
use super::derived;
use super::hand::{CHANCE, Figure, Operand, Way, counts};
use crate::rules::{Context, numbers, prose, table_total};

/// The most numbers of one thing: of what more are told, the word is not what tells one from another.
const MOST: usize = 24;

/// How many ways there are to reckon with two numbers of one thing.
const WAYS: f64 = 3.0;

/// What the words of a sentence say that it reckons.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Said {
    /// Of what lies between two numbers.
    pub changes: bool,
    /// Of what several come to.
    pub together: bool,
    /// Of one for each of another.
    pub each: bool,
    /// The figure itself is what something changed by.
    pub by: bool,
    /// Which way something changed by it.
    pub way: Way,
}

/// The numbers at hand of each thing that a sentence names.
#[derive(Debug, Default)]
pub(super) struct Groups(Vec<Vec<Operand>>);

impl Groups {
    pub fn of(told: &BTreeSet<String>, all: &[Named]) -> Self {
        let groups = told.iter().map(|word| {
            let asked: BTreeSet<String> = [word.clone()].into();
            let mut group: Vec<Operand> = Vec::new();
            for named in all.iter().filter(|named| named.is_of(&asked)) {
                if !group.contains(&named.operand) {
                    group.push(named.operand);
                }
            }
            group
        });
        Self(
            groups
                .filter(|group| !group.is_empty() && group.len() <= MOST)
                .collect(),
        )
    }

    /// All of them.
    pub fn all(&self) -> Vec<f64> {
        let all: Vec<Operand> = self.0.iter().flatten().copied().collect();
        let mut found: Vec<f64> = counts(&all).collect();
        found.sort_by(f64::total_cmp);
        found.dedup();
        found
    }

    /// Whether a figure is what two numbers of one thing come to, or one of each of two things.
    pub fn come_to(&self, figure: &Figure, said: Said) -> bool {
        let of_one = self.0.iter().any(|group| {
            let all: Vec<f64> = distinct(group);
            let pairs = (all.len() * all.len().saturating_sub(1) / 2) as f64;
            let points = points(group);
            pairs * WAYS * figure.width() < 2.0 * CHANCE
                && any_two(&all, |less, more| fits(figure, less, more, said))
                || said.changes && of_shares(figure, &points)
        });
        of_one || self.come_to_of_two(figure, said)
    }

    fn come_to_of_two(&self, figure: &Figure, said: Said) -> bool {
        let share = figure.of_share();
        self.0.iter().enumerate().any(|(at, one)| {
            self.0[at + 1..].iter().any(|two| {
                let (one, two) = (distinct(one), distinct(two));
                let is_rare = (one.len() * two.len()) as f64 * figure.width() < 2.0 * CHANCE;
                is_rare
                    && one.iter().any(|one| {
                        two.iter().any(|two| {
                            let (less, more) = (one.min(*two), one.max(*two));
                            less > 0.0
                                && less < more
                                && (figure.is_percent
                                    && !said.by
                                    && figure.is_near(less / more * 100.0)
                                    || !figure.is_percent
                                        && said.together
                                        && figure.is_near(more + less)
                                    || !figure.is_percent
                                        && said.changes
                                        && figure.is_near(more - less)
                                    || said.each
                                        && !figure.is_percent
                                        && share.is_near(more / less))
                        })
                    })
            })
        })
    }

    /// Whether a figure is a rate of one of them for so many of another number.
    pub fn are_rate(&self, figure: &Figure, base: f64, others: &[f64]) -> bool {
        let figure = figure.of_share();
        self.0.iter().any(|group| {
            let group = distinct(group);
            let is_rare = (group.len() * others.len()) as f64 * figure.width() < 6.0 * CHANCE;
            is_rare
                && group.iter().any(|part| {
                    let mut wholes = others.iter().filter(|whole| *whole > part);
                    wholes.any(|whole| figure.is_near(part / whole * base))
                })
        })
    }
}

/// The cells of a row that are of what a sentence tells, or totals, each with the words of its row and column.
pub(super) fn cells(context: &Context<'_>, row: usize, told: &BTreeSet<String>) -> Vec<Named> {
    let report = &context.report;
    let sentence = &report.sentences[row];
    let exhibit = context.exhibit_around(sentence.unit);
    let columns = exhibit.map_or(&[][..], |at| &report.exhibits[at].columns);
    let tongue = context.tongue(sentence);
    let cells: Vec<&str> = sentence.text.split(" | ").collect();
    let head = cells.first().copied().unwrap_or_default();
    let words = |text: &str| beside::told(&prose::words(&text.to_lowercase()), tongue);
    let of_row = words(head);
    let mut found = Vec::new();
    for (column, cell) in cells.iter().enumerate().skip(1) {
        let mut names = of_row.clone();
        names.extend(
            columns
                .get(column)
                .map(|name| words(name))
                .unwrap_or_default(),
        );
        let read = numbers::read(cell, tongue);
        let operands = read
            .iter()
            .filter_map(|number| derived::operand(number, cell));
        for operand in operands {
            let cell = Named::new(operand, names.clone());
            if table_total::is_total(head) || cell.is_of(told) {
                found.push(cell);
            }
        }
    }
    found
}

/// The counts of a thing, each once.
fn distinct(group: &[Operand]) -> Vec<f64> {
    let mut all: Vec<f64> = counts(group).collect();
    all.sort_by(f64::total_cmp);
    all.dedup();
    all
}

/// Whether a change comes of two shares: as points, or as per cent of one of them.
pub(super) fn of_shares(figure: &Figure, shares: &[f64]) -> bool {
    let width = figure.width();
    (shares.len() * shares.len()) as f64 * width < 2.0 * CHANCE
        && any_two(shares, |less, more| {
            less > 0.0
                && less < more
                && (figure.is_near(more - less)
                    || figure.is_near((more - less) / more * 100.0)
                    || figure.is_near((more - less) / less * 100.0))
        })
}

fn points(group: &[Operand]) -> Vec<f64> {
    let shares = group.iter().filter(|one| one.is_percent);
    shares.map(|one| one.value).collect()
}

fn any_two(all: &[f64], holds: impl Fn(f64, f64) -> bool) -> bool {
    all.iter().enumerate().any(|(at, one)| {
        all[at + 1..]
            .iter()
            .any(|two| holds(one.min(*two), one.max(*two)))
    })
}

fn fits(figure: &Figure, less: f64, more: f64, said: Said) -> bool {
    if less <= 0.0 || less >= more {
        return false;
    }
    if figure.is_percent {
        return !said.by && figure.is_near(less / more * 100.0)
            || said.changes && said.way.fits(figure, less, more);
    }
    said.changes && figure.is_near(more - less)
        || said.together && figure.is_near(more + less)
        || said.each && figure.of_share().is_near(more / less)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::prose::Own;
    use crate::rules::tongues;

    #[test]
    fn numbers_of_one_thing_are_reckoned_with() {
        const CLINICS: &str = "The clinic at Ashby saw 6,300 patients in 2022 and 5,040 in 2023; the clinic at Thorne saw 2,210 in \
             2022 and 2,640 in 2023. Staff: 120 at Ashby and 118 at Thorne. Complaints: 340 at Ashby and 410 at Thorne.";
        let tongue = tongues::of("en");
        let all = beside::numbers_of(CLINICS, tongue);
        for (sentence, figure, expected) in [
            ("At Ashby the number fell by 20 per cent.", "20", true),
            ("At Ashby the number fell by 30 per cent.", "30", false),
            ("At Thorne it rose by 19 per cent.", "19", true),
            ("At Thorne it rose by 430.", "430", true),
            ("At Thorne it rose by 340.", "340", false),
            (
                "There were 2.8 complaints for each member of staff.",
                "2.8",
                true,
            ),
            (
                "There were 4.6 complaints for each member of staff.",
                "4.6",
                false,
            ),
        ] {
            let own = Own::of(sentence);
            let at = sentence.find(figure).unwrap();
            let figure = Figure::of(&own, tongue, &(at..at + figure.len())).unwrap();
            let told = beside::told(&prose::words(&sentence.to_lowercase()), tongue);
            let groups = Groups::of(&told, &all);
            let said = Said {
                changes: own.has(&["fell", "rose"]),
                together: false,
                each: own.has(&["each"]),
                by: own.has(&["by"]),
                way: Way::Either,
            };
            assert_eq!(
                groups.come_to(&figure, said),
                expected,
                "{sentence} {groups:?}"
            );
        }
    }
}
