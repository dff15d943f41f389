//! A figure of a sentence that its sources do not contain.

mod beside;
mod clock;
mod cues;
mod dated;
mod days;
mod derived;
mod groups;
mod hand;
mod hours;
mod own_figures;
mod points;
mod portions;
mod rates;
mod rounded;
mod series;
mod spelled;
mod told;
mod turned;
mod units;

use std::cell::OnceCell;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use self::dated::Dated;
use self::days::Days;
use self::derived::{Place, Reckoner};
use self::spelled::{spelled, value};
use self::told::Told;
use self::units::Units;
use super::amounts::{self, Amount};
use super::prose::{self, Own};
use super::support;
use super::tongues::{self, Tongue};
use super::{Context, dates, numbers, table_total, words, wrong_duration};
use crate::diagnostic::{Finding, Level};
use crate::model::{Kind, Sentence, UnitPlace};

pub(super) const NAME: &str = "number-not-in-source";

/// From how many letters on a text is one that somebody could have read.
const LETTERS: usize = 40;

/// From how many on where there is hardly anything else.
const FEW_LETTERS: usize = 10;

pub(super) fn check(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let texts = &context.report.source_texts;
    if texts.is_empty() {
        return;
    }
    let reckoner = Reckoner::new(context);
    let mut at_hand = AtHand {
        context,
        known: texts
            .iter()
            .filter(|(_, text)| is_readable(text))
            .map(|(key, text)| (key.as_str(), numbers_of(text, &reckoner.tongues(key))))
            .collect(),
        behind: BTreeMap::new(),
    };
    let days = Days::of(context);
    let mut dated = Dated::new(context);
    let mut told = Told::new(context);
    for sentence in support::carried(context) {
        if sentence.kind != Kind::Fact {
            continue;
        }
        // What a table comes to is reckoned, and looked at by another rule.
        let place = context.report.units[sentence.unit.0].place;
        let head = sentence.text.split(" | ").next().unwrap_or_default();
        if place == UnitPlace::TableRow && table_total::is_total(head) {
            continue;
        }
        let supports = support::of(context, sentence);
        let keys: Vec<&str> = supports.iter().map(support::Support::key).collect();
        let readable: Vec<&str> = keys
            .iter()
            .copied()
            .filter(|key| at_hand.known.contains_key(*key))
            .collect();
        if readable.is_empty() {
            continue;
        }
        // Where one of the sources is not at hand, the figure may stand there.
        let are_all = readable.len() == keys.len();
        let own = Own::of(&sentence.text);
        let tongue = context.tongue(sentence);
        let all = OnceCell::new();
        findings.extend(dated.other_day(sentence, &own, &supports));
        if are_all {
            findings.extend(told.faults(sentence, &own, &readable));
        }
        let times = clock::told(&own);
        let mut told_at = None;
        for (range, numbers) in figures(&own, tongue) {
            if own_figures::is_no_figure(context, sentence, &own, &range) {
                continue;
            }
            // A time is one thing.
            let time = times.iter().find(|time| time.range.contains(&range.start));
            if time.is_some_and(|time| reckoner.has_time(&keys, time.minute)) {
                continue;
            }
            if is_reckoned(&own, tongue, &range)
                || wrong_duration::is_reckoned(context, sentence, &range)
                || days.lie_apart(&own, tongue, &range)
            {
                continue;
            }
            let place = Place {
                sentence,
                own: &own,
                tongue,
                range: &range,
                keys: &keys,
            };
            let figure = Figure {
                own: &own,
                all: all.get_or_init(|| amounts::read(&own.text, &own.words, tongue)),
                range: &range,
                whole: time.map_or(&range, |time| &time.range),
                numbers: &numbers,
                keys: &readable,
            };
            let fault = match are_all {
                true => at_hand.fault(&figure, || time.is_none() && reckoner.has(&place)),
                false if time.is_none() => at_hand.turned(&figure),
                false => None,
            };
            // The hour of a time may have been told already.
            let fault =
                fault.filter(|fault| told_at.replace(fault.range.start) != Some(fault.range.start));
            findings.extend(fault.map(|fault| fault.finding(context, sentence)));
        }
    }
}

/// A figure of a sentence, with the numbers under which it may stand in its sources.
struct Figure<'f> {
    own: &'f Own,
    all: &'f [Amount],
    range: &'f Range<usize>,
    /// The same, or the time of day that it is a part of.
    whole: &'f Range<usize>,
    numbers: &'f [String],
    keys: &'f [&'f str],
}

