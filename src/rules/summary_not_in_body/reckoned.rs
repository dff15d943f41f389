//! Numbers of a summary that the body does not print and that come of it all the same: rounded, reckoned from two
//! numbers of one sentence, or told in a table or chart whose heading says that it counts in millions.

use std::cell::OnceCell;
use std::collections::BTreeSet;

use super::{Body, Told, have_one_of};
use crate::model::{Block, BlockKind, Table, Visitor, text_of, walk_block};
use crate::rules::numbers::{self, Number};
use crate::rules::prose::{self, Own};
use crate::rules::quantities::{self, Bound};
use crate::rules::tongues::Tongue;
use crate::rules::{Context, measures};

/// What tables and charts of the report tell beside the words of their rows.
#[derive(Default)]
pub(super) struct Exhibits {
    /// The numbers of tables that count in thousands or millions, as they are meant.
    scaled: BTreeSet<i64>,
    /// The numbers of the charts.
    charts: BTreeSet<i64>,
    /// The years and months of the charts.
    pub months: Vec<(i32, u8)>,
}

/// The most cells of charts that are read.
const CELLS: usize = 5_000;

impl Exhibits {
    pub(super) fn of(context: &Context<'_>, tongue: &Tongue) -> Self {
        let mut found = Self::default();
        let charts = context.report.charts.values();
        for cell in charts
            .flat_map(|data| data.rows.iter().flatten())
            .take(CELLS)
        {
            found.months.extend(month(cell));
            let read = numbers::read(cell, tongue).into_iter();
            found.charts.extend(read.map(|number| number.value));
        }
        let mut tables = Tables {
            tongue,
            values: BTreeSet::new(),
            months: Vec::new(),
        };
        context.report.walk(&mut tables);
        found.scaled = tables.values;
        found.months.extend(tables.months);
        found
    }
}

/// "2025-02": a year and month of a chart.
fn month(cell: &str) -> Option<(i32, u8)> {
    let (year, rest) = cell.trim().split_once('-')?;
    let month = rest.split('-').next()?;
    (year.len() == 4).then_some(())?;
    let month: u8 = month
        .parse()
        .ok()
        .filter(|month| (1..=12).contains(month))?;
    Some((year.parse().ok()?, month))
}

/// The numbers of tables whose heading or caption says that they count in thousands or millions, as they are meant.
struct Tables<'t> {
    tongue: &'t Tongue,
    values: BTreeSet<i64>,
    /// The months of years that are told by the month in which they end.
    months: Vec<(i32, u8)>,
}

impl Tables<'_> {
    fn table(&mut self, table: &Table) {
        self.years_to(table);
        let heads = table.header.cells.iter().map(|cell| text_of(&cell.content));
        let scales: BTreeSet<i64> = heads
            .chain([text_of(&table.caption)])
            .flat_map(|head| prose::words(&head))
            .filter_map(|word| self.tongue.scale(&word.lower))
            .collect();
        if scales.is_empty() {
            return;
        }
        for cell in table.rows.iter().flat_map(|row| &row.cells).take(CELLS) {
            for number in numbers::read(&text_of(&cell.content), self.tongue) {
                let meant = scales
                    .iter()
                    .filter_map(|scale| number.value.checked_mul(*scale));
                self.values.extend(meant);
            }
        }
    }
}

impl Tables<'_> {
    /// "Year to March" at the head of years, or in the caption.
    fn years_to(&mut self, table: &Table) {
        let header = table.header.cells.iter().map(|cell| text_of(&cell.content));
        let header: Vec<String> = header.collect();
        let head = header.first().cloned().unwrap_or_default();
        let month = [head, text_of(&table.caption)].iter().find_map(|text| {
            let words = prose::words(text);
            words
                .iter()
                .find_map(|word| self.tongue.full_month(&word.lower))
        });
        let Some(month) = month else { return };
        let firsts = table.rows.iter().filter_map(|row| row.cells.first());
        let firsts = firsts.map(|cell| text_of(&cell.content));
        let years = firsts.chain(header).take(CELLS);
        let years = years.filter_map(|cell| cell.trim().parse::<i32>().ok());
        let years = years.filter(|year| (1500..2100).contains(year));
        self.months.extend(years.map(|year| (year, month)));
    }
}

