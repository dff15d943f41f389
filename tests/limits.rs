//! Input that is enormous, endless, or grows when it is read: each is a finding that names the place,
//! or a message, and never a crash.

use camino::{Utf8Path, Utf8PathBuf};
use underpin::load::{self, CannotRun, CheckOptions};
use underpin::model::{Counted, DefectKind, Format, limits};
use underpin::pipeline;
use underpin::source::{Files, InMemory, ReadError};

use crate::cli::{CANNOT_RUN, CLEAN, FINDINGS, Folder, contents, underpin};
use crate::fixture::{self, Tree};

/// The known-good report with another file.
fn with(path: &str, text: impl Into<Vec<u8>>) -> Tree {
    let mut tree = fixture::base();
    tree.insert(path.to_owned(), text.into());
    tree
}

/// The known-good report with this bibliography beside its own.
fn with_bibliography(path: &str, text: &str) -> Tree {
    let mut tree = with(path, text);
    let manifest = String::from_utf8(tree["report.toml"].clone()).unwrap();
    let both = format!("[\"references.yml\", \"{path}\"]");
    let manifest = manifest.replace("[\"references.yml\"]", &both);
    tree.insert("report.toml".to_owned(), manifest.into_bytes());
    tree
}

/// What is found in a report, as it is printed; it must refuse it.
fn refused(tree: &Tree) -> String {
    let checked = pipeline::check(&fixture::memory(tree)).expect("there is a manifest");
    assert!(checked.is_refused());
    fixture::show(&checked.findings, &checked.loaded.sources)
}

#[track_caller]
fn says(tree: &Tree, words: &[&str]) {
    let shown = refused(tree);
    for word in words {
        assert!(shown.contains(word), "no `{word}` in {shown}");
    }
}

fn spaces(bytes: u64) -> Vec<u8> {
    vec![b' '; usize::try_from(bytes).unwrap()]
}

#[test]
fn a_file_that_is_too_large_is_not_read() {
    let manifest = with("report.toml", spaces(limits::MANIFEST_BYTES + 1));
    let error = pipeline::check(&fixture::memory(&manifest)).unwrap_err();
    let too_large = ReadError::TooLarge(limits::MANIFEST_BYTES);
    assert_eq!(error, CannotRun::Manifest(too_large));
    for (path, bytes, size) in [
        ("sections/text.md", limits::TEXT_BYTES, "8 MiB"),
        ("references.yml", limits::BIBLIOGRAPHY_BYTES, "32 MiB"),
        ("sources.toml", limits::RECORDS_BYTES, "16 MiB"),
        ("waivers.toml", limits::RECORDS_BYTES, "16 MiB"),
        ("theme.toml", limits::MANIFEST_BYTES, "1 MiB"),
        ("templates/pdf/x.typ", limits::TEMPLATE_TEXT_BYTES, "64 KiB"),
        ("templates/epub/x.css", limits::TEMPLATE_BYTES, "4 MiB"),
        ("fonts/x.ttf", limits::FILE_BYTES, "64 MiB"),
    ] {
        let what = format!("`{path}` is larger than the limit of {size}");
        says(
            &with(path, spaces(bytes + 1)),
            &[&what, "report.toml:", "split it"],
        );
    }
}

/// A text with so many notes, of which each calls the next.
fn chain_of_notes(count: usize) -> String {
    let mut text = "# A\n\nA weir[^0] [@survey-2019, p. 7].\n".to_owned();
    for note in 1..count {
        text += &format!("\n[^{}]: A mill[^{note}] [@survey-2019, p. 7].\n", note - 1);
    }
    text + &format!("\n[^{}]: A dam [@survey-2019, p. 7].\n", count - 1)
}

