//! One source under two keys.

use std::collections::BTreeMap;

use super::{Context, words};
use crate::diagnostic::{Finding, Level};
use crate::model::{Reference, primary_language};

pub(super) const NAME: &str = "duplicate-source";

pub(super) fn check(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let mut first: BTreeMap<(&str, String), Vec<&Reference>> = BTreeMap::new();
    let mut titled: BTreeMap<(String, i32), Vec<&Reference>> = BTreeMap::new();
    let ours = context.report_language();
    for reference in &context.report.references {
        let Some(span) = reference.span else { continue };
        let mut same = None;
        for (what, value) in marks(reference) {
            // A number is that of one source, whatever its entries say.
            let is_number = matches!(what, "DOI" | "ISBN");
            let known = first.entry((what, value)).or_default();
            let same_again = before(known, reference, |known| {
                is_number || !are_apart(known, reference, ours)
            });
            same = same.or(same_again.map(|known| (what, known)));
        }
        if let Some(mark) = title_and_year(reference) {
            let known = titled.entry(mark).or_default();
            let same_again = before(known, reference, |known| {
                !is_series(known, reference) && !are_apart(known, reference, ours)
            });
            same = same.or(same_again.map(|known| ("title and year", known)));
        }
        let Some((what, known)) = same else { continue };
        let mut finding = Finding::new(
            NAME,
            Level::Warning,
            format!(
                "`{}` and `{}` have the same {what}",
                known.key, reference.key
            ),
            span,
        )
        .label("the same source again?")
        .note("a sentence that cites both seems to rest on two sources and rests on one")
        .help("keep one entry and cite it for both, or correct the one that was copied");
        if let Some(place) = known.span {
            finding = finding.related(place, "first here");
        }
        findings.push(finding);
    }
}

/// The first entry of a mark that is the same source as another; without one, the other is kept.
fn before<'r>(
    known: &mut Vec<&'r Reference>,
    reference: &'r Reference,
    is_same: impl Fn(&Reference) -> bool,
) -> Option<&'r Reference> {
    /// How many entries under one mark are compared with the next.
    const MOST: usize = 100;
    let others = known.iter().filter(|known| known.key != reference.key);
    let same = others.take(MOST).copied().find(|known| is_same(known));
    if same.is_none() && known.len() < MOST {
        known.push(reference);
    }
    same
}

/// Whether two entries say that they are two volumes, or one text in two languages. What has no language is in that
/// of the report.
fn are_apart(a: &Reference, b: &Reference, ours: &str) -> bool {
    let volumes = a.volume.as_deref().zip(b.volume.as_deref());
    let language = |reference: &Reference| {
        let language = reference.language.as_deref().unwrap_or(ours);
        primary_language(language).to_lowercase()
    };
    let (one, other) = (language(a), language(b));
    let two_languages = !one.is_empty() && !other.is_empty() && one != other;
    volumes.is_some_and(|(a, b)| words::bare(a) != words::bare(b)) || two_languages
}

/// By what a source is known, the surest first.
fn marks(reference: &Reference) -> Vec<(&'static str, String)> {
    let mut marks = Vec::new();
    if let Some(doi) = &reference.doi {
        let doi = doi.trim().to_lowercase();
        let bare = doi.find("10.").map_or(doi.as_str(), |at| &doi[at..]);
        marks.push(("DOI", bare.to_owned()));
    }
    // A part has the ISBN of its whole, and so have the other parts.
    if matches!(
        reference.kind.as_str(),
        "book" | "anthology" | "report" | "thesis" | "proceedings"
    ) {
        let isbns = reference
            .isbn
            .iter()
            .flat_map(|isbn| isbn.split([',', ';']));
        marks.extend(isbns.filter_map(|isbn| Some(("ISBN", bare_isbn(isbn)?))));
    }
    if let Some(url) = &reference.url {
        marks.push(("address", address(url)));
    }
    if let (Some(title), Some(issued), Some(creator)) = (
        &reference.title,
        reference.issued,
        reference.creators.first().or(reference.publisher.as_ref()),
    ) {
        // Two reports of one day may share a title; those of two days are two.
        let title = format!("{}/{issued}/{}", words::bare(title), words::bare(creator));
        marks.push(("title, date and author", title));
    }
    marks
}

