//! Fractions in words. Knows no sentence: a word such as "third" is an ordinal as often.

/// Fractions as they stand, and behind the word for how many.
const FRACTIONS: &[(&str, f64)] = &[
    ("half", 0.5),
    ("halves", 0.5),
    ("third", 1.0 / 3.0),
    ("thirds", 1.0 / 3.0),
    ("quarter", 0.25),
    ("quarters", 0.25),
    ("fifth", 0.2),
    ("fifths", 0.2),
    ("tenth", 0.1),
    ("tenths", 0.1),
    ("fourths", 0.25),
    ("sixth", 1.0 / 6.0),
    ("sixths", 1.0 / 6.0),
    ("eighth", 0.125),
    ("eighths", 0.125),
    ("drittel", 1.0 / 3.0),
    ("dritteln", 1.0 / 3.0),
    ("vierteln", 0.25),
    ("fünfteln", 0.2),
    ("sechstel", 1.0 / 6.0),
    ("achtel", 0.125),
    ("zehntel", 0.1),
    ("zehnteln", 0.1),
    ("cinquièmes", 0.2),
    ("sixièmes", 1.0 / 6.0),
    ("dixièmes", 0.1),
    ("metà", 0.5),
    ("terzi", 1.0 / 3.0),
    ("metade", 0.5),
    ("terços", 1.0 / 3.0),
    ("helft", 0.5),
    ("kwart", 0.25),
    ("viertel", 0.25),
    ("fünftel", 0.2),
    ("hälfte", 0.5),
    ("tiers", 1.0 / 3.0),
    ("quart", 0.25),
    ("quarts", 0.25),
    ("moitié", 0.5),
    ("tercio", 1.0 / 3.0),
    ("tercios", 1.0 / 3.0),
    ("cuarto", 0.25),
    ("cuartos", 0.25),
    ("quintos", 0.2),
    ("mitad", 0.5),
];

/// The fraction that a word in lower case names, as a part of one.
pub(super) fn fraction(word: &str) -> Option<f64> {
    let mut fractions = FRACTIONS.iter();
    fractions.find_map(|(name, size)| (*name == word).then_some(*size))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fractions_of_four_languages_are_known() {
        for third in ["third", "drittel", "tiers", "tercio"] {
            assert_eq!(fraction(third), Some(1.0 / 3.0), "{third}");
        }
        assert_eq!(fraction("second"), None);
    }
}
