//! Citations and the reference list, formatted once by hayagriva, as our own inlines.

use std::collections::BTreeSet;
use std::str::FromStr;
use std::sync::LazyLock;

use citationberg::taxonomy::Locator as CslLocator;
use citationberg::{CitationFormat, Locale, LocaleCode};
use hayagriva::types::EntryType;
use hayagriva::{
    BibliographyDriver, BibliographyItem, BibliographyRequest, CitationItem, CitationRequest,
    CitePurpose, ElemChildren, LocatorPayload, Rendered, SpecificLocator,
};

use super::polish::Polish;
use super::writer::{Writer, language_of};
use super::{Library, Style, namesakes};
use crate::model::{CitationMode, FormattedReference, Inline, InlineKind, text_of};
use crate::source::Span;

/// The words of all languages. Unpacking them takes longer than checking a report, so it waits until
/// something is printed, and is done once.
static LOCALES: LazyLock<Vec<Locale>> = LazyLock::new(hayagriva::archive::locales);

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
    /// CSL term and value of the locator.
    pub locator: Option<(&'static str, &'a str)>,
    /// The locator as the author wrote it; empty if there is none.
    pub locator_words: &'a str,
    /// The words before it.
    pub prefix: &'a str,
    /// The words after it.
    pub suffix: &'a str,
    /// Whether the author is left out.
    pub suppress_author: bool,
}

/// What comes out.
#[derive(Debug, Default)]
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
    let style = &style.for_library(library);
    let locale = language.map(|tag| LocaleCode(tag.to_owned()));
    let is_note_style = style.is_note_style();
    let locales = LOCALES.as_slice();
    let list_of = |key: &str| {
        let position = library.position(key)?;
        lists.get(position).copied()
    };
    let cited = requests.iter().flat_map(|request| &request.items);
    let cited: BTreeSet<usize> = cited.map(|item| item.reference).collect();
    let apart = namesakes::told_apart(&library.entries, &cited, style);
    let entries = apart.as_deref().unwrap_or(&library.entries);
    let mut style = style.clone();
    if style.names_authors() {
        style.csl.citation.disambiguate_add_givenname = false;
    }
    let style = &style;
    let mut rendered = render(entries, style, locale.as_ref(), requests, &[]);
    if !lists.is_empty() && style.citation_format() == Some(CitationFormat::Numeric) {
        let listed = rendered.bibliography.iter().flat_map(|list| &list.items);
        let mut order: Vec<usize> = listed
            .filter_map(|item| library.position(&item.key))
            .collect();
        order.sort_by_key(|position| lists.get(*position));
        rendered = render(entries, style, locale.as_ref(), requests, &order);
    }
    // The list never needs to tell names apart, and hayagriva would print the short names of the
    // citations in it.
    let unshortened = style.adds_names().then(|| {
        let mut style = style.clone();
        style.csl.citation.disambiguate_add_names = false;
        style.csl.citation.disambiguate_add_year_suffix = false;
        render(entries, &style, locale.as_ref(), requests, &[])
    });
    let polish = Polish::new(style, language, locales);
    let mut formatted = Formatted::default();
    for (request, citation) in requests.iter().zip(&rendered.citations) {
        let writer = Writer {
            library,
            items: &request.items,
            span: request.span,
            language: None,
            drops_locator: style.citation_format() == Some(CitationFormat::AuthorDate)
                && request.items.len() > 1,
        };
        let mut inlines = writer.children(&citation.citation);
        namesakes::cited(&mut inlines, entries);
        if style.citation_format() == Some(CitationFormat::AuthorDate) {
            part_years(&mut inlines, request, style);
        }
        let is_year_alone = |item| leaves_author_out(item, style);
        match request.items.as_slice() {
            [item] if is_year_alone(item) => {
                let author = author_of(library, item, style, locale.as_ref());
                drop_author(&mut inlines, &text_of(&writer.children(&author)));
            }
            items if items.iter().all(is_year_alone) => {
                // hayagriva prints special forms without the brackets of the style.
                inlines.insert(0, Inline::text("(", request.span));
                inlines.push(Inline::text(")", request.span));
            }
            [item]
                if request.mode == CitationMode::InText && text_of(&inlines).starts_with('(') =>
            {
                let words = title_words(library, item, request.span);
                name_before(&mut inlines, words);
            }
            _ => {}
        }
        if is_note_style {
            capitalise_first(&mut inlines);
        }
        formatted.citations.push(polish.polished(inlines));
        let author = (is_note_style && request.mode == CitationMode::InText)
            .then(|| author_words(library, style, locale.as_ref(), request));
        formatted.authors.push(author.unwrap_or_default());
    }
    for item in rendered.bibliography.iter().flat_map(|list| &list.items) {
        let Some(position) = library.position(&item.key) else {
            continue;
        };
        let Some(span) = library.references[position].span else {
            continue;
        };
        let writer = Writer {
            library,
            items: &[],
            span,
            language: language_of(library, position),
            drops_locator: false,
        };
        let mut content = writer.children(&item.content);
        if let Some(whole) = unshortened
            .as_ref()
            .and_then(|list| entry_of(list, &item.key))
        {
            let whole = writer.children(&whole.content);
            // A letter behind the year is not a name.
            if !differs_by_letter(&text_of(&content), &text_of(&whole)) {
                content = whole;
            }
        }
        namesakes::listed(&mut content);
        let mut content = trim(polish.polished(content));
        let label = style
            .sets_number_apart()
            .then(|| take_number(&mut content))
            .flatten();
        formatted.list.push(FormattedReference {
            key: item.key.clone(),
            label,
            content,
            occurrences: Vec::new(),
        });
    }
    formatted.list.sort_by_key(|entry| list_of(&entry.key));
    formatted
}

