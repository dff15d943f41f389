//! Courts by their instance, and what they do: convict or acquit, uphold or overturn.

use super::{Beside, Class, Member, Met};

pub(super) const CLASSES: &[Class] = &[
    Class {
        members: COURTS,
        are_apart: are_apart_courts,
        beside: Beside::Anything,
        least: 50,
        is_small: false,
    },
    Class {
        members: VERDICTS,
        are_apart: are_apart_verdicts,
        beside: Beside::Anything,
        least: 50,
        is_small: false,
    },
    Class {
        members: RULINGS,
        are_apart: |_, _| true,
        beside: Beside::Anything,
        least: 60,
        is_small: false,
    },
    Class {
        members: ANSWERS,
        are_apart: |_, _| true,
        beside: Beside::Same,
        least: 60,
        is_small: false,
    },
];

fn are_apart_courts(ours: &Met<'_>, theirs: &Met<'_>) -> bool {
    // Names that may be one court, in one country or another.
    const ONE: &[[&str; 2]] = &[
        ["supreme", "constitutional"],
        ["first", "labour"],
        ["first", "administrative"],
        ["echr", "ecj"],
    ];
    let pair = [ours.member.id, theirs.member.id];
    !ONE.iter()
        .any(|one| pair == *one || pair == [one[1], one[0]])
}

/// What cannot be made of what: whoever was sentenced was convicted before, and charged before that.
fn are_apart_verdicts(ours: &Met<'_>, theirs: &Met<'_>) -> bool {
    const APART: &[(&str, &str)] = &[
        ("convicted", "acquitted"),
        ("acquitted", "convicted"),
        ("acquitted", "sentenced"),
        ("sentenced", "acquitted"),
        ("convicted", "charged"),
        ("sentenced", "charged"),
        ("acquitted", "charged"),
        ("charged", "convicted"),
    ];
    APART.contains(&(ours.member.id, theirs.member.id))
}

