//! Years and months that captions and sentences name of a chart, beside those of its data.

use std::ops::Range;

use super::NAME;
use super::pointing::{self, Numbered};
use crate::diagnostic::{Finding, Level};
use crate::model::{Along, Block, BlockKind, Date, Plot, Visitor, text_of, walk_block};
use crate::rules::prose::{self, Own};
use crate::rules::tongues::{self, Tongue};
use crate::rules::{Context, dates};
use crate::source::Span;

/// The fewest rows of a chart that runs over a time.
const ROWS: usize = 3;

/// Words before a moment up to which something is told that the data need not show: "as of May 2024", "planned for".
const OTHERWISE: &[&str] = &[
    "as",
    "stand",
    "since",
    "seit",
    "depuis",
    "desde",
    "before",
    "after",
    "vor",
    "nach",
    "avant",
    "après",
    "antes",
    "después",
    "prima",
    "dopo",
    "published",
    "retrieved",
    "accessed",
    "abgerufen",
    "consulté",
    "consultado",
    "law",
    "gesetz",
    "loi",
    "ley",
    "census",
    "zensus",
    "recensement",
    "censo",
    "base",
    "basis",
    "index",
    "compared",
    "than",
    "expected",
    "planned",
    "until",
    "adopted",
];

/// A year with a month where it is told, as one number that grows with time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Moment {
    year: i32,
    month: Option<u8>,
}

impl Moment {
    fn of(date: Date) -> Self {
        Self {
            year: date.year,
            month: date.month,
        }
    }

    /// Whether it lies before or behind what runs from one moment to another.
    fn is_outside(self, (first, last): (Self, Self)) -> bool {
        let month = |moment: Self| self.month.and(moment.month);
        let own = |moment: Self| month(moment).and(self.month);
        (self.year, own(first)) < (first.year, month(first))
            || (self.year, own(last)) > (last.year, month(last))
    }
}

/// A chart that runs over a time.
struct Timed {
    id: Option<String>,
    span: Span,
    run: (Moment, Moment),
}

/// Looks at the captions of charts, and at sentences that tell what a chart shows.
pub(super) fn check(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let mut collect = Collect {
        context,
        tongue: tongues::of(context.report_language()),
        charts: Vec::new(),
        findings,
    };
    context.report.walk(&mut collect);
    let charts = collect.charts;
    if charts.is_empty() {
        return;
    }
    let numbered = Numbered::of(context);
    for said in prose::own_sentences(context) {
        if context.exhibit_around(said.sentence.unit).is_some() {
            continue;
        }
        let called = pointing::in_words(&numbered, said);
        let is_named = |chart: &&Timed| {
            chart.id.as_ref().is_some_and(|id| {
                said.sentence.exhibits.contains(id) || called.contains(&id.as_str())
            })
        };
        let mut named = charts.iter().filter(is_named);
        let Some(chart) = named.next().filter(|_| named.next().is_none()) else {
            continue;
        };
        if !pointing::is_all_shown(said) {
            continue;
        }
        let tongue = context.tongue(said.sentence);
        let outside = outside(said.own, tongue, chart.run);
        findings.extend(outside.map(|range| {
            prose::finding(
                context,
                (NAME, Level::Warning),
                said.sentence,
                range,
                "is no time that the chart shows",
            )
            .label("outside of its data")
            .related(chart.span, "this chart")
            .help("compare the two; what comes from elsewhere needs a citation of its own")
        }));
    }
}

struct Collect<'c, 'f> {
    context: &'c Context<'c>,
    tongue: &'static Tongue,
    charts: Vec<Timed>,
    findings: &'f mut Vec<Finding>,
}

impl<'a> Visitor<'a> for Collect<'_, '_> {
    fn block(&mut self, block: &'a Block) {
        if let BlockKind::Figure(figure) = &block.kind
            && let Some(data) = self.context.report.charts.get(&figure.path.span)
            && let Plot::Series { along, .. } = &data.plot
            && let Some(run) = run(along)
        {
            let caption = text_of(&figure.caption);
            let own = Own::of(&caption);
            let told = span_of_months(&own, self.tongue, run)
                .map(|_| "the caption speaks of other months than the data of the chart")
                .or_else(|| {
                    outside(&own, self.tongue, run)
                        .map(|_| "the caption names a time that the data of the chart do not reach")
                });
            // A caption with a span of years has had its finding.
            let is_told = self.findings.iter().any(|known| known.span == block.span);
            self.findings
                .extend(told.filter(|_| !is_told).map(|message| {
                    Finding::new(NAME, Level::Warning, message, block.span)
                        .label(format!(
                            "the data run from {} to {}",
                            shown(run.0),
                            shown(run.1)
                        ))
                        .help("compare the two, and print in the caption what is drawn")
                }));
            self.charts.push(Timed {
                id: block.attrs.id.as_ref().map(|id| id.value.clone()),
                span: figure.path.span,
                run,
            });
        }
        walk_block(self, block);
    }
}

fn shown(moment: Moment) -> String {
    match moment.month {
        Some(month) => format!("{}-{month:02}", moment.year),
        None => moment.year.to_string(),
    }
}

/// The first and the last moment along a chart.
fn run(along: &Along) -> Option<(Moment, Moment)> {
    let moments: Vec<Moment> = match along {
        Along::Dates(dates) => dates.iter().copied().map(Moment::of).collect(),
        Along::Names(_) | Along::Numbers(_) => return None,
    };
    let (first, last) = (moments.iter().min()?, moments.iter().max()?);
    (moments.len() >= ROWS).then_some((*first, *last))
}

