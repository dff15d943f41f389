//! Sentences with a length of time, and what is found in them.

use super::super::tongues;
use super::*;
use crate::model::Date;

/// The sentences of one paragraph, with the report's date in 2024.
pub(super) fn reader_of<'r>(owns: &'r [Own], tongue: &'static Tongue) -> Reader<'r> {
    Reader {
        said: owns
            .iter()
            .map(|own| Line {
                own,
                tongue,
                first: 0,
            })
            .collect(),
        read: owns.iter().map(|_| OnceCell::new()).collect(),
        stems: OnceCell::new(),
        today: Some(Date {
            year: 2024,
            month: Some(5),
            day: Some(3),
        }),
    }
}

/// The lengths of sentences of one paragraph that do not fit, with the report's date in 2024.
fn found(language: &str, texts: &[&str]) -> Vec<String> {
    let tongue = tongues::of(language);
    let owns: Vec<Own> = texts.iter().map(|text| Own::of(text)).collect();
    let reader = reader_of(&owns, tongue);
    let mut found = Vec::new();
    for (at, own) in owns.iter().enumerate() {
        for length in lengths::read(own, tongue) {
            found.extend(
                reader
                    .fault(at, &length)
                    .map(|_| texts[at][length.range].to_owned()),
            );
        }
    }
    found
}

#[test]
fn what_is_counted_from_another_day_fits_it() {
    for (right, wrong, length) in [
        (
            "She came on 12 May 2023 and left on 15 May 2023, three days later.",
            "She came on 12 May 2023 and left on 15 May 2023, five days later.",
            "five days",
        ),
        (
            "Sent on 4 July, it was answered on 15 August 2023, six weeks later.",
            "Sent on 4 July, it was answered on 15 August 2023, nine weeks later.",
            "nine weeks",
        ),
        (
            "It began on 9 March 2020. The inquiry began on 14 July 2020, four months later.",
            "It began on 9 March 2020. The inquiry began on 14 July 2020, eight months later.",
            "eight months",
        ),
        (
            "It was found on 17 November 2009. It was sealed in April 2013, more than three years later.",
            "It was found on 17 November 2009. It was sealed in April 2013, more than six years later.",
            "six years",
        ),
        (
            "It opened in 1952 and closed on 30 June 2019, after 67 years.",
            "It opened in 1952 and closed on 30 June 2019, after 57 years.",
            "57 years",
        ),
        (
            "Polls opened at 7 a.m. and closed at 8 p.m., 13 hours later.",
            "Polls opened at 7 a.m. and closed at 8 p.m., 11 hours later.",
            "11 hours",
        ),
        (
            "He fell at 9:15 p.m. and rose at 10:40 p.m., an hour and 25 minutes later.",
            "He fell at 9:15 p.m. and rose at 10:40 p.m., two hours and 25 minutes later.",
            "two hours and 25 minutes",
        ),
        (
            "He left at 9:11:52 p.m. The bell rang at 9:12:16 p.m., 24 seconds later.",
            "He left at 9:11:52 p.m. The bell rang at 9:12:16 p.m., 44 seconds later.",
            "44 seconds",
        ),
        (
            "It failed on 20 July 2022. She asked for fuel on 18 July 2022, two days before it failed.",
            "It failed on 20 July 2022. She asked for fuel on 18 July 2022, five days before it failed.",
            "five days",
        ),
        (
            "They wrote on 3 May 2023. Three weeks later, on 23 May, he answered.",
            "They wrote on 3 May 2023. Six weeks later, on 23 May, he answered.",
            "Six weeks",
        ),
    ] {
        let cut = |text: &'static str| -> Vec<&'static str> {
            text.split_inclusive(". ").map(str::trim).collect()
        };
        let cut = |text: &'static str| -> Vec<&'static str> {
            // "a.m." ends no sentence of these.
            match text.contains("a.m.") || text.contains("p.m. and") {
                true => vec![text],
                false => cut(text),
            }
        };
        let cut = |text: &'static str| match text.split_once("p.m. The") {
            Some((first, _)) => vec![&text[..first.len() + 5], &text[first.len() + 5..]],
            None => cut(text),
        };
        assert_eq!(found("en", &cut(right)), Vec::<String>::new(), "{right}");
        assert_eq!(found("en", &cut(wrong)), [length], "{wrong}");
    }
}

