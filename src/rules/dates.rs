//! Dates in running text, as they are written in the language of a sentence. One reader for all rules.

mod east_asian;
mod linked;
mod numeric;

use std::ops::Range;

use super::prose::{Own, Word};
use super::tongues::Tongue;
use crate::model::{Attrs, Date, is_real_day};

/// A date as it is written; it need not exist.
#[derive(Debug, Clone)]
pub(super) struct Written {
    /// The year.
    pub year: Option<i32>,
    /// From one to twelve.
    pub month: Option<u8>,
    /// From one to 39.
    pub day: Option<u8>,
    /// Its words, from the day, month or year that comes first.
    pub range: Range<usize>,
    /// The weekday that stands beside it, from Monday.
    pub weekday: Option<(usize, Range<usize>)>,
}

impl Written {
    /// Whether a calendar has such a day.
    pub(super) fn exists(&self) -> bool {
        match (self.month, self.day) {
            // Without a year, 29 February may be right.
            (Some(month), Some(day)) => is_real_day(self.year.unwrap_or(2000), month, day),
            (Some(month), None) => (1..=12).contains(&month),
            (None, _) => true,
        }
    }

    /// The date, where its year is known and it exists.
    pub(super) fn date(&self) -> Option<Date> {
        let date = Date {
            year: self.year?,
            month: self.month,
            day: self.day,
        };
        self.exists().then_some(date)
    }
}

/// The date that a mark gives: `date=2023-10-09`, `date=2023-10` or `date=2023`.
pub(super) fn marked(attrs: &Attrs) -> Option<Date> {
    iso(attrs.text("date")?.trim())
}

/// `2023-10-09`, `2023-10` or `2023`, also without the noughts.
pub(super) fn iso(text: &str) -> Option<Date> {
    let mut parts = text.split('-');
    let year = year_of(parts.next()?).filter(|year| is_near(*year))?;
    // None of the parts may be something else than a number.
    let mut small = || match parts.next() {
        Some(part) => part.parse::<u8>().map(Some).ok(),
        None => Some(None),
    };
    let (month, day) = (small()?, small()?);
    let exists = match (month, day) {
        (Some(month), Some(day)) => is_real_day(year, month, day),
        (Some(month), None) => (1..=12).contains(&month),
        (None, _) => true,
    };
    (exists && parts.next().is_none()).then_some(Date { year, month, day })
}

/// The full dates of a text that exist, with their places.
pub(super) fn full(own: &Own, tongue: &Tongue) -> Vec<(Range<usize>, Date)> {
    let days = days(own, tongue);
    let known = days.into_iter().filter_map(|day| {
        let date = day.date()?;
        Some((day.range, date))
    });
    known.collect()
}

/// The days of a text, with or without a year: "9 October 2023", "October 9th, 2023", "15. Mai",
/// "2023-10-09", "9.10.2023".
pub(super) fn days(own: &Own, tongue: &Tongue) -> Vec<Written> {
    let reader = Reader { own, tongue };
    let mut found: Vec<Written> = Vec::new();
    for at in 0..own.words.len() {
        let read = reader.iso(at).or_else(|| reader.figures(at)).or_else(|| {
            let month = reader.month(at)?;
            reader
                .day_first(at, month)
                .or_else(|| reader.month_first(at, month))
        });
        found.extend(read);
    }
    let known = found.len();
    found.extend(east_asian::days(&own.text));
    if found.len() > known {
        found.sort_by_key(|date| date.range.start);
    }
    found
}

/// All dates of a text that exist and have a year: full dates, months with their year, and years behind
/// a word that makes them the time of something.
pub(super) fn all(own: &Own, tongue: &Tongue) -> Vec<(Range<usize>, Date)> {
    let reader = Reader { own, tongue };
    let full = full(own, tongue);
    let is_covered = |range: &Range<usize>| {
        let behind = full.partition_point(|(known, _)| known.end <= range.start);
        full.get(behind)
            .is_some_and(|(known, _)| known.start < range.end)
    };
    let less = (0..own.words.len())
        .filter_map(|at| reader.month_and_year(at).or_else(|| reader.year_alone(at)))
        .filter(|written| !is_covered(&written.range))
        .filter_map(|written| Some((written.range.clone(), written.date()?)));
    let mut found: Vec<(Range<usize>, Date)> = less.collect();
    // "In March 2019" holds its year, too.
    found.dedup_by(|(year, _), (month, _)| year.start < month.end);
    found.extend(full.iter().cloned());
    found.sort_by_key(|(range, _)| range.start);
    found
}

