//! The year by which a sentence calls its source: "the 2012 study by Chen", "Chen's report of 2012",
//! "Chen (2012)".

use std::ops::Range;

use super::super::attribution;
use super::super::prose::{Own, Said, Word};
use super::super::support::Support;
use super::super::tongues;
use super::pairs;
use crate::model::Reference;

/// What is published, in the singular: in English, where a noun begins with a small letter.
const ENGLISH: &[&str] = &[
    "article",
    "analysis",
    "assessment",
    "book",
    "briefing",
    "handbook",
    "judgment",
    "manual",
    "memoir",
    "model",
    "monograph",
    "paper",
    "report",
    "review",
    "study",
    "thesis",
];

/// The same in other languages.
const ELSEWHERE: &[&str] = &[
    "aufsatz",
    "bericht",
    "buch",
    "gutachten",
    "handbuch",
    "studie",
    "untersuchung",
    "étude",
    "rapport",
    "livre",
    "ouvrage",
    "artículo",
    "estudio",
    "informe",
    "libro",
];

/// What is called after the year that it is about, and published later.
const OF_YEARS: &[&str] = &[
    "accounts",
    "audit",
    "budget",
    "census",
    "count",
    "inventory",
    "statistics",
    "survey",
    "umfrage",
    "erhebung",
    "zählung",
];

/// Words that make a work one that is called after the year it is about: "the 2023 annual report".
const ANNUAL: &[&str] = &["annual", "yearly", "fiscal", "financial", "monitoring"];

/// Words between a work and its year.
const OF: &[&[&str]] = &[
    &["published", "in"],
    &["issued", "in"],
    &["released", "in"],
    &["of"],
    &["from"],
    &["dated"],
    &["aus", "dem", "jahr"],
    &["von"],
    &["vom", "jahr"],
    &["de"],
];

/// Words between a work and who wrote it.
const BY: &[&str] = &["by", "of", "from", "von", "des", "der"];

/// Words behind the year of a work that are no noun.
const BEHIND: &[&str] = &[
    "by",
    "of",
    "from",
    "on",
    "in",
    "at",
    "with",
    "for",
    "and",
    "or",
    "but",
    "that",
    "which",
    "who",
    "as",
    "is",
    "was",
    "has",
    "had",
    "also",
    "first",
    "already",
    "itself",
    "only",
    "does",
    "did",
    "gives",
    "holds",
    "lists",
    "names",
    "puts",
    "covers",
    "describes",
    "contains",
    "shows",
    "counts",
    "uses",
    "dates",
    "relies",
    "compares",
    "makes",
    "takes",
    "sets",
    "sees",
    "speaks",
    "made",
    "gave",
    "set",
    "put",
    "took",
    "saw",
    "came",
    "could",
    "can",
    "may",
    "must",
    "will",
    "would",
    "should",
    "to",
    "about",
    "into",
    "again",
    "still",
    "never",
    "not",
    "no",
    "the",
    "a",
    "an",
    "its",
    "his",
    "her",
    "their",
];

/// Words between two authors, and before a name.
const JOINING: &[&str] = &[
    "and",
    "et",
    "al",
    "und",
    "y",
    "e",
    "en",
    "colleagues",
    "others",
    "his",
    "her",
    "their",
    "dr",
    "prof",
    "von",
    "van",
    "de",
    "der",
    "den",
    "del",
    "di",
    "da",
    "du",
    "la",
    "le",
    "the",
    "co",
    "authors",
    "coauthors",
];

/// Works in Korean, with the particle of what is said in them.
const KOREAN: &[&str] = &["논문에서", "보고서에서", "저서에서"];

/// Whose a work is that the author names before himself.
const OWNERS: &[&str] = &[
    "their", "its", "his", "her", "ihrem", "seinem", "ihrer", "seiner", "leur", "son", "sa", "su",
];

/// Farther apart than this, a year is that of a first edition and no slip.
const SLIP: i32 = 15;

/// A sentence that calls a source one of another year.
pub(super) struct Misdated<'a> {
    /// Where the year stands.
    pub range: Range<usize>,
    /// The year.
    pub year: i32,
    /// The source that is meant.
    pub source: Support<'a>,
}

/// How a work is called in a sentence, as places among its words.
struct Called {
    year: i32,
    month: Option<u8>,
    /// The word of the year.
    at: usize,
    /// The work, if a word says what it is.
    work: Option<usize>,
    /// All of the phrase.
    range: Range<usize>,
}

