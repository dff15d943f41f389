//! Figures that are PDF files, as pictures that both books can show. Knows pages and pixels.

use std::collections::BTreeMap;

use typst_layout::PagedDocument;
use typst_render::RenderOptions;

use super::world::Book;
use crate::model::Size;

/// Dots an inch, unless the drawing is larger than a page.
const RESOLUTION: f64 = 300.0;

/// The first page of a PDF as a PNG, with its width and height in pixels, of which neither is more than
/// `longest`.
///
/// # Errors
/// In words, when it is not a PDF that can be drawn.
pub fn png(
    pdf: impl AsRef<[u8]> + Send + Sync + 'static,
    longest: u32,
) -> Result<(Size, Vec<u8>), String> {
    let mut book = Book::new(&BTreeMap::new(), &[], None);
    book.add("/drawing.pdf", pdf);
    book.start_with(
        "#set page(width: auto, height: auto, margin: 0pt)\n#image(\"/drawing.pdf\", alt: \"-\")"
            .to_owned(),
    );
    let document = typst::compile::<PagedDocument>(&book)
        .output
        .map_err(|said| match said.first() {
            Some(first) => format!("the PDF cannot be drawn: {}", first.message),
            None => "the PDF cannot be drawn".to_owned(),
        })?;
    let page = document.pages().first().ok_or("the PDF has no page")?;
    let side = page.frame.width().to_pt().max(page.frame.height().to_pt());
    let options = RenderOptions {
        pixel_per_pt: (RESOLUTION / 72.0)
            .min(f64::from(longest) / side.max(1.0))
            .into(),
        ..RenderOptions::default()
    };
    let drawn = typst_render::render(page, &options);
    let bytes = drawn
        .encode_png()
        .map_err(|error| format!("the PDF cannot be drawn: {error}"))?;
    let size = Size {
        width: drawn.width(),
        height: drawn.height(),
    };
    Ok((size, bytes))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn draws_the_first_page_of_a_pdf() {
        let content = "0 0 36 18 re f";
        let mut pdf = String::from("%PDF-1.4\n");
        let mut places = Vec::new();
        let objects = [
            "<< /Type /Catalog /Pages 2 0 R >>".to_owned(),
            "<< /Type /Pages /Kids [3 0 R] /Count 1 >>".to_owned(),
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 72 36] /Contents 4 0 R /Resources << >> >>"
                .to_owned(),
            format!("<< /Length {} >>\nstream\n{content}\nendstream", content.len()),
        ];
        for (index, object) in objects.iter().enumerate() {
            places.push(pdf.len());
            pdf.push_str(&format!("{} 0 obj\n{object}\nendobj\n", index + 1));
        }
        let start = pdf.len();
        pdf.push_str("xref\n0 5\n0000000000 65535 f \n");
        for place in places {
            pdf.push_str(&format!("{place:010} 00000 n \n"));
        }
        pdf.push_str(&format!(
            "trailer\n<< /Size 5 /Root 1 0 R >>\nstartxref\n{start}\n%%EOF\n"
        ));
        let (size, bytes) = png(pdf.clone(), 3600).unwrap();
        assert_eq!((size.width, size.height), (300, 150));
        assert!(bytes.starts_with(b"\x89PNG"));
        let (size, _) = png(pdf, 30).unwrap();
        assert_eq!((size.width, size.height), (30, 15));
        assert!(png(b"%PDF-1.4\nnothing", 3600).is_err());
        assert!(png(b"", 3600).is_err());
    }
}