#[test]
fn notes_that_call_notes_have_a_limit() {
    let tree = with("sections/text.md", chain_of_notes(3_000));
    says(
        &tree,
        &[
            "notes call each other in a circle, or more than 4 levels deep",
            "sections/text.md:",
        ],
    );
    let tree = with("sections/text.md", chain_of_notes(limits::NOTE_DEPTH));
    let checked = pipeline::check(&fixture::memory(&tree)).unwrap();
    pipeline::build(&checked, &[Format::Pdf, Format::Epub], &|_| {}).unwrap();
    let circle = "# A\n\nA weir[^a] [@survey-2019].\n\n[^a]: See[^b].\n\n[^b]: See[^a].\n";
    says(
        &with("sections/text.md", circle),
        &["notes call each other"],
    );
    let itself = "# A\n\nA weir[^a] [@survey-2019].\n\n[^a]: See above.[^a]\n";
    let mut tree = with("sections/text.md", itself);
    let manifest = String::from_utf8(tree["report.toml"].clone()).unwrap();
    let manifest = manifest.replace("profile = \"brief\"", "profile = \"draft\"");
    tree.insert("report.toml".to_owned(), manifest.into_bytes());
    let checked = pipeline::check(&fixture::memory(&tree)).unwrap();
    pipeline::build(&checked, &[Format::Pdf, Format::Epub], &|_| {}).unwrap();
}

/// What is nested in one way, so many levels deep, as Markdown.
type Nest = fn(usize) -> String;

/// The ways to nest things, and how many levels of each lie just within the limit.
const NESTS: [(&str, Nest, usize); 9] = [
    (
        "lists",
        |depth| {
            let item = |level: usize| format!("{}- A weir [@survey-2019].\n", "  ".repeat(level));
            (0..depth).map(item).collect()
        },
        16,
    ),
    (
        "quotations",
        |depth| "> ".repeat(depth) + "A weir [@survey-2019].\n",
        12,
    ),
    (
        "divs",
        |depth| {
            let fence = |level: usize| ":".repeat(3 + depth - level);
            let open: String = (0..depth)
                .map(|level| fence(level) + " {.note}\n")
                .collect();
            let close: String = (0..depth).rev().map(|level| fence(level) + "\n").collect();
            format!("{open}A weir [@survey-2019].\n{close}")
        },
        20,
    ),
    (
        "definitions",
        |depth| {
            let one = |level: usize| {
                let space = "    ".repeat(level);
                format!("{space}Weir\n{space}:   A dam [@survey-2019].\n\n")
            };
            (0..depth).map(one).collect()
        },
        11,
    ),
    (
        "spans",
        |depth| {
            let (open, close) = ("[".repeat(depth), "]{.x}".repeat(depth));
            format!("{open}A weir{close} [@survey-2019].\n")
        },
        50,
    ),
    (
        "fractions",
        |depth| {
            let (open, close) = (r"\frac{1}{".repeat(depth), "}".repeat(depth));
            format!("It is ${open}x{close}$ [@survey-2019].\n")
        },
        30,
    ),
    (
        "matrices",
        |depth| {
            let open = r"\begin{pmatrix} ".repeat(depth);
            let close = r" \end{pmatrix}".repeat(depth);
            format!("It is ${open}x{close}$ [@survey-2019].\n")
        },
        15,
    ),
    (
        "spans in quotations",
        |depth| {
            let (open, close) = ("[".repeat(depth), "]{.x}".repeat(depth));
            format!(
                "{}{open}A weir{close} [@survey-2019].\n",
                "> ".repeat(depth)
            )
        },
        10,
    ),
    (
        "lists in notes in notes",
        |depth| {
            let note = |number: usize| {
                let item = |level: usize| {
                    let call = match level + 1 == depth && number < 3 {
                        true => format!("[^{}]", number + 1),
                        false => String::new(),
                    };
                    format!("{}- A weir{call} [@survey-2019].\n", "  ".repeat(level + 2))
                };
                let items: String = (0..depth).map(item).collect();
                format!("[^{number}]: As said [@survey-2019].\n\n{items}\n")
            };
            let notes: String = (0..4).map(note).collect();
            format!("A weir[^0] [@survey-2019].\n\n{notes}")
        },
        3,
    ),
];

