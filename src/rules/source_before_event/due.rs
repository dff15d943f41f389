//! Days by which something was to be done, as an older source may set them: "an undertaking to replace the seal by
//! 28 February".

use std::ops::Range;

use super::super::prose::{Own, Word};

/// Words before the last day on which something may be done.
const UNTO: &[&str] = &[
    "by",
    "before",
    "until",
    "till",
    "than",
    "bis",
    "vor",
    "spätestens",
    "avant",
    "jusqu’au",
    "jusqu'au",
    "d’ici",
    "d'ici",
    "ici",
    "tard",
    "antes",
    "hasta",
    "tardar",
];

/// Words between them and the day.
const SMALL: &[&str] = &[
    "the", "end", "of", "zum", "zur", "dem", "den", "ende", "am", "le", "au", "fin", "de", "el",
    "del", "la", "final", "finales",
];

/// Words of what binds somebody, or is asked of him.
const BINDING: &[&str] = &[
    "undertaking",
    "undertakings",
    "undertook",
    "promise",
    "promises",
    "promised",
    "pledge",
    "pledged",
    "commitment",
    "committed",
    "obligation",
    "obliged",
    "order",
    "orders",
    "ordered",
    "instruction",
    "instructions",
    "instructed",
    "directive",
    "directed",
    "direction",
    "demand",
    "demanded",
    "request",
    "requirement",
    "required",
    "agreement",
    "agreed",
    "condition",
    "deadline",
    "duty",
    "guarantee",
    "guaranteed",
    "assurance",
    "injunction",
    "ultimatum",
    "notice",
    "offer",
    "offered",
    "plan",
    "plans",
    "intention",
    "contract",
    "resolution",
    "decision",
    "engagement",
    "engagé",
    "engagée",
    "engagés",
    "engageait",
    "engage",
    "promesse",
    "promis",
    "ordre",
    "ordonné",
    "ordonne",
    "enjoint",
    "injonction",
    "sommé",
    "sommée",
    "condamné",
    "condamnée",
    "tenu",
    "tenue",
    "demeure",
    "délai",
    "demande",
    "demandé",
    "imposé",
    "exigé",
    "prescrit",
    "prévu",
    "compromiso",
    "comprometió",
    "comprometieron",
    "comprometido",
    "promesa",
    "prometió",
    "obligación",
    "obligó",
    "orden",
    "ordenó",
    "plazo",
    "exigió",
    "requirió",
    "requerimiento",
    "instó",
    "conminó",
    "condenó",
    "impuso",
    "acuerdo",
    "acordó",
];

/// Words that begin another clause.
const BREAKS: &[&str] = &[
    "and", "but", "which", "who", "when", "und", "aber", "et", "mais", "qui", "y", "pero",
];

/// Words behind "to" that begin no verb.
const NO_VERB: &[&str] = &[
    "the", "a", "an", "its", "his", "her", "their", "this", "that", "each", "all", "both", "some",
    "many", "most", "them", "him", "it",
];

/// How many words lie between what binds and the day at most.
const FAR: usize = 18;

/// How many stand between the day and a German verb behind it.
const BEHIND: usize = 5;

/// Whether a day is the last one of what somebody was to do.
pub(super) fn is_due(own: &Own, day: &Range<usize>) -> bool {
    let (before, after) = own.around(day);
    let Some(unto) = before.iter().rposition(|word| !is_in(SMALL, word)) else {
        return false;
    };
    if !is_in(UNTO, &before[unto]) {
        return false;
    }
    let head = &before[unto.saturating_sub(FAR)..unto];
    let bound = head.iter().position(|word| is_in(BINDING, word));
    let is_asked = bound.is_some_and(|bound| {
        let rest = &head[bound + 1..];
        let verb = (0..rest.len()).find(|at| is_infinitive(own, rest, *at));
        verb.is_some_and(|verb| !rest[verb..].iter().any(|word| is_in(BREAKS, word)))
    });
    let ends = own.text[day.end..].find([',', ';', '.', ':', ')']);
    let clause = day.end..ends.map_or(own.text.len(), |at| day.end + at);
    let behind = after
        .iter()
        .take_while(|word| word.range.start < clause.end)
        .take(BEHIND)
        .collect::<Vec<_>>();
    is_asked || is_german_infinitive(&behind)
}

fn is_in(list: &[&str], word: &Word) -> bool {
    // "l’engagement", "d’obligation"
    let bare = word.lower.rsplit(['’', '\'']).next().unwrap_or_default();
    list.contains(&word.lower.as_str()) || list.contains(&bare)
}

