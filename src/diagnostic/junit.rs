//! Findings as test results in JUnit's XML: a suite a report, a test a rule.

use super::document::{About, Document, Found, full_text};
use super::xml::escaped;
use super::{Finding, Level, place};

/// One document. A rule fails when it has findings of the level `least` or worse; what is below it
/// stands in the output of the test. Without a level, nothing fails.
pub fn junit(document: &Document<'_>, least: Option<Level>) -> String {
    let mut suites = String::new();
    let (mut tests, mut failures) = (0, 0);
    for found in &document.found {
        let mut cases = String::new();
        let mut failed = 0;
        for rule in &document.rules {
            let findings: Vec<&Finding> = found.open().filter(|f| f.rule == rule.name).collect();
            failed += usize::from(fails(&findings, least));
            cases.push_str(&case(rule, &findings, found, least));
        }
        let name = escaped(found.name);
        suites.push_str(&format!(
            "  <testsuite name=\"{name}\" tests=\"{}\" failures=\"{failed}\" errors=\"0\" skipped=\"0\" time=\"0\">\n{cases}  </testsuite>\n",
            document.rules.len()
        ));
        tests += document.rules.len();
        failures += failed;
    }
    for report in document.not_checked {
        let (name, reason) = (escaped(&report.name), escaped(&report.reason));
        suites.push_str(&format!(
            "  <testsuite name=\"{name}\" tests=\"1\" failures=\"0\" errors=\"1\" skipped=\"0\" time=\"0\">\n    \
             <testcase name=\"not-checked\" classname=\"{name}\" time=\"0\">\n      \
             <error message=\"could not be checked: {reason}\" type=\"not-checked\"/>\n    \
             </testcase>\n  </testsuite>\n"
        ));
    }
    let errors = document.not_checked.len();
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"underpin\" tests=\"{}\" failures=\"{failures}\" errors=\"{errors}\" time=\"0\">\n{suites}</testsuites>\n",
        tests + errors
    )
}

fn fails(findings: &[&Finding], least: Option<Level>) -> bool {
    least.is_some_and(|least| findings.iter().any(|finding| finding.level >= least))
}

fn case(
    rule: &About<'_>,
    findings: &[&Finding],
    found: &Found<'_>,
    least: Option<Level>,
) -> String {
    let head = format!(
        "    <testcase name=\"{}\" classname=\"{}\"",
        escaped(rule.name),
        escaped(found.name)
    );
    let Some(worst) = findings.iter().max_by_key(|finding| finding.level) else {
        return format!("{head} time=\"0\"/>\n");
    };
    let listed: Vec<String> = findings
        .iter()
        .map(|finding| {
            let place = place(found.sources, finding.span);
            format!("{place}: {}: {}", finding.level.name(), full_text(finding))
        })
        .collect();
    let listed = escaped(&listed.join("\n"));
    // Only the worst has its place in the head: a test has one file.
    let file = escaped(&found.path(worst.span));
    let inside = if fails(findings, least) {
        let message = match findings.len() {
            1 => escaped(&worst.message),
            count => format!("{count} findings: {}", escaped(rule.summary)),
        };
        let level = worst.level.name();
        format!("<failure message=\"{message}\" type=\"{level}\">{listed}</failure>")
    } else {
        format!("<system-out>{listed}</system-out>")
    };
    format!("{head} file=\"{file}\" time=\"0\">\n      {inside}\n    </testcase>\n")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::sample::check_document;

    #[test]
    fn the_sample_is_written_as_expected() {
        check_document("broken.junit.xml", |document| {
            junit(document, Some(Level::Error))
        });
        check_document("broken-from-info.junit.xml", |document| {
            junit(document, Some(Level::Info))
        });
        check_document("broken-never.junit.xml", |document| junit(document, None));
    }
}
