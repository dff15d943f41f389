//! Shares in words, beside the figures that decide them: "half of all cases (51 per cent)", "418 of the 1,260 pupils, a
//! third", "of 52, only 13, one in four".

mod bounds;

use std::ops::Range;

use self::bounds::opened;
use super::restated::Restated;
use super::{Fault, Own, Quantity, Reader, Told};
use crate::rules::numbers;
use crate::rules::quantities::{self, Bound};
use crate::rules::shares;
use crate::rules::tongues::Tongue;

/// A share in words, in per cent.
struct Portion {
    least: f64,
    most: f64,
    /// The first word of it, those that bound it left out, and the first behind it.
    first: usize,
    next: usize,
    /// Whether it is told as one or some of a number: "one in four".
    is_of_each: bool,
}

/// Words for more than half, with the words behind them.
const MAJORITY: &[(&str, &[&str])] = &[
    ("en", &["majority"]),
    ("de", &["mehrheit"]),
    ("fr", &["majorité"]),
    ("es", &["mayoría"]),
];

/// Articles right before such a word: a majority with an adjective may be another.
const ARTICLES: &[&str] = &["a", "the", "die", "eine", "la", "une", "una"];

/// One of each, in German, and of how many.
const EACH: &[(&str, f64)] = &[
    ("zweite", 2.0),
    ("dritte", 3.0),
    ("vierte", 4.0),
    ("fünfte", 5.0),
    ("sechste", 6.0),
    ("siebte", 7.0),
    ("achte", 8.0),
    ("neunte", 9.0),
    ("zehnte", 10.0),
    ("zwölfte", 12.0),
    ("zwanzigste", 20.0),
];

/// Words by which a share has a whole, and what may stand in that.
const OF: &[&str] = &[
    "of", "der", "des", "aller", "von", "du", "de", "del", "d", "dieser", "ihrer", "seiner",
];

/// Words with which the whole of a share becomes a statement of its own.
const OTHERS: &[&str] = &[
    "and", "und", "et", "y", "or", "oder", "ou", "who", "that", "which", "whose", "where", "when",
    "die", "welche", "qui", "que", "dont", "in", "im", "en", "dans", "by", "durch", "par", "por",
    "but", "aber", "than", "als", "as", "wie", "between", "more", "less", "not", "nicht", "pas",
    "no",
];

/// Words that may stand between the mark before a figure and the figure.
const ABOUT: &[&str] = &[
    "or", "about", "some", "only", "just", "exactly", "oder", "rund", "etwa", "nur", "genau", "ou",
    "soit", "environ", "o", "el", "un", "unos", "that", "is", "das", "sind", "also",
];

/// How many words at most stand in the whole of a share.
const WHOLE: usize = 8;

/// The shares in words of a sentence that the figures beside them are not.
pub(super) fn faults(
    reader: &Reader<'_>,
    own: &Own,
    all: &[Quantity],
    restated: &Restated<'_>,
) -> Vec<Fault> {
    // What has no figure is not compared with one.
    if all.is_empty() || own.text.contains('|') {
        return Vec::new();
    }
    let portions = all_of(reader, own, restated);
    let found = portions.iter().filter_map(|portion| {
        let place = Beside { reader, portion };
        let figure = place
            .figure_behind()
            .or_else(|| place.figure_before())
            .or_else(|| place.part_of_whole())
            .or_else(|| place.part_behind_whole())?;
        let (percent, slack, range, label) = figure;
        let is_right = percent >= portion.least - slack && percent <= portion.most + slack;
        (!is_right).then_some(Fault {
            range,
            what: "does not add up",
            label,
        })
    });
    found.collect()
}

