//! Numbers that a sentence gives to its names, and that an earlier sentence of the report gives the other way round.

use std::cell::OnceCell;
use std::collections::{BTreeMap, BTreeSet};

use super::{NAME, may_be_one};
use crate::diagnostic::{Finding, Level};
use crate::model::{Kind, UnitPlace};
use crate::rules::assigned::{self, Assigned, Given, Spoken};
use crate::rules::prose::{self, Own, Said};
use crate::rules::tongues::Tongue;
use crate::rules::{Context, numbers, opposite_in_source};

/// How many longer words two sentences share that tell of one thing.
const SHARED: usize = 3;

/// The most sentences that one is laid beside.
const MOST: usize = 100;

/// A sentence of several numbers.
struct Line<'c> {
    said: Said<'c>,
    /// The numbers that it gives to names.
    assigned: Vec<Assigned>,
    /// Its words and numbers, once it is laid beside another.
    spoken: OnceCell<Spoken>,
    words: BTreeSet<String>,
    tongue: &'static Tongue,
}

impl<'c> Line<'c> {
    fn of(context: &Context<'_>, said: Said<'c>) -> Self {
        let tongue = context.tongue(said.sentence);
        Self {
            said,
            assigned: assigned::all(said.own, tongue),
            spoken: OnceCell::new(),
            words: words(said.own),
            tongue,
        }
    }

    fn given(&self, assigned: &Assigned) -> Given {
        let read = || Spoken::of(&self.said.own.text, self.tongue);
        self.spoken.get_or_init(read).given(assigned)
    }

    /// Whether two sentences tell of one thing.
    fn is_of_one(&self, other: &Self) -> bool {
        let long = |word: &&String| {
            word.chars().count() > 3 && !word.starts_with(|c: char| c.is_ascii_digit())
        };
        let shared = self.words.intersection(&other.words).filter(long).count();
        shared >= SHARED && may_be_one(&self.words, &other.words)
    }
}

fn words(own: &Own) -> BTreeSet<String> {
    own.words.iter().map(|word| word.lower.clone()).collect()
}

/// Whether a sentence tells facts in prose.
fn is_told(context: &Context<'_>, said: Said<'_>) -> bool {
    let is_prose = matches!(said.unit.place, UnitPlace::Paragraph | UnitPlace::ListItem);
    let is_fact = matches!(said.sentence.kind, Kind::Fact | Kind::Own | Kind::Summary);
    is_prose && is_fact && context.exhibit_around(said.sentence.unit).is_none()
}

pub(super) fn check(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let mut lines: Vec<Line<'_>> = Vec::new();
    let mut by_value: BTreeMap<i64, Vec<usize>> = BTreeMap::new();
    for at in 0..context.report.sentences.len() {
        let values: BTreeSet<i64> = context.numbers(at).iter().map(|one| one.value).collect();
        let said = context.said(at);
        if values.len() < 2 || !is_told(context, said) {
            continue;
        }
        for value in values {
            by_value.entry(value).or_default().push(lines.len());
        }
        lines.push(Line::of(context, said));
    }
    let mut found = Vec::new();
    for (at, line) in lines.iter().enumerate() {
        let mut assigned = line.assigned.iter();
        let turned = assigned.find_map(|assigned| {
            let (two, other) = other(&lines, &by_value, at, assigned)?;
            Some(finding(context, line, assigned, two, other))
        });
        found.extend(turned);
    }
    if found.is_empty() {
        return;
    }
    // Where the source says so too, that is what is told.
    let mut of_sources = Vec::new();
    opposite_in_source::check(context, &mut of_sources);
    let is_told = |finding: &Finding| of_sources.iter().any(|known| known.span == finding.span);
    findings.extend(found.into_iter().filter(|finding| !is_told(finding)));
}

/// The earlier sentence that gives two numbers the other way round, where no sentence gives them as this one does.
fn other<'l, 'c>(
    lines: &'l [Line<'c>],
    by_value: &BTreeMap<i64, Vec<usize>>,
    at: usize,
    assigned: &Assigned,
) -> Option<((usize, usize), &'l Line<'c>)> {
    let first = assigned.pairs.first()?;
    let mut found = None;
    let others = by_value
        .get(&first.value)?
        .iter()
        .filter(|other| **other != at);
    for other in others.take(MOST) {
        let line = &lines[*other];
        match line.given(assigned) {
            Given::Same => return None,
            Given::Exchanged(one, two, _) if *other < at && lines[at].is_of_one(line) => {
                found = found.or(Some(((one, two), line)));
            }
            Given::Exchanged(..) | Given::Unknown => {}
        }
    }
    found
}

fn finding(
    context: &Context<'_>,
    line: &Line<'_>,
    assigned: &Assigned,
    (one, two): (usize, usize),
    other: &Line<'_>,
) -> Finding {
    let shown = |at: usize| {
        let pair = &assigned.pairs[at];
        format!("`{}` to `{}`", numbers::plain(pair.value), pair.key.word())
    };
    let message = format!(
        "the sentence gives {} and {}, and an earlier one the other way round",
        shown(one),
        shown(two)
    );
    let place = prose::place(context, line.said.sentence, assigned.range.clone());
    Finding::new(NAME, Level::Warning, message, place)
        .label("the other way round before")
        .related(other.said.sentence.span, "told here")
        .help("look in the source which is right; where both are, say in which way they differ")
}
