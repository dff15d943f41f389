//! A symbol of a United Nations document that cannot be right.

use std::ops::Range;

use super::{Context, prose, words};
use crate::diagnostic::{Finding, Level};
use crate::model::Reference;
use crate::source::{FileId, Span};

pub(super) const NAME: &str = "un-symbol";

/// With what the symbols of UN documents begin: principal organs and treaty bodies.
const ORGANS: &[&str] = &[
    "A", "S", "E", "T", "ST", "CCPR", "CAT", "CEDAW", "CERD", "CRC", "CRPD", "CED", "CMW", "HRI",
];

/// Parts that say what a document is to another, each followed by a stop and a number.
const PARTS: &[&str] = &["Add", "Corr", "Rev", "CRP", "PV", "SR", "Amend"];

/// Bodies that are numbered behind a stop: "E/CN.4".
const NUMBERED: &[&str] = &["CN", "AC", "WG"];

/// Committees whose papers all have a C behind their name. That on children left it out in its first years.
const COMMITTEES: &[&str] = &["CCPR", "CAT", "CEDAW", "CERD", "CRPD", "CED", "CMW"];

/// A body has fewer sessions than these: three a year since 2006, and one since 1946.
const SESSIONS: u32 = 100;

/// Bodies and kinds of documents that stand after the organ.
const BODIES: &[&str] = &["HRC", "RES", "CONF", "DEC", "INF"];

/// Whether two neighbouring letters are all that keeps a word from being another.
fn is_transposed(word: &str, known: &str) -> bool {
    // The secretariat of the former commission, and the parts of series.
    if matches!(word, "CHR" | "SER") || word.len() != known.len() {
        return false;
    }
    let differ: Vec<usize> = (0..word.len())
        .filter(|at| word.as_bytes()[*at] != known.as_bytes()[*at])
        .collect();
    let [first, second] = differ.as_slice() else {
        return false;
    };
    let (word, known) = (word.as_bytes(), known.as_bytes());
    first + 1 == *second && word[*first] == known[*second] && word[*second] == known[*first]
}

pub(super) fn check(context: &Context<'_>, findings: &mut Vec<Finding>) {
    for prose::Said { sentence, .. } in prose::own_sentences(context) {
        for range in symbols(&sentence.text) {
            let symbol = &sentence.text[range.clone()];
            let exact = prose::exact_place(context, sentence, range.clone());
            let place = exact.unwrap_or(sentence.span);
            if let Some(fault) = fault(symbol) {
                findings.push(finding(symbol, fault, place, exact.is_some()));
            }
        }
    }
    let mut starts: Vec<(FileId, u32)> = context
        .report
        .references
        .iter()
        .filter_map(|reference| reference.span)
        .map(|span| (span.file, span.start))
        .collect();
    starts.sort_unstable();
    for reference in &context.report.references {
        let Some(entry) = entry(context, reference, &starts) else {
            continue;
        };
        let text = &context.sources.file(entry.file).text()[entry.range()];
        for range in symbols(text) {
            let symbol = &text[range.clone()];
            let start = entry.range().start;
            let place = Span::new(entry.file, start + range.start..start + range.end);
            if let Some(fault) = fault(symbol) {
                findings.push(finding(symbol, fault, place, true));
            } else if is_own(text, range.clone()) {
                findings.extend(wrong_year(reference, symbol, place));
                findings.extend(other_year(reference, &text[range.end..], symbol, place));
            }
        }
    }
}

/// What is wrong with a symbol.
struct Fault {
    what: &'static str,
    /// How it was probably meant, where that is certain.
    right: Option<String>,
}

fn finding(symbol: &str, fault: Fault, place: Span, is_exact: bool) -> Finding {
    let finding = Finding::new(
        NAME,
        Level::Warning,
        format!(
            "`{}` is no symbol of a UN document",
            words::shortened(symbol, 40)
        ),
        place,
    )
    .label(fault.what);
    match fault.right {
        Some(right) if is_exact => finding.fix(format!("write `{right}`"), place, right),
        Some(right) => finding.help(format!("write `{right}`")),
        None => finding.help("copy it again from the document's first page"),
    }
}

