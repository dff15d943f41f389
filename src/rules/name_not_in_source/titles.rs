//! Who bears which title in a text: "Deputy Minister Kang", "Kang Min-ho, a prosecutor". Closed lists.

use std::collections::{BTreeSet, HashMap};
use std::ops::Range;
use std::sync::OnceLock;

use super::super::names::folded;
use super::super::prose::{Own, Word};

/// The most words of a name.
const NAME_WORDS: usize = 3;

/// How many words before a title may say that it is one of another time.
const BEFORE: usize = 3;

/// A title with its forms in lower case in all languages. Whoever bears one of a class bears no other of it.
struct Title {
    class: &'static str,
    id: &'static str,
    forms: &'static [&'static str],
}

const fn title(class: &'static str, id: &'static str, forms: &'static [&'static str]) -> Title {
    Title { class, id, forms }
}

const TITLES: &[Title] = &[
    title(
        "rank",
        "general",
        &[
            "general",
            "lieutenant general",
            "major general",
            "brigadier general",
            "generaal",
            "général",
            "generale",
            "generalmajor",
            "generalleutnant",
            "brigadier",
        ],
    ),
    title(
        "rank",
        "colonel",
        &[
            "colonel",
            "lieutenant colonel",
            "oberst",
            "oberstleutnant",
            "coronel",
            "colonnello",
            "kolonel",
            "col",
        ],
    ),
    title(
        "rank",
        "major",
        &["major", "commandant", "comandante", "maggiore", "majoor"],
    ),
    title(
        "rank",
        "captain",
        &[
            "captain",
            "hauptmann",
            "capitaine",
            "capitán",
            "capitano",
            "kapitein",
            "capitão",
        ],
    ),
    title(
        "rank",
        "lieutenant",
        &["lieutenant", "leutnant", "teniente", "tenente", "luitenant"],
    ),
    title(
        "rank",
        "sergeant",
        &[
            "sergeant",
            "feldwebel",
            "sergent",
            "sargento",
            "sergente",
            "sergeant major",
        ],
    ),
    title(
        "rank",
        "admiral",
        &[
            "admiral",
            "vice admiral",
            "rear admiral",
            "amiral",
            "almirante",
            "ammiraglio",
            "admiraal",
        ],
    ),
    title(
        "court",
        "judge",
        &[
            "judge",
            "justice",
            "chief justice",
            "magistrate",
            "richter",
            "richterin",
            "juge",
            "juez",
            "jueza",
            "giudice",
            "rechter",
            "juiz",
            "juíza",
        ],
    ),
    title(
        "court",
        "prosecutor",
        &[
            "prosecutor",
            "chief prosecutor",
            "state prosecutor",
            "staatsanwalt",
            "staatsanwältin",
            "procureur",
            "procureure",
            "fiscal",
            "procuratore",
            "officier",
            "procurador",
            "procuradora",
            "attorney general",
        ],
    ),
    title(
        "office",
        "vice president",
        &[
            "vice president",
            "vizepräsident",
            "vizepräsidentin",
            "vice président",
            "vicepresidente",
            "vicepresidenta",
            "vicepresident",
        ],
    ),
    title(
        "office",
        "president",
        &[
            "president",
            "präsident",
            "präsidentin",
            "président",
            "présidente",
            "presidente",
            "presidenta",
        ],
    ),
    title(
        "office",
        "deputy minister",
        &[
            "deputy minister",
            "vice minister",
            "assistant minister",
            "vizeminister",
            "vizeministerin",
            "vice ministre",
            "viceministro",
            "viceministra",
            "viceminister",
            "staatssekretär",
            "staatssekretärin",
            "staatssecretaris",
            "vice ministro",
            "sottosegretario",
        ],
    ),
    title(
        "office",
        "prime minister",
        &[
            "prime minister",
            "premier",
            "premierminister",
            "premierministerin",
            "ministerpräsident",
            "ministerpräsidentin",
            "kanzler",
            "kanzlerin",
            "bundeskanzler",
            "bundeskanzlerin",
            "premier ministre",
            "première ministre",
            "primer ministro",
            "primera ministra",
            "minister president",
            "primeiro ministro",
            "primeira ministra",
        ],
    ),
    title(
        "office",
        "minister",
        &["minister", "ministerin", "ministre", "ministro", "ministra"],
    ),
    title(
        "office",
        "governor",
        &[
            "governor",
            "gouverneur",
            "gouverneurin",
            "gobernador",
            "gobernadora",
            "governatore",
            "governador",
            "governadora",
        ],
    ),
    title(
        "office",
        "deputy governor",
        &[
            "deputy governor",
            "vice governor",
            "vizegouverneur",
            "vice gouverneur",
        ],
    ),
    title(
        "office",
        "mayor",
        &[
            "mayor",
            "lord mayor",
            "bürgermeister",
            "bürgermeisterin",
            "oberbürgermeister",
            "oberbürgermeisterin",
            "maire",
            "alcalde",
            "alcaldesa",
            "sindaco",
            "sindaca",
            "burgemeester",
            "prefeito",
            "prefeita",
        ],
    ),
    title(
        "office",
        "deputy mayor",
        &["deputy mayor", "vice mayor", "vicesindaco"],
    ),
    title(
        "office",
        "ambassador",
        &[
            "ambassador",
            "botschafter",
            "botschafterin",
            "ambassadeur",
            "ambassadrice",
            "embajador",
            "embajadora",
            "ambasciatore",
            "ambasciatrice",
            "embaixador",
            "embaixadora",
        ],
    ),
    title(
        "office",
        "consul",
        &[
            "consul",
            "consul general",
            "konsul",
            "konsulin",
            "cónsul",
            "cônsul",
        ],
    ),
    title(
        "office",
        "senator",
        &[
            "senator",
            "senatorin",
            "sénateur",
            "sénatrice",
            "senador",
            "senadora",
            "senatore",
            "senatrice",
        ],
    ),
    title(
        "church",
        "bishop",
        &[
            "bishop",
            "bischof",
            "bischöfin",
            "évêque",
            "obispo",
            "vescovo",
            "bisschop",
            "bispo",
        ],
    ),
    title(
        "church",
        "archbishop",
        &[
            "archbishop",
            "erzbischof",
            "archevêque",
            "arzobispo",
            "arcivescovo",
            "aartsbisschop",
            "arcebispo",
        ],
    ),
    title(
        "church",
        "cardinal",
        &[
            "cardinal",
            "kardinal",
            "cardenal",
            "cardinale",
            "kardinaal",
            "cardeal",
        ],
    ),
    title(
        "sex",
        "mr",
        &[
            "mr", "herr", "herrn", "monsieur", "señor", "signor", "meneer", "dhr", "senhor",
        ],
    ),
    title(
        "sex",
        "ms",
        &[
            "ms", "mrs", "miss", "madame", "mme", "señora", "signora", "mevrouw", "senhora",
        ],
    ),
];

