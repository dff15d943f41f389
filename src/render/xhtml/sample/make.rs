//! Builds pieces of a report without places: every span is the start of one file.

use crate::model::*;
use crate::source::{FileId, Located, Sources, Span};

/// A report under construction.
pub(crate) struct Make {
    pub(super) file: FileId,
    pub(crate) report: Report,
    occurrence: usize,
}

impl Make {
    pub(crate) fn new() -> Self {
        let file = Sources::default().add("report.toml", "");
        Self {
            file,
            report: Report::without_text(manifest(file), Theme::default()),
            occurrence: 0,
        }
    }

    pub(super) fn span(&self) -> Span {
        Span::start_of(self.file)
    }

    pub(super) fn located(&self, text: &str) -> Located<String> {
        Located::new(text.to_owned(), self.span())
    }

    pub(crate) fn inline(&self, kind: InlineKind) -> Inline {
        Inline {
            kind,
            span: self.span(),
        }
    }

    pub(crate) fn t(&self, text: &str) -> Inline {
        self.inline(InlineKind::Text(text.to_owned()))
    }

    pub(crate) fn attrs(&self, id: &str, classes: &[&str], pairs: &[(&str, &str)]) -> Attrs {
        Attrs {
            id: (!id.is_empty()).then(|| self.located(id)),
            classes: classes.iter().map(ToString::to_string).collect(),
            pairs: pairs
                .iter()
                .map(|(key, value)| (key.to_string(), self.located(value)))
                .collect(),
        }
    }

    pub(crate) fn block(&self, kind: BlockKind) -> Block {
        self.block_with(kind, Attrs::default())
    }

    pub(crate) fn block_with(&self, kind: BlockKind, attrs: Attrs) -> Block {
        Block {
            kind,
            attrs,
            span: self.span(),
        }
    }

    pub(crate) fn p(&self, content: Vec<Inline>) -> Block {
        self.block(BlockKind::Paragraph(content))
    }

    pub(crate) fn mark(&mut self) -> Inline {
        let mark = MarkId(self.report.marks);
        self.report.marks += 1;
        self.inline(InlineKind::Mark(mark))
    }

    pub(super) fn label(&mut self, id: &str, kind: LabelKind, number: &str, title: &str) {
        let label = Label {
            kind,
            number: number.to_owned(),
            title: title.to_owned(),
            section: 0,
            span: self.span(),
        };
        self.report.labels.insert(id.to_owned(), label);
    }

    pub(crate) fn heading(&mut self, level: u8, id: &str, number: &str, title: &str) -> Block {
        let kind = if number.starts_with(|c: char| c.is_ascii_digit()) || number.is_empty() {
            LabelKind::Section
        } else {
            LabelKind::Appendix
        };
        self.label(id, kind, number, title);
        let content = vec![self.mark(), self.t(title)];
        let attrs = self.attrs(id, &[], &[]);
        self.block_with(BlockKind::Heading { level, content }, attrs)
    }

    pub(super) fn reference_link(&mut self, key: &str, text: &str) -> Inline {
        self.occurrence += 1;
        let occurrence = self.occurrence;
        for entry in &mut self.report.reference_list {
            if entry.key == key {
                entry.occurrences.push(occurrence);
            }
        }
        self.inline(InlineKind::ToReference {
            key: key.to_owned(),
            occurrence,
            content: vec![self.t(text)],
        })
    }

    pub(super) fn items(&self, keys: &[(&str, &str, &str)]) -> Citation {
        Citation {
            span: self.span(),
            mode: CitationMode::Parenthetical,
            items: keys
                .iter()
                .map(|(prefix, key, pinpoint)| CitationItem {
                    prefix: prefix.to_string(),
                    locator: (!pinpoint.is_empty()).then(|| Locator {
                        term: "page",
                        value: pinpoint.to_string(),
                        source: self.located(&format!("p. {pinpoint}")),
                    }),
                    ..CitationItem::bare(self.located(key))
                })
                .collect(),
        }
    }

