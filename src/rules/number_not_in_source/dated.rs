//! Days of a sentence that its sources tell otherwise: "since 13 February", where the text that has the other words of
//! the sentence says "since 3 February" and never the 13th.

use std::cell::OnceCell;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use crate::diagnostic::{Finding, Level};
use crate::model::Sentence;
use crate::rules::prose::{self, Own, Word};
use crate::rules::support::Support;
use crate::rules::tongues::{self, Tongue};
use crate::rules::{Context, dates, words};

use super::NAME;

/// The most days of a text among which one is looked for; what has more is a calendar.
const MOST: usize = 600;

/// How many words around a day tell what happened on it.
const AROUND: usize = 18;

/// How many behind the day of a text, whose heading it may be.
const BEHIND: usize = 40;

/// From how many letters on a word tells of what a sentence is.
const LETTERS: usize = 4;

/// How many letters of it make its stem.
const STEM: usize = 5;

/// How many words must be shared where a day is one slip from another, and where it is not.
const SHARED: [usize; 2] = [3, 5];

/// Longer words that say nothing of what a sentence is about.
const STOP: &[&str] = &[
    "with", "from", "that", "this", "were", "have", "been", "which", "their", "also", "after",
    "before", "since", "until", "when", "where", "than", "then", "other", "into", "over", "under",
    "about", "there", "these", "those", "them", "they", "said", "would", "could", "only", "more",
    "dass", "eine", "einen", "einem", "einer", "eines", "nicht", "auch", "sich", "wird", "wurde",
    "wurden", "haben", "hatte", "hatten", "sind", "worden", "nach", "durch", "über", "unter",
    "beim", "ihre", "ihren", "seine", "dans", "pour", "avec", "cette", "sont", "était", "plus",
    "leur", "leurs", "avait", "avaient", "elle", "elles", "nous", "mais", "entre", "para", "como",
    "este", "esta", "estos", "fueron", "había", "sobre", "desde", "hasta", "pero", "todo", "todos",
    "fue", "delle", "della", "sono", "stato", "stata", "voor", "werd", "werden", "foram", "pela",
];

/// Words that count from another day, so that a text may mean a day that it does not name.
const RELATIVE: &[&str] = &[
    "later",
    "earlier",
    "next",
    "following",
    "previous",
    "yesterday",
    "today",
    "tomorrow",
    "eve",
    "ago",
    "morrow",
    "später",
    "darauf",
    "folgenden",
    "folgetag",
    "nächsten",
    "gestern",
    "heute",
    "morgen",
    "vortag",
    "zuvor",
    "lendemain",
    "veille",
    "surlendemain",
    "hier",
    "suivant",
    "suivante",
    "tard",
    "siguiente",
    "víspera",
    "ayer",
    "hoy",
    "mañana",
    "después",
    "dopo",
    "indomani",
    "ieri",
    "seguinte",
    "ontem",
    "volgende",
    "gisteren",
];

/// How a day is led in: what is told of it is the same only where both are led in alike.
const TURNS: &[(Turn, &[&str])] = &[
    (
        Turn::Since,
        &[
            "since", "from", "seit", "ab", "depuis", "desde", "dal", "sinds", "partir",
        ],
    ),
    (
        Turn::Until,
        &[
            "until",
            "till",
            "to",
            "by",
            "before",
            "bis",
            "vor",
            "jusqu’au",
            "jusqu'au",
            "avant",
            "hasta",
            "antes",
            "fino",
            "até",
            "tot",
            "through",
        ],
    ),
    (
        Turn::After,
        &["after", "nach", "après", "tras", "después", "dopo", "na"],
    ),
];

/// Words between it and the day.
const SMALL: &[&str] = &[
    "the", "dem", "den", "der", "zum", "le", "el", "de", "du", "del", "au", "al", "il", "o", "à",
];

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Turn {
    On,
    Since,
    Until,
    After,
}

