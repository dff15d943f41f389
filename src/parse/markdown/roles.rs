//! Roles of MyST, such as ``{cite:p}`doe2020` ``: code with a name in braces before it.

use std::ops::Range;

use super::Context;
use super::brackets::{self, Token};
use crate::model::{CitationItem, CitationMode, Construct, DefectKind, InlineKind};
use crate::source::Located;

/// How long the name of a role may be, in bytes.
const LONGEST: usize = 40;

/// Reads the code at `range` as a role, if its name stands right before it. A citation is read as one, any other
/// role is named and left out.
pub(super) fn take(
    context: &mut Context<'_>,
    tokens: &mut Vec<Token>,
    range: Range<usize>,
) -> bool {
    let Some(start) = begin(context.text, range.start) else {
        return false;
    };
    let Some(Token::Inline(last)) = tokens.last_mut() else {
        return false;
    };
    let place = last.span.range();
    if place.end != range.start || !matches!(last.kind, InlineKind::Text(_)) || place.start > start
    {
        return false;
    }
    last.shorten(start - place.start);
    if place.start == start {
        tokens.pop();
    }
    let mode = match &context.text[start + 1..range.start - 1] {
        "cite" | "cite:p" => Some(CitationMode::Parenthetical),
        "cite:t" => Some(CitationMode::InText),
        _ => None,
    };
    let items = mode.and_then(|_| keys(context, range.clone()));
    match (mode, items) {
        (Some(mode), Some(items)) => {
            let inline = brackets::citation_inline(context, mode, items, start..range.end);
            tokens.push(Token::Inline(inline));
        }
        _ => context.defect(DefectKind::NotHeld(Construct::Role), start..range.end),
    }
    true
}

/// Where `{name}` begins that ends at an offset.
fn begin(text: &str, end: usize) -> Option<usize> {
    let near = text.floor_char_boundary(end.saturating_sub(LONGEST));
    let inner = text[near..end].strip_suffix('}')?;
    let name = &inner[inner.rfind('{')? + 1..];
    let is_name = name.starts_with(|c: char| c.is_ascii_alphabetic())
        && name
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || b"-_:+".contains(&byte));
    is_name.then(|| end - name.len() - 2)
}

/// The keys between backticks, which commas part.
fn keys(context: &Context<'_>, code: Range<usize>) -> Option<Vec<CitationItem>> {
    let written = &context.text[code.clone()];
    let inner = written.trim_matches('`');
    let mut at = code.start + written.find(inner)?;
    let mut items = Vec::new();
    for part in inner.split([',', ';']) {
        let key = part.trim();
        let start = at + part.find(key)?;
        at += part.len() + 1;
        if key.is_empty() || key.contains(char::is_whitespace) {
            return None;
        }
        let span = context.span(start..start + key.len());
        items.push(CitationItem::bare(Located::new(key.to_owned(), span)));
    }
    Some(items)
}
