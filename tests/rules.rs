//! Every rule's page is its documentation and its test: the examples are run, and what they say
//! must be what the page shows.

use std::collections::BTreeSet;
use std::fs;

use underpin::diagnostic::{Applicability, Finding, Level};
use underpin::model::Format;
use underpin::pipeline;
use underpin::rules::{RULES, Rule};

use crate::fixture::{self, Tree};

/// What `underpin explain` lists must fit on a line.
const LONGEST_SUMMARY: usize = 100;

const SECTIONS: [&str; 4] = [
    "## Why it matters",
    "## Examples",
    "## What to do",
    "## Levels",
];

/// Rules that also speak of the laid-out report.
const OF_THE_LAYOUT: [&str; 3] = ["missing-glyph", "bad-layout", "overfull-line"];

/// A stretch of a page.
enum Piece {
    Line(String),
    Fence { info: String, body: String },
}

fn pieces(page: &str) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let mut lines = page.lines();
    while let Some(line) = lines.next() {
        match line.strip_prefix("```") {
            None => pieces.push(Piece::Line(line.to_owned())),
            Some(info) => {
                let body: String = lines
                    .by_ref()
                    .take_while(|line| *line != "```")
                    .map(|line| format!("{line}\n"))
                    .collect();
                pieces.push(Piece::Fence {
                    info: info.to_owned(),
                    body,
                });
            }
        }
    }
    pieces
}

fn page_of(pieces: &[Piece]) -> String {
    pieces
        .iter()
        .map(|piece| match piece {
            Piece::Line(line) => format!("{line}\n"),
            Piece::Fence { info, body } => format!("```{info}\n{body}```\n"),
        })
        .collect()
}

/// One block of an example: `md failing profile=strict file=sections/text.md escapes`.
struct Block {
    fails: bool,
    path: String,
    bytes: Vec<u8>,
    profile: Option<String>,
}

impl Block {
    fn read(info: &str, body: &str) -> Option<Self> {
        let mut words = info.split_whitespace();
        let language = words.next()?;
        let fails = match words.next()? {
            "failing" => true,
            "passing" => false,
            other => panic!("`{info}`: `{other}` is neither failing nor passing"),
        };
        let mut path = match language {
            "md" => "sections/text.md",
            "toml" => "report.toml",
            "yaml" => "references.yml",
            _ => "",
        };
        let mut profile = None;
        let mut bytes = body.as_bytes().to_vec();
        for word in words {
            match word.split_once('=') {
                Some(("file", file)) => path = file,
                Some(("profile", name)) => profile = Some(name.to_owned()),
                _ if word == "escapes" => bytes = unescaped(body),
                _ => panic!("`{info}`: what is `{word}`?"),
            }
        }
        assert!(!path.is_empty(), "`{info}` needs file=");
        Some(Self {
            fails,
            path: path.to_owned(),
            bytes,
            profile,
        })
    }
}

/// `\x08` stands for a byte that a page cannot hold.
fn unescaped(text: &str) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut rest = text;
    while let Some(at) = rest.find("\\x") {
        bytes.extend(rest[..at].bytes());
        bytes.push(u8::from_str_radix(&rest[at + 2..at + 4], 16).unwrap());
        rest = &rest[at + 4..];
    }
    bytes.extend(rest.bytes());
    bytes
}

/// A report laid over the base.
struct Example {
    fails: bool,
    tree: Tree,
    changed: BTreeSet<String>,
    /// The index of the piece after its last block.
    after: usize,
}

fn examples(pieces: &[Piece]) -> Vec<Example> {
    let mut examples: Vec<Example> = Vec::new();
    let mut in_example = false;
    for (index, piece) in pieces.iter().enumerate() {
        let block = match piece {
            Piece::Line(line) if line.is_empty() => continue,
            Piece::Line(_) => None,
            Piece::Fence { info, body } => Block::read(info, body),
        };
        let Some(block) = block else {
            in_example = false;
            continue;
        };
        let goes_on = in_example
            && examples.last().is_some_and(|example| {
                example.fails == block.fails && !example.changed.contains(&block.path)
            });
        if !goes_on {
            examples.push(Example {
                fails: block.fails,
                tree: fixture::base(),
                changed: BTreeSet::new(),
                after: 0,
            });
        }
        in_example = true;
        let example = examples.last_mut().unwrap();
        if let Some(profile) = &block.profile {
            fixture::set_profile(&mut example.tree, profile);
        }
        example.tree.insert(block.path.clone(), block.bytes);
        example.changed.insert(block.path);
        example.after = index + 1;
    }
    examples
}

