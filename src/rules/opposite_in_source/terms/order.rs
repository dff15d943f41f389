//! What is before and after, more and less, of all and of some, north and south.

use super::senses::of;
use super::{Beside, Class, Member, Met};

pub(super) const CLASSES: &[Class] = &[
    of(ORDER, Beside::Same, 60),
    of(BOUNDS, Beside::Number, 45),
    Class {
        are_apart: are_apart_in_scope,
        ..of(SCOPE, Beside::Noun, 50)
    },
    Class {
        are_apart: |ours, _| ours.member.id == "everywhere",
        ..of(SPREAD, Beside::Anything, 55)
    },
    of(COMPASS, Beside::Same, 55),
    of(TRADE, Beside::Anything, 60),
    of(DAYTIME, Beside::Anything, 60),
];

/// "All" is more than "some", and not the other way round.
fn are_apart_in_scope(ours: &Met<'_>, theirs: &Met<'_>) -> bool {
    const APART: &[(&str, &str)] = &[
        ("all", "most"),
        ("all", "some"),
        ("all", "none"),
        ("most", "some"),
        ("most", "none"),
        ("some", "none"),
        ("none", "some"),
        ("none", "most"),
        ("none", "all"),
    ];
    APART.contains(&(ours.member.id, theirs.member.id))
}

const ORDER: &[Member] = &[
    Member {
        id: "before",
        forms: [
            &["before|prior"],
            &["vor|bevor|ehe"],
            &["avant"],
            &["antes"],
            &["prima"],
            &["voor|voordat"],
            &["antes"],
        ],
    },
    Member {
        id: "after",
        forms: [
            &["after|following"],
            &["nach|nachdem"],
            &["après"],
            &["después|tras|luego"],
            &["dopo"],
            &["na|nadat"],
            &["depois|após"],
        ],
    },
    // "The day before", "shortly after": of what is not said. "Vor drei Tagen" is another word.
    Member {
        id: "",
        forms: [
            &["before|after that|this|then", "after all"],
            &[
                "nach angaben|ansicht|auffassung|art|wie",
                "vor ort|allem|gericht",
            ],
            &[],
            &[],
            &["prima volta"],
            &["voor het|de eerst", "voor zover"],
            &[],
        ],
    },
];

const BOUNDS: &[Member] = &[
    Member {
        id: "at least",
        forms: [
            &[
                "at least",
                "more than",
                "over|exceeding|exceeded|above",
                "no|not fewer|less than",
            ],
            &["mindestens|wenigstens", "mehr als", "über"],
            &["au moins", "plus de", "plus d"],
            &["al|por lo menos", "al menos", "más de"],
            &["almeno|oltre", "più di"],
            &["ten minste", "minstens|tenminste", "meer dan", "ruim"],
            &["pelo menos", "mais de", "ao menos"],
        ],
    },
    Member {
        id: "at most",
        forms: [
            &[
                "at most",
                "fewer|less than",
                "up to",
                "under|below|nearly|almost",
                "no|not more than",
                "a maximum of",
            ],
            &[
                "höchstens|maximal",
                "weniger als",
                "bis zu",
                "unter|knapp|fast",
            ],
            &[
                "au plus",
                "moins de|d",
                "jusqu à",
                "presque",
                "au maximum",
                "à",
            ],
            &["como mucho", "menos de", "hasta|casi", "a lo sumo"],
            &["al massimo", "meno di", "fino a", "quasi"],
            &[
                "ten hoogste",
                "hoogstens|hooguit",
                "minder dan",
                "bijna",
                "tot",
            ],
            &["no máximo", "menos de", "até|quase"],
        ],
    },
];

