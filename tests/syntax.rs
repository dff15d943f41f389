//! The examples of the user's pages, executed.
//!
//! A fenced block of a page says in its info string what must hold:
//!
//! - `markdown accepted` — the check finds nothing at error level;
//! - `markdown refused=RULE` — the check finds something at error level, and all of it is by that
//!   rule;
//! - `toml …`, `bibtex …`, `json …` and `yaml …` — the same for manifests and bibliographies;
//! - `toml … file=theme.toml` — the same for themes;
//! - `text model`, `text citations`, `text states`, `text references` — what the block before it
//!   becomes, in the notation of [`Shown`].
//!
//! After `accepted` or `refused`, `profile=…` and `style=…` choose another profile and citation
//! style, and `file=whole` says that the section has no heading but its own. `UNDERPIN_BLESS=1` writes the `text` blocks anew; read what it wrote.

use std::collections::BTreeSet;
use std::fmt::Write;
use std::fs;
use std::ops::Range;

use underpin::diagnostic::{Finding, Level};
use underpin::model::{
    Attrs, Block, BlockKind, CitationItem, CitationMode, Figure, Inline, InlineKind, Kind, Report,
    Role, Standing, Table, text_of,
};
use underpin::parse::keys::{self, KEYS};
use underpin::parse::{evidence, theme, waivers};
use underpin::pipeline::{self, Checked};
use underpin::source::InMemory;

/// A page needs no locator.
const SHORT: &str = "[hrw-2002]\nkind = \"web\"\n";

/// The references that the examples cite. None of them exists.
const REFERENCES: &str = "\
hrw-2002:
  type: report
  title: An invented report
  author: { name: Rights Office }
  date: 2002-11
