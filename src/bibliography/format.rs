//! Citations and the reference list, formatted once by hayagriva, as our own inlines.

use std::collections::{BTreeSet, HashMap};

use citationberg::{CitationFormat, LocaleCode};
use hayagriva::{BibliographyItem, RenderedCitation};

use super::driver::{Formatter, List};
use super::polish::Polish;
use super::printer::Printer;
use super::words::words_for;
use super::{Library, Style, in_text, latin, namesakes, side_by_side};
use crate::model::{CitationMode, FormattedReference, Inline, Joint, Locator};
use crate::source::Span;
use crate::threads::both;

/// One citation to be formatted.
#[derive(Debug)]
pub struct Request<'a> {
    /// The references it names; unknown keys have been left out.
    pub items: Vec<RequestItem<'a>>,
    /// How it reads.
    pub mode: CitationMode,
    /// The number of the note it stands in, for note styles.
    pub note_number: Option<usize>,
    /// Where it stands.
    pub span: Span,
}

/// One reference within a request.
#[derive(Debug, Clone, Copy)]
pub struct RequestItem<'a> {
    /// Position in the library.
    pub reference: usize,
    /// The place inside it.
    pub locator: Option<&'a Locator>,
    /// The words before it.
    pub prefix: &'a str,
    /// The words after it.
    pub suffix: &'a str,
    /// What stands before these words.
    pub joint: Joint,
    /// Whether the author is left out.
    pub suppress_author: bool,
}

impl RequestItem<'_> {
    /// A reference with nothing before or after it.
    pub fn bare(reference: usize) -> Self {
        Self {
            reference,
            locator: None,
            prefix: "",
            suffix: "",
            joint: Joint::default(),
            suppress_author: false,
        }
    }
}

/// What comes out.
#[derive(Debug, Clone, Default)]
pub struct Formatted {
    /// One a request: the citation itself.
    pub citations: Vec<Vec<Inline>>,
    /// One a request: the author's name, where a note style needs it in the line.
    pub authors: Vec<Vec<Inline>>,
    /// The reference list, in the order of the style. `occurrences` is still empty.
    pub list: Vec<FormattedReference>,
}