    /// A citation printed in the line.
    pub(crate) fn cite(&mut self, keys: &[(&str, &str, &str)]) -> Inline {
        let mut printed = vec![self.t("(")];
        for (at, (prefix, key, pinpoint)) in keys.iter().enumerate() {
            if at > 0 {
                printed.push(self.t("; "));
            }
            printed.push(self.t(prefix));
            printed.push(self.t(if prefix.is_empty() { "" } else { " " }));
            let link = self.reference_link(key, &format!("{key} 2014"));
            printed.push(link);
            printed.push(self.t(&format!(", p. {pinpoint}")));
        }
        printed.push(self.t(")"));
        self.add_citation(keys, FormattedCitation::Inline(printed))
    }

    pub(crate) fn add_citation(
        &mut self,
        keys: &[(&str, &str, &str)],
        formatted: FormattedCitation,
    ) -> Inline {
        let id = CitationId(self.report.citations.len());
        self.report.citations.push(self.items(keys));
        self.report.formatted.push(formatted);
        self.inline(InlineKind::Citation(id))
    }

    pub(crate) fn add_note(&mut self, blocks: Vec<Block>) -> NoteId {
        let number = self.report.notes.len() + 1;
        self.report.notes.push(Note {
            span: self.span(),
            blocks,
            number,
        });
        NoteId(number - 1)
    }

    pub(crate) fn note(&mut self, blocks: Vec<Block>) -> Inline {
        let id = self.add_note(blocks);
        self.inline(InlineKind::Note(id))
    }

    pub(crate) fn wrapped(&self, attrs: Attrs, content: Vec<Inline>) -> Inline {
        self.inline(InlineKind::Span { attrs, content })
    }

    pub(crate) fn lang(&self, tag: &str, text: &str) -> Inline {
        let attrs = self.attrs("", &[], &[("lang", tag)]);
        self.wrapped(attrs, vec![self.t(text)])
    }

    pub(crate) fn to(&self, label: &str) -> Inline {
        self.inline(InlineKind::CrossReference {
            label: self.located(label),
            content: Vec::new(),
        })
    }

    pub(crate) fn maths(&self, alt: &str, nodes: Vec<MathsNode>) -> Maths {
        Maths {
            tex: format!("\\mathrm{{{alt}}}"),
            alt: alt.to_owned(),
            nodes,
            tag: None,
            is_apart: false,
        }
    }

    pub(crate) fn claim(
        &mut self,
        label: &str,
        text: &str,
        mark: &Inline,
        citations: Vec<usize>,
        from: &[&str],
    ) {
        let InlineKind::Mark(mark) = mark.kind else {
            return;
        };
        let number = self.report.claims.len() + 1;
        if !label.is_empty() {
            self.label(label, LabelKind::Claim, &number.to_string(), text);
        }
        self.report.claims.push(Claim {
            label: (!label.is_empty()).then(|| self.located(label)),
            number,
            sentence: SentenceId(0),
            span: self.span(),
            text: text.to_owned(),
            attrs: Default::default(),
            kind: Kind::Fact,
            state: State::Covered,
            citations: citations.into_iter().map(CitationId).collect(),
            derived_from: from.iter().map(|label| self.located(label)).collect(),
            mark,
        });
    }

    pub(crate) fn table(
        &mut self,
        id: &str,
        classes: &[&str],
        caption: &str,
        rows: &[&[&str]],
    ) -> Block {
        let number = self.report.labels.len().to_string();
        self.label(id, LabelKind::Table, &number, caption);
        let row = |cells: &&[&str]| Row {
            cells: cells
                .iter()
                .map(|cell| Cell {
                    content: vec![self.t(cell)],
                    span: self.span(),
                })
                .collect(),
            span: self.span(),
        };
        let columns = rows[0].iter().enumerate().map(|(at, _)| match at {
            0 => Alignment::Start,
            1 => Alignment::Center,
            _ => Alignment::End,
        });
        let table = Table {
            columns: columns.collect(),
            header: row(&rows[0]),
            rows: rows[1..].iter().map(row).collect(),
            caption: vec![self.t(caption)],
        };
        self.block_with(BlockKind::Table(table), self.attrs(id, classes, &[]))
    }

