//! Mends the words that hayagriva 0.10 prints: what it leaves when a field is absent, stops that
//! double, and quotation marks inside quotation marks. Knows no entry.

use citationberg::taxonomy::{OtherTerm, Term};
use citationberg::{Locale, LocaleCode, TermForm};

use super::{Style, marks, printed};
use crate::model::{Inline, InlineKind, primary_language};

/// How the words of one style are mended.
pub(super) struct Polish {
    /// The marks of a quotation, and of one inside it; none where they are not those of English,
    /// and cannot be told from each other by their shape.
    quotes: Option<[(char, char); 2]>,
    /// "et al." and the words that stand before the last of some names.
    et_al: String,
    ands: Vec<String>,
}

impl Polish {
    /// Reads the quotation marks of a style and a language.
    pub(super) fn new(style: &Style, language: Option<&str>, locales: &[Locale]) -> Self {
        let wanted = language.unwrap_or("en-US");
        let mut known: Vec<&Locale> = style.csl.locale.iter().chain(locales).collect();
        // A style's own words go before those of the language, near ones before distant ones.
        known.retain(|locale| distance(locale, wanted) < 3);
        known[style_locales(style, wanted)..].sort_by_key(|locale| distance(locale, wanted));
        let term = |term: OtherTerm, form: TermForm| {
            let found = known
                .iter()
                .find_map(|locale| locale.term(Term::Other(term), form))?;
            found.single().map(str::to_owned)
        };
        let mark = |one: OtherTerm| term(one, TermForm::Long)?.chars().next();
        let pair = |open, close| Some((mark(open)?, mark(close)?));
        let outer = pair(OtherTerm::OpenQuote, OtherTerm::CloseQuote);
        let inner = pair(OtherTerm::OpenInnerQuote, OtherTerm::CloseInnerQuote);
        let quotes = outer.zip(inner).map(|(outer, inner)| [outer, inner]);
        let is_english = |pair: &(char, char)| matches!(pair, ('“', '”') | ('‘', '’'));
        let ands = [TermForm::Long, TermForm::Symbol].map(|form| term(OtherTerm::And, form));
        Self {
            quotes: quotes.filter(|pairs| pairs.iter().all(is_english)),
            et_al: term(OtherTerm::EtAl, TermForm::Long).unwrap_or_else(|| "et al.".to_owned()),
            ands: ands.into_iter().flatten().chain(["&".to_owned()]).collect(),
        }
    }

    /// The inlines as they are printed.
    pub(super) fn polished(&self, inlines: Vec<Inline>) -> Vec<Inline> {
        let mut inlines = joined(inlines);
        self.name_others(&mut inlines);
        single_stops(&mut inlines, &mut Stops::default());
        if let Some(quotes) = &self.quotes {
            nest_quotes(&mut inlines, quotes);
        }
        emphasised(inlines)
    }

    /// Whether words end with "et al.", as the style and the language have it.
    pub(super) fn ends_with_others(&self, words: &str) -> bool {
        words.trim_end().ends_with(&self.et_al)
    }

    /// Puts "et al." in place of those who are not named, and of the "and" before them.
    fn name_others(&self, inlines: &mut [Inline]) {
        for inline in inlines {
            let InlineKind::Text(text) = &mut inline.kind else {
                if let Some(children) = inline.children_mut() {
                    self.name_others(children);
                }
                continue;
            };
            while let Some((before, after)) = text.split_once(marks::OTHERS) {
                let before = before.trim_end();
                let ends = |and: &&String| {
                    let rest = before.strip_suffix(and.as_str());
                    rest.is_some_and(|rest| rest.is_empty() || rest.ends_with([' ', ',']))
                };
                let and = self.ands.iter().find(ends).map_or(0, String::len);
                let before = before[..before.len() - and].trim_end();
                *text = format!("{before} {}{after}", self.et_al);
            }
        }
    }
}

/// How far a locale is from a language: its own, the same in another country, any, or another.
fn distance(locale: &Locale, wanted: &str) -> usize {
    match &locale.lang {
        Some(LocaleCode(lang)) if lang == wanted => 0,
        Some(LocaleCode(lang)) if primary_language(lang) == primary_language(wanted) => 1,
        None => 2,
        Some(_) => 3,
    }
}

/// How many locales of a style are for a language or any.
fn style_locales(style: &Style, wanted: &str) -> usize {
    let own = style.csl.locale.iter();
    own.filter(|locale| distance(locale, wanted) < 3).count()
}

