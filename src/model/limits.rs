//! How much of everything a report may hold, and how long and large a run may be.
//!
//! Beyond a limit there is a finding that names it, never a crash and never a silent cut; to the room
//! that a book has for a picture, pictures are made to fit.
//! `docs/limits.md` shows them to readers; a test keeps the two together. Each lies far above what
//! real reports need.

// Files.

/// The largest `report.toml` or `theme.toml`, in bytes.
pub const MANIFEST_BYTES: u64 = 1024 * 1024;

/// The largest `sources.toml` or `waivers.toml`, in bytes.
pub const RECORDS_BYTES: u64 = 16 * 1024 * 1024;

/// The largest Markdown file, in bytes.
pub const TEXT_BYTES: u64 = 8 * 1024 * 1024;

/// The largest bibliography, in bytes.
pub const BIBLIOGRAPHY_BYTES: u64 = 32 * 1024 * 1024;

/// The largest citation style, in bytes.
pub const STYLE_BYTES: u64 = 4 * 1024 * 1024;

/// The largest template or style sheet of a report's own, in bytes.
pub const TEMPLATE_BYTES: u64 = 4 * 1024 * 1024;

/// The largest template in the language of Typst, in bytes: whoever reads it calls itself for each of the
/// operators that stand in a row, and its stack has an end. Those that come with the program have 9 KiB.
pub const TEMPLATE_TEXT_BYTES: u64 = 64 * 1024;

/// The largest of all other files: fonts and texts of sources, in bytes.
pub const FILE_BYTES: u64 = 64 * 1024 * 1024;

/// The most bytes of all Markdown files of a report together.
pub const REPORT_BYTES: u64 = 32 * 1024 * 1024;

/// The most bytes of all pictures, chart data, fonts, templates and texts of sources together.
pub const OTHER_BYTES: u64 = 1024 * 1024 * 1024;

/// The most sections and appendices.
pub const SECTIONS: usize = 1000;

/// The most bibliographies.
pub const BIBLIOGRAPHIES: usize = 100;

/// The most files in each folder of `templates` and in `fonts`.
pub const FOLDER_FILES: usize = 200;

/// The most faces in a font file.
pub const FONT_FACES: u32 = 100;

/// How many characters the faces in `fonts` may say they have, each as often as it is said: several times, since a
/// face has a list for each way in which characters are counted.
pub const FONT_CHARACTERS: u64 = 20_000_000;

// Nesting.

/// How deeply blocks, inlines, brackets and tags may be nested. It keeps the walks over the tree
/// within any thread's stack.
pub const MARKUP_DEPTH: usize = 64;

/// What all things may weigh that lie inside each other. What each weighs stands in `resolve/depth.rs`; it
/// is measured by what the layout can take.
pub const DEPTH: usize = 100;

/// How many notes there may be in a row of which each is called by the one before.
pub const NOTE_DEPTH: usize = 4;

/// How deeply the braces and brackets of a formula may be nested.
pub const FORMULA_DEPTH: usize = 48;

/// How deeply the elements of a citation style may lie inside each other, also with the macros that they
/// call written out.
pub const STYLE_DEPTH: usize = 250;

/// The longest formula, in bytes.
pub const FORMULA_BYTES: usize = 4_000;

/// How deeply brackets of YAML and the braces in a field of BibTeX may be nested.
pub const DATA_DEPTH: usize = 100;

// Characters.

/// The most marks on one letter, such as accents: what Unicode calls stream-safe (UAX #15, 12.1).
pub const MARKS_ON_LETTER: usize = 30;

/// The most characters of a paragraph, or of a line of another file, that steer in which direction those
/// after them are written.
pub const DIRECTIONS_IN_TEXT: usize = 100;

/// The longest word, heading, description or other text that a PDF holds in one piece, in bytes.
pub const STRING_BYTES: usize = 10_000;

/// The longest sentence, in bytes: rules compare what stands in one with all else that stands in it. The longest of
/// printed reports have some 3,000.
pub const SENTENCE_BYTES: usize = 10_000;

/// The longest id, in bytes.
pub const ID_BYTES: usize = 200;

/// The longest address of a link, in bytes.
pub const ADDRESS_BYTES: usize = 2_000;

/// The longest name of the output, in bytes: file systems hold 255 with the ending.
pub const NAME_BYTES: usize = 200;

