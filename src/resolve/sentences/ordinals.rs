//! Numbers with a stop that count what follows: "im 2. Weltkrieg", "den 3. afdeling", "12. 5. 2015". For languages
//! that write ordinals so.

/// Words before an ordinal, and words that begin a sentence and are never counted.
struct Words {
    languages: &'static [&'static str],
    before: &'static [&'static str],
    starters: &'static [&'static str],
}

/// The words of each group of languages.
const ALL: [Words; 3] = [
    Words {
        languages: &["de"],
        before: &[
            "der", "die", "das", "dem", "den", "des", "im", "am", "zum", "zur", "vom", "beim",
            "ins", "ans", "in", "ab", "bis", "dieser", "diese", "dieses", "diesem", "diesen",
            "jeder", "jede", "jedes", "jedem", "jeden", "ein", "eine", "einen", "einem", "einer",
            "eines", "sein", "seine", "seinen", "seinem", "seiner", "ihr", "ihre", "ihren",
            "ihrem", "ihrer", "unser", "unsere", "unserem", "unseren", "unserer", "mein", "meine",
            "meinem", "meinen", "welche", "welcher", "zweiten", "und", "oder",
        ],
        starters: &[
            "Aber", "Alle", "Als", "Am", "An", "Auch", "Auf", "Aus", "Bei", "Beide", "Bis", "Da",
            "Damals", "Danach", "Dann", "Das", "Davon", "Dazu", "Dem", "Den", "Denn", "Der", "Des",
            "Die", "Dies", "Diese", "Dieser", "Dieses", "Doch", "Dort", "Drei", "Durch", "Ein",
            "Eine", "Einen", "Einer", "Er", "Erst", "Es", "Für", "Hier", "Ihr", "Ihre", "Im", "In",
            "Jede", "Jeder", "Kein", "Keine", "Man", "Mehr", "Mit", "Nach", "Nicht", "Niemand",
            "Noch", "Nun", "Nur", "Ob", "Obwohl", "Ohne", "Schon", "Seit", "Sein", "Seine", "Sie",
            "So", "Später", "Trotz", "Und", "Unter", "Viele", "Vier", "Vom", "Von", "Vor", "Wann",
            "War", "Was", "Weil", "Wenn", "Wer", "Wie", "Wir", "Wo", "Zu", "Zudem", "Zum", "Zur",
            "Zwei", "Zwischen", "Über",
        ],
    },
    Words {
        languages: &["da", "nb", "nn", "no", "is"],
        before: &[
            "den", "det", "de", "i", "på", "til", "fra", "for", "hver", "hvert", "sin", "sitt",
            "sit", "denne", "dette", "og", "i.",
        ],
        starters: &[
            "Alle", "At", "De", "Den", "Der", "Det", "Da", "Denne", "Dette", "Disse", "En", "Et",
            "Etter", "Efter", "For", "Fra", "Han", "Hun", "Hva", "Hvad", "I", "Ingen", "Men",
            "Man", "Mange", "Med", "Når", "Og", "Om", "På", "Som", "Så", "To", "Vi",
        ],
    },
    Words {
        languages: &["cs", "sk", "sl", "hr", "fi", "et", "hu"],
        before: &[
            "ve", "v", "na", "do", "od", "z", "ze", "po", "před", "za", "toho", "ten", "ta", "to",
            "tom", "té", "a", "u", "pred", "tä", "sen", "hänen", "ja", "az", "egy", "és", "dne",
            "dňa", "dne",
        ],
        starters: &[
            "Ale", "Byl", "Byla", "Bylo", "Byly", "Jeho", "Když", "Na", "Od", "Po", "Pro", "Proto",
            "Se", "Tak", "Ten", "To", "Tam", "Už", "V", "Ve", "Za", "Hän", "He", "Ja", "Mutta",
            "Ne", "Niin", "Se", "Siellä", "Tämä", "Az", "De", "Egy", "Ez", "Ezek",
        ],
    },
];

fn of(language: &str) -> Option<&'static Words> {
    ALL.iter().find(|words| words.languages.contains(&language))
}

fn is_number(word: &str, digits: usize) -> bool {
    (1..=digits).contains(&word.len()) && word.bytes().all(|byte| byte.is_ascii_digit())
}

/// Whether a number with a stop counts the word with a capital behind it.
pub(super) fn counts(language: &str, head: &str, word: &str, next: &str) -> bool {
    let Some(words) = of(language).filter(|_| is_number(word, 3)) else {
        return false;
    };
    let before = head.split_whitespace().next_back().unwrap_or_default();
    let before = before
        .trim_start_matches(['(', '„', '»', '“'])
        .to_lowercase();
    words.before.contains(&before.as_str()) && !begins(language, next)
}

/// Whether a word begins a sentence and is no noun.
pub(super) fn begins(language: &str, next: &str) -> bool {
    of(language).is_some_and(|words| words.starters.contains(&next))
}

/// Whether a number with a stop is the day or the month of a date in figures: "12. 5. 2015", "am 12. 5.", "12. 05.2015",
/// "12.5. 2015".
pub(super) fn is_in_date(language: &str, head: &str, word: &str, after: &str) -> bool {
    let Some(words) = of(language) else {
        return false;
    };
    let mut rest = after.split_whitespace();
    let next = rest.next().unwrap_or_default();
    let is_year = |word: &str| {
        let year = word.trim_end_matches(|c: char| !c.is_ascii_digit());
        year.len() == 4 && is_number(year, 4)
    };
    let month = next.strip_suffix('.').filter(|month| is_number(month, 2));
    let before = head.split_whitespace().next_back().unwrap_or_default();
    let day = before.strip_suffix('.').filter(|day| is_number(day, 2));
    let fits = |number: &str, most: u32| {
        number
            .parse()
            .is_ok_and(|value: u32| (1..=most).contains(&value))
    };
    if let Some((day, month)) = word.split_once('.') {
        return fits(day, 31) && fits(month, 12) && is_year(next);
    }
    if !is_number(word, 2) {
        return false;
    }
    let is_close = next
        .split_once('.')
        .is_some_and(|(month, year)| fits(month, 12) && is_year(year));
    // Without its year, a date stands behind one of a few words.
    let lead = before
        .trim_start_matches(['(', '„', '»', '“'])
        .to_lowercase();
    let is_led = words.before.contains(&lead.as_str()) || lead == "seit";
    let has_month = month.is_some_and(|month| fits(month, 12));
    fits(word, 31) && (is_close || has_month && (is_led || rest.next().is_some_and(is_year)))
        || day.is_some_and(|day| fits(day, 31)) && fits(word, 12) && is_year(next)
}
