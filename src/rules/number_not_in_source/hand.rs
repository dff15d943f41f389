//! What numbers at hand come to: differences, sums, shares, rates.

use std::ops::Range;

use super::groups::Said;
use super::rounded::{self, Hedge};
use crate::rules::numbers;
use crate::rules::prose::{Own, Word};
use crate::rules::tongues::Tongue;

/// How many figures that mean nothing may come of numbers at hand by chance.
pub(super) const CHANCE: f64 = 0.3;

/// The same of those that a sentence says it reckons.
const TOLD: f64 = 4.0;

/// A number at hand.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Operand {
    pub value: f64,
    pub is_percent: bool,
    pub is_year: bool,
}

/// A figure for which a derivation is looked for.
#[derive(Debug, Clone, Copy)]
pub(super) struct Figure {
    pub value: f64,
    /// The same without a word that multiplies it.
    pub bare: f64,
    /// How far it may be off.
    pub slack: f64,
    pub is_percent: bool,
    pub is_hedged: bool,
    /// How many digits stand behind its decimal mark.
    pub decimals: usize,
}

/// Which way a sentence says that something changed by a figure.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Way {
    Up,
    Down,
    /// It does not say, or not beside the figure.
    #[default]
    Either,
}

impl Way {
    /// The way that is told nearest to a figure: "rose by 38 per cent", "a fall of 38 per cent".
    pub fn at(own: &Own, tongue: &Tongue, range: &Range<usize>) -> Self {
        /// How many words before a figure and behind it the word for the change stands.
        const NEAR: (usize, usize) = (4, 3);
        let way = |word: &Word| {
            let is_in = |list: &[&str]| list.contains(&word.lower.as_str());
            match (is_in(tongue.sums.rising), is_in(tongue.sums.falling)) {
                (true, false) => Some(Self::Up),
                (false, true) => Some(Self::Down),
                _ => None,
            }
        };
        let (before, behind) = own.around(range);
        let before = before.iter().rev().take(NEAR.0).find_map(way);
        let behind = behind.iter().take(NEAR.1).find_map(way);
        match (before, behind) {
            (Some(one), Some(other)) if one != other => Self::Either,
            (one, other) => one.or(other).unwrap_or_default(),
        }
    }

    /// Whether a percentage is what one of two numbers lies above or below the other.
    pub fn fits(self, figure: &Figure, less: f64, more: f64) -> bool {
        let up = || figure.is_near((more - less) / less * 100.0);
        let down = || figure.is_near((more - less) / more * 100.0);
        match self {
            Self::Up => up(),
            Self::Down => down(),
            Self::Either => up() || down(),
        }
    }
}

/// Those that are no shares and no years.
///
/// One of millions is also the number of millions that a table or its caption counts in.
pub(super) fn counts(all: &[Operand]) -> impl Iterator<Item = f64> + '_ {
    const MILLION: f64 = 1_000_000.0;
    all.iter()
        .filter(|one| !one.is_percent && !one.is_year)
        .flat_map(|one| {
            let is_round = one.value >= MILLION && one.value % 100_000.0 == 0.0;
            let millions = is_round.then_some(one.value / MILLION);
            [Some(one.value), millions].into_iter().flatten()
        })
}

/// Whether a figure is what two cells of its row come to.
pub(super) fn of_two(cells: &[f64], figure: &Figure) -> bool {
    const RATES: &[f64] = &[100.0, 1.0, 1000.0, 10_000.0, 100_000.0, 1_000_000.0];
    let rounded = figure.of_cell(true);
    let figure = figure.of_cell(false);
    let rates = match figure.decimals {
        0 => &RATES[..1],
        _ => RATES,
    };
    cells.iter().enumerate().any(|(at, one)| {
        cells.iter().enumerate().any(|(other, two)| {
            at != other
                && *two != 0.0
                && (figure.is_near((one - two).abs())
                    || figure.is_near(one + two)
                    || rates.iter().any(|base| rounded.is_near(one / two * base))
                    || rounded.is_near(((one - two) / two).abs() * 100.0))
        })
    })
}

