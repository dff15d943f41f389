//! One Markdown file as a whole report: its header is the manifest, its headings of the first level
//! are the sections.
//!
//! Knows how Pandoc and Quarto documents are laid out, and brings that to the shape in which the
//! sections of a folder come: one title each, levels from one on.

use std::ops::Range;

use super::header::{Header, Summary};
use super::moved::{self, Before};
use super::{Found, markdown, tex};
use crate::model::{
    Attrs, Block, BlockKind, Draft, Inline, InlineKind, Part, Role, Section, text_of,
};
use crate::source::{FileId, Located, Sources, Span};

/// Titles of a section that holds nothing but the reference list, which both books make themselves.
const REFERENCE_TITLES: [&str; 52] = [
    "references",
    "reference",
    "reference list",
    "bibliography",
    "works cited",
    "literature",
    "literature cited",
    "cited literature",
    "sources",
    "references cited",
    "literatur",
    "literaturverzeichnis",
    "quellen",
    "références",
    "bibliographie",
    "referencias",
    "bibliografía",
    "referências",
    "bibliografia",
    "riferimenti bibliografici",
    "참고문헌",
    "参考文献",
    "literaturhinweise",
    "quellenverzeichnis",
    "quellen und literaturverzeichnis",
    "références bibliographiques",
    "bibliographie et sources",
    "referencias bibliográficas",
    "referências bibliográficas",
    "bibliographic references",
    "literatuur",
    "bronnen",
    "kaynakça",
    "kaynaklar",
    "список литературы",
    "литература",
    "список літератури",
    "література",
    "piśmiennictwo",
    "daftar pustaka",
    "tài liệu tham khảo",
    "المراجع",
    "المصادر",
    "قائمة المراجع",
    "منابع",
    "ביבליוגרפיה",
    "מקורות",
    "רשימת מקורות",
    "참고 문헌",
    "引用文献",
    "文献",
    "參考文獻",
];

/// The title and the class of an abstract. By custom it names no sources: what it sums up is carried
/// in the body.
const ABSTRACT: &str = "abstract";

/// Titles of sections that thank, as papers have them beside those that every report knows.
const THANKS_OF_PAPERS: [&str; 3] = [
    "acknowledgements and funding",
    "authors contributions",
    "contributions",
];

/// Parses a file whose header was read.
pub fn parse(sources: &Sources, file: FileId, header: Header) -> Draft {
    let Header {
        mut manifest,
        hidden,
        summary,
        shift,
        numbered,
    } = header;
    let text = sources.file(file).text();
    let mut found = Found::default();
    // The abstract is read first: that is where it will stand.
    let summary = summary.map(|summary| summary_section(text, file, &summary, &mut found));
    let body = blanked(text, &hidden);
    let (body, labels) = tex::to_markdown(&body);
    let mut blocks = markdown::parse_text(&body, file, &mut found);
    name_figures(&mut blocks, &labels, None);
    drop_reference_list(&mut blocks);
    move_headings(&mut blocks, shift);
    if manifest.title.trim().is_empty() {
        manifest.title = take_title(&mut blocks)
            .or_else(|| sources.file(file).path().file_stem().map(str::to_owned))
            .filter(|title| !title.starts_with('<'))
            .unwrap_or_default();
    }
    let highest = headings(&blocks).map(|(level, _)| level).min();
    move_headings(&mut blocks, 1 - i64::from(highest.unwrap_or(1)));
    sink_inner_headings(&mut blocks);
    settle(&mut blocks, numbered);
    // Without a heading of its own the text would go on in the abstract.
    let is_heading = |block: &Block| matches!(block.kind, BlockKind::Heading { .. });
    let begins_bare = blocks.first().is_some_and(|first| !is_heading(first));
    if summary.is_some() && begins_bare {
        let place = blocks[0].span.range().start;
        blocks.insert(0, rule(Span::new(file, place..place)));
    }
    let mut sections: Vec<Section> = summary.into_iter().collect();
    sections.extend(split(file, blocks));
    // Appendices come after the body, wherever they stand in the file.
    sections.sort_by_key(|section| section.part == Part::Appendix);
    super::draft(sources, manifest, sections, found)
}

/// A text as long to the byte, with blanks where `hidden` was. Lines stay lines.
fn blanked(text: &str, hidden: &[Range<usize>]) -> String {
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    for range in hidden {
        out.push_str(&text[at..range.start]);
        out.extend(text[range.clone()].bytes().map(blank));
        at = range.end;
    }
    out.push_str(&text[at..]);
    out
}

