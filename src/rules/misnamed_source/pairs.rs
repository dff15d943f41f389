//! Whether two names are called the authors of a work: "Costa and Lee had shown", "nennen Costa und Lee". Two people
//! who worked in one mill are none.

use std::ops::Range;

use super::super::attribution;
use super::super::prose::{Own, Word};
use super::people::DOES;

/// The most words of a verb that has parts.
const MOST: usize = 4;

/// Words behind two authors that are named as such.
const BEHIND: &[&str] = &["et", "say", "hold", "argue"];

/// Words behind "in" that lead to a work of theirs.
const THEIR: &[&str] = &["their", "ihrem", "ihrer", "leur", "su"];

/// Words between two authors and what they tell.
const HELPING: &[&str] = &[
    "had",
    "have",
    "has",
    "also",
    "both",
    "later",
    "then",
    "therefore",
    "first",
    "thus",
    "already",
    "themselves",
    "do",
    "did",
    "not",
    "could",
    "can",
    "haben",
    "hatten",
    "auch",
    "dagegen",
    "ebenfalls",
    "beide",
    "ont",
    "avaient",
    "aussi",
    "n",
    "ne",
    "en",
    "y",
    "han",
    "habían",
    "también",
    "hanno",
    "avevano",
    "hebben",
];

/// Words behind which the verb stands at the end of the clause.
const LAST: &[&str] = &["haben", "hatten", "hebben", "hadden"];

/// What authors have made, and the words between it and them.
const WORKS: &[&str] = &[
    "method",
    "methods",
    "study",
    "article",
    "model",
    "findings",
    "analysis",
    "paper",
    "book",
    "survey",
    "estimate",
    "estimates",
    "results",
    "conclusion",
    "conclusions",
    "review",
    "theory",
    "thesis",
    "methode",
    "studie",
    "aufsatz",
    "modell",
    "buch",
    "untersuchung",
    "ergebnisse",
    "schätzung",
    "méthode",
    "étude",
    "modèle",
    "livre",
    "analyse",
    "résultats",
    "método",
    "estudio",
    "artículo",
    "modelo",
    "libro",
    "análisis",
    "resultados",
];
const OF: &[&str] = &["of", "by", "von", "de", "por"];

/// Words before two authors whose view is told.
const BY: &[&str] = &["laut", "selon", "según", "secondo", "volgens", "so"];

/// Beginnings of words for what authors do when they tell something.
const TELLING: &[&str] = &[
    "shown",
    "conclude",
    "found",
    "find",
    "advise",
    "recommend",
    "propose",
    "demonstrate",
    "identif",
    "estimate",
    "calculate",
    "attribute",
    "suggest",
    "emphasi",
    "stress",
    "point",
    "highlight",
    "dispute",
    "doubt",
    "caution",
    "warn",
    "discuss",
    "distinguish",
    "schreib",
    "schrieb",
    "nennen",
    "nannten",
    "genannt",
    "zeig",
    "gezeigt",
    "folger",
    "gefolgert",
    "schätz",
    "geschätzt",
    "finden",
    "fanden",
    "gefunden",
    "beleg",
    "ermittel",
    "beschr",
    "bericht",
    "argument",
    "betonen",
    "betonten",
    "nachgewiesen",
    "dargelegt",
    "festgestellt",
    "errechn",
    "empfehlen",
    "empfahlen",
    "empfohlen",
    "raten",
    "rieten",
    "warnen",
    "warnten",
    "gewarnt",
    "konstat",
    "constat",
    "montr",
    "écri",
    "conclu",
    "estim",
    "trouv",
    "démontr",
    "soulign",
    "relèv",
    "relev",
    "affirm",
    "décri",
    "soutienn",
    "soutenu",
    "propos",
    "recommand",
    "conseill",
    "notent",
    "noté",
    "jugent",
    "jugé",
    "chiffr",
    "attribu",
    "expliqu",
    "muestr",
    "mostr",
    "escrib",
    "escrit",
    "encontr",
    "hallado",
    "hallan",
    "hallaron",
    "demostr",
    "demuestr",
    "señal",
    "describ",
    "calcul",
    "recomiend",
    "recomend",
    "sostien",
    "advier",
    "advirt",
    "atribuy",
];

/// Verbs of which a later word makes one of telling: "kommen zu dem Schluss", "führen auf … zurück".
const WITH: &[(&[&str], &[&str])] = &[
    (
        &["kommen", "kamen", "gelangen"],
        &["schluss", "ergebnis", "befund"],
    ),
    (&["führen", "führten"], &["zurück"]),
    (&["stellen", "stellten"], &["fest"]),
    (&["weisen", "wiesen"], &["darauf", "nach"]),
    (&["schließen", "schlossen"], &["daraus"]),
];

/// Beginnings of words for what authors do to find something out, and others do as well.
const DOING: &[&str] = &[
    "follow",
    "examine",
    "analyse",
    "analyze",
    "interview",
    "survey",
    "measure",
    "observe",
    "investigate",
    "assess",
    "test",
    "review",
    "reconstruct",
    "sample",
    "count",
    "befrag",
    "untersuch",
    "zähl",
    "gezählt",
    "maßen",
    "gemessen",
    "verglich",
    "vergleich",
    "ausgewertet",
    "werte",
    "beobacht",
    "analys",
    "begleite",
    "étudi",
    "suiv",
    "interrog",
    "examin",
    "observ",
    "mesur",
    "compt",
    "compar",
    "suivi",
    "estudi",
    "siguieron",
    "seguido",
    "analiz",
    "entrevist",
    "midi",
    "medido",
    "encuest",
    "contaron",
];

