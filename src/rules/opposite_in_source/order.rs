//! Numbers that a sentence gives to its names the other way round than its sources.

use std::collections::BTreeMap;

use super::super::assigned::{self, Assigned, Given, Spoken};
use super::super::prose::Own;
use super::super::tongues::Tongue;

/// The texts of sources with the places of their words and numbers, as far as they were asked for.
#[derive(Default)]
pub(super) struct Orders<'t>(BTreeMap<(&'t str, &'static str), Spoken>);

/// Two names of a sentence with their numbers, which a source gives the other way round.
pub(super) struct Other<'t> {
    pub assigned: Assigned,
    /// The two among its pairs.
    pub two: (usize, usize),
    pub key: &'t str,
    /// The words of the source.
    pub theirs: &'t str,
}

impl<'t> Orders<'t> {
    /// The first numbers of a sentence that no source gives as it does, and one the other way round.
    pub(super) fn other(
        &mut self,
        texts: &[(&'t str, &'t str)],
        own: &Own,
        tongue: &'static Tongue,
    ) -> Option<Other<'t>> {
        for assigned in assigned::all(own, tongue) {
            let mut found = None;
            let mut is_known = false;
            for (key, text) in texts {
                let spoken = self
                    .0
                    .entry((key, tongue.language))
                    .or_insert_with(|| Spoken::of(text, tongue));
                match spoken.given(&assigned) {
                    Given::Same => is_known = true,
                    Given::Exchanged(one, two, range) => {
                        found = found.or(Some((one, two, *key, &text[range])));
                    }
                    Given::Unknown => {}
                }
            }
            if let (Some((one, two, key, theirs)), false) = (found, is_known) {
                return Some(Other {
                    assigned,
                    two: (one, two),
                    key,
                    theirs,
                });
            }
        }
        None
    }
}
