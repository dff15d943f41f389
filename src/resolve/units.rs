//! Finds the units of the text, cuts them into sentences, and says how each sentence stands.

use std::collections::{BTreeMap, BTreeSet};

use super::asides;
use super::exhibits;
use super::flat::{Flat, FlatSpan, Lookup};
use super::leads::{self, Pointer};
use super::lengths;
use super::parts::{Parts, between};
use super::sentences;
use super::spans::{
    Carrying, citations_in, citations_of, citations_of_note, covers, derived_from, few, is_carried,
    kind_of,
};
use crate::bibliography::Library;
use crate::model::limits::TAKEN_OVER;
use crate::model::{
    Attrs, Block, BlockKind, CitationId, Claim, ClaimId, Exemption, Exhibit, ExhibitKind, Inline,
    Kind, MarkId, Note, NoteId, Part, Report, Role, Sentence, SentenceId, State, Unit, UnitId,
    UnitPlace, text_of,
};
use crate::source::{Located, Sources, Span};
use crate::terms::Terms;

/// Finds units and sentences.
pub(super) fn find(report: &mut Report, sources: &Sources, library: &Library) {
    let attribute_citations = report.attribute_citations();
    let terms = Terms::of(&report.manifest);
    let mut finder = Finder {
        lookup: Lookup {
            sources,
            citations: &report.citations,
            library,
            labels: &report.labels,
            terms: &terms,
        },
        notes: &report.notes,
        note_citations: report.notes.iter().map(citations_of_note).collect(),
        first_calls: BTreeMap::new(),
        carrying: Carrying::new(&report.citations),
        attribute_citations,
        carry: report.manifest.carry,
        language: report
            .manifest
            .language
            .as_ref()
            .map_or("en", |language| language.value.as_str())
            .to_owned(),
        heading_roles: &report.manifest.roles,
        section: 0,
        part: Part::Body,
        roles: Vec::new(),
        numbers: BTreeMap::new(),
        called_notes: Vec::new(),
        read_notes: BTreeSet::new(),
        units: Vec::new(),
        last_unit: None,
        sentences: Vec::new(),
        claims: Vec::new(),
        exhibits: Vec::new(),
        cut: Vec::new(),
    };
    for (index, section) in report.sections.iter().enumerate() {
        finder.section = index;
        finder.part = section.part;
        finder.roles.clear();
        finder.blocks(&section.blocks, UnitPlace::Paragraph, &Around::default());
    }
    let cut = finder.cut.iter().map(|place| lengths::cut_sentence(*place));
    report.defects.extend(cut);
    report.units = finder.units;
    report.sentences = finder.sentences;
    report.claims = finder.claims;
    report.exhibits = finder.exhibits;
}

/// What the blocks around a unit say about it.
#[derive(Debug, Clone, Default)]
struct Around {
    citations: Vec<CitationId>,
    derived_from: Vec<Located<String>>,
    kind: Option<Kind>,
    lang: Option<String>,
}

struct Finder<'r> {
    lookup: Lookup<'r>,
    notes: &'r [Note],
    note_citations: Vec<Vec<CitationId>>,
    carrying: Carrying,
    /// Where each note was called first.
    first_calls: BTreeMap<NoteId, Span>,
    attribute_citations: BTreeMap<Span, CitationId>,
    carry: usize,
    language: String,
    /// The roles that the manifest gives to headings.
    heading_roles: &'r BTreeMap<String, Located<Role>>,
    section: usize,
    part: Part,
    /// The role that each heading level above has set.
    roles: Vec<(u8, Role)>,
    numbers: BTreeMap<usize, usize>,
    called_notes: Vec<NoteId>,
    /// The notes whose text was read: a note may be called twice, or call itself.
    read_notes: BTreeSet<NoteId>,
    units: Vec<Unit>,
    /// The last unit that stands in no note.
    last_unit: Option<usize>,
    sentences: Vec<Sentence>,
    claims: Vec<Claim>,
    exhibits: Vec<Exhibit>,
    /// The sentences that were cut because they are longer than any may be.
    cut: Vec<Span>,
}

