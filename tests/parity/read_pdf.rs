//! Reads the words of a tagged PDF as a screen reader does: in the order of its tags.
//!
//! The bytes are read by `hayro-syntax`, which is not what wrote them.

use std::collections::BTreeMap;

use hayro_cmap::{BfString, CMap};
use hayro_syntax::Pdf;
use hayro_syntax::object::{Dict, Name, Object, ObjectIdentifier, Stream, String as Bytes};
use hayro_syntax::page::Page;

use super::reading::{Flow, Languages, Reading};

/// A tag of the tree, with standard names.
struct Tag {
    name: String,
    /// How the items of a list are marked.
    numbering: Option<String>,
    /// What is said instead.
    alt: Option<String>,
    parts: Vec<Part>,
}

enum Part {
    Tag(Tag),
    Text(Content),
}

/// Text and the language it is marked with.
#[derive(Clone, Default)]
struct Content {
    text: String,
    language: String,
}

/// The notes by their labels, and the languages of their words.
#[derive(Default)]
struct Notes {
    words: BTreeMap<String, Vec<String>>,
    languages: Languages,
}

/// Reads a PDF.
pub fn read(bytes: &[u8], ends: &Ends<'_>) -> Reading {
    let document = tree(bytes);
    let mut place = Place::Furniture;
    let (mut text, mut references) = (Flow::default(), Vec::new());
    let mut notes = Notes::default();
    for part in &document.parts {
        let Part::Tag(tag) = part else { continue };
        if tag.name == "H1" {
            let mut words = Flow::default();
            say(tag, &mut words, &mut Notes::default());
            place = place_of(&words.words().join(" "), place, ends);
        }
        match place {
            Place::Furniture => {}
            Place::Text => say(tag, &mut text, &mut notes),
            // The imprint of a short paper follows its references.
            Place::References if tag.name != "P" || references.len() == ends.entries => {}
            Place::References => {
                let mut entry = Flow::default();
                say(tag, &mut entry, &mut notes);
                let mut words = entry.words();
                words.truncate(
                    words
                        .iter()
                        .position(|word| word == "↑")
                        .unwrap_or(words.len()),
                );
                references.push(words);
            }
        }
    }
    text.note_languages(&mut notes.languages);
    Reading {
        text: text.words(),
        notes: notes.words,
        references,
        languages: notes.languages,
    }
}

/// By what the parts of a PDF are known.
pub struct Ends<'a> {
    /// The text begins with these words, of which the first are its heading.
    pub first: &'a str,
    /// The heading of the register.
    pub register: &'a str,
    /// The heading of the reference list.
    pub references: &'a str,
    /// How many entries the list has.
    pub entries: usize,
}

#[derive(Clone, Copy, PartialEq)]
enum Place {
    Furniture,
    Text,
    References,
}

fn place_of(heading: &str, before: Place, ends: &Ends<'_>) -> Place {
    if heading == ends.references {
        Place::References
    } else if heading.ends_with(ends.register) {
        Place::Furniture
    } else if before == Place::Text || ends.first.starts_with(heading) {
        Place::Text
    } else {
        before
    }
}

/// Tags that part no words.
const INLINE: [&str; 6] = ["Span", "Link", "Code", "Em", "Strong", "Quote"];

/// Reads a tag into the flow; its notes go to the notes.
fn say(tag: &Tag, out: &mut Flow, notes: &mut Notes) {
    match tag.name.as_str() {
        "TOC" => {}
        "Formula" => out.thing("formula", tag.alt.as_deref().unwrap_or_default()),
        "Figure" => {
            out.end();
            out.thing("picture", tag.alt.as_deref().unwrap_or_default());
            out.end();
        }
        "Reference" => out.thing("note", &plain(tag)),
        "Note" => note(tag, notes),
        // The number of a note, or a call in a note.
        "Lbl" => out.thing("note", &plain(tag)),
        "L" => {
            let is_glossary = tag.numbering.as_deref() == Some("None");
            out.end();
            for part in &tag.parts {
                match part {
                    Part::Tag(item) if item.name == "LI" => {
                        for part in &item.parts {
                            match part {
                                Part::Tag(sign) if sign.name == "Lbl" => {
                                    if is_glossary {
                                        sign.parts
                                            .iter()
                                            .for_each(|part| say_part(part, out, notes));
                                    }
                                }
                                _ => say_part(part, out, notes),
                            }
                            out.end();
                        }
                    }
                    _ => say_part(part, out, notes),
                }
            }
        }
        name => {
            let is_block = !INLINE.contains(&name);
            if is_block {
                out.end();
            }
            // The tags have the caption of a picture first, wherever it is printed.
            let is_caption = |part: &&Part| matches!(part, Part::Tag(tag) if tag.name == "Caption");
            let (captions, parts): (Vec<_>, Vec<_>) = match name == "Div" && has_picture(tag) {
                true => tag.parts.iter().partition(is_caption),
                false => (Vec::new(), tag.parts.iter().collect()),
            };
            for part in parts.into_iter().chain(captions) {
                say_part(part, out, notes);
            }
            if is_block {
                out.end();
            }
        }
    }
}

