//! The locator terms of CSL in English, German, French, Spanish and Italian, and the numbers that stand
//! after them.

/// The locator terms, longest spelling first where one begins another.
pub const TERMS: &[(&str, &[&str])] = &[
    (
        "page",
        &[
            "pages", "page", "pp.", "pp", "pgs.", "pg.", "p.", "p", "seiten", "seite", "páginas",
            "página", "págs.", "pág.", "pagine", "pagina", "pagg.", "pag.",
        ],
    ),
    (
        "paragraph",
        &[
            "paragraphs",
            "paragraph",
            "paras.",
            "paras",
            "para.",
            "para",
            "¶¶",
            "¶",
            "absätze",
            "absatz",
            "abs.",
            "paragraphes",
            "paragraphe",
            "par.",
            "párrafos",
            "párrafo",
            "párrs.",
            "párr.",
        ],
    ),
    (
        "section",
        &[
            "sections",
            "section",
            "secs.",
            "secs",
            "sec.",
            "sec",
            "§§",
            "§",
            "abschnitte",
            "abschnitt",
            "abschn.",
            "secciones",
            "sección",
        ],
    ),
    (
        "article-locator",
        &[
            "articles",
            "article",
            "arts.",
            "arts",
            "art.",
            "art",
            "artikel",
            "artículos",
            "artículo",
            "articoli",
            "articolo",
        ],
    ),
    (
        "chapter",
        &[
            "chapters",
            "chapter",
            "chaps.",
            "chap.",
            "chs.",
            "ch.",
            "kapitel",
            "kap.",
            "chapitres",
            "chapitre",
            "capítulos",
            "capítulo",
            "capitolo",
            "cap.",
        ],
    ),
    ("figure", &["figures", "figure", "figs.", "fig."]),
    ("table", &["tables", "table", "tbl."]),
    ("note", &["notes", "note", "nn.", "n."]),
    ("line", &["lines", "line", "ll.", "l."]),
    ("column", &["columns", "column", "cols.", "col."]),
    ("volume", &["volumes", "volume", "vols.", "vol."]),
    (
        "issue",
        &["numbers", "number", "nos.", "no.", "nr.", "n°", "nº"],
    ),
    ("part", &["parts", "part", "pts.", "pt."]),
    ("book", &["books", "book", "bks.", "bk."]),
    ("verse", &["verses", "verse", "vv.", "v."]),
    ("rule", &["rules", "rule", "r."]),
    ("appendix", &["appendices", "appendix", "apps.", "app."]),
    ("timestamp", &["timestamps", "timestamp", "time"]),
    ("folio", &["folios", "folio", "fols.", "fol."]),
    ("opus", &["opera", "opus", "op."]),
    ("sub-verbo", &["sub verbo", "s.vv.", "s.v."]),
];

/// What of a text stands behind a word in lower case, if it begins with that, in capitals or not.
fn behind<'t>(text: &'t str, word: &str) -> Option<&'t str> {
    let mut rest = text.chars();
    word.chars()
        .all(|wanted| {
            rest.next()
                .is_some_and(|given| given.to_lowercase().eq([wanted]))
        })
        .then_some(rest.as_str())
}

/// A locator as it was read.
pub(super) struct Read {
    /// The CSL term.
    pub term: &'static str,
    /// The number, range or list, without the term.
    pub value: String,
    /// How many bytes all of it has.
    pub length: usize,
}

/// The locator at the start of a text. A number without a term is a page, or a time.
pub(super) fn read_locator(text: &str) -> Option<Read> {
    for (term, spellings) in TERMS {
        for spelling in *spellings {
            let Some(after) = behind(text, spelling) else {
                continue;
            };
            let gap = after.len() - after.trim_start().len();
            let abbreviated = spelling.ends_with('.') || !spelling.is_ascii();
            let next_is_digit = after.starts_with(|c: char| c.is_ascii_digit());
            if gap == 0 && !abbreviated && !next_is_digit {
                continue;
            }
            let length = number_length(&after[gap..]);
            if length > 0 {
                let end = text.len() - after.len() + gap + length;
                return Some(Read {
                    term,
                    value: text[end - length..end].to_owned(),
                    length: end,
                });
            }
        }
    }
    if let Some((value, length)) = german_page(text) {
        let term = "page";
        return Some(Read {
            term,
            value,
            length,
        });
    }
    let length = number_length(text);
    let begins_with_digit = text.starts_with(|c: char| c.is_ascii_digit());
    let value = text[..length].to_owned();
    let term = if is_time(&value) { "timestamp" } else { "page" };
    (begins_with_digit && length > 0).then_some(Read {
        term,
        value,
        length,
    })
}

/// "S. 12", which is a page; in "s. 12" of an English act, a section is meant.
fn german_page(text: &str) -> Option<(String, usize)> {
    let after = text.strip_prefix("S.")?;
    let numbers = after.trim_start();
    let length = number_length(numbers);
    let begins = numbers.starts_with(|c: char| c.is_ascii_digit());
    let end = text.len() - numbers.len() + length;
    (begins && length > 0).then(|| (numbers[..length].to_owned(), end))
}

/// How long the numbers at the start of a text are: `130–131, 140 and 12a`, `IV.C`, `33(1)`.
fn number_length(text: &str) -> usize {
    let mut end = 0;
    let mut at = 0;
    loop {
        let rest = &text[at..];
        let gap = rest.len() - rest.trim_start().len();
        let word_start = at + gap;
        let word = text[word_start..]
            .split(char::is_whitespace)
            .next()
            .unwrap_or_default();
        if word.is_empty() {
            return end;
        }
        let bare = word.trim_end_matches([',', '.', ';', ':']);
        if is_number(bare) {
            end = word_start + bare.len();
            at = word_start + word.len();
            let goes_on = word == bare || word == format!("{bare},");
            if !goes_on {
                return end;
            }
        } else if end > 0 && matches!(word, "and" | "&" | "to" | "-" | "–" | "or") {
            at = word_start + word.len();
        } else {
            return end;
        }
    }
}

/// Whether a word is a number as locators have them: it holds a digit, or each of its parts is a
/// roman numeral or a single letter.
fn is_number(word: &str) -> bool {
    if word.is_empty() || word.starts_with(['"', '“', '‘', '(', '[']) {
        return false;
    }
    if word.contains(|c: char| c.is_ascii_digit()) {
        return word
            .chars()
            .all(|c| c.is_alphanumeric() || ".,:-–—()/§¶bisterm".contains(c));
    }
    word.split(['.', '-', '–', '(', ')', '/'])
        .filter(|part| !part.is_empty())
        .all(|part| {
            let roman = part.chars().all(|c| "ivxlcdmIVXLCDM".contains(c));
            let in_brackets = word.contains(&format!("({part})"));
            let is_letter =
                |c: char| c.is_ascii_uppercase() || c.is_ascii_alphabetic() && in_brackets;
            let letter = part.chars().count() == 1 && part.chars().all(is_letter);
            roman || letter
        })
}

/// Whether a value is a time: `14:20` or `00:14:20`.
fn is_time(value: &str) -> bool {
    let parts: Vec<&str> = value
        .split(['–', '-'])
        .next()
        .unwrap_or_default()
        .split(':')
        .collect();
    matches!(parts.len(), 2 | 3)
        && parts
            .iter()
            .all(|part| (1..=2).contains(&part.len()) && part.chars().all(|c| c.is_ascii_digit()))
}
