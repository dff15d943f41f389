//! Prints what hayagriva made of one citation, or of one entry of the list, as our own inlines, and mends
//! what it leaves.

use citationberg::CitationFormat;
use hayagriva::{BibliographyItem, BufWriteFormat, ElemChild, ElemChildren};

use super::authors::{author_of, author_words, drop_author, name_before, title_words};
use super::driver::{Formatter, leaves_author_out};
use super::namesakes::Families;
use super::polish::{Polish, capitalise_first, joined};
use super::writer::{Writer, language_of};
use super::{Library, Request, RequestItem, collapse, latin};
use crate::model::{CitationMode, FormattedReference, Inline, InlineKind, text_of};

/// What all citations and entries of a report are printed with.
pub(super) struct Printer<'p> {
    pub(super) library: &'p Library,
    pub(super) formatter: Formatter<'p>,
    /// The works with letters behind their years.
    pub(super) lettered: &'p [usize],
    pub(super) families: Families,
    pub(super) polish: Polish,
    /// Whether the report is read from the right, so that Latin words in it are marked.
    pub(super) turns_round: bool,
}

impl Printer<'_> {
    /// A citation in the text or in a note.
    pub(super) fn citation(&self, request: &Request<'_>, citation: &ElemChildren) -> Vec<Inline> {
        let style = self.formatter.style;
        let is_author_date = style.citation_format() == Some(CitationFormat::AuthorDate);
        let is_note_style = style.is_note_style();
        let writer = Writer {
            library: self.library,
            items: &request.items,
            span: request.span,
            language: None,
            drops_locator: is_author_date && request.items.len() > 1,
            reference: None,
            is_prose: is_prose(request, style),
            families: Some(&self.families),
        };
        let mut inlines = writer.children(citation);
        if is_author_date {
            let author = |item: &RequestItem<'_>| self.author_in(item, &writer);
            collapse::undated(&mut inlines, request, self.library, style, author);
            collapse::part_years(&mut inlines, request, style);
        }
        self.mend_brackets(&mut inlines, request, citation, &writer);
        if request.mode == CitationMode::InText {
            inlines = joined(inlines);
            mend_prose(&mut inlines, &|words| self.has_own_stop(words, request));
        }
        if is_note_style {
            capitalise_first(&mut inlines);
        }
        let mut inlines = self.polish.polished(inlines);
        if self.turns_round {
            latin::marked_works(&mut inlines, &|key| {
                language_of(self.library, self.library.position(key)?)
            });
        }
        inlines
    }

    /// Sets right what stands in brackets and before them.
    fn mend_brackets(
        &self,
        inlines: &mut Vec<Inline>,
        request: &Request<'_>,
        citation: &ElemChildren,
        writer: &Writer<'_>,
    ) {
        let is_in_text = request.mode == CitationMode::InText;
        let is_year_alone = |item| leaves_author_out(item, self.formatter.style);
        match request.items.as_slice() {
            [item] if is_year_alone(item) => {
                drop_author(inlines, item.prefix, &self.author_in(item, writer));
            }
            items if items.iter().any(is_year_alone) => {
                // hayagriva prints special forms without the brackets of the style.
                inlines.insert(0, Inline::text("(", request.span));
                inlines.push(Inline::text(")", request.span));
            }
            [item] if is_in_text && text_of(inlines).starts_with('(') => {
                name_before(inlines, title_words(self.library, item, request.span));
            }
            _ if !is_in_text && lacks_bracket(citation, self.formatter.style) => {
                let bracket = &self.formatter.style.csl.citation.layout.suffix;
                let bracket = bracket.clone().unwrap_or_default();
                inlines.push(Inline::text(bracket, request.span));
            }
            _ => {}
        }
    }

    /// Whether the stop at the end of some words is not that of a list: it belongs to "et al." or to a name.
    fn has_own_stop(&self, words: &str, request: &Request<'_>) -> bool {
        let references = request
            .items
            .iter()
            .map(|item| &self.library.references[item.reference]);
        let mut names = references.flat_map(|reference| &reference.creators);
        self.polish.ends_with_others(words) || names.any(|name| ends_like(words, name))
    }

    /// How the style prints the author of a work.
    fn author_in(&self, item: &RequestItem<'_>, writer: &Writer<'_>) -> String {
        let Formatter {
            style,
            locale,
            words,
            ..
        } = self.formatter;
        let author = author_of(self.library, item, style, locale, words);
        text_of(&writer.children(&author))
    }

    /// The author's name, where a note style needs it in the line.
    pub(super) fn author(&self, request: &Request<'_>) -> Vec<Inline> {
        let Formatter {
            style,
            locale,
            words,
            ..
        } = self.formatter;
        if !style.is_note_style() || request.mode != CitationMode::InText {
            return Vec::new();
        }
        author_words(self.library, style, locale, words, request, &|words| {
            self.has_own_stop(words, request)
        })
    }

    /// An entry of the list; none where the style prints the work in notes alone. `with_letter` is the same
    /// entry as it is where letters stand behind the years of works that look alike.
    pub(super) fn entry(
        &self,
        item: &BibliographyItem,
        with_letter: Option<&BibliographyItem>,
    ) -> Option<FormattedReference> {
        let style = self.formatter.style;
        let position = self.library.position(&item.key)?;
        let writer = Writer {
            library: self.library,
            items: &[],
            span: self.library.references[position].span?,
            language: language_of(self.library, position),
            drops_locator: false,
            reference: Some(position),
            is_prose: false,
            families: None,
        };
        let mut content = writer.children(&item.content);
        if let Some(other) = with_letter {
            let other = writer.children(&other.content);
            // A letter behind the year is not a name.
            if differs_by_letter(&text_of(&other), &text_of(&content)) {
                content = other;
            }
        }
        let mut label = None;
        // A letter behind the year, and a dash for the author of the entry before, stand only where the
        // others are known.
        let dash = style.csl.bibliography.as_ref();
        let dash = dash.and_then(|list| list.subsequent_author_substitute.as_deref());
        let is_joined = dash.is_some_and(|dash| text_of(&content).starts_with(dash));
        let is_foreign = self.formatter.answers.is_foreign(position);
        let is_alone = is_foreign && !is_joined && !self.lettered.contains(&position);
        if let Some(alone) = is_alone.then(|| self.formatter.alone(position)).flatten() {
            if style.sets_number_apart() {
                label = take_number(&mut trim(self.polish.polished(content)));
            }
            content = writer.children(&alone.content);
        }
        let mut content = trim(self.polish.polished(content));
        if let Some(dash) = dash {
            single_dash(&mut content, dash);
        }
        if text_of(&content).trim().is_empty() {
            return None;
        }
        if style.sets_number_apart() {
            let own = take_number(&mut content);
            label = label.or(own);
        }
        if self.turns_round {
            content = latin::marked(content, writer.language.as_deref());
        }
        Some(FormattedReference {
            key: item.key.clone(),
            label,
            content,
            occurrences: Vec::new(),
        })
    }
}

