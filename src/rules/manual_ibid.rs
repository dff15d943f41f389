//! "Ibid." and its kin, typed by hand.

use std::ops::Range;

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
    let mut first: Option<Range<usize>> = None;
    let mut keep = |range: Range<usize>| {
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
        "art. cit",
        "ob. cit.",
        "ob. cit",
        "ibíd.",
        "ibídem",
    ] {
        for (at, _) in lower.match_indices(words) {
            let end = at + words.len();
            if after_word(at) && (words.ends_with('.') || ends(end)) {
                keep(at..end);
            }
        }
    }
    for range in there(text, &lower).into_iter().chain(notes(&lower)) {
        keep(range);
    }
    first.map(|range| &text[range])
}

/// "Ebd., S. 4", "a. a. O.", "id. at 12": words that also say something else, and point back where they stand in a
/// note, or before the place in a source.
fn there(text: &str, lower: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    for words in [
        "a. a. o.",
        "a.a.o.",
        "a.\u{a0}a.\u{a0}o.",
        "a.\u{202f}a.\u{202f}o.",
    ] {
        let capital = |at: usize| {
            text.get(at..at + words.len())
                .is_some_and(|it| it.contains('O'))
        };
        found.extend(places(lower, words).filter(|range| capital(range.start)));
    }
    for words in ["ebd.", "ebd", "ebenda"] {
        found.extend(places(lower, words).filter(|range| {
            let behind = &lower[range.end..];
            let before = lower[..range.start].trim_end();
            let opens = before.is_empty()
                || before.ends_with(['(', ';', '–', '—'])
                || ["vgl.", "siehe", "vgl. auch", "s. auch", "siehe auch"]
                    .iter()
                    .any(|word| before.ends_with(word));
            let ends = behind.trim_end_matches(['.', ' ']).is_empty()
                || behind.trim_start_matches('.').starts_with([',', ';', ')']);
            is_place(behind) || opens && ends
        }));
    }
    found.extend(places(lower, "id.").filter(|range| {
        let behind = &lower[range.end..];
        let behind = behind.strip_prefix(',').unwrap_or(behind);
        let behind = behind.strip_prefix(' ').unwrap_or_default();
        let number = behind.strip_prefix("at ").unwrap_or_default();
        // "He showed his id. At 12 they left."
        let is_small = text[range.end..]
            .trim_start_matches([',', ' '])
            .starts_with('a');
        is_small && number.starts_with(|c: char| c.is_ascii_digit())
            || behind.starts_with(['§', '¶'])
    }));
    found
}

/// Whether a place in a source follows: ", S. 4", " Rn. 12", ", 4".
fn is_place(behind: &str) -> bool {
    let rest = behind.trim_start_matches(['.', ',', ' ', '\u{a0}']);
    let named = [
        "s.", "ss.", "rn.", "rz.", "nr.", "fn.", "anm.", "bl.", "fol.", "kap.", "abs.", "art.", "§",
    ];
    let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
    let is_number = behind.starts_with([',', '.']) && (1..=3).contains(&digits);
    let number = |rest: &str| rest.trim_start().starts_with(|c: char| c.is_ascii_digit());
    is_number
        || named
            .iter()
            .any(|word| rest.strip_prefix(word).is_some_and(number))
}

/// Words for a note, before its number.
const NOTES: &[&str] = &[
    "footnote",
    "footnotes",
    "note",
    "notes",
    "n.",
    "n",
    "nn.",
    "nn",
    "fn.",
    "fn",
    "anm.",
    "anm",
    "fußnote",
    "nota",
    "notas",
    "fußn.",
];

/// Where a note stands from which it is spoken of, and whether the word says nothing else.
const WHERE: &[(&str, bool)] = &[
    ("supra", true),
    ("infra", true),
    ("above", false),
    ("below", false),
    ("oben", false),
    ("unten", false),
    ("ci-dessus", false),
    ("ci-dessous", false),
    ("wie", false),
];

/// "Supra note 12", "note 4 above", "oben Anm. 4": notes that are named by their number.
fn notes(lower: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    for (word, is_certain) in WHERE {
        for range in places(lower, word) {
            let both = [note_behind(lower, &range), note_before(lower, &range)];
            let named = both.into_iter().flatten();
            found.extend(named.filter(|note| *is_certain || is_set_off(lower, note)));
        }
    }
    found
}

