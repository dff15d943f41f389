//! Parts of one whole that are told with what they waited for, are made of or come from: "of the 162, 91 waited for a
//! theatre, 58 for a surgeon and 23 for a test", and two parts that are all there is.

use std::ops::Range;

use super::parts::{is_near, is_verb, shown};
use super::vocabulary::AND;
use super::{Fault, Number, Reader};

/// Prepositions with which each of some parts goes on.
const PREPOSITIONS: &[&str] = &[
    "for", "of", "to", "from", "by", "auf", "von", "aus", "für", "wegen", "an", "zu", "pour",
    "par", "por", "para", "à", "a", "de", "du", "des", "del",
];

/// Of them, those that are forms of one.
const FORMS: &[&str] = &["de", "du", "des", "del"];

/// Words by which one thing may be counted among several of the parts.
const SEVERAL: &[&str] = &[
    "both",
    "also",
    "or",
    "several",
    "more",
    "each",
    "beide",
    "beiden",
    "beides",
    "auch",
    "oder",
    "mehrere",
    "mehr",
    "deux",
    "aussi",
    "ou",
    "plusieurs",
    "plus",
    "ambos",
    "ambas",
    "también",
    "o",
    "varios",
    "varias",
    "más",
    "first",
    "erste",
    "ersten",
    "premier",
    "première",
    "primero",
    "primera",
];

/// Verbs of what one can do, name or have several times.
const REPEATED: &[&str] = &[
    "said",
    "say",
    "named",
    "name",
    "mentioned",
    "mention",
    "cited",
    "complained",
    "complain",
    "reported",
    "report",
    "spoke",
    "speak",
    "asked",
    "ask",
    "have",
    "had",
    "has",
    "own",
    "owned",
    "use",
    "used",
    "play",
    "played",
    "suffer",
    "suffered",
    "told",
    "voted",
    "vote",
    "applied",
    "belong",
    "belonged",
    "travelled",
    "went",
    "exported",
    "nannten",
    "klagten",
    "klagen",
    "sprechen",
    "sprachen",
    "haben",
    "hatten",
    "besitzen",
    "nutzen",
    "litten",
    "leiden",
    "stimmten",
    "exportierten",
    "gehören",
    "gehörten",
    "parlent",
    "parlaient",
    "ont",
    "avaient",
    "citent",
    "souffrent",
    "souffraient",
    "voté",
    "dit",
    "plaints",
    "plaignent",
    "hablan",
    "hablaban",
    "tienen",
    "tenían",
    "citaron",
    "sufren",
    "sufrían",
    "votaron",
    "dijeron",
    "quejaron",
];

/// What is one or the other: words of the one, and words of the other.
const OPPOSITES: &[(&[&str], &[&str])] = &[
    (
        &["valid"],
        &["spoilt", "spoiled", "invalid", "void", "rejected"],
    ),
    (
        &["remand"],
        &["sentence", "sentences", "sentenced", "convicted"],
    ),
    (&["survived", "alive"], &["died", "dead"]),
    (
        &["granted", "approved", "accepted"],
        &["refused", "rejected", "denied", "dismissed"],
    ),
    (&["employed"], &["unemployed"]),
    (&["gültig"], &["ungültig"]),
    (
        &["untersuchungshaft"],
        &["strafhaft", "strafe", "verurteilt"],
    ),
    (&["überlebten"], &["starben"]),
    (&["bewilligt", "genehmigt", "angenommen"], &["abgelehnt"]),
    (
        &["valables", "valides", "valable", "valide"],
        &["nuls", "nul", "nulles"],
    ),
    (&["prévenus", "provisoire"], &["condamnés", "peine"]),
    (
        &["acceptées", "acceptés", "accordées"],
        &["refusées", "refusés", "rejetées", "rejetés"],
    ),
    (
        &["válidos", "válidas", "válido"],
        &["nulos", "nulas", "nulo"],
    ),
    (&["preventiva", "preventivos"], &["condenados", "condena"]),
    (
        &["aprobadas", "aprobados", "concedidas"],
        &["rechazadas", "rechazados", "denegadas"],
    ),
];

/// Words that bring in the parts of what was told before.
const WHICH: &[&[&str]] = &[
    &["of", "which"],
    &["of", "whom"],
    &["of", "them"],
    &["davon"],
    &["dont"],
    &["de", "los", "cuales"],
    &["de", "las", "cuales"],
];

/// The most words of all the parts, and how many of them there are at most.
const WORDS: usize = 50;
const MOST: usize = 8;

