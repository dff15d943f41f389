//! A DOI, ISBN, ISSN or address that cannot be right.

use super::Context;
use crate::diagnostic::Finding;
use crate::model::{Reference, bare_doi, is_doi, is_isbn, is_issn};
use crate::source::Span;

pub(super) const NAME: &str = "bad-identifier";

pub(super) fn check(context: &Context<'_>, findings: &mut Vec<Finding>) {
    for reference in &context.report.references {
        if let Some(doi) = reference.doi.as_deref().filter(|doi| !is_doi(doi.trim())) {
            findings.extend(bad_doi(context, reference, doi));
        }
        let isbn = reference.isbn.as_deref();
        for isbn in isbn
            .into_iter()
            .flat_map(numbers)
            .filter(|isbn| !is_isbn(isbn))
        {
            findings.extend(bad_number(context, reference, "ISBN", isbn));
        }
        let issn = reference.issn.as_deref();
        for issn in issn
            .into_iter()
            .flat_map(numbers)
            .filter(|issn| !is_issn(issn))
        {
            findings.extend(bad_number(context, reference, "ISSN", issn));
        }
        if let Some(url) = reference.url.as_deref().filter(|url| !leads_somewhere(url)) {
            let Some((span, _)) = place(context, reference, url) else {
                continue;
            };
            findings.push(
                Finding::new(
                    NAME,
                    context.error_unless_draft(),
                    format!(
                        "the address of `{}` is `{url}`, which leads nowhere",
                        reference.key
                    ),
                    span,
                )
                .label("not a web address")
                .help("write the whole address: `https://`, the host and the path"),
            );
        }
    }
}

fn bad_doi(context: &Context<'_>, reference: &Reference, doi: &str) -> Option<Finding> {
    let (span, exact) = place(context, reference, doi)?;
    let finding = Finding::new(
        NAME,
        context.error_unless_draft(),
        format!("the DOI of `{}` is `{doi}`", reference.key),
        span,
    )
    .label("a DOI is `10.`, a number, `/` and a name");
    let bare = Some(bare_doi(doi)).filter(|bare| is_doi(bare));
    Some(match bare {
        Some(bare) if exact => finding.fix(format!("write it bare: `{bare}`"), span, bare),
        Some(bare) => finding.help(format!("write it bare: `{bare}`")),
        None => finding.help("copy it again from the source"),
    })
}

fn bad_number(
    context: &Context<'_>,
    reference: &Reference,
    name: &str,
    number: &str,
) -> Option<Finding> {
    let (span, _) = place(context, reference, number)?;
    Some(
        Finding::new(
            NAME,
            context.error_unless_draft(),
            format!(
                "the {name} of `{}` is `{number}`, which no publication has",
                reference.key
            ),
            span,
        )
        .label("its digits do not fit its check digit")
        .help("copy it again from the source; at least one digit is wrong or missing"),
    )
}

/// The numbers of a field: some formats hold several, with words in brackets after each, or with their
/// name before them.
fn numbers(field: &str) -> impl Iterator<Item = &str> {
    field
        .split([',', ';'])
        .map(|number| number.split('(').next().unwrap_or_default())
        .map(|number| number.trim_matches(|c: char| !c.is_ascii_digit() && !matches!(c, 'x' | 'X')))
        .map(without_name)
        .flat_map(apart)
        .filter(|number| !number.is_empty())
}

/// A number without the name of its kind: "ISBN-13: 978-3-16-148410-0".
fn without_name(number: &str) -> &str {
    let rest = ["13:", "10:", "13 ", "10 "]
        .iter()
        .find_map(|name| number.strip_prefix(name));
    rest.map_or(number, str::trim)
}

/// Numbers with nothing but spaces between them. In one number there may be spaces too.
fn apart(number: &str) -> Vec<&str> {
    let parts: Vec<&str> = number.split_whitespace().collect();
    let is_whole = |part: &&str| part.chars().filter(char::is_ascii_alphanumeric).count() >= 8;
    match parts.iter().all(is_whole) {
        true => parts,
        false => vec![number],
    }
}

/// Schemes of addresses with a host.
const SCHEMES: &[&str] = &[
    "http", "https", "ftp", "ftps", "sftp", "gopher", "gemini", "git", "ssh", "rtsp", "rtmp",
    "ipfs", "ipns",
];

/// Schemes that run something, hold it themselves, or name a file of one machine.
const RUNNING: [&str; 6] = ["javascript", "vbscript", "data", "file", "blob", "about"];

/// Whether an address has a scheme and, where the scheme asks for one, a host.
fn leads_somewhere(url: &str) -> bool {
    let Some((scheme, rest)) = url.split_once(':') else {
        return false;
    };
    let scheme_is_word = scheme.starts_with(|c: char| c.is_ascii_alphabetic())
        && scheme
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || "+-.".contains(c));
    let needs_host = rest.starts_with("//") || matches!(scheme, "http" | "https" | "ftp");
    // `htps://`: what has a host has one of few schemes.
    let is_known =
        !rest.starts_with("//") || SCHEMES.contains(&scheme.to_ascii_lowercase().as_str());
    let host = rest
        .strip_prefix("//")
        .map(|rest| rest.split(['/', '?', '#']).next().unwrap_or_default())
        .unwrap_or_default();
    let runs = RUNNING.contains(&scheme.to_ascii_lowercase().as_str());
    scheme_is_word
        && !runs
        && is_known
        && !url.contains(char::is_whitespace)
        && (!needs_host || host.contains('.') || host.starts_with('[') || scheme.starts_with("ip"))
}

/// Where a value stands, and whether that is certain: it is if the file holds it only once.
fn place(context: &Context<'_>, reference: &Reference, value: &str) -> Option<(Span, bool)> {
    let key = reference.span?;
    let text = context.sources.file(key.file).text();
    let mut places = text.match_indices(value);
    Some(match (places.next(), places.next()) {
        (Some((at, _)), None) => (Span::new(key.file, at..at + value.len()), true),
        _ => (key, false),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn knows_addresses_that_lead_somewhere() {
        for good in [
            "https://nowhere.example/a%20b",
            "http://[::1]/",
            "urn:isbn:9783161484100",
            "ftp://files.nowhere.example",
        ] {
            assert!(leads_somewhere(good), "{good}");
        }
        for bad in [
            "nowhere.example/a",
            "https://",
            "https:///a",
            "http://nowhere/a",
            "htps://nowhere.example/a",
            "https//nowhere.example",
            "ttp://nowhere.example/",
            "https://a.example/a b",
        ] {
            assert!(!leads_somewhere(bad), "{bad}");
        }
    }

    #[test]
    fn reads_each_number_of_a_field() {
        let found: Vec<&str> = numbers("978-3-16-148410-0 (print), 080442957X; ").collect();
        assert_eq!(found, ["978-3-16-148410-0", "080442957X"]);
        let check = |field: &str, expected: &[&str]| {
            assert_eq!(numbers(field).collect::<Vec<_>>(), expected);
        };
        check(
            "978-1-108-49663-6 978-1-108-72177-6",
            &["978-1-108-49663-6", "978-1-108-72177-6"],
        );
        check("978 3 16 148410 0", &["978 3 16 148410 0"]);
        check("ISBN 978-3-16-148410-0", &["978-3-16-148410-0"]);
        check("ISBN-13: 978-3-16-148410-0", &["978-3-16-148410-0"]);
        check("ISSN 1533-7928", &["1533-7928"]);
        check("12345", &["12345"]);
    }
}
