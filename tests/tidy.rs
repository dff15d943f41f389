//! What the compiler does not enforce: who may use whom, where the system is asked for anything,
//! and that the tree holds nothing of one machine.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use camino::Utf8PathBuf;

use crate::fixture::{self, no_complaints};

/// A file that grows beyond this is split (`docs/decisions/0026-files-may-have-700-lines.md`).
const MOST_LINES: usize = 700;

/// One row of the table of layers.
struct Layer {
    ours: BTreeSet<String>,
    crates: BTreeSet<String>,
    asks: BTreeSet<String>,
}

/// The rows of the table in `docs/architecture.md`, by module or folder.
fn layers() -> BTreeMap<String, Layer> {
    let page = fs::read_to_string(fixture::package().join("docs/architecture.md")).unwrap();
    let (_, table) = page
        .split_once("<!-- table:layers -->")
        .expect("the page has the table");
    let names = |cell: &str| -> BTreeSet<String> {
        cell.split(',')
            .map(|name| name.trim().to_owned())
            .filter(|name| name != "–")
            .collect()
    };
    table
        .trim_start()
        .lines()
        .take_while(|line| line.starts_with('|'))
        .skip(2)
        .map(|line| {
            let cells: Vec<&str> = line.trim_matches('|').split('|').map(str::trim).collect();
            let [module, ours, crates, asks] = cells.as_slice() else {
                panic!("a row with {} cells: {line}", cells.len());
            };
            let layer = Layer {
                ours: names(ours),
                crates: names(crates),
                asks: names(asks),
            };
            ((*module).to_owned(), layer)
        })
        .collect()
}

/// A source file without its tests and comments.
struct Source {
    /// Its path below `src`.
    path: String,
    /// Its lines with their numbers.
    lines: Vec<(usize, String)>,
    /// How many lines the whole file has.
    all: usize,
}

impl Source {
    fn place(&self, line: usize) -> String {
        format!("src/{}:{line}", self.path)
    }

    /// How many times `super::` leads to the crate's own root.
    fn depth(&self) -> usize {
        let is_root_of_folder = self.path.ends_with("mod.rs");
        self.path.matches('/').count() + usize::from(!is_root_of_folder)
    }

    /// The module a file belongs to: its first folder, or its own name.
    fn module(&self) -> &str {
        let first = self.path.split('/').next().unwrap_or_default();
        first.strip_suffix(".rs").unwrap_or(first)
    }
}

fn sources() -> Vec<Source> {
    let root = fixture::package().join("src");
    let paths: Vec<Utf8PathBuf> = fixture::files_below(&root)
        .into_iter()
        .filter(|path| path.extension() == Some("rs"))
        .collect();
    let texts: Vec<(String, String)> = paths
        .iter()
        .map(|path| {
            let name = path
                .strip_prefix(&root)
                .unwrap()
                .as_str()
                .replace('\\', "/");
            (name, fs::read_to_string(path).unwrap())
        })
        .collect();
    let only_tests: Vec<String> = texts
        .iter()
        .flat_map(|(path, text)| test_modules(path, text))
        .collect();
    texts
        .into_iter()
        .filter(|(path, _)| {
            !only_tests
                .iter()
                .any(|test| path == &format!("{test}.rs") || path.starts_with(&format!("{test}/")))
        })
        .map(|(path, text)| Source {
            all: text.lines().count(),
            lines: text
                .lines()
                .enumerate()
                .take_while(|(_, line)| !line.starts_with("mod tests {"))
                .map(|(index, line)| (index + 1, without_comment(line).to_owned()))
                .collect(),
            path,
        })
        .collect()
}

/// The modules in files of their own that a file declares for tests only.
fn test_modules(path: &str, text: &str) -> Vec<String> {
    let folder = match path.strip_suffix("mod.rs") {
        Some(folder) => folder.to_owned(),
        None => format!("{}/", path.trim_end_matches(".rs")),
    };
    let lines: Vec<&str> = text.lines().collect();
    lines
        .windows(2)
        .filter(|pair| pair[0] == "#[cfg(test)]")
        .filter_map(|pair| {
            let name = pair[1].split("mod ").nth(1)?.strip_suffix(';')?;
            Some(format!("{folder}{name}"))
        })
        .collect()
}

fn without_comment(line: &str) -> &str {
    match line.find("//") {
        Some(at)
            if !line[..at].ends_with(':') && line[..at].matches('"').count().is_multiple_of(2) =>
        {
            &line[..at]
        }
        _ => line,
    }
}

/// The modules of ours that a line names, through `crate::` or by climbing with `super::`.
fn named_modules(line: &str, depth: usize) -> Vec<String> {
    let mut names = Vec::new();
    let climb = "super::".repeat(depth);
    for way in ["crate::", climb.as_str()] {
        for (at, _) in line.match_indices(way) {
            let after = &line[at + way.len()..];
            let list = match after.strip_prefix('{') {
                Some(list) => list.split('}').next().unwrap_or_default(),
                None => after,
            };
            let mut parts = list.split(',');
            let wanted = if after.starts_with('{') {
                usize::MAX
            } else {
                1
            };
            for part in parts.by_ref().take(wanted) {
                let name: String = part
                    .trim()
                    .chars()
                    .take_while(|c| c.is_alphanumeric() || *c == '_')
                    .collect();
                if !name.is_empty() && name != "super" && name != "self" {
                    names.push(name);
                }
            }
        }
    }
    names
}

