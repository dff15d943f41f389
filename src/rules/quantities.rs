//! Numbers of running text with what they measure, so that two can be told to be of one kind.

use std::ops::Range;

use super::fractions::fraction;
use super::measures::{self, SIGNS_OF_MONEY};
use super::numbers;
use super::prose::Own;
use super::tongues::Tongue;

/// What a quantity measures.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Sort {
    /// Per cent of something.
    Percent,
    /// Percentage points.
    Points,
    /// Money, by its sign or name.
    Money(String),
    /// A measure that [`measures::unit`] knows.
    Measure(usize),
    /// Things that are counted, or something of which nothing is known.
    Count,
    /// A year.
    Year,
}

/// How exactly a quantity is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Bound {
    Exact,
    About,
    /// Somewhat less than it, or at most: "nearly half", "less than 30".
    Less,
    /// Somewhat more than it, or at least: "more than a third", "over 30".
    More,
}

/// A number as it is written, with what it measures.
#[derive(Debug, Clone)]
pub(super) struct Quantity {
    /// What it is, with the word that multiplies it.
    pub value: f64,
    /// How far it may be from what was rounded to it.
    pub step: f64,
    pub sort: Sort,
    pub bound: Bound,
    /// The word with which it begins.
    pub first: usize,
    /// The last word of the number, without its unit.
    pub last: usize,
    /// The first word behind its unit.
    pub next: usize,
    /// Its words and those of its unit, with the sign before it.
    pub range: Range<usize>,
    /// The word behind it in lower case, where only white space stands between.
    pub noun: String,
    /// Whether a plus or minus stands before it, or it counts times: "2.4 times".
    pub is_relative: bool,
}

/// The most quantities of a sentence that are compared: what has more is a table in words.
pub(super) const MOST: usize = 40;

/// Codes of money that may stand before a sum, or names behind it, with the sign for which they stand.
const MONEY: &[(&str, &[&str])] = &[
    ("$", &["usd", "dollar", "dollars", "dólares", "dólar"]),
    ("€", &["eur", "euro", "euros"]),
    (
        "£",
        &["gbp", "pound", "pounds", "pfund", "livres", "libras"],
    ),
    ("chf", &["chf", "franken"]),
    ("cad", &["cad"]),
    ("aud", &["aud"]),
    ("nzd", &["nzd"]),
    ("real", &["reais", "reales", "brl"]),
    ("franc", &["franc", "francs", "francos"]),
    ("¥", &["jpy", "yen"]),
    ("yuan", &["cny", "yuan", "rmb", "renminbi"]),
    ("₩", &["krw", "won"]),
    ("₹", &["inr", "rupee", "rupees", "rs"]),
    ("₽", &["rub", "rouble", "roubles", "ruble", "rubles"]),
    (
        "crown",
        &[
            "crown",
            "crowns",
            "kronen",
            "kronor",
            "kroner",
            "couronnes",
            "coronas",
            "sek",
            "nok",
            "dkk",
        ],
    ),
    ("peso", &["peso", "pesos"]),
    ("rand", &["rand", "zar"]),
    ("shilling", &["shilling", "shillings", "kes", "ugx", "tzs"]),
    ("lira", &["lira", "liras", "lire"]),
    ("naira", &["naira", "ngn"]),
    ("lari", &["lari"]),
    ("mark", &["marks", "mark"]),
];

/// The money that a sign, a code or a name in lower case stands for.
pub(super) fn money_of(lower: &str) -> Option<&'static str> {
    let mut kinds = MONEY.iter();
    let kind = kinds.find(|(sign, names)| *sign == lower || names.contains(&lower))?;
    Some(kind.0)
}

/// Words that make the number behind them inexact, whichever way.
const ABOUT: &[&str] = &[
    "about",
    "around",
    "approximately",
    "circa",
    "roughly",
    "some",
    "nearly",
    "almost",
    "just",
    "close",
    "etwa",
    "rund",
    "ca",
    "ungefähr",
    "circa",
    "gut",
    "environ",
    "quelque",
    "autour",
    "unos",
    "unas",
    "cerca",
    "aproximadamente",
    "alrededor",
    "circa",
    "ongeveer",
    "estimated",
    "geschätzt",
    "estimés",
];

