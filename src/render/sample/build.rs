//! Short ways to make pieces of the model for tests. Knows no report.

use crate::model::*;
use crate::source::{FileId, Located, Sources, Span};

pub(super) fn file() -> FileId {
    Sources::default().add("sections/sample.md", "")
}

pub(super) fn span() -> Span {
    Span::start_of(file())
}

pub(super) fn at<T>(value: T) -> Located<T> {
    Located::new(value, span())
}

pub(super) fn inline(kind: InlineKind) -> Inline {
    Inline { kind, span: span() }
}

/// Words.
pub fn words(text: &str) -> Inline {
    Inline::text(text, span())
}

/// A block without attributes.
pub fn block(kind: BlockKind) -> Block {
    with(kind, Attrs::default())
}

pub(super) fn with(kind: BlockKind, attrs: Attrs) -> Block {
    Block {
        kind,
        attrs,
        span: span(),
    }
}

pub(super) fn id(id: &str) -> Attrs {
    Attrs {
        id: Some(at(id.to_owned())),
        ..Attrs::default()
    }
}

pub(super) fn class(class: &str, pairs: &[(&str, &str)]) -> Attrs {
    Attrs {
        id: None,
        classes: vec![class.to_owned()],
        pairs: pairs
            .iter()
            .map(|(key, value)| ((*key).to_owned(), at((*value).to_owned())))
            .collect(),
    }
}

/// A paragraph of words.
pub fn paragraph(text: &str) -> Block {
    block(BlockKind::Paragraph(vec![words(text)]))
}

pub(super) fn mixed(content: Vec<Inline>) -> Block {
    block(BlockKind::Paragraph(content))
}

pub(super) fn heading(level: u8, name: &str, text: &str) -> Block {
    let content = vec![words(text)];
    with(BlockKind::Heading { level, content }, id(name))
}

pub(super) fn item(blocks: Vec<Block>) -> Item {
    Item {
        blocks,
        span: span(),
    }
}

pub(super) fn row(cells: &[&str]) -> Row {
    Row {
        cells: cells
            .iter()
            .map(|text| Cell {
                content: vec![words(text)],
                span: span(),
            })
            .collect(),
        span: span(),
    }
}

/// A table of words, its first row the header, without a caption.
pub fn table_of(rows: &[&[&str]]) -> Table {
    let columns = rows.first().map_or(0, |row| row.len());
    Table {
        columns: vec![Alignment::Start; columns],
        header: row(rows.first().copied().unwrap_or_default()),
        rows: rows.iter().skip(1).map(|cells| row(cells)).collect(),
        caption: Vec::new(),
    }
}

/// A figure that is a chart.
pub fn chart(kind: ChartKind) -> Figure {
    Figure {
        path: at("data/people.csv".to_owned()),
        alt: at("Arrivals rise until 2009 and fall after 2011.".to_owned()),
        caption: vec![words("People who arrived, by year")],
        chart: Some(Box::new(Chart {
            kind,
            x_label: "Year".to_owned(),
            y_label: "People".to_owned(),
            unit: String::new(),
            inline: None,
        })),
    }
}

/// Comma-separated values.
pub fn data(columns: &[&str], rows: &[&[&str]]) -> Asset {
    let own = |cells: &[&str]| cells.iter().map(|cell| (*cell).to_owned()).collect();
    Asset {
        kind: AssetKind::Table {
            columns: own(columns),
            rows: rows.iter().map(|row| own(row)).collect(),
        },
        bytes: [].into(),
    }
}
