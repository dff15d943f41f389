//! Shares and changes in Korean, which puts its little words behind the numbers.

use super::{Fault, Number, Reader, exceeds};

/// "of", behind the whole.
const AMONG: &[&str] = &["가운데", "중", "중에서", "중에"];

/// Endings of verbs that go up and down.
const RISING: &[&str] = &["늘었", "늘어", "증가하였", "증가했", "올랐", "상승"];
const FALLING: &[&str] = &["줄었", "줄어", "감소하였", "감소했", "떨어졌", "하락"];

/// How many words behind the second number the verb stands.
const REACH: usize = 3;

impl Reader<'_> {
    /// "72명 가운데 54명(75%)".
    pub(super) fn korean_share(&self, at: usize) -> Option<Fault> {
        let whole = self.number(at)?;
        if !self.is(whole.last + 1, AMONG) {
            return None;
        }
        let part = self.number(whole.last + 2)?;
        self.does_not_fit(&part, &whole, part.last)
    }

    /// "2023년 72명에서 2024년 40명으로 늘었다".
    pub(super) fn korean_change(&self, at: usize) -> Option<Fault> {
        let first = self.ending_in(at, &["에서"])?;
        let to =
            (first.last + 1..first.last + 4).find_map(|at| self.ending_in(at, &["로", "으로"]))?;
        let verb = (to.last + 1..to.last + 1 + REACH).map(|at| self.word(at));
        let begins = |endings: &[&str]| {
            verb.clone()
                .any(|verb| endings.iter().any(|ending| verb.starts_with(ending)))
        };
        let (wrong, what) = match (begins(RISING), begins(FALLING)) {
            (true, false) => (exceeds(&first, &to), "goes down"),
            (false, true) => (exceeds(&to, &first), "goes up"),
            _ => return None,
        };
        // Ranks and indices go down where what they tell goes up.
        let is_rank = ["순위", "지수", "등급"]
            .iter()
            .any(|word| self.text.contains(word));
        (wrong && !is_rank && first.scale == to.scale).then(|| Fault {
            range: self.words[first.first].range.start..self.words[to.last].range.end,
            what,
            label: "the numbers and the verb disagree".to_owned(),
        })
    }

    /// A number, no year, whose word ends with one of some particles.
    fn ending_in(&self, at: usize, particles: &[&str]) -> Option<Number> {
        let number = self.number(at)?;
        let word = self.word(number.last);
        let is_year = word
            .trim_start_matches(|c: char| c.is_ascii_digit())
            .starts_with('년');
        let ends = particles.iter().any(|particle| word.ends_with(particle));
        (ends && !is_year).then_some(number)
    }
}

#[cfg(test)]
mod tests {
    use super::super::faults;
    use crate::rules::prose::Own;
    use crate::rules::tongues;

    #[test]
    fn shares_and_changes_are_read() {
        let check = |text: &str, expected: usize| {
            let found = faults(&Own::of(text), tongues::of("ko"), &[], &[]);
            assert_eq!(found.len(), expected, "{text}");
        };
        check("72명 가운데 54명(75%)이 여성이었다.", 0);
        check("72명 가운데 45명(75%)이 여성이었다.", 1);
        check("송환된 사람은 2023년 40명에서 2024년 72명으로 늘었다.", 0);
        check("송환된 사람은 2023년 72명에서 2024년 40명으로 늘었다.", 1);
        check("송환된 사람은 2023년 40명에서 2024년 72명으로 줄었다.", 1);
    }
}
