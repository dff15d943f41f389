//! Dates in figures: "12.05.2026", "12/05/2026", "12. 5. 2026". Whether the day or the month stands first is
//! asked of the language; where it leaves that open, only what can be read in one way is read.

use super::{Reader, Written, is_near, year_of};

/// Words before figures that number a thing: "Nr. 12.05.2026" is a file, and no day.
const NUMBERED: &[&str] = &[
    "no",
    "nos",
    "nr",
    "nrn",
    "number",
    "nummer",
    "numéro",
    "número",
    "numero",
    "n",
    "nº",
    "n°",
    "num",
    "az",
    "aktenzeichen",
    "gz",
    "geschäftszeichen",
    "ref",
    "file",
    "case",
    "law",
    "act",
    "directive",
    "regulation",
    "gesetz",
    "verordnung",
    "richtlinie",
    "loi",
    "décret",
    "arrêté",
    "règlement",
    "ley",
    "decreto",
    "reglamento",
    "resolución",
    "legge",
    "lei",
    "wet",
    "docket",
    "dossier",
    "expediente",
    "exp",
    "fascicolo",
    "processo",
    "zaaknummer",
    "version",
    "versión",
    "versione",
    "versie",
    "versão",
    "v",
    "release",
    "ip",
    "section",
    "abschnitt",
    "kapitel",
    "chapter",
    "chapitre",
    "capítulo",
    "capitolo",
    "ziffer",
    "tel",
    "telefon",
    "fax",
    "doi",
    "cpv",
    "akte",
    "akten",
    "vorgang",
    "vorlage",
    "drucksache",
    "beschluss",
    "files",
    "cases",
    "dossiers",
    "expedientes",
    "blatt",
    "bl",
];

/// Words behind which figures are a day.
const DAYS_FOLLOW: &[&str] = &[
    "on", "dated", "since", "until", "till", "before", "am", "vom", "zum", "den", "dem", "seit",
    "bis", "le", "du", "au", "depuis", "el", "del", "al", "desde", "hasta", "il", "dal", "op",
    "sinds", "tot", "em", "dia", "desde", "até",
];

impl Reader<'_> {
    /// The date in figures that begins at a word.
    pub(super) fn figures(&self, at: usize) -> Option<Written> {
        let (first, second, year, last) = self.three_figures(at)?;
        let range = self.word(at)?.range.start..self.word(last)?.range.end;
        let before = &self.own.text[..range.start];
        let behind = &self.own.text[range.end..];
        let goes_on = |mark: char| matches!(mark, '/' | '_' | '-');
        let is_part = before.ends_with(['/', '-', '.', ':', '_', '='])
            || before.trim_end().ends_with(['#', '§'])
            || behind.starts_with(goes_on)
            || behind
                .strip_prefix(['.', ',', ':'])
                .is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()));
        let is_number = at
            .checked_sub(1)
            .and_then(|before| self.word(before))
            .is_some_and(|word| NUMBERED.contains(&word.lower.as_str()))
            && matches!(self.gap(at - 1), "" | "." | ":" | "°" | "º" | ".:");
        if is_part || is_number {
            return None;
        }
        let (day, month) = self.day_and_month(first, second)?;
        let written = self.written((Some(year), month, day), at, last);
        // Figures that are no day may count something else: "31/02/2026" is also a file of the year 2026.
        let is_day = written.exists() || written.weekday.is_some() || self.is_introduced(at);
        is_day.then_some(written)
    }

    /// Whether a word before figures says that a day follows.
    fn is_introduced(&self, at: usize) -> bool {
        let before = at
            .checked_sub(1)
            .filter(|before| self.gap(*before).is_empty());
        let word = before.and_then(|before| self.word(before));
        word.is_some_and(|word| DAYS_FOLLOW.contains(&word.lower.as_str()))
    }

    /// Two numbers, a year, and the last word of them: one word with stops, or three with strokes or, where stops
    /// make ordinals, with stops and spaces.
    fn three_figures(&self, at: usize) -> Option<(u8, u8, i32, usize)> {
        let word = self.word(at)?.lower.as_str();
        if !word.starts_with(|c: char| c.is_ascii_digit()) {
            return None;
        }
        if word.contains('.') {
            let mut parts = word.split('.');
            let (first, second) = (small(parts.next()?)?, small(parts.next()?)?);
            let year = year_of(parts.next()?).filter(|year| is_near(*year))?;
            return parts.next().is_none().then_some((first, second, year, at));
        }
        let first = small(word)?;
        let second = small(&self.word(at + 1)?.lower)?;
        let year = year_of(&self.word(at + 2)?.lower).filter(|year| is_near(*year))?;
        let between = (self.gap_as_written(at), self.gap_as_written(at + 1));
        let is_date = match between {
            ("/", "/") => true,
            ("-", "-") => self.tongue.language == "nl",
            (". " | ".\u{a0}" | ".\u{202f}", ". " | ".\u{a0}" | ".\u{202f}") => {
                self.tongue.has_ordinal_stop
            }
            _ => false,
        };
        is_date.then_some((first, second, year, at + 2))
    }

    /// What stands between a word and the next, with its spaces.
    fn gap_as_written(&self, at: usize) -> &str {
        match (self.word(at), self.word(at + 1)) {
            (Some(word), Some(next)) => &self.own.text[word.range.end..next.range.start],
            _ => "\n",
        }
    }

    /// Which of two numbers is the day, and which the month.
    fn day_and_month(&self, first: u8, second: u8) -> Option<(u8, u8)> {
        let is_month = |number: u8| (1..=12).contains(&number);
        let is_day = |number: u8| (1..=31).contains(&number);
        let day_first = (is_day(first) && is_month(second)).then_some((first, second));
        if self.tongue.is_day_first {
            return day_first;
        }
        let month_first = (is_month(first) && is_day(second)).then_some((second, first));
        match (day_first, month_first) {
            (Some(one), Some(other)) => (one == other).then_some(one),
            (one, other) => one.or(other),
        }
    }
}

