//! Makes a style smaller that was cut to a few works, without a change of what it prints.
//!
//! Whether a group is printed, hayagriva finds out by asking all that it holds, and asks anew at every
//! level of groups, choices and macros. After [`super::prune`] most of these levels hold one thing or
//! nothing. What can print nothing goes, and what holds one thing gives way to it.
//!
//! CSL prints a group only where one of its variables is there, so that an absent variable is not
//! nothing: it stays, once in each list, as [`NOTHING`].

use std::collections::HashMap;

use citationberg::taxonomy::{NameVariable, NumberOrPageVariable, StandardVariable, Variable};
use citationberg::{
    Affixes, Choose, ChooseBranch, ChooseMatch, Formatting, Group, IndependentStyle,
    LayoutRenderingElement, LongShortForm, Names, NamesChild, Text, TextTarget, ToAffixes,
    ToFormatting,
};

use super::mend::{NOTHING, branches, each_element, each_list};
use super::prune::drop_uncalled_macros;

/// What is known of the works that a style was cut to.
pub(super) struct Known<'k> {
    /// Whether no work has a variable.
    pub(super) is_absent: &'k dyn Fn(Variable) -> bool,
    /// Whether labels have to stay: where only a part of a citation is printed, hayagriva counts them
    /// as printed, and sets a delimiter.
    pub(super) keeps_labels: bool,
}

/// Where a list of elements stands. hayagriva asks and prints each of them in another way.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Place {
    Group,
    Layout,
    Macro,
    Branch,
    Substitute,
}

/// What macros come to that are nothing, or one thing that can stand wherever they are called.
type Macros = HashMap<String, Option<LayoutRenderingElement>>;

/// How often a style is gone through: each time, macros that call the others become smaller.
const ROUNDS: usize = 8;

/// Folds a style.
pub(super) fn fold(style: &mut IndependentStyle, known: &Known<'_>) {
    for _ in 0..ROUNDS {
        let before = size(style);
        let macros: Macros = style
            .macros
            .iter()
            .filter_map(|one| Some((one.name.clone(), one_thing(&one.children)?)))
            .collect();
        for one in &mut style.macros {
            known.fold_list(&mut one.children, Place::Macro, &macros);
        }
        let citation = &mut style.citation.layout.elements;
        known.fold_list(citation, Place::Layout, &macros);
        if let Some(list) = &mut style.bibliography {
            known.fold_list(&mut list.layout.elements, Place::Layout, &macros);
        }
        drop_uncalled_macros(style);
        if size(style) == before {
            break;
        }
    }
}

/// The number of elements of a style.
fn size(style: &mut IndependentStyle) -> usize {
    let mut count = 0;
    each_list(style, &mut |list| {
        each_element(list, &mut |_| count += 1);
    });
    count
}

