//! Shares, changes and ranges, and what is found in them.

use super::*;
use crate::rules::tongues;

pub(in crate::rules::arithmetic) fn check(text: &str, expected: &[&str]) {
    check_in("en", text, expected);
}

pub(in crate::rules::arithmetic) fn check_in(language: &str, text: &str, expected: &[&str]) {
    let (own, tongue) = (Own::of(text), tongues::of(language));
    let found: Vec<String> = faults(&own, tongue, &scaled::read(&own, tongue), &[])
        .into_iter()
        .map(|(_, fault)| format!("{} {}", &text[fault.range], fault.what))
        .collect();
    assert_eq!(found, expected, "{text}");
}

#[test]
fn shares_are_computed_to_the_printed_place() {
    check(
        "It was 180 of 240 (70 %).",
        &["180 of 240 (70 %) does not add up"],
    );
    check(
        "70 percent of them, and others (180 of 240), are loose.",
        &[],
    );
    check(
        "70 percent of all of the stones that are (180 of 240)",
        &["70 percent of all of the stones that are (180 of 240) does not add up"],
    );
    check(
        "70 percent of all of the stones that are there (180 of 240)",
        &[],
    );
    check(
        "It was 180 of the 240 people, or 70 per cent.",
        &["180 of the 240 people, or 70 per cent does not add up"],
    );
    check(
        "It was 180 of 240 (75%), 1 of 3 (33 %), 2 of 3 (66.7 %), 1,000 of 4,000 (25%).",
        &[],
    );
    check(
        "Of 240 people, 180 (70 %) were women.",
        &["240 people, 180 (70 %) does not add up"],
    );
    check(
        "Of the 240 people whom we met, 180, or 75 per cent, were women.",
        &[],
    );
    check(
        "They spoke of 240 people, 180 (70 %) of whom were women.",
        &[],
    );
    check(
        "It was 2 of 3 (66.6 %).",
        &["2 of 3 (66.6 %) does not add up"],
    );
    check(
        "About 180 of 240 (70 %), 9 of 40 (95% CI 1–2) and 12 of 2012 (40 %).",
        &[],
    );
}

#[test]
fn verbs_agree_with_their_numbers() {
    check(
        "Arrivals rose from 40 to 30.",
        &["rose from 40 to 30 goes down"],
    );
    check(
        "It fell sharply from 1,502 in 2011 to 2,706.",
        &["fell sharply from 1,502 in 2011 to 2,706 goes up"],
    );
    check(
        "It rose from 30 to 40 and fell from 2,706 in 2011 to 1,502 in 2012.",
        &[],
    );
    check(
        "It rose from $1.2 million to $900,000.",
        &["rose from $1.2 million to $900,000 goes down"],
    );
    check(
        "It rose from 900 to 1.2 million and from 900 kg to 1.2 tonnes.",
        &[],
    );
    check("It fell from 2010 to 2012 and rose from 5th to 2nd.", &[]);
}

#[test]
fn ranges_run_upwards() {
    check(
        "There were between 300 and 200 people.",
        &["between 300 and 200 runs backwards"],
    );
    check(
        "There were between 200 and 300 people, between 10 p.m. and 4 a.m.",
        &[],
    );
    check(
        "It takes between 12 and 6 weeks before; between 900 and 1 million.",
        &[],
    );
    check(
        "They paid between 1,400 and 900 marks before the journey.",
        &["between 1,400 and 900 runs backwards"],
    );
    check(
        "There was a meeting between 12 and 4 p.m. and 10 and 4 a.m.",
        &[],
    );
}

