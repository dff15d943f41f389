//! Figures, charts with their data, and tables as XHTML. Knows no numbers of its own: captions
//! take theirs from the labels.

use super::document::Writer;
use super::markup::Attributes;
use super::{Book, pictures};
use crate::model::{
    Alignment, Attrs, Chart, Figure, Inline, InlineKind, Label, PictureWidth, Row, Table, text_of,
};
use crate::render::{anchors, decimals, without_sources};

/// Tables with more columns than this are wider than a telephone, so they scroll by themselves
/// and can be reached with the keyboard.
const COLUMNS_OF_A_NARROW_TABLE: usize = 4;
/// So are those whose longest words have more letters than this side by side.
const LETTERS_OF_A_NARROW_TABLE: usize = 60;
/// So many letters stand side by side on a telephone. The rows of a wider table are stacked there.
const LETTERS_OF_A_TELEPHONE: usize = 40;
/// What is longer than this may as well be broken into lines.
const LETTERS_OF_A_LINE: usize = 14;
/// The space between two columns, in letters.
const LETTERS_OF_A_GAP: usize = 2;
/// A column of cells that are not longer keeps each on one line beside one of sentences: a browser
/// would rather break a date than leave a sentence a line more.
const LETTERS_OF_A_SHORT_CELL: usize = 12;
/// A column with a longer cell has sentences.
const LETTERS_OF_A_LONG_CELL: usize = 24;

/// The numbers behind a chart: its columns and rows.
type Data<'a> = (&'a [String], &'a [Vec<String>]);

fn data_of<'a>(book: &'a Book, figure: &Figure) -> Option<Data<'a>> {
    let data = book.report.chart_data(figure)?;
    Some((&data.columns, &data.rows))
}

/// The heads of the columns of a chart's data: the title of an axis where it is that of one column, and the
/// unit behind the columns of numbers.
fn heads_of_data(chart: Option<&Chart>, columns: &[String]) -> Vec<String> {
    let Some(chart) = chart else {
        return columns.to_vec();
    };
    let keys = chart.kind.columns();
    let numbers = |key: &str| matches!(key, "y" | "low" | "high");
    let is_alone = keys.iter().filter(|(key, _)| numbers(key)).count() == 1;
    let head = |column: &String| {
        let mut keys = keys.iter();
        let Some((key, _)) = keys.find(|(_, named)| named.value.trim() == column.trim()) else {
            return column.clone();
        };
        let title = match *key {
            "x" => chart.x_label.trim(),
            "y" if is_alone => chart.y_label.trim(),
            _ => "",
        };
        let words = if title.is_empty() { column } else { title };
        let unit = chart.unit.trim();
        match numbers(key) && !unit.is_empty() && !words.contains(unit) {
            true => format!("{words} ({unit})"),
            false => words.to_owned(),
        }
    };
    columns.iter().map(head).collect()
}

/// What the element around a table has to know of it.
struct Shape {
    /// Whether it may be wider than the page, and scrolls by itself.
    scrolls: bool,
    /// Whether its rows are stacked where there is no room for them.
    stacked: bool,
    /// For each column, whether its cells keep to one line where there is room.
    short: Vec<bool>,
}

impl Shape {
    fn of(table: &Table, headed: bool) -> Self {
        let rows = std::iter::once(&table.header).chain(&table.rows);
        let widths = rows.map(|row| {
            row.cells
                .iter()
                .map(|cell| letters(&cell.content))
                .collect()
        });
        let rows = std::iter::once(&table.header).chain(&table.rows);
        let words = rows.map(|row| {
            let cells = row
                .cells
                .iter()
                .map(|cell| longest_word(&text_of(&cell.content)));
            cells.collect()
        });
        let bodies = table.rows.iter().map(|row| {
            let cells = row.cells.iter();
            cells.map(|cell| longest_line(&cell.content)).collect()
        });
        Self {
            scrolls: scrolls(table.columns.len(), &words.collect::<Vec<_>>()),
            stacked: headed && is_wide(&widths.collect::<Vec<_>>()),
            short: short_columns(&bodies.collect::<Vec<_>>()),
        }
    }

