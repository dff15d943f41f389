//! From text to a draft. Knows Markdown and formulas, and no output format.

pub mod maths;
