//! Changes whose numbers go the other way than their verb, and spans that run backwards.

use super::meant::is_odds;
use super::{CHANGE, Fault, Number, Reader, comparable, exceeds, same_clause};
use crate::rules::measures::{self, SIGNS_OF_MONEY};

impl Reader<'_> {
    /// "rose from 40 to 30" and "fell from 30 to 40".
    pub(super) fn change(&self, at: usize) -> Option<Fault> {
        let sums = self.tongue.sums;
        let rises = self.is(at, sums.rising);
        if !rises && !self.is(at, sums.falling) {
            return None;
        }
        let (first, second) = self
            .ends_of_change(at)
            .or_else(|| self.ends_told_apart(at))?;
        let first = self.with_scale_of(first, &second);
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

    /// The two numbers of a change behind the comma after its verb, where nothing follows them: "rose in these years,
    /// from 820 to 533".
    fn ends_told_apart(&self, at: usize) -> Option<(Number, Number)> {
        /// How many words at most stand between the verb and the comma.
        const NEAR: usize = 7;
        let (from, _) = self.tongue.sums.from_to;
        let last = self.words.len().min(at + NEAR + 1);
        let from = (at + 1..last).find(|at| self.word(*at) == from)?;
        let is_parted = self.between(from - 1, from).trim() == ","
            && same_clause(self.text, self.words, at, from - 1);
        let (first, second) = self.ends_from(from).filter(|_| is_parted)?;
        let counts_more = (at + 1..from).any(|at| self.count(at).is_some_and(|one| !one.is_year));
        // "In 2023", and what is counted, may stand behind it.
        let is_in = self.is(second.last + 1, &["in", "im", "en"]);
        let year = self
            .number(second.last + 2)
            .filter(|one| is_in && one.is_year);
        let end = year.map_or(second.last, |year| year.last);
        let ends = |at: usize| {
            let word = self.words.get(at)?;
            let behind = self.text[word.range.end..].trim_start();
            (behind.is_empty() || behind.starts_with([',', '.', ';'])).then_some(())
        };
        let is_closed = ends(end).or_else(|| ends(end + 1)).is_some();
        (is_closed && !counts_more).then_some((first, second))
    }

    /// The first number of a change with the word that multiplies the second, where it can be meant for both: "from
    /// 21.0 to 8.5 million euros".
    fn with_scale_of(&self, first: Number, second: &Number) -> Number {
        /// How many times the second the first may be, without its word.
        const MOST: f64 = 10.0;
        let has_sign = self.text[..self.words[first.first].range.start].ends_with(SIGNS_OF_MONEY);
        // A unit of its own, or an amount of money to the last euro, is told as it stands.
        let next = self
            .words
            .get(first.last + 1)
            .map_or("", |word| &word.lower);
        let has_unit = self.after_percent(first.last).is_some()
            || !(next == self.tongue.sums.from_to.1 || super::GOES_ON.contains(&next));
        let is_money = self.money(second).is_some();
        let is_meant = first.scale.is_none()
            && !has_unit
            && first.value <= second.value * MOST
            && (first.decimals > 0 || is_money && !has_sign);
        Number {
            scale: if is_meant { second.scale } else { first.scale },
            ..first
        }
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
            ("en", "The river fell from 3 to 5 metres below the bridge."),
            (
                "en",
                "The price fell from 4 dinars to 31 dinars below the market.",
            ),
            (
                "en",
                "In the town the air fell from 4 to 12 degrees below zero.",
            ),
            (
                "en",
                "Copper fell from 4 µg/l above the limit to 31 µg/l below it.",
            ),
            (
                "en",
                "The water of the lake fell from 3 to 5 below the mark.",
            ),
            ("en", "The mine fell from 30 feet to 45 feet underground."),
            (
                "en",
                "Prices fell from 10 per cent to 30 per cent below those of the town.",
            ),
            (
                "en",
                "Rents fell from 4 euros to 9 euros below those of the town.",
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
        check(
            "There copper fell from 4 µg/l above the mine to 31 µg/l below it.",
            &["fell from 4 µg/l above the mine to 31 goes up"],
        );
        check(
            "The price fell from 4 dinars to 31 dinars below the river.",
            &["fell from 4 dinars to 31 goes up"],
        );
        check_in(
            "de",
            "Die Zahl der Toten sank von 38 auf 45.",
            &["sank von 38 auf 45 goes up"],
        );
        check_in(
            "de",
            "Der Gehalt sank von 4 Milligramm über der Grube auf 31 Milligramm unterhalb der Grube.",
            &["sank von 4 Milligramm über der Grube auf 31 goes up"],
        );
    }

    #[test]
    fn a_word_that_multiplies_may_be_meant_for_both_ends() {
        for (language, right) in [
            ("de", "Die Rücklage stieg von 8,5 auf 21,0 Millionen Euro."),
            ("de", "Der Etat sank von 21 auf 8 Millionen Euro."),
            ("de", "Die Zahl der Nutzer stieg von 21 auf 8 Millionen."),
            ("en", "Its budget rose from $21 to $8 million."),
            ("en", "Its budget rose from 21 euros to 8 million euros."),
            ("en", "Its budget rose from 800,000 to 1.2 million euros."),
            ("en", "Its budget rose from 300 to 8 million euros."),
            ("fr", "Le budget a augmenté de 8 à 21 millions d’euros."),
        ] {
            check_in(language, right, &[]);
        }
        for (language, wrong, expected) in [
            (
                "de",
                "Die Rücklage steigt dadurch von 21,0 auf 8,5 Millionen Euro.",
                "steigt dadurch von 21,0 auf 8,5 Millionen goes down",
            ),
            (
                "de",
                "Der Etat stieg von 21 auf 8 Millionen Euro.",
                "stieg von 21 auf 8 Millionen goes down",
            ),
            (
                "en",
                "The reserve rose from 21.0 to 8.5 million euros.",
                "rose from 21.0 to 8.5 million goes down",
            ),
            (
                "fr",
                "La réserve a augmenté de 21,0 à 8,5 millions d’euros.",
                "augmenté de 21,0 à 8,5 millions goes down",
            ),
        ] {
            check_in(language, wrong, &[expected]);
        }
    }

    #[test]
    fn the_ends_of_a_change_may_stand_behind_a_comma() {
        for (language, right) in [
            ("en", "The number rose in the same years, from 533 to 820."),
            (
                "en",
                "When the river rose, from 200 to 150 homes were lost.",
            ),
            (
                "en",
                "As the leaves fell, from 30 to 45 people came each day.",
            ),
            (
                "en",
                "Rents rose again there, from 30 to 20 people a day left.",
            ),
            ("en", "It rose again in the index, from 45 to 38."),
            ("en", "Costs rose in those years, from 2019 to 2021."),
            ("de", "Die Zahl stieg im selben Jahr, von 533 auf 820."),
        ] {
            check_in(language, right, &[]);
        }
        check(
            "The number of inspections rose in the same years, from 820 to 533, or by much.",
            &["rose in the same years, from 820 to 533 goes down"],
        );
        check(
            "Complaints fell again, from 38 to 45 in 2023.",
            &["fell again, from 38 to 45 goes up"],
        );
        check_in(
            "de",
            "Die Zahl der Prüfungen stieg im selben Jahr, von 820 auf 533.",
            &["stieg im selben Jahr, von 820 auf 533 goes down"],
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
