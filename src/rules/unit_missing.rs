//! A share of nothing, and money of no country.

use std::ops::Range;

use super::prose::{self, Own, Said};
use super::tongues::Tongue;
use super::{Context, numbers};
use crate::diagnostic::{Finding, Level};
use crate::model::{Sentence, UnitPlace};

pub(super) const NAME: &str = "unit-missing";

/// What is said right after a share that stands for people or things: "3 per cent were men".
const VERBS: &[&str] = &[
    "were", "was", "are", "had", "have", "said", "reported", "died", "came", "left", "fled",
    "agreed", "answered", "felt", "lived", "worked", "went",
];

/// Names of countries and signs that stand beside a dollar.
const DOLLARS: &[&str] = &[
    "us$",
    "u.s.$",
    "usd",
    "a$",
    "au$",
    "c$",
    "ca$",
    "hk$",
    "nz$",
    "s$",
    "nt$",
    "us dollar",
    "us dollars",
    "u.s. dollar",
    "american dollar",
    "canadian dollar",
    "australian dollar",
    "hong kong dollar",
    "singapore dollar",
    "united states dollar",
];

pub(super) fn check(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let mut says_which_dollar = false;
    let mut first_dollar: Option<(&Sentence, Range<usize>)> = None;
    for Said {
        unit,
        sentence,
        own,
    } in prose::english_sentences(context)
    {
        says_which_dollar =
            says_which_dollar || DOLLARS.iter().any(|words| own.lower.contains(words));
        if let Some(range) = bare_dollar(&own.text) {
            first_dollar = first_dollar.or(Some((sentence, range)));
        }
        let in_text = matches!(unit.place, UnitPlace::Paragraph | UnitPlace::ListItem);
        if let Some(range) = bare_share(own, context.tongue(sentence)).filter(|_| in_text) {
            let sentences = &context.report.sentences;
            let paragraph = unit.sentences.clone();
            let mut until_here = paragraph.filter(|other| sentences[*other].span <= sentence.span);
            if !until_here.any(|other| counts(context, other)) {
                findings.push(share(context, sentence, range));
            }
        }
    }
    if let Some((sentence, range)) = first_dollar.filter(|_| !says_which_dollar) {
        findings.push(
            prose::finding(
                context,
                (NAME, Level::Info),
                sentence,
                range,
                "does not say which dollar",
            )
            .label("of which country?")
            .help("write `US$` or the currency's name once, where the first sum stands"),
        );
    }
}

fn share(context: &Context<'_>, sentence: &Sentence, range: Range<usize>) -> Finding {
    prose::finding(
        context,
        (NAME, Level::Info),
        sentence,
        range,
        "does not say of how many",
    )
    .label("of what?")
    .help("say of how many: `3.5 per cent of the 240 people`, or give the number itself beside it")
}

/// A share that is the subject of its sentence.
fn bare_share(own: &Own, tongue: &Tongue) -> Option<Range<usize>> {
    let text = own.text.as_str();
    let found = numbers::of(own, tongue)
        .into_iter()
        .find(|number| number.is_percent)?;
    let rest = text[found.range.end..].trim_start();
    let signs = ["per cent", "percent", "%", "％"];
    let sign = signs.iter().find(|sign| rest.starts_with(**sign))?;
    let after = &rest[sign.len()..];
    let verb = prose::words(after)
        .first()
        .is_some_and(|word| VERBS.contains(&word.lower.as_str()));
    let end = found.range.end + (text[found.range.end..].len() - rest.len()) + sign.len();
    verb.then_some(found.range.start..end)
}

/// Whether a sentence counts something, or says of what.
fn counts(context: &Context<'_>, at: usize) -> bool {
    let mut counted = context.numbers(at).iter();
    let text = || context.report.sentences[at].text.to_lowercase();
    counted.any(|number| !number.is_percent && !number.is_date)
        || prose::find_phrase(&text(), "of").is_some()
}

/// `$400`, with nothing before it that names a country.
fn bare_dollar(text: &str) -> Option<Range<usize>> {
    let (at, _) = text.match_indices('$').find(|(at, _)| {
        let before = text[..*at].chars().next_back();
        let after = text[at + 1..].chars().next();
        !before.is_some_and(char::is_alphanumeric) && after.is_some_and(|c| c.is_ascii_digit())
    })?;
    let length = text[at + 1..].find(|c: char| !c.is_ascii_digit() && !matches!(c, ',' | '.'));
    let end = length.map_or(text.len(), |length| at + 1 + length);
    Some(at..at + text[at..end].trim_end_matches(['.', ',']).len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_dollar_without_a_country() {
        let check = |text: &str, expected: Option<&str>| {
            assert_eq!(
                bare_dollar(text).map(|range| &text[range]),
                expected,
                "{text}"
            );
        };
        check("It cost $2,000.50.", Some("$2,000.50"));
        check("It cost US$2,000.", None);
        check("The sign $ and the word.", None);
    }
}
