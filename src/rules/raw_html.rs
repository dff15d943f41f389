//! HTML in the text.

use super::{Context, words};
use crate::diagnostic::{Finding, Level};
use crate::model::DefectKind;

pub(super) const NAME: &str = "raw-html";

pub(super) fn check(context: &Context<'_>, findings: &mut Vec<Finding>) {
    for defect in context.defects() {
        let DefectKind::RawHtml(html) = &defect.kind else {
            continue;
        };
        let lower = html.to_lowercase();
        let instead = [
            ("<br", "a line break is a backslash at the end of the line"),
            ("<sup", "raised text is written `^2^`"),
            ("<sub", "lowered text is written `~2~`"),
            ("<img", "a picture is written `![Caption.](file.png){alt=\"…\"}`"),
            ("<table", "a table is written with `|` and a header row"),
            ("<a ", "a link is written `[words](https://…)`"),
            ("<span", "a span is written `[words]{.class}`"),
            ("<div", "a div is written between lines of `:::`"),
            ("<!--", "a comment ends with `-->`"),
        ]
        .into_iter()
        .find_map(|(tag, instead)| lower.starts_with(tag).then_some(instead));
        findings.push(
            Finding::new(
                NAME,
                Level::Error,
                format!("HTML in the text: `{}`", words::shortened(html, 40)),
                defect.span,
            )
            .label("would be lost in the PDF")
            .note("the two books are made from one text, and HTML has no meaning in print")
            .help(instead.unwrap_or("write it in Markdown; a `<` that is text is written `\\<`")),
        );
    }
}