impl<'a> Visitor<'a> for Tables<'_> {
    fn block(&mut self, block: &'a Block) {
        walk_block(self, block);
        if let BlockKind::Table(table) = &block.kind {
            self.table(table);
        }
    }
}

/// A number of a summary, and what it stands among.
pub(super) struct Asked<'a> {
    pub number: &'a Number,
    pub own: &'a Own,
    pub tongue: &'a Tongue,
    /// The stems of its sentence.
    pub stems: &'a BTreeSet<String>,
    /// The year of the report.
    pub year: Option<i64>,
}

impl Asked<'_> {
    /// Whether the body comes to the number though it does not print it.
    pub(super) fn comes_of(&self, body: &Body<'_>, told: &[Told<'_>], exhibits: &Exhibits) -> bool {
        self.is_in_exhibit(exhibits)
            || self.is_rounded(body)
            || told
                .iter()
                .any(|told| self.is_reckoned(told) && self.have_one_of(told))
    }

    /// Whether other numbers of its own sentence come to it, which the body tells apart: "2.3 million and 11.4 million,
    /// for a total of 13.7 million".
    pub(super) fn comes_of_others(&self, text: &str, numbers: &[Number]) -> bool {
        let others: Vec<Number> = numbers
            .iter()
            .filter(|number| number.range != self.number.range)
            .cloned()
            .collect();
        self.is_reckoned(&Told {
            text,
            heads: &[],
            numbers: &others,
            meant: Vec::new(),
            stems: OnceCell::new(),
        })
    }

    fn have_one_of(&self, told: &Told<'_>) -> bool {
        have_one_of(told.stems(), self.stems)
    }

    fn bound(&self) -> Bound {
        let first = self
            .own
            .words
            .partition_point(|word| word.range.start < self.number.range.start);
        quantities::bound(self.own, self.tongue, first)
    }

    /// What a word behind the number multiplies it by.
    fn scale(&self) -> Option<i64> {
        let written = self.own.text.get(self.number.range.clone())?;
        let last = prose::words(written).pop()?;
        self.tongue.scale(&last.lower)
    }

    /// "300 million", where a table in millions has 300.
    fn is_in_exhibit(&self, exhibits: &Exhibits) -> bool {
        let value = self.number.value;
        exhibits.charts.contains(&value)
            || self.scale().is_some() && exhibits.scaled.contains(&value)
    }

    /// "About 9,400" of 9,413, "1.2 million" of 1,214,000, "27 per cent" of 27.1.
    fn is_rounded(&self, body: &Body<'_>) -> bool {
        let value = self.number.value;
        let mut unit = 1;
        while unit < value / 10 && value % (unit * 10) == 0 {
            unit *= 10;
        }
        let bound = self.bound();
        let is_percent = self.number.is_percent;
        let rounds = bound != Bound::Exact || is_percent || self.scale().is_some();
        if !rounds || value < 1000 {
            return false;
        }
        let unit = if is_percent { unit.min(1000) } else { unit };
        let near = match bound {
            Bound::Less => value - unit..=value,
            Bound::More => value..=value + unit,
            _ => value - unit / 2..=value + unit / 2,
        };
        body.values.range(near).any(|(known, places)| {
            // "26 per cent" of exactly 27 is no rounding.
            let is_finer = known % unit != 0;
            is_finer
                && places
                    .iter()
                    .any(|(is_date, told)| !is_date && self.have_one_of(told))
        })
    }

    /// Whether two numbers of a sentence come to it: as a share, a change, a difference or a sum.
    fn is_reckoned(&self, told: &Told<'_>) -> bool {
        /// The most numbers of a sentence that are compared with each other.
        const MOST: usize = 12;
        let asked = self.number.value as f64;
        if self.is_years(told) {
            return true;
        }
        let known: Vec<f64> = told
            .numbers
            .iter()
            .filter(|number| !number.is_date)
            .map(|number| number.value as f64)
            .take(MOST)
            .collect();
        let step = if self.number.value % 1000 == 0 {
            0.5
        } else {
            0.05
        };
        let is_percent = |percent: f64| (percent - asked / 1000.0).abs() <= step + 1e-9;
        known.iter().enumerate().any(|(at, one)| {
            known[..at].iter().any(|two| {
                let (less, more) = (one.min(*two), one.max(*two));
                match self.number.is_percent {
                    true => {
                        less > 0.0
                            && (is_percent(less / more * 100.0)
                                || is_percent((more - less) / less * 100.0)
                                || is_percent((more - less) / more * 100.0))
                    }
                    // Small numbers come of too much.
                    false => {
                        (asked >= 10_000.0 || asked % 1000.0 != 0.0)
                            && ((more - less - asked).abs() < 0.5
                                || (more + less - asked).abs() < 0.5)
                    }
                }
            })
        })
    }

    /// "Five years before", where a sentence tells of the year that is five before that of the report, or of both.
    fn is_years(&self, told: &Told<'_>) -> bool {
        if measures::unit(&self.number.noun) != measures::unit("years") {
            return false;
        }
        let years: Vec<i64> = told
            .numbers
            .iter()
            .filter(|number| number.is_date && number.value > 1_000_000)
            .map(|number| number.value)
            .collect();
        let ends = || {
            years.iter().copied().chain(
                self.year
                    .into_iter()
                    .flat_map(|year| [year * 1000, (year - 1) * 1000]),
            )
        };
        years
            .iter()
            .any(|year| ends().any(|end| end - year == self.number.value))
    }
}

