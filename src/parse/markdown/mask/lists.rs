//! Lists that count otherwise than with `1.`, and lines that begin with a bar.

use super::columns::columns_of;
use super::{CAPTION, HIDDEN, LINE, Masker, is_blank, is_delimiter_row, strip_quote_marks};

/// How many lines are looked at for the second item of a list.
const NEAR: usize = 40;

/// The last item of a list whose marker was changed.
#[derive(Debug, Clone, Copy)]
pub(super) struct Item {
    /// How many columns its marker is indented.
    margin: usize,
    /// How many columns its text is indented.
    text: usize,
    /// How its list counts, where it does with letters.
    letters: Option<Letters>,
}

/// How a list counts that does with letters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Letters {
    /// What stands behind the letter.
    mark: u8,
    /// Whether a bracket stands before it.
    opened: bool,
    /// Whether the letters are capitals.
    capitals: bool,
}

/// An ordered list that the next item may go on with.
#[derive(Debug, Clone, Copy)]
pub(super) struct Ordered {
    /// How many columns its markers are indented.
    margin: usize,
    /// How many columns the text of its last item is indented.
    text: usize,
    counting: Counting,
    /// The mark that its items have for CommonMark: `.` or `)`.
    mark: u8,
}

/// How an ordered list counts. Items that count otherwise are those of another list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Counting {
    /// With numbers and a mark, as CommonMark knows it.
    Plain(u8),
    /// With `#.`, or with numbers in brackets.
    Number {
        opened: bool,
    },
    Letters(Letters),
    /// Through all examples of the text.
    Examples,
}

/// What stands before the text of an item.
struct Marker<'a> {
    /// How long it is.
    length: usize,
    /// The number it stands for.
    number: usize,
    /// Its mark: `.` or `)`.
    mark: u8,
    kind: Kind<'a>,
}

enum Kind<'a> {
    /// `#.`, or a number in brackets.
    Number,
    /// A letter or a roman numeral.
    Letter,
    /// `(@label)`.
    Example(&'a str),
}

