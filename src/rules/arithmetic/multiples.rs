//! How many times as much something is as what was told before it: "the limit is 5. The highest value, 340, was 68 times
//! as high".

use super::{Fault, Own, Quantity, Reader};
use crate::rules::quantities::{self, Bound, Sort};

/// Words that follow "times as", "mal so" and the like, of amounts.
const MUCH: &[&str] = &[
    "much", "many", "high", "large", "great", "big", "viel", "viele", "hoch", "groß", "alto",
    "alta", "grande",
];

/// Words that follow "fois" and "veces": once more may be meant, or not.
const MORE: &[&str] = &["plus", "más", "more", "higher", "mehr", "höher"];

/// A multiple, with the first of its words and the first behind them.
struct Multiple {
    least: f64,
    most: f64,
    first: usize,
    next: usize,
}

/// A multiple at the end of what is said, which the two amounts told before it do not come to.
pub(super) fn fault(
    reader: &Reader<'_>,
    own: &Own,
    all: &[Quantity],
    before: &[Quantity],
) -> Option<Fault> {
    if all.is_empty() || all.len() + before.len() < 2 {
        return None;
    }
    let multiple = (0..own.words.len()).find_map(|at| multiple(reader, own, at))?;
    let behind = own.text[own.words[multiple.next - 1].range.end..].trim_start();
    let is_closed = behind.is_empty() || behind.starts_with([',', '.', ';', ')']);
    let may_be = |one: &&Quantity| {
        matches!(one.sort, Sort::Count | Sort::Money(_) | Sort::Measure(_)) && !one.is_time()
    };
    let told = all
        .iter()
        .filter(|one| one.next <= multiple.first)
        .filter(may_be);
    let now = told
        .clone()
        .next_back()
        .filter(|now| is_closed && now.is_exact())?;
    let gap = own
        .text
        .get(now.range.end..own.words[multiple.first].range.start)?;
    if gap.contains([';', ':', '(', ')']) || gap.contains(". ") {
        return None;
    }
    let is_other = |one: &&Quantity| {
        let is_kind = one.is_like(now)
            || now.sort == Sort::Count && now.counted().is_none() && one.sort == Sort::Count;
        one.is_exact() && one.value > 0.0 && is_kind && may_be(one)
    };
    let here: Vec<&Quantity> = told
        .filter(|one| one.first != now.first)
        .filter(is_other)
        .collect();
    // In the sentence before, only what surely measures the same.
    let is_sure = |one: &&Quantity| {
        is_other(one)
            && (one.sort == now.sort && one.sort != Sort::Count
                || one.counted().is_some()
                    && one.counted().map(str::to_owned) == now.counted().map(str::to_owned))
    };
    let others: Vec<&Quantity> = match here.is_empty() {
        true => before.iter().filter(is_sure).collect(),
        false => here,
    };
    let [then] = others[..] else {
        return None;
    };
    // "2 euros in 2012. In 2020 it cost 3 euros, and in 2024 8, four times as much": of the first.
    let fits = |one: &Quantity| (multiple.least..=multiple.most).contains(&(now.value / one.value));
    if before.iter().filter(is_other).any(fits) {
        return None;
    }
    let ratio = now.value / then.value;
    let is_right = (multiple.least..=multiple.most).contains(&ratio);
    let is_here = all.iter().any(|one| std::ptr::eq(one, then));
    let begins = if is_here {
        then.range.start.min(now.range.start)
    } else {
        now.range.start
    };
    (!is_right).then(|| Fault {
        range: begins..own.words[multiple.next - 1].range.end,
        what: "does not add up",
        label: match is_here {
            true => format!("that is {ratio:.1} times as much"),
            false => format!(
                "it is {ratio:.1} times the {} told before",
                super::parts::shown(then.value)
            ),
        },
    })
}