/// The words of sources.
struct AtHand<'c> {
    context: &'c Context<'c>,
    /// The numbers of each.
    known: BTreeMap<&'c str, BTreeSet<String>>,
    /// What stands behind the numbers of each, once it is asked for.
    behind: BTreeMap<&'c str, Units>,
}

impl<'c> AtHand<'c> {
    /// Reads the units of some sources.
    fn read(&mut self, keys: &[&str]) {
        for key in keys {
            let text = self.context.report.source_texts.get_key_value(*key);
            if let (Some((key, text)), None) = (text, self.behind.get(*key)) {
                let reference = self.context.references.get(key.as_str());
                let language = reference.and_then(|reference| reference.language.as_deref());
                let languages = [self.context.report_language(), language.unwrap_or_default()];
                self.behind.insert(key, Units::of(text, &languages));
            }
        }
    }

    fn sets<'s>(&'s self, keys: &[&str]) -> Vec<&'s BTreeSet<String>> {
        keys.iter().filter_map(|key| self.known.get(*key)).collect()
    }

    /// What is wrong with a figure of which all sources are at hand. One that stands in none of them may come of
    /// others.
    fn fault(&mut self, figure: &Figure<'_>, is_derived: impl Fn() -> bool) -> Option<Fault> {
        let Figure {
            own,
            range,
            whole,
            numbers,
            keys,
            ..
        } = figure;
        let sets = self.sets(keys);
        let holds_one = |set: &&BTreeSet<String>| numbers.iter().any(|number| set.contains(number));
        let written = &own.text[(*range).clone()];
        if sets.iter().any(holds_one) {
            self.read(keys);
            let units: Vec<&Units> = keys
                .iter()
                .filter_map(|key| self.behind.get(*key))
                .collect();
            let unit = units::conflict(own, figure.all, range, &units)?;
            return Some(Fault {
                range: unit,
                message: format!(
                    "`{written}` stands in the text of {} with another unit",
                    words::list(keys)
                ),
                label: "this unit does not stand behind the number there",
                help: "compare it with the source; a number that was converted is another number",
            });
        }
        if rounded::is_rounded(own, range, numbers, &sets)
            || rounded::is_written_otherwise(own, range, &sets)
            || is_derived()
        {
            return None;
        }
        Some(Fault {
            range: (*whole).clone(),
            message: format!(
                "`{}` does not stand in the text of {}",
                &own.text[(*whole).clone()],
                words::list(keys)
            ),
            label: "not found, as digits or in words",
            help: "compare it with the source; a sum of your own belongs in a sentence of its own, marked `{.own}`",
        })
    }

    /// What is wrong with a figure of which only some sources are at hand.
    fn turned(&mut self, figure: &Figure<'_>) -> Option<Fault> {
        let Figure {
            own,
            range,
            numbers,
            keys,
            ..
        } = figure;
        self.read(keys);
        let texts: Vec<(&BTreeSet<String>, &Units)> = keys
            .iter()
            .filter_map(|key| Some((self.known.get(*key)?, self.behind.get(*key)?)))
            .collect();
        let meant = turned::meant(own, figure.all, range, numbers, &texts)?;
        Some(Fault {
            range: (*range).clone(),
            message: format!(
                "`{}` does not stand in the text of {}, which has `{}` of the same",
                &own.text[(*range).clone()],
                words::list(keys),
                numbers::plain(meant)
            ),
            label: "two digits exchanged?",
            help: "compare it with the sources",
        })
    }
}

/// What is wrong with a figure.
struct Fault {
    range: Range<usize>,
    message: String,
    label: &'static str,
    help: &'static str,
}

impl Fault {
    fn finding(self, context: &Context<'_>, sentence: &Sentence) -> Finding {
        let place = prose::place(context, sentence, self.range);
        Finding::new(NAME, Level::Warning, self.message, place)
            .label(self.label)
            .help(self.help)
    }
}

/// Whether a text holds words at all: a scanned document may give none, or only the numbers of its
/// pages. A short letter is mostly words.
pub(super) fn is_readable(text: &str) -> bool {
    let (mut letters, mut marks) = (0, 0);
    for c in text.chars().filter(|c| !c.is_whitespace()) {
        letters += usize::from(c.is_alphabetic());
        marks += 1;
        if letters >= LETTERS {
            return true;
        }
    }
    letters >= FEW_LETTERS && letters * 4 >= marks * 3
}