// Counts.

/// The most references in all bibliographies together.
pub const REFERENCES: usize = 50_000;

/// The most references that a report cites, each counted as often as it is cited.
pub const CITED_ITEMS: usize = 100_000;

/// The most different references that a report cites. To give each its number, all before it are gone through, so that
/// time grows with the square of how many they are; books with the longest lists have some 5,000.
pub const CITED_WORKS: usize = 10_000;

/// The most elements that a layout of a citation style comes to with its macros written out. Chicago's
/// come to 632,000.
pub const STYLE_ELEMENTS: u64 = 2_000_000;

/// The most attributes of an element of a citation style. The specification knows fewer than a hundred.
pub const STYLE_ATTRIBUTES: usize = 100;

/// How many bytes a layout of a citation style may print of its own words, with its macros written out:
/// the elements that one citation can print, times the longest of these words.
pub const STYLE_BYTES_WRITTEN: u64 = 1024 * 1024;

/// The most pieces that a field of BibTeX is joined of, by `#` or by braces inside braces. The parser moves
/// all pieces behind one that it joins to another, so that its time grows with the square of their number.
pub const PIECES_OF_FIELD: usize = 1_000;

/// The most citations, and claims from which it is derived, that a sentence takes over from what stands
/// around it and that other sentences take over too: a quotation, a div, a caption, a note that is called
/// again.
pub const TAKEN_OVER: usize = 100;

/// The longest header of a single file, in bytes.
pub const HEADER_BYTES: usize = 1024 * 1024;

/// The longest YAML with aliases in it, in bytes: they can stand for a hundred times what is
/// written.
pub const ALIASED_BYTES: usize = 64 * 1024;

/// The most findings of one rule that are kept for one file.
pub const FINDINGS_OF_RULE: usize = 10_000;

/// The most findings that are printed for people; formats for programs hold all that are kept.
pub const FINDINGS_PRINTED: usize = 1000;

/// How many words of the texts of sources are looked at to find the quotations of a report in them. A thousand
/// quotations of long reports take some millions.
pub const QUOTATION_STEPS: usize = 100_000_000;

// Pictures.

/// The largest PNG, JPEG or PDF, in bytes.
pub const PICTURE_BYTES: usize = 32 * 1024 * 1024;

/// The most pixels of a picture, by its header: decoding comes after.
pub const PICTURE_PIXELS: u64 = 100_000_000;

/// The most memory that a decoded picture may need, in bytes.
pub const PICTURE_MEMORY: u64 = 512 * 1024 * 1024;

/// The largest colour profile of a PNG when it is unpacked, in bytes.
pub const PROFILE_BYTES: u64 = 8 * 1024 * 1024;

/// The most pieces (chunks) of a PNG: decoding takes a while for each, however short it is. Those of 32 MiB have
/// some 4,000 where they have the usual length.
pub const PICTURE_PIECES: usize = 50_000;

/// The most scans of a JPEG: decoding goes through all pixels in each, of which a few bytes can tell nothing.
/// Programs that make progressive ones write ten or so.
pub const PICTURE_SCANS: usize = 100;

// PDF files as pictures.

/// How large everything that is packed in a PDF becomes, in bytes.
pub const DOCUMENT_BYTES: u64 = 256 * 1024 * 1024;

/// The most pixels of the pictures in a PDF, each counted as often as it is drawn.
pub const DOCUMENT_PIXELS: u64 = 40_000_000;

/// The most steps in which a page of a PDF is drawn, each counted as often as it is done.
pub const DOCUMENT_STEPS: u64 = 1_000_000;

/// How far all lines of a page of a PDF go, in pixels of the picture.
pub const DOCUMENT_LENGTH: u64 = 300_000_000;

/// How long a PDF may take to be looked at, and again to be drawn, in seconds.
pub const DOCUMENT_SECONDS: u64 = 10;

// Drawings.

/// The largest SVG file, in bytes.
pub const DRAWING_BYTES: usize = 8 * 1024 * 1024;

/// How deep the elements of an SVG are nested.
pub const DRAWING_DEPTH: usize = 100;

/// The most elements of an SVG, each counted as often as it is drawn.
pub const DRAWING_ELEMENTS: u64 = 250_000;

