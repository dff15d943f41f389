//! The data of a chart, drawn for the EPUB.

#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| underpin_fuzz::chart(bytes));
