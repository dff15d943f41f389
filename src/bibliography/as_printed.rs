//! What entries of real bibliographies print, as their authors write them.

use super::format::locator;
use super::{Library, Request, RequestItem, find_style, format};
use crate::model::{CitationMode, DefectKind, Inline, InlineKind, Joint, text_of};
use crate::source::{Sources, Span};

/// The citations of all entries, one by one in the order of the file, and the reference list.
fn shown(name: &str, text: &str, style: &str) -> (Vec<String>, Vec<String>) {
    shown_in(name, text, &find_style(style).unwrap())
}

fn shown_in(name: &str, text: &str, style: &super::Style) -> (Vec<String>, Vec<String>) {
    let mut sources = Sources::default();
    let file = sources.add(name, text);
    let mut defects = Vec::new();
    let library = Library::read(&sources, &[file], &mut defects);
    assert!(defects.is_empty(), "{defects:?}");
    let requests: Vec<Request<'_>> = (0..library.references().len())
        .map(|reference| Request {
            items: vec![RequestItem::bare(reference)],
            mode: CitationMode::Parenthetical,
            note_number: style.is_note_style().then_some(reference + 1),
            span: Span::start_of(file),
        })
        .collect();
    let formatted = format(&library, style, Some("en-US"), &requests, &[]);
    let cited = formatted.citations.iter().map(|one| text_of(one));
    let listed = formatted.list.iter().map(|one| text_of(&one.content));
    (cited.collect(), listed.collect())
}

/// A citation style of one layout of citations.
fn style_with(layout: &str) -> super::Style {
    let xml = format!(
        "<style xmlns=\"http://purl.org/net/xbiblio/csl\" class=\"in-text\" version=\"1.0\">\
         <info><title>A</title><id>a</id><updated>2026-01-01T00:00:00+00:00</updated></info>\
         <citation>{layout}</citation></style>"
    );
    super::read_style(&xml).unwrap()
}

/// Checks the reference list of a BibTeX file.
fn check(style: &str, bib: &str, expected: &[&str]) {
    let (_, listed) = shown("a.bib", bib, style);
    assert_eq!(listed, expected, "{style}");
}

const CHICAGO: &str = "chicago-author-date";

#[test]
fn dates_in_words_are_printed() {
    let bib = "@book{a, author={Aa, A.}, title={A}, publisher={P}, year={in press}}\n\
        @book{b, author={Bb, A.}, title={B}, publisher={P}, year={n.d.}}\n\
        @book{c, author={Cc, A.}, title={C}, publisher={P}, year={[2019]}}\n\
        @book{d, author={Dd, A.}, title={D}, publisher={P}, date={1850/1855}}\n\
        @article{e, author={Ee, A.}, title={E}, journal={J}, date={2001-21}, number=2}\n";
    let (cited, listed) = shown("a.bib", bib, CHICAGO);
    assert_eq!(
        cited,
        [
            "(Aa in press)",
            "(Bb, n.d.)",
            "(Cc 2019)",
            "(Dd 1850–1855)",
            "(Ee 2001)"
        ]
    );
    assert_eq!(
        listed,
        [
            "Aa, A. in press. A. P.",
            "Bb, A. n.d. B. P.",
            "Cc, A. 2019. C. P.",
            "Dd, A. 1850–1855. D. P.",
            "Ee, A. 2001. “E.” J, no. 2.",
        ]
    );
    let (cited, _) = shown("a.bib", bib, "apa");
    assert_eq!(cited[0], "(Aa, in press)");
    assert_eq!(cited[4], "(Ee, 2001)");
}

#[test]
fn pages_and_volumes_are_printed_as_they_are_written() {
    check(
        CHICAGO,
        "@article{a, author={Aa, A.}, title={A}, journal={J}, year=2001, volume={007}, pages={12, 15--17, 20}}\n\
         @article{b, author={Bb, A.}, title={B}, journal={J}, year=2001, volume=64, pages={016132}}\n",
        &[
            "Aa, A. 2001. “A.” J 007: 12, 15–17, 20.",
            "Bb, A. 2001. “B.” J 64: 016132.",
        ],
    );
}

