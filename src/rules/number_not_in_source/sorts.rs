//! Figures whose digits a source has only as something of another sort: "17 per cent" where it has 17 schools, a page 17
//! and the 17th of May.
//!
//! A number of which nothing tells of what sort it is may be any: one in a column, in a row of numbers, before "of".

use std::collections::BTreeMap;
use std::ops::Range;

use crate::rules::amounts::{self, Amount, Unit};
use crate::rules::prose::{self, Own, Word};
use crate::rules::quantities::is_noun;
use crate::rules::tongues::Tongue;
use crate::rules::{measures, numbers};

/// Words before the number of a page, a chapter, a law or a room, which is a name.
const LABELS: &[&str] = &[
    "p",
    "pp",
    "page",
    "pages",
    "para",
    "paras",
    "paragraph",
    "paragraphs",
    "section",
    "chapter",
    "annex",
    "appendix",
    "table",
    "figure",
    "box",
    "note",
    "footnote",
    "article",
    "articles",
    "resolution",
    "rule",
    "regulation",
    "act",
    "law",
    "decree",
    "no",
    "nr",
    "number",
    "vol",
    "volume",
    "issue",
    "room",
    "camp",
    "cell",
    "block",
    "line",
    "unit",
    "step",
    "item",
    "question",
    "session",
    "seite",
    "s",
    "absatz",
    "abs",
    "abschnitt",
    "kapitel",
    "anhang",
    "tabelle",
    "abbildung",
    "artikel",
    "art",
    "nummer",
    "band",
    "heft",
    "lager",
    "raum",
    "frage",
    "section",
    "chapitre",
    "annexe",
    "tableau",
    "figure",
    "résolution",
    "loi",
    "décret",
    "numéro",
    "camp",
    "question",
    "página",
    "pág",
    "párrafo",
    "sección",
    "capítulo",
    "anexo",
    "tabla",
    "cuadro",
    "figura",
    "artículo",
    "resolución",
    "ley",
    "decreto",
    "número",
    "núm",
    "pagina",
    "pag",
    "paragrafo",
    "sezione",
    "capitolo",
    "tabella",
    "articolo",
    "legge",
    "numero",
    "n",
    "parágrafo",
    "seção",
    "tabela",
    "artigo",
    "lei",
    "hoofdstuk",
    "tabel",
    "figuur",
    "artikelen",
    "wet",
];

/// Of what sort a number is where it stands.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Sort {
    Share,
    Money,
    /// Of a measure.
    Measure,
    /// Of days, years and the like.
    Time,
    /// A number of the things that the word behind it names.
    Count(String),
    /// A part of a date or a time of day, or a page, a paragraph, an article.
    Label,
    /// Nothing tells.
    Open,
}

/// The numbers of a source, by their digits times a thousand, with the sorts of which each is, and how each is written
/// first.
#[derive(Debug, Default)]
pub(super) struct Sorts(BTreeMap<i64, Vec<(Sort, String)>>);

/// The most places of one number that are kept: what stands more often stands as nearly everything.
const PLACES: usize = 200;

