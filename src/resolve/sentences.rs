//! Cuts the text of a unit into sentences.
//!
//! sentencex decides first; rules for the prose of reports follow. Knows text and a language,
//! nothing of citations: they were cut out of the text before.
//!
//! The dangerous direction is the sentence that is not cut: it hides an uncited statement behind
//! its neighbour's citation. One cut too many only annoys.

use std::ops::Range;

/// Abbreviations after which a number, a section sign or a quotation goes on with the sentence.
const BEFORE_NUMBERS: &[&str] = &[
    "annex", "app", "approx", "art", "arts", "c", "ca", "cap", "cf", "ch", "chap", "col", "doc",
    "est", "fig", "figs", "ibid", "n", "no", "nos", "p", "para", "paras", "pp", "pt", "res", "s",
    "sec", "secs", "ser", "supp", "tab", "v", "vol", "vols", "vs",
];

/// Titles and other abbreviations after which a name goes on with the sentence.
const BEFORE_NAMES: &[&str] = &[
    "adm", "amb", "brig", "capt", "cmdr", "col", "dr", "fr", "gen", "gov", "hon", "lt", "maj",
    "messrs", "mr", "mrs", "ms", "mt", "pres", "prof", "rep", "rev", "sec", "sec.-gen", "sen",
    "sgt", "sr", "st", "supt", "v", "vs",
];

/// Abbreviations that never end a sentence.
const NEVER_LAST: &[&str] = &["e.g", "i.e", "viz", "cf"];

/// Words that head a numbered paragraph: "Finding 3."
const RUN_IN: &[&str] = &[
    "annex",
    "article",
    "case",
    "chapter",
    "claim",
    "conclusion",
    "figure",
    "finding",
    "incident",
    "paragraph",
    "principle",
    "question",
    "recommendation",
    "rule",
    "section",
    "step",
    "table",
];

/// Particles that follow a quotation within a Korean sentence.
const KOREAN_PARTICLES: &[&str] = &["고", "라고", "이라고", "라며", "며", "하고", "는", "라는"];

/// The sentences of a text as byte ranges, in order, without the white space between them.
pub fn split(language: &str, text: &str) -> Vec<Range<usize>> {
    let language = language.split('-').next().unwrap_or_default();
    let mut starts: Vec<usize> = sentencex::get_sentence_boundaries(language, text)
        .iter()
        .map(|boundary| boundary.start_byte)
        .collect();
    starts.extend(missed(text));
    starts.sort_unstable();
    starts.dedup();
    let mut kept = vec![0];
    for start in starts {
        let on_boundary = text.is_char_boundary(start) && start > 0;
        if on_boundary && !goes_on(text, start) && !only_closes(&text[start..]) {
            kept.push(start);
        }
    }
    kept.push(text.len());
    kept.windows(2)
        .map(|pair| trim(text, pair[0]..pair[1]))
        .filter(|range| !range.is_empty())
        .collect()
}

/// Boundaries that sentencex does not see: a stop, closing marks, white space, a capital.
fn missed(text: &str) -> Vec<usize> {
    let mut starts = Vec::new();
    let mut open_quotes = 0_usize;
    for (at, character) in text.char_indices() {
        match character {
            '“' => open_quotes += 1,
            '”' => open_quotes = open_quotes.saturating_sub(1),
            _ => {}
        }
        if !matches!(character, '.' | '!' | '?' | '…') {
            continue;
        }
        let rest = &text[at + character.len_utf8()..];
        if is_dotted_acronym(last_word(&text[..at])) {
            // "the U.S. Government" or "the U.S. China abstained": sentencex decides.
            continue;
        }
        // Several sentences inside one quotation belong to the sentence that quotes them.
        if open_quotes > 0 && !rest.starts_with(['”', '"']) {
            continue;
        }
        let closing = rest.len()
            - rest
                .trim_start_matches(['”', '"', '’', '\'', ')', ']', '»', '¹', '²', '³'])
                .len();
        let after = &rest[closing..];
        let gap = after.len() - after.trim_start().len();
        if gap == 0 {
            continue;
        }
        let next = after.trim_start();
        let opened = next.trim_start_matches(['“', '"', '‘', '(', '[', '«']);
        let capital = opened.starts_with(|c: char| c.is_uppercase());
        // An ellipsis inside a quotation (". . .") is followed by lower case or another stop.
        if capital && !next.starts_with('.') {
            starts.push(at + character.len_utf8() + closing + gap);
        }
    }
    starts
}

/// Whether the sentence before `start` goes on after it.
fn goes_on(text: &str, start: usize) -> bool {
    let before = text[..start].trim_end();
    let after = text[start..].trim_start();
    if before.is_empty() || after.is_empty() {
        return true;
    }
    let next = after.chars().next().unwrap_or_default();
    let bare_next = after
        .trim_start_matches(['“', '"', '‘', '(', '['])
        .chars()
        .next()
        .unwrap_or_default();
    if next.is_lowercase() && !before.ends_with(['!', '?', '…']) && !text[..start].ends_with('\n')
    {
        return before.ends_with('.') || before.ends_with(['”', '"', '’', ')']);
    }
    if next.is_lowercase() && before.ends_with(['”', '"', '’']) {
        return true;
    }
    // "¹²" after a stop, or a lone bracket, belongs to what it follows.
    if starts_with_superscript(after) {
        return true;
    }
    if ends_with_closing_quote(before)
        && KOREAN_PARTICLES
            .iter()
            .any(|particle| after.starts_with(particle))
    {
        return true;
    }
    if korean_date_goes_on(before, after) {
        return true;
    }
    let Some(stem) = before.strip_suffix('.') else {
        return false;
    };
    let word = last_word(stem);
    let lower = word.to_lowercase();
    let followed_by_number = bare_next.is_ascii_digit() || next == '§';
    if followed_by_number && BEFORE_NUMBERS.contains(&lower.as_str()) {
        return true;
    }
    if NEVER_LAST.contains(&lower.as_str()) {
        return true;
    }
    let capital = bare_next.is_uppercase();
    if capital && BEFORE_NAMES.contains(&lower.as_str()) && word.starts_with(char::is_uppercase) {
        return true;
    }
    if capital && matches!(lower.as_str(), "v" | "vs") {
        return true;
    }
    if capital && is_initial(stem, word) {
        return true;
    }
    heads_paragraph(text, start, stem)
}