impl Masker<'_> {
    /// Gives an item of such a list a marker that CommonMark knows, of the same length.
    pub(super) fn list_item(&mut self, index: usize) {
        let line = self.lines[index].clone();
        let (indent, bare) = strip_quote_marks(&self.text[line.clone()]);
        let previous = index.checked_sub(1).map(|at| {
            let line = self.lines[at].clone();
            strip_quote_marks(&self.text[line]).1
        });
        let after_blank = previous.is_none_or(is_blank);
        let margin = columns_of(&self.text[line.start..line.start + indent]);
        let found = marker(bare);
        // What is indented as far as the text of an item belongs to it, and its list goes on behind that.
        let ends = |item: &Item| match &found {
            None => after_blank && margin < item.text,
            Some(_) => margin < item.margin,
        };
        if !is_blank(bare) && self.in_list.as_ref().is_some_and(ends) {
            self.in_list = None;
        }
        if !is_blank(bare) && after_blank {
            self.ordered.retain(|list| {
                margin >= list.text || found_at(list, margin, bare, found.is_some())
            });
        }
        let Some(mut marker) = found else {
            self.plain_item(margin, bare);
            return;
        };
        let letters = letters(bare, &marker);
        let goes_on = self.in_list.is_some_and(|item| match letters {
            Some(_) => item.letters == letters && item.margin == margin,
            None => true,
        });
        let follows = previous.is_some_and(|line| {
            let is_of_item =
                is_item(line) && (letters.is_none() || self.has_second(index, &marker));
            line.starts_with('#') || line.starts_with(":::") || is_of_item
        });
        if !(after_blank || goes_on || follows) {
            return;
        }
        let start = line.start + indent;
        match marker.kind {
            Kind::Example(label) => {
                self.examples += 1;
                marker.number = self.examples;
                if !label.is_empty() {
                    let number = self.mask.examples.get(label).copied();
                    marker.number = number.unwrap_or(marker.number);
                    self.mask.examples.insert(label.to_owned(), marker.number);
                }
            }
            Kind::Letter if !goes_on && self.lettered.is_none_or(|line| line + 3 < index) => {
                let place = start..start + marker.length;
                self.mask.lettered.insert(start, place);
            }
            _ => {}
        }
        if matches!(marker.kind, Kind::Letter) {
            // Another mark than most lists have.
            marker.mark = b')';
            self.lettered = Some(index);
        }
        let text = columns_of(&self.text[line.start..start + marker.length]) + 1;
        marker.mark = self.mark_of(Ordered {
            margin,
            text,
            counting: counting(bare, &marker, letters),
            mark: marker.mark,
        });
        self.in_list = Some(Item {
            margin,
            text,
            letters,
        });
        // CommonMark reads nine digits. A longer label is hidden after the number instead.
        let digits = marker.length - 1;
        let width = digits.min(9);
        let written = format!("{:0>width$}", marker.number);
        if written.len() > width {
            return;
        }
        self.bytes[start..start + width].copy_from_slice(written.as_bytes());
        self.bytes[start + width] = marker.mark;
        if digits > width {
            self.bytes[start + width + 1] = b' ';
            self.bytes[start + width + 2..=start + digits + 1].fill(HIDDEN as u8);
        }
    }

    /// Remembers an item that CommonMark knows.
    fn plain_item(&mut self, margin: usize, bare: &str) {
        let digits = bare.bytes().take_while(u8::is_ascii_digit).count();
        if digits == 0 || !is_item(bare) {
            return;
        }
        let mark = bare.as_bytes()[digits];
        self.mark_of(Ordered {
            margin,
            text: margin + digits + 2,
            counting: Counting::Plain(mark),
            mark,
        });
    }

    /// The mark with which CommonMark knows an item for one of the list above it where it counts as that does,
    /// and of another list where it does not.
    fn mark_of(&mut self, mut item: Ordered) -> u8 {
        while self
            .ordered
            .last()
            .is_some_and(|list| list.margin > item.margin)
        {
            self.ordered.pop();
        }
        let above = self.ordered.last().copied();
        if let Some(above) = above.filter(|list| list.margin == item.margin) {
            self.ordered.pop();
            item.mark = match (item.counting, above.mark) {
                // It stays as it is written.
                (Counting::Plain(mark), _) => mark,
                (counting, mark) if counting == above.counting => mark,
                (_, b')') => b'.',
                _ => b')',
            };
        }
        self.ordered.push(item);
        item.mark
    }

    /// Whether the list that would begin at a line has a second item: one letter alone is an abbreviation.
    fn has_second(&self, index: usize, first: &Marker<'_>) -> bool {
        let line = |at: usize| strip_quote_marks(&self.text[self.lines[at].clone()]);
        let (indent, bare) = line(index);
        // The numeral of two is a letter longer than that of one, `b` is as long as `a`.
        let more = usize::from(bare[..first.length].contains(['i', 'I']));
        let is_second = |(at, words): (usize, &str)| {
            let marker = marker(words).filter(|second| at == indent && second.number == 2);
            marker.is_some_and(|second| {
                second.length == first.length + more
                    && letters(words, &second) == letters(bare, first)
            })
        };
        let below = (index + 1..self.lines.len()).take(NEAR).map(line);
        let mut below = below.take_while(|(at, words)| *at >= indent || is_blank(words));
        first.number == 1 && below.any(is_second)
    }

    /// Marks the lines of a line block, whose line ends stay.
    pub(super) fn line_block(&mut self, index: usize) {
        let line = self.lines[index].clone();
        let (start, opens_item) = self.start_of_block(index);
        let bare = &self.text[line.start + start..line.end];
        if bare != "|" && !bare.starts_with("| ") {
            self.in_line_block = false;
            return;
        }
        let begins = opens_item
            || index.checked_sub(1).is_none_or(|at| {
                let line = self.lines[at].clone();
                let above = strip_quote_marks(&self.text[line]).1;
                is_blank(above) || above.starts_with(":::")
            });
        let is_row = |line: &str| line.trim_end().len() > 1 && line.trim_end().ends_with('|');
        if begins {
            let next = self.lines.get(index + 1).cloned();
            let next = next.map(|line| strip_quote_marks(&self.text[line]).1);
            self.in_line_block = !next.is_some_and(is_delimiter_row) && !is_row(bare);
        }
        if self.in_line_block {
            self.bytes[line.start + start] = LINE as u8;
        }
    }

    /// How far into a line its first block begins, and whether that is the first of an item.
    pub(super) fn start_of_block(&self, index: usize) -> (usize, bool) {
        let line = &self.text[self.lines[index].clone()];
        let (mut start, mut bare) = strip_quote_marks(line);
        let mut opens_item = false;
        while let Some(length) = self.length_of_marker(index, start, bare) {
            let (indent, rest) = strip_quote_marks(&bare[length..]);
            start += length + indent;
            bare = rest;
            opens_item = true;
        }
        (start, opens_item)
    }

    /// How long the marker is with which an item begins, or what explains a term.
    fn length_of_marker(&self, index: usize, start: usize, bare: &str) -> Option<usize> {
        if bare.starts_with(": ") {
            let is_caption = self.bytes[self.lines[index].start + start] == CAPTION as u8;
            let has_term = (index.saturating_sub(2)..index).any(|at| !self.is_empty(at));
            return (!is_caption && has_term).then_some(1);
        }
        length_of_item(bare)
    }

    /// Gives the other mark of an explanation, `~`, the form that CommonMark knows.
    pub(super) fn explanation(&mut self, index: usize) {
        let line = self.lines[index].clone();
        let (indent, bare) = strip_quote_marks(&self.text[line.clone()]);
        let follows = index > 0 && !is_blank(&self.text[self.lines[index - 1].clone()]);
        if follows && bare.starts_with("~ ") {
            self.bytes[line.start + indent] = b':';
        }
    }
}