/// All findings of a report and the same as text, of one rule only.
fn run(tree: &Tree, rule: &str) -> (Vec<Finding>, String) {
    let checked = pipeline::check(&fixture::memory(tree)).expect("the example has a manifest");
    let mut findings = checked.findings.clone();
    if OF_THE_LAYOUT.contains(&rule) && !checked.is_refused() {
        let built = pipeline::build(&checked, &[Format::Pdf], &|_| {});
        findings.extend(built.map_or_else(|found| found, |built| built.findings));
    }
    let of_rule = findings.iter().filter(|finding| finding.rule == rule);
    let shown = fixture::show(of_rule, &checked.loaded.sources);
    (findings, shown)
}

fn check_page(rule: &Rule, complaints: &mut Vec<String>) {
    let name = rule.name;
    let path = fixture::package().join(format!("src/rules/{}.md", name.replace('-', "_")));
    let page = fs::read_to_string(&path).unwrap();
    let mut pieces = pieces(&page);
    let mut complain = |what: String| complaints.push(format!("{name}: {what}"));
    let examples = examples(&pieces);
    for fails in [true, false] {
        if !examples.iter().any(|example| example.fails == fails) {
            let kind = if fails { "failing" } else { "passing" };
            complain(format!("the page has no {kind} example"));
        }
    }
    // From the last to the first, so that inserted pieces move nothing that is still to come.
    for (number, example) in examples.iter().enumerate().rev() {
        let number = number + 1;
        let (findings, shown) = run(&example.tree, name);
        if !example.fails {
            for finding in &findings {
                let counts = finding.suppressed.is_none();
                if counts && (finding.rule == name || finding.level == Level::Error) {
                    complain(format!(
                        "example {number} should pass: {}: {}",
                        finding.rule, finding.message
                    ));
                }
            }
            continue;
        }
        if shown.is_empty() {
            let others: Vec<_> = findings.iter().map(|f| (f.rule, &f.message)).collect();
            complain(format!(
                "example {number} finds nothing of this rule; others: {others:?}"
            ));
            continue;
        }
        let text = format!("{shown}\n");
        let at = (example.after..pieces.len())
            .find(|at| !matches!(&pieces[*at], Piece::Line(line) if line.is_empty()));
        match at.map(|at| &mut pieces[at]) {
            Some(Piece::Fence { info, body }) if info == "text" => {
                if *body != text && !fixture::blessing() {
                    complain(format!(
                        "example {number} says\n{text}--- and the page shows\n{body}"
                    ));
                }
                *body = text;
            }
            _ if fixture::blessing() => {
                let info = "text".to_owned();
                let shown = [
                    Piece::Line(String::new()),
                    Piece::Fence { info, body: text },
                ];
                pieces.splice(example.after..example.after, shown);
            }
            _ => complain(format!("example {number} shows no finding")),
        }
    }
    if fixture::blessing() {
        fs::write(&path, page_of(&pieces)).unwrap();
    }
}

#[test]
fn every_example_says_what_its_page_shows() {
    let mut complaints = Vec::new();
    for rule in RULES {
        check_page(rule, &mut complaints);
    }
    fixture::no_complaints(&complaints);
}