#[test]
fn what_is_nested_to_the_limit_is_printed_and_beyond_it_is_refused() {
    let text = |nested: &str| {
        let text = format!("# A\n\nThe weir stands [@survey-2019, p. 7].\n\n{nested}");
        let mut tree = with("sections/text.md", text);
        let manifest = String::from_utf8(tree["report.toml"].clone()).unwrap();
        let manifest = manifest.replace("profile = \"brief\"", "profile = \"draft\"");
        tree.insert("report.toml".to_owned(), manifest.into_bytes());
        tree
    };
    for (name, nest, most) in NESTS {
        let checked = pipeline::check(&fixture::memory(&text(&nest(most)))).unwrap();
        let built = pipeline::build(&checked, &[Format::Pdf], &|_| {});
        if let Err(findings) = built {
            let shown = fixture::show(&findings, &checked.loaded.sources);
            panic!("{name}: {shown}");
        }
        let beyond = refused(&text(&nest(most + 1)));
        assert!(
            beyond.contains("nested deeper than a page can hold"),
            "{name}: {beyond}"
        );
        assert!(beyond.contains("sections/text.md:"), "{name}: {beyond}");
    }
}

#[test]
fn words_and_texts_that_no_pdf_holds_are_refused() {
    let long = "a".repeat(limits::STRING_BYTES + 1);
    let figure = format!("![A weir [@survey-2019]](figures/weir.svg){{#fig-a alt=\"{long}\"}}");
    for (text, what, line) in [
        (
            format!("The {long} [@survey-2019, p. 7]."),
            "a word is longer",
            3,
        ),
        (
            format!("The *{}*{} [@survey-2019].", &long[..6000], &long[..6000]),
            "a word is longer",
            3,
        ),
        (
            format!("## {}", long.replace("aaaa", "aaa ")),
            "a text is longer",
            3,
        ),
        (format!("```\n{long}\n```"), "a word is longer", 3),
        (figure, "a text is longer", 3),
        (
            format!("The {} [@survey-2019].", "weir and ".repeat(2000)),
            "a sentence is longer",
            3,
        ),
        (
            format!("[The weir]{{.claim #c-{long}}} [@survey-2019]."),
            "an id is longer",
            3,
        ),
        (
            format!("[The](https://nowhere.example/{long}) [@survey-2019]."),
            "an address is longer",
            3,
        ),
    ] {
        let place = format!("sections/text.md:{line}:");
        let tree = with("sections/text.md", format!("# A\n\n{text}\n"));
        says(&tree, &[what, &place]);
    }
    let tree = with(
        "sections/text.md",
        format!(
            "# A\n\n{} [@survey-2019].\n",
            ("堰".repeat(3000) + "。").repeat(3)
        ),
    );
    let checked = pipeline::check(&fixture::memory(&tree)).unwrap();
    let shown = fixture::show(&checked.findings, &checked.loaded.sources);
    assert!(!shown.contains("over-limit"), "{shown}");
    for key in ["description", "subtitle"] {
        let mut tree = fixture::base();
        let manifest = String::from_utf8(tree["report.toml"].clone()).unwrap();
        let manifest = format!("{key} = \"{long}\"\n{manifest}");
        tree.insert("report.toml".to_owned(), manifest.into_bytes());
        says(&tree, &["a text is longer", "report.toml:1:"]);
    }
}

#[test]
fn a_name_that_no_system_takes_is_refused_at_its_key() {
    for name in ["x".repeat(limits::NAME_BYTES + 1), "nul".to_owned()] {
        let mut tree = fixture::base();
        let manifest = String::from_utf8(tree["report.toml"].clone()).unwrap();
        let manifest = format!("{manifest}\n[output]\nname = \"{name}\"\n");
        let line = manifest.lines().count();
        tree.insert("report.toml".to_owned(), manifest.into_bytes());
        says(
            &tree,
            &[
                "bad-manifest",
                &format!("report.toml:{line}:8"),
                "at most 200 bytes",
            ],
        );
    }
}