/// How many clips may lie around an element of an SVG: by `clip-path`, and by the edges of what has a view of its
/// own. PDF/A holds 28 things around each other, of which the page needs some.
pub const DRAWING_CLIPS: usize = 20;

/// The most attributes of an element of an SVG.
pub const DRAWING_ATTRIBUTES: usize = 1_000;

/// The most steps in which the style rules of an SVG are tried on all its elements.
pub const DRAWING_MATCHES: u64 = 50_000_000;

/// The largest number of an SVG, and the most by which transforms enlarge anything.
pub const DRAWING_NUMBER: f64 = 1_000_000.0;

// Chart data.

/// The largest CSV file, in bytes.
pub const DATA_BYTES: usize = 2 * 1024 * 1024;

/// The most columns of chart data.
pub const DATA_COLUMNS: usize = 100;

/// The most rows of chart data: each is a row of a table in the EPUB.
pub const DATA_ROWS: usize = 5_000;

// Pictures in the books: they are made to fit, and nothing is refused.

/// The longest side of a picture in the PDF, in pixels: a full page at 300 dots an inch.
pub const PRINT_SIDE: u32 = 3600;

/// The longest side of a picture in the EPUB, in pixels: more than a reading device shows.
pub const SCREEN_SIDE: u32 = 1600;

/// The most bytes of a picture in the EPUB.
pub const SCREEN_BYTES: usize = 500_000;

// A run.

/// How long a run may take unless `--timeout` says otherwise, in seconds.
pub const SECONDS: u64 = 600;

/// How much memory a run may take unless `--memory` says otherwise, in MiB.
pub const MEMORY_MIB: u64 = 8192;

