//! Names that stand beside the number of what they name: "the four districts (Arn, Bel, Cor, Dun and Eck)", "die vier
//! Bezirke Arn, Bel und Cor", "Ann Reid, Tom Hale and Ivo Sand, the two officials".

use super::super::vocabulary::AND;
use super::super::{Fault, Reader};

/// Words before a list of all that was counted.
const NAMELY: &[&str] = &[
    "namely", "viz", "nämlich", "und", "zwar", "à", "savoir", "a", "saber", "cioè", "ossia",
];

/// The whole phrases of these.
const PHRASES: &[&str] = &[
    "namely",
    "viz",
    "nämlich",
    "und zwar",
    "à savoir",
    "a saber",
    "cioè",
    "ossia",
];

/// Words behind a list with which it goes on.
const GOES_ON: &[&str] = &[
    "sowie",
    "oder",
    "or",
    "plus",
    "as",
    "along",
    "ou",
    "o",
    "with",
    "mit",
    "among",
    "including",
    "well",
    "avec",
    "con",
    "ainsi",
    "así",
];

/// How many words at most name what is counted.
const NOUN: usize = 4;

/// How many words at most a list has.
const LONGEST: usize = 60;

/// What stands between what is counted and its names, and behind these.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Opened {
    Bracket,
    Dash,
    Comma,
    Directly,
}

impl Reader<'_> {
    /// A number with another number of names behind it.
    pub(super) fn names_beside(&self, at: usize) -> Option<Fault> {
        let (count, _) = self.announced(at, self.words.len())?;
        let number = self.count(at)?;
        let (start, opened) = self.opened(number.last + 1)?;
        let stop = self.names_from(start)?;
        let last = stop.checked_sub(1).filter(|last| *last > start)?;
        let gap = match self.words.get(stop) {
            Some(_) => self.between(last, stop),
            None => &self.text[self.words[last].range.end..],
        };
        let ends = |marks: &[char]| gap.contains(marks) || self.words.get(stop).is_none();
        let is_closed = match opened {
            Opened::Bracket => ends(&[')']),
            Opened::Dash => ends(&['–', '—']),
            Opened::Comma => ends(&[',', ';', '.']),
            Opened::Directly => gap.trim().is_empty() || ends(&[',', ';', '.']),
        };
        let goes_on = self.is(stop, GOES_ON) || self.is(stop, AND);
        self.miscounts(at, start..stop, count)
            .filter(|_| is_closed && !goes_on)
    }

    /// Where names may begin behind what is counted.
    fn opened(&self, first: usize) -> Option<(usize, Opened)> {
        let is_german = self.tongue.language == "de";
        let end = self.words.len().min(first + NOUN);
        for at in first..end {
            let next = at + 1;
            if next >= self.words.len() || self.count(at).is_some() || self.is_amount(at) {
                return None;
            }
            let gap = self.between(at, next);
            let opened = match gap.trim() {
                "(" => Opened::Bracket,
                "–" | "—" => Opened::Dash,
                "," | ":" if self.namely(next).is_some() => Opened::Comma,
                // What two commas hold is looked at elsewhere, but in German and at the end.
                "," => Opened::Comma,
                "" if self.is_name(&(next..next + 1))
                    && at == first
                    && (is_german || self.is_small(at)) =>
                {
                    Opened::Directly
                }
                "" if is_german && at == first || self.is_small(at) => continue,
                _ => return None,
            };
            let start = self.namely(next).unwrap_or(next);
            return Some((start, opened));
        }
        None
    }

    /// The word behind "namely".
    fn namely(&self, at: usize) -> Option<usize> {
        let begins = |phrase: &&&str| {
            let mut words = phrase.split(' ').enumerate();
            words.all(|(step, word)| self.word(at + step) == word)
        };
        let phrase = PHRASES.iter().find(begins)?;
        self.is(at, NAMELY).then(|| at + phrase.split(' ').count())
    }

    fn is_small(&self, at: usize) -> bool {
        self.text[self.words[at].range.clone()].starts_with(char::is_lowercase)
    }

    /// The first word behind a run of names, commas and "and".
    fn names_from(&self, start: usize) -> Option<usize> {
        let end = self.words.len().min(start + LONGEST);
        let mut at = start;
        while at < end {
            let is_part = self.is_name(&(at..at + 1)) || self.is(at, AND) && at > start;
            let gap = if at > start {
                self.between(at - 1, at).trim()
            } else {
                ""
            };
            if !is_part
                || !matches!(gap, "" | "," | "-" | ".")
                || gap == "." && !self.is_initial(at - 1)
            {
                break;
            }
            at += 1;
        }
        // "Arn, Bel and" another word: the last one is no name.
        (at > start && !self.is(at - 1, AND)).then_some(at)
    }

    fn is_initial(&self, at: usize) -> bool {
        self.words[at].range.len() <= 3
    }

    /// "Ann Reid, Tom Hale and Ivo Sand, the two officials", "… were the only two officials".
    pub(super) fn names_before(&self, at: usize) -> Option<Fault> {
        const THE: &[&str] = &[
            "the", "die", "les", "los", "las", "le", "i", "le", "os", "as", "de",
        ];
        const ONLY: &[&str] = &[
            "only", "einzigen", "seuls", "seules", "únicos", "únicas", "its", "their",
        ];
        const BE: &[&str] = &[
            "are", "were", "sind", "waren", "sont", "étaient", "furent", "son", "eran", "fueron",
        ];
        let (count, _) = self.announced(at, self.words.len())?;
        let mut article = at.checked_sub(1)?;
        if self.is(article, ONLY) && article > 0 {
            article -= 1;
        }
        if !self.is(article, THE) {
            return None;
        }
        let before = article.checked_sub(1)?;
        let gap = self.between(before, article).trim();
        let end = match gap {
            "," | "–" | "—" => article,
            "" if self.is(before, BE) => before,
            _ => return None,
        };
        let mut start = end;
        while start > 0 && (self.is_name(&(start - 1..start)) || self.is(start - 1, AND)) {
            let gap = if start < end {
                self.between(start - 1, start).trim()
            } else {
                ""
            };
            if !matches!(gap, "" | "," | "-") {
                break;
            }
            start -= 1;
        }
        // The names are all that the clause begins with.
        let begins = start == 0
            || self
                .between(start - 1, start)
                .contains([';', ':', '–', '—', '(']);
        if !begins || self.is(start, AND) || start + 1 >= end {
            return None;
        }
        let fault = self.miscounts(start, start..end, count)?;
        let ends = self.words[at].range.end;
        Some(Fault {
            range: fault.range.start..ends.max(fault.range.end),
            ..fault
        })
    }

    /// A list of names that has another number than was told.
    fn miscounts(&self, at: usize, names: std::ops::Range<usize>, count: usize) -> Option<Fault> {
        let list = self.list(names.clone())?;
        let is_joined = names.clone().any(|at| self.is(at, AND));
        let is_wrong = list.is_uniform
            && list.most >= 2
            && is_joined
            && (count > list.most || count < list.least)
            && !list.may_be_pairs(count);
        is_wrong.then(|| self.list_fault(at.min(names.start)..names.end, count, &list))
    }
}

