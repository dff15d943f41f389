//! A cited reference that none of several reference lists takes, and a list that takes none.

use std::collections::BTreeSet;

use super::Context;
use crate::diagnostic::{Finding, Level};

pub(super) const NAME: &str = "unlisted-reference";

pub(super) fn check(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let report = context.report;
    let lists = &report.manifest.reference_lists;
    if lists.is_empty() {
        return;
    }
    let named = report.citations.iter().flat_map(|citation| &citation.items);
    let mut cited: BTreeSet<&str> = named.map(|item| item.key.value.as_str()).collect();
    cited.extend(report.manifest.nocite.iter().map(|key| key.value.as_str()));
    let mut taken = BTreeSet::new();
    for reference in &report.references {
        if !cited.contains(reference.key.as_str()) && !cited.contains("*") {
            continue;
        }
        if let Some(list) = report.manifest.list_of(reference) {
            taken.insert(list);
            continue;
        }
        let key = &reference.key;
        let span = reference.span.unwrap_or(lists[0].title.span);
        findings.push(
            Finding::new(
                NAME,
                Level::Error,
                format!("no reference list takes `{key}`"),
                span,
            )
            .label("cited, and in none of the lists")
            .help("give the entry what one of the lists asks for, or end with a list without `where`, which takes the rest"),
        );
    }
    for (at, list) in lists.iter().enumerate() {
        if taken.contains(&at) {
            continue;
        }
        let title = &list.title.value;
        let mut finding = Finding::new(
            NAME,
            Level::Warning,
            format!("the reference list `{title}` takes no cited reference"),
            list.title.span,
        )
        .label("not printed");
        let rest = lists[..at].iter().find(|before| before.wanted.is_empty());
        finding = match rest {
            Some(before) => finding
                .related(before.title.span, "this list takes every reference")
                .help("put the list without `where` last"),
            None => finding.help("compare what `where` asks for with the entries; a slip in one of them moves its sources to another list"),
        };
        findings.push(finding);
    }
}