/// Words before a year that make it the time of something.
const BEFORE_YEARS: &[&str] = &[
    "in",
    "since",
    "during",
    "from",
    "until",
    "till",
    "by",
    "of",
    "after",
    "before",
    "early",
    "late",
    "mid",
    "around",
    "spring",
    "summer",
    "autumn",
    "fall",
    "winter",
    "throughout",
    "through",
    "and",
    "to",
    "between",
];

/// What nobody plans: "the 2021 flood" is of that year.
const HAPPENINGS: &[&str] = &[
    "accident",
    "attack",
    "attacks",
    "avalanche",
    "blackout",
    "collapse",
    "coup",
    "crash",
    "cyclone",
    "drought",
    "earthquake",
    "epidemic",
    "eruption",
    "explosion",
    "famine",
    "fire",
    "fires",
    "flood",
    "floods",
    "heatwave",
    "hurricane",
    "landslide",
    "massacre",
    "outbreak",
    "pandemic",
    "riot",
    "riots",
    "spill",
    "storm",
    "storms",
    "tornado",
    "tsunami",
    "typhoon",
    "uprising",
    "wildfire",
    "wildfires",
];

/// What is planned and held: "the 2028 census counted" has been.
const COUNTS: &[&str] = &["census", "survey", "poll", "count", "audit", "inventory"];

/// Verbs behind it.
const COUNTED_UP: &[&str] = &[
    "counted",
    "found",
    "recorded",
    "showed",
    "gave",
    "put",
    "registered",
];

/// What is counted: "in 2011 people" holds no year.
const COUNTED: &[&str] = &[
    "people", "persons", "men", "women", "children", "cases", "families", "per", "percent",
];

struct Reader<'a> {
    own: &'a Own,
    tongue: &'a Tongue,
}

