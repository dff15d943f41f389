//! One fact with two values.

mod exchanged;
mod hedged;
mod order;
mod ratios;
mod twice;

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use self::hedged::Hedged;
use super::dates;
use super::tongues::{self, Tongue};
use super::{Context, measures, numbers, prose, shares, words};
use crate::diagnostic::Finding;
use crate::model::{
    Attrs, Block, Claim, Inline, InlineKind, Kind, Sentence, Visitor, text_of, walk_block,
    walk_inline,
};
use crate::source::{FileId, Located, Span};

pub(super) const NAME: &str = "figure-conflict";

pub(super) fn check(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let mut collect = Collect {
        facts: Vec::new(),
        foreign: foreign(context),
        tongue: tongues::of(context.report_language()),
        context,
    };
    context.report.walk(&mut collect);
    between_marks(context, &collect.facts, findings);
    for fact in &collect.facts {
        findings.extend(against_own_words(context, fact));
        findings.extend(against_own_date(context, fact));
        findings.extend(against_own_unit(context, fact));
    }
    for sentence in &context.report.sentences {
        against_claims(context, sentence, findings);
    }
    order::check(context, findings);
    let told = findings.len();
    exchanged::check(context, findings);
    // One number has one finding.
    let places: BTreeSet<Span> = findings[told..]
        .iter()
        .map(|finding| finding.span)
        .collect();
    let mut more = Vec::new();
    twice::check(context, &mut more);
    findings.extend(
        more.into_iter()
            .filter(|finding| !places.contains(&finding.span)),
    );
}

/// A span that says which fact it gives: `about=`, or with `value=`, `unit=` and `date=`.
struct Fact<'a> {
    about: Option<&'a Located<String>>,
    attrs: &'a Attrs,
    tongue: &'static Tongue,
    text: String,
    /// What stands right before it in the file.
    before: &'a str,
    span: Span,
}

struct Collect<'a> {
    facts: Vec<Fact<'a>>,
    foreign: BTreeMap<(FileId, usize), &'a Sentence>,
    /// How the report's own language is written.
    tongue: &'static Tongue,
    context: &'a Context<'a>,
}

/// The sentences in another language than the report's, by where they begin.
fn foreign<'a>(context: &Context<'a>) -> BTreeMap<(FileId, usize), &'a Sentence> {
    let sentences = context.report.sentences.iter();
    let foreign = sentences.filter(|sentence| sentence.lang.is_some());
    foreign
        .map(|sentence| ((sentence.span.file, sentence.span.range().start), sentence))
        .collect()
}

impl Collect<'_> {
    /// How the words at a place are written.
    fn tongue_at(&self, attrs: &Attrs, place: Span) -> &'static Tongue {
        let start = place.range().start;
        let before = self.foreign.range(..=(place.file, start)).next_back();
        let around = before.filter(|((file, _), sentence)| {
            *file == place.file && sentence.span.range().end > start
        });
        let language = attrs
            .lang()
            .or(around.and_then(|(_, sentence)| sentence.lang.as_deref()));
        language.map_or(self.tongue, tongues::of)
    }
}

impl<'a> Visitor<'a> for Collect<'a> {
    fn block(&mut self, block: &'a Block) {
        walk_block(self, block);
    }

    fn inline(&mut self, inline: &'a Inline) {
        if let InlineKind::Span { attrs, content } = &inline.kind {
            let about = attrs.get("about");
            let is_dated = attrs.get("date").is_some();
            if about.is_some() || is_dated || attrs.get("value").is_some() {
                self.facts.push(Fact {
                    tongue: self.tongue_at(
                        attrs,
                        content.first().map_or(inline.span, |first| first.span),
                    ),
                    about,
                    attrs,
                    text: text_of(content),
                    before: words_before(self.context, inline.span),
                    span: inline.span,
                });
            }
        }
        walk_inline(self, inline);
    }
}

