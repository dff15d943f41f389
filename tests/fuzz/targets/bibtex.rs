//! A bibliography in BibTeX or BibLaTeX, printed and handed on.

#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| underpin_fuzz::bibliography("bib", bytes));