/// Joins neighbouring words and mends "(2021,)" in APA, where only the year is known
/// (hayagriva#246), and ",." before the end of an entry.
pub(super) fn joined(inlines: Vec<Inline>) -> Vec<Inline> {
    let mut out: Vec<Inline> = Vec::with_capacity(inlines.len());
    for mut inline in inlines {
        if let Some(children) = inline.children_mut() {
            *children = joined(std::mem::take(children));
        }
        match (&inline.kind, out.last_mut().map(|last| &mut last.kind)) {
            (InlineKind::Text(next), Some(InlineKind::Text(text))) => text.push_str(next),
            _ => out.push(inline),
        }
    }
    for inline in &mut out {
        if let InlineKind::Text(text) = &mut inline.kind {
            *text = text.replace(",)", ")").replace(",.", ".");
            *text = without_space_before(text);
        }
    }
    out
}

/// Takes out the space that is left before a mark between numbers where a part of them is absent:
/// "2018 May ;12" and "1 : 1–9".
fn without_space_before(text: &str) -> String {
    let characters: Vec<char> = text.chars().collect();
    let at = |at: usize| characters.get(at).copied().unwrap_or(' ');
    let is_left_over = |space: usize| {
        let before = space.checked_sub(1).map_or(' ', at);
        match (before, at(space + 1), at(space + 2)) {
            (before, ';', after) => before.is_alphanumeric() && after.is_ascii_digit(),
            (before, ':', ' ') => before.is_ascii_digit() && at(space + 3).is_ascii_digit(),
            _ => false,
        }
    };
    let kept = characters.iter().enumerate();
    kept.filter(|(at, character)| **character != ' ' || !is_left_over(*at))
        .map(|(_, character)| *character)
        .collect()
}

/// What was printed last: the last character, and whether a question or exclamation mark stands
/// before it, so that a stop adds nothing.
#[derive(Default)]
struct Stops {
    last: Option<char>,
    before: Option<char>,
    has_ended: bool,
}

/// Takes out the stop after a stop, a question mark or an exclamation mark, also where one of them
/// stands in italics and the other does not. Three stops in a row are an ellipsis and stay.
fn single_stops(inlines: &mut [Inline], stops: &mut Stops) {
    for inline in inlines {
        if let InlineKind::Text(text) = &mut inline.kind {
            let characters: Vec<char> = text.chars().collect();
            let mut kept = String::with_capacity(text.len());
            for (at, character) in characters.iter().enumerate() {
                let follows_stop = stops.last == Some('.') && stops.before != Some('.');
                let is_ellipsis = follows_stop && characters.get(at + 1) == Some(&'.');
                if *character == '.' && !is_ellipsis && (stops.has_ended || follows_stop) {
                    continue;
                }
                kept.push(*character);
                stops.has_ended = match character {
                    '?' | '!' => true,
                    '”' | '’' | '»' | '›' => stops.has_ended || stops.last == Some('.'),
                    _ => false,
                };
                stops.before = stops.last.replace(*character);
            }
            *text = kept;
        } else if let Some(children) = inline.children_mut() {
            single_stops(children, stops);
        }
    }
}

/// Gives the quotation marks of an entry the form that their depth asks for. Where they do not pair,
/// all stay as they are.
fn nest_quotes(inlines: &mut [Inline], quotes: &[(char, char); 2]) {
    let mut characters = Vec::new();
    collect(inlines, &mut characters);
    let is_letter = |at: Option<usize>| {
        at.and_then(|at| characters.get(at))
            .is_some_and(|c: &char| c.is_alphanumeric())
    };
    let mut changes = Vec::new();
    let mut open: Vec<(char, usize)> = Vec::new();
    for (at, character) in characters.iter().enumerate() {
        match character {
            '“' | '‘' => {
                let (begin, _) = quotes[open.len() % 2];
                changes.push((at, begin));
                open.push((*character, open.len() % 2));
            }
            '’' if is_letter(at.checked_sub(1)) && is_letter(Some(at + 1)) => {}
            '”' | '’' => {
                let expected = if *character == '”' { '“' } else { '‘' };
                match open.last() {
                    Some((opened, depth)) if *opened == expected => {
                        changes.push((at, quotes[*depth].1));
                        open.pop();
                    }
                    // An apostrophe at the end of a word.
                    _ if *character == '’' => {}
                    _ => return,
                }
            }
            _ => {}
        }
    }
    if open.is_empty() {
        for (at, mark) in changes {
            characters[at] = mark;
        }
        let mut next = characters.into_iter();
        put_back(inlines, &mut next);
    }
}

