//! The words of a book, whichever of the two it is, and how two readings differ.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

/// What a reader meets in the sections of a book. Running heads, contents, title page, register and
/// the signs of list items are not in it.
///
/// A formula is one word with its text alternative, a picture another, the call of a note a third:
/// all of them have to stand at the same place in both books.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Reading {
    /// The words of the sections, without their notes.
    pub text: Vec<String>,
    /// The words of each note, by its printed number.
    pub notes: BTreeMap<String, Vec<String>>,
    /// The words of each entry of the reference list, without the ways back.
    pub references: Vec<Vec<String>>,
    /// The languages in which each word of sections and notes is said.
    pub languages: Languages,
}

/// Words with the languages they are marked with, of which only the first part counts: `en-GB` is `en`.
pub type Languages = BTreeMap<String, BTreeSet<String>>;

/// Text that is being read.
#[derive(Debug, Clone, Default)]
pub struct Flow {
    text: String,
    /// The same text, that of each language apart.
    of_language: BTreeMap<String, String>,
}

impl Flow {
    /// More text of the same line.
    pub fn say(&mut self, text: &str, language: &str) {
        self.text.push_str(text);
        let of_language = self.of_language.entry(language.to_owned()).or_default();
        of_language.push_str(text);
    }

    /// The end of a line, a paragraph, a cell.
    pub fn end(&mut self) {
        self.text.push('\n');
        self.of_language
            .values_mut()
            .for_each(|text| text.push('\n'));
    }

    /// Something that is no text and is read at this place.
    pub fn thing(&mut self, what: &str, saying: &str) {
        let saying: Vec<&str> = saying.split_whitespace().collect();
        write!(self.text, "⟨{what}:{}⟩", saying.join("·")).unwrap();
    }

    /// The words, without what only says where a line may break.
    pub fn words(&self) -> Vec<String> {
        // At the edge of words that run the other way, the space behind a box may go.
        let text = without_invisible(&self.text);
        let text = text.replace('☐', " ☐ ").replace('☒', " ☒ ");
        text.split_whitespace().map(str::to_owned).collect()
    }

    /// Notes the language of each word in Latin letters. Others tell theirs by themselves.
    pub fn note_languages(&self, languages: &mut Languages) {
        for (language, text) in &self.of_language {
            let language = language.split('-').next().unwrap_or_default();
            let text = without_invisible(text);
            let words = text.split(|c: char| !c.is_ascii_alphabetic());
            for word in words.filter(|word| !word.is_empty()) {
                let of_word = languages.entry(word.to_owned()).or_default();
                of_word.insert(language.to_owned());
            }
        }
    }
}

fn without_invisible(text: &str) -> String {
    text.replace(['\u{ad}', '\u{200b}', '\u{2060}', '\u{fe0e}'], "")
}

/// The first place where two books part, in words; none where they say the same.
pub fn difference(pdf: &Reading, epub: &Reading) -> Option<String> {
    let mut parts = vec![("the text", pdf.text.as_slice(), epub.text.as_slice())];
    let numbers: BTreeSet<&String> = pdf.notes.keys().chain(epub.notes.keys()).collect();
    let names: Vec<String> = numbers
        .iter()
        .map(|number| format!("note {number}"))
        .collect();
    for (number, name) in numbers.iter().zip(&names) {
        let of = |book: &'_ Reading| book.notes.get(*number).cloned();
        match (of(pdf), of(epub)) {
            (Some(_), None) => return Some(format!("{name} is in the PDF alone")),
            (None, Some(_)) => return Some(format!("{name} is in the EPUB alone")),
            _ => parts.push((name, &pdf.notes[*number], &epub.notes[*number])),
        }
    }
    let entries = [pdf.references.concat(), epub.references.concat()];
    parts.push(("the references", &entries[0], &entries[1]));
    parts
        .into_iter()
        .find_map(|(name, pdf, epub)| first_difference(name, pdf, epub))
        .or_else(|| other_language(&pdf.languages, &epub.languages))
}

/// The first word that the books say in different languages.
fn other_language(pdf: &Languages, epub: &Languages) -> Option<String> {
    let (word, languages) = pdf.iter().find(|(word, languages)| {
        let of_word = epub.get(*word);
        of_word.is_some_and(|of_word| of_word != *languages)
    })?;
    let shown = |languages: &BTreeSet<String>| {
        let languages: Vec<&str> = languages.iter().map(String::as_str).collect();
        languages.join(", ")
    };
    Some(format!(
        "`{word}` is in {} in the PDF, in {} in the EPUB",
        shown(languages),
        shown(&epub[word])
    ))
}

fn first_difference(name: &str, pdf: &[String], epub: &[String]) -> Option<String> {
    let (pdf, epub) = (from_the_right_sorted(pdf), from_the_right_sorted(epub));
    let same = pdf.iter().zip(&epub).take_while(|(a, b)| a == b).count();
    if same == pdf.len() && same == epub.len() {
        return None;
    }
    let shown = |words: &[String]| {
        let words: Vec<&str> = words
            .iter()
            .skip(same)
            .take(8)
            .map(String::as_str)
            .collect();
        if words.is_empty() {
            "(nothing)".to_owned()
        } else {
            words.join(" ")
        }
    };
    let before = pdf[same.saturating_sub(5)..same].join(" ");
    Some(format!(
        "in {name} after `{before}`\n  PDF:  {}\n  EPUB: {}",
        shown(&pdf),
        shown(&epub)
    ))
}

/// The words with those that run from right to left in one order: a page has their letters as they
/// stand on paper.
fn from_the_right_sorted(words: &[String]) -> Vec<String> {
    let runs_leftward = |word: &String| word.chars().any(|c| ('\u{590}'..='\u{8ff}').contains(&c));
    let mut out: Vec<String> = Vec::new();
    for run in words.chunk_by(|a, b| runs_leftward(a) == runs_leftward(b)) {
        if runs_leftward(&run[0]) {
            let mut letters: Vec<char> = run
                .concat()
                .chars()
                .filter(|c| c.is_alphanumeric())
                .collect();
            letters.sort_unstable();
            out.push(letters.into_iter().collect());
        } else {
            out.extend_from_slice(run);
        }
    }
    out
}
