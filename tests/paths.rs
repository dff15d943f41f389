//! Nothing leads out of a report's folder, and nothing but a plain file is opened.
#![cfg(unix)]

use std::fs;
use std::os::unix::fs::symlink;
use std::os::unix::net::UnixListener;
use std::process::Command;

use camino::Utf8Path;

use crate::cli::{CANNOT_RUN, CLEAN, FINDINGS, Folder, contents, underpin};
use crate::fixture::{self, Tree};

/// What must never come out.
const SECRET: &str = "swordfish";

/// How a report names a file.
struct Named {
    /// The path that is named, or under which the file is found without being named.
    path: &'static str,
    /// The report that names `PATH`.
    tree: fn(&str) -> Tree,
    /// Whether the path can be chosen.
    is_free: bool,
}

fn with(path: &str, text: &str) -> Tree {
    let mut tree = fixture::base();
    tree.insert(path.to_owned(), text.as_bytes().to_vec());
    tree
}

fn manifest(old: &str, new: &str) -> Tree {
    let text = String::from_utf8(fixture::base()["report.toml"].clone()).unwrap();
    assert!(text.contains(old), "{old}");
    with("report.toml", &text.replace(old, new))
}

fn text(figure: &str) -> Tree {
    with(
        "sections/text.md",
        &format!("# Findings\n\nThe crest is worn [@survey-2019, p. 6].\n\n{figure}\n"),
    )
}

const NAMED: &[Named] = &[
    Named {
        path: "sections/more.md",
        tree: |path| {
            manifest(
                "\"sections/text.md\"",
                &format!("\"sections/text.md\", {path}"),
            )
        },
        is_free: true,
    },
    Named {
        path: "appendices/a.md",
        tree: |path| manifest("publisher", &format!("appendices = [{path}]\npublisher")),
        is_free: true,
    },
    Named {
        path: "more.yml",
        tree: |path| manifest("\"references.yml\"", &format!("\"references.yml\", {path}")),
        is_free: true,
    },
    Named {
        path: "style.csl",
        tree: |path| manifest("\"chicago-author-date\"", path),
        is_free: true,
    },
    Named {
        path: "look.toml",
        tree: |path| manifest("publisher", &format!("output.theme = {path}\npublisher")),
        is_free: true,
    },
    Named {
        path: "logo.svg",
        tree: |path| {
            with(
                "theme.toml",
                &format!("[logo]\nfile = {path}\nalt = \"A\"\n"),
            )
        },
        is_free: true,
    },
    Named {
        path: "figures/more.svg",
        tree: |path| {
            let path = path.trim_matches(['"', '\'']);
            text(&format!(
                "![The weir [@survey-2019]](<{path}>){{#fig-a alt=\"A weir\"}}"
            ))
        },
        is_free: true,
    },
    Named {
        path: "data/more.csv",
        tree: |path| {
            let path = path.trim_matches(['"', '\'']);
            text(&format!(
                "![Levels [@survey-2019]](<{path}>){{#fig-a kind=bar alt=\"Levels\"}}"
            ))
        },
        is_free: true,
    },
    Named {
        path: "texts/survey.txt",
        tree: |path| with("sources.toml", &format!("[survey-2019]\ntext = {path}\n")),
        is_free: true,
    },
    Named {
        path: "sources.toml",
        tree: |_| fixture::base(),
        is_free: false,
    },
    Named {
        path: "waivers.toml",
        tree: |_| fixture::base(),
        is_free: false,
    },
    Named {
        path: "theme.toml",
        tree: |_| fixture::base(),
        is_free: false,
    },
    Named {
        path: "templates/pdf/theme.typ",
        tree: |_| fixture::base(),
        is_free: false,
    },
    Named {
        path: "templates/epub/book.css",
        tree: |_| fixture::base(),
        is_free: false,
    },
    Named {
        path: "templates/html/page.css",
        tree: |_| fixture::base(),
        is_free: false,
    },
    Named {
        path: "fonts/a.ttf",
        tree: |_| fixture::base(),
        is_free: false,
    },
];

