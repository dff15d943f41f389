//! Numbers in one sentence that do not agree with each other.

mod across;
mod again;
mod changes;
mod compared;
mod directions;
mod factors;
mod korean;
mod leaves;
mod lesser;
mod listed;
mod meant;
mod measured;
mod multiples;
mod ordinals;
mod pairs;
mod parts;
mod percents;
mod portions;
mod restated;
mod scaled;
mod tables;
mod together;
mod vocabulary;
mod wholes;
mod wholly;

use std::cell::OnceCell;
use std::ops::Range;

use super::Context;
use super::measures::SIGNS_OF_MONEY;
use super::numbers::{self, Figures};
use super::prose::{self, Own, Said, Word};
use super::quantities::{self, Quantity};
use super::tongues::Tongue;
use crate::diagnostic::{Finding, Level};
use crate::model::UnitPlace;

pub(super) const NAME: &str = "arithmetic";

/// Words after a number that take it out of the order of numbers: times of day, countdowns.
const OTHER_ORDER: &[&str] = &[
    "am",
    "pm",
    "a",
    "p",
    "o’clock",
    "o'clock",
    "bc",
    "uhr",
    "h",
    "heures",
    "horas",
    "uur",
];

/// Words of a countdown, where a measure of time or nothing stands between them and the number.
const COUNTDOWN: &[&str] = &["before", "ago", "prior"];

pub(super) fn check(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let mut before: (usize, Vec<Quantity>) = (usize::MAX, Vec::new());
    for Said {
        unit,
        sentence,
        own,
    } in prose::own_sentences(context)
    {
        let tongue = context.tongue(sentence);
        // The cells of a row are no words of one sentence.
        let quantities = match unit.place {
            UnitPlace::TableRow => Vec::new(),
            _ => scaled::read(own, tongue),
        };
        let known = match before.0 == sentence.unit.0 {
            true => before.1.as_slice(),
            false => &[],
        };
        for (level, fault) in faults(own, tongue, &quantities, known) {
            let place = prose::place(context, sentence, fault.range.clone());
            let written = &sentence.text[fault.range];
            findings.push(
                Finding::new(NAME, level, format!("`{written}` {}", fault.what), place)
                    .label(fault.label)
                    .help("look in the source which of the numbers is wrong"),
            );
        }
        before = (sentence.unit.0, quantities);
    }
    across::check(context, findings);
    leaves::check(context, findings);
    again::check(context, findings);
    ordinals::check(context, findings);
    tables::check(context, findings);
    across::before_lists(context, findings);
}

/// A share that a sentence tells in words, in per cent: the least and the most that may be told so, where it stands,
/// and the first word behind it.
#[derive(Debug)]
pub(super) struct Told {
    pub least: f64,
    pub most: f64,
    pub range: Range<usize>,
    pub next: usize,
}

/// The shares that a sentence tells in words: "nearly half", "two thirds", "one in five", "most of the members".
pub(super) fn shares_in_words(own: &Own, tongue: &Tongue) -> Vec<Told> {
    portions::in_words(own, tongue)
}

/// Whether the numbers of a sentence contradict each other.
pub(super) fn contradicts(own: &Own, tongue: &Tongue) -> bool {
    !faults(own, tongue, &scaled::read(own, tongue), &[]).is_empty()
}

/// What is wrong with the numbers of a sentence.
struct Fault {
    range: Range<usize>,
    what: &'static str,
    label: String,
}

