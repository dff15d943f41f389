//! A chart that cannot be drawn, or whose axes have no names.

use super::Context;
use crate::diagnostic::{Finding, Level};
use crate::model::{
    AssetKind, Block, BlockKind, ChartKind, Defect, DefectKind, Visitor, walk_block,
};

pub(super) const NAME: &str = "bad-chart";

pub(super) fn check(context: &Context<'_>, findings: &mut Vec<Finding>) {
    findings.extend(
        context
            .defects()
            .filter(|defect| matches!(defect.kind, DefectKind::BadChart { .. }))
            .map(finding),
    );
    let mut check = Check { context, findings };
    context.report.walk(&mut check);
}

pub(super) fn finding(defect: &Defect) -> Finding {
    let (path, message) = match &defect.kind {
        DefectKind::BadChart { path, message } => (path.as_str(), message.as_str()),
        _ => ("", ""),
    };
    Finding::new(
        NAME,
        Level::Error,
        format!("the chart of `{path}` cannot be drawn"),
        defect.span,
    )
    .note(message)
    .help("a chart needs `kind=bar x=… y=…` or `kind=range x=… low=… high=…`, with columns of the data")
}

struct Check<'c, 'f> {
    context: &'c Context<'c>,
    findings: &'f mut Vec<Finding>,
}

impl<'a> Visitor<'a> for Check<'_, '_> {
    fn block(&mut self, block: &'a Block) {
        if let BlockKind::Figure(figure) = &block.kind
            && let Some(chart) = &figure.chart
        {
            for (key, label) in [("x-label", &chart.x_label), ("y-label", &chart.y_label)] {
                if label.trim().is_empty() {
                    self.findings.push(
                        Finding::new(
                            NAME,
                            self.context.error_unless_draft(),
                            format!("chart has no `{key}`"),
                            block.span,
                        )
                        .label("an axis without a name")
                        .help(format!("name the axis and its unit: `{key}=\"…\"`")),
                    );
                }
            }
            self.columns(block, figure, chart);
        }
        walk_block(self, block);
    }
}

impl Check<'_, '_> {
    fn columns(
        &mut self,
        block: &Block,
        figure: &crate::model::Figure,
        chart: &crate::model::Chart,
    ) {
        let Some(asset) = self.context.report.assets.get(&figure.path.value) else {
            return;
        };
        let AssetKind::Table { columns, rows } = &asset.kind else {
            return;
        };
        let mut wanted = vec![("x", &chart.x)];
        match &chart.kind {
            ChartKind::Bar { y } => wanted.push(("y", y)),
            ChartKind::Range { low, high } => wanted.extend([("low", low), ("high", high)]),
        }
        for (key, column) in &wanted {
            if !columns.contains(column) {
                self.findings.push(
                    Finding::new(
                        NAME,
                        Level::Error,
                        format!("`{}` has no column `{column}`", figure.path.value),
                        block.span,
                    )
                    .label(format!("`{key}` names it"))
                    .help(format!("the columns are {}", super::words::list(columns))),
                );
            }
        }
        for (_, column) in &wanted[1..] {
            let Some(at) = columns.iter().position(|known| known == *column) else {
                continue;
            };
            for (row, fields) in rows.iter().enumerate() {
                let value = fields.get(at).map(String::as_str).unwrap_or_default();
                if !value.parse().is_ok_and(f64::is_finite) {
                    self.findings.push(
                        Finding::new(
                            NAME,
                            Level::Error,
                            format!("`{value}` is not a number"),
                            figure.path.span,
                        )
                        .label(format!("column `{column}`, row {} of the data", row + 1))
                        .help("write numbers with digits and a point: `1043` or `12.5`"),
                    );
                }
            }
        }
    }
}
