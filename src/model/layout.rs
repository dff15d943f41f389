//! How the PDF is laid out: which template, on which paper, in which editions.

use super::name_in;
use crate::source::{Located, Span};

/// The layout of the PDF, as `[output]` and `[print]` describe it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Layout {
    /// `[output] template`: the name of a shipped template, or of a file of the report's own.
    pub template: Located<String>,
    /// `[output] editions`, in order; the EPUB takes its page numbers from the first.
    pub editions: Vec<Edition>,
    /// `[output] paper`: a paper size.
    pub paper: String,
    /// `[output] numbered-paragraphs`: whether the paragraphs of the body are counted.
    pub numbered_paragraphs: bool,
    /// `toc: true` in the header of a single file: whether its PDF has contents. That of a folder always has.
    pub contents: bool,
    /// `[print] bleed`, in millimetres: how far colour runs over the trimmed edge.
    pub bleed: usize,
    /// `[print] crop-marks`: whether the corners of the trimmed page are marked.
    pub crop_marks: bool,
}

impl Layout {
    /// The templates that are shipped.
    pub const TEMPLATES: [&'static str; 2] = [Self::DEFAULT_TEMPLATE, "policy-brief"];

    /// The template of a report that names none.
    pub const DEFAULT_TEMPLATE: &'static str = "report";

    /// The layout of a report that says nothing about it; `at` stands for the place of its words.
    pub fn unsaid(at: Span) -> Self {
        Self {
            template: Located::new(Self::DEFAULT_TEMPLATE.to_owned(), at),
            editions: vec![Edition::Screen],
            paper: "a4".to_owned(),
            numbered_paragraphs: false,
            contents: false,
            bleed: 3,
            crop_marks: true,
        }
    }

    /// The edition whose pages the other outputs name.
    pub fn first_edition(&self) -> Edition {
        self.editions.first().copied().unwrap_or(Edition::Screen)
    }
}

/// For whom a PDF of the text is made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Edition {
    /// For screens and office printers: links live, all pages alike.
    Screen,
    /// For a printing house: two-sided, with bleed and crop marks, addresses in notes.
    Print,
}

impl Edition {
    /// Every edition with its name.
    pub const NAMES: [(&'static str, Edition); 2] =
        [("screen", Edition::Screen), ("print", Edition::Print)];

    /// Some editions in their order, each once.
    pub fn each_once(editions: impl IntoIterator<Item = Self>) -> Vec<Self> {
        let mut once = Vec::new();
        for edition in editions {
            if !once.contains(&edition) {
                once.push(edition);
            }
        }
        once
    }

    /// The name.
    pub fn name(self) -> &'static str {
        name_in(&Self::NAMES, self)
    }
}
