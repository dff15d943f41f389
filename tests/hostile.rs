//! Reports made to do harm: what pictures tell, and words that are code, markup or control somewhere.
//! What is not refused by name arrives in every output as what it is, and nothing else does.

use std::fs;
use std::io::{Cursor, Read};

use image::codecs::jpeg::JpegEncoder;
use image::{Rgb, RgbImage};
use quick_xml::Reader;
use quick_xml::events::Event;
use serde_json::Value;
use underpin::model::{Edition, Format};
use underpin::pipeline::{self, Artifact, Checked};

use crate::fixture::{self, Tree};

fn checked(tree: &Tree) -> Checked {
    pipeline::check(&fixture::memory(tree)).unwrap()
}

/// Every file of every format, and what a template is handed.
fn built(checked: &Checked) -> Vec<Artifact> {
    let formats: Vec<Format> = Format::NAMES.iter().map(|(_, format)| *format).collect();
    let built = pipeline::build(checked, &formats, &|_| {});
    let mut files = match built {
        Ok(built) => built.artifacts,
        Err(findings) => panic!("{}", fixture::show(&findings, &checked.loaded.sources)),
    };
    let contract = pipeline::contract(checked, Edition::Screen).unwrap();
    files.push(Artifact {
        name: "contract.json".to_owned(),
        bytes: contract,
    });
    files
}

/// The files inside an EPUB, unpacked.
fn unpacked(epub: &[u8]) -> Vec<(String, Vec<u8>)> {
    let mut archive = zip::ZipArchive::new(Cursor::new(epub)).unwrap();
    let names: Vec<String> = archive.file_names().map(str::to_owned).collect();
    names
        .into_iter()
        .map(|name| {
            let mut bytes = Vec::new();
            let mut file = archive.by_name(&name).unwrap();
            file.read_to_end(&mut bytes).unwrap();
            (name, bytes)
        })
        .collect()
}

fn rules(checked: &Checked) -> Vec<&'static str> {
    checked
        .findings
        .iter()
        .map(|finding| finding.rule)
        .collect()
}

/// The base with one more figure.
fn with_figure(path: &str, bytes: Vec<u8>) -> Tree {
    let mut tree = fixture::base();
    let mut text = tree["sections/text.md"].clone();
    let figure = format!("\n![The mill [@survey-2019, p. 9].](<{path}>){{alt=\"A mill.\"}}\n");
    text.extend(figure.into_bytes());
    tree.insert("sections/text.md".to_owned(), text);
    tree.insert(path.to_owned(), bytes);
    tree
}

/// A photograph, turned as EXIF counts and telling: the secret stands in each kind of record that a camera writes.
fn photograph(secret: &str, side: u32, turned: u8) -> Vec<u8> {
    let pixels = RgbImage::from_fn(side, side / 2, |x, y| Rgb([x as u8, y as u8, 90]));
    let mut plain = Vec::new();
    let encoder = JpegEncoder::new_with_quality(&mut plain, 90);
    pixels.write_with_encoder(encoder).unwrap();
    let mut out = plain[..2].to_vec();
    let exif = [
        b"Exif\0\0II*\0\x08\0\0\0\x02\0".as_slice(),
        b"\x12\x01\x03\0\x01\0\0\0",
        &[turned, 0, 0, 0],
        b"\x25\x88\x04\0\x01\0\0\0\x26\0\0\0\0\0\0\0",
        b"\x01\0\x01\0\x02\0\x02\0\0\0N\0\0\0\0\0\0\0",
        secret.as_bytes(),
    ]
    .concat();
    let xmp = format!("http://ns.adobe.com/xap/1.0/\0<x exif:GPSLatitude='{secret}'/>");
    for (marker, data) in [
        (0xe1, exif.as_slice()),
        (0xe1, xmp.as_bytes()),
        (0xed, secret.as_bytes()),
        (0xfe, secret.as_bytes()),
    ] {
        out.extend([0xff, marker]);
        out.extend(u16::try_from(data.len() + 2).unwrap().to_be_bytes());
        out.extend(data);
    }
    out.extend(&plain[2..]);
    out.extend(secret.as_bytes());
    out
}

