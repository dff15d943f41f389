//! How many things a sentence announces, and how many it lists.

mod apposed;
mod items;

use std::ops::Range;

use super::vocabulary::{AND, NAMED};
use super::{Fault, Reader, meant};
use crate::rules::prose::Word;
use crate::rules::quantities;

/// Verbs and words that make something else than a list of what stands behind a colon.
const NO_LIST: &[&str] = &[
    "is",
    "are",
    "was",
    "were",
    "has",
    "have",
    "had",
    "did",
    "does",
    "do",
    "can",
    "could",
    "will",
    "would",
    "said",
    "says",
    "not",
    "it",
    "they",
    "he",
    "she",
    "we",
    "i",
    "who",
    "which",
    "including",
    "such",
    "among",
    "example",
    "instance",
    "others",
    "first",
    "firstly",
    "second",
    "etc",
    "or",
    "than",
    "there",
    "if",
    "when",
    "because",
    "but",
    "that",
    "wurde",
    "wurden",
    "war",
    "waren",
    "ist",
    "sind",
    "hat",
    "haben",
    "hatte",
    "sie",
    "er",
    "es",
    "wir",
    "oder",
    "nicht",
    "etwa",
    "darunter",
    "die",
    "erstens",
    "est",
    "sont",
    "était",
    "ont",
    "ils",
    "elles",
    "il",
    "elle",
    "qui",
    "ou",
    "pas",
    "notamment",
    "fue",
    "fueron",
    "era",
    "eran",
    "son",
    "ha",
    "han",
    "que",
    "no",
    "o",
    "ellos",
];

/// Words with which an item of a list may begin.
const BEGINS: &[&str] = &[
    "the", "a", "an", "his", "her", "its", "their", "our", "one", "in", "on", "at", "le", "la",
    "les", "l", "un", "une", "el", "los", "las", "una", "en", "au", "aux", "der", "das", "den",
    "dem", "ein", "eine", "im", "am",
];

/// What happens on days and in years, so that a list of these tells each of it.
const EVENTS: &[&str] = &[
    "times",
    "inquiries",
    "inspections",
    "visits",
    "audits",
    "elections",
    "floods",
    "fires",
    "spills",
    "raids",
    "reports",
    "reviews",
    "surveys",
    "attempts",
    "meetings",
    "hearings",
    "strikes",
    "trials",
    "attacks",
    "outbreaks",
    "accidents",
    "referendums",
    "flights",
    "shipments",
    "deliveries",
    "missions",
    "searches",
    "mal",
    "inspektionen",
    "prüfungen",
    "besuche",
    "wahlen",
    "fois",
    "inspections",
    "visites",
    "élections",
    "veces",
    "inspecciones",
    "visitas",
    "elecciones",
    "volte",
    "keer",
];

/// Words that say how often.
const OFTEN: &[(&str, usize)] = &[
    ("twice", 2),
    ("thrice", 3),
    ("zweimal", 2),
    ("dreimal", 3),
    ("viermal", 4),
    ("fünfmal", 5),
];

/// The most things that are announced and listed one by one.
const MOST: f64 = 20.0;

/// How many items a list has at least and at most, and whether all of them are names or years.
struct List {
    least: usize,
    most: usize,
    is_uniform: bool,
    /// Whether all of them begin with one word: "the roof, the gate and the wall".
    is_parallel: bool,
}

/// Words as commas and "and" divide them.
#[derive(Default)]
struct Divided {
    items: Vec<Range<usize>>,
    /// How many times "and" alone has divided.
    ands: usize,
    /// Whether ", and" stands before an item.
    ends_with_and: bool,
}

impl List {
    /// Whether each thing may be told with what it lies in: "Aleppo, Syria, and Mosul, Iraq".
    fn may_be_pairs(&self, count: usize) -> bool {
        self.is_uniform && (self.least..=self.most).contains(&(count * 2))
    }
}