    fn of_data(columns: &[String], rows: &[Vec<String>]) -> Self {
        let width = |row: &[String]| row.iter().map(|cell| cell.chars().count()).collect();
        let widths = std::iter::once(width(columns)).chain(rows.iter().map(|row| width(row)));
        let words = |row: &[String]| row.iter().map(|cell| longest_word(cell)).collect();
        let words = std::iter::once(words(columns)).chain(rows.iter().map(|row| words(row)));
        Self {
            scrolls: scrolls(columns.len(), &words.collect::<Vec<_>>()),
            stacked: is_wide(&widths.collect::<Vec<_>>()),
            short: Vec::new(),
        }
    }
}

/// How the cells of a column stand, as a class.
fn alignment(table: &Table, at: usize) -> Option<&'static str> {
    match table.columns.get(at)? {
        Alignment::Center => Some("center"),
        Alignment::End => Some("end"),
        Alignment::Start => None,
    }
}

/// The classes of a cell of the body. `missing` are the signs that its number lacks.
fn classes(table: &Table, at: usize, is_short: bool, missing: Option<&String>) -> Option<String> {
    let mut classes: Vec<String> = alignment(table, at)
        .map(str::to_owned)
        .into_iter()
        .collect();
    // Numbers are never broken.
    if is_short && classes.first().is_none_or(|class| class != "end") {
        classes.push("short".to_owned());
    }
    let halves: usize = missing
        .into_iter()
        .flat_map(|signs| signs.chars())
        .map(halves)
        .sum();
    if halves > 0 {
        classes.push(format!("room-{}", halves.min(MOST_HALVES)));
    }
    (!classes.is_empty()).then(|| classes.join(" "))
}

/// The most halves of a digit that the style sheet has room for behind a number.
const MOST_HALVES: usize = 16;

/// About how many halves of a digit a sign is wide.
fn halves(sign: char) -> usize {
    match sign {
        '0'..='9' => 2,
        '%' => 3,
        _ => 1,
    }
}

/// How long a cell is on one line, in letters; a citation may be long.
fn longest_line(content: &[Inline]) -> usize {
    let is_citation = |inline: &Inline| matches!(inline.kind, InlineKind::Citation(_));
    match content.iter().any(is_citation) {
        true => usize::MAX,
        false => text_of(content).chars().count(),
    }
}

/// Which columns are short beside one that is long, by the letters of each cell of each row.
fn short_columns(rows: &[Vec<usize>]) -> Vec<bool> {
    let columns = rows.iter().map(Vec::len).max().unwrap_or_default();
    let longest = |at: usize| rows.iter().filter_map(|row| row.get(at)).max().copied();
    let longest: Vec<usize> = (0..columns)
        .map(|at| longest(at).unwrap_or_default())
        .collect();
    let has_long = longest.iter().any(|one| *one > LETTERS_OF_A_LONG_CELL);
    let is_short = |one: usize| has_long && one <= LETTERS_OF_A_SHORT_CELL;
    longest.into_iter().map(is_short).collect()
}

/// How wide the cell wants to be, in letters.
fn letters(content: &[Inline]) -> usize {
    fn is_long(inline: &Inline) -> bool {
        let inside = inline.children().unwrap_or_default();
        matches!(inline.kind, InlineKind::Citation(_) | InlineKind::Maths(_))
            || inside.iter().any(is_long)
    }
    match content.iter().any(is_long) {
        true => LETTERS_OF_A_LINE,
        false => text_of(content).chars().count(),
    }
}

/// Whether a table is wider than a telephone, by the letters of each of its rows.
fn is_wide(rows: &[Vec<usize>]) -> bool {
    let columns = rows.iter().map(Vec::len).max().unwrap_or_default();
    let of_column = |at: usize| rows.iter().filter_map(move |row| row.get(at)).max();
    let widths = (0..columns).map(|at| {
        let widest = of_column(at).copied().unwrap_or_default();
        widest.min(LETTERS_OF_A_LINE) + LETTERS_OF_A_GAP
    });
    widths.sum::<usize>() > LETTERS_OF_A_TELEPHONE
}

fn longest_word(text: &str) -> usize {
    let words = text.split_whitespace().map(|word| word.chars().count());
    words.max().unwrap_or_default()
}

