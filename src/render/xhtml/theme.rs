//! The theme as a style sheet of custom properties, which the other style sheet uses. Knows no page.
//!
//! In a book, colours stand inside the two queries for day and night and nowhere else: a reading
//! system that cannot say which of them it is leaves the colours to its reader.

use std::fmt::Write;

use super::Medium;
use crate::model::{Colour, Palette, Report, Sizes, Swatch};
use crate::render::FontFile;
use crate::render::family::{generic, quoted};

/// The font files that are carried along: those of families that the theme names.
pub(in crate::render) fn fonts<'f>(report: &Report, fonts: &'f [FontFile]) -> Vec<&'f FontFile> {
    if !report.theme.embed_fonts {
        return Vec::new();
    }
    let is_named = |font: &&FontFile| {
        let mut named = report.theme.faces.values();
        named.any(|family| family.value == font.family)
    };
    fonts.iter().filter(is_named).collect()
}

/// The style sheet. Every font file comes with its address.
pub(in crate::render) fn style(
    report: &Report,
    fonts: &[(String, &FontFile)],
    medium: Medium,
) -> String {
    let theme = &report.theme;
    let mut css = String::from("/* The theme; the other style sheet says where it is used. */\n");
    for (href, font) in fonts {
        let style = if font.is_italic { "italic" } else { "normal" };
        let _ = writeln!(
            css,
            "@font-face {{ font-family: {}; font-weight: {}; font-style: {style}; src: url({href}); }}",
            quoted(&font.family),
            font.weight,
        );
    }
    let day = properties("light", &theme.light, theme.light.paper);
    let night = properties("dark", &theme.dark, theme.light.paper);
    let _ = match medium {
        Medium::Book => write!(
            css,
            "@media (prefers-color-scheme: light) {{\n  {day}\n}}\n\
             @media (prefers-color-scheme: dark) {{\n  {night}\n}}\n"
        ),
        // A browser always knows; paper is white at night too.
        Medium::Page => write!(
            css,
            "{day}\n@media screen and (prefers-color-scheme: dark) {{\n  {night}\n}}\n"
        ),
    };
    let mut rest = String::new();
    for (face, family) in &theme.faces {
        let (name, family) = (face.name(), &family.value);
        let generic = generic(*face, family);
        let _ = write!(rest, " --face-{name}: {}, {generic};", quoted(family));
    }
    let sizes = &theme.sizes;
    if sizes.headings != Sizes::BUILT_IN.headings {
        let _ = write!(rest, " --headings: {};", sizes.headings);
    }
    if sizes.notes != Sizes::BUILT_IN.notes {
        let _ = write!(rest, " --notes: {}em;", sizes.notes);
    }
    if let Some(logo) = &theme.logo {
        // As wide beside the text as in print, however large the reader wants the text.
        let ems = logo.width / sizes.text_on(&report.manifest.layout.paper);
        let _ = write!(rest, " --logo: {ems:.2}em;");
    }
    if !rest.is_empty() {
        let _ = writeln!(css, ":root {{{rest} }}");
    }
    css
}

/// The colours of one mode. Pictures are drawn for the paper of the print report, so it stays behind
/// them by night.
fn properties(mode: &str, palette: &Palette, plate: Colour) -> String {
    let mut css = format!(":root {{ color-scheme: {mode};");
    for (name, swatch) in Swatch::NAMES {
        let _ = write!(css, " --{name}: {};", palette.get(swatch));
    }
    let _ = write!(css, " --plate: {plate}; }}");
    css
}