/// Whether a tag holds a picture, as itself or as all that a tag in it holds.
fn has_picture(tag: &Tag) -> bool {
    tag.parts.iter().any(|part| match part {
        Part::Tag(tag) if tag.name == "Div" => has_picture(tag),
        Part::Tag(tag) => tag.name == "Figure",
        Part::Text(_) => false,
    })
}

fn say_part(part: &Part, out: &mut Flow, notes: &mut Notes) {
    match part {
        Part::Tag(tag) => say(tag, out, notes),
        Part::Text(content) => out.say(&content.text, &content.language),
    }
}

/// A note by its label. The notes of addresses, which have letters, are for paper alone.
fn note(tag: &Tag, notes: &mut Notes) {
    let mut words = Flow::default();
    for part in &tag.parts {
        say_part(part, &mut words, notes);
    }
    words.note_languages(&mut notes.languages);
    let mut number = first_label(tag).unwrap_or_else(|| "without a label".to_owned());
    let mut words = words.words();
    let printed = format!("⟨note:{number}⟩");
    match words
        .first_mut()
        .map(|word| word.strip_prefix(&printed).map(str::to_owned))
    {
        Some(Some(rest)) if rest.is_empty() => drop(words.remove(0)),
        Some(Some(rest)) => words[0] = rest,
        _ => number.insert_str(0, "not before the note: "),
    }
    let is_address = number.len() < 3 && number.chars().all(|c| c.is_ascii_lowercase());
    if !is_address {
        notes.words.entry(number).or_default().extend(words);
    }
}

/// The text of the first label in a note, which is that of the note: its paragraph may hold it.
fn first_label(tag: &Tag) -> Option<String> {
    tag.parts.iter().find_map(|part| match part {
        Part::Tag(tag) if tag.name == "Lbl" => Some(plain(tag)),
        Part::Tag(tag) => first_label(tag),
        Part::Text(_) => None,
    })
}

/// All text below a tag.
fn plain(tag: &Tag) -> String {
    let parts = tag.parts.iter().map(|part| match part {
        Part::Tag(tag) => plain(tag),
        Part::Text(content) => content.text.clone(),
    });
    parts.collect()
}

/// The text of every tag that stands for a line of its own, also outside of the text: paragraphs, headings,
/// cells of tables.
pub fn lines(bytes: &[u8]) -> Vec<String> {
    fn walk(tag: &Tag, lines: &mut Vec<String>) {
        const BLOCKS: [&str; 8] = ["P", "H1", "H2", "H3", "TH", "TD", "Caption", "TOCI"];
        let within = lines.len();
        for part in &tag.parts {
            if let Part::Tag(tag) = part {
                walk(tag, lines);
            }
        }
        if lines.len() == within && BLOCKS.contains(&tag.name.as_str()) {
            lines.push(plain(tag).replace('\u{a0}', " "));
        }
    }
    let mut lines = Vec::new();
    walk(&tree(bytes), &mut lines);
    lines
}

/// The text of every outermost part of the page that is no paragraph, heading, list or table.
pub fn divisions(bytes: &[u8]) -> Vec<String> {
    let document = tree(bytes);
    let parts = document.parts.iter().filter_map(|part| match part {
        Part::Tag(tag) if tag.name == "Div" => Some(plain(tag)),
        _ => None,
    });
    parts.collect()
}

