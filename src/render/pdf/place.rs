//! From a place on a page to the place where the author wrote it. Knows the report, and of the pages
//! only what stands near.

use std::collections::BTreeMap;

use super::look::{Fault, Near, Sight};
use super::walk::Picture;
use crate::model::{
    Block, BlockKind, Defect, DefectKind, Inline, InlineKind, Misfit, MisfitPart, Report, Visitor,
    walk_block, walk_blocks, walk_inline, walk_inlines,
};
use crate::render::{Pages, anchors};
use crate::source::Span;

/// A word of so many characters stands for itself wherever it is printed.
const WORTH_A_SEARCH: usize = 8;

/// What was seen on the pages, each at its place in the sources. One place is told once.
pub fn defects(
    report: &Report,
    pages: &Pages,
    pictures: &BTreeMap<String, Picture>,
    sights: &[Sight],
) -> Vec<Defect> {
    if sights.is_empty() {
        return Vec::new();
    }
    let index = Index::of(report);
    let mut found: Vec<Defect> = Vec::new();
    let mut places: BTreeMap<Span, usize> = BTreeMap::new();
    for sight in sights {
        let picture = sight.near.picture.as_ref();
        let (span, what) = match picture.and_then(|path| pictures.get(path)) {
            Some(picture) => (picture.span, MisfitPart::Picture),
            None => index.find(&sight.near, &sight.word),
        };
        let misfit = match &sight.fault {
            Fault::NoGlyph(character) => {
                let character = *character;
                let word = sight.word.clone();
                found.push(Defect::new(
                    DefectKind::MissingGlyph { character, word },
                    span,
                ));
                continue;
            }
            Fault::Misfit(misfit) => misfit.clone(),
        };
        if let Some(DefectKind::Misfit {
            misfit: known,
            word,
            more,
            ..
        }) = places
            .get(&span)
            .and_then(|at| found.get_mut(*at))
            .map(|defect| &mut defect.kind)
        {
            *more += 1;
            if weight(&misfit) > weight(known) {
                *known = misfit;
                word.clone_from(&sight.word);
            }
            continue;
        }
        places.insert(span, found.len());
        let kind = DefectKind::Misfit {
            misfit,
            what,
            word: sight.word.clone(),
            page: pages.labels.get(sight.page).cloned().unwrap_or_default(),
            more: 0,
        };
        found.push(Defect::new(kind, span));
    }
    found
}

/// What is worse weighs more.
fn weight(misfit: &Misfit) -> (u8, u32) {
    match misfit {
        Misfit::SticksOut(by) => (0, *by),
        Misfit::LeavesCell(by) => (1, *by),
        Misfit::RunsBelow(by) => (2, *by),
        Misfit::Overprints(_) => (3, 0),
        Misfit::CutOff => (4, 0),
    }
}

/// Something that is printed, in the order of the document.
struct Entry<'a> {
    /// The last mark before it.
    mark: Option<usize>,
    /// The note it stands in.
    note: Option<usize>,
    span: Span,
    what: MisfitPart,
    text: &'a str,
}

/// Everything that is printed of a report's text.
struct Index<'a> {
    report: &'a Report,
    entries: Vec<Entry<'a>>,
    /// The place of each mark.
    marks: BTreeMap<usize, Span>,
    mark: Option<usize>,
    note: Option<usize>,
    /// The place of the citation whose printed words are met.
    citation: Option<Span>,
    in_cell: bool,
}

impl<'a> Index<'a> {
    fn of(report: &'a Report) -> Self {
        let mut index = Self {
            report,
            entries: Vec::new(),
            marks: BTreeMap::new(),
            mark: None,
            note: None,
            citation: None,
            in_cell: false,
        };
        for section in &report.sections {
            walk_blocks(&mut index, &section.blocks);
        }
        for (number, note) in report.notes.iter().enumerate() {
            index.note = Some(number);
            walk_blocks(&mut index, &note.blocks);
        }
        index
    }

    fn push(&mut self, text: &'a str, span: Span, what: MisfitPart) {
        let what = match what {
            MisfitPart::Words if self.in_cell => MisfitPart::Cell,
            what => what,
        };
        self.entries.push(Entry {
            mark: self.mark,
            note: self.note,
            span: self.citation.unwrap_or(span),
            what,
            text,
        });
    }

