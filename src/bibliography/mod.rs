//! Bibliographies of four formats, as one library; and citations, formatted once for both books.
//!
//! The only module that knows hayagriva, citationberg and biblatex. It reads no files and judges
//! nothing: what it cannot read becomes a defect, and the other entries are read all the same.

#[cfg(test)]
mod as_printed;
mod authors;
mod babel;
mod biblatex;
mod biblatex_dates;
mod biblatex_fields;
mod capitals;
mod collapse;
mod csl_dates;
mod csl_json;
mod csl_marks;
mod csl_yaml;
mod dates;
mod driver;
mod expansion;
pub mod export;
mod extent;
mod facts;
mod fields;
mod fold;
mod format;
mod in_text;
mod kinds;
mod latin;
mod local_dates;
mod marks;
mod mend;
mod namesakes;
mod order;
mod polish;
mod printed;
mod printer;
mod prune;
mod side_by_side;
mod stand_ins;
mod style;
mod tex;
mod tex_words;
mod words;
mod writer;
mod yaml;

pub use format::{Formatted, Request, RequestItem, format};
pub use style::{Style, StyleError, bundled_names, find_style, read_style};

use std::collections::BTreeMap;

use citationberg::taxonomy::Kind;

use crate::model::{Counted, Defect, DefectKind, Reference, forbidden_in, limits};
use crate::source::{FileId, Sources, Span};

/// Every reference of a report, from all its bibliographies.
#[derive(Debug, Default)]
pub struct Library {
    references: Vec<Reference>,
    /// The entries as they were read.
    entries: Vec<hayagriva::Entry>,
    /// The entries in the form in which they are printed.
    printed: Vec<hayagriva::Entry>,
    /// The type of CSL that each entry says it is of, where its format has these types.
    csl_kinds: Vec<Option<Kind>>,
    /// What each entry says of its date in words.
    issued: Vec<Option<String>>,
    /// The words that stand where others have a year, each once.
    words_for_years: Vec<String>,
    index: BTreeMap<String, usize>,
}

impl Library {
    /// Reads bibliography files; the ending of its name says which format a file has.
    ///
    /// Where a key is used twice, the first entry counts and the second is a defect.
    pub fn read(sources: &Sources, files: &[FileId], defects: &mut Vec<Defect>) -> Self {
        Self::read_with(sources, &[], files, defects)
    }

    /// The same, with the references that stand in the header of a text: each place is that of a list in
    /// CSL-YAML. They come before those of the files.
    pub fn read_with(
        sources: &Sources,
        header: &[Span],
        files: &[FileId],
        defects: &mut Vec<Defect>,
    ) -> Self {
        let mut library = Self::default();
        for list in header {
            library.add(sources, list.file, defects, |batch| {
                csl_yaml::read(batch, list.range());
            });
        }
        for file in files {
            let path = sources.file(*file).path();
            let ending = path.extension().unwrap_or_default().to_ascii_lowercase();
            library.add(sources, *file, defects, |batch| match ending.as_str() {
                "bib" | "bibtex" => biblatex::read(batch),
                "json" => csl_json::read(batch),
                "yml" | "yaml" => yaml::read(batch),
                other => batch.file_defect(
                    "bibliography",
                    format!("`.{other}` is not a format of bibliographies"),
                    0..0,
                ),
            });
        }
        library
    }

