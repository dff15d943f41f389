//! Wholes with their parts, and sums with what they sum up.

use super::super::tests::{check, check_in};

#[test]
fn parts_behind_a_colon_come_to_their_whole() {
    for right in [
        "It had 23 complaints: 14 about the count, six about the gate and three about the road.",
        "We heard 19 witnesses: six from the mill, five from the town, four from the bank and four tenants.",
        "The fees were £5.1 million: £3.8 million for the audit and £1.3 million for the rest.",
        "They spent $6.2 million from 2021 to 2023: $1.9 million in 2021, $2.4 million in 2022 and $1.9 million in 2023.",
        "It sent 9,600 stones in three loads in 2023: 4,000 in May, 3,200 in June and 2,400 in July.",
        "It sent 9,600 rounds of 120 mm in three loads in 2023: 4,000 in May, 3,200 in June and 2,400 in July.",
        "Eight stones fell: five on Monday, two on Tuesday and one on Friday.",
        "There were 60 cases: 20 in Arn, 15 in Bel (two of them girls) and 25 in Cil.",
        "There were 40 people: 12 women, among them 3 nurses.",
        "There were 40 people: about 12 women and 20 men.",
        "There were 40 people: 12 were women and 20 had no name.",
        "There were 40 people, including: 12 women and 20 men.",
        "The mill is old: 12 stones and 20 bricks are loose.",
        "It was 61.4 per cent: 3,684 of 6,000 votes.",
        "It opened at 9:30, and 14 came, six left and three stayed.",
    ] {
        check(right, &[]);
    }
    check(
        "It had 23 complaints: 15 about the count, six about the gate and three about the road.",
        &["23 complaints: 15 about the count, six about the gate and three does not add up"],
    );
    check(
        "It sent 6,900 stones in three loads in 2023: 4,000 in May, 3,200 in June and 2,400 in July.",
        &[
            "6,900 stones in three loads in 2023: 4,000 in May, 3,200 in June and 2,400 does not add up",
        ],
    );
    check(
        "It sent 9,600 stones in four loads in 2023: 4,000 in May, 3,200 in June and 2,400 in July.",
        &["four loads in 2023: 4,000 in May, 3,200 in June and 2,400 is counted wrong"],
    );
    check(
        "Nine stones fell: five on Monday, two on Tuesday and one on Friday.",
        &["Nine stones fell: five on Monday, two on Tuesday and one does not add up"],
    );
    check(
        "The fees were £5.1 million: £2.8 million for the audit and £1.3 million for the rest.",
        &["5.1 million: £2.8 million for the audit and £1.3 million does not add up"],
    );
    check_in(
        "de",
        "Es waren zwölf Kilometer: vier im Jahr 2020, fünf im Jahr 2021 und zwei im Jahr 2022.",
        &["zwölf Kilometer: vier im Jahr 2020, fünf im Jahr 2021 und zwei does not add up"],
    );
    check_in(
        "fr",
        "Il y a 168 écoles : 121 à la campagne et 65 en ville.",
        &["168 écoles : 121 à la campagne et 65 does not add up"],
    );
    check_in(
        "es",
        "Murieron cinco personas: tres mujeres y dos hombres.",
        &[],
    );
}

#[test]
fn totals_come_of_what_stands_before_them() {
    for right in [
        "They took 1,840 tonnes, 960 and 410, together 3,210 tonnes.",
        "He got £640,000 in 2018 and £710,000 in 2019, £1.35 million in all.",
        "With 40 boats and 12 cars, together with 3 carts, they left.",
        "They sold 12 boats at 300 marks, in all 3,600 marks.",
        "It has 40 rooms and 3 stairs, in all 12 doors.",
    ] {
        check(right, &[]);
    }
    check(
        "They took 1,840 tonnes, 960 and 410, together 3,120 tonnes.",
        &["1,840 tonnes, 960 and 410, together 3,120 does not add up"],
    );
    check(
        "He got £640,000 in 2018 and £710,000 in 2019, £1.53 million in all.",
        &["640,000 in 2018 and £710,000 in 2019, £1.53 million does not add up"],
    );
    check_in(
        "es",
        "Ganó 3,8 millones en 2020 y 4,7 millones en 2021, en total 5,8 millones.",
        &["3,8 millones en 2020 y 4,7 millones en 2021, en total 5,8 millones does not add up"],
    );
}

