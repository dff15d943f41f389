//! A part that is told as a number and again as a share of its whole.

use super::Fault;
use crate::rules::fractions::fraction;
use crate::rules::prose::Own;
use crate::rules::quantities::{self, Bound, Quantity, Sort};
use crate::rules::tongues::Tongue;

/// Words behind a share by which it is one of the part itself, or of something that is told elsewhere.
const THEM: &[&str] = &[
    "them", "these", "those", "which", "whom", "it", "that", "whose", "ihnen", "denen", "diesen",
    "davon", "eux", "elles", "ellos", "ellas", "estos", "estas",
];

/// Words between a share and its whole.
const OF: &[&str] = &["of", "der", "des", "von", "du", "de", "del"];

/// Articles and the like behind them.
const THE: &[&str] = &[
    "the", "all", "its", "their", "these", "la", "le", "les", "los", "las", "el", "den", "total",
    "his", "her",
];

/// Nouns of a whole that was told before.
const WHOLES: &[&str] = &[
    "total",
    "all",
    "whole",
    "sum",
    "gesamten",
    "insgesamt",
    "totalité",
    "totale",
];

/// Nouns of a whole that may be told in other words than before.
const SUMS: &[&str] = &[
    "target",
    "targets",
    "budget",
    "amount",
    "cost",
    "costs",
    "value",
    "spending",
    "number",
    "plan",
    "overall",
    "sums",
    "schäden",
    "kosten",
    "ausgaben",
    "summe",
    "gesamtsumme",
    "ziels",
    "dépenses",
    "montant",
    "objectif",
    "coste",
    "gasto",
    "importe",
];

/// A share, exact or in words.
pub(super) struct Share {
    /// In per cent: the least and the most that may be told so.
    pub least: f64,
    pub most: f64,
    /// The first word of it, those of its bound left out, and the first behind it.
    pub first: usize,
    pub next: usize,
    pub range: std::ops::Range<usize>,
}

/// A sentence with its quantities, and those of the sentences before it in the paragraph.
pub(super) struct Restated<'a> {
    pub own: &'a Own,
    pub tongue: &'a Tongue,
    pub all: &'a [Quantity],
    /// The quantities of the sentence before.
    pub before: &'a [Quantity],
}