/// Checks and builds a report that must be refused for the file that it names, and tell nothing of it.
#[track_caller]
fn refused(folder: &Folder, path: &str, reason: &str) {
    let (code, out, err) = underpin(folder, &["check", "--timeout", "60"]);
    assert_eq!(code, FINDINGS, "{path}: {out}{err}");
    let lines: Vec<&str> = out
        .lines()
        .filter(|line| line.starts_with("error["))
        .collect();
    let said = lines
        .iter()
        .any(|line| line.contains(path) && line.contains(reason));
    assert!(said, "no `{path}` that {reason} in {out}");
    assert!(!out.contains(SECRET), "{path}: {out}");
    let (code, out, err) = underpin(folder, &["build", "-o", "out", "--timeout", "60"]);
    assert_eq!(code, FINDINGS, "{path}: {err}");
    assert!(!format!("{out}{err}").contains(SECRET), "{path}: {err}");
    assert!(!folder.path().join("out").exists(), "{path}");
}

/// Puts something in the place of a file of a folder.
fn place(folder: &Folder, path: &str, make: impl Fn(&Utf8Path)) {
    let place = folder.path().join(path);
    fs::create_dir_all(place.parent().unwrap()).unwrap();
    make(&place);
}

#[test]
fn no_link_leads_out() {
    let outside = Folder::new();
    let secret = outside.path().join("secret");
    fs::write(&secret, SECRET).unwrap();
    for named in NAMED {
        let path = named.path;
        let folder = Folder::with(&(named.tree)(&format!("\"{path}\"")));
        place(&folder, path, |place| symlink(&secret, place).unwrap());
        refused(&folder, path, "outside the report's folder");

        // Through a link inside the folder, and relative.
        let folder = Folder::with(&(named.tree)(&format!("\"{path}\"")));
        let up = "../".repeat(20);
        symlink(format!("{up}{secret}"), folder.path().join("link")).unwrap();
        place(&folder, path, |place| {
            symlink(folder.path().join("link"), place).unwrap()
        });
        refused(&folder, path, "outside the report's folder");
    }
}

#[test]
fn no_linked_folder_leads_out() {
    let outside = Folder::new();
    for name in ["more.md", "more.svg", "theme.typ", "book.css", "a.ttf"] {
        fs::write(outside.path().join(name), SECRET).unwrap();
    }
    for (path, folder_of) in [
        ("sections/linked/more.md", "sections/linked"),
        ("figures/linked/more.svg", "figures/linked"),
    ] {
        let tree = match path.ends_with(".md") {
            true => manifest(
                "\"sections/text.md\"",
                &format!("\"sections/text.md\", \"{path}\""),
            ),
            false => text(&format!(
                "![The weir [@survey-2019]]({path}){{#fig-a alt=\"A weir\"}}"
            )),
        };
        let folder = Folder::with(&tree);
        place(&folder, folder_of, |place| {
            symlink(outside.path(), place).unwrap()
        });
        refused(&folder, path, "outside the report's folder");
    }
    for path in ["templates/pdf", "templates/epub", "templates/html", "fonts"] {
        let folder = Folder::with(&fixture::base());
        place(&folder, path, |place| {
            symlink(outside.path(), place).unwrap()
        });
        refused(&folder, path, "outside the report's folder");
    }
}

#[test]
fn no_path_leads_out() {
    let outside = Folder::new();
    fs::write(outside.path().join("secret"), SECRET).unwrap();
    let up = "../".repeat(20);
    let absolute = outside.path().join("secret").to_string();
    let paths = [
        absolute.clone(),
        format!("{up}{absolute}"),
        "sections/../../secret".to_owned(),
        format!("/{absolute}"),
        "C:/secret".to_owned(),
        "c:secret".to_owned(),
        "//server/share/secret".to_owned(),
        "\\\\server\\share\\secret".to_owned(),
        "..\\secret".to_owned(),
        "/dev/zero".to_owned(),
        "/proc/self/environ".to_owned(),
    ];
    for named in NAMED.iter().filter(|named| named.is_free) {
        for path in &paths {
            let path = match named.path {
                // What ends otherwise is the name of a style.
                "style.csl" => format!("{path}.csl"),
                _ => path.clone(),
            };
            let is_in_markdown = named.path.contains("more.svg") || named.path.contains("more.csv");
            if is_in_markdown && path.contains('\\') {
                continue; // Markdown takes the backslashes.
            }
            let folder = Folder::with(&(named.tree)(&format!("'{path}'")));
            let (code, out, err) = underpin(&folder, &["check", "--timeout", "60"]);
            assert_eq!(code, FINDINGS, "{} as {path}: {out}{err}", named.path);
            assert!(
                out.contains("outside the report's folder"),
                "{} as {path}: {out}",
                named.path
            );
            assert!(!out.contains(SECRET), "{out}");
        }
    }
    let nul = manifest(
        "\"sections/text.md\"",
        "\"sections/text.md\", \"sections/text.md\\u0000\"",
    );
    let (code, out, _) = underpin(&Folder::with(&nul), &["check"]);
    assert_eq!(code, FINDINGS);
    assert!(out.contains("outside the report's folder"), "{out}");
}

