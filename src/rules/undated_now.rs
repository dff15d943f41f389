//! A word that means the day of writing, in a sentence that does not name it.

mod series;

use super::Context;
use super::prose::{self, Own};
use crate::diagnostic::{Finding, Level};
use crate::model::primary_language;

pub(super) const NAME: &str = "undated-now";

const PHRASES: &[&str] = &[
    "as of today",
    "as of now",
    "as of this writing",
    "as of writing",
    "currently",
    "recently",
    "nowadays",
    "today",
    "at present",
    "at the moment",
    "in recent years",
    "in recent months",
    "in recent weeks",
    "to date",
    "so far this year",
    "last year",
    "last month",
    "last week",
    "this month",
    "this week",
    "this year",
    "yesterday",
    "tomorrow",
    "next year",
    "next month",
    "next week",
    "last january",
    "last february",
    "last march",
    "last april",
    "last may",
    "last june",
    "last july",
    "last august",
    "last september",
    "last october",
    "last november",
    "last december",
    "last monday",
    "last tuesday",
    "last wednesday",
    "last thursday",
    "last friday",
    "last saturday",
    "last sunday",
    "these days",
    "over the past decade",
    "over the last decade",
    "in the past decade",
    "over the past year",
    "over the past few years",
    "in the past few years",
    "over the past few months",
    "now requires",
    "now forbids",
    "now allows",
    "now costs",
    "now bans",
];

/// How long ago something was: what stands before the number, the numbers, the lengths of time, and what stands
/// behind them.
struct Ago {
    language: &'static str,
    before: &'static str,
    numbers: &'static [&'static str],
    units: &'static [&'static str],
    behind: &'static str,
}

/// How each language says it.
const AGO: &[Ago] = &[
    Ago {
        language: "en",
        before: "",
        numbers: &[
            "a", "an", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine",
            "ten", "few", "several", "some",
        ],
        units: &[
            "hour", "hours", "day", "days", "week", "weeks", "month", "months", "year", "years",
        ],
        behind: "ago",
    },
    Ago {
        language: "de",
        before: "vor",
        numbers: &[
            "einem", "einer", "zwei", "drei", "vier", "fünf", "sechs", "sieben", "acht", "neun",
            "zehn", "wenigen", "einigen",
        ],
        units: &[
            "stunden", "tag", "tagen", "woche", "wochen", "monat", "monaten", "jahr", "jahren",
        ],
        behind: "",
    },
    Ago {
        language: "fr",
        before: "il y a",
        numbers: &[
            "un",
            "une",
            "deux",
            "trois",
            "quatre",
            "cinq",
            "six",
            "sept",
            "huit",
            "neuf",
            "dix",
            "quelques",
            "plusieurs",
        ],
        units: &[
            "heures", "jour", "jours", "semaine", "semaines", "mois", "an", "ans", "années",
        ],
        behind: "",
    },
    Ago {
        language: "es",
        before: "hace",
        numbers: &[
            "un", "una", "dos", "tres", "cuatro", "cinco", "seis", "siete", "ocho", "nueve",
            "diez", "unos", "unas", "pocos", "pocas",
        ],
        units: &[
            "horas", "día", "días", "semana", "semanas", "mes", "meses", "año", "años",
        ],
        behind: "",
    },
];

/// Where a sentence says how long ago something was, from the day of writing: "two weeks ago", "vor zwei Wochen".
fn ago(language: &str, own: &Own) -> Option<std::ops::Range<usize>> {
    let words = AGO.iter().find(|words| words.language == language)?;
    let is_small = |number: &str| {
        words.numbers.contains(&number)
            || number.len() <= 2 && number.bytes().all(|byte| byte.is_ascii_digit())
    };
    own.words.windows(2).find_map(|pair| {
        let is_length = is_small(&pair[0].lower) && words.units.contains(&pair[1].lower.as_str());
        let head = own.lower[..pair[0].range.start].trim_end();
        let tail = &own.lower[pair[1].range.end..];
        let gap = tail.len() - tail.trim_start().len();
        let rest = tail.trim_start().strip_prefix(words.behind)?;
        let from = head.strip_suffix(words.before)?;
        let is_whole = (words.behind.is_empty() || !rest.starts_with(char::is_alphanumeric))
            && (words.before.is_empty() || !from.ends_with(char::is_alphanumeric));
        let start = match words.before.is_empty() {
            true => pair[0].range.start,
            false => from.len(),
        };
        let end = match words.behind.is_empty() {
            true => pair[1].range.end,
            false => pair[1].range.end + gap + words.behind.len(),
        };
        (is_length && is_whole).then_some(start..end)
    })
}

