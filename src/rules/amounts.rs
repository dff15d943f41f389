//! Figures with what stands beside them: the word that multiplies them, their unit, and for what it is counted.
//!
//! Two places that give the same digits with another word of scale, or another unit of the same dimension, cannot both
//! be right; what has no unit, or one of another dimension, may be something else.

use std::ops::Range;

use super::measures::{self, SIGNS_OF_MONEY};
use super::numbers::{self, Amount as Digits};
use super::prose::{Own, Word};
use super::quantities;
use super::tongues::Tongue;

/// A unit beside a figure.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Unit {
    /// None that is known.
    None,
    Percent,
    Points,
    Permille,
    /// Money, by its sign or name.
    Money(&'static str),
    /// What [`measures::unit`] knows.
    Measure(usize),
}

/// For what something is counted: "a day", "per 100,000".
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Per {
    /// Each unit of time.
    Time(usize),
    /// So many of something, times a thousand.
    Number(i64),
}

/// What makes a figure the amount that it is.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Kind {
    /// By what a word behind it multiplies it; 1 where none does.
    pub scale: i64,
    pub unit: Unit,
    pub per: Option<Per>,
}

/// A figure with its unit.
#[derive(Debug, Clone)]
pub(super) struct Amount {
    /// Its digits times a thousand, without the word that multiplies them.
    pub bare: i64,
    pub kind: Kind,
    /// Its words and those of its unit, with the sign before it.
    pub range: Range<usize>,
    /// The word at which it begins, and the first behind it and its unit.
    pub words: Range<usize>,
    /// The word right behind all of it in lower case.
    pub noun: String,
}

/// Signs and words of per cent, of points and of thousandths in every language that is read.
const PERCENT: &[&str] = &[
    "%",
    "％",
    "per cent",
    "percent",
    "prozent",
    "pour cent",
    "por ciento",
    "per cento",
    "por cento",
    "procent",
    "퍼센트",
    "프로",
];
const POINTS: &[&str] = &[
    "percentage point",
    "percent point",
    "per cent point",
    "%-point",
    "prozentpunkt",
    "%-punkt",
    "points de pourcentage",
    "point de pourcentage",
    "puntos porcentuales",
    "punto porcentual",
    "puntos de porcentaje",
    "punti percentuali",
    "punto percentuale",
    "pontos percentuais",
    "ponto percentual",
    "procentpunt",
    "퍼센트포인트",
    "%포인트",
    "%p",
    "points",
    "point",
    "puntos",
    "pp",
];
const PERMILLE: &[&str] = &[
    "‰",
    "per mille",
    "per thousand",
    "promille",
    "pour mille",
    "por mil",
];

/// Units that Korean writes right behind the digits, before the ending of a word; longer ones first.
const GLUED: &[(&str, &str)] = &[
    ("제곱킬로미터", "km²"),
    ("제곱미터", "m²"),
    ("세제곱미터", "m³"),
    ("밀리그램", "mg"),
    ("킬로그램", "kg"),
    ("그램", "gram"),
    ("킬로미터", "km"),
    ("센티미터", "cm"),
    ("밀리미터", "mm"),
    ("미터", "metre"),
    ("헥타르", "hectare"),
    ("에이커", "acre"),
    ("리터", "litre"),
    ("마일", "mile"),
    ("톤", "tonne"),
    ("시간", "hour"),
    ("개월", "month"),
    ("주간", "week"),
];

/// Money that Korean writes so.
const GLUED_MONEY: &[(&str, &str)] = &[("달러", "$"), ("유로", "€"), ("원", "₩"), ("엔", "¥")];

/// Words between an amount and what it is counted for.
const PER: &[&str] = &[
    "a", "an", "per", "each", "every", "pro", "je", "par", "por", "al", "à", "la", "per",
];

/// Kinds of money that may go by one sign or name.
const ONE_MONEY: &[[&str; 2]] = &[
    ["$", "peso"],
    ["chf", "franc"],
    ["¥", "yuan"],
    ["£", "lira"],
];

/// The amounts of a text in order. `words` are its words.
pub(super) fn read(text: &str, words: &[Word], tongue: &Tongue) -> Vec<Amount> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < words.len() {
        match amount(text, words, at, tongue) {
            Some(amount) => {
                at = amount.words.end.max(at + 1);
                found.push(amount);
            }
            None => at += 1,
        }
    }
    found
}