/// The last words before a place.
fn words_before<'a>(context: &'a Context<'_>, place: Span) -> &'a str {
    /// How many bytes of them.
    const REACH: usize = 40;
    let start = place.range().start;
    let before = context.sources.slice(Span::new(place.file, 0..start));
    let before = &before[before.ceil_char_boundary(before.len().saturating_sub(REACH))..];
    let begins = before.rfind(['\n', '[', ']', '.', ';']);
    begins.map_or(before, |at| &before[at + 1..])
}

impl Fact<'_> {
    /// The one number of its words, with what the words before it make of it.
    fn hedged(&self) -> Option<Hedged> {
        let own = prose::Own::of(&format!("{}{}", self.before, self.text));
        let read = numbers::of(&own, self.tongue);
        let mut read = read
            .iter()
            .filter(|number| !number.is_date && number.range.start >= self.before.len());
        let number = read.next().filter(|_| read.next().is_none())?;
        Some(Hedged::of(&own, self.tongue, number))
    }

    /// What it gives as a number, rounded if its words say so.
    fn number(&self) -> Option<Hedged> {
        match self.attrs.text("value") {
            Some(value) => exact(value).map(Hedged::exact),
            None => self.hedged(),
        }
    }

    /// Whether what two marks give may be one number.
    fn agrees(&self, other: &Self) -> bool {
        let numbers = self.number().zip(other.number());
        numbers.is_some_and(|(one, two)| one.agrees(two))
    }

    /// The value: the one the author gave, or the one number of the words.
    fn value(&self) -> Option<String> {
        if let Some(value) = self.attrs.text("value") {
            return Some(value.trim().to_owned());
        }
        let read: Vec<numbers::Number> = numbers::read(&self.text, self.tongue)
            .into_iter()
            .filter(|number| !number.is_date)
            .collect();
        match read.as_slice() {
            [one] => Some(numbers::plain(one.value)),
            _ => None,
        }
    }

    fn given(&self, key: &str) -> Option<String> {
        self.attrs
            .text(key)
            .map(|value| value.trim().to_lowercase())
    }
}

/// Marks with one `about=` give one value, in one unit, for one date.
fn between_marks(context: &Context<'_>, facts: &[Fact<'_>], findings: &mut Vec<Finding>) {
    let mut first: BTreeMap<&str, &Fact<'_>> = BTreeMap::new();
    for fact in facts {
        let Some(about) = fact.about else { continue };
        // A mark that contradicts its own words says nothing of the others.
        if against_own_words(context, fact).is_some() || against_own_date(context, fact).is_some() {
            continue;
        }
        let known = *first.entry(about.value.trim()).or_insert(fact);
        let values = known
            .value()
            .zip(fact.value())
            .filter(|(a, b)| !is_same(a, b) && !known.agrees(fact));
        let other = |key: &str| {
            let given = known.given(key).zip(fact.given(key));
            given.filter(|(a, b)| a != b)
        };
        let (what, (before, here)) = if let Some(values) = values {
            ("value", values)
        } else if let Some(units) = other("unit") {
            ("unit", units)
        } else if let Some(dates) = other("date") {
            ("date", dates)
        } else {
            continue;
        };
        findings.push(
            Finding::new(
                NAME,
                context.error_unless_draft(),
                format!(
                    "`{}` has the {what} `{}` here and `{}` elsewhere",
                    words::shortened(about.value.trim(), 40),
                    words::shortened(&here, 30),
                    words::shortened(&before, 30)
                ),
                fact.span,
            )
            .label(format!("`{}` here", words::shortened(&here, 30)))
            .related(known.span, format!("`{}` here", words::shortened(&before, 30)))
            .help("look in the sources which is right, and print it in both places; two facts have two names in `about=`"),
        );
    }
}

