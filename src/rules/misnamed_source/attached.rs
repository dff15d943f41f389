//! Whether the words around a day give it to a work or to what was done to it: "in its letter of 3 May", "ruled on
//! 3 May". The day of what a source tells of stands beside it, too.

use std::ops::Range;

use super::super::attribution;
use super::super::prose::{Own, Word};

/// Words before a day on which something was done.
const ON: &[&str] = &["on", "am", "le", "el", "il", "em", "op", "the"];

/// Words that begin what is told, and no longer who tells it when.
const THAT: &[&str] = &[
    "that", "who", "whom", "whose", "which", "when", "where", "while", "after", "before",
    "because", "although", "if", "how", "why", "what", "dass", "daß", "als", "wenn", "nachdem",
    "weil", "wie", "wo", "que", "qu", "qui", "dont", "où", "lorsque", "quand", "quien", "quienes",
    "cuando", "donde", "como", "che", "quando",
];

/// Verbs that help others, and those of clauses of their own.
const HELPING: &[&str] = &[
    "is", "are", "was", "were", "be", "been", "has", "have", "had", "would", "will", "could",
    "should", "did", "wurde", "wurden", "war", "waren", "hat", "hatte", "habe", "hätte", "werde",
    "würde", "ist", "sei", "a", "ont", "avait", "était", "fut", "été", "est", "serait", "ha",
    "han", "había", "fue", "fueron", "era", "sido", "sería", "è", "stato", "stata", "foi",
];

/// Words before what somebody is sentenced for, or what a ruling is about, which has a day of its own.
const ABOUT: &[&str] = &[
    "of", "for", "to", "against", "over", "in", "wegen", "gegen", "zu", "über", "für", "pour",
    "contre", "à", "por", "contra", "sobre", "para",
];

/// Whose a work is: that of whoever is cited, and not one that it speaks of.
const OWNERS: &[&str] = &[
    "its", "his", "her", "their", "a", "an", "sein", "seine", "seinem", "seinen", "seiner", "ihr",
    "ihre", "ihrem", "ihren", "ihrer", "einem", "einer", "son", "sa", "ses", "leur", "leurs", "un",
    "une", "su", "sus", "una",
];

/// Words before "the letter of 3 May" that make it the one that is cited.
const INTRODUCING: &[&str] = &["in", "to", "laut", "nach", "dans", "selon", "según", "en"];

/// Articles.
const THE: &[&str] = &["the", "dem", "der", "la", "le", "el"];

/// Adjectives that tell a work from another one of its author.
const OTHER: &[&str] = &[
    "earlier",
    "previous",
    "former",
    "prior",
    "first",
    "second",
    "last",
    "initial",
    "old",
    "next",
    "later",
    "new",
    "früheren",
    "vorigen",
    "ersten",
    "zweiten",
    "letzten",
    "précédent",
    "précédente",
    "première",
    "premier",
    "dernière",
    "dernier",
    "anterior",
    "primera",
    "primer",
    "última",
    "último",
];

/// Beginnings of words of what is done to the work of another.
const ANSWERED: &[&str] = &[
    "upheld",
    "uphold",
    "annul",
    "overturn",
    "quash",
    "revers",
    "confirm",
    "answered",
    "answers",
    "replied",
    "appeal",
    "against",
    "our",
    "refer",
    "withdr",
    "reject",
    "bestätig",
    "aufgehoben",
    "aufhob",
    "gegen",
    "unser",
    "beantwort",
    "verweist",
    "contre",
    "notre",
    "recours",
    "renvoie",
    "contra",
    "nuestr",
    "recurso",
    "anul",
];

/// What a letter, report or judgment does, beside the verbs of saying.
const TELLS: &[&str] = &[
    "convicts",
    "sentences",
    "acquits",
    "counts",
    "counted",
    "shows",
    "showed",
    "sets",
    "fines",
    "orders",
    "dismisses",
    "annuls",
    "concludes",
    "concluded",
    "demands",
    "recommends",
    "criticises",
    "criticizes",
    "identifies",
    "identified",
    "covers",
    "contains",
    "nennt",
    "nannte",
    "zählt",
    "zählte",
    "verurteilt",
    "spricht",
    "stellt",
    "stellte",
    "hält",
    "hielt",
    "schätzt",
    "fordert",
    "enthält",
    "erklärt",
    "kommt",
    "kam",
    "beziffert",
    "verlangt",
    "zeigt",
    "zeigte",
    "condamne",
    "constate",
    "compte",
    "conclut",
    "relève",
    "indique",
    "estime",
    "affirme",
    "ordonne",
    "annule",
    "demande",
    "montre",
    "contient",
    "fixe",
    "condena",
    "constata",
    "cuenta",
    "concluye",
    "señala",
    "indica",
    "estima",
    "afirma",
    "ordena",
    "pide",
    "muestra",
    "contiene",
    "fija",
    "establece",
];

fn is_in(list: &[&str], word: &Word) -> bool {
    list.contains(&word.lower.as_str())
}