#[test]
fn a_length_fits_both_days_that_are_told() {
    for (language, right, wrong, length) in [
        (
            "en",
            "She was paid on 2 May 2019, 40 days before the contract was signed on 11 June 2019.",
            "She was paid on 2 May 2019, 60 days before the contract was signed on 11 June 2019.",
            "60 days",
        ),
        (
            "en",
            "It began on 14 August and lasted six days, until 19 August 2023.",
            "It began on 14 August and lasted nine days, until 19 August 2023.",
            "nine days",
        ),
        (
            "en",
            "On 29 September 2017 it was let for 25 years, until 28 September 2042.",
            "On 29 September 2017 it was let for 25 years, until 28 September 2052.",
            "25 years",
        ),
        (
            "en",
            "On 17 June 2021 it had to close within 14 days, by 1 July 2021.",
            "On 17 June 2021 it had to close within 14 days, by 11 July 2021.",
            "14 days",
        ),
        (
            "de",
            "Der Pegel stieg von 14 Uhr bis um 22 Uhr, in acht Stunden, um drei Meter.",
            "Der Pegel stieg von 14 Uhr bis um 22 Uhr, in sechs Stunden, um drei Meter.",
            "sechs Stunden",
        ),
        (
            "fr",
            "Il est mort le 3 février 2021, neuf jours plus tôt que le 12 février 2021.",
            "",
            "",
        ),
    ] {
        assert_eq!(found(language, &[right]), Vec::<String>::new(), "{right}");
        if !wrong.is_empty() {
            assert_eq!(found(language, &[wrong]), [length], "{wrong}");
        }
    }
    let french = |days: &'static str| found("fr", &["Il est mort le 3 février 2021.", days]);
    assert_eq!(
        french("Il était entré le lundi 25 janvier 2021, neuf jours plus tôt."),
        Vec::<String>::new()
    );
    assert_eq!(
        french("Il était entré le lundi 25 janvier 2021, vingt jours plus tôt."),
        ["vingt jours"]
    );
    assert_eq!(
        french("Il était entré le lundi 25 janvier 2021, douze jours plus tôt."),
        ["douze jours"]
    );
    let hours = |text: &'static str| found("fr", &[text]);
    assert_eq!(
        hours(
            "La ronde de 2 h 30 n’a pas été faite ; il a été vu à 6 h 45, plus de quatre heures après."
        ),
        Vec::<String>::new()
    );
    assert_eq!(
        hours(
            "La ronde de 2 h 30 n’a pas été faite ; il a été vu à 6 h 45, plus de neuf heures après."
        ),
        ["neuf heures"]
    );
    let death = |days: &'static str| found("en", &["He died on 17 September 2022.", days]);
    assert_eq!(
        death("He was held on 15 September 2022, two days before his death."),
        Vec::<String>::new()
    );
    assert_eq!(
        death("He was held on 15 September 2022, six days before his death."),
        ["six days"]
    );
}

#[test]
fn spans_are_as_long_as_they_are() {
    for (language, right, wrong) in [
        (
            "en",
            "They audited it for 17 years, from 2003 to 2019.",
            "They audited it for 27 years, from 2003 to 2019.",
        ),
        (
            "en",
            "It was shut for three days, from 14 to 16 March 2022.",
            "It was shut for six days, from 14 to 16 March 2022.",
        ),
        (
            "en",
            "She has held the office for 12 years, since 2012.",
            "She has held the office for 22 years, since 2012.",
        ),
        (
            "en",
            "They were last tested in 2021, three years ago.",
            "They were last tested in 2021, eight years ago.",
        ),
        (
            "de",
            "Es war neun Tage lang ohne Wasser, vom 11. bis zum 19. August 2022.",
            "Es war zwölf Tage lang ohne Wasser, vom 11. bis zum 19. August 2022.",
        ),
        (
            "fr",
            "L’école a fermé pour trois jours, du 14 au 16 mars 2022.",
            "L’école a fermé pour cinq jours, du 14 au 16 mars 2022.",
        ),
    ] {
        assert_eq!(found(language, &[right]), Vec::<String>::new(), "{right}");
        assert_eq!(found(language, &[wrong]).len(), 1, "{wrong}");
    }
}

