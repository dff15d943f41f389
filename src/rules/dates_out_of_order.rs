//! A span of time that ends before it begins, and a chronology whose entries are not in order.

mod years;

use std::cell::OnceCell;
use std::collections::BTreeSet;
use std::ops::Range;

use super::dates;
use super::prose::{self, Own, Said};
use super::tongues::{self, Tongue};
use super::{Context, words};
use crate::diagnostic::Finding;
use crate::model::{Block, BlockKind, Date, Visitor, text_of, walk_block};
use crate::source::Span;

pub(super) const NAME: &str = "dates-out-of-order";

/// Words that may stand beside a day in a span.
const SMALL: &[&str] = &[
    "the", "dem", "den", "zum", "zur", "le", "el", "il", "de", "o", "am", "início",
];

/// What moves a day, also to an earlier one: "moved from 5 to 3 May 2024".
const MOVES: &[&str] = &[
    "moved",
    "forward",
    "changed",
    "advanced",
    "shifted",
    "rescheduled",
    "corrected",
    "revised",
    "amended",
    "backdated",
    "back",
    "backwards",
    "shortened",
    "cut",
    "reduced",
    "antedated",
    "predated",
    "vorverlegt",
    "verschoben",
    "verlegt",
    "geändert",
    "verkürzt",
    "gekürzt",
    "zurückdatiert",
    "zurückverlegt",
    "umdatiert",
    "zurück",
    "avancé",
    "avancée",
    "déplacé",
    "reporté",
    "passé",
    "passée",
    "ramené",
    "ramenée",
    "raccourci",
    "raccourcie",
    "antidaté",
    "antidatée",
    "modifiée",
    "modifié",
    "adelantó",
    "redujo",
    "acortó",
    "pasó",
    "anticipó",
    "antedató",
    "modificó",
    "adelantado",
    "adelantada",
    "cambió",
    "anticipato",
    "spostato",
    "anticipata",
    "spostata",
    "ridotto",
    "passata",
    "vervroegd",
    "ingekort",
    "verplaatst",
    "antecipado",
    "antecipada",
    "encurtado",
    "mudou",
];

/// What falls from one number to a smaller one.
const FALLS: &[&str] = &[
    "fiel",
    "fielen",
    "sank",
    "sanken",
    "ging",
    "schrumpfte",
    "verringerte",
    "reduzierte",
    "gesunken",
    "gefallen",
    "zurück",
    "passé",
    "passée",
    "passés",
    "tombé",
    "tombée",
    "réduit",
    "réduite",
    "baissé",
    "diminué",
    "chuté",
    "bajó",
    "bajaron",
    "cayó",
    "cayeron",
    "pasó",
    "pasaron",
    "disminuyó",
    "redujo",
    "redujeron",
    "descendió",
    "sceso",
    "scesa",
    "sceso",
    "ridotto",
    "calato",
    "caiu",
    "baixou",
    "passou",
    "daalde",
    "zakte",
];

/// The last month of which a winter may be told without its first year: "from October to March 2024".
const WINTER: u8 = 9;

/// The last month in which it ends: "from 26 November to 4 October 2021" is no winter.
const SPRING: u8 = 7;

/// From how many dated entries on a list is a chronology.
const ENTRIES: usize = 4;

pub(super) fn check(context: &Context<'_>, findings: &mut Vec<Finding>) {
    for Said { sentence, own, .. } in prose::own_sentences(context) {
        for range in backwards(own, context.tongue(sentence)) {
            findings.push(
                prose::finding(
                    context,
                    (NAME, context.error_unless_draft()),
                    sentence,
                    range,
                    "ends before it begins",
                )
                .label("the first day is the later one")
                .help("look in the source which of the two is wrong, or exchange them"),
            );
        }
    }
    let mut lists = Lists {
        context,
        tongue: tongues::of(context.report_language()),
        findings,
    };
    context.report.walk(&mut lists);
}