/// A part, and the words behind its number.
struct Part {
    number: Number,
    tail: Range<usize>,
}

impl Reader<'_> {
    /// Parts that come to more than the whole that is told before them.
    pub(super) fn more_than_their_whole(&self, at: usize) -> Option<Fault> {
        let (whole, from) = self.whole_at_first(at).or_else(|| self.whole_before(at))?;
        let parts = self.told_parts(from)?;
        let is_alike = |part: &Part| {
            part.number.scale == whole.scale && part.number.scaled() <= whole.scaled()
        };
        let sum: f64 = parts.iter().map(|part| part.number.scaled()).sum();
        if whole.is_year || self.is_inexact_whole(&whole) || !parts.iter().all(is_alike) {
            return None;
        }
        let is_wrong = match parts.as_slice() {
            [one, two] => {
                let exceeds = sum > whole.scaled() + 1e-6;
                self.are_opposite((one, two), &whole)
                    && (exceeds || is_exchanged(sum, whole.scaled()))
            }
            _ => {
                let exceeds = sum > whole.scaled() + 1e-6 && is_near(sum, whole.scaled());
                exceeds && self.go_on_alike(&parts)
            }
        };
        let last = parts.last().filter(|_| is_wrong)?;
        Some(Fault {
            range: self.words[whole.first].range.start..self.words[last.number.last].range.end,
            what: "does not add up",
            label: format!("the parts come to {}", shown(sum)),
        })
    }

    /// "About 162" is no whole to be reckoned with; in "von 162" the word before it is no such word.
    pub(super) fn is_inexact_whole(&self, whole: &Number) -> bool {
        let before = whole.first.checked_sub(1);
        let is_of = before.is_some_and(|of| self.is(of, self.tongue.sums.of));
        self.is_inexact(whole.first) && !is_of
    }

    /// "Of the 162 operations that began late, ": a whole with which a clause begins, and where its parts begin.
    pub(super) fn whole_at_first(&self, at: usize) -> Option<(Number, usize)> {
        /// How many words at most stand between the whole and its first part.
        const NEAR: usize = 12;
        let sums = self.tongue.sums;
        let of = self.words.get(at).filter(|_| self.is(at, sums.of))?;
        let before = self.text[..of.range.start].trim_end();
        let whole = self
            .whole(at)
            .filter(|_| before.is_empty() || before.ends_with(['.', ';', ':']))?;
        let end = self.words.len().min(whole.last + NEAR);
        let first = (whole.last + 1..end)
            .find(|at| self.count(*at).is_some_and(|number| !number.is_year))?;
        let said = self.between(whole.last, first);
        let commas = said.matches(',').count();
        let is_close = commas == 1 || commas == 0 && sums.inverts;
        (is_close && !said.contains([';', ':', '(', '.'])).then_some((whole, first))
    }

    /// "1,148 men were held there, of whom 689": the greatest number before such words.
    pub(super) fn whole_before(&self, at: usize) -> Option<(Number, usize)> {
        let holds = |phrase: &&&[&str]| {
            let mut words = phrase.iter().enumerate();
            words.all(|(offset, word)| self.word(at + offset) == *word)
        };
        let phrase = WHICH.iter().find(holds)?;
        let begins = self.words.get(at)?.range.start;
        let is_parted = self.text[..begins].trim_end().ends_with([',', '–', '—']);
        let before = at.checked_sub(1).filter(|_| is_parted)?;
        let clause = self.clause(before, before);
        let told = clause.range.start..at;
        let numbers = told.filter_map(|at| self.count(at).or_else(|| self.sum(at)));
        let whole = numbers
            .filter(|number| !number.is_year && self.after_percent(number.last).is_none())
            .max_by(|one, two| one.scaled().total_cmp(&two.scaled()))?;
        if clause.tells_many() {
            return None;
        }
        Some((whole, at + phrase.len()))
    }

    /// The parts that begin at a word, each with one number, up to the end of their sentence.
    fn told_parts(&self, from: usize) -> Option<Vec<Part>> {
        let mut starts = vec![from];
        let mut end = self.words.len();
        for at in from..self.words.len() - 1 {
            let gap = self.between(at, at + 1);
            if gap.contains(['.', ';']) {
                end = at + 1;
                break;
            }
            if gap.contains(['(', ')', ':', '—', '–', '?', '!', '|', '"', '“', '„', '«'])
                || at > from + WORDS
            {
                return None;
            }
            let skip = usize::from(self.is(at + 1, AND));
            let begins = at + 1 + skip;
            let is_part = self.count(begins).is_some_and(|number| !number.is_year);
            if gap.contains(',') && !is_part {
                return None;
            }
            if is_part && (gap.contains(',') || skip == 1) {
                starts.push(begins);
            }
        }
        if !(2..=MOST).contains(&starts.len()) {
            return None;
        }
        let ends = starts.iter().skip(1).copied().chain([end]);
        let mut parts = Vec::new();
        for (start, end) in starts.iter().zip(ends) {
            let number = self.count(*start)?;
            let tail = number.last + 1..end;
            let counts_more = tail.clone().any(|at| {
                self.count(at)
                    .is_some_and(|other| !other.is_year && at > number.last)
            });
            let is_plain = !number.is_year
                && !counts_more
                && !tail.is_empty()
                && !self.is_inexact(*start)
                && self.after_percent(number.last).is_none()
                && !tail.clone().any(|at| self.is(at, SEVERAL));
            if !is_plain {
                return None;
            }
            parts.push(Part { number, tail });
        }
        Some(parts)
    }

    /// Whether each part behind the first goes on with the same preposition, and the first has it too.
    fn go_on_alike(&self, parts: &[Part]) -> bool {
        let Some((first, rest)) = parts.split_first() else {
            return false;
        };
        let one = rest.first().map_or("", |part| self.word(part.tail.start));
        let is_one = |word: &str| word == one || FORMS.contains(&word) && FORMS.contains(&one);
        let has_verb = |part: &Part| part.tail.clone().any(|at| is_verb(self.word(at)));
        let begins = first.tail.start.saturating_sub(4)..first.tail.end;
        PREPOSITIONS.contains(&one)
            && rest
                .iter()
                .all(|part| is_one(self.word(part.tail.start)) && !has_verb(part))
            && first.tail.clone().any(|at| is_one(self.word(at)))
            && !begins.into_iter().any(|at| self.is(at, REPEATED))
    }

    /// Whether two parts are what is one and what is the other, and the second is of no other noun than the whole.
    fn are_opposite(&self, (one, two): (&Part, &Part), whole: &Number) -> bool {
        // "Granted a berth" and "refused fuel" are no opposites.
        let has = |part: &Part, list: &[&str]| {
            let last = part.tail.clone().rev().find(|at| !self.is(*at, AND));
            last.is_some_and(|last| self.is(last, list))
        };
        let is_of = |lists: [&[&str]; 2]| {
            let noun = self.noun(&two.number);
            self.may_be_of(&two.number, whole)
                || noun.is_some_and(|noun| lists.iter().any(|list| list.contains(&noun)))
        };
        OPPOSITES.iter().any(|(first, second)| {
            let are = has(one, first) && has(two, second) || has(one, second) && has(two, first);
            are && is_of([*first, *second])
        })
    }
}