#[test]
fn parts_are_no_more_than_their_whole() {
    for right in [
        "Of the 87 children, 54 were girls and 33 boys.",
        "Of the 87 children, 24 were girls and 33 boys were hurt.",
        "Another 26 were treated, 19 of them for cold and seven for injuries.",
        "Another 26 were treated, 19 of them for cold, and 40 were sent home.",
        "There were nine complaints against him, of which two were upheld.",
        "It has 280 mines, of which 41 hold a licence.",
        "It has about 280 mines, of which 300 hold a licence.",
        "A stone of 40 kilograms, of which 300 grams are iron.",
    ] {
        check(right, &[]);
    }
    check(
        "Of the 87 children, 45 were girls and 33 boys.",
        &["87 children, 45 were girls and 33 boys does not add up"],
    );
    check(
        "Another 26 were treated, 19 of them for cold and eleven for injuries.",
        &["26 were treated, 19 of them for cold and eleven does not add up"],
    );
    check(
        "It has about 280 mines, of which 410 hold a licence.",
        &["280 mines, of which 410 does not add up"],
    );
    check(
        "There were nine complaints against him, of which twelve were upheld.",
        &["nine complaints against him, of which twelve does not add up"],
    );
    check_in(
        "fr",
        "Il promet 40 postes de plus, dont 35 à la campagne et 15 en ville.",
        &["40 postes de plus, dont 35 à la campagne et 15 does not add up"],
    );
}

#[test]
fn a_part_is_one_of_whatever_was_told_before_it() {
    for (language, right) in [
        (
            "en",
            "The army killed 45 people in three villages, 20 of them children.",
        ),
        (
            "en",
            "The police arrested 45 people in 12 raids, 20 of them minors.",
        ),
        (
            "en",
            "The army killed 45 people in three villages, including 20 children.",
        ),
        (
            "en",
            "The army killed people in three villages, 20 of them children.",
        ),
        (
            "en",
            "Hundreds were killed in two attacks on six camps, 20 of them children.",
        ),
        (
            "en",
            "A total of 120 people were killed and 340 injured in 45 attacks, 60 of them in May alone.",
        ),
        (
            "en",
            "It destroyed 340 houses in 12 villages, 45 of them on one day.",
        ),
        ("en", "The report has three parts, including 45 tables."),
        ("en", "Two judges heard appeals, 20 of them in one week."),
        (
            "en",
            "The two hospitals treated people of six camps, including 30 from Arn.",
        ),
        (
            "de",
            "Zwei Gerichte fällten Urteile, davon 30 in Abwesenheit.",
        ),
        (
            "fr",
            "Trois tribunaux ont rendu des jugements, dont 30 par défaut.",
        ),
        (
            "es",
            "Tres tribunales dictaron sentencias, 30 de ellas en ausencia.",
        ),
        (
            "en",
            "It held 300 men for two days, 20 of them without food.",
        ),
        (
            "en",
            "About 400 people fled to the three camps, 120 of them on foot.",
        ),
        (
            "de",
            "Sie tötete 45 Menschen in drei Dörfern, darunter 20 Kinder.",
        ),
        (
            "de",
            "Sie tötete 45 Menschen in drei Dörfern, davon 20 Kinder.",
        ),
        (
            "fr",
            "Elle a tué 45 personnes dans trois villages, dont 20 enfants.",
        ),
        (
            "fr",
            "Il y a eu 120 blessés en deux jours, dont 45 enfants.",
        ),
        (
            "es",
            "Mató a 45 personas en tres aldeas, 20 de ellas menores.",
        ),
        (
            "es",
            "Mató a 45 personas en tres aldeas, de las cuales 20 eran menores.",
        ),
    ] {
        check_in(language, right, &[]);
    }
    check(
        "The army killed 12 people in three villages, 20 of them children.",
        &["12 people in three villages, 20 does not add up"],
    );
    check(
        "The court heard 15 witnesses, including 25 witnesses of the town.",
        &["15 witnesses, including 25 does not add up"],
    );
    check_in(
        "de",
        "Es gab 14 Tote in zwei Orten, davon 41 am ersten Tag.",
        &["14 Tote in zwei Orten, davon 41 does not add up"],
    );
    check_in(
        "es",
        "Hubo 15 detenidos, 51 de ellos en mayo.",
        &["15 detenidos, 51 does not add up"],
    );
    check_in(
        "fr",
        "Il y a eu 14 morts, dont 41 en mai.",
        &["14 morts, dont 41 does not add up"],
    );
}