#[test]
fn shares_are_reckoned_however_they_are_told() {
    check(
        "A total of 180 out of 240 stones (70 %) are loose.",
        &["180 out of 240 stones (70 %) does not add up"],
    );
    check(
        "70 percent of the stones (180 of 240) are loose.",
        &["70 percent of the stones (180 of 240) does not add up"],
    );
    check(
        "It rated 14 of the 22 miles of the levee as deficient, 46 percent.",
        &["14 of the 22 miles of the levee as deficient, 46 percent does not add up"],
    );
    check(
        "It rated 14 of the 22 miles of the levee as deficient, 64 percent.",
        &[],
    );
    check(
        "It rated 14 of the 22 miles as deficient, and costs rose, by 46 percent.",
        &[],
    );
    check(
        "Of the 492 households that lost it in 2023, 318 (56 per cent) owed little.",
        &["492 households that lost it in 2023, 318 (56 per cent) does not add up"],
    );
    check(
        "Of the 30 gardens whose soil we tested, 12 were above 200 milligrams of lead (70 %).",
        &[
            "30 gardens whose soil we tested, 12 were above 200 milligrams of lead (70 %) does not add up",
        ],
    );
    check(
        "180 of 240 stones, i.e. 70 %, are loose.",
        &["180 of 240 stones, i.e. 70 % does not add up"],
    );
    check(
        "Three of four gates, or 70 per cent, are shut.",
        &["Three of four gates, or 70 per cent does not add up"],
    );
    check("75 percent of the stones (180 of 240 seen) are loose.", &[]);
    check(
        "About 70 percent of the stones (180 of 240) are loose.",
        &[],
    );
    check(
        "It fell by 70 per cent (180 of 240 agreed, 12 did not).",
        &[],
    );
    check(
        "Two of three gates, or 40 per cent of the width, are shut.",
        &[],
    );
    check(
        "Each of two of the three gates (one of 12 (8 %)) held.",
        &[],
    );
}

#[test]
fn sums_of_money_are_numbers() {
    check(
        "The cost rose from US$500 to US$300.",
        &["rose from US$500 to US$300 goes down"],
    );
    check(
        "It takes between US$200,000 and US$120,000.",
        &["between US$200,000 and US$120,000 runs backwards"],
    );
    check(
        "Costs rose from £5m to £3m.",
        &["rose from £5m to £3m goes down"],
    );
    check(
        "Spending rose from £2.9 million on the first day to £0.4 million on the last.",
        &["rose from £2.9 million on the first day to £0.4 million goes down"],
    );
    check(
        "It rose from $900m to $3bn and from EUR 300 to EUR 500.",
        &[],
    );
    check("It rose from 40m to 3 km, from US$500 to 30.", &[]);
}

#[test]
fn shares_and_changes_of_other_languages_are_reckoned() {
    check_in(
        "de",
        "Von 240 Steinen waren 180 (70 %) lose.",
        &["240 Steinen waren 180 (70 %) does not add up"],
    );
    check_in(
        "de",
        "Die Miete stieg von 9,60 € auf 6,40 €.",
        &["stieg von 9,60 € auf 6,40 goes down"],
    );
    check_in(
        "de",
        "180 von 240 Steinen, also 75 Prozent, waren lose.",
        &[],
    );
    check_in(
        "de",
        "Die Zahl stieg von 1.284 auf 1.300, zwischen 22 und 6 Uhr.",
        &[],
    );
    check_in("de", "Von 240 Steinen waren rund 180 (70 %) lose.", &[]);
    check_in(
        "fr",
        "180 sur 240 (70 %).",
        &["180 sur 240 (70 %) does not add up"],
    );
    check_in(
        "es",
        "180 de los 240 (70 %).",
        &["180 de los 240 (70 %) does not add up"],
    );
    check_in(
        "es",
        "180 de 240 (70 %).",
        &["180 de 240 (70 %) does not add up"],
    );
    check_in(
        "es",
        "Subió de 1.200 a 1.300 y cerca de 180 de 240 (70 %).",
        &[],
    );
}

#[test]
fn what_is_said_of_a_share_may_explain_it() {
    for (language, right) in [
        (
            "en",
            "It was named by 180 of 240 respondents (72 %, weighted).",
        ),
        (
            "en",
            "It was named by 180 of 240 respondents (78 %; ten did not answer).",
        ),
        ("de", "Das sagten 180 von 240 Befragten (72 %, gewichtet)."),
        (
            "fr",
            "C’est ce que disent 180 sur 240 personnes (72 %, données pondérées).",
        ),
        ("es", "Lo dijeron 180 de 240 personas (72 %, ponderado)."),
    ] {
        check_in(language, right, &[]);
    }
    check(
        "It was named by 180 of 240 respondents (70 %; 95 % CI 66–78).",
        &["180 of 240 respondents (70 % does not add up"],
    );
}
