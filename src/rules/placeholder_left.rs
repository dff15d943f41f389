//! A mark that its author meant to replace before publication.

use std::ops::Range;

use super::Context;
use super::measures::SIGNS_OF_MONEY;
use crate::diagnostic::Finding;
use crate::model::{Inline, InlineKind, Visitor, walk_inline};
use crate::source::Span;

pub(super) const NAME: &str = "placeholder-left";

/// Marks that are words of their own in upper case.
const MARKS: &[&str] = &["TK", "TKTK", "TKTKTK", "TODO", "FIXME", "XXX"];

/// Words after which `XXX` is the number thirty.
const NUMBERED: &[&str] = &[
    "annex", "app", "appendix", "art", "article", "bk", "book", "canto", "ch", "chap", "chapter",
    "decree", "law", "part", "psalm", "pt", "sec", "section", "title", "vol", "volume",
];

pub(super) fn check(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let mut check = Check { context, findings };
    context.report.walk(&mut check);
    let items = context
        .report
        .citations
        .iter()
        .flat_map(|citation| &citation.items);
    for item in items {
        let locator = item.locator.as_ref().map(|locator| &locator.source);
        let written = locator.map_or("", |source| source.value.as_str());
        let located = locator.map_or(item.span, |source| source.span);
        for (text, place) in [
            (written, located),
            (&item.prefix, item.span),
            (&item.suffix, item.span),
        ] {
            let found = placeholders(text);
            findings.extend(found.first().map(|range| {
                let mark = &text[range.clone()];
                left(context, mark, exact(context, place, mark))
            }));
        }
    }
}

/// Where a mark stands in a citation, if it stands there once.
fn exact(context: &Context<'_>, citation: Span, mark: &str) -> Span {
    let written = context.sources.slice(citation);
    match (written.find(mark), written.matches(mark).count()) {
        (Some(at), 1) => {
            let start = citation.range().start + at;
            Span::new(citation.file, start..start + mark.len())
        }
        _ => citation,
    }
}

fn left(context: &Context<'_>, mark: &str, place: Span) -> Finding {
    Finding::new(
        NAME,
        context.graded(),
        format!("`{mark}` is left in the text"),
        place,
    )
    .label("printed as it stands")
    .help("put in what is missing, or take the sentence out")
}

struct Check<'c, 'f> {
    context: &'c Context<'c>,
    findings: &'f mut Vec<Finding>,
}

impl<'a> Visitor<'a> for Check<'_, '_> {
    fn inline(&mut self, inline: &'a Inline) {
        if let InlineKind::Text(text) = &inline.kind {
            // Where the text is not printed as it was written, offsets inside it mean nothing.
            let as_written = self.context.sources.slice(inline.span) == text;
            for range in placeholders(text) {
                let start = inline.span.range().start;
                let place = if as_written {
                    Span::new(inline.span.file, start + range.start..start + range.end)
                } else {
                    inline.span
                };
                self.findings.push(left(self.context, &text[range], place));
            }
        }
        walk_inline(self, inline);
    }
}

/// The placeholders of a text, in order.
fn placeholders(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let is_part = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | '.' | '/');
    let mut previous = "";
    let mut from = 0;
    for word in text.split(|c: char| !is_part(c)) {
        let start = from;
        from += word.len()
            + text[start + word.len()..]
                .chars()
                .next()
                .map_or(0, char::len_utf8);
        let bare = word.trim_end_matches(['.', '-', '/']);
        let is_number = bare == "XXX" && NUMBERED.contains(&previous.to_lowercase().as_str());
        if MARKS.contains(&bare) && !is_number {
            found.push(start..start + bare.len());
        }
        if !word.is_empty() {
            previous = word;
        }
    }
    for (at, marks) in text.match_indices("XX") {
        let before = text[..at].chars().next_back();
        let after = text[at + marks.len()..].trim_start();
        let stands_alone = !text[..at].ends_with(char::is_alphanumeric);
        // "XX" is a Roman number, too; a share or a sum of money is none.
        let is_amount = [
            "%",
            "per cent",
            "percent",
            "Prozent",
            "pour cent",
            "por ciento",
        ]
        .iter()
        .any(|sign| after.starts_with(sign))
            || before.is_some_and(|sign| SIGNS_OF_MONEY.contains(&sign));
        if stands_alone && is_amount {
            found.push(at..at + marks.len());
        }
    }
    let lower = text.to_ascii_lowercase();
    for phrase in ["lorem ipsum", "[citation needed]"] {
        found.extend(
            lower
                .match_indices(phrase)
                .map(|(at, _)| at..at + phrase.len()),
        );
    }
    for (at, marks) in text.match_indices("??") {
        let before = text[..at].chars().next_back();
        if before.is_none_or(|c| c.is_whitespace() || matches!(c, '(' | '[' | '“' | '"')) {
            found.push(at..at + marks.len());
        }
    }
    found.sort_by_key(|range| range.start);
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn placeholders_are_words_of_their_own() {
        let check = |text: &str, expected: &[&str]| {
            let found: Vec<&str> = placeholders(text).into_iter().map(|at| &text[at]).collect();
            assert_eq!(found, expected, "{text}");
        };
        check("It fell by TK metres.", &["TK"]);
        check("See (TODO: source) and TKTK.", &["TODO", "TKTK"]);
        check("It held ?? people.", &["??"]);
        check("Who knew??", &[]);
        check("Lorem ipsum dolor.", &["Lorem ipsum"]);
        check("It fell [citation needed].", &["[citation needed]"]);
        check("Todo, TKS, TK-41, a/TODO/b and Chapter XXX stay.", &[]);
    }
}
