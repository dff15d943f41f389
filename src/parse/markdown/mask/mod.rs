//! Hides from CommonMark what it does not know, without moving a byte.
//!
//! - Attribute blocks after `]`, `)`, a backtick, `$`, a heading or a caption become [`HIDDEN`]
//!   characters; what they said is kept by offset.
//! - The fence lines of divs become `***` lines, which end paragraphs and lists as Pandoc's
//!   fences do; what they opened or closed is kept by offset.
//! - The colon of a table caption becomes [`CAPTION`], so that it is not read as the explanation
//!   of a definition list.
//! - The marks inside the keys of citations become letters.
//! - The markers of lists that count otherwise become numbers, the bars of line blocks [`LINE`].
//! - Tables drawn with dashes or as a grid become one `***` line.
//! - Metadata, environments of TeX and tags of Manubot become empty lines.
//! - The caret of an inline note `^[…]` becomes [`NOTE`], so that it is not read as superscript, and
//!   that of a call `[^name]`, so that it does not undo the link or picture it stands in.
//! - The other carets and tildes that may raise or lower words become [`RAISING`].
//! - Comments among words become [`COMMENT`] characters, as do spans that are for no output; divs that are for
//!   none become empty lines.
//! - Letters beside marks of emphasis become punctuation, where the parser would not read the marks.

mod addresses;
mod columns;
mod comments;
mod conditional;
mod divs;
mod dollars;
mod lists;
mod notes;
mod obsidian;
mod raised;
mod regions;
mod stars;
mod tables;

pub(super) use columns::{column_behind, columns_of};
pub(super) use lists::length_of_item;
pub(super) use tables::{TextRow, TextTable};

use std::collections::BTreeMap;
use std::ops::Range;

use crate::model::{Attrs, Construct};
use crate::parse::{attrs, citation};
use crate::source::FileId;

use super::fences::{Fences, code_fence};

/// Stands for one byte of an attribute block.
pub(super) const HIDDEN: char = '\u{1}';

/// Stands for the colon that begins a caption.
pub(super) const CAPTION: char = '\u{2}';

/// Stands for the caret before the bracket of an inline note, or in that of a call.
pub(super) const NOTE: char = '\u{3}';

/// Stands for the bar that begins a line of a line block.
pub(super) const LINE: char = '\u{4}';

/// Stands for one byte of a comment.
pub(super) const COMMENT: char = '\u{5}';

/// Stands for a dollar sign that begins no formula.
pub(super) const MONEY: char = '\u{6}';

/// Stands for a caret or a tilde that may raise or lower words. A comma means nothing to CommonMark, and parts
/// words like the marks it stands for.
pub(super) const RAISING: char = ',';

/// The result of masking.
#[derive(Debug, Default)]
pub(super) struct Mask {
    /// The text for the parser, as long as the file to the byte.
    pub text: String,
    /// Attribute blocks by the offset of their `{`, with the offset of their end.
    pub attrs: BTreeMap<usize, (Attrs, usize)>,
    /// Comments among words by the offset of their `<`, with the offset of their end.
    pub comments: BTreeMap<usize, usize>,
    /// Callouts by the offset of their `>`, with the line that begins them.
    pub callouts: BTreeMap<usize, (Attrs, Range<usize>)>,
    /// Div fences by the offset of their line.
    pub fences: BTreeMap<usize, Fence>,
    /// Tables that are drawn, by the offset of the line that stands for them.
    pub tables: BTreeMap<usize, TextTable>,
    /// The first markers of lists that count with letters, by their offset.
    pub lettered: BTreeMap<usize, Range<usize>>,
    /// The numbers of the examples `(@label)`.
    pub examples: BTreeMap<String, usize>,
    /// Markup that the two books do not hold.
    pub not_held: Vec<(Construct, Range<usize>)>,
    /// Attribute blocks that could not be read.
    pub faults: Vec<(String, Range<usize>)>,
}

/// A line of three or more colons.
#[derive(Debug, Clone)]
pub(super) struct Fence {
    /// The attributes of the div it opens; none for a line that closes one.
    pub opens: Option<Attrs>,
    /// The line.
    pub range: Range<usize>,
}

