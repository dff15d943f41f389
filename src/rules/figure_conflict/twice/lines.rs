//! The sentences of a report as what they tell: numbers with the words around them.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use super::super::super::prose::{self, Own};
use super::super::super::quantities::{self, Quantity, Sort};
use super::super::super::tongues::Tongue;
use super::super::super::{Context, dates, measures, tongues};
use super::tokens::{Token, Value};
use crate::model::{Block, BlockKind, Date, Role, UnitPlace, text_of};

/// How many letters a word has at least, and by how many it is known.
const LETTERS: (usize, usize) = (4, 5);

/// The smallest number that is compared: smaller ones stand everywhere.
pub(super) const SMALLEST: f64 = 10.0;

/// The most stems of a sentence that is compared.
const STEMS: usize = 300;

/// Headings of sections that sum up the others.
const SUMMARIES: &[&str] = &[
    "summary",
    "executive summary",
    "abstract",
    "key findings",
    "key points",
    "key messages",
    "key facts",
    "key figures",
    "highlights",
    "at a glance",
    "overview",
    "in brief",
    "main findings",
    "zusammenfassung",
    "kurzfassung",
    "das wichtigste in kürze",
    "überblick",
    "synthèse",
    "résumé",
    "points clés",
    "chronology",
    "timeline",
    "chronologie",
    "zeitleiste",
    "cronología",
    "l’essentiel",
    "en bref",
    "resumen",
    "resumen ejecutivo",
    "puntos clave",
    "hallazgos principales",
    "riassunto",
    "sintesi",
    "resumo",
    "samenvatting",
];

/// Words that are in every text.
const COMMON: &[&str] = &[
    "that",
    "this",
    "these",
    "those",
    "they",
    "them",
    "their",
    "there",
    "with",
    "from",
    "were",
    "have",
    "been",
    "which",
    "than",
    "more",
    "less",
    "some",
    "about",
    "after",
    "before",
    "into",
    "over",
    "under",
    "when",
    "while",
    "where",
    "also",
    "only",
    "other",
    "others",
    "such",
    "each",
    "same",
    "said",
    "says",
    "according",
    "between",
    "during",
    "until",
    "against",
    "would",
    "could",
    "should",
    "most",
    "many",
    "very",
    "year",
    "years",
    "cent",
    "percent",
    "million",
    "billion",
    "thousand",
    "hundred",
    "wurde",
    "wurden",
    "waren",
    "haben",
    "hatte",
    "eine",
    "einer",
    "einem",
    "einen",
    "nach",
    "über",
    "unter",
    "sich",
    "nicht",
    "auch",
    "oder",
    "jahr",
    "jahre",
    "jahren",
    "prozent",
    "millionen",
    "dans",
    "pour",
    "avec",
    "sont",
    "était",
    "étaient",
    "plus",
    "cette",
    "leur",
    "leurs",
    "entre",
    "selon",
    "dont",
    "para",
    "como",
    "entre",
    "desde",
    "hasta",
    "según",
    "este",
    "esta",
    "años",
    "ciento",
    "millones",
];

/// By what two numbers of a report are the same: times a thousand, and whether it is a share.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Key {
    Number(i64, bool),
    Date(i32, Option<u8>, Option<u8>),
    Time(u32),
}

/// A sentence.
#[derive(Debug)]
pub(super) struct Line {
    /// Its place in the report.
    pub at: usize,
    pub unit: usize,
    pub section: usize,
    pub is_item: bool,
    pub is_summary: bool,
    pub stems: BTreeSet<String>,
    pub years: BTreeSet<i32>,
    /// The months that it names.
    pub months: BTreeSet<u8>,
    /// The places that it cites.
    pub places: BTreeSet<String>,
    /// The entries that it cites.
    pub keys: BTreeSet<String>,
    /// All its words in lower case.
    pub words: BTreeSet<String>,
    pub tokens: Vec<Token>,
}