fn amount(text: &str, words: &[Word], at: usize, tongue: &Tongue) -> Option<Amount> {
    let start = words[at].range.start;
    let (figures, glued) = match numbers::digits(text, words, at, tongue) {
        Some(figures) => (figures, glued_to(&words[at].lower)),
        None => match with_unit(&words[at], tongue) {
            Some((figures, unit)) => (
                numbers::Figures {
                    last: at,
                    ..figures
                },
                unit,
            ),
            None => (numbers::in_words(text, words, at, tongue)?, ""),
        },
    };
    let figures = thousands(text, words, figures, tongue);
    let last = figures.last;
    let end = words[last].range.end;
    let before = text[..start].chars().next_back();
    let behind = &text[end..];
    // A part of a span, a name, a time of day or a date.
    let is_part = matches!(before, Some('/' | '#' | ':' | '–' | '-'))
        || behind.starts_with([':', '–'])
        || behind
            .strip_prefix(['/', '-'])
            .is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()));
    let is_day =
        figures.scaled()? <= 31_000 && numbers::is_beside_month(text, words, (at, last), tongue);
    if is_part || is_day {
        return None;
    }
    let mut unit = match glued {
        "" => Found::behind(text, words, last + 1, end),
        glued => Found::glued(glued, last + 1),
    };
    let sign = signed(text, words, at);
    if let (Unit::None, Some(money)) = (&unit.unit, sign) {
        unit.unit = Unit::Money(money);
    }
    // A year of nothing.
    if unit.unit == Unit::None && figures.is_year() {
        return None;
    }
    let per = per(text, words, &mut unit, tongue);
    let begins = match sign.is_some() && before.is_some_and(|c| SIGNS_OF_MONEY.contains(&c)) {
        true => start - before.map_or(0, char::len_utf8),
        false => start,
    };
    let noun = words.get(unit.next).filter(|word| {
        text.get(unit.end..word.range.start)
            .is_some_and(|gap| gap.chars().all(char::is_whitespace))
    });
    Some(Amount {
        bare: figures.value,
        kind: Kind {
            scale: figures.scale.unwrap_or(1),
            unit: unit.unit,
            per,
        },
        range: begins..unit.end.max(end),
        words: at..unit.next.max(last + 1),
        noun: noun.map(|word| word.lower.clone()).unwrap_or_default(),
    })
}

/// "12 mil millones" are 12 thousand millions.
fn thousands(
    text: &str,
    words: &[Word],
    figures: numbers::Figures,
    tongue: &Tongue,
) -> numbers::Figures {
    let is_beside = |at: usize| {
        let gap = words
            .get(at)
            .and_then(|next| text.get(words[at - 1].range.end..next.range.start));
        gap.is_some_and(|gap| gap.chars().all(char::is_whitespace))
    };
    let next = figures.last + 1;
    let is_thousand = matches!(tongue.language, "es" | "pt")
        && figures.scale.is_none()
        && is_beside(next)
        && words[next].lower == "mil";
    if !is_thousand {
        return figures;
    }
    let millions = Some(next + 1)
        .filter(|at| is_beside(*at))
        .and_then(|at| tongue.scale(&words[at].lower));
    numbers::Figures {
        scale: Some(1000 * millions.unwrap_or(1)),
        last: next + usize::from(millions.is_some()),
        ..figures
    }
}

/// A number with a unit of letters right behind it: "12km", "350kg".
fn with_unit<'w>(word: &'w Word, tongue: &Tongue) -> Option<(numbers::Figures, &'w str)> {
    let digits = word.lower.trim_end_matches(|c: char| !c.is_ascii_digit());
    let unit = &word.lower[digits.len()..];
    measures::unit(unit)?;
    let figures = numbers::glued(digits, tongue, Digits::Other)?;
    Some((figures, unit))
}

/// What Korean, Japanese and Chinese write right behind the digits, and behind the sign that multiplies them.
fn glued_to(lower: &str) -> &str {
    let behind = lower.trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, '.' | ','));
    match behind.starts_with(|c: char| c >= '\u{2E80}') {
        true => behind.trim_start_matches(['천', '만', '억', '千', '万', '萬', '億', '亿']),
        false => "",
    }
}

