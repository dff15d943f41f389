//! An item of a list that states something and has no source.

use super::{Context, uncited_claim, words};
use crate::diagnostic::Finding;
use crate::model::{Kind, Sentence, Unit, UnitPlace};

pub(super) const NAME: &str = "uncited-list-item";

/// How much of the item its finding quotes, in characters.
const SHOWN: usize = 60;

pub(super) fn check(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let level = context.error_if_strict();
    for (unit, sentence) in uncited_claim::plainly_uncovered(context) {
        if !speaks_for(context, unit, sentence) {
            continue;
        }
        let shown = words::shortened(&sentence.text, SHOWN);
        findings.push(
            Finding::new(NAME, level, format!("list item has no source: `{shown}`"), sentence.span)
                .label("nothing carries this")
                .note("a citation carries its own item; one after the list carries the last item, and one before it none")
                .help("cite in each item, or put the list in a div that says it, `::: {.claims cite=\"@key, p. 5\"}`"),
        );
    }
}

/// Whether this rule speaks for a sentence, so that `uncited-claim` does not.
pub(super) fn speaks_for(context: &Context<'_>, unit: &Unit, sentence: &Sentence) -> bool {
    unit.place == UnitPlace::ListItem
        && sentence.kind == Kind::Fact
        && context.statement(sentence).triggers.is_empty()
}