/// What is wrong with the numbers of a sentence, by itself and after those of the sentence before. Where numbers stand
/// beside each other it is an error; where it is inferred which of them belong together, a warning.
fn faults(
    own: &Own,
    tongue: &Tongue,
    quantities: &[Quantity],
    before: &[Quantity],
) -> Vec<(Level, Fault)> {
    let Own { text, words, .. } = own;
    let reader = Reader::of(text, words, tongue);
    let (mut faults, mut inferred) = (Vec::new(), Vec::new());
    for at in 0..words.len() {
        faults.extend(reader.share(at));
        faults.extend(reader.share_after_whole(at));
        faults.extend(reader.share_first(at));
        faults.extend(reader.change(at));
        faults.extend(reader.range(at));
        faults.extend(reader.factor(at));
        faults.extend(reader.percent_of_change(at));
        faults.extend(reader.share_which_is(at));
        faults.extend(reader.more_than_all(at));
        faults.extend(reader.more_than_whole(at));
        faults.extend(reader.rest_of_whole(at));
        faults.extend(reader.korean_share(at));
        faults.extend(reader.korean_change(at));
        inferred.extend(reader.total(at));
        faults.extend(reader.halves(at));
        inferred.extend(reader.parts_of_them(at));
        faults.extend(reader.more_than_then(at));
        faults.extend(reader.each(at));
        faults.extend(reader.times_as_many(at));
        faults.extend(reader.fraction_of_change(at));
        inferred.extend(reader.shares_of_one(at));
        faults.extend(reader.interval(at));
        faults.extend(reader.share_of_both(at));
        faults.extend(reader.number_of_share(at));
        faults.extend(reader.groups_of(at));
        inferred.extend(reader.parts_in_a_row(at));
        inferred.extend(reader.parts_of_whole(at));
        inferred.extend(reader.more_than_their_whole(at));
        faults.extend(reader.least_and_most(at));
        faults.extend(reader.up_from(at));
        inferred.extend(reader.rest_of_parts(at));
        inferred.extend(reader.all_but_not(at));
        inferred.extend(reader.together_at_last(at));
    }
    inferred.extend(reader.partitions());
    faults.extend(reader.miscounted());
    if !text.contains('|') {
        faults.extend(reader.shares_in_brackets());
    }
    let changes = changes::Changes {
        own,
        tongue,
        all: quantities,
    };
    inferred.extend(changes.faults());
    let restated = restated::Restated {
        own,
        tongue,
        all: quantities,
        before,
    };
    inferred.extend(restated.faults());
    inferred.extend(lesser::faults(&reader, own, quantities));
    inferred.extend(multiples::fault(&reader, own, quantities, before));
    inferred.extend(portions::faults(&reader, own, quantities, &restated));
    faults.extend(measured::converted(own, quantities));
    let sure = faults.into_iter().map(|fault| (Level::Error, fault));
    let unsure = inferred.into_iter().map(|fault| (Level::Warning, fault));
    once(sure.chain(unsure))
}

/// The faults, each place once: of two that overlap, the one that was found first.
fn once(faults: impl Iterator<Item = (Level, Fault)>) -> Vec<(Level, Fault)> {
    let mut kept: Vec<(Level, Fault)> = Vec::new();
    for (level, fault) in faults {
        let overlaps = |(_, known): &(Level, Fault)| {
            known.range.start < fault.range.end && fault.range.start < known.range.end
        };
        if !kept.iter().rev().take(FAULTS).any(overlaps) {
            kept.push((level, fault));
        }
    }
    kept
}

/// With how many faults before it one is compared.
const FAULTS: usize = 50;

/// A number as it is written.
#[derive(Debug, Clone, Copy)]
struct Number {
    value: f64,
    decimals: usize,
    /// What a word such as `million` after it makes of one.
    scale: Option<f64>,
    is_year: bool,
    /// The word with which it begins.
    first: usize,
    /// The last word of it.
    last: usize,
}

/// What may stand before a sum beside the codes of money: "US$500", "Rs 500".
const BEFORE_SUMS: &[&str] = &["us", "rs", "fr", "rm", "hk", "nt", "sg"];

/// How many words at most stand between the two numbers of a change.
const CHANGE: usize = 9;

/// The longest clause that is looked through, in bytes.
const CLAUSE: usize = 400;

/// How many words at most bring in a whole: "out of all of the".
const WHOLE: usize = 8;

/// How many words at most stand between a percentage and the part that it is.
const SHARE: usize = 9;

/// A sentence that is searched for numbers.
struct Reader<'a> {
    text: &'a str,
    words: &'a [Word],
    tongue: &'a Tongue,
    /// The number that begins at each word, as far as somebody has asked: many ask for the same.
    numbers: Vec<OnceCell<Option<Number>>>,
    /// The same for numbers in digits or in words.
    counts: Vec<OnceCell<Option<Number>>>,
}