/// A number of one or two digits.
fn small(digits: &str) -> Option<u8> {
    let is_short = (1..=2).contains(&digits.len()) && digits.bytes().all(|b| b.is_ascii_digit());
    is_short.then(|| digits.parse().ok()).flatten()
}

#[cfg(test)]
mod tests {
    use super::super::days;
    use crate::rules::prose::Own;
    use crate::rules::tongues;

    fn check(language: &str, text: &str, expected: &[&str]) {
        let found: Vec<String> = days(&Own::of(text), tongues::of(language))
            .into_iter()
            .map(|date| {
                let weekday = date.weekday.as_ref();
                let weekday = weekday.map_or(String::new(), |(number, _)| format!(" {number}"));
                let (year, month, day) = (date.year, date.month, date.day);
                let (year, month) = (year.unwrap_or_default(), month.unwrap_or_default());
                let written = &text[date.range];
                format!("{written} = {year}-{month}-{}{weekday}", day.unwrap_or(0))
            })
            .collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn figures_are_read_in_the_order_of_the_language() {
        check(
            "de",
            "Am Freitag, 12.05.2026, und am 3. 6. 2026 (Mittwoch).",
            &["12.05.2026 = 2026-5-12 4", "3. 6. 2026 = 2026-6-3 2"],
        );
        check(
            "de",
            "Am 12.5.2026, einem Freitag, brach das Tor.",
            &["12.5.2026 = 2026-5-12 4"],
        );
        check(
            "fr",
            "Le vendredi 12/05/2026, la porte a cédé.",
            &["12/05/2026 = 2026-5-12 4"],
        );
        check(
            "es",
            "El viernes 12/05/2026 y el 1.6.2026.",
            &["12/05/2026 = 2026-5-12 4", "1.6.2026 = 2026-6-1"],
        );
        check(
            "nl",
            "Van 1/2/2026 tot vrijdag 03-02-2026.",
            &["1/2/2026 = 2026-2-1", "03-02-2026 = 2026-2-3 4"],
        );
        check(
            "de",
            "Vom 12.05.2026–14.05.2026.",
            &["12.05.2026 = 2026-5-12", "14.05.2026 = 2026-5-14"],
        );
    }

    #[test]
    fn what_can_be_read_in_two_ways_is_not_read() {
        check("en", "On 12/05/2026 and 5.12.2026 it broke.", &[]);
        check(
            "en",
            "On 12.12.2027, 25/12/2026, 05/13/2026 and on 31/04/2026.",
            &[
                "12.12.2027 = 2027-12-12",
                "25/12/2026 = 2026-12-25",
                "05/13/2026 = 2026-5-13",
                "31/04/2026 = 2026-4-31",
            ],
        );
        // In the Spanish of the United States, either may stand first.
        check(
            "es-US",
            "El 12/05/2026 y el 25/12/2026.",
            &["25/12/2026 = 2026-12-25"],
        );
        check("pl", "Dnia 12.05.2026.", &[]);
    }

    #[test]
    fn other_figures_are_no_dates() {
        for text in [
            "Nach Nr. 12.05.2026 und Version 1.12.2026 der Akte.",
            "Das Aktenzeichen: 12/05/2026 steht dort, ebenso § 12/05/2026.",
            "Der Preis stieg von 12.500.2026 auf 1/2/3 und 45.13.2026.",
            "Unter 192.12.05.2026 und 12.05.2026.7 liegt der Rechner.",
            "Die Akte A/12/05/2026 und 12/05/2026-B.",
            "Unter 02-12-2026 und nach Gesetz 31/02/2026.",
            "Der Stand 31/04/2021, die Akten 31/02/2024 und Akte 12/05/2024.",
            "Im Jahr 05/2026, am 12.05. und 12.05.26.",
        ] {
            let found = days(&Own::of(text), tongues::of("de"));
            let found: Vec<&str> = found.into_iter().map(|date| &text[date.range]).collect();
            assert!(found.is_empty(), "{found:?}: {text}");
        }
    }
}
