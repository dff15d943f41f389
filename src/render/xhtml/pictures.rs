//! The pictures and charts that are shown, each once. Knows their bytes and not where they go.

use std::collections::BTreeSet;

use super::Book;
use crate::model::{Asset, AssetKind, Figure, Report};

/// A picture that is shown.
#[derive(Debug)]
pub(in crate::render) struct Shown<'a> {
    /// Under which name the writers look for its address.
    pub(in crate::render) key: &'a str,
    /// The name it was given by the author: a path, or the id of a chart.
    pub(in crate::render) name: &'a str,
    /// Its media type.
    pub(in crate::render) media_type: &'static str,
    /// The ending of its file.
    pub(in crate::render) ending: &'static str,
    /// Its bytes.
    pub(in crate::render) bytes: &'a [u8],
}

/// A picture that is not there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Missing {
    /// A figure whose picture is not among the report's assets.
    Picture(String),
    /// A chart that nobody has drawn.
    Chart(String),
}

/// Every picture and chart of the figures, in their order, and the logo.
///
/// # Errors
/// When one of them is missing.
pub(in crate::render) fn shown<'a>(book: &Book<'a>) -> Result<Vec<Shown<'a>>, Missing> {
    let mut found = Vec::new();
    let mut keys = BTreeSet::new();
    for (id, figure) in &book.index.pictures {
        let path = figure.path.value.as_str();
        if figure.chart.is_some() {
            let by_id = book.charts.get_key_value(id);
            let chart = by_id.or_else(|| book.charts.get_key_value(path));
            let (key, svg) = chart.ok_or_else(|| Missing::Chart(path.to_owned()))?;
            if keys.insert(key.as_str()) {
                found.push(Shown {
                    key,
                    name: key,
                    media_type: "image/svg+xml",
                    ending: "svg",
                    bytes: svg.as_bytes(),
                });
            }
        } else if keys.insert(path) {
            found.push(picture_at(book.report, path)?);
        }
    }
    if let Some(logo) = &book.report.theme.logo
        && keys.insert(&logo.file.value)
    {
        found.push(picture_at(book.report, &logo.file.value)?);
    }
    Ok(found)
}

/// The picture at a path.
fn picture_at<'a>(report: &'a Report, path: &'a str) -> Result<Shown<'a>, Missing> {
    let missing = || Missing::Picture(path.to_owned());
    let Asset { kind, bytes } = report.assets.get(path).ok_or_else(missing)?;
    let (media_type, ending) = match kind {
        AssetKind::Png(..) => ("image/png", "png"),
        AssetKind::Jpeg(..) => ("image/jpeg", "jpg"),
        AssetKind::Svg => ("image/svg+xml", "svg"),
        AssetKind::Pdf | AssetKind::Table { .. } => return Err(missing()),
    };
    Ok(Shown {
        key: path,
        name: path,
        media_type,
        ending,
        bytes,
    })
}

/// Under which name a figure's picture is kept: pictures by path, so that one shown twice is there
/// once; charts by id where they were given so.
pub(in crate::render) fn key<'a>(book: &Book, id: &'a str, figure: &'a Figure) -> &'a str {
    if figure.chart.is_some() && book.charts.contains_key(id) {
        id
    } else {
        &figure.path.value
    }
}
