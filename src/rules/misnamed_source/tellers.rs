//! The body that a sentence says it has its statement from, beside the body that wrote what is cited: "The Oceanographic
//! Institute puts the wind at 30 knots", cited from the Meteorological Institute. What one body tells of another stands
//! in its reports all the time; so only one of the same kind is told, which nothing else in the report or the
//! source speaks of.

use std::collections::BTreeMap;
use std::ops::Range;

use super::super::attribution;
use super::super::prose::{self, Own, Word};
use super::super::support::Support;
use super::super::{Context, number_not_in_source};
use super::people::{DOES, TELLING};
use crate::model::{Reference, SourceKind};

/// Words for a kind of body that stand alone, in English and German.
const KINDS: &[&str] = &[
    // English
    "agency",
    "association",
    "authority",
    "bank",
    "board",
    "bureau",
    "centre",
    "center",
    "chamber",
    "commission",
    "committee",
    "confederation",
    "council",
    "court",
    "department",
    "directorate",
    "federation",
    "foundation",
    "fund",
    "inspectorate",
    "institute",
    "institution",
    "laboratory",
    "ministry",
    "mission",
    "network",
    "observatory",
    "office",
    "organisation",
    "organization",
    "society",
    "tribunal",
    "union",
    "university",
    // German
    "agentur",
    "akademie",
    "amt",
    "behörde",
    "bundesamt",
    "institut",
    "kammer",
    "kommission",
    "ministerium",
    "stiftung",
    "universität",
    "verband",
    "verein",
    "zentrum",
    "hochschule",
    "gericht",
];

/// The same with which names in French and Spanish begin.
const ROMANCE: &[&str] = &[
    "agence",
    "autorité",
    "bureau",
    "chambre",
    "comité",
    "conseil",
    "cour",
    "direction",
    "fédération",
    "fondation",
    "ministère",
    "observatoire",
    "office",
    "université",
    "agencia",
    "autoridad",
    "comisión",
    "consejo",
    "defensoría",
    "dirección",
    "federación",
    "fundación",
    "instituto",
    "ministerio",
    "observatorio",
    "oficina",
    "universidad",
    "tribunal",
    "commission",
    "institut",
];

/// Words that begin another clause.
const RELATIVES: &[&str] = &[
    "que", "qui", "dont", "où", "quien", "cuyo", "cuya", "ne", "no", "pas", "se", "s",
];

/// Second parts of words that are a kind of body with what it is for: "Bundesrechnungshof".
const SECOND_PARTS: &[&str] = &[
    "rechnungshof",
    "ministerium",
    "anstalt",
    "behörde",
    "gericht",
    "gerichtshof",
    "kammer",
    "institut",
    "kommission",
    "verband",
    "agentur",
    "direktion",
    "präsidium",
    "zentrale",
    "landesamt",
    "bundesamt",
];

/// Bodies that tell in each judgment what the others held before them.
const COURTS: &[&str] = &[
    "court",
    "tribunal",
    "chamber",
    "gericht",
    "gerichtshof",
    "cour",
    "chambre",
    "kammer",
    "council",
    "conseil",
];

/// What a court tells of another one.
const OTHERS: &[&str] = &[
    "instance",
    "below",
    "lower court",
    "trial court",
    "appeal",
    "vorinstanz",
    "instanz",
    "pourvoi",
    "recurso",
];

/// Small words of names.
const SMALL: &[&str] = &[
    "of", "the", "for", "and", "on", "in", "to", "at", "de", "la", "le", "les", "des", "du", "del",
    "el", "y", "et", "und", "für", "der", "die", "das", "d", "l", "pour", "para", "sur", "von",
    "zur",
];

/// Small words by which a name shows its language, by the beginning of the tag.
const OF_LANGUAGE: &[(&str, &[&str])] = &[
    ("en", &["of", "the", "for", "and", "on"]),
    ("de", &["für", "der", "und", "zur", "des"]),
    ("fr", &["des", "du", "et", "pour", "les", "de", "la"]),
    ("es", &["del", "y", "para", "de", "la", "el"]),
];

/// Articles before a name at the beginning of what is told.
const THE: &[&str] = &["the", "der", "die", "das", "le", "la", "l", "el"];

/// The most words of a name.
const MOST: usize = 6;

/// How many letters two words begin with alike, if both are one in two forms or languages.
const ALIKE: usize = 4;

/// A body that is not the one behind the citation.
pub(super) struct OtherBody<'a> {
    pub range: Range<usize>,
    pub source: Support<'a>,
}