/// Words for more than half of what stands behind them, with the words between, by language.
const MOST_OF: &[(&str, &[&str])] = &[
    (
        "en",
        &["most of", "the bulk of", "the majority of", "a majority of"],
    ),
    (
        "de",
        &[
            "die meisten",
            "der großteil",
            "der größte teil",
            "die mehrheit",
            "die mehrzahl",
        ],
    ),
    (
        "fr",
        &[
            "la plupart des",
            "la plupart de",
            "la majorité des",
            "la majorité de",
        ],
    ),
    ("es", &["la mayoría de", "la mayor parte de", "la mayoría"]),
    ("it", &["la maggior parte", "la maggioranza"]),
    ("pt", &["a maioria", "a maior parte"]),
    ("nl", &["de meeste", "het merendeel", "de meerderheid"]),
];

/// And for less.
const FEWER: &[(&str, &[&str])] = &[
    ("en", &["a minority of", "only a minority of"]),
    ("de", &["eine minderheit", "die minderheit"]),
    ("fr", &["une minorité de", "une minorité des"]),
    ("es", &["una minoría de"]),
];

/// Words for a fourth and a fifth of what stands behind them.
const PARTS: &[(&str, f64)] = &[
    ("tercera", 100.0 / 3.0),
    ("terceras", 100.0 / 3.0),
    ("cuarta", 25.0),
    ("cuartas", 25.0),
    ("quinta", 20.0),
    ("quintas", 20.0),
    ("sexta", 100.0 / 6.0),
    ("décima", 10.0),
];

/// The shares in words of a sentence, majorities included.
pub(super) fn in_words(own: &Own, tongue: &Tongue) -> Vec<Told> {
    let reader = Reader::of(&own.text, &own.words, tongue);
    let restated = Restated {
        own,
        tongue,
        all: &[],
        before: &[],
    };
    let mut found: Vec<Told> = all_of(&reader, own, &restated)
        .into_iter()
        .map(|portion| Told {
            least: portion.least,
            most: portion.most,
            range: own.words[portion.first].range.start..own.words[portion.next - 1].range.end,
            next: portion.next,
        })
        .collect();
    let of = |table: &[(&str, &'static [&'static str])]| {
        let mut rows = table.iter();
        rows.find_map(|(language, words)| (*language == tongue.language).then_some(*words))
            .unwrap_or_default()
    };
    for (phrases, least, most) in [(of(MOST_OF), 50.0, 100.0), (of(FEWER), 0.0, 50.0)] {
        let Some(range) = own.first(phrases) else {
            continue;
        };
        let next = own
            .words
            .partition_point(|word| word.range.start < range.end);
        found.push(Told {
            least,
            most,
            range,
            next,
        });
    }
    found.extend(feminine(own, tongue));
    found.sort_by_key(|told| told.range.start);
    found.dedup_by(|later, first| later.range.start < first.range.end);
    found
}

/// "Tres cuartas partes", "una quinta parte".
fn feminine(own: &Own, tongue: &Tongue) -> Vec<Told> {
    let found = (1..own.words.len()).filter_map(|at| {
        let (_, part) = PARTS.iter().find(|(name, _)| *name == own.word(at))?;
        matches!(own.word(at + 1), "parte" | "partes").then_some(())?;
        let before = own.word(at - 1);
        let many = match before {
            "una" | "la" | "uma" | "a" => Some(1.0),
            _ => tongue.numeral(before).map(|many| many as f64),
        }?;
        let share = many * part;
        let (least, most) = match quantities::bound(own, tongue, at - 1) {
            Bound::Exact => (share * 0.87, share * 1.13),
            Bound::About => (share * 0.8, share * 1.2),
            Bound::Less => (share * 0.72, share * 1.01),
            Bound::More => (share * 0.99, share * 1.42),
        };
        Some(Told {
            least,
            most,
            range: own.words[at - 1].range.start..own.words[at + 1].range.end,
            next: at + 2,
        })
    });
    found.collect()
}

