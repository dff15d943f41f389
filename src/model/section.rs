//! The files of the body and the appendices.

use super::{Block, name_in};
use crate::source::FileId;

/// One Markdown file, or the part of a single file under one heading.
#[derive(Debug, Clone, PartialEq)]
pub struct Section {
    /// The file.
    pub file: FileId,
    /// Whether it belongs to the body or comes after it.
    pub part: Part,
    /// Its blocks. The first heading of level one is its title; the opening of a single file has
    /// none.
    pub blocks: Vec<Block>,
}

/// Where a section stands in the report.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// Numbered 1, 2, 3.
    Body,
    /// Lettered A, B, C.
    Appendix,
}

/// What a section is for; decides whether its sentences need support.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub enum Role {
    /// What the report has established: the default.
    #[default]
    Findings,
    /// The short version; every sentence rests on claims of the body.
    Summary,
    /// What the reader must know first.
    Background,
    /// The law that applies.
    Legal,
    /// What others answered.
    Response,
    /// What should be done.
    Recommendations,
    /// Matter after the body.
    Annex,
    /// How the work was done. Exempt.
    Methodology,
    /// Matter before the body. Exempt.
    Front,
    /// Thanks. Exempt.
    Acknowledgements,
}

impl Role {
    /// Every role with its name in `{role=…}`.
    pub const NAMES: [(&'static str, Role); 10] = [
        ("findings", Role::Findings),
        ("summary", Role::Summary),
        ("background", Role::Background),
        ("legal", Role::Legal),
        ("response", Role::Response),
        ("recommendations", Role::Recommendations),
        ("annex", Role::Annex),
        ("methodology", Role::Methodology),
        ("front", Role::Front),
        ("acknowledgements", Role::Acknowledgements),
    ];

    /// Reads a name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::NAMES
            .iter()
            .find_map(|(known, role)| (*known == name).then_some(*role))
    }

    /// The name.
    pub fn name(self) -> &'static str {
        name_in(&Self::NAMES, self)
    }

    /// The role that headings of these words have where nobody says otherwise: matter that is about
    /// the work and asserts nothing about its subject.
    pub fn of_heading(words: &str) -> Option<Self> {
        const METHODOLOGY: [&str; 24] = [
            "methodology",
            "methods",
            "materials and methods",
            "data and methods",
            "method",
            "how this report was made",
            "how we worked",
            "about this report",
            "methode",
            "methoden",
            "methodik",
            "vorgehen",
            "zu diesem bericht",
            "méthode",
            "méthodes",
            "méthodologie",
            "à propos de ce rapport",
            "método",
            "métodos",
            "metodología",
            "acerca de este informe",
            "방법",
            "연구 방법",
            "조사 방법",
        ];
        const THANKS: [&str; 18] = [
            "danksagung",
            "dank",
            "remerciements",
            "agradecimientos",
            "감사의 글",
            "감사의 말",
            "acknowledgements",
            "acknowledgments",
            "acknowledgement",
            "acknowledgment",
            "author contributions",
            "authors' contributions",
            "competing interests",
            "conflict of interest",
            "conflicts of interest",
            "declaration of interests",
            "funding",
            "data availability",
        ];
        let words = words.trim().to_lowercase().replace('’', "'");
        if METHODOLOGY.contains(&words.as_str()) {
            Some(Self::Methodology)
        } else if THANKS.contains(&words.as_str()) {
            Some(Self::Acknowledgements)
        } else {
            None
        }
    }

    /// Whether sentences under this role need support.
    pub fn bears_claims(self) -> bool {
        !matches!(
            self,
            Self::Methodology | Self::Front | Self::Acknowledgements
        )
    }
}

/// The letter of an appendix, counted from zero: A … Z, AA, AB, …
pub fn appendix_letter(index: usize) -> String {
    let mut letters = Vec::new();
    let mut rest = index + 1;
    while rest > 0 {
        letters.push(b'A' + u8::try_from((rest - 1) % 26).unwrap_or_default());
        rest = (rest - 1) / 26;
    }
    letters.reverse();
    String::from_utf8(letters).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_go_on_after_z() {
        let letters: Vec<String> = [0, 1, 25, 26, 27, 51, 52, 701, 702]
            .into_iter()
            .map(appendix_letter)
            .collect();
        assert_eq!(
            letters,
            ["A", "B", "Z", "AA", "AB", "AZ", "BA", "ZZ", "AAA"]
        );
    }
}
