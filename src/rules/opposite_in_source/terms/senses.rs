//! What is found or not, confirmed or denied, killed or wounded, risen or fallen.

use super::{Beside, Class, Member, Met};

pub(super) const CLASSES: &[Class] = &[
    of(EVIDENCE, Beside::Anything, 50),
    of(ANSWERS, Beside::Anything, 50),
    of(FATES, Beside::Anything, 55),
    Class {
        are_apart: are_apart_in_custody,
        ..of(CUSTODY, Beside::Anything, 60)
    },
    of(CHANGES, Beside::Anything, 60),
];

pub(super) const fn of(members: &'static [Member], beside: Beside, least: usize) -> Class {
    Class {
        members,
        are_apart: |_, _| true,
        beside,
        least,
        is_small: false,
    }
}

/// Whoever is released was held before.
fn are_apart_in_custody(ours: &Met<'_>, _: &Met<'_>) -> bool {
    ours.member.id == "released"
}

const EVIDENCE: &[Member] = &[
    Member {
        id: "evidence",
        forms: [
            &["evidence|proof|indication|indications|signs|traces"],
            &["beweis|beweise|beweisen|belege|hinweise|anzeichen"],
            &["preuve|preuves|indice|indices"],
            &["prueba|pruebas|indicio|indicios"],
            &["prova|prove|indizio|indizi"],
            &["bewijs|bewijzen|aanwijzing|aanwijzingen"],
            &["prova|provas|indício|indícios"],
        ],
    },
    Member {
        id: "no evidence",
        forms: [
            &[
                "no|little|insufficient|without|any|scant evidence|proof|indication|indications|sign|signs|trace|traces",
                "no|little clear|credible|direct|such|physical|new evidence|proof",
                "lack|absence of evidence|proof",
            ],
            &[
                "kein|keine|keinen|keinerlei|ohne beweis|beweise|beleg|belege|hinweis|hinweise|anzeichen",
            ],
            &[
                "aucun|aucune|sans|pas|ni preuve|preuves|indice",
                "pas de|d preuve|preuves|indice|indices",
                "pas indice|indices",
            ],
            &[
                "ninguna|ningún|sin|no hay|ni prueba|pruebas|indicio|indicios",
                "ninguna|ningún|sin|ni prueba|pruebas|indicio|indicios",
            ],
            &["nessuna|nessun|senza|alcuna|alcun prova|prove|indizio|indizi"],
            &["geen|zonder|nauwelijks bewijs|bewijzen|aanwijzing|aanwijzingen"],
            &["nenhuma|nenhum|sem|qualquer|quaisquer prova|provas|indício|indícios"],
        ],
    },
];

const ANSWERS: &[Member] = &[
    Member {
        id: "confirmed",
        forms: [
            &[
                "confirmed|confirms|confirm",
                "acknowledged|acknowledges",
                "admitted|admits",
            ],
            &[
                "bestätigte|bestätigten|bestätigt",
                "räumte|räumten * ein",
                "gab|gaben * zu",
                "eingeräumt|zugegeben",
            ],
            &[
                "confirmé|confirma|confirme|confirment|confirmait",
                "reconnu|reconnaît|reconnut",
                "admis|admet",
            ],
            &[
                "confirmó|confirma|confirmaron|confirmado",
                "reconoció|reconoce|reconocieron",
                "admitió|admite",
            ],
            &[
                "confermato|confermò|conferma",
                "ammesso|ammise|ammette",
                "riconosciuto",
            ],
            &[
                "bevestigde|bevestigt|bevestigd|bevestigden",
                "erkende|erkend|erkent",
                "gaf * toe",
            ],
            &[
                "confirmou|confirma|confirmaram|confirmado",
                "reconheceu|reconhece",
                "admitiu|admite",
            ],
        ],
    },
    Member {
        id: "denied",
        forms: [
            &[
                "denied|denies|deny",
                "declined|declines|refused|refuses|unable to confirm|acknowledge",
                "not|cannot confirm|acknowledge|confirmed",
                "not|cannot be|been|yet confirmed",
                "neither confirmed",
                "unconfirmed",
            ],
            &[
                "bestritt|bestritten|bestreitet|dementierte|dementiert|dementierten",
                "nicht bestätigen|bestätigt",
                "wollte|wollten * nicht bestätigen",
                "wies|wiesen * zurück",
            ],
            &[
                "nié|nie|nia|nient|démenti|dément|démentit",
                "refusé|refuse de confirmer",
                "pas confirmé|confirmer",
                "voulu confirmer",
            ],
            &[
                "negó|niega|negaron|negado|desmintió|desmiente|desmentido",
                "no confirmó|confirma|confirmar|confirmado",
                "no quiso|pudo|ha confirmar|confirmado",
                "rehusó|declinó confirmar",
            ],
            &[
                "negato|negò|nega|smentito|smentì|smentisce",
                "non confermato|conferma|confermò",
                "non ha|hanno confermato",
                "rifiutato di confermare",
            ],
            &[
                "ontkende|ontkent|ontkend|ontkenden",
                "niet bevestigen|bevestigd|bevestigde",
                "weigerde te bevestigen",
                "weigerde dat|dit te bevestigen",
            ],
            &[
                "negou|nega|negaram|negado|desmentiu|desmente|desmentido",
                "não confirmou|confirma|confirmar",
                "não quis|pôde confirmar",
                "recusou|recusou-se confirmar",
            ],
        ],
    },
];