/// Words before a title, and between a name and a title, that tell of another time.
const OF_ANOTHER_TIME: &[&str] = &[
    "former",
    "formerly",
    "then",
    "ex",
    "late",
    "future",
    "later",
    "retired",
    "outgoing",
    "incoming",
    "acting",
    "ehemalige",
    "ehemaliger",
    "ehemaligen",
    "damalige",
    "damaliger",
    "damaligen",
    "spätere",
    "späterer",
    "späteren",
    "frühere",
    "früherer",
    "früheren",
    "ancien",
    "ancienne",
    "futur",
    "alors",
    "antiguo",
    "antigua",
    "entonces",
    "exministro",
    "allora",
    "futuro",
    "voormalig",
    "voormalige",
    "toenmalig",
    "toenmalige",
    "latere",
    "antigo",
    "antiga",
    "então",
    "elect",
];

/// Words between the comma behind a name and a title.
const ARTICLES: &[&str] = &[
    "the",
    "a",
    "an",
    "der",
    "die",
    "das",
    "ein",
    "eine",
    "le",
    "la",
    "les",
    "un",
    "une",
    "el",
    "los",
    "il",
    "lo",
    "de",
    "het",
    "een",
    "o",
    "um",
    "uma",
    "his",
    "her",
    "its",
    "their",
    "country’s",
    "town’s",
    "city’s",
    "chief",
    "senior",
    "junior",
    "foreign",
    "health",
    "justice",
    "interior",
    "defence",
    "defense",
    "finance",
    "education",
    "labour",
    "environment",
];