impl Reader<'_> {
    fn word(&self, at: usize) -> Option<&Word> {
        self.own.words.get(at)
    }

    /// What stands between a word and the next.
    fn gap(&self, at: usize) -> &str {
        match (self.word(at), self.word(at + 1)) {
            (Some(word), Some(next)) => self.own.text[word.range.end..next.range.start].trim(),
            _ => "\n",
        }
    }

    fn is_of(&self, at: usize) -> bool {
        let word = self.word(at);
        word.is_some_and(|word| self.tongue.of.contains(&word.lower.as_str()))
    }

    /// The month that a word names. "May" is a verb, too.
    fn month(&self, at: usize) -> Option<u8> {
        let word = self.word(at)?;
        let is_capital = self.own.text[word.range.clone()].starts_with(char::is_uppercase);
        // Most words are neither, and are not looked up.
        (is_capital || !self.tongue.has_capitals)
            .then(|| self.tongue.month(&word.lower))
            .flatten()
    }

    /// The year behind a word, and where it stands: "October 2023", "Oct., 2023", "mayo de 2023".
    fn year_behind(&self, at: usize) -> Option<(i32, usize)> {
        let year_at = match self.is_of(at + 1) && self.gap(at + 1).is_empty() {
            true => at + 2,
            false => at + 1,
        };
        let year = year_of(&self.word(year_at)?.lower)?;
        let is_beside = matches!(self.gap(at), "" | ",") || self.is_abbreviated(at);
        is_beside.then_some((year, year_at))
    }

    /// Whether a stop behind a word only shortens it.
    fn is_abbreviated(&self, at: usize) -> bool {
        let is_short = self
            .word(at)
            .is_some_and(|word| word.range.len() <= 5 && self.tongue.month(&word.lower).is_some());
        is_short && matches!(self.gap(at), "." | ".,")
    }

    /// A day that a word names, up to 39, so that days that do not exist are read as such.
    fn day(&self, at: usize) -> Option<u8> {
        let lower = self.word(at)?.lower.as_str();
        let ordinals = self.tongue.ordinals.iter();
        let digits = ordinals
            .filter_map(|ending| lower.strip_suffix(ending))
            .next()
            .unwrap_or(lower);
        let is_short = (1..=2).contains(&digits.len());
        let day = digits.parse().ok();
        day.filter(|day| is_short && (1..=39).contains(day))
    }

    /// "9 October 2023", "the 9th of October 2023", "15. Mai 2023", "15 de mayo de 2023", "31 April".
    fn day_first(&self, at: usize, month: u8) -> Option<Written> {
        let before = at.checked_sub(1)?;
        let day_at = match self.is_of(before) && self.gap(before).is_empty() {
            true => before.checked_sub(1)?,
            false => before,
        };
        let day = self.day(day_at)?;
        let gap = self.gap(day_at);
        if !(gap.is_empty() || gap == "." && self.tongue.has_ordinal_stop) {
            return None;
        }
        let (year, last) = match self.year_behind(at) {
            Some((year, year_at)) => (Some(year), year_at),
            None if day <= 31 => (None, at),
            None => return None,
        };
        Some(self.written((year, month, day), day_at, last))
    }

    /// "October 9, 2023", "Oct. 9th, 2023". Without a year, the number need not be a day.
    fn month_first(&self, at: usize, month: u8) -> Option<Written> {
        let is_beside = self.gap(at).is_empty() || self.gap(at) == "." && self.is_abbreviated(at);
        if !self.tongue.is_month_first || !is_beside {
            return None;
        }
        let day = self.day(at + 1)?;
        if let Some((year, last)) = self.year_behind(at + 1) {
            return Some(self.written((Some(year), month, day), at, last));
        }
        let goes_on =
            self.own.text[self.word(at + 1)?.range.end..].starts_with(['-', '–', '/', ':', '%']);
        (day <= 31 && !goes_on && self.is_day_of_month(at))
            .then(|| self.written((None, month, day), at, at + 1))
    }

    /// Whether the number behind a month is a day, though no year follows: "on August 15", "Thursday, February 15",
    /// "between February 28 and March 11".
    fn is_day_of_month(&self, at: usize) -> bool {
        const BEFORE: &[&str] = &[
            "on", "until", "till", "since", "by", "between", "before", "after", "from",
        ];
        const JOINS: &[&str] = &["and", "to", "through", "until"];
        let Some(before) = at.checked_sub(1) else {
            return false;
        };
        let Some(word) = self.word(before) else {
            return false;
        };
        let is_counted = self.is_counted(at + 1)
            || self.gap(at + 1).is_empty()
                && self.word(at + 2).is_some_and(|next| {
                    next.lower.ends_with('s')
                        && !matches!(
                            next.lower.as_str(),
                            "was" | "is" | "has" | "as" | "its" | "his" | "this"
                        )
                });
        let beside = self.gap(before);
        let is_weekday = matches!(beside, "" | ",") && self.tongue.is_full_weekday(&word.lower);
        let introduces = beside.is_empty() && BEFORE.contains(&word.lower.as_str());
        // The day that it is joined to says the same of this one.
        let joins = beside.is_empty()
            && JOINS.contains(&word.lower.as_str())
            && before >= 2
            && self.month(before - 2).is_some()
            && self.day(before - 1).is_some();
        !is_counted && (is_weekday || introduces || joins)
    }

    /// "2023-10-09", three words without a space.
    fn iso(&self, at: usize) -> Option<Written> {
        let (year, month, day) = (self.word(at)?, self.word(at + 1)?, self.word(at + 2)?);
        if !year.lower.starts_with(|c: char| c.is_ascii_digit()) {
            return None;
        }
        let range = year.range.start..day.range.end;
        let text = &self.own.text;
        let stands_alone = !text[..range.start].ends_with(['-', '/', '–', '.', ':', '_'])
            && !text[range.end..].starts_with(['-', '/', '–', '_']);
        let date = Date::from_iso(&text[range]).filter(|_| stands_alone)?;
        is_near(date.year)
            .then(|| {
                self.written(
                    (
                        Some(date.year),
                        date.month.unwrap_or_default(),
                        date.day.unwrap_or_default(),
                    ),
                    at,
                    at + 2,
                )
            })
            .filter(|_| month.range.len() == 2)
    }

    fn written(
        &self,
        (year, month, day): (Option<i32>, u8, u8),
        first: usize,
        last: usize,
    ) -> Written {
        Written {
            year,
            month: Some(month),
            day: Some(day),
            range: self.own.words[first].range.start..self.own.words[last].range.end,
            weekday: self.weekday_beside(first, last),
        }
    }

    /// "October 2023", "Oct. 2023", "mayo de 2023".
    fn month_and_year(&self, at: usize) -> Option<Written> {
        let month = self.month(at)?;
        let (year, last) = self.year_behind(at).filter(|(year, _)| is_near(*year))?;
        let range = self.own.words[at].range.start..self.own.words[last].range.end;
        // "the May 2,011 cases" and "October 2011/12" are none.
        let ends = !self.own.text[range.end..].starts_with(['/', '-', '–']);
        (ends && !self.is_counted(last)).then_some(Written {
            year: Some(year),
            month: Some(month),
            day: None,
            range,
            weekday: None,
        })
    }

    /// "in 2023", "the winter of 2023–24", "the 2023 flood".
    fn year_alone(&self, at: usize) -> Option<Written> {
        let word = self.word(at)?;
        let year = year_of(&word.lower).filter(|year| is_near(*year))?;
        let text = &self.own.text;
        // "(2011)" is a citation, and "A/66/2011" a symbol; "in 2011, 2012 and 2013" are three years.
        let begins = text[..word.range.start].ends_with(char::is_whitespace);
        let before = self.word(at.checked_sub(1)?)?;
        let introduces = BEFORE_YEARS.contains(&before.lower.as_str())
            || self.is_in_series(at)
            || self.is_named_a_year(at);
        let next = |step: usize, list: &[&str]| {
            let beside = (at..at + step).all(|at| self.gap(at).is_empty());
            let word = self.word(at + step);
            beside && word.is_some_and(|next| list.contains(&next.lower.as_str()))
        };
        let happened = next(1, HAPPENINGS) || next(1, COUNTS) && next(2, COUNTED_UP);
        let last = self.end_of_span(at)?;
        let is_time = introduces && !self.is_counted(last) || happened;
        (begins && is_time).then(|| Written {
            year: Some(year),
            month: None,
            day: None,
            range: word.range.start..self.own.words[last].range.end,
            weekday: None,
        })
    }

    /// "In the year 2027", "during the year 2027".
    fn is_named_a_year(&self, at: usize) -> bool {
        let word = |back: usize| {
            let word = at.checked_sub(back).and_then(|at| self.word(at));
            word.map_or("", |word| word.lower.as_str())
        };
        word(1) == "year"
            && word(2) == "the"
            && matches!(word(3), "in" | "during" | "since" | "of")
            && self.gap(at - 1).is_empty()
    }

    /// Whether a year goes on with those before it: "in 2013, 2015 and 2018".
    fn is_in_series(&self, at: usize) -> bool {
        /// The most years of a series.
        const MOST: usize = 12;
        let mut at = at;
        for _ in 0..MOST {
            let Some(mut before) = at.checked_sub(1) else {
                return false;
            };
            let is_and = self.word(before).is_some_and(|word| {
                matches!(word.lower.as_str(), "and" | "und" | "et" | "y" | "or")
            });
            if is_and
                && before > 0
                && matches!(self.gap(before - 1), "" | ",")
                && self.gap(before).is_empty()
            {
                before -= 1;
            } else if is_and || self.gap(before) != "," {
                return false;
            }
            let Some(word) = self.word(before) else {
                return false;
            };
            if year_of(&word.lower).is_none_or(|year| !is_near(year)) {
                return false;
            }
            let introduced = before.checked_sub(1).and_then(|at| self.word(at));
            if introduced.is_some_and(|word| matches!(word.lower.as_str(), "in" | "im" | "en")) {
                return true;
            }
            at = before;
        }
        false
    }

    /// The last word of a span of years that begins at a word, "2020–21" and "2020/2021"; the word
    /// itself where it is one year, and none where it is a part of something else.
    fn end_of_span(&self, at: usize) -> Option<usize> {
        let word = &self.own.words[at];
        let rest = &self.own.text[word.range.end..];
        if !rest.starts_with(['/', '-', '–']) {
            return Some(at);
        }
        let next = self
            .word(at + 1)
            .filter(|_| matches!(self.gap(at), "/" | "-" | "–"))?;
        let is_year = next.lower.bytes().all(|byte| byte.is_ascii_digit());
        let length = next.range.len();
        let ends = !self.own.text[next.range.end..].starts_with(['/', '-', '–']);
        (is_year && matches!(length, 2 | 4) && ends).then_some(at + 1)
    }

    /// Whether a number counts what follows it: "in 2128 cellars", "of 2017 per cent". In "In 2012 elections
    /// were held", which begins a sentence, it is a year.
    fn is_counted(&self, at: usize) -> bool {
        let Some(next) = self.word(at + 1).filter(|_| self.gap(at).is_empty()) else {
            return false;
        };
        let lower = next.lower.as_str();
        let is_plural = lower.len() > 3
            && lower.ends_with('s')
            && !matches!(lower, "does" | "goes" | "says" | "lies")
            && !["ss", "us", "is"].iter().any(|end| lower.ends_with(end))
            && !self.own.text[next.range.clone()].starts_with(char::is_uppercase);
        COUNTED.contains(&lower) || at > 1 && is_plural
    }

    /// The weekday before a date, "Monday, 9 October", "Montag, dem 9. Oktober" and "Monday
    /// (9 October", or after it, in brackets or as "a Monday".
    fn weekday_beside(&self, first: usize, last: usize) -> Option<(usize, Range<usize>)> {
        let is = |at: usize, words: &[&str]| {
            let word = self.word(at);
            word.is_some_and(|word| words.contains(&word.lower.as_str()))
        };
        let named = |at: usize| {
            let word = self.word(at)?;
            Some((self.tongue.weekday(&word.lower)?, word.range.clone()))
        };
        let the = first.checked_sub(1).filter(|at| is(*at, self.tongue.the));
        if let Some(before) = the.unwrap_or(first).checked_sub(1)
            && matches!(self.gap(before), "" | "," | "(" | "." | ".,")
            && let Some(weekday) = named(before)
        {
            return Some(weekday);
        }
        let explains = is(last + 1, self.tongue.a) && self.gap(last + 1).is_empty();
        let after = last + 1 + usize::from(explains);
        let word = self.word(after)?;
        let closes = self.own.text[word.range.end..].trim_start();
        let beside = match (self.gap(last), explains) {
            ("(", false) => closes.starts_with(')'),
            (",", true) => closes.starts_with([',', '.', ';', ')']),
            _ => false,
        };
        let weekday = beside.then(|| named(after)).flatten();
        weekday.or_else(|| self.weekday_linked(last))
    }
}