/// The stretch of a bibliography that holds an entry: from its key to the next one's.
fn entry(context: &Context<'_>, of: &Reference, starts: &[(FileId, u32)]) -> Option<Span> {
    let span = of.span?;
    let text = context.sources.file(span.file).text();
    let at = starts.partition_point(|start| *start <= (span.file, span.start));
    let next = starts.get(at).filter(|(file, _)| *file == span.file);
    let end = next.map_or(text.len(), |(_, start)| *start as usize);
    // What does not say where it stands begins with the file, and so do all others like it.
    (!span.range().is_empty()).then(|| Span::new(span.file, span.range().start..end))
}

/// Whether the symbol is the entry's own: it stands in a number or in an address of documents.
fn is_own(text: &str, range: Range<usize>) -> bool {
    let near = text.ceil_char_boundary(range.start.saturating_sub(REACH));
    let line = text[near..range.start]
        .rsplit(['\n', ',', ';'])
        .next()
        .unwrap_or_default()
        .to_lowercase();
    // "serial-number: …" may open the line before.
    ["number", "serial", "symbol", "undocs.org/", "docs.un.org/"]
        .iter()
        .any(|word| line.contains(word))
}

/// How far before a symbol its field or address begins, in bytes.
const REACH: usize = 2_000;

/// What may be a symbol: an organ, a slash, and more parts.
fn symbols(text: &str) -> Vec<Range<usize>> {
    let is_part = |c: char| c.is_ascii_alphanumeric() || matches!(c, '/' | '.' | '-' | '(' | ')');
    let mut found = Vec::new();
    let mut start = None;
    for (at, character) in text.char_indices().chain([(text.len(), ' ')]) {
        match (is_part(character), start) {
            (true, None) => start = Some(at),
            (false, Some(from)) => {
                found.extend(symbol_in(text, from..at));
                start = None;
            }
            _ => {}
        }
    }
    found
}

fn symbol_in(text: &str, range: Range<usize>) -> Option<Range<usize>> {
    let token = &text[range.clone()];
    // Most words are none, and this is asked of every word.
    if !token.contains('/') {
        return None;
    }
    // "https://undocs.org/A/HRC/25/63", after the scheme's colon and slashes
    let lower = token.to_ascii_lowercase();
    let host = ["undocs.org/", "docs.un.org/"]
        .iter()
        .find_map(|host| Some(lower.find(host)? + host.len()));
    let language = |at: usize| {
        ["en/", "fr/", "es/", "ar/", "ru/", "zh/"]
            .iter()
            .find(|language| lower[at..].starts_with(**language))
            .map_or(at, |language| at + language.len())
    };
    let start = host.map_or(0, language);
    let body = token[start..].trim_matches(|c: char| matches!(c, '.' | '(' | '-'));
    let body = match body.contains('(') {
        true => body,
        false => body.trim_end_matches(')'),
    };
    let lead = token[start..].find(body)?;
    let mut parts = body.split('/');
    let organ = parts.next()?;
    let is_symbol =
        (ORGANS.contains(&organ) || year_in(organ).is_some() || hyphened(organ).is_some())
            && body.chars().any(|c| c.is_ascii_digit())
            && parts.next().is_some_and(|part| {
                part.starts_with(|c: char| c.is_ascii_uppercase() || c.is_ascii_digit())
                    || part.is_empty()
            });
    let at = range.start + start + lead;
    is_symbol.then(|| at..at + body.len())
}

/// The organ and the year of a first part that has lost the slash between them: "S2026".
fn year_in(part: &str) -> Option<(&str, &str)> {
    let digits = part.strip_prefix(['S', 'E'])?;
    let year: u32 = digits.parse().ok()?;
    let is_year = digits.len() == 4 && (1994..2100).contains(&year);
    is_year.then(|| part.split_at(1))
}

