//! "Ibid." and its kin, typed by hand.

use super::Context;
use crate::diagnostic::{Finding, Level};
use crate::source::Span;

pub(super) const NAME: &str = "manual-ibid";

pub(super) fn check(context: &Context<'_>, findings: &mut Vec<Finding>) {
    for sentence in &context.report.sentences {
        let Some(words) = pointing_back(&sentence.text) else {
            continue;
        };
        // The words themselves, unless markup stands between them.
        let start = sentence.span.range().start;
        let written = context.sources.slice(sentence.span);
        let span = written.find(words).map_or(sentence.span, |at| {
            Span::new(sentence.span.file, start + at..start + at + words.len())
        });
        findings.push(
            Finding::new(
                NAME,
                Level::Warning,
                format!("`{words}` is typed by hand"),
                span,
            )
            .label("points at whatever stands before it")
            .note("a note that is moved or added in between makes it point at another source, and nothing shows it")
            .help("cite the source itself, `[@key, p. 4]`; the citation style shortens it where it is repeated"),
        );
    }
}

/// The first words of a text that name a source by its place among the notes.
fn pointing_back(text: &str) -> Option<&str> {
    let lower = text.to_ascii_lowercase();
    let after_word = |at: usize| !lower[..at].ends_with(char::is_alphanumeric);
    let ends = |end: usize| !lower[end..].starts_with(char::is_alphanumeric);
    let mut first: Option<std::ops::Range<usize>> = None;
    let mut keep = |range: std::ops::Range<usize>| {
        if first.as_ref().is_none_or(|first| range.start < first.start) {
            first = Some(range);
        }
    };
    for words in [
        "ibid.",
        "ibid",
        "ibidem",
        "op. cit.",
        "op. cit",
        "op.cit.",
        "op cit",
        "loc. cit.",
        "loc. cit",
        "loc cit",
        "art. cit.",
        "ebd.",
        "ebenda",
        "a. a. o.",
        "a.a.o.",
        "id., at",
        "id. at",
        "idem, p.",
    ] {
        for (at, _) in lower.match_indices(words) {
            let end = at + words.len();
            if after_word(at) && (words.ends_with('.') || ends(end)) {
                keep(at..end);
            }
        }
    }
    for words in [
        "supra note ",
        "supra n. ",
        "supra, note ",
        "infra note ",
        "above n ",
        "above n. ",
        "above, n ",
        "above note ",
        "oben anm. ",
        "oben fn. ",
        "oben, anm. ",
    ] {
        for (at, _) in lower.match_indices(words) {
            let number = at + words.len();
            let digits = lower[number..]
                .bytes()
                .take_while(u8::is_ascii_digit)
                .count();
            if after_word(at) && digits > 0 {
                keep(at..number + digits);
            }
        }
    }
    // "See note 4 above"
    for (at, words) in lower.match_indices("note ") {
        let number = at + words.len();
        let digits = lower[number..]
            .bytes()
            .take_while(u8::is_ascii_digit)
            .count();
        let end = number + digits + " above".len();
        if after_word(at)
            && digits > 0
            && lower[number + digits..].starts_with(" above")
            && ends(end)
        {
            keep(at..end);
        }
    }
    first.map(|range| &text[range])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn knows_words_that_point_back() {
        let check = |text: &str, expected: Option<&str>| {
            assert_eq!(pointing_back(text), expected, "{text}");
        };
        check("Ibid., para. 4.", Some("Ibid."));
        check("See ibid, p. 3.", Some("ibid"));
        check("Miller, op. cit., p. 3.", Some("op. cit."));
        check("Miller, supra note 12, p. 3.", Some("supra note 12"));
        check("The supra note is long, and the ibidos is a bird.", None);
        check("Ebd., S. 4.", Some("Ebd."));
        check("Siehe a. a. O., S. 4.", Some("a. a. O."));
        check("Vgl. oben Anm. 4.", Some("oben Anm. 4"));
        check("Martin, art. cit., p. 3.", Some("art. cit."));
        check("Id., at 12.", Some("Id., at"));
        check("See note 4 above.", Some("note 4 above"));
        check("Miller, above n 3.", Some("above n 3"));
        check("The note 4 people wrote; above no 3 it fell.", None);
        check("The id. of the clerk; a note above.", None);
        check("A co-op cited it; the op cites it.", None);
    }
}