impl Reader<'_> {
    /// "Four witnesses: Ahn, Bae and Choi", "twice, in 1994, 2001 and 2003", "two mothers, Anna, Ida and Tove, said".
    pub(super) fn miscounted(&self) -> Vec<Fault> {
        let colons = self.text.match_indices(':').map(|(at, _)| at);
        let mut found: Vec<Fault> = colons
            .filter_map(|colon| self.behind_colon(colon))
            .collect();
        for at in 0..self.words.len() {
            found.extend(self.years_listed(at));
            let beside = self
                .names_between_commas(at)
                .or_else(|| self.names_beside(at))
                .or_else(|| self.names_before(at));
            found.extend(beside);
        }
        found
    }

    fn behind_colon(&self, colon: usize) -> Option<Fault> {
        let (_, tail) = self.around_colon(colon)?;
        let head = self.words.partition_point(|word| word.range.end <= colon);
        let clause = self.clause_before(colon);
        let begins = colon - clause.len() + clause.rfind([';', '(', '.']).map_or(0, |at| at + 1);
        let first = self.words.partition_point(|word| word.range.start < begins);
        let announced = (first..head)
            .rev()
            .find_map(|at| self.announced(at, head))?;
        let list = self.list(tail.clone())?;
        let (count, start) = announced;
        // "Twelve cases: two in 2018, two in 2019 and eight in 2020" are parts of them.
        let starts: Vec<usize> = self
            .segments(tail.clone())
            .iter()
            .map(|segment| segment.start)
            .collect();
        if starts
            .iter()
            .all(|start| self.count(*start).is_some_and(|number| !number.is_year))
        {
            return None;
        }
        let wrong = count > list.most && list.most >= 2
            || (list.is_uniform || list.is_parallel) && count < list.least;
        let is_time =
            self.is_amount(start + 1) && !self.is_year_item(&(tail.start..tail.start + 1));
        let has_numbers = !list.is_uniform && !self.counts(tail.clone()).is_empty();
        let is_wrong = wrong && !has_numbers && !is_time && !list.may_be_pairs(count);
        is_wrong.then(|| self.list_fault(start..tail.end, count, &list))
    }

    fn list_fault(&self, words: Range<usize>, count: usize, list: &List) -> Fault {
        let most = if list.most > count {
            list.least
        } else {
            list.most
        };
        Fault {
            range: self.words[words.start].range.start..self.words[words.end - 1].range.end,
            what: "is counted wrong",
            label: format!("{count} are announced, and {most} are listed"),
        }
    }

    /// Whether a word behind a number makes an amount of it that announces nothing: a length of time or a share.
    fn is_amount(&self, at: usize) -> bool {
        meant::is_time(self.word(at)) || self.is(at, &["percent", "per"])
    }

    /// The number that announces things: one of at most twenty, with a noun behind it and no whole.
    fn announced(&self, at: usize, end: usize) -> Option<(usize, usize)> {
        let number = self.count(at)?;
        let before = at.checked_sub(1);
        let is_named = before.is_some_and(|before| self.is(before, NAMED));
        // "Four of the nine": the whole announces nothing.
        let of = (1..=2)
            .filter_map(|back| at.checked_sub(back))
            .find(|of| self.is(*of, self.tongue.sums.of));
        let is_part = of.and_then(|of| of.checked_sub(1)).is_some_and(|part| {
            const SOME: &[&str] = &[
                "one", "all", "most", "some", "many", "none", "few", "half", "both", "each", "any",
                "several", "eine", "einer", "alle",
            ];
            self.is(part, SOME)
                || (part.saturating_sub(2)..=part)
                    .any(|at| self.count(at).is_some_and(|number| number.last == part))
        });
        let is_some = before.is_some_and(|before| {
            self.is(
                before,
                &["other", "another", "first", "last", "next", "than"],
            )
        });
        let usable = number.value <= MOST
            && number.decimals == 0
            && number.scale.is_none()
            && number.last + 1 < end
            && self.after_percent(number.last).is_none()
            && !self.is(number.last + 1, self.tongue.sums.of)
            && !self.is_inexact(at);
        let is_date =
            super::numbers::is_beside_month(self.text, self.words, (at, number.last), self.tongue);
        (usable && !is_date && !is_named && !is_part && !is_some)
            .then_some((number.value as usize, at))
    }

    /// What commas and "and" divide some words into, if it is a list.
    fn list(&self, words: Range<usize>) -> Option<List> {
        let words = self.without_clause(words);
        let makes_none = |word: &Word| NO_LIST.contains(&word.lower.as_str());
        if self.words[words.clone()].iter().any(makes_none)
            || self.written_of(&words).contains(['…', '–'])
        {
            return None;
        }
        let Divided {
            mut items,
            ands,
            ends_with_and,
        } = self.divided(words);
        // "Earl Theriot, 71, his wife Odette, 68": ages are no items.
        let is_age = |item: &Range<usize>| {
            item.len() == 1
                && self
                    .count(item.start)
                    .is_some_and(|age| (1.0..110.0).contains(&age.value) && age.decimals == 0)
        };
        items.retain(|item| !self.is_appendage(item));
        let all = items.len();
        items.retain(|item| !is_age(item));
        let most = items.len();
        let ages = all - most;
        let are_short = most > 2 && items.iter().all(|item| item.len() <= 4) && ends_with_and;
        let is_item = |item: &Range<usize>| item.len() <= 12 && self.begins_item(item.start);
        let is_list = most >= 1 && (are_short || items.iter().all(is_item));
        let begin = |item: &Range<usize>| self.word(item.start);
        let begin_alike = items.first().is_some_and(|first| {
            BEGINS.contains(&begin(first)) && items.iter().all(|item| begin(item) == begin(first))
        });
        let is_uniform = ages > 0 && ages == most
            || items.iter().all(|item| self.is_name(item))
            || items.iter().all(|item| self.is_year_item(item));
        // An "and" may also stand inside an item.
        let inside = ands.saturating_sub(usize::from(!ends_with_and));
        is_list.then(|| List {
            least: most - inside.min(most - 1),
            most,
            is_uniform,
            // Behind a comma before "and", an item may explain the one before it.
            is_parallel: most > 2 && !ends_with_and && ands == 1 && begin_alike,
        })
    }

    /// Words without what is said of the last of them: "and a neighbour who asked that her name be withheld".
    fn without_clause(&self, words: Range<usize>) -> Range<usize> {
        let mut all = words.clone();
        let said = all.find(|at| self.is(*at, &["who", "whose", "which"]));
        let is_last = |at: usize| {
            let goes_on = |at: usize| self.between(at, at + 1).contains([',', ';']);
            at > words.start && !(at..words.end - 1).any(goes_on)
        };
        match said.filter(|at| is_last(*at)) {
            Some(at) => words.start..at,
            None => words,
        }
    }

    /// The text of some words.
    fn written_of(&self, words: &Range<usize>) -> &str {
        &self.text[self.words[words.start].range.start..self.words[words.end - 1].range.end]
    }

    /// Cuts words at commas, or at semicolons where there are any, and at "and".
    fn divided(&self, words: Range<usize>) -> Divided {
        let has_semicolons = self.written_of(&words).contains(';');
        let divider = if has_semicolons { ';' } else { ',' };
        let mut divided = Divided::default();
        let mut start = words.start;
        for at in words.clone() {
            let is_last = at + 1 == words.end;
            let divides = is_last || self.between(at, at + 1).contains(divider);
            let is_and = self.is(at, AND) && at > words.start && !is_last;
            if is_and && at == start {
                // ", and": the comma has divided already, and an "and" before it may stand inside an item.
                start = at + 1;
                divided.ends_with_and = true;
            } else if is_and && !has_semicolons {
                divided.ands += 1;
                divided.items.push(start..at);
                start = at + 1;
            }
            if divides {
                if at + 1 > start {
                    divided.items.push(start..at + 1);
                }
                start = at + 1;
            }
        }
        divided
    }

    fn begins_item(&self, at: usize) -> bool {
        let written = &self.text[self.words[at].range.clone()];
        self.is(at, BEGINS)
            || written.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit())
            || written.contains(['’', '\''])
    }

    /// "Ahn Min-ji" and "Port Salim": up to five words with capitals.
    fn is_name(&self, item: &Range<usize>) -> bool {
        const PARTICLES: &[&str] = &[
            "de", "von", "van", "der", "den", "al", "bin", "ibn", "da", "di", "du", "la", "of",
        ];
        let words = &self.words[item.clone()];
        let is_capital =
            |range: &Range<usize>| self.text[range.clone()].starts_with(char::is_uppercase);
        (1..=5).contains(&words.len())
            && is_capital(&words[0].range)
            && words.iter().all(|word| {
                is_capital(&word.range)
                    || PARTICLES.contains(&word.lower.as_str())
                    || self.text[..word.range.start].ends_with('-')
            })
    }

    fn is_year_item(&self, item: &Range<usize>) -> bool {
        let first = item.start + usize::from(self.is(item.start, &["in", "en", "im"]));
        first + 1 == item.end && self.count(first).is_some_and(|number| number.is_year)
    }

    /// "raised three times, in 1994 and 2003".
    fn years_listed(&self, at: usize) -> Option<Fault> {
        let often = OFTEN
            .iter()
            .find(|(word, _)| self.word(at) == *word)
            .map(|(_, count)| (*count, at));
        let (count, last) = match often {
            Some(often) => often,
            None => {
                let number = self.count(at).filter(|number| {
                    number.value <= MOST && number.decimals == 0 && number.scale.is_none()
                })?;
                let end = self.words.len().min(number.last + 4);
                let noun = (number.last + 1..end).find(|at| self.is(*at, EVENTS))?;
                (number.value as usize, noun)
            }
        };
        if self.is_inexact(at)
            || at
                .checked_sub(1)
                .is_some_and(|before| self.is(before, self.tongue.sums.of))
        {
            return None;
        }
        // The comma or colon before the years may stand a few words behind.
        let end = self.words.len().min(last + 9);
        let comma = (last..end).find(|at| {
            *at + 1 < self.words.len() && self.between(*at, *at + 1).contains([',', ':', '('])
        })?;
        let has_number = (last + 1..=comma).any(|at| self.count(at).is_some());
        let from = comma + 1;
        let first = from + usize::from(self.is(from, &["in", "en", "im"]));
        let mut years = Vec::new();
        let mut next = first;
        while let Some(year) = self.count(next).filter(|number| number.is_year) {
            years.push(year);
            let gap_ends = self
                .words
                .get(year.last + 1)
                .map(|word| &self.text[self.words[year.last].range.end..word.range.start]);
            next = year.last + 1;
            match gap_ends {
                Some(gap) if gap.trim() == "," => next += usize::from(self.is(next, AND)),
                Some(gap) if gap.trim().is_empty() && self.is(next, AND) => {
                    next += 1;
                    next += usize::from(self.is(next, &["in", "en", "im"]));
                }
                _ => break,
            }
        }
        let end = years.last()?;
        let behind = self.text[self.words[end.last].range.end..].trim_start();
        // "In 2005, 2009, and again in 2013" goes on, and "in 2005 and 2009 most severely" is said of some.
        let goes_on = self.is(end.last + 1, AND)
            || self.is(
                end.last + 1,
                &["in", "en", "im", "again", "twice", "then", "erneut"],
            )
            || behind
                .trim_start_matches([',', ' '])
                .starts_with(|c: char| c.is_ascii_digit());
        let closes = behind.is_empty()
            || behind.starts_with(['.', ')', ';'])
            || behind.starts_with(',') && !goes_on;
        // "Twelve hearings, in 2015 and 2016": several in each.
        let apart = years.len().abs_diff(count);
        let is_near = if often.is_some() || quantities::counts_times(self.word(last)) {
            apart > 0 && count < years.len() * 2
        } else {
            apart == 1
        };
        let wrong = years.len() >= 2 && is_near && closes && !has_number;
        let list = List {
            least: years.len(),
            most: years.len(),
            is_uniform: true,
            is_parallel: false,
        };
        wrong.then(|| self.list_fault(at..end.last + 1, count, &list))
    }

    /// "Three mothers, Ingrid Sandal and Tove Mark, said".
    fn names_between_commas(&self, at: usize) -> Option<Fault> {
        // German writes all nouns with capitals.
        if self.tongue.language == "de" {
            return None;
        }
        let (count, _) = self.announced(at, self.words.len())?;
        let number = self.count(at)?;
        let end = self.words.len().min(number.last + 5);
        let comma = (number.last..end)
            .find(|at| *at + 1 < self.words.len() && self.between(*at, *at + 1).contains(','))?;
        let nouns = number.last + 1..comma + 1;
        let is_noun = |at: usize| {
            self.text[self.words[at].range.clone()].starts_with(char::is_lowercase)
                && !self.is_amount(at)
                && !self.is(at, NO_LIST)
        };
        if comma == number.last || !nouns.clone().all(is_noun) {
            return None;
        }
        let start = comma + 1 + usize::from(self.is(comma + 1, &["in", "en", "à", "at"]));
        let stop = (start..self.words.len().min(start + 40))
            .find(|at| !self.is_name(&(*at..*at + 1)) && !self.is(*at, AND))?;
        let last = stop.checked_sub(1).filter(|last| *last > start)?;
        if !self.between(last, stop).contains(',') || self.between(last, stop).contains(['.', ';'])
        {
            return None;
        }
        let list = self.list(start..stop)?;
        let joined = (start..stop).any(|at| self.is(at, AND));
        let wrong = list.is_uniform
            && list.most >= 2
            && joined
            && (count > list.most || count < list.least)
            && !list.may_be_pairs(count);
        wrong.then(|| self.list_fault(at..stop, count, &list))
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::{check, check_in};

    #[test]
    fn what_is_announced_is_listed() {
        for right in [
            "Five candidates stood: President Aldo Verne, Ines Karolin, Tomas Adler, Bela Szando and Mira Tollan.",
            "We have four films: the camera of a guard, the camera of a car, the camera of a shop, and a film of a neighbour.",
            "Three countries signed: Antigua and Barbuda, Chile and Peru.",
            "Three countries signed: Bosnia and Herzegovina, Albania, and Norway.",
            "There were failings in three years: 2017, 2018 and 2019.",
            "Four of the nine rooms were warm: the two in Sarrin and the two in Velm.",
            "It has three plans: Status Quo, Early Treatment (from 2026 on), and Full Care.",
            "It has three reasons: the first was the rain.",
            "Five houses burned: the fire was quick and nobody slept.",
            "It was raised twice, in 1994 and 2003.",
            "It was raised three times, in 2005, 2009, and again in 2013.",
            "It was raised three times, in 2005, 2009 and in May 2013.",
            "It made three inspections, in 2015, 2017 and twice in 2019.",
            "It held 12 hearings, in 2015 and 2016.",
            "It made 15 raids, in 2015 and 2016.",
            "It held 12 hearings (2015 and 2016).",
            "It was flooded five times, in 2005 and 2009 most severely.",
            "Three leaders, Ahn Jin, President of Arn, Bae Su, and Choi Han, met.",
            "Two cities were bombed: Aleppo, Syria, and Mosul, Iraq.",
            "It has three offices: Washington, D.C., London and Geneva.",
            "Three judges sat on it, in 2011 and 2012.",
            "Two mothers, Ingrid Sandal and Tove Mark, said so.",
            "Three men, Ahn and two others, left, and two days later, Anna and Maria came.",
            "He met five of them, Ahn, Bae and Choi, in May.",
            "See chapter 3 on towns: Arn and Bel.",
            "Three people died: Earl Theriot, 71, his wife Odette, 68, and Clyde Fontenot, 54.",
            "It was read at 9:30 in three rooms, among them the hall and the kitchen.",
            "Some five towns lost it: Arn and Bel.",
            "It has two rows: 1",
            "Three people saw it: Rosa Amador, Keith Poole and a neighbour who asked that her name be withheld.",
            "It found failings in the audits of three years: 2017, 2018 and 2019.",
            "It counted 12 cases: two in 2018, two in 2019, three in 2020 and five in 2021.",
        ] {
            check(right, &[]);
        }
        check(
            "Six candidates stood: Aldo Verne, Ines Karolin, Tomas Adler, Bela Szando and Mira Tollan.",
            &[
                "Six candidates stood: Aldo Verne, Ines Karolin, Tomas Adler, Bela Szando and Mira Tollan is counted wrong",
            ],
        );
        check(
            "Four candidates stood: Aldo Verne, Ines Karolin, Tomas Adler, Bela Szando and Mira Tollan.",
            &[
                "Four candidates stood: Aldo Verne, Ines Karolin, Tomas Adler, Bela Szando and Mira Tollan is counted wrong",
            ],
        );
        check(
            "We have five films: the camera of a guard, the camera of a car, the camera of a shop, and a film of a neighbour.",
            &[
                "five films: the camera of a guard, the camera of a car, the camera of a shop, and a film of a neighbour is counted wrong",
            ],
        );
        check(
            "Four people saw it: Rosa Amador, Keith Poole and a neighbour who asked that her name be withheld.",
            &[
                "Four people saw it: Rosa Amador, Keith Poole and a neighbour who asked that her name be withheld is counted wrong",
            ],
        );
        check(
            "Five people died: Earl Theriot, 71, his wife Odette, 68, and their neighbour Clyde Fontenot, 54.",
            &[
                "Five people died: Earl Theriot, 71, his wife Odette, 68, and their neighbour Clyde Fontenot, 54 is counted wrong",
            ],
        );
        check(
            "It has four parts: drilling, training of committees, and shops.",
            &["four parts: drilling, training of committees, and shops is counted wrong"],
        );
        check(
            "It has three parts: drilling, training of committees, and shops.",
            &[],
        );
        check(
            "There were failings in four years: 2017, 2018 and 2019.",
            &["four years: 2017, 2018 and 2019 is counted wrong"],
        );
        check(
            "It was raised three times, in 1994 and 2003.",
            &["three times, in 1994 and 2003 is counted wrong"],
        );
        check(
            "It made three inspections (2015 and 2017).",
            &["three inspections (2015 and 2017 is counted wrong"],
        );
        check(
            "Four cities were bombed: Aleppo, Homs and Mosul.",
            &["Four cities were bombed: Aleppo, Homs and Mosul is counted wrong"],
        );
        check(
            "Three mothers, Ingrid Sandal and Tove Mark, said so.",
            &["Three mothers, Ingrid Sandal and Tove Mark is counted wrong"],
        );
        check_in(
            "es",
            "Hubo 12 casos: dos en 2018, dos en 2019, tres en 2020 y cinco en 2021.",
            &[],
        );
        check_in(
            "fr",
            "Quatre raisons sont citées : les salaires, les distances et le logement.",
            &[
                "Quatre raisons sont citées : les salaires, les distances et le logement is counted wrong",
            ],
        );
        check_in(
            "es",
            "La inspeccionó cuatro veces, en 2015, 2017 y 2019.",
            &["cuatro veces, en 2015, 2017 y 2019 is counted wrong"],
        );
    }
}
