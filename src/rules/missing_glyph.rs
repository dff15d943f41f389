//! A character that no typeface of the print report has.

use super::Context;
use crate::diagnostic::{Finding, Level};
use crate::model::{Defect, DefectKind};

pub(super) const NAME: &str = "missing-glyph";

pub(super) fn check(context: &Context<'_>, findings: &mut Vec<Finding>) {
    findings.extend(
        context
            .defects()
            .filter(|defect| matches!(defect.kind, DefectKind::MissingGlyph { .. }))
            .map(finding),
    );
}

pub(super) fn finding(defect: &Defect) -> Finding {
    let (character, word) = match &defect.kind {
        DefectKind::MissingGlyph { character, word } => (*character, word.as_str()),
        _ => (' ', ""),
    };
    Finding::new(
        NAME,
        Level::Error,
        format!("no typeface has the character `{character}` (U+{:04X})", u32::from(character)),
        defect.span,
    )
    .label(format!("in `{word}`"))
    .note("the page would show an empty box, and PDF/A forbids that")
    .help("put a font that has it into the report's folder `fonts`")
}
