//! A picture that cannot be shown.

use super::{Context, unreadable_file};
use crate::diagnostic::{Finding, Level};
use crate::model::{Block, BlockKind, Defect, DefectKind, Visitor, walk_block};
use std::collections::BTreeSet;

pub(super) const NAME: &str = "missing-asset";

pub(super) fn check(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let shown = figure_paths(context);
    for defect in context.defects() {
        findings.push(match &defect.kind {
            DefectKind::Unreadable { path, error } if shown.contains(path.as_str()) => Finding::new(
                NAME,
                Level::Error,
                format!("`{path}` {}", unreadable_file::reason(error)),
                defect.span,
            )
            .label("nothing to show here")
            .help("paths are relative to the folder of `report.toml`"),
            DefectKind::BadAsset { .. } => match finding(defect) {
                Some(finding) => finding,
                None => continue,
            },
            _ => continue,
        });
    }
}

/// What is said of a picture that was read and cannot be shown.
pub(super) fn finding(defect: &Defect) -> Option<Finding> {
    let DefectKind::BadAsset { path, message } = &defect.kind else {
        return None;
    };
    let what = format!("`{path}` cannot be shown");
    Some(
        Finding::new(NAME, Level::Error, what, defect.span)
            .note(message.clone())
            .help("save it again as PNG, JPEG or plain SVG"),
    )
}

/// The paths that figures name; other unreadable files are named by the manifest.
pub(super) fn figure_paths<'c>(context: &'c Context<'_>) -> BTreeSet<&'c str> {
    struct Collect<'a>(BTreeSet<&'a str>);
    impl<'a> Visitor<'a> for Collect<'a> {
        fn block(&mut self, block: &'a Block) {
            if let BlockKind::Figure(figure) = &block.kind {
                self.0.insert(&figure.path.value);
            }
            walk_block(self, block);
        }
    }
    let mut collect = Collect(BTreeSet::new());
    context.report.walk(&mut collect);
    collect.0
}