impl Sorts {
    /// Those of a text, in each of the languages in which it may be.
    pub(super) fn of(text: &str, tongues: &[&'static Tongue]) -> Self {
        let mut sorts = Self::default();
        let words = prose::words(text);
        for tongue in tongues {
            let amounts: BTreeMap<usize, Amount> = amounts::read(text, &words, tongue)
                .into_iter()
                .map(|amount| (amount.words.start, amount))
                .collect();
            for at in 0..words.len() {
                let sort = match amounts.get(&at) {
                    Some(amount) => (amount.bare, sort(text, &words, amount, tongue)),
                    None => match numbers::digits(text, &words, at, tongue) {
                        Some(figures) => (figures.value, part(text, &words, at, &figures, tongue)),
                        None => continue,
                    },
                };
                let places = sorts.0.entry(sort.0).or_default();
                if places.len() < PLACES {
                    places.push((sort.1, shown(text, &words, at)));
                }
            }
        }
        sorts
    }

    fn places(&self, bare: i64) -> &[(Sort, String)] {
        self.0.get(&bare).map(Vec::as_slice).unwrap_or_default()
    }

    /// Whether a share of it is this one, rounded.
    fn rounds_to(&self, bare: i64) -> bool {
        let step = match bare % 1000 {
            0 => 500,
            _ if bare % 100 == 0 => 50,
            _ => 5,
        };
        let mut near = self.0.range(bare - step..=bare + step);
        near.any(|(_, places)| places.iter().any(|(sort, _)| *sort == Sort::Share))
    }
}

/// A few words from a number on.
fn shown(text: &str, words: &[Word], at: usize) -> String {
    let before = at.checked_sub(1).filter(|before| {
        let gap = &text[words[*before].range.end..words[at].range.start];
        gap == " " && LABELS.contains(&words[*before].lower.as_str())
    });
    let start = words[before.unwrap_or(at)].range.start;
    let next = words.get(at + 1).filter(|next| {
        let gap = &text[words[at].range.end..next.range.start];
        gap == " " && before.is_none()
    });
    let end = next.map_or(words[at].range.end, |next| next.range.end);
    text[start..end].to_owned()
}

/// Of what sort a number with its unit is.
fn sort(text: &str, words: &[Word], amount: &Amount, tongue: &Tongue) -> Sort {
    let at = amount.words.start;
    match amount.kind.unit {
        Unit::Percent | Unit::Points | Unit::Permille => return Sort::Share,
        Unit::Money(_) => return Sort::Money,
        Unit::Measure(unit) if measures::is_time(unit) => return Sort::Time,
        Unit::Measure(_) => return Sort::Measure,
        Unit::None if amount.kind.per.is_some() || amount.kind.scale > 1 => return Sort::Open,
        Unit::None => {}
    }
    if is_label(text, words, at) || is_of_list(text, &words[at].range) {
        return Sort::Label;
    }
    match counted(text, words, amount, tongue) {
        Some(noun) => Sort::Count(noun),
        None => Sort::Open,
    }
}

/// The noun right behind a number, where it surely is one: what stands in the next line or before another number is
/// rather the name of another row.
fn counted(text: &str, words: &[Word], amount: &Amount, tongue: &Tongue) -> Option<String> {
    let noun = words.get(amount.words.end)?;
    let gap = text.get(amount.range.end..noun.range.start)?;
    let written = &text[noun.range.clone()];
    let is_capital = written.starts_with(char::is_uppercase);
    let before_number = words
        .get(amount.words.end + 1)
        .is_some_and(|next| next.lower.starts_with(|c: char| c.is_ascii_digit()));
    let is_sure = matches!(gap, " " | "\u{a0}")
        && is_capital == (tongue.language == "de")
        && !before_number
        && is_noun(&noun.lower)
        && noun.lower.chars().all(char::is_alphabetic);
    is_sure.then(|| noun.lower.clone())
}

/// Of what sort a number is that is no amount of its own.
fn part(
    text: &str,
    words: &[Word],
    at: usize,
    figures: &numbers::Figures,
    tongue: &Tongue,
) -> Sort {
    let (start, end) = (words[at].range.start, words[figures.last].range.end);
    let is_time = text[..start].ends_with(':')
        || text[end..]
            .strip_prefix(':')
            .is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()));
    let is_day = numbers::is_beside_month(text, words, (at, figures.last), tongue);
    let is_joined =
        text[..start].ends_with(['–', '-', '/']) || text[end..].starts_with(['–', '-', '/']);
    match is_time || is_day || figures.is_year() && !is_joined {
        true => Sort::Label,
        false => Sort::Open,
    }
}

/// Whether a number is the name of what stands before it: "page 17", "Article 17".
fn is_label(text: &str, words: &[Word], at: usize) -> bool {
    let Some(before) = at.checked_sub(1).and_then(|at| words.get(at)) else {
        return false;
    };
    let gap = &text[before.range.end..words[at].range.start];
    let joins = !gap.is_empty() && gap.chars().all(|c| matches!(c, ' ' | '\u{a0}' | '.' | '°'));
    joins && LABELS.contains(&before.lower.as_str())
}