/// Words that say that it is somewhat less.
const LESS: &[&str] = &[
    "nearly",
    "almost",
    "under",
    "below",
    "knapp",
    "fast",
    "beinahe",
    "unter",
    "höchstens",
    "presque",
    "casi",
    "quasi",
    "bijna",
    "quase",
];

/// Words that say that it is somewhat more.
const MORE: &[&str] = &[
    "over",
    "above",
    "über",
    "mindestens",
    "gut",
    "exceeding",
    "beyond",
];

/// What makes "than" or "of" a bound, before it.
const MORE_THAN: &[&str] = &[
    "more", "mehr", "plus", "más", "mais", "più", "meer", "greater", "higher",
];
const LESS_THAN: &[&str] = &[
    "less", "fewer", "weniger", "moins", "menos", "meno", "minder", "lower",
];

/// Whether a noun in lower case says of the number before it how often or how many times as much: "2.4 times".
pub(super) fn counts_times(noun: &str) -> bool {
    matches!(
        noun,
        "times" | "mal" | "fois" | "veces" | "volte" | "keer" | "vezes"
    )
}

/// The quantities of a sentence in order; none where there are too many to compare.
pub(super) fn read(own: &Own, tongue: &Tongue) -> Vec<Quantity> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < own.words.len() {
        match quantity(own, tongue, at) {
            Some((next, found_one)) => {
                found.extend(found_one);
                at = next.max(at + 1);
            }
            None => at += 1,
        }
        if found.len() > MOST {
            return Vec::new();
        }
    }
    found
}

/// The quantity that begins at a word, if it is one, and the first word behind the number.
fn quantity(own: &Own, tongue: &Tongue, at: usize) -> Option<(usize, Option<Quantity>)> {
    let Own { text, words, .. } = own;
    let in_digits = numbers::digits(text, words, at, tongue);
    let figures = in_digits.or_else(|| numbers::in_words(text, words, at, tongue))?;
    let (first, last) = (at, figures.last);
    let start = words[first].range.start;
    let end = words[last].range.end;
    let behind = &text[end..];
    let before = text[..start]
        .trim_end_matches(SIGNS_OF_MONEY)
        .trim_end_matches(['\u{a0}', ' ']);
    let glued = text[..start].chars().next_back();
    let is_time = glued == Some(':')
        || behind
            .strip_prefix(':')
            .is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()));
    let is_part_of_word = matches!(glued, Some('/' | '-' | '–' | '#'))
        || behind.starts_with('–')
        || behind
            .strip_prefix(['-', '/'])
            .is_some_and(|rest| rest.starts_with(char::is_alphanumeric));
    let is_day =
        figures.scaled()? <= 31_000 && numbers::is_beside_month(text, words, (first, last), tongue);
    let is_signed = before.ends_with(['+', '−']);
    let is_hour = is_hour(own, last);
    if is_time || is_hour || is_part_of_word || is_day {
        return Some((last + 1, None));
    }
    let scale = figures.scale.map_or(1.0, |scale| scale as f64);
    let value = figures.value as f64 / 1000.0 * scale;
    let (sort, next) = sort(own, tongue, &figures, first);
    let next = next.min(words.len());
    let noun = words.get(next).filter(|word| {
        let from = words[next - 1].range.end;
        text[from..word.range.start]
            .chars()
            .all(|c| c.is_whitespace() || c == '%')
    });
    let noun = noun.map(|word| word.lower.clone()).unwrap_or_default();
    // German writes its nouns with capitals: "elf verschwunden" counts what was told before.
    let is_noun = tongue.language != "de"
        || words
            .get(next)
            .is_some_and(|word| text[word.range.clone()].starts_with(char::is_uppercase));
    // What stands before a part of a whole in words is no number of its own: "two thirds".
    if fraction(&noun).is_some() {
        return Some((last + 1, None));
    }
    let noun = if is_noun { noun } else { String::new() };
    let unit_end = words[next - 1].range.end.max(end);
    let sign = text[unit_end..].trim_start();
    let unit_end = match sort {
        Sort::Percent if sign.starts_with('%') => text.len() - sign.len() + 1,
        Sort::Money(_) => {
            let sign_len = sign_behind(sign).map_or(0, char::len_utf8);
            match sign_len {
                0 => unit_end,
                _ => text.len() - sign.len() + sign_len,
            }
        }
        _ => unit_end,
    };
    let begins = start
        - text[..start]
            .chars()
            .next_back()
            .filter(|sign| SIGNS_OF_MONEY.contains(sign))
            .map_or(0, char::len_utf8);
    let quantity = Quantity {
        value,
        step: match figures.decimals {
            0 if figures.scale.is_none() => 0.0,
            _ => numbers::half_of_last_digit(figures.decimals) * scale,
        },
        sort,
        bound: bound(own, tongue, first),
        first,
        last,
        next,
        range: begins..unit_end,
        is_relative: is_signed || counts_times(&noun),
        noun,
    };
    Some((last + 1, Some(quantity)))
}

