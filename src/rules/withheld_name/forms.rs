//! In which forms a name can stand in a text: in either order, with an initial, as a file name, in part.

use std::ops::Range;

use super::super::names::folded;
use super::text::{Text, words};

/// A part of a name in fewer letters is too easily a word, or somebody else's.
pub(super) const PART: usize = 4;

/// A name that is written in one word, as file names are, and has fewer letters is too easily within another.
const GLUED: usize = 8;

/// Small words within names, in the languages that have them: "Jan de Vries", "Abdullah bin Saleh".
const PARTICLES: &[&str] = &[
    "af", "al", "ad", "an", "ap", "ar", "as", "ash", "at", "av", "ben", "bin", "bint", "binte",
    "binti", "d", "da", "dal", "das", "de", "degli", "dei", "del", "della", "den", "der", "des",
    "di", "do", "dos", "du", "e", "el", "ibn", "l", "la", "las", "le", "lo", "los", "ould", "san",
    "santa", "st", "te", "ten", "ter", "ul", "van", "vom", "von", "y", "zu", "zum", "zur",
];

/// A name that is looked for.
#[derive(Debug)]
pub(super) struct Name {
    /// Its words as they are written.
    written: Vec<String>,
    /// The same in lower case, without marks.
    words: Vec<String>,
    /// The words in one, if they are several and long enough: as in the name of a file.
    glued: Option<String>,
    /// If it is a person's name: its parts, two to five, each with a capital.
    parts: Vec<Part>,
    /// The parts in one word, in either order.
    glued_parts: Vec<String>,
}

/// A part of a person's name: a word, or words that a hyphen or an apostrophe joins.
#[derive(Debug)]
pub(super) struct Part {
    /// The small words before it.
    pub particles: Vec<String>,
    /// Its pieces, in lower case and without marks.
    pub pieces: Vec<String>,
    /// As it is written in one word: "sumi" for "Su-mi".
    pub glued: String,
    /// The same with its small words: "alkhatib".
    pub glued_with_particles: String,
}

impl Part {
    fn new(particles: Vec<String>, pieces: Vec<String>) -> Self {
        let glued = pieces.concat();
        Self {
            glued_with_particles: particles.concat() + &glued,
            glued,
            particles,
            pieces,
        }
    }

    pub fn initial(&self) -> Option<char> {
        self.pieces.first()?.chars().next()
    }
}

/// The parts of a person's name; none if it is no person's.
fn parts(name: &str) -> Vec<Part> {
    let mut parts = Vec::new();
    let mut particles = Vec::new();
    for word in name.split_whitespace() {
        let mut pieces = Vec::new();
        let places = words(word);
        for (number, place) in places.iter().enumerate() {
            let piece = &word[place.clone()];
            let lower = folded(piece);
            // "Jan De Vries" and "Al-Khatib", and not "Ben Weir".
            let may_be_small = !is_capital(piece)
                || number + 1 < places.len()
                || !parts.is_empty() && !name.trim_end().ends_with(word);
            if pieces.is_empty() && may_be_small && PARTICLES.contains(&lower.as_str()) {
                particles.push(lower);
            } else if is_capital(piece) || !pieces.is_empty() {
                pieces.push(lower);
            } else {
                return Vec::new();
            }
        }
        if !pieces.is_empty() {
            parts.push(Part::new(std::mem::take(&mut particles), pieces));
        }
    }
    match (2..=5).contains(&parts.len()) && particles.is_empty() {
        true => parts,
        false => Vec::new(),
    }
}

/// A place where a name stands.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Found {
    /// Where.
    pub range: Range<usize>,
    /// As it stands there.
    pub written: String,
    /// Whether all of the name stands there, or only a part of it.
    pub is_whole: bool,
}

impl Name {
    pub fn new(name: &str) -> Self {
        let written: Vec<String> = words(name)
            .into_iter()
            .map(|range| name[range].to_owned())
            .collect();
        let words: Vec<String> = written.iter().map(|word| folded(word)).collect();
        let glued =
            Some(words.concat()).filter(|glued| words.len() > 1 && glued.chars().count() >= GLUED);
        let parts = parts(name);
        let in_order: String = parts.iter().map(|part| part.glued.as_str()).collect();
        let turned: String = parts.iter().rev().map(|part| part.glued.as_str()).collect();
        let glued_parts = [in_order, turned].into_iter();
        Self {
            words,
            written,
            glued,
            parts,
            glued_parts: glued_parts
                .filter(|glued| glued.chars().count() >= GLUED - 2)
                .collect(),
        }
    }