#[test]
fn tex_is_printed_as_what_it_stands_for() {
    check(
        "apa",
        "@book{a, author={Garc\\'\\i a, M.~J.}, title={\\emph{Homo}: a ``Teaching'' in H\\textsubscript{2}O}, publisher={P}, year=2000}\n",
        &["García, M. J. (2000). Homo: a “Teaching” in H₂O. P."],
    );
}

#[test]
fn addresses_are_found_and_lead_where_they_did() {
    check(
        CHICAGO,
        "@misc{a, author={Aa, A.}, title={A}, howpublished={\\url{https://example.org/t_a}}, year=2014}\n\
         @online{b, author={Bb, A.}, title={B}, url={http://a.org/x{\\_}y\\%20z}, year=2016}\n",
        &[
            "Aa, A. 2014. “A.” https://example.org/t_a.",
            "Bb, A. 2016. “B.” http://a.org/x_y%20z.",
        ],
    );
}

#[test]
fn bodies_titles_and_containers_are_whole() {
    check(
        CHICAGO,
        "@book{a, author={Aa, A.}, title={Main Title}, subtitle={A Subtitle}, publisher={Chapman and Hall}, year=1999}\n\
         @phdthesis{b, author={Bb, A.}, title={B}, school={MIT}, address={Cambridge}, year=2001}\n\
         @misc{c, author={Cc, A.}, title={C}, journal={The Backward Glance}, year=2017, url={https://l.example/b}}\n\
         @article{d, author={{Di Tommaso}, Paolo and Van Noorden, Richard}, title={D}, journal={J}, volume=1, year=2017}\n\
         @manual{e, title={E}, author={{R Core Team}}, organization={R Foundation}, address={Vienna}, year=2016}\n",
        &[
            "Aa, A. 1999. Main Title: A Subtitle. Chapman and Hall.",
            "Bb, A. 2001. “B.” Doctoral dissertation, MIT.",
            "Cc, A. 2017. “C.” The Backward Glance. https://l.example/b.",
            "Di\u{a0}Tommaso, Paolo, and Richard Van\u{a0}Noorden. 2017. “D.” J 1.",
            "R Core Team. 2016. E. R Foundation.",
        ],
    );
    check(
        "apa",
        "@incollection{a, author={Aa, A.}, title={Chapter}, booktitle={Handbook}, booksubtitle={A Guide}, series={Lecture Notes}, number=12, volume=2, pages={1-20}, publisher={Springer}, year=2015}\n\
         @book{b, author={Bb, A.}, title={B}, series={Series}, number=7, publisher={P}, date={2011}, origdate={1899}}\n",
        &[
            "Aa, A. (2015). Chapter. In Handbook: A Guide (Vol. 2, pp. 1–20). Springer.",
            "Bb, A. (2011). B. P. (Original work published 1899)",
        ],
    );
}

#[test]
fn those_who_are_not_named_are_et_al() {
    let bib = "@article{a, author={Smith, John and Doe, Jane and others}, title={T}, journal={J}, volume=1, year=2001}\n\
        @article{b, author={Kim, Min and others}, title={T}, journal={J}, volume=1, year=2001}\n";
    let (cited, listed) = shown("a.bib", bib, CHICAGO);
    assert_eq!(cited, ["(Smith et al. 2001)", "(Kim et al. 2001)"]);
    assert_eq!(
        listed,
        [
            "Kim, Min, et al. 2001. “T.” J 1.",
            "Smith, John, Jane Doe, et al. 2001. “T.” J 1."
        ]
    );
    check(
        "apa",
        bib,
        &[
            "Kim, M., et al. (2001). T. J, 1.",
            "Smith, J., Doe, J., et al. (2001). T. J, 1.",
        ],
    );
}

