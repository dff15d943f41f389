//! Which elements of a drawing refer to which others by the properties of style, and by the rules for them.

use std::collections::BTreeMap;

use roxmltree::Node;

use super::drawn::ids_of;
use super::{burden, css};

/// By what an element refers to another. Elements take over from those that they lie in what they are
/// filled with and what stands at their corners.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Property {
    /// What it is filled with.
    Fill,
    /// What its line is drawn with.
    Stroke,
    /// What stands at its first or last corner.
    Ends,
    /// What stands at all of its corners.
    Corners,
    /// All else, such as a mask: holds for the element as a whole.
    Own,
}

impl Property {
    /// What a name of SVG stands for. A name that cannot be read may stand for anything.
    pub(super) fn all_of(name: &str) -> &'static [Self] {
        match name {
            "fill" => &[Self::Fill],
            "stroke" => &[Self::Stroke],
            "marker-start" | "marker-end" => &[Self::Ends],
            "marker" | "marker-mid" => &[Self::Corners],
            _ if name.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-') => &[Self::Own],
            _ => &[Self::Own, Self::Fill, Self::Corners],
        }
    }

    /// Whether an attribute of an element says what it is, so that it is taken over from nowhere. What may be
    /// a comment or a text in a value, or hands on another, says nothing.
    pub(super) fn is_said_by(self, node: Node<'_, '_>) -> bool {
        let name = match self {
            Self::Fill => "fill",
            Self::Stroke => "stroke",
            Self::Ends | Self::Corners | Self::Own => return false,
        };
        let style = node.attribute("style").unwrap_or_default();
        let attribute = node.attribute(name).unwrap_or_default();
        let is_plain = |value: &str| {
            let signs = ["inherit", "context-", "/*", "\"", "'"];
            !value.is_empty() && !signs.iter().any(|sign| value.contains(sign))
        };
        let in_style = || css::declarations(style).any(|(one, _)| one == name);
        is_plain(style) && in_style()
            || is_plain(attribute) && (style.is_empty() || is_plain(style))
    }
}

/// An id that a rule refers to.
type Reference = (Property, String);

/// The style rules of a drawing, as far as they refer to elements.
#[derive(Debug, Default)]
pub(super) struct Rules {
    /// By what the last part of a selector asks for first: a class (`.a`), an id (`#a`) or a name.
    of: BTreeMap<String, Vec<Reference>>,
    /// Those that may hold for every element.
    of_all: Vec<Reference>,
    /// Whether a rule hands on what is not handed on by itself.
    inherit: bool,
}

impl Rules {
    /// Reads rules.
    pub(super) fn read(rules: &str) -> Self {
        let plain = burden::without_comments(rules);
        let mut read = Self {
            inherit: plain.contains("inherit"),
            ..Self::default()
        };
        let mut pieces = plain.split('{');
        let mut selectors = tail(pieces.next().unwrap_or_default());
        for piece in pieces {
            let end = piece.rfind('}');
            let declared = &piece[..end.unwrap_or(piece.len())];
            for (name, value) in css::declarations(declared) {
                for property in Property::all_of(name) {
                    for id in css::ids(value) {
                        read.add(selectors, (*property, id.to_owned()));
                    }
                }
            }
            // One that opens before another is closed stands in a text, or in a rule about rules.
            selectors = match end {
                Some(_) => tail(piece),
                None => "*",
            };
        }
        // What looks like a comment and stands in a text is none.
        if rules.contains(['"', '\'']) && rules.len() != plain.len() {
            for id in css::ids(rules) {
                read.of_all
                    .extend([Property::Own, Property::Fill].map(|one| (one, id.to_owned())));
            }
        }
        read
    }

    fn add(&mut self, selectors: &str, reference: Reference) {
        if selectors.contains(['[', '\\', '"', '\'']) {
            self.of_all.push(reference);
            return;
        }
        for selector in selectors.split(',') {
            match asked_first(selector) {
                Some(asked) => self.of.entry(asked).or_default().push(reference.clone()),
                None => self.of_all.push(reference.clone()),
            }
        }
    }

    /// Whether a rule says that something is taken over, which may then be anything.
    pub(super) fn hand_on_all(&self) -> bool {
        self.inherit
    }

