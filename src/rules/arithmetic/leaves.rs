//! What is left of a whole when a part of it has been told: "212 of 2,110 had been paid. That leaves 1,898".

use super::across::{counts, reader};
use super::parts::shown;
use super::{Fault, NAME, Number, Own, Reader};
use crate::diagnostic::{Finding, Level};
use crate::model::UnitPlace;
use crate::rules::quantities;
use crate::rules::tongues::Tongue;
use crate::rules::{Context, prose};

/// Words right before what is left, by language; the last of each stands beside the number.
const LEAVES: &[(&str, &[&[&str]])] = &[
    (
        "en",
        &[
            &["that", "leaves"],
            &["this", "leaves"],
            &["which", "leaves"],
            &["leaving"],
        ],
    ),
    (
        "de",
        &[
            &["damit", "bleiben"],
            &["somit", "bleiben"],
            &["also", "bleiben"],
            &["es", "bleiben"],
            &["damit", "verbleiben"],
            &["somit", "verbleiben"],
            &["es", "verbleiben"],
        ],
    ),
    (
        "fr",
        &[
            &["il", "reste"],
            &["il", "restait"],
            &["ce", "qui", "laisse"],
            &["laissant"],
        ],
    ),
    (
        "es",
        &[
            &["quedan"],
            &["quedaban"],
            &["lo", "que", "deja"],
            &["restan"],
        ],
    ),
];

/// Words between them and the number.
const SO: &[&str] = &[
    "donc", "noch", "also", "somit", "encore", "alors", "pues", "still", "the", "other",
];

/// How many numbers at most are reckoned with.
const MOST: usize = 8;

/// What is left and is not.
pub(super) fn check(context: &Context<'_>, findings: &mut Vec<Finding>) {
    const HEADS: &[&str] = &[
        "leaves",
        "leaving",
        "bleiben",
        "verbleiben",
        "reste",
        "restait",
        "laisse",
        "laissant",
        "quedan",
        "quedaban",
        "deja",
        "restan",
    ];
    for unit in &context.report.units {
        if matches!(unit.place, UnitPlace::Quotation | UnitPlace::TableRow) {
            continue;
        }
        for at in unit.sentences.clone() {
            let said = context.said(at);
            if !said.own.has(HEADS) {
                continue;
            }
            let before = (at > unit.sentences.start).then(|| context.said(at - 1).own);
            let Some(fault) = fault(said.own, before, context.tongue(said.sentence)) else {
                continue;
            };
            let written = &said.sentence.text[fault.range.clone()];
            findings.push(
                Finding::new(
                    NAME,
                    Level::Warning,
                    format!("`{written}` {}", fault.what),
                    prose::place(context, said.sentence, fault.range),
                )
                .label(fault.label)
                .help("look in the source which of the numbers is wrong"),
            );
        }
    }
}

/// What a sentence says is left, where no whole and part of it and the one before leave as much.
fn fault(own: &Own, before: Option<&Own>, tongue: &Tongue) -> Option<Fault> {
    let here = reader(own, tongue);
    let (at, left) = (0..own.words.len()).find_map(|at| left_at(&here, at))?;
    let is_usable = |number: &Number| {
        !number.is_year
            && !here.is_inexact(number.first)
            && here.after_percent(number.last).is_none()
    };
    let mut told = here.counts(0..at);
    told.retain(|number| here.after_percent(number.last).is_none());
    // The whole and its part stand in this sentence, or both in the one before.
    let (own_told, told) = match (told.len() >= 2, before) {
        (true, _) => (own, told),
        (false, Some(before)) => (before, counts(before, tongue)),
        _ => return None,
    };
    let there = reader(own_told, tongue);
    if has_inexact(&there) {
        return None;
    }
    let whole = told.iter().find(|one| is_whole(&there, one))?;
    let is_alike = alike(&here, &left, &there, whole);
    let parts: Vec<f64> = told
        .iter()
        .filter(|one| one.first != whole.first)
        .map(Number::scaled)
        .collect();
    let usable = is_usable(&left)
        && !there.is_inexact_whole(whole)
        && is_alike
        && (1..=MOST).contains(&parts.len())
        && left.scale == whole.scale
        && left.decimals == 0
        && whole.decimals == 0
        && left.scaled() < whole.scaled()
        && left.scaled() * 20.0 > whole.scaled();
    if !usable || comes_to(&told, &left) {
        return None;
    }
    let part: f64 = parts
        .iter()
        .copied()
        .filter(|part| *part < whole.scaled())
        .sum();
    let label = match whole.scaled() > part {
        true => format!(
            "what was told before leaves {}",
            shown(whole.scaled() - part)
        ),
        false => "it does not come of the numbers before it".to_owned(),
    };
    Some(Fault {
        range: own.words[at].range.start..own.words[left.last].range.end,
        what: "is not what is left of the numbers before it",
        label,
    })
}

/// Whether one of its numbers is told as it is not: "some 30 of the 90".
fn has_inexact(there: &Reader<'_>) -> bool {
    let mut at = 0;
    while at < there.words.len() {
        let Some(number) = there.count(at) else {
            at += 1;
            continue;
        };
        at = number.last + 1;
        let counts = !number.is_year && !there.is_day(&number);
        if counts && there.is_inexact_whole(&number) {
            return true;
        }
    }
    false
}

/// The number behind such words, with the word at which they begin.
fn left_at(here: &Reader<'_>, at: usize) -> Option<(usize, Number)> {
    let phrases = LEAVES
        .iter()
        .find(|(language, _)| *language == here.tongue.language)?
        .1;
    let phrase = phrases.iter().find(|phrase| {
        let mut words = phrase.iter().enumerate();
        words.all(|(offset, word)| here.word(at + offset) == *word)
    })?;
    let mut next = at + phrase.len();
    while here.is(next, SO) {
        next += 1;
    }
    Some((at, here.count(next).or_else(|| here.sum(next))?))
}