/// Whether a verb before its authors tells what they say: "nennen Costa und Lee".
pub(super) fn tells_before(lower: &str) -> bool {
    let is_with = WITH.iter().any(|(verbs, _)| verbs.contains(&lower));
    is_with || TELLING.iter().any(|start| lower.starts_with(start))
}

/// Whether three words, of which the first and the last are names, call two authors.
pub(super) fn is_called(own: &Own, names: Range<usize>) -> bool {
    let (Some(before), Some(after)) = (own.words.get(..names.start), own.words.get(names.end..))
    else {
        return false;
    };
    let is_in = |list: &[&str], word: &Word| list.contains(&word.lower.as_str());
    let is_by = match before {
        [.., work, by] => is_in(WORKS, work) && is_in(OF, by),
        _ => false,
    };
    let is_with = |word: &Word| {
        let mut with = WITH.iter();
        with.any(|(verbs, later)| {
            is_in(verbs, word) && after.iter().any(|word| begins_with(later, word))
        })
    };
    let said_before = before.last().is_some_and(|word| {
        let is_according = word.lower == "to" && own.has(&["according"]);
        is_in(BY, word) || tells(own, word) || is_with(word) || is_according
    });
    let clause = clause(own, after);
    let helping = clause
        .iter()
        .take(MOST)
        .take_while(|word| is_in(HELPING, word))
        .count();
    let (helps, rest) = clause.split_at(helping);
    let verbs = match helps.iter().any(|word| is_in(LAST, word)) {
        true => rest,
        false => rest.get(..1).unwrap_or_default(),
    };
    let told = verbs.iter().any(|verb| {
        let has_said = attribution::is_verb(&verb.lower) || is_in(DOES, verb) || is_with(verb);
        let has_done = is_small(own, verb) && begins_with(DOING, verb) && counts(own, clause);
        has_said || tells(own, verb) || has_done
    });
    let in_theirs = clause.iter().take(2).any(|word| is_in(THEIR, word));
    let is_behind = clause.first().is_some_and(|word| is_in(BEHIND, word));
    is_by || said_before || told || in_theirs || is_behind
}

fn is_small(own: &Own, word: &Word) -> bool {
    own.text
        .get(word.range.clone())
        .is_some_and(|word| word.starts_with(char::is_lowercase))
}

fn tells(own: &Own, word: &Word) -> bool {
    is_small(own, word) && begins_with(TELLING, word)
}

fn begins_with(list: &[&str], word: &Word) -> bool {
    list.iter().any(|start| word.lower.starts_with(start))
}

/// The words up to the next mark.
fn clause<'o>(own: &Own, words: &'o [Word]) -> &'o [Word] {
    let ends = words.windows(2).position(|pair| {
        let gap = own.text.get(pair[0].range.end..pair[1].range.start);
        gap.is_none_or(|gap| gap.contains([',', ';', ':', '(', ')']))
    });
    ends.map_or(words, |last| &words[..=last])
}

/// Whether a clause tells how many of something were looked at: "followed 2,416 prisoners".
fn counts(own: &Own, clause: &[Word]) -> bool {
    let is_number = |word: &Word| {
        let written = own.text.get(word.range.clone()).unwrap_or_default();
        let digits = written.bytes().filter(u8::is_ascii_digit).count();
        let is_year = written.len() == 4 && digits == 4;
        digits > 0 && !is_year
    };
    clause.iter().any(is_number)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: bool) {
        let own = Own::of(text);
        let at = own
            .words
            .iter()
            .position(|word| word.lower == "kostadin")
            .unwrap_or_default();
        assert_eq!(is_called(&own, at..at + 3), expected, "{text}");
    }

    #[test]
    fn two_who_tell_something_are_authors() {
        for text in [
            "Kostadin and Bellamy had shown that it falls.",
            "Kostadin and Bellamy have also shown it.",
            "Kostadin and Bellamy conclude that it falls.",
            "Kostadin and Bellamy followed 2,416 prisoners.",
            "According to Kostadin and Bellamy it falls.",
            "The method of Kostadin and Bellamy is new.",
            "Die Studie von Kostadin und Bellamy ist neu.",
            "In ihrem Aufsatz nennen Kostadin und Bellamy sie lückenhaft.",
            "Kostadin und Bellamy haben 54 Städte untersucht und kommen auf 410 Euro.",
            "Kostadin und Bellamy haben gezeigt, dass er fällt.",
            "Kostadin und Bellamy kommen zu dem Schluss, dass er fällt.",
            "Kostadin et Bellamy ont suivi 520 élèves.",
            "Kostadin et Bellamy constatent que 312 d'entre eux dorment.",
            "Kostadin et Bellamy ont montré que non.",
            "Kostadin y Bellamy han mostrado que baja.",
        ] {
            check(text, true);
        }
    }

    #[test]
    fn two_who_are_told_of_are_none() {
        for text in [
            "Kostadin and Bellamy both worked at the mill.",
            "Kostadin and Bellamy met in Arn.",
            "People such as Kostadin and Bellamy are rare.",
            "Kostadin and Bellamy had met in Arn.",
            "Kostadin and Bellamy followed the river to Arn.",
            "Kostadin and Bellamy measured the weir in 2010.",
            "Kostadin and Bellamy were elected to the council.",
            "Kostadin und Bellamy haben dort gearbeitet.",
            "Kostadin und Bellamy wohnten in Arn.",
            "Kostadin et Bellamy ont travaillé au moulin.",
            "Kostadin et Bellamy ont suivi la rivière.",
            "Kostadin y Bellamy vivieron en Arn.",
            "The mill of Kostadin and Bellamy closed.",
        ] {
            check(text, false);
        }
    }
}
