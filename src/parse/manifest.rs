//! Reads `report.toml`.
//!
//! One table, [`KEYS`], says which keys exist; the reader, the messages about unknown keys and the
//! JSON Schema are made from it. Every fault is recorded with its place; reading goes on.

use std::collections::BTreeMap;

use camino::Utf8PathBuf;
use toml::de::DeValue;

use super::keys::{KEYS, PAPERS};
use super::tables::{self, Reader, Table};
use super::values::{NAME_WANTED, bytes_of, is_file_name};
use crate::model::{
    Contributor, Date, Defect, DefectKind, Edition, Format, Identifiers, Layout, Manifest, Origin,
    Profile, Quality, ReferenceList, RegisterScope, Role, Scale, canonical_tag, is_doi,
    is_followed, is_isbn, is_language_tag,
};
use crate::source::{FileId, Located, Sources, Span};

/// The file name of the manifest.
pub const FILE_NAME: &str = "report.toml";

/// The citation style of a report that names none.
pub const DEFAULT_STYLE: &str = "chicago-author-date";

/// How many sentences the last citation of a paragraph covers by default.
const DEFAULT_CARRY: usize = 4;

/// How many years old a source may be that says how things stand now.
const DEFAULT_MAX_AGE: usize = 5;

/// How many origins a marked event, figure or allegation needs by default.
const DEFAULT_ORIGINS: usize = 2;

/// Reads the manifest in `file`. A `profile` from elsewhere is stronger than the one written there.
pub fn read(
    sources: &Sources,
    file: FileId,
    profile: Option<Profile>,
    defects: &mut Vec<Defect>,
) -> Manifest {
    tables::read(sources, file, defects, |reader, top| {
        reader.unknown_keys(KEYS, top, "");
        reader.manifest(top, profile)
    })
}

/// A manifest in which nothing is said: what a report has that says nothing else.
pub fn absent(file: FileId) -> Manifest {
    Manifest {
        file,
        origin: Origin::File,
        title: String::new(),
        subtitle: None,
        authors: Vec::new(),
        publisher: None,
        language: None,
        date: None,
        edition: None,
        series: None,
        series_number: None,
        description: None,
        keywords: Vec::new(),
        contact: None,
        identifiers: Identifiers::default(),
        licence: None,
        licence_url: None,
        sections: Vec::new(),
        appendices: Vec::new(),
        bibliographies: Vec::new(),
        references: Vec::new(),
        citation_style: Located::new(DEFAULT_STYLE.to_owned(), Span::start_of(file)),
        reference_lists: Vec::new(),
        formats: Format::USUAL.to_vec(),
        output_name: "report".to_owned(),
        layout: Layout::unsaid(Span::start_of(file)),
        theme: None,
        profile: Profile::Brief,
        carry: DEFAULT_CARRY,
        minimum_coverage: None,
        max_waivers: None,
        min_origins: DEFAULT_ORIGINS,
        denied_sources: Vec::new(),
        roles: BTreeMap::new(),
        max_age: DEFAULT_MAX_AGE,
        scale: None,
        standard_of_proof: None,
        unused_ok: Vec::new(),
        nocite: Vec::new(),
        register_scope: RegisterScope::All,
    }
}