fn entry_of<'r>(rendered: &'r Rendered, key: &str) -> Option<&'r BibliographyItem> {
    let mut items = rendered.bibliography.iter().flat_map(|list| &list.items);
    items.find(|item| item.key == key)
}

/// Whether a text is another with one or two more letters in one place.
fn differs_by_letter(longer: &str, shorter: &str) -> bool {
    let Some(more @ 1..=2) = longer.len().checked_sub(shorter.len()) else {
        return false;
    };
    let same = longer
        .char_indices()
        .zip(shorter.chars())
        .find(|((_, a), b)| a != b)
        .map_or(shorter.len(), |((at, _), _)| at);
    longer.get(same..same + more).is_some_and(|letters| {
        letters.chars().all(|c| c.is_ascii_lowercase())
            && longer.get(same + more..) == shorter.get(same..)
    })
}

/// Parts the years of one author by commas, as CSL does where a style says nothing else: hayagriva
/// takes the delimiter of citations.
fn part_years(inlines: &mut [Inline], request: &Request<'_>, style: &Style) {
    let citation = &style.csl.citation;
    let delimiter = citation.layout.delimiter.as_deref().unwrap_or_default();
    if citation.collapse.is_none() || citation.cite_group_delimiter.is_some() {
        return;
    }
    let has_no_locator = |item: &RequestItem<'_>| item.locator.is_none() && item.suffix.is_empty();
    if !request.items.iter().all(has_no_locator) {
        return;
    }
    for at in 1..inlines.len().saturating_sub(1) {
        let is_year = |inline: &Inline| {
            let words = text_of(std::slice::from_ref(inline));
            matches!(inline.kind, InlineKind::ToReference { .. })
                && words.starts_with(|c: char| c.is_ascii_digit())
        };
        let follows = is_year(&inlines[at + 1]);
        if let InlineKind::Text(text) = &mut inlines[at].kind
            && text == delimiter
            && follows
        {
            *text = ", ".to_owned();
        }
    }
}

