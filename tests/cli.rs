//! The program as its users meet it: arguments in; words, files and an exit code out.

use std::collections::BTreeMap;
use std::fs;
use std::process::{Command, Output, Stdio};

use camino::{Utf8Path, Utf8PathBuf};
use serde_json::Value;
use tempfile::TempDir;

use crate::fixture::{self, Tree};

pub const CLEAN: i32 = 0;
pub const FINDINGS: i32 = 1;
pub const CANNOT_RUN: i32 = 2;

/// A folder that is gone when the test ends.
pub struct Folder(TempDir);

impl Folder {
    /// An empty one.
    pub fn new() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    /// A folder with a report in it.
    pub fn with(tree: &Tree) -> Self {
        let folder = Self::new();
        folder.write(tree);
        folder
    }

    /// Writes files into it.
    pub fn write(&self, tree: &Tree) {
        for (path, bytes) in tree {
            let path = self.path().join(path);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, bytes).unwrap();
        }
    }

    /// Where it is.
    pub fn path(&self) -> &Utf8Path {
        Utf8Path::from_path(self.0.path()).unwrap()
    }
}

pub fn command(folder: &Folder, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_underpin"));
    command.current_dir(folder.path()).args(arguments);
    command
}

/// Runs the program in a folder. It must never panic.
pub fn underpin(folder: &Folder, arguments: &[&str]) -> (i32, String, String) {
    let Output {
        status,
        stdout,
        stderr,
    } = command(folder, arguments).output().unwrap();
    let (out, err) = (
        String::from_utf8(stdout).unwrap(),
        String::from_utf8(stderr).unwrap(),
    );
    assert!(!err.contains("panicked"), "{arguments:?}: {err}");
    (status.code().unwrap(), out, err)
}

/// A report with one error.
pub fn broken() -> Tree {
    let mut tree = fixture::base();
    let text = b"# Findings\n\nThe flood took 40 metres of the crest [@survey-2091].\n";
    tree.insert("sections/text.md".to_owned(), text.to_vec());
    tree
}

/// The names and bytes of all files of a folder.
pub fn contents(folder: &Utf8Path) -> BTreeMap<Utf8PathBuf, Vec<u8>> {
    fixture::files_below(folder)
        .into_iter()
        .map(|path| {
            let bytes = fs::read(&path).unwrap();
            (path, bytes)
        })
        .collect()
}

#[test]
fn the_exit_code_tells_clean_from_findings_from_not_run() {
    let good = Folder::with(&fixture::base());
    let (code, out, err) = underpin(&good, &["check"]);
    assert_eq!((code, err.as_str()), (CLEAN, ""), "{out}");
    assert!(out.starts_with("clean — 3 sentences: 3 carried"), "{out}");

    let bad = Folder::with(&broken());
    let (code, out, err) = underpin(&bad, &["check"]);
    assert_eq!((code, err.as_str()), (FINDINGS, ""));
    assert!(
        out.contains("error[unknown-reference]: no reference has the key `survey-2091`"),
        "{out}"
    );
    assert!(out.contains("refused: 1 error"), "{out}");

    let (code, _, err) = underpin(&good, &["chekc"]);
    assert_eq!(code, CANNOT_RUN);
    assert!(err.contains("check"), "{err}");
}

#[test]
fn a_draft_builds_although_a_picture_has_no_words() {
    let mut tree = fixture::base();
    let manifest = String::from_utf8(tree["report.toml"].clone()).unwrap();
    let manifest = manifest.replace("profile = \"brief\"", "profile = \"draft\"");
    tree.insert("report.toml".to_owned(), manifest.into_bytes());
    let text = b"# Findings\n\nThe crest is worn [@letter-2021].\n\n![](figures/weir.svg)\n";
    tree.insert("sections/text.md".to_owned(), text.to_vec());
    let folder = Folder::with(&tree);
    let (code, _, err) = underpin(&folder, &["build", "--format", "pdf"]);
    assert_eq!(code, CLEAN, "{err}");
    assert!(err.contains("warning[missing-alt-text]"), "{err}");
}

#[cfg(unix)]
#[test]
fn a_link_does_not_lead_the_books_elsewhere() {
    let folder = Folder::with(&fixture::base());
    let elsewhere = Folder::with(&Tree::new());
    let link = |name: &str| {
        std::os::unix::fs::symlink(elsewhere.path(), folder.path().join(name)).unwrap()
    };
    link("out");
    for arguments in [
        &["build", "--format", "register"][..],
        &["build", "--format", "register", "--out", "out/deeper"],
        &["build", "--format", "register", "--out", "./out/"],
    ] {
        let (code, _, err) = underpin(&folder, arguments);
        assert_eq!(code, CANNOT_RUN, "{arguments:?}: {err}");
        assert!(err.contains("out` is a link"), "{err}");
    }
    assert!(fixture::files_below(elsewhere.path()).is_empty());
}

