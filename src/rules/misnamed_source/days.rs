//! The day by which a sentence calls its source: "in its reply of 7 October 2024", "the court ruled on 30 August".

use std::ops::Range;

use super::super::dates;
use super::super::prose::{Own, Said, Word};
use super::super::support::Support;
use super::super::tongues::Tongue;
use super::attached;
use super::is_law;
use crate::model::{Date, Reference};

/// What has a day, so that "of" and the day behind it say which one is meant.
const WORKS: &[&str] = &[
    "letter",
    "reply",
    "answer",
    "answers",
    "statement",
    "report",
    "judgment",
    "judgement",
    "order",
    "decision",
    "ruling",
    "article",
    "interview",
    "memo",
    "memorandum",
    "email",
    "e-mail",
    "note",
    "release",
    "declaration",
    "communiqué",
    "resolution",
    "circular",
    "response",
    "extract",
    "schreiben",
    "brief",
    "antwort",
    "urteil",
    "beschluss",
    "bericht",
    "erklärung",
    "entscheidung",
    "lettre",
    "réponse",
    "arrêt",
    "ordonnance",
    "rapport",
    "jugement",
    "déclaration",
    "décision",
    "carta",
    "respuesta",
    "sentencia",
    "informe",
    "declaración",
    "decisión",
    "auto",
];

/// Those of a court.
const JUDGMENTS: &[&str] = &[
    "judgment",
    "judgement",
    "ruling",
    "urteil",
    "beschluss",
    "arrêt",
    "jugement",
    "sentencia",
];

/// Words between a work and its day.
const OF: &[&str] = &[
    "of", "dated", "from", "vom", "du", "del", "de", "le", "el", "the", "am", "on",
];

/// What a court does on the day of its judgment.
const RULED: &[&str] = &[
    "convicted",
    "sentenced",
    "ruled",
    "fined",
    "acquitted",
    "ordered",
    "decided",
    "dismissed",
    "annulled",
    "upheld",
    "verurteilte",
    "entschied",
    "condamné",
    "ordonné",
    "jugé",
    "annulé",
    "condenó",
    "ordenó",
    "absolvió",
    "resolvió",
];

/// What is done to a law on the day that it has.
const PASSED: &[&str] = &[
    "adopted",
    "passed",
    "signed",
    "enacted",
    "approved",
    "promulgated",
    "proclaimed",
    "verabschiedet",
    "beschlossen",
    "unterzeichnet",
    "erlassen",
    "adopté",
    "adoptée",
    "signée",
    "signé",
    "promulguée",
    "aprobada",
    "aprobado",
    "firmado",
    "firmada",
    "promulgada",
];

/// What is done to a report or plan on its day.
const ISSUED: &[&str] = &[
    "published",
    "issued",
    "released",
    "publishes",
    "veröffentlicht",
    "beschlossen",
    "publié",
    "publiée",
    "publicado",
    "publicada",
    "reported",
    "wrote",
    "declared",
    "announced",
    "launched",
];

/// Beginnings of words of what one law does to another, which has a day of its own.
const REPLACED: &[&str] = &[
    "amend",
    "replac",
    "repeal",
    "supersed",
    "revis",
    "revok",
    "abrog",
    "modif",
    "remplac",
    "ersetz",
    "geändert",
    "änder",
    "novell",
    "aufgehob",
    "aufhob",
    "derog",
    "enmend",
    "enmienda",
    "reform",
    "reemplaz",
    "sustitu",
];

/// Small words between a verb and the day of what is published.
const SMALL: &[&str] = &[
    "a", "an", "the", "its", "his", "her", "their", "this", "it", "in", "by", "at", "first",
    "online", "jointly", "der", "die", "das", "den", "ein", "eine", "einen", "ihren", "seinen",
    "la", "son", "sa", "leur", "un", "une", "su", "una", "par", "por", "von",
];

/// Parts of names by which a court is known.
const COURTS: &[&str] = &[
    "court",
    "tribunal",
    "gericht",
    "cour ",
    "corte",
    "conseil constitutionnel",
];