/// Has hayagriva format everything. Where an `order` is given, the entries are numbered and listed in
/// it, and not as the style would.
fn render(
    entries: &[hayagriva::Entry],
    style: &Style,
    locale: Option<&LocaleCode>,
    requests: &[Request<'_>],
    order: &[usize],
) -> Rendered {
    let mut driver = BibliographyDriver::new();
    let mut list_style = style.for_list();
    if !order.is_empty() {
        // What is cited first is number one: a citation that nobody sees names them in order.
        let items = order
            .iter()
            .map(|position| {
                let entry = &entries[*position];
                CitationItem::new(entry, None, None, true, None)
            })
            .collect();
        let locale = locale.cloned();
        driver.citation(CitationRequest::new(
            items, &style.csl, locale, &LOCALES, None,
        ));
        if let Some(list) = &mut list_style.bibliography {
            list.sort = None;
        }
    }
    // A citation of several works is no "ibid." to any of them; hayagriva compares with the last. So
    // a work that nobody sees is cited between.
    let between = hayagriva::Entry::new(BETWEEN, EntryType::Misc);
    let mut unseen = Vec::new();
    for (at, request) in requests.iter().enumerate() {
        let items = request
            .items
            .iter()
            .map(|item| driver_item(entries, item, request, style))
            .collect();
        driver.citation(CitationRequest::new(
            items,
            &style.csl,
            locale.cloned(),
            &LOCALES,
            request.note_number,
        ));
        if style.is_note_style() && request.items.len() > 1 {
            let item = CitationItem::new(&between, None, None, true, None);
            let locale = locale.cloned();
            driver.citation(CitationRequest::new(
                vec![item],
                &style.csl,
                locale,
                &LOCALES,
                None,
            ));
            unseen.push(at);
        }
    }
    let mut rendered = driver.finish(BibliographyRequest::new(
        &list_style,
        locale.cloned(),
        &LOCALES,
    ));
    if !order.is_empty() {
        rendered.citations.remove(0);
    }
    for at in unseen {
        rendered.citations.remove(at + 1);
    }
    rendered
}

/// The key of the work that nobody sees.
const BETWEEN: &str = "\u{E00F}";

fn driver_item<'a>(
    entries: &'a [hayagriva::Entry],
    item: &RequestItem<'a>,
    request: &Request<'_>,
    style: &Style,
) -> CitationItem<'a, hayagriva::Entry> {
    let locator = item.locator.and_then(|(term, value)| {
        let term = CslLocator::from_str(term).ok()?;
        Some(SpecificLocator(term, LocatorPayload::Str(value)))
    });
    let purpose = match request.mode {
        CitationMode::InText if !style.is_note_style() => Some(CitePurpose::Prose),
        // The author is taken off the prose form, which keeps the locator.
        _ if request.items.len() == 1 && leaves_author_out(item, style) => Some(CitePurpose::Prose),
        _ if leaves_author_out(item, style) => Some(CitePurpose::Year),
        _ => None,
    };
    CitationItem::new(&entries[item.reference], locator, None, false, purpose)
}

/// Whether `-@key` is printed as the year alone. Only author–date styles print an author that could
/// be left out.
fn leaves_author_out(item: &RequestItem<'_>, style: &Style) -> bool {
    item.suppress_author && style.citation_format() == Some(CitationFormat::AuthorDate)
}

/// The author of a citation as the style prints it.
fn author_of(
    library: &Library,
    item: &RequestItem<'_>,
    style: &Style,
    locale: Option<&LocaleCode>,
) -> ElemChildren {
    let entry = &library.entries[item.reference];
    hayagriva::standalone_citation(CitationRequest::new(
        vec![CitationItem::with_entry(entry).kind(CitePurpose::Author)],
        &style.csl,
        locale.cloned(),
        &LOCALES,
        None,
    ))
}

/// Takes the author off the prose form of a citation, so that "Kim (2014, 5)" is "(2014, 5)".
fn drop_author(inlines: &mut Vec<Inline>, author: &str) {
    let whole = text_of(inlines);
    let from = if whole.starts_with(author) {
        author.len()
    } else {
        0
    };
    let Some(bracket) = whole[from..].find('(') else {
        return;
    };
    drop_characters(inlines, whole[..from + bracket].chars().count());
}

/// Takes characters off the start; how many are left to take.
fn drop_characters(inlines: &mut Vec<Inline>, mut count: usize) -> usize {
    while count > 0 {
        let Some(first) = inlines.first_mut() else {
            return count;
        };
        if let InlineKind::Text(text) = &mut first.kind {
            let cut = text.char_indices().nth(count).map(|(at, _)| at);
            match cut {
                Some(at) => {
                    *text = text[at..].to_owned();
                    return 0;
                }
                None => count -= text.chars().count(),
            }
        } else if let Some(children) = first.children_mut() {
            count = drop_characters(children, count);
            if !children.is_empty() {
                return count;
            }
        }
        inlines.remove(0);
    }
    0
}

