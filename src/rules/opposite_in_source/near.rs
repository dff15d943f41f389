//! Clauses and the sentences of sources that are near to them in their words.

mod denied;

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use super::super::prose::{Own, Word, words};
use super::lists::Tongue;

/// The fewest words that both have in common, where one has a "not" and where one has an opposite.
const COMMON: usize = 4;
const COMMON_BESIDE_OPPOSITE: usize = 3;

/// How much of the words of either must be in common, in percent; and where nouns cannot be told from names.
const NEAR: usize = 65;
const NEARER: usize = 75;

/// How many letters two forms of one word begin with alike.
const STEM: usize = 5;

/// How many words before what is in common, and behind it, belong to it.
const BEFORE: usize = 4;
const BEHIND: usize = 2;

/// The longest sentence of a source that is compared, in words.
const LONGEST: usize = 80;

/// A word of a clause, as far as it is compared.
struct Part {
    /// Its stem, if it says something.
    stem: Option<String>,
    lower: String,
    range: Range<usize>,
    /// Whether it is written as a name.
    is_name: bool,
}

/// A clause of the report, or a sentence of a source.
pub(super) struct Clause {
    parts: Vec<Part>,
}

impl Clause {
    /// The clauses of a sentence, between marks that part statements.
    pub fn all(own: &Own, tongue: &'static Tongue) -> impl Iterator<Item = Clause> {
        let mut clauses: Vec<Vec<&Word>> = vec![Vec::new()];
        let mut end = 0;
        for word in &own.words {
            let gap = own.text.get(end..word.range.start).unwrap_or_default();
            if gap.contains([';', ':', '–', '—', '(', ')']) {
                clauses.push(Vec::new());
            }
            end = word.range.end;
            if let Some(last) = clauses.last_mut() {
                last.push(word);
            }
        }
        clauses
            .into_iter()
            .filter(|clause| clause.len() > COMMON_BESIDE_OPPOSITE)
            .map(move |clause| Clause::of(&own.text, &clause, tongue))
    }

    fn of(text: &str, words: &[&Word], tongue: &Tongue) -> Self {
        let parts = words.iter().enumerate().map(|(at, word)| {
            let written = text.get(word.range.clone()).unwrap_or_default();
            Part {
                stem: stem(&word.lower, tongue),
                is_name: at > 0
                    && written.starts_with(char::is_uppercase)
                    && written.chars().count() > 1,
                lower: word.lower.clone(),
                range: word.range.clone(),
            }
        });
        Self {
            parts: parts.collect(),
        }
    }

    fn stems(&self) -> impl Iterator<Item = &str> {
        self.parts.iter().filter_map(|part| part.stem.as_deref())
    }
}

/// The beginning of a word that says something.
fn stem(lower: &str, tongue: &Tongue) -> Option<String> {
    let known = tongue.forms.iter().find(|(form, _)| *form == lower);
    let word = known.map_or(lower, |(_, word)| word);
    let letters = word.chars().count();
    let is_small = tongue.small.contains(&word)
        || tongue.negators.contains(&word)
        || tongue.amounts.contains(&word);
    let says =
        (letters >= 4 || known.is_some()) && !is_small && word.chars().all(char::is_alphabetic);
    says.then(|| beginning(word, tongue))
}

/// What two forms of a word have in common: without its ending in English, and its first letters elsewhere.
fn beginning(word: &str, tongue: &Tongue) -> String {
    /// Up to how many letters a word has a shorter stem.
    const SHORT: usize = 6;
    let ending = tongue.endings.iter().find_map(|ending| {
        let rest = word.strip_suffix(ending)?;
        (rest.chars().count() >= SHORT / 2).then_some(rest)
    });
    let is_short = tongue.endings.is_empty() && word.chars().count() <= SHORT;
    let letters = if is_short { STEM - 1 } else { STEM };
    ending.unwrap_or(word).chars().take(letters).collect()
}

/// Whether a word denies what stands beside it. `next` is the word behind it.
fn denies(lower: &str, next: Option<&Part>, tongue: &Tongue) -> bool {
    let goes_on = next.is_some_and(|next| {
        tongue.no_denial.contains(&next.lower.as_str())
            || next.lower.starts_with(|c: char| c.is_ascii_digit())
    });
    is_negator(lower, tongue) && !goes_on
}

