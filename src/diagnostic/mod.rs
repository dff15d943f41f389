//! A finding as data, and the ways to print it.
//!
//! Knows places in files; knows no report and no rule. One file a format.

mod baseline;
mod checkstyle;
mod document;
mod github;
mod gitlab;
mod human;
mod json;
mod junit;
mod rdjson;
#[cfg(test)]
mod sample;
mod sarif;
mod short;
mod uri;
mod visible;
mod xml;

pub use baseline::Baseline;
pub use checkstyle::checkstyle;
pub use document::{About, Document, Found, NotChecked};
pub use github::github;
pub use gitlab::gitlab;
pub use human::{Colour, human};
pub use json::FindingJson;
pub use junit::junit;
pub use rdjson::rdjson;
pub use sarif::sarif;
pub use short::short;
pub use visible::{visible, visible_line};

use std::borrow::Cow;

use crate::source::{Places, Sources, Span};

/// What a rule says about a place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// The rule's name.
    pub rule: &'static str,
    /// How bad it is.
    pub level: Level,
    /// What is wrong: lower case, no full stop, the author's words in backticks.
    pub message: String,
    /// Where.
    pub span: Span,
    /// What to say at that place; may be empty.
    pub label: String,
    /// Other places that matter, with what to say there.
    pub related: Vec<(Span, String)>,
    /// Why it is wrong.
    pub notes: Vec<String>,
    /// What to do.
    pub help: Option<Help>,
    /// Why it does not count, where somebody has answered for it.
    pub suppressed: Option<Suppression>,
    /// What stays the same when lines move: the fingerprint of the sentence it is about, or of its
    /// message. Empty until the findings of a report are complete.
    pub fingerprint: String,
    /// Whether it is left out where another finding about the same place says more, see [`settle`].
    pub gives_way: bool,
}

/// Why a finding does not count: it is found, kept in the outputs that can say so, and refuses
/// nothing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Suppression {
    /// Where it is written down.
    pub kind: SuppressionKind,
    /// Why, in the words of who answers for it.
    pub reason: String,
    /// Who answers for it.
    pub by: Option<String>,
    /// The last day on which it holds, as `YYYY-MM-DD`.
    pub until: Option<String>,
}

/// Where a suppression is written down.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SuppressionKind {
    /// In the text, at the place itself.
    InSource,
    /// In a file beside the text.
    External,
    /// In the list of what was already there when the check was adopted.
    Baseline,
}

impl SuppressionKind {
    /// The name in machine output.
    pub fn name(self) -> &'static str {
        match self {
            Self::InSource => "in-source",
            Self::External => "external",
            Self::Baseline => "baseline",
        }
    }
}

impl Suppression {
    /// A suppression with its reason; who answers for it and until when is added to it.
    pub fn new(kind: SuppressionKind, reason: impl Into<String>) -> Self {
        Self {
            kind,
            reason: words(reason),
            by: None,
            until: None,
        }
    }

    /// Says who answers for it.
    #[must_use]
    pub fn by(mut self, by: impl Into<String>) -> Self {
        self.by = Some(words(by));
        self
    }

    /// Says until when it holds.
    #[must_use]
    pub fn until(mut self, until: impl Into<String>) -> Self {
        self.until = Some(words(until));
        self
    }
}

/// What to do about a finding.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Help {
    /// In words.
    pub text: String,
    /// As an edit, where there is one.
    pub fix: Option<Fix>,
}

/// Who may make an edit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Applicability {
    /// Anybody, also a program: it changes how something is written and not what is said.
    Safe,
    /// Only somebody who has looked: it changes what the text says or which source it names.
    Suggestion,
}

impl Applicability {
    /// The name in machine output.
    pub fn name(self) -> &'static str {
        match self {
            Self::Safe => "safe",
            Self::Suggestion => "suggestion",
        }
    }
}

/// An edit that clears a finding.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fix {
    /// Who may make it.
    pub applicability: Applicability,
    /// What to replace; empty to insert.
    pub span: Span,
    /// With what.
    pub replacement: String,
}

/// How bad a finding is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Level {
    /// Worth knowing.
    Info,
    /// Worth a look.
    Warning,
    /// The report is refused.
    Error,
}

impl Level {
    /// The levels with their names, worst first.
    pub const NAMES: [(&'static str, Level); 3] = [
        ("error", Level::Error),
        ("warning", Level::Warning),
        ("info", Level::Info),
    ];

    /// The name.
    pub fn name(self) -> &'static str {
        let mut names = Self::NAMES.into_iter();
        let found = names.find(|(_, level)| *level == self);
        found.map_or("", |(name, _)| name)
    }
}

