//! Several sources for one sentence that all go back to one origin.

use std::collections::BTreeSet;

use super::prose::{Own, Word};
use super::{Context, support, words};
use crate::diagnostic::Finding;
use crate::model::Sentence;

pub(super) const NAME: &str = "false-corroboration";

/// Words that set one figure against another.
const COMPARING: &[&str] = &[
    // English
    "than",
    "against",
    "compared",
    "respectively",
    "whereas",
    // German
    "gegenüber",
    "verglichen",
    "vergleich",
    "beziehungsweise",
    "jeweils",
    // French
    "contre",
    "comparé",
    "rapport",
    "respectivement",
    // Spanish
    "frente",
    "comparación",
    "respectivamente",
];

/// Words of two ends between which something changed, in pairs.
const ENDS: &[[&str; 2]] = &[
    ["from", "to"],
    ["von", "auf"],
    ["de", "à"],
    ["de", "a"],
    ["between", "and"],
];

/// Whether a sentence takes one figure from each of its sources, which are of different years: the census of 2010 and
/// that of 2020 are no two witnesses of one thing.
fn compares_years(sentence: &Sentence, supports: &[&support::Support<'_>]) -> bool {
    let years: Vec<Option<i32>> = supports
        .iter()
        .map(|support| Some(support.reference?.issued?.year))
        .collect();
    let are_known = years.iter().all(Option::is_some);
    let different: BTreeSet<_> = years.iter().collect();
    if !are_known || different.len() < years.len() {
        return false;
    }
    let own = Own::of(&sentence.text);
    let is_figure = |word: &&Word| word.lower.starts_with(|c: char| c.is_ascii_digit());
    let has_one_each = own.words.iter().filter(is_figure).count() >= supports.len();
    let has_ends = || {
        ENDS.iter()
            .any(|ends| ends.iter().all(|end| own.has(&[end])))
    };
    has_one_each && (own.has(COMPARING) || has_ends())
}

pub(super) fn check(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let mut told = BTreeSet::new();
    for sentence in support::carried(context) {
        let supports = support::of(context, sentence);
        // "quoted in @b" says itself that it passes on the words of another.
        let direct: Vec<_> = supports
            .iter()
            .filter(|support| support.item.relation() == crate::model::Relation::Supports)
            .collect();
        let [first, .., last] = direct.as_slice() else {
            continue;
        };
        let Some(origin) = first.declared_origin() else {
            continue;
        };
        if !direct.iter().all(|support| {
            let other = support.declared_origin();
            other.is_some_and(|other| support::is_one_origin(other, origin))
        }) {
            continue;
        }
        if compares_years(sentence, &direct) || !told.insert(last.item.span) {
            continue;
        }
        let keys: Vec<&str> = direct.iter().map(|support| support.key()).collect();
        let mut finding = Finding::new(
            NAME,
            context.graded(),
            format!("{} have one origin, `{origin}`", words::list(&keys)),
            last.item.span,
        )
        .label("adds no second witness");
        if let Some(record) = last.evidence.and_then(|record| record.origin.as_ref()) {
            finding = finding.related(record.span, "said here");
        }
        findings.push(finding.help(
            "cite the one that is nearest to the origin, and the others with `see also`; or cite a source that learned of it by itself",
        ));
    }
}