fn is_negator(lower: &str, tongue: &Tongue) -> bool {
    tongue.negators.contains(&lower) || lower.ends_with("n’t") || lower.ends_with("n't")
}

fn is_amount(part: &Part, tongue: &Tongue) -> bool {
    let is_number = part.lower.starts_with(|c: char| c.is_ascii_digit());
    is_number || tongue.amounts.contains(&part.lower.as_str())
}

/// How a sentence is turned round.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum How {
    /// The source denies it.
    Lost,
    /// The sentence denies it.
    Added,
    /// One has the opposite of a word of the other, or another word of the same kind.
    Exchanged,
    /// The source leaves it open.
    Open,
}

/// A clause that is turned round.
pub(super) struct Turned<'t> {
    /// Where, in the sentence of the report.
    pub range: Range<usize>,
    pub how: How,
    /// Whether both words are opposites, where one was exchanged.
    pub is_opposite: bool,
    /// The word of the source that is lost or exchanged.
    pub theirs: String,
    /// The sentence of the source.
    pub sentence: &'t str,
    pub key: &'t str,
}

/// The sentences of a text, and where each stem stands among them.
struct Text<'t> {
    sentences: Vec<(&'t str, Clause)>,
    places: BTreeMap<String, Vec<usize>>,
}

/// The texts of sources that were read so far.
pub(super) struct Sources<'t>(BTreeMap<&'t str, Text<'t>>);

impl<'t> Sources<'t> {
    /// None yet.
    pub fn new() -> Self {
        Self(BTreeMap::new())
    }

    /// Makes a text ready, once.
    pub fn read(&mut self, key: &'t str, text: &'t str, tongue: &'static Tongue) {
        self.0.entry(key).or_insert_with(|| Text::new(text, tongue));
    }

    /// How a clause is turned round, if no sentence of its sources says what it says.
    pub fn turned(
        &self,
        keys: &[&'t str],
        tongue: &'static Tongue,
        clause: &Clause,
    ) -> Option<Turned<'t>> {
        let mut found = None;
        for key in keys {
            let text = self.0.get(key)?;
            for at in text.near(clause) {
                let (sentence, theirs) = &text.sentences[at];
                match compare(clause, theirs, tongue) {
                    Compared::Same => return None,
                    Compared::Turned { range, how, theirs } => {
                        found = found.or(Some(Turned {
                            range,
                            how,
                            is_opposite: true,
                            theirs,
                            sentence,
                            key,
                        }));
                    }
                    Compared::Apart => {}
                }
            }
        }
        found
    }
}

impl<'t> Text<'t> {
    fn new(text: &'t str, tongue: &'static Tongue) -> Self {
        let mut sentences = Vec::new();
        let mut places: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        for sentence in cut(text) {
            let lower = sentence.to_lowercase();
            // Letters whose lower case is longer leave no places: such a sentence is not compared.
            if lower.len() != sentence.len() || sentence.trim_end().ends_with('?') {
                continue;
            }
            let found = words(&lower);
            let found: Vec<&Word> = found.iter().collect();
            if found.len() > LONGEST || found.len() <= COMMON_BESIDE_OPPOSITE {
                continue;
            }
            let clause = Clause::of(sentence, &found, tongue);
            let stems: BTreeSet<&str> = clause.stems().collect();
            for stem in stems {
                places
                    .entry(stem.to_owned())
                    .or_default()
                    .push(sentences.len());
            }
            sentences.push((sentence, clause));
        }
        Self { sentences, places }
    }

    /// The sentences that have enough words in common with a clause.
    fn near(&self, clause: &Clause) -> Vec<usize> {
        let mut counts: BTreeMap<usize, usize> = BTreeMap::new();
        let stems: BTreeSet<&str> = clause.stems().collect();
        for places in stems.into_iter().filter_map(|stem| self.places.get(stem)) {
            for place in places {
                *counts.entry(*place).or_default() += 1;
            }
        }
        let near = counts
            .into_iter()
            .filter(|(_, count)| *count >= COMMON_BESIDE_OPPOSITE);
        near.map(|(place, _)| place).collect()
    }
}

