//! A report, or words in it, whose language is not said.

use super::{Context, words};
use crate::diagnostic::{Finding, Level};
use crate::model::{Attrs, Block, Inline, InlineKind, Visitor, walk_block, walk_blocks, walk_inline};
use crate::source::{Located, Span};

pub(super) const NAME: &str = "missing-language";

pub(super) fn check(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let manifest = &context.report.manifest;
    let has_bad_value = context.defects().any(|defect| {
        matches!(&defect.kind, crate::model::DefectKind::BadValue { key, .. } | crate::model::DefectKind::WrongType { key, .. } if key == "language")
    });
    let main = manifest.language.as_ref().map_or("", |language| language.value.as_str());
    if manifest.language.is_none() && !has_bad_value {
        findings.push(
            Finding::new(
                NAME,
                context.error_unless_draft(),
                "the report does not say in which language it is written",
                Span::start_of(manifest.file),
            )
            .note("screen readers choose their voice by it, and hyphenation its patterns; the layout engine would silently take English")
            .help("add `language = \"en-GB\"` or another BCP 47 tag"),
        );
    }
    let mut check = Check { context, findings, script: Script::of_language(main) };
    for section in &context.report.sections {
        walk_blocks(&mut check, &section.blocks);
    }
    for note in &context.report.notes {
        walk_blocks(&mut check, &note.blocks);
    }
}

struct Check<'c, 'f> {
    context: &'c Context<'c>,
    findings: &'f mut Vec<Finding>,
    /// The script of the language around.
    script: Script,
}

impl Check<'_, '_> {
    /// Runs something with the language that attributes set.
    fn within(&mut self, attrs: &Attrs, run: impl FnOnce(&mut Self)) {
        let outer = self.script;
        if let Some(lang) = attrs.get("lang") {
            self.tag(lang);
            self.script = Script::of_language(&lang.value);
        }
        run(self);
        self.script = outer;
    }

    fn tag(&mut self, lang: &Located<String>) {
        if !crate::parse::manifest::is_language_tag(&lang.value) {
            self.findings.push(
                Finding::new(
                    NAME,
                    self.context.error_unless_draft(),
                    format!("`{}` is not a language tag", lang.value),
                    lang.span,
                )
                .label("not BCP 47")
                .help("write a tag such as `ko`, `zh-Hant` or `fr`"),
            );
        }
    }

    fn text(&mut self, text: &str, span: Span) {
        let foreign = text.chars().find_map(Script::of_letter);
        if let Some(script) = foreign
            && !self.script.writes(script)
        {
            let shown: String = text
                .chars()
                .skip_while(|c| Script::of_letter(*c).is_none())
                .take(12)
                .collect();
            let level = if self.context.is_strict() { Level::Error } else { Level::Warning };
            self.findings.push(
                Finding::new(
                    NAME,
                    level,
                    format!("`{}` is not marked as {}", words::shortened(&shown, 12), script.name()),
                    span,
                )
                .label("spoken in the wrong voice")
                .note("WCAG 2.2 (3.1.2) asks that words in another language be marked")
                .help(format!("mark them: `[…]{{lang={}}}`", script.tag())),
            );
        }
    }
}

impl<'a> Visitor<'a> for Check<'_, '_> {
    fn block(&mut self, block: &'a Block) {
        self.within(&block.attrs, |check| walk_block(check, block));
    }

    fn inline(&mut self, inline: &'a Inline) {
        match &inline.kind {
            InlineKind::Span { attrs, .. } => self.within(attrs, |check| walk_inline(check, inline)),
            InlineKind::Text(text) => self.text(text, inline.span),
            // Formatted references are in the language of their sources.
            InlineKind::ToReference { .. } => {}
            _ => walk_inline(self, inline),
        }
    }
}

/// Scripts that tell a language, as far as one can be told by letters alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Script {
    Latin,
    Hangul,
    Han,
    Kana,
    Arabic,
    Hebrew,
    Cyrillic,
    Greek,
    Thai,
    Devanagari,
}

impl Script {
    fn of_language(tag: &str) -> Self {
        match tag.split('-').next().unwrap_or_default() {
            "ko" => Self::Hangul,
            "zh" | "yue" => Self::Han,
            "ja" => Self::Kana,
            "ar" | "fa" | "ur" | "ps" => Self::Arabic,
            "he" | "yi" => Self::Hebrew,
            "ru" | "uk" | "bg" | "be" | "mn" | "mk" | "kk" => Self::Cyrillic,
            "el" => Self::Greek,
            "th" => Self::Thai,
            "hi" | "mr" | "ne" => Self::Devanagari,
            _ => Self::Latin,
        }
    }

    /// The script of a letter that cannot be Latin; none for everything else.
    fn of_letter(letter: char) -> Option<Self> {
        match letter {
            '\u{1100}'..='\u{11FF}' | '\u{AC00}'..='\u{D7AF}' | '\u{3130}'..='\u{318F}' => Some(Self::Hangul),
            '\u{3040}'..='\u{30FF}' => Some(Self::Kana),
            '\u{4E00}'..='\u{9FFF}' | '\u{3400}'..='\u{4DBF}' => Some(Self::Han),
            '\u{0600}'..='\u{06FF}' | '\u{0750}'..='\u{077F}' => Some(Self::Arabic),
            '\u{0590}'..='\u{05FF}' => Some(Self::Hebrew),
            '\u{0400}'..='\u{04FF}' => Some(Self::Cyrillic),
            '\u{0E00}'..='\u{0E7F}' => Some(Self::Thai),
            '\u{0900}'..='\u{097F}' => Some(Self::Devanagari),
            _ => None,
        }
    }

    /// Whether text of this language holds letters of another script as its own.
    fn writes(self, other: Self) -> bool {
        self == other
            || matches!((self, other), (Self::Kana | Self::Hangul, Self::Han))
    }

    fn name(self) -> &'static str {
        match self {
            Self::Latin => "Latin",
            Self::Hangul => "Korean",
            Self::Han => "Chinese or Japanese",
            Self::Kana => "Japanese",
            Self::Arabic => "Arabic",
            Self::Hebrew => "Hebrew",
            Self::Cyrillic => "Russian or another Cyrillic language",
            Self::Greek => "Greek",
            Self::Thai => "Thai",
            Self::Devanagari => "Hindi or another Devanagari language",
        }
    }

    fn tag(self) -> &'static str {
        match self {
            Self::Latin => "en",
            Self::Hangul => "ko",
            Self::Han => "zh",
            Self::Kana => "ja",
            Self::Arabic => "ar",
            Self::Hebrew => "he",
            Self::Cyrillic => "ru",
            Self::Greek => "el",
            Self::Thai => "th",
            Self::Devanagari => "hi",
        }
    }
}
