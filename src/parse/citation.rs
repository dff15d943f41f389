//! Reads what stands inside a citation: `see @key, pp. 3–5, note; -@other`.
//!
//! Pandoc's grammar. Knows the English locator terms of CSL; does not know whether a key exists.

use crate::model::{CitationFault, CitationItem, Locator};
use crate::source::{FileId, Located, Span};

/// The locator terms, longest spelling first where one begins another.
pub const TERMS: &[(&str, &[&str])] = &[
    (
        "page",
        &["pages", "page", "pp.", "pp", "pgs.", "pg.", "p.", "p"],
    ),
    (
        "paragraph",
        &[
            "paragraphs",
            "paragraph",
            "paras.",
            "paras",
            "para.",
            "para",
            "¶¶",
            "¶",
        ],
    ),
    (
        "section",
        &[
            "sections", "section", "secs.", "secs", "sec.", "sec", "§§", "§",
        ],
    ),
    (
        "article-locator",
        &["articles", "article", "arts.", "arts", "art.", "art"],
    ),
    (
        "chapter",
        &["chapters", "chapter", "chaps.", "chap.", "chs.", "ch."],
    ),
    ("figure", &["figures", "figure", "figs.", "fig."]),
    ("table", &["tables", "table", "tbl."]),
    ("note", &["notes", "note", "nn.", "n."]),
    ("line", &["lines", "line", "ll.", "l."]),
    ("column", &["columns", "column", "cols.", "col."]),
    ("volume", &["volumes", "volume", "vols.", "vol."]),
    ("issue", &["numbers", "number", "nos.", "no."]),
    ("part", &["parts", "part", "pts.", "pt."]),
    ("book", &["books", "book", "bks.", "bk."]),
    ("verse", &["verses", "verse", "vv.", "v."]),
    ("rule", &["rules", "rule", "r."]),
    ("appendix", &["appendices", "appendix", "apps.", "app."]),
    ("timestamp", &["timestamps", "timestamp", "time"]),
    ("folio", &["folios", "folio", "fols.", "fol."]),
    ("opus", &["opera", "opus", "op."]),
    ("sub-verbo", &["sub verbo", "s.vv.", "s.v."]),
];

/// Whether an `@` at `at` can begin a key: a key character or `{` follows, and what comes before
/// is not part of a word, an address or a mail name.
pub fn begins_key(text: &str, at: usize) -> bool {
    let before = text[..at].chars().next_back();
    let after = text[at + 1..].chars().next();
    let glued = before.is_some_and(|c| c.is_alphanumeric() || matches!(c, '/' | '\\' | '.' | '_'));
    !glued && after.is_some_and(|c| c.is_alphanumeric() || matches!(c, '_' | '{'))
}

/// The key that begins after the `@` at `at`, and the offset after it.
pub fn read_key(text: &str, at: usize) -> (&str, usize) {
    let rest = &text[at + 1..];
    if let Some(inner) = rest.strip_prefix('{')
        && let Some(end) = inner.find('}')
    {
        return (&inner[..end], at + 1 + 1 + end + 1);
    }
    let mut end = 0;
    for (offset, character) in rest.char_indices() {
        if character.is_alphanumeric() || character == '_' {
            end = offset + character.len_utf8();
        } else if !":.#$%&-+?<>~/".contains(character) {
            break;
        } else if rest[offset + character.len_utf8()..]
            .chars()
            .next()
            .is_none_or(|next| !next.is_alphanumeric() && next != '_')
        {
            // Punctuation belongs to a key only inside it.
            break;
        }
    }
    (&rest[..end], at + 1 + end)
}

/// Whether the text between brackets holds a citation.
pub fn holds_key(text: &str) -> bool {
    text.match_indices('@').any(|(at, _)| begins_key(text, at))
}

/// Reads the items between the brackets of a citation, `range` in `text`.
///
/// # Errors
/// The first fault, with its place; the items that could be read come along, so that their keys
/// are still checked.
pub fn read_items(
    text: &str,
    file: FileId,
    range: std::ops::Range<usize>,
) -> (Vec<CitationItem>, Option<(CitationFault, Span)>) {
    let mut items = Vec::new();
    let mut fault = None;
    let mut start = range.start;
    for part in split_items(&text[range.clone()]) {
        let end = start + part.len();
        match read_item(text, file, start..end) {
            Ok((item, problem)) => {
                items.push(item);
                fault = fault.or(problem);
            }
            Err(problem) => {
                fault = fault.or(Some((problem, Span::new(file, start..end))));
            }
        }
        start = end + 1;
    }
    (items, fault)
}