/// The value that is given stands in the words that are printed.
fn against_own_words(context: &Context<'_>, fact: &Fact<'_>) -> Option<Finding> {
    let value = fact.attrs.get("value")?;
    let given = given(&value.value, fact)?;
    let printed: Vec<numbers::Number> = numbers::read(&fact.text, fact.tongue)
        .into_iter()
        .filter(|number| !number.is_date)
        .collect();
    if printed.is_empty() || printed.iter().any(|number| given.contains(&number.value)) {
        return None;
    }
    let rounds = |hedged: Hedged| {
        let mut given = given.iter();
        given.any(|value| hedged.agrees(Hedged::exact(*value)))
    };
    if fact.hedged().is_some_and(rounds) {
        return None;
    }
    let shown: Vec<&str> = printed
        .iter()
        .map(|number| &fact.text[number.range.clone()])
        .collect();
    Some(
        Finding::new(
            NAME,
            context.error_unless_draft(),
            format!(
                "`value={}` is not what is printed: {}",
                value.value,
                words::list(&shown)
            ),
            value.span,
        )
        .label("the mark says this, the text something else")
        .related(fact.span, "printed here")
        .help("make the two the same"),
    )
}

/// What a `value=` may mean: as it is written everywhere, as it is written in the language of its words,
/// and times what its `unit=` says, as in `value=94.5 unit="million crowns"`.
fn given(value: &str, fact: &Fact<'_>) -> Option<Vec<i64>> {
    let written = numbers::glued(value.trim(), fact.tongue, numbers::Amount::Other);
    let mut given = vec![exact(value)?];
    given.extend(written.and_then(|figures| figures.scaled()));
    let unit = fact.given("unit").unwrap_or_default();
    let scales = unit
        .split_whitespace()
        .filter_map(|word| fact.tongue.scale(word));
    let scale = scales.fold(1_i64, i64::saturating_mul);
    let scaled: Vec<i64> = given
        .iter()
        .map(|value| value.saturating_mul(scale))
        .collect();
    given.extend(scaled);
    Some(given)
}

/// The unit that is given is the one behind the value in the words that are printed.
fn against_own_unit(context: &Context<'_>, fact: &Fact<'_>) -> Option<Finding> {
    let (given, value) = (fact.attrs.get("unit")?, fact.attrs.get("value")?);
    let unit = measures::unit(&given.value.trim().to_lowercase())?;
    let values = self::given(&value.value, fact)?;
    let printed = numbers::read(&fact.text, fact.tongue);
    let mut printed = printed
        .iter()
        .filter(|number| values.contains(&number.value));
    let number = printed.next().filter(|_| printed.next().is_none())?;
    let is_another = measures::unit(&number.noun).is_some_and(|other| other != unit);
    if !is_another {
        return None;
    }
    Some(
        Finding::new(
            NAME,
            context.error_unless_draft(),
            format!(
                "`unit={}` is not what is printed: `{}`",
                given.value.trim(),
                number.noun
            ),
            given.span,
        )
        .label("the mark says this, the text something else")
        .related(fact.span, "printed here")
        .help("look in the source which is right, and make the two the same"),
    )
}

/// The date that is given stands in the words that are printed.
fn against_own_date(context: &Context<'_>, fact: &Fact<'_>) -> Option<Finding> {
    let given = fact.attrs.get("date")?;
    let printed = printed_date(fact.attrs, &fact.text, fact.tongue)?;
    let printed = &fact.text[printed];
    Some(
        Finding::new(
            NAME,
            context.error_unless_draft(),
            format!(
                "`date={}` is not what is printed: `{printed}`",
                given.value.trim()
            ),
            given.span,
        )
        .label("the mark says this, the text something else")
        .related(fact.span, "printed here")
        .help("look in the source which is right, and make the two the same"),
    )
}

/// The one full date of a text where it is not the one that its mark gives.
pub(super) fn printed_date(attrs: &Attrs, text: &str, tongue: &Tongue) -> Option<Range<usize>> {
    let given = dates::marked(attrs)?;
    let dates = dates::full(&prose::Own::of(text), tongue);
    let [(range, printed)] = dates.as_slice() else {
        return None;
    };
    let differs = given.year != printed.year
        || (given.month.is_some() && given.month != printed.month)
        || (given.day.is_some() && given.day != printed.day);
    differs.then(|| range.clone())
}

