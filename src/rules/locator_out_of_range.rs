//! A locator that names a place beyond the end of its source, or before its beginning.

use std::collections::BTreeSet;

use super::Context;
use super::ranges::{self, Place};
use super::support::{self, Support};
use crate::diagnostic::{Finding, Level};
use crate::model::{Reference, seconds_of};
use crate::source::Span;

pub(super) const NAME: &str = "locator-out-of-range";

/// Entries whose pages are a stretch of something larger.
const PARTS: &[&str] = &[
    "article",
    "chapter",
    "anthos",
    "entry",
    "newspaper",
    "conference",
];

pub(super) fn check(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let mut told = BTreeSet::new();
    for (_, support) in support::citations(context) {
        for place in ranges::places(support.item) {
            let Some(fault) = fault(&support, &place) else {
                continue;
            };
            // A place that follows the locator has no place of its own in the model.
            let located = support.item.locator.as_ref();
            let span = located
                .filter(|locator| locator.term == place.term)
                .map_or(support.item.span, |locator| locator.source.span);
            if told.insert(span) {
                findings.push(finding(context, &support, &fault, span));
            }
        }
    }
}

/// What is wrong with a place, and where the limit is known from.
struct Fault {
    message: String,
    limit: String,
    place: Option<Span>,
    certain: bool,
}

fn finding(context: &Context<'_>, support: &Support<'_>, fault: &Fault, span: Span) -> Finding {
    let level = match fault.certain {
        true => context.error_unless_draft(),
        false => Level::Warning,
    };
    let finding = Finding::new(NAME, level, fault.message.clone(), span).label(fault.limit.clone());
    let finding = match fault.place {
        Some(place) => finding.related(place, "said here"),
        None => finding,
    };
    let key = support.key();
    finding.help(match support.evidence.is_some() {
        true => format!(
            "look the place up; if it is right, mend the record of `{key}` in `sources.toml`"
        ),
        false => format!("look the place up; if it is right, mend the entry of `{key}`"),
    })
}

/// Whether there is a length to compare a place with.
pub(super) fn is_comparable(support: &Support<'_>, place: &Place<'_>) -> bool {
    let record = support.evidence;
    match place.term {
        "timestamp" => record.is_some_and(|record| record.duration.is_some()),
        "page" => {
            let known = support
                .reference
                .is_some_and(|reference| has_pages(reference) || reference.page_total.is_some());
            known || record.is_some_and(|record| record.pages.is_some())
        }
        term => record.is_some_and(|record| record.last.contains_key(term)),
    }
}

/// Whether the pages of an entry are those that it has: a stretch of something larger, or all of a report from
/// its first page on.
fn has_pages(reference: &Reference) -> bool {
    let is_part = PARTS.contains(&reference.kind.as_str());
    reference
        .pages
        .as_ref()
        .is_some_and(|pages| is_part || *pages.start() == 1 && *pages.end() > 1)
}

fn fault(support: &Support<'_>, place: &Place<'_>) -> Option<Fault> {
    if place.term == "timestamp" {
        if let Some(time) = no_time(place.value) {
            return Some(Fault {
                message: format!("`{time}` is no time"),
                limit: "hours, minutes and seconds, the last two below 60".to_owned(),
                place: None,
                certain: false,
            });
        }
        return beyond_duration(support, place);
    }
    let numbers = numbers(place);
    let (highest, lowest) = (*numbers.iter().max()?, *numbers.iter().min()?);
    let noun = noun(place.term);
    if lowest == 0 && !numbers.is_empty() && place.term == "page" {
        return Some(Fault {
            message: format!("no source has a {noun} 0"),
            limit: "counted from one".to_owned(),
            place: None,
            certain: false,
        });
    }
    if place.term == "page" {
        return pages(support, lowest, highest);
    }
    let last = support.evidence?.last.get(place.term)?;
    (highest > last.value).then(|| Fault {
        message: format!("`{}` has no {noun} {highest}", support.key()),
        limit: format!("its last {noun} is {}", last.value),
        place: Some(last.span),
        certain: true,
    })
}

/// The numbers of a place. Of "57(1)(a)" and "91.2" it is the first that is counted, except of pages.
fn numbers(place: &Place<'_>) -> Vec<u32> {
    let leading = |text: &str| {
        let text = text.trim();
        let end = text
            .find(|c: char| !c.is_ascii_digit())
            .unwrap_or(text.len());
        text[..end].parse::<u32>().ok()
    };
    let mut numbers = Vec::new();
    for range in ranges::read(place.value) {
        match (range.first, range.last) {
            (None, None) if place.term != "page" => {
                numbers.extend(range.text.split(['-', '–', '—']).filter_map(leading));
            }
            (first, last) => numbers.extend([first, last].into_iter().flatten()),
        }
    }
    numbers
}

fn pages(support: &Support<'_>, lowest: u32, highest: u32) -> Option<Fault> {
    let key = support.key();
    let beyond = |page: u32, limit: String, place, certain| Fault {
        message: format!("`{key}` has no page {page}"),
        limit,
        place,
        certain,
    };
    if let Some(record) = support.evidence
        && let Some(last) = &record.pages
    {
        if highest > last.value {
            let limit = format!("its last page is {}", last.value);
            return Some(beyond(highest, limit, Some(last.span), true));
        }
        let first = record.first_page.unwrap_or(1);
        return (lowest < first).then(|| {
            beyond(
                lowest,
                format!("its first page is {first}"),
                Some(last.span),
                true,
            )
        });
    }
    let reference = support.reference?;
    if let Some(pages) = &reference.pages
        && has_pages(reference)
        && pages.end() > pages.start()
    {
        let (first, last) = (*pages.start(), *pages.end());
        // Somebody may have counted from the first page of an offprint.
        let counted = highest <= last - first + 1;
        let outside = if highest > last {
            Some(highest)
        } else {
            (lowest < first).then_some(lowest)
        };
        return outside.map(|page| {
            beyond(
                page,
                format!("it has the pages {first}–{last}"),
                reference.span,
                !counted,
            )
        });
    }
    let total = reference.page_total?;
    // The front matter of a book is numbered on its own, and totals leave it out or count it in.
    (highest > total).then(|| {
        beyond(
            highest,
            format!("it has {total} pages"),
            reference.span,
            true,
        )
    })
}

fn beyond_duration(support: &Support<'_>, place: &Place<'_>) -> Option<Fault> {
    let length = support.evidence?.duration.as_ref()?;
    let latest = place
        .value
        .split(['-', '–', ',', ' '])
        .filter_map(seconds_of)
        .max()?;
    (latest > length.value).then(|| Fault {
        message: format!("`{}` ends before {}", support.key(), place.value),
        limit: format!("it lasts {}", clock(length.value)),
        place: Some(length.span),
        certain: true,
    })
}

/// The first time of a locator that no clock shows, such as `00:01:90`.
fn no_time(value: &str) -> Option<&str> {
    value
        .split(['-', '–', ',', ' '])
        .find(|part| part.contains(':') && seconds_of(part).is_none())
}

fn clock(seconds: u32) -> String {
    format!(
        "{:02}:{:02}:{:02}",
        seconds / 3600,
        seconds / 60 % 60,
        seconds % 60
    )
}

/// What a CSL term is called in a sentence.
pub(super) fn noun(term: &str) -> &str {
    match term {
        "article-locator" => "article",
        "sub-verbo" => "entry",
        other => other,
    }
}