#[test]
fn a_style_sheet_of_the_report_fetches_nothing() {
    for (path, rule) in [
        (
            "templates/epub/report.css",
            "@import 'http://x.example/a.css';",
        ),
        (
            "templates/epub/report.css",
            "p { background: u\\72l(http://x.example/a.png) }",
        ),
        (
            "templates/html/page.css",
            "p { background: image-set('a.png' 1x) }",
        ),
    ] {
        let mut tree = fixture::base();
        tree.insert(
            path.to_owned(),
            format!("q {{ margin: 0 }}\n{rule}\n").into(),
        );
        let checked = checked(&tree);
        assert_eq!(rules(&checked), ["missing-asset"], "{rule}");
        assert!(checked.is_refused(), "{rule}");
    }
}

#[test]
fn nothing_that_a_camera_wrote_reaches_any_output() {
    let secret = "52.3731N 4.8922E";
    // One that is kept, one that is turned, and one that is made smaller as well.
    for (side, turned) in [(200, 1), (200, 6), (1800, 6)] {
        let mut tree = with_figure("figures/mill.jpg", photograph(secret, side, turned));
        let logo = "[logo]\nfile = \"figures/mill.jpg\"\nalt = \"A mill.\"\n";
        tree.insert("theme.toml".to_owned(), logo.into());
        let checked = checked(&tree);
        assert_eq!(rules(&checked), ["picture-metadata"]);
        for file in built(&checked) {
            let holds = |bytes: &[u8], words: &str| {
                bytes
                    .windows(words.len())
                    .any(|here| here == words.as_bytes())
            };
            let mut inside = vec![(file.name.clone(), file.bytes.clone())];
            if file.name.ends_with(".epub") {
                inside = unpacked(&file.bytes);
            }
            for (name, bytes) in inside {
                for words in [secret, "Exif\0", "GPSLatitude"] {
                    assert!(!holds(&bytes, words), "{words:?} in {name}");
                }
                if name.ends_with("mill.jpg") {
                    let shown = image::load_from_memory(&bytes).unwrap();
                    let (width, height) = (shown.width(), shown.height());
                    assert_eq!(height == width * 2, turned == 6, "{name}");
                    assert!(width.max(height) <= 1600);
                }
            }
        }
    }
}

#[test]
fn a_picture_that_cannot_be_decoded_is_a_finding_at_its_place() {
    let mut bytes = photograph("x", 200, 1);
    let scan = bytes
        .windows(2)
        .position(|two| two == [0xff, 0xda])
        .unwrap();
    // Tables of the decoder that are none.
    let table = bytes
        .windows(2)
        .position(|two| two == [0xff, 0xc4])
        .unwrap();
    bytes[table + 4..scan - 4].fill(0xfe);
    let checked = checked(&with_figure("figures/mill.jpg", bytes));
    let found = pipeline::build(&checked, &[Format::Epub], &|_| {}).unwrap_err();
    let shown = fixture::show(&found, &checked.loaded.sources);
    assert!(shown.contains("missing-asset"), "{shown}");
    assert!(shown.contains("sections/text.md:10:36"), "{shown}");
}

/// A PDF whose page draws a picture of 16 bits that breaks off in the middle of one: what draws it panics.
const BREAKS_OFF: &str = "%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n\
    2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n\
    3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 100 100]/Contents 4 0 R\
    /Resources<</XObject<</I 5 0 R>>>>>>endobj\n\
    4 0 obj<</Length 22>>stream\n99 0 0 99 0 0 cm /I Do\nendstream endobj\n\
    5 0 obj<</Type/XObject/Subtype/Image/Width 1/Height 1/ColorSpace/DeviceRGB\
    /BitsPerComponent 16/Length 7>>stream\nabcdefg\nendstream endobj\n\
    trailer<</Root 1 0 R>>\n%%EOF\n";

