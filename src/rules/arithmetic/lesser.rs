//! An adjective that says how an amount has changed: "a smaller loss of 14.2 million, after 9.8 million the year before".

use super::parts::is_verb;
use super::{Fault, Own, Quantity, Reader};
use crate::rules::quantities::Sort;

/// Adjectives for what is less than it was, by their beginnings.
const LESS: &[&str] = &[
    "smaller",
    "lower",
    "lesser",
    "geringer",
    "niedriger",
    "kleiner",
    "moindre",
    "inférieur",
    "menor",
    "inferior",
];

/// Adjectives for what is more.
const MORE: &[&str] = &[
    "larger",
    "higher",
    "greater",
    "bigger",
    "höher",
    "größer",
    "supérieur",
    "mayor",
    "superior",
];

/// Words before the amount that it was.
const AFTER: &[&[&str]] = &[
    &["after"],
    &["against"],
    &["compared", "with"],
    &["compared", "to"],
    &["nach"],
    &["gegenüber"],
    &["contre"],
    &["après"],
    &["frente", "a"],
    &["tras"],
];

/// Words behind it by which it is that of an earlier year.
const EARLIER: &[&str] = &[
    "before",
    "earlier",
    "previous",
    "vorjahr",
    "davor",
    "zuvor",
    "précédente",
    "précédent",
    "auparavant",
    "anterior",
    "antes",
];

/// Amounts that are more or less than before, and are told as the other.
pub(super) fn faults(reader: &Reader<'_>, own: &Own, all: &[Quantity]) -> Vec<Fault> {
    if all.len() < 2 {
        return Vec::new();
    }
    let pairs = all.windows(2);
    pairs
        .filter_map(|pair| fault(reader, own, (&pair[0], &pair[1]), all))
        .collect()
}

fn fault(
    reader: &Reader<'_>,
    own: &Own,
    (now, then): (&Quantity, &Quantity),
    all: &[Quantity],
) -> Option<Fault> {
    /// How many words behind the earlier amount its year stands at most.
    const NEAR: usize = 6;
    let usable = now.sort == then.sort
        && matches!(now.sort, Sort::Money(_) | Sort::Measure(_) | Sort::Percent)
        && now.is_exact()
        && then.is_exact();
    let gap = own.text.get(now.range.end..then.range.start)?;
    let parted = gap.contains(',') && !gap.contains([';', ':', '(', ')']);
    if !usable || !parted || gap.len() > 40 {
        return None;
    }
    let is_after = AFTER.iter().any(|phrase| {
        let begins = then.first.checked_sub(phrase.len());
        begins.is_some_and(|begins| {
            let mut words = phrase.iter().enumerate();
            words.all(|(offset, word)| own.word(begins + offset) == *word)
        })
    });
    // "After 300 metres were added in 2019" compares nothing.
    let verb = (then.next..then.next + NEAR)
        .find(|at| is_verb(own.word(*at)) || own.word(*at).ends_with("ed"));
    let behind = then.next..verb.unwrap_or(then.next + NEAR);
    let is_earlier = behind.clone().any(|at| EARLIER.contains(&own.word(at)))
        || all
            .iter()
            .any(|one| one.sort == Sort::Year && behind.contains(&one.first));
    if !is_after || !is_earlier {
        return None;
    }
    let rises = adjective(own, now)?;
    let went_up = now.value > then.value;
    let clause = reader.clause(now.first, then.last);
    let is_wrong = rises != went_up
        && (now.value - then.value).abs() > 0.0
        && !clause.goes_other_way(now.last)
        && !clause.goes_other_way(then.last);
    is_wrong.then(|| Fault {
        range: now.range.start..then.range.end,
        what: if rises { "goes down" } else { "goes up" },
        label: "the numbers and the word before them disagree".to_owned(),
    })
}

/// Whether the adjective of what an amount is one of says that it is more: "a smaller loss of", "une perte inférieure de".
fn adjective(own: &Own, now: &Quantity) -> Option<bool> {
    let of = now.first.checked_sub(1)?;
    if !["of", "von", "de"].contains(&own.word(of)) {
        return None;
    }
    let begins = |list: &[&str], word: &str| {
        list.iter().any(|adjective| {
            let ending = word.strip_prefix(adjective);
            ending.is_some_and(|ending| ending.chars().count() <= 2)
        })
    };
    (of.saturating_sub(2)..of).find_map(|at| {
        let word = own.word(at);
        let more = begins(MORE, word);
        (more || begins(LESS, word)).then_some(more)
    })
}

#[cfg(test)]
mod tests {
    use super::super::tests::check_in;

    #[test]
    fn an_amount_is_less_where_its_adjective_says_so() {
        for (language, right) in [
            (
                "en",
                "The club reported a larger loss of 14.2 million euros, after 9.8 million euros the year before.",
            ),
            (
                "en",
                "The club reported a smaller loss of 9.8 million euros, after 14.2 million euros the year before.",
            ),
            (
                "en",
                "The smaller hall of 900 metres, after 300 metres were added in 2019, is full.",
            ),
            (
                "en",
                "The lower court fined them 900 euros, after 300 euros the year before.",
            ),
            (
                "en",
                "It paid a higher price of 3 euros, against 4 dollars in 2019.",
            ),
            (
                "en",
                "It had a lower share of 30 per cent, after 20 per cent of the seats had been sold.",
            ),
            (
                "de",
                "Der Verein meldete einen geringeren Gewinn von 3,1 Millionen Euro, nach 4,4 Millionen Euro im Vorjahr.",
            ),
            (
                "fr",
                "Une perte inférieure de 3 millions d’euros, contre 4 millions d’euros en 2019.",
            ),
            (
                "es",
                "Una pérdida menor de 3 euros, frente a 4 euros en 2019.",
            ),
        ] {
            check_in(language, right, &[]);
        }
        for (language, wrong, expected) in [
            (
                "en",
                "The club reported a smaller loss of 14.2 million euros, after 9.8 million euros the year before.",
                "14.2 million euros, after 9.8 million euros goes up",
            ),
            (
                "de",
                "Der Verein meldete einen höheren Gewinn von 3,1 Millionen Euro, nach 4,4 Millionen Euro im Vorjahr.",
                "3,1 Millionen Euro, nach 4,4 Millionen Euro goes down",
            ),
            (
                "es",
                "Una pérdida menor de 5 euros, frente a 4 euros en 2019.",
                "5 euros, frente a 4 euros goes up",
            ),
        ] {
            check_in(language, wrong, &[expected]);
        }
    }
}