#[test]
fn a_font_with_more_faces_than_any_is_not_read() {
    let collection = [b"ttcf".as_slice(), &[0, 1, 0, 0], &[0xff; 4], &[0; 999]].concat();
    says(
        &with("fonts/a.ttc", collection),
        &["`fonts/a.ttc` says it has more than 100 faces"],
    );
    says(
        &with("fonts/a.ttf", "no font"),
        &["`fonts/a.ttf` is no font that can be read"],
    );
}

/// Whatever reads a face makes a list of all characters that it says it has.
#[test]
fn faces_with_more_characters_than_any_are_not_read() {
    let sound = std::fs::read(fixture::package().join("templates/fonts/Amiri-Subset.ttf")).unwrap();
    let place = |tag: &[u8]| sound.windows(4).position(|four| four == tag).unwrap();
    let number = |at: usize| u32::from_be_bytes(sound[at..at + 4].try_into().unwrap()) as usize;
    let map = number(place(b"cmap") + 8);
    let mut damaged = sound.clone();
    // The first list is one with a range of all numbers that there are.
    let list = map + number(map + 8);
    let all = [0, 12, 0, 0, 0, 0, 0, 28, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0];
    damaged[list..list + 20].copy_from_slice(&all);
    damaged[list + 20..list + 28].copy_from_slice(&[255, 255, 255, 255, 0, 0, 0, 0]);
    let mut tree = with("fonts/own.ttf", damaged);
    says(
        &tree,
        &[
            "over-limit",
            "more than 20 million characters",
            "fonts/own.ttf",
        ],
    );
    tree.insert("fonts/own.ttf".to_owned(), sound);
    let checked = pipeline::check(&fixture::memory(&tree)).unwrap();
    assert!(!checked.is_refused());
}

/// What is beyond a limit is not in the books, whoever answers for it.
#[test]
fn nobody_answers_for_what_is_beyond_a_limit() {
    let waiver = "<!-- waive over-limit until=2027-03-31 by=mk: it is as long as it has to be -->";
    let long = "a".repeat(limits::STRING_BYTES + 1);
    let text = format!("# Findings\n\n{waiver}\n\nIt fell {long} [@survey-2019, p. 7].\n");
    says(
        &with("sections/text.md", text),
        &["error[over-limit]", "error[waiver-not-allowed]"],
    );
}

#[test]
fn a_picture_that_is_too_large_is_not_read() {
    for (path, bytes, size) in [
        ("figures/large.svg", limits::DRAWING_BYTES, "8 MiB"),
        ("figures/large.png", limits::PICTURE_BYTES, "32 MiB"),
        ("data/large.csv", limits::DATA_BYTES, "2 MiB"),
    ] {
        let mut tree = with(path, spaces(bytes as u64 + 1));
        let text = format!("# A\n\n![A weir [@survey-2019]]({path}){{#fig-a alt=\"A weir\"}}\n");
        tree.insert("sections/text.md".to_owned(), text.into_bytes());
        let what = format!("`{path}` cannot be shown");
        let why = format!("it is larger than the limit of {size}");
        says(&tree, &[&what, &why, "missing-asset"]);
    }
}

/// The known-good report, with more fonts than may be read, which take no room.
struct Fonts(InMemory);

impl Files for Fonts {
    fn read(&self, path: &Utf8Path, most: u64) -> Result<Vec<u8>, ReadError> {
        match path.starts_with("fonts") {
            true => Ok(vec![0; usize::try_from(limits::FILE_BYTES).unwrap()]),
            false => self.0.read(path, most),
        }
    }

    fn list(&self, folder: &Utf8Path) -> Result<Vec<Utf8PathBuf>, ReadError> {
        if folder != "fonts" {
            return self.0.list(folder);
        }
        let count = limits::OTHER_BYTES / limits::FILE_BYTES + 3;
        let names = (10..10 + count).map(|number| folder.join(format!("{number}.ttf")));
        Ok(names.collect())
    }
}

