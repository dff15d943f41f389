//! Two numbers of one pair that a source has the other way round: "by six votes to three", "one in five", "from 30 to
//! 40".

use std::collections::BTreeMap;
use std::collections::BTreeSet;
use std::ops::Range;

use super::super::numbers;
use super::super::prose::{self, Own, Word};
use super::super::tongues::Tongue;

/// Words for one, which is elsewhere too often a pronoun to be a number.
const ONE: &[&str] = &[
    "one", "1", "ein", "eine", "einer", "eines", "einem", "einen", "un", "une", "uno", "una", "um",
    "uma", "één", "een",
];

/// Words for what is counted of a vote or a match.
const VOTES: &[&str] = &[
    "vote", "votes", "goal", "goals", "judges", "members", "stimme", "stimmen", "tore", "toren",
    "voix", "buts", "voto", "votos", "goles", "voti", "gols", "stem", "stemmen",
];

/// Words between the two numbers of one.
const TO: &[&str] = &[
    "to", "against", "zu", "gegen", "contre", "contra", "contro", "tegen", "à", "a",
];

/// Words behind the votes for something, and behind those against it.
const FOR: &[&str] = &[
    "for", "favour", "favor", "yes", "dafür", "pour", "favore", "voor", "ja",
];
const AGAINST: &[&str] = &[
    "against", "dagegen", "contre", "contra", "contro", "tegen", "nein",
];

/// Beginnings of words for what a vote carried, and for what it did not carry.
const CARRIED: &[&str] = &[
    "adopt",
    "pass",
    "carried",
    "approv",
    "upheld",
    "uphold",
    "granted",
    "accept",
    "won",
    "angenommen",
    "beschlossen",
    "gebilligt",
    "stattgegeben",
    "gewann",
    "gewonnen",
    "approuv",
    "accept",
    "aprob",
    "acept",
    "ganó",
    "approv",
    "accol",
    "aangenomen",
    "goedgekeurd",
];
const REFUSED: &[&str] = &[
    "reject",
    "refus",
    "dismiss",
    "defeat",
    "denied",
    "lost",
    "abgelehnt",
    "verworfen",
    "zurückgewiesen",
    "verlor",
    "verloren",
    "rejet",
    "repouss",
    "rechaz",
    "deneg",
    "perdi",
    "respint",
    "rigett",
    "rejeit",
    "verworpen",
    "afgewezen",
];

/// Words between a part and its whole: "one in five", "einer von fünf", "un sur cinq", "una de cada cinco".
const OUT_OF: &[&[&str]] = &[
    &["in", "every"],
    &["out", "of"],
    &["of", "every"],
    &["in"],
    &["von"],
    &["sur"],
    &["de", "cada"],
    &["em", "cada"],
    &["su"],
    &["op", "de"],
];

/// Words before the two numbers of a ratio.
const RATIO: &[&str] = &[
    "ratio",
    "verhältnis",
    "rapport",
    "proporción",
    "relación",
    "rapporto",
    "proporção",
    "verhouding",
];

/// The most that the two numbers of "one in five" are, times a thousand.
const SMALL: i64 = 100_000;

/// How many words around a pair tell of what it is.
const AROUND: usize = 22;

/// What two numbers are to each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum How {
    /// A number before and after a change.
    Change,
    /// Votes or goals of two sides.
    Tally,
    /// Those for and those against.
    For,
    Part,
    Ratio,
}

/// A pair as it stands in a text.
#[derive(Debug)]
struct Form {
    how: How,
    first: i64,
    second: i64,
    /// From the first word of it to behind the last.
    words: Range<usize>,
}

/// A pair of a sentence that a source has the other way round.
#[derive(Debug)]
pub(super) struct Pair<'t> {
    pub range: Range<usize>,
    pub key: &'t str,
    /// The words of the source.
    pub theirs: &'t str,
}

/// The texts of sources with their words and pairs, as far as they were asked for.
#[derive(Default)]
pub(super) struct Pairs<'t>(BTreeMap<(&'t str, &'static str), Known>);

/// A text that was read.
struct Known {
    words: Vec<Word>,
    forms: Vec<Form>,
}

