//! Scripts, as far as they tell in which language words are.

use std::ops::Range;

use super::is_language_tag;

/// The language of a tag, without script, region and variants.
pub fn primary_language(tag: &str) -> &str {
    tag.split(['-', '_']).next().unwrap_or_default()
}

/// A language tag in the letters that BCP 47 (RFC 5646, 2.1.1) recommends: the language small, the script with
/// a capital, the region in capitals, so that `EN-gb` and `en-GB` are one. What is no tag stays as it is.
pub fn canonical_tag(tag: &str) -> String {
    if !is_language_tag(tag) {
        return tag.to_owned();
    }
    let mut singleton_seen = false;
    let subtags = tag.split('-').enumerate().map(|(at, subtag)| {
        let small = subtag.to_ascii_lowercase();
        let is_first_or_extended = at == 0 || singleton_seen;
        singleton_seen |= subtag.len() == 1;
        match small.len() {
            2 if !is_first_or_extended => small.to_ascii_uppercase(),
            4 if !is_first_or_extended => small[..1].to_ascii_uppercase() + &small[1..],
            _ => small,
        }
    });
    subtags.collect::<Vec<_>>().join("-")
}

/// Whether a language is written from right to left.
pub fn is_from_right(tag: &str) -> bool {
    Script::of_language(tag).begins_right()
}

/// Whether a text runs against a language that is written from right to left: it begins with a letter that is
/// written from left to right.
pub fn runs_against(language: &str, text: &str) -> bool {
    is_from_right(language) && begins_from_left(text)
}

fn begins_from_left(text: &str) -> bool {
    let from_right = |c: char| Script::of_letter(c).is_some_and(Script::begins_right);
    let first = text.chars().find(|c| c.is_alphabetic());
    first.is_some_and(|first| !from_right(first))
}

/// Scripts that tell a language, as far as one can be told by letters alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Script {
    /// Latin, and every script that is not told apart.
    Latin,
    /// Korean letters.
    Hangul,
    /// Chinese characters.
    Han,
    /// Japanese letters.
    Kana,
    /// Arabic letters.
    Arabic,
    /// Hebrew letters.
    Hebrew,
    /// Cyrillic letters.
    Cyrillic,
    /// Greek letters.
    Greek,
    /// Thai letters.
    Thai,
    /// Devanagari letters.
    Devanagari,
    /// The letters of Maldivian.
    Thaana,
}

impl Script {
    /// The script in which a language is written: the one that its tag names, or else the usual one.
    pub fn of_language(tag: &str) -> Self {
        let mut subtags = tag.split(['-', '_']);
        let language = subtags.next().unwrap_or_default();
        let named = subtags.find(|subtag| subtag.len() == 4);
        named
            .and_then(Self::of_subtag)
            .unwrap_or_else(|| Self::usual(&language.to_ascii_lowercase()))
    }

    /// The script of a subtag of ISO 15924; none where it is no script.
    fn of_subtag(subtag: &str) -> Option<Self> {
        Some(match subtag.to_ascii_lowercase().as_str() {
            "latn" => Self::Latin,
            "kore" | "hang" => Self::Hangul,
            "hans" | "hant" | "hani" => Self::Han,
            "jpan" | "hira" | "kana" => Self::Kana,
            "arab" | "aran" => Self::Arabic,
            "hebr" => Self::Hebrew,
            "cyrl" => Self::Cyrillic,
            "grek" => Self::Greek,
            "thai" => Self::Thai,
            "deva" => Self::Devanagari,
            "thaa" => Self::Thaana,
            _ => return None,
        })
    }