/// How long the marker is with which an item of any list begins.
pub(in crate::parse::markdown) fn length_of_item(line: &str) -> Option<usize> {
    if is_item(line) {
        return Some(line.bytes().take_while(u8::is_ascii_digit).count() + 1);
    }
    marker(line).map(|marker| marker.length)
}

/// Whether a line begins an item of a list that CommonMark knows.
pub(super) fn is_item(line: &str) -> bool {
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    let rest = match digits {
        0 => line.strip_prefix(['-', '*', '+']),
        _ => line[digits..].strip_prefix(['.', ')']),
    };
    rest.is_some_and(|rest| rest.starts_with([' ', '\t']))
}

/// How the list of an item counts, if it does with letters.
fn letters(line: &str, marker: &Marker<'_>) -> Option<Letters> {
    matches!(marker.kind, Kind::Letter).then(|| Letters {
        mark: marker.mark,
        opened: line.starts_with('('),
        capitals: line[..marker.length]
            .bytes()
            .any(|byte| byte.is_ascii_uppercase()),
    })
}

/// Whether a line behind an empty one may be an item of a list.
fn found_at(list: &Ordered, margin: usize, line: &str, is_marked: bool) -> bool {
    margin >= list.margin && (is_marked || is_item(line))
}

/// How an item counts.
fn counting(line: &str, marker: &Marker<'_>, letters: Option<Letters>) -> Counting {
    match (&marker.kind, letters) {
        (_, Some(letters)) => Counting::Letters(letters),
        (Kind::Example(_), None) => Counting::Examples,
        _ => Counting::Number {
            opened: line.starts_with('('),
        },
    }
}

fn marker(line: &str) -> Option<Marker<'_>> {
    let inner = line.strip_prefix('(').unwrap_or(line);
    let opened = inner.len() < line.len();
    let length = inner
        .find(|c: char| !(c.is_ascii_alphanumeric() || "#@_-".contains(c)))
        .filter(|length| (1..=64).contains(length))?;
    let (label, rest) = inner.split_at(length);
    let mark = rest.bytes().next().filter(|mark| b".)".contains(mark))?;
    let text = &rest[1..];
    if !text.starts_with([' ', '\t']) || opened && mark == b'.' {
        return None;
    }
    let (kind, number) = if label == "#" && !opened {
        (Kind::Number, 1)
    } else if let Some(label) = label.strip_prefix('@').filter(|_| opened) {
        (Kind::Example(label), 0)
    } else if label.bytes().all(|byte| byte.is_ascii_digit()) {
        if !opened {
            return None;
        }
        (Kind::Number, label.parse().ok()?)
    } else {
        // An initial is no item: after a capital and a full stop, two spaces follow.
        let initial = mark == b'.' && label.starts_with(|c: char| c.is_ascii_uppercase());
        if initial && !text.starts_with("  ") && !text.starts_with('\t') {
            return None;
        }
        (Kind::Letter, letter_or_roman(label)?)
    };
    Some(Marker {
        length: line.len() - rest.len() + 1,
        number,
        mark,
        kind,
    })
}

/// `b` is two, `iv` is four, and `i` is one.
fn letter_or_roman(label: &str) -> Option<usize> {
    let lower = label.to_ascii_lowercase();
    if label != lower && label != label.to_ascii_uppercase() {
        return None;
    }
    if let ([letter], true) = (lower.as_bytes(), lower != "i") {
        return letter
            .is_ascii_lowercase()
            .then(|| usize::from(letter - b'a') + 1);
    }
    const NUMERALS: [(&str, usize); 13] = [
        ("m", 1000),
        ("cm", 900),
        ("d", 500),
        ("cd", 400),
        ("c", 100),
        ("xc", 90),
        ("l", 50),
        ("xl", 40),
        ("x", 10),
        ("ix", 9),
        ("v", 5),
        ("iv", 4),
        ("i", 1),
    ];
    let mut rest = lower.as_str();
    let mut number = 0;
    for (numeral, value) in NUMERALS {
        let most = if numeral.len() == 1 && !"vld".contains(numeral) {
            3
        } else {
            1
        };
        for _ in 0..most {
            if let Some(shorter) = rest.strip_prefix(numeral) {
                rest = shorter;
                number += value;
            }
        }
    }
    (rest.is_empty() && number > 0).then_some(number)
}