/// All sentences, and how often each number stands in the report.
#[derive(Debug)]
pub(super) struct Lines {
    pub all: Vec<Line>,
    counts: BTreeMap<Key, usize>,
    /// In which sentences each number stands that is told in prose.
    pub prose: BTreeMap<Key, Vec<usize>>,
}

impl Lines {
    pub(super) fn of(context: &Context<'_>) -> Self {
        let report = context.report;
        let titles: Vec<bool> = report
            .sections
            .iter()
            .map(|section| is_summary(&section.blocks))
            .collect();
        let mut lines = Self {
            all: Vec::new(),
            counts: BTreeMap::new(),
            prose: BTreeMap::new(),
        };
        for said in prose::sentences(context) {
            let tongue = context.tongue(said.sentence);
            let is_row = said.unit.place == UnitPlace::TableRow;
            let line = Line::of(said.own, tongue);
            for number in quoted_numbers(&said.sentence.text, tongue, is_row) {
                *lines.counts.entry(number).or_default() += 1;
            }
            for token in line
                .tokens
                .iter()
                .filter(|token| !matches!(token.key, Key::Number(..)))
            {
                *lines.counts.entry(token.key.clone()).or_default() += 1;
            }
            lines.all.push(Line {
                unit: said.sentence.unit.0,
                section: said.unit.section,
                is_item: matches!(
                    said.unit.place,
                    UnitPlace::ListItem | UnitPlace::TableRow | UnitPlace::Definition
                ),
                places: context.places_cited(said.sentence),
                keys: keys(context, said.sentence),
                is_summary: said.unit.role == Role::Summary
                    || is_row
                    || titles.get(said.unit.section).copied().unwrap_or_default(),
                ..line
            });
        }
        lines.number();
        lines.drop_unread(context);
        lines.note_prose();
        lines.count_charts(context);
        lines.count_sources(context);
        lines
    }

    /// Says of each line which sentence of the report it is.
    fn number(&mut self) {
        for (at, line) in self.all.iter_mut().enumerate() {
            line.at = at;
        }
    }

    /// Notes in which sentences each number stands.
    fn note_prose(&mut self) {
        for line in &self.all {
            for token in &line.tokens {
                self.prose
                    .entry(token.key.clone())
                    .or_default()
                    .push(line.at);
            }
        }
    }

    /// What is quoted is told by others, and the cells of a row have no words beside them but for dates.
    fn drop_unread(&mut self, context: &Context<'_>) {
        for line in &mut self.all {
            let place = context.report.units[line.unit].place;
            if place == UnitPlace::Quotation {
                line.tokens.clear();
            }
            if place == UnitPlace::TableRow {
                line.tokens
                    .retain(|token| matches!(token.value, Value::Date(_)));
            }
        }
    }

    /// Numbers that are drawn stand in the report, in whatever unit.
    fn count_charts(&mut self, context: &Context<'_>) {
        let english = tongues::of("en");
        for data in context.report.charts.values() {
            for cell in data.rows.iter().flatten() {
                for number in quoted_numbers(cell, english, true) {
                    *self.counts.entry(number).or_default() += 1;
                }
            }
        }
    }

    /// The dates of what is cited stand in the references.
    fn count_sources(&mut self, context: &Context<'_>) {
        for date in context
            .report
            .references
            .iter()
            .filter_map(|reference| reference.issued)
        {
            *self.counts.entry(Key::of_date(date)).or_default() += 1;
        }
    }

    /// How often a number stands in the report.
    pub(super) fn count(&self, key: &Key) -> usize {
        self.counts.get(key).copied().unwrap_or_default()
    }