pub(super) fn find<'a>(said: Said<'_>, cited: &[Support<'a>]) -> Option<Misdated<'a>> {
    let own = said.own;
    (0..own.words.len())
        .filter_map(|at| called(own, at))
        .find_map(|called| {
            let meant = meant(own, &called, cited);
            if meant.iter().any(|source| fits(own, &called, source)) {
                return None;
            }
            Some(Misdated {
                range: own.words[called.at].range.clone(),
                year: called.year,
                source: *meant.first()?,
            })
        })
}

/// A word that is a year, and what it calls so.
fn called(own: &Own, at: usize) -> Option<Called> {
    let words = &own.words;
    let year = year_of(&words[at])?;
    let plain = |work, range: Range<usize>| Called {
        year,
        month: None,
        at,
        work,
        range,
    };
    // "박지원은 2021년 논문에서": in Korean the work stands behind the year.
    if words[at].lower.ends_with('년') {
        let is_korean = KOREAN.contains(&own.word(at + 1));
        return is_korean.then(|| plain(Some(at + 1), at..at + 2));
    }
    // "the 2012 field study"
    let before = at.checked_sub(1).map(|before| words[before].lower.as_str());
    let opens = before.is_some_and(|word| {
        const OPEN: [&str; 8] = ["the", "its", "their", "his", "her", "a", "this", "that"];
        OPEN.contains(&word) || word.ends_with("’s") || word.ends_with("'s")
    });
    if opens
        && let Some(work) = (at + 1..words.len().min(at + 4)).find(|work| is_work(&words[*work]))
        && is_joined(own, at..work)
    {
        return Some(plain(Some(work), at - 1..work + 1));
    }
    // "the report of May 2012"
    let month = before.and_then(|word| tongues::of("en").full_month(word));
    let end = at - usize::from(month.is_some());
    let of = OF.iter().find(|of| {
        of.len() < end
            && of
                .iter()
                .zip(&words[end - of.len()..end])
                .all(|(of, word)| *of == word.lower)
    });
    if let Some(of) = of
        && let Some(work) = end.checked_sub(of.len() + 1)
        && is_work(&words[work])
        && is_joined(own, work..at)
        && !is_of_something(own, at)
    {
        return Some(Called {
            month,
            ..plain(Some(work), work..at + 1)
        });
    }
    // "Costa and Lee (2012)"
    let is_alone = own.text[..words[at].range.start].ends_with('(')
        && own.text[words[at].range.end..].starts_with([')', ',', ':', ';']);
    is_alone.then(|| plain(None, at..at + 1))
}

/// Whether a year is that of what stands behind it: "a review of 2014 data".
fn is_of_something(own: &Own, at: usize) -> bool {
    let Some(next) = own.words.get(at + 1) else {
        return false;
    };
    let gap = &own.text[own.words[at].range.end..next.range.start];
    let is_small = own.text[next.range.clone()].starts_with(char::is_lowercase);
    let goes_on = BEHIND.contains(&next.lower.as_str())
        || next.lower.ends_with("ed")
        || attribution::is_verb(&next.lower);
    gap.trim().is_empty() && is_small && !goes_on && ENGLISH.contains(&english_work(own, at))
}

/// The word before a year, and the small words between them, that says what a work is.
fn english_work(own: &Own, at: usize) -> &str {
    let mut before = own.words[..at].iter().rev().take(4);
    let work = before.find(|word| is_work(word));
    work.map_or("", |word| word.lower.as_str())
}

fn year_of(word: &Word) -> Option<i32> {
    let digits = word.lower.strip_suffix('년').unwrap_or(&word.lower);
    let year: i32 = digits.parse().ok()?;
    (digits.len() == 4 && (1800..2100).contains(&year)).then_some(year)
}

fn is_work(word: &Word) -> bool {
    let word = word.lower.as_str();
    let works = [ENGLISH, ELSEWHERE, OF_YEARS];
    works.iter().any(|list| list.contains(&word))
}

/// Whether nothing but spaces stands between words.
fn is_joined(own: &Own, words: Range<usize>) -> bool {
    words.into_iter().all(|at| {
        let (one, two) = (&own.words[at].range, &own.words[at + 1].range);
        own.text[one.end..two.start].trim().is_empty()
    })
}

/// The sources that are called so: those of whom the author is named beside it, or the only one, where the
/// sentence tells what it says.
fn meant<'a>(own: &Own, called: &Called, cited: &[Support<'a>]) -> Vec<Support<'a>> {
    let is_named = |source: &&Support<'a>| {
        source
            .reference
            .is_some_and(|reference| names_author(own, called, reference))
    };
    let named: Vec<Support<'a>> = cited.iter().filter(is_named).copied().collect();
    if !named.is_empty() {
        return named;
    }
    let [only] = cited else { return Vec::new() };
    let speaks = called.work.is_some_and(|work| {
        let word = own.words[work].lower.as_str();
        let title = only
            .reference
            .and_then(|reference| reference.title.as_deref());
        let is_title = title.is_some_and(|title| title.to_lowercase().contains(word));
        let verb = own.words.get(called.range.end);
        let says = verb.is_some_and(|verb| attribution::is_verb(&verb.lower));
        is_title && says && called.range.start <= 3
    });
    match speaks {
        true => vec![*only],
        false => Vec::new(),
    }
}

