//! How both books look: colours, faces, sizes and the logo.

use std::collections::BTreeMap;
use std::sync::Arc;

use camino::Utf8PathBuf;

use super::{Colour, name_in};
use crate::source::{Located, Span};

/// The look of a report, complete: what `theme.toml` leaves out is built in.
#[derive(Debug, Clone, PartialEq)]
pub struct Theme {
    /// The colours of the print report, and of the EPUB by day.
    pub light: Palette,
    /// The colours of the EPUB by night.
    pub dark: Palette,
    /// Where the author wrote a colour.
    pub written: BTreeMap<(Mode, Swatch), Span>,
    /// The faces that the author chose; others are built in.
    pub faces: BTreeMap<Face, Located<String>>,
    /// The families that there are, for a theme that chooses a face; empty for every other. The pipeline fills
    /// them in before the rules are asked.
    pub families: Vec<String>,
    /// The sizes.
    pub sizes: Sizes,
    /// The logo on the title pages.
    pub logo: Option<Logo>,
    /// Whether the EPUB carries the report's own fonts.
    pub embed_fonts: bool,
}

/// By day or by night.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Mode {
    /// Dark on light, as in print.
    Light,
    /// Light on dark.
    Dark,
}

impl Mode {
    /// Both, with the table of `theme.toml` that holds their colours.
    pub const TABLES: [(&'static str, Mode); 2] =
        [("palette", Mode::Light), ("palette.dark", Mode::Dark)];

    /// The table that holds its colours.
    pub fn table(self) -> &'static str {
        match self {
            Self::Light => Self::TABLES[0].0,
            Self::Dark => Self::TABLES[1].0,
        }
    }
}

/// What a colour is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Swatch {
    /// Links, numbers of headings, marks of charts.
    Accent,
    /// The text.
    Ink,
    /// What stands back: running heads, notes on the title page.
    Quiet,
    /// Thin rules that only divide.
    Hairline,
    /// Behind boxes.
    Tint,
    /// Behind everything.
    Paper,
}

impl Swatch {
    /// Every swatch with its name.
    pub const NAMES: [(&'static str, Swatch); 6] = [
        ("accent", Swatch::Accent),
        ("ink", Swatch::Ink),
        ("quiet", Swatch::Quiet),
        ("hairline", Swatch::Hairline),
        ("tint", Swatch::Tint),
        ("paper", Swatch::Paper),
    ];

    /// Those in which words are printed.
    pub const OF_WORDS: [Swatch; 3] = [Swatch::Ink, Swatch::Accent, Swatch::Quiet];

    /// The name.
    pub fn name(self) -> &'static str {
        name_in(&Self::NAMES, self)
    }
}

/// The colours of one mode.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Palette {
    /// Links, numbers of headings, marks of charts.
    pub accent: Colour,
    /// The text.
    pub ink: Colour,
    /// What stands back.
    pub quiet: Colour,
    /// Thin rules that only divide.
    pub hairline: Colour,
    /// Behind boxes.
    pub tint: Colour,
    /// Behind everything.
    pub paper: Colour,
}

/// The least contrasts that a computed dark palette has on its paper and its tint, as far as they
/// can be had. Text that is as white as can be glares at night.
const DARK_INK: f64 = 11.0;
const DARK_QUIET: f64 = 6.0;
const DARK_ACCENT: f64 = 5.5;
const DARK_HAIRLINE: f64 = 2.0;

/// The luminance between papers that are light and those that are dark: both black and white can be
/// read on it alike.
const MIDDLE: f64 = 0.179;

impl Palette {
    /// The built-in colours.
    pub const BUILT_IN: Self = Self {
        accent: Colour::new(0x8c, 0x2f, 0x23),
        ink: Colour::new(0x1f, 0x1f, 0x1f),
        quiet: Colour::new(0x61, 0x61, 0x61),
        hairline: Colour::new(0xb8, 0xb8, 0xb8),
        tint: Colour::new(0xf7, 0xf2, 0xec),
        paper: Colour::WHITE,
    };