/// Masks a file.
pub(super) fn mask(text: &str, file: FileId) -> Mask {
    let (text, comments) = comments::hide(&without_marks_of_masks(text));
    let text = text.as_str();
    let lines = line_ranges(text);
    let mut masker = Masker {
        text,
        unquoted: without_quote_marks(text),
        file,
        paragraph_ends: paragraph_ends(text, &lines),
        listings: text.match_indices("{#lst").map(|(at, _)| at).collect(),
        captioned: 0,
        ends_of_divs: conditional::ends_of_divs(text, &lines),
        conditions: Vec::new(),
        lines,
        bytes: text.as_bytes().to_vec(),
        mask: Mask {
            comments,
            ..Mask::default()
        },
        ends: None,
        examples: 0,
        in_list: None,
        ordered: Vec::new(),
        lettered: None,
        in_line_block: false,
        after_table: None,
        fences: Fences::default(),
        stars: stars::Open::default(),
    };
    masker.lines();
    masker.name_conditions();
    dollars::hide_money(text, &mut masker.bytes);
    // Only ASCII was written over ASCII or over whole blocks, so this is still UTF-8.
    masker.mask.text = String::from_utf8(masker.bytes).unwrap_or_else(|_| text.to_owned());
    masker.mask
}

struct Masker<'a> {
    text: &'a str,
    /// The text with blanks for the marks of quotations.
    unquoted: String,
    file: FileId,
    /// The lines, without their ends.
    lines: Vec<Range<usize>>,
    /// For each line, where the paragraph ends that it stands in.
    paragraph_ends: Vec<usize>,
    /// The line that closes each div, where some of them have conditions.
    ends_of_divs: BTreeMap<usize, usize>,
    /// The pieces that are for some outputs only, each with what becomes of it.
    conditions: Vec<(conditional::Fate, Range<usize>)>,
    /// Where attributes begin that name code.
    listings: Vec<usize>,
    /// Where the last paragraph ends that was read as a caption.
    captioned: usize,
    bytes: Vec<u8>,
    mask: Mask,
    /// The lines that end each environment of TeX; found when the first one begins.
    ends: Option<BTreeMap<String, Vec<usize>>>,
    /// How many examples there were.
    examples: usize,
    /// The last item of a list whose marker was changed, until its list ends.
    in_list: Option<lists::Item>,
    /// The ordered lists that a line may go on with, each inside the one before it.
    ordered: Vec<lists::Ordered>,
    /// The last item that was counted with a letter.
    lettered: Option<usize>,
    /// Whether the line before belonged to a line block.
    in_line_block: bool,
    /// The last line of the last table that is drawn.
    after_table: Option<usize>,
    /// The code and the items that the lines stand in.
    fences: Fences,
    /// The marks of emphasis that are open in the paragraph.
    stars: stars::Open,
}

/// Whether a line begins with what would end a paragraph before it, though it stands in a formula: a
/// sign that also marks lists, quotations, headings or code.
fn begins_block(bare: &str) -> bool {
    bare.starts_with(['+', '-', '*', '=', '>', '#', '<', '|', ':', '~', '_'])
        || bare.starts_with(|c: char| c.is_ascii_digit())
}

