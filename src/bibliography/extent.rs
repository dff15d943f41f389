//! How large a citation style is once every call of a macro is written out: hayagriva goes through all
//! of that for each citation, and anew at each level. CSL 1.0.2 lets no macro call itself.

use std::collections::{HashMap, HashSet};

use citationberg::{IndependentStyle, LayoutRenderingElement, NamesChild, TextTarget};

use super::mend::{each_element, each_list};
use crate::model::limits::{STYLE_DEPTH, STYLE_ELEMENTS};

/// Why the text of a style should not even be read: its elements lie too deep inside each other for a
/// parser that calls itself at each level.
pub(super) fn too_deep(xml: &str) -> Option<String> {
    let mut depth = 0_usize;
    let mut rest = xml;
    while let Some(at) = rest.find('<') {
        rest = &rest[at..];
        // What stands in a comment or CDATA is no element.
        let other = [
            ("<!--", "-->"),
            ("<![CDATA[", "]]>"),
            ("<?", "?>"),
            ("<!", ">"),
        ];
        if let Some((_, end)) = other.iter().find(|(begin, _)| rest.starts_with(begin)) {
            rest = rest.find(end).map_or("", |at| &rest[at + end.len()..]);
            continue;
        }
        let end = rest.find('>')?;
        let tag = &rest[..end];
        if tag.starts_with("</") {
            depth = depth.saturating_sub(1);
        } else if !tag.ends_with('/') {
            depth += 1;
        }
        if depth > STYLE_DEPTH {
            return Some(format!(
                "its elements lie more than {STYLE_DEPTH} levels inside each other"
            ));
        }
        rest = &rest[end + 1..];
    }
    None
}

/// What is wrong with how the macros of a style call each other.
pub(super) fn fault(style: &IndependentStyle) -> Option<String> {
    let mut style = style.clone();
    let mut macros = std::mem::take(&mut style.macros);
    let mut waiting: Vec<(String, Own)> = macros
        .iter_mut()
        .map(|one| (one.name.clone(), Own::of(&mut one.children)))
        .collect();
    // A call of a macro that is not there prints nothing.
    let names: HashSet<String> = waiting.iter().map(|(name, _)| name.clone()).collect();
    for (_, own) in &mut waiting {
        own.calls.retain(|(name, _)| names.contains(name));
    }
    // A macro is written out once those are that it calls: each round goes at least one level up.
    let mut written: HashMap<String, Extent> = HashMap::new();
    for _ in 0..=STYLE_DEPTH {
        let before = waiting.len();
        waiting.retain(|(name, own)| match own.written_out(&written) {
            Some(extent) => {
                written.entry(name.clone()).or_insert(extent);
                false
            }
            None => true,
        });
        match waiting.first() {
            Some((name, _)) if waiting.len() == before => {
                return Some(format!("its macro `{name}` calls itself, or one that does"));
            }
            Some(_) => {}
            None => break,
        }
    }
    if !waiting.is_empty() {
        return Some(deep_in_writing());
    }
    let mut largest = Extent::default();
    each_list(&mut style, &mut |list| {
        let mut own = Own::of(list);
        own.calls.retain(|(name, _)| names.contains(name));
        let extent = own.written_out(&written).unwrap_or_default();
        largest.elements = largest.elements.max(extent.elements);
        largest.depth = largest.depth.max(extent.depth);
    });
    if largest.elements > STYLE_ELEMENTS {
        return Some(format!(
            "with its macros written out, a layout has more than {STYLE_ELEMENTS} elements"
        ));
    }
    (largest.depth > STYLE_DEPTH).then(deep_in_writing)
}

fn deep_in_writing() -> String {
    format!(
        "with its macros written out, elements lie more than {STYLE_DEPTH} levels inside each other"
    )
}

/// How large and deep something is with all calls written out.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
struct Extent {
    elements: u64,
    depth: usize,
}

/// What elements hold themselves.
struct Own {
    extent: Extent,
    /// The macros that they call, and how deep inside.
    calls: Vec<(String, usize)>,
}

