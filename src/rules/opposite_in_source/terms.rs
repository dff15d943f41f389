//! Words of one class of which the sentence has one and the source another: "brother" for "husband", "Supreme Court"
//! for "Court of Appeal", "rose" for "fell", "after the vote" for "before the vote".
//!
//! Two texts are compared around the word that is looked at, and not as wholes: whoever retells something shortens it
//! and joins it with other things. Most of what holds them apart is that the source has the word of the sentence
//! nowhere, or nowhere near. It knows no grammar.

mod classes;
mod courts;
mod hedges;
mod kin;
mod offices;
mod order;
mod senses;

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use self::classes::{Beside, Class, LANGUAGES, Member, Met, Reader, fits, is_form, stem};
use super::super::prose::{Own, Word, words};
use super::near::{How, Turned, cut};

/// How many words on either side of a word are compared.
const AROUND: usize = 9;

/// How far from the word of the source the words in common may stand.
const NEARBY: usize = 14;

/// The fewest words in common, where the source has the word of the sentence nowhere and where it has it elsewhere.
const COMMON: usize = 3;
const COMMON_ELSEWHERE: usize = 4;

/// How much of the words around must be in common where the source has the word elsewhere, in percent, and how much of
/// its sentence.
const SHARE_ELSEWHERE: usize = 70;
const THEIR_SHARE: usize = 45;

/// How much in common makes a sentence that has the same word the one that is retold.
const SHARE_OF_SAME: usize = 25;

/// The longest sentence of a source that is compared, in words.
const LONGEST: usize = 90;

/// A sentence of a source.
struct Sentence<'t> {
    text: &'t str,
    words: Vec<Word>,
    stems: BTreeSet<String>,
}

/// The sentences of a text, and where each stem stands among them.
struct Text<'t> {
    sentences: Vec<Sentence<'t>>,
    places: BTreeMap<String, Vec<usize>>,
}

impl<'t> Text<'t> {
    fn new(text: &'t str) -> Self {
        let mut sentences = Vec::new();
        let mut places: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        for piece in cut(text) {
            let lower = piece.to_lowercase();
            // Letters whose lower case is longer leave no places: such a sentence is not compared.
            let is_question = piece.trim_end().ends_with('?');
            let words = match lower.len() == piece.len() && !is_question {
                true => words(&lower),
                false => Vec::new(),
            };
            let is_long = words.len() > LONGEST;
            let words = if is_long { Vec::new() } else { words };
            let stems: BTreeSet<String> = words.iter().filter_map(stem).collect();
            for stem in &stems {
                places
                    .entry(stem.clone())
                    .or_default()
                    .push(sentences.len());
            }
            sentences.push(Sentence {
                text: piece,
                words,
                stems,
            });
        }
        Self { sentences, places }
    }

    /// The sentences that have some of the stems, with how many.
    fn near(&self, stems: &BTreeSet<String>) -> BTreeMap<usize, usize> {
        let mut counts = BTreeMap::new();
        for places in stems.iter().filter_map(|stem| self.places.get(stem)) {
            for place in places {
                *counts.entry(*place).or_default() += 1;
            }
        }
        counts
    }
}

/// The texts of sources that were read so far, and the classes in the languages in which they were asked for.
pub(super) struct Sources<'t> {
    texts: BTreeMap<&'t str, Text<'t>>,
    readers: BTreeMap<usize, Vec<Reader>>,
}

/// What is compared: the words of a sentence, its language, its sources, and what the entries of these are called.
pub(super) struct Asked<'a, 't> {
    pub own: &'a Own,
    pub language: &'a str,
    pub keys: &'a [&'t str],
    pub titles: &'a str,
}

/// A word of the sentence with all that is compared.
struct Look<'a> {
    reader: &'a Reader,
    class: &'static Class,
    ours: &'a Met<'a>,
    all: &'a [Met<'a>],
    /// The stems around the word.
    around: BTreeSet<String>,
}