impl Figure {
    pub fn of(own: &Own, tongue: &Tongue, range: &Range<usize>) -> Option<Self> {
        let at = own
            .words
            .partition_point(|word| word.range.start < range.start);
        let read = numbers::digits(&own.text, &own.words, at, tongue);
        let figures = read.or_else(|| numbers::in_words(&own.text, &own.words, at, tongue))?;
        let end = own.words[figures.last].range.end;
        let rest = own.lower[end..].trim_start();
        let is_percent = tongue
            .sums
            .percent
            .iter()
            .any(|sign| rest.starts_with(sign))
            || POINTS.iter().any(|points| rest.starts_with(points));
        let scale = figures.scale.unwrap_or(1) as f64;
        let bare = figures.value as f64 / 1000.0;
        let hedge = rounded::hedge(own, range.start);
        let unit = match figures.decimals {
            0 if figures.scale.is_some() || is_percent => 1.0,
            0 => noughts(bare),
            decimals => 10_f64.powi(-i32::try_from(decimals).ok()?),
        };
        let is_exact = figures.decimals == 0 && !is_percent && figures.scale.is_none();
        let slack = match hedge {
            None if is_exact && unit < 1000.0 => 0.0,
            None | Some(Hedge::About) => unit / 2.0,
            Some(_) => unit,
        };
        Some(Self {
            value: bare * scale,
            bare,
            slack: slack * scale * 1.000_001 + 1e-9,
            is_percent,
            is_hedged: hedge.is_some(),
            decimals: figures.decimals,
        })
    }

    /// The same in a table: a share is rounded to its last digit, a sum is not.
    pub fn of_cell(mut self, is_share: bool) -> Self {
        if self.decimals == 0 {
            self.slack = if is_share { 0.5 } else { 1e-9 };
        }
        self
    }

    /// The same where it comes of a division, and is rounded to its last digit.
    pub fn of_share(mut self) -> Self {
        if self.decimals == 0 {
            self.slack = self.slack.max(0.5);
        }
        self
    }

    pub fn is_near(&self, value: f64) -> bool {
        (self.value - value).abs() <= self.slack
    }

    /// The same, or in the millions in which a table or its caption counts.
    fn is_near_scaled(&self, value: f64) -> bool {
        let scale = self.value / self.bare;
        self.is_near(value) || scale > 1.0 && self.is_near(value * scale)
    }

    /// The chance that a pair of numbers comes to it.
    pub fn width(&self) -> f64 {
        let is_whole = !self.is_percent && self.decimals == 0;
        let slack = self.slack.max(0.5 * f64::from(u8::from(is_whole)));
        2.0 * slack / self.value.max(1.0) / 7.0
    }

    pub fn is_part(&self, pairs: &[(f64, f64)]) -> bool {
        (pairs.len() as f64) * self.width() < CHANCE
            && pairs
                .iter()
                .any(|(part, whole)| self.is_near(part / whole * 100.0))
    }
}

/// Words for points of per cent.
pub(super) const POINTS: &[&str] = &[
    "percentage point",
    "prozentpunkt",
    "points",
    "puntos",
    "punti",
];

/// What the last digit before the noughts of a number counts.
fn noughts(value: f64) -> f64 {
    let mut unit = 1.0;
    while value > unit * 10.0 && value % (unit * 10.0) == 0.0 {
        unit *= 10.0;
    }
    unit
}

/// What is at hand for a figure.
pub(super) struct Hand {
    /// The counts before and behind the figure in its sentence, that it may be a share of.
    pub beside: Vec<f64>,
    pub here: Vec<Operand>,
    pub before: Vec<Operand>,
    pub sources: Vec<Operand>,
}

impl Hand {
    fn near(&self) -> Vec<f64> {
        let mut near: Vec<f64> = counts(&self.here).collect();
        near.extend(counts(&self.before));
        near
    }

    /// The numbers at hand, those near first.
    fn all(&self) -> Vec<f64> {
        let mut all = self.near();
        all.extend(counts(&self.sources));
        all
    }

    /// Whether some relation holds of two numbers: of any two where that is no chance, of one near the figure where it
    /// is not much of one, and else of two that are.
    fn any_two(&self, figure: &Figure, chance: f64, holds: impl Fn(f64, f64) -> bool) -> bool {
        let (near, all) = (self.near().len(), self.all());
        let is_rare = |pairs: usize, chance: f64| pairs as f64 * figure.width() < chance;
        // Of any two, none says that it is meant.
        let (first, second) = match () {
            () if is_rare(all.len() * all.len() / 2, chance / 4.0) => (all.len(), all.len()),
            () if is_rare(near * all.len(), chance) => (near, all.len()),
            () => (near, near),
        };
        let mut ones = all[..first].iter();
        ones.any(|one| {
            let mut others = all[..second].iter();
            others.any(|two| holds(*one, *two) || holds(*two, *one))
        })
    }