/// Formats all citations of a report, in document order, and its reference list.
///
/// `language` is a BCP 47 tag; terms that a style lacks are taken from the CSL locale for it. `lists`
/// says of every reference of the library in which list it stands, and is empty where there is one:
/// the reference list comes out list by list, and numbers go on through all of them.
pub fn format(
    library: &Library,
    style: &Style,
    language: Option<&str>,
    requests: &[Request<'_>],
    lists: &[usize],
) -> Formatted {
    // A note holds all works of its citation.
    if style.is_note_style() {
        return format_each(library, style, language, requests, lists);
    }
    let (parts, goes_on) = in_text::parted(requests);
    let mut formatted = format_each(library, style, language, &parts, lists);
    formatted.citations = in_text::rejoined(formatted.citations, &goes_on, style);
    formatted.authors = vec![Vec::new(); requests.len()];
    formatted
}

/// The same for requests each of which is printed as one.
fn format_each(
    library: &Library,
    style: &Style,
    language: Option<&str>,
    requests: &[Request<'_>],
    lists: &[usize],
) -> Formatted {
    let requests = &side_by_side::ordered(library, style, requests);
    let words = &words_for(style, language);
    let style = &style.for_library(library).for_language(language, words);
    let locale = language.map(|tag| LocaleCode(tag.to_owned()));
    let cited = requests.iter().flat_map(|request| &request.items);
    let cited: BTreeSet<usize> = cited.map(|item| item.reference).collect();
    let apart = namesakes::told_apart(&library.printed, &cited, style);
    let entries = apart.as_deref().unwrap_or(&library.printed);
    let works = cited
        .iter()
        .map(|position| (*position, &entries[*position]));
    let kind_of = |position: usize| library.csl_kinds.get(position).copied().flatten();
    let (mut style, answers) = style.pruned(works, kind_of);
    if style.names_authors() {
        style.csl.citation.disambiguate_add_givenname = false;
    }
    let style = &style;
    let formatter = Formatter {
        entries,
        style,
        answers: &answers,
        locale: locale.as_ref(),
        words,
        list_depends_on_citations: style.list_depends_on_citations(),
    };
    let lettered = formatter.lettered(requests);
    let rendered = Listed::of(&formatter, library, requests, lists, &lettered);
    let printer = Printer {
        library,
        formatter,
        lettered: &lettered,
        families: namesakes::Families::of(entries),
        polish: Polish::new(style, language, words),
        turns_round: latin::turns_round(language),
    };
    let mut formatted = Formatted::default();
    for (request, citation) in requests.iter().zip(&rendered.citations) {
        formatted
            .citations
            .push(printer.citation(request, &citation.citation));
        formatted.authors.push(printer.author(request));
    }
    let entries = rendered.list.iter();
    formatted.list = entries
        .filter_map(|(entry, with_letter)| printer.entry(entry, with_letter.as_ref()))
        .collect();
    if !lists.is_empty() {
        let list_of = |key: &str| lists.get(library.position(key)?).copied();
        formatted.list.sort_by_key(|entry| list_of(&entry.key));
    }
    formatted
}

/// What hayagriva made of a report.
struct Listed {
    citations: Vec<RenderedCitation>,
    /// The entries of the list, and each as it is where letters stand behind the years of works that look
    /// alike, if that is another thing.
    list: Vec<(BibliographyItem, Option<BibliographyItem>)>,
}

impl Listed {
    fn of(
        formatter: &Formatter<'_>,
        library: &Library,
        requests: &[Request<'_>],
        lists: &[usize],
        lettered: &[usize],
    ) -> Self {
        let style = formatter.style;
        let sorted = match lettered.is_empty() {
            true => List::Sorted,
            false => List::Lettered(lettered),
        };
        // The list never needs to tell names apart, and hayagriva would print the short names of the
        // citations in it.
        let (unshortened, mut rendered) = if style.adds_names() {
            let beside = match style.takes_letters() {
                true => sorted,
                false => List::Absent,
            };
            both(
                || Some(formatter.list(&once_each(requests))),
                || formatter.citations(requests, beside),
            )
        } else {
            (None, formatter.citations(requests, sorted))
        };
        if !lists.is_empty() && style.citation_format() == Some(CitationFormat::Numeric) {
            let listed = rendered.bibliography.iter().flat_map(|list| &list.items);
            let mut order: Vec<usize> = listed
                .filter_map(|item| library.position(&item.key))
                .collect();
            order.sort_by_key(|position| lists.get(*position));
            rendered = formatter.citations(requests, List::InOrder(&order));
        }
        let beside = rendered.bibliography.map(|list| list.items);
        let beside = beside.unwrap_or_default();
        let list = match unshortened {
            Some(list) => {
                let beside = beside.into_iter().map(|item| (item.key.clone(), item));
                let mut beside: HashMap<String, BibliographyItem> = beside.collect();
                let entries = list.into_iter();
                entries
                    .map(|item| {
                        let with_letter = beside.remove(&item.key);
                        (item, with_letter)
                    })
                    .collect()
            }
            None => beside.into_iter().map(|item| (item, None)).collect(),
        };
        Self {
            citations: rendered.citations,
            list,
        }
    }
}

/// Each reference cited once, by itself, in the order of the first citations: all that a list is made of.
pub(super) fn once_each<'a>(requests: &[Request<'a>]) -> Vec<Request<'a>> {
    let mut known = BTreeSet::new();
    let items = requests
        .iter()
        .flat_map(|request| request.items.iter().map(move |item| (request, *item)));
    items
        .filter(|(_, item)| known.insert(item.reference))
        .map(|(request, item)| Request {
            items: vec![RequestItem {
                locator: None,
                ..item
            }],
            mode: request.mode,
            note_number: request.note_number,
            span: request.span,
        })
        .collect()
}

