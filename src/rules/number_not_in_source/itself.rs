//! Figures that come of two others of their own sentence: shares and differences.

use std::ops::Range;

use crate::rules::numbers;
use crate::rules::prose::Own;
use crate::rules::tongues::Tongue;

/// How many numbers before a share, and behind it, it may come of.
const NEAR: usize = 50;

/// Whether a figure is the share that two other numbers of its sentence come to: "11 of 24 (46 %)".
/// Whoever has the two has the share.
pub(super) fn is_reckoned(own: &Own, tongue: &Tongue, figure: &Range<usize>) -> bool {
    let all = numbers::of(own, tongue);
    let at = |number: &&numbers::Number| number.range.start == figure.start;
    let Some(share) = all.iter().find(at) else {
        return false;
    };
    if !share.is_percent {
        return is_difference(own, &all, share);
    }
    let decimals = own.text[figure.clone()]
        .rsplit_once(['.', ','])
        .map_or(0, |(_, decimals)| decimals.len());
    let slack = 500.0 / 10_f64.powi(i32::try_from(decimals).unwrap_or_default()) + 1e-6;
    let is_count =
        |number: &&numbers::Number| !number.is_percent && !number.is_date && number.value > 0;
    // The two stand near the share.
    let behind = all.partition_point(|number| number.range.start < figure.start);
    let near = &all[behind.saturating_sub(NEAR)..all.len().min(behind + NEAR)];
    let counts = || near.iter().filter(is_count);
    counts().any(|part| {
        counts().any(|whole| {
            let exact = part.value as f64 / whole.value as f64 * 100_000.0;
            let change = (exact - 100_000.0).abs();
            let fits = |exact: f64| (exact - share.value as f64).abs() <= slack;
            part.value != whole.value
                && (part.value < whole.value && fits(exact) || is_change(own) && fits(change))
        })
    })
}

/// Whether a sentence tells of a change: "rose by 75 per cent, from 8 to 14".
fn is_change(own: &Own) -> bool {
    const CHANGES: &[&str] = &[
        "rise",
        "rose",
        "risen",
        "increase",
        "increased",
        "growth",
        "grew",
        "grown",
        "fall",
        "fell",
        "fallen",
        "drop",
        "dropped",
        "decline",
        "declined",
        "decrease",
        "decreased",
        "more",
        "less",
        "fewer",
        "higher",
        "lower",
        "stieg",
        "sank",
        "anstieg",
        "rückgang",
        "hausse",
        "baisse",
        "aumento",
        "aumentó",
        "disminuyó",
    ];
    own.has(CHANGES)
}

/// Whether a figure is what lies between two others of its sentence, and its words say so: "71, seven more than
/// the 64 of 2019".
fn is_difference(own: &Own, all: &[numbers::Number], figure: &numbers::Number) -> bool {
    const MORE: &[&str] = &[
        "more",
        "less",
        "fewer",
        "ahead",
        "difference",
        "mehr",
        "weniger",
        "plus",
        "moins",
        "más",
        "menos",
    ];
    const REST: &[&str] = &[
        "not",
        "remaining",
        "other",
        "others",
        "rest",
        "nicht",
        "übrigen",
        "anderen",
        "restlichen",
        "autres",
        "restants",
        "otros",
        "otras",
        "restantes",
    ];
    let near = &all[..all.len().min(NEAR)];
    let others = || {
        near.iter()
            .filter(|other| other.range != figure.range && !other.is_date && !other.is_percent)
    };
    // "Cut by 17, from 46 to 29"; "640 of 1,850, and 1,210 were not"
    let by = |language: &str| match language {
        "en" => own.has(&["by"]) && own.has(&["from"]) && own.has(&["to"]),
        "de" => own.has(&["um"]) && own.has(&["von"]) && own.has(&["auf"]),
        "fr" => own.has(&["de"]) && own.has(&["à"]),
        _ => own.has(&["en"]) && own.has(&["de"]) && own.has(&["a"]),
    };
    let is_told = own.has(MORE)
        || own.has(REST)
        || by("en")
        || by("de")
        || is_change(own) && (by("fr") || by("es"));
    is_told && others().any(|one| others().any(|two| one.value - two.value == figure.value))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::tongues;

    #[test]
    fn what_two_numbers_come_to_stands_in_no_source() {
        let check = |text: &str, figure: &str, expected: bool| {
            let start = text.find(figure).unwrap();
            let own = Own::of(text);
            let found = is_reckoned(&own, tongues::of("en"), &(start..start + figure.len()));
            assert_eq!(found, expected, "{text}");
        };
        check("Of 24 stones 11 (46 %) were loose.", "46", true);
        check("It rose by 75 per cent, from 8 to 14.", "75", true);
        check("It rose by 62 per cent, from 8 to 14.", "62", false);
        check("It was 75 per cent in Arn, with 8 and 14.", "75", false);
        check("It has 71 names, 17 more than the 54 of 2019.", "17", true);
        check("It has 71 names, 18 more than the 54 of 2019.", "18", false);
        check("It has 71 names, 17 towns and 54 roads.", "17", false);
    }
}
