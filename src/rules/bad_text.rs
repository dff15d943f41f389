//! A file that is not text, or holds characters that no text may hold.

use super::Context;
use crate::diagnostic::{Finding, Level};
use crate::model::DefectKind;

pub(super) const NAME: &str = "bad-text";

pub(super) fn check(context: &Context<'_>, findings: &mut Vec<Finding>) {
    for defect in context.defects() {
        findings.push(match &defect.kind {
            DefectKind::NotUtf8 { path, offset } => Finding::new(
                NAME,
                Level::Error,
                format!("`{path}` is not UTF-8"),
                defect.span,
            )
            .label("named here")
            .note(format!(
                "byte {offset}, counted from zero, begins no character"
            ))
            .help(match offset {
                0 => "save the file as UTF-8; it looks like UTF-16",
                _ => "save the file as UTF-8",
            }),
            DefectKind::ForbiddenCharacter(character) => Finding::new(
                NAME,
                Level::Error,
                match character.is_control() {
                    true => format!("control character U+{:04X} in the text", u32::from(*character)),
                    false => format!("U+{:04X} in the text is no character", u32::from(*character)),
                },
                defect.span,
            )
            .note(match character.is_control() {
                true => "neither XML nor PDF/A can hold it",
                false => "Unicode keeps this number free of characters for good, and no typeface has it",
            })
            .help("delete it"),
            _ => continue,
        });
    }
}