#[test]
fn a_short_title_of_one_container_leaves_the_others_alone() {
    let json = r#"[{"id":"w","type":"webpage","title":"Why","author":[{"family":"Elba","given":"A."}],"container-title":"Engineuring","URL":"https://e.org/x","issued":{"date-parts":[[2016,2,3]]}},
        {"id":"a","type":"article-journal","title":"T","author":[{"family":"Cab","given":"G."}],"container-title":"Journal of Things","container-title-short":"J. Th.","volume":"1","issued":{"date-parts":[[2015]]}}]"#;
    let (_, listed) = shown("a.json", json, CHICAGO);
    assert_eq!(
        listed[1],
        "Elba, A. 2016. “Why.” Engineuring, February 3. https://e.org/x."
    );
}

#[test]
fn small_words_and_apostrophes_are_those_of_printers() {
    check(
        CHICAGO,
        "@article{a, author={Aa, A.}, title={Guns, germs, and steel (and has been) of β-cyclodextrin, the last}, journal={J}, volume=1, year=1997}\n\
         @book{b, author={Bb, A.}, title={{{An Empiricist}}'s contributors' mapping}, publisher={O'Reilly}, year=2008}\n\
         @mastersthesis{c, author={Cc, A.}, title={C}, school={Uni}, year=2001}\n",
        &[
            "Aa, A. 1997. “Guns, Germs, and Steel (and Has Been) of β-Cyclodextrin, the Last.” J 1.",
            "Bb, A. 2008. An Empiricist’s Contributors’ Mapping. O’Reilly.",
            "Cc, A. 2001. “C.” Master’s thesis, Uni.",
        ],
    );
}

#[test]
fn letters_behind_years_follow_the_order_of_the_list() {
    let bib = "@book{z, author={Pedersen, T.}, title={tidygraph}, year=2020, publisher={C}}\n\
        @book{y, author={Pedersen, T.}, title={ggraph}, year=2020, publisher={C}}\n";
    let (cited, listed) = shown("a.bib", bib, CHICAGO);
    assert_eq!(cited, ["(Pedersen 2020b)", "(Pedersen 2020a)"]);
    assert_eq!(
        listed,
        [
            "Pedersen, T. 2020a. Ggraph. C.",
            "Pedersen, T. 2020b. Tidygraph. C."
        ]
    );
    let (cited, _) = shown("a.bib", bib, "apa");
    assert_eq!(cited, ["(Pedersen, 2020b)", "(Pedersen, 2020a)"]);
}

#[test]
fn works_without_a_date_have_letters_too() {
    let bib = "@book{z, author={{GitHub}}, title={Zoo}, publisher={P}, year={n.d.}}\n\
        @book{y, author={{GitHub}}, title={Ant}, publisher={P}, year={n.d.}}\n";
    for style in [CHICAGO, "apa"] {
        let (cited, listed) = shown("a.bib", bib, style);
        assert_eq!(cited, ["(GitHub, n.d.-b)", "(GitHub, n.d.-a)"], "{style}");
        assert!(listed[0].contains("n.d.-a"), "{listed:?}");
        assert!(listed[1].contains("n.d.-b"), "{listed:?}");
    }
}

#[test]
fn what_parts_citations_parts_no_elements_of_one() {
    let style = style_with(
        "<layout delimiter=\" ; \" suffix=\".\"><choose><if type=\"book\"><text variable=\"title\"/>\
         <text variable=\"publisher\" prefix=\", \"/></if><else><text value=\"x\"/></else></choose></layout>",
    );
    let bib = "@book{a, author={Aa, A.}, title={Handbook}, publisher={Hanser}, year=2019}\n";
    let (cited, _) = shown_in("a.bib", bib, &style);
    assert_eq!(cited, ["Handbook, Hanser."]);
}

