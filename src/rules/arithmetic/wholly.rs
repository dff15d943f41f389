//! Parts that are told to the last one, and their whole: "of which barbel made up 21 tonnes, chub 15, and all other
//! species together 11", "seven have been carried out and nine in part; eight have not", "; together the three spent 12".

use std::ops::Range;

use super::meant::is_plural;
use super::parts::shown;
use super::{Fault, Number, Reader};

/// Words for all that was not named yet.
const REST: &[&[&str]] = &[
    &["all", "other"],
    &["all", "others"],
    &["everything", "else"],
    &["alle", "anderen"],
    &["alle", "übrigen"],
    &["alles", "andere"],
    &["tous", "les", "autres"],
    &["toutes", "les", "autres"],
    &["todo", "lo", "demás"],
    &["todos", "los", "demás"],
    &["todas", "las", "demás"],
];

/// Words that bring in the parts of what was told before.
const WHICH: &[&[&str]] = &[
    &["of", "which"],
    &["of", "whom"],
    &["davon"],
    &["dont"],
    &["de", "los", "cuales"],
    &["de", "las", "cuales"],
];

/// Words for a sum of what was told before.
const TOGETHER: &[&str] = &[
    "together",
    "altogether",
    "zusammen",
    "ensemble",
    "juntos",
    "juntas",
    "insgesamt",
];

/// How many parts there are at most.
const MOST: usize = 8;

/// How far a number may be from what was rounded to it.
fn step(number: &Number) -> f64 {
    match number.decimals {
        0 => 0.0,
        places => {
            let places = i32::try_from(places).unwrap_or_default();
            0.5 * 10_f64.powi(-places) * number.scale.unwrap_or(1.0)
        }
    }
}

/// Whether a word in lower case may be what is counted, and no participle: "fourteen begun", "quatorze engagées".
fn is_counted(lower: &str) -> bool {
    const PARTICIPLES: [&str; 6] = ["és", "ées", "ados", "adas", "idos", "idas"];
    is_plural(lower) && !PARTICIPLES.iter().any(|end| lower.ends_with(end))
}