/// Whether the words behind a number make it a time of day: "14 Uhr", "7 a.m.".
fn is_hour(own: &Own, last: usize) -> bool {
    let word = |at| own.word(at);
    let behind: String = own.lower[own.words[last].range.end..]
        .trim_start()
        .chars()
        .take(3)
        .collect();
    matches!(word(last + 1), "uhr" | "am" | "pm" | "o’clock" | "o'clock")
        && (word(last + 1) != "am" || !own.text.contains(" am "))
        || ["a.m", "p.m"].iter().any(|mark| behind.starts_with(mark))
}

/// What a number measures, and the first word behind its unit.
fn sort(own: &Own, tongue: &Tongue, figures: &numbers::Figures, first: usize) -> (Sort, usize) {
    let Own { text, words, .. } = own;
    let end = words[figures.last].range.end;
    let mut next = figures.last + 1;
    let rest = text[end..].trim_start_matches([' ', '\u{a0}', '\u{202f}']);
    let near = rest.chars().take(16).collect::<String>().to_lowercase();
    let word = |at| own.word(at);
    // "Prozentpunkte" and "percentage points" begin as per cent does.
    if near.starts_with("prozentpunkt") {
        return (Sort::Points, next + 1);
    }
    if word(next) == "percentage" && matches!(word(next + 1), "point" | "points") {
        return (Sort::Points, next + 2);
    }
    if matches!(word(next), "points" | "puntos") {
        let more = match (word(next + 1), word(next + 2)) {
            ("de", "porcentaje" | "pourcentage" | "base") => 3,
            ("porcentuales", _) => 2,
            _ => 1,
        };
        return (Sort::Points, next + more);
    }
    if word(next) == "point" {
        return (Sort::Points, next + 1);
    }
    if let Some(sign) = tongue
        .sums
        .percent
        .iter()
        .find(|sign| near.starts_with(**sign))
    {
        if sign.starts_with(char::is_alphabetic) {
            next += sign.split(' ').count();
        }
        return (Sort::Percent, next.min(words.len()));
    }
    if let Some(money) = money(own, figures, first) {
        let is_behind = money_of(word(next)).is_some();
        return (Sort::Money(money), next + usize::from(is_behind));
    }
    let beside = words.get(next).is_some_and(|word| {
        text[end..word.range.start]
            .chars()
            .all(|c| c.is_whitespace() || c == '\u{a0}')
    });
    if let Some(unit) = Some(word(next)).filter(|_| beside).and_then(measures::unit) {
        return (Sort::Measure(unit), next + 1);
    }
    match figures.is_year() {
        true => (Sort::Year, next),
        false => (Sort::Count, next),
    }
}