/// The money whose sign or code stands before a number.
fn signed(text: &str, words: &[Word], at: usize) -> Option<&'static str> {
    let before = text[..words[at].range.start].trim_end_matches(['\u{a0}', ' ']);
    if let Some(sign) = before
        .chars()
        .next_back()
        .filter(|c| SIGNS_OF_MONEY.contains(c))
    {
        return quantities::money_of(sign.encode_utf8(&mut [0; 4]));
    }
    let code = words.get(at.checked_sub(1)?)?;
    let written = &text[code.range.clone()];
    let is_code = written.len() == 3 && written.bytes().all(|byte| byte.is_ascii_uppercase());
    let is_beside = code.range.end == before.len();
    quantities::money_of(&code.lower).filter(|_| is_code && is_beside)
}

/// A unit with the place and the word at which it ends.
struct Found {
    unit: Unit,
    end: usize,
    next: usize,
}

impl Found {
    fn glued(glued: &str, next: usize) -> Self {
        let starts = |(written, _): &&(&str, &str)| glued.starts_with(*written);
        let unit = measures::unit(glued).or_else(|| {
            let (_, short) = GLUED.iter().find(starts)?;
            measures::unit(short)
        });
        let money = || GLUED_MONEY.iter().find(starts).map(|(_, money)| *money);
        let share = || match glued {
            glued if POINTS.iter().any(|sign| glued.starts_with(sign)) => Some(Unit::Points),
            glued if PERCENT.iter().any(|sign| glued.starts_with(sign)) => Some(Unit::Percent),
            _ => None,
        };
        let unit = unit.map(Unit::Measure).or_else(share);
        Self {
            unit: unit
                .or_else(|| money().map(Unit::Money))
                .unwrap_or(Unit::None),
            end: 0,
            next,
        }
    }

    /// The unit behind a number that ends at a place, before which stands the word `next`.
    fn behind(text: &str, words: &[Word], next: usize, end: usize) -> Self {
        let none = Self {
            unit: Unit::None,
            end,
            next,
        };
        let rest = text[end..].trim_start_matches([' ', '\u{a0}', '\u{202f}', '\n']);
        let at = text.len() - rest.len();
        let near = rest.chars().take(24).collect::<String>().to_lowercase();
        let share = [
            (PERMILLE, Unit::Permille),
            (POINTS, Unit::Points),
            (PERCENT, Unit::Percent),
        ];
        for (signs, unit) in share {
            let whole = |sign: &&&str| {
                let rest = near.strip_prefix(**sign);
                let is_word = sign.ends_with(|c: char| c.is_ascii_alphabetic());
                rest.is_some_and(|rest| {
                    !is_word
                        || !rest
                            .trim_start_matches(['s', 'e', 'n'])
                            .starts_with(char::is_alphabetic)
                })
            };
            if let Some(sign) = signs.iter().find(whole) {
                let end = at + sign.len();
                let next = words.partition_point(|word| word.range.start < end);
                let end = words[..next]
                    .last()
                    .map_or(end, |word| word.range.end.max(end));
                return Self { unit, end, next };
            }
        }
        if let Some(sign) = rest.chars().next().filter(|c| SIGNS_OF_MONEY.contains(c)) {
            let behind = rest[sign.len_utf8()..].trim_start();
            let unit = quantities::money_of(sign.encode_utf8(&mut [0; 4]));
            return match unit.filter(|_| !behind.starts_with(|c: char| c.is_ascii_digit())) {
                Some(money) => Self {
                    unit: Unit::Money(money),
                    end: at + sign.len_utf8(),
                    next,
                },
                None => none,
            };
        }
        Self::named(text, words, next, end).unwrap_or(none)
    }