/// The years and months of a text with their places. A day is none: something else happened on it.
fn moments(own: &Own, tongue: &Tongue) -> Vec<(Range<usize>, Moment)> {
    let all = dates::all(own, tongue).into_iter();
    all.filter(|(_, date)| date.day.is_none())
        .map(|(range, date)| (range, Moment::of(date)))
        .collect()
}

/// The first moment of a text that lies outside of what a chart shows, and is told as one of it: behind "in", "from" or
/// "to".
fn outside(own: &Own, tongue: &Tongue, run: (Moment, Moment)) -> Option<Range<usize>> {
    const IN: &[&str] = &[
        "in", "from", "to", "im", "von", "bis", "ab", "en", "de", "à", "a", "em", "nel", "dal",
        "al", "van", "tot", "between", "and", "zwischen", "und", "entre", "et", "y",
    ];
    let all = moments(own, tongue);
    let (range, _) = all.into_iter().find(|(range, moment)| {
        let (before, _) = own.around(range);
        let mut near = before.iter().rev().map(|word| word.lower.as_str());
        let leads = near.clone().next().is_some_and(|word| IN.contains(&word));
        let is_otherwise = near.by_ref().take(5).any(|word| OTHERWISE.contains(&word));
        leads && !is_otherwise && moment.is_outside(run)
    })?;
    Some(range)
}

/// "January to June 2023", where the data run to May.
fn span_of_months(own: &Own, tongue: &Tongue, run: (Moment, Moment)) -> Option<Range<usize>> {
    const TO: &[&str] = &[
        "to", "bis", "à", "a", "through", "tot", "al", "–", "-", "—", "until",
    ];
    let (first_month, last_month) = (run.0.month?, run.1.month?);
    let month = |at: usize| tongue.month(own.word(at));
    let year = |at: usize| {
        own.word(at)
            .parse::<i32>()
            .ok()
            .filter(|year| (1800..2200).contains(year))
    };
    let found = (0..own.words.len()).find_map(|at| {
        let from = month(at)?;
        let skip = usize::from(year(at + 1).is_some());
        let next = own.words.get(at + 1 + skip)?;
        let gap = own
            .text
            .get(own.words[at + skip].range.end..next.range.start)?
            .trim();
        let to_at = match (TO.contains(&gap), TO.contains(&next.lower.as_str())) {
            (true, _) => at + 1 + skip,
            (false, true) => at + 2 + skip,
            (false, false) => return None,
        };
        let to = month(to_at)?;
        let until = year(to_at + 1)?;
        let since = year(at + 1).unwrap_or(if from > to { until - 1 } else { until });
        let end = own.words[to_at + 1].range.end;
        Some((own.words[at].range.start..end, (since, from), (until, to)))
    })?;
    let (range, from, to) = found;
    let is_same = from == (run.0.year, first_month) && to == (run.1.year, last_month);
    (!is_same).then_some(range)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(language: &str, text: &str, run: ((i32, u8), (i32, u8))) -> Option<String> {
        let tongue = tongues::of(language);
        let own = Own::of(text);
        let moment = |(year, month): (i32, u8)| Moment {
            year,
            month: (month > 0).then_some(month),
        };
        let run = (moment(run.0), moment(run.1));
        let range = span_of_months(&own, tongue, run).or_else(|| outside(&own, tongue, run))?;
        Some(text[range].to_owned())
    }

    #[test]
    fn times_of_a_caption_are_those_of_the_data() {
        let months = ((2023, 1), (2023, 5));
        let years = ((2019, 0), (2022, 0));
        for (language, text, run, expected) in [
            (
                "en",
                "Arrests, January to June 2023",
                months,
                "January to June 2023",
            ),
            (
                "en",
                "Arrests, January–June 2023",
                months,
                "January–June 2023",
            ),
            (
                "en",
                "Arrests from December 2022 to May 2023",
                months,
                "December 2022 to May 2023",
            ),
            ("en", "Arrests peaked in July 2023", months, "July 2023"),
            ("en", "Arrests fell in 2024", months, "2024"),
            ("en", "Arrests in 2018", years, "2018"),
            (
                "en",
                "Figure 1 shows that arrests fell from 2018 to 2022.",
                years,
                "2018",
            ),
            (
                "de",
                "Festnahmen, Januar bis Juni 2023",
                months,
                "Januar bis Juni 2023",
            ),
            ("de", "Festnahmen im Juli 2023", months, "Juli 2023"),
            (
                "fr",
                "Arrestations, janvier à juin 2023",
                months,
                "janvier à juin 2023",
            ),
            ("fr", "Arrestations en juillet 2023", months, "juillet 2023"),
        ] {
            let found = found(language, text, run);
            assert_eq!(found.as_deref(), Some(expected), "{text}");
        }
        for (language, text, run) in [
            ("en", "Arrests, January to May 2023", months),
            ("en", "Arrests, January–May 2023", months),
            ("en", "Arrests in April 2023", months),
            ("en", "Arrests in 2023", months),
            ("en", "Arrests, as of July 2023", months),
            ("en", "Arrests after the law of July 2024", months),
            ("en", "Arrests (published in June 2024)", months),
            ("en", "Arrests on 3 July 2023", months),
            ("en", "Arrests in 2020", years),
            ("en", "Arrests, by the census of 2011", years),
            ("en", "Arrests from 2019 to 2022", years),
            ("en", "Arrests compared with those in 2018", years),
            ("de", "Festnahmen, Januar bis Mai 2023", months),
            ("de", "Festnahmen, Stand: Juli 2024", months),
            ("fr", "Arrestations, janvier à mai 2023", months),
            ("es", "Detenciones en 2020", years),
        ] {
            assert_eq!(found(language, text, run), None, "{text}");
        }
    }
}