fn begins_clause(word: &Word) -> bool {
    is_in(THAT, word) || word.lower.starts_with("qu’") || word.lower.starts_with("qu'")
}

/// Whether a work before a day is one of whoever is cited, by name in lower case: `before` are the words before it.
pub(super) fn is_own_work(before: &[Word], creators: &[String]) -> bool {
    let is_answered = |word: &Word| ANSWERED.iter().any(|start| word.lower.starts_with(start));
    if before.iter().any(is_answered) {
        return false;
    }
    let [head @ .., last] = before else {
        return false;
    };
    let is_possessive = |word: &Word| {
        let owner = word
            .lower
            .strip_suffix("’s")
            .or(word.lower.strip_suffix("'s"));
        owner.is_some_and(|owner| creators.iter().any(|name| name.ends_with(owner)))
    };
    let is_owner = |head: &[Word], word: &Word| {
        is_in(OWNERS, word)
            || is_possessive(word)
            || is_in(THE, word) && head.last().is_some_and(|word| is_in(INTRODUCING, word))
    };
    match is_owner(head, last) {
        true => true,
        false => match head {
            [head @ .., owner] => is_owner(head, owner) && !is_in(OTHER, last),
            [] => false,
        },
    }
}

/// Whether a work at the beginning of a sentence tells something: "The judgment of 26 April 2024 convicts". `before` are
/// the words before it, and `day` is its day. Where a word says whose it is, a name of the creators must hold it.
pub(super) fn is_said_to_tell(
    own: &Own,
    before: &[Word],
    day: &Range<usize>,
    creators: &[String],
) -> bool {
    const BEGINS: &[&str] = &["the", "das", "der", "die", "le", "la", "el", "l"];
    let is_whose = |word: &Word| {
        let owner = word.lower.strip_suffix("’s");
        let owner = owner.or(word.lower.strip_suffix("'s"));
        owner.is_some_and(|owner| creators.iter().any(|name| name.contains(owner)))
    };
    let is_alone = match before {
        [the] => is_in(BEGINS, the),
        [the, .., whose] => is_in(BEGINS, the) && before.len() <= 4 && is_whose(whose),
        [] => false,
    };
    let (_, after) = own.around(day);
    let Some(verb) = after.first().filter(|_| is_alone) else {
        return false;
    };
    let gap = own.text.get(day.end..verb.range.start);
    let is_beside = gap.is_some_and(|gap| matches!(gap.trim(), "" | ","));
    // "The judgment of 3 May 2017 found no favour", "gave way".
    let has_no = after
        .get(1)
        .is_some_and(|word| matches!(word.lower.as_str(), "no" | "way"));
    is_beside && !has_no && (is_in(TELLS, verb) || attribution::is_verb(&verb.lower))
}

/// Whether a verb is said of a day: "ruled on 30 August", "on 30 August the court ruled". What stands between them
/// must be the thing that it is done to.
pub(super) fn is_done_on(
    own: &Own,
    verb: &Word,
    day: &Range<usize>,
    is_thing: &dyn Fn(&Word) -> bool,
) -> bool {
    /// The most words between them.
    const FAR: usize = 7;
    let (before, after) = own.around(day);
    let is_on = before.last().is_none_or(|word| is_in(ON, word));
    if verb.range.start >= day.end {
        // "On 3 May the court ruled", and not "when on 3 May the court ruled".
        let mut between: Vec<&Word> = after
            .iter()
            .take_while(|word| word.range.start < verb.range.start)
            .collect();
        while between.last().is_some_and(|word| is_in(HELPING, word)) {
            between.pop();
        }
        let tells = |word: &&Word| {
            begins_clause(word)
                || is_in(HELPING, word)
                || is_in(&["and", "und", "et", "y"], word)
                || attribution::is_verb(&word.lower)
        };
        return is_on
            && between.len() <= FAR
            && !between.iter().any(tells)
            && !before.iter().any(begins_clause);
    }
    let between: Vec<&Word> = before
        .iter()
        .filter(|word| word.range.start >= verb.range.end)
        .collect();
    let things = between.iter().filter(|word| !is_in(ON, word));
    let is_other = |word: &&&Word| begins_clause(word) || is_in(HELPING, word) || !is_thing(word);
    is_on && between.len() <= FAR && things.clone().find(is_other).is_none()
}