/// Whether two whole numbers differ by two digits beside each other that changed their places.
fn is_exchanged(one: f64, two: f64) -> bool {
    let digits = |number: f64| format!("{number:.0}").into_bytes();
    let (first, second) = (digits(one), digits(two));
    let differing: Vec<usize> = (0..first.len().min(second.len()))
        .filter(|at| first[*at] != second[*at])
        .collect();
    let is_swap = matches!(differing[..], [at, next]
        if next == at + 1 && first[at] == second[next] && first[next] == second[at]);
    one.fract() == 0.0 && two.fract() == 0.0 && first.len() == second.len() && is_swap
}

#[cfg(test)]
mod tests {
    use super::super::tests::{check, check_in};

    #[test]
    fn parts_that_go_on_alike_are_no_more_than_their_whole() {
        for (language, right) in [
            (
                "en",
                "Of the 172 operations that began late, 91 waited for a theatre, 58 for a surgeon and 23 for test results.",
            ),
            (
                "en",
                "Of the 162 operations that began late, 91 waited for a theatre, 58 for a surgeon and 23 for both.",
            ),
            (
                "en",
                "Of the 120 families, 80 complained of noise, 40 of dust and 15 of smell.",
            ),
            (
                "en",
                "Of the 162 operations, 91 waited for a theatre, 20 for a surgeon and 23 for test results.",
            ),
            (
                "en",
                "Of the 40 members, 24 sit in the first committee, 12 in the second and 8 in the third.",
            ),
            (
                "en",
                "Of about 162 operations, 91 waited for a theatre, 58 for a surgeon and 23 for test results.",
            ),
            (
                "en",
                "Of the 40 ships, 24 sailed for Arn, 12 of them for Bel and 8 for Cil.",
            ),
            (
                "de",
                "Von den 172 Operationen warteten 91 auf einen Saal, 58 auf einen Arzt und 23 auf Befunde.",
            ),
            (
                "fr",
                "Sur les 172 opérations, 91 attendaient pour une salle, 58 pour un médecin et 23 pour un examen.",
            ),
        ] {
            check_in(language, right, &[]);
        }
        check(
            "Of the 162 operations that began late, 91 waited for a theatre, 58 for a surgeon and 23 for test results.",
            &[
                "162 operations that began late, 91 waited for a theatre, 58 for a surgeon and 23 does not add up",
            ],
        );
        check(
            "Of the 23,400 connections, 8,190 are of lead, 9,630 of copper and 5,850 of plastic.",
            &["23,400 connections, 8,190 are of lead, 9,630 of copper and 5,850 does not add up"],
        );
        check_in(
            "de",
            "Von den 162 Operationen warteten 91 auf einen Saal, 58 auf einen Arzt und 23 auf Befunde.",
            &[
                "162 Operationen warteten 91 auf einen Saal, 58 auf einen Arzt und 23 does not add up",
            ],
        );
        check_in(
            "fr",
            "Sur les 162 opérations, 91 attendaient pour une salle, 58 pour un médecin et 23 pour un examen.",
            &[
                "162 opérations, 91 attendaient pour une salle, 58 pour un médecin et 23 does not add up",
            ],
        );
        check_in(
            "es",
            "De las 162 operaciones, 91 esperaban por una sala, 58 por un médico y 23 por un examen.",
            &["162 operaciones, 91 esperaban por una sala, 58 por un médico y 23 does not add up"],
        );
    }

