//! A class or key in braces that means nothing here and is one slip from one that does.
//!
//! Any class and key may be written: own style sheets and other programs have theirs. So only what
//! decides over claims and sections is looked for, and only where its name is long enough that a slip can
//! be told from another word.

use super::{Context, words};
use crate::diagnostic::{Finding, Level};
use crate::model::{Attrs, Block, Inline, InlineKind, Kind, Visitor, walk_block, walk_inline};
use crate::source::Span;

pub(super) const NAME: &str = "misspelt-attribute";

/// Classes with a meaning, beside those of [`Kind::CLASSES`].
const CLASSES: [&str; 8] = [
    "claims",
    "unnumbered",
    "appendix",
    "callout-note",
    "callout-tip",
    "callout-warning",
    "callout-caution",
    "callout-important",
];

/// A class that is near `common`, and that people write for something else.
const OTHER: &str = "comment";

/// The fewest letters of a class that others are slips of: `.mega` is none of `meta`.
const SHORTEST: usize = 5;

/// Keys that decide how a claim or a section is taken.
const KEYS: [&str; 12] = [
    "kind",
    "about",
    "value",
    "from",
    "because",
    "confidence",
    "reason",
    "until",
    "waive",
    "lang",
    "cite",
    "role",
];

/// Keys of four or five letters that decide what a claim is compared with. Many other words are near to them, so that
/// only two letters that have changed places are a slip.
const SHORT_KEYS: [&str; 5] = ["kind", "about", "value", "date", "unit"];

/// The short key of which two neighbouring letters have changed places.
fn swapped(key: &str) -> Option<&'static str> {
    let is_swapped = |known: &&str| {
        let (key, known) = (key.as_bytes(), known.as_bytes());
        key.len() == known.len()
            && (1..key.len()).any(|at| {
                key[at] != key[at - 1]
                    && key[..at - 1] == known[..at - 1]
                    && key[at + 1..] == known[at + 1..]
                    && (key[at - 1], key[at]) == (known[at], known[at - 1])
            })
    };
    SHORT_KEYS.into_iter().find(is_swapped)
}

pub(super) fn check(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let kinds = Kind::CLASSES.iter().map(|(class, _)| *class);
    let classes = kinds.chain(CLASSES).filter(|class| class.len() >= SHORTEST);
    let mut slips = Slips {
        context,
        findings,
        classes: words::Names::new(classes),
        keys: words::Names::new(KEYS),
    };
    context.report.walk(&mut slips);
}

struct Slips<'c, 'f> {
    context: &'c Context<'c>,
    findings: &'f mut Vec<Finding>,
    classes: words::Names<'static>,
    keys: words::Names<'static>,
}

impl Slips<'_, '_> {
    fn read(&mut self, attrs: &Attrs, span: Span) {
        for class in &attrs.classes {
            if class != OTHER
                && let Some(meant) = self.classes.nearest(class)
                && meant != class
            {
                let help = format!("write `.{meant}`");
                self.found("class", &format!(".{class}"), span, help);
            }
        }
        for (key, _) in &attrs.pairs {
            if let Some(meant) = self.keys.nearest(key).or_else(|| swapped(key))
                && meant != key
            {
                let help = format!("write `{meant}=`");
                self.found("key", &format!("{key}="), span, help);
            }
        }
    }

    fn found(&mut self, what: &str, written: &str, span: Span, help: String) {
        let text = self.context.sources.slice(span);
        let braces = text.rfind('{').unwrap_or_default();
        let place = match text[braces..].find(written) {
            Some(at) => {
                let start = span.range().start + braces + at;
                Span::new(span.file, start..start + written.len())
            }
            None => span,
        };
        self.findings.push(
            Finding::new(
                NAME,
                Level::Warning,
                format!("`{written}` is a {what} without a meaning"),
                place,
            )
            .label("passed over")
            .help(help),
        );
    }
}

impl<'a> Visitor<'a> for Slips<'_, '_> {
    fn block(&mut self, block: &'a Block) {
        self.read(&block.attrs, block.span);
        walk_block(self, block);
    }

    fn inline(&mut self, inline: &'a Inline) {
        if let InlineKind::Span { attrs, .. } = &inline.kind {
            self.read(attrs, inline.span);
        }
        walk_inline(self, inline);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn short_keys_are_known_with_two_letters_exchanged() {
        for (key, expected) in [
            ("kidn", Some("kind")),
            ("abuot", Some("about")),
            ("vlaue", Some("value")),
            ("dtae", Some("date")),
            ("unti", Some("unit")),
            ("kind", None),
            ("find", None),
            ("values", None),
            ("data", None),
            ("above", None),
            ("valeur", None),
            ("units", None),
        ] {
            assert_eq!(swapped(key), expected, "{key}");
        }
    }
}