/// What is said of a finding may quote the author.
fn words(text: impl Into<String>) -> String {
    let text = text.into();
    match visible(&text) {
        Cow::Borrowed(_) => text,
        Cow::Owned(seen) => seen,
    }
}

impl Finding {
    /// A finding at a place; the rest is added to it.
    pub fn new(rule: &'static str, level: Level, message: impl Into<String>, span: Span) -> Self {
        Self {
            rule,
            level,
            message: words(message),
            span,
            label: String::new(),
            related: Vec::new(),
            notes: Vec::new(),
            help: None,
            suppressed: None,
            fingerprint: String::new(),
            gives_way: false,
        }
    }

    /// Says that it is left out where another finding about the same place says more.
    #[must_use]
    pub fn giving_way(mut self) -> Self {
        self.gives_way = true;
        self
    }

    /// Whether it counts: nobody has answered for it.
    pub fn is_open(&self) -> bool {
        self.suppressed.is_none()
    }

    /// Whether it refuses the report.
    pub fn refuses(&self) -> bool {
        self.is_open() && self.level == Level::Error
    }

    /// Says that somebody has answered for it.
    #[must_use]
    pub fn suppress(mut self, suppression: Suppression) -> Self {
        self.suppressed = Some(suppression);
        self
    }

    /// Says something at the place itself.
    #[must_use]
    pub fn label(mut self, label: impl Into<String>) -> Self {
        self.label = words(label);
        self
    }

    /// Points at another place.
    #[must_use]
    pub fn related(mut self, span: Span, label: impl Into<String>) -> Self {
        self.related.push((span, words(label)));
        self
    }

    /// Says why.
    #[must_use]
    pub fn note(mut self, note: impl Into<String>) -> Self {
        self.notes.push(words(note));
        self
    }

    /// Says what to do.
    #[must_use]
    pub fn help(mut self, text: impl Into<String>) -> Self {
        self.help = Some(Help {
            text: words(text),
            fix: None,
        });
        self
    }

    /// Says what to do, and offers the edit that `check --fix` makes: it must be certainly right,
    /// and change how something is written, not what is said.
    #[must_use]
    pub fn fix(self, text: impl Into<String>, span: Span, replacement: impl Into<String>) -> Self {
        self.edit(Applicability::Safe, text, span, replacement)
    }

    /// Says what to do, and offers an edit that somebody has to look at first.
    #[must_use]
    pub fn suggest(
        self,
        text: impl Into<String>,
        span: Span,
        replacement: impl Into<String>,
    ) -> Self {
        self.edit(Applicability::Suggestion, text, span, replacement)
    }

    fn edit(
        mut self,
        applicability: Applicability,
        text: impl Into<String>,
        span: Span,
        replacement: impl Into<String>,
    ) -> Self {
        self.help = Some(Help {
            text: words(text),
            fix: Some(Fix {
                applicability,
                span,
                replacement: replacement.into(),
            }),
        });
        self
    }

    /// The edit it offers.
    pub fn offered(&self) -> Option<&Fix> {
        self.help.as_ref()?.fix.as_ref()
    }
}

/// Leaves out what gives way, where one of the `others` that stay has a finding about the same place: one number has one
/// finding.
pub fn settle(findings: &mut Vec<Finding>, others: &[&str]) {
    let staying = findings.iter().filter(|one| !one.gives_way);
    let staying = staying.filter(|one| others.contains(&one.rule));
    let places: Places = staying.map(|one| one.span).collect();
    findings.retain(|one| !one.gives_way || !places.overlaps(one.span));
}

/// Puts findings in the order of their places, so that output is the same on every machine.
pub fn sort(findings: &mut [Finding]) {
    findings.sort_by(|a, b| (a.span, a.rule, &a.message).cmp(&(b.span, b.rule, &b.message)));
}

/// The findings that count.
pub fn open(findings: &[Finding]) -> impl Iterator<Item = &Finding> {
    findings.iter().filter(|finding| finding.is_open())
}

/// `path:line:column` of a span's start.
pub fn place(sources: &Sources, span: Span) -> String {
    let file = sources.file(span.file);
    let position = file.lines().position(file.text(), span.range().start);
    let path = visible_line(file.path().as_str());
    format!("{path}:{}:{}", position.line, position.column)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_an_open_error_refuses() {
        let file = Sources::default().add("a.md", "one");
        let check = |level, waived: bool, refuses, is_open| {
            let mut finding = Finding::new("a-rule", level, "this", Span::new(file, 0..3));
            if waived {
                finding = finding.suppress(Suppression::new(SuppressionKind::Baseline, "old"));
            }
            assert_eq!((finding.refuses(), finding.is_open()), (refuses, is_open));
        };
        check(Level::Error, false, true, true);
        check(Level::Warning, false, false, true);
        check(Level::Error, true, false, false);
    }
}
