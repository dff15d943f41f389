//! The tables and charts at which a sentence points, with a cross-reference or in plain words: "see Table 2".

use std::collections::BTreeMap;

use super::cells::{Cells, Shown};
use crate::model::LabelKind;
use crate::rules::Context;
use crate::rules::prose::Said;

/// Words before the number of a table, and of a figure.
const TABLES: &[&str] = &[
    "table", "tables", "tab", "tbl", "tabelle", "tabellen", "tableau", "tableaux", "tabla",
    "tablas", "cuadro", "tabella", "tabela", "quadro", "tabel", "표",
];
const FIGURES: &[&str] = &[
    "figure",
    "figures",
    "fig",
    "figs",
    "chart",
    "abbildung",
    "abbildungen",
    "abb",
    "grafik",
    "diagramm",
    "graphique",
    "figura",
    "gráfico",
    "figuur",
    "grafico",
    "그림",
];

/// Words behind the number that make it one of another work, and before it whose it is.
const OF: &[&str] = &[
    "of", "von", "des", "der", "aus", "de", "du", "del", "della", "do", "van", "by", "from",
];
const OWNERS: &[&str] = &[
    "its", "their", "his", "her", "seine", "seiner", "ihre", "ihrer", "deren", "dessen", "leur",
    "son", "su",
];

/// An exhibit at which a sentence points.
pub(super) struct Pointed<'s> {
    /// Its place among the exhibits.
    pub shown: usize,
    pub exhibit: &'s Shown,
}

/// The labels of tables and figures by their printed numbers.
pub(super) struct Numbered {
    tables: BTreeMap<String, String>,
    figures: BTreeMap<String, String>,
}

impl Numbered {
    pub(super) fn of(context: &Context<'_>) -> Self {
        let of = |kind: LabelKind| {
            let labels = context.report.labels.iter();
            let labels = labels.filter(|(_, label)| label.kind == kind);
            labels
                .map(|(id, label)| (label.number.clone(), id.clone()))
                .collect()
        };
        Self {
            tables: of(LabelKind::Table),
            figures: of(LabelKind::Figure),
        }
    }

    fn get(&self, kind: LabelKind, number: &str) -> Option<&str> {
        let labels = match kind {
            LabelKind::Table => &self.tables,
            _ => &self.figures,
        };
        labels.get(number).map(String::as_str)
    }
}

/// The exhibits at which a sentence points.
pub(super) fn at<'s>(cells: &'s Cells, said: Said<'_>) -> Vec<Pointed<'s>> {
    let mut labels: Vec<&str> = said.sentence.exhibits.iter().map(String::as_str).collect();
    labels.extend(in_words(&cells.numbered, said));
    if labels.is_empty() {
        return Vec::new();
    }
    let named = |shown: &Shown| {
        let id = shown.id.as_ref();
        id.is_some_and(|id| labels.contains(&id.as_str()))
    };
    cells
        .shown
        .iter()
        .enumerate()
        .filter(|(_, shown)| named(shown))
        .map(|(shown, exhibit)| Pointed { shown, exhibit })
        .collect()
}

/// The labels of exhibits that a sentence calls by their numbers.
pub(super) fn in_words<'n>(numbered: &'n Numbered, said: Said<'_>) -> Vec<&'n str> {
    let own = said.own;
    let mut found = Vec::new();
    for (at, word) in own.words.iter().enumerate() {
        let number = own.word(at + 1);
        // Few words stand before digits.
        if !number.starts_with(|c: char| c.is_ascii_digit()) {
            continue;
        }
        let kind = match word.lower.as_str() {
            lower if TABLES.contains(&lower) => LabelKind::Table,
            lower if FIGURES.contains(&lower) => LabelKind::Figure,
            _ => continue,
        };
        let before = at.checked_sub(1).map_or("", |before| own.word(before));
        let is_whose = OWNERS.contains(&before) || before.ends_with("’s") || before.ends_with("'s");
        if is_whose || OF.contains(&own.word(at + 2)) {
            continue;
        }
        found.extend(numbered.get(kind, number));
    }
    found
}

/// Whether a word in lower case is one for a table.
pub(super) fn is_table(lower: &str) -> bool {
    TABLES.contains(&lower)
}

/// Whether a sentence speaks of tables or figures, which may be those of its source.
pub(super) fn speaks_of_others(said: Said<'_>) -> bool {
    said.own.has(TABLES) || said.own.has(FIGURES)
}

/// Whether a sentence tells nothing but what an exhibit shows: "As Table 1 shows, …", "Tabelle 1 zeigt …".
pub(super) fn is_all_shown(said: Said<'_>) -> bool {
    /// Words with which such a sentence begins.
    const AS: &[&str] = &["as", "wie", "comme", "como", "come", "zoals"];
    /// The most words before the verb.
    const FAR: usize = 7;
    const SHOWS: &[&str] = &[
        "shows",
        "show",
        "shown",
        "indicates",
        "indicate",
        "illustrates",
        "illustrate",
        "records",
        "gives",
        "lists",
        "zeigt",
        "zeigen",
        "belegt",
        "verzeichnet",
        "nennt",
        "montre",
        "montrent",
        "indique",
        "muestra",
        "muestran",
        "indica",
        "mostra",
        "toont",
    ];
    let own = said.own;
    let first = own.word(0);
    let is_exhibit = |lower: &str| TABLES.contains(&lower) || FIGURES.contains(&lower);
    if !AS.contains(&first) && !is_exhibit(first) {
        return false;
    }
    let head = own.words.iter().take(FAR);
    let names = head.clone().any(|word| is_exhibit(&word.lower));
    let shows = head
        .clone()
        .any(|word| SHOWS.contains(&word.lower.as_str()));
    names && shows
}