#[test]
fn a_pdf_that_breaks_whatever_draws_it_is_a_finding_of_the_check() {
    let checked = checked(&with_figure("figures/mill.pdf", BREAKS_OFF.into()));
    let shown = fixture::show(&checked.findings, &checked.loaded.sources);
    assert!(shown.contains("missing-asset"), "{shown}");
    assert!(shown.contains("sections/text.md:10:36"), "{shown}");
    assert!(shown.contains("the PDF is damaged"), "{shown}");
}

/// Words that are code in Typst, markup in XML, TeX and Markdown, formulas in a spreadsheet, or that
/// steer the direction of writing.
const HOSTILE: &str = "#eval(\"1\") $x$ *a* _b_ @c <b>&amp; ]]> -- {{d}} \\e `f` =1+1 ~g^h \u{202e}fed\u{202c} e\u{301}";

/// The same for Markdown: every mark taken as it is.
fn escaped(text: &str) -> String {
    let mut out = String::new();
    for character in text.chars() {
        if character.is_ascii_punctuation() {
            out.push('\\');
        }
        out.push(character);
    }
    out
}

/// A string of TOML, YAML and JSON.
fn quoted(text: &str) -> String {
    Value::String(text.to_owned()).to_string()
}

/// A report with hostile words at every place that holds words, and the names of the places.
fn hostile_report() -> (Tree, Vec<&'static str>) {
    let at = |place: &str| format!("{place} {HOSTILE}");
    let mut tree = fixture::base();
    let manifest = format!(
        "title = {}\nsubtitle = {}\nlanguage = \"en-GB\"\ndate = 2026-11-23\npublisher = {}\n\
         description = {}\nkeywords = [{}]\ncontact = {}\nlicence = {}\nedition = {}\n\
         sections = [\"sections/text.md\"]\nbibliography = [\"references.yml\"]\n\
         citation-style = \"chicago-author-date\"\n\
         [[authors]]\nname = {}\naffiliation = {}\n\
         [check]\nprofile = \"draft\"\n",
        quoted(&at("title")),
        quoted(&at("subtitle")),
        quoted(&at("publisher")),
        quoted(&at("description")),
        quoted(&at("keyword")),
        quoted(&at("contact")),
        quoted(&at("licence")),
        quoted(&at("edition")),
        quoted(&at("author")),
        quoted(&at("affiliation")),
    );
    tree.insert("report.toml".to_owned(), manifest.into_bytes());
    let references = format!(
        "survey-2019:\n  type: report\n  title: {}\n  author: {{ name: {} }}\n  date: 2019-05-14\n",
        quoted(&at("reference")),
        quoted(&at("creator")),
    );
    tree.insert("references.yml".to_owned(), references.into_bytes());
    let text = |place: &str| escaped(&at(place));
    let section = format!(
        "# {}\n\n{} [@survey-2019, p. 7].[^n]\n\n[^n]: {}\n\n\
         [{}]{{.claim #c-one}} [@survey-2019, p. 7].\n\n\
         | {} | Rise |\n|---|---|\n| {} | 1 [@survey-2019, p. 8] |\n\n: {}\n\n\
         ![{} [@survey-2019].](figures/weir.svg){{alt={}}}\n\n\
         ![{} [@survey-2019].](data/levels.csv){{kind=bar x=year y=level x-label={} y-label={} alt=\"A.\"}}\n\n\
         > {} [@survey-2019, p. 9].\n\n[{}](https://nowhere.example/) [@survey-2019, p. 9].\n",
        text("heading"),
        text("paragraph"),
        text("note"),
        text("claim"),
        text("column"),
        text("cell"),
        text("table"),
        text("caption"),
        quoted_attribute(&at("alternative")),
        text("chart"),
        quoted_attribute(&at("across")),
        quoted_attribute(&at("upward")),
        text("quotation"),
        text("link"),
    );
    tree.insert("sections/text.md".to_owned(), section.into_bytes());
    let data = format!("year,level\n\"{}\",4\n", at("row").replace('"', "\"\""));
    tree.insert("data/levels.csv".to_owned(), data.into_bytes());
    let places = vec![
        "title",
        "subtitle",
        "publisher",
        "description",
        "keyword",
        "contact",
        "licence",
        "edition",
        "author",
        "affiliation",
        "reference",
        "creator",
        "heading",
        "paragraph",
        "note",
        "claim",
        "column",
        "cell",
        "table",
        "caption",
        "alternative",
        "chart",
        "across",
        "upward",
        "quotation",
        "link",
        "row",
    ];
    (tree, places)
}