/// Splits at the semicolons that are not inside `{…}`.
fn split_items(text: &str) -> Vec<&str> {
    let mut parts = Vec::new();
    let mut depth = 0_usize;
    let mut from = 0;
    for (at, character) in text.char_indices() {
        match character {
            '{' => depth += 1,
            '}' => depth = depth.saturating_sub(1),
            ';' if depth == 0 => {
                parts.push(&text[from..at]);
                from = at + 1;
            }
            _ => {}
        }
    }
    parts.push(&text[from..]);
    parts
}

type ReadItem = (CitationItem, Option<(CitationFault, Span)>);

fn read_item(
    text: &str,
    file: FileId,
    range: std::ops::Range<usize>,
) -> Result<ReadItem, CitationFault> {
    let part = &text[range.clone()];
    let Some(at) = part
        .match_indices('@')
        .map(|(at, _)| range.start + at)
        .find(|at| begins_key(text, *at))
    else {
        let empty_key = part.contains('@');
        return Err(if empty_key {
            CitationFault::EmptyKey
        } else {
            CitationFault::EmptyItem
        });
    };
    let suppress_author = text[range.start..at].ends_with('-');
    let prefix_end = if suppress_author { at - 1 } else { at };
    let (key, key_end) = read_key(text, at);
    let key_end = key_end.min(range.end);
    let rest = Rest::read(text, file, key_end..range.end);
    let fault = rest.missing_comma.then(|| {
        let at = Span::new(file, key_end..key_end);
        (
            CitationFault::MissingComma { at },
            Span::new(file, range.clone()),
        )
    });
    let lead = part.len() - part.trim_start().len();
    let trail = part.len() - part.trim_end().len();
    let item = CitationItem {
        key: Located::new(
            key.to_owned(),
            Span::new(file, at + 1..at + 1 + key_end - at - 1),
        ),
        span: Span::new(file, range.start + lead..range.end - trail),
        prefix: plain(text[range.start..prefix_end].trim()),
        locator: rest.locator,
        suffix: rest.suffix,
        suppress_author,
    };
    Ok((item, fault))
}

/// What follows a key: a locator, and words after it.
pub struct Rest {
    /// The locator.
    pub locator: Option<Locator>,
    /// The words after it.
    pub suffix: String,
    /// Whether a locator begins without the comma that has to stand before it.
    pub missing_comma: bool,
}

impl Rest {
    /// Reads what follows a key. For `@key [p. 3]`, the range is what stands between the brackets.
    pub fn read(text: &str, file: FileId, range: std::ops::Range<usize>) -> Self {
        let raw = &text[range.clone()];
        let body = raw.trim_start();
        let (body, comma) = match body.strip_prefix(',') {
            Some(after) => (after.trim_start(), true),
            None => (body, false),
        };
        let start = range.end - body.len();
        let body = body.trim_end();
        if let Some(inner) = body.strip_prefix('{')
            && let Some(end) = inner.find('}')
        {
            // In braces, everything after the term is the locator.
            let (locator, length) = read_locator(&inner[..end], true);
            let locator = locator.map(|(term, value)| Locator {
                term,
                value: format!("{value}{}", &inner[length..end]),
                source: Located::new(
                    inner[..end].to_owned(),
                    Span::new(file, start + 1..start + 1 + end),
                ),
            });
            let suffix = inner[end + 1..].trim_start_matches([',', ' ']);
            return Self {
                locator,
                suffix: plain(suffix),
                missing_comma: false,
            };
        }
        let (found, length) = read_locator(body, comma);
        match found {
            Some((term, value)) => Self {
                locator: Some(Locator {
                    term,
                    value,
                    source: Located::new(
                        body[..length].to_owned(),
                        Span::new(file, start..start + length),
                    ),
                }),
                suffix: plain(body[length..].trim_start_matches([',', ' '])),
                missing_comma: !comma && !raw.is_empty() && raw.starts_with([' ', '\t', '\n']),
            },
            None => Self {
                locator: None,
                suffix: plain(body),
                missing_comma: false,
            },
        }
    }

