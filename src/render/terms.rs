//! The words that the compiler itself prints, by language.

use std::collections::BTreeMap;

use crate::model::Date;

/// The terms of one language, from `templates/terms/<tag>.toml`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Terms {
    words: BTreeMap<String, String>,
}

/// The shipped languages: primary subtag and file.
const SHIPPED: [(&str, &str); 1] = [("en", include_str!("../../templates/terms/en.toml"))];

impl Terms {
    /// The terms for a language tag; English where the language is not shipped.
    pub fn for_language(tag: &str) -> Self {
        let primary = tag.split('-').next().unwrap_or_default().to_lowercase();
        let text = SHIPPED
            .iter()
            .find_map(|(known, text)| (*known == primary).then_some(*text))
            .unwrap_or(SHIPPED[0].1);
        Self {
            words: toml::from_str(text).unwrap_or_default(),
        }
    }

    /// One term. A term that no file has is printed as its own name, which a test rules out for
    /// shipped languages.
    pub fn get<'a>(&'a self, name: &'a str) -> &'a str {
        self.words.get(name).map_or(name, String::as_str)
    }

    /// What somebody with a MARC relator code did, if that is said of them: of authors it is not.
    pub fn role(&self, code: &str) -> Option<&str> {
        self.words.get(&format!("role-{code}")).map(String::as_str)
    }

    /// A date as this language prints it, with the precision that is known.
    pub fn date(&self, date: Date) -> String {
        let year = date.year.to_string();
        let Some(month) = date.month else {
            return year;
        };
        let month = self.get(&format!("month-{month:02}")).to_owned();
        let format = match date.day {
            Some(_) => self.get("date-format"),
            None => self.get("month-format"),
        };
        let day = date.day.map(|day| day.to_string()).unwrap_or_default();
        format
            .replace("{day}", &day)
            .replace("{month}", &month)
            .replace("{year}", &year)
    }

    /// A term in which names between braces are replaced by values: "page {page}".
    pub fn fill(&self, name: &str, values: &[(&str, String)]) -> String {
        let mut out = String::new();
        let mut rest = self.get(name);
        while let Some((before, after)) = rest.split_once('{') {
            out.push_str(before);
            let Some((place, after)) = after.split_once('}') else {
                rest = after;
                break;
            };
            let value = values.iter().find(|(known, _)| *known == place);
            out.push_str(value.map_or("", |(_, value)| value));
            rest = after;
        }
        out.push_str(rest);
        out
    }

    /// All terms with their names, in order.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.words
            .iter()
            .map(|(name, word)| (name.as_str(), word.as_str()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_keep_their_precision() {
        let terms = Terms::for_language("en-GB");
        let check = |month, day, expected: &str| {
            let date = Date {
                year: 2012,
                month,
                day,
            };
            assert_eq!(terms.date(date), expected);
        };
        check(Some(2), Some(27), "27 February 2012");
        check(Some(2), None, "February 2012");
        check(None, None, "2012");
    }

    #[test]
    fn every_language_has_every_term_of_english() {
        let names = |text: &str| {
            let words: BTreeMap<String, String> = toml::from_str(text).unwrap();
            words.into_keys().collect::<Vec<_>>()
        };
        let english = names(SHIPPED[0].1);
        assert!(!english.is_empty());
        for (tag, text) in SHIPPED {
            assert_eq!(names(text), english, "{tag}");
        }
    }
}