#[test]
fn what_a_style_prints_in_notes_alone_is_in_no_list() {
    let json = r#"[{"id":"b","type":"personal_communication","title":"Letter","author":[{"family":"Le","given":"T."}],"issued":{"date-parts":[[2001,2,3]]}},
        {"id":"a","type":"book","title":"B","author":[{"family":"Aa","given":"A."}],"publisher":"P","issued":{"date-parts":[[2001]]}}]"#;
    let (_, listed) = shown("a.json", json, "chicago-notes");
    assert_eq!(listed, ["Aa, A. B. P, 2001."]);
}

/// The facts of the one entry of a file.
#[test]
fn a_quotation_mark_in_braces_ends_no_value() {
    let bib = "@article{a, author = {Kim, Min}, title = \"A {\"}quoted{\"} thing\", journal = \"J\" # { of {\"}K{\"}},\n\
               year = 2014, note = \"open {\n}\n\n@book{b, title = \"B\", author = {Lee, An}, year = \"2015\"}\n";
    let mut sources = Sources::default();
    let file = sources.add("a.bib", bib);
    let library = Library::read(&sources, &[file], &mut Vec::new());
    let keys = library.references().iter().map(|one| one.key.as_str());
    assert_eq!(
        keys.collect::<Vec<_>>(),
        ["b"],
        "an entry that is never closed takes no other with it"
    );
    check(
        "chicago-author-date",
        "@article{a, author = {Kim, Min}, title = \"A {\"}quoted{\"} thing\", journal = \"J\", year = 2014}",
        &["Kim, Min. 2014. “A ‘quoted’ Thing.” J."],
    );
}

#[test]
fn numbers_and_kinds_are_those_of_the_entry() {
    check(
        "apa",
        "@article{a, author = {Kim, Min}, title = {Rivers}, journal = {J}, volume = {XII}, eid = {045105}, year = 2014}\n\
         @thesis{b, author = {Lee, An}, title = {Dams}, type = {phdthesis}, institution = {U}, year = 2015}\n\
         @article{c, author = {{\\noopsort{a}}Min, Jo}, title = {C}, journal = {J}, year = 2016}\n\
         @article{d, author = {Hoces de la Guardia, F.}, title = {The {\\LaTeX\\ companion}}, journal = {J}, pages = {}, year = 2017}",
        &[
            "Hoces de la Guardia, F. (2017). The LaTeX companion. J.",
            "Kim, M. (2014). Rivers. J, XII, 045105.",
            "Lee, A. (2015). Dams [PhD thesis]. U.",
            "Min, J. (2016). C. J.",
        ],
    );
}

fn fact(name: &str, text: &str) -> crate::model::Reference {
    let mut sources = Sources::default();
    let file = sources.add(name, text);
    let library = Library::read(&sources, &[file], &mut Vec::new());
    library.references()[0].clone()
}

#[test]
fn an_address_that_is_none_is_kept_for_the_check_with_its_day() {
    let bib =
        |url: &str| format!("@online{{a, title={{A}}, url={{{url}}}, urldate={{2020-01-02}}}}\n");
    let json = |url: &str| {
        format!(
            r#"[{{"id":"a","type":"webpage","title":"A","URL":"{url}","accessed":{{"date-parts":[[2020,1,2]]}}}}]"#
        )
    };
    for url in ["www.river.example/c", "TODO", "https:/river.example/a"] {
        for one in [fact("a.bib", &bib(url)), fact("a.json", &json(url))] {
            assert_eq!(one.url.as_deref(), Some(url));
            let read = one.accessed.map(|date| date.to_string());
            assert_eq!(read.as_deref(), Some("2020-01-02"), "{url}");
        }
    }
}

#[test]
fn an_abbreviation_is_known_where_another_entry_is_never_closed() {
    let text = "@string{press = {Imaginary Press}}\n\
        @book{a, title={On weirs}, publisher=press, date={2019}}\n\
        @book{b, title={Never closed, publisher=press}\n";
    assert_eq!(
        fact("a.bib", text).publisher.as_deref(),
        Some("Imaginary Press")
    );
}

