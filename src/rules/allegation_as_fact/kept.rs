//! What the kept text of a source only accuses somebody of, and a sentence of the report tells as done: "is charged with
//! theft" there, "stole the money" here. In every language in which both are known.

use std::collections::BTreeSet;
use std::ops::Range;

use crate::rules::prose::{self, Own};

/// What one is accused of: how verbs begin that say that it was done, and how other words begin that name it.
struct Deed {
    done: &'static [&'static str],
    named: &'static [&'static str],
}

const DEEDS: &[Deed] = &[
    // Theft, fraud, embezzlement.
    Deed {
        done: &[
            "stole",
            "stolen",
            "embezzled",
            "misappropriated",
            "pocketed",
            "siphoned",
            "defrauded",
            "swindled",
            "cheated",
            "took",
            "taken",
            "diverted",
            "veruntreut",
            "gestohlen",
            "stahl",
            "stahlen",
            "betrog",
            "betrogen",
            "unterschlug",
            "unterschlagen",
            "abgezweigt",
            "zweigte",
            "hinterzog",
            "hinterzogen",
            "détourné",
            "détournés",
            "détournait",
            "volé",
            "volait",
            "escroqué",
            "fraudé",
            "robó",
            "robaron",
            "robado",
            "malversó",
            "malversado",
            "desvió",
            "desviaron",
            "desviado",
            "estafó",
            "estafaron",
            "estafado",
            "defraudó",
            "defraudado",
            "apropió",
            "evaded",
        ],
        named: &[
            "theft",
            "steal",
            "stole",
            "embezzl",
            "misappropriat",
            "fraud",
            "defraud",
            "swindl",
            "cheat",
            "taken",
            "taking",
            "took",
            "pocket",
            "siphon",
            "divert",
            "untreue",
            "veruntreu",
            "diebstahl",
            "gestohlen",
            "betrug",
            "betrog",
            "unterschlag",
            "abgezweigt",
            "hinterz",
            "steuerhinterz",
            "détourn",
            "vol",
            "escroqu",
            "fraud",
            "abus",
            "robo",
            "robar",
            "robado",
            "hurt",
            "malvers",
            "desvi",
            "estaf",
            "apropi",
            "evad",
            "evasi",
        ],
    },
    // Bribery.
    Deed {
        done: &[
            "bribed",
            "corrupted",
            "bribes",
            "bribe",
            "kickback",
            "kickbacks",
            "bestach",
            "bestachen",
            "bestochen",
            "geschmiert",
            "schmiergeld",
            "schmiergelder",
            "soudoyé",
            "corrompu",
            "sobornó",
            "sobornaron",
            "sobornado",
            "sobornos",
            "soborno",
            "pot-de-vin",
            "pots-de-vin",
        ],
        named: &[
            "brib",
            "corrupt",
            "kickback",
            "bestech",
            "bestoch",
            "schmierg",
            "korrup",
            "corrup",
            "soudoy",
            "pot-de-vin",
            "pots-de-vin",
            "soborn",
            "cohecho",
        ],
    },
    // Forgery.
    Deed {
        done: &[
            "forged",
            "falsified",
            "faked",
            "gefälscht",
            "fälschte",
            "fälschten",
            "falsifié",
            "falsifiés",
            "falsificó",
            "falsificaron",
            "falsificado",
            "doctored",
        ],
        named: &[
            "forg",
            "falsif",
            "fak",
            "fälsch",
            "urkundenfälsch",
            "gefälscht",
            "faux",
            "doctor",
        ],
    },
    // Violence.
    Deed {
        done: &[
            "killed",
            "murdered",
            "assaulted",
            "beat",
            "raped",
            "abused",
            "molested",
            "tortured",
            "harassed",
            "attacked",
            "tötete",
            "getötet",
            "ermordete",
            "ermordet",
            "schlug",
            "geschlagen",
            "misshandelte",
            "misshandelt",
            "vergewaltigte",
            "vergewaltigt",
            "missbrauchte",
            "missbraucht",
            "belästigt",
            "belästigte",
            "tué",
            "assassiné",
            "agressé",
            "frappé",
            "violé",
            "harcelé",
            "maltraité",
            "mató",
            "mataron",
            "asesinó",
            "asesinado",
            "agredió",
            "agredido",
            "golpeó",
            "violó",
            "violado",
            "acosó",
            "acosado",
            "maltrató",
        ],
        named: &[
            "kill",
            "murder",
            "manslaughter",
            "homicid",
            "assault",
            "beat",
            "rap",
            "abus",
            "molest",
            "tortur",
            "harass",
            "attack",
            "töt",
            "ermord",
            "mord",
            "totschlag",
            "körperverletz",
            "misshandel",
            "vergewaltig",
            "missbrauch",
            "belästig",
            "meurtr",
            "agress",
            "viol",
            "harcel",
            "maltrait",
            "homicide",
            "asesin",
            "agred",
            "agresi",
            "acos",
            "maltrat",
            "abuso",
        ],
    },
    // Neglect.
    Deed {
        done: &[
            "neglected",
            "vernachlässigte",
            "vernachlässigt",
            "vernachlässigten",
            "négligé",
            "descuidó",
            "desatendió",
        ],
        named: &[
            "neglect",
            "negligen",
            "vernachlässig",
            "fahrlässig",
            "néglig",
            "neglig",
            "desaten",
        ],
    },
    // Destruction.
    Deed {
        done: &[
            "destroyed",
            "burned",
            "burnt",
            "shredded",
            "torched",
            "deleted",
            "vernichtete",
            "vernichteten",
            "vernichtet",
            "zerstörte",
            "zerstört",
            "verbrannt",
            "détruit",
            "détruits",
            "incendié",
            "destruyó",
            "destruyeron",
            "destruido",
            "quemó",
            "quemaron",
            "incendió",
        ],
        named: &[
            "destr",
            "destroy",
            "burn",
            "arson",
            "shred",
            "delet",
            "vernicht",
            "zerstör",
            "brandstift",
            "détrui",
            "incendi",
            "quem",
        ],
    },
    // Money laundering.
    Deed {
        done: &[
            "laundered",
            "gewaschen",
            "blanchi",
            "blanqueó",
            "blanquearon",
            "blanqueado",
        ],
        named: &["launder", "geldwäsche", "gewaschen", "blanchi", "blanque"],
    },
    // Pollution.
    Deed {
        done: &[
            "dumped",
            "polluted",
            "poisoned",
            "discharged",
            "verschmutzte",
            "verschmutzt",
            "verklappt",
            "vergiftet",
            "pollué",
            "déversé",
            "contaminó",
            "vertió",
            "vertieron",
        ],
        named: &[
            "dump",
            "pollut",
            "poison",
            "discharg",
            "verschmutz",
            "verklapp",
            "vergift",
            "pollu",
            "dévers",
            "contamin",
            "vert",
        ],
    },
    // Trafficking and smuggling.
    Deed {
        done: &[
            "smuggled",
            "trafficked",
            "schmuggelte",
            "geschmuggelt",
            "geschleust",
            "traficó",
            "passé",
        ],
        named: &[
            "smuggl",
            "traffick",
            "schmugg",
            "schleus",
            "trafic",
            "contreband",
        ],
    },
];

