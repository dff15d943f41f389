//! What bracketed spans and divs say of the sentences in them.

use super::flat::FlatSpan;
use crate::model::{Attrs, Kind};
use crate::source::Located;

/// The kind that a span's or div's classes name. `.claims` is a div of claims.
pub(super) fn kind_of(attrs: &Attrs) -> Option<Kind> {
    attrs.classes.iter().find_map(|class| {
        if class == "claims" {
            Some(Kind::Fact)
        } else {
            Kind::from_class(class)
        }
    })
}

/// The claims that `from=` and `of=` name.
pub(super) fn derived_from(attrs: &Attrs) -> Vec<Located<String>> {
    let mut words = attrs.words("from");
    words.extend(attrs.words("of"));
    words
}

/// Whether a span holds all of a sentence but closing marks.
pub(super) fn covers(text: &str, span: &FlatSpan<'_>, range: &std::ops::Range<usize>) -> bool {
    let is_mark = |c: char| !c.is_alphanumeric();
    let body = text[range.clone()].trim_end_matches(is_mark);
    let start = range.start + text[range.clone()].len()
        - text[range.clone()].trim_start_matches(is_mark).len();
    let end = range.start + body.len();
    span.range.start <= start.min(end) && end <= span.range.end
}