    #[cfg(test)]
    pub(super) fn of_texts(texts: &[&str], tongue: &Tongue) -> Self {
        let mut lines = Self {
            all: Vec::new(),
            counts: BTreeMap::new(),
            prose: BTreeMap::new(),
        };
        for (at, text) in texts.iter().enumerate() {
            let line = Line::of(&Own::of(text), tongue);
            for token in &line.tokens {
                *lines.counts.entry(token.key.clone()).or_default() += 1;
            }
            lines.all.push(Line {
                unit: at,
                section: at,
                is_summary: at == 0,
                ..line
            });
        }
        lines.number();
        lines.note_prose();
        lines
    }
}

/// The entries that a sentence cites.
fn keys(context: &Context<'_>, sentence: &crate::model::Sentence) -> BTreeSet<String> {
    let items = context.report.items_of(sentence);
    items.map(|item| item.key.value.clone()).collect()
}

/// Whether a section sums up the others, by its first heading.
fn is_summary(blocks: &[Block]) -> bool {
    let title = blocks.iter().find_map(|block| match &block.kind {
        BlockKind::Heading { content, .. } => Some(text_of(content)),
        _ => None,
    });
    title.is_some_and(|title| SUMMARIES.contains(&title.trim().to_lowercase().as_str()))
}

/// The numbers of a text, what is quoted among them. What stands in a table may be told in thousands or
/// millions, and without the sign of per cent.
fn quoted_numbers(text: &str, tongue: &Tongue, is_table: bool) -> Vec<Key> {
    let mut found = Vec::new();
    for number in super::super::super::numbers::read(text, tongue) {
        found.push(Key::Number(number.value, number.is_percent));
        if is_table {
            found.push(Key::Number(number.value, !number.is_percent));
            found.push(Key::Number(number.value.saturating_mul(1000), false));
            found.push(Key::Number(number.value.saturating_mul(1_000_000), false));
        }
    }
    found
}

impl Key {
    fn of_date(date: Date) -> Self {
        Self::Date(date.year, date.month, date.day)
    }
}

impl Line {
    fn of(own: &Own, tongue: &Tongue) -> Self {
        let dates = dates::full(own, tongue);
        let quantities = quantities::read(own, tongue);
        let mut years: BTreeSet<i32> = dates.iter().map(|(_, date)| date.year).collect();
        years.extend(
            quantities
                .iter()
                .filter(|one| one.sort == Sort::Year)
                .map(|one| one.value as i32),
        );
        let mut tokens: Vec<Token> = Vec::new();
        for quantity in quantities {
            let is_told = (quantity.value >= SMALLEST || quantity.step > 0.0)
                && !is_age(own, &quantity)
                && quantity.is_exact()
                && quantity.sort != Sort::Year;
            if is_told && !is_name(own, tongue, &quantity) {
                let key = Key::Number(
                    (quantity.value * 1000.0).round() as i64,
                    quantity.sort == Sort::Percent,
                );
                let range = quantity.range.clone();
                let noun = quantity.counted().map(stem);
                tokens.push(Token::new(
                    own,
                    tongue,
                    Value::Quantity(quantity),
                    key,
                    range,
                    noun,
                ));
            }
        }
        for (range, date) in dates {
            tokens.push(Token::new(
                own,
                tongue,
                Value::Date(date),
                Key::of_date(date),
                range,
                None,
            ));
        }
        for (range, minutes) in times(&own.text) {
            tokens.push(Token::new(
                own,
                tongue,
                Value::Time,
                Key::Time(minutes),
                range,
                None,
            ));
        }
        tokens.sort_by_key(|token| token.range.start);
        let stems: BTreeSet<String> = own
            .words
            .iter()
            .filter_map(|word| stem_of(&word.lower, tongue))
            .collect();
        // What has more tells more than one thing, and is no sentence.
        if tokens.len() > quantities::MOST || stems.len() > STEMS {
            tokens.clear();
        }
        Self {
            at: 0,
            unit: 0,
            section: 0,
            is_item: false,
            is_summary: false,
            stems,
            years,
            months: match tokens.is_empty() {
                true => BTreeSet::new(),
                false => own
                    .words
                    .iter()
                    .filter_map(|word| tongue.month(&word.lower))
                    .collect(),
            },
            places: BTreeSet::new(),
            keys: BTreeSet::new(),
            words: match tokens.is_empty() {
                true => BTreeSet::new(),
                false => own.words.iter().map(|word| word.lower.clone()).collect(),
            },
            tokens,
        }
    }