impl<'r> Finder<'r> {
    fn blocks(&mut self, blocks: &'r [Block], place: UnitPlace, around: &Around) {
        for (index, block) in blocks.iter().enumerate() {
            let lead = self.lead(blocks, index);
            let first = self.units.len();
            let is_exhibit = matches!(block.kind, BlockKind::Table(_) | BlockKind::Figure(_));
            let below = blocks.get(index + 1).filter(|next| next.is_source_line());
            if let Some(line) = below.filter(|_| is_exhibit) {
                // "Source: …" below a table or figure speaks for all of it.
                let mut around = around.clone();
                self.take_over(citations_of(std::slice::from_ref(line)), &mut around);
                self.block(block, place, &around);
                if let Some(exhibit) = self.exhibits.last_mut() {
                    exhibit.names_source = true;
                    let units = exhibit.units.clone();
                    exhibits::exempt_caption(&self.units[units], &mut self.sentences);
                }
            } else {
                self.block(block, place, around);
            }
            let above = index.checked_sub(1).and_then(|above| blocks.get(above));
            let below_exhibit = above.is_some_and(|above| {
                matches!(above.kind, BlockKind::Table(_) | BlockKind::Figure(_))
            });
            if below_exhibit && block.is_source_line() {
                exhibits::exempt(&self.units[first..], &mut self.sentences);
            }
            if let Some(lead) = lead {
                leads::rest_on(lead, &self.units[first..], &mut self.sentences);
            }
        }
    }

    /// The sentence that introduces a block: the last one of the paragraph before it, if it ends
    /// with a colon.
    fn lead(&self, blocks: &[Block], index: usize) -> Option<usize> {
        let before = blocks.get(index.checked_sub(1)?)?;
        let is_paragraph = matches!(before.kind, BlockKind::Paragraph(_));
        let unit = &self.units[self.last_unit?];
        let last = unit.sentences.end.checked_sub(1)?;
        let introduces = is_paragraph
            && unit.span == before.span
            && leads::can_be_introduced(&blocks[index])
            && leads::introduces(&self.sentences.get(last)?.text);
        introduces.then_some(last)
    }

    fn block(&mut self, block: &'r Block, place: UnitPlace, around: &Around) {
        match &block.kind {
            BlockKind::Heading { level, content } => self.heading(*level, &block.attrs, content),
            BlockKind::Paragraph(content) => self.unit(content, place, block.span, around),
            BlockKind::List { items, .. } => {
                for item in items {
                    let inner = match place {
                        UnitPlace::Note | UnitPlace::Quotation => place,
                        _ => UnitPlace::ListItem,
                    };
                    self.blocks(&item.blocks, inner, around);
                }
            }
            BlockKind::DefinitionList(definitions) => {
                for blocks in definitions.iter().flat_map(|d| &d.definitions) {
                    self.blocks(blocks, UnitPlace::Definition, around);
                }
            }
            BlockKind::Quote(inner) => {
                // A quotation is one exhibit: a citation anywhere in it carries all of it.
                let mut around = around.clone();
                self.take_over(citations_of(inner), &mut around);
                self.blocks(inner, UnitPlace::Quotation, &around);
            }
            BlockKind::Div(inner) => {
                let around = self.inside(around, &block.attrs);
                self.blocks(inner, place, &around);
            }
            BlockKind::Table(table) => {
                let first = self.units.len();
                let mut around = self.inside(around, &block.attrs);
                if !table.caption.is_empty() {
                    let span = block.span;
                    let span = table.caption.first().map_or(span, |first| {
                        table
                            .caption
                            .last()
                            .map_or(first.span, |last| first.span.to(last.span))
                    });
                    self.unit(&table.caption, UnitPlace::TableCaption, span, &around);
                    self.take_over(citations_in(&table.caption), &mut around);
                }
                for row in &table.rows {
                    self.row(row, &around);
                }
                self.exhibit(
                    ExhibitKind::Table,
                    block.span,
                    first,
                    &table.caption,
                    &around,
                );
                if let Some(exhibit) = self.exhibits.last_mut() {
                    let headings = table.header.cells.iter();
                    exhibit.columns = headings.map(|cell| text_of(&cell.content)).collect();
                }
            }
            BlockKind::Figure(figure) => {
                let first = self.units.len();
                let around = self.inside(around, &block.attrs);
                if !figure.caption.is_empty() {
                    self.unit(
                        &figure.caption,
                        UnitPlace::FigureCaption,
                        block.span,
                        &around,
                    );
                }
                let kind = match figure.chart {
                    Some(_) => ExhibitKind::Chart,
                    None => ExhibitKind::Figure,
                };
                self.exhibit(kind, block.span, first, &figure.caption, &around);
            }
            BlockKind::Code(_) | BlockKind::Maths(_) | BlockKind::Rule => {}
        }
    }

