//! A sentence that states a fact and has no source.

use std::collections::BTreeSet;

use super::{
    Context, claim_in_note, note_without_source, prose, quote_uncited,
    recommendation_without_finding, summary_not_in_body, uncited_list_item, uncited_paragraph,
    undefined_note, unsourced_exhibit, words,
};
use crate::diagnostic::{Finding, Level};
use crate::model::{Kind, Profile, Sentence, State, Unit, UnitPlace};

pub(super) const NAME: &str = "uncited-claim";

/// How much of the sentence its finding quotes, in characters.
const SHOWN: usize = 60;

pub(super) fn check(context: &Context<'_>, findings: &mut Vec<Finding>) {
    for (unit, sentence) in plainly_uncovered(context) {
        let others_speak = uncited_list_item::speaks_for(context, unit, sentence)
            || claim_in_note::speaks_for(context, unit, sentence);
        if !others_speak {
            findings.push(finding(context, sentence));
        }
    }
}

/// The uncovered sentences that no rule knows better than as sentences without a source. Who
/// speaks for them depends on where they stand: here, in a list, or in a note.
pub(super) fn plainly_uncovered<'a>(
    context: &Context<'a>,
) -> impl Iterator<Item = (&'a Unit, &'a Sentence)> {
    let mut spoken_for: BTreeSet<usize> = unsourced_exhibit::units(context);
    spoken_for.extend(note_without_source::units(context));
    let report = context.report;
    let mut uncovered = Vec::new();
    for (index, unit) in report.units.iter().enumerate() {
        if spoken_for.contains(&index) || uncited_paragraph::speaks_for(context, unit) {
            continue;
        }
        for sentence in &report.sentences[unit.sentences.clone()] {
            if sentence.state == State::Uncovered && !others_speak_for(context, unit, sentence) {
                uncovered.push((unit, sentence));
            }
        }
    }
    uncovered.into_iter()
}

/// One rule speaks for a sentence: the one that knows best what is missing.
fn others_speak_for(context: &Context<'_>, unit: &Unit, sentence: &Sentence) -> bool {
    // Whatever rests on nothing is the business of `assessment-without-basis`.
    sentence.kind == Kind::Assessment
        || undefined_note::is_called_in(context, sentence)
        || recommendation_without_finding::speaks_for(unit, sentence)
        || quote_uncited::speaks_for(context, unit, sentence)
        || summary_not_in_body::speaks_for(context, unit, sentence)
        || is_marked_without_support(context, sentence)
}

/// `{.claim}` without support is the business of `claim-without-support`.
fn is_marked_without_support(context: &Context<'_>, sentence: &Sentence) -> bool {
    sentence.claims.iter().any(|id| {
        let claim = &context.report.claims[id.0];
        super::claim_without_support::speaks_for(claim)
    })
}

/// Whether a sentence stands right below a table or figure and shares words or figures with it: it may rest on that.
fn tells_of_exhibit_above(context: &Context<'_>, sentence: &Sentence) -> bool {
    /// How many words it shares at least.
    const SHARED: usize = 2;
    let units = &context.report.units;
    let own = &units[sentence.unit.0];
    let is_exhibit = |unit: &&Unit| {
        let place = unit.place;
        let is_caption = matches!(place, UnitPlace::TableCaption | UnitPlace::FigureCaption);
        unit.section == own.section && (is_caption || place == UnitPlace::TableRow)
    };
    let above = units[..sentence.unit.0]
        .iter()
        .rev()
        .take_while(is_exhibit)
        .take(ROWS);
    let words = content(&sentence.text);
    let mut shared: BTreeSet<String> = BTreeSet::new();
    for one in above.flat_map(|unit| &context.report.sentences[unit.sentences.clone()]) {
        shared.extend(content(&one.text).intersection(&words).cloned());
    }
    shared.len() >= SHARED
}

/// How many rows of a table are read.
const ROWS: usize = 60;

/// The longer words of a text, and its figures of two digits and more.
fn content(text: &str) -> BTreeSet<String> {
    let words = prose::words(text).into_iter().map(|word| word.lower);
    words
        .filter(|word| {
            let is_figure = word.starts_with(|c: char| c.is_ascii_digit());
            word.chars().count() > if is_figure { 1 } else { 4 }
        })
        .collect()
}

fn finding(context: &Context<'_>, sentence: &Sentence) -> Finding {
    let statement = context.statement(sentence);
    let fired = &statement.triggers;
    let is_claim = statement.is_claim || sentence.kind != Kind::Fact;
    let is_below = !fired.is_empty() && tells_of_exhibit_above(context, sentence);
    let level = match context.report.manifest.profile {
        Profile::Strict => Level::Error,
        Profile::Brief if !fired.is_empty() && !is_below => Level::Error,
        Profile::Brief | Profile::Draft if is_claim || !fired.is_empty() => Level::Warning,
        Profile::Brief | Profile::Draft => Level::Info,
    };
    let message = match sentence.kind {
        Kind::Summary => "sentence of the summary names no claim that it sums up",
        _ => "sentence has no source",
    };
    let label = match sentence.kind {
        Kind::Summary => "nothing in the report carries this",
        _ => "nothing carries this",
    };
    // The sentence is named also where only this line is shown, as in a list of annotations.
    let message = format!("{message}: `{}`", words::shortened(&sentence.text, SHOWN));
    let mut finding = Finding::new(NAME, level, message, sentence.span).label(label);
    if !sentence.citations.is_empty() {
        finding = finding.note(
            "its citations contradict it or give context (`but see`, `see also`, `cf.`); none of them supports it",
        );
    }
    if is_below {
        finding = finding.note(
            "it stands right below a table or chart; where it says what that shows, point at it: `(@tbl-id)`",
        );
    }
    if fired.is_empty() {
        finding = finding.note(match context.report.manifest.profile {
            Profile::Strict => "the profile `strict` asks for support in every sentence",
            _ if is_claim && sentence.kind == Kind::Fact => {
                "its words state a fact, and it stands in a section whose sentences bear claims"
            }
            _ if is_claim => "it stands in a section whose sentences bear claims",
            _ => "its words state hardly a fact; it is counted as uncovered all the same",
        });
    } else {
        let mut shown: Vec<String> = fired
            .iter()
            .map(|trigger| {
                let words = words::shortened(&sentence.text[trigger.range.clone()], 40);
                format!("{} (`{words}`)", trigger.sort.name())
            })
            .collect();
        shown.dedup();
        shown.truncate(4);
        finding = finding.note(format!("it holds {}", shown.join(", ")));
    }
    finding.help(match sentence.kind {
        Kind::Summary => "name the claims it sums up: `[…]{.sum of=\"c-id\"}`",
        _ => "cite what carries it, `[@key, p. 5]`; or say what it rests on, `[…]{.claim from=\"c-id\"}`; or mark it as `{.own}`, `{.meta}` or `{.definition}`",
    })
}
