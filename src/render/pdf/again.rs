//! Compiles a report that was compiled a moment ago. Knows Typst and no report.
//!
//! Typst lays out a document until it agrees with what it asked about itself: on which page something
//! stands, how long the contents are. It begins with knowing nothing, and needs several rounds. Here it
//! begins with what was true of the last state, which after most edits still is. The result agrees with
//! itself all the same.

use typst::World;
use typst::comemo::{Constraint, Track};
use typst::engine::{Engine, Route, Sink, Traced};
use typst::foundations::{Output, StyleChain, Target, TargetElem};
use typst::introspection::Introspector;
use typst::utils::Protected;
use typst_layout::PagedDocument;

/// After so many rounds it begins anew as Typst does.
const MOST_ROUNDS: usize = 4;

/// Lays out what the world holds, beginning with the last state. None if that leads nowhere: then it
/// has to begin with nothing, which also gives the errors in the order in which they always come.
pub fn compile(world: &dyn World, last: &PagedDocument) -> Option<PagedDocument> {
    let library = world.library();
    let traced = Traced::default();
    let mut sink = Sink::new();
    let main = world.source(world.main()).ok()?;
    let content = typst_eval::eval(
        world.track(),
        library,
        traced.track(),
        sink.track_mut(),
        Route::default().track(),
        &main,
    )
    .ok()?
    .content();
    let base = StyleChain::new(&library.styles);
    let target = TargetElem::target.set(Target::Paged).wrap();
    let styles = base.chain(&target);
    let mut last = last.clone();
    for _ in 0..MOST_ROUNDS {
        let constraint = Constraint::new();
        let introspector: &dyn Introspector = Output::introspector(&last);
        let mut sink = Sink::new();
        let mut engine = Engine {
            library,
            world: world.track(),
            introspector: Protected::new(introspector.track_with(&constraint)),
            traced: traced.track(),
            sink: sink.track_mut(),
            route: Route::default(),
        };
        let document = PagedDocument::create(&mut engine, &content, styles).ok()?;
        if constraint.validate(Output::introspector(&document)) {
            return sink.delayed().is_empty().then_some(document);
        }
        last = document;
    }
    None
}
