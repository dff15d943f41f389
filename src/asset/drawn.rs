//! How much a drawing draws, where `use`, patterns, masks and markers draw other elements again: named by
//! attributes, by style rules, or taken over from what an element lies in.
//!
//! Which rules hold for which element is not decided here as finely as a renderer does it: where in doubt,
//! a rule holds.

use std::collections::BTreeMap;
use std::rc::Rc;

use roxmltree::{Document, Node};

use super::references::{Property, Rules};
use super::{burden, css, extent};
use crate::model::{DrawingFault, limits};

/// A fault and its line.
pub(super) type Fault = (u32, DrawingFault);

/// How much an element draws.
#[derive(Debug, Clone, Copy)]
struct Amount {
    /// The elements, each as often as it is drawn and by its weight.
    elements: u64,
    /// By how much the innermost of them is enlarged.
    growth: f64,
    /// How many clips lie around the innermost of them.
    clips: usize,
}

impl Amount {
    /// With another amount that is drawn so many times.
    fn add(&mut self, inner: Self, times: u64) {
        let elements = inner.elements.saturating_mul(times);
        self.elements = self.elements.saturating_add(elements);
        self.growth = self.growth.max(inner.growth);
        self.clips = self.clips.max(inner.clips);
    }
}

/// The ids that an element takes over from what it lies in, each with its property.
type Taken<'a> = Rc<Vec<(Property, &'a str)>>;

/// What is drawn.
pub(super) struct Drawn<'a, 'input> {
    /// Renderers do not agree which of several elements with one id is meant.
    by_id: BTreeMap<&'a str, Vec<Node<'a, 'input>>>,
    /// By the number of the node and what it takes over; nothing while it is being counted.
    known: BTreeMap<(u32, Taken<'a>), Option<Amount>>,
    /// What the children of a node take over.
    taken: BTreeMap<u32, Taken<'a>>,
    /// What a node refers to as a whole.
    own: BTreeMap<u32, Rc<Vec<&'a str>>>,
    /// How many references were followed.
    steps: u64,
    rules: &'a Rules,
    /// By how much the style rules enlarge: they may hold for any element.
    growth: f64,
}

impl<'a, 'input> Drawn<'a, 'input> {
    /// Prepares to count. `words` are those of all style rules.
    pub(super) fn new(document: &'a Document<'input>, rules: &'a Rules, words: &str) -> Self {
        let mut by_id: BTreeMap<&str, Vec<_>> = BTreeMap::new();
        for node in document.descendants() {
            if let Some(id) = node.attribute("id") {
                by_id.entry(id).or_default().push(node);
            }
        }
        Self {
            by_id,
            known: BTreeMap::new(),
            taken: BTreeMap::new(),
            own: BTreeMap::new(),
            steps: 0,
            rules,
            growth: extent::growth_of_transform(words),
        }
    }

    /// Refuses a drawing that draws more than any needs, or draws something in itself.
    ///
    /// # Errors
    /// The element, and what is wrong with it.
    pub(super) fn check(mut self, root: Node<'a, 'input>) -> Result<(), Fault> {
        self.by(root, &Taken::default(), 0).map(|_| ())
    }

    /// How much a node draws, with what it refers to.
    fn by(
        &mut self,
        node: Node<'a, 'input>,
        taken: &Taken<'a>,
        depth: usize,
    ) -> Result<Amount, Fault> {
        let fault = |fault| Err((line(node), fault));
        let key = (node.id().get(), Rc::clone(taken));
        match self.known.get(&key) {
            Some(Some(amount)) => return Ok(*amount),
            Some(None) => {
                let id = node.attribute("id").unwrap_or_default().to_owned();
                return fault(DrawingFault::Circle(id));
            }
            None => {}
        }
        if depth > limits::DRAWING_DEPTH {
            return fault(DrawingFault::TooDeep);
        }
        self.known.insert(key.clone(), None);
        let mut amount = Amount {
            elements: burden::weight(node),
            growth: 1.0,
            clips: 0,
        };
        // What lies outside of a drawing within a drawing is not shown.
        let mut clips = usize::from(holds_view(node));
        let here = self.taken_inside(node, taken);
        self.steps += (self.own(node).len() + here.len()) as u64;
        if self.steps > limits::DRAWING_MATCHES {
            return fault(DrawingFault::TooManyRules);
        }
        for next in node.children().filter(Node::is_element) {
            amount.add(self.by(next, &here, depth + 1)?, 1);
        }
        for next in self.by_address(node) {
            // What is used stands where it is used; all else stands where it was written.
            let taken = match node.tag_name().name() {
                "use" => Rc::clone(&here),
                _ => self.taken_by(next),
            };
            amount.add(self.by(next, &taken, depth + 1)?, 1);
        }
        for id in self.own(node).iter() {
            for next in self.named(id) {
                let taken = self.taken_by(next);
                let mut inner = self.by(next, &taken, depth + 1)?;
                if next.tag_name().name() == "clipPath" {
                    clips += 1 + inner.clips;
                    inner.clips = 0;
                }
                amount.add(inner, 1);
            }
        }
        if is_shape(node) {
            self.paint(node, &here, depth, &mut amount)?;
        }
        amount.growth *= extent::growth(node) * self.growth;
        amount.clips += clips;
        if amount.elements > limits::DRAWING_ELEMENTS {
            return fault(DrawingFault::TooMany);
        }
        if amount.growth > limits::DRAWING_NUMBER {
            return fault(DrawingFault::TooLarge);
        }
        if amount.clips > limits::DRAWING_CLIPS {
            return fault(DrawingFault::TooManyClips);
        }
        self.known.insert(key, Some(amount));
        Ok(amount)
    }