/// Whether a citation is printed as part of a sentence, "Kim (2014)": also where its author is taken off.
fn is_prose(request: &Request<'_>, style: &super::Style) -> bool {
    match request.items.as_slice() {
        _ if request.mode == CitationMode::InText => !style.is_note_style(),
        [item] => leaves_author_out(item, style),
        _ => false,
    }
}

/// Whether the closing bracket of a citation is missing: hayagriva leaves it out where the citation
/// itself ends with one, as in "(Kim 2021, sect. IV.C(b))".
fn lacks_bracket(citation: &ElemChildren, style: &super::Style) -> bool {
    let suffix = style.csl.citation.layout.suffix.as_deref();
    let Some(bracket) = suffix.filter(|suffix| suffix.starts_with([')', ']'])) else {
        return false;
    };
    let Some(last @ ElemChild::Elem(_)) = citation.0.last() else {
        return false;
    };
    let mut text = String::new();
    // Writing to a string cannot fail.
    let _ = last.write_buf(&mut text, BufWriteFormat::Plain);
    text.ends_with(bracket)
}

/// Whether a text is another with one or two more letters in one place, perhaps behind a hyphen.
fn differs_by_letter(longer: &str, shorter: &str) -> bool {
    let Some(more @ 1..=4) = longer.len().checked_sub(shorter.len()) else {
        return false;
    };
    let same = longer
        .char_indices()
        .zip(shorter.chars())
        .find(|((_, a), b)| a != b)
        .map_or(shorter.len(), |((at, _), _)| at);
    longer.get(same..same + more).is_some_and(|added| {
        // After "n.d.", the stop stands once more behind the letter.
        let letters = added.strip_prefix('-').unwrap_or(added);
        let letters = letters.strip_suffix('.').unwrap_or(letters);
        (1..=2).contains(&letters.len())
            && letters.chars().all(|c| c.is_ascii_lowercase())
            && longer.get(same + more..) == shorter.get(same..)
    })
}

