//! Pairs of sentences: what one says and what its source says.

use super::super::lists;
use super::*;

fn how(language: &str, ours: &str, theirs: &str) -> Option<How> {
    let tongue = lists::of(language).unwrap();
    let own = Own::of(ours);
    let mut sources = Sources::new();
    sources.read("a", theirs, tongue);
    Clause::all(&own, tongue).find_map(|clause| {
        sources
            .turned(&["a"], tongue, &clause)
            .map(|turned| turned.how)
    })
}

/// The pairs that are not told as expected.
fn all(language: &str, expected: Option<How>, pairs: &[(&str, &str)]) {
    let is_wrong = |(ours, theirs): &&(&str, &str)| how(language, ours, theirs) != expected;
    let wrong: Vec<_> = pairs.iter().filter(is_wrong).collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn a_not_is_lost_or_added() {
    all(
        "en",
        Some(How::Lost),
        &[
            (
                "It opened an inquiry; it had concluded that force was used unlawfully.",
                "The Office has not concluded whether force was used unlawfully.",
            ),
            (
                "The inspector warned the tenants of the closure of the bridge.",
                "The inspector did not warn the tenants of the closure of the bridge.",
            ),
            (
                "It paid a fine; it expressly found that the company knew that the embankment would fail.",
                "The court does not find that the defendant knew that the embankment would fail.",
            ),
            (
                "The samples contained traces of the pesticide.",
                "The samples never contained any traces of the pesticide.",
            ),
            (
                "The ministry published the list of licences.",
                "The ministry hasn’t published the list of licences.",
            ),
        ],
    );
    all(
        "en",
        Some(How::Added),
        &[
            (
                "The inspector did not warn the tenants of the closure of the bridge.",
                "12. The inspector warned the tenants of the closure of the bridge.",
            ),
            (
                "The central bank raised its key rate, which the market did not expect.",
                "The central bank raised its key rate, as the market expected.",
            ),
            (
                "No doctor examined the prisoners upon arrival.",
                "A doctor examined the prisoners upon arrival at the camp.",
            ),
        ],
    );
    all(
        "de",
        Some(How::Lost),
        &[
            (
                "Die Behörde hat die Unterlagen dem Ausschuss vorgelegt.",
                "Die Behörde hat die Unterlagen dem Ausschuss nicht vorgelegt.",
            ),
            (
                "Der Betreiber prüfte die Ventile vor dem Unfall.",
                "Der Betreiber prüfte die Ventile vor dem Unfall nicht.",
            ),
        ],
    );
    all(
        "fr",
        Some(How::Lost),
        &[
            (
                "Les auteurs concluent à un lien entre pollution et maladie.",
                "Les auteurs ne concluent pas à un lien entre pollution et maladie.",
            ),
            (
                "La préfecture a informé les riverains du déversement.",
                "La préfecture n’a jamais informé les riverains du déversement.",
            ),
        ],
    );
    all(
        "es",
        Some(How::Lost),
        &[
            (
                "La empresa comunicó el vertido a las autoridades.",
                "La empresa no comunicó el vertido a las autoridades.",
            ),
            (
                "El tribunal examinó las pruebas de la defensa.",
                "El tribunal nunca examinó las pruebas de la defensa.",
            ),
        ],
    );
}

#[test]
fn a_word_is_exchanged_for_its_opposite() {
    all(
        "en",
        Some(How::Exchanged),
        &[
            (
                "Forty patients were admitted and four died, all of them vaccinated and under five years of age.",
                "40 patients were admitted and 4 died, all of them under 5 years of age and unvaccinated.",
            ),
            (
                "The chamber convicted the editor of spreading rumours.",
                "The chamber acquitted the editor of spreading rumours.",
            ),
            (
                "The tribunal upheld the permit for the quarry on the river.",
                "The tribunal overturned the permit for the quarry on the river.",
            ),
            (
                "The eviction of the families from the camp was lawful.",
                "The eviction of the families from the camp was unlawful, the judge wrote.",
            ),
        ],
    );
    all(
        "de",
        Some(How::Exchanged),
        &[
            (
                "Die Kammer hat den Redakteur wegen Beleidigung verurteilt.",
                "Die Kammer hat den Redakteur vom Vorwurf der Beleidigung freigesprochen.",
            ),
            (
                "Die Räumung der Siedlung war rechtmäßig.",
                "Die Räumung der Siedlung war rechtswidrig.",
            ),
        ],
    );
    all(
        "fr",
        Some(How::Exchanged),
        &[(
            "La cour a acquitté le rédacteur du journal.",
            "La cour a condamné le rédacteur du journal.",
        )],
    );
    all(
        "es",
        Some(How::Exchanged),
        &[(
            "El tribunal condenó al redactor del diario.",
            "El tribunal absolvió al redactor del diario.",
        )],
    );
}

#[test]
fn what_says_the_same_or_something_else_is_left_alone() {
    all(
        "en",
        None,
        &[
            (
                "The inspector warned the tenants of the closure of the bridge.",
                "The inspector warned the tenants of the closure of the bridge.",
            ),
            (
                "The inspector did not warn the tenants of the closure.",
                "The inspector never warned the tenants of the closure.",
            ),
            (
                "The inspector failed to warn the tenants of the closure of the bridge.",
                "The inspector did not warn the tenants of the closure of the bridge.",
            ),
            (
                "The court did not find that the company knew of the leak.",
                "It finds that the company failed to report the leak. The court does not find that the company knew of the leak.",
            ),
            (
                "Two of the five lifeboats were not launched that night.",
                "Three of the five lifeboats were launched that night.",
            ),
            (
                "Anna Weir was not told of the closure of the mill.",
                "Bo Lind was told of the closure of the mill.",
            ),
            (
                "The company says that it warned the tenants of the closure.",
                "The tenants deny that the company warned them of the closure.",
            ),
            (
                "The ministry not only published the list but also the prices of licences.",
                "The ministry published the list and the prices of the licences.",
            ),
            (
                "Not all tenants were warned of the closure of the bridge.",
                "Some tenants were warned of the closure of the bridge.",
            ),
            ("The gate was open.", "The gate was not open."),
            (
                "The bridge was not closed before noon on Monday.",
                "The bridge was closed at noon on Monday.",
            ),
            (
                "The inspector warned the tenants of the closure of the bridge.",
                "Did the inspector not warn the tenants of the closure of the bridge?",
            ),
            (
                "The council granted the permit in May and later withdrew it.",
                "The council refused the first application in March.",
            ),
            (
                "Vaccinated children of the district were not affected.",
                "Unvaccinated children of the district were affected.",
            ),
            (
                "The chamber convicted three editors and acquitted four.",
                "The chamber acquitted four editors.",
            ),
            (
                "The board rejected the first tender for the bridge.",
                "The board accepted the second tender for the bridge and rejected the first.",
            ),
            (
                "No more than 40 tenants were warned of the closure.",
                "In all, 40 tenants were warned of the closure.",
            ),
            (
                "If the operator did not inspect the valves, the permit lapses.",
                "The operator inspected the valves under the permit.",
            ),
            (
                "The lawful owner of the land sold the mill in May.",
                "The unlawful sale of the land by the mill was stopped.",
            ),
            (
                "The doctor examined the prisoners upon arrival.",
                "The doctor had not yet examined the prisoners upon arrival.",
            ),
            (
                "The survey does not cover the northern islands.",
                "The survey covers 40 towns of the mainland.",
            ),
            (
                "The report does not say who ordered the closure.",
                "The mayor ordered the closure.",
            ),
            (
                "The pumps did not fail during the storm.",
                "The pumps worked during the storm.",
            ),
            (
                "The witnesses were not present at the trial in June.",
                "The witnesses were present at the trial in May.",
            ),
        ],
    );
    all(
        "de",
        None,
        &[
            (
                "Die Behörde hat die Unterlagen dem Ausschuss nicht vorgelegt.",
                "Die Behörde hat dem Ausschuss keine Unterlagen vorgelegt.",
            ),
            (
                "Die Behörde hat die Unterlagen vorgelegt.",
                "Die Behörde hat die Unterlagen dem Gericht nicht vorgelegt, wohl aber dem Ausschuss und dem Prüfer.",
            ),
            (
                "Zwei der fünf Ventile wurden nicht geprüft.",
                "Drei der fünf Ventile wurden geprüft.",
            ),
            (
                "Der Betreiber unterließ es, die Ventile vor dem Unfall zu prüfen.",
                "Der Betreiber prüfte die Ventile vor dem Unfall nicht.",
            ),
            (
                "Die Räumung der Siedlung war rechtmäßig.",
                "Die Räumung der Siedlung war nicht rechtswidrig.",
            ),
            (
                "Nicht nur der Betreiber prüfte die Ventile der Anlage.",
                "Der Betreiber prüfte die Ventile der Anlage.",
            ),
            (
                "Der Redakteur wurde in einem Punkt verurteilt und sonst freigesprochen.",
                "Der Redakteur wurde freigesprochen.",
            ),
            (
                "Die Anlage war nicht in Betrieb, als die Prüfer kamen.",
                "Die Anlage war in Betrieb, als das Ventil brach.",
            ),
        ],
    );
    all(
        "fr",
        None,
        &[
            (
                "Les auteurs ne concluent pas à un lien entre pollution et maladie.",
                "Les auteurs ne concluent à aucun lien entre pollution et maladie.",
            ),
            (
                "La préfecture n’a informé que les riverains du déversement.",
                "La préfecture a informé les riverains du déversement.",
            ),
            (
                "La préfecture a omis d’informer les riverains du déversement.",
                "La préfecture n’a pas informé les riverains du déversement.",
            ),
            (
                "Deux détenus n’ont pas été transférés vers la prison.",
                "Trois détenus ont été transférés vers la prison.",
            ),
            (
                "La cour a condamné deux rédacteurs et acquitté un troisième.",
                "La cour a acquitté le rédacteur du journal.",
            ),
        ],
    );
    all(
        "es",
        None,
        &[
            (
                "La empresa no comunicó el vertido a las autoridades.",
                "La empresa nunca comunicó el vertido a las autoridades.",
            ),
            (
                "La empresa omitió comunicar el vertido a las autoridades.",
                "La empresa no comunicó el vertido a las autoridades.",
            ),
            (
                "No solo la empresa comunicó el vertido a las autoridades.",
                "La empresa comunicó el vertido a las autoridades.",
            ),
            (
                "Dos presos no fueron trasladados a la cárcel nueva.",
                "Tres presos fueron trasladados a la cárcel nueva.",
            ),
            (
                "El tribunal condenó al redactor y absolvió al director del diario.",
                "El tribunal absolvió al director del diario.",
            ),
        ],
    );
}

#[test]
fn near_sentences_about_others_are_left_alone() {
    all(
        "en",
        None,
        &[
            (
                "The vaccine did not reduce admissions among adults over 65.",
                "The vaccine reduced admissions among children under five.",
            ),
            (
                "Patients in the control group did not receive the drug.",
                "Patients in the treatment group received the drug.",
            ),
            (
                "The trial did not show a benefit for patients with diabetes.",
                "The trial showed a benefit for patients with asthma.",
            ),
            (
                "Inflation did not fall in the second quarter.",
                "Inflation fell in the third quarter to 4 per cent.",
            ),
            (
                "Exports to Arn rose, those to Lund did not.",
                "Exports to Arn rose and those to Lund fell.",
            ),
            (
                "The river did not reach the level of 1953 at the bridge.",
                "The river reached the level of 4.2 metres at the bridge.",
            ),
            (
                "No oil reached the beach of Nowhere.",
                "Oil reached the beach of Arn on the second day.",
            ),
            (
                "The species was not recorded on the northern island in the survey.",
                "The species was recorded on the southern island in the survey.",
            ),
            (
                "The judge did not order the release of the second defendant.",
                "The judge ordered the release of the first defendant.",
            ),
            (
                "The prosecutor appealed, and the defendant did not.",
                "The defendant appealed against the sentence, and the prosecutor did not.",
            ),
            (
                "The ministry did not answer the letter of the tenants.",
                "The ministry answered the letter of the mayor in detail.",
            ),
            (
                "Teachers were not consulted about the timetable of the school.",
                "Parents were consulted about the timetable of the school.",
            ),
            (
                "The dam was not inspected between 2015 and 2019.",
                "The dam was inspected in 2014 and again in 2020.",
            ),
            (
                "The union did not sign the agreement with the port.",
                "The employers signed the agreement with the port.",
            ),
            (
                "It cannot be excluded that the crew ignored the warning.",
                "The crew ignored the warning, the master said.",
            ),
            (
                "There is no doubt that the crew ignored the warning of the pilot.",
                "The crew ignored the warning of the pilot.",
            ),
            (
                "The crew did not ignore the warning but misread it.",
                "The crew misread the warning of the pilot.",
            ),
            (
                "The commission did not publish the minutes until June.",
                "The commission published the minutes in June.",
            ),
            (
                "The company did not, as it had announced, close the pit.",
                "The company announced that it would close the pit.",
            ),
            (
                "The fence was built without a permit of the council.",
                "The fence was built with a permit of the council for the garden.",
            ),
            (
                "The council accepted none of the three tenders for the bridge.",
                "The council accepted one of the four tenders for the school.",
            ),
            (
                "The witness could not identify the man in the photograph.",
                "The witness identified the car in the photograph.",
            ),
            (
                "The drug was not approved for children by the agency.",
                "The drug was approved for adults by the agency.",
            ),
            (
                "The increase in rents was above the average of the region.",
                "The increase in wages was below the average of the country.",
            ),
            (
                "The lower house accepted the bill with the amendment.",
                "The upper house rejected the bill with the amendment.",
            ),
            (
                "The board granted leave to the trainees of the mill.",
                "The board refused leave to the drivers of the mill.",
            ),
            (
                "The present owner of the mill was absent from the meeting.",
                "The absent owner of the mill sold it at the meeting.",
            ),
            (
                "Illegal logging rose in the reserve in 2019.",
                "Legal logging in the reserve rose in 2020 by half.",
            ),
            (
                "The informal talks between the parties failed.",
                "The formal talks between the parties took place in Arn.",
            ),
            (
                "Inactive members of the club pay half the fee.",
                "Active members of the club pay the whole fee.",
            ),
            (
                "The court quashed the fine and upheld the order to close.",
                "The court upheld the order to close the pit and quashed the fine.",
            ),
        ],
    );
    all(
        "de",
        None,
        &[
            (
                "Die Patienten der Kontrollgruppe erhielten das Mittel nicht.",
                "Die Patienten der anderen Gruppe erhielten das Mittel.",
            ),
            (
                "Der Staatsanwalt legte keine Berufung ein.",
                "Der Angeklagte legte gegen das Urteil Berufung ein.",
            ),
            (
                "Die Brücke wurde zwischen 2015 und 2019 nicht geprüft.",
                "Die Brücke wurde 2014 und 2020 geprüft.",
            ),
            (
                "Es besteht kein Zweifel, dass die Mannschaft die Warnung überhörte.",
                "Die Mannschaft überhörte die Warnung.",
            ),
            (
                "Die Mieten sind in der Altstadt gestiegen.",
                "Die Mieten sind am Stadtrand gesunken.",
            ),
            (
                "Der Rat hat den Antrag der Fraktion abgelehnt und den der Mehrheit angenommen.",
                "Der Rat hat den Antrag der Mehrheit angenommen.",
            ),
            (
                "Das Ministerium hat den Brief der Mieter nicht beantwortet.",
                "Das Ministerium hat den Brief des Bürgermeisters ausführlich beantwortet.",
            ),
        ],
    );
    all(
        "fr",
        None,
        &[
            (
                "Les enseignants n’ont pas été consultés sur les horaires.",
                "Les parents ont été consultés sur les horaires de l’école.",
            ),
            (
                "Le barrage n’a pas été inspecté entre 2015 et 2019.",
                "Le barrage a été inspecté en 2014 puis en 2020.",
            ),
            (
                "Le procureur n’a pas fait appel du jugement.",
                "Le prévenu a fait appel du jugement de la cour.",
            ),
            (
                "Il ne fait pas de doute que l’équipage a ignoré l’alerte du pilote.",
                "L’équipage a ignoré l’alerte du pilote.",
            ),
            (
                "Les loyers ont augmenté au centre de la ville.",
                "Les loyers ont baissé en périphérie de la commune.",
            ),
        ],
    );
    all(
        "es",
        None,
        &[
            (
                "Los maestros no fueron consultados sobre el horario.",
                "Los padres fueron consultados sobre el horario de la escuela.",
            ),
            (
                "La presa no fue inspeccionada entre 2015 y 2019.",
                "La presa fue inspeccionada en 2014 y en 2020.",
            ),
            (
                "No cabe duda de que la tripulación ignoró el aviso del piloto.",
                "La tripulación ignoró el aviso del piloto.",
            ),
            (
                "El fiscal no recurrió la sentencia del tribunal.",
                "El acusado recurrió la sentencia del tribunal.",
            ),
            (
                "Las rentas subieron en el centro de la ciudad.",
                "Las rentas bajaron en las afueras del municipio.",
            ),
        ],
    );
}
