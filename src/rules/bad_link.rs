//! A link that leads nowhere a reader can go.

use super::{Context, words};
use crate::diagnostic::Finding;
use crate::model::DefectKind;

pub(super) const NAME: &str = "bad-link";

/// The most characters of an address that are shown.
const SHOWN: usize = 120;

pub(super) fn check(context: &Context<'_>, findings: &mut Vec<Finding>) {
    for defect in context.defects() {
        let DefectKind::BadLink(url) = &defect.kind else {
            continue;
        };
        findings.push(
            Finding::new(NAME, context.error_unless_draft(), format!("link to `{}` leads nowhere", words::shortened(url, SHOWN)), defect.span)
                .label("neither a web address nor a place in the report")
                .note("files beside the report are not part of the PDF or the EPUB")
                .help("write a full address such as `https://…`, or the id of a place in the report: `[…](#id)`"),
        );
    }
}