/// The tag tree with its text.
fn tree(bytes: &[u8]) -> Tag {
    let pdf = Pdf::new(bytes.to_vec()).expect("the PDF can be read");
    let mut builder = Builder::default();
    for page in pdf.pages().iter() {
        builder.read_page(page);
    }
    let catalogue: Dict<'_> = pdf.xref().get(pdf.xref().root_id()).expect("a catalogue");
    let root: Dict<'_> = catalogue.get("StructTreeRoot").expect("a tag tree");
    let roles: Dict<'_> = root.get("RoleMap").unwrap_or_default();
    let main = catalogue.get::<Bytes<'_>>("Lang");
    let main = main.map(|main| text_string(&main)).unwrap_or_default();
    let mut top = builder.tag(&root, &roles, None, &main);
    assert_eq!(top.parts.len(), 1, "the document is one tag");
    match top.parts.remove(0) {
        Part::Tag(document) => document,
        Part::Text(content) => panic!("text outside of the document: {}", content.text),
    }
}

/// Marked content by page and number.
#[derive(Default)]
struct Builder {
    contents: BTreeMap<(ObjectIdentifier, i32), Content>,
}

impl Builder {
    fn tag(
        &self,
        entry: &Dict<'_>,
        roles: &Dict<'_>,
        page: Option<ObjectIdentifier>,
        around: &str,
    ) -> Tag {
        let language = entry.get::<Bytes<'_>>("Lang");
        let language = language.map_or(around.to_owned(), |own| text_string(&own));
        let page = entry.get_ref("Pg").map_or(page, |page| Some(page.into()));
        let mut tag = Tag {
            name: standard_name(entry, roles),
            numbering: attribute(entry, "ListNumbering"),
            alt: entry.get::<Bytes<'_>>("Alt").map(|alt| text_string(&alt)),
            parts: Vec::new(),
        };
        let kids: Vec<Object<'_>> = match entry.get::<Object<'_>>("K") {
            Some(Object::Array(kids)) => kids.iter().collect(),
            Some(kid) => vec![kid],
            None => Vec::new(),
        };
        for kid in kids {
            match kid {
                Object::Number(number) => {
                    tag.parts
                        .extend(self.content(page, number.as_i64(), &language));
                }
                Object::Dict(kid) if kid.contains_key("S") => {
                    tag.parts
                        .push(Part::Tag(self.tag(&kid, roles, page, &language)));
                }
                Object::Dict(kid) if kid.contains_key("MCID") => {
                    let page = kid.get_ref("Pg").map_or(page, |page| Some(page.into()));
                    let number: i32 = kid.get("MCID").expect("a number");
                    tag.parts
                        .extend(self.content(page, number.into(), &language));
                }
                _ => {}
            }
        }
        tag
    }

    fn content(&self, page: Option<ObjectIdentifier>, number: i64, around: &str) -> Option<Part> {
        let number = i32::try_from(number).expect("a number of content");
        let key = (page.expect("content has a page"), number);
        let mut content = self.contents.get(&key).cloned()?;
        if content.language.is_empty() {
            around.clone_into(&mut content.language);
        }
        Some(Part::Text(content))
    }

