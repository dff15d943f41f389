//! A report, or words in it, whose language is not said.

use super::{Context, words};
use crate::diagnostic::{Finding, Level};
use crate::model::{
    Attrs, Block, DefectKind, Inline, InlineKind, Script, Visitor, walk_block, walk_blocks,
    walk_inline,
};
use crate::source::{Located, Span};

pub(super) const NAME: &str = "missing-language";

pub(super) fn check(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let manifest = &context.report.manifest;
    let has_bad_value = context.defects().any(|defect| {
        matches!(&defect.kind, DefectKind::BadValue { key, .. } | DefectKind::WrongType { key, .. } if key == "language")
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
                    format!("`{}` is not marked as {}", words::shortened(&shown, 12), name(script)),
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

/// What a script's words are called.
fn name(script: Script) -> &'static str {
    match script {
        Script::Latin => "Latin",
        Script::Hangul => "Korean",
        Script::Han => "Chinese or Japanese",
        Script::Kana => "Japanese",
        Script::Arabic => "Arabic",
        Script::Hebrew => "Hebrew",
        Script::Cyrillic => "Russian or another Cyrillic language",
        Script::Greek => "Greek",
        Script::Thai => "Thai",
        Script::Devanagari => "Hindi or another Devanagari language",
    }
}
