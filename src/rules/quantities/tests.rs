//! Quantities of sentences, with what they measure and how exactly they are meant.

use super::super::tongues;
use super::*;

fn found(language: &str, text: &str) -> Vec<String> {
    let own = Own::of(text);
    let shown = |quantity: Quantity| {
        let sort = match quantity.sort {
            Sort::Percent => "%".to_owned(),
            Sort::Points => "points".to_owned(),
            Sort::Money(sign) => sign,
            Sort::Measure(unit) => format!("unit {unit}"),
            Sort::Count => "count".to_owned(),
            Sort::Year => "year".to_owned(),
        };
        format!(
            "{} = {} {sort} {:?}",
            &text[quantity.range.clone()],
            quantity.value,
            quantity.bound
        )
    };
    read(&own, tongues::of(language))
        .into_iter()
        .map(shown)
        .collect()
}

#[test]
fn quantities_have_a_value_a_sort_and_a_bound() {
    assert_eq!(
        found(
            "en",
            "It spent $48.6 million, 72 per cent of 67.5, on 1,200 wells in 2019."
        ),
        [
            "$48.6 million = 48600000 $ Exact",
            "72 per cent = 72 % Exact",
            "67.5 = 67.5 count Exact",
            "1,200 = 1200 count Exact",
            "2019 = 2019 year Exact",
        ]
    );
    assert_eq!(
        found(
            "en",
            "From 40 to 30, more than 12 %, about EUR 7, nearly 5 percentage points at 14:20 on 3 May."
        ),
        [
            "40 = 40 count Exact",
            "30 = 30 count Exact",
            "12 % = 12 % More",
            "7 = 7 € About",
            "5 percentage points = 5 points Less",
        ]
    );
    assert_eq!(
        found(
            "de",
            "Sie sank um 20,9 km² oder 34 %, fast 17,0 Millionen Euro."
        ),
        [
            "20,9 km² = 20.9 unit 17 Exact",
            "34 % = 34 % Exact",
            "17,0 Millionen Euro = 17000000 € Less",
        ]
    );
    assert_eq!(
        found("en", "Two thirds of them rose at 7 a.m. and 14:20."),
        Vec::<String>::new()
    );
    assert_eq!(
        found("en", "The 5–9 and 12-year-old of A/12 and sixty-three men."),
        ["sixty-three = 63 count Exact"]
    );
}

#[test]
fn what_counts_other_things_is_not_alike() {
    let check = |text: &str, alike: bool| {
        let read = read(&Own::of(text), tongues::of("en"));
        assert_eq!(read[0].is_like(&read[1]), alike, "{text}");
    };
    check("It has 12 wells and 9 wells.", true);
    check("It has 12 wells and 9 in 2019.", true);
    check("It has 12 wells and 9 districts.", false);
    check("It has $12 and €9.", false);
    check("It has 12 km and 9 miles.", false);
    check("It has 12 % and 9 wells.", false);
    check("It has 1 case of 12 cases and 9 case.", true);
}

#[test]
fn a_sign_belongs_to_the_number_that_it_stands_before() {
    assert_eq!(
        found(
            "en",
            "In 2019 $3 million was spent, and 40 € in May 2020 €3bn."
        ),
        [
            "2019 = 2019 year Exact",
            "$3 million = 3000000 $ Exact",
            "40 € = 40 € Exact",
            "2020 = 2020 year Exact",
            "€3bn = 3000000000 € Exact",
        ]
    );
}

#[test]
fn points_end_with_the_sentence() {
    assert_eq!(
        found("fr", "Le taux a reculé de 18 points de"),
        ["18 points = 18 points Exact"]
    );
    assert_eq!(
        found("fr", "Il a reculé de 18 points de pourcentage."),
        ["18 points de pourcentage = 18 points Exact"]
    );
    assert_eq!(
        found("es", "Ganó tres millones puntos de"),
        ["tres millones puntos = 3000000 points Exact"]
    );
}
