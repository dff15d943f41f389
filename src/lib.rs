//! Underpin compiles a report in which every claim stands on a source.
//!
//! The pipeline is a straight line; each arrow is a module:
//!
//! ```text
//!  report.toml  ─┐                  ┌─ parse ────────▶ Draft ──┐
//!  sections/*.md ├─ load ─▶ Sources ┤                          ├─ resolve ─▶ Report ─┬─ rules ───▶ findings ─▶ refuse, or go on
//!  bibliography  │                  └─ bibliography ▶ Library ─┘                     ├─ render pdf ─▶ PDF + page numbers ─┐
//!  figures, data ┘                                                                   ├─ render epub, html ◀──────────────┤
//!                                                                                    └─ register ◀──────────────────────┴─▶ write
//! ```
//!
//! [`model`] holds the words that everybody shares and begins with the glossary. The layers, and
//! who may use whom, stand in `docs/architecture.md` and are enforced by a test.

pub mod asset;
pub mod bibliography;
pub mod diagnostic;
pub mod load;
pub mod model;
pub mod parse;
pub mod pipeline;
pub mod register;
pub mod render;
pub mod repair;
pub mod resolve;
pub mod rules;
pub mod source;
pub mod terms;
pub mod threads;
pub mod watch;
pub mod write;

pub mod cli;
