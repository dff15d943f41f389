//! Judges whether a sentence ends at a stop, by the words on both sides of it.

use std::ops::Range;

use super::asian;
use super::capitals::{
    acronym, initial, is_abbreviation, is_acronym, is_initial, is_latin_abbreviation, is_numeral,
    is_of_time, is_roman, is_section_number, is_time, is_voiceless,
};
use super::marks::Marks;
use super::ordinals;
use super::stops::{Stop, StopKind, first_word, last_word};
use super::words;

/// What the words say.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Verdict {
    Ends,
    GoesOn,
    /// An abbreviation or not: it depends on the language.
    Unsure,
}

use Verdict::{Ends, GoesOn, Unsure};

/// Marks that stand before the first word of a sentence.
const OPENING: &[char] = &[
    '“', '"', '‘', '\'', '(', '[', '«', '»', '„', '‚', '‹', '「', '『', '《', '〈', '（', '［',
    '【', '¿', '¡', '*', '\u{a0}', '\u{202f}',
];

/// Marks with which nothing begins.
const CONTINUING: &[char] = &[
    ',', ';', ':', ')', ']', '}', '/', '=', '+', '&', '~', '|', '%', '，', '；', '：', '、', '）',
    '］', '】', '·', '～', '<', '>', '−', '×', '”', '’', '」', '』', '》', '〉',
];

/// How long the head of a numbered paragraph may be, in bytes.
const LONGEST_HEAD: usize = 40;

/// In what a stop stands, where that closes with it.
#[derive(Debug, Clone, Copy)]
struct Within {
    bracket: bool,
    quotation: bool,
}

/// A stop and what is known of the text around it.
pub(super) struct Place<'a> {
    pub text: &'a str,
    pub language: &'a str,
    /// Where the sentence before the stop begins.
    pub start: usize,
    pub stop: &'a Stop,
    pub marks: &'a Marks,
}

impl<'a> Place<'a> {
    /// Whether the sentence ends.
    pub fn judge(&self) -> Verdict {
        let Stop { kind, run, end, .. } = self.stop;
        if *kind == StopKind::EmptyLine {
            return Ends;
        }
        // Several sentences inside one quotation belong to the sentence that quotes them.
        let quotation = self.marks.quotation(run.start);
        if quotation.is_some_and(|range| range.end > *end) || self.marks.title(run.start).is_some()
        {
            return GoesOn;
        }
        // So do those in a bracket within a sentence; a bracket may also be a sentence.
        let bracket = self
            .marks
            .bracket(run.start)
            .filter(|range| self.is_within_sentence(range.start));
        if bracket.is_some_and(|range| range.end > *end) {
            return GoesOn;
        }
        let after = &self.text[self.stop.next..];
        if self.stop.is_tied && self.may_be_tied() {
            return GoesOn;
        }
        let Some(next) = after.chars().next() else {
            return GoesOn;
        };
        if CONTINUING.contains(&next) {
            return GoesOn;
        }
        let opened = after.trim_start_matches(OPENING);
        let begins = opened.trim_start_matches(['—', '–', '-', '•', '▪', '●', ' ', '\u{a0}']);
        let Some(first) = begins.chars().next() else {
            return GoesOn;
        };
        if quotation.is_some() && opened.starts_with(['—', '–']) {
            // The source of the quotation.
            return GoesOn;
        }
        if quotation.is_some_and(|range| self.quotation_goes_on(range, after)) {
            return GoesOn;
        }
        let within = Within {
            bracket: bracket.is_some(),
            quotation: quotation.is_some(),
        };
        match kind {
            StopKind::Emphatic => self.after_emphasis(within, after, first),
            StopKind::Ellipsis => self.after_dots(after, first),
            StopKind::Ideographic if within.bracket && self.before().is_empty() => GoesOn,
            StopKind::Ideographic if self.is_exclaimed_name(after) => GoesOn,
            StopKind::Ideographic | StopKind::EmptyLine => Ends,
            StopKind::Full => self.after_full_stop(within, begins, first),
        }
    }

