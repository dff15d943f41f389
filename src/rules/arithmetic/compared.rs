//! What is compared with what was before, and what each one gets.

use super::{Fault, Number, Reader};
use crate::rules::fractions::fraction;
use crate::rules::measures::SIGNS_OF_MONEY;
use crate::rules::quantities;

/// Words for what is greater, and for what is less.
const GREATER: &[&str] = &["more", "higher", "above", "mehr", "más", "plus"];
const LESS: &[&str] = &[
    "less", "fewer", "lower", "below", "weniger", "menos", "moins",
];

/// Words before what was then.
const WHEN: &[&str] = &["when", "als", "lorsque", "quand", "cuando"];

/// Words behind a number that everybody gets.
const EACH: &[&str] = &["each", "apiece", "chacun", "chacune"];

/// How far a fraction in words may be from what it is.
const ROUGH: f64 = 0.06;

/// In what a difference is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Unit {
    Percent,
    Points,
    /// What is compared: "five fewer".
    Same,
}

/// How much more or less something is: "8 per cent more than".
struct Difference {
    number: Number,
    unit: Unit,
    /// Whether it is more.
    is_more: bool,
    /// The word for it, before "than".
    word: usize,
}

impl Difference {
    /// What it comes to between two numbers.
    fn between(&self, then: &Number, now: &Number) -> f64 {
        let difference = now.scaled() - then.scaled();
        let difference = if self.is_more {
            difference
        } else {
            -difference
        };
        match self.unit {
            Unit::Percent => difference * (100.0 / then.scaled()),
            Unit::Points | Unit::Same => difference,
        }
    }

    /// How far rounding may have carried that from what is told.
    fn slack(&self, then: &Number, now: &Number) -> f64 {
        let ends = now.step() + then.step();
        match self.unit {
            Unit::Percent if then.decimals + now.decimals > 0 || now.scale.is_some() => {
                self.number.step() + ends / then.value * 100.0
            }
            Unit::Percent => self.number.step(),
            Unit::Points => (self.number.step() + ends - 0.5).max(0.0),
            Unit::Same => (ends - 1.0).max(0.0) * now.scale.unwrap_or(1.0),
        }
    }

    /// What is told.
    fn told(&self) -> f64 {
        match self.unit {
            Unit::Same => self.number.scaled(),
            Unit::Percent | Unit::Points => self.number.value,
        }
    }
}

