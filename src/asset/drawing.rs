//! SVG drawings: they may draw and nothing else (SVG 2, 2.2.4: an image is static and fetches
//! nothing).

use quick_xml::Writer;
use quick_xml::events::{BytesEnd, BytesStart, BytesText, Event};
use roxmltree::{Attribute, Document, Node, ParsingOptions};

use super::drawn::{Drawn, Fault, line};
use super::references::Rules;
use super::{burden, css, extent};
use crate::model::{AssetFault, DrawingFault, limits};

const SVG: &str = "http://www.w3.org/2000/svg";
const XLINK: &str = "http://www.w3.org/1999/xlink";
const XML: &str = "http://www.w3.org/XML/1998/namespace";

/// Elements that run, move, or hold another document or picture, in lower case.
const REFUSED: [&str; 20] = [
    "script",
    "handler",
    "listener",
    "foreignobject",
    "iframe",
    "object",
    "embed",
    "audio",
    "video",
    "canvas",
    "image",
    "animate",
    "animatecolor",
    "animatemotion",
    "animatetransform",
    "set",
    "discard",
    "mpath",
    "tref",
    // The PDF would show it in pixels; its numbers bring the renderer down.
    "filter",
];

/// Attributes that hold words and never style.
const WORDS: [&str; 5] = ["id", "class", "lang", "role", "font-family"];

/// Looks whether a drawing draws and does nothing else.
///
/// # Errors
/// The first thing that it may not hold, with its line.
pub fn look(bytes: &[u8]) -> Result<(), AssetFault> {
    if bytes.len() > limits::DRAWING_BYTES {
        return Err(AssetFault::TooLarge(limits::DRAWING_BYTES as u64));
    }
    let document = read(bytes)?;
    check(&document).map_err(|(line, fault)| AssetFault::Drawing { line, fault })
}

fn read(bytes: &[u8]) -> Result<Document<'_>, AssetFault> {
    let fault = |line, fault| AssetFault::Drawing { line, fault };
    let text = std::str::from_utf8(bytes).map_err(|error| {
        let before = &bytes[..error.valid_up_to()];
        let line = 1 + before.iter().filter(|byte| **byte == b'\n').count();
        fault(
            u32::try_from(line).unwrap_or(u32::MAX),
            DrawingFault::NotUtf8,
        )
    })?;
    if let Some(at) = burden::crowded(text) {
        let line = 1 + text.as_bytes()[..at]
            .iter()
            .filter(|byte| **byte == b'\n')
            .count();
        let line = u32::try_from(line).unwrap_or(u32::MAX);
        return Err(fault(line, DrawingFault::Crowded));
    }
    let options = ParsingOptions {
        allow_dtd: false,
        nodes_limit: u32::try_from(limits::DRAWING_ELEMENTS * 4).unwrap_or(u32::MAX),
        ..ParsingOptions::default()
    };
    Document::parse_with_options(text, options).map_err(|error| {
        let kind = match error {
            roxmltree::Error::DtdDetected => DrawingFault::DocumentType,
            roxmltree::Error::NodesLimitReached => DrawingFault::TooMany,
            ref error => DrawingFault::NotXml(error.to_string()),
        };
        let line = match kind {
            // The parser does not say where.
            DrawingFault::DocumentType => line_of(text, "<!DOCTYPE"),
            _ => error.pos().row,
        };
        fault(line, kind)
    })
}

/// The line on which words first stand, counted from one.
fn line_of(text: &str, words: &str) -> u32 {
    let before = text.find(words).map_or("", |at| &text[..at]);
    u32::try_from(1 + before.matches('\n').count()).unwrap_or(u32::MAX)
}

fn check(document: &Document<'_>) -> Result<(), Fault> {
    let root = document.root_element();
    if !root.has_tag_name((SVG, "svg")) {
        return Err((line(root), DrawingFault::NotSvg));
    }
    // What follows may look at all that an element lies in, or at all that lies in it.
    let depth = match burden::depth(root) {
        Ok(depth) => depth,
        Err(node) => return Err((line(node), DrawingFault::TooDeep)),
    };
    for node in document.root().descendants() {
        if let Some(instruction) = node.pi()
            && instruction.target.eq_ignore_ascii_case("xml-stylesheet")
        {
            return Err((line(node), DrawingFault::Stylesheet));
        }
        if node.is_element() {
            check_element(node)?;
        }
    }
    let styles = document
        .descendants()
        .filter(|node| node.tag_name().name() == "style");
    let rules: String = styles.map(words_of).collect();
    if burden::has_too_many_rules(document, depth, &rules) {
        return Err((line(root), DrawingFault::TooManyRules));
    }
    let read = Rules::read(&rules);
    Drawn::new(document, &read, &rules).check(root)
}