    /// Adds what `read` finds in a file, up to the limit.
    fn add(
        &mut self,
        sources: &Sources,
        file: FileId,
        defects: &mut Vec<Defect>,
        read: impl FnOnce(&mut Batch<'_>),
    ) {
        let text = sources.file(file).text();
        let mut batch = Batch {
            file,
            text,
            entries: Vec::new(),
            defects,
            slips: fields::Slips::default(),
        };
        read(&mut batch);
        for (entry, filing, span) in batch.entries {
            if self.references.len() == limits::REFERENCES {
                let kind = DefectKind::OverLimit(Counted::References);
                defects.push(Defect::new(kind, span));
                return;
            }
            let entry = without_forbidden(entry, text, span, defects);
            self.push(entry, filing, span, defects);
        }
    }

    fn push(
        &mut self,
        entry: hayagriva::Entry,
        filing: Filing,
        span: Span,
        defects: &mut Vec<Defect>,
    ) {
        let key = entry.key().to_owned();
        if key.trim().is_empty() {
            let message = "the entry has no key by which it could be cited".to_owned();
            defects.push(Defect::new(DefectKind::BadEntry { key, message }, span));
            return;
        }
        if let Some(first) = self.index.get(&key) {
            defects.push(Defect::new(
                DefectKind::DuplicateKey {
                    key,
                    first: self.references[*first].span,
                },
                span,
            ));
            return;
        }
        self.index.insert(key, self.references.len());
        let mut printed = entry.clone();
        if printed.page_range().is_none()
            && let Some(number) = &filing.article_number
            && let Ok(number) = number.parse()
        {
            printed.set_page_range(number);
        }
        if let Some(year) = self.year_of_words(&entry, &filing) {
            printed.set_date(hayagriva::types::Date::from_year(year));
        }
        self.issued.push(filing.issued.clone());
        let kind = filing.csl_type.as_ref().map(|kind| kind.parse());
        // A document may be anything: what hayagriva makes of its fields is nearer.
        let kind = kind
            .and_then(Result::ok)
            .filter(|kind| *kind != Kind::Document);
        self.csl_kinds.push(kind);
        self.references.push(facts::of(&entry, filing, span));
        self.printed.push(printed::of(printed, kind));
        self.entries.push(entry);
    }

    /// The year that stands for the date of an entry, where that is words without a year.
    fn year_of_words(&mut self, entry: &hayagriva::Entry, filing: &Filing) -> Option<i32> {
        let words = filing.issued.as_ref()?;
        if entry.date_any().is_some() || dates::is_undated(words) {
            return None;
        }
        let known = self.words_for_years.iter().position(|one| one == words);
        let place = known.unwrap_or_else(|| {
            self.words_for_years.push(words.clone());
            self.words_for_years.len() - 1
        });
        dates::year_of_words(place)
    }

    /// The years of an entry that came out over several: the first, and how they are printed.
    fn years_of(&self, position: usize) -> Option<(String, &str)> {
        let words = self.issued.get(position)?.as_deref()?;
        let date = self.entries.get(position)?.date_any()?;
        let read = self.references[position].accessed;
        // A page that was read in the first year would seem to be read in all of them.
        let is_told_apart = read.is_none_or(|read| read.year != date.year);
        is_told_apart.then(|| (date.year.to_string(), words))
    }

    /// The references, in the order of the files.
    pub fn references(&self) -> &[Reference] {
        &self.references
    }

    /// The position of a key.
    pub fn position(&self, key: &str) -> Option<usize> {
        self.index.get(key).copied()
    }
}

/// The entry, or only its key where it holds a character that no text may hold and that the file
/// writes as an escape, such as `\u0001`.
fn without_forbidden(
    entry: hayagriva::Entry,
    text: &str,
    span: Span,
    defects: &mut Vec<Defect>,
) -> hayagriva::Entry {
    let Some(character) = forbidden_of(&entry) else {
        return entry;
    };
    // Where it stands as it is, whoever read the file has seen it.
    if !text.contains(character) {
        defects.push(Defect::new(DefectKind::ForbiddenCharacter(character), span));
    }
    hayagriva::Entry::new(entry.key(), *entry.entry_type())
}

/// The first character of an entry that no text may hold.
fn forbidden_of(entry: &hayagriva::Entry) -> Option<char> {
    fn find(value: &serde_json::Value) -> Option<char> {
        use serde_json::Value;
        match value {
            Value::String(words) => forbidden_in(words),
            Value::Array(values) => values.iter().find_map(find),
            Value::Object(fields) => fields.values().find_map(find),
            _ => None,
        }
    }
    // As JSON it is one text, in which a control character is an escape. Few entries hold one, and
    // only these are looked at word by word.
    let json = serde_json::to_string(entry).unwrap_or_default();
    let is_suspect = json.contains('\\') || forbidden_in(&json).is_some();
    let found = is_suspect.then(|| serde_json::to_value(entry).ok());
    let found = found.flatten().as_ref().and_then(find);
    found.or_else(|| forbidden_in(entry.key()))
}

/// What an entry says for those who sort it, and hayagriva does not read.
#[derive(Debug, Clone, Default)]
struct Filing {
    /// Its type in the words of its own format, where they are not Hayagriva's.
    written_type: Option<String>,
    /// Its type in the words of CSL, where its format has them.
    csl_type: Option<String>,
    keywords: Vec<String>,
    group: Option<String>,
    /// When it was issued, in words: what is printed in place of the year.
    issued: Option<String>,
    /// Where the span of its dates ends.
    issued_until: Option<crate::model::Until>,
    /// Its address as it is written, where nobody can follow it.
    address: Option<String>,
    /// When such an address was read.
    accessed: Option<crate::model::Date>,
    /// The number by which a journal without pages counts its articles. Printed in the place of pages, and no
    /// page that a locator could be compared with.
    article_number: Option<String>,
}

impl Filing {
    /// Takes the keywords out of a text, where commas or semicolons part them.
    fn with_keywords(mut self, text: &str) -> Self {
        let words = text.split([',', ';']).map(str::trim);
        let words = words.filter(|word| !word.is_empty());
        self.keywords.extend(words.map(str::to_owned));
        self
    }
}

/// What the readers of one file work with.
struct Batch<'a> {
    file: FileId,
    text: &'a str,
    entries: Vec<(hayagriva::Entry, Filing, Span)>,
    defects: &'a mut Vec<Defect>,
    slips: fields::Slips,
}

