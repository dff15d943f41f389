//! What the program says of the work of others in it agrees with what it is built from.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use serde_json::Value;

use crate::fixture::{self, no_complaints};

/// An entry of `Cargo.lock`.
struct Locked {
    checksum: Option<String>,
    /// The crates it names: a name, or a name and a version where there are several.
    names: Vec<String>,
}

/// The entries of `Cargo.lock`, by name and version.
fn locked() -> BTreeMap<(String, String), Locked> {
    let lock = fs::read_to_string(fixture::package().join("Cargo.lock")).unwrap();
    let lock: toml::Table = lock.parse().unwrap();
    let text = |entry: &toml::Value, key: &str| Some(entry.get(key)?.as_str()?.to_owned());
    let entries = lock["package"].as_array().unwrap().iter();
    entries
        .map(|entry| {
            let names = entry.get("dependencies").and_then(toml::Value::as_array);
            let names = names.into_iter().flatten();
            let key = (
                text(entry, "name").unwrap(),
                text(entry, "version").unwrap(),
            );
            let value = Locked {
                checksum: text(entry, "checksum"),
                names: names
                    .map(|name| name.as_str().unwrap().to_owned())
                    .collect(),
            };
            (key, value)
        })
        .collect()
}

/// The names in a table of `Cargo.toml`.
fn named_in(table: &str) -> BTreeSet<String> {
    let manifest = fs::read_to_string(fixture::package().join("Cargo.toml")).unwrap();
    let manifest: toml::Table = manifest.parse().unwrap();
    manifest[table]
        .as_table()
        .unwrap()
        .keys()
        .cloned()
        .collect()
}

/// The crates that the program is built from, on all systems, as name, version and checksum.
fn built_from() -> BTreeSet<(String, String, String)> {
    let locked = locked();
    let find = |named: &str| {
        let (name, version) = named.split_once(' ').unwrap_or((named, ""));
        let mut found = locked
            .keys()
            .filter(|key| key.0 == name && (version.is_empty() || key.1 == version));
        let key = found.next().unwrap().clone();
        assert!(found.next().is_none(), "{named} is two crates");
        key
    };
    let ours = named_in("dependencies");
    let only_tests = named_in("dev-dependencies");
    let program = find("underpin");
    let mut waiting: Vec<(String, String)> = locked[&program]
        .names
        .iter()
        .map(|named| find(named))
        .filter(|(name, _)| ours.contains(name) || !only_tests.contains(name))
        .collect();
    let mut found = BTreeSet::new();
    while let Some(key) = waiting.pop() {
        let entry = &locked[&key];
        let checksum = entry.checksum.clone().unwrap_or_default();
        if found.insert((key.0, key.1, checksum)) {
            waiting.extend(entry.names.iter().map(|named| find(named)));
        }
    }
    found
}

/// What `make licenses` wrote.
fn listed() -> Value {
    let path = fixture::package().join("templates/licenses/third-party.json");
    serde_json::from_str(&fs::read_to_string(path).unwrap()).unwrap()
}

#[test]
fn the_licences_are_those_of_the_crates_in_cargo_lock() {
    let listed = listed();
    let listed: BTreeSet<(String, String, String)> = listed["crates"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| {
            let text = |key: &str| one[key].as_str().unwrap().to_owned();
            (text("name"), text("version"), text("checksum"))
        })
        .collect();
    let built_from = built_from();
    let missing = built_from
        .difference(&listed)
        .map(|one| format!("not listed: {} {}", one.0, one.1));
    let gone = listed
        .difference(&built_from)
        .map(|one| format!("listed and not built: {} {}", one.0, one.1));
    let mut complaints: Vec<String> = missing.chain(gone).collect();
    if !complaints.is_empty() {
        complaints.push("Cargo.lock has changed: make licenses".to_owned());
    }
    no_complaints(&complaints);
}

#[test]
fn the_data_that_is_listed_is_that_of_its_file() {
    let path = fixture::package().join("templates/licenses/data.toml");
    let written: toml::Table = fs::read_to_string(path).unwrap().parse().unwrap();
    let written = written["data"].as_array().unwrap().iter();
    let fields = ["name", "what", "crate", "license", "named", "copyright"];
    let written: Vec<Vec<Option<&str>>> = written
        .map(|entry| fields.map(|key| entry.get(key)?.as_str()).to_vec())
        .collect();
    let listed = listed();
    let listed: Vec<Vec<Option<&str>>> = listed["data"]
        .as_array()
        .unwrap()
        .iter()
        .map(|entry| fields.map(|key| entry.get(key)?.as_str()).to_vec())
        .collect();
    assert_eq!(written, listed, "data.toml has changed: make licenses");
}

/// Crates by which programs speak to a network. `mio` is not among them: `notify` waits for changes of
/// files with it, and the preview of `underpin watch` answers this machine alone, by the standard library.
const OF_NETWORKS: [&str; 8] = [
    "curl",
    "hyper",
    "native-tls",
    "openssl",
    "reqwest",
    "rustls",
    "socket2",
    "ureq",
];

#[test]
fn nothing_in_it_speaks_to_a_network() {
    let complaints: Vec<String> = built_from()
        .into_iter()
        .filter(|(name, _, _)| OF_NETWORKS.contains(&name.as_str()))
        .map(|(name, version, _)| format!("the program is built from {name} {version}"))
        .collect();
    no_complaints(&complaints);
}

#[test]
fn every_font_in_the_tree_is_listed_with_its_licence() {
    let path = fixture::package().join("templates/licenses/data.toml");
    let data: toml::Table = fs::read_to_string(path).unwrap().parse().unwrap();
    let patterns: Vec<&str> = data["data"]
        .as_array()
        .unwrap()
        .iter()
        .filter_map(|entry| entry.get("files")?.as_array())
        .flatten()
        .filter_map(toml::Value::as_str)
        .collect();
    let is_listed = |path: &str| {
        patterns
            .iter()
            .any(|pattern| match pattern.split_once('*') {
                Some((before, after)) => path.starts_with(before) && path.ends_with(after),
                None => path == *pattern,
            })
    };
    let complaints: Vec<String> = fixture::read_tree(&fixture::package().join("templates/fonts"))
        .into_keys()
        .filter(|name| !name.ends_with(".txt"))
        .map(|name| format!("templates/fonts/{name}"))
        .filter(|path| !is_listed(path))
        .map(|path| format!("templates/licenses/data.toml does not name {path}"))
        .collect();
    no_complaints(&complaints);
}

#[test]
fn the_bill_of_materials_refers_only_to_what_is_in_it() {
    let (code, out, _) = crate::cli::underpin(
        &crate::cli::Folder::new(),
        &["licenses", "--format", "cyclonedx"],
    );
    assert_eq!(code, 0);
    let bill: Value = serde_json::from_str(&out).unwrap();
    let program = bill["metadata"]["component"]["bom-ref"].as_str().unwrap();
    let mut known = BTreeSet::from([program]);
    for component in bill["components"].as_array().unwrap() {
        let reference = component["bom-ref"].as_str().unwrap();
        assert!(known.insert(reference), "{reference} is there twice");
    }
    let mut reached = BTreeSet::from([program]);
    for entry in bill["dependencies"].as_array().unwrap() {
        assert!(known.contains(entry["ref"].as_str().unwrap()));
        reached.extend(
            entry["dependsOn"]
                .as_array()
                .unwrap()
                .iter()
                .map(|one| one.as_str().unwrap()),
        );
    }
    assert_eq!(
        known, reached,
        "what is in it and what something depends on"
    );
}
