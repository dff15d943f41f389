//! The languages of BibLaTeX, which calls them as Babel does. Knows names and tags, and no entries.

/// The tag of a language by its name in `langid` or `language`, such as `ngerman`; none for a name that
/// is not known.
pub(super) fn tag_of(name: &str) -> Option<&'static str> {
    let name = name.trim().to_ascii_lowercase();
    let found = NAMES.iter().find(|(known, _)| *known == name);
    found.map(|(_, tag)| *tag)
}

/// The names in the order of the alphabet, with their tags.
const NAMES: [(&str, &str); 114] = [
    ("acadian", "fr-CA"),
    ("afrikaans", "af"),
    ("albanian", "sq"),
    ("american", "en-US"),
    ("amharic", "am"),
    ("arabic", "ar"),
    ("armenian", "hy"),
    ("assamese", "as"),
    ("australian", "en-AU"),
    ("austrian", "de-AT"),
    ("azerbaijani", "az"),
    ("bahasa", "id"),
    ("bahasai", "id"),
    ("bahasam", "ms"),
    ("basque", "eu"),
    ("belarusian", "be"),
    ("bengali", "bn"),
    ("bosnian", "bs"),
    ("brazil", "pt-BR"),
    ("brazilian", "pt-BR"),
    ("breton", "br"),
    ("british", "en-GB"),
    ("bulgarian", "bg"),
    ("burmese", "my"),
    ("canadian", "en-CA"),
    ("canadien", "fr-CA"),
    ("catalan", "ca"),
    ("chinese", "zh"),
    ("croatian", "hr"),
    ("czech", "cs"),
    ("danish", "da"),
    ("divehi", "dv"),
    ("dutch", "nl"),
    ("english", "en"),
    ("esperanto", "eo"),
    ("estonian", "et"),
    ("farsi", "fa"),
    ("finnish", "fi"),
    ("francais", "fr"),
    ("french", "fr"),
    ("frenchb", "fr"),
    ("friulan", "fur"),
    ("galician", "gl"),
    ("georgian", "ka"),
    ("german", "de"),
    ("germanb", "de"),
    ("greek", "el"),
    ("hebrew", "he"),
    ("hindi", "hi"),
    ("hungarian", "hu"),
    ("icelandic", "is"),
    ("indonesian", "id"),
    ("irish", "ga"),
    ("italian", "it"),
    ("japanese", "ja"),
    ("kannada", "kn"),
    ("kazakh", "kk"),
    ("khmer", "km"),
    ("korean", "ko"),
    ("kurdish", "ku"),
    ("kurmanji", "ku"),
    ("lao", "lo"),
    ("latin", "la"),
    ("latvian", "lv"),
    ("lithuanian", "lt"),
    ("lowersorbian", "dsb"),
    ("lsorbian", "dsb"),
    ("macedonian", "mk"),
    ("magyar", "hu"),
    ("malay", "ms"),
    ("malayalam", "ml"),
    ("marathi", "mr"),
    ("mexican", "es-MX"),
    ("mongolian", "mn"),
    ("naustrian", "de-AT"),
    ("nepali", "ne"),
    ("newzealand", "en-NZ"),
    ("ngerman", "de"),
    ("norsk", "nb"),
    ("norwegian", "nb"),
    ("nswissgerman", "de-CH"),
    ("nynorsk", "nn"),
    ("occitan", "oc"),
    ("persian", "fa"),
    ("polish", "pl"),
    ("polutonikogreek", "el"),
    ("portuges", "pt"),
    ("portuguese", "pt"),
    ("romanian", "ro"),
    ("russian", "ru"),
    ("samin", "se"),
    ("sanskrit", "sa"),
    ("scottish", "gd"),
    ("serbian", "sr-Latn"),
    ("serbianc", "sr-Cyrl"),
    ("slovak", "sk"),
    ("slovene", "sl"),
    ("slovenian", "sl"),
    ("spanish", "es"),
    ("swedish", "sv"),
    ("swissgerman", "de-CH"),
    ("syriac", "syr"),
    ("tamil", "ta"),
    ("telugu", "te"),
    ("thai", "th"),
    ("tibetan", "bo"),
    ("turkish", "tr"),
    ("ukenglish", "en-GB"),
    ("ukrainian", "uk"),
    ("urdu", "ur"),
    ("usenglish", "en-US"),
    ("usorbian", "hsb"),
    ("vietnamese", "vi"),
    ("welsh", "cy"),
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bibliography::Library;
    use crate::model::is_language_tag;
    use crate::source::Sources;

    #[test]
    fn names_are_in_order_and_tags_are_tags() {
        assert!(NAMES.is_sorted_by(|one, next| one.0 < next.0));
        for (name, tag) in NAMES {
            assert!(is_language_tag(tag), "{name}");
            assert_eq!(tag_of(&name.to_uppercase()), Some(tag));
        }
        assert_eq!(tag_of("klingon"), None);
    }

    #[test]
    fn entries_have_the_languages_that_babel_names() {
        let mut text = String::new();
        for name in [
            "japanese", "korean", "ngerman", "english", "british", "fr-CA", "klingon",
        ] {
            text += &format!("@book{{{name}, title={{T}}, date={{2014}}, langid={{{name}}}}}\n");
        }
        text += "@book{both, title={T}, date={2014}, language={arabic}}\n";
        let mut sources = Sources::default();
        let file = sources.add("a.bib", text);
        let library = Library::read(&sources, &[file], &mut Vec::new());
        let found: Vec<(&str, Option<&str>)> = library
            .references()
            .iter()
            .map(|one| (one.key.as_str(), one.language.as_deref()))
            .collect();
        let expected = [
            ("japanese", Some("ja")),
            ("korean", Some("ko")),
            ("ngerman", Some("de")),
            ("english", Some("en")),
            ("british", Some("en-GB")),
            ("fr-CA", Some("fr-CA")),
            ("klingon", None),
            ("both", Some("ar")),
        ];
        assert_eq!(found, expected);
    }
}