    /// A table or figure whose units, from `first` on, were just read.
    fn exhibit(
        &mut self,
        kind: ExhibitKind,
        span: Span,
        first: usize,
        caption: &[Inline],
        around: &Around,
    ) {
        let units = first..self.units.len();
        exhibits::carry_caption(
            &self.units[units.clone()],
            &mut self.sentences,
            &self.carrying,
        );
        let names_source = exhibits::names_source(caption);
        if names_source {
            exhibits::exempt_caption(&self.units[units.clone()], &mut self.sentences);
        }
        let exhibit = Sentence {
            unit: UnitId(first),
            span,
            text: "exhibit".to_owned(),
            lang: None,
            kind: around.kind.unwrap_or(Kind::Fact),
            state: State::Uncovered,
            citations: around.citations.clone(),
            derived_from: around.derived_from.clone(),
            exhibits: Vec::new(),
            claims: Vec::new(),
        };
        let alone = self.state(&exhibit, self.role());
        self.exhibits.push(Exhibit {
            kind,
            span,
            state: exhibits::state(&self.units[units.clone()], &self.sentences, alone),
            names_source,
            columns: Vec::new(),
            units,
        });
    }

    /// The role of a heading is what its attribute says, or else what the manifest says of its
    /// words, or else what such a heading usually is.
    fn heading(&mut self, level: u8, attrs: &Attrs, content: &[Inline]) {
        self.roles.retain(|(above, _)| *above < level);
        let words = text_of(content);
        let role = attrs
            .text("role")
            .and_then(Role::from_name)
            .or_else(|| {
                self.heading_roles
                    .get(&words.trim().to_lowercase())
                    .map(|role| role.value)
            })
            .or_else(|| Role::of_heading(&words));
        if let Some(role) = role {
            self.roles.push((level, role));
        }
    }

    fn role(&self) -> Role {
        let by_part = match self.part {
            Part::Body => Role::default(),
            Part::Appendix => Role::Annex,
        };
        self.roles.last().map_or(by_part, |(_, role)| *role)
    }

    /// What a div, table or figure adds to what is around it.
    fn inside(&self, around: &Around, attrs: &Attrs) -> Around {
        let mut inner = around.clone();
        self.take_over(self.citations_of_attrs(attrs), &mut inner);
        let names = derived_from(attrs);
        inner
            .derived_from
            .extend(names.into_iter().take(TAKEN_OVER));
        inner.kind = kind_of(attrs).or(inner.kind);
        inner.lang = attrs.lang().map(str::to_owned).or(inner.lang);
        inner
    }

    /// Lets each of the sentences inside something have its citations.
    fn take_over(&self, citations: Vec<CitationId>, around: &mut Around) {
        let citations = few(citations, &self.carrying);
        around.citations.extend(citations);
    }

    /// The citations of a note for the sentence that calls it at a place: all where it is called first.
    fn citations_of_call(&self, id: NoteId, place: Span) -> Vec<CitationId> {
        let all = self.note_citations[id.0].clone();
        match self.first_calls.get(&id) {
            Some(first) if *first != place => few(all, &self.carrying),
            _ => all,
        }
    }