/// How many numbers before a share, and behind it, it may come of.
const NEAR: usize = 50;

/// Whether a figure is the share that two other numbers of its sentence come to: "11 of 24 (46 %)".
/// Whoever has the two has the share.
fn is_reckoned(own: &Own, tongue: &Tongue, figure: &std::ops::Range<usize>) -> bool {
    let all = numbers::of(own, tongue);
    let at = |number: &&numbers::Number| number.range.start == figure.start;
    let Some(share) = all.iter().find(at) else {
        return false;
    };
    if !share.is_percent {
        return is_difference(own, &all, share);
    }
    let decimals = own.text[figure.clone()]
        .rsplit_once(['.', ','])
        .map_or(0, |(_, decimals)| decimals.len());
    let slack = 500.0 / 10_f64.powi(i32::try_from(decimals).unwrap_or_default()) + 1e-6;
    let is_count =
        |number: &&numbers::Number| !number.is_percent && !number.is_date && number.value > 0;
    // The two stand near the share.
    let behind = all.partition_point(|number| number.range.start < figure.start);
    let near = &all[behind.saturating_sub(NEAR)..all.len().min(behind + NEAR)];
    let counts = || near.iter().filter(is_count);
    counts().any(|part| {
        counts().any(|whole| {
            let exact = part.value as f64 / whole.value as f64 * 100_000.0;
            let change = (exact - 100_000.0).abs();
            let fits = |exact: f64| (exact - share.value as f64).abs() <= slack;
            part.value != whole.value
                && (part.value < whole.value && fits(exact) || is_change(own) && fits(change))
        })
    })
}

/// Whether a sentence tells of a change: "rose by 75 per cent, from 8 to 14".
fn is_change(own: &Own) -> bool {
    const CHANGES: &[&str] = &[
        "rise",
        "rose",
        "risen",
        "increase",
        "increased",
        "growth",
        "grew",
        "grown",
        "fall",
        "fell",
        "fallen",
        "drop",
        "dropped",
        "decline",
        "declined",
        "decrease",
        "decreased",
        "more",
        "less",
        "fewer",
        "higher",
        "lower",
        "stieg",
        "sank",
        "anstieg",
        "rückgang",
        "hausse",
        "baisse",
        "aumento",
        "aumentó",
        "disminuyó",
    ];
    own.has(CHANGES)
}

/// Whether a figure is what lies between two others of its sentence, and its words say so: "71, seven more than
/// the 64 of 2019".
fn is_difference(own: &Own, all: &[numbers::Number], figure: &numbers::Number) -> bool {
    const MORE: &[&str] = &[
        "more",
        "less",
        "fewer",
        "ahead",
        "difference",
        "mehr",
        "weniger",
        "plus",
        "moins",
        "más",
        "menos",
    ];
    const REST: &[&str] = &[
        "not",
        "remaining",
        "other",
        "others",
        "rest",
        "nicht",
        "übrigen",
        "anderen",
        "restlichen",
        "autres",
        "restants",
        "otros",
        "otras",
        "restantes",
    ];
    let near = &all[..all.len().min(NEAR)];
    let others = || {
        near.iter()
            .filter(|other| other.range != figure.range && !other.is_date && !other.is_percent)
    };
    // "Cut by 17, from 46 to 29"; "640 of 1,850, and 1,210 were not"
    let by = |language: &str| match language {
        "en" => own.has(&["by"]) && own.has(&["from"]) && own.has(&["to"]),
        "de" => own.has(&["um"]) && own.has(&["von"]) && own.has(&["auf"]),
        "fr" => own.has(&["de"]) && own.has(&["à"]),
        _ => own.has(&["en"]) && own.has(&["de"]) && own.has(&["a"]),
    };
    let is_told = own.has(MORE)
        || own.has(REST)
        || by("en")
        || by("de")
        || is_change(own) && (by("fr") || by("es"));
    is_told && others().any(|one| others().any(|two| one.value - two.value == figure.value))
}

/// Whether a sentence holds figures that could be compared.
pub(super) fn has_figures(own: &Own, tongue: &Tongue) -> bool {
    !figures(own, tongue).is_empty()
}

