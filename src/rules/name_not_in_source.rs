//! A name that a sentence spells otherwise than its source, somebody whom it gives another title, and a place that is
//! another one there.

mod places;
mod spelling;
mod titles;

use std::cell::OnceCell;
use std::collections::{BTreeMap, BTreeSet};

use self::spelling::Known;
use self::titles::Bearer;
use super::names::{folded, tokens};
use super::prose::{self, Own, Said};
use super::quote_not_in_source::Texts;
use super::support::{self, Support};
use super::{Context, name_drift, words};
use crate::diagnostic::{Finding, Level};
use crate::model::{Kind, Sentence, UnitPlace, primary_language};

pub(super) const NAME: &str = "name-not-in-source";

/// Words by which somebody's office changed.
const CHANGES: &[&str] = &[
    "became",
    "become",
    "becoming",
    "appointed",
    "promoted",
    "elected",
    "named",
    "succeeded",
    "resigned",
    "since",
    "until",
    "then",
    "former",
    "later",
    "now",
    "previously",
    "demoted",
    "sworn",
    "retired",
    "wurde",
    "ernannt",
    "gewählt",
    "befördert",
    "damals",
    "später",
    "seit",
    "heute",
    "ehemalige",
    "ehemaliger",
    "frühere",
    "früherer",
    "devenu",
    "devenue",
    "nommé",
    "nommée",
    "élu",
    "élue",
    "ancien",
    "ancienne",
    "alors",
    "depuis",
    "nombrado",
    "nombrada",
    "elegido",
    "elegida",
    "entonces",
    "desde",
    "antiguo",
    "diventato",
    "nominato",
    "eletto",
    "allora",
    "benoemd",
    "gekozen",
    "toenmalig",
    "voormalig",
    "nomeado",
    "eleito",
    "então",
    "antigo",
];

pub(super) fn check(context: &Context<'_>, findings: &mut Vec<Finding>) {
    check_report(context, findings);
    if context.report.source_texts.is_empty() {
        return;
    }
    let texts = Texts::new(context);
    let mut sources: BTreeMap<&str, Source<'_>> = BTreeMap::new();
    let drifted = OnceCell::new();
    let elsewhere = OnceCell::new();
    for said in prose::own_sentences(context) {
        let sentence = said.sentence;
        let is_told = sentence.kind == Kind::Fact && support::is_carried(sentence);
        if !is_told || is_in_table(said) {
            continue;
        }
        let supports = support::of(context, sentence);
        if !texts.can_be_compared(context, sentence, &supports) {
            continue;
        }
        for support in &supports {
            if let Some((key, text)) = context.report.source_texts.get_key_value(support.key()) {
                sources.entry(key).or_insert_with(|| Source::of(text));
            }
        }
        let read: Vec<&Source<'_>> = supports
            .iter()
            .filter_map(|support| sources.get(support.key()))
            .collect();
        let keys: Vec<&str> = supports.iter().map(Support::key).collect();
        findings.extend(other_title(context, said, &read, &keys));
        findings.extend(other_place(context, said, &read, &keys));
        let Some(found) = other_spelling(context, said, &read, &supports) else {
            continue;
        };
        // What the report spells in two ways is told by another rule, and a name that stands in another source, or in
        // a sentence whose sources are not at hand, may be spelt so there.
        let elsewhere = elsewhere.get_or_init(|| others(context, &texts));
        let name = folded(&sentence.text[found.range.clone()]);
        let place = prose::place(context, sentence, found.range.clone());
        let drifted = drifted.get_or_init(|| {
            let mut findings = Vec::new();
            name_drift::check(context, &mut findings);
            findings
        });
        let is_told = drifted
            .iter()
            .any(|finding: &Finding| finding.span.contains(place) || place.contains(finding.span));
        if elsewhere.contains(&name) || is_told {
            continue;
        }
        let written = &sentence.text[found.range.clone()];
        let message = format!(
            "`{written}` is spelt `{}` in the text of {}",
            found.meant,
            words::list(&keys)
        );
        findings.push(
            Finding::new(NAME, Level::Warning, message, place)
                .label("not there in this spelling")
                .help(
                    "use the spelling of the source, or say once that it is spelt otherwise there",
                ),
        );
    }
}