#[cfg(test)]
mod tests {
    use super::super::super::tests::check_in;

    #[test]
    fn names_are_as_many_as_is_told() {
        for (language, right) in [
            (
                "en",
                "The five districts (Arn, Bel, Cor, Dun and Eck) were searched.",
            ),
            (
                "en",
                "The five districts – Arn, Bel, Cor, Dun and Eck – were searched.",
            ),
            (
                "en",
                "Police searched five districts, namely Arn, Bel, Cor, Dun and Eck.",
            ),
            (
                "en",
                "It was opened by two officials, Ann Reid and Tom Hale.",
            ),
            (
                "en",
                "Ann Reid, Tom Hale and Ivo Sand, the three officials, had a key.",
            ),
            (
                "en",
                "Ann Reid, Tom Hale and Ivo Sand were the only three officials with a key.",
            ),
            ("en", "Four districts (Arn, Bel and others) were searched."),
            ("en", "Ann Reid and Tom Hale met the three officials."),
            (
                "en",
                "It joined three towns (among them Arn and Bel) to the line.",
            ),
            (
                "en",
                "Two cities (Aleppo, Syria, and Mosul, Iraq) were bombed.",
            ),
            ("en", "In 2021 four schools in Arn, Bel and Cor were shut."),
            ("en", "The two rivers Arn and Bel meet here."),
            (
                "de",
                "Die fünf Bezirke Arn, Bel, Cor, Dun und Eck wurden durchsucht.",
            ),
            ("de", "Die drei Länder Arn und Bel sowie Cor wurden gehört."),
            (
                "de",
                "In fünf Bezirken, nämlich Arn, Bel, Cor, Dun und Eck, wurde gesucht.",
            ),
            (
                "de",
                "Vier Bezirke im Norden von Arn und Bel wurden durchsucht.",
            ),
            (
                "fr",
                "Cinq quartiers (Arn, Bel, Cor, Dun et Eck) ont été fouillés.",
            ),
            (
                "es",
                "Los cinco barrios – Arn, Bel, Cor, Dun y Eck – fueron registrados.",
            ),
        ] {
            check_in(language, right, &[]);
        }
        for (language, wrong, words) in [
            (
                "en",
                "The four districts (Arn, Bel, Cor, Dun and Eck) were searched.",
                "four districts (Arn, Bel, Cor, Dun and Eck",
            ),
            (
                "en",
                "The four districts – Arn, Bel, Cor, Dun and Eck – were searched.",
                "four districts – Arn, Bel, Cor, Dun and Eck",
            ),
            (
                "en",
                "Police searched four districts, namely Arn, Bel, Cor, Dun and Eck.",
                "four districts, namely Arn, Bel, Cor, Dun and Eck",
            ),
            (
                "en",
                "It was opened by two officials, Ann Reid, Tom Hale and Ivo Sand.",
                "two officials, Ann Reid, Tom Hale and Ivo Sand",
            ),
            (
                "en",
                "Ann Reid, Tom Hale and Ivo Sand, the two officials, had a key.",
                "Ann Reid, Tom Hale and Ivo Sand, the two",
            ),
            (
                "en",
                "Ann Reid, Tom Hale and Ivo Sand were the only two officials with a key.",
                "Ann Reid, Tom Hale and Ivo Sand were the only two",
            ),
            (
                "de",
                "Die vier Bezirke Arn, Bel, Cor, Dun und Eck wurden durchsucht.",
                "vier Bezirke Arn, Bel, Cor, Dun und Eck",
            ),
            (
                "de",
                "In vier Bezirken, nämlich Arn, Bel, Cor, Dun und Eck, wurde gesucht.",
                "vier Bezirken, nämlich Arn, Bel, Cor, Dun und Eck",
            ),
            (
                "fr",
                "Quatre quartiers (Arn, Bel, Cor, Dun et Eck) ont été fouillés.",
                "Quatre quartiers (Arn, Bel, Cor, Dun et Eck",
            ),
            (
                "es",
                "Los cuatro barrios – Arn, Bel, Cor, Dun y Eck – fueron registrados.",
                "cuatro barrios – Arn, Bel, Cor, Dun y Eck",
            ),
        ] {
            check_in(language, wrong, &[&format!("{words} is counted wrong")]);
        }
    }
}
