//! A colour, and how well two of them can be told apart.

use std::fmt;

/// A colour of the screen (sRGB), eight bits a channel.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Colour {
    /// Red.
    pub red: u8,
    /// Green.
    pub green: u8,
    /// Blue.
    pub blue: u8,
}

/// The contrast that WCAG 2.2 (1.4.3, level AA) asks for between text and what is behind it.
pub const TEXT_CONTRAST: f64 = 4.5;

/// The contrast that WCAG 2.2 asks for of large text (1.4.3) and of lines and areas that carry
/// meaning, such as those of charts (1.4.11).
pub const GRAPHICS_CONTRAST: f64 = 3.0;

impl Colour {
    /// White.
    pub const WHITE: Self = Self::new(0xff, 0xff, 0xff);
    /// Black.
    pub const BLACK: Self = Self::new(0, 0, 0);

    /// A colour of three channels.
    pub const fn new(red: u8, green: u8, blue: u8) -> Self {
        Self { red, green, blue }
    }

    /// Reads `#rrggbb`, in capitals or not.
    pub fn from_hex(text: &str) -> Option<Self> {
        let digits = text.strip_prefix('#')?;
        let is_hex = digits.len() == 6 && digits.bytes().all(|b| b.is_ascii_hexdigit());
        let channel = |at: usize| u8::from_str_radix(digits.get(at..at + 2)?, 16).ok();
        is_hex.then_some(())?;
        Some(Self::new(channel(0)?, channel(2)?, channel(4)?))
    }

    fn channels(self) -> [u8; 3] {
        [self.red, self.green, self.blue]
    }

    /// Relative luminance, from 0 for black to 1 for white (WCAG 2.2).
    pub fn luminance(self) -> f64 {
        let linear = |channel: u8| {
            let share = f64::from(channel) / 255.0;
            if share <= 0.040_45 {
                share / 12.92
            } else {
                ((share + 0.055) / 1.055).powf(2.4)
            }
        };
        let [red, green, blue] = self.channels().map(linear);
        0.2126 * red + 0.7152 * green + 0.0722 * blue
    }

    /// The contrast of two colours, from 1 to 21 (WCAG 2.2).
    pub fn contrast(self, other: Self) -> f64 {
        let (one, two) = (self.luminance() + 0.05, other.luminance() + 0.05);
        one.max(two) / one.min(two)
    }

    /// The lowest contrast with any of several colours.
    pub fn least_contrast(self, with: &[Self]) -> f64 {
        with.iter()
            .map(|other| self.contrast(*other))
            .fold(f64::INFINITY, f64::min)
    }

    /// The colour on the way to another one: `steps` of 256 parts. Towards black and white the hue
    /// stays the same.
    pub fn towards(self, other: Self, steps: u16) -> Self {
        let steps = steps.min(256);
        let mix = |from: u8, to: u8| {
            let sum = u32::from(from) * u32::from(256 - steps) + u32::from(to) * u32::from(steps);
            u8::try_from((sum + 128) / 256).unwrap_or(u8::MAX)
        };
        Self::new(
            mix(self.red, other.red),
            mix(self.green, other.green),
            mix(self.blue, other.blue),
        )
    }

    /// The nearest colour of the same hue, darker or lighter, that has at least a given contrast
    /// with all of several colours. None where no such colour has.
    pub fn reaching(self, least: f64, with: &[Self]) -> Option<Self> {
        let first = |end: Self| {
            (0..=256)
                .map(|steps| self.towards(end, steps))
                .find(|colour| colour.least_contrast(with) >= least)
        };
        let found = [first(Self::BLACK), first(Self::WHITE)];
        found
            .into_iter()
            .flatten()
            .min_by_key(|colour| self.distance(*colour))
    }

    fn distance(self, other: Self) -> u32 {
        let pairs = self.channels().into_iter().zip(other.channels());
        pairs
            .map(|(one, two)| u32::from(one.abs_diff(two)).pow(2))
            .sum()
    }
}

impl fmt::Display for Colour {
    /// `#rrggbb`, as style sheets and themes write it.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "#{:02x}{:02x}{:02x}", self.red, self.green, self.blue)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn colour(hex: &str) -> Colour {
        Colour::from_hex(hex).unwrap()
    }

    #[test]
    fn reads_six_digits_and_nothing_else() {
        assert_eq!(colour("#8C2f23").to_string(), "#8c2f23");
        for bad in [
            "8c2f23", "#8c2", "#8c2f2", "#8c2f233", "#8c2f2g", "#+c2f23", "red", "", "#é2f2",
        ] {
            assert_eq!(Colour::from_hex(bad), None, "{bad}");
        }
    }

    /// The known values are those that WebAIM's contrast checker and the worked examples of WCAG's
    /// techniques G17 and G18 give.
    #[test]
    fn measures_what_others_measure() {
        let check = |one: &str, two: &str, expected: &str| {
            let measured = format!("{:.2}", colour(one).contrast(colour(two)));
            assert_eq!(measured, expected, "{one} on {two}");
            assert_eq!(
                colour(one).contrast(colour(two)),
                colour(two).contrast(colour(one))
            );
        };
        check("#000000", "#ffffff", "21.00");
        check("#ffffff", "#ffffff", "1.00");
        check("#777777", "#ffffff", "4.48");
        check("#767676", "#ffffff", "4.54");
        check("#949494", "#ffffff", "3.03");
        check("#ff0000", "#ffffff", "4.00");
        check("#0000ff", "#ffffff", "8.59");
        check("#00ff00", "#000000", "15.30");
        check("#595959", "#ffffff", "7.00");
    }

    #[test]
    fn the_nearest_colour_that_passes_has_the_same_hue() {
        let check = |from: &str, with: &[&str], expected: Option<&str>| {
            let with: Vec<Colour> = with.iter().map(|hex| colour(hex)).collect();
            let found = colour(from).reaching(TEXT_CONTRAST, &with);
            assert_eq!(
                found.map(|colour| colour.to_string()).as_deref(),
                expected,
                "{from}"
            );
            if let Some(found) = found {
                assert!(found.least_contrast(&with) >= TEXT_CONTRAST);
            }
        };
        check("#767676", &["#ffffff"], Some("#767676"));
        check("#777777", &["#ffffff"], Some("#767676"));
        check("#ff0000", &["#ffffff"], Some("#ee0000"));
        check("#8c2f23", &["#141414"], Some("#ae6d64"));
        check("#ff0000", &["#ffffff", "#000000"], Some("#ee0000"));
        check("#00ff00", &["#ffffff", "#000000"], Some("#008a00"));
        check("#ff0000", &["#ffffff", "#222222"], None);
    }
}
