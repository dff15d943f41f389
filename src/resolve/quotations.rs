//! Turns the quotation marks that an author typed straight into those of the language they stand in: „so“ in
//! German, « ainsi » in French. The last readers of the text byte by byte are done; marks that the author chose
//! stay.

use crate::model::{Block, BlockKind, Inline, InlineKind, Report, primary_language};
use crate::source::{Sources, Span};

/// The marks of a language, and those of a quotation within a quotation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Marks {
    open: &'static str,
    close: &'static str,
    open_inner: &'static str,
    close_inner: &'static str,
}

const fn marks(
    open: &'static str,
    close: &'static str,
    open_inner: &'static str,
    close_inner: &'static str,
) -> Marks {
    Marks {
        open,
        close,
        open_inner,
        close_inner,
    }
}

const GERMAN: Marks = marks("„", "“", "‚", "‘");
const RUSSIAN: Marks = marks("«", "»", "„", "“");

/// Languages whose books have other marks than English ones. Where both are usual, a language is not here.
const OF_LANGUAGES: [(&[&str], Marks); 7] = [
    (
        &[
            "bg", "cs", "de", "et", "is", "ka", "lt", "mk", "sk", "sl", "sr",
        ],
        GERMAN,
    ),
    (&["be", "ru", "uk"], RUSSIAN),
    (&["fr"], marks("«\u{a0}", "\u{a0}»", "“", "”")),
    (&["hr", "hu", "pl", "ro"], marks("„", "”", "«", "»")),
    (&["el", "fa"], marks("«", "»", "“", "”")),
    (&["fi", "sv"], marks("”", "”", "’", "’")),
    (&["nb", "nn", "no"], marks("«", "»", "‘", "’")),
];

/// The marks of a language tag; none where those of English are right.
fn marks_of(tag: &str) -> Option<Marks> {
    if tag.eq_ignore_ascii_case("de-CH") || tag.eq_ignore_ascii_case("de-LI") {
        return Some(marks("«", "»", "‹", "›"));
    }
    let language = primary_language(tag).to_ascii_lowercase();
    let row = OF_LANGUAGES
        .iter()
        .find(|(tags, _)| tags.contains(&language.as_str()));
    row.map(|(_, marks)| *marks)
}

/// Turns the straight marks of the whole report.
pub(super) fn turn(report: &mut Report, sources: &Sources) {
    let turner = Turner { sources };
    let language = report.manifest.language.as_ref();
    let language = language.map_or_else(|| "en".to_owned(), |tag| tag.value.clone());
    for section in &mut report.sections {
        turner.blocks(&mut section.blocks, &language);
    }
    for note in &mut report.notes {
        turner.blocks(&mut note.blocks, &language);
    }
    for claim in &mut report.claims {
        let sentence = report.sentences.get(claim.sentence.0);
        let own = sentence.and_then(|sentence| sentence.lang.as_deref());
        if let Some(marks) = marks_of(own.unwrap_or(&language))
            && turner.is_straight(&claim.text, claim.span)
        {
            claim.text = turned(&claim.text, |_| true, marks).concat();
        }
    }
}

struct Turner<'s> {
    sources: &'s Sources,
}

impl Turner<'_> {
    fn blocks(&self, blocks: &mut [Block], language: &str) {
        for block in blocks {
            let own = block.attrs.lang().map(str::to_owned);
            let language = own.as_deref().unwrap_or(language);
            match &mut block.kind {
                BlockKind::Heading { content, .. } | BlockKind::Paragraph(content) => {
                    self.words(content, language);
                }
                BlockKind::List { items, .. } => {
                    for item in items {
                        self.blocks(&mut item.blocks, language);
                    }
                }
                BlockKind::DefinitionList(definitions) => {
                    for definition in definitions {
                        self.words(&mut definition.term, language);
                        for inner in &mut definition.definitions {
                            self.blocks(inner, language);
                        }
                    }
                }
                BlockKind::Quote(inner) | BlockKind::Div(inner) => self.blocks(inner, language),
                BlockKind::Table(table) => {
                    self.words(&mut table.caption, language);
                    for row in std::iter::once(&mut table.header).chain(&mut table.rows) {
                        for cell in &mut row.cells {
                            self.words(&mut cell.content, language);
                        }
                    }
                }
                BlockKind::Figure(figure) => self.words(&mut figure.caption, language),
                BlockKind::Code(_) | BlockKind::Maths(_) | BlockKind::Rule => {}
            }
        }
    }

    /// Turns the marks of words that are read as one.
    fn words(&self, inlines: &mut [Inline], language: &str) {
        if let Some(marks) = marks_of(language) {
            let (mut text, mut straight) = (String::new(), Vec::new());
            self.read(inlines, &mut text, &mut straight);
            if straight.contains(&true) {
                let mut out = turned(&text, |at| straight[at], marks).into_iter();
                write(inlines, &mut out);
            }
        }
        self.foreign(inlines);
    }

    /// Words in another language have the marks of that.
    fn foreign(&self, inlines: &mut [Inline]) {
        for inline in inlines {
            let own = own_language(inline).map(str::to_owned);
            let Some(children) = inline.children_mut() else {
                continue;
            };
            match own {
                Some(own) => self.words(children, &own),
                None => self.foreign(children),
            }
        }
    }

    /// Joins the words, and says of each letter whether a straight mark of the author's made it.
    fn read(&self, inlines: &[Inline], text: &mut String, straight: &mut Vec<bool>) {
        for inline in inlines {
            match &inline.kind {
                InlineKind::Text(words) => {
                    let is_straight = self.is_straight(words, inline.span);
                    straight.extend(words.chars().map(|_| is_straight));
                    text.push_str(words);
                }
                _ if own_language(inline).is_some() => {}
                _ => self.read(inline.children().unwrap_or_default(), text, straight),
            }
        }
    }

    /// Whether all curly marks of a text were straight in the file.
    fn is_straight(&self, text: &str, span: Span) -> bool {
        const CURLY: [char; 4] = ['“', '”', '‘', '’'];
        if !text.contains(CURLY) {
            return false;
        }
        let source = self.sources.slice(span);
        source.contains(['"', '\'']) && !source.contains(CURLY)
    }
}