/// A date that stands among words that are quoted is told by the body as well: its words without the marks.
pub(super) fn unquoted(text: &str) -> Option<Own> {
    let is_mark = |c: char| "“”„«»\"‘’「」".contains(c);
    // No date is without a number.
    let may = text.contains(is_mark) && text.contains(|c: char| c.is_ascii_digit());
    may.then(|| {
        let plain: String = text
            .chars()
            .map(|c| if is_mark(c) { ' ' } else { c })
            .collect();
        Own::of(&plain)
    })
}

/// Whether a text tells of quarters of a year: what is told until the end of September may be "the first three quarters".
/// "Almost a quarter" is a share.
pub(super) fn tells_quarters(text: &str) -> bool {
    const QUARTERS: &[&str] = &[
        "quarter",
        "quarters",
        "quartal",
        "quartale",
        "quartalen",
        "quartals",
        "trimestre",
        "trimestres",
        "trimestri",
        "kwartaal",
        "kwartalen",
    ];
    const ORDINALS: &[&str] = &[
        "first",
        "second",
        "third",
        "fourth",
        "last",
        "ersten",
        "zweiten",
        "dritten",
        "vierten",
        "erste",
        "zweite",
        "dritte",
        "vierte",
        "letzten",
        "premier",
        "premiers",
        "deuxième",
        "troisième",
        "quatrième",
        "dernier",
        "primer",
        "primeros",
        "segundo",
        "tercer",
        "cuarto",
        "último",
        "primo",
        "terzo",
        "ultimo",
        "eerste",
        "derde",
        "vierde",
    ];
    if !(text.contains("uart") || text.contains("rimest") || text.contains("kwart")) {
        return false;
    }
    let words = prose::words(text);
    words.iter().enumerate().any(|(at, word)| {
        let mut before = words[at.saturating_sub(2)..at].iter();
        QUARTERS.contains(&word.lower.as_str())
            && before.any(|word| ORDINALS.contains(&word.lower.as_str()))
    })
}

#[cfg(test)]
mod tests {
    use std::cell::OnceCell;

    use super::*;
    use crate::rules::tongues;

