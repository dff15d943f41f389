//! Sentences beside the row that they tell, and what is found in them.

use super::*;

fn table(heads: &[&str], rows: &[&[&str]]) -> Known {
    let tongue = tongues::of("en");
    let row = |row: &&[&str]| Row {
        name: row[0].to_lowercase(),
        short: Short::of(row[0]),
        moment: Moment::of(row[0]),
        is_total: table_total::is_total(&row[0].to_lowercase()),
        cells: row[1..].iter().map(|text| cell(text, tongue)).collect(),
    };
    let mut rows: Vec<Row> = rows.iter().map(row).collect();
    short::keep_telling(&mut rows);
    Known {
        id: None,
        is_chart: false,
        span: None,
        places: BTreeSet::new(),
        words: words_of(heads.iter().map(|head| (*head).to_owned())),
        head: Vec::new(),
        heads: heads.iter().map(|head| head.to_lowercase()).collect(),
        rows,
    }
}

fn found(table: &Known, text: &str) -> Option<String> {
    let own = Own::of(text);
    let all = quantities::read(&own, tongues::of("en"));
    Told {
        own: &own,
        all: &all,
    }
    .fault(table, tongues::of("en"))
    .map(|fault| text[fault.range].to_owned())
}

#[test]
fn a_sentence_tells_the_row_that_it_names() {
    let spent = table(
        &["Budget", "Spent", "Share"],
        &[
            &["Drilling", "36.0", "35.0", "97.2"],
            &["Training", "8.0", "6.4", "80.0"],
            &["Shops", "5.0", "2.2", "44.0"],
            &["Total", "49.0", "43.6", "89.0"],
        ],
    );
    for right in [
        "Drilling took the largest share, $35.0 million.",
        "Shops had the smallest budget, $5.0 million.",
        "Training had 8.0 and spent 6.4 million, 80.0 per cent.",
        "Training is one of the largest, and Drilling had $36.0 million.",
        "Training had the second largest budget, $8.0 million.",
        "Training was held in 14 towns.",
    ] {
        assert_eq!(found(&spent, right), None, "{right}");
    }
    for (wrong, written) in [
        (
            "Training took the largest share, $35.0 million.",
            "$35.0 million",
        ),
        ("Training had the largest budget, $8.0 million.", "largest"),
        ("Shops had the highest share.", "highest"),
    ] {
        assert_eq!(found(&spent, wrong).as_deref(), Some(written), "{wrong}");
    }
}

#[test]
fn numbers_and_ranks_of_other_things_are_none_of_the_table() {
    let raids = table(
        &["Deaths", "Injured", "Raids", "What was counted"],
        &[
            &["Arn", "412", "640", "12"],
            &["Bel", "318", "700", "31"],
            &["Cil", "250", "512", "22"],
            &["Dor", "90", "120", "45"],
        ],
    );
    for right in [
        "Police in Cil have 318 officers.",
        "After the raids in Cil, 412 people fled.",
        "Cil had fewer deaths than the 318 of its neighbour.",
        "The longest raid in Cil lasted nine hours.",
        "The youngest victim in Cil was three, and the highest fine 500 crowns.",
        "Bel, with 412 cases of cholera, had the highest number of refugees.",
        "The most common cause of death in Bel was gunfire.",
        "Bel has the largest prison of the country.",
        "Most deaths in Dor were of children.",
        "In Dor most were children.",
        "Cil had the greatest number of orphans.",
        "Cil has 412 wells.",
        "Dor is where most of the 412 lived.",
        "Of the 412 deaths, few were in the north, and Cil had no doctor.",
        "Cil lies 318 km from the sea.",
        "The highest mountain of the country is in Cil.",
        "Cil, the smallest of the four, had 250 deaths.",
        "Arn had the most deaths, and Dor the most raids.",
    ] {
        assert_eq!(found(&raids, right), None, "{right}");
    }
    for (wrong, written) in [
        ("Cil had 318 deaths.", "318"),
        ("In Cil 700 were injured.", "700"),
        ("Cil had the most deaths.", "most"),
        ("The highest number of deaths was in Cil.", "highest"),
        ("Cil had the fewest raids.", "fewest"),
    ] {
        assert_eq!(found(&raids, wrong).as_deref(), Some(written), "{wrong}");
    }
}

