//! The objects of a PDF as the engine writes it: one revision, a classic table of places, objects in
//! the order of their numbers. Knows no meaning of any of them.

use std::collections::BTreeMap;
use std::ops::Range;

/// A PDF whose objects can be looked at and replaced.
pub struct Objects<'a> {
    bytes: &'a [u8],
    /// Where each object stands, without `obj` and `endobj`; none for a number that is free.
    places: Vec<Option<Range<usize>>>,
    /// Where the first object begins.
    first: usize,
    /// The dictionary behind the table of places.
    trailer: &'a [u8],
}

impl<'a> Objects<'a> {
    /// Reads the table of places.
    ///
    /// # Errors
    /// In words, when the file is not what the engine writes.
    pub fn read(bytes: &'a [u8]) -> Result<Self, String> {
        Self::find(bytes).ok_or_else(|| "the table of objects cannot be read".to_owned())
    }

    fn find(bytes: &'a [u8]) -> Option<Self> {
        let at = last(bytes, b"startxref")?;
        let table = number(bytes.get(at + b"startxref".len()..)?)?;
        let rest = bytes.get(table..at)?.strip_prefix(b"xref")?;
        let trailer = last(rest, b"trailer")?;
        let (lines, trailer) = (rest.get(..trailer)?, rest.get(trailer..)?);
        let trailer = trailer.strip_prefix(b"trailer")?.trim_ascii();
        let mut lines = lines.split(|b| *b == b'\n').map(<[u8]>::trim_ascii);
        let head = lines.by_ref().find(|line| !line.is_empty())?;
        // Another first number is a second revision.
        let count = number(head.strip_prefix(b"0 ")?)?;
        let mut starts: Vec<Option<usize>> = Vec::with_capacity(count.min(bytes.len()));
        for line in lines.take(count) {
            starts.push(match line.last()? {
                b'n' => Some(number(line)?),
                _ => None,
            });
        }
        if starts.len() != count {
            return None;
        }
        let mut ends: Vec<usize> = starts.iter().flatten().copied().chain([table]).collect();
        ends.sort_unstable();
        let first = *ends.first()?;
        let mut places = Vec::with_capacity(count);
        for start in starts {
            places.push(match start {
                None => None,
                Some(start) => {
                    let next = ends.partition_point(|end| *end <= start);
                    let whole = bytes.get(start..*ends.get(next)?)?;
                    let from = whole.windows(3).take(32).position(|word| word == b"obj")? + 3;
                    let to = last(whole, b"endobj")?;
                    (from <= to).then_some(start + from..start + to)
                }
            });
        }
        Some(Self {
            bytes,
            places,
            first,
            trailer,
        })
    }

    /// An object, from its first to its last sign.
    pub fn get(&self, number: usize) -> Option<&'a [u8]> {
        let place = self.places.get(number)?.clone()?;
        Some(self.bytes.get(place)?.trim_ascii())
    }

    /// Every object with its number.
    pub fn iter(&self) -> impl Iterator<Item = (usize, &'a [u8])> + '_ {
        (0..self.places.len()).filter_map(|number| Some((number, self.get(number)?)))
    }

    /// The object that an entry of the trailer names.
    pub fn named(&self, key: &str) -> Option<usize> {
        reference(value(self.trailer, key)?)
    }

    /// The second of the two strings that name this file, without its brackets.
    pub fn instance(&self) -> Option<&'a [u8]> {
        let ids = value(self.trailer, "ID")?.strip_prefix(b"[")?;
        let (_, rest) = ids.split_at_checked(after_value(ids, 0)?)?;
        let second = rest.get(..after_value(rest, 0)?)?.trim_ascii();
        second.strip_prefix(b"(")?.strip_suffix(b")")
    }

    /// The file with some objects replaced, as one revision.
    pub fn written(&self, replaced: &BTreeMap<usize, Vec<u8>>) -> Vec<u8> {
        let more: usize = replaced.values().map(Vec::len).sum();
        let mut out = Vec::with_capacity(self.bytes.len() + more);
        out.extend_from_slice(self.bytes.get(..self.first).unwrap_or_default());
        let mut table = format!("xref\n0 {}\n", self.places.len());
        for number in 0..self.places.len() {
            let own = replaced.get(&number).map(Vec::as_slice);
            let Some(object) = own.or_else(|| self.get(number)) else {
                table.push_str("0000000000 65535 f\r\n");
                continue;
            };
            table.push_str(&format!("{:010} 00000 n\r\n", out.len()));
            out.extend_from_slice(format!("{number} 0 obj\n").as_bytes());
            out.extend_from_slice(object);
            out.extend_from_slice(b"\nendobj\n");
        }
        let start = out.len();
        out.extend_from_slice(table.as_bytes());
        out.extend_from_slice(b"trailer\n");
        out.extend_from_slice(self.trailer);
        out.extend_from_slice(format!("\nstartxref\n{start}\n%%EOF\n").as_bytes());
        out
    }
}

