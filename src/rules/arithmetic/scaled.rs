//! Quantities of which the first has its word of scale and its unit with the second: "from 214 to 391 million euros".

use crate::rules::prose::Own;
use crate::rules::quantities::{self, Quantity, Sort};
use crate::rules::tongues::Tongue;

/// How many times the second number the first may be, without its word.
const MOST: f64 = 10.0;

/// The quantities of a sentence, the first end of a change in the scale of the last.
pub(super) fn read(own: &Own, tongue: &Tongue) -> Vec<Quantity> {
    let mut all = quantities::read(own, tongue);
    for at in 1..all.len() {
        if let Some(first) = meant(own, tongue, (&all[at - 1], &all[at])) {
            all[at - 1] = first;
        }
    }
    all
}

/// The first of two quantities in the scale of the second, where it is told once for both.
fn meant(own: &Own, tongue: &Tongue, (first, second): (&Quantity, &Quantity)) -> Option<Quantity> {
    let (from, to) = tongue.sums.from_to;
    let is_told = first.sort == Sort::Count
        && first.last + 2 == second.first
        && own.word(first.last + 1) == to
        && first.first > 0
        && own.word(first.first - 1) == from;
    let scale = tongue
        .scale(own.word(second.last))
        .filter(|_| is_told && second.last > second.first)?;
    let scale = scale as f64;
    let has_sign = own.text[..first.range.start].ends_with(|c: char| "$€£¥₩₹₽".contains(c));
    let is_near = first.value <= MOST * second.value / scale;
    (is_near && first.value < 1000.0 && !has_sign).then(|| Quantity {
        value: first.value * scale,
        step: scale * if first.step > 0.0 { first.step } else { 0.5 },
        sort: second.sort.clone(),
        ..first.clone()
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::tongues;

    #[test]
    fn a_scale_may_be_told_once_for_both_ends() {
        let check = |language: &str, text: &str, expected: &[f64]| {
            let read = read(&Own::of(text), tongues::of(language));
            let values: Vec<f64> = read.iter().map(|one| one.value).collect();
            assert_eq!(values, expected, "{text}");
        };
        check("de", "Von 96 auf 131 Millionen Euro.", &[96e6, 131e6]);
        check("en", "From 4.5 to 8 million euros.", &[4.5e6, 8e6]);
        check("en", "From 300 to 8 million euros.", &[300.0, 8e6]);
        check("en", "From 40 wells to 8 million euros.", &[40.0, 8e6]);
        check("en", "It has 40 to 8 million.", &[40.0, 8e6]);
    }
}
