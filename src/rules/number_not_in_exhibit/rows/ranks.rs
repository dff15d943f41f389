//! Words for the greatest or the least, beside the rank that a row has in its table or chart.

use std::ops::Range;

use super::{Fault, Known, Quantity, Row, Told};

/// Words for the greatest of something, and for the least.
pub(super) const GREATEST: &[&str] = &[
    "highest",
    "largest",
    "biggest",
    "greatest",
    "deadliest",
    "most",
    "longest",
    "peak",
    "höchste",
    "höchsten",
    "größte",
    "größten",
    "meisten",
    "mayor",
    "máximo",
];
pub(super) const LEAST: &[&str] = &[
    "lowest",
    "smallest",
    "fewest",
    "least",
    "shortest",
    "niedrigste",
    "niedrigsten",
    "kleinste",
    "kleinsten",
    "geringste",
    "geringsten",
    "wenigsten",
    "menor",
    "mínimo",
];

/// Words before such a word that make it another rank, from the second on.
const PLACES: &[&[&str]] = &[
    &["second", "zweit", "deuxième", "segundo", "segunda"],
    &["third", "dritt", "troisième", "tercer", "tercera"],
    &["fourth", "viert", "quatrième", "cuarto", "cuarta"],
    &["fifth", "fünft", "cinquième", "quinto", "quinta"],
];

/// Words that stand for all rows behind "the smallest of".
const OF_ALL: &[&str] = &[
    "of", "der", "von", "des", "de", "the", "all", "these", "los", "las", "aller",
];

/// Words before or behind such a word that make it none of a rank.
const NOT_BEFORE: &[&str] = &[
    "at", "one", "among", "its", "his", "her", "their", "next", "ever", "not", "by", "than",
];
const NOT_BEHIND: &[&str] = &[
    "of",
    "recent",
    "recently",
    "likely",
    "ever",
    "since",
    "part",
    "common",
    "important",
    "frequent",
    "serious",
    "famous",
    "were",
    "was",
    "are",
    "is",
];

/// Words for what a column counts, whatever it is.
const AMOUNTS: &[&str] = &[
    "number",
    "toll",
    "count",
    "total",
    "figure",
    "rate",
    "share",
    "ratio",
    "proportion",
    "zahl",
    "anteil",
    "nombre",
    "part",
    "número",
    "proporción",
];

/// Of them, those that a column of shares is called by.
pub(super) const SHARES: &[&str] = &[
    "share",
    "proportion",
    "rate",
    "ratio",
    "anteil",
    "part",
    "proporción",
];

/// Words that begin what is no longer said of a rank.
const NEXT_CLAUSE: &[&str] = &[
    "in", "at", "among", "with", "for", "by", "on", "to", "was", "were", "is", "are", "had", "has",
    "and", "but", "unter", "bei", "mit", "für", "war", "waren", "und", "en", "dans", "avec",
    "parmi", "était", "con", "entre", "fue",
];

/// A rank that a sentence gives.
struct Rank {
    /// The word for it.
    range: Range<usize>,
    is_greatest: bool,
    /// From one: the second largest has two.
    place: usize,
    /// Whether it is one of all rows: "the smallest of the four".
    is_of_all: bool,
}

impl Rank {
    /// Whether a row has this rank in a column, with those that have the same number. Not known where it has none.
    fn is_of(&self, row: &Row, column: usize, others: &[&Row]) -> Option<bool> {
        let own = row.value(column)?;
        let values = || others.iter().filter_map(|row| row.value(column));
        let before = values()
            .filter(|value| {
                if self.is_greatest {
                    *value > own
                } else {
                    *value < own
                }
            })
            .count();
        let equal = values().filter(|value| *value == own).count().max(1);
        Some((before..before + equal).contains(&(self.place - 1)))
    }

    fn label(&self) -> String {
        match (self.place, self.is_greatest) {
            (1, true) => "another row has more".to_owned(),
            (1, false) => "another row has less".to_owned(),
            _ => "it has another place there".to_owned(),
        }
    }
}

