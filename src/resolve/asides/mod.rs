//! Sentences that are about the report and not about its subject: how it is built, who made it, how
//! the work was done, whom it thanks, and references that are typed by hand in a note.
//!
//! Closed lists of phrases, in English, German, French, Spanish and Korean. A sentence is let be only
//! where its whole form is known: what follows another subject, holds a figure of its own, quotes
//! somebody or goes on with "that" is a claim like any other.

mod answers;
mod credits;
mod notes;
mod ourselves;
mod own_work;
mod roadmap;
mod run_in;
mod thanks;
mod units;
mod words;

pub(super) use self::run_in::run_in;
use self::words::Words;
use crate::model::{Exemption, UnitPlace};

/// Where a sentence stands, as far as it matters here.
#[derive(Debug, Clone, Copy)]
pub(super) struct Standing {
    /// The place of its unit.
    pub place: UnitPlace,
    /// Whether it is the whole of one of the first paragraphs of its section.
    pub opens_section: bool,
    /// Whether it stands in a section that says what others answered.
    pub is_response: bool,
    /// Whether the sentence before it, in its unit, is about the report.
    pub goes_on: bool,
}

/// Why a sentence needs no support, if its words show that it is about the report.
pub(super) fn exemption(language: &str, text: &str, standing: Standing) -> Option<Exemption> {
    let language = crate::model::primary_language(language);
    let words = Words::new(text);
    match standing.place {
        UnitPlace::Note => {
            if notes::is_remark(&words) {
                return Some(Exemption::AboutReport);
            }
            if notes::is_reference(language, &words) {
                return Some(Exemption::TypedReference);
            }
        }
        UnitPlace::Paragraph if standing.opens_section && credits::are_credits(&words) => {
            return Some(Exemption::AboutReport);
        }
        UnitPlace::Paragraph | UnitPlace::ListItem | UnitPlace::Definition => {}
        _ => return None,
    }
    let words = words.without_run_in();
    let is_about_report = roadmap::is_roadmap(language, &words, standing.goes_on)
        || thanks::are_thanks(language, &words)
        || units::names_unit(&words)
        || answers::is_silence(standing.is_response, &words)
        || own_work::is_own_work(language, &words)
        || ourselves::is_about_us(language, &words);
    is_about_report.then_some(Exemption::AboutReport)
}

#[cfg(test)]
mod tests;