impl Masker<'_> {
    fn lines(&mut self) {
        let lines = self.lines.clone();
        let captions = places_of_captions(self.text, &lines);
        let tags = divs::lines_of_tags(self.text, &lines);
        let mut in_comment = false;
        let mut after_region = 0;
        // The line that closes the formula which is open.
        let mut formula: Option<usize> = None;
        let mut depth_of_formula = 0;
        for (index, range) in lines.iter().enumerate() {
            if index < after_region {
                continue;
            }
            let line = &self.text[range.clone()];
            let (indent, bare) = strip_quote_marks(line);
            if self.fences.holds(line) {
                continue;
            }
            // A comment that begins a line goes on to its end, whatever stands in it.
            if in_comment || bare.starts_with("<!--") && !self.fences.is_deep(line) {
                in_comment = !bare.contains("-->");
                continue;
            }
            if formula.is_some() {
                let (indent, bare) = strip_quotes(line, depth_of_formula);
                if begins_block(bare) {
                    self.bytes[range.start + indent] = HIDDEN as u8;
                }
            }
            if formula.is_some_and(|close| index < close) {
                continue;
            }
            if self.fences.begins(line) {
                self.explanation(index);
                self.list_item(index);
                continue;
            }
            let in_formula = formula.take().is_some();
            if !in_formula {
                formula = self.end_of_formula(index);
                depth_of_formula = quote_depth(line);
            }
            if !in_formula && let Some(next) = self.region(index).or_else(|| self.table(index)) {
                after_region = next;
                continue;
            }
            let start = range.start + indent;
            if tags.contains(&index) {
                self.html_div(start..range.end);
                continue;
            }
            if bare.starts_with(":::") {
                self.div_fence(start..range.end);
                after_region = self.conditional_div(index).unwrap_or(after_region);
                continue;
            }
            if self.callout(index) {
                continue;
            }
            let mark = caption_mark(bare);
            let marked = mark > 0 && bare[mark..].starts_with([' ', '\t']);
            let of_drawn = marked && (self.follows_table(index) || self.precedes_table(index));
            let of_code = mark == 1 && marked && self.is_caption_of_code(index);
            let of_table = of_drawn || captions[index] || self.follows_caption(range.start);
            if of_code || marked && of_table {
                self.bytes[start..start + caption_mark(bare)].fill(CAPTION as u8);
                let end = self.paragraph_ends[index];
                // What is behind the first mark of a paragraph is its caption, other marks included.
                if end != self.captioned {
                    self.keep_items_in_caption(index);
                    self.trailing_block(start, end);
                    self.captioned = end;
                }
            } else if is_heading(
                bare,
                lines.get(index + 1).map(|next| &self.text[next.clone()]),
            ) {
                self.trailing_block(start, range.end);
            }
            self.explanation(index);
            if bare.starts_with("|-") && is_delimiter_row(bare) {
                let row = &mut self.bytes[start..range.end];
                let pluses = row.iter_mut().filter(|byte| **byte == b'+');
                pluses.for_each(|byte| *byte = b'|');
            }
            self.line_block(index);
            self.list_item(index);
            self.keys(start, range.end);
            self.citation_before_colon(index);
            self.addresses(start..range.end);
            self.highlights(start..range.end);
            self.blocks_after_brackets(start, range.end);
            self.notes(start..range.end);
            self.raised(start..range.end);
            self.stars(index);
        }
    }

    /// Whether nothing stands between the last caption and a place. What begins there like a caption is another
    /// one: a caption is no term that it could explain.
    fn follows_caption(&self, at: usize) -> bool {
        let between = self.text.get(self.captioned..at).unwrap_or_default();
        self.captioned > 0
            && between
                .bytes()
                .all(|byte| byte.is_ascii_whitespace() || byte == b'>')
    }

    /// Whether a paragraph that begins with a colon is the caption of code, `: Words {#lst:a}`, and explains
    /// no term.
    fn is_caption_of_code(&self, index: usize) -> bool {
        let line = |at: usize| strip_quote_marks(&self.text[self.lines[at].clone()]).1;
        let begins = index
            .checked_sub(1)
            .is_none_or(|at| is_blank(line(at)) || code_fence(line(at)).is_some());
        let start = self.lines[index].start;
        let written = self.text[start..self.paragraph_ends[index]].trim_end();
        let first = self.listings.partition_point(|at| *at < start);
        let listing = self.listings.get(first);
        begins && written.ends_with('}') && listing.is_some_and(|at| *at < start + written.len())
    }

    /// Makes a letter of the mark with which a line of a caption begins like the item of a list: a list
    /// follows an empty line.
    fn keep_items_in_caption(&mut self, index: usize) {
        for line in &self.lines[index + 1..] {
            let (indent, bare) = strip_quote_marks(&self.text[line.clone()]);
            if is_blank(bare) {
                break;
            }
            if lists::is_item(bare) {
                self.bytes[line.start + indent] = b'x';
            }
        }
    }

    /// Hides the marks inside the keys of citations, which mean nothing there: `@{a_b*c}`, `@a--b`.
    fn keys(&mut self, start: usize, end: usize) {
        let mut at = start;
        while let Some(offset) = self.text[at..end].find('@') {
            let mark = at + offset;
            at = mark + 1;
            // The label of an example became a number.
            if self.bytes[mark] != b'@' || !citation::begins_key(self.text, mark) {
                continue;
            }
            at = citation::read_key(self.text, mark).1.min(end);
            for byte in &mut self.bytes[mark + 1..at] {
                if byte.is_ascii_punctuation() && !matches!(*byte, b'{' | b'}') {
                    *byte = b'x';
                }
            }
        }
    }

    /// `::: {.class}`, `::: class`, `:::: {.class} ::::` or a closing `:::`.
    fn div_fence(&mut self, range: Range<usize>) {
        let line = self.text[range.clone()].trim_end();
        let range = range.start..range.start + line.len();
        let rest = line
            .trim_start_matches(':')
            .trim()
            .trim_end_matches(':')
            .trim_end();
        let opens = if rest.is_empty() {
            None
        } else if rest.starts_with('{') {
            let at = range.start + line.find('{').unwrap_or_default();
            match attrs::end_of_block(self.text, at) {
                Some(end) if end <= range.end => match attrs::read(self.text, self.file, at, end) {
                    Ok(attrs) => Some(without_comments(attrs)),
                    Err(word) => {
                        self.mask.faults.push((word, at..end));
                        Some(Attrs::default())
                    }
                },
                _ if regions::is_directive(rest) => {
                    self.mask
                        .not_held
                        .push((Construct::Directive, range.clone()));
                    Some(Attrs::default())
                }
                _ => {
                    self.mask.faults.push((rest.to_owned(), at..range.end));
                    Some(Attrs::default())
                }
            }
        } else if rest
            .chars()
            .all(|c| c.is_alphanumeric() || matches!(c, '-' | '_'))
        {
            Some(Attrs {
                classes: vec![rest.to_owned()],
                ..Attrs::default()
            })
        } else {
            self.mask.faults.push((rest.to_owned(), range.clone()));
            Some(Attrs::default())
        };
        self.bytes[range.clone()].fill(b' ');
        self.bytes[range.start..range.start + 3].fill(b'*');
        self.mask.fences.insert(range.start, Fence { opens, range });
    }

    /// Hides the attribute block at the end of a heading or caption.
    fn trailing_block(&mut self, start: usize, end: usize) {
        let line = self.text[start..end]
            .trim_end()
            .trim_end_matches('#')
            .trim_end();
        let end = start + line.len();
        if line.ends_with('}') {
            for (at, _) in line.match_indices('{') {
                let at = start + at;
                if attrs::end_of_block(&self.unquoted, at) == Some(end) {
                    self.hide(at, end);
                    self.closing_marks(start, at);
                    return;
                }
            }
        }
        self.cut_block(start..end);
    }

    /// Takes away the marks that end a heading before its attributes: `## Words ## {#id}`.
    fn closing_marks(&mut self, start: usize, end: usize) {
        let words = self.text[start..end].trim_end();
        let bare = words.trim_end_matches('#');
        if words.starts_with('#') && bare.ends_with([' ', '\t']) {
            self.bytes[start + bare.len()..start + words.len()].fill(HIDDEN as u8);
        }
    }

    /// Reports what begins like the attribute block of a heading or caption and cannot be one: `{#a` without
    /// a `}`, or `{# a}`. Its words stay.
    fn cut_block(&mut self, line: Range<usize>) {
        let written = &self.text[line.clone()];
        let Some(brace) = written.rfind(" {#").or_else(|| written.rfind(" {.")) else {
            return;
        };
        let (at, rest) = (line.start + brace + 1, &written[brace + 1..]);
        match rest.find('}') {
            None => self.mask.faults.push((rest.to_owned(), at..line.end)),
            Some(close) if close + 1 == rest.len() => {
                let word = rest[1..close].split_whitespace().next();
                let word = word.unwrap_or_default().to_owned();
                self.mask.faults.push((word, at..line.end));
            }
            // The attributes of something inside.
            Some(_) => {}
        }
    }

    /// Hides the attribute blocks that follow directly on a bracket, a link, code or a formula.
    fn blocks_after_brackets(&mut self, start: usize, end: usize) {
        let mut at = start;
        while let Some(offset) = self.text[at..end].find('{') {
            let brace = at + offset;
            at = brace + 1;
            // After a formula on its own, a space may stand before the id: `$$ … $$ {#eq:x}`.
            let apart = self.text[..brace].ends_with("$$ ") && self.text[at..].starts_with('#');
            let before = match apart {
                true => b'$',
                false => self.bytes[..brace].last().copied().unwrap_or_default(),
            };
            let escaped = brace >= 2 && self.bytes[brace - 2] == b'\\';
            if !matches!(before, b']' | b')' | b'`' | b'$') || escaped || brace == start {
                continue;
            }
            if let Some(block_end) = attrs::end_of_block(&self.unquoted, brace) {
                self.hide(brace, block_end);
                self.conditional_span(brace, block_end);
                at = block_end.min(end).max(at);
            }
        }
    }

    fn hide(&mut self, start: usize, end: usize) {
        match attrs::read(&self.unquoted, self.file, start, end) {
            Ok(attrs) => {
                let attrs = without_comments(attrs);
                self.mask.attrs.insert(start, (attrs, end));
            }
            Err(word) => {
                self.mask.faults.push((word, start..end));
                self.mask.attrs.insert(start, (Attrs::default(), end));
            }
        }
        // Line ends stay, and the marks of quotations, so that line structure stays.
        let mut at = start;
        for line in self.text[start..end].split_inclusive('\n') {
            let marks = if at == start {
                0
            } else {
                strip_quote_marks(line).0
            };
            let words = line[marks..].trim_end_matches(['\n', '\r']).len();
            self.bytes[at + marks..at + marks + words].fill(HIDDEN as u8);
            at += line.len();
        }
    }
}

