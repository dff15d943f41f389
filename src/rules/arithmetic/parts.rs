//! A whole that is told with all its parts, and a sum with what it sums up.

mod alike;
mod of_them;

pub(super) use self::alike::is_near;

use super::vocabulary::{self, AND};
use super::{Fault, Number, Reader};
use crate::rules::measures::SIGNS_OF_MONEY;

/// Words behind which not everything is named.
const SOME: &[&str] = &[
    "including",
    "among",
    "amongst",
    "mostly",
    "mainly",
    "notably",
    "e",
    "g",
    "example",
    "instance",
    "least",
    "such",
    "like",
    "darunter",
    "etwa",
    "mindestens",
    "notamment",
    "parmi",
    "dont",
    "entre",
    "incluidos",
    "unter",
    "respectively",
];

/// Verbs that begin another statement.
const VERBS: &[&str] = &[
    "is", "are", "was", "were", "has", "have", "had", "did", "does", "do", "can", "will", "would",
    "said", "says", "wurde", "wurden", "war", "waren", "ist", "sind", "hat", "hatte", "hatten",
    "est", "sont", "était", "étaient", "ont", "avait", "avaient", "fue", "fueron", "era", "eran",
    "es", "son", "ha", "han", "había", "habían", "estaban",
];

/// Whether a word begins another statement.
pub(super) fn is_verb(lower: &str) -> bool {
    VERBS.contains(&lower)
}

/// One of something, where a part begins with it.
const ONE: &[&str] = &[
    "one", "ein", "eine", "einer", "eines", "un", "une", "una", "uno", "een",
];

/// Words before or behind a number that sum up what stands before it.
const TOTAL: &[&[&str]] = &[
    &["together"],
    &["altogether"],
    &["in", "all"],
    &["in", "total"],
    &["zusammen"],
    &["insgesamt"],
    &["au", "total"],
    &["en", "tout"],
    &["en", "total"],
    &["in", "totale"],
    &["no", "total"],
    &["samen"],
];

/// How many parts of a sum are tried in every combination.
const MOST: usize = 9;

