//! Changes by a factor, and parts that are greater than their whole.

use super::vocabulary;
use super::{Fault, Number, Reader, exceeds};

/// How far from its factor a change may be, since "doubled" is also said of what nearly did.
const SLACK: f64 = 0.2;

/// Words behind a part that say something of it, so that no other noun follows: "85 were".
const VERBS: &[&str] = &[
    "were", "was", "are", "had", "have", "said", "did", "reported", "told", "ont", "sont",
    "étaient", "avaient", "eran", "fueron", "son", "estaban", "tenían", "habían",
];

impl Reader<'_> {
    /// "doubled from 11 to 17".
    pub(super) fn factor(&self, at: usize) -> Option<Fault> {
        let factor = vocabulary::factor(self.word(at))?;
        let inexact = (at.saturating_sub(2)..at).any(|before| {
            self.is(
                before,
                &[
                    "more", "than", "nearly", "almost", "roughly", "over", "about",
                ],
            )
        }) || self.is_inexact(at);
        let (first, second) = self.ends_of_change(at).filter(|_| !inexact)?;
        let one = |number: &Number| number.value * number.scale.unwrap_or(1.0);
        let ratio = one(&second) / one(&first);
        let differs = first.value > 0.0 && (ratio / factor - 1.0).abs() > SLACK;
        (differs && first.scale == second.scale).then(|| Fault {
            range: self.words[at].range.start..self.words[second.last].range.end,
            what: "does not add up",
            label: format!("that is {ratio:.1} times as much"),
        })
    }

    /// "Of 64 stations, 85 were open".
    pub(super) fn exceeds_whole(&self, part: &Number, whole: &Number) -> Option<Fault> {
        let usable = !part.is_year && !whole.is_year && self.is(part.last + 1, VERBS);
        (usable && exceeds(part, whole)).then(|| Fault {
            range: self.words[whole.first].range.start..self.words[part.last].range.end,
            what: "does not add up",
            label: format!(
                "{} cannot be a part of {}",
                self.written(part),
                self.written(whole)
            ),
        })
    }
}