/// What stands for a comment is no part of a value.
fn without_comments(mut attrs: Attrs) -> Attrs {
    for (_, value) in &mut attrs.pairs {
        value.value.retain(|character| character != COMMENT);
    }
    attrs
}

/// The characters used here must not come from the author; they are reported elsewhere.
fn without_marks_of_masks(text: &str) -> String {
    text.replace(|c| (HIDDEN..=MONEY).contains(&c), " ")
}

/// The byte ranges of the lines, without their ends.
fn line_ranges(text: &str) -> Vec<Range<usize>> {
    let mut ranges = Vec::new();
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let bare = line.trim_end_matches(['\n', '\r']);
        ranges.push(start..start + bare.len());
        start += line.len();
    }
    ranges
}

/// Skips indentation and the marks of block quotes: how far, and what is left.
pub(super) fn strip_quote_marks(line: &str) -> (usize, &str) {
    let bare = line.trim_start_matches([' ', '\t', '>']);
    // A line that is indented as code has no marks to find; what the parser makes of it decides.
    (line.len() - bare.len(), bare)
}

/// How many block quotes a line begins in.
pub(super) fn quote_depth(line: &str) -> usize {
    line[..strip_quote_marks(line).0].matches('>').count()
}

/// Skips indentation and the marks of at most so many block quotes: how far, and what is left.
pub(super) fn strip_quotes(line: &str, depth: usize) -> (usize, &str) {
    let mut bare = line.trim_start_matches([' ', '\t']);
    for _ in 0..depth {
        let Some(rest) = bare.strip_prefix('>') else {
            break;
        };
        bare = rest.trim_start_matches([' ', '\t']);
    }
    (line.len() - bare.len(), bare)
}

