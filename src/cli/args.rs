//! What can be written on the command line.

use camino::Utf8PathBuf;
use clap::{Args, Parser, Subcommand, ValueEnum};
use clap_complete::Shell;

use crate::model::limits;

/// Reports in which every claim stands on a source.
#[derive(Debug, Parser)]
#[command(name = "underpin", version, about, long_about = LONG, after_help = AFTER)]
pub(super) struct Cli {
    #[command(flatten)]
    pub bounds: Bounds,
    #[command(subcommand)]
    pub command: Command,
}

/// How long and how large a run may be.
#[derive(Debug, Clone, Copy, Args)]
#[command(next_help_heading = "Limits")]
pub(super) struct Bounds {
    /// Stop after so many seconds; 0 for no limit. A watch has none.
    #[arg(long, global = true, value_name = "SECONDS", default_value_t = limits::SECONDS)]
    pub timeout: u64,
    /// Stop when so much memory is taken; 0 for no limit.
    #[arg(long, global = true, value_name = "MIB", default_value_t = limits::MEMORY_MIB)]
    pub memory: u64,
}

const LONG: &str = "Reports in which every claim stands on a source.

Underpin reads a folder with a report.toml, Markdown files and a bibliography, or a single Markdown \
file as Pandoc and Quarto read it. It checks that every \
claim is cited and every citation leads somewhere, and makes an accessible PDF, an EPUB, a page and a \
register of claims.";

const AFTER: &str = "Exit codes: 0 clean, 1 findings at error level or at that of --fail-on, 2 could not run or was \
     stopped, 130 interrupted.";

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Check reports; only --fix changes them.
    Check(CheckArgs),
    /// Check a report and make its books; refuse when the check finds an error.
    Build(BuildArgs),
    /// Print the register of claims.
    Claims(ClaimsArgs),
    /// Print what a shell reads to complete the arguments of this program.
    Completions(CompletionsArgs),
    /// Count how the sentences of each section stand.
    Coverage(CoverageArgs),
    /// Explain a rule, or list all rules.
    Explain(ExplainArgs),
    /// Print the licences of everything that the program is made of, or its bill of materials.
    Licenses(LicensesArgs),
    /// Print the manual page of the program, or of one command.
    Man(ManArgs),
    /// Make a small report that builds at once.
    #[command(alias = "init")]
    New(NewArgs),
    /// Print the JSON Schema of report.toml, sources.toml, waivers.toml or theme.toml.
    Schema(SchemaArgs),
    /// Write data, templates and faces of the PDF to a folder, to try a template with Typst alone.
    Template(TemplateArgs),
    /// Check a report whenever it changes, and show its pages, its EPUB and its findings in a browser.
    Watch(WatchArgs),
}

/// What is read.
#[derive(Debug, Args)]
pub(super) struct Input {
    /// The folder with report.toml, or one Markdown file; `-` reads a text from standard input.
    #[arg(default_value = ".", value_name = "REPORT")]
    pub path: Utf8PathBuf,
    /// A bibliography beside those that a single file names; may be given several times.
    #[arg(long, value_name = "FILE")]
    pub bibliography: Vec<Utf8PathBuf>,
    /// How strict the check is, instead of what the report says.
    #[arg(long, value_enum)]
    pub profile: Option<ProfileName>,
}

/// How strict the check is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum ProfileName {
    /// Uncovered sentences are warnings.
    Draft,
    /// An uncovered sentence with a hard trigger is an error, others are warnings.
    Brief,
    /// Every uncovered sentence is an error, and a citation covers its own sentence only.
    Strict,
}

