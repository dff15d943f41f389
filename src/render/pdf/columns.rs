//! How wide the columns of a table are, judged from their text. Knows no format.

use crate::model::{FormattedCitation, Inline, InlineKind, Row, Table};

/// The columns of a table, its cells read once.
pub struct Columns {
    columns: Vec<Column>,
    /// How wide the cells of the body are, a row each. Of a long table not all rows.
    sampled: Vec<Vec<f64>>,
    /// Of the body, without the header.
    rows: usize,
}

/// About how many letters of a table stand side by side: in a column of two, in a book, there with the
/// margin of its numbers, with a part of the outer margin too, and across a page; and steps between, since a
/// report may have other margins.
pub const MEASURES: [usize; 7] = [60, 66, 72, MEASURE, 92, 102, 134];

/// The text of a book.
pub const MEASURE: usize = 77;

/// The distance of two columns, in letters.
const GAP: f64 = 2.3;

/// Up to this many letters a column keeps its own width.
const SHORT: f64 = 14.0;

/// A word of more letters has to be broken: no column is made for it.
const LONGEST: f64 = 24.0;

/// How much wider than its estimate a cell may turn out: one word alone on a second line is ugly in every row.
const SLACK: f64 = 1.06;

/// So many letters beside each other are three signs of Chinese: a table whose columns are narrower is set
/// smaller.
const SIGNS: f64 = 6.0;

/// No column of words is narrower than this where others can spare it.
const NARROWEST: f64 = 9.0;

impl Columns {
    /// Reads a table. `formatted` are the printed citations: a column of sources may hold nothing else.
    /// `missing` are the signs that numbers lack, see [`crate::render::decimals`].
    pub fn of(table: &Table, formatted: &[FormattedCitation], missing: &[Vec<String>]) -> Self {
        /// So many rows say enough of a table.
        const SAMPLE: usize = 400;
        let mut columns = vec![Column::default(); table.columns.len()];
        let mut sampled = Vec::new();
        let every = table.rows.len().div_ceil(SAMPLE).max(1);
        let rows = std::iter::once(&table.header).chain(&table.rows);
        for (at, row) in rows.enumerate() {
            let mut wide = vec![0.0; columns.len()];
            for (index, (column, cell)) in columns.iter_mut().zip(&row.cells).enumerate() {
                let mut printed = String::new();
                print(&cell.content, formatted, &mut printed);
                if let Some(signs) = at
                    .checked_sub(1)
                    .and_then(|row| missing.get(row)?.get(index))
                {
                    printed.push_str(signs);
                }
                wide[index] = column.see(&printed, at == 0);
            }
            if at > 0 && at % every == 0 {
                sampled.push(wide);
            }
        }
        Self {
            columns,
            sampled,
            rows: table.rows.len(),
        }
    }

    /// For each column its share of the width, or none for a column that is as wide as its text, where
    /// `letters` stand side by side.
    ///
    /// Short columns (years, numbers, yes and no) keep their own width; the rest share what is left so
    /// that the table becomes as low as it can, and no word is broken. A table of short columns only is
    /// spread over the measure, and so are short columns that would leave the others no room.
    pub fn widths(&self, letters: usize) -> Vec<Option<f64>> {
        let room = letters as f64;
        let all_short = self.columns.iter().all(Column::is_short);
        if all_short {
            let spread = |column: &Column| Some(hundredths(column.natural().max(4.0) + GAP + 1.0));
            return self.columns.iter().map(spread).collect();
        }
        let short = self.columns.iter().filter(|column| column.is_short());
        let taken: f64 = short.map(|column| column.natural() + GAP).sum();
        let long = self.columns.iter().filter(|column| !column.is_short());
        let wanted: f64 = long.map(|column| column.least().max(NARROWEST) + GAP).sum();
        let keep = taken + wanted <= room;
        let shared: Vec<usize> = (0..self.columns.len())
            .filter(|at| !keep || !self.columns[*at].is_short())
            .collect();
        let mut widths = vec![None; self.columns.len()];
        let left = if keep { room - taken } else { room };
        for (at, width) in shared.iter().zip(self.shared(&shared, left)) {
            widths[*at] = Some(hundredths(width + GAP));
        }
        widths
    }

