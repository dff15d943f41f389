//! A picture whose file name says that it is another format.

use super::Context;
use crate::diagnostic::{Finding, Level};
use crate::model::DefectKind;

pub(super) const NAME: &str = "misnamed-picture";

pub(super) fn check(context: &Context<'_>, findings: &mut Vec<Finding>) {
    for defect in context.defects() {
        let DefectKind::MisnamedPicture { path, format } = &defect.kind else {
            continue;
        };
        let message = format!("`{path}` is {format}");
        findings.push(
            Finding::new(NAME, Level::Warning, message, defect.span)
                .label("the name says another format")
                .note("the books show it as what it is; other programs go by the name and may not open it")
                .help("rename the file, or save it in the format that its name says"),
        );
    }
}
