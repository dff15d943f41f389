//! Mends styles where hayagriva 0.10 reads less than CSL 1.0.2 says.

use citationberg::{IndependentStyle, LayoutRenderingElement, Name, NamesChild};

/// Gives every `cs:names` that holds something, and no `cs:name`, an empty one.
///
/// CSL lets `cs:name` be left out, as the NLM styles ("Vancouver") do; hayagriva then takes the names
/// for empty and prints a reference list without authors.
pub(super) fn mend(style: &mut IndependentStyle) {
    for one in &mut style.macros {
        elements(&mut one.children);
    }
    elements(&mut style.citation.layout.elements);
    if let Some(list) = &mut style.bibliography {
        elements(&mut list.layout.elements);
    }
}

fn elements(list: &mut [LayoutRenderingElement]) {
    for element in list {
        match element {
            LayoutRenderingElement::Names(names) => {
                let has_name = names
                    .children
                    .iter()
                    .any(|child| matches!(child, NamesChild::Name(_)));
                for child in &mut names.children {
                    if let NamesChild::Substitute(substitute) = child {
                        elements(&mut substitute.children);
                    }
                }
                if !has_name && !names.children.is_empty() {
                    names.children.insert(0, NamesChild::Name(Name::default()));
                }
            }
            LayoutRenderingElement::Group(group) => elements(&mut group.children),
            LayoutRenderingElement::Choose(choose) => {
                elements(&mut choose.if_.children);
                for branch in &mut choose.else_if {
                    elements(&mut branch.children);
                }
                if let Some(branch) = &mut choose.otherwise {
                    elements(&mut branch.children);
                }
            }
            LayoutRenderingElement::Text(_)
            | LayoutRenderingElement::Date(_)
            | LayoutRenderingElement::Number(_)
            | LayoutRenderingElement::Label(_) => {}
        }
    }
}