    fn citations_of_attrs(&self, attrs: &Attrs) -> Vec<CitationId> {
        ["cite", "proof"]
            .into_iter()
            .filter_map(|key| attrs.get(key))
            .filter_map(|value| self.attribute_citations.get(&value.span).copied())
            .collect()
    }

    fn unit(&mut self, content: &'r [Inline], place: UnitPlace, span: Span, around: &Around) {
        let flat = Flat::new(content, &self.lookup);
        let language = around.lang.as_deref().unwrap_or(&self.language);
        let ranges = sentences::split(language, &flat.text);
        let run_in = asides::run_in(content, &flat.text, &ranges);
        let first = self.sentences.len();
        self.add(flat, ranges, place, span, around);
        if run_in && let Some(heading) = self.sentences.get_mut(first) {
            exhibits::let_be(heading);
        }
        self.notes_called();
    }

    /// A row of a table is one sentence: its cells mean nothing apart.
    fn row(&mut self, row: &'r crate::model::Row, around: &Around) {
        let mut flat = Flat::default();
        for cell in &row.cells {
            flat.add_cell(&cell.content, &self.lookup);
        }
        let range = 0..flat.text.len();
        self.add(flat, vec![range], UnitPlace::TableRow, row.span, around);
        self.notes_called();
    }

    /// The notes that were just called, as units of their own.
    fn notes_called(&mut self) {
        for id in std::mem::take(&mut self.called_notes) {
            if !self.read_notes.insert(id) {
                continue;
            }
            let note: &'r Note = &self.notes[id.0];
            self.blocks(&note.blocks, UnitPlace::Note, &Around::default());
        }
    }

    fn add(
        &mut self,
        mut flat: Flat<'r>,
        ranges: Vec<std::ops::Range<usize>>,
        place: UnitPlace,
        span: Span,
        around: &Around,
    ) {
        flat.put_in_order();
        let role = self.role();
        let unit = UnitId(self.units.len());
        let first = self.sentences.len();
        // In a unit without words there is nothing to judge.
        let (ranges, cut) = lengths::in_pieces(&flat.text, ranges);
        let cut = cut.into_iter();
        self.cut
            .extend(cut.map(|range| flat.span_of(range).unwrap_or(span)));
        let parts = Parts::of(&flat, &ranges);
        let labels = self.lookup.labels;
        let kind = |label: &str| labels.get(label).map(|label| label.kind);
        for (index, range) in ranges.iter().enumerate() {
            let mut sentence = Sentence {
                unit,
                span: flat.span_of(range.clone()).unwrap_or(span),
                text: flat.text[range.clone()].to_owned(),
                lang: around.lang.clone(),
                kind: around.kind.unwrap_or(Kind::Fact),
                state: State::Uncovered,
                citations: Vec::new(),
                derived_from: around.derived_from.clone(),
                exhibits: leads::exhibits(&flat, range, kind),
                claims: Vec::new(),
            };
            for at in &parts.citations[index] {
                let (_, id, place) = flat.citations[*at];
                sentence.citations.push(id);
                sentence.span = sentence.span.to(place);
            }
            for at in &parts.notes[index] {
                let (_, id, place) = flat.notes[*at];
                self.first_calls.entry(id).or_insert(place);
                sentence.citations.extend(self.citations_of_call(id, place));
                sentence.span = sentence.span.to(place);
                self.called_notes.push(id);
            }
            self.read_spans(&flat, &parts.spans[index], range, &mut sentence);
            sentence.citations.extend(&around.citations);
            sentence.state = self.state(&sentence, role);
            if place == UnitPlace::Note && sentence.state == State::Uncovered {
                sentence.state = self.carrying.state_in_note(&sentence.citations);
            }
            if sentence.state == State::Uncovered {
                match leads::pointer(&flat, range, kind) {
                    Some(Pointer::RestsOn(exhibits)) => {
                        sentence.derived_from.extend(exhibits);
                        sentence.state = State::Derived;
                    }
                    Some(Pointer::Points) => {
                        sentence.state = State::Exempt(Exemption::PointsElsewhere);
                    }
                    None => self.exempt_aside(&mut sentence, place, role, ranges.len()),
                }
            }
            self.sentences.push(sentence);
        }
        self.marked_spans(&flat, &ranges, first, around);
        if place == UnitPlace::Paragraph || place == UnitPlace::Definition {
            self.carry_back(first, &flat, &ranges);
        }
        let number = self.numbers.entry(self.section).or_default();
        *number += 1;
        if place != UnitPlace::Note {
            self.last_unit = Some(unit.0);
        }
        self.units.push(Unit {
            place,
            section: self.section,
            number: *number,
            role,
            span,
            sentences: first..self.sentences.len(),
        });
    }

