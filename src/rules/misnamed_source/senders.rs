//! Who writes what a letter says: "The ministry writes that …", cited from the letter of a company.

use std::ops::Range;

use super::super::prose::Own;
use super::super::support::Support;
use crate::model::SourceKind;

/// What a body that is no company is called for short.
const PUBLIC: &[&str] = &[
    "ministry",
    "government",
    "court",
    "prosecutor",
    "police",
    "council",
    "minister",
    "ministerium",
    "regierung",
    "gericht",
    "staatsanwaltschaft",
    "polizei",
    "minister",
    "ministère",
    "gouvernement",
    "tribunal",
    "parquet",
    "police",
    "ministerio",
    "gobierno",
    "fiscalía",
    "policía",
    "ayuntamiento",
];

/// What a company is called for short.
const COMPANY: &[&str] = &[
    "company",
    "firm",
    "manufacturer",
    "unternehmen",
    "firma",
    "konzern",
    "hersteller",
    "entreprise",
    "société",
    "fabricant",
    "empresa",
    "compañía",
    "fabricante",
];

/// Words in the names of public bodies, by their beginnings.
const PUBLIC_NAMES: &[&str] = &[
    "minist",
    "government",
    "regierung",
    "gouvernement",
    "gobierno",
    "court",
    "gericht",
    "tribunal",
    "prosecut",
    "staatsanwalt",
    "parquet",
    "fiscal",
    "police",
    "polizei",
    "policía",
    "council",
    "municip",
    "gemeinde",
    "stadt",
    "landkreis",
    "ayuntamiento",
    "department",
    "authority",
    "inspectorate",
    "directorate",
    "behörde",
    "amt",
    "präfektur",
    "préfecture",
    "secretar",
    "embassy",
    "botschaft",
    "ambassade",
];

/// How the names of companies end.
const COMPANY_NAMES: &[&str] = &[
    "ltd",
    "limited",
    "plc",
    "inc",
    "corp",
    "corporation",
    "company",
    "holding",
    "holdings",
    "llc",
    "gmbh",
    "ag",
    "kg",
    "se",
    "as",
    "asa",
    "ab",
    "oy",
    "bv",
    "nv",
    "sa",
    "sarl",
    "sas",
    "spa",
    "srl",
    "sl",
];

/// Verbs of whoever writes a letter, in the present.
const WRITES: &[&str] = &[
    "writes",
    "answers",
    "replies",
    "states",
    "says",
    "schreibt",
    "antwortet",
    "erklärt",
    "écrit",
    "répond",
    "affirme",
    "escribe",
    "responde",
    "afirma",
];

/// Words behind them with which the statement begins.
const THAT: &[&str] = &["that", "dass", "que", "qu"];

/// Articles.
const THE: &[&str] = &["the", "das", "die", "der", "le", "la", "l", "el"];

/// Where a sentence calls the sender of its one letter a public body, and it is a company, or the other way round.
pub(super) fn find<'a>(own: &Own, cited: &[Support<'a>]) -> Option<(Range<usize>, Support<'a>)> {
    let [source] = cited else { return None };
    let kind = source.evidence.and_then(|record| record.kind);
    let [creator] = &source.reference?.creators[..] else {
        return None;
    };
    if kind != Some(SourceKind::Letter) {
        return None;
    }
    let range = other_sender(own, creator)?;
    Some((range, *source))
}

/// The sender as the sentence calls it, if it can be no name for this one.
fn other_sender(own: &Own, creator: &str) -> Option<Range<usize>> {
    let bare = |at: usize| {
        let word = own.word(at);
        word.rsplit(['’', '\'']).next().unwrap_or(word)
    };
    let at = usize::from(THE.contains(&own.word(0)));
    let subject = bare(at);
    let tells = WRITES.contains(&own.word(at + 1))
        && (THAT.contains(&bare_start(own.word(at + 2))) || quotes(own, at + 1));
    if !tells {
        return None;
    }
    let lower = creator.to_lowercase();
    let words: Vec<&str> = lower
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .collect();
    let is_public = words
        .iter()
        .any(|word| PUBLIC_NAMES.iter().any(|start| word.starts_with(start)));
    let is_company = words
        .last()
        .is_some_and(|word| COMPANY_NAMES.contains(word));
    let is_other = is_company && !is_public && PUBLIC.contains(&subject)
        || is_public && !is_company && COMPANY.contains(&subject);
    is_other.then(|| own.words[at].range.clone())
}

fn bare_start(word: &str) -> &str {
    word.split(['’', '\'']).next().unwrap_or(word)
}

/// Whether the words of somebody else, which are blank, follow right behind a word.
fn quotes(own: &Own, at: usize) -> bool {
    let Some(word) = own.words.get(at) else {
        return false;
    };
    let rest = own.text.get(word.range.end..).unwrap_or_default();
    let blank = rest.len() - rest.trim_start_matches([' ', ':', ',']).len();
    blank > 3
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_sender_of_a_letter_is_whoever_wrote_it() {
        let check = |text: &str, creator: &str, expected: bool| {
            let found = other_sender(&Own::of(text), creator);
            assert_eq!(found.is_some(), expected, "{text} / {creator}");
        };
        let company = "Greenreach Holdings";
        check(
            "The ministry writes that it was engaged to advise.",
            company,
            true,
        );
        check(
            "The ministry writes: “it was engaged to advise”.",
            company,
            true,
        );
        check(
            "Das Ministerium schreibt, dass es beraten habe.",
            "Grünland GmbH",
            true,
        );
        check(
            "Das Ministerium schreibt dass es beraten habe.",
            "Grünland GmbH",
            true,
        );
        check("Le ministère écrit que non.", "Verdure SA", true);
        check("La empresa escribe que no.", "Ministerio de Hacienda", true);
        check(
            "The company writes that it was engaged.",
            "Ministry of Finance",
            true,
        );
        check("The company writes that it was engaged.", company, false);
        check(
            "The ministry writes that it was engaged.",
            "Ministry of Finance",
            false,
        );
        check(
            "The ministry writes that it was engaged.",
            "Forest Agency",
            false,
        );
        check(
            "The ministry wrote to the company on 3 May.",
            company,
            false,
        );
        check(
            "The ministry told the company that it was engaged.",
            company,
            false,
        );
        check("The police station was closed.", company, false);
        check(
            "The company writes that it was engaged.",
            "Anna Weir",
            false,
        );
        check("The government states its case.", company, false);
    }
}
