//! Words that several rules need: the nearest name, a list, a shortened quotation.

/// The name nearest to `word`, if one is near enough to be what was meant.
///
/// Distance is Damerau–Levenshtein; near enough is a third of the word's length, and of a word of one or
/// two letters nothing. Names that differ only in case or punctuation are nearest of all.
pub(super) fn nearest<'n>(word: &str, names: impl IntoIterator<Item = &'n str>) -> Option<&'n str> {
    Names::new(names).nearest(word)
}

/// The longest word to which a name is looked for, in bytes: nobody types a longer one.
const LONGEST_NAME: usize = 200;

/// How many letters all searches among the same names may compare with others. A file of nothing but
/// unknown names would keep them busy for hours; its author does not need each of ten thousand mistakes
/// corrected.
const MOST_STEPS: usize = 200_000_000;

/// Names among which the nearest is looked for many times.
pub(super) struct Names<'n> {
    /// Each bare, of letters and digits in lower case, with how many these are, and as it is.
    names: Vec<(String, usize, &'n str)>,
    steps: usize,
}

impl<'n> Names<'n> {
    /// Some names.
    pub fn new(names: impl IntoIterator<Item = &'n str>) -> Self {
        let names = names.into_iter().filter(|name| name.len() <= LONGEST_NAME);
        let names = names.map(|name| {
            let bare = bare(name);
            let length = bare.chars().count();
            (bare, length, name)
        });
        Self {
            names: names.collect(),
            steps: 0,
        }
    }

    /// The name nearest to a word, as [`nearest`] finds it.
    pub fn nearest(&mut self, word: &str) -> Option<&'n str> {
        if word.len() > LONGEST_NAME {
            return None;
        }
        let wanted = bare(word);
        let length = wanted.chars().count();
        let limit = if length < 3 { 0 } else { length / 3 };
        let near = |other: usize| other.abs_diff(length) <= limit;
        // Each letter of the one is compared with each of the other.
        let names = self.names.iter();
        let steps = names.map(|(_, other, _)| 1 + if near(*other) { other * length } else { 0 });
        self.steps = self.steps.saturating_add(steps.sum());
        if self.steps > MOST_STEPS {
            return None;
        }
        self.names
            .iter()
            .filter(|(_, other, _)| near(*other))
            .map(|(bare, _, name)| (strsim::damerau_levenshtein(&wanted, bare), *name))
            .filter(|(distance, _)| *distance <= limit)
            .min_by_key(|(distance, name)| (*distance, name.len(), *name))
            .map(|(_, name)| name)
    }
}

/// The letters and digits of a name in lower case.
pub(super) fn bare(text: &str) -> String {
    text.chars()
        .filter(|c| c.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .collect()
}

/// `a`, `b` and `c`, each in backticks.
pub(super) fn list<T: AsRef<str>>(names: &[T]) -> String {
    let quoted: Vec<String> = names
        .iter()
        .map(|name| format!("`{}`", name.as_ref()))
        .collect();
    joined(&quoted)
}

/// `a`, `b` or `c`, each in backticks.
pub(super) fn one_of<T: AsRef<str>>(names: &[T]) -> String {
    match names {
        [] => String::new(),
        [one] => format!("`{}`", one.as_ref()),
        [most @ .., last] => {
            let most: Vec<String> = most
                .iter()
                .map(|name| format!("`{}`", name.as_ref()))
                .collect();
            format!("{} or `{}`", most.join(", "), last.as_ref())
        }
    }
}

/// a, b and c.
pub(super) fn joined<T: AsRef<str>>(words: &[T]) -> String {
    let words: Vec<&str> = words.iter().map(AsRef::as_ref).collect();
    match words.as_slice() {
        [] => String::new(),
        [one] => (*one).to_owned(),
        [most @ .., last] => format!("{} and {last}", most.join(", ")),
    }
}

/// `1 sentence`, `2 sentences`.
pub(super) fn count(number: usize, noun: &str) -> String {
    if number == 1 {
        format!("{number} {noun}")
    } else {
        format!("{number} {noun}s")
    }
}

/// At most `limit` characters of a text on one line.
pub(super) fn shortened(text: &str, limit: usize) -> String {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if text.chars().count() <= limit {
        return text;
    }
    let kept: String = text.chars().take(limit.saturating_sub(1)).collect();
    format!("{}…", kept.trim_end())
}

/// A size in bytes, as limits are said.
pub(super) fn size(bytes: u64) -> String {
    match bytes {
        0..1_048_576 => format!("{} KiB", bytes / 1024),
        _ => format!("{} MiB", bytes / 1024 / 1024),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_name_is_near() {
        let names = ["un-coi-2014", "un-coi-2014-crp", "hrw-2002"];
        assert_eq!(nearest("un-coi-2041", names), Some("un-coi-2014"));
        assert_eq!(nearest("UNCOI2014", names), Some("un-coi-2014"));
        assert_eq!(nearest("hrw2002", names), Some("hrw-2002"));
        assert_eq!(nearest("bbc-2012", names), None);
        assert_eq!(nearest("k", ["a", "b"]), None);
        assert_eq!(nearest("K", ["a", "k"]), Some("k"));
    }

    #[test]
    fn long_names_are_not_looked_for_without_end() {
        let long = |end: &str| format!("{}{end}", "a".repeat(190));
        let all: Vec<String> = (0..100).map(|number| long(&number.to_string())).collect();
        let mut names = Names::new(all.iter().map(String::as_str));
        assert_eq!(names.nearest(&long("5x")), Some(all[5].as_str()));
        names.steps = MOST_STEPS - 100 * 190 * 190;
        assert_eq!(names.nearest(&long("5x")), None);
        // Short ones take little, and so may be looked for more often.
        let mut names = Names::new(["weir", "mill"]);
        assert!((0..1_000_000).all(|_| names.nearest("w").is_none()));
        assert_eq!(names.nearest("wier"), Some("weir"));
    }
}
