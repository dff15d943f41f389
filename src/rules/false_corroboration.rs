//! Several sources for one sentence that all go back to one origin.

use super::support;
use super::{Context, words};
use crate::diagnostic::Finding;
use crate::model::Sentence;

pub(super) const NAME: &str = "false-corroboration";

/// Words that set one time against another.
const COMPARING: &[&str] = &[
    // English
    "than",
    "against",
    "compared",
    "since",
    "from",
    "after",
    "respectively",
    "both",
    "while",
    "whereas",
    "again",
    // German
    "als",
    "gegenüber",
    "verglichen",
    "vergleich",
    "seit",
    "von",
    "nach",
    "beziehungsweise",
    "während",
    "jeweils",
    // French
    "que",
    "contre",
    "comparé",
    "rapport",
    "depuis",
    "après",
    "respectivement",
    // Spanish
    "frente",
    "comparación",
    "desde",
    "tras",
    "respectivamente",
];

/// Whether a sentence takes one figure from each of its sources, which are of different years: the census of 2010 and
/// that of 2020 are no two witnesses of one thing.
fn compares_years(sentence: &Sentence, supports: &[&support::Support<'_>]) -> bool {
    let years: Vec<Option<i32>> = supports
        .iter()
        .map(|support| Some(support.reference?.issued?.year))
        .collect();
    let are_known = years.iter().all(Option::is_some);
    let different: std::collections::BTreeSet<_> = years.iter().collect();
    if !are_known || different.len() < years.len() {
        return false;
    }
    let own = super::prose::Own::of(&sentence.text);
    let has_figures = own.text.contains(|c: char| c.is_ascii_digit());
    has_figures && own.has(COMPARING)
}

pub(super) fn check(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let mut told = std::collections::BTreeSet::new();
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
