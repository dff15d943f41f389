//! `underpin check`

use std::mem::ManuallyDrop;

use anyhow::{Context, anyhow, bail};
use camino::{Utf8Path, Utf8PathBuf};

use super::args::{CheckArgs, FailOn, ProfileName};
use super::input::{self, Target};
use super::progress::Progress;
use super::{CANNOT_RUN, CLEAN, FINDINGS, explain, findings, fix, terminal};
use crate::diagnostic::{self, Baseline, Finding, Level, NotChecked};
use crate::load::CheckOptions;
use crate::model::{Standing, Tally};
use crate::pipeline::Checked;
use crate::rules;
use crate::write;

/// A report that was checked, and how it was named.
pub(super) struct Named {
    /// As it was named on the command line.
    pub name: String,
    /// The folder that its paths begin in.
    pub folder: Utf8PathBuf,
    /// Left to the end of the process, which is quicker than to give its memory back piece by piece.
    pub checked: ManuallyDrop<Checked>,
}

pub(super) fn run(args: &CheckArgs) -> anyhow::Result<u8> {
    for name in args.only.iter().chain(&args.except) {
        if rules::find(name).is_none() {
            bail!(explain::unknown_rule(name));
        }
    }
    if args.unsafe_fixes && !args.fix && !args.diff {
        bail!("`--unsafe-fixes` needs `--fix` or `--diff`");
    }
    if args.diff {
        return fix::diff(args);
    }
    let mut reports = Vec::new();
    let mut not_checked = Vec::new();
    let known = baseline(args)?;
    for path in distinct(&args.reports) {
        match one(path, args) {
            Ok(named) => reports.push(named),
            Err(error) => {
                terminal::complain(&error);
                not_checked.push(NotChecked {
                    name: path.to_string(),
                    reason: format!("{error:#}"),
                });
            }
        }
    }
    spare_inputs(args, &reports)?;
    if args.update_baseline {
        return update_baseline(args, &reports, &not_checked);
    }
    if let Some(known) = &known {
        for report in &mut reports {
            let Checked {
                loaded, findings, ..
            } = &mut *report.checked;
            known.lower(findings, &loaded.sources, report.folder.as_str());
        }
    }
    // What is left out is still counted for the exit code: it lies below the level that fails.
    let code = exit_code(&reports, &not_checked, args.fail_on);
    if args.quiet {
        let least = args.fail_on.level().unwrap_or(Level::Error);
        for report in &mut reports {
            let findings = &mut report.checked.findings;
            findings.retain(|finding| finding.level >= least);
        }
    }
    let text = findings::text(args, &reports, &not_checked)?;
    match &args.output {
        Some(path) => write::write_one(path, text.as_bytes())
            .map_err(|failed| anyhow!(failed.error).context(failed.path))
            .context("the findings were not written")?,
        None => terminal::print(text.as_bytes())?,
    }
    Ok(code)
}

/// Refuses to write findings in the place of a file that they are about, or where a link leads.
fn spare_inputs<'a>(args: &CheckArgs, reports: &'a [Named]) -> anyhow::Result<()> {
    let baseline = args.baseline.as_ref().filter(|_| args.update_baseline);
    for path in args.output.iter().chain(baseline) {
        if let Some(link) = write::link_before(path) {
            bail!(
                "`{link}` is a link, and `{path}` would be written where it leads; name the file there"
            );
        }
        let inputs = |report: &'a Named| report.checked.loaded.inputs(&report.folder);
        if write::is_one_of(path, reports.iter().flat_map(inputs)) {
            bail!("`{path}` would be replaced, and the report is made from it; name another file");
        }
    }
    let known = args.baseline.iter().cloned();
    if let Some(path) = args
        .output
        .as_ref()
        .filter(|path| write::is_one_of(path, known))
    {
        bail!(
            "`{path}` would be replaced, and it is the baseline; name another file with `--output`"
        );
    }
    Ok(())
}

/// Checks one report.
fn one(path: &Utf8Path, args: &CheckArgs) -> anyhow::Result<Named> {
    let target = Target::open(path, &args.bibliography)?;
    let mut checked = if args.fix {
        fix::fix(&target, path, args)?
    } else {
        let _progress = Progress::start();
        target.check(&options(args))?
    };
    checked.findings.retain(|finding| is_wanted(finding, args));
    Ok(Named {
        name: path.to_string(),
        folder: target.folder,
        checked: ManuallyDrop::new(checked),
    })
}

