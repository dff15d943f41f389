//! Round numbers along an axis, and numbers as words. Knows no drawing.

/// The ends of an axis and the numbers marked on it.
#[derive(Debug, Clone, PartialEq)]
pub struct Axis {
    /// The lower end.
    pub low: f64,
    /// The upper end.
    pub high: f64,
    /// The numbers marked, ends included.
    pub ticks: Vec<f64>,
    /// Digits after the point.
    pub decimals: usize,
}

impl Axis {
    /// An axis that holds zero and all numbers, marked in steps of 1, 2 or 5 times a power of
    /// ten.
    pub fn holding(numbers: impl Iterator<Item = f64>) -> Self {
        let (mut low, mut high) = (0.0_f64, 0.0_f64);
        for number in numbers {
            low = low.min(number);
            high = high.max(number);
        }
        if high <= low {
            high = low + 1.0;
        }
        let step = nice(high / 5.0 - low / 5.0);
        let first = (low / step).floor();
        let last = (high / step).ceil();
        // At most a dozen: the step is at least a fifth of the range.
        let count = ((last - first).round() as usize).clamp(1, 12);
        let ticks: Vec<f64> = (0..=count)
            .map(|index| (first + index as f64) * step)
            .collect();
        let decimals = (-step.log10().floor()).clamp(0.0, 8.0) as usize;
        Self {
            low: first * step,
            high: (first + count as f64) * step,
            ticks,
            decimals,
        }
    }

    /// Where a number lies between the ends, from zero to one.
    pub fn place(&self, number: f64) -> f64 {
        // Halved first, so that the ends of the largest range still have a distance.
        let span = self.high / 2.0 - self.low / 2.0;
        ((number / 2.0 - self.low / 2.0) / span).clamp(0.0, 1.0)
    }
}

/// The smallest of 1, 2, 2.5 and 5 times a power of ten that is not below `rough`.
fn nice(rough: f64) -> f64 {
    let power = 10_f64.powf(rough.log10().floor());
    let power = if power.is_finite() && power > 0.0 {
        power
    } else {
        1.0
    };
    [1.0, 2.0, 2.5, 5.0]
        .into_iter()
        .map(|factor| factor * power)
        .find(|step| *step >= rough * 0.999_999)
        .unwrap_or(10.0 * power)
}

/// A number with grouped digits and a true minus sign.
pub fn words(number: f64, decimals: usize) -> String {
    if number.abs() >= 1e15 {
        return format!("{number:e}");
    }
    let plain = format!("{:.decimals$}", number.abs());
    let (whole, rest) = plain.split_once('.').unwrap_or((&plain, ""));
    let mut out = String::new();
    if number < 0.0 && plain.chars().any(|digit| ('1'..='9').contains(&digit)) {
        out.push('\u{2212}');
    }
    for (index, digit) in whole.chars().enumerate() {
        if index > 0 && (whole.len() - index).is_multiple_of(3) && whole.len() > 3 {
            out.push(',');
        }
        out.push(digit);
    }
    if !rest.is_empty() {
        out.push('.');
        out.push_str(rest);
    }
    out
}

/// A number with as many decimals as it has, at most three.
pub fn exact(number: f64) -> String {
    let decimals = (0..3)
        .find(|decimals| {
            let scaled = number * 10_f64.powi(*decimals);
            (scaled - scaled.round()).abs() < 1e-9
        })
        .unwrap_or(3);
    words(number, decimals.unsigned_abs() as usize)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ticks_are_round() {
        let check = |numbers: &[f64], expected: &[f64]| {
            assert_eq!(Axis::holding(numbers.iter().copied()).ticks, expected);
        };
        check(&[583.0, 2927.0], &[0.0, 1000.0, 2000.0, 3000.0]);
        check(&[10.0], &[0.0, 2.0, 4.0, 6.0, 8.0, 10.0]);
        check(&[-3.0, 5.0], &[-4.0, -2.0, 0.0, 2.0, 4.0, 6.0]);
        check(&[0.0], &[0.0, 0.2, 0.4, 0.600_000_000_000_000_1, 0.8, 1.0]);
    }

    #[test]
    fn numbers_are_grouped() {
        assert_eq!(words(1_234_567.0, 0), "1,234,567");
        assert_eq!(words(-1234.5, 1), "\u{2212}1,234.5");
        assert_eq!(words(-0.0, 0), "0");
        assert_eq!(exact(0.25), "0.25");
        assert_eq!(exact(300_000.0), "300,000");
    }
}