impl<'t> Pairs<'t> {
    /// The first pair of a sentence that stands in no source as it does there, and in one the other way round, where
    /// the words around it tell of the same.
    pub(super) fn other(
        &mut self,
        texts: &[(&'t str, &'t str)],
        own: &Own,
        tongue: &'static Tongue,
    ) -> Option<Pair<'t>> {
        let ours = Text {
            text: &own.text,
            words: &own.words,
            tongue,
        };
        let forms = ours.forms();
        if forms.is_empty() {
            return None;
        }
        for (key, text) in texts {
            self.0.entry((key, tongue.language)).or_insert_with(|| {
                let words = prose::words(text);
                let theirs = Text {
                    text,
                    words: &words,
                    tongue,
                };
                let forms = theirs.forms();
                Known { words, forms }
            });
        }
        forms.iter().find_map(|form| {
            let mut found = None;
            for (key, text) in texts {
                let known = self.0.get(&(*key, tongue.language))?;
                let theirs = Text {
                    text,
                    words: &known.words,
                    tongue,
                };
                for other in &known.forms {
                    match ours.compare(form, &theirs, other) {
                        Compared::Same => return None,
                        Compared::Turned => {
                            found = found.or(Some(Pair {
                                range: ours.bytes(&form.words),
                                key,
                                theirs: &text[theirs.bytes(&theirs.around(&other.words))],
                            }));
                        }
                        Compared::Apart => {}
                    }
                }
            }
            found
        })
    }
}

enum Compared {
    Same,
    Turned,
    Apart,
}

struct Text<'t> {
    text: &'t str,
    words: &'t [Word],
    tongue: &'t Tongue,
}

