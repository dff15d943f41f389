//! Tests of the whole way from a report to the PDF and back to its pages.

#![allow(
    clippy::disallowed_methods,
    clippy::disallowed_macros,
    reason = "writes samples for the validators when asked"
)]

mod layout;

use std::collections::BTreeMap;

use serde_json::Value;

use super::*;
use crate::model::{Asset, AssetFault, AssetKind, BlockKind, InlineKind, Misfit};
use crate::render::sample;
use crate::source::{Located, Sources, Span};

const REGISTER: &[u8] = b"{\"claims\": []}";

/// What the PDF for screens is made from, besides the report.
fn input(templates: &BTreeMap<String, Vec<u8>>) -> PdfInput<'_> {
    PdfInput {
        edition: Edition::Screen,
        register_json: REGISTER,
        references_json: b"[]",
        references_bib: b"",
        templates,
        fonts: &[],
    }
}

fn print(report: &Report, templates: &[(&str, &str)]) -> Result<PdfBook, Vec<Defect>> {
    let templates: BTreeMap<String, Vec<u8>> = templates
        .iter()
        .map(|(name, text)| ((*name).to_owned(), text.as_bytes().to_vec()))
        .collect();
    let input = input(&templates);
    render(report, &input)
}

/// All strings of a value, joined.
fn strings(value: &Value, out: &mut String) {
    match value {
        Value::String(text) => {
            out.push_str(text);
            out.push('\n');
        }
        Value::Array(values) => values.iter().for_each(|value| strings(value, out)),
        Value::Object(fields) => fields.values().for_each(|value| strings(value, out)),
        _ => {}
    }
}

#[test]
fn hostile_text_arrives_as_it_is() {
    let value = contract(&sample::report(), Edition::Screen, &[]);
    assert_eq!(value["schema"], SCHEMA);
    let mut text = String::new();
    strings(&value, &mut text);
    assert!(text.contains(sample::HOSTILE));
}

#[test]
fn neighbouring_words_are_one_string() {
    let value = contract(&sample::report(), Edition::Screen, &[]);
    let content = &value["sections"][0]["blocks"][1]["content"];
    let kinds: Vec<&str> = content
        .as_array()
        .unwrap()
        .iter()
        .filter_map(|inline| inline["type"].as_str())
        .collect();
    assert_eq!(kinds, ["span", "text", "note", "text"]);
    let inside = content[0]["content"].as_array().unwrap();
    assert_eq!(inside[0]["type"], "mark");
    let text = inside[1]["text"].as_str().unwrap();
    assert!(text.ends_with("are punished. ("), "{text}");
}

#[test]
fn links_only_lead_to_what_is_there() {
    let value = contract(&sample::report(), Edition::Screen, &[]);
    let (mut to, mut ids) = (Vec::new(), Vec::new());
    collect(&value, &mut to, &mut ids);
    assert!(!to.is_empty());
    for target in to {
        assert_eq!(
            ids.iter().filter(|id| **id == target).count(),
            1,
            "{target}"
        );
    }

    fn collect(value: &Value, to: &mut Vec<String>, ids: &mut Vec<String>) {
        match value {
            Value::Array(values) => values.iter().for_each(|value| collect(value, to, ids)),
            Value::Object(fields) => {
                to.extend(fields.get("to").and_then(Value::as_str).map(str::to_owned));
                ids.extend(fields.get("id").and_then(Value::as_str).map(str::to_owned));
                fields.values().for_each(|value| collect(value, to, ids));
            }
            _ => {}
        }
    }
}

#[test]
fn the_same_report_gives_the_same_bytes_and_every_mark_a_page() {
    let report = sample::report();
    let first = print(&report, &[]).unwrap();
    let second = print(&sample::report(), &[]).unwrap();
    assert!(first.bytes == second.bytes, "two renders differ");
    assert_eq!(first.pages.of_mark.len(), report.marks);
    assert!(first.pages.of_mark.iter().all(Option::is_some));
    assert_eq!(first.pages.labels[0], "i");
    let of_claim = first.pages.label_of(report.claims[0].mark);
    assert_eq!(of_claim, Some("1"));
    assert!(first.bytes.starts_with(b"%PDF-1.7"));
}

