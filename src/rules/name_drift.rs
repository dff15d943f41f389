//! One name in two spellings.

mod alone;
mod bodies;
mod entries;

use std::collections::BTreeMap;
use std::ops::Range;

use super::names::{candidates, folded, tokens};
use super::prose::{self, Said};
use super::{Context, slips, words};
use crate::diagnostic::{Finding, Level};
use crate::model::{Sentence, UnitPlace, primary_language};
use crate::source::Span;

pub(super) const NAME: &str = "name-drift";

/// A name in fewer letters is too easily two names.
const LETTERS: usize = 6;

pub(super) fn check(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let mut names: BTreeMap<String, Vec<Use<'_>>> = BTreeMap::new();
    let mut single: Vec<(slips::Word<'_>, Use<'_>)> = Vec::new();
    for Said {
        unit,
        sentence,
        own,
    } in prose::own_sentences(context)
    {
        // A row of a table runs its cells together.
        if unit.place == UnitPlace::TableRow {
            continue;
        }
        let nouns_are_capitals = primary_language(context.language(sentence)) == "de";
        if !nouns_are_capitals {
            single.extend(single_words(sentence, &own.text));
        }
        for range in candidates(&own.text) {
            // Where every noun has a capital, only two words beside each other are a name.
            if nouns_are_capitals && !own.text[range.clone()].contains(char::is_whitespace) {
                continue;
            }
            let written = &sentence.text[range.clone()];
            let key = folded(written);
            if key.chars().count() >= LETTERS {
                names.entry(key).or_default().push(Use { sentence, range });
            }
        }
    }
    let mut told = Told::default();
    // The longest names first: "Kim Jong-un" and not "Jong-un" as well.
    let mut groups: Vec<&Vec<Use<'_>>> = names.values().filter(|uses| is_mixed(uses)).collect();
    groups.sort_by_key(|uses| std::cmp::Reverse(uses.first().map_or(0, |one| one.range.len())));
    for uses in groups {
        let (usual, is_certain) = usual(uses);
        for one in uses {
            let written = one.written();
            let is_told = told.has(one);
            if !differs(written, usual.written()) || is_told || are_two(one, usual) {
                continue;
            }
            let found = finding(context, one, usual);
            findings.push(match is_certain {
                true => mended(context, found, one, usual),
                false => found.help(HELP),
            });
            told.add(one);
        }
    }
    // Who is named in an entry is spelt there as the title page has it.
    let entries = entries::words(context);
    let of_entries = entries.iter().map(|(word, _)| word.clone());
    let words: Vec<slips::Word<'_>> = of_entries
        .chain(single.iter().map(|(word, _)| word.clone()))
        .collect();
    for (slip, meant) in slips::find(&words) {
        let Some((_, one)) = slip.checked_sub(entries.len()).map(|slip| &single[slip]) else {
            continue;
        };
        if told.has(one) {
            continue;
        }
        // "Anna Marina and Anna Martina" are two.
        let are_both_here = single.iter().any(|(word, other)| {
            word.written == words[meant].written && std::ptr::eq(other.sentence, one.sentence)
        });
        if are_both_here {
            continue;
        }
        findings.push(match meant.checked_sub(entries.len()) {
            Some(meant) => finding(context, one, &single[meant].1).help(HELP),
            None => entries::finding(context, one, &entries[meant]),
        });
        told.add(one);
    }
    bodies::check(context, findings);
    for (one, meant) in alone::find(context) {
        if !told.has(&one) {
            findings.push(finding(context, &one, &meant).help(HELP));
        }
    }
}

/// The places that have a finding: in each sentence, where each begins and ends. None meets another.
#[derive(Default)]
struct Told(BTreeMap<Span, BTreeMap<usize, usize>>);

impl Told {
    /// Whether a name meets one of them.
    fn has(&self, one: &Use<'_>) -> bool {
        let ranges = self.0.get(&one.sentence.span);
        let before = ranges.and_then(|ranges| ranges.range(..one.range.end).next_back());
        before.is_some_and(|(_, end)| one.range.start < *end)
    }

