//! Whether two sentences may count the same at all: in the same place, at the same time, for the same end, and as
//! the same source does.

use std::collections::BTreeSet;

use super::super::super::prose::Own;
use super::super::super::tongues::Tongue;
use super::lines::{Line, stem_of};
use super::tokens::{Token, Value};

/// Words by which one of several is told from those before it, wherever they stand in a sentence.
const NEXT: &[&str] = &[
    "second",
    "third",
    "fourth",
    "fifth",
    "another",
    "zweite",
    "zweiten",
    "zweiter",
    "dritte",
    "dritten",
    "deuxième",
    "troisième",
    "segundo",
    "segunda",
    "tercer",
    "tercera",
];

/// Words for the first of several.
const FIRST: &[&str] = &[
    "first",
    "erste",
    "ersten",
    "erster",
    "premier",
    "première",
    "primer",
    "primera",
];

/// Words of times of which the first is not the whole.
const TIMES: &[&str] = &[
    "year", "jahr", "année", "año", "hour", "hours", "day", "days", "week", "weeks", "month",
    "months", "stunden", "tag", "tagen", "woche", "wochen", "monat", "monaten", "heures", "jours",
    "semaine", "semaines", "mois", "horas", "días", "semana", "semanas", "meses", "mes",
];

/// Whoever counts for themselves.
const COUNTING: &[&str] = &[
    "hospital",
    "police",
    "ministry",
    "army",
    "court",
    "union",
    "krankenhaus",
    "polizei",
    "ministerium",
    "armee",
    "gericht",
    "hôpital",
    "ministère",
    "armée",
    "tribunal",
    "policía",
    "ministerio",
    "ejército",
];

/// What happens to somebody on a day of its own.
const EVENTS: &[&str] = &[
    "arrested",
    "detained",
    "released",
    "tried",
    "charged",
    "convicted",
    "sentenced",
    "acquitted",
    "killed",
    "shot",
    "injured",
    "died",
    "born",
    "buried",
    "verhaftet",
    "freigelassen",
    "verurteilt",
    "angeklagt",
    "arrêté",
    "libéré",
    "jugé",
    "condamné",
    "detenido",
    "liberado",
    "juzgado",
    "condenado",
];

/// Words before what a sum is for.
const FOR: &[&str] = &["on", "for", "für", "pour", "para"];

/// Words that may stand before its name.
const THE: &[&str] = &[
    "the", "a", "an", "its", "their", "new", "die", "der", "das", "den", "la", "le", "les", "el",
    "los", "las",
];

/// What a number is for: the stems of the words behind "on" or "for".
pub(super) fn purpose(own: &Own, words: &[usize], tongue: &Tongue) -> BTreeSet<String> {
    let lower = |at: usize| own.words[at].lower.as_str();
    let Some(begins) = words.iter().position(|at| FOR.contains(&lower(*at))) else {
        return BTreeSet::new();
    };
    let named = words[begins + 1..]
        .iter()
        .skip_while(|at| THE.contains(&lower(**at)));
    named.map_while(|at| stem_of(lower(*at), tongue)).collect()
}

/// Whether two sentences name the same of those who count for themselves.
pub(super) fn are_counted_by_one(line: &Line, other: &Line) -> bool {
    COUNTING
        .iter()
        .all(|word| line.words.contains(*word) == other.words.contains(*word))
}

/// Whether nothing in two sentences sets what their numbers tell apart.
pub(super) fn may_be_one((line, one): (&Line, &Token), (other, two): (&Line, &Token)) -> bool {
    let of = |line: &Line, row: &[&'static str]| -> BTreeSet<&'static str> {
        let row = row.iter().copied();
        row.filter(|word| line.words.contains(*word)).collect()
    };
    let are_apart = |row: &[&'static str]| {
        let (one, two) = (of(line, row), of(other, row));
        !one.is_empty() && !two.is_empty() && one.is_disjoint(&two)
    };
    let is_part = |line: &Line| !of(line, FIRST).is_empty() && !of(line, TIMES).is_empty();
    let is_of_others =
        !line.keys.is_empty() && !other.keys.is_empty() && line.keys.is_disjoint(&other.keys);
    let is_told = |purpose: &BTreeSet<String>, line: &Line| !purpose.is_disjoint(&line.stems);
    let is_for_another = !one.purpose.is_empty()
        && !two.purpose.is_empty()
        && !is_told(&one.purpose, other)
        && !is_told(&two.purpose, line);
    // "The first witness on 12 May" is not the one of 14 May.
    let is_day = matches!(one.value, Value::Date(_));
    let is_first_day = is_day && of(line, FIRST).is_empty() != of(other, FIRST).is_empty();
    let is_other_event = is_day && are_apart(EVENTS);
    let is_other_month =
        !line.months.is_subset(&other.months) && !other.months.is_subset(&line.months);
    of(line, NEXT) == of(other, NEXT)
        && !is_other_month
        && !is_first_day
        && !is_other_event
        && is_part(line) == is_part(other)
        && !are_apart(COUNTING)
        && !is_of_others
        && !is_for_another
}
