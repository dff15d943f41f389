//! The check in a build: several reports, formats for programs, edits, and the files with which
//! build services call it.

use std::fs;

use serde_json::Value;

use crate::cli::{CANNOT_RUN, CLEAN, FINDINGS, Folder, broken, underpin};
use crate::fixture::{self, Tree};

/// A report whose section has these lines under a heading.
fn saying(text: &str) -> Tree {
    let mut tree = fixture::base();
    let text = format!("# Findings\n\n{text}\n");
    tree.insert("sections/text.md".to_owned(), text.into_bytes());
    tree
}

/// A folder with reports in folders of their own.
fn several(reports: &[(&str, Tree)]) -> Folder {
    let folder = Folder::new();
    for (name, tree) in reports {
        let placed = tree
            .iter()
            .map(|(path, bytes)| (format!("{name}/{path}"), bytes.clone()))
            .collect();
        folder.write(&placed);
    }
    folder
}

fn read(folder: &Folder, path: &str) -> String {
    fs::read_to_string(folder.path().join(path)).unwrap()
}

#[test]
fn several_reports_come_to_the_worst_of_them() {
    let folder = several(&[("good", fixture::base()), ("bad", broken())]);
    let code = |reports: &[&str]| underpin(&folder, &[&["check"], reports].concat()).0;
    assert_eq!(code(&["good"]), CLEAN);
    assert_eq!(code(&["bad", "good"]), FINDINGS);
    assert_eq!(code(&["gone", "bad", "good"]), CANNOT_RUN);
    let (_, out, err) = underpin(&folder, &["check", "good", "gone", "bad"]);
    assert_eq!(err, "error: there is no file or folder `gone`\n");
    assert!(out.starts_with("good: clean — 3 sentences"), "{out}");
    assert!(out.contains("\nbad\n\nerror["), "{out}");
    assert!(out.contains("\nbad: refused: 1 error"), "{out}");
}

#[test]
fn several_reports_are_one_document_in_which_none_is_missing() {
    let folder = several(&[("a b/one", broken()), ("two", broken())]);
    let run = |format: &str| {
        let arguments = [
            "check",
            "./a b/one",
            "two",
            "gone",
            "two",
            "--format",
            format,
        ];
        let (code, out, _) = underpin(&folder, &arguments);
        assert_eq!(code, CANNOT_RUN, "{format}");
        out
    };
    let json = |format: &str| -> Value { serde_json::from_str(&run(format)).unwrap() };

    let value = json("json");
    let reports: Vec<_> = value["reports"].as_array().unwrap().iter().collect();
    assert_eq!(reports.len(), 3);
    assert_eq!(reports[2]["error"], "there is no file or folder `gone`");
    assert_eq!(value["summary"]["findings"]["error"], 2);
    assert_eq!(reports[0]["summary"]["findings"]["error"], 1);
    assert_eq!(value["findings"][0]["report"], "./a b/one");

    let value = json("sarif");
    let runs = value["runs"].as_array().unwrap();
    let ids: Vec<_> = runs
        .iter()
        .map(|run| &run["automationDetails"]["id"])
        .collect();
    assert_eq!(
        ids,
        ["underpin/a b/one/", "underpin/two/", "underpin/gone/"]
    );
    assert_eq!(runs[2]["invocations"][0]["executionSuccessful"], false);
    let place = &runs[0]["results"][0]["locations"][0]["physicalLocation"];
    assert_eq!(
        place["artifactLocation"]["uri"],
        "a%20b/one/sections/text.md"
    );
    let rules = runs[0]["tool"]["driver"]["rules"].as_array().unwrap();
    assert_eq!(rules.len(), underpin::rules::RULES.len());
    let of_result = runs[0]["results"][0]["ruleIndex"].as_u64().unwrap();
    let of_result = &rules[usize::try_from(of_result).unwrap()];
    assert_eq!(of_result["id"], runs[0]["results"][0]["ruleId"]);

    let value = json("gitlab");
    let prints: std::collections::BTreeSet<_> = value
        .as_array()
        .unwrap()
        .iter()
        .map(|issue| issue["fingerprint"].as_str().unwrap())
        .collect();
    assert_eq!(prints.len(), value.as_array().unwrap().len(), "{value}");
    assert!(run("gitlab").contains("\"path\": \"a b/one/sections/text.md\""));

    let value = json("rdjson");
    let last = value["diagnostics"].as_array().unwrap().last().unwrap();
    assert_eq!(last["code"]["value"], "not-checked");
    for (format, wanted) in [
        (
            "junit",
            "<testsuite name=\"gone\" tests=\"1\" failures=\"0\" errors=\"1\"",
        ),
        ("checkstyle", "source=\"underpin.not-checked\""),
        (
            "short",
            "a b/one/sections/text.md:3:41: error[unknown-reference]",
        ),
        ("github", "::error file=a b/one/sections/text.md,"),
    ] {
        let out = run(format);
        assert!(out.contains(wanted), "{format}: {out}");
    }
}