impl Restated<'_> {
    /// Shares that are not what their part comes to.
    pub(super) fn faults(&self) -> Vec<Fault> {
        if self.all.is_empty() {
            return Vec::new();
        }
        let exact = self
            .all
            .iter()
            .filter(|one| one.sort == Sort::Percent && one.is_exact())
            .map(|percent| Share {
                least: percent.value - percent.step.max(0.5),
                most: percent.value + percent.step.max(0.5),
                first: percent.first,
                next: percent.next,
                range: percent.range.clone(),
            });
        let shares: Vec<Share> = exact.chain(self.fractions()).collect();
        shares
            .iter()
            .filter_map(|share| self.wrong(share))
            .collect()
    }

    fn word(&self, at: usize) -> &str {
        self.own.word(at)
    }

    /// "A third", "two thirds", "fast ein Viertel", with how exactly they are meant.
    pub(super) fn fractions(&self) -> Vec<Share> {
        const ONE: &[&str] = &[
            "a", "one", "ein", "eine", "einem", "die", "un", "une", "la", "d’un", "d'un",
        ];
        let mut found = Vec::new();
        for (at, word) in self.own.words.iter().enumerate() {
            let Some(size) = fraction(&word.lower) else {
                continue;
            };
            let before = at.checked_sub(1);
            let (count, first) = match before {
                Some(before) if ONE.contains(&self.word(before)) => (1.0, before),
                Some(before) => match self.tongue.numeral(self.word(before)) {
                    Some(count) if count < 5 => (count as f64, before),
                    _ if size == 0.5 => (1.0, at),
                    _ => continue,
                },
                None if size == 0.5 => (1.0, at),
                None => continue,
            };
            let share = count * size * 100.0;
            let elided = self.word(first).starts_with("d’") || self.word(first).starts_with("d'");
            let bound = match first.checked_sub(1).map(|at| self.word(at)) {
                Some("près") if elided => Bound::Less,
                Some("plus") if elided => Bound::More,
                Some("moins") if elided => Bound::Less,
                _ => quantities::bound(self.own, self.tongue, first),
            };
            let (least, most) = match bound {
                Bound::Exact => (share * 0.87, share * 1.13),
                Bound::About => (share * 0.8, share * 1.2),
                Bound::Less => (share * 0.72, share * 1.01),
                Bound::More => (share * 0.99, share * 1.42),
            };
            found.push(Share {
                least,
                most,
                first,
                next: at + 1,
                range: self.own.words[first].range.start..word.range.end,
            });
        }
        found.truncate(quantities::MOST);
        found
    }

    /// A share that its part and whole do not come to.
    fn wrong(&self, share: &Share) -> Option<Fault> {
        let part = self.part(share)?;
        let part_of = part;
        let whole = self.whole(share, part)?;
        let fits = |part: f64, whole: f64| {
            let exact = part / whole * 100.0;
            let rough = 1e-6 + exact * 1e-9;
            exact >= share.least - rough && exact <= share.most + rough
        };
        let roughest = |one: &Quantity| [one.value - one.step, one.value, one.value + one.step];
        // "At 54,000 the catch exceeds the quota by 9,000, or 20 per cent" of the quota.
        let bases = |part: f64, whole: f64| match self.is_difference(part_of) {
            true => vec![whole, whole - part, whole + part],
            false => vec![whole],
        };
        let is_right = roughest(part).iter().any(|part| {
            let mut wholes = roughest(whole).into_iter();
            wholes.any(|whole| bases(*part, whole).iter().any(|base| fits(*part, *base)))
        });
        if is_right || self.is_explained(share, (part, whole), &fits) {
            return None;
        }
        let text = |quantity: &Quantity| {
            self.own
                .text
                .get(quantity.range.clone())
                .unwrap_or_default()
                .trim()
        };
        let is_here = self.all.iter().any(|one| std::ptr::eq(one, whole));
        let begins = if is_here {
            part.range.start.min(whole.range.start)
        } else {
            part.range.start
        };
        let ends = if is_here {
            share.range.end.max(whole.range.end)
        } else {
            share.range.end
        };
        let exact = part.value / whole.value * 100.0;
        Some(Fault {
            range: begins..ends,
            what: "does not add up",
            label: match is_here {
                true => format!("{} of {} is {exact:.1} %", text(part), text(whole)),
                false => format!(
                    "{} of the {} told before is {exact:.1} %",
                    text(part),
                    super::parts::shown(whole.value)
                ),
            },
        })
    }

    /// Whether a number is told as what lies between two others: "by 9,000 tonnes".
    fn is_difference(&self, one: &Quantity) -> bool {
        let before = one.first.checked_sub(1).map_or("", |at| self.word(at));
        matches!(before, "by" | "um" | "de" | "d’" | "en" | "por")
    }

    /// The number that a share tells again: "864 wells (72%)", "$35.0 million, or 72 per cent of all".
    fn part(&self, share: &Share) -> Option<&Quantity> {
        /// How far it may stand from its number, in bytes.
        const NEAR: usize = 70;
        let bounded = self.bounded_from(share.first);
        let begins = self.own.words[bounded].range.start;
        let before = self.own.text[..begins].trim_end();
        let behind = self.own.text[share.range.end..].trim_start();
        let part = self
            .all
            .iter()
            .rev()
            .find(|one| one.range.end <= before.len() && one.sort != Sort::Year)?;
        // "180 of 240 (70 %)" is reckoned where it stands.
        let mut of = part.first;
        while of > 0
            && (THE.contains(&self.word(of - 1))
                || self.tongue.sums.all.contains(&self.word(of - 1)))
        {
            of -= 1;
        }
        if of > 0 && self.tongue.sums.of.contains(&self.word(of - 1)) {
            return None;
        }
        let usable = matches!(part.sort, Sort::Count | Sort::Money(_) | Sort::Measure(_))
            && part.is_exact()
            && !part.is_time();
        if !usable || before.len() - part.range.end > NEAR {
            return None;
        }
        if let Some(inside) = before.strip_suffix('(') {
            let gap = inside.get(part.range.end..)?;
            // "180 (70 %) of whom were women" is a share of them.
            let after = behind.trim_start_matches(')').trim_start();
            let is_of_them = OF.iter().any(|of| {
                after
                    .strip_prefix(of)
                    .is_some_and(|rest| rest.starts_with(' '))
            });
            return (behind.starts_with(')')
                && !is_of_them
                && !gap.contains(['(', ')', ';', '.', ':', ',']))
            .then_some(part);
        }
        let or = self.tongue.sums.or.iter().find_map(|word| {
            before
                .strip_suffix(word)
                .filter(|rest| rest.ends_with([' ', ',']))
        });
        let is_or = or.is_some();
        let before = or.unwrap_or(before).trim_end();
        let (gap, is_parted) = match before.strip_suffix(',') {
            Some(inside) => (inside.get(part.range.end..)?, true),
            None => (before.get(part.range.end..)?, false),
        };
        // "In 2019, 72 per cent of all": a comma behind the number's own words.
        let usable = (is_parted || is_or && gap.trim().is_empty())
            && !gap.contains([',', ';', ':', '(', ')', '.']);
        (usable && self.is_closed(share, part)).then_some(part)
    }

    /// The first of the words that bound a share: "more than a third".
    fn bounded_from(&self, first: usize) -> usize {
        const BOUNDS: &[&str] = &[
            "more", "less", "fewer", "than", "about", "almost", "nearly", "over", "under", "just",
            "roughly", "around", "fast", "knapp", "gut", "rund", "etwa", "mehr", "weniger", "als",
            "plus", "moins", "près", "de", "casi", "más", "menos", "el", "environ", "only", "nur",
            "the",
        ];
        let mut at = first;
        while at > 0 && BOUNDS.contains(&self.word(at - 1)) && first - at < 3 {
            at -= 1;
        }
        at
    }

    /// Whether what stands behind a share says that it is one of the whole.
    fn is_closed(&self, share: &Share, part: &Quantity) -> bool {
        let behind = self.own.text[share.range.end..].trim_start();
        if behind.is_empty() || behind.starts_with(['.', ';']) {
            return true;
        }
        // "Of whom 882, or 60 per cent, came".
        if behind.starts_with(',') && self.is_of_which(part) {
            return true;
        }
        if !OF.contains(&self.word(share.next))
            || !behind.starts_with(self.own.text[self.own.words[share.next].range.clone()].trim())
        {
            return false;
        }
        let mut at = share.next + 1;
        while THE.contains(&self.word(at)) && at < share.next + 4 {
            at += 1;
        }
        let noun = self.word(at);
        let is_own = part
            .counted()
            .is_some_and(|own| quantities::is_one_noun(own, noun));
        let is_of_whole = self.all.iter().any(|one| {
            one.first != part.first
                && one
                    .counted()
                    .is_some_and(|counted| quantities::is_one_noun(counted, noun))
        });
        let is_sum = WHOLES.contains(&noun)
            || SUMS.contains(&noun)
            || (share.next + 1..at).any(|at| WHOLES.contains(&self.word(at)));
        let is_number = noun.starts_with(|c: char| c.is_ascii_digit());
        // "60 percent of it.": of what was told before the part.
        let after = self
            .own
            .words
            .get(share.next + 1)
            .map_or("", |word| self.own.text[word.range.end..].trim_start());
        if self.word(share.next + 1) == "it" && (after.is_empty() || after.starts_with(['.', ';']))
        {
            return true;
        }
        !THEM.contains(&noun)
            && !THEM.contains(&self.word(share.next + 1))
            && !is_own
            && (is_of_whole || is_sum || is_number)
    }

    /// Whether a number is told as a part of the one before it: "of which 2,226", "davon 882", "dont 40".
    fn is_of_which(&self, part: &Quantity) -> bool {
        const WHICH: &[&[&str]] = &[
            &["of", "which"],
            &["of", "whom"],
            &["davon"],
            &["dont"],
            &["de", "los", "cuales"],
            &["de", "las", "cuales"],
            &["de", "ellos"],
            &["de", "ellas"],
        ];
        WHICH.iter().any(|phrase| {
            let begins = part.first.checked_sub(phrase.len());
            begins.is_some_and(|begins| {
                let mut words = phrase.iter().enumerate();
                words.all(|(offset, word)| self.word(begins + offset) == *word)
            })
        })
    }

    /// The whole of which a share is told: the number behind "of the", or the only greater one of its kind.
    fn whole<'q>(&'q self, share: &Share, part: &Quantity) -> Option<&'q Quantity> {
        let of = OF.contains(&self.word(share.next));
        let behind = self.all.iter().find(|one| {
            of && one.first > share.next
                && one.first <= share.next + 3
                && (share.next + 1..one.first)
                    .all(|at| THE.contains(&self.word(at)) || self.word(at) == "us")
        });
        if let Some(whole) = behind {
            return (whole.is_like(part) && whole.is_exact()).then_some(whole);
        }
        // "900 of its pupils (12%)" are a part of the pupils.
        let mut at = part.next + 1;
        while OF.contains(&self.word(part.next)) && THE.contains(&self.word(at)) {
            at += 1;
        }
        let own = Some(self.word(at))
            .filter(|own| OF.contains(&self.word(part.next)) && !THEM.contains(own));
        let may_be = |one: &&Quantity| {
            // "864 of them" is itself a part.
            let is_part = OF.contains(&self.word(one.next))
                && THEM.contains(&self.word(one.next + 1))
                || one.noun == "others";
            // "It employs 1,200; 40 nurses left (10%)": of 1,200 of what, nobody knows.
            let is_known = one.sort != Sort::Count
                || part.sort != Sort::Count
                || part.counted().is_none()
                || one.counted().is_some();
            let is_own = own.is_none_or(|own| {
                one.counted()
                    .is_none_or(|noun| quantities::is_one_noun(noun, own))
            });
            one.is_like(part)
                && is_known
                && is_own
                && one.first != part.first
                && one.value > part.value
                && one.is_exact()
                && !one.is_time()
                && !is_part
        };
        let mut here: Vec<&Quantity> = self.all.iter().filter(may_be).collect();
        // "40% of all proceedings" names its whole.
        let named = (share.next + 1..share.next + 5)
            .map(|at| self.word(at))
            .find(|word| !THE.contains(word))
            .filter(|_| of);
        let is_named = |one: &&Quantity| {
            one.counted()
                .is_some_and(|noun| named.is_some_and(|named| quantities::is_one_noun(noun, named)))
        };
        let of_name: Vec<&Quantity> = self
            .all
            .iter()
            .chain(self.before)
            .filter(is_named)
            .collect();
        if let [whole] = of_name[..] {
            return (whole.is_exact()
                && whole.value > part.value
                && whole.first != part.first
                && matches!(whole.sort, Sort::Count))
            .then_some(whole);
        }
        if named.is_some_and(|named| {
            !WHOLES.contains(&named) && !SUMS.contains(&named) && !THEM.contains(&named)
        }) && !of_name.is_empty()
        {
            return None;
        }
        here.retain(|one| !self.has_share(one));
        match here[..] {
            [whole] if whole.first < part.first => Some(whole),
            // "In nine towns (75%)", after a sentence of twelve towns.
            [] if part.counted().is_some() && self.is_in_brackets(share) => {
                let counted = |one: &&Quantity| may_be(one) && one.counted().is_some();
                let before: Vec<&Quantity> = self.before.iter().filter(counted).collect();
                match before[..] {
                    [whole] => Some(whole),
                    _ => None,
                }
            }
            [] if self.is_of_all(share)
                && named.is_none_or(|named| WHOLES.contains(&named) || SUMS.contains(&named)) =>
            {
                let before: Vec<&Quantity> = self.before.iter().filter(may_be).collect();
                match before[..] {
                    [whole] if self.before.iter().filter(|one| one.is_like(part)).count() == 1 => {
                        Some(whole)
                    }
                    _ => None,
                }
            }
            _ => None,
        }
    }

    /// Whether a number has a share of its own in brackets, and so is a part as well.
    fn has_share(&self, one: &Quantity) -> bool {
        self.all.iter().any(|share| {
            let gap = self
                .own
                .text
                .get(one.range.end..share.range.start)
                .unwrap_or_default();
            share.sort == Sort::Percent
                && gap.len() < 40
                && gap.trim_end().ends_with('(')
                && !gap.contains([')', ';', '.'])
                && !gap.contains(|c: char| c.is_ascii_digit())
        })
    }

    /// Whether a share stands in brackets of its own.
    fn is_in_brackets(&self, share: &Share) -> bool {
        let before = self.own.text[..share.range.start].trim_end();
        before.ends_with('(')
            && self.own.text[share.range.end..]
                .trim_start()
                .starts_with(')')
    }

    /// "Of the total value", "of all spending".
    fn is_of_all(&self, share: &Share) -> bool {
        OF.contains(&self.word(share.next))
            && (share.next + 1..share.next + 3).any(|at| WHOLES.contains(&self.word(at)))
    }

    /// Whether two other numbers come to the share, as a part of a whole or as a change.
    fn is_explained(
        &self,
        share: &Share,
        (part, whole): (&Quantity, &Quantity),
        fits: &impl Fn(f64, f64) -> bool,
    ) -> bool {
        // A fraction in words fits many pairs: those of other sentences explain nothing.
        let is_rough = share.most - share.least > 3.0;
        let before: &[Quantity] = if is_rough { &[] } else { self.before };
        let numbers: Vec<&Quantity> = self
            .all
            .iter()
            .chain(before)
            .filter(|one| one.first != share.first && one.sort != Sort::Year)
            .collect();
        let sums = &self.tongue.sums;
        let is_change = self.own.has(sums.rising) || self.own.has(sums.falling);
        let is_of_which = self.is_of_which(part);
        numbers.iter().any(|one| {
            numbers.iter().any(|two| {
                // The part and its whole are a change only where a verb says so.
                let is_pair = std::ptr::eq(*one, part) && std::ptr::eq(*two, whole)
                    || std::ptr::eq(*one, whole) && std::ptr::eq(*two, part);
                let usable = !std::ptr::eq(*one, *two)
                    && two.value > 0.0
                    && one.value > 0.0
                    && one.is_like(two);
                let of_other = (!is_pair || is_change)
                    && (fits(one.value, two.value)
                        || fits((one.value - two.value).abs(), two.value));
                // A part of the other is no second part beside it.
                let is_within = is_pair && is_of_which;
                let is_beside = !is_rough && !is_within;
                usable && (of_other || is_beside && fits(one.value, one.value + two.value))
            })
        })
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::{check, check_in};

    #[test]
    fn a_share_is_what_its_part_comes_to() {
        for right in [
            "It was to drill 1,200 wells; 864 had been drilled by May, or 72 per cent of the target.",
            "Of the 150 wells that we saw, 57 were not working, more than a third.",
            "It owed $19.0 million and paid $11.4 million, 60 percent of the sum.",
            "It spent $2.2 million, less than half of the $5.0 million that were planned.",
            "Of the 1,200 homes, 864 had a tap, 10 per cent of them in the yard.",
            "Of the 1,200 homes, 864 had a tap, 10 per cent of the taps in the yard.",
            "It has 1,200 wells and 864 pumps (10%).",
            "It has 1,200 wells, 864 of them dry, and 57 others (5%).",
            "In 2019 it sold 864 tonnes, 12 per cent of all exports.",
            "It employs 420 people, of whom 273 (65%) are lent.",
            "It rose from 400 to 500 (25%).",
            "It began 3,960 cases, 3,246 more. It carried out 1,584 evictions, 40% of all cases.",
            "It granted it in 2,376 cases (60%), and made 1,584 evictions, 40% of all proceedings.",
            "It owed $19.0 million and paid $11.4 million, 60 percent of it.",
            "Of 5,688 girls, 4,977 (87.5%) were found; 711 (12.5%) had moved.",
            "The 96 pupils were 31% of the 310 of that age.",
            "It employs 1,200; 40 nurses left (10%).",
            "The town has 40,000 people, and 900 of its pupils (12%) left.",
            "It holds 4,200,000 names, of which 2,226,000 (53 per cent) are of women.",
            "He wrote to 1,260 people, of whom 882, or 70 per cent, came.",
            "He wrote to 1,260 people in nine towns, of whom 882, or 70 per cent, came.",
            "He wrote to 1,260 people, of whom 882, or nearly 60 per cent of the town, came.",
            "He wrote to 1,260 people, of whom 882, or 80 per cent of those who read it, came.",
            "It has 1,200 men and 800 women, of whom 320, or 40 per cent, left.",
        ] {
            check(right, &[]);
        }
        check(
            "It was to drill 1,200 wells; 864 had been drilled by May, or 75 per cent of the target.",
            &["1,200 wells; 864 had been drilled by May, or 75 per cent does not add up"],
        );
        check(
            "It holds 4,200,000 names, of which 2,226,000 (35 per cent) are of women.",
            &["4,200,000 names, of which 2,226,000 (35 per cent does not add up"],
        );
        check(
            "He wrote to 1,260 people, of whom 882, or 60 per cent, came.",
            &["1,260 people, of whom 882, or 60 per cent does not add up"],
        );
        check_in(
            "de",
            "Er schrieb 1260 Leuten, davon 882, also 60 Prozent, in der Stadt.",
            &["1260 Leuten, davon 882, also 60 Prozent does not add up"],
        );
        check_in(
            "fr",
            "Il a écrit à 1 260 personnes, dont 882, soit 60 %, sont venues.",
            &["1 260 personnes, dont 882, soit 60 % does not add up"],
        );
        check_in(
            "es",
            "Escribió a 1260 personas, de las cuales 882, o 60 %, vinieron.",
            &["1260 personas, de las cuales 882, o 60 % does not add up"],
        );
        check(
            "Of the 150 wells that we saw, 57 were not working, more than half.",
            &["150 wells that we saw, 57 were not working, more than half does not add up"],
        );
        check(
            "Of 5,688 girls, 4,977 (87.5%) were found; 711 (15.2%) had moved.",
            &["5,688 girls, 4,977 (87.5%) were found; 711 (15.2% does not add up"],
        );
        check(
            "It owed $19.0 million and paid $11.4 million, 40 percent of the sum.",
            &["$19.0 million and paid $11.4 million, 40 percent does not add up"],
        );
        check(
            "It owed $19.0 million and paid $11.4 million, 40 percent of it.",
            &["$19.0 million and paid $11.4 million, 40 percent does not add up"],
        );
        check(
            "It spent $2.2 million, more than half of the $5.0 million that were planned.",
            &["$2.2 million, more than half of the $5.0 million does not add up"],
        );
        check_in(
            "de",
            "Von den 48 Gletschern des Tals sind seit 1990 elf verschwunden, fast die Hälfte.",
            &[
                "48 Gletschern des Tals sind seit 1990 elf verschwunden, fast die Hälfte does not add up",
            ],
        );
        check_in(
            "de",
            "Von den 48 Gletschern des Tals sind seit 1990 elf verschwunden, fast ein Viertel.",
            &[],
        );
        check_in(
            "fr",
            "Des 3 146 détenus, 1 020 sont à Montclar, près d’un tiers du total.",
            &[],
        );
        check_in(
            "fr",
            "Des 3 146 détenus, 1 020 sont à Montclar, près de la moitié du total.",
            &["3 146 détenus, 1 020 sont à Montclar, près de la moitié does not add up"],
        );
    }
}
