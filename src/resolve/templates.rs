//! The report's own templates: which of them nothing reads, and which fetch something. Does not know what
//! they do.

use std::collections::BTreeMap;

use crate::asset;

/// The report's own files beside the style sheets that no output reads, each with those that are read.
pub fn stray(own: &BTreeMap<String, Vec<u8>>) -> Vec<(&str, &'static [&'static str])> {
    let stray = |path: &String| -> Option<&'static [&'static str]> {
        let (folder, name) = path.split_once('/')?;
        let read: &[&str] = match folder {
            "epub" => &["report.css"],
            "html" => &["page.css"],
            _ => return None,
        };
        (!read.contains(&name)).then_some(read)
    };
    let paths = own.keys();
    paths
        .filter_map(|path| Some((path.as_str(), stray(path)?)))
        .collect()
}

/// The report's own style sheets that fetch something, each with what it fetches.
pub fn fetching(own: &BTreeMap<String, Vec<u8>>) -> Vec<(&str, String)> {
    let sheets = own.iter().filter(|(path, _)| path.ends_with(".css"));
    sheets
        .filter_map(|(path, bytes)| {
            let target = asset::fetched(&String::from_utf8_lossy(bytes))?;
            Some((path.as_str(), target))
        })
        .collect()
}