#[test]
fn a_sentence_that_tells_a_row_tells_all_of_it() {
    let cases = table(
        &["Cases", "%", "Deaths", "Ratio"],
        &[
            &["Under 5", "563", "38.0", "16", "2.8"],
            &["5 to 14", "356", "24.0", "5", "1.4"],
            &["State television", "61", "22", "17", ""],
        ],
    );
    assert_eq!(
        found(
            &cases,
            "Children had 563 cases (38%) and 16 of the 37 deaths (43%)."
        ),
        None
    );
    assert_eq!(
        found(
            &cases,
            "Children had 536 cases (38.0%) and 16 of the 37 deaths (43%)."
        )
        .as_deref(),
        Some("536")
    );
    assert_eq!(
        found(
            &cases,
            "State television gave it 61 per cent, the others 22 per cent and 17 per cent."
        ),
        None
    );
    assert_eq!(
        found(
            &cases,
            "State television gave it 71 per cent, the others 22 per cent and 17 per cent."
        )
        .as_deref(),
        Some("71 per cent")
    );
}

#[test]
fn numbers_of_a_year_or_month_are_those_of_its_row() {
    let coverage = table(
        &["First dose", "Second dose", "Coverage in per cent"],
        &[
            &["2019", "94.2", "90.1"],
            &["2020", "92.8", "88.0"],
            &["2021", "91.5", "85.6"],
            &["2022", "89.0", "81.9"],
            &["2023", "88.1", "80.7"],
            &["2024", "87.6", "80.3"],
        ],
    );
    for right in [
        "Coverage fell from 94.2 per cent in 2019 to 87.6 per cent in 2024.",
        "Coverage fell from 94 per cent in 2019 to 88 per cent in 2024.",
        "Coverage of the second dose was 80.3 per cent in 2024.",
        "Coverage fell by 6.6 points in 2024.",
        "It fell by a further 3.7 points in 2022.",
        "The clinics had 210 nurses in 2019 and 160 nurses in 2024.",
        "Some 41.5 million doses were bought in 2021.",
        "Coverage fell from 94.2 per cent in 2019, and 812 cases were notified in 2024.",
        "In neighbouring Ostmark it was 92.8 per cent at the end of the decade.",
        "It was 90.1 per cent in 2019/20.",
        "Coverage fell by 6.6 per cent in 2024.",
        "More than 90 per cent in 2021 had the first dose.",
    ] {
        assert_eq!(found(&coverage, right), None, "{right}");
    }
    for (wrong, written) in [
        (
            "Coverage fell from 92.4 per cent in 2019 to 87.6 per cent in 2024.",
            "92.4 per cent",
        ),
        ("Coverage was 88.1 per cent in 2024.", "88.1 per cent"),
        ("Coverage was 81.5 per cent in 2021.", "81.5 per cent"),
        (
            "Coverage was 94.2 per cent in 2019 and 79.9 per cent in 2022.",
            "79.9 per cent",
        ),
    ] {
        assert_eq!(found(&coverage, wrong).as_deref(), Some(written), "{wrong}");
    }
    let lead = table(
        &["Lead", "micrograms per litre"],
        &[
            &["2024-08", "1.2"],
            &["2024-09", "88.0"],
            &["2024-10", "41.0"],
            &["2025-01", "6.8"],
            &["2025-06", "3.9"],
        ],
    );
    let told = |first: &str, last: &str| {
        format!(
            "The median rose from {first} micrograms per litre in August to 88 in September 2024, and fell to {last} by June 2025."
        )
    };
    assert_eq!(found(&lead, &told("1.2", "3.9")), None);
    assert_eq!(found(&lead, &told("1.2", "2.9")).as_deref(), Some("2.9"));
    assert_eq!(
        found(&lead, &told("2.1", "3.9")).as_deref(),
        Some("2.1 micrograms")
    );
}

