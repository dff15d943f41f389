//! The year by which a sentence calls a law or a treaty: "the Children Act 1998", of an entry that is the Act of 1989.

use std::collections::BTreeSet;
use std::ops::Range;

use super::super::prose::{Own, Said};
use super::super::support::Support;
use super::super::{Context, prose};
use super::is_law;
use crate::model::SourceKind;

/// Words for laws and treaties; a word of German ends with one.
const LAWS: &[&str] = &[
    "act",
    "acts",
    "law",
    "rules",
    "code",
    "ordinance",
    "regulation",
    "regulations",
    "statute",
    "decree",
    "directive",
    "convention",
    "treaty",
    "covenant",
    "protocol",
    "charter",
    "constitution",
    "order",
    "gesetz",
    "verordnung",
    "konvention",
    "abkommen",
    "übereinkommen",
    "vertrag",
    "richtlinie",
    "gesetzbuch",
    "grundgesetz",
    "ordnung",
    "loi",
    "décret",
    "ordonnance",
    "traité",
    "règlement",
    "arrêté",
    "ley",
    "decreto",
    "convenio",
    "convención",
    "tratado",
    "reglamento",
    "orden",
    "legge",
    "convenzione",
    "lei",
    "convenção",
    "wet",
    "verdrag",
    "pacto",
    "pacte",
];

/// How a word of German for a law ends.
const GERMAN: &[&str] = &[
    "gesetz",
    "gesetzes",
    "gesetzbuch",
    "verordnung",
    "konvention",
    "abkommen",
    "ordnung",
];

/// Words that may stand between a law and its year.
const BETWEEN: &[&str] = &[
    "of", "von", "vom", "aus", "dem", "jahr", "de", "du", "del", "d", "no", "nr", "n", "núm",
    "num", "n°", "the", "la", "le", "el", "der", "den", "eu", "ue", "eg", "ce",
];

/// Words of another law than the one that is cited.
const OTHERS: &[&str] = &[
    "replaced",
    "replaces",
    "replacing",
    "repealed",
    "repeals",
    "amended",
    "amends",
    "amending",
    "superseded",
    "succeeded",
    "earlier",
    "former",
    "previous",
    "predecessor",
    "old",
    "older",
    "revised",
    "supplemented",
    "ersetzte",
    "ersetzt",
    "aufgehoben",
    "geändert",
    "früheren",
    "frühere",
    "alten",
    "alte",
    "vorgänger",
    "novelliert",
    "remplace",
    "remplacé",
    "remplaçait",
    "abroge",
    "abrogé",
    "modifie",
    "modifié",
    "modifiée",
    "ancien",
    "ancienne",
    "sustituye",
    "sustituyó",
    "deroga",
    "derogó",
    "derogada",
    "modificada",
    "modificó",
    "anterior",
    "antigua",
];

/// A year that is not that of the law.
pub(super) struct Misdated<'a> {
    pub range: Range<usize>,
    pub year: i64,
    /// The years of the law.
    pub known: Vec<i64>,
    pub source: Support<'a>,
}

/// The year by which a sentence calls the one law that it cites, if that has another.
pub(super) fn find<'a>(
    context: &Context<'_>,
    said: Said<'_>,
    cited: &[Support<'a>],
) -> Option<Misdated<'a>> {
    let own = said.own;
    let mut laws = cited.iter().filter(|support| {
        let is_kind = support
            .evidence
            .is_some_and(|record| record.kind == Some(SourceKind::Law));
        is_kind || support.reference.is_some_and(is_law)
    });
    let (Some(law), None) = (laws.next(), laws.next()) else {
        return None;
    };
    let reference = law.reference?;
    let title = reference.title.clone().unwrap_or_default();
    let mut known: BTreeSet<i64> = years_of(&title);
    known.extend(reference.issued.map(|date| i64::from(date.year)));
    let text = context.report.source_texts.get(law.key());
    let in_text = text.map(|text| years_of(text)).unwrap_or_default();
    if known.is_empty() || own.has(OTHERS) {
        return None;
    }
    let named = named(own);
    if named.iter().any(|(_, year, _)| known.contains(year)) {
        return None;
    }
    let titled = words_of(&title);
    let (range, year, name) = named.into_iter().find(|(_, year, name)| {
        let is_of_it = name.iter().all(|word| is_law_word(word))
            || name
                .iter()
                .any(|word| !is_law_word(word) && has_stem(&titled, word));
        is_of_it && !in_text.contains(year)
    })?;
    let theirs: BTreeSet<&String> = titled.iter().filter(|word| is_law_word(word)).collect();
    let ours = name.iter().filter(|word| is_law_word(word));
    let is_same_kind = theirs.is_empty() || ours.into_iter().any(|word| theirs.contains(word));
    // Another entry of that year may be what is meant, and a year that comes again is no slip.
    let is_other = context.references.values().any(|other| {
        let other_title = other.title.clone().unwrap_or_default();
        other.key != reference.key
            && years_of(&other_title).contains(&year)
            && is_law_title(&other_title)
    });
    let again = prose::own_sentences(context).filter(|other| {
        self::named(other.own)
            .iter()
            .any(|(_, other, _)| *other == year)
    });
    let is_once = again.take(2).count() < 2;
    (is_same_kind && !is_other && is_once).then(|| Misdated {
        range,
        year,
        known: known.into_iter().collect(),
        source: *law,
    })
}