const COURTS: &[Member] = &[
    Member {
        id: "supreme",
        forms: [
            &[
                "supreme court|courts",
                "supreme people court",
                "court of cassation",
                "cassation court",
            ],
            &[
                "bundesgerichtshof*",
                "bgh",
                "oberste|obersten|oberster|oberstes gerichtshof*|gericht*",
                "kassationsgericht*",
            ],
            &["cour suprême", "cour de cassation", "tribunal suprême"],
            &[
                "tribunal supremo",
                "corte suprema",
                "corte|tribunal de casación",
            ],
            &["corte suprema", "corte di cassazione", "cassazione"],
            &[
                "hoge raad",
                "hooggerechtshof*",
                "opperste gerechtshof",
                "hof van cassatie",
            ],
            &["supremo tribunal", "corte suprema", "tribunal supremo"],
        ],
    },
    Member {
        id: "constitutional",
        forms: [
            &["constitutional court|tribunal|council"],
            &["bundesverfassungsgericht*", "verfassungsgericht*"],
            &["cour constitutionnelle", "conseil constitutionnel"],
            &["tribunal|corte constitucional"],
            &["corte costituzionale"],
            &["grondwettelijk hof", "constitutioneel|constitutionele hof"],
            &["tribunal constitucional"],
        ],
    },
    Member {
        id: "appeal",
        forms: [
            &[
                "court|courts of appeal|appeals",
                "appeal|appeals|appellate court|courts|chamber",
            ],
            &[
                "berufungsgericht*",
                "oberlandesgericht*",
                "kammergericht*",
                "appellationsgericht*",
            ],
            &["cour|cours appel", "cour d appel"],
            &["tribunal|corte|cámara de apelación|apelaciones"],
            &["corte appello", "corte di|d appello"],
            &["gerechtshof*", "hof van beroep"],
            &[
                "tribunal|tribunais da|de relação|apelação|recurso",
                "tribunal de segunda instância",
            ],
        ],
    },
    Member {
        id: "high",
        forms: [
            &["high court|courts"],
            &[],
            &["haute cour"],
            &[],
            &["alta corte"],
            &[],
            &["superior tribunal"],
        ],
    },
    Member {
        id: "first",
        forms: [
            &[
                "district|county|municipal|city|local|magistrates|magistrate court|courts",
                "court of first instance",
            ],
            &["amtsgericht*", "bezirksgericht*", "kreisgericht*"],
            &[
                "tribunal correctionnel|judiciaire",
                "tribunal de grande|première instance",
                "tribunal de district",
            ],
            &["tribunal|juzgado de primera instancia", "juzgado|juzgados"],
            &["tribunale ordinario", "tribunale di primo grado"],
            &["rechtbank*", "arrondissementsrechtbank*"],
            &["tribunal de primeira instância", "tribunal de comarca"],
        ],
    },
    Member {
        id: "regional",
        forms: [
            &["regional|provincial court|courts", "crown court"],
            &["landgericht*"],
            &["cour assises", "cour d assises", "tribunal régional"],
            &["audiencia provincial", "tribunal provincial|regional"],
            &["corte assise", "corte d assise", "tribunale regionale"],
            &[],
            &["tribunal regional"],
        ],
    },
    Member {
        id: "national",
        forms: [
            &["national|federal court"],
            &["bundesgericht", "bundesgerichts"],
            &["cour fédérale|nationale"],
            &["audiencia nacional", "tribunal federal"],
            &["corte federale"],
            &[],
            &["tribunal federal"],
        ],
    },
    Member {
        id: "administrative",
        forms: [
            &["administrative court|courts|tribunal|tribunals"],
            &[
                "verwaltungsgericht*",
                "bundesverwaltungsgericht*",
                "oberverwaltungsgericht*",
            ],
            &[
                "tribunal administratif",
                "cour administrative",
                "conseil état",
            ],
            &["tribunal|juzgado administrativo|contencioso"],
            &["tribunale amministrativo", "consiglio di stato"],
            &["bestuursrechter*", "raad van state"],
            &["tribunal administrativo"],
        ],
    },
    Member {
        id: "military",
        forms: [
            &["military court|courts|tribunal|tribunals", "court martial"],
            &["militärgericht*", "kriegsgericht*"],
            &["tribunal|cour militaire", "cour martiale"],
            &["tribunal|corte|juzgado militar"],
            &["tribunale|corte militare|marziale"],
            &["militaire|krijgs rechtbank|raad", "krijgsraad"],
            &["tribunal militar"],
        ],
    },
    Member {
        id: "labour",
        forms: [
            &["labour|labor|employment court|courts|tribunal|tribunals"],
            &[
                "arbeitsgericht*",
                "landesarbeitsgericht*",
                "bundesarbeitsgericht*",
            ],
            &["conseil de hommes", "tribunal du travail"],
            &["tribunal|juzgado laboral|social", "juzgado de lo social"],
            &["tribunale del lavoro"],
            &["arbeidsrechtbank*"],
            &["tribunal do trabalho"],
        ],
    },
    Member {
        id: "icc",
        forms: [
            &["international criminal court|tribunal", "icc"],
            &["internationale|internationalen|internationaler strafgerichtshof*"],
            &["cour pénale internationale", "cpi"],
            &["corte penal internacional", "cpi"],
            &["corte penale internazionale", "cpi"],
            &["internationaal|internationale strafhof"],
            &["tribunal penal internacional", "tpi"],
        ],
    },
    Member {
        id: "icj",
        forms: [
            &["international court of justice", "icj", "world court"],
            &["internationale|internationalen|internationaler gerichtshof*"],
            &["cour internationale de justice", "cij"],
            &["corte internacional de justicia", "cij"],
            &["corte internazionale di giustizia", "cig"],
            &["internationaal gerechtshof"],
            &["tribunal|corte internacional de justiça"],
        ],
    },
    Member {
        id: "echr",
        forms: [
            &[
                "european court of human rights",
                "strasbourg court",
                "ecthr",
            ],
            &[
                "europäische|europäischen|europäischer gerichtshof* für menschenrechte",
                "egmr",
            ],
            &["cour européenne des droits"],
            &["tribunal europeo de derechos"],
            &["corte europea dei diritti"],
            &["europees|europese hof voor de rechten"],
            &["tribunal europeu dos direitos"],
        ],
    },
    Member {
        id: "ecj",
        forms: [
            &[
                "european court of justice",
                "court of justice of the european",
                "luxembourg court",
            ],
            &["europäische|europäischen|europäischer gerichtshof*", "eugh"],
            &["cour de justice"],
            &["tribunal de justicia"],
            &["corte di giustizia"],
            &["europees|europese hof", "hof van justitie"],
            &["tribunal de justiça"],
        ],
    },
];

