//! Changes with their ends, and what is found in them.

use super::super::tests::{check, check_in};

#[test]
fn a_change_is_what_its_ends_come_to() {
    for right in [
        "It handled 412,000 boxes in 2016 and 338,000 in 2022, a drop of 18 percent.",
        "Landlords began 3,960 cases, against 3,246 in 2022, an increase of 22%.",
        "The rent was £780 in March 2020 and £1,040 in March 2024, a rise of £260 or 33%.",
        "Attendance was 87.1% with meals and 78.7% without, a difference of 8.4 percentage points.",
        "It gives $40,500 per well, 35 per cent more than the $30,000 that were planned.",
        "It gives $40,500 per well, 26 per cent less than the $55,000 that were planned.",
        "She won 1,388,338 votes, 373,784 votes more than the 1,014,554 of Dunin.",
        "It rose by 75 per cent from 2019 to 2023, from 8 to 14.",
        "It rose by about 60 per cent, from 8 to 14.",
        "It fell from 84% in grade 1 to 58% in grade 6, by 26 percentage points.",
        "In 12 districts 40 wells were dug in 2019 and 60 in 2020, a rise of 20 percent.",
        "Cases rose by 12% and deaths from 30 to 45.",
        "There were 100 cases; the 200 deaths were a rise of 5%.",
        "It took 52 minutes a day, down from 84 minutes in 2018, a fall of 38 per cent.",
        "With 864 wells it comes to $40,500, 35 per cent more than the $30,000 that were planned.",
        "It covers 40 districts and 30 towns, a difference of 5 per cent.",
    ] {
        check(right, &[]);
    }
    check(
        "It handled 412,000 boxes in 2016 and 338,000 in 2022, a drop of 81 percent.",
        &["412,000 boxes in 2016 and 338,000 in 2022, a drop of 81 percent does not add up"],
    );
    check(
        "The rent was £780 in March 2020 and £1,040 in March 2024, a rise of £620 or 33%.",
        &["£780 in March 2020 and £1,040 in March 2024, a rise of £620 does not add up"],
    );
    check(
        "The rent was £780 in March 2020 and £1,040 in March 2024, a rise of £260 or 23%.",
        &["£780 in March 2020 and £1,040 in March 2024, a rise of £260 or 23% does not add up"],
    );
    check(
        "Attendance was 87.1% with meals and 78.7% without, a difference of 9.4 percentage points.",
        &[
            "87.1% with meals and 78.7% without, a difference of 9.4 percentage points does not add up",
        ],
    );
    check(
        "It gives $40,500 per well, 53 per cent more than the $30,000 that were planned.",
        &["$40,500 per well, 53 per cent more than the $30,000 does not add up"],
    );
    check(
        "It took 52 minutes a day, down from 84 minutes in 2018, a fall of 83 per cent.",
        &["52 minutes a day, down from 84 minutes in 2018, a fall of 83 per cent does not add up"],
    );
    check(
        "With 864 wells it comes to $40,500, 53 per cent more than the $30,000 that were planned.",
        &["$40,500, 53 per cent more than the $30,000 does not add up"],
    );
    check(
        "It rose by 57 per cent from 2019 to 2023, from 8 to 14.",
        &["57 per cent from 2019 to 2023, from 8 to 14 does not add up"],
    );
    check(
        "It handled 412,000 boxes in 2016 and 338,000 in 2022, a rise of 18 percent.",
        &["412,000 boxes in 2016 and 338,000 in 2022, a rise of 18 percent goes down"],
    );
    check(
        "Landlords began 3,960 cases, against 3,246 in 2022, a decrease of 22%.",
        &["3,960 cases, against 3,246 in 2022, a decrease of 22% goes up"],
    );
    check(
        "The rent rose by a half in four years, from £780 to £1,040 a month.",
        &["a half in four years, from £780 to £1,040 does not add up"],
    );
    check(
        "The rent rose by a third in four years, from £780 to £1,040 a month.",
        &[],
    );
    check_in(
        "de",
        "Er hatte 1990 eine Fläche von 9,2 km² und 2020 noch 6,3 km², ein Rückgang um 13,5 %.",
        &["9,2 km² und 2020 noch 6,3 km², ein Rückgang um 13,5 % does not add up"],
    );
    check_in(
        "de",
        "Er hatte 1990 eine Fläche von 9,2 km² und 2020 noch 6,3 km², ein Rückgang um 31,5 %.",
        &[],
    );
    check_in(
        "es",
        "Aumentó un 42 %, de 990 a 1.230 hectáreas.",
        &["42 %, de 990 a 1.230 does not add up"],
    );
    check_in("es", "Aumentó un 24 %, de 990 a 1.230 hectáreas.", &[]);
}

#[test]
fn a_factor_is_what_its_ends_come_to() {
    check(
        "The number more than doubled between 2017 and 2021, from 31 to 68.",
        &[],
    );
    check("The number almost tripled, from 31 to 90.", &[]);
    check("The number doubled from 31 to 68 in 12 months.", &[]);
    check(
        "The number more than tripled between 2017 and 2021, from 31 to 68.",
        &["tripled between 2017 and 2021, from 31 to 68 does not add up"],
    );
    check_in(
        "es",
        "El número pasó de 54 a 162, es decir, se duplicó.",
        &["54 a 162, es decir, se duplicó does not add up"],
    );
    check_in(
        "es",
        "El número pasó de 54 a 162, es decir, se triplicó.",
        &[],
    );
    check_in(
        "fr",
        "Le nombre a triplé, passant de six en 2018 à douze en 2022.",
        &["triplé, passant de six en 2018 à douze does not add up"],
    );
}