fn is_in_table(said: Said<'_>) -> bool {
    matches!(
        said.unit.place,
        UnitPlace::TableRow | UnitPlace::TableCaption | UnitPlace::FigureCaption
    )
}

/// The words of a source, made ready.
struct Source<'t> {
    own: Own,
    bearers: Vec<Bearer>,
    known: Known<'t>,
}

impl<'t> Source<'t> {
    fn of(text: &'t str) -> Self {
        let own = Own::of(text);
        Self {
            bearers: titles::bearers(&own),
            own,
            known: Known::of(text),
        }
    }
}

/// The words of all sentences that have a source whose words are not at hand, and of all texts that nobody cites there.
fn others(context: &Context<'_>, texts: &Texts<'_>) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    let mut add = |text: &str| {
        let words = tokens(text).into_iter();
        found.extend(words.map(|range| folded(&text[range])));
    };
    for said in prose::sentences(context) {
        let supports = support::of(context, said.sentence);
        if !supports.iter().all(|support| texts.has(support.key())) {
            add(&said.sentence.text);
        }
    }
    for text in context.report.source_texts.values() {
        add(text);
    }
    for reference in context.references.values() {
        let named = [&reference.title, &reference.container, &reference.publisher];
        for text in named.into_iter().flatten().chain(&reference.creators) {
            add(text);
        }
    }
    found
}

fn other_spelling<'t>(
    context: &Context<'_>,
    said: Said<'_>,
    read: &[&Source<'t>],
    supports: &[Support<'_>],
) -> Option<spelling::Misspelt<'t>> {
    let known: Vec<&Known<'t>> = read.iter().map(|source| &source.known).collect();
    let is_german = primary_language(context.language(said.sentence)) == "de";
    let is_named = |name: &str| {
        let references = supports.iter().filter_map(|support| support.reference);
        references.into_iter().any(|reference| {
            let texts = [&reference.title, &reference.container, &reference.publisher];
            let mut texts = texts.into_iter().flatten().chain(&reference.creators);
            texts.any(|text| folded(text).contains(name))
        })
    };
    spelling::find(said.own, &known, is_german, is_named)
}

