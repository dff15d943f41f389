//! Whether numbers are the parts of a whole or of a sum, by what they count and by how far they are from it.

use super::{Number, Reader, sum};
use crate::rules::arithmetic::{meant, vocabulary};
use crate::rules::quantities;

/// Words for what is no part of anything: "mean 45, median 42, and range 30".
const STATISTICS: &[&str] = &[
    "mean",
    "median",
    "average",
    "mode",
    "range",
    "sd",
    "minimum",
    "maximum",
    "min",
    "max",
    "mittelwert",
    "mittel",
    "durchschnitt",
    "spannweite",
    "standardabweichung",
    "moyenne",
    "médiane",
    "étendue",
    "media",
    "mediana",
    "promedio",
    "rango",
];

/// Words behind the votes against something, where some of those who may vote are away.
const AGAINST: &[&str] = &["against", "gegen", "contre", "contra", "contro", "tegen"];

/// Nouns of votes that were given.
const VOTES: &[&str] = &["votes", "stimmen", "voix", "votos", "voti", "stemmen"];

/// How far the sum of parts may be from their whole and still be meant for it. What counts some twice comes to more.
const LEAST: f64 = 0.77;
const MOST: f64 = 1.15;

impl Reader<'_> {
    /// Whether numbers behind a colon may be the parts of a whole before it.
    pub(super) fn are_parts(
        &self,
        parts: &[Number],
        whole: &Number,
        tail: std::ops::Range<usize>,
    ) -> bool {
        let counts = self.word(whole.last + 1);
        let is_statistic = tail.into_iter().any(|at| self.is(at, STATISTICS));
        let is_vote = parts.iter().any(|part| self.is(part.last + 1, AGAINST));
        let has_noun = self.noun(whole).is_some();
        let is_of = |part: &Number| {
            !has_noun
                || self.may_be_of(part, whole)
                || self.noun(part).is_some_and(vocabulary::is_part_of_people)
        };
        !meant::is_time(counts)
            && !is_statistic
            && (!is_vote || VOTES.contains(&counts))
            && parts.iter().all(is_of)
    }

    /// Whether numbers may be what a total sums up: they count the same as it, or it is off by a slip of a digit.
    pub(super) fn are_summed(&self, parts: &[Number], total: &Number) -> bool {
        let (all, _) = sum(parts);
        let nouns: Vec<&str> = parts.iter().filter_map(|part| self.noun(part)).collect();
        let is_one = |noun: &&str| quantities::is_one_noun(nouns[0], noun);
        let are_alike = match self.noun(total) {
            Some(_) => parts.iter().all(|part| self.may_be_of(part, total)),
            None => nouns.iter().all(is_one),
        };
        // Sentences of five and of three years may be served together.
        let most = parts.iter().map(Number::scaled).fold(0.0, f64::max);
        let is_time = nouns.iter().any(|noun| meant::is_time(noun))
            || meant::is_time(self.word(total.last + 1));
        let is_at_once = is_time && (most..=all).contains(&total.scaled());
        !is_at_once && (are_alike || is_slip(total.scaled(), all))
    }
}

/// Whether the sum of parts is so near to a whole that it is meant for it.
pub(in crate::rules::arithmetic) fn is_near(sum: f64, whole: f64) -> bool {
    (LEAST..=MOST).contains(&(sum / whole)) || is_slip(whole, sum)
}

/// Whether two numbers differ by one digit, or by two that are exchanged.
fn is_slip(one: f64, two: f64) -> bool {
    /// Numbers of fewer digits differ so by chance.
    const LEAST: f64 = 100.0;
    if one.min(two) < LEAST || one.fract() != 0.0 || two.fract() != 0.0 || one.max(two) > 1e15 {
        return false;
    }
    let difference = (one - two).abs();
    let power = 10_f64.powf(difference.max(1.0).log10().floor());
    let is_digit = (difference / power).fract() < 1e-9;
    let digits = |number: f64| format!("{number:.0}").into_bytes();
    let (one, two) = (digits(one), digits(two));
    let differing: Vec<usize> = (0..one.len().min(two.len()))
        .filter(|at| one[*at] != two[*at])
        .collect();
    let is_exchanged = one.len() == two.len()
        && matches!(differing[..], [first, second]
            if second == first + 1 && one[first] == two[second] && one[second] == two[first]);
    is_digit || is_exchanged
}

/// Whether some numbers that follow each other come to a total, where two of them may be multiplied: "three doses of
/// 5 mg and two of 10 mg, 35 mg in total".
pub(super) fn come_of_products(parts: &[Number], total: &Number) -> bool {
    let Some((first, rest)) = parts.split_first() else {
        return false;
    };
    let mut sums = vec![0.0];
    products(first, rest, &mut sums);
    sums.iter().any(|sum| total.fits(*sum, 1e-6))
}

/// Adds to some sums all that the next numbers may add to each.
fn products(first: &Number, rest: &[Number], sums: &mut Vec<f64>) {
    // Each number is left out, added, or multiplied with the next.
    let mut before = sums.clone();
    let mut here = sums.clone();
    let mut last = first;
    here.extend(before.iter().map(|sum| sum + first.scaled()));
    for next in rest {
        let mut with: Vec<f64> = here.iter().map(|sum| sum + next.scaled()).collect();
        with.extend(before.iter().map(|sum| sum + last.scaled() * next.scaled()));
        before.clone_from(&here);
        here.extend(with);
        last = next;
    }
    *sums = here;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_is_of_one_digit_or_of_two_exchanged() {
        for (one, two, expected) in [
            (6_900.0, 9_600.0, true),
            (168.0, 186.0, true),
            (9_600.0, 14_600.0, true),
            (500.0, 590.0, true),
            (500.0, 634.0, false),
            (40.0, 55.0, false),
        ] {
            assert_eq!(is_slip(one, two), expected, "{one} {two}");
        }
    }
}
