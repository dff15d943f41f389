//! A font file that a report brings, as the EPUB carries it. Knows what the PDF's engine read of it.

use std::sync::Arc;

/// A font file with one face.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FontFile {
    /// The family, as a theme names it.
    pub family: String,
    /// The weight: 400 is regular, 700 bold.
    pub weight: u16,
    /// Whether it slants.
    pub is_italic: bool,
    /// The file.
    pub bytes: Arc<[u8]>,
}

impl FontFile {
    /// Whether the outlines are those of PostScript.
    fn is_postscript(&self) -> bool {
        self.bytes.starts_with(b"OTTO")
    }

    /// The ending of its name.
    pub fn ending(&self) -> &'static str {
        if self.is_postscript() { "otf" } else { "ttf" }
    }

    /// Its media type, one of those that every EPUB may hold.
    pub fn media_type(&self) -> &'static str {
        if self.is_postscript() {
            "font/otf"
        } else {
            "font/ttf"
        }
    }
}
