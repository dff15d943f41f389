//! A group of nobody in particular and a verb of saying, in any tense: "historians have argued", "Kritiker bemängeln".

use std::ops::Range;

use super::super::prose::Own;

/// The words of one language.
struct Words {
    language: &'static str,
    /// Those who are nobody, and say or show something.
    groups: &'static [&'static str],
    /// Words by themselves that are nobody: "many say".
    alone: &'static [&'static str],
    /// Verbs of saying.
    says: &'static [&'static str],
    /// Verbs of showing, behind a study.
    shows: &'static [&'static str],
    /// Words between the group and its verb.
    between: &'static [&'static str],
    /// Words before a group of whom the text has spoken: "the experts say", "two independent sources say".
    known: &'static [&'static str],
    /// Words before a group that make it part of something else, or somebody's own: "read by experts", "his sources".
    joins: &'static [&'static str],
}

/// The words of each language.
const ALL: &[Words] = &[
    Words {
        language: "en",
        groups: &[
            "analysts",
            "commentators",
            "critics",
            "economists",
            "experts",
            "historians",
            "insiders",
            "observers",
            "reports",
            "researchers",
            "scholars",
            "scientists",
            "sources",
            "specialists",
            "studies",
        ],
        alone: &["some", "many", "most", "others"],
        says: &[
            "accept",
            "accepted",
            "agree",
            "agreed",
            "allege",
            "alleged",
            "argue",
            "argued",
            "assume",
            "assumed",
            "believe",
            "believed",
            "claim",
            "claimed",
            "contend",
            "contended",
            "fear",
            "feared",
            "insist",
            "insisted",
            "maintain",
            "maintained",
            "say",
            "said",
            "suggest",
            "suggested",
            "suspect",
            "suspected",
            "think",
            "warn",
            "warned",
        ],
        shows: &[
            "demonstrated",
            "demonstrate",
            "indicate",
            "indicated",
            "reveal",
            "revealed",
            "show",
            "showed",
            "shown",
        ],
        between: &[
            "have",
            "had",
            "long",
            "often",
            "generally",
            "also",
            "repeatedly",
            "now",
            "widely",
            "usually",
            "still",
            "always",
        ],
        known: &[
            "the",
            "these",
            "those",
            "both",
            "our",
            "independent",
            "its",
            "their",
            "two",
            "three",
            "four",
            "five",
            "six",
        ],
        joins: &[
            "his", "her", "of", "by", "to", "and", "named", "that", "with", "from", "for", "on",
            "in",
        ],
    },
    Words {
        language: "de",
        groups: &[
            "analysten",
            "beobachter",
            "experten",
            "fachleute",
            "forscher",
            "historiker",
            "insider",
            "kenner",
            "kritiker",
            "quellen",
            "stimmen",
            "studien",
            "untersuchungen",
            "wissenschaftler",
        ],
        alone: &["viele", "manche", "einige", "etliche"],
        says: &[
            "bemängeln",
            "bemängelten",
            "befürchten",
            "behaupten",
            "behaupteten",
            "bezweifeln",
            "fordern",
            "forderten",
            "fürchten",
            "glauben",
            "glaubten",
            "halten",
            "kritisieren",
            "kritisierten",
            "meinen",
            "meinten",
            "sagen",
            "sagten",
            "sprechen",
            "vermuten",
            "vermuteten",
            "warnen",
            "warnten",
        ],
        shows: &["belegen", "belegten", "ergaben", "zeigen", "zeigten"],
        between: &["haben", "auch", "seit", "langem", "oft", "immer"],
        known: &[
            "den", "der", "beide", "diese", "jene", "zwei", "drei", "unsere", "ihre", "seine",
        ],
        joins: &["von"],
    },
    Words {
        language: "fr",
        groups: &[
            "analystes",
            "critiques",
            "experts",
            "historiens",
            "observateurs",
            "spécialistes",
            "études",
            "chercheurs",
        ],
        alone: &["certains", "beaucoup", "d’aucuns", "plusieurs"],
        says: &[
            "affirment",
            "avertissent",
            "craignent",
            "croient",
            "disent",
            "estiment",
            "jugent",
            "pensent",
            "prétendent",
            "reprochent",
            "soulignent",
            "soutiennent",
        ],
        shows: &["montrent", "indiquent", "révèlent"],
        between: &["ont", "souvent", "aussi"],
        known: &["ces", "deux", "trois", "nos", "leurs", "ses"],
        joins: &[],
    },
    Words {
        language: "es",
        groups: &[
            "analistas",
            "críticos",
            "especialistas",
            "estudios",
            "expertos",
            "fuentes",
            "historiadores",
            "observadores",
        ],
        alone: &["algunos", "muchos"],
        says: &[
            "advierten",
            "afirman",
            "aseguran",
            "consideran",
            "creen",
            "dicen",
            "opinan",
            "piensan",
            "señalan",
            "sostienen",
            "temen",
        ],
        shows: &["demuestran", "indican", "muestran", "revelan"],
        between: &["han", "también", "siempre"],
        known: &["estos", "esos", "dos", "tres", "nuestros", "sus"],
        joins: &[],
    },
];

