//! The lists into which the references of a report are parted.

use super::{Manifest, Reference};
use crate::source::Located;

/// One of `[[reference-lists]]`: its title, and which references it takes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReferenceList {
    /// The title that is printed above it.
    pub title: Located<String>,
    /// What a reference must have, each with the values of which one will do. Without any, the list
    /// takes every reference.
    pub wanted: Vec<(Quality, Vec<String>)>,
}

/// By what a reference is told from others.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Quality {
    /// One of the keywords of its entry.
    Keyword,
    /// Its type, in the words of its own format or of Hayagriva, or the type of what it is part of.
    Type,
    /// The field `group` of its entry.
    Group,
}

impl Quality {
    /// Every quality with its name.
    pub const NAMES: [(&'static str, Quality); 3] = [
        ("keyword", Quality::Keyword),
        ("type", Quality::Type),
        ("group", Quality::Group),
    ];
}

/// Where one of several reference lists begins.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ListHead {
    /// Its title.
    pub title: String,
    /// The place of its first entry in [`super::Report::reference_list`].
    pub at: usize,
}

impl ReferenceList {
    /// Whether the list takes a reference. Capitals do not count.
    pub fn takes(&self, reference: &Reference) -> bool {
        let same = |value: &String, wanted: &[String]| {
            let value = value.to_lowercase();
            wanted.iter().any(|one| one.trim().to_lowercase() == value)
        };
        self.wanted.iter().all(|(quality, wanted)| match quality {
            Quality::Keyword => reference.keywords.iter().any(|one| same(one, wanted)),
            Quality::Type => reference.kinds.iter().any(|one| same(one, wanted)),
            Quality::Group => reference.group.iter().any(|one| same(one, wanted)),
        })
    }
}

impl Manifest {
    /// The list that takes a reference: the first that does. None where no list does, and where
    /// there is one list only, without a table of its own.
    pub fn list_of(&self, reference: &Reference) -> Option<usize> {
        self.reference_lists
            .iter()
            .position(|list| list.takes(reference))
    }
}