    /// Whether the last number of a sentence of the summary comes of a sentence of the body.
    fn comes(language: &str, summary: &str, body: &str, exhibits: &Exhibits) -> bool {
        let tongue = tongues::of(language);
        let numbers = numbers::read(body, tongue);
        let told = [Told {
            text: body,
            heads: &[],
            numbers: &numbers,
            meant: Vec::new(),
            stems: OnceCell::new(),
        }];
        let mut known = Body::default();
        for number in &numbers {
            known.add(number, &told[0]);
        }
        let own = Own::of(summary);
        let read = numbers::of(&own, tongue);
        let asked = Asked {
            number: read.last().unwrap(),
            own: &own,
            tongue,
            stems: &super::super::stems(summary),
            year: Some(2025),
        };
        asked.comes_of(&known, &told, exhibits)
    }

    #[test]
    fn numbers_that_the_body_comes_to_stand_in_it() {
        for (language, summary, body, expected) in [
            (
                "en",
                "In the huts lived about 9,400 people.",
                "The 9,413 people were told.",
                true,
            ),
            (
                "en",
                "In the huts lived 9,400 people.",
                "The 9,413 people were told.",
                false,
            ),
            (
                "en",
                "In the huts lived about 9,800 people.",
                "The 9,413 people were told.",
                false,
            ),
            (
                "en",
                "In the huts lived about 9,400 people.",
                "The 9,413 rules were told.",
                false,
            ),
            (
                "en",
                "The mine cost 1.2 million.",
                "The mine cost 1,214,000 in all.",
                true,
            ),
            (
                "en",
                "The mine cost 1.3 million.",
                "The mine cost 1,214,000 in all.",
                false,
            ),
            (
                "de",
                "Auf Mängel gehen 27 Prozent.",
                "Mängel kosten 27,1 Prozent.",
                true,
            ),
            (
                "de",
                "Auf Mängel gehen 28 Prozent.",
                "Mängel kosten 27,1 Prozent.",
                false,
            ),
            (
                "en",
                "It paid 63 per cent of the budget.",
                "It paid 6,300 of 10,000 of the budget.",
                true,
            ),
            (
                "en",
                "It paid 36 per cent of the budget.",
                "It paid 6,300 of 10,000 of the budget.",
                false,
            ),
            (
                "en",
                "Turnout was higher by 6.5 points.",
                "Turnout was 68.0, against 61.5.",
                true,
            ),
            (
                "en",
                "Turnout was higher by 5.6 points.",
                "Turnout was 68.0, against 61.5.",
                false,
            ),
            (
                "en",
                "Turnout was higher five years before.",
                "Turnout was 61.5 in 2020.",
                true,
            ),
            (
                "en",
                "Turnout was higher seven years before.",
                "Turnout was 61.5 in 2020.",
                false,
            ),
            (
                "fr",
                "Le taux gagne 6,5 points.",
                "Le taux est de 68,0 contre 61,5.",
                true,
            ),
            (
                "es",
                "La obra costó unos 9.400 euros.",
                "La obra costó 9.413 euros.",
                true,
            ),
        ] {
            let found = comes(language, summary, body, &Exhibits::default());
            assert_eq!(found, expected, "{summary}");
        }
    }

    #[test]
    fn tables_and_charts_count_in_their_own_way() {
        let exhibits = Exhibits {
            scaled: [300_000_000_000].into(),
            charts: [5600].into(),
            months: Vec::new(),
        };
        let check = |summary: &str, body: &str, expected: bool| {
            assert_eq!(comes("en", summary, body, &exhibits), expected, "{summary}");
        };
        check("It rose by 300 million.", "Total 300", true);
        check("It rose by 400 million.", "Total 300", false);
        check("It rose to 5.6.", "Total 300", true);
        assert_eq!(month("2025-02"), Some((2025, 2)));
        assert_eq!(month("2025-13"), None);
        assert!(tells_quarters("In the first three quarters it rose."));
        assert!(!tells_quarters("It was almost a quarter."));
        assert!(unquoted("“We move.”").is_none());
        assert!(unquoted("“We move in May 2027.”").is_some_and(|own| own.word(2) == "in"));
    }
}
