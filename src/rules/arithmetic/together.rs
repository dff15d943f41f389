//! Shares of one whole that are told one after the other.

use super::{Fault, Reader};

/// Words for all that the other shares leave.
const OTHERS: &[&str] = &[
    "others",
    "rest",
    "remainder",
    "remaining",
    "übrigen",
    "rest",
    "autres",
    "demás",
    "resto",
];

/// Words by which a share is one of something of its own.
const OWN_WHOLE: &[&str] = &[
    "of", "der", "des", "von", "du", "de", "del", "in", "im", "en", "dans", "among", "bei",
];

/// The most shares that are added up.
const MOST: usize = 12;

impl Reader<'_> {
    /// "The party had 61 per cent of the time, the alliance 22 per cent and all others together 27 per cent".
    pub(super) fn shares_of_one(&self, at: usize) -> Option<Fault> {
        let first = self.number(at)?;
        self.after_percent(first.last)?;
        // The first of them, and not one that was added up already.
        if self.share_before(&first) {
            return None;
        }
        let mut shares = vec![first];
        while let Some(next) = shares
            .last()
            .and_then(|last| self.next_share(last, shares.len() == 1))
        {
            shares.push(next);
            if shares.len() > MOST {
                return None;
            }
        }
        let [.., before, last] = shares[..] else {
            return None;
        };
        let is_rest = (before.last + 1..last.first).any(|at| self.is(at, OTHERS));
        if shares.len() < 3 || shares.iter().any(|share| self.is_inexact(share.first)) {
            return None;
        }
        let sum: f64 = shares.iter().map(|share| share.value).sum();
        let slack: f64 = shares.iter().map(super::Number::step).sum::<f64>() + 1e-6;
        let wrong = sum > 100.0 + slack && sum < 200.0 || is_rest && (sum - 100.0).abs() > slack;
        let decimals = shares
            .iter()
            .map(|share| share.decimals)
            .max()
            .unwrap_or_default();
        wrong.then(|| Fault {
            range: self.words[first.first].range.start..self.words[last.last].range.end,
            what: "does not add up",
            label: format!("the shares come to {sum:.decimals$} per cent of the whole"),
        })
    }

    /// Whether a share stands before another in the same row of shares.
    fn share_before(&self, first: &super::Number) -> bool {
        let begins = first.first.saturating_sub(12);
        let before = (begins..first.first).rev().find_map(|at| {
            self.number(at)
                .filter(|number| self.after_percent(number.last).is_some())
        });
        before.is_some_and(|before| {
            self.next_share(&before, true)
                .is_some_and(|next| next.first == first.first)
        })
    }

    /// The share that goes on with a row of shares: ", the alliance 22 per cent".
    fn next_share(&self, last: &super::Number, is_first: bool) -> Option<super::Number> {
        /// How many words at most stand between two shares.
        const NEAR: usize = 12;
        let end = self.words.len().min(last.last + NEAR);
        let next = (last.last + 1..end).find_map(|at| self.number(at))?;
        self.after_percent(next.last)?;
        let rest = self.after_percent(last.last)?;
        let begins = self.text.len() - rest.len();
        let gap = self.text.get(begins..self.words[next.first].range.start)?;
        // What the first is a share of may stand behind it, and a comma or "and" parts it from the next.
        let (of, name) = match gap.split_once(',') {
            Some((of, name)) => (of, name),
            None => gap
                .split_once(" and ")
                .or_else(|| gap.split_once(" und "))
                .or_else(|| gap.split_once(" et "))
                .or_else(|| gap.split_once(" y "))?,
        };
        let of = of.trim();
        let is_of = of.is_empty()
            || is_first && OWN_WHOLE.contains(&of.split_whitespace().next().unwrap_or_default());
        let words: Vec<&str> = name.split_whitespace().collect();
        let has_verb = words
            .iter()
            .any(|word| super::parts::is_verb(&word.to_lowercase()));
        let own_whole = words.iter().any(|word| OWN_WHOLE.contains(word))
            && !words
                .iter()
                .any(|word| word.starts_with(char::is_uppercase));
        let usable = (1..=7).contains(&words.len())
            && !gap.contains([';', ':', '(', ')', '.'])
            && name.matches(',').count() == 0;
        (is_of && usable && !has_verb && !own_whole && !self.is_of_something_else(&next))
            .then_some(next)
    }

    /// "And 30 per cent of the boys": a share with a whole of its own.
    fn is_of_something_else(&self, share: &super::Number) -> bool {
        self.after_percent(share.last).is_some_and(|rest| {
            let word = rest.split_whitespace().next().unwrap_or_default();
            OWN_WHOLE.contains(&word)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::{check, check_in};

    #[test]
    fn shares_of_one_whole_are_no_more_than_all() {
        for right in [
            "The party had 61 per cent of the time, the alliance 22 per cent and all others together 17 per cent.",
            "Blue Heron holds 60 percent of its shares, Meyrink 25 percent and Leda 15 percent.",
            "It took 60 percent of the wheat, 70 percent of the rye and 80 percent of the oats.",
            "In Arn 60 percent said so, in Bel 70 percent and in Cil 80 percent.",
            "Food made up 62% of it, staff 21% and transport 11%.",
            "Turnout was 60 percent in Arn, and 80 percent were women.",
        ] {
            check(right, &[]);
        }
        check(
            "Blue Heron holds 60 percent of its shares, Meyrink 35 percent and Leda 15 percent.",
            &["60 percent of its shares, Meyrink 35 percent and Leda 15 does not add up"],
        );
        check(
            "On others the party had 38 per cent, the alliance 35 per cent and others 17 per cent.",
            &["38 per cent, the alliance 35 per cent and others 17 does not add up"],
        );
        check_in(
            "de",
            "Die Partei hatte 61 Prozent der Zeit, die Allianz 22 Prozent und alle übrigen 27 Prozent.",
            &["61 Prozent der Zeit, die Allianz 22 Prozent und alle übrigen 27 does not add up"],
        );
    }
}