/// Whether nothing stands in a line.
pub(super) fn is_blank(line: &str) -> bool {
    line.trim().is_empty()
}

fn is_heading(line: &str, next: Option<&str>) -> bool {
    let hashes = line.bytes().take_while(|byte| *byte == b'#').count();
    let atx = (1..=6).contains(&hashes) && line[hashes..].starts_with([' ', '\t']);
    let setext = next.is_some_and(|next| {
        let next = next.trim();
        !next.is_empty() && (next.bytes().all(|b| b == b'=') || next.bytes().all(|b| b == b'-'))
    });
    atx || setext && line.trim_end().ends_with('}')
}

/// How long the mark of a caption at the start of a line is: `:`, `Table:` or `table:`.
pub(super) fn caption_mark(line: &str) -> usize {
    ["Table:", "table:", ":"]
        .iter()
        .find(|mark| line.starts_with(**mark))
        .map_or(0, |mark| mark.len())
}

/// Which lines may begin the caption of a pipe table: those right after one, after one and an empty
/// line, or before one.
fn places_of_captions(text: &str, lines: &[Range<usize>]) -> Vec<bool> {
    let bare = |line: &Range<usize>| strip_quote_marks(&text[line.clone()]).1;
    // A row of a table without outer marks is only known by the line of dashes above it.
    let is_table = |rows: Range<usize>, near: usize| {
        lines
            .get(near)
            .is_some_and(|line| bare(line).starts_with('|'))
            || lines[rows].iter().any(|line| is_delimiter_row(bare(line)))
    };
    let mut places = vec![false; lines.len()];
    let mut after_table = false;
    let mut before: Option<usize> = None;
    let mut start = 0;
    while start < lines.len() {
        let length = lines[start..]
            .iter()
            .take_while(|line| !is_blank(bare(line)))
            .count();
        let end = start + length;
        if length == 0 {
            start += 1;
            continue;
        }
        places[start] = after_table;
        let mut dashes = false;
        for at in start..end {
            if at > start {
                places[at] = dashes || bare(&lines[at - 1]).starts_with('|');
            }
            dashes |= is_delimiter_row(bare(&lines[at]));
        }
        if let Some(before) = before
            && is_table(start..end, start)
        {
            places[before] = true;
        }
        after_table = is_table(start..end, end - 1);
        before = Some(start);
        start = end;
    }
    places
}