    #[test]
    fn the_one_and_the_other_come_to_their_whole() {
        for (language, right) in [
            (
                "en",
                "Of the 2,583,000 ballots cast, 2,500,000 were valid and 83,000 were spoilt.",
            ),
            (
                "en",
                "Of the 2,583,000 ballots cast, 2,500,000 were valid and 40,000 were spoilt.",
            ),
            (
                "en",
                "Of the 100 ballots, 80 were valid and 30 were counted by hand.",
            ),
            (
                "en",
                "They held 1,148 men, of whom 689 were on remand and 459 were serving a sentence.",
            ),
            (
                "en",
                "They held 1,148 men, of whom 689 were on remand and 600 were under 30.",
            ),
            (
                "en",
                "Of the 40 boats, 24 were granted a berth and 20 were refused fuel.",
            ),
            (
                "en",
                "About 2,000 men passed and 1,148 stayed, of whom 689 were on remand and 479 were serving a sentence.",
            ),
            (
                "en",
                "They held 1,148 men, of whom 689 were on remand, and 479 women were serving a sentence.",
            ),
            (
                "de",
                "Von den 900 Anträgen wurden 500 bewilligt und 300 abgelehnt.",
            ),
        ] {
            check_in(language, right, &[]);
        }
        check(
            "Of the 2,583,000 ballots cast, 2,500,000 were valid and 38,000 were spoilt.",
            &["2,583,000 ballots cast, 2,500,000 were valid and 38,000 does not add up"],
        );
        check(
            "Of the 2,583,000 ballots cast, 2,500,000 were valid and 183,000 were spoilt.",
            &["2,583,000 ballots cast, 2,500,000 were valid and 183,000 does not add up"],
        );
        check(
            "They held 1,148 men, of whom 689 were on remand and 479 were serving a sentence.",
            &["1,148 men, of whom 689 were on remand and 479 does not add up"],
        );
        check(
            "There 1,148 men were held, 40 per cent more than that, of whom 689 were on remand and 479 were serving a sentence.",
            &[
                "1,148 men were held, 40 per cent more than that, of whom 689 were on remand and 479 does not add up",
            ],
        );
        check_in(
            "de",
            "Von den 900 Anträgen wurden 500 bewilligt und 430 abgelehnt.",
            &["900 Anträgen wurden 500 bewilligt und 430 does not add up"],
        );
        check_in(
            "fr",
            "Sur les 900 bulletins, 850 étaient valables et 90 nuls.",
            &["900 bulletins, 850 étaient valables et 90 does not add up"],
        );
        check_in(
            "es",
            "De los 900 votos, 850 fueron válidos y 90 nulos.",
            &["900 votos, 850 fueron válidos y 90 does not add up"],
        );
    }
}
