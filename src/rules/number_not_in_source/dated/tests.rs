use super::*;

/// The day of a sentence that its text tells otherwise, with that of the text.
fn told<'t>(tongue: &'static Tongue, sentence: &'t str, text: &str) -> Option<(&'t str, String)> {
    let own = Own::of(sentence);
    let days = dates::days(&own, tongue);
    let text = Calendar::of(text, tongue);
    let (day, other) = find(&[&text], sentence, &own, &days, tongue, &|_| false)?;
    Some((&sentence[day.range.clone()], other.to_owned()))
}

fn check(language: &str, sentence: &str, text: &str, expected: Option<(&str, &str)>) {
    let found = told(tongues::of(language), sentence, text);
    let found = found.as_ref().map(|(day, other)| (*day, other.as_str()));
    assert_eq!(found, expected, "{sentence}\n{text}");
}

#[test]
fn a_day_that_the_text_tells_otherwise_is_found() {
    for (language, sentence, text, day, other) in [
        (
            "en",
            "The second pump had been out of order since 14 June 2023.",
            "Pump 2: out of order since 4 June 2023, spare part ordered.",
            "14 June 2023",
            "4 June 2023",
        ),
        (
            "en",
            "The council rejected the appeal of the tenants on 21 March.",
            "Item 4. On 12 March 2022 the council considered the appeal of the tenants and rejected it.",
            "21 March",
            "12 March 2022",
        ),
        (
            "en",
            "Inspectors visited the prison between 6 and 17 May 2024 and counted 311 cells.",
            "The inspectors visited the prison from 6 to 17 March 2024. They counted 311 cells.",
            "17 May 2024",
            "17 March 2024",
        ),
        (
            "en",
            "May 24, 2022 | 480,000",
            "12 March 2021 350,000\n24 May 2023 480,000\n2 November 2023 500,000",
            "May 24, 2022",
            "24 May 2023",
        ),
        (
            "de",
            "Am 19. September 2016 beschloss der Kreistag mit 31 Stimmen den Neubau der Schule.",
            "Beschluss 88 vom 29. September 2016. Der Kreistag beschließt mit 31 gegen 14 Stimmen den Neubau der Schule.",
            "19. September 2016",
            "29. September 2016",
        ),
        (
            "de",
            "Die Leitung wurde am 3. Juli 2020 durch den Prüfer gesperrt.",
            "Am 3. Juni 2020 sperrte der Prüfer die Leitung. Sie war gesperrt, bis der Prüfer wiederkam.",
            "3. Juli 2020",
            "3. Juni 2020",
        ),
        (
            "fr",
            "Lors de leur visite, du 9 au 20 novembre 2024, les contrôleurs ont relevé 311 cellules.",
            "Visite du 9 au 20 septembre 2024. Les contrôleurs ont relevé 311 cellules sans lumière.",
            "20 novembre 2024",
            "20 septembre 2024",
        ),
        (
            "fr",
            "Le préfet a fermé la carrière le 5 mai 2021 après la chute de pierres.",
            "Arrêté du préfet : la carrière est fermée le 15 mai 2021 à la suite de la chute de pierres.",
            "5 mai 2021",
            "15 mai 2021",
        ),
        (
            "es",
            "El alcalde firmó el contrato de la presa el 8 de abril de 2019.",
            "El contrato de la presa fue firmado por el alcalde el 18 de abril de 2019 en Arn.",
            "8 de abril de 2019",
            "18 de abril de 2019",
        ),
    ] {
        check(language, sentence, text, Some((day, other)));
    }
}

#[test]
fn a_day_that_the_text_may_mean_stays() {
    for (language, sentence, texts) in [
        (
            "en",
            "The second pump had been out of order since 14 June 2023.",
            &[
                // The same day, however it is written.
                "Pump 2: out of order since 14.6.2023, spare part ordered. Pump 3: 4 June 2023.",
                "Pump 2: out of order since 2023-06-14. On 4 June 2023 pump 2 was out of order.",
                "Pump 2 out of order since 06/14/23; pump 2 out of order since 4 June 2023.",
                "Pump 2 out of order since June the fourteenth; out of order since 4 June 2023.",
                "From 2 to 14 June pump 2 was out of order; since 4 June 2023 out of order.",
                "On 4, 9 and 14 June 2023 pump 2 was out of order.",
                "Depuis le 14 juin la pompe est out of order. Pump 2: out of order since 4 June 2023.",
                // Counted from another day.
                "On 4 June 2023 the second pump was repaired; ten days later it was out of order.",
                "The second pump was out of order since the Wednesday following 4 June 2023.",
                // Led in otherwise.
                "The second pump will be out of order until 4 June 2023.",
                "After 4 June 2023 the second pump was out of order.",
                // Something else.
                "The mayor opened the market on 4 June 2023.",
                "The second pump was delivered by Costa on 4 July 2022.",
                "The second pump was bought on 11 June 2023.",
                "Nothing is said of days.",
            ][..],
        ),
        (
            "en",
            "The court heard him on 12 June 2024 and again on 21 June 2024.",
            &[
                "The court heard him on 12 June 2024. The court heard him again on 21 June 2024.",
                "The court heard him on 12 June 2024.",
            ],
        ),
        (
            "de",
            "Am 19. September 2016 beschloss der Kreistag den Neubau der Schule.",
            &[
                "Beschluss vom 19.09.2016. Der Kreistag beschließt den Neubau der Schule; Frist 29. September 2016.",
                "Am 29. September 2016 eröffnete der Landrat die Brücke.",
                "Bis zum 29. September 2016 soll der Kreistag den Neubau der Schule beschließen.",
                "Am Tag darauf, nach dem 18. September 2016, beschloss der Kreistag den Neubau der Schule.",
            ],
        ),
        (
            "fr",
            "Le préfet a fermé la carrière le 5 mai 2021.",
            &[
                "Le préfet a fermé la carrière du 5 au 15 mai 2021.",
                "Le 4 mai 2021 une pierre tombe sur la carrière ; le lendemain le préfet a fermé la carrière.",
                "La carrière a été vendue le 15 mai 2021.",
                "Le préfet a fermé la carrière jusqu’au 15 mai 2021.",
            ],
        ),
        (
            "es",
            "El alcalde firmó el contrato el 8 de abril de 2019.",
            &[
                "El contrato fue firmado el 8/4/2019 por el alcalde; publicado el 18 de abril de 2019.",
                "Hasta el 18 de abril de 2019 el alcalde firmó cada contrato.",
                "El puente fue abierto el 18 de abril de 2019.",
            ],
        ),
    ] {
        for text in texts {
            check(language, sentence, text, None);
        }
    }
}

#[test]
fn slips_are_told_from_other_days() {
    let day = |day, month| dates::Written {
        year: None,
        month: Some(month),
        day: Some(day),
        range: 0..0,
        weekday: None,
    };
    for (one, other, expected) in [
        ((3, 2), (13, 2), true),
        ((12, 6), (21, 6), true),
        ((27, 6), (27, 7), true),
        ((19, 9), (29, 9), true),
        ((14, 3), (9, 3), false),
        ((3, 3), (9, 3), false),
        ((11, 3), (24, 3), false),
    ] {
        let found = is_slip(&day(one.0, one.1), &day(other.0, other.1));
        assert_eq!(found, expected, "{one:?} {other:?}");
    }
}
