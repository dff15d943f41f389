//! A figure of a sentence that points at a table or chart, and that does not stand there.

mod beside;
mod cells;
mod described;
mod heads;
mod parts;
mod pointing;
mod rows;
mod spans;

use std::collections::{BTreeMap, BTreeSet};

use self::cells::Cells;
use super::prose::{self, Said};
use super::tongues::Tongue;
use super::{Context, numbers, tongues};
use crate::diagnostic::{Finding, Level};
use crate::model::{Block, BlockKind, Visitor, text_of, walk_block};
use crate::source::Span;

pub(super) const NAME: &str = "number-not-in-exhibit";

/// The smallest figure that is looked for, times a thousand: smaller ones count the rows, or the
/// report's own parts.
const SMALLEST: i64 = 10_000;

/// The most numbers of a table of which sums and differences are made.
const MOST: usize = 150;

/// Words before the number of a table, figure or section.
const PARTS: &[&str] = &[
    "table",
    "tables",
    "figure",
    "figures",
    "chart",
    "section",
    "appendix",
    "tabelle",
    "abbildung",
    "abschnitt",
    "tableau",
    "cuadro",
    "tabla",
    "figura",
    "gráfico",
    "grafik",
    "표",
    "그림",
    "and",
    "und",
    "et",
    "y",
];

/// Parts of headings that say in what a table counts: its numbers are not those of the text.
const UNITS: &[&str] = &[
    "thousand", "million", "billion", "'000", "’000", "1,000", "tausend", "mio", "mrd", "milliers",
    "millions", "miles", "millones", "천", "만", "억",
];

/// Words between a figure and those that make it another: "more than 120".
const ABOUT: &[&str] = &[
    "than", "least", "most", "over", "under", "almost", "nearly", "about", "around", "some",
];

pub(super) fn check(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let tongue = tongues::of(context.report_language());
    beside::check(context, tongue, findings);
    described::check(context, tongue, findings);
    rows::check(context, findings);
    heads::check(context, findings);
    spans::check(context, findings);
    let cells = Cells::of(context);
    let mut missing = Vec::new();
    not_there(context, tongue, &cells, &mut missing);
    // One number has one finding: that which says more.
    let mut places: BTreeSet<Span> = findings.iter().map(|finding| finding.span).collect();
    missing.retain(|finding| !places.contains(&finding.span));
    places.extend(missing.iter().map(|finding| finding.span));
    findings.extend(missing);
    let mut more = Vec::new();
    cells::check(context, &cells, &mut more);
    let is_new = |finding: &Finding| {
        let around = |place: &Span| finding.span.contains(*place) || place.contains(finding.span);
        !places.iter().any(around)
    };
    let more = more.into_iter().filter(is_new);
    // Other rules that compare the same number show where it comes from.
    findings.extend(more.map(Finding::giving_way));
}

/// The labels on which the figures of a sentence rest, where it rests on nothing else.
fn bases<'c>(context: &'c Context<'_>, cells: &'c Cells, said: Said<'c>) -> Vec<&'c str> {
    let sentence = said.sentence;
    let named = || pointing::in_words(&cells.numbered, said);
    if sentence.citations.is_empty() {
        let derived = sentence
            .derived_from
            .iter()
            .map(|label| label.value.as_str());
        let derived: Vec<&str> = derived.collect();
        return if derived.is_empty() { named() } else { derived };
    }
    // "As Table 1 shows, …", with the citation of the table.
    if !pointing::is_all_shown(said) {
        return Vec::new();
    }
    let pointed = pointing::at(cells, said);
    let cited = cells::places(context, said);
    let is_theirs = pointed
        .iter()
        .all(|pointed| pointed.exhibit.cites_all(&cited));
    let labels = sentence.exhibits.iter().map(String::as_str).chain(named());
    match is_theirs {
        true => labels.collect(),
        false => Vec::new(),
    }
}

