//! How much of everything a report may hold.
//!
//! Beyond a limit there is a finding that names it, never a crash and never a silent cut.
//! `docs/limits.md` shows them to readers; a test keeps the two together.

// Pictures.

/// The largest file of a photograph or drawing in pixels (PNG, JPEG or PDF), in bytes.
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

/// The longest side of an SVG, in its own units.
pub const DRAWING_SIDE: f64 = 20_000.0;

// Chart data.

/// The largest CSV file, in bytes.
pub const DATA_BYTES: usize = 2 * 1024 * 1024;

/// The most columns of chart data.
pub const DATA_COLUMNS: usize = 100;

/// The most rows of chart data: each is a row of a table in the EPUB.
pub const DATA_ROWS: usize = 5_000;