    /// The unit that words behind a number name.
    fn named(text: &str, words: &[Word], next: usize, end: usize) -> Option<Self> {
        /// Small words between a number and its unit: "12 millions d’euros".
        const OF: &[&str] = &["d", "de", "of", "di"];
        /// Short forms behind which a stop ends nothing.
        const SHORT: &[&str] = &["mio", "mrd", "tsd", "mill", "sq"];
        let word = |at: usize| words.get(at).map_or("", |word| word.lower.as_str());
        let beside = |at: usize, end: usize| {
            let gap = words
                .get(at)
                .and_then(|word| text.get(end..word.range.start));
            let is_short = SHORT.contains(&word(at.saturating_sub(1)));
            gap.is_some_and(|gap| {
                gap.chars()
                    .all(|c| c.is_whitespace() || matches!(c, '-' | '°') || c == '.' && is_short)
            })
        };
        if !beside(next, end) {
            return None;
        }
        // "d’euros" is one word here.
        let bare = word(next).trim_start_matches("d’").trim_start_matches("d'");
        let of = OF.contains(&word(next)) && beside(next + 1, words[next].range.end);
        let from = next + usize::from(of);
        let first = if of { word(from) } else { bare };
        // "12 US dollars"
        let skip = usize::from(matches!(first, "us" | "u" | "american"));
        let named = quantities::money_of(if skip == 1 { word(from + 1) } else { first });
        if let Some(money) = named {
            let last = words.get(from + skip)?;
            return Some(Self {
                unit: Unit::Money(money),
                end: last.range.end,
                next: from + skip + 1,
            });
        }
        if of {
            return None;
        }
        let second_end = words[next].range.end;
        let second = match beside(next + 1, second_end) {
            true => word(next + 1),
            false => "",
        };
        let sign = text.get(end..words[next].range.start)?.ends_with('°');
        let first = match (sign, first) {
            (true, "c") => "celsius",
            (true, "f") => "fahrenheit",
            (true, _) => return None,
            (_, first) => first,
        };
        let (unit, count) = measures::spelled([first, second])?;
        let last = words.get(next + count - 1)?;
        // "12 M€" are millions, "12 m tonnes" as well.
        let written = &text[words[next].range.clone()];
        let is_letter = written.len() == 1 && !sign;
        let is_scale = is_letter
            && (written.starts_with(char::is_uppercase)
                || text[last.range.end..]
                    .trim_start()
                    .starts_with(SIGNS_OF_MONEY)
                || measures::unit(second).is_some());
        (!is_scale).then_some(Self {
            unit: Unit::Measure(unit),
            end: last.range.end,
            next: next + count,
        })
    }
}

/// For what an amount is counted, by the words right behind its unit.
fn per(text: &str, words: &[Word], unit: &mut Found, tongue: &Tongue) -> Option<Per> {
    let link = words.get(unit.next)?;
    let gap = text.get(unit.end..link.range.start)?;
    let slash = gap.trim() == "/";
    let at = match slash {
        true => unit.next,
        false if gap.trim().is_empty() && PER.contains(&link.lower.as_str()) => unit.next + 1,
        false => return None,
    };
    let word = words.get(at)?;
    let found = measures::unit(&word.lower)
        .filter(|unit| measures::is_time(*unit))
        .map(Per::Time)
        .or_else(|| {
            let figures = numbers::digits(text, words, at, tongue)
                .or_else(|| numbers::in_words(text, words, at, tongue));
            figures?.scaled().map(Per::Number)
        })
        .or_else(|| {
            tongue
                .scale(&word.lower)
                .map(|scale| Per::Number(scale * 1000))
        })?;
    Some(found)
}

impl Amount {
    /// Of what it is: "tonnes of rice", "Tonnen Reis"; nothing where no noun stands there.
    pub(super) fn of_what(&self, own: &Own, tongue: &Tongue) -> Option<String> {
        const OF: &[&str] = &["of", "de", "von", "di", "van", "do", "da"];
        let next = self.words.end;
        let word = own.words.get(next)?;
        let gap = own.text.get(self.range.end..word.range.start)?;
        if !gap.chars().all(char::is_whitespace) {
            return None;
        }
        let is_of = OF.contains(&word.lower.as_str());
        let bare = word
            .lower
            .strip_prefix("d’")
            .or(word.lower.strip_prefix("d'"));
        let is_noun =
            tongue.language == "de" && own.text[word.range.clone()].starts_with(char::is_uppercase);
        match (is_of, bare) {
            (true, _) => Some(own.word(next + 1).to_owned()),
            (_, Some(bare)) => Some(bare.to_owned()),
            _ => is_noun.then(|| word.lower.clone()),
        }
    }
}

impl Kind {
    /// Whether two figures of the same digits cannot be the same amount: with two words of scale, two units of one
    /// dimension, or counted for something else.
    pub(super) fn conflicts(&self, other: &Self) -> bool {
        let scales = self.scale > 1 && other.scale > 1 && self.scale != other.scale;
        let pers = self
            .per
            .zip(other.per)
            .is_some_and(|(one, two)| match (one, two) {
                (Per::Time(_), Per::Time(_)) | (Per::Number(_), Per::Number(_)) => one != two,
                _ => false,
            });
        let same_unit = self.unit == other.unit;
        self.unit.conflicts(&other.unit)
            || (scales || pers)
                && (same_unit || self.unit == Unit::None || other.unit == Unit::None)
    }