/// Where a word stands last.
fn last(bytes: &[u8], word: &[u8]) -> Option<usize> {
    let first = *word.first()?;
    (0..bytes.len())
        .rev()
        .filter(|at| bytes.get(*at) == Some(&first))
        .find(|at| bytes.get(*at..).is_some_and(|rest| rest.starts_with(word)))
}

/// The number at the start of a text.
fn number(text: &[u8]) -> Option<usize> {
    let text = text.trim_ascii_start();
    let digits = text.iter().take_while(|b| b.is_ascii_digit()).count();
    std::str::from_utf8(text.get(..digits)?).ok()?.parse().ok()
}

/// The number of the object that `12 0 R` names.
pub fn reference(value: &[u8]) -> Option<usize> {
    let rest = value.trim_ascii().strip_suffix(b"R")?;
    let mut words = rest
        .split(u8::is_ascii_whitespace)
        .filter(|word| !word.is_empty());
    let number = words.next()?;
    let generation = words.next()?;
    let digits = |word: &[u8]| !word.is_empty() && word.iter().all(u8::is_ascii_digit);
    (digits(number) && digits(generation) && words.next().is_none())
        .then(|| self::number(number))
        .flatten()
}

/// The value of a key of a dictionary.
pub fn value<'a>(dictionary: &'a [u8], key: &str) -> Option<&'a [u8]> {
    dictionary.get(place_of(dictionary, key)?)
}

/// Where the value of a key of a dictionary stands in it. Keys of dictionaries inside do not count.
pub fn place_of(dictionary: &[u8], key: &str) -> Option<Range<usize>> {
    let mut at = if dictionary.starts_with(b"<<") {
        2
    } else {
        return None;
    };
    loop {
        at = after_space(dictionary, at);
        if *dictionary.get(at)? != b'/' {
            return None;
        }
        let end = after_word(dictionary, at + 1);
        let from = after_space(dictionary, end);
        let to = after_value(dictionary, from)?;
        if dictionary.get(at + 1..end)? == key.as_bytes() {
            return Some(from..to);
        }
        at = to;
    }
}

fn after_space(text: &[u8], mut at: usize) -> usize {
    while text
        .get(at)
        .is_some_and(|b| b.is_ascii_whitespace() || *b == 0)
    {
        at += 1;
    }
    at
}

/// The end of a name, a number or a keyword.
fn after_word(text: &[u8], mut at: usize) -> usize {
    while text
        .get(at)
        .is_some_and(|b| !b.is_ascii_whitespace() && *b != 0 && !b"()<>[]{}/%".contains(b))
    {
        at += 1;
    }
    at
}