#[test]
fn all_other_files_together_have_a_limit() {
    let files = Fonts(fixture::memory(&fixture::base()));
    let loaded = load::load(&files, &CheckOptions::default()).unwrap();
    let found: Vec<&DefectKind> = loaded
        .report
        .defects
        .iter()
        .map(|defect| &defect.kind)
        .collect();
    let first = "fonts/25.ttf".to_owned();
    let expected = DefectKind::OverLimit(Counted::OtherBytes(first));
    assert_eq!(found, [&expected]);
    assert_eq!(loaded.fonts.len(), 15);
}

#[test]
fn more_files_than_are_read_are_a_finding() {
    let list = |count: usize| {
        let names: Vec<String> = (0..count).map(|number| format!("\"{number}\"")).collect();
        format!("[{}]", names.join(", "))
    };
    let manifest = String::from_utf8(fixture::base()["report.toml"].clone()).unwrap();
    let many = manifest.replace("[\"sections/text.md\"]", &list(limits::SECTIONS + 1));
    says(
        &with("report.toml", many),
        &["more than 1000 sections and appendices", "report.toml:5:"],
    );
    let many = manifest.replace("[\"references.yml\"]", &list(limits::BIBLIOGRAPHIES + 1));
    says(
        &with("report.toml", many),
        &["more than 100 bibliographies", "report.toml:6:"],
    );
    let mut tree = fixture::base();
    for number in 0..=limits::FOLDER_FILES {
        tree.insert(format!("templates/epub/{number}.css"), Vec::new());
    }
    says(&tree, &["`templates/epub` holds more than 200 files"]);
    let mut tree = fixture::base();
    let mut names = vec!["\"sections/text.md\"".to_owned()];
    // Code is what is read most quickly.
    let mut code = spaces(limits::TEXT_BYTES);
    code[..4].copy_from_slice(b"```\n");
    for number in 0..5 {
        tree.insert(format!("{number}.md"), code.clone());
        names.push(format!("\"{number}.md\""));
    }
    let names = format!("[{}]", names.join(", "));
    let manifest = manifest.replace("[\"sections/text.md\"]", &names);
    tree.insert("report.toml".to_owned(), manifest.into_bytes());
    says(
        &tree,
        &["the Markdown files have more than 32 MiB together"],
    );
}

#[test]
fn aliases_that_stand_for_aliases_are_stopped() {
    let mut laughs = "a: &a [x, x, x, x, x, x, x, x, x]\n".to_owned();
    for (one, other) in ('a'..='z').zip('b'..='z') {
        let list = vec![format!("*{one}"); 9].join(", ");
        laughs.push_str(&format!("{other}: &{other} [{list}]\n"));
    }
    let tree = with_bibliography("more.yml", &laughs);
    says(&tree, &["bad-entry", "more.yml:"]);
    let long = format!("{laughs}#{}\n", " ".repeat(limits::ALIASED_BYTES));
    let tree = with_bibliography("more.yml", &long);
    says(&tree, &["over-limit", "longer than 64 KiB", "more.yml:2:"]);
    let folder = Folder::new();
    folder.write(&Tree::from([(
        "a.md".to_owned(),
        format!("---\n{laughs}title: *z\n---\n\nIt fell.\n").into_bytes(),
    )]));
    let (code, out, _) = underpin(&folder, &["check", "a.md"]);
    assert_eq!(code, FINDINGS, "{out}");
    assert!(out.contains("the header is not YAML"), "{out}");
}

