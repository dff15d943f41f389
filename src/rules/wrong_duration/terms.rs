//! Terms that are set in one sentence and end in the next: "within three months … This term ended on 12 September".

use super::lengths::{self, Length, Measure};
use super::moments::Moment;
use super::{Context, NAME, Own, Reader, Word, is_in};
use crate::diagnostic::Finding;
use crate::rules::prose;

/// What has a last day.
const TERMS: &[&str] = &[
    "term", "period", "deadline", "limit", "délai", "frist", "plazo", "termine", "prazo", "termijn",
];

/// What it does on it.
const ENDED: &[&str] = &[
    "expired",
    "expires",
    "ended",
    "ends",
    "ran",
    "runs",
    "lapsed",
    "elapsed",
    "expiré",
    "expire",
    "échu",
    "arrivé",
    "abgelaufen",
    "lief",
    "läuft",
    "endete",
    "endet",
    "verstrich",
    "venció",
    "vence",
    "expiró",
    "expira",
    "finalizó",
    "terminó",
    "concluyó",
    "scaduto",
    "expirou",
];

/// Words that point back to it.
const THIS: &[&str] = &[
    "this", "that", "the", "ce", "le", "diese", "die", "dieser", "este", "ese", "el", "questo", "o",
];

/// Words before a length in which something is to be done.
const WITHIN: &[&str] = &[
    "within",
    "in",
    "of",
    "de",
    "d’un",
    "von",
    "innerhalb",
    "binnen",
    "delai",
    "en",
];

/// How many sentences before the end of a term set it at most.
const BEFORE: usize = 2;

/// The finding on the last day of a term that is as many whole months away from its first as no term says.
pub(super) fn finding(context: &Context<'_>, reader: &Reader<'_>, at: usize) -> Option<Finding> {
    let own = reader.said[at].own;
    let has = |list: &[&str]| own.words.iter().any(|word| is_in(list, word));
    if !has(TERMS) || !has(ENDED) {
        return None;
    }
    let last = ended_on(own, &reader.moments(at).all)?;
    let begins = reader.said[at].first.max(at.saturating_sub(BEFORE));
    let (from, term) = (begins..at)
        .rev()
        .find_map(|one| Some((one, set(reader, one)?)))?;
    let firsts: Vec<&Moment> = (reader.said[at].first..at)
        .flat_map(|at| &reader.moments(at).all)
        .filter(|moment| moment.day().is_some())
        .collect();
    let months = is_wrong(&firsts, last, &term)?;
    let said = context.said(at);
    let written = &said.sentence.text[last.range.clone()];
    let place = prose::place(context, said.sentence, last.range.clone());
    let set_in = &context.report.sentences[from];
    Some(
        Finding::new(
            NAME,
            context.graded(),
            format!("`{written}` does not fit the term that ends with it"),
            place,
        )
        .label(format!("{months} months from the day before it"))
        .related(prose::place(context, set_in, term.range), "set here")
        .help("look in the source which of them is wrong; where it is counted from another day, name that day"),
    )
}

/// The one day of a sentence, behind "this term ended".
fn ended_on<'m>(own: &Own, moments: &'m [Moment]) -> Option<&'m Moment> {
    let [last] = moments else { return None };
    last.day()?;
    let (before, _) = own.around(&last.range);
    let term = before.iter().position(|word| is_in(TERMS, word))?;
    let is_this = term > 0 && is_in(THIS, &before[term - 1]);
    let ends = before[term..].iter().any(|word| is_in(ENDED, word));
    (is_this && ends && before.len() - term <= 6).then_some(last)
}

/// The one length of a sentence that sets a term, in months or years.
fn set(reader: &Reader<'_>, at: usize) -> Option<Length> {
    let line = &reader.said[at];
    let mut lengths = lengths::read(line.own, line.tongue);
    let is_term = |length: &Length| {
        let (before, _) = line.own.around(&length.range);
        let lead = before.last().map(|word: &Word| word.lower.as_str());
        matches!(length.finest, Measure::Month | Measure::Year)
            && lead.is_some_and(|lead| WITHIN.contains(&lead))
    };
    let is_one = lengths.len() == 1 && is_term(&lengths[0]);
    lengths.pop().filter(|_| is_one)
}

