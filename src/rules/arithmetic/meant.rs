//! What a clause says of its numbers by which they are no plain amounts: rates, ranks, depths, odds.

use std::ops::Range;

use super::{Number, Reader};
use crate::rules::prose::Word;
use crate::rules::{measures, quantities};

/// Phrases by which a change is one of each year, of the middle, of each head or without the rise of prices.
const RATES: &[&str] = &[
    "a year",
    "per year",
    "per annum",
    "each year",
    "every year",
    "year on year",
    "year over year",
    "annually",
    "annualised",
    "annualized",
    "on average",
    "real",
    "in real terms",
    "adjusted",
    "adjusting",
    "nominal",
    "nominally",
    "inflation adjusted",
    "after inflation",
    "constant prices",
    "per head",
    "per capita",
    "per person",
    "pro jahr",
    "im jahr gerechnet",
    "jährlich",
    "jahresdurchschnitt",
    "im schnitt",
    "im durchschnitt",
    "im mittel",
    "durchschnittlich",
    "reale",
    "realer",
    "realen",
    "reales",
    "preisbereinigt",
    "preisbereinigte",
    "inflationsbereinigt",
    "bereinigt",
    "pro kopf",
    "par an",
    "chaque année",
    "annuellement",
    "en moyenne",
    "réel",
    "réels",
    "réelle",
    "réelles",
    "constants",
    "par habitant",
    "par tête",
    "al año",
    "por año",
    "cada año",
    "anualmente",
    "en promedio",
    "de media",
    "de promedio",
    "constantes",
    "per cápita",
    "por habitante",
    "all’anno",
    "all'anno",
    "l’anno",
    "l'anno",
    "in media",
    "pro capite",
    "in termini reali",
    "por ano",
    "ao ano",
    "em média",
    "em termos reais",
    "per jaar",
    "gemiddeld",
    "jaarlijks",
    "reëel",
];

/// Adjectives and the like beside an amount that say the same.
const RATES_BESIDE: &[&str] = &[
    "annual",
    "yearly",
    "average",
    "mean",
    "compound",
    "monthly",
    "weekly",
    "a month",
    "per month",
    "each month",
    "a decade",
    "per decade",
    "jährlicher",
    "jährliche",
    "jährlichen",
    "jährliches",
    "jahreswachstum",
    "durchschnittlicher",
    "durchschnittliche",
    "durchschnittlichen",
    "durchschnittliches",
    "mittlerer",
    "mittlere",
    "pro monat",
    "monatlich",
    "annuel",
    "annuelle",
    "annuels",
    "annuelles",
    "moyen",
    "moyenne",
    "par mois",
    "mensuel",
    "mensuelle",
    "anual",
    "anuales",
    "medio",
    "media",
    "promedio",
    "interanual",
    "al mes",
    "mensual",
    "annuo",
    "annua",
    "médio",
    "média",
    "jaarlijkse",
    "gemiddelde",
];

/// Words of a clause whose numbers may go down where what they tell goes up.
const OTHER_WAY: &[&str] = &[
    "index",
    "indices",
    "indexes",
    "rank",
    "ranks",
    "ranked",
    "ranking",
    "rankings",
    "place",
    "places",
    "placed",
    "position",
    "positions",
    "rating",
    "ratings",
    "rated",
    "league",
    "best",
    "threshold",
    "thresholds",
    "exchange",
    "list",
    "lists",
    "grade",
    "grades",
    "the dollar",
    "a dollar",
    "one dollar",
    "per dollar",
    "us dollar",
    "the euro",
    "a euro",
    "one euro",
    "per euro",
    "the pound",
    "per pound",
    "rang",
    "rangliste",
    "rangfolge",
    "platz",
    "plätze",
    "bewertung",
    "schwelle",
    "schwellenwert",
    "grenzwert",
    "wechselkurs",
    "zum dollar",
    "zum euro",
    "gegenüber dem dollar",
    "gegenüber dem euro",
    "je dollar",
    "je euro",
    "pro euro",
    "für einen euro",
    "pro dollar",
    "für einen dollar",
    "classement",
    "indice",
    "seuil",
    "taux de change",
    "le dollar",
    "un dollar",
    "au dollar",
    "un euro",
    "à l’euro",
    "liste",
    "puesto",
    "puestos",
    "índice",
    "clasificación",
    "lugar",
    "posición",
    "umbral",
    "tipo de cambio",
    "el dólar",
    "un dólar",
    "por dólar",
    "por euro",
    "lista",
    "classifica",
    "posto",
    "posizione",
    "posição",
    "ranglijst",
    "plaats",
];

