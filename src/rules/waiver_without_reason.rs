//! A waiver that does not say why, who or until when.

use super::{Context, words};
use crate::diagnostic::{Finding, Level};
use crate::model::Waiver;
use crate::source::Located;

pub(super) const NAME: &str = "waiver-without-reason";

/// How many characters a reason has at least.
const REASON: usize = 12;

pub(super) fn check(context: &Context<'_>, findings: &mut Vec<Finding>) {
    for waiver in &context.report.waivers {
        let missing = missing(waiver);
        // What was refused in it is named by another rule.
        if missing.is_empty() || waiver.is_faulty {
            continue;
        }
        let message = format!("waiver does not say {}", words::joined(&missing));
        findings.push(
            Finding::new(NAME, Level::Error, message, waiver.span)
                .label("not applied")
                .note(format!(
                    "a reason has at least {REASON} characters, so that a reader can weigh it"
                ))
                .help(help(waiver)),
        );
    }
}

/// What a waiver does not say and has to.
pub(super) fn missing(waiver: &Waiver) -> Vec<&'static str> {
    let mut missing = Vec::new();
    let says = |said: &Option<Located<String>>, least: usize| {
        let said = said.as_ref().map_or("", |said| &said.value);
        is_said(said, least)
    };
    if !says(&waiver.reason, REASON) {
        missing.push("why");
    }
    if !says(&waiver.by, 1) {
        missing.push("who");
    }
    if waiver
        .until
        .as_ref()
        .is_none_or(|until| until.value.day.is_none())
    {
        missing.push("until which day");
    }
    missing
}

/// Whether a text has so many characters and is made of words: half of them at least are letters or digits that
/// are seen.
fn is_said(text: &str, least: usize) -> bool {
    let one_spaced = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let seen = one_spaced.chars().filter(|c| {
        // The fillers of Hangul are letters, and blank.
        c.is_alphanumeric() && !matches!(c, '\u{115F}' | '\u{1160}' | '\u{3164}' | '\u{FFA0}')
    });
    one_spaced.chars().count() >= least && seen.count() >= least.div_ceil(2)
}

fn help(waiver: &Waiver) -> &'static str {
    match waiver.in_text {
        true => {
            "write all of it: `<!-- waive rule-name until=2027-03-31 by=initials: the reason -->`"
        }
        false => "give `reason`, `by` and `until` in its table",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reason_is_made_of_words_that_are_seen() {
        for reason in [
            "seen by all of us",
            "siehe Anhang 2",
            "目撃者の全員が署名して確認した",
        ] {
            assert!(is_said(reason, REASON), "{reason}");
        }
        let (blank, dots) = ("\u{3164}".repeat(20), ".".repeat(20));
        for reason in [
            "too short",
            "so         it is",
            "\u{200B}\u{200B}\u{200B}",
            &blank,
            &dots,
        ] {
            assert!(!is_said(reason, REASON), "{reason}");
        }
        assert!(is_said("mk", 1) && !is_said("\u{200B}", 1) && !is_said("—", 1));
    }
}
