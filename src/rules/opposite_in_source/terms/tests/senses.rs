//! The same of what people are, of what goes up and down, and of what is left open.

use super::{faults, silent};

#[test]
fn what_people_are_is_exchanged() {
    faults(
        "en",
        &[
            (
                "The prosecutor ordered the release of the two fishermen in June.",
                "prosecutor",
                "In June the judge ordered that the two fishermen be released.",
                "judge",
            ),
            (
                "The deputy minister of health signed the order to close the clinics.",
                "deputy minister",
                "The order to close the clinics was signed by the minister of health.",
                "minister",
            ),
            (
                "The governor visited the flooded villages on the following Sunday.",
                "governor",
                "On the Sunday that followed, the mayor visited the flooded villages.",
                "mayor",
            ),
            (
                "Soldiers searched the house and took two computers from the editor.",
                "soldiers",
                "Police searched the editor’s house and took away two computers.",
                "police",
            ),
            (
                "In the first week 40 women were sent back over the bridge.",
                "women",
                "40 men were sent back over the bridge in the first week.",
                "men",
            ),
        ],
    );
    faults(
        "de",
        &[(
            "Der Staatsanwalt ließ die beiden Fischer im Juni frei.",
            "staatsanwalt",
            "Im Juni ließ der Richter die beiden Fischer frei.",
            "richter",
        )],
    );
    faults(
        "fr",
        &[(
            "Le préfet a visité dimanche les villages inondés de la vallée.",
            "préfet",
            "Dimanche, le maire a visité les villages inondés de la vallée.",
            "maire",
        )],
    );
    faults(
        "es",
        &[(
            "El viceministro de salud firmó la orden de cierre de las clínicas.",
            "viceministro",
            "La orden de cierre de las clínicas la firmó el ministro de salud.",
            "ministro",
        )],
    );
    silent(
        "en",
        &[
            (
                "The judge ordered the release of the two fishermen in June.",
                "The prosecutor asked for more time, but the judge ordered in June that the fishermen be released.",
            ),
            (
                "The minister of health signed the order to close the clinics.",
                "The order to close the clinics bears the signature of the health minister.",
            ),
            (
                "The police chief visited the flooded villages on Sunday.",
                "On Sunday the chief constable visited the flooded villages.",
            ),
            (
                "Officers searched the house and took two computers from the editor.",
                "Police searched the editor’s house and took away two computers.",
            ),
            (
                "The ministry signed the order to close the clinics.",
                "The deputy minister of health signed the order to close the clinics.",
            ),
            (
                "Police and soldiers searched the house of the editor.",
                "Soldiers and policemen searched the editor’s house.",
            ),
            (
                "In the first week 40 people were sent back over the bridge.",
                "40 men were sent back over the bridge in the first week.",
            ),
        ],
    );
}

