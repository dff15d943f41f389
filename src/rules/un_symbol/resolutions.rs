//! The years of the resolutions of the Security Council, which are counted through from 1946 on.

use super::NAME;
use crate::diagnostic::{Finding, Level};
use crate::source::Span;

/// The number of the first resolution of each year, from 1946.
const FIRST: &[u32] = &[
    1, 16, 38, 67, 79, 90, 97, 99, 104, 107, 111, 122, 127, 132, 133, 161, 170, 177, 186, 200, 220,
    233, 245, 263, 276, 292, 308, 325, 345, 367, 385, 403, 423, 444, 462, 485, 500, 529, 546, 560,
    581, 594, 607, 627, 647, 684, 726, 800, 893, 970, 1036, 1093, 1147, 1220, 1285, 1335, 1387,
    1460, 1522, 1581, 1652, 1739, 1795, 1860, 1908, 1967, 2033, 2086, 2133, 2196, 2260, 2337, 2398,
    2452, 2505, 2561, 2618, 2672, 2722, 2768,
];

/// The year of the first of them.
const BEGINS: u32 = 1946;

/// How far a resolution lies from the turn of a year, so that its year is certain.
const APART: u32 = 3;

/// The year of a resolution; none where it lies near the turn of one, or behind the last that is known.
fn year(number: u32) -> Option<u32> {
    let at = FIRST
        .partition_point(|first| *first <= number)
        .checked_sub(1)?;
    let next = FIRST.get(at + 1)?;
    let is_certain = number >= FIRST[at] + APART && number + APART <= *next;
    is_certain.then(|| BEGINS + u32::try_from(at).unwrap_or_default())
}

/// A resolution with another year behind it than its own: "S/RES/1325 (2001)".
pub(super) fn misdated(symbol: &str, behind: &str, place: Span) -> Option<Finding> {
    let (number, written) = told(symbol, behind)?;
    let right = year(number).filter(|right| *right != written)?;
    Some(
        Finding::new(
            NAME,
            Level::Warning,
            format!("resolution {number} of the Security Council is of {right}, not of {written}"),
            place,
        )
        .label(format!("({written}) stands behind it"))
        .help("look at the resolution whether its number or its year is right"),
    )
}

/// The number of a resolution and the year that stands behind it.
fn told(symbol: &str, behind: &str) -> Option<(u32, u32)> {
    let rest = symbol.strip_prefix("S/RES/")?;
    // "S/RES/1325(2001)" is one word.
    let (number, glued) = rest.split_once('(').unwrap_or((rest, ""));
    let year = match glued {
        "" => behind.trim_start().strip_prefix('(')?,
        glued => glued,
    };
    let (digits, closes) = (year.get(..4)?, year.get(4..)?);
    let ends = closes.is_empty() || closes.starts_with(')');
    let year = digits.parse().ok().filter(|_| ends)?;
    Some((number.parse().ok()?, year))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn resolutions_have_years() {
        for (number, expected) in [
            (242, Some(1967)),
            (244, None),
            (688, Some(1991)),
            (1325, Some(2000)),
            (1373, Some(2001)),
            (1701, Some(2006)),
            (1973, Some(2011)),
            (2118, Some(2013)),
            (2286, Some(2016)),
            (2397, None),
            (2417, Some(2018)),
            (2800, None),
            (0, None),
        ] {
            assert_eq!(year(number), expected, "{number}");
        }
        assert!(FIRST.is_sorted());
    }

    #[test]
    fn the_year_stands_behind_the_number() {
        for (symbol, behind, expected) in [
            ("S/RES/1325", " (2001).", Some((1325, 2001))),
            ("S/RES/1325(2001)", "", Some((1325, 2001))),
            ("S/RES/1325", " of 2001", None),
            ("S/RES/1325", " (see below)", None),
            ("S/2001/1325", " (2001)", None),
        ] {
            assert_eq!(told(symbol, behind), expected, "{symbol}{behind}");
        }
    }
}