/// Somebody with a title.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Bearer {
    pub class: &'static str,
    pub id: &'static str,
    /// The words of the name, folded.
    pub name: Vec<String>,
    /// The name as it is written.
    pub written: String,
    /// Where the title stands.
    pub title: Range<usize>,
    /// Whether the title is one of another time.
    pub is_past: bool,
}

/// A word without the article that French and Italian join to it.
fn without_article(word: &str) -> &str {
    let joined = word.strip_prefix("l’").or(word.strip_prefix("l'"));
    joined.unwrap_or(word)
}

/// The words of a form that stand at a place, counted.
fn fits(form: &str, words: &[Word]) -> Option<usize> {
    let mut count = 0;
    for part in form.split(' ') {
        if without_article(&words.get(count)?.lower) != part {
            return None;
        }
        count += 1;
    }
    Some(count)
}

/// The forms of titles by their first words: nearly every word begins none.
type ByFirst = HashMap<&'static str, Vec<(&'static Title, &'static str)>>;

fn by_first_word() -> &'static ByFirst {
    static FORMS: OnceLock<ByFirst> = OnceLock::new();
    FORMS.get_or_init(|| {
        let mut forms = ByFirst::new();
        for title in TITLES {
            for form in title.forms {
                let first = form.split(' ').next().unwrap_or_default();
                forms.entry(first).or_default().push((title, form));
            }
        }
        forms
    })
}

/// The longest title at a place.
fn title_at(words: &[Word]) -> Option<(&'static Title, usize)> {
    let forms = by_first_word().get(without_article(&words.first()?.lower))?;
    let fitting = forms
        .iter()
        .filter_map(|(title, form)| Some((*title, fits(form, words)?)));
    fitting.max_by_key(|(_, count)| *count)
}

fn gap<'t>(text: &'t str, words: &[Word], at: usize) -> Option<&'t str> {
    text.get(words.get(at)?.range.end..words.get(at + 1)?.range.start)
}

fn is_capital(text: &str, word: &Word) -> bool {
    text.get(word.range.clone())
        .is_some_and(|word| word.starts_with(char::is_uppercase))
}

/// The name that begins at a word: capitals beside each other. A hyphen joins.
fn name_at(text: &str, words: &[Word], first: usize) -> Option<(Vec<String>, Range<usize>)> {
    let mut end = first;
    while end < words.len()
        && end - first < NAME_WORDS + 1
        && (is_capital(text, &words[end]) || end > first && gap(text, words, end - 1) == Some("-"))
        && (end == first || matches!(gap(text, words, end - 1), Some(" " | "-" | "\u{a0}" | "\n")))
    {
        end += 1;
    }
    let (one, last) = (words.get(first)?, words.get(end.checked_sub(1)?)?);
    if end == first {
        return None;
    }
    let range = one.range.start..last.range.end;
    let written = text.get(range.clone())?;
    let written = written.trim_end_matches("’s").trim_end_matches("'s");
    let name: Vec<String> = written.split([' ', '\u{a0}', '\n']).map(folded).collect();
    let is_long = name.iter().any(|part| part.chars().count() > 1);
    is_long.then(|| (name, range.start..range.start + written.len()))
}