/// Phrases that no verb follows.
const PHRASES: &[(&str, &[&str])] = &[
    (
        "en",
        &[
            "it has been suggested",
            "it is generally accepted",
            "it is commonly believed",
            "it is commonly accepted",
            "it is generally believed",
            "it is widely thought",
            "it is widely assumed",
            "according to some sources",
            "according to some reports",
            "according to various sources",
            "there are those who say",
            "there are those who argue",
            "there are those who believe",
            "is considered by many",
            "are considered by many",
            "is seen by many",
            "is regarded by many",
            "was considered by many",
        ],
    ),
    (
        "de",
        &[
            "nach ansicht von fachleuten",
            "nach ansicht von experten",
            "nach ansicht von beobachtern",
            "nach meinung von fachleuten",
            "nach meinung von experten",
            "nach einschätzung von experten",
            "nach einschätzung von fachleuten",
            "es heißt, der",
            "es heißt, die",
            "es heißt, das",
            "es heißt, man",
            "aus kreisen",
        ],
    ),
    ("fr", &["de l’avis de beaucoup", "de l’avis général"]),
    ("es", &["al parecer", "a juicio de muchos", "según se dice"]),
];

/// Whether an English word before a group says that the text has spoken of it.
pub(super) fn is_known(before: &str) -> bool {
    let mut all = ALL.iter();
    let english = all.find(|words| words.language == "en");
    english.is_some_and(|words| words.known.contains(&before))
}

/// The first group with its verb, or phrase, of a language.
pub(super) fn first(language: &str, own: &Own) -> Option<Range<usize>> {
    let phrases = PHRASES.iter().find(|(known, _)| *known == language);
    let phrase = phrases.and_then(|(_, phrases)| own.first(phrases));
    let words = ALL.iter().find(|words| words.language == language)?;
    phrase
        .or_else(|| words.group(own))
        .or_else(|| conditional(language, own))
}

impl Words {
    fn group(&self, own: &Own) -> Option<Range<usize>> {
        let word = |at: usize| own.words.get(at).map_or("", |word| word.lower.as_str());
        (0..own.words.len()).find_map(|at| {
            let is_group = self.groups.contains(&word(at));
            let is_alone = self.alone.contains(&word(at));
            let before = at.checked_sub(1).map_or("", word);
            // "A number of commentators"
            let is_many = before == "of"
                && at.checked_sub(2).is_some_and(|at| {
                    matches!(word(at), "number" | "majority" | "handful" | "lot")
                });
            let is_known = !is_many
                && (self.known.contains(&before) || self.joins.contains(&before))
                || before.starts_with(|c: char| c.is_ascii_digit());
            if !(is_group || is_alone) || is_known {
                return None;
            }
            // A name makes it somebody: "UN experts say".
            let is_named = at > 0 && {
                let written = &own.text[own.words[at - 1].range.clone()];
                is_group
                    && at > 1
                    && written.starts_with(char::is_uppercase)
                    && self.language != "de"
                    || written.chars().count() > 1 && written.chars().all(char::is_uppercase)
            };
            let verb = (at + 1..at + 4).find(|next| !self.between.contains(&word(*next)))?;
            let says =
                self.says.contains(&word(verb)) || is_group && self.shows.contains(&word(verb));
            // "Many agreed to leave": they did.
            let did = matches!(
                word(verb),
                "accept"
                    | "accepted"
                    | "agree"
                    | "agreed"
                    | "fordern"
                    | "forderten"
                    | "halten"
                    | "sprechen"
            );
            let is_faith = word(verb + 1) == "in";
            let is_own = is_faith || is_alone && did && !matches!(word(verb + 1), "that" | "dass");
            let gap = own
                .text
                .get(own.words[at].range.end..own.words.get(verb)?.range.start)?;
            (says && !is_named && !is_own && !gap.contains([',', ';', '(', ')']))
                .then(|| own.words[at].range.start..own.words[verb].range.end)
        })
    }
}