/// The shares in words of a sentence.
fn all_of(reader: &Reader<'_>, own: &Own, restated: &Restated<'_>) -> Vec<Portion> {
    let mut found: Vec<Portion> = restated
        .fractions()
        .into_iter()
        .map(|share| Portion {
            least: share.least,
            most: share.most,
            first: share.first,
            next: reader
                .words
                .partition_point(|word| word.range.start < share.range.end),
            is_of_each: false,
        })
        .filter(|portion| !is_part_of_time(reader, portion))
        .collect();
    for portion in &mut found {
        opened(own, reader, portion);
    }
    found.extend(majorities(reader));
    found.extend(in_each(reader, own));
    found.extend(german_each(reader, own));
    found
}

/// "The first half of 2023", "a quarter of an hour", "the second quarter" are no shares.
fn is_part_of_time(reader: &Reader<'_>, portion: &Portion) -> bool {
    const PERIODS: &[&str] = &[
        "hour",
        "century",
        "year",
        "month",
        "day",
        "stunde",
        "jahrhundert",
        "jahres",
        "siècle",
        "heure",
        "siglo",
        "hora",
        "time",
        "way",
        "dozen",
    ];
    const SMALL: &[&str] = &[
        "of",
        "a",
        "an",
        "the",
        "de",
        "d",
        "du",
        "des",
        "un",
        "une",
        "d’heure",
        "d’une",
    ];
    let mut at = portion.next;
    while at < portion.next + 3 && reader.is(at, SMALL) {
        at += 1;
    }
    let is_year = reader.number(at).is_some_and(|number| number.is_year);
    is_year || reader.is(at, PERIODS)
}

/// "A majority of the members": more than half.
fn majorities(reader: &Reader<'_>) -> Vec<Portion> {
    let language = reader.tongue.language;
    let Some((_, words)) = MAJORITY.iter().find(|(known, _)| *known == language) else {
        return Vec::new();
    };
    let is_one = |at: &usize| reader.is(*at, words) && *at > 0 && reader.is(*at - 1, ARTICLES);
    let found = (0..reader.words.len()).filter(is_one);
    found
        .map(|at| Portion {
            least: 50.0,
            most: 100.0,
            first: at - 1,
            next: at + 1,
            is_of_each: false,
        })
        .collect()
}

/// "One in four", "neuf sur dix", "uno de cada cinco".
fn in_each(reader: &Reader<'_>, own: &Own) -> Vec<Portion> {
    const JOINS: &[&str] = &["in", "out", "von", "sur", "cada"];
    if !own.has(JOINS) {
        return Vec::new();
    }
    let numbers = numbers::of(own, reader.tongue);
    let found = shares::of(&own.text, &numbers, reader.tongue);
    found
        .iter()
        .filter_map(|share| {
            let at = |end: usize| reader.words.partition_point(|word| word.range.start < end);
            let (first, next) = (at(share.range.start), at(share.range.end));
            // "88 of 160" and "15 in 90" are figures, and no words.
            let in_words =
                (first..next).all(|at| !reader.word(at).starts_with(|c: char| c.is_ascii_digit()));
            let (least, most) = share.meant();
            in_words.then(|| bounded(own, reader, (first, next), (share.percent(), least, most)))
        })
        .collect()
}

/// "Jeder dritte": one of three.
fn german_each(reader: &Reader<'_>, own: &Own) -> Vec<Portion> {
    const EVERY: &[&str] = &["jeder", "jede", "jedes", "jedem", "jeden"];
    if reader.tongue.language != "de" || !own.has(EVERY) {
        return Vec::new();
    }
    let found = (0..reader.words.len())
        .filter(|at| reader.is(*at, EVERY))
        .filter_map(|at| {
            let word = reader.word(at + 1).trim_end_matches(['r', 'n', 's']);
            let (_, of) = EACH.iter().find(|(each, _)| *each == word)?;
            let (least, most) = (100.0 / (of + 0.5) * 0.97, 100.0 / (of - 0.5) * 1.03);
            Some(bounded(
                own,
                reader,
                (at, at + 2),
                (100.0 / of, least, most),
            ))
        });
    found.collect()
}

