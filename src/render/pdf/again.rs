//! Compiles a report that was compiled a moment ago. Knows Typst and no report.
//!
//! Typst lays out a document until it agrees with what it asked about itself: on which page something
//! stands, how long the contents are. It begins with knowing nothing, and needs several rounds. Here it
//! begins with what was true of the last state, which after most edits still is. The result agrees with
//! itself all the same.

use typst::World;
use typst::comemo::{Constraint, Track};
use typst::diag::SourceDiagnostic;
use typst::ecow::EcoVec;
use typst::engine::{Engine, Route, Sink, Traced};
use typst::foundations::{Content, Output, StyleChain, Target, TargetElem};
use typst::introspection::Introspector;
use typst::utils::Protected;
use typst_layout::PagedDocument;

/// After so many rounds it begins anew as Typst does.
const MOST_ROUNDS: usize = 4;

/// Lays out what the world holds, beginning with the last state. None if that leads nowhere: then it
/// has to begin with nothing, which also gives the errors in the order in which they always come.
pub fn compile(world: &dyn World, last: &PagedDocument) -> Option<PagedDocument> {
    let content = evaluated(world)?;
    let mut last = last.clone();
    for _ in 0..MOST_ROUNDS {
        let round = Round::of(world, &content, Output::introspector(&last))?;
        if round.agrees {
            return round.errors.is_empty().then_some(round.document);
        }
        last = round.document;
    }
    None
}

/// What the main file evaluates to.
fn evaluated(world: &dyn World) -> Option<Content> {
    let main = world.source(world.main()).ok()?;
    let module = typst_eval::eval(
        world.track(),
        world.library(),
        Traced::default().track(),
        Sink::new().track_mut(),
        Route::default().track(),
        &main,
    );
    Some(module.ok()?.content())
}

/// One round of layout.
pub(super) struct Round {
    pub(super) document: PagedDocument,
    /// Whether the document answers as it was told that it would.
    agrees: bool,
    /// What is wrong if this round is the last.
    errors: EcoVec<SourceDiagnostic>,
}

impl Round {
    /// Lays out content that takes what it wants to know about itself from `introspector`.
    fn of(world: &dyn World, content: &Content, introspector: &dyn Introspector) -> Option<Self> {
        let library = world.library();
        let base = StyleChain::new(&library.styles);
        let target = TargetElem::target.set(Target::Paged).wrap();
        let constraint = Constraint::new();
        let traced = Traced::default();
        let mut sink = Sink::new();
        let mut engine = Engine {
            library,
            world: world.track(),
            introspector: Protected::new(introspector.track_with(&constraint)),
            traced: traced.track(),
            sink: sink.track_mut(),
            route: Route::default(),
        };
        let document = PagedDocument::create(&mut engine, content, base.chain(&target)).ok()?;
        Some(Self {
            agrees: constraint.validate(Output::introspector(&document)),
            errors: sink.delayed(),
            document,
        })
    }

    /// The first round for a world of which nothing is known.
    #[cfg(test)]
    pub(super) fn first(world: &dyn World) -> Option<Self> {
        let nothing = typst::introspection::EmptyIntrospector;
        Self::of(world, &evaluated(world)?, &nothing)
    }
}