impl Reader<'_> {
    /// Wholes before a colon whose parts behind it come to something else.
    pub(super) fn partitions(&self) -> Vec<Fault> {
        let colons = self.text.match_indices(':').map(|(at, _)| at);
        colons.filter_map(|colon| self.partition(colon)).collect()
    }

    /// "23 complaints: 14 about the count, six about the campaign and three about registration".
    fn partition(&self, colon: usize) -> Option<Fault> {
        let (wholes, tail) = self.around_colon(colon)?;
        let parts = self.all_parts(tail.clone())?;
        if parts.len() < 2
            || self.is(tail.start - 1, SOME)
            || self.words[tail.clone()]
                .iter()
                .any(|word| SOME.contains(&word.lower.as_str()))
        {
            return None;
        }
        let largest = parts.iter().map(Number::scaled).fold(0.0, f64::max);
        let is_share = |number: &Number| self.after_percent(number.last).is_some();
        let shares = parts.iter().filter(|part| is_share(part)).count();
        let (sum, slack) = sum(&parts);
        let of_count =
            |whole: &Number| (whole.value - parts.len() as f64).abs() < 0.1 && whole.decimals == 0;
        let fits = |whole: &Number| whole.fits(sum, slack);
        if wholes.iter().any(fits) {
            return self.parts_counted(&wholes, &parts);
        }
        // "In three shipments: 4,000, 3,200 and 2,400" tells how many parts there are.
        let mut wrong = wholes.iter().filter(|whole| {
            let is_alike = if is_share(whole) {
                shares > 0
            } else {
                shares == 0
            };
            let is_near = |value: f64| value > largest && alike::is_near(sum, value);
            let scaled = whole.scaled();
            let is_shifted = [10.0, 100.0, 1000.0, 1_000_000.0].iter().any(|by| {
                ((sum * by - scaled).abs() <= slack * by) || ((sum / by - scaled).abs() <= slack)
            });
            is_alike
                && !of_count(whole)
                && (is_near(scaled) || is_shifted)
                && self.are_parts(&parts, whole, tail.clone())
        });
        let whole = wrong.next()?;
        let last = parts.last()?;
        Some(Fault {
            range: self.words[whole.first].range.start..self.words[last.last].range.end,
            what: "does not add up",
            label: format!("the parts come to {}", shown(sum)),
        })
    }

    /// "In four shipments: 4,000 in May, 3,200 in June and 2,400 in July".
    fn parts_counted(&self, wholes: &[Number], parts: &[Number]) -> Option<Fault> {
        const PARTS: &[&str] = &[
            "shipments",
            "instalments",
            "installments",
            "tranches",
            "payments",
            "parts",
            "groups",
            "stages",
            "phases",
            "rounds",
            "consignments",
            "deliveries",
            "loads",
            "batches",
            "raten",
            "lieferungen",
            "gruppen",
            "tranchen",
            "versements",
            "livraisons",
            "groupes",
            "tramos",
            "pagos",
            "envíos",
            "grupos",
        ];
        let counts = |whole: &&Number| {
            self.is(whole.last + 1, PARTS) && whole.decimals == 0 && whole.scaled() <= 20.0
        };
        let whole = wholes.iter().find(counts)?;
        ((whole.value - parts.len() as f64).abs() > 0.1).then(|| Fault {
            range: self.words[whole.first].range.start
                ..self.words[parts.last().map_or(whole.last, |last| last.last)]
                    .range
                    .end,
            what: "is counted wrong",
            label: format!("{} are told", parts.len()),
        })
    }

    /// The numbers before a colon, and the words behind it up to the end of the sentence.
    pub(super) fn around_colon(
        &self,
        colon: usize,
    ) -> Option<(Vec<Number>, std::ops::Range<usize>)> {
        let behind = &self.text[colon + 1..];
        if !behind.starts_with(char::is_whitespace) {
            return None;
        }
        let head = self.clause_before(colon);
        let marks = [". ", "; ", ": ", "? ", "! ", ") "];
        let begins = marks
            .iter()
            .filter_map(|mark| head.rfind(mark).map(|at| at + mark.len()))
            .max()
            .unwrap_or(0);
        let begins = colon - head.len() + begins;
        let first = self.words.partition_point(|word| word.range.start < begins);
        let last = self.words.partition_point(|word| word.range.end <= colon);
        let end = behind
            .find([':', '(', '—', '!', '?'])
            .map_or(self.text.len(), |at| colon + 1 + at);
        if self.goes_on_behind(end) {
            return None;
        }
        let end = self.words.partition_point(|word| word.range.end <= end);
        // What is long is no list of parts.
        (last > first && end > last && end - last <= 60)
            .then(|| (self.counts(first..last), last..end))
    }

    /// Whether brackets open at a place, and the list goes on behind them: "15 in Bel (two of them girls) and 25 in Cil".
    fn goes_on_behind(&self, open: usize) -> bool {
        /// The longest brackets that are looked through, in bytes.
        const INSIDE: usize = 300;
        let rest = &self.text[open..];
        if !rest.starts_with('(') {
            return false;
        }
        let closes = rest.bytes().take(INSIDE).position(|byte| byte == b')');
        let behind = closes.map(|at| rest[at + 1..].trim_start());
        !behind.is_some_and(|behind| behind.is_empty() || behind.starts_with(['.', ';']))
    }

    /// The numbers of some words that count something: no years, no days, nothing inexact.
    pub(super) fn counts(&self, words: std::ops::Range<usize>) -> Vec<Number> {
        let mut found = Vec::new();
        let mut at = words.start;
        while at < words.end {
            match self.count(at).or_else(|| self.sum(at)) {
                Some(number) => {
                    at = number.last + 1;
                    if !number.is_year && !self.is_day(&number) && !self.is_inexact(number.first) {
                        found.push(number);
                    }
                }
                None => at += 1,
            }
        }
        found
    }

    /// Whether a number is the day of a month.
    pub(super) fn is_day(&self, number: &Number) -> bool {
        number.value <= 31.0
            && super::numbers::is_beside_month(
                self.text,
                self.words,
                (number.first, number.last),
                self.tongue,
            )
    }

    /// One number for each part that commas and "and" divide some words into, if each has exactly one.
    fn all_parts(&self, words: std::ops::Range<usize>) -> Option<Vec<Number>> {
        let mut parts = Vec::new();
        for segment in self.segments(words) {
            let numbers = self.numbers_of_part(segment.clone());
            match numbers.as_slice() {
                [one] => parts.push(*one),
                [first, second] => {
                    let joins = first.last + 1..second.first;
                    if !joins.clone().any(|at| self.is(at, AND)) {
                        return None;
                    }
                    parts.extend([*first, *second]);
                }
                _ => return None,
            }
            if self.words[segment]
                .iter()
                .any(|word| VERBS.contains(&word.lower.as_str()))
            {
                return None;
            }
        }
        Some(parts)
    }

    /// The numbers of a part; "one" counts where the part begins with it.
    fn numbers_of_part(&self, words: std::ops::Range<usize>) -> Vec<Number> {
        let mut numbers = self.counts(words.clone());
        let inexact = words
            .clone()
            .any(|at| self.is_inexact(at) && self.count(at).is_some());
        if inexact {
            return Vec::new();
        }
        let mut ones: Vec<usize> = words.clone().filter(|at| self.is(*at, ONE)).collect();
        ones.retain(|at| *at == words.start || self.is(at - 1, AND));
        for at in ones {
            numbers.push(Number {
                value: 1.0,
                decimals: 0,
                scale: None,
                is_year: false,
                first: at,
                last: at,
            });
        }
        numbers.sort_by_key(|number| number.first);
        numbers
    }

    /// Words, cut at commas and semicolons. What joins stands at the beginning of no part.
    pub(super) fn segments(&self, words: std::ops::Range<usize>) -> Vec<std::ops::Range<usize>> {
        let mut found = Vec::new();
        let mut start = words.start;
        for at in words.clone() {
            let is_end = at + 1 == words.end;
            if is_end || self.between(at, at + 1).contains([',', ';']) {
                let begins = if self.is(start, AND) && at > start {
                    start + 1
                } else {
                    start
                };
                found.push(begins..at + 1);
                start = at + 1;
            }
        }
        found
    }

    /// "1,840 tonnes, 960 and 410, together 3,120 tonnes" and "£640,000 and £710,000, £1.53 million in all".
    pub(super) fn total(&self, at: usize) -> Option<Fault> {
        let phrase = TOTAL.iter().find(|phrase| {
            phrase
                .iter()
                .enumerate()
                .all(|(offset, word)| self.word(at + offset) == *word)
        })?;
        let behind = self.sum(at + phrase.len());
        let total = match behind {
            Some(total) => {
                let before = self.text[..self.words[at].range.start].trim_end();
                before.ends_with([',', '–', '—']).then_some(total)?
            }
            None => {
                let last = at.checked_sub(1)?;
                let first = (last.saturating_sub(3)..=last).find(|at| {
                    self.count(*at)
                        .is_some_and(|number| number.last + 1 >= last)
                })?;
                let total = self.count(first)?;
                let written = self.text[..self.words[first].range.start]
                    .trim_end_matches(SIGNS_OF_MONEY)
                    .trim_end();
                written.ends_with([',', '–', '—']).then_some(total)?
            }
        };
        let is_share = |number: &Number| self.after_percent(number.last).is_some();
        let clause = self.clause_before(self.words[total.first].range.start);
        let begins = self.words[total.first].range.start - clause.len()
            + clause.rfind([';', ':']).unwrap_or(0);
        let first = self.words.partition_point(|word| word.range.start < begins);
        let mut parts = self.counts(first..total.first.min(at));
        parts.retain(|part| is_share(part) == is_share(&total));
        if parts.len() < 2 || parts.len() > MOST || self.is_inexact(total.first) || total.is_year {
            return None;
        }
        // A scale or unit may stand once, behind the last number.
        let (all, slack) = sum(&parts);
        let plausible = (0.5..=2.0).contains(&(all / total.scaled()))
            || [10.0, 100.0, 1000.0].iter().any(|by| {
                (all * by - total.scaled()).abs() < slack * by
                    || (all / by - total.scaled()).abs() < slack
            });
        let has_money = |number: &Number| {
            self.text[..self.words[number.first].range.start].ends_with(SIGNS_OF_MONEY)
        };
        let alike = parts
            .iter()
            .all(|part| has_money(part) == has_money(&total));
        if !plausible
            || !alike
            || any_combination(&parts, &total)
            || !self.are_summed(&parts, &total)
        {
            return None;
        }
        Some(Fault {
            range: self.words[parts[0].first].range.start..self.words[total.last].range.end,
            what: "does not add up",
            label: format!("the parts come to {}", shown(all)),
        })
    }

    /// "Of the 87 children, 45 were girls and 33 boys".
    pub(super) fn halves(&self, at: usize) -> Option<Fault> {
        let first = self.count(at)?;
        let verb = [
            "were", "are", "waren", "sind", "étaient", "sont", "eran", "son",
        ];
        let noun = first.last + 1 + usize::from(self.is(first.last + 1, &verb));
        let other = vocabulary::other_half(self.word(noun))?;
        let join = noun + 1;
        let second = self.count(join + 1).filter(|_| self.is(join, AND))?;
        let noun = second.last + 1 + usize::from(self.is(second.last + 1, &verb));
        let behind = self.text[self.words.get(noun)?.range.end..].trim_start();
        let closes = behind.is_empty() || behind.starts_with(['.', ',', ';', ')']);
        let gap = self.between(first.last, second.first);
        if !self.is(noun, other) || !closes || gap.contains([',', ';', '(']) {
            return None;
        }
        let wholes = self.counts(at.saturating_sub(12)..at);
        let [whole] = wholes.as_slice() else {
            return None;
        };
        let beside = self.between(whole.last, at);
        let sum = first.scaled() + second.scaled();
        let inexact = self.is_inexact(first.first)
            || self.is_inexact(second.first)
            || (whole.last + 1..at).any(|at| self.is(at, SOME));
        let usable = !inexact
            && beside.len() < 60
            && beside.contains([',', ':', '(', '–'])
            && !beside.contains(['.', ';'])
            && self.after_percent(whole.last).is_none()
            && self.after_percent(first.last).is_none();
        (usable && !whole.fits(sum, 0.0) && (0.5..=2.0).contains(&(sum / whole.scaled()))).then(
            || Fault {
                range: self.words[whole.first].range.start..self.words[noun].range.end,
                what: "does not add up",
                label: format!("the two come to {}", shown(sum)),
            },
        )
    }
}

