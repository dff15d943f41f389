//! Lengths of time as they are written: "three days", "an hour and 25 minutes", "less than a month".

use std::ops::Range;

use super::super::numbers;
use super::super::prose::Own;
use super::super::tongues::Tongue;
use super::moments::Moment;

/// A measure of time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Measure {
    Second,
    Minute,
    Hour,
    Day,
    Week,
    Month,
    Year,
}

use Measure::{Day, Hour, Minute, Month, Second, Week, Year};

/// The words of each measure.
const MEASURES: &[(Measure, &[&str])] = &[
    (
        Second,
        &[
            "second", "seconds", "sekunde", "sekunden", "seconde", "secondes", "segundo",
            "segundos",
        ],
    ),
    (
        Minute,
        &["minute", "minutes", "minuten", "minuto", "minutos"],
    ),
    (
        Hour,
        &[
            "hour", "hours", "stunde", "stunden", "heure", "heures", "hora", "horas",
        ],
    ),
    (
        Day,
        &[
            "day", "days", "tag", "tage", "tagen", "jour", "jours", "día", "días", "giorni",
            "dias", "dagen",
        ],
    ),
    (
        Week,
        &[
            "week",
            "weeks",
            "woche",
            "wochen",
            "semaine",
            "semaines",
            "semana",
            "semanas",
            "settimane",
            "weken",
        ],
    ),
    (
        Month,
        &[
            "month", "months", "monat", "monate", "monaten", "mois", "mes", "meses", "mesi",
            "maanden",
        ],
    ),
    (
        Year,
        &[
            "year", "years", "jahr", "jahre", "jahren", "an", "ans", "années", "año", "años",
            "anni", "anos", "jaar",
        ],
    ),
];

/// Words that are a measure in one language only, and something else in the others.
const ONLY: &[(&str, &str)] = &[("an", "fr"), ("mes", "es")];

/// Words that are one before a measure.
const ONE: &[&str] = &[
    "a", "an", "one", "ein", "eine", "einen", "einem", "einer", "un", "une", "una", "uno", "een",
];

/// Words that join two parts of a length.
const AND: &[&str] = &["and", "und", "et", "y", "e", "en"];

/// The most lengths of a sentence that are looked at.
const MOST: usize = 40;

/// How exactly a length is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Bound {
    Exact,
    About,
    Less,
    More,
}

/// A length of time.
#[derive(Debug, Clone)]
pub(super) struct Length {
    /// Its words, without those that make it inexact.
    pub range: Range<usize>,
    /// Its largest measure.
    pub measure: Measure,
    /// Its smallest measure.
    pub(super) finest: Measure,
    /// How long it is, in days; in seconds where it is told in hours or less.
    pub(super) amount: f64,
    /// How exactly it is meant.
    pub(super) bound: Bound,
}

impl Measure {
    pub(super) fn of(lower: &str, tongue: &Tongue) -> Option<Self> {
        let is_other =
            |(word, language): &(&str, &str)| *word == lower && *language != tongue.language;
        let mut measures = MEASURES.iter();
        measures
            .find_map(|(measure, words)| words.contains(&lower).then_some(*measure))
            .filter(|_| !ONLY.iter().any(is_other))
    }

    /// How many days it has, where that is one number: days and weeks.
    pub(super) fn whole_days(self) -> Option<i64> {
        match self {
            Day => Some(1),
            Week => Some(7),
            Second | Minute | Hour | Month | Year => None,
        }
    }

    /// In days, or in seconds for what is told by a clock.
    pub(super) fn size(self) -> f64 {
        match self {
            Second => 1.0,
            Minute => 60.0,
            Hour => 3600.0,
            Day => 1.0,
            Week => 7.0,
            Month => 30.44,
            Year => 365.25,
        }
    }

    /// Whether a clock tells it.
    pub(super) fn is_of_clock(self) -> bool {
        matches!(self, Second | Minute | Hour)
    }

    /// How far a length that is told in it may be from what it is, in its own size.
    fn slack(self) -> f64 {
        match self {
            Second => 1.0,
            Minute => 60.0,
            Hour => 1800.0,
            Day => 1.0,
            Week => 4.0,
            Month => 17.0,
            Year => 215.0,
        }
    }
}