    /// The place of a word, and what it is part of.
    fn find(&self, near: &Near, word: &str) -> (Span, MisfitPart) {
        if let Some(label) = &near.note
            && let Some(place) = self.in_note(label, word)
        {
            return place;
        }
        if let Some(place) = near.anchor.as_deref().and_then(|id| self.generated(id)) {
            // What the register repeats is told where the author wrote it.
            let written = |entry: &&Entry<'a>| {
                let (inner, outer) = (entry.span, place);
                let is_inside = inner.file == outer.file
                    && outer.start <= inner.start
                    && inner.end <= outer.end;
                is_inside && holds(entry, near, word)
            };
            return match self.entries.iter().find(written) {
                Some(entry) => (inside(entry, word), entry.what),
                None => (place, MisfitPart::Generated),
            };
        }
        let Some(mark) = near.mark else {
            // The contents repeat the words of headings.
            let mut entries = self.entries.iter();
            return match entries.find(|entry| holds(entry, near, word)) {
                Some(entry) if word.chars().count() >= WORTH_A_SEARCH => {
                    (inside(entry, word), entry.what)
                }
                _ => {
                    let manifest = Span::start_of(self.report.manifest.file);
                    (manifest, MisfitPart::Generated)
                }
            };
        };
        let wanted = |entry: &&Entry<'a>| entry.note.is_none() && holds(entry, near, word);
        let text = || self.entries.iter().filter(wanted);
        // Where the mark says, else the nearest one before, else the first one after.
        let entry = text()
            .find(|entry| entry.mark == Some(mark))
            .or_else(|| text().rfind(|entry| entry.mark < Some(mark)))
            .or_else(|| text().next());
        if let Some(entry) = entry {
            return (inside(entry, word), entry.what);
        }
        let start = Span::start_of(self.report.manifest.file);
        let place = self.marks.get(&mark).copied().unwrap_or(start);
        (place, MisfitPart::Words)
    }

    fn in_note(&self, label: &str, word: &str) -> Option<(Span, MisfitPart)> {
        let mut notes = self.report.notes.iter().enumerate();
        let (number, note) = notes.find(|(_, note)| anchors::note(note.number) == label)?;
        let mut entries = self.entries.iter();
        let entry = entries
            .find(|entry| entry.note == Some(number) && holds(entry, &Near::default(), word));
        Some(match entry {
            Some(entry) => (inside(entry, word), entry.what),
            None => (note.span, MisfitPart::Words),
        })
    }

    /// The source of what the compiler printed: a claim of the register, an entry of the references.
    fn generated(&self, id: &str) -> Option<Span> {
        let report = self.report;
        let mut claims = report.claims.iter();
        if let Some(claim) = claims.find(|claim| anchors::register_row(claim.number) == id) {
            return Some(claim.span);
        }
        let mut list = report.reference_list.iter().enumerate();
        let (_, entry) = list.find(|(index, _)| anchors::reference(*index) == id)?;
        let mut references = report.references.iter();
        references.find(|one| one.key == entry.key)?.span
    }
}

/// Whether an entry is what was printed.
fn holds(entry: &Entry<'_>, near: &Near, word: &str) -> bool {
    match (&near.formula, entry.what) {
        (Some(alt), MisfitPart::Formula) => entry.text == alt,
        (Some(_), _) | (_, MisfitPart::Formula) => false,
        _ => !word.is_empty() && position(entry.text, word).is_some(),
    }
}

/// Where a printed word begins in a text. A word at the end of a line may bear a hyphen.
fn position(text: &str, word: &str) -> Option<(usize, usize)> {
    let bare = word.trim_matches(|c: char| c == '\u{ad}' || c == '\u{200b}' || c == '\u{2060}');
    let unbroken = bare.trim_end_matches(['-', '\u{2010}', '\u{ad}']);
    // Punctuation beside it may come from another piece of text.
    let letters = bare.trim_matches(|c: char| !c.is_alphanumeric());
    [bare, unbroken, letters]
        .into_iter()
        .filter(|word| !word.is_empty())
        .find_map(|word| text.find(word).map(|at| (at, word.len())))
}

/// The place of a word inside an entry: exact where the text stands in the source as it is.
fn inside(entry: &Entry<'_>, word: &str) -> Span {
    let range = entry.span.range();
    match position(entry.text, word) {
        Some((at, length)) if range.len() == entry.text.len() => {
            Span::new(entry.span.file, range.start + at..range.start + at + length)
        }
        _ => entry.span,
    }
}

impl<'a> Visitor<'a> for Index<'a> {
    fn block(&mut self, block: &'a Block) {
        match &block.kind {
            BlockKind::Code(text) => self.push(text, block.span, MisfitPart::Code),
            BlockKind::Maths(maths) => self.push(words_of(maths), block.span, MisfitPart::Formula),
            BlockKind::Table(table) => {
                walk_inlines(self, &table.caption);
                self.in_cell = true;
                for row in std::iter::once(&table.header).chain(&table.rows) {
                    for cell in &row.cells {
                        walk_inlines(self, &cell.content);
                    }
                }
                self.in_cell = false;
                return;
            }
            _ => {}
        }
        walk_block(self, block);
    }

    fn inline(&mut self, inline: &'a Inline) {
        match &inline.kind {
            InlineKind::Text(text) => self.push(text, inline.span, MisfitPart::Words),
            InlineKind::Code(text) => self.push(text, inline.span, MisfitPart::Code),
            InlineKind::Maths(maths) => {
                self.push(words_of(maths), inline.span, MisfitPart::Formula);
            }
            InlineKind::Mark(mark) => {
                self.mark = Some(mark.0);
                self.marks.insert(mark.0, inline.span);
            }
            InlineKind::Citation(citation) => {
                let report = self.report;
                if let Some(formatted) = report.formatted.get(citation.0) {
                    let outer = self.citation.replace(inline.span);
                    walk_inlines(self, formatted.parts().0);
                    self.citation = outer;
                }
            }
            _ => {}
        }
        walk_inline(self, inline);
    }
}

/// The words by which a printed formula is known.
fn words_of(maths: &crate::model::Maths) -> &str {
    match maths.alt.trim() {
        "" => &maths.tex,
        alt => alt,
    }
}