/// The organ and what a hyphen ties to it in the place of a slash: "S-2024", "CCPR-C".
fn hyphened(part: &str) -> Option<(&str, &str)> {
    let (organ, rest) = part.split_once('-')?;
    let year = rest
        .parse()
        .is_ok_and(|year: u32| (1994..2100).contains(&year));
    let is_committee = rest == "C" && organ.len() > 2;
    (ORGANS.contains(&organ) && (year && organ.len() == 1 || is_committee)).then_some((organ, rest))
}

/// Two parts that have lost the slash between them: "HRC25", "QATCO".
fn joined(parts: &[&str], at: usize) -> Option<String> {
    let part = parts[at];
    let after = |known: &&&str| part.strip_prefix(**known);
    let body = BODIES.iter().find(|known| {
        after(known)
            .is_some_and(|rest| !rest.is_empty() && rest.bytes().all(|b| b.is_ascii_digit()))
    });
    if let Some(body) = body {
        return Some(format!("{body}/{}", &part[body.len()..]));
    }
    // "E/CN4", and general comments: "CCPR/C/GC36"
    let is_number = |rest: &str| {
        !rest.is_empty() && rest.len() <= 3 && rest.bytes().all(|b| b.is_ascii_digit())
    };
    if let Some(rest) = part
        .strip_prefix("CN")
        .filter(|rest| at == 1 && is_number(rest))
    {
        return Some(format!("CN.{rest}"));
    }
    if let Some(rest) = part
        .strip_prefix("GC")
        .filter(|rest| at == 2 && is_number(rest))
    {
        return (parts[1] == "C").then(|| format!("GC/{rest}"));
    }
    // Concluding observations of a treaty body: country, `CO`, number.
    if let Some(number) = part.strip_prefix("GC").filter(|number| is_number(number)) {
        return (at == 2 && parts[1] == "C").then(|| format!("GC/{number}"));
    }
    let country = part.strip_suffix("CO")?;
    let is_country = country.len() == 3 && country.bytes().all(|b| b.is_ascii_uppercase());
    (is_country && at == 2 && parts[1] == "C").then(|| format!("{country}/CO"))
}

/// What is wrong with a symbol, and how it is right.
fn fault(symbol: &str) -> Option<Fault> {
    let parts: Vec<&str> = symbol.split('/').collect();
    if let Some(fault) = begun(&parts).or_else(|| run_together(&parts)) {
        return Some(fault);
    }
    // "CEDAW/GC/35"
    if parts.len() == 3 && parts[1] == "GC" && parts[0].len() > 2 {
        return Some(Fault {
            what: "the letter of the committee is missing",
            right: Some(format!("{}/C/GC/{}", parts[0], parts[2])),
        });
    }
    // "A/4" may be a size of paper.
    if parts.len() < 3 {
        return None;
    }
    empty(&parts)
        .or_else(|| unstopped(&parts))
        .or_else(|| transposed(&parts))
        .or_else(|| misordered(&parts))
        .or_else(|| without_committee(&parts))
}

/// The symbol with another part in the place of one.
fn with_part(parts: &[&str], at: usize, part: &str) -> String {
    let mut all = parts.to_vec();
    all[at] = part;
    all.join("/")
}

/// The organ has lost its slash: `S2026/1`, `S-2024/1`.
fn begun(parts: &[&str]) -> Option<Fault> {
    let first = parts.first()?;
    let (what, organ, rest) = match year_in(first) {
        Some((organ, year)) => (LOST, organ, year),
        None => {
            let (organ, rest) = hyphened(first)?;
            ("a hyphen stands for a slash", organ, rest)
        }
    };
    Some(Fault {
        what,
        right: Some(with_part(parts, 0, &format!("{organ}/{rest}"))),
    })
}

const LOST: &str = "a slash is missing";

/// A later part has lost its slash: `A/HRC25/63`.
fn run_together(parts: &[&str]) -> Option<Fault> {
    (1..parts.len()).find_map(|at| {
        let mended = joined(parts, at)?;
        let what = match mended.starts_with("CN.") {
            true => "a stop is missing before the number",
            false => LOST,
        };
        Some(Fault {
            what,
            right: Some(with_part(parts, at, &mended)),
        })
    })
}