/// Whether only closing marks are left.
fn only_closes(rest: &str) -> bool {
    rest.chars()
        .all(|c| c.is_whitespace() || matches!(c, ')' | ']' | '”' | '"' | '’' | '»' | '.'))
}

/// "U.S", "D.P.R.K" (the last stop is not part of it).
fn is_dotted_acronym(word: &str) -> bool {
    word.contains('.')
        && word
            .split('.')
            .all(|part| part.chars().count() == 1 && part.chars().all(char::is_uppercase))
}

fn last_word(text: &str) -> &str {
    let start = text
        .rfind(|c: char| c.is_whitespace() || matches!(c, '(' | '[' | '“' | '"'))
        .map_or(0, |at| {
            at + text[at..].chars().next().map_or(1, char::len_utf8)
        });
    &text[start..]
}

/// The "D" of "Michael D. Kirby": one capital after a capitalised word. "U.S." is not one.
fn is_initial(stem: &str, word: &str) -> bool {
    let one_capital = word.chars().count() == 1 && word.chars().all(char::is_uppercase);
    if !one_capital {
        return false;
    }
    let before = stem[..stem.len() - word.len()].trim_end();
    let previous = last_word(before);
    let named = previous.starts_with(char::is_uppercase);
    before.is_empty() || (named && previous.len() > 1) || is_initial_chain(previous)
}

/// "J." before "R." in "J. R. Kim".
fn is_initial_chain(word: &str) -> bool {
    word.ends_with('.') && word.chars().count() == 2 && word.starts_with(char::is_uppercase)
}

fn starts_with_superscript(text: &str) -> bool {
    text.starts_with(['¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹', '⁰'])
}

fn ends_with_closing_quote(text: &str) -> bool {
    text.ends_with(['”', '"', '’', '」', '』'])
}

/// "2019. 5. 3. 체포되었다": the stops of a dotted date end nothing.
fn korean_date_goes_on(before: &str, after: &str) -> bool {
    let Some(stem) = before.strip_suffix('.') else {
        return false;
    };
    let digits = |text: &str| {
        let word = last_word(text);
        (!word.is_empty() && word.len() <= 4 && word.bytes().all(|b| b.is_ascii_digit()))
            .then_some(word.len())
    };
    let Some(length) = digits(stem) else {
        return false;
    };
    let next_number = after.len() - after.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    if (1..=2).contains(&next_number) && after[next_number..].starts_with('.') {
        return true;
    }
    // The last part of a date: two more dotted numbers stand before it.
    let head = stem[..stem.len() - length].trim_end();
    let second = head.strip_suffix('.').map(last_word).unwrap_or_default();
    let hangul = after.starts_with(|c: char| ('가'..='힣').contains(&c));
    hangul && length <= 2 && !second.is_empty() && second.bytes().all(|b| b.is_ascii_digit())
}

/// "Finding 3." and "12." at the start of a text head what follows.
fn heads_paragraph(text: &str, start: usize, stem: &str) -> bool {
    if !text[..start]
        .trim_start()
        .trim_end()
        .eq(text[..start].trim())
        || stem.len() > 40
    {
        return false;
    }
    let mut words = stem.split_whitespace();
    let is_number = |word: &str| {
        !word.is_empty()
            && word
                .chars()
                .all(|c| c.is_ascii_digit() || c == '.' || c == '(' || c == ')')
    };
    match (words.next(), words.next(), words.next()) {
        (Some(number), None, None) => is_number(number) && number.len() <= 4,
        (Some(word), Some(number), None) => {
            RUN_IN.contains(&word.to_lowercase().as_str()) && is_number(number)
        }
        _ => false,
    }
}

fn trim(text: &str, range: Range<usize>) -> Range<usize> {
    let part = &text[range.clone()];
    let start = range.start + part.len() - part.trim_start().len();
    let end = range.start + part.trim_end().len();
    start.min(end)..end
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Every case of the gold file, with the citations cut out as the caller does.
    #[test]
    fn agrees_with_the_gold_file() {
        let gold = include_str!("sentences_gold.txt");
        let mut failures = Vec::new();
        let mut under = 0;
        let mut count = 0;
        for line in gold
            .lines()
            .filter(|line| !line.starts_with('#') && !line.is_empty())
        {
            let (language, sentences) = line.split_once('\t').unwrap();
            let ambiguous = language.ends_with('?');
            let language = language.trim_end_matches('?');
            let expected: Vec<String> = sentences.split(" ‖ ").map(without_citations).collect();
            let glue = if language == "zh" || language == "ja" {
                ""
            } else {
                " "
            };
            let text = expected.join(glue);
            let found: Vec<&str> = split(language, &text)
                .into_iter()
                .map(|range| &text[range])
                .collect();
            count += 1;
            if found != expected {
                if found.len() < expected.len() && !ambiguous {
                    under += 1;
                }
                failures.push(format!("{line}\n    {}", found.join(" | ")));
            }
        }
        let share = failures.len() * 100;
        assert!(
            share <= count * 3 && under == 0,
            "{} of {count} differ, {under} under-split:\n{}",
            failures.len(),
            failures.join("\n")
        );
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