#[test]
fn a_clean_report_is_a_valid_document_in_every_format() {
    let folder = Folder::with(&fixture::base());
    for (format, wanted) in [
        ("sarif", "\"results\": []"),
        ("gitlab", "[]\n"),
        ("rdjson", "\"diagnostics\": []"),
        ("junit", " failures=\"0\" errors=\"0\" time=\"0\">"),
        (
            "checkstyle",
            "<checkstyle version=\"4.3\">\n</checkstyle>\n",
        ),
    ] {
        let (code, out, err) = underpin(&folder, &["check", "--format", format]);
        assert_eq!((code, err.as_str()), (CLEAN, ""), "{format}");
        assert!(out.contains(wanted), "{format}: {out}");
    }
}

#[test]
fn findings_go_to_a_file_and_not_to_the_terminal() {
    let folder = Folder::with(&broken());
    let to_file = ["check", "--format", "junit", "--output", "findings.xml"];
    let (code, out, err) = underpin(&folder, &to_file);
    assert_eq!((code, out.as_str(), err.as_str()), (FINDINGS, "", ""));
    let (_, out, _) = underpin(&folder, &["check", "--format", "junit"]);
    assert_eq!(read(&folder, "findings.xml"), out);
    let (code, out, err) = underpin(&folder, &["check", "-o", "gone/findings.txt"]);
    assert_eq!((code, out.as_str()), (CANNOT_RUN, ""));
    assert!(
        err.starts_with("error: the findings were not written: "),
        "{err}"
    );
}

#[test]
fn the_profile_of_the_command_line_is_stronger() {
    // One citation at the end carries the sentences before it, but not in `strict`.
    let tree = saying("The weir was built of stone. It was mended in winter [@survey-2019, p. 7].");
    let folder = Folder::with(&tree);
    let code = |profile: &str| underpin(&folder, &["check", "--profile", profile]).0;
    assert_eq!((code("brief"), code("draft")), (CLEAN, CLEAN));
    assert_eq!(code("strict"), FINDINGS);
    let mut tree = tree;
    fixture::set_profile(&mut tree, "strict");
    let folder = Folder::with(&tree);
    assert_eq!(underpin(&folder, &["check"]).0, FINDINGS);
    assert_eq!(underpin(&folder, &["check", "--profile", "brief"]).0, CLEAN);
}

#[test]
fn quiet_says_only_what_fails() {
    let clean = Folder::with(&fixture::base());
    let (code, out, err) = underpin(&clean, &["check", "--quiet"]);
    assert_eq!((code, out.as_str(), err.as_str()), (CLEAN, "", ""));
    let warned = Folder::with(&saying("The mill was closed last year [@letter-2021]."));
    let only = ["check", "--only", "undated-now", "--quiet"];
    let (code, out, _) = underpin(&warned, &only);
    assert_eq!((code, out.as_str()), (CLEAN, ""));
    let (code, out, _) = underpin(&warned, &[&only[..], &["--fail-on", "warning"]].concat());
    assert_eq!(code, FINDINGS);
    assert!(
        out.contains("warning[undated-now]") && out.contains("passed with 1 warning"),
        "{out}"
    );
    let (_, out, _) = underpin(
        &warned,
        &["check", "--except", "undated-now", "--format", "short"],
    );
    assert!(!out.contains("undated-now"), "{out}");
}