/// The figures of a sentence, as the plain digits under which each may stand in a source: not those of
/// quotations, dates and names.
fn figures(own: &Own, tongue: &Tongue) -> Vec<(std::ops::Range<usize>, Vec<String>)> {
    let whole = own;
    let Own {
        text: own, words, ..
    } = own;
    let mut figures = Vec::new();
    // "El 12 de junio": the month need not stand right beside its day.
    let days = OnceCell::new();
    let is_in_day = |place: &std::ops::Range<usize>| {
        let days = days.get_or_init(|| dates::days(whole, tongue));
        let mut days = days.iter().map(|day| &day.range);
        days.any(|day| day.start <= place.start && place.end <= day.end)
    };
    // "1 401" is one number, of two words.
    let mut next = 0;
    for (at, word) in words.iter().enumerate() {
        if at < next {
            continue;
        }
        let read = numbers::digits(own, words, at, tongue);
        let Some(number) = read
            .map(|figures| numbers::plain(figures.value))
            .or_else(|| plain(&word.lower))
        else {
            continue;
        };
        // "£94.5m" may stand there as 94,500,000.
        let scaled = read.filter(|figures| figures.scale.is_some());
        let scaled = scaled
            .and_then(|figures| figures.scaled())
            .map(numbers::plain);
        let is_year = word.lower.len() == 4
            && word.lower.starts_with(['1', '2'])
            && word.lower.bytes().all(|byte| byte.is_ascii_digit());
        // A single digit stands in every text; "A4" and "19-year-old" are no figures.
        let is_small = number.len() < 2 && scaled.is_none();
        // "2026년", "5월" and "12일" are parts of a date.
        let is_of_date = word.lower.trim_start_matches(|c: char| c.is_ascii_digit());
        let is_of_date = is_of_date.starts_with(['년', '월', '일', '年', '月', '日']);
        let before = own[..word.range.start].chars().next_back();
        let is_part_of_name = before.is_some_and(|c| c.is_alphanumeric() || matches!(c, '/' | '-'));
        let is_month_near = |at: usize| {
            numbers::is_beside_month(own, words, (at, at), tongue) || is_in_day(&words[at].range)
        };
        let is_day = number.len() <= 2
            && (is_month_near(at) || days::later_day(own, words, at).is_some_and(is_month_near));
        if !is_year && !is_small && !is_part_of_name && !is_day && !is_of_date {
            let short = Some(number).filter(|number| number.len() >= 2);
            let end = read.map_or(at, |figures| match figures.scale {
                Some(_) => at,
                None => figures.last,
            });
            let range = word.range.start..words[end].range.end;
            next = end + 1;
            figures.push((range, scaled.into_iter().chain(short).collect()));
        }
    }
    for (range, number) in spelled(own, words) {
        let written = &own[range.clone()];
        // "A hundred" may be any large number; "fifty-year-old" and "twenty-first" count nothing.
        let is_vague = matches!(
            written.to_lowercase().as_str(),
            "hundred" | "thousand" | "million"
        );
        let is_part = own[..range.start].ends_with('-') || own[range.end..].starts_with('-');
        let before = own[..range.start].trim_end();
        let follows_digits = before.ends_with(|c: char| c.is_ascii_digit());
        if number.len() >= 2 && !is_vague && !is_part && !follows_digits {
            figures.push((range, vec![number]));
        }
    }
    figures.sort_by_key(|(range, _)| range.start);
    figures
}

