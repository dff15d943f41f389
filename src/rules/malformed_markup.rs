//! Markup that cannot be read, or that the two books do not hold.

use std::collections::BTreeSet;

use super::{Context, words};
use crate::diagnostic::{Finding, Level};
use crate::model::{DefectKind, limits};

pub(super) const NAME: &str = "malformed-markup";

pub(super) fn check(context: &Context<'_>, findings: &mut Vec<Finding>) {
    // Beyond the limit every single bracket is too deep; the first one in a file says it all.
    let mut too_deep = BTreeSet::new();
    for defect in context.defects() {
        if defect.kind == DefectKind::TooDeep && !too_deep.insert(defect.span.file) {
            continue;
        }
        let error = |message: String| Finding::new(NAME, Level::Error, message, defect.span);
        findings.push(match &defect.kind {
            DefectKind::MalformedAttributes(word) => {
                error(format!("`{}` is not an attribute", words::shortened(word, 40)))
                    .label("these attributes were not read")
                    .help("attributes are `#id`, `.class` and `key=\"value\"`, separated by spaces; an id begins with a letter")
            }
            DefectKind::UnclosedDiv => error("div is not closed".to_owned())
                .label("opened here")
                .help("close it with a line of `:::`"),
            DefectKind::StrayDivFence => error("`:::` closes nothing".to_owned())
                .label("no div is open here")
                .help("open one with `::: {.class}`, or take the line out"),
            DefectKind::TooDeep => error("markup is nested too deeply".to_owned())
                .label("what is inside was not read")
                .note(format!("the limit is {} levels", limits::MARKUP_DEPTH)),
            DefectKind::PictureAmongWords => Finding::new(
                NAME,
                context.error_unless_draft(),
                "picture among words".to_owned(),
                defect.span,
            )
            .label("left out of both books")
            .help("give the picture a paragraph of its own, with an empty line above and below"),
            _ => continue,
        });
    }
}