#[test]
fn words_of_an_author_command_no_terminal_and_no_build_service() {
    let mut tree = fixture::base();
    let mut manifest = tree["report.toml"].clone();
    let key = br#""k\n::error file=a.md::pwned\n\u001b[31m\u009b" = 1"#;
    manifest.splice(0..0, [key.as_slice(), b"\n"].concat());
    tree.insert("report.toml".to_owned(), manifest);
    let text = b"# Findings\n\n[::error file=x::pwned it said]{.claim #c} [@nobody\xe2\x80\xae].\n";
    tree.insert("sections/##[error]x.md".to_owned(), text.to_vec());
    let manifest = String::from_utf8(tree["report.toml"].clone()).unwrap();
    let manifest = manifest.replace("sections/text.md", "sections/##[error]x.md");
    tree.insert("report.toml".to_owned(), manifest.into_bytes());
    let folder = Folder::with(&tree);
    for arguments in [
        &["check"][..],
        &["check", "--format", "short"],
        &["check", "--format", "github"],
        &["claims"],
        &["coverage"],
        &["build"],
    ] {
        let (_, out, err) = underpin(&folder, arguments);
        for line in out.lines().chain(err.lines()) {
            let is_ours = arguments.contains(&"github") && line.contains("title=");
            let is_command =
                line.trim_start().starts_with("::") || line.trim_start().starts_with("##[");
            assert!(is_ours || !is_command, "{arguments:?}: {line}");
            let obeyed = |c: char| c.is_control() || c == '\u{202e}';
            assert!(!line.contains(obeyed), "{arguments:?}: {line:?}");
        }
    }
}

#[test]
fn what_cannot_run_says_what_to_do() {
    let empty = Folder::new();
    let (code, _, err) = underpin(&empty, &["check", "nowhere"]);
    assert_eq!(code, CANNOT_RUN);
    assert_eq!(err, "error: there is no file or folder `nowhere`\n");
    let (code, _, err) = underpin(&empty, &["build"]);
    assert_eq!(code, CANNOT_RUN);
    assert_eq!(
        err,
        "error: `.` has no `report.toml`; `underpin new DIR` makes a report to start from\n"
    );
    fs::write(empty.path().join("refs.bib"), "").unwrap();
    let (code, _, err) = underpin(&empty, &["check", "refs.bib"]);
    assert_eq!(code, CANNOT_RUN);
    assert_eq!(
        err,
        "error: `refs.bib` is no Markdown file; name one, or a folder with `report.toml`\n"
    );
}

#[test]
fn a_mistyped_key_is_shown_with_the_right_one() {
    let mut tree = fixture::base();
    let manifest = String::from_utf8(tree["report.toml"].clone()).unwrap();
    let manifest = manifest.replace("publisher", "publsher");
    tree.insert("report.toml".to_owned(), manifest.into_bytes());
    let (code, out, _) = underpin(&Folder::with(&tree), &["check"]);
    assert_eq!(code, FINDINGS);
    assert!(
        out.contains("error[bad-manifest]: there is no key `publsher`"),
        "{out}"
    );
    assert!(
        out.contains("help: there is one with a similar name: `publisher`"),
        "{out}"
    );
}

#[test]
fn findings_for_programs_have_the_documented_keys() {
    let keys =
        |value: &Value| -> Vec<String> { value.as_object().unwrap().keys().cloned().collect() };
    let (code, out, err) = underpin(&Folder::with(&broken()), &["check", "--format", "json"]);
    assert_eq!((code, err.as_str()), (FINDINGS, ""));
    let value: Value = serde_json::from_str(&out).unwrap();
    assert_eq!(keys(&value), ["schema", "findings", "summary", "reports"]);
    assert_eq!(value["schema"], "underpin-check/1");
    let finding = &value["findings"]
        .as_array()
        .unwrap()
        .iter()
        .find(|finding| finding["rule"] == "unknown-reference")
        .unwrap();
    assert_eq!(
        keys(finding),
        [
            "report",
            "rule",
            "level",
            "message",
            "fingerprint",
            "path",
            "range",
            "label",
            "related",
            "notes",
            "help",
            "fix",
            "suppressed"
        ]
    );
    assert_eq!(finding["path"], "sections/text.md");
    assert_eq!(
        finding["range"]["start"],
        serde_json::json!({"line": 3, "column": 41})
    );
    assert_eq!(finding["fix"]["replacement"], "survey-2019");
    assert_eq!(finding["suppressed"], Value::Null);
    let summary = &value["summary"];
    assert_eq!(
        keys(summary),
        [
            "sentences",
            "claims",
            "references",
            "findings",
            "not_compared"
        ]
    );
    assert_eq!(summary["sentences"]["total"], 1);
    assert_eq!(summary["findings"]["error"], 1);

    let (code, out, _) = underpin(
        &Folder::with(&fixture::base()),
        &["check", "--format", "json"],
    );
    let value: Value = serde_json::from_str(&out).unwrap();
    assert_eq!((code, &value["findings"]), (CLEAN, &serde_json::json!([])));
}