/// The same in other languages.
const ELSEWHERE: &[(&str, &[&str])] = &[
    (
        "de",
        &[
            "derzeit",
            "zurzeit",
            "momentan",
            "gegenwärtig",
            "heutzutage",
            "in den letzten jahren",
            "neuerdings",
            "kürzlich",
            "letztes jahr",
            "im letzten jahr",
            "dieses jahr",
            "letzten monat",
            "gestern",
            "im vergangenen jahr",
            "vergangenes jahr",
            "in diesem jahr",
            "im letzten monat",
            "letzte woche",
            "vergangene woche",
            "in der vergangenen woche",
            "aktuell",
            "heute",
            "letzten januar",
            "letzten februar",
            "letzten märz",
            "letzten april",
            "letzten mai",
            "letzten juni",
            "letzten juli",
            "letzten august",
            "letzten september",
            "letzten oktober",
            "letzten november",
            "letzten dezember",
        ],
    ),
    (
        "fr",
        &[
            "actuellement",
            "récemment",
            "aujourd’hui",
            "ces dernières années",
            "à ce jour",
            "en ce moment",
            "l’année dernière",
            "l’an dernier",
            "cette année",
            "le mois dernier",
            "de nos jours",
            "l’an passé",
            "l’année passée",
            "le mois passé",
            "la semaine dernière",
            "la semaine passée",
            "hier",
            "janvier dernier",
            "février dernier",
            "mars dernier",
            "avril dernier",
            "mai dernier",
            "juin dernier",
            "juillet dernier",
            "août dernier",
            "septembre dernier",
            "octobre dernier",
            "novembre dernier",
            "décembre dernier",
        ],
    ),
    (
        "es",
        &[
            "actualmente",
            "recientemente",
            "en la actualidad",
            "hoy en día",
            "en los últimos años",
            "hasta la fecha",
            "el año pasado",
            "este año",
            "el mes pasado",
            "ayer",
            "hoy",
            "la semana pasada",
            "el pasado mes",
            "en los últimos meses",
        ],
    ),
    (
        "ko",
        &[
            "현재",
            "지난해",
            "작년",
            "올해",
            "최근",
            "요즘",
            "지난달",
            "지난주",
            "어제",
            "오늘",
        ],
    ),
];

/// The first phrase of another language, in a sentence without a year.
fn elsewhere(language: &str, own: &Own) -> Option<std::ops::Range<usize>> {
    let (_, phrases) = ELSEWHERE.iter().find(|(known, _)| *known == language)?;
    let is_year = |word: &prose::Word| {
        word.lower.len() == 4 && word.lower.bytes().all(|byte| byte.is_ascii_digit())
    };
    let mut found: Vec<_> = phrases
        .iter()
        .flat_map(|phrase| own.every(phrase))
        .collect();
    found.retain(|range| !means_otherwise(own, range));
    found.sort_by_key(|range| (range.start, std::cmp::Reverse(range.end)));
    let first = found.into_iter().next();
    first.filter(|_| !own.words.iter().any(is_year))
}

/// Words before or after a phrase that give it another meaning.
const OTHERWISE: &[(&str, &str)] = &[
    ("up ", "to date"),
    ("due ", "to date"),
    ("", "to date back"),
    ("", "to date from"),
    ("", "to date the"),
    ("the ", "last year of"),
    ("the ", "last month of"),
    ("the ", "last week of"),
    ("same ", "this year"),
    ("", "today's"),
    ("", "today’s"),
    ("", "aujourd’hui encore"),
    ("", "aujourd'hui encore"),
    ("noch ", "heute"),
    ("das ", "heute"),
    ("die ", "heute"),
    ("", "heute noch"),
    ("", "heute als"),
    ("", "hoy llamado"),
    ("", "hoy llamada"),
];

/// Whether a phrase at a place means something else there.
fn means_otherwise(own: &Own, range: &std::ops::Range<usize>) -> bool {
    // "The last June of the war"
    let is_of = own.lower[range.clone()].starts_with("last ")
        && own.lower[..range.start].ends_with("the ")
        && own.lower[range.end..].starts_with(" of ");
    if is_of {
        return true;
    }
    OTHERWISE.iter().any(|(before, phrase)| {
        own.lower[..range.start].ends_with(before) && own.lower[range.start..].starts_with(phrase)
    })
}

