//! Names as the entries of the bibliography and the title of the report have them.

use super::super::names::tokens;
use super::super::{Context, prose, slips, words};
use super::{NAME, Use};
use crate::diagnostic::{Finding, Level};
use crate::source::Span;

/// A word of a name with the place that gives it.
pub(super) type Named<'a> = (slips::Word<'a>, Option<Span>);

/// The words of the names of authors, publishers and bodies, and of the title, each with those beside it.
pub(super) fn words<'a>(context: &Context<'a>) -> Vec<Named<'a>> {
    let manifest = &context.report.manifest;
    let title = [Some(manifest.title.as_str()), manifest.subtitle.as_deref()];
    let mut found: Vec<Named<'a>> = Vec::new();
    for text in title.into_iter().flatten() {
        let words = of(text).map(|word| slips::Word {
            is_own: true,
            ..word
        });
        found.extend(words.map(|word| (word, None)));
    }
    for reference in context.references.values().copied() {
        let names = reference.creators.iter().chain(&reference.publisher);
        for name in names {
            found.extend(of(name).map(|word| (word, reference.span)));
        }
    }
    found
}

/// The capitalised words of a name.
fn of(text: &str) -> impl Iterator<Item = slips::Word<'_>> {
    let tokens = tokens(text);
    let is_capital = |word: &&str| word.starts_with(char::is_uppercase);
    let written: Vec<&str> = tokens.into_iter().map(|range| &text[range]).collect();
    let words: Vec<slips::Word<'_>> = (0..written.len())
        .filter(|at| is_capital(&written[*at]))
        .map(|at| slips::Word {
            written: written[at],
            beside: [at.checked_sub(1), Some(at + 1)]
                .into_iter()
                .filter_map(|beside| written.get(beside?).copied())
                .filter(is_capital)
                .collect(),
            is_own: false,
        })
        .collect();
    words.into_iter()
}

/// A name of the text that an entry or the title spells otherwise.
pub(super) fn finding(context: &Context<'_>, one: &Use<'_>, (word, place): &Named<'_>) -> Finding {
    let finding = Finding::new(
        NAME,
        Level::Warning,
        format!(
            "`{}` is spelt `{}` elsewhere",
            words::shortened(one.written(), 40),
            words::shortened(word.written, 40)
        ),
        prose::place(context, one.sentence, one.range.clone()),
    )
    .label("the same name?")
    .help("use one spelling; in the words of others, set the other one in quotation marks");
    match place {
        Some(place) => finding.related(*place, "the entry has the other spelling"),
        None => finding.note("the title of the report has the other spelling"),
    }
}