/// The lengths of a sentence, in order.
pub(super) fn read(own: &Own, tongue: &Tongue) -> Vec<Length> {
    let mut found: Vec<Length> = Vec::new();
    for (at, word) in own.words.iter().enumerate() {
        let Some(measure) = Measure::of(&word.lower, tongue) else {
            continue;
        };
        let Some((first, value)) = number_before(own, tongue, at) else {
            continue;
        };
        let start = own.words[first].range.start;
        // "12 an heure": the measure of one length begins no other.
        if found.last().is_some_and(|last| start < last.range.end) {
            continue;
        }
        // "Two hours and 28 minutes" is one length.
        if let Some(last) = found.last_mut() {
            let gap = own.text.get(last.range.end..start).unwrap_or_default();
            let gap = gap.trim().to_lowercase();
            let joined = AND.contains(&gap.as_str()) || gap == ",";
            let is_finer = measure.is_of_clock() == last.measure.is_of_clock()
                && measure.size() < last.finest.size();
            if joined && is_finer {
                last.amount += value * measure.size();
                last.finest = measure;
                last.range.end = word.range.end;
                continue;
            }
        }
        found.push(Length {
            range: start..word.range.end,
            measure,
            finest: measure,
            amount: value * measure.size(),
            bound: bound(own, tongue, first),
        });
    }
    // What has more is a table of times.
    if found.len() > MOST {
        found.clear();
    }
    found
}

/// The number before a word, and the word with which it begins.
fn number_before(own: &Own, tongue: &Tongue, at: usize) -> Option<(usize, f64)> {
    for first in (at.saturating_sub(3)..at).rev() {
        let figures = numbers::digits(&own.text, &own.words, first, tongue)
            .or_else(|| numbers::in_words(&own.text, &own.words, first, tongue));
        let Some(figures) = figures else { continue };
        let end = own.words[figures.last].range.end;
        let beside = own.text[end..own.words[at].range.start]
            .chars()
            .all(char::is_whitespace);
        let before = own.text[..own.words[first].range.start].chars().next_back();
        let alone = !matches!(before, Some('-' | '–' | ':' | '/'));
        // The part of a longer number: "twenty-five".
        let longer = first
            .checked_sub(1)
            .and_then(|before| numbers::in_words(&own.text, &own.words, before, tongue));
        let is_part = longer.is_some_and(|longer| longer.last >= first);
        if figures.last + 1 == at && beside && alone && !is_part {
            return Some((first, figures.scaled()? as f64 / 1000.0));
        }
    }
    if let Some(half) = halves(own, tongue, at) {
        return Some(half);
    }
    let before = at.checked_sub(1)?;
    let gap = &own.text[own.words[before].range.end..own.words[at].range.start];
    (ONE.contains(&own.words[before].lower.as_str()) && gap == " ").then_some((before, 1.0))
}

/// The same with a half: "dreieinhalb Jahre", "anderthalb Jahre", "three and a half years".
fn halves(own: &Own, tongue: &Tongue, at: usize) -> Option<(usize, f64)> {
    let word = |back: usize| at.checked_sub(back).map_or("", |at| own.word(at));
    let count = |lower: &str| match lower {
        "ein" | "one" => Some(1.0),
        other => tongue.numeral(other).map(|count| count as f64),
    };
    if tongue.language == "de" {
        let whole = match word(1) {
            "anderthalb" => Some(1.0),
            lower => lower.strip_suffix("einhalb").and_then(count),
        };
        return whole.map(|whole| (at - 1, whole + 0.5));
    }
    let is_half = word(1) == "half" && word(2) == "a" && word(3) == "and";
    let first = at.checked_sub(4).filter(|_| is_half)?;
    let begins = own.words[first].range.start;
    let is_beside = !own.text[begins..own.words[at].range.start].contains([',', ';', '.', '-']);
    count(word(4))
        .filter(|_| is_beside)
        .map(|whole| (first, whole + 0.5))
}