    /// The text of the sentence before the stop.
    fn before(&self) -> &'a str {
        &self.text[self.start..self.stop.run.start]
    }

    /// Whether the no-break space after the stop stands there for a reason: behind an abbreviation
    /// it says that nothing ends; elsewhere it was pasted.
    fn may_be_tied(&self) -> bool {
        let word = last_word(self.before());
        is_abbreviation(word)
            || is_acronym(word)
            || is_initial(word)
            || is_voiceless(word)
            || (!self.is_common_language() && word.bytes().all(|byte| byte.is_ascii_digit()))
    }

    fn is_within_sentence(&self, at: usize) -> bool {
        at > self.start
            && !self.text[self.start..at]
                .trim_start_matches(OPENING)
                .trim()
                .is_empty()
    }

    /// Whether what follows a closed quotation belongs to it.
    fn quotation_goes_on(&self, quotation: &Range<usize>, after: &str) -> bool {
        if asian::goes_on_with_particle(after) || asian::names_korean_speaker(after) {
            return true;
        }
        let before = &self.text[self.start..quotation.start.max(self.start)];
        self.stop.next == self.stop.end && asian::goes_on_after_quotation(before, after)
    }

    fn after_emphasis(&self, within: Within, after: &str, first: char) -> Verdict {
        if within.bracket || (first.is_lowercase() && !is_proper(after)) {
            return GoesOn;
        }
        let name = last_word(self.before());
        if words::is_exclaimed(name) && !words::starts(first_word(after)) {
            return GoesOn;
        }
        if within.quotation && names_speaker(after) {
            return GoesOn;
        }
        Ends
    }

    /// "ヤフー！は": the mark belongs to a name.
    fn is_exclaimed_name(&self, after: &str) -> bool {
        let stops = &self.text[self.stop.run.clone()];
        stops.starts_with(['！', '？'])
            && self.stop.next == self.stop.end
            && asian::goes_on_in_japanese(after)
    }

    fn after_dots(&self, after: &str, first: char) -> Verdict {
        let before = self.before().trim_end();
        let Some(last) = before.chars().next_back() else {
            return GoesOn;
        };
        if OPENING.contains(&last) || matches!(last, ',' | ':' | ';' | '、' | '，' | '：') {
            return GoesOn;
        }
        if first.is_lowercase() && !is_proper(after) {
            return GoesOn;
        }
        if asian::is_hangul(first) && !asian::may_end(last) && self.stop.end == self.stop.run.end {
            return GoesOn;
        }
        Ends
    }

    fn after_full_stop(&self, within: Within, after: &str, first: char) -> Verdict {
        let before = self.before();
        let word = last_word(before);
        let closed = self.stop.end > self.stop.run.end;
        if within.bracket && (is_abbreviation(word) || is_acronym(word)) {
            return GoesOn;
        }
        // "71 U.S. (4 Wall.) 2 (1866)": a report of law between two numbers.
        let opened = before.rsplit('(').next().unwrap_or_default();
        let is_report = opened.starts_with(|c: char| c.is_ascii_digit()) && first.is_ascii_digit();
        if self.heads_paragraph(before, word) || within.bracket && is_report {
            return GoesOn;
        }
        if closed && !(is_abbreviation(word) || is_acronym(word)) {
            let goes_on =
                first.is_lowercase() && !is_proper(after) && (within.quotation || within.bracket);
            return if goes_on { GoesOn } else { Ends };
        }
        let title = word.starts_with(char::is_uppercase) && words::is_title(word);
        if first.is_lowercase() {
            return self.before_lower_case(word, after);
        }
        if words::is_never_last(word) {
            return GoesOn;
        }
        if asian::is_asian(first) {
            let dated = self.language == "ko" && asian::is_in_dotted_date(before, after);
            let goes_on = dated || title || is_acronym(word) || is_latin_abbreviation(word);
            return if goes_on { GoesOn } else { Ends };
        }
        if self.stop.next < self.text.len() && (first.is_numeric() || is_symbol(first)) {
            return self.before_number(before, word, after, first);
        }
        if !first.is_uppercase() {
            return if first.is_alphabetic() { Unsure } else { Ends };
        }
        // “… made in the U.S.” The stop is also that of the sentence.
        if within.quotation && closed && !title {
            return Ends;
        }
        self.before_capital(before, word, title, after)
    }

    fn before_lower_case(&self, word: &str, after: &str) -> Verdict {
        let short = word.chars().count() == 1 && !word.starts_with(|c: char| c.is_numeric());
        let number = word.len() <= 2 && word.bytes().all(|byte| byte.is_ascii_digit());
        // No sentence begins with "of".
        let link = matches!(first_word(after), "of" | "et" | "de" | "du" | "der");
        if is_abbreviation(word)
            || is_acronym(word)
            || is_voiceless(word)
            || short
            || number
            || link
        {
            GoesOn
        } else if is_proper(after) || self.is_common_language() {
            Ends
        } else {
            GoesOn
        }
    }

    /// Whether the lists here are made for the language.
    fn is_common_language(&self) -> bool {
        matches!(self.language, "en" | "ko" | "zh" | "ja")
    }

    fn before_number(&self, before: &str, word: &str, after: &str, first: char) -> Verdict {
        let currency = matches!(first, '$' | '€' | '£' | '¥' | '₩');
        // "It took 20 min. 15 people came."
        let head = before[..before.len() - word.len()].trim_end();
        let unit = matches!(word, "min" | "sec" | "secs" | "l" | "s" | "pt" | "pts")
            && head.ends_with(|c: char| c.is_ascii_digit());
        if !unit
            && words::is_numbered(word)
            && (first.is_numeric() || currency || matches!(first, '§' | '¶'))
        {
            // "He said no. 12 people" is rarer than "no. 12".
            return if self.is_plain_no(word, before) {
                Ends
            } else {
                GoesOn
            };
        }
        // "b. 1979" and "Lee, H. (2019)"
        let lower = word.chars().count() == 1 && word.starts_with(char::is_lowercase);
        let author = is_initial(word) && head.ends_with(',');
        if (lower && !unit || author) && first.is_numeric() {
            return GoesOn;
        }
        if words::is_month(word) && first.is_numeric() {
            return GoesOn;
        }
        if is_acronym(word) {
            let reporter = head.ends_with(|c: char| c.is_ascii_digit());
            return if reporter || currency || first == '§' {
                GoesOn
            } else {
                Ends
            };
        }
        if word == "al" && before.trim_end_matches("al").trim_end().ends_with("et") {
            return GoesOn;
        }
        if self.language == "ko" && asian::is_in_dotted_date(before, after)
            || ordinals::is_in_date(self.language, head, word, after)
        {
            return GoesOn;
        }
        if self.is_common_language() || !word.chars().all(char::is_alphabetic) {
            Ends
        } else {
            Unsure
        }
    }

    fn before_capital(&self, before: &str, word: &str, title: bool, after: &str) -> Verdict {
        let next = first_word(after);
        let head = before[..before.len() - word.len()].trim_end();
        if words::follows_time(next) && is_time(word) {
            return GoesOn;
        }
        if is_time(word) {
            let mut lead = head.split_whitespace();
            let of_time = lead.clone().take(9).count() <= 8
                && !head.is_empty()
                && lead.all(|word| is_of_time(word.trim_end_matches([',', '.'])));
            let named = after
                .split_whitespace()
                .nth(1)
                .is_some_and(|second| second.starts_with("time"));
            return if (of_time && !words::starts(next)) || named {
                GoesOn
            } else {
                Ends
            };
        }
        if is_acronym(word) {
            return acronym(head, word, next, after);
        }
        if is_initial(word) {
            return initial(head, word, next, after);
        }
        if title && !words::certainly_starts(next) {
            // "14 Mary St. Police": the street of an address.
            let street = word == "St"
                && next != "Journal"
                && !matches!(last_word(head), "Cape" | "Fort" | "Lake" | "Mount" | "Port")
                && last_word(head).starts_with(char::is_uppercase)
                && !words::is_title(last_word(head).trim_end_matches('.'));
            let rank_before_pronoun = !matches!(word, "Mr" | "Mrs" | "Ms" | "Dr" | "Mx")
                && matches!(
                    next,
                    "He" | "She" | "I" | "We" | "A" | "No" | "On" | "At" | "His" | "Her"
                )
                && !after[next.len()..]
                    .trim_start()
                    .starts_with(char::is_uppercase);
            return if street || rank_before_pronoun {
                Ends
            } else {
                GoesOn
            };
        }
        if words::is_numbered(word) && !self.is_plain_no(word, before) && is_numeral(next, after) {
            return GoesOn;
        }
        if words::is_company(word) {
            let goes_on = words::is_company(next)
                || matches!(
                    next,
                    "Chairman" | "President" | "CEO" | "Chief" | "Director" | "KG"
                );
            return if goes_on { GoesOn } else { Ends };
        }
        let capital = word.starts_with(char::is_uppercase);
        if capital && words::is_in_names(word) && !words::starts(next) {
            return GoesOn;
        }
        let named_by = matches!(word, "ed" | "eds" | "trans" | "transl" | "rev");
        if named_by && head.ends_with([',', '(', ';']) {
            return GoesOn;
        }
        // "Dupont c. France", "Roe v. Wade"
        let is_parted = head.rsplit(char::is_whitespace).next().is_some_and(|word| {
            word.trim_start_matches(OPENING)
                .starts_with(char::is_uppercase)
        });
        if matches!(word, "c" | "v") && is_parted {
            return GoesOn;
        }
        if ordinals::counts(self.language, head, word, next) {
            return GoesOn;
        }
        // "3 Tsd. Euro"
        let is_sum =
            matches!(word, "Tsd" | "Mio" | "Mrd") && head.ends_with(|c: char| c.is_ascii_digit());
        if is_sum && self.language == "de" && !ordinals::begins("de", next) {
            return GoesOn;
        }
        // "im 19. Jahrhundert"
        let ordinal = word.len() <= 2 && word.bytes().all(|byte| byte.is_ascii_digit());
        let counted = ["Jahr", "Auflage", "Kapitel", "Sitzung", "Tagung"];
        if self.language == "de" && ordinal && counted.iter().any(|noun| next.starts_with(noun)) {
            return GoesOn;
        }
        if !self.is_common_language() {
            return if words::certainly_starts(next) {
                Ends
            } else {
                Unsure
            };
        }
        // "Gen. Cmt. No. 6", "Supp. No. 53"
        let counted = words::is_numbered(next)
            && after[next.len()..].starts_with(". ")
            && after[next.len() + 2..].starts_with(|c: char| c.is_ascii_digit());
        let short =
            words::is_abbreviation(word) || (capital && is_voiceless(word) && !head.is_empty());
        if short
            && (counted && !words::is_month(next)
                || capital && is_voiceless(word) && !head.is_empty() && !words::starts(next))
        {
            return GoesOn;
        }
        Ends
    }

    /// "Was it told? No. 12 people knew": an answer, and no number.
    fn is_plain_no(&self, word: &str, before: &str) -> bool {
        let head = before[..before.len() - word.len()].trim_end();
        let answers = || self.text[..self.start].trim_end().ends_with(['?', '？']);
        match word {
            "No" => head.is_empty() && answers(),
            "no" => matches!(last_word(head), "was" | "is" | "said" | "answered" | "says"),
            _ => false,
        }
    }

    /// "Finding 3." and "12." at the start of a sentence head what follows.
    fn heads_paragraph(&self, before: &str, word: &str) -> bool {
        let head = before.trim();
        // "three duties: 1. To register; 2. To report"
        let number = word.len() <= 2 && word.bytes().all(|byte| byte.is_ascii_digit());
        let lead = before[..before.len() - word.len()].trim_end();
        if number && !word.is_empty() && lead.ends_with([':', ';', '：', '；']) {
            return true;
        }
        if head.len() > LONGEST_HEAD || head.is_empty() {
            return false;
        }
        let head = head.trim_start_matches(OPENING);
        // "How many? 40." is an answer, not the number of a paragraph.
        let answers = self.text[..self.start].trim_end().ends_with(['?', '？']);
        let mut parts = head.split_whitespace();
        match (parts.next(), parts.next(), parts.next()) {
            (Some(number), None, None) => {
                if self.start == 0 && words::is_run_in(number) {
                    return true;
                }
                let roman = is_roman(number) && number != "I" || (number == "I" && self.start == 0);
                let letter = is_initial(number) && number != "I" && !answers;
                (is_section_number(number) && !answers) || roman || letter || asian::counts(number)
            }
            (Some(word), Some(number), None) => names_number(word, number),
            // "Key finding 2.", "Case No. 12."
            (Some(first), Some(word), Some(number)) if parts.next().is_none() => {
                let kind = matches!(first, "Key" | "Main" | "Policy" | "General" | "Final");
                (kind && names_number(word, number))
                    || (matches!(word, "No." | "no.") && names_number(first, number))
            }
            _ => false,
        }
    }
}

