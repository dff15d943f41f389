//! The closed world in which Typst compiles: files in memory, given fonts, a fixed day.
//!
//! It knows no report. Nothing in it reads a disk, a clock or a network, so a template cannot
//! either.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;
use std::sync::{Mutex, OnceLock};

use typst::diag::{FileError, FileResult};
use typst::foundations::{Bytes, Datetime, Duration};
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Coverage, Font, FontBook, FontStyle, FontWeight};
use typst::utils::LazyHash;
use typst::{Library, LibraryExt, World};
use typst_kit::fonts::{self, FontStore};

use super::links;
use crate::model::{Layout, OwnFont};
use crate::render::FontFile;

/// The shipped template files, by the name under which a report can replace them.
pub const SHIPPED: [(&str, &str); 12] = [
    (
        "report.typ",
        include_str!("../../../templates/pdf/report.typ"),
    ),
    (
        "theme.typ",
        include_str!("../../../templates/pdf/theme.typ"),
    ),
    (
        "title.typ",
        include_str!("../../../templates/pdf/title.typ"),
    ),
    (
        "front.typ",
        include_str!("../../../templates/pdf/front.typ"),
    ),
    (
        "blocks.typ",
        include_str!("../../../templates/pdf/blocks.typ"),
    ),
    (
        "inlines.typ",
        include_str!("../../../templates/pdf/inlines.typ"),
    ),
    (
        "maths.typ",
        include_str!("../../../templates/pdf/maths.typ"),
    ),
    ("back.typ", include_str!("../../../templates/pdf/back.typ")),
    ("base.typ", include_str!("../../../templates/pdf/base.typ")),
    (
        "sheet.typ",
        include_str!("../../../templates/pdf/sheet.typ"),
    ),
    (
        "policy-brief.typ",
        include_str!("../../../templates/pdf/policy-brief.typ"),
    ),
    (
        "cover.typ",
        include_str!("../../../templates/pdf/cover.typ"),
    ),
];

/// The faces beside Typst's embedded ones: a sans for tables and labels, one for Korean, Chinese and
/// Japanese words, and one for Arabic script. Hebrew is in the face of the text.
static FACES: [&[u8]; 6] = [
    include_bytes!("../../../templates/fonts/SourceSans3-Regular.otf"),
    include_bytes!("../../../templates/fonts/SourceSans3-It.otf"),
    include_bytes!("../../../templates/fonts/SourceSans3-Semibold.otf"),
    include_bytes!("../../../templates/fonts/SourceSans3-SemiboldIt.otf"),
    include_bytes!("../../../templates/fonts/NotoSerifCJKkr-Subset.otf"),
    include_bytes!("../../../templates/fonts/Amiri-Subset.ttf"),
];

/// The text that Typst starts with. All of the author's text comes as data.
///
/// The background holds nothing to see. It keeps the text area of a page a frame of its own, so that
/// what sticks out of it can be told.
fn main_with(template: &str, function: &str) -> String {
    let name = template.replace('\\', "\\\\").replace('"', "\\\"");
    format!(
        "#set page(background: metadata(none))\n#import \"/templates/{name}.typ\": {function}\n\
         #{function}(json(\"/data/report.json\"))\n"
    )
}

/// Where that text stands.
const MAIN_PATH: &str = "/main.typ";

/// The world of one report.
pub struct Book {
    main: FileId,
    files: BTreeMap<String, Bytes>,
    sources: Mutex<BTreeMap<String, Source>>,
    fonts: FontStore,
    today: Option<Datetime>,
}

impl Book {
    /// An empty world with the shipped templates and the report's own beside them.
    ///
    /// `/builtin/` holds the shipped files as they are; `/templates/` holds them too, each
    /// replaced by the report's file of the same name. Shipped files import from `/templates/`,
    /// so a replaced file reaches all others.
    pub fn new(
        templates: &BTreeMap<String, Vec<u8>>,
        fonts: &[OwnFont],
        today: Option<Datetime>,
    ) -> Self {
        let mut files = BTreeMap::new();
        for (name, text) in SHIPPED {
            let bytes = Bytes::from_string(text);
            files.insert(format!("/builtin/{name}"), bytes.clone());
            files.insert(format!("/templates/{name}"), bytes);
        }
        for (name, bytes) in templates {
            let name = name.trim_start_matches('/');
            files.insert(format!("/templates/{name}"), Bytes::new(bytes.clone()));
        }
        let main = main_with(Layout::DEFAULT_TEMPLATE, "report");
        files.insert(MAIN_PATH.to_owned(), Bytes::from_string(main));
        Self {
            main: main_id(),
            files,
            sources: Mutex::new(BTreeMap::new()),
            fonts: font_store(fonts),
            today,
        }
    }