/// Whether a table may be wider than the page: by its columns, or by the longest word of each cell.
fn scrolls(columns: usize, words: &[Vec<usize>]) -> bool {
    let of_column = |at: usize| words.iter().filter_map(move |row| row.get(at)).max();
    let widths =
        (0..columns).map(|at| of_column(at).copied().unwrap_or_default() + LETTERS_OF_A_GAP);
    columns > COLUMNS_OF_A_NARROW_TABLE || widths.sum::<usize>() > LETTERS_OF_A_NARROW_TABLE
}

/// The class of a picture that takes a part of the width, in twentieths. A length is a part of the text
/// of a printed page.
fn share_class(width: PictureWidth) -> String {
    const TEXT: f64 = 330.0;
    let twentieths = (width.share_of(TEXT) * 20.0).round().max(1.0);
    format!("share-{}", twentieths * 5.0)
}

impl Writer<'_> {
    /// Writes a picture or a chart. The data of a chart follow it as a table.
    pub(in crate::render) fn figure(&mut self, attrs: &Attrs, figure: &Figure) {
        let attributes = self.attributes(attrs);
        self.markup.open("figure", attributes);
        self.markup.newline();
        let id = attrs.id.as_ref().map(|id| id.value.as_str());
        let key = pictures::key(self.book, id.unwrap_or_default(), figure);
        let data = data_of(self.book, figure);
        let data_id = data.and(id).map(anchors::chart_data);
        let data_id = data_id.and_then(|id| self.fresh_id(&id));
        if let Some(address) = self.book.pictures.get(key) {
            let alt = figure.alt.value.trim();
            self.facts.pictures += 1;
            self.facts.described_pictures += usize::from(!alt.is_empty());
            let class = match figure.chart {
                Some(_) => Some("chart".to_owned()),
                None => PictureWidth::of(attrs).map(share_class),
            };
            self.markup.empty(
                "img",
                Attributes::none()
                    .maybe("class", class)
                    .with("src", address.as_str())
                    .with("alt", alt)
                    .maybe("aria-details", data_id.as_deref()),
            );
            self.markup.newline();
        }
        if !figure.caption.is_empty() {
            self.markup.open("figcaption", Attributes::none());
            self.caption(id, &figure.caption);
            self.markup.close();
            self.markup.newline();
        }
        self.markup.close();
        if figure.chart.is_some() {
            self.facts.charts += 1;
        }
        if let (Some(data_id), Some(data)) = (data_id, data) {
            self.facts.charts_with_data += 1;
            self.chart_data(&data_id, id, figure, data);
        }
    }

    fn chart_data(
        &mut self,
        data_id: &str,
        id: Option<&str>,
        figure: &Figure,
        (columns, rows): Data,
    ) {
        self.facts.tables += 1;
        self.facts.complete_tables += 1;
        self.markup.newline();
        self.markup
            .open("details", Attributes::class("data").with("id", data_id));
        let book = self.book;
        let label = id.and_then(|id| book.report.labels.get(id));
        let label = label.filter(|label| !label.number.is_empty());
        let summary = match label.map(|label| book.terms.reference(label)) {
            Some(label) => book.terms.fill("chart-data-of", &[("label", label)]),
            None => book.terms.get("chart-data").to_owned(),
        };
        self.say("summary", Attributes::none(), &summary);
        let columns = &heads_of_data(figure.chart.as_deref(), columns);
        let shape = Shape::of_data(columns, rows);
        let stacked = shape.stacked;
        self.open_table(None, shape, Attributes::none());
        self.markup.open("caption", Attributes::none());
        let before = std::mem::replace(&mut self.words_only, true);
        self.caption(id, &without_sources(book.report, &figure.caption));
        self.words_only = before;
        self.markup.close();
        self.markup.open("thead", Attributes::none());
        self.markup.open("tr", Attributes::none());
        for column in columns {
            self.markup
                .open("th", Attributes::none().with("scope", "col"));
            self.words_by_script(column, None);
            self.markup.close();
        }
        self.markup.close();
        self.markup.close();
        self.markup.open("tbody", Attributes::none());
        for row in rows {
            self.markup.newline();
            self.markup.open("tr", Attributes::none());
            for (at, cell) in row.iter().enumerate() {
                if at == 0 {
                    self.markup
                        .leaf("th", Attributes::none().with("scope", "row"), cell);
                } else {
                    let name = columns.get(at).filter(|_| stacked);
                    let name = name.map(String::as_str);
                    let is_number = cell.parse::<f64>().is_ok();
                    let attributes = Attributes::none()
                        .maybe("class", is_number.then_some("end"))
                        .maybe("data-label", name);
                    self.markup.leaf("td", attributes, cell);
                }
            }
            self.markup.close();
        }
        self.markup.close();
        self.close_table();
        self.markup.close();
    }

    /// Writes a table with its caption.
    pub(in crate::render) fn table(&mut self, attrs: &Attrs, table: &Table) {
        let headed = table
            .header
            .cells
            .iter()
            .any(|cell| !cell.content.is_empty());
        self.facts.tables += 1;
        self.facts.complete_tables += usize::from(headed && !table.caption.is_empty());
        let attributes = self.attributes(attrs);
        let mut shape = Shape::of(table, headed);
        let stacked = shape.stacked;
        let short = std::mem::take(&mut shape.short);
        let id = attrs.id.as_ref().map(|id| id.value.as_str());
        let label = id.and_then(|id| self.book.report.labels.get(id));
        self.open_table(label, shape, attributes);
        if !table.caption.is_empty() {
            self.markup.open("caption", Attributes::none());
            self.held = Some(Vec::new());
            self.caption(id, &table.caption);
            let held = self.held.take().unwrap_or_default();
            self.sources_of_held(held);
            self.markup.close();
            self.markup.newline();
        }
        if headed {
            self.markup.open("thead", Attributes::none());
            self.header(table);
            self.markup.close();
            self.markup.newline();
        }
        self.markup.open("tbody", Attributes::none());
        // A column without a name holds the names of the rows.
        let begins_empty = table
            .header
            .cells
            .first()
            .is_some_and(|cell| cell.content.is_empty());
        let labelled = attrs.has("row-headers") || headed && begins_empty;
        let missing = decimals::missing(table, self.book.terms.get("decimal-mark"));
        for (nth, row) in table.rows.iter().enumerate() {
            self.markup.newline();
            let missing = missing.get(nth).map_or(&[][..], Vec::as_slice);
            let head = stacked.then_some(&table.header);
            let classes = table.columns.iter().enumerate().map(|(at, _)| {
                let is_short = short.get(at).copied().unwrap_or_default();
                classes(table, at, is_short, missing.get(at))
            });
            let classes: Vec<Option<String>> = classes.collect();
            self.row(row, labelled, head, &classes);
        }
        self.markup.close();
        self.close_table();
    }

    fn header(&mut self, table: &Table) {
        self.markup.open("tr", Attributes::none());
        for (at, cell) in table.header.cells.iter().enumerate() {
            // An empty cell heads nothing.
            let scope = (!cell.content.is_empty()).then_some("col");
            self.open_cell(scope, alignment(table, at), None);
            self.inlines(&cell.content);
            self.markup.close();
        }
        self.markup.close();
    }

    /// A row; where rows are stacked, below a header, each cell knows the name of its column.
    fn row(&mut self, row: &Row, labelled: bool, head: Option<&Row>, classes: &[Option<String>]) {
        self.markup.open("tr", Attributes::none());
        let last = row.cells.len().saturating_sub(1);
        let mut held = Vec::new();
        for (at, cell) in row.cells.iter().enumerate() {
            let scope = (at == 0 && labelled && !cell.content.is_empty()).then_some("row");
            let head = head.and_then(|head| head.cells.get(at));
            let name = head.map(|head| text_of(&head.content));
            let class = classes.get(at).and_then(Option::as_deref);
            if scope.is_some() && last > 0 {
                self.held = Some(Vec::new());
            }
            self.open_cell(scope, class, name);
            self.inlines(&cell.content);
            held.extend(self.held.take().unwrap_or_default());
            if at == last {
                self.sources_of_held(std::mem::take(&mut held));
            }
            self.markup.close();
        }
        self.markup.close();
    }

    /// A header cell if it has a scope, else a data cell.
    fn open_cell(&mut self, scope: Option<&str>, class: Option<&str>, name: Option<String>) {
        let tag = if scope.is_some() { "th" } else { "td" };
        let name = name.filter(|name| scope.is_none() && !name.trim().is_empty());
        let attributes = Attributes::none()
            .maybe("scope", scope)
            .maybe("class", class)
            .maybe("data-label", name);
        self.markup.open(tag, attributes);
    }

    /// What may have to be scrolled is reached without a mouse, and has the name of its table; its caption is
    /// heard with the table itself.
    fn open_table(&mut self, label: Option<&Label>, shape: Shape, attributes: Attributes) {
        let wrapper = Attributes::class(if shape.stacked {
            "table stacked"
        } else {
            "table"
        });
        let wrapper = if shape.scrolls {
            let terms = &self.book.terms;
            let numbered = label.filter(|label| !label.number.is_empty());
            let name = numbered.map(|label| terms.reference(label));
            let name = name.unwrap_or_else(|| terms.get("table").to_owned());
            let group = wrapper.with("role", "group").with("tabindex", "0");
            group.with("aria-label", name)
        } else {
            wrapper
        };
        self.markup.open("div", wrapper);
        self.markup.open("table", attributes);
        self.markup.newline();
    }

    fn close_table(&mut self) {
        self.markup.newline();
        self.markup.close();
        self.markup.close();
    }

    /// "Figure 2." and the words of the caption.
    pub(in crate::render) fn caption(&mut self, id: Option<&str>, words: &[Inline]) {
        let book = self.book;
        if let Some(label) = id.and_then(|id| book.report.labels.get(id))
            && !label.number.is_empty()
        {
            let number = format!("{}.", book.terms.reference(label));
            let class = Attributes::class("label");
            let language = book.language_of_words();
            let attributes = match self.markup.language() == language {
                true => class,
                false => class.lang(language),
            };
            self.markup.leaf("span", attributes, &number);
            self.markup.plain(" ");
        }
        self.inlines(words);
    }
}