impl Own {
    fn of(list: &mut [LayoutRenderingElement]) -> Self {
        let mut elements = 0;
        each_element(list, &mut |_| elements += 1);
        let mut own = Self {
            extent: Extent { elements, depth: 0 },
            calls: Vec::new(),
        };
        own.look(list, 1);
        own
    }

    fn look(&mut self, list: &[LayoutRenderingElement], depth: usize) {
        for element in list {
            self.extent.depth = self.extent.depth.max(depth);
            match element {
                LayoutRenderingElement::Text(text) => {
                    if let TextTarget::Macro { name } = &text.target {
                        self.calls.push((name.clone(), depth));
                    }
                }
                LayoutRenderingElement::Group(group) => self.look(&group.children, depth + 1),
                LayoutRenderingElement::Choose(choose) => {
                    for branch in choose.branches() {
                        self.look(&branch.children, depth + 1);
                    }
                    if let Some(branch) = &choose.otherwise {
                        self.look(&branch.children, depth + 1);
                    }
                }
                LayoutRenderingElement::Names(names) => {
                    for child in &names.children {
                        if let NamesChild::Substitute(substitute) = child {
                            self.look(&substitute.children, depth + 1);
                        }
                    }
                }
                LayoutRenderingElement::Date(_)
                | LayoutRenderingElement::Number(_)
                | LayoutRenderingElement::Label(_) => {}
            }
        }
    }

    /// The whole of it, where all macros that it calls are known.
    fn written_out(&self, known: &HashMap<String, Extent>) -> Option<Extent> {
        let mut whole = self.extent;
        for (name, depth) in &self.calls {
            let called = known.get(name)?;
            whole.elements = whole.elements.saturating_add(called.elements);
            whole.depth = whole.depth.max(depth + called.depth);
        }
        Some(whole)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn style(macros: &str, layout: &str) -> String {
        format!(
            r#"<style xmlns="http://purl.org/net/xbiblio/csl" class="in-text" version="1.0"><info><title>M</title><id>m</id><updated>2026-01-01T00:00:00+00:00</updated></info>{macros}<citation><layout>{layout}</layout></citation></style>"#
        )
    }

    fn said(macros: &str) -> String {
        let xml = style(macros, r#"<text macro="m0"/>"#);
        let style = IndependentStyle::from_xml(&xml).unwrap();
        fault(&style).unwrap_or_default()
    }

    #[test]
    fn macros_that_call_each_other_without_end_or_measure_are_refused() {
        let ring = r#"<macro name="m0"><text macro="m1"/></macro><macro name="m1"><text macro="m0"/></macro>"#;
        assert!(said(ring).contains("calls itself"), "{}", said(ring));
        let call = |times: usize, number: usize| {
            let call = format!(r#"<text macro="m{}"/>"#, number + 1).repeat(times);
            format!(r#"<macro name="m{number}">{call}</macro>"#)
        };
        let doubling: String = (0..40).map(|number| call(2, number)).collect();
        assert!(said(&doubling).contains("elements"), "{}", said(&doubling));
        let chain: String = (0..2000).map(|number| call(1, number)).collect();
        assert!(said(&chain).contains("levels"), "{}", said(&chain));
        let few: String = (0..5).map(|number| call(2, number)).collect();
        assert_eq!(said(&few), "", "what a macro calls need not be there");
    }

    #[test]
    fn elements_too_deep_for_the_parser_are_not_read() {
        let nested = |depth: usize| {
            let (open, close) = ("<group>".repeat(depth), "</group>".repeat(depth));
            style("", &format!(r#"{open}<text variable="title"/>{close}"#))
        };
        assert!(too_deep(&nested(100_000)).is_some());
        assert_eq!(too_deep(&nested(20)), None);
        let commented = format!("<!-- {} -->{}", "<group>".repeat(500), nested(3));
        assert_eq!(too_deep(&commented), None);
    }

    #[test]
    fn bundled_styles_lie_far_below_the_limits() {
        for name in super::super::bundled_names() {
            let style = super::super::find_style(name).unwrap();
            assert_eq!(fault(&style.csl), None, "{name}");
        }
    }
}