#[test]
fn senses_are_turned_round() {
    faults(
        "en",
        &[
            (
                "The ministry confirmed that the list of detainees existed.",
                "confirmed",
                "The ministry declined to confirm that a list of the detainees existed.",
                "declined to confirm",
            ),
            (
                "The inspectors found evidence of torture in the two barracks.",
                "evidence",
                "In the two barracks the inspectors found no evidence of torture.",
                "no evidence",
            ),
            (
                "Nine miners were killed by the blast in the northern shaft.",
                "killed",
                "The blast in the northern shaft wounded nine miners.",
                "wounded",
            ),
            (
                "Arrests along the river rose by a third after the decree.",
                "rose",
                "After the decree, arrests along the river fell by a third.",
                "fell",
            ),
            (
                "The guards burned the files after the inspection in May.",
                "after",
                "In May the guards burned the files before the inspection.",
                "before",
            ),
            (
                "The raid on the market left at least 40 traders without a stall.",
                "at least",
                "The raid left up to 40 traders of the market without a stall.",
                "up to",
            ),
            (
                "All detainees in the centre were held without a warrant.",
                "all",
                "Some detainees in the centre were held without a warrant.",
                "some",
            ),
            (
                "The detainees were all women from the northern towns.",
                "all",
                "Most of the detainees were women who came from northern towns.",
                "most of the",
            ),
            (
                "The campaign against brokers was carried out nationwide in 2012.",
                "nationwide",
                "In 2012 the campaign against brokers was carried out in two provinces.",
                "two provinces",
            ),
            (
                "The fence was built along the northern bank of the river.",
                "northern",
                "Along the southern bank of the river a fence was built.",
                "southern",
            ),
            (
                "The country imports most of its coal through the port of Arn.",
                "imports",
                "Most of the country’s coal is exported through the port of Arn.",
                "exported",
            ),
        ],
    );
    faults(
        "de",
        &[
            (
                "Das Ministerium bestätigte die Liste der Gefangenen im Lager.",
                "bestätigte",
                "Das Ministerium bestritt, dass es eine Liste der Gefangenen im Lager gibt.",
                "bestritt",
            ),
            (
                "Neun Bergleute wurden bei der Explosion im Schacht getötet.",
                "getötet",
                "Bei der Explosion im Schacht wurden neun Bergleute verletzt.",
                "verletzt",
            ),
            (
                "Alle Häftlinge des Zentrums wurden ohne Haftbefehl festgehalten.",
                "alle",
                "Einige Häftlinge des Zentrums wurden ohne Haftbefehl festgehalten.",
                "einige",
            ),
            (
                "Die Festnahmen am Fluss stiegen nach dem Erlass um ein Drittel.",
                "stiegen",
                "Nach dem Erlass sanken die Festnahmen am Fluss um ein Drittel.",
                "sanken",
            ),
        ],
    );
    faults(
        "fr",
        &[
            (
                "Les arrestations le long du fleuve ont augmenté après le décret.",
                "augmenté",
                "Après le décret, les arrestations le long du fleuve ont diminué.",
                "diminué",
            ),
            (
                "Tous les détenus du centre étaient retenus sans mandat.",
                "tous les",
                "Certains détenus du centre étaient retenus sans mandat.",
                "certains",
            ),
        ],
    );
    faults(
        "es",
        &[
            (
                "La explosión en la mina dejó nueve mineros muertos.",
                "muertos",
                "La explosión en la mina dejó nueve mineros heridos.",
                "heridos",
            ),
            (
                "Los guardias quemaron los archivos después de la inspección de mayo.",
                "después",
                "En mayo los guardias quemaron los archivos antes de la inspección.",
                "antes",
            ),
        ],
    );
    faults(
        "it",
        &[(
            "Gli arresti lungo il fiume sono aumentati di un terzo con il decreto.",
            "aumentati",
            "Con il decreto gli arresti lungo il fiume sono diminuiti di un terzo.",
            "diminuiti",
        )],
    );
    faults(
        "nl",
        &[(
            "Negen mijnwerkers werden gedood bij de ontploffing in de schacht.",
            "gedood",
            "Bij de ontploffing in de schacht raakten negen mijnwerkers gewond.",
            "gewond",
        )],
    );
    faults(
        "pt",
        &[(
            "As detenções ao longo do rio aumentaram um terço com o decreto.",
            "aumentaram",
            "Com o decreto, as detenções ao longo do rio diminuíram um terço.",
            "diminuíram",
        )],
    );
}

#[test]
fn senses_that_are_the_same_are_left_alone() {
    silent(
        "en",
        &[
            (
                "The ministry confirmed that the list of detainees existed.",
                "The ministry first declined to comment. It then confirmed that there was a list of detainees.",
            ),
            (
                "The ministry would neither confirm nor deny the list of detainees.",
                "The ministry declined to confirm that a list of detainees existed.",
            ),
            (
                "The inspectors found no evidence of torture in the barracks.",
                "The inspectors did not find any evidence of torture in the barracks.",
            ),
            (
                "Nine miners were killed by the blast in the northern shaft and 20 injured.",
                "The blast in the northern shaft killed nine miners and wounded 20 others.",
            ),
            (
                "Arrests along the river did not rise after the decree.",
                "After the decree, arrests along the river fell by a third.",
            ),
            (
                "Arrests along the river rose by a third after the decree.",
                "Crossings fell after the decree, while arrests along the river rose by a third.",
            ),
            (
                "The guards burned the files before the inspection in May.",
                "The inspection in May came after the guards had burned the files.",
            ),
            (
                "After the inspection the guards burned the files in the yard.",
                "The guards burned the files in the yard before leaving, after the inspection.",
            ),
            (
                "More than 40 traders lost their stall in the raid on the market.",
                "The raid on the market cost at least 41 traders their stall.",
            ),
            (
                "Some detainees in the centre were held without a warrant.",
                "Most detainees in the centre were held without a warrant.",
            ),
            (
                "All five detainees in the centre were held without a warrant.",
                "Five people were held in the centre without a warrant, some for months.",
            ),
            (
                "All witnesses spoke of beatings by some guards in the centre.",
                "Some guards in the centre beat them, every witness said.",
            ),
            (
                "The campaign against brokers was carried out in two provinces.",
                "In 2012 a nationwide campaign against brokers began; it was carried out in two provinces only.",
            ),
            (
                "The fence was built along the northern bank of the river.",
                "On the north bank of the river a fence was built.",
            ),
            (
                "Exports of coal through the port of Arn fell in 2012.",
                "Imports through the port of Arn rose in 2012; exports of coal fell.",
            ),
            (
                "Production of coal fell by a third in 2012.",
                "Prices of coal rose in 2012 as mines closed.",
            ),
            (
                "No family was allowed to visit after the transfer.",
                "Some families were allowed to send parcels before the transfer, but none was allowed to visit after it.",
            ),
            (
                "Two of the men released in May were detained again in June.",
                "Two of those freed in May were arrested a second time in June.",
            ),
        ],
    );
    silent(
        "de",
        &[
            (
                "Alle fünf Häftlinge wurden ohne Haftbefehl festgehalten.",
                "Fünf Häftlinge wurden ohne Haftbefehl festgehalten, einige davon monatelang.",
            ),
            (
                "Die Wachen verbrannten die Akten vor der Prüfung im Mai.",
                "Die Prüfung im Mai begann, nachdem die Wachen die Akten verbrannt hatten.",
            ),
            (
                "Die Festnahmen am Fluss stiegen nicht.",
                "Die Festnahmen am Fluss sanken.",
            ),
        ],
    );
    silent(
        "fr",
        &[
            (
                "Les arrestations ont augmenté le long du fleuve après le décret.",
                "Après le décret, la hausse des arrestations le long du fleuve fut d’un tiers.",
            ),
            (
                "Plusieurs détenus du centre étaient retenus sans mandat.",
                "Tous les détenus du centre étaient retenus sans mandat.",
            ),
        ],
    );
    silent(
        "es",
        &[(
            "La explosión dejó nueve mineros muertos y veinte heridos.",
            "Nueve mineros murieron y veinte resultaron heridos en la explosión.",
        )],
    );
}