const GLUED: &str = "The crest is worn [@survey-2019 p. 6].";
const MISSPELT: &str = "The apron is worn [@survey-2091, p. 7].";

#[test]
fn fix_makes_the_safe_edits_only() {
    let folder = Folder::with(&saying(&format!("{GLUED}\n\n{MISSPELT}")));
    let (code, out, err) = underpin(&folder, &["check", "--fix"]);
    assert_eq!(
        (code, err.as_str()),
        (FINDINGS, ".: made 1 edit in 1 file\n")
    );
    assert!(
        !out.contains("malformed-citation") && out.contains("unknown-reference"),
        "{out}"
    );
    let mended = GLUED.replace(" p.", ", p.");
    let expected = format!("# Findings\n\n{mended}\n\n{MISSPELT}\n");
    assert_eq!(read(&folder, "sections/text.md"), expected);
    let (code, _, err) = underpin(&folder, &["check", "--fix", "--unsafe-fixes"]);
    assert_eq!((code, err.as_str()), (CLEAN, ".: made 1 edit in 1 file\n"));
    assert!(read(&folder, "sections/text.md").contains("[@survey-2019, p. 7]"));
    let (code, _, err) = underpin(&folder, &["check", "--unsafe-fixes"]);
    assert_eq!(code, CANNOT_RUN);
    assert_eq!(err, "error: `--unsafe-fixes` needs `--fix` or `--diff`\n");
}

#[test]
fn fix_keeps_line_ends_and_asks_only_the_named_rules() {
    let text = format!("\u{feff}# Findings\r\n\r\n{GLUED}\r\n");
    let mut tree = fixture::base();
    tree.insert("sections/text.md".to_owned(), text.clone().into_bytes());
    let folder = Folder::with(&tree);
    let (_, _, err) = underpin(&folder, &["check", "--fix", "--only", "bad-link"]);
    assert_eq!(err, ".: made no edit\n");
    assert_eq!(read(&folder, "sections/text.md"), text);
    underpin(&folder, &["check", "--fix"]);
    let mended = text.replace(" p.", ", p.");
    assert_eq!(read(&folder, "sections/text.md"), mended);
}

#[test]
fn a_diff_shows_the_edits_and_changes_nothing() {
    let folder = several(&[("one", saying(GLUED)), ("two", saying(MISSPELT))]);
    let (code, out, err) = underpin(&folder, &["check", "./one", "two", "--diff"]);
    assert_eq!((code, err.as_str()), (FINDINGS, ""));
    assert_eq!(
        out,
        "--- a/one/sections/text.md\n+++ b/one/sections/text.md\n@@ -1,3 +1,3 @@\n # Findings\n \n\
         -The crest is worn [@survey-2019 p. 6].\n+The crest is worn [@survey-2019, p. 6].\n"
    );
    assert!(read(&folder, "one/sections/text.md").contains(GLUED));
    let (code, out, _) = underpin(&folder, &["check", "two", "--diff"]);
    assert_eq!((code, out.as_str()), (CLEAN, ""));
    let (code, out, _) = underpin(&folder, &["check", "two", "--diff", "--unsafe-fixes"]);
    assert_eq!(code, FINDINGS);
    assert!(
        out.contains("+The apron is worn [@survey-2019, p. 7]."),
        "{out}"
    );
}

fn yaml(path: &str) -> serde_yaml::Value {
    serde_yaml::from_str(&fs::read_to_string(fixture::package().join(path)).unwrap()).unwrap()
}

/// Options of `underpin check` that a text names.
fn options_in(text: &str) -> Vec<String> {
    text.split(|c: char| c.is_whitespace() || "()`,\"|\\[]{}".contains(c))
        .filter(|word| word.starts_with("--") && word.len() > 2)
        .map(str::to_owned)
        .collect()
}