    /// Words, in lower case and without marks, of which each form of the name has at least one, unless it stands
    /// within a longer word.
    pub fn signs(&self) -> impl Iterator<Item = &str> {
        let of_parts = self.parts.iter().flat_map(|part| {
            let glued = [&part.glued, &part.glued_with_particles];
            part.pieces.iter().chain(glued)
        });
        let whole = self.words.first().into_iter();
        let signs = whole.chain(of_parts).chain(&self.glued_parts);
        signs.map(String::as_str)
    }

    /// What may stand within a longer word, and is the name: with what is looked for there in lower case, and as
    /// it is written.
    pub fn within(&self) -> (Option<&str>, Option<&str>) {
        (self.glued.as_deref(), self.running())
    }

    /// Every place of the name in a text, each once, in its longest form.
    pub fn find_all(&self, text: &Text<'_>) -> Vec<Found> {
        let mut found = Vec::new();
        let mut at = 0;
        while at < text.places.len() {
            let Some((end, is_whole)) = self.at(text, at) else {
                at += 1;
                continue;
            };
            let range = text.places[at].start..text.places[end - 1].end;
            found.push(Found {
                written: text.text[range.clone()]
                    .split_whitespace()
                    .collect::<Vec<_>>()
                    .join(" "),
                range,
                is_whole,
            });
            at = end;
        }
        found
    }

    /// Where a form of the name that begins at a word ends, and whether it is all of the name.
    fn at(&self, text: &Text<'_>, at: usize) -> Option<(usize, bool)> {
        let word = text.word(at);
        let is_written = self.words.len() > 1 || self.is_as_written(word);
        if is_written && let Some(end) = text.follow(at, &self.words) {
            return Some((end, true));
        }
        let folded = &text.folded[at];
        let mut glued = self.glued.iter();
        let is_glued =
            glued.any(|glued| folded.contains(glued)) || self.glued_parts.contains(folded);
        if is_glued || self.is_within(word) {
            return Some((at + 1, true));
        }
        if let Some(end) = self.whole(text, at) {
            return Some((end, true));
        }
        self.part(text, at).map(|end| (end, false))
    }

    /// Where a person's whole name ends, in either order, with or without its small words, its middle
    /// names, and with initials.
    fn whole(&self, text: &Text<'_>, at: usize) -> Option<usize> {
        let [first, middle @ .., last] = &self.parts[..] else {
            return None;
        };
        let in_order = || {
            let end = self
                .parts
                .iter()
                .try_fold(at, |at, part| text.part(at, part, false));
            end.or_else(|| {
                let at = text.part(at, first, true).filter(|_| text.is_name(at))?;
                text.goes_on(at, middle, last)
            })
        };
        let turned = || {
            let given = text.part(at, last, false)?;
            let others = std::iter::once(first).chain(middle);
            let end = others.clone().fold((given, true), |(at, all), part| {
                match text.part(at, part, false) {
                    Some(end) if all => (end, true),
                    _ => (at, false),
                }
            });
            // "Silva, Maria"; where there are more names, they are left out only between capitals.
            let is_told = match end {
                (_, true) => true,
                (end, false) => end > given && text.is_name(at) && text.is_name(given),
            };
            is_told.then(|| text.particles(end.0, last))
        };
        let is_long = |part: &Part| part.glued.chars().count() >= PART;
        let initials = || {
            let after = text.initial(at, first)?;
            is_long(last).then(|| text.goes_on(after, middle, last))?
        };
        // "Vries, J. de"
        let turned_initials = || {
            let end = text
                .part(at, last, false)
                .filter(|_| is_long(last) && text.is_name(at))?;
            text.gap(end).starts_with(',').then_some(())?;
            let end = text.initial(end, first)?;
            Some(text.particles(text.letters(end), last))
        };
        // "S. M. Park", where the family's name stands first.
        let given_last = || {
            let after = text.initial(at, last).filter(|_| last.pieces.len() > 1)?;
            let second = last.pieces[1].chars().next();
            let end = match text.letter(after) == second {
                true => after + 1,
                false => after,
            };
            let family = text.part(end, first, false).filter(|_| text.is_name(end))?;
            (end > after || is_long(first)).then_some(family)
        };
        in_order()
            .or_else(turned)
            .or_else(initials)
            .or_else(turned_initials)
            .or_else(given_last)
    }