#[test]
fn months_and_days_that_do_not_exist_are_told() {
    for (fields, expected) in [("month={14}", "month"), ("month=feb, day=30", "day")] {
        let mut sources = Sources::default();
        let text = format!("@book{{a, title={{A}}, year={{2019}}, {fields}}}\n");
        let file = sources.add("a.bib", text.as_str());
        let mut defects = Vec::new();
        let library = Library::read(&sources, &[file], &mut defects);
        let told: Vec<_> = defects.iter().map(|defect| &defect.kind).collect();
        let is_told = matches!(told.as_slice(), [DefectKind::ImpossibleDate { field, .. }] if field == expected);
        assert!(is_told, "{told:?}");
        assert_eq!(
            library.references()[0].issued.map(|date| date.year),
            Some(2019)
        );
    }
}

#[test]
fn a_day_is_written_as_the_language_writes_it() {
    let bib = "@article{a, author={Doe, J.}, title={A}, journal={J}, date={2012-09-30}, entrysubtype={newspaper}, \
        url={https://example.org/a}, urldate={2013-10-02}}\n";
    let mut sources = Sources::default();
    let file = sources.add("a.bib", bib);
    let library = Library::read(&sources, &[file], &mut Vec::new());
    let check = |style: &str, language: &str, expected: &[&str]| {
        let style = find_style(style).unwrap();
        let request = Request {
            items: vec![RequestItem::bare(0)],
            mode: CitationMode::Parenthetical,
            note_number: None,
            span: Span::start_of(file),
        };
        let formatted = format(&library, &style, Some(language), &[request], &[]);
        let listed = text_of(&formatted.list[0].content);
        for words in expected {
            assert!(listed.contains(words), "{language}: {listed}");
        }
    };
    check(CHICAGO, "ko", &["J, 9월 30일."]);
    check(CHICAGO, "zh-CN", &["J, 9月30日."]);
    check(CHICAGO, "ja", &["J, 9月30日."]);
    check(CHICAGO, "vi", &["J, 30 Tháng Chín."]);
    check(CHICAGO, "en-GB", &["J, September 30."]);
    check("apa", "ko", &["(2012, 9월 30일)"]);
    check(
        "vancouver",
        "ko-KR",
        &["2012년 9월 30일 [", "2013년 10월 2일]"],
    );
    check(
        "harvard-cite-them-right",
        "zh-TW",
        &["9月30日", "2013年10月2日)"],
    );
}

#[test]
fn latin_words_are_marked_among_words_from_the_right() {
    let bib = "@book{a, author={Doe, John}, title={A weir}, publisher={Press}, date={2012}, url={https://example.org/a}}\n\
        @book{b, author={Dupont, Jean}, title={Le barrage}, publisher={Presse}, date={2013}, langid={french}}\n";
    let mut sources = Sources::default();
    let file = sources.add("a.bib", bib);
    let library = Library::read(&sources, &[file], &mut Vec::new());
    let marked = |language: &str| -> Vec<String> {
        let requests = [0, 1].map(|reference| Request {
            items: vec![RequestItem::bare(reference)],
            mode: CitationMode::Parenthetical,
            note_number: None,
            span: Span::start_of(file),
        });
        let style = find_style(CHICAGO).unwrap();
        let formatted = format(&library, &style, Some(language), &requests, &[]);
        let mut found = Vec::new();
        for entry in &formatted.list {
            languages(&entry.content, &mut found);
        }
        found
    };
    for language in ["ar", "fa-IR", "he"] {
        let found = marked(language);
        assert_eq!(found.len(), 2, "{found:?}");
        for (one, [begin, inside]) in found.iter().zip([
            ["en Doe, John. 2012.", "A weir"],
            ["fr Dupont, Jean.", "Le barrage"],
        ]) {
            assert!(one.starts_with(begin) && one.contains(inside), "{one}");
            assert!(!one.contains("https"), "{one}");
        }
    }
    assert!(marked("en").is_empty());
    assert!(marked("ko").is_empty());
}

