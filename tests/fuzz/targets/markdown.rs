//! Any section: Markdown, citations, notes, tables, maths.

#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| underpin_fuzz::section(bytes));