/// The stack that the work is given, in bytes, whatever the system's own limit is.
pub const STACK_BYTES: usize = 64 * 1024 * 1024;

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

    fn size(bytes: u64) -> String {
        const MIB: u64 = 1024 * 1024;
        match bytes % MIB {
            0 => format!("{} MiB", shown(bytes / MIB)),
            _ => format!("{} KiB", shown(bytes / 1024)),
        }
    }

    fn count(number: usize) -> String {
        shown(number as u64)
    }

    fn pixels(side: u32) -> String {
        shown(u64::from(side)) + " pixels"
    }

    #[test]
    fn the_page_says_what_the_program_does() {
        let rows = [
            ("`report.toml`, `theme.toml`, each", size(MANIFEST_BYTES)),
            ("`sources.toml`, `waivers.toml`, each", size(RECORDS_BYTES)),
            ("a Markdown file", size(TEXT_BYTES)),
            ("a bibliography", size(BIBLIOGRAPHY_BYTES)),
            ("a citation style (`.csl`)", size(STYLE_BYTES)),
            (
                "a style sheet or another file of your own in `templates`",
                size(TEMPLATE_BYTES),
            ),
            ("a template for Typst (`.typ`)", size(TEMPLATE_TEXT_BYTES)),
            ("fonts, texts of sources, each", size(FILE_BYTES)),
            ("all Markdown files together", size(REPORT_BYTES)),
            (
                "pictures, chart data, fonts, templates, texts of sources together",
                size(OTHER_BYTES),
            ),
            ("sections and appendices", count(SECTIONS)),
            ("bibliographies", count(BIBLIOGRAPHIES)),
            (
                "files in `templates/pdf`, `templates/epub`, `templates/html`, `fonts`, each",
                count(FOLDER_FILES),
            ),
            (
                "blocks, inlines, brackets, tags",
                count(MARKUP_DEPTH) + " levels",
            ),
            (
                "what lies inside each other, all weights together",
                count(DEPTH),
            ),
            (
                "notes, each called by the one before",
                count(NOTE_DEPTH) + " levels",
            ),
            (
                "braces and brackets of a formula",
                count(FORMULA_DEPTH) + " levels",
            ),
            ("a formula", count(FORMULA_BYTES) + " bytes"),
            (
                "brackets of YAML, braces in a field of BibTeX",
                count(DATA_DEPTH) + " levels",
            ),
            (
                "elements of a citation style, with its macros written out",
                count(STYLE_DEPTH) + " levels",
            ),
            (
                "elements of a layout of a citation style, with its macros written out",
                shown(STYLE_ELEMENTS),
            ),
            (
                "elements that a layout of a citation style prints at once, times the longest of its words",
                size(STYLE_BYTES_WRITTEN),
            ),
            (
                "attributes of an element of a citation style",
                count(STYLE_ATTRIBUTES),
            ),
            (
                "pieces of a field of BibTeX, joined by `#`",
                count(PIECES_OF_FIELD),
            ),
            (
                "a word, heading, text for those who cannot see, text of `report.toml`, all keywords, the names of all authors, text of an SVG, words of a citation style",
                count(STRING_BYTES) + " bytes",
            ),
            (
                "a sentence, or a row of a table",
                count(SENTENCE_BYTES) + " bytes",
            ),
            ("an id", count(ID_BYTES) + " bytes"),
            ("the address of a link", count(ADDRESS_BYTES) + " bytes"),
            ("`output.name`", count(NAME_BYTES) + " bytes"),
            ("faces in a font file", shown(FONT_FACES.into())),
            (
                "characters of all faces in `fonts`, as often as the files say them",
                shown(FONT_CHARACTERS),
            ),
            ("marks on one letter", count(MARKS_ON_LETTER)),
            (
                "characters of a paragraph that steer the direction of writing",
                count(DIRECTIONS_IN_TEXT),
            ),
            ("references", count(REFERENCES)),
            (
                "references cited, each as often as it is cited",
                count(CITED_ITEMS),
            ),
            ("references cited, each once", count(CITED_WORKS)),
            (
                "citations, and claims it is derived from, that a sentence shares with others, each",
                count(TAKEN_OVER),
            ),
            ("the header of a single file", size(HEADER_BYTES as u64)),
            ("YAML with aliases", size(ALIASED_BYTES as u64)),
            (
                "words of texts of sources that are looked at for all quotations",
                count(QUOTATION_STEPS),
            ),
            ("findings of one rule in one file", count(FINDINGS_OF_RULE)),
            ("findings printed for people", count(FINDINGS_PRINTED)),
            ("a PNG, JPEG or PDF", size(PICTURE_BYTES as u64)),
            (
                "width by height of a picture",
                shown(PICTURE_PIXELS) + " pixels",
            ),
            ("a decoded picture", size(PICTURE_MEMORY)),
            ("the colour profile of a PNG", size(PROFILE_BYTES)),
            ("pieces of a PNG", count(PICTURE_PIECES)),
            ("scans of a JPEG", count(PICTURE_SCANS)),
            ("everything that is packed in a PDF", size(DOCUMENT_BYTES)),
            (
                "pixels of the pictures in a PDF, as often as they are drawn",
                shown(DOCUMENT_PIXELS),
            ),
            (
                "steps in which the page of a PDF is drawn, as often as they are done",
                shown(DOCUMENT_STEPS),
            ),
            (
                "how far all lines of the page of a PDF go",
                shown(DOCUMENT_LENGTH) + " pixels",
            ),
            (
                "looking at a PDF, and drawing it, each",
                shown(DOCUMENT_SECONDS) + " seconds",
            ),
            ("an SVG", size(DRAWING_BYTES as u64)),
            (
                "elements of an SVG inside each other",
                shown(DRAWING_DEPTH as u64),
            ),
            (
                "elements of an SVG, as often as they are drawn",
                shown(DRAWING_ELEMENTS),
            ),
            ("clips around an element of an SVG", count(DRAWING_CLIPS)),
            (
                "attributes of an element of an SVG",
                count(DRAWING_ATTRIBUTES),
            ),
            (
                "steps in which the style rules of an SVG are tried on its elements",
                shown(DRAWING_MATCHES),
            ),
            (
                "a number of an SVG, and how much it enlarges",
                shown(DRAWING_NUMBER as u64),
            ),
            ("a CSV file", size(DATA_BYTES as u64)),
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
            ("time", shown(SECONDS) + " seconds"),
            ("memory", shown(MEMORY_MIB) + " MiB"),
            ("stack", size(STACK_BYTES as u64)),
        ];
        let page = include_str!("../../docs/limits.md");
        for (what, most) in &rows {
            let row = format!("| {what} | {most} |");
            assert!(page.contains(&row), "docs/limits.md has no row `{row}`");
        }
        let constants = include_str!("limits.rs")
            .lines()
            .filter(|line| line.starts_with("pub const "))
            .count();
        assert_eq!(constants, rows.len(), "every limit is on the page");
    }
}