    /// Whether two lines stand beside each other and tell of two things one after the other.
    pub(super) fn is_beside(&self, other: &Self) -> bool {
        let items = self.is_item && other.is_item && self.section == other.section;
        self.unit == other.unit || items
    }
}

/// Whether a number is a part of a name: "Article 12", "Resolution 2254".
fn is_name(own: &Own, tongue: &Tongue, quantity: &Quantity) -> bool {
    // German writes every noun so: "bei den Protesten 2.841 Studierende".
    if tongue.language == "de" && quantity.counted().is_some() {
        return false;
    }
    let Some(before) = quantity
        .first
        .checked_sub(1)
        .filter(|_| quantity.sort == Sort::Count)
    else {
        return false;
    };
    let range = &own.words[before].range;
    let gap = &own.text[range.end..quantity.range.start];
    let written = &own.text[range.clone()];
    before > 0
        && gap.trim_matches([' ', '\u{a0}', '.']).is_empty()
        && written.starts_with(char::is_uppercase)
}

/// Whether a number is the age of somebody: "aged 34", "a man of 34".
fn is_age(own: &Own, quantity: &Quantity) -> bool {
    let before = quantity
        .first
        .checked_sub(1)
        .map_or("", |at| own.words[at].lower.as_str());
    let behind = own.word(quantity.next);
    matches!(before, "aged" | "age")
        || matches!(behind, "old" | "alt")
        || quantity.is_time() && quantity.noun == "old"
}

/// The times of day of a text, in minutes.
fn times(text: &str) -> Vec<(Range<usize>, u32)> {
    let bytes = text.as_bytes();
    let mut found = Vec::new();
    for (colon, _) in text.match_indices(':') {
        let digits = |byte: Option<&u8>| byte.is_some_and(u8::is_ascii_digit);
        let mut start = colon;
        while start > 0 && digits(bytes.get(start - 1)) && colon - start < 3 {
            start -= 1;
        }
        let end = colon + 3;
        let is_whole = (1..=2).contains(&(colon - start))
            && digits(bytes.get(colon + 1))
            && digits(bytes.get(colon + 2))
            && !digits(bytes.get(end))
            && bytes.get(end) != Some(&b':')
            && (start == 0 || bytes[start - 1] != b':');
        let parsed = is_whole
            .then(|| {
                Some((
                    text[start..colon].parse::<u32>().ok()?,
                    text[colon + 1..end].parse::<u32>().ok()?,
                ))
            })
            .flatten();
        if let Some((hour, minute)) = parsed.filter(|(hour, minute)| *hour < 24 && *minute < 60) {
            found.push((start..end, hour * 60 + minute));
        }
    }
    found
}

/// The letters by which a word is known.
pub(super) fn stem(word: &str) -> String {
    word.chars().take(LETTERS.1).collect()
}

/// The stem of a word that tells something.
pub(super) fn stem_of(lower: &str, tongue: &Tongue) -> Option<String> {
    let is_word = lower.chars().count() >= LETTERS.0
        && lower
            .chars()
            .all(|c| c.is_alphabetic() || matches!(c, '’' | '\''));
    if !is_word || COMMON.contains(&lower) {
        return None;
    }
    let is_number = tongue.numeral(lower).is_some() || tongue.scale(lower).is_some();
    let is_time = tongue.month(lower).is_some()
        || tongue.weekday(lower).is_some()
        || measures::unit(lower).is_some();
    (!is_number && !is_time).then(|| stem(lower))
}