/// The words that carry a language, each behind its tag.
fn languages(inlines: &[Inline], found: &mut Vec<String>) {
    for inline in inlines {
        if let InlineKind::Span { attrs, content } = &inline.kind
            && let Some(lang) = attrs.get("lang")
        {
            found.push(format!("{} {}", lang.value, text_of(content)));
        }
        languages(inline.children().unwrap_or_default(), found);
    }
}

/// One citation in a sentence of two works, with places and words, and one in brackets.
fn in_sentence(style: &str, expected: [&str; 2]) {
    let text = "[\
        {\"id\": \"a\", \"type\": \"book\", \"title\": \"First\", \"author\": [{\"family\": \"Doe\"}], \"issued\": {\"date-parts\": [[2005]]}},\
        {\"id\": \"b\", \"type\": \"book\", \"title\": \"Second\", \"author\": [{\"family\": \"Roe\"}], \"issued\": {\"date-parts\": [[2010]]}}]";
    let mut sources = Sources::default();
    let file = sources.add("a.json", text);
    let library = Library::read(&sources, &[file], &mut Vec::new());
    let style = find_style(style).unwrap();
    let place = |reference: usize, prefix: &'static str, page: &str| RequestItem {
        locator: Some(Box::leak(Box::new(locator("page", page, page)))),
        prefix,
        ..RequestItem::bare(reference)
    };
    let request = |items, mode| Request {
        items,
        mode,
        note_number: style.is_note_style().then_some(1),
        span: Span::start_of(file),
    };
    let requests = [
        request(
            vec![place(0, "", "33"), place(1, "see also", "5")],
            CitationMode::InText,
        ),
        request(vec![RequestItem::bare(0)], CitationMode::Parenthetical),
    ];
    let formatted = format(&library, &style, Some("en-US"), &requests, &[]);
    let shown: Vec<String> = formatted
        .authors
        .iter()
        .zip(&formatted.citations)
        .map(|(author, citation)| format!("{}{}", text_of(author), text_of(citation)))
        .collect();
    assert_eq!(shown, expected);
}

#[test]
fn those_who_are_not_named_keep_their_stop_in_a_sentence() {
    let bib = "@book{a, author = {Kim, A and Lee, B and Roe, C and Doe, D}, title = {Rivers}, publisher = {P}, year = 2014}\n\
               @book{b, author = {{Acme Inc.}}, title = {Dams}, publisher = {P}, year = 2015}";
    let mut sources = Sources::default();
    let file = sources.add("a.bib", bib);
    let library = Library::read(&sources, &[file], &mut Vec::new());
    for (name, expected) in [
        (
            "chicago-author-date",
            ["Kim et al. (2014)", "Acme Inc. (2015)"],
        ),
        ("modern-language-association", ["Kim et al.", "Acme Inc."]),
        ("chicago-notes", ["Kim et al.", "Acme Inc."]),
    ] {
        let style = find_style(name).unwrap();
        let request = |reference| Request {
            items: vec![RequestItem::bare(reference)],
            mode: CitationMode::InText,
            note_number: style.is_note_style().then_some(1),
            span: Span::start_of(file),
        };
        let formatted = format(
            &library,
            &style,
            Some("en-US"),
            &[request(0), request(1)],
            &[],
        );
        let printed = match style.is_note_style() {
            true => &formatted.authors,
            false => &formatted.citations,
        };
        let shown: Vec<String> = printed.iter().map(|words| text_of(words)).collect();
        assert_eq!(shown, expected, "{name}");
    }
}

