//! What a change, a difference or a multiple comes to, wherever in the sentence its two ends stand.

mod ends;

use super::Fault;
use super::meant::Clause;
use super::parts::shown;
use super::restated::Restated;
use super::vocabulary::{self, Way};
use crate::rules::prose::Own;
use crate::rules::quantities::{Bound, Quantity, Sort};
use crate::rules::tongues::Tongue;

/// Words that go up only where they stand right by the amount of a change; elsewhere "erhöhte Werte" are high ones.
const UP: &[&str] = &["erhöhte"];

/// Those that go down only there.
const DOWN: &[&str] = &["verringerte", "lost", "verlor"];

/// Words between such a word and the amount.
const BY: &[&str] = &[
    "of", "by", "um", "de", "d’", "en", "un", "von", "del", "est", "était", "fue", "was", "is",
];

/// How many words before the amount of a change its verb may stand.
const VERB: usize = 16;

/// A change that a sentence tells, with the quantity that says how large it is.
struct Told<'q> {
    amount: &'q Quantity,
    way: Way,
    /// Where what it is compared with must begin: "35 per cent more than the".
    than: Option<usize>,
}

/// The quantities of one sentence.
pub(super) struct Changes<'a> {
    pub own: &'a Own,
    pub tongue: &'a Tongue,
    pub all: &'a [Quantity],
}

