//! The files of the theme: a style sheet and the fonts. Knows where the book keeps them.

use super::{File, beside};
use crate::model::Report;
use crate::render::FontFile;
use crate::render::xhtml::{Medium, theme};

/// The name of the style sheet.
pub(super) const HREF: &str = "theme.css";

/// Writes the style sheet and lists the font files.
pub(super) fn files(report: &Report, given: &[FontFile]) -> Vec<File> {
    let fonts: Vec<_> = theme::fonts(report, given)
        .into_iter()
        .enumerate()
        .map(|(at, font)| (format!("fonts/{}.{}", at + 1, font.ending()), font))
        .collect();
    let style = theme::style(report, &fonts, Medium::Book);
    let mut files = vec![beside(HREF, style.as_bytes(), "text/css")];
    let fonts = fonts.into_iter();
    files.extend(fonts.map(|(href, font)| beside(&href, &font.bytes, font.media_type())));
    files
}