/// "Le maire aurait su": what French papers tell and nobody vouches for.
fn conditional(language: &str, own: &Own) -> Option<Range<usize>> {
    const COUNTERFACTUAL: &[&str] = &["pu", "dû", "fallu", "voulu", "été", "eu", "fait"];
    let has_condition = own.words.iter().any(|word| {
        matches!(word.lower.as_str(), "si" | "sans" | "sinon" | "avec")
            || word.lower.starts_with("s’")
            || word.lower.starts_with("s'")
    });
    if language != "fr" || has_condition {
        return None;
    }
    own.words.windows(2).find_map(|pair| {
        let (first, second) = (pair[0].lower.as_str(), pair[1].lower.as_str());
        let is_participle = ["é", "u", "i", "is", "it"]
            .iter()
            .any(|ending| second.ends_with(ending));
        let is_told = matches!(first, "aurait" | "auraient")
            && is_participle
            && !COUNTERFACTUAL.contains(&second);
        is_told.then(|| pair[0].range.start..pair[1].range.end)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn groups_of_nobody_say_it_in_any_tense() {
        let wrong = |expected: bool, cases: &[(&str, &'static str)]| {
            let cases = cases
                .iter()
                .filter(|(language, text)| first(language, &Own::of(text)).is_some() != expected);
            cases.map(|(_, text)| *text).collect::<Vec<_>>()
        };
        let nobody = [
            ("en", "Studies have shown that it fell."),
            ("en", "Reports suggest that it fell."),
            ("en", "It has been suggested that it fell."),
            ("en", "It is generally accepted that it fell."),
            ("en", "A number of commentators have suggested it."),
            ("en", "Most historians agree that it fell."),
            ("en", "According to some sources it fell."),
            ("en", "There are those who say that it fell."),
            ("en", "It is considered by many to be the oldest."),
            ("de", "Experten warnen vor dem Bruch."),
            ("de", "Kritiker bemängeln, dass niemand gefragt wurde."),
            ("de", "Viele meinen, der Rat habe davon gewusst."),
            ("de", "Nach Ansicht von Fachleuten war das Wehr morsch."),
            ("de", "Es heißt, der Rat habe davon gewusst."),
            ("de", "Studien zeigen, dass Mauern das Wasser verlagern."),
            ("es", "Los expertos señalan que cedió."),
            ("es", "Al parecer, cedió."),
            ("fr", "Le maire aurait su."),
            ("fr", "Les experts soulignent le danger."),
        ];
        assert_eq!(wrong(true, &nobody), Vec::<&str>::new());
        let somebody = [
            ("en", "The experts of the council said so."),
            ("en", "Two experts said so."),
            ("en", "He kept reports, said the clerk."),
            ("en", "Many left the valley."),
            ("en", "Some believed in him."),
            ("en", "Many agreed to leave, and most accepted the offer."),
            ("en", "UN experts say that it fell."),
            ("en", "It was read by experts."),
            ("de", "Zwei Experten warnen davor."),
            ("de", "Viele gingen."),
            ("fr", "Le maire aurait pu le savoir."),
            ("fr", "S’il avait lu, le maire aurait su."),
            ("es", "Muchos se fueron."),
        ];
        assert_eq!(wrong(false, &somebody), Vec::<&str>::new());
    }
}