#[test]
fn what_is_counted_from_elsewhere_is_let_be() {
    for texts in [
        &["He was held. On 15 August 2023, three days later, he was freed."][..],
        &[
            "The dam broke.",
            "On 15 August 2023, three days later, he was freed.",
        ],
        &[
            "On 3 May 2023 he came.",
            "The dam broke.",
            "On 15 August 2023, three days later, he was freed.",
        ],
        &[
            "On 1 May 2023 it rained.",
            "On 12 August 2023 the dam broke.",
            "It rained.",
            "On 3 June 2023 he left and on 15 August 2023, three days later, he was freed.",
        ],
        &["She left on 28 December 2022 and came on 3 January 2023, six days later."],
        &["She left on 28 December and came on 3 January 2023, six days later."],
        &["She came on 12 May 2023, about two weeks later than he."],
        &[
            "The vote was on 8 October 2023.",
            "He left on 3 May 2023, two days before the storm.",
        ],
        &["The term of three years, which began in 2019, ended in 2023."],
        &["It rose by 40 in five years, and in 2019 it fell."],
        &["Within three days, from 2 to 20 May 2023, it was lost and found."],
    ] {
        let found = found("en", texts);
        let expected: &[&str] = match texts[0].starts_with("Within") {
            true => &["three days"],
            false => &[],
        };
        assert_eq!(found, expected, "{texts:?}");
    }
}

#[test]
fn what_is_told_of_each_day_of_breaks_or_of_a_part_is_no_length_from_day_to_day() {
    for (language, texts) in [
        (
            "en",
            &["For eight hours each day, from 2 to 24 May 2015, they worked."][..],
        ),
        (
            "en",
            &["For two days a week, from 2 to 24 May 2015, they worked."],
        ),
        (
            "de",
            &["Drei Stunden täglich, vom 2. bis zum 24. Mai 2015, arbeiteten sie."],
        ),
        (
            "en",
            &["They met for three days, between 2 and 24 May 2015."],
        ),
        (
            "en",
            &["Interviews took 20 days, between 2 March and 24 May 2015."],
        ),
        (
            "de",
            &["Sie tagten drei Tage, zwischen dem 2. und dem 24. Mai 2015."],
        ),
        (
            "fr",
            &["Ils ont siégé trois jours, entre le 2 et le 24 mai 2015."],
        ),
        (
            "en",
            &["He served 30 months, from 2010 to 2015, in two spells."],
        ),
        (
            "en",
            &["He served two years, from 2010 to 2015, in two spells."],
        ),
        (
            "en",
            &["On 28 December 2019 he was shot, and on 3 January, six days later, he died."],
        ),
        (
            "es",
            &[
                "El 3 de mayo de 2011 fue detenido y el 9 de mayo de 2015, dos años después de la guerra, volvió.",
            ],
        ),
        (
            "es",
            &[
                "El 3 de mayo de 2011 fue detenido y el 9 de mayo de 2015, dos años antes de cumplir la pena, huyó.",
            ],
        ),
        (
            "it",
            &["Il 3 maggio 2011 fu arrestato e il 9 maggio 2015, due anni dopo la guerra, tornò."],
        ),
        (
            "pt",
            &[
                "Em 3 de maio de 2011 foi preso e em 9 de maio de 2015, dois anos depois da guerra, voltou.",
            ],
        ),
        (
            "en",
            &["They met for 12 years, since 2010, with a break of four years."],
        ),
        (
            "en",
            &["The plan covers ten years, from 2015 to 2030 in its later phase."],
        ),
        (
            "en",
            &["The gate was shut on 3 May 2019 for 5 days, until 20 May for lorries."],
        ),
        (
            "en",
            &[
                "It left at 22:15 local time and landed at 06:40, twelve hours later, across four time zones.",
            ],
        ),
    ] {
        assert_eq!(found(language, texts), Vec::<String>::new(), "{texts:?}");
    }
    for (language, text, wrong) in [
        (
            "en",
            "They met for 30 days, between 2 and 24 May 2015.",
            "30 days",
        ),
        (
            "de",
            "Sie tagten 30 Tage, zwischen dem 2. und dem 24. Mai 2015.",
            "30 Tage",
        ),
        (
            "en",
            "They met for 18 years, since 2010, with a break of four years.",
            "18 years",
        ),
        (
            "en",
            "On 28 December 2019 he was shot, and on 3 January, nine days later, he died.",
            "nine days",
        ),
        (
            "es",
            "El 3 de mayo de 2011 fue detenido y el 9 de mayo de 2015, dos años después, volvió.",
            "dos años",
        ),
        (
            "en",
            "For eight days, from 2 to 24 May 2015, they worked each day.",
            "eight days",
        ),
    ] {
        assert_eq!(found(language, &[text]), [wrong], "{text}");
    }
}