#[test]
fn a_citation_without_its_author_keeps_its_words_and_brackets() {
    let bib = "@book{a, author = {Kim, Min}, title = {Rivers}, publisher = {P}, year = 2014}\n\
               @book{b, author = {Lee, An}, title = {Dams}, publisher = {P}, year = 2015}";
    let mut sources = Sources::default();
    let file = sources.add("a.bib", bib);
    let library = Library::read(&sources, &[file], &mut Vec::new());
    let style = find_style("chicago-author-date").unwrap();
    let alone = |prefix, suffix| RequestItem {
        prefix,
        suffix,
        suppress_author: true,
        ..RequestItem::bare(0)
    };
    let check = |items: Vec<RequestItem<'static>>, expected: &str| {
        let request = Request {
            items,
            mode: CitationMode::Parenthetical,
            note_number: None,
            span: Span::start_of(file),
        };
        let formatted = format(&library, &style, Some("en"), &[request], &[]);
        assert_eq!(text_of(&formatted.citations[0]), expected);
    };
    check(vec![alone("see", "")], "(see 2014)");
    check(vec![alone("", "my emphasis")], "(2014, my emphasis)");
    check(
        vec![RequestItem::bare(1), alone("see", "")],
        "(Lee 2015; see 2014)",
    );
}

#[test]
fn words_behind_a_place_are_joined_as_they_are_written() {
    let bib = "@book{a, author = {Kim, Min}, title = {Rivers}, publisher = {P}, year = 2014}";
    let mut sources = Sources::default();
    let file = sources.add("a.bib", bib);
    let library = Library::read(&sources, &[file], &mut Vec::new());
    let style = find_style("chicago-author-date").unwrap();
    let page = locator("page", "12", "p. 12");
    let check = |suffix, joint, expected: &str| {
        let item = RequestItem {
            locator: Some(&page),
            suffix,
            joint,
            ..RequestItem::bare(0)
        };
        let request = Request {
            items: vec![item],
            mode: CitationMode::Parenthetical,
            note_number: None,
            span: Span::start_of(file),
        };
        let formatted = format(&library, &style, Some("en"), &[request], &[]);
        assert_eq!(text_of(&formatted.citations[0]), expected);
    };
    check("ff.", Joint::of(" ", "ff."), "(Kim 2014, 12 ff.)");
    check(
        "my emphasis",
        Joint::of(", ", "my emphasis"),
        "(Kim 2014, 12, my emphasis)",
    );
    check(
        "(my emphasis)",
        Joint::of(" ", "("),
        "(Kim 2014, 12 (my emphasis))",
    );
    check(".", Joint::of("", "."), "(Kim 2014, 12.)");
}

#[test]
fn what_follows_a_key_in_a_sentence_stands_in_its_brackets() {
    in_sentence(
        CHICAGO,
        ["Doe (2005, 33; see also Roe 2010, 5)", "(Doe 2005)"],
    );
    in_sentence(
        "apa",
        ["Doe (2005, p. 33; see also Roe, 2010, p. 5)", "(Doe, 2005)"],
    );
    in_sentence("mla", ["Doe (33; see also Roe 5)", "(Doe)"]);
    in_sentence("ieee", ["Doe [1, p. 33], see also [2, p. 5]", "[1]"]);
}

#[test]
fn works_without_a_date_name_their_author_once() {
    let bib = "@book{c, author={Roe, A.}, title={C}, publisher={P}}\n\
        @book{d, author={Roe, A.}, title={D}, publisher={P}}\n\
        @book{e, author={Poe, A.}, title={E}, publisher={P}}\n";
    let mut sources = Sources::default();
    let file = sources.add("a.bib", bib);
    let library = Library::read(&sources, &[file], &mut Vec::new());
    let check = |style: &str, items: Vec<RequestItem<'_>>, expected: &str| {
        let request = Request {
            items,
            mode: CitationMode::Parenthetical,
            note_number: None,
            span: Span::start_of(file),
        };
        let style = find_style(style).unwrap();
        let formatted = format(&library, &style, Some("en-US"), &[request], &[]);
        assert_eq!(text_of(&formatted.citations[0]), expected);
    };
    let bare = RequestItem::bare;
    check(CHICAGO, vec![bare(0), bare(1)], "(Roe, n.d.-a, n.d.-b)");
    check("apa", vec![bare(0), bare(1)], "(Roe, n.d.-a, n.d.-b)");
    check(CHICAGO, vec![bare(0), bare(2)], "(Roe, n.d.; Poe, n.d.)");
    let page = locator("page", "3", "3");
    let first = RequestItem {
        locator: Some(&page),
        ..bare(0)
    };
    check(CHICAGO, vec![first, bare(1)], "(Roe, n.d.-a, 3; n.d.-b)");
    let other = RequestItem {
        prefix: "but see",
        ..bare(1)
    };
    check(
        CHICAGO,
        vec![bare(0), other],
        "(Roe, n.d.-a; but see Roe, n.d.-b)",
    );
}