/// A value of a Markdown attribute.
fn quoted_attribute(text: &str) -> String {
    format!("\"{}\"", text.replace('"', "\\\""))
}

/// All words of an XML file: of its elements, and of attributes that hold words.
fn words_of_xml(name: &str, bytes: &[u8], out: &mut String) {
    let text = std::str::from_utf8(bytes).unwrap();
    let mut reader = Reader::from_str(text);
    loop {
        let event = reader
            .read_event()
            .unwrap_or_else(|error| panic!("{name}: {error}"));
        match event {
            Event::Eof => break,
            Event::Text(words) => out.push_str(&words.decode().unwrap()),
            Event::GeneralRef(entity) => {
                let entity = format!("&{};", entity.decode().unwrap());
                out.push_str(&quick_xml::escape::unescape(&entity).unwrap());
            }
            Event::Start(element) | Event::Empty(element) => {
                for attribute in element.attributes() {
                    let attribute = attribute.unwrap_or_else(|error| panic!("{name}: {error}"));
                    out.push('\n');
                    out.push_str(&attribute.unescape_value().unwrap());
                    out.push('\n');
                }
            }
            _ => {}
        }
    }
}

fn strings_of_json(value: &Value, out: &mut String) {
    match value {
        Value::String(text) => {
            out.push_str(text);
            out.push('\n');
        }
        Value::Array(values) => values.iter().for_each(|value| strings_of_json(value, out)),
        Value::Object(fields) => fields
            .values()
            .for_each(|value| strings_of_json(value, out)),
        _ => {}
    }
}

