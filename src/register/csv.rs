//! The register as CSV: one row for each support of each claim.

use super::section_of;
use crate::model::Report;
use crate::render::Pages;

/// The columns.
const COLUMNS: [&str; 15] = [
    "number",
    "id",
    "kind",
    "state",
    "section",
    "paragraph",
    "page",
    "text",
    "key",
    "relation",
    "locator_type",
    "locator",
    "grade",
    "origin",
    "derived_from",
];

/// The register of every claim as CSV (RFC 4180) with a header row.
///
/// A claim without citations has one row whose source columns are empty. A text that a spreadsheet
/// would take for a formula gets an apostrophe before it.
pub fn csv(report: &Report, pages: Option<&Pages>) -> Vec<u8> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    // Writing to memory cannot fail, and every record has as many fields as there are columns.
    let _ = writer.write_record(COLUMNS);
    for claim in &report.claims {
        let (section, paragraph) = section_of(report, claim);
        let page = pages.and_then(|pages| pages.label_of(claim.mark));
        let bases: Vec<&str> = claim
            .derived_from
            .iter()
            .map(|label| label.value.as_str())
            .collect();
        let head = [
            claim.number.to_string(),
            claim
                .label
                .as_ref()
                .map(|label| label.value.clone())
                .unwrap_or_default(),
            claim.kind.name().to_owned(),
            claim.state.name().to_owned(),
            section,
            paragraph.to_string(),
            page.unwrap_or_default().to_owned(),
            claim.text.clone(),
        ];
        let items: Vec<_> = claim
            .citations
            .iter()
            .flat_map(|id| &report.citations[id.0].items)
            .collect();
        let mut row = |source: [String; 6]| {
            let fields = head
                .iter()
                .chain(&source)
                .cloned()
                .chain([bases.join(" ")])
                .map(|field| harmless(&field));
            let _ = writer.write_record(fields);
        };
        if items.is_empty() {
            row(Default::default());
        }
        for item in items {
            let (term, place) = match &item.locator {
                Some(locator) => (locator.term.to_owned(), locator.value.clone()),
                None => (String::new(), item.suffix.clone()),
            };
            let record = report.evidence.get(&item.key.value);
            let grade = record.and_then(|record| record.grade.as_ref());
            let origin = record.and_then(|record| record.origin.as_ref());
            row([
                item.key.value.clone(),
                item.relation().name().to_owned(),
                term,
                place,
                grade
                    .map(|grade| grade.value.to_string())
                    .unwrap_or_default(),
                origin
                    .map(|origin| origin.value.clone())
                    .unwrap_or_default(),
            ]);
        }
    }
    writer.into_inner().unwrap_or_default()
}

/// Spreadsheets run a field that begins like a formula, some also one that begins with the wide forms of its
/// signs. Terminals, where it is printed too, obey control characters: these give way to U+FFFD.
pub(super) fn harmless(field: &str) -> String {
    const SIGNS: [char; 11] = ['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠'];
    let obeyed = |c: char| c.is_control() && !matches!(c, '\t' | '\r' | '\n');
    let quiet = field.replace(obeyed, "\u{FFFD}");
    match quiet.starts_with(SIGNS) {
        true => format!("'{quiet}"),
        false => quiet,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_field_is_a_formula() {
        for field in [
            "=1+1", "@SUM(1)", "-1", "+1", "\t=1", "\n=1", "＝1+1", "＠x",
        ] {
            assert_eq!(harmless(field), format!("'{field}"));
        }
        for field in ["1=1", "a-b", "", "“=1”"] {
            assert_eq!(harmless(field), field);
        }
        assert_eq!(
            harmless("a\u{1b}[2Jb\u{9b}c\td\n"),
            "a\u{FFFD}[2Jb\u{FFFD}c\td\n"
        );
    }
}