#[test]
fn a_character_without_a_face_is_named_with_its_word_and_place() {
    let text = "ሰላም ዓለም";
    let source = format!("before {text} after");
    let file = Sources::default().add("a.md", source.clone());
    let start = source.find('ሰ').unwrap();
    let place = Span::new(file, start..start + text.len());
    let found = print(&sample::report_with_phrase(text, "am", place), &[]).unwrap_err();
    let first = &found[0];
    assert_eq!(found.len(), 6);
    assert_eq!(first.span, Span::new(file, start..start + 3));
    assert_eq!(
        first.kind,
        DefectKind::MissingGlyph {
            character: 'ሰ',
            word: "ሰላም".to_owned()
        }
    );
    let last = Span::new(file, start + 16..start + 19);
    assert_eq!(found[5].span, last);
}

#[test]
fn a_character_of_private_use_is_refused_although_a_face_has_it() {
    let text = "\u{e002}";
    let place = Span::new(Sources::default().add("a.md", text), 0..3);
    let book = world::Book::new(&BTreeMap::new(), &[], None);
    assert!(book.covers('\u{e002}'), "a face has it");
    let found = print(&sample::report_with_phrase(text, "en", place), &[]).unwrap_err();
    let kind = DefectKind::MissingGlyph {
        character: '\u{e002}',
        word: text.to_owned(),
    };
    assert_eq!(found, [Defect::new(kind, place)]);
}

#[test]
fn a_replaced_template_file_reaches_the_others() {
    let theme = "#import \"/builtin/theme.typ\": *\n#let accent = rgb(\"#004080\")\n";
    let plain = print(&sample::report(), &[]).unwrap();
    let blue = print(&sample::report(), &[("theme.typ", theme)]).unwrap();
    assert!(plain.bytes != blue.bytes);
    assert_eq!(plain.pages, blue.pages);
}

#[test]
fn a_fault_in_a_template_names_its_line() {
    let found = print(
        &sample::report(),
        &[("theme.typ", "#let x = 1\n#nothing\n")],
    )
    .unwrap_err();
    let DefectKind::Layout { message, place, .. } = &found[0].kind else {
        panic!("{found:?}");
    };
    assert_eq!(message, "unknown variable: nothing");
    let place = place.as_ref().unwrap();
    assert_eq!(
        (place.name.as_str(), &place.range),
        ("theme.typ", &(12..19))
    );
}

#[test]
fn a_template_cannot_leave_its_world() {
    let check = |text: &str, expected: &str| {
        let found = print(&sample::report(), &[("report.typ", text)]).unwrap_err();
        let DefectKind::Layout { message, .. } = &found[0].kind else {
            panic!("{found:?}");
        };
        assert!(message.contains(expected), "{message}");
    };
    check(
        "#let report(data) = read(\"/etc/passwd\")",
        "file not found",
    );
    check("#let report(data) = read(\"../../x\")", "escape");
    check("#import \"@preview/cetz:0.4.0\"", "file not found");
}

#[test]
fn a_picture_that_is_none_is_named() {
    let mut report = sample::report();
    let asset = Asset {
        kind: AssetKind::Svg,
        bytes: b"<svg><unclosed".as_slice().into(),
    };
    report.assets.insert("figures/dot.png".to_owned(), asset);
    let found = print(&report, &[]).unwrap_err();
    let DefectKind::BadAsset {
        path,
        fault: AssetFault::Engine(message),
    } = &found[0].kind
    else {
        panic!("{found:?}");
    };
    assert_eq!(path, "figures/dot.png");
    assert!(message.contains("SVG"), "{message}");
}

#[test]
fn a_report_without_a_day_is_refused() {
    let mut report = sample::report();
    report.manifest.date = None;
    let found = print(&report, &[]).unwrap_err();
    assert_eq!(found[0].kind, DefectKind::MissingKey("date"));
}

