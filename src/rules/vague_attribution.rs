//! A statement put into the mouth of nobody.

mod groups;

use std::ops::Range;

use super::prose::{self, Own, Said};
use super::{Context, numbers};
use crate::diagnostic::{Finding, Level};
use crate::model::{Sentence, State, primary_language};

pub(super) const NAME: &str = "vague-attribution";

const PHRASES: &[&str] = &[
    "some say",
    "some argue",
    "some believe",
    "some claim",
    "some observers",
    "some experts",
    "some critics",
    "many say",
    "many argue",
    "many believe",
    "many claim",
    "many experts",
    "many observers",
    "most experts",
    "experts say",
    "experts believe",
    "experts agree",
    "experts argue",
    "observers say",
    "observers believe",
    "analysts say",
    "analysts believe",
    "critics say",
    "critics argue",
    "scholars argue",
    "researchers believe",
    "sources say",
    "sources close to",
    "sources familiar with",
    "it is widely reported",
    "it is widely believed",
    "it is widely known",
    "it is widely accepted",
    "widely believed",
    "widely regarded",
    "it is believed",
    "it is said",
    "it is thought",
    "it is reported",
    "it has been reported",
    "it has been said",
    "it has been argued",
    "it has been claimed",
    "it was reported that",
    "it was said that",
    "it is alleged",
    "it is claimed",
    "it is rumoured",
    "it is rumored",
    "it is understood that",
    "it has been alleged",
    "it was alleged",
    "it was claimed",
    "rumour has it",
    "rumor has it",
    "insiders say",
    "insiders claim",
    "insiders believe",
    "sources claim",
    "experts claim",
    "experts warn",
    "experts think",
    "observers claim",
    "critics claim",
    "commentators say",
    "commentators argue",
    "reportedly",
    "allegedly",
    "rumoured",
    "rumored",
    "studies show",
    "research shows",
    "evidence suggests",
];

/// Those who are nobody: "according to experts,".
const NOBODY: &[&str] = &[
    "according to analysts",
    "according to commentators",
    "according to critics",
    "according to experts",
    "according to insiders",
    "according to many",
    "according to observers",
    "according to reports",
    "according to researchers",
    "according to rumours",
    "according to scholars",
    "according to some",
    "according to some accounts",
    "according to some reports",
    "according to sources",
    "according to specialists",
];

/// The same in other languages.
const ELSEWHERE: &[(&str, &[&str])] = &[
    (
        "de",
        &[
            "experten sagen",
            "experten zufolge",
            "experten glauben",
            "laut experten",
            "beobachter sagen",
            "beobachtern zufolge",
            "kritiker sagen",
            "manche sagen",
            "viele sagen",
            "einige sagen",
            "fachleute sagen",
            "fachleuten zufolge",
            "es heißt, dass",
            "es wird berichtet",
            "es wird vermutet",
            "es wird angenommen",
            "gerüchten zufolge",
            "angeblich",
            "berichten zufolge",
            "wie es heißt",
            "bekanntlich",
        ],
    ),
    (
        "fr",
        &[
            "selon certains",
            "selon certaines sources",
            "selon certains observateurs",
            "selon des experts",
            "selon les experts",
            "selon plusieurs sources",
            "selon des sources",
            "certains disent",
            "certains affirment",
            "d’aucuns",
            "des experts estiment",
            "les experts estiment",
            "on dit que",
            "il se dit que",
            "il paraît que",
            "des observateurs estiment",
            "selon la rumeur",
            "prétendument",
        ],
    ),
    (
        "es",
        &[
            "según algunos",
            "según algunas fuentes",
            "según expertos",
            "según los expertos",
            "según fuentes",
            "según varias fuentes",
            "algunos dicen",
            "algunos afirman",
            "los expertos dicen",
            "expertos dicen",
            "los expertos creen",
            "se dice que",
            "se cree que",
            "se rumorea",
            "se comenta que",
            "supuestamente",
            "presuntamente",
            "según observadores",
        ],
    ),
];

/// The first phrase of another language in its sentence.
fn elsewhere(language: &str, own: &Own) -> Option<Range<usize>> {
    let (_, phrases) = ELSEWHERE.iter().find(|(known, _)| *known == language)?;
    own.first(phrases)
}

/// Words that leave it open who says something. Behind "according to experts" more may say which.
fn vague(own: &Own) -> Option<Range<usize>> {
    let nobody = NOBODY.iter().filter_map(|phrase| own.find(phrase));
    let ends = |range: &Range<usize>| {
        let rest = own.text[range.end..].trim_start();
        rest.is_empty() || rest.starts_with([',', '.', ';', ')', ':', '–', '—'])
    };
    let phrase = own.first(PHRASES).filter(|range| {
        let (before, _) = own.around(range);
        let before = before.last().map_or("", |word| word.lower.as_str());
        !groups::is_known(before) && numbers::of_word(before).is_none()
    });
    phrase.or_else(|| nobody.into_iter().find(ends))
}

pub(super) fn check(context: &Context<'_>, findings: &mut Vec<Finding>) {
    for Said { sentence, own, .. } in prose::own_sentences(context) {
        if is_attributed(sentence) {
            continue;
        }
        let language = primary_language(context.language(sentence));
        let found = vague(own).or_else(|| elsewhere(language, own));
        let Some(range) = found.or_else(|| groups::first(language, own)) else {
            continue;
        };
        findings.push(
            prose::finding(
                context,
                (NAME, Level::Warning),
                sentence,
                range,
                "does not say who",
            )
            .label("no source of its own says it either")
            .help("name who said it and cite where: `Two tenants wrote … [@key, p. 5]`"),
        );
    }
}

/// Whether the sentence itself leads to those who said it.
fn is_attributed(sentence: &Sentence) -> bool {
    match sentence.state {
        State::CoveredByParagraph => false,
        State::Covered | State::Derived | State::Waived => true,
        State::Exempt(_) | State::Uncovered => !sentence.citations.is_empty(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::prose::Own;

    #[test]
    fn nobody_is_told_in_each_language() {
        for (language, text) in [
            ("de", "Experten sagen, es sei der größte Ausbruch gewesen."),
            ("fr", "Selon certains observateurs, le vote fut libre."),
            ("es", "Se dice que el río subió."),
        ] {
            assert!(elsewhere(language, &Own::of(text)).is_some(), "{text}");
            assert!(elsewhere("en", &Own::of(text)).is_none(), "{text}");
        }
        assert!(elsewhere("fr", &Own::of("Selon le maire, le vote fut libre.")).is_none());
    }

    #[test]
    fn finds_the_longest_phrase_outside_quotations() {
        let check = |text: &str, expected: Option<&str>| {
            assert_eq!(
                Own::of(text).first(PHRASES).map(|range| &text[range]),
                expected,
                "{text}"
            );
        };
        check("Some say the crest is worn.", Some("Some say"));
        check(
            "It is widely believed that it fell.",
            Some("It is widely believed"),
        );
        check("The crest reportedly fell.", Some("reportedly"));
        check("The word “reportedly” marks it.", None);
        check("Two tenants say the crest is worn.", None);
    }
}