fn collect(inlines: &[Inline], out: &mut Vec<char>) {
    for inline in inlines {
        match &inline.kind {
            InlineKind::Text(text) => out.extend(text.chars()),
            _ => collect(inline.children().unwrap_or_default(), out),
        }
    }
}

fn put_back(inlines: &mut [Inline], next: &mut impl Iterator<Item = char>) {
    for inline in inlines {
        if let InlineKind::Text(text) = &mut inline.kind {
            let count = text.chars().count();
            *text = next.take(count).collect();
        } else if let Some(children) = inline.children_mut() {
            put_back(children, next);
        }
    }
}

/// Puts the words that a title emphasises into emphasis of their own.
fn emphasised(inlines: Vec<Inline>) -> Vec<Inline> {
    let mut out = Vec::with_capacity(inlines.len());
    for mut inline in inlines {
        let InlineKind::Text(text) = &inline.kind else {
            if let Some(children) = inline.children_mut() {
                *children = emphasised(std::mem::take(children));
            }
            out.push(inline);
            continue;
        };
        let mut rest = text.as_str();
        while let Some((before, inside, after)) = printed::emphasis(rest) {
            if !before.is_empty() {
                out.push(Inline::text(before, inline.span));
            }
            out.push(Inline {
                kind: InlineKind::Emphasis(vec![Inline::text(inside, inline.span)]),
                span: inline.span,
            });
            rest = after;
        }
        if !rest.is_empty() {
            out.push(Inline::text(rest, inline.span));
        }
    }
    out
}

/// A note is a sentence: its first letter is a capital, also when it begins with a prefix.
pub(super) fn capitalise_first(inlines: &mut [Inline]) {
    let Some(first) = inlines.first_mut() else {
        return;
    };
    if let InlineKind::Text(text) = &mut first.kind {
        let mut characters = text.chars();
        if let Some(initial) = characters.next()
            && initial.is_lowercase()
        {
            *text = initial.to_uppercase().chain(characters).collect();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::{Sources, Span};

    /// Mends words of which those between stars are in italics.
    fn check(words: &str, expected: &str) {
        let span = Span::start_of(Sources::default().add("a", ""));
        let inlines = words
            .split('*')
            .enumerate()
            .map(|(at, part)| {
                let text = Inline::text(part, span);
                match at % 2 {
                    0 => text,
                    _ => Inline {
                        kind: InlineKind::Emphasis(vec![text]),
                        span,
                    },
                }
            })
            .collect();
        let polish = Polish {
            quotes: Some([('‘', '’'), ('“', '”')]),
            et_al: "et al.".to_owned(),
            ands: vec!["and".to_owned()],
        };
        let mut shown = String::new();
        for inline in polish.polished(inlines) {
            match &inline.kind {
                InlineKind::Text(text) => shown.push_str(text),
                _ => {
                    let mut inside = Vec::new();
                    collect(inline.children().unwrap_or_default(), &mut inside);
                    shown.extend(std::iter::once('*').chain(inside).chain(['*']));
                }
            }
        }
        assert_eq!(shown, expected);
    }

    #[test]
    fn a_stop_is_not_doubled() {
        check("Who counts?. Next", "Who counts? Next");
        check("*Never again!*. Next", "*Never again!* Next");
        check("*Films Inc.*. Next", "*Films Inc.* Next");
        check("‘Who counts?’. Next", "‘Who counts?’ Next");
        check("‘Returned, etc.’. In", "‘Returned, etc.’ In");
        check(
            "2018 May ;12(3). *Studies* 1 : 1–9",
            "2018 May;12(3). *Studies* 1: 1–9",
        );
        check("And so on... Next", "And so on... Next");
        check("Kim et al. 2021.", "Kim et al. 2021.");
    }

    #[test]
    fn quotation_marks_follow_their_depth() {
        check("‘The ‘rule’ in use’", "‘The “rule” in use’");
        check("*The “rule” in use*", "*The ‘rule’ in use*");
        check("‘The ferryman’s “rule”’", "‘The ferryman’s “rule”’");
        check("The ferrymen’ ledger”", "The ferrymen’ ledger”");
    }
}
