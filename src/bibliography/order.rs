//! Sorts by comparisons that are dear: hayagriva prints for each what the two works are sorted by.

/// Sorts things that are nearly in order, by few comparisons: one for each that stands right, and for each
/// other about twice the logarithm of how far it has to go.
///
/// `is_before` says of two things that are not the same whether the first is to stand before the second.
pub(super) fn sort_nearly_sorted<T>(things: &mut [T], mut is_before: impl FnMut(&T, &T) -> bool) {
    for at in 1..things.len() {
        let (sorted, rest) = things.split_at(at);
        let Some(thing) = rest.first() else {
            continue;
        };
        // It belongs somewhere from `start` to `end`: ever further steps back, then the middle.
        let (mut start, mut end, mut step) = (None, at, 1);
        while start.unwrap_or_default() < end {
            let asked = match start {
                Some(start) => start + (end - start) / 2,
                None => end.saturating_sub(step),
            };
            if is_before(thing, &sorted[asked]) {
                end = asked;
                step *= 2;
            } else {
                start = Some(asked + 1);
            }
        }
        things[end..=at].rotate_right(1);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The things sorted, and how many comparisons that took.
    fn sorted(mut things: Vec<usize>) -> (Vec<usize>, usize) {
        let mut count = 0;
        sort_nearly_sorted(&mut things, |a, b| {
            count += 1;
            a < b
        });
        (things, count)
    }

    #[test]
    fn every_order_is_sorted() {
        for length in 0..40 {
            for stride in [1, 3, 7, 11, 23, 41] {
                let things: Vec<usize> = (0..length).map(|at| at * stride % 43).collect();
                let mut expected = things.clone();
                expected.sort_unstable();
                assert_eq!(sorted(things.clone()).0, expected, "{things:?}");
            }
        }
    }

    #[test]
    fn what_stands_right_is_compared_once() {
        assert_eq!(sorted((0..100).collect()).1, 99);
        let one_too_late = (1..100).chain([0]).collect();
        assert!(sorted(one_too_late).1 < 99 + 14);
    }
}
