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
mod itself;
mod others;
mod own_figures;
mod points;
mod portions;
mod rates;
mod rounded;
mod series;
mod sorts;
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
use self::itself::is_reckoned;
use self::sorts::Sorts;
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
        sorts: BTreeMap::new(),
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
                true => at_hand
                    .fault(&figure, || time.is_none() && reckoner.has(&place))
                    .or_else(|| at_hand.of_another_sort(&figure, &reckoner, &place)),
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
    /// Of what sort the numbers of each are, once it is asked for.
    sorts: BTreeMap<&'c str, Sorts>,
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

    /// What is wrong with a figure whose digits stand in the sources as something else, and that comes of no others.
    fn of_another_sort(
        &mut self,
        figure: &Figure<'_>,
        reckoner: &Reckoner<'_>,
        place: &Place<'_>,
    ) -> Option<Fault> {
        let Figure {
            own, range, keys, ..
        } = figure;
        if figure.range != figure.whole {
            return None;
        }
        for key in *keys {
            let text = self.context.report.source_texts.get_key_value(*key);
            if let (Some((key, text)), None) = (text, self.sorts.get(*key)) {
                self.sorts
                    .insert(key, Sorts::of(text, &reckoner.tongues(key)));
            }
        }
        let texts: Vec<&Sorts> = keys.iter().filter_map(|key| self.sorts.get(*key)).collect();
        let (unit, theirs) = sorts::of_another(own, figure.all, range, &texts)?;
        if reckoner.has(place) {
            return None;
        }
        Some(Fault {
            message: format!(
                "`{}` stands in the text of {} as something else: `{theirs}`",
                own.text[unit.clone()].trim(),
                words::list(keys)
            ),
            range: unit,
            label: "the same digits, of another sort",
            help: "compare it with the source; a share or a sum of your own belongs in a sentence of its own, marked `{.own}`",
        })
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