impl<'a> Reader<'a> {
    fn of(text: &'a str, words: &'a [Word], tongue: &'a Tongue) -> Self {
        let unasked = || words.iter().map(|_| OnceCell::new()).collect();
        Self {
            text,
            words,
            tongue,
            numbers: unasked(),
            counts: unasked(),
        }
    }

    fn word(&self, at: usize) -> &'a str {
        self.words.get(at).map_or("", |word| word.lower.as_str())
    }

    fn is(&self, at: usize, list: &[&str]) -> bool {
        list.contains(&self.word(at))
    }

    /// Whether the words of a phrase stand from a word on.
    fn holds(&self, at: usize, phrase: &[&str]) -> bool {
        let mut words = phrase.iter().enumerate();
        words.all(|(offset, word)| self.word(at + offset) == *word)
    }

    /// What stands between two words.
    fn between(&self, first: usize, second: usize) -> &'a str {
        let range = self.words[first].range.end..self.words[second].range.start;
        self.text.get(range).unwrap_or_default()
    }

    /// The end of what stands before a place, where it may be longer than any clause.
    fn clause_before(&self, end: usize) -> &'a str {
        let start = self.text.ceil_char_boundary(end.saturating_sub(CLAUSE));
        &self.text[start..end]
    }

    /// The number that begins at a word. Ordinals and numbers with a minus sign are none.
    fn number(&self, at: usize) -> Option<Number> {
        let known = self.numbers.get(at)?;
        *known.get_or_init(|| self.read_number(at))
    }

    fn read_number(&self, at: usize) -> Option<Number> {
        let word = self.words.get(at)?;
        if self.text[..word.range.start].ends_with(['-', '−', '–', ':', '/']) {
            return None;
        }
        let figures = numbers::digits(self.text, self.words, at, self.tongue)?;
        let end = self.words[figures.last].range.end;
        let behind = &self.text[end..];
        let is_time = behind.starts_with(':') && !behind[1..].starts_with(char::is_whitespace);
        // "2×10⁵" is no 2.
        let is_power = behind.trim_start().starts_with(['×', '^', '⋅'])
            || self.text[..word.range.start]
                .trim_end()
                .ends_with(['×', '^']);
        let goes_on = behind.starts_with(['-', '–', '/']) || is_time || is_power;
        (!goes_on).then(|| Number::of(&figures, at))
    }

    /// The number that begins at a word, in digits or in words.
    fn count(&self, at: usize) -> Option<Number> {
        let known = self.counts.get(at)?;
        *known.get_or_init(|| self.read_count(at))
    }

    fn read_count(&self, at: usize) -> Option<Number> {
        self.number(at).or_else(|| {
            // The last part of a longer number: "sixty-three".
            if self
                .words
                .get(at)
                .is_some_and(|word| self.text[..word.range.start].ends_with('-'))
            {
                return None;
            }
            let figures = numbers::in_words(self.text, self.words, at, self.tongue)?;
            Some(Number::of(&figures, at))
        })
    }

    /// The sum of money or other number that begins at a word: "500", "US$500", "EUR 500".
    fn sum(&self, at: usize) -> Option<Number> {
        let is_code = self.is(at, BEFORE_SUMS) || self.is_code(at);
        let has_code = is_code && {
            let next = self.words.get(at + 1)?;
            let gap = &self.text[self.words[at].range.end..next.range.start];
            gap.chars()
                .all(|c| c.is_whitespace() || matches!(c, '$' | '.' | '£'))
        };
        self.number(at + usize::from(has_code))
    }

    /// Whether a word is a code of money: "EUR".
    fn is_code(&self, at: usize) -> bool {
        self.words.get(at).is_some_and(|word| {
            let written = &self.text[word.range.clone()];
            word.lower.chars().count() == 3
                && written.chars().all(char::is_uppercase)
                && quantities::money_of(&word.lower).is_some()
        })
    }

    /// The whole of which a part was told, behind "of", "out of all", "von".
    fn whole(&self, mut at: usize) -> Option<Number> {
        let sums = self.tongue.sums;
        let mut has_of = false;
        let end = at + WHOLE;
        while at < end && (self.is(at, sums.of) || self.is(at, sums.all)) {
            has_of |= self.is(at, sums.of);
            at += 1;
        }
        self.count(at).filter(|_| has_of)
    }

    /// "180 of 240 (70 %)" and "180 out of the 240 people, or 70 per cent".
    fn share(&self, at: usize) -> Option<Fault> {
        let part = self.count(at)?;
        let whole = self.whole(part.last + 1)?;
        self.does_not_fit(&part, &whole, whole.last)
    }

    /// "Of 240 people, 180 (70 %)" and "of the 240 people interviewed, 180, or 70 per cent".
    fn share_after_whole(&self, at: usize) -> Option<Fault> {
        let sums = self.tongue.sums;
        let of = self.words.get(at).filter(|_| self.is(at, sums.of))?;
        let begins = self.text[..of.range.start].trim_end();
        if !(begins.is_empty()
            || begins.ends_with([',', ';', ':', '.', '('])
            || begins.ends_with("and"))
        {
            return None;
        }
        let whole = self.whole(at)?;
        let end = self.words.len().min(whole.last + 13);
        let part =
            (whole.last + 1..end).find_map(|at| self.count(at).filter(|number| !number.is_year))?;
        let between = self.between(whole.last, part.first);
        let commas = between.matches(',').count();
        let is_close = commas == 1 || commas == 0 && sums.inverts;
        if !is_close || between.contains([';', '.', '(']) {
            return None;
        }
        self.does_not_fit(&part, &whole, part.last)
            .or_else(|| self.exceeds_whole(&part, &whole))
    }

    /// "70 percent of the stones (180 of 240)".
    fn share_first(&self, at: usize) -> Option<Fault> {
        let percent = self.number(at)?;
        let rest = self.after_percent(percent.last)?;
        let start = self.text.len() - rest.len();
        let stop = self
            .words
            .get(percent.last + SHARE)
            .map_or(self.text.len(), |word| word.range.start);
        let open = self
            .text
            .get(start..stop)?
            .find(['(', ',', ';', '.', ')', ':'])?;
        let begins = start + open + 1;
        let part_at = self.words.partition_point(|word| word.range.start < begins);
        let part = self
            .count(part_at)
            .filter(|_| rest[open..].starts_with('('))?;
        let whole = self.whole(part.last + 1)?;
        let closes = self.text[self.words[whole.last].range.end..].find([')', ',', ';', '('])?;
        let end = self.words[whole.last].range.end + closes;
        let stands_alone = self.text[begins..self.words[part_at].range.start]
            .trim()
            .is_empty()
            && self.text[end..].starts_with(')');
        let exact = self.exact(&part, &whole)?;
        let differs = stands_alone && !self.is_inexact(at) && percent.differs(exact);
        differs.then(|| self.fault(at, end + 1, (&part, &whole, &percent), exact))
    }

    /// What stands behind a percentage that ends with a word, without its sign.
    fn after_percent(&self, last: usize) -> Option<&'a str> {
        let rest = self.text[self.words[last].range.end..].trim_start();
        let lower = rest.chars().take(16).collect::<String>().to_lowercase();
        let mut signs = self.tongue.sums.percent.iter();
        let sign = signs.find(|sign| lower.starts_with(**sign))?;
        rest.get(sign.len()..)
    }

    /// Whether a word before a number makes it inexact: "about 180", "moins de 180".
    fn is_inexact(&self, at: usize) -> bool {
        let about = self.tongue.sums.about;
        at.checked_sub(1)
            .is_some_and(|before| self.is(before, about))
    }

    /// How many per cent a part is of its whole, if both are meant as they stand.
    fn exact(&self, part: &Number, whole: &Number) -> Option<f64> {
        let of = whole.first.checked_sub(1);
        let is_of = of.is_some_and(|of| self.is(of, self.tongue.sums.of));
        let inexact = self.is_inexact(part.first) || self.is_inexact(whole.first) && !is_of;
        let usable = !whole.is_year && part.scale == whole.scale && !inexact && whole.value > 0.0;
        usable.then(|| part.value / whole.value * 100.0)
    }

    fn fault(
        &self,
        first: usize,
        end: usize,
        (part, whole, percent): (&Number, &Number, &Number),
        exact: f64,
    ) -> Fault {
        Fault {
            range: self.words[first].range.start..end,
            what: "does not add up",
            label: format!(
                "{} of {} is {exact:.*} %",
                self.written(part),
                self.written(whole),
                percent.decimals.max(1)
            ),
        }
    }

    fn written(&self, number: &Number) -> &'a str {
        &self.text[self.words[number.first].range.start..self.words[number.last].range.end]
    }

    /// The fault of a share that is not what its parts come to. The percentage stands after the word
    /// `after`, in brackets or behind ", or".
    fn does_not_fit(&self, part: &Number, whole: &Number, after: usize) -> Option<Fault> {
        let exact = self.exact(part, whole)?;
        let end = self.words.len().min(after + 16);
        let (percent, rest) = (after + 1..end).find_map(|at| {
            let number = self.number(at)?;
            Some((number, self.after_percent(number.last)?))
        })?;
        let before = self.between(after, percent.first);
        // "14 of the 22 miles of the levee as deficient, 64 per cent."
        let ends = rest.trim_start().is_empty() || rest.trim_start().starts_with(['.', ';']);
        let is_last = ends
            && before.trim_end().ends_with(',')
            && before.matches(',').count() == 1
            && !before.contains(['(', ';', '.']);
        let far = percent.first > after + 7;
        let counts_more = far && (after + 1..percent.first).any(|at| self.number(at).is_some());
        let place = match is_last {
            true if !counts_more => Place::Words,
            // Farther off, only brackets right behind the numbers' own words.
            _ if far && counts_more && !before.trim_end().ends_with('(') => return None,
            _ => self.introduction(before)?,
        };
        let closed = match place {
            Place::Brackets => closes(rest),
            // "or 40 per cent of the width" is a share of something else.
            Place::Words => !self.is_of_something(percent.last, rest),
        };
        let interval = rest.trim_start_matches([',', ' ']).starts_with("CI");
        let first = part.first.min(whole.first);
        let end = self.text.len() - rest.len() + usize::from(rest.starts_with(')'));
        let differs = closed && !interval && percent.differs(exact);
        differs.then(|| self.fault(first, end, (part, whole, &percent), exact))
    }

    /// How a percentage is brought in by the words before it.
    fn introduction(&self, before: &str) -> Option<Place> {
        let mut before = before.trim_end().trim_end_matches(',');
        let or = self.tongue.sums.or.iter();
        let said = or.filter_map(|word| before.strip_suffix(word)).next();
        before = said.unwrap_or(before).trim_end();
        if let Some(inside) = before.strip_suffix('(') {
            return (!inside.contains([')', '(', ',', ';', '.'])).then_some(Place::Brackets);
        }
        let inside = before
            .strip_suffix([',', '–', '—'])
            .filter(|_| said.is_some())?;
        (!inside.contains([')', '(', ',', ';', '.'])).then_some(Place::Words)
    }

    /// Whether "of" and something else than the whole follows a percentage.
    fn is_of_something(&self, last: usize, rest: &str) -> bool {
        const WHOLE: &[&str] = &[
            "them", "all", "those", "these", "ihnen", "allen", "ellos", "ellas",
        ];
        let at = self
            .words
            .partition_point(|word| word.range.start < self.text.len() - rest.len());
        at > last && self.is(at, self.tongue.sums.of) && !self.is(at + 1, WHOLE)
    }
}