/// A share of some words, with what stands before them: "almost one in four", "mehr als jeder zweite".
fn bounded(
    own: &Own,
    reader: &Reader<'_>,
    (first, next): (usize, usize),
    (share, least, most): (f64, f64, f64),
) -> Portion {
    let (least, most) = match quantities::bound(own, reader.tongue, first) {
        Bound::Exact => (least, most),
        Bound::About => (share * 0.78, share * 1.25),
        Bound::Less => (share * 0.7, share * 1.02),
        Bound::More => (share * 0.98, share * 1.45),
    };
    let mut portion = Portion {
        least,
        most,
        first,
        next,
        is_of_each: true,
    };
    opened(own, reader, &mut portion);
    portion
}

/// What is said, how much that is in per cent, how far rounding may carry it, and where both stand.
type Figure = (f64, f64, Range<usize>, String);

/// A share in words, and what stands beside it.
struct Beside<'r, 'a> {
    reader: &'r Reader<'a>,
    portion: &'r Portion,
}

impl Beside<'_, '_> {
    fn start(&self, word: usize) -> usize {
        self.reader
            .words
            .get(word)
            .map_or(self.reader.text.len(), |word| word.range.start)
    }

    fn end(&self, word: usize) -> usize {
        self.reader.words[word].range.end
    }

    /// Whether nothing more is said behind a place.
    fn is_closed(&self, end: usize) -> bool {
        let behind = self.reader.text[end..].trim_start();
        behind.is_empty() || behind.starts_with([',', '.', ';', ')'])
    }

    /// A figure behind the share and its whole: "half of all cases (51 per cent)", "most of them, 480 of 612,".
    fn figure_behind(&self) -> Option<Figure> {
        let reader = self.reader;
        let next = self.portion.next;
        let last = next.checked_sub(1)?;
        let has_whole = reader.is(next, OF) || reader.word(next).starts_with("d’");
        let end = reader.words.len().min(next + WHOLE + 1);
        // The whole ends at the first mark.
        let ends = (last..end.saturating_sub(1)).find(|at| {
            reader
                .between(*at, at + 1)
                .contains([',', '(', ';', '.', ':', '–', '—'])
        })?;
        let mark = reader.between(ends, ends + 1).trim();
        if !matches!(mark, "(" | ",") || ends > last && !has_whole && !self.portion.is_of_each {
            return None;
        }
        let is_plain = (next + 1..=ends).all(|at| {
            !reader.is(at, OTHERS) && !super::parts::is_verb(reader.word(at)) && !self.is_share(at)
        });
        let mut figure = ends + 1;
        while reader.is(figure, ABOUT) {
            figure += 1;
        }
        let (percent, slack, end, said) = self.figure_at(figure)?;
        let closes = match mark {
            "(" => reader.text[end..].trim_start().starts_with(')'),
            _ => self.is_closed(end) && !reader.text[end..].trim_start().starts_with(')'),
        };
        // "A third of the women, 40 per cent, and half of the men": what goes on with another share is a list.
        (is_plain && closes).then(|| (percent, slack, self.start(self.portion.first)..end, said))
    }

    fn is_share(&self, at: usize) -> bool {
        crate::rules::fractions::fraction(self.reader.word(at)).is_some()
    }

