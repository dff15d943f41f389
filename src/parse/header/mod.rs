//! Reads the header of a single file: the YAML with which a Pandoc or Quarto document begins.
//!
//! It becomes a [`Manifest`], so that everything after it is the same for a file and a folder. What
//! Pandoc knows and the books do not need is passed over; what cannot be used is recorded with its
//! place. The header is somebody's input: its size is bounded, and the parser bounds its aliases.

mod blocks;
mod dates;
mod faults;
mod known;
mod own;
mod people;
mod places;
mod text;

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use camino::Utf8PathBuf;
use serde_yaml::{Mapping, Value};

use super::keys::PAPERS;
use super::manifest::absent;
use super::values::{bytes_of, is_file_name};
use crate::model::{
    Construct, Counted, Defect, DefectKind, HeaderFault, Manifest, Origin, Profile, bare_doi,
    canonical_tag, forbidden_in, is_doi, is_followed, is_language_tag, limits,
};
use crate::source::{FileId, Located, Sources, Span, yaml_alias, yaml_beyond};
use places::Entry;
use text::{as_written, plain, string, strings, type_name};

/// What the header of a file says.
#[derive(Debug)]
pub struct Header {
    /// The header as a manifest. Its title is empty when the header has none.
    pub manifest: Manifest,
    /// The parts of the file that are header and not text.
    pub hidden: Vec<Range<usize>>,
    /// The abstract.
    pub summary: Option<Summary>,
    /// By how much Pandoc was asked to move every heading.
    pub shift: i64,
    /// Whether headings are numbered.
    pub numbered: bool,
}

/// An abstract that stands in the header.
#[derive(Debug)]
pub struct Summary {
    /// Its Markdown, as a part of the file.
    pub range: Range<usize>,
    /// Where its key stands.
    pub key: Range<usize>,
    /// Its Markdown, where the file does not hold it as it is: YAML writes some characters with others.
    pub own: Option<String>,
    /// What it is called.
    pub title: String,
}

/// Reads the header of `file`. A file without one gives what can be said without. A `profile` from
/// elsewhere is stronger than the one written there.
pub fn read(
    sources: &Sources,
    file: FileId,
    profile: Option<Profile>,
    defects: &mut Vec<Defect>,
) -> Header {
    let source = sources.file(file);
    let text = source.text();
    let blocks = blocks::find(text);
    let start = Span::start_of(file);
    let mut manifest = absent(file);
    manifest.sections = vec![Located::new(source.path().to_owned(), start)];
    manifest.origin = match blocks.first() {
        Some(first) => Origin::Header(Span::new(file, first.yaml.end..first.yaml.end)),
        None => Origin::Text(start),
    };
    if let Some(stem) = source.path().file_stem()
        && is_file_name(stem)
    {
        manifest.output_name = stem.to_owned();
    }
    let mut reader = Reader {
        file,
        text,
        top: Mapping::new(),
        entries: Vec::new(),
        defects,
    };
    for block in &blocks {
        reader.take(block);
    }
    let mut header = Header {
        manifest,
        hidden: blocks.into_iter().map(|block| block.whole).collect(),
        summary: None,
        shift: 0,
        numbered: false,
    };
    reader.without_curly_marks();
    reader.forbidden_characters();
    reader.near_misses();
    reader.fill(&mut header);
    header.manifest.settle_profile(profile);
    header
}

/// The keys of the people who wrote a report.
const AUTHORS: [&str; 3] = ["author", "authors", "by-author"];

struct Reader<'a> {
    file: FileId,
    text: &'a str,
    /// The keys of all blocks; a later block counts before an earlier one.
    top: Mapping,
    entries: Vec<Entry>,
    defects: &'a mut Vec<Defect>,
}