    /// A sentence about the report itself asserts nothing about its subject.
    fn exempt_aside(
        &self,
        sentence: &mut Sentence,
        place: UnitPlace,
        role: Role,
        sentences: usize,
    ) {
        /// Among how many paragraphs at the beginning of a section a byline stands.
        const OPENING: usize = 4;
        let before = self.numbers.get(&self.section).copied().unwrap_or_default();
        let standing = asides::Standing {
            place,
            opens_section: before < OPENING && sentences == 1,
            is_response: role == Role::Response,
            goes_on: self.sentences.last().is_some_and(|before| {
                before.unit == sentence.unit
                    && before.state == State::Exempt(Exemption::AboutReport)
            }),
        };
        let language = sentence.lang.as_deref().unwrap_or(&self.language);
        if sentence.kind == Kind::Fact
            && let Some(why) = asides::exemption(language, &sentence.text, standing)
        {
            sentence.state = State::Exempt(why);
        }
    }

    /// What the bracketed spans that touch a sentence say about it.
    fn read_spans(
        &self,
        flat: &Flat<'r>,
        touching: &[usize],
        range: &std::ops::Range<usize>,
        sentence: &mut Sentence,
    ) {
        for span in touching.iter().map(|at| &flat.spans[*at]) {
            let covers = covers(&flat.text, span, range);
            if let Some(kind) = kind_of(span.attrs) {
                if covers {
                    sentence.kind = kind;
                }
                // Where a span goes on from the sentence before, others have said it all.
                let most = match range.start <= span.range.start {
                    true => usize::MAX,
                    false => TAKEN_OVER,
                };
                let names_basis = derived_from(span.attrs);
                sentence
                    .derived_from
                    .extend(names_basis.into_iter().take(most));
            }
            sentence
                .citations
                .extend(self.citations_of_attrs(span.attrs));
            if covers && let Some(lang) = span.attrs.lang() {
                sentence.lang = Some(lang.to_owned());
            }
        }
    }

