//! Numbers in words of more than one part: "cent dix-huit", "einundzwanzig", "treinta y cinco".

use super::prose::Word;
use super::tongues::Tongue;

/// What the parts of a number are worth in a language, and how they are joined.
struct Parts {
    language: &'static str,
    words: &'static [(&'static str, i64)],
    /// Words for one that count only inside a number.
    ones: &'static [&'static str],
    /// The word between parts.
    and: &'static str,
}

const PARTS: &[Parts] = &[
    Parts {
        language: "en",
        words: &[("hundred", 100), ("thousand", 1000)],
        ones: &["one"],
        and: "and",
    },
    Parts {
        language: "fr",
        words: &[
            ("vingt", 20),
            ("vingts", 20),
            ("trente", 30),
            ("quarante", 40),
            ("cinquante", 50),
            ("soixante", 60),
            ("septante", 70),
            ("octante", 80),
            ("huitante", 80),
            ("nonante", 90),
            ("cent", 100),
            ("cents", 100),
            ("mille", 1000),
        ],
        ones: &["un", "une"],
        and: "et",
    },
    Parts {
        language: "es",
        words: &[
            ("veintiún", 21),
            ("veintiuno", 21),
            ("veintiuna", 21),
            ("veintidós", 22),
            ("veintitrés", 23),
            ("veinticuatro", 24),
            ("veinticinco", 25),
            ("veintiséis", 26),
            ("veintisiete", 27),
            ("veintiocho", 28),
            ("veintinueve", 29),
            ("treinta", 30),
            ("cuarenta", 40),
            ("cincuenta", 50),
            ("sesenta", 60),
            ("setenta", 70),
            ("ochenta", 80),
            ("noventa", 90),
            ("cien", 100),
            ("ciento", 100),
            ("doscientos", 200),
            ("doscientas", 200),
            ("trescientos", 300),
            ("trescientas", 300),
            ("cuatrocientos", 400),
            ("cuatrocientas", 400),
            ("quinientos", 500),
            ("quinientas", 500),
            ("seiscientos", 600),
            ("seiscientas", 600),
            ("setecientos", 700),
            ("setecientas", 700),
            ("ochocientos", 800),
            ("ochocientas", 800),
            ("novecientos", 900),
            ("novecientas", 900),
            ("mil", 1000),
        ],
        ones: &["un", "uno", "una"],
        and: "y",
    },
    Parts {
        language: "pt",
        words: &[
            ("treze", 13),
            ("catorze", 14),
            ("quatorze", 14),
            ("quinze", 15),
            ("dezasseis", 16),
            ("dezesseis", 16),
            ("dezassete", 17),
            ("dezessete", 17),
            ("dezoito", 18),
            ("dezanove", 19),
            ("dezenove", 19),
            ("vinte", 20),
            ("trinta", 30),
            ("quarenta", 40),
            ("cinquenta", 50),
            ("sessenta", 60),
            ("setenta", 70),
            ("oitenta", 80),
            ("noventa", 90),
            ("cem", 100),
            ("cento", 100),
            ("duzentos", 200),
            ("duzentas", 200),
            ("trezentos", 300),
            ("trezentas", 300),
            ("quatrocentos", 400),
            ("quatrocentas", 400),
            ("quinhentos", 500),
            ("quinhentas", 500),
            ("seiscentos", 600),
            ("seiscentas", 600),
            ("setecentos", 700),
            ("setecentas", 700),
            ("oitocentos", 800),
            ("oitocentas", 800),
            ("novecentos", 900),
            ("novecentas", 900),
            ("mil", 1000),
        ],
        ones: &["um", "uma"],
        and: "e",
    },
];