#[test]
fn small_and_odd_reports_are_printed() {
    let mut report = sample::report();
    report.sections.truncate(1);
    report.sections[0].blocks = vec![
        sample::paragraph("Nothing but a paragraph."),
        sample::block(BlockKind::List {
            start: None,
            items: Vec::new(),
        }),
        sample::block(BlockKind::Quote(Vec::new())),
        sample::block(BlockKind::Table(sample::table_of(&[&["", ""]]))),
    ];
    report.claims.clear();
    report.reference_list.clear();
    let manifest = &mut report.manifest;
    manifest.subtitle = None;
    manifest.authors.clear();
    manifest.publisher = None;
    manifest.language = None;
    manifest.edition = None;
    manifest.description = None;
    manifest.keywords.clear();
    manifest.contact = None;
    manifest.identifiers = Default::default();
    manifest.licence = None;
    manifest.licence_url = None;
    for paper in ["a4", "us-letter", "a5", "napkin"] {
        report.manifest.layout.paper = paper.to_owned();
        let book = print(&report, &[]).unwrap();
        assert!(book.pages.of_mark.iter().all(Option::is_none), "{paper}");
    }
}

#[test]
fn the_engine_has_nothing_to_say_about_the_shipped_template() {
    for report in [sample::report(), sample::odd_places()] {
        let templates = BTreeMap::new();
        let input = PdfInput {
            edition: Edition::Screen,
            register_json: REGISTER,
            references_json: b"[]",
            references_bib: b"",
            templates: &templates,
            fonts: &[],
        };
        let day = day_of(&report).unwrap();
        let (book, _) = prepare(&report, &input, day).unwrap_or_else(|found| panic!("{found:?}"));
        let warnings = typst::compile::<PagedDocument>(&book).warnings;
        assert!(warnings.is_empty(), "{warnings:?}");
    }
}

#[test]
fn every_key_of_the_theme_reaches_the_template() {
    fn empty(value: &Value, path: &str, found: &mut Vec<String>) {
        match value {
            Value::Object(fields) => fields
                .iter()
                .for_each(|(name, value)| empty(value, &format!("{path}/{name}"), found)),
            Value::Null => found.push(path.to_owned()),
            _ => {}
        }
    }
    let mut report = sample::report();
    report.manifest.layout.paper = "a5".to_owned();
    let value = theme::value(&report, &all_families(&[]), Edition::Screen);
    let mut found = Vec::new();
    empty(&value, "", &mut found);
    assert_eq!(found, ["/logo"]);
    assert_eq!(value["sizes"]["text"], 9.5);
    assert_eq!(value["palette"]["accent"], "#8c2f23");
}

#[test]
fn the_cover_is_drawn_from_the_manifest_and_the_theme_alone() {
    let draw = |report: &Report| cover(report, &BTreeMap::new(), &[]).unwrap();
    let plain = draw(&sample::report());
    assert!(plain.starts_with(b"\x89PNG"));
    let mut report = sample::report();
    report.sections.clear();
    assert!(plain == draw(&report));
    report.theme.light.accent = crate::model::Colour::BLACK;
    assert!(plain != draw(&report));
    report.manifest.title = "ሰላም".to_owned();
    let found = cover(&report, &BTreeMap::new(), &[]).unwrap_err();
    assert!(matches!(
        found[0].kind,
        DefectKind::MissingGlyph {
            character: 'ሰ', ..
        }
    ));
}

#[test]
fn a_theme_changes_the_pages() {
    let plain = print(&sample::report(), &[]).unwrap();
    let mut report = sample::report();
    report.theme.light.accent = crate::model::Colour::BLACK;
    let coloured = print(&report, &[]).unwrap();
    assert!(plain.bytes != coloured.bytes);
    report.theme.sizes.text = Some(14.0);
    let large = print(&report, &[]).unwrap();
    assert!(large.pages.labels.len() > plain.pages.labels.len());
}

#[test]
fn constructs_in_odd_places_are_printed() {
    let report = sample::odd_places();
    let book = print(&report, &[]).unwrap();
    assert!(book.pages.of_mark.iter().all(Option::is_some));
}

