//! Characters that no typeface of the print report has.

use std::collections::BTreeMap;

use super::{Context, words};
use crate::diagnostic::{Finding, Level};
use crate::model::{Defect, DefectKind, is_private_use};
use crate::source::FileId;

pub(super) const NAME: &str = "missing-glyph";

/// How many words are shown.
const SHOWN: usize = 6;

pub(super) fn check(context: &Context<'_>, found: &mut Vec<Finding>) {
    found.extend(findings(&context.report.defects));
}

/// One finding a file: a text in a script without a face lacks thousands of characters, and one
/// font mends them all.
pub(super) fn findings(defects: &[Defect]) -> Vec<Finding> {
    let mut by_file: BTreeMap<FileId, Vec<(&Defect, char, &str)>> = BTreeMap::new();
    for defect in defects {
        if let DefectKind::MissingGlyph { character, word } = &defect.kind {
            let file = by_file.entry(defect.span.file).or_default();
            file.push((defect, *character, word));
        }
    }
    by_file
        .into_values()
        .filter_map(|mut missing| {
            missing.sort_by_key(|(defect, ..)| defect.span);
            let (first, character, _) = *missing.first()?;
            let mut in_words: Vec<&str> = missing.iter().map(|(.., word)| *word).collect();
            in_words.dedup();
            let mut seen = std::collections::BTreeSet::new();
            let says_something = |word: &str| !word.chars().all(is_private_use);
            in_words.retain(|word| says_something(word) && seen.insert(*word));
            let more = in_words.len().saturating_sub(SHOWN);
            in_words.truncate(SHOWN);
            let mut note = format!("it stands in {}", words::list(&in_words));
            if more > 0 {
                note.push_str(&format!(
                    ", and there are {more} more such words in this file"
                ));
            }
            let code = u32::from(character);
            let finding = |message: String, label: &str| {
                let finding = Finding::new(NAME, Level::Error, message, first.span).label(label);
                match in_words.as_slice() {
                    [] => finding,
                    _ => finding.note(note.as_str()),
                }
            };
            Some(if is_private_use(character) {
                finding(
                    format!("U+{code:04X} is a character of private use"),
                    "what it means, only some typeface knows",
                )
                .note("PDF/A forbids such characters: no reader and no search could tell what they are")
                .help("write the character that is meant, or show it as a figure")
            } else {
                finding(
                    format!("no typeface has the character `{character}` (U+{code:04X})"),
                    "the page would show an empty box",
                )
                .note("PDF/A and PDF/UA forbid characters without a glyph")
                .help("put a font that has it into the folder `fonts` beside `report.toml`")
            })
        })
        .collect()
}