/// The number that begins at a word, and its last word: nothing where one word alone, that is a part of others or a
/// round number, stands there.
pub(super) fn number(
    text: &str,
    words: &[Word],
    at: usize,
    tongue: &Tongue,
) -> Option<(i64, usize)> {
    let first = words.get(at)?.lower.as_str();
    // Asked for nearly every word.
    if tongue.language == "en" && !may_begin_in_english(first, words.get(at + 1), tongue) {
        return None;
    }
    if let Some(glued) = GLUED.iter().find(|glued| glued.language == tongue.language) {
        return Some((glued.number(first)?, at));
    }
    let parts = PARTS
        .iter()
        .find(|parts| parts.language == tongue.language)?;
    let begins = match first {
        "one" | "a" if parts.language == "en" => 1,
        first => parts.value(first, tongue)?,
    };
    // "The thirties", "les années trente"; "pour cent".
    let before = at.checked_sub(1).map_or("", |at| words[at].lower.as_str());
    if matches!(before, "années" | "años" | "anos" | "pour" | "por") {
        return None;
    }
    let mut sum = Sum::default();
    sum.add(begins, parts.language, true)?;
    let mut end = at;
    while let Some((value, next)) = parts.next(text, words, end, tongue, &sum) {
        let is_joined = !text[words[next - 1].range.end..].starts_with(' ');
        if sum.add(value, parts.language, is_joined).is_none() {
            break;
        }
        end = next;
    }
    let value = sum.total + sum.part;
    // A round number alone may be any large one.
    let is_vague = matches!(value, 100 | 1000) && (end == at || first == "a");
    (!is_vague).then_some((value, end))
}

/// Whether a number of several words may begin at an English word.
fn may_begin_in_english(first: &str, next: Option<&Word>, tongue: &Tongue) -> bool {
    let is_one = matches!(first, "one" | "a");
    let is_large =
        || next.is_some_and(|next| matches!(next.lower.as_str(), "hundred" | "thousand"));
    is_one && is_large() || !is_one && tongue.numeral(first).is_some()
}

impl Parts {
    fn value(&self, lower: &str, tongue: &Tongue) -> Option<i64> {
        tongue.numeral(lower).or_else(|| {
            let mut words = self.words.iter();
            words.find_map(|(word, value)| (*word == lower).then_some(*value))
        })
    }

    /// The part of a number behind another, and where it stands.
    fn next(
        &self,
        text: &str,
        words: &[Word],
        end: usize,
        tongue: &Tongue,
        sum: &Sum,
    ) -> Option<(i64, usize)> {
        let is_near = |one: usize| {
            let gap = &text[words[one].range.end..words[one + 1].range.start];
            matches!(gap, " " | "-" | "\u{a0}" | "\n" | "‑")
        };
        let next = words.get(end + 1).filter(|_| is_near(end))?;
        if next.lower != self.and {
            let is_one = self.ones.contains(&next.lower.as_str()) && sum.part % 100 >= 20;
            // "Vingt-et-un" and "thirty-one"; but "twenty one".
            let is_glued = text[words[end].range.end..].starts_with('-');
            let one = (is_one && is_glued).then_some(1);
            return Some((self.value(&next.lower, tongue).or(one)?, end + 1));
        }
        let last = words.get(end + 2).filter(|_| is_near(end + 1))?;
        let one = self.ones.contains(&last.lower.as_str()).then_some(1);
        let value = self.value(&last.lower, tongue).or(one)?;
        let round = sum.part % 100 == 0;
        let fits = match self.language {
            // "Two hundred and six", and not "forty and fifty", nor "two hundred and six hundred".
            "en" => {
                let goes_on = words
                    .get(end + 3)
                    .and_then(|word| self.value(&word.lower, tongue));
                round && value < 100 && goes_on.is_none_or(|next| next < 10)
            }
            // "Vingt et un", "soixante et onze".
            "fr" => matches!(value, 1 | 11) && sum.part % 100 >= 20,
            "es" => value < 10 && sum.part % 100 >= 30,
            _ => value < 10 && sum.part % 100 >= 20 || round && value < 100,
        };
        fits.then_some((value, end + 2))
    }
}

/// A number in progress: the finished thousands, and what stands behind them.
#[derive(Default)]
struct Sum {
    total: i64,
    part: i64,
}

impl Sum {
    /// Adds a part, if one may follow there.
    fn add(&mut self, value: i64, language: &str, is_joined: bool) -> Option<()> {
        let rest = self.part % 100;
        let french = language == "fr";
        let part = match value {
            // "Dix-huit", "soixante-dix-sept".
            7..=9 if french && is_joined && rest % 20 == 10 && self.part > 0 => self.part + value,
            1..=9 if self.part == 0 || rest == 0 || rest >= 20 && rest % 10 == 0 => {
                self.part + value
            }
            10..=19 if rest == 0 || french && matches!(rest, 60 | 80) => self.part + value,
            // "Quatre-vingt".
            20 if french && rest == 4 => self.part - 4 + 80,
            20..=99 if rest == 0 => self.part + value,
            100 if self.part < 10 && self.part != 1 || language == "en" && self.part < 20 => {
                self.part.max(1) * 100
            }
            200..=900 if self.part == 0 => value,
            1000 if self.total == 0 => {
                self.total = self.part.max(1) * 1000;
                0
            }
            _ => return None,
        };
        self.part = part;
        Some(())
    }
}