/// Whether the author of an entry is named right beside what is called so.
fn names_author(own: &Own, called: &Called, reference: &Reference) -> bool {
    /// How many words further a name may begin, and how many a name may have.
    const NEAR: usize = 6;
    let subject = called
        .range
        .start
        .checked_sub(1)
        .map_or("", |at| own.word(at));
    let is_korean_subject = |name: &String| {
        let name = name.replace([' ', ','], "").to_lowercase();
        let particle = subject.strip_prefix(name.as_str());
        particle.is_some_and(|particle| matches!(particle, "은" | "는" | "이" | "가" | "의"))
    };
    if KOREAN.contains(&own.word(called.at + 1)) {
        return reference.creators.iter().any(is_korean_subject);
    }
    let names: Vec<String> = reference
        .creators
        .iter()
        .filter_map(|name| last_word(name))
        .collect();
    let is_name = |at: usize| {
        own.words.get(at).is_some_and(|word| {
            let bare = word.lower.trim_end_matches("’s").trim_end_matches("'s");
            let is_capital = own.text[word.range.clone()].starts_with(char::is_uppercase);
            is_capital && names.iter().any(|name| name == bare)
        })
    };
    let (start, end) = (called.range.start, called.range.end);
    // What is no name between them says something else: "Costa, then a student (2012)".
    let are_names = |words: Range<usize>| {
        own.words[words].iter().all(|word| {
            JOINING.contains(&word.lower.as_str())
                || own.text[word.range.clone()].starts_with(char::is_uppercase)
        })
    };
    if called.work.is_none() {
        // "Costa and Lee (2012)", "Costa et al. (2012)"
        let mut near = start.saturating_sub(4)..start;
        return near.any(|at| is_name(at) && are_names(at + 1..start));
    }
    let possessive = own.words[start].lower.ends_with("’s") && is_name(start)
        || start
            .checked_sub(1)
            .is_some_and(|before| is_name(before) && own.words[before].lower.ends_with("’s"));
    // "In their article of 2021, Costa and Lee advise", "In ihrem Aufsatz von 2021 nennen Costa und Lee".
    let is_theirs = matches!(own.word(0), "in" | "dans" | "en")
        && OWNERS.contains(&own.word(1))
        && (1..=2).contains(&start);
    let mut soon = end..end + NEAR;
    let is_clause = |at: usize| {
        let gap = own.words.get(end - 1).zip(own.words.get(at));
        let gap = gap.and_then(|(one, two)| own.text.get(one.range.end..two.range.start));
        gap.is_some_and(|gap| !gap.contains([';', ':', '(', ')']) && gap.matches(',').count() <= 1)
    };
    let are_subject = |words: Range<usize>| {
        let mut verbs = 0;
        own.words[words].iter().all(|word| {
            let is_name = own.text[word.range.clone()].starts_with(char::is_uppercase)
                || JOINING.contains(&word.lower.as_str());
            verbs += usize::from(!is_name);
            is_name || verbs <= 1 && pairs::tells_before(&word.lower)
        })
    };
    if is_theirs && soon.any(|at| is_name(at) && is_clause(at) && are_subject(end..at)) {
        return true;
    }
    let by = own
        .words
        .get(end)
        .is_some_and(|word| BY.contains(&word.lower.as_str()));
    let mut behind = end + 1..end + 1 + NEAR;
    possessive || by && behind.any(|at| is_name(at) && are_names(end + 1..at))
}

/// The last word of a name, in lower case, if it is long enough to know it by.
fn last_word(name: &str) -> Option<String> {
    /// The fewest letters.
    const LETTERS: usize = 3;
    let last = name
        .split(|c: char| !c.is_alphanumeric())
        .rfind(|word| !word.is_empty())?;
    (last.chars().count() >= LETTERS).then(|| last.to_lowercase())
}

