//! The table `underpin` of a header: what Pandoc has no key for.

use std::ops::Range;

use serde_yaml::Value;

use super::super::values::NAME_WANTED;
use super::text::{string, strings};
use super::{PAPERS, Reader, is_file_name, places};
use crate::model::{DefectKind, Format, Manifest, Profile, RegisterScope};
use crate::source::{Located, Span};

/// The keys of the table `underpin`.
const OWN_KEYS: &[&str] = &[
    "profile",
    "carry",
    "minimum-coverage",
    "unused-references",
    "formats",
    "name",
    "paper",
    "register",
    "standard-of-proof",
];

impl Reader<'_> {
    /// The table `underpin`: what only this program knows.
    pub(super) fn own(&mut self, manifest: &mut Manifest) {
        let Some((value, place)) = self.get("underpin") else {
            return;
        };
        let Value::Mapping(own) = &value else {
            self.wrong(
                "underpin",
                "a table such as `{profile: strict}`",
                &value,
                &place,
            );
            return;
        };
        for (key, value) in own {
            let Some(key) = string(key) else { continue };
            let name = format!("underpin.{key}");
            let at = places::scalar(self.text, &place, place.start, &key);
            let written = string(value).unwrap_or_default();
            let range = places::scalar(self.text, &place, at.end, &written);
            match key.as_str() {
                "profile" => {
                    if let Some(found) = self.choice(&name, &written, &Profile::NAMES, range) {
                        manifest.profile = found;
                    }
                }
                "register" => {
                    if let Some(found) = self.choice(&name, &written, &RegisterScope::NAMES, range)
                    {
                        manifest.register_scope = found;
                    }
                }
                "paper" => {
                    let papers: Vec<(&str, &str)> =
                        PAPERS.iter().map(|name| (*name, *name)).collect();
                    if let Some(found) = self.choice(&name, &written, &papers, range) {
                        manifest.layout.paper = found.to_owned();
                    }
                }
                "carry" => match written.parse() {
                    Ok(carry) => manifest.carry = carry,
                    Err(_) => self.bad(&name, &written, "a whole number from zero", range),
                },
                "minimum-coverage" => match written.parse() {
                    Ok(share) if share <= 100 => {
                        let span = Span::new(self.file, range);
                        manifest.minimum_coverage = Some(Located::new(share, span));
                    }
                    _ => self.bad(&name, &written, "a whole number up to 100", range),
                },
                "unused-references" => manifest.unused_ok = strings(value),
                "formats" => {
                    let formats: Vec<Option<Format>> = strings(value)
                        .iter()
                        .map(|written| self.choice(&name, written, &Format::NAMES, range.clone()))
                        .collect();
                    if let Some(formats) = formats.into_iter().collect() {
                        manifest.formats = formats;
                    }
                }
                "standard-of-proof" if !written.trim().is_empty() => {
                    manifest.standard_of_proof = Some(written);
                }
                "standard-of-proof" => self.bad(&name, &written, "some text", range),
                "name" if is_file_name(&written) && !written.is_empty() => {
                    manifest.output_name = written;
                }
                "name" => self.bad(&name, &written, NAME_WANTED, range),
                _ => {
                    let known = OWN_KEYS.to_vec();
                    self.defect(DefectKind::UnknownKey { key: name, known }, at);
                }
            }
        }
    }

    fn choice<T: Copy>(
        &mut self,
        name: &str,
        written: &str,
        names: &[(&str, T)],
        range: Range<usize>,
    ) -> Option<T> {
        let found = names
            .iter()
            .find_map(|(known, value)| (*known == written).then_some(*value));
        if found.is_none() {
            let known: Vec<String> = names.iter().map(|(name, _)| format!("`{name}`")).collect();
            self.bad(name, written, format!("one of {}", known.join(", ")), range);
        }
        found
    }
}
