//! What a class of words is, and where its members stand in a text.

use std::collections::BTreeSet;
use std::ops::Range;

use super::super::super::prose::Word;

/// The languages of the lists, in their order.
pub(super) const LANGUAGES: [&str; 7] = ["en", "de", "fr", "es", "it", "nl", "pt"];

/// How many words lie between a word and what it belongs to.
const GAP: usize = 3;

/// One of the words of a class, with its forms in each of the languages. A form is words with a space between them, of
/// which each may be one of several (`a|b`) or a beginning (`a*`).
pub(super) struct Member {
    pub id: &'static str,
    pub forms: [&'static [&'static str]; 7],
}

/// Words of which one cannot stand for another.
pub(super) struct Class {
    pub members: &'static [Member],
    /// Whether the first, in the sentence, cannot tell what the second tells in the source.
    pub are_apart: fn(&Met<'_>, &Met<'_>) -> bool,
    pub beside: Beside,
    /// How much of the words around must be in common, in percent.
    pub least: usize,
    /// Whether a capital makes a name of the word: "Father Ralph".
    pub is_small: bool,
}

/// What must stand beside both words, so that they tell of one thing.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Beside {
    Anything,
    /// The same word behind: "before the vote", "after the vote".
    Same,
    /// The same number behind: "at least 40", "at most 40".
    Number,
    /// The same noun behind, or in the sentence before it: "some detainees", "the detainees were all".
    Noun,
}

/// A member of a class that stands in a text.
pub(super) struct Met<'w> {
    pub member: &'static Member,
    pub at: Range<usize>,
    pub words: &'w [Word],
}

impl Met<'_> {
    pub fn before(&self, count: usize) -> &[Word] {
        &self.words[self.at.start.saturating_sub(count)..self.at.start]
    }

    pub fn behind(&self, count: usize) -> &[Word] {
        &self.words[self.at.end..self.words.len().min(self.at.end + count)]
    }

    /// The first word behind that says something.
    pub fn next(&self) -> Option<String> {
        self.behind(GAP).iter().find_map(stem)
    }

    pub fn last(&self) -> Option<String> {
        self.before(GAP).iter().rev().find_map(stem)
    }

    pub fn is_denied(&self) -> bool {
        let is_negator = |word: &Word| {
            let lower = word.lower.as_str();
            let is_short = lower.ends_with("n’t") || lower.ends_with("n't");
            is_short || NEGATORS.iter().any(|form| is_form(bare(lower), form))
        };
        self.before(4).iter().chain(self.behind(2)).any(is_negator)
    }
}

/// Words that deny, in all languages.
const NEGATORS: &[&str] = &[
    "not", "never", "no", "none", "nobody", "nothing", "neither", "nor", "without", "cannot",
    "hardly", "nicht", "nie", "niemand", "nichts", "kein*", "weder", "ohne", "kaum", "pas",
    "jamais", "aucun*", "sans", "ni", "nunca", "ningun*", "ningún", "sin", "tampoco", "non", "mai",
    "nessun*", "senza", "né", "niet", "nooit", "geen", "zonder", "não", "nenhum*", "sem", "nem",
];

