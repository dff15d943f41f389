//! A source in another script, without a word for those who cannot read it.

use super::{Context, words};
use crate::diagnostic::{Finding, Level};
use crate::model::{Reference, Script};

pub(super) const NAME: &str = "foreign-source";

pub(super) fn check(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let language = context.report.manifest.language.as_ref();
    let around = Script::of_language(language.map_or("en", |language| language.value.as_str()));
    for reference in &context.report.references {
        let (Some(span), Some(title)) = (reference.span, reference.title.as_deref()) else {
            continue;
        };
        let Some(script) = foreign(title, around).filter(|_| !says_language(reference)) else {
            continue;
        };
        findings.push(
            Finding::new(
                NAME,
                Level::Warning,
                format!("the title of `{}` is not translated: `{}`", words::shortened(&reference.key, 40), words::shortened(title, 40)),
                span,
            )
            .label("most readers cannot read a word of it")
            .note("most styles of citation print the original title with a translation in brackets after it")
            .help(format!("add what it means in brackets, `{} [In translation]`, or give the entry its language, `language: {}`", words::shortened(title, 30), script.tag())),
        );
    }
}

/// The script of a title that is not in the report's own, and holds no word of the report's own.
fn foreign(title: &str, around: Script) -> Option<Script> {
    let script_of =
        |letter: char| Script::of_letter(letter).filter(|script| !around.writes(*script));
    let letters: Vec<char> = title.chars().filter(|c| c.is_alphabetic()).collect();
    let own = letters.iter().filter(|letter| match around {
        Script::Latin => letter.is_ascii_alphabetic() || ('\u{C0}'..='\u{24F}').contains(*letter),
        _ => Script::of_letter(**letter).is_some_and(|script| around.writes(script)),
    });
    let own = own.count();
    let foreign = letters.iter().filter_map(|letter| script_of(*letter));
    let foreign: Vec<Script> = foreign.collect();
    let first = *foreign.first()?;
    // Chinese characters beside others are written in the language of those.
    let of_all = foreign
        .iter()
        .find(|other| **other != first && other.writes(first));
    let script = *of_all.unwrap_or(&first);
    // A name or an abbreviation in the report's script is no translation: it takes some words.
    let is_translated = own >= 8 && own * 2 >= foreign.len();
    (!is_translated).then_some(script)
}

fn says_language(reference: &Reference) -> bool {
    reference.language.is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_translation_makes_a_title_readable() {
        let check = |language: &str, title: &str, expected: bool| {
            assert_eq!(
                foreign(title, Script::of_language(language)).is_some(),
                expected,
                "{title}"
            );
        };
        check("en", "탈북자 북송 반대", true);
        check(
            "en",
            "탈북자 북송 반대 [Against the return of refugees]",
            false,
        );
        check("en", "KBS 뉴스: 탈북자 북송", true);
        check("en", "Against the return (북송)", false);
        check("ko", "탈북자 북송 반대", false);
        check("ko", "北送 문제", false);
        check("en", "L’été à Séoul", false);
    }

    #[test]
    fn the_language_is_that_of_all_letters() {
        for (title, script) in [
            ("河川と国境", Script::Kana),
            ("河川", Script::Han),
            ("北送 문제", Script::Hangul),
            ("Граница 河", Script::Cyrillic),
        ] {
            assert_eq!(foreign(title, Script::Latin), Some(script), "{title}");
        }
    }
}