#[test]
fn what_was_left_open_is_told_as_certain() {
    faults(
        "en",
        &[
            (
                "The brokers were handed over to the border guards at Tumen.",
                "handed",
                "The brokers may have been handed over to border guards at Tumen.",
                "may have",
            ),
            (
                "The trucks carried refugees from the detention centre to the bridge.",
                "carried",
                "The trucks allegedly carried refugees from the detention centre to the bridge.",
                "allegedly",
            ),
            (
                "The dam burst because the valves had not been serviced for years.",
                "burst",
                "The dam possibly burst because its valves had not been serviced for years.",
                "possibly",
            ),
            (
                "The fire was laid by the owners of the warehouse at the quay.",
                "laid",
                "The fire is believed to have been laid by the owners of the warehouse at the quay.",
                "is believed to",
            ),
        ],
    );
    faults(
        "de",
        &[(
            "Die Lastwagen brachten Flüchtlinge vom Lager zur Brücke.",
            "flüchtlinge",
            "Die Lastwagen brachten mutmaßlich Flüchtlinge vom Lager zur Brücke.",
            "mutmaßlich",
        )],
    );
    faults(
        "fr",
        &[(
            "Les camions ont transporté des réfugiés du centre vers le pont.",
            "transporté",
            "Les camions auraient transporté des réfugiés du centre vers le pont.",
            "auraient",
        )],
    );
    faults(
        "es",
        &[(
            "Los camiones llevaron refugiados del centro al puente de Arn.",
            "llevaron",
            "Los camiones presuntamente llevaron refugiados del centro al puente de Arn.",
            "presuntamente",
        )],
    );
    silent(
        "en",
        &[
            (
                "The brokers were reportedly handed over to border guards at Tumen.",
                "The brokers may have been handed over to border guards at Tumen.",
            ),
            (
                "Witnesses said that the brokers were handed over to guards at Tumen.",
                "The brokers were allegedly handed over to guards at Tumen.",
            ),
            (
                "It is unclear whether the brokers were handed over to guards at Tumen.",
                "The brokers may have been handed over to guards at Tumen.",
            ),
            (
                "The brokers were handed over to the border guards at Tumen.",
                "The brokers were handed over to border guards at Tumen. They may have been handed over in May.",
            ),
            (
                "The brokers and their drivers were questioned about the crossing at Tumen.",
                "The brokers may have been handed over to border guards at Tumen.",
            ),
            (
                "The trucks carried refugees from the centre.",
                "Some of the trucks, which were owned by a cooperative in Arn, apparently left the yard at night with refugees from the centre.",
            ),
            (
                "The suspected valve of the dam burst after years without service.",
                "The valve of the dam, which was suspected, burst after years without service.",
            ),
        ],
    );
    silent(
        "de",
        &[(
            "Die Lastwagen sollen Flüchtlinge vom Lager zur Brücke gebracht haben.",
            "Die Lastwagen brachten mutmaßlich Flüchtlinge vom Lager zur Brücke.",
        )],
    );
}