#[test]
fn the_action_has_what_github_requires() {
    let action = yaml("action.yml");
    let text = fs::read_to_string(fixture::package().join("action.yml")).unwrap();
    for key in ["name", "description", "inputs", "runs"] {
        assert!(!action[key].is_null(), "{key}");
    }
    assert_eq!(action["runs"]["using"], "composite");
    let inputs = action["inputs"].as_mapping().unwrap();
    for (name, input) in inputs {
        assert!(input["description"].is_string(), "{name:?}");
        let name = name.as_str().unwrap();
        assert!(
            text.contains(&format!("inputs.{name}")),
            "nobody reads {name}"
        );
    }
    for step in action["runs"]["steps"].as_sequence().unwrap() {
        assert!(
            step["run"].is_string() != step["uses"].is_string(),
            "{step:?}"
        );
        assert!(
            step["uses"].is_string() || step["shell"].is_string(),
            "{step:?}"
        );
        // An expression in a script is a way in for whoever writes its value.
        assert!(
            !step["run"].as_str().unwrap_or_default().contains("${{"),
            "{step:?}"
        );
    }
    for used in text.split("inputs.").skip(1) {
        let name: String = used
            .chars()
            .take_while(|c| c.is_ascii_alphabetic() || *c == '-')
            .collect();
        assert!(
            inputs.contains_key(name.as_str()),
            "there is no input {name}"
        );
    }
}

/// Cargo and rustup obey files in the folder where they run, which can name programs to start.
#[cfg(unix)]
#[test]
fn the_action_builds_where_no_pull_request_has_files() {
    use std::os::unix::fs::PermissionsExt;
    let places = tempfile::tempdir().unwrap();
    let place = |name: &str| {
        let path = places.path().canonicalize().unwrap().join(name);
        fs::create_dir_all(&path).unwrap();
        path
    };
    let (programs, home) = (place("programs"), place("home"));
    let cargo = programs.join("cargo");
    fs::write(&cargo, "#!/bin/sh\npwd >> \"$HOME/where\"\n").unwrap();
    fs::set_permissions(&cargo, fs::Permissions::from_mode(0o755)).unwrap();
    let path = format!("{}:/usr/bin:/bin", programs.display());
    for step in yaml("action.yml")["runs"]["steps"].as_sequence().unwrap() {
        let script = step["run"].as_str().unwrap_or_default();
        if script.contains("cargo ") {
            let status = std::process::Command::new("bash")
                .args(["-e", "-c", script])
                .current_dir(place("workspace"))
                .env_clear()
                .env("PATH", &path)
                .env("HOME", &home)
                .env("GITHUB_ACTION_PATH", place("action"))
                .status();
            assert!(status.unwrap().success(), "{script}");
        }
    }
    let ran = fs::read_to_string(home.join("where")).unwrap();
    assert_eq!(ran, format!("{}\n", place("action").display()));
}

#[test]
fn what_build_services_are_told_to_call_is_there() {
    let (_, help, _) = underpin(&Folder::new(), &["check", "--help"]);
    let known = options_in(&help);
    assert!(
        known.iter().any(|option| option == "--fail-on"),
        "{known:?}"
    );
    let action = yaml("action.yml");
    let scripts: String = action["runs"]["steps"]
        .as_sequence()
        .unwrap()
        .iter()
        .filter_map(|step| step["run"].as_str())
        .filter(|script| script.contains("arguments=(check"))
        .collect();
    let hook = yaml(".pre-commit-hooks.yaml");
    let entry = hook[0]["entry"].as_str().unwrap().to_owned();
    for option in options_in(&(scripts + &entry)) {
        assert!(known.contains(&option), "there is no {option}");
    }
    assert_eq!(hook[0]["language"], "rust");
    let page = fs::read_to_string(fixture::package().join("docs/ci.md")).unwrap();
    for option in &known {
        let is_told = page.contains(&format!("`{option}")) || option == "--help";
        assert!(is_told, "docs/ci.md says nothing of {option}");
    }
    let formats = help.split("--fail-on").next().unwrap_or_default();
    for format in [
        "human",
        "short",
        "json",
        "sarif",
        "github",
        "gitlab",
        "junit",
        "rdjson",
        "checkstyle",
    ] {
        assert!(
            formats.contains(&format!("- {format}:")),
            "{format}: {help}"
        );
        assert!(
            page.contains(&format!("\n| `{format}` |")),
            "docs/ci.md: {format}"
        );
    }
}
