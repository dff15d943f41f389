//! A report, or words in it, whose language is not said.

use std::collections::BTreeMap;

use super::{Context, bad_manifest, words};
use crate::diagnostic::{Finding, Level};
use crate::model::{
    Attrs, Block, DefectKind, Inline, InlineKind, Origin, Report, Script, Visitor, walk_block,
    walk_inline,
};
use crate::source::{Located, Span};

pub(super) const NAME: &str = "missing-language";

pub(super) fn check(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let manifest = &context.report.manifest;
    let is_misspelt = bad_manifest::misspelt(context).contains("language");
    let has_bad_value = is_misspelt || context.defects().any(|defect| {
        matches!(&defect.kind, DefectKind::BadValue { key, .. } | DefectKind::WrongType { key, .. } if key == "language" || key == "lang")
    });
    let mut script = manifest
        .language
        .as_ref()
        .map_or(Script::Latin, |language| {
            Script::of_language(&language.value)
        });
    if manifest.language.is_none() && manifest.origin != Origin::File && !has_bad_value {
        // A single file that names no language is in English, as far as one can see.
        let guess = guess(context.report);
        if let Some(Guess::Sure(sure)) = guess {
            script = sure;
        }
        findings.extend(guess.and_then(|guess| unsaid(context, guess)));
    } else if manifest.language.is_none() && !has_bad_value {
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
    let mut check = Check {
        context,
        findings,
        script,
        unknown: false,
    };
    context.report.walk(&mut check);
}

/// The language of a single file whose header names none.
fn unsaid(context: &Context<'_>, guess: Guess) -> Option<Finding> {
    let defect = context.report.manifest.missing("lang");
    let DefectKind::MissingHeaderKey { has_header, .. } = defect.kind else {
        return None;
    };
    let (level, tag) = match guess {
        Guess::Sure(script) => (context.error_unless_draft(), script.tag()),
        Guess::Perhaps => (Level::Warning, "…"),
    };
    let line = format!("lang: {tag}\n");
    let edit = if has_header {
        line
    } else {
        format!("---\n{line}---\n\n")
    };
    let finding = Finding::new(
        NAME,
        level,
        "the header does not say in which language the text is written",
        defect.span,
    )
    .label("taken for English")
    .note("screen readers choose their voice by it, and hyphenation its patterns");
    let help = "add its BCP 47 tag to the header";
    Some(match guess {
        Guess::Sure(_) => finding.fix(help, defect.span, edit),
        Guess::Perhaps => finding.suggest(help, defect.span, edit),
    })
}

/// How many words a text needs before it can be told that none of them are English.
const WORDS_TO_TELL: usize = 40;

/// Words of which every English text is full, and which no neighbour has.
const ENGLISH: [&str; 9] = [
    "the", "of", "and", "to", "is", "that", "with", "are", "this",
];

/// What the letters of a text that is not English say of its language.
#[derive(Clone, Copy)]
enum Guess {
    /// Their script says which one it is.
    Sure(Script),
    /// They are Latin, as in many languages.
    Perhaps,
}

/// What can be guessed of the language of a text; none where it is English as far as one can see.
fn guess(report: &Report) -> Option<Guess> {
    let mut latin = 0_usize;
    let mut others: BTreeMap<&'static str, (Script, usize)> = BTreeMap::new();
    let (mut words, mut english) = (0_usize, 0_usize);
    for sentence in &report.sentences {
        for letter in sentence.text.chars().filter(|c| c.is_alphabetic()) {
            match Script::of_letter(letter) {
                Some(script) => others.entry(script.tag()).or_insert((script, 0)).1 += 1,
                None => latin += 1,
            }
        }
        for word in sentence.text.split(|c: char| !c.is_alphanumeric()) {
            words += usize::from(!word.is_empty());
            english += usize::from(ENGLISH.contains(&word.to_lowercase().as_str()));
        }
    }
    // Korean and Japanese hold Chinese signs, but no Chinese text holds their letters.
    let (script, count) = others
        .into_values()
        .max_by_key(|(script, count)| (*script != Script::Han, *count))
        .unwrap_or((Script::Latin, 0));
    let is_english = english * 20 >= words;
    // A Chinese sign says what several letters say, a Korean one what two do.
    let weight = match script {
        _ if is_english => 1,
        Script::Han => 4,
        Script::Hangul => 2,
        _ => 1,
    };
    if count * weight > latin {
        return Some(Guess::Sure(script));
    }
    (words >= WORDS_TO_TELL && !is_english).then_some(Guess::Perhaps)
}

struct Check<'c, 'f> {
    context: &'c Context<'c>,
    findings: &'f mut Vec<Finding>,
    /// The script of the language around.
    script: Script,
    /// Whether the tag of the language around is none, so that nobody knows its script.
    unknown: bool,
}

impl Check<'_, '_> {
    /// Runs something with the language that attributes set.
    fn within(&mut self, attrs: &Attrs, run: impl FnOnce(&mut Self)) {
        let outer = (self.script, self.unknown);
        if let Some(lang) = attrs.get("lang") {
            self.tag(lang);
            self.script = Script::of_language(&lang.value);
            self.unknown = !crate::model::is_language_tag(&lang.value);
        }
        run(self);
        (self.script, self.unknown) = outer;
    }

    fn tag(&mut self, lang: &Located<String>) {
        if !crate::model::is_language_tag(&lang.value) {
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
        if self.unknown {
            return;
        }
        // Where the text is not printed as it was written, offsets inside it mean nothing.
        let as_written = self.context.sources.slice(span) == text;
        for (script, words) in foreign_words(text, self.script) {
            let place = if as_written {
                let start = span.range().start;
                Span::new(span.file, start + words.start..start + words.end)
            } else {
                span
            };
            let shown = words::shortened(&text[words], 24);
            let level = self.context.error_if_strict();
            self.findings.push(
                Finding::new(
                    NAME,
                    level,
                    format!("`{shown}` is not marked as {}", name(script)),
                    place,
                )
                .label("spoken in the wrong voice")
                .note("WCAG 2.2 (3.1.2) asks that words in another language be marked")
                .help(format!("mark them: `[…]{{lang={}}}`", script.tag())),
            );
        }
    }
}

/// The runs of words in a script that the language around does not write: each from its first
/// letter to its last, with what stands between its words.
fn foreign_words(text: &str, around: Script) -> Vec<(Script, std::ops::Range<usize>)> {
    let mut runs: Vec<(Script, std::ops::Range<usize>)> = Vec::new();
    let mut goes_on = false;
    for (at, letter) in text.char_indices().filter(|(_, c)| c.is_alphabetic()) {
        let end = at + letter.len_utf8();
        match Script::of_letter(letter).filter(|script| !around.writes(*script)) {
            None => goes_on = false,
            Some(script) => match runs.last_mut() {
                // Chinese signs beside Japanese or Korean letters are Japanese or Korean.
                Some((known, range))
                    if goes_on && (known.writes(script) || script.writes(*known)) =>
                {
                    *known = if known.writes(script) { *known } else { script };
                    range.end = end;
                }
                _ => {
                    runs.push((script, at..end));
                    goes_on = true;
                }
            },
        }
    }
    // A Greek letter or two are a sign, as in "β" and "Δt".
    runs.retain(|(script, range)| {
        let letters = text[range.clone()]
            .chars()
            .filter(|c| c.is_alphabetic())
            .count();
        *script != Script::Greek || letters > 2
    });
    runs
}

impl<'a> Visitor<'a> for Check<'_, '_> {
    fn block(&mut self, block: &'a Block) {
        self.within(&block.attrs, |check| walk_block(check, block));
    }

    fn inline(&mut self, inline: &'a Inline) {
        match &inline.kind {
            InlineKind::Span { attrs, .. } => {
                self.within(attrs, |check| walk_inline(check, inline))
            }
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
        Script::Thaana => "Maldivian",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_each_run_of_foreign_words() {
        let check = |around, text: &str, expected: &[(&str, &str)]| {
            let found: Vec<(&str, &str)> = foreign_words(text, Script::of_language(around))
                .into_iter()
                .map(|(script, range)| (script.tag(), &text[range]))
                .collect();
            assert_eq!(found, expected, "{text}");
        };
        check("en", "plain words", &[]);
        check("en", "the Ρωμιοσύνη at 3 μm of α", &[("el", "Ρωμιοσύνη")]);
        check(
            "en",
            "the 물방앗간, 둑 or 水磨.",
            &[("ko", "물방앗간, 둑"), ("zh", "水磨")],
        );
        check("en", "at 川の堰 there", &[("ja", "川の堰")]);
        check("ko", "한국어 漢字 かな", &[("ja", "かな")]);
    }
}