/// The most days of a sentence that are looked at.
const MOST: usize = 20;

/// A source that is called one of another day.
pub(super) struct Misdated<'a> {
    pub range: Range<usize>,
    pub date: Date,
    pub source: Support<'a>,
}

/// The day that a sentence gives its one source, where it is one slip from the day of the entry.
pub(super) fn find<'a>(
    said: Said<'_>,
    cited: &[Support<'a>],
    tongue: &Tongue,
) -> Option<Misdated<'a>> {
    let mut keys = cited.iter().map(Support::key);
    let first = keys.next()?;
    if keys.any(|key| key != first) {
        return None;
    }
    let source = cited.first()?;
    let reference = source.reference?;
    let issued = reference.issued.filter(|date| date.day.is_some())?;
    let days = dates::full(said.own, tongue);
    // What has more is a chronology.
    if days.len() > MOST {
        return None;
    }
    // Where the day of the entry is told as well, the other is that of something else.
    if days.iter().any(|(_, date)| *date == issued) {
        return None;
    }
    let (range, date) = days
        .into_iter()
        .find(|(range, date)| is_slip(*date, issued) && is_of_source(said, range, reference))?;
    Some(Misdated {
        range,
        date,
        source: *source,
    })
}

/// Whether two days differ in their day, their month or their year alone.
fn is_slip(one: Date, two: Date) -> bool {
    let differing = usize::from(one.year != two.year)
        + usize::from(one.month != two.month)
        + usize::from(one.day != two.day);
    // A day or two lie between an event and the report of it.
    let is_near = one.year == two.year
        && one.month == two.month
        && one.day.unwrap_or(0).abs_diff(two.day.unwrap_or(0)) <= 2;
    differing == 1 && one.day.is_some() && !is_near
}

/// Whether the words around a day say that it is that of the source.
fn is_of_source(said: Said<'_>, range: &Range<usize>, reference: &Reference) -> bool {
    let own = said.own;
    let (before, _) = own.around(range);
    let creators: Vec<String> = reference
        .creators
        .iter()
        .map(|name| name.to_lowercase())
        .collect();
    let lower = |text: &str| text.to_lowercase();
    let is_court = reference
        .creators
        .iter()
        .chain(&reference.title)
        .any(|name| COURTS.iter().any(|court| lower(name).contains(court)));
    let title = reference.title.as_deref().map(lower).unwrap_or_default();
    let is_such = |work: &str| {
        title.contains(work)
            || reference.kinds.iter().any(|kind| kind == work)
            || is_court && JUDGMENTS.contains(&work)
            || matches!(work, "bericht" | "rapport" | "informe") && reference.kind == "report"
    };
    let is_of = |word: &Word| OF.contains(&word.lower.as_str());
    let work = before.iter().rposition(|word| !is_of(word));
    let is_work = work.is_some_and(|at| {
        at + 1 < before.len()
            && before.len() - at <= 4
            && WORKS.contains(&before[at].lower.as_str())
            && (attached::is_own_work(&before[..at], &creators)
                || is_such(&before[at].lower)
                    && attached::is_said_to_tell(own, &before[..at], range, &creators))
    });
    let is_law = is_law(reference);
    let is_published = |word: &Word| {
        let is_small = SMALL.contains(&word.lower.as_str()) || is_of(word);
        let is_capital = own.text[word.range.clone()].starts_with(char::is_uppercase);
        is_small
            || is_capital
            || WORKS.contains(&word.lower.as_str())
            || title.split_whitespace().any(|part| part == word.lower)
    };
    // The verb stands in the clause of the day, and has it.
    let has = |list: &[&str], is_thing: &dyn Fn(&Word) -> bool| {
        own.words.iter().any(|word| {
            list.contains(&word.lower.as_str())
                && is_one_clause(&own.text, &word.range, range)
                && attached::is_done_on(own, word, range, is_thing)
        })
    };
    let is_replaced = |word: &Word| REPLACED.iter().any(|start| word.lower.starts_with(start));
    is_work
        || is_line_of(own, range, &title)
        || is_law && !own.words.iter().any(is_replaced) && has(PASSED, &|_| true)
        || is_court && has(RULED, &attached::is_party)
        || names_title(own.text.as_str(), reference) && has(ISSUED, &is_published)
}