    /// Where a part of a person's name ends that stands alone.
    fn part(&self, text: &Text<'_>, at: usize) -> Option<usize> {
        let is_long = |word: &str| word.chars().count() >= PART;
        self.parts.iter().find_map(|part| {
            let glued = &part.glued;
            let core = text.particles(at, part);
            if part.pieces.len() > 1
                && is_long(glued)
                && text.is_name(core)
                && text.follow(core, &part.pieces).is_some()
                && matches!(text.gap(core + 1), "-" | "‐" | "‑" | "'" | "’")
            {
                return Some(core + part.pieces.len());
            }
            let is_here = |at: usize, wanted: &str| {
                let is_shown = || {
                    is_capital(text.word(at))
                        || text.is_in_a_path(at) && wanted.chars().count() > PART
                };
                text.folded.get(at).is_some_and(|word| word == wanted)
                    && is_long(wanted)
                    && is_shown()
            };
            if is_here(at, &part.glued_with_particles) {
                return Some(at + 1);
            }
            let wanted = part.pieces.iter().chain(std::iter::once(glued));
            wanted
                .into_iter()
                .any(|wanted| is_here(core, wanted))
                .then_some(core + 1)
        })
    }

    /// A name of one word may be a word of the language in small letters: Grace, Mark.
    fn is_as_written(&self, word: &str) -> bool {
        self.written
            .first()
            .is_some_and(|name| is_capital(name) == is_capital(word))
    }

    fn is_within(&self, word: &str) -> bool {
        self.running().is_some_and(|name| word.contains(name))
    }

    /// The name, if it is in a script whose words run into each other, or into the endings behind them.
    fn running(&self) -> Option<&str> {
        /// The fewest letters of a name that is looked for inside of words.
        const LETTERS: usize = 2;
        let [name] = &self.written[..] else {
            return None;
        };
        let runs_on = name
            .chars()
            .all(|c| matches!(c, '\u{3040}'..='\u{9fff}' | '\u{ac00}'..='\u{d7a3}'));
        (runs_on && name.chars().count() >= LETTERS).then_some(name)
    }
}

pub(super) fn is_capital(word: &str) -> bool {
    word.starts_with(char::is_uppercase)
}

#[cfg(test)]
mod tests {
    use super::super::index::Index;
    use super::*;

    fn check(name: &str, text: &str, expected: &[(&str, bool)]) {
        let (name_, text_) = (Name::new(name), Text::new(text));
        let found = name_.find_all(&text_);
        let is_candidate = !Index::new([&name_].into_iter())
            .candidates(&text_)
            .is_empty();
        assert!(found.is_empty() || is_candidate, "{name}: {text}");
        let found: Vec<(&str, bool)> = found
            .iter()
            .map(|one| (one.written.as_str(), one.is_whole))
            .collect();
        assert_eq!(found, expected, "{name}: {text}");
    }

    #[test]
    fn a_name_is_found_in_all_its_forms() {
        let name = "Nadeesha Wickrama";
        check(
            name,
            "Then Nadeesha\nWickrama left.",
            &[("Nadeesha Wickrama", true)],
        );
        check(name, "WICKRAMA, Nadeesha", &[("WICKRAMA, Nadeesha", true)]);
        check(name, "by N. Wickrama’s sister", &[("N. Wickrama", true)]);
        check(
            name,
            "figures/nadeesha-wickrama.png",
            &[("nadeesha-wickrama", true)],
        );
        check(
            name,
            "nadeeshawickrama2.png",
            &[("nadeeshawickrama2", true)],
        );
        check(
            name,
            "Mrs Wickrama and Nadeesha",
            &[("Wickrama", false), ("Nadeesha", false)],
        );
        check(name, "figures/wickrama.png", &[("wickrama", false)]);
        check(name, "Wickramasinghe and Nadia left.", &[]);
        check("Mark Grace", "The mark of grace.", &[]);
        check(
            "Séverine Müller",
            "Severine Muller",
            &[("Severine Muller", true)],
        );
    }