/// Words behind a measure of length that goes down from where one stands.
const BELOW: &[&str] = &[
    "below",
    "beneath",
    "deep",
    "depth",
    "underground",
    "unter",
    "unterhalb",
    "tief",
    "tiefe",
    "sous",
    "profondeur",
    "bajo",
    "debajo",
    "profundidad",
    "sotto",
    "onder",
    "diep",
];

/// Places along which something is measured: "from 4 µg/l above the mine to 31 µg/l below it".
const PLACES: &[&str] = &[
    "mine",
    "river",
    "dam",
    "weir",
    "bridge",
    "town",
    "village",
    "plant",
    "factory",
    "smelter",
    "outfall",
    "sewer",
    "spring",
    "confluence",
    "mouth",
    "lake",
    "quarry",
    "fluss",
    "flusses",
    "damm",
    "dammes",
    "damms",
    "wehr",
    "wehrs",
    "brücke",
    "stadt",
    "dorf",
    "dorfes",
    "werk",
    "werks",
    "werkes",
    "fabrik",
    "mündung",
    "grube",
    "kläranlage",
    "rivière",
    "barrage",
    "pont",
    "ville",
    "usine",
    "río",
    "presa",
    "puente",
    "mina",
    "fábrica",
];

/// Units of lengths and of degrees, whose numbers are depths.
const DEPTHS: &[&str] = &[
    "centimetre",
    "metre",
    "kilometre",
    "foot",
    "mile",
    "degree",
    "degrees",
    "grad",
    "degrés",
    "grados",
];

/// Words by which many things are told without a number.
const MANY: &[&str] = &[
    "dozens",
    "scores",
    "hundreds",
    "thousands",
    "millions",
    "dutzende",
    "hunderte",
    "tausende",
    "dizaines",
    "centaines",
    "milliers",
    "decenas",
    "docenas",
    "centenares",
    "cientos",
    "decine",
    "centinaia",
    "migliaia",
    "dezenas",
    "centenas",
    "milhares",
    "tientallen",
    "honderden",
    "duizenden",
];

/// Words behind a number that are neither its noun nor told by [`quantities::is_noun`].
const SMALL: &[&str] = &[
    "about", "under", "because", "due", "off", "into", "among", "near", "through", "within",
    "during", "since", "while", "where", "whose", "still", "also", "too", "there", "here", "not",
    "but", "up", "down", "out", "across", "towards", "toward", "without", "behind", "along",
    "only", "all", "its", "their", "this", "his", "her", "pour", "contre", "avec", "chez", "parmi",
    "sous", "selon", "lors", "avant", "après", "depuis", "sobre", "contra", "con", "para", "sin",
    "entre", "desde", "hasta", "tras", "ante", "via",
];

/// Before which words a number tells where or when something was, and not how much.
const WHERE: &[&str] = &[
    "in",
    "at",
    "from",
    "across",
    "on",
    "within",
    "during",
    "near",
    "through",
    "throughout",
    "after",
    "before",
    "by",
    "aus",
    "an",
    "auf",
    "bei",
    "binnen",
    "innerhalb",
    "nach",
    "vor",
    "dans",
    "en",
    "à",
    "sur",
    "pendant",
    "après",
    "avant",
    "desde",
    "durante",
    "tras",
    "a",
    "su",
    "em",
    "op",
    "uit",
];

/// Words that end as many do, and are not many.
const NO_PLURALS: &[&str] = &[
    "as",
    "was",
    "has",
    "does",
    "yes",
    "mais",
    "dans",
    "les",
    "des",
    "ses",
    "ces",
    "ans",
    "los",
    "las",
    "sus",
    "tres",
    "lunes",
    "martes",
    "jueves",
    "viernes",
    "deux",
    "six",
    "trois",
    "mars",
    "pas",
    "fois",
    "veces",
    "atrás",
    "más",
    "menos",
    "moins",
    "après",
    "always",
    "besides",
    "elsewhere",
    "towards",
    "afterwards",
    "perhaps",
];

/// Words for many that do not end as the others do.
const PLURALS: &[&str] = &[
    "people", "men", "women", "children", "police", "cattle", "sheep", "gente", "mice", "feet",
];

/// Words that may stand between such a word and its number.
const THE: &[&str] = &[
    "the", "these", "those", "its", "their", "about", "some", "only", "just", "den", "diesen",
    "rund", "etwa", "les", "ces", "environ", "los", "las", "unos", "unas",
];

/// The most words before and behind some others that are looked through for the ends of their clause.
const FAR: usize = 30;

/// A clause: some words of a sentence up to the marks around them.
pub(super) struct Clause<'a> {
    words: &'a [Word],
    /// Its first word, and the first behind it.
    pub range: Range<usize>,
}

