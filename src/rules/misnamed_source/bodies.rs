//! The body to which a sentence attributes what it says, beside the authors of the entries that it cites: "According to
//! UNHCR", with the citation of a report by the World Bank.

use std::collections::BTreeMap;
use std::ops::Range;

use super::super::Context;
use super::super::prose::{Own, Said};
use super::super::support::Support;
use crate::model::{Reference, Relation};

/// Bodies by their names in several languages, the short ones first, in lower case.
const KNOWN: &[&[&str]] = &[
    &[
        "unhcr",
        "acnur",
        "united nations high commissioner for refugees",
        "un high commissioner for refugees",
        "office of the united nations high commissioner for refugees",
        "haut commissariat des nations unies pour les réfugiés",
        "alto comisionado de las naciones unidas para los refugiados",
    ],
    &[
        "unicef",
        "united nations children’s fund",
        "united nations children's fund",
    ],
    &[
        "who",
        "oms",
        "world health organization",
        "world health organisation",
        "weltgesundheitsorganisation",
        "organisation mondiale de la santé",
        "organización mundial de la salud",
    ],
    &[
        "iom",
        "oim",
        "international organization for migration",
        "international organisation for migration",
        "internationale organisation für migration",
        "organisation internationale pour les migrations",
        "organización internacional para las migraciones",
    ],
    &[
        "ilo",
        "international labour organization",
        "international labour organisation",
        "internationale arbeitsorganisation",
        "organisation internationale du travail",
        "organización internacional del trabajo",
    ],
    &[
        "fao",
        "food and agriculture organization of the united nations",
        "food and agriculture organization",
    ],
    &[
        "wfp",
        "world food programme",
        "programme alimentaire mondial",
        "welternährungsprogramm",
        "programa mundial de alimentos",
    ],
    &[
        "oecd",
        "ocde",
        "organisation for economic co-operation and development",
        "organisation de coopération et de développement économiques",
    ],
    &[
        "world bank",
        "weltbank",
        "banque mondiale",
        "banco mundial",
        "world bank group",
    ],
    &[
        "imf",
        "fmi",
        "iwf",
        "international monetary fund",
        "internationaler währungsfonds",
        "fonds monétaire international",
        "fondo monetario internacional",
    ],
    &[
        "insee",
        "institut national de la statistique et des études économiques",
    ],
    &[
        "destatis",
        "statistisches bundesamt",
        "federal statistical office of germany",
    ],
    &["eurostat", "statistical office of the european union"],
    &[
        "icrc",
        "cicr",
        "ikrk",
        "international committee of the red cross",
        "comité international de la croix-rouge",
    ],
    &[
        "msf",
        "médecins sans frontières",
        "doctors without borders",
        "ärzte ohne grenzen",
    ],
    &["hrw", "human rights watch"],
    &["amnesty", "amnesty international"],
    &["undp", "pnud", "united nations development programme"],
    &[
        "ohchr",
        "office of the united nations high commissioner for human rights",
        "un human rights office",
    ],
    &["unodc", "onudc", "united nations office on drugs and crime"],
    &[
        "unesco",
        "united nations educational, scientific and cultural organization",
    ],
    &[
        "ocha",
        "united nations office for the coordination of humanitarian affairs",
    ],
    &[
        "ipcc",
        "giec",
        "intergovernmental panel on climate change",
        "weltklimarat",
    ],
    &[
        "iea",
        "international energy agency",
        "internationale energieagentur",
    ],
];

/// Words before whoever is said to have said something.
const ACCORDING: &[&[&str]] = &[
    &["according", "to"],
    &["laut"],
    &["nach", "angaben"],
    &["selon"],
    &["d’après"],
    &["según"],
    &["secondo"],
    &["segundo"],
    &["volgens"],
];

/// Articles before a name.
const THE: &[&str] = &[
    "the", "der", "dem", "des", "die", "das", "la", "le", "les", "l", "el", "il", "o", "de", "het",
];

