//! What a column with a total may be beside a list of its parts: one with subtotals, with what is taken off, with
//! rows of means, or one of which only the longest rows are printed.

use super::super::tongues::Tongue;

/// Words in the names of rows that are no part of the total.
const ASIDES: &[&str] = &[
    "mean",
    "average",
    "median",
    "subtotal",
    "difference",
    "minimum",
    "maximum",
    "mittelwert",
    "mittel",
    "durchschnitt",
    "zwischensumme",
    "teilsumme",
    "differenz",
    "moyenne",
    "médiane",
    "différence",
    "promedio",
    "media",
    "mediana",
    "diferencia",
    "média",
    "mediano",
    "differenza",
    "gemiddelde",
    "mediaan",
    "subtotaal",
    "subtotale",
    "tussentotaal",
    "평균",
    "소계",
    "小計",
    "小计",
    "평균값",
];

/// Beginnings of the names of rows that total some of the others.
const SUBTOTALS: &[&str] = &[
    "total ",
    "sub-total",
    "sub total",
    "sous-total",
    "gesamt ",
    "summe ",
    "suma ",
    "totale ",
];

/// Beginnings of words in the names of rows that are taken off.
const TAKEN_OFF: &[&str] = &[
    "expen",
    "expend",
    "spent",
    "spending",
    "cost",
    "less",
    "minus",
    "deduct",
    "withdr",
    "loss",
    "outgo",
    "ausgabe",
    "kosten",
    "abzug",
    "abzüg",
    "abgäng",
    "verlust",
    "dépense",
    "charges",
    "déduction",
    "perte",
    "gasto",
    "egreso",
    "costo",
    "coste",
    "deducc",
    "pérdida",
    "spese",
    "uscite",
    "costi",
    "despesa",
    "uitgaven",
];

/// Words of captions by which only some of the rows are printed.
const SELECTED: &[&str] = &[
    "selected",
    "selection",
    "most",
    "top",
    "main",
    "largest",
    "biggest",
    "leading",
    "chosen",
    "ausgewählt",
    "ausgewählte",
    "ausgewählten",
    "wichtigsten",
    "größten",
    "grössten",
    "meisten",
    "principaux",
    "principales",
    "principal",
    "sélection",
    "choisis",
    "choisies",
    "seleccionados",
    "seleccionadas",
    "mayores",
    "principali",
    "maggiori",
    "principais",
    "belangrijkste",
    "grootste",
];

/// Beginnings of words that say that whole numbers were rounded.
const LARGE: &[&str] = &[
    "thousand", "million", "billion", "tausend", "tsd", "mio", "mrd", "milliard", "millier",
    "miles", "millones", "milioni", "migliaia", "milhares", "milhões", "duizend", "miljoen",
];

/// Whom more than one year or month may count.
const LASTING: &[&str] = &[
    "detainee",
    "prisoner",
    "inmate",
    "patient",
    "pupil",
    "student",
    "teacher",
    "visitor",
    "user",
    "member",
    "resident",
    "worker",
    "employee",
    "beneficiarie",
    "client",
    "people",
    "person",
    "household",
    "familie",
    "häftlinge",
    "gefangene",
    "patienten",
    "schüler",
    "personen",
    "familien",
    "détenu",
    "prisonnier",
    "élève",
    "personne",
    "famille",
    "detenido",
    "preso",
    "paciente",
    "alumno",
    "persona",
    "familia",
];

/// The most rows that are looked at as subtotals of the others.
const MOST: usize = 8;

/// The words of a text in lower case.
fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
}

/// Whether a row of this name is a mean, a subtotal or a difference.
pub(super) fn is_aside(name: &str) -> bool {
    words(name).any(|word| ASIDES.contains(&word))
        || SUBTOTALS.iter().any(|start| name.starts_with(start))
}

/// Whether a caption in lower case says that only some of what is totalled is shown.
pub(super) fn is_selection(caption: &str) -> bool {
    words(caption).any(|word| SELECTED.contains(&word))
}

/// Whether a head or a caption in lower case says that its whole numbers are thousands or more.
pub(super) fn is_of_large(text: &str) -> bool {
    text.contains("’000")
        || text.contains("'000")
        || ["천", "백만", "억", "千", "百万", "億"]
            .iter()
            .any(|sign| text.contains(sign))
        || words(text).any(|word| LARGE.iter().any(|start| word.starts_with(start)))
}

/// Whether a column is of persons, row by row of years, so that a total of all of them may count each once.
pub(super) fn is_once_each(head: &str, names: &[&str], tongue: &Tongue) -> bool {
    let is_time = |name: &&str| {
        let is_year =
            |word: &str| word.len() == 4 && word.bytes().all(|byte| byte.is_ascii_digit());
        words(name).all(|word| is_year(word) || tongue.month(word).is_some())
    };
    let is_person = |word: &str| {
        let plain = word.strip_suffix('s').unwrap_or(word);
        LASTING.contains(&word) || LASTING.contains(&plain)
    };
    names.iter().all(is_time) && words(head).any(is_person)
}

