//! Pairs of sentences: what one says and what its source says.

use super::*;

mod senses;

/// The words of both that were exchanged.
fn exchanged(language: &str, ours: &str, theirs: &str) -> Option<(String, String)> {
    let own = Own::of(ours);
    let mut sources = Sources::new();
    sources.read("a", theirs, language);
    let turned = sources.exchanged(&Asked {
        own: &own,
        language,
        keys: &["a"],
        titles: "The annual report of the commission",
    })?;
    let written = ours.get(turned.range)?.to_lowercase();
    Some((written, turned.theirs.to_lowercase()))
}

/// Checks that in each sentence the first word is told for the second.
fn faults(language: &str, rows: &[(&str, &str, &str, &str)]) {
    let mut wrong = Vec::new();
    for (ours, word, theirs, other) in rows {
        let found = exchanged(language, ours, theirs);
        if found
            .as_ref()
            .map(|(one, two)| (one.as_str(), two.as_str()))
            != Some((word, other))
        {
            wrong.push((ours, found));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

/// Checks that nothing is told.
fn silent(language: &str, rows: &[(&str, &str)]) {
    let found = rows
        .iter()
        .map(|(ours, theirs)| (ours, exchanged(language, ours, theirs)));
    let wrong: Vec<_> = found.filter(|(_, found)| found.is_some()).collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn kin_is_exchanged() {
    faults(
        "en",
        &[
            (
                "Her brother was taken to the camp at Onsong in March 2012.",
                "brother",
                "In March 2012 her husband was taken to the camp at Onsong, where he died.",
                "husband",
            ),
            (
                "He had crossed the river with his daughter and paid a broker 300 dollars.",
                "daughter",
                "The man paid a broker 300 dollars. He said he had crossed the river with his niece, paying the broker in advance.",
                "niece",
            ),
            (
                "The activist’s cousin identified the body at the morgue.",
                "cousin",
                "It was the activist’s sister who identified the body at the city morgue two days later.",
                "sister",
            ),
            (
                "According to the inquiry, the widow of the driver received a first payment in June.",
                "widow",
                "The wife of the driver received a first payment in June, while he was still abroad.",
                "wife",
            ),
            (
                "A man of 19 whose cousin had resettled in the South was detained in Yanji.",
                "cousin",
                "Detained in Yanji was a man of 19 whose brother and sister had resettled in the South.",
                "brother",
            ),
            (
                "Her uncle ran the ferry until the company was sold.",
                "uncle",
                "Until the company was sold, the ferry was run by her father-in-law.",
                "father-in-law",
            ),
        ],
    );
    faults(
        "de",
        &[
            (
                "Ihr Bruder wurde im März in das Lager nach Onsong gebracht.",
                "bruder",
                "Im März brachte man ihren Ehemann in das Lager nach Onsong.",
                "ehemann",
            ),
            (
                "Die Nichte des Unternehmers leitet seit 2019 die Stiftung in Arn.",
                "nichte",
                "Seit 2019 wird die Stiftung in Arn von der Tochter des Unternehmers geleitet.",
                "tochter",
            ),
        ],
    );
    faults(
        "fr",
        &[(
            "Son frère a été arrêté par la gendarmerie à la frontière en 2012.",
            "frère",
            "Son mari a été arrêté à la frontière par la gendarmerie en 2012, puis interrogé.",
            "mari",
        )],
    );
    faults(
        "es",
        &[(
            "Su sobrina denunció la desaparición ante la fiscalía de Arn.",
            "sobrina",
            "La desaparición fue denunciada ante la fiscalía de Arn por su hermana.",
            "hermana",
        )],
    );
    faults(
        "it",
        &[(
            "Il cognato del sindaco ottenne l’appalto per la diga nel 2018.",
            "cognato",
            "L’appalto per la diga fu ottenuto nel 2018 dal fratello del sindaco.",
            "fratello",
        )],
    );
    faults(
        "nl",
        &[(
            "Haar broer werd in maart naar het kamp bij Onsong gebracht.",
            "broer",
            "In maart werd haar echtgenoot naar het kamp bij Onsong gebracht.",
            "echtgenoot",
        )],
    );
    faults(
        "pt",
        &[(
            "A sobrinha do empresário assinou o contrato da barragem em 2019.",
            "sobrinha",
            "O contrato da barragem foi assinado em 2019 pela filha do empresário.",
            "filha",
        )],
    );
}

#[test]
fn kin_that_is_the_same_is_left_alone() {
    silent(
        "en",
        &[
            (
                "Her brother was taken to the camp at Onsong in March 2012.",
                "In March 2012 the guards took her brother to the camp at Onsong.",
            ),
            (
                "Anna’s husband was taken to the camp at Onsong in March.",
                "He was taken to the camp at Onsong in March; his wife Anna stayed behind.",
            ),
            (
                "His mother paid a broker 300 dollars for the crossing of the river.",
                "The woman paid a broker 300 dollars for her son’s crossing of the river.",
            ),
            (
                "The boy’s sister was detained with him at the border post in Tumen.",
                "She was detained at the border post in Tumen with her brother.",
            ),
            (
                "His parents were detained at the border post in Tumen.",
                "His mother and father were both detained at the border post in Tumen.",
            ),
            (
                "Her uncle ran the ferry until the company was sold.",
                "Until the company was sold, the ferry was run by her mother’s brother.",
            ),
            (
                "The widow of the driver received a first payment in June.",
                "The driver died in May. In June his wife received a first payment for his death.",
            ),
            (
                "His wife received a first payment from the company in June.",
                "His widow received a first payment from the company in June.",
            ),
            (
                "Two of her sisters crossed the river at Hoeryong in winter.",
                "Her brother stayed at home in Hoeryong. Two of her sisters crossed the river there in winter.",
            ),
            (
                "A relative identified the body at the city morgue.",
                "The activist’s sister identified the body at the city morgue.",
            ),
            (
                "The activist’s sister Mira identified the body at the morgue; her husband had fled.",
                "Mira, the activist’s sister, identified the body at the morgue.",
            ),
            (
                "She gave birth to a son in the detention centre at Sinuiju.",
                "The mother gave birth in the detention centre at Sinuiju; the baby was taken away.",
            ),
            (
                "Father Ralph hid the refugees in the parish house of Arn.",
                "The priest’s brother hid the refugees in the parish house of Arn.",
            ),
            (
                "Her father-in-law was the first to be questioned by the guards.",
                "The guards first questioned the father of her husband.",
            ),
        ],
    );
    silent(
        "de",
        &[
            (
                "Seine Frau wurde im März in das Lager nach Onsong gebracht.",
                "Im März brachte man sie in das Lager nach Onsong; ihr Mann blieb zurück.",
            ),
            (
                "Die Schwester des Fahrers erhielt im Juni eine Zahlung der Firma.",
                "Im Juni zahlte die Firma der Schwester des Fahrers einen Betrag; sein Bruder ging leer aus.",
            ),
            (
                "Die Angehörigen des Fahrers erhielten im Juni eine Zahlung.",
                "Der Bruder des Fahrers erhielt im Juni eine Zahlung.",
            ),
        ],
    );
    silent(
        "fr",
        &[
            (
                "Sa mère a payé un passeur pour la traversée du fleuve.",
                "Elle a payé un passeur pour que son fils traverse le fleuve.",
            ),
            (
                "La fille du gardien a vu le camion près de la frontière.",
                "La fille du gardien avait vu un camion à la frontière avec son frère.",
            ),
        ],
    );
    silent(
        "es",
        &[
            (
                "Su hermano denunció la desaparición ante la fiscalía de Arn.",
                "Ella había desaparecido; la denuncia ante la fiscalía de Arn la puso su hermano.",
            ),
            (
                "El marido de la maestra fue detenido en la frontera en mayo.",
                "En mayo fue detenido en la frontera; su esposa, maestra, lo esperó en vano.",
            ),
        ],
    );
}

#[test]
fn courts_and_verdicts_are_exchanged() {
    faults(
        "en",
        &[
            (
                "The Supreme Court ruled that the permit for the quarry was void.",
                "supreme court",
                "On 3 May the Court of Appeal ruled that the permit for the quarry was void.",
                "court of appeal",
            ),
            (
                "In June the High Court ordered the company to clean the river within a year.",
                "high court",
                "The district court ordered the company in June to clean the river within one year.",
                "district court",
            ),
            (
                "The International Criminal Court found that the wall violated the treaty.",
                "international criminal court",
                "The International Court of Justice found the wall to be in violation of the treaty.",
                "international court of justice",
            ),
            (
                "A military court heard the case of the four fishermen in October.",
                "military court",
                "The case of the four fishermen was heard in October by an administrative court.",
                "administrative court",
            ),
            (
                "The editor was convicted of spreading rumours about the governor.",
                "convicted",
                "In the end the editor was acquitted of spreading rumours about the governor.",
                "acquitted",
            ),
            (
                "Three engineers were convicted of negligence after the collapse of the dam.",
                "convicted",
                "Three engineers were charged with negligence after the dam collapsed; no trial date has been set.",
                "were charged",
            ),
            (
                "The appeal judges overturned the fine against the refinery.",
                "overturned",
                "The fine against the refinery was upheld by the appeal judges.",
                "upheld",
            ),
            (
                "The panel dismissed the complaint of the tenants about the mould.",
                "dismissed the",
                "The panel upheld the complaint of the tenants about mould in the flats.",
                "upheld the",
            ),
        ],
    );
    faults(
        "de",
        &[
            (
                "Das Landgericht verbot der Firma den Verkauf des Mittels.",
                "landgericht",
                "Der Firma wurde der Verkauf des Mittels vom Amtsgericht verboten.",
                "amtsgericht",
            ),
            (
                "Der Redakteur wurde wegen Beleidigung des Ministers verurteilt.",
                "verurteilt",
                "Vom Vorwurf der Beleidigung des Ministers wurde der Redakteur freigesprochen.",
                "freigesprochen",
            ),
        ],
    );
    faults(
        "fr",
        &[
            (
                "La Cour de cassation a ordonné la fermeture de la carrière.",
                "cour de cassation",
                "La fermeture de la carrière a été ordonnée par la cour d’appel.",
                "cour d’appel",
            ),
            (
                "Le rédacteur a été acquitté du chef de diffamation envers le maire.",
                "acquitté",
                "Le rédacteur a été condamné pour diffamation envers le maire.",
                "condamné",
            ),
        ],
    );
    faults(
        "es",
        &[(
            "El Tribunal Supremo anuló el permiso de la cantera del río.",
            "tribunal supremo",
            "La Audiencia Provincial anuló el permiso de la cantera junto al río.",
            "audiencia provincial",
        )],
    );
    faults(
        "it",
        &[(
            "Il direttore del giornale fu assolto dall’accusa di diffamazione del sindaco.",
            "assolto",
            "Il direttore del giornale fu condannato per diffamazione del sindaco.",
            "condannato",
        )],
    );
    faults(
        "nl",
        &[(
            "De Hoge Raad verklaarde de vergunning voor de groeve ongeldig.",
            "hoge raad",
            "De rechtbank verklaarde de vergunning voor de groeve ongeldig.",
            "rechtbank",
        )],
    );
    faults(
        "pt",
        &[(
            "Em 2019 o Tribunal Constitucional anulou a licença da pedreira do rio.",
            "tribunal constitucional",
            "A licença da pedreira do rio foi anulada em 2019 pelo Tribunal da Relação.",
            "tribunal da relação",
        )],
    );
}

#[test]
fn courts_and_verdicts_that_are_the_same_are_left_alone() {
    silent(
        "en",
        &[
            (
                "The Court of Appeal ruled that the permit for the quarry was void.",
                "The appeal court ruled on 3 May that the permit for the quarry was void.",
            ),
            (
                "The Supreme Court ruled that the permit for the quarry was void.",
                "We allow the appeal. The Court of Appeal erred; the permit for the quarry is void. Supreme Court, 3 May.",
            ),
            (
                "The court ruled that the permit for the quarry was void.",
                "The Court of Appeal ruled that the permit for the quarry was void.",
            ),
            (
                "The editor was convicted of spreading rumours about the governor.",
                "The court found the editor guilty of spreading rumours about the governor.",
            ),
            (
                "The editor was convicted of spreading rumours about the governor.",
                "The editor was charged with spreading rumours in May and convicted of it in June.",
            ),
            (
                "The editor, who was charged with spreading rumours, was acquitted.",
                "The court acquitted the editor of spreading rumours.",
            ),
            (
                "The editor was convicted and given two years for spreading rumours.",
                "The editor was sentenced to two years for spreading rumours.",
            ),
            (
                "The editor was not convicted of spreading rumours about the governor.",
                "The editor was acquitted of spreading rumours about the governor.",
            ),
            (
                "The appeal judges upheld the fine against the refinery.",
                "The appeal judges dismissed the refinery’s appeal and the fine stands.",
            ),
            (
                "The High Court quashed the order, and the Supreme Court restored it.",
                "The Supreme Court restored the order that had been quashed by the High Court.",
            ),
            (
                "The district court had ordered the company to clean the river.",
                "The company appealed to the High Court. The district court’s order to clean the river stands.",
            ),
            (
                "The district court heard 40 cases about the river in 2019.",
                "The labour court heard nine cases of dismissed drivers that year.",
            ),
            (
                "Two men were acquitted and a third was convicted of the theft.",
                "One man was convicted of the theft; the two others were acquitted.",
            ),
            (
                "The judges dismissed the appeal of the company.",
                "The company’s appeal was rejected by the judges.",
            ),
        ],
    );
    silent(
        "de",
        &[
            (
                "Das Oberlandesgericht verbot der Firma den Verkauf des Mittels.",
                "Das Berufungsgericht untersagte der Firma den Verkauf des Mittels.",
            ),
            (
                "Das Landgericht hatte der Firma den Verkauf verboten.",
                "Das Oberlandesgericht bestätigte das Urteil des Landgerichts, das der Firma den Verkauf verboten hatte.",
            ),
            (
                "Der Redakteur wurde wegen Beleidigung verurteilt.",
                "Der Redakteur muss wegen Beleidigung eine Geldstrafe zahlen.",
            ),
        ],
    );
    silent(
        "fr",
        &[
            (
                "La cour d’appel a ordonné la fermeture de la carrière.",
                "La cour a ordonné en appel que la carrière ferme.",
            ),
            (
                "Le rédacteur a été condamné pour diffamation envers le maire.",
                "Reconnu coupable de diffamation envers le maire, le rédacteur doit payer une amende.",
            ),
        ],
    );
    silent(
        "es",
        &[(
            "El tribunal anuló el permiso de la cantera del río.",
            "La Audiencia Provincial anuló el permiso de la cantera junto al río.",
        )],
    );
}