const SCOPE: &[Member] = &[
    Member {
        id: "all",
        forms: [
            &["all|every|each", "all of|the", "all of the|them"],
            &["alle|allen|aller|jeder|jede|jedes|sämtliche|sämtlichen"],
            &["tous|toutes", "tous|toutes les|ces", "chaque"],
            &["todos|todas|cada", "todos|todas los|las"],
            &["tutti|tutte|ogni", "tutti|tutte i|gli|le"],
            &["alle|allen|elke|iedere|ieder"],
            &["todos|todas|cada", "todos|todas os|as"],
        ],
    },
    Member {
        id: "most",
        forms: [
            &["most", "most of|the", "most of the", "the|a majority of"],
            &["die|der|den meisten", "meisten", "mehrheit|großteil der"],
            &["la plupart des", "plupart", "majorité des"],
            &["mayoría de", "mayoría de los|las"],
            &[
                "maggior parte dei|degli|delle",
                "maggioranza dei|degli|delle",
            ],
            &["meeste|merendeel"],
            &["maioria dos|das", "maior parte dos|das"],
        ],
    },
    Member {
        id: "some",
        forms: [
            &[
                "some|several|certain",
                "some|several of the|them",
                "a few|number|minority of",
                "a few",
                "few of the",
            ],
            &[
                "einige|einigen|einiger|manche|manchen|mehrere|mehreren|vereinzelte",
                "ein teil der",
            ],
            &[
                "certains|certaines|quelques|plusieurs",
                "certains|certaines|plusieurs des",
                "une partie des",
            ],
            &[
                "algunos|algunas|varios|varias|ciertos|ciertas",
                "algunos|algunas de los|las",
                "parte de los|las",
            ],
            &[
                "alcuni|alcune|diversi|diverse|certi|certe",
                "alcuni|alcune dei|degli|delle",
                "qualche",
            ],
            &[
                "sommige|enkele|enige|verscheidene",
                "sommige|enkele van de",
                "een deel van",
            ],
            &[
                "alguns|algumas|vários|várias|certos|certas",
                "alguns|algumas dos|das",
            ],
        ],
    },
    Member {
        id: "none",
        forms: [
            &["none of the", "none of", "none", "no"],
            &["kein|keine|keiner|keinen|keines|keinem"],
            &["aucun|aucune", "aucun|aucune des"],
            &["ninguno|ninguna|ningún", "ninguno|ninguna de los|las"],
            &["nessuno|nessuna|nessun", "nessuno|nessuna dei|degli|delle"],
            &["geen", "geen van de"],
            &["nenhum|nenhuma", "nenhum|nenhuma dos|das"],
        ],
    },
];

const SPREAD: &[Member] = &[
    Member {
        id: "everywhere",
        forms: [
            &[
                "nationwide|countrywide",
                "across|throughout the country|nation|republic",
                "all over the country",
                "all|every province|provinces|region|regions|district|districts",
            ],
            &[
                "landesweit*",
                "bundesweit*",
                "im|in ganzen|ganz land|deutschland",
                "allen provinzen|regionen|bezirken",
            ],
            &[
                "dans tout le pays",
                "échelle nationale",
                "tout le pays",
                "toutes les provinces|régions",
            ],
            &[
                "en|por todo el país",
                "todo el país",
                "todas las provincias|regiones",
            ],
            &[
                "in tutto il paese",
                "tutto il paese",
                "tutte le province|regioni",
            ],
            &[
                "in|door het hele land",
                "hele land",
                "landelijk*",
                "alle provincies|regio",
            ],
            &[
                "em|por todo o país",
                "todo o país",
                "todas as províncias|regiões",
            ],
        ],
    },
    Member {
        id: "somewhere",
        forms: [
            &[
                "two|three|four|five|six|seven|eight|nine|ten|some|several|certain|a|one|2|3|4|5|6|7|8|9 province|provinces|region|regions|district|districts|counties|cities|states|prefectures|towns",
            ],
            &[
                "zwei|drei|vier|fünf|sechs|einigen|mehreren|einer|2|3|4|5|6|7|8|9 provinz|provinzen|region|regionen|bezirken|bezirk|kreisen|städten|bundesländern",
            ],
            &[
                "deux|trois|quatre|cinq|six|certaines|plusieurs|quelques|une|2|3|4|5|6|7|8|9 province|provinces|région|régions|départements|villes|district|districts",
            ],
            &[
                "dos|tres|cuatro|cinco|seis|algunas|varias|una|2|3|4|5|6|7|8|9 provincia|provincias|región|regiones|ciudades|comarcas",
            ],
            &[
                "due|tre|quattro|cinque|sei|alcune|diverse|una|2|3|4|5|6|7|8|9 provincia|province|regione|regioni|città",
            ],
            &[
                "twee|drie|vier|vijf|zes|enkele|sommige|een|2|3|4|5|6|7|8|9 provincie|provincies|steden|gemeenten|regio",
            ],
            &[
                "duas|três|quatro|cinco|seis|algumas|várias|uma|2|3|4|5|6|7|8|9 província|províncias|região|regiões|cidades|distritos",
            ],
        ],
    },
];