/// Figures of sentences that point at tables and charts, and that do not stand there.
fn not_there(
    context: &Context<'_>,
    tongue: &'static Tongue,
    cells: &Cells,
    findings: &mut Vec<Finding>,
) {
    let pointing: Vec<(Said<'_>, Vec<&str>)> = prose::own_sentences(context)
        .map(|said| (said, bases(context, cells, said)))
        .filter(|(_, bases)| !bases.is_empty())
        .collect();
    if pointing.is_empty() {
        return;
    }
    let named = pointing.iter().flat_map(|(_, bases)| bases.iter().copied());
    let mut exhibits = Exhibits {
        context,
        tongue,
        named: named.collect(),
        known: BTreeMap::new(),
    };
    context.report.walk(&mut exhibits);
    for (Said { sentence, own, .. }, bases) in pointing {
        // Where one of the bases is a claim or a picture, the figure may be its.
        let bases: Option<Vec<&Exhibit>> = bases
            .iter()
            .map(|label| exhibits.known.get(label))
            .collect();
        let Some(bases) = bases else { continue };
        let tongue = context.tongue(sentence);
        let all = numbers::of(own, tongue);
        let is_scaled = bases.iter().any(|exhibit| exhibit.scale.is_some());
        for number in &all {
            let (before, _) = own.around(&number.range);
            let last = before.last().map_or("", |word| word.lower.as_str());
            let is_inexact =
                tongue.sums.about.contains(&last) || ABOUT.contains(&last) || PARTS.contains(&last);
            let is_known = match number.is_percent {
                _ if is_scaled => {
                    let written = &own.lower[number.range.clone()];
                    let mut bases = bases.iter();
                    bases.any(|exhibit| exhibit.may_count(number, written, tongue))
                }
                true => bases
                    .iter()
                    .any(|exhibit| exhibit.may_be_share(number.value)),
                false => {
                    number.value < SMALLEST || bases.iter().any(|exhibit| exhibit.has(number.value))
                }
            };
            if is_inexact || number.is_date || is_known {
                continue;
            }
            let written = &sentence.text[number.range.clone()];
            let mut finding = Finding::new(
                NAME,
                Level::Warning,
                format!(
                    "`{written}` does not stand in the table or chart that the sentence points at"
                ),
                prose::place(context, sentence, number.range.clone()),
            )
            .label("neither there, nor the sum or difference of two numbers there")
            .help("compare the two; what comes from elsewhere needs a citation of its own");
            if let Some(exhibit) = bases.first() {
                finding = finding.related(exhibit.span, "this one");
            }
            findings.push(finding);
        }
        if !is_scaled {
            findings.extend(parts::apart(context, sentence, own, &all, &bases));
        }
    }
}

/// The numbers of a table or chart.
struct Exhibit {
    /// The word for what it counts in, where its heading says so.
    scale: Option<&'static str>,
    numbers: BTreeSet<i64>,
    /// The means of its columns, with their total and without.
    means: Vec<f64>,
    /// The numbers of each row, and of each column.
    lines: Vec<BTreeSet<i64>>,
    /// Whether one of its columns holds percentages.
    has_shares: bool,
    span: Span,
}

impl Exhibit {
    /// Whether a percentage may be one of its, or come of two of its numbers. Of those that hold no
    /// percentages it is always reckoned.
    fn may_be_share(&self, value: i64) -> bool {
        // A share that was reckoned is rounded to what is printed.
        let slack = match value {
            value if value % 1000 == 0 => 600.0,
            value if value % 100 == 0 => 60.0,
            _ => 6.0,
        };
        let known = &self.numbers;
        let is_reckoned = || {
            known.iter().any(|part| {
                known.iter().filter(|whole| **whole > 0).any(|whole| {
                    let share = *part as f64 / *whole as f64 * 100_000.0;
                    let change = (share - 100_000.0).abs();
                    (share - value as f64).abs() <= slack || (change - value as f64).abs() <= slack
                })
            })
        };
        !self.has_shares || known.len() > MOST || self.has(value) || is_reckoned()
    }

    /// Whether a number may be one of a table that counts in thousands or millions: only "3,700 million" is known not
    /// to be, and only if it is not a rounded one.
    fn may_count(&self, number: &numbers::Number, written: &str, tongue: &Tongue) -> bool {
        /// The smallest that is looked for, times a thousand.
        const LARGE: i64 = 100_000;
        let (Some(scale), Some(word)) = (self.scale, written.split_whitespace().last()) else {
            return true;
        };
        let times = tongue.scale(word).filter(|_| word.starts_with(scale));
        let Some(times) = times.filter(|_| !number.is_percent) else {
            return true;
        };
        let value = number.value / times;
        let exact = (0..6).map(|zeros| 1000 * 10_i64.pow(zeros));
        let step = exact.take_while(|step| value % step == 0).last();
        let slack = step.unwrap_or(1000) / 2;
        let is_near = |one: i64| (one - value).abs() <= slack;
        let mut known = self.numbers.iter();
        value < LARGE
            || value % 1000 != 0
            || self.has(value)
            || known.any(|one| is_near(*one))
            || self.is_near_a_sum(&is_near)
    }

    /// Whether the sum or difference of two numbers of one row or column comes near to one.
    fn is_near_a_sum(&self, is_near: &dyn Fn(i64) -> bool) -> bool {
        let comes_near = |line: &BTreeSet<i64>| {
            line.iter().any(|one| {
                let mut others = line.iter();
                others.any(|other| is_near(one - other) || is_near(one.saturating_add(*other)))
            })
        };
        self.numbers.len() > MOST || self.lines.iter().any(comes_near)
    }

    /// Whether a number stands there, or is what two numbers or the numbers of a column come to.
    fn has(&self, value: i64) -> bool {
        let known = &self.numbers;
        known.contains(&value)
            || parts::is_mean(value, &self.means)
            || known.len() <= MOST
                && known
                    .iter()
                    .any(|one| known.contains(&(value - one)) || known.contains(&(value + one)))
    }
}

/// Reads the tables and charts that sentences point at.
struct Exhibits<'c> {
    context: &'c Context<'c>,
    tongue: &'static Tongue,
    named: BTreeSet<&'c str>,
    known: BTreeMap<&'c str, Exhibit>,
}