    /// How wide each of some columns is, where all have `room` letters together.
    fn shared(&self, shared: &[usize], room: f64) -> Vec<f64> {
        /// The width that is given away at once, in letters.
        const STEP: f64 = 0.5;
        let of = |at: &usize| &self.columns[*at];
        let room = room - GAP * shared.len() as f64;
        let least: Vec<f64> = shared.iter().map(|at| of(at).least()).collect();
        let natural: Vec<f64> = shared.iter().map(|at| of(at).natural()).collect();
        // What all need on one line: then each has as much more as it is wide.
        if natural.iter().sum::<f64>() <= room {
            return natural;
        }
        let needed: f64 = least.iter().sum();
        if needed >= room {
            // Too little room for all words: all are short of it alike.
            return least;
        }
        let mut widths = least;
        let steps = ((room - needed) / STEP) as usize;
        for _ in 0..steps {
            match self.tallest(shared, &widths) {
                Some(at) => widths[at] += STEP,
                None => break,
            }
        }
        widths
    }

    /// Which of the columns would make the table lower by the most if it were a little wider; none if
    /// every cell has one line.
    fn tallest(&self, shared: &[usize], widths: &[f64]) -> Option<usize> {
        let mut gains = vec![0.0; shared.len()];
        for row in &self.sampled {
            let lines = |(at, width): (&usize, &f64)| SLACK * row[*at] / width;
            let rows = shared.iter().zip(widths).map(lines).enumerate();
            let highest = rows.max_by(|one, other| one.1.total_cmp(&other.1));
            if let Some((at, lines)) = highest.filter(|(_, lines)| *lines > 1.0) {
                gains[at] += lines / widths[at];
            }
        }
        let best = gains.iter().enumerate();
        let best = best.max_by(|one, other| one.1.total_cmp(other.1));
        let (at, gain) = best?;
        (*gain > 0.0).then_some(at)
    }

    /// About how many letters have to stand side by side so that no word of the table is broken.
    pub fn letters(&self) -> usize {
        let columns = self.columns.iter();
        columns
            .map(|column| column.least().min(column.longest_word.max(SIGNS)) + GAP)
            .sum::<f64>()
            .round() as usize
    }

    /// About how many letters have to stand side by side so that every cell has one line.
    pub fn natural(&self) -> usize {
        let columns = self.columns.iter();
        columns
            .map(|column| column.natural() + GAP)
            .sum::<f64>()
            .ceil() as usize
    }

    /// Whether the table is so short that no page has to be broken inside it.
    pub fn is_short(&self) -> bool {
        /// About a third of a page.
        const SHORT: usize = 900;
        const ROWS: usize = 10;
        let characters: usize = self.columns.iter().map(|column| column.total).sum();
        self.rows <= ROWS && characters <= SHORT
    }
}

/// The rows, counted from zero, with a cell so long that the row may be broken across pages. A short
/// row stays whole.
pub fn long_rows(table: &Table, formatted: &[FormattedCitation]) -> Vec<usize> {
    /// About a third of a page in the narrowest column.
    const LONG: usize = 600;
    let is_long = |row: &Row| {
        row.cells.iter().any(|cell| {
            let mut printed = String::new();
            print(&cell.content, formatted, &mut printed);
            printed.chars().count() > LONG
        })
    };
    let rows = table.rows.iter().enumerate();
    rows.filter(|(_, row)| is_long(row))
        .map(|(index, _)| index)
        .collect()
}

/// The words of a cell as they are printed.
fn print(inlines: &[Inline], formatted: &[FormattedCitation], out: &mut String) {
    for inline in inlines {
        match &inline.kind {
            InlineKind::Text(text) | InlineKind::Code(text) => out.push_str(text),
            InlineKind::Maths(maths) => out.push_str(&maths.tex),
            InlineKind::LineBreak => out.push(' '),
            InlineKind::Citation(id) => {
                if let Some(citation) = formatted.get(id.0) {
                    print(citation.parts().0, formatted, out);
                }
            }
            _ => print(inline.children().unwrap_or_default(), formatted, out),
        }
    }
}

