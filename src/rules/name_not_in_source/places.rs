//! Places: "detained in Yanji", of a source that has "detained in Tumen" and never heard of Yanji.
//!
//! Which place lies in which it does not know. A country is none that is told, and neither are two places that stand
//! beside each other somewhere: "Yanji, Jilin". German is not read: there every noun looks like a name.

use std::collections::BTreeSet;
use std::ops::Range;

use super::super::attribution;
use super::super::names::{folded, tokens};
use super::super::prose::Own;
use super::spelling::Known;

/// Words before a place where something is or happens.
const IN: &[(&str, &[&str])] = &[
    ("en", &["in", "at", "near", "outside"]),
    ("fr", &["à", "près"]),
    ("es", &["en"]),
    ("it", &["a", "in", "presso"]),
    ("nl", &["in", "te", "bij"]),
    ("pt", &["em", "no", "na"]),
];

/// Names that hold many places, and words of bodies: beginnings, folded.
const WIDE: &[&str] = &[
    // Countries and parts of the world, in English and, where they begin otherwise, in other languages
    "afghan",
    "africa",
    "afriq",
    "albani",
    "alger",
    "algeri",
    "america",
    "ameriq",
    "angola",
    "argent",
    "armeni",
    "asia",
    "asie",
    "austral",
    "austri",
    "autrich",
    "azerb",
    "bangla",
    "belar",
    "belg",
    "bolivi",
    "bosni",
    "brazil",
    "brasil",
    "bresil",
    "britain",
    "britan",
    "bulgar",
    "burma",
    "birman",
    "cambod",
    "camero",
    "camer",
    "canad",
    "chile",
    "chili",
    "chin",
    "colomb",
    "congo",
    "corea",
    "coree",
    "coreia",
    "costa",
    "croat",
    "cuba",
    "cypr",
    "czech",
    "denmar",
    "danem",
    "dinam",
    "ecuad",
    "egypt",
    "egipt",
    "england",
    "anglet",
    "inglat",
    "inghil",
    "engel",
    "eritr",
    "eston",
    "ethiop",
    "europ",
    "finland",
    "finlan",
    "france",
    "francia",
    "franca",
    "frankr",
    "georgia",
    "german",
    "aleman",
    "aleman",
    "allemag",
    "duitsl",
    "ghana",
    "greec",
    "grec",
    "guatem",
    "guinea",
    "haiti",
    "hondur",
    "hungar",
    "hongr",
    "india",
    "inde",
    "indones",
    "iran",
    "iraq",
    "irak",
    "ireland",
    "irland",
    "israel",
    "ital",
    "jamaic",
    "japan",
    "japon",
    "giappo",
    "giapp",
    "jordan",
    "kazakh",
    "kenya",
    "korea",
    "kosov",
    "kuwait",
    "kyrgyz",
    "laos",
    "latvi",
    "leban",
    "liban",
    "liberi",
    "liby",
    "lithuan",
    "luxem",
    "madagas",
    "malawi",
    "malays",
    "mali",
    "malta",
    "maurit",
    "mexic",
    "mexiq",
    "messic",
    "moldov",
    "mongol",
    "monten",
    "morocc",
    "maroc",
    "marrue",
    "mozamb",
    "myanm",
    "namib",
    "nepal",
    "nether",
    "pays-b",
    "nederl",
    "niger",
    "norway",
    "norveg",
    "noruega",
    "north",
    "pakist",
    "palest",
    "panama",
    "paragu",
    "peru",
    "perou",
    "philip",
    "filip",
    "poland",
    "pologn",
    "poloni",
    "portug",
    "qatar",
    "romani",
    "rouman",
    "russi",
    "rwand",
    "saudi",
    "arabi",
    "scotl",
    "senegal",
    "serbi",
    "sierra",
    "singap",
    "slovak",
    "sloven",
    "somal",
    "south",
    "spain",
    "espagn",
    "espana",
    "spagna",
    "spanj",
    "sri",
    "sudan",
    "soudan",
    "swed",
    "suede",
    "suecia",
    "svezia",
    "switz",
    "suisse",
    "suiza",
    "svizz",
    "zwits",
    "syri",
    "siri",
    "taiwan",
    "tajik",
    "tanzan",
    "thail",
    "tibet",
    "tunis",
    "turk",
    "turq",
    "uganda",
    "ukrain",
    "ucrain",
    "united",
    "urugu",
    "uzbek",
    "venez",
    "vietnam",
    "wales",
    "yemen",
    "zambi",
    "zimbab",
    "east",
    "west",
    "central",
    "union",
    // Bodies and things
    "universi",
    "court",
    "tribunal",
    "parliament",
    "council",
    "congress",
    "ministr",
    "committee",
    "commission",
    "article",
    "section",
    "chapter",
    "table",
    "figure",
    "annex",
    "appendix",
    "part",
    "paragraph",
    "english",
    "spanish",
    "french",
    "german",
    "dutch",
    "general",
    "assembl",
    "hospital",
    "school",
    "college",
    "institut",
    "street",
    "avenue",
    "building",
    "room",
    "note",
    "volume",
];

