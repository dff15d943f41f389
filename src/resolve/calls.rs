//! Takes the calls of notes out of links, and puts each close to the word before it.

use super::notes::{drop_space_at_end, drop_stop, each_list};
use crate::model::{FormattedCitation, Inline, InlineKind, Report};

/// Moves every call of a note that stands inside a link behind that link.
///
/// A call is a link too, and links cannot hold links: inside, it would lead nowhere.
pub(super) fn leave_links(report: &mut Report) {
    each_list(report, &mut |inlines, formatted| {
        free_calls(inlines, formatted);
    });
}

fn free_calls(inlines: &mut Vec<Inline>, formatted: &mut [FormattedCitation]) {
    for mut inline in std::mem::take(inlines) {
        let is_link = matches!(
            inline.kind,
            InlineKind::Link { .. } | InlineKind::CrossReference { .. }
        );
        let mut calls = Vec::new();
        match inline.children_mut() {
            Some(words) if is_link => take_calls(words, formatted, &mut calls),
            Some(children) => free_calls(children, formatted),
            None => {}
        }
        // Of a link around nothing but calls, nothing is left.
        let words = inline.children().unwrap_or_default();
        if calls.is_empty() || !words.iter().all(holds_nothing) {
            inlines.push(inline);
        }
        inlines.append(&mut calls);
    }
}

/// Whether nothing is left, in however many brackets. A span may be a place that others lead to, and
/// a cross-reference has words of its own.
fn holds_nothing(inline: &Inline) -> bool {
    match inline.kind {
        InlineKind::Span { .. } | InlineKind::CrossReference { .. } => false,
        _ => inline
            .children()
            .is_some_and(|children| children.iter().all(holds_nothing)),
    }
}

/// Takes the calls out of the words of a link. The author's name, which a call may follow, is one of
/// these words.
fn take_calls(
    inlines: &mut Vec<Inline>,
    formatted: &mut [FormattedCitation],
    calls: &mut Vec<Inline>,
) {
    let mut follows_call = false;
    for mut inline in std::mem::take(inlines) {
        let before = calls.len();
        match &inline.kind {
            InlineKind::Note(_) => calls.push(inline),
            InlineKind::Citation(id) => match &mut formatted[id.0] {
                FormattedCitation::Note { before, .. } => {
                    inlines.extend(without_links(std::mem::take(before)));
                    calls.push(inline);
                }
                FormattedCitation::Inline(_) | FormattedCitation::Silent => inlines.push(inline),
            },
            _ => {
                if let Some(children) = inline.children_mut() {
                    take_calls(children, formatted, calls);
                }
                // Of the spaces on both sides of a call, one is left.
                if follows_call
                    && matches!(&inline.kind, InlineKind::Text(text) if text.starts_with(' '))
                {
                    drop_space_at_end(inlines);
                }
                inlines.push(inline);
            }
        }
        follows_call = calls.len() > before;
    }
}

/// The words of an author's name, without the link to the entry.
fn without_links(inlines: Vec<Inline>) -> Vec<Inline> {
    let mut words = Vec::new();
    for inline in inlines {
        match inline.kind {
            InlineKind::ToReference { content, .. } => words.extend(content),
            _ => words.push(inline),
        }
    }
    words
}

/// Takes the stop off the end of a citation that the stop of its sentence follows: "So do Müller et al."
pub(super) fn single_stops(report: &mut Report) {
    each_list(report, &mut |inlines, formatted| {
        for pair in inlines.windows(2) {
            let (InlineKind::Citation(id), InlineKind::Text(next)) = (&pair[0].kind, &pair[1].kind)
            else {
                continue;
            };
            if let FormattedCitation::Inline(words) = &mut formatted[id.0]
                && next.starts_with('.')
                && !next.starts_with("..")
            {
                drop_stop(words);
            }
        }
    });
}

/// Puts every call directly behind the word before it.
pub(super) fn join_words(report: &mut Report) {
    each_list(report, &mut |inlines, formatted| {
        close_up(inlines, formatted);
    });
}

