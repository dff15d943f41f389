//! How dates and numbers are written in each language: one table each, and nothing of what they mean.

mod germanic;
mod romance;
mod tables;

use self::germanic::{DUTCH, ENGLISH, GERMAN};
use self::romance::{FRENCH, ITALIAN, PORTUGUESE, SPANISH};
use self::tables::{Names, Numbers};
use crate::model::primary_language;

/// One language.
#[derive(Debug)]
pub(super) struct Tongue {
    /// Its tag.
    pub language: &'static str,
    /// The spellings of each month in lower case, the full name first.
    months: Names<12>,
    /// Those of each weekday, from Monday.
    weekdays: Names<7>,
    /// Whether names of months begin with a capital.
    pub has_capitals: bool,
    /// Whether the month may stand before the day.
    pub is_month_first: bool,
    /// Whether a date in figures surely begins with its day: "12.05.2026".
    pub is_day_first: bool,
    /// Whether a stop makes an ordinal of a number: "15. Mai".
    pub has_ordinal_stop: bool,
    /// Endings that make an ordinal of a number.
    pub ordinals: &'static [&'static str],
    /// Words between a day and its month, and between a month and its year.
    pub of: &'static [&'static str],
    /// Words between a weekday and its date.
    pub the: &'static [&'static str],
    /// Words before a weekday that explains the date before it.
    pub a: &'static [&'static str],
    /// Whether a comma divides the whole from its parts, and a stop the thousands.
    pub has_decimal_comma: bool,
    /// Number words from two on. "One" is too often a pronoun.
    numerals: Numbers,
    /// Words and signs that multiply the number before them.
    scales: Numbers,
    /// Words before the first day of a span, and between its two days: "from 3 to 9 May".
    pub span: (&'static [&'static str], &'static [&'static str]),
    /// How shares and changes are told.
    pub sums: Sums,
}

/// How a language tells shares and changes.
#[derive(Debug, Clone, Copy)]
pub(super) struct Sums {
    /// Words between a part and its whole: "180 of 240".
    pub of: &'static [&'static str],
    /// Words that may stand beside them: "out of all 240".
    pub all: &'static [&'static str],
    /// Whether a verb and no comma follows a whole that is put first: "Von 240 Steinen waren 180".
    pub inverts: bool,
    /// Words before the same share in per cent: "or 75 per cent".
    pub or: &'static [&'static str],
    /// Signs of per cent.
    pub percent: &'static [&'static str],
    /// Words that make a number inexact.
    pub about: &'static [&'static str],
    /// Words that go up.
    pub rising: &'static [&'static str],
    /// Words that go down.
    pub falling: &'static [&'static str],
    /// Words before the first and the second number of a change.
    pub from_to: (&'static str, &'static str),
    /// Words before the first and the second number of a span.
    pub between_and: (&'static str, &'static str),
}

/// Every language whose dates and numbers are read. The first is read where a language is not among
/// them.
const TONGUES: [&Tongue; 7] = [
    &ENGLISH,
    &GERMAN,
    &FRENCH,
    &SPANISH,
    &ITALIAN,
    &PORTUGUESE,
    &DUTCH,
];

/// The languages without a table here that write a comma before decimals.
const DECIMAL_COMMA: &[&str] = &[
    "bg", "ca", "cs", "da", "el", "et", "eu", "fi", "gl", "hr", "hu", "id", "is", "lt", "lv", "nb",
    "nn", "no", "pl", "ro", "ru", "sk", "sl", "sq", "sr", "sv", "tr", "uk", "vi",
];

/// English dates, and numbers with a comma before decimals.
const OTHER: Tongue = Tongue {
    language: "",
    has_decimal_comma: true,
    // No word of it is known to tell a span.
    span: (&[], &[]),
    ..ENGLISH
};

/// Regions that write a stop before decimals in a language that elsewhere writes a comma.
const DECIMAL_STOP: &[&str] = &[
    "de-ch", "de-li", "fr-ch", "it-ch", "es-mx", "es-us", "es-pr",
];

/// The same languages there.
const WITH_STOP: [Tongue; 4] = [
    Tongue {
        has_decimal_comma: false,
        ..GERMAN
    },
    Tongue {
        has_decimal_comma: false,
        ..FRENCH
    },
    Tongue {
        has_decimal_comma: false,
        ..ITALIAN
    },
    Tongue {
        has_decimal_comma: false,
        // In the United States, many write the month first.
        is_day_first: false,
        ..SPANISH
    },
];