#[derive(Debug, Args)]
pub(super) struct CheckArgs {
    /// Folders with report.toml, or Markdown files; `-` reads a text from standard input.
    #[arg(value_name = "REPORT", default_value = ".")]
    pub reports: Vec<Utf8PathBuf>,
    /// A bibliography beside those that a single file names; may be given several times.
    #[arg(long, value_name = "FILE")]
    pub bibliography: Vec<Utf8PathBuf>,
    /// How to print the findings.
    #[arg(long, value_enum, default_value_t = FindingFormat::Human)]
    pub format: FindingFormat,
    /// A file of known errors: these are warnings, and only new errors refuse.
    #[arg(long, value_name = "FILE")]
    pub baseline: Option<Utf8PathBuf>,
    /// Write the errors that are there now to the file that `--baseline` names.
    #[arg(long, requires = "baseline")]
    pub update_baseline: bool,
    /// Write the findings to a file instead of standard output; its folder must be there.
    #[arg(short, long, value_name = "FILE")]
    pub output: Option<Utf8PathBuf>,
    /// How strict the check is, instead of what the report says.
    #[arg(long, value_enum)]
    pub profile: Option<ProfileName>,
    /// From which level on a finding makes the exit code 1.
    #[arg(long, value_enum, value_name = "LEVEL", default_value_t = FailOn::Error)]
    pub fail_on: FailOn,
    /// Leave out findings below the level of --fail-on, and the summary when nothing is found.
    #[arg(short, long)]
    pub quiet: bool,
    /// Show and count the findings of these rules only, separated by commas.
    #[arg(long, value_name = "RULE", value_delimiter = ',')]
    pub only: Vec<String>,
    /// Leave out the findings of these rules, separated by commas.
    #[arg(long, value_name = "RULE", value_delimiter = ',')]
    pub except: Vec<String>,
    /// Make the edits that are certainly right, and check again.
    #[arg(long)]
    pub fix: bool,
    /// Print the edits as a unified diff and change no file; exit with 1 if there are any.
    #[arg(long, conflicts_with_all = ["fix", "format", "output"])]
    pub diff: bool,
    /// Make or print also the edits that somebody should look at, such as similar names.
    #[arg(long)]
    pub unsafe_fixes: bool,
}

/// From which level on the check fails.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum FailOn {
    /// Errors only.
    Error,
    /// Errors and warnings.
    Warning,
    /// Any finding.
    Info,
    /// No finding.
    Never,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum FindingFormat {
    /// For people: the author's line, with a mark under the words.
    Human,
    /// One line a finding: path, line, column, level, rule, message.
    Short,
    /// For programs: one JSON object.
    Json,
    /// SARIF 2.1.0, for code scanning and editors; waived findings are in it.
    Sarif,
    /// Workflow commands of GitHub Actions: findings appear on the lines of a pull request.
    Github,
    /// A Code Quality report of GitLab.
    Gitlab,
    /// JUnit's XML: a suite a report, a test a rule.
    Junit,
    /// The Diagnostic Format of reviewdog.
    Rdjson,
    /// The XML of Checkstyle.
    Checkstyle,
}

#[derive(Debug, Args)]
pub(super) struct BuildArgs {
    #[command(flatten)]
    pub input: Input,
    /// What to make; may be given several times. Without it, what `[output] formats` says.
    #[arg(long = "format", value_enum, value_name = "FORMAT")]
    pub formats: Vec<BookFormat>,
    /// Which PDFs to make; may be given several times. Without it, what `[output] editions` says.
    #[arg(long = "edition", value_enum, value_name = "EDITION")]
    pub editions: Vec<EditionName>,
    /// The folder to write to; made if it is not there.
    #[arg(short, long, default_value = "out")]
    pub out: Utf8PathBuf,
    /// This process was begun by another run of the program, and ends when its standard input does.
    #[arg(long, hide = true)]
    pub apart: bool,
}

/// For whom a PDF is made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum EditionName {
    /// For screens and office printers.
    Screen,
    /// For a printing house: two-sided, with bleed and crop marks, addresses in notes.
    Print,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum BookFormat {
    /// The print report.
    Pdf,
    /// The book for reading devices.
    Epub,
    /// The page for browsers, one HTML file with everything in it.
    Html,
    /// The register of claims as JSON and CSV.
    Register,
    /// The cited references as CSL-JSON and BibLaTeX.
    Bibliography,
}