/// Whether words have another form of one: "Refugee" in "the Status of Refugees".
fn has_stem(words: &BTreeSet<String>, word: &str) -> bool {
    const STEM: usize = 5;
    let stem: String = word.chars().take(STEM).collect();
    words.contains(word)
        || word.chars().count() >= STEM && words.iter().any(|other| other.starts_with(&stem))
}

/// The year of a law that no sentence cites there, if an entry has the same name with a year of nearly the same
/// digits: "the Children Act 1998" beside the entry of the Act of 1989.
pub(super) fn slipped(
    context: &Context<'_>,
    said: Said<'_>,
) -> Option<(Range<usize>, i64, i64, String)> {
    let named = named(said.own);
    if named.is_empty() || said.own.has(OTHERS) {
        return None;
    }
    named.into_iter().find_map(|(range, year, name)| {
        let own_words: Vec<&String> = name.iter().filter(|word| !is_law_word(word)).collect();
        if own_words.is_empty() {
            return None;
        }
        let of_name = |title: &str| {
            let titled = words_of(title);
            name.iter()
                .all(|word| titled.contains(word) || word.chars().count() <= 2)
        };
        let titles: Vec<(&str, BTreeSet<i64>)> = context
            .references
            .values()
            .filter_map(|reference| {
                let title = reference.title.as_deref().filter(|title| of_name(title))?;
                Some((reference.key.as_str(), years_of(title)))
            })
            .collect();
        if titles.iter().any(|(_, years)| years.contains(&year)) {
            return None;
        }
        let (key, meant) = titles.iter().find_map(|(key, years)| {
            let meant = years.iter().find(|other| is_slip(year, **other))?;
            Some(((*key).to_owned(), *meant))
        })?;
        let again = prose::own_sentences(context).filter(|other| {
            self::named(other.own)
                .iter()
                .any(|(_, other, _)| *other == year)
        });
        (again.take(2).count() < 2).then_some((range, year, meant, key))
    })
}

/// Whether two years have the same digits in another order.
fn is_slip(one: i64, other: i64) -> bool {
    let digits = |year: i64| {
        let mut digits: Vec<char> = year.to_string().chars().collect();
        digits.sort_unstable();
        digits
    };
    one != other && digits(one) == digits(other)
}

fn is_law_title(title: &str) -> bool {
    words_of(title).iter().any(|word| is_law_word(word))
}

fn is_law_word(word: &str) -> bool {
    LAWS.contains(&word)
        || GERMAN
            .iter()
            .any(|ending| word.len() > ending.len() && word.ends_with(ending))
}

/// The words of a title, in lower case.
fn words_of(text: &str) -> BTreeSet<String> {
    let words = prose::words(&text.to_lowercase()).into_iter();
    words
        .map(|word| word.lower)
        .filter(|word| word.chars().count() > 2 && word.chars().all(char::is_alphabetic))
        .collect()
}

/// The years of a text, those behind a bar or before a hyphen of a number included: "39/2015", "82-600".
fn years_of(text: &str) -> BTreeSet<i64> {
    let mut found = BTreeSet::new();
    for digits in text.split(|c: char| !c.is_ascii_digit()) {
        let year = digits
            .parse::<i64>()
            .ok()
            .filter(|year| digits.len() == 4 && is_year(*year));
        found.extend(year);
    }
    found
}

fn is_year(year: i64) -> bool {
    (1600..2100).contains(&year)
}

