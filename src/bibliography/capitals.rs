//! Keeps the capitals of titles where a style changes their case.
//!
//! CSL leaves words alone that hold capitals inside, such as acronyms; hayagriva 0.10 lowers some
//! of them and prints "Cat" for the Convention against Torture.

use hayagriva::Entry;
use hayagriva::types::{ChunkKind, ChunkedString, FormatString, StringChunk};

/// The entry with such words of its title, and of the titles of what contains it, kept as they are.
pub(super) fn keep(mut entry: Entry) -> Entry {
    if let Some(title) = entry.title() {
        let title = FormatString {
            value: keep_in(&title.value),
            short: title.short.as_ref().map(|short| Box::new(keep_in(short))),
        };
        entry.set_title(title);
    }
    if !entry.parents().is_empty() {
        let parents = entry.parents().iter().cloned().map(keep).collect();
        entry.set_parents(parents);
    }
    entry
}

fn keep_in(text: &ChunkedString) -> ChunkedString {
    let mut chunks = Vec::new();
    for chunk in &text.0 {
        if chunk.kind != ChunkKind::Normal {
            chunks.push(chunk.clone());
            continue;
        }
        for piece in chunk.value.split_inclusive(|c: char| !is_part_of_word(c)) {
            let word = piece.trim_end_matches(|c: char| !is_part_of_word(c));
            let (kept, rest) = piece.split_at(if has_own_capitals(word) {
                word.len()
            } else {
                0
            });
            push(&mut chunks, kept, ChunkKind::Verbatim);
            push(&mut chunks, rest, ChunkKind::Normal);
        }
    }
    ChunkedString(chunks)
}

fn push(chunks: &mut Vec<StringChunk>, text: &str, kind: ChunkKind) {
    if text.is_empty() {
        return;
    }
    match chunks.last_mut() {
        Some(last) if last.kind == kind => last.value.push_str(text),
        _ => chunks.push(StringChunk::new(text, kind)),
    }
}

fn is_part_of_word(character: char) -> bool {
    character.is_alphanumeric() || matches!(character, '’' | '\'')
}

/// Whether a word is an acronym, an initial, or has a capital inside.
fn has_own_capitals(word: &str) -> bool {
    let mut letters = word.chars();
    let first_is_capital = letters.next().is_some_and(char::is_uppercase);
    let inside = letters.any(char::is_uppercase);
    let is_initial =
        first_is_capital && word.chars().count() == 1 && !matches!(word, "A" | "I" | "O");
    inside || is_initial
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn acronyms_and_initials_are_kept() {
        let check = |title: &str, expected: &str| {
            let text: ChunkedString = title.parse().unwrap();
            let shown: String = keep_in(&text)
                .0
                .iter()
                .map(|chunk| match chunk.kind {
                    ChunkKind::Normal => chunk.value.clone(),
                    _ => format!("<{}>", chunk.value),
                })
                .collect();
            assert_eq!(shown, expected);
        };
        check("China and the CAT", "China and the <CAT>");
        check(
            "Leader of N Korea: a McDonald",
            "Leader of <N> Korea: a <McDonald>",
        );
        check("A Title, I think", "A Title, I think");
        check("{kept} as DPRK’s", "<kept> as <DPRK’s>");
    }
}