impl Known<'_> {
    fn fold_list(&self, list: &mut Vec<LayoutRenderingElement>, place: Place, macros: &Macros) {
        let mut folded = Vec::with_capacity(list.len());
        for mut element in std::mem::take(list) {
            self.fold_children(&mut element, macros);
            match element {
                LayoutRenderingElement::Choose(ref mut choose)
                    if is_settled(choose) && can_stand_alone(settled(choose), place) =>
                {
                    folded.extend(
                        choose
                            .otherwise
                            .take()
                            .into_iter()
                            .flat_map(|one| one.children),
                    );
                }
                LayoutRenderingElement::Group(ref mut group)
                    if does_nothing(group)
                        && one_thing(&group.children).is_some()
                        && group.children.iter().all(|child| can_follow(child, place)) =>
                {
                    folded.append(&mut group.children);
                }
                LayoutRenderingElement::Text(ref text) => match self.called(text, place, macros) {
                    Some(comes_to) => folded.extend(comes_to.clone()),
                    None => folded.push(element),
                },
                _ => folded.push(element),
            }
        }
        let mut leaves_trace = folded
            .iter()
            .any(|element| always_has_variable(element) && self.prints_nothing(element).is_none());
        for element in folded {
            match self.prints_nothing(&element) {
                Some(Trace::None) => {}
                Some(Trace::Variable) if leaves_trace => {}
                Some(Trace::Variable) => {
                    leaves_trace = true;
                    list.push(nothing());
                }
                None => list.push(element),
            }
        }
    }

    fn fold_children(&self, element: &mut LayoutRenderingElement, macros: &Macros) {
        match element {
            LayoutRenderingElement::Group(group) => {
                self.fold_list(&mut group.children, Place::Group, macros);
            }
            LayoutRenderingElement::Choose(choose) => {
                for branch in branches(choose) {
                    self.fold_list(&mut branch.children, Place::Branch, macros);
                }
                if let Some(branch) = &mut choose.otherwise {
                    self.fold_list(&mut branch.children, Place::Branch, macros);
                }
            }
            LayoutRenderingElement::Names(names) => {
                for child in &mut names.children {
                    if let NamesChild::Substitute(substitute) = child {
                        self.fold_list(&mut substitute.children, Place::Substitute, macros);
                    }
                }
            }
            LayoutRenderingElement::Text(_)
            | LayoutRenderingElement::Date(_)
            | LayoutRenderingElement::Number(_)
            | LayoutRenderingElement::Label(_) => {}
        }
    }

    /// What a macro comes to where a text calls it.
    fn called<'m>(
        &self,
        text: &Text,
        place: Place,
        macros: &'m Macros,
    ) -> Option<&'m Option<LayoutRenderingElement>> {
        let TextTarget::Macro { name } = &text.target else {
            return None;
        };
        let comes_to = macros.get(name)?;
        let can_replace = comes_to.as_ref().is_none_or(|element| {
            self.prints_nothing(element).is_some() || is_plain(text) && can_follow(element, place)
        });
        can_replace.then_some(comes_to)
    }

    /// Whether an element never prints anything, and what it leaves for the group around it.
    fn prints_nothing(&self, element: &LayoutRenderingElement) -> Option<Trace> {
        let is_absent = self.is_absent;
        match element {
            LayoutRenderingElement::Text(text) => match &text.target {
                TextTarget::Variable { var, .. } => {
                    let is_letter = *var == Variable::Standard(StandardVariable::YearSuffix);
                    (!is_letter && is_absent(*var)).then_some(Trace::Variable)
                }
                _ => None,
            },
            LayoutRenderingElement::Number(number) => {
                is_absent(variable_of(number.variable)).then_some(Trace::Variable)
            }
            LayoutRenderingElement::Label(label) => (!self.keeps_labels
                && is_absent(variable_of(label.variable)))
            .then_some(Trace::None),
            LayoutRenderingElement::Names(names) => self.are_absent(names).then_some(Trace::None),
            LayoutRenderingElement::Group(group) => {
                let mut trace = Trace::None;
                for child in &group.children {
                    if self.prints_nothing(child)? == Trace::Variable {
                        trace = Trace::Variable;
                    }
                }
                Some(trace)
            }
            LayoutRenderingElement::Choose(choose) => {
                let otherwise = choose.otherwise.iter().all(|one| one.children.is_empty());
                let is_empty = |branch: &ChooseBranch| {
                    branch.children.is_empty() && branch.disambiguate.is_none()
                };
                (otherwise && choose.branches().all(is_empty)).then_some(Trace::None)
            }
            LayoutRenderingElement::Date(_) => None,
        }
    }

    /// Whether names are of nobody. The author and the editor are asked for by hayagriva itself, who
    /// wants to know whether a style would print them.
    fn are_absent(&self, names: &Names) -> bool {
        let absent = |variable: NameVariable| (self.is_absent)(Variable::Name(variable));
        let both = [NameVariable::Editor, NameVariable::Translator];
        names.substitute().is_none()
            && names.variable.iter().all(|variable| match variable {
                NameVariable::Author | NameVariable::Editor => false,
                NameVariable::EditorTranslator => absent(*variable) && both.into_iter().all(absent),
                variable => absent(*variable),
            })
    }
}

/// What an element that prints nothing leaves for the group around it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Trace {
    None,
    /// There was a variable, so that the group is printed only for the sake of another.
    Variable,
}

/// A number or page as a variable.
pub(super) fn variable_of(variable: NumberOrPageVariable) -> Variable {
    match variable {
        NumberOrPageVariable::Number(number) => Variable::Number(number),
        NumberOrPageVariable::Page(page) => Variable::Page(page),
    }
}

