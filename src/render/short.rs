//! The short form of a caption, for the lists of figures and tables. Knows no format.

use crate::model::{CitationMode, Inline, InlineKind, Report, text_of};

/// A caption of more characters is shortened.
const LONGEST: usize = 160;
/// What stands before the first stop is rarely shorter than this.
const SHORTEST: usize = 12;

/// How many characters of a caption the lists show, and whether it ends there in the middle of a
/// sentence. None where they show all of it.
///
/// The sentences that fit are shown, and of a longer one as many words as fit.
pub fn kept_of_caption(caption: &str) -> Option<(usize, bool)> {
    let characters: Vec<char> = caption.chars().collect();
    if characters.len() <= LONGEST {
        return None;
    }
    let ends_sentence = |at: &usize| match characters[*at] {
        '.' | '?' | '!' | '؟' => {
            let mut after = characters[at + 1..].iter();
            after.next().is_some_and(|next| next.is_whitespace())
                && after.next().is_some_and(|next| !next.is_lowercase())
        }
        '。' | '？' | '！' => true,
        _ => false,
    };
    if let Some(at) = (SHORTEST..LONGEST).rev().find(ends_sentence) {
        return Some((at + 1, false));
    }
    let is_space = |at: &usize| characters[*at].is_whitespace();
    let end = (SHORTEST..LONGEST).rev().find(is_space).unwrap_or(LONGEST);
    let is_stop =
        |at: &usize| !matches!(characters[*at], ',' | ';' | ':' | '–' | '—' | '(') && !is_space(at);
    let end = (0..end).rev().find(is_stop).map_or(end, |at| at + 1);
    Some((end, true))
}

/// The short form of a caption as running text: without notes, without its sources unless they are part
/// of the sentence, and without a full stop at its end.
pub fn short_caption(report: &Report, caption: &[Inline]) -> Vec<Inline> {
    let mut caption = without_sources(report, caption);
    let end = text_of(&caption);
    match ends_with_stop(end.trim_end()) {
        true => trim_stop(&mut caption),
        false => trim_space(&mut caption),
    }
    let Some((mut kept, breaks_off)) = kept_of_caption(&text_of(&caption)) else {
        return caption;
    };
    let mut short = first(&caption, &mut kept);
    if breaks_off && let Some(last) = caption.last() {
        short.push(Inline::text("…", last.span));
    }
    short
}

/// Whether an inline only says where the words before it come from.
pub fn is_source(report: &Report, inline: &Inline) -> bool {
    match inline.kind {
        InlineKind::Note(_) => true,
        InlineKind::Citation(id) => {
            let citation = report.citations.get(id.0);
            citation.is_none_or(|citation| citation.mode != CitationMode::InText)
        }
        _ => false,
    }
}

/// Running text without what only says where it comes from, and without the space before that.
pub fn without_sources(report: &Report, inlines: &[Inline]) -> Vec<Inline> {
    without(inlines, &|inline| is_source(report, inline))
}

/// Running text without its citations and notes, and without the space before them.
pub fn without_calls(inlines: &[Inline]) -> Vec<Inline> {
    let is_call =
        |inline: &Inline| matches!(inline.kind, InlineKind::Note(_) | InlineKind::Citation(_));
    without(inlines, &is_call)
}

fn without(inlines: &[Inline], is_dropped: &dyn Fn(&Inline) -> bool) -> Vec<Inline> {
    let mut out: Vec<Inline> = Vec::new();
    for inline in inlines {
        if is_dropped(inline) {
            trim_space(&mut out);
            continue;
        }
        let mut inline = inline.clone();
        if let Some(children) = inline.children_mut() {
            *children = without(children, is_dropped);
        }
        out.push(inline);
    }
    out
}

/// Takes the space at the end of running text away.
fn trim_space(inlines: &mut Vec<Inline>) {
    trim(inlines, str::trim_end);
}

/// Takes the space at the end of running text away, and a full stop before it.
fn trim_stop(inlines: &mut Vec<Inline>) {
    trim(inlines, |text| {
        let bare = text.trim_end();
        bare.strip_suffix('.').unwrap_or(bare)
    });
}

