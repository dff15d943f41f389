//! Reads the words of an EPUB in the order of its spine.

use std::collections::BTreeMap;
use std::io::{Cursor, Read};

use quick_xml::Reader as Xml;
use quick_xml::events::Event;
use zip::ZipArchive;

use super::reading::{Flow, Languages, Reading};

/// An element with what it holds.
struct Element {
    name: String,
    attributes: BTreeMap<String, String>,
    nodes: Vec<Node>,
}

enum Node {
    Element(Element),
    Text(String),
}

/// Reads an EPUB.
pub fn read(bytes: &[u8]) -> Reading {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).expect("an archive");
    let mut file = |name: &str| {
        let mut text = String::new();
        let mut file = archive.by_name(&format!("OEBPS/{name}")).expect(name);
        file.read_to_string(&mut text).expect("text");
        element(&text)
    };
    let package = file("content.opf");
    let mut reader = Reader::default();
    let mut references = Vec::new();
    for path in spine(&package) {
        let root = file(&path);
        match path.as_str() {
            "cover.xhtml" | "title.xhtml" | "nav.xhtml" | "register.xhtml" => {}
            "references.xhtml" => root.each(&mut |element| {
                if element.name == "li" {
                    let mut entry = Flow::default();
                    reader.say(element, &mut entry);
                    references.push(entry.words());
                }
            }),
            _ => {
                let mut text = std::mem::take(&mut reader.text);
                reader.say(&root, &mut text);
                reader.text = text;
            }
        }
    }
    reader.text.note_languages(&mut reader.languages);
    Reading {
        text: reader.text.words(),
        notes: reader.notes,
        references,
        languages: reader.languages,
    }
}

/// The paths of the spine, in order.
fn spine(package: &Element) -> Vec<String> {
    let mut items = BTreeMap::new();
    let mut order = Vec::new();
    package.each(&mut |element| match element.name.as_str() {
        "item" => {
            items.insert(
                element.attributes["id"].clone(),
                element.attributes["href"].clone(),
            );
        }
        "itemref" => order.push(element.attributes["idref"].clone()),
        _ => {}
    });
    order.iter().map(|id| items[id].clone()).collect()
}

/// Elements that part no words.
const INLINE: [&str; 12] = [
    "a", "cite", "code", "em", "i", "b", "s", "span", "strong", "sub", "sup", "math",
];

#[derive(Default)]
struct Reader {
    text: Flow,
    notes: BTreeMap<String, Vec<String>>,
    languages: Languages,
    /// The language of the element that is being read.
    language: String,
}

impl Reader {
    fn say(&mut self, element: &Element, out: &mut Flow) {
        let around = self.language.clone();
        if !element.attribute("lang").is_empty() {
            element.attribute("lang").clone_into(&mut self.language);
        }
        self.say_in_language(element, out);
        self.language = around;
    }

    fn say_in_language(&mut self, element: &Element, out: &mut Flow) {
        match element.name.as_str() {
            "head" => return,
            // The numbers behind a chart: the PDF shows them as its picture.
            "details" => return,
            "math" => return out.thing("formula", element.attribute("alttext")),
            "img" => {
                out.end();
                out.thing("picture", element.attribute("alt"));
                return out.end();
            }
            _ => {}
        }
        match element.attribute("role") {
            "doc-backlink" | "doc-pagebreak" => return,
            "doc-noteref" => return out.thing("note", &element.plain()),
            "doc-footnote" => return self.note(element),
            _ => {}
        }
        let is_block = !INLINE.contains(&element.name.as_str());
        if is_block {
            out.end();
        }
        if matches!(element.attribute("class"), "label" | "number") {
            // The full stop behind a number is what the other book says with space.
            out.say(element.plain().trim_end_matches('.'), &self.language);
        } else {
            self.nodes(element, out);
        }
        if is_block {
            out.end();
        }
    }

    fn nodes(&mut self, element: &Element, out: &mut Flow) {
        for node in &element.nodes {
            match node {
                Node::Element(inner) => self.say(inner, out),
                Node::Text(text) => out.say(text, &self.language),
            }
        }
    }

    /// A note by its number, which is the first thing in it.
    fn note(&mut self, element: &Element) {
        let mut number = None;
        element.each(&mut |inner| {
            if inner.attribute("class") == "number" && number.is_none() {
                number = Some(inner.plain());
            }
        });
        let number = number.expect("a note has a number");
        let mut words = Flow::default();
        self.nodes(element, &mut words);
        words.note_languages(&mut self.languages);
        let words = words.words();
        assert_eq!(
            words.first(),
            Some(&number),
            "a note begins with its number"
        );
        let before = self.notes.insert(number.clone(), words[1..].to_vec());
        assert_eq!(before, None, "note {number} stands twice");
    }
}

impl Element {
    fn attribute(&self, name: &str) -> &str {
        self.attributes.get(name).map_or("", String::as_str)
    }

    fn each(&self, look: &mut impl FnMut(&Element)) {
        look(self);
        for node in &self.nodes {
            if let Node::Element(inner) = node {
                inner.each(look);
            }
        }
    }

    /// All text inside.
    fn plain(&self) -> String {
        let nodes = self.nodes.iter().map(|node| match node {
            Node::Element(inner) => inner.plain(),
            Node::Text(text) => text.clone(),
        });
        nodes.collect()
    }
}

/// The root element of an XML text.
fn element(text: &str) -> Element {
    let mut reader = Xml::from_str(text);
    let mut open = vec![Element {
        name: String::new(),
        attributes: BTreeMap::new(),
        nodes: Vec::new(),
    }];
    loop {
        let event = reader.read_event().expect("well-formed XML");
        let is_empty = matches!(event, Event::Empty(_));
        match event {
            Event::Start(tag) | Event::Empty(tag) => {
                let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).unwrap();
                let attributes = tag.attributes().map(|attribute| {
                    let attribute = attribute.unwrap();
                    let value = attribute.unescape_value().unwrap().into_owned();
                    (text(attribute.key.as_ref()), value)
                });
                open.push(Element {
                    name: text(tag.local_name().as_ref()),
                    attributes: attributes.collect(),
                    nodes: Vec::new(),
                });
                if is_empty {
                    close(&mut open);
                }
            }
            Event::End(_) => close(&mut open),
            Event::Text(text) => say(&mut open, &text.decode().unwrap()),
            Event::GeneralRef(name) => {
                let name = format!("&{};", name.decode().unwrap());
                say(&mut open, &quick_xml::escape::unescape(&name).unwrap());
            }
            Event::Eof => break,
            _ => {}
        }
    }
    let root = open
        .pop()
        .unwrap()
        .nodes
        .into_iter()
        .find_map(|node| match node {
            Node::Element(root) => Some(root),
            Node::Text(_) => None,
        });
    root.expect("a root element")
}

fn close(open: &mut Vec<Element>) {
    let element = open.pop().unwrap();
    open.last_mut().unwrap().nodes.push(Node::Element(element));
}

fn say(open: &mut [Element], text: &str) {
    let nodes = &mut open.last_mut().unwrap().nodes;
    nodes.push(Node::Text(text.to_owned()));
}