impl Reader<'_> {
    /// "47 tonnes, of which barbel made up 21 tonnes, chub 15, and all other species together 11".
    pub(super) fn rest_of_parts(&self, at: usize) -> Option<Fault> {
        /// How many words at most stand between the words for the rest and its number.
        const NEAR: usize = 6;
        let rest = REST.iter().find(|phrase| self.holds(at, phrase))?;
        let from = at + rest.len();
        let last = (from..self.words.len().min(from + NEAR)).find_map(|at| self.count(at))?;
        let which = (0..at)
            .rev()
            .find(|at| WHICH.iter().any(|phrase| self.holds(*at, phrase)))?;
        let (whole, first) = self.whole_before(which)?;
        self.differs(&whole, first..last.last + 1)
    }

    /// Parts that come to something else than their whole, where nothing of it is left.
    fn differs(&self, whole: &Number, words: Range<usize>) -> Option<Fault> {
        let parts = self.counts(words.clone());
        let all = words
            .clone()
            .filter(|at| self.count(*at).is_some_and(|number| !number.is_year));
        let last = *parts.last()?;
        let behind = self.text[self.words[last.last].range.end..].trim_start();
        let unit = self.word(whole.last + 1);
        // Its unit may stand behind the last number too.
        let behind = behind.strip_prefix(unit).unwrap_or(behind).trim_start();
        let is_closed = behind.is_empty() || behind.starts_with(['.', ';', ',', ')']);
        let said = &self.text[self.words[whole.last].range.end..self.words[last.first].range.start];
        let is_part = |part: &Number| {
            self.may_be_of(part, whole)
                && part.scale == whole.scale
                && part.scaled() < whole.scaled()
                && self.after_percent(part.last).is_none()
        };
        let usable = is_closed
            && (3..=MOST).contains(&parts.len())
            && all.count() <= parts.len() + 1
            && !said.contains(['(', ')', ':', '|'])
            && !said.contains(". ")
            && !whole.is_year
            && !self.is_inexact_whole(whole)
            && parts.iter().all(is_part);
        let sum: f64 = parts.iter().map(Number::scaled).sum();
        let slack: f64 = parts.iter().map(step).sum::<f64>() + step(whole) + 1e-6;
        (usable && (sum - whole.scaled()).abs() > slack).then(|| Fault {
            range: self.words[whole.first].range.start..self.words[last.last].range.end,
            what: "does not add up",
            label: format!("the parts come to {}", shown(sum)),
        })
    }

    /// "Of the 24, seven have been carried out fully and nine in part; eight have not been carried out".
    pub(super) fn all_but_not(&self, at: usize) -> Option<Fault> {
        const NOT: &[&str] = &["not", "nicht", "pas", "no"];
        const AGAIN: &[&str] = &[
            "been", "be", "yet", "at", "all", "été", "encore", "sido", "worden", "so",
        ];
        /// How many words at most stand between the last part and its negation, and behind that.
        const NEAR: usize = 4;
        let (whole, first) = self.whole_at_first(at)?;
        let parts = self.counts(first..self.words.len());
        let last = *parts.last().filter(|_| parts.len() >= 3)?;
        let from = last.last + 1;
        let not = (from..self.words.len().min(from + NEAR)).find(|at| self.is(*at, NOT))?;
        let told = |word: &str| {
            self.words[first..last.first]
                .iter()
                .any(|one| one.lower == word)
        };
        let behind = not + 1..self.words.len();
        let is_same = behind.len() <= NEAR
            && behind
                .clone()
                .all(|at| self.is(at, AGAIN) || told(self.word(at)))
            && (last.last..self.words.len() - 1)
                .all(|at| !self.between(at, at + 1).contains([',', ';', '(', ':']));
        if !is_same {
            return None;
        }
        self.differs_at(&whole, &parts)
    }

    /// Parts of a whole that come to something else.
    fn differs_at(&self, whole: &Number, parts: &[Number]) -> Option<Fault> {
        let last = parts.last()?;
        let is_plain = |part: &Number| {
            self.after_percent(part.last).is_none()
                && part.decimals == 0
                && part.scaled() < whole.scaled()
                && (self.may_be_of(part, whole) || !self.noun(part).is_some_and(is_counted))
        };
        let said = &self.text[self.words[whole.last].range.end..self.words[last.first].range.start];
        let usable = parts.len() <= MOST
            && parts.iter().all(is_plain)
            && !whole.is_year
            && !self.is_inexact_whole(whole)
            && !said.contains(['(', ')', ':', '|'])
            && !said.contains(". ");
        let sum: f64 = parts.iter().map(Number::scaled).sum();
        (usable && (sum - whole.scaled()).abs() > 0.5).then(|| Fault {
            range: self.words[whole.first].range.start..self.words[last.last].range.end,
            what: "does not add up",
            label: format!("the parts come to {}", shown(sum)),
        })
    }

    /// "8.4 million and 3.1 million, while she reported 0.7 million; together the three campaigns spent 12.2 million".
    pub(super) fn together_at_last(&self, at: usize) -> Option<Fault> {
        /// How many words at most stand between the word and the sum.
        const NEAR: usize = 10;
        let before = at.checked_sub(1).filter(|_| self.is(at, TOGETHER))?;
        if self.between(before, at).trim() != ";"
            || self.is(at + 1, &["with", "mit", "avec", "con"])
        {
            return None;
        }
        let parts = self.counts(0..at);
        let behind = self.counts(at + 1..self.words.len().min(at + NEAR));
        let [group, total, ..] = behind[..] else {
            return None;
        };
        let is_share = |number: &Number| self.after_percent(number.last).is_some();
        let is_part = |part: &Number| part.scale == total.scale && !is_share(part);
        let usable = (2..=MOST).contains(&parts.len())
            && (group.scaled() - parts.len() as f64).abs() < 0.5
            && group.last < total.first
            && parts.iter().all(is_part)
            && !is_share(&total);
        let sum: f64 = parts.iter().map(Number::scaled).sum();
        let slack: f64 = parts.iter().map(step).sum::<f64>() + step(&total) + 1e-6;
        let is_near = (0.5..=2.0).contains(&(sum / total.scaled()));
        let differs = (sum - total.scaled()).abs() > slack;
        (usable && is_near && differs).then(|| Fault {
            range: self.words[parts[0].first].range.start..self.words[total.last].range.end,
            what: "does not add up",
            label: format!("the parts come to {}", shown(sum)),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::check_in;

    #[test]
    fn parts_told_to_the_last_are_their_whole() {
        for (language, right) in [
            (
                "en",
                "It cut 90 tonnes, of which plate made up 50 tonnes, wire 22, and everything else together 18.",
            ),
            (
                "en",
                "It cut 90 tonnes, of which plate made up 50 tonnes and all other goods the most in 2019.",
            ),
            (
                "en",
                "It has 90 boats in 4 ports, of which 50 are old, 22 new, and all others in 3 docks.",
            ),
            (
                "en",
                "Of the 36 measures, eleven have been taken and fourteen begun; eleven have not been begun.",
            ),
            (
                "en",
                "Of the 36 measures, eleven have been taken and fourteen begun; nine have not been paid for.",
            ),
            (
                "en",
                "Of the 36 measures, eleven have been taken, fourteen begun; nine have not been begun, two dropped.",
            ),
            (
                "en",
                "The north lost 5.2 million and the south 3.4 million; together the two lost 8.6 million.",
            ),
            (
                "en",
                "The north lost 5.2 million and the south 3.4 million; together with the coast the three lost 12 million.",
            ),
            (
                "en",
                "The north lost 5.2 million and the south 3.4 million; together the three lost 12 million.",
            ),
            (
                "de",
                "Von den 36 Maßnahmen sind elf umgesetzt und vierzehn begonnen; elf sind nicht begonnen.",
            ),
        ] {
            check_in(language, right, &[]);
        }
        for (language, wrong, expected) in [
            (
                "en",
                "It cut 90 tonnes, of which plate made up 50 tonnes, wire 22, and everything else together 28.",
                "90 tonnes, of which plate made up 50 tonnes, wire 22, and everything else together 28",
            ),
            (
                "en",
                "Of the 36 measures, eleven have been taken and fourteen begun; nine have not been begun.",
                "36 measures, eleven have been taken and fourteen begun; nine",
            ),
            (
                "de",
                "Von den 36 Maßnahmen sind elf umgesetzt und vierzehn begonnen; neun sind nicht begonnen.",
                "36 Maßnahmen sind elf umgesetzt und vierzehn begonnen; neun",
            ),
            (
                "en",
                "The north lost 5.2 million and the south 3.4 million; together the two lost 9.6 million.",
                "5.2 million and the south 3.4 million; together the two lost 9.6 million",
            ),
        ] {
            check_in(language, wrong, &[&format!("{expected} does not add up")]);
        }
    }
}
