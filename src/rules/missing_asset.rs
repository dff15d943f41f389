//! A picture that cannot be shown.

use super::{Context, unreadable_file};
use crate::diagnostic::{Finding, Level};
use crate::model::{Block, BlockKind, DefectKind, Visitor, walk_block, walk_blocks};
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
            DefectKind::BadAsset { path, message } => Finding::new(
                NAME,
                Level::Error,
                format!("`{path}` cannot be shown"),
                defect.span,
            )
            .note(message.clone())
            .help("save it again as PNG, JPEG or plain SVG"),
            _ => continue,
        });
    }
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
    for section in &context.report.sections {
        walk_blocks(&mut collect, &section.blocks);
    }
    for note in &context.report.notes {
        walk_blocks(&mut collect, &note.blocks);
    }
    collect.0
}
