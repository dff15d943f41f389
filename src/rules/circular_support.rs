//! Claims that rest on each other in a circle.

use super::{Context, words};
use crate::diagnostic::{Finding, Level};
use crate::model::DefectKind;

pub(super) const NAME: &str = "circular-support";

pub(super) fn check(context: &Context<'_>, findings: &mut Vec<Finding>) {
    for defect in context.defects() {
        let DefectKind::CircularSupport(names) = &defect.kind else {
            continue;
        };
        let message = match names.as_slice() {
            [one] => format!("claim `{one}` rests on itself"),
            _ => format!("claims {} rest on each other", words::list(names)),
        };
        findings.push(
            Finding::new(NAME, Level::Error, message, defect.span)
                .label("the circle begins here")
                .note("a claim that rests on itself, through however many others, rests on nothing")
                .help("cite a source for one of them, and take the circle out of `from=`"),
        );
    }
}
