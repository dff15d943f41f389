//! The page and the book hold the same words, and the claims of the page show their sources.

use std::io::{Cursor, Read};

use quick_xml::Reader;
use quick_xml::events::Event;
use underpin::load::CheckOptions;
use underpin::model::Format;
use underpin::pipeline;

use crate::fixture::{self, Tree};

/// The page and the book of a report.
fn build(tree: &Tree) -> (String, Vec<u8>) {
    let checked = pipeline::check(&fixture::memory(tree)).unwrap();
    let formats = [Format::Epub, Format::Html];
    let built = pipeline::build(&checked, &formats, &|_| ()).unwrap_or_else(|findings| {
        panic!("{}", fixture::show(&findings, &checked.loaded.sources));
    });
    let [book, page] = <[_; 2]>::try_from(built.artifacts).unwrap();
    assert!(page.name.ends_with(".html"));
    (String::from_utf8(page.bytes).unwrap(), book.bytes)
}

/// The page of the known-good report with other words in it.
fn page_of(text: &str) -> String {
    let mut tree = fixture::base();
    tree.insert("sections/text.md".to_owned(), text.as_bytes().to_vec());
    build(&tree).0
}

/// The words between the tags, without what claims show when they are asked.
fn words(html: &str) -> String {
    let mut reader = Reader::from_str(html);
    reader.config_mut().check_end_names = false;
    reader.config_mut().allow_unmatched_ends = true;
    let (mut text, mut depth) = (String::new(), 0);
    loop {
        match reader.read_event().unwrap() {
            Event::Start(tag) => {
                let class = tag.try_get_attribute("class").unwrap();
                let is_sources = class.is_some_and(|class| class.value.as_ref() == b"sources");
                let is_span = tag.name().as_ref() == b"span";
                if is_sources || (depth > 0 && is_span) {
                    depth += 1;
                }
            }
            Event::End(tag) if depth > 0 && tag.name().as_ref() == b"span" => depth -= 1,
            Event::Text(part) if depth == 0 => text.push_str(&part.decode().unwrap()),
            Event::GeneralRef(entity) if depth == 0 => {
                let entity = format!("&{};", entity.decode().unwrap());
                text.push_str(&quick_xml::escape::unescape(&entity).unwrap());
            }
            Event::Eof => break,
            _ => {}
        }
    }
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The words of a book, without cover, title page and contents.
fn words_of_book(book: &[u8]) -> String {
    let mut archive = zip::ZipArchive::new(Cursor::new(book)).unwrap();
    let mut file = |name: &str| {
        let mut text = String::new();
        let mut file = archive.by_name(&format!("OEBPS/{name}")).unwrap();
        file.read_to_string(&mut text).unwrap();
        text
    };
    let package = file("content.opf");
    let spine = package.split("<itemref idref=\"").skip(1);
    let names = spine.map(|item| item.split('"').next().unwrap().replace("-xhtml", ".xhtml"));
    names
        .filter(|name| !["cover.xhtml", "title.xhtml", "nav.xhtml"].contains(&name.as_str()))
        .map(|name| {
            let text = file(&name);
            words(
                text.split_once("<body")
                    .unwrap()
                    .1
                    .split_once('>')
                    .unwrap()
                    .1,
            )
        })
        .collect::<Vec<_>>()
        .join(" ")
}

/// Every claim of a page: its words, and what it shows.
fn claims(page: &str) -> Vec<(String, String)> {
    let parts = page.split("sourced\">").skip(1);
    parts
        .map(|part| {
            let (inside, shown) = part.split_once("<button").unwrap();
            let (_, shown) = shown.split_once("class=\"sources-list\">").unwrap();
            let (shown, _) = shown.split_once("</span>").unwrap();
            (words(inside), words(shown))
        })
        .collect()
}

#[track_caller]
fn check(text: &str, expected: &[(&str, &str)]) {
    let found = claims(&page_of(&format!(
        "# Findings {{role=findings}}\n\n{text}\n"
    )));
    let found: Vec<_> = found
        .iter()
        .map(|(words, shown)| (words.as_str(), shown.as_str()))
        .collect();
    assert_eq!(found, expected, "{text}");
}

#[test]
fn page_and_book_hold_the_same_words() {
    for folder in ["tests/twins/clean", "tests/conformance/every-construct"] {
        let (page, book) = build(&fixture::read_tree(&fixture::package().join(folder)));
        let (_, main) = page.split_once("<main").unwrap();
        let (main, _) = main.split_once("</main>").unwrap();
        let main = words(main.split_once('>').unwrap().1);
        let book = words_of_book(&book);
        assert!(main.len() > 1000, "{folder}");
        let differs = main
            .chars()
            .zip(book.chars())
            .position(|(one, other)| one != other);
        if let Some(at) = differs {
            let near = |text: &str| {
                text.chars()
                    .skip(at.saturating_sub(40))
                    .take(80)
                    .collect::<String>()
            };
            panic!("{folder}\npage: {}\nbook: {}", near(&main), near(&book));
        }
        assert_eq!(main.len(), book.len(), "{folder}");
    }
}

#[test]
fn a_marked_claim_shows_the_sources_behind_it() {
    check(
        "[The weir lost 40 metres]{.claim #c-a} in 2019 [@survey-2019, p. 7].",
        &[(
            "The weir lost 40 metres",
            "Imaginary River Authority 2019, p. 7",
        )],
    );
}

#[test]
fn an_unmarked_claim_holds_its_sentence_and_no_more() {
    let survey = "Imaginary River Authority 2019, p. 7";
    check(
        "It lost 40 metres [@survey-2019, p. 7]. *They* “knew” of 3 \\* losses [@survey-2019, p. 7]. Is it?",
        &[
            (
                "It lost 40 metres (Imaginary River Authority 2019, 7).",
                survey,
            ),
            (
                "They “knew” of 3 * losses (Imaginary River Authority 2019, 7).",
                survey,
            ),
        ],
    );
    // The words behind the sentence stay outside, also where there is no space between.
    let page = page_of("# Findings {role=findings}\n\nIt lost 40 metres [@survey-2019]. Why?\n");
    assert!(page.contains("</span></span> Why?</p>"));
    check(
        "2019年冲走了四十米[@survey-2019, p. 7]。2020年又冲走了三米[@survey-2019, p. 7]。",
        &[
            (
                "2019年冲走了四十米(Imaginary River Authority 2019, 7)。",
                survey,
            ),
            (
                "2020年又冲走了三米(Imaginary River Authority 2019, 7)。",
                survey,
            ),
        ],
    );
}

#[test]
fn claims_have_their_button_wherever_they_stand() {
    let survey = "Imaginary River Authority 2019, p. 7";
    check(
        "- A gate of 3 broke in 2019 [@survey-2019, p. 7].\n\n> [It fell in 2019]{.claim #c-b}. [@survey-2019, p. 7]\n",
        &[
            (
                "A gate of 3 broke in 2019 (Imaginary River Authority 2019, 7).",
                survey,
            ),
            ("It fell in 2019", survey),
        ],
    );
    check(
        "[It fell in 2019]{.claim #c-a} [@survey-2019, p. 7].\n\n[It will fall.]{.assessment from=c-a confidence=low because=\"It is so.\"}\n\n*It fell in 2019, they say.* [@survey-2019, p. 7]\n",
        &[
            ("It fell in 2019", survey),
            ("It will fall.", "Rests on 1"),
            (
                "It fell in 2019, they say. (Imaginary River Authority 2019, 7)",
                survey,
            ),
        ],
    );
    // A sentence may begin with what is no text.
    check(
        "It broke in 2019 [@survey-2019, p. 7]. @survey-2019 [p. 7] says why. $7$ gates fell [@survey-2019, p. 7]. So did 3 of @survey-2019 [p. 7].\n",
        &[
            (
                "It broke in 2019 (Imaginary River Authority 2019, 7).",
                survey,
            ),
            ("Imaginary River Authority (2019, 7) says why.", survey),
            ("7 gates fell (Imaginary River Authority 2019, 7).", survey),
            ("So did 3 of Imaginary River Authority (2019, 7).", survey),
        ],
    );
    // A row of a table is one claim; its button stands in the first cell.
    check(
        "| Year | Loss |\n|---|---|\n| 2019 | 40 metres [@survey-2019, p. 7] |\n\n: Losses [@survey-2019, p. 7] {#tbl-a}\n",
        &[
            // That of a caption stands behind all its words.
            ("", survey),
            ("2019", survey),
        ],
    );
}

#[test]
fn what_the_program_says_in_english_is_marked_in_a_report_from_the_right() {
    let mut tree = fixture::base();
    let manifest = String::from_utf8(tree["report.toml"].clone()).unwrap();
    let build_in = |tree: &mut Tree, tag: &str| {
        let text = manifest.replace("en-GB", tag);
        tree.insert("report.toml".to_owned(), text.into());
        fixture::set_profile(tree, "draft");
        build(tree)
    };
    let (page, book) = build_in(&mut tree, "ur");
    let english = "lang=\"en\" dir=\"ltr\"";
    let marked = [
        "Contents",
        "23 November 2026",
        "Register of claims",
        "No.",
        "References",
    ]
    .map(|words| format!(" {english}>{words}</"));
    for marked in &marked {
        assert!(page.contains(marked), "{marked}: {page}");
    }
    let nav = file_of_book(&book, "nav.xhtml");
    assert!(nav.contains("dir=\"ltr\">Contents</h1>"), "{nav}");

    let (page, book) = build_in(&mut tree, "ar");
    let own = "<h2 id=\"_contents\">المحتويات</h2>";
    assert!(page.contains(own), "{page}");
    assert!(page.contains(">23 نوفمبر 2026</time>"), "{page}");
    let in_english = marked.iter().find(|marked| page.contains(*marked));
    assert_eq!(in_english, None, "{page}");
    // The names in citations are Latin all the same.
    assert!(
        page.contains(&format!("{english}>Imaginary River Authority")),
        "{page}"
    );
    let title = file_of_book(&book, "title.xhtml");
    assert!(title.contains("<dd>23 نوفمبر 2026</dd>"), "{title}");
}

/// A file of a book, by the end of its name.
fn file_of_book(book: &[u8], name: &str) -> String {
    let mut archive = zip::ZipArchive::new(Cursor::new(book)).unwrap();
    let names: Vec<String> = archive.file_names().map(str::to_owned).collect();
    let path = names.iter().find(|path| path.ends_with(name)).unwrap();
    let mut text = String::new();
    archive
        .by_name(path)
        .unwrap()
        .read_to_string(&mut text)
        .unwrap();
    text
}

#[test]
fn what_the_program_says_among_foreign_words_is_in_the_language_of_the_report() {
    let text = "# Findings {#sec-it}\n\n\
        [둑은 무너졌다 [@letter-2021], @sec-it]{lang=ko}.\n\n\
        ::: {lang=ar}\nالسد القديم [@survey-2019, p. 7].\n:::\n";
    let own = |citation: &str, more: &str| format!("<span lang=\"en-GB\"{more}>({citation}");
    let page = page_of(text);
    let at = |wanted: &str| {
        page.find(wanted)
            .unwrap_or_else(|| panic!("{wanted}: {page}"))
    };
    assert!(at("<span lang=\"ko\">") < at(&own("<a", "")));
    at("<span lang=\"en-GB\"><a href=\"#sec-it\">Section 1</a></span>");
    at(&own("<a", " dir=\"ltr\""));

    let mut tree = fixture::base();
    tree.insert("sections/text.md".to_owned(), text.into());
    fixture::set_profile(&mut tree, "draft");
    let checked = pipeline::check(&fixture::memory(&tree)).unwrap();
    let data = pipeline::contract(&checked, underpin::model::Edition::Screen).unwrap();
    let data: serde_json::Value = serde_json::from_slice(&data).unwrap();
    let blocks = &data["sections"][0]["blocks"];
    let content = blocks[1]["content"].as_array().unwrap();
    let phrase = content.iter().find(|one| one["lang"]["tag"] == "ko");
    let words = [
        &phrase.unwrap()["content"],
        &blocks[2]["blocks"][0]["content"],
    ];
    for words in words.map(|words| words.as_array().unwrap()) {
        let own = words.iter().filter(|one| one["lang"]["tag"] == "en-GB");
        assert!(own.count() > 0, "{words:?}");
        let loose = words.iter().any(|one| one["type"] == "citation");
        assert!(!loose, "{words:?}");
    }
}

/// The cover of the known-good report with another manifest and with these files, drawn while the rules are
/// asked or with the book.
fn cover_of(title: &str, files: &[(&str, &str)], is_ahead: bool) -> Vec<u8> {
    let mut tree = fixture::base();
    let manifest = String::from_utf8(tree["report.toml"].clone()).unwrap();
    let rest = manifest.split_once("title = ").unwrap();
    let (_, after) = rest.1.split_once('\n').unwrap();
    let manifest = format!("{}title = \"{title}\"\n{after}", rest.0);
    tree.insert("report.toml".to_owned(), manifest.into_bytes());
    for (path, text) in files {
        tree.insert((*path).to_owned(), text.as_bytes().to_vec());
    }
    let options = CheckOptions {
        makes: is_ahead.then(|| vec![Format::Epub]),
        ..CheckOptions::default()
    };
    let checked = pipeline::check_with(&fixture::memory(&tree), &options).unwrap();
    let built = pipeline::build(&checked, &[Format::Epub], &|_| ()).unwrap_or_else(|findings| {
        panic!("{}", fixture::show(&findings, &checked.loaded.sources));
    });
    let mut book = zip::ZipArchive::new(Cursor::new(&built.artifacts[0].bytes)).unwrap();
    let mut cover = Vec::new();
    let mut file = book.by_name("OEBPS/images/cover.png").unwrap();
    file.read_to_end(&mut cover).unwrap();
    cover
}

#[test]
fn a_cover_shows_the_title_and_the_logo_whenever_it_is_drawn() {
    let plain = cover_of("Café", &[], false);
    assert!(plain == cover_of("Café", &[], true));
    assert!(plain != cover_of("Cafe", &[], true));
    let theme =
        "logo = { file = \"figures/mark.svg\", alt = \"The Nowhere Trust\", width = \"2cm\" }\n";
    let mark = include_str!("cases/theme/figures/mark.svg");
    let logo = [("theme.toml", theme), ("figures/mark.svg", mark)];
    let with_logo = cover_of("Café", &logo, true);
    assert!(with_logo != plain);
    assert!(with_logo == cover_of("Café", &logo, false));
}

#[test]
fn a_claim_in_a_note_stands_where_the_note_is_called() {
    let text = "# Findings {role=findings}\n\nThe weir fell [@survey-2019, p. 1].[^far] It was rebuilt \
                [@survey-2019, p. 2].\n\nNobody came [@survey-2019, p. 3].\n\n[^far]: The mill stood \
                [@minutes-2020, para. 4], as said.[^inner]\n\n[^inner]: The pond was dry [@minutes-2020, \
                para. 5].\n";
    let page = page_of(text);
    // Where the number of the row of a claim leads.
    let place = |words: &str| {
        let row = &page[..page.find(&format!("<td>{words}")).unwrap()];
        let row = &row[row.rfind("<tr").unwrap()..];
        let link = row.split_once("href=\"").unwrap().1;
        link.split('"').next().unwrap()
    };
    assert_ne!(place("Nobody came"), place("The weir fell"));
    assert_eq!(place("The mill stood"), place("The weir fell"));
    assert_eq!(place("The pond was dry"), place("The weir fell"));
}

#[test]
fn buttons_of_claims_are_no_part_of_the_name_of_a_table_or_row() {
    let page = page_of(
        "# Findings {role=findings}\n\n| | Metres |\n|---|---|\n\
         | [The crest fell in 2019]{.claim #c-row} [@survey-2019, p. 7] | 40 |\n\n\
         : [It lost 40 metres]{.claim #c-caption} [@survey-2019, p. 7] in a flood. {#tbl-crest}\n",
    );
    let (_, table) = page.split_once("<caption>").unwrap();
    let (caption, rows) = table.split_once("</caption>").unwrap();
    let button = "<button class=\"sources-button\"";
    let (before, behind) = caption.split_once(button).unwrap();
    assert!(before.contains("in a flood."), "{caption}");
    assert_eq!(words(&format!("{button}{behind}")), "");
    let (_, row) = rows.split_once("<th scope=\"row\"").unwrap();
    let (name, cells) = row.split_once("</th>").unwrap();
    assert!(!name.contains("<button"), "{name}");
    let (cell, _) = cells.split_once("</tr>").unwrap();
    assert!(cell.contains(button), "{cell}");
}

#[test]
fn boxes_are_called_by_their_titles() {
    let page = page_of(
        "# Findings {role=findings}\n\nIt fell in 2019 [@survey-2019, p. 7].\n\n# Boxes {role=methodology}\n\n::: {.box}\n## What a weir is {#what}\n\nA wall.\n:::\n\n\
         ::: {.callout-warning}\nIt may fall.\n:::\n\n::: {.box}\nNo title.\n:::\n",
    );
    let boxes: Vec<&str> = page
        .split("role=\"note\"")
        .skip(1)
        .map(|rest| rest.split('>').next().unwrap())
        .collect();
    assert_eq!(
        boxes,
        [" aria-labelledby=\"what\"", " aria-label=\"Warning\"", ""]
    );
}