enum Judged {
    /// The sentence of the source has the same.
    Same,
    /// It has another word.
    Other(Range<usize>),
    /// It has none.
    Nothing,
}

impl Look<'_> {
    fn met<'s>(&self, sentence: &'s Sentence<'_>) -> Vec<Met<'s>> {
        self.reader.met(sentence.text, &sentence.words)
    }

    /// Whether one of the words of a source may tell the same.
    fn is_same(&self, theirs: &Met<'_>) -> bool {
        self.class.is_beside(self.ours, theirs)
            && (theirs.member.id == self.ours.member.id
                || !(self.class.are_apart)(self.ours, theirs))
    }

    fn has_same(&self, sentence: &Sentence<'_>) -> bool {
        self.met(sentence).iter().any(|theirs| self.is_same(theirs))
    }

    /// Whether a sentence has the very word.
    fn has_word(&self, sentence: &Sentence<'_>) -> bool {
        self.met(sentence).iter().any(|theirs| {
            self.class.is_beside(self.ours, theirs) && theirs.member.id == self.ours.member.id
        })
    }

    fn judge(&self, sentence: &Sentence<'_>) -> Judged {
        let theirs = self.met(sentence);
        if theirs.iter().any(|theirs| self.is_same(theirs)) {
            return Judged::Same;
        }
        let is_in = |met: &Met<'_>, others: &[Met<'_>]| {
            others.iter().any(|other| other.member.id == met.member.id)
        };
        let others: Vec<&Met<'_>> = theirs
            .iter()
            .filter(|theirs| !is_in(theirs, self.all) && self.class.is_beside(self.ours, theirs))
            .collect();
        let ids: BTreeSet<&str> = others.iter().map(|other| other.member.id).collect();
        let own_only = self.all.iter().filter(|ours| {
            let is_near = ours.at.start.abs_diff(self.ours.at.start) <= AROUND;
            is_near && !is_in(ours, &theirs)
        });
        let own_ids: BTreeSet<&str> = own_only.map(|ours| ours.member.id).collect();
        // Where each has several of its own, one tells more than the other. "Brother and sister" are none of "uncle".
        let is_one = (ids.len() == 1 || are_joined(&others)) && own_ids.len() == 1;
        let Some(other) = others.first().filter(|_| is_one) else {
            return Judged::Nothing;
        };
        let nearby = other.words
            [other.at.start.saturating_sub(NEARBY)..other.words.len().min(other.at.end + NEARBY)]
            .iter()
            .filter_map(stem);
        let near: BTreeSet<String> = nearby.filter(|stem| self.around.contains(stem)).collect();
        let same_denial = other.is_denied() == self.ours.is_denied();
        match near.len() >= COMMON - 1 && same_denial {
            true => Judged::Other(other.at.clone()),
            false => Judged::Nothing,
        }
    }
}