#[derive(Debug, Args)]
pub(super) struct ClaimsArgs {
    #[command(flatten)]
    pub input: Input,
    /// How to print the claims.
    #[arg(long, value_enum, default_value_t = ClaimFormat::Table)]
    pub format: ClaimFormat,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum ClaimFormat {
    /// For people: a claim, its place and its sources.
    Table,
    /// The register as JSON.
    Json,
    /// The register as CSV, a row for each source.
    Csv,
}

#[derive(Debug, Args)]
pub(super) struct CompletionsArgs {
    /// For which shell.
    #[arg(value_enum)]
    pub shell: Shell,
}

#[derive(Debug, Args)]
pub(super) struct ManArgs {
    /// The command, such as `check`. Without it, the page of the program is printed.
    pub command: Option<String>,
}

#[derive(Debug, Args)]
pub(super) struct CoverageArgs {
    #[command(flatten)]
    pub input: Input,
    /// How to print the counts.
    #[arg(long, value_enum, default_value_t = CoverageFormat::Table)]
    pub format: CoverageFormat,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum CoverageFormat {
    /// For people: a line for each section, and the total.
    Table,
    /// One JSON object.
    Json,
    /// CSV, a row for each section, and the total.
    Csv,
}

#[derive(Debug, Args)]
pub(super) struct ExplainArgs {
    /// The rule. Without it, all rules are listed.
    pub rule: Option<String>,
    /// Explain all rules, one after the other.
    #[arg(long, conflicts_with = "rule")]
    pub all: bool,
    /// How to print the pages of --all.
    #[arg(long, value_enum, requires = "all", default_value_t = ExplainFormat::Md)]
    pub format: ExplainFormat,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum ExplainFormat {
    /// One Markdown text, with a table of the rules at its head.
    Md,
}

#[derive(Debug, Args)]
pub(super) struct LicensesArgs {
    /// How to print them.
    #[arg(long, value_enum, default_value_t = LicenseFormat::Text)]
    pub format: LicenseFormat,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum LicenseFormat {
    /// For people: who is under which licence, and the text of each licence once.
    Text,
    /// A bill of materials as CycloneDX 1.5, in JSON.
    Cyclonedx,
}

#[derive(Debug, Args)]
pub(super) struct NewArgs {
    /// The folder to make; it must be empty or not there.
    pub dir: Utf8PathBuf,
}

#[derive(Debug, Args)]
pub(super) struct TemplateArgs {
    #[command(flatten)]
    pub input: Input,
    /// Of which edition; the first of the report if it is left out.
    #[arg(long, value_enum, value_name = "EDITION")]
    pub edition: Option<EditionName>,
    /// The folder to write to; made if it is not there.
    #[arg(short, long, value_name = "FOLDER")]
    pub out: Utf8PathBuf,
}

#[derive(Debug, Args)]
#[command(after_help = WATCH)]
pub(super) struct WatchArgs {
    #[command(flatten)]
    pub input: Input,
    /// The port of the preview, instead of a free one.
    #[arg(long, value_name = "PORT", conflicts_with = "no_serve")]
    pub port: Option<u16>,
    /// Show nothing in a browser; the findings are printed all the same.
    #[arg(long)]
    pub no_serve: bool,
    /// Make the books too, after each change that leaves time for it.
    #[arg(long)]
    pub build: bool,
    /// The folder that --build writes to; made if it is not there.
    #[arg(short, long, default_value = "out", requires = "build")]
    pub out: Utf8PathBuf,
}

const WATCH: &str = "The preview is served on 127.0.0.1 only and shows the newest state, also of a report \
that `build` would refuse. Only files that the report names are watched. Ctrl-C ends it.";

#[derive(Debug, Args)]
pub(super) struct SchemaArgs {
    /// Of which file.
    #[arg(value_enum, default_value_t = SchemaOf::Report)]
    pub of: SchemaOf,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum SchemaOf {
    /// The manifest, report.toml.
    Report,
    /// What is known about sources, sources.toml.
    Sources,
    /// Waivers apart from the text, waivers.toml.
    Waivers,
    /// How the books look, theme.toml.
    Theme,
}