#[test]
fn an_article_is_no_year() {
    let read = |language: &str, text: &str| -> Vec<String> {
        lengths::read(&Own::of(text), tongues::of(language))
            .into_iter()
            .map(|length| text[length.range].to_owned())
            .collect()
    };
    assert_eq!(read("en", "They earn $12 an hour."), ["an hour"]);
    assert_eq!(read("fr", "Cela dure 12 an hour."), ["12 an"]);
    assert_eq!(
        read("fr", "Cela dure un an et trois mois."),
        ["un an et trois mois"]
    );
    assert_eq!(
        read("en", "The clinic sees 40 an hour for two days."),
        ["an hour", "two days"]
    );
}

#[test]
fn a_day_that_is_counted_from_an_event_is_not_that_of_the_event() {
    for (language, texts) in [
        (
            "en",
            [
                "The register was closed on 15 January 2024, 62 days before the vote.",
                "The results were announced on 2 April 2024, 16 days after the vote.",
            ],
        ),
        (
            "en",
            [
                "The lists were hung out on 3 May 2024, 30 days before the election.",
                "The mayor resigned on 9 June 2024, one week after the election.",
            ],
        ),
        (
            "en",
            [
                "The bridge was tested on 1 March 2023, 90 days before the opening.",
                "It was shut on 6 June 2023, seven days after the opening.",
            ],
        ),
        (
            "de",
            [
                "Das Register wurde am 15. Januar 2024, 62 Tage vor der Wahl, geschlossen.",
                "Die Ergebnisse kamen am 2. April 2024, 16 Tage nach der Wahl.",
            ],
        ),
        (
            "fr",
            [
                "Le registre fut fermé le 15 janvier 2024, 62 jours avant le vote.",
                "Le résultat vint le 2 avril 2024, 16 jours après le vote.",
            ],
        ),
    ] {
        assert_eq!(found(language, &texts), Vec::<String>::new(), "{texts:?}");
    }
    for texts in [
        [
            "The vote was held on 17 March 2024.",
            "The results were announced on 2 April 2024, 26 days after the vote.",
        ],
        [
            "The vote was held on 17 March 2024, 62 days after the register was closed.",
            "The results were announced on 2 April 2024, 26 days after the vote.",
        ],
        [
            "The fire of 5 May 2023 burnt the mill.",
            "It was rebuilt on 20 May 2023, 25 days after the fire.",
        ],
    ] {
        assert_eq!(found("en", &texts).len(), 1, "{texts:?}");
    }
}

#[test]
fn what_is_counted_from_a_month_is_not_counted_from_the_sentence_before() {
    for (language, texts) in [
        (
            "en",
            [
                "Two loans fall due on 30 June 2026 and 31 December 2027.",
                "The bank asked for a guarantee in March 2023; the city gave it eleven weeks later, on 6 June.",
            ],
        ),
        (
            "en",
            [
                "The lease ends on 1 May 2025.",
                "The tenant wrote in April 2022, and the owner answered three weeks later, on 9 May.",
            ],
        ),
        (
            "de",
            [
                "Der Kredit läuft bis zum 30. Juni 2026.",
                "Die Bank bat im März 2023 darum; die Stadt kam elf Wochen später, am 6. Juni.",
            ],
        ),
    ] {
        assert_eq!(found(language, &texts), Vec::<String>::new(), "{texts:?}");
    }
    for texts in [
        [
            "The bank asked for it on 21 March 2023.",
            "The city gave it thirty weeks later, on 6 June.",
        ],
        [
            "It was sent on 4 April 2022.",
            "The owner answered nine weeks later, on 2 May.",
        ],
    ] {
        assert_eq!(found("en", &texts).len(), 1, "{texts:?}");
    }
}