/// What a reader would stumble over: what is wrong, and with which word.
fn misfits(report: &Report, templates: &[(&str, &str)]) -> Vec<(Misfit, String)> {
    let templates: BTreeMap<String, Vec<u8>> = templates
        .iter()
        .map(|(name, text)| ((*name).to_owned(), text.as_bytes().to_vec()))
        .collect();
    let input = PdfInput {
        edition: report.manifest.layout.editions[0],
        register_json: REGISTER,
        references_json: b"[]",
        references_bib: b"",
        templates: &templates,
        fonts: &[],
    };
    let day = day_of(report).unwrap();
    let (book, _) = prepare(report, &input, day).unwrap_or_else(|found| panic!("{found:?}"));
    let document = typst::compile::<PagedDocument>(&book).output.unwrap();
    look::over(&document, &mut |_| {})
        .into_iter()
        .map(|sight| match sight.fault {
            look::Fault::Misfit(misfit) => (misfit, sight.word),
            look::Fault::NoGlyph(_) => panic!("{sight:?}"),
        })
        .collect()
}

/// A report of one section with these blocks and nothing around them.
fn report_of(blocks: Vec<crate::model::Block>) -> Report {
    let mut report = sample::report();
    report.sections.truncate(1);
    report.sections[0].blocks = blocks;
    report.claims.clear();
    report.reference_list.clear();
    report
}

#[test]
fn nothing_sticks_out_of_the_samples() {
    for paper in ["a4", "us-letter", "a5", "6x9"] {
        for edition in [Edition::Screen, Edition::Print] {
            for mut report in [sample::report(), sample::odd_places()] {
                report.manifest.layout.paper = paper.to_owned();
                report.manifest.layout.editions = vec![edition];
                assert_eq!(misfits(&report, &[]), [], "{paper} {edition:?}");
            }
        }
    }
}

#[test]
fn a_long_word_sticks_out_with_any_template() {
    // Capitals are not hyphenated; the first reaches into the margin, the second beyond the paper.
    let (long, endless) = ("ABCDEFGH01234567".repeat(4), "ABCDEFGH01234567".repeat(12));
    let words = "Words before it that fill a line and then a second line of the page. ".repeat(3);
    let report = report_of(vec![
        sample::paragraph(&format!("{words}{long} after")),
        sample::paragraph(&format!("{words}{endless} after")),
        sample::paragraph(&words.repeat(8)),
    ]);
    let plain = "#let report(data) = {
        set document(title: data.manifest.title)
        SET
        for s in data.sections { for b in s.blocks { BODY } }
    }";
    let text = "b.content.map(i => if i.type == \"text\" { i.text } else { [] }).join()";
    let template = |set: &str, body: &str| {
        let body = body.replace("TEXT", text);
        plain.replace("SET", set).replace("BODY", &body)
    };
    let check = |template: &str, expected: &[&str]| {
        let found = misfits(&report, &[("report.typ", template)]);
        let found: Vec<String> = found
            .iter()
            .map(|(misfit, word)| {
                let name = match misfit {
                    Misfit::SticksOut(_) => "sticks out",
                    Misfit::CutOff => "cut off",
                    Misfit::Overprints(_) => "overprints",
                    Misfit::LeavesCell(_) | Misfit::RunsBelow(_) => "other",
                };
                format!("{name} {}", word.chars().count())
            })
            .collect();
        assert_eq!(found, expected, "{template}");
    };
    // No header, no footer, no show rule.
    let margins = "set page(paper: \"a4\", margin: 60mm)";
    check(
        &template(margins, "TEXT"),
        &["sticks out 64", "cut off 192"],
    );
    // A block that is made wider on purpose may use its width.
    let wide = "block(width: 150mm, par(TEXT))";
    check(&template(margins, wide), &["cut off 192"]);
    // Words that were put into the margin as a whole stay there.
    let aside = "par(TEXT) + place(top + right, dx: 45mm, box(width: 35mm)[aside])";
    check(&template(margins, aside), &["sticks out 64", "cut off 192"]);
    // What a template turns is its own affair.
    check(&template(margins, "rotate(90deg, par(TEXT))"), &[]);
    // The line of one column ends in the other.
    let columns = "set page(paper: \"a4\", margin: 20mm, columns: 2)";
    let found = misfits(&report, &[("report.typ", &template(columns, "par(TEXT)"))]);
    assert!(!found.is_empty());
}