fn blank(byte: u8) -> char {
    match byte {
        b'\n' => '\n',
        b'\r' => '\r',
        _ => ' ',
    }
}

/// A break in the thread of the text.
fn rule(span: Span) -> Block {
    Block {
        kind: BlockKind::Rule,
        attrs: Attrs::default(),
        span,
    }
}

/// The abstract of a header as a section with a title.
fn summary_section(text: &str, file: FileId, summary: &Summary, found: &mut Found) -> Section {
    let range = summary.range.clone();
    let place = Span::new(file, range.start..range.start);
    let title = Block {
        kind: BlockKind::Heading {
            level: 1,
            content: vec![Inline::text(summary.title.clone(), place)],
        },
        attrs: Attrs {
            id: None,
            classes: vec![ABSTRACT.to_owned(), "unnumbered".to_owned()],
            pairs: vec![role(Role::Front, place)],
        },
        span: place,
    };
    let mut words = match &summary.own {
        Some(own) => summary_from_value(own, Span::new(file, summary.key.clone()), found),
        None => {
            let mut alone = blanked(text, &[0..range.start, range.end..text.len()]);
            unindent(&mut alone, &range);
            markdown::parse_text(&alone, file, found)
        }
    };
    // Its headings stand below the title, and have no numbers as that has none.
    let is_title = |block: &Block| matches!(block.kind, BlockKind::Heading { level: 1, .. });
    if words.iter().any(is_title) {
        move_headings(&mut words, 1);
    }
    let mut blocks = vec![title];
    blocks.extend(words);
    Section {
        file,
        part: Part::Body,
        blocks,
    }
}

/// The abstract from its value, where the file holds it otherwise: all of it stands at its key.
fn summary_from_value(markdown: &str, key: Span, found: &mut Found) -> Vec<Block> {
    let before = Before::of(found);
    let mut blocks = markdown::parse_text(markdown, key.file, found);
    let to_key = |span: &mut Span| *span = key;
    before.move_since(found, &to_key);
    moved::blocks(&mut blocks, &to_key);
    blocks
}

/// YAML indents a text of several lines, and four spaces would make code of a paragraph. What all lines
/// are indented by becomes line ends, which mean nothing after an empty line and before an item of a list;
/// among the lines of a paragraph it stays, and means nothing there.
fn unindent(text: &mut String, range: &Range<usize>) {
    let line = text[..range.start].rfind('\n').map_or(0, |at| at + 1);
    let before = &text[line..range.start];
    // A text that begins behind its key is folded: no line of it is further in than another.
    let is_apart = before.bytes().all(|byte| byte == b' ');
    let inside = text[range.clone()].trim_start_matches(' ');
    let common = match is_apart {
        true => range.end - inside.len() - line,
        false => usize::MAX,
    };
    text.replace_range(line..range.start, &"\n".repeat(range.start - line));
    let mut out = String::with_capacity(text.len());
    let mut after_blank = true;
    for line in text[range.clone()].split_inclusive('\n') {
        let inside = line.trim_start_matches(' ');
        let indent = line.len() - inside.len();
        let begins = after_blank || (is_apart && begins_item(inside));
        let (fill, further) = (indent.min(common), indent.saturating_sub(common));
        out.push_str(&if begins { "\n" } else { " " }.repeat(fill));
        out.push_str(&" ".repeat(further));
        out.push_str(inside);
        after_blank = inside.trim().is_empty();
    }
    text.replace_range(range.clone(), &out);
}

/// Whether a line begins with the marker of an item of a list.
fn begins_item(line: &str) -> bool {
    let number = line.trim_start_matches(|c: char| c.is_ascii_digit());
    let rest = match line.len() - number.len() {
        0 => line.strip_prefix(['-', '*', '+']),
        _ => number.strip_prefix(['.', ')']),
    };
    rest.is_some_and(|rest| rest.starts_with(' '))
}