/// A locator that stands in no file.
#[cfg(test)]
pub(super) fn locator(term: &'static str, value: &str, written: &str) -> Locator {
    use crate::source::{Located, Sources};
    let nowhere = Span::start_of(Sources::default().add("a.md", ""));
    Locator {
        term,
        value: value.to_owned(),
        source: Located::new(written.to_owned(), nowhere),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bibliography::find_style;
    use crate::model::text_of;
    use crate::source::Sources;

    const ENTRIES: &str = "\
web:
  type: web
  title: Costs rose from $5 to $10 in the DPRK
  author: Human Rights Watch
  date: 2021
  url: https://example.org
book:
  type: book
  title: A Book
  author: Kim, Min-ji
  date: 1999
  publisher: Example Press
";

    /// Formats one citation of both entries and shows it, the labels and the reference list.
    fn check(name: &str, mode: CitationMode, suppress_author: bool, expected: &[&str]) {
        let mut sources = Sources::default();
        let file = sources.add("a.yml", ENTRIES);
        let library = Library::read(&sources, &[file], &mut Vec::new());
        let style = find_style(name).unwrap();
        let page = locator("page", "7", "p. 7");
        let item = |reference| RequestItem {
            reference,
            locator: (reference == 1).then_some(&page),
            prefix: "",
            suffix: "",
            joint: Joint::default(),
            suppress_author,
        };
        let request = Request {
            items: vec![item(1)],
            mode,
            note_number: style.is_note_style().then_some(1),
            span: Span::start_of(file),
        };
        let other = Request {
            items: vec![item(0)],
            mode: CitationMode::Parenthetical,
            note_number: style.is_note_style().then_some(2),
            span: Span::start_of(file),
        };
        let formatted = format(&library, &style, Some("en-GB"), &[request, other], &[]);
        let mut shown = vec![format!(
            "{}{}",
            text_of(&formatted.authors[0]),
            text_of(&formatted.citations[0])
        )];
        for entry in &formatted.list {
            let label = entry.label.as_deref().map(text_of).unwrap_or_default();
            shown.push(format!("{label}|{}", text_of(&entry.content)));
        }
        assert_eq!(shown, expected, "{name}");
    }

    #[test]
    fn styles_print_everything_that_an_entry_says() {
        check(
            "apa",
            CitationMode::Parenthetical,
            false,
            &[
                "(Kim, 1999, p. 7)",
                "|Human Rights Watch. (2021). Costs rose from $5 to $10 in the DPRK. https://example.org/",
                "|Kim, M. (1999). A Book. Example Press.",
            ],
        );
        check(
            "vancouver",
            CitationMode::Parenthetical,
            false,
            &[
                "(1)",
                "1.|Kim M. A Book. Example Press; 1999.",
                "2.|Human Rights Watch. Costs rose from $5 to $10 in the DPRK [Internet]. 2021. Available from: https://example.org/",
            ],
        );
    }

    #[test]
    fn a_locator_survives_where_the_author_is_left_out() {
        let list = [
            "|Human Rights Watch. 2021. ‘Costs Rose from $5 to $10 in the DPRK’. https://example.org/.",
            "|Kim, Min-ji. 1999. A Book. Example Press.",
        ];
        let with = |first| [first, list[0], list[1]];
        let name = "chicago-author-date";
        check(name, CitationMode::Parenthetical, true, &with("(1999, 7)"));
        check(name, CitationMode::InText, false, &with("Kim (1999, 7)"));
    }

    /// Formats citations, each a list of keys with or without a prefix and a section, in notes where
    /// the style has them.
    fn check_text(name: &str, entries: &str, citations: &[&str], expected: &[&str]) {
        let mut sources = Sources::default();
        let file = sources.add("a.yml", entries);
        let library = Library::read(&sources, &[file], &mut Vec::new());
        let style = match name.starts_with('<') {
            true => crate::bibliography::read_style(name).unwrap(),
            false => find_style(name).unwrap(),
        };
        let item = |written: &'static str| {
            let (written, section) = written.split_once(", sec. ").unwrap_or((written, ""));
            let (prefix, key) = written.rsplit_once(' ').unwrap_or(("", written));
            RequestItem {
                reference: library.position(key).unwrap(),
                locator: (!section.is_empty())
                    .then(|| &*Box::leak(Box::new(locator("section", section, section)))),
                prefix,
                suffix: "",
                joint: Joint::default(),
                suppress_author: false,
            }
        };
        let citations: Vec<&'static str> = citations
            .iter()
            .map(|text| &*Box::leak((*text).to_owned().into_boxed_str()))
            .collect();
        let requests: Vec<Request<'_>> = citations
            .iter()
            .enumerate()
            .map(|(at, text)| Request {
                items: text.split("; ").map(item).collect(),
                mode: CitationMode::Parenthetical,
                note_number: style.is_note_style().then_some(at + 1),
                span: Span::start_of(file),
            })
            .collect();
        let formatted = format(&library, &style, Some("en-GB"), &requests, &[]);
        let list = formatted.list.iter().map(|entry| text_of(&entry.content));
        let cited = formatted.citations.iter().map(|citation| text_of(citation));
        let shown: Vec<String> = cited.chain(list).collect();
        assert_eq!(shown, expected, "{name}");
    }

    const NAMESAKES: &str = "\
a:
  type: book
  title: Rivers
  author: Kim, Min-ji
  date: 1999
b:
  type: book
  title: Borders
  author: Kim, Hyun-soo
  date: 1999
";

    #[test]
    fn namesakes_are_told_apart_in_the_text_and_whole_in_the_list() {
        check_text(
            "apa",
            NAMESAKES,
            &["a", "b"],
            &[
                "(M. Kim, 1999)",
                "(H. Kim, 1999)",
                "Kim, H. (1999). Borders.",
                "Kim, M. (1999). Rivers.",
            ],
        );
        check_text(
            "chicago-author-date",
            NAMESAKES,
            &["a"],
            &["(Kim 1999)", "Kim, Min-ji. 1999. Rivers."],
        );
    }

    #[test]
    fn namesakes_of_all_scripts_are_told_apart() {
        let russian = NAMESAKES
            .replace("Kim, Min-ji", "Иванов, Пётр Сергеевич")
            .replace("Kim, Hyun-soo", "Иванов, Антон");
        check_text(
            "chicago-author-date",
            &russian,
            &["a", "b"],
            &[
                "(П. С. Иванов 1999)",
                "(А. Иванов 1999)",
                "Иванов, Антон. 1999. Borders.",
                "Иванов, Пётр Сергеевич. 1999. Rivers.",
            ],
        );
        let korean = NAMESAKES
            .replace("Kim, Min-ji", "김, 철수")
            .replace("Kim, Hyun-soo", "김, 영희");
        check_text(
            "chicago-author-date",
            &korean,
            &["a", "b"],
            &[
                "(김철수 1999)",
                "(김영희 1999)",
                "김영희. 1999. Borders.",
                "김철수. 1999. Rivers.",
            ],
        );
    }

    const IBID: &str = r#"<style xmlns="http://purl.org/net/xbiblio/csl" class="note" version="1.0">
  <info><title>Ibid</title><id>ibid</id><updated>2026-11-25T00:00:00+00:00</updated></info>
  <citation><layout suffix="." delimiter="; "><choose>
    <if position="ibid-with-locator"><group><text value="ibid "/><text variable="locator"/></group></if>
    <else-if position="ibid"><text value="ibid"/></else-if>
    <else><text variable="title"/></else>
  </choose></layout></citation>
</style>"#;

    #[test]
    fn ibid_follows_a_citation_of_one_work() {
        check_text(
            IBID,
            NAMESAKES,
            &["b; a", "a", "a", "a, sec. 2", "a, sec. 2", "a"],
            &[
                "Borders; Rivers.",
                "Rivers.",
                "ibid.",
                "ibid 2.",
                "ibid.",
                "Rivers.",
            ],
        );
    }

    #[test]
    fn a_bracket_follows_a_bracket_and_a_prefix_keeps_its_place() {
        check_text(
            "apa",
            NAMESAKES,
            &["see a; but see b", "a, sec. IV.C(b)"],
            &[
                "(see M. Kim, 1999; but see H. Kim, 1999)",
                "(M. Kim, 1999, Section IV.C(b))",
                "Kim, H. (1999). Borders.",
                "Kim, M. (1999). Rivers.",
            ],
        );
    }

    #[test]
    fn numbers_go_on_through_several_lists() {
        let check = |name: &str, lists: &[usize], expected: &[&str]| {
            let mut sources = Sources::default();
            let text = "a:\n  type: book\n  title: A\nb:\n  type: book\n  title: B\nc:\n  type: book\n  title: C\n";
            let file = sources.add("a.yml", text);
            let library = Library::read(&sources, &[file], &mut Vec::new());
            let style = find_style(name).unwrap();
            let item = RequestItem::bare;
            let requests = [vec![0], vec![1], vec![0, 1, 2]].map(|cited| Request {
                items: cited.into_iter().map(item).collect(),
                mode: CitationMode::Parenthetical,
                note_number: None,
                span: Span::start_of(file),
            });
            let formatted = format(&library, &style, Some("en-GB"), &requests, lists);
            let mut shown: Vec<String> = formatted.citations.iter().map(|c| text_of(c)).collect();
            for entry in &formatted.list {
                let label = entry.label.as_deref().map(text_of).unwrap_or_default();
                shown.push(format!("{label} {}", entry.key));
            }
            assert_eq!(shown, expected, "{name}");
        };
        check(
            "vancouver",
            &[],
            &["(1)", "(2)", "(1–3)", "1. a", "2. b", "3. c"],
        );
        check(
            "vancouver",
            &[1, 0, 1],
            &["(2)", "(1)", "(1–3)", "1. b", "2. a", "3. c"],
        );
        check(
            "chicago-author-date",
            &[1, 0, 0],
            &[
                "(A, n.d.)",
                "(B, n.d.)",
                "(A, n.d.; B, n.d.; C, n.d.)",
                " b",
                " c",
                " a",
            ],
        );
    }

    #[test]
    fn a_note_style_keeps_the_author_in_the_sentence() {
        check(
            "chicago-notes",
            CitationMode::InText,
            false,
            &[
                "KimMin-ji Kim, A Book (Example Press, 1999), 7.",
                "|Human Rights Watch. ‘Costs Rose from $5 to $10 in the DPRK’. 2021. https://example.org/.",
                "|Kim, Min-ji. A Book. Example Press, 1999.",
            ],
        );
    }
}