    /// What an element refers to, by its attributes and by the rules that may hold for it.
    fn all<'a>(&'a self, node: Node<'a, '_>) -> Vec<(Property, &'a str)> {
        let mut found: Vec<_> = ids_of(node).collect();
        let mut add = |references: &'a [Reference]| {
            found.extend(references.iter().map(|(one, id)| (*one, id.as_str())));
        };
        add(&self.of_all);
        if self.of.is_empty() {
            return found;
        }
        let mut asked = vec![node.tag_name().name().to_owned()];
        asked.extend(node.attribute("id").map(|id| format!("#{id}")));
        let classes = node.attribute("class").unwrap_or_default();
        asked.extend(classes.split_whitespace().map(|class| format!(".{class}")));
        for one in asked {
            add(self.of.get(&one).map_or(&[], Vec::as_slice));
        }
        found
    }

    /// The ids that an element as a whole refers to.
    pub(super) fn own<'a>(&'a self, node: Node<'a, '_>) -> Vec<&'a str> {
        let of_it = self.all(node).into_iter();
        let own = of_it.filter(|(property, _)| *property == Property::Own);
        own.map(|(_, id)| id).collect()
    }

    /// Whether an element may take over what the one around it refers to as a whole.
    pub(super) fn takes_over(&self, node: Node<'_, '_>) -> bool {
        let mut values = node.attributes().map(|one| one.value());
        self.inherit || values.any(|value| value.contains("inherit"))
    }

    /// The ids that an element refers to, and all that lies in it.
    pub(super) fn handed_on<'a>(&'a self, node: Node<'a, '_>) -> Vec<(Property, &'a str)> {
        let mut found = self.all(node);
        found.retain(|(property, _)| *property != Property::Own);
        found
    }
}

/// What stands behind the last rule of a piece: the selectors of the next.
fn tail(piece: &str) -> &str {
    piece.rsplit(['}', ';']).next().unwrap_or_default()
}

/// What the last part of a selector asks for; nothing where it may hold for every element.
fn asked_first(selector: &str) -> Option<String> {
    let is_between = |c: char| c.is_whitespace() || matches!(c, '>' | '+' | '~');
    let last = selector.trim_end().rsplit(is_between).next()?;
    let plain = last.split(':').next()?;
    let begins = |c: char| matches!(c, '.' | '#');
    if let Some(at) = plain.find(begins) {
        let rest = &plain[at + 1..];
        let length = rest.find(begins).unwrap_or(rest.len());
        return Some(plain[at..at + 1 + length].to_owned());
    }
    (!plain.is_empty() && plain != "*").then(|| plain.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use roxmltree::Document;

    #[test]
    fn a_rule_may_hold_for_what_its_last_part_asks_for() {
        for (selector, expected) in [
            (".a", Some(".a")),
            ("g > rect.a.b", Some(".a")),
            ("g rect", Some("rect")),
            ("#x:first-child ", Some("#x")),
            ("*", None),
            ("", None),
            (":first-child", None),
        ] {
            assert_eq!(asked_first(selector).as_deref(), expected, "{selector}");
        }
    }

    #[test]
    fn rules_refer_however_they_are_written() {
        let svg = "<svg><g class='b a'/></svg>";
        let document = Document::parse(svg).unwrap();
        let group = document.root_element().first_element_child().unwrap();
        for (rules, expected) in [
            (".a { mask: url(#m) }", vec!["m"]),
            (".a{x:1;mask:url( '#m' )}", vec!["m"]),
            (".c { mask: url(#m) }", vec![]),
            ("g, .c { mask: url(#m) }", vec!["m"]),
            ("/* .c { */ .a /* } */ { mask: url(#m) }", vec!["m"]),
            (".c{x:\"}\"} .a{x:\"{\";mask:url(#m)}", vec!["m"]),
            (".a{x:\"/*\";mask:url(#m)} /* */", vec!["m"]),
            ("[id='x y'] { mask: url(#m) }", vec!["m"]),
            ("@media all { .c {x:y} .a { mask: url(#m) } }", vec!["m"]),
            (".a { fill: url(#m) }", vec![]),
        ] {
            assert_eq!(Rules::read(rules).own(group), expected, "{rules}");
        }
        let rules = Rules::read(".a { fill: url(#m) }");
        assert_eq!(rules.handed_on(group), [(Property::Fill, "m")]);
    }
}
