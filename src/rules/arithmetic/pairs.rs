//! Numbers that stand beside their shares, and parts of a whole that are told one after the other.

use super::vocabulary::{self, AND};
use super::{Fault, Number, Reader};

/// Words for the least of something, and for the most of it.
const EXTREMES: &[(&[&str], &[&str])] = &[
    (
        &["youngest", "jüngste", "plus_jeune"],
        &["oldest", "eldest", "älteste"],
    ),
    (&["smallest", "kleinste"], &["largest", "biggest", "größte"]),
    (&["lowest", "niedrigste"], &["highest", "höchste"]),
    (&["shortest", "kürzeste"], &["longest", "längste"]),
    (&["cheapest"], &["dearest"]),
];

/// Words for things that were told before.
const THESE: &[&str] = &["these", "those", "diesen", "ces", "estos", "estas"];

/// How many words before a share its whole may stand.
const CLAUSE: usize = 40;

/// The most pairs of a sentence that are looked at.
const MOST: usize = 8;

impl Reader<'_> {
    /// "771 cases (52%) and 711 (48%)": numbers whose shares come to all, and which are not these shares.
    pub(super) fn shares_in_brackets(&self) -> Vec<Fault> {
        let mut pairs: Vec<(Number, Number)> = Vec::new();
        let mut at = 0;
        while at < self.words.len() {
            match self.count(at) {
                Some(number) => {
                    pairs.extend(self.share_behind(&number).map(|share| (number, share)));
                    at = number.last + 1;
                }
                None => at += 1,
            }
        }
        let all: f64 = pairs.iter().map(|(_, share)| share.value).sum();
        let sum: f64 = pairs.iter().map(|(number, _)| number.scaled()).sum();
        let first = pairs.first().and_then(|(number, _)| self.money(number));
        let is_one_sort = pairs.iter().all(|(number, _)| self.money(number) == first);
        let has_scales = pairs
            .iter()
            .any(|(number, _)| number.scale.is_some() || number.is_year);
        if !(2..=MOST).contains(&pairs.len()) || !is_one_sort || sum <= 0.0 || has_scales {
            return Vec::new();
        }
        let off = |(number, share): &(Number, Number)| {
            (number.scaled() / sum * 100.0 - share.value).abs()
        };
        let step = |share: &Number| share.step() + 1e-6;
        // Where all but one are the shares of what is told here, so is that one.
        let (mut fits, mut misses) = (0_usize, 0_usize);
        for pair in &pairs {
            match off(pair) <= step(&pair.1) {
                true => fits += 1,
                false => misses += 1,
            }
        }
        let come_to_all = (all - 100.0).abs() <= 0.5 * pairs.len() as f64 + 1e-6;
        // "45 (50%) of the boys": a share of its own whole.
        let is_of_own = |(_, share): &(Number, Number)| {
            let behind = self.after_percent(share.last).unwrap_or_default();
            let begins = self.text.len() - behind.len();
            let next = self.words.partition_point(|word| word.range.start < begins);
            self.is(next, self.tongue.sums.of)
        };
        let is_one_off = fits >= 2 && misses == 1 && !pairs.iter().any(is_of_own);
        if !come_to_all && !is_one_off {
            return Vec::new();
        }
        let worst = pairs
            .iter()
            .filter(|pair| off(pair) > step(&pair.1) * 2.0)
            .max_by(|one, two| off(one).total_cmp(&off(two)));
        // Of a whole that the sentence tells, each share was compared by itself.
        let is_whole = |number: &Number| {
            number.scaled() > sum * 0.5
                && !pairs.iter().any(|(known, _)| known.first == number.first)
        };
        let has_whole = self.counts(0..self.words.len()).iter().any(is_whole);
        let fault = worst.filter(|_| !has_whole).map(|(number, share)| Fault {
            range: self.words[number.first].range.start..self.words[share.last].range.end,
            what: "does not add up",
            label: format!(
                "of all that is told here it is {:.1} %",
                number.scaled() / sum * 100.0
            ),
        });
        fault.into_iter().collect()
    }

    /// The share in brackets behind a number: "771 of the cases (52%)".
    fn share_behind(&self, number: &Number) -> Option<Number> {
        /// How many words at most stand between the two.
        const NEAR: usize = 6;
        let end = self.words.len().min(number.last + NEAR);
        let share = (number.last + 1..end).find_map(|at| self.number(at))?;
        let rest = self.after_percent(share.last)?;
        let gap = self.between(number.last, share.first);
        let inside = gap.trim_end().strip_suffix('(')?;
        let closes = rest.starts_with(')')
            && !self.is_inexact(number.first)
            && !self.is_inexact(share.first);
        (closes && !inside.contains(['(', ')', ',', ';', ':', '.'])).then_some(share)
    }

    /// "2,193,532 were women (52.0 per cent) and 2,024,798 men".
    pub(super) fn share_of_both(&self, at: usize) -> Option<Fault> {
        let first = self.count(at)?;
        let share = self.share_behind(&first)?;
        let mut between = first.last + 1..share.first;
        let other = between.find_map(|at| vocabulary::other_half(self.word(at)))?;
        const SIGN: &[&str] = &["per", "cent", "percent", "prozent", "pour", "por", "ciento"];
        let join = (share.last + 1..share.last + 4)
            .find(|at| !self.is(*at, SIGN))
            .filter(|at| self.is(*at, AND))?;
        let second = self.count(join + 1)?;
        let noun =
            second.last + 1 + usize::from(self.is(second.last + 1, &["were", "are", "waren"]));
        if !self.is(noun, other) || first.scale != second.scale {
            return None;
        }
        let exact = first.scaled() / (first.scaled() + second.scaled()) * 100.0;
        share.differs(exact).then(|| Fault {
            range: self.words[first.first].range.start..self.words[noun].range.end,
            what: "does not add up",
            label: format!("the first is {exact:.*} % of both", share.decimals.max(1)),
        })
    }

    /// "Negatively at 4 per cent, or 66 stations": a share that is told again as a number of the same whole.
    pub(super) fn number_of_share(&self, at: usize) -> Option<Fault> {
        let share = self.number(at)?;
        let rest = self.after_percent(share.last)?;
        let lead = rest
            .trim_start()
            .strip_prefix(',')
            .unwrap_or(rest)
            .trim_start();
        let or = self.tongue.sums.or.iter().find(|or| {
            lead.strip_prefix(**or)
                .is_some_and(|rest| rest.starts_with(' '))
        })?;
        let begins = self.text.len() - lead.len() + or.len();
        let part_at = self.words.partition_point(|word| word.range.start < begins);
        let part = self.count(part_at)?;
        let noun = self
            .words
            .get(part.last + 1)
            .map(|word| word.lower.as_str())
            .filter(|noun| noun.len() > 3)?;
        let is_whole = |number: &Number| {
            number.last < at
                && self.word(number.last + 1) == noun
                && number.scaled() > part.scaled()
                && self.after_percent(number.last).is_none()
        };
        let wholes: Vec<Number> = self
            .counts(at.saturating_sub(CLAUSE)..at)
            .into_iter()
            .filter(is_whole)
            .collect();
        let [whole] = wholes[..] else { return None };
        let exact = share.value / 100.0 * whole.scaled();
        let slack = share.step() / 100.0 * whole.scaled() + 0.5;
        let wrong = (exact - part.scaled()).abs() > slack + 1e-6
            && !self.is_inexact(share.first)
            && !self.is_inexact(part.first);
        wrong.then(|| Fault {
            range: self.words[share.first].range.start..self.words[part.last + 1].range.end,
            what: "does not add up",
            label: format!(
                "{} per cent of {} is {exact:.0}",
                self.written(&share),
                self.written(&whole)
            ),
        })
    }

    /// "412 observers in 206 teams of two".
    pub(super) fn groups_of(&self, at: usize) -> Option<Fault> {
        let all = self.count(at)?;
        let join = all.last + 2;
        let groups = self
            .count(join + 1)
            .filter(|_| self.is(join, &["in", "into"]))?;
        let of = groups.last + 2;
        let each = self.count(of + 1).filter(|_| self.is(of, &["of"]))?;
        let behind = &self.text[self.words[each.last].range.end..];
        let next = self.word(each.last + 1);
        let closes = behind.trim_start().starts_with([',', '.', ';', ')'])
            || behind.trim().is_empty()
            || ["to", "each", "and", "in", "at"].contains(&next);
        let usable = closes
            && self
                .between(all.last, each.first)
                .chars()
                .all(|c| c.is_alphanumeric() || c.is_whitespace() || c == ',')
            && !groups.is_year
            && !all.is_year
            && each.value < 100.0
            && groups.value < all.value
            && !self.is_inexact(at);
        (usable && (groups.scaled() * each.scaled() - all.scaled()).abs() > 0.5).then(|| Fault {
            range: self.words[at].range.start..self.words[each.last].range.end,
            what: "does not add up",
            label: format!(
                "{} times {} is {}",
                self.written(&groups),
                self.written(&each),
                super::parts::shown(groups.scaled() * each.scaled())
            ),
        })
    }

    /// "Won 81 of 150 seats, the alliance 53 and the list 17": parts that are more than their whole.
    pub(super) fn parts_in_a_row(&self, at: usize) -> Option<Fault> {
        let first = self.count(at)?;
        let whole = self.whole(first.last + 1)?;
        let is_part = |number: &Number| {
            !number.is_year && !self.is_inexact(number.first) && number.scale == whole.scale
        };
        if !is_part(&first) || whole.is_year || first.scaled() > whole.scaled() {
            return None;
        }
        let mut parts = vec![first];
        let mut last = whole.last + usize::from(self.word(whole.last + 1).len() > 2);
        while let Some(part) = self.next_part(last).filter(is_part) {
            last = part.last;
            parts.push(part);
            if parts.len() > MOST {
                return None;
            }
        }
        let sum: f64 = parts.iter().map(Number::scaled).sum();
        let end = parts.last().filter(|_| parts.len() >= 2)?;
        let behind = self.text[self.words[end.last].range.end..].trim_start();
        let closes = behind.is_empty() || behind.starts_with(['.', ';', ')']);
        (closes && sum > whole.scaled() + 1e-6 && sum < whole.scaled() * 2.0).then(|| Fault {
            range: self.words[at].range.start..self.words[end.last].range.end,
            what: "does not add up",
            label: format!("the parts come to {}", super::parts::shown(sum)),
        })
    }

    /// "Of its 10,000 shares, Heron holds 6,000, Meyrink 2,500 and Leda 1,500".
    pub(super) fn parts_of_whole(&self, at: usize) -> Option<Fault> {
        let begins = self
            .words
            .get(at)
            .filter(|_| self.is(at, self.tongue.sums.of))?;
        let before = self.text[..begins.range.start].trim_end();
        let whole = self
            .whole(at)
            .filter(|_| before.is_empty() || before.ends_with(['.', ';', ':']))?;
        let end = self.words.len().min(whole.last + 10);
        let first =
            (whole.last + 1..end).find_map(|at| self.count(at).filter(|number| !number.is_year))?;
        let said = self.between(whole.last, first.first);
        let behind = self.text[self.words[first.last].range.end..].trim_start();
        let is_part = |number: &Number| {
            !number.is_year && !self.is_inexact(number.first) && number.scale == whole.scale
        };
        let plain = said.matches(',').count() == 1
            && !said.contains([';', ':', '(', '.'])
            && behind.starts_with(',');
        if !plain || whole.is_year || !is_part(&first) || first.scaled() > whole.scaled() {
            return None;
        }
        let mut parts = vec![first];
        while let Some(part) = parts
            .last()
            .and_then(|last| self.next_part(last.last))
            .filter(is_part)
        {
            parts.push(part);
            if parts.len() > MOST {
                return None;
            }
        }
        let sum: f64 = parts.iter().map(Number::scaled).sum();
        let last = parts.last().filter(|_| parts.len() >= 3)?;
        let closes = self.text[self.words[last.last].range.end..].trim_start();
        let ends = closes.is_empty() || closes.starts_with(['.', ';', ')']);
        (ends && sum > whole.scaled() + 1e-6 && sum < whole.scaled() * 2.0).then(|| Fault {
            range: self.words[whole.first].range.start..self.words[last.last].range.end,
            what: "does not add up",
            label: format!("the parts come to {}", super::parts::shown(sum)),
        })
    }

    /// "The youngest was 17 and the oldest 71": the least that is more than the most.
    pub(super) fn least_and_most(&self, at: usize) -> Option<Fault> {
        let (_, most) = EXTREMES.iter().find(|(least, _)| self.is(at, least))?;
        let number_behind = |at: usize| {
            let end = self.words.len().min(at + 9);
            // "The shortest, on 17 June": a day is no length.
            let found = (at + 1..end).find_map(|next| {
                let found = self.count(next).or_else(|| self.sum(next));
                found.filter(|number| !self.is_day(number))
            })?;
            let gap = self.between(at, found.first);
            (!gap.contains([';', ':', '.', '('])
                && !found.is_year
                && self.after_percent(found.last).is_none())
            .then_some(found)
        };
        let least = number_behind(at)?;
        let end = self.words.len().min(least.last + 10);
        let other = (least.last + 1..end).find(|at| self.is(*at, most))?;
        let greatest = number_behind(other)?;
        let noun = |number: &Number| self.word(number.last + 1).to_owned();
        let is_measure = |number: &Number| crate::rules::measures::unit(&noun(number));
        // "Two days" and "63" are of two measures.
        let years = crate::rules::measures::unit("years");
        let alike = is_measure(&least) == is_measure(&greatest)
            || is_measure(&greatest).is_none() && is_measure(&least) == years;
        (alike && super::exceeds(&least, &greatest)).then(|| Fault {
            range: self.words[at].range.start..self.words[greatest.last].range.end,
            what: "runs backwards",
            label: "the least is more than the most".to_owned(),
        })
    }

    /// "£9.3 million, up from £6.2 million".
    pub(super) fn up_from(&self, at: usize) -> Option<Fault> {
        let rises = match self.word(at) {
            "up" => true,
            "down" => false,
            _ => return None,
        };
        let then = self.sum(at + 2).filter(|_| self.word(at + 1) == "from")?;
        let now = (at.saturating_sub(8)..at).rev().find_map(|first| {
            self.sum(first)
                .filter(|number| number.last < at && !number.is_year)
        })?;
        let gap = self.between(now.last, at);
        let parted = gap.trim_end().ends_with(',')
            && !gap.contains([';', ':', '(', ')'])
            && gap.matches(',').count() == 1;
        let alike = super::comparable(self.text, self.words, [&now, &then])
            && self.after_percent(now.last).is_some() == self.after_percent(then.last).is_some();
        let wrong = if rises {
            super::exceeds(&then, &now)
        } else {
            super::exceeds(&now, &then)
        };
        let usable = parted && alike && wrong && !then.is_year;
        let is_other = || {
            let clause = self.clause(now.first, then.last);
            clause.goes_other_way(now.last) || clause.goes_other_way(then.last)
        };
        (usable && !is_other()).then(|| Fault {
            range: self.words[now.first].range.start..self.words[then.last].range.end,
            what: if rises { "goes down" } else { "goes up" },
            label: "the numbers and the word disagree".to_owned(),
        })
    }

    /// The next part of a row: ", the alliance 53" and "and rejected three", with nothing behind its number.
    fn next_part(&self, last: usize) -> Option<Number> {
        /// How many words at most name a part.
        const NEAR: usize = 6;
        let end = self.words.len().min(last + NEAR);
        let part = (last + 1..end).find_map(|at| self.count(at))?;
        let gap = self.between(last, part.first);
        let joins = gap.trim_start().starts_with(',')
            || (last + 1..part.first).take(1).any(|at| self.is(at, AND));
        let behind = self.text[self.words[part.last].range.end..].trim_start();
        let ends = behind.is_empty()
            || behind.starts_with([',', '.', ';', ')'])
            || self.is(part.last + 1, AND);
        let has_of = (last + 1..part.first).any(|at| {
            self.is(
                at,
                &[
                    "of", "in", "from", "to", "for", "by", "at", "on", "about", "under", "over",
                ],
            )
        });
        let plain = !gap.contains([';', ':', '(', ')', '.']) && gap.matches(',').count() <= 1;
        (joins && ends && !has_of && plain && self.after_percent(part.last).is_none())
            .then_some(part)
    }

    /// "In 23 of these 36 stations": how many "these" are, where the sentences before tell of them.
    pub(super) fn these(&self, at: usize) -> Option<(Number, String)> {
        let number = self
            .count(at + 1)
            .filter(|_| self.is(at, THESE) && self.between(at, at + 1).trim().is_empty())?;
        let noun = self
            .words
            .get(number.last + 1)
            .filter(|_| self.between(number.last, number.last + 1).trim().is_empty())?;
        // "Those three articles that deal with mines" are told by what follows.
        const WHICH: &[&str] = &[
            "that", "which", "who", "whom", "whose", "where", "die", "der", "deren", "qui", "que",
            "dont", "cuyos", "cuyas", "it", "they", "he", "she", "we", "i",
        ];
        let is_told = self.is(number.last + 2, WHICH) || self.is(number.last + 3, &WHICH[..5]);
        let usable = !number.is_year
            && !is_told
            && number.scale.is_none()
            && number.decimals == 0
            && noun.lower.chars().count() > 3
            && number.value > 1.0;
        usable.then(|| (number, noun.lower.clone()))
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::check;
    use super::Reader;
    use crate::rules::prose::Own;
    use crate::rules::tongues;

    #[test]
    fn these_are_told_by_what_follows() {
        for (text, expected) in [
            (
                "It held for those three articles that deal with mines.",
                false,
            ),
            ("It named those 12 firms it had fined.", false),
            ("It held for these 36 stations.", true),
        ] {
            let (own, tongue) = (Own::of(text), tongues::of("en"));
            let reader = Reader::of(&own.text, &own.words, tongue);
            let found = (0..own.words.len()).any(|at| reader.these(at).is_some());
            assert_eq!(found, expected, "{text}");
        }
    }

    #[test]
    fn shares_that_come_to_all_are_those_of_their_numbers() {
        for right in [
            "Women made up 771 of the cases (52%) and men 711 (48%).",
            "Of 240 parents, 168 (70%) named the meals, 48 (20%) the road and 24 (10%) the weather.",
            "It held 771 votes (52%) and lost 711 (30%).",
            "It was 12 (40%) in Arn and 30 (60%) of the 50 in Bel.",
            "Of these, 98 (60 per cent) were short, 41 (25 per cent) long, and 25 (15 per cent) longer.",
            "It passed 98 (65%) in Arn, 41 (72%) in Bel and 25 (15%) in Cil.",
            "Of 151 in Arn 98 (65%) were short, in Bel 41 (27%) and in Cil 25 (17%).",
            "It passed 45 (50%) of the boys, 30 (30%) of the girls and 25 (25%) of the rest.",
            "Of these, some 98 (65%) were short, 41 (25%) long and 25 (15%) longer.",
            "It held 98 (80%) of the short, 41 (25%) of the long, 25 (90%) of the others and 60 (27%) more.",
        ] {
            check(right, &[]);
        }
        check(
            "Of these, 98 (65 per cent) were short, 41 (25 per cent) between the two, and 25 (15 per cent) longer.",
            &["98 (65 does not add up"],
        );
        check(
            "Of these, 98 (60 per cent) were short, 41 (25 per cent) long, and 25 (51 per cent) longer.",
            &["25 (51 does not add up"],
        );
        check(
            "Women made up 771 of the cases (52%) and men 771 (48%).",
            &["771 (48 does not add up"],
        );
        check(
            "In all 2,193,532 were women (48.0 per cent) and 2,024,798 men.",
            &["2,193,532 were women (48.0 per cent) and 2,024,798 men does not add up"],
        );
        check(
            "In all 2,193,532 were women (52.0 per cent) and 2,024,798 men.",
            &[],
        );
    }

    #[test]
    fn parts_and_groups_come_to_their_whole() {
        for right in [
            "It was good at 96 per cent of the 1,648 stations, and bad at 4 per cent, or 66 stations.",
            "It sent 412 observers in 206 teams of two to 1,648 stations.",
            "The union won 81 of 150 seats, the alliance 52 and the list 17.",
            "It accepted six of our eight points and rejected two.",
            "It accepted six of our eight points and made three of its own.",
            "It shut 12 of 15 gates and opened 40.",
            "Of its 10,000 shares, Heron holds 6,000, Meyrink 2,500 and Leda 1,500.",
            "Of the 40 rooms, Arn has 12, Bel 9 and Cil 7.",
            "The youngest was 17 and the oldest 71 years old.",
            "The youngest was 40 days and the oldest 2 years old.",
            "It spent £9.3 million, up from £6.2 million in 2019.",
        ] {
            check(right, &[]);
        }
        check(
            "It was good at 96 per cent of the 1,648 stations, and bad at 4 per cent, or 166 stations.",
            &["4 per cent, or 166 stations does not add up"],
        );
        check(
            "Of its 10,000 shares, Heron holds 6,000, Meyrink 3,500 and Leda 1,500.",
            &["10,000 shares, Heron holds 6,000, Meyrink 3,500 and Leda 1,500 does not add up"],
        );
        check(
            "The youngest was 71 years old; the oldest was 17.",
            &["youngest was 71 years old; the oldest was 17 runs backwards"],
        );
        check(
            "It spent £9.3 million, down from £6.2 million in 2019.",
            &["9.3 million, down from £6.2 million goes up"],
        );
        check(
            "It sent 412 observers in 260 teams of two to 1,648 stations.",
            &["412 observers in 260 teams of two does not add up"],
        );
        check(
            "The union won 81 of 150 seats, the alliance 53 and the list 17.",
            &["81 of 150 seats, the alliance 53 and the list 17 does not add up"],
        );
        check(
            "It accepted six of our eight points and rejected three.",
            &["six of our eight points and rejected three does not add up"],
        );
    }
}