/// Leaves of the text at the end what `bare` leaves of it.
fn trim(inlines: &mut Vec<Inline>, bare: fn(&str) -> &str) {
    while let Some(last) = inlines.last_mut() {
        match &mut last.kind {
            InlineKind::Text(text) => {
                *text = bare(text).to_owned();
                if !text.is_empty() {
                    return;
                }
                inlines.pop();
            }
            InlineKind::Mark(_) => {
                inlines.pop();
            }
            _ => {
                if let Some(children) = last.children_mut() {
                    trim(children, bare);
                }
                return;
            }
        }
    }
}

/// Whether text ends with the full stop of a sentence, not with that of an abbreviation.
pub fn ends_with_stop(text: &str) -> bool {
    let Some(bare) = text.strip_suffix('.') else {
        return false;
    };
    let word = bare.rsplit(char::is_whitespace).next().unwrap_or_default();
    !word.contains('.') && word.chars().count() > 3
}

/// The first characters, counted down.
fn first(inlines: &[Inline], kept: &mut usize) -> Vec<Inline> {
    let mut out = Vec::new();
    for inline in inlines {
        if *kept == 0 {
            break;
        }
        let mut inline = inline.clone();
        match &mut inline.kind {
            InlineKind::Text(text) | InlineKind::Code(text) => *text = first_of(text, kept),
            InlineKind::Maths(maths) => *kept = kept.saturating_sub(maths.words().chars().count()),
            InlineKind::LineBreak => *kept -= 1,
            _ => {
                if let Some(children) = inline.children_mut() {
                    *children = first(children, kept);
                }
            }
        }
        out.push(inline);
    }
    out
}

/// The first characters of a text, counted down.
pub fn first_of(text: &str, kept: &mut usize) -> String {
    let out: String = text.chars().take(*kept).collect();
    *kept -= out.chars().count();
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(caption: &str, expected: &str) {
        let short = match kept_of_caption(caption) {
            None => caption.to_owned(),
            Some((kept, breaks_off)) => {
                let mut short: String = caption.chars().take(kept).collect();
                short.push_str(if breaks_off { "…" } else { "" });
                short
            }
        };
        assert_eq!(short, expected);
    }

    #[test]
    fn lists_show_the_sentences_that_fit() {
        check(
            "Levels of the weir. From a survey.",
            "Levels of the weir. From a survey.",
        );
        let more = "The survey was made by three people, who measured twice a day. ".repeat(4);
        check(
            &format!("Levels of the weir, in metres (cf. the annex). {more}"),
            "Levels of the weir, in metres (cf. the annex). The survey was made by three people, who measured twice a day.",
        );
        check(
            &"강의 둑은 무너졌다。".repeat(30),
            &"강의 둑은 무너졌다。".repeat(14),
        );
    }

    #[test]
    fn only_the_stop_of_a_sentence_is_left_out() {
        for (text, stops) in [
            ("Levels of the weir.", true),
            ("Levels of the weir", false),
            ("Levels, floods, etc.", false),
            ("Ratified by the U.S.", false),
        ] {
            assert_eq!(ends_with_stop(text), stops, "{text}");
        }
    }

    #[test]
    fn sources_and_notes_are_left_out_with_the_space_before_them() {
        let report = crate::render::sample::report();
        let parenthetical = |id: &usize| report.citations[*id].mode != CitationMode::InText;
        let cited = (0..report.citations.len()).find(parenthetical).unwrap();
        let inline = |kind| Inline {
            kind,
            ..crate::render::sample::words("")
        };
        let citation = || inline(InlineKind::Citation(crate::model::CitationId(cited)));
        let note = || inline(InlineKind::Note(crate::model::NoteId(0)));
        let text = |words: &str| crate::render::sample::words(words);
        let caption = [
            text("Levels "),
            citation(),
            text(". In metres."),
            note(),
            text(" "),
            citation(),
        ];
        let short = short_caption(&report, &caption);
        assert_eq!(text_of(&short), "Levels. In metres");
        assert_eq!(short.len(), 2);
    }

    #[test]
    fn a_sentence_that_does_not_fit_is_broken_off_between_words() {
        let long = "levels of the weir, ".repeat(20);
        check(
            &long,
            &format!("{}levels of the weir…", "levels of the weir, ".repeat(7)),
        );
        check(&"x".repeat(400), &format!("{}…", "x".repeat(160)));
    }
}
