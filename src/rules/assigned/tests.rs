use super::*;
use crate::rules::tongues;

/// How a text gives what a sentence gives.
fn given(language: &str, sentence: &str, text: &str) -> Vec<Given> {
    let tongue = tongues::of(language);
    let spoken = Spoken::of(text, tongue);
    let assigned = all(&Own::of(sentence), tongue);
    assigned.iter().map(|one| spoken.given(one)).collect()
}

#[test]
fn numbers_are_given_to_names() {
    for (language, sentence, expected) in [
        (
            "en",
            "Arn and Bel lost 12 and 7 people respectively.",
            "arn 12 bel 7",
        ),
        (
            "en",
            "In Arn, Bel and Cil it took 12, 9 and 7 days, respectively.",
            "arn 12 bel 9 cil 7",
        ),
        (
            "en",
            "The northern district and the southern district had 12 and 7 wells, respectively.",
            "northern 12 southern 7",
        ),
        (
            "en",
            "Some 12 and 7 people died in Arn and Bel respectively.",
            "arn 12 bel 7",
        ),
        (
            "en",
            "In 2019 and 2020 it heard 12 and 17 cases respectively.",
            "2019 12 2020 17",
        ),
        (
            "en",
            "The men and the women got 12 and 7 per cent, respectively.",
            "men 12 women 7",
        ),
        (
            "de",
            "In Arn und Bel starben 12 bzw. 7 Menschen.",
            "arn 12 bel 7",
        ),
        (
            "fr",
            "Arn et Bel ont perdu respectivement 12 et 17 personnes.",
            "arn 12 bel 17",
        ),
        (
            "es",
            "Arn y Bel perdieron 12 y 17 personas, respectivamente.",
            "arn 12 bel 17",
        ),
        (
            "it",
            "Arn e Bel hanno perso rispettivamente 12 e 17 persone.",
            "arn 12 bel 17",
        ),
        (
            "nl",
            "Arn en Bel verloren respectievelijk 12 en 17 mensen.",
            "arn 12 bel 17",
        ),
        ("en", "It killed 12 in Arn and 7 in Bel.", "arn 12 bel 7"),
        ("en", "Arn had 12 deaths and Bel 7.", "arn 12 bel 7"),
        ("en", "It held 12 men and 7 women.", "men 12 women 7"),
        (
            "en",
            "It rose from 30 in 2019 to 40 in 2020.",
            "2019 30 2020 40",
        ),
    ] {
        let found = all(&Own::of(sentence), tongues::of(language));
        let pairs = found.first().map(|one| &one.pairs[..]).unwrap_or_default();
        let shown: Vec<String> = pairs
            .iter()
            .map(|pair| format!("{} {}", pair.key.word(), pair.value / 1000))
            .collect();
        assert_eq!(shown.join(" "), expected, "{sentence}");
    }
}

#[test]
fn numbers_that_change_their_names_are_found() {
    for (language, sentence, text) in [
        (
            "en",
            "Arn and Bel lost 7 and 12 people respectively.",
            "Arn lost 12 people and Bel 7.",
        ),
        (
            "en",
            "Arn and Bel lost 7 and 12 people respectively.",
            "It killed 12 in Arn and 7 in Bel.",
        ),
        (
            "en",
            "Arn and Bel lost 7 and 12 people respectively.",
            "Arn and Bel lost 12 and 7 people respectively.",
        ),
        (
            "en",
            "Arn and Bel lost 7 and 12 people respectively.",
            "Arn had 12 deaths. In Bel there were 7.",
        ),
        (
            "en",
            "Arn, Bel and Cil lost 12, 7 and 9 people respectively.",
            "Arn lost 12, Bel 9 and Cil 7.",
        ),
        (
            "en",
            "It heard 12 and 17 cases in 2020 and 2019 respectively.",
            "In 2019 it heard 12 cases, in 2020 it heard 17.",
        ),
        (
            "en",
            "It killed 7 in Arn and 12 in Bel.",
            "Of the dead, 12 were in Arn and 7 in Bel.",
        ),
        ("en", "Arn had 7 deaths and Bel 12.", "Arn: 12\nBel: 7\n"),
        (
            "en",
            "It held 7 men and 12 women.",
            "The camp held 12 men and 7 women.",
        ),
        (
            "en",
            "It rose from 30 in 2020 to 40 in 2019.",
            "It was 30 in 2019 and 40 in 2020.",
        ),
        (
            "de",
            "In Arn und Bel starben 7 bzw. 12 Menschen.",
            "In Arn starben 12 Menschen, in Bel 7.",
        ),
        (
            "de",
            "Es starben 7 Männer und 12 Frauen.",
            "Unter den Toten waren 12 Männer und 7 Frauen.",
        ),
        (
            "fr",
            "Arn et Bel ont perdu respectivement 7 et 12 personnes.",
            "Arn a perdu 12 personnes et Bel 7.",
        ),
        (
            "es",
            "Arn y Bel perdieron 7 y 12 personas, respectivamente.",
            "Arn perdió 12 personas y Bel 7.",
        ),
        (
            "it",
            "Arn e Bel hanno perso rispettivamente 7 e 12 persone.",
            "Arn ha perso 12 persone e Bel 7.",
        ),
        (
            "nl",
            "Arn en Bel verloren respectievelijk 7 en 12 mensen.",
            "Arn verloor 12 mensen en Bel 7.",
        ),
    ] {
        let found = given(language, sentence, text);
        let is_exchanged = matches!(found[..], [Given::Exchanged(..)]);
        assert!(is_exchanged, "{sentence} / {text}: {found:?}");
    }
}