/// `---|:--:`: the line under the header of a table. Emacs writes its columns apart with `+`: `|---+---|`.
pub(super) fn is_delimiter_row(line: &str) -> bool {
    line.contains('|')
        && line.contains('-')
        && (!line.contains('+') || line.starts_with("|-"))
        && line
            .chars()
            .all(|c| matches!(c, '|' | '-' | ':' | ' ' | '\t' | '+'))
}

/// The text with blanks for the marks of block quotes, as long to the byte.
pub(super) fn without_quote_marks(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for line in text.split_inclusive('\n') {
        let marks = line.len() - line.trim_start_matches([' ', '\t', '>']).len();
        out.extend(std::iter::repeat_n(' ', marks));
        out.push_str(&line[marks..]);
    }
    out
}

/// For each line, where the last line before an empty one ends.
fn paragraph_ends(text: &str, lines: &[Range<usize>]) -> Vec<usize> {
    let mut ends: Vec<usize> = lines.iter().map(|line| line.end).collect();
    for at in (1..lines.len()).rev() {
        if !is_blank(strip_quote_marks(&text[lines[at].clone()]).1) {
            ends[at - 1] = ends[at];
        }
    }
    ends
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::Sources;

    fn check(text: &str, expected: &str) {
        let mut sources = Sources::default();
        let file = sources.add("a.md", text);
        let mask = mask(text, file);
        assert_eq!(mask.text.len(), text.len());
        let shown = mask.text.replace(HIDDEN, "·").replace(CAPTION, "¦");
        assert_eq!(shown, expected);
    }

    #[test]
    fn hides_attributes_and_nothing_else() {
        check("[a]{.claim #b} c", "[a]··········· c");
        check("# A {#b}\n", "# A ····\n");
        check(
            "`]{.x}`\n\n```\n[a]{.x}\n```\n",
            "`]····`\n\n```\n[a]{.x}\n```\n",
        );
        check("a {b} $x${alt=\"y\"}", "a {b} $x$·········");
        check("[a]{.x\n\n.y}", "[a]{.x\n\n.y}");
    }

    #[test]
    fn hides_fences_and_captions() {
        check("::: {.a}\nb\n:::\n", "***     \nb\n***\n");
        check("> ::: a\n> b\n> :::\n", "> ***  \n> b\n> ***\n");
        check(
            "| a |\n|---|\n\n: Cap {#t}\n",
            "| a |\n|---|\n\n¦ Cap ····\n",
        );
        check("Term\n: explained\n", "Term\n: explained\n");
        check(
            "| a |\n|---|\n: Cap\n: more {#t}\n",
            "| a |\n|---|\n¦ Cap\n¦ more ····\n",
        );
        check(
            "x\n: a {#lst:b}\n\n: c\nd {#lst:e}\n",
            "x\n: a {#lst:b}\n\n¦ c\nd ········\n",
        );
        check(
            "+--+\n|a |\n+--+\n\n\n: Cap {#t}\n\n: b {#u}\n",
            "*** \n    \n    \n\n\n¦ Cap ····\n\n¦ b ····\n",
        );
    }
}