/// From a word to the number of the note behind it: "supra, note 12".
fn note_behind(lower: &str, word: &Range<usize>) -> Option<Range<usize>> {
    let rest = lower[word.end..].trim_start_matches(',');
    let rest = rest.strip_prefix([' ', '\u{a0}'])?;
    let number = NOTES.iter().find_map(|note| {
        let number = rest.strip_prefix(note)?.trim_start_matches([' ', '\u{a0}']);
        let digits = number.bytes().take_while(u8::is_ascii_digit).count();
        (digits > 0).then(|| &number[digits..])
    })?;
    Some(word.start..lower.len() - number.len())
}

/// From the note before a word to it: "note 4 above".
fn note_before(lower: &str, word: &Range<usize>) -> Option<Range<usize>> {
    if lower[word.clone()] == *"wie" {
        return None;
    }
    let spaces = [' ', '\u{a0}'];
    let before = lower[..word.start].trim_end_matches(spaces);
    let before = before.trim_end_matches(',');
    let named = before.trim_end_matches(|c: char| c.is_ascii_digit());
    let note = named.trim_end_matches(spaces);
    let is_number = named.len() < before.len() && note.len() < named.len();
    let start = NOTES.iter().find_map(|known| {
        let before = note.strip_suffix(known)?;
        (!before.ends_with(char::is_alphanumeric)).then_some(before.len())
    });
    start.filter(|_| is_number).map(|start| start..word.end)
}

/// Whether words stand as a reference does: at the beginning, behind a comma or "see", and before a mark. "The line
/// above note 4" and "the note 4 below the table" are something else.
fn is_set_off(lower: &str, note: &Range<usize>) -> bool {
    const SEE: &[&str] = &[
        "see", "also", "cf", "cf.", "compare", "at", "vgl.", "siehe", "s.", "auch", "voir", "v.",
        "véase", "vid.", "in",
    ];
    let before = lower[..note.start].trim_end();
    let last = before
        .rsplit([' ', '\u{a0}', '('])
        .next()
        .unwrap_or_default();
    let opens = before.is_empty()
        || before.ends_with([',', '(', ';', '[', '–', '—'])
        || SEE.contains(&last);
    let behind = lower[note.end..].trim_start();
    let at = behind.strip_prefix("at ").unwrap_or_default();
    let ends = behind.is_empty()
        || behind.starts_with([',', '.', ';', ')', ']', ':'])
        || at.starts_with(|c: char| c.is_ascii_digit())
        || ["p.", "pp.", "para", "s."]
            .iter()
            .any(|word| behind.starts_with(word));
    opens && ends
}

/// Where whole words stand.
fn places<'t>(lower: &'t str, words: &'t str) -> impl Iterator<Item = Range<usize>> + 't {
    lower.match_indices(words).filter_map(move |(at, _)| {
        let end = at + words.len();
        let begins = !lower[..at].ends_with(char::is_alphanumeric);
        let ends = !words.ends_with(char::is_alphanumeric)
            || !lower[end..].starts_with(char::is_alphanumeric);
        (begins && ends).then_some(at..end)
    })
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
        check("A co-op cited it; the op cites it.", None);
        check("Ebd., S. 4.", Some("Ebd."));
        check("Vgl. ebd.", Some("ebd."));
        check("Ebenda, Rn. 12.", Some("Ebenda"));
        check("Ebd.", Some("Ebd."));
        check("Müller, a. a. O., S. 4.", Some("a. a. O."));
        check("Müller (wie Anm. 4), S. 7.", Some("wie Anm. 4"));
        check("Müller, oben Anm. 4.", Some("oben Anm. 4"));
        check("Dupont, art. cit., p. 3.", Some("art. cit."));
        check("Voir note 4 ci-dessus.", Some("note 4 ci-dessus"));
        check("Id., at 12.", Some("Id."));
        check("Id. at 12.", Some("Id."));
        check("See note 4 above.", Some("note 4 above"));
        check("Miller, above n 3, 45.", Some("above n 3"));
        check("Véase la nota 4 supra.", Some("nota 4 supra"));
        for innocent in [
            "Er wurde 1920 in Köln geboren und starb 1990 ebd.",
            "Ebenda wurde das Tor gebaut.",
            "Das Tor stand ebenda bis 1920.",
            "The line above note 4 in the score is blank.",
            "The amount is in note 4 below the table.",
            "The note 12 above the door was torn.",
            "He showed his id, at 12 they left.",
            "He showed his id. At 12 they left.",
            "Wie Anmerkung und Text zeigen, ist es so.",
            "Oben steht nichts, unten Anmerkungen.",
        ] {
            check(innocent, None);
        }
    }
}