/// "Finding 3", "Art. 33", "§ 4": what heads a numbered paragraph.
fn names_number(word: &str, number: &str) -> bool {
    (words::is_run_in(word.trim_end_matches('.')) || word == "§")
        && (is_section_number(number) || is_roman(number) || is_initial(number))
}

/// "Kim asked." or "Major Kim shouted" after a quotation.
fn names_speaker(after: &str) -> bool {
    after
        .split_whitespace()
        .take(4)
        .find(|word| !word.starts_with(char::is_uppercase) || word.ends_with(['.', ',']))
        .is_some_and(|verb| {
            let bare = verb.trim_end_matches(['.', ',', ':', ';']);
            words::is_speech(bare)
                && (bare != verb
                    || !matches!(
                        bare,
                        "said" | "told" | "wrote" | "called" | "continued" | "added"
                    ))
        })
        && after.starts_with(char::is_uppercase)
        && !words::starts(first_word(after))
}

/// "eBay", "pH", "mRNA", "lme4", "al-Shabaab": lower case that begins a sentence all the same.
fn is_proper(after: &str) -> bool {
    let after = after.trim_start_matches(OPENING);
    let word = after
        .split(|c: char| c.is_whitespace() || matches!(c, ',' | ';' | ')' | '”' | '"'))
        .next()
        .unwrap_or_default();
    word.starts_with(char::is_lowercase)
        && word.chars().any(|c| c.is_uppercase() || c.is_ascii_digit())
}

fn is_symbol(character: char) -> bool {
    matches!(
        character,
        '§' | '¶' | '#' | '$' | '€' | '£' | '¥' | '₩' | '@' | '±'
    )
}