/// The end of the value that begins here, whatever stands inside it.
fn after_value(text: &[u8], at: usize) -> Option<usize> {
    // What has been opened and not closed; no recursion, so that no file is too deep.
    let mut open = 0_usize;
    let mut at = after_space(text, at);
    loop {
        let rest = text.get(at..)?;
        at = match rest.first()? {
            b'<' if rest.starts_with(b"<<") => {
                open += 1;
                at + 2
            }
            b'>' if rest.starts_with(b">>") => {
                open = open.checked_sub(1)?;
                at + 2
            }
            b'<' => at + rest.iter().position(|b| *b == b'>')? + 1,
            b'[' => {
                open += 1;
                at + 1
            }
            b']' => {
                open = open.checked_sub(1)?;
                at + 1
            }
            b'(' => after_string(text, at)?,
            b'/' => after_word(text, at + 1),
            _ => {
                let end = after_word(text, at);
                (end > at).then_some(end)?
            }
        };
        if open == 0 {
            return Some(after_reference(text, at));
        }
        at = after_space(text, at);
    }
}

/// The end of `12 0 R`, when the number before this place was its first.
fn after_reference(text: &[u8], at: usize) -> usize {
    let generation = after_space(text, at);
    let end = after_word(text, generation);
    let digits = text.get(generation..end).unwrap_or_default();
    let letter = after_space(text, end);
    let is_reference = text
        .get(at.saturating_sub(1))
        .is_some_and(u8::is_ascii_digit)
        && generation > at
        && !digits.is_empty()
        && digits.iter().all(u8::is_ascii_digit)
        && text.get(letter) == Some(&b'R')
        && after_word(text, letter) == letter + 1;
    if is_reference { letter + 1 } else { at }
}

/// The end of a string in round brackets.
fn after_string(text: &[u8], at: usize) -> Option<usize> {
    let mut open = 0_usize;
    let mut at = at;
    loop {
        match text.get(at)? {
            b'\\' => at += 1,
            b'(' => open += 1,
            b')' => open = open.checked_sub(1)?,
            _ => {}
        }
        at += 1;
        if open == 0 {
            return Some(at);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_found_whatever_stands_before_them() {
        let check = |dictionary: &str, key: &str, expected: Option<&str>| {
            let found = value(dictionary.as_bytes(), key);
            assert_eq!(found, expected.map(str::as_bytes), "{dictionary}");
        };
        check("<</Type/Page/Parent 1 0 R>>", "Type", Some("/Page"));
        check("<</Type/Page/Parent 1 0 R>>", "Parent", Some("1 0 R"));
        check("<</A<</B 1>>/B 2>>", "B", Some("2"));
        check("<< /A [ 1 0 R (]) <3e> ] /B true >>", "B", Some("true"));
        check(r"<</A(\)/B 1\\(/B 2))/B 3>>", "B", Some("3"));
        check("<</A 1/B 2 /C 3>>", "A", Some("1"));
        check("<</A 1 2/B 2>>", "B", None);
        check("<</A 12 0 R/B 2>>", "A", Some("12 0 R"));
        for broken in ["", "<<", "<</A", "<</A(", "<</A[", "<</A>>", "[1]"] {
            check(broken, "B", None);
        }
    }

    #[test]
    fn a_reference_is_two_numbers_and_a_letter() {
        let check = |text: &str, expected| assert_eq!(reference(text.as_bytes()), expected);
        check("12 0 R", Some(12));
        check(" 7  0\nR ", Some(7));
        for other in ["12", "12 0", "0 R", "x 0 R", "1 2 3 R", "R", ""] {
            check(other, None);
        }
    }

    #[test]
    fn what_is_no_file_of_the_engine_is_refused() {
        for text in [
            "",
            "startxref",
            "startxref\n0\n%%EOF",
            "xref\n0 1\ntrailer\n<<>>\nstartxref\n0\n%%EOF",
            "xref\n0 99999999999\ntrailer\n<<>>\nstartxref\n0\n%%EOF",
            "xref\n3 1\n0000000000 00000 n\ntrailer\n<<>>\nstartxref\n0\n%%EOF",
        ] {
            assert!(Objects::read(text.as_bytes()).is_err(), "{text}");
        }
    }
}