/// A place that the sources have not, where a sentence of theirs that tells the same has another one.
fn other_place(
    context: &Context<'_>,
    said: Said<'_>,
    read: &[&Source<'_>],
    keys: &[&str],
) -> Option<Finding> {
    let known: Vec<&Known<'_>> = read.iter().map(|source| &source.known).collect();
    let language = primary_language(context.language(said.sentence));
    let are_together = |one: &str, two: &str| {
        let report = context.report.sentences.iter();
        let mut texts = report.map(|sentence| sentence.text.as_str());
        texts.any(|text| text.contains(one) && text.contains(two))
            || context.report.manifest.title.contains(one)
    };
    let found = places::find(said.own, language, &known, are_together)?;
    let written = &said.sentence.text[found.range.clone()];
    let message = format!(
        "the sentence says `{written}`, and the text of {} says `{}`",
        words::list(keys),
        found.meant
    );
    let place = prose::place(context, said.sentence, found.range);
    Some(
        Finding::new(NAME, Level::Warning, message, place)
            .label("a place that is not named there")
            .help("compare it with the source; where one place lies in the other, name both: “Yanji, in Jilin”"),
    )
}

/// Somebody to whom a sentence gives a title that the sources give to nobody of that name, and another one to somebody.
fn other_title(
    context: &Context<'_>,
    said: Said<'_>,
    read: &[&Source<'_>],
    keys: &[&str],
) -> Option<Finding> {
    let owns: Vec<&Own> = read.iter().map(|source| &source.own).collect();
    let all: Vec<&Bearer> = read.iter().flat_map(|source| &source.bearers).collect();
    let (ours, theirs) = mistitled(&titles::bearers(said.own), &all, &owns)?;
    let written = &said.sentence.text[ours.title.clone()];
    let their_title = read
        .iter()
        .find(|source| source.bearers.iter().any(|one| std::ptr::eq(one, theirs)))
        .and_then(|source| source.own.text.get(theirs.title.clone()))
        .unwrap_or(theirs.id);
    let message = format!(
        "`{}` is called `{written}`, and `{their_title}` in the text of {}",
        ours.written,
        words::list(keys)
    );
    let place = prose::place(context, said.sentence, ours.title.clone());
    Some(
        Finding::new(NAME, Level::Warning, message, place)
            .label("another title than in the source")
            .help(
                "use the title of the source; where the office changed, say when: “then a colonel”",
            ),
    )
}

fn mistitled<'o>(
    ours: &[Bearer],
    theirs: &[&'o Bearer],
    texts: &[&Own],
) -> Option<(Bearer, &'o Bearer)> {
    ours.iter().find_map(|one| {
        let mut same = theirs
            .iter()
            .filter(|other| other.class == one.class && titles::may_be_one(&one.name, &other.name));
        let first = same.clone().find(|other| other.id != one.id)?;
        let has_same = same.any(|other| other.id == one.id);
        let is_certain = !one.is_past
            && !has_same
            && !first.is_past
            && !titles::is_shared(&one.name, texts)
            && !titles::is_shared(&first.name, texts);
        is_certain.then(|| (one.clone(), *first))
    })
}

/// Somebody who bears two titles of one kind in the report, and nothing says that they followed each other.
fn check_report(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let mut borne: BTreeMap<Vec<String>, Vec<(Bearer, &Sentence)>> = BTreeMap::new();
    let mut changed: BTreeSet<String> = BTreeSet::new();
    for said in prose::own_sentences(context) {
        if is_in_table(said) {
            continue;
        }
        let bearers = titles::bearers(said.own);
        if said.own.has(CHANGES) {
            let words = tokens(&said.own.text).into_iter();
            changed.extend(words.map(|range| folded(&said.own.text[range])));
        }
        for bearer in bearers {
            // One word may be the name of many.
            if bearer.name.len() > 1 && !bearer.is_past {
                let all = borne.entry(bearer.name.clone()).or_default();
                all.push((bearer, said.sentence));
            }
        }
    }
    for (name, all) in &borne {
        let is_changed = name.last().is_some_and(|word| changed.contains(word))
            || name.first().is_some_and(|word| changed.contains(word));
        let other = all.iter().enumerate().find_map(|(at, (one, sentence))| {
            let before = all[..at].iter().find(|(other, earlier)| {
                other.class == one.class
                    && other.id != one.id
                    && years(&earlier.text) == years(&sentence.text)
            })?;
            Some((one, sentence, before))
        });
        let Some((one, sentence, (other, earlier))) = other.filter(|_| !is_changed) else {
            continue;
        };
        let message = format!(
            "`{}` is called `{}` here, and `{}` elsewhere",
            one.written,
            &sentence.text[one.title.clone()],
            &earlier.text[other.title.clone()]
        );
        let place = prose::place(context, sentence, one.title.clone());
        findings.push(
            Finding::new(NAME, Level::Warning, message, place)
                .label("one person, two titles")
                .related(
                    prose::place(context, earlier, other.title.clone()),
                    "the other title",
                )
                .help("look the title up; where the office changed, say when: “then a colonel”"),
        );
    }
}

/// The years that a text tells.
fn years(text: &str) -> BTreeSet<&str> {
    let words = text.split(|c: char| !c.is_ascii_digit());
    words.filter(|word| word.len() == 4).collect()
}

#[cfg(test)]
mod tests;
