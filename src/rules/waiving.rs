//! Applies waivers: marks the findings that somebody has answered for, and says which waivers may
//! not stand, did nothing, or did too much.

use std::collections::BTreeMap;

use super::{
    Context, RULES, bad_chart, bad_entry, bad_layout, bad_manifest, bad_maths, bad_source_record,
    bad_style, bad_text, circular_support, dangling_cross_reference, duplicate_id, duplicate_key,
    impossible_date, low_contrast, low_coverage, malformed_citation, malformed_markup,
    missing_alt_text, missing_asset, missing_glyph, missing_language, not_checked, nothing_checked,
    over_limit, overfull_line, raw_html, undefined_note, unknown_face, unknown_reference,
    unreadable_file, unused_waiver, waiver_expired, waiver_not_allowed, waiver_too_broad,
    waiver_without_reason,
};
use crate::diagnostic::{Finding, Suppression, SuppressionKind};
use crate::model::{Date, Report, Sentence, SentenceId, Waiver, WaiverTarget, fingerprint};
use crate::source::Span;

/// Rules whose findings nobody can answer for: what they find would be lost or wrong in the books,
/// or is about waivers.
const NOT_WAIVABLE: &[&str] = &[
    unknown_reference::NAME,
    malformed_citation::NAME,
    duplicate_key::NAME,
    duplicate_id::NAME,
    undefined_note::NAME,
    dangling_cross_reference::NAME,
    circular_support::NAME,
    nothing_checked::NAME,
    low_coverage::NAME,
    impossible_date::NAME,
    bad_entry::NAME,
    bad_style::NAME,
    bad_manifest::NAME,
    bad_source_record::NAME,
    missing_asset::NAME,
    missing_glyph::NAME,
    missing_alt_text::NAME,
    low_contrast::NAME,
    missing_language::NAME,
    unreadable_file::NAME,
    over_limit::NAME,
    bad_text::NAME,
    raw_html::NAME,
    malformed_markup::NAME,
    bad_maths::NAME,
    bad_chart::NAME,
    bad_layout::NAME,
    unknown_face::NAME,
    not_checked::NAME,
    waiver_without_reason::NAME,
    waiver_expired::NAME,
    waiver_not_allowed::NAME,
    unused_waiver::NAME,
    waiver_too_broad::NAME,
];

/// Rules about the support of a sentence: where one of their findings is waived, so is the sentence.
const OF_COVERAGE: &[&str] = &[
    "uncited-claim",
    "uncited-paragraph",
    "uncited-list-item",
    "quote-uncited",
    "claim-in-note",
    "note-without-source",
    "claim-without-support",
    "assessment-without-basis",
    "recommendation-without-finding",
    "summary-not-in-body",
];

/// Whether findings of a rule can be waived.
pub(super) fn is_waivable(rule: &str) -> bool {
    !NOT_WAIVABLE.contains(&rule)
}

/// The last day on which a waiver must still hold: today, where that is known, and never before the
/// edition.
pub(super) fn day(context: &Context<'_>) -> Option<Date> {
    match (context.today, context.report.manifest.date) {
        (Some(today), Some(edition)) => Some(today.max(edition)),
        (today, edition) => today.or(edition),
    }
}

/// Whether a waiver may stand. If not, a rule about waivers says why.
fn holds(context: &Context<'_>, waiver: &Waiver) -> bool {
    waiver_without_reason::missing(waiver).is_empty()
        && !waiver_expired::is_expired(context, waiver)
}

/// Marks the findings that are waived, and adds those about waivers that did nothing or too much.
pub(super) fn apply(context: &Context<'_>, places: &Places<'_>, findings: &mut Vec<Finding>) {
    let mut about = suppress(context, places, findings);
    if !context.report.waivers.is_empty() {
        about.extend(waiver_too_broad::over_budget(context));
    }
    findings.append(&mut about);
}

/// Marks the findings that are waived; gives back what is to be said about the waivers.
pub(super) fn suppress(
    context: &Context<'_>,
    places: &Places<'_>,
    findings: &mut [Finding],
) -> Vec<Finding> {
    let report = context.report;
    let mut about = Vec::new();
    for waiver in &report.waivers {
        if !holds(context, waiver) {
            continue;
        }
        let mut answered = 0;
        for rule in &waiver.rules {
            if !is_waivable(&rule.value) || !RULES.iter().any(|known| known.name == rule.value) {
                continue;
            }
            let mut used = false;
            for finding in findings.iter_mut() {
                if finding.rule != rule.value || !concerns(context, places, waiver, finding) {
                    continue;
                }
                used = true;
                answered += 1;
                if finding.suppressed.is_none() {
                    finding.suppressed = Some(suppression(waiver));
                }
            }
            // Whether it did something is known when the pages are laid out.
            if !used && rule.value != overfull_line::NAME {
                about.push(unused_waiver::finding(waiver, rule));
            }
        }
        about.extend(waiver_too_broad::finding(waiver, answered));
    }
    about
}