/// The spans of a sentence that end before they begin.
fn backwards(own: &Own, tongue: &Tongue) -> Vec<Range<usize>> {
    let mut found = years::dashed(own);
    found.extend(years::korean(own));
    found.extend(in_words(own, tongue));
    found
}

/// Those that words tell: "from 12 to 5 March 2024".
fn in_words(own: &Own, tongue: &Tongue) -> Vec<Range<usize>> {
    let (openings, joins) = tongue.span;
    let between = tongue.sums.between_and.0;
    let written = times(own, tongue);
    let has_moves = OnceCell::new();
    let mut found = Vec::new();
    for (at, second) in written.iter().enumerate() {
        let (before, _) = own.around(&second.range);
        let Some(join) = before
            .iter()
            .rposition(|word| !is_small(&word.lower) && !tongue.is_full_weekday(&word.lower))
        else {
            continue;
        };
        if !joins.contains(&before[join].lower.as_str()) {
            continue;
        }
        // The first day is a date, or a number that shares the month: "from 17 to 8 March 2024".
        let end = before[join].range.start;
        let first = at.checked_sub(1).map(|at| &written[at]).filter(|first| {
            let gap = &own.text[first.range.end..end];
            gap.chars()
                .all(|c| c.is_whitespace() || matches!(c, '.' | ','))
        });
        let start = match first {
            Some(first) if is_later(first, second) => first.range.start,
            Some(_) => continue,
            None => match number_before(own, before, join, second) {
                Some(start) => start,
                None => continue,
            },
        };
        let (head, _) = own.around(&(start..second.range.end));
        let opening = head
            .iter()
            .rfind(|word| {
                let is_opening = openings.contains(&word.lower.as_str());
                is_opening || !is_small(&word.lower) && !tongue.is_full_weekday(&word.lower)
            })
            .filter(|word| openings.contains(&word.lower.as_str()));
        let Some(opening) = opening else { continue };
        let beside = own.text[opening.range.end..start]
            .chars()
            .all(|c| c.is_alphabetic() || c.is_whitespace() || c == ',');
        let moves = opening.lower != between && *has_moves.get_or_init(|| own.has(MOVES));
        let one_clause = !own.text[opening.range.start..second.range.end].contains(['(', ')', ';']);
        let is_backwards = years::are_backwards(own, second.range.end);
        // "Zwischen 2019 und 2016" may be any two numbers, of which another rule speaks.
        let is_number =
            opening.lower == between && tongue.language != "en" && second.month.is_none();
        if beside && !moves && one_clause && !is_backwards && !is_number {
            found.push(opening.range.start..second.range.end);
        }
    }
    found
}

fn is_small(word: &str) -> bool {
    SMALL.contains(&word)
}

/// A day, month or year as it is written.
struct Time {
    year: Option<i32>,
    month: Option<u8>,
    day: Option<u8>,
    range: Range<usize>,
}

/// All days, months and years of a sentence, in order.
fn times(own: &Own, tongue: &Tongue) -> Vec<Time> {
    let mut found: Vec<Time> = dates::days(own, tongue)
        .into_iter()
        .filter(dates::Written::exists)
        .map(|day| Time {
            year: day.year,
            month: day.month,
            day: day.day,
            range: day.range,
        })
        .collect();
    for (range, Date { year, month, day }) in dates::all(own, tongue) {
        let is_known = found
            .iter()
            .any(|time| time.range.start < range.end && range.start < time.range.end);
        if !is_known {
            found.push(Time {
                year: Some(year),
                month,
                day,
                range,
            });
        }
    }
    // In other languages than English, what may be a year is one beside a word of a span.
    if tongue.language != "en" && !own.has(FALLS) {
        for word in &own.words {
            let is_known = found
                .iter()
                .any(|time| time.range.start < word.range.end && word.range.start < time.range.end);
            if let (Some(year), false) = (years::year(&word.lower), is_known) {
                found.push(Time {
                    year: Some(year),
                    month: None,
                    day: None,
                    range: word.range.clone(),
                });
            }
        }
    }
    found.sort_by_key(|time| time.range.start);
    found
}

