//! The theme as data for the template: the contract `underpin-theme/1`, with every key filled. Knows
//! nothing of Typst.

use serde_json::{Value, json};

use super::walk::Picture;
use crate::model::{Asset, AssetKind, Edition, Face, Logo, Palette, Report, Swatch};

/// The name and version of the contract.
pub const THEME_SCHEMA: &str = "underpin-theme/1";

/// Puts the look of an edition into the words of the contract. `available` are the families that there
/// are.
pub fn value(report: &Report, available: &[String], edition: Edition) -> Value {
    let theme = &report.theme;
    let faces: serde_json::Map<String, Value> = Face::NAMES
        .iter()
        .map(|(name, face)| ((*name).to_owned(), theme.family(*face, available).into()))
        .collect();
    json!({
        "schema": THEME_SCHEMA,
        "edition": edition.name(),
        "palette": colours(&theme.light),
        "dark": colours(&theme.dark),
        "faces": faces,
        "sizes": {
            "text": theme.sizes.text_on(&report.manifest.layout.paper),
            "headings": theme.sizes.headings,
            "notes": theme.sizes.notes,
        },
        "logo": logo(report).map(|(path, logo, _)| {
            json!({"path": path, "alt": logo.alt.value, "width": logo.width})
        }),
    })
}

fn colours(palette: &Palette) -> Value {
    Swatch::NAMES
        .iter()
        .map(|(name, swatch)| ((*name).to_owned(), palette.get(*swatch).to_string().into()))
        .collect::<serde_json::Map<String, Value>>()
        .into()
}

/// The logo as a file that Typst reads, with its virtual path.
pub fn picture(report: &Report) -> Option<(String, Picture)> {
    let (virtual_path, logo, asset) = logo(report)?;
    let picture = Picture {
        path: logo.file.value.clone(),
        span: logo.file.span,
        bytes: asset.bytes.clone(),
    };
    Some((virtual_path, picture))
}

fn logo(report: &Report) -> Option<(String, &Logo, &Asset)> {
    let logo = report.theme.logo.as_ref()?;
    let asset = report.assets.get(&logo.file.value)?;
    let ending = match asset.kind {
        AssetKind::Png(..) => "png",
        AssetKind::Jpeg(..) => "jpg",
        AssetKind::Svg => "svg",
        AssetKind::Pdf | AssetKind::Table { .. } => return None,
    };
    Some((format!("/assets/logo.{ending}"), logo, asset))
}