    /// Adds a file.
    pub fn add(&mut self, path: &str, bytes: impl AsRef<[u8]> + Send + Sync + 'static) {
        self.files.insert(path.to_owned(), Bytes::new(bytes));
    }

    /// Starts Typst with the template of this name instead of the first.
    pub fn lay_out_with(&mut self, template: &str) {
        self.start_with(main_with(template, "report"));
    }

    /// Starts Typst with the cover instead of the report.
    pub fn lay_out_cover(&mut self) {
        self.start_with(main_with("cover", "cover"));
    }

    /// Starts Typst with another text than the report's.
    pub fn start_with(&mut self, text: String) {
        self.files
            .insert(MAIN_PATH.to_owned(), Bytes::from_string(text));
        if let Ok(mut sources) = self.sources.lock() {
            sources.remove(MAIN_PATH);
        }
    }

    /// Everything in this world by its path, and the faces that Typst does not embed below `fonts`.
    pub fn into_files(self, fonts: &[OwnFont]) -> BTreeMap<String, Vec<u8>> {
        let shipped = FACES.iter().map(|face| face.to_vec());
        let own = fonts.iter().map(|font| font.bytes.to_vec());
        let fonts = own.chain(shipped);
        let fonts = fonts
            .enumerate()
            .map(|(at, bytes)| (format!("fonts/{}.otf", at + 1), bytes));
        let files = self.files.into_iter();
        files
            .map(|(path, bytes)| (path.trim_start_matches('/').to_owned(), bytes.to_vec()))
            .chain(fonts)
            .collect()
    }

    /// Whether a face of this world has a character.
    pub fn covers(&self, character: char) -> bool {
        covers(self.fonts.book(), character)
    }
}

/// Whether a face of the book has a character.
fn covers(book: &FontBook, character: char) -> bool {
    (0..)
        .map_while(|index| book.info(index))
        .any(|info| info.coverage.contains(u32::from(character)))
}

/// A cut of a face that marks words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cut {
    /// Bold, or nearly so.
    Bold,
    /// Italic.
    Italic,
}

/// The scripts for which no face has a cut, of those that have to be marked otherwise then.
pub fn scripts_without(fonts: &[OwnFont], cut: Cut) -> Vec<&'static str> {
    const SCRIPTS: [(&str, char); 4] = [
        ("han", '的'),
        ("kana", 'の'),
        ("hangul", '은'),
        ("arabic", 'ل'),
    ];
    // A few letters of them are in bold faces of Typst that no text is set in.
    let faces: Vec<Font> = given(fonts).collect();
    let has_cut = |font: &&Font| match cut {
        Cut::Bold => font.info().variant.weight >= FontWeight::SEMIBOLD,
        Cut::Italic => font.info().variant.style != FontStyle::Normal,
    };
    let has = |letter: char| {
        let covers = |font: &Font| font.info().coverage.contains(u32::from(letter));
        faces.iter().filter(has_cut).any(covers)
    };
    let lacking = SCRIPTS.iter().filter(|(_, letter)| !has(*letter));
    lacking.map(|(name, _)| *name).collect()
}

/// The families of the fonts given beside the embedded ones, each once, in the given order.
pub fn families(fonts: &[OwnFont]) -> Vec<String> {
    names_of(given(fonts))
}

/// Every family that can be printed: the embedded ones and those of the given fonts, each once.
pub fn all_families(fonts: &[OwnFont]) -> Vec<String> {
    names_of(embedded().iter().cloned().chain(given(fonts)))
}

fn names_of(fonts: impl Iterator<Item = Font>) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    for font in fonts {
        let name = font.info().family.as_str().to_owned();
        if !names.contains(&name) {
            names.push(name);
        }
    }
    names
}

/// The given files that hold one face each. A collection of several is no file of an EPUB.
pub fn font_files(fonts: &[OwnFont]) -> Vec<FontFile> {
    let bytes = fonts.iter().map(|font| &font.bytes);
    let single = bytes.filter(|bytes| !bytes.starts_with(b"ttcf"));
    single
        .filter_map(|bytes| {
            let font = Font::new(Bytes::new(bytes.clone()), 0)?;
            let info = font.info();
            Some(FontFile {
                family: info.family.as_str().to_owned(),
                weight: info.variant.weight.to_number(),
                is_italic: info.variant.style != FontStyle::Normal,
                bytes: bytes.clone(),
            })
        })
        .collect()
}

