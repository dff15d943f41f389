//! Whether a sentence in another language than English tells the past and speaks of no plan. A few
//! plain signs each: the day after the report's own says the rest.

use std::ops::Range;

use super::prose::{Own, Word};

/// The signs of one language.
struct Signs {
    language: &'static str,
    /// Words that tell the past.
    past: &'static [&'static str],
    /// Endings of verbs in the past.
    endings: &'static [&'static str],
    /// Words of what is planned, due or in force until a day.
    plans: &'static [&'static str],
    /// Endings of verbs of what would or will be.
    ahead: &'static [&'static str],
    /// Words right before a day that is set for something, or up to which something holds.
    up_to: &'static [&'static str],
}

const LANGUAGES: [Signs; 4] = [
    Signs {
        language: "de",
        past: &[
            "begann",
            "begannen",
            "bot",
            "boten",
            "brach",
            "brachen",
            "drang",
            "entschied",
            "entschieden",
            "erschien",
            "erschienen",
            "ertrank",
            "ertranken",
            "fiel",
            "fielen",
            "floh",
            "flohen",
            "flog",
            "fuhr",
            "fuhren",
            "gaben",
            "gingen",
            "half",
            "hielt",
            "hielten",
            "hob",
            "ließ",
            "ließen",
            "lag",
            "lagen",
            "lief",
            "liefen",
            "nahmen",
            "riss",
            "rief",
            "riefen",
            "sahen",
            "sah",
            "sank",
            "sanken",
            "saß",
            "saßen",
            "schied",
            "schlossen",
            "schloss",
            "schlug",
            "schlugen",
            "sprachen",
            "stahl",
            "stand",
            "standen",
            "stieg",
            "stiegen",
            "stieß",
            "stritt",
            "traf",
            "trafen",
            "trat",
            "traten",
            "trug",
            "trugen",
            "verlor",
            "verloren",
            "verschwand",
            "verschwanden",
            "warf",
            "warfen",
            "wies",
            "wuchs",
            "wuchsen",
            "zog",
            "zogen",
            "zwang",
            "war",
            "waren",
            "wurde",
            "wurden",
            "hatte",
            "hatten",
            "hat",
            "haben",
            "ist",
            "sind",
            "schrieb",
            "schrieben",
            "kam",
            "kamen",
            "starb",
            "starben",
            "fand",
            "fanden",
            "ging",
            "gab",
            "sprach",
            "bat",
            "nahm",
            "schoss",
        ],
        endings: &["te", "ten"],
        plans: &[
            "soll",
            "sollen",
            "sollte",
            "sollten",
            "wird",
            "werden",
            "will",
            "wollen",
            "wollte",
            "wollten",
            "muss",
            "müssen",
            "geplant",
            "vorgesehen",
            "bis",
            "ab",
            "gilt",
            "gelten",
            "tritt",
            "treten",
            "läuft",
            "endet",
            "beginnt",
            "fällig",
            "fälligen",
            "fällige",
            "fälligkeit",
            "rückzahlbar",
            "zahlbar",
            "tilgbar",
            "kündbar",
            "zurückzuzahlen",
            "zurückzugeben",
            "gültig",
            "gültigen",
            "gültige",
            "laufend",
            "laufende",
            "laufenden",
            "ablaufend",
            "ablaufende",
            "laufzeit",
            "frist",
            "befristet",
            "vereinbart",
            "angesetzt",
            "für",
            "heute",
            "spätestens",
            "schließt",
            "öffnet",
            "startet",
            "folgt",
            "findet",
            "erscheint",
            "erlischt",
            "verschoben",
            "vertagt",
            "festgesetzt",
            "festgelegt",
            "anberaumt",
            "terminiert",
            "würde",
            "würden",
            "werde",
            "solle",
        ],
        ahead: &[],
        up_to: &[
            "auf den",
            "zum",
            "wirkung vom",
            "wirkung zum",
            "per",
            "für den",
            "vor dem",
            "bis zum",
            "bis",
            "ab",
            "ab dem",
        ],
    },
    Signs {
        language: "fr",
        past: &[
            "a", "ont", "était", "étaient", "fut", "furent", "avait", "avaient", "est", "sont",
        ],
        endings: &["é", "ée", "és", "ées", "it", "irent", "èrent"],
        plans: &[
            "sera",
            "seront",
            "doit",
            "doivent",
            "devra",
            "devront",
            "devait",
            "devaient",
            "prévu",
            "prévue",
            "prévus",
            "prévues",
            "va",
            "vont",
            "entrera",
            "aura",
            "jusqu'au",
            "jusqu",
            "avant",
            "dès",
            "prochain",
            "prochaine",
            "fixé",
            "fixée",
            "reporté",
            "reportée",
            "pour",
            "expire",
            "prend",
            "vigueur",
            "échéance",
            "échéances",
            "exigible",
            "exigibles",
            "remboursable",
            "remboursables",
            "payable",
            "payables",
            "valable",
            "valables",
            "valide",
            "renouvelable",
            "arrive",
            "arrivent",
            "dû",
            "due",
            "dus",
            "dues",
            "termine",
            "terminent",
            "applique",
            "appliquent",
            "commence",
            "commencent",
            "débute",
            "ouvre",
            "ouvrent",
            "ferme",
            "ferment",
            "finit",
            "échoit",
            "court",
            "convoqué",
            "convoquée",
            "convoqués",
            "expirent",
            "suit",
            "aurait",
            "auraient",
        ],
        ahead: &[
            "erait", "eraient", "irait", "iraient", "drait", "draient", "vrait", "vraient",
        ],
        up_to: &["au"],
    },
    Signs {
        language: "es",
        past: &[
            "fue", "fueron", "era", "eran", "había", "habían", "ha", "han", "hubo", "estuvo",
            "dijo",
        ],
        endings: &["ó", "aron", "ieron"],
        plans: &[
            "será",
            "serán",
            "debe",
            "deben",
            "deberá",
            "deberán",
            "previsto",
            "prevista",
            "previstos",
            "hasta",
            "antes",
            "entrará",
            "próximo",
            "próxima",
            "vence",
            "plazo",
            "va",
            "van",
            "para",
            "aplazó",
            "fijó",
            "prevé",
            "vigor",
            "convocó",
            "convocaron",
            "convocado",
            "convocada",
            "concluye",
            "concluyen",
            "termina",
            "terminan",
            "empieza",
            "comienza",
            "inicia",
            "expira",
            "expiran",
            "caduca",
            "caducan",
            "vencen",
            "vencimiento",
            "reembolsable",
            "reembolsables",
            "pagadero",
            "pagadera",
            "exigible",
            "exigibles",
            "válido",
            "válida",
            "válidos",
            "vigente",
            "vigentes",
            "renovable",
            "abre",
            "cierra",
            "entra",
            "fecha",
        ],
        ahead: &["ría", "rían", "rá", "rán"],
        up_to: &["al", "hasta el"],
    },
    Signs {
        language: "ko",
        past: &[],
        endings: &[],
        plans: &[
            "예정",
            "계획",
            "까지",
            "예정이라고",
            "예정이었다",
            "계획이었다",
            "하기로",
        ],
        ahead: &[],
        up_to: &[],
    },
];