    /// Reads the text of a page.
    fn read_page(&mut self, page: &Page<'_>) {
        let id = page.raw().obj_id().expect("a page is an object");
        let mut maps: BTreeMap<Vec<u8>, Option<CMap>> = BTreeMap::new();
        let mut font = Vec::new();
        // What is open: the number of marked content, and what it says instead of its glyphs.
        let mut open: Vec<(Option<i32>, bool)> = Vec::new();
        let mut operations = page.operations();
        while let Some(instruction) = operations.next() {
            let operands: Vec<&Object<'_>> = instruction.operands().collect();
            match &**instruction.operator {
                b"BDC" | b"BMC" => {
                    let properties = operands.get(1).and_then(|object| match object {
                        Object::Dict(properties) => Some(properties.clone()),
                        Object::Name(name) => {
                            let resources: Dict<'_> = page.raw().get("Resources")?;
                            resources.get::<Dict<'_>>("Properties")?.get(&**name)
                        }
                        _ => None,
                    });
                    let number = properties.as_ref().and_then(|p| p.get::<i32>("MCID"));
                    let language = properties.as_ref().and_then(|p| p.get::<Bytes<'_>>("Lang"));
                    if let (Some(number), Some(language)) = (number, language) {
                        let content = self.contents.entry((id, number)).or_default();
                        content.language = text_string(&language);
                    }
                    let said = properties.and_then(|p| p.get::<Bytes<'_>>("ActualText"));
                    open.push((number, said.is_some()));
                    if let Some(said) = said {
                        self.say(id, &open, &text_string(&said), true);
                    }
                }
                b"EMC" => {
                    open.pop();
                }
                b"Tf" => {
                    let Some(Object::Name(name)) = operands.first() else {
                        panic!("a font has a name");
                    };
                    font = name.to_vec();
                    maps.entry(font.clone()).or_insert_with(|| {
                        to_unicode(&page.resources().get_font(name).expect("a font"))
                    });
                }
                b"Tj" | b"TJ" => {
                    let map = maps[&font].as_ref().expect("a font says its letters");
                    let pieces: Vec<Bytes<'_>> = match operands.last() {
                        Some(Object::Array(pieces)) => pieces
                            .iter::<Object<'_>>()
                            .filter_map(Object::into_string)
                            .collect(),
                        Some(Object::String(piece)) => vec![piece.clone()],
                        _ => Vec::new(),
                    };
                    for piece in pieces {
                        self.say(id, &open, &letters(map, &piece), false);
                    }
                }
                _ => {}
            }
        }
    }

    /// Adds text to the marked content that is open, unless that says its words itself.
    fn say(
        &mut self,
        page: ObjectIdentifier,
        open: &[(Option<i32>, bool)],
        text: &str,
        instead: bool,
    ) {
        let outer = if instead {
            &open[..open.len() - 1]
        } else {
            open
        };
        if outer.iter().any(|(_, says)| *says) {
            return;
        }
        if let Some(number) = open.iter().rev().find_map(|(number, _)| *number) {
            self.contents
                .entry((page, number))
                .or_default()
                .text
                .push_str(text);
        }
    }
}

/// The name of a tag, or the standard one that the file maps it to.
fn standard_name<'a>(entry: &Dict<'a>, roles: &Dict<'a>) -> String {
    let Some(mut name) = entry.get::<Name<'a>>("S") else {
        return String::new();
    };
    while let Some(standard) = roles.get::<Name<'a>>(&*name) {
        name = standard;
    }
    name.as_str().to_owned()
}

/// A name among the attributes of a tag, which are one dictionary or several.
fn attribute(entry: &Dict<'_>, name: &str) -> Option<String> {
    let objects: Vec<Dict<'_>> = match entry.get::<Object<'_>>("A")? {
        Object::Array(objects) => objects.iter().collect(),
        Object::Dict(object) => vec![object],
        _ => return None,
    };
    let found = objects
        .iter()
        .find_map(|object| object.get::<Name<'_>>(name));
    found.map(|name| name.as_str().to_owned())
}

fn to_unicode(font: &Dict<'_>) -> Option<CMap> {
    let stream: Stream<'_> = font.get("ToUnicode")?;
    CMap::parse(&stream.decoded().ok()?, |_| None)
}

/// The letters of codes of two bytes.
fn letters(map: &CMap, codes: &[u8]) -> String {
    let codes = codes.chunks(2).map(|code| {
        code.iter()
            .fold(0, |code, byte| code << 8 | u32::from(*byte))
    });
    codes
        .map(|code| match map.lookup_bf_string(code) {
            Some(BfString::Char(letter)) => letter.to_string(),
            Some(BfString::String(letters)) => letters,
            None => "\u{fffd}".to_owned(),
        })
        .collect()
}

/// A text string: UTF-16 with a mark, or Latin letters.
fn text_string(bytes: &[u8]) -> String {
    match bytes.strip_prefix(b"\xfe\xff") {
        Some(rest) => {
            let units = rest
                .chunks(2)
                .map(|two| u16::from_be_bytes([two[0], two[1]]));
            char::decode_utf16(units)
                .map(|letter| letter.unwrap_or('\u{fffd}'))
                .collect()
        }
        None => bytes.iter().map(|byte| char::from(*byte)).collect(),
    }
}