    /// Whether it says more than its digits.
    pub(super) fn is_plain(&self) -> bool {
        self.scale == 1 && self.unit == Unit::None && self.per.is_none()
    }
}

impl Unit {
    fn conflicts(&self, other: &Self) -> bool {
        use Unit::{Measure, Money, Percent, Permille, Points};
        match (self, other) {
            (Measure(one), Measure(two)) => one != two && measures::are_alike(*one, *two),
            (Money(one), Money(two)) => {
                let is_one = |pair: &[&str; 2]| pair.contains(one) && pair.contains(two);
                one != two && !ONE_MONEY.iter().any(is_one)
            }
            (Percent | Points | Permille, Percent | Points | Permille) => self != other,
            _ => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::{prose, tongues};
    use super::*;

    /// The amounts of a text: digits, scale, unit.
    fn amounts(language: &str, text: &str) -> Vec<Amount> {
        read(text, &prose::words(text), tongues::of(language))
    }

    #[test]
    fn amounts_are_read_with_their_units() {
        for (language, text, expected) in [
            (
                "en",
                "It runs 12 km and 12 miles.",
                &["12 km", "12 miles"][..],
            ),
            (
                "en",
                "It cost $4.2 million, or US$3bn.",
                &["$4.2 million", "$3bn"],
            ),
            (
                "en",
                "It rose by 3.4 percentage points to 12%.",
                &["3.4 percentage points", "12%"],
            ),
            (
                "en",
                "It has 640 million cubic metres.",
                &["640 million cubic metres"],
            ),
            ("en", "It has 640 sq. km of wood.", &["640 sq. km"]),
            ("en", "It warmed by 1.8 °C.", &["1.8 °C"]),
            ("en", "It took 12km and 350kg.", &["12km", "350kg"]),
            (
                "de",
                "Um 3,4 Prozentpunkte auf 12 Prozent.",
                &["3,4 Prozentpunkte", "12 Prozent"],
            ),
            ("de", "Es kostete 1,2 Mrd. Euro.", &["1,2 Mrd. Euro"]),
            (
                "fr",
                "Il a coûté 1,2 milliard d’euros.",
                &["1,2 milliard d’euros"],
            ),
            (
                "fr",
                "De 3,4 points de pourcentage.",
                &["3,4 points de pourcentage"],
            ),
            ("en", "On 12 May 2019 at 12:30.", &[]),
        ] {
            let found: Vec<&str> = amounts(language, text)
                .iter()
                .map(|amount| &text[amount.range.clone()])
                .collect();
            assert_eq!(found, expected, "{text}");
        }
    }

    #[test]
    fn the_same_digits_with_another_unit_are_another_amount() {
        let check = |language: &str, one: &str, two: &str, expected: bool| {
            let (first, second) = (amounts(language, one), amounts(language, two));
            let found = first[0].kind.conflicts(&second[0].kind);
            assert_eq!(found, expected, "{one} / {two}");
        };
        for (one, two) in [
            ("12 km", "12 miles"),
            ("4.2 million", "$4.2 billion"),
            ("12 per cent", "12 percentage points"),
            ("350 kg", "350 tonnes"),
            ("18 hectares", "18 acres"),
            ("18 ha", "18 square kilometres"),
            ("640 dollars", "€640"),
            ("45 dollars a day", "45 dollars a week"),
            ("12.4 per 100,000", "12.4 per 1,000"),
            ("1.8 °C", "1.8 degrees Fahrenheit"),
            ("520 MW", "520 gigawatts"),
        ] {
            check("en", one, two, true);
        }
        for (one, two) in [
            ("12 km", "12 kilometres"),
            ("12 km", "12 villages"),
            ("12 km", "12 days"),
            ("$12", "12 US dollars"),
            ("USD 12 million", "$12m"),
            ("45 dollars a day", "45 dollars"),
            ("640 km²", "640 square kilometers"),
            ("640 pesos", "$640"),
            ("12 million tonnes", "12 million"),
            ("12 m", "£12m"),
        ] {
            check("en", one, two, false);
        }
        check("ko", "350킬로그램", "350톤을", true);
        check("ko", "1,200만 원", "1,200억 원", true);
        check("ko", "3.4퍼센트포인트", "3.4퍼센트", true);
        check("ko", "350톤", "350톤을", false);
    }
}