impl<'a> Clause<'a> {
    /// The clause around two words, the first and last of what it tells.
    pub(super) fn around(text: &str, words: &'a [Word], (first, last): (usize, usize)) -> Self {
        let ends = |at: usize| {
            let next = words.get(at + 1).map(|word| word.range.start);
            let gap = next.and_then(|next| text.get(words[at].range.end..next));
            gap.is_none_or(|gap| gap.contains(['.', ';', '?', '!', '|']))
        };
        let least = first.saturating_sub(FAR);
        let most = words.len().min(last.saturating_add(FAR));
        let begins = (least..first.min(words.len()))
            .rev()
            .find(|at| ends(*at))
            .map_or(least, |at| at + 1);
        let end = (last..most).find(|at| ends(*at)).map_or(most, |at| at + 1);
        Self {
            words,
            range: begins..end.max(begins),
        }
    }

    /// Whether one of some phrases stands among some of its words.
    fn has_in(&self, range: Range<usize>, phrases: &[&str]) -> bool {
        let begins = |at: usize, phrase: &str| {
            let mut behind = self.words[at..].iter();
            phrase
                .split(' ')
                .all(|one| behind.next().is_some_and(|word| word.lower == one))
        };
        let range = range.start.max(self.range.start)..range.end.min(self.range.end);
        range
            .into_iter()
            .any(|at| phrases.iter().any(|phrase| begins(at, phrase)))
    }

    /// Whether a change by an amount, given by its first and last word, is no plain one: "12 per cent a year", "an
    /// average increase of 7 per cent", "5 per cent in real terms".
    pub(super) fn tells_rate(&self, (first, last): (usize, usize)) -> bool {
        /// How many words at most stand between an amount and what says so.
        const NEAR: usize = 5;
        let beside = first.saturating_sub(NEAR)..last + NEAR;
        self.has_in(self.range.clone(), RATES) || self.has_in(beside, RATES_BESIDE)
    }

    /// Whether its numbers may go down where what they tell goes up: those of ranks, rates of exchange and depths.
    /// The last number of the change ends with the word `last`.
    pub(super) fn goes_other_way(&self, last: usize) -> bool {
        let is_taken = |at: usize| {
            let before = at
                .checked_sub(1)
                .map_or("", |at| self.words[at].lower.as_str());
            self.words[at].lower == "place"
                && matches!(before, "took" | "take" | "takes" | "taken" | "taking")
        };
        let mut told = self.range.clone().filter(|at| !is_taken(*at));
        let is_other = told.any(|at| self.has_in(at..at + 1, OTHER_WAY));
        is_other || self.has_in(last + 1..last + 4, BELOW) && !self.is_downstream(last)
    }

    /// Whether what stands below a place is no depth: "31 µg/l below the mine".
    fn is_downstream(&self, last: usize) -> bool {
        let unit = self.words.get(last + 1).map_or("", |word| &word.lower);
        let is_depth = DEPTHS.iter().any(|depth| {
            *depth == unit
                || measures::unit(depth).is_some_and(|one| measures::unit(unit) == Some(one))
        });
        // Of a share it is told how much less it is.
        let is_share = matches!(
            unit,
            "per" | "percent" | "percentage" | "prozent" | "pour" | "por"
        );
        let below = (last + 1..last + 4).find(|at| self.has_in(*at..*at + 1, BELOW));
        let is_place = below.is_some_and(|below| {
            let is_named = self.has_in(below + 1..below + 3, PLACES);
            // "Above the mine to 31 µg/l below it".
            let before = last.saturating_sub(8)..last;
            is_named || self.has_in(below + 1..below + 2, &["it"]) && self.has_in(before, PLACES)
        });
        !is_depth && !is_share && !BELOW.contains(&unit) && is_place
    }

    /// Whether it tells of many things without a number.
    pub(super) fn tells_many(&self) -> bool {
        self.has_in(self.range.clone(), MANY)
    }
}

/// Whether a number with its last word is the first of odds: "1 in 2,000", "1 sur 20".
pub(super) fn is_odds(words: &[Word], value: f64, last: usize) -> bool {
    let word = |at: usize| words.get(at).map_or("", |word| word.lower.as_str());
    let skip = usize::from(matches!(word(last + 2), "every" | "each" | "cada"));
    matches!(
        word(last + 1),
        "in" | "out" | "zu" | "sur" | "de" | "von" | "su" | "op"
    ) && (value - 1.0).abs() < 1e-9
        && word(last + 2 + skip).starts_with(|c: char| c.is_ascii_digit())
}

/// Whether a word in lower case ends as nouns of many do, in all languages but German.
pub(super) fn is_plural(lower: &str) -> bool {
    let ends =
        lower.ends_with(['s', 'x']) && !["ss", "us", "is"].iter().any(|end| lower.ends_with(end));
    ends && !NO_PLURALS.contains(&lower) || PLURALS.contains(&lower)
}