impl Text<'_> {
    fn word(&self, at: usize) -> &str {
        self.words.get(at).map_or("", |word| word.lower.as_str())
    }

    fn gap(&self, first: usize, second: usize) -> &str {
        let range = self.words[first].range.end..self.words[second].range.start;
        self.text.get(range).unwrap_or_default()
    }

    fn bytes(&self, words: &Range<usize>) -> Range<usize> {
        self.words[words.start].range.start..self.words[words.end - 1].range.end
    }

    /// The number at a word, and the word behind it. Years and days are none.
    fn count(&self, at: usize) -> Option<(i64, usize)> {
        let word = self.words.get(at)?;
        if ONE.contains(&word.lower.as_str()) {
            return Some((1000, at + 1));
        }
        let figures = numbers::digits(self.text, self.words, at, self.tongue)
            .or_else(|| numbers::in_words(self.text, self.words, at, self.tongue))?;
        let last = figures.last;
        let is_day = numbers::is_beside_month(self.text, self.words, (at, last), self.tongue);
        let value = figures.scaled()?;
        (!figures.is_year() && !is_day).then_some((value, last + 1))
    }

    /// The pairs of a text in order.
    fn forms(&self) -> Vec<Form> {
        let mut found = Vec::new();
        for at in 0..self.words.len() {
            let form = self
                .change(at)
                .or_else(|| self.side(at))
                .or_else(|| self.tally(at))
                .or_else(|| self.part(at));
            found.extend(form.filter(|form| form.first != form.second));
        }
        found
    }

    fn form(how: How, first: i64, second: i64, words: Range<usize>) -> Form {
        Form {
            how,
            first,
            second,
            words,
        }
    }

    /// "from 30 per cent in 2019 to 40".
    fn change(&self, at: usize) -> Option<Form> {
        /// How many words stand between the two numbers at most.
        const BETWEEN: usize = 5;
        let (from, to) = self.tongue.sums.from_to;
        if self.word(at) != from {
            return None;
        }
        let (first, next) = self.count(at + 1).filter(|(first, _)| *first != 1000)?;
        let joint = (next..next + BETWEEN).find(|at| self.word(at.to_owned()) == to)?;
        let gap = self.gap(at, joint);
        let has_other = (next..joint).any(|at| self.count(at).is_some());
        let (second, end) = self
            .count(joint + 1)
            .filter(|(second, _)| *second != 1000)?;
        let is_one = !has_other && !gap.contains([';', ':', '(']) && !gap.contains(". ");
        is_one.then(|| Self::form(How::Change, first, second, at..end))
    }

    /// "six votes for and three against", "six in favour, three against".
    fn side(&self, at: usize) -> Option<Form> {
        /// How many words behind a number the word for its side may stand, and how many lie between the two.
        const NEAR: usize = 3;
        const BETWEEN: usize = 6;
        let (first, next) = self.count(at)?;
        let is_for = |from: usize| {
            let favour = |at: usize| FOR.contains(&self.word(at));
            // "A favor", "in favour".
            (from..from + NEAR).find(|at| favour(*at))
        };
        let side = is_for(next).filter(|side| {
            (next..*side).all(|at| self.count(at).is_none() && !AGAINST.contains(&self.word(at)))
        })?;
        let (second, behind) =
            (side + 1..side + BETWEEN).find_map(|at| self.count(at).filter(|_| at > side))?;
        let end = (behind..behind + NEAR).find(|at| AGAINST.contains(&self.word(*at)))?;
        (self.count(end + 1).is_none()).then(|| Self::form(How::For, first, second, at..end + 1))
    }

    /// "six votes to three", "by six to three", "6–3".
    fn tally(&self, at: usize) -> Option<Form> {
        let (first, next) = self.count(at)?;
        let is_counted = VOTES.contains(&self.word(next));
        let joint = next + usize::from(is_counted);
        let before = at.checked_sub(1).map_or("", |at| self.word(at));
        let is_ratio = || {
            let near = at.saturating_sub(8)..at;
            near.clone().any(|at| RATIO.contains(&self.word(at)))
        };
        let dash = next < self.words.len() && matches!(self.gap(next - 1, next), "–" | "-" | ":");
        if dash && !is_counted {
            let (second, end) = self.count(next)?;
            let how = match is_ratio() {
                true => How::Ratio,
                false => How::Tally,
            };
            let is_vote = how == How::Ratio || self.outcome(&(at..end)).is_some();
            return is_vote.then(|| Self::form(how, first, second, at..end));
        }
        if !TO.contains(&self.word(joint)) {
            return None;
        }
        let (second, end) = self.count(joint + 1)?;
        let is_counted = is_counted || VOTES.contains(&self.word(end));
        let is_by = matches!(before, "by" | "mit" | "par" | "por" | "per" | "con" | "met")
            && self.outcome(&(at..end)).is_some();
        match (is_counted || is_by, is_ratio()) {
            (_, true) => Some(Self::form(How::Ratio, first, second, at..end)),
            (true, _) => Some(Self::form(How::Tally, first, second, at..end)),
            _ => None,
        }
    }

    /// "one in five", "one woman in five".
    fn part(&self, at: usize) -> Option<Form> {
        let (first, next) = self.count(at).filter(|(first, _)| *first <= SMALL)?;
        let joint = [next, next + 1].into_iter().find_map(|at| {
            let mut all = OUT_OF.iter();
            let words = all.find(|words| {
                let mut words = words.iter().enumerate();
                words.all(|(offset, word)| self.word(at + offset) == *word)
            })?;
            Some(at + words.len())
        })?;
        let gap = self.gap(next - 1, joint);
        let (second, end) = self.count(joint).filter(|(second, _)| *second <= SMALL)?;
        (!gap.contains([',', ';', '(', '.', ':']))
            .then(|| Self::form(How::Part, first, second, at..end))
    }

    /// The words around a pair, up to the ends of its sentence.
    fn around(&self, words: &Range<usize>) -> Range<usize> {
        let ends = |at: usize| {
            let gap = self.gap(at - 1, at);
            gap.contains(['.', '?', '!', ';']) && gap.contains(char::is_whitespace)
        };
        let mut start = words.start;
        while start > 0 && words.start - start < AROUND && !ends(start) {
            start -= 1;
        }
        let mut end = words.end;
        while end < self.words.len() && end - words.end < AROUND && !ends(end) {
            end += 1;
        }
        start..end
    }

    /// Whether what was voted on was carried, where the words around say so.
    fn outcome(&self, words: &Range<usize>) -> Option<bool> {
        let begins = |starts: &[&str]| {
            let mut around = self.around(words);
            around.any(|at| starts.iter().any(|start| self.word(at).starts_with(start)))
        };
        match (begins(CARRIED), begins(REFUSED)) {
            (true, false) => Some(true),
            (false, true) => Some(false),
            _ => None,
        }
    }

    /// The votes for and against, if a pair tells them.
    fn sides(&self, form: &Form) -> Option<(i64, i64)> {
        let (first, second) = (form.first, form.second);
        match (form.how, self.outcome(&form.words)) {
            (How::For, _) => Some((first, second)),
            (How::Tally, Some(true)) => Some((first, second)),
            (How::Tally, Some(false)) => Some((first.min(second), first.max(second))),
            _ => None,
        }
    }

    fn compare(&self, form: &Form, theirs: &Text<'_>, other: &Form) -> Compared {
        let (ours, they) = ((form.first, form.second), (other.first, other.second));
        let turned = |(one, two): (i64, i64)| (two, one);
        let is_tally = |form: &Form| matches!(form.how, How::Tally | How::For);
        let (is_same, is_turned) = match (is_tally(form), is_tally(other)) {
            (true, true) => match (self.sides(form), theirs.sides(other)) {
                (Some(one), Some(two)) => (one == two, one == turned(two)),
                _ if form.how == other.how => (ours == they, ours == turned(they)),
                _ => (ours == they || ours == turned(they), false),
            },
            // "Five in two villages" counts no part of a whole.
            (false, false) if form.how == How::Part && other.how == How::Part => {
                (ours == they, ours == turned(they) && they.0 < they.1)
            }
            (false, false) if form.how == other.how => (ours == they, ours == turned(they)),
            _ => (false, false),
        };
        match (is_same, is_turned) {
            (true, _) => Compared::Same,
            (_, true) if self.is_of_one(form, theirs, other) => Compared::Turned,
            _ => Compared::Apart,
        }
    }

    /// Whether the words around two pairs tell of one thing, and no years or names set them apart.
    fn is_of_one(&self, form: &Form, theirs: &Text<'_>, other: &Form) -> bool {
        /// How many longer words they share.
        const SHARED: usize = 2;
        let (ours, they) = (self.told(form), theirs.told(other));
        let agree = |one: &BTreeSet<String>, two: &BTreeSet<String>| {
            one.is_empty() || two.is_empty() || !one.is_disjoint(two)
        };
        // "Pupils to teachers" is no "teachers to pupils".
        let shared: Vec<&String> = ours
            .stems
            .iter()
            .filter(|stem| they.stems.contains(stem))
            .collect();
        let order: Vec<&String> = they
            .stems
            .iter()
            .filter(|stem| ours.stems.contains(stem))
            .collect();
        let is_one_order = form.how != How::Ratio || shared == order;
        let distinct: BTreeSet<&String> = shared.iter().copied().collect();
        distinct.len() >= SHARED
            && is_one_order
            && agree(&ours.years, &they.years)
            && agree(&ours.names, &they.names)
    }

    fn told(&self, form: &Form) -> Told {
        /// How many letters a longer word has, and by how many it is known.
        const LETTERS: (usize, usize) = (4, 5);
        let mut told = Told::default();
        for at in self.around(&form.words) {
            let word = &self.words[at];
            let lower = word.lower.as_str();
            if lower.len() == 4 && lower.bytes().all(|byte| byte.is_ascii_digit()) {
                told.years.insert(lower.to_owned());
            }
            let is_long =
                lower.chars().count() >= LETTERS.0 && lower.chars().all(char::is_alphabetic);
            if is_long && self.count(at).is_none() && !VOTES.contains(&lower) {
                told.stems.push(lower.chars().take(LETTERS.1).collect());
            }
            let begins = at == 0 || self.gap(at - 1, at).contains(['.', '?', '!', '\n']);
            let is_name = self.tongue.language != "de"
                && !begins
                && self.text[word.range.clone()].starts_with(char::is_uppercase)
                && self.tongue.month(lower).is_none();
            if is_name {
                told.names.insert(lower.to_owned());
            }
        }
        told
    }
}

/// What the words around a pair tell.
#[derive(Default)]
struct Told {
    /// The beginnings of the longer words in order.
    stems: Vec<String>,
    years: BTreeSet<String>,
    names: BTreeSet<String>,
}

#[cfg(test)]
mod tests;