/// Whether brackets close behind a percentage, or hold no more than its interval: "(72 %; 95 % CI 66–78)".
fn closes(rest: &str) -> bool {
    /// Words of an interval.
    const INTERVAL: &[&str] = &[
        "ci",
        "confidence",
        "interval",
        "to",
        "ki",
        "ic",
        "bis",
        "à",
        "a",
    ];
    let Some((inside, _)) = rest.split_once(')') else {
        return false;
    };
    let mut words = inside.split(|c: char| !c.is_alphabetic());
    (inside.is_empty() || inside.starts_with([',', ';']))
        && words.all(|word| word.is_empty() || INTERVAL.contains(&word.to_lowercase().as_str()))
}

/// Where a percentage stands.
#[derive(Clone, Copy)]
enum Place {
    Brackets,
    Words,
}

impl Number {
    fn of(figures: &Figures, first: usize) -> Self {
        Self {
            value: figures.value as f64 / 1000.0,
            decimals: figures.decimals,
            scale: figures.scale.map(|scale| scale as f64),
            is_year: figures.is_year(),
            first,
            last: figures.last,
        }
    }

    /// Whether this percentage is another than what was reckoned, to its own last digit.
    fn differs(&self, exact: f64) -> bool {
        (exact - self.value).abs() > self.step() + 1e-9
    }

