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
        "킬로미터",
    ],
    &["foot", "feet", "ft", "pieds", "pies"],
    &["mile", "miles", "meilen", "millas"],
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
    ],
    &["tonne", "tonnes", "ton", "tons", "t", "tonnen", "toneladas"],
    &["litre", "litres", "liter", "liters", "litern", "litros"],
    &["hectare", "hectares", "ha", "hektar", "hectáreas"],
    &["acre", "acres"],
    &["barrel", "barrels"],
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

/// Signs of money.
pub(super) const SIGNS_OF_MONEY: [char; 11] =
    ['$', '€', '£', '¥', '₩', '₹', '₽', '฿', '￥', '＄', '¢'];

/// The unit that a word in lower case names, as a number that two spellings of one unit share.
pub(super) fn unit(word: &str) -> Option<usize> {
    UNITS.iter().position(|spellings| spellings.contains(&word))
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
    fn the_units_of_time_are_told_in_every_spelling() {
        for word in TIMES {
            assert!(unit(word).is_some_and(is_time), "{word}");
        }
        assert!(unit("heures").is_some_and(is_time));
        assert!(!unit("metres").is_some_and(is_time));
    }
}