fn empty(parts: &[&str]) -> Option<Fault> {
    let is_empty = |part: &&str| part.is_empty();
    parts.iter().any(is_empty).then(|| {
        let kept: Vec<&str> = parts
            .iter()
            .copied()
            .filter(|part| !is_empty(part))
            .collect();
        Fault {
            what: "a part is missing between two slashes",
            right: Some(kept.join("/")).filter(|right| fault(right).is_none()),
        }
    })
}

/// A part of a document lacks its stop or its slash: `Add1`, `63Add.1`.
fn unstopped(parts: &[&str]) -> Option<Fault> {
    parts.iter().enumerate().skip(1).find_map(|(at, part)| {
        let digits = part.len() - part.trim_start_matches(|c: char| c.is_ascii_digit()).len();
        let rest = &part[digits..];
        let bodies: &[&str] = if at == 1 { NUMBERED } else { &[] };
        let mut known = PARTS.iter().chain(bodies);
        let known = known.find(|known| rest.starts_with(**known))?;
        let after = &rest[known.len()..];
        let (number, missing_stop) = match after.strip_prefix('.') {
            Some(number) => (number, false),
            None => (after, true),
        };
        if !is_number(number) || digits == 0 && !missing_stop {
            return None;
        }
        let (what, mended) = match digits {
            0 => (
                "a stop is missing before the number",
                format!("{known}.{number}"),
            ),
            _ => (
                "a slash is missing before the part",
                format!("{}/{known}.{number}", &part[..digits]),
            ),
        };
        Some(Fault {
            what,
            right: Some(with_part(parts, at, &mended)),
        })
    })
}

/// Two letters have changed places: `A/HCR/25/63`, `CPR.1`.
fn transposed(parts: &[&str]) -> Option<Fault> {
    parts.iter().enumerate().skip(1).find_map(|(at, part)| {
        let letters = part.split('.').next().unwrap_or(part);
        let known: &[&str] = match at {
            1 => BODIES,
            _ if part.contains('.') => PARTS,
            _ => return None,
        };
        let known = known.iter().find(|known| is_transposed(letters, known))?;
        let right = with_part(parts, at, &part.replacen(letters, known, 1));
        // Another part may be wrong as well.
        let right = fault(&right).and_then(|fault| fault.right).unwrap_or(right);
        Some(Fault {
            what: "two letters have changed places",
            right: Some(right),
        })
    })
}

/// The year is cut short, or the session stands before its body.
fn misordered(parts: &[&str]) -> Option<Fault> {
    // Documents of the Security Council are counted by years: `S/2023/171`.
    let is_short_year =
        parts[0] == "S" && is_number(parts[1]) && is_number(parts[2]) && parts[1].len() < 4;
    // Three sessions a year since 2006.
    let session = || parts[2].parse::<u32>().ok();
    let is_no_session =
        parts[0] == "A" && parts[1] == "HRC" && session().is_some_and(|session| session > 140);
    let what = if is_short_year {
        "the year has four digits: `S/2023/…`"
    } else if is_no_session {
        "there is no session of this number"
    } else if parts[0] == "A" && is_number(parts[1]) && parts[2] == "HRC" {
        "the body stands before the session: `A/HRC/…`"
    } else if parts[0] == "A" && parts[1] == "HRC" && is_session_too_late(parts, 2) {
        "the Human Rights Council has not had so many sessions"
    } else if parts[0] == "A" && parts[1] == "RES" && is_session_too_late(parts, 2) {
        "the General Assembly has not had so many sessions"
    } else {
        return None;
    };
    Some(Fault { what, right: None })
}

/// Whether a session is counted that no body has had, before the number of a document: `A/HRC/152/71`.
fn is_session_too_late(parts: &[&str], at: usize) -> bool {
    let session = parts.get(at).filter(|part| is_number(part));
    let session: Option<u32> = session.and_then(|part| part.parse().ok());
    parts.get(at + 1).is_some_and(|part| is_number(part))
        && session.is_some_and(|session| session >= SESSIONS)
}