const COMPASS: &[Member] = &[
    Member {
        id: "north",
        forms: [
            &["north|northern"],
            &["nördlich*", "norden"],
            &["nord"],
            &["norte"],
            &["nord"],
            &["noorden|noordelijk*"],
            &["norte"],
        ],
    },
    Member {
        id: "south",
        forms: [
            &["south|southern"],
            &["südlich*", "süden"],
            &["sud"],
            &["sur"],
            &["sud"],
            &["zuiden|zuidelijk*"],
            &["sul"],
        ],
    },
    Member {
        id: "east",
        forms: [
            &["east|eastern"],
            &["östlich*", "osten"],
            &["est"],
            &["este"],
            &[],
            &["oosten|oostelijk*"],
            &["leste"],
        ],
    },
    Member {
        id: "west",
        forms: [
            &["west|western"],
            &["westlich*", "westen"],
            &["ouest"],
            &["oeste"],
            &["ovest"],
            &["westen|westelijk*"],
            &["oeste"],
        ],
    },
];

const TRADE: &[Member] = &[
    Member {
        id: "imports",
        forms: [
            &["import|imports|imported|importing"],
            &["import|importe|importen|importiert*|einfuhr*|eingeführt*"],
            &["importation|importations|importé|importés|importe|importent"],
            &["importación|importaciones|importó|importa|importado|importados"],
            &["importazione|importazioni|importato|importati|importa"],
            &["invoer|import|importeert|importeerde|geïmporteerd"],
            &["importação|importações|importou|importa|importado|importados"],
        ],
    },
    Member {
        id: "exports",
        forms: [
            &["export|exports|exported|exporting"],
            &["export|exporte|exporten|exportiert*|ausfuhr*|ausgeführt*"],
            &["exportation|exportations|exporté|exportés|exporte|exportent"],
            &["exportación|exportaciones|exportó|exporta|exportado|exportados"],
            &["esportazione|esportazioni|esportato|esportati|esporta"],
            &["uitvoer|export|exporteert|exporteerde|geëxporteerd"],
            &["exportação|exportações|exportou|exporta|exportado|exportados"],
        ],
    },
];

const DAYTIME: &[Member] = &[
    Member {
        id: "morning",
        forms: [
            &["morning|dawn"],
            &["morgens|vormittag|vormittags|früh"],
            &["matin|matinée|aube"],
            &["mañana|madrugada|amanecer"],
            &["mattina|mattino|alba"],
            &["ochtend|ochtends|ochtendgloren"],
            &["manhã|madrugada"],
        ],
    },
    Member {
        id: "evening",
        forms: [
            &["evening|dusk|nightfall"],
            &["abend|abends"],
            &["soir|soirée"],
            &["tarde|atardecer|anochecer"],
            &["sera|serata|tramonto"],
            &["avond|avonds"],
            &["tarde|entardecer"],
        ],
    },
];