/// The multiple that begins at a word: "68 times as high", "doppelt so viel", "cinq fois plus".
fn multiple(reader: &Reader<'_>, own: &Own, at: usize) -> Option<Multiple> {
    let language = reader.tongue.language;
    let (factor, last) = match (language, reader.word(at)) {
        ("en", "twice") => (2.0, at),
        ("de", "doppelt") => (2.0, at),
        ("de", word) if word.ends_with("mal") && word != "mal" => (
            reader.tongue.numeral(word.trim_end_matches("mal"))? as f64,
            at,
        ),
        ("en", _) => counted(reader, at, &["times"])?,
        ("de", _) => counted(reader, at, &["mal"])?,
        ("fr", _) => counted(reader, at, &["fois"])?,
        ("es", _) => counted(reader, at, &["veces"])?,
        _ => return None,
    };
    let (next, is_more) = match language {
        "en" if reader.word(last + 1) == "as" && reader.is(last + 2, MUCH) => (last + 3, false),
        "de" if reader.word(last + 1) == "so" && reader.is(last + 2, MUCH) => (last + 3, false),
        "fr" | "es" if reader.is(last + 1, MORE) => {
            (last + 2 + usize::from(reader.is(last + 2, MUCH)), true)
        }
        _ => return None,
    };
    let more = if is_more { 1.0 } else { 0.0 };
    let (least, most) = match quantities::bound(own, reader.tongue, at) {
        Bound::Exact => (
            (factor * 0.87).min(factor - 0.5),
            (factor + more) * 1.13 + 0.3,
        ),
        Bound::About => (factor * 0.75, (factor + more) * 1.3),
        Bound::Less => (factor * 0.7, (factor + more) * 1.03),
        Bound::More => (factor * 0.98, (factor + more) * 1.5 + 0.5),
    };
    Some(Multiple {
        least,
        most,
        first: at,
        next,
    })
}

/// "68 times": a number from two on, and the last word of both.
fn counted(reader: &Reader<'_>, at: usize, times: &[&str]) -> Option<(f64, usize)> {
    let number = reader.count(at)?;
    (number.value >= 2.0 && reader.is(number.last + 1, times))
        .then_some((number.scaled(), number.last + 1))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::tongues;

    fn found(language: &str, before: &str, text: &str) -> Option<String> {
        let tongue = tongues::of(language);
        let (own, before) = (Own::of(text), Own::of(before));
        let reader = Reader::of(&own.text, &own.words, tongue);
        let [all, before] = [&own, &before].map(|own| quantities::read(own, tongue));
        fault(&reader, &own, &all, &before).map(|fault| fault.label)
    }

    #[test]
    fn multiples_are_those_of_the_amounts_told_before() {
        let limit = "The limit for nitrate is 50 milligrams per litre.";
        for (language, before, right) in [
            (
                "en",
                limit,
                "The well at Orm held 400 milligrams per litre, eight times as much.",
            ),
            (
                "en",
                limit,
                "The well at Orm held 400 milligrams, four times as much as in 2019.",
            ),
            (
                "en",
                limit,
                "The well at Orm is 400 metres deep, four times as much.",
            ),
            (
                "en",
                "",
                "The mill paid 600 euros and sold it for 2,400 euros, four times as much.",
            ),
            (
                "en",
                "A ticket costs 2 euros.",
                "The fine is 60 euros, and three times as much for others.",
            ),
            (
                "en",
                "",
                "It is 60 metres high, and was seen three times as often.",
            ),
            (
                "de",
                "",
                "2012 waren es 400 Fälle, 2022 waren es 1.600, viermal so viele.",
            ),
            (
                "fr",
                "La limite est de 50 milligrammes.",
                "Le puits en contenait 400 milligrammes, huit fois plus.",
            ),
        ] {
            assert_eq!(found(language, before, right), None, "{right}");
        }
        for (language, before, wrong) in [
            (
                "en",
                limit,
                "The well at Orm held 400 milligrams per litre, five times as much.",
            ),
            (
                "en",
                "",
                "The mill paid 300 euros and sold it for 2,400 euros, three times as much.",
            ),
            (
                "de",
                "",
                "2012 waren es 200 Fälle, 2022 waren es 1.600, dreimal so viele.",
            ),
            (
                "fr",
                "La limite est de 50 milligrammes.",
                "Le puits en contenait 400 milligrammes, cinq fois plus.",
            ),
            (
                "es",
                "El límite es de 50 miligramos.",
                "El pozo contenía 400 miligramos, cinco veces más.",
            ),
        ] {
            let label = found(language, before, wrong).unwrap_or_default();
            assert!(label.contains("8.0 times"), "{wrong}: {label}");
        }
    }
}