impl Number {
    /// What it is with the word that multiplies it.
    pub(super) fn scaled(&self) -> f64 {
        self.value * self.scale.unwrap_or(1.0)
    }

    /// How far what was rounded to it may be from it, where its decimals show that it was rounded.
    pub(super) fn rough(&self) -> f64 {
        match self.decimals {
            0 => 0.0,
            _ => self.step() * self.scale.unwrap_or(1.0),
        }
    }

    /// Whether it is a sum, to its own last digit and that of the parts.
    fn fits(&self, sum: f64, slack: f64) -> bool {
        let own = if self.decimals == 0 { 0.0 } else { self.step() };
        let scale = self.scale.unwrap_or(1.0);
        let near = |value: f64| (value - sum).abs() <= own * scale + slack + 1e-6;
        // Of a whole in millions, the parts may be told without the word.
        near(self.scaled())
            || self.scale.is_some() && (self.value - sum).abs() <= own + slack + 1e-6
    }
}

/// What some parts come to, and how far rounding may carry it.
fn sum(parts: &[Number]) -> (f64, f64) {
    // "3.8 and 1.3 million": a word that multiplies may stand once, behind the last.
    let scale = match parts {
        [rest @ .., last]
            if rest
                .iter()
                .all(|part| part.scale.is_none() && part.value < 1000.0) =>
        {
            last.scale
        }
        _ => None,
    };
    let one = |part: &Number| part.value * part.scale.or(scale).unwrap_or(1.0);
    let rough = |part: &Number| {
        let scale = part.scale.or(scale);
        Number { scale, ..*part }.rough()
    };
    (
        parts.iter().map(one).sum(),
        parts.iter().map(rough).sum::<f64>() + 1e-6,
    )
}