    /// How far what was rounded to it may be from it, before the word that multiplies it.
    fn step(&self) -> f64 {
        numbers::half_of_last_digit(self.decimals)
    }
}

/// Words behind a number that are no unit of it and go on with the sentence, in every language.
const GOES_ON: &[&str] = &[
    "to", "and", "in", "by", "at", "on", "for", "over", "during", "per", "within", "auf", "und",
    "im", "am", "bei", "pro", "à", "et", "en", "a", "y", "para", "e", "naar",
];

fn same_clause(text: &str, words: &[Word], first: usize, last: usize) -> bool {
    words[first..=last].windows(2).all(|pair| {
        !text[pair[0].range.end..pair[1].range.start].contains([';', ',', '(', ')', '|'])
    })
}

/// Whether two numbers count the same, as far as the words beside them tell.
fn comparable(text: &str, words: &[Word], [first, second]: [&Number; 2]) -> bool {
    let sign = |at: usize| {
        text[..words[at].range.start]
            .chars()
            .next_back()
            .filter(|c| !c.is_whitespace())
    };
    // The unit: a sign, or a word that is none of those which go on with the sentence.
    let unit = |last: usize| -> Option<String> {
        let end = words[last].range.end;
        let mark = text[end..].trim_start().chars().next();
        if let Some(mark) = mark.filter(|c| matches!(c, '%' | '°') || SIGNS_OF_MONEY.contains(c)) {
            return Some(mark.to_string());
        }
        let next = words.get(last + 1)?;
        let beside = text[end..next.range.start]
            .chars()
            .all(|c| c.is_whitespace() || c == '.');
        let goes_on = GOES_ON.contains(&next.lower.as_str());
        (beside && !goes_on).then(|| next.lower.trim_end_matches('s').to_owned())
    };
    let signs_agree = sign(first.first) == sign(second.first) || sign(second.first).is_none();
    let is_money = |sign: Option<char>| sign.is_some_and(|sign| SIGNS_OF_MONEY.contains(&sign));
    let units_agree = match (unit(first.last), unit(second.last)) {
        (Some(first), Some(second)) => first == second,
        // A unit that is told once: "from 9.20 crowns in 2018 to 12.90 in 2023".
        (Some(first), None) => first.chars().all(char::is_alphabetic) && first.chars().count() > 2,
        // "From $1.20 to 90 cents": a sum without its sign has no unit of its own.
        (None, Some(_)) => !is_money(sign(first.first)) || sign(second.first).is_some(),
        _ => true,
    };
    let in_order = (second.last + 1..second.last + 5)
        .filter_map(|at| words.get(at))
        .all(|word| {
            let behind = &text[word.range.end..];
            !OTHER_ORDER.contains(&word.lower.as_str())
                || word.lower == "a" && !behind.starts_with('.')
                // "am Tag" is no time of day.
                || word.lower == "am" && behind.trim_start().starts_with(char::is_uppercase)
        });
    let is_countdown = (second.last + 1..second.last + 5)
        .filter(|at| {
            words
                .get(*at)
                .is_some_and(|word| COUNTDOWN.contains(&word.lower.as_str()))
        })
        .any(|at| at == second.last + 1 || meant::is_time(&words[at - 1].lower));
    signs_agree && units_agree && in_order && !is_countdown && first.is_year == second.is_year
}

/// Whether a number is certainly the greater, also where one `million` may stand for both.
fn exceeds(first: &Number, second: &Number) -> bool {
    let scales = |number: &Number, other: &Number| -> Vec<f64> {
        match (number.scale, other.scale) {
            (Some(scale), _) => vec![scale],
            (None, Some(scale)) if number.value < 1000.0 => vec![1.0, scale],
            (None, _) => vec![1.0],
        }
    };
    scales(first, second).iter().all(|one| {
        scales(second, first)
            .iter()
            .all(|other| first.value * one > second.value * other)
    })
}

#[cfg(test)]
mod tests;
