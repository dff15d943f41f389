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
    /// An axis that holds zero and all numbers: what bars need, whose length is the number.
    pub fn from_zero(numbers: impl Iterator<Item = f64>) -> Self {
        let (low, high) = ends(numbers);
        Self::between(low.min(0.0), high.max(0.0))
    }

    /// An axis that holds all numbers, and zero only where it lies near them: what lines need, whose
    /// slope is the number.
    pub fn around(numbers: impl Iterator<Item = f64>) -> Self {
        let (low, high) = ends(numbers);
        // Far is farther than the numbers are from each other. All are halved, so that the largest
        // still have a difference.
        let (from_zero, apart) = (low.max(-high) / 2.0, high / 2.0 - low / 2.0);
        if from_zero > apart {
            // A single number stands in the middle.
            let beside = if apart == 0.0 { from_zero / 10.0 } else { 0.0 };
            Self::between(low - beside, high + beside)
        } else {
            Self::between(low.min(0.0), high.max(0.0))
        }
    }

    /// Whether zero lies on it.
    pub fn holds_zero(&self) -> bool {
        self.low <= 0.0 && self.high >= 0.0
    }

    /// A number on it, in words.
    pub fn label(&self, tick: f64) -> String {
        words(tick, self.decimals)
    }

    /// Marked in steps of 1, 2, 2.5 or 5 times a power of ten.
    fn between(low: f64, mut high: f64) -> Self {
        if high <= low {
            high = low + 1.0;
        }
        let step = nice(high / 5.0 - low / 5.0);
        let first = (low / step).floor();
        let last = (high / step).ceil();
        // At most a dozen: the step is at least a fifth of the range.
        let count = ((last - first).round() as usize).clamp(1, 12);
        let ticks: Vec<f64> = (0..=count)
            .map(|index| ((first + index as f64) * step).clamp(f64::MIN, f64::MAX))
            .collect();
        let decimals = (-step.log10().floor()).clamp(0.0, 300.0);
        // A step of 2.5 needs one more.
        let last_digits = step * 10_f64.powf(decimals);
        let has_half = (last_digits - last_digits.round()).abs() > 1e-6;
        Self {
            low: ticks.first().copied().unwrap_or(low),
            high: ticks.last().copied().unwrap_or(high),
            ticks,
            decimals: decimals as usize + usize::from(has_half),
        }
    }

    /// Where a number lies between the ends, from zero to one.
    pub fn place(&self, number: f64) -> f64 {
        // Halved first, so that the ends of the largest range still have a distance.
        let span = self.high / 2.0 - self.low / 2.0;
        ((number / 2.0 - self.low / 2.0) / span).clamp(0.0, 1.0)
    }
}

/// The least and the greatest of numbers; zero if there are none.
fn ends(numbers: impl Iterator<Item = f64>) -> (f64, f64) {
    numbers
        .map(|number| (number, number))
        .reduce(|(low, high), (number, _)| (low.min(number), high.max(number)))
        .unwrap_or_default()
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

/// A number with grouped digits and a true minus sign; a very large or small one with a power of
/// ten.
pub fn words(number: f64, decimals: usize) -> String {
    if number.abs() >= 1e15 || (number != 0.0 && decimals > 8) {
        return power_of_ten(number);
    }
    let decimals = if decimals > 8 { 0 } else { decimals };
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

/// A number with as many decimals as it has, at most three; more for one that is near zero.
pub fn exact(number: f64) -> String {
    if number != 0.0 && number.abs() < 0.001 {
        return power_of_ten(number);
    }
    let decimals = (0..3)
        .find(|decimals| {
            let scaled = number * 10_f64.powi(*decimals);
            (scaled - scaled.round()).abs() < 1e-9
        })
        .unwrap_or(3);
    words(number, decimals.unsigned_abs() as usize)
}

/// `2.5×10³⁰⁰`.
fn power_of_ten(number: f64) -> String {
    let written = format!("{number:.2e}");
    let (digits, power) = written.split_once('e').unwrap_or((&written, "0"));
    let digits = match digits.contains('.') {
        true => digits.trim_end_matches('0').trim_end_matches('.'),
        false => digits,
    };
    let raised: String = power
        .chars()
        .map(|character| match character.to_digit(10) {
            Some(digit) => ['⁰', '¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹'][digit as usize],
            None => '⁻',
        })
        .collect();
    format!("{}×10{raised}", digits.replace('-', "\u{2212}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ticks_are_round() {
        let check = |numbers: &[f64], expected: &[f64]| {
            assert_eq!(Axis::from_zero(numbers.iter().copied()).ticks, expected);
        };
        check(&[583.0, 2927.0], &[0.0, 1000.0, 2000.0, 3000.0]);
        check(&[10.0], &[0.0, 2.0, 4.0, 6.0, 8.0, 10.0]);
        check(&[-3.0, 5.0], &[-4.0, -2.0, 0.0, 2.0, 4.0, 6.0]);
        check(&[0.0], &[0.0, 0.2, 0.4, 0.600_000_000_000_000_1, 0.8, 1.0]);
    }

    #[test]
    fn an_axis_of_a_line_need_not_begin_at_zero() {
        let around = |numbers: &[f64]| Axis::around(numbers.iter().copied());
        assert_eq!(around(&[101.0, 104.0]).ticks, [101.0, 102.0, 103.0, 104.0]);
        assert!(!around(&[101.0, 104.0]).holds_zero());
        assert!(around(&[1.0, 104.0]).holds_zero());
        assert!(around(&[-5.0, 104.0]).holds_zero());
        assert!(!around(&[-104.0, -101.0]).holds_zero());
        assert!(!around(&[7.0, 7.0]).holds_zero());
        assert!(around(&[]).holds_zero());
    }

    #[test]
    fn extremes_have_an_axis() {
        for numbers in [
            &[1e300, -1e300][..],
            &[f64::MAX, f64::MIN],
            &[f64::MAX],
            &[f64::MIN_POSITIVE],
            &[5e-324],
            &[1e300, 1e300 + 1e285],
            &[1e16, 1e16 + 2.0],
            &[-0.0],
        ] {
            for axis in [
                Axis::from_zero(numbers.iter().copied()),
                Axis::around(numbers.iter().copied()),
            ] {
                assert!(axis.ticks.len() >= 2, "{numbers:?} {axis:?}");
                for number in numbers {
                    assert!((0.0..=1.0).contains(&axis.place(*number)), "{axis:?}");
                }
                for tick in &axis.ticks {
                    let label = axis.label(*tick);
                    assert!(label.len() < 24, "{label}");
                }
            }
        }
    }

    #[test]
    fn steps_of_a_quarter_are_written_out() {
        let axis = Axis::from_zero([1.2].into_iter());
        let labels: Vec<String> = axis.ticks.iter().map(|tick| axis.label(*tick)).collect();
        assert_eq!(labels, ["0.00", "0.25", "0.50", "0.75", "1.00", "1.25"]);
    }

    #[test]
    fn very_large_and_small_numbers_have_a_power() {
        assert_eq!(exact(1e300), "1×10³⁰⁰");
        assert_eq!(exact(-2.5e-7), "\u{2212}2.5×10⁻⁷");
        assert_eq!(exact(999_999_999_999_999.0), "999,999,999,999,999");
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