/// A text cut into sentences: at a full stop before a space and a capital or a digit, and at an empty line.
pub(super) fn cut(text: &str) -> impl Iterator<Item = &str> {
    text.split("\n\n").flat_map(|paragraph| {
        let mut pieces = Vec::new();
        let mut start = 0;
        for (at, character) in paragraph.char_indices() {
            let ends = matches!(character, '.' | '?' | '!' | ';');
            let rest = &paragraph[at + character.len_utf8()..];
            let begins = rest.starts_with(char::is_whitespace)
                && rest
                    .trim_start()
                    .starts_with(|c: char| !c.is_lowercase() || character == ';');
            let is_line = character == '\n'
                && rest.starts_with(|c: char| c.is_ascii_digit() || c == '-' || c == '•');
            if ends && begins || is_line {
                pieces.push(&paragraph[start..at + character.len_utf8()]);
                start = at + character.len_utf8();
            }
        }
        pieces.push(&paragraph[start..]);
        pieces
    })
}

enum Compared {
    /// Nothing of the one is in the other, or too little.
    Apart,
    /// Both say one thing.
    Same,
    Turned {
        range: Range<usize>,
        how: How,
        theirs: String,
    },
}

fn compare(ours: &Clause, theirs: &Clause, tongue: &'static Tongue) -> Compared {
    let known: BTreeSet<&str> = theirs.stems().collect();
    let is_common = |part: &Part| {
        part.stem
            .as_deref()
            .is_some_and(|stem| known.contains(stem))
    };
    let (Some(first), Some(last)) = (
        ours.parts.iter().position(is_common),
        ours.parts.iter().rposition(is_common),
    ) else {
        return Compared::Apart;
    };
    let span = &ours.parts[first..=last];
    let common: BTreeSet<&str> = span
        .iter()
        .filter(|part| is_common(part))
        .filter_map(|part| part.stem.as_deref())
        .collect();
    let in_span: BTreeSet<&str> = span
        .iter()
        .filter_map(|part| part.stem.as_deref())
        .collect();
    let least = if tongue.capitals_are_names {
        NEAR
    } else {
        NEARER
    };
    // Of two opposites one is in either, which is less in common and no less near.
    let share = |count: usize, of: usize| count * 100 >= of * least;
    let wide = &ours.parts[first.saturating_sub(BEFORE)..ours.parts.len().min(last + 1 + BEHIND)];
    let opposite = exchanged(wide, &theirs.parts, tongue);
    let more = usize::from(opposite.is_some());
    let is_near =
        share(common.len() + more, in_span.len() + more) && share(common.len() + more, known.len());
    if !is_near || common.len() < COMMON_BESIDE_OPPOSITE {
        return Compared::Apart;
    }
    let (mine, their) = opposite.unzip();
    let is_about_another =
        has_more(wide, &common, mine, tongue) && has_more(&theirs.parts, &common, their, tongue);
    if is_about_another || opposite.is_some() && !same_years(wide, &theirs.parts) {
        return Compared::Apart;
    }
    let ours_denied = denied(wide, tongue);
    let theirs_denied = denied(&theirs.parts, tongue);
    let are_plain = !is_turned_otherwise(wide, &common, tongue)
        && !is_turned_otherwise(&theirs.parts, &common, tongue);
    match (ours_denied.as_slice(), theirs_denied.as_slice(), opposite) {
        ([], [], Some((our, their))) if are_plain => Compared::Turned {
            range: wide[our].range.clone(),
            how: How::Exchanged,
            theirs: theirs.parts[their].lower.clone(),
        },
        (ours_denied, theirs_denied, None) if ours_denied.len() == theirs_denied.len() => {
            Compared::Same
        }
        (_, _, Some(_)) => Compared::Same,
        _ if common.len() < COMMON || !are_plain || !same_amounts(wide, &theirs.parts, tongue) => {
            Compared::Apart
        }
        _ if !same_names(span, &theirs.parts, &ours.parts, tongue) => Compared::Apart,
        ([], [not], None) if is_beside(*not, &theirs.parts, &common) => Compared::Turned {
            range: nearest(*not, &theirs.parts, span, &common),
            how: How::Lost,
            theirs: theirs.parts[*not].lower.clone(),
        },
        ([not], [], None)
            if is_beside(*not, wide, &common)
                && !begins_behind(*not + first.saturating_sub(BEFORE), last, &ours.parts) =>
        {
            Compared::Turned {
                range: wide[*not].range.clone(),
                how: How::Added,
                theirs: String::new(),
            }
        }
        _ => Compared::Apart,
    }
}

