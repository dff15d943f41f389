//! Turns what hayagriva prints into our own inlines.

use citationberg::{FontStyle, FontVariant, FontWeight, VerticalAlign};
use hayagriva::{Elem, ElemChild, ElemChildren, ElemMeta, Formatting};

use super::namesakes::{self, Families};
use super::{Library, RequestItem, dates, printed};
use crate::model::{
    Attrs, Inline, InlineKind, Script, is_followed, language_of_letters, script_runs,
};
use crate::source::{Located, Span};

/// Turns hayagriva's tree into inlines.
pub(super) struct Writer<'a> {
    pub(super) library: &'a Library,
    pub(super) items: &'a [RequestItem<'a>],
    pub(super) span: Span,
    /// The language of the reference that is being printed, if it is known.
    pub(super) language: Option<String>,
    /// Whether the year alone is printed where the author is left out, so that the locator is ours
    /// to print.
    pub(super) drops_locator: bool,
    /// The position of that reference in the library.
    pub(super) reference: Option<usize>,
    /// Whether the citation is part of a sentence: "Kim (2014)".
    pub(super) is_prose: bool,
    /// The family names that are told apart; none in the list of references, which has the whole names.
    pub(super) families: Option<&'a Families>,
}

/// The language of a reference, if its entry or the letters of its title say so.
pub(super) fn language_of(library: &Library, reference: usize) -> Option<String> {
    let of_entry = library.printed[reference].language();
    let of_entry = of_entry.map(ToString::to_string);
    let title = library.references[reference].title.as_deref();
    of_entry.or_else(|| title.and_then(language_of_letters).map(str::to_owned))
}

impl Writer<'_> {
    /// The inlines of a tree.
    pub(super) fn children(&self, children: &ElemChildren) -> Vec<Inline> {
        children
            .0
            .iter()
            .flat_map(|child| self.child(child))
            .collect()
    }

    fn child(&self, child: &ElemChild) -> Vec<Inline> {
        match child {
            ElemChild::Text(text) => {
                self.formatted(&printed::typographic(&text.text), text.formatting)
            }
            ElemChild::Elem(elem) => self.elem(elem),
            // `$…$` of a BibTeX title. It is text here; nothing evaluates it.
            ElemChild::Markup(text) => vec![Inline::text(text.clone(), self.span)],
            // An address that nobody can follow is printed and not linked.
            ElemChild::Link { text, url } if !is_followed(url) => {
                self.formatted(&text.text, text.formatting)
            }
            ElemChild::Link { text, url } => vec![Inline {
                kind: InlineKind::Link {
                    url: url.clone(),
                    content: self.formatted(&text.text, text.formatting),
                },
                span: self.span,
            }],
            ElemChild::Transparent { .. } => Vec::new(),
        }
    }

    fn elem(&self, elem: &Elem) -> Vec<Inline> {
        let item = match elem.meta {
            Some(ElemMeta::Entry(index)) => self.items.get(index),
            _ => None,
        };
        let Some(item) = item else {
            let mut inlines = self.children(&elem.children);
            if elem.meta == Some(ElemMeta::Date)
                && let Some(reference) = self.reference
                && let Some((year, years)) = self.library.years_of(reference)
            {
                replace(&mut inlines, &year, years);
            }
            return inlines;
        };
        let of_item = Writer {
            reference: Some(item.reference),
            language: language_of(self.library, item.reference),
            ..*self
        };
        let mut inner = of_item.children(&elem.children);
        let is_inside = self.is_prose && !item.suffix.is_empty();
        let bracket = is_inside.then(|| take_bracket(&mut inner)).flatten();
        let key = self.library.references[item.reference].key.clone();
        let mut out = Vec::new();
        if !item.prefix.is_empty() {
            out.push(Inline::text(format!("{} ", item.prefix), self.span));
        }
        out.push(Inline {
            kind: InlineKind::ToReference {
                key,
                occurrence: 0,
                content: inner,
            },
            span: self.span,
        });
        if self.drops_locator
            && item.suppress_author
            && let Some(locator) = item.locator
        {
            let written = &locator.source.value;
            out.push(Inline::text(format!(", {written}"), self.span));
        }
        if !item.suffix.is_empty() {
            let words = format!("{}{}", item.joint.as_str(), item.suffix);
            out.push(Inline::text(words, self.span));
        }
        if let Some(bracket) = bracket {
            out.push(Inline::text(bracket, self.span));
        }
        out
    }

    fn formatted(&self, text: &str, formatting: Formatting) -> Vec<Inline> {
        // Before the text is parted by its scripts: the marks are of none.
        let text = match self.families {
            Some(families) => namesakes::cited(text, families),
            None => namesakes::bare(text),
        };
        let text = &dates::with_words(&printed::unmarked(&text), &self.library.words_for_years);
        if text.is_empty() {
            return Vec::new();
        }
        let mut inlines = self.by_script(text);
        let mut wrap = |kind: fn(Vec<Inline>) -> InlineKind| {
            inlines = vec![Inline {
                kind: kind(std::mem::take(&mut inlines)),
                span: self.span,
            }];
        };
        match formatting.vertical_align {
            VerticalAlign::Sup => wrap(InlineKind::Superscript),
            VerticalAlign::Sub => wrap(InlineKind::Subscript),
            _ => {}
        }
        if formatting.font_variant == FontVariant::SmallCaps {
            wrap(InlineKind::SmallCaps);
        }
        if formatting.font_style == FontStyle::Italic {
            wrap(InlineKind::Emphasis);
        }
        if formatting.font_weight == FontWeight::Bold {
            wrap(InlineKind::Strong);
        }
        inlines
    }
}

/// Takes off the bracket with which a citation in a sentence ends: what the author says of it stands inside.
fn take_bracket(inlines: &mut [Inline]) -> Option<char> {
    let last = inlines.last_mut()?;
    if let InlineKind::Text(text) = &mut last.kind {
        return text.ends_with([')', ']']).then(|| text.pop()).flatten();
    }
    take_bracket(last.children_mut()?)
}

/// Puts words in place of others.
fn replace(inlines: &mut [Inline], old: &str, new: &str) {
    for inline in inlines {
        if let InlineKind::Text(text) = &mut inline.kind {
            *text = text.replace(old, new);
        } else if let Some(children) = inline.children_mut() {
            replace(children, old, new);
        }
    }
}

impl Writer<'_> {
    /// Text in which words of another script carry their language, so that they are spoken and
    /// hyphenated as what they are.
    fn by_script(&self, text: &str) -> Vec<Inline> {
        let mut out = Vec::new();
        let mut from = 0;
        for (range, script) in script_runs(text) {
            if range.start > from {
                out.push(Inline::text(&text[from..range.start], self.span));
            }
            from = range.end;
            let lang = match &self.language {
                Some(tag) if Script::of_language(tag).writes(script) => tag.clone(),
                _ => script.tag().to_owned(),
            };
            let attrs = Attrs {
                pairs: vec![("lang".to_owned(), Located::new(lang, self.span))],
                ..Attrs::default()
            };
            out.push(Inline {
                kind: InlineKind::Span {
                    attrs,
                    content: vec![Inline::text(&text[range], self.span)],
                },
                span: self.span,
            });
        }
        if from < text.len() {
            out.push(Inline::text(&text[from..], self.span));
        }
        out
    }
}
