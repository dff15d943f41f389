//! Whether the part of a sentence that accuses or judges is put into somebody's mouth: what is said of the victim or
//! of a thing elsewhere in the sentence hands nothing over. English, closed lists.

use std::ops::Range;

use super::super::prose::{self, Own};
use super::super::reported;
use super::{BEFORE, DOUBTFUL, HANDED_OVER, is_verb};

/// Who judges.
const JUDGES: &[&str] = &[
    "court",
    "courts",
    "tribunal",
    "judge",
    "judges",
    "chamber",
    "committee",
    "commission",
    "panel",
    "jury",
    "ombudsman",
    "inquiry",
    "mission",
];

/// Words with which a clause about somebody or something in the sentence begins.
const RELATIVES: &[&str] = &["who", "which", "whom", "whose", "that", "where", "when"];

/// Words with which the sentence goes on in its own words.
const GOES_ON: &[&str] = &[
    "and", "but", "or", "so", "yet", "while", "then", "after", "before", "because",
];

/// Whether words of a sentence, given by their place, are handed to somebody.
pub(in crate::rules) fn is_handed_over(own: &Own, place: &Range<usize>) -> bool {
    if own.first(HANDED_OVER).is_some() {
        return true;
    }
    let before = &own.lower[..place.start];
    let before = &before[before.rfind(';').map_or(0, |at| at + 1)..];
    // "Ana Rell claims: Bo Lind beat her."
    let head = before
        .rsplit_once(':')
        .map_or("", |(head, _)| head.trim_end());
    let last = head.rsplit(char::is_whitespace).next().unwrap_or_default();
    is_verb(last)
        || prose::first_phrase(before, BEFORE).is_some()
        || reported::passes_on(before)
        || is_said_before(before)
        || parts(&own.lower, place).any(is_aside)
}

/// Whether somebody says, finds or rules before the words, and is no part of a clause about something else.
fn is_said_before(before: &str) -> bool {
    let words = prose::words(before);
    let word = |at: usize| words[at].lower.as_str();
    (1..words.len()).any(|at| {
        let near = at.saturating_sub(3)..at;
        let is_relative = near
            .clone()
            .any(|at| RELATIVES.contains(&word(at)) && word(at) != "that");
        let is_judged = matches!(
            word(at),
            "found" | "held" | "ruled" | "deemed" | "judged" | "declared"
        );
        let judges = near.clone().any(|at| JUDGES.contains(&word(at)));
        let is_passive = matches!(
            word(at - 1),
            "was" | "were" | "been" | "being" | "a" | "an" | "the"
        );
        let next = words.get(at + 1).map_or("", |word| word.lower.as_str());
        let is_sure = !DOUBTFUL.contains(&word(at)) || matches!(next, "that" | "how");
        let says = is_verb(word(at)) && is_sure || is_judged && judges;
        says && !is_relative && !is_passive
    })
}

/// The parts of a sentence between commas and dashes that stand behind some words or around them.
fn parts<'t>(lower: &'t str, place: &Range<usize>) -> impl Iterator<Item = &'t str> {
    const MARKS: [char; 7] = [',', '–', '—', '(', ')', ';', ':'];
    let place = place.clone();
    let mut at = 0;
    lower.split(MARKS).filter(move |part| {
        let start = at;
        at += part.len();
        at += lower[at..].chars().next().map_or(0, char::len_utf8);
        // The first part begins the sentence, and is read with what follows.
        start > 0 && !(start..start + part.len()).contains(&place.start)
    })
}