/// How often each body with a long name tells something in the report, by its words.
pub(super) struct Tellers(BTreeMap<Vec<String>, usize>);

impl Tellers {
    pub fn of(context: &Context<'_>) -> Self {
        let mut uses: BTreeMap<Vec<String>, usize> = BTreeMap::new();
        for said in prose::sentences(context) {
            if let Some(name) = teller(said.own) {
                *uses.entry(name.words).or_default() += 1;
            }
        }
        Self(uses)
    }
}

/// Whoever a sentence begins with and says that they tell it.
struct Teller {
    range: Range<usize>,
    /// Its words without small ones, in lower case.
    words: Vec<String>,
    /// The place of the verb among the words of the sentence.
    verb: usize,
}

/// "The Oceanographic Institute puts", "Der Bundesrechnungshof urteilt".
fn teller(own: &Own) -> Option<Teller> {
    let words = &own.words;
    let first = usize::from(THE.contains(&own.word(0)));
    let begins = |word: &Word| {
        let written = own.text.get(word.range.clone()).unwrap_or_default();
        written.starts_with(char::is_uppercase)
    };
    // "La Cour constitutionnelle": behind its first word a Romance name goes on in small letters.
    let is_romance = kind_of(bare(own.word(first))).is_some_and(|kind| ROMANCE.contains(&kind));
    let says =
        |word: &str| attribution::is_verb(word) || DOES.contains(&word) || TELLING.contains(&word);
    let is_part = |word: &Word| {
        let is_small = SMALL.contains(&word.lower.as_str());
        begins(word)
            || is_small
            || is_romance && !says(&word.lower) && !RELATIVES.contains(&word.lower.as_str())
    };
    let verb = (first + 1..words.len().min(first + MOST + 1)).find(|at| !is_part(&words[*at]))?;
    let name = words.get(first..verb)?;
    let ends = name.last().is_some_and(|word| begins(word) || is_romance);
    if !name.first().is_some_and(&begins) || !ends {
        return None;
    }
    let range = name.first()?.range.start..name.last()?.range.end;
    let gap = own.text.get(range.end..words[verb].range.start)?;
    let is_plain = gap == " "
        && !own
            .text
            .get(range.clone())?
            .contains([',', ';', '(', '“', '"']);
    let long: Vec<String> = name
        .iter()
        .map(|word| bare(&word.lower).to_owned())
        .filter(|word| !SMALL.contains(&word.as_str()))
        .collect();
    let is_body = long.iter().any(|word| kind_of(word).is_some());
    (is_plain && is_body && says(own.word(verb))).then_some(Teller {
        range,
        words: long,
        verb,
    })
}

fn bare(word: &str) -> &str {
    let owner = word.strip_suffix("’s").or(word.strip_suffix("'s"));
    let word = owner.unwrap_or(word);
    word.rsplit(['’', '\'']).next().unwrap_or(word)
}

/// Whether a word is one for a kind of body.
fn is_kind(word: &str) -> bool {
    KINDS.contains(&word) || ROMANCE.contains(&word)
}

/// What kind of body a word says, if it does.
fn kind_of(word: &str) -> Option<&str> {
    if is_kind(word) {
        return Some(word);
    }
    let part = SECOND_PARTS
        .iter()
        .find(|part| word.len() > part.len() + 2 && word.ends_with(**part));
    part.copied()
}

/// The parts of a name that tell one body of a kind from another.
fn telling(words: &[String]) -> Vec<&str> {
    words
        .iter()
        .filter_map(|word| match kind_of(word) {
            Some(kind) if kind.len() < word.len() => word.strip_suffix(kind),
            Some(_) => None,
            None => Some(word.as_str()),
        })
        .collect()
}

fn long_words(name: &str) -> Vec<String> {
    let words = name.split(|c: char| !c.is_alphanumeric() && c != '-');
    let lower = words.map(str::to_lowercase);
    lower
        .filter(|word| !word.is_empty() && !SMALL.contains(&word.as_str()))
        .collect()
}

/// Whether two words are one, or two forms of it.
fn is_alike(one: &str, other: &str) -> bool {
    let begin = |word: &str| word.chars().take(ALIKE).collect::<String>();
    one == other || begin(one) == begin(other)
}

/// Whether a name has the small words of another language.
fn is_of_another_language(name: &str, language: &str) -> bool {
    let lower = name.to_lowercase();
    let small: Vec<&str> = lower
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| SMALL.contains(word))
        .collect();
    let own = OF_LANGUAGE
        .iter()
        .find(|(tag, _)| language.starts_with(tag));
    own.is_none_or(|(_, own)| small.iter().any(|word| !own.contains(word)))
}