/// The faces in the given files, then the shipped ones; a file that is no font holds none.
fn given(fonts: &[OwnFont]) -> impl Iterator<Item = Font> + '_ {
    static SHIPPED: OnceLock<Vec<Font>> = OnceLock::new();
    let shipped = SHIPPED.get_or_init(|| {
        let faces = FACES.iter().copied();
        faces
            .flat_map(|face| Font::iter(Bytes::new(face)))
            .collect()
    });
    fonts
        .iter()
        .flat_map(|own| Font::iter(Bytes::new(own.bytes.clone())))
        .chain(shipped.iter().cloned())
}

/// Whether a file is a font of which a face can be read.
pub fn is_font(own: &OwnFont) -> bool {
    Font::iter(Bytes::new(own.bytes.clone())).next().is_some()
}

/// The faces that come with the layout engine.
fn embedded() -> &'static [Font] {
    static EMBEDDED: OnceLock<Vec<Font>> = OnceLock::new();
    EMBEDDED.get_or_init(|| fonts::embedded().map(|(font, _)| font).collect())
}

/// Reads the faces that every print report can use, so that nobody has to wait for them later.
pub fn read_faces() {
    embedded();
    given(&[]).for_each(drop);
}

/// Embedded faces first, then the given ones.
fn font_store(fonts: &[OwnFont]) -> FontStore {
    let mut store = FontStore::new();
    for font in embedded().iter().cloned().chain(given(fonts)) {
        let mut info = font.info().clone();
        if info.family == MATHS_FACE {
            info.coverage = without_words(&info.coverage);
        }
        store.push((font, info));
    }
    store
}

/// The face of formulas.
const MATHS_FACE: &str = "New Computer Modern Math";

/// What a face of formulas may lend to text: signs, and the letters of scripts whose words need no more than
/// their letters. It has letters of others, such as Devanagari, and not the forms in which they join.
fn without_words(coverage: &Coverage) -> Coverage {
    let is_joined =
        |code: u32| (0x0590..0x1E00).contains(&code) || (0x3040..0xFB00).contains(&code);
    Coverage::from_vec(coverage.iter().filter(|code| !is_joined(*code)).collect())
}

/// The standard library with our links, one for the process: it is part of the key of every memoised call.
fn library() -> &'static LazyHash<Library> {
    static LIBRARY: OnceLock<LazyHash<Library>> = OnceLock::new();
    LIBRARY.get_or_init(|| {
        let mut library = Library::builder().build();
        links::replace_rule(&mut library.rules);
        LazyHash::new(library)
    })
}

/// The id of the file that Typst starts with.
fn main_id() -> FileId {
    let path = VirtualPath::new(MAIN_PATH).expect("a constant that is a path");
    RootedPath::new(VirtualRoot::Project, path).intern()
}

impl World for Book {
    fn library(&self) -> &LazyHash<Library> {
        library()
    }

    fn book(&self) -> &LazyHash<FontBook> {
        self.fonts.book()
    }

    fn main(&self) -> FileId {
        self.main
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        let bytes = self.file(id)?;
        let Ok(mut sources) = self.sources.lock() else {
            return Err(FileError::AccessDenied);
        };
        let path = id.get().vpath().get_with_slash().to_owned();
        match sources.entry(path) {
            Entry::Occupied(entry) => Ok(entry.get().clone()),
            Entry::Vacant(entry) => {
                let text = std::str::from_utf8(&bytes).map_err(|_| FileError::InvalidUtf8)?;
                Ok(entry.insert(Source::new(id, text.to_owned())).clone())
            }
        }
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        let rooted = id.get();
        let path = rooted.vpath().get_with_slash();
        if *rooted.root() != VirtualRoot::Project {
            return Err(FileError::NotFound(path.into()));
        }
        self.files
            .get(path)
            .cloned()
            .ok_or_else(|| FileError::NotFound(path.into()))
    }

    fn font(&self, index: usize) -> Option<Font> {
        self.fonts.font(index)
    }

    fn today(&self, _: Option<Duration>) -> Option<Datetime> {
        self.today
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_face_of_formulas_lends_no_letters_that_join() {
        let book = Book::new(&BTreeMap::new(), &[], None);
        assert!(!book.covers('र'));
        assert!(book.covers('∮') && book.covers('→') && book.covers('Ж'));
    }

    #[test]
    fn scripts_without_bold_letters_are_known() {
        let all = ["han", "kana", "hangul", "arabic"];
        assert_eq!(scripts_without(&[], Cut::Bold), all);
        assert_eq!(scripts_without(&[], Cut::Italic), all);
    }
}
