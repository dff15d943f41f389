//! From the laid-out document to bytes: the PDF and the picture of its first page.

use typst::diag::SourceResult;
use typst::foundations::{Datetime, Smart};
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards, Timestamp};
use typst_render::RenderOptions;

use super::picture;
use crate::model::Manifest;

/// Writes an archivable and accessible PDF: PDF/A-3a and PDF/UA-1 at once. The same document
/// always gives the same bytes.
pub fn pdf(
    document: &PagedDocument,
    manifest: &Manifest,
    day: Option<Datetime>,
) -> Result<SourceResult<Vec<u8>>, String> {
    let standards = PdfStandards::new(&[PdfStandard::A_3a, PdfStandard::Ua_1])
        .map_err(|error| error.message().to_string())?;
    let options = PdfOptions {
        ident: Smart::Custom(identity(manifest)),
        creator: Smart::Custom(Some(
            concat!("Underpin ", env!("CARGO_PKG_VERSION")).to_owned(),
        )),
        timestamp: day.map(Timestamp::new_utc),
        page_ranges: None,
        standards,
        tagged: true,
        pretty: false,
    };
    Ok(typst_pdf::pdf(document, &options))
}

/// What makes this edition this edition.
fn identity(manifest: &Manifest) -> String {
    let identifiers = &manifest.identifiers;
    let language = manifest.language.as_ref();
    [
        Some(manifest.title.as_str()),
        manifest.subtitle.as_deref(),
        language.map(|language| language.value.as_str()),
        manifest.edition.as_deref(),
        identifiers.isbn.as_deref(),
        identifiers.doi.as_deref(),
        identifiers.uuid.as_deref(),
    ]
    .map(Option::unwrap_or_default)
    .join("\u{1f}")
}

/// The first page as a PNG, sixteen hundred pixels high.
pub fn cover(document: &PagedDocument) -> Option<Vec<u8>> {
    const HEIGHT: f64 = 1600.0;
    let page = document.pages().first()?;
    let points = page.frame.height().to_pt().max(1.0);
    let options = RenderOptions {
        pixel_per_pt: (HEIGHT / points).into(),
        ..RenderOptions::default()
    };
    let pixels = typst_render::render(page, &options);
    picture::png(pixels.data(), pixels.width(), pixels.height()).ok()
}