/// Nothing, or the one thing in a list, where it is as good as a macro or group of it: printed only for
/// the sake of a variable, and to be told apart neither by what it leaves nor by a delimiter.
fn one_thing(list: &[LayoutRenderingElement]) -> Option<Option<LayoutRenderingElement>> {
    let [element] = list else {
        return list.is_empty().then_some(None);
    };
    let is_one = match element {
        // A date without a month may be asked for its month: hayagriva leaves an empty element where it
        // stands by itself, and none where it stands in a group or macro.
        LayoutRenderingElement::Choose(_)
        | LayoutRenderingElement::Label(_)
        | LayoutRenderingElement::Date(_) => false,
        LayoutRenderingElement::Text(text) => !is_words(text),
        LayoutRenderingElement::Names(names) => names.substitute().is_none(),
        LayoutRenderingElement::Group(_) | LayoutRenderingElement::Number(_) => true,
    };
    is_one.then(|| Some(element.clone()))
}

/// Whether a choice has no condition that could be met.
fn is_settled(choose: &Choose) -> bool {
    choose.else_if.is_empty() && is_never(&choose.if_)
}

/// What such a choice comes to.
fn settled(choose: &Choose) -> &[LayoutRenderingElement] {
    choose.otherwise.as_ref().map_or(&[], |one| &one.children)
}

/// Whether a branch is the one that [`super::prune`] leaves where none can be taken.
fn is_never(branch: &ChooseBranch) -> bool {
    let has_no_other = branch.variable.is_none()
        && branch.is_numeric.is_none()
        && branch.is_uncertain_date.is_none()
        && branch.locator.is_none()
        && branch.position.is_none()
        && branch.disambiguate.is_none();
    has_no_other
        && branch.match_ == ChooseMatch::Any
        && branch.type_.as_ref().is_some_and(Vec::is_empty)
}

/// Whether the children of a choice can stand where it stood.
fn can_stand_alone(children: &[LayoutRenderingElement], place: Place) -> bool {
    match place {
        Place::Branch | Place::Macro => true,
        // That a group was printed counts for the group around it, but not through a choice.
        Place::Group => children.iter().all(is_no_group_of_words),
        // A layout sets its delimiter between the children of a choice, not between its own.
        Place::Layout => children.len() < 2,
        // Each child is an alternative, and names take the form of those they stand for.
        Place::Substitute => match children {
            [] => true,
            [child] => !matches!(child, LayoutRenderingElement::Names(_)),
            _ => false,
        },
    }
}

/// Whether a group does nothing to a single thing in it.
fn does_nothing(group: &Group) -> bool {
    group.to_formatting() == Formatting::default()
        && group.to_affixes() == Affixes::default()
        && group.display.is_none()
}

/// Whether an element can stand where a macro or a group with nothing else in it stood.
fn can_follow(element: &LayoutRenderingElement, place: Place) -> bool {
    match element {
        LayoutRenderingElement::Names(_) => place != Place::Substitute,
        LayoutRenderingElement::Group(_) => {
            matches!(place, Place::Group | Place::Layout) || is_no_group_of_words(element)
        }
        _ => true,
    }
}

/// Whether an element is no group that could be printed without a variable or a macro.
fn is_no_group_of_words(element: &LayoutRenderingElement) -> bool {
    match element {
        LayoutRenderingElement::Group(group) => {
            group.children.iter().any(always_has_variable)
                && group.children.iter().all(is_no_group_of_words)
        }
        _ => true,
    }
}

/// Whether a group around this element has a variable, there or not.
fn always_has_variable(element: &LayoutRenderingElement) -> bool {
    match element {
        LayoutRenderingElement::Number(_) => true,
        LayoutRenderingElement::Text(text) => match &text.target {
            TextTarget::Variable { var, .. } => {
                *var != Variable::Standard(StandardVariable::YearSuffix)
            }
            _ => false,
        },
        _ => false,
    }
}

/// Whether a text is printed whatever the work has.
fn is_words(text: &Text) -> bool {
    match &text.target {
        TextTarget::Term { .. } | TextTarget::Value { .. } => true,
        TextTarget::Variable { var, .. } => {
            *var == Variable::Standard(StandardVariable::YearSuffix)
        }
        TextTarget::Macro { .. } => false,
    }
}

/// Whether a text does nothing to what it prints.
fn is_plain(text: &Text) -> bool {
    let plain = Text::with_target(text.target.clone());
    *text == plain
}

/// The variable that no work has.
fn nothing() -> LayoutRenderingElement {
    LayoutRenderingElement::Text(Text::with_target(TextTarget::Variable {
        var: NOTHING,
        form: LongShortForm::Long,
    }))
}
