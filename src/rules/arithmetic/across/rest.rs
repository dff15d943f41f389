//! What is left of a whole that the sentences before tell: "in the other 24", where 52 of 94 were told.

use super::{MOST, counts, reader};
use crate::rules::arithmetic::parts::shown;
use crate::rules::arithmetic::{Fault, Number, Reader, leaves};
use crate::rules::prose::Own;
use crate::rules::tongues::Tongue;

/// Words for what is left of a whole.
const REST: &[&str] = &[
    "other",
    "remaining",
    "restlichen",
    "übrigen",
    "otros",
    "otras",
    "restantes",
];

/// Words that say that something is a part.
const OF_THEM: &[&str] = &[
    "of these", "of them", "of those", "of that", "of whom", "of which", "of the", "davon", "dont",
    "de ellos", "de ellas", "de los", "de las", "von den",
];

/// Verbs and words behind a number that no noun follows.
const VERBS: &[&str] = &[
    "the", "a", "they", "he", "she", "it", "we", "were", "was", "are", "is", "had", "have", "has",
    "did", "said", "followed", "went", "left", "came", "liegen", "waren", "sind", "wurden",
    "hatten", "en", "in", "on", "by", "after", "eran", "fueron", "están",
];

/// Words before the one for what is left.
const THE: &[&str] = &["the", "die", "den", "der", "los", "las"];

/// Whether a sentence may tell what is left of a whole.
pub(super) fn may_tell(own: &Own) -> bool {
    own.has(REST)
}

/// "In the other 24", where 52 of 94 were told before.
pub(super) fn fault(
    own: &Own,
    before: &[&Own],
    farther: &[&Own],
    tongue: &Tongue,
) -> Option<Fault> {
    let reader = reader(own, tongue);
    let (at, left) = left(&reader)?;
    let head = Own::of(&own.text[..own.words[at].range.start]);
    let told = Told::of(before.iter().copied().chain([&head]), tongue);
    let usable = told.has_part
        && told.counts_the_same(&reader, &left, tongue)
        && (2..=MOST).contains(&told.numbers.len())
        && !left.is_year
        && !reader.is_inexact(left.first)
        && reader.after_percent(left.last).is_none();
    if !usable {
        return None;
    }
    let Remains::Other(nearly) = told.leaves(&left) else {
        return None;
    };
    let remains = leaves::told(&counts(&head, tongue), &left, before, tongue).or(nearly)?;
    // A whole that was told farther off, of which a number of here is a part.
    let mut wholes = farther.iter().flat_map(|own| counts(own, tongue));
    let is_of_another = |whole: Number| {
        let mut parts = told.numbers.iter();
        parts.any(|part| (whole.scaled() - part.scaled() - left.scaled()).abs() <= 1e-6)
    };
    if wholes.any(is_of_another) {
        return None;
    }
    Some(Fault {
        range: own.words[at].range.start..own.words[left.last].range.end,
        what: "is not what is left of the numbers before it",
        label: format!("what was told before leaves {}", shown(remains)),
    })
}

/// The word for what is left, and the number behind it.
fn left(reader: &Reader<'_>) -> Option<(usize, Number)> {
    (1..reader.words.len()).find_map(|at| {
        let is_rest = reader.is(at, REST) && reader.is(at - 1, THE);
        let number = reader.count(at + 1).or_else(|| reader.sum(at + 1));
        Some((at, number.filter(|_| is_rest)?))
    })
}

/// What is told before the number that is left.
struct Told {
    numbers: Vec<Number>,
    /// The words behind them.
    nouns: Vec<String>,
    /// Whether one of them is called a part.
    has_part: bool,
}

impl Told {
    fn of<'o>(sentences: impl Iterator<Item = &'o Own>, tongue: &Tongue) -> Self {
        let mut told = Self {
            numbers: Vec::new(),
            nouns: Vec::new(),
            has_part: false,
        };
        for own in sentences {
            for number in counts(own, tongue) {
                let behind = (number.last + 1..number.last + 3).filter_map(|at| own.words.get(at));
                told.nouns.extend(behind.map(|word| word.lower.clone()));
                told.numbers.push(number);
            }
            told.has_part |= own.first(OF_THEM).is_some();
        }
        told
    }

    /// Whether the number that is left may count what these count.
    fn counts_the_same(&self, reader: &Reader<'_>, left: &Number, tongue: &Tongue) -> bool {
        let next = reader.word(left.last + 1);
        let behind = reader.text[reader.words[left.last].range.end..].trim_start();
        let stops = behind.is_empty() || behind.starts_with([',', '.', ';', ')', ':']);
        let is_money = left.scale.is_some();
        stops
            || VERBS.contains(&next)
            || leaves::says(next, tongue)
            || self.nouns.iter().any(|noun| noun == next)
            || is_money && next.len() > 3
    }

    /// What these leave beside what is told to be left.
    fn leaves(&self, left: &Number) -> Remains {
        // "240 complaints. Of these, 60 were upheld and 120 dismissed": the others are those of all.
        let most = self.numbers.iter().map(Number::scaled).fold(0.0, f64::max);
        let mut plausible = None;
        for (place, whole) in self.numbers.iter().enumerate() {
            let is_part =
                |(at, one): &(usize, &Number)| *at != place && one.scaled() < whole.scaled();
            let others = self.numbers.iter().enumerate().filter(is_part);
            let others: Vec<&Number> = others.map(|(_, one)| one).collect();
            for chosen in 1_u32..1 << others.len() {
                let some = (0..others.len())
                    .filter(|at| chosen >> at & 1 == 1)
                    .map(|at| others[at]);
                let (taken, rough) = some.fold((0.0, 0.0), |(sum, rough), one| {
                    (sum + one.scaled(), rough + one.rough())
                });
                let remains = whole.scaled() - taken;
                let slack = rough + whole.rough() + left.rough() + 1e-6;
                if (remains - left.scaled()).abs() <= slack {
                    return Remains::Just;
                }
                if chosen.count_ones() == 1
                    && remains > 0.0
                    && whole.scaled() >= most
                    && whole.scaled() > left.scaled()
                    && (0.2..=5.0).contains(&(remains / left.scaled()))
                {
                    plausible.get_or_insert(remains);
                }
            }
        }
        Remains::Other(plausible)
    }
}

/// What some numbers leave of one of them.
enum Remains {
    /// Just what is told.
    Just,
    /// Something else: what the largest leaves beside another one, where that is near what is told.
    Other(Option<f64>),
}
