//! Numbers that a sentence gives to two or more names, and texts that give them the other way round: "Arn and Bel lost
//! 12 and 7 people respectively", "12 in Arn and 7 in Bel", "12 men and 7 women".
//!
//! Of two names and two numbers that stand near each other, the first number is that of the first name, whichever
//! stands before the other. Where both names stand before both numbers that is only known if the text says so.

mod spoken;

use std::collections::BTreeSet;
use std::ops::Range;

pub(super) use self::spoken::Spoken;
use super::prose::{Own, Word};
use super::quantities::{self, Bound, Quantity, Sort, is_one_noun};
use super::tongues::Tongue;

/// Words that say that names and numbers stand in one order: English, German, French, Spanish and Portuguese, Italian,
/// Dutch.
const RESPECTIVELY: &[&str] = &[
    "respectively",
    "respektive",
    "beziehungsweise",
    "bzw",
    "respectivement",
    "respectivamente",
    "rispettivamente",
    "respectievelijk",
    "resp",
];

/// Words between the last two of a row of names or numbers.
const AND: &[&str] = &["and", "und", "et", "y", "e", "en", "ed", "sowie"];

/// Words between a number and its name.
const IN: &[&str] = &[
    "in", "for", "from", "at", "im", "für", "aus", "bei", "à", "en", "au", "aux", "pour", "para",
    "nel", "nella", "ad", "a", "em", "no", "na", "voor", "uit",
];

/// Words before that of which so many are counted.
const PER: &[&str] = &["per", "je", "pro", "pour", "por", "every", "ogni"];

/// What befell those who are counted, which is as good as a name for them: English, German, French, Spanish, Italian.
const OUTCOMES: &[&str] = &[
    "killed",
    "injured",
    "wounded",
    "hurt",
    "dead",
    "missing",
    "arrested",
    "detained",
    "released",
    "charged",
    "convicted",
    "acquitted",
    "sentenced",
    "deported",
    "infected",
    "survived",
    "died",
    "getötet",
    "verletzt",
    "verwundet",
    "vermisst",
    "verhaftet",
    "festgenommen",
    "freigelassen",
    "verurteilt",
    "freigesprochen",
    "starben",
    "tués",
    "blessés",
    "disparus",
    "arrêtés",
    "libérés",
    "condamnés",
    "acquittés",
    "muertos",
    "heridos",
    "desaparecidos",
    "detenidos",
    "liberados",
    "condenados",
    "absueltos",
    "uccisi",
    "feriti",
    "dispersi",
    "arrestati",
    "condannati",
    "assolti",
];

/// Small words, which name nothing.
const SMALL: &[&str] = &[
    "the", "a", "an", "of", "in", "on", "at", "for", "from", "by", "with", "to", "both", "its",
    "their", "were", "was", "had", "der", "die", "das", "den", "dem", "des", "im", "von", "für",
    "bei", "am", "waren", "es", "le", "la", "les", "du", "de", "à", "au", "aux", "pour", "dans",
    "el", "los", "las", "del", "al", "en", "il", "lo", "gli", "i", "nel", "nella", "di", "da",
    "dei", "delle", "o", "os", "as", "no", "na", "do", "het", "een", "van", "op",
];

/// By what a number is known.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Key {
    /// A name, a year or another word before or behind it.
    Name(String),
    /// What it counts.
    Thing(String),
}

impl Key {
    /// The word.
    pub(super) fn word(&self) -> &str {
        match self {
            Self::Name(word) | Self::Thing(word) => word,
        }
    }
}

/// A number with its name.
#[derive(Debug, Clone)]
pub(super) struct Pair {
    pub key: Key,
    /// Times a thousand.
    pub value: i64,
}

/// Numbers with their names in the order of a sentence.
#[derive(Debug)]
pub(super) struct Assigned {
    pub pairs: Vec<Pair>,
    /// From the first number to the last.
    pub range: Range<usize>,
    years: BTreeSet<String>,
    names: BTreeSet<String>,
}

/// How a text gives two numbers of a sentence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Given {
    /// As the sentence does, or partly so.
    Same,
    /// The other way round: which two of its pairs, and where.
    Exchanged(usize, usize, Range<usize>),
    /// Nothing of it.
    Unknown,
}

