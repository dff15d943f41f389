//! The author whom a sentence names, beside those of the entries that it cites.

use std::collections::BTreeMap;
use std::ops::Range;

use super::super::attribution;
use super::super::prose::{self, Own, Said};
use super::super::support::Support;
use super::super::{Context, slips};
use super::pairs;
use crate::model::{Reference, SourceKind};

/// The fewest letters of a family name that is looked at: shorter ones belong to too many.
const LETTERS: usize = 5;

/// Words before whoever is said to have said something.
const ACCORDING: &[&[&str]] = &[&["according", "to"], &["laut"], &["selon"], &["según"]];

/// What authors do, beside the verbs of saying.
pub(super) const DOES: &[&str] = &[
    "compare", "compares", "counts", "dates", "follow", "follows", "führt", "nennt", "relies",
    "relied", "rely", "schreibt", "schätzt", "shows", "show", "showed", "sieht", "study",
    "studies", "studied", "traces", "uses", "used", "zeigt",
];

/// What bodies do when they tell something, beside the verbs of saying in English.
pub(super) const TELLING: &[&str] = &[
    // English: what courts and offices do
    "acquitted",
    "annulled",
    "convicted",
    "criticises",
    "criticised",
    "dismissed",
    "faults",
    "faulted",
    "forecasts",
    "overturned",
    "quashed",
    "recommends",
    "recommended",
    "suspended",
    "upheld",
    "expects",
    "judges",
    // German
    "beziffert",
    "bezifferte",
    "erklärt",
    "erklärte",
    "schrieb",
    "schätzte",
    "urteilt",
    "urteilte",
    "teilt",
    "rügt",
    "rügte",
    "rechnet",
    "stellt",
    "meldet",
    "meldete",
    "warnt",
    "warnte",
    "kritisiert",
    "kritisierte",
    "empfiehlt",
    "empfahl",
    "nannte",
    "zählt",
    "zählte",
    "kommt",
    "hält",
    "hielt",
    // French
    "estime",
    "constate",
    "écrit",
    "affirme",
    "indique",
    "évalue",
    "juge",
    "relève",
    "recommande",
    "compte",
    "critique",
    "note",
    "souligne",
    "chiffre",
    "prévoit",
    "conclut",
    // Spanish
    "estima",
    "constata",
    "escribe",
    "afirma",
    "indica",
    "señala",
    "recomienda",
    "concluye",
    "calcula",
    "critica",
    "prevé",
    "cifra",
];

/// Words that begin a sentence before a name.
const UNLIKE: &[&str] = &[
    "unlike",
    "like",
    "following",
    "against",
    "while",
    "contrary",
    "wie",
    "anders",
    "comme",
    "contrairement",
    "como",
    "see",
    "cf",
    "und",
    "et",
    "y",
    "auch",
    "nur",
    "doch",
    "mit",
    "bei",
    "von",
    "für",
];

/// The entries of scholars, by the family name of each author in lower case.
pub(super) struct Authors<'a>(BTreeMap<String, Vec<&'a Reference>>);

impl<'a> Authors<'a> {
    pub fn of(context: &Context<'a>) -> Self {
        let mut authors: BTreeMap<String, Vec<&'a Reference>> = BTreeMap::new();
        for reference in context.references.values().copied() {
            let record = context.report.evidence.get(&reference.key);
            if !is_scholarly(reference, record.and_then(|record| record.kind)) {
                continue;
            }
            for name in reference
                .families
                .iter()
                .filter(|name| name.chars().count() >= LETTERS)
            {
                authors
                    .entry(name.to_lowercase())
                    .or_default()
                    .push(reference);
            }
        }
        // Somebody else of that name may be meant.
        for said in prose::own_sentences(context) {
            for other in other_bearers(said.own, &authors) {
                authors.remove(&other);
            }
        }
        Self(authors)
    }
}

/// The family names that stand behind another given name or a title than those of their authors.
fn other_bearers(own: &Own, authors: &BTreeMap<String, Vec<&Reference>>) -> Vec<String> {
    let mut found = Vec::new();
    for pair in own.words.windows(2) {
        let [given, family] = pair else { continue };
        let family_name = family.lower.trim_end_matches("’s").trim_end_matches("'s");
        let Some(theirs) = authors.get(family_name) else {
            continue;
        };
        let is_joined = own.text[given.range.end..family.range.start]
            .trim()
            .is_empty();
        let written = &own.text[given.range.clone()];
        let creators = theirs.iter().flat_map(|reference| &reference.creators);
        let is_author = creators
            .flat_map(|name| name.split(|c: char| !c.is_alphanumeric()))
            .any(|part| part == written);
        let is_given = is_joined
            && attribution::is_name(&own.text, given)
            && !ACCORDING.iter().any(|phrase| phrase[0] == given.lower)
            && !UNLIKE.contains(&given.lower.as_str());
        if is_given && !is_author && given.range.len() > 1 {
            found.push(family_name.to_owned());
        }
    }
    found
}