impl Changes<'_> {
    /// Changes that are not what their two ends come to.
    pub(super) fn faults(&self) -> Vec<Fault> {
        if self.all.len() < 2 {
            return Vec::new();
        }
        let told: Vec<Told<'_>> = self
            .all
            .iter()
            .filter_map(|amount| self.told(amount))
            .collect();
        let mut faults: Vec<Fault> = told
            .iter()
            .filter_map(|one| self.wrong_amount(one, &told))
            .collect();
        faults.extend(self.wrong_factor(&told));
        faults.extend(self.wrong_fraction(&told));
        faults
    }

    /// "The rent rose by half in four years, from £780 to £1,040": a fraction that the two ends do not come to.
    fn wrong_fraction(&self, told: &[Told<'_>]) -> Option<Fault> {
        let restated = Restated {
            own: self.own,
            tongue: self.tongue,
            all: self.all,
            before: &[],
        };
        let sums = &self.tongue.sums;
        let share = restated.fractions().into_iter().find(|share| {
            let by = share.first.checked_sub(1).map_or("", |at| self.word(at));
            let begins = share.first.saturating_sub(4);
            let is_verb = |at: usize| {
                sums.rising.contains(&self.word(at)) || sums.falling.contains(&self.word(at))
            };
            matches!(by, "by" | "um" | "de" | "d’" | "en") && (begins..share.first).any(is_verb)
        })?;
        let may_be = |one: &&Quantity| {
            !matches!(one.sort, Sort::Year | Sort::Points)
                && !one.is_time()
                && !self.is_told(one, told)
        };
        let ends: Vec<&Quantity> = self.all.iter().filter(may_be).collect();
        let [first, second] = ends[..] else {
            return None;
        };
        let (from, to) = sums.from_to;
        let before = |one: &Quantity| one.first.checked_sub(1).map_or("", |at| self.word(at));
        let gap = share.range.end..first.range.start;
        let gap = self.own.lower.get(gap).unwrap_or_default();
        let is_one = ![" and ", " und ", " et ", " y ", ";"]
            .iter()
            .any(|and| gap.contains(and));
        let is_change = is_one && before(first) == from && before(second) == to;
        let usable = first.is_like(second) && first.is_exact() && second.is_exact();
        if !is_change || !usable || first.value <= 0.0 {
            return None;
        }
        if self
            .clause(&[first, second])
            .tells_rate((share.first, share.first))
        {
            return None;
        }
        let exact = (second.value - first.value).abs() / first.value * 100.0;
        (exact < share.least || exact > share.most).then(|| Fault {
            range: share.range.start.min(first.range.start)..share.range.end.max(second.range.end),
            what: "does not add up",
            label: format!(
                "from {} to {} is {exact:.0} %",
                &self.own.text[first.range.clone()],
                &self.own.text[second.range.clone()]
            ),
        })
    }

    /// The clause around some of its quantities.
    fn clause(&self, told: &[&Quantity]) -> Clause<'_> {
        let first = told.iter().map(|one| one.first).min();
        let last = told.iter().map(|one| one.last).max();
        let around = (first.unwrap_or_default(), last.unwrap_or_default());
        Clause::around(&self.own.text, &self.own.words, around)
    }

    fn word(&self, at: usize) -> &str {
        self.own.word(at)
    }

    /// The change that a quantity tells, if it tells one.
    fn told<'q>(&self, amount: &'q Quantity) -> Option<Told<'q>> {
        if amount.sort == Sort::Year || amount.is_relative {
            return None;
        }
        let before = |back: usize| amount.first.checked_sub(back);
        // "A rise of 33%", "rose by 33%", "um 33 % gestiegen", "£260 or 33%".
        let joined = before(1).filter(|at| BY.contains(&self.word(*at)));
        let noun = joined
            .and_then(|at| at.checked_sub(1))
            .map(|at| self.word(at));
        if let Some(way) = noun.and_then(vocabulary::change) {
            return Some(Told {
                amount,
                way,
                than: None,
            });
        }
        let verb = |at: usize| {
            let sums = &self.tongue.sums;
            // "Made up 62%" and "set down" change nothing.
            let particle = at > 0
                && matches!(self.word(at), "up" | "down")
                && (matches!(
                    self.word(at - 1),
                    "was" | "were" | "is" | "are" | "went" | "and"
                ) || self.own.text[..self.own.words[at].range.start]
                    .trim_end()
                    .ends_with(','));
            let up = sums.rising.contains(&self.word(at))
                || UP.contains(&self.word(at))
                || particle && self.word(at) == "up";
            let down = sums.falling.contains(&self.word(at))
                || DOWN.contains(&self.word(at))
                || particle && self.word(at) == "down";
            (up || down).then_some(if up { Way::Up } else { Way::Down })
        };
        let is_verb_of =
            joined.is_some_and(|at| matches!(self.word(at), "by" | "um" | "de" | "un" | "en"));
        if is_verb_of {
            let begins = amount.first.saturating_sub(VERB);
            let is_one_clause = |at: usize| {
                let gap = self.own.words[at].range.end..amount.range.start;
                let gap = self.own.text.get(gap).unwrap_or_default();
                !gap.contains([';', ':', '(', '.'])
            };
            let told = (begins..amount.first - 1)
                .rev()
                .find_map(|at| verb(at).filter(|_| is_one_clause(at)));
            if let Some(way) = told {
                return Some(Told {
                    amount,
                    way,
                    than: None,
                });
            }
        }
        if let Some(way) = before(1)
            .and_then(verb)
            .filter(|_| amount.sort == Sort::Percent)
        {
            return Some(Told {
                amount,
                way,
                than: None,
            });
        }
        self.compared(amount)
    }

    /// "35 per cent more than", "373,784 votes ahead of".
    fn compared<'q>(&self, amount: &'q Quantity) -> Option<Told<'q>> {
        const GREATER: &[&str] = &[
            "more", "higher", "greater", "larger", "longer", "mehr", "höher", "más", "plus",
            "ahead",
        ];
        const FEWER: &[&str] = &[
            "less",
            "fewer",
            "lower",
            "smaller",
            "shorter",
            "weniger",
            "niedriger",
            "menos",
            "moins",
        ];
        // "4 percent more", and with what is counted between: "12 wells more".
        let skip = usize::from(amount.counted().is_some());
        // "12 % de moins que".
        let of = usize::from(self.word(amount.next) == "de");
        let (way, at) = [amount.next, amount.next + skip, amount.next + of]
            .into_iter()
            .find_map(|at| {
                if GREATER.contains(&self.word(at)) {
                    return Some((Way::Up, at));
                }
                FEWER.contains(&self.word(at)).then_some((Way::Down, at))
            })?;
        let is_compared = matches!(self.word(at + 1), "than" | "als" | "que" | "of");
        is_compared.then_some(Told {
            amount,
            way,
            than: Some(at + 2),
        })
    }

    /// Whether a quantity tells a change and is no end of one.
    fn is_told(&self, quantity: &Quantity, told: &[Told<'_>]) -> bool {
        told.iter().any(|one| one.amount.first == quantity.first) || self.restates(quantity, told)
    }

    /// "£260 or 33%": what stands behind the amount of a change and says it again.
    fn restates(&self, quantity: &Quantity, told: &[Told<'_>]) -> bool {
        told.iter().any(|one| {
            let gap = self
                .own
                .text
                .get(one.amount.range.end..quantity.range.start)
                .unwrap_or_default()
                .trim();
            let closes = self.own.text[quantity.range.end..]
                .trim_start()
                .starts_with(')');
            matches!(gap, "or" | "oder" | "ou" | "o" | ", or") || gap == "(" && closes
        })
    }

    /// The amount of a change that its ends do not come to.
    fn wrong_amount(&self, told: &Told<'_>, all: &[Told<'_>]) -> Option<Fault> {
        let amount = told.amount;
        if !amount.is_exact() {
            return None;
        }
        let (first, second) = self.ends(told, all)?;
        let clause = self.clause(&[amount, first, second]);
        if clause.tells_rate((amount.first, amount.last)) {
            return None;
        }
        let second_amount = self
            .all
            .iter()
            .find(|other| self.restates(other, std::slice::from_ref(told)) && other.is_exact());
        let amounts: Vec<&Quantity> = std::iter::once(amount).chain(second_amount).collect();
        if amounts
            .iter()
            .all(|amount| self.comes_to(amount, first, second))
        {
            return self.wrong_way(told, first, second);
        }
        let wrong = amounts
            .into_iter()
            .find(|amount| !self.comes_to(amount, first, second))?;
        let begins = first
            .range
            .start
            .min(second.range.start)
            .min(wrong.range.start);
        let ends = first.range.end.max(second.range.end).max(wrong.range.end);
        Some(Fault {
            range: begins..ends,
            what: "does not add up",
            label: self.label(wrong, self.in_order(told, first, second)),
        })
    }

    /// "412,000 in 2016 and 338,000 in 2022, a rise of 18 percent": a change that goes the other way, where
    /// both numbers have their year.
    fn wrong_way(&self, told: &Told<'_>, first: &Quantity, second: &Quantity) -> Option<Fault> {
        if told.way == Way::Either {
            return None;
        }
        let rises = told.way == Way::Up;
        let clause = self.clause(&[told.amount, first, second]);
        if clause.goes_other_way(first.last) || clause.goes_other_way(second.last) {
            return None;
        }
        let year = |of: &Quantity| {
            let behind = of.next + usize::from(of.counted().is_some());
            let near = self.all.iter().filter(|one| {
                one.sort == Sort::Year && one.first >= of.next && one.first <= behind + 3
            });
            near.min_by_key(|one| one.first)
        };
        let gap = first.range.end..second.range.start;
        let gap = self.own.lower.get(gap).unwrap_or_default();
        // "3,960, against 3,246 in 2022": the second is what it was before.
        let is_compared = [
            " against ",
            "compared with ",
            "compared to ",
            " gegenüber ",
            " contre ",
            " frente a ",
        ]
        .iter()
        .any(|word| gap.contains(word));
        if is_compared && told.amount.first > second.first && told.than.is_none() {
            let went_up = first.value > second.value;
            return (went_up != rises && (second.value - first.value).abs() > 0.0).then(|| Fault {
                range: first.range.start..told.amount.range.end,
                what: if rises { "goes down" } else { "goes up" },
                label: "the numbers and the words disagree".to_owned(),
            });
        }
        // "58,300, 9 per cent more than the 53,500 of the year before".
        let is_base = |than: usize| (than..than + 3).contains(&second.first);
        let goes_to = self.told_in_order(told, first, second);
        if told.than.is_some_and(is_base) || goes_to.is_some() {
            let went_up = goes_to.unwrap_or(first.value > second.value);
            let is_wrong = went_up != rises && (second.value - first.value).abs() > 0.0;
            return is_wrong.then(|| Fault {
                range: first.range.start..told.amount.range.end.max(second.range.end),
                what: if rises { "goes down" } else { "goes up" },
                label: "the numbers and the words disagree".to_owned(),
            });
        }
        let (before, after) = (year(first)?, year(second)?);
        let is_apart =
            before.first < second.first && after.first > second.first && before.value < after.value;
        let goes_up = second.value > first.value;
        (is_apart && goes_up != rises && (second.value - first.value).abs() > 0.0).then(|| Fault {
            range: first.range.start..told.amount.range.end.max(second.range.end),
            what: if rises { "goes down" } else { "goes up" },
            label: "the numbers and the words disagree".to_owned(),
        })
    }

    /// Whether a change goes up that is told with "from", "to" and its amount: "sind von 96 auf 131 gestiegen, um 35".
    fn told_in_order(&self, told: &Told<'_>, first: &Quantity, second: &Quantity) -> Option<bool> {
        let is_told = told.than.is_none()
            && told.amount.first > second.first
            && self.is_first_to_second(first, second);
        is_told.then_some(second.value > first.value)
    }

    /// The two ends, the earlier before the later: of "31, against 18 in 2024" and "58,300, 9 per cent more than the
    /// 53,500" the second is what it was.
    fn in_order<'q>(
        &self,
        told: &Told<'_>,
        first: &'q Quantity,
        second: &'q Quantity,
    ) -> (&'q Quantity, &'q Quantity) {
        let is_base = |than: usize| (than..than + 3).contains(&second.first);
        match told.than.is_some_and(is_base) || self.is_against(second) {
            true => (second, first),
            false => (first, second),
        }
    }

    fn label(&self, amount: &Quantity, (first, second): (&Quantity, &Quantity)) -> String {
        let text = |quantity: &Quantity| self.own.text[quantity.range.clone()].trim();
        let difference = (second.value - first.value).abs();
        let least = match first.value > 0.0 {
            true => difference / first.value * 100.0,
            false => 0.0,
        };
        match amount.sort {
            Sort::Percent if first.sort != Sort::Percent => {
                format!("from {} to {} is {least:.1} %", text(first), text(second))
            }
            _ => format!(
                "{} and {} are {} apart",
                text(first),
                text(second),
                shown(difference)
            ),
        }
    }

    /// Whether a change may be told so: of either end, and with both rounded to what is printed.
    fn comes_to(&self, amount: &Quantity, first: &Quantity, second: &Quantity) -> bool {
        let difference = (second.value - first.value).abs();
        let slack = first.step + second.step;
        let is_share = first.sort == Sort::Percent && second.sort == Sort::Percent;
        let apart =
            (difference - amount.value).abs() <= slack + amount.step + 1e-6 * difference.max(1.0);
        if amount.sort != Sort::Percent {
            return apart;
        }
        let own = amount.step.max(0.5);
        let relative = [first.value, second.value]
            .into_iter()
            .filter(|base| *base > 0.0)
            .any(|base| {
                let exact = difference / base * 100.0;
                let rough = slack * (1.0 + difference / base) / base * 100.0;
                let times = second.value.max(first.value) / base * 100.0;
                (exact - amount.value).abs() <= own + rough + 1e-6
                    || (times - amount.value).abs() <= own + rough + 1e-6
            });
        relative || is_share && apart
    }

    /// The two ends of a change: the only two quantities of the sentence that may be, where it says so.
    fn ends<'q>(
        &'q self,
        change: &Told<'_>,
        told: &[Told<'_>],
    ) -> Option<(&'q Quantity, &'q Quantity)> {
        let amount = change.amount;
        let mut ends: Vec<&Quantity> = self
            .all
            .iter()
            .filter(|one| self.may_be_end(one, amount, told))
            .collect();
        let is_percent = matches!(amount.sort, Sort::Percent | Sort::Points);
        if !is_percent {
            ends.retain(|one| one.is_like(amount));
        } else if amount.sort == Sort::Points {
            ends.retain(|one| one.sort == Sort::Percent);
        }
        // Of several sorts, money or a measure that is told twice, or what it is compared with.
        if ends.len() > 2 {
            let base = change.than.and_then(|than| {
                ends.iter()
                    .find(|end| (than..than + 3).contains(&end.first))
                    .copied()
            });
            let is_sort = |end: &&Quantity| matches!(end.sort, Sort::Money(_) | Sort::Measure(_));
            match base.or_else(|| ends.iter().find(|end| is_sort(end)).copied()) {
                Some(base) => ends.retain(|end| end.sort == base.sort),
                None => return None,
            }
        }
        let [first, second] = ends[..] else {
            return None;
        };
        let usable = first.is_like(second)
            && first.is_exact()
            && second.is_exact()
            && first.value > 0.0
            && second.value > 0.0;
        // A sentence of several statements may tell of a change without its ends.
        let begins = first.range.start.min(amount.range.start);
        let ends = second.range.end.max(amount.range.end);
        let said = self.own.text.get(begins..ends)?;
        let is_one = !said.contains([';', '(', ')', '|'])
            && !said.contains(". ")
            && !said.contains(" while ")
            && !said.contains(" and by ");
        const ARTICLES: &[&str] = &[
            "the", "its", "their", "us", "den", "die", "der", "les", "los", "las", "el",
        ];
        let is_base = |than: usize| {
            let mut ends = [first, second]
                .into_iter()
                .filter(|end| (than..than + 3).contains(&end.first));
            ends.any(|end| (than..end.first).all(|at| ARTICLES.contains(&self.word(at))))
        };
        if !change.than.is_none_or(is_base) || self.is_of_another(amount, first, second) {
            return None;
        }
        let is_named = [first, second]
            .iter()
            .any(|end| is_name(&self.own.text, end));
        let are_ends = usable && is_one && !is_named && self.are_ends(first, second, change);
        are_ends.then_some((first, second))
    }

    /// "Rose by 12% and deaths from 30 to 45": what "and" parts from both ends is the change of something else.
    fn is_of_another(&self, amount: &Quantity, first: &Quantity, second: &Quantity) -> bool {
        let gap = match amount.first < first.first {
            true => amount.range.end..first.range.start,
            false if amount.first > second.first => second.range.end..amount.range.start,
            false => return false,
        };
        let gap = self.own.lower.get(gap).unwrap_or_default();
        [" and ", " und ", " et ", " y ", " but ", " aber "]
            .iter()
            .any(|and| gap.contains(and))
    }

    fn may_be_end(&self, one: &Quantity, amount: &Quantity, told: &[Told<'_>]) -> bool {
        one.first != amount.first
            && one.sort != Sort::Year
            && one.sort != Sort::Points
            && (!one.is_time() || amount.is_time() || self.are_times())
            && !self.is_told(one, told)
    }

    /// Whether two lengths of time are compared with each other: "52 minutes a day, down from 84 minutes".
    fn are_times(&self) -> bool {
        let times: Vec<&Quantity> = self.all.iter().filter(|one| one.is_time()).collect();
        matches!(times[..], [one, two] if one.sort == two.sort)
    }

    /// "tripled, from 54 to 162", in whatever order.
    fn wrong_factor(&self, told: &[Told<'_>]) -> Option<Fault> {
        let (at, factor) = self.own.words.iter().enumerate().find_map(|(at, word)| {
            let factor = vocabulary::factor(&word.lower)?;
            Some((at, factor))
        })?;
        let ends: Vec<&Quantity> = self
            .all
            .iter()
            .filter(|one| {
                !matches!(one.sort, Sort::Year | Sort::Points)
                    && !one.is_time()
                    && !self.is_told(one, told)
            })
            .collect();
        let [first, second] = ends[..] else {
            return None;
        };
        let said = self.own.text.get(first.range.start..second.range.end)?;
        let (from, to) = self.tongue.sums.from_to;
        let is_change = first
            .first
            .checked_sub(1)
            .is_some_and(|at| self.word(at) == from)
            && second
                .first
                .checked_sub(1)
                .is_some_and(|at| self.word(at) == to)
            || self.tongue.sums.rising.contains(&self.word(at));
        let usable = first.is_like(second)
            && first.is_exact()
            && second.is_exact()
            && first.value > 0.0
            && second.value > 0.0
            && is_change;
        let is_rate = self.clause(&[first, second]).tells_rate((at, at));
        if !usable || is_rate || said.contains([';', '(', ')', '|']) {
            return None;
        }
        let ratio = second.value / first.value;
        let (least, most) = match self.bound_of(at) {
            Bound::Exact => (factor * 0.8, factor * 1.25),
            Bound::About => (factor * 0.75, factor * 1.35),
            Bound::Less => (factor * 0.7, factor * 1.03),
            Bound::More => (factor * 0.99, factor * 1.6),
        };
        let (least, most) = match factor < 1.0 {
            true => (factor * 0.6, factor * 1.3),
            false => (least, most),
        };
        (!(least..=most).contains(&ratio)).then(|| {
            let word = &self.own.words[at].range;
            Fault {
                range: word.start.min(first.range.start)..word.end.max(second.range.end),
                what: "does not add up",
                label: format!("that is {ratio:.1} times as much"),
            }
        })
    }

    /// "More than doubled", "almost tripled".
    fn bound_of(&self, at: usize) -> Bound {
        let before = |back: usize| at.checked_sub(back).map_or("", |at| self.word(at));
        match (before(2), before(1)) {
            ("more", "than") | (_, "over") => Bound::More,
            (_, "nearly" | "almost" | "presque" | "casi" | "fast" | "nahezu" | "beinahe") => {
                Bound::Less
            }
            (_, "about" | "roughly" | "around") => Bound::About,
            _ => Bound::Exact,
        }
    }
}

/// Whether a number is a part of a name: "Article 12", "Ward 3".
fn is_name(text: &str, quantity: &Quantity) -> bool {
    let before = text[..quantity.range.start].trim_end();
    let word = before
        .rsplit(|c: char| c.is_whitespace())
        .next()
        .unwrap_or_default();
    let begins = before.len() == word.len();
    !begins
        && word.starts_with(char::is_uppercase)
        && quantity.sort == Sort::Count
        && !word.ends_with([',', ';', ':'])
}

#[cfg(test)]
mod tests;
