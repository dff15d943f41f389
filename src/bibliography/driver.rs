//! Asks hayagriva to format citations and the reference list. Knows no inlines.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::str::FromStr;

use citationberg::taxonomy::Locator as CslLocator;
use citationberg::{CitationFormat, Collapse, IndependentStyle, Locale, LocaleCode};
use hayagriva::types::{Date, EntryType};
use hayagriva::{
    BibliographyDriver, BibliographyItem, BibliographyRequest, BufWriteFormat, CitationItem,
    CitationRequest, CitePurpose, LocatorPayload, Rendered, SpecificLocator,
};

use super::format::once_each;
use super::marks::UNSEEN;
use super::mend::year_alone;
use super::order;
use super::prune::{Answers, asks_for_place, drop_uncalled_macros, places_year_suffix};
use super::stand_ins::{LocatorValue, spells_out_locators};
use super::{Request, RequestItem, Style, side_by_side};
use crate::model::{CitationMode, Locator};

/// What is formatted, and how.
#[derive(Clone, Copy)]
pub(super) struct Formatter<'f> {
    /// The entries of the library.
    pub(super) entries: &'f [hayagriva::Entry],
    pub(super) style: &'f Style,
    /// What the style asks of the entries: each work is formatted by a style that has nothing left in
    /// it but what the work can reach.
    pub(super) answers: &'f Answers,
    /// The language of the report.
    pub(super) locale: Option<&'f LocaleCode>,
    /// The words of that language, and those that stand in for them.
    pub(super) words: &'f [Locale],
    /// See [`Style::list_depends_on_citations`].
    pub(super) list_depends_on_citations: bool,
}

/// The reference list that is formatted with the citations.
#[derive(Clone, Copy)]
pub(super) enum List<'l> {
    /// None.
    Absent,
    /// In the order of the style.
    Sorted,
    /// Numbered and listed in this order, which names positions in the library.
    InOrder(&'l [usize]),
    /// In the order of the style, with letters behind the years of these works in this order.
    Lettered(&'l [usize]),
}

impl List<'_> {
    /// How many citations that nobody sees stand before those that are asked for.
    fn unseen(self) -> usize {
        match self {
            Self::InOrder(_) => 1,
            Self::Lettered(_) => 2,
            Self::Absent | Self::Sorted => 0,
        }
    }
}