/// How a language writes a number up to 999,999 as one word.
struct Glued {
    language: &'static str,
    /// How its numbers begin.
    begins: &'static [&'static str],
    /// From one to nineteen, as inside a number.
    small: &'static [&'static str],
    /// From twenty to ninety.
    tens: &'static [&'static str],
    /// Between ones and tens, in the languages that put the ones first.
    and: &'static [&'static str],
    hundred: &'static str,
    thousand: &'static str,
}

const GLUED: &[Glued] = &[
    Glued {
        language: "de",
        begins: &[
            "ei", "zw", "dr", "vi", "fü", "se", "si", "ac", "ne", "ze", "el", "hu", "ta",
        ],
        small: &[
            "ein",
            "zwei",
            "drei",
            "vier",
            "fünf",
            "sechs",
            "sieben",
            "acht",
            "neun",
            "zehn",
            "elf",
            "zwölf",
            "dreizehn",
            "vierzehn",
            "fünfzehn",
            "sechzehn",
            "siebzehn",
            "achtzehn",
            "neunzehn",
        ],
        tens: &[
            "zwanzig", "dreißig", "vierzig", "fünfzig", "sechzig", "siebzig", "achtzig", "neunzig",
        ],
        and: &["und"],
        hundred: "hundert",
        thousand: "tausend",
    },
    Glued {
        language: "nl",
        begins: &[
            "ee", "tw", "dr", "vi", "ve", "ze", "ac", "ne", "ti", "el", "ho", "du", "ta",
        ],
        small: &[
            "een",
            "twee",
            "drie",
            "vier",
            "vijf",
            "zes",
            "zeven",
            "acht",
            "negen",
            "tien",
            "elf",
            "twaalf",
            "dertien",
            "veertien",
            "vijftien",
            "zestien",
            "zeventien",
            "achttien",
            "negentien",
        ],
        tens: &[
            "twintig", "dertig", "veertig", "vijftig", "zestig", "zeventig", "tachtig", "negentig",
        ],
        and: &["en", "ën"],
        hundred: "honderd",
        thousand: "duizend",
    },
    Glued {
        language: "it",
        begins: &[
            "un", "du", "tr", "qu", "ci", "se", "ot", "no", "di", "do", "ve", "ce",
        ],
        small: &[
            "uno",
            "due",
            "tre",
            "quattro",
            "cinque",
            "sei",
            "sette",
            "otto",
            "nove",
            "dieci",
            "undici",
            "dodici",
            "tredici",
            "quattordici",
            "quindici",
            "sedici",
            "diciassette",
            "diciotto",
            "diciannove",
        ],
        tens: &[
            "venti",
            "trenta",
            "quaranta",
            "cinquanta",
            "sessanta",
            "settanta",
            "ottanta",
            "novanta",
        ],
        and: &[],
        hundred: "cento",
        thousand: "mila",
    },
];

impl Glued {
    fn number(&self, word: &str) -> Option<i64> {
        let is_long = word.len() >= 5;
        if !is_long || !self.begins.iter().any(|begins| word.starts_with(begins)) {
            return None;
        }
        // One is too often a pronoun, and a round hundred or thousand hardly a count.
        let is_round = word == self.hundred || word == self.thousand;
        if is_round {
            return None;
        }
        let value = self.thousands(word)?;
        (value > 1).then_some(value)
    }

    fn thousands(&self, word: &str) -> Option<i64> {
        match word.split_once(self.thousand) {
            None => self.hundreds(word),
            Some((before, rest)) => {
                let thousands = match before {
                    "" => 1,
                    before => self.hundreds(before)?,
                };
                let rest = match rest {
                    "" => 0,
                    rest => self.hundreds(rest)?,
                };
                Some(thousands * 1000 + rest)
            }
        }
    }

    fn hundreds(&self, word: &str) -> Option<i64> {
        match word.split_once(self.hundred) {
            None => self.below(word),
            Some((before, rest)) => {
                let hundreds = match before {
                    "" => 1,
                    before => self.small(before).filter(|value| *value < 20)?,
                };
                let rest = match rest {
                    "" => 0,
                    rest => self.below(rest)?,
                };
                Some(hundreds * 100 + rest)
            }
        }
    }

