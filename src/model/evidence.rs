//! What is known about a source beside its entry in a bibliography.

use std::collections::BTreeMap;

use super::{Date, name_in};
use crate::source::{Located, ReadError, Span};

/// One record of `sources.toml`. What the file does not say is absent; nothing is guessed.
#[derive(Debug, Clone, PartialEq)]
pub struct Evidence {
    /// The key of the reference it is about, as written.
    pub key: Located<String>,
    /// What sort of evidence it is.
    pub kind: Option<SourceKind>,
    /// The highest page number.
    pub pages: Option<Located<u32>>,
    /// The lowest page number; 1 if it is not said.
    pub first_page: Option<u32>,
    /// The highest number of other places, by the CSL term: `paragraph`, `article`, `chapter`, …
    pub last: BTreeMap<&'static str, Located<u32>>,
    /// How long a recording lasts, in seconds.
    pub duration: Option<Located<u32>>,
    /// By what the source is numbered, as CSL terms; none if it is not said.
    pub locators: Option<Vec<&'static str>>,
    /// How reliable it is.
    pub grade: Option<Located<Grade>>,
    /// Where the information first came from. Two sources of one origin corroborate nothing.
    pub origin: Option<Located<String>>,
    /// Whether the source is a party to what it speaks of.
    pub party: bool,
    /// How the source stands today, with the place where that is said.
    pub status: Option<Located<Status>>,
    /// Since when.
    pub status_date: Option<Date>,
    /// The key of the source that takes its place.
    pub superseded_by: Option<Located<String>>,
    /// What a reader of the record should know.
    pub note: Option<String>,
    /// When it was read, where the bibliography does not say.
    pub accessed: Option<Date>,
    /// The answer of whoever it accuses, or the attempt to get one.
    pub reply: Option<String>,
    /// A file with the words of the source, below the report's folder.
    pub text: Option<Located<String>>,
    /// The copy that was kept of it.
    pub archive: Option<Archive>,
    /// Names that must stand nowhere in what is put out.
    pub withheld: Vec<Located<String>>,
    /// What has to be known of a testimony.
    pub testimony: Testimony,
}

impl Evidence {
    /// A record that says nothing.
    pub fn new(key: Located<String>) -> Self {
        Self {
            key,
            kind: None,
            pages: None,
            first_page: None,
            last: BTreeMap::new(),
            duration: None,
            locators: None,
            grade: None,
            origin: None,
            party: false,
            status: None,
            status_date: None,
            superseded_by: None,
            note: None,
            accessed: None,
            reply: None,
            text: None,
            archive: None,
            withheld: Vec::new(),
            testimony: Testimony::default(),
        }
    }

    /// Where the record begins.
    pub fn span(&self) -> Span {
        self.key.span
    }

    /// Whether the source can no longer carry a claim, or has a successor that should.
    pub fn is_unsound(&self) -> bool {
        self.status.as_ref().is_some_and(|status| {
            matches!(
                status.value,
                Status::Withdrawn | Status::Retracted | Status::Superseded
            )
        })
    }
}

/// The copy that was kept of a source.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Archive {
    /// Its file, below the report's folder.
    pub file: Option<Located<String>>,
    /// The SHA-256 digest of the file, as 64 small hexadecimal digits.
    pub sha256: Option<Located<String>>,
    /// When it was made.
    pub captured: Option<Located<Date>>,
    /// The address that was captured, or that of the copy at an archive.
    pub url: Option<Located<String>>,
}

/// What became of looking at the file of a copy.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CopyState {
    /// It is there. Nothing is known that it could be compared with.
    There,
    /// It was read, and this is its digest.
    Digest(String),
    /// It could not be read.
    Unread(ReadError),
}

/// What sort of evidence a source is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum SourceKind {
    /// A document of the United Nations.
    UnDoc,
    /// A report of a United Nations body.
    UnReport,
    /// A law or treaty.
    Law,
    /// A decision of a court.
    Case,
    /// A document of a government or parliament.
    GovDoc,
    /// A report of a non-governmental organisation.
    NgoReport,
    /// Journalism.
    Press,
    /// Scholarship.
    Academic,
    /// A book.
    Book,
    /// Data.
    Dataset,
    /// A page of the web.
    Web,
    /// A picture taken from above.
    Satellite,
    /// A picture.
    Image,
    /// A film.
    Video,
    /// A recording.
    Audio,
    /// A post of a social network.
    Social,
    /// What a witness told.
    Testimony,
    /// A letter.
    Letter,
    /// A speech.
    Speech,
    /// Anything else.
    Other,
}