/// Whether a source may be called so.
fn fits(own: &Own, called: &Called, source: &Support<'_>) -> bool {
    let Some(reference) = source.reference else {
        return true;
    };
    let Some(issued) = reference.issued else {
        return true;
    };
    let digits = called.year.to_string();
    let said = [&reference.title, &reference.note, &reference.container];
    let is_said = said
        .into_iter()
        .flatten()
        .any(|words| words.contains(&digits));
    let apart = (issued.year - called.year).abs();
    if reference.says_undated || is_said || apart == 0 || apart > SLIP {
        return true;
    }
    let is_of_year = called.work.is_some_and(|work| {
        let around = &own.words[work.saturating_sub(2)..=work];
        OF_YEARS.contains(&own.words[work].lower.as_str())
            || around
                .iter()
                .any(|word| ANNUAL.contains(&word.lower.as_str()))
    });
    let same_month = called.month.is_some() && called.month == issued.month;
    is_of_year && called.year < issued.year && !same_month
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_korean_work_stands_behind_its_year() {
        let reference = Reference {
            creators: vec!["박지원".to_owned(), "이도현".to_owned()],
            ..Reference::default()
        };
        let check = |text: &str, expected: bool| {
            let own = Own::of(text);
            let found = (0..own.words.len())
                .filter_map(|at| called(&own, at))
                .any(|called| names_author(&own, &called, &reference));
            assert_eq!(found, expected, "{text}");
        };
        check("박지원과 이도현은 2021년 논문에서 그렇다고 하였다.", true);
        check("박지원은 2021년 보고서에서 그렇다고 하였다.", true);
        check("이도현의 2021년 저서에서 그렇다고 하였다.", true);
        check("김민수는 2021년 논문에서 그렇다고 하였다.", false);
        check("박지원은 2021년 연구에서 그렇다고 하였다.", false);
        check("박지원은 2021년에 논문에서 그렇다고 하였다.", false);
        check("박지원은 2021년 김민수의 논문에서 그것을 보았다.", false);
        check("2021년 논문에서 박지원을 인용하였다.", false);
        check("박지원은 2021년 논문을 읽었다.", false);
    }

    #[test]
    fn a_year_is_that_of_a_work_whose_author_stands_beside_it() {
        let reference = Reference {
            creators: vec!["Mira Kostadin".to_owned()],
            ..Reference::default()
        };
        let check = |text: &str, expected: bool| {
            let own = Own::of(text);
            let found = (0..own.words.len())
                .filter_map(|at| called(&own, at))
                .any(|called| names_author(&own, &called, &reference));
            assert_eq!(found, expected, "{text}");
        };
        check("Kostadin (2012) measured it.", true);
        check("Kostadin and Varner (2012) measured it.", true);
        check("The 2012 study by Kostadin found it.", true);
        check("The 2012 study by Varner and Mira Kostadin found it.", true);
        check("Kostadin’s review of 2012 shows it.", true);
        check("Kostadin’s report of 2012 measured it.", true);
        check("Kostadin’s review of 2014 data shows it.", false);
        check("Kostadin’s analysis of 2019 elections shows it.", false);
        check(
            "The 2014 report by the ministry was criticised by Kostadin.",
            false,
        );
        check("Kostadin, then a student (2015), measured it.", false);
        check("In her report of 2012, Kostadin advises patience.", true);
        check("In her 2012 report, Kostadin advises patience.", true);
        check(
            "In their article of 2012, Varner and Kostadin advise it.",
            true,
        );
        check(
            "In ihrem Aufsatz von 2012 nennen Varner und Kostadin ihn groß.",
            true,
        );
        check(
            "Dans leur article de 2012, Varner et Kostadin constatent que non.",
            true,
        );
        check("En su informe de 2012, Kostadin señala que no.", true);
        check("Before her report of 2012, Kostadin had left.", false);
        check(
            "In his report of 2012, the minister quotes Kostadin.",
            false,
        );
        check("In its report of 2012, the council asked Kostadin.", false);
        check(
            "In seinem Bericht von 2012 nennt der Minister Kostadin.",
            false,
        );
        check(
            "Dans son rapport de 2012, le ministre cite Kostadin.",
            false,
        );
        check(
            "In her report of 2012 (of which Kostadin knew), Varner errs.",
            false,
        );
        check("Kostadin wrote of Arn (2014).", false);
        check("Kostadin left Arn (2014).", false);
    }
}
