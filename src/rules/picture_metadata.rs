//! A picture that tells more than it shows: where it was taken, by whom, with which camera.

use super::{Context, words};
use crate::diagnostic::{Finding, Level};
use crate::model::{DefectKind, Tells};

pub(super) const NAME: &str = "picture-metadata";

pub(super) fn check(context: &Context<'_>, findings: &mut Vec<Finding>) {
    for defect in context.defects() {
        let DefectKind::PictureTells { path, tells } = &defect.kind else {
            continue;
        };
        let says_where = tells.contains(&Tells::Place) || tells.contains(&Tells::Record);
        let (level, message) = match says_where {
            true => (Level::Warning, format!("`{path}` says where it was taken")),
            false => (Level::Info, format!("`{path}` tells more than it shows")),
        };
        let held: Vec<&str> = tells.iter().copied().map(name).collect();
        findings.push(
            Finding::new(NAME, level, message, defect.span)
                .label("this file goes wherever the report's folder goes")
                .note(format!("the file holds {}", words::joined(&held)))
                .note("the books leave all of it out")
                .help("before anybody gets the folder, save the picture without its metadata"),
        );
    }
}

fn name(tells: Tells) -> &'static str {
    match tells {
        Tells::Place => "the place where it was taken",
        Tells::Record => "a camera's record wrapped up as text, which may say where it was taken",
        Tells::Person => "the name of a person",
        Tells::Camera => "what tells the camera from all others",
        Tells::Thumbnail => "a small second picture, which may show what was cut away",
        Tells::Appendix => "further data behind the end of the picture",
    }
}