    /// The spans that are claims of their own: those with an id, and every `{.claim}`.
    fn marked_spans(
        &mut self,
        flat: &Flat<'r>,
        ranges: &[std::ops::Range<usize>],
        first: usize,
        around: &Around,
    ) {
        let marked: Vec<(&FlatSpan<'_>, Kind)> = flat
            .spans
            .iter()
            .filter_map(|span| Some((span, kind_of(span.attrs)?)))
            .filter(|(span, _)| span.attrs.id.is_some() || span.attrs.has("claim"))
            .collect();
        for (index, (span, kind)) in marked.iter().enumerate() {
            let at = ranges.partition_point(|range| range.end <= span.range.start);
            if at == ranges.len() {
                continue;
            }
            let touched: Vec<usize> = (at..ranges.len())
                .take_while(|at| ranges[*at].start < span.range.end.max(span.range.start + 1))
                .collect();
            let last = touched.last().copied().unwrap_or(at);
            // The citations inside the span and after it, up to the next claim.
            let stop = marked[index + 1..]
                .iter()
                .map(|(next, _)| next.range.start)
                .find(|start| *start >= span.range.end)
                .unwrap_or(usize::MAX)
                .min(ranges.get(last + 1).map_or(usize::MAX, |next| next.start));
            let mut citations: Vec<CitationId> = self.citations_of_attrs(span.attrs);
            let start = span.range.start;
            let near = between(&flat.citations, |(at, ..)| *at, start, stop);
            citations.extend(near.iter().map(|(_, id, _)| *id));
            for (_, id, place) in between(&flat.notes, |(at, ..)| *at, start, stop) {
                citations.extend(self.citations_of_call(*id, *place));
            }
            if citations.is_empty() {
                citations = touched
                    .iter()
                    .flat_map(|at| self.sentences[first + at].citations.clone())
                    .collect();
            } else {
                citations.extend(&around.citations);
            }
            let derived_from = derived_from(span.attrs);
            let sentence = &mut self.sentences[first + at];
            let state = if matches!(sentence.state, State::Exempt(_)) {
                sentence.state
            } else if kind.is_exempt() {
                State::Exempt(Exemption::Kind)
            } else if is_carried(&self.carrying, &citations) {
                State::Covered
            } else if !derived_from.is_empty() {
                State::Derived
            } else {
                State::Uncovered
            };
            sentence.claims.push(ClaimId(self.claims.len()));
            self.claims.push(Claim {
                label: span.attrs.id.clone(),
                number: 0,
                sentence: SentenceId(first + at),
                span: span.span,
                text: flat.text[span.range.clone()].trim().to_owned(),
                kind: *kind,
                attrs: span.attrs.clone(),
                state,
                citations,
                derived_from,
                mark: MarkId(0),
            });
        }
    }

    fn state(&self, sentence: &Sentence, role: Role) -> State {
        if !role.bears_claims() {
            State::Exempt(Exemption::Role)
        } else if sentence.kind.is_exempt() {
            State::Exempt(Exemption::Kind)
        } else if is_carried(&self.carrying, &sentence.citations) {
            State::Covered
        } else if !sentence.derived_from.is_empty() {
            State::Derived
        } else if sentences::asserts_nothing(&sentence.text) {
            State::Exempt(Exemption::NothingAsserted)
        } else {
            State::Uncovered
        }
    }

    /// A citation at the very end of a paragraph covers the sentences before it, up to a number.
    fn carry_back(&mut self, first: usize, flat: &Flat<'_>, ranges: &[std::ops::Range<usize>]) {
        let Some(last) = self.sentences.len().checked_sub(1) else {
            return;
        };
        let Some(range) = ranges.last() else { return };
        let text_end = flat.text[..range.end]
            .trim_end_matches(['.', '!', '?', '”', '"', '’', ')', '…', '。'])
            .len();
        let in_line = flat.citations.iter().map(|(at, id, _)| (*at, vec![*id]));
        let in_notes = flat
            .notes
            .iter()
            .map(|(at, id, place)| (*at, self.citations_of_call(*id, *place)));
        let carrying: Vec<CitationId> = in_line
            .chain(in_notes)
            .filter(|(at, ids)| *at >= text_end && is_carried(&self.carrying, ids))
            .flat_map(|(_, ids)| ids)
            .collect();
        if carrying.is_empty() || self.sentences[last].state != State::Covered {
            return;
        }
        let carrying = few(carrying, &self.carrying);
        let reach = self.carry.saturating_sub(1).min(last - first);
        for sentence in self.sentences[last - reach..last].iter_mut().rev() {
            // Whoever gives a claim an id gives it a source of its own.
            if sentence
                .claims
                .iter()
                .any(|id| self.claims[id.0].label.is_some())
            {
                break;
            }
            // A sentence with citations of its own says itself what stands for it.
            if sentence.state == State::Uncovered && sentence.citations.is_empty() {
                sentence.state = State::CoveredByParagraph;
                sentence.citations.clone_from(&carrying);
            }
        }
    }
}