    /// The script in which a language is written unless its tag names another.
    fn usual(language: &str) -> Self {
        match language {
            "ko" => Self::Hangul,
            "zh" | "yue" | "cmn" | "wuu" | "nan" | "hak" | "lzh" => Self::Han,
            "ja" => Self::Kana,
            "ar" | "fa" | "ur" | "ps" | "ug" | "sd" | "ckb" | "arz" | "ary" | "apc" => Self::Arabic,
            "he" | "yi" => Self::Hebrew,
            "ru" | "uk" | "bg" | "be" | "mn" | "mk" | "kk" | "sr" | "ky" | "tg" | "tt" | "ba" => {
                Self::Cyrillic
            }
            "el" | "grc" => Self::Greek,
            "th" => Self::Thai,
            "hi" | "mr" | "ne" | "sa" | "mai" | "bho" => Self::Devanagari,
            "dv" => Self::Thaana,
            _ => Self::Latin,
        }
    }

    /// The script of a letter that cannot be Latin; none for everything else.
    pub fn of_letter(letter: char) -> Option<Self> {
        // Latin letters and marks, of which nearly all texts are made, end before the Greek ones.
        if letter < '\u{370}' {
            return None;
        }
        Some(match letter {
            '\u{1100}'..='\u{11FF}' | '\u{AC00}'..='\u{D7FF}' | '\u{3130}'..='\u{318F}' => {
                Self::Hangul
            }
            '\u{3040}'..='\u{30FF}' => Self::Kana,
            '\u{3400}'..='\u{4DBF}'
            | '\u{4E00}'..='\u{9FFF}'
            | '\u{F900}'..='\u{FAFF}'
            | '\u{20000}'..='\u{3FFFF}' => Self::Han,
            '\u{0600}'..='\u{06FF}'
            | '\u{0750}'..='\u{077F}'
            | '\u{0870}'..='\u{08FF}'
            | '\u{FB50}'..='\u{FDCF}'
            | '\u{FDF0}'..='\u{FDFF}'
            | '\u{FE70}'..='\u{FEFF}' => Self::Arabic,
            '\u{0590}'..='\u{05FF}' | '\u{FB1D}'..='\u{FB4F}' => Self::Hebrew,
            '\u{0400}'..='\u{052F}' | '\u{1C80}'..='\u{1C8F}' | '\u{2DE0}'..='\u{2DFF}' => {
                Self::Cyrillic
            }
            '\u{0370}'..='\u{03FF}' | '\u{1F00}'..='\u{1FFF}' => Self::Greek,
            '\u{0E00}'..='\u{0E7F}' => Self::Thai,
            '\u{0900}'..='\u{097F}' => Self::Devanagari,
            '\u{0780}'..='\u{07BF}' => Self::Thaana,
            _ => return None,
        })
    }

    /// Whether a letter is of a script that is written without case, and mostly without spaces: Chinese,
    /// Japanese, Korean.
    pub fn is_east_asian(letter: char) -> bool {
        let script = Self::of_letter(letter);
        matches!(script, Some(Self::Han | Self::Kana | Self::Hangul))
    }

    /// Whether it is written from the right.
    pub fn begins_right(self) -> bool {
        matches!(self, Self::Arabic | Self::Hebrew | Self::Thaana)
    }

    /// Whether a letter is of a script in which words may stand before others without a blank, as all do in
    /// Chinese and "and" does in Arabic.
    pub fn joins_words(letter: char) -> bool {
        let script = Self::of_letter(letter);
        script.is_some_and(|script| !matches!(script, Self::Latin | Self::Cyrillic | Self::Greek))
    }

    /// Whether a letter is one of Latin.
    pub fn is_latin(letter: char) -> bool {
        let is_of_latin = matches!(letter, 'A'..='Z' | 'a'..='z' | '\u{AA}'..='\u{24F}' | '\u{1E00}'..='\u{1EFF}');
        is_of_latin && letter.is_alphabetic()
    }

    /// Whether text of this language holds letters of another script as its own.
    pub fn writes(self, other: Self) -> bool {
        self == other || matches!((self, other), (Self::Kana | Self::Hangul, Self::Han))
    }

