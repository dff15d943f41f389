//! A cross-reference to something that the report does not have.

use super::{Context, prose, words};
use crate::diagnostic::{Finding, Level};
use crate::model::{BlockKind, DefectKind, Exemption, LabelKind, Part, State, UnitPlace};

pub(super) const NAME: &str = "dangling-cross-reference";

pub(super) fn check(context: &Context<'_>, findings: &mut Vec<Finding>) {
    typed(context, findings);
    typed_exhibits(context, findings);
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

/// Words before the number of a table or figure, in the languages in which it is looked for.
const EXHIBITS: &[(&str, LabelKind)] = &[
    ("table", LabelKind::Table),
    ("tabelle", LabelKind::Table),
    ("tableau", LabelKind::Table),
    ("figure", LabelKind::Figure),
    ("abbildung", LabelKind::Figure),
];

/// Tables and figures that are named by a number typed by hand, and that are not there. A sentence that cites
/// something may mean a table of its source, and one that says whose table it is does.
fn typed_exhibits(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let highest = |kind: LabelKind| {
        let labels = context
            .report
            .labels
            .values()
            .filter(|label| label.kind == kind);
        let mut numbers = labels.map(|label| label.number.parse::<usize>());
        // Where one is counted otherwise, nothing is known.
        numbers.try_fold(0, |highest, number| {
            number.map(|number| highest.max(number))
        })
    };
    for prose::Said {
        sentence,
        own,
        unit,
    } in prose::own_sentences(context)
    {
        let is_prose = matches!(unit.place, UnitPlace::Paragraph | UnitPlace::ListItem);
        if !sentence.citations.is_empty() || !is_prose {
            continue;
        }
        for (at, pair) in own.words.windows(2).enumerate() {
            let kind = EXHIBITS.iter().find(|(word, _)| *word == pair[0].lower);
            let number: Option<usize> = pair[1].lower.parse().ok();
            let (Some((word, kind)), Some(number)) = (kind, number) else {
                continue;
            };
            let is_written = own.text[pair[0].range.clone()].starts_with(char::is_uppercase);
            let next = own.word(at + 2);
            let is_of_another = matches!(
                next,
                "of" | "in" | "from" | "der" | "des" | "von" | "du" | "de"
            );
            let Some(count) = highest(*kind)
                .ok()
                .filter(|count| *count > 0 && number > *count)
            else {
                continue;
            };
            if !is_written || is_of_another || number > 99 {
                continue;
            }
            findings.push(
                Finding::new(
                    NAME,
                    Level::Warning,
                    format!("there is no {word} {number} in the report"),
                    prose::place(context, sentence, pair[0].range.start..pair[1].range.end),
                )
                .label(format!("it has {}", words::count(count, word)))
                .help("refer to it by its id, `@tbl-…` or `@fig-…`, and the number stays right; cite the source where it is a table of that"),
            );
        }
    }
}