/// Whether a number counts the paragraphs of a text: it begins a line behind the end of a sentence, and a stop and a
/// capital stand behind it.
fn is_of_list(text: &str, range: &Range<usize>) -> bool {
    let before = text[..range.start].trim_end_matches([' ', '\t']);
    let line = before.strip_suffix('\n').map(str::trim_end);
    let begins = match line {
        Some(line) => line.is_empty() || line.ends_with(['.', ':', ';', '?', '!', '”', ')']),
        None => before.is_empty(),
    };
    let rest = text[range.end..].strip_prefix(['.', ')']);
    let goes_on = rest.is_some_and(|rest| {
        rest.starts_with([' ', '\t']) && rest.trim_start().starts_with(char::is_uppercase)
    });
    begins && goes_on
}

/// How a source has the digits of a figure, where it and the others have them only as something of another sort.
pub(super) fn of_another<'s>(
    own: &Own,
    all: &[Amount],
    number: &Range<usize>,
    texts: &[&'s Sorts],
) -> Option<(Range<usize>, &'s str)> {
    let amount = all
        .iter()
        .find(|amount| own.words[amount.words.start].range.start == number.start)?;
    let places = || texts.iter().flat_map(|text| text.places(amount.bare));
    let first = places().next()?;
    let is_rounded = texts.iter().any(|text| text.rounds_to(amount.bare));
    let is_named = is_label(&own.text, &own.words, amount.words.start) || is_name(own, amount);
    if amount.kind.scale > 1 || is_named {
        return None;
    }
    let is_other = |sort: &Sort| match (&amount.kind.unit, sort) {
        (_, Sort::Open) => false,
        (_, Sort::Label) => true,
        (Unit::Percent, sort) => *sort != Sort::Share && !is_rounded,
        (Unit::Money(_), sort) => *sort != Sort::Money,
        (Unit::None, Sort::Count(_) | Sort::Time) => false,
        (Unit::None, _) => true,
        _ => false,
    };
    let is_known = matches!(amount.kind.unit, Unit::Percent | Unit::Money(_))
        || amount.kind.unit == Unit::None && is_noun(&amount.noun);
    (is_known && places().all(|(sort, _)| is_other(sort)))
        .then(|| (amount.range.clone(), first.1.as_str()))
}