#[cfg(test)]
mod tests {
    use crate::model::{Chart, ChartKind};
    use crate::source::{Located, Sources, Span};

    use super::{heads_of_data, is_wide, longest_word, scrolls, short_columns};

    #[test]
    fn columns_of_data_are_headed_by_what_the_axes_say() {
        let nowhere = Span::start_of(Sources::default().add("report.toml", ""));
        let column = |name: &str| Located::new(name.to_owned(), nowhere);
        let heads = |y: &[&str], y_label: &str, unit: &str| {
            let chart = Chart {
                kind: ChartKind::Line {
                    x: column("year"),
                    y: y.iter().map(|name| column(name)).collect(),
                },
                x_label: "연도".to_owned(),
                y_label: y_label.to_owned(),
                unit: unit.to_owned(),
                inline: None,
            };
            let columns = ["year", "people", "low"].map(str::to_owned);
            heads_of_data(Some(&chart), &columns).join(", ")
        };
        assert_eq!(heads(&["people"], "사람", "명"), "연도, 사람 (명), low");
        assert_eq!(heads(&["people"], "", ""), "연도, people, low");
        assert_eq!(
            heads(&["people"], "People (m)", "m"),
            "연도, People (m), low"
        );
        assert_eq!(
            heads(&["people", "low"], "사람", "명"),
            "연도, people (명), low (명)"
        );
        assert_eq!(heads_of_data(None, &["a".to_owned()]), ["a"]);
    }