/// What is meant instead of the name in the sentence.
pub(super) enum Meant<'a> {
    /// The same name in another spelling.
    Spelling(&'a str),
    /// The other of two authors.
    Pair(&'a str),
    /// Another entry, by the key.
    Entry(&'a str),
}

/// A name that is not that of an author of what is cited.
pub(super) struct Misnamed<'a> {
    pub range: Range<usize>,
    pub name: String,
    pub source: Support<'a>,
    pub meant: Meant<'a>,
}

pub(super) fn find<'a>(
    said: Said<'_>,
    cited: &[Support<'a>],
    authors: &Authors<'a>,
) -> Option<Misnamed<'a>> {
    let own = said.own;
    second_of_two(own, cited)
        .or_else(|| first_of_two(own, cited))
        .or_else(|| {
            let at = attributed(own)?;
            let name = &own.text[own.words[at].range.clone()];
            let bare = name.trim_end_matches("’s").trim_end_matches("'s");
            if cited.iter().any(|source| knows(source, bare)) || is_one_named(own, cited) {
                return None;
            }
            let range = own.words[at].range.start..own.words[at].range.start + bare.len();
            other_spelling(bare, range.clone(), cited)
                .or_else(|| other_entry(bare, range, cited, authors))
        })
}

/// "Costa and Li" for a work of Costa and Lee.
fn second_of_two<'a>(own: &Own, cited: &[Support<'a>]) -> Option<Misnamed<'a>> {
    for source in cited {
        let Some(reference) = source.reference else {
            continue;
        };
        let [first, second] = &reference.families[..] else {
            continue;
        };
        if reference.creators.len() != 2 {
            continue;
        }
        let pairs = own.words.windows(3).enumerate();
        for (at, words) in pairs {
            let written = |at: usize| &own.text[words[at].range.clone()];
            let joins = matches!(words[1].lower.as_str(), "and" | "und" | "et" | "y");
            if !joins || written(0) != first || !is_name_alone(own, at + 2) {
                continue;
            }
            let name = written(2).trim_end_matches("’s").trim_end_matches("'s");
            let behind = &own.text[words[2].range.end..];
            let is_called = written(2).len() > name.len()
                || behind.trim_start().starts_with(['(', ',', '.', ';'])
                || slips::is_near_name(name, second)
                || pairs::is_called(own, at..at + 3);
            let is_known =
                !is_called || name == second || cited.iter().any(|source| knows(source, name));
            if is_known {
                continue;
            }
            let start = words[2].range.start;
            return Some(Misnamed {
                range: start..start + name.len(),
                name: name.to_owned(),
                source: *source,
                meant: Meant::Pair(second),
            });
        }
    }
    None
}

/// "Hofmann und Krüger" for a work of Hoffmann and Krüger.
fn first_of_two<'a>(own: &Own, cited: &[Support<'a>]) -> Option<Misnamed<'a>> {
    for source in cited {
        let Some(reference) = source.reference else {
            continue;
        };
        let [first, second] = &reference.families[..] else {
            continue;
        };
        for words in own.words.windows(3) {
            let written = |at: usize| &own.text[words[at].range.clone()];
            let joins = matches!(words[1].lower.as_str(), "and" | "und" | "et" | "y");
            let name = written(0);
            let is_slip = joins
                && written(2) == second
                && name != first
                && slips::is_near_name(name, first)
                && !cited.iter().any(|source| knows(source, name));
            if is_slip {
                return Some(Misnamed {
                    range: words[0].range.clone(),
                    name: name.to_owned(),
                    source: *source,
                    meant: Meant::Spelling(first),
                });
            }
        }
    }
    None
}

/// The word of the family name to which a sentence attributes what it says.
fn attributed(own: &Own) -> Option<usize> {
    let words = &own.words;
    for at in 0..words.len() {
        let begins = ACCORDING.iter().find(|phrase| {
            phrase.len() < words.len() - at
                && phrase
                    .iter()
                    .zip(&words[at..])
                    .all(|(one, word)| *one == word.lower)
        });
        if let Some(phrase) = begins {
            let name = at + phrase.len();
            return is_name_alone(own, name).then_some(name);
        }
    }
    let word = |at| own.word(at);
    let is_verb = |at: usize| attribution::is_verb(word(at)) || DOES.contains(&word(at));
    // "Bell has found", "Bell and her co-authors compare", "Bell et al. compare"
    let does = is_verb(1)
        || matches!(word(1), "has" | "have" | "also") && is_verb(2)
        || word(1) == "and" && matches!(word(2), "her" | "his" | "their")
        || word(1) == "et" && word(2) == "al";
    (does && is_name_alone(own, 0)).then_some(0)
}

