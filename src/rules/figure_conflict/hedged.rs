//! Two numbers of which one is the other, rounded as the words before it say: "about 9,400" and 9,413.

use super::super::numbers::Number;
use super::super::prose::Own;
use super::super::quantities::{self, Bound};
use super::super::tongues::Tongue;

/// A number and how exactly its words mean it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Hedged {
    /// Times a thousand.
    value: i64,
    bound: Bound,
}

impl Hedged {
    /// A number of a text that holds the words before it.
    pub(super) fn of(own: &Own, tongue: &Tongue, number: &Number) -> Self {
        let start = number.range.start;
        let first = own.words.partition_point(|word| word.range.start < start);
        Self {
            value: number.value,
            bound: quantities::bound(own, tongue, first),
        }
    }

    /// One that is meant as it stands.
    pub(super) fn exact(value: i64) -> Self {
        Self {
            value,
            bound: Bound::Exact,
        }
    }

    /// Whether both may be of one thing.
    pub(super) fn agrees(self, other: Self) -> bool {
        self.value == other.value || self.rounds(other) || other.rounds(self)
    }

    fn rounds(self, other: Self) -> bool {
        quantities::may_round(self.bound, self.value, other.value)
    }
}

#[cfg(test)]
mod tests {
    use super::super::super::{numbers, tongues};
    use super::*;

    /// The first number of a text.
    fn first(language: &str, text: &str) -> Hedged {
        let (own, tongue) = (Own::of(text), tongues::of(language));
        Hedged::of(&own, tongue, &numbers::of(&own, tongue)[0])
    }

    #[test]
    fn a_number_that_says_so_may_be_rounded() {
        let check = |language: &str, one: &str, two: &str, expected: bool| {
            let found = first(language, one).agrees(first(language, two));
            assert_eq!(found, expected, "{one} / {two}");
        };
        for (language, one, two) in [
            (
                "en",
                "About 9,400 people lived there.",
                "It had 9,413 people.",
            ),
            (
                "en",
                "Nearly 9,500 people lived there.",
                "It had 9,413 people.",
            ),
            (
                "en",
                "Some 9,000 people lived there.",
                "It had 9,413 people.",
            ),
            (
                "en",
                "It had 9,413 people.",
                "Around 9,400 people lived there.",
            ),
            (
                "en",
                "More than 9,400 people lived there.",
                "It had 9,413 people.",
            ),
            ("en", "At least 400 died.", "It killed 412."),
            ("en", "Almost 500 died.", "It killed 487."),
            ("en", "Just under 500 died.", "It killed 487."),
            (
                "en",
                "It cost about 1.2 million.",
                "It cost 1,214,000 crowns.",
            ),
            (
                "de",
                "Rund 9.400 Menschen lebten dort.",
                "Es waren 9.413 Menschen.",
            ),
            (
                "de",
                "Knapp 500 Menschen starben.",
                "Es waren 487 Menschen.",
            ),
            ("de", "Gut 400 Menschen starben.", "Es waren 412 Menschen."),
            (
                "fr",
                "Environ 9 400 personnes y vivaient.",
                "Il y avait 9 413 personnes.",
            ),
            (
                "fr",
                "Plus de 400 personnes sont mortes.",
                "Il y a eu 412 morts.",
            ),
            (
                "es",
                "Unas 9.400 personnas vivían allí.",
                "Eran 9.413 personas.",
            ),
            (
                "es",
                "Cerca de 9.400 personas vivían allí.",
                "Eran 9.413 personas.",
            ),
            (
                "it",
                "Circa 9.400 persone vivevano lì.",
                "Erano 9.413 persone.",
            ),
            (
                "pt",
                "Cerca de 9.400 pessoas viviam lá.",
                "Eram 9.413 pessoas.",
            ),
            (
                "nl",
                "Ongeveer 9.400 mensen woonden er.",
                "Het waren 9.413 mensen.",
            ),
        ] {
            check(language, one, two, true);
        }
        for (language, one, two) in [
            ("en", "9,400 people lived there.", "It had 9,413 people."),
            (
                "en",
                "About 9,800 people lived there.",
                "It had 9,413 people.",
            ),
            (
                "en",
                "Nearly 9,400 people lived there.",
                "It had 9,413 people.",
            ),
            (
                "en",
                "More than 9,500 people lived there.",
                "It had 9,413 people.",
            ),
            (
                "en",
                "About 9,410 people lived there.",
                "It had 9,431 people.",
            ),
            ("en", "At least 500 died.", "It killed 412."),
            (
                "de",
                "Rund 9.400 Menschen lebten dort.",
                "Es waren 9.483 Menschen.",
            ),
            (
                "de",
                "Knapp 400 Menschen starben.",
                "Es waren 412 Menschen.",
            ),
            (
                "fr",
                "Environ 9 400 personnes y vivaient.",
                "Il y avait 9 643 personnes.",
            ),
            (
                "es",
                "Unas 9.400 personas vivían allí.",
                "Eran 9.513 personas.",
            ),
        ] {
            check(language, one, two, false);
        }
    }
}