    fn add(&mut self, one: &Use<'_>) {
        let ranges = self.0.entry(one.sentence.span).or_default();
        ranges.insert(one.range.start, one.range.end);
    }
}

/// The capitalised words of a sentence, each with those beside it. The first word has a capital
/// whatever it is.
fn single_words<'a>(sentence: &'a Sentence, text: &str) -> Vec<(slips::Word<'a>, Use<'a>)> {
    let tokens = tokens(text);
    let is_capital = |at: usize| text[tokens[at].clone()].starts_with(char::is_uppercase);
    let joined = |at: usize| {
        let gap = &text[tokens[at].end..tokens[at + 1].start];
        gap.chars().all(char::is_whitespace)
    };
    let written = |at: usize| &sentence.text[tokens[at].clone()];
    let mut found = Vec::new();
    for at in 0..tokens.len() {
        let before = at
            .checked_sub(1)
            .filter(|before| is_capital(*before) && joined(*before));
        let after =
            Some(at + 1).filter(|after| *after < tokens.len() && is_capital(*after) && joined(at));
        if !is_capital(at) || at == 0 && after.is_none() {
            continue;
        }
        let word = slips::Word {
            written: written(at),
            beside: before.into_iter().chain(after).map(written).collect(),
            is_own: true,
        };
        let range = tokens[at].clone();
        found.push((word, Use { sentence, range }));
    }
    found
}

struct Use<'a> {
    sentence: &'a Sentence,
    range: Range<usize>,
}

impl Use<'_> {
    fn written(&self) -> &str {
        &self.sentence.text[self.range.clone()]
    }

    /// Whether another capitalised word follows, so that it is the beginning of a longer name.
    fn goes_on(&self) -> bool {
        let behind = &self.sentence.text[self.range.end..];
        let next = behind.strip_prefix(char::is_whitespace);
        next.is_some_and(|next| next.starts_with(char::is_uppercase))
    }
}

fn is_mixed(uses: &[Use<'_>]) -> bool {
    uses.iter().any(|one| {
        uses.first()
            .is_some_and(|first| differs(first.written(), one.written()))
    })
}

/// Whether two spellings are two spellings, and not one in two styles of capitals or line breaks.
///
/// "Fine-Tuning" in a title and "Fine-tuning" in the text are no drift; "Kim Jong-Un" and
/// "Kim Jong-un" are: there the hyphenated word follows another word of the name.
fn differs(a: &str, b: &str) -> bool {
    let (a, b) = (plain(a), plain(b));
    let same_marks = a.to_lowercase() == b.to_lowercase();
    let is_given_name = |name: &str| name.split(' ').skip(1).any(|word| word.contains('-'));
    let is_compound = |name: &str| name.contains('-') && !is_given_name(name);
    let same_capitals = capitals(&a) == capitals(&b);
    match (a == b, same_marks) {
        (true, _) => false,
        (false, true) => is_given_name(&a),
        (false, false) => same_capitals || !is_compound(&a) && !is_compound(&b),
    }
}

/// Whether two spellings that differ in a hyphen are of two: a town and its saint, or a body that is named after what
/// has no hyphen, as "the South-African Party" beside "the South African court".
fn are_two(one: &Use<'_>, two: &Use<'_>) -> bool {
    const SAINTS: &[&str] = &[
        "saint", "sainte", "saints", "san", "santa", "são", "st", "ste", "sankt", "sint",
    ];
    let unhyphened = |one: &Use<'_>| plain(one.written()).to_lowercase().replace('-', " ");
    let first = unhyphened(one);
    let is_saint = first
        .split(' ')
        .next()
        .is_some_and(|word| SAINTS.contains(&word));
    first == unhyphened(two) && (is_saint || one.goes_on() != two.goes_on())
}

fn capitals(name: &str) -> usize {
    name.chars().filter(|c| c.is_uppercase()).count()
}

/// A spelling with one kind of space, hyphen and apostrophe.
fn plain(name: &str) -> String {
    let name = name.split_whitespace().collect::<Vec<_>>().join(" ");
    name.replace(['‐', '‑'], "-").replace(['\'', 'ʼ', '‘'], "’")
}

/// The spelling that is used most, and whether no other is used as often; of two, the one that came
/// first.
fn usual<'u, 'a>(uses: &'u [Use<'a>]) -> (&'u Use<'a>, bool) {
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    for one in uses {
        *counts.entry(plain(one.written())).or_default() += 1;
    }
    let count = |one: &Use<'_>| {
        counts
            .get(&plain(one.written()))
            .copied()
            .unwrap_or_default()
    };
    let mut best = &uses[0];
    let mut most = 0;
    for one in uses {
        if count(one) > most {
            (best, most) = (one, count(one));
        }
    }
    let is_certain = counts.values().filter(|count| **count == most).count() == 1;
    (best, is_certain)
}

