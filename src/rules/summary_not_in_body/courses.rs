//! What a summary says of how something changed, beside the numbers between which the body says that it did: "more than
//! doubled", "fell", where the body has it from 120 to 180.

use std::collections::BTreeSet;
use std::ops::Range;

use super::stems;
use crate::diagnostic::Finding;
use crate::model::Role;
use crate::rules::assigned::{self, Key};
use crate::rules::prose::{self, Own};
use crate::rules::quantities::{self, Quantity, Sort};
use crate::rules::tongues::Tongue;
use crate::rules::{Context, figure_conflict, numbers};

/// Words for how many times as much something became, by their beginnings: English, German, French, Spanish and
/// Portuguese, Italian, Dutch.
const TIMES: &[(&str, f64)] = &[
    ("doubled", 2.0),
    ("doubling", 2.0),
    ("trebled", 3.0),
    ("trebling", 3.0),
    ("tripled", 3.0),
    ("tripling", 3.0),
    ("quadrupled", 4.0),
    ("halved", 0.5),
    ("verdoppelt", 2.0),
    ("verdreifacht", 3.0),
    ("vervierfacht", 4.0),
    ("halbiert", 0.5),
    ("doublé", 2.0),
    ("triplé", 3.0),
    ("quadruplé", 4.0),
    ("duplicó", 2.0),
    ("duplicaron", 2.0),
    ("duplicado", 2.0),
    ("duplicou", 2.0),
    ("dobrou", 2.0),
    ("dobraram", 2.0),
    ("triplicó", 3.0),
    ("triplicaron", 3.0),
    ("triplicado", 3.0),
    ("triplicou", 3.0),
    ("raddoppiat", 2.0),
    ("triplicat", 3.0),
    ("dimezzat", 0.5),
    ("verdubbeld", 2.0),
    ("verdrievoudigd", 3.0),
    ("gehalveerd", 0.5),
    ("halveerde", 0.5),
];

/// Words before them by which it is more, and by which it is not quite as much.
const MORE: &[&str] = &[
    "more",
    "least",
    "mehr",
    "mindestens",
    "plus",
    "más",
    "più",
    "mais",
    "meer",
];
const LESS: &[&str] = &[
    "nearly", "almost", "fast", "beinahe", "knapp", "presque", "casi", "quasi", "quase", "bijna",
];

/// Words by which a sentence says that something did not change, or changed otherwise elsewhere.
const TURNING: &[&str] = &[
    "not", "never", "neither", "no", "but", "although", "though", "while", "whereas", "then",
    "again", "except", "nicht", "kein", "keine", "aber", "während", "dann", "wieder", "obwohl",
    "ne", "pas", "mais", "alors", "puis", "tandis", "no", "pero", "mientras", "luego", "aunque",
    "non", "ma", "mentre", "poi", "não", "mas", "enquanto", "niet", "geen", "maar", "terwijl",
];

/// How many longer words two sentences share that tell of one thing, and which part of those of the summary.
const SHARED: usize = 2;

/// What a sentence says of a change.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Course {
    Up,
    Down,
    /// So many times as much, at least and at most.
    Times(f64, f64),
}

/// Two numbers between which something changed.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Change {
    first: f64,
    second: f64,
}

impl Course {
    fn fits(self, change: Change) -> bool {
        match self {
            Self::Up => change.second > change.first,
            Self::Down => change.second < change.first,
            Self::Times(least, most) => {
                change.first > 0.0 && (least..=most).contains(&(change.second / change.first))
            }
        }
    }
}

/// A sentence as what it tells.
struct Line {
    /// Its place in the report.
    at: usize,
    stems: BTreeSet<String>,
    words: BTreeSet<String>,
    names: BTreeSet<String>,
    years: BTreeSet<String>,
    changes: Vec<Change>,
    course: Option<Course>,
}

/// The sentences of the body that tell of changes.
pub(super) struct Body(Vec<Line>);

/// The most sentences of a body that are compared.
const MOST: usize = 2_000;

impl Body {
    pub(super) fn of(context: &Context<'_>) -> Self {
        let report = context.report;
        let units = report
            .units
            .iter()
            .filter(|unit| unit.role != Role::Summary);
        let lines = units
            .flat_map(|unit| unit.sentences.clone())
            .filter_map(|at| {
                let said = context.said(at);
                line(at, said.own, context.tongue(said.sentence))
            });
        Self(lines.take(MOST).collect())
    }