/// The years by which a text calls laws, each with the words of its name: "Act 1998", "the Convention of 28 July 1951",
/// "the 1951 Convention", "Ley 39/2015".
fn named(own: &Own) -> Vec<(Range<usize>, i64, Vec<String>)> {
    /// How many words of a date or number at most stand between, and how many words the name has.
    const NEAR: usize = 6;
    const NAME: usize = 4;
    let mut found = Vec::new();
    for (at, word) in own.words.iter().enumerate() {
        let digits = word.lower.rsplit(['/', '-']).next().unwrap_or_default();
        let whole = word.lower.split('/').find_map(|part| {
            let year = part.parse::<i64>().ok()?;
            (part.len() == 4 && is_year(year)).then_some(year)
        });
        let year = whole.or_else(|| {
            let year = digits.parse::<i64>().ok()?;
            (digits.len() == 4 && is_year(year)).then_some(year)
        });
        let Some(year) = year else { continue };
        // "The 1951 Convention", "the 1998 Children Act"
        let behind = (at + 1..own.words.len().min(at + 1 + NAME))
            .take_while(|next| is_capital(own, *next) && is_joined(own, *next))
            .find(|next| is_law_word(own.word(*next)));
        if let Some(law) = behind {
            let name = (at + 1..=law).map(|at| own.word(at).to_owned()).collect();
            found.push((word.range.clone(), year, name));
            continue;
        }
        let mut before = at;
        let mut steps = 0;
        let law = loop {
            let Some(last) = before.checked_sub(1).filter(|_| steps < NEAR) else {
                break None;
            };
            if is_law_word(own.word(last)) {
                break Some(last);
            }
            let is_small = BETWEEN.contains(&own.word(last))
                || own.word(last).starts_with(|c: char| c.is_ascii_digit())
                || crate::rules::numbers::is_beside_month(
                    &own.text,
                    &own.words,
                    (last, last),
                    crate::rules::tongues::of("en"),
                )
                || MONTHS.contains(&own.word(last));
            // "The Act was read in 1998": other words part the two.
            if !is_small {
                break None;
            }
            before = last;
            steps += 1;
        };
        let Some(law) = law else { continue };
        let mut first = law;
        while first > 0 && law - first < NAME && is_capital(own, first - 1) && is_joined(own, first)
        {
            first -= 1;
        }
        let name = (first..=law).map(|at| own.word(at).to_owned());
        let name = name.filter(|word| {
            !matches!(
                word.as_str(),
                "the" | "under" | "in" | "nach" | "la" | "le" | "el"
            )
        });
        found.push((word.range.clone(), year, name.collect()));
    }
    found
}

/// The months of dates of laws.
const MONTHS: &[&str] = &[
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
    "januar",
    "februar",
    "märz",
    "mai",
    "juni",
    "juli",
    "oktober",
    "dezember",
    "janvier",
    "février",
    "mars",
    "avril",
    "juin",
    "juillet",
    "août",
    "septembre",
    "octobre",
    "novembre",
    "décembre",
    "enero",
    "febrero",
    "marzo",
    "abril",
    "mayo",
    "junio",
    "julio",
    "agosto",
    "septiembre",
    "octubre",
    "noviembre",
    "diciembre",
];

fn is_capital(own: &Own, at: usize) -> bool {
    own.text[own.words[at].range.clone()].starts_with(char::is_uppercase)
}

/// Whether only a space stands before a word.
fn is_joined(own: &Own, at: usize) -> bool {
    at.checked_sub(1).is_some_and(|before| {
        own.text[own.words[before].range.end..own.words[at].range.start]
            .trim()
            .is_empty()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn laws_are_called_by_their_years() {
        for (text, expected) in [
            (
                "Under the Children Act 1998 it must.",
                &[(1998, "children act")][..],
            ),
            (
                "Under the Children Act of 1998 it must.",
                &[(1998, "children act")],
            ),
            ("The Act of 1998 asks for it.", &[(1998, "act")]),
            ("The 1961 Convention forbids it.", &[(1961, "convention")]),
            (
                "The Refugee Convention of 28 July 1951 forbids it.",
                &[(1951, "refugee convention")],
            ),
            ("The Act was read in 1998.", &[]),
            ("The 1998 flood led to an act.", &[]),
            (
                "Nach dem Heimgesetz von 2011 ist es verboten.",
                &[(2011, "heimgesetz")],
            ),
            (
                "Cela relève de la loi du 13 juillet 1992.",
                &[(1992, "loi")],
            ),
            ("Cela relève de la loi de 1992.", &[(1992, "loi")]),
            ("Lo exige la ley de 2005.", &[(2005, "ley")]),
        ] {
            let found = named(&Own::of(text));
            let found: Vec<(i64, String)> = found
                .into_iter()
                .map(|(_, year, name)| (year, name.join(" ")))
                .collect();
            let expected: Vec<(i64, String)> = expected
                .iter()
                .map(|(year, name)| (*year, (*name).to_owned()))
                .collect();
            assert_eq!(found, expected, "{text}");
        }
    }
}
