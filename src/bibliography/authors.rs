//! The author of a citation as words of the sentence: put before it, or taken off it.

use citationberg::{Locale, LocaleCode};
use hayagriva::{CitationItem, CitationRequest, CitePurpose, ElemChildren};

use super::printer::trim;
use super::writer::{Writer, language_of};
use super::{Library, Request, RequestItem, Style};
use crate::model::{Inline, InlineKind, text_of};
use crate::source::Span;

/// The author of a citation as the style prints it.
pub(super) fn author_of(
    library: &Library,
    item: &RequestItem<'_>,
    style: &Style,
    locale: Option<&LocaleCode>,
    words: &[Locale],
) -> ElemChildren {
    let entry = &library.printed[item.reference];
    hayagriva::standalone_citation(CitationRequest::new(
        vec![CitationItem::with_entry(entry).kind(CitePurpose::Author)],
        &style.csl,
        locale.cloned(),
        words,
        None,
    ))
}

/// Takes the author off the prose form of a citation, so that "see Kim (2014, 5)" is "(see 2014, 5)".
pub(super) fn drop_author(inlines: &mut Vec<Inline>, prefix: &str, author: &str) {
    if !prefix.is_empty() {
        drop_characters(inlines, prefix.chars().count() + 1);
    }
    take_off(inlines, author);
    if !prefix.is_empty() {
        put_behind_bracket(inlines, prefix);
    }
}

/// Puts words behind the bracket that a citation begins with, or at its start.
fn put_behind_bracket(inlines: &mut Vec<Inline>, words: &str) {
    let mut list = inlines;
    while list
        .first_mut()
        .is_some_and(|first| first.children_mut().is_some())
    {
        let Some(children) = list[0].children_mut() else {
            return;
        };
        list = children;
    }
    if let Some(Inline {
        kind: InlineKind::Text(text),
        ..
    }) = list.first_mut()
    {
        let (bracket, rest) = text.split_at(usize::from(text.starts_with('(')));
        *text = format!("{bracket}{words} {rest}");
    }
}

fn take_off(inlines: &mut Vec<Inline>, author: &str) {
    let whole = text_of(inlines);
    let from = if whole.starts_with(author) {
        author.len()
    } else {
        0
    };
    let Some(bracket) = whole[from..].find('(') else {
        return;
    };
    drop_characters(inlines, whole[..from + bracket].chars().count());
}

/// Takes characters off the start; how many are left to take.
pub(super) fn drop_characters(inlines: &mut Vec<Inline>, mut count: usize) -> usize {
    while count > 0 {
        let Some(first) = inlines.first_mut() else {
            return count;
        };
        if let InlineKind::Text(text) = &mut first.kind {
            let cut = text.char_indices().nth(count).map(|(at, _)| at);
            match cut {
                Some(at) => {
                    *text = text[at..].to_owned();
                    return 0;
                }
                None => count -= text.chars().count(),
            }
        } else if let Some(children) = first.children_mut() {
            count = drop_characters(children, count);
            if !children.is_empty() {
                return count;
            }
        }
        inlines.remove(0);
    }
    0
}

/// What stands for the author of a work without one, in the sentence.
pub(super) fn title_words(library: &Library, item: &RequestItem<'_>, span: Span) -> Vec<Inline> {
    let reference = &library.references[item.reference];
    let name = reference.creators.first().or(reference.title.as_ref());
    let name = name.unwrap_or(&reference.key);
    vec![Inline::text(format!("{name} "), span)]
}

/// Puts words at the start of a citation, inside its link.
pub(super) fn name_before(inlines: &mut Vec<Inline>, words: Vec<Inline>) {
    match inlines.first_mut().map(|first| &mut first.kind) {
        Some(InlineKind::ToReference { content, .. }) => {
            content.splice(0..0, words);
        }
        _ => {
            inlines.splice(0..0, words);
        }
    }
}

/// The author's name for `@key` in a note style; the title where there is no author. What follows in
/// brackets, as in `@key [p. 3; @other]`, stands in the note alone. `keeps_stop` says of words that end with
/// a stop whether it is their own.
pub(super) fn author_words(
    library: &Library,
    style: &Style,
    locale: Option<&LocaleCode>,
    terms: &[Locale],
    request: &Request<'_>,
    keeps_stop: &dyn Fn(&str) -> bool,
) -> Vec<Inline> {
    let mut words = Vec::new();
    for item in request.items.iter().take(1) {
        let rendered = author_of(library, item, style, locale, terms);
        let writer = Writer {
            library,
            items: std::slice::from_ref(item),
            span: request.span,
            language: language_of(library, item.reference),
            drops_locator: false,
            reference: None,
            is_prose: false,
            families: None,
        };
        let mut inlines = writer.children(&rendered);
        if text_of(&inlines).trim().is_empty() {
            inlines = trim(title_words(library, item, request.span));
        }
        // The full stop ends a note, and this is the middle of a sentence.
        let keeps_stop = keeps_stop(text_of(&inlines).trim_end());
        if let Some(Inline {
            kind: InlineKind::Text(text),
            ..
        }) = inlines.last_mut()
            && text.ends_with('.')
            && !keeps_stop
        {
            text.pop();
        }
        words.extend(inlines);
    }
    words
}