    #[test]
    fn short_cells_keep_to_a_line_beside_sentences() {
        let rows = [vec![1, 10, 90], vec![2, 11, 20]];
        assert_eq!(short_columns(&rows), [true, true, false]);
        assert_eq!(short_columns(&[vec![1, 10, 20]]), [false; 3]);
        assert_eq!(short_columns(&[vec![13, usize::MAX]]), [false; 2]);
    }

    #[test]
    fn what_may_be_wider_than_the_page_scrolls() {
        let long = longest_word("the https://example.org/a/rather/long/address/of/a/page.html");
        assert_eq!(long, 56);
        assert!(scrolls(2, &[vec![4, 4], vec![4, long]]));
        assert!(!scrolls(4, &[vec![14, 14, 10, 10]]));
        assert!(scrolls(5, &[vec![1; 5]]));
    }

    #[test]
    fn only_what_a_telephone_cannot_show_is_stacked() {
        assert!(!is_wide(&[vec![4, 8], vec![4, 5]]));
        assert!(!is_wide(&[vec![4, 7, 7, 6], vec![4, 7, 7, 6]]));
        assert!(is_wide(&[vec![4, 8, 6], vec![13, 90, 200]]));
        // A single long text is broken into lines, however long it is.
        assert!(!is_wide(&[vec![5000, 5000]]));
        assert!(!is_wide(&[]));
    }
}