/// Whether a line names an outside crate.
fn names_crate(line: &str, name: &str) -> bool {
    let ident = name.replace('-', "_");
    line.match_indices(&ident).any(|(at, _)| {
        let before = line[..at].chars().next_back();
        let after = &line[at + ident.len()..];
        let begins = before.is_none_or(|c| !c.is_alphanumeric() && !"_:.\"`-/".contains(c));
        begins && (after.starts_with("::") || line.trim() == format!("use {ident};"))
    })
}

fn dependencies() -> Vec<String> {
    let manifest = fs::read_to_string(fixture::package().join("Cargo.toml")).unwrap();
    let manifest: toml::Table = manifest.parse().unwrap();
    let of_some_systems = manifest["target"].as_table().unwrap().values();
    let tables = of_some_systems
        .map(|system| &system["dependencies"])
        .chain([&manifest["dependencies"]]);
    tables
        .flat_map(|table| table.as_table().unwrap().keys().cloned())
        .collect()
}

/// The row that holds for a file.
fn row_of<'a>(
    layers: &'a BTreeMap<String, Layer>,
    source: &Source,
) -> Option<(&'a String, &'a Layer)> {
    layers
        .iter()
        .filter(|(name, _)| {
            *name == source.module() || source.path.starts_with(&format!("{name}/"))
        })
        .max_by_key(|(name, _)| name.len())
}

/// The modules that the table knows.
fn modules(layers: &BTreeMap<String, Layer>) -> BTreeSet<&str> {
    layers
        .keys()
        .map(|name| name.split('/').next().unwrap_or_default())
        .collect()
}

#[test]
fn nobody_may_what_nobody_does() {
    let layers = layers();
    let mut done: BTreeMap<&str, BTreeSet<String>> = BTreeMap::new();
    for source in sources() {
        let Some((row, layer)) = row_of(&layers, &source) else {
            continue;
        };
        let does = done.entry(row).or_default();
        for (_, line) in &source.lines {
            does.extend(named_modules(line, source.depth()));
            let crates = layer.crates.iter();
            does.extend(crates.filter(|name| names_crate(line, name)).cloned());
        }
    }
    let mut complaints = Vec::new();
    for (row, layer) in &layers {
        let does = done.get(row.as_str());
        for name in layer.ours.iter().chain(&layer.crates) {
            if does.is_none_or(|does| !does.contains(name)) {
                complaints.push(format!("`{row}` uses no `{name}`"));
            }
        }
    }
    no_complaints(&complaints);
}

#[test]
fn nobody_uses_what_is_above() {
    let layers = layers();
    let dependencies = dependencies();
    let modules = modules(&layers);
    let mut complaints = Vec::new();
    for source in sources() {
        let module = source.module();
        if matches!(module, "lib" | "main") {
            continue;
        }
        let Some((row, layer)) = row_of(&layers, &source) else {
            complaints.push(format!("src/{}: the table has no `{module}`", source.path));
            continue;
        };
        for (number, line) in &source.lines {
            for name in named_modules(line, source.depth()) {
                let allowed = name == module || layer.ours.contains(&name);
                if modules.contains(name.as_str()) && !allowed {
                    let place = source.place(*number);
                    complaints.push(format!("{place}: `{row}` may not use `{name}`"));
                }
            }
            for name in &dependencies {
                if names_crate(line, name) && !layer.crates.contains(name) {
                    let place = source.place(*number);
                    complaints.push(format!("{place}: `{row}` may not use the crate `{name}`"));
                }
            }
        }
    }
    no_complaints(&complaints);
}

/// What stands in a line that asks the system for something.
const ASKING: &[(&str, &[&str])] = &[
    (
        "files",
        &["std::fs", "fs::", "read_dir", "File::", "canonicalize"],
    ),
    ("environment", &["std::env", "env::", "current_dir"]),
    ("clock", &["std::time", "Instant::", "SystemTime"]),
    (
        "terminal",
        &[
            "println!",
            "eprintln!",
            "print!(",
            "eprint!(",
            "dbg!(",
            "stdout()",
            "stderr()",
        ],
    ),
    ("process", &["std::process", "std::net", "Command::new"]),
];