    /// The figure that begins at a word: "51 per cent", "480 of 612".
    fn figure_at(&self, at: usize) -> Option<(f64, f64, usize, String)> {
        let reader = self.reader;
        let first = reader.count(at)?;
        if let Some(rest) = reader.after_percent(first.last) {
            let end = reader.text.len() - rest.len();
            let slack = if reader.is_inexact(at) {
                first.value * 0.1
            } else {
                0.5
            };
            let said = format!(
                "{} are {}",
                self.words(),
                reader.text[self.start(at)..end].trim()
            );
            let is_interval = rest.trim_start().starts_with(['-', '–', 'p', 'P']);
            return (!is_interval).then_some((first.value, slack, end, said));
        }
        let whole = reader.whole(first.last + 1).or_else(|| {
            reader
                .count(first.last + 2)
                .filter(|_| reader.is(first.last + 1, &["on", "de", "von", "sur"]))
        })?;
        let usable = !first.is_year && !whole.is_year && whole.scaled() > 0.0;
        let percent = first.scaled() / whole.scaled() * 100.0;
        let said = format!(
            "{} of {} is {percent:.1} %",
            reader.written(&first),
            reader.written(&whole)
        );
        (usable && percent <= 100.0).then_some((percent, 0.0, self.end(whole.last), said))
    }

    /// The words of the share.
    fn words(&self) -> &str {
        let range = self.start(self.portion.first)..self.end(self.portion.next - 1);
        &self.reader.text[range]
    }

    /// The mark right before the share, the words that bound it left out, and the last word before that.
    fn parted_from(&self) -> Option<usize> {
        const BOUNDS: &[&str] = &[
            "more",
            "less",
            "fewer",
            "than",
            "about",
            "almost",
            "nearly",
            "over",
            "under",
            "just",
            "roughly",
            "around",
            "fast",
            "knapp",
            "gut",
            "rund",
            "etwa",
            "mehr",
            "weniger",
            "als",
            "plus",
            "moins",
            "près",
            "de",
            "casi",
            "más",
            "menos",
            "el",
            "environ",
            "only",
            "nur",
            "some",
            "or",
            "oder",
            "ou",
            "soit",
            "o",
            "the",
            "that",
            "is",
            "i",
            "e",
            "des",
            "alrededor",
            "presque",
            "also",
        ];
        let reader = self.reader;
        let mut at = self.portion.first;
        while at > 0 && self.portion.first - at < 4 {
            let gap = reader.between(at - 1, at).trim();
            if !gap.is_empty() {
                return (gap == "," || gap == "–" || gap == "—").then_some(at - 1);
            }
            if !reader.is(at - 1, BOUNDS) {
                return None;
            }
            at -= 1;
        }
        None
    }

    /// A figure right before the share: "418 of the 1,260 pupils, a third,", "43 per cent, almost half,".
    fn figure_before(&self) -> Option<Figure> {
        /// How many words at most stand behind the whole.
        const NOUN: usize = 4;
        let reader = self.reader;
        let behind = self.end(self.portion.next - 1);
        let last = self.parted_from().filter(|_| self.is_closed(behind))?;
        let from = last.saturating_sub(WHOLE + NOUN);
        (from..=last).rev().find_map(|at| {
            let (percent, slack, end, said) = self.figure_at(at)?;
            let last_of = reader
                .words
                .partition_point(|word| word.range.end <= end)
                .checked_sub(1)?;
            let noun = last_of + 1..last + 1;
            let is_percent = reader
                .count(at)
                .is_some_and(|one| reader.after_percent(one.last).is_some());
            // A share of "38 per cent of the men, a third," is of somebody else.
            let most = if is_percent { 0 } else { NOUN };
            let is_plain = noun.len() <= most
                && noun.clone().all(|at| {
                    reader.count(at).is_none()
                        && !reader.is(at, OTHERS)
                        && !super::parts::is_verb(reader.word(at))
                })
                && reader.text[end..self.end(last).max(end)]
                    .find([',', ';', '(', ')', ':', '.'])
                    .is_none();
            let is_exact = !reader.is_inexact(at);
            (is_plain && is_exact).then(|| (percent, slack, self.start(at)..behind, said))
        })
    }