/// A number of a summary beside that of the claim it names.
struct Conflict<'a> {
    number: numbers::Number,
    claim: &'a Claim,
    known: numbers::Number,
}

/// What a sentence sums up has the same number of the same things.
fn against_claims(context: &Context<'_>, sentence: &Sentence, findings: &mut Vec<Finding>) {
    findings.extend(other_shares(context, sentence));
    for Conflict {
        number,
        claim,
        known,
    } in conflicts(context, sentence)
    {
        let whole = &context.report.sentences[claim.sentence.0].text;
        let label = claim
            .label
            .as_ref()
            .map_or("", |label| label.value.as_str());
        findings.push(
            Finding::new(
                NAME,
                context.error_unless_draft(),
                format!(
                    "`{} {}` sums up `{label}`, which says `{}{}`",
                    &sentence.text[number.range.clone()],
                    number.noun,
                    &whole[known.range],
                    match known.noun == number.noun {
                        true => String::new(),
                        false => format!(" {}", known.noun),
                    }
                ),
                prose::place(context, sentence, number.range),
            )
            .label("another number than in the claim")
            .related(claim.span, "summed up here")
            .help("print the number of the claim, or correct the claim"),
        );
    }
}

/// A share in words that is not that of the claims.
fn other_shares(context: &Context<'_>, sentence: &Sentence) -> Vec<Finding> {
    let claims = claims_of(context, sentence);
    let Some(first) = claims.first() else {
        return Vec::new();
    };
    let texts: Vec<&str> = claims
        .iter()
        .map(|claim| context.report.sentences[claim.sentence.0].text.as_str())
        .collect();
    let own = prose::Own::of(&sentence.text);
    let shares = ratios::others(&own, &texts, context.tongue(sentence));
    let found = shares.into_iter().map(|share| {
        prose::finding(
            context,
            (NAME, context.error_unless_draft()),
            sentence,
            share.range,
            "is not the share in the claims that it sums up",
        )
        .label("another share than in the claim")
        .related(first.span, "summed up here")
        .help("print a share that is near that of the claim, or correct the claim")
    });
    found.collect()
}

/// Where the numbers of a sentence stand for which this rule speaks, so that `summary-not-in-body` does not.
pub(super) fn speaks_for(context: &Context<'_>, sentence: &Sentence) -> BTreeSet<usize> {
    let conflicts = conflicts(context, sentence).into_iter();
    conflicts
        .map(|conflict| conflict.number.range.start)
        .collect()
}

/// Where this rule says of numbers that they stand alone and others where the same is told.
pub(super) fn told_twice(context: &Context<'_>) -> Vec<Span> {
    let mut found = Vec::new();
    twice::check(context, &mut found);
    found.into_iter().map(|finding| finding.span).collect()
}

/// Whether the words of two sentences do not set apart what they tell of: men and women, the first and the second.
pub(super) fn may_be_one(one: &BTreeSet<String>, two: &BTreeSet<String>) -> bool {
    twice::is_compatible(one, two)
}

/// The claims that a sentence of a summary names, where it names nothing else.
pub(super) fn claims_of<'a>(context: &Context<'a>, sentence: &Sentence) -> Vec<&'a Claim> {
    if sentence.kind != Kind::Summary || !prose::is_english(context, sentence) {
        return Vec::new();
    }
    let claims = context.claims_of(&sentence.derived_from);
    // Where one of the names leads to a table or an appendix, the number may come from there.
    match claims.len() < sentence.derived_from.len() {
        true => Vec::new(),
        false => claims,
    }
}