/// The numbers of a text as plain digits, those in words included.
fn numbers_of(text: &str, tongues: &[&'static Tongue]) -> BTreeSet<String> {
    let mut known: BTreeSet<String> = BTreeSet::new();
    let words = prose::words(text);
    for word in &words {
        if let Some(number) = plain(&word.lower) {
            known.insert(number);
        }
    }
    known.extend(spelled(text, &words).into_iter().map(|(_, number)| number));
    // Nothing says for sure in which language a source is.
    let german = tongues::of("de");
    let has_comma = tongues.iter().any(|tongue| tongue.has_decimal_comma);
    for tongue in tongues.iter().chain((!has_comma).then_some(&german)) {
        let read = numbers::read(text, tongue).into_iter();
        known.extend(read.map(|number| numbers::plain(number.value)));
    }
    // "2 million" is also "two million".
    for pair in words.windows(2) {
        let scale = value(&pair[1].lower).filter(|scale| *scale >= 100);
        let digits = plain(&pair[0].lower).and_then(|number| number.parse::<u64>().ok());
        if let (Some(scale), Some(digits)) = (scale, digits) {
            known.insert(digits.saturating_mul(scale).to_string());
        }
    }
    // "600 000" is one number in many languages.
    for pair in words.windows(2) {
        let joined = text[pair[0].range.end..pair[1].range.start]
            .chars()
            .all(char::is_whitespace);
        let thousands = pair[1].lower.len() == 3;
        if let (true, true, Some(first), Some(second)) = (
            joined,
            thousands,
            plain(&pair[0].lower),
            plain(&pair[1].lower),
        ) && first.len() <= 3
        {
            known.insert(format!("{first}{second}"));
        }
    }
    known
}

/// The digits of a number without the marks that group them; full-width digits are digits.
fn plain(word: &str) -> Option<String> {
    if !word.starts_with(|c: char| c.is_ascii_digit() || ('０'..='９').contains(&c)) {
        return None;
    }
    let folded: String = word
        .chars()
        .map(|c| match c {
            '０'..='９' => {
                char::from_u32(u32::from(c) - u32::from('０') + u32::from('0')).unwrap_or(c)
            }
            c => c,
        })
        .collect();
    let digits: String = folded
        .chars()
        .take_while(|c| c.is_ascii_digit() || matches!(c, ',' | '.'))
        .collect();
    let rest = &folded[digits.len()..];
    if rest.chars().any(|c| c.is_ascii_alphabetic()) {
        return None;
    }
    let grouped = digits
        .split(',')
        .skip(1)
        .all(|group| group.split('.').next().is_some_and(|g| g.len() == 3));
    let number = if grouped {
        digits.replace(',', "")
    } else {
        digits.replace(',', ".")
    };
    let number = if number.contains('.') {
        number
            .trim_end_matches('0')
            .trim_end_matches('.')
            .to_owned()
    } else {
        number
    };
    Some(number)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_numbers_however_they_are_written() {
        let check = |text: &str, expected: &[&str]| {
            let found = numbers_of(text, &[tongues::of("en")]);
            for number in expected {
                assert!(found.contains(*number), "{text}: {number} not in {found:?}");
            }
        };
        check(
            "Some 2,706 came, 3.50 per cent of 77 300.",
            &["2706", "3.5", "77300"],
        );
        check("six hundred and twenty-one people", &["621"]);
        check("two thousand, three hundred", &["2300"]);
        check(
            "between forty and fifty of 2 million",
            &["40", "50", "2000000"],
        );
        check("６００ 명", &["600"]);
        check("about 600명", &["600"]);
    }

    #[test]
    fn what_two_numbers_come_to_stands_in_no_source() {
        let check = |text: &str, figure: &str, expected: bool| {
            let start = text.find(figure).unwrap();
            let own = Own::of(text);
            let found = is_reckoned(&own, tongues::of("en"), &(start..start + figure.len()));
            assert_eq!(found, expected, "{text}");
        };
        check("Of 24 stones 11 (46 %) were loose.", "46", true);
        check("It rose by 75 per cent, from 8 to 14.", "75", true);
        check("It rose by 62 per cent, from 8 to 14.", "62", false);
        check("It was 75 per cent in Arn, with 8 and 14.", "75", false);
        check("It has 71 names, 17 more than the 54 of 2019.", "17", true);
        check("It has 71 names, 18 more than the 54 of 2019.", "18", false);
        check("It has 71 names, 17 towns and 54 roads.", "17", false);
    }

    #[test]
    fn dates_and_names_are_no_figures() {
        let check = |text: &str, expected: &[&str]| {
            let found: Vec<String> = figures(&Own::of(text), tongues::of("en"))
                .into_iter()
                .map(|(_, numbers)| numbers.join(" or "))
                .collect();
            assert_eq!(found, expected, "{text}");
        };
        check("On 14 May 2019 it took 40 metres of A/66/322.", &["40"]);
        check("“Some 600 came”, of 2,706.", &["2706"]);
        let spanish = Own::of("El 12 de junio de 2020 y el 24 de mayo cedieron 31 piedras.");
        let found = figures(&spanish, tongues::of("es"));
        assert_eq!(found.len(), 1, "{found:?}");
        check(
            "It cost £94.5m and $3bn.",
            &["94500000 or 94.5", "3000000000"],
        );
        check(
            "Fifty men, two hundred and six women and three of a hundred fifty-year-olds.",
            &["50", "206"],
        );
    }
}