/// What is known of a column after reading its cells. Widths are in letters of average width.
#[derive(Debug, Clone, Default)]
struct Column {
    /// The width of the longest cell of the body.
    longest: f64,
    /// The width of the header.
    header: f64,
    /// The width of the longest word.
    longest_word: f64,
    /// Characters of all cells.
    total: usize,
}

impl Column {
    /// Reads a cell and gives its width.
    fn see(&mut self, text: &str, is_header: bool) -> f64 {
        // A header is bold.
        let bold = if is_header { 1.06 } else { 1.0 };
        let wide = breadth(text) * bold;
        let longest = if is_header {
            &mut self.header
        } else {
            &mut self.longest
        };
        *longest = longest.max(wide);
        self.longest_word = self.longest_word.max(longest_part(text) * bold);
        self.total += text.chars().count();
        wide
    }

    /// As wide as its text; a header of several words has two lines rather than half a table.
    fn natural(&self) -> f64 {
        let header = match self.header > SHORT {
            true => (self.header * 0.6).max(self.longest_word),
            false => self.header,
        };
        self.longest.max(header)
    }

    /// As narrow as its longest word allows. A line may end behind any sign of Chinese and Japanese, but a
    /// column of single signs is none.
    fn least(&self) -> f64 {
        let some_signs = self.natural().min(NARROWEST);
        self.longest_word.max(some_signs).clamp(1.0, LONGEST)
    }

    fn is_short(&self) -> bool {
        self.longest <= SHORT && self.header <= SHORT
    }
}

/// About how wide text is, in letters of average width.
fn breadth(text: &str) -> f64 {
    text.chars().map(letter).sum()
}

/// About how wide the longest part of text is that no line ends in.
fn longest_part(text: &str) -> f64 {
    let (mut longest, mut part) = (0.0_f64, 0.0);
    for character in text.chars() {
        let wide = letter(character);
        if character.is_whitespace() && character != '\u{a0}' {
            part = 0.0;
        } else if stands_alone(character) {
            part = 0.0;
            longest = longest.max(wide);
        } else {
            part += wide;
            longest = longest.max(part);
            // A line ends behind these.
            if matches!(character, '-' | '\u{2013}' | '\u{2014}' | '/' | '\u{ad}') {
                part = 0.0;
            }
        }
    }
    longest
}

