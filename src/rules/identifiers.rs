//! Keys that name a work by what it is known by elsewhere, such as `doi:10.1038/x`. Manubot looks such
//! works up on the web. Knows how they are written, and which reference has the same DOI or address.

use std::collections::BTreeMap;

use crate::model::{Reference, bare_doi, is_doi};

/// What stands before an identifier, what the identifier is, and how a bibliography holds it.
const PREFIXES: [(&str, &str, &str); 11] = [
    ("doi", "a DOI", "doi"),
    ("pmid", "a number of PubMed", "pmid"),
    ("pmcid", "a number of PubMed Central", "pmcid"),
    ("pmc", "a number of PubMed Central", "pmcid"),
    ("arxiv", "a number of arXiv", "eprint"),
    ("isbn", "an ISBN", "isbn"),
    ("url", "a web address", "url"),
    ("http", "a web address", "url"),
    ("https", "a web address", "url"),
    ("wikidata", "an item of Wikidata", ""),
    ("tag", "a tag of Manubot", ""),
];

/// An identifier that stands in place of a key.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Identifier<'k> {
    /// What it is: "a DOI".
    pub name: &'static str,
    /// The field of an entry that holds it; empty where none does.
    pub field: &'static str,
    /// The identifier itself, without a word before it.
    pub value: &'k str,
}

impl<'k> Identifier<'k> {
    /// The identifier that a key is, if it is one.
    pub fn of(key: &'k str) -> Option<Self> {
        if is_doi(key) {
            return Some(Self {
                name: "a DOI",
                field: "doi",
                value: key,
            });
        }
        let (prefix, rest) = key.split_once(':')?;
        let (_, name, field) = PREFIXES
            .iter()
            .find(|(known, ..)| prefix.eq_ignore_ascii_case(known))?;
        let is_address = prefix.to_ascii_lowercase().starts_with("http");
        if is_address && !rest.starts_with("//") {
            return None;
        }
        let value = if is_address { key } else { rest };
        Some(Self { name, field, value })
    }

    /// The reference that has this DOI or this address.
    pub fn reference<'r>(&self, references: &Identified<'r>) -> Option<&'r Reference> {
        match self.field {
            "doi" => references.dois.get(&self.value.to_ascii_lowercase()),
            "url" => references.urls.get(bare(self.value)),
            _ => None,
        }
        .copied()
    }
}

/// References by their DOIs and addresses; the first that has one.
pub(super) struct Identified<'r> {
    dois: BTreeMap<String, &'r Reference>,
    urls: BTreeMap<&'r str, &'r Reference>,
}

impl<'r> Identified<'r> {
    /// Those of a report.
    pub fn of(references: &'r [Reference]) -> Self {
        let mut identified = Self {
            dois: BTreeMap::new(),
            urls: BTreeMap::new(),
        };
        for reference in references {
            if let Some(doi) = &reference.doi {
                let doi = bare_doi(doi).to_ascii_lowercase();
                identified.dois.entry(doi).or_insert(reference);
            }
            if let Some(url) = &reference.url {
                identified.urls.entry(bare(url)).or_insert(reference);
            }
        }
        identified
    }
}

/// An address without what does not tell it from another.
fn bare(url: &str) -> &str {
    let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
    rest.strip_prefix("www.")
        .unwrap_or(rest)
        .trim_end_matches('/')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn identifiers_are_told_from_keys() {
        let check = |key: &str, expected: Option<(&str, &str)>| {
            let found = Identifier::of(key);
            let found = found.map(|found| (found.name, found.value));
            assert_eq!(found, expected, "{key}");
        };
        check("doi:10.1038/nbt.3780", Some(("a DOI", "10.1038/nbt.3780")));
        check("10.1038/nbt.3780", Some(("a DOI", "10.1038/nbt.3780")));
        check("PMID:29424689", Some(("a number of PubMed", "29424689")));
        check(
            "url:https://a.org",
            Some(("a web address", "https://a.org")),
        );
        check("https://a.org", Some(("a web address", "https://a.org")));
        check(
            "arxiv:1601.07661",
            Some(("a number of arXiv", "1601.07661")),
        );
        check("http:smith", None);
        check("fig:map", None);
        check("smith2014", None);
    }
}