fn close_up(inlines: &mut [Inline], formatted: &[FormattedCitation]) {
    for at in 0..inlines.len() {
        if begins_with_call(&inlines[at], formatted) {
            drop_space_at_end(&mut inlines[..at]);
        }
        if let Some(children) = inlines[at].children_mut() {
            close_up(children, formatted);
        }
    }
}

/// Whether a call is the first that is printed of some running text.
fn begins_with_call(inline: &Inline, formatted: &[FormattedCitation]) -> bool {
    match inline.kind {
        InlineKind::Note(_) => true,
        InlineKind::Citation(id) => matches!(
            &formatted[id.0],
            FormattedCitation::Note { before, .. } if before.is_empty()
        ),
        _ => {
            let first = inline.children().and_then(<[Inline]>::first);
            first.is_some_and(|first| begins_with_call(first, formatted))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{CitationId, NoteId};
    use crate::source::{Located, Sources, Span};

    fn inline(kind: InlineKind) -> Inline {
        let file = Sources::default().add("a.md", "");
        let span = Span::start_of(file);
        Inline { kind, span }
    }

    fn words(text: &str) -> Inline {
        inline(InlineKind::Text(text.to_owned()))
    }

    fn link(content: Vec<Inline>) -> Inline {
        let url = "https://example.org".to_owned();
        inline(InlineKind::Link { url, content })
    }

    fn strong(content: Vec<Inline>) -> Inline {
        inline(InlineKind::Strong(content))
    }

    fn call(number: usize) -> Inline {
        inline(InlineKind::Note(NoteId(number)))
    }

    /// The note that a note style makes of `@key`: the name stays in the line.
    fn named_citation() -> Inline {
        inline(InlineKind::Citation(CitationId(0)))
    }

    fn reference() -> Inline {
        let span = words("").span;
        let label = Located::new("sec".to_owned(), span);
        let content = Vec::new();
        inline(InlineKind::CrossReference { label, content })
    }

    /// Links in brackets, notes by their numbers, the citation as `@`, a generated reference as `§`.
    fn show(inlines: &[Inline]) -> String {
        let shown = inlines.iter().map(|inline| match &inline.kind {
            InlineKind::Text(text) => text.clone(),
            InlineKind::Note(NoteId(number)) => format!("^{number}"),
            InlineKind::Citation(_) => "@".to_owned(),
            InlineKind::CrossReference { .. } => "§".to_owned(),
            InlineKind::Link { content, .. } => format!("[{}]", show(content)),
            _ => show(inline.children().unwrap_or_default()),
        });
        shown.collect()
    }

    fn check(mut inlines: Vec<Inline>, expected: &str) {
        let key = "kim".to_owned();
        let name = inline(InlineKind::ToReference {
            key,
            occurrence: 0,
            content: vec![words("Kim")],
        });
        let mut formatted = [FormattedCitation::Note {
            before: vec![name],
            note: NoteId(7),
        }];
        free_calls(&mut inlines, &mut formatted);
        close_up(&mut inlines, &formatted);
        assert_eq!(show(&inlines), expected);
    }

    #[test]
    fn no_call_stands_in_a_link() {
        check(
            vec![link(vec![words("a"), call(1)]), words(" b")],
            "[a]^1 b",
        );
        let inner = vec![
            strong(vec![words("a "), call(1), words(" b")]),
            words(" c "),
            call(2),
        ];
        check(vec![strong(vec![link(inner)])], "[a b c]^1^2");
        check(
            vec![link(vec![words("as "), named_citation(), words(" says")])],
            "[as Kim says]@",
        );
        check(vec![words("a "), link(vec![strong(vec![call(1)])])], "a^1");
    }

    #[test]
    fn a_call_stands_close_to_its_word() {
        check(vec![words("a "), call(1)], "a^1");
        check(
            vec![words("a "), strong(vec![call(1), words(" b")])],
            "a^1 b",
        );
        check(vec![strong(vec![words("a ")]), words(" "), call(1)], "a^1");
        check(vec![words("a "), named_citation()], "a @");
        check(
            vec![strong(vec![words("a "), reference()]), call(1)],
            "a §^1",
        );
    }
}