fn check_element(node: Node<'_, '_>) -> Result<(), Fault> {
    let name = node.tag_name().name();
    let fault = |fault| Err((line(node), fault));
    if REFUSED.contains(&name.to_lowercase().as_str()) {
        return fault(DrawingFault::Element(name.to_owned()));
    }
    // Its letters are placed one after the other, each by all before it.
    if name == "text" && words_of(node).len() > limits::STRING_BYTES {
        return fault(DrawingFault::LongText);
    }
    if name == "style" {
        let words = words_of(node);
        if let Some(target) = css::reference(&words) {
            return fault(DrawingFault::Reference(target));
        }
        check_value(&words).or_else(fault)?;
        if css::moves(&words) {
            return fault(DrawingFault::Element("@keyframes".to_owned()));
        }
    }
    for attribute in node.attributes() {
        check_attribute(&attribute).or_else(fault)?;
    }
    Ok(())
}

fn check_attribute(attribute: &Attribute<'_, '_>) -> Result<(), DrawingFault> {
    let name = attribute.name().to_lowercase();
    let value = attribute.value();
    if name.starts_with("on") {
        return Err(DrawingFault::Handler(attribute.name().to_owned()));
    }
    let is_reference = matches!(name.as_str(), "href" | "src" | "base");
    if is_reference && !value.trim().starts_with('#') {
        return Err(DrawingFault::Reference(value.trim().to_owned()));
    }
    let is_words = WORDS.contains(&name.as_str())
        || name.starts_with("aria-")
        || name.starts_with("data-")
        || !is_drawn(attribute.namespace());
    if is_words {
        return Ok(());
    }
    if name == "filter" && value.trim() != "none" {
        return Err(DrawingFault::Element("filter".to_owned()));
    }
    if let Some(target) = css::reference(value) {
        return Err(DrawingFault::Reference(target));
    }
    check_value(value)
}

/// Refuses filters, and numbers that nothing needs.
fn check_value(value: &str) -> Result<(), DrawingFault> {
    if css::filters(value) {
        return Err(DrawingFault::Element("filter".to_owned()));
    }
    match extent::largest(value) > limits::DRAWING_NUMBER {
        true => Err(DrawingFault::TooLarge),
        false => Ok(()),
    }
}

/// Whether something of a namespace is drawn; a drawing program keeps its own notes in others.
fn is_drawn(namespace: Option<&str>) -> bool {
    matches!(namespace, None | Some(SVG | XLINK | XML))
}

/// The text inside an element.
fn words_of(node: Node<'_, '_>) -> String {
    let texts = node.descendants().filter(Node::is_text);
    texts.filter_map(|text| text.text()).collect()
}

/// The same drawing without what is only about it: comments, instructions, metadata, and the notes of
/// drawing programs, which hold names and paths.
///
/// # Errors
/// When it cannot be read.
pub fn stripped(bytes: &[u8]) -> Result<Vec<u8>, AssetFault> {
    let document = read(bytes)?;
    let is_plain = bytes.starts_with(b"<svg") && document.descendants().all(is_kept);
    if is_plain {
        return Ok(bytes.to_vec());
    }
    let mut writer = Writer::new(Vec::new());
    let written = write(document.root_element(), &mut writer);
    written.map_err(|error| AssetFault::Undecodable(error.to_string()))?;
    Ok(writer.into_inner())
}

/// Whether a node and all its attributes belong to the drawing.
fn is_kept(node: Node<'_, '_>) -> bool {
    match node.is_element() {
        true => is_part(node) && node.attributes().all(|one| is_drawn(one.namespace())),
        false => node.is_root() || node.is_text(),
    }
}

/// Whether an element belongs to the drawing.
fn is_part(node: Node<'_, '_>) -> bool {
    node.tag_name().namespace() == Some(SVG) && node.tag_name().name() != "metadata"
}

fn write(node: Node<'_, '_>, writer: &mut Writer<Vec<u8>>) -> std::io::Result<()> {
    let name = node.tag_name().name();
    let mut start = BytesStart::new(name);
    if node.parent_element().is_none() {
        start.push_attribute(("xmlns", SVG));
        start.push_attribute(("xmlns:xlink", XLINK));
    }
    for attribute in node.attributes() {
        let prefix = match attribute.namespace() {
            None => "",
            Some(XLINK) => "xlink:",
            Some(XML) => "xml:",
            Some(_) => continue,
        };
        let name = format!("{prefix}{}", attribute.name());
        start.push_attribute((name.as_str(), attribute.value()));
    }
    writer.write_event(Event::Start(start))?;
    for child in node.children() {
        if child.is_element() && is_part(child) {
            write(child, writer)?;
        } else if child.is_text() {
            let text = child.text().unwrap_or_default();
            writer.write_event(Event::Text(BytesText::new(text)))?;
        }
    }
    writer.write_event(Event::End(BytesEnd::new(name)))
}