#[test]
fn a_new_report_builds_at_once() {
    let folder = Folder::new();
    let (code, _, err) = underpin(&folder, &["new", "brief"]);
    assert_eq!(code, CLEAN, "{err}");
    let (code, _, err) = underpin(&folder, &["build", "brief", "-o", "out"]);
    assert_eq!(code, CLEAN, "{err}");
    let out = folder.path().join("out");
    let names: Vec<String> = contents(&out)
        .keys()
        .map(|path| path.file_name().unwrap().to_owned())
        .collect();
    assert_eq!(
        names,
        [
            "report.epub",
            "report.pdf",
            "report.register.csv",
            "report.register.json"
        ]
    );

    let (code, _, err) = underpin(&folder, &["new", "brief"]);
    assert_eq!(
        (code, err.as_str()),
        (
            CANNOT_RUN,
            "error: `brief` is not empty; name a folder that is empty or not there\n"
        )
    );
    let (code, _, err) = underpin(
        &folder,
        &["build", "brief", "-o", "one", "--format", "epub"],
    );
    assert_eq!(code, CLEAN, "{err}");
    assert_eq!(contents(&folder.path().join("one")).len(), 1);
}

#[test]
fn a_build_says_that_the_program_has_no_words_in_the_language() {
    let mut tree = fixture::base();
    let manifest = String::from_utf8(tree["report.toml"].clone()).unwrap();
    let mut says = |tag: &str| {
        let text = manifest.replace("en-GB", tag);
        tree.insert("report.toml".to_owned(), text.into());
        fixture::set_profile(&mut tree, "draft");
        let folder = Folder::with(&tree);
        let (code, _, err) = underpin(&folder, &["build", "--format", "html"]);
        assert_eq!(code, CLEAN, "{err}");
        err.contains(&format!("is in English: it has no words in `{tag}`\n"))
    };
    assert!(says("cy"));
    assert!(!says("de-AT"));
}

#[test]
fn a_refused_build_leaves_earlier_books_untouched() {
    let folder = Folder::with(&fixture::base());
    let (code, _, err) = underpin(&folder, &["build"]);
    assert_eq!(code, CLEAN, "{err}");
    let before = contents(&folder.path().join("out"));
    assert_eq!(before.len(), 4);
    folder.write(&broken());
    let (code, _, err) = underpin(&folder, &["build"]);
    assert_eq!(code, FINDINGS);
    assert!(err.ends_with("nothing was written\n"), "{err}");
    assert!(
        before == contents(&folder.path().join("out")),
        "the books changed"
    );
}

#[test]
fn two_builds_in_two_places_give_the_same_bytes() {
    let build = |folder: &Folder| {
        let (code, _, err) = underpin(folder, &["build", "-o", "books"]);
        assert_eq!(code, CLEAN, "{err}");
        contents(&folder.path().join("books"))
            .into_values()
            .collect::<Vec<_>>()
    };
    let (one, other) = (
        Folder::with(&fixture::base()),
        Folder::with(&fixture::base()),
    );
    assert!(build(&one) == build(&other), "the books differ");
}

#[test]
fn a_place_that_cannot_be_written_is_not_a_finding() {
    let folder = Folder::with(&fixture::base());
    let (code, _, err) = underpin(&folder, &["build", "-o", "report.toml/out"]);
    assert_eq!(code, CANNOT_RUN);
    assert!(err.contains("nothing was written"), "{err}");
    let manifest = fs::read(folder.path().join("report.toml")).unwrap();
    assert_eq!(manifest, fixture::base()["report.toml"]);
}

