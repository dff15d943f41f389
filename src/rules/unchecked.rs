//! What the rules could not look at, because nothing is known to compare it with.
//!
//! No finding: the report is not wrong. But it is said in the summary of every check, so that nobody
//! takes silence for a result.

use super::locator_out_of_range::is_comparable;
use super::support::{self, Support};
use super::{Context, number_not_in_source, quote_not_in_source, ranges};
use crate::model::State;

/// How much was not compared with anything.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Unchecked {
    /// Page, paragraph, article and time locators of sources whose length is not known.
    pub locators: usize,
    /// Sentences with figures whose sources' words are not at hand.
    pub figures: usize,
    /// Quotations whose sources' words are not at hand.
    pub quotations: usize,
}

impl Unchecked {
    /// Counts what could not be compared in a report.
    pub(super) fn of(context: &Context<'_>) -> Self {
        let texts = quote_not_in_source::Texts::new(context);
        let mut unchecked = Self::default();
        for (_, support) in support::citations(context) {
            let places = ranges::places(support.item);
            unchecked.locators += places
                .iter()
                .filter(|place| !is_comparable(&support, place))
                .count();
            // "Rn. 940" and other places that are not understood.
            let is_unknown = support.item.locator.is_none()
                && support.item.suffix.contains(|c: char| c.is_ascii_digit());
            unchecked.locators += usize::from(is_unknown && places.is_empty());
        }
        for (at, sentence) in context.report.sentences.iter().enumerate() {
            if matches!(sentence.state, State::Exempt(_)) {
                continue;
            }
            let supports = support::of(context, sentence);
            if supports.is_empty() {
                continue;
            }
            let has_text = |support: &Support<'_>| texts.has(support.key());
            if number_not_in_source::has_figures(context.said(at).own, context.tongue(sentence))
                && !supports.iter().all(has_text)
            {
                unchecked.figures += 1;
            }
            if !texts.can_be_compared(context, sentence, &supports) {
                unchecked.quotations += quote_not_in_source::quotations(context, sentence).len();
            }
        }
        unchecked
    }

    /// What was not compared, in words; empty where everything was.
    pub fn words(self) -> String {
        let mut parts = Vec::new();
        if self.locators > 0 {
            let noun = super::words::count(self.locators, "locator");
            parts.push(format!("{noun} (length of the source unknown)"));
        }
        if self.figures > 0 {
            let noun = super::words::count(self.figures, "sentence");
            parts.push(format!(
                "the figures of {noun} (text of the source not at hand)"
            ));
        }
        if self.quotations > 0 {
            let noun = super::words::count(self.quotations, "quotation");
            parts.push(format!(
                "the wording of {noun} (text of the source not at hand)"
            ));
        }
        parts.join(", ")
    }
}
