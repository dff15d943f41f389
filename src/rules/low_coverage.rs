//! A report in which fewer sentences are carried than its manifest asks for.

use super::Context;
use crate::diagnostic::{Finding, Level};
use crate::model::Coverage;

pub(super) const NAME: &str = "low-coverage";

pub(super) fn check(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let Some(minimum) = &context.report.manifest.minimum_coverage else {
        return;
    };
    let coverage = Coverage::of(context.report);
    let total = coverage.total;
    if !total.is_below(minimum.value) {
        return;
    }
    let share = total.per_mille().unwrap_or_default();
    let message = format!(
        "{}.{} % of the sentences are carried, fewer than {} %",
        share / 10,
        share % 10,
        minimum.value
    );
    findings.push(
        Finding::new(NAME, Level::Error, message, minimum.span)
            .label("the share that is asked for")
            .note(format!(
                "{} of {} sentences that need support have it",
                total.carried(),
                total.bearing()
            ))
            .help("`underpin coverage` shows how each section stands"),
    );
}
