//! Sentences that are told by a body, and the bodies behind their sources.

use super::*;

fn other(text: &str, creator: &str, language: &str) -> bool {
    let own = Own::of(text);
    let reference = Reference {
        creators: vec![creator.to_owned()],
        ..Reference::default()
    };
    teller(&own).is_some_and(|teller| same_kind_only(&teller, &reference, language).is_some())
}

#[test]
fn another_body_of_the_same_kind() {
    for (text, creator, language) in [
        (
            "The Oceanographic Institute puts the wind at 30 knots.",
            "Nordland Meteorological Institute",
            "en",
        ),
        (
            "The Ministry of Health writes that 40 came.",
            "Ministry of Finance",
            "en",
        ),
        (
            "The Central Bank estimates the loss at 40 million.",
            "Regional Development Bank",
            "en",
        ),
        (
            "The Constitutional Court suspended the judgment.",
            "Court of Appeal",
            "en",
        ),
        (
            "Der Bundesrechnungshof urteilt, der Kreis habe gezögert.",
            "Landesrechnungshof",
            "de",
        ),
        (
            "Das Umweltministerium schreibt, es habe gewarnt.",
            "Finanzministerium",
            "de",
        ),
        (
            "L’Agence spatiale estime la perte à 40 millions.",
            "Agence sanitaire",
            "fr",
        ),
        (
            "La Cour constitutionnelle constate que non.",
            "Cour des comptes",
            "fr",
        ),
        (
            "El Ministerio de Salud afirma que no.",
            "Ministerio de Hacienda",
            "es",
        ),
    ] {
        assert!(other(text, creator, language), "{text}");
    }
}