#[test]
fn explain_lists_all_rules_and_prints_each_page() {
    let folder = Folder::new();
    let (code, out, _) = underpin(&folder, &["explain"]);
    assert_eq!(code, CLEAN);
    assert_eq!(out.lines().count(), underpin::rules::RULES.len());
    let first = out.lines().next().unwrap_or_default().split_once("  ");
    assert_eq!(
        first.map(|(name, summary)| (name, summary.trim_start())),
        Some((
            "uncited-claim",
            "A sentence that states something and has no source."
        ))
    );
    let (code, out, _) = underpin(&folder, &["explain", "bad-link"]);
    assert_eq!((code, out.lines().next()), (CLEAN, Some("# `bad-link`")));
    let (code, _, err) = underpin(&folder, &["explain", "unknwon-reference"]);
    assert_eq!(code, CANNOT_RUN);
    assert_eq!(
        err,
        "error: there is no rule `unknwon-reference`; did you mean `unknown-reference`?\n"
    );
}

#[test]
fn claims_prints_what_carries_each_claim() {
    let folder = Folder::with(&fixture::base());
    let (code, out, err) = underpin(&folder, &["claims"]);
    assert_eq!((code, err.as_str()), (CLEAN, ""));
    assert_eq!(
        out,
        "1 #c-crest  [fact, covered]  sections/text.md:3:1\n    \
         The weir lost 40 metres of its crest\n      \
         supports @survey-2019, p. 7\n\
         2 #c-known  [fact, covered]  sections/text.md:4:1\n    \
         The committee knew of the loss\n      \
         supports @minutes-2020, para. 12\n      \
         contradicts @letter-2021\n\
         3  [assessment, derived]  sections/text.md:8:2\n    \
         Another flood would take the mill.\n      \
         rests on #c-crest #c-known\n"
    );
    let (code, out, _) = underpin(&folder, &["claims", "--format", "json"]);
    assert_eq!(code, CLEAN);
    serde_json::from_str::<Value>(&out).unwrap();
    let (_, out, _) = underpin(&folder, &["claims", "--format", "csv"]);
    assert_eq!(out.lines().count(), 1 + 4, "{out}");
    let (code, out, err) = underpin(&Folder::with(&broken()), &["claims"]);
    assert_eq!(code, FINDINGS);
    assert!(!out.is_empty() && err.contains("refused"), "{err}");
}

#[test]
fn a_template_can_be_tried_with_typst_alone() {
    let folder = Folder::with(&fixture::base());
    let (code, _, err) = underpin(&folder, &["template", "-o", "try", "--edition", "print"]);
    assert_eq!(code, CLEAN, "{err}");
    let tried = folder.path().join("try");
    let data = fs::read(tried.join("data/report.json")).unwrap();
    let data: Value = serde_json::from_slice(&data).unwrap();
    assert_eq!(data["output"]["edition"], "print");
    for path in [
        "main.typ",
        "templates/report.typ",
        "builtin/theme.typ",
        "data/theme.json",
    ] {
        assert!(tried.join(path).exists(), "{path}");
    }
    let folder = Folder::with(&broken());
    let (code, _, err) = underpin(&folder, &["template", "-o", "try"]);
    assert_eq!(code, FINDINGS);
    assert!(err.contains("nothing was written") && !folder.path().join("try").exists());
}

#[test]
fn the_schema_is_json() {
    let (code, out, _) = underpin(&Folder::new(), &["schema"]);
    assert_eq!(code, CLEAN);
    let schema: Value = serde_json::from_str(&out).unwrap();
    assert_eq!(
        schema["properties"]["check"]["properties"]["carry"]["type"],
        "integer"
    );
}

#[test]
fn a_reader_that_goes_away_is_no_fault() {
    let folder = Folder::with(&broken());
    for (arguments, expected) in [
        (&["explain", "uncited-claim"][..], CLEAN),
        (&["check", "--format", "json"], FINDINGS),
        (&["check"], FINDINGS),
    ] {
        let mut child = command(&folder, arguments)
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        drop(child.stdout.take());
        drop(child.stderr.take());
        assert_eq!(
            child.wait().unwrap().code(),
            Some(expected),
            "{arguments:?}"
        );
    }
}

#[test]
fn coverage_counts_how_the_sentences_stand() {
    let folder = Folder::with(&fixture::base());
    let (code, out, err) = underpin(&folder, &["coverage"]);
    assert_eq!((code, err.as_str()), (CLEAN, ""));
    assert!(
        out.lines().last().unwrap().ends_with("100.0 %  total"),
        "{out}"
    );
    let (_, out, _) = underpin(&folder, &["coverage", "--format", "json"]);
    let value: Value = serde_json::from_str(&out).unwrap();
    assert_eq!(value["schema"], "underpin-coverage/1");
    assert_eq!(value["total"]["sentences"], 3);
    assert_eq!(value["total"]["share"], 100.0);
    let (_, out, _) = underpin(&folder, &["coverage", "--format", "csv"]);
    assert_eq!(out.lines().count(), 1 + 2 + 1, "{out}");
    assert!(
        out.starts_with("number,title,roles,sentences,covered,"),
        "{out}"
    );
}

