//! A citation style that cannot be used.

use super::{Context, words};
use crate::diagnostic::{Finding, Level};
use crate::model::{Defect, DefectKind};

pub(super) const NAME: &str = "bad-style";

pub(super) fn check(context: &Context<'_>, findings: &mut Vec<Finding>) {
    for defect in context.defects() {
        findings.push(match &defect.kind {
            DefectKind::UnknownStyle { name, known } => {
                let finding = Finding::new(
                    NAME,
                    Level::Error,
                    format!("there is no citation style `{name}`"),
                    defect.span,
                )
                .label("not one of the bundled styles");
                match words::nearest(name, known.iter().copied()) {
                    Some(near) => finding.help(format!("there is one with a similar name: `{near}`")),
                    None => finding.help("name a bundled style such as `chicago-author-date`, `apa` or `chicago-notes`, or give the path of a `.csl` file"),
                }
            }
            DefectKind::BadStyle(message) => unreadable(defect, message.clone()),
            DefectKind::BadStyleParent(parent) => {
                unreadable(defect, format!("it depends on `{parent}`, which is not bundled"))
            }
            _ => continue,
        });
    }
}

/// A style that is a file and cannot be used, and why.
fn unreadable(defect: &Defect, why: String) -> Finding {
    Finding::new(
        NAME,
        Level::Error,
        "the citation style cannot be read",
        defect.span,
    )
    .note(why)
    .help("a style is a CSL 1.0 file, as the Citation Style Language project publishes them")
}