/// Words of four letters or more that say little, in all languages.
const SMALL: &[&str] = &[
    // English
    "that",
    "this",
    "with",
    "from",
    "have",
    "been",
    "were",
    "would",
    "which",
    "their",
    "they",
    "them",
    "there",
    "when",
    "than",
    "also",
    "into",
    "about",
    "after",
    "over",
    "under",
    "such",
    "whether",
    "could",
    "should",
    "because",
    "while",
    "where",
    "whose",
    "does",
    "will",
    "shall",
    "being",
    "these",
    "those",
    "though",
    "however",
    "what",
    "during",
    "upon",
    "through",
    "between",
    "against",
    "before",
    "said",
    "says",
    "other",
    "more",
    "most",
    "some",
    "only",
    "each",
    "every",
    "then",
    "later",
    "same",
    "both",
    "must",
    "according",
    "least",
    "less",
    "very",
    "just",
    "still",
    // German
    "eine",
    "einen",
    "einem",
    "einer",
    "eines",
    "dass",
    "sich",
    "auch",
    "wird",
    "wurde",
    "wurden",
    "haben",
    "habe",
    "hatte",
    "hatten",
    "sind",
    "worden",
    "werden",
    "über",
    "nach",
    "oder",
    "aber",
    "diese",
    "dieser",
    "dieses",
    "diesem",
    "durch",
    "seine",
    "seiner",
    "seinen",
    "seinem",
    "ihre",
    "ihrer",
    "ihren",
    "ihrem",
    "gegen",
    "unter",
    "zwischen",
    "während",
    "weil",
    "damit",
    "dabei",
    "sein",
    "seien",
    "wäre",
    "hätte",
    "würde",
    "kann",
    "konnte",
    "soll",
    "sollte",
    "muss",
    "noch",
    "sowie",
    "nicht",
    "keine",
    "beim",
    "denen",
    "deren",
    "dessen",
    // French
    "dans",
    "pour",
    "avec",
    "leur",
    "leurs",
    "sont",
    "cette",
    "elle",
    "elles",
    "avait",
    "avaient",
    "être",
    "était",
    "étaient",
    "dont",
    "mais",
    "comme",
    "ainsi",
    "aussi",
    "après",
    "avant",
    "entre",
    "selon",
    "sous",
    "même",
    "celle",
    "celui",
    "ceux",
    "ayant",
    "serait",
    "soit",
    "plus",
    "moins",
    "sans",
    "puis",
    "deux",
    "tout",
    "tous",
    // Spanish and Portuguese
    "para",
    "como",
    "pero",
    "este",
    "esta",
    "estos",
    "estas",
    "había",
    "habían",
    "sido",
    "fueron",
    "sobre",
    "cuando",
    "desde",
    "según",
    "también",
    "porque",
    "donde",
    "cual",
    "cuyo",
    "cuya",
    "haya",
    "está",
    "están",
    "esto",
    "ella",
    "ellos",
    "ellas",
    "tras",
    "ante",
    "contra",
    "hasta",
    "antes",
    "después",
    "pelo",
    "pela",
    "pelos",
    "pelas",
    "mais",
    "quando",
    "foram",
    "tinha",
    "tinham",
    "isso",
    "essa",
    "esse",
    "seus",
    "suas",
    "depois",
    "segundo",
    "também",
    "onde",
    "sido",
    "todos",
    "todas",
    "cada",
    // Italian
    "della",
    "delle",
    "degli",
    "dello",
    "nella",
    "nelle",
    "negli",
    "dalla",
    "dalle",
    "alla",
    "alle",
    "sulla",
    "sulle",
    "sono",
    "stato",
    "stata",
    "stati",
    "state",
    "aveva",
    "avevano",
    "anche",
    "questo",
    "questa",
    "questi",
    "queste",
    "loro",
    "dopo",
    "prima",
    "secondo",
    "come",
    "dove",
    "essere",
    "erano",
    "hanno",
    "fino",
    "tutti",
    "tutte",
    "ogni",
    // Dutch
    "niet",
    "voor",
    "naar",
    "door",
    "over",
    "maar",
    "deze",
    "zijn",
    "waren",
    "werd",
    "werden",
    "heeft",
    "hebben",
    "hadden",
    "haar",
    "hun",
    "zich",
    "ook",
    "omdat",
    "toen",
    "tussen",
    "tegen",
    "onder",
    "volgens",
    "zoals",
    "nadat",
    "voordat",
    "alle",
    "elke",
    "geen",
    "meer",
    "minder",
];

/// A word without what is joined to it by an apostrophe: "l’épouse", "brother’s".
pub(super) fn bare(lower: &str) -> &str {
    match lower.split_once(['’', '\'']) {
        Some((head, "s")) => head,
        Some((_, tail)) if !tail.is_empty() && tail != "t" => tail,
        _ => lower,
    }
}

pub(super) fn is_form(word: &str, form: &str) -> bool {
    match form.strip_suffix('*') {
        Some(start) => word.starts_with(start),
        None => word == form,
    }
}