/// Whether a sentence of a language tells only of the past.
pub(super) fn tells_past(language: &str, own: &Own) -> bool {
    let signs = LANGUAGES.iter().find(|signs| signs.language == language);
    signs.is_some_and(|signs| signs.tell_past(own, &own.words))
}

/// Whether it tells the past of a day in it.
pub(in crate::rules) fn tells_past_of(language: &str, own: &Own, day: &Range<usize>) -> bool {
    let Some(signs) = LANGUAGES.iter().find(|signs| signs.language == language) else {
        return false;
    };
    let statement = between(own, day, &[';', ':', '—', '–']);
    if !signs.tell_past(own, statement) {
        return false;
    }
    let before = own.lower[..day.start].trim_end();
    let is_up_to = signs.up_to.iter().any(|words| {
        let rest = before.strip_suffix(words);
        rest.is_some_and(|rest| !rest.ends_with(char::is_alphanumeric))
    });
    // "3일로 확정되었다": to the 3rd.
    let after = &own.lower[day.end..];
    let is_set = language == "ko" && after.starts_with('로') && !after.starts_with("로부터");
    let is_meant = language == "de" && signs.mean_to(own, day);
    !is_up_to && !is_set && !is_meant && !is_reflexive_present(language, before)
}

/// "Se tient le", "se aplica desde el": a verb of the present right before a day.
fn is_reflexive_present(language: &str, before: &str) -> bool {
    let words: Vec<&str> = before.split_whitespace().rev().take(5).collect();
    let Some(se) = words
        .iter()
        .position(|word| matches!(*word, "se" | "s’y" | "s'y"))
    else {
        return false;
    };
    let verb = se.checked_sub(1).map_or("", |at| words[at]);
    let is_near = se <= 3;
    let ends = |endings: &[&str]| endings.iter().any(|ending| verb.ends_with(ending));
    is_near
        && match language {
            "fr" => ends(&["t", "e", "ent", "d"]),
            "es" => {
                ends(&["a", "e", "an", "en"]) && !ends(&["ía", "ían", "aba", "aban", "ara", "era"])
            }
            _ => false,
        }
}