    /// The same for the bracket after `@key`, where no comma is expected.
    pub fn in_own_brackets(text: &str, file: FileId, range: std::ops::Range<usize>) -> Self {
        let mut rest = Self::read(text, file, range.clone());
        if rest.locator.is_none() {
            // A bare number in brackets is a page, as after a comma.
            let body = &text[range.clone()];
            if let (Some((term, value)), length) = read_locator(body, true) {
                rest.locator = Some(Locator {
                    term,
                    value,
                    source: Located::new(
                        body[..length].to_owned(),
                        Span::new(file, range.start..range.start + length),
                    ),
                });
                rest.suffix = plain(body[length..].trim_start_matches([',', ' ']));
            }
        }
        rest.missing_comma = false;
        rest
    }
}

/// A locator at the start of `text`, as its CSL term and value, and its length in bytes.
fn read_locator(text: &str, bare_number_is_page: bool) -> (Option<(&'static str, String)>, usize) {
    let lower = text.to_lowercase();
    // Lower-casing can change lengths outside ASCII; then only the sign terms could match, and
    // those are looked up in the text itself.
    let same = lower.len() == text.len();
    for (term, spellings) in TERMS {
        for spelling in *spellings {
            let begins = if same {
                lower.starts_with(spelling)
            } else {
                text.starts_with(spelling)
            };
            if !begins {
                continue;
            }
            let after = &text[spelling.len()..];
            let gap = after.len() - after.trim_start().len();
            let abbreviated = spelling.ends_with('.') || !spelling.is_ascii();
            let next_is_digit = after.starts_with(|c: char| c.is_ascii_digit());
            if gap == 0 && !abbreviated && !next_is_digit {
                continue;
            }
            let length = number_length(&after[gap..]);
            if length > 0 {
                let end = spelling.len() + gap + length;
                return (Some((term, text[end - length..end].to_owned())), end);
            }
        }
    }
    let length = number_length(text);
    let begins_with_digit = text.starts_with(|c: char| c.is_ascii_digit());
    if bare_number_is_page && begins_with_digit && length > 0 {
        let value = &text[..length];
        let term = if is_time(value) { "timestamp" } else { "page" };
        return (Some((term, value.to_owned())), length);
    }
    (None, 0)
}

/// How long the numbers at the start of a text are: `130–131, 140 and 12a`, `IV.C`, `33(1)`.
fn number_length(text: &str) -> usize {
    let mut end = 0;
    let mut at = 0;
    loop {
        let rest = &text[at..];
        let gap = rest.len() - rest.trim_start().len();
        let word_start = at + gap;
        let word = text[word_start..]
            .split(char::is_whitespace)
            .next()
            .unwrap_or_default();
        if word.is_empty() {
            return end;
        }
        let bare = word.trim_end_matches([',', '.', ';', ':']);
        if is_number(bare) {
            end = word_start + bare.len();
            at = word_start + word.len();
            let goes_on = word == bare || word == format!("{bare},");
            if !goes_on {
                return end;
            }
        } else if end > 0 && matches!(word, "and" | "&" | "to" | "-" | "–" | "or") {
            at = word_start + word.len();
        } else {
            return end;
        }
    }
}

/// Whether a word is a number as locators have them: it holds a digit, or each of its parts is a
/// roman numeral or a single letter.
fn is_number(word: &str) -> bool {
    if word.is_empty() || word.starts_with(['"', '“', '‘', '(', '[']) {
        return false;
    }
    if word.contains(|c: char| c.is_ascii_digit()) {
        return word
            .chars()
            .all(|c| c.is_alphanumeric() || ".,:-–—()/§¶bisterm".contains(c));
    }
    word.split(['.', '-', '–', '(', ')', '/'])
        .filter(|part| !part.is_empty())
        .all(|part| {
            let roman = part.chars().all(|c| "ivxlcdmIVXLCDM".contains(c));
            let letter = part.chars().count() == 1 && part.chars().all(|c| c.is_ascii_uppercase());
            roman || letter
        })
}

/// Whether a value is a time: `14:20` or `00:14:20`.
fn is_time(value: &str) -> bool {
    let parts: Vec<&str> = value
        .split(['–', '-'])
        .next()
        .unwrap_or_default()
        .split(':')
        .collect();
    matches!(parts.len(), 2 | 3)
        && parts
            .iter()
            .all(|part| (1..=2).contains(&part.len()) && part.chars().all(|c| c.is_ascii_digit()))
}

/// Prefixes and suffixes are plain text: backslashes are resolved, marks of emphasis are dropped,
/// white space is made single and straight quotation marks become curly ones.
fn plain(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut characters = text.trim().chars().peekable();
    while let Some(character) = characters.next() {
        match character {
            '\\' if characters.peek().is_some_and(char::is_ascii_punctuation) => {
                out.extend(characters.next());
            }
            '*' => {}
            '_' if !out.ends_with(char::is_alphanumeric)
                || !characters.peek().is_some_and(|c| c.is_alphanumeric()) => {}
            '"' if out.is_empty() || out.ends_with([' ', '(', '[']) => out.push('“'),
            '"' => out.push('”'),
            '\'' if out.is_empty() || out.ends_with([' ', '(', '[', '“']) => out.push('‘'),
            '\'' => out.push('’'),
            c if c.is_whitespace() => {
                if !out.ends_with(' ') {
                    out.push(' ');
                }
            }
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::Sources;

    fn check(text: &str, expected: &[&str]) {
        let mut sources = Sources::default();
        let file = sources.add("a.md", text);
        let (items, fault) = read_items(text, file, 0..text.len());
        let mut shown: Vec<String> = items
            .iter()
            .map(|item| {
                let locator = item
                    .locator
                    .as_ref()
                    .map(|l| format!("{}={}", l.term, l.value))
                    .unwrap_or_default();
                format!(
                    "{}|{}{}|{}|{}",
                    item.prefix,
                    if item.suppress_author { "-" } else { "" },
                    item.key.value,
                    locator,
                    item.suffix
                )
            })
            .collect();
        if let Some((fault, _)) = fault {
            shown.push(
                format!("{fault:?}")
                    .split([' ', '{'])
                    .next()
                    .unwrap()
                    .to_owned(),
            );
        }
        assert_eq!(shown, expected, "{text}");
        for item in &items {
            assert_eq!(
                sources.slice(item.key.span).trim_matches(['{', '}']),
                item.key.value
            );
        }
    }

    #[test]
    fn reads_keys_locators_and_words() {
        check("@a", &["|a||"]);
        check("@a, p. 5", &["|a|page=5|"]);
        check("@a, 33", &["|a|page=33|"]);
        check(
            "see @a, pp. 130–131, and passim; but see @b",
            &["see|a|page=130–131|and passim", "but see|b||"],
        );
        check("-@a, paras. 4-7", &["|-a|paragraph=4-7|"]);
        check("@a, art. 33(1)", &["|a|article-locator=33(1)|"]);
        check("@a, sec. IV.C, part (f)", &["|a|section=IV.C|part (f)"]);
        check("@a, § 12, 13 and 15", &["|a|section=12, 13 and 15|"]);
        check("@a, 00:14:20", &["|a|timestamp=00:14:20|"]);
        check("@a, last paragraph", &["|a||last paragraph"]);
        check("@a, table 1, row of totals", &["|a|table=1|row of totals"]);
        check("@a, ch. iv", &["|a|chapter=iv|"]);
        check("@a, {p. 12, table 3}, note", &["|a|page=12, table 3|note"]);
        check("@{a b}, p. 1", &["|a b|page=1|"]);
        check("@smith_2012:x.y, p. 1", &["|smith_2012:x.y|page=1|"]);
    }

    #[test]
    fn names_what_is_wrong() {
        check("@a p. 5", &["|a|page=5|", "MissingComma"]);
        check("@a p5", &["|a|page=5|", "MissingComma"]);
        check("@a; ; @b", &["|a||", "|b||", "EmptyItem"]);
        check("@a; @", &["|a||", "EmptyKey"]);
        check("@a and others", &["|a||and others"]);
    }

    #[test]
    fn a_mail_address_is_no_citation() {
        assert!(!holds_key("write to a@b.org"));
        assert!(!holds_key("https://x.org/@user"));
        assert!(holds_key("see @b.org"));
    }
}