/// Whether a word between a ruling and its day may be whom or what is ruled on.
pub(super) fn is_party(word: &Word) -> bool {
    let is_past = word.lower.ends_with("ed") && word.lower.chars().count() > 4;
    !is_in(ABOUT, word) && !is_past
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_verb_has_the_day_that_stands_with_it() {
        let check = |text: &str, verb: &str, day: &str, expected: bool| {
            let own = Own::of(text);
            let start = text.find(day).unwrap_or_default();
            let verb = own.words.iter().find(|word| word.lower == verb);
            let found = verb
                .is_some_and(|verb| is_done_on(&own, verb, &(start..start + day.len()), &is_party));
            assert_eq!(found, expected, "{text}");
        };
        check(
            "The court ruled on 3 May 2017 that it was void.",
            "ruled",
            "3 May 2017",
            true,
        );
        check(
            "On 3 May 2017 the court ruled that it was void.",
            "ruled",
            "3 May 2017",
            true,
        );
        check(
            "The court dismissed the complaint on 3 May 2017.",
            "dismissed",
            "3 May 2017",
            true,
        );
        check(
            "Das Gericht entschied am 3. Mai 2017.",
            "entschied",
            "3. Mai 2017",
            true,
        );
        check(
            "Le tribunal a condamné le maire le 3 mai 2017.",
            "condamné",
            "3 mai 2017",
            true,
        );
        check(
            "The law was passed on 3 May 2017.",
            "passed",
            "3 May 2017",
            true,
        );
        check("On 3 May 2017 it was passed.", "passed", "3 May 2017", true);
        check(
            "It ruled that he had been held on 3 May 2017.",
            "ruled",
            "3 May 2017",
            false,
        );
        check(
            "It reported that on 3 May 2017 guards shot him.",
            "reported",
            "3 May 2017",
            false,
        );
        check(
            "It upheld the order of 3 May 2017.",
            "upheld",
            "3 May 2017",
            false,
        );
        check(
            "It convicted him of a theft on 3 May 2017.",
            "convicted",
            "3 May 2017",
            false,
        );
        check(
            "It ordered the release of those arrested on 3 May 2017.",
            "ordered",
            "3 May 2017",
            false,
        );
        check(
            "On 3 May 2017 he was held and the court ruled.",
            "ruled",
            "3 May 2017",
            false,
        );
        check(
            "Das Gericht entschied, dass er am 3. Mai 2017 floh.",
            "entschied",
            "3. Mai 2017",
            false,
        );
        check(
            "El tribunal resolvió que el 3 de mayo de 2017 huyó.",
            "resolvió",
            "3 de mayo de 2017",
            false,
        );
        check(
            "Il a jugé qu’il avait fui le 3 mai 2017.",
            "jugé",
            "3 mai 2017",
            false,
        );
    }

    #[test]
    fn a_work_that_tells_something_is_the_source() {
        let check = |text: &str, work: &str, day: &str, expected: bool| {
            let own = Own::of(text);
            let start = text.find(day).unwrap_or_default();
            let work = own.words.iter().position(|word| word.lower == work);
            let before = own.words.get(..work.unwrap_or_default());
            let found = is_said_to_tell(
                &own,
                before.unwrap_or_default(),
                &(start..start + day.len()),
                &["protection agency of arn".to_owned()],
            );
            assert_eq!(found, expected, "{text}");
        };
        for (text, work, day) in [
            (
                "The judgment of April 26, 2023 convicts the company.",
                "judgment",
                "April 26, 2023",
            ),
            (
                "The agency’s report of 15 August 2023 counts seven.",
                "report",
                "15 August 2023",
            ),
            (
                "The report of 15 August 2023 said that it leaked.",
                "report",
                "15 August 2023",
            ),
            (
                "Das Urteil vom 26. April 2023 spricht ihn frei.",
                "urteil",
                "26. April 2023",
            ),
            (
                "Le rapport du 26 avril 2023 compte sept fautes.",
                "rapport",
                "26 avril 2023",
            ),
            (
                "El informe del 26 de abril de 2023 señala siete.",
                "informe",
                "26 de abril de 2023",
            ),
        ] {
            check(text, work, day, true);
        }
        for (text, work, day) in [
            (
                "The judgment of 3 May 2017 was upheld.",
                "judgment",
                "3 May 2017",
            ),
            (
                "The judgment of 3 May 2017 found no favour.",
                "judgment",
                "3 May 2017",
            ),
            (
                "The earlier report of 3 May 2017 said so.",
                "report",
                "3 May 2017",
            ),
            (
                "He said that the report of 3 May 2017 counts seven.",
                "report",
                "3 May 2017",
            ),
            (
                "The ministry’s letter of 3 May 2017 says that it leaks.",
                "letter",
                "3 May 2017",
            ),
            (
                "The letter of 3 May 2017 had been lost.",
                "letter",
                "3 May 2017",
            ),
            (
                "Das Urteil vom 3. Mai 2017 wurde aufgehoben.",
                "urteil",
                "3. Mai 2017",
            ),
            (
                "Le rapport du 3 mai 2017 est perdu.",
                "rapport",
                "3 mai 2017",
            ),
        ] {
            check(text, work, day, false);
        }
    }

    #[test]
    fn a_work_is_that_of_whoever_is_cited() {
        let creators = ["town council".to_owned()];
        let check = |before: &str, expected: bool| {
            assert_eq!(
                is_own_work(&Own::of(before).words, &creators),
                expected,
                "{before}"
            );
        };
        check("In its", true);
        check("In a written", true);
        check("According to the", true);
        check("In seinem", true);
        check("Dans sa", true);
        check("The council’s", true);
        check("The town’s", false);
        check("The council answered our", false);
        check("The court upheld the", false);
        check("The council refers to its", false);
        check("It said that its earlier", false);
        check("The", false);
        check("", false);
    }
}