/// The sign of money with which the words behind a number begin, and which is no sign of the next number.
fn sign_behind(behind: &str) -> Option<char> {
    let sign = behind
        .chars()
        .next()
        .filter(|sign| SIGNS_OF_MONEY.contains(sign))?;
    let rest = behind[sign.len_utf8()..].trim_start();
    (!rest.starts_with(|c: char| c.is_ascii_digit())).then_some(sign)
}

/// The money that a number is, by the sign or code before it or the sign or name behind it.
fn money(own: &Own, figures: &numbers::Figures, first: usize) -> Option<String> {
    let Own { text, words, .. } = own;
    let before = text[..words[first].range.start].trim_end_matches(['\u{a0}', ' ']);
    let behind =
        text[words[figures.last].range.end..].trim_start_matches(['\u{a0}', '\u{202f}', ' ']);
    let sign = before
        .chars()
        .next_back()
        .filter(|sign| SIGNS_OF_MONEY.contains(sign));
    let sign = sign.or_else(|| sign_behind(behind));
    if let Some(sign) = sign {
        return Some(sign.to_string());
    }
    let named = |at: usize| {
        let word = words.get(at)?;
        money_of(&word.lower).map(str::to_owned)
    };
    let code = first.checked_sub(1).filter(|at| {
        let written = &text[words[*at].range.clone()];
        written.chars().count() == 3 && written.chars().all(char::is_uppercase)
    });
    let is_beside = words.get(figures.last + 1).is_some_and(|word| {
        text[words[figures.last].range.end..word.range.start]
            .chars()
            .all(char::is_whitespace)
    });
    code.and_then(named)
        .or_else(|| named(figures.last + 1).filter(|_| is_beside))
}

/// How exactly the number that begins at a word is meant.
pub(super) fn bound(own: &Own, tongue: &Tongue, first: usize) -> Bound {
    let word = |back: usize| {
        first
            .checked_sub(back)
            .map_or("", |at| own.words[at].lower.as_str())
    };
    // "More than the 30 that were planned" compares with what is known exactly.
    if matches!(
        word(1),
        "the" | "die" | "den" | "der" | "les" | "los" | "las" | "le"
    ) {
        return Bound::Exact;
    }
    // An article, or the code of a sum of money, may stand between.
    let is_code = MONEY.iter().any(|(_, names)| names.contains(&word(1)));
    let is_article = matches!(
        word(1),
        "a" | "an"
            | "one"
            | "us"
            | "un"
            | "une"
            | "el"
            | "la"
            | "ein"
            | "eine"
            | "einem"
            | "einer"
            | "eines"
    );
    let skip = usize::from(is_code || is_article);
    let word = |back: usize| word(back + skip);
    let is_than = matches!(
        word(1),
        "than" | "als" | "de" | "que" | "del" | "to" | "at" | "di"
    );
    if is_than && MORE_THAN.contains(&word(2)) {
        return Bound::More;
    }
    if is_than && LESS_THAN.contains(&word(2)) {
        return Bound::Less;
    }
    match word(1) {
        "least" => return Bound::More,
        "than" => return Bound::About,
        "most" => return Bound::Less,
        "to" if word(2) == "up" => return Bound::Less,
        "to" if word(2) == "close" => return Bound::About,
        "d'un" | "d’un" | "de" if matches!(word(2), "près" | "cerca" | "autour") => {
            return Bound::About;
        }
        _ => {}
    }
    if MORE.contains(&word(1)) {
        return Bound::More;
    }
    if LESS.contains(&word(1)) {
        return Bound::Less;
    }
    if ABOUT.contains(&word(1)) {
        return Bound::About;
    }
    // Words of the language that are no part of a span: "from 40 to 30" is exact.
    let is_joining = matches!(
        word(1),
        "to" | "every"
            | "each"
            | "je"
            | "jeweils"
            | "chaque"
            | "de"
            | "als"
            | "que"
            | "a"
            | "plus"
            | "moins"
    );
    match tongue.sums.about.contains(&word(1)) && !is_joining {
        true => Bound::About,
        false => Bound::Exact,
    }
}

