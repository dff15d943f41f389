//! A citation that cannot be read as one.

use super::Context;
use crate::diagnostic::{Finding, Level};
use crate::model::{CitationFault, DefectKind};

pub(super) const NAME: &str = "malformed-citation";

pub(super) fn check(context: &Context<'_>, findings: &mut Vec<Finding>) {
    for defect in context.defects() {
        let DefectKind::MalformedCitation(fault) = &defect.kind else {
            continue;
        };
        let finding = |message: &str| Finding::new(NAME, Level::Error, message, defect.span);
        findings.push(match fault {
            CitationFault::Unclosed => finding("citation is not closed")
                .label("this bracket has no `]`")
                .note("without it, the words are printed as they stand and nothing is cited")
                .help("close it: `[@key, p. 5]`"),
            CitationFault::Unopened => finding("citation is not opened")
                .label("this `]` has no bracket before it")
                .help("open it: `[@key, p. 5]`; a bracket that is text is written `\\]`"),
            CitationFault::MissingComma { at } => finding("locator has no comma before it")
                .label("read as a locator")
                .note("Pandoc takes what follows a key without a comma for words, not for a place in the source")
                .fix("put a comma after the key", *at, ","),
            CitationFault::EmptyItem => finding("citation item has no key")
                .label("no `@key` here")
                .note("the items of a citation are separated by semicolons, and each has one key")
                .help("name a reference, or take the item out"),
            CitationFault::EmptyKey => finding("`@` without a key")
                .label("a key must follow")
                .help("name a reference: `[@key]`; an `@` that is text is written `\\@`"),
            CitationFault::Glued => finding("`@` is glued to the word before it")
                .label("read as text, not as a citation")
                .help("put a space before the `@`, or write `\\@` if it is text"),
            CitationFault::NotACitation => finding("attribute holds no citation")
                .label("no `@key` here")
                .help("write it as between brackets: `cite=\"@key, p. 5\"`"),
        });
    }
}