pub(super) fn check(context: &Context<'_>, findings: &mut Vec<Finding>) {
    for said in prose::own_sentences(context) {
        let sentence = said.sentence;
        let language = primary_language(context.language(sentence));
        // "Recently, Kim showed [@kim-2014]": the source says when.
        let is_dated = |range: &std::ops::Range<usize>| {
            let is_recent = sentence.text[range.clone()].eq_ignore_ascii_case("recently");
            is_recent && !sentence.citations.is_empty()
        };
        let mut phrases = undated(said.own).into_iter();
        let phrase =
            phrases.find(|range| !is_dated(range) && !series::is_last_of(context, said, range));
        let long_ago = || ago(language, said.own).filter(|_| !has_year(said.own));
        let found = phrase.or_else(|| elsewhere(language, said.own));
        let Some(range) = found.or_else(long_ago) else {
            continue;
        };
        // That the source is old says more.
        let is_stale = super::stale_source::speaks_of(context, said)
            .is_some_and(|stale| stale.start < range.end && range.start < stale.end);
        if is_stale {
            continue;
        }
        findings.push(
            prose::finding(
                context,
                (NAME, Level::Warning),
                sentence,
                range,
                "does not say when",
            )
            .label("will mean another day to whoever reads it later")
            .help("name the date or the year, or write `as of` with a date"),
        );
    }
}

/// The words that need a date, in a text that gives none, in order.
fn undated(own: &Own) -> Vec<std::ops::Range<usize>> {
    if has_year(own) || prose::is_as_of_date(own) {
        return Vec::new();
    }
    let mut found: Vec<_> = PHRASES
        .iter()
        .filter_map(|phrase| own.find(phrase))
        .collect();
    found.retain(|range| !means_otherwise(own, range));
    found.sort_by_key(|range| range.start);
    found
}

fn has_year(own: &Own) -> bool {
    own.words.iter().any(|word| {
        let digits = word.lower.trim_end_matches('s');
        digits.len() == 4
            && digits.starts_with(['1', '2'])
            && digits.bytes().all(|b| b.is_ascii_digit())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_year_or_an_as_of_dates_the_sentence() {
        let check = |text: &str, expected: Option<&str>| {
            assert_eq!(
                undated(&Own::of(text))
                    .into_iter()
                    .next()
                    .map(|range| &text[range]),
                expected,
                "{text}"
            );
        };
        check("Today the crest is worn.", Some("Today"));
        check("It was recently repaired.", Some("recently"));
        check("It is the largest to date.", Some("to date"));
        check("It was repaired last March.", Some("last March"));
        check("In 2019 the crest was recently repaired.", None);
        check("As of today, it is closed.", Some("As of today"));
        check("As of now the gate is closed.", Some("As of now"));
        check(
            "As of this writing it is closed.",
            Some("As of this writing"),
        );
        check("As of early May, it is currently closed.", None);
        check("As of 3 May, it is currently closed.", None);
        check(
            "The list is up to date and seems to date from the war.",
            None,
        );
        check("They wrote “we are closed today”.", None);
        check("In the last year of the war it fell.", None);
        check("Today’s mill was built on the old one.", None);
        check("It was shut last Thursday.", Some("last Thursday"));
        check("These days it is shut.", Some("These days"));
        check("The law now requires a permit.", Some("now requires"));
    }

    #[test]
    fn other_languages_and_how_long_ago() {
        let mut wrong = Vec::new();
        let mut check = |language: &str, text: &str, expected: Option<&str>| {
            let own = Own::of(text);
            let found = elsewhere(language, &own).or_else(|| ago(language, &own));
            let found = found.map(|range| text[range].to_owned());
            if found.as_deref() != expected {
                wrong.push(format!("{text}: {found:?}"));
            }
        };
        check("en", "Two weeks ago it fell.", Some("Two weeks ago"));
        check("en", "It fell 10,000 years ago.", None);
        check("en", "It lasted two weeks.", None);
        check("de", "Vor zwei Wochen brach es.", Some("Vor zwei Wochen"));
        check(
            "de",
            "Im vergangenen Jahr brach es.",
            Some("Im vergangenen Jahr"),
        );
        check("de", "Aktuell ist es zu.", Some("Aktuell"));
        check("de", "Heute ist es zu.", Some("Heute"));
        check("de", "Letzten Juni brach es.", Some("Letzten Juni"));
        check("de", "Das Dorf, das heute Nowhere heißt, blieb.", None);
        check("de", "Noch heute heißt es so.", None);
        check("fr", "L’an passé, il céda.", Some("L’an passé"));
        check("fr", "En juin dernier, il céda.", Some("juin dernier"));
        check(
            "fr",
            "Il y a deux semaines, il céda.",
            Some("Il y a deux semaines"),
        );
        check("fr", "Aujourd’hui encore, le hameau s’appelle ainsi.", None);
        check("fr", "Il y a deux moulins.", None);
        check("es", "Hoy está cerrado.", Some("Hoy"));
        check("es", "La semana pasada cedió.", Some("La semana pasada"));
        check("es", "Hace dos semanas cedió.", Some("Hace dos semanas"));
        check("ko", "지난해 수문이 닫혔다.", Some("지난해"));
        assert_eq!(wrong, Vec::<String>::new());
    }
}