/// Takes out what only marks where Pandoc prints the reference list: an empty `::: {#refs}`, and a
/// heading with nothing under it that is called "References".
fn drop_reference_list(blocks: &mut Vec<Block>) {
    blocks.retain(|block| {
        let is_refs = block.attrs.id.as_ref().is_some_and(|id| id.value == "refs");
        !(is_refs && matches!(&block.kind, BlockKind::Div(inner) if inner.is_empty()))
    });
    let is_marker = |(at, block): (usize, &Block)| {
        let BlockKind::Heading { level, content } = &block.kind else {
            return false;
        };
        let is_empty = match blocks.get(at + 1).map(|next| &next.kind) {
            None => true,
            Some(BlockKind::Heading { level: next, .. }) => next <= level,
            Some(_) => false,
        };
        is_empty && REFERENCE_TITLES.contains(&simple(&text_of(content)).as_str())
    };
    let markers: Vec<bool> = blocks.iter().enumerate().map(is_marker).collect();
    let mut markers = markers.into_iter();
    blocks.retain(|_| markers.next() != Some(true));
}

/// A title as it is compared: its letters in lower case, without a number before them.
fn simple(title: &str) -> String {
    let letters: String = title
        .chars()
        .filter(|c| c.is_alphabetic() || c.is_whitespace())
        .flat_map(char::to_lowercase)
        .collect();
    letters.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The headings outside lists and quotations, with their levels.
fn headings(blocks: &[Block]) -> impl Iterator<Item = (u8, &Block)> {
    blocks.iter().filter_map(|block| match block.kind {
        BlockKind::Heading { level, .. } => Some((level, block)),
        _ => None,
    })
}

/// The title of a file whose header has none: the heading it begins with. Where that is the only
/// one of its level it is the title and nothing else; otherwise it stays the title of its section.
fn take_title(blocks: &mut Vec<Block>) -> Option<String> {
    let (level, first) = headings(blocks).next()?;
    let BlockKind::Heading { content, .. } = &first.kind else {
        return None;
    };
    let title = text_of(content).trim().to_owned();
    let is_alone = headings(blocks)
        .filter(|(other, _)| *other <= level)
        .count()
        == 1;
    let has_sections = headings(blocks).nth(1).is_some();
    let begins = matches!(
        blocks.first().map(|block| &block.kind),
        Some(BlockKind::Heading { .. })
    );
    if is_alone && has_sections && begins {
        blocks.remove(0);
    }
    (!title.is_empty()).then_some(title)
}

/// Gives figures the ids that stood as labels in their captions. The div around one may have it already.
fn name_figures(blocks: &mut [Block], labels: &tex::Labels, around: Option<&str>) {
    for block in blocks {
        let range = block.span.range();
        match &mut block.kind {
            BlockKind::Figure(_) if block.attrs.id.is_none() => {
                let first = labels.partition_point(|(at, _)| *at < range.start);
                let label = labels.get(first).filter(|(at, _)| range.contains(at));
                let label = label.filter(|(_, id)| Some(id.as_str()) != around);
                block.attrs.id = label.map(|(at, id)| {
                    let start = at + "\\label{".len();
                    let span = Span::new(block.span.file, start..start + id.len());
                    Located::new(id.clone(), span)
                });
            }
            BlockKind::Table(table) if block.attrs.id.is_none() => {
                // A label of bookdown begins its caption, one of TeX stands in it or ends it.
                let first = table.caption.first().map(|first| first.span.range().start);
                let last = table.caption.last().map(|last| last.span.range().end);
                let place = first.zip(last).map(|(start, end)| (start, end + 2));
                let is_of = |(at, id): &&(usize, String)| {
                    place.is_some_and(|(start, end)| {
                        (*at..=at + id.len() + 8).contains(&start) || (start..=end).contains(at)
                    })
                };
                let from = place.map_or(0, |(start, _)| {
                    labels.partition_point(|(at, id)| at + id.len() + 8 < start)
                });
                let label = labels[from..].iter().take(2).find(is_of);
                block.attrs.id = label.map(|(at, id)| {
                    let is_of_tex = place.is_some_and(|(start, _)| start <= *at);
                    let mark = if is_of_tex { "\\label{" } else { "(\\#" };
                    let start = at + mark.len();
                    let span = Span::new(block.span.file, start..start + id.len());
                    Located::new(id.clone(), span)
                });
            }
            BlockKind::Div(inner) => {
                let id = block.attrs.id.as_ref().map(|id| id.value.as_str());
                name_figures(inner, labels, id.or(around));
            }
            BlockKind::Quote(inner) => name_figures(inner, labels, around),
            BlockKind::List { items, .. } => {
                for item in items {
                    name_figures(&mut item.blocks, labels, around);
                }
            }
            _ => {}
        }
    }
}

/// Moves every heading up or down, within the six levels.
fn move_headings(blocks: &mut [Block], by: i64) {
    for block in blocks {
        match &mut block.kind {
            BlockKind::Heading { level, .. } => {
                let moved = (i64::from(*level) + by).clamp(1, 6);
                *level = u8::try_from(moved).unwrap_or(1);
            }
            BlockKind::Div(inner) => move_headings(inner, by),
            _ => {}
        }
    }
}

/// A heading inside a div or a list, such as the title of a callout, begins no section: it stands below the one
/// that the div is part of, and has no number.
fn sink_inner_headings(blocks: &mut [Block]) {
    fn sink(blocks: &mut [Block], above: u8) {
        for block in blocks {
            match &mut block.kind {
                BlockKind::Heading { level, .. } => {
                    *level = (*level).max(above + 1).min(6);
                    if !block.attrs.has("unnumbered") {
                        block.attrs.classes.push("unnumbered".to_owned());
                    }
                }
                BlockKind::Div(inner) => sink(inner, above),
                BlockKind::List { items, .. } => {
                    items
                        .iter_mut()
                        .for_each(|item| sink(&mut item.blocks, above));
                }
                _ => {}
            }
        }
    }
    let mut above = 0;
    for block in blocks {
        match &mut block.kind {
            BlockKind::Heading { level, .. } => above = *level,
            BlockKind::Div(inner) => sink(inner, above),
            BlockKind::List { items, .. } => {
                items
                    .iter_mut()
                    .for_each(|item| sink(&mut item.blocks, above));
            }
            _ => {}
        }
    }
}

/// Says in attributes what a folder's authors say in attributes and Pandoc's authors by custom.
fn settle(blocks: &mut [Block], numbered: bool) {
    for block in blocks {
        let span = block.span;
        match &mut block.kind {
            BlockKind::Heading { content, .. } => {
                let attrs = &mut block.attrs;
                let title = simple(&text_of(content));
                if attrs.get("role").is_none() {
                    if Role::of_heading(&title) == Some(Role::Acknowledgements)
                        || THANKS_OF_PAPERS.contains(&title.as_str())
                    {
                        attrs.pairs.push(role(Role::Acknowledgements, span));
                    } else if title == ABSTRACT {
                        attrs.classes.push(ABSTRACT.to_owned());
                        attrs.pairs.push(role(Role::Front, span));
                    }
                }
                if !numbered && !attrs.has("unnumbered") && !attrs.has("appendix") {
                    attrs.classes.push("unnumbered".to_owned());
                }
            }
            // As in Pandoc, the caption describes the picture where the author wrote nothing else.
            BlockKind::Figure(figure) => {
                let given = ["alt", "fig-alt"]
                    .iter()
                    .find_map(|key| block.attrs.get(key))
                    .cloned();
                if figure.alt.value.trim().is_empty() && block.attrs.get("alt").is_none() {
                    let caption = described(&figure.caption);
                    figure.alt = given.unwrap_or_else(|| Located::new(caption, figure.alt.span));
                }
            }
            BlockKind::Div(inner) | BlockKind::Quote(inner) => settle(inner, numbered),
            BlockKind::List { items, .. } => {
                for item in items {
                    settle(&mut item.blocks, numbered);
                }
            }
            _ => {}
        }
    }
}

/// The words of a caption that describe: without citations and notes.
fn described(caption: &[Inline]) -> String {
    let words: Vec<Inline> = caption
        .iter()
        .filter(|inline| !matches!(inline.kind, InlineKind::Citation(_) | InlineKind::Note(_)))
        .cloned()
        .collect();
    text_of(&words)
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ")
}

fn role(role: Role, span: Span) -> (String, Located<String>) {
    let name = Located::new(role.name().to_owned(), span);
    ("role".to_owned(), name)
}

/// Cuts the text before each heading of the first level. What stands before the first is a section
/// without a title.
fn split(file: FileId, blocks: Vec<Block>) -> Vec<Section> {
    let mut sections: Vec<Section> = Vec::new();
    for block in blocks {
        let begins = matches!(block.kind, BlockKind::Heading { level: 1, .. });
        match sections.last_mut() {
            Some(open) if !begins => open.blocks.push(block),
            _ => {
                let is_appendix = begins && block.attrs.has("appendix");
                sections.push(Section {
                    file,
                    part: if is_appendix {
                        Part::Appendix
                    } else {
                        Part::Body
                    },
                    blocks: vec![block],
                });
            }
        }
    }
    sections
}

#[cfg(test)]
mod tests;