/// A paper of a committee has lost its C: `CEDAW/GC/35`.
fn without_committee(parts: &[&str]) -> Option<Fault> {
    let is_comment = COMMITTEES.contains(&parts[0]) && parts[1] == "GC" && is_number(parts[2]);
    is_comment.then(|| Fault {
        what: "the C of the committee is missing",
        right: Some(with_part(parts, 1, "C/GC")),
    })
}

fn is_number(part: &str) -> bool {
    !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit())
}

/// The year in which a session sat, for bodies whose sessions tell it.
fn year_of(symbol: &str) -> Option<(i32, String)> {
    let parts: Vec<&str> = symbol.split('/').collect();
    let number = |part: &str| {
        part.parse::<i32>()
            .ok()
            .filter(|number| (1..200).contains(number))
    };
    match parts.as_slice() {
        // Three regular sessions a year since June 2006: the 25th sat in March 2014.
        ["A", "HRC", "RES" | "DEC", session, ..] | ["A", "HRC", session, _, ..] => {
            let session = number(session)?;
            Some((
                2006 + (session - 1) / 3,
                format!("session {session} of the Human Rights Council"),
            ))
        }
        // One session a year since 1946.
        ["A", "RES" | "DEC", session, _, ..] | ["A", session, _, ..] => {
            let session = number(session).filter(|session| *session > 30)?;
            Some((
                1945 + session,
                format!("session {session} of the General Assembly"),
            ))
        }
        ["S", "PRST", year, ..] | ["S", year, _, ..] => {
            let year: i32 = year
                .parse()
                .ok()
                .filter(|year| (1994..2100).contains(year))?;
            Some((year, format!("the Security Council's documents of {year}")))
        }
        _ => None,
    }
}

/// A resolution of the Security Council says its year behind it: "S/RES/2371 (2017)".
fn other_year(reference: &Reference, behind: &str, symbol: &str, place: Span) -> Option<Finding> {
    let issued = reference.issued?;
    let year = behind
        .trim_start()
        .strip_prefix('(')?
        .get(..5)?
        .strip_suffix(')')?;
    let year: i32 = year.parse().ok().filter(|_| symbol.starts_with("S/RES/"))?;
    (year != issued.year).then(|| {
        let symbol = words::shortened(symbol, 40);
        Finding::new(
            NAME,
            Level::Warning,
            format!(
                "`{symbol}` is of {year}, and the entry is dated {}",
                issued.year
            ),
            place,
        )
        .label(format!("({year}) stands behind it"))
        .help("look at the resolution which year is right")
    })
}

