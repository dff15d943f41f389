//! Percentages that do not come of the numbers beside them: of a change, of a whole, of what is left.

use super::vocabulary::{self, NAMED, OF_WHICH};
use super::{Fault, Number, Reader, exceeds};

/// Words between such a word and its percentage.
const OF: &[&str] = &["of", "von", "um", "de", "del", "by"];

/// Words for all that a first percentage leaves.
const OTHERS: &[&str] = &[
    "other",
    "others",
    "rest",
    "remaining",
    "remainder",
    "übrigen",
    "autres",
    "restante",
    "demás",
];

impl Reader<'_> {
    /// "fell from 1.24 million to 0.93 million, a fall of 35 per cent".
    pub(super) fn percent_of_change(&self, at: usize) -> Option<Fault> {
        if self.word(at) != self.tongue.sums.from_to.0 {
            return None;
        }
        let (first, second) = self.ends_from(at)?;
        let is_share = |number: &Number| self.after_percent(number.last).is_some();
        if first.value <= 0.0 || is_share(&first) || is_share(&second) || first.is_year {
            return None;
        }
        let percent = self
            .percent_before(at)
            .or_else(|| self.percent_behind(second.last))?;
        let scale = |number: &Number| number.value * number.scale.unwrap_or(1.0);
        if first.scale != second.scale {
            return None;
        }
        let exact = ((scale(&second) - scale(&first)) / scale(&first) * 100.0).abs();
        // Both ends may have been rounded to what is printed.
        let slack =
            (second.step() + first.step() * second.value / first.value) / first.value * 100.0;
        let slack = match first.decimals + second.decimals {
            0 => 0.0,
            _ => slack,
        };
        let own = percent.step() + slack + 1e-9;
        let clause = self.clause(at.min(percent.first), percent.last.max(second.last));
        let wrong = (percent.value - exact).abs() > own
            && !clause.tells_rate((percent.first, percent.last));
        wrong.then(|| Fault {
            range: self.words[at.min(percent.first)].range.start
                ..self.words[percent.last.max(second.last)].range.end,
            what: "does not add up",
            label: format!(
                "from {} to {} is {exact:.*} %",
                self.written(&first),
                self.written(&second),
                percent.decimals.max(1)
            ),
        })
    }

    /// The percentage by which a change is told right before its first number: "rose by 28 per cent from 3.6 to 4.6".
    fn percent_before(&self, from: usize) -> Option<Number> {
        let percent = (from.saturating_sub(4)..from)
            .find_map(|at| self.number(at).filter(|number| number.last < from))?;
        let rest = self.after_percent(percent.last)?;
        let behind = self.text.len() - rest.len();
        let is_beside = self
            .text
            .get(behind..self.words[from].range.start)?
            .trim()
            .trim_start_matches(',')
            .is_empty();
        let by = percent
            .first
            .checked_sub(1)
            .is_some_and(|by| matches!(self.word(by), "by" | "um" | "de" | "un"));
        (is_beside && by).then_some(percent)
    }

    /// The percentage by which a change is told behind its second number.
    fn percent_behind(&self, last: usize) -> Option<Number> {
        /// How many words at most stand before it.
        const NEAR: usize = 10;
        let end = self.words.len().min(last + NEAR);
        let (percent, rest) = (last + 1..end).find_map(|at| {
            let number = self.number(at)?;
            Some((number, self.after_percent(number.last)?))
        })?;
        let is_points =
            rest.trim_start().starts_with(['p', 'P']) || rest.trim_start().starts_with('-');
        let between = self.between(last, percent.first);
        let before = percent.first.checked_sub(1)?;
        let told = OF.contains(&self.word(before))
            && (before.saturating_sub(2)..before)
                .any(|at| vocabulary::is_change_beside_ends(self.word(at)));
        // "And costs by 8 per cent" is another change.
        const OTHER: [&str; 6] = ["and", "und", "but", "aber", "while", "which"];
        let by = matches!(self.word(before), "um" | "by")
            && !(last + 1..before).any(|at| self.is(at, &OTHER));
        // "Un 62,5 % menos", "40 per cent more".
        const COMPARED: [&str; 10] = [
            "more", "less", "fewer", "higher", "lower", "mehr", "weniger", "menos", "más", "moins",
        ];
        let behind = self
            .words
            .partition_point(|word| word.range.start < self.text.len() - rest.len());
        let compared = self.is(behind, &COMPARED)
            && !["than", "als", "que", "de"].contains(&self.word(behind + 1))
            && between.contains(',');
        // "Une baisse de 31 %" is exact, and "de plus de 20 %" is not.
        let is_rough = match told {
            true => self.is(before.saturating_sub(1), self.tongue.sums.about),
            false => self.is_inexact(percent.first),
        };
        let usable = !is_points && !is_rough && !between.contains([';', '.', '(', ')']);
        (usable && (told || by || compared)).then_some(percent)
    }

    /// "3.9 m³, which is 5.9 % of 41 m³".
    pub(super) fn share_which_is(&self, at: usize) -> Option<Fault> {
        /// The words of the unit, and of what joins.
        const NEAR: usize = 6;
        let part = self.number(at)?;
        let end = self.words.len().min(part.last + NEAR);
        let percent = (part.last + 1..end).find_map(|at| self.number(at))?;
        let rest = self.after_percent(percent.last)?;
        let between = self.between(part.last, percent.first);
        let joins = [
            ", which is ",
            ", that is ",
            ", i.e. ",
            ", das sind ",
            ", or ",
        ];
        let (unit, _) = joins.iter().find_map(|join| between.split_once(join))?;
        let (unit, is_close) = (
            unit.trim(),
            between
                .trim_end()
                .ends_with(|c: char| c.is_alphabetic() || c == '.'),
        );
        let begins = self.text.len() - rest.len();
        let of = self.words.partition_point(|word| word.range.start < begins);
        let whole = self.whole(of)?;
        let behind = self.text[self.words[whole.last].range.end..].trim_start();
        let same_unit = !unit.is_empty() && behind.starts_with(unit);
        let exact = self.exact(&part, &whole)?;
        let differs = same_unit && is_close && percent.differs(exact);
        differs.then(|| {
            self.fault(
                part.first,
                self.words[whole.last].range.end,
                (&part, &whole, &percent),
                exact,
            )
        })
    }

    /// "nine of the eight hearings", "91 of about 60 trout".
    pub(super) fn more_than_all(&self, at: usize) -> Option<Fault> {
        let sums = self.tongue.sums;
        let part = self.count(at)?;
        let mut next = part.last + 1;
        let mut has_article = false;
        let has_of = self.is(next, sums.of);
        while self.is(next, sums.of) || self.is(next, sums.all) || self.is(next, sums.about) {
            has_article |= self.is(next, sums.all);
            next += 1;
        }
        let whole = self.count(next).filter(|_| has_of)?;
        let before = at.checked_sub(1);
        let is_named = before.is_some_and(|before| {
            let written = &self.text[self.words[before].range.clone()];
            let beside = self
                .between(before, at)
                .chars()
                .all(|c| c.is_whitespace() || c == '.');
            beside
                && (NAMED.contains(&self.word(before))
                    || before > 0 && written.starts_with(char::is_uppercase))
        });
        let follows = self.words.get(whole.last + 1).is_some_and(|word| {
            let written = &self.text[word.range.clone()];
            let is_month = self.tongue.month(&word.lower).is_some();
            written.starts_with(char::is_lowercase) && !is_month
        });
        let is_joined = self
            .between(part.last, whole.first)
            .chars()
            .all(|c| c.is_alphanumeric() || c.is_whitespace());
        let usable = !is_named && follows && is_joined && !part.is_year && !whole.is_year;
        let is_plural = has_article
            || self.word(whole.last + 1).ends_with('s')
            || self.tongue.sums.about.contains(&self.word(whole.first - 1));
        (usable && is_plural && exceeds(&part, &whole)).then(|| Fault {
            range: self.words[part.first].range.start..self.words[whole.last].range.end,
            what: "does not add up",
            label: format!(
                "{} cannot be a part of {}",
                self.written(&part),
                self.written(&whole)
            ),
        })
    }

    /// "of which 171 per cent went to Lindholm".
    pub(super) fn more_than_whole(&self, at: usize) -> Option<Fault> {
        let percent = match OF_WHICH.iter().find(|phrase| self.holds(at, phrase)) {
            Some(which) => self.number(at + which.len())?,
            None => {
                // "127 per cent of them"
                let percent = self.number(at)?;
                let rest = self.after_percent(percent.last)?;
                let behind = self
                    .words
                    .partition_point(|word| word.range.start < self.text.len() - rest.len());
                let them = [
                    &["of", "them"][..],
                    &["of", "these"],
                    &["of", "those"],
                    &["of", "whom"],
                    &["of", "all"],
                    &["davon"],
                ];
                them.iter().find(|phrase| self.holds(behind, phrase))?;
                percent
            }
        };
        self.after_percent(percent.last)?;
        (percent.value > 100.0 && percent.scale.is_none()).then(|| Fault {
            range: self.words[percent.first].range.start..self.words[percent.last].range.end,
            what: "is more than all",
            label: "a part is at most 100 per cent of its whole".to_owned(),
        })
    }

    /// "58 per cent, and the other three together 52 per cent".
    pub(super) fn rest_of_whole(&self, at: usize) -> Option<Fault> {
        /// How many words at most stand between the two.
        const NEAR: usize = 20;
        let first = self.number(at)?;
        self.after_percent(first.last)?;
        let end = self.words.len().min(first.last + NEAR);
        let (second, rest) = (first.last + 1..end).find_map(|at| {
            let number = self.number(at)?;
            Some((number, self.after_percent(number.last)?))
        })?;
        let between = first.last + 1..second.first;
        let other = between.clone().find(|at| self.is(*at, OTHERS))?;
        let said = self.between(first.last, second.first);
        // "Of the others 42 per cent" is a share of them.
        let is_of_them = self.is(other.saturating_sub(2), self.tongue.sums.of)
            || self.is(other.saturating_sub(1), self.tongue.sums.of);
        let is_all = ["and", "und", "et", "y"]
            .iter()
            .any(|and| self.word(other.saturating_sub(2)) == *and)
            || self.word(other.saturating_sub(2)) == "for";
        let goes_on = self.is(
            self.words
                .partition_point(|word| word.range.start < self.text.len() - rest.len()),
            self.tongue.sums.of,
        );
        // "61 per cent, 22 per cent and all others 17 per cent": what stands before counts as well.
        let more = (at.saturating_sub(NEAR)..at).any(|at| {
            self.number(at).is_some_and(|number| {
                number.last < first.first && self.after_percent(number.last).is_some()
            })
        });
        let sum = first.value + second.value;
        let decimals = first.decimals.max(second.decimals);
        let step = first.step().max(second.step()) * 2.0;
        let usable =
            is_all && !more && !is_of_them && !goes_on && !said.contains(['.', ';', '(', ')']);
        let exact = !self.is_inexact(first.first) && !self.is_inexact(second.first);
        (usable && exact && (sum - 100.0).abs() > step + 1e-9).then(|| Fault {
            range: self.words[first.first].range.start..self.words[second.last].range.end,
            what: "does not add up",
            label: format!("the two come to {sum:.decimals$} per cent of the whole"),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::{check, check_in};

    #[test]
    fn percentages_come_of_the_numbers_beside_them() {
        for right in [
            "It fell from £1.24 million in 2019 to £0.93 million in 2024, a fall of 25 per cent.",
            "It rose from 40 to 50, an increase of 25 per cent.",
            "It rose from 4.1 to 5.0, an increase of 23 per cent.",
            "The share rose from 40 per cent to 50 per cent, an increase of 10 percentage points.",
            "It rose from 40 to 50, a rise of about 30 per cent.",
            "It rose from 40 to 50, and costs by 8 per cent.",
            "It rose from $200 billion in 2010 to $400 billion in 2020, an average increase of 7.2 per cent a year.",
            "It rose from $200 billion in 2010 to $400 billion in 2020, an annual growth of 7.2 per cent.",
            "It rose from $200 million to $260 million, an increase of 12 per cent in real terms.",
            "It rose from $200 million to $260 million, a real increase of 12 per cent.",
            "They recovered 3.9 m³, which is 9.5 % of 41 m³.",
            "They recovered 3.9 m³, which is 5.9 % of 66 tonnes.",
            "It was open to eight of the nine hearings.",
            "Resolution 2397 of 22 December 2017 and Law 114 of 30 June were read.",
            "Some 61 of about 90 trout died.",
            "One got 58 per cent, and the other three together 42 per cent.",
            "It was 58.2 per cent, and the rest 41.8 per cent.",
            "One had 61 per cent, two had 22 per cent and all others together 17 per cent.",
            "Sixty-three of the 90 cases (70%) drank it.",
            "It was 58 per cent, and of the others 30 per cent went.",
            "In 2019 58 per cent voted, and the others won 12 seats.",
            "Output was 130 per cent of the plan, of which 30 per cent was sold.",
        ] {
            check(right, &[]);
        }
        check(
            "It fell from £1.24 million in 2019 to £0.93 million in 2024, a fall of 35 per cent.",
            &["from £1.24 million in 2019 to £0.93 million in 2024, a fall of 35 does not add up"],
        );
        check_in(
            "de",
            "Sie stieg von 412 auf 486 am Tag, also um 81 Prozent.",
            &["von 412 auf 486 am Tag, also um 81 does not add up"],
        );
        check_in(
            "de",
            "Sie stieg von 412 auf 486 am Tag, also um 18 Prozent.",
            &[],
        );
        check_in(
            "fr",
            "Il est passé de 312 en 2018 à 214 en 2022, soit une baisse de 13 %.",
            &["de 312 en 2018 à 214 en 2022, soit une baisse de 13 does not add up"],
        );
        check_in(
            "fr",
            "Il est passé de 312 en 2018 à 214 en 2022, soit une baisse de 31 %.",
            &[],
        );
        check_in(
            "fr",
            "Il est passé de 312 en 2018 à 214 en 2022, soit une baisse de plus de 20 %.",
            &[],
        );
        check(
            "They recovered 3.9 m³, which is 5.9 % of 41 m³.",
            &["3.9 m³, which is 5.9 % of 41 does not add up"],
        );
        check(
            "It was open to nine of the eight hearings.",
            &["nine of the eight does not add up"],
        );
        check(
            "Some 91 of about 60 trout died.",
            &["91 of about 60 does not add up"],
        );
        check(
            "They sold 3,140 tonnes, of which 171 per cent went abroad.",
            &["171 is more than all"],
        );
        check(
            "One got 58 per cent, and the other three together 52 per cent.",
            &["58 per cent, and the other three together 52 does not add up"],
        );
    }
}