#[test]
fn findings_for_lists_and_for_pull_requests_are_one_line_each() {
    let bad = Folder::with(&broken());
    let (code, out, err) = underpin(&bad, &["check", "--format", "short"]);
    assert_eq!((code, err.as_str()), (FINDINGS, ""));
    let wanted = "sections/text.md:3:41: error[unknown-reference]: no reference has the key";
    assert!(out.starts_with(wanted), "{out}");
    let (code, out, _) = underpin(&bad, &["check", "--format", "github"]);
    assert_eq!(code, FINDINGS);
    let wanted =
        "::error file=sections/text.md,line=3,col=41,endColumn=52,title=unknown-reference::";
    assert!(out.starts_with(wanted), "{out}");
    assert!(out.lines().all(|line| line.starts_with("::")), "{out}");
}

#[test]
fn a_check_can_be_narrowed_and_its_threshold_moved() {
    let mut tree = fixture::base();
    let text = b"# Findings\n\nThe mill was closed last year [@letter-2021].\n";
    tree.insert("sections/text.md".to_owned(), text.to_vec());
    let folder = Folder::with(&tree);
    let code = |arguments: &[&str]| underpin(&folder, arguments).0;
    let only = ["check", "--only", "undated-now,unbalanced-quotes"];
    let with = |level: &'static str| [&only[..], &["--fail-on", level]].concat();
    assert_eq!(code(&only), CLEAN);
    assert_eq!(code(&with("warning")), FINDINGS);
    assert_eq!(code(&with("never")), CLEAN);
    assert_eq!(
        code(&["check", "--only", "unbalanced-quotes", "--fail-on", "info"]),
        CLEAN
    );
    let (code, _, err) = underpin(&folder, &["check", "--only", "undatednow"]);
    assert_eq!(code, CANNOT_RUN);
    assert_eq!(
        err,
        "error: there is no rule `undatednow`; did you mean `undated-now`?\n"
    );
}

#[test]
fn the_reference_of_rules_is_what_the_program_prints() {
    let (code, out, _) = underpin(&Folder::new(), &["explain", "--all", "--format", "md"]);
    assert_eq!(code, CLEAN);
    if let Err(what) = fixture::compare(&fixture::package().join("docs/rules.md"), &out) {
        panic!("{what}\nor: make docs");
    }
}

#[test]
fn shells_and_man_are_told_what_help_says() {
    let folder = Folder::new();
    let commands = [
        "check",
        "build",
        "claims",
        "coverage",
        "explain",
        "watch",
        "completions",
        "man",
    ];
    for shell in ["bash", "zsh", "fish", "elvish", "powershell"] {
        let (code, out, err) = underpin(&folder, &["completions", shell]);
        assert_eq!((code, err.as_str()), (CLEAN, ""), "{shell}");
        for word in commands
            .iter()
            .chain(&["unsafe-fixes", "bibliography", "strict"])
        {
            assert!(out.contains(word), "{shell} does not know {word}");
        }
    }
    let (code, page, err) = underpin(&folder, &["man"]);
    assert_eq!((code, err.as_str()), (CLEAN, ""));
    assert!(
        page.contains(".TH underpin 1") && page.contains(".SH NAME"),
        "{page}"
    );
    for command in commands {
        let name = format!("underpin\\-{command}(1)");
        assert!(page.contains(&name), "{command}: {page}");
        let (code, page, _) = underpin(&folder, &["man", command]);
        assert_eq!(code, CLEAN, "{command}");
        let title = format!(".TH underpin-{command} 1  \"underpin ");
        assert!(page.contains(&title), "{page}");
    }
    let (code, _, err) = underpin(&folder, &["man", "chekc"]);
    assert_eq!(code, CANNOT_RUN);
    assert!(err.contains("there is no command `chekc`"), "{err}");
}

#[test]
fn the_register_writes_a_formula_in_one_line() {
    let mut tree = fixture::base();
    let text = "# Findings\n\nThe rate is $r = \\frac{a}{b}$ [@survey-2019, p. 6].\n";
    tree.insert("sections/text.md".to_owned(), text.into());
    let (_, out, _) = underpin(&Folder::with(&tree), &["claims"]);
    assert!(out.contains("The rate is r = a/b"), "{out}");
}
