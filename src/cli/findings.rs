//! The findings of `underpin check` as the text of a format.

use serde_json::{Map, Value, json};

use super::args::{CheckArgs, FindingFormat};
use super::check::{self, Named};
use super::terminal;
use crate::diagnostic::{
    self, About, Document, Finding, FindingJson, Found, Level, NotChecked, checkstyle, github,
    gitlab, junit, rdjson, sarif, short,
};
use crate::model::Standing;
use crate::rules::{RULES, Unchecked};

/// The whole text, with a line end.
///
/// # Errors
/// When the findings cannot be written as JSON.
pub(super) fn text(
    args: &CheckArgs,
    reports: &[Named],
    not_checked: &[NotChecked],
) -> anyhow::Result<String> {
    let document = || document(args, reports, not_checked);
    Ok(match args.format {
        FindingFormat::Human => reports
            .iter()
            .map(|report| human(args, report, reports.len() + not_checked.len()))
            .collect(),
        FindingFormat::Short => lines(reports, |report, finding| {
            short(
                finding,
                &report.checked.loaded.sources,
                report.folder.as_str(),
            )
        }),
        FindingFormat::Github => lines(reports, |report, finding| {
            github(
                finding,
                &report.checked.loaded.sources,
                report.folder.as_str(),
            )
        }),
        FindingFormat::Json => pretty(&json(reports, not_checked))?,
        FindingFormat::Sarif => pretty(&sarif(&document()))?,
        FindingFormat::Gitlab => pretty(&gitlab(&document()))?,
        FindingFormat::Rdjson => pretty(&rdjson(&document()))?,
        FindingFormat::Junit => junit(&document(), args.fail_on.level()),
        FindingFormat::Checkstyle => checkstyle(&document()),
    })
}

fn pretty(value: &Value) -> anyhow::Result<String> {
    Ok(serde_json::to_string_pretty(value)? + "\n")
}

fn document<'a>(
    args: &CheckArgs,
    reports: &'a [Named],
    not_checked: &'a [NotChecked],
) -> Document<'a> {
    Document {
        found: reports
            .iter()
            .map(|report| Found {
                name: &report.name,
                folder: report.folder.as_str(),
                sources: &report.checked.loaded.sources,
                findings: &report.checked.findings,
            })
            .collect(),
        not_checked,
        rules: RULES
            .iter()
            .filter(|rule| check::is_wanted_rule(rule.name, args))
            .map(|rule| About {
                name: rule.name,
                family: rule.family,
                summary: rule.summary(),
                page: rule.page,
            })
            .collect(),
        version: env!("CARGO_PKG_VERSION"),
    }
}

/// For people: the findings and a line that sums them up. Of several reports, each is named.
fn human(args: &CheckArgs, report: &Named, of: usize) -> String {
    let checked = &report.checked;
    let sources = &checked.loaded.sources;
    let mut text = match args.output {
        None => terminal::findings_to_print(&checked.findings, sources),
        Some(_) => terminal::plain_findings(&checked.findings, sources),
    };
    let name = match of {
        1 => String::new(),
        _ => format!("{}: ", report.name),
    };
    if of > 1 && !text.is_empty() {
        text = format!("{}\n\n{text}", report.name);
    }
    if !(args.quiet && text.is_empty()) {
        text.push_str(&format!("{name}{}\n", check::summary_line(checked)));
    }
    text
}

/// One line for each finding that counts, and nothing else.
fn lines(reports: &[Named], line: impl Fn(&Named, &Finding) -> String) -> String {
    let mut text = String::new();
    for report in reports {
        for finding in diagnostic::open(&report.checked.findings) {
            text.push_str(&line(report, finding));
            text.push('\n');
        }
    }
    text
}

/// Findings and summaries for programs. Every finding names its report; the counts of all reports
/// stand in one summary, and those of each beside its name.
fn json(reports: &[Named], not_checked: &[NotChecked]) -> Value {
    let mut findings = Vec::new();
    for report in reports {
        let sources = &report.checked.loaded.sources;
        for finding in &report.checked.findings {
            findings.push(FindingJson::new(finding, sources, &report.name));
        }
    }
    let checked = reports
        .iter()
        .map(|report| json!({ "report": report.name, "summary": summary(&[report]) }));
    let failed = not_checked
        .iter()
        .map(|report| json!({ "report": report.name, "error": report.reason }));
    json!({
        "schema": "underpin-check/1",
        "findings": findings,
        "summary": summary(&reports.iter().collect::<Vec<_>>()),
        "reports": checked.chain(failed).collect::<Vec<_>>(),
    })
}

/// The counts of some reports together.
fn summary(reports: &[&Named]) -> Value {
    let sum = |count: &dyn Fn(&Named) -> usize| -> usize {
        reports.iter().map(|report| count(report)).sum()
    };
    let sentences = |report: &Named| report.checked.loaded.report.sentences.len();
    let mut states = Map::new();
    for standing in Standing::ALL {
        let count = sum(&|report| {
            let sentences = &report.checked.loaded.report.sentences;
            let stand_so = sentences.iter().filter(|s| s.state.standing() == standing);
            stand_so.count()
        });
        states.insert(standing.name().to_owned(), json!(count));
    }
    let mut levels = Map::new();
    for (name, level) in Level::NAMES {
        let count = sum(&|report| {
            diagnostic::open(&report.checked.findings)
                .filter(|finding| finding.level == level)
                .count()
        });
        levels.insert(name.to_owned(), json!(count));
    }
    levels.insert(
        "waived".to_owned(),
        json!(sum(&|report| check::waived(&report.checked))),
    );
    let claims = |report: &Named| report.checked.loaded.report.claims.len();
    let marked = |report: &Named| {
        let claims = &report.checked.loaded.report.claims;
        claims.iter().filter(|claim| claim.label.is_some()).count()
    };
    let references = |report: &Named| report.checked.loaded.report.references.len();
    let cited = |report: &Named| report.checked.loaded.report.cited_references();
    let unchecked =
        |count: &dyn Fn(&Unchecked) -> usize| sum(&|report| count(&report.checked.unchecked));
    json!({
        "sentences": { "total": sum(&sentences), "by_state": states },
        "claims": { "total": sum(&claims), "marked": sum(&marked) },
        "references": { "total": sum(&references), "cited": sum(&cited) },
        "findings": levels,
        "not_compared": {
            "locators": unchecked(&|count| count.locators),
            "figures": unchecked(&|count| count.figures),
            "quotations": unchecked(&|count| count.quotations),
        },
    })
}