/// "212 of 2,110", "of the 48 ferries": whether a number is one of which parts are told.
fn is_whole(there: &Reader<'_>, number: &Number) -> bool {
    let mut at = number.first;
    while at > 0 && there.is(at - 1, there.tongue.sums.all) {
        at -= 1;
    }
    // "Von" and "de" stand before much else: there, the whole has a part right before it, or begins the sentence.
    let Some(of) = at
        .checked_sub(1)
        .filter(|of| there.is(*of, there.tongue.sums.of))
    else {
        return false;
    };
    of == 0 || (of.saturating_sub(2)..of).any(|at| there.count(at).is_some())
}

/// Whether what is left counts what the whole does, as far as the words behind both tell.
fn alike(here: &Reader<'_>, left: &Number, there: &Reader<'_>, whole: &Number) -> bool {
    let behind = here.text[here.words[left.last].range.end..].trim_start();
    if behind.is_empty() || behind.starts_with([',', '.', ';', ')']) {
        return true;
    }
    let noun = here.word(left.last + 1);
    (whole.last + 1..whole.last + 4).any(|at| quantities::is_one_noun(there.word(at), noun))
}

/// Whether some of the numbers, taken from another, leave as much.
fn comes_to(told: &[Number], left: &Number) -> bool {
    told.iter().any(|whole| {
        let others: Vec<f64> = told
            .iter()
            .filter(|one| one.first != whole.first)
            .map(Number::scaled)
            .take(MOST)
            .collect();
        (0_u32..1 << others.len()).any(|chosen| {
            let taken: f64 = (0..others.len())
                .filter(|at| chosen >> at & 1 == 1)
                .map(|at| others[at])
                .sum();
            (whole.scaled() - taken - left.scaled()).abs() < 0.5
        })
    })
}

/// What all the parts that a sentence has told leave of their whole: of the greatest number of the sentence, or of the
/// nearest before it that is more than they are.
pub(super) fn told(
    head: &[Number],
    left: &Number,
    before: &[&Own],
    tongue: &Tongue,
) -> Option<f64> {
    let sum = |parts: &[Number]| parts.iter().map(Number::scaled).sum::<f64>();
    if let [whole, parts @ ..] = head
        && !parts.is_empty()
        && whole.scaled() > sum(parts)
        && whole.scaled() > left.scaled()
    {
        return Some(whole.scaled() - sum(parts));
    }
    let taken = sum(head);
    let mut told = before
        .iter()
        .rev()
        .flat_map(|own| counts(own, tongue).into_iter().rev());
    let whole = told.find(|one| taken > 0.0 && one.scaled() > taken)?;
    Some(whole.scaled() - taken)
}

/// Whether a word right behind a number says something of it: "the other 21 stood idle".
pub(super) fn says(word: &str, tongue: &Tongue) -> bool {
    const VERBS: &[&str] = &[
        "stood", "lay", "stayed", "standen", "blieben", "lagen", "étaient", "sont", "ont",
    ];
    VERBS.contains(&word) || tongue.language == "en" && word.ends_with("ed")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::tongues;

    fn found(language: &str, before: &str, text: &str) -> Option<String> {
        let (own, before) = (Own::of(text), Own::of(before));
        fault(&own, Some(&before), tongues::of(language)).map(|fault| fault.label)
    }

    #[test]
    fn what_is_left_comes_of_whole_and_part() {
        let families = "In May 1,340 of 3,120 families had moved back.";
        for (language, before, right) in [
            ("en", families, "That leaves 1,780 families in the camps."),
            ("en", families, "That leaves 12 camps without help."),
            ("en", families, "The ferry leaves 20 minutes later."),
            ("en", families, "That leaves about 1,900 families."),
            (
                "en",
                "Some 30 of the 90 staff left in May and 12 in June.",
                "That leaves 48.",
            ),
            (
                "en",
                "",
                "Of the 48 ferries 31 were inspected, which leaves 17.",
            ),
            ("en", "It has 48 ferries and 31 boats.", "That leaves 20."),
            (
                "en",
                families,
                "The storm came in 2019, leaving 40 people dead.",
            ),
            (
                "de",
                "Von 3.120 Familien waren 1.340 zurück.",
                "Es bleiben 30 Tage Zeit.",
            ),
            (
                "fr",
                "En mai, 1 340 des 3 120 familles sont parties.",
                "Il reste donc 1 780 familles.",
            ),
        ] {
            assert_eq!(found(language, before, right), None, "{right}");
        }
        for (language, before, wrong) in [
            ("en", families, "That leaves 1,870 families in the camps."),
            (
                "en",
                "",
                "Of the 3,120 ferries 1,340 were inspected, which leaves 1,870.",
            ),
            (
                "de",
                "Bis Mai waren 1.340 von 3.120 Familien zurück.",
                "Damit bleiben 1.870 Familien.",
            ),
            (
                "fr",
                "En mai, 1 340 des 3 120 familles sont parties.",
                "Il reste donc 1 870 familles.",
            ),
            (
                "es",
                "En mayo habían vuelto 1.340 de las 3.120 familias.",
                "Quedan 1.870 familias.",
            ),
        ] {
            let label = found(language, before, wrong);
            let expected = "what was told before leaves 1,780";
            assert_eq!(label.as_deref(), Some(expected), "{wrong}");
        }
    }
}