fn wrong_year(reference: &Reference, symbol: &str, place: Span) -> Option<Finding> {
    let issued = reference.issued?;
    let (year, session) = year_of(symbol)?;
    // A session of the Assembly runs into the next year, and its documents before it.
    if (issued.year - year).abs() < 2 {
        return None;
    }
    Some(
        Finding::new(
            NAME,
            Level::Warning,
            format!(
                "`{}` is of about {year}, and the entry is dated {}",
                words::shortened(symbol, 40),
                issued.year
            ),
            place,
        )
        .label(session)
        .help("look at the document's first page: one digit of the symbol or the year is wrong"),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn knows_symbols_that_cannot_be() {
        let check = |text: &str, expected: &[(&str, &str)]| {
            let found: Vec<(&str, String)> = symbols(text)
                .into_iter()
                .filter_map(|range| {
                    Some((
                        &text[range.clone()],
                        fault(&text[range])?.right.unwrap_or_default(),
                    ))
                })
                .collect();
            let found: Vec<(&str, &str)> = found.iter().map(|(a, b)| (*a, b.as_str())).collect();
            assert_eq!(found, expected, "{text}");
        };
        check(
            "It is in A/HRC/25CRP.1.",
            &[("A/HRC/25CRP.1", "A/HRC/25/CRP.1")],
        );
        check(
            "It is in A/HRC/13/47Add.1, para. 3",
            &[("A/HRC/13/47Add.1", "A/HRC/13/47/Add.1")],
        );
        check(
            "It is in A/HRC/13/47/Add1.",
            &[("A/HRC/13/47/Add1", "A/HRC/13/47/Add.1")],
        );
        check("The letter (S2026/81)", &[("S2026/81", "S/2026/81")]);
        check("In A/HRC25/63.", &[("A/HRC25/63", "A/HRC/25/63")]);
        check("In CAT/C/QATCO/3", &[("CAT/C/QATCO/3", "CAT/C/QAT/CO/3")]);
        check("A2019/12, S19/2, S1800/3, E1/4", &[]);
        check("See A/25/HRC/63.", &[("A/25/HRC/63", "")]);
        check("See A/HCR/25/63.", &[("A/HCR/25/63", "A/HRC/25/63")]);
        check(
            "See A/HRC/25/CPR.1.",
            &[("A/HRC/25/CPR.1", "A/HRC/25/CRP.1")],
        );
        check(
            "See A/HCR/25/CPR.1.",
            &[("A/HCR/25/CPR.1", "A/HRC/25/CRP.1")],
        );
        check("ST/ESA/SER.A/423, A/AC.96/1187, E/CHR/2004", &[]);
        check("See A/HRC//25/63.", &[("A/HRC//25/63", "A/HRC/25/63")]);
        check(
            "A/HRC/25/63, A/HRC/25/CRP.1, A/C.3/60/L.48, S/PV.7353, S/RES/2397 (2017), A/RES/69/188",
            &[],
        );
        check(
            "CCPR/C/21/Rev.1/Add.13, E/CN.4/2005/34, A/HRC/WG.6/7/PRK/1, CAT/C/CHN/CO/5, A/78/526/Corr.1",
            &[],
        );
        check("In E/CN4/2005/34.", &[("E/CN4/2005/34", "E/CN.4/2005/34")]);
        check("In CCPR/C/GC36.", &[("CCPR/C/GC36", "CCPR/C/GC/36")]);
        check("In CEDAW/GC/35.", &[("CEDAW/GC/35", "CEDAW/C/GC/35")]);
        check("In A/HRC/152/71.", &[("A/HRC/152/71", "")]);
        check(
            "CEDAW/C/GC/35, A/HRC/S-17/2/Add.1, E/CN.15/2022/4, A/HRC/52/71",
            &[],
        );
        check("A/B tests, S/he, 24/7, and/or, A/4", &[]);
        check("See E/CN4/2005/34.", &[("E/CN4/2005/34", "E/CN.4/2005/34")]);
        check("See A/AC96/1187.", &[("A/AC96/1187", "A/AC.96/1187")]);
        check("See CCPR/C/GC36.", &[("CCPR/C/GC36", "CCPR/C/GC/36")]);
        check("See CEDAW/GC/35.", &[("CEDAW/GC/35", "CEDAW/C/GC/35")]);
        check("See A/HRC/152/71.", &[("A/HRC/152/71", "")]);
        check("See A/RES/152/71.", &[("A/RES/152/71", "")]);
        check(
            "CRC/GC/2003/5, CRC/C/GC/12, CEDAW/C/GC/35, A/HRC/52/71, A/RES/217(III), A/RES/2625(XXV), A/CN.9/1187",
            &[],
        );
        check(
            "A/HRC/WG.6/19/PRK/2, A/HRC/WGAD/2020/12, A/HRC/S-21/2, E/CN.4/Sub.2/1993/15, A/ES-11/PV.1, S/AC.49/2006/1",
            &[],
        );
    }

    #[test]
    fn sessions_have_years() {
        let check = |symbol: &str, expected: Option<i32>| {
            assert_eq!(year_of(symbol).map(|(year, _)| year), expected, "{symbol}");
        };
        check("A/HRC/25/63", Some(2014));
        check("A/HRC/RES/22/13", Some(2013));
        check("A/78/526", Some(2023));
        check("A/RES/60/173", Some(2005));
        check("S/2014/276", Some(2014));
        check("A/HRC/S-17/1", None);
        check("CAT/C/CHN/CO/5", None);
    }
}