/// What is said of a body that says something.
const SAYS: &[&str] = &[
    "reports",
    "reported",
    "found",
    "finds",
    "estimates",
    "estimated",
    "states",
    "stated",
    "says",
    "said",
    "concludes",
    "concluded",
];

/// Words behind a name that make somebody else of it.
const OTHERS: &[&str] = &[
    "official",
    "officials",
    "staff",
    "worker",
    "workers",
    "employee",
    "employees",
    "lawyer",
    "spokesperson",
    "spokesman",
    "spokeswoman",
    "country",
    "critics",
    "sources",
    "mitarbeiter",
    "mitarbeiterin",
    "sprecher",
    "sprecherin",
    "vertreter",
];

/// The most words of a name.
const NAME_WORDS: usize = 10;

/// The bodies behind the entries.
pub(super) struct Bodies<'a> {
    /// The names of each in lower case, words only, with the entries by it.
    names: BTreeMap<Vec<String>, usize>,
    /// The same of two words or more, without their endings: "des Statistischen Bundesamtes".
    stems: BTreeMap<Vec<String>, usize>,
    entries: BTreeMap<usize, Vec<&'a Reference>>,
}

/// A body that is not the author of what is cited.
pub(super) struct Misnamed<'a> {
    pub range: Range<usize>,
    pub name: String,
    pub source: Support<'a>,
    /// An entry that is by it.
    pub other: &'a str,
}

fn words_of(name: &str) -> Vec<String> {
    let words = name.split(|c: char| !c.is_alphanumeric());
    words
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
        .collect()
}

/// Words without the endings of their forms.
fn stems(words: &[String]) -> Vec<String> {
    const ENDINGS: &[&str] = &["es", "en", "er", "em", "s", "n", "e"];
    let stem = |word: &String| {
        let ending = ENDINGS.iter().find_map(|ending| word.strip_suffix(ending));
        ending.unwrap_or(word).to_owned()
    };
    words.iter().map(stem).collect()
}

impl<'a> Bodies<'a> {
    pub(super) fn of(context: &Context<'a>) -> Self {
        let mut bodies = Self {
            names: BTreeMap::new(),
            stems: BTreeMap::new(),
            entries: BTreeMap::new(),
        };
        for (at, names) in KNOWN.iter().enumerate() {
            for name in *names {
                bodies.names.insert(words_of(name), at);
            }
        }
        let mut next = KNOWN.len();
        for reference in context.references.values().copied() {
            if !reference.families.is_empty() {
                continue;
            }
            for name in &reference.creators {
                let mut forms = vec![words_of(name)];
                // "World Health Organization (WHO)"
                if let Some((long, short)) = name.split_once('(') {
                    forms = vec![words_of(long), words_of(short)];
                }
                forms.retain(|form| {
                    form.len() > 1 || form.first().is_some_and(|word| word.len() >= 3)
                });
                let known = forms
                    .iter()
                    .find_map(|form| bodies.names.get(form).copied());
                let id = known.unwrap_or_else(|| {
                    next += 1;
                    next - 1
                });
                for form in forms {
                    bodies.names.entry(form).or_insert(id);
                }
                bodies.entries.entry(id).or_default().push(reference);
            }
        }
        let long = bodies.names.iter().filter(|(name, _)| name.len() > 1);
        bodies.stems = long.map(|(name, id)| (stems(name), *id)).collect();
        bodies
    }

    /// The body whose name begins at a word, and the word behind it. The longest name is meant.
    fn at(&self, own: &Own, first: usize) -> Option<(usize, usize)> {
        let longest = NAME_WORDS.min(own.words.len().saturating_sub(first));
        (1..=longest).rev().find_map(|count| {
            let words: Vec<String> = own.words[first..first + count]
                .iter()
                .flat_map(|word| {
                    words_of(word.lower.trim_start_matches("l’").trim_start_matches("l'"))
                })
                .collect();
            let id = self
                .names
                .get(&words)
                .or_else(|| self.stems.get(&stems(&words)))?;
            let written = &own.text[own.words[first].range.clone()];
            let is_short = count == 1;
            // "Who" is a word, "WHO" a body.
            let is_capitals = written.chars().filter(|c| c.is_uppercase()).count() >= 3;
            (!is_short || is_capitals || words[0].len() > 5).then_some((*id, first + count))
        })
    }

