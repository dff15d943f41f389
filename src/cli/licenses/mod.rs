//! `underpin licenses`: whose work the program holds, and under which licences.
//!
//! Reads one file that is made from Cargo.lock and is part of the program; knows nothing of reports.

mod cyclonedx;

use std::fmt::Write;

use anyhow::Context;
use serde::Deserialize;

use super::args::{LicenseFormat, LicensesArgs};
use super::{CLEAN, terminal};

/// What `make licenses` writes.
const THIRD_PARTY: &str = include_str!("../../../templates/licenses/third-party.json");

/// The work of others in the program.
#[derive(Debug, Deserialize)]
struct ThirdParty {
    /// The crates that the program itself names, each as its name and version.
    needs: Vec<String>,
    /// All crates, by name and version.
    crates: Vec<Crate>,
    /// What is in the program beside its code.
    data: Vec<Data>,
    /// The texts of the licences, each once.
    texts: Vec<String>,
}

/// One crate that the program is built from, on some system.
#[derive(Debug, Deserialize)]
struct Crate {
    name: String,
    version: String,
    /// An SPDX expression.
    license: String,
    /// The SHA-256 of the crate as it was published, in hexadecimal digits.
    checksum: String,
    /// Where its source is kept.
    repository: Option<String>,
    /// The crates that it names, each as its name and version.
    needs: Vec<String>,
    /// Places in [`ThirdParty::texts`].
    texts: Vec<usize>,
}

/// A font, a set of styles and the like.
#[derive(Debug, Deserialize)]
struct Data {
    name: String,
    /// What it is here for.
    what: String,
    /// The crate that brings it; without one it lies beside the program's source.
    #[serde(rename = "crate")]
    carrier: Option<String>,
    /// An SPDX expression.
    license: Option<String>,
    /// The name of a licence for which SPDX has no expression.
    named: Option<String>,
    copyright: Option<String>,
    /// Places in [`ThirdParty::texts`].
    texts: Vec<usize>,
}

impl Crate {
    /// Its name and version, as `needs` names it.
    fn id(&self) -> String {
        format!("{} {}", self.name, self.version)
    }
}

impl Data {
    fn license(&self) -> &str {
        let expression = self.license.as_deref().or(self.named.as_deref());
        expression.unwrap_or_default()
    }
}

pub(super) fn run(args: &LicensesArgs) -> anyhow::Result<u8> {
    let all: ThirdParty =
        serde_json::from_str(THIRD_PARTY).context("the list of licences is damaged")?;
    let text = match args.format {
        LicenseFormat::Text => text(&all),
        LicenseFormat::Cyclonedx => {
            serde_json::to_string_pretty(&cyclonedx::document(&all))? + "\n"
        }
    };
    terminal::print(text.as_bytes())?;
    Ok(CLEAN)
}

/// A list of crates, a list of data, and every text with who is under it.
fn text(all: &ThirdParty) -> String {
    let mut out = format!(
        "Underpin {}: {}.\n\nIt holds the work of others. The numbers lead to the texts of the licences below.\n",
        env!("CARGO_PKG_VERSION"),
        env!("CARGO_PKG_LICENSE"),
    );
    let _ = writeln!(out, "\nCrates, on all systems together\n");
    for one in &all.crates {
        let numbers = numbers(&one.texts);
        let _ = writeln!(out, "{}: {} {numbers}", one.id(), one.license);
        if let Some(place) = &one.repository {
            let _ = writeln!(out, "    {place}");
        }
    }
    let _ = writeln!(out, "\nFonts, styles and other data\n");
    for one in &all.data {
        let numbers = numbers(&one.texts);
        let _ = writeln!(out, "{}: {} {numbers}", one.name, one.license());
        let _ = match &one.carrier {
            Some(carrier) => writeln!(out, "    {}; from {carrier}", one.what),
            None => writeln!(out, "    {}", one.what),
        };
        if let Some(owner) = &one.copyright {
            let _ = writeln!(out, "    Copyright {owner}");
        }
    }
    for (index, words) in all.texts.iter().enumerate() {
        let rule = "-".repeat(80);
        let _ = write!(out, "\n{rule}\n[{}]\n\n{words}", index + 1);
    }
    out
}

/// Where the texts stand: `[3] [17]`.
fn numbers(texts: &[usize]) -> String {
    let numbers: Vec<String> = texts.iter().map(|at| format!("[{}]", at + 1)).collect();
    numbers.join(" ")
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    fn all() -> ThirdParty {
        serde_json::from_str(THIRD_PARTY).unwrap()
    }

    #[test]
    fn everything_has_a_licence_and_a_text_and_every_text_is_printed() {
        let all = all();
        let crates = all
            .crates
            .iter()
            .map(|one| (&one.name, one.license.as_str(), &one.texts));
        let data = all
            .data
            .iter()
            .map(|one| (&one.name, one.license(), &one.texts));
        let mut used = BTreeSet::new();
        for (name, license, texts) in crates.chain(data) {
            assert!(!license.is_empty() && !texts.is_empty(), "{name}");
            used.extend(texts.iter().copied());
        }
        assert_eq!(used, (0..all.texts.len()).collect());
        let printed = text(&all);
        for words in &all.texts {
            assert!(printed.contains(words.as_str()));
        }
    }
}