fn suppression(waiver: &Waiver) -> Suppression {
    let kind = match waiver.in_text {
        true => SuppressionKind::InSource,
        false => SuppressionKind::External,
    };
    let text = |text: &Option<crate::source::Located<String>>| {
        text.as_ref().map(|text| text.value.trim().to_owned())
    };
    let mut suppression = Suppression::new(kind, text(&waiver.reason).unwrap_or_default());
    suppression.by = text(&waiver.by);
    suppression.until = waiver.until.as_ref().map(|day| day.value.to_string());
    suppression
}

/// Whether a waiver is about the place of a finding.
fn concerns(
    context: &Context<'_>,
    places: &Places<'_>,
    waiver: &Waiver,
    finding: &Finding,
) -> bool {
    let begins_in = |span: Span| {
        let at = finding.span;
        at.file == span.file && span.start <= at.start && at.start < span.end.max(span.start + 1)
    };
    match &waiver.target {
        WaiverTarget::Stretch(span) => begins_in(*span),
        WaiverTarget::Sentence { at, block } => {
            places.sentence_before(*at, *block).is_some_and(begins_in)
        }
        WaiverTarget::Fingerprint(print) => finding.fingerprint == print.value,
        WaiverTarget::Key(key) => {
            let reference = context
                .references
                .get(key.value.as_str())
                .and_then(|r| r.span);
            let record = context
                .report
                .evidence
                .get(&key.value)
                .map(|record| record.span());
            [reference, record]
                .into_iter()
                .flatten()
                .any(|span| span == finding.span)
        }
    }
}

/// The sentences in the order of their places, to find the one at a place.
pub(super) struct Places<'a> {
    sentences: Vec<&'a Sentence>,
}

impl<'a> Places<'a> {
    /// Sorts the sentences of a report.
    pub fn new(report: &'a Report) -> Self {
        let mut sentences: Vec<&Sentence> = report.sentences.iter().collect();
        sentences.sort_by_key(|sentence| (sentence.span.file, sentence.span.start));
        Self { sentences }
    }

    /// The innermost sentence that holds the start of a place. Notes can stand inside sentences.
    pub fn at(&self, place: Span) -> Option<&'a Sentence> {
        const NESTED: usize = 16;
        let after = self
            .sentences
            .partition_point(|s| (s.span.file, s.span.start) <= (place.file, place.start));
        self.sentences[..after]
            .iter()
            .rev()
            .take(NESTED)
            .find(|s| s.span.file == place.file && place.start < s.span.end)
            .copied()
    }

    /// The sentence that holds a place, or the one that ends before it, within a block.
    fn sentence_before(&self, at: Span, block: Span) -> Option<Span> {
        let after = self
            .sentences
            .partition_point(|s| (s.span.file, s.span.start) < (at.file, at.start));
        self.sentences[..after]
            .last()
            .map(|sentence| sentence.span)
            .filter(|span| span.file == block.file && span.start >= block.start)
    }
}

/// Gives every finding its fingerprint: that of the sentence it is about, or of its own words.
pub(super) fn identify(places: &Places<'_>, findings: &mut [Finding]) {
    // A long sentence with many findings is read once.
    let mut known: BTreeMap<Span, String> = BTreeMap::new();
    for finding in findings {
        finding.fingerprint = match places.at(finding.span) {
            Some(sentence) => known
                .entry(sentence.span)
                .or_insert_with(|| fingerprint(&sentence.text))
                .clone(),
            None => fingerprint(&finding.message),
        };
    }
}

/// The sentences without support for which somebody has answered.
pub fn waived_sentences(report: &Report, findings: &[Finding]) -> Vec<SentenceId> {
    let answered: Vec<&Finding> = findings
        .iter()
        .filter(|finding| OF_COVERAGE.contains(&finding.rule) && finding.suppressed.is_some())
        .collect();
    if answered.is_empty() {
        return Vec::new();
    }
    let is_inside = |sentence: &Sentence, finding: &Finding| {
        let (inner, outer) = (sentence.span, finding.span);
        let touches = inner.start < outer.end && outer.start < inner.end;
        inner.file == outer.file && touches
    };
    (0..report.sentences.len())
        .filter(|index| {
            let sentence = &report.sentences[*index];
            sentence.state == crate::model::State::Uncovered
                && answered.iter().any(|finding| is_inside(sentence, finding))
        })
        .map(SentenceId)
        .collect()
}