impl Told<'_> {
    /// Whether a word for the greatest is said of what the table counts: of the words near it one must stand in a head
    /// or the caption. Where none is near, the number must stand in the sentence.
    fn ranks(&self, rank: &Rank, table: &Known, is_told: bool) -> bool {
        /// How many words before and behind are near.
        const NEAR: (usize, usize) = (3, 4);
        let (before, after) = self.own.around(&rank.range);
        let mut end = rank.range.end;
        let behind: Vec<&str> = after
            .iter()
            .take_while(|word| {
                let gap = &self.own.text[end..word.range.start];
                end = word.range.end;
                gap.trim().is_empty() && !NEXT_CLAUSE.contains(&word.lower.as_str())
            })
            .take(NEAR.1)
            .map(|word| word.lower.as_str())
            .collect();
        let near = before
            .iter()
            .rev()
            .take(NEAR.0)
            .map(|word| word.lower.as_str());
        let is_amount = behind.iter().any(|word| AMOUNTS.contains(word));
        // "The longest raid" is one raid, and no number of them.
        let is_one = |word: &str| is_amount || table.words.contains(word);
        match behind.is_empty() || rank.is_of_all {
            true => is_told && !rank.is_of_all || near.into_iter().any(|word| table.counts(word)),
            false => {
                behind.iter().any(|word| table.counts(word) && is_one(word))
                    || near
                        .into_iter()
                        .any(|word| word.len() > 3 && table.counts(word))
                        && is_told
            }
        }
    }

    /// "The ratio was lowest among people of 50 and over, at 5.4%", where it is highest.
    pub(super) fn wrong_rank(&self, table: &Known) -> Option<Fault> {
        let others: Vec<&Row> = table.rows.iter().filter(|row| !row.is_total).collect();
        let rank = self.rank(others.len())?;
        let row = match rank.is_of_all {
            // "East, the smallest of the four, had eight times as many as North."
            true => self.row_before(rank.range.start, table)?,
            false => self.row(table)?,
        };
        let told: Vec<&Quantity> = self
            .telling()
            .filter(|one| row.has(one) && (!rank.is_of_all || self.stands_before(one, &rank)))
            .collect();
        let is_told = !told.is_empty();
        let is_meant = |column: &usize| {
            // Of which column it is said need not be known: then it has to be one.
            let cell = row.cells[*column].as_ref();
            !is_told || cell.is_some_and(|cell| told.iter().any(|one| cell.is(one)))
        };
        let ranks: Vec<bool> = (0..row.cells.len())
            .filter(is_meant)
            .filter_map(|column| rank.is_of(row, column, &others))
            .collect();
        let wrong = others.len() >= 3
            && !ranks.is_empty()
            && ranks.iter().all(|is_of| !is_of)
            && (is_told || rank.place == 1)
            && self.ranks(&rank, table, is_told);
        wrong.then(|| Fault {
            what: format!("is not what the table says of `{}`", row.name),
            label: rank.label(),
            range: rank.range,
        })
    }

    /// A rank that none of the tables with the row bears out, of a summary, which points at none.
    pub(super) fn wrong_rank_of_all<'t>(&self, tables: &'t [Known]) -> Option<(Fault, &'t Known)> {
        let mut found = None;
        for table in tables.iter().filter(|table| self.row(table).is_some()) {
            let fault = self.wrong_rank(table)?;
            found = found.or(Some((fault, table)));
        }
        found
    }

    /// Where the sentence has its only word for the greatest or the least of something, of all and not of some place.
    pub(super) fn first_rank(&self, rows: usize) -> Option<Range<usize>> {
        let rank = self.rank(rows)?;
        (rank.place == 1 && !rank.is_of_all).then_some(rank.range)
    }

    /// The only row that the sentence names before a place.
    fn row_before<'t>(&self, place: usize, table: &'t Known) -> Option<&'t Row> {
        let is_before = |row: &&Row| {
            let named = self.place_of(row);
            named.is_some_and(|range| range.end <= place)
        };
        let mut named = table.rows.iter().filter(is_before);
        let row = named.next()?;
        (named.next().is_none() && !row.is_total).then_some(row)
    }

    /// Whether a number stands a few words before a rank: "with 430,000 inhabitants the smallest of the four".
    fn stands_before(&self, one: &Quantity, rank: &Rank) -> bool {
        let (before, _) = self.own.around(&rank.range);
        (one.last + 1..one.last + 4).contains(&before.len())
    }

    /// The only word of the sentence for the greatest or the least of something, and which it is, where a table or
    /// chart has so many rows.
    fn rank(&self, rows: usize) -> Option<Rank> {
        let words = &self.own.words;
        let word = |at| self.own.word(at);
        let mut found = None;
        for (at, here) in words.iter().enumerate() {
            let is_greatest = is_of_list(GREATEST, word(at));
            if !is_greatest && !is_of_list(LEAST, word(at)) {
                continue;
            }
            let before = [1, 2]
                .iter()
                .filter_map(|back| at.checked_sub(*back))
                .any(|at| NOT_BEFORE.contains(&word(at)));
            // "Most deaths were of children" and "In the second most were children" rank nothing.
            let is_part = word(at) == "most" && (at == 0 || self.place(at) > 1);
            let is_of_all = self.is_of_all(at + 1, rows);
            let is_other = NOT_BEHIND.contains(&word(at + 1)) && !is_of_all;
            if before || is_part || is_other || found.is_some() {
                return None;
            }
            found = Some(Rank {
                range: here.range.clone(),
                is_greatest,
                place: self.place(at),
                is_of_all,
            });
        }
        found
    }

    /// The place that a word for the greatest or the least has from the word before it, or from its own beginning.
    fn place(&self, at: usize) -> usize {
        let before = at.checked_sub(1).map_or("", |before| self.own.word(before));
        let own = self.own.word(at);
        let is_it = |names: &&[&str]| {
            names
                .iter()
                .any(|name| before == *name || own.len() > name.len() && own.starts_with(name))
        };
        let place = PLACES.iter().position(is_it);
        place.map_or(1, |place| place + 2)
    }

    /// Whether "of the four" stands at a word, where there are four.
    fn is_of_all(&self, at: usize, rows: usize) -> bool {
        let is_led = OF_ALL.contains(&self.own.word(at));
        let number = (at..at + 4).find(|at| !OF_ALL.contains(&self.own.word(*at)));
        let all = self.all.iter().find(|one| Some(one.first) == number);
        is_led && all.is_some_and(|one| one.value == rows as f64)
    }
}

/// Whether a word is one of a list, with a place before it in one word: "zweithöchste".
fn is_of_list(list: &[&str], word: &str) -> bool {
    let mut places = PLACES.iter().flat_map(|names| names.iter());
    let mut bare = || places.find_map(|name| word.strip_prefix(name));
    list.contains(&word) || word.len() > 8 && bare().is_some_and(|bare| list.contains(&bare))
}
