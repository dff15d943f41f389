//! Figures, charts with their data, and tables as XHTML. Knows no numbers of its own: captions
//! take theirs from the labels.

use super::document::Writer;
use super::markup::Attributes;
use super::{Book, pictures};
use crate::model::{Alignment, AssetKind, Attrs, Figure, Inline, Row, Table};
use crate::render::{anchors, reference_text};

/// Tables with more columns than this are wider than a telephone, so they scroll by themselves
/// and can be reached with the keyboard.
const COLUMNS_OF_A_NARROW_TABLE: usize = 4;

/// The numbers behind a chart: its columns and rows.
type Data<'a> = (&'a [String], &'a [Vec<String>]);

fn data_of<'a>(book: &'a Book, figure: &Figure) -> Option<Data<'a>> {
    figure.chart.as_ref()?;
    match &book.report.assets.get(&figure.path.value)?.kind {
        AssetKind::Table { columns, rows } => Some((columns, rows)),
        _ => None,
    }
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
            self.markup.empty(
                "img",
                Attributes::none()
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
        self.markup
            .leaf("summary", Attributes::none(), book.terms.get("chart-data"));
        self.open_table(None, columns.len(), Attributes::none());
        self.markup.open("caption", Attributes::none());
        let before = std::mem::replace(&mut self.words_only, true);
        self.caption(id, &figure.caption);
        self.words_only = before;
        self.markup.close();
        self.markup.open("thead", Attributes::none());
        self.markup.open("tr", Attributes::none());
        for column in columns {
            self.markup
                .leaf("th", Attributes::none().with("scope", "col"), column);
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
                    self.markup.leaf("td", Attributes::class("end"), cell);
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
        let caption_id = (!table.caption.is_empty())
            .then_some(attrs.id.as_ref())
            .flatten()
            .map(|id| anchors::caption(&id.value));
        let attributes = self.attributes(attrs);
        self.open_table(caption_id.as_deref(), table.columns.len(), attributes);
        if !table.caption.is_empty() {
            let caption_id = caption_id.and_then(|id| self.fresh_id(&id));
            self.markup
                .open("caption", Attributes::none().maybe("id", caption_id));
            let id = attrs.id.as_ref().map(|id| id.value.as_str());
            self.caption(id, &table.caption);
            self.markup.close();
            self.markup.newline();
        }
        if headed {
            self.markup.open("thead", Attributes::none());
            self.row(table, &table.header, true, false);
            self.markup.close();
            self.markup.newline();
        }
        self.markup.open("tbody", Attributes::none());
        for row in &table.rows {
            self.markup.newline();
            self.row(table, row, false, attrs.has("row-headers"));
        }
        self.markup.close();
        self.close_table();
    }

    fn row(&mut self, table: &Table, row: &Row, header: bool, labelled: bool) {
        self.markup.open("tr", Attributes::none());
        for (at, cell) in row.cells.iter().enumerate() {
            // An empty cell heads nothing.
            let scope = match (header, at) {
                _ if cell.content.is_empty() => None,
                (true, _) => Some("col"),
                (false, 0) if labelled => Some("row"),
                (false, _) => None,
            };
            let class = match table.columns.get(at) {
                Some(Alignment::Center) => Some("center"),
                Some(Alignment::End) => Some("end"),
                Some(Alignment::Start) | None => None,
            };
            let tag = if scope.is_some() { "th" } else { "td" };
            let attributes = Attributes::none().maybe("scope", scope);
            self.markup.open(tag, attributes.maybe("class", class));
            self.inlines(&cell.content);
            self.markup.close();
        }
        self.markup.close();
    }

    fn open_table(&mut self, caption: Option<&str>, columns: usize, attributes: Attributes) {
        let wrapper = Attributes::class("table");
        let wrapper = match caption {
            Some(caption) if columns > COLUMNS_OF_A_NARROW_TABLE => wrapper
                .with("role", "group")
                .with("tabindex", "0")
                .with("aria-labelledby", caption),
            _ => wrapper,
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
            let number = format!("{}.", reference_text(label, &book.terms));
            self.markup
                .leaf("span", Attributes::class("label"), &number);
            self.markup.plain(" ");
        }
        self.inlines(words);
    }
}