/// Whether one or some of the parts come to a total, by adding or multiplying.
pub(super) fn any_combination(parts: &[Number], total: &Number) -> bool {
    if parts.iter().any(|part| total.fits(part.scaled(), 1e-6))
        || alike::come_of_products(parts, total)
    {
        return true;
    }
    for chosen in 1_u32..1 << parts.len() {
        let some: Vec<Number> = (0..parts.len())
            .filter(|at| chosen >> at & 1 == 1)
            .map(|at| parts[at])
            .collect();
        let (all, slack) = sum(&some);
        if some.len() >= 2 && total.fits(all, slack) {
            return true;
        }
        if let [first, second] = some.as_slice()
            && total.fits(first.scaled() * second.scaled(), slack)
        {
            return true;
        }
    }
    false
}

/// A sum as it is shown.
pub(super) fn shown(value: f64) -> String {
    let rounded = (value * 1000.0).round() / 1000.0;
    let digits = rounded.trunc().abs().to_string();
    let mut whole = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            whole.push(',');
        }
        whole.push(digit);
    }
    let fraction = rounded.fract().abs();
    match fraction < 1e-9 {
        true => whole,
        false => {
            let written = format!("{fraction:.3}");
            format!(
                "{whole}{}",
                written.trim_start_matches('0').trim_end_matches('0')
            )
        }
    }
}

#[cfg(test)]
mod tests;
