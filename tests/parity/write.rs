//! A generated report as files. Every word in it is a new one, so that a lost word has a name.

use std::collections::BTreeSet;

use super::generate::{Block, Draft, Hold, Inline, Leaf, Line, Plain, Wrap};
use crate::fixture::Tree;

/// A report as files, and what must be found in its books.
pub struct Written {
    /// The files.
    pub tree: Tree,
    /// Words that are printed, in no particular order.
    pub words: Vec<String>,
}

const REFERENCES: &str = "\
survey:
  type: report
  title: Survey of the weir
  author: River Authority
  date: 2019-05-14
minutes:
  type: book
  title: Minutes of the mill
  author: [\"Committee, Ada\", \"Müller, Eva\"]
  publisher: Parish
  date: 2020
letter:
  type: web
  title: Letter to the tenants
  author: Kim, Min
  url: { value: \"https://nowhere.example/letter\", date: 2021-10-01 }
  date: 2021-09-30
";

const SVG: &[u8] = b"<svg xmlns='http://www.w3.org/2000/svg' width='40' height='30'><path d='M0 0L40 30' stroke='#000'/></svg>";
const CSV: &[u8] = b"year,level\n2019,4.2\n2020,4.0\n";

/// Writes a report.
pub fn write(draft: &Draft) -> Written {
    let mut writer = Writer {
        links: draft.setting.edition == "screen",
        ..Writer::default()
    };
    let mut tree = Tree::new();
    let mut paths = Vec::new();
    for (index, blocks) in draft.sections.iter().enumerate() {
        let path = format!("sections/{index}.md");
        let text = writer.section(index, blocks);
        tree.insert(path.clone(), text.into_bytes());
        paths.push(format!("\"{path}\""));
    }
    let appendix = draft.has_appendix.then(|| paths.pop()).flatten();
    let setting = &draft.setting;
    let manifest = format!(
        "title = \"A generated report\"\nlanguage = \"en-GB\"\ndate = 2026-11-23\n\
         sections = [{}]\nappendices = [{}]\nbibliography = [\"references.yml\"]\n\
         citation-style = \"{}\"\n[output]\nformats = [\"pdf\", \"epub\"]\npaper = \"{}\"\n\
         template = \"{}\"\neditions = [\"{}\"]\nnumbered-paragraphs = {}\n\
         [check]\nprofile = \"draft\"\n[register]\nprint = \"none\"\n",
        paths.join(", "),
        appendix.unwrap_or_default(),
        setting.style,
        setting.paper,
        setting.template,
        setting.edition,
        setting.numbered,
    );
    tree.insert("report.toml".to_owned(), manifest.into_bytes());
    tree.insert("references.yml".to_owned(), REFERENCES.as_bytes().to_vec());
    tree.insert("figures/weir.svg".to_owned(), SVG.to_vec());
    tree.insert("data/levels.csv".to_owned(), CSV.to_vec());
    // A word that no file took is no word of the report.
    let texts: Vec<&[u8]> = tree.values().map(Vec::as_slice).collect();
    let text = String::from_utf8(texts.concat()).expect("the files are text");
    let written: BTreeSet<&str> = text.split(|c: char| !c.is_alphabetic()).collect();
    let mut words = writer.words;
    words.retain(|word| written.contains(word.as_str()));
    Written { tree, words }
}

#[derive(Default)]
struct Writer {
    words: Vec<String>,
    /// How many names have been given.
    names: usize,
    /// Whether links are written; the addresses that a print edition adds are not in the EPUB.
    links: bool,
    /// Notes and addresses that are still to be written below the text.
    below: Vec<String>,
    /// The level of the last heading.
    level: usize,
    in_note: bool,
    in_link: bool,
    in_script: bool,
    /// Set in a line of a table or verse, which has no line breaks of its own.
    one_line: bool,
}

impl Writer {
    fn section(&mut self, index: usize, blocks: &[Block]) -> String {
        self.level = 1;
        let word = self.word();
        let mut lines = vec![format!("# Section {word} {{#sec-{index}}}"), String::new()];
        if index == 0 {
            let words = self.word();
            lines.push(format!(
                "First comes a claim that others rest on, [{words}]{{.claim #c-first}} [@survey]."
            ));
            lines.push(String::new());
        }
        for block in blocks {
            lines.extend(self.block(block));
            lines.push(String::new());
            for below in std::mem::take(&mut self.below) {
                lines.push(below);
                lines.push(String::new());
            }
        }
        lines.join("\n")
    }

    /// A word that is printed and that no other report part has.
    fn word(&mut self) -> String {
        const HEADS: &[u8] = b"bdfgklmnprstvz";
        const TAILS: &[u8] = b"aeiou";
        let mut rest = self.words.len() + HEADS.len() * TAILS.len();
        let mut word = "j".to_owned();
        while rest > 0 {
            word.push(char::from(HEADS[rest % HEADS.len()]));
            rest /= HEADS.len();
            word.push(char::from(TAILS[rest % TAILS.len()]));
            rest /= TAILS.len();
        }
        self.words.push(word.clone());
        word
    }

    fn name(&mut self) -> usize {
        self.names += 1;
        self.names
    }

    /// Text inside something that may not stand in itself.
    fn within<T>(
        &mut self,
        flag: fn(&mut Self) -> &mut bool,
        make: impl FnOnce(&mut Self) -> T,
    ) -> T {
        let before = std::mem::replace(flag(self), true);
        let made = make(self);
        *flag(self) = before;
        made
    }

    fn inlines(&mut self, inlines: &[Inline]) -> String {
        let pieces: Vec<String> = inlines.iter().map(|inline| self.inline(inline)).collect();
        pieces.join(" ")
    }

    fn line(&mut self, inlines: &[Inline]) -> String {
        self.within(|w| &mut w.one_line, |w| w.inlines(inlines))
    }

    fn inline(&mut self, inline: &Inline) -> String {
        match inline {
            Inline::Leaf(leaf) => self.leaf(*leaf),
            Inline::Wrap(wrap, content) => self.wrap(*wrap, content),
        }
    }

    /// The call of a note that is written below.
    fn note(&mut self, blocks: &[Block]) -> String {
        if self.in_note {
            return self.word();
        }
        let name = self.name();
        let lines = self.within(
            |w| &mut w.in_note,
            |w| {
                let (link, line) = (w.in_link, w.one_line);
                (w.in_link, w.one_line) = (false, false);
                let lines = w.blocks(blocks);
                (w.in_link, w.one_line) = (link, line);
                lines
            },
        );
        let word = self.word();
        let mut note = vec![format!("[^n{name}]: {word}"), String::new()];
        note.extend(indented("    ", "    ", lines));
        self.below.push(note.join("\n"));
        format!("{}[^n{name}]", self.word())
    }

    fn leaf(&mut self, leaf: Leaf) -> String {
        let word = self.word();
        match leaf {
            Leaf::Words => format!("{word}, {}", self.word()),
            Leaf::LongWords => {
                let more: Vec<String> = (0..30).map(|_| self.word()).collect();
                format!("{word} {} incontestably", more.join(" "))
            }
            Leaf::Marks => format!(
                "{word} -- \"{}\"... {}'s \\*{}\\* 40\\ m, a & b; it's ½ – “{}”",
                self.word(),
                self.word(),
                self.word(),
                self.word()
            ),
            Leaf::Code => format!("`{word}() --x \"y\"`"),
            // Links hold no links.
            Leaf::Address | Leaf::Mailbox | Leaf::Reference if self.in_link => word,
            Leaf::Raised | Leaf::Lowered if self.in_script => word,
            Leaf::Address => match self.links {
                true => format!("{word} <https://example.org/{word}>"),
                false => word,
            },
            Leaf::Mailbox => format!("{word} <{word}@example.org>"),
            Leaf::Cite => format!("{word} [@survey]"),
            Leaf::CiteWithPlace => format!("{word} [see @minutes, pp. 4--5, {}]", self.word()),
            Leaf::CiteSeveral => format!("{word} [@survey, p. 7; but see @letter; *cf.* @minutes]"),
            Leaf::CiteWithoutAuthor => format!("{word} [-@letter]"),
            Leaf::Author => format!("{word} @minutes"),
            Leaf::AuthorWithPlace => format!("{word} @survey [p. 5]"),
            Leaf::AuthorWithMore => format!("{word} @letter [p. 5; see also @survey]"),
            Leaf::Maths => format!("{word} $x_{{{}}}^2 + \\frac{{a}}{{b}}$", self.names),
            Leaf::Reference => format!("{word} [](#sec-0)"),
            Leaf::ReferenceByKey => format!("{word} @c-first"),
            Leaf::ReferenceToHeading => format!("{word} [see @sec-0]"),
            Leaf::Break if self.one_line => format!("{word}<br>{}", self.word()),
            Leaf::Break => format!("{word}\\\n{}", self.word()),
            Leaf::HtmlBreak => format!("{word}<br>{}", self.word()),
            Leaf::Comment => format!("{word} <!-- not printed --> {}", self.word()),
            Leaf::NamedNote => self.note(&[]),
            Leaf::SameNote if self.in_note => word,
            Leaf::SameNote => {
                let call = self.note(&[]);
                let name = call.rsplit('[').next().unwrap_or_default().to_owned();
                format!("{call} {word} [{name}")
            }
            Leaf::Raised => format!("{word}^2^"),
            Leaf::Lowered => format!("{word}~2~O"),
            Leaf::Korean => format!("{word} [물방앗간 둑은 무너졌다]{{lang=ko}}"),
            Leaf::Chinese => format!("{word} [水磨的堤坝倒塌了]{{lang=zh-Hans}}"),
            Leaf::Arabic => format!("{word} [انهار السد]{{lang=ar}} {}", self.word()),
            Leaf::Hebrew => format!("{word} [הסכר קרס]{{lang=he}} {}", self.word()),
            Leaf::UnmarkedKorean => format!("{word} 물방앗간이 {}", self.word()),
            Leaf::Proof => format!("[{word}]{{.claim proof=\"@letter\"}}"),
        }
    }

    fn wrap(&mut self, wrap: Wrap, content: &[Inline]) -> String {
        match wrap {
            Wrap::Note if self.in_note => return self.inlines(content),
            Wrap::Note => {
                let inner = self.within(|w| &mut w.in_note, |w| w.line(content));
                return format!("{}^[{inner}]", self.word());
            }
            Wrap::Link | Wrap::LinkInside | Wrap::LinkByReference | Wrap::HtmlLink => {
                if self.in_link || (wrap != Wrap::LinkInside && !self.links) {
                    return self.inlines(content);
                }
                let name = self.name();
                let inner = self.within(|w| &mut w.in_link, |w| w.inlines(content));
                return match wrap {
                    Wrap::Link => format!("[{inner}](https://example.org/l{name})"),
                    Wrap::LinkInside => format!("[{inner}](#sec-0)"),
                    Wrap::HtmlLink => {
                        format!("<a href=\"https://example.org/l{name}\">{inner}</a>")
                    }
                    _ => {
                        self.below
                            .push(format!("[l{name}]: https://example.org/l{name}"));
                        format!("[{inner}][l{name}]")
                    }
                };
            }
            _ => {}
        }
        let inner = match wrap {
            // A caret would end what a caret began, and three tildes begin code.
            Wrap::Raised | Wrap::Lowered | Wrap::HtmlRaised if self.in_script => {
                return self.inlines(content);
            }
            Wrap::Raised | Wrap::Lowered | Wrap::Strikeout => {
                self.within(|w| &mut w.in_script, |w| w.inlines(content))
            }
            _ => self.inlines(content),
        };
        let name = self.name();
        match wrap {
            Wrap::Emphasis => format!("*{inner}*"),
            Wrap::Strong => format!("**{inner}**"),
            Wrap::Both => format!("***{inner}***"),
            Wrap::Strikeout => format!("~~{inner}~~"),
            Wrap::Raised => format!("^{inner}^"),
            Wrap::Lowered => format!("~{inner}~"),
            Wrap::Quotation => format!("“{inner}”"),
            Wrap::Brackets => format!("({inner})"),
            Wrap::Claim => format!("[{inner}]{{.claim from=c-first #c-{name}}}"),
            Wrap::Assessment => {
                format!("[{inner}]{{.assessment confidence=high from=c-first because=\"so\"}}")
            }
            Wrap::Quiet => format!("[{inner}]{{.quiet #s-{name}}}"),
            Wrap::SmallCaps => format!("[{inner}]{{.smallcaps}}"),
            Wrap::French => format!("[{inner}]{{lang=fr}}"),
            Wrap::Japanese => format!("[{inner} 水車]{{lang=ja}}"),
            Wrap::Fact => format!("[{inner}]{{.fact about=\"f-{name}\"}}"),
            Wrap::Cited => format!("[{inner}]{{.claim cite=\"@survey, p. 5\"}}"),
            Wrap::HtmlEmphasis => format!("<em>{inner}</em>"),
            Wrap::HtmlStrong => format!("<b>{inner}</b>"),
            Wrap::HtmlUnderline => format!("<u>{inner}</u>"),
            Wrap::HtmlStrike => format!("<del>{inner}</del>"),
            Wrap::HtmlRaised => format!("<sup>{inner}</sup>"),
            Wrap::HtmlSpan => format!("<span id=\"h-{name}\" lang=\"de\">{inner}</span>"),
            Wrap::Note | Wrap::Link | Wrap::LinkInside | Wrap::LinkByReference | Wrap::HtmlLink => {
                inner
            }
        }
    }

    fn blocks(&mut self, blocks: &[Block]) -> Vec<String> {
        let mut lines = Vec::new();
        for (index, block) in blocks.iter().enumerate() {
            if index > 0 {
                lines.push(String::new());
            }
            lines.extend(self.block(block));
        }
        lines
    }

    fn block(&mut self, block: &Block) -> Vec<String> {
        let text = match block {
            Block::Line(line, content) => self.line_block(*line, content),
            Block::Plain(plain) => self.plain(*plain),
            Block::Hold(hold, blocks) => return self.hold(*hold, blocks),
        };
        text.lines().map(str::to_owned).collect()
    }

    fn line_block(&mut self, line: Line, content: &[Inline]) -> String {
        let inner = match line {
            Line::Paragraph => self.inlines(content),
            _ => self.line(content),
        };
        let (word, other) = (self.word(), self.word());
        let name = self.name();
        match line {
            Line::Paragraph => format!("{word} {inner} {other}."),
            Line::Heading => {
                self.level = (self.level % 4 + 1).max(2);
                format!("{} {word} {inner}", "#".repeat(self.level))
            }
            Line::OfVerse => format!("| {word} {inner}\n|   {other}"),
            Line::PipeTable => format!("| {word} | {other} |\n|:--|--:|\n| {inner} | 4.2 |"),
            Line::PipeCaption => {
                format!("| {word} | {other} |\n|:-:|---|\n| 1 | 2 |\n\n: {inner} {{#t-{name}}}")
            }
            Line::PipeHeader => format!("| {word} | {inner} |\n|---|---|\n| {other} | 2 |"),
            Line::GridTable => grid(&word, &other, &inner),
            Line::FigureCaption => format!(
                "![{word} {inner}](figures/weir.svg){{#f-{name} alt=\"A line {name} & more.\"}}\n\n{other}"
            ),
            Line::ChartCaption => format!(
                "![{inner}](data/levels.csv){{#f-{name} x=year y=level x-label=\"Year\" y-label=\"Level\" alt=\"Two bars {name}.\" cite=\"@survey\"}}\n\n{word} {other}"
            ),
            Line::WideTable => {
                let cells: Vec<String> = (0..3)
                    .map(|_| format!("{} {}", self.word(), self.word()))
                    .collect();
                format!(
                    "| {word} | {other} | c | d | e |\n|---|---|---|---|---|\n| {inner} | {} | 3 |\n\nTable: {} {{.wide .row-headers cite=\"@letter, p. 3\"}}",
                    cells.join(" | "),
                    self.word()
                )
            }
        }
    }

    fn plain(&mut self, plain: Plain) -> String {
        let (word, other) = (self.word(), self.word());
        let name = self.name();
        match plain {
            Plain::FencedCode => format!("```text\n{word} <b>\n  {other} [@x]\n```"),
            Plain::IndentedCode => format!("{word}:\n\n    {other} *no*\n\n    more"),
            Plain::Rule => format!("{word}\n\n***\n\n{other}"),
            Plain::Formula => format!(
                "{word}\n\n$$\\sum_{{i={name}}}^n x_i$${{alt=\"the sum {name}\"}}\n\n{other}"
            ),
            Plain::FormulaWithId => {
                format!("{word}\n\n$$a = {name}$$ {{#eq:m{name}}}\n\n{other} @eq:m{name}")
            }
            Plain::TwoFigures => format!(
                "![{word}](figures/weir.svg){{alt=\"One {name}.\"}}\n![{other}](figures/weir.svg){{alt=\"Two {name}.\"}}"
            ),
            Plain::Comment => format!("{word}\n\n<!-- nothing\n\nhere -->\n\n{other}"),
            Plain::DashTable => format!(
                "Name        Level\n-------  --------\n{word:8} {other:>8}\n\nTable: {}",
                self.word()
            ),
            Plain::HebrewParagraphs => {
                format!(
                    "{word}\n\n::: {{lang=he}}\nהסכר קרס בלילה.\n\n- הטחנה עמדה\n:::\n\n{other}"
                )
            }
            Plain::TitledDiv => format!("::: {{.any title=\"{word}\"}}\n{other}\n:::"),
            Plain::Source => {
                format!("| {word} | b |\n|---|---|\n| 1 | 2 |\n\nSource: {other} [@letter]")
            }
        }
    }

    fn hold(&mut self, hold: Hold, blocks: &[Block]) -> Vec<String> {
        if hold == Hold::Note {
            let call = self.note(blocks);
            return vec![call];
        }
        let name = self.name();
        let lead = self.word();
        let level = self.level;
        let lines = self.blocks(blocks);
        self.level = level.max(self.level);
        let item = |mark: &str| {
            let mut lines = lines.clone();
            lines.splice(0..0, [lead.clone(), String::new()]);
            let indent = " ".repeat(mark.len());
            let mut out: Vec<String> = indented(mark, &indent, lines);
            out.push(String::new());
            out
        };
        let mut list = |mark: &str, next: &str| {
            let mut out = item(mark);
            out.push(format!("{next}{}", self.word()));
            out
        };
        match hold {
            Hold::Quote => indented("> ", "> ", lines),
            Hold::Bullets => list("- ", "- "),
            Hold::Numbers => list("3. ", "4. "),
            Hold::Letters => list("b) ", "c) "),
            Hold::Tasks => list("- [x] ", "- [ ] ")
                .into_iter()
                .map(|line| line.replacen("      ", "  ", 1))
                .collect(),
            Hold::Examples => list("(@) ", "(@) "),
            Hold::Definitions => {
                let mut out = vec![self.word()];
                out.extend(item(":   "));
                out.push(format!(":   {}", self.word()));
                out
            }
            Hold::Div => fenced(&format!("{{.any #d-{name}}}"), lines),
            Hold::Box => fenced("{.box}", lines),
            Hold::TitledBox => fenced(&format!("{{.box title=\"{}\"}}", self.word()), lines),
            Hold::Callout => fenced(
                &format!("{{.callout-note title=\"{}\"}}", self.word()),
                lines,
            ),
            Hold::Claims => fenced("{.claims cite=\"@minutes, p. 40\"}", lines),
            Hold::FrenchDiv => fenced("{lang=fr}", lines),
            Hold::KoreanDiv => fenced("{lang=ko .any}", lines),
            Hold::Note => lines,
        }
    }
}

/// A table drawn as a grid around cells.
fn grid(head: &str, other: &str, cell: &str) -> String {
    let left = columns(head).max(columns(cell)) + 2;
    let right = columns(other).max(3) + 2;
    let padded = |text: &str, width| format!(" {text}{}", " ".repeat(width - columns(text) - 1));
    let row = |a: &str, b: &str| format!("|{}|{}|", padded(a, left), padded(b, right));
    let rule = |c: &str| format!("+{}+{}+", c.repeat(left), c.repeat(right));
    let rows = [row(head, other), row(cell, "4.2")];
    [&rule("-"), &rows[0], &rule("="), &rows[1], &rule("-")]
        .map(String::as_str)
        .join("\n")
}

/// How wide a text is in letters: Korean, Chinese and Japanese ones count twice.
fn columns(text: &str) -> usize {
    let is_wide = |c: &char| ('\u{2e80}'..='\u{d7a3}').contains(c);
    text.chars().count() + text.chars().filter(is_wide).count()
}

fn fenced(attributes: &str, lines: Vec<String>) -> Vec<String> {
    let mut out = vec![format!("::: {attributes}")];
    out.extend(lines);
    out.push(":::".to_owned());
    out
}

/// Lines behind a mark; empty ones stay empty behind space.
fn indented(first: &str, next: &str, lines: Vec<String>) -> Vec<String> {
    let behind = |(index, line): (usize, String)| {
        let mark = if index == 0 { first } else { next };
        format!("{mark}{line}").trim_end().to_owned()
    };
    lines.into_iter().enumerate().map(behind).collect()
}
