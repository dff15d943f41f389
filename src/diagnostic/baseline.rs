//! What was already there when a report adopted the check: old findings warn, new ones fail.
//!
//! A finding is known by its rule, its file and its fingerprint, so that it is the same when lines
//! move and another when its sentence is edited.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::document::in_repository;
use super::{Finding, Level};
use crate::source::Sources;

/// The name and version of the file's form.
const SCHEMA: &str = "underpin-baseline/1";

/// The findings that are known, with how often each is there.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Baseline {
    known: BTreeMap<Known, usize>,
}

/// By what a finding is known.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Known {
    path: String,
    rule: String,
    fingerprint: String,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Document {
    schema: String,
    findings: Vec<Entry>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    path: String,
    rule: String,
    fingerprint: String,
    count: usize,
}

impl Baseline {
    /// The errors among findings, as they stand now. `folder` is put before their paths, so that one
    /// baseline can hold several reports.
    pub fn of<'f>(
        findings: impl IntoIterator<Item = &'f Finding>,
        sources: &Sources,
        folder: &str,
    ) -> Self {
        let mut baseline = Self::default();
        for finding in findings {
            if finding.level == Level::Error && finding.suppressed.is_none() {
                *baseline
                    .known
                    .entry(known(finding, sources, folder))
                    .or_default() += 1;
            }
        }
        baseline
    }

    /// Adds what another baseline knows.
    pub fn extend(&mut self, other: Self) {
        for (known, count) in other.known {
            let sum = self.known.entry(known).or_default();
            *sum = sum.saturating_add(count);
        }
    }

    /// Reads the file.
    ///
    /// # Errors
    /// What is wrong with it, in a few words.
    pub fn read(text: &str) -> Result<Self, String> {
        let document: Document = serde_json::from_str(text).map_err(|error| error.to_string())?;
        if document.schema != SCHEMA {
            return Err(format!(
                "its schema is `{}`, and this program reads `{SCHEMA}`",
                document.schema
            ));
        }
        let mut baseline = Self::default();
        for entry in document.findings {
            let known = Known {
                path: entry.path,
                rule: entry.rule,
                fingerprint: entry.fingerprint,
            };
            let count = baseline.known.entry(known).or_default();
            // Whoever writes the file may write any number.
            *count = count.saturating_add(entry.count);
        }
        Ok(baseline)
    }

    /// The file, in an order that does not depend on the order of the findings.
    pub fn write(&self) -> Vec<u8> {
        let document = Document {
            schema: SCHEMA.to_owned(),
            findings: self
                .known
                .iter()
                .map(|(known, count)| Entry {
                    path: known.path.clone(),
                    rule: known.rule.clone(),
                    fingerprint: known.fingerprint.clone(),
                    count: *count,
                })
                .collect(),
        };
        let mut bytes = serde_json::to_vec_pretty(&document).unwrap_or_default();
        bytes.push(b'\n');
        bytes
    }

    /// Lowers the errors that are known to warnings, each as often as it is known. Returns how many.
    pub fn lower(&self, findings: &mut [Finding], sources: &Sources, folder: &str) -> usize {
        let mut left = self.known.clone();
        let mut lowered = 0;
        for finding in findings {
            if finding.level != Level::Error || finding.suppressed.is_some() {
                continue;
            }
            if let Some(count) = left
                .get_mut(&known(finding, sources, folder))
                .filter(|count| **count > 0)
            {
                *count -= 1;
                lowered += 1;
                finding.level = Level::Warning;
                finding
                    .notes
                    .push("an error that the baseline knows; it does not count as new".to_owned());
            }
        }
        lowered
    }

    /// How many findings it knows.
    pub fn len(&self) -> usize {
        self.known.values().copied().fold(0, usize::saturating_add)
    }

    /// Whether it knows none.
    pub fn is_empty(&self) -> bool {
        self.known.is_empty()
    }
}

fn known(finding: &Finding, sources: &Sources, folder: &str) -> Known {
    let path = sources.file(finding.span.file).path();
    Known {
        path: in_repository(folder, path.as_str()),
        rule: finding.rule.to_owned(),
        fingerprint: finding.fingerprint.clone(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::Span;

    fn finding(sources: &Sources, fingerprint: &str) -> Finding {
        let file = sources.iter().next().unwrap().0;
        let mut finding = Finding::new("a-rule", Level::Error, "x", Span::new(file, 0..1));
        finding.fingerprint = fingerprint.to_owned();
        finding
    }

    #[test]
    fn what_is_known_warns_and_what_is_new_fails() {
        let mut sources = Sources::default();
        sources.add("a.md", "text");
        let old = [finding(&sources, "1"), finding(&sources, "1")];
        let baseline = Baseline::of(&old, &sources, "report/");
        let text = String::from_utf8(baseline.write()).unwrap();
        let read = Baseline::read(&text).unwrap();
        assert_eq!(read, baseline);
        assert_eq!(read.len(), 2);
        let mut now = [
            finding(&sources, "1"),
            finding(&sources, "2"),
            finding(&sources, "1"),
            finding(&sources, "1"),
        ];
        assert_eq!(read.lower(&mut now, &sources, "./report"), 2);
        let levels: Vec<Level> = now.iter().map(|finding| finding.level).collect();
        assert_eq!(
            levels,
            [Level::Warning, Level::Error, Level::Warning, Level::Error]
        );
        let mut elsewhere = [finding(&sources, "1")];
        assert_eq!(read.lower(&mut elsewhere, &sources, "other"), 0);
    }

    #[test]
    fn a_count_that_is_too_large_is_the_largest() {
        let entry = format!(
            r#"{{"path": "a.md", "rule": "a-rule", "fingerprint": "1", "count": {}}}"#,
            usize::MAX
        );
        let other = entry.replace("a.md", "b.md");
        let text = format!(r#"{{"schema": "{SCHEMA}", "findings": [{entry}, {entry}, {other}]}}"#);
        let mut baseline = Baseline::read(&text).unwrap();
        baseline.extend(baseline.clone());
        assert_eq!(baseline.len(), usize::MAX);
    }

    #[test]
    fn a_file_of_another_form_is_refused() {
        for bad in [
            "",
            "[]",
            "{\"schema\": \"underpin-baseline/2\", \"findings\": []}",
            "{\"schema\": \"underpin-baseline/1\"}",
        ] {
            assert!(Baseline::read(bad).is_err(), "{bad}");
        }
    }
}