/// Whether a word in lower case is a measure of time.
pub(super) fn is_time(lower: &str) -> bool {
    /// Those that are told and not measured in.
    const OTHERS: [&str; 6] = [
        "night",
        "nights",
        "decade",
        "decades",
        "century",
        "centuries",
    ];
    OTHERS.contains(&lower) || measures::unit(lower).is_some_and(measures::is_time)
}

impl Reader<'_> {
    /// The clause around two words.
    pub(super) fn clause(&self, first: usize, last: usize) -> Clause<'_> {
        Clause::around(self.text, self.words, (first, last))
    }

    /// The noun right behind a number, as far as its word tells.
    pub(super) fn noun(&self, number: &Number) -> Option<&str> {
        let word = self.words.get(number.last + 1)?;
        let beside = self
            .between(number.last, number.last + 1)
            .chars()
            .all(char::is_whitespace);
        // German writes its nouns with capitals.
        let is_noun = self.tongue.language != "de"
            || self.text[word.range.clone()].starts_with(char::is_uppercase);
        let lower = word.lower.as_str();
        (beside && is_noun && quantities::is_noun(lower) && !SMALL.contains(&lower))
            .then_some(lower)
    }

    /// Whether the noun of a number, if it has one, is among the two words behind another: "15 stones" of "23 loose
    /// stones".
    pub(super) fn may_be_of(&self, part: &Number, whole: &Number) -> bool {
        let Some(noun) = self.noun(part) else {
            return true;
        };
        (whole.last + 1..whole.last + 3).any(|at| quantities::is_one_noun(noun, self.word(at)))
    }

    /// Whether a word up to the one before a mark is what "of them" behind it may mean, and not what a number before
    /// it counts: "two judges heard appeals, 20 of them in May".
    pub(super) fn names_others(&self, whole: &Number, last: usize) -> bool {
        /// How many words of a noun stand behind its number: "23 loose stones".
        const NOUN: usize = 2;
        (whole.last + NOUN + 1..=last).any(|at| self.is_other(whole, at))
    }

    /// Whether a word may be a noun of many without a number, other than that of a whole.
    fn is_other(&self, whole: &Number, at: usize) -> bool {
        let Some(word) = self.words.get(at) else {
            return false;
        };
        let lower = word.lower.as_str();
        let is_plural = match self.tongue.language {
            "de" => {
                self.text[word.range.clone()].starts_with(char::is_uppercase)
                    && lower.ends_with(['e', 'n', 'r', 's'])
            }
            _ => is_plural(lower),
        };
        let is_own = (whole.last + 1..whole.last + 3)
            .any(|own| quantities::is_one_noun(lower, self.word(own)));
        // "In three villages": what has a number of its own was compared with it.
        let is_counted = (at.saturating_sub(2).max(whole.last + 1)..at)
            .any(|at| self.count(at).is_some() || self.sum(at).is_some());
        is_plural && !is_own && !is_counted && self.tongue.month(lower).is_none()
    }

    /// Whether a number tells how long, where or when something was: "in three villages", "two days".
    pub(super) fn is_of_place(&self, number: &Number) -> bool {
        let mut before = number.first;
        while before > 0 && self.is(before - 1, THE) {
            before -= 1;
        }
        let is_behind = before > 0 && self.is(before - 1, WHERE);
        // "The people of three villages", and not "a total of three".
        let is_of = before > 1 && self.is(before - 1, &["of", "de", "des", "von", "aus"]) && {
            let many = self.word(before - 2);
            is_plural(many)
        };
        let counts = self.word(number.last + 1);
        is_behind || is_of || is_time(counts) || quantities::counts_times(counts)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::prose::Own;

    #[test]
    fn a_clause_ends_at_its_marks() {
        let own = Own::of("It rose. By 3 per cent a year it grew, in all; on average it fell.");
        let clause = Clause::around(&own.text, &own.words, (3, 4));
        assert_eq!(clause.range, 2..12);
        assert!(clause.tells_rate((3, 4)));
        let clause = Clause::around(&own.text, &own.words, (0, 1));
        assert!(!clause.tells_rate((0, 1)));
    }

    #[test]
    fn odds_are_told_from_years() {
        let check = |text: &str, expected: bool| {
            let own = Own::of(text);
            assert_eq!(is_odds(&own.words, 1.0, 0), expected, "{text}");
        };
        check("1 in 2000", true);
        check("1 in every 20", true);
        check("1 of them", false);
    }

    #[test]
    fn years_and_nights_are_time() {
        for (word, expected) in [
            ("years", true),
            ("nights", true),
            ("ans", true),
            ("men", false),
        ] {
            assert_eq!(is_time(word), expected, "{word}");
        }
    }
}
