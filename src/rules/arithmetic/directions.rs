//! Changes whose numbers go the other way than their verb, and spans that run backwards.

use super::meant::is_odds;
use super::{CHANGE, Fault, Number, Reader, comparable, exceeds, same_clause};
use crate::rules::measures;

impl Reader<'_> {
    /// "rose from 40 to 30" and "fell from 30 to 40".
    pub(super) fn change(&self, at: usize) -> Option<Fault> {
        let sums = self.tongue.sums;
        let rises = self.is(at, sums.rising);
        if !rises && !self.is(at, sums.falling) {
            return None;
        }
        let (first, second) = self.ends_of_change(at)?;
        let wrong = if rises {
            exceeds(&first, &second)
        } else {
            exceeds(&second, &first)
        };
        let is_fault = wrong && !self.clause(at, second.last).goes_other_way(second.last);
        is_fault.then(|| Fault {
            range: self.words[at].range.start..self.words[second.last].range.end,
            what: if rises { "goes down" } else { "goes up" },
            label: "the numbers and the verb disagree".to_owned(),
        })
    }

    /// The two numbers of a change that is told by the word `at`: "from 40 to 30".
    pub(super) fn ends_of_change(&self, at: usize) -> Option<(Number, Number)> {
        let (from, _) = self.tongue.sums.from_to;
        let from = (at + 1..self.words.len().min(at + 7)).find(|at| self.word(*at) == from)?;
        let (first, second) = self.ends_from(from)?;
        same_clause(self.text, self.words, at, second.last).then_some((first, second))
    }

    /// The two numbers of a change that begins with the word `from`.
    pub(super) fn ends_from(&self, from: usize) -> Option<(Number, Number)> {
        let (_, to) = self.tongue.sums.from_to;
        let first = self.sum(from + 1)?;
        let end = self.words.len().min(first.last + CHANGE);
        let to = (first.last + 1..end).find(|at| self.word(*at) == to)?;
        let second = self.sum(to + 1)?;
        // Another number between the two may be the one that is meant.
        let between_years = (first.last + 1..to)
            .filter_map(|at| self.number(at))
            .all(|number| number.is_year);
        let is_odds = |one: &Number| is_odds(self.words, one.value, one.last);
        let are_years = first.is_year && second.is_year;
        let are_amounts = !are_years && !is_odds(&first) && !is_odds(&second);
        let usable = between_years
            && are_amounts
            && same_clause(self.text, self.words, from, second.last)
            && comparable(self.text, self.words, [&first, &second]);
        usable.then_some((first, second))
    }

    /// "between 300 and 200".
    pub(super) fn range(&self, at: usize) -> Option<Fault> {
        let (between, and) = self.tongue.sums.between_and;
        if self.word(at) != between {
            return None;
        }
        let first = self.sum(at + 1)?;
        if self.word(first.last + 1) != and {
            return None;
        }
        let second = self.sum(first.last + 2)?;
        let usable = same_clause(self.text, self.words, at, second.last)
            && comparable(self.text, self.words, [&first, &second]);
        let may_be_hours = [&first, &second].iter().all(|one| self.may_be_hour(one));
        (usable && !may_be_hours && exceeds(&first, &second)).then(|| Fault {
            range: self.words[at].range.start..self.words[second.last].range.end,
            what: "runs backwards",
            label: "the first number is the greater".to_owned(),
        })
    }

    /// Whether a number may be an hour of the day: "open between 9 and 5".
    fn may_be_hour(&self, number: &Number) -> bool {
        let has_unit = self.after_percent(number.last).is_some()
            || self.money(number).is_some()
            || measures::unit(self.word(number.last + 1)).is_some();
        !has_unit && number.decimals == 0 && number.scale.is_none() && number.value <= 24.0
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::{check, check_in};

    #[test]
    fn numbers_of_ranks_rates_and_depths_may_go_the_other_way() {
        for (language, right) in [
            (
                "en",
                "It rose from 45 in 2019 to 38 in 2021 in the index of press freedom.",
            ),
            ("en", "It fell from 38 to 45 in the ranking."),
            ("en", "It ranked 45, up from 60."),
            ("en", "The lira fell from 80 to 120 lira to the dollar."),
            (
                "en",
                "The water table fell from 3 to 5 metres below the ground.",
            ),
            ("en", "Its rating fell from 1 to 3, where 1 is best."),
            (
                "en",
                "The threshold for entry increased from 12 to 10 for girls.",
            ),
            ("en", "The naira fell from 460 to 1,500 per US dollar."),
            ("en", "Its credit grade fell from 2 to 4."),
            (
                "en",
                "It dropped from 40 to 52 on the list of the freest countries.",
            ),
            (
                "fr",
                "La livre est tombée de 1 500 à 90 000 livres pour un dollar.",
            ),
            ("es", "El peso cayó de 20 a 25 pesos por dólar."),
            ("en", "The price fell from $1.20 to 90 cents."),
            ("en", "The number rose from 2×10⁵ to 1×10⁶."),
            ("en", "The number rose from 2 × 10^5 to 1 × 10^6."),
            (
                "en",
                "The risk rose from 1 in 2000 to 1 in 1500, a rise of 33 per cent.",
            ),
            ("de", "Auf der Rangliste fiel das Land von 38 auf 45."),
            (
                "de",
                "Der Grundwasserspiegel sank von 3 auf 5 Meter unter der Erde.",
            ),
            ("fr", "Au classement, le pays est tombé de 38 à 45."),
            ("es", "El país bajó de 38 a 45 en el índice."),
        ] {
            check_in(language, right, &[]);
        }
        check(
            "Attacks took place in all towns and rose from 40 to 30.",
            &["rose from 40 to 30 goes down"],
        );
        check(
            "The price fell from $1.20 to $1.90.",
            &["fell from $1.20 to $1.90 goes up"],
        );
        check_in(
            "de",
            "Die Zahl der Toten sank von 38 auf 45.",
            &["sank von 38 auf 45 goes up"],
        );
    }

    #[test]
    fn hours_run_over_noon() {
        for (language, right) in [
            ("en", "The office is open between 9 and 5."),
            ("en", "Patrols went out between 11 and 4 every night."),
            ("de", "Das Amt ist zwischen 9 und 5 geöffnet."),
            ("fr", "Le bureau est ouvert entre 9 et 5."),
            ("es", "La oficina abre entre 9 y 5."),
        ] {
            check_in(language, right, &[]);
        }
        check(
            "It takes between 12 and 6 weeks.",
            &["between 12 and 6 runs backwards"],
        );
        check(
            "It costs between $12 and $6 and takes between 40 and 12.",
            &[
                "between $12 and $6 runs backwards",
                "between 40 and 12 runs backwards",
            ],
        );
    }
}