#[test]
fn what_bears_other_names_is_no_part() {
    for (language, right) in [
        (
            "en",
            "The group listed 40 violations: 25 of torture, 18 of arbitrary detention and 12 of disappearance.",
        ),
        (
            "en",
            "Aid reached 500 families: 300 blankets, 250 tents and 40 stoves.",
        ),
        (
            "en",
            "In the 90 days before the vote: 40 arrests, 35 raids and 12 killings.",
        ),
        (
            "en",
            "Age of the 240 patients: mean 45, median 142, and range 30.",
        ),
        (
            "en",
            "The vote in the chamber of 120 members: 65 for, 40 against and 12 abstentions.",
        ),
        (
            "en",
            "The vote in the chamber of 120 members: 65 for and 40 against.",
        ),
        (
            "de",
            "Die Hilfe erreichte 500 Familien: 300 Decken, 150 Zelte und 40 Öfen.",
        ),
        (
            "fr",
            "L’aide a touché 500 familles : 300 couvertures, 150 tentes et 40 poêles.",
        ),
        (
            "es",
            "La ayuda llegó a 500 familias: 300 mantas, 150 tiendas y 40 estufas.",
        ),
    ] {
        check_in(language, right, &[]);
    }
    check(
        "There were 500 raids: 300 in Arn, 150 in Bel and 40 in Cil.",
        &["500 raids: 300 in Arn, 150 in Bel and 40 does not add up"],
    );
    check(
        "There were 118 votes: 65 for and 54 against.",
        &["118 votes: 65 for and 54 does not add up"],
    );
    check(
        "The aid reached 400 people: 270 women and 140 men.",
        &["400 people: 270 women and 140 men does not add up"],
    );
}

#[test]
fn a_total_sums_up_what_is_of_its_kind() {
    for (language, right) in [
        (
            "en",
            "He met 3 ministers and 5 generals, and gave, in all, 12 speeches.",
        ),
        (
            "en",
            "He got 5 years for robbery and 3 for assault, 6 in all.",
        ),
        (
            "en",
            "He got terms of five years and three years, to be served together, five years in all.",
        ),
        (
            "en",
            "She took three doses of 5 mg and two of 10 mg, 35 mg in total.",
        ),
        (
            "de",
            "Er traf 3 Minister und 5 Generäle, insgesamt 12 Gespräche.",
        ),
        (
            "fr",
            "Il a vu 3 ministres et 5 généraux, au total 12 entretiens.",
        ),
        (
            "es",
            "Vio a 3 ministros y 5 generales, en total 12 reuniones.",
        ),
    ] {
        check_in(language, right, &[]);
    }
    check(
        "They took 12 boats in May and 15 in June, 37 in all.",
        &["12 boats in May and 15 in June, 37 does not add up"],
    );
    check(
        "They took 1,840 bricks, 960 slabs and 410 posts, together 3,120 pieces.",
        &["1,840 bricks, 960 slabs and 410 posts, together 3,120 does not add up"],
    );
    check_in(
        "de",
        "Sie fanden 12 Boote im Mai und 15 im Juni, insgesamt 37 Boote.",
        &["12 Boote im Mai und 15 im Juni, insgesamt 37 does not add up"],
    );
}