/// All that a sentence gives.
pub(super) fn all(own: &Own, tongue: &Tongue) -> Vec<Assigned> {
    if !own.text.contains(|c: char| c.is_ascii_digit()) && own.words.len() < 4 {
        return Vec::new();
    }
    let quantities: Vec<Quantity> = quantities::read(own, tongue)
        .into_iter()
        .filter(|one| !one.is_relative)
        .collect();
    let reader = Reader {
        own,
        tongue,
        all: &quantities,
    };
    match reader.in_order() {
        Some(found) => vec![found],
        None => reader.pairs(),
    }
}

struct Reader<'a> {
    own: &'a Own,
    tongue: &'a Tongue,
    all: &'a [Quantity],
}

impl Reader<'_> {
    fn gap(&self, first: usize, second: usize) -> &str {
        let words = &self.own.words;
        let range = words[first].range.end..words[second].range.start;
        self.own.text.get(range).unwrap_or_default()
    }

    fn assigned(&self, keys: Vec<Key>, numbers: &[&Quantity]) -> Option<Assigned> {
        let (first, last) = (numbers.first()?, numbers.last()?);
        let is_key = |word: &str| keys.iter().any(|key| key.word() == word);
        let mut years = BTreeSet::new();
        let mut names = BTreeSet::new();
        for (at, word) in self.own.words.iter().enumerate() {
            let lower = without_genitive(&word.lower);
            if is_key(lower) {
                continue;
            }
            if is_year(lower) {
                years.insert(lower.to_owned());
            }
            // German writes what is counted with a capital too.
            let is_counted = self.all.iter().any(|one| one.next == at);
            if at > 0 && !is_counted && is_name(&self.own.text, word, self.tongue) {
                names.insert(lower.to_owned());
            }
        }
        let pairs = keys
            .into_iter()
            .zip(numbers)
            .map(|(key, one)| Pair {
                key,
                value: (one.value * 1000.0).round() as i64,
            })
            .collect();
        Some(Assigned {
            pairs,
            range: first.range.start..last.range.end,
            years,
            names,
        })
    }

    /// "Arn and Bel lost 12 and 7 respectively".
    fn in_order(&self) -> Option<Assigned> {
        let mark = self
            .own
            .words
            .iter()
            .position(|word| RESPECTIVELY.contains(&word.lower.as_str()))?;
        let row = self.row_at(mark)?;
        let (start, end) = (row.first()?.first, row.last()?.next);
        let items = self.items(row.len(), start, end)?;
        let keys = items.into_iter().map(Key::Name).collect();
        let row: Vec<&Quantity> = row.iter().collect();
        self.assigned(keys, &row)
    }

    /// The row of numbers to which a word such as "respectively" belongs.
    fn row_at(&self, mark: usize) -> Option<&[Quantity]> {
        /// How many words before and behind.
        const NEAR: (usize, usize) = (12, 3);
        let counts: Vec<usize> = (0..self.all.len())
            .filter(|at| self.all[*at].sort != Sort::Year)
            .collect();
        let (mut start, mut found) = (0, None);
        for (place, at) in counts.iter().enumerate() {
            let ends = counts
                .get(place + 1)
                .is_none_or(|next| *next != at + 1 || !self.are_joined(*at));
            if ends {
                let row = &self.all[counts[start]..=*at];
                let (first, last) = (row[0].first, row[row.len() - 1].next);
                let is_near = mark + NEAR.1 > first && mark < last + NEAR.0;
                if row.len() > 1 && is_near {
                    found = Some(row);
                }
                start = place + 1;
            }
        }
        found
    }

    /// Whether a number and the next one stand in one row: "12, 9 and 7", "12 men and 7".
    fn are_joined(&self, at: usize) -> bool {
        let (one, two) = (&self.all[at], &self.all[at + 1]);
        let between = one.next..two.first;
        let words: Vec<&str> = between.clone().map(|at| self.own.word(at)).collect();
        let joins = |word: &&str| AND.contains(word) || RESPECTIVELY.contains(word);
        let others = words.iter().filter(|word| !joins(word)).count();
        let gap = self.gap(one.last, two.first);
        let has_joint = words.last().is_some_and(joins) || gap.contains(',');
        others <= 1 && has_joint && !gap.contains([';', ':', '('])
    }

    /// The names of a row of numbers: before it, or behind.
    fn items(&self, count: usize, start: usize, end: usize) -> Option<Vec<String>> {
        /// How far.
        const REACH: usize = 14;
        let is_joint = |at: &usize| AND.contains(&self.own.word(*at));
        let before = (start.saturating_sub(REACH)..start)
            .rev()
            .filter(is_joint)
            .find_map(|joint| self.row_of_names(count, joint, 0..start));
        before.or_else(|| {
            let words = self.own.words.len();
            (end..words.min(end + REACH))
                .filter(is_joint)
                .find_map(|joint| self.row_of_names(count, joint, end.saturating_sub(1)..words))
        })
    }

    /// The names around the word "and" between the last two: one word of each that stands in no other.
    fn row_of_names(
        &self,
        count: usize,
        joint: usize,
        inside: Range<usize>,
    ) -> Option<Vec<String>> {
        /// The most words of a name.
        const WORDS: usize = 4;
        let parts = |first: usize, second: usize| {
            self.gap(first, second)
                .contains([',', ';', ':', '(', ')', '.', '–', '—'])
        };
        let mut items: Vec<Vec<&str>> = Vec::new();
        let mut last = Vec::new();
        for at in joint + 1..inside.end.min(joint + 1 + WORDS) {
            if at > joint + 1 && parts(at - 1, at) {
                break;
            }
            last.push(at);
        }
        items.push(self.content(&last));
        let mut end = joint;
        for left in (1..count).rev() {
            let mut at = end;
            let mut item = Vec::new();
            while at > inside.start && item.len() < WORDS {
                if at < end && parts(at - 1, at) {
                    break;
                }
                at -= 1;
                item.insert(0, at);
            }
            let is_first = left == 1;
            let is_parted = at > 0 && self.gap(at - 1, at).contains(',');
            if !is_first && !is_parted {
                return None;
            }
            let mut content = self.content(&item);
            if is_first {
                content.reverse();
            }
            items.insert(0, content);
            end = at;
        }
        let own_word = |at: usize| {
            let is_shared = |word: &str| {
                let mut others = items.iter().enumerate().filter(|(other, _)| *other != at);
                others.any(|(_, item)| item.contains(&word))
            };
            let word = items[at].iter().find(|word| !is_shared(word));
            word.map(|word| (*word).to_owned())
        };
        let keys: Option<Vec<String>> = (0..items.len()).map(own_word).collect();
        keys.filter(|keys| keys.len() == count)
    }

    /// Those of some words that name something.
    fn content(&self, words: &[usize]) -> Vec<&str> {
        let names = |at: &&usize| {
            let word = &self.own.words[**at];
            let lower = word.lower.as_str();
            let is_letter = lower.chars().count() > 1
                || **at > 0 && self.own.text[word.range.clone()].starts_with(char::is_uppercase);
            is_year(lower)
                || lower
                    .chars()
                    .all(|c| c.is_alphabetic() || c == '’' || c == '\'')
                    && is_letter
                    && (!SMALL.contains(&lower) || lower.chars().count() == 1)
                    && self.tongue.numeral(lower).is_none()
        };
        let named = words.iter().filter(names);
        named
            .map(|at| without_genitive(self.own.word(*at)))
            .collect()
    }

    /// "12 in Arn and 7 in Bel", "Arn lost 12 and Bel 7", "12 men and 7 women".
    fn pairs(&self) -> Vec<Assigned> {
        /// How many words at most stand between two numbers.
        const BETWEEN: usize = 9;
        // "12.8 per 1,000"
        let is_base = |one: &Quantity| {
            let before = one.first.checked_sub(1).map_or("", |at| self.own.word(at));
            PER.contains(&before)
        };
        let counts: Vec<&Quantity> = self
            .all
            .iter()
            .filter(|one| one.sort != Sort::Year && !is_base(one))
            .collect();
        let pairs = counts.windows(2).filter_map(|two| {
            let [one, two] = *two else { return None };
            let is_exact = |one: &Quantity| one.bound == Bound::Exact;
            let is_near = two.first - one.last <= BETWEEN;
            let gap = self.gap(one.last, two.first);
            let is_one_clause = !gap.contains([';', ':']) && !gap.contains(". ");
            let usable = is_exact(one)
                && is_exact(two)
                && is_near
                && is_one_clause
                && one.value != two.value
                && one.sort == two.sort;
            if !usable {
                return None;
            }
            let keys = self.things(one, two).or_else(|| self.names(one, two))?;
            self.assigned(keys, &[one, two])
        });
        pairs.collect()
    }

    fn things(&self, one: &Quantity, two: &Quantity) -> Option<Vec<Key>> {
        let (first, second) = (one.counted()?, two.counted()?);
        let are_two = !is_one_noun(first, second) && one.sort == Sort::Count;
        are_two.then(|| {
            [first, second]
                .map(|noun| Key::Thing(noun.to_owned()))
                .into()
        })
    }

    fn names(&self, one: &Quantity, two: &Quantity) -> Option<Vec<Key>> {
        let behind = self
            .name_behind(one)
            .filter(|(at, _)| *at < two.first)
            .zip(self.name_behind(two));
        let found = behind.or_else(|| {
            let first = self.name_before(one, 0)?;
            Some((first, self.name_before(two, one.next)?))
        })?;
        let ((_, first), (_, second)) = found;
        (first != second).then(|| vec![Key::Name(first), Key::Name(second)])
    }

    /// The name behind "in", or the word for what befell those who are counted.
    fn name_behind(&self, one: &Quantity) -> Option<(usize, String)> {
        /// How many words, of what is counted and of a verb, stand before it at most.
        const NEAR: usize = 4;
        let end = self.own.words.len().min(one.next + NEAR);
        for at in one.next..end {
            let is_parted = self.gap(at - 1, at).contains([',', '(', ';', ':', '.']);
            if is_parted || self.own.word(at).starts_with(|c: char| c.is_ascii_digit()) {
                return None;
            }
            if OUTCOMES.contains(&self.own.word(at)) {
                return Some((at, self.own.word(at).to_owned()));
            }
            if IN.contains(&self.own.word(at)) {
                let at = at + 1 + usize::from(SMALL.contains(&self.own.word(at + 1)));
                return Some((at, self.name(at)?));
            }
        }
        None
    }

    /// The name a few words before a number.
    fn name_before(&self, one: &Quantity, from: usize) -> Option<(usize, String)> {
        const NEAR: usize = 3;
        let near = (from.max(one.first.saturating_sub(NEAR))..one.first).rev();
        for at in near {
            let word = self.own.word(at);
            let is_parted = self.gap(at, at + 1).contains([',', '(', ';', ':']);
            if is_parted || word.starts_with(|c: char| c.is_ascii_digit()) {
                return None;
            }
            if let Some(name) = self.name(at) {
                return Some((at, name));
            }
        }
        None
    }

    fn name(&self, at: usize) -> Option<String> {
        let word = self.own.words.get(at)?;
        let lower = without_genitive(&word.lower);
        let usable = is_year(lower)
            || OUTCOMES.contains(&lower)
            || is_name(&self.own.text, word, self.tongue)
                && !SMALL.contains(&lower)
                && !IN.contains(&lower);
        usable.then(|| lower.to_owned())
    }
}

/// Whether a word is written as a name.
fn is_name(text: &str, word: &Word, tongue: &Tongue) -> bool {
    let written = &text[word.range.clone()];
    written.starts_with(char::is_uppercase)
        && written
            .chars()
            .all(|c| c.is_alphabetic() || c == '’' || c == '\'')
        && tongue.month(&word.lower).is_none()
        && tongue.weekday(&word.lower).is_none()
        && tongue.numeral(&word.lower).is_none()
}

fn is_year(lower: &str) -> bool {
    let is_number = lower.len() == 4 && lower.bytes().all(|byte| byte.is_ascii_digit());
    is_number && (lower.starts_with("19") || lower.starts_with("20"))
}

fn without_genitive(lower: &str) -> &str {
    lower
        .strip_suffix("’s")
        .or(lower.strip_suffix("'s"))
        .unwrap_or(lower)
}

#[cfg(test)]
mod tests;
