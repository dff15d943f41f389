//! What people are: judges and prosecutors, ministers and their deputies, police and soldiers, victims and suspects.

use super::{Beside, Class, Member};

pub(super) const CLASSES: &[Class] = &[
    of(LAWYERS, 55),
    of(OFFICES, 55),
    of(FORCES, 60),
    of(PARTIES, 60),
    of(SEXES, 60),
];

const fn of(members: &'static [Member], least: usize) -> Class {
    Class {
        members,
        are_apart: |_, _| true,
        beside: Beside::Anything,
        least,
        is_small: false,
    }
}

const LAWYERS: &[Member] = &[
    Member {
        id: "judge",
        forms: [
            &["judge|judges"],
            &["richter|richters|richterin|richterinnen|richtern"],
            &["juge|juges", "magistrat|magistrats|magistrate"],
            &["juez|jueza|jueces"],
            &["giudice|giudici"],
            &["rechter|rechters"],
            &["juiz|juíza|juízes"],
        ],
    },
    Member {
        id: "prosecutor",
        forms: [
            &["prosecutor|prosecutors|prosecution"],
            &["staatsanwalt*", "staatsanwält*", "anklagebehörde"],
            &["procureur|procureure|procureurs|parquet"],
            &["fiscal|fiscales|fiscalía"],
            &["procuratore|procuratori|procura", "pubblico ministero"],
            &[
                "officier van justitie",
                "openbaar ministerie",
                "aanklager|aanklagers",
            ],
            &[
                "procurador|procuradora|procuradores|promotor|promotora",
                "ministério público",
            ],
        ],
    },
    Member {
        id: "defence",
        forms: [
            &[
                "defence|defense lawyer|lawyers|counsel|attorney|team",
                "lawyer|lawyers",
            ],
            &[
                "verteidiger*",
                "rechtsanwalt*",
                "rechtsanwält*",
                "anwalt|anwältin|anwälte|anwalts",
            ],
            &["avocat|avocate|avocats"],
            &["abogado|abogada|abogados|defensor|defensora"],
            &["avvocato|avvocata|avvocati|difensore"],
            &["advocaat|advocate|advocaten"],
            &["advogado|advogada|advogados|defensor"],
        ],
    },
];

const OFFICES: &[Member] = &[
    Member {
        id: "deputy minister",
        forms: [
            &[
                "deputy|vice|assistant|junior minister|ministers",
                "state secretary",
                "minister of state",
            ],
            &[
                "vizeminister*",
                "stellvertretende* minister*",
                "staatssekretär*",
            ],
            &[
                "vice ministre|ministres",
                "secrétaire état",
                "ministre délégué|déléguée",
            ],
            &[
                "viceministro|viceministra",
                "secretario|secretaria de estado",
            ],
            &[
                "viceministro|viceministra",
                "sottosegretario|sottosegretaria",
            ],
            &["viceminister|staatssecretaris"],
            &["vice ministro|ministra", "secretário|secretária de estado"],
        ],
    },
    Member {
        id: "prime minister",
        forms: [
            &["prime minister", "premier|premiers", "chief minister"],
            &[
                "premierminister*",
                "ministerpräsident*",
                "bundeskanzler*",
                "kanzler*",
            ],
            &["premier|première ministre"],
            &["primer|primera ministro|ministra"],
            &[
                "primo|prima ministro|ministra",
                "presidente del consiglio",
                "premier",
            ],
            &["minister president", "premier", "eerste minister"],
            &["primeiro|primeira ministro|ministra"],
        ],
    },
    Member {
        id: "minister",
        forms: [
            &["minister|ministers"],
            &[
                "minister|ministers|ministerin|ministern|ministerinnen",
                "außenminister*",
                "innenminister*",
                "justizminister*",
                "verteidigungsminister*",
            ],
            &["ministre|ministres"],
            &["ministro|ministra|ministros"],
            &["ministro|ministra|ministri"],
            &["minister|ministers"],
            &["ministro|ministra|ministros"],
        ],
    },
    Member {
        id: "mayor",
        forms: [
            &["mayor|mayors", "lord mayor"],
            &["bürgermeister*", "oberbürgermeister*"],
            &["maire|maires"],
            &["alcalde|alcaldesa|alcaldes"],
            &["sindaco|sindaca|sindaci"],
            &["burgemeester|burgemeesters"],
            &["prefeito|prefeita", "presidente da câmara"],
        ],
    },
    Member {
        id: "deputy mayor",
        forms: [
            &["deputy|vice|acting mayor"],
            &["vizebürgermeister*", "stellvertretende* bürgermeister*"],
            &["adjoint|adjointe au maire", "adjoint|adjointe du maire"],
            &["teniente de alcalde"],
            &["vicesindaco|vicesindaca"],
            &["wethouder|locoburgemeester"],
            &["vice prefeito|prefeita"],
        ],
    },
    Member {
        id: "governor",
        forms: [
            &["governor|governors"],
            &["gouverneur*"],
            &["gouverneur|gouverneurs|préfet|préfets|préfète"],
            &["gobernador|gobernadora|gobernadores"],
            &["governatore|governatori|prefetto|prefetti"],
            &["gouverneur|gouverneurs"],
            &["governador|governadora|governadores"],
        ],
    },
    Member {
        id: "ambassador",
        forms: [
            &["ambassador|ambassadors"],
            &["botschafter*"],
            &["ambassadeur|ambassadrice|ambassadeurs"],
            &["embajador|embajadora|embajadores"],
            &["ambasciatore|ambasciatrice|ambasciatori"],
            &["ambassadeur|ambassadeurs"],
            &["embaixador|embaixadora|embaixadores"],
        ],
    },
    Member {
        id: "consul",
        forms: [
            &["consul|consuls", "consul general", "consulate"],
            &["konsul*", "generalkonsul*"],
            &["consul|consuls|consulat"],
            &["cónsul|cónsules|consulado"],
            &["console|consolato"],
            &["consul|consulaat"],
            &["cônsul|consulado"],
        ],
    },
];