/// What the file that `--baseline` names knows. It need not be there when it is about to be written.
fn baseline(args: &CheckArgs) -> anyhow::Result<Option<Baseline>> {
    let Some(path) = args.baseline.as_ref().filter(|_| !args.update_baseline) else {
        return Ok(None);
    };
    let bytes = input::read(path)?;
    let text = String::from_utf8_lossy(&bytes);
    let baseline = Baseline::read(&text)
        .map_err(|error| anyhow!(error))
        .context(format!("`{path}` is no baseline"))?;
    Ok(Some(baseline))
}

/// Writes down the errors that are there now.
fn update_baseline(
    args: &CheckArgs,
    reports: &[Named],
    not_checked: &[NotChecked],
) -> anyhow::Result<u8> {
    let Some(path) = &args.baseline else {
        bail!("`--update-baseline` needs `--baseline FILE`");
    };
    if !not_checked.is_empty() {
        bail!("the baseline was not written, since not every report could be checked");
    }
    let mut baseline = Baseline::default();
    for report in reports {
        let Checked {
            loaded, findings, ..
        } = &*report.checked;
        let folder = report.folder.as_str();
        baseline.extend(Baseline::of(findings, &loaded.sources, folder));
    }
    write::write_one(path, &baseline.write())
        .map_err(|failed| anyhow!(failed.error).context(failed.path))
        .context("the baseline was not written")?;
    let noun = if baseline.len() == 1 {
        "error"
    } else {
        "errors"
    };
    terminal::say(&format!("wrote {path} ({} known {noun})", baseline.len()));
    Ok(CLEAN)
}

/// The reports without those that were named before.
pub(super) fn distinct(dirs: &[Utf8PathBuf]) -> Vec<&Utf8Path> {
    let mut distinct: Vec<&Utf8Path> = Vec::new();
    for dir in dirs {
        if !distinct.contains(&dir.as_path()) {
            distinct.push(dir);
        }
    }
    distinct
}

/// What the command line decides for the report.
pub(super) fn options(args: &CheckArgs) -> CheckOptions {
    CheckOptions {
        profile: args.profile.map(ProfileName::model),
        today: terminal::today(),
        makes: None,
    }
}

/// Whether a finding is of the rules that were asked for.
pub(super) fn is_wanted(finding: &Finding, args: &CheckArgs) -> bool {
    is_wanted_rule(finding.rule, args)
}

/// Whether a rule was asked for.
pub(super) fn is_wanted_rule(rule: &str, args: &CheckArgs) -> bool {
    (args.only.is_empty() || args.only.iter().any(|name| name == rule))
        && !args.except.iter().any(|name| name == rule)
}

/// The worst of all reports.
fn exit_code(reports: &[Named], not_checked: &[NotChecked], fail_on: FailOn) -> u8 {
    let fails = |report: &Named| {
        fail_on.level().is_some_and(|least| {
            diagnostic::open(&report.checked.findings).any(|finding| finding.level >= least)
        })
    };
    // A check that looked at nothing has not run.
    let looked_at_nothing = |report: &Named| rules::looked_at_nothing(&report.checked.findings);
    if !not_checked.is_empty() || reports.iter().any(looked_at_nothing) {
        CANNOT_RUN
    } else if reports.iter().any(fails) {
        FINDINGS
    } else {
        CLEAN
    }
}

impl FailOn {
    /// The level, if any fails.
    pub fn level(self) -> Option<Level> {
        match self {
            Self::Error => Some(Level::Error),
            Self::Warning => Some(Level::Warning),
            Self::Info => Some(Level::Info),
            Self::Never => None,
        }
    }
}

/// How the report stands, in one line.
pub(super) fn summary_line(checked: &Checked) -> String {
    let report = &checked.loaded.report;
    let mut tally = Tally::default();
    for sentence in &report.sentences {
        tally.add(sentence.state);
    }
    let carried = tally.carried();
    let open = tally.count(Standing::Uncovered);
    let verdict = match (terminal::tally(&checked.findings), checked.is_refused()) {
        (None, _) => "clean".to_owned(),
        (Some(tally), true) => format!("refused: {tally}"),
        (Some(tally), false) => format!("passed with {tally}"),
    };
    let waived = match waived(checked) {
        0 => String::new(),
        count => format!("; {count} waived"),
    };
    let unchecked = checked.unchecked.words();
    let unchecked = match unchecked.is_empty() {
        true => unchecked,
        false => format!("\nnot compared: {unchecked}"),
    };
    format!(
        "{verdict} — {} sentences: {carried} carried, {} exempt, {open} uncovered; {} claims; {} of {} references cited{waived}{unchecked}",
        report.sentences.len(),
        tally.count(Standing::Exempt),
        report.claims.len(),
        report.cited_references(),
        report.references.len(),
    )
}

/// How many findings somebody has answered for.
pub(super) fn waived(checked: &Checked) -> usize {
    checked.findings.len() - diagnostic::open(&checked.findings).count()
}
