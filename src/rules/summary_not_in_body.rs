//! A sentence of the summary that the report does not bear out.

mod courses;
mod moments;
mod reckoned;
mod scaled;

use std::cell::OnceCell;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use self::moments::{Moments, dates_of};
use super::fractions::fraction;
use super::prose::Said;
use super::tongues;
use super::{
    Context, claim_without_support, figure_conflict, measures, numbers, prose, quantities,
    quote_uncited, recommendation_without_finding, shares, words,
};
use crate::diagnostic::Finding;
use crate::model::{Kind, Role, Sentence, State, Unit};
use crate::source::Span;

pub(super) const NAME: &str = "summary-not-in-body";

/// How much of the sentence its finding quotes, in characters.
const SHOWN: usize = 60;

pub(super) fn check(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let report = context.report;
    let in_summary = |unit: &&Unit| unit.role == Role::Summary;
    let mut marked = None;
    for unit in report.units.iter().filter(in_summary) {
        for sentence in &report.sentences[unit.sentences.clone()] {
            if speaks_for(context, unit, sentence) && !counts_recommendations(context, sentence) {
                let marked = marked.get_or_insert_with(|| Marked::of(context));
                findings.push(unsupported(context, sentence, marked));
            }
        }
    }
    // A report that is all summary has no body to be compared with.
    let summaries = report.units.iter().filter(in_summary).count();
    if summaries == 0 || summaries == report.units.len() {
        return;
    }
    let told = Told::of_body(context);
    let exhibits = reckoned::Exhibits::of(context, tongues::of(context.report_language()));
    let mut moments = Moments::of_body(context);
    for (year, month) in &exhibits.months {
        moments.add((Some(*year), *month, None));
    }
    let date = report.manifest.date.as_ref();
    let mut comparison = Comparison {
        context,
        told: &told,
        body: Body::of(&told),
        exhibits,
        moments,
        year: date.map(|date| i64::from(date.year)),
        looks: LOOKS,
        told_twice: OnceCell::new(),
        findings,
    };
    let courses = courses::Body::of(context);
    for unit in report.units.iter().filter(in_summary) {
        for at in unit.sentences.clone() {
            let sentence = &report.sentences[at];
            let is_supported = matches!(sentence.state, State::Derived | State::Covered);
            if is_supported && is_checked(sentence) {
                comparison.sentence(at);
                comparison.findings.extend(courses.other(context, at));
            }
        }
    }
}

/// The numbers of a summary beside those of the body.
struct Comparison<'a, 'f> {
    context: &'a Context<'a>,
    told: &'a [Told<'a>],
    body: Body<'a>,
    exhibits: reckoned::Exhibits,
    moments: Moments,
    /// That of the report.
    year: Option<i64>,
    /// How many sentences may still be looked through for what a number comes of.
    looks: usize,
    /// Where another rule says that the summary and the body tell two numbers of one thing, once it was asked.
    told_twice: OnceCell<Vec<Span>>,
    findings: &'f mut Vec<Finding>,
}

impl Comparison<'_, '_> {
    /// Compares a sentence of the summary with the body.
    fn sentence(&mut self, at: usize) {
        let context = self.context;
        let Said { sentence, own, .. } = context.said(at);
        let tongue = context.tongue(sentence);
        let content = stems(&sentence.text);
        let numbers = context.numbers(at);
        let unknown = self.moments.unknown(&sentence.text, own, tongue);
        let unknown_moments = unknown.iter().cloned();
        let unknown_moments = unknown_moments.map(|range| new_figure(context, sentence, range));
        self.findings.extend(unknown_moments);
        let shares = shares::of(&sentence.text, numbers, tongue);
        for share in &shares {
            if !self.tells_share(share, numbers, &content) {
                let range = share.range.clone();
                self.findings.push(new_figure(context, sentence, range));
            }
        }
        let named: Vec<Range<usize>> = dates_of(own, tongue)
            .into_iter()
            .map(|(range, _)| range)
            .collect();
        let claims = Claims::of(context, sentence);
        let spoken_for = figure_conflict::speaks_for(context, sentence);
        let meant = scaled::of(&sentence.text, numbers, tongue);
        for number in numbers {
            let overlaps = |range: &Range<usize>| {
                range.start < number.range.end && number.range.start < range.end
            };
            // The day of a date that the body does not name has had its finding.
            if unknown.iter().any(overlaps) || shares.iter().any(|share| share.holds(number)) {
                continue;
            }
            let mut as_meant = meant.iter().filter(|one| one.range == number.range);
            let number = match self.body.has(number) {
                true => number,
                false => as_meant.next().unwrap_or(number),
            };
            let is_elsewhere = self.body.has(number) || named.iter().any(overlaps);
            let is_known = match claims.are_exact(sentence, number) {
                true => self.body.tells(number, &content),
                false => is_elsewhere,
            };
            if is_known || spoken_for.contains(&number.range.start) {
                continue;
            }
            let asked = reckoned::Asked {
                number,
                own,
                tongue,
                stems: &content,
                year: self.year,
            };
            self.looks = self.looks.saturating_sub(self.told.len());
            if !is_elsewhere
                && self.looks > 0
                && (asked.comes_of(&self.body, self.told, &self.exhibits)
                    || asked.comes_of_others(&sentence.text, numbers))
            {
                continue;
            }
            let range = number.range.clone();
            let finding = match is_elsewhere {
                true => figure_of_no_claim(context, sentence, range),
                false => new_figure(context, sentence, range),
            };
            if is_elsewhere || !self.is_told_twice(finding.span) {
                self.findings.push(finding);
            }
        }
    }