fn conflicts<'a>(context: &Context<'a>, sentence: &Sentence) -> Vec<Conflict<'a>> {
    let claims = claims_of(context, sentence);
    if claims.is_empty() {
        return Vec::new();
    }
    let tongue = context.tongue(sentence);
    let theirs: Vec<(&Claim, numbers::Number)> = claims
        .iter()
        .flat_map(|claim| {
            let whole = &context.report.sentences[claim.sentence.0].text;
            numbers::read(whole, tongue)
                .into_iter()
                .map(move |number| (*claim, number))
        })
        .collect();
    let mut known = Known::default();
    for (at, (_, number)) in theirs.iter().enumerate() {
        known.add(at, number);
    }
    let mut conflicts = Vec::new();
    let ours = numbers::read(&sentence.text, tongue);
    let own_words = prose::Own::of(&sentence.text);
    // "94 of the 630 stations" has the number of the claim, and another one beside it.
    let own: BTreeSet<i64> = ours.iter().map(|number| number.value).collect();
    let shares = shares::of(&sentence.text, &ours, tongue);
    for number in ours {
        // "One in ten gates" counts no ten gates.
        if shares.iter().any(|share| share.holds(&number)) {
            continue;
        }
        let is_counted = !number.is_date && number.noun.chars().count() > 3;
        // "11 feet" of a claim that says 11 metres.
        let unit = measures::unit(&number.noun);
        let other = match known.values.get(&number.value) {
            Some((first, units)) => {
                let in_other_units =
                    unit.is_some() && !units.contains(&None) && !units.contains(&unit);
                in_other_units.then_some(*first)
            }
            None => known
                .things
                .get(&number.noun)
                .copied()
                .flatten()
                .filter(|at| is_counted && !own.contains(&theirs[*at].1.value)),
        };
        let other = other.and_then(|at| theirs.get(at));
        let other = other.filter(|(claim, known)| {
            let whole = prose::Own::of(&context.report.sentences[claim.sentence.0].text);
            let ours = Hedged::of(&own_words, tongue, &number);
            number.value == known.value || !ours.agrees(Hedged::of(&whole, tongue, known))
        });
        if let Some((claim, known)) = other {
            conflicts.push(Conflict {
                number,
                claim,
                known: known.clone(),
            });
        }
    }
    conflicts
}

/// The numbers of claims, by what is asked of them.
#[derive(Default)]
struct Known {
    /// By the value: the first of them, and all units that it has.
    values: BTreeMap<i64, (usize, BTreeSet<Option<usize>>)>,
    /// By what is counted: the one that is no date, unless there are several.
    things: BTreeMap<String, Option<usize>>,
}

impl Known {
    fn add(&mut self, at: usize, number: &numbers::Number) {
        let unit = measures::unit(&number.noun);
        let of_value = self
            .values
            .entry(number.value)
            .or_insert((at, BTreeSet::new()));
        of_value.1.insert(unit);
        if !number.is_date {
            let thing = self.things.entry(number.noun.clone());
            thing.and_modify(|one| *one = None).or_insert(Some(at));
        }
    }
}

fn is_same(a: &str, b: &str) -> bool {
    match (exact(a), exact(b)) {
        (Some(a), Some(b)) => a == b,
        _ => a.to_lowercase() == b.to_lowercase(),
    }
}

/// A value that is one number, times a thousand.
fn exact(value: &str) -> Option<i64> {
    let plain = value.trim().replace([',', ' ', '\u{a0}', '\u{202f}'], "");
    if plain == "1" {
        return Some(1000);
    }
    let read = |text: &str| numbers::read(text, tongues::of("en"));
    match read(&plain).as_slice() {
        [one] if one.range == (0..plain.len()) => Some(one.value),
        _ => match read(value.trim()).as_slice() {
            [one] if one.range == (0..value.trim().len()) => Some(one.value),
            _ => None,
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_compared_as_numbers() {
        for (a, b) in [
            ("2706", "2,706"),
            ("forty", "40"),
            ("1.5 million", "1,500,000"),
            ("high", "High"),
        ] {
            assert!(is_same(a, b), "{a} {b}");
        }
        for (a, b) in [("2706", "2707"), ("1", "10"), ("high", "low")] {
            assert!(!is_same(a, b), "{a} {b}");
        }
    }
}