#[test]
fn the_same_body_and_those_of_another_kind() {
    let mut wrong = Vec::new();
    for (text, creator, language) in [
        (
            "The Meteorological Institute puts the wind at 30 knots.",
            "Nordland Meteorological Institute",
            "en",
        ),
        (
            "The Institute puts the wind at 30 knots.",
            "Nordland Meteorological Institute",
            "en",
        ),
        (
            "The Ministry of Justice says that 40 came.",
            "Trial Watch Tarsia",
            "en",
        ),
        (
            "The Statistics Office of the Ministry of Finance says so.",
            "Ministry of Finance",
            "en",
        ),
        (
            "The National Institute of Statistics counts 40.",
            "Institut national de la statistique",
            "en",
        ),
        (
            "The Commission for Human Rights found it.",
            "Commission des droits de l’homme",
            "en",
        ),
        (
            "The Norwegian Meteorological Institute says so.",
            "Meteorologisk institutt",
            "en",
        ),
        (
            "The Federal Court of Auditors found it.",
            "Bundesrechnungshof",
            "en",
        ),
        (
            "The Ministry of Health opened a clinic.",
            "Ministry of Finance",
            "en",
        ),
        (
            "The Ministry of Health and that of labour say so.",
            "Ministry of Finance",
            "en",
        ),
        (
            "In May the Ministry of Health said so.",
            "Ministry of Finance",
            "en",
        ),
        ("The Forest Agency says so.", "Kivara Forest Agency", "en"),
        ("The IMF Board says so.", "Executive Board", "en"),
        (
            "Der Landesrechnungshof urteilt so.",
            "Landesrechnungshof Nordmark",
            "de",
        ),
        (
            "Das Ministerium schreibt so.",
            "Ministerium der Finanzen",
            "de",
        ),
        (
            "Das Finanzministerium schreibt so.",
            "Ministerium der Finanzen",
            "de",
        ),
        ("La Cour constate que non.", "Cour des comptes", "fr"),
        (
            "La Cour des comptes constate que non.",
            "Cour des comptes",
            "fr",
        ),
        (
            "El Ministerio afirma que no.",
            "Ministerio de Hacienda",
            "es",
        ),
        (
            "The World Health Organization recommends two doses.",
            "World Health Organization",
            "en",
        ),
        (
            "The Health Organization recommends two doses.",
            "World Health Organization",
            "en",
        ),
        (
            "The European Court of Human Rights held that it was.",
            "European Court of Human Rights",
            "en",
        ),
        (
            "The Court of Justice held that it was.",
            "Court of Justice of the European Union",
            "en",
        ),
        (
            "The Supreme Court upheld the fine.",
            "Supreme Court of Ardania",
            "en",
        ),
        (
            "The Board of Trustees reports a loss.",
            "Mill Foundation",
            "en",
        ),
        ("The Harbour Board reports a loss.", "Port Company", "en"),
        (
            "The Office for National Statistics counts 40.",
            "National Statistics Office",
            "en",
        ),
        (
            "The Statistics Office counts 40.",
            "Office for National Statistics",
            "en",
        ),
        (
            "The Central Bureau of Statistics counts 40.",
            "Statistics Norway",
            "en",
        ),
        (
            "The Committee against Torture found no breach.",
            "Committee against Torture",
            "en",
        ),
        (
            "The Red Cross says that 40 came.",
            "International Committee of the Red Cross",
            "en",
        ),
        (
            "The Forest Observatory says that 40 came.",
            "Independent Forest Observatory",
            "en",
        ),
        (
            "The National Audit Office found a loss.",
            "Audit Office",
            "en",
        ),
        (
            "The University of Arn reports 40 cases.",
            "Arn University Hospital",
            "en",
        ),
        (
            "The Department of Health says that 40 came.",
            "Ministry of Health",
            "en",
        ),
        (
            "The Bank says that 40 came.",
            "Regional Development Bank",
            "en",
        ),
        (
            "The European Commission proposes a limit.",
            "European Commission",
            "en",
        ),
        (
            "The Commission proposes a limit.",
            "European Commission",
            "en",
        ),
        (
            "The Association of Tenants says that 40 came.",
            "Tenants' Association",
            "en",
        ),
        (
            "The Network found that 40 came.",
            "Regional Election Observation Network",
            "en",
        ),
        (
            "The Institute of Marine Research estimates 40.",
            "Havforskningsinstituttet",
            "en",
        ),
        (
            "The Fund expects growth of 4 per cent.",
            "International Monetary Fund",
            "en",
        ),
        ("The Union says that 40 came.", "Union of Miners", "en"),
        (
            "The Miners' Union says that 40 came.",
            "Union of Miners",
            "en",
        ),
        (
            "Das Landgericht verurteilte ihn.",
            "Landgericht Nordstadt",
            "de",
        ),
        (
            "Das Statistische Bundesamt zählt 40.",
            "Statistisches Bundesamt",
            "de",
        ),
        ("Das Bundesamt zählt 40.", "Statistisches Bundesamt", "de"),
        (
            "Das Institut schätzt den Schaden auf 40.",
            "Institut für Wetterkunde",
            "de",
        ),
        (
            "Die Kommission empfiehlt es.",
            "Kommission für Bergrecht",
            "de",
        ),
        (
            "Le Conseil constitutionnel constate que non.",
            "Conseil constitutionnel",
            "fr",
        ),
        (
            "L’Institut national de la statistique compte 40.",
            "Institut national de la statistique",
            "fr",
        ),
        ("Le Conseil estime que non.", "Conseil d’État", "fr"),
        (
            "L’Observatoire international compte 40.",
            "Observatoire international des prisons",
            "fr",
        ),
        (
            "Le ministère public affirme que non.",
            "Ministère de la Justice",
            "fr",
        ),
        (
            "El Instituto Nacional calcula 40.",
            "Instituto Nacional de Estadística",
            "es",
        ),
        ("El Consejo señala que no.", "Consejo de Estado", "es"),
        (
            "La Defensoría afirma que no.",
            "Defensoría del Pueblo",
            "es",
        ),
        (
            "El Ministerio de Hacienda afirma que no.",
            "Ministerio de Hacienda",
            "es",
        ),
    ] {
        if other(text, creator, language) {
            wrong.push(text);
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}