    /// A change that a sentence of the summary tells otherwise than the body.
    pub(super) fn other(&self, context: &Context<'_>, at: usize) -> Option<Finding> {
        let said = context.said(at);
        let tongue = context.tongue(said.sentence);
        let ours = line(at, said.own, tongue)?;
        if !ours.changes.is_empty() || said.own.has(TURNING) {
            return None;
        }
        let (range, course) = course(said.own, tongue)?;
        let claims = figure_conflict::claims_of(context, said.sentence);
        let is_named = |line: &Line| claims.iter().any(|claim| claim.sentence.0 == line.at);
        let near = self
            .0
            .iter()
            .filter(|line| is_named(line) || ours.tells_of(line));
        let (change, line) = contradiction(course, near)?;
        let finding = prose::finding(
            context,
            (super::NAME, context.graded()),
            said.sentence,
            range,
            "is not what the body tells",
        );
        Some(
            finding
                .label(format!(
                    "there it goes from {} to {}",
                    shown(change.first),
                    shown(change.second)
                ))
                .related(context.report.sentences[line.at].span, "told here")
                .help("compare the two; where the summary tells of something else, say of what"),
        )
    }
}

fn shown(value: f64) -> String {
    numbers::plain((value * 1000.0).round() as i64)
}

/// The first change that does not fit a course, where none fits, and no sentence tells the same course without numbers.
fn contradiction<'l>(
    course: Course,
    near: impl Iterator<Item = &'l Line>,
) -> Option<(Change, &'l Line)> {
    let mut found = None;
    for line in near {
        let is_told = line.changes.is_empty() && line.course == Some(course);
        if is_told || line.changes.iter().any(|change| course.fits(*change)) {
            return None;
        }
        found = found.or(line.changes.first().map(|change| (*change, line)));
    }
    found
}

impl Line {
    /// Whether a sentence of the body tells of the same: it shares most of the words, and tells of no other place, year
    /// or group.
    fn tells_of(&self, other: &Self) -> bool {
        let shared = self.stems.intersection(&other.stems).count();
        let is_year_of_one = self.years.is_empty()
            || other.years.is_empty()
            || !self.years.is_disjoint(&other.years);
        shared >= SHARED
            && shared * 2 >= self.stems.len()
            && other.names.is_subset(&self.names)
            && is_year_of_one
            && figure_conflict::may_be_one(&self.words, &other.words)
    }
}

/// A sentence, if it tells of a change.
fn line(at: usize, own: &Own, tongue: &Tongue) -> Option<Line> {
    let (course, changes) = (course(own, tongue), changes(own, tongue));
    if course.is_none() && changes.is_empty() {
        return None;
    }
    let told = course
        .as_ref()
        .map(|(range, _)| own.lower[range.clone()].to_owned());
    let mut known = stems(&own.text);
    // The verb, and what says how much, tell not of what.
    for word in told.iter().flat_map(|told| prose::words(told)) {
        known.remove(&word.lower.chars().take(5).collect::<String>());
    }
    let is_name = |at: usize| {
        let word = &own.words[at];
        at > 0
            && tongue.language != "de"
            && own.text[word.range.clone()].starts_with(char::is_uppercase)
            && tongue.month(&word.lower).is_none()
    };
    let is_year =
        |lower: &&str| lower.len() == 4 && lower.bytes().all(|byte| byte.is_ascii_digit());
    let lower = || own.words.iter().map(|word| word.lower.as_str());
    Some(Line {
        at,
        stems: known,
        words: lower().map(str::to_owned).collect(),
        names: (0..own.words.len())
            .filter(|at| is_name(*at))
            .map(|at| own.word(at).to_owned())
            .collect(),
        years: lower().filter(is_year).map(str::to_owned).collect(),
        changes,
        course: course.map(|(_, course)| course),
    })
}

/// What a sentence says of a change, where it says one thing only.
fn course(own: &Own, tongue: &Tongue) -> Option<(Range<usize>, Course)> {
    let mut found = None;
    for at in 0..own.words.len() {
        let Some(one) = course_at(own, tongue, at) else {
            continue;
        };
        if found.is_some() {
            return None;
        }
        found = Some(one);
    }
    found
}

