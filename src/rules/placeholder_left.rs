//! A mark that its author meant to replace before publication.

use std::ops::Range;

use super::Context;
use super::measures::SIGNS_OF_MONEY;
use crate::diagnostic::Finding;
use crate::model::{Inline, InlineKind, Visitor, walk_inline};
use crate::source::Span;

pub(super) const NAME: &str = "placeholder-left";

/// Marks that are words of their own in upper case.
const MARKS: &[&str] = &["TK", "TKTK", "TKTKTK", "TODO", "FIXME", "XXX", "TBC", "TBD"];

/// Words after which `XXX` is the number thirty.
const NUMBERED: &[&str] = &[
    "annex", "app", "appendix", "art", "article", "bk", "book", "canto", "ch", "chap", "chapter",
    "bowl", "decree", "law", "legion", "legio", "part", "psalm", "pt", "sec", "section", "title",
    "vol", "volume",
];

/// Words in brackets that ask for something.
const ASKS: &[&str] = &[
    "add citation",
    "add citations",
    "add date",
    "add figure",
    "add name",
    "add reference",
    "add source",
    "cite",
    "check",
    "check source",
    "citation",
    "date?",
    "insert",
    "name?",
    "page?",
    "ref?",
    "reference?",
    "source?",
    "source",
    "to be added",
    "to be confirmed",
    "to come",
    "to follow",
    "quelle?",
    "source ?",
    "fuente?",
    "à vérifier",
    "quelle einfügen",
    "à compléter",
    "por completar",
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
        // Of many spaces on end, all that follow would be gone through at each.
        if word.is_empty() {
            continue;
        }
        let bare = word.trim_end_matches(['.', '-', '/']);
        let behind = text[(start + word.len()).min(text.len())..].trim_start();
        // "The XXX Olympiad", "TK Maxx"
        let next = behind
            .split(|c: char| !is_part(c))
            .next()
            .unwrap_or_default();
        let is_named = next.starts_with(char::is_uppercase) && !MARKS.contains(&next);
        let before = previous.to_lowercase();
        let is_number = bare == "XXX" && (NUMBERED.contains(&before.as_str()) || is_named);
        let is_company = bare == "TK" && matches!(next, "Maxx" | "Elevator" | "Group");
        if MARKS.contains(&bare) && !is_number && !is_company {
            found.push(start..start + bare.len());
        }
        previous = word;
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
    found.extend(letters_for_numbers(text));
    found.extend(asked_in_brackets(text));
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

/// "On XX May", "20XX", "Figure X", "___".
fn letters_for_numbers(text: &str) -> Vec<Range<usize>> {
    let words = super::prose::words(text);
    let mut found = Vec::new();
    for (at, word) in words.iter().enumerate() {
        let written = &text[word.range.clone()];
        let next = words.get(at + 1).map_or("", |word| word.lower.as_str());
        let before = at.checked_sub(1).map_or("", |at| words[at].lower.as_str());
        let is_day = written == "XX" && is_month(next);
        let is_year = matches!(written, "20XX" | "19XX" | "201X" | "202X" | "20xx" | "19xx");
        // "Section X" may be the tenth; of figures and tables nobody counts so.
        let is_letter = written == "X"
            && matches!(
                before,
                "figure" | "table" | "page" | "abbildung" | "tabelle" | "tableau"
            )
            && text[..word.range.start].ends_with(' ');
        if is_day || is_year || is_letter {
            found.push(word.range.clone());
        }
    }
    for (at, _) in text.match_indices("___") {
        if !text[..at].ends_with('_') {
            let length = text[at..].len() - text[at..].trim_start_matches('_').len();
            found.push(at..at + length);
        }
    }
    found
}

fn is_month(word: &str) -> bool {
    let tongues = ["en", "de", "fr", "es"].iter();
    tongues
        .map(|tag| super::tongues::of(tag))
        .any(|tongue| tongue.month(word).is_some())
}

/// "[insert figure]", "[source?]", "(ADD CITATION)".
fn asked_in_brackets(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    for (open, close) in [('[', ']'), ('(', ')')] {
        for (at, _) in text.match_indices(open) {
            let Some(length) = text[at..].find(close) else {
                break;
            };
            let inside = &text[at + 1..at + length];
            let lower = inside.trim().to_lowercase();
            let is_loud = inside == inside.to_uppercase();
            let is_word = matches!(lower.as_str(), "source" | "check" | "citation" | "cite");
            let asks = ASKS.contains(&lower.as_str()) && (is_loud || !is_word)
                || open == '[' && lower.starts_with("insert ");
            // In round brackets words are words, unless they shout or ask.
            let shouts = open == '[' || is_loud || lower.ends_with('?');
            if asks && shouts {
                found.push(at..at + length + 1);
            }
        }
    }
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
        check("The sum is TBC, the day TBD.", &["TBC", "TBD"]);
        check("It fell by [insert figure] metres.", &["[insert figure]"]);
        check("It fell by ___ metres.", &["___"]);
        check("On XX May, 20XX, it fell.", &["XX", "20XX"]);
        check("It fell [source?].", &["[source?]"]);
        check("It fell (ADD CITATION).", &["(ADD CITATION)"]);
        check("See Figure X.", &["X"]);
        check("TK Maxx and the XXX Olympiad, Super Bowl XXX.", &[]);
        check("Pope Pius X, Section X and Malcolm X.", &[]);
        check("It fell (check) and rose (source: the mill).", &[]);
        check("Todo, TKS, TK-41, a/TODO/b and Chapter XXX stay.", &[]);
    }
}