/// A year of four digits.
fn year_of(word: &str) -> Option<i32> {
    let is_year = word.len() == 4 && word.bytes().all(|b| b.is_ascii_digit());
    is_year.then(|| word.parse().ok()).flatten()
}

/// Whether a number of four digits may be a year of which reports speak.
fn is_near(year: i32) -> bool {
    (1000..=2200).contains(&year)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::tongues;

    #[test]
    fn dates_are_read_in_every_form() {
        let check = |language: &str, text: &str, expected: &[&str]| {
            let found: Vec<String> = all(&Own::of(text), tongues::of(language))
                .into_iter()
                .map(|(range, date)| format!("{} = {date}", &text[range]))
                .collect();
            assert_eq!(found, expected, "{text}");
        };
        check(
            "en",
            "On October 9th, 2029, Oct. 9, 2029, the 9th of October 2029 and 9 Oct. 2029.",
            &[
                "October 9th, 2029 = 2029-10-09",
                "Oct. 9, 2029 = 2029-10-09",
                "9th of October 2029 = 2029-10-09",
                "9 Oct. 2029 = 2029-10-09",
            ],
        );
        check(
            "en",
            "By 10 December 2021, in May 2019, on 2021-07-03 and in 1987.",
            &[
                "10 December 2021 = 2021-12-10",
                "May 2019 = 2019-05",
                "2021-07-03 = 2021-07-03",
                "1987 = 1987",
            ],
        );
        check(
            "en",
            "The winter of 2020–21 and the 2021 flood, in 2020/2021.",
            &["2020–21 = 2020", "2021 = 2021", "2020/2021 = 2020"],
        );
        check(
            "en",
            "In 2011 people, the 2011 report (2011), A/66/2011, B-2021-07-03 and the May 2019 vote in 2021-22-23.",
            &["May 2019 = 2019-05"],
        );
        check("en", "They may 2019 times. In March, 2019 men came.", &[]);
        check(
            "de",
            "Am 15. Mai 2016 und am 1. Okt. 2017, im März 2018.",
            &[
                "15. Mai 2016 = 2016-05-15",
                "1. Okt. 2017 = 2017-10-01",
                "März 2018 = 2018-03",
            ],
        );
        check(
            "es",
            "El 15 de mayo de 2016 y en junio de 2017.",
            &["15 de mayo de 2016 = 2016-05-15", "junio de 2017 = 2017-06"],
        );
        check("fr", "Le 1er mai 2016.", &["1er mai 2016 = 2016-05-01"]);
    }
}
