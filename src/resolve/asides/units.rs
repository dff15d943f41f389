//! Sentences that say in which unit something is given: "All sums are in euros."

use super::words::Words;

/// What is given in a unit.
const QUANTITIES: &[&str] = &[
    "amounts",
    "areas",
    "costs",
    "currencies",
    "dates",
    "distances",
    "figures",
    "heights",
    "lengths",
    "measurements",
    "numbers",
    "percentages",
    "prices",
    "quantities",
    "salaries",
    "sums",
    "sums of money",
    "monetary amounts",
    "temperatures",
    "times",
    "times of day",
    "values",
    "volumes",
    "wages",
    "weights",
    "angaben",
    "beträge",
    "kosten",
    "preise",
    "summen",
    "temperaturen",
    "werte",
    "zahlen",
    "zeiten",
    "zeitangaben",
    "montants",
    "sommes",
    "prix",
    "chiffres",
    "températures",
    "heures",
    "valeurs",
    "cantidades",
    "importes",
    "montos",
    "precios",
    "cifras",
    "sumas",
    "temperaturas",
    "valores",
];

/// What stands before them.
const BEFORE: &[&str] = &[
    "all",
    "all the",
    "unless otherwise stated all",
    "unless otherwise noted all",
    "unless stated otherwise all",
    "unless noted otherwise all",
    "alle",
    "sämtliche",
    "tous les",
    "toutes les",
    "todos los",
    "todas las",
];

/// How they are given.
const GIVEN: &[&str] = &[
    "are in",
    "are given in",
    "are expressed in",
    "are stated in",
    "are quoted in",
    "are shown in",
    "are reported in",
    "are rounded to",
    "have been converted to",
    "were converted to",
    "sind in",
    "verstehen sich in",
    "werden in",
    "sont en",
    "sont exprimés en",
    "sont exprimées en",
    "sont indiqués en",
    "sont données en",
    "están en",
    "se expresan en",
    "se dan en",
    "figuran en",
];

/// Units, by the beginnings of their words. A word of two or three capitals, such as `EUR`, is one too.
const UNITS: &[&str] = &[
    "baht",
    "cubic",
    "current",
    "constant",
    "crown",
    "degree",
    "dinar",
    "dirham",
    "dollar",
    "dólares",
    "euro",
    "feet",
    "francs",
    "franken",
    "grad",
    "gram",
    "hectare",
    "hektar",
    "hour",
    "hundred",
    "kilogram",
    "kilomet",
    "kubikmeter",
    "litre",
    "liter",
    "local",
    "lokalzeit",
    "metre",
    "meter",
    "mètres",
    "metros",
    "metric",
    "mile",
    "millimet",
    "million",
    "millones",
    "nearest",
    "nominal",
    "ortszeit",
    "peso",
    "pound",
    "prozent",
    "percent",
    "per",
    "real",
    "rouble",
    "ruble",
    "rupee",
    "rupiah",
    "shilling",
    "square",
    "tausend",
    "thousand",
    "ton",
    "universal",
    "us",
    "won",
    "yen",
    "yuan",
    "zloty",
];

/// The most words of such a sentence.
const MOST: usize = 18;

/// Words that do not belong to how something is given.
const MORE: &[&str] = &[
    "that", "who", "which", "because", "but", "rose", "fell", "dass", "que", "qui",
];

/// Whether a sentence says in which unit the report gives something, and nothing else.
pub(super) fn names_unit(words: &Words<'_>) -> bool {
    if words.len() > MOST || words.has_quotation() || words.has(MORE) {
        return false;
    }
    let before = words.longest(0, BEFORE);
    let quantity = words.longest(before, QUANTITIES);
    if before == 0 || quantity == 0 {
        return false;
    }
    let mut at = before + quantity;
    let rest = words.longest(
        at,
        &[
            "in this report",
            "in this brief",
            "in this memo",
            "in this paper",
            "in this chapter",
            "in this annex",
            "in the tables",
            "in diesem bericht",
            "in diesem papier",
            "dans ce rapport",
            "de este informe",
            "en este informe",
        ],
    );
    at += rest;
    let given = words.longest(at, GIVEN);
    let unit = at + given;
    let unit = unit + usize::from(words.lower(unit) == "the");
    given > 0 && is_unit(words, unit)
}

fn is_unit(words: &Words<'_>, at: usize) -> bool {
    let is_code = words.written.get(at).is_some_and(|word| {
        (2..=3).contains(&word.len()) && word.chars().all(|c| c.is_ascii_uppercase())
    });
    is_code || UNITS.iter().any(|unit| words.lower(at).starts_with(unit))
}
