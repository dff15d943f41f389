//! Cuts the text of a unit into sentences.
//!
//! Knows text and a language, nothing of citations: they were cut out of the text before. Every
//! place where a stop is followed by something that can begin a sentence is judged by `ending`;
//! where it cannot tell, sentencex is asked, which knows the abbreviations of many languages.
//!
//! The dangerous direction is the sentence that is not cut: it hides an uncited statement behind
//! its neighbour's citation. One cut too many only annoys.

mod asian;
mod capitals;
mod ending;
#[rustfmt::skip]
mod lists;
mod marks;
mod ordinals;
mod second_opinion;
mod stops;
mod words;

use std::ops::Range;

use marks::Marks;
use second_opinion::SecondOpinion;
use stops::next_stop;

use crate::model::primary_language;

/// The sentences of a text as byte ranges, in order, without the white space between them.
pub fn split(language: &str, text: &str) -> Vec<Range<usize>> {
    let language = primary_language(language);
    // Spaces without a width are no white space to Unicode. These have three bytes, so that all places stay.
    let unseen = ['\u{200b}', '\u{feff}'];
    if text.contains(unseen) {
        return split(language, &text.replace(unseen, "   "));
    }
    let mut sentences = Vec::new();
    if text.trim_start().is_empty() {
        return sentences;
    }
    let marks = Marks::find(text);
    let mut second_opinion = SecondOpinion::new(language, text);
    let mut start = 0;
    let mut from = 0;
    while let Some(stop) = next_stop(text, from, &marks) {
        from = stop.run.end;
        let place = ending::Place {
            text,
            language,
            start,
            stop: &stop,
            marks: &marks,
        };
        let ends = match place.judge() {
            ending::Verdict::Ends => true,
            ending::Verdict::GoesOn => false,
            ending::Verdict::Unsure => second_opinion.begins_at(start, stop.next),
        };
        if ends {
            sentences.push(trim(text, start..stop.next));
            start = stop.next;
            from = from.max(stop.next);
        }
    }
    sentences.push(trim(text, start..text.len()));
    sentences.retain(|range| !range.is_empty());
    sentences
}

fn trim(text: &str, range: Range<usize>) -> Range<usize> {
    let part = &text[range.clone()];
    let start = range.start + part.len() - part.trim_start().len();
    let end = range.start + part.trim_end().len();
    start.min(end)..end
}