    pub(crate) fn figure(
        &mut self,
        id: &str,
        path: &str,
        chart: bool,
        caption: Vec<Inline>,
    ) -> Block {
        let number = if chart { "2" } else { "1" };
        self.label(id, LabelKind::Figure, number, "A figure");
        let figure = Figure {
            path: self.located(path),
            alt: self.located("A square of four fields, two of them dark, seen from above."),
            caption,
            chart: chart.then(|| {
                Box::new(Chart {
                    kind: ChartKind::Bar {
                        x: self.located("year"),
                        y: vec![self.located("days")],
                    },
                    x_label: "Year".into(),
                    y_label: "Days".into(),
                    unit: String::new(),
                    inline: None,
                })
            }),
        };
        self.block_with(BlockKind::Figure(figure), self.attrs(id, &[], &[]))
    }

    pub(super) fn reference(&mut self, key: &str, creator: &str, title: &str) {
        self.report.references.push(Reference {
            key: key.to_owned(),
            creators: vec![creator.to_owned()],
            title: Some(title.to_owned()),
            issued: Some(Date {
                year: 2014,
                month: None,
                day: None,
            }),
            ..Reference::default()
        });
        let content = vec![
            self.t(&format!("{creator}. ")),
            self.inline(InlineKind::Emphasis(vec![self.t(title)])),
            self.t(". 2014. "),
            self.inline(InlineKind::Link {
                url: format!("https://example.org/{key}?a=1&b=2"),
                content: vec![self.t(&format!("https://example.org/{key}?a=1&b=2"))],
            }),
        ];
        self.report.reference_list.push(FormattedReference {
            key: key.to_owned(),
            label: None,
            content,
            occurrences: Vec::new(),
        });
    }
}

fn manifest(file: FileId) -> Manifest {
    let at = Span::start_of(file);
    let author = |name: &str, file_as: Option<&str>, role: &str| Contributor {
        name: name.to_owned(),
        file_as: file_as.map(str::to_owned),
        role: role.to_owned(),
        affiliation: Some("Example Institute".to_owned()),
    };
    Manifest {
        file,
        max_waivers: None,
        min_origins: 2,
        denied_sources: Vec::new(),
        roles: Default::default(),
        origin: Origin::File,
        title: "The \"Ledger\" & the Law <sample>".to_owned(),
        subtitle: Some("What the records show".to_owned()),
        authors: vec![
            author("Ana Example", Some("Example, Ana"), "aut"),
            author("김민수", None, "edt"),
        ],
        publisher: Some("Example Rights Watch".to_owned()),
        language: Some(Located::new("en-GB".to_owned(), at)),
        date: Some(Date {
            year: 2026,
            month: Some(3),
            day: Some(1),
        }),
        edition: Some("First edition".to_owned()),
        series: Some("Evidence & law".to_owned()),
        series_number: Some("7".to_owned()),
        description: Some("A sample & its sources.".to_owned()),
        keywords: vec!["human rights".to_owned(), "detention".to_owned()],
        contact: Some("corrections@example.org".to_owned()),
        identifiers: Identifiers {
            isbn: Some("978-3-16-148410-0".to_owned()),
            doi: Some("10.1234/erw.2026.1".to_owned()),
            uuid: None,
        },
        licence: Some("CC-BY-4.0".to_owned()),
        licence_url: Some("https://creativecommons.org/licenses/by/4.0/".to_owned()),
        sections: Vec::new(),
        appendices: Vec::new(),
        bibliographies: Vec::new(),
        references: Vec::new(),
        citation_style: Located::new("apa".to_owned(), at),
        formats: Vec::new(),
        output_name: "report".to_owned(),
        layout: Layout::unsaid(at),
        theme: None,
        profile: Profile::Brief,
        carry: 0,
        minimum_coverage: None,
        max_age: 5,
        scale: None,
        standard_of_proof: None,
        unused_ok: Vec::new(),
        nocite: Vec::new(),
        reference_lists: Vec::new(),
        register_scope: RegisterScope::All,
    }
}
