//! How much a picture, a drawing and chart data may hold, and how much room a book has for a picture.
//!
//! Beyond a limit of what is read there is a finding that names it, never a crash and never a silent
//! cut; to the room in a book, pictures are made to fit. `docs/limits.md` shows all of them to
//! readers; a test keeps the two together.

// Pictures.

/// The largest PNG, JPEG or PDF, in bytes.
pub const PICTURE_BYTES: usize = 32 * 1024 * 1024;

/// The most pixels of a picture, by its header: decoding comes after.
pub const PICTURE_PIXELS: u64 = 100_000_000;

/// The most memory that a decoded picture may need, in bytes.
pub const PICTURE_MEMORY: u64 = 512 * 1024 * 1024;

/// The longest side of a picture in the PDF, in pixels: a full page at 300 dots an inch.
pub const PRINT_SIDE: u32 = 3600;

/// The longest side of a picture in the EPUB, in pixels: more than a reading device shows.
pub const SCREEN_SIDE: u32 = 1600;

/// The most bytes of a picture in the EPUB.
pub const SCREEN_BYTES: usize = 500_000;

// Drawings.

/// The largest SVG file, in bytes.
pub const DRAWING_BYTES: usize = 8 * 1024 * 1024;

/// How deep the elements of an SVG are nested.
pub const DRAWING_DEPTH: usize = 100;

/// The most elements of an SVG, each counted as often as it is drawn.
pub const DRAWING_ELEMENTS: u64 = 250_000;

/// The largest number of an SVG, and the most by which transforms enlarge anything.
pub const DRAWING_NUMBER: f64 = 1_000_000.0;

// Chart data.

/// The largest CSV file, in bytes.
pub const DATA_BYTES: usize = 2 * 1024 * 1024;

/// The most columns of chart data.
pub const DATA_COLUMNS: usize = 100;

/// The most rows of chart data: each is a row of a table in the EPUB.
pub const DATA_ROWS: usize = 5_000;

#[cfg(test)]
mod tests {
    use super::*;

    /// A number as the page writes it.
    fn shown(number: u64) -> String {
        let digits = number.to_string();
        let mut out = String::new();
        for (at, digit) in digits.chars().enumerate() {
            if at > 0 && (digits.len() - at).is_multiple_of(3) {
                out.push(',');
            }
            out.push(digit);
        }
        out
    }

    fn mib(bytes: u64) -> String {
        shown(bytes / 1024 / 1024) + " MiB"
    }

    fn pixels(side: u32) -> String {
        shown(u64::from(side)) + " pixels"
    }

    #[test]
    fn the_page_says_what_the_program_does() {
        let rows = [
            ("a PNG, JPEG or PDF", mib(PICTURE_BYTES as u64)),
            (
                "width by height of a picture",
                shown(PICTURE_PIXELS) + " pixels",
            ),
            ("a decoded picture", mib(PICTURE_MEMORY)),
            ("an SVG", mib(DRAWING_BYTES as u64)),
            (
                "elements of an SVG inside each other",
                shown(DRAWING_DEPTH as u64),
            ),
            (
                "elements of an SVG, as often as they are drawn",
                shown(DRAWING_ELEMENTS),
            ),
            (
                "a number of an SVG, and how much it enlarges",
                shown(DRAWING_NUMBER as u64),
            ),
            ("a CSV file", mib(DATA_BYTES as u64)),
            ("columns of chart data", shown(DATA_COLUMNS as u64)),
            ("rows of chart data", shown(DATA_ROWS as u64)),
            (
                "the longer side of a picture in the PDF",
                pixels(PRINT_SIDE),
            ),
            (
                "the longer side of a picture in the EPUB",
                pixels(SCREEN_SIDE),
            ),
            (
                "a picture in the EPUB",
                shown(SCREEN_BYTES as u64) + " bytes",
            ),
        ];
        let page = include_str!("../../docs/limits.md");
        for (what, most) in &rows {
            let row = format!("| {what} | {most} |");
            assert!(page.contains(&row), "docs/limits.md has no row `{row}`");
        }
        let constants = include_str!("picture_limits.rs")
            .lines()
            .filter(|line| line.starts_with("pub const "))
            .count();
        assert_eq!(constants, rows.len(), "every limit is on the page");
    }
}
