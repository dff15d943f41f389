//! A finding as data, and the ways to print it.
//!
//! Knows places in files; knows no report and no rule. One file a format.

mod github;
mod human;
mod json;
mod short;

pub use github::github;
pub use human::{Colour, human};
pub use json::FindingJson;
pub use short::short;

use crate::source::{Sources, Span};

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
}

/// What to do about a finding.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Help {
    /// In words.
    pub text: String,
    /// As an edit, where one edit is certainly right.
    pub fix: Option<Fix>,
}

/// An edit that clears a finding.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fix {
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
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
            Self::Info => "info",
        }
    }
}

impl Finding {
    /// A finding at a place; the rest is added to it.
    pub fn new(rule: &'static str, level: Level, message: impl Into<String>, span: Span) -> Self {
        Self {
            rule,
            level,
            message: message.into(),
            span,
            label: String::new(),
            related: Vec::new(),
            notes: Vec::new(),
            help: None,
        }
    }

    /// Says something at the place itself.
    #[must_use]
    pub fn label(mut self, label: impl Into<String>) -> Self {
        self.label = label.into();
        self
    }

    /// Points at another place.
    #[must_use]
    pub fn related(mut self, span: Span, label: impl Into<String>) -> Self {
        self.related.push((span, label.into()));
        self
    }

    /// Says why.
    #[must_use]
    pub fn note(mut self, note: impl Into<String>) -> Self {
        self.notes.push(note.into());
        self
    }

    /// Says what to do.
    #[must_use]
    pub fn help(mut self, text: impl Into<String>) -> Self {
        self.help = Some(Help {
            text: text.into(),
            fix: None,
        });
        self
    }

    /// Says what to do, and offers the edit.
    #[must_use]
    pub fn fix(
        mut self,
        text: impl Into<String>,
        span: Span,
        replacement: impl Into<String>,
    ) -> Self {
        self.help = Some(Help {
            text: text.into(),
            fix: Some(Fix {
                span,
                replacement: replacement.into(),
            }),
        });
        self
    }
}

/// Puts findings in the order of their places, so that output is the same on every machine.
pub fn sort(findings: &mut [Finding]) {
    findings.sort_by(|a, b| (a.span, a.rule, &a.message).cmp(&(b.span, b.rule, &b.message)));
}

/// `path:line:column` of a span's start.
pub fn place(sources: &Sources, span: Span) -> String {
    let file = sources.file(span.file);
    let position = file.lines().position(file.text(), span.range().start);
    format!("{}:{}:{}", file.path(), position.line, position.column)
}