/// The language that an inline gives its words.
fn own_language(inline: &Inline) -> Option<&str> {
    match &inline.kind {
        InlineKind::Span { attrs, .. } => attrs.lang(),
        _ => None,
    }
}

/// Each letter of a text, with other marks where straight ones were.
fn turned(text: &str, is_straight: impl Fn(usize) -> bool, marks: Marks) -> Vec<String> {
    let letters: Vec<char> = text.chars().collect();
    let (mut is_open, mut is_open_inside) = (false, false);
    let mut out = Vec::with_capacity(letters.len());
    for (at, letter) in letters.iter().enumerate() {
        let ends_word = |at: usize| !letters.get(at + 1).is_some_and(|next| next.is_alphabetic());
        // An apostrophe at the beginning of a word looks like a mark that opens.
        let is_closed = || {
            (at + 1..letters.len())
                .take_while(|at| letters[*at] != '”')
                .any(|at| letters[at] == '’' && ends_word(at))
        };
        let mark = match letter {
            _ if !is_straight(at) => None,
            '“' => {
                is_open = true;
                Some(marks.open)
            }
            '”' => {
                (is_open, is_open_inside) = (false, false);
                Some(marks.close)
            }
            '‘' if is_open && is_closed() => {
                is_open_inside = true;
                Some(marks.open_inner)
            }
            '’' if is_open_inside && ends_word(at) => {
                is_open_inside = false;
                Some(marks.close_inner)
            }
            _ => None,
        };
        out.push(mark.map_or_else(|| letter.to_string(), str::to_owned));
    }
    out
}

/// Gives the words their letters back.
fn write(inlines: &mut [Inline], letters: &mut impl Iterator<Item = String>) {
    for inline in inlines {
        if own_language(inline).is_some() {
            continue;
        }
        if let InlineKind::Text(words) = &mut inline.kind {
            let count = words.chars().count();
            *words = letters.take(count).collect();
        } else if let Some(children) = inline.children_mut() {
            write(children, letters);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn straight_marks_become_those_of_the_language() {
        let check = |tag: &str, expected: &str| {
            let text = "Er rief: “Das war ‘gut’, nich’ wahr” – “ja”.";
            let found = marks_of(tag).map(|marks| turned(text, |_| true, marks).concat());
            assert_eq!(found.as_deref().unwrap_or(text), expected, "{tag}");
        };
        check("de", "Er rief: „Das war ‚gut‘, nich’ wahr“ – „ja“.");
        check("de-CH", "Er rief: «Das war ‹gut›, nich’ wahr» – «ja».");
        check(
            "fr",
            "Er rief: «\u{a0}Das war “gut”, nich’ wahr\u{a0}» – «\u{a0}ja\u{a0}».",
        );
        check("ru", "Er rief: «Das war „gut“, nich’ wahr» – «ja».");
        check("sv", "Er rief: ”Das war ’gut’, nich’ wahr” – ”ja”.");
        for tag in ["en", "es", "nl", "zh", "ko"] {
            check(tag, "Er rief: “Das war ‘gut’, nich’ wahr” – “ja”.");
        }
    }

    #[test]
    fn marks_that_the_author_chose_stay() {
        let text = "“so” und “so”";
        let found = turned(text, |at| at > 5, GERMAN).concat();
        assert_eq!(found, "“so” und „so“");
    }
}