/// The days of the kept texts, each read once it is asked for.
pub(super) struct Dated<'c, 'a> {
    context: &'c Context<'a>,
    calendars: BTreeMap<&'a str, Calendar>,
    /// How often each day and month stands in the report.
    told: OnceCell<BTreeMap<(u8, u8), usize>>,
}

/// The days of one text.
struct Calendar {
    own: Own,
    /// How its days were read.
    language: &'static str,
    days: Vec<dates::Written>,
    /// Every day and month that may be meant in it.
    present: BTreeSet<(u8, u8)>,
    /// The months of which a day is told in words.
    vague: BTreeSet<u8>,
}

impl<'c, 'a> Dated<'c, 'a> {
    pub(super) fn new(context: &'c Context<'a>) -> Self {
        Self {
            context,
            calendars: BTreeMap::new(),
            told: OnceCell::new(),
        }
    }

    /// The day of a sentence that none of its texts has, where one of them has another with the same words.
    pub(super) fn other_day(
        &mut self,
        sentence: &Sentence,
        own: &Own,
        supports: &[Support<'a>],
    ) -> Option<Finding> {
        // Most sentences have no day, and none of their texts is read.
        if !own.text.bytes().any(|byte| byte.is_ascii_digit()) {
            return None;
        }
        let tongue = self.context.tongue(sentence);
        let days = dates::days(own, tongue);
        if days.is_empty() {
            return None;
        }
        let report = self.context.report;
        for key in supports.iter().map(Support::key) {
            if !self.calendars.contains_key(key) {
                let text = report.source_texts.get(key)?;
                self.calendars.insert(key, Calendar::of(text, tongue));
            }
        }
        let all: Vec<&Calendar> = supports
            .iter()
            .filter_map(|support| self.calendars.get(support.key()))
            .collect();
        if all.iter().any(|text| text.language != tongue.language) {
            return None;
        }
        let is_known = |day: &dates::Written| is_of_entry(day, supports);
        let (day, other) = find(&all, &sentence.text, own, &days, tongue, &is_known)?;
        if self.is_told_elsewhere(day) {
            return None;
        }
        let keys: Vec<&str> = supports.iter().map(Support::key).collect();
        let written = &sentence.text[day.range.clone()];
        Some(
            Finding::new(
                NAME,
                Level::Warning,
                format!("`{written}` does not stand in the text of {}", words::list(&keys)),
                prose::place(self.context, sentence, day.range.clone()),
            )
            .label(format!("there, with the same words: `{}`", other.trim()))
            .help("compare it with the source; where the day comes from another one, cite that as well"),
        )
    }

    /// Whether the report names a day in more than one sentence: then it need not stand in each source.
    fn is_told_elsewhere(&self, day: &dates::Written) -> bool {
        let told = self.told.get_or_init(|| {
            let mut told = BTreeMap::new();
            for at in 0..self.context.report.sentences.len() {
                let said = self.context.said(at);
                let days = dates::days(said.own, self.context.tongue(said.sentence));
                let here: BTreeSet<(u8, u8)> = days.iter().filter_map(of_year).collect();
                for day in here {
                    *told.entry(day).or_insert(0) += 1;
                }
            }
            told
        });
        let is_today = |date: crate::model::Date| is_same(day, date);
        of_year(day).is_none_or(|day| told.get(&day).is_some_and(|count| *count > 1))
            || self.context.report.manifest.date.is_some_and(is_today)
    }
}

/// The day of a sentence that is in none of its texts, and the one that stands there in its place.
fn find<'d, 't>(
    all: &[&'t Calendar],
    text: &str,
    own: &Own,
    days: &'d [dates::Written],
    tongue: &Tongue,
    is_known: &dyn Fn(&dates::Written) -> bool,
) -> Option<(&'d dates::Written, &'t str)> {
    let said = OnceCell::new();
    days.iter().filter(|day| day.exists()).find_map(|day| {
        if all.iter().any(|text| text.may_have(day)) || is_known(day) {
            return None;
        }
        let said = said.get_or_init(|| prose::words(text));
        let mut texts = all.iter();
        let other = texts.find_map(|there| there.other(said, own, day, days, tongue))?;
        Some((day, other))
    })
}

/// A day without its year.
fn of_year(day: &dates::Written) -> Option<(u8, u8)> {
    Some((day.day?, day.month?))
}

fn is_same(day: &dates::Written, date: crate::model::Date) -> bool {
    day.day.is_some() && day.day == date.day && day.month == date.month
}

/// Whether a day is that of a source: when it was written, or read.
fn is_of_entry(day: &dates::Written, supports: &[Support<'_>]) -> bool {
    supports.iter().any(|support| {
        let entry = support
            .reference
            .map(|entry| [entry.issued, entry.accessed]);
        let record = support.evidence.and_then(|record| record.accessed);
        let mut known = entry.into_iter().flatten().chain([record]).flatten();
        known.any(|date| is_same(day, date))
    })
}

impl Calendar {
    fn of(text: &str, tongue: &'static Tongue) -> Self {
        // What is quoted in a source is its text as well.
        let marks = ['“', '”', '„', '"', '«', '»', '‹', '›'];
        let own = Own::of(&text.replace(marks, " "));
        let mut days = dates::days(&own, tongue);
        days.retain(dates::Written::exists);
        let mut present: BTreeSet<(u8, u8)> = days.iter().filter_map(of_year).collect();
        let mut vague = BTreeSet::new();
        for (at, word) in own.words.iter().enumerate() {
            let is_number = word.lower.starts_with(|c: char| c.is_ascii_digit());
            if is_number {
                numeric(&own, at, &mut present);
            }
            let day = day_of(&word.lower);
            if day.is_none() && (is_number || !is_ordinal(&word.lower)) {
                continue;
            }
            // "On 4, 9 and 14 June", "June the fourteenth"
            let near = &own.words[at.saturating_sub(5)..own.words.len().min(at + 9)];
            for month in near.iter().filter_map(|word| month_of(&word.lower)) {
                match day {
                    Some(day) => _ = present.insert((day, month)),
                    None => _ = vague.insert(month),
                }
            }
        }
        Self {
            own,
            language: tongue.language,
            days,
            present,
            vague,
        }
    }

    /// Whether a day of a sentence may be meant in the text.
    fn may_have(&self, day: &dates::Written) -> bool {
        let Some((number, month)) = of_year(day) else {
            return true;
        };
        if self.vague.contains(&month) {
            return true;
        }
        if !self.present.contains(&(number, month)) {
            return false;
        }
        // The same day of other years only: then it is another day.
        let mut same = self
            .days
            .iter()
            .filter(|there| of_year(there) == Some((number, month)))
            .peekable();
        let others = same.peek().is_some() && same.all(|there| is_of_another_year(there, day));
        !others
    }

    /// The day that the text tells with the words of a sentence that tells another.
    fn other(
        &self,
        said: &[Word],
        own: &Own,
        day: &dates::Written,
        days: &[dates::Written],
        tongue: &Tongue,
    ) -> Option<&str> {
        if self.days.len() > MOST {
            return None;
        }
        let at = said.partition_point(|word| word.range.start < day.range.start);
        let around = at.saturating_sub(AROUND)..said.len().min(at + AROUND);
        let stems = content(&said[around], tongue);
        if stems.is_empty() {
            return None;
        }
        let turn = turn_of(own, &day.range);
        let there = self.days.iter().find(|there| {
            is_beside(there, day)
                && !days
                    .iter()
                    .any(|told| of_year(told) == of_year(there) && told.range != day.range)
                && turn_of(&self.own, &there.range) == turn
                && self.shares(there, &stems, is_slip(there, day), tongue)
        })?;
        Some(&self.own.text[there.range.clone()])
    }

    /// Whether enough words around a day of the text are those of a sentence.
    fn shares(
        &self,
        there: &dates::Written,
        stems: &BTreeSet<String>,
        is_slip: bool,
        tongue: &Tongue,
    ) -> bool {
        let words = &self.own.words;
        let at = words.partition_point(|word| word.range.start < there.range.start);
        let (begins, ends) = (self.begins(at), self.ends(at));
        let beside = &words[begins..ends];
        let is_relative = beside.iter().any(|word| {
            RELATIVE.contains(&word.lower.as_str())
                || tongue.is_full_weekday(&word.lower)
                    && there
                        .weekday
                        .as_ref()
                        .is_none_or(|(_, range)| *range != word.range)
        });
        if is_relative {
            return false;
        }
        let count = |range: Range<usize>| {
            let there = content(&words[range], tongue);
            there.intersection(stems).count()
        };
        let near = count(begins..ends);
        // Nearly all that a short entry tells.
        let is_all = near > 0 && near * 10 >= stems.len() * 6;
        match is_slip {
            true => {
                is_all
                    || near >= SHARED[0]
                    || count(begins..words.len().min(at + BEHIND)) > SHARED[0]
            }
            false => near >= SHARED[1],
        }
    }

    /// The first word of the sentence in which a word stands.
    fn begins(&self, at: usize) -> usize {
        let least = at.saturating_sub(AROUND);
        let closes = |before: &usize| *before > 0 && self.closes(*before - 1);
        (least..=at).rev().find(closes).unwrap_or(least)
    }

    /// The word behind the last of its sentence.
    fn ends(&self, at: usize) -> usize {
        let most = self.own.words.len().min(at + AROUND);
        let end = (at..most).find(|at| self.closes(*at));
        end.map_or(most, |end| end + 1)
    }

    /// Whether a sentence ends with a word.
    fn closes(&self, at: usize) -> bool {
        let words = &self.own.words;
        let Some(next) = words.get(at + 1) else {
            return true;
        };
        let gap = &self.own.text[words[at].range.end..next.range.start];
        let is_short = words[at].lower.chars().count() < 4;
        let is_year = words[at].lower.len() == 4 && words[at].lower.starts_with(['1', '2']);
        let stops = gap.starts_with('.') && (!is_short || is_year);
        stops && gap.len() > 1 || gap.contains(['?', '!', ';']) || gap.matches('\n').count() > 1
    }
}

/// Whether two days have their day or their month in common, and are of one year, or differ in it alone.
fn is_beside(there: &dates::Written, day: &dates::Written) -> bool {
    let same = usize::from(there.day == day.day) + usize::from(there.month == day.month);
    match is_of_another_year(there, day) {
        true => same == 2,
        false => same == 1,
    }
}

fn is_of_another_year(there: &dates::Written, day: &dates::Written) -> bool {
    let years = there.year.zip(day.year);
    years.is_some_and(|(one, other)| one != other)
}

/// Whether one day is the other with one slip of the hand: another month or year, or a digit that is new, gone, another
/// or exchanged.
fn is_slip(there: &dates::Written, day: &dates::Written) -> bool {
    if there.day == day.day {
        return true;
    }
    let digits = |day: &dates::Written| day.day.unwrap_or_default().to_string().into_bytes();
    let (one, other) = (digits(there), digits(day));
    let (short, long) = match one.len() <= other.len() {
        true => (one, other),
        false => (other, one),
    };
    match (short.as_slice(), long.as_slice()) {
        ([one], [first, second]) => one == first || one == second,
        ([a, b], [c, d]) => a == c || b == d || a == d && b == c,
        _ => false,
    }
}

/// How a day is led in.
fn turn_of(own: &Own, day: &Range<usize>) -> Turn {
    let (before, _) = own.around(day);
    let mut words = before
        .iter()
        .rev()
        .map(|word| word.lower.as_str())
        .filter(|word| !SMALL.contains(word));
    let (lead, first) = (words.next().unwrap_or_default(), words.next());
    // The last day of a span: "from 6 to 17 May".
    let is_number = |word: &str| word.starts_with(|c: char| c.is_ascii_digit());
    if first.is_some_and(|first| is_number(first) || month_of(first).is_some()) {
        return Turn::On;
    }
    let mut turns = TURNS.iter();
    let turn = turns.find(|(_, words)| words.contains(&lead));
    turn.map_or(Turn::On, |(turn, _)| *turn)
}

/// The stems of the words that tell of what a sentence is, and its longer numbers.
fn content(words: &[Word], tongue: &Tongue) -> BTreeSet<String> {
    let tells = |word: &&Word| {
        let lower = word.lower.as_str();
        if lower.starts_with(|c: char| c.is_ascii_digit()) {
            let is_year = lower.len() == 4 && lower.starts_with(['1', '2']);
            return lower.len() >= 3 && !is_year;
        }
        lower.chars().count() >= LETTERS
            && !STOP.contains(&lower)
            && tongue.month(lower).is_none()
            && tongue.weekday(lower).is_none()
    };
    let stem = |word: &Word| match word.lower.starts_with(|c: char| c.is_ascii_digit()) {
        true => word.lower.clone(),
        false => word.lower.chars().take(STEM).collect(),
    };
    words.iter().filter(tells).map(stem).collect()
}

/// The month that a word names in any language.
fn month_of(lower: &str) -> Option<u8> {
    const LANGUAGES: [&str; 7] = ["en", "de", "fr", "es", "it", "pt", "nl"];
    let is_word = lower.len() >= 3 && lower.starts_with(char::is_alphabetic);
    let mut tongues = LANGUAGES.iter().map(|tag| tongues::of(tag));
    is_word
        .then(|| tongues.find_map(|tongue| tongue.month(lower)))
        .flatten()
}

/// The day that a number of one or two digits may be.
fn day_of(lower: &str) -> Option<u8> {
    let digits = lower.bytes().take_while(u8::is_ascii_digit).count();
    let is_short = (1..=2).contains(&digits) && lower.len() <= digits + 3;
    let day = lower.get(..digits).and_then(|digits| digits.parse().ok());
    day.filter(|day| is_short && (1..=31).contains(day))
}

/// Whether a word may be the number of a day in words.
fn is_ordinal(lower: &str) -> bool {
    const ENDS: &[&str] = &[
        "first", "second", "third", "teenth", "tieth", "ierter", "ierten",
    ];
    const WORDS: &[&str] = &[
        "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh", "twelfth",
        "ersten", "zweiten", "dritten", "fünften", "sechsten", "siebten", "achten", "neunten",
        "zehnten", "premier", "primero",
    ];
    WORDS.contains(&lower) || ENDS.iter().any(|end| lower.ends_with(end))
}

/// The days that numbers joined by one sign may be: "3.2.2025", "2025-02-03", "02/03".
fn numeric(own: &Own, at: usize, present: &mut BTreeSet<(u8, u8)>) {
    let one = &own.words[at];
    let mut add = |one: u8, two: u8| present.extend([(one, two), (two, one)]);
    let parts: Vec<u8> = one
        .lower
        .split(['.', '-', '/'])
        .filter_map(day_of)
        .collect();
    for pair in parts.windows(2) {
        add(pair[0], pair[1]);
    }
    let Some(two) = own.words.get(at + 1) else {
        return;
    };
    let gap = &own.text[one.range.end..two.range.start];
    let is_joined = gap.len() == 1 && gap.starts_with(['.', '-', '/']);
    if let (true, Some(one), Some(two)) = (is_joined, day_of(&one.lower), day_of(&two.lower)) {
        add(one, two);
    }
}

#[cfg(test)]
mod tests;