const VERDICTS: &[Member] = &[
    Member {
        id: "convicted",
        forms: [
            &[
                "convicted|convicts|convicting|conviction|convictions",
                "found|finds guilty",
                "guilty verdict",
            ],
            &["verurteilt*", "verurteil*", "schuldig", "schuldspruch*"],
            &[
                "condamn*",
                "reconnu|reconnus|reconnue|déclaré|déclarés|déclarée coupable|coupables",
            ],
            &[
                "condena|condenó|condenado|condenada|condenados|condenadas|condenaron|condenar",
                "culpable",
            ],
            &["condann*", "colpevole"],
            &["veroordeel*", "schuldig"],
            &[
                "condenou|condenado|condenada|condenados|condenação|condenaram|condenar",
                "culpado|culpada",
            ],
        ],
    },
    Member {
        id: "acquitted",
        forms: [
            &[
                "acquit*",
                "cleared of",
                "cleared him|her|them|all",
                "found not guilty",
                "not guilty",
                "exonerat*",
            ],
            &[
                "freigesprochen*",
                "freispr*",
                "sprach|sprachen * frei",
                "sprach * * frei",
            ],
            &["acquitt*", "relax*", "non coupable"],
            &["absolvió|absuelto|absuelta|absueltos|absueltas|absolver|absolución|absolvieron"],
            &["assolt*", "assolv*", "assoluzion*"],
            &["vrijgesproken", "vrijspra*", "sprak * vrij"],
            &["absolv*", "ilibad*"],
        ],
    },
    Member {
        id: "charged",
        forms: [
            &[
                "charged with",
                "was|were|been|are|is charged",
                "indicted|indicts|indictment|indictments",
                "face|faces|facing|faced charges|trial",
            ],
            &["angeklagt|angeklagte|angeklagten|anklage|klagte"],
            &[
                "inculp*",
                "mis|mise|mises en examen|accusation",
                "poursuivi|poursuivis|poursuivie",
            ],
            &[
                "imputad*",
                "procesad*",
                "acusó|acusado|acusada|acusados|acusadas",
            ],
            &["incriminat*", "imputat*", "rinviat*", "accusat*"],
            &["aangeklaagd*", "aanklacht*", "tenlastelegging*"],
            &[
                "acusou|acusado|acusada|acusados|acusadas",
                "indiciad*",
                "pronunciad*",
            ],
        ],
    },
    Member {
        id: "sentenced",
        forms: [
            &["sentenced|sentences|sentencing|sentence", "jailed"],
            &["haftstrafe*", "gefängnisstrafe*", "freiheitsstrafe*"],
            &["peine*"],
            &[
                "sentenció|sentenciado|sentenciada|sentenciados",
                "pena|penas de",
            ],
            &["pena|pene di"],
            &["celstraf*", "gevangenisstraf*"],
            &["sentenciou|sentenciado|sentenciada", "pena|penas de"],
        ],
    },
];

const RULINGS: &[Member] = &[
    Member {
        id: "upheld",
        forms: [
            &["upheld|upholds|uphold|upholding", "affirmed|affirms"],
            &["bestätigt*"],
            &["confirm*"],
            &[
                "confirmó|confirmado|confirmada|confirmaron|confirma",
                "ratificó",
            ],
            &["conferm*"],
            &["bevestig*", "bekrachtig*"],
            &[
                "confirmou|confirmado|confirmada|confirmaram|confirma",
                "manteve",
            ],
        ],
    },
    Member {
        id: "overturned",
        forms: [
            &[
                "overturn*",
                "quash*",
                "annul*",
                "set|sets aside",
                "revers*",
                "struck|strikes|strike down",
                "overrul*",
            ],
            &[
                "aufgehoben*",
                "aufhob*",
                "hob|hoben",
                "kassiert*",
                "annullier*",
            ],
            &["annul*", "cassé|cassée|cassa|casse", "infirm*"],
            &[
                "anuló|anulado|anulada|anularon|anula|anular",
                "revocó|revocado|revocada",
                "casó",
            ],
            &["annull*", "ribalt*", "revocat*", "revocò"],
            &["vernietig*", "teruggedraaid"],
            &[
                "anulou|anulado|anulada|anularam|anula",
                "revogou|revogado|revogada",
            ],
        ],
    },
];

const ANSWERS: &[Member] = &[
    Member {
        id: "granted",
        forms: [
            &[
                "upheld|granted|allowed|accepted|approved|grants|allows|upholds|accepts|approves the|an|his|her|their|its|both",
            ],
            &["gewährt*", "genehmigt*", "bewilligt*"],
            &["accueill*", "accord*", "approuv*", "accept*"],
            &["concedió|aceptó|aprobó|admitió|estimó"],
            &["accols*", "accolt*", "accett*", "approv*"],
            &[
                "ingewilligd",
                "toegewezen",
                "goedgekeurd",
                "keurde",
                "aanvaard*",
            ],
            &["concedeu|aceitou|aprovou|admitiu|deferiu"],
        ],
    },
    Member {
        id: "refused",
        forms: [
            &[
                "dismissed|refused|rejected|denied|dismisses|refuses|rejects|denies the|an|his|her|their|its|both",
            ],
            &["verweiger*", "verwehrt*", "untersagt*"],
            &["rejet*", "refus*", "débout*"],
            &["denegó|rechazó|desestimó|inadmitió"],
            &["respins*", "respint*", "rigett*", "rifiut*"],
            &["afgewezen", "verworpen", "geweigerd", "weigerde", "wees"],
            &["negou|rejeitou|indeferiu|recusou"],
        ],
    },
];