/// What two forms of a word have in common, of a word that says something.
pub(super) fn stem(word: &Word) -> Option<String> {
    const LETTERS: usize = 5;
    let lower = bare(&word.lower);
    if lower.starts_with(|c: char| c.is_ascii_digit()) {
        return Some(lower.to_owned());
    }
    let is_long = lower.chars().count() >= 4;
    (is_long && !SMALL.contains(&lower)).then(|| lower.chars().take(LETTERS).collect())
}

/// Whether a form stands at the beginning of some words, and of how many it is.
pub(super) fn fits(form: &str, words: &[Word]) -> Option<usize> {
    let mut count = 0;
    for part in form.split(' ') {
        let word = bare(&words.get(count)?.lower);
        if !part.split('|').any(|one| is_form(word, one)) {
            return None;
        }
        count += 1;
    }
    Some(count)
}

/// A class in one language, with the words and beginnings of words with which its forms begin: most words of a text
/// begin none.
pub(super) struct Reader {
    pub class: &'static Class,
    pub language: usize,
    pub words: BTreeSet<&'static str>,
    pub starts: Vec<&'static str>,
}

impl Reader {
    pub fn of(class: &'static Class, language: usize) -> Self {
        let forms = class
            .members
            .iter()
            .flat_map(|member| member.forms[language]);
        let firsts = forms.filter_map(|form| form.split(' ').next());
        let all: Vec<&str> = firsts.flat_map(|first| first.split('|')).collect();
        Self {
            class,
            language,
            words: all
                .iter()
                .copied()
                .filter(|one| !one.ends_with('*'))
                .collect(),
            starts: all.iter().filter_map(|one| one.strip_suffix('*')).collect(),
        }
    }

    pub fn may_begin(&self, word: &str) -> bool {
        self.words.contains(word) || self.starts.iter().any(|start| word.starts_with(start))
    }

    /// The members that stand in a text; of two at one place, the longer.
    pub fn met<'w>(&self, text: &str, words: &'w [Word]) -> Vec<Met<'w>> {
        let (class, language) = (self.class, self.language);
        let mut found = Vec::new();
        let mut at = 0;
        while at < words.len() {
            if !self.may_begin(bare(&words[at].lower)) {
                at += 1;
                continue;
            }
            let longest = |member: &'static Member| {
                let forms = member.forms[language].iter();
                let count = forms.filter_map(|form| fits(form, &words[at..])).max()?;
                Some((count, member))
            };
            let best = class.members.iter().filter_map(longest);
            let Some((count, member)) = best.max_by_key(|(count, _)| *count) else {
                at += 1;
                continue;
            };
            let is_capital = |at: usize| {
                let written = words.get(at).and_then(|word| text.get(word.range.clone()));
                written.is_some_and(|word| word.starts_with(char::is_uppercase))
            };
            // "Father Ralph" begins with a capital where it begins a sentence, too.
            let is_name = class.is_small
                && LANGUAGES[language] != "de"
                && is_capital(at)
                && (at > 0 || is_capital(at + count));
            if !is_name && !member.id.is_empty() {
                found.push(Met {
                    member,
                    at: at..at + count,
                    words,
                });
            }
            at += count;
        }
        found
    }
}

impl Class {
    pub fn is_beside(&self, ours: &Met<'_>, theirs: &Met<'_>) -> bool {
        match self.beside {
            Beside::Anything => true,
            Beside::Same => ours.next().is_some() && ours.next() == theirs.next(),
            Beside::Number => {
                let number = |met: &Met<'_>| met.behind(1).first().map(|word| word.lower.clone());
                let is_number = number(ours).is_some_and(|word| {
                    word.starts_with(|c: char| c.is_ascii_digit()) || word.chars().count() > 2
                });
                is_number && number(ours) == number(theirs)
            }
            Beside::Noun => {
                let noun = theirs.next();
                noun.is_some() && (ours.next() == noun || ours.last() == noun)
            }
        }
    }
}