    #[test]
    fn small_words_hyphens_and_initials() {
        let whole = |name: &str, texts: &[&str]| {
            for text in texts {
                check(name, text, &[(text, true)]);
            }
        };
        whole(
            "Jan de Vries",
            &[
                "J. de Vries",
                "Jan Vries",
                "de Vries, Jan",
                "Vries, Jan de",
                "Vries, J. de",
                "J. P. de Vries",
                "jan-de-vries",
            ],
        );
        whole(
            "Abdullah bin Saleh",
            &["A. bin Saleh", "Abdullah Saleh", "A. Saleh"],
        );
        whole(
            "Maria José da Silva",
            &[
                "Maria da Silva",
                "M. J. da Silva",
                "M. da Silva",
                "Maria J. Silva",
                "Silva, Maria",
                "da Silva, Maria José",
            ],
        );
        whole(
            "Yusuf al-Khatib",
            &[
                "Y. al-Khatib",
                "Yusuf Khatib",
                "Yusuf Alkhatib",
                "al-Khatib, Yusuf",
            ],
        );
        whole(
            "Kim Su-mi",
            &[
                "Su-mi Kim",
                "Kim Sumi",
                "Sumi Kim",
                "Kim Su Mi",
                "S. M. Kim",
                "kimsumi",
            ],
        );
        whole("Pak Sun-mi", &["Sun-mi Pak", "S.-M. Pak"]);
        whole(
            "Anna Smith-Jones",
            &["Anna Smith", "A. Jones", "Anna Smith Jones"],
        );
        let part = |name: &str, text: &str, found: &str| check(name, text, &[(found, false)]);
        part("Jan de Vries", "Then Mr Vries left.", "Vries");
        part("Jan de Vries", "De Vries left.", "De Vries");
        part("Abdullah bin Saleh", "Then Mr bin Saleh left.", "bin Saleh");
        part("Maria José da Silva", "Then Ms Silva left.", "Silva");
        part("Yusuf al-Khatib", "Then Mr Khatib left.", "Khatib");
        part("Pak Sun-mi", "Then Sun-mi left.", "Sun-mi");
        part("Pak Sun-mi", "Then Sunmi left.", "Sunmi");
    }

    #[test]
    fn other_people_and_other_words() {
        let none = |name: &str, texts: &[&str]| {
            for text in texts {
                check(name, text, &[]);
            }
        };
        none(
            "Jan de Vries",
            &[
                "Jan left.",
                "In Jan. 2024 it fell.",
                "the de facto head",
                "J. de Wit",
            ],
        );
        none(
            "Abdullah bin Saleh",
            &["The bin was full.", "A. bin Said", "It was for sale."],
        );
        none(
            "Kim Su-mi",
            &[
                "Kim Il-sung",
                "Kim said so.",
                "Su left.",
                "the sumo ring",
                "S. Kim",
            ],
        );
        none(
            "Pak Sun-mi",
            &["The sun rose.", "the Sun and Mi River", "Sun, Mi and Li"],
        );
        none("Yusuf al-Khatib", &["Al Gore", "al-Qaida", "et al."]);
        none(
            "Maria José da Silva",
            &["da capo", "J. da Costa", "the silva"],
        );
        none("the mill of Weir", &["the mill", "Weir"]);
        none("Ben Hall", &["the bin hall", "ben hur"]);
    }

    #[test]
    fn short_parts_words_and_other_scripts() {
        check("Kim Min-ji", "Kim Jong-un", &[]);
        check("Kim Min-ji", "Kim Min Ji", &[("Kim Min Ji", true)]);
        check(
            "Grace",
            "It was an act of grace by Grace.",
            &[("Grace", true)],
        );
        check("김민지", "김민지는 떠났다.", &[("김민지는", true)]);
        check(
            "the school at Jeberos",
            "at the School at Jeberos",
            &[("the School at Jeberos", true)],
        );
        check("the school at Jeberos", "the school", &[]);
    }
}