/// How exactly a length is meant, by the words before it.
fn bound(own: &Own, tongue: &Tongue, first: usize) -> Bound {
    const LESS: &[&str] = &[
        "less",
        "fewer",
        "under",
        "within",
        "weniger",
        "knapp",
        "moins",
        "menos",
        "innerhalb",
        "unter",
    ];
    const MORE: &[&str] = &[
        "more",
        "over",
        "least",
        "mehr",
        "über",
        "plus",
        "más",
        "mindestens",
    ];
    let word = |back: usize| {
        first
            .checked_sub(back)
            .map_or("", |at| own.words[at].lower.as_str())
    };
    for back in 1..=2 {
        if LESS.contains(&word(back)) {
            return Bound::Less;
        }
        if MORE.contains(&word(back)) {
            return Bound::More;
        }
        if back == 1
            && !matches!(word(1), "than" | "als" | "de" | "que" | "a" | "just")
            && !tongue.sums.about.contains(&word(1))
        {
            return Bound::Exact;
        }
    }
    match tongue.sums.about.contains(&word(1)) {
        true => Bound::About,
        false => Bound::Exact,
    }
}

impl Length {
    /// Whether the time from one moment to another is as long.
    pub(super) fn fits(&self, first: &Moment, second: &Moment, year: Option<i32>) -> bool {
        let Some((shortest, longest)) = first.until(second, year) else {
            return true;
        };
        let (least, most) = self.limits();
        shortest <= most && longest >= least
    }

    /// The same where the last day counts as well: from 14 to 16 March are three days.
    pub(super) fn fits_inclusive(
        &self,
        first: &Moment,
        second: &Moment,
        year: Option<i32>,
    ) -> bool {
        let Some((shortest, longest)) = first.until(second, year) else {
            return true;
        };
        let (least, most) = self.limits();
        let more = if self.measure == Year && first.is_year() {
            365.0
        } else {
            1.0
        };
        shortest + more <= most && longest + more >= least
    }

    /// Whether it is longer than from one moment to another.
    pub(super) fn exceeds(&self, first: &Moment, second: &Moment, year: Option<i32>) -> bool {
        let is_longer = |longest: f64| self.limits().0 > longest;
        let fits = self.fits_inclusive(first, second, year);
        let until = first.until(second, year);
        !fits && until.is_some_and(|(_, longest)| is_longer(longest))
    }

    /// How long it may be and still be told so, in days or in seconds.
    fn limits(&self) -> (f64, f64) {
        let slack = self.finest.slack().max(match self.measure {
            Month | Year | Week => self.amount * 0.04,
            _ => 0.0,
        });
        let amount = self.amount;
        match self.bound {
            Bound::Exact => (amount - slack, amount + slack),
            Bound::About => (amount * 0.75 - slack, amount * 1.25 + slack),
            Bound::Less => (amount * 0.3 - slack, amount + slack),
            // "More than three years" says that it is not five.
            Bound::More if matches!(self.measure, Month | Year) => (
                amount - slack,
                amount + slack + self.measure.size().max(amount / 3.0),
            ),
            Bound::More => (amount - slack, amount * 1.6 + slack + self.measure.size()),
        }
    }

    /// How long it is from one moment to another, in words.
    pub(super) fn between(&self, first: &Moment, second: &Moment, year: Option<i32>) -> String {
        let Some((shortest, longest)) = first.until(second, year) else {
            return "another time".to_owned();
        };
        let middle = f64::midpoint(shortest, longest);
        if middle < 0.0 {
            return "the other way round: the second comes first".to_owned();
        }
        let (size, name) = match self.finest {
            Second => (1.0, "second"),
            Minute => (60.0, "minute"),
            Hour => (3600.0, "hour"),
            Day => (1.0, "day"),
            Week => (7.0, "week"),
            Month => (30.44, "month"),
            Year => (365.25, "year"),
        };
        let count = (middle / size).round();
        let plural = if count == 1.0 { "" } else { "s" };
        let about = match self.finest {
            Second | Minute | Hour | Day => "",
            Week | Month | Year => "about ",
        };
        format!("{about}{count} {name}{plural}")
    }
}