/// The words between the marks around a place that part statements.
fn between<'o>(own: &'o Own, place: &Range<usize>, marks: &[char]) -> &'o [Word] {
    let start = own.text[..place.start].rfind(marks).unwrap_or(0);
    let end = own.text[place.end..].find(marks);
    let end = end.map_or(own.text.len(), |at| place.end + at);
    let first = own.words.partition_point(|word| word.range.start < start);
    let last = own.words.partition_point(|word| word.range.end <= end);
    &own.words[first..last.max(first)]
}

impl Signs {
    /// Whether words of a sentence tell only of the past.
    fn tell_past(&self, own: &Own, words: &[Word]) -> bool {
        words.iter().any(|word| self.is_past(own, word)) && !self.plan(own, words)
    }

    fn plan(&self, own: &Own, words: &[Word]) -> bool {
        /// Words before a noun that looks like a verb: "la mayoría".
        const BEFORE_NOUNS: &[&str] = &[
            "la", "una", "su", "de", "esta", "gran", "le", "un", "du", "ce",
        ];
        words.iter().enumerate().any(|(at, word)| {
            let lower = word.lower.replace('’', "'");
            let bare = lower.rsplit('\'').next().unwrap_or(&lower);
            let before = at.checked_sub(1).map_or("", |at| words[at].lower.as_str());
            let is_planned = self.plans.iter().any(|plan| {
                lower == *plan || bare == *plan || self.language == "ko" && lower.contains(plan)
            });
            // "열기로 했다": they agreed to.
            let next = words.get(at + 1).map_or("", |word| word.lower.as_str());
            let agrees = next.starts_with(['했', '하', '결', '합', '정', '약']);
            if self.language == "ko" && lower.ends_with("기로") && agrees {
                return true;
            }
            let is_ahead = || self.ahead.iter().any(|ending| bare.ends_with(ending));
            is_planned || is_small(own, word) && !BEFORE_NOUNS.contains(&before) && is_ahead()
        })
    }

    fn is_past(&self, own: &Own, word: &Word) -> bool {
        let lower = word.lower.as_str();
        if self.language == "ko" {
            return is_korean_past(lower);
        }
        let ends = || self.endings.iter().any(|ending| lower.ends_with(ending));
        // A noun of German begins with a capital.
        self.past.contains(&lower)
            || is_small(own, word) && lower.chars().count() > 3 && ends()
            || self.language == "de" && is_small(own, word) && self.is_strong_with_prefix(lower)
    }

    /// "Beschloss", "zerbrach": a strong verb behind a syllable that is never parted from it.
    fn is_strong_with_prefix(&self, word: &str) -> bool {
        const SYLLABLES: [&str; 7] = ["be", "ver", "ent", "er", "zer", "über", "unter"];
        SYLLABLES.iter().any(|syllable| {
            let verb = word.strip_prefix(syllable);
            verb.is_some_and(|verb| verb.chars().count() > 3 && self.past.contains(&verb))
        })
    }

    /// "Kündigte an, am 3. Juni eine Karte zu veröffentlichen".
    fn mean_to(&self, own: &Own, day: &Range<usize>) -> bool {
        let clause = between(own, day, &[',', ';', ':']);
        let is_meant = clause.windows(2).any(|pair| {
            pair[0].lower == "zu" && pair[1].lower.ends_with('n') && is_small(own, &pair[1])
        });
        is_meant && !clause.iter().any(|word| self.is_past(own, word))
    }
}

fn is_small(own: &Own, word: &Word) -> bool {
    own.text[word.range.clone()].starts_with(char::is_lowercase)
}

