//! A name right before its citation that is a letter from that of the author: `Schmitt [@schmidt2020]`, "김영순(2019)".

use std::collections::BTreeSet;
use std::ops::Range;

use super::super::prose::Said;
use super::super::support::Support;
use super::super::{Context, slips};

/// Words before an author who is named so, beside the beginning of a sentence.
const BEFORE: &[&str] = &[
    "and", "und", "et", "y", "e", "en", "by", "von", "par", "por", "bei", "nach", "laut", "selon",
    "según", "see", "siehe", "vgl", "cf", "voir", "véase", "to", "like", "wie", "auch",
];

/// A name with the spelling of the entry.
pub(super) struct Misspelt<'a> {
    pub range: Range<usize>,
    pub name: String,
    pub source: Support<'a>,
    pub meant: String,
}

pub(super) fn find<'a>(
    context: &Context<'_>,
    said: Said<'_>,
    cited: &[Support<'a>],
) -> Option<Misspelt<'a>> {
    // A key says the same however often it is cited.
    let mut known = BTreeSet::new();
    cited
        .iter()
        .filter(|source| known.insert(source.key()))
        .find_map(|source| family(context, said, source).or_else(|| korean(context, said, source)))
}

/// The words of the source of a sentence up to a citation that begins with a key.
fn before_citation<'s>(context: &'s Context<'_>, said: Said<'_>, key: &str) -> Option<&'s str> {
    let written = context.sources.slice(said.sentence.span);
    let at = written.find(&format!("[@{key}"))?;
    Some(written[..at].trim_end())
}

/// `Schmitt [@schmidt2020]`
fn family<'a>(context: &Context<'_>, said: Said<'_>, source: &Support<'a>) -> Option<Misspelt<'a>> {
    let reference = source.reference?;
    let before = before_citation(context, said, source.key())?;
    let start = before.rfind(|c: char| !c.is_alphabetic()).map_or(0, |at| {
        at + before[at..].chars().next().map_or(0, char::len_utf8)
    });
    let name = &before[start..];
    let lead = before[..start].trim_end();
    let last = lead
        .rsplit(|c: char| !c.is_alphabetic())
        .next()
        .unwrap_or_default()
        .to_lowercase();
    let is_led = lead.is_empty() || BEFORE.contains(&last.as_str());
    let is_known = reference
        .creators
        .iter()
        .chain(&reference.title)
        .any(|text| {
            text.split(|c: char| !c.is_alphabetic())
                .any(|word| word == name)
        });
    let is_name = name.chars().count() >= 5 && name.starts_with(char::is_uppercase);
    if !is_led || !is_name || is_known {
        return None;
    }
    let meant = reference.families.iter().find(|family| {
        slips::is_near_name(name, family)
            && name.chars().count().abs_diff(family.chars().count()) <= 1
    })?;
    let at = said.sentence.text.find(name)?;
    Some(Misspelt {
        range: at..at + name.len(),
        name: name.to_owned(),
        source: *source,
        meant: meant.clone(),
    })
}

/// "김영순(2019)" for a work of 김영수: the same family, and one syllable of the given name is another.
fn korean<'a>(context: &Context<'_>, said: Said<'_>, source: &Support<'a>) -> Option<Misspelt<'a>> {
    let is_hangul = |c: char| ('가'..='힣').contains(&c);
    let reference = source.reference?;
    let text = &said.sentence.text;
    let before = before_citation(context, said, source.key()).unwrap_or_default();
    for creator in &reference.creators {
        let family = reference
            .families
            .iter()
            .find(|family| creator.contains(family.as_str()) && family.chars().all(is_hangul))?;
        let given: String = creator.replacen(family.as_str(), "", 1);
        let given: String = given.chars().filter(|c| is_hangul(*c)).collect();
        let full = format!("{family}{given}");
        if given.chars().count() < 2 || text.contains(&full) {
            continue;
        }
        let is_one_off = |name: &str| {
            let differing = name
                .chars()
                .zip(full.chars())
                .filter(|(a, b)| a != b)
                .count();
            name.starts_with(family.as_str())
                && name.chars().count() == full.chars().count()
                && name.chars().all(is_hangul)
                && differing == 1
        };
        let year = reference.issued.map(|issued| issued.year.to_string());
        for (at, _) in text.match_indices(family.as_str()) {
            let name: String = text[at..].chars().take(full.chars().count()).collect();
            let behind = &text[at + name.len()..];
            let of_year = year
                .as_ref()
                .is_some_and(|year| behind.starts_with(&format!("({year})")));
            let is_whole = !text[..at].ends_with(is_hangul);
            if is_whole && is_one_off(&name) && (of_year || before.ends_with(&name)) {
                return Some(Misspelt {
                    range: at..at + name.len(),
                    name,
                    source: *source,
                    meant: full,
                });
            }
        }
    }
    None
}
