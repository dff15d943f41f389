//! Units of measure, to know one in whatever spelling and tell it from another.

/// Units and currencies with their spellings in several languages, one row a unit.
const UNITS: &[&[&str]] = &[
    &[
        "millimetre",
        "millimetres",
        "millimeter",
        "millimeters",
        "mm",
        "millimètres",
        "milímetros",
    ],
    &[
        "centimetre",
        "centimetres",
        "centimeter",
        "centimeters",
        "cm",
        "zentimeter",
        "centimètres",
        "centímetros",
    ],
    &[
        "metre", "metres", "meter", "meters", "m", "metern", "mètre", "mètres", "metro", "metros",
        "미터",
    ],
    &[
        "kilometre",
        "kilometres",
        "kilometer",
        "kilometers",
        "km",
        "kilometern",
        "kilomètres",
        "kilómetros",
        "chilometri",
        "quilómetros",
        "quilômetros",
        "킬로미터",
    ],
    &["foot", "feet", "ft", "pieds", "pies"],
    &[
        "mile", "miles", "meilen", "millas", "milles", "miglia", "milhas", "mijl",
    ],
    &[
        "microgram",
        "micrograms",
        "µg",
        "μg",
        "mikrogramm",
        "microgrammes",
        "microgramos",
    ],
    &[
        "milligram",
        "milligrams",
        "mg",
        "milligramm",
        "milligrammes",
        "miligramos",
    ],
    &["gram", "grams", "gramm", "grammes", "gramos", "g"],
    &[
        "kilogram",
        "kilograms",
        "kilo",
        "kilos",
        "kg",
        "kilogramm",
        "kilogrammes",
        "kilogramos",
        "chilogrammi",
        "quilos",
    ],
    &[
        "tonne",
        "tonnes",
        "ton",
        "tons",
        "t",
        "tonnen",
        "toneladas",
        "tonnellate",
    ],
    &["litre", "litres", "liter", "liters", "litern", "litros"],
    &["hectare", "hectares", "ha", "hektar", "hectáreas", "ettari"],
    &["acre", "acres", "acri"],
    &["barrel", "barrels"],
    &["gallon", "gallons", "gallonen", "galones"],
    &["yard", "yards"],
    &["km²", "km2", "quadratkilometer", "quadratkilometern"],
    &["m²", "m2", "quadratmeter", "quadratmetern"],
    &["mi²", "quadratmeilen"],
    &["ft²"],
    &["m³", "m3", "kubikmeter", "kubikmetern"],
    &["km³", "km3", "kubikkilometer"],
    &["ft³"],
    &["celsius", "°c"],
    &["fahrenheit", "°f"],
    &["kilowatt", "kilowatts", "kw"],
    &["megawatt", "megawatts", "mw", "mégawatts", "megavatios"],
    &["gigawatt", "gigawatts", "gw", "gigavatios"],
    &["kilowattstunden", "kilowattstunde", "kwh", "kilowattheures"],
    &["megawattstunden", "megawattstunde", "mwh"],
    &["gigawattstunden", "gigawattstunde", "gwh"],
    &["terawattstunden", "terawattstunde", "twh"],
    &["second", "seconds", "sekunden", "secondes", "segundos"],
    &["minute", "minutes", "minuten", "minutos"],
    &["hour", "hours", "stunden", "heures", "horas"],
    &["day", "days", "tage", "tagen", "jours", "días"],
    &["week", "weeks", "wochen", "semaines", "semanas"],
    &["month", "months", "monate", "monaten", "mois", "meses"],
    &["year", "years", "jahre", "jahren", "ans", "années", "años"],
    &["euro", "euros", "eur"],
    &["dollar", "dollars", "usd", "dólares"],
    &["franc", "francs", "franken", "chf"],
    &["rupee", "rupees"],
    &["crown", "crowns", "kronen", "kronor", "kroner", "couronnes"],
    &["peso", "pesos"],
    &["yen"],
    &["yuan"],
];

/// The units of one dimension, each by one of its spellings: what is taken for another one is of the same.
const DIMENSIONS: &[&[&str]] = &[
    &["mm", "cm", "metre", "km", "foot", "mile", "yard"],
    &["µg", "mg", "gram", "kg", "tonne"],
    &["hectare", "acre", "km²", "m²", "mi²", "ft²"],
    &["litre", "barrel", "gallon", "m³", "km³", "ft³"],
    &["celsius", "fahrenheit"],
    &["kw", "mw", "gw"],
    &["kwh", "mwh", "gwh", "twh"],
    &TIMES,
];

/// Words that make a square or a cube of a unit of length, before or behind it.
const SQUARE: &[&str] = &[
    "square",
    "sq",
    "carré",
    "carrés",
    "cuadrado",
    "cuadrados",
    "quadrati",
    "quadrados",
    "vierkante",
];
const CUBIC: &[&str] = &[
    "cubic", "cu", "cube", "cubes", "cúbico", "cúbicos", "cubi", "kubieke",
];

