//! Findings as rustc prints them, with the author's line and a mark under the words.

use std::borrow::Cow;
use std::ops::Range;

use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{AnnotationKind, Group, Level as Shown, Origin, Patch, Renderer, Snippet};

use super::{Finding, Fix, Level, visible};
use crate::source::{Sources, Span};

/// Whether the text carries terminal colours.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Colour {
    /// For a terminal.
    On,
    /// For a file or a pipe.
    Off,
}

/// How wide a line may be.
const WIDTH: usize = 110;

/// How much of a line is shown around a place, in bytes. Paragraphs are often one long line, and
/// what is printed of each finding must not grow with it.
const REACH: usize = 400;

/// One finding as text, without a line end.
pub fn human(finding: &Finding, sources: &Sources, colour: Colour) -> String {
    let renderer = match colour {
        Colour::On => Renderer::styled(),
        Colour::Off => Renderer::plain(),
    };
    let renderer = renderer.decor_style(DecorStyle::Ascii).term_width(WIDTH);
    let level = match finding.level {
        Level::Error => Shown::ERROR,
        Level::Warning => Shown::WARNING,
        Level::Info => Shown::INFO,
    };
    let mut group = level
        .primary_title(finding.message.as_str())
        .id(finding.rule)
        .elements(origin(finding.span, sources))
        .element(snippet(finding, sources));
    for (span, label) in &finding.related {
        if !shares_snippet(finding, *span, sources) {
            let window = Window::around(&[*span], sources);
            group = group.elements(origin(*span, sources)).element(
                window.snippet().annotation(
                    AnnotationKind::Context
                        .span(window.range(*span))
                        .label(label),
                ),
            );
        }
    }
    for note in &finding.notes {
        group = group.element(Shown::NOTE.message(note.as_str()));
    }
    let mut groups = Vec::new();
    match &finding.help {
        None => groups.push(group),
        Some(help) => match &help.fix {
            None => groups.push(group.element(Shown::HELP.message(help.text.as_str()))),
            Some(fix) => {
                groups.push(group);
                groups.push(patch(&help.text, fix, sources));
            }
        },
    }
    seen(&renderer.render(&groups))
}

/// With the characters seen that a terminal obeys and the renderer leaves: it sees to those of ASCII,
/// and colours with one of them.
fn seen(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for character in text.chars() {
        match visible(character.encode_utf8(&mut [0; 4])) {
            Cow::Owned(seen) if !character.is_ascii() => out.push_str(&seen),
            _ => out.push(character),
        }
    }
    out
}

fn snippet<'s>(
    finding: &'s Finding,
    sources: &'s Sources,
) -> Snippet<'s, annotate_snippets::Annotation<'s>> {
    let mut spans = vec![finding.span];
    spans.extend(
        finding
            .related
            .iter()
            .map(|(span, _)| *span)
            .filter(|span| shares_snippet(finding, *span, sources)),
    );
    let window = Window::around(&spans, sources);
    let mut primary = AnnotationKind::Primary.span(window.range(finding.span));
    if !finding.label.is_empty() {
        primary = primary.label(finding.label.as_str());
    }
    let mut snippet = window.snippet().annotation(primary);
    for (span, label) in &finding.related {
        if shares_snippet(finding, *span, sources) {
            snippet = snippet.annotation(
                AnnotationKind::Context
                    .span(window.range(*span))
                    .label(label.as_str()),
            );
        }
    }
    snippet
}

/// The line that says where a place is, for a snippet that begins in the middle of a long line and
/// so cannot tell.
fn origin(span: Span, sources: &Sources) -> Option<Origin<'_>> {
    let file = sources.file(span.file);
    let at = file.lines().position(file.text(), span.range().start);
    Window::around(&[span], sources).is_cut.then(|| {
        Origin::path(visible(file.path().as_str()))
            .line(at.line)
            .char_column(at.column)
    })
}

fn patch<'s>(text: &'s str, fix: &'s Fix, sources: &'s Sources) -> Group<'s> {
    let window = Window::around(&[fix.span], sources);
    let snippet = Snippet::source(window.text)
        .line_start(window.first_line)
        .patch(Patch::new(window.range(fix.span), fix.replacement.as_str()));
    Shown::HELP.secondary_title(text).element(snippet)
}

/// Whether a related place is near enough to be shown in the same snippet.
fn shares_snippet(finding: &Finding, span: Span, sources: &Sources) -> bool {
    let file = sources.file(finding.span.file);
    span.file == finding.span.file
        && span.range().start.abs_diff(finding.span.range().start) < REACH
        && file.text().get(span.range()).is_some()
}

/// The lines around some spans. Printing looks at these only, so its cost does not grow with the
/// file.
struct Window<'s> {
    /// In characters that can be seen: whoever names a file may write others.
    path: Cow<'s, str>,
    /// Whether it begins in the middle of a line.
    is_cut: bool,
    text: &'s str,
    start: usize,
    first_line: usize,
}

impl<'s> Window<'s> {
    fn around(spans: &[Span], sources: &'s Sources) -> Self {
        let file = sources.file(spans[0].file);
        let text = file.text();
        let first = spans
            .iter()
            .map(|span| span.range().start)
            .min()
            .unwrap_or(0);
        let last = spans.iter().map(|span| span.range().end).max().unwrap_or(0);
        let first = text.floor_char_boundary(first);
        let last = text.floor_char_boundary(last.max(first));
        let far_left = text
            .ceil_char_boundary(first.saturating_sub(REACH))
            .min(first);
        let far_right = text
            .floor_char_boundary(last.saturating_add(REACH))
            .max(last);
        let start = text[far_left..first]
            .rfind('\n')
            .map_or(far_left, |at| far_left + at + 1);
        let end = text[last..far_right]
            .find('\n')
            .map_or(far_right, |at| last + at);
        let end = start + text[start..end].trim_end_matches('\r').len();
        Self {
            path: visible(file.path().as_str()),
            is_cut: start > 0 && !text[..start].ends_with('\n'),
            text: &text[start..end],
            start,
            first_line: file.lines().position(text, start).line,
        }
    }

    fn range(&self, span: Span) -> Range<usize> {
        let inside = |offset: usize| {
            self.text
                .floor_char_boundary(offset.saturating_sub(self.start))
        };
        let start = inside(span.range().start);
        start..inside(span.range().end).max(start)
    }

    fn snippet<'a>(&self) -> Snippet<'a, annotate_snippets::Annotation<'a>>
    where
        's: 'a,
    {
        let snippet = Snippet::source(self.text)
            .line_start(self.first_line)
            .fold(true);
        if self.is_cut {
            snippet
        } else {
            snippet.path(self.path.clone())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_name_of_a_file_does_nothing_where_it_is_printed() {
        let mut sources = Sources::default();
        let long = format!("{} here", "word ".repeat(REACH));
        let file = sources.add("a\n::error::b\u{1b}[31m\u{202e}.md", &long);
        // In a line that is shown whole, and in one that is shown in part.
        for range in [0..4, long.len() - 4..long.len()] {
            let finding = Finding::new("a-rule", Level::Error, "this", Span::new(file, range));
            let text = human(&finding, &sources, Colour::Off);
            assert!(text.contains(" a␊::error::b␛[31m<U+202E>.md:1:"), "{text}");
            assert!(!text.contains('\u{1b}'), "{text}");
        }
    }
}