impl Batch<'_> {
    fn span(&self, range: std::ops::Range<usize>) -> Span {
        Span::new(self.file, range)
    }

    fn defect(&mut self, kind: DefectKind, range: std::ops::Range<usize>) {
        let span = self.span(range);
        self.defects.push(Defect::new(kind, span));
    }

    fn file_defect(
        &mut self,
        format: &'static str,
        message: String,
        range: std::ops::Range<usize>,
    ) {
        self.defect(DefectKind::BadBibliography { format, message }, range);
    }

    fn bad_entry(&mut self, key: &str, message: String, range: std::ops::Range<usize>) {
        let key = key.to_owned();
        self.defect(DefectKind::BadEntry { key, message }, range);
    }

    fn impossible_date(
        &mut self,
        key: &str,
        field: &str,
        value: &str,
        range: std::ops::Range<usize>,
    ) {
        self.defect(
            DefectKind::ImpossibleDate {
                key: key.to_owned(),
                field: field.to_owned(),
                value: value.to_owned(),
            },
            range,
        );
    }
}

/// Whether a text that is written like a date names a month or day that does not exist.
///
/// Text that is not written like a date (`2012/2013`, `c. 1990`, `n.d.`) is not judged here.
fn is_impossible_date(text: &str) -> bool {
    let text = text.trim().trim_end_matches(['~', '?', '%']);
    let text = text.split(['T', ' ']).next().unwrap_or_default();
    let mut parts = text.split('-');
    let number = |part: Option<&str>, lengths: std::ops::RangeInclusive<usize>| match part {
        None => Some(None),
        Some(part) => (lengths.contains(&part.len()) && part.bytes().all(|b| b.is_ascii_digit()))
            .then(|| part.parse::<u16>().ok())
            .flatten()
            .map(Some),
    };
    let (Some(Some(year)), Some(Some(month)), Some(day)) = (
        number(parts.next(), 4..=4),
        number(parts.next(), 1..=2),
        number(parts.next(), 1..=2),
    ) else {
        return false;
    };
    if parts.next().is_some() {
        return false;
    }
    // EDTF writes seasons and quarters as months 21 to 41.
    let season = day.is_none() && (21..=41).contains(&month);
    if season {
        return false;
    }
    let month = u8::try_from(month).unwrap_or(u8::MAX);
    match day {
        None => !(1..=12).contains(&month),
        Some(day) => {
            let day = u8::try_from(day).unwrap_or(u8::MAX);
            !crate::model::is_real_day(i32::from(year), month, day)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Reads one file and shows its references and defects, one a line.
    fn check(name: &str, text: &str, expected: &[&str]) {
        let mut sources = Sources::default();
        let file = sources.add(name, text);
        let mut defects = Vec::new();
        let library = Library::read(&sources, &[file], &mut defects);
        let mut shown: Vec<String> = library
            .references()
            .iter()
            .map(|r| {
                let date = r.issued.map(|date| date.to_string()).unwrap_or_default();
                let key = r.span.map(|span| sources.slice(span)).unwrap_or_default();
                format!(
                    "{key}|{}|{}|{}|{date}|{}",
                    r.kind,
                    r.creators.join(" & "),
                    r.title.as_deref().unwrap_or_default(),
                    r.container.as_deref().unwrap_or_default(),
                )
            })
            .collect();
        for defect in &defects {
            let place = sources.slice(defect.span);
            shown.push(match &defect.kind {
                DefectKind::DuplicateKey { key, .. } => format!("duplicate {key}"),
                DefectKind::ImpossibleDate { field, value, .. } => {
                    format!("impossible {field} {value} at {place}")
                }
                DefectKind::BadEntry { key, .. } => format!("bad entry {key} at {place}"),
                DefectKind::BadBibliography { format, .. } => format!("bad {format}"),
                other => format!("{other:?}"),
            });
        }
        assert_eq!(shown, expected);
    }

    #[test]
    fn reads_three_formats_alike() {
        check(
            "a.yml",
            "a:\n  type: article\n  title: On $5 to $10\n  author: Kim, Min\n  date: 2012-02-27\n  parent:\n    type: newspaper\n    title: The Daily\n",
            &["a|article|Min Kim|On $5 to $10|2012-02-27|The Daily"],
        );
        check(
            "a.bib",
            "@article{a,\n title = {On \\$5 to \\$10}, author = {Kim, Min}, date = {2012-02-27}, journaltitle = {The Daily}}\n",
            &["a|article|Min Kim|On $5 to $10|2012-02-27|The Daily"],
        );
        check(
            "a.json",
            r#"[{"id": "a", "type": "article-newspaper", "title": "On $5 to $10", "author": [{"family": "Kim", "given": "Min"}], "issued": {"date-parts": [[2012, 2, 27]]}, "container-title": "The Daily"}]"#,
            &["a|article|Min Kim|On $5 to $10|2012-02-27|The Daily"],
        );
    }

    #[test]
    fn csl_yaml_is_read_as_csl_json() {
        let expected = ["a|article|Min Kim|On $5 to $10|2012-02-27|The Daily"];
        let fields = "type: article-newspaper, title: On $5 to $10, container-title: The Daily";
        let authors = [
            "[{family: Kim, given: Min}]",
            "{family: Kim, given: Min}",
            "Min Kim",
        ];
        let dates = [
            "2012-02-27",
            "{date-parts: [[2012, 2, 27]]}",
            "{date-parts: [2012, 2, 27]}",
            "[{year: 2012, month: '02', day: 27}]",
            "{year: 2012, month: 2, day: 27}",
            "{raw: 2012-02-27}",
            "2012-02-27/2012-03-01",
        ];
        for author in authors {
            for date in dates {
                let item = format!("{{id: a, {fields}, author: {author}, issued: {date}}}");
                check("a.yaml", &format!("references: [{item}]\n"), &expected);
                check(
                    "a.yml",
                    &format!("---\nreferences:\n  - {item}\n...\n"),
                    &expected,
                );
                check("a.yml", &format!("- {item}\n"), &expected);
            }
        }
        check(
            "a.yml",
            "- {id: a, type: book, title: A, issued: 2014~}\n- {id: b, type: book, title: B, issued: 2001-21}\n- {id: 7, type: book, title: C, issued: 2014}\n",
            &["a|book||A|2014|", "b|book||B|2001|", "7|book||C|2014|"],
        );
    }

    #[test]
    fn one_faulty_item_of_a_yaml_list_hides_no_other() {
        check(
            "a.yml",
            "references:\n- id: a\n  title: \"A\n- type: book\n  title: B\n- title: C\n  type: book\n  id: 'c'\n- id: c\n  type: book\n- id: d\n  type: book\n  title: D\n  issued: 2023-02-30\n- e\n",
            &[
                "c|book||C||",
                "d|book||D||",
                "bad entry a at a",
                "bad entry  at type:",
                "impossible issued 2023-02-30 at d",
                "bad entry  at e",
                "duplicate c",
            ],
        );
        // An alias means what its anchor says elsewhere in the file.
        check(
            "a.yml",
            "- id: a\n  type: book\n  title: A\n  author: &kim\n  - {family: Kim}\n- id: b\n  type: book\n  title: B\n  author: *kim\n",
            &["a|book|Kim|A||", "b|book|Kim|B||"],
        );
        check("a.yml", "- id: a\n  type: [\n", &["bad entry a at a"]);
        check("a.yml", "[{id: a\n", &["bad CSL-YAML"]);
    }

    #[test]
    fn aliases_and_brackets_of_a_yaml_list_have_limits() {
        let item = |at: usize| format!("- id: a{at}\n  type: book\n  title: \"*A* & [0, {at})\"\n");
        // More than aliases may have, and none among it; and brackets that nobody closes.
        let many: String = (0..2_000).map(item).collect();
        let shown = |text: &str| {
            let mut sources = Sources::default();
            let file = sources.add("a.yml", text);
            let mut defects = Vec::new();
            let library = Library::read(&sources, &[file], &mut defects);
            let kinds = defects.into_iter().map(|defect| defect.kind);
            (library.references().len(), kinds.collect::<Vec<_>>())
        };
        assert_eq!(shown(&many), (2_000, vec![]));
        let aliased = format!("{many}- id: &x b\n  title: *x\n");
        let kind = DefectKind::OverLimit(Counted::AliasedBytes);
        assert_eq!(shown(&aliased), (0, vec![kind]));
        let deep = format!("- id: a\n  title: {}\n", "[".repeat(200));
        let kind = DefectKind::OverLimit(Counted::Nesting);
        assert_eq!(shown(&deep), (0, vec![kind]));
    }

    #[test]
    fn one_faulty_entry_does_not_hide_the_others() {
        check(
            "a.yml",
            "a:\n  type: nonsense\n  title: A\nb:\n  type: web\n  title: B\n  date: 2023-02-29\nb:\n  type: web\n  title: C\n",
            &[
                "b|web||B||",
                "bad entry a at a",
                "impossible date 2023-02-29 at 2023-02-29",
                "duplicate b",
            ],
        );
        check(
            "a.bib",
            "@misc{a, title = {A}, date = {2023-13-01}}\n@misc{b, title = {B}}\n@misc{b, title = {C}}\n",
            &[
                "a|misc||A||",
                "b|misc||B||",
                "impossible date 2023-13-01 at 2023-13-01",
                "duplicate b",
            ],
        );
        check(
            "a.json",
            r#"[{"id": "a", "type": "book", "title": "A", "issued": {"date-parts": [[2023, 2, 30]]}}, {"type": "book"}, {"id": "b", "type": "book", "title": "B", "issued": {"date-parts": [[2001],[2003]]}}]"#,
            &[
                "a|book||A||",
                "b|book||B|2001|",
                "impossible issued 2023-02-30 at a",
                "bad entry  at {",
            ],
        );
    }

    #[test]
    fn an_entry_without_a_key_is_no_entry() {
        let expected = ["b|misc||B||", "bad entry  at "];
        check(
            "a.bib",
            "@misc{, title = {A}}\n@misc{b, title = {B}}\n",
            &expected,
        );
        let yaml = "\"\":\n  type: misc\n  title: A\nb:\n  type: misc\n  title: B\n";
        check("a.yml", yaml, &expected);
    }

    #[test]
    fn a_broken_file_is_said_aloud() {
        check("a.json", "[{", &["bad CSL-JSON"]);
        check(
            "a.yml",
            "- a\n- b\n",
            &["bad entry  at a", "bad entry  at b"],
        );
        check("a.yml", "a\n", &["bad Hayagriva YAML"]);
        check("a.txt", "x", &["bad bibliography"]);
    }

    #[test]
    fn what_sorts_an_entry_is_read_in_three_formats() {
        let check = |name: &str, text: &str, expected: &str| {
            let mut sources = Sources::default();
            let file = sources.add(name, text);
            let library = Library::read(&sources, &[file], &mut Vec::new());
            let shown: Vec<String> = library
                .references()
                .iter()
                .map(|r| {
                    let group = r.group.as_deref().unwrap_or_default();
                    format!("{}|{}|{group}", r.kinds.join(" "), r.keywords.join(" "))
                })
                .collect();
            assert_eq!(shown, [expected], "{name}");
        };
        check(
            "a.yml",
            "a:\n  type: article\n  title: A\n  keywords: [primary, law]\n  group: press\n  parent:\n    type: newspaper\n    title: D\n",
            "article newspaper|primary law|press",
        );
        check(
            "a.bib",
            "@online{a, title = {A}, keywords = {primary, law}, group = {press}}\n",
            "web online|primary law|press",
        );
        check(
            "a.json",
            r#"[{"id": "a", "type": "article-newspaper", "title": "A", "container-title": "D", "keyword": "primary; law", "custom": {"group": "press"}}]"#,
            "article article-newspaper newspaper|primary law|press",
        );
    }

    #[test]
    fn knows_which_dates_do_not_exist() {
        for good in [
            "2012-02-29",
            "2012-02",
            "2012",
            "2012-21",
            "c. 1990",
            "2012/2013",
            "2012-2-9",
        ] {
            assert!(!is_impossible_date(good), "{good}");
        }
        for bad in [
            "2023-02-29",
            "2023-13",
            "2023-00-01",
            "2023-04-31",
            "2023-04-31T00:00",
        ] {
            assert!(is_impossible_date(bad), "{bad}");
        }
    }
}
