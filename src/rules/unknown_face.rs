//! A family of type that neither the program nor the report brings.

use super::{Context, words};
use crate::diagnostic::{Finding, Level};

pub(super) const NAME: &str = "unknown-face";

pub(super) fn check(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let theme = &context.report.theme;
    for family in theme.faces.values() {
        if theme.families.contains(&family.value) {
            continue;
        }
        let known = theme.families.iter().map(String::as_str);
        let finding = Finding::new(
            NAME,
            Level::Error,
            format!("there is no face `{}`", family.value),
            family.span,
        )
        .label("not shipped and not in `fonts/`")
        .note("fonts of the system are not used: the same report gives the same books everywhere");
        findings.push(match words::nearest(&family.value, known) {
            Some(near) => finding.suggest(
                format!("there is one with a similar name: `{near}`"),
                family.span,
                format!("\"{near}\""),
            ),
            None => finding.help(format!(
                "put its files (`.otf`, `.ttf`) into the folder `fonts/`, or choose {}",
                words::one_of(&theme.families)
            )),
        });
    }
}
