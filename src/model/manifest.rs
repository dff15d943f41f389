//! What `report.toml` says, or the header of a single file.

use std::collections::BTreeMap;

use camino::Utf8PathBuf;

use super::{Date, Defect, DefectKind, Layout, ReferenceList, Role, name_in};
use crate::source::{FileId, Located, Span};

/// The manifest after reading. Text that the author left out is empty or absent; what had to be
/// there and was not is a defect beside it.
#[derive(Debug, Clone)]
pub struct Manifest {
    /// The manifest file.
    pub file: FileId,
    /// How it was given.
    pub origin: Origin,
    /// `title`.
    pub title: String,
    /// `subtitle`.
    pub subtitle: Option<String>,
    /// `[[authors]]`, in order.
    pub authors: Vec<Contributor>,
    /// `publisher`.
    pub publisher: Option<String>,
    /// `language`, a BCP 47 tag.
    pub language: Option<Located<String>>,
    /// `date`, the day of the edition.
    pub date: Option<Date>,
    /// `edition`.
    pub edition: Option<String>,
    /// `series`: the name of the series that the report belongs to.
    pub series: Option<String>,
    /// `series-number`: its place in the series, such as `7` or `2026/3`.
    pub series_number: Option<String>,
    /// `description`.
    pub description: Option<String>,
    /// `keywords`.
    pub keywords: Vec<String>,
    /// `contact`, where readers send corrections.
    pub contact: Option<String>,
    /// `[identifiers]`.
    pub identifiers: Identifiers,
    /// `licence`: an SPDX identifier or a sentence.
    pub licence: Option<String>,
    /// `licence-url`.
    pub licence_url: Option<String>,
    /// `sections`, in order.
    pub sections: Vec<Located<Utf8PathBuf>>,
    /// `appendices`, in order.
    pub appendices: Vec<Located<Utf8PathBuf>>,
    /// `bibliography`, in order.
    pub bibliographies: Vec<Located<Utf8PathBuf>>,
    /// `references` of a header: where lists of references stand in the file itself.
    pub references: Vec<Span>,
    /// `citation-style`: a name, or the path of a `.csl` file.
    pub citation_style: Located<String>,
    /// `[[reference-lists]]`, in order; empty where all references stand in one list.
    pub reference_lists: Vec<ReferenceList>,
    /// `[output] formats`.
    pub formats: Vec<Format>,
    /// `[output] name`: the file name of the outputs, without its ending.
    pub output_name: String,
    /// The rest of `[output]`, and `[print]`.
    pub layout: Layout,
    /// `[output] theme`: the path of the theme, instead of `theme.toml`.
    pub theme: Option<Located<Utf8PathBuf>>,
    /// `[check] profile`.
    pub profile: Profile,
    /// `[check] carry`: how many sentences the last citation of a paragraph covers.
    pub carry: usize,
    /// `[check] minimum-coverage`: the share of carried sentences, in per cent, that is asked for.
    pub minimum_coverage: Option<Located<usize>>,
    /// `[check] max-waivers`: how many waivers the report may have.
    pub max_waivers: Option<Located<usize>>,
    /// `[check] min-origins`: how many origins a marked event, figure or allegation needs.
    pub min_origins: usize,
    /// `[check] denied-sources`: hosts and keys that may carry nothing.
    pub denied_sources: Vec<String>,
    /// `[roles]`: the roles of headings by their words, in lower case, each with the place of the words.
    pub roles: BTreeMap<String, Located<Role>>,
    /// `[check] max-age`: how many years a source may be old where a sentence says how things stand.
    pub max_age: usize,
    /// `[check] scale`: the scale whose words say how likely something is.
    pub scale: Option<Scale>,
    /// `[check] standard-of-proof`.
    pub standard_of_proof: Option<String>,
    /// `[check] unused-references`: keys that are in the bibliography on purpose.
    pub unused_ok: Vec<String>,
    /// `nocite` of a header: keys that are listed without being cited; `*` stands for all.
    pub nocite: Vec<Located<String>>,
    /// `[register] print`.
    pub register_scope: RegisterScope,
}

/// How a manifest was given. The words of findings depend on it, and where a key is added.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Origin {
    /// As `report.toml`.
    File,
    /// As the header of a single file; the place is its end, where keys are added.
    Header(Span),
    /// Not at all: a single file without a header; the place is where one belongs.
    Text(Span),
}

impl Manifest {
    /// Settles the profile: the one that is given, or its own. In the profile `strict`, a citation carries its own
    /// sentence only.
    pub fn settle_profile(&mut self, given: Option<Profile>) {
        self.profile = given.unwrap_or(self.profile);
        if self.profile == Profile::Strict {
            self.carry = 0;
        }
    }

    /// The formats to be made where these were asked for: its own where none were.
    pub fn formats_of<'f>(&'f self, asked: &'f [Format]) -> &'f [Format] {
        match asked {
            [] => &self.formats,
            asked => asked,
        }
    }