/// Whether a number that is meant so is another one, rounded: "about 9,400" of 9,413, "nearly 500" of 487. What stands
/// as it is meant rounds nothing. Both are given times a thousand.
pub(super) fn may_round(bound: Bound, value: i64, exact: i64) -> bool {
    let mut unit: i64 = 1;
    while unit < value / 10 && value % (unit * 10) == 0 {
        unit *= 10;
    }
    let near = match bound {
        Bound::Exact => return false,
        Bound::Less => value.saturating_sub(unit)..=value,
        Bound::More => value..=value.saturating_add(unit),
        Bound::About => value.saturating_sub(unit / 2)..=value.saturating_add(unit / 2),
    };
    near.contains(&exact)
}

/// Words behind a number that are no noun of it.
const NO_NOUNS: &[&str] = &[
    "in",
    "of",
    "to",
    "and",
    "or",
    "were",
    "was",
    "are",
    "is",
    "had",
    "have",
    "has",
    "on",
    "by",
    "at",
    "for",
    "from",
    "per",
    "as",
    "a",
    "the",
    "when",
    "than",
    "more",
    "less",
    "higher",
    "lower",
    "fewer",
    "with",
    "that",
    "who",
    "which",
    "did",
    "said",
    "against",
    "compared",
    "after",
    "before",
    "over",
    "between",
    "until",
    "im",
    "auf",
    "um",
    "und",
    "oder",
    "bei",
    "von",
    "pro",
    "waren",
    "sind",
    "wurden",
    "war",
    "ist",
    "en",
    "de",
    "à",
    "a",
    "et",
    "ou",
    "y",
    "o",
    "por",
    "par",
    "dans",
    "sur",
    "fueron",
    "eran",
    "son",
    "étaient",
    "sont",
    "ont",
    "au",
    "du",
    "des",
    "al",
    "del",
    "los",
    "las",
    "the",
    "each",
    "altogether",
    "together",
    "times",
    "again",
    "ahead",
    "only",
];

/// Whether a word in lower case behind a number may be its noun.
pub(super) fn is_noun(lower: &str) -> bool {
    // "17 died", "29 were rescued": what was told before.
    lower.chars().count() > 2 && !lower.ends_with("ed") && !NO_NOUNS.contains(&lower)
}

impl Quantity {
    /// The noun behind it, if the word there is one.
    pub(super) fn counted(&self) -> Option<&str> {
        is_noun(&self.noun).then_some(self.noun.as_str())
    }

    /// Whether it is a number of things or an amount that stands as it is meant, and no year.
    pub(super) fn is_exact(&self) -> bool {
        self.bound == Bound::Exact && !self.is_relative
    }

    /// Whether two quantities measure the same, as far as the words beside them tell.
    pub(super) fn is_like(&self, other: &Self) -> bool {
        match (&self.sort, &other.sort) {
            (Sort::Year, _) | (_, Sort::Year) => false,
            (Sort::Count, Sort::Count) => match (self.counted(), other.counted()) {
                (Some(one), Some(two)) => is_one_noun(one, two),
                _ => true,
            },
            // A unit or sign may stand once: "from 9.20 crowns to 12.90".
            (Sort::Count, Sort::Money(_) | Sort::Measure(_)) => self.counted().is_none(),
            (Sort::Money(_) | Sort::Measure(_), Sort::Count) => other.counted().is_none(),
            (one, two) => one == two,
        }
    }

    /// Whether it is a length of time.
    pub(super) fn is_time(&self) -> bool {
        matches!(self.sort, Sort::Measure(unit) if measures::is_time(unit))
    }
}

/// Whether two nouns are forms of one: "case" and "cases".
pub(super) fn is_one_noun(one: &str, two: &str) -> bool {
    let stem = |word: &'_ str| -> String {
        let word = word
            .strip_suffix("ies")
            .map_or_else(|| word.to_owned(), |stem| format!("{stem}y"));
        word.trim_end_matches(['s', 'n', 'e', 'x']).to_owned()
    };
    one == two || stem(one) == stem(two)
}

#[cfg(test)]
mod tests;