impl Reader<'_> {
    /// "24,600 tonnes, 8 per cent more than in 2021, when it was 22,800".
    pub(super) fn more_than_then(&self, at: usize) -> Option<Fault> {
        let by = self.difference(at)?;
        let then = self.then(&by)?;
        let is_share = |number: &Number| self.after_percent(number.last).is_some();
        let are_shares = is_share(&then);
        let now = (at.saturating_sub(14)..at).rev().find_map(|start| {
            let number = self.count(start)?;
            (number.last < at && is_share(&number) == are_shares && !number.is_year)
                .then_some(number)
        })?;
        let is_other_unit = by.unit != Unit::Percent && are_shares != (by.unit == Unit::Points);
        let is_rough = [&now, &by.number, &then]
            .iter()
            .any(|number| self.is_inexact(number.first));
        let is_cut = self.between(now.last, by.number.first).contains(['.', ';']);
        if is_other_unit || is_rough || is_cut || then.scaled() <= 0.0 {
            return None;
        }
        let slack = by.slack(&then, &now);
        let differs = |now: &Number| (by.between(&then, now) - by.told()).abs() > slack + 1e-6;
        // "63 of the 120 seats, five fewer than": it may be the part that is compared, or any other number before it.
        let is_other = |number: &Number| {
            let gap = self.between(number.last, by.number.first);
            let alike = is_share(number) == are_shares;
            alike && !number.is_year && number.last < at && !gap.contains(['.', ';'])
        };
        let mut others = (at.saturating_sub(20)..at)
            .filter_map(|start| self.count(start))
            .filter(is_other);
        if !differs(&now) || others.any(|other| !differs(&other)) {
            return None;
        }
        let part = self.part_before(&now);
        let now = part.unwrap_or(now);
        let unit = match by.unit {
            Unit::Percent => " per cent",
            Unit::Points => " percentage points",
            Unit::Same => "",
        };
        Some(Fault {
            range: self.words[by.number.first].range.start..self.words[then.last].range.end,
            what: "does not add up",
            label: format!(
                "from {} to {} is {:.1}{unit}",
                self.written(&then),
                self.written(&now),
                by.between(&then, &now)
            ),
        })
    }

    /// "8 per cent more than", "five percentage points fewer than".
    fn difference(&self, at: usize) -> Option<Difference> {
        const POINTS: &[&str] = &["point", "points"];
        let number = self.count(at)?;
        let percent = self.after_percent(number.last);
        let mut word = number.last + 1;
        let mut unit = Unit::Same;
        if let Some(rest) = percent {
            let behind = self.text.len() - rest.len();
            word = self.words.partition_point(|word| word.range.start < behind);
            unit = match rest.starts_with("punkt") {
                true => Unit::Points,
                false => Unit::Percent,
            };
        }
        // "Percentage points" begin with "percent".
        if self.word(number.last + 1) == "percentage" && self.is(number.last + 2, POINTS) {
            unit = Unit::Points;
            word = number.last + 3;
        } else if self.is(word, POINTS) || self.is(word, &["percentage"]) {
            unit = Unit::Points;
            word += 1 + usize::from(self.is(word + 1, &["points"]));
        }
        let is_more = self.is(word, GREATER);
        let is_compared =
            (is_more || self.is(word, LESS)) && self.is(word + 1, &["than", "als", "que"]);
        is_compared.then_some(Difference {
            number,
            unit,
            is_more,
            word,
        })
    }

    /// What it was then: "more than in 2021, when it was 22,800".
    fn then(&self, by: &Difference) -> Option<Number> {
        /// How many words at most stand between the parts.
        const NEAR: usize = 9;
        let than = by.word + 2;
        let end = self.words.len().min(by.word + NEAR);
        let when = (than..end)
            .find(|at| self.is(*at, WHEN) && self.between(*at - 1, *at).contains(','))?;
        // "Ten more than she, when twelve were there" compares no two times.
        let is_of_year = (than..when).any(|at| {
            self.number(at).is_some_and(|number| number.is_year)
                || self.is(at, &["before", "earlier", "previous"])
        });
        let end = self.words.len().min(when + 6);
        let mut numbers = (when + 1..end).filter_map(|at| self.count(at));
        numbers
            .find(|number| !number.is_year)
            .filter(|_| is_of_year)
    }

    /// The part that is told before its whole: "63 of the 120 seats", "63 seats of 120".
    fn part_before(&self, whole: &Number) -> Option<Number> {
        /// How many words at most stand between the two.
        const NEAR: usize = 8;
        let begins = whole.first.saturating_sub(NEAR);
        let is_whole = |at: usize| {
            let found = self.whole(at);
            found.is_some_and(|found| found.first == whole.first)
        };
        (begins..whole.first).rev().find_map(|at| {
            let part = self.count(at)?;
            let is_part = !part.is_year && part.last < whole.first;
            // Its own noun may stand between.
            let skip = usize::from(self.noun(&part).is_some());
            let next = [part.last + 1, part.last + 1 + skip];
            (is_part && next.into_iter().any(is_whole)).then_some(part)
        })
    }

    /// "18,500, more than twice as many as in 2018, when they had 8,700".
    pub(super) fn times_as_many(&self, at: usize) -> Option<Fault> {
        /// How many words at most stand between the parts.
        const NEAR: usize = 8;
        let (factor, as_at) = match self.word(at) {
            "twice" => (2.0, at + 1),
            _ => {
                let number = self.count(at).filter(|_| self.is(at + 1, &["times"]))?;
                (number.value, at + 2)
            }
        };
        if !self.is(as_at, &["as"])
            || !self.is(as_at + 2, &["as"])
            || self.is(at.saturating_sub(1), &["not"])
        {
            return None;
        }
        let end = self.words.len().min(as_at + NEAR);
        let when = (as_at + 3..end)
            .find(|at| self.is(*at, WHEN) && self.between(*at - 1, *at).contains(','))?;
        let end = self.words.len().min(when + 6);
        let then =
            (when + 1..end).find_map(|at| self.count(at).filter(|number| !number.is_year))?;
        let now = (at.saturating_sub(8)..at).rev().find_map(|start| {
            self.count(start)
                .filter(|number| number.last < at && !number.is_year)
        })?;
        if self.between(now.last, at).contains(['.', ';'])
            || then.scaled() <= 0.0
            || now.scale != then.scale
        {
            return None;
        }
        let ratio = now.scaled() / then.scaled();
        let before = |back: usize| at.checked_sub(back).map_or("", |at| self.word(at));
        let (least, most) = match (before(2), before(1)) {
            ("more", "than") | (_, "over") => (factor * 0.99, factor * 1.5 + 0.5),
            ("less", "than") | (_, "almost" | "nearly") => (factor * 0.75, factor * 1.02),
            _ => (factor * 0.8, factor * 1.25),
        };
        (!(least..=most).contains(&ratio)).then(|| Fault {
            range: self.words[at].range.start..self.words[then.last].range.end,
            what: "does not add up",
            label: format!("that is {ratio:.1} times as much"),
        })
    }

    /// "for 168 million crowns, 120,000 crowns each".
    pub(super) fn each(&self, at: usize) -> Option<Fault> {
        if !self.is(at, EACH) {
            return None;
        }
        let first = (at.saturating_sub(4)..at).find(|start| {
            self.count(*start)
                .is_some_and(|number| number.last + 2 >= at)
        })?;
        let each = self.count(first)?;
        let begins = first.saturating_sub(24);
        let others = self.counts(begins..first);
        let gap = self.between(begins.min(first), first);
        if gap.contains(['.', ';']) || each.is_year || self.after_percent(each.last).is_some() {
            return None;
        }
        let is_alike = |number: &Number| {
            self.money(number) == self.money(&each) && self.money(number).is_some()
        };
        let (totals, counts): (Vec<Number>, Vec<Number>) = others.into_iter().partition(is_alike);
        let totals: Vec<Number> = totals
            .into_iter()
            .filter(|total| total.scaled() > each.scaled() * 1.5)
            .collect();
        let total = totals.last()?;
        if counts.is_empty() {
            return None;
        }
        let about = if self.is_inexact(each.first) {
            0.08
        } else {
            0.01
        };
        let own = 0.5 / each.value.max(1.0);
        let fits = |count: &Number| {
            totals.iter().any(|total| {
                (total.scaled() / count.scaled() / each.scaled() - 1.0).abs() <= about + own
            })
        };
        if counts.iter().any(fits) {
            return None;
        }
        let count = counts.last()?;
        Some(Fault {
            range: self.words[total.first].range.start..self.words[at].range.end,
            what: "does not add up",
            label: format!(
                "{} among {} is {:.0} each",
                self.written(total),
                self.written(count),
                total.scaled() / count.scaled()
            ),
        })
    }

    /// The money that a number is, by the sign before it or the word behind it.
    pub(super) fn money(&self, number: &Number) -> Option<String> {
        let sign = self.text[..self.words[number.first].range.start]
            .chars()
            .next_back();
        if let Some(sign) = sign.filter(|sign| SIGNS_OF_MONEY.contains(sign)) {
            return Some(sign.to_string());
        }
        quantities::money_of(self.word(number.last + 1)).map(str::to_owned)
    }

    /// "rose by two thirds, from 295 to 492", "de 8,4 à 6,3 millions, soit un quart".
    pub(super) fn fraction_of_change(&self, at: usize) -> Option<Fault> {
        let size = fraction(self.word(at))?;
        let before = at.checked_sub(1)?;
        // "El cuarto" is one in a row.
        if (self.word(before), self.word(at)) == ("el", "cuarto") {
            return None;
        }
        const ONE: &[&str] = &["a", "one", "ein", "eine", "die", "un", "une", "la", "el"];
        let (count, first) = match self.is(before, ONE) {
            true => (1.0, before),
            false => match self.count(before) {
                Some(count) if count.value < 10.0 => (count.value, before),
                _ if self.word(at) == "half" => (1.0, at),
                _ => return None,
            },
        };
        let said = count * size;
        let introduced = first.checked_sub(1).map_or("", |at| self.word(at));
        let (from, _) = self.tongue.sums.from_to;
        let ends = match introduced {
            "by" | "um" | "en" => {
                let next = at + 1;
                (self.word(next) == from)
                    .then(|| self.ends_from(next))
                    .flatten()
            }
            "soit" => {
                let start = first.saturating_sub(14);
                (start..first)
                    .rev()
                    .filter(|at| self.word(*at) == from)
                    .find_map(|at| self.ends_from(at))
            }
            _ => None,
        };
        let (begin, end) = ends?;
        if begin.is_year || begin.scaled() <= 0.0 || begin.scale != end.scale {
            return None;
        }
        let exact = ((end.scaled() - begin.scaled()) / begin.scaled()).abs();
        let verb = (first.saturating_sub(3)..first).find(|at| {
            self.is(*at, self.tongue.sums.rising) || self.is(*at, self.tongue.sums.falling)
        });
        let goes_wrong = verb.is_some_and(|verb| {
            self.is(verb, self.tongue.sums.rising) != (end.scaled() >= begin.scaled())
        });
        let (start, last) = (first.min(begin.first), at.max(end.last));
        let clause = self.clause(start, last);
        if clause.tells_rate((first, at)) || clause.goes_other_way(end.last) {
            return None;
        }
        ((exact - said).abs() > ROUGH || goes_wrong).then(|| Fault {
            range: self.words[start].range.start..self.words[last].range.end,
            what: "does not add up",
            label: format!(
                "from {} to {} is {:.0} %",
                self.written(&begin),
                self.written(&end),
                exact * 100.0
            ),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::{check, check_in};

    #[test]
    fn what_is_more_than_before_is_reckoned() {
        for right in [
            "It exported 24,600 tonnes, 8 per cent more than in 2021, when it was 22,800.",
            "It spends 36 per cent of it, eight percentage points more than in 2018, when it was 28 per cent.",
            "It has 204 boats, 92 more than in 2018, when it had 112.",
            "It has 204 boats, about 90 more than in 2018, when it had 112.",
            "They own 18,500 flats, more than twice as many as in 2018, when they had 8,700.",
            "The 2,600 savers above the limit of £85,000 lost £94 million, about £36,000 each.",
            "He got 40 marks, 10 more than she, when 12 were there.",
            "It won 63 of the 120 seats, five fewer than in 2019, when it had won 68.",
            "It has 410 of the 900 staff as members, 30 more than in 2020, when it had 380.",
            "It won 63 seats of 120, five fewer than in 2019, when it had won 68.",
            "It won 63 of the 120 seats, five fewer than in 2019, when there were 125.",
            "It won 63 of the 120 seats with 31 candidates, five fewer than in 2019, when it had won 68.",
            "The union has 410 members among the 900 staff, 30 more than in 2020, when it had 380.",
            "It runs 40 of all the 90 mills, 25 per cent more than in 2019, when it ran 32.",
            "About half of the 120 seats went to it, 10 more than in 2019, when there were 110.",
            "The city bought 1,400 flats for 168 million crowns, 120,000 crowns each.",
            "The 2,600 savers lost £94 million, about £36,000 each.",
            "Of the 212 children, 53 got 10 lari each.",
            "The number rose by two thirds, from 295 to 492.",
            "It rose by a third, from 295 in 2018 to 400 in 2020.",
            "It rose by a third, and fell from 295 to 100.",
            "Spending rose by 28 per cent from 3.6 million crowns in 2021 to 4.6 million in 2022.",
        ] {
            check(right, &[]);
        }
        check(
            "It exported 24,600 tonnes, 18 per cent more than in 2021, when it was 22,800.",
            &["18 per cent more than in 2021, when it was 22,800 does not add up"],
        );
        check(
            "It exported 24,600 tonnes, 8 per cent less than in 2021, when it was 22,800.",
            &["8 per cent less than in 2021, when it was 22,800 does not add up"],
        );
        check(
            "It spends 36 per cent of it, eighteen percentage points more than in 2018, when it was 28 per cent.",
            &["eighteen percentage points more than in 2018, when it was 28 does not add up"],
        );
        check(
            "It spends 36 per cent of it, eight per cent more than in 2018, when it was 28 per cent.",
            &["eight per cent more than in 2018, when it was 28 does not add up"],
        );
        check(
            "It won 63 of the 120 seats, seven fewer than in 2019, when it had won 68.",
            &["seven fewer than in 2019, when it had won 68 does not add up"],
        );
        check(
            "It has 410 of the 900 staff as members, 50 more than in 2020, when it had 380.",
            &["50 more than in 2020, when it had 380 does not add up"],
        );
        check_in(
            "de",
            "Sie gewann 63 der 120 Sitze, fünf weniger als 2019, als es 68 waren.",
            &[],
        );
        check_in(
            "de",
            "Sie gewann 63 der 120 Sitze, neun weniger als 2019, als es 68 waren.",
            &["neun weniger als 2019, als es 68 does not add up"],
        );
        check_in(
            "es",
            "Ganó 63 de los 120 escaños, cinco menos que en 2019, cuando ganó 68.",
            &[],
        );
        check_in(
            "es",
            "Ganó 63 de los 120 escaños, nueve menos que en 2019, cuando ganó 68.",
            &["nueve menos que en 2019, cuando ganó 68 does not add up"],
        );
        check(
            "They own 18,500 flats, more than three times as many as in 2018, when they had 8,700.",
            &["three times as many as in 2018, when they had 8,700 does not add up"],
        );
        check(
            "The city bought 1,400 flats for 168 million crowns, 210,000 crowns each.",
            &["168 million crowns, 210,000 crowns each does not add up"],
        );
        check(
            "It fell by two thirds, from 295 to 492.",
            &["two thirds, from 295 to 492 does not add up"],
        );
        check(
            "The number rose by one third, from 295 to 492.",
            &["one third, from 295 to 492 does not add up"],
        );
        check(
            "Spending rose by 38 per cent from 3.6 million crowns in 2021 to 4.6 million in 2022.",
            &["38 per cent from 3.6 million crowns in 2021 to 4.6 million does not add up"],
        );
        check(
            "The rent rose from 9.20 crowns in 2018 to 12.90 in 2023, an increase of 60 per cent.",
            &["from 9.20 crowns in 2018 to 12.90 in 2023, an increase of 60 does not add up"],
        );
        check_in(
            "fr",
            "Le budget est passé de 8,4 millions en 2019 à 6,3 millions en 2022, soit la moitié.",
            &["8,4 millions en 2019 à 6,3 millions en 2022, soit la moitié does not add up"],
        );
        check_in(
            "es",
            "Bajó de 120 en 2015 a 45 en 2021, un 26,5 % menos.",
            &["de 120 en 2015 a 45 en 2021, un 26,5 does not add up"],
        );
        check_in(
            "es",
            "Bajó de 120 en 2015 a 45 en 2021, un 62,5 % menos.",
            &[],
        );
    }
}