/// Whether a line of a chronology is the day of a work and its name alone: "27 July 2024: indictment".
fn is_line_of(own: &Own, day: &Range<usize>, title: &str) -> bool {
    const THE: &[&str] = &["the", "an", "a", "der", "die", "das", "la", "le", "el"];
    let (before, after) = own.around(day);
    let mut names = after
        .iter()
        .filter(|word| !THE.contains(&word.lower.as_str()));
    let (Some(name), None) = (names.next(), names.next()) else {
        return false;
    };
    let is_parted = own.text[day.end..]
        .trim_start()
        .starts_with([':', '–', '—', '|']);
    let is_title = title
        .split(|c: char| !c.is_alphanumeric())
        .any(|part| part == name.lower);
    before.is_empty() && is_parted && is_title && name.lower.chars().count() > 4
}

/// Whether no other clause stands between a word and a day.
fn is_one_clause(text: &str, word: &Range<usize>, day: &Range<usize>) -> bool {
    const FAR: usize = 90;
    let gap = word.end.min(day.end)..word.start.max(day.start);
    text.get(gap).is_some_and(|gap| {
        gap.len() <= FAR && !gap.contains([';', ':', '(', ')']) && gap.matches(',').count() <= 1
    })
}

/// Whether a sentence names the work or whom it is by: two longer words of the title, or the last of its author.
fn names_title(text: &str, reference: &Reference) -> bool {
    let text = text.to_lowercase();
    let title = reference
        .title
        .iter()
        .chain(&reference.container)
        .flat_map(|title| title.split_whitespace());
    let title = title
        .filter(|word| word.chars().count() > 4 && text.contains(&word.to_lowercase()))
        .count();
    let author = reference.creators.iter().any(|name| {
        let long: Vec<&str> = name
            .split_whitespace()
            .filter(|word| word.chars().count() > 4)
            .collect();
        !long.is_empty() && long.iter().all(|word| text.contains(&word.to_lowercase()))
    });
    title >= 2 || author
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_of_a_chronology_may_be_a_work_alone() {
        let check = |text: &str, title: &str, expected: bool| {
            let own = Own::of(text);
            let end = text.find("2024").unwrap() + 4;
            assert_eq!(is_line_of(&own, &(0..end), title), expected, "{text}");
        };
        let title = "indictment 2024/4417";
        check("27 July 2024: indictment", title, true);
        check("27 July 2024 | The indictment", title, true);
        check("27 July 2024: hearing on the indictment", title, false);
        check("27 July 2024: hearing", title, false);
        check("27 July 2024 indictment", title, false);
        check(
            "27. Juli 2024 – Anklageschrift",
            "anklageschrift gegen k.",
            true,
        );
        check(
            "27. Juli 2024 – Anklage verlesen",
            "anklage gegen k.",
            false,
        );
        check("27 juillet 2024 : jugement", "jugement n° 12", true);
        check("27 de julio de 2024: sentencia", "sentencia 12/2024", true);
    }

    #[test]
    fn one_slip_is_one_part_of_a_date() {
        let day = |year, month, day| Date {
            year,
            month: Some(month),
            day: Some(day),
        };
        assert!(is_slip(day(2024, 10, 17), day(2024, 10, 7)));
        assert!(is_slip(day(2022, 10, 7), day(2024, 10, 7)));
        assert!(is_slip(day(2024, 9, 7), day(2024, 10, 7)));
        assert!(!is_slip(day(2024, 10, 8), day(2024, 10, 7)));
        assert!(!is_slip(day(2024, 9, 17), day(2024, 10, 7)));
        assert!(!is_slip(day(2024, 10, 7), day(2024, 10, 7)));
    }
}