/// Verbs that say of many things that somebody did them: the rest of the sentence has to agree.
const WEAK: &[&str] = &[
    "took",
    "taken",
    "diverted",
    "beat",
    "killed",
    "attacked",
    "burned",
    "burnt",
    "deleted",
    "discharged",
    "frappé",
    "passé",
    "bribe",
    "bribes",
    "schlug",
    "tué",
    "détruit",
    "destroyed",
    "vol",
];

/// Words by which a text only accuses.
const ACCUSING: &[&str] = &[
    "charged with",
    "charged in",
    "been charged",
    "was charged",
    "were charged",
    "faces charges",
    "accused of",
    "accuses",
    "accuse",
    "alleged",
    "allegedly",
    "alleges",
    "allege",
    "allegation",
    "allegations",
    "suspected",
    "suspicion",
    "suspect",
    "suspects",
    "indicted",
    "indictment",
    "under investigation",
    "investigated for",
    "is being investigated",
    "investigating",
    "complaint",
    "lawsuit",
    "claims that",
    "claimed that",
    "angeklagt",
    "anklage",
    "beschuldigt",
    "beschuldigte",
    "vorgeworfen",
    "vorwurf",
    "wirft",
    "werfen",
    "verdächtigt",
    "verdacht",
    "ermittelt",
    "ermittlungen",
    "ermittlungsverfahren",
    "mutmaßlich",
    "mutmaßliche",
    "soll",
    "sollen",
    "mis en examen",
    "mise en examen",
    "mis en cause",
    "accusé",
    "accusée",
    "accusés",
    "soupçonné",
    "soupçonnée",
    "soupçonnés",
    "poursuivi pour",
    "poursuivie pour",
    "plainte",
    "présumé",
    "présumée",
    "aurait",
    "auraient",
    "imputado",
    "imputada",
    "imputados",
    "acusado",
    "acusada",
    "acusados",
    "acusa",
    "investigado por",
    "investigada por",
    "investigados por",
    "procesado",
    "procesada",
    "presunto",
    "presunta",
    "presuntamente",
    "querella",
    "denuncia",
    "sospechoso",
    "sospechosos",
    "habría",
    "habrían",
    "indagato",
    "indagata",
    "accusato",
];

