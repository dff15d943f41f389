//! A number that stands once, where the same things have another number elsewhere whose digits it has in
//! another order: 1,810 stations beside 1,180 stations.

use std::cell::OnceCell;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::rc::Rc;

use super::super::Context;
use super::super::numbers::{self, Number};
use super::super::prose::{self, Said};
use super::super::quantities;
use super::super::tongues::Tongue;
use super::{NAME, twice};
use crate::diagnostic::{Finding, Level};
use crate::model::{Kind, Role, UnitPlace};

/// The fewest digits: of two numbers with fewer, each may well be the other turned round.
const DIGITS: usize = 3;

/// How many longer words two sentences share that tell of the same.
const WORDS: usize = 2;

/// How often the other number stands in the report at least.
const OFTEN: usize = 2;

/// A number of a sentence.
struct Use<'c> {
    said: Said<'c>,
    number: Number,
    /// Its digits without marks between them.
    digits: String,
    told: Rc<Told<'c>>,
}

/// What a sentence holds beside a number, found once for all its numbers.
struct Told<'c> {
    years: BTreeSet<i64>,
    /// The entries that it cites.
    keys: BTreeSet<&'c str>,
    /// The beginnings of its longer words, once they were asked for.
    words: OnceCell<BTreeSet<String>>,
}

/// Words before the number of a resolution, a law or a room, which is a name.
const NAMED: &[&str] = &[
    "resolution",
    "article",
    "law",
    "act",
    "decree",
    "decision",
    "order",
    "ordinance",
    "regulation",
    "directive",
    "case",
    "file",
    "room",
    "cell",
    "flight",
    "line",
    "route",
    "unit",
    "brigade",
    "battalion",
    "number",
    "no",
    "nr",
    "section",
    "paragraph",
    "page",
    "ward",
    "block",
    "house",
    "convention",
    "record",
    "beschluss",
    "artikel",
    "gesetz",
    "verordnung",
    "erlass",
    "akte",
    "flug",
    "nummer",
    "seite",
    "résolution",
    "loi",
    "décret",
    "arrêté",
    "dossier",
    "vol",
    "numéro",
    "resolución",
    "ley",
    "decreto",
    "artículo",
    "expediente",
    "vuelo",
    "número",
    "legge",
    "risoluzione",
];

impl Use<'_> {
    fn words(&self) -> &BTreeSet<String> {
        self.told.words.get_or_init(|| words(&self.said))
    }

    /// The words near its number.
    fn near(&self) -> BTreeSet<String> {
        /// How many before and behind.
        const NEAR: usize = 8;
        let (before, after) = self.said.own.around(&self.number.range);
        let near = before
            .iter()
            .rev()
            .take(NEAR)
            .chain(after.iter().take(NEAR));
        near.map(|word| word.lower.clone()).collect()
    }

    /// What it counts, with a blank before it; nothing where a verb or another small word stands behind it.
    fn counted(&self, tongue: &Tongue) -> String {
        let all = quantities::read(self.said.own, tongue);
        let range = &self.number.range;
        let of_number = all
            .iter()
            .find(|one| one.range.start <= range.start && range.end <= one.range.end);
        let noun = of_number.and_then(quantities::Quantity::counted);
        let noun = noun.filter(|noun| *noun == self.number.noun);
        noun.map(|noun| format!(" {noun}")).unwrap_or_default()
    }
}

pub(super) fn check(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let mut uses: BTreeMap<String, Vec<Use<'_>>> = BTreeMap::new();
    for said in prose::own_sentences(context) {
        // The cells of a row have no words beside them.
        let is_prose = said.unit.place != UnitPlace::TableRow && said.unit.role != Role::Summary;
        if !is_prose || !matches!(said.sentence.kind, Kind::Fact | Kind::Own) {
            continue;
        }
        let tongue = context.tongue(said.sentence);
        let all = numbers::of(said.own, tongue);
        let years: BTreeSet<i64> = all
            .iter()
            .filter(|number| number.is_date && number.value >= 1_000_000)
            .map(|number| number.value)
            .collect();
        let items = context.report.items_of(said.sentence);
        let told = Rc::new(Told {
            years,
            keys: items.map(|item| item.key.value.as_str()).collect(),
            words: OnceCell::new(),
        });
        for number in all {
            let written = &said.own.text[number.range.clone()];
            let digits: String = written.chars().filter(char::is_ascii_digit).collect();
            let is_plain = written
                .chars()
                .all(|c| c.is_ascii_digit() || matches!(c, ',' | '.' | '\u{a0}' | '\u{202f}'));
            let is_counted =
                !number.is_date && !number.is_percent && !is_name(said, &number, tongue);
            if is_plain && digits.len() >= DIGITS && is_counted {
                let one = Use {
                    said,
                    number,
                    digits: digits.clone(),
                    told: Rc::clone(&told),
                };
                uses.entry(digits).or_default().push(one);
            }
        }
    }
    for one in uses.values().filter_map(|uses| match &uses[..] {
        [one] => Some(one),
        _ => None,
    }) {
        let other = neighbours(&one.digits)
            .into_iter()
            .filter_map(|digits| uses.get(&digits))
            .find(|others| others.len() >= OFTEN && is_same(one, others));
        if let Some(other) = other.and_then(|others| others.first()) {
            findings.push(finding(context, one, other));
        }
    }
}