    /// The language that a script most likely writes, as a BCP 47 tag.
    pub fn tag(self) -> &'static str {
        match self {
            Self::Latin => "en",
            Self::Hangul => "ko",
            Self::Han => "zh",
            Self::Kana => "ja",
            Self::Arabic => "ar",
            Self::Hebrew => "he",
            Self::Cyrillic => "ru",
            Self::Greek => "el",
            Self::Thai => "th",
            Self::Devanagari => "hi",
            Self::Thaana => "dv",
        }
    }
}

/// The runs of letters that cannot be Latin, each with its script. A run goes on over marks and digits
/// between letters of scripts that it writes.
pub fn script_runs(text: &str) -> Vec<(Range<usize>, Script)> {
    let mut runs: Vec<(Range<usize>, Script)> = Vec::new();
    let mut goes_on = false;
    for (at, letter) in text.char_indices() {
        let end = at + letter.len_utf8();
        let Some(found) = Script::of_letter(letter) else {
            goes_on &= !letter.is_alphabetic();
            continue;
        };
        match runs.last_mut().filter(|_| goes_on) {
            Some((range, script)) if script.writes(found) => range.end = end,
            Some((range, script)) if found.writes(*script) => {
                *script = found;
                range.end = end;
            }
            _ => runs.push((at..end, found)),
        }
        goes_on = true;
    }
    runs
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_run_goes_on_over_marks_and_digits() {
        let check = |text: &str, expected: &[(&str, Script)]| {
            let runs = script_runs(text);
            let runs: Vec<(&str, Script)> = runs
                .into_iter()
                .map(|(range, script)| (&text[range], script))
                .collect();
            assert_eq!(runs, expected, "{text}");
        };
        check("Kim 2012", &[]);
        check("ليلى منصور 2016", &[("ليلى منصور", Script::Arabic)]);
        check(
            "河川と国境 3, 佐藤",
            &[("河川と国境 3, 佐藤", Script::Kana)],
        );
        check(
            "김 and Иванов",
            &[("김", Script::Hangul), ("Иванов", Script::Cyrillic)],
        );
        check(
            "김, Иванов",
            &[("김", Script::Hangul), ("Иванов", Script::Cyrillic)],
        );
    }

    #[test]
    fn a_tag_is_written_in_one_way() {
        for (tag, canonical) in [
            ("KO", "ko"),
            ("EN-gb", "en-GB"),
            ("sr-latn-rs", "sr-Latn-RS"),
            ("de-CH-1901", "de-CH-1901"),
            ("en-x-AB-LATN", "en-x-ab-latn"),
            ("English", "English"),
            ("e\u{e9}", "e\u{e9}"),
        ] {
            assert_eq!(canonical_tag(tag), canonical);
        }
    }

    #[test]
    fn a_script_that_a_tag_names_goes_before_the_usual_one() {
        for (tag, script) in [
            ("sr", Script::Cyrillic),
            ("sr-Latn", Script::Latin),
            ("uz-Cyrl-UZ", Script::Cyrillic),
            ("CKB", Script::Arabic),
            ("ku-Arab", Script::Arabic),
            ("dv", Script::Thaana),
            ("zh-Hant-TW", Script::Han),
            ("en-1994", Script::Latin),
        ] {
            assert_eq!(Script::of_language(tag), script, "{tag}");
        }
    }

    #[test]
    fn the_letters_of_a_language_are_of_its_script() {
        for (tag, text) in [
            ("ar", "\u{FEF7}\u{08A0}"),
            ("he", "\u{FB2A}"),
            ("dv", "\u{0780}"),
            ("zh", "\u{F900}\u{20000}"),
            ("ky", "\u{04E9}\u{0500}"),
        ] {
            for letter in text.chars() {
                let script = Script::of_letter(letter);
                assert_eq!(script, Some(Script::of_language(tag)), "{letter}");
            }
        }
        assert!(is_from_right("dv") && is_from_right("ckb") && !is_from_right("sr"));
        assert!(runs_against("ug", "Report") && !runs_against("ug", "\u{0626}"));
    }
}