/// Words by which a text tells that it was found so.
const FOUND: &[&str] = &[
    "convicted",
    "found guilty",
    "pleaded guilty",
    "sentenced",
    "admitted",
    "admits",
    "confessed",
    "verurteilt",
    "verurteilte",
    "gestand",
    "gestanden",
    "schuldig gesprochen",
    "räumte ein",
    "condamné",
    "condamnée",
    "condamnés",
    "reconnu coupable",
    "a avoué",
    "condenado",
    "condenada",
    "condenados",
    "condenó",
    "confesó",
    "culpable",
    "found that",
];

/// Words by which a sentence hands its statement over, or denies it.
const HANDED: &[&str] = &[
    "laut",
    "zufolge",
    "angeblich",
    "angaben",
    "sagt",
    "sagte",
    "bestreitet",
    "bestritt",
    "nicht",
    "nie",
    "kein",
    "keine",
    "ob",
    "wenn",
    "falls",
    "selon",
    "d’après",
    "affirme",
    "nie",
    "dément",
    "pas",
    "jamais",
    "si",
    "según",
    "niega",
    "negó",
    "nunca",
    "no",
    "sin",
    "not",
    "never",
    "denies",
    "denied",
    "whether",
    "if",
    "without",
    "dice",
    "dijo",
    "dit",
    "secondo",
    "konnte",
    "könnte",
    "may",
    "might",
    "could",
    "would",
    "acquitted",
    "freigesprochen",
    "acquitté",
    "absuelto",
    "absuelta",
    "cleared",
    "prosecutors",
    "prosecutor",
];

/// A deed that is told as done.
#[derive(Debug, PartialEq)]
pub(super) struct Told {
    pub verb: Range<usize>,
    /// The words of the source.
    pub theirs: String,
}

/// The deed that a sentence tells as done and its sources only accuse of.
pub(super) fn told_as_done(own: &Own, texts: &[&str]) -> Option<Told> {
    if own.first(ACCUSING).is_some() || own.has(HANDED) || own.first(FOUND).is_some() {
        return None;
    }
    let (deed, at) = DEEDS.iter().find_map(|deed| {
        let at = (0..own.words.len()).find(|at| deed.done.contains(&own.word(*at)))?;
        Some((deed, at))
    })?;
    let verb = &own.words[at];
    if at == 0 || !own.text[verb.range.clone()].starts_with(char::is_lowercase) {
        return None;
    }
    let ours = names(&own.text);
    let content = content(&own.text, deed);
    let is_weak = WEAK.contains(&verb.lower.as_str());
    let mut found = None;
    for text in texts {
        for sentence in cut(text) {
            let theirs = Own::of(sentence);
            let names_deed = theirs
                .words
                .iter()
                .any(|word| deed.named.iter().any(|start| word.lower.starts_with(start)));
            if !names_deed {
                continue;
            }
            let their_content = self::content(sentence, deed);
            let common = content.intersection(&their_content).count();
            let is_named = names(sentence).intersection(&ours).next().is_some();
            let least = if is_weak { 2 } else { 1 };
            let is_of_them =
                is_named && common >= least || common >= 2 && common * 2 >= content.len();
            if !is_of_them {
                continue;
            }
            let accuses = theirs.first(ACCUSING).is_some() && theirs.first(FOUND).is_none();
            if !accuses {
                return None;
            }
            found = found.or_else(|| {
                Some(Told {
                    verb: verb.range.clone(),
                    theirs: sentence.trim().to_owned(),
                })
            });
        }
    }
    found
}

