//! Sums of what a source tells one after the other, each year or each place: "two, three and five" are ten "in the three
//! years"; what is left where it says "all but one".

use super::hand::{CHANCE, Figure, Operand, counts};
use crate::rules::numbers;
use crate::rules::prose::{Own, Word};
use crate::rules::tongues::Tongue;

/// How many numbers at most are summed up.
const LONGEST: usize = 12;

/// How many numbers at most a source tells of each year or place.
const WIDEST: usize = 6;

/// Whether a figure is the sum of as many numbers of a source as its sentence names years or things: of some that stand
/// beside each other, or of each second or third.
pub(super) fn is_sum(figure: &Figure, own: &Own, tongue: &Tongue, source: &[Operand]) -> bool {
    let theirs: Vec<f64> = counts(source).collect();
    let lengths = lengths(own, tongue, figure);
    lengths.iter().any(|length| {
        (1..=WIDEST).any(|step| {
            let tries = theirs.len() as f64;
            let is_rare = tries * figure.width() < CHANCE / (step as f64).sqrt();
            is_rare
                && (0..theirs.len()).any(|first| {
                    let picked = theirs[first..].iter().step_by(step).take(*length);
                    picked.clone().count() == *length && figure.is_near(picked.sum())
                })
        })
    })
}

/// How many years or things a sentence names: its small numbers, and how many years lie between two.
fn lengths(own: &Own, tongue: &Tongue, figure: &Figure) -> Vec<usize> {
    let all = numbers::of(own, tongue);
    let small = all.iter().filter(|number| {
        !number.is_date && !number.is_percent && number.value != (figure.value * 1000.0) as i64
    });
    let mut lengths: Vec<usize> = small
        .filter(|number| number.value % 1000 == 0)
        .filter_map(|number| usize::try_from(number.value / 1000).ok())
        .collect();
    let years: Vec<i64> = all
        .iter()
        .filter(|number| number.is_date && number.range.len() == 4)
        .map(|number| number.value / 1000)
        .collect();
    for pair in years.windows(2) {
        lengths.extend(usize::try_from(pair[1] - pair[0] + 1).ok());
    }
    lengths.retain(|length| (2..=LONGEST).contains(length));
    lengths.sort_unstable();
    lengths.dedup();
    lengths
}

/// Words for all but some, with the number behind them, by language.
const BUT: &[&str] = &[
    "all but",
    "bis auf",
    "tous sauf",
    "toutes sauf",
    "sauf",
    "hormis",
    "todos menos",
    "todas menos",
    "todos salvo",
    "todas salvo",
    "menos",
    "salvo",
    "excepto",
    "tutti tranne",
    "tutte tranne",
    "tranne",
    "todos exceto",
    "todas exceto",
    "exceto",
    "op",
];

/// The word for one, which is no number elsewhere.
const ONE: &[&str] = &[
    "one", "einen", "eine", "einem", "einer", "eins", "un", "une", "uno", "una", "um", "uma",
    "één", "een",
];

/// How many a source leaves out of all: "all but one of them", "bis auf zwei".
pub(super) fn left_out(lower: &str, words: &[Word], tongue: &Tongue) -> Vec<f64> {
    let mut found = Vec::new();
    for (at, word) in words.iter().enumerate() {
        let before = lower[..word.range.start].trim_end();
        let is_behind = BUT.iter().any(|phrase| {
            before
                .strip_suffix(phrase)
                .is_some_and(|rest| !rest.ends_with(char::is_alphanumeric))
        });
        if !is_behind {
            continue;
        }
        let digits = word.lower.parse::<i64>().ok();
        let many = match ONE.contains(&word.lower.as_str()) {
            true => Some(1),
            false => digits.or_else(|| tongue.numeral(&word.lower)),
        };
        // "Op één na alle"
        let is_dutch = before.ends_with("op");
        let goes_on = words.get(at + 1).is_some_and(|next| next.lower == "na");
        found.extend(
            many.filter(|_| !is_dutch || goes_on)
                .map(|many| many as f64),
        );
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::{prose, tongues};

    fn operands(text: &str, tongue: &Tongue) -> Vec<Operand> {
        let read = numbers::read(text, tongue).into_iter();
        read.filter(|number| !number.is_date)
            .map(|number| Operand {
                value: number.value as f64 / 1000.0,
                is_percent: false,
                is_year: false,
            })
            .collect()
    }

    #[test]
    fn series_are_summed_up() {
        for (language, sentence, figure, source, expected) in [
            (
                "en",
                "Ten died in the three years.",
                "Ten",
                "Deaths: two, three and five.",
                true,
            ),
            (
                "en",
                "Twelve died in the three years.",
                "Twelve",
                "Deaths: two, three and five.",
                false,
            ),
            (
                "en",
                "Ten died in the two years.",
                "Ten",
                "Deaths: two, three and five.",
                false,
            ),
            (
                "es",
                "Entre 2021 y 2023 llegaron 25.475 mujeres.",
                "25.475",
                "Se firmaron 6.800 y llegaron 6.210; 9.400 y 8.745; 11.200 y 10.520.",
                true,
            ),
            (
                "es",
                "Entre 2021 y 2023 llegaron 25.745 mujeres.",
                "25.745",
                "Se firmaron 6.800 y llegaron 6.210; 9.400 y 8.745; 11.200 y 10.520.",
                false,
            ),
            (
                "de",
                "In drei Jahren waren es 1.066.",
                "1.066",
                "Es waren 268, 301 und 497.",
                true,
            ),
        ] {
            let tongue = tongues::of(language);
            let own = Own::of(sentence);
            let at = sentence.find(figure).unwrap();
            let read = Figure::of(&own, tongue, &(at..at + figure.len())).unwrap();
            let found = is_sum(&read, &own, tongue, &operands(source, tongue));
            assert_eq!(found, expected, "{sentence}");
        }
    }

    #[test]
    fn some_are_left_out_of_all() {
        for (language, text, expected) in [
            ("en", "It found all but one of them in order.", &[1.0][..]),
            ("en", "It found one of them in order.", &[]),
            ("de", "Bis auf zwei waren alle in Ordnung.", &[2.0]),
            ("fr", "Tous sauf un étaient en règle.", &[1.0]),
            ("es", "Todas menos tres estaban en regla.", &[3.0]),
            ("nl", "Op één na waren ze in orde.", &[1.0]),
            ("nl", "Het gaat op één plaats mis.", &[]),
        ] {
            let lower = text.to_lowercase();
            let found = left_out(&lower, &prose::words(&lower), tongues::of(language));
            assert_eq!(found, expected, "{text}");
        }
    }
}