impl<'a> Visitor<'a> for Exhibits<'a> {
    fn block(&mut self, block: &'a Block) {
        walk_block(self, block);
        let id = block.attrs.id.as_ref();
        let Some(id) = id.filter(|id| self.named.contains(id.value.as_str())) else {
            return;
        };
        // By columns, with the heading and the caption, which may say in what they are counted.
        let columns: Vec<Vec<String>> = match &block.kind {
            BlockKind::Table(table) => (0..table.header.cells.len())
                .map(|column| {
                    let rows = std::iter::once(&table.header).chain(&table.rows);
                    let cells = rows.filter_map(|row| row.cells.get(column));
                    cells.map(|cell| text_of(&cell.content)).collect()
                })
                .chain([vec![text_of(&table.caption)]])
                .collect(),
            BlockKind::Figure(figure) => {
                let Some(data) = self.context.report.charts.get(&figure.path.span) else {
                    return;
                };
                (0..data.columns.len())
                    .map(|column| {
                        let cells = data.rows.iter().filter_map(|row| row.get(column).cloned());
                        std::iter::once(data.columns[column].clone())
                            .chain(cells)
                            .collect()
                    })
                    .chain([vec![text_of(&figure.caption)]])
                    .collect()
            }
            _ => return,
        };
        let unit = match &block.kind {
            BlockKind::Figure(figure) => figure.chart.as_ref().map(|chart| &chart.unit),
            _ => None,
        };
        let heads = columns.iter().filter_map(|column| column.first());
        let heads: Vec<String> = heads.chain(unit).map(|head| head.to_lowercase()).collect();
        let mut scales = UNITS
            .iter()
            .copied()
            .filter(|unit| heads.iter().any(|head| head.contains(unit)));
        let scale = scales.next();
        // "Millions" holds "million".
        if scales.any(|other| !scale.is_some_and(|scale| other.starts_with(scale))) {
            return;
        }
        let holds_shares = |column: &&Vec<String>| {
            let signs = self.tongue.sums.percent.iter();
            column.iter().any(|cell| {
                let cell = cell.to_lowercase();
                signs.clone().any(|sign| cell.contains(sign))
            })
        };
        let mut exhibit = Exhibit {
            scale,
            numbers: BTreeSet::new(),
            means: Vec::new(),
            lines: parts::lines(&columns[..columns.len() - 1], self.tongue),
            has_shares: columns[..columns.len() - 1]
                .iter()
                .any(|column| holds_shares(&column)),
            span: match &block.kind {
                BlockKind::Table(table) => table.header.span,
                BlockKind::Figure(figure) => figure.path.span,
                _ => block.span,
            },
        };
        for column in &columns {
            exhibit.means.extend(parts::means(column, self.tongue));
            let mut sum = 0_i64;
            for cell in column {
                for number in numbers::read(cell, self.tongue) {
                    sum = sum.saturating_add(number.value);
                    exhibit.numbers.insert(number.value);
                }
            }
            exhibit.numbers.insert(sum);
            let rows = i64::try_from(column.len().saturating_sub(1)).unwrap_or_default();
            exhibit.numbers.insert(rows.saturating_mul(1000));
        }
        self.known.insert(id.value.as_str(), exhibit);
    }
}