/// Whether a time is certainly later than another one, whose year it may share.
fn is_later(first: &Time, second: &Time) -> bool {
    // Of two days without a year, both are of one.
    let year = match (second.year, first.year) {
        (Some(year), _) => year,
        (None, None) => 0,
        (None, Some(_)) => return false,
    };
    let begins = first.year.unwrap_or(year);
    if begins != year {
        return begins > year;
    }
    let (Some(from), Some(to)) = (first.month, second.month) else {
        return false;
    };
    if first.year.is_none() && is_full_year((from, first.day), (to, second.day)) {
        return false;
    }
    if from != to {
        let is_winter = first.year.is_none() && from >= WINTER && to <= SPRING;
        return from > to && !is_winter;
    }
    matches!((first.day, second.day), (Some(from), Some(to)) if from > to)
}

/// Whether a span ends right before the day or month with which it begins: "from 1 July to 30 June 2025" is a year.
fn is_full_year((from, first): (u8, Option<u8>), (to, last): (u8, Option<u8>)) -> bool {
    /// The shortest month.
    const SHORTEST: u8 = 28;
    match (first, last) {
        (Some(1), Some(last)) => from == to + 1 && last >= SHORTEST,
        (Some(first), Some(last)) => from == to && first == last + 1,
        (None, None) => from == to + 1,
        _ => false,
    }
}

/// Where a day without its month begins, if it is later than the day whose month it shares.
fn number_before(own: &Own, before: &[prose::Word], join: usize, second: &Time) -> Option<usize> {
    let number = before.get(join.checked_sub(1)?)?;
    let gap = &own.text[number.range.end..before[join].range.start];
    let day: u8 = number.lower.parse().ok()?;
    let ends = second.day.filter(|_| second.month.is_some())?;
    let is_day = (1..=31).contains(&day) && gap.chars().all(|c| c.is_whitespace() || c == '.');
    (is_day && day > ends).then_some(number.range.start)
}

struct Lists<'c, 'f> {
    context: &'c Context<'c>,
    tongue: &'static Tongue,
    findings: &'f mut Vec<Finding>,
}

impl<'a> Visitor<'a> for Lists<'_, '_> {
    fn block(&mut self, block: &'a Block) {
        let entries: Vec<(String, Span)> = match &block.kind {
            BlockKind::DefinitionList(definitions) => definitions
                .iter()
                .filter_map(|one| {
                    let span = one.term.first()?.span.to(one.term.last()?.span);
                    Some((text_of(&one.term), span))
                })
                .collect(),
            BlockKind::Table(table) => table
                .rows
                .iter()
                .filter_map(|row| row.cells.first())
                .map(|cell| (text_of(&cell.content), cell.span))
                .collect(),
            BlockKind::List { items, .. } => items
                .iter()
                .filter_map(|item| match &item.blocks.first()?.kind {
                    BlockKind::Paragraph(content) => Some((text_of(content), item.blocks[0].span)),
                    _ => None,
                })
                .collect(),
            _ => Vec::new(),
        };
        if entries.len() >= ENTRIES {
            self.chronology(&entries);
        }
        walk_block(self, block);
    }
}

impl Lists<'_, '_> {
    fn chronology(&mut self, entries: &[(String, Span)]) {
        let dated: Option<Vec<(Date, Span, String)>> = entries
            .iter()
            .map(|(text, span)| {
                let (written, date) = self.leading(text)?;
                Some((date, *span, written))
            })
            .collect();
        let Some(dated) = dated else { return };
        let days: Vec<Date> = dated.iter().map(|(date, ..)| *date).collect();
        for at in strays(&days) {
            let (_, span, written) = &dated[at];
            let mut finding = Finding::new(
                NAME,
                self.context.graded(),
                format!("`{}` is out of order", words::shortened(written, 40)),
                *span,
            )
            .label("the entries around it are in order without it")
            .help("look in the source whether the date is right; if it is, move the entry to its place");
            if let Some((_, before, written)) = at.checked_sub(1).and_then(|at| dated.get(at)) {
                finding = finding.related(
                    *before,
                    format!("`{}` stands before it", words::shortened(written, 40)),
                );
            }
            self.findings.push(finding);
        }
    }