/// What stands for the author of a work without one, in the sentence.
fn title_words(library: &Library, item: &RequestItem<'_>, span: Span) -> Vec<Inline> {
    let reference = &library.references[item.reference];
    let name = reference.creators.first().or(reference.title.as_ref());
    let name = name.unwrap_or(&reference.key);
    vec![Inline::text(format!("{name} "), span)]
}

/// Puts words at the start of a citation, inside its link.
fn name_before(inlines: &mut Vec<Inline>, words: Vec<Inline>) {
    match inlines.first_mut().map(|first| &mut first.kind) {
        Some(InlineKind::ToReference { content, .. }) => {
            content.splice(0..0, words);
        }
        _ => {
            inlines.splice(0..0, words);
        }
    }
}

/// The author's name for `@key` in a note style; the title where there is no author.
fn author_words(
    library: &Library,
    style: &Style,
    locale: Option<&LocaleCode>,
    request: &Request<'_>,
) -> Vec<Inline> {
    let mut words = Vec::new();
    for item in &request.items {
        let rendered = author_of(library, item, style, locale);
        let writer = Writer {
            library,
            items: std::slice::from_ref(item),
            span: request.span,
            language: language_of(library, item.reference),
            drops_locator: false,
        };
        let mut inlines = writer.children(&rendered);
        if text_of(&inlines).trim().is_empty() {
            inlines = trim(title_words(library, item, request.span));
        }
        // The full stop ends a note, and this is the middle of a sentence.
        if let Some(Inline {
            kind: InlineKind::Text(text),
            ..
        }) = inlines.last_mut()
            && text.ends_with('.')
        {
            text.pop();
        }
        words.extend(inlines);
    }
    words
}

/// Takes the number off the start of an entry, with its brackets or full stop.
fn take_number(content: &mut [Inline]) -> Option<Vec<Inline>> {
    let first = content.first_mut()?;
    let span = first.span;
    let InlineKind::Text(text) = &mut first.kind else {
        return None;
    };
    let opened = text.trim_start().trim_start_matches(['[', '(']);
    let digits = opened.len()
        - opened
            .trim_start_matches(|c: char| c.is_ascii_digit())
            .len();
    if digits == 0 {
        return None;
    }
    let rest = opened[digits..].trim_start_matches([']', ')', '.', ':']);
    let label = text[..text.len() - rest.len()].trim().to_owned();
    *text = rest.trim_start().to_owned();
    Some(vec![Inline::text(label, span)])
}

/// A note is a sentence: its first letter is a capital, also when it begins with a prefix.
fn capitalise_first(inlines: &mut [Inline]) {
    let Some(first) = inlines.first_mut() else {
        return;
    };
    if let InlineKind::Text(text) = &mut first.kind {
        let mut characters = text.chars();
        if let Some(initial) = characters.next()
            && initial.is_lowercase()
        {
            *text = initial.to_uppercase().chain(characters).collect();
        }
    }
}

/// Without white space at either end.
fn trim(mut inlines: Vec<Inline>) -> Vec<Inline> {
    if let Some(Inline {
        kind: InlineKind::Text(text),
        ..
    }) = inlines.first_mut()
    {
        *text = text.trim_start().to_owned();
    }
    if let Some(Inline {
        kind: InlineKind::Text(text),
        ..
    }) = inlines.last_mut()
    {
        *text = text.trim_end().to_owned();
    }
    inlines
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bibliography::find_style;
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
        let item = |reference, locator_words| RequestItem {
            reference,
            locator: (reference == 1).then_some(("page", "7")),
            locator_words,
            prefix: "",
            suffix: "",
            suppress_author,
        };
        let request = Request {
            items: vec![item(1, "p. 7")],
            mode,
            note_number: style.is_note_style().then_some(1),
            span: Span::start_of(file),
        };
        let other = Request {
            items: vec![item(0, "")],
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

    #[test]
    fn numbers_go_on_through_several_lists() {
        let check = |name: &str, lists: &[usize], expected: &[&str]| {
            let mut sources = Sources::default();
            let text = "a:\n  type: book\n  title: A\nb:\n  type: book\n  title: B\nc:\n  type: book\n  title: C\n";
            let file = sources.add("a.yml", text);
            let library = Library::read(&sources, &[file], &mut Vec::new());
            let style = find_style(name).unwrap();
            let item = |reference| RequestItem {
                reference,
                locator: None,
                locator_words: "",
                prefix: "",
                suffix: "",
                suppress_author: false,
            };
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
