//! Asks hayagriva to format citations and the reference list. Knows no inlines.

use std::collections::{BTreeMap, HashMap};
use std::str::FromStr;
use std::sync::LazyLock;

use citationberg::taxonomy::Locator as CslLocator;
use citationberg::{CitationFormat, IndependentStyle, Locale, LocaleCode};
use hayagriva::types::EntryType;
use hayagriva::{
    BibliographyDriver, BibliographyItem, BibliographyRequest, CitationItem, CitationRequest,
    CitePurpose, LocatorPayload, Rendered, SpecificLocator,
};

use super::prune::{Answers, asks_for_place, drop_uncalled_macros, places_year_suffix};
use super::{Request, RequestItem, Style};
use crate::model::CitationMode;

/// The words of all languages. Unpacking them takes longer than checking a report, so it waits until
/// something is printed, and is done once.
pub(super) static LOCALES: LazyLock<Vec<Locale>> = LazyLock::new(hayagriva::archive::locales);

/// Unpacks the words of all languages, which would otherwise be done for the first citation.
pub fn unpack() {
    LazyLock::force(&LOCALES);
}

/// Has hayagriva format everything. Where an `order` is given, the entries are numbered and listed in
/// it, and not as the style would.
///
/// `answers` are what the style asks of the entries: each citation is formatted by a style that has
/// nothing left in it but what its works can reach.
pub(super) fn render(
    entries: &[hayagriva::Entry],
    style: &Style,
    answers: &Answers,
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
    let mut cut = Cut::to(requests, style, answers);
    let depends_on_place = cut.styles.iter_mut().any(asks_for_place);
    // A citation of several works is no "ibid." to any of them; hayagriva compares with the last. So
    // a work that nobody sees is cited between.
    let between = hayagriva::Entry::new(BETWEEN, EntryType::Misc);
    let mut wordless = style.csl.clone();
    wordless.citation.layout.elements.clear();
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
    let mut twins = Twins::default();
    // Which citation of the driver a request is.
    let mut place = Vec::new();
    let mut count = usize::from(!order.is_empty());
    for (at, (request, values)) in requests.iter().zip(&values).enumerate() {
        let twin = if depends_on_place {
            None
        } else {
            let items = request.items.iter().zip(values);
            let items = items.map(|(item, value)| Twin {
                work: item.reference,
                style: cut.of[at],
                locator: item.locator.map(|(term, _)| (term, value.as_str())),
                purpose: purpose_of(item, request, style),
            });
            twins.find(items.collect(), count)
        };
        place.push(twin.unwrap_or(count));
        if twin.is_some() {
            continue;
        }
        let items = request
            .items
            .iter()
            .zip(values)
            .map(|(item, value)| driver_item(entries, item, value, request, style))
            .collect();
        driver.citation(CitationRequest::new(
            items,
            &cut.styles[cut.of[at]],
            locale.cloned(),
            &LOCALES,
            request.note_number,
        ));
        count += 1;
        if depends_on_place && style.is_note_style() && request.items.len() > 1 {
            let item = CitationItem::new(&between, None, None, true, None);
            let locale = locale.cloned();
            driver.citation(CitationRequest::new(
                vec![item],
                &wordless,
                locale,
                &LOCALES,
                None,
            ));
            count += 1;
        }
    }
    let mut rendered = driver.finish(BibliographyRequest::new(
        &list_style,
        locale.cloned(),
        &LOCALES,
    ));
    let citations = place.iter().filter_map(|at| rendered.citations.get(*at));
    rendered.citations = citations.cloned().collect();
    rendered
}

/// One work of a citation, as far as it decides how it reads.
#[derive(Clone, PartialEq, Eq, Hash)]
struct Twin<'r> {
    work: usize,
    style: usize,
    locator: Option<(&'static str, &'r str)>,
    purpose: Option<CitePurpose>,
}

/// Citations that read the same, wherever they stand; only the first is formatted.
#[derive(Default)]
struct Twins<'r> {
    /// Where the first of each is.
    known: HashMap<Vec<Twin<'r>>, usize>,
    /// How often each work was cited, without its locator.
    cited: HashMap<Twin<'r>, usize>,
}

impl<'r> Twins<'r> {
    /// Where the citation of these works is that reads the same; if there is none, they are known to
    /// be at `place` from now on.
    ///
    /// Each work is formatted twice all the same, where it is cited twice: hayagriva tells works apart
    /// that were cited once in another way than others.
    fn find(&mut self, works: Vec<Twin<'r>>, place: usize) -> Option<usize> {
        let bare = |work: &Twin<'r>| Twin {
            locator: None,
            ..work.clone()
        };
        let count = |work| self.cited.get(&bare(work)).copied().unwrap_or_default();
        if works.iter().all(|work| count(work) > 1)
            && let Some(first) = self.known.get(&works)
        {
            return Some(*first);
        }
        for work in &works {
            *self.cited.entry(bare(work)).or_default() += 1;
        }
        self.known.entry(works).or_insert(place);
        None
    }
}

/// A style cut to what each of the requests can reach of it.
struct Cut {
    styles: Vec<IndependentStyle>,
    /// Which of them a request has.
    of: Vec<usize>,
}

impl Cut {
    fn to(requests: &[Request<'_>], style: &Style, answers: &Answers) -> Self {
        let mut cut = Self {
            styles: Vec::new(),
            of: Vec::new(),
        };
        let mut whole = style.csl.clone();
        let mut without_list = whole.clone();
        without_list.bibliography = None;
        drop_uncalled_macros(&mut without_list);
        // hayagriva looks for a name, and for the letter behind a year, in the list as well.
        let needs_list = places_year_suffix(&mut whole);
        let mut known = BTreeMap::new();
        for request in requests {
            let works = request.items.iter().map(|item| item.reference);
            let kinds = answers.kinds_of(works);
            // What "but see" turns against stands before it: such works keep their order.
            let mut others = request.items.iter().skip(1);
            let keeps_order = others.any(|item| !item.prefix.is_empty());
            let mut purposes = request
                .items
                .iter()
                .map(|item| purpose_of(item, request, style));
            let needs_list = needs_list || purposes.any(|purpose| purpose.is_some());
            let key = (kinds, keeps_order, needs_list);
            let number = *known.entry(key).or_insert_with_key(|(kinds, ..)| {
                let mut csl = if needs_list {
                    whole.clone()
                } else {
                    without_list.clone()
                };
                answers.prune(&mut csl, kinds);
                if keeps_order {
                    csl.citation.sort = None;
                }
                cut.styles.push(csl);
                cut.styles.len() - 1
            });
            cut.of.push(number);
        }
        cut
    }
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
    let purpose = purpose_of(item, request, style);
    CitationItem::new(&entries[item.reference], locator, None, false, purpose)
}

/// What of a work is printed, where it is not all that the style prints.
fn purpose_of(item: &RequestItem<'_>, request: &Request<'_>, style: &Style) -> Option<CitePurpose> {
    match request.mode {
        CitationMode::InText if !style.is_note_style() => Some(CitePurpose::Prose),
        // The author is taken off the prose form, which keeps the locator.
        _ if request.items.len() == 1 && leaves_author_out(item, style) => Some(CitePurpose::Prose),
        _ if leaves_author_out(item, style) => Some(CitePurpose::Year),
        _ => None,
    }
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
