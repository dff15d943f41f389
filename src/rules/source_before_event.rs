//! A sentence about an event that is younger than every source that carries it.

use std::ops::Range;

use super::prose::{self, Said};
use super::support::{self, Support};
use super::{Context, dates, figure_conflict, future_event, tense};
use crate::diagnostic::Finding;
use crate::model::{Claim, Date, Kind, SourceKind, UnitPlace, Until, primary_language};

pub(super) const NAME: &str = "source-before-event";

pub(super) fn check(context: &Context<'_>, findings: &mut Vec<Finding>) {
    for said in prose::sentences(context) {
        let sentence = said.sentence;
        if !support::is_carried(sentence) {
            continue;
        }
        let Some(Early {
            newest,
            by,
            range,
            date,
            supports,
        }) = early(context, said)
        else {
            continue;
        };
        let span = prose::place(context, sentence, range);
        let key = by.key();
        let message = match supports {
            1 => format!("`{key}` is older than what it is cited for"),
            _ => "every source here is older than what it is cited for".to_owned(),
        };
        let mut finding = Finding::new(NAME, context.error_unless_draft(), message, span)
            .label(format!("{date}; the newest source is of {newest}"))
            .note("a source cannot report what had not happened yet");
        if let Some(place) = by.reference.and_then(|reference| reference.span) {
            finding = finding.related(place, format!("`{key}`, {newest}"));
        }
        findings.push(finding.help(
            "look both dates up; cite a source that is young enough, or move the citation to the part that it carries",
        ));
    }
}

/// A sentence whose sources are older than what it tells.
struct Early<'a> {
    /// The date of the newest source, and whose it is.
    newest: Date,
    by: Support<'a>,
    /// The words of the date, and the date.
    range: Range<usize>,
    date: Date,
    /// How many sources there are.
    supports: usize,
}

/// Whether this rule speaks of a sentence, so that `stale-source` does not.
pub(super) fn speaks_of(context: &Context<'_>, said: Said<'_>) -> bool {
    support::is_carried(said.sentence) && early(context, said).is_some()
}

fn early<'a>(context: &Context<'a>, said: Said<'_>) -> Option<Early<'a>> {
    let sentence = said.sentence;
    if sentence.kind != Kind::Fact {
        return None;
    }
    let supports = support::of(context, sentence);
    let (newest, by) = newest(&supports)?;
    let edition = context.report.manifest.date;
    let (range, date) = event(context, said)
        .into_iter()
        .filter(|(_, date)| edition.is_none_or(|edition| !edition.is_before(*date)))
        .find(|(_, date)| newest.is_before(*date))?;
    Some(Early {
        newest,
        by,
        range,
        date,
        supports: supports.len(),
    })
}

/// The newest date at which any of the sources can have been written, and whose it is. None where one
/// of them is of unknown date: then it may be young enough.
fn newest<'a>(supports: &[Support<'a>]) -> Option<(Date, Support<'a>)> {
    let mut newest: Option<(Date, Support<'a>)> = None;
    for support in supports {
        let reference = support.reference?;
        // A law is printed as it stands now, under the date on which it was made; data go on.
        let is_living = matches!(reference.kind.as_str(), "legislation" | "repository")
            || support.evidence.is_some_and(|record| {
                matches!(record.kind, Some(SourceKind::Law | SourceKind::Dataset))
            });
        if is_living {
            return None;
        }
        let accessed = support
            .evidence
            .and_then(|record| record.accessed)
            .or(reference.accessed);
        // Somebody read it on a day: it cannot say what came later, however it dates itself.
        // Of a volume of letters or the minutes of years, the last may tell of it.
        let date = match (reference.issued_until, reference.issued) {
            (Some(Until::Open), _) => return None,
            (Some(Until::Date(last)), _) => last,
            (None, Some(issued)) => issued,
            (None, None) => accessed?,
        };
        if newest.is_none_or(|(known, _)| {
            known.is_before(date) || (known.year == date.year && date.month.is_none())
        }) {
            newest = Some((date, *support));
        }
    }
    newest
}

/// When what a sentence tells happened: what the author marked, and the dates in a sentence in the past
/// tense, the latest first.
fn event(context: &Context<'_>, said: Said<'_>) -> Vec<(Range<usize>, Date)> {
    let Said {
        unit,
        sentence,
        own,
    } = said;
    let claims = sentence.claims.iter();
    let claims: Vec<&Claim> = claims.map(|id| &context.report.claims[id.0]).collect();
    let tongue = context.tongue(sentence);
    // Where the mark and the words contradict each other, another rule says so.
    let contradict = claims
        .iter()
        .any(|claim| figure_conflict::printed_date(&claim.attrs, &claim.text, tongue).is_some());
    if contradict {
        return Vec::new();
    }
    let marked: Vec<(Range<usize>, Date)> = claims
        .iter()
        .filter_map(|claim| Some((0..sentence.text.len(), dates::marked(&claim.attrs)?)))
        .collect();
    // In another language, only full days of a sentence that plainly tells the past.
    if !prose::is_english(context, sentence) {
        let language = primary_language(context.language(sentence));
        let mut days = dates::full(own, tongue);
        days.retain(|(range, _)| future_event::tells_past_elsewhere(language, own, range));
        days.sort_by_key(|(_, date)| std::cmp::Reverse(*date));
        return marked.into_iter().chain(days).collect();
    }
    let mut dates = dates::all(own, tongue);
    // A row of a chronology tells what happened in the present, too.
    let is_row = unit.place == UnitPlace::TableRow;
    let tells_past = is_row && !tense::looks_ahead(own) && tense::tells_past(&own.words);
    let is_told = |range: &Range<usize>| match is_row {
        true => tells_past && !tense::Intents::of(own).hold(range),
        false => tense::tells_past_of(own, range, &[]),
    };
    dates.retain(|(range, _)| is_told(range));
    dates.sort_by_key(|(_, date)| std::cmp::Reverse(*date));
    marked.into_iter().chain(dates).collect()
}