/// Everybody with a title in a text.
pub(super) fn bearers(own: &Own) -> Vec<Bearer> {
    let (text, words) = (own.text.as_str(), own.words.as_slice());
    let mut found = Vec::new();
    let mut at = 0;
    while at < words.len() {
        let Some((title, count)) = title_at(&words[at..]) else {
            at += 1;
            continue;
        };
        let range = words[at].range.start..words[at + count - 1].range.end;
        let past = |before: &[Word]| {
            before
                .iter()
                .any(|word| OF_ANOTHER_TIME.contains(&word.lower.as_str()))
        };
        let joined = gap(text, words, at + count - 1)
            .is_some_and(|gap| matches!(gap, " " | "\u{a0}" | ". " | "\n"));
        // "General Assembly", "Major Street" and the like name nobody: a title of such a class begins with a capital in
        // English, and what follows is no common noun.
        let behind = name_at(text, words, at + count).filter(|_| joined);
        let ahead = || apposed(text, words, at);
        if let Some((name, place)) = behind.or_else(ahead)
            && !is_body(&name)
        {
            found.push(Bearer {
                class: title.class,
                id: title.id,
                written: text.get(place).unwrap_or_default().to_owned(),
                name,
                title: range,
                is_past: past(&words[at.saturating_sub(BEFORE)..at]),
            });
        }
        at += count;
    }
    found
}

/// The name before a title that explains it: "Kang Min-ho, a prosecutor".
fn apposed(text: &str, words: &[Word], title: usize) -> Option<(Vec<String>, Range<usize>)> {
    let mut at = title;
    while at > 0
        && title - at < BEFORE
        && ARTICLES.contains(&words[at - 1].lower.as_str())
        && gap(text, words, at - 1) == Some(" ")
    {
        at -= 1;
    }
    if at == 0 || gap(text, words, at - 1) != Some(", ") {
        return None;
    }
    // The first capital of the run that ends here.
    let mut first = at;
    while first > 0
        && at - first < NAME_WORDS
        && is_capital(text, &words[first - 1])
        && (first == at || matches!(gap(text, words, first - 1), Some(" " | "-")))
    {
        first -= 1;
    }
    (at - first >= 2)
        .then(|| name_at(text, words, first))
        .flatten()
}

/// Whether a run of capitals is the name of a body or a thing.
fn is_body(name: &[String]) -> bool {
    const BODIES: &[&str] = &[
        "assembly",
        "council",
        "court",
        "office",
        "staff",
        "hospital",
        "electric",
        "motors",
        "secretary",
        "street",
        "of",
        "and",
        "ministry",
        "department",
        "commission",
        "committee",
        "university",
        "school",
        "party",
        "bank",
        "assembl",
        "prosecutor",
        "minister",
        "president",
        "election",
        "elections",
        "attorney",
        "anwalt",
        "der",
        "des",
        "und",
        "convention",
        "strike",
        "college",
    ];
    name.iter().any(|part| BODIES.contains(&part.as_str()))
}

/// Whether two names may be those of one person: all words of one are among those of the other.
pub(super) fn may_be_one(one: &[String], other: &[String]) -> bool {
    let is_in = |these: &[String], those: &[String]| these.iter().all(|part| those.contains(part));
    is_in(one, other) || is_in(other, one)
}

/// Whether one word names several people of a text, who each have another word beside it: "Kim".
pub(super) fn is_shared(name: &[String], texts: &[&Own]) -> bool {
    let [only] = name else { return false };
    let mut full: BTreeSet<Vec<String>> = BTreeSet::new();
    for own in texts {
        let mut at = 0;
        while at < own.words.len() {
            let Some((run, _)) =
                name_at(&own.text, &own.words, at).filter(|(run, _)| run.len() > 1)
            else {
                at += 1;
                continue;
            };
            at += run.len();
            let titles: Vec<&str> = TITLES
                .iter()
                .flat_map(|title| title.forms)
                .copied()
                .collect();
            let bare: Vec<String> = run
                .into_iter()
                .filter(|part| !titles.contains(&part.as_str()))
                .collect();
            if bare.len() > 1 && bare.contains(only) {
                full.insert(bare);
            }
        }
    }
    full.len() > 1
}
