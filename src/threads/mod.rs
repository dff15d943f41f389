//! Work in threads of its own: two things at once, and what may never end. Does not know what the work is.

mod both;
mod bounded;

pub use both::both;
pub use bounded::{BOUNDED, GivenUp, bounded};
