//! Words, headings, descriptions and addresses that are longer than a book holds.

use std::ops::Range;

use crate::model::{
    Attrs, Block, BlockKind, Counted, Defect, DefectKind, Inline, InlineKind, Report, Visitor,
    limits, text_of, walk_block, walk_inline,
};
use crate::source::{Located, Span};

/// Letters from here on are written without spaces, and a line ends between any two of them: Thai, and
/// the letters of East Asia. No run of them is one word.
const WITHOUT_SPACES: char = '\u{e00}';

/// Records what is too long.
pub(super) fn find(report: &mut Report) {
    let mut look = Look::default();
    report.walk(&mut look);
    for reference in &report.references {
        let place = reference
            .span
            .unwrap_or(Span::start_of(report.manifest.file));
        let texts = [&reference.title, &reference.container, &reference.publisher];
        for text in texts.into_iter().flatten() {
            look.text(text, place);
        }
        if let Some(url) = &reference.url {
            look.address(url, place);
        }
    }
    report.defects.append(&mut look.found);
}

/// Sentences without those that are empty, and with those in pieces that are longer than any may be; and the latter
/// as they were. The rules compare everything in a sentence with everything else in it.
pub(super) fn in_pieces(
    text: &str,
    sentences: Vec<Range<usize>>,
) -> (Vec<Range<usize>>, Vec<Range<usize>>) {
    let (mut pieces, mut cut) = (Vec::with_capacity(sentences.len()), Vec::new());
    for sentence in sentences {
        let mut rest = sentence.clone();
        if sentence.len() > limits::SENTENCE_BYTES {
            cut.push(sentence);
        }
        while rest.len() > limits::SENTENCE_BYTES {
            let most = text.floor_char_boundary(rest.start + limits::SENTENCE_BYTES);
            let space = text[rest.start..most].rfind(char::is_whitespace);
            let end = space
                .filter(|at| *at > 0)
                .map_or(most, |at| rest.start + at);
            pieces.push(rest.start..end);
            rest.start = end + text[end..rest.end].len() - text[end..rest.end].trim_start().len();
        }
        pieces.push(rest);
    }
    pieces.retain(|range| !range.is_empty());
    (pieces, cut)
}

/// The fault of a sentence that had to be cut.
pub(super) fn cut_sentence(place: Span) -> Defect {
    Defect::new(DefectKind::OverLimit(Counted::SentenceBytes), place)
}

#[derive(Default)]
struct Look {
    /// How long the word is that is being read, in bytes.
    word: usize,
    found: Vec<Defect>,
}

impl Look {
    fn too_long(&mut self, what: Counted, place: Span) {
        let kind = DefectKind::OverLimit(what);
        self.found.push(Defect::new(kind, place));
    }

    fn text(&mut self, text: &str, place: Span) {
        if text.len() > limits::STRING_BYTES {
            self.too_long(Counted::StringBytes, place);
        }
    }

    fn address(&mut self, address: &str, place: Span) {
        if address.len() > limits::ADDRESS_BYTES {
            self.too_long(Counted::AddressBytes, place);
        }
    }

    fn id(&mut self, attrs: &Attrs) {
        if let Some(id) = &attrs.id
            && id.value.len() > limits::ID_BYTES
        {
            self.too_long(Counted::IdBytes, id.span);
        }
    }

    fn words(&mut self, words: &str, place: Span) {
        // Most words are short and plain.
        if words.is_ascii() && words.len() + self.word <= limits::STRING_BYTES {
            self.word = match words.rsplit_once(char::is_whitespace) {
                Some((_, last)) => last.len(),
                None => self.word + words.len(),
            };
            return;
        }
        for character in words.chars() {
            let is_part = character < WITHOUT_SPACES && !character.is_whitespace();
            self.word = if is_part {
                self.word + character.len_utf8()
            } else {
                0
            };
            if self.word > limits::STRING_BYTES {
                self.too_long(Counted::WordBytes, place);
                self.word = 0;
            }
        }
    }
}

impl<'a> Visitor<'a> for Look {
    fn block(&mut self, block: &'a Block) {
        self.word = 0;
        self.id(&block.attrs);
        for (_, value) in &block.attrs.pairs {
            self.text(&value.value, value.span);
        }
        match &block.kind {
            BlockKind::Heading { content, .. } => self.text(&text_of(content), block.span),
            BlockKind::Figure(figure) => {
                let Located { value, span } = &figure.alt;
                if block.attrs.get("alt").is_none() {
                    self.text(value, *span);
                }
            }
            BlockKind::Code(code) => self.words(code, block.span),
            _ => {}
        }
        walk_block(self, block);
    }

    fn inline(&mut self, inline: &'a Inline) {
        match &inline.kind {
            InlineKind::Text(words) | InlineKind::Code(words) => self.words(words, inline.span),
            InlineKind::Link { url, .. } => self.address(url, inline.span),
            InlineKind::Span { attrs, .. } => {
                self.id(attrs);
                for (_, value) in &attrs.pairs {
                    self.text(&value.value, value.span);
                }
            }
            InlineKind::LineBreak => self.word = 0,
            _ => {}
        }
        walk_inline(self, inline);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sentence_without_end_is_cut_between_words() {
        let check = |text: &str, pieces: usize, cut: usize| {
            let whole = std::iter::once(0..text.len());
            let (found, were_cut) = in_pieces(text, whole.collect());
            assert_eq!((found.len(), were_cut.len()), (pieces, cut), "{text:.20}");
            let words: String = found.iter().map(|range| &text[range.clone()]).collect();
            let without_spaces = |text: &str| text.replace(' ', "");
            assert_eq!(without_spaces(&words), without_spaces(text));
            assert!(
                found
                    .iter()
                    .all(|range| range.len() <= limits::SENTENCE_BYTES)
            );
            let starts = found.iter().map(|range| &text[range.start..]);
            assert!(starts.clone().all(|rest| !rest.starts_with(' ')));
        };
        check("It fell.", 1, 0);
        check("", 0, 0);
        let words = "words and ".repeat(limits::SENTENCE_BYTES / 4);
        check(words.trim_end(), 3, 1);
        let letters = "é".repeat(limits::SENTENCE_BYTES);
        check(&letters, 2, 1);
        let most = "a".repeat(limits::SENTENCE_BYTES);
        check(&most, 1, 0);
    }
}
