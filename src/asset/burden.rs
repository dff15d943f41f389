//! What in a drawing makes work that nobody sees in the number of its elements: attributes that are compared
//! with each other, long texts, long paths that are drawn often, and style rules that are tried on every
//! element.

use quick_xml::Reader;
use quick_xml::events::Event;
use roxmltree::{Document, Node};

use crate::model::limits;

/// How many bytes of words weigh as much as an element: each letter is a shape.
const BYTES_OF_WORDS: usize = 10;

/// How many bytes of attributes do, of which the long ones are paths.
const BYTES_OF_ATTRIBUTES: usize = 1000;

/// The place in a text of XML, in bytes, of the first element with more attributes than a parser should compare
/// with each other.
pub(super) fn crowded(text: &str) -> Option<usize> {
    let mut reader = Reader::from_str(text);
    // It goes on where the parser might: an end of something else ends nothing here.
    reader.config_mut().check_end_names = false;
    reader.config_mut().allow_unmatched_ends = true;
    loop {
        let at = reader.buffer_position();
        match reader.read_event() {
            Ok(Event::Start(element) | Event::Empty(element)) => {
                let mut attributes = element.attributes();
                let attributes = attributes.with_checks(false);
                if attributes.nth(limits::DRAWING_ATTRIBUTES).is_some() {
                    return usize::try_from(at).ok();
                }
            }
            // What is no XML, the parser says better.
            Ok(Event::Eof) | Err(_) => return None,
            Ok(_) => {}
        }
    }
}

/// How many elements a node weighs as much as, without those inside it.
pub(super) fn weight(node: Node<'_, '_>) -> u64 {
    let texts = node.children().filter(Node::is_text);
    let words: usize = texts.filter_map(|text| text.text()).map(str::len).sum();
    let attributes: usize = node.attributes().map(|one| one.value().len()).sum();
    let more = words / BYTES_OF_WORDS + attributes / BYTES_OF_ATTRIBUTES;
    1 + more as u64
}

/// How many elements lie inside each other, at most, the outermost not counted.
///
/// # Errors
/// The first element that lies deeper than any may.
pub(super) fn depth<'a, 'input>(root: Node<'a, 'input>) -> Result<usize, Node<'a, 'input>> {
    let mut deepest = 0;
    let mut open = vec![root.children()];
    while let Some(children) = open.last_mut() {
        let Some(child) = children.next() else {
            open.pop();
            continue;
        };
        if !child.is_element() {
            continue;
        }
        if open.len() > limits::DRAWING_DEPTH {
            return Err(child);
        }
        deepest = deepest.max(open.len());
        open.push(child.children());
    }
    Ok(deepest)
}

/// Whether trying the style rules on all elements takes too many steps, where they lie so deep.
pub(super) fn has_too_many_rules(document: &Document<'_>, depth: usize, rules: &str) -> bool {
    if rules.is_empty() {
        return false;
    }
    let elements = document.descendants().filter(Node::is_element);
    // The document itself and the outermost element lie above all others.
    let depth = depth as u64 + 2;
    (elements.count() as u64).saturating_mul(steps(rules, depth)) > limits::DRAWING_MATCHES
}

/// How many elements are looked at, at most, to try all rules on one element that lies so deep: a descendant
/// of something is tried with all that it lies in.
fn steps(rules: &str, depth: u64) -> u64 {
    let mut steps: u64 = 0;
    for block in without_comments(rules).split('{') {
        let selectors = block.rsplit(['}', ';']).next().unwrap_or_default();
        for selector in selectors.split(',') {
            let spaced = selector.replace('>', " > ").replace('+', " + ");
            let parts: Vec<&str> = spaced.split_whitespace().collect();
            let is_sign = |part: &str| matches!(part, ">" | "+");
            let within = parts
                .windows(2)
                .filter(|pair| !is_sign(pair[0]) && !is_sign(pair[1]))
                .count();
            let within = u32::try_from(within).unwrap_or(u32::MAX);
            steps = steps.saturating_add(depth.saturating_pow(within));
        }
    }
    steps
}

/// Style rules without what is only said about them.
pub(super) fn without_comments(rules: &str) -> String {
    let mut out = String::with_capacity(rules.len());
    for (at, piece) in rules.split("/*").enumerate() {
        let rest = match at {
            0 => piece,
            _ => piece.split_once("*/").map_or("", |(_, rest)| rest),
        };
        out.push_str(rest);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rule_for_descendants_looks_at_all_above() {
        assert_eq!(
            steps(".a { fill: red } /* not a b c d */ .b, .c { fill: red }", 9),
            4
        );
        assert_eq!(steps("g.a > path, g + g { x: y }", 9), 3);
        assert_eq!(steps("g rect { x: y }", 9), 10);
        assert_eq!(steps(&"g ".repeat(5000), 9), u64::MAX);
    }

    #[test]
    fn elements_lie_as_deep_as_they_may() {
        let nested =
            |depth: usize| format!("<a>{}{}</a>", "<b>\n".repeat(depth), "</b>".repeat(depth));
        for (levels, expected) in [(0, Ok(0)), (7, Ok(7)), (100, Ok(100)), (101, Err(101))] {
            let svg = nested(levels);
            let document = Document::parse(&svg).unwrap();
            let line = |node: Node<'_, '_>| document.text_pos_at(node.range().start).row;
            assert_eq!(depth(document.root_element()).map_err(line), expected);
        }
    }

    #[test]
    fn long_words_and_paths_weigh_more() {
        let svg = format!("<t a='{}'>{}</t>", "x".repeat(3000), "y".repeat(50));
        let document = Document::parse(&svg).unwrap();
        assert_eq!(weight(document.root_element()), 1 + 3 + 5);
    }
}
