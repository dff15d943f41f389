//! A name that was promised to be withheld, in something that is put out.

mod forms;
mod index;
mod places;
mod text;

use std::collections::BTreeSet;

use self::forms::{Found, Name};
use self::index::Index;
use self::text::Text;
use super::{Context, prose, words};
use crate::diagnostic::{Finding, Level};
use crate::model::{Consent, Evidence};
use crate::source::{Located, Places, Span};

pub(super) const NAME: &str = "withheld-name";

pub(super) fn check(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let records = context.report.evidence.values();
    let withheld: Vec<(&Evidence, &Located<String>)> = records
        .flat_map(|record| record.withheld.iter().map(move |name| (record, name)))
        .collect();
    if withheld.is_empty() {
        return;
    }
    let names: Vec<Name> = withheld
        .iter()
        .map(|(_, name)| Name::new(&name.value))
        .collect();
    let mut search = Search {
        index: Index::new(names.iter()),
        told: vec![BTreeSet::new(); names.len()],
        withheld,
        names,
    };
    for text in &places::texts(context) {
        search.text(text, findings);
    }
    for one in &places::named(context) {
        search.named(one, findings);
    }
    search.split_sentences(context, findings);
}

/// The names that are looked for, and where they were found.
struct Search<'r> {
    withheld: Vec<(&'r Evidence, &'r Located<String>)>,
    names: Vec<Name>,
    index: Index,
    /// For each name, the places that there is a finding for.
    told: Vec<BTreeSet<Span>>,
}

impl Search<'_> {
    fn text(&mut self, text: &places::Text, findings: &mut Vec<Finding>) {
        let words = Text::new(&text.words);
        for number in self.index.candidates(&words) {
            for found in self.names[number].find_all(&words) {
                let span = text.place(&found.range);
                if self.told[number].insert(span) {
                    findings.push(self.finding(number, &found, span, text.what));
                }
            }
        }
    }

    fn named(&mut self, one: &places::Named, findings: &mut Vec<Finding>) {
        let words = Text::new(&one.words);
        let from = Span {
            end: 0,
            ..one.extent
        };
        for number in self.index.candidates(&words) {
            let mut near = self.told[number]
                .range(from..)
                .take_while(|place| place.file == from.file && place.start <= one.extent.end);
            let is_told = near.any(|place| one.extent.contains(*place));
            if !is_told && let Some(found) = self.names[number].find_all(&words).into_iter().next()
            {
                self.told[number].insert(one.place);
                findings.push(self.finding(number, &found, one.place, one.what));
            }
        }
    }

    /// Names that markup cuts in two in the author's file, and that are whole when they are printed.
    fn split_sentences(&self, context: &Context<'_>, findings: &mut Vec<Finding>) {
        let told: Vec<Places> = self
            .told
            .iter()
            .map(|told| told.iter().copied().collect())
            .collect();
        for said in prose::sentences(context) {
            let span = said.sentence.span;
            let words = Text::new(&said.sentence.text);
            for number in self.index.candidates(&words) {
                if told[number].overlaps(span) {
                    continue;
                }
                let found = self.names[number].find_all(&words).into_iter();
                // Parts of a name stand in the file as they are printed.
                if let Some(found) = found.into_iter().find(|found| found.is_whole) {
                    findings.push(self.finding(number, &found, span, "a sentence"));
                }
            }
        }
    }

    fn finding(&self, number: usize, found: &Found, span: Span, what: &str) -> Finding {
        let (record, written) = self.withheld[number];
        finding(record, written, found, span, what)
    }
}

fn finding(
    record: &Evidence,
    written: &Located<String>,
    found: &Found,
    span: Span,
    what: &str,
) -> Finding {
    let key = &record.key.value;
    let shown = words::shortened(&found.written, 60);
    let (level, message) = match found.is_whole {
        true => (
            Level::Error,
            format!("{what} gives a name that `{key}` withholds: `{shown}`"),
        ),
        false => (
            Level::Warning,
            format!("{what} gives a part of a name that `{key}` withholds: `{shown}`"),
        ),
    };
    let label = match found.is_whole {
        true => "put out with the report",
        false => "the same person?",
    };
    let finding = Finding::new(NAME, level, message, span)
        .label(label)
        .related(written.span, "withheld here");
    let testimony = &record.testimony;
    let may_be_named = testimony.consent == Some(Consent::PublishNamed);
    finding.help(match (&testimony.public_as, may_be_named) {
        (_, true) => {
            "the witness agreed to be named: take the name out of `withheld`, or correct `consent`"
                .to_owned()
        }
        (Some(public), _) => format!(
            "take it out, or write what was agreed: `{}`",
            words::shortened(&public.value, 80)
        ),
        (None, _) if found.is_whole => {
            "take it out, or write who it is without the name".to_owned()
        }
        (None, _) => {
            "take it out; where it is somebody else's name, waive the finding and say so".to_owned()
        }
    })
}
