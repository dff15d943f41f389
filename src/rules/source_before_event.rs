//! A sentence about an event that is younger than every source that carries it.

mod due;

use std::ops::Range;

use super::prose::{self, Own, Said};
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
        days.retain(|(range, _)| !ends_term(own, range) && !due::is_due(own, range));
        days.sort_by_key(|(_, date)| std::cmp::Reverse(*date));
        return marked.into_iter().chain(days).collect();
    }
    let mut dates = dates::all(own, tongue);
    // A row of a chronology tells what happened in the present, too.
    let is_row = unit.place == UnitPlace::TableRow;
    let tells_past = is_row && !tense::looks_ahead(own) && tense::tells_past(&own.words);
    let (past, intents) = (tense::Past::of(own), tense::Intents::of(own));
    let is_told = |range: &Range<usize>| match is_row {
        true => tells_past && !intents.hold(range),
        false => past.tells_of(range, &[]),
    };
    dates.retain(|(range, _)| is_told(range) && !ends_term(own, range) && !due::is_due(own, range));
    dates.sort_by_key(|(_, date)| std::cmp::Reverse(*date));
    marked.into_iter().chain(dates).collect()
}

/// Words before the last day of a term.
const UNTIL: &[&str] = &[
    "to",
    "until",
    "till",
    "through",
    "bis",
    "jusqu’au",
    "jusqu'au",
    "jusqu’en",
    "jusqu'en",
    "hasta",
];

/// Words between them and the day.
const SMALL: &[&str] = &[
    "the", "zum", "zur", "den", "dem", "le", "el", "end", "ende", "of",
];

/// What is done beforehand with a thing that has a term. In German the verb may stand behind the day.
const GRANTED: &[&str] = &[
    "given",
    "granted",
    "gave",
    "issued",
    "received",
    "obtained",
    "extended",
    "renewed",
    "prolonged",
    "licensed",
    "permitted",
    "authorised",
    "authorized",
    "certified",
    "approved",
    "appointed",
    "elected",
    "leased",
    "booked",
    "insured",
    "exempted",
    "suspended",
    "postponed",
    "adjourned",
    "deferred",
    "banned",
    "limited",
    "erteilt",
    "erteilte",
    "gewährt",
    "gewährte",
    "verlängert",
    "verlängerte",
    "befristet",
    "genehmigt",
    "genehmigte",
    "ausgestellt",
    "bewilligt",
    "bestellt",
    "ernannt",
    "gewählt",
    "verpachtet",
    "vermietet",
    "vertagt",
    "verschoben",
    "ausgesetzt",
    "zugelassen",
    "accordé",
    "accordée",
    "délivré",
    "délivrée",
    "prolongé",
    "prolongée",
    "renouvelé",
    "renouvelée",
    "autorisé",
    "autorisée",
    "nommé",
    "nommée",
    "loué",
    "louée",
    "reporté",
    "reportée",
    "suspendu",
    "suspendue",
    "concedió",
    "concedido",
    "concedida",
    "otorgó",
    "otorgado",
    "otorgada",
    "prorrogó",
    "prorrogado",
    "prorrogada",
    "renovó",
    "renovado",
    "renovada",
    "autorizado",
    "autorizada",
    "nombrado",
    "nombrada",
    "arrendado",
    "aplazado",
    "aplazada",
    "suspendido",
    "suspendida",
];

/// Words that begin another clause.
const BREAKS: &[&str] = &[
    "and", "but", "or", "which", "who", "that", "when", "und", "aber", "et", "mais", "qui", "y",
    "pero", "que",
];

/// The same as those that grant, in Korean, where they stand behind the day.
const KOREAN: [&str; 7] = ["허가", "승인", "발급", "연장", "유예", "임명", "유효"];

/// Whether a day is the last of what was granted beforehand, as sources that are older may tell: "given a certificate for
/// twelve months, to October 2024".
fn ends_term(own: &Own, day: &Range<usize>) -> bool {
    /// How many words lie between at most, before the day and behind it.
    const FAR: [usize; 2] = [14, 3];
    let (before, after) = own.around(day);
    let is_in = |list: &[&str], word: &prose::Word| list.contains(&word.lower.as_str());
    let rest = own.text.get(day.end..).unwrap_or_default();
    if rest.starts_with("까지") {
        return KOREAN.iter().any(|word| rest.contains(word));
    }
    let Some(at) = before.iter().rposition(|word| !is_in(SMALL, word)) else {
        return false;
    };
    let (head, until) = (&before[..at], &before[at]);
    let grants = |words: &mut dyn Iterator<Item = &prose::Word>| {
        words
            .take_while(|word| !is_in(BREAKS, word))
            .any(|word| is_in(GRANTED, word))
    };
    is_in(UNTIL, until)
        && (grants(&mut head.iter().rev().take(FAR[0]))
            || until.lower == "bis" && grants(&mut after.iter().take(FAR[1])))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_day_of_a_term_is_known_beforehand() {
        let check = |text: &str, day: &str, expected: bool| {
            let own = Own::of(text);
            let start = text.find(day).unwrap_or_default();
            let found = ends_term(&own, &(start..start + day.len()));
            assert_eq!(found, expected, "{text}");
        };
        let day = "31 October 2024";
        check(
            "It had then been given a certificate for twelve months, to 31 October 2024.",
            day,
            true,
        );
        check(
            "It had been given a certificate to 31 October 2024.",
            day,
            true,
        );
        check("The licence was extended until 31 October 2024.", day, true);
        check(
            "The hearing was adjourned until the end of October 2024.",
            "October 2024",
            true,
        );
        check("The mill ran until 31 October 2024.", day, false);
        check(
            "He was held from May to October 2024.",
            "October 2024",
            false,
        );
        check("It was given a certificate on 31 October 2024.", day, false);
        check(
            "He was given a bed and stayed until 31 October 2024.",
            day,
            false,
        );
        let day = "31. Oktober 2024";
        check(
            "Die Genehmigung wurde bis zum 31. Oktober 2024 verlängert.",
            day,
            true,
        );
        check(
            "Die Mühle war bis zum 31. Oktober 2024 geschlossen.",
            day,
            false,
        );
        let day = "31 octobre 2024";
        check(
            "Le permis a été prolongé jusqu’au 31 octobre 2024.",
            day,
            true,
        );
        check("Il resta en prison jusqu’au 31 octobre 2024.", day, false);
        let day = "31 de octubre de 2024";
        check(
            "El permiso fue prorrogado hasta el 31 de octubre de 2024.",
            day,
            true,
        );
        check("Estuvo preso hasta el 31 de octubre de 2024.", day, false);
        let day = "2024년 10월 31일";
        check("허가는 2024년 10월 31일까지 연장되었다.", day, true);
        check("그는 2024년 10월 31일까지 갇혀 있었다.", day, false);
    }
}