impl Formatter<'_> {
    /// Formats the citations, and a reference list of the works in them.
    pub(super) fn citations(&self, requests: &[Request<'_>], list: List<'_>) -> Rendered {
        match self.citations_with(requests, list, LocatorValue::of) {
            (rendered, true) => rendered,
            (_, false) => self.citations_with(requests, list, LocatorValue::itself).0,
        }
    }

    /// The same with locators as they are asked for, and whether their own numbers could be put back.
    fn citations_with(
        &self,
        requests: &[Request<'_>],
        list: List<'_>,
        asked: fn(String) -> LocatorValue,
    ) -> (Rendered, bool) {
        let style = self.style;
        let mut driver = BibliographyDriver::new();
        let mut list_style = style.for_list();
        if let List::InOrder(order) = list {
            // What is cited first is number one.
            driver.citation(self.unseen(order, &style.csl));
        }
        let mut unsorted = style.csl.clone();
        unsorted.citation.sort = None;
        // hayagriva has no letters where no date is printed at all: so one is, that nobody sees.
        let mut dated = hayagriva::Entry::new(UNSEEN, EntryType::Misc);
        dated.set_date(Date::from_year(2000));
        let year_alone = match list {
            List::Lettered(_) => year_alone(),
            _ => None,
        };
        let year_alone = year_alone.as_ref().unwrap_or(&unsorted);
        if let List::Lettered(works) = list {
            driver.citation(self.unseen(works, &unsorted));
            let item = CitationItem::new(&dated, None, None, true, None);
            let items = vec![item];
            driver.citation(CitationRequest::new(
                items, year_alone, None, self.words, None,
            ));
        }
        match (list, &mut list_style.bibliography) {
            (List::Absent, list) => *list = None,
            (List::InOrder(_), Some(list)) => list.sort = None,
            _ => {}
        }
        let cut = Cut::to(requests, self);
        let depends_on_place = cut.styles.iter().any(asks_for_place);
        let asked = match depends_on_place || cut.styles.iter().any(spells_out_locators) {
            true => LocatorValue::itself,
            false => asked,
        };
        // A citation of several works is no "ibid." to any of them; hayagriva compares with the last.
        // So a work that nobody sees is cited between.
        let between = hayagriva::Entry::new(UNSEEN, EntryType::Misc);
        let mut wordless = style.csl.clone();
        wordless.citation.layout.elements.clear();
        let values = locator_values(requests, style, asked);
        let mut twins = Twins::default();
        // Which citation of the driver a request is.
        let mut place = Vec::new();
        let mut count = list.unseen();
        for (at, (request, values)) in requests.iter().zip(&values).enumerate() {
            let twin = if depends_on_place {
                None
            } else {
                let items = request.items.iter().zip(values);
                let items = items.map(|(item, value)| Twin {
                    work: item.reference,
                    style: cut.of[at],
                    locator: item
                        .locator
                        .map(|locator| (locator.term, value.value.as_str())),
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
                .map(|(item, value)| driver_item(self.entries, item, &value.value, request, style))
                .collect();
            driver.citation(CitationRequest::new(
                items,
                &cut.styles[cut.of[at]],
                self.locale.cloned(),
                self.words,
                request.note_number,
            ));
            count += 1;
            if depends_on_place && style.is_note_style() && request.items.len() > 1 {
                let item = CitationItem::new(&between, None, None, true, None);
                let locale = self.locale.cloned();
                driver.citation(CitationRequest::new(
                    vec![item],
                    &wordless,
                    locale,
                    self.words,
                    None,
                ));
                count += 1;
            }
        }
        let mut rendered = driver.finish(self.bibliography(&list_style));
        let citations = place.iter().filter_map(|at| rendered.citations.get(*at));
        rendered.citations = citations.cloned().collect();
        let are_back = put_back(&mut rendered, &values);
        (rendered, are_back)
    }

    /// Formats the reference list by itself, as it is where no citation has to be told from another.
    /// `requests` cite each work once, in the order of the first citations.
    ///
    /// Where no entry depends on others, each is formatted by the style as its work needs it.
    pub(super) fn list(&self, requests: &[Request<'_>]) -> Vec<BibliographyItem> {
        if self.list_depends_on_citations {
            let mut alone = self.style.clone();
            alone.csl.citation.disambiguate_add_names = false;
            alone.csl.citation.disambiguate_add_year_suffix = false;
            let formatter = Formatter {
                style: &alone,
                ..*self
            };
            let rendered = formatter.citations(requests, List::Sorted);
            return rendered
                .bibliography
                .map(|list| list.items)
                .unwrap_or_default();
        }
        let works = requests.iter().flat_map(|request| &request.items);
        let works: Vec<usize> = works.map(|item| item.reference).collect();
        let mut style = self.without_citations();
        let joins_entries = style
            .bibliography
            .as_ref()
            .is_some_and(|list| list.subsequent_author_substitute.is_some());
        if joins_entries {
            drop_uncalled_macros(&mut style);
            return self.listed(&works, &style);
        }
        let mut of_kind: BTreeMap<BTreeSet<usize>, Vec<usize>> = BTreeMap::new();
        for work in &works {
            let kind = self.answers.kinds_of(std::iter::once(*work));
            of_kind.entry(kind).or_default().push(*work);
        }
        let mut formatted: HashMap<String, BibliographyItem> = HashMap::new();
        let mut unsorted = style.clone();
        if let Some(list) = &mut unsorted.bibliography {
            list.sort = None;
        }
        for (kind, works) in of_kind {
            let style = self.answers.cut(&unsorted, &kind, false);
            let items = self.listed(&works, &style).into_iter();
            formatted.extend(items.map(|item| (item.key.clone(), item)));
        }
        if let Some(list) = &mut style.bibliography {
            list.layout.elements.clear();
        }
        drop_uncalled_macros(&mut style);
        let order = self.sorted(&works, &formatted, &style).into_iter();
        order
            .filter_map(|work| formatted.remove(self.entries[work].key()))
            .collect()
    }

    /// By what a work is probably sorted that is printed in these words: what stands before its year, its day,
    /// and what stands behind.
    fn likely_key(&self, work: usize, words: &str) -> (String, Option<(u8, u8)>, String) {
        let date = self.entries[work].date_any();
        let year = date.and_then(|date| words.find(&date.year.to_string()));
        let (before, behind) = words.split_at(year.unwrap_or(words.len()));
        let day = date.map(|date| (date.month.unwrap_or_default(), date.day.unwrap_or_default()));
        (
            before.to_owned(),
            day.filter(|_| year.is_some()),
            behind.to_owned(),
        )
    }

    /// The works in the order of a style that prints nothing.
    ///
    /// Entries nearly always begin with what they are sorted by. So they are brought into the order of
    /// their words, and of two that stand beside each other then, hayagriva is asked which comes first.
    fn sorted(
        &self,
        works: &[usize],
        formatted: &HashMap<String, BibliographyItem>,
        style: &IndependentStyle,
    ) -> Vec<usize> {
        let is_sorted = style
            .bibliography
            .as_ref()
            .is_some_and(|list| list.sort.is_some());
        if !is_sorted {
            return works.to_vec();
        }
        let mut likely: Vec<(usize, usize)> = works.iter().copied().enumerate().collect();
        likely.sort_by_cached_key(|(_, work)| {
            let item = formatted.get(self.entries[*work].key())?;
            let mut words = String::new();
            item.content
                .write_buf(&mut words, BufWriteFormat::Plain)
                .ok()?;
            words.retain(|c| c.is_alphanumeric() || c == ' ');
            Some(self.likely_key(*work, &words.to_lowercase()))
        });
        // One style for all: to cut one for each two kinds of works takes longer than it saves.
        let style = self.answers.cut(style, &self.answers.all_kinds(), false);
        order::sort_nearly_sorted(&mut likely, |one, other| {
            // Where neither comes first, they stay as they were.
            let (first, second) = (one.min(other), one.max(other));
            let works = [first.1, second.1];
            let listed = self.listed(&works, &style);
            let stays = listed
                .first()
                .is_none_or(|item| item.key == self.entries[first.1].key());
            stays == (one == first)
        });
        likely.into_iter().map(|(_, work)| work).collect()
    }

    /// The entry of a work in a reference list, formatted by itself by the style as that work needs it. None
    /// where the entry holds a number that depends on the others.
    pub(super) fn alone(&self, work: usize) -> Option<BibliographyItem> {
        if self.list_depends_on_citations && !self.style.sets_number_apart() {
            return None;
        }
        let style = self.without_citations();
        let kinds = self.answers.kinds_of(std::iter::once(work));
        let style = self.answers.cut(&style, &kinds, false);
        self.listed(&[work], &style).into_iter().next()
    }

    /// The style of a list whose works no citation has to tell apart, and that prints no citation.
    fn without_citations(&self) -> IndependentStyle {
        let mut style = self.style.for_list();
        style.citation.disambiguate_add_names = false;
        style.citation.disambiguate_add_givenname = false;
        style.citation.disambiguate_add_year_suffix = false;
        style.citation.layout.elements.clear();
        style
    }

    /// The reference list of some works in this style.
    fn listed(&self, works: &[usize], style: &IndependentStyle) -> Vec<BibliographyItem> {
        let mut driver = BibliographyDriver::new();
        driver.citation(self.unseen(works, style));
        let rendered = driver.finish(self.bibliography(style));
        rendered
            .bibliography
            .map(|list| list.items)
            .unwrap_or_default()
    }

    /// A citation of some works that nobody sees.
    fn unseen<'a>(
        &'a self,
        works: &[usize],
        style: &'a IndependentStyle,
    ) -> CitationRequest<'a, hayagriva::Entry> {
        let items = works.iter().map(|position| {
            let entry = &self.entries[*position];
            CitationItem::new(entry, None, None, true, None)
        });
        let locale = self.locale.cloned();
        CitationRequest::new(items.collect(), style, locale, self.words, None)
    }

    fn is_undated(&self, work: usize) -> bool {
        self.entries[work].date_any().is_none()
    }

    /// Of the cited works those that may need a letter behind their year, in the order of the reference
    /// list; none where the style has no letters, or where it matters which of them was cited first.
    pub(super) fn lettered(&self, requests: &[Request<'_>]) -> Vec<usize> {
        let citation = &self.style.csl.citation;
        let counts_citations = || {
            citation.name_options.et_al_subsequent_min.is_some() || asks_for_place(&self.style.csl)
        };
        if !citation.disambiguate_add_year_suffix || counts_citations() {
            return Vec::new();
        }
        let works: BTreeSet<usize> = requests
            .iter()
            .flat_map(|request| request.items.iter().map(|item| item.reference))
            .collect();
        let told_by = |work: usize| {
            let entry = &self.entries[work];
            let people = entry.authors().or_else(|| entry.editors());
            let people = people.unwrap_or_default();
            // Where more names tell works apart, a letter does not.
            let most = match citation.disambiguate_add_names {
                true => people.len(),
                false => 1,
            };
            let names: Vec<&str> = people
                .iter()
                .take(most)
                .map(|one| one.name.as_str())
                .collect();
            (names, entry.date_any().map(|date| date.year))
        };
        let mut alike: HashMap<_, Vec<usize>> = HashMap::new();
        for work in works {
            alike.entry(told_by(work)).or_default().push(work);
        }
        alike.retain(|_, works| works.len() > 1);
        if alike.is_empty() {
            return Vec::new();
        }
        let wanted: HashMap<&str, usize> = alike
            .into_values()
            .flatten()
            .map(|work| (self.entries[work].key(), work))
            .collect();
        let list = self.list(&once_each(requests)).into_iter();
        list.filter_map(|item| wanted.get(item.key.as_str()).copied())
            .collect()
    }

    fn bibliography<'a>(&'a self, style: &'a IndependentStyle) -> BibliographyRequest<'a> {
        BibliographyRequest::new(style, self.locale.cloned(), self.words)
    }
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
    fn to(requests: &[Request<'_>], formatter: &Formatter<'_>) -> Self {
        let Formatter { style, answers, .. } = *formatter;
        let mut cut = Self {
            styles: Vec::new(),
            of: Vec::new(),
        };
        let collapses = style.csl.citation.collapse.is_some();
        let whole = &style.csl;
        let mut without_list = whole.clone();
        without_list.bibliography = None;
        drop_uncalled_macros(&mut without_list);
        // hayagriva looks for a name, and for the letter behind a year, in the list as well.
        let needs_list = places_year_suffix(whole);
        let without_list_answers = answers.narrowed(&mut without_list);
        let several = Several::of(requests, answers);
        let several_without_list = Several::of(requests, &without_list_answers);
        let mut known = BTreeMap::new();
        for request in requests {
            // What "but see" turns against stands before it: such works keep their order.
            let mut others = request.items.iter().skip(1);
            let keeps_order = others.any(|item| !item.prefix.is_empty());
            // Of works without a date, hayagriva would leave a letter, or nothing.
            let undated = request
                .items
                .iter()
                .filter(|item| formatter.is_undated(item.reference));
            let by_number = style.csl.citation.collapse == Some(Collapse::CitationNumber);
            let are_mixed = || side_by_side::are_mixed(request, formatter.entries);
            let keeps_names = !by_number && (keeps_order || undated.count() > 1 || are_mixed());
            let mut purposes = request
                .items
                .iter()
                .map(|item| purpose_of(item, request, style));
            let is_part = purposes.any(|purpose| purpose.is_some());
            let needs_list = needs_list || is_part;
            let (uncut, answers, several) = if needs_list {
                (whole, answers, &several)
            } else {
                (&without_list, &without_list_answers, &several_without_list)
            };
            let kinds = several.or_one(kinds_in(request, answers));
            let key = (kinds, keeps_order, keeps_names, needs_list, is_part);
            let number = *known.entry(key).or_insert_with_key(|(kinds, ..)| {
                let mut csl = answers.cut(uncut, kinds, is_part || collapses);
                if keeps_order {
                    csl.citation.sort = None;
                }
                if keeps_names {
                    csl.citation.collapse = None;
                    csl.citation.cite_group_delimiter = None;
                }
                cut.styles.push(csl);
                cut.styles.len() - 1
            });
            cut.of.push(number);
        }
        cut
    }
}

/// The kinds of the works of a citation.
fn kinds_in(request: &Request<'_>, answers: &Answers) -> BTreeSet<usize> {
    answers.kinds_of(request.items.iter().map(|item| item.reference))
}

/// The kinds in all citations of works of several kinds. To cut a style for each such citation takes longer
/// than to print it by one that is cut less.
struct Several(BTreeSet<usize>);

impl Several {
    fn of(requests: &[Request<'_>], answers: &Answers) -> Self {
        let kinds = requests.iter().map(|request| kinds_in(request, answers));
        Self(kinds.filter(|kinds| kinds.len() > 1).flatten().collect())
    }

    /// The kinds of a citation, or these where they are several.
    fn or_one(&self, kinds: BTreeSet<usize>) -> BTreeSet<usize> {
        match kinds.len() {
            0 | 1 => kinds,
            _ => self.0.clone(),
        }
    }
}

fn driver_item<'a>(
    entries: &'a [hayagriva::Entry],
    item: &RequestItem<'a>,
    value: &'a str,
    request: &Request<'_>,
    style: &Style,
) -> CitationItem<'a, hayagriva::Entry> {
    let locator = item.locator.and_then(|locator| {
        let term = CslLocator::from_str(locator.term).ok()?;
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

/// The values of the locators of each request, as they are asked for.
fn locator_values(
    requests: &[Request<'_>],
    style: &Style,
    asked: fn(String) -> LocatorValue,
) -> Vec<Vec<LocatorValue>> {
    let of_request = |request: &Request<'_>| {
        // Of two works, neither would know its number again.
        let asked = match request.items.len() {
            1 => asked,
            _ => LocatorValue::itself,
        };
        let values = request.items.iter().map(|item| locator_value(item, style));
        values.map(asked).collect()
    };
    requests.iter().map(of_request).collect()
}

/// Puts the numbers of locators back into what was formatted, and says whether all of them were found.
fn put_back(rendered: &mut Rendered, values: &[Vec<LocatorValue>]) -> bool {
    let mut asked = rendered.citations.iter_mut().zip(values);
    asked.all(|(citation, values)| {
        let mut values = values.iter();
        values.all(|value| value.put_back(&mut citation.citation))
    })
}

/// The value of a locator in the style's form of page ranges, which hayagriva gives to the pages of
/// entries only. A range of roman numbers has the dash that hayagriva gives to other numbers.
fn locator_value(item: &RequestItem<'_>, style: &Style) -> String {
    let Some(Locator { term, value, .. }) = item.locator else {
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
        Some(format) if *term == "page" && is_number(start) && is_number(end) => {
            match format.format(&mut out, start, end, Some("-")) {
                Ok(()) => out,
                Err(_) => value.to_owned(),
            }
        }
        _ => value.to_owned(),
    }
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
