//! A web address in the text where a reference should stand.

use std::ops::Range;

use super::{Context, words};
use crate::diagnostic::Finding;
use crate::model::{
    Block, BlockKind, Inline, InlineKind, Role, Visitor, text_of, walk_block, walk_inline,
};
use crate::source::Span;

pub(super) const NAME: &str = "bare-url";

pub(super) fn check(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let mut check = Check {
        context,
        findings,
        roles: Vec::new(),
    };
    for section in &context.report.sections {
        check.roles.clear();
        for block in &section.blocks {
            check.block(block);
        }
    }
    check.roles.clear();
    for note in &context.report.notes {
        check.note(note);
    }
}

struct Check<'c, 'f> {
    context: &'c Context<'c>,
    findings: &'f mut Vec<Finding>,
    /// The role that each heading level above has set.
    roles: Vec<(u8, Role)>,
}

impl Check<'_, '_> {
    /// An imprint gives addresses as addresses.
    fn is_front(&self) -> bool {
        matches!(
            self.roles.last(),
            Some((_, Role::Front | Role::Acknowledgements))
        )
    }

    fn report(&mut self, url: &str, span: Span) {
        let shown = words::shortened(url, 60);
        self.findings.push(
            Finding::new(
                NAME,
                self.context.error_unless_draft(),
                format!("`{shown}` stands in the text as a bare address"),
                span,
            )
            .label("no author, no title, no date, no day on which it was read")
            .help("make an entry of it in the bibliography and cite that, `[@key]`; an address that is itself the subject stands in backticks"),
        );
    }
}

impl<'a> Visitor<'a> for Check<'_, '_> {
    fn block(&mut self, block: &'a Block) {
        if let BlockKind::Heading { level, .. } = block.kind {
            self.roles.retain(|(above, _)| *above < level);
            if let Some(role) = block.attrs.text("role").and_then(Role::from_name) {
                self.roles.push((level, role));
            }
        }
        walk_block(self, block);
    }

    fn inline(&mut self, inline: &'a Inline) {
        match &inline.kind {
            _ if self.is_front() => {}
            InlineKind::Text(text) => {
                let as_written = self.context.sources.slice(inline.span) == text;
                for range in addresses(text) {
                    let span = match as_written {
                        true => {
                            let start = inline.span.range().start;
                            Span::new(inline.span.file, start + range.start..start + range.end)
                        }
                        false => inline.span,
                    };
                    self.report(&text[range], span);
                }
            }
            InlineKind::Link { content, .. } => {
                let shown = text_of(content);
                let is_address = addresses(shown.trim())
                    .first()
                    .is_some_and(|range| range.start == 0);
                if is_address {
                    self.report(shown.trim(), inline.span);
                }
            }
            // Formatted references print the addresses of their entries.
            InlineKind::ToReference { .. } => {}
            _ => walk_inline(self, inline),
        }
    }
}

/// The web addresses in a text: with a scheme, beginning with `www.`, or a host with a path; and DOIs.
fn addresses(text: &str) -> Vec<Range<usize>> {
    let lower = text.to_ascii_lowercase();
    let mut found: Vec<Range<usize>> = ["https://", "http://", "www."]
        .into_iter()
        .flat_map(|start| beginning_with(start, &lower, text))
        .collect();
    found.sort_by_key(|range| range.start);
    // "http://a.org/www.b.org" is one.
    let mut end = 0;
    found.retain(|range| {
        let is_new = range.start >= end;
        end = end.max(range.end);
        is_new
    });
    let is_new = |range: &Range<usize>| {
        let before = found.partition_point(|known| known.start < range.end);
        before == 0 || found[before - 1].end <= range.start
    };
    let mut others = without_scheme(&lower, text);
    others.retain(is_new);
    found.extend(others);
    found.sort_by_key(|range| range.start);
    found
}

/// The addresses in a text that begin in one way. Each part of the text is looked at once: a word may be as
/// long as a file, and hold thousands of beginnings.
fn beginning_with(start: &str, lower: &str, text: &str) -> Vec<Range<usize>> {
    const AFTER: [char; 12] = ['.', ',', ';', ':', ')', ']', '”', '"', '’', '>', '!', '?'];
    let mut found: Vec<Range<usize>> = Vec::new();
    // Where the word ends, and where it does without the marks behind it.
    let (mut word_end, mut end) = (0, 0);
    for (at, _) in lower.match_indices(start) {
        if at >= word_end {
            let rest = &text[at..];
            let word = &rest[..rest.find(char::is_whitespace).unwrap_or(rest.len())];
            word_end = at + word.len();
            end = at + word.trim_end_matches(AFTER).len();
        }
        let is_inside = found.last().is_some_and(|known| at < known.end);
        let before = text[..at].chars().next_back();
        let glued = before.is_some_and(|c| c.is_alphanumeric() || matches!(c, '/' | '.'));
        let rest = text.get(at + start.len()..end).unwrap_or_default();
        if is_inside || glued || !rest.starts_with(char::is_alphanumeric) {
            continue;
        }
        let mut hosts = rest.split('/');
        if hosts.next().is_some_and(|host| host.contains('.')) {
            found.push(at..end);
        }
    }
    found
}

/// Where the names of most hosts end. Names of countries that are words in a language of reports are left out.
const ENDS: &[&str] = &[
    "com", "org", "net", "int", "edu", "gov", "info", "eu", "uk", "de", "fr", "ch", "nl", "kr",
    "jp", "cn", "ru", "pl", "be", "dk", "fi", "br", "mx", "ca", "au", "nz", "ua", "example",
];