#[test]
fn a_day_of_long_ago_does_not_make_a_length_right() {
    let old = "Les élèves furent suivis du 4 octobre au 12 décembre 2021.";
    let asked = "Il a demandé un rendez-vous le 12 janvier 2024.";
    for (second, expected) in [
        ("Il l'a obtenu le 9 février, quatre semaines plus tard.", 0),
        ("Il l'a obtenu le 9 février, huit semaines plus tard.", 1),
        ("Il l'a obtenu le 9 février, douze semaines plus tard.", 1),
    ] {
        assert_eq!(
            found("fr", &[old, asked, second]).len(),
            expected,
            "{second}"
        );
    }
    let old = "They were followed until 12 December 2021.";
    let asked = "He asked for it on 12 January 2024.";
    for (second, expected) in [
        ("He got it on 9 February, four weeks later.", 0),
        ("He got it on 9 February, eight weeks later.", 1),
    ] {
        assert_eq!(
            found("en", &[old, asked, second]).len(),
            expected,
            "{second}"
        );
    }
    // Of two years that lie side by side, the day may be of the one or the other.
    let texts = [
        "The strike began on 12 December 2023.",
        "A year of talks, 2024, began badly.",
        "It ended on 9 February, eight weeks later.",
    ];
    assert_eq!(found("en", &texts), Vec::<String>::new());
}

#[test]
fn an_event_is_of_the_day_by_which_it_is_called() {
    let called = "The election of Sunday 12 October 2025 was won by Costa.";
    let far = |texts: &[&'static str]| -> Vec<&'static str> {
        // So far apart that no sentence is near the other.
        let filler = std::iter::repeat_n("Nothing else was told.", NEAR + 5);
        let (head, tail) = texts.split_at(texts.len() - 1);
        head.iter()
            .copied()
            .chain(filler)
            .chain(tail.iter().copied())
            .collect()
    };
    for (texts, expected) in [
        (
            vec![
                called,
                "The results came on 24 October, ten days after the vote.",
            ],
            vec!["ten days"],
        ),
        (
            vec![
                called,
                "The results came on 24 October, twelve days after the vote.",
            ],
            vec![],
        ),
        (
            vec![
                called,
                "The results came on 24 October, ten days after the vote on them.",
            ],
            vec![],
        ),
        (
            vec![
                called,
                "The election of 3 May 2020 was won by Arn.",
                "The results came on 24 October, ten days after the vote.",
            ],
            vec![],
        ),
        (
            vec![
                "In the election, on 12 October 2025 Costa voted in Arn.",
                "The results came on 24 October, ten days after the vote.",
            ],
            vec![],
        ),
    ] {
        assert_eq!(found("en", &far(&texts)), expected, "{texts:?}");
    }
    let called = "Die Wahl vom 12. Oktober 2025 gewann Costa.";
    let wrong = "Das Ergebnis kam am 24. Oktober, zehn Tage nach der Wahl.";
    let right = "Das Ergebnis kam am 24. Oktober, zwölf Tage nach der Wahl.";
    assert_eq!(found("de", &far(&[called, wrong])), ["zehn Tage"]);
    assert!(found("de", &far(&[called, right])).is_empty());
    let called = "La votación del 12 de octubre de 2025 la ganó Costa.";
    let wrong = "El resultado llegó el 24 de octubre, diez días después de la votación.";
    let right = "El resultado llegó el 24 de octubre, doce días después de la votación.";
    assert_eq!(found("es", &far(&[called, wrong])), ["diez días"]);
    assert!(found("es", &far(&[called, right])).is_empty());
}

#[test]
fn halves_are_read_and_more_than_is_no_half_as_much_again() {
    for (language, text, expected) in [
        (
            "de",
            "Die Schule sollte am 1. September 2021 öffnen und öffnet im April 2027, also mehr als fünfeinhalb Jahre später.",
            vec![],
        ),
        (
            "de",
            "Die Schule sollte am 1. September 2021 öffnen und öffnet im April 2027, also mehr als dreieinhalb Jahre später.",
            vec!["dreieinhalb Jahre"],
        ),
        (
            "de",
            "Er kam am 3. Mai 2019 und ging am 10. November 2020, anderthalb Jahre später.",
            vec![],
        ),
        (
            "en",
            "It closed on 3 May 2015 and opened on 9 November 2018, three and a half years later.",
            vec![],
        ),
        (
            "en",
            "It closed on 3 May 2015 and opened on 9 November 2018, seven and a half years later.",
            vec!["seven and a half years"],
        ),
        (
            "en",
            "It closed on 3 May 2015 and opened on 9 May 2021, more than five years later.",
            vec![],
        ),
        (
            "en",
            "It closed on 3 May 2015 and opened on 9 May 2021, more than three years later.",
            vec!["three years"],
        ),
        (
            "en",
            "It closed on 3 May 2015 and opened on 9 June 2016, more than a year later.",
            vec![],
        ),
    ] {
        assert_eq!(found(language, &[text]), expected, "{text}");
    }
}