#[test]
fn places_behind_the_first_are_counted() {
    let districts = table(
        &["Inhabitants", "Cases", "Rate per 100,000"],
        &[
            &["North", "560,000", "84", "15.0"],
            &["Centre", "820,000", "262", "32.0"],
            &["East", "430,000", "541", "125.8"],
            &["Port", "670,000", "229", "34.2"],
            &["Total", "2,480,000", "1,116", "45.0"],
        ],
    );
    for right in [
        "East, with 430,000 inhabitants the smallest of the four, had 541 cases.",
        "Port had the second highest rate, 34.2 per 100,000.",
        "Port, with 670,000 inhabitants the second largest of the four, had 229 cases.",
        "Centre had the second largest number of cases, 262.",
        "East had the second highest number of cases of the decade.",
        "East, the largest of the four, had 541 cases.",
        "North had 84 cases, the smallest of the nine outbreaks of the year.",
        "In the second most cases of East were of children, 541 in all.",
    ] {
        assert_eq!(found(&districts, right), None, "{right}");
    }
    for (wrong, written) in [
        (
            "East, with 430,000 inhabitants the largest of the four, had 541 cases.",
            "largest",
        ),
        (
            "Port had the third highest rate, 34.2 per 100,000.",
            "highest",
        ),
        (
            "Centre had the second lowest number of cases, 262.",
            "lowest",
        ),
    ] {
        assert_eq!(
            found(&districts, wrong).as_deref(),
            Some(written),
            "{wrong}"
        );
    }
}

/// What is wrong with what a sentence says of a table as a whole.
fn found_of_all(table: &Known, language: &str, text: &str) -> Option<String> {
    let own = Own::of(text);
    let all = quantities::read(&own, tongues::of(language));
    let told = Told {
        own: &own,
        all: &all,
    };
    told.of_all(table).map(|fault| text[fault.range].to_owned())
}

fn payments() -> Known {
    Known {
        head: vec!["district".to_owned()],
        ..table(
            &["Payments", "Visits", "crowns", "zahlung", "pagos"],
            &[
                &["Arn", "4,200", "12"],
                &["Bel", "3,100", "31"],
                &["Cil", "2,400", "22"],
                &["Dor", "1,900", "45"],
            ],
        )
    }
}

#[test]
fn what_is_said_of_a_whole_table_is_so() {
    let payments = payments();
    for (language, right) in [
        ("en", "The four districts in Table 2 were paid."),
        ("en", "Two of the districts in Table 2 were paid."),
        (
            "en",
            "The two districts in Table 2 with most visits were paid.",
        ),
        (
            "en",
            "Of the seven districts of the land, the four in Table 2 were paid.",
        ),
        (
            "en",
            "Seven districts asked, and Table 2 shows four of them.",
        ),
        ("en", "Table 2 lists four districts."),
        (
            "en",
            "Table 2 lists two districts with a court, among others.",
        ),
        ("en", "In Table 2 the seven judges were named."),
        ("en", "The largest payment in Table 2 was 4,200 crowns."),
        ("en", "The smallest payment in Table 2 was 1,900 crowns."),
        (
            "en",
            "The largest payment in Table 2 went to Bel, with 3,100 crowns in May.",
        ),
        ("en", "The largest judges in Table 2 had 3,100 crowns."),
        (
            "en",
            "The payments in Table 2 came to 11,600 crowns in all.",
        ),
        ("en", "The payments in Table 2 total 11,600 crowns."),
        (
            "en",
            "The payments in Table 2 came to about 11,000 crowns in all.",
        ),
        (
            "en",
            "The first two payments in Table 2 came to 7,300 crowns in all.",
        ),
        (
            "en",
            "The land paid 84,000 crowns in all, of which Table 2 shows a part.",
        ),
        ("de", "Die vier Districts in Tabelle 2 wurden bezahlt."),
    ] {
        assert_eq!(found_of_all(&payments, language, right), None, "{right}");
    }
    for (language, wrong, written) in [
        (
            "en",
            "The seven districts in Table 2 were paid.",
            "seven districts",
        ),
        (
            "en",
            "All five districts in Table 2 were paid.",
            "five districts",
        ),
        ("en", "Table 2 lists three districts.", "three districts"),
        (
            "en",
            "Table 2 lists six districts, all in the north.",
            "six districts",
        ),
        (
            "en",
            "The largest payment in Table 2 was 3,100 crowns.",
            "3,100 crowns",
        ),
        (
            "en",
            "The highest number of visits in Table 2 was 31.",
            "31",
        ),
        (
            "en",
            "The smallest payment in Table 2 was 2,400 crowns.",
            "2,400 crowns",
        ),
        (
            "en",
            "The payments in Table 2 came to 12,300 crowns in all.",
            "12,300 crowns",
        ),
        (
            "en",
            "The total of the payments in Table 2 is 11,060 crowns.",
            "11,060 crowns",
        ),
        (
            "de",
            "Die größte Zahlung in Tabelle 2 betrug 3.100 Kronen.",
            "3.100 Kronen",
        ),
        (
            "es",
            "El mayor de los pagos del cuadro 2 fue de 3.100 coronas.",
            "3.100 coronas",
        ),
    ] {
        let found = found_of_all(&payments, language, wrong);
        assert_eq!(found.as_deref(), Some(written), "{wrong}");
    }
}