#[test]
fn what_is_no_file_is_not_opened() {
    for named in NAMED {
        let path = named.path;
        let report = || Folder::with(&(named.tree)(&format!("\"{path}\"")));
        let folder = report();
        place(&folder, path, |place| {
            assert!(
                Command::new("mkfifo")
                    .arg(place)
                    .status()
                    .unwrap()
                    .success()
            );
        });
        refused(&folder, path, "is not a file");
        let folder = report();
        // The path of a socket may not be long.
        place(&folder, path, |place| {
            let short = folder.path().join("s");
            let _listener = UnixListener::bind(&short).unwrap();
            fs::rename(short, place).unwrap();
        });
        refused(&folder, path, "is not a file");
        let folder = report();
        place(&folder, path, |place| symlink("/dev/zero", place).unwrap());
        refused(&folder, path, "outside the report's folder");
        let folder = report();
        place(&folder, path, |place| symlink("nowhere", place).unwrap());
        // Nobody asked for what is found by its name; a link to nothing is then nothing.
        if named.is_free || path.contains('/') {
            refused(&folder, path, "does not exist");
        }
        let folder = report();
        place(&folder, path, |place| {
            symlink(place.file_name().unwrap(), place).unwrap()
        });
        refused(&folder, path, "cannot be read");
    }
    // A folder in the place of a file; those that are found by their names may be folders of anything.
    for named in NAMED.iter().filter(|named| named.is_free) {
        let folder = Folder::with(&(named.tree)(&format!("\"{}\"", named.path)));
        place(&folder, named.path, |place| fs::create_dir(place).unwrap());
        refused(&folder, named.path, "is not a file");
    }
}

#[test]
fn a_manifest_that_is_no_file_is_not_opened() {
    let outside = Folder::with(&fixture::base());
    for make in [
        |place: &Utf8Path| {
            assert!(
                Command::new("mkfifo")
                    .arg(place)
                    .status()
                    .unwrap()
                    .success()
            );
        },
        |place: &Utf8Path| symlink("/dev/zero", place).unwrap(),
        |place: &Utf8Path| fs::create_dir(place).unwrap(),
    ] {
        let folder = Folder::new();
        place(&folder, "report.toml", make);
        let (code, _, err) = underpin(&folder, &["check", "--timeout", "60"]);
        assert_eq!(code, CANNOT_RUN);
        assert!(err.contains("`./report.toml` cannot be read"), "{err}");
    }
    let folder = Folder::new();
    symlink(
        outside.path().join("report.toml"),
        folder.path().join("report.toml"),
    )
    .unwrap();
    let (code, _, err) = underpin(&folder, &["check"]);
    assert_eq!(code, CANNOT_RUN);
    assert!(err.contains("a link that leads out of the folder"), "{err}");
    for path in ["a.md", "-x.md"] {
        let folder = Folder::new();
        place(&folder, path, |place| {
            assert!(
                Command::new("mkfifo")
                    .arg(place)
                    .status()
                    .unwrap()
                    .success()
            );
        });
        let (code, _, err) = underpin(&folder, &["check", "--timeout", "60", "--", path]);
        assert_eq!(code, CANNOT_RUN);
        assert!(err.contains("not a file"), "{err}");
    }
}

