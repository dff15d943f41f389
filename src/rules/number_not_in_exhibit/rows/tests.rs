//! Sentences beside the row that they tell, and what is found in them.

use super::*;

fn table(heads: &[&str], rows: &[&[&str]]) -> Known {
    let tongue = tongues::of("en");
    let row = |row: &&[&str]| Row {
        name: row[0].to_lowercase(),
        is_total: table_total::is_total(&row[0].to_lowercase()),
        cells: row[1..].iter().map(|text| cell(text, tongue)).collect(),
    };
    Known {
        id: None,
        span: None,
        places: BTreeSet::new(),
        words: words_of(heads.iter().map(|head| (*head).to_owned())),
        rows: rows.iter().map(row).collect(),
    }
}

fn found(table: &Known, text: &str) -> Option<String> {
    let own = Own::of(text);
    let all = quantities::read(&own, tongues::of("en"));
    Told {
        own: &own,
        all: &all,
    }
    .fault(table)
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