/// Where each spelling is used as often as the other, nobody but the author knows which is right.
const HELP: &str = "use one spelling; in the words of others, set the other one in quotation marks";

fn finding(context: &Context<'_>, one: &Use<'_>, usual: &Use<'_>) -> Finding {
    Finding::new(
        NAME,
        Level::Warning,
        format!(
            "`{}` is spelt `{}` elsewhere",
            words::shortened(one.written(), 40),
            words::shortened(&plain(usual.written()), 40)
        ),
        prose::place(context, one.sentence, one.range.clone()),
    )
    .label("the same name?")
    .related(
        prose::place(context, usual.sentence, usual.range.clone()),
        "the other spelling",
    )
}

/// The same with the usual spelling in its place, where the words are written as they are read.
fn mended(context: &Context<'_>, found: Finding, one: &Use<'_>, usual: &Use<'_>) -> Finding {
    match prose::exact_place(context, one.sentence, one.range.clone()) {
        Some(place) => found.suggest(HELP, place, plain(usual.written())),
        None => found.help(HELP),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_fold_to_one() {
        for (a, b) in [
            ("Kim Jong-un", "Kim Jong Un"),
            ("P’yŏngyang", "Pyongyang"),
            ("Al Jazeera", "Al-Jazeera"),
        ] {
            assert_eq!(folded(a), folded(b));
        }
        assert_ne!(folded("Kim Jong Il"), folded("Kim Jong Un"));
    }

    #[test]
    fn capitals_and_line_breaks_are_no_drift() {
        for (a, b) in [
            ("Kim Jong-un", "Kim Jong-Un"),
            ("Kim Jong-un", "Kim Jong Un"),
            ("Kim Jongun", "Kim Jong Un"),
            ("P’yŏngyang", "Pyongyang"),
            ("Al-Jazeera", "Al Jazeera"),
        ] {
            assert!(differs(a, b) && differs(b, a), "{a} {b}");
        }
        for (a, b) in [
            ("Fine-Tuning", "Fine-tuning"),
            ("AI-triad", "AI Triad"),
            ("Mill\nCommittee", "Mill Committee"),
            ("P'yŏngyang", "P’yŏngyang"),
            ("MILL COMMITTEE", "Mill Committee"),
        ] {
            assert!(!differs(a, b) && !differs(b, a), "{a} {b}");
        }
    }

    #[test]
    fn names_are_runs_of_capitals() {
        let text = "Later Kim Jong-un’s aide, Mr Pak, met us.";
        let found: Vec<&str> = candidates(text)
            .into_iter()
            .map(|range| &text[range])
            .collect();
        assert_eq!(
            found,
            [
                "Later Kim",
                "Later Kim Jong-un",
                "Kim",
                "Kim Jong-un",
                "Jong-un",
                "Mr",
                "Mr Pak",
                "Pak"
            ]
        );
    }
}