impl SourceKind {
    /// Every kind with its name.
    pub const NAMES: [(&'static str, SourceKind); 20] = [
        ("un-doc", Self::UnDoc),
        ("un-report", Self::UnReport),
        ("law", Self::Law),
        ("case", Self::Case),
        ("gov-doc", Self::GovDoc),
        ("ngo-report", Self::NgoReport),
        ("press", Self::Press),
        ("academic", Self::Academic),
        ("book", Self::Book),
        ("dataset", Self::Dataset),
        ("web", Self::Web),
        ("satellite", Self::Satellite),
        ("image", Self::Image),
        ("video", Self::Video),
        ("audio", Self::Audio),
        ("social", Self::Social),
        ("testimony", Self::Testimony),
        ("letter", Self::Letter),
        ("speech", Self::Speech),
        ("other", Self::Other),
    ];
}

/// A grade of the Admiralty code (NATO AJP-2.1): the source and the information, judged apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Grade {
    /// How reliable the source is: `A` (completely) to `E` (not), `F` (cannot be judged).
    pub source: char,
    /// How credible the information is: 1 (confirmed by other sources) to 5 (improbable), 6 (cannot
    /// be judged).
    pub information: u8,
}

impl Grade {
    /// Reads `B2`.
    pub fn read(text: &str) -> Option<Self> {
        let mut characters = text.trim().chars();
        let source = characters.next()?.to_ascii_uppercase();
        let information = characters.next()?.to_digit(10)?;
        let grade = Self {
            source,
            information: u8::try_from(information).ok()?,
        };
        (characters.next().is_none() && grade.exists()).then_some(grade)
    }

    /// Whether both halves lie within the code.
    pub fn exists(self) -> bool {
        ('A'..='F').contains(&self.source) && (1..=6).contains(&self.information)
    }

    /// Whether the source is not usually reliable, unreliable, or cannot be judged.
    pub fn is_weak(self) -> bool {
        matches!(self.source, 'D' | 'E' | 'F')
    }
}

impl std::fmt::Display for Grade {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}{}", self.source, self.information)
    }
}

/// How a source stands today.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Status {
    /// As published.
    Ok,
    /// A correction was published.
    Corrected,
    /// Another source took its place.
    Superseded,
    /// The publisher took it back.
    Retracted,
    /// Whoever said it took it back.
    Withdrawn,
}

impl Status {
    /// Every status with its name.
    pub const NAMES: [(&'static str, Status); 5] = [
        ("ok", Self::Ok),
        ("corrected", Self::Corrected),
        ("superseded", Self::Superseded),
        ("retracted", Self::Retracted),
        ("withdrawn", Self::Withdrawn),
    ];

    /// The name.
    pub fn name(self) -> &'static str {
        name_in(&Self::NAMES, self)
    }
}

/// What has to be known of a testimony (OHCHR, Manual on Human Rights Monitoring, chapters 7 and 14).
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Testimony {
    /// Whether the witness saw it: false for hearsay.
    pub direct: Option<bool>,
    /// When it was taken.
    pub date: Option<Located<Date>>,
    /// Where it was taken.
    pub place: Option<String>,
    /// In which language.
    pub language: Option<String>,
    /// What the witness agreed to.
    pub consent: Option<Consent>,
    /// The words by which it may be named in public.
    pub public_as: Option<Located<String>>,
}

/// What a witness agreed to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Consent {
    /// To nothing.
    None,
    /// To use within the organisation.
    Internal,
    /// To publication without a name.
    PublishAnonymous,
    /// To publication with a name.
    PublishNamed,
}

impl Consent {
    /// Every consent with its name.
    pub const NAMES: [(&'static str, Consent); 4] = [
        ("none", Self::None),
        ("internal", Self::Internal),
        ("publish-anonymous", Self::PublishAnonymous),
        ("publish-named", Self::PublishNamed),
    ];
}

/// The seconds that a time such as `01:02:03`, `62:03` or `62:03.5` stands for.
pub fn seconds_of(text: &str) -> Option<u32> {
    let parts: Vec<&str> = text.trim().split(':').collect();
    if !(2..=3).contains(&parts.len()) {
        return None;
    }
    let mut seconds = 0_u32;
    for (index, part) in parts.iter().enumerate() {
        let is_last = index + 1 == parts.len();
        let whole = if is_last {
            part.split('.').next().unwrap_or_default()
        } else {
            part
        };
        let number: u32 = (!whole.is_empty() && whole.bytes().all(|b| b.is_ascii_digit()))
            .then(|| whole.parse().ok())
            .flatten()?;
        if index > 0 && number > 59 {
            return None;
        }
        seconds = seconds.checked_mul(60)?.checked_add(number)?;
    }
    Some(seconds)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn grades_lie_within_the_code() {
        let check = |text: &str, expected: Option<&str>| {
            let shown = Grade::read(text).map(|grade| grade.to_string());
            assert_eq!(shown.as_deref(), expected, "{text}");
        };
        check("B2", Some("B2"));
        check(" f6 ", Some("F6"));
        for bad in ["", "B", "2B", "G1", "A0", "A7", "B22", "BB"] {
            check(bad, None);
        }
    }

    #[test]
    fn times_are_seconds() {
        let check = |text: &str, expected| assert_eq!(seconds_of(text), expected, "{text}");
        check("01:02:03", Some(3723));
        check("62:03", Some(3723));
        check("00:00:07.5", Some(7));
        for bad in ["7", "1:60", "1:2:3:4", "a:b", ":", "99999999:00:00"] {
            check(bad, None);
        }
    }
}