/// Words that stand before a unit and leave it what it is.
const PLAIN: &[&str] = &["metric", "short", "long", "degrees", "degree", "grad"];

/// Signs of money.
pub(super) const SIGNS_OF_MONEY: [char; 11] =
    ['$', '€', '£', '¥', '₩', '₹', '₽', '฿', '￥', '＄', '¢'];

/// The unit that a word in lower case names, as a number that two spellings of one unit share.
pub(super) fn unit(word: &str) -> Option<usize> {
    UNITS.iter().position(|spellings| spellings.contains(&word))
}

/// The unit that begins with the first of two words, and how many words it takes: "square miles",
/// "kilomètres carrés", "degrees Celsius", "megawatt hours".
pub(super) fn spelled(words: [&str; 2]) -> Option<(usize, usize)> {
    let [first, second] = words;
    let raised = |base: &str, power: char| {
        let short = UNITS.iter().find(|spellings| spellings.contains(&base))?;
        let short = match short[0] {
            "metre" => "m",
            "kilometre" => "km",
            "mile" => "mi",
            "foot" => "ft",
            _ => return None,
        };
        unit(&format!("{short}{power}"))
    };
    let power = |word: &str| match word {
        word if SQUARE.contains(&word) => Some('²'),
        word if CUBIC.contains(&word) => Some('³'),
        _ => None,
    };
    if let Some(power) = power(first) {
        return Some((raised(second, power)?, 2));
    }
    if PLAIN.contains(&first) {
        return Some((unit(second)?, 2));
    }
    if let Some(power) = power(second) {
        return Some((raised(first, power)?, 2));
    }
    let is_hours = matches!(second, "hours" | "hour" | "heures");
    let hours = is_hours.then(|| {
        let short = UNITS.iter().find(|spellings| spellings.contains(&first))?;
        let short = short.iter().find(|spelling| spelling.len() == 2)?;
        unit(&format!("{short}h"))
    });
    if let Some(hours) = hours.flatten() {
        return Some((hours, 2));
    }
    // "12 nautical miles" are no miles.
    if matches!(first, "nautical") || matches!(second, "nautiques" | "náuticas" | "nautical") {
        return None;
    }
    Some((unit(first)?, 1))
}

/// Whether two units are of one dimension, so that one may stand for the other by a slip.
pub(super) fn are_alike(one: usize, two: usize) -> bool {
    let is_in = |row: &&&[&str], of: usize| row.iter().any(|spelling| unit(spelling) == Some(of));
    DIMENSIONS
        .iter()
        .any(|row| is_in(&row, one) && is_in(&row, two))
}

/// The units that measure time, by the first of their spellings.
const TIMES: [&str; 7] = ["second", "minute", "hour", "day", "week", "month", "year"];

/// Whether a unit measures time.
pub(super) fn is_time(unit: usize) -> bool {
    UNITS
        .get(unit)
        .is_some_and(|spellings| TIMES.contains(&spellings[0]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_of_a_unit_are_one_and_no_spelling_is_of_two() {
        assert_eq!(unit("metres"), unit("m"));
        assert_ne!(unit("metres"), unit("feet"));
        assert_eq!(unit("stones"), None);
        for (at, spellings) in UNITS.iter().enumerate() {
            for word in *spellings {
                assert_eq!(unit(word), Some(at), "{word}");
            }
        }
    }

    #[test]
    fn units_may_be_of_two_words_and_are_alike_where_they_measure_the_same() {
        for (words, expected) in [
            (["square", "kilometres"], "km²"),
            (["kilomètres", "carrés"], "km2"),
            (["cubic", "meters"], "m3"),
            (["degrees", "celsius"], "°c"),
            (["megawatt", "hours"], "mwh"),
            (["metric", "tons"], "tonnes"),
        ] {
            assert_eq!(
                spelled(words),
                unit(expected).map(|unit| (unit, 2)),
                "{words:?}"
            );
        }
        assert_eq!(spelled(["miles", "of"]), unit("mile").map(|unit| (unit, 1)));
        assert_eq!(spelled(["nautical", "miles"]), None);
        for (one, two, expected) in [
            ("miles", "km", true),
            ("kg", "tonnes", true),
            ("acres", "km²", true),
            ("weeks", "months", true),
            ("km", "km²", false),
            ("days", "km", false),
        ] {
            let found = unit(one)
                .zip(unit(two))
                .map(|(one, two)| are_alike(one, two));
            assert_eq!(found, Some(expected), "{one} {two}");
        }
        for spelling in DIMENSIONS.iter().copied().flatten() {
            assert!(unit(spelling).is_some(), "{spelling}");
        }
    }

    #[test]
    fn the_units_of_time_are_told_in_every_spelling() {
        for word in TIMES {
            assert!(unit(word).is_some_and(is_time), "{word}");
        }
        assert!(unit("heures").is_some_and(is_time));
        assert!(!unit("metres").is_some_and(is_time));
    }
}
