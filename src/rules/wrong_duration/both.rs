//! A length of time with both of its days: "on 2 May, 40 days before it was signed on 11 June".

use super::lengths::Length;
use super::moments::Moment;
use super::{AFTER, BEFORE, Fault, GAP, Own, Reader, SMALL, guards, leads};

/// Words before the last day of something that went on.
const UNTIL: &[&str] = &[
    "until",
    "till",
    "by",
    "bis",
    "jusqu’au",
    "jusqu'au",
    "hasta",
    "fino",
    "até",
    "tot",
];

/// Words before a length in which something changed.
const WITHIN: &[&str] = &["in", "within", "innerhalb", "en", "binnen"];

impl Reader<'_> {
    /// "It began on 14 August and lasted six days, until 19 August", "within 14 days, by 1 July".
    pub(super) fn until(&self, at: usize, own: &Own, length: &Length) -> Option<Result<(), Fault>> {
        let (_, after) = own.around(&length.range);
        let next = after
            .first()
            .filter(|next| UNTIL.contains(&next.lower.as_str()))?;
        let is_parted = own.text[length.range.end..next.range.start].trim() == ",";
        let here = self.moments(at);
        let last = here
            .all
            .iter()
            .find(|moment| moment.range.start >= next.range.end)?;
        let gap = own.text.get(next.range.end..last.range.start)?;
        let beside = gap
            .split_whitespace()
            .all(|word| SMALL.contains(&word.to_lowercase().as_str()));
        let mut before = here.all.iter().filter(|moment| {
            moment.range.end <= length.range.start && moment.is_comparable(length)
        });
        let first = before.next().filter(|_| before.next().is_none())?;
        let year = self.year(at);
        let usable =
            is_parted && beside && last.is_comparable(length) && !guards::is_of_part(own, last);
        let fits = |first: &Moment| {
            length.fits(first, last, year)
                || length.fits_inclusive(first, last, year)
                || guards::is_broken(own) && !length.exceeds(first, last, year)
        };
        let any = fits(first)
            || self.near(at).any(|(_, first)| {
                first.range != last.range && first.is_comparable(length) && fits(first)
            });
        usable.then(|| match any {
            true => Ok(()),
            false => Err(Fault {
                what: "the dates",
                label: format!("it is {}", length.between(first, last, year)),
                other: Some((at, first.range.clone())),
            }),
        })
    }

    /// "Deepwell was paid on 2 May 2019, 40 days before the contract was signed on 11 June 2019", and "from 14:00
    /// to 22:00, in eight hours".
    pub(super) fn between_both(
        &self,
        at: usize,
        own: &Own,
        length: &Length,
    ) -> Option<Result<(), Fault>> {
        let here = self.moments(at);
        let (before, after) = own.around(&length.range);
        let next = after.first()?;
        let is_beside = own.text[length.range.end..next.range.start]
            .trim()
            .is_empty();
        let is = |list: &[&str]| is_beside && list.contains(&next.lower.as_str());
        let comparable: Vec<&Moment> = here
            .all
            .iter()
            .filter(|moment| moment.is_comparable(length))
            .collect();
        let (first, second) = if is(BEFORE) || is(AFTER) {
            let one = comparable
                .iter()
                .find(|moment| leads(own, moment, length))?;
            let two = comparable
                .iter()
                .find(|moment| moment.range.start >= length.range.end)?;
            let gap = own.text.get(length.range.end..two.range.start)?;
            if gap.len() > 2 * GAP || gap.contains([',', ';', ':', '(', ')']) {
                return None;
            }
            if is(BEFORE) {
                (*one, *two)
            } else {
                (*two, *one)
            }
        } else {
            let within = before
                .last()
                .filter(|word| WITHIN.contains(&word.lower.as_str()))?;
            let is_parted = own.text[..within.range.start].trim_end().ends_with(',');
            let [one, two] = comparable[..] else {
                return None;
            };
            if !is_parted || two.range.end > length.range.start || !length.measure.is_of_clock() {
                return None;
            }
            (one, two)
        };
        let year = self.year(at);
        let fits = length.fits(first, second, year);
        let any = fits
            || self.near(at).any(|(_, other)| {
                other.is_comparable(length)
                    && other.range != first.range
                    && other.range != second.range
                    && (length.fits(other, second, year) || length.fits(first, other, year))
            });
        Some(match any {
            true => Ok(()),
            false => Err(Fault {
                what: "the dates",
                label: format!("it is {}", length.between(first, second, year)),
                other: Some((at, first.range.clone())),
            }),
        })
    }
}