/// How many months lie between two days with the same number, where the term has another count and no day fits it.
fn is_wrong(firsts: &[&Moment], last: &Moment, term: &Length) -> Option<i32> {
    let count = (term.amount / Measure::Month.size()).round();
    let (until, ends, day) = last.day()?;
    let apart = |first: &&Moment| {
        let (year, month, from) = first.day()?;
        let years = match (year, until) {
            (Some(year), Some(until)) => until - year,
            _ => i32::from(month > ends),
        };
        let months = years * 12 + i32::from(ends) - i32::from(month);
        Some((months, i32::from(day) - i32::from(from)))
    };
    let all: Vec<(i32, i32)> = firsts.iter().filter_map(apart).collect();
    let fits = |(months, days): &(i32, i32)| {
        let total = f64::from(*months) + f64::from(*days) / 30.0;
        (total - count).abs() <= 0.2
    };
    let slip = all
        .iter()
        .find(|(months, days)| days.abs() <= 1 && *months > 0 && f64::from(*months) != count);
    let (months, _) = slip.filter(|_| !all.iter().any(fits))?;
    Some(*months)
}

#[cfg(test)]
mod tests {
    use super::super::tests::reader_of;
    use super::*;
    use crate::rules::tongues;

    fn check(language: &str, texts: &[&str], expected: bool) {
        let owns: Vec<Own> = texts.iter().map(|text| Own::of(text)).collect();
        let reader = reader_of(&owns, tongues::of(language));
        let at = texts.len() - 1;
        let found = ended_on(&owns[at], &reader.moments(at).all).is_some_and(|last| {
            let firsts: Vec<&Moment> = (0..at)
                .flat_map(|at| &reader.moments(at).all)
                .filter(|moment| moment.day().is_some())
                .collect();
            let term = (0..at).rev().find_map(|one| set(&reader, one));
            term.is_some_and(|term| is_wrong(&firsts, last, &term).is_some())
        });
        assert_eq!(found, expected, "{texts:?}");
    }

    #[test]
    fn a_term_ends_as_many_months_later_as_it_has() {
        let order =
            "By an order of 12 June 2025 the court told the ministry to act within three months.";
        check(
            "en",
            &[order, "This deadline expired on 12 October 2025."],
            true,
        );
        check(
            "en",
            &[order, "This deadline expired on 12 September 2025."],
            false,
        );
        // Counted from the day on which it was served.
        check(
            "en",
            &[order, "This deadline expired on 25 September 2025."],
            false,
        );
        check(
            "en",
            &[order, "The ministry replied on 12 October 2025."],
            false,
        );
        check(
            "en",
            &[
                order,
                "It was served on 12 July 2025.",
                "This deadline expired on 12 October 2025.",
            ],
            false,
        );
        let order = "Par une ordonnance du 12 juin 2025, le juge a enjoint au ministre d’agir dans un délai de trois mois.";
        check(
            "fr",
            &[order, "Ce délai a expiré le 12 octobre 2025."],
            true,
        );
        check(
            "fr",
            &[order, "Ce délai a expiré le 12 septembre 2025."],
            false,
        );
        check(
            "fr",
            &[order, "Ce délai a expiré le 30 septembre 2025."],
            false,
        );
        let order = "Mit Bescheid vom 3. März 2021 setzte das Amt eine Frist von sechs Monaten.";
        check(
            "de",
            &[order, "Diese Frist lief am 3. August 2021 ab."],
            true,
        );
        check(
            "de",
            &[order, "Diese Frist lief am 3. September 2021 ab."],
            false,
        );
        check(
            "de",
            &[order, "Die Frist lief am 15. September 2021 ab."],
            false,
        );
        let order = "El 3 de marzo de 2021 el juez fijó un plazo de seis meses.";
        check(
            "es",
            &[order, "Este plazo venció el 3 de octubre de 2021."],
            true,
        );
        check(
            "es",
            &[order, "Este plazo venció el 3 de septiembre de 2021."],
            false,
        );
        check(
            "es",
            &[order, "Este plazo venció el 20 de octubre de 2021."],
            false,
        );
    }
}