#[test]
fn words_over_others_and_below_the_page_are_seen() {
    let report = report_of(vec![sample::paragraph("Words of the first paragraph.")]);
    let over = "#let report(data) = {
        set document(title: data.manifest.title)
        [First words here #h(-3em) and others.]
    }";
    let found = misfits(&report, &[("report.typ", over)]);
    assert!(
        matches!(&found[..], [(Misfit::Overprints(_), _)]),
        "{found:?}"
    );
    let below = "#let report(data) = {
        set document(title: data.manifest.title)
        block(breakable: false, for n in range(90) { par[Line of words] })
    }";
    let found = misfits(&report, &[("report.typ", below)]);
    assert!(
        matches!(&found[..], [(Misfit::RunsBelow(_) | Misfit::CutOff, _)]),
        "{found:?}"
    );
}

/// Writes the sample for human eyes: `UNDERPIN_SAMPLE=<folder> cargo test -- --ignored
/// write_the_sample`. Fonts for the Korean phrase come from `UNDERPIN_SAMPLE_FONT`.
#[test]
#[ignore = "writes files to look at"]
#[allow(clippy::disallowed_methods, clippy::print_stdout)]
fn write_the_sample() {
    let folder = std::env::var("UNDERPIN_SAMPLE").expect("the folder to write into");
    let fonts: Vec<OwnFont> = std::env::var("UNDERPIN_SAMPLE_FONT")
        .ok()
        .map(|path| OwnFont {
            bytes: std::fs::read(&path).unwrap().into(),
            path: path.into(),
        })
        .into_iter()
        .collect();
    let mut report = match fonts.is_empty() {
        true => sample::report(),
        false => sample::report_with_phrase(
            "강제송환 반대",
            "ko",
            Span::start_of(sample::report().manifest.file),
        ),
    };
    let templates = BTreeMap::new();
    let input = PdfInput {
        edition: Edition::Screen,
        register_json: REGISTER,
        references_json: b"[]",
        references_bib: b"",
        templates: &templates,
        fonts: &fonts,
    };
    for paper in ["a4", "us-letter", "a5"] {
        report.manifest.layout.paper = paper.to_owned();
        let book = render(&report, &input).unwrap();
        std::fs::write(format!("{folder}/sample-{paper}.pdf"), &book.bytes).unwrap();
        let picture = cover(&report, &templates, &fonts).unwrap();
        std::fs::write(format!("{folder}/cover-{paper}.png"), picture).unwrap();
    }
    let odd = render(&sample::odd_places(), &input).unwrap();
    std::fs::write(format!("{folder}/odd.pdf"), &odd.bytes).unwrap();
    let started = std::time::Instant::now();
    let long = sample::long_report(1500);
    let book = render(&long, &input).unwrap();
    println!(
        "{} pages in {:?}",
        book.pages.labels.len(),
        started.elapsed()
    );
    std::fs::write(format!("{folder}/long.pdf"), &book.bytes).unwrap();
    let value = contract(&report, Edition::Screen, &fonts);
    let text = serde_json::to_string_pretty(&value).unwrap();
    std::fs::write(format!("{folder}/report.json"), text).unwrap();
}

#[test]
fn a_printing_house_is_told_where_to_cut() {
    let report = sample::report();
    let made = |edition| {
        let input = PdfInput {
            edition,
            register_json: REGISTER,
            references_json: b"[]",
            references_bib: b"",
            templates: &BTreeMap::new(),
            fonts: &[],
        };
        render(&report, &input).unwrap()
    };
    let has = |book: &PdfBook, key: &[u8]| book.bytes.windows(key.len()).any(|at| at == key);
    let (screen, print) = (made(Edition::Screen), made(Edition::Print));
    for key in [&b"/TrimBox"[..], b"/BleedBox"] {
        assert!(has(&print, key) && !has(&screen, key));
    }
    // The body begins on a right-hand page.
    let first = print.pages.labels.iter().position(|label| label == "1");
    assert_eq!(first.unwrap() % 2, 0);
}