    /// The date with which an entry begins.
    fn leading(&self, text: &str) -> Option<(String, Date)> {
        let own = Own::of(text);
        let full = dates::full(&own, self.tongue);
        let (range, date) = full.into_iter().next()?;
        // A weekday may stand before it: "Monday, 9 October 2023".
        let before = text[..range.start].split_whitespace().count();
        (before <= 1).then(|| (text[range].to_owned(), date))
    }
}

/// The entries that break the order of the others, if these are few.
fn strays(days: &[Date]) -> Vec<usize> {
    /// More entries than this are no chronology that somebody reads.
    const MOST: usize = 2000;
    let days = &days[..days.len().min(MOST)];
    let up = longest_run(days, |a, b| a <= b);
    let down = longest_run(days, |a, b| a >= b);
    let kept = if up.len() >= down.len() { up } else { down };
    let strays: Vec<usize> = (0..days.len()).filter(|at| !kept.contains(at)).collect();
    let few = 1.max(days.len() / 6);
    match strays.len() <= few {
        true => strays,
        false => Vec::new(),
    }
}

/// The longest run of days that are in order, with others between them.
fn longest_run(days: &[Date], in_order: impl Fn(Date, Date) -> bool) -> BTreeSet<usize> {
    let mut length = vec![1_usize; days.len()];
    let mut from: Vec<Option<usize>> = vec![None; days.len()];
    for at in 0..days.len() {
        for before in 0..at {
            if in_order(days[before], days[at]) && length[before] + 1 > length[at] {
                length[at] = length[before] + 1;
                from[at] = Some(before);
            }
        }
    }
    let mut at = (0..days.len()).max_by_key(|at| length[*at]);
    let mut kept = BTreeSet::new();
    while let Some(here) = at {
        kept.insert(here);
        at = from[here];
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(language: &str, text: &str) -> Vec<String> {
        let ranges = backwards(&Own::of(text), tongues::of(language));
        ranges
            .into_iter()
            .map(|range| text[range].to_owned())
            .collect()
    }

    #[test]
    fn korean_spans_are_read_in_reports_in_korean() {
        let text = "2019년 3월부터 2018년 2월까지 문을 닫았다.";
        assert_eq!(found("ko", text), ["2019년 3월부터 2018년 2월"]);
    }

    #[test]
    fn weekdays_years_and_years_before_christ() {
        let check = |language: &str, text: &str, expected: &[&str]| {
            assert_eq!(found(language, text), expected, "{text}");
        };
        check(
            "en",
            "It was shut from Friday, 12 June, until Monday, 1 June 2026.",
            &["from Friday, 12 June, until Monday, 1 June 2026"],
        );
        check(
            "en",
            "It was shut from Friday, 1 June, until Friday, 12 June 2026.",
            &[],
        );
        check("en", "It stood between 1250 and 1180 BC.", &[]);
        check("en", "It stood from 1250 to 1180 BCE.", &[]);
        check(
            "de",
            "Er war von 2019 bis 2016 Bürgermeister.",
            &["von 2019 bis 2016"],
        );
        check("de", "Sie war zwischen 2019 und 2016 zu.", &[]);
        check("de", "Die Zahl ging von 2019 auf 1900 zurück.", &[]);
        check("de", "Er regierte von 1800 bis 1750 v. Chr. das Land.", &[]);
        check("fr", "Il fut maire de 2019 à 2016.", &["de 2019 à 2016"]);
        check("fr", "Le nombre est passé de 2019 à 1900.", &[]);
        check("es", "Fue alcalde de 2019 a 2016.", &["de 2019 a 2016"]);
        check("es", "La cifra bajó de 2019 a 1900.", &[]);
    }

    #[test]
    fn spans_that_run_backwards_are_found_in_each_language() {
        for (language, text) in [
            ("en", "They were held between June 2025 and March 2023."),
            ("en", "She was held from 19 March to 3 February 2024."),
            ("en", "It was silent from 17 to 8 March 2024."),
            ("en", "It lasted from March 19, 2024 to March 3, 2024."),
            ("en", "Nobody answered between February 28 and February 11."),
            (
                "de",
                "Zwischen dem 18. Mai und dem 3. März 2025 fielen Schüsse.",
            ),
            ("de", "Sie saß vom 19. bis zum 3. März 2024."),
            ("de", "Sie saß vom 19.03.2024 bis zum 03.03.2024."),
            ("en", "She was held from 1 July to 12 June 2024."),
            ("fr", "Il a été détenu du 19 mars au 3 février 2024."),
            (
                "de",
                "Sie dauerte vom 26. November bis zum 4. Oktober 2021.",
            ),
            ("fr", "Ils furent suivis du 12 décembre au 4 octobre 2021."),
            ("en", "It lasted from 26 November to 4 October 2021."),
            (
                "es",
                "Estuvo preso del 19 de marzo al 3 de febrero de 2024.",
            ),
        ] {
            assert_eq!(found(language, text).len(), 1, "{text}");
        }
    }

    #[test]
    fn other_spans_are_in_order() {
        for (language, text) in [
            ("en", "They were held between June 2023 and March 2025."),
            ("en", "She was held from 3 February to 19 March 2024."),
            ("en", "It was closed from October to March 2024."),
            ("en", "It lasted from 28 December to 3 January 2024."),
            ("en", "It was shut from 3 November to 30 June 2024."),
            ("de", "Sie lief vom 26. November bis zum 4. Juni 2021."),
            ("fr", "Elle dura du 12 décembre au 4 mars 2021."),
            (
                "de",
                "Sie dauerte vom 4. Oktober bis zum 26. November 2021.",
            ),
            ("es", "Duró del 12 de octubre al 4 de abril de 2021."),
            ("en", "The term runs from September to July 2024."),
            (
                "en",
                "It lasted from December 28 to January 3, between February 28 and March 11.",
            ),
            ("en", "The hearing was moved from 19 March to 3 March 2024."),
            (
                "en",
                "The term was shortened from 30 June 2025 to 31 May 2025.",
            ),
            ("en", "The fiscal year runs from 1 July to 30 June 2025."),
            ("en", "The lease runs from 15 May to 14 May 2025."),
            (
                "de",
                "Das Geschäftsjahr läuft vom 1. Juli bis zum 30. Juni 2025.",
            ),
            ("fr", "La date est passée du 19 juin au 3 juin 2025."),
            (
                "es",
                "El plazo se redujo del 30 de junio al 31 de mayo de 2025.",
            ),
            ("en", "It rose from 40 in 2023 to 97 in 2020."),
            (
                "en",
                "He came from Seoul on 5 May 2024 and 3 May 2023 was worse.",
            ),
            (
                "de",
                "Zwischen dem 3. März und dem 18. Mai 2025 fielen Schüsse.",
            ),
            ("fr", "Du 3 février au 19 mars 2024, il a été détenu."),
        ] {
            assert_eq!(found(language, text), Vec::<String>::new(), "{text}");
        }
    }

    #[test]
    fn few_strays_are_told_and_disorder_is_not() {
        let days = |years: &[i32]| -> Vec<Date> {
            let date = |year: &i32| Date {
                year: *year,
                month: None,
                day: None,
            };
            years.iter().map(date).collect()
        };
        let check = |years: &[i32], expected: &[usize]| {
            assert_eq!(strays(&days(years)), expected, "{years:?}");
        };
        check(&[2019, 2020, 2020, 2021], &[]);
        check(&[2021, 2020, 2019, 2018], &[]);
        check(&[2019, 2020, 2012, 2021, 2022], &[2]);
        check(&[2019, 2012, 2022, 2011, 2021], &[]);
        // So many that not all are looked at.
        let in_order: Vec<i32> = (1..=2050).collect();
        check(&in_order, &[]);
    }
}