/// Whether a verb that is not bent begins at a word: "to replace", "de remplacer", "d’achever", "a sustituir".
fn is_infinitive(own: &Own, words: &[Word], at: usize) -> bool {
    let ends_so = |word: &str| {
        word.chars().count() >= 4
            && ["ar", "er", "ir", "re", "arse", "erse", "irse", "rlo", "rla"]
                .iter()
                .any(|end| word.ends_with(end))
    };
    let is_small = |word: &Word| own.text[word.range.clone()].starts_with(char::is_lowercase);
    let next = words.get(at + 1).filter(|next| is_small(next));
    match words[at].lower.as_str() {
        "to" => next.is_some_and(|next| !is_in(NO_VERB, next)),
        "de" | "à" | "a" => next.is_some_and(|next| ends_so(&next.lower)),
        word => word
            .strip_prefix("d’")
            .or_else(|| word.strip_prefix("d'"))
            .is_some_and(ends_so),
    }
}

/// "bis zum 28. Februar zu ersetzen", "auszutauschen".
fn is_german_infinitive(words: &[&Word]) -> bool {
    let ends_so = |word: &str| word.ends_with("en") || word.ends_with("ln") || word.ends_with("rn");
    words.iter().enumerate().any(|(at, word)| {
        let lower = word.lower.as_str();
        let has_next = words.get(at + 1).is_some_and(|next| ends_so(&next.lower));
        let inside = lower.get(2..).is_some_and(|rest| rest.contains("zu"));
        lower == "zu" && has_next || inside && lower.len() >= 8 && ends_so(lower)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_to_be_done_by_a_day_was_known_before() {
        let check = |day: &str, texts: &[(&str, bool)]| {
            for (text, expected) in texts {
                let own = Own::of(text);
                let start = text.find(day).unwrap();
                let found = is_due(&own, &(start..start + day.len()));
                assert_eq!(found, *expected, "{text}");
            }
        };
        check(
            "28 February 2025",
            &[
                (
                    "He released the ship against an undertaking by the line to replace the seal by 28 February 2025.",
                    true,
                ),
                (
                    "The inspector left with a promise of the owner to have the wall rebuilt before 28 February 2025.",
                    true,
                ),
                (
                    "The bank was under an obligation to repay the loan no later than 28 February 2025.",
                    true,
                ),
                (
                    "The company signed a contract to deliver the pumps by the end of 28 February 2025.",
                    true,
                ),
                ("The seal had been replaced by 28 February 2025.", false),
                (
                    "The order was sent to the owner by 28 February 2025.",
                    false,
                ),
                (
                    "The ship ran to the end of the line by 28 February 2025.",
                    false,
                ),
                (
                    "Under the agreement the pumps failed on 28 February 2025.",
                    false,
                ),
                (
                    "The promise to repay was broken and the bank closed by 28 February 2025.",
                    false,
                ),
                ("The water began to rise by 28 February 2025.", false),
            ],
        );
        check(
            "28. Februar 2025",
            &[
                (
                    "Er gab das Schiff gegen die Zusage frei, die Dichtung bis zum 28. Februar 2025 zu ersetzen.",
                    true,
                ),
                (
                    "Der Kreis verpflichtete sich, die Klappen bis zum 28. Februar 2025 auszutauschen.",
                    true,
                ),
                (
                    "Die Dichtung wurde bis zum 28. Februar 2025 ersetzt.",
                    false,
                ),
                (
                    "Die Mühle war bis zum 28. Februar 2025 in Betrieb, um Mehl zu mahlen.",
                    false,
                ),
                ("Am 28. Februar 2025 begann das Wasser zu steigen.", false),
            ],
        );
        check(
            "28 février 2025",
            &[
                (
                    "Il a libéré le navire contre l’engagement de remplacer le joint avant le 28 février 2025.",
                    true,
                ),
                (
                    "Le préfet l’a mis en demeure d’achever les travaux au plus tard le 28 février 2025.",
                    true,
                ),
                ("Le joint a été remplacé avant le 28 février 2025.", false),
                ("Il a cessé de pleuvoir avant le 28 février 2025.", false),
            ],
        );
        check(
            "28 de febrero de 2025",
            &[
                (
                    "Liberó el buque contra el compromiso de sustituir la junta antes del 28 de febrero de 2025.",
                    true,
                ),
                (
                    "El juez obligó a la empresa a reparar el muro antes del 28 de febrero de 2025.",
                    true,
                ),
                (
                    "La junta fue sustituida antes del 28 de febrero de 2025.",
                    false,
                ),
                ("Dejó de llover antes del 28 de febrero de 2025.", false),
            ],
        );
    }
}