#[test]
fn addresses_reach_readers_of_paper() {
    let mut report = sample::report();
    let link = |words: &str, url: &str| crate::model::Inline {
        kind: InlineKind::Link {
            url: url.to_owned(),
            content: vec![crate::model::Inline {
                kind: InlineKind::Text(words.to_owned()),
                span: Span::start_of(report.manifest.file),
            }],
        },
        span: Span::start_of(report.manifest.file),
    };
    let content = vec![
        link("the law", "https://example.org/law"),
        link("example.org", "https://example.org"),
        link("the ruling", "https://example.org/ruling"),
    ];
    report.sections[0].blocks[1].kind = BlockKind::Paragraph(content);
    let calls = |edition| -> Vec<Value> {
        let value = contract(&report, edition, &[]);
        let content = value["sections"][0]["blocks"][1]["content"].clone();
        let links = content.as_array().unwrap().iter();
        links.map(|link| link["address"]["call"].clone()).collect()
    };
    assert_eq!(calls(Edition::Print), ["a".into(), Value::Null, "b".into()]);
    assert_eq!(
        calls(Edition::Screen),
        [Value::Null, Value::Null, Value::Null]
    );
}

/// A piece of text on a page: the page, the height, the left edge and the words.
type Piece = (usize, i64, f64, String);

/// The text of the sample's pages in another language.
fn pieces_in(tag: &str) -> Vec<Piece> {
    let mut report = sample::report();
    let span = Span::start_of(report.manifest.file);
    report.manifest.language = Some(Located::new(tag.to_owned(), span));
    let (templates, day) = (BTreeMap::new(), day_of(&report).unwrap());
    let input = input(&templates);
    let (mut found, mut page) = (Vec::new(), 0);
    let mut keep = |pieces: &[look::Piece<'_>]| {
        let pieces = pieces.iter().map(|piece| {
            let baseline = (piece.baseline.to_pt() * 10.0).round() as i64;
            let words = piece.text.text.trim().to_owned();
            (page, baseline, piece.left.to_pt(), words)
        });
        found.extend(pieces);
        page += 1;
    };
    set(&report, &input, day, None, &mut keep).unwrap();
    found
}

/// The words of the first line that holds certain words, from left to right.
fn line_with(pieces: &[Piece], words: &str) -> String {
    let of = |piece: &&Piece| piece.3.split(' ').any(|word| word == words) || piece.3 == words;
    let Some(&(page, baseline, ..)) = pieces.iter().find(of) else {
        panic!("{words}: {pieces:?}");
    };
    let beside = |piece: &&Piece| piece.0 == page && (piece.1 - baseline).abs() < 5;
    let mut line: Vec<&Piece> = pieces.iter().filter(beside).collect();
    line.sort_by(|one, other| one.2.total_cmp(&other.2));
    let words: Vec<&str> = line.iter().map(|piece| piece.3.as_str()).collect();
    words.join(" ").replace(" .", "").replace('.', "")
}

#[test]
fn a_date_is_read_in_the_direction_of_its_words() {
    let check = |tag, word, expected: &str| {
        let line = line_with(&pieces_in(tag), word);
        assert!(line.contains(expected), "{tag}: {line}");
    };
    check("de", "November", "20 November 2026");
    check("ar", "نوفمبر", "2026 نوفمبر 20");
    // Urdu has no words yet: English ones keep their order in it.
    check("ur", "November", "20 November 2026");
}

#[test]
fn the_contents_of_a_report_from_the_right_begin_with_the_number_on_the_right() {
    let pieces = pieces_in("ar");
    let list: Vec<Piece> = pieces.into_iter().filter(|piece| piece.0 == 2).collect();
    // The page, the title and the number; the second section begins on a later page.
    let line = line_with(&list, "How many people, and how the number is known");
    assert_eq!(line, "1 How many people, and how the number is known 11");
}

#[test]
fn every_word_of_the_program_has_a_face() {
    let book = Book::new(&BTreeMap::new(), &[], None);
    for tag in Terms::shipped() {
        for (name, word) in Terms::for_language(tag).iter() {
            for character in word.chars().filter(|c| !c.is_whitespace()) {
                // A sign between letters that has no picture of its own.
                let is_silent = character == '\u{200c}';
                assert!(
                    is_silent || book.covers(character),
                    "{tag}: {name}: {character}"
                );
            }
        }
    }
}