    /// Those who made the report and those who helped, each in the order in which they are named. Where nobody
    /// is called an author, those who are named made it.
    pub fn creators_and_contributors(&self) -> (Vec<&Contributor>, Vec<&Contributor>) {
        let named = self.authors.iter();
        let named = named.filter(|person| !person.name.trim().is_empty());
        let (creators, contributors): (Vec<_>, Vec<_>) = named.partition(|one| one.is_author());
        match creators.is_empty() {
            true => (contributors, creators),
            false => (creators, contributors),
        }
    }

    /// The fault of a key that is not there, in the words of the file it belongs to.
    pub fn missing(&self, key: &'static str) -> Defect {
        match self.origin {
            Origin::File => Defect::new(DefectKind::MissingKey(key), Span::start_of(self.file)),
            Origin::Header(at) => Defect::new(
                DefectKind::MissingHeaderKey {
                    key,
                    has_header: true,
                },
                at,
            ),
            Origin::Text(at) => Defect::new(
                DefectKind::MissingHeaderKey {
                    key,
                    has_header: false,
                },
                at,
            ),
        }
    }
}

/// One of the people or bodies behind the report.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Contributor {
    /// The name as it is printed.
    pub name: String,
    /// The name as it is sorted, such as "Kim, Min-ji".
    pub file_as: Option<String>,
    /// A MARC relator code: `aut`, `edt`, `trl`, …
    pub role: String,
    /// Where they work.
    pub affiliation: Option<String>,
}

impl Contributor {
    fn is_author(&self) -> bool {
        matches!(self.role.as_str(), "" | "aut" | "cre")
    }
}

/// Identifiers of this edition.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Identifiers {
    /// An ISBN with correct check digit.
    pub isbn: Option<String>,
    /// A DOI, without a resolver's address.
    pub doi: Option<String>,
    /// A UUID; without one, it is made from title, language and edition.
    pub uuid: Option<String>,
}

/// What can be written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Format {
    /// The print report.
    Pdf,
    /// The book for reading devices.
    Epub,
    /// The page for browsers.
    Html,
    /// The register of claims as data.
    Register,
    /// The references that are cited, as data.
    Bibliography,
}

impl Format {
    /// What is written when nobody says what to write.
    pub const USUAL: [Format; 3] = [Format::Pdf, Format::Epub, Format::Register];

    /// Every format with its name.
    pub const NAMES: [(&'static str, Format); 5] = [
        ("pdf", Format::Pdf),
        ("epub", Format::Epub),
        ("html", Format::Html),
        ("register", Format::Register),
        ("bibliography", Format::Bibliography),
    ];
}

/// How strict the check is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Profile {
    /// Uncovered sentences are warnings.
    Draft,
    /// An uncovered sentence with a hard trigger is an error, others are warnings.
    Brief,
    /// Every uncovered sentence is an error, and a citation covers its own sentence only.
    Strict,
}

impl Profile {
    /// Every profile with its name.
    pub const NAMES: [(&'static str, Profile); 3] = [
        ("draft", Profile::Draft),
        ("brief", Profile::Brief),
        ("strict", Profile::Strict),
    ];
}

/// A scale whose words say how likely something is, or how well it is proved.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scale {
    /// Seven steps of likelihood, of the United States' Intelligence Community Directive 203.
    Icd203,
    /// The likelihood scale of the Intergovernmental Panel on Climate Change.
    Ipcc,
    /// No likelihood at all: standards of proof, as commissions of inquiry use them.
    UnStandardOfProof,
}

impl Scale {
    /// Every scale with its name; `none` is none.
    pub const NAMES: [(&'static str, Option<Scale>); 4] = [
        ("icd-203", Some(Scale::Icd203)),
        ("ipcc", Some(Scale::Ipcc)),
        ("un-standard-of-proof", Some(Scale::UnStandardOfProof)),
        ("none", None),
    ];

    /// The name.
    pub fn name(self) -> &'static str {
        name_in(&Self::NAMES, Some(self))
    }
}

/// Which claims the printed register lists. The data always hold all of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RegisterScope {
    /// Every claim.
    All,
    /// The claims that the author marked.
    Marked,
    /// No printed register.
    None,
}

impl RegisterScope {
    /// Every scope with its name.
    pub const NAMES: [(&'static str, RegisterScope); 3] = [
        ("all", RegisterScope::All),
        ("marked", RegisterScope::Marked),
        ("none", RegisterScope::None),
    ];
}

/// Whether a tag has the shape of BCP 47: a language of two or three letters, then subtags.
pub fn is_language_tag(tag: &str) -> bool {
    let mut parts = tag.split('-');
    let language = parts.next().unwrap_or_default();
    (2..=3).contains(&language.len())
        && language.bytes().all(|b| b.is_ascii_alphabetic())
        && parts.all(|part| {
            (1..=8).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_alphanumeric())
        })
}