#[test]
fn links_inside_the_folder_are_followed() {
    let folder = Folder::with(&fixture::base());
    let text = folder.path().join("sections/text.md");
    fs::rename(&text, folder.path().join("real.md")).unwrap();
    symlink("../real.md", &text).unwrap();
    let (code, out, err) = underpin(&folder, &["check"]);
    assert_eq!(code, CLEAN, "{out}{err}");
}

#[test]
fn the_books_may_lie_in_the_report() {
    let folder = Folder::with(&fixture::base());
    let before = contents(folder.path());
    for out in ["out", ".", "figures"] {
        for _ in 0..2 {
            let (code, _, err) = underpin(&folder, &["build", "-o", out]);
            assert_eq!(code, CLEAN, "{err}");
        }
        let after = contents(folder.path());
        for (path, bytes) in &before {
            assert!(after.get(path) == Some(bytes), "{path} changed");
        }
    }
    assert_eq!(contents(folder.path()).len(), before.len() + 3 * 4);
}

#[test]
fn no_book_takes_the_place_of_what_it_is_made_from() {
    let figure = "![Levels [@survey-2019, p. 6]](data/report.register.csv){#fig-a kind=bar x=year y=level x-label=\"Year\" y-label=\"Level\" unit=metres alt=\"Levels\"}";
    let folder = Folder::with(&text(figure));
    fs::rename(
        folder.path().join("data/levels.csv"),
        folder.path().join("data/report.register.csv"),
    )
    .unwrap();
    let before = contents(folder.path());
    let (code, _, err) = underpin(&folder, &["build", "-o", "data"]);
    assert_eq!(code, CANNOT_RUN, "{err}");
    assert!(err.contains("the report is made from it"), "{err}");
    assert!(before == contents(folder.path()), "something was written");
}

/// A folder of the report that is a link leads findings and baselines nowhere.
#[test]
fn findings_are_not_written_where_a_link_leads() {
    let outside = Folder::new();
    let folder = Folder::with(&fixture::base());
    symlink(outside.path(), folder.path().join("linked")).unwrap();
    for arguments in [
        vec!["check", "-o", "linked/found.json"],
        vec![
            "check",
            "--baseline",
            "linked/known.json",
            "--update-baseline",
        ],
        vec!["template", "-o", "linked"],
        vec!["template", "-o", "linked/typst"],
    ] {
        let (code, _, err) = underpin(&folder, &arguments);
        assert_eq!(code, CANNOT_RUN, "{arguments:?}: {err}");
        assert!(err.contains("is a link"), "{err}");
    }
    assert!(contents(outside.path()).is_empty());
    let (code, _, err) = underpin(&folder, &["check", "-o", "found.json"]);
    assert_eq!(code, CLEAN, "{err}");
}

#[test]
fn no_book_takes_the_place_of_a_kept_copy() {
    let mut tree = fixture::base();
    let sources = tree.entry("sources.toml".to_owned()).or_default();
    sources.extend(
        b"\n[survey-2019]\nkind = \"ngo-report\"\npages = 40\narchive = { file = \"report.html\" }\n",
    );
    tree.insert("report.html".to_owned(), b"<p>The copy.</p>".to_vec());
    let folder = Folder::with(&tree);
    let (_, _, err) = underpin(&folder, &["build", "--format", "html", "-o", "."]);
    assert!(err.contains("the report is made from it"), "{err}");
    assert!(!err.contains("lies outside"), "{err}");
    let kept = fs::read(folder.path().join("report.html")).unwrap();
    assert_eq!(kept, b"<p>The copy.</p>");
}

/// Where the system lets a program have no network, a build needs none.
#[test]
fn a_build_needs_no_network() {
    let folder = Folder::with(&fixture::base());
    let available = Command::new("unshare").args(["-rn", "true"]).status();
    if !available.is_ok_and(|status| status.success()) {
        eprintln!("not tested: `unshare -rn` cannot be used here");
        return;
    }
    let built = Command::new("unshare")
        .args(["-rn", env!("CARGO_BIN_EXE_underpin"), "build", "-o", "out"])
        .current_dir(folder.path())
        .output()
        .unwrap();
    let err = String::from_utf8_lossy(&built.stderr);
    assert!(built.status.success(), "{err}");
    assert_eq!(contents(&folder.path().join("out")).len(), 4);
}