    /// Adds what a shape is filled with, and what stands at its corners, which can be filled with the same.
    fn paint(
        &mut self,
        node: Node<'a, 'input>,
        here: &Taken<'a>,
        depth: usize,
        amount: &mut Amount,
    ) -> Result<(), Fault> {
        let nothing = Amount {
            elements: 0,
            growth: 1.0,
            clips: 0,
        };
        let (mut paints, mut markers) = (nothing, nothing);
        for (property, id) in here.iter() {
            for next in self.named(id) {
                let taken = self.taken_by(next);
                let inner = self.by(next, &taken, depth + 1)?;
                match property {
                    Property::Corners => markers.add(inner, corners(node)),
                    Property::Ends => markers.add(inner, 1),
                    _ => paints.add(inner, 1),
                }
            }
        }
        amount.add(paints, markers.elements.saturating_add(1));
        amount.add(markers, 1);
        Ok(())
    }

    /// What a node refers to as a whole. Where it says that it takes over something, what the element around it
    /// refers to is its own as well.
    fn own(&mut self, node: Node<'a, 'input>) -> Rc<Vec<&'a str>> {
        if let Some(known) = self.own.get(&node.id().get()) {
            return Rc::clone(known);
        }
        let mut ids = self.rules.own(node);
        let above = node.parent_element();
        if let Some(parent) = above.filter(|_| self.rules.takes_over(node)) {
            ids.extend(self.own(parent).iter());
        }
        ids.sort_unstable();
        ids.dedup();
        let ids = Rc::new(ids);
        self.own.insert(node.id().get(), Rc::clone(&ids));
        ids
    }

    fn named(&self, id: &str) -> Vec<Node<'a, 'input>> {
        self.by_id.get(id).cloned().unwrap_or_default()
    }

    /// The elements that an element names as a link does. A link leads to an element and does not draw it.
    fn by_address(&self, node: Node<'a, 'input>) -> Vec<Node<'a, 'input>> {
        if node.tag_name().name() == "a" {
            return Vec::new();
        }
        let addresses = node.attributes().filter(|one| one.name() == "href");
        addresses
            .filter_map(|one| one.value().trim().strip_prefix('#'))
            .flat_map(|id| self.named(id))
            .collect()
    }

    /// What the children of a node take over where it takes over this.
    fn taken_inside(&self, node: Node<'a, 'input>, taken: &Taken<'a>) -> Taken<'a> {
        let own = self.rules.handed_on(node);
        let is_its_own =
            |property: &Property| !self.rules.hand_on_all() && property.is_said_by(node);
        if own.is_empty() && !taken.iter().any(|(property, _)| is_its_own(property)) {
            return Rc::clone(taken);
        }
        let kept = taken.iter().filter(|(property, _)| !is_its_own(property));
        let mut all: Vec<_> = kept.copied().chain(own).collect();
        all.sort_unstable();
        all.dedup();
        Rc::new(all)
    }

    /// What a node takes over where it was written.
    fn taken_by(&mut self, node: Node<'a, 'input>) -> Taken<'a> {
        let Some(parent) = node.parent_element() else {
            return Taken::default();
        };
        if let Some(known) = self.taken.get(&parent.id().get()) {
            return Rc::clone(known);
        }
        let above = self.taken_by(parent);
        let taken = self.taken_inside(parent, &above);
        self.taken.insert(parent.id().get(), Rc::clone(&taken));
        taken
    }
}

/// The line of a node, counted from one.
pub(super) fn line(node: Node<'_, '_>) -> u32 {
    node.document().text_pos_at(node.range().start).row
}

/// Whether an element has a view of its own, beyond whose edges nothing of it is shown.
fn holds_view(node: Node<'_, '_>) -> bool {
    let name = node.tag_name().name();
    matches!(name, "symbol" | "marker" | "pattern")
        || name == "svg" && node.parent_element().is_some()
}

/// Whether an element has a shape of its own, or letters.
fn is_shape(node: Node<'_, '_>) -> bool {
    const SHAPES: [&str; 10] = [
        "path", "rect", "circle", "ellipse", "line", "polyline", "polygon", "text", "tspan",
        "textPath",
    ];
    SHAPES.contains(&node.tag_name().name())
}

/// How many corners a shape has, at most: there are no more than numbers and ends of lines.
fn corners(node: Node<'_, '_>) -> u64 {
    let lines = ["d", "points"].map(|name| node.attribute(name).unwrap_or_default());
    let mut count = 2;
    for line in lines {
        let mut before = b' ';
        for byte in line.bytes() {
            let begins = byte.is_ascii_digit() && !before.is_ascii_digit();
            count += u64::from(begins || byte.eq_ignore_ascii_case(&b'z'));
            before = byte;
        }
    }
    count
}

/// The ids that the values of a node's attributes refer to, as in `mask="url(#grey)"`.
pub(super) fn ids_of<'a>(node: Node<'a, '_>) -> impl Iterator<Item = (Property, &'a str)> {
    node.attributes().flat_map(|one| {
        let (name, value) = (one.name(), one.value());
        let declared = css::declarations(value).filter(move |_| name == "style");
        let said = (name != "style").then_some((name, value));
        let said = declared.chain(said);
        said.flat_map(|(name, value)| {
            Property::all_of(name)
                .iter()
                .flat_map(move |property| css::ids(value).map(move |id| (*property, id)))
        })
    })
}