impl Reader<'_> {
    fn defect(&mut self, kind: DefectKind, range: Range<usize>) {
        let span = Span::new(self.file, range);
        self.defects.push(Defect::new(kind, span));
    }

    /// Reads one block, or records why it cannot be read.
    fn take(&mut self, block: &blocks::Block) {
        let yaml = &self.text[block.yaml.clone()];
        let opener = places::first_line(self.text, &block.whole);
        let marks = &self.text[opener.clone()];
        if marks != "---" {
            self.faulty(HeaderFault::Marks(marks.to_owned()), opener.clone());
        }
        if !block.closed {
            let end = block.whole.end;
            let fault = match self.text[..end].ends_with('\n') {
                true => HeaderFault::Unclosed(Span::new(self.file, end..end)),
                false => HeaderFault::Other("no line of `---` or `...` closes it".to_owned()),
            };
            self.faulty(fault, opener.clone());
        }
        let limit = match yaml_alias(yaml) {
            Some(_) => limits::ALIASED_BYTES,
            None => limits::HEADER_BYTES,
        };
        if yaml.len() > limit {
            let message = format!("it is longer than the limit of {} KiB", limit / 1024);
            self.faulty(HeaderFault::Other(message), opener);
            return;
        }
        if let Some(at) = yaml_beyond(yaml, limits::DATA_DEPTH) {
            let most = limits::DATA_DEPTH;
            let message = format!("brackets are nested more than {most} levels deep");
            let at = block.yaml.start + at;
            self.faulty(HeaderFault::Other(message), at..at + 1);
            return;
        }
        let entries = places::entries(self.text, &block.yaml);
        match serde_yaml::from_str::<Value>(yaml) {
            Ok(Value::Mapping(keys)) => self.top.extend(keys),
            Ok(Value::Null) => {}
            Ok(_) => {
                let glued = faults::glued(self.file, self.text, &block.yaml);
                let (fault, range) = glued.unwrap_or_else(|| {
                    let message = "it is not a table of keys and values".to_owned();
                    (HeaderFault::Other(message), opener)
                });
                self.faulty(fault, range);
            }
            Err(error) => {
                self.unparsed(block, &entries, &error);
                self.top.extend(faults::each_by_itself(self.text, &entries));
            }
        }
        self.entries.extend(entries);
    }

    /// Records why the parser of YAML has stopped.
    fn unparsed(&mut self, block: &blocks::Block, entries: &[Entry], error: &serde_yaml::Error) {
        let at = error.location().map_or(block.yaml.start, |location| {
            self.offset_of(block, location.line(), location.column())
        });
        let message = error.to_string();
        let message = message.split(" at line ").next().unwrap_or(&message);
        let stop = faults::Stop {
            file: self.file,
            text: self.text,
            yaml: block.yaml.clone(),
            entries,
            at,
            message,
        };
        let (fault, range) = stop.slip().unwrap_or_else(|| {
            let line = self.text[at..].lines().next().unwrap_or_default();
            let range = match line.trim_end() {
                "" => self.line_before(at),
                line => at..at + line.len(),
            };
            (HeaderFault::Other(message.to_owned()), range)
        });
        self.faulty(fault, range);
    }

    fn faulty(&mut self, fault: HeaderFault, range: Range<usize>) {
        self.defect(DefectKind::NotYaml(fault), range);
    }

    /// Takes quotation marks of print, which mean nothing in YAML, from around values that hold none. Where
    /// they stand once, they stand often: one defect says it.
    fn without_curly_marks(&mut self) {
        let mut first: Option<(String, Range<usize>)> = None;
        for key in ["date", "lang", "bibliography", "csl"] {
            let place = self.place(key);
            let Some(Value::String(value)) = self.top.get_mut(key) else {
                continue;
            };
            let Some(inner) = faults::between_curly_marks(value).map(str::to_owned) else {
                continue;
            };
            value.clone_from(&inner);
            let is_first = first
                .as_ref()
                .is_none_or(|(_, other)| place.start < other.start);
            if is_first {
                first = Some((inner, place));
            }
        }
        if let Some((inner, place)) = first {
            self.faulty(HeaderFault::Curly(inner), place);
        }
    }

    /// Records a character that no text may hold and that an escape such as `"\x01"` makes.
    fn forbidden_characters(&mut self) {
        fn find(value: &Value) -> Option<char> {
            match value {
                Value::String(words) => forbidden_in(words),
                Value::Sequence(values) => values.iter().find_map(find),
                Value::Mapping(fields) => fields
                    .iter()
                    .find_map(|(key, value)| find(key).or_else(|| find(value))),
                Value::Tagged(tagged) => find(&tagged.value),
                _ => None,
            }
        }
        // What stands in the text as it is was seen, and hides all others.
        if forbidden_in(self.text).is_some() {
            return;
        }
        let entries = self.entries.iter().enumerate();
        let last: BTreeMap<&str, usize> = entries
            .map(|(at, entry)| (entry.name.as_str(), at))
            .collect();
        let found: Vec<(char, Range<usize>)> = self
            .top
            .iter()
            .filter_map(|(key, value)| {
                let character = find(key).or_else(|| find(value))?;
                let at = key.as_str().and_then(|key| last.get(key));
                let place = at.map_or(0..0, |at| self.entries[*at].place());
                Some((character, places::first_line(self.text, &place)))
            })
            .collect();
        for (character, range) in found {
            self.defect(DefectKind::ForbiddenCharacter(character), range);
        }
    }

    /// The offset of a line and column of a block's YAML, both counted from one.
    fn offset_of(&self, block: &blocks::Block, line: usize, column: usize) -> usize {
        let yaml = &self.text[block.yaml.clone()];
        let lines = blocks::lines(yaml);
        let Some(range) = lines.get(line.saturating_sub(1)) else {
            return block.yaml.end;
        };
        let inside: usize = yaml[range.clone()]
            .chars()
            .take(column.saturating_sub(1))
            .map(char::len_utf8)
            .sum();
        block.yaml.start + range.start + inside
    }

    /// The last line with words before an offset.
    fn line_before(&self, at: usize) -> Range<usize> {
        let before = self.text[..at].trim_end();
        let start = before.rfind('\n').map_or(0, |at| at + 1);
        start..before.len()
    }

    /// The value of a key and its place.
    fn get(&self, key: &str) -> Option<(Value, Range<usize>)> {
        let value = self.top.get(key).filter(|value| !value.is_null())?;
        let place = self.place(key);
        let value = as_written(value.clone(), &self.text[place.clone()]);
        Some((value, place))
    }

    /// The first of some keys that has a value.
    fn first(&self, keys: &[&'static str]) -> Option<(&'static str, Value, Range<usize>)> {
        keys.iter()
            .find_map(|key| self.get(key).map(|(value, place)| (*key, value, place)))
    }

    /// Where the value of a key stands.
    fn place(&self, key: &str) -> Range<usize> {
        self.entries
            .iter()
            .rev()
            .find(|entry| entry.name == key)
            .map_or(0..0, Entry::place)
    }

    fn wrong(&mut self, key: &str, expected: &'static str, value: &Value, place: &Range<usize>) {
        let kind = DefectKind::WrongType {
            key: key.to_owned(),
            expected,
            found: type_name(value),
        };
        let range = places::first_line(self.text, place);
        self.defect(kind, range);
    }

    fn bad(&mut self, key: &str, value: &str, expected: impl Into<String>, range: Range<usize>) {
        let kind = DefectKind::BadValue {
            key: key.to_owned(),
            value: value.to_owned(),
            expected: expected.into(),
        };
        self.defect(kind, range);
    }

    fn fill(&mut self, header: &mut Header) {
        let manifest = &mut header.manifest;
        for keys in [["title"].as_slice(), &["subtitle"], &AUTHORS] {
            self.notes(keys);
        }
        manifest.title = self.words(&["title"]).unwrap_or_default();
        manifest.subtitle = self.words(&["subtitle"]);
        manifest.publisher = self.words(&["publisher"]);
        manifest.description = self.words(&["description"]);
        manifest.keywords = self.keywords();
        self.authors(manifest);
        self.in_one_piece(manifest);
        self.date(manifest);
        self.language(manifest);
        self.licence(manifest);
        manifest.bibliographies = self
            .list("bibliography", "the path of a file, or a list of paths")
            .into_iter()
            .map(|path| Located::new(Utf8PathBuf::from(path.value), path.span))
            .collect();
        manifest.references = self.references();
        if let Some(style) = self.style() {
            manifest.citation_style = style;
        }
        if let Some(written) = self.words(&["doi"]) {
            let doi = bare_doi(&written);
            if is_doi(doi) {
                manifest.identifiers.doi = Some(doi.to_owned());
            } else {
                let place = self.place("doi");
                self.bad("doi", &written, "a DOI such as `10.1234/abc`", place);
            }
        }
        if let Some(size) = self.words(&["papersize", "paper-size"]) {
            let size = size.to_lowercase();
            let size = size.trim_end_matches("paper");
            let size = if size == "letter" { "us-letter" } else { size };
            if PAPERS.contains(&size) {
                manifest.layout.paper = size.to_owned();
            }
        }
        manifest.layout.contents = self.wants_contents();
        self.own(manifest);
        manifest.nocite = self.nocite();
        let listed = manifest.nocite.iter().map(|key| key.value.clone());
        manifest.unused_ok.extend(listed);
        header.summary = self.summary(header.manifest.language.as_ref());
        header.numbered = self.is_true(&["number-sections", "numbersections", "number_sections"]);
        header.shift = self
            .get("shift-heading-level-by")
            .and_then(|(value, _)| value.as_i64())
            .unwrap_or_default()
            .clamp(-6, 6);
    }

    /// Where lists of references stand: one a block, also where the block cannot be read as a whole.
    fn references(&mut self) -> Vec<Span> {
        if let Some((value, place)) = self.get("references")
            && !matches!(value, Value::Sequence(_))
        {
            let expected = "a list of references, each with an `id`";
            self.wrong("references", expected, &value, &place);
            return Vec::new();
        }
        let lists = self.entries.iter().filter(|entry| {
            let value = &self.text[entry.value.clone()];
            entry.name == "references" && value.starts_with(['-', '[', '#'])
        });
        lists
            .map(|entry| Span::new(self.file, entry.value.clone()))
            .collect()
    }

    /// The words of the first of some keys that has any.
    fn words(&mut self, keys: &[&'static str]) -> Option<String> {
        let (key, value, place) = self.first(keys)?;
        match string(&value) {
            Some(text) => Some(plain(&text)).filter(|text| !text.is_empty()),
            None => {
                if !matches!(value, Value::String(_)) {
                    self.wrong(key, "a string", &value, &place);
                }
                None
            }
        }
    }

    /// Whether the header asks for contents: `toc: true`, for all formats or for one of them.
    fn wants_contents(&self) -> bool {
        const KEYS: [&str; 2] = ["toc", "table-of-contents"];
        let holds = |value: Option<&Value>| {
            let keys = KEYS.iter();
            keys.filter_map(|key| value?.get(*key))
                .any(|value| value.as_bool() == Some(true))
        };
        let formats = ["format", "output"]
            .iter()
            .filter_map(|key| self.top.get(*key));
        let mut formats = formats
            .filter_map(Value::as_mapping)
            .flat_map(Mapping::values);
        self.is_true(&KEYS) || formats.any(|format| holds(Some(format)))
    }

    /// Says which notes stand in the words of the first of some keys: nothing there can call one.
    fn notes(&mut self, keys: &[&'static str]) {
        let Some((_, _, place)) = self.first(keys) else {
            return;
        };
        let text = self.text;
        for note in text::notes(&text[place.clone()]) {
            let range = place.start + note.start..place.start + note.end;
            self.defect(DefectKind::NotHeld(Construct::NoteInHeader), range);
        }
    }

    fn is_true(&self, keys: &[&'static str]) -> bool {
        self.first(keys).is_some_and(|(_, value, _)| match value {
            Value::Bool(truth) => truth,
            other => matches!(string(&other).as_deref(), Some("yes" | "true")),
        })
    }

    /// A string or a list of strings, each with its place.
    fn list(&mut self, key: &'static str, expected: &'static str) -> Vec<Located<String>> {
        let Some((value, place)) = self.get(key) else {
            return Vec::new();
        };
        let many = match &value {
            Value::Sequence(many) => many.as_slice(),
            one => std::slice::from_ref(one),
        };
        let mut from = place.start;
        let mut found = Vec::new();
        for one in many {
            match string(one) {
                Some(text) => {
                    let range = places::scalar(self.text, &place, from, &text);
                    from = range.end;
                    found.push(Located::new(text, Span::new(self.file, range)));
                }
                None => self.wrong(key, expected, one, &place),
            }
        }
        found
    }

    fn keywords(&self) -> Vec<String> {
        let Some((_, value, _)) = self.first(&["keywords", "tags", "keyword", "subject"]) else {
            return Vec::new();
        };
        let split = matches!(value, Value::String(_));
        strings(&value)
            .iter()
            .flat_map(|text| match split {
                true => text.split([',', ';']).collect(),
                false => vec![text.as_str()],
            })
            .map(plain)
            .filter(|text| !text.is_empty())
            .collect()
    }

    /// Says which texts are too long together for a PDF, which holds them in one piece.
    fn in_one_piece(&mut self, manifest: &Manifest) {
        let names = manifest.authors.iter().map(|author| &author.name);
        for (keys, bytes) in [
            (
                ["keywords", "tags", "keyword", "subject"].as_slice(),
                bytes_of(&manifest.keywords),
            ),
            (AUTHORS.as_slice(), bytes_of(names)),
        ] {
            if bytes > limits::STRING_BYTES
                && let Some((key, _, place)) = self.first(keys)
            {
                let range = places::first_line(self.text, &place);
                self.defect(
                    DefectKind::OverLimit(Counted::JoinedBytes(key.to_owned())),
                    range,
                );
            }
        }
    }

    fn authors(&mut self, manifest: &mut Manifest) {
        let Some((key, value, place)) = self.first(&AUTHORS) else {
            return;
        };
        let affiliations = self
            .first(&["affiliations", "affiliation", "institute"])
            .map(|(_, value, _)| value);
        let (people, nameless) = people::read(&value, affiliations.as_ref());
        for one in nameless {
            self.wrong(key, "a name, or a table with the key `name`", one, &place);
        }
        manifest.contact = people.iter().find_map(|person| person.contact.clone());
        manifest.authors = people
            .into_iter()
            .map(|person| person.contributor)
            .collect();
    }

    fn date(&mut self, manifest: &mut Manifest) {
        let Some((value, place)) = self.get("date") else {
            return;
        };
        let Some(written) = string(&value) else {
            self.wrong("date", "a day such as `2024-05-03`", &value, &place);
            return;
        };
        let range = places::first_line(self.text, &place);
        if dates::asks_the_clock(&written) {
            let expected = "a day such as `2024-05-03`: the books must not change with the clock";
            self.bad("date", &written, expected, range);
            return;
        }
        manifest.date = dates::read(&plain(&written));
        if manifest.date.is_none() {
            self.bad(
                "date",
                &written,
                "a day that exists, such as `2024-05-03`",
                range,
            );
        }
    }

    fn language(&mut self, manifest: &mut Manifest) {
        let Some((value, place)) = self.get("lang") else {
            return;
        };
        let Some(tag) = string(&value) else {
            self.wrong("lang", "a string", &value, &place);
            return;
        };
        let range = places::scalar(self.text, &place, place.start, &tag);
        let tag = canonical_tag(&tag.replace('_', "-"));
        if is_language_tag(&tag) {
            manifest.language = Some(Located::new(tag, Span::new(self.file, range)));
        } else {
            self.bad("lang", &tag, "a BCP 47 tag such as `en-GB` or `ko`", range);
        }
    }

    fn licence(&mut self, manifest: &mut Manifest) {
        let Some((_, value, place)) = self.first(&["license", "licence"]) else {
            return;
        };
        match &value {
            Value::Mapping(fields) => {
                manifest.licence = ["text", "type", "name"]
                    .iter()
                    .find_map(|key| fields.get(*key).and_then(string))
                    .map(|text| plain(&text));
                let url = fields.get("url").and_then(string);
                if let Some(url) = url.as_deref().filter(|url| !is_followed(url)) {
                    let range = places::first_line(self.text, &place);
                    self.bad("license.url", url, "an address such as `https://…`", range);
                }
                manifest.licence_url = url.filter(|url| is_followed(url));
            }
            other => manifest.licence = strings(other).first().map(|text| plain(text)),
        }
    }

    /// The citation style: a file, or the name of a style, which may be written as the address of
    /// its file.
    fn style(&mut self) -> Option<Located<String>> {
        let key = self.first(&["csl", "citation-style"])?.0;
        let style = self.list(key, "the path of a `.csl` file, or the name of a style");
        let mut style = style.into_iter().next()?;
        if style.value.starts_with("http://") || style.value.starts_with("https://") {
            let name = style.value.rsplit('/').next().unwrap_or_default();
            style.value = name.trim_end_matches(".csl").to_owned();
        }
        Some(style)
    }

    /// The keys in `nocite`, which Pandoc reads as Markdown: `@a, @b` or `@*`.
    fn nocite(&mut self) -> Vec<Located<String>> {
        let Some((value, place)) = self.get("nocite") else {
            return Vec::new();
        };
        let mut keys = Vec::new();
        let written = &self.text[place.clone()];
        let named = strings(&value);
        let named: BTreeSet<&str> = named
            .iter()
            .flat_map(|text| keys_in(text).map(|(_, key)| key))
            .collect();
        for (at, key) in keys_in(written) {
            if !key.is_empty() && named.contains(key) {
                let start = place.start + at;
                let span = Span::new(self.file, start..start + key.len());
                keys.push(Located::new(key.to_owned(), span));
            }
        }
        keys
    }

    fn summary(&mut self, language: Option<&Located<String>>) -> Option<Summary> {
        let (value, place) = self.get("abstract")?;
        if string(&value).is_none() {
            if !matches!(value, Value::String(_)) {
                self.wrong("abstract", "a string", &value, &place);
            }
            return None;
        }
        let key = self
            .entries
            .iter()
            .rev()
            .find(|entry| entry.name == "abstract");
        let own = value
            .as_str()
            .filter(|_| places::is_escaped(&self.text[place.clone()]));
        Some(Summary {
            range: places::words(self.text, &place),
            key: key.map_or(place, |entry| entry.key.clone()),
            own: own.map(str::to_owned),
            title: self.words(&["abstract-title"]).unwrap_or_else(|| {
                let tag = language.map_or("", |tag| tag.value.as_str());
                known::title_of_abstract(tag).to_owned()
            }),
        })
    }
}

/// The keys that a text names as Markdown does, each with its offset; `*` is all.
fn keys_in(text: &str) -> impl Iterator<Item = (usize, &str)> {
    text.match_indices('@').map(|(at, _)| {
        let rest = &text[at + 1..];
        let length = match rest.starts_with('*') {
            true => 1,
            false => rest
                .find(|c: char| !(c.is_alphanumeric() || "_:.#$%&-+?<>~/".contains(c)))
                .unwrap_or(rest.len()),
        };
        (
            at + 1,
            rest[..length].trim_end_matches(['.', ':', ',', ';', '?']),
        )
    })
}