/// Mends what is left where a style prints the author in the sentence: "Kim ()" in MLA, where nothing
/// else is printed, the stop of the list in "Watch. (1)", and the space before a raised number.
///
/// `keeps_stop` says of words that end with a stop whether it is their own.
fn mend_prose(inlines: &mut [Inline], keeps_stop: &dyn Fn(&str) -> bool) {
    let raised = |inline: Option<&Inline>| {
        inline.is_some_and(|inline| matches!(inline.kind, InlineKind::Superscript(_)))
    };
    for at in 0..inlines.len() {
        let before_raised = raised(inlines.get(at + 1));
        match &mut inlines[at].kind {
            InlineKind::Text(text) => {
                *text = text.replace(" ()", "");
                if before_raised {
                    text.truncate(text.trim_end().len());
                }
                if let Some(stop) = text.find(". (").or_else(|| text.find(". ["))
                    && text[..stop].ends_with(char::is_lowercase)
                    && !keeps_stop(&text[..=stop])
                {
                    text.remove(stop);
                }
            }
            _ => {
                if let Some(children) = inlines[at].children_mut() {
                    mend_prose(children, keeps_stop);
                }
            }
        }
    }
}

/// Whether words end with the last word of a name, and that with a stop: "Acme Inc.".
pub(super) fn ends_like(words: &str, name: &str) -> bool {
    let last = name.rsplit([' ', '\u{a0}']).next().unwrap_or_default();
    last.ends_with('.') && words.ends_with(last)
}

/// Takes one of two dashes that stand for the author of the entry before.
fn single_dash(inlines: &mut [Inline], dash: &str) {
    if let Some(InlineKind::Text(text)) = inlines.first_mut().map(|first| &mut first.kind)
        && !dash.is_empty()
        && text.starts_with(&dash.repeat(2))
    {
        text.drain(..dash.len());
    }
}

/// Takes the number off the start of an entry, with its brackets or full stop.
fn take_number(content: &mut [Inline]) -> Option<Vec<Inline>> {
    let first = content.first_mut()?;
    let span = first.span;
    let InlineKind::Text(text) = &mut first.kind else {
        return None;
    };
    let opened = text.trim_start().trim_start_matches(['[', '(']);
    let digits = opened.len()
        - opened
            .trim_start_matches(|c: char| c.is_ascii_digit())
            .len();
    if digits == 0 {
        return None;
    }
    let rest = opened[digits..].trim_start_matches([']', ')', '.', ':']);
    let label = text[..text.len() - rest.len()].trim().to_owned();
    *text = rest.trim_start().to_owned();
    Some(vec![Inline::text(label, span)])
}

/// Without white space at either end.
pub(super) fn trim(mut inlines: Vec<Inline>) -> Vec<Inline> {
    if let Some(Inline {
        kind: InlineKind::Text(text),
        ..
    }) = inlines.first_mut()
    {
        *text = text.trim_start().to_owned();
    }
    if let Some(Inline {
        kind: InlineKind::Text(text),
        ..
    }) = inlines.last_mut()
    {
        *text = text.trim_end().to_owned();
    }
    inlines
}