/// The kind that a body has in common with the one that wrote what is cited, and nothing else.
fn same_kind_only<'a>(
    teller: &Teller,
    reference: &'a Reference,
    language: &str,
) -> Option<&'a str> {
    let [creator] = &reference.creators[..] else {
        return None;
    };
    if !reference.families.is_empty() || is_of_another_language(creator, language) {
        return None;
    }
    let theirs = long_words(creator);
    let kinds: Vec<&str> = theirs.iter().filter_map(|word| kind_of(word)).collect();
    let own_kinds: Vec<&str> = teller
        .words
        .iter()
        .filter_map(|word| kind_of(word))
        .collect();
    let ours = telling(&teller.words);
    let other = telling(&theirs);
    let is_same_kind = kinds.len() == 1 && kinds == own_kinds;
    let differ = !ours.is_empty()
        && !other.is_empty()
        && !ours
            .iter()
            .any(|one| other.iter().any(|other| is_alike(one, other)));
    let said = [
        &reference.title,
        &reference.publisher,
        &reference.container,
        &reference.note,
    ];
    let is_told = said.into_iter().flatten().any(|said| {
        let said = long_words(said);
        ours.iter().any(|one| {
            said.iter()
                .any(|word| word.contains(one) || is_alike(one, word))
        })
    });
    let is_short = ours
        .iter()
        .chain(&other)
        .any(|word| word.chars().count() < ALIKE);
    (is_same_kind && differ && !is_told && !is_short).then_some(creator.as_str())
}

/// Whoever tells a sentence, where the one work that it cites is another body's of the same kind.
pub(super) fn find<'a>(
    context: &Context<'_>,
    said: prose::Said<'_>,
    cited: &[Support<'a>],
    tellers: &Tellers,
) -> Option<OtherBody<'a>> {
    let own = said.own;
    let [source] = cited else { return None };
    let reference = source.reference?;
    let kind = source.evidence.and_then(|record| record.kind);
    use SourceKind::{Press, Social, Speech, Testimony};
    if matches!(kind, Some(Press | Social | Speech | Testimony))
        || !source.item.relation().carries()
    {
        return None;
    }
    let teller = teller(own)?;
    let creator = same_kind_only(&teller, reference, context.language(said.sentence))?;
    // A body that the report speaks of again is there in its own right.
    let is_once = tellers.0.get(&teller.words).is_none_or(|uses| *uses == 1);
    // The body of the source, told elsewhere in the sentence, may pass on what the other one said.
    let ours = long_words(&own.text[..teller.range.start]);
    let behind = long_words(&own.text[teller.range.end..]);
    let theirs = long_words(creator);
    let is_named = telling(&theirs)
        .iter()
        .any(|one| ours.iter().chain(&behind).any(|word| is_alike(one, word)));
    if !is_once || is_named || !may_be_told(context, source, &teller, own) {
        return None;
    }
    Some(OtherBody {
        range: teller.range,
        source: *source,
    })
}

/// Whether the words of the source, where they are at hand, speak of no other body of the kind. What a court did is told
/// only where they say that it was done by the court whose words they are.
fn may_be_told(context: &Context<'_>, source: &Support<'_>, teller: &Teller, own: &Own) -> bool {
    let is_court = teller
        .words
        .iter()
        .filter_map(|word| kind_of(word))
        .any(|kind| COURTS.contains(&kind));
    let text = context.report.source_texts.get(source.key());
    let Some(text) = text.filter(|text| number_not_in_source::is_readable(text)) else {
        return !is_court;
    };
    let lower = text.to_lowercase();
    // Of "Bundesrechnungshof" the whole word: its first part stands in others.
    let mut names = teller.words.iter().filter(|word| !is_kind(word));
    let is_told = names.any(|word| lower.contains(word.as_str()));
    if !is_court || is_told {
        return !is_told;
    }
    let verb: String = own.word(teller.verb).chars().take(6).collect();
    let by_court = lower.split(['.', '\n']).any(|sentence| {
        let mut words = sentence.split(|c: char| !c.is_alphanumeric());
        words.by_ref().any(|word| COURTS.contains(&word))
            && words.take(4).any(|word| word.starts_with(&verb))
    });
    by_court && !OTHERS.iter().any(|other| lower.contains(other))
}

#[cfg(test)]
mod tests;
