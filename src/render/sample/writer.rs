//! What grows while a sample is written: citations, claims, notes and marks. Knows no text.

use std::collections::BTreeMap;

use super::build::*;
use crate::model::*;
use crate::source::Located;

/// What grows while the sample is written.
#[derive(Default)]
pub(super) struct Writer {
    pub(super) marks: usize,
    pub(super) occurrences: usize,
    pub(super) citations: Vec<Citation>,
    pub(super) formatted: Vec<FormattedCitation>,
    pub(super) claims: Vec<Claim>,
    pub(super) sentences: Vec<Sentence>,
    pub(super) notes: Vec<Note>,
    pub(super) back: BTreeMap<&'static str, Vec<usize>>,
}

impl Writer {
    pub(super) fn mark(&mut self) -> Inline {
        self.marks += 1;
        inline(InlineKind::Mark(MarkId(self.marks - 1)))
    }

    pub(super) fn citation(
        &mut self,
        key: &'static str,
        prefix: &str,
        pinpoint: &str,
    ) -> CitationId {
        self.citations.push(Citation {
            span: span(),
            mode: CitationMode::Parenthetical,
            items: vec![CitationItem {
                prefix: prefix.to_owned(),
                suffix: pinpoint.to_owned(),
                ..CitationItem::bare(at(key.to_owned()))
            }],
        });
        CitationId(self.citations.len() - 1)
    }

    pub(super) fn link(&mut self, key: &'static str, text: &str) -> Inline {
        self.occurrences += 1;
        self.back.entry(key).or_default().push(self.occurrences);
        inline(InlineKind::ToReference {
            key: key.to_owned(),
            occurrence: self.occurrences,
            content: vec![words(text)],
        })
    }

    /// A citation in the line.
    pub(super) fn cite(
        &mut self,
        key: &'static str,
        prefix: &str,
        text: &str,
        pinpoint: &str,
    ) -> Inline {
        let citation = self.citation(key, prefix, pinpoint);
        let before = if prefix.is_empty() {
            "(".to_owned()
        } else {
            format!("({prefix} ")
        };
        let content = vec![
            words(&before),
            self.link(key, text),
            words(&format!(", {pinpoint})")),
        ];
        self.formatted.push(FormattedCitation::Inline(content));
        inline(InlineKind::Citation(citation))
    }

    /// A citation as a note.
    pub(super) fn cite_in_note(&mut self, key: &'static str, text: &str, pinpoint: &str) -> Inline {
        let citation = self.citation(key, "", pinpoint);
        let link = self.link(key, text);
        let content = vec![link, words(&format!(", {pinpoint}."))];
        let note = self.note(vec![block(BlockKind::Paragraph(content))]);
        let before = Vec::new();
        self.formatted
            .push(FormattedCitation::Note { before, note });
        inline(InlineKind::Citation(citation))
    }

    pub(super) fn note(&mut self, blocks: Vec<Block>) -> NoteId {
        let number = self.notes.len() + 1;
        self.notes.push(Note {
            span: span(),
            blocks,
            number,
        });
        NoteId(number - 1)
    }

    /// A sentence that is a claim, with the citations made so far beyond `from`.
    pub(super) fn claim(
        &mut self,
        text: &str,
        label: Option<&str>,
        from: usize,
        rests_on: &[&str],
    ) -> Inline {
        let mark = self.mark();
        let InlineKind::Mark(number) = mark.kind else {
            return mark;
        };
        let citations: Vec<CitationId> = (from..self.citations.len()).map(CitationId).collect();
        let derived_from: Vec<Located<String>> =
            rests_on.iter().map(|id| at((*id).to_owned())).collect();
        let (state, kind) = if rests_on.is_empty() {
            (State::Covered, Kind::Fact)
        } else {
            (State::Derived, Kind::Assessment)
        };
        self.sentences.push(Sentence {
            unit: UnitId(0),
            span: span(),
            text: text.to_owned(),
            lang: None,
            kind,
            state,
            citations: citations.clone(),
            derived_from: derived_from.clone(),
            exhibits: Vec::new(),
            claims: Vec::new(),
        });
        self.claims.push(Claim {
            attrs: Default::default(),
            label: label.map(|label| at(label.to_owned())),
            number: self.claims.len() + 1,
            sentence: SentenceId(self.sentences.len() - 1),
            span: span(),
            text: text.to_owned(),
            kind,
            state,
            citations,
            derived_from,
            mark: number,
        });
        mark
    }
}