#[test]
fn every_page_has_its_sections_in_order() {
    let mut complaints = Vec::new();
    for rule in RULES {
        let pieces = pieces(rule.page);
        let lines: Vec<&str> = pieces
            .iter()
            .filter_map(|piece| match piece {
                Piece::Line(line) => Some(line.as_str()),
                Piece::Fence { .. } => None,
            })
            .collect();
        let mut complain = |what: String| complaints.push(format!("{}: {what}", rule.name));
        if lines.first() != Some(&format!("# `{}`", rule.name).as_str()) {
            complain(format!(
                "the page begins with `{}`",
                lines.first().unwrap_or(&"")
            ));
        }
        let headings: Vec<&str> = lines[1..]
            .iter()
            .filter(|line| line.starts_with('#'))
            .copied()
            .collect();
        if headings != SECTIONS {
            complain(format!("its sections are {headings:?}"));
        }
        let paragraph: Vec<&str> = lines
            .iter()
            .skip(1)
            .skip_while(|line| line.is_empty())
            .take_while(|line| !line.is_empty())
            .copied()
            .collect();
        if paragraph != [rule.summary()] || rule.summary().is_empty() {
            complain(format!(
                "the first paragraph is not one line: {paragraph:?}"
            ));
        }
        if rule.summary().chars().count() > LONGEST_SUMMARY {
            complain(format!(
                "the first line is longer than {LONGEST_SUMMARY} characters"
            ));
        }
        for heading in SECTIONS {
            let body = lines
                .iter()
                .skip_while(|line| **line != heading)
                .skip(1)
                .find(|line| !line.is_empty());
            if heading != "## Examples" && body.is_none_or(|line| line.starts_with('#')) {
                complain(format!("`{heading}` is empty"));
            }
        }
        for profile in ["draft", "brief", "strict"] {
            let levels = rule.page.split("## Levels").nth(1).unwrap_or_default();
            let all = levels.contains("every profile");
            if !all && !levels.contains(&format!("`{profile}`")) {
                complain(format!("its levels do not speak of `{profile}`"));
            }
        }
    }
    fixture::no_complaints(&complaints);
}

#[test]
fn folder_and_list_of_rules_agree() {
    let named: BTreeSet<String> = RULES
        .iter()
        .flat_map(|rule| {
            let module = rule.name.replace('-', "_");
            [format!("{module}.rs"), format!("{module}.md")]
        })
        .collect();
    let not_rules = [
        "amounts.rs",
        "assigned.rs",
        "attribution.rs",
        "dates.rs",
        "flood.rs",
        "fractions.rs",
        "identifiers.rs",
        "measures.rs",
        "mod.rs",
        "names.rs",
        "numbers.rs",
        "places.rs",
        "prose.rs",
        "quantities.rs",
        "ranges.rs",
        "scan.rs",
        "shares.rs",
        "slips.rs",
        "speech.rs",
        "spelled.rs",
        "support.rs",
        "tense.rs",
        "unchecked.rs",
        "waiving.rs",
        "wording.rs",
        "words.rs",
    ];
    let folder = fixture::package().join("src/rules");
    let found: BTreeSet<String> = fixture::files_below(&folder)
        .iter()
        .filter(|path| path.parent() == Some(&*folder))
        .map(|path| path.file_name().unwrap().to_owned())
        .filter(|name| !not_rules.contains(&name.as_str()))
        .collect();
    assert_eq!(found, named);
    let names: BTreeSet<&str> = RULES.iter().map(|rule| rule.name).collect();
    assert_eq!(names.len(), RULES.len(), "two rules have one name");
}

#[test]
fn the_base_is_clean_in_every_profile() {
    for profile in ["draft", "brief", "strict"] {
        let mut tree = fixture::base();
        fixture::set_profile(&mut tree, profile);
        let checked = pipeline::check(&fixture::memory(&tree)).unwrap();
        let shown = fixture::show(&checked.findings, &checked.loaded.sources);
        assert_eq!(shown, "", "{profile}");
    }
}

/// `check --fix` makes a safe edit without asking, so that none may be a guess or leave a gap.
#[test]
fn no_safe_edit_is_a_guess() {
    let mut complaints = Vec::new();
    for rule in RULES {
        for example in examples(&pieces(rule.page)) {
            let (findings, _) = run(&example.tree, rule.name);
            for finding in findings.iter().filter(|finding| finding.rule == rule.name) {
                let Some(fix) = finding.offered() else {
                    continue;
                };
                let help = finding.help.as_ref().map_or("", |help| help.text.as_str());
                let guesses = help.contains("similar name");
                let gap = fix.replacement.contains('…') || fix.replacement.contains("YYYY");
                if fix.applicability == Applicability::Safe && (guesses || gap) {
                    complaints.push(format!("{}: {help}: `{}`", rule.name, fix.replacement));
                }
            }
        }
    }
    fixture::no_complaints(&complaints);
}