    /// Whether the body has both numbers of a share, or tells as much where it tells of the same.
    fn tells_share(
        &self,
        share: &shares::Share,
        numbers: &[numbers::Number],
        content: &BTreeSet<String>,
    ) -> bool {
        let has_both = share.numbers.iter().all(|at| self.body.has(&numbers[*at]));
        let mut of_the_same = self
            .told
            .iter()
            .filter(|told| content.is_empty() || have_one_of(told.stems(), content));
        let is_told = of_the_same.any(|told| share.is_told(told.numbers));
        // Its numbers stand in the body, and the body tells of the same things in other figures.
        let is_other = || {
            let of_one = |told: &&Told<'_>, words| shared(told.stems(), content, words);
            let is_told = |told: &Told<'_>| share.is_told(told.numbers);
            let mut close = self.told.iter().filter(|told| of_one(told, 4));
            close.any(|told| shares::may_hold(told.numbers, told.text))
                && !self.told.iter().filter(|told| of_one(told, 2)).any(is_told)
        };
        match has_both {
            true => !is_other(),
            false => is_told,
        }
    }

    /// Whether another rule has said so of a number, and shows both places.
    fn is_told_twice(&self, place: Span) -> bool {
        let twice = self
            .told_twice
            .get_or_init(|| figure_conflict::told_twice(self.context));
        twice.iter().any(|other| {
            other.file == place.file && other.start < place.end && place.start < other.end
        })
    }
}

/// How many sentences of the body may be looked through for what numbers of summaries come of.
const LOOKS: usize = 200_000;

/// A sentence of the body that tells numbers.
struct Told<'a> {
    text: &'a str,
    /// The headings of the columns, of a row of a table.
    heads: &'a [String],
    numbers: &'a [numbers::Number],
    /// Those of them again that a word behind the next one multiplies too.
    meant: Vec<numbers::Number>,
    /// Its stems, once a number of the summary stands in it too.
    stems: OnceCell<BTreeSet<String>>,
}

impl<'a> Told<'a> {
    /// Those of a report.
    fn of_body(context: &'a Context<'_>) -> Vec<Self> {
        let report = context.report;
        let units = report.units.iter();
        let body = units.filter(|unit| unit.role != Role::Summary);
        body.flat_map(|unit| unit.sentences.clone())
            .filter(|at| !context.numbers(*at).is_empty())
            .map(|at| {
                let sentence = &report.sentences[at];
                let numbers = context.numbers(at);
                Self {
                    text: &sentence.text,
                    heads: context
                        .exhibit_around(sentence.unit)
                        .map_or(&[], |at| &report.exhibits[at].columns),
                    numbers,
                    meant: scaled::of(&sentence.text, numbers, context.tongue(sentence)),
                    stems: OnceCell::new(),
                }
            })
            .collect()
    }

    fn stems(&self) -> &BTreeSet<String> {
        self.stems.get_or_init(|| {
            let mut known = stems(self.text);
            known.extend(self.heads.iter().flat_map(|head| stems(head)));
            known
        })
    }
}

/// The numbers of the body.
#[derive(Default)]
struct Body<'t> {
    /// By its value, whether each is a date and in which sentence it stands.
    values: BTreeMap<i64, Vec<(bool, &'t Told<'t>)>>,
    steps: usize,
}

impl<'t> Body<'t> {
    /// How many words may be compared. Who tells the same figure in thousands of sentences need not be told
    /// that a summary has it.
    const MOST: usize = 50_000_000;