/// Whether a number is a part of a name: "Resolution 2254".
fn is_name(said: Said<'_>, number: &Number, tongue: &Tongue) -> bool {
    let (before, _) = said.own.around(&number.range);
    let Some(last) = before.last() else {
        return false;
    };
    let written = &said.own.text[last.range.clone()];
    let gap = &said.own.text[last.range.end..number.range.start];
    let is_capital =
        written.starts_with(char::is_uppercase) && tongue.language != "de" && before.len() > 1;
    let is_joined = gap.chars().all(|c| c.is_whitespace() || c == '.');
    is_joined && (is_capital || NAMED.contains(&last.lower.as_str()))
}

/// The digits of a number with two that stand beside each other exchanged.
fn neighbours(digits: &str) -> Vec<String> {
    let bytes = digits.as_bytes();
    let pairs = 0..bytes.len().saturating_sub(1);
    let differing = pairs.filter(|at| bytes[*at] != bytes[at + 1]);
    differing
        .map(|at| {
            let mut turned: Vec<char> = digits.chars().collect();
            turned.swap(at, at + 1);
            turned.into_iter().collect()
        })
        .collect()
}

/// Whether a number counts the same as others, as far as the words beside them tell.
fn is_same(one: &Use<'_>, others: &[Use<'_>]) -> bool {
    let noun = &one.number.noun;
    let same_form = others.iter().all(|other| form(one) == form(other));
    let is_noun = noun.chars().count() > 3 && others.iter().any(|other| other.number.noun == *noun);
    // Each year has its own number.
    let has_years = |of: &&Use<'_>| !of.told.years.is_empty();
    let mut theirs = others.iter().filter(has_years);
    let other_year = has_years(&one) && theirs.any(|other| other.told.years != one.told.years);
    let sentences: BTreeSet<_> = others
        .iter()
        .map(|other| other.said.sentence.span)
        .collect();
    let apart = sentences.len() >= OFTEN && !sentences.contains(&one.said.sentence.span);
    // Of four digits on, two that are exchanged are hardly chance where the sentences tell of the same.
    let is_long = one.digits.len() > DIGITS;
    let tells_the_same = |other: &Use<'_>| {
        let shared = other.words().intersection(one.words());
        shared.take(WORDS).count() == WORDS
    };
    let near = one.near();
    let are_compatible = others
        .iter()
        .all(|other| twice::is_compatible(&near, &other.near()));
    // Two sources have each their number.
    let own = &one.told.keys;
    let are_of_others = !own.is_empty()
        && others.iter().all(|other| {
            let theirs = &other.told.keys;
            !theirs.is_empty() && theirs.is_disjoint(own)
        });
    same_form
        && !are_of_others
        && !other_year
        && apart
        && are_compatible
        && (is_noun || is_long && others.iter().any(tells_the_same))
}

/// The beginnings of the longer words of a sentence.
fn words(said: &Said<'_>) -> BTreeSet<String> {
    /// How many letters a word has at least, and by how many it is known.
    const LETTERS: usize = 5;
    let words = said.own.words.iter().map(|word| &word.lower);
    let long = words
        .filter(|word| word.chars().count() >= LETTERS && word.chars().all(char::is_alphabetic));
    long.map(|word| word.chars().take(LETTERS).collect())
        .collect()
}

/// How many digits stand behind the mark that parts decimals, as far as the value tells.
fn form(one: &Use<'_>) -> bool {
    one.number.value % 1000 == 0
}

fn finding(context: &Context<'_>, one: &Use<'_>, other: &Use<'_>) -> Finding {
    let place = |of: &Use<'_>, range: Range<usize>| prose::place(context, of.said.sentence, range);
    let written = &one.said.own.text[one.number.range.clone()];
    let usual = &other.said.own.text[other.number.range.clone()];
    Finding::new(
        NAME,
        Level::Warning,
        format!(
            "`{written}{}` stands here alone, and `{usual}{}` elsewhere",
            one.counted(context.tongue(one.said.sentence)),
            other.counted(context.tongue(other.said.sentence))
        ),
        place(one, one.number.range.clone()),
    )
    .label("two digits exchanged?")
    .related(place(other, other.number.range.clone()), "the other number")
    .help("look in the source which is right; where both are, say in which way they differ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn neighbours_have_two_digits_exchanged() {
        assert_eq!(neighbours("1180"), ["1810", "1108"]);
        assert_eq!(neighbours("111"), Vec::<String>::new());
    }
}