/// Whether a line may end before and behind a character, as between those of Chinese and Japanese.
fn stands_alone(character: char) -> bool {
    matches!(character, '\u{2e80}'..='\u{312f}' | '\u{3190}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..)
}

/// About how wide a character is in a face without serifs.
fn letter(character: char) -> f64 {
    match character {
        'i' | 'l' | 'j' | '.' | ',' | ':' | ';' | '\'' | '|' | '!' | 'I' => 0.54,
        'f' | 'r' | 't' | '(' | ')' | '[' | ']' | '-' | '/' | '"' => 0.68,
        'm' | 'w' | 'M' | 'W' | '%' | '@' | '\u{2014}' => 1.6,
        c if c.is_whitespace() => 0.42,
        'A'..='Z' => 1.2,
        '\u{300}'..='\u{36f}' | '\u{ad}' | '\u{200b}'..='\u{200f}' => 0.0,
        '\u{1100}'..='\u{11ff}'
        | '\u{2e80}'..='\u{d7a3}'
        | '\u{f900}'..='\u{faff}'
        | '\u{ff00}'..='\u{ff60}'
        | '\u{20000}'.. => 2.05,
        _ => 1.03,
    }
}

fn hundredths(value: f64) -> f64 {
    (value * 100.0).round() / 100.0
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::sample;

    fn shares(rows: &[&[&str]]) -> Vec<Option<f64>> {
        Columns::of(&sample::table_of(rows), &[], &[]).widths(MEASURE)
    }

    /// The widths without the distance between columns.
    fn bare(rows: &[&[&str]], letters: usize) -> Vec<f64> {
        let widths = Columns::of(&sample::table_of(rows), &[], &[]).widths(letters);
        widths
            .into_iter()
            .flatten()
            .map(|width| width - GAP)
            .collect()
    }

    const LONG: &str = "a sentence that goes on for quite a while and then a little longer";

    #[test]
    fn a_column_of_chinese_is_never_one_sign_wide() {
        let names = [
            "",
            "PrevMap",
            "geoRglm",
            "geostatsp",
            "geoBayes",
            "spBayes",
            "geoR",
        ];
        let row = ["非梅隆型协方差函数", "+", "-", "+", "-", "+", "-"];
        for letters in MEASURES {
            let widths = Columns::of(&sample::table_of(&[&names, &row]), &[], &[]).widths(letters);
            let first = widths[0].unwrap();
            assert!(first - GAP >= NARROWEST, "{letters}: {widths:?}");
        }
    }

    #[test]
    fn short_columns_keep_their_width_beside_long_ones() {
        let widths = shares(&[&["Year", "What happened"], &["2012", LONG]]);
        assert_eq!(widths[0], None);
        assert!(widths[1].is_some());
    }

    #[test]
    fn many_short_columns_leave_room() {
        let number = "123,456";
        let row = &[
            number, number, number, number, number, number, number, number, LONG,
        ];
        assert!(shares(&[row, row]).iter().all(Option::is_some));
        // Across a page there is room for all.
        let widths = Columns::of(&sample::table_of(&[row, row]), &[], &[]).widths(134);
        assert!(widths[0].is_none() && widths[8].is_some());
    }

    #[test]
    fn no_word_is_broken_where_there_is_room() {
        let row = &[
            "Exit and entry law",
            "Administrations on it",
            LONG,
            LONG,
            LONG,
        ];
        let found = bare(&[row, row], MEASURE);
        for (width, text) in found.iter().zip(row) {
            assert!(*width >= longest_part(text) - 0.1, "{found:?}");
        }
        // An endless word starves nobody, and where there is no room for all, all are short alike.
        let endless = "x".repeat(90);
        let row = &[endless.as_str(), "and some more words in it"];
        let found = bare(&[row, row], MEASURE);
        assert!(found[0] < 5.0 * found[1], "{found:?}");
        let words = "internationalisation of it";
        let row = &[words, words, words, words, words];
        let found = shares(&[row, row]);
        assert!(found.iter().all(|share| *share == found[0]), "{found:?}");
    }

    #[test]
    fn a_table_becomes_as_low_as_it_can() {
        let twice = format!("{LONG} {LONG}");
        let found = bare(
            &[&["Head", "Head"], &[LONG, &twice], &[LONG, &twice]],
            MEASURE,
        );
        // Both have about as many lines.
        assert!((found[1] / found[0] - 2.0).abs() < 0.3, "{found:?}");
        // A long cell alone does not take the room of a column whose cells are all long.
        let rows: &[&[&str]] = &[
            &["Head", "Head"],
            &["short", LONG],
            &["short", LONG],
            &[LONG, "x"],
        ];
        let found = bare(rows, 40);
        assert!(found[1] > found[0], "{found:?}");
    }

    #[test]
    fn a_long_header_does_not_make_a_column_wide() {
        let header = "Description of the work and of what it rests on";
        let found = bare(
            &[&[header, "Words"], &["open", LONG], &["shut", LONG]],
            MEASURE,
        );
        assert!(found[0] < found[1], "{found:?}");
    }

    #[test]
    fn characters_of_chinese_are_wide_and_part_lines() {
        let text = "河流管理局于关闭了下游船闸";
        assert!(breadth(text) > 26.0);
        assert!(longest_part(text) < 3.0);
        assert!(longest_part("강 관리청은 폐쇄하였다") > 9.0);
    }

    #[test]
    fn a_table_of_short_columns_fills_the_measure() {
        let widths = shares(&[&["Year", "Number"], &["2012", "1,502"]]);
        assert!(widths.iter().all(Option::is_some));
    }

    #[test]
    fn what_numbers_lack_takes_room() {
        let table = sample::table_of(&[&["Sum"], &["12"]]);
        let of = |missing: &[Vec<String>]| Columns::of(&table, &[], missing).natural();
        assert!(of(&[vec![".00000".to_owned()]]) > of(&[]));
    }
}