fn course_at(own: &Own, tongue: &Tongue, at: usize) -> Option<(Range<usize>, Course)> {
    /// How many words before such a word say how it is meant.
    const BEFORE: usize = 3;
    let (word, range) = (own.word(at), own.words[at].range.clone());
    let sums = tongue.sums;
    if sums.rising.contains(&word) {
        return Some((range, Course::Up));
    }
    if sums.falling.contains(&word) {
        return Some((range, Course::Down));
    }
    let (_, factor) = TIMES.iter().find(|(start, _)| word.starts_with(start))?;
    let near = at.saturating_sub(BEFORE)..at;
    let of = |list: &[&str]| near.clone().find(|at| list.contains(&own.word(*at)));
    let (more, less) = (of(MORE), of(LESS));
    let (least, most) = match (more.is_some(), less.is_some(), *factor > 1.0) {
        (true, _, true) => (factor * 0.995, f64::INFINITY),
        (true, _, false) => (0.0, factor * 1.01),
        (_, true, true) => (factor * 0.8, factor * 1.005),
        (_, true, false) => (factor * 0.99, factor * 1.25),
        (_, _, true) => (factor * 0.88, factor * 1.17),
        (_, _, false) => (factor * 0.84, factor * 1.16),
    };
    let begins = more
        .or(less)
        .map_or(range.start, |at| own.words[at].range.start);
    Some((begins..range.end, Course::Times(least, most)))
}