#[test]
fn a_sum_behind_a_year_is_no_end_with_it() {
    for right in [
        "In 2019 $3 million was spent, a rise of 12 per cent on the year before.",
        "In May 2019 €3 million went to schools, a fall of 5 per cent.",
        "In 2019 €3bn was spent, an increase of 100 per cent.",
    ] {
        check(right, &[]);
    }
}

#[test]
fn two_numbers_are_ends_where_the_sentence_says_so() {
    for (language, right) in [
        (
            "en",
            "Exports rose by 5 per cent to $40 billion, and imports to $35 billion.",
        ),
        (
            "en",
            "Revenue rose 8 per cent to $120 million, and profit fell 3 per cent to $14 million.",
        ),
        (
            "en",
            "Output grew by 3 per cent to $45 billion, of which farming made up $10 billion.",
        ),
        (
            "en",
            "The number of prisoners rose by 4 per cent to 62,400, well above the capacity of 48,000.",
        ),
        (
            "en",
            "The minimum wage rose by 10 per cent to $330 a month, still less than the $520 that a family needs.",
        ),
        (
            "en",
            "Support rose by 3 percentage points to 45 per cent, compared with an average of 30 per cent in the region.",
        ),
        (
            "en",
            "Deaths rose by 12 to 45 in the north, and in the south they fell to 30.",
        ),
        (
            "en",
            "Food prices rose by 40 per cent in 12 of 18 provinces.",
        ),
        ("en", "Fees rose by 10 per cent for 120 of the 300 pupils."),
        (
            "en",
            "In 240 of 300 villages there was a rise of 12 per cent.",
        ),
        (
            "en",
            "With an increase of 5 per cent, teachers earn $500 and nurses $450.",
        ),
        (
            "en",
            "It made a profit of $5 million on sales of $50 million, an increase of 20 per cent.",
        ),
        (
            "en",
            "It rose from 1 in 2000 to 1 in 1500, a rise of 33 per cent.",
        ),
        (
            "de",
            "Die Zahl stieg um 4 Prozent auf 62.400, bei einer Kapazität von 48.000.",
        ),
        (
            "de",
            "Der Umsatz stieg um 8 Prozent auf 120 Millionen Euro, der Gewinn lag bei 14 Millionen Euro.",
        ),
        (
            "fr",
            "Le nombre a augmenté de 4 % pour atteindre 62 400, pour 48 000 places.",
        ),
        (
            "es",
            "La cifra aumentó un 4 % hasta 62.400, para 48.000 plazas.",
        ),
    ] {
        check_in(language, right, &[]);
    }
    check(
        "Deaths rose by 12 to 45 in May, from 30 in April.",
        &["12 to 45 in May, from 30 does not add up"],
    );
    check(
        "The fees rose by 10 per cent to $330, up from $280.",
        &["10 per cent to $330, up from $280 does not add up"],
    );
    check_in(
        "de",
        "Der Umsatz stieg um 18 Prozent auf 120 Millionen Euro, von 84 Millionen Euro im Vorjahr.",
        &["18 Prozent auf 120 Millionen Euro, von 84 Millionen Euro does not add up"],
    );
    check_in(
        "es",
        "La cifra aumentó un 14 %, del 50 % al 60 %.",
        &["14 %, del 50 % al 60 % does not add up"],
    );
}

#[test]
fn rates_are_no_change_from_end_to_end() {
    for (language, right) in [
        (
            "en",
            "Spending rose by 3 per cent a year, from £10 million in 2010 to £13.4 million in 2020.",
        ),
        (
            "en",
            "It grew by 2 per cent a year on average, from $400 to $488.",
        ),
        (
            "en",
            "It rose by 12 per cent in real terms, from £10 million to £13 million.",
        ),
        (
            "en",
            "Output per head rose by 2 per cent annually, from $400 in 2010 to $488 in 2020.",
        ),
        (
            "en",
            "It rose by a half in real terms, from £10 million to £18 million.",
        ),
        (
            "de",
            "Sie stieg um 3 Prozent pro Jahr, von 10 Millionen Euro auf 13,4 Millionen Euro.",
        ),
        (
            "de",
            "Sie stieg real um 12 Prozent, von 10 Millionen Euro auf 13 Millionen Euro.",
        ),
        (
            "de",
            "Sie wuchs jährlich um 2 Prozent, von 400 Euro auf 488 Euro.",
        ),
        (
            "fr",
            "Il a augmenté de 3 % par an, de 10 millions en 2010 à 13,4 millions en 2020.",
        ),
        (
            "fr",
            "Il a augmenté de 12 % en termes réels, de 10 millions à 13 millions.",
        ),
        (
            "es",
            "Aumentó un 3 % al año, de 10 millones en 2010 a 13,4 millones en 2020.",
        ),
        (
            "es",
            "Aumentó un 12 % en términos reales, de 10 millones a 13 millones.",
        ),
    ] {
        check_in(language, right, &[]);
    }
    check(
        "Spending rose by 43 per cent, from £10 million in 2010 to £13.4 million in 2020.",
        &["43 per cent, from £10 million in 2010 to £13.4 million does not add up"],
    );
}