    /// A number below a hundred.
    fn below(&self, word: &str) -> Option<i64> {
        let tens = |word: &str| {
            let at = self.tens.iter().position(|tens| *tens == word)?;
            i64::try_from(at * 10 + 20).ok()
        };
        self.small(word).or_else(|| tens(word)).or_else(|| {
            let mut joins = self.and.iter();
            joins
                .find_map(|and| {
                    let ends = self.tens.iter().find(|tens| word.ends_with(**tens))?;
                    let ones = word.strip_suffix(*ends)?.strip_suffix(and)?;
                    Some(tens(ends)? + self.small(ones).filter(|ones| *ones < 10)?)
                })
                .or_else(|| self.behind(word))
        })
    }

    /// "Ventuno", "trentatré": the ones behind the tens, whose last letter is lost before a vowel.
    fn behind(&self, word: &str) -> Option<i64> {
        if !self.and.is_empty() {
            return None;
        }
        let (at, rest) = self.tens.iter().enumerate().find_map(|(at, tens)| {
            let short = &tens[..tens.len() - 1];
            let lost = word
                .strip_prefix(short)
                .filter(|rest| rest.starts_with(['u', 'o']));
            Some((at, word.strip_prefix(*tens).or(lost)?))
        })?;
        let ones = match rest {
            "tré" => 3,
            "un" => 1,
            rest => self.small(rest).filter(|ones| *ones < 10)?,
        };
        Some(i64::try_from(at * 10 + 20).ok()? + ones)
    }

    fn small(&self, word: &str) -> Option<i64> {
        let at = self.small.iter().position(|small| *small == word)?;
        i64::try_from(at + 1).ok()
    }
}

#[cfg(test)]
mod tests {
    use super::super::{numbers, tongues};

    /// The numbers of a text, as all rules read them.
    fn read(language: &str, text: &str) -> Vec<String> {
        let found = numbers::read(text, tongues::of(language)).into_iter();
        found.map(|number| numbers::plain(number.value)).collect()
    }

    #[test]
    fn numbers_of_several_words_are_one() {
        for (language, text, expected) in [
            (
                "fr",
                "Cent dix-huit personnes dormaient au sol.",
                &["118"][..],
            ),
            (
                "fr",
                "Quatre-vingt-dix-sept lettres, vingt et une plaintes.",
                &["97", "21"],
            ),
            (
                "fr",
                "Soixante-dix-sept et soixante et onze détenus.",
                &["77", "71"],
            ),
            ("fr", "Deux mille trois cents voix.", &["2300"]),
            (
                "fr",
                "Dix ou onze heures, huit jours et trois mois.",
                &["10", "11", "8", "3"],
            ),
            (
                "fr",
                "Trois millions et vingt-deux maires.",
                &["3000000", "22"],
            ),
            ("fr", "Dans les années trente.", &[]),
            (
                "de",
                "Einundzwanzig Schreiben und hundertachtzehn Klagen.",
                &["21", "118"],
            ),
            (
                "de",
                "Zweihundertsechs Betten, dreiundachtzig Ärzte.",
                &["206", "83"],
            ),
            (
                "de",
                "Tausendzweihundert Stimmen und dreihundert mehr.",
                &["1200", "300"],
            ),
            ("de", "Der Hund und ein Einwand, elf Briefe.", &["11"]),
            (
                "es",
                "Treinta y cinco cartas y ciento dieciocho quejas.",
                &["35", "118"],
            ),
            (
                "es",
                "Doscientas seis camas, veintiún médicos.",
                &["206", "21"],
            ),
            (
                "es",
                "Tres y cuatro días, cinco o seis.",
                &["3", "4", "5", "6"],
            ),
            (
                "it",
                "Ventuno lettere, trentotto casi e centodiciotto reclami.",
                &["21", "38", "118"],
            ),
            (
                "pt",
                "Cento e dezoito cartas, trinta e cinco queixas.",
                &["118", "35"],
            ),
            (
                "nl",
                "Eenentwintig brieven en honderdachttien klachten.",
                &["21", "118"],
            ),
            (
                "en",
                "Two hundred and six men, one hundred and eighteen women.",
                &["206", "118"],
            ),
            (
                "en",
                "Forty and fifty, two hundred or three hundred.",
                &["40", "50", "200", "300"],
            ),
            // "A hundred" is mostly no number that was counted.
            (
                "en",
                "A hundred years, and two thousand and six boats.",
                &["2006"],
            ),
        ] {
            assert_eq!(read(language, text), expected, "{text}");
        }
    }
}