/// The fewest letters of a name.
const LETTERS: usize = 4;

/// The fewest words that both sentences have in common, and how much of those of the report, in percent.
const SHARED: usize = 3;
const SHARE: usize = 45;

/// How many letters two forms of one word begin with alike.
const STEM: usize = 5;

/// A place that the sources have not.
pub(super) struct Misplaced {
    pub range: Range<usize>,
    pub meant: String,
}

/// A run of capitals behind a word for where something is.
struct Place {
    range: Range<usize>,
    /// The stems before and behind.
    before: Option<String>,
    behind: Option<String>,
}

fn stem(word: &str) -> Option<String> {
    let lower = folded(word);
    let says = lower.chars().count() >= LETTERS || lower.starts_with(|c: char| c.is_ascii_digit());
    says.then(|| lower.chars().take(STEM).collect())
}

fn is_capital(word: &str) -> bool {
    word.starts_with(char::is_uppercase)
}

/// The places of a text.
fn places(text: &str, before: &[&str]) -> Vec<Place> {
    let words = tokens(text);
    let word = |at: usize| {
        words
            .get(at)
            .map_or("", |range: &Range<usize>| &text[range.clone()])
    };
    let joined = |at: usize| {
        words
            .get(at + 1)
            .is_some_and(|next| text[words[at].end..next.start].trim().is_empty())
    };
    let mut found = Vec::new();
    for at in 0..words.len() {
        if !before.contains(&word(at).to_lowercase().as_str()) || !joined(at) {
            continue;
        }
        let first = at + 1;
        let mut end = first;
        while is_capital(word(end)) && (end == first || joined(end - 1)) {
            end += 1;
        }
        if end == first || end - first > 2 {
            continue;
        }
        let name = words[first].start..words[end - 1].end;
        let is_place = (first..end).all(|at| {
            let written = word(at);
            let lower = folded(written);
            let one = super::super::prose::Word {
                lower: written.to_lowercase(),
                range: words[at].clone(),
            };
            lower.chars().count() >= LETTERS
                && written.chars().any(char::is_lowercase)
                && written
                    .chars()
                    .all(|c| c.is_alphabetic() || matches!(c, '-' | '’' | '\''))
                && attribution::is_name(text, &one)
                && !WIDE.iter().any(|wide| lower.starts_with(wide))
        });
        // "In Kang’s view" is no place.
        let is_owner = text[name.end..].starts_with(['’', '\'']);
        if is_place && !is_owner {
            found.push(Place {
                range: name,
                before: at.checked_sub(1).and_then(|at| stem(word(at))),
                behind: stem(word(end)),
            });
        }
    }
    found
}

