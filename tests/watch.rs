//! `underpin watch` as an author meets it: files change, and the browser is told.

use std::collections::BTreeMap;
use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::process::{Child, Stdio};
use std::sync::mpsc::{self, Receiver};
use std::time::{Duration, Instant};

use serde_json::Value;

use underpin::load::{self, CheckOptions};
use underpin::model::{BlockKind, InlineKind, Report};
use underpin::pipeline::{self, Preview};
use underpin::resolve;

use crate::cli::{Folder, command};
use crate::fixture;

/// How long anything may take on a machine that has other things to do.
const PATIENCE: Duration = Duration::from_secs(180);

/// A watch that runs, and ends with this.
struct Watch {
    child: Child,
    port: u16,
    said: Receiver<String>,
    news: BufReader<TcpStream>,
}

impl Watch {
    fn of(folder: &Folder) -> Self {
        let mut child = command(folder, &["watch", "."])
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let stderr = BufReader::new(child.stderr.take().unwrap());
        let (sender, said) = mpsc::channel();
        std::thread::spawn(move || {
            for line in stderr.lines().map_while(Result::ok) {
                let _ = sender.send(line);
            }
        });
        let first = said.recv_timeout(PATIENCE).unwrap();
        let address = first.split("127.0.0.1:").nth(1).unwrap();
        let port = address.split('/').next().unwrap().parse().unwrap();
        let news = BufReader::new(request(port, "GET", "/news", &own(port)));
        Self {
            child,
            port,
            said,
            news,
        }
    }

    /// Waits for news of which something is true.
    fn wait(&mut self, what: &str, is_it: impl Fn(&Value) -> bool) -> Value {
        let begin = Instant::now();
        let mut line = String::new();
        while begin.elapsed() < PATIENCE {
            line.clear();
            let read = self.news.read_line(&mut line).unwrap();
            assert_ne!(read, 0, "the stream ended before {what}");
            if let Some(news) = line.strip_prefix("data: ") {
                let news: Value = serde_json::from_str(news).unwrap();
                if is_it(&news) {
                    return news;
                }
            }
        }
        panic!("no news of {what}");
    }

    /// Waits until something is so.
    fn until(&self, what: &str, is_so: impl Fn(&Self) -> bool) {
        let begin = Instant::now();
        while !is_so(self) {
            assert!(begin.elapsed() < PATIENCE, "waited for {what}");
            std::thread::sleep(Duration::from_millis(20));
        }
    }

    /// Waits for a check after this one and for its pages, and gives its number.
    fn after(&mut self, seen: u64) -> u64 {
        let news = self.wait("a new check", |news| {
            news["check"].as_u64() > Some(seen) && news["tried"] == news["check"]
        });
        news["check"].as_u64().unwrap()
    }

    fn get(&self, path: &str) -> (u16, String) {
        ask(self.port, "GET", path, &own(self.port))
    }

    fn json(&self, path: &str) -> Value {
        let (status, body) = self.get(path);
        assert_eq!(status, 200, "{path}");
        serde_json::from_str(&body).unwrap()
    }

    /// The findings of a rule.
    fn findings(&self, rule: &str) -> Vec<Value> {
        let state = self.json("/state.json");
        let findings = state["findings"].as_array().unwrap().iter();
        findings
            .filter(|one| one["rule"] == rule)
            .cloned()
            .collect()
    }
}