/// "the court found", "she told the court on Monday", "as the survey reports".
fn is_aside(part: &str) -> bool {
    const LAST: usize = 6;
    let words = prose::words(part);
    let word = |at: usize| words[at].lower.as_str();
    let Some(first) = words.first().map(|word| word.lower.as_str()) else {
        return false;
    };
    let is_own = GOES_ON.contains(&first)
        || words
            .iter()
            .any(|word| RELATIVES.contains(&word.lower.as_str()));
    let verb = (1..words.len().min(LAST)).find(|at| {
        let is_plain = is_verb(word(*at)) && !DOUBTFUL.contains(&word(*at));
        let ends = at + 1 == words.len();
        is_plain || reported::is_frame(word(*at)) || ends && is_verb(word(*at))
    });
    let is_passive = |at: usize| {
        matches!(
            word(at - 1),
            "was" | "were" | "been" | "to" | "by" | "of" | "a" | "an" | "the"
        )
    };
    !is_own && verb.is_some_and(|at| !is_passive(at))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The sentences of which the verdict is another than expected.
    fn wrong<'t>(expected: bool, cases: &[(&str, &[&'t str])]) -> Vec<&'t str> {
        let is_wrong = |words: &str, text: &str| {
            let own = Own::of(text);
            let at = own.lower.find(words).unwrap();
            is_handed_over(&own, &(at..at + words.len())) != expected
        };
        let wrong = cases.iter().flat_map(|(words, texts)| {
            let texts = texts.iter().copied();
            texts
                .filter(|text| is_wrong(words, text))
                .collect::<Vec<_>>()
        });
        wrong.collect()
    }

    #[test]
    fn what_is_said_of_others_hands_nothing_over() {
        let cases: &[(&str, &[&str])] = &[
            (
                "bribed",
                &[
                    "Paul Oduya bribed two witnesses.",
                    "Paul Oduya bribed a man named Lind.",
                ],
            ),
            (
                "tortured",
                &[
                    "Colonel Ansari tortured prisoners held at the fort.",
                    "Colonel Ansari tortured two men whom he called spies.",
                    "Colonel Ansari tortured two men over a petition.",
                    "Colonel Ansari tortured two men, who told nobody.",
                ],
            ),
            (
                "stole",
                &[
                    "Paul Oduya stole documents from the archive.",
                    "The gate stood, and Paul Oduya stole it.",
                ],
            ),
            (
                "killed",
                &[
                    "Bo Lind killed two men and forged the records.",
                    "Bo Lind killed two men, and told the clerk.",
                    "The police killed Ana Rell after she had complained.",
                ],
            ),
            (
                "murdered",
                &["Colonel Ansari murdered a man who had published a poem."],
            ),
            (
                "unlawful",
                &["The detention of the woman who filed the complaint was unlawful."],
            ),
            (
                "violated",
                &["The closure of the camp, which held 40 people, violated the treaty."],
            ),
            ("breached", &["The company breached its own rules."]),
        ];
        assert_eq!(wrong(false, cases), Vec::<&str>::new());
    }

    #[test]
    fn somebody_says_so() {
        let cases: &[(&str, &[&str])] = &[
            (
                "beat",
                &[
                    "Ana Rell adds that Bo Lind beat her.",
                    "As the survey points out, Bo Lind beat two men.",
                    "The survey insists that Bo Lind beat two men.",
                    "In the eyes of the court, Bo Lind beat two men.",
                    "The jury decided that Bo Lind beat two men.",
                    "The tribunal was satisfied that Bo Lind beat two men.",
                    "Bo Lind confessed that he beat two men.",
                    "Ana Rell claims: Bo Lind beat her.",
                    "Ana Rell remembers how Bo Lind beat her.",
                    "Bo Lind beat two men, the court found.",
                    "Bo Lind, the survey adds, beat two men.",
                    "Bo Lind beat two men, she told the court on Monday.",
                    "Bo Lind reportedly beat two men.",
                    "In its letter, the council writes that Bo Lind beat two men.",
                    "Allegations that Bo Lind beat two men were heard.",
                ],
            ),
            (
                "bribed",
                &[
                    "The survey shows that Bo Lind bribed two clerks.",
                    "The survey reveals that Bo Lind bribed two clerks.",
                    "The survey details how Bo Lind bribed two clerks.",
                    "The inquiry heard that Bo Lind bribed two clerks.",
                    "The indictment charges that Bo Lind bribed two clerks.",
                    "Prosecutors suspect that Bo Lind bribed two clerks.",
                    "Prosecutors believe that Bo Lind bribed two clerks.",
                ],
            ),
            (
                "unlawful",
                &[
                    "The court found the closure unlawful.",
                    "The council called the closure unlawful.",
                    "The tribunal ruled that the closure was unlawful.",
                    "The closure was unlawful, the tribunal ruled.",
                ],
            ),
        ];
        assert_eq!(wrong(true, cases), Vec::<&str>::new());
    }
}