/// Whether a name stands right before a number, to which it belongs: "Camp Arn 17".
fn is_name(own: &Own, amount: &Amount) -> bool {
    let before = amount.words.start.checked_sub(1).filter(|at| *at > 0);
    before.is_some_and(|at| {
        let word = &own.words[at];
        let gap = &own.text[word.range.end..own.words[amount.words.start].range.start];
        gap == " "
            && own.text[word.range.clone()].starts_with(char::is_uppercase)
            && amount.kind.unit == Unit::None
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::tongues;

    /// What a text has instead of the figure that a sentence gives.
    fn found(language: &str, sentence: &str, text: &str) -> Option<String> {
        let tongue = tongues::of(language);
        let own = Own::of(sentence);
        let all = amounts::read(&own.text, &own.words, tongue);
        let start = sentence.find(|c: char| c.is_ascii_digit()).unwrap();
        let sorts = Sorts::of(text, &[tongue]);
        let found = of_another(&own, &all, &(start..start + 1), &[&sorts]);
        found.map(|(_, theirs)| theirs.to_owned())
    }

    #[test]
    fn the_same_digits_of_another_sort_are_no_source() {
        for (language, sentence, text, expected) in [
            (
                "en",
                "It was 17 per cent.",
                "It closed 17 schools in Arn.",
                "17 schools",
            ),
            (
                "en",
                "Some 17% of them fled.",
                "On 17 May 2019 it rained.",
                "17 May",
            ),
            (
                "en",
                "Some 17% of them fled.",
                "See page 17 for the list.",
                "page 17",
            ),
            (
                "en",
                "It fell by 38 per cent.",
                "It cost $38 a day.",
                "38 a",
            ),
            (
                "en",
                "It fell by 38 per cent.",
                "It is 38 kilometres long.",
                "38 kilometres",
            ),
            (
                "en",
                "It paid $640 for it.",
                "It heard 640 people.",
                "640 people",
            ),
            (
                "en",
                "It cost 640 euros.",
                "It is 640 metres long.",
                "640 metres",
            ),
            (
                "en",
                "It heard 38 witnesses.",
                "It fell by 38 per cent.",
                "38 per",
            ),
            (
                "en",
                "It heard 38 witnesses.",
                "It cost $38 in all.",
                "38 in",
            ),
            (
                "en",
                "It heard 38 witnesses.",
                "It ended.\n38. The court rose.",
                "38",
            ),
            (
                "en",
                "It heard 2,014 witnesses.",
                "It met in 2014, in Arn.",
                "2014",
            ),
            (
                "de",
                "Es waren 17 Prozent.",
                "Es schlossen 17 Schulen in Arn.",
                "17 Schulen",
            ),
            (
                "de",
                "Es waren 17 Prozent.",
                "Am 17. Mai 2019 regnete es.",
                "17",
            ),
            (
                "de",
                "Es kostete 640 Euro.",
                "Es kamen 640 Menschen.",
                "640 Menschen",
            ),
            (
                "fr",
                "C’était 17 % du total.",
                "Il a fermé 17 écoles à Arn.",
                "17 écoles",
            ),
            (
                "fr",
                "Il a coûté 640 euros.",
                "Il a entendu 640 personnes.",
                "640 personnes",
            ),
            (
                "es",
                "Fue el 17 por ciento.",
                "Cerraron 17 escuelas en Arn.",
                "17 escuelas",
            ),
            (
                "it",
                "Era il 17 per cento.",
                "Chiusero 17 scuole ad Arn.",
                "17 scuole",
            ),
            (
                "nl",
                "Het was 17 procent.",
                "Er sloten 17 scholen in Arn.",
                "17 scholen",
            ),
        ] {
            let found = found(language, sentence, text);
            assert_eq!(found.as_deref(), Some(expected), "{sentence} / {text}");
        }
    }

    #[test]
    fn a_number_that_may_be_of_the_same_sort_is_one() {
        for (language, sentence, text) in [
            (
                "en",
                "It was 17 per cent.",
                "It was 17 per cent of them, in 17 schools.",
            ),
            ("en", "It was 17 per cent.", "It was 17% in Arn."),
            (
                "en",
                "It was 17 per cent.",
                "It was between 17 and 23 per cent.",
            ),
            ("en", "It was 17 per cent.", "It was 17–23 per cent."),
            (
                "en",
                "It was 17 per cent.",
                "It was 17.4 per cent, in 17 schools.",
            ),
            (
                "en",
                "It was 17 per cent.",
                "Share of pupils (%)\nArn 17\nBel 23",
            ),
            (
                "en",
                "It was 17 per cent.",
                "Share (%): Arn 17 Bel 23 Cil 40",
            ),
            ("en", "It was 17 per cent.", "It was 17 of every 100."),
            ("en", "It was 17 per cent.", "A 17-percent share of it."),
            (
                "en",
                "It was 17 per cent.",
                "It rose by 17 percentage points.",
            ),
            (
                "en",
                "It cost 640 euros.",
                "Costs in euros: food 640, rent 320.",
            ),
            ("en", "It cost 640 euros.", "It took 640 for the food."),
            ("en", "It heard 38 witnesses.", "It heard 38 in all."),
            ("en", "It heard 38 witnesses.", "It heard 38 people."),
            (
                "en",
                "It heard thirty-eight and 38 men.",
                "There were thirty-eight.",
            ),
            ("en", "It ran for 38 days.", "It cost $38."),
            ("en", "It heard 38 witnesses.", "It sat for 38 days."),
            ("en", "In Camp 17 people died.", "See page 17."),
            ("de", "Es waren 17 Prozent.", "Es waren 17 bis 23 Prozent."),
            (
                "de",
                "Es waren 17 Prozent.",
                "Anteil in Prozent: Arn 17, Bel 23",
            ),
            (
                "fr",
                "C’était 17 % du total.",
                "La part est de 17 pour cent dans 17 écoles.",
            ),
            (
                "es",
                "Fue el 17 por ciento.",
                "Entre el 17 y el 23 por ciento.",
            ),
        ] {
            assert_eq!(found(language, sentence, text), None, "{sentence} / {text}");
        }
    }
}
