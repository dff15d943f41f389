//! Two numbers that each stand once in a report, of which one is the other with two digits exchanged.

use std::collections::BTreeMap;

use super::lines::{Key, Line, Lines};
use super::tokens::{Token, Value};
use super::{finding, is_compatible, names_agree, scopes, years_agree};
use crate::diagnostic::Finding;
use crate::rules::quantities::Sort;
use crate::rules::{Context, slips};

/// The fewest digits of two numbers of which one may be the other turned round.
const DIGITS: usize = 4;

/// How many stems two sentences share at least that tell of the same.
const SHARED: usize = 3;

/// Finds the later of two such numbers.
pub(super) fn check(context: &Context<'_>, lines: &Lines, findings: &mut Vec<Finding>) {
    let mut alone: BTreeMap<i64, (&Line, &Token)> = BTreeMap::new();
    for line in &lines.all {
        for token in &line.tokens {
            if let (Key::Number(value, false), Value::Quantity(_)) = (&token.key, &token.value)
                && lines.count(&token.key) == 1
            {
                alone.insert(*value, (line, token));
            }
        }
    }
    for (value, (line, token)) in &alone {
        let others = slips::turned(*value, DIGITS).into_iter();
        let others = others.filter(|other| other > value);
        for (other, known) in others.filter_map(|other| alone.get(&other)) {
            if !may_be_one((line, token), (other, known)) {
                continue;
            }
            let is_later = line.at > other.at;
            findings.push(match is_later {
                true => finding(context, line, token, other, known),
                false => finding(context, other, known, line, token),
            });
        }
    }
}

fn may_be_one((line, one): (&Line, &Token), (other, two): (&Line, &Token)) -> bool {
    if line.at == other.at || line.is_beside(other) || !years_agree(line, other) {
        return false;
    }
    let sort = |token: &Token| match &token.value {
        Value::Quantity(quantity) => Some(quantity.sort.clone()),
        _ => None,
    };
    let common = line.stems.intersection(&other.stems).count();
    let beside = one.window.intersection(&two.window).count();
    let is_counted = one.noun.is_some() && one.noun == two.noun;
    let is_measured = sort(one) == sort(two) && sort(one) != Some(Sort::Count);
    let decimals = |key: &Key| matches!(key, Key::Number(value, _) if value % 1000 != 0);
    // "21.83 per thousand" has no noun.
    let is_exact = decimals(&one.key) && decimals(&two.key) && one.noun == two.noun;
    common >= SHARED
        && beside >= 2
        && (is_counted || is_measured || is_exact)
        && one.is_comparable(two, true)
        && is_compatible(&one.words, &two.words)
        && names_agree((line, one), (other, two))
        && scopes::are_counted_by_one(line, other)
        && scopes::may_be_one((line, one), (other, two))
}
