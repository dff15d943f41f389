//! Sentences that only point: at what follows them, or at an exhibit.
//!
//! "The tenants wrote:" rests on what the tenants wrote below it, and "The levels are shown in
//! Figure 2" on Figure 2, which says itself where it comes from.

use std::collections::BTreeSet;

use super::flat::Flat;
use super::parts::between;
use crate::model::{
    Block, BlockKind, CitationId, Exemption, Kind, LabelKind, Sentence, State, Unit,
};
use crate::source::Located;

/// Words with which a sentence points at another place of the report. English; in other languages
/// only exhibits are known to carry.
const POINTING: &[&str] = &[
    "shown",
    "shows",
    "show",
    "listed",
    "lists",
    "list",
    "given",
    "gives",
    "give",
    "set out",
    "sets out",
    "described",
    "describes",
    "discussed",
    "discusses",
    "explained",
    "explains",
    "presented",
    "presents",
    "summarised",
    "summarises",
    "summarized",
    "summarizes",
    "drawn",
    "plotted",
    "illustrated",
    "illustrates",
    "reported in",
    "see",
    "found in",
    "can be found",
    "returns to",
    "turns to",
    "deals with",
    "depicted",
    "depicts",
    "displayed",
    "displays",
];

/// Whether a block can be introduced by the paragraph before it.
pub(super) fn can_be_introduced(block: &Block) -> bool {
    matches!(
        block.kind,
        BlockKind::List { .. }
            | BlockKind::Quote(_)
            | BlockKind::Table(_)
            | BlockKind::Figure(_)
            | BlockKind::Code(_)
            | BlockKind::Maths(_)
            | BlockKind::DefinitionList(_)
            | BlockKind::Div(_)
    )
}

/// Whether a text ends with the colon that introduces what follows.
pub(super) fn introduces(text: &str) -> bool {
    text.trim_end_matches(['”', '"', '’', '*', '_', ' '])
        .ends_with([':', '：'])
}

/// Lets the last sentence of a paragraph rest on what it introduces: `sentences[lead]` on the units
/// `below`. Where these have no support either, they are what has to be said; the lead asserts
/// nothing of its own.
pub(super) fn rest_on(lead: usize, below: &[Unit], sentences: &mut [Sentence]) {
    if sentences[lead].state != State::Uncovered || sentences[lead].kind != Kind::Fact {
        return;
    }
    let mut citations: Vec<CitationId> = Vec::new();
    let mut seen = BTreeSet::new();
    let (mut carried, mut open) = (0, 0);
    for sentence in below
        .iter()
        .flat_map(|unit| &sentences[unit.sentences.clone()])
    {
        match sentence.state {
            State::Covered | State::CoveredByParagraph | State::Derived => carried += 1,
            State::Uncovered => open += 1,
            State::Exempt(_) | State::Waived => {}
        }
        for id in &sentence.citations {
            if seen.insert(*id) {
                citations.push(*id);
            }
        }
    }
    let lead = &mut sentences[lead];
    if carried > 0 && open == 0 {
        lead.state = State::CoveredByParagraph;
        lead.citations = citations;
    } else {
        lead.state = State::Exempt(Exemption::PointsElsewhere);
    }
}

/// What a sentence that has no citation makes of its references to other places of the report.
pub(super) enum Pointer {
    /// It rests on these figures and tables.
    RestsOn(Vec<Located<String>>),
    /// It says where something stands, and nothing else.
    Points,
}

/// The tables and figures that a sentence names. The references are in order.
pub(super) fn exhibits(
    flat: &Flat<'_>,
    range: &std::ops::Range<usize>,
    kind: impl Fn(&str) -> Option<LabelKind>,
) -> Vec<String> {
    let references = between(&flat.references, |(at, _)| *at, range.start, range.end);
    let is_exhibit =
        |label: &str| matches!(kind(label), Some(LabelKind::Figure | LabelKind::Table));
    references
        .iter()
        .filter(|(_, label)| is_exhibit(&label.value))
        .map(|(_, label)| label.value.clone())
        .collect()
}

/// How a sentence without support of its own points elsewhere, if it does. The references are in order.
pub(super) fn pointer(
    flat: &Flat<'_>,
    range: &std::ops::Range<usize>,
    kind: impl Fn(&str) -> Option<LabelKind>,
) -> Option<Pointer> {
    let references = between(&flat.references, |(at, _)| *at, range.start, range.end);
    let named: Vec<(&Located<String>, LabelKind)> = references
        .iter()
        .filter_map(|(_, label)| Some((*label, kind(&label.value)?)))
        .collect();
    let exhibits: Vec<Located<String>> = named
        .iter()
        .filter(|(_, kind)| matches!(kind, LabelKind::Figure | LabelKind::Table))
        .map(|(label, _)| (*label).clone())
        .collect();
    if !exhibits.is_empty() {
        return Some(Pointer::RestsOn(exhibits));
    }
    let text = flat.text[range.clone()].to_lowercase();
    let points = POINTING.iter().any(|word| {
        text.match_indices(word).any(|(at, _)| {
            let before = text[..at].chars().next_back();
            let after = text[at + word.len()..].chars().next();
            !before.is_some_and(char::is_alphabetic) && !after.is_some_and(char::is_alphabetic)
        })
    });
    let is_place = |(_, kind): &(&Located<String>, LabelKind)| {
        matches!(
            kind,
            LabelKind::Section | LabelKind::Appendix | LabelKind::Formula
        )
    };
    (points && named.iter().any(is_place)).then_some(Pointer::Points)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_colon_introduces() {
        for text in ["The tenants wrote:", "They said：", "The rule is **this:**"] {
            assert!(introduces(text), "{text}");
        }
        for text in ["The tenants wrote.", "At 10:30 it broke", ""] {
            assert!(!introduces(text), "{text}");
        }
    }
}
