//! One figure that two sentences give with two units: "18,400 acres" in the summary, "18,400 hectares" in the body.

use std::collections::{BTreeMap, BTreeSet};

use super::lines::{Key, Line, Lines};
use super::tokens::{Token, Value};
use super::{is_compatible, names_agree, scopes, years_agree};
use crate::diagnostic::{Finding, Level};
use crate::model::UnitPlace;
use crate::rules::amounts::{self, Amount, Kind};
use crate::rules::figure_conflict::NAME;
use crate::rules::quantities::{is_noun, is_one_noun};
use crate::rules::{Context, prose};

/// A figure that stands in more sentences is compared with none.
const MOST: usize = 12;

/// From how many digits before its noughts on a figure is hardly that of two things.
const DIGITS: usize = 3;

/// A figure where it is told.
struct Use<'l> {
    line: &'l Line,
    amount: Amount,
}

/// Finds figures that have two units.
pub(super) fn check(context: &Context<'_>, lines: &Lines, findings: &mut Vec<Finding>) {
    let mut uses: BTreeMap<i64, Vec<Use<'_>>> = BTreeMap::new();
    for line in &lines.all {
        let place = context.report.units[line.unit].place;
        if matches!(place, UnitPlace::Quotation | UnitPlace::TableRow) {
            continue;
        }
        let said = context.said(line.at);
        if !said.own.text.bytes().any(|byte| byte.is_ascii_digit()) {
            continue;
        }
        let tongue = context.tongue(said.sentence);
        for amount in amounts::read(&said.own.text, &said.own.words, tongue) {
            if digits(amount.bare) >= 2 {
                uses.entry(amount.bare)
                    .or_default()
                    .push(Use { line, amount });
            }
        }
    }
    for uses in uses
        .values()
        .filter(|uses| (2..=MOST).contains(&uses.len()))
    {
        let mut told = BTreeSet::new();
        for one in uses {
            let stands_alone = !uses
                .iter()
                .any(|other| other.line.at != one.line.at && other.amount.kind == one.amount.kind);
            let other = || {
                let may_be = |other: &&Use<'_>| {
                    let places = (
                        one.line.at.min(other.line.at),
                        one.line.at.max(other.line.at),
                    );
                    one.amount.kind.conflicts(&other.amount.kind)
                        && !told.contains(&places)
                        && !is_contrasted(uses, &one.amount.kind, &other.amount.kind)
                        && tell_the_same(context, one, other)
                };
                uses.iter().find(may_be)
            };
            if let Some(other) = stands_alone.then(other).flatten() {
                told.insert((
                    one.line.at.min(other.line.at),
                    one.line.at.max(other.line.at),
                ));
                findings.push(finding(context, one, other));
            }
        }
    }
}

/// How many digits a figure has, without the noughts at its end.
fn digits(bare: i64) -> usize {
    let written = bare.to_string();
    written.trim_end_matches('0').len()
}

/// Whether a figure is one of those that stand everywhere: a small one, or tens.
fn is_round(bare: i64) -> bool {
    /// A dozen, times a thousand.
    const SMALL: i64 = 12_000;
    bare % 10_000 == 0 || bare % 1_000 == 0 && bare <= SMALL
}

/// Whether a sentence has both, which are then two things or one that was converted.
fn is_contrasted(uses: &[Use<'_>], one: &Kind, two: &Kind) -> bool {
    let has = |line: usize, kind: &Kind| {
        uses.iter()
            .any(|other| other.line.at == line && !other.amount.kind.conflicts(kind))
    };
    uses.iter()
        .any(|other| has(other.line.at, one) && has(other.line.at, two))
}

/// Whether two sentences tell of the same, as far as the words beside the figure tell.
fn tell_the_same(context: &Context<'_>, one: &Use<'_>, two: &Use<'_>) -> bool {
    let (line, other) = (one.line, two.line);
    if line.is_beside(other) || line.at == other.at || !years_agree(line, other) {
        return false;
    }
    let is_same_place = !line.places.is_disjoint(&other.places);
    let shared = line.stems.intersection(&other.stems).count();
    let common = shared + usize::from(is_same_place);
    let (first, second) = (token(context, one), token(context, two));
    let beside = first.window.intersection(&second.window).count();
    let is_long = digits(one.amount.bare) >= DIGITS;
    // What stands in the summary and in the body is mostly the same.
    let is_summed_up = line.is_summary != other.is_summary;
    let is_told = one.amount.bare % 1000 != 0 || is_summed_up || is_same_place;
    let enough = match is_long {
        true => common >= 2 && shared >= 1,
        false => {
            let is_near = shared >= 2 && beside >= 2 && is_told && !is_round(one.amount.bare);
            common >= 3 && beside >= 1 || is_near
        }
    };
    let of = (of_what(context, one), of_what(context, two));
    let are_of_two = matches!(&of, (Some(one), Some(two)) if !is_one_noun(one, two));
    enough
        && !are_of_two
        && is_compatible(&first.words, &second.words)
        && names_agree((line, &first), (other, &second))
        && scopes::may_be_one((line, &first), (other, &second))
}

/// Of what an amount is: "tonnes of rice", "Tonnen Reis".
fn of_what(context: &Context<'_>, one: &Use<'_>) -> Option<String> {
    let said = context.said(one.line.at);
    let tongue = context.tongue(said.sentence);
    one.amount
        .of_what(said.own, tongue)
        .filter(|noun| is_noun(noun))
}

fn token(context: &Context<'_>, one: &Use<'_>) -> Token {
    let said = context.said(one.line.at);
    let tongue = context.tongue(said.sentence);
    Token::new(
        said.own,
        tongue,
        Value::Time,
        Key::Number(one.amount.bare, false),
        one.amount.range.clone(),
        None,
    )
}

fn finding(context: &Context<'_>, one: &Use<'_>, two: &Use<'_>) -> Finding {
    let place = |of: &Use<'_>| {
        let sentence = &context.report.sentences[of.line.at];
        prose::place(context, sentence, of.amount.range.clone())
    };
    let written = |of: &Use<'_>| {
        let own = context.said(of.line.at).own;
        own.text[of.amount.range.clone()].trim().to_owned()
    };
    Finding::new(
        NAME,
        Level::Warning,
        format!(
            "`{}` stands here, and `{}` where the same is told",
            written(one),
            written(two)
        ),
        place(one),
    )
    .label("the same digits with another unit")
    .related(place(two), "the other unit")
    .help("look in the source which is right; where both are, say in which way they differ")
}