/// Words without what typography may change: quotation marks, spaces, the composed form of letters;
/// and without braces, which in a title keep capitals and are not printed.
fn plain(text: &str) -> String {
    let marks = ['“', '”', '‘', '’', '\'', '"', '{', '}'];
    let text = text.replace(marks, "").replace("e\u{301}", "é");
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn hostile_words_arrive_as_words() {
    let (tree, places) = hostile_report();
    let checked = checked(&tree);
    let shown = fixture::show(&checked.findings, &checked.loaded.sources);
    assert!(!checked.is_refused(), "{shown}");
    let files = built(&checked);
    let file = |ending: &str| {
        let file = files.iter().find(|file| file.name.ends_with(ending));
        file.unwrap().bytes.clone()
    };
    let mut epub = String::new();
    for (name, bytes) in unpacked(&file(".epub")) {
        if [".xhtml", ".opf", ".ncx", ".svg"]
            .iter()
            .any(|ending| name.ends_with(ending))
        {
            words_of_xml(&name, &bytes, &mut epub);
        }
    }
    let mut contract = String::new();
    strings_of_json(
        &serde_json::from_slice(&file("contract.json")).unwrap(),
        &mut contract,
    );
    let mut missing = Vec::new();
    for (output, words) in [("EPUB", plain(&epub)), ("contract", plain(&contract))] {
        for place in &places {
            // A chart reaches the PDF as a drawing.
            if output == "contract" && ["row", "across", "upward"].contains(place) {
                continue;
            }
            let wanted = plain(&format!("{place} {HOSTILE}")).to_lowercase();
            let words = words.to_lowercase();
            // The title of an axis may be several lines of a drawing.
            let is_there = match *place {
                "across" | "upward" => {
                    let mut words = words.split(' ');
                    wanted.split(' ').all(|one| words.any(|word| word == one))
                }
                _ => words.contains(&wanted),
            };
            if !is_there {
                missing.push(format!("{output}: {place}"));
            }
        }
    }
    fixture::no_complaints(&missing);
    // The register has the claim; a spreadsheet must not take it for a formula.
    let csv = String::from_utf8(file(".register.csv")).unwrap();
    assert!(csv.contains("claim #eval(\"\"1\"\") $x$"), "{csv}");
}

#[test]
fn what_no_text_may_hold_is_refused_behind_every_escape() {
    let insert = |path: &str, from: &str, to: &str| {
        let mut tree = fixture::base();
        let text = String::from_utf8(tree[path].clone()).unwrap();
        assert!(text.contains(from), "{path}");
        tree.insert(path.to_owned(), text.replacen(from, to, 1).into_bytes());
        rules(&checked(&tree))
    };
    for (path, from, to) in [
        ("report.toml", "The weir", "The \\u0001 weir"),
        ("report.toml", "The weir", "The \\uFFFE weir"),
        ("report.toml", "Imaginary", "\\u0000"),
        ("references.yml", "Survey of the weir", "\"Survey\\x01\""),
        ("references.yml", "Survey of the weir", "\"Survey\\uFFFF\""),
        ("sections/text.md", "the flood", "the &#1; flood"),
        ("sections/text.md", "the flood", "the &#xFFFE; flood"),
        ("sections/text.md", "the flood", "the \u{fdd0} flood"),
        ("sections/text.md", "the flood", "the \u{7f} flood"),
    ] {
        let found = insert(path, from, to);
        // The YAML reader refuses some escapes itself.
        let is_refused = found.contains(&"bad-text") || found.contains(&"bad-entry");
        assert!(is_refused, "{path}: {to:?}: {found:?}");
    }
}

#[test]
fn a_comment_in_the_title_of_a_div_is_no_part_of_it() {
    let mut tree = fixture::base();
    let mut text = tree["sections/text.md"].clone();
    text.extend(
        b"\n::: {.note title=\"a <!-- x --> b\"}\nThe weir stands [@survey-2019, p. 7].\n:::\n",
    );
    tree.insert("sections/text.md".to_owned(), text);
    built(&checked(&tree));
}

#[test]
fn a_character_of_the_manifest_without_a_glyph_is_said_where_it_stands() {
    for written in ["\u{1f600}", "\\U0001F600"] {
        let mut tree = fixture::base();
        let manifest = String::from_utf8(tree["report.toml"].clone()).unwrap();
        let manifest = format!("subtitle = \"A {written}\"\n{manifest}");
        tree.insert("report.toml".to_owned(), manifest.into_bytes());
        let checked = checked(&tree);
        let found = pipeline::build(&checked, &[Format::Pdf], &|_| {}).unwrap_err();
        let shown = fixture::show(&found, &checked.loaded.sources);
        assert!(shown.contains("missing-glyph"), "{shown}");
        assert!(shown.contains("report.toml:1:15"), "{shown}");
    }
}

/// Where two files were put together, the mark of the second stands in the text.
#[test]
fn a_byte_order_mark_in_a_text_is_printed_as_nothing() {
    let mut tree = fixture::base();
    let text = String::from_utf8(tree["sections/text.md"].clone()).unwrap();
    let text = text.replacen("the flood", "the \u{feff}flood", 1);
    tree.insert("sections/text.md".to_owned(), text.into_bytes());
    built(&checked(&tree));
}

/// A letter with two marks that no face has as one sign passes the check, and PDF/A has no place for it.
#[test]
fn a_drawing_with_letters_that_no_pdf_can_name_is_said_where_it_stands() {
    let svg = "<svg xmlns='http://www.w3.org/2000/svg' width='90' height='9'>\
               <text y='8'>q\u{307}\u{323}</text></svg>";
    let checked = checked(&with_figure("figures/mill.svg", svg.into()));
    let found = pipeline::build(&checked, &[Format::Pdf], &|_| {}).unwrap_err();
    let shown = fixture::show(&found, &checked.loaded.sources);
    assert!(shown.contains("missing-asset"), "{shown}");
    assert!(shown.contains("sections/text.md:10:36"), "{shown}");
}

#[test]
fn a_template_that_makes_the_engine_panic_is_said_in_the_template() {
    for (body, words) in [
        ("page(width: -5pt)[x]", "error[bad-layout]"),
        (
            "{ let a = (1,) * 9223372036854775807; [x] }",
            "capacity overflow",
        ),
    ] {
        let mut tree = fixture::base();
        let manifest = String::from_utf8(tree["report.toml"].clone()).unwrap();
        let manifest = format!("{manifest}\n[output]\ntemplate = \"mine\"\n");
        tree.insert("report.toml".to_owned(), manifest.into_bytes());
        let template = format!("#let report(data) = {body}\n");
        tree.insert("templates/pdf/mine.typ".to_owned(), template.into_bytes());
        let checked = checked(&tree);
        let found = pipeline::build(&checked, &[Format::Pdf], &|_| {}).unwrap_err();
        let shown = fixture::show(&found, &checked.loaded.sources);
        assert!(shown.contains(words), "{shown}");
        assert!(shown.contains("templates/pdf/mine.typ:1:1"), "{shown}");
    }
}

#[test]
fn a_damaged_face_is_no_fault_of_the_program() {
    let sound = fs::read(fixture::package().join("templates/fonts/Amiri-Subset.ttf")).unwrap();
    for seed in 1..9_usize {
        let mut tree = fixture::base();
        let mut bytes = sound.clone();
        // Behind the table of tables, so that it still begins as a font.
        for step in 0..300 {
            let at = 300 + (seed * 7919 + step * 104_729) % (bytes.len() - 300);
            bytes[at] = (seed * 31 + step * 17) as u8;
        }
        tree.insert("fonts/own.ttf".to_owned(), bytes);
        let theme = "[faces]\ntext = \"Amiri\"\n";
        tree.insert("theme.toml".to_owned(), theme.into());
        let checked = checked(&tree);
        // It is set, or refused in words; it does not panic.
        if let Err(found) = pipeline::build(&checked, &[Format::Pdf, Format::Epub], &|_| {}) {
            assert!(!found.is_empty());
        }
    }
}

#[test]
fn operators_in_a_row_in_a_template_do_not_fill_the_stack() {
    let most = usize::try_from(underpin::model::limits::TEMPLATE_TEXT_BYTES).unwrap();
    let mut tree = fixture::base();
    let template = format!("#let x = 1{}", "+1".repeat(most / 2 - 5));
    tree.insert("templates/pdf/theme.typ".to_owned(), template.into_bytes());
    // With as much stack as the program gives itself.
    let built = underpin::threads::bounded(60, move || {
        let checked = checked(&tree);
        assert!(!checked.is_refused());
        pipeline::build(&checked, &[Format::Pdf], &|_| {}).is_ok()
    });
    assert_eq!(
        built,
        Ok(false),
        "nothing is in that template that others import"
    );
}

#[test]
fn what_steers_the_direction_without_end_is_refused() {
    let with = |words: &str| {
        let mut tree = fixture::base();
        let text = String::from_utf8(tree["sections/text.md"].clone()).unwrap();
        let text = text.replacen("the flood", words, 1);
        tree.insert("sections/text.md".to_owned(), text.into_bytes());
        let checked = checked(&tree);
        fixture::show(&checked.findings, &checked.loaded.sources)
    };
    let open = with("the \u{202e}flood");
    assert!(open.contains("U+202E changes the direction"), "{open}");
    assert!(open.contains("sections/text.md:"), "{open}");
    let ended = with("the \u{2067}\u{202e}flood\u{2069}, \u{202c}");
    assert!(!ended.contains("direction"), "{ended}");
    for (many, words) in [
        (
            "\u{2067}a\u{2069}".repeat(60),
            "steer the direction of writing",
        ),
        (
            "&#x2067;a&#x2069;".repeat(60),
            "steer the direction of writing",
        ),
        (
            "\u{2067}a\u{2069}\n".repeat(60),
            "steer the direction of writing",
        ),
        (
            format!("e{}", "\u{301}".repeat(40)),
            "too many marks on one letter",
        ),
        (
            format!("e{}", "&#x301;".repeat(40)),
            "too many marks on one letter",
        ),
    ] {
        let shown = with(&many);
        assert!(shown.contains(words), "{shown}");
        assert_eq!(shown.matches("bad-text").count(), 1, "{shown}");
    }
}

#[test]
fn an_address_that_runs_is_refused_and_never_linked() {
    let mut tree = fixture::base();
    let url = "url: { value: \"https://nowhere.example/letter\"";
    let references = String::from_utf8(tree["references.yml"].clone()).unwrap();
    for address in [
        "javascript:alert(1)",
        "data:text/html,x",
        "vbscript:x",
        "file:///etc/passwd",
    ] {
        let hostile = references.replace(url, &format!("url: {{ value: \"{address}\""));
        tree.insert("references.yml".to_owned(), hostile.into_bytes());
        assert!(
            rules(&checked(&tree)).contains(&"bad-identifier"),
            "{address}"
        );
        // A draft is printed all the same.
        let mut draft = tree.clone();
        fixture::set_profile(&mut draft, "draft");
        for file in built(&checked(&draft)) {
            let bytes = match file.name.ends_with(".epub") {
                true => unpacked(&file.bytes)
                    .into_iter()
                    .flat_map(|(_, bytes)| bytes)
                    .collect(),
                false => file.bytes,
            };
            let text = String::from_utf8_lossy(&bytes);
            for link in [
                format!("href=\"{address}"),
                format!("/URI({address}"),
                format!("\"url\":\"{address}"),
            ] {
                assert!(!text.contains(&link), "{link} in {}", file.name);
            }
        }
    }
    let mut tree = fixture::base();
    let manifest = String::from_utf8(tree["report.toml"].clone()).unwrap();
    let with = |line: &str| format!("{line}\n{manifest}").into_bytes();
    let licence = with("licence-url = \"javascript:alert(1)\"");
    tree.insert("report.toml".to_owned(), licence);
    assert!(rules(&checked(&tree)).contains(&"bad-manifest"));
    // Where readers send corrections may be said in any words, and they are words.
    for (contact, is_link) in [
        ("javascript://x/%0aalert(1)", false),
        ("file:///etc/passwd", false),
        ("javascript:x@y", false),
        ("HTTPS://nowhere.example/", true),
    ] {
        let said = with(&format!("contact = \"{contact}\""));
        tree.insert("report.toml".to_owned(), said);
        let files = built(&checked(&tree));
        let pdf = files.iter().find(|file| file.name.ends_with(".pdf"));
        let pdf = String::from_utf8_lossy(&pdf.unwrap().bytes).into_owned();
        let links = ["/URI(", "/URI(mailto:"].map(|link| format!("{link}{contact}"));
        let found = links.iter().any(|link| pdf.contains(link));
        assert_eq!(found, is_link, "{contact}");
    }
}