/// Whether two words stand side by side as equals: "brother and sister".
fn are_joined(others: &[&Met<'_>]) -> bool {
    const AND: &[&str] = &["and", "or", "und", "oder", "et", "ou", "y", "o", "e", "en"];
    let [one, two] = others else { return false };
    let between = one.words.get(one.at.end..two.at.start).unwrap_or_default();
    matches!(between, [word] if AND.contains(&word.lower.as_str()))
}

impl<'t> Sources<'t> {
    /// None yet.
    pub fn new() -> Self {
        Self {
            texts: BTreeMap::new(),
            readers: BTreeMap::new(),
        }
    }

    /// Makes a text ready, once, and the classes of a language.
    pub fn read(&mut self, key: &'t str, text: &'t str, language: &str) {
        let Some(language) = LANGUAGES.iter().position(|known| *known == language) else {
            return;
        };
        self.texts.entry(key).or_insert_with(|| Text::new(text));
        self.readers.entry(language).or_insert_with(|| {
            let classes = kin::CLASSES
                .iter()
                .chain(courts::CLASSES)
                .chain(offices::CLASSES)
                .chain(senses::CLASSES)
                .chain(order::CLASSES);
            classes.map(|class| Reader::of(class, language)).collect()
        });
    }

    /// The first word of a sentence for which its sources have another one of the same class.
    pub fn exchanged(&self, asked: &Asked<'_, 't>) -> Option<Turned<'t>> {
        let language = LANGUAGES
            .iter()
            .position(|known| *known == asked.language)?;
        let title_words = words(&asked.titles.to_lowercase());
        for reader in self.readers.get(&language)? {
            let all = reader.met(&asked.own.text, &asked.own.words);
            for ours in &all {
                let in_titles = || {
                    let met = reader.met(asked.titles, &title_words);
                    met.iter().any(|met| met.member.id == ours.member.id)
                };
                let look = Look {
                    reader,
                    class: reader.class,
                    ours,
                    all: &all,
                    around: around(ours, &all),
                };
                if let Some(turned) = self.other(asked.keys, &look)
                    && !in_titles()
                {
                    return Some(turned);
                }
            }
        }
        hedges::lost(self, asked, language)
    }

    /// What the sources have for a word, if they have something else.
    fn other(&self, keys: &[&'t str], look: &Look<'_>) -> Option<Turned<'t>> {
        let size = look.around.len();
        if size < COMMON {
            return None;
        }
        let mut best: Option<(usize, &'t str, usize, Range<usize>)> = None;
        for key in keys {
            let text = self.texts.get(key)?;
            for (at, count) in text.near(&look.around) {
                if count < COMMON - 1 {
                    continue;
                }
                match look.judge(&text.sentences[at]) {
                    Judged::Same if count * 100 >= size * SHARE_OF_SAME => return None,
                    Judged::Other(theirs) if best.as_ref().is_none_or(|best| best.0 < count) => {
                        best = Some((count, *key, at, theirs));
                    }
                    _ => {}
                }
            }
        }
        let (count, key, at, theirs) = best?;
        let text = self.texts.get(key)?;
        let sentence = &text.sentences[at];
        let beside = [at.checked_sub(1), Some(at + 1)];
        let mut beside = beside
            .into_iter()
            .flatten()
            .filter_map(|at| text.sentences.get(at));
        let is_beside = beside.any(|sentence| look.has_same(sentence));
        let mut read = keys.iter().filter_map(|key| self.texts.get(key));
        let is_elsewhere = read.any(|text| text.sentences.iter().any(|one| look.has_word(one)));
        let is_near = match is_elsewhere {
            true => {
                count >= COMMON_ELSEWHERE
                    && count * 100 >= size * SHARE_ELSEWHERE
                    && count * 100 >= sentence.stems.len() * THEIR_SHARE
            }
            false => count >= COMMON && count * 100 >= size * look.class.least,
        };
        let place = |range: &Range<usize>, words: &[Word]| {
            let (first, last) = (words.get(range.start)?, words.get(range.end - 1)?);
            Some(first.range.start..last.range.end)
        };
        (is_near && !is_beside).then_some(())?;
        Some(Turned {
            range: place(&look.ours.at, look.ours.words)?,
            how: How::Exchanged,
            is_opposite: false,
            theirs: sentence
                .text
                .get(place(&theirs, &sentence.words)?)?
                .to_owned(),
            sentence: sentence.text,
            key,
        })
    }
}

/// The stems on either side of a word, without those of its class.
fn around(met: &Met<'_>, all: &[Met<'_>]) -> BTreeSet<String> {
    let places = met.at.start.saturating_sub(AROUND)..met.words.len().min(met.at.end + AROUND);
    let is_of_class = |at: usize| all.iter().any(|other| other.at.contains(&at));
    places
        .filter(|at| !is_of_class(*at))
        .filter_map(|at| stem(&met.words[at]))
        .collect()
}

#[cfg(test)]
mod tests;