/// Whether a word is a name, and the last or only word of it.
fn is_name_alone(own: &Own, at: usize) -> bool {
    let Some(word) = own.words.get(at) else {
        return false;
    };
    let is_capital = |at: usize| {
        own.words
            .get(at)
            .is_some_and(|word| own.text[word.range.clone()].starts_with(char::is_uppercase))
    };
    let joined = own
        .words
        .get(at + 1)
        .is_some_and(|next| own.text[word.range.end..next.range.start].trim().is_empty());
    attribution::is_name(&own.text, word)
        && word.lower.chars().count() >= 2
        && !(is_capital(at + 1) && joined)
}

/// Whether an entry has a word in what it says of itself.
pub(super) fn knows(source: &Support<'_>, name: &str) -> bool {
    let Some(reference) = source.reference else {
        return true;
    };
    let said = [
        &reference.title,
        &reference.container,
        &reference.publisher,
        &reference.note,
    ];
    let said = said.into_iter().flatten().chain(&reference.creators);
    said.into_iter().any(|words| {
        words.match_indices(name).any(|(at, _)| {
            let behind = &words[at + name.len()..];
            !words[..at].ends_with(char::is_alphanumeric)
                && !behind.starts_with(char::is_alphanumeric)
        })
    })
}

/// Whether the author of something that is cited stands in the sentence.
fn is_one_named(own: &Own, cited: &[Support<'_>]) -> bool {
    let references = cited.iter().filter_map(|source| source.reference);
    let mut names = references.flat_map(|reference| &reference.families);
    names.any(|name| own.text.contains(name.as_str()))
}

fn other_spelling<'a>(
    name: &str,
    range: Range<usize>,
    cited: &[Support<'a>],
) -> Option<Misnamed<'a>> {
    for source in cited {
        let Some(reference) = source.reference else {
            continue;
        };
        let meant = reference
            .families
            .iter()
            .find(|family| slips::is_near_name(name, family));
        if let Some(meant) = meant {
            return Some(Misnamed {
                range,
                name: name.to_owned(),
                source: *source,
                meant: Meant::Spelling(meant),
            });
        }
    }
    None
}

/// The entry of whoever is named, where scholars are cited for each other's work.
fn other_entry<'a>(
    name: &str,
    range: Range<usize>,
    cited: &[Support<'a>],
    authors: &Authors<'a>,
) -> Option<Misnamed<'a>> {
    let theirs = authors.0.get(&name.to_lowercase())?;
    let source = cited
        .iter()
        .find(|source| source.item.relation().carries())?;
    let are_scholarly = cited.iter().all(|source| {
        let kind = source.evidence.and_then(|record| record.kind);
        source.reference.is_some_and(|reference| {
            is_scholarly(reference, kind) && !reference.families.is_empty()
        })
    });
    are_scholarly.then(|| Misnamed {
        range,
        name: name.to_owned(),
        source: *source,
        meant: Meant::Entry(&theirs[0].key),
    })
}

/// Whether a source is a work by whose author a statement is called.
pub(super) fn is_work_of(source: &Support<'_>) -> bool {
    let kind = source.evidence.and_then(|record| record.kind);
    source
        .reference
        .is_some_and(|reference| is_scholarly(reference, kind))
}

/// Whether an entry is a work by whose author a statement is called. Those of letters, interviews and
/// newspapers are people of whom others tell, too.
fn is_scholarly(reference: &Reference, kind: Option<SourceKind>) -> bool {
    const WORKS: &[&str] = &[
        "article",
        "book",
        "chapter",
        "anthology",
        "thesis",
        "proceedings",
        "report",
        "reference",
    ];
    const OTHERS: &[&str] = &[
        "newspaper",
        "article-newspaper",
        "article-magazine",
        "blog",
        "web",
        "post",
    ];
    use SourceKind::{Letter, Press, Social, Speech, Testimony};
    WORKS.contains(&reference.kind.as_str())
        && !reference
            .kinds
            .iter()
            .any(|kind| OTHERS.contains(&kind.as_str()))
        && !matches!(kind, Some(Letter | Press | Social | Speech | Testimony))
}
