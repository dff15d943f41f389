//! Reads what stands inside a citation: `see @key, pp. 3–5, note; -@other`.
//!
//! Pandoc's grammar. Knows the locator terms of CSL in a few languages; does not know whether a key exists.

mod key;
mod locator;
mod words;

use std::ops::Range;

pub use key::{Escapes, begins_key, holds_key, read_key};
pub use locator::TERMS;
pub use words::Words;

use crate::model::{CitationFault, CitationItem, Joint, Locator};
use crate::source::{Located, Span};

/// Reads the items between the brackets of a citation.
///
/// # Errors
/// The first fault that makes Pandoc take the brackets for text, with its place.
pub fn read_items(words: &Words<'_>) -> Result<Items, (CitationFault, Span)> {
    read_items_in(words, 0..words.text().len())
}

/// What a citation names.
#[derive(Debug, Default)]
pub struct Items {
    /// Its items, at least one.
    pub items: Vec<CitationItem>,
    /// The first key that no semicolon sets off from the key before it.
    pub run_on: Option<RunOn>,
}

/// A key without a semicolon before it.
#[derive(Debug)]
pub struct RunOn {
    /// The key.
    pub key: Span,
    /// Where the semicolon belongs: the comma in its place, or an empty span.
    pub at: Span,
}

/// The same for a part of the words.
///
/// # Errors
/// As in [`read_items`].
pub fn read_items_in(
    words: &Words<'_>,
    range: Range<usize>,
) -> Result<Items, (CitationFault, Span)> {
    let mut read = Items::default();
    let mut start = range.start;
    loop {
        let part = words.part(start..range.end);
        let Some(first) = part.keys.first() else {
            let fault = if part.holds_at {
                CitationFault::EmptyKey
            } else {
                CitationFault::EmptyItem
            };
            return Err((fault, words.span(start..part.end)));
        };
        // A key further on in the same part belongs to a citation that lost its semicolon.
        let ends = part.keys[1..].iter().map(|key| key.begin).chain([part.end]);
        let (mut from, mut last) = (start, start);
        for (key, end) in part.keys.iter().zip(ends) {
            if key.at != first.at && read.run_on.is_none() {
                let before = words.text()[last..key.begin].trim_end();
                let gap = last + before.len();
                let comma = usize::from(before.ends_with(','));
                read.run_on = Some(RunOn {
                    key: words.span(key.begin..key.end),
                    at: words.span(gap - comma..gap),
                });
            }
            read.items.push(read_item(words, from..end, key));
            (from, last) = (end, key.end);
        }
        if part.end == range.end {
            return Ok(read);
        }
        start = part.end + 1;
    }
}

/// A key among words, as offsets into them.
#[derive(Debug)]
pub(crate) struct Key {
    /// Where its `-` or `@` stands.
    pub begin: usize,
    /// Where its `@` stands.
    pub at: usize,
    /// Where it ends.
    pub end: usize,
}

fn read_item(words: &Words<'_>, range: Range<usize>, key: &Key) -> CitationItem {
    let part = &words.text()[range.clone()];
    let rest = Rest::read(words, key.end..range.end);
    let lead = part.len() - part.trim_start().len();
    let trail = part.len() - part.trim_end().len();
    CitationItem {
        key: Located::new(words.key(key).to_owned(), words.span(key.at + 1..key.end)),
        span: words.span(range.start + lead..range.end - trail),
        prefix: words.plain(range.start..key.begin),
        signal: None,
        locator: rest.locator,
        suffix: rest.suffix,
        joint: rest.joint,
        suppress_author: key.begin < key.at,
    }
}

/// The commas of all scripts that separate a key from a locator, and a locator from what follows: Latin,
/// Arabic, Chinese, Japanese.
const COMMAS: [char; 4] = [',', '،', '，', '、'];

/// What follows a key: a locator, and words after it.
pub struct Rest {
    /// The locator.
    pub locator: Option<Locator>,
    /// The words after it.
    pub suffix: String,
    /// What stands before these words.
    pub joint: Joint,
}