/// An ISBN without its check digit, in thirteen digits or in ten alike.
fn bare_isbn(isbn: &str) -> Option<String> {
    let isbn = isbn.split('(').next().unwrap_or_default();
    let digits: String = isbn.chars().filter(char::is_ascii_alphanumeric).collect();
    match digits.len() {
        10 => Some(format!("978{}", &digits[..9])),
        13 => Some(digits[..12].to_owned()),
        _ => None,
    }
}

/// How many letters a title has that two sources hardly share by chance.
const LONG_TITLE: usize = 24;

/// A title that is long enough to tell a source, without case and marks, and its year.
fn title_and_year(reference: &Reference) -> Option<(String, i32)> {
    let title = words::bare(reference.title.as_ref()?);
    let year = reference.issued?.year;
    (title.chars().count() >= LONG_TITLE).then_some((title, year))
}

/// Whether two sources of one title are parts of a series: one author's, on two days. A text that
/// other hands printed again on another day is the same source.
fn is_series(a: &Reference, b: &Reference) -> bool {
    let one_author = match (a.creators.first(), b.creators.first()) {
        (Some(a), Some(b)) => words::bare(a) == words::bare(b),
        _ => false,
    };
    let two_days = a
        .issued
        .zip(b.issued)
        .is_some_and(|(a, b)| a.is_before(b) || b.is_before(a));
    one_author && two_days
}

/// An address without what does not change the page it names: scheme, `www.`, the place inside
/// the page, a slash at the end, and the parameters that only count visitors.
fn address(url: &str) -> String {
    let url = url.split('#').next().unwrap_or_default();
    let url = url.split_once("://").map_or(url, |(_, rest)| rest);
    let (path, query) = url.split_once('?').unwrap_or((url, ""));
    let (host, path) = path.split_once('/').unwrap_or((path, ""));
    let host = host.to_lowercase();
    let host = host.strip_prefix("www.").unwrap_or(&host);
    let query: Vec<&str> = query
        .split('&')
        .filter(|parameter| !parameter.is_empty() && !parameter.starts_with("utm_"))
        .collect();
    format!("{host}/{}?{}", path.trim_end_matches('/'), query.join("&"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_book_has_one_isbn() {
        assert_eq!(
            bare_isbn("978-0-306-40615-7"),
            bare_isbn("0-306-40615-2 (print)")
        );
        assert_ne!(
            bare_isbn("978-0-306-40615-7"),
            bare_isbn("978-3-16-148410-0")
        );
        assert_eq!(bare_isbn("n/a"), None);
    }

    #[test]
    fn volumes_and_translations_are_sources_of_their_own() {
        let entry = |volume: &str, language: &str| Reference {
            volume: Some(volume.to_owned()).filter(|volume| !volume.is_empty()),
            language: Some(language.to_owned()).filter(|language| !language.is_empty()),
            ..Reference::default()
        };
        let check = |a: (&str, &str), b: (&str, &str), expected: bool| {
            let (one, other) = (entry(a.0, a.1), entry(b.0, b.1));
            assert_eq!(are_apart(&one, &other, "en-GB"), expected, "{a:?} {b:?}");
        };
        check(("1", ""), ("2", ""), true);
        check(("I", "en"), ("II", "en"), true);
        check(("", "fr"), ("", ""), true);
        check(("", "fr-CA"), ("", "de"), true);
        check(("1", "en"), ("1", "en-US"), false);
        // One of the two does not say which volume it is.
        check(("1", ""), ("", ""), false);
        check(("", "fr"), ("", "fr-FR"), false);
    }

    #[test]
    fn one_page_has_one_address() {
        let same = [
            "https://www.Nowhere.example/letter/?utm_source=x&id=3#top",
            "http://nowhere.example/letter?id=3",
        ];
        assert_eq!(address(same[0]), address(same[1]));
        for other in [
            "http://nowhere.example/letter?id=4",
            "http://nowhere.example/Letter?id=3",
        ] {
            assert_ne!(address(other), address(same[1]));
        }
        assert_eq!(
            address("https://nowhere.example/"),
            address("http://nowhere.example")
        );
    }
}