    /// The colour for a purpose.
    pub fn get(&self, swatch: Swatch) -> Colour {
        match swatch {
            Swatch::Accent => self.accent,
            Swatch::Ink => self.ink,
            Swatch::Quiet => self.quiet,
            Swatch::Hairline => self.hairline,
            Swatch::Tint => self.tint,
            Swatch::Paper => self.paper,
        }
    }

    /// Sets the colour for a purpose.
    pub fn set(&mut self, swatch: Swatch, colour: Colour) {
        match swatch {
            Swatch::Accent => self.accent = colour,
            Swatch::Ink => self.ink = colour,
            Swatch::Quiet => self.quiet = colour,
            Swatch::Hairline => self.hairline = colour,
            Swatch::Tint => self.tint = colour,
            Swatch::Paper => self.paper = colour,
        }
    }

    /// Whether the paper is dark.
    pub fn is_dark(&self) -> bool {
        self.paper.luminance() < MIDDLE
    }

    /// The palette for the night that belongs to this one: the same hues on dark paper, each as far
    /// from the paper as can be read. What the author wrote for the night stays as it is.
    pub fn at_night(&self, written: &BTreeMap<Swatch, Colour>) -> Self {
        let mut night = *self;
        if !self.is_dark() {
            night.paper = self.paper.towards(Colour::BLACK, 235);
            night.tint = self.tint.towards(Colour::BLACK, 212);
        }
        for swatch in [Swatch::Paper, Swatch::Tint] {
            if let Some(colour) = written.get(&swatch) {
                night.set(swatch, *colour);
            }
        }
        let behind = [night.paper, night.tint];
        for (swatch, least) in [
            (Swatch::Ink, DARK_INK),
            (Swatch::Quiet, DARK_QUIET),
            (Swatch::Accent, DARK_ACCENT),
            (Swatch::Hairline, DARK_HAIRLINE),
        ] {
            let own = match swatch {
                // A rule that is thin by day must not shine by night.
                Swatch::Hairline if !self.is_dark() => self.hairline.towards(night.paper, 192),
                _ => self.get(swatch),
            };
            let colour = match written.get(&swatch) {
                Some(colour) => *colour,
                None => own
                    .reaching(least, &behind)
                    .or_else(|| own.reaching(super::TEXT_CONTRAST, &behind))
                    .unwrap_or_else(|| farthest(&behind)),
            };
            night.set(swatch, colour);
        }
        night
    }
}

/// Black or white, whichever is easier to read.
fn farthest(behind: &[Colour]) -> Colour {
    let black = Colour::BLACK.least_contrast(behind);
    if black > Colour::WHITE.least_contrast(behind) {
        Colour::BLACK
    } else {
        Colour::WHITE
    }
}

/// What a face is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Face {
    /// The text.
    Text,
    /// Tables and charts: a face without serifs, by default.
    Tables,
    /// Headings: that of the text, by default.
    Headings,
    /// Code.
    Mono,
}

impl Face {
    /// Every face with its name.
    pub const NAMES: [(&'static str, Face); 4] = [
        ("text", Face::Text),
        ("tables", Face::Tables),
        ("headings", Face::Headings),
        ("mono", Face::Mono),
    ];

    /// The name.
    pub fn name(self) -> &'static str {
        name_in(&Self::NAMES, self)
    }
}

/// A font file that the report brings.
#[derive(Debug, Clone)]
pub struct OwnFont {
    /// Its path.
    pub path: Utf8PathBuf,
    /// Its bytes.
    pub bytes: Arc<[u8]>,
}

/// The sizes of type.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Sizes {
    /// The text, in points; by default it depends on the paper.
    pub text: Option<f64>,
    /// How much larger headings are than the built-in ones.
    pub headings: f64,
    /// Notes, as a share of the text.
    pub notes: f64,
}

impl Sizes {
    /// The built-in sizes.
    pub const BUILT_IN: Self = Self {
        text: None,
        headings: 1.0,
        notes: 0.85,
    };

    /// The size of the text on a paper, in points.
    pub fn text_on(&self, paper: &str) -> f64 {
        let built_in = match paper {
            "a5" => 9.5,
            "6x9" => 9.9,
            _ => 10.8,
        };
        self.text.unwrap_or(built_in)
    }
}

