//! Asks hayagriva to format citations and the reference list. Knows no inlines.

use std::str::FromStr;
use std::sync::LazyLock;

use citationberg::taxonomy::Locator as CslLocator;
use citationberg::{CitationFormat, Locale, LocaleCode};
use hayagriva::types::EntryType;
use hayagriva::{
    BibliographyDriver, BibliographyItem, BibliographyRequest, CitationItem, CitationRequest,
    CitePurpose, LocatorPayload, Rendered, SpecificLocator,
};

use super::{Request, RequestItem, Style};
use crate::model::CitationMode;

/// The words of all languages. Unpacking them takes longer than checking a report, so it waits until
/// something is printed, and is done once.
pub(super) static LOCALES: LazyLock<Vec<Locale>> = LazyLock::new(hayagriva::archive::locales);

/// Has hayagriva format everything. Where an `order` is given, the entries are numbered and listed in
/// it, and not as the style would.
pub(super) fn render(
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
    // What "but see" turns against stands before it: such works keep their order.
    let mut unsorted = style.csl.clone();
    unsorted.citation.sort = None;
    let values: Vec<Vec<String>> = requests
        .iter()
        .map(|request| {
            request
                .items
                .iter()
                .map(|item| locator_value(item, style))
                .collect()
        })
        .collect();
    for (at, (request, values)) in requests.iter().zip(&values).enumerate() {
        let items = request
            .items
            .iter()
            .zip(values)
            .map(|(item, value)| driver_item(entries, item, value, request, style))
            .collect();
        let keeps_order = request
            .items
            .iter()
            .skip(1)
            .any(|item| !item.prefix.is_empty());
        driver.citation(CitationRequest::new(
            items,
            if keeps_order { &unsorted } else { &style.csl },
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
const BETWEEN: &str = "\u{FDDA}";

fn driver_item<'a>(
    entries: &'a [hayagriva::Entry],
    item: &RequestItem<'a>,
    value: &'a str,
    request: &Request<'_>,
    style: &Style,
) -> CitationItem<'a, hayagriva::Entry> {
    let locator = item.locator.and_then(|(term, _)| {
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

/// The value of a locator in the style's form of page ranges, which hayagriva gives to the pages of
/// entries only. A range of roman numbers has the dash that hayagriva gives to other numbers.
fn locator_value(item: &RequestItem<'_>, style: &Style) -> String {
    let Some((term, value)) = item.locator else {
        return String::new();
    };
    let Some((start, end)) = value.split_once(['-', '–']) else {
        return value.to_owned();
    };
    let is_all = |part: &str, of: fn(char) -> bool| !part.is_empty() && part.chars().all(of);
    let is_roman = |part: &str| is_all(part, |c| "ivxlcdm".contains(c.to_ascii_lowercase()));
    if is_roman(start) && is_roman(end) {
        return format!("{start}–{end}");
    }
    let is_number = |part: &str| is_all(part, |c| c.is_ascii_digit());
    let mut out = String::new();
    match style.csl.settings.page_range_format {
        Some(format) if term == "page" && is_number(start) && is_number(end) => {
            match format.format(&mut out, start, end, Some("-")) {
                Ok(()) => out,
                Err(_) => value.to_owned(),
            }
        }
        _ => value.to_owned(),
    }
}

pub(super) fn entry_of<'r>(rendered: &'r Rendered, key: &str) -> Option<&'r BibliographyItem> {
    let mut items = rendered.bibliography.iter().flat_map(|list| &list.items);
    items.find(|item| item.key == key)
}

/// Whether `-@key` is printed as the year alone. Only author–date styles print an author that could
/// be left out.
pub(super) fn leaves_author_out(item: &RequestItem<'_>, style: &Style) -> bool {
    item.suppress_author
        && match style.citation_format() {
            Some(CitationFormat::AuthorDate) => true,
            // Without the author nothing but the locator is left.
            Some(CitationFormat::Author) => item.locator.is_some(),
            _ => false,
        }
}