/// Whether a total is the sum of some rows in one of the ways in which tables are made.
pub(super) fn fits(rows: &[(&str, i64)], total: i64, slack: i64) -> bool {
    let sum = |rows: &[(&str, i64)]| {
        rows.iter()
            .map(|(_, value)| i128::from(*value))
            .sum::<i128>()
    };
    let is_near = |sum: i128| (sum - i128::from(total)).abs() <= i128::from(slack);
    let signed = rows.iter().map(|(name, value)| {
        let is_taken_off =
            words(name).any(|word| TAKEN_OFF.iter().any(|start| word.starts_with(start)));
        i128::from(if is_taken_off { -value.abs() } else { *value })
    });
    if is_near(sum(rows)) || is_near(signed.sum()) {
        return true;
    }
    let mut rows = rows.to_vec();
    // Towns, counties and provinces: three levels at most.
    for _ in 0..3 {
        let subtotals = subtotals(&rows, slack);
        if subtotals.is_empty() {
            return false;
        }
        let all = sum(&rows);
        let without = |chosen: usize| {
            let left_out = subtotals
                .iter()
                .enumerate()
                .filter(|(at, _)| chosen >> at & 1 == 1);
            all - left_out
                .map(|(_, row)| i128::from(rows[*row].1))
                .sum::<i128>()
        };
        if (1..1_usize << subtotals.len()).any(|chosen| is_near(without(chosen))) {
            return true;
        }
        let mut at = 0;
        rows.retain(|_| {
            at += 1;
            !subtotals.contains(&(at - 1))
        });
    }
    false
}

/// The rows that are the sum of those right behind or before them.
fn subtotals(rows: &[(&str, i64)], slack: i64) -> Vec<usize> {
    /// The most rows of one subtotal.
    const PARTS: usize = 60;
    if rows.iter().any(|(_, value)| *value < 0) {
        return Vec::new();
    }
    let count = |whole: i64, parts: &mut dyn Iterator<Item = i64>| {
        let mut sum = 0_i64;
        for (at, part) in parts.take(PARTS).enumerate() {
            sum = sum.saturating_add(part);
            if sum > whole.saturating_add(slack) {
                return 0;
            }
            if (sum - whole).abs() <= slack && part > 0 {
                return at + 1;
            }
        }
        0
    };
    let counts: Vec<usize> = (0..rows.len())
        .map(|at| {
            let whole = rows[at].1;
            let mut behind = rows[at + 1..].iter().map(|(_, value)| *value);
            let mut before = rows[..at].iter().rev().map(|(_, value)| *value);
            match whole {
                0 => 0,
                _ => count(whole, &mut behind).max(count(whole, &mut before)),
            }
        })
        .collect();
    // A row that equals the next one may be its subtotal where others are subtotals of several.
    if counts.iter().all(|count| *count < 2) {
        return Vec::new();
    }
    let found = counts.iter().enumerate().filter(|(_, count)| **count > 0);
    found.map(|(at, _)| at).take(MOST).collect()
}

#[cfg(test)]
mod tests {
    use super::super::super::tongues;
    use super::*;

    #[test]
    fn a_total_is_that_of_one_reading_of_its_rows() {
        let check = |rows: &[(&str, i64)], total: i64, expected: bool| {
            assert_eq!(fits(rows, total, 0), expected, "{rows:?}");
        };
        check(
            &[("north", 10), ("arn", 6), ("bel", 4), ("south", 20)],
            30,
            true,
        );
        check(
            &[("arn", 6), ("bel", 4), ("north", 10), ("cil", 20)],
            30,
            true,
        );
        check(
            &[
                ("north", 10),
                ("arn", 6),
                ("bel", 4),
                ("south", 20),
                ("cil", 20),
            ],
            30,
            true,
        );
        check(&[("income", 100), ("expenses", 60)], 40, true);
        check(&[("einnahmen", 100), ("ausgaben", 60)], 40, true);
        let levels = [
            ("land", 30),
            ("north", 10),
            ("a", 4),
            ("b", 6),
            ("south", 20),
            ("c", 9),
            ("d", 11),
        ];
        check(&levels, 30, true);
        check(
            &[("north", 10), ("arn", 6), ("bel", 4), ("south", 20)],
            31,
            false,
        );
        check(&[("a", 12), ("b", 31), ("c", 20)], 62, false);
        check(&[("a", 12), ("b", 12)], 12, false);
        check(&[("men", 410), ("women", 350)], 770, false);
    }

    #[test]
    fn names_of_rows_and_captions_are_read_by_words() {
        for name in [
            "mean",
            "north, subtotal",
            "total valid",
            "sub-total north",
            "median age",
        ] {
            assert!(is_aside(name), "{name}");
        }
        for name in ["north", "meaning", "totally", "averages"] {
            assert!(!is_aside(name), "{name}");
        }
        assert!(is_selection("the three countries with most cases"));
        assert!(!is_selection("what was almost stopped"));
        let tongue = tongues::of("en");
        assert!(is_once_each("detainees", &["2017", "may 2018"], tongue));
        assert!(!is_once_each("detainees", &["north", "south"], tongue));
        assert!(!is_once_each("stones", &["2017", "2018"], tongue));
        assert!(is_of_large("cases (thousands)") && is_of_large("us$ million"));
        assert!(!is_of_large("cases"));
    }
}