/// Types that hayagriva does not know, with what only they have.
const TYPES: &str = r#"[
{"id": "a", "type": "treaty", "title": "Convention on rivers", "container-title": "UNTS", "volume": "189", "page": "137", "issued": {"date-parts": [[1951, 7, 28]]}},
{"id": "b", "type": "dataset", "title": "River data", "author": [{"literal": "Office"}], "publisher": "Zenodo", "version": "2", "issued": {"date-parts": [[2015]]}},
{"id": "c", "type": "interview", "title": "On the river", "author": [{"family": "Doe", "given": "John"}], "issued": {"date-parts": [[2005, 3, 2]]}},
{"id": "d", "type": "report", "title": "A report", "author": [{"literal": "UN"}], "publisher": "UN", "number": "A/1", "issued": {"date-parts": [[2012]]}},
{"id": "e", "type": "article-magazine", "title": "A piece", "author": [{"family": "Poe", "given": "Jo"}], "container-title": "The Mag", "issued": {"date-parts": [[2014, 5, 6]]}}
]"#;

#[test]
fn a_work_is_of_the_type_that_it_says() {
    let (cited, listed) = shown("a.json", TYPES, "chicago-author-date");
    assert_eq!(cited[0], "(Convention on Rivers 1951)");
    assert_eq!(
        listed,
        [
            "Convention on Rivers, July 28, 1951, 189 UNTS 137.",
            "Office. 2015. “River Data.” Version 2. Zenodo.",
            "Poe, Jo. 2014. “A Piece.” The Mag, May 6.",
            "UN. 2012. A Report. A/1. UN.",
        ]
    );
    // Numbers stay those of the citations.
    let (cited, listed) = shown("a.json", TYPES, "ieee");
    assert_eq!(cited[2], "[3]");
    assert_eq!(listed[1], "Office, “River data.” Zenodo, 2015.");
}

#[test]
fn works_told_apart_by_more_names_have_no_letters() {
    let bib = "@book{a, author={Kim, M. and Oka, C. and Smith, J. and Diaz, A.}, title={A}, date={2014}}\n\
        @book{b, author={Kim, M. and Oka, C. and Smith, J. and Novak, P.}, title={B}, date={2014}}\n";
    let (cited, listed) = shown("a.bib", bib, "apa");
    assert_eq!(
        cited,
        [
            "(Kim, Oka, Smith, & Diaz, 2014)",
            "(Kim, Oka, Smith, & Novak, 2014)"
        ]
    );
    assert!(!listed[0].contains("2014a"), "{listed:?}");
}

#[test]
fn markdown_of_csl_yaml_is_printed() {
    let yaml = "- id: a\n  type: article-journal\n  title: \"*Ab initio* H~2~O, x^2^ and [deNOx]{.nocase} --- a test\"\n  author: {family: Fiser, given: Andr\\'as}\n  container-title: J\n  page: 57--90\n  issued: 2009\n- id: b\n  type: software\n  title: Tool\n  version: 3.10\n  author: A body\n  issued: 2010\n";
    let (_, listed) = shown("a.yml", yaml, "apa");
    assert_eq!(
        listed,
        [
            "A\u{a0}body. (2010). Tool (Version 3.10) [Computer software].",
            "Fiser, A. (2009). Ab initio H₂O, x² and deNOx — a test. J, 57–90.",
        ]
    );
}
