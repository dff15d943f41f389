//! Mends styles where hayagriva 0.10 reads less than CSL 1.0.2 says.

use citationberg::taxonomy::{NumberOrPageVariable, PageVariable, Term, Variable};
use citationberg::{
    Choose, ChooseBranch, ChooseMatch, IndependentStyle, Label, LabelPluralize,
    LayoutRenderingElement, Name, Names, NamesChild, Text, TextTarget,
};

/// Mends a style: names without `cs:name`, names in a substitute, and labels of pages.
pub(super) fn mend(style: &mut IndependentStyle) {
    for one in &mut style.macros {
        elements(&mut one.children, None);
    }
    elements(&mut style.citation.layout.elements, None);
    if let Some(list) = &mut style.bibliography {
        elements(&mut list.layout.elements, None);
    }
}

/// Mends elements. `parent` are the names that they stand for, where they stand in a substitute.
fn elements(list: &mut [LayoutRenderingElement], parent: Option<&Names>) {
    for element in list {
        match element {
            LayoutRenderingElement::Names(names) => self::names(names, parent),
            LayoutRenderingElement::Group(group) => elements(&mut group.children, parent),
            LayoutRenderingElement::Choose(choose) => {
                elements(&mut choose.if_.children, parent);
                for branch in &mut choose.else_if {
                    elements(&mut branch.children, parent);
                }
                if let Some(branch) = &mut choose.otherwise {
                    elements(&mut branch.children, parent);
                }
            }
            LayoutRenderingElement::Label(label) => {
                if let Some(fixed) = page_label(label) {
                    *element = fixed;
                }
            }
            LayoutRenderingElement::Text(_)
            | LayoutRenderingElement::Date(_)
            | LayoutRenderingElement::Number(_) => {}
        }
    }
}

/// Gives names that hold something, and no `cs:name`, an empty one, and names in a substitute that
/// hold nothing what their parent holds.
///
/// CSL lets `cs:name` be left out, as the NLM styles ("Vancouver") do; hayagriva then takes the names
/// for empty and prints a reference list without authors. In a substitute, empty names are printed as
/// those they stand for; hayagriva knows that of direct children only and prints an editor in the
/// place of an author as "R. Weber", in an order of its own.
fn names(names: &mut Names, parent: Option<&Names>) {
    if names.children.is_empty() {
        if let Some(parent) = parent {
            *names = parent.from_names_substitute(names);
        }
        return;
    }
    let has_name = names
        .children
        .iter()
        .any(|child| matches!(child, NamesChild::Name(_)));
    if !has_name {
        names.children.insert(0, NamesChild::Name(Name::default()));
    }
    let this = names.clone();
    for child in &mut names.children {
        if let NamesChild::Substitute(substitute) = child {
            for element in &mut substitute.children {
                // Direct children are read as CSL says.
                let is_empty_names = matches!(element, LayoutRenderingElement::Names(names) if names.children.is_empty());
                if !is_empty_names {
                    elements(std::slice::from_mut(element), Some(&this));
                }
            }
        }
    }
}

/// A page label that keeps to one form, as the term itself: hayagriva chooses the form by the pages
/// all the same and prints "pp." where Vancouver asks for "p.".
fn page_label(label: &Label) -> Option<LayoutRenderingElement> {
    let NumberOrPageVariable::Page(page) = label.variable else {
        return None;
    };
    let plural = match label.label.plural {
        LabelPluralize::Contextual => return None,
        LabelPluralize::Always => true,
        LabelPluralize::Never => false,
    };
    let mut text = Text::with_target(TextTarget::Term {
        term: page_term(page),
        form: label.label.form,
        plural,
    });
    text.formatting = label.label.formatting;
    text.affixes = label.label.affixes.clone();
    text.text_case = label.label.text_case;
    text.strip_periods = label.label.strip_periods;
    Some(LayoutRenderingElement::Choose(Choose {
        if_: ChooseBranch {
            disambiguate: None,
            is_numeric: None,
            is_uncertain_date: None,
            locator: None,
            position: None,
            type_: None,
            variable: Some(vec![Variable::Page(page)]),
            match_: ChooseMatch::All,
            children: vec![LayoutRenderingElement::Text(text)],
        },
        else_if: Vec::new(),
        otherwise: None,
    }))
}

fn page_term(page: PageVariable) -> Term {
    Term::from(page)
}
