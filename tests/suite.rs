//! The one binary of integration tests: linking the layout engine costs more than running it.

mod cases;
mod cli;
mod fixture;
mod properties;
mod rules;
mod syntax;
mod tidy;