/// The logo on the title pages.
#[derive(Debug, Clone, PartialEq)]
pub struct Logo {
    /// The path of the picture as the author wrote it.
    pub file: Located<String>,
    /// What it says to those who do not see it.
    pub alt: Located<String>,
    /// Its width in points.
    pub width: f64,
}

/// The width of a logo that says none, in points: 30 mm.
pub const LOGO_WIDTH: f64 = 30.0 * 72.0 / 25.4;

impl Theme {
    /// The family that prints a purpose, from those that are there. What the author did not choose
    /// is the text's face, except that code is set in a monospaced one.
    pub fn family<'a>(&'a self, face: Face, available: &[String]) -> &'a str {
        if let Some(family) = self.faces.get(&face) {
            return &family.value;
        }
        match face {
            Face::Text => BUILT_IN_TEXT,
            Face::Mono => BUILT_IN_MONO,
            Face::Tables if available.iter().any(|family| family == BUILT_IN_TABLES) => {
                BUILT_IN_TABLES
            }
            Face::Tables | Face::Headings => self.family(Face::Text, available),
        }
    }
}

/// The built-in face of the text.
const BUILT_IN_TEXT: &str = "Libertinus Serif";
/// The built-in face of tables, where it is there.
const BUILT_IN_TABLES: &str = "Source Sans 3";
/// The built-in face of code.
const BUILT_IN_MONO: &str = "DejaVu Sans Mono";

impl Default for Theme {
    /// The built-in look.
    fn default() -> Self {
        Self {
            light: Palette::BUILT_IN,
            dark: Palette::BUILT_IN.at_night(&BTreeMap::new()),
            written: BTreeMap::new(),
            faces: BTreeMap::new(),
            families: Vec::new(),
            sizes: Sizes::BUILT_IN,
            logo: None,
            embed_fonts: false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::TEXT_CONTRAST;

    fn passes(palette: &Palette) -> bool {
        Swatch::OF_WORDS.iter().all(|swatch| {
            let colour = palette.get(*swatch);
            colour.least_contrast(&[palette.paper, palette.tint]) >= TEXT_CONTRAST
        })
    }

    fn colour(hex: &str) -> Colour {
        Colour::from_hex(hex).unwrap()
    }

    #[test]
    fn the_built_in_colours_can_be_read_by_day_and_by_night() {
        let theme = Theme::default();
        assert!(passes(&theme.light));
        assert!(passes(&theme.dark));
        assert!(!theme.light.is_dark() && theme.dark.is_dark());
        let hairline = theme.dark.hairline.contrast(theme.dark.paper);
        assert!((DARK_HAIRLINE..3.0).contains(&hairline), "{hairline}");
    }

    #[test]
    fn a_computed_night_can_be_read_whatever_the_day_is() {
        for accent in [
            "#8c2f23", "#004080", "#00ff00", "#ffff00", "#000000", "#ffffff",
        ] {
            for paper in ["#ffffff", "#fbf3e4", "#777777", "#101418", "#000000"] {
                let mut day = Palette::BUILT_IN;
                day.accent = colour(accent);
                day.paper = colour(paper);
                day.tint = colour(paper);
                assert!(
                    passes(&day.at_night(&BTreeMap::new())),
                    "{accent} on {paper}"
                );
            }
        }
    }

    #[test]
    fn what_is_written_for_the_night_stays() {
        let written = BTreeMap::from([
            (Swatch::Paper, colour("#002b36")),
            (Swatch::Accent, colour("#333333")),
        ]);
        let night = Palette::BUILT_IN.at_night(&written);
        assert_eq!(night.paper, colour("#002b36"));
        assert_eq!(night.accent, colour("#333333"));
        assert!(night.ink.contrast(night.paper) >= DARK_INK);
    }

    #[test]
    fn tables_take_the_face_of_the_text_where_their_own_is_not_there() {
        let theme = Theme::default();
        assert_eq!(theme.family(Face::Tables, &[]), BUILT_IN_TEXT);
        let there = [BUILT_IN_TABLES.to_owned()];
        assert_eq!(theme.family(Face::Tables, &there), BUILT_IN_TABLES);
    }
}