impl Rest {
    /// Reads what follows a key. For `@key [p. 3]`, the range is what stands between the brackets.
    pub fn read(words: &Words<'_>, range: Range<usize>) -> Self {
        let body = words.text()[range.clone()].trim_start();
        let body = body.strip_prefix(COMMAS).map_or(body, str::trim_start);
        let start = range.end - body.len();
        let body = body.trim_end();
        // The words from here on, and what stands before them.
        let suffix = |at: usize| {
            let from = if at == 0 { range.start } else { start + at };
            let rest =
                body[at..].trim_start_matches(|c: char| COMMAS.contains(&c) || c.is_whitespace());
            let begin = start + body.len() - rest.len();
            let joint = Joint::of(&words.text()[from..begin], rest);
            (words.plain(begin..start + body.len()), joint)
        };
        if let Some(inner) = body.strip_prefix('{')
            && let Some(end) = inner.find('}')
        {
            let inner = &inner[..end];
            let (suffix, joint) = suffix(1 + end + 1);
            return Self {
                locator: braced(inner, words.span(start + 1..start + 1 + end)),
                suffix,
                joint,
            };
        }
        let found = locator::read_locator(body);
        let length = found.as_ref().map_or(0, |found| found.length);
        let (suffix, joint) = suffix(length);
        let locator = found.map(|found| Locator {
            term: found.term,
            value: found.value,
            source: Located::new(body[..length].to_owned(), words.span(start..start + length)),
        });
        Self {
            locator,
            suffix,
            joint,
        }
    }
}

/// In braces, everything is the locator; empty ones say that what follows is none.
fn braced(inner: &str, span: Span) -> Option<Locator> {
    if inner.trim().is_empty() {
        return None;
    }
    let (term, value) = match locator::read_locator(inner) {
        Some(read) => (read.term, read.value + &inner[read.length..]),
        None => ("page", inner.trim().to_owned()),
    };
    Some(Locator {
        term,
        value,
        source: Located::new(inner.to_owned(), span),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::Sources;

    fn check(text: &str, expected: &[&str]) {
        let mut sources = Sources::default();
        let file = sources.add("a.md", text);
        let read = read_items(&Words::raw(text, file, 0..text.len()));
        let (items, run_on, fault) = match read {
            Ok(read) => (read.items, read.run_on, None),
            Err((fault, _)) => (Vec::new(), None, Some(fault)),
        };
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
        shown.extend(run_on.map(|run_on| {
            let (key, at) = (sources.slice(run_on.key), sources.slice(run_on.at));
            format!("run on {key} at `{at}`")
        }));
        shown.extend(fault.map(|fault| format!("{fault:?}")));
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
        check("@a, S. 9–4 f.", &["|a|page=9–4|f."]);
        check("@a, s. 12", &["|a||s. 12"]);
        check("@a, S. A. Kim", &["|a||S. A. Kim"]);
        check("@a, Art. 5 Abs. 1", &["|a|article-locator=5|Abs. 1"]);
        check("@a, Abs. 2", &["|a|paragraph=2|"]);
        check("@a, Rn. 940", &["|a||Rn. 940"]);
        check("@a, pág. 4", &["|a|page=4|"]);
        check("@a, párr. 4-7", &["|a|paragraph=4-7|"]);
        check("@a, par. 3", &["|a|paragraph=3|"]);
        check("@a, n° 12", &["|a|issue=12|"]);
        check("@a, last paragraph", &["|a||last paragraph"]);
        check("@a, table 1, row of totals", &["|a|table=1|row of totals"]);
        check("@a, ch. iv", &["|a|chapter=iv|"]);
        check("@a, {p. 12, table 3}, note", &["|a|page=12, table 3|note"]);
        check("@{a/b}, p. 1", &["|a/b|page=1|"]);
        check("@smith_2012:x.y, p. 1", &["|smith_2012:x.y|page=1|"]);
        // As in Pandoc, the comma before a locator may be left out.
        check("@a p. 5", &["|a|page=5|"]);
        check("@a 5-7, note", &["|a|page=5-7|note"]);
        check("@a and others", &["|a||and others"]);
        check(
            "@a{ii, A, D-Z}, with words",
            &["|a|page=ii, A, D-Z|with words"],
        );
        check("@a, {}99 years later", &["|a||99 years later"]);
        check("see-@a;-@b", &["see-|a||", "|-b||"]);
        check("@{a;b}; @c", &["|a;b||", "|c||"]);
        // The sign of a kelvin is a letter k and two bytes longer.
        check(
            "@a, b\u{212a}. 3 \u{23a}\u{23a}",
            &["|a|book=3|\u{23a}\u{23a}"],
        );
        check("@a, CH. IV", &["|a|chapter=IV|"]);
    }

    #[test]
    fn names_what_is_wrong() {
        check("@a; ; @b", &["EmptyItem"]);
        check("@a; @", &["EmptyKey"]);
        check("@a; p. 5", &["EmptyItem"]);
        check("@a, p. 5, @b", &["|a|page=5|", "|b||", "run on @b at `,`"]);
        check("@a and @b", &["|a||and", "|b||", "run on @b at ``"]);
    }
}