    fn of(sentences: &'t [Told<'t>]) -> Self {
        let mut body = Self::default();
        for sentence in sentences {
            for number in sentence.numbers.iter().chain(&sentence.meant) {
                body.add(number, sentence);
            }
        }
        body
    }

    fn add(&mut self, number: &numbers::Number, told: &'t Told<'t>) {
        let known = self.values.entry(number.value).or_default();
        let is_same = |(is_date, last): &(bool, &Told<'_>)| {
            *is_date == number.is_date && std::ptr::eq(*last, told)
        };
        if !known.last().is_some_and(is_same) {
            known.push((number.is_date, told));
        }
    }

    fn has(&self, number: &numbers::Number) -> bool {
        self.values.contains_key(&number.value)
    }

    /// Whether a number stands among words of which one is among some others.
    fn tells(&mut self, number: &numbers::Number, others: &BTreeSet<String>) -> bool {
        let known = self.values.get(&number.value);
        known.into_iter().flatten().any(|(is_date, told)| {
            let words = told.stems();
            self.steps = self.steps.saturating_add(1 + words.len() + others.len());
            *is_date == number.is_date && (self.steps > Self::MOST || have_one_of(words, others))
        })
    }
}

/// The numbers of the claims that a sentence names.
struct Claims {
    has_any: bool,
    values: BTreeSet<i64>,
}

impl Claims {
    fn of(context: &Context<'_>, sentence: &Sentence) -> Self {
        let claims = figure_conflict::claims_of(context, sentence);
        let numbers = claims
            .iter()
            .flat_map(|claim| context.numbers(claim.sentence.0));
        Self {
            has_any: !claims.is_empty(),
            values: numbers.map(|known| known.value).collect(),
        }
    }

    /// Whether a number has to stand where the body tells of the same: that of a sentence which names the
    /// claims it sums up, if none of them has it.
    fn are_exact(&self, sentence: &Sentence, number: &numbers::Number) -> bool {
        /// What summaries count for themselves.
        const OWN: &[&str] = &[
            "ways",
            "reasons",
            "parts",
            "steps",
            "points",
            "questions",
            "chapters",
            "sections",
        ];
        let noun = number.noun.as_str();
        let is_time = measures::unit(noun).is_some_and(measures::is_time);
        let is_part = fraction(noun).is_some();
        let is_own = is_time || is_part || quantities::counts_times(noun) || OWN.contains(&noun);
        let theirs = &self.values;
        // "Four fewer" is what two of their numbers come to.
        let is_theirs = theirs.contains(&number.value)
            || theirs.iter().any(|one| {
                theirs.contains(&(number.value - one)) || theirs.contains(&(number.value + one))
            });
        // "One in nine" and "the first nine" reckon and count for themselves.
        let before = sentence.text[..number.range.start].trim_end();
        let before = &before[before.floor_char_boundary(before.len().saturating_sub(REACH))..];
        let before = before.to_lowercase();
        let reckons = ["first", "last", "in", "of", "to"].iter().any(|word| {
            before
                .strip_suffix(word)
                .is_some_and(|rest| !rest.ends_with(char::is_alphanumeric))
        });
        let reckons = reckons || matches!(noun, "in" | "out");
        self.has_any && !is_theirs && !reckons && !number.is_percent && !is_own
    }
}

/// The beginnings of the longer words of a text, by which a sentence that tells of the same is known.
fn stems(text: &str) -> BTreeSet<String> {
    /// How many letters a word has at least, and by how many it is known.
    const LETTERS: (usize, usize) = (4, 5);
    let words = prose::words(text).into_iter();
    let long = words.filter(|word| {
        let is_word = word.lower.chars().all(char::is_alphabetic);
        is_word
            && word.lower.chars().count() >= LETTERS.0
            && numbers::of_word(&word.lower).is_none()
    });
    long.map(|word| word.lower.chars().take(LETTERS.1).collect())
        .collect()
}

/// Whether two sentences share as many words.
fn shared(words: &BTreeSet<String>, others: &BTreeSet<String>, least: usize) -> bool {
    words.intersection(others).take(least).count() == least
}

fn have_one_of(words: &BTreeSet<String>, others: &BTreeSet<String>) -> bool {
    words.intersection(others).any(|word| {
        !matches!(
            word.as_str(),
            "were"
                | "with"
                | "that"
                | "this"
                | "from"
                | "have"
                | "their"
                | "which"
                | "they"
                | "than"
        )
    })
}

/// How far before a number the word is looked for that it stands behind, in bytes.
const REACH: usize = 40;

/// Judgements and recommendations reckon with numbers of their own.
fn is_checked(sentence: &Sentence) -> bool {
    matches!(sentence.kind, Kind::Fact | Kind::Summary)
}

/// Whether this rule speaks for a sentence, so that `uncited-claim` does not.
pub(super) fn speaks_for(context: &Context<'_>, unit: &Unit, sentence: &Sentence) -> bool {
    let is_marked = sentence
        .claims
        .iter()
        .any(|id| claim_without_support::speaks_for(&context.report.claims[id.0]));
    unit.role == Role::Summary
        && sentence.state == State::Uncovered
        && matches!(sentence.kind, Kind::Fact | Kind::Summary)
        && !is_marked
        && !quote_uncited::speaks_for(context, unit, sentence)
        && !recommendation_without_finding::speaks_for(unit, sentence)
}