/// How a language is written, from its tag.
pub(super) fn of(tag: &str) -> &'static Tongue {
    // Asked for nearly every sentence.
    if tag == "en" || tag.starts_with("en-") {
        return &ENGLISH;
    }
    let tag = tag.to_lowercase().replace('_', "-");
    let primary = primary_language(&tag);
    let is_in = |tongue: &&Tongue| tongue.language == primary;
    if DECIMAL_STOP.iter().any(|region| tag.starts_with(region)) {
        static THERE: [Tongue; 4] = WITH_STOP;
        return THERE.iter().find(is_in).unwrap_or(&ENGLISH);
    }
    let known = TONGUES.iter().copied().find(is_in);
    known.unwrap_or(match DECIMAL_COMMA.contains(&primary) {
        true => &OTHER,
        false => &ENGLISH,
    })
}

/// Whether a word multiplies the number before it in any language.
pub(super) fn is_scale(lower: &str) -> bool {
    TONGUES.iter().any(|tongue| tongue.scale(lower).is_some())
}

impl Tongue {
    /// The number of a month from one of its names, from one.
    pub(super) fn month(&self, lower: &str) -> Option<u8> {
        let at = self.months.position(lower)?;
        u8::try_from(at + 1).ok()
    }

    /// The number of a month from its name in full, from one: "dec" and "jan" are names of people as well.
    pub(super) fn full_month(&self, lower: &str) -> Option<u8> {
        let month = self.month(lower)?;
        (self.months.full(usize::from(month) - 1) == lower).then_some(month)
    }

    /// The number of a weekday from one of its names, from Monday.
    pub(super) fn weekday(&self, lower: &str) -> Option<usize> {
        self.weekdays.position(lower)
    }

    /// What a word makes of the number before it.
    pub(super) fn scale(&self, lower: &str) -> Option<i64> {
        self.scales.get(lower)
    }

    /// What a number word from two on is worth.
    pub(super) fn numeral(&self, lower: &str) -> Option<i64> {
        self.numerals.get(lower)
    }

    /// Whether a word is the full name of a weekday.
    pub(super) fn is_full_weekday(&self, lower: &str) -> bool {
        let mut names = self.weekdays.all.iter();
        names.any(|names| names.first() == Some(&lower))
    }

    /// The name of a weekday in the form in which another is written: in full or short, with or
    /// without a capital.
    pub(super) fn weekday_like(&self, weekday: usize, written: &str) -> String {
        let full = self.weekdays.full(weekday);
        let lower = written.to_lowercase();
        let is_short = self.weekdays.all.iter().any(|names| {
            names
                .iter()
                .skip(1)
                .any(|name| *name == lower && name.len() < 7)
        });
        let name = if is_short { &full[..3] } else { full };
        match written.starts_with(char::is_uppercase) {
            true => capitalised(name),
            false => name.to_owned(),
        }
    }

    /// The name of a weekday as it stands in the middle of a sentence.
    pub(super) fn weekday_name(&self, weekday: usize) -> String {
        let full = self.weekdays.full(weekday);
        match self.has_capitals {
            true => capitalised(full),
            false => full.to_owned(),
        }
    }
}

fn capitalised(name: &str) -> String {
    let mut letters = name.chars();
    let first = letters.next().map(char::to_uppercase);
    first.into_iter().flatten().chain(letters).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_language_has_its_table() {
        let check = |tag: &str, language: &str, has_decimal_comma: bool| {
            let tongue = of(tag);
            assert_eq!(
                (tongue.language, tongue.has_decimal_comma),
                (language, has_decimal_comma),
                "{tag}"
            );
        };
        check("en-GB", "en", false);
        check("de-DE", "de", true);
        check("de-CH", "de", false);
        check("pl", "", true);
        check("ko", "en", false);
        check("", "en", false);
    }

    #[test]
    fn no_name_is_two_months_or_weekdays() {
        for tongue in TONGUES {
            for lists in [&tongue.months.all[..], &tongue.weekdays.all[..]] {
                let mut names: Vec<&str> = lists
                    .iter()
                    .flat_map(|names| names.iter().copied())
                    .collect();
                let all = names.len();
                names.sort_unstable();
                names.dedup();
                assert_eq!(names.len(), all, "{}", tongue.language);
            }
        }
    }

    #[test]
    fn a_weekday_is_written_as_the_other_was() {
        assert_eq!(of("en").weekday_like(1, "Monday"), "Tuesday");
        assert_eq!(of("en").weekday_like(1, "Mon"), "Tue");
        assert_eq!(of("de").weekday_like(6, "Sonnabend"), "Sonntag");
        assert_eq!(of("es").weekday_like(6, "sábado"), "domingo");
    }
}
