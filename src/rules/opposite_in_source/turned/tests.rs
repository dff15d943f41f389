//! Sentences with pairs of numbers, and what their sources say.

use super::*;
use crate::rules::tongues;

fn found(language: &str, sentence: &str, text: &str) -> Option<String> {
    let texts = [("source", text)];
    let own = Own::of(sentence);
    let pair = Pairs::default().other(&texts, &own, tongues::of(language))?;
    Some(sentence[pair.range].to_owned())
}

#[test]
fn a_pair_that_is_turned_round_is_found() {
    for (language, sentence, text, expected) in [
        (
            "en",
            "The court upheld the order by three votes to six.",
            "The court upheld the order by six votes to three.",
            "three votes to six",
        ),
        (
            "en",
            "The motion had six votes for and three against.",
            "The motion had three votes for and six against.",
            "six votes for and three against",
        ),
        (
            "en",
            "The council adopted the motion by six votes to three.",
            "The motion of the council drew three votes in favour and six against.",
            "six votes to three",
        ),
        (
            "en",
            "The council adopted the motion by 6 to 3.",
            "The council rejected the motion by 6 votes to 3.",
            "6 to 3",
        ),
        (
            "en",
            "The team won the final in Arn 1–3.",
            "The team won the final in Arn 3–1.",
            "1–3",
        ),
        (
            "en",
            "Five in one households have no well.",
            "One in five households have no well.",
            "Five in one",
        ),
        (
            "en",
            "The ratio of nurses to patients was five to one.",
            "The ratio of nurses to patients was one to five.",
            "five to one",
        ),
        (
            "en",
            "The share of huts with a roof fell from 40 to 30 per cent.",
            "The share of huts with a roof rose from 30 to 40 per cent.",
            "from 40 to 30",
        ),
        (
            "en",
            "Deaths in the camp rose from 30 in 2019 to 40 in 2020.",
            "Deaths in the camp fell from 40 in 2019 to 30 in 2020.",
            "from 30 in 2019 to 40",
        ),
        (
            "de",
            "Der Rat nahm den Antrag mit drei gegen sechs Stimmen an.",
            "Der Rat nahm den Antrag mit sechs gegen drei Stimmen an.",
            "drei gegen sechs",
        ),
        (
            "de",
            "Der Anteil der Hütten fiel von 40 auf 30 Prozent.",
            "Der Anteil der Hütten stieg von 30 auf 40 Prozent.",
            "von 40 auf 30",
        ),
        (
            "fr",
            "Le conseil a adopté la motion par trois voix contre six.",
            "Le conseil a adopté la motion par six voix contre trois.",
            "trois voix contre six",
        ),
        (
            "fr",
            "La part des ménages est passée de 40 à 30 pour cent.",
            "La part des ménages est passée de 30 à 40 pour cent.",
            "de 40 à 30",
        ),
        (
            "es",
            "El consejo aprobó la moción por tres votos contra seis.",
            "El consejo aprobó la moción por seis votos contra tres.",
            "tres votos contra seis",
        ),
        (
            "es",
            "La parte de los hogares pasó de 40 a 30 por ciento.",
            "La parte de los hogares pasó de 30 a 40 por ciento.",
            "de 40 a 30",
        ),
    ] {
        let found = found(language, sentence, text);
        assert_eq!(found.as_deref(), Some(expected), "{sentence} / {text}");
    }
}

#[test]
fn a_pair_that_stands_in_the_source_is_silent() {
    for (language, sentence, text) in [
        (
            "en",
            "The court upheld the order by six votes to three.",
            "The court upheld the order by six votes to three.",
        ),
        (
            "en",
            "The court rejected the order by six votes to three.",
            "The court gave the order three votes in favour and six against.",
        ),
        (
            "en",
            "The court rejected the order by six votes to three.",
            "The court rejected the order by three votes to six.",
        ),
        (
            "en",
            "The motion had six votes for and three against.",
            "The motion was adopted by six votes to three.",
        ),
        (
            "en",
            "The motion on wells had six votes for and three against.",
            "The motion on wells had six votes for, three against. Another motion on wells had three votes for and six against.",
        ),
        (
            "en",
            "In 2020 the court upheld the order by six votes to three.",
            "In 2019 the court upheld the order by three votes to six.",
        ),
        (
            "en",
            "The Arn team won the final 3–1.",
            "The Bel team won the final 1–3.",
        ),
        (
            "en",
            "One in five households have no well.",
            "One in five households have no well.",
        ),
        (
            "en",
            "Two in five households have no well.",
            "It found 5 in 2 households without a well.",
        ),
        (
            "en",
            "The ratio of nurses to patients was one to five.",
            "The ratio of patients to nurses was five to one.",
        ),
        (
            "en",
            "The share of huts with a roof rose from 30 to 40 per cent.",
            "The share of huts with a roof was 40 per cent, up from 30.",
        ),
        (
            "en",
            "The share of huts with a roof rose from 30 to 40 per cent.",
            "The share of huts with a roof rose from 30 to 40 per cent, then fell from 40 to 30.",
        ),
        (
            "en",
            "The price of salt fell from 40 to 30 crowns.",
            "Deaths in the camp rose from 30 to 40.",
        ),
        (
            "en",
            "It was open from 9 to 17 May in the camp of the court.",
            "It was open from 17 to 9 in the camp of the court.",
        ),
        (
            "de",
            "Der Rat nahm den Antrag mit sechs gegen drei Stimmen an.",
            "Der Rat nahm den Antrag mit sechs gegen drei Stimmen an.",
        ),
        (
            "de",
            "Der Anteil der Hütten stieg von 30 auf 40 Prozent.",
            "Der Anteil der Hütten stieg von 30 auf 40 Prozent.",
        ),
        (
            "fr",
            "Le conseil a rejeté la motion par six voix contre trois.",
            "Le conseil a donné à la motion trois voix pour et six contre.",
        ),
        (
            "es",
            "La parte de los hogares pasó de 30 a 40 por ciento.",
            "La parte de los hogares pasó de 30 a 40 por ciento.",
        ),
    ] {
        assert_eq!(found(language, sentence, text), None, "{sentence} / {text}");
    }
}