#[test]
fn abbreviations_and_inherited_fields_stay_finite() {
    let mut flood = "@string{s0 = {ten bytes.}}\n".to_owned();
    for number in 1..40 {
        let before = format!("s{}", number - 1);
        flood.push_str(&format!("@string{{s{number} = {before} # {before}}}\n"));
    }
    flood.push_str("@misc{flood, title = s39}\n");
    let tree = with_bibliography("more.bib", &flood);
    says(
        &tree,
        &["over-limit", "stand for more than 32 MiB", "more.bib:41:7"],
    );
    for circle in [
        "@string{s = s}\n@misc{m, title = s}\n",
        "@string{s = t} @string{t = s}\n@misc{m, title = s}\n",
        "@misc{m, title = {A}, crossref = {m}}\n",
        "@misc{n, title = {A}, xdata = {m}}\n@misc{m, title = {A}, crossref = {n}}\n",
    ] {
        let tree = with_bibliography("more.bib", circle);
        says(&tree, &["bad-entry", "the entry `m` cannot be read"]);
    }
}

#[test]
fn pieces_that_are_joined_have_a_limit() {
    let flood = format!("@misc{{flood, title = {}}}\n", ["{a}"; 100_000].join(" # "));
    says(
        &with_bibliography("more.bib", &flood),
        &["bad-entry", "more than 1000 pieces", "more.bib:1:7"],
    );
}

#[test]
fn texts_that_a_pdf_holds_as_one_have_a_limit_together() {
    let many = vec![format!("\"{}\"", "k".repeat(100)); 101].join(", ");
    let manifest = String::from_utf8(fixture::base()["report.toml"].clone()).unwrap();
    let keywords = manifest.replace("publisher", &format!("keywords = [{many}]\npublisher"));
    says(
        &with("report.toml", keywords),
        &["over-limit", "`keywords` are longer", "report.toml:4:13"],
    );
    let authors = format!("\n[[authors]]\nname = \"{}\"\n", "a".repeat(5000)).repeat(2);
    says(
        &with("report.toml", manifest + &authors),
        &["over-limit", "`authors` are longer", "report.toml:9:1"],
    );
}

#[test]
fn what_is_nested_too_deeply_is_a_finding_at_its_place() {
    let deep = |opening: &str| opening.repeat(20_000);
    for (path, text, rule) in [
        ("more.json", deep("["), "bad-entry"),
        ("more.json", deep("{\"a\":"), "bad-entry"),
        ("more.yml", format!("a: {}", deep("[")), "over-limit"),
        ("more.yml", format!("a: {}", deep("{a: ")), "over-limit"),
        (
            "more.bib",
            format!("@misc{{a, title = {}", deep("{")),
            "bad-entry",
        ),
    ] {
        says(&with_bibliography(path, &text), &[rule, path]);
    }
    for text in [deep("["), deep("{a=")] {
        let manifest = String::from_utf8(fixture::base()["report.toml"].clone()).unwrap();
        let tree = with("report.toml", format!("x = {text}\n{manifest}"));
        says(&tree, &["bad-manifest", "report.toml:1:"]);
        let tree = with("sources.toml", format!("x = {text}\n"));
        says(&tree, &["bad-manifest", "sources.toml:1:"]);
    }
    let tree = with(
        "sections/text.md",
        format!("# A\n\n${}x{}$\n", "{".repeat(60), "}".repeat(60)),
    );
    says(&tree, &["bad-maths", "sections/text.md:3:"]);
}

#[test]
fn a_flood_of_findings_is_kept_to_a_number() {
    let flood = "\u{1}".repeat(limits::FINDINGS_OF_RULE + 10);
    let tree = with("sections/text.md", format!("# A\n\n{flood}\n"));
    let checked = pipeline::check(&fixture::memory(&tree)).unwrap();
    let found = checked.findings.iter();
    let found: Vec<_> = found.filter(|finding| finding.rule == "bad-text").collect();
    assert_eq!(found.len(), limits::FINDINGS_OF_RULE + 1);
    let last = found.last().unwrap();
    assert_eq!(last.message, "more findings of `bad-text` in this file");

    let (_, out, _) = underpin(&Folder::with(&tree), &["check"]);
    assert!(out.contains("not shown: 90"), "{}", &out[out.len() - 500..]);
}

