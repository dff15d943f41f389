//! Pictures and chart data: which ones the text and the theme name, and what each of them is.

use std::collections::BTreeMap;

use crate::asset;
use crate::model::{
    Asset, AssetFault, AssetKind, Block, BlockKind, ChartFault, Defect, DefectKind, Draft, Figure,
    Report, Theme, Visitor, walk_block, walk_blocks,
};
use crate::source::{Located, ReadError, Span};

/// The paths of all pictures and data files that a draft and its theme name, as written.
pub fn paths(draft: &Draft, theme: &Theme) -> Vec<String> {
    let mut collect = Collect(Vec::new());
    collect.0.extend(logo_of(theme));
    for section in &draft.sections {
        walk_blocks(&mut collect, &section.blocks);
    }
    for note in &draft.notes {
        walk_blocks(&mut collect, &note.blocks);
    }
    let mut paths: Vec<String> = collect.0.into_iter().map(|path| path.value).collect();
    paths.sort_unstable();
    paths.dedup();
    paths
}

fn logo_of(theme: &Theme) -> Option<Located<String>> {
    theme.logo.as_ref().map(|logo| logo.file.clone())
}

/// Whether a figure is a chart whose data need no file.
fn is_in_the_text(figure: &Figure) -> bool {
    let chart = figure.chart.as_ref();
    chart.is_some_and(|chart| chart.inline.is_some())
}

struct Collect(Vec<Located<String>>);

impl<'a> Visitor<'a> for Collect {
    fn block(&mut self, block: &'a Block) {
        if let BlockKind::Figure(figure) = &block.kind
            && !is_in_the_text(figure)
        {
            self.0.push(figure.path.clone());
        }
        walk_block(self, block);
    }
}

/// Where a picture or data file is named first; the start of the report for one that is not named.
pub fn place(report: &Report, path: &str) -> Span {
    let mut collect = Collect(Vec::new());
    report.walk(&mut collect);
    collect.0.extend(logo_of(&report.theme));
    let named = collect.0.iter().find(|one| one.value == path);
    named.map_or(Span::start_of(report.manifest.file), |one| one.span)
}

/// Looks at what was loaded for each path, and records what cannot be used and what tells too much.
pub(super) fn read(report: &mut Report, mut loaded: BTreeMap<String, Result<Vec<u8>, ReadError>>) {
    let mut collect = Collect(Vec::new());
    report.walk(&mut collect);
    collect.0.extend(logo_of(&report.theme));
    for path in collect.0 {
        // A file that is named twice is looked at once.
        let Some(bytes) = loaded.remove(&path.value) else {
            continue;
        };
        for kind in read_one(report, &path.value, bytes) {
            report.defects.push(Defect::new(kind, path.span));
        }
    }
    refuse_data_as_logo(report);
}

fn read_one(report: &mut Report, path: &str, bytes: Result<Vec<u8>, ReadError>) -> Vec<DefectKind> {
    let path = path.to_owned();
    let bytes = match bytes {
        Ok(bytes) => bytes,
        Err(ReadError::TooLarge(limit)) => {
            let fault = AssetFault::TooLarge(limit);
            return vec![DefectKind::BadAsset { path, fault }];
        }
        Err(error) => {
            let beside = Vec::new();
            return vec![DefectKind::UnreadableAsset {
                path,
                error,
                beside,
            }];
        }
    };
    let look = match asset::look(&path, &bytes) {
        Ok(look) => look,
        // What is wrong in a table is wrong with the chart.
        Err(AssetFault::Data(fault)) => return vec![DefectKind::BadChart(ChartFault::Data(fault))],
        Err(fault) => return vec![DefectKind::BadAsset { path, fault }],
    };
    let kind = look.kind;
    let bytes = bytes.into();
    report.assets.insert(path.clone(), Asset { kind, bytes });
    let mut defects = Vec::new();
    if let Some(format) = look.misnamed {
        let path = path.clone();
        defects.push(DefectKind::MisnamedPicture { path, format });
    }
    if !look.tells.is_empty() {
        let tells = look.tells;
        defects.push(DefectKind::PictureTells { path, tells });
    }
    defects
}

/// Numbers can be a chart, but no logo.
fn refuse_data_as_logo(report: &mut Report) {
    if let Some(path) = logo_of(&report.theme)
        && let Some(asset) = report.assets.get(&path.value)
        && matches!(asset.kind, AssetKind::Table { .. })
    {
        let kind = DefectKind::BadAsset {
            path: path.value,
            fault: AssetFault::DataAsLogo,
        };
        report.defects.push(Defect::new(kind, path.span));
    }
}