bbc-2012:
  type: web
  title: An invented page
  publisher: A broadcaster
  date: 2012-02-24
  url: { value: \"https://example.org/page\", date: 2012-03-01 }
kim-2014:
  type: book
  title: An invented book
  author: Kim, Min
  publisher: A press
  date: 2014
w-017:
  type: misc
  title: Interview with a witness
  author: { name: Rights Office }
  date: 2019-03-14
\"https://example.org/a?b=c\":
  type: web
  title: A page whose key is its address
  publisher: A broadcaster
  date: 2012-02-24
  url: { value: \"https://example.org/a\", date: 2012-03-01 }
";

/// The rest of the report: something to refer to.
const REST: &str = "\
# The rest {#sec-rest}

[The people were detained in February]{.claim #c-detained} [@hrw-2002, p. 1].
[They were sent back in March]{.claim #c-returned} [@bbc-2012].
";

/// The keys of a manifest, with the values that an example need not repeat.
const MANIFEST: [(&str, &str); 5] = [
    ("title", "\"An example\""),
    ("language", "\"en-GB\""),
    ("date", "2026-11-23"),
    ("sections", "[\"example.md\", \"rest.md\"]"),
    ("bibliography", "[\"references.yml\"]"),
];

/// Smallest files of the kinds that figures show.
const PNG: &[u8] = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0@\0\0\0\x30\x01\0\0\0\0\x890A\xb2\
    \0\0\0\x11IDATx\xdac\xf8\x0f\x05\x0c\xa3\x8c\xa1\xc0\0\0\xd0\x8e~\x90\xcbp\xefT\
    \0\0\0\0IEND\xaeB`\x82";
const LOGO: &str = "<svg xmlns='http://www.w3.org/2000/svg' width='40' height='40'/>";
const CSV: &str = "year,people,low,high\n2010,2402,2000,3000\n2011,2706,2500,3100\n";

#[test]
fn every_example_of_the_syntax_page_holds() {
    run_page("docs/syntax.md", 80);
}

#[test]
fn every_example_of_the_manifest_page_holds() {
    run_page("docs/manifest.md", 10);
}

#[test]
fn every_example_of_the_bibliography_page_holds() {
    run_page("docs/bibliography.md", 10);
}

#[test]
fn every_example_of_the_theme_page_holds() {
    run_page("docs/theme.md", 10);
}

#[test]
fn the_pages_of_files_have_every_key_and_no_other() {
    for (name, keys) in [("docs/manifest.md", KEYS), ("docs/theme.md", theme::KEYS)] {
        let page = read(name);
        let described: BTreeSet<&str> = page
            .lines()
            .filter_map(|line| line.strip_prefix("### `")?.strip_suffix('`'))
            .collect();
        let known: BTreeSet<&str> = keys.iter().map(|key| key.name).collect();
        assert_eq!(described, known, "{name}");
    }
}

#[test]
fn the_printed_schemas_are_the_files_beside_the_pages() {
    for (of, schema) in [
        ("report", keys::schema()),
        ("sources", evidence::schema()),
        ("waivers", waivers::schema()),
        ("theme", theme::schema()),
    ] {
        is_printed(of, &schema);
    }
}

fn is_printed(of: &str, schema: &serde_json::Value) {
    let made = serde_json::to_string_pretty(schema).unwrap() + "\n";
    bless_or_compare(&format!("docs/{of}.schema.json"), &made);
}

#[test]
fn the_syntax_page_names_every_term_kind_role_and_state() {
    let page = read("docs/syntax.md");
    let terms: BTreeSet<(String, String)> = rows(&page, "locator term")
        .into_iter()
        .flat_map(|cells| {
            let term = cells[0].clone();
            cells[1]
                .split(' ')
                .map(|spelling| (term.clone(), spelling.replace('_', " ")))
                .collect::<Vec<_>>()
        })
        .collect();
    let known: BTreeSet<(String, String)> = underpin::parse::citation::TERMS
        .iter()
        .flat_map(|(term, spellings)| {
            spellings
                .iter()
                .map(|spelling| ((*term).to_owned(), (*spelling).to_owned()))
        })
        .collect();
    assert_eq!(terms, known);
    let first = |heading: &str| -> BTreeSet<String> {
        rows(&page, heading)
            .into_iter()
            .map(|cells| cells[0].trim_start_matches('.').to_owned())
            .collect()
    };
    let names = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect();
    let kinds: Vec<&str> = Kind::CLASSES.iter().map(|(class, _)| *class).collect();
    assert_eq!(first("class"), names(&kinds));
    let roles: Vec<&str> = Role::NAMES.iter().map(|(name, _)| *name).collect();
    assert_eq!(first("role"), names(&roles));
    assert_eq!(first("state"), names(&Standing::ALL.map(Standing::name)));
}

#[test]
fn the_bibliography_page_lists_every_bundled_style() {
    let page = read("docs/bibliography.md");
    let block = blocks(&page)
        .into_iter()
        .find(|block| block.info == "text styles")
        .expect("a list of styles");
    let mut made = String::new();
    for name in underpin::bibliography::bundled_names() {
        let _ = writeln!(made, "{name}");
    }
    if page[block.content.clone()] != made {
        if blessing() {
            let mut page = page;
            page.replace_range(block.content, &made);
            fs::write(path("docs/bibliography.md"), page).unwrap();
        } else {
            panic!("the list of styles should be:\n{made}");
        }
    }
}

/// The rows of the table whose first header cell is `first`, without backticks.
fn rows(page: &str, first: &str) -> Vec<Vec<String>> {
    let found: Vec<Vec<String>> = page
        .lines()
        .skip_while(|line| !line.starts_with(&format!("| {first} |")))
        .skip(2)
        .take_while(|line| line.starts_with('|'))
        .map(|line| {
            line.trim_matches('|')
                .split(" | ")
                .map(|cell| cell.trim().replace('`', ""))
                .collect()
        })
        .collect();
    assert!(!found.is_empty(), "no table of each {first}");
    found
}

fn path(name: &str) -> std::path::PathBuf {
    std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join(name)
}

fn read(name: &str) -> String {
    fs::read_to_string(path(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
}

fn blessing() -> bool {
    std::env::var_os("UNDERPIN_BLESS").is_some_and(|value| value == "1")
}

fn bless_or_compare(name: &str, made: &str) {
    if blessing() {
        fs::write(path(name), made).unwrap();
    }
    assert!(
        read(name) == made,
        "{name} is out of date; UNDERPIN_BLESS=1 writes it anew"
    );
}

/// A fenced block of a page.
struct Fenced {
    info: String,
    content: Range<usize>,
    line: usize,
}

/// The fenced blocks of a page. A fence is closed by one at least as long.
fn blocks(page: &str) -> Vec<Fenced> {
    let mut found = Vec::new();
    let mut open: Option<(usize, Fenced)> = None;
    let mut at = 0;
    for (number, line) in page.split_inclusive('\n').enumerate() {
        let ticks = line.bytes().take_while(|byte| *byte == b'`').count();
        let bare = line.trim_end();
        match &mut open {
            Some((length, block)) if ticks >= *length && bare.len() == ticks => {
                block.content.end = at;
                found.extend(open.take().map(|(_, block)| block));
            }
            None if ticks >= 3 => {
                let start = at + line.len();
                let block = Fenced {
                    info: bare[ticks..].to_owned(),
                    content: start..start,
                    line: number + 1,
                };
                open = Some((ticks, block));
            }
            _ => {}
        }
        at += line.len();
    }
    assert!(open.is_none(), "a block is not closed");
    found
}

/// What an example is and what must hold.
struct Example<'p> {
    format: &'p str,
    refused: Option<&'p str>,
    profile: &'p str,
    style: &'p str,
    /// Whether the example is a whole file, with the heading that every section needs.
    whole: bool,
}

impl<'p> Example<'p> {
    fn new(info: &'p str) -> Option<Self> {
        let mut words = info.split_whitespace();
        let mut example = Self {
            format: words.next()?,
            refused: None,
            profile: "brief",
            style: "chicago-author-date",
            whole: false,
        };
        let is_example = match words.next()? {
            "accepted" => true,
            word => {
                example.refused = Some(word.strip_prefix("refused=")?);
                true
            }
        };
        for word in words {
            match word.split_once('=') {
                Some(("profile", profile)) => example.profile = profile,
                Some(("style", style)) => example.style = style,
                Some(("file", "whole")) => example.whole = true,
                Some(("file", "theme.toml")) => example.format = "theme",
                _ => panic!("an example cannot say `{word}`"),
            }
        }
        is_example.then_some(example)
    }

    /// Checks the report that the example stands for.
    fn check(&self, text: &str) -> Checked {
        let mut files = InMemory::default();
        files.insert("rest.md", REST);
        files.insert("references.yml", REFERENCES);
        files.insert("sources.toml", SHORT);
        files.insert("map.png", PNG);
        files.insert("looks/large.toml", "[sizes]\ntext = 14\n");
        files.insert("logo.svg", LOGO);
        files.insert("arrivals.csv", CSV);
        files.insert(
            "sections/01-summary.md",
            "# Summary {role=summary}\n\n[They were sent back]{.sum of=c-back}.\n",
        );
        files.insert(
            "sections/02-findings.md",
            "# Findings\n\n[They were sent back]{.claim #c-back} [@hrw-2002, p. 3].\n",
        );
        files.insert(
            "appendices/a-sources.md",
            "# Sources\n\nThe book has nothing on it [@kim-2014].\n\n# How we worked\n\n[We read.]{.meta}\n",
        );
        let mut manifest = String::new();
        let mut example = String::new();
        let mut bibliography = None;
        match self.format {
            "markdown" => {
                if !text.starts_with("# ") && !self.whole {
                    example.push_str("# Example {#sec-example}\n\n");
                }
                example.push_str(text);
            }
            "toml" => manifest.push_str(text),
            "theme" => files.insert("theme.toml", text),
            "bibtex" => bibliography = Some("example.bib"),
            "json" => bibliography = Some("example.json"),
            "yaml" => bibliography = Some("example.yml"),
            other => panic!("no example can be `{other}`"),
        }
        if example.is_empty() {
            example.push_str("# Example\n\nThey were returned [@hrw-2002].\n\n## How we worked\n\n[We read.]{.meta}\n\n## Key points\n\n[They were returned.]{.meta}\n");
        }
        if let Some(name) = bibliography {
            files.insert(name, text);
        }
        files.insert("example.md", example);
        let named = |key: &str| {
            text.lines()
                .take_while(|line| !line.starts_with('['))
                .any(|line| line.starts_with(&format!("{key} =")))
        };
        let mut head = String::new();
        for (key, value) in MANIFEST {
            let value = match bibliography {
                Some(name) if key == "bibliography" => format!("[\"references.yml\", \"{name}\"]"),
                _ => value.to_owned(),
            };
            if self.format != "toml" || !named(key) {
                let _ = writeln!(head, "{key} = {value}");
            }
        }
        if self.format != "toml" {
            let _ = writeln!(head, "citation-style = \"{}\"", self.style);
            let _ = writeln!(head, "check.profile = \"{}\"", self.profile);
            let _ = writeln!(head, "check.standard-of-proof = \"reasonable grounds\"");
        }
        files.insert("report.toml", head + &manifest);
        pipeline::check(&files).expect("there is a manifest")
    }

    fn holds(&self, checked: &Checked) -> Result<(), String> {
        let errors: Vec<&Finding> = checked
            .findings
            .iter()
            .filter(|finding| finding.level == Level::Error)
            .collect();
        let shown: Vec<String> = errors
            .iter()
            .map(|finding| format!("{}: {} ({})", finding.rule, finding.message, finding.label))
            .collect();
        let as_said = match self.refused {
            None => errors.is_empty(),
            Some(rule) => !errors.is_empty() && errors.iter().all(|finding| finding.rule == rule),
        };
        if as_said {
            Ok(())
        } else {
            Err(match self.refused {
                None => format!("is refused:\n  {}", shown.join("\n  ")),
                Some(rule) => format!("is not refused by {rule} alone:\n  {}", shown.join("\n  ")),
            })
        }
    }
}

/// The checked report of every accepted manuscript of a page, with its place there.
pub fn accepted_manuscripts(name: &str) -> Vec<(String, Checked)> {
    let page = read(name);
    let accepted = blocks(&page).into_iter().filter_map(|block| {
        let example = Example::new(&block.info)?;
        let is_wanted = example.format == "markdown" && example.refused.is_none();
        let checked = is_wanted.then(|| example.check(&page[block.content.clone()]))?;
        Some((format!("{name}:{}", block.line), checked))
    });
    accepted.collect()
}

/// Runs every example of a page. `at_least` guards against a page that is not read.
fn run_page(name: &str, at_least: usize) {
    let page = read(name);
    let mut failures = Vec::new();
    let mut changes: Vec<(Range<usize>, String)> = Vec::new();
    let mut last: Option<Checked> = None;
    let mut count = 0;
    for block in blocks(&page) {
        let text = &page[block.content.clone()];
        let place = format!("{name}:{}", block.line);
        if let Some(view) = block.info.strip_prefix("text ") {
            if view == "styles" {
                continue;
            }
            let Some(checked) = &last else {
                failures.push(format!("{place}: shows what no example becomes"));
                continue;
            };
            let made = Shown::new(&checked.loaded.report).view(view);
            if made != text {
                failures.push(format!("{place}: should be:\n{made}"));
                changes.push((block.content, made));
            }
            continue;
        }
        last = None;
        let Some(example) = Example::new(&block.info) else {
            continue;
        };
        count += 1;
        let checked = example.check(text);
        if let Err(why) = example.holds(&checked) {
            failures.push(format!("{place}: {why}"));
        }
        last = Some(checked);
    }
    if blessing() && !changes.is_empty() {
        failures.retain(|failure| !failure.contains(": should be:\n"));
        let mut page = page;
        for (range, made) in changes.into_iter().rev() {
            page.replace_range(range, &made);
        }
        fs::write(path(name), page).unwrap();
    }
    assert!(failures.is_empty(), "{}", failures.join("\n"));
    assert!(count >= at_least, "{name} has only {count} examples");
}

/// What an example becomes, as text.
///
/// - `model`: the blocks of the example's file, one a line, with what is inside them indented;
///   running text with `kind(…)` around what is not plain words.
/// - `citations`: one line a citation: how it reads, then its items with locator and relation.
/// - `states`: one line a sentence with its state, and the marked claims below it.
/// - `references`: one line a reference of the example's bibliography.
pub struct Shown<'r> {
    report: &'r Report,
    out: String,
}

impl<'r> Shown<'r> {
    /// Shows a report's first section.
    pub fn new(report: &'r Report) -> Self {
        Self {
            report,
            out: String::new(),
        }
    }

    /// One view of it.
    pub fn view(mut self, view: &str) -> String {
        match view {
            "model" => {
                let section = &self.report.sections[0];
                // The heading that every example begins with says nothing about it.
                let skip = usize::from(section.blocks.first().is_some_and(is_added));
                self.blocks(&section.blocks[skip..], 0);
            }
            "citations" => self.citations(),
            "states" => self.states(),
            "references" => self.references(),
            other => panic!("there is no view `{other}`"),
        }
        self.out
    }

    fn line(&mut self, depth: usize, text: &str) {
        let line = format!("{}{text}", "  ".repeat(depth));
        self.out.push_str(line.trim_end());
        self.out.push('\n');
    }

    fn blocks(&mut self, blocks: &[Block], depth: usize) {
        for block in blocks {
            self.block(block, depth);
        }
    }

    fn block(&mut self, block: &Block, depth: usize) {
        let attrs = attributes(&block.attrs);
        match &block.kind {
            BlockKind::Heading { level, content } => {
                let number = self.number(&block.attrs);
                let text = self.inlines(content);
                self.line(depth, &format!("heading {level}{attrs}{number}: {text}"));
            }
            BlockKind::Paragraph(content) => {
                let text = self.inlines(content);
                self.line(depth, &format!("paragraph: {text}"));
            }
            BlockKind::List { start, items } => {
                let name = match start {
                    Some(first) => format!("list from {first}"),
                    None => "list".to_owned(),
                };
                self.line(depth, &format!("{name}{attrs}"));
                for item in items {
                    self.line(depth + 1, "item");
                    self.blocks(&item.blocks, depth + 2);
                }
            }
            BlockKind::DefinitionList(definitions) => {
                self.line(depth, "definitions");
                for definition in definitions {
                    let term = self.inlines(&definition.term);
                    self.line(depth + 1, &format!("term: {term}"));
                    for blocks in &definition.definitions {
                        self.line(depth + 1, "means");
                        self.blocks(blocks, depth + 2);
                    }
                }
            }
            BlockKind::Quote(inner) => {
                self.line(depth, &format!("quotation{attrs}"));
                self.blocks(inner, depth + 1);
            }
            BlockKind::Code(code) => {
                self.line(depth, "code");
                for line in code.lines() {
                    self.line(depth + 1, line);
                }
            }
            BlockKind::Table(table) => self.table(table, &block.attrs, depth),
            BlockKind::Figure(figure) => self.figure(figure, &block.attrs, depth),
            BlockKind::Maths(maths) => {
                self.line(
                    depth,
                    &format!("formula: {} (alt: {})", maths.tex.trim(), maths.alt.trim()),
                );
            }
            BlockKind::Div(inner) => {
                self.line(depth, &format!("div{attrs}"));
                self.blocks(inner, depth + 1);
            }
            BlockKind::Rule => self.line(depth, "break"),
        }
    }

    fn number(&self, attrs: &Attrs) -> String {
        let number = attrs
            .id
            .as_ref()
            .and_then(|id| self.report.labels.get(&id.value))
            .map(|label| label.number.as_str())
            .unwrap_or_default();
        if number.is_empty() {
            " without number".to_owned()
        } else {
            format!(" number {number}")
        }
    }

    fn table(&mut self, table: &Table, attrs: &Attrs, depth: usize) {
        let columns: Vec<String> = table
            .columns
            .iter()
            .map(|column| format!("{column:?}").to_lowercase())
            .collect();
        let number = self.number(attrs);
        let attrs = attributes(attrs);
        self.line(
            depth,
            &format!("table{attrs}{number}, columns {}", columns.join(" ")),
        );
        if !table.caption.is_empty() {
            let caption = self.inlines(&table.caption);
            self.line(depth + 1, &format!("caption: {caption}"));
        }
        for (name, row) in std::iter::once(("header", &table.header))
            .chain(table.rows.iter().map(|row| ("row", row)))
        {
            let cells: Vec<String> = row
                .cells
                .iter()
                .map(|cell| self.inlines(&cell.content))
                .collect();
            self.line(depth + 1, &format!("{name}: {}", cells.join(" | ")));
        }
    }

    fn figure(&mut self, figure: &Figure, attrs: &Attrs, depth: usize) {
        let number = self.number(attrs);
        let id = attrs
            .id
            .as_ref()
            .map(|id| format!(" #{}", id.value))
            .unwrap_or_default();
        self.line(
            depth,
            &format!("figure{id}{number} of {}", figure.path.value),
        );
        self.line(depth + 1, &format!("alt: {}", figure.alt.value));
        if !figure.caption.is_empty() {
            let caption = self.inlines(&figure.caption);
            self.line(depth + 1, &format!("caption: {caption}"));
        }
        if let Some(chart) = &figure.chart {
            let columns: Vec<String> = chart
                .kind
                .columns()
                .into_iter()
                .map(|(key, column)| format!("{key} {}", column.value))
                .collect();
            let mut text = format!("chart: {} of {}", chart.kind.name(), columns.join(", "));
            for (name, words) in [
                ("across", &chart.x_label),
                ("numbers", &chart.y_label),
                ("unit", &chart.unit),
            ] {
                if !words.is_empty() {
                    text.push_str(&format!("; {name}: {words}"));
                }
            }
            self.line(depth + 1, &text);
        }
    }

    fn inlines(&self, inlines: &[Inline]) -> String {
        let mut out = String::new();
        for inline in inlines {
            out.push_str(&self.inline(inline));
        }
        out
    }

    fn inline(&self, inline: &Inline) -> String {
        let around = |name: &str, inner: &[Inline]| format!("{name}({})", self.inlines(inner));
        match &inline.kind {
            InlineKind::Text(text) => text.replace('\u{a0}', "nobreak()"),
            InlineKind::LineBreak => "break()".to_owned(),
            InlineKind::Emphasis(inner) => around("emphasis", inner),
            InlineKind::Strong(inner) => around("strong", inner),
            InlineKind::Strikeout(inner) => around("struck", inner),
            InlineKind::Superscript(inner) => around("raised", inner),
            InlineKind::Subscript(inner) => around("lowered", inner),
            InlineKind::SmallCaps(inner) => around("capitals", inner),
            InlineKind::Code(code) => format!("code({code})"),
            InlineKind::Maths(maths) => format!("formula({}; alt: {})", maths.tex, maths.alt),
            InlineKind::Link { url, content } => {
                format!("link({} to {url})", self.inlines(content))
            }
            InlineKind::CrossReference { label, content } => {
                let words = self.inlines(content);
                let gap = if words.is_empty() { "" } else { " " };
                format!("see({words}{gap}#{})", label.value)
            }
            InlineKind::ToReference { content, .. } => self.inlines(content),
            InlineKind::Citation(id) => {
                let citation = &self.report.citations[id.0];
                let keys: Vec<&str> = citation
                    .items
                    .iter()
                    .map(|item| item.key.value.as_str())
                    .collect();
                let name = match citation.mode {
                    CitationMode::InText => "author",
                    CitationMode::Parenthetical | CitationMode::Attribute => "cite",
                };
                format!("{name}({})", keys.join("; "))
            }
            InlineKind::Note(id) => {
                let mut inner = Shown::new(self.report);
                inner.blocks(&self.report.notes[id.0].blocks, 0);
                format!("note({})", inner.out.trim_end().replace('\n', " / "))
            }
            InlineKind::Span { attrs, content } => {
                format!("span({}:{})", self.inlines(content), attributes(attrs))
            }
            InlineKind::Mark(_) => String::new(),
        }
    }

    fn citations(&mut self) {
        let file = self.report.sections[0].file;
        for citation in &self.report.citations {
            if citation.span.file != file {
                continue;
            }
            let items: Vec<String> = citation.items.iter().map(item).collect();
            let mode = match citation.mode {
                CitationMode::Parenthetical => "in brackets",
                CitationMode::InText => "in the sentence",
                CitationMode::Attribute => "in an attribute",
            };
            self.line(0, &format!("{mode}: {}", items.join("; ")));
        }
    }

    fn states(&mut self) {
        for sentence in &self.report.sentences {
            if self.report.units[sentence.unit.0].section != 0 {
                continue;
            }
            let kind = match sentence.kind {
                Kind::Fact => String::new(),
                other => format!(" {}", other.name()),
            };
            let state = sentence.state.name();
            self.line(0, &format!("{state}{kind}: {}", sentence.text));
            for id in &sentence.claims {
                let claim = &self.report.claims[id.0];
                let Some(label) = &claim.label else { continue };
                let citations = claim.citations.iter();
                let mut carried: Vec<String> = citations
                    .flat_map(|id| &self.report.citations[id.0].items)
                    .map(item)
                    .collect();
                carried.extend(claim.derived_from.iter().map(|id| format!("#{}", id.value)));
                let carried = if carried.is_empty() {
                    "nothing".to_owned()
                } else {
                    carried.join("; ")
                };
                self.line(
                    1,
                    &format!("claim {} {}: {carried}", label.value, claim.state.name()),
                );
            }
        }
    }

    fn references(&mut self) {
        let known = REFERENCES
            .lines()
            .filter(|line| !line.starts_with(' '))
            .count();
        for reference in self.report.references.iter().skip(known) {
            let date = reference.issued.map(|date| date.to_string());
            let mut facts = vec![reference.kind.clone()];
            facts.push(reference.creators.join(" & "));
            facts.extend([
                reference.title.clone().unwrap_or_default(),
                reference.container.clone().unwrap_or_default(),
                reference.publisher.clone().unwrap_or_default(),
                date.unwrap_or_default(),
            ]);
            self.line(0, &format!("{}: {}", reference.key, facts.join(" | ")));
        }
    }
}

fn is_added(block: &Block) -> bool {
    match &block.kind {
        BlockKind::Heading { content, .. } => text_of(content) == "Example",
        _ => false,
    }
}

/// One citation item: words before, key, locator, words after, relation.
fn item(item: &CitationItem) -> String {
    let mut out = String::new();
    if !item.prefix.is_empty() {
        let _ = write!(out, "“{}” ", item.prefix);
    }
    if item.suppress_author {
        out.push('-');
    }
    out.push_str(&item.key.value);
    if let Some(locator) = &item.locator {
        let _ = write!(out, " {}={}", locator.term, locator.value);
    }
    if !item.suffix.is_empty() {
        let _ = write!(out, " “{}”", item.suffix);
    }
    let _ = write!(out, " {}", item.relation().name());
    out
}

fn attributes(attrs: &Attrs) -> String {
    let mut out = String::new();
    if let Some(id) = &attrs.id {
        let _ = write!(out, " #{}", id.value);
    }
    for class in &attrs.classes {
        let _ = write!(out, " .{class}");
    }
    for (key, value) in &attrs.pairs {
        let _ = write!(out, " {key}={}", value.value);
    }
    out
}
