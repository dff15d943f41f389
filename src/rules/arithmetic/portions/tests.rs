//! Shares in words, and the figures beside them.

use crate::rules::arithmetic::tests::check_in;

#[test]
fn shares_in_words_are_those_of_the_figures_beside_them() {
    for (language, right) in [
        (
            "en",
            "Almost a fifth of the people (19 per cent) owned no land.",
        ),
        (
            "en",
            "The court heard 96 of the 288 appeals, a third, within a year.",
        ),
        (
            "en",
            "Less than half of the trees, 38 per cent, were felled.",
        ),
        (
            "en",
            "Almost one in four teachers (23 per cent) had been trained.",
        ),
        ("en", "Well over half of the seats (80 of 100) were filled."),
        (
            "en",
            "Not more than one in four seats (10 of 100) was filled.",
        ),
        (
            "en",
            "At least a third of the seats (48 of 100) were filled.",
        ),
        (
            "de",
            "Nicht einmal die Hälfte der Sitze (20 von 100) war besetzt.",
        ),
        (
            "fr",
            "Moins d’un tiers des sièges (10 sur 100) étaient occupés.",
        ),
        (
            "es",
            "Más de la mitad de los asientos (90 de 100) estaban ocupados.",
        ),
        ("en", "A majority of the members, 56 per cent, abstained."),
        ("en", "Half of the women and 38 per cent of the men voted."),
        (
            "en",
            "A third of the budget, 38 per cent more than in 2019, goes to roads.",
        ),
        (
            "en",
            "Two thirds of the mines closed (38 per cent of the people lost their jobs).",
        ),
        (
            "en",
            "In the second quarter, 23 per cent of the grants were paid.",
        ),
        ("en", "The first half of 2023 (38 per cent) was dry."),
        (
            "en",
            "Of 52 inspections 13, or one in four, were unannounced.",
        ),
        (
            "en",
            "Of 60 judges 18 were dismissed, one in five of them for debts.",
        ),
        (
            "en",
            "A fifth of the staff, 12 per cent of them women, left in 2021.",
        ),
        ("en", "It fell by 38 per cent, a third in each year."),
        ("de", "Von 300 Brunnen waren 60 versiegt, jeder fünfte."),
        (
            "de",
            "Mehr als jeder zweite Haushalt (54 Prozent) heizt mit Gas.",
        ),
        (
            "de",
            "Gut die Hälfte der Höfe (53 Prozent) wird verpachtet.",
        ),
        (
            "fr",
            "Près des trois quarts des routes, 59 sur 80, sont fermées.",
        ),
        (
            "fr",
            "La moitié des 80 routes sont fermées (12 % par la neige).",
        ),
        (
            "es",
            "De 200 camiones, 40 no tenían seguro, uno de cada cinco.",
        ),
        (
            "es",
            "Un tercio de los pozos (el 40 % de ellos privados) están secos.",
        ),
    ] {
        check_in(language, right, &[]);
    }
    for (language, wrong, expected) in [
        (
            "en",
            "Just over half of the seats (80 of 100) were filled.",
            "half of the seats (80 of 100",
        ),
        (
            "en",
            "Almost a fifth of the people (34 per cent) owned no land.",
            "a fifth of the people (34 per cent",
        ),
        (
            "en",
            "More than half of the trees, 38 per cent, were felled.",
            "half of the trees, 38 per cent",
        ),
        (
            "en",
            "The court heard 96 of the 288 appeals, two thirds, within a year.",
            "96 of the 288 appeals, two thirds",
        ),
        (
            "en",
            "Of 640 orchards the storm damaged 64, one in five.",
            "640 orchards the storm damaged 64, one in five",
        ),
        (
            "en",
            "Only 15 of 90 buses, one in three, had a ramp.",
            "15 of 90 buses, one in three",
        ),
        (
            "en",
            "Fewer than one in ten teachers (23 per cent) had been trained.",
            "one in ten teachers (23 per cent",
        ),
        (
            "en",
            "A majority of the members, 44 per cent, abstained.",
            "A majority of the members, 44 per cent",
        ),
        (
            "de",
            "Von 300 Brunnen waren 60 versiegt, jeder dritte.",
            "300 Brunnen waren 60 versiegt, jeder dritte",
        ),
        (
            "de",
            "Knapp zwei Drittel der Mittel (41 Prozent) flossen ab.",
            "zwei Drittel der Mittel (41 Prozent",
        ),
        (
            "fr",
            "Près des trois quarts des routes, 31 sur 80, sont fermées.",
            "trois quarts des routes, 31 sur 80",
        ),
        (
            "fr",
            "Sur 240 logements, 60 étaient vides, un sur trois.",
            "240 logements, 60 étaient vides, un sur trois",
        ),
        (
            "es",
            "De 200 camiones, 40 no tenían seguro, uno de cada tres.",
            "200 camiones, 40 no tenían seguro, uno de cada tres",
        ),
        (
            "es",
            "Casi un tercio de las escuelas, 88 de 160, carecen de agua.",
            "un tercio de las escuelas, 88 de 160",
        ),
    ] {
        check_in(language, wrong, &[&format!("{expected} does not add up")]);
    }
}