/// The first place of a sentence that none of its sources has, where a sentence of theirs that tells the same has
/// another one. `are_together` says whether two places stand beside each other anywhere.
pub(super) fn find(
    own: &Own,
    language: &str,
    known: &[&Known<'_>],
    are_together: impl Fn(&str, &str) -> bool,
) -> Option<Misplaced> {
    let (_, before) = IN.iter().find(|(of, _)| *of == language)?;
    let stems = |text: &str| -> BTreeSet<String> {
        let words = tokens(text).into_iter();
        words.filter_map(|range| stem(&text[range])).collect()
    };
    let ours = stems(&own.text);
    let names = |text: &str, place: &Place| -> Vec<String> {
        let name = &text[place.range.clone()];
        tokens(name)
            .into_iter()
            .map(|range| folded(&name[range]))
            .collect()
    };
    places(&own.text, before).into_iter().find_map(|place| {
        let name = names(&own.text, &place);
        let stands = name.iter().any(|word| {
            known
                .iter()
                .any(|known| known.has(word) || known.has_start(word))
        });
        if stands {
            return None;
        }
        let mut best: Option<(usize, String)> = None;
        for sentence in known.iter().flat_map(|known| &known.written) {
            let theirs = stems(sentence);
            let count = ours.intersection(&theirs).count();
            if count < SHARED
                || count * 100 < ours.len().saturating_sub(1) * SHARE
                || best.as_ref().is_some_and(|best| best.0 >= count)
            {
                continue;
            }
            let other: Vec<Place> = places(sentence, before)
                .into_iter()
                .filter(|other| {
                    let mut words = names(sentence, other).into_iter();
                    words.all(|word| stem(&word).is_none_or(|stem| !ours.contains(&stem)))
                })
                .collect();
            let [other] = other.as_slice() else { continue };
            let same = |one: &Option<String>, two: &Option<String>| one.is_some() && one == two;
            let is_beside =
                same(&place.before, &other.before) || same(&place.behind, &other.behind);
            let is_most = count * 100 >= ours.len().saturating_sub(1) * 2 * SHARE * 4 / 5;
            if is_beside || is_most {
                best = Some((count, sentence[other.range.clone()].to_owned()));
            }
        }
        let (_, meant) = best?;
        let written = &own.text[place.range.clone()];
        (!are_together(written, &meant)).then_some(Misplaced {
            range: place.range,
            meant,
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(language: &str, ours: &str, theirs: &str) -> Option<(String, String)> {
        let own = Own::of(ours);
        let known = Known::of(theirs);
        let found = find(&own, language, &[&known], |one, two| {
            [one, two] == ["Jilin", "Yanji"]
        })?;
        Some((ours[found.range].to_owned(), found.meant))
    }

    #[test]
    fn a_place_is_another_one_in_the_source() {
        for (language, ours, name, theirs, meant) in [
            (
                "en",
                "On 14 February police detained nine people in Yanji.",
                "Yanji",
                "Police detained nine people in Tumen on 14 February.",
                "Tumen",
            ),
            (
                "en",
                "The camp at Onsong held about 300 prisoners in 2012.",
                "Onsong",
                "In 2012 about 300 prisoners were held in the camp at Musan.",
                "Musan",
            ),
            (
                "en",
                "The trucks were stopped near Hunchun by a patrol at night.",
                "Hunchun",
                "A patrol stopped the trucks near Dandong at night.",
                "Dandong",
            ),
            (
                "en",
                "A court in Shenyang sentenced the broker to nine years.",
                "Shenyang",
                "The broker was given nine years by a court in Changchun, which sentenced him in May.",
                "Changchun",
            ),
            (
                "en",
                "Forty families were moved to huts outside Kelderby in June.",
                "Kelderby",
                "In June, forty families were moved to huts outside Marlow.",
                "Marlow",
            ),
            (
                "en",
                "The first meeting of the owners took place in Tallow.",
                "Tallow",
                "The owners’ first meeting took place in Aldmere.",
                "Aldmere",
            ),
            (
                "fr",
                "La police a arrêté neuf personnes à Limoges en février.",
                "Limoges",
                "En février, la police a arrêté neuf personnes à Poitiers.",
                "Poitiers",
            ),
            (
                "es",
                "La policía detuvo a nueve personas en Badajoz en febrero.",
                "Badajoz",
                "En febrero la policía detuvo a nueve personas en Zamora.",
                "Zamora",
            ),
            (
                "it",
                "La polizia ha arrestato nove persone a Ferrara in febbraio.",
                "Ferrara",
                "In febbraio la polizia ha arrestato nove persone a Rimini.",
                "Rimini",
            ),
            (
                "nl",
                "De politie hield in februari negen mensen aan in Zwolle.",
                "Zwolle",
                "In februari hield de politie negen mensen aan in Almelo.",
                "Almelo",
            ),
            (
                "pt",
                "A polícia deteve nove pessoas em Braga em fevereiro.",
                "Braga",
                "Em fevereiro a polícia deteve nove pessoas em Évora.",
                "Évora",
            ),
        ] {
            let expected = Some((name.to_owned(), meant.to_owned()));
            assert_eq!(found(language, ours, theirs), expected, "{ours}");
        }
    }

    #[test]
    fn the_same_place_a_wider_one_and_another_event_are_left_alone() {
        for (language, ours, theirs) in [
            (
                "en",
                "On 14 February police detained nine people in Yanji.",
                "Police detained nine people on 14 February in Yanji.",
            ),
            (
                "en",
                "On 14 February police detained nine people in China.",
                "Police detained nine people in Tumen on 14 February.",
            ),
            (
                "en",
                "Police detained nine people in Jilin on 14 February.",
                "Police detained nine people in Yanji on 14 February.",
            ),
            (
                "en",
                "On 14 February police detained nine people in Yanji.",
                "Yanji police detained nine people on 14 February; in Tumen four were held.",
            ),
            (
                "en",
                "In February police detained nine people there.",
                "Police detained nine people in Tumen in February.",
            ),
            (
                "en",
                "The camp at Onsong held about 300 prisoners in 2012.",
                "The mine at Musan closed in 1998.",
            ),
            (
                "en",
                "The witness, who lives in Seoul, described the camp.",
                "The camp in Onsong had two gates and a well.",
            ),
            (
                "en",
                "The Tumen guards moved forty families in June.",
                "In June forty families were moved by guards in Tumen.",
            ),
            (
                "en",
                "Forty families were moved to huts in June.",
                "In June, forty families were moved to huts outside Marlow.",
            ),
            (
                "en",
                "The owners met in Tallow and later in Aldmere.",
                "The owners met first in a barn and later in Aldmere.",
            ),
            (
                "en",
                "In Kang’s view the owners broke the contract in June.",
                "In Aldmere the owners broke the contract in June.",
            ),
            (
                "en",
                "In Korean law the owners broke the contract.",
                "In Aldmere the owners broke the contract, by law.",
            ),
            (
                "en",
                "The owners broke the contract in March and left.",
                "The owners broke the contract in Aldmere and left in March.",
            ),
            (
                "en",
                "The report was printed in English by the owners of the mill.",
                "The owners of the mill had the report printed in Aldmere.",
            ),
            (
                "fr",
                "La police a arrêté neuf personnes en février.",
                "En février, la police a arrêté neuf personnes à Poitiers.",
            ),
            (
                "es",
                "La policía detuvo a nueve personas en España en febrero.",
                "En febrero la policía detuvo a nueve personas en Zamora.",
            ),
            (
                "de",
                "Die Polizei nahm neun Menschen in Haft.",
                "Die Polizei nahm neun Menschen in Gewahrsam.",
            ),
        ] {
            assert_eq!(found(language, ours, theirs), None, "{ours}");
        }
    }
}