const FORCES: &[Member] = &[
    Member {
        id: "police",
        forms: [
            &[
                "police|policeman|policemen|policewoman",
                "police officer|officers",
                "gendarme|gendarmes",
            ],
            &["polizei*", "polizist*"],
            &["police|policier|policiers|policière|gendarme|gendarmes"],
            &["policía|policías|gendarmes"],
            &["polizia|poliziotto|poliziotti|carabiniere|carabinieri"],
            &["politie|politieagent|politieagenten"],
            &["polícia|polícias|policiais|policial"],
        ],
    },
    Member {
        id: "soldiers",
        forms: [
            &["soldier|soldiers|army|troops"],
            &["soldat|soldaten|armee|truppen"],
            &["soldat|soldats|armée|militaires"],
            &["soldado|soldados|ejército|militares"],
            &["soldato|soldati|esercito|militari"],
            &["soldaat|soldaten|leger|militairen"],
            &["soldado|soldados|exército|militares"],
        ],
    },
];

const PARTIES: &[Member] = &[
    Member {
        id: "victim",
        forms: [
            &["victim|victims"],
            &["opfer|opfern|opfers"],
            &["victime|victimes"],
            &["víctima|víctimas"],
            &["vittima|vittime"],
            &["slachtoffer|slachtoffers"],
            &["vítima|vítimas"],
        ],
    },
    Member {
        id: "suspect",
        forms: [
            &["suspect|suspects|accused|defendant|defendants|perpetrator|perpetrators"],
            &[
                "verdächtige|verdächtigen|verdächtiger|angeklagte|angeklagten|angeklagter|täter|beschuldigte|beschuldigten",
            ],
            &["suspect|suspects|suspecte|prévenu|prévenus|accusé|accusés"],
            &["sospechoso|sospechosa|sospechosos|acusado|acusada|acusados"],
            &["sospettato|sospettati|imputato|imputati|imputata"],
            &["verdachte|verdachten|dader|daders"],
            &["suspeito|suspeita|suspeitos|arguido|arguida|acusado|réu"],
        ],
    },
];

const SEXES: &[Member] = &[
    Member {
        id: "women",
        forms: [
            &["women|woman|female"],
            &["frauen", "weiblich*"],
            &["femmes|femme"],
            &["mujeres|mujer"],
            &["donne|donna"],
            &["vrouwen|vrouw"],
            &["mulheres|mulher"],
        ],
    },
    Member {
        id: "men",
        forms: [
            &["men|man|male"],
            &["männer|männern", "männlich*"],
            &["hommes|homme"],
            &["hombres|hombre"],
            &["uomini|uomo"],
            &["mannen|man"],
            &["homens|homem"],
        ],
    },
];