/// A text in sentences, as far as full stops before a capital tell them.
fn cut(text: &str) -> Vec<&str> {
    let mut found = Vec::new();
    let mut start = 0;
    for (at, character) in text.char_indices() {
        let rest = &text[at + character.len_utf8()..];
        let begins = rest.starts_with(char::is_whitespace)
            && !rest.trim_start().starts_with(char::is_lowercase);
        if matches!(character, '.' | ';' | '?' | '!') && begins || character == '\n' {
            found.push(&text[start..at + character.len_utf8()]);
            start = at + character.len_utf8();
        }
    }
    found.push(&text[start..]);
    found
}

/// The words with a capital inside a text, in lower case.
fn names(text: &str) -> BTreeSet<String> {
    let words = prose::words(text).into_iter();
    let capital = words.filter(|word| {
        let written = text.get(word.range.clone()).unwrap_or_default();
        written.chars().count() > 2 && written.starts_with(char::is_uppercase)
    });
    capital.map(|word| word.lower.to_lowercase()).collect()
}

/// The beginnings of the words that tell something, and the numbers, without those of the deed.
fn content(text: &str, deed: &Deed) -> BTreeSet<String> {
    /// By how many letters a word is known.
    const STEM: usize = 5;
    let words = prose::words(&text.to_lowercase()).into_iter();
    let told = words.filter(|word| {
        let is_number =
            word.lower.starts_with(|c: char| c.is_ascii_digit()) && word.lower.len() > 1;
        let is_word =
            word.lower.chars().count() >= 4 && word.lower.chars().all(char::is_alphabetic);
        let is_deed = deed.done.contains(&word.lower.as_str())
            || deed.named.iter().any(|start| word.lower.starts_with(start));
        (is_number || is_word) && !is_deed && !SMALL.contains(&word.lower.as_str())
    });
    told.map(|word| word.lower.chars().take(STEM).collect())
        .collect()
}

/// Words that tell nothing.
const SMALL: &[&str] = &[
    "from", "have", "that", "this", "with", "were", "been", "they", "their", "which", "three",
    "four", "seit", "nach", "wurde", "wegen", "haben", "dans", "pour", "avec", "está", "para",
    "also", "having",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_only_alleged_is_not_done() {
        for (source, sentence, expected) in [
            (
                "Larch Care was charged with neglect of its residents.",
                "Larch Care neglected its residents.",
                Some("neglected"),
            ),
            (
                "Ivan Petrov is alleged to have taken £14,000 from residents.",
                "Ivan Petrov took £14,000 from residents.",
                Some("took"),
            ),
            (
                "Ivan Petrov is alleged to have taken £14,000 from residents.",
                "Ivan Petrov took office in May.",
                None,
            ),
            (
                "Three clerks are suspected of destroying files.",
                "Three clerks destroyed files.",
                Some("destroyed"),
            ),
            (
                "Three clerks are suspected of destroying files.",
                "Three clerks are said to have destroyed files, and it was not shown.",
                None,
            ),
            (
                "Karl Brandl ist wegen Untreue angeklagt.",
                "Der Chef Karl Brandl hat Geld veruntreut.",
                Some("veruntreut"),
            ),
            (
                "Karl Brandl ist wegen Untreue angeklagt.",
                "Karl Brandl soll Geld veruntreut haben.",
                None,
            ),
            (
                "Karl Brandl wurde wegen Untreue verurteilt.",
                "Karl Brandl hat Geld veruntreut.",
                None,
            ),
            (
                "Le directeur Paul Masson a été mis en examen pour détournement.",
                "Le directeur Paul Masson a détourné des fonds.",
                Some("détourné"),
            ),
            (
                "Le directeur Paul Masson a été mis en examen pour détournement.",
                "Paul Masson aurait détourné des fonds.",
                None,
            ),
            (
                "El gerente Luis Prado está imputado por estafa.",
                "El gerente Luis Prado estafó a las familias.",
                Some("estafó"),
            ),
            (
                "El gerente Luis Prado está imputado por estafa.",
                "Según la fiscalía, Luis Prado estafó a las familias.",
                None,
            ),
            (
                "Ann Reid was accused of theft. Ann Reid stole the ring, the court said.",
                "Ann Reid stole the ring.",
                None,
            ),
        ] {
            let own = Own::of(sentence);
            let found = told_as_done(&own, &[source]);
            let found = found.map(|told| sentence[told.verb].to_owned());
            assert_eq!(found.as_deref(), expected, "{sentence}");
        }
    }
}