impl Drop for Watch {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// The name under which a browser of this machine asks.
fn own(port: u16) -> String {
    format!("127.0.0.1:{port}")
}

fn request(port: u16, method: &str, path: &str, host: &str) -> TcpStream {
    let mut stream = TcpStream::connect(("127.0.0.1", port)).unwrap();
    stream.set_read_timeout(Some(PATIENCE)).unwrap();
    write!(stream, "{method} {path} HTTP/1.0\r\nHost: {host}\r\n\r\n").unwrap();
    stream
}

/// The status and the body of an answer.
fn ask(port: u16, method: &str, path: &str, host: &str) -> (u16, String) {
    let mut answer = Vec::new();
    request(port, method, path, host)
        .read_to_end(&mut answer)
        .unwrap();
    let answer = String::from_utf8_lossy(&answer).into_owned();
    let (head, body) = answer.split_once("\r\n\r\n").unwrap();
    let status = head.split(' ').nth(1).unwrap().parse().unwrap();
    (status, body.to_owned())
}

const SECTION: &str = "sections/text.md";
const UNCITED: &str = "\n\nThe mill employed 312 people in 1990.\n";

#[test]
fn what_is_written_is_seen_and_found_again() {
    let folder = Folder::with(&fixture::base());
    let section = folder.path().join(SECTION);
    let good = fs::read_to_string(&section).unwrap();
    let mut watch = Watch::of(&folder);
    let mut seen = watch.after(0);
    assert_eq!(watch.findings("uncited-claim"), [] as [Value; 0]);
    let looks = watch.json("/pages.json")["pages"].clone();

    // A word more: the finding, the page and the chapter.
    let (before, after) = good.split_once("\n\n# Assessment").unwrap();
    fs::write(&section, format!("{before}{UNCITED}\n# Assessment{after}")).unwrap();
    seen = watch.after(seen);
    let found = watch.findings("uncited-claim");
    assert_eq!(found.len(), 1, "{found:?}");
    assert!(
        found[0]["place"]
            .as_str()
            .unwrap()
            .starts_with("sections/text.md:6:")
    );
    let number = &found[0]["number"];
    let (_, text) = watch.get(&format!("/findings/{seen}/{number}"));
    assert!(text.contains("312 people"), "{text}");
    let pages = watch.json("/pages.json");
    assert_eq!(pages["version"], seen);
    assert_ne!(pages["pages"], looks, "a page looks different");
    let place = watch.json(&format!("/places/{seen}/finding/{number}"));
    let page = place["areas"][0]["page"].as_u64().unwrap();
    let (_, svg) = watch.get(&format!("/pages/{page}.svg"));
    assert!(svg.starts_with("<svg"), "{svg:.80}");
    let book = &place["book"];
    let (_, chapter) = watch.get(&format!("/book/{}", book["href"].as_str().unwrap()));
    let start = format!(
        "id=\"{}\"></span>The mill employed",
        book["start"].as_str().unwrap()
    );
    assert!(chapter.contains(&start), "{start}\n{chapter}");

    // A claim has its sources.
    let claims = watch.json(&format!("/pages/{page}.json"))["claims"].clone();
    assert!(
        claims[0]["text"].as_str().unwrap().contains("40 metres"),
        "{claims}"
    );
    let claim = watch.json(&format!("/claims/{}", claims[0]["number"]));
    let support = &claim["supports"][0];
    assert_eq!(support["key"], "survey-2019");
    assert!(!support["reference"].as_str().unwrap().is_empty());

    // An editor that saves by giving a new file the old name.
    let beside = folder.path().join("sections/.text.md.new");
    fs::write(&beside, &good).unwrap();
    fs::rename(&beside, &section).unwrap();
    watch.until("the repair", |watch| {
        watch.findings("uncited-claim").is_empty()
    });

    // A file that is gone and comes back, with its folder.
    fs::remove_dir_all(folder.path().join("sections")).unwrap();
    watch.until("the loss", |watch| {
        watch.findings("unreadable-file").len() == 1
    });
    fs::create_dir(folder.path().join("sections")).unwrap();
    fs::write(&section, &good).unwrap();
    watch.until("the return", |watch| {
        watch.findings("unreadable-file").is_empty()
    });

    // A manifest that is gone is said; what was seen before stays.
    let manifest = folder.path().join("report.toml");
    let text = fs::read_to_string(&manifest).unwrap();
    let trouble = |watch: &Watch| watch.json("/state.json")["trouble"].clone();
    fs::remove_file(&manifest).unwrap();
    watch.until("trouble", |watch| trouble(watch).is_string());
    let said = trouble(&watch);
    assert!(said.as_str().unwrap().contains("report.toml"), "{said}");
    assert_eq!(watch.get("/pages.json").0, 200);
    // Half of it is a finding, and the watch goes on.
    fs::write(&manifest, &text[..text.len() / 2]).unwrap();
    watch.until("half of it", |watch| {
        trouble(watch).is_null() && !watch.findings("bad-manifest").is_empty()
    });
    fs::write(&manifest, text).unwrap();
    watch.until("all of it", |watch| {
        watch.findings("bad-manifest").is_empty()
    });
}

#[test]
fn a_burst_is_one_check_and_what_was_not_read_is_none() {
    let folder = Folder::with(&fixture::base());
    let section = folder.path().join(SECTION);
    let good = fs::read_to_string(&section).unwrap();
    let mut watch = Watch::of(&folder);
    let seen = watch.after(0);
    // Neither a file beside the text nor the output is read by a check.
    fs::write(folder.path().join("sections/notes.txt"), "x").unwrap();
    fs::create_dir(folder.path().join("out")).unwrap();
    fs::write(folder.path().join("out/report.pdf"), "x").unwrap();
    std::thread::sleep(Duration::from_millis(300));
    for number in 0..10 {
        fs::write(&section, format!("{good}\n\n<!-- {number} -->\n")).unwrap();
    }
    fs::write(&section, format!("{good}{UNCITED}")).unwrap();
    watch.until("the last state", |watch| {
        watch.findings("uncited-claim").len() == 1
    });
    let last = watch.json("/state.json")["version"].as_u64().unwrap();
    // A slow machine may take the burst for two or three.
    assert!(last - seen <= 3, "{} checks", last - seen);
}

#[test]
fn strangers_get_nothing() {
    let folder = Folder::with(&fixture::base());
    let mut watch = Watch::of(&folder);
    watch.after(0);
    let port = watch.port;
    let status = |method, path, host: &str| ask(port, method, path, host).0;
    assert_eq!(status("GET", "/", &own(port)), 200);
    assert_eq!(status("GET", "/", &format!("localhost:{port}")), 200);
    assert_eq!(status("GET", "/", "evil.example"), 421);
    assert_eq!(
        status("GET", "/state.json", &format!("evil.example:{port}")),
        421
    );
    assert_eq!(status("POST", "/", &own(port)), 405);
    for path in [
        "/report.toml",
        "/book/../report.toml",
        "/book/../../etc/passwd",
        "/book/%2e%2e/report.toml",
        "/book//etc/passwd",
        "/pages/99999.svg",
        "/pages/-1.svg",
        "/pages/1",
        "/places/1/finding/99999",
        "/claims/0",
        "/findings/7/0",
        "//",
    ] {
        assert_eq!(status("GET", path, &own(port)), 404, "{path}");
    }
    let (_, page) = watch.get("/book/section-1.xhtml");
    assert!(page.contains("<html"));
}

#[test]
fn who_asks_slowly_keeps_nobody_waiting() {
    let folder = Folder::with(&fixture::base());
    let mut watch = Watch::of(&folder);
    let section = folder.path().join(SECTION);
    watch.after(0);
    // More connections than there are places, each of which begins to ask and goes no further.
    let mut slow: Vec<TcpStream> = Vec::new();
    for _ in 0..200 {
        let mut stream = TcpStream::connect(("127.0.0.1", watch.port)).unwrap();
        let _ = write!(stream, "GET / HTTP/1.0\r\nHost: ");
        slow.push(stream);
    }
    let begin = Instant::now();
    watch.until("an answer", |watch| {
        let mut answer = Vec::new();
        let mut stream = TcpStream::connect(("127.0.0.1", watch.port)).unwrap();
        let host = own(watch.port);
        let asked = write!(stream, "GET / HTTP/1.0\r\nHost: {host}\r\n\r\n");
        asked.is_ok()
            && stream.read_to_end(&mut answer).is_ok()
            && answer.starts_with(b"HTTP/1.1 200")
    });
    assert!(
        begin.elapsed() < Duration::from_secs(4),
        "{:?}",
        begin.elapsed()
    );
    // Nor does anybody lose what was being listened to.
    let good = fs::read_to_string(&section).unwrap();
    fs::write(&section, format!("{good}{UNCITED}")).unwrap();
    watch.after(1);
    drop(slow);
}

#[cfg(unix)]
#[test]
fn ctrl_c_is_a_clean_end() {
    let folder = Folder::with(&fixture::base());
    let mut watch = Watch::of(&folder);
    watch.after(0);
    let id = watch.child.id().to_string();
    let sent = std::process::Command::new("kill")
        .args(["-INT", &id])
        .status();
    assert!(sent.unwrap().success());
    watch.wait("the end", |news| news["ended"] == true);
    assert_eq!(watch.child.wait().unwrap().code(), Some(0));
    let said: Vec<String> = watch.said.iter().collect();
    assert!(
        said.iter().any(|line| line.starts_with("clean")),
        "{said:?}"
    );
}

#[test]
fn standard_input_cannot_be_watched() {
    let folder = Folder::new();
    let (code, _, said) = crate::cli::underpin(&folder, &["watch", "-"]);
    assert_eq!(code, crate::cli::CANNOT_RUN);
    assert!(said.contains("standard input"), "{said}");
}

/// What a watch remembers.
#[derive(Default)]
struct Memory {
    loaded: load::LastLoad,
    shown: pipeline::LastPreview,
}

/// The preview of a report in memory, made with what the one before has left.
fn preview(tree: &fixture::Tree, memory: &mut Memory) -> Preview {
    let options = CheckOptions::default();
    let files = fixture::memory(tree);
    let checked = pipeline::check_again(&files, &options, &mut memory.loaded).unwrap();
    pipeline::preview(&checked, &mut memory.shown).unwrap()
}

#[test]
fn what_is_remembered_changes_no_page() {
    for style in ["chicago-author-date", "chicago-notes", "vancouver"] {
        let mut tree = fixture::base();
        let manifest = String::from_utf8(tree["report.toml"].clone()).unwrap();
        let manifest = manifest.replace("chicago-author-date", style);
        tree.insert("report.toml".to_owned(), manifest.into_bytes());
        let text = String::from_utf8(tree[SECTION].clone()).unwrap();
        let mut memory = Memory::default();
        preview(&tree, &mut memory);
        for (old, new) in [
            ("40 metres", "forty long metres"),
            ("p. 7", "p. 8"),
            ("# Assessment", "## More\n\nA word.\n\n# Assessment"),
        ] {
            assert!(text.contains(old));
            tree.insert(SECTION.to_owned(), text.replacen(old, new, 1).into_bytes());
            let again = preview(&tree, &mut memory);
            let fresh = preview(&tree, &mut Memory::default());
            assert_eq!(
                again.report.formatted, fresh.report.formatted,
                "{style}: {new}"
            );
            assert_eq!(again.report.notes, fresh.report.notes, "{style}: {new}");
            assert_eq!(again.sheets.pages, fresh.sheets.pages, "{style}: {new}");
            for page in 0..fresh.sheets.pages.labels.len() {
                let (again, fresh) = (again.sheets.svg(page), fresh.sheets.svg(page));
                assert!(
                    again == fresh,
                    "{style}: {new}: page {page} looks different"
                );
            }
        }
    }
}

/// A number that looks thrown, the same each time the tests run.
struct Dice(u64);

impl Dice {
    fn below(&mut self, sides: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % sides
    }
}

/// Changes a text as somebody does who writes: words go, come and are moved, a line is lost or doubled.
fn edited(text: &str, dice: &mut Dice) -> String {
    const NEW: [&str; 8] = [
        " [@nobody, p. 3]",
        "^[A note: 40 of 60 came.]",
        "\n\n# Another heading\n\n",
        " He counted 312 people in 1990. ",
        "[words]{.claim #c-new-one}",
        "\n\n<!-- waive: nothing -->\n\n",
        "[",
        "\n\n[^late]: A late note.\n\n",
    ];
    let places: Vec<usize> = text.char_indices().map(|(at, _)| at).collect();
    let at = places[dice.below(places.len())];
    let (before, after) = text.split_at(at);
    let (line, rest) = after.split_once('\n').unwrap_or((after, ""));
    match dice.below(4) {
        0 => format!("{before}{}{after}", NEW[dice.below(NEW.len())]),
        1 => format!("{before}{rest}"),
        2 => format!("{before}{line}\n{line}\n{rest}"),
        _ => format!("{before}word{after}"),
    }
}

#[test]
fn a_watch_says_what_a_check_says() {
    let mut tree = fixture::read_tree(&fixture::package().join("report"));
    let good = tree.clone();
    let texts: Vec<String> = tree
        .keys()
        .filter(|path| {
            let ending = path.rsplit('.').next().unwrap_or_default();
            matches!(ending, "md" | "toml" | "bib" | "json" | "yml" | "yaml")
        })
        .cloned()
        .collect();
    let options = CheckOptions::default();
    let mut memory = load::LastLoad::default();
    let mut dice = Dice(20_261_129);
    let mut differ = 0;
    for round in 0..60 {
        let path = &texts[dice.below(texts.len())];
        match (dice.below(6), good.get(path)) {
            // A file goes, and comes back as it was.
            (0, _) if path != "report.toml" && tree.remove(path).is_some() => {}
            (0 | 1, Some(bytes)) => drop(tree.insert(path.clone(), bytes.clone())),
            _ => {
                if let Some(bytes) = tree.get_mut(path) {
                    *bytes = edited(&String::from_utf8_lossy(bytes), &mut dice).into_bytes();
                }
            }
        }
        let files = fixture::memory(&tree);
        let again = pipeline::check_again(&files, &options, &mut memory).unwrap();
        let fresh = pipeline::check(&files).unwrap();
        assert_eq!(again.findings, fresh.findings, "round {round}: {path}");
        let (again, fresh) = (&again.loaded.report, &fresh.loaded.report);
        assert!(again.sections == fresh.sections, "round {round}: {path}");
        assert_eq!(again.notes, fresh.notes, "round {round}: {path}");
        assert_eq!(again.citations, fresh.citations, "round {round}: {path}");
        differ += usize::from(!fresh.defects.is_empty());
    }
    assert!(
        differ > 20,
        "edits that change nothing prove nothing: {differ}"
    );
}

#[test]
fn a_port_that_is_taken_is_said() {
    let taken = std::net::TcpListener::bind(("127.0.0.1", 0)).unwrap();
    let port = taken.local_addr().unwrap().port().to_string();
    let folder = Folder::with(&fixture::base());
    let (code, _, said) = crate::cli::underpin(&folder, &["watch", ".", "--port", &port]);
    assert_eq!(code, crate::cli::CANNOT_RUN);
    assert!(said.contains(&format!("port {port} is taken")), "{said}");
}

#[test]
fn every_case_can_be_looked_at() {
    let cases = fixture::package().join("tests/cases");
    let mut looked_at = 0;
    for entry in cases.read_dir_utf8().unwrap() {
        let entry = entry.unwrap();
        let mut tree = fixture::base();
        tree.extend(fixture::read_tree(entry.path()));
        let Ok(checked) = pipeline::check(&fixture::memory(&tree)) else {
            continue;
        };
        let Ok(preview) = pipeline::preview(&checked, &mut pipeline::LastPreview::default()) else {
            continue;
        };
        looked_at += 1;
        for finding in &checked.findings {
            let _ = preview.spots.find(finding.span);
        }
        assert!(preview.sheets.svg(0).is_some(), "{}", entry.file_name());
        let chapters = preview.chapters(&checked).unwrap();
        assert!(
            chapters.iter().any(|file| file.in_spine),
            "{}",
            entry.file_name()
        );
    }
    assert!(looked_at > 20, "{looked_at} of them could be");
}

/// The first word of the text behind every mark of the first paragraph.
fn words_behind_marks(report: &Report) -> BTreeMap<usize, String> {
    let mut words = BTreeMap::new();
    let mut last = None;
    let blocks = &report.sections[0].blocks;
    let paragraph = blocks.iter().find_map(|block| match &block.kind {
        BlockKind::Paragraph(content) => Some(content),
        _ => None,
    });
    for inline in paragraph.unwrap() {
        match &inline.kind {
            InlineKind::Mark(mark) => last = Some(mark.0),
            InlineKind::Text(text) => {
                let first = text.split_whitespace().next();
                if let (Some(mark), Some(word)) = (last.take(), first) {
                    words.insert(mark, word.to_owned());
                }
            }
            _ => {}
        }
    }
    words
}

#[test]
fn each_claim_of_a_note_style_has_its_own_mark() {
    for style in [
        "chicago-notes",
        "chicago-author-date",
        "vancouver-superscript",
    ] {
        let mut tree = fixture::base();
        let manifest = String::from_utf8(tree["report.toml"].clone()).unwrap();
        let manifest = manifest.replace("chicago-author-date", style);
        tree.insert("report.toml".to_owned(), manifest.into_bytes());
        let text = "# Findings\n\nThe weir lost 40 metres [@survey-2019, p. 7]. \
                    Nobody repaired it [@minutes-2020, para. 12]. \
                    Letters came in 1990 [@letter-2021, p. 1].\n";
        tree.insert(SECTION.to_owned(), text.as_bytes().to_vec());
        let loaded = pipeline::check(&fixture::memory(&tree)).unwrap().loaded;
        let report = resolve::compose(
            loaded.report,
            &loaded.sources,
            &loaded.library,
            &loaded.style,
        );
        let words = words_behind_marks(&report);
        let begins: Vec<&str> = report
            .claims
            .iter()
            .filter_map(|claim| words.get(&claim.mark.0).map(String::as_str))
            .collect();
        assert_eq!(begins, ["The", "Nobody", "Letters"], "{style}: {words:?}");
    }
}
