//! The weekday that a clause gives to the date before it: "12 May 2026, which was a Friday".

use std::ops::Range;

use super::Reader;

/// Words with which such a clause begins.
const BEGIN: &[&str] = &[
    "which", "that", "this", "das", "dies", "der", "ein", "qui", "que", "che", "dat",
];

/// Words between them and the weekday.
const LINKS: &[&str] = &[
    "was", "fell", "on", "a", "war", "fiel", "auf", "einen", "ein", "était", "tombait", "un",
    "era", "fue", "cayó", "en", "cadeva", "di", "foi", "caiu", "viel", "op", "een",
];

/// The most words of such a clause.
const MOST: usize = 5;

impl Reader<'_> {
    /// The weekday of the clause behind the last word of a date.
    pub(super) fn weekday_linked(&self, last: usize) -> Option<(usize, Range<usize>)> {
        let word = |at: usize| self.word(at).map_or("", |word| word.lower.as_str());
        if self.gap(last) != "," || !BEGIN.contains(&word(last + 1)) {
            return None;
        }
        for at in last + 2..last + 2 + MOST {
            if !self.gap(at - 1).is_empty() {
                return None;
            }
            if let Some(weekday) = self.tongue.weekday(word(at)) {
                let place = self.word(at)?.range.clone();
                let behind = self.own.text[place.end..].trim_start();
                let ends = behind.is_empty() || behind.starts_with(['.', ',', ';', ')', '–', '—']);
                let goes_on = matches!(
                    word(at + 1),
                    "and" | "und" | "et" | "y" | "e" | "en" | "war" | "was"
                );
                // At least one word says that the day was this weekday.
                return (at > last + 2 && (ends || goes_on)).then_some((weekday, place));
            }
            if !LINKS.contains(&word(at)) {
                return None;
            }
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use super::super::days;
    use crate::rules::prose::Own;
    use crate::rules::tongues;

    #[test]
    fn a_clause_gives_the_weekday() {
        let check = |language: &str, text: &str, expected: Option<usize>| {
            let found = days(&Own::of(text), tongues::of(language));
            let weekday = found.first().and_then(|date| date.weekday.clone());
            assert_eq!(weekday.map(|(number, _)| number), expected, "{text}");
        };
        check(
            "en",
            "On 12 May 2026, which was a Friday, it broke.",
            Some(4),
        );
        check(
            "en",
            "It broke on 12 May 2026, which fell on a Friday.",
            Some(4),
        );
        check(
            "de",
            "Am 12. Mai 2026, das war ein Freitag, brach es.",
            Some(4),
        );
        check(
            "fr",
            "Le 12 mai 2026, qui était un vendredi, il a cédé.",
            Some(4),
        );
        check(
            "es",
            "El 12 de mayo de 2026, que era un viernes, cayó.",
            Some(4),
        );
        check(
            "it",
            "Il 12 maggio 2026, che era un venerdì, cadde.",
            Some(4),
        );
        check(
            "nl",
            "Op 12 mei 2026, dat was een vrijdag, brak het.",
            Some(4),
        );
        for text in [
            "On 12 May 2026, which was not a Friday, it broke.",
            "On 12 May 2026, which was a Friday market day, it broke.",
            "On 12 May 2026, which was three days before Friday, it broke.",
            "On 12 May 2026, that Friday the gate was shut.",
            "On 12 May 2026 it was a Friday feeling.",
        ] {
            check("en", text, None);
        }
    }
}