/// "It makes five recommendations": what the report itself does, where it makes as many.
fn counts_recommendations(context: &Context<'_>, sentence: &Sentence) -> bool {
    const NAMES: &[&str] = &[
        "recommendations",
        "empfehlungen",
        "recommandations",
        "recomendaciones",
        "raccomandazioni",
        "recomendações",
        "aanbevelingen",
    ];
    let sentences = context.report.sentences.iter();
    let made = sentences
        .filter(|one| one.kind == Kind::Recommendation)
        .count();
    let read = numbers::read(&sentence.text, context.tongue(sentence));
    let counts = read
        .iter()
        .find(|number| NAMES.contains(&number.noun.as_str()));
    made > 0 && counts.is_some_and(|number| usize::try_from(number.value / 1000) == Ok(made))
}

fn unsupported(context: &Context<'_>, sentence: &Sentence, marked: &mut Marked<'_>) -> Finding {
    let shown = words::shortened(&sentence.text, SHOWN);
    let message = format!("sentence of the summary names no claim that it sums up: `{shown}`");
    let finding = Finding::new(NAME, context.error_unless_draft(), message, sentence.span)
        .label("nothing in the report carries this");
    let help = "name the claims it sums up, `[…]{.sum of=\"c-id\"}`, or cite its source";
    match marked.nearest(&sentence.text) {
        Some(label) => finding.help(format!(
            "{help}; the claim that says most of it is `{label}`"
        )),
        None => finding.help(help),
    }
}

/// The longer words of a text, and its figures.
fn content(text: &str) -> BTreeSet<String> {
    let words = prose::words(text).into_iter().map(|word| word.lower);
    words
        .filter(|word| word.chars().count() > 3 || word.starts_with(|c: char| c.is_ascii_digit()))
        .collect()
}

/// The claims with an id.
struct Marked<'a> {
    /// The id of each, and how many words it has.
    claims: Vec<(&'a str, usize)>,
    /// In which of them each word stands.
    words: BTreeMap<String, Vec<usize>>,
    steps: usize,
}

impl<'a> Marked<'a> {
    /// How many words may be looked up. Of a summary of which that is not enough, not every sentence needs
    /// to be told what it may have meant.
    const MOST: usize = 50_000_000;

    fn of(context: &Context<'a>) -> Self {
        let mut marked = Self {
            claims: Vec::new(),
            words: BTreeMap::new(),
            steps: 0,
        };
        for claim in &context.report.claims {
            let Some(label) = &claim.label else { continue };
            let own = content(&claim.text);
            let at = marked.claims.len();
            marked.claims.push((label.value.as_str(), own.len()));
            for word in own {
                marked.words.entry(word).or_default().push(at);
            }
        }
        marked
    }

    /// The claim that shares most words with a sentence, if it shares at least half of its own.
    fn nearest(&mut self, sentence: &str) -> Option<&'a str> {
        let mut shared: BTreeMap<usize, usize> = BTreeMap::new();
        for word in content(sentence) {
            let claims = self.words.get(&word).map_or(&[][..], Vec::as_slice);
            self.steps = self.steps.saturating_add(claims.len());
            if self.steps > Self::MOST {
                return None;
            }
            for claim in claims {
                *shared.entry(*claim).or_default() += 1;
            }
        }
        let near = shared.into_iter().filter_map(|(at, shared)| {
            let (label, own) = self.claims[at];
            (shared >= 2 && 2 * shared >= own).then_some((shared, label))
        });
        near.max_by_key(|(shared, label)| (*shared, std::cmp::Reverse(*label)))
            .map(|(_, label)| label)
    }
}

fn new_figure(context: &Context<'_>, sentence: &Sentence, range: Range<usize>) -> Finding {
    prose::finding(
        context,
        (NAME, context.graded()),
        sentence,
        range,
        "stands in the summary and nowhere in the report",
    )
    .label("the body has no such number")
    .help("print the number of the body, or say in the body how this one comes about")
}

/// A number that the body has, but not of what the summary tells.
fn figure_of_no_claim(context: &Context<'_>, sentence: &Sentence, range: Range<usize>) -> Finding {
    let finding = prose::finding(
        context,
        (NAME, context.graded()),
        sentence,
        range,
        "stands in none of the claims that the sentence sums up",
    )
    .label("the body has this number only where it tells of something else")
    .help("print the number of the claim, or name the claim that it comes from with `of=`");
    let claims = figure_conflict::claims_of(context, sentence);
    match claims.first() {
        Some(claim) => finding.related(claim.span, "summed up here"),
        None => finding,
    }
}