/// The changes that a sentence tells with both numbers.
fn changes(own: &Own, tongue: &Tongue) -> Vec<Change> {
    let all: Vec<Quantity> = quantities::read(own, tongue)
        .into_iter()
        .filter(|one| one.sort != Sort::Year && !one.is_relative)
        .collect();
    let (from, to) = tongue.sums.from_to;
    let before = |one: &Quantity| one.first.checked_sub(1).map_or("", |at| own.word(at));
    let mut found: Vec<Change> = all
        .windows(2)
        .filter_map(|two| {
            /// How many words lie between the two at most.
            const BETWEEN: usize = 8;
            let [one, two] = two else { return None };
            let (first, second) = match (before(one), before(two)) {
                (a, b) if a == from && b == to => (one.value, two.value),
                (a, b) if a == to && b == from => (two.value, one.value),
                _ => return None,
            };
            let is_near = two.first - one.last <= BETWEEN && one.is_like(two);
            is_near.then_some(Change { first, second })
        })
        .collect();
    // "120 in 2019 and 180 in 2021"
    for given in assigned::all(own, tongue) {
        let [one, two] = &given.pairs[..] else {
            continue;
        };
        let year = |key: &Key| key.word().parse::<i32>().ok().filter(|year| *year > 1500);
        if let (Some(then), Some(now)) = (year(&one.key), year(&two.key)) {
            let (one, two) = (one.value as f64 / 1000.0, two.value as f64 / 1000.0);
            let (first, second) = if then < now { (one, two) } else { (two, one) };
            found.push(Change { first, second });
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::tongues;

    /// What a summary says otherwise than a body.
    fn found(language: &str, summary: &str, body: &[&str]) -> Option<String> {
        let tongue = tongues::of(language);
        let lines: Vec<Line> = body
            .iter()
            .filter_map(|text| line(0, &Own::of(text), tongue))
            .collect();
        let own = Own::of(summary);
        let ours = line(0, &own, tongue)?;
        if own.has(TURNING) || !ours.changes.is_empty() {
            return None;
        }
        let (range, course) = course(&own, tongue)?;
        contradiction(course, lines.iter().filter(|line| ours.tells_of(line)))?;
        Some(summary[range].to_owned())
    }

    #[test]
    fn courses_of_a_summary_are_those_of_the_body() {
        for (language, summary, body) in [
            (
                "en",
                "Deaths in the camps more than doubled.",
                "Deaths in the camps rose from 120 to 260.",
            ),
            (
                "en",
                "Deaths in the camps doubled.",
                "Deaths in the camps rose from 120 in 2019 to 245 in 2021.",
            ),
            (
                "en",
                "Deaths in the camps nearly doubled.",
                "Deaths in the camps were 120 in 2019 and 225 in 2021.",
            ),
            (
                "en",
                "Deaths in the camps trebled.",
                "Deaths in the camps rose to 360 from 120.",
            ),
            (
                "en",
                "Deaths in the camps halved.",
                "Deaths in the camps fell from 120 to 61.",
            ),
            (
                "en",
                "Deaths in the camps rose.",
                "Deaths in the camps rose from 120 to 180.",
            ),
            (
                "en",
                "Deaths in the camps fell.",
                "Deaths in the camps of Arn rose from 120 to 180.",
            ),
            (
                "en",
                "Deaths in the camps fell.",
                "Deaths of women in the camps rose from 120 to 180, those of men fell from 300 to 100.",
            ),
            (
                "en",
                "Deaths in the camps fell in 2020.",
                "Deaths in the camps rose from 120 in 2018 to 180 in 2019.",
            ),
            (
                "en",
                "Deaths in the camps did not fall.",
                "Deaths in the camps rose from 120 to 180.",
            ),
            (
                "en",
                "Deaths in the camps fell, but births rose.",
                "Deaths in the camps rose from 120 to 180.",
            ),
            (
                "en",
                "The price of salt fell.",
                "Deaths in the camps rose from 120 to 180.",
            ),
            (
                "de",
                "Die Zahl der Toten in den Lagern hat sich mehr als verdoppelt.",
                "Die Zahl der Toten in den Lagern stieg von 120 auf 260.",
            ),
            (
                "de",
                "Die Zahl der Toten in den Lagern stieg.",
                "Die Zahl der Toten in den Lagern stieg von 120 auf 180.",
            ),
            (
                "fr",
                "Les décès dans les camps ont plus que doublé.",
                "Les décès dans les camps ont augmenté de 120 à 260.",
            ),
            (
                "es",
                "Las muertes en los campos se duplicaron.",
                "Las muertes en los campos aumentaron de 120 a 240.",
            ),
        ] {
            assert_eq!(
                found(language, summary, &[body]),
                None,
                "{summary} / {body}"
            );
        }
        let two = [
            "Deaths in the camps rose from 120 to 180.",
            "Deaths in the camps fell from 180 to 90.",
        ];
        assert_eq!(found("en", "Deaths in the camps fell.", &two), None);
        for (language, summary, body, expected) in [
            (
                "en",
                "Deaths in the camps more than doubled.",
                "Deaths in the camps rose from 120 to 180.",
                "more than doubled",
            ),
            (
                "en",
                "Deaths in the camps doubled.",
                "Deaths in the camps rose from 120 in 2019 to 180 in 2021.",
                "doubled",
            ),
            (
                "en",
                "Deaths in the camps nearly doubled.",
                "Deaths in the camps were 120 in 2019 and 150 in 2021.",
                "nearly doubled",
            ),
            (
                "en",
                "Deaths in the camps trebled.",
                "Deaths in the camps rose to 240 from 120.",
                "trebled",
            ),
            (
                "en",
                "Deaths in the camps halved.",
                "Deaths in the camps fell from 120 to 90.",
                "halved",
            ),
            (
                "en",
                "Deaths in the camps fell.",
                "Deaths in the camps rose from 120 to 180.",
                "fell",
            ),
            (
                "en",
                "Deaths in the camps of Arn rose.",
                "Deaths in the camps of Arn fell from 180 to 120.",
                "rose",
            ),
            (
                "de",
                "Die Zahl der Toten in den Lagern hat sich mehr als verdoppelt.",
                "Die Zahl der Toten in den Lagern stieg von 120 auf 180.",
                "mehr als verdoppelt",
            ),
            (
                "de",
                "Die Zahl der Toten in den Lagern sank.",
                "Die Zahl der Toten in den Lagern stieg von 120 auf 180.",
                "sank",
            ),
            (
                "fr",
                "Les décès dans les camps ont plus que doublé.",
                "Les décès dans les camps ont augmenté de 120 à 180.",
                "plus que doublé",
            ),
            (
                "es",
                "Las muertes en los campos se triplicaron.",
                "Las muertes en los campos aumentaron de 120 a 240.",
                "triplicaron",
            ),
            (
                "es",
                "Las muertes en los campos disminuyeron.",
                "Las muertes en los campos aumentaron de 120 a 240.",
                "disminuyeron",
            ),
            (
                "nl",
                "De sterfte onder kinderen daalde.",
                "De sterfte onder kinderen steeg van 120 naar 180.",
                "daalde",
            ),
        ] {
            let found = found(language, summary, &[body]);
            assert_eq!(found.as_deref(), Some(expected), "{summary} / {body}");
        }
    }
}