#[test]
fn only_few_ask_the_system_for_anything() {
    let layers = layers();
    let mut complaints = Vec::new();
    for source in sources() {
        // The program's first lines turn the exit code into one of the system's.
        if source.path == "main.rs" {
            continue;
        }
        let none = BTreeSet::new();
        let asks = layers.get(source.module()).map_or(&none, |row| &row.asks);
        for (number, line) in &source.lines {
            for (what, words) in ASKING {
                let reads_a_folder = source.path == "cli/new.rs" && line.contains("read_dir_utf8");
                let asked = words.iter().any(|word| {
                    line.match_indices(word).any(|(at, _)| {
                        let before = line[..at].chars().next_back();
                        before.is_none_or(|c| !c.is_alphanumeric() && c != '_')
                    })
                });
                if asked && !asks.contains(*what) && !reads_a_folder {
                    let place = source.place(*number);
                    complaints.push(format!("{place}: asks for {what}: {}", line.trim()));
                }
            }
        }
    }
    no_complaints(&complaints);
}

#[test]
fn the_bans_of_clippy_are_lifted_in_five_places_only() {
    let lifted: Vec<String> = sources()
        .into_iter()
        .filter(|source| {
            let text = source.lines.iter().map(|(_, line)| line.as_str());
            text.collect::<String>().contains("clippy::disallowed_")
        })
        .map(|source| source.path)
        .collect();
    assert_eq!(
        lifted,
        [
            "cli/guard.rs",
            "cli/terminal.rs",
            "source/files.rs",
            "watch/patience.rs",
            "write.rs"
        ]
    );
    let bans = fs::read_to_string(fixture::package().join("clippy.toml")).unwrap();
    for banned in [
        "std::time::SystemTime::now",
        "std::env::var",
        "std::fs::read",
        "std::println",
    ] {
        assert!(
            bans.contains(&format!("\"{banned}\"")),
            "clippy.toml does not ban {banned}"
        );
    }
}

#[test]
fn nothing_panics_on_purpose() {
    let mut complaints = Vec::new();
    for source in sources() {
        for (number, line) in &source.lines {
            for word in [
                "unwrap()",
                "panic!",
                "todo!",
                "unimplemented!",
                "unreachable!",
            ] {
                if line.contains(word) {
                    complaints.push(format!("{}: {word}", source.place(*number)));
                }
            }
        }
    }
    no_complaints(&complaints);
}

#[test]
fn no_file_is_too_long() {
    let too_long: Vec<String> = sources()
        .iter()
        .filter(|source| source.all > MOST_LINES)
        .map(|source| format!("src/{} has {} lines", source.path, source.all))
        .collect();
    no_complaints(&too_long);
}

/// The first picture in a text, line by line.
fn picture<'a>(lines: impl Iterator<Item = &'a str>) -> Vec<&'a str> {
    lines
        .skip_while(|line| *line != "```text")
        .skip(1)
        .take_while(|line| *line != "```")
        .collect()
}

#[test]
fn the_picture_of_the_pipeline_is_the_same_in_both_places() {
    let read = |path: &str| fs::read_to_string(fixture::package().join(path)).unwrap();
    let (page, code) = (read("docs/architecture.md"), read("src/lib.rs"));
    let drawn = picture(page.lines());
    let copied = picture(code.lines().filter_map(|line| line.strip_prefix("//! ")));
    assert!(!drawn.is_empty(), "the page has a picture");
    assert_eq!(copied, drawn);
}

#[test]
fn every_module_says_what_it_is() {
    let mut complaints = Vec::new();
    for source in sources() {
        let path = fixture::package().join("src").join(&source.path);
        let text = fs::read_to_string(path).unwrap();
        if !text.starts_with("//! ") {
            complaints.push(format!(
                "src/{} begins without a word about itself",
                source.path
            ));
        }
    }
    no_complaints(&complaints);
}

#[test]
fn the_tree_holds_nothing_of_one_machine() {
    let package = fixture::package();
    let mut forbidden: Vec<String> = ["home", "root", "Users"]
        .iter()
        .map(|folder| format!("/{folder}/"))
        .collect();
    forbidden.push(package.to_string());
    let mut complaints = Vec::new();
    for entry in package.read_dir_utf8().unwrap() {
        let entry = entry.unwrap();
        let name = entry.file_name();
        if matches!(name, ".git" | "target" | "out" | ".validators") {
            continue;
        }
        let paths = match entry.path().is_dir() {
            true => fixture::files_below(entry.path()),
            false => vec![entry.path().to_owned()],
        };
        for path in paths {
            let bytes = fs::read(&path).unwrap();
            let Ok(text) = String::from_utf8(bytes) else {
                continue;
            };
            let shown = path.strip_prefix(&package).unwrap();
            for (index, line) in text.lines().enumerate() {
                for word in &forbidden {
                    if line.contains(word.as_str()) && !line.contains("://") {
                        complaints.push(format!("{shown}:{}: `{word}`", index + 1));
                    }
                }
            }
        }
    }
    no_complaints(&complaints);
}

#[test]
fn every_dependency_is_a_published_crate() {
    let lock = fs::read_to_string(fixture::package().join("Cargo.lock")).unwrap();
    let elsewhere: Vec<String> = lock
        .lines()
        .filter(|line| line.starts_with("source = "))
        .filter(|line| !line.starts_with("source = \"registry+"))
        .map(str::to_owned)
        .collect();
    no_complaints(&elsewhere);
}
