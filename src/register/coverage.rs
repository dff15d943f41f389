//! How the sentences of each section stand, as a table for people, as JSON and as CSV.

use serde_json::{Map, Value, json};

use super::csv::harmless;
use crate::model::{Coverage, SectionCoverage, Standing, Tally};

/// The name and version of the JSON form.
pub const COVERAGE_SCHEMA: &str = "underpin-coverage/1";

/// What stands over the columns of the table.
const HEAD: [&str; 10] = [
    "no.",
    "sentences",
    "covered",
    "by paragraph",
    "derived",
    "exempt",
    "waived",
    "uncovered",
    "share",
    "section",
];

/// The counts as a table. The titles stand last, since nobody knows how wide a terminal draws them.
pub fn coverage_table(coverage: &Coverage) -> String {
    let mut rows = vec![HEAD.map(str::to_owned)];
    for section in &coverage.sections {
        let roles = roles(section, ", ");
        let name = match roles.is_empty() {
            true => section.title.clone(),
            false => format!("{} ({roles})", section.title),
        };
        rows.push(row(&section.number, &section.tally, &name));
    }
    rows.push(row("", &coverage.total, "total"));
    let last = HEAD.len() - 1;
    let widths: Vec<usize> = (0..last)
        .map(|at| {
            rows.iter()
                .map(|row| row[at].chars().count())
                .max()
                .unwrap_or(0)
        })
        .collect();
    let mut out = String::new();
    for row in &rows {
        for (at, width) in widths.iter().enumerate() {
            match at {
                0 => out.push_str(&format!("{:width$}  ", row[at])),
                _ => out.push_str(&format!("{:>width$}  ", row[at])),
            }
        }
        out.push_str(&row[last]);
        out.push('\n');
    }
    out
}

/// The counts as JSON, ending in a line end. A share is per cent with one decimal, rounded down,
/// and null where no sentence needs support.
pub fn coverage_json(coverage: &Coverage, minimum: Option<usize>) -> Vec<u8> {
    let sections: Vec<Value> = coverage
        .sections
        .iter()
        .map(|section| {
            let mut value = json!({
                "number": section.number,
                "title": section.title,
                "roles": section.roles.iter().map(|role| role.name()).collect::<Vec<_>>(),
            });
            if let Value::Object(fields) = &mut value {
                fields.extend(counts(&section.tally));
            }
            value
        })
        .collect();
    let value = json!({
        "schema": COVERAGE_SCHEMA,
        "minimum": minimum,
        "sections": sections,
        "total": counts(&coverage.total),
    });
    let mut bytes = serde_json::to_vec_pretty(&value).unwrap_or_default();
    bytes.push(b'\n');
    bytes
}

/// The counts as CSV (RFC 4180) with a header row; the last row, without a number, is the total.
pub fn coverage_csv(coverage: &Coverage) -> Vec<u8> {
    let mut writer = ::csv::Writer::from_writer(Vec::new());
    let mut head = vec!["number", "title", "roles", "sentences"];
    head.extend(Standing::ALL.map(Standing::name));
    head.push("share");
    // Writing to memory cannot fail, and every record has as many fields as there are columns.
    let _ = writer.write_record(head);
    let mut record = |number: &str, title: &str, roles: &str, tally: &Tally| {
        let mut fields = vec![number.to_owned(), harmless(title), roles.to_owned()];
        fields.push(tally.sentences().to_string());
        fields.extend(tally.states().map(|(_, count)| count.to_string()));
        fields.push(share(tally).unwrap_or_default());
        let _ = writer.write_record(fields);
    };
    for section in &coverage.sections {
        record(
            &section.number,
            &section.title,
            &roles(section, " "),
            &section.tally,
        );
    }
    record("", "total", "", &coverage.total);
    writer.into_inner().unwrap_or_default()
}

fn row(number: &str, tally: &Tally, name: &str) -> [String; 10] {
    let count = |standing| tally.count(standing).to_string();
    [
        number.to_owned(),
        tally.sentences().to_string(),
        count(Standing::Covered),
        count(Standing::CoveredByParagraph),
        count(Standing::Derived),
        count(Standing::Exempt),
        count(Standing::Waived),
        count(Standing::Uncovered),
        share(tally).map_or_else(|| "–".to_owned(), |share| format!("{share} %")),
        name.to_owned(),
    ]
}

fn counts(tally: &Tally) -> Map<String, Value> {
    let mut fields = Map::new();
    fields.insert("sentences".to_owned(), json!(tally.sentences()));
    for (name, count) in tally.states() {
        fields.insert(name.to_owned(), json!(count));
    }
    let share = tally
        .per_mille()
        .and_then(|share| u32::try_from(share).ok());
    fields.insert(
        "share".to_owned(),
        json!(share.map(|share| f64::from(share) / 10.0)),
    );
    fields
}

/// Per cent with one decimal.
fn share(tally: &Tally) -> Option<String> {
    tally
        .per_mille()
        .map(|share| format!("{}.{}", share / 10, share % 10))
}

fn roles(section: &SectionCoverage, between: &str) -> String {
    let names: Vec<&str> = section.roles.iter().map(|role| role.name()).collect();
    names.join(between)
}