/// A question, or a stretch without a word of two letters: nothing is asserted.
pub fn asserts_nothing(text: &str) -> bool {
    let text = text.trim_end_matches(['”', '"', '’', ')', ' ']);
    if text.ends_with(['?', '？']) {
        return true;
    }
    let has_digit = text.chars().any(char::is_numeric);
    let has_word = text
        .split(|c: char| !c.is_alphabetic())
        .any(|word| word.chars().count() >= 2 || word.chars().any(|c| c >= '\u{2E80}'));
    !has_word && !has_digit
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A case of the gold file.
    struct Case {
        line: &'static str,
        language: &'static str,
        is_ambiguous: bool,
        sentences: Vec<String>,
    }

    /// The cases, with the citations cut out as the caller does.
    fn gold() -> Vec<Case> {
        let lines = include_str!("gold.txt").lines();
        lines
            .filter(|line| !line.starts_with('#') && !line.is_empty())
            .map(|line| {
                let (language, sentences) = line.split_once('\t').unwrap();
                Case {
                    line,
                    language: language.trim_end_matches('?'),
                    is_ambiguous: language.ends_with('?'),
                    sentences: sentences.split(" ‖ ").map(without_citations).collect(),
                }
            })
            .collect()
    }

    fn found<'t>(language: &str, text: &'t str) -> Vec<&'t str> {
        let ranges = split(language, text);
        ranges.into_iter().map(|range| &text[range]).collect()
    }

    #[test]
    fn agrees_with_the_gold_file() {
        let cases = gold();
        let mut failures = Vec::new();
        let mut hidden = 0;
        for case in &cases {
            let spaceless = matches!(case.language, "zh" | "ja");
            let text = case.sentences.join(if spaceless { "" } else { " " });
            let found = found(case.language, &text);
            if found != case.sentences {
                // Whatever else was cut, a boundary that was missed hides a sentence.
                let missed = case.sentences.iter().any(|sentence| {
                    let part = |whole: &&str| {
                        whole.len() > sentence.len() && whole.contains(sentence.as_str())
                    };
                    found.iter().any(part)
                });
                hidden += usize::from(missed && !case.is_ambiguous);
                failures.push(format!("{}\n    {}", case.line, found.join(" | ")));
            }
        }
        assert!(
            failures.len() * 100 <= cases.len() * 3 && hidden == 0,
            "{} of {} differ, {hidden} hide a sentence:\n{}",
            failures.len(),
            cases.len(),
            failures.join("\n")
        );
    }

    #[test]
    fn a_space_that_nobody_sees_parts_sentences() {
        for (language, text, sentences) in [
            ("en", "It fell in 2001.\u{200b}The mill burnt down.", 2),
            ("en", "It fell.\u{feff} The mill burnt down.", 2),
            ("en", "It fell in 2001\u{2024} The mill burnt down.", 2),
            ("en", "It fell in 2001.The mill burnt down.", 2),
            ("de", "Es fiel 2001.\u{200b}Die Mühle brannte ab.", 2),
            ("fr", "Il est tombé en 2001.\u{200b}Le moulin a brûlé.", 2),
            ("en", "Figure 2.A shows the mill.", 1),
            ("en", "It cost 2.5 million.", 1),
            ("en", "See version 3.B of the plan.", 1),
            ("en", "The file is a.b\u{200b}c and no more.", 1),
        ] {
            assert_eq!(found(language, text).len(), sentences, "{text}");
        }
    }

    #[test]
    fn a_report_of_law_stands_between_its_numbers() {
        let one = "In Ex parte Milligan, 71 U.S. (4 Wall.) 2 (1866), the trial was unlawful.";
        assert_eq!(found("en", one), [one]);
        assert_eq!(
            found("en", "He left in 2012 (his brother in 2013.) 2 survived."),
            ["He left in 2012 (his brother in 2013.)", "2 survived."]
        );
    }

    #[test]
    fn a_no_break_space_ties_an_abbreviation_and_nothing_else() {
        let text = "He left the U.S.\u{a0}The bridge was No.\u{a0}5.\u{a0}It fell.";
        let expected = [
            "He left the U.S.\u{a0}The bridge was No.\u{a0}5.",
            "It fell.",
        ];
        assert_eq!(found("en", text), expected);
        assert_eq!(
            found("en", "It fell.\u{a0}It sank."),
            ["It fell.", "It sank."]
        );
    }

    #[test]
    fn few_cases_are_declared_ambiguous() {
        let cases = gold();
        let ambiguous = cases.iter().filter(|case| case.is_ambiguous).count();
        assert!(
            ambiguous * 100 < cases.len() * 3,
            "{ambiguous} of {}",
            cases.len()
        );
    }

    /// The whole file as one paragraph: sentences do not depend on how much stands before them.
    #[test]
    fn nothing_is_lost_between_sentences() {
        for language in ["en", "ko", "zh", "de", "xx", ""] {
            let text = include_str!("gold.txt");
            let mut end = 0;
            for range in split(language, text) {
                assert!(text[end..range.start].trim().is_empty());
                assert!(range.start < range.end);
                end = range.end;
            }
            assert!(text[end..].trim().is_empty());
        }
    }

    /// Ten thousand pieces each: whoever makes one of them quadratic will wait.
    #[test]
    fn hostile_text_is_cut_in_linear_time() {
        let pieces = [
            "word ",
            "w",
            ".",
            ". ",
            "Dr. ",
            "U.S. ",
            "Xyz. Kim ",
            "\"a\" ",
            "\"",
            "“",
            "”",
            "‘A. ",
            "'A. ",
            "(A. ",
            "1. ",
            "J. ",
            "Kim ",
            "中国。",
            "갔다. ",
            "「",
            "… ",
            ". . . ",
            "“Why?” Kim ",
            "At 5 p.m. Kim ",
            "U.",
            ".\u{a0}",
            "a.¹ ",
            "a.[1] ",
            "(see 1",
            "a) Kim ",
            "1. A\n",
            "\n",
            "\u{301}.",
            "»«",
        ];
        for piece in pieces {
            for language in ["en", "de"] {
                let text = piece.repeat(10_000);
                let end = split(language, &text).last().map_or(0, |range| range.end);
                assert_eq!(text[end..].trim(), "", "{piece}");
            }
        }
    }

    fn without_citations(text: &str) -> String {
        let mut out = String::new();
        let mut rest = text;
        while let Some(open) = rest.find('[').filter(|at| {
            rest[*at..].starts_with("[@")
                || rest[*at..].starts_with("[^")
                || rest[*at..].starts_with("[p. ")
        }) {
            out.push_str(rest[..open].trim_end());
            let close = rest[open..].find(']').unwrap();
            rest = &rest[open + close + 1..];
        }
        out.push_str(rest);
        out.replace("@coi2014", "Author").replace("**", "")
    }
}