const FATES: &[Member] = &[
    Member {
        id: "killed",
        forms: [
            &[
                "killed|dead|died|dies|killing|kills|deaths|death|fatal|fatally|lethal|murdered|executed|fatalities|perished|killings|drowned",
            ],
            &[
                "getötet*",
                "tot|tote|toten|toter|tod",
                "starb|starben|gestorben",
                "umgekommen|ermordet|todesopfer",
                "ums leben",
            ],
            &[
                "tué|tués|tuée|tuées|tue|tuant",
                "mort|morts|morte|mortes|meurt",
                "décès|décédé|décédés|mortel",
            ],
            &[
                "muerto|muertos|muerta|muertas|muerte|muertes",
                "murió|murieron|mató|mataron|fallecidos|fallecieron|falleció|asesinado|asesinados|mortal",
            ],
            &[
                "ucciso|uccisi|uccisa|uccise|uccidendo",
                "morto|morti|morta|morte",
                "vittime|mortale|deceduti|decessi",
            ],
            &[
                "gedood|gedode|doden|dode|dood|doodde",
                "omgekomen|overleden|stierf|stierven|dodelijk*",
                "kwamen|kwam om",
            ],
            &[
                "morto|mortos|morta|mortas|morte|mortes",
                "matou|mataram|morreu|morreram|mortal|mortais",
            ],
        ],
    },
    Member {
        id: "wounded",
        forms: [
            &["wounded|injured|wounding|injuring|injuries|injury|hurt|wounds"],
            &["verletzt*", "verwundet*"],
            &["blessé|blessés|blessée|blessées|blessant|blesse|blessures"],
            &[
                "herido|heridos|herida|heridas",
                "hirió|hirieron|lesionado|lesionados",
            ],
            &["ferito|feriti|ferita|ferite|ferendo"],
            &["gewond*", "verwond*"],
            &["ferido|feridos|ferida|feridas|ferimentos"],
        ],
    },
];

const CUSTODY: &[Member] = &[
    Member {
        id: "released",
        forms: [
            &["released|freed|set free"],
            &["freigelassen*", "entlassen*", "freilassung"],
            &["libéré|libérés|libérée|libérées|relâché|relâchés|relâchée"],
            &["liberado|liberados|liberada|liberadas|liberó"],
            &["liberato|liberati|liberata|rilasciato|rilasciati|rilasciata|scarcerati|scarcerato"],
            &["vrijgelaten|vrijlating"],
            &["libertado|libertados|libertada|libertadas|solto|soltos"],
        ],
    },
    Member {
        id: "held",
        forms: [
            &["detained|arrested|imprisoned|jailed|custody"],
            &["festgenommen*", "verhaftet*", "inhaftiert*"],
            &[
                "arrêté|arrêtés|arrêtée|arrêtées|détenu|détenus|emprisonné|emprisonnés|incarcéré|incarcérés",
            ],
            &[
                "detenido|detenidos|detenida|detenidas|detuvo|arrestado|arrestados|encarcelado|encarcelados",
            ],
            &["arrestato|arrestati|arrestata|arrestate|detenuti|detenuto|incarcerato|incarcerati"],
            &["gearresteerd*", "aangehouden", "opgepakt", "vastgezet"],
            &["detido|detidos|detida|detidas|preso|presos|presa|presas"],
        ],
    },
];

const CHANGES: &[Member] = &[
    Member {
        id: "rose",
        forms: [
            &[
                "rose|risen|rise|rises|rising",
                "increas*",
                "grew|grown|grow|grows|growth|growing",
                "climbed|climb|doubled|surged|soared",
            ],
            &[
                "stieg|stiegen|gestiegen*|steigt|anstieg|anstiegs|zunahme",
                "wuchs|wuchsen|gewachsen|wachstum",
                "zugenommen|erhöht*|verdoppel*",
            ],
            &[
                "augment*",
                "hausse|hausses",
                "progress*",
                "croissance|accru|accrue|doublé",
            ],
            &[
                "aument*",
                "creció|crecieron|crecido|crecimiento|subió|subieron|subida|incremento|incrementó",
            ],
            &[
                "aument*",
                "cresciut*",
                "crebbe|crescita|salito|saliti|salita|salì|raddoppiat*",
            ],
            &[
                "steeg|stegen|gestegen|stijging|stijgt",
                "groei*",
                "gegroeid|toegenomen|toename|verdubbeld*",
            ],
            &[
                "aument*",
                "cresceu|cresceram|crescimento|subiu|subiram|subida",
            ],
        ],
    },
    Member {
        id: "fell",
        forms: [
            &[
                "fell|fallen|falls|falling|fall",
                "decreas*",
                "declin*",
                "dropped|drop|drops|dropping",
                "shrank|shrunk|halved|plunged|reduction",
            ],
            &[
                "sank|sanken|gesunken*|sinkt|rückgang|rückgangs",
                "zurückgegangen|abgenommen|abnahme|gefallen|fiel|fielen",
                "verringer*",
                "halbier*",
            ],
            &[
                "baiss*",
                "diminu*",
                "recul|reculé|recule|chuté|chute",
                "décru|régressé",
            ],
            &[
                "disminuy*",
                "disminuido|disminución|bajó|bajaron|bajada|descendió|descenso|cayó|cayeron|caída|redujo|redujeron|reducción",
            ],
            &[
                "diminu*",
                "calato|calati|calata|calo|calò|sceso|scesi|scesa|scese|riduzione|ridott*|crollat*",
            ],
            &[
                "daalde|daalden|gedaald|daling|daalt",
                "afgenomen|afname|gekrompen|gezakt|zakte",
            ],
            &[
                "diminuiu|diminuíram|diminuição|caiu|caíram|queda|baixou|baixaram|desceu|redução|reduziu",
            ],
        ],
    },
];