/// The places of words that deny, or would.
fn denied(parts: &[Part], tongue: &Tongue) -> Vec<usize> {
    (0..parts.len())
        .filter(|at| is_negator(&parts[*at].lower, tongue))
        .collect()
}

/// Whether a statement is turned round or limited by a word that is no "not", and that the other has not.
fn is_turned_otherwise(parts: &[Part], common: &BTreeSet<&str>, tongue: &Tongue) -> bool {
    let is_common = |part: &Part| {
        part.stem
            .as_deref()
            .is_some_and(|stem| common.contains(stem))
    };
    let mut own = parts
        .iter()
        .enumerate()
        .filter(|(_, part)| !is_common(part));
    own.any(|(at, part)| {
        let lower = part.lower.as_str();
        let whole = |start: &&&str| start.chars().count() <= 3;
        let mut starts = tongue.otherwise.iter();
        let is_half = is_negator(lower, tongue) && !denies(lower, parts.get(at + 1), tongue);
        is_half
            || starts.any(|start| {
                if whole(&start) {
                    lower == *start
                } else {
                    lower.starts_with(start)
                }
            })
    })
}

/// Whether there are words that say something and are not in common, beside the one at a place and those for whoever
/// is spoken of: where both have some, one tells of one thing and the other of another.
fn has_more(parts: &[Part], common: &BTreeSet<&str>, but: Option<usize>, tongue: &Tongue) -> bool {
    parts.iter().enumerate().any(|(at, part)| {
        let is_own = part
            .stem
            .as_deref()
            .is_some_and(|stem| !common.contains(stem));
        let is_role = tongue.roles.iter().any(|role| part.lower.starts_with(role));
        is_own && but != Some(at) && !is_role && !part.lower.ends_with(tongue.adverb)
    })
}

/// Whether neither tells of a year of which the other tells none.
fn same_years(ours: &[Part], theirs: &[Part]) -> bool {
    fn of(parts: &[Part]) -> BTreeSet<&str> {
        let is_year = |part: &&Part| {
            part.lower.len() == 4 && part.lower.bytes().all(|byte| byte.is_ascii_digit())
        };
        let years = parts.iter().filter(is_year);
        years.map(|part| part.lower.as_str()).collect()
    }
    of(ours) == of(theirs)
}

/// Whether both tell of the same amounts.
fn same_amounts(ours: &[Part], theirs: &[Part], tongue: &Tongue) -> bool {
    fn of<'p>(parts: &'p [Part], tongue: &Tongue) -> BTreeSet<&'p str> {
        let amounts = parts.iter().filter(|part| is_amount(part, tongue));
        amounts.map(|part| part.lower.as_str()).collect()
    }
    of(ours, tongue) == of(theirs, tongue)
}

/// Whether neither names somebody who is not in the other. What the report names elsewhere in the clause counts.
fn same_names(span: &[Part], theirs: &[Part], ours: &[Part], tongue: &Tongue) -> bool {
    if !tongue.capitals_are_names {
        return true;
    }
    let is_in = |part: &Part, others: &[Part]| {
        others.iter().any(|other| {
            other.lower == part.lower || other.stem.is_some() && other.stem == part.stem
        })
    };
    // "It had concluded" may be "The Office had concluded".
    let is_pronoun = ours
        .first()
        .is_some_and(|part| PRONOUNS.contains(&part.lower.as_str()));
    let subject = if is_pronoun { SUBJECT } else { 0 };
    let mut named = span.iter().skip(1).filter(|part| part.is_name);
    let mut their_names = theirs.iter().skip(subject).filter(|part| part.is_name);
    named.all(|part| is_in(part, theirs)) && their_names.all(|part| is_in(part, ours))
}