    /// Between two numbers, or what two others leave of one: "of the 412, 128 and 90".
    pub fn is_difference(&self, figure: &Figure) -> bool {
        let near = self.near();
        let percents = |all: &[Operand]| -> Vec<f64> {
            let shares = all.iter().filter(|one| one.is_percent);
            shares.map(|one| one.value).collect()
        };
        let here = percents(&self.here);
        let is_of_points = || {
            let all: Vec<f64> = here
                .iter()
                .copied()
                .chain(percents(&self.sources))
                .collect();
            here.iter()
                .any(|one| all.iter().any(|two| figure.is_near((one - two).abs())))
        };
        self.any_two(figure, TOLD, |one, two| figure.is_near_scaled(one - two))
            || self.is_round_difference(figure)
            || near.len() <= 12
                && near.iter().enumerate().any(|(at, one)| {
                    near[at + 1..].iter().any(|two| {
                        let mut all = near.iter();
                        all.any(|whole| figure.is_near(whole - one - two))
                    })
                })
            || is_of_points()
    }

    /// Exactly between two numbers that are as round: "300,000 below" of 4.2 and 3.9 million.
    fn is_round_difference(&self, figure: &Figure) -> bool {
        let scale = figure.value / figure.bare;
        let unit = match figure.decimals {
            0 => noughts(figure.bare),
            decimals => 10_f64.powi(-i32::try_from(decimals).unwrap_or_default()),
        } * scale;
        if unit < 1000.0 {
            return false;
        }
        let mut round = self.all();
        let is_round = |one: f64| ((one / unit).round() - one / unit).abs() < 1e-6;
        round.retain(|one| *one >= unit && is_round(*one));
        round.sort_by(f64::total_cmp);
        round.dedup();
        let pairs = (round.len() * round.len().saturating_sub(1) / 2) as f64;
        // How many figures as round as this one there are below it, and about above.
        let others = (figure.value / unit).max(1.0) * 3.0;
        let is_exact = |one: f64, two: f64| (one - two - figure.value).abs() < unit * 1e-6;
        pairs / others < TOLD / 2.0
            && round
                .iter()
                .any(|one| round.iter().any(|two| is_exact(*one, *two)))
    }

    pub fn is_sum(&self, figure: &Figure) -> bool {
        let near = self.near();
        let near = &near[..near.len().min(10)];
        // Of several that stand near, any may be left out.
        let is_of_some = (1_usize..1 << near.len()).any(|some| {
            let picked = (0..near.len()).filter(|at| some >> at & 1 == 1);
            let sum: f64 = picked.map(|at| near[at]).sum();
            some.count_ones() > 1 && figure.is_near_scaled(sum)
        });
        is_of_some || self.any_two(figure, TOLD, |one, two| figure.is_near_scaled(one + two))
    }

    /// Several numbers of a source, one behind the other, that come to a large one.
    pub fn is_run(&self, figure: &Figure) -> bool {
        /// How many at most.
        const LONGEST: usize = 5;
        let theirs: Vec<f64> = counts(&self.sources).collect();
        let runs = (theirs.len() * LONGEST) as f64;
        figure.value >= 100.0
            && runs * figure.width() < CHANCE
            && (0..theirs.len()).any(|at| {
                let mut sum = 0.0;
                theirs[at..]
                    .iter()
                    .take(LONGEST)
                    .enumerate()
                    .any(|(many, next)| {
                        sum += next;
                        many > 0 && figure.is_near_scaled(sum)
                    })
            })
    }

    /// One number for each of another, or so many times another.
    pub fn is_product(&self, figure: &Figure) -> bool {
        let rounded = |value: f64| {
            let mut rounded = *figure;
            rounded.slack = rounded.slack.max(figure.value * 0.0005);
            rounded.is_near(value)
        };
        self.any_two(figure, 1.0, |one, two| {
            two > 1.0 && one != two && (rounded(one / two) || rounded(one * two))
        })
    }

    /// A rate for so many: "45.0 per 100,000".
    pub fn is_rate(&self, figure: &Figure, base: f64) -> bool {
        let figure = figure.of_share();
        let near = self.near();
        let all = self.all();
        let is_rare = (all.len() * all.len()) as f64 * figure.width() < 2.0 * CHANCE;
        let ones = if is_rare { &all } else { &near };
        ones.iter().any(|one| {
            all.iter()
                .any(|two| *two > 0.0 && figure.is_near(one / two * base))
        })
    }

    /// The numbers of the sentence.
    pub fn here(&self) -> Vec<f64> {
        counts(&self.here).collect()
    }

    /// The numbers of the sentence and of those before it.
    pub fn said(&self) -> Vec<f64> {
        self.near()
    }

    /// All numbers at hand.
    pub fn known(&self) -> Vec<f64> {
        self.all()
    }