#[test]
fn a_row_is_known_by_a_short_form_of_its_name() {
    let paid = table(
        &["Payments", "Visits"],
        &[
            &["Arben Dreshaj", "4,200", "12"],
            &["Luan Marku", "3,100", "31"],
            &["Vera Hoti", "2,400", "22"],
            &["Ministry of Health", "1,900", "45"],
        ],
    );
    for right in [
        "Dreshaj got 4,200 in payments.",
        "Judge Marku made 31 visits.",
        "The World Health Organization made 31 visits.",
        "Hoti had the second lowest payments, 2,400 crowns.",
        "Marku and Dreshaj had 4,200 in payments.",
    ] {
        assert_eq!(found(&paid, right), None, "{right}");
    }
    for (wrong, written) in [
        ("Dreshaj got 3,100 in payments.", "3,100"),
        ("Judge Marku got 2,400 in payments.", "2,400"),
        ("The payments of Hoti came to 4,200.", "4,200"),
        ("Marku had the highest payments.", "highest"),
    ] {
        assert_eq!(found(&paid, wrong).as_deref(), Some(written), "{wrong}");
    }
}

#[test]
fn numbers_of_two_rows_or_columns_are_not_exchanged() {
    let held = table(
        &["Men", "Women"],
        &[
            &["Arn", "12", "31"],
            &["Bel", "17", "9"],
            &["Cil", "22", "40"],
        ],
    );
    for right in [
        "In Arn and Bel it held 12 and 17 men respectively.",
        "In Bel and Arn it held 9 and 31 women, respectively.",
        "It held 12 men in Arn and 17 in Bel.",
        "In Bel men and women were 17 and 9, respectively.",
        "In Arn and Bel it tried 17 and 40 respectively.",
        "In Arn and Dor it held 17 and 12 men respectively.",
    ] {
        assert_eq!(found(&held, right), None, "{right}");
    }
    for (wrong, written) in [
        (
            "In Arn and Bel it held 17 and 12 men respectively.",
            "17 and 12",
        ),
        (
            "It held 17 men in Arn and 12 in Bel.",
            "17 men in Arn and 12",
        ),
        (
            "In Arn men and women were 31 and 12, respectively.",
            "31 and 12",
        ),
        (
            "In Arn, Bel and Cil it held 12, 22 and 17 men respectively.",
            "12, 22 and 17",
        ),
    ] {
        assert_eq!(found(&held, wrong).as_deref(), Some(written), "{wrong}");
    }
}
