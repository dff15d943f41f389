//! The words that citation styles take from CSL locales: "and", "ed.", the names of months.
//!
//! hayagriva brings those of sixty languages. Unpacking them all takes longer than checking a report,
//! and one report needs three at most.

use citationberg::taxonomy::Term;
use citationberg::{Locale, LocaleCode};
use hayagriva::archive::LOCALES;

use super::Style;
use crate::model::primary_language;

/// The locales that a style looks into for a report in a language: those of the language, of the
/// style's own language, and of English, which stands in for both; with them, those of other countries
/// of the same languages.
pub(super) fn words_for(style: &Style, language: Option<&str>) -> Vec<Locale> {
    let own = style.csl.default_locale.as_ref();
    let own = own.map(|LocaleCode(tag)| tag.as_str());
    let wanted: Vec<&str> = [language, own, Some("en")]
        .into_iter()
        .flatten()
        .map(primary_language)
        .collect();
    LOCALES
        .iter()
        .filter(|packed| named(packed).is_none_or(|tag| wanted.contains(&primary_language(tag))))
        .filter_map(|packed| ciborium::from_reader(*packed).ok())
        .map(with_labels_first)
        .collect()
}

/// The locale with the words for pages, chapters and paragraphs first. A citation asks for them many times
/// over, and they are looked for one by one from the beginning.
fn with_labels_first(mut locale: Locale) -> Locale {
    if let Some(words) = &mut locale.terms {
        // Of words for one thing, the order stays.
        words
            .terms
            .sort_by_key(|word| !matches!(word.name, Term::Locator(_)));
    }
    locale
}

/// The language that a packed locale begins with: a map whose first key is `@xml:lang`, as CBOR
/// (RFC 8949) writes them. What begins otherwise is unpacked to be seen.
fn named(packed: &[u8]) -> Option<&str> {
    const KEY: &[u8] = b"i@xml:lang";
    let rest = packed.get(1..)?.strip_prefix(KEY)?;
    let (first, rest) = rest.split_first()?;
    let length = first.checked_sub(0x60).filter(|length| *length < 24)?;
    std::str::from_utf8(rest.get(..usize::from(length))?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bibliography::find_style;

    #[test]
    fn every_locale_is_known_by_its_beginning() {
        for packed in LOCALES {
            let locale: Locale = ciborium::from_reader(*packed).unwrap();
            let tag = locale.lang.map(|LocaleCode(tag)| tag);
            assert_eq!(named(packed), tag.as_deref());
        }
        assert_eq!(named(b"\xa1bno"), None);
    }

    #[test]
    fn a_report_gets_its_own_language_and_english() {
        let style = find_style("apa").unwrap();
        let tags = |language: &str| -> Vec<String> {
            let words = words_for(&style, Some(language)).into_iter();
            words.filter_map(|one| Some(one.lang?.0)).collect()
        };
        assert_eq!(tags("en-GB"), ["en-GB", "en-US"]);
        assert_eq!(tags("ko"), ["en-GB", "en-US", "ko-KR"]);
        assert_eq!(tags("de-LI"), ["de-AT", "de-CH", "de-DE", "en-GB", "en-US"]);
        assert_eq!(tags("xx"), ["en-GB", "en-US"]);
    }
}