/// What most often stands before an address of one word with a path, and is a name.
fn without_scheme(lower: &str, text: &str) -> Vec<Range<usize>> {
    const AROUND: &[char] = &[
        '(', ')', '[', ']', '“', '”', '"', '‘', '’', '<', '>', ',', ';', '.', ':', '!', '?',
    ];
    let mut found = Vec::new();
    let mut at = 0;
    for word in lower.split(char::is_whitespace) {
        let start = at;
        at += word.len();
        at += lower[at..].chars().next().map_or(0, char::len_utf8);
        let opened = word.trim_start_matches(AROUND);
        let bare = opened.trim_end_matches(AROUND);
        let from = start + word.len() - opened.len();
        let range = from..from + bare.len();
        let is_written_small = text.get(range.clone()) == Some(bare);
        let is_address = is_doi(bare) || is_host_and_path(bare) && is_written_small;
        let is_number = || is_doi_number(bare) && lower[..from].trim_end().ends_with("doi:");
        if is_address || is_number() {
            found.push(range);
        }
    }
    found
}

/// "doi:10.1000/abc".
fn is_doi(word: &str) -> bool {
    word.strip_prefix("doi:").is_some_and(is_doi_number)
}

fn is_doi_number(word: &str) -> bool {
    let Some((prefix, rest)) = word
        .strip_prefix("10.")
        .and_then(|rest| rest.split_once('/'))
    else {
        return false;
    };
    (4..=9).contains(&prefix.len())
        && prefix.bytes().all(|byte| byte.is_ascii_digit())
        && rest.starts_with(char::is_alphanumeric)
}

/// "nowhere.org/letter": a host, a stroke, and something behind it. "Booking.com/Airbnb" are two names.
fn is_host_and_path(word: &str) -> bool {
    let Some((host, path)) = word.split_once('/') else {
        return false;
    };
    let labels: Vec<&str> = host.split('.').collect();
    let is_label = |label: &&str| {
        !label.is_empty()
            && label
                .bytes()
                .all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
            && !label.starts_with('-')
    };
    let ends = labels.last().is_some_and(|end| ENDS.contains(end));
    let is_name = labels.first().is_some_and(|first| first.len() > 1);
    let is_other_host = path
        .rsplit_once('.')
        .is_some_and(|(_, end)| ENDS.contains(&end.trim_end_matches('/')));
    labels.len() > 1
        && labels.iter().all(is_label)
        && ends
        && is_name
        && !is_other_host
        && path.starts_with(|c: char| c.is_alphanumeric() || matches!(c, '~' | '?' | '#' | '@'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_addresses_and_where_they_end() {
        let check = |text: &str, expected: &[&str]| {
            let found: Vec<&str> = addresses(text)
                .into_iter()
                .map(|range| &text[range])
                .collect();
            assert_eq!(found, expected, "{text}");
        };
        check(
            "See https://nowhere.example/a_b?c=d#e.",
            &["https://nowhere.example/a_b?c=d#e"],
        );
        check(
            "(www.nowhere.example) and HTTP://nowhere.example/,",
            &["www.nowhere.example", "HTTP://nowhere.example/"],
        );
        check(
            "https://web.archive.org/http://nowhere.example/",
            &["https://web.archive.org/http://nowhere.example/"],
        );
        check("It begins with https:// and awww.org or www. stands.", &[]);
        check("It stands at nowhere.org/letter.", &["nowhere.org/letter"]);
        check("See (doi.org/10.1000/abc).", &["doi.org/10.1000/abc"]);
        check("See doi:10.1000/abc.", &["doi:10.1000/abc"]);
        check("See DOI: 10.1000/abc.", &["10.1000/abc"]);
        check(
            "See https://doi.org/10.1000/abc.",
            &["https://doi.org/10.1000/abc"],
        );
        check(
            "See www.nowhere.org/letter, too.",
            &["www.nowhere.org/letter"],
        );
        check(
            "http://nowhere.org/a,http://b.org,www.c.org, www.d.org",
            &["http://nowhere.org/a,http://b.org,www.c.org", "www.d.org"],
        );
        for innocent in [
            "The sites nowhere.org and booking.com/expedia.com were down.",
            "At 5 km/h and/or 10.5/12 of A/HRC/25/63 it fell.",
            "z.B./u.a. und d.h./bzw., S. 3.de/4 ist nichts.",
            "It was written in ASP.NET/IIS and Node.js/Express by Booking.com/Airbnb.",
            "Mail a@nowhere.org/b and the ratio 10.1000/3.",
            "The prefix 10.1000/abc is a number; the doi is new.",
            "The file data.csv/main.rs and u.s./u.k. talks.",
            "The U.S.-U.K./E.U. talks in St.Gallen/Chur.",
        ] {
            check(innocent, &[]);
        }
    }

    /// A word of 8 MB that begins addresses without end is looked through once, and not once for each.
    #[test]
    fn a_word_that_begins_many_addresses_is_read_once() {
        for (piece, expected) in [
            ("http://a", 0),
            ("(http://a", 0),
            ("(http://a.b", 1),
            ("www.a.", 1),
            (",www.a", 1),
            (",www.(", 0),
            ("http://a.b ", 100_000),
            ("ab.org/b ", 100_000),
        ] {
            let found = addresses(&piece.repeat(100_000));
            assert_eq!(found.len(), expected, "{piece}");
        }
    }
}