    /// "Nearly half of the 96 residents, 31, had fallen": the part stands alone between commas behind its whole.
    fn part_behind_whole(&self) -> Option<Figure> {
        /// How many words at most name what the whole counts.
        const NOUN: usize = 3;
        let reader = self.reader;
        let next = self.portion.next;
        let mut at = next;
        while reader.is(at, OF) || reader.is(at, reader.tongue.sums.all) {
            at += 1;
        }
        let whole = reader.count(at).filter(|_| at > next)?;
        let comma = (whole.last..reader.words.len().min(whole.last + NOUN + 1)).find(|at| {
            *at + 1 < reader.words.len() && !reader.between(*at, at + 1).trim().is_empty()
        })?;
        let part = reader.count(comma + 1)?;
        let is_alone = matches!(reader.between(comma, comma + 1).trim(), "," | "(" | "–")
            && reader.text[self.end(part.last)..].starts_with([',', ')', '.'])
                | reader.text[self.end(part.last)..].starts_with(" –");
        let is_plain = |one: &super::Number| {
            !one.is_year
                && one.scaled() > 0.0
                && reader.after_percent(one.last).is_none()
                && !reader.is_day(one)
        };
        let usable = comma > whole.last
            && is_alone
            && is_plain(&whole)
            && is_plain(&part)
            && part.scaled() < whole.scaled();
        let percent = part.scaled() / whole.scaled() * 100.0;
        let said = format!(
            "{} of {} is {percent:.1} %",
            reader.written(&part),
            reader.written(&whole)
        );
        usable.then(|| {
            (
                percent,
                0.5,
                self.start(self.portion.first)..self.end(part.last),
                said,
            )
        })
    }

    /// "Of 52 that were examined, only 13, one in four,": a part behind its whole.
    fn part_of_whole(&self) -> Option<Figure> {
        /// How many bytes and words at most stand between the parts.
        const NEAR: usize = 60;
        const FAR: usize = 24;
        let reader = self.reader;
        let behind = self.end(self.portion.next - 1);
        let last = self
            .parted_from()
            .filter(|_| self.portion.is_of_each && self.is_closed(behind))?;
        let from = last.saturating_sub(FAR);
        let mut told: Vec<super::Number> = Vec::new();
        let mut at = from;
        while at <= last {
            let Some(one) = reader.count(at) else {
                at += 1;
                continue;
            };
            at = one.last + 1;
            let is_amount = !one.is_year
                && !reader.is_day(&one)
                && !reader.is_inexact_whole(&one)
                && reader.after_percent(one.last).is_none()
                && !super::meant::is_time(reader.word(at));
            told.extend(is_amount.then_some(one));
        }
        let part = told.last()?;
        let gap = &reader.text[self.end(part.last)..self.end(last)];
        if gap.len() > NEAR || gap.contains([';', ':', '(', ')', '.']) || told.len() < 2 {
            return None;
        }
        let is_whole = |one: &&super::Number| {
            let mut at = one.first;
            while at > 0 && reader.is(at - 1, reader.tongue.sums.all) {
                at -= 1;
            }
            at > 0 && reader.is(at - 1, reader.tongue.sums.of) && one.scaled() > part.scaled()
        };
        let whole = told.iter().rev().find(is_whole)?;
        let said = &reader.text[self.end(whole.last)..self.start(part.first)];
        if said.contains([';', '(', ')', ':']) || said.contains(". ") {
            return None;
        }
        // Any two of them may be meant.
        let slack = 0.5;
        let fits = told.iter().any(|part| {
            told.iter().any(|whole| {
                let percent = part.scaled() / whole.scaled() * 100.0;
                percent >= self.portion.least - slack && percent <= self.portion.most + slack
            })
        });
        let percent = part.scaled() / whole.scaled() * 100.0;
        let label = format!(
            "{} of {} is {percent:.1} %",
            reader.written(part),
            reader.written(whole)
        );
        let begins = self.start(whole.first.min(part.first));
        (!fits).then_some((percent, slack, begins..behind, label))
    }
}

#[cfg(test)]
mod tests;
