//! Which words between two commas are an item of a list, and which say more of the one before.

use std::ops::Range;

use super::Reader;

/// What belongs to the name before it.
const NAMES: &[&str] = &["dc", "jr", "sr", "inc", "ltd", "llc", "plc", "phd", "md"];

/// Titles, where they stand behind a name.
const TITLES: &[&str] = &[
    "president",
    "minister",
    "governor",
    "mayor",
    "chief",
    "king",
    "queen",
    "prince",
    "director",
    "head",
    "chair",
    "chairman",
    "secretary",
    "commander",
    "bishop",
    "professor",
    "präsident",
    "präsidentin",
    "ministerin",
    "bürgermeister",
    "leiter",
    "président",
    "présidente",
    "ministre",
    "maire",
    "directeur",
    "presidente",
    "ministro",
    "ministra",
    "alcalde",
    "director",
    "jefe",
];

/// Words between a title and its place.
const OF: &[&str] = &["of", "for", "de", "du", "des", "del", "der", "von"];

impl Reader<'_> {
    /// "Washington, D.C.", "Ahn, Jr.", "Ahn, President of Arn": what belongs to the name before it.
    pub(super) fn is_appendage(&self, item: &Range<usize>) -> bool {
        let words = self.words.get(item.clone()).unwrap_or_default();
        let joined: String = words.iter().map(|word| word.lower.as_str()).collect();
        NAMES.contains(&joined.replace('.', "").as_str())
            || self.is(item.start, TITLES) && item.len() > 1 && self.is(item.start + 1, OF)
    }
}