    /// A share of a number near it, or what one changed by.
    pub fn is_share(&self, figure: &Figure, said: Said) -> bool {
        let Said {
            changes,
            together,
            way,
            ..
        } = said;
        let rounds =
            |one: &Operand| one.is_percent && one.value.fract() != 0.0 && figure.is_near(one.value);
        let points = |all: &[Operand]| -> Vec<f64> {
            let shares = all.iter().filter(|one| one.is_percent);
            shares.map(|one| one.value).collect()
        };
        let near = self.near();
        let all = self.all();
        let here = points(&self.here);
        let shares: Vec<f64> = here.iter().copied().chain(points(&self.sources)).collect();
        let fits = |one: &f64, two: &f64| {
            let (part, whole) = (one.min(*two), one.max(*two));
            part > 0.0
                && part < whole
                && (figure.is_near(part / whole * 100.0)
                    || changes && way.fits(figure, part, whole))
        };
        let is_rare = (all.len() * all.len()) as f64 * figure.width() < CHANCE;
        self.sources.iter().any(rounds)
            || is_rare && all.iter().any(|one| all.iter().any(|two| fits(one, two)))
            || self.beside.iter().any(|one| all.iter().any(|two| fits(one, two)))
            || near.iter().any(|one| near.iter().any(|two| fits(one, two)))
            || changes
                && here
                    .iter()
                    .any(|one| shares.iter().any(|two| one != two && figure.is_near((one - two).abs())))
            || together
                && here
                    .iter()
                    .chain(&points(&self.before))
                    .any(|one| shares.iter().any(|two| figure.is_near(one + two)))
            // What is left of the whole.
            || here.iter().any(|one| figure.is_near(100.0 - one))
    }

    /// The whole of a part that stands before it and of another: "nine of thirteen", with four.
    pub fn is_whole(&self, figure: &Figure) -> bool {
        let here: Vec<f64> = counts(&self.here).collect();
        let all = self.all();
        here.iter()
            .any(|one| all.iter().any(|two| figure.is_near(one + two)))
    }

    /// An age or a length in years, of which one stands near.
    pub fn is_of_years(&self, figure: &Figure) -> bool {
        let years = |all: &[Operand]| -> Vec<f64> {
            let years = all.iter().filter(|one| one.is_year);
            years.map(|one| one.value).collect()
        };
        let mut all = years(&self.here);
        all.extend(years(&self.before));
        let near = all.len();
        all.extend(years(&self.sources));
        let fits = |years: f64| years == figure.value || years == figure.value + 1.0;
        all[..near]
            .iter()
            .any(|one| all.iter().any(|two| fits((one - two).abs())))
    }

    /// A large number that a source has with more digits: "2.3 million" for 2,287,411, "41,000" for 41,238.
    pub fn is_rounded(&self, figure: &Figure) -> bool {
        let is_large = figure.value >= 1000.0 && figure.slack >= 5.0;
        (is_large || figure.is_hedged || figure.bare.fract() != 0.0)
            && counts(&self.sources).any(|theirs| {
                let is_finer = theirs != figure.value && theirs.fract() != 0.0 || theirs >= 100.0;
                is_finer && figure.is_near(theirs)
            })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::tongues;

    #[test]
    fn the_way_of_a_change_stands_beside_its_figure() {
        for (language, text, expected) in [
            ("en", "Assaults rose by 38 per cent.", Way::Up),
            ("en", "Assaults fell by almost 38 per cent.", Way::Down),
            (
                "en",
                "The share, 38 per cent, is that of all wings.",
                Way::Either,
            ),
            (
                "en",
                "Prices fell and then, at the end of a long year, were 38 per cent lower.",
                Way::Either,
            ),
            (
                "en",
                "They fell by a tenth, a rise of 38 per cent rose again.",
                Way::Up,
            ),
            ("de", "Die Mieten sind um 38 Prozent gesunken.", Way::Down),
        ] {
            let own = Own::of(text);
            let at = text.find("38").unwrap();
            let way = Way::at(&own, tongues::of(language), &(at..at + 2));
            assert_eq!(way, expected, "{text}");
        }
    }

    #[test]
    fn a_rise_is_reckoned_from_the_smaller_number() {
        let figure = |text: &str| Figure::of(&Own::of(text), tongues::of("en"), &(0..2)).unwrap();
        let (rise, fall) = (figure("38 per cent"), figure("27 per cent"));
        assert!(Way::Up.fits(&rise, 112.0, 154.0) && !Way::Down.fits(&rise, 112.0, 154.0));
        assert!(Way::Down.fits(&fall, 112.0, 154.0) && !Way::Up.fits(&fall, 112.0, 154.0));
        assert!(Way::Either.fits(&rise, 112.0, 154.0) && Way::Either.fits(&fall, 112.0, 154.0));
    }
}
