//! A cross-reference to something that the report does not have.

use super::{Context, prose, words};
use crate::diagnostic::{Finding, Level};
use crate::model::{BlockKind, DefectKind, Exemption, LabelKind, Part, State};

pub(super) const NAME: &str = "dangling-cross-reference";

pub(super) fn check(context: &Context<'_>, findings: &mut Vec<Finding>) {
    typed(context, findings);
    let labels = || context.report.labels.iter();
    let claims = labels().filter(|(_, known)| known.kind == LabelKind::Claim);
    let mut claims = words::Names::new(claims.map(|(id, _)| id.as_str()));
    let mut all = words::Names::new(labels().map(|(id, _)| id.as_str()));
    for defect in context.defects() {
        let DefectKind::DanglingCrossReference { label, claims_only } = &defect.kind else {
            continue;
        };
        if *claims_only && context.report.labels.contains_key(label) {
            findings.push(
                Finding::new(
                    NAME,
                    Level::Error,
                    format!("`{label}` is no claim, figure, table or appendix"),
                    defect.span,
                )
                .label("carries nothing by itself")
                .note("a statement rests on claims and exhibits, not on a stretch of prose")
                .help("name the claims it rests on, by their ids"),
            );
            continue;
        }
        let what = if *claims_only {
            "no claim"
        } else {
            "nothing in the report"
        };
        let finding = Finding::new(
            NAME,
            Level::Error,
            format!("{what} has the id `{label}`"),
            defect.span,
        )
        .label("leads nowhere");
        let known = if *claims_only { &mut claims } else { &mut all };
        findings.push(match known.nearest(label) {
            Some(near) if context.sources.slice(defect.span) == label => finding.suggest(
                format!("there is one with a similar name: `{near}`"),
                defect.span,
                near,
            ),
            Some(near) => finding.help(format!("there is one with a similar name: `{near}`")),
            None if *claims_only => {
                finding.help(format!("give the claim its id: `[…]{{.claim #{label}}}`"))
            }
            None => finding.help(format!(
                "give the heading, figure, table or claim its id: `{{#{label}}}`"
            )),
        });
    }
}

/// Words before the number of a section of the report.
const SECTIONS: &[&str] = &["section", "sections", "abschnitt", "sección"];

/// Sections that are named by a number typed by hand, and that are not there. Only sentences that say
/// where in the report something stands are looked at: "Section 9 of the Act" is another matter.
fn typed(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let titled = context.report.sections.iter().filter(|section| {
        let heads = |block: &crate::model::Block| matches!(block.kind, BlockKind::Heading { .. });
        section.part == Part::Body && section.blocks.iter().any(heads)
    });
    let count = titled.count();
    for prose::Said { sentence, own, .. } in prose::own_sentences(context) {
        if sentence.state != State::Exempt(Exemption::AboutReport) {
            continue;
        }
        for pair in own.words.windows(2) {
            let number: Option<usize> = pair[1].lower.parse().ok();
            let is_section = SECTIONS.contains(&pair[0].lower.as_str());
            let Some(number) = number.filter(|number| is_section && *number > count) else {
                continue;
            };
            let range = pair[0].range.start..pair[1].range.end;
            findings.push(
                Finding::new(
                    NAME,
                    Level::Warning,
                    format!("there is no section {number} in the report"),
                    prose::place(context, sentence, range),
                )
                .label(format!("it has {}", words::count(count, "section")))
                .help("refer to the heading by its id, `@sec-…`, and the number stays right"),
            );
        }
    }
}