/// A report whose template does this before it lays out anything.
fn template(body: &str) -> Folder {
    let text = format!("#let report(data) = {{\n{body}\n}}\n");
    Folder::with(&with("templates/pdf/report.typ", text))
}

const ENDLESS: &str = "for i in range(100000) { for j in range(100000) { let x = i + j } }";

#[test]
fn a_template_that_never_ends_is_stopped() {
    let folder = template(ENDLESS);
    let before = contents(folder.path());
    let (code, out, err) = underpin(&folder, &["build", "--timeout", "2"]);
    assert_eq!((code, out.as_str()), (CANNOT_RUN, ""), "{err}");
    assert_eq!(
        err,
        "error: stopped after 2 seconds, while typesetting the PDF; nothing was written\n  \
         help: `--timeout SECONDS` allows more; a template that never ends needs mending\n"
    );
    assert!(before == contents(folder.path()), "something was written");
}

#[test]
fn a_template_that_takes_all_memory_is_stopped() {
    let folder = template("let all = ()\nfor i in range(100000) { all.push(str(i) * 10000000) }");
    let before = contents(folder.path());
    let arguments = ["build", "--memory", "500", "--timeout", "60"];
    let (code, _, err) = underpin(&folder, &arguments);
    assert_eq!(code, CANNOT_RUN, "{err}");
    assert!(
        err.contains(
            "MiB of memory; the limit is 500 MiB, while typesetting the PDF; nothing was written"
        ),
        "{err}"
    );
    assert!(before == contents(folder.path()), "something was written");
}

/// What no thread survives is a finding in the template, whatever the system says of it.
#[test]
fn a_template_that_ends_the_process_is_a_finding() {
    for body in [
        "let x = (1,)\nfor i in range(200000) { x = (x,) }\n[#x]",
        "let x = $x$\nfor i in range(100000) { x = $sqrt(#x)$ }\nx",
        "[#(\"a\" * 8000000000000000000).len()]",
    ] {
        let folder = template(body);
        let before = contents(folder.path());
        let (code, out, err) = underpin(&folder, &["build", "--timeout", "60"]);
        assert_eq!((code, out.as_str()), (FINDINGS, ""), "{err}");
        for words in [
            "error[bad-layout]: the report cannot be laid out\n --> templates/pdf/report.typ:1:1\n",
            "the layout engine says: it was ended by the system (",
            "\nnothing was written\n",
        ] {
            assert!(err.contains(words), "{err}");
        }
        assert!(before == contents(folder.path()), "something was written");
    }
}

/// Behind `--` stands no option, also none for the other process.
#[test]
fn a_template_of_the_reports_own_changes_nothing_else() {
    let folder = template("import \"/builtin/report.typ\": report\nreport(data)");
    let (code, out, err) = underpin(&folder, &["build", "-o", "out", "--", "."]);
    assert_eq!((code, out.as_str()), (CLEAN, ""), "{err}");
    assert!(err.starts_with("wrote out/"), "{err}");
    let (code, _, err) = underpin(&folder, &["build", "-o", "sections/text.md"]);
    assert_eq!(code, CANNOT_RUN, "{err}");
    assert_eq!(err.matches("error:").count(), 1, "{err}");
}

#[cfg(unix)]
#[test]
fn an_interrupted_build_leaves_nothing() {
    use std::process::{Command, Stdio};
    use std::time::Duration;
    for signal in ["-INT", "-TERM", "-HUP"] {
        let folder = template(ENDLESS);
        let before = contents(folder.path());
        let mut child = crate::cli::command(&folder, &["build", "--timeout", "60"])
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        std::thread::sleep(Duration::from_millis(700));
        let id = child.id().to_string();
        assert!(
            Command::new("kill")
                .args([signal, &id])
                .status()
                .unwrap()
                .success()
        );
        assert_eq!(child.wait().unwrap().code(), Some(130), "{signal}");
        assert!(before == contents(folder.path()), "something was written");
    }
}