#[test]
fn numbers_that_keep_their_names_are_silent() {
    for (language, sentence, text) in [
        (
            "en",
            "Arn and Bel lost 12 and 7 people respectively.",
            "Arn lost 12 people and Bel 7.",
        ),
        (
            "en",
            "Arn and Bel lost 12 and 7 people respectively.",
            "It killed 7 in Bel and 12 in Arn.",
        ),
        (
            "en",
            "Arn and Bel lost 12 and 7 people respectively.",
            "With 7 dead, Bel lost fewer than Arn (12).",
        ),
        (
            "en",
            "Arn and Bel lost 12 and 7 people respectively.",
            "Unlike Arn, where Bel lost 7, the toll was 12.",
        ),
        (
            "en",
            "Arn and Bel lost 12 and 7 people respectively.",
            "In 2019 Arn lost 7 and Bel 12. In 2020 Arn lost 12 and Bel 7.",
        ),
        (
            "en",
            "In 2020 Arn and Bel lost 12 and 7 people respectively.",
            "In 2019 Arn lost 7 and Bel 12 people.",
        ),
        (
            "en",
            "It held 12 men and 7 women.",
            "It held 19 people, 7 of them women.",
        ),
        (
            "en",
            "It held 12 men and 7 women.",
            "It held 12 men, and 7 women came later. In May 7 men and 12 women fled.",
        ),
        (
            "en",
            "The Arn camp held 12 men and 7 women.",
            "In the Bel camp 7 men and 12 women fled.",
        ),
        (
            "en",
            "It killed 12 in Arn and 7 in Bel.",
            "Arn and Bel were hit; 7 died and 12 were hurt.",
        ),
        (
            "en",
            "It killed 12 in Arn and 7 in Bel.",
            "Arn: 12 dead, 7 hurt. Bel: 7 dead, 12 hurt.",
        ),
        (
            "en",
            "It rose from 30 in 2019 to 40 in 2020.",
            "It was 40 in 2020, after 30 in 2019.",
        ),
        (
            "en",
            "It rose from 30 in 2019 to 40 in 2020.",
            "2019 30\n2020 40\n",
        ),
        (
            "de",
            "In Arn und Bel starben 12 bzw. 7 Menschen.",
            "In Bel starben 7 Menschen, in Arn 12.",
        ),
        (
            "de",
            "Es starben 12 Männer und 7 Frauen.",
            "Unter den Toten waren 7 Frauen und 12 Männer.",
        ),
        (
            "fr",
            "Arn et Bel ont perdu respectivement 12 et 7 personnes.",
            "Bel a perdu 7 personnes et Arn 12.",
        ),
        (
            "es",
            "Arn y Bel perdieron 12 y 7 personas, respectivamente.",
            "Murieron 7 en Bel y 12 en Arn.",
        ),
        (
            "it",
            "Arn e Bel hanno perso rispettivamente 12 e 7 persone.",
            "Bel ne ha perse 7, Arn 12.",
        ),
    ] {
        let found = given(language, sentence, text);
        let is_exchanged = found.iter().any(|one| matches!(one, Given::Exchanged(..)));
        assert!(!is_exchanged, "{sentence} / {text}: {found:?}");
    }
}