    /// The body to which a sentence attributes what it says: which it is, and its words.
    fn attributed(&self, own: &Own) -> Option<(usize, Range<usize>)> {
        let words = &own.words;
        for at in 0..words.len() {
            let is_said = |phrase: &&&[&str]| {
                let mut pairs = phrase.iter().zip(&words[at..]);
                phrase.len() < words.len() - at && pairs.all(|(one, word)| *one == word.lower)
            };
            let Some(phrase) = ACCORDING.iter().find(is_said) else {
                continue;
            };
            let mut first = at + phrase.len();
            first += usize::from(THE.contains(&own.word(first)));
            let (id, next) = self.at(own, first)?;
            let is_other = OTHERS.contains(&own.word(next))
                || own.text[words[next - 1].range.end..].starts_with(['-', '’', '\'']);
            return (!is_other).then(|| (id, words[first].range.start..words[next - 1].range.end));
        }
        // "The World Bank reports that"
        let first = usize::from(THE.contains(&own.word(0)));
        if !words
            .iter()
            .take(NAME_WORDS + 2)
            .any(|word| word.lower == "that")
        {
            return None;
        }
        let (id, next) = self.at(own, first)?;
        let says = SAYS.contains(&own.word(next)) && own.word(next + 1) == "that";
        says.then(|| (id, words[first].range.start..words[next - 1].range.end))
    }

    /// Whether a text names a body in any of its ways, or an entry is by it.
    fn is_behind(&self, id: usize, reference: &Reference) -> bool {
        let texts = [
            &reference.title,
            &reference.container,
            &reference.publisher,
            &reference.note,
        ];
        let texts = texts.into_iter().flatten().chain(&reference.creators);
        let all: Vec<Vec<String>> = texts.map(|text| words_of(text)).collect();
        let key = words_of(&reference.key);
        let mut forms = self.names.iter().filter(|(_, known)| **known == id);
        forms.any(|(form, _)| {
            all.iter()
                .chain([&key])
                .any(|words| words.windows(form.len()).any(|part| part == &form[..]))
        })
    }

    /// The bodies behind an entry.
    fn behind(&self, reference: &Reference) -> Vec<usize> {
        let forms = reference.creators.iter().filter_map(|name| {
            let name = name.split_once('(').map_or(name.as_str(), |(long, _)| long);
            self.names.get(&words_of(name)).copied()
        });
        forms.collect()
    }
}

/// The body that a sentence names as its source, where it cites another one.
pub(super) fn find<'a>(
    said: Said<'_>,
    cited: &[Support<'a>],
    bodies: &Bodies<'a>,
) -> Option<Misnamed<'a>> {
    let own = said.own;
    let (id, range) = bodies.attributed(own)?;
    let theirs = bodies.entries.get(&id)?;
    let source = cited
        .iter()
        .find(|source| source.item.relation() == Relation::Supports)?;
    // Both must be known: who is meant, and who wrote what is cited.
    let is_other = |source: &Support<'_>| {
        source.reference.is_some_and(|reference| {
            let authors = bodies.behind(reference);
            let named = || {
                let at = (0..own.words.len()).filter_map(|at| bodies.at(own, at));
                let mut named = at.filter(|(named, _)| authors.contains(named));
                named.next().is_some()
            };
            !authors.is_empty()
                && !authors.contains(&id)
                && !bodies.is_behind(id, reference)
                && !named()
        })
    };
    cited.iter().all(is_other).then(|| Misnamed {
        name: own.text[range.clone()].to_owned(),
        range,
        source: *source,
        other: &theirs[0].key,
    })
}