/// Words that stand for a name that was said before.
const PRONOUNS: &[&str] = &[
    "it", "he", "she", "they", "il", "elle", "ils", "elles", "ella", "ellos", "ellas",
];

/// How many words at the beginning of a sentence may be the name of who does something.
const SUBJECT: usize = 3;

/// Whether the words right before and behind a "not" that say something are in common: it belongs to them.
fn is_beside(not: usize, parts: &[Part], common: &BTreeSet<&str>) -> bool {
    const FAR: usize = 3;
    let is_common = |part: &Part| {
        part.stem
            .as_deref()
            .is_some_and(|stem| common.contains(stem))
    };
    let behind = parts
        .iter()
        .skip(not + 1)
        .take(FAR)
        .find(|part| part.stem.is_some());
    let before = parts[..not]
        .iter()
        .rev()
        .take(FAR)
        .find(|part| part.stem.is_some());
    match (before, behind) {
        (_, Some(behind)) => is_common(behind),
        (Some(before), None) => is_common(before),
        (None, None) => false,
    }
}

/// Whether a "not" behind what is in common belongs to a statement that begins there: "denied it, and no charge was
/// brought".
fn begins_behind(not: usize, last: usize, parts: &[Part]) -> bool {
    const JOINS: &[&str] = &[
        "and", "but", "or", "while", "und", "aber", "oder", "doch", "et", "mais", "ou", "y", "e",
        "pero", "o",
    ];
    let between = parts.get(last + 1..not).unwrap_or_default();
    between
        .iter()
        .any(|part| JOINS.contains(&part.lower.as_str()))
}

/// The word of ours that a "not" of theirs belongs to.
fn nearest(not: usize, theirs: &[Part], span: &[Part], common: &BTreeSet<&str>) -> Range<usize> {
    let is_common = |part: &&Part| {
        part.stem
            .as_deref()
            .is_some_and(|stem| common.contains(stem))
    };
    let behind = theirs.iter().skip(not + 1).find(is_common);
    let before = theirs[..not].iter().rev().find(is_common);
    let stem = behind.or(before).and_then(|part| part.stem.as_deref());
    let meant = span
        .iter()
        .find(|part| stem.is_some() && part.stem.as_deref() == stem);
    meant
        .or(span.first())
        .map_or(0..0, |part| part.range.clone())
}

/// A word of ours and one of theirs that are opposites, where neither has both.
fn exchanged(ours: &[Part], theirs: &[Part], tongue: &Tongue) -> Option<(usize, usize)> {
    let begins = |parts: &[Part], starts: &[&str]| {
        parts
            .iter()
            .position(|part| starts.iter().any(|start| part.lower.starts_with(start)))
    };
    let pairs = tongue
        .opposites
        .iter()
        .flat_map(|(one, other)| [(one, other), (other, one)]);
    for (one, other) in pairs {
        let (here, there) = (begins(ours, one), begins(theirs, other));
        let has_both = begins(ours, other).is_some() || begins(theirs, one).is_some();
        if let (Some(here), Some(there), false) = (here, there, has_both) {
            return Some((here, there));
        }
    }
    with_prefix(ours, theirs, tongue).or_else(|| {
        let (there, here) = with_prefix(theirs, ours, tongue)?;
        Some((here, there))
    })
}

/// A word that stands here, and there with a prefix that turns it round: "vaccinated" and "unvaccinated".
fn with_prefix(plain: &[Part], turned: &[Part], tongue: &Tongue) -> Option<(usize, usize)> {
    /// The fewest letters behind the prefix.
    const LETTERS: usize = 5;
    let holds = |parts: &[Part], word: &str| parts.iter().any(|part| part.lower == word);
    turned.iter().enumerate().find_map(|(there, part)| {
        let rest = tongue.prefixes.iter().find_map(|prefix| {
            let rest = part.lower.strip_prefix(prefix)?;
            (rest.chars().count() >= LETTERS).then_some(rest)
        })?;
        let here = plain.iter().position(|part| part.lower == rest)?;
        (!holds(turned, rest) && !holds(plain, &part.lower)).then_some((here, there))
    })
}

#[cfg(test)]
mod tests;