/// "열렸다", "무너졌습니다": the syllable before the ending closes with a double s, and is not "is" or "would".
fn is_korean_past(word: &str) -> bool {
    const ENDINGS: [&str; 5] = ["습니다", "다", "으며", "고", "으나"];
    const DOUBLE_S: u32 = 20;
    const SYLLABLES: std::ops::RangeInclusive<char> = '가'..='힣';
    ENDINGS.iter().any(|ending| {
        let stem = word.strip_suffix(ending);
        let last = stem.and_then(|stem| stem.chars().next_back());
        last.is_some_and(|last| {
            SYLLABLES.contains(&last)
                && !matches!(last, '있' | '겠')
                && (u32::from(last) - u32::from('가')) % 28 == DOUBLE_S
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_clause_of_a_day_tells_the_past() {
        let mut wrong: Vec<String> = Vec::new();
        let mut check = |language: &str, text: &str, day: &str, expected: bool| {
            let own = Own::of(text);
            let at = own.text.find(day).unwrap();
            if tells_past_of(language, &own, &(at..at + day.len())) != expected {
                wrong.push(text.to_owned());
            }
        };
        for text in [
            "2029년 10월 9일 회의가 열렸다.",
            "2029년 10월 9일 문을 닫았다.",
            "2029년 10월 9일 그렇게 했다.",
            "2029년 10월 9일 두 사람이 숨졌습니다.",
            "2029년 10월 9일 규칙을 바꿨다.",
            "2029년 10월 9일 수문이 무너졌고 두 사람이 숨졌다.",
        ] {
            check("ko", text, "2029년 10월 9일", true);
        }
        for text in [
            "선거일은 2029년 10월 9일로 확정되었다.",
            "재판은 2029년 10월 9일로 연기됐다.",
            "2029년 10월 9일에 회의를 열기로 했다.",
            "2029년 10월 9일에 회의가 있다.",
            "2029년 10월 9일에 회의가 열리겠다.",
            "2029년 10월 9일부터 시행하기로 했다.",
        ] {
            check("ko", text, "2029년 10월 9일", false);
        }
        for text in [
            "Am 9. Oktober 2029 brach das Wehr.",
            "Am 9. Oktober 2029 beschloss der Rat den Bau.",
            "Das Gesetz trat am 9. Oktober 2029 in Kraft.",
            "Der Rat soll wieder tagen; am 9. Oktober 2029 fiel das Wehr.",
            "Der Rat verlor am 9. Oktober 2029 den Prozess, ohne zu klagen.",
        ] {
            check("de", text, "9. Oktober 2029", true);
        }
        for text in [
            "Die Wahl wurde auf den 9. Oktober 2029 festgesetzt.",
            "Das Gericht vertagte die Sache auf den 9. Oktober 2029.",
            "Die Stadt kündigte zum 9. Oktober 2029.",
            "Die Stelle wurde zum 9. Oktober 2029 ausgeschrieben.",
            "Er wurde mit Wirkung vom 9. Oktober 2029 ernannt.",
            "Der Rat kündigte an, am 9. Oktober 2029 eine Karte zu veröffentlichen.",
            "Der Rat legte den Beginn auf den 9. Oktober 2029 fest.",
        ] {
            check("de", text, "9. Oktober 2029", false);
        }
        check(
            "fr",
            "Le pont a été fermé le 9 mai 2029.",
            "9 mai 2029",
            true,
        );
        for text in [
            "Le bail a été résilié au 9 mai 2029.",
            "La loi a été votée ; elle s’applique au 9 mai 2029.",
            "L’accord, signé en 2021, se termine le 9 mai 2029.",
            "Le préfet a convoqué les électeurs le 9 mai 2029.",
            "Le sommet a été annoncé en mai et se tient le 9 mai 2029.",
            "Il a dit que le pont fermerait le 9 mai 2029.",
        ] {
            check("fr", text, "9 mai 2029", false);
        }
        for text in [
            "La mayoría votó el 9 de mayo de 2029.",
            "El puente se cerró el 9 de mayo de 2029.",
        ] {
            check("es", text, "9 de mayo de 2029", true);
        }
        for text in [
            "El rey convocó a elecciones el 9 de mayo de 2029.",
            "La obra fue adjudicada y la concesión concluye el 9 de mayo de 2029.",
            "Se suspendió la obra y se reanuda el 9 de mayo de 2029.",
            "Señaló el 9 de mayo de 2029 como fecha.",
            "Anunció que las obras empezarían el 9 de mayo de 2029.",
            "Se firmó del 1 de enero de 2019 al 9 de mayo de 2029.",
        ] {
            check("es", text, "9 de mayo de 2029", false);
        }
        assert_eq!(wrong, Vec::<String>::new());
    }

    #[test]
    fn the_past_is_told_from_plans() {
        for (language, text) in [
            ("de", "Am 12. Januar 2031 schrieb das Ministerium."),
            ("de", "Am 9. April 2031 meldete eine Ärztin den Fall."),
            ("fr", "Anne Lebreton a ordonné l'affichage le 17 mars 2031."),
            ("es", "El 14 de marzo de 2031 se ahogaron nueve personas."),
            ("ko", "외교부는 2031년 5월 12일 답하였다."),
        ] {
            assert!(tells_past(language, &Own::of(text)), "{text}");
        }
        for (language, text) in [
            ("de", "Der Prozess soll am 12. Januar 2031 beginnen."),
            (
                "de",
                "Der Vertrag wurde bis zum 12. Januar 2031 verlängert.",
            ),
            ("fr", "Le procès a été fixé au 17 mars 2031."),
            ("fr", "Le bail court jusqu'au 17 mars 2031."),
            (
                "es",
                "El contrato se prorrogó hasta el 14 de marzo de 2031.",
            ),
            ("ko", "재판은 2031년 5월 12일 열릴 예정이었다."),
            ("it", "Il 12 maggio 2031 è arrivato."),
        ] {
            assert!(!tells_past(language, &Own::of(text)), "{text}");
        }
    }
}