impl Reader<'_> {
    /// A number without a series would be printed nowhere.
    fn series_number(&mut self, top: &Table<'_>) -> Option<String> {
        let number = self.text(top, "", "series-number")?;
        if !top.contains_key("series") {
            self.bad(
                "series-number",
                &number,
                "a number in a series, which `series` has to name",
            );
        }
        Some(number.value)
    }

    fn manifest(&mut self, top: &Table<'_>, profile: Option<Profile>) -> Manifest {
        let mut manifest = absent(self.file);
        if !top.contains_key("title") {
            self.missing("title");
        }
        manifest.title = self.plain(top, "", "title").unwrap_or_default();
        manifest.subtitle = self.plain(top, "", "subtitle");
        manifest.language = self.language(top);
        manifest.date = self.date(top);
        manifest.edition = self.plain(top, "", "edition");
        manifest.series = self.plain(top, "", "series");
        manifest.series_number = self.series_number(top);
        manifest.publisher = self.plain(top, "", "publisher");
        manifest.description = self.plain(top, "", "description");
        manifest.keywords = self.plain_list(top, "", "keywords");
        manifest.contact = self.plain(top, "", "contact");
        manifest.licence = self.plain(top, "", "licence");
        manifest.licence_url = self.address(top, "licence-url");
        if !top.contains_key("sections") {
            self.missing("sections");
        }
        manifest.sections = self.paths(top, "sections");
        manifest.appendices = self.paths(top, "appendices");
        manifest.bibliographies = self.paths(top, "bibliography");
        if let Some(style) = self.text(top, "", "citation-style") {
            manifest.citation_style = style;
        }
        manifest.reference_lists = self.reference_lists(top);
        manifest.authors = self.authors(top);
        self.in_one_piece("keywords", bytes_of(&manifest.keywords), top);
        let names = manifest.authors.iter().map(|author| &author.name);
        self.in_one_piece("authors", bytes_of(names), top);
        if let Some(table) = self.table(top, "identifiers") {
            manifest.identifiers = self.identifiers(table);
        }
        if let Some(table) = self.table(top, "output") {
            self.output(table, &mut manifest);
        }
        if let Some(table) = self.table(top, "print") {
            self.print(table, &mut manifest.layout);
        }
        if let Some(table) = self.table(top, "check") {
            self.check(table, &mut manifest);
        }
        if let Some(table) = self.table(top, "roles") {
            self.roles(table, &mut manifest);
        }
        manifest.settle_profile(profile);
        if let Some(table) = self.table(top, "register")
            && let Some(scope) = self.choice(table, "register.", "print", &RegisterScope::NAMES)
        {
            manifest.register_scope = scope;
        }
        manifest
    }

    fn output(&mut self, table: &Table<'_>, manifest: &mut Manifest) {
        if let Some(name) = self.text(table, "output.", "name") {
            if is_file_name(&name.value) {
                manifest.output_name = name.value;
            } else {
                self.bad("output.name", &name, NAME_WANTED);
            }
        }
        if let Some(formats) = self.choices(table, "output.", "formats", &Format::NAMES) {
            manifest.formats = formats;
        }
        self.layout(table, &mut manifest.layout);
        manifest.theme = self
            .text(table, "output.", "theme")
            .map(|path| Located::new(Utf8PathBuf::from(path.value), path.span));
    }

    fn print(&mut self, table: &Table<'_>, layout: &mut Layout) {
        if let Some(bleed) = self.count(table, "print.", "bleed") {
            layout.bleed = self.bleed(table, bleed);
        }
        if let Some(marks) = self.flag(table, "print.", "crop-marks") {
            layout.crop_marks = marks;
        }
    }

    fn check(&mut self, table: &Table<'_>, manifest: &mut Manifest) {
        if let Some(profile) = self.choice(table, "check.", "profile", &Profile::NAMES) {
            manifest.profile = profile;
        }
        if let Some(carry) = self.count(table, "check.", "carry") {
            manifest.carry = carry;
        }
        manifest.minimum_coverage = self.per_cent(table, "check.", "minimum-coverage");
        manifest.max_waivers = self.counted(table, "check.", "max-waivers");
        if let Some(origins) = self.count(table, "check.", "min-origins") {
            manifest.min_origins = origins;
        }
        manifest.denied_sources = self.plain_list(table, "check.", "denied-sources");
        if let Some(years) = self.count(table, "check.", "max-age") {
            manifest.max_age = years;
        }
        manifest.scale = self
            .choice(table, "check.", "scale", &Scale::NAMES)
            .flatten();
        manifest.standard_of_proof = self.plain(table, "check.", "standard-of-proof");
        manifest.unused_ok = self.plain_list(table, "check.", "unused-references");
    }

    fn roles(&mut self, table: &Table<'_>, manifest: &mut Manifest) {
        for name in table.keys() {
            let heading = name.get_ref().as_ref();
            if let Some(role) = self.choice(table, "roles.", heading, &Role::NAMES) {
                let place = Span::new(self.file, name.span());
                let role = Located::new(role, place);
                manifest.roles.insert(heading.trim().to_lowercase(), role);
            }
        }
    }

    /// What `[output]` says of the layout.
    fn layout(&mut self, table: &Table<'_>, layout: &mut Layout) {
        let papers: Vec<(&str, &str)> = PAPERS.iter().map(|name| (*name, *name)).collect();
        if let Some(paper) = self.choice(table, "output.", "paper", &papers) {
            layout.paper = paper.to_owned();
        }
        if let Some(template) = self.text(table, "output.", "template") {
            if is_file_name(&template.value) {
                layout.template = template;
            } else {
                self.bad("output.template", &template, "a name without folders");
            }
        }
        if let Some(editions) = self.choices(table, "output.", "editions", &Edition::NAMES) {
            match (editions.is_empty(), table.get("editions")) {
                (true, Some(value)) => {
                    self.wrong("output.editions", "a list with `screen` or `print`", value);
                }
                _ => layout.editions = Edition::each_once(editions),
            }
        }
        if let Some(numbered) = self.flag(table, "output.", "numbered-paragraphs") {
            layout.numbered_paragraphs = numbered;
        }
    }

    /// The millimetres of bleed, which no printing house takes beyond these.
    fn bleed(&mut self, table: &Table<'_>, bleed: usize) -> usize {
        const MOST: usize = 20;
        if bleed > MOST
            && let Some(value) = table.get("bleed")
        {
            let written = Located::new(bleed.to_string(), self.span(value));
            self.bad("print.bleed", &written, "at most 20 millimetres");
        }
        bleed.min(MOST)
    }

    fn authors(&mut self, top: &Table<'_>) -> Vec<Contributor> {
        let Some(value) = top.get("authors") else {
            return Vec::new();
        };
        let DeValue::Array(tables) = value.get_ref() else {
            self.wrong("authors", "a list of tables, written [[authors]]", value);
            return Vec::new();
        };
        let mut authors = Vec::new();
        for table in tables.iter() {
            let DeValue::Table(fields) = table.get_ref() else {
                self.wrong("authors", "a list of tables, written [[authors]]", table);
                continue;
            };
            let Some(name) = self.plain(fields, "authors.", "name") else {
                self.defect(DefectKind::MissingKey("authors.name"), table.span());
                continue;
            };
            let role = self.text(fields, "authors.", "role");
            if let Some(role) = &role
                && !(role.value.len() == 3 && role.value.bytes().all(|b| b.is_ascii_lowercase()))
            {
                self.bad(
                    "authors.role",
                    role,
                    "a MARC relator code of three letters, such as `aut`",
                );
            }
            authors.push(Contributor {
                name,
                file_as: self.plain(fields, "authors.", "file-as"),
                role: role.map_or_else(|| "aut".to_owned(), |role| role.value),
                affiliation: self.plain(fields, "authors.", "affiliation"),
            });
        }
        authors
    }

    /// An address that becomes a link.
    fn address(&mut self, table: &Table<'_>, key: &str) -> Option<String> {
        let address = self.text(table, "", key)?;
        if is_followed(&address.value) {
            return Some(address.value);
        }
        self.bad(key, &address, "an address such as `https://…`");
        None
    }

    fn reference_lists(&mut self, top: &Table<'_>) -> Vec<ReferenceList> {
        const SHAPE: &str = "a list of tables, written [[reference-lists]]";
        let Some(value) = top.get("reference-lists") else {
            return Vec::new();
        };
        let DeValue::Array(tables) = value.get_ref() else {
            self.wrong("reference-lists", SHAPE, value);
            return Vec::new();
        };
        let mut lists = Vec::new();
        // Where a list cannot be read, nobody can say what the others should have taken.
        let mut all_read = true;
        for table in tables.iter() {
            let DeValue::Table(fields) = table.get_ref() else {
                self.wrong("reference-lists", SHAPE, table);
                continue;
            };
            let mut wanted = Vec::new();
            match fields.get("where").map(|value| (value, value.get_ref())) {
                None => {}
                Some((_, DeValue::Table(conditions))) => {
                    for (name, quality) in Quality::NAMES {
                        let values = self.one_or_more(conditions, "reference-lists.where.", name);
                        if let Some(values) = values {
                            wanted.push((quality, values));
                        }
                    }
                    all_read &= wanted.len() == conditions.len();
                }
                Some((value, _)) => {
                    self.wrong("reference-lists.where", "a table", value);
                    all_read = false;
                }
            }
            match self.text(fields, "reference-lists.", "title") {
                Some(title) => lists.push(ReferenceList { title, wanted }),
                None => {
                    all_read = false;
                    if !fields.contains_key("title") {
                        let missing = DefectKind::MissingKey("reference-lists.title");
                        self.defect(missing, table.span());
                    }
                }
            }
        }
        if all_read { lists } else { Vec::new() }
    }

    fn identifiers(&mut self, table: &Table<'_>) -> Identifiers {
        let mut identifiers = Identifiers::default();
        if let Some(isbn) = self.text(table, "identifiers.", "isbn") {
            if is_isbn(&isbn.value) {
                identifiers.isbn = Some(isbn.value);
            } else {
                self.bad(
                    "identifiers.isbn",
                    &isbn,
                    "an ISBN whose check digit is right",
                );
            }
        }
        if let Some(doi) = self.text(table, "identifiers.", "doi") {
            if is_doi(&doi.value) {
                identifiers.doi = Some(doi.value);
            } else {
                self.bad("identifiers.doi", &doi, "a DOI such as `10.1234/abc`");
            }
        }
        if let Some(uuid) = self.text(table, "identifiers.", "uuid") {
            if uuid::Uuid::parse_str(&uuid.value).is_ok() {
                identifiers.uuid = Some(uuid.value.to_lowercase());
            } else {
                self.bad("identifiers.uuid", &uuid, "a UUID");
            }
        }
        identifiers
    }

    fn language(&mut self, top: &Table<'_>) -> Option<Located<String>> {
        let language = self.text(top, "", "language")?;
        if is_language_tag(&language.value) {
            Some(Located::new(canonical_tag(&language.value), language.span))
        } else {
            self.bad(
                "language",
                &language,
                "a BCP 47 tag such as `en-GB` or `ko`",
            );
            None
        }
    }

    fn date(&mut self, top: &Table<'_>) -> Option<Date> {
        let Some(value) = top.get("date") else {
            self.missing("date");
            return None;
        };
        let written = match value.get_ref() {
            DeValue::Datetime(date) => date.to_string(),
            DeValue::String(text) => text.to_string(),
            _ => {
                self.wrong("date", "a date such as 2026-11-23", value);
                return None;
            }
        };
        let date = Date::from_iso(&written);
        if date.is_none_or(|date| date.day.is_none()) {
            let written = Located::new(written, Span::new(self.file, value.span()));
            self.bad("date", &written, "a day that exists, such as 2026-11-23");
            return None;
        }
        date
    }

    fn paths(&mut self, top: &Table<'_>, key: &str) -> Vec<Located<Utf8PathBuf>> {
        self.list(top, "", key)
            .into_iter()
            .map(|path| Located::new(Utf8PathBuf::from(path.value), path.span))
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &[&str]) {
        let mut sources = Sources::default();
        let file = sources.add(FILE_NAME, text);
        let mut defects = Vec::new();
        read(&sources, file, None, &mut defects);
        let shown: Vec<String> = defects
            .iter()
            .map(|defect| {
                let place = sources.slice(defect.span);
                match &defect.kind {
                    DefectKind::MissingKey(key) => format!("missing {key}"),
                    DefectKind::UnknownKey { key, .. } => format!("unknown {key} at {place}"),
                    DefectKind::BadValue { key, .. } => format!("bad {key} at {place}"),
                    DefectKind::WrongType { key, .. } => format!("type {key} at {place}"),
                    DefectKind::NotToml(_) => "not toml".to_owned(),
                    other => format!("{other:?}"),
                }
            })
            .collect();
        assert_eq!(shown, expected);
    }

    const GOOD: &str = "title = 'A'\nlanguage = 'en'\ndate = 2026-11-23\nsections = ['a.md']\n";

    #[test]
    fn reports_every_fault_at_once() {
        check(GOOD, &[]);
        check("", &["missing title", "missing date", "missing sections"]);
        check(
            &format!("{GOOD}titel = 'x'\n[check]\nprofile = 'strikt'\ncary = 1\n"),
            &[
                "unknown check.cary at cary",
                "unknown titel at titel",
                "bad check.profile at 'strikt'",
            ],
        );
        check(
            "title = 3\nlanguage = 'english!'\ndate = '2026-02-30'\nsections = 'a.md'\n",
            &[
                "type title at 3",
                "bad language at 'english!'",
                "bad date at '2026-02-30'",
                "type sections at 'a.md'",
            ],
        );
        check(&format!("{GOOD}x = \n"), &["not toml", "unknown x at x"]);
        check(&GOOD.replace("23", "32"), &["not toml"]);
        check(&GOOD.replace("'A'", ""), &["not toml"]);
        check(
            &format!("{GOOD}[identifiers]\nisbn = '978-3-16-148410-1'\ndoi = 'x'\nuuid = '1'\n"),
            &[
                "bad identifiers.isbn at '978-3-16-148410-1'",
                "bad identifiers.doi at 'x'",
                "bad identifiers.uuid at '1'",
            ],
        );
        check(
            &format!("{GOOD}[identifiers]\nisbn = '978-3-16-148410-0'\n"),
            &[],
        );
        check(
            &format!("{GOOD}[output]\nname = '../x'\n"),
            &["bad output.name at '../x'"],
        );
    }
}
