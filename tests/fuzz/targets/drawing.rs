//! A drawing in SVG, shown in both books.

#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| underpin_fuzz::drawing(bytes));
